//! Which annotations folder belongs to an articles folder, and who annotated there.
//!
//! Owns: `project.ron`, the names `annotations` and `annotations-NAME`, names of annotators as folders.
//! Never: writes, but for `project.ron` where the analyst takes annotations that lie near (else the writer does, at the
//! first act); which annotations lie near (`near`).

use super::disk::{Disk, RealDisk, read_small};
use super::folders::{free_path, in_words};
use super::format::{FORMAT, ProjectFile, parse_project, render_project, text_from_bytes};
use super::opening::HeldFile;
use super::shared_file::replace_shared;
use crate::model::invisibles;
use std::fs;
use std::io::ErrorKind as Kind;
use std::path::{Component, Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The file that says which articles folder annotations belong to.
pub const PROJECT: &str = "project.ron";

/// The longest folder name of an annotator, in bytes: well below what file systems allow.
const LONGEST_NAME: usize = 64;

/// The annotations folder of an articles folder, and whether it is there: the one whose `project.ron` names the
/// articles folder (see [`near::search`](super::near) for where it may lie), else the one that would begin:
/// `annotations` beside it, or `annotations-NAME` where that belongs to another folder. Reads only.
#[must_use]
pub fn annotations_of(articles_root: &Path) -> (PathBuf, bool) {
    let root = absolute(articles_root);
    let beside = beside(&root);
    let ours = |folder: &PathBuf| matches!(owner_of(folder), Owner::Folder(owner) if owner == root);
    let search = || super::near::search(articles_root).into_iter().find(ours);
    if let Some(ours) = beside.iter().find(|folder| ours(folder)).cloned().or_else(search) {
        return (ours, true);
    }
    let nobodys = |folder: &PathBuf| !matches!(owner_of(folder), Owner::Folder(_));
    // The last of them is nobody's yet.
    let begins = beside.into_iter().find(nobodys).unwrap_or(root);
    let exists = begins.is_dir();
    (begins, exists)
}

/// The names that an annotations folder may have beside an articles folder, in the order in which they are taken; the
/// last one is free.
fn beside(root: &Path) -> Vec<PathBuf> {
    let (parent, name) = match (root.parent(), root.file_name()) {
        (Some(parent), Some(name)) => (parent, name.to_string_lossy().into_owned()),
        // The root of the file system has nothing beside it.
        _ => (root, "root".to_owned()),
    };
    let mut names = vec![parent.join("annotations"), parent.join(format!("annotations-{name}"))];
    let mut number = 1;
    while names.last().is_some_and(|last| last.exists()) {
        number += 1;
        names.push(parent.join(format!("annotations-{name}-{number}")));
    }
    names
}

/// What an annotations folder says of the articles folder that it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Owner {
    /// There is no `project.ron`.
    Unsaid,
    /// It cannot be read, and why.
    Unreadable(HeldFile),
    /// This folder, there or not.
    Folder(PathBuf),
}

pub(super) fn owner_of(annotations: &Path) -> Owner {
    let path = annotations.join(PROJECT);
    let held = |message: String, line, column| {
        Owner::Unreadable(HeldFile { path: path.clone(), message, line, column })
    };
    let bytes = match read_small(&RealDisk, &path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), Kind::NotFound | Kind::NotADirectory) => {
            return Owner::Unsaid;
        }
        Err(error) => return held(format!("cannot be read: {}", in_words(&error)), 0, 0),
    };
    match text_from_bytes(&bytes).and_then(parse_project) {
        Ok(project) => Owner::Folder(absolute(&annotations.join(project.articles))),
        Err(error) => held(error.message, error.line, error.column),
    }
}

/// What `project.ron` held, and what it holds since annotations were taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// None: there was none, or one that could not be read and is kept beside the new one.
    pub before: Option<String>,
    /// It says which articles folder the annotations belong to.
    pub after: String,
}

/// Says in an annotations folder's `project.ron` that it belongs to this articles folder. Nothing else changes; a
/// `project.ron` that could not be read is kept beside the new one.
///
/// # Errors
/// In words; then the file is as it was.
pub fn take_annotations(
    disk: &dyn Disk,
    annotations: &Path,
    articles_root: &Path,
) -> Result<Taken, String> {
    let path = annotations.join(PROJECT);
    let after = render_project(&project_file(annotations, articles_root));
    let after = after.map_err(|error| error.to_string())?;
    let before = match read_small(disk, &path) {
        Ok(bytes) => String::from_utf8(bytes).ok(),
        Err(_) => None,
    };
    let before = before.filter(|text| parse_project(text).is_ok());
    if before.is_none() && path.symlink_metadata().is_ok() {
        let aside = free_path(disk, &annotations.join("project.ron.damaged"));
        let kept = aside.and_then(|aside| disk.rename(&path, &aside));
        kept.map_err(|error| in_words(&error))?;
    }
    let bytes = before.as_deref().map(str::as_bytes);
    replace_shared(disk, annotations, PROJECT, bytes, Some(after.as_bytes()))
        .map_err(|error| error.to_string())?;
    Ok(Taken { before, after })
}

/// What `project.ron` says of these two folders: the same bytes whoever writes it first.
#[must_use]
pub fn project_file(annotations: &Path, articles_root: &Path) -> ProjectFile {
    let (from, to) = (absolute(annotations), absolute(articles_root));
    // A link that lies beside the annotations is named as it is: it moves with them.
    let given = std::path::absolute(articles_root).unwrap_or_default();
    if let (Some(parent), Some(name)) = (given.parent(), given.file_name())
        && Some(&*absolute(parent)) == from.parent()
    {
        return ProjectFile { format: FORMAT, articles: format!("../{}", name.to_string_lossy()) };
    }
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into());
    let articles = up.chain(down).collect::<Vec<String>>().join("/");
    ProjectFile { format: FORMAT, articles }
}

/// Whose work there is: the names of the folders in the annotations folder, in order. None where it is absent.
#[must_use]
pub fn annotators(annotations: &Path) -> Vec<String> {
    let entries = fs::read_dir(annotations).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

/// The encoding in which an article was read when an annotator's file was last written: a better detector must not
/// shift its offsets. None where there is no such file.
#[must_use]
pub fn recorded_encoding(annotations: &Path, annotator: &str, article: &str) -> Option<String> {
    use std::io::Read;
    /// The head of a file, up to the encoding, is never longer.
    const HEAD: u64 = 64 * 1024;
    let path = annotations.join(annotator).join(format!("{article}.ron"));
    // A pipe would hold the reader for ever.
    if !fs::metadata(&path).ok()?.is_file() {
        return None;
    }
    let mut head = Vec::new();
    super::disk::open_plain(&path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    // Within a string, the quotation mark would be escaped.
    let (_, rest) = head.split_once("encoding: \"")?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}

/// Whether an annotator has an annotation file of an article.
#[must_use]
pub fn is_annotated(annotations: &Path, annotator: &str, article: &str) -> bool {
    annotations.join(annotator).join(format!("{article}.ron")).exists()
}

/// The real path of a folder, by which it is known whichever link it is opened by.
#[must_use]
pub fn real_path(folder: &Path) -> PathBuf {
    absolute(folder)
}

/// An annotator's name as a folder on any file system: NFC; no separators, no control or invisible characters, none
/// of `: * ? " < > |`; no dot or space at the ends; no device name of Windows; at most 64 bytes; never empty.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let name: String = name.nfc().collect();
    let mut unseen = invisibles(&name).map(|unseen| unseen.at).peekable();
    let replaced: String = name
        .char_indices()
        .map(|(at, c)| {
            let bad = matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
            // A name that joins its letters by hand is too easily taken for another.
            let joins = matches!(c, '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}');
            let unseen = unseen.next_if_eq(&at).is_some();
            if bad || joins || unseen || c.is_control() { '_' } else { c }
        })
        .collect();
    let at_ends = |c: char| c == '.' || c.is_whitespace();
    let trimmed = replaced.trim_matches(at_ends);
    let cut = trimmed.get(..trimmed.floor_char_boundary(LONGEST_NAME)).unwrap_or_default();
    let cut = cut.trim_end_matches(at_ends);
    let stem = cut.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = |kind| stem.strip_prefix(kind).is_some_and(|n: &str| n.len() == 1 && n != "0");
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || port("COM") || port("LPT") {
        return format!("_{cut}");
    }
    if cut.is_empty() { "analyst".to_owned() } else { cut.to_owned() }
}

/// Absolute, without `.` and `..`; links are followed where the folder is there.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn claim_for(annotations: &Path, articles: &str) {
        fs::create_dir_all(annotations).unwrap();
        let text = render_project(&ProjectFile { format: FORMAT, articles: articles.into() });
        fs::write(annotations.join("project.ron"), text.unwrap()).unwrap();
    }

    #[test]
    fn annotations_lie_beside_the_articles_under_a_name_of_their_own_where_another_folder_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap();
        let (seeds, other) = (home.join("seeds"), home.join("other"));
        fs::create_dir_all(&seeds).unwrap();
        fs::create_dir_all(&other).unwrap();
        let plain = home.join("annotations");
        assert_eq!(annotations_of(&seeds), (plain.clone(), false));
        fs::create_dir_all(&plain).unwrap();
        assert_eq!(annotations_of(&seeds), (plain.clone(), true), "nobody's yet");
        fs::write(plain.join(".gitkeep"), b"").unwrap();
        assert_eq!(annotations_of(&seeds), (plain.clone(), true), "kept in version control");
        claim_for(&plain, "../seeds");
        assert_eq!(annotations_of(&seeds), (plain.clone(), true));
        assert_eq!(annotations_of(&home.join("other/../seeds/")), (plain.clone(), true));
        let named = home.join("annotations-other");
        assert_eq!(annotations_of(&other), (named.clone(), false));
        claim_for(&named, "../other");
        assert_eq!(annotations_of(&other), (named.clone(), true));
        fs::remove_dir_all(&plain).unwrap();
        assert_eq!(annotations_of(&other), (named, true), "it says whose it is");
        assert_eq!(annotations_of(&seeds), (plain.clone(), false));
        fs::create_dir_all(&plain).unwrap();
        fs::write(plain.join("project.ron"), b"(format: 1, articles: ").unwrap();
        assert_eq!(annotations_of(&seeds), (plain, true), "an unreadable owner hides no work");
    }

    #[test]
    fn the_project_file_names_the_way_to_the_articles() {
        let way = |from: &str, to: &str| project_file(Path::new(from), Path::new(to)).articles;
        assert_eq!(way("/nowhere/annotations", "/nowhere/seeds"), "../seeds");
        assert_eq!(way("/nowhere/a/annotations", "/nowhere/b/c"), "../../b/c");
    }

    #[test]
    fn annotators_are_the_visible_folders() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["zoe", "Ana", ".attest"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("project.ron"), b"").unwrap();
        fs::write(folder.path().join(".gitkeep"), b"").unwrap();
        assert_eq!(annotators(folder.path()), ["Ana", "zoe"]);
        assert!(annotators(&folder.path().join("absent")).is_empty());
    }

    #[test]
    fn names_are_safe_on_every_file_system() {
        let table = [
            ("ana", "ana"),
            ("Ana María", "Ana María"),
            ("e\u{301}va", "\u{e9}va"),
            ("a/b\\c:d", "a_b_c_d"),
            ("../../etc", "_.._etc"),
            ("..", "analyst"),
            ("  ", "analyst"),
            ("", "analyst"),
            ("con", "_con"),
            ("Com1.txt", "_Com1.txt"),
            ("company", "company"),
            (".hidden", "hidden"),
            ("trailing. ", "trailing"),
            ("a\u{202e}b\nc", "a_b_c"),
            ("a\u{34f}\u{3164}\u{fe0f}b", "a___b"),
            ("zoe \u{2764}\u{fe0f}", "zoe \u{2764}\u{fe0f}"),
        ];
        for (name, safe) in table {
            assert_eq!(safe_name(name), safe, "{name:?}");
            assert_eq!(safe_name(safe), safe, "{safe:?} again");
        }
        let long = safe_name(&"é".repeat(100));
        assert!(long.len() <= 64 && long.chars().all(|c| c == 'é'), "{long}");
    }
}
