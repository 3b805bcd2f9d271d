//! What lies where in an annotator's folder, and what is found there. Reads only.
//!
//! Owns: paths, temporary names, the walk over a folder. Never: writes, decides what wins.

use super::annotation::AnnotationFile;
use super::disk::Disk;
use super::format::{parse_article, text_from_bytes};
use super::hash::{Hash, hash_of, hex_from_hash};
use super::opening::{HeldFile, StoreError};
use crate::model::ArticleId;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The folder, in an annotator's, of what is no annotation.
const INNER: &str = ".attest";
/// How temporary files end; they begin with a dot.
const TEMPORARY: &str = ".attest-new";

/// The places of one annotator's folder.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The `annotations` folder.
    pub(super) annotations: PathBuf,
    /// The annotator's own.
    pub(super) folder: PathBuf,
    installation: String,
}

impl Layout {
    pub(super) fn new(annotations: &Path, annotator: &str, installation: &str) -> Self {
        Self {
            annotations: annotations.to_owned(),
            folder: annotations.join(annotator),
            installation: installation.to_owned(),
        }
    }

    pub(super) fn project(&self) -> PathBuf {
        self.annotations.join("project.ron")
    }

    pub(super) fn inner(&self) -> PathBuf {
        self.folder.join(INNER)
    }

    pub(super) fn history(&self) -> PathBuf {
        self.inner().join("history")
    }

    pub(super) fn conflicts(&self) -> PathBuf {
        self.inner().join("conflicts")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.inner().join("lock")
    }

    pub(super) fn owner(&self) -> PathBuf {
        self.inner().join("owner")
    }

    pub(super) fn ignored(&self) -> PathBuf {
        self.inner().join(".gitignore")
    }

    pub(super) fn attributes(&self) -> PathBuf {
        self.inner().join(".gitattributes")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.history().join(format!("{}.log", self.installation))
    }

    /// The file of a document: an article's annotations, or `facts.ron`; none where its name would lead elsewhere.
    pub(super) fn file(&self, article: &ArticleId) -> Option<PathBuf> {
        let below = Path::new(article.as_str());
        let mut parts = below.components();
        let plain = parts.clone().all(|part| matches!(part, Component::Normal(_)));
        let first = parts.next()?;
        if !plain || first.as_os_str() == OsStr::new(INNER) {
            return None;
        }
        let mut path = self.folder.join(below).into_os_string();
        path.push(".ron");
        Some(PathBuf::from(path))
    }

    /// Whether annotation files may lie in what this path names.
    pub(super) fn is_folder_of_files(&self, path: &Path) -> bool {
        path.starts_with(&self.folder) && !path.starts_with(self.inner()) && !is_temporary(path)
    }

    /// The document whose file this would be.
    pub(super) fn article(&self, path: &Path) -> Option<ArticleId> {
        let below = path.strip_prefix(&self.folder).ok()?;
        let mut parts = Vec::new();
        for part in below.components() {
            parts.push(part.as_os_str().to_str()?);
        }
        if parts.first() == Some(&INNER) || is_temporary(path) {
            return None;
        }
        Some(ArticleId::new(parts.join("/").strip_suffix(".ron")?))
    }
}

/// A name longer than this, in bytes, is not repeated whole in the names made of it: those would be longer than file
/// systems allow (255).
const LONG_NAME: usize = 200;

/// A name that is no longer than [`LONG_NAME`]: its beginning and, in place of the rest, its hash.
pub(super) fn shortened(name: &str) -> String {
    if name.len() <= LONG_NAME {
        return name.to_owned();
    }
    let hash = hex_from_hash(&hash_of(name.as_bytes()));
    let beginning = name.get(..name.floor_char_boundary(LONG_NAME - 33)).unwrap_or_default();
    format!("{beginning}…{}", hash.get(..29).unwrap_or_default())
}

/// The temporary file beside a file.
pub(super) fn temporary_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let mut temporary = OsString::from(".");
    if name.len() > LONG_NAME {
        let hash = hex_from_hash(&hash_of(name.as_encoded_bytes()));
        temporary.push(hash);
    } else {
        temporary.push(name);
    }
    temporary.push(TEMPORARY);
    path.with_file_name(temporary)
}

/// The file whose place a temporary one was to take; none where that file's name is too long to be told from it.
pub(super) fn target_of(temporary: &Path) -> Option<PathBuf> {
    let name = temporary.file_name()?.to_str()?;
    let name = name.strip_prefix('.')?.strip_suffix(TEMPORARY)?;
    let hashed = name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
    (!hashed).then(|| temporary.with_file_name(name))
}

/// The article that the bytes of an annotation file name.
pub(super) fn file_named(bytes: &[u8]) -> Option<ArticleId> {
    let file = parse_article(text_from_bytes(bytes).ok()?).ok()?;
    Some(ArticleId::new(&file.article.file))
}

fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// A path that nothing has yet: the name itself, or with a number behind it.
pub(super) fn free_path(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    let mut free = path.to_owned();
    let mut number = 1;
    while disk.identity(&free)?.is_some() {
        number += 1;
        let mut name = path.as_os_str().to_owned();
        name.push(format!("-{number}"));
        free = PathBuf::from(name);
    }
    Ok(free)
}

/// An annotation file that was found.
pub(super) struct FoundFile {
    pub(super) path: PathBuf,
    pub(super) article: ArticleId,
    /// None where it could not be read at all.
    pub(super) hash: Option<Hash>,
    pub(super) content: Result<AnnotationFile, HeldFile>,
}

/// What was found in an annotator's folder.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) files: Vec<FoundFile>,
    /// Temporary files that a killed writer left.
    pub(super) leftovers: Vec<PathBuf>,
    /// Folders that could not be read: what lies in them is not known, and is not gone.
    pub(super) unread: Vec<HeldFile>,
    pub(super) notices: Vec<String>,
}

/// Parses the bytes of a document's file.
pub(super) fn parse_file(
    id: &ArticleId,
    path: &Path,
    bytes: &[u8],
) -> Result<AnnotationFile, HeldFile> {
    let parse = |text| AnnotationFile::parse(id, text);
    text_from_bytes(bytes).and_then(parse).map_err(|error| HeldFile {
        path: path.to_owned(),
        message: error.message,
        line: error.line,
        column: error.column,
    })
}

/// A file that could not be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> HeldFile {
    let message = format!("cannot be read: {}", in_words(error));
    HeldFile { path: path.to_owned(), message, line: 0, column: 0 }
}

/// Whether this is the name of an article or of the facts, and not of a folder of articles.
fn stands_for_a_file(id: &ArticleId) -> bool {
    id.is_of_facts() || super::articles::is_article_name(Path::new(id.as_str()))
}

/// A file that is a link: writing it would part the two, or change what lies elsewhere.
fn linked(path: &Path, to: &Path) -> HeldFile {
    let message = format!(
        "this is a link (to {}), and nothing is written through links; put the file itself here to work on it",
        to.display()
    );
    HeldFile { path: path.to_owned(), message, line: 0, column: 0 }
}

/// Why nothing may be written into an annotator's folder: a part of it is a link. The `annotations` folder itself may be
/// one: what it leads to is that folder then.
pub(super) fn link_in_the_way(disk: &dyn Disk, layout: &Layout) -> Option<String> {
    let parts = [
        layout.folder.clone(),
        layout.inner(),
        layout.history(),
        layout.conflicts(),
        layout.lock(),
        layout.owner(),
        layout.log(),
    ];
    parts.iter().find_map(|path| refuse_link(disk, path).err()).map(|error| in_words(&error))
}

/// Refuses a path that is a link: what it leads to may be anybody's, and putting a file in its place would part the two
/// without a word.
pub(super) fn refuse_link(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.link(path) {
        Ok(Some(to)) => Err(io::Error::other(format!(
            "{} is a link (to {}), and nothing is written through links",
            path.display(),
            to.display()
        ))),
        _ => Ok(()),
    }
}

/// Why an article of this name can have no annotation file here; none where it can.
#[must_use]
pub fn name_trouble(
    disk: &dyn Disk,
    annotations: &Path,
    annotator: &str,
    article: &ArticleId,
) -> Option<String> {
    let path = Layout::new(annotations, annotator, "").file(article)?;
    // Shorter names are allowed by every system in use.
    if path.file_name()?.len() <= LONG_NAME {
        return None;
    }
    // The folders may not be there yet; the one that they will be made in has the same limit.
    let there = |folder: &&Path| matches!(disk.identity(folder), Ok(Some(_)));
    let folder = path.ancestors().skip(1).find(there)?;
    match disk.identity(&folder.join(path.file_name()?)) {
        Err(error) if error.kind() == io::ErrorKind::InvalidFilename => Some(
            "The name is too long: this system allows no annotation file of it. Rename the article to annotate it."
                .to_owned(),
        ),
        _ => None,
    }
}

/// Walks an annotator's folder. One that is not there is empty.
pub(super) fn scan(disk: &dyn Disk, layout: &Layout) -> Result<Scan, StoreError> {
    let mut found = Scan::default();
    let mut folders = vec![layout.folder.clone()];
    while let Some(folder) = folders.pop() {
        let entries = match disk.list(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(cause) if folder == layout.folder => {
                return Err(StoreError::Read { path: folder, cause });
            }
            Err(error) => {
                found.unread.push(unreadable(&folder, &error));
                continue;
            }
        };
        for entry in entries {
            let path = folder.join(&entry.name);
            if entry.is_folder {
                if entry.name == OsStr::new(INNER) {
                    continue;
                }
                // Where a file belongs: that file is not a deleted one.
                if let Some(article) = layout.article(&path).filter(stands_for_a_file) {
                    let content = Err(unreadable(&path, &io::ErrorKind::IsADirectory.into()));
                    let path = path.clone();
                    found.files.push(FoundFile { path, article, hash: None, content });
                }
                folders.push(path);
            } else if is_temporary(&path) {
                found.leftovers.push(path);
            } else if entry.name.to_str().is_none() {
                found.notices.push(format!("{} has a name that is no text", path.display()));
            } else if let Some(article) = layout.article(&path) {
                let (hash, content) = match (disk.link(&path), disk.read(&path)) {
                    (Ok(Some(to)), _) => (None, Err(linked(&path, &to))),
                    (_, Ok(bytes)) => (Some(hash_of(&bytes)), parse_file(&article, &path, &bytes)),
                    (_, Err(error)) => (None, Err(unreadable(&path, &error))),
                };
                found.files.push(FoundFile { path, article, hash, content });
            }
        }
    }
    found.files.sort_by(|a, b| a.article.cmp(&b.article));
    twins(&mut found);
    Ok(found)
}

/// Names that are one on some file systems.
fn twins(scan: &mut Scan) {
    let folded = |id: &ArticleId| id.as_str().nfc().collect::<String>().to_lowercase();
    let mut names: Vec<_> = scan.files.iter().map(|file| (folded(&file.article), file)).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let pairs = names.windows(2).filter_map(|pair| match pair {
        [(a, first), (b, second)] if a == b => Some(format!(
            "The annotations of {} and {} differ only in case or Unicode form: on some systems they are one file.",
            first.article, second.article
        )),
        _ => None,
    });
    let pairs: Vec<_> = pairs.collect();
    scan.notices.extend(pairs);
}

/// An error of the disk in words for the analyst.
pub(super) fn in_words(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full".to_owned(),
        Kind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        Kind::PermissionDenied => "no permission (a read-only folder?)".to_owned(),
        Kind::NotFound => "it is not there".to_owned(),
        Kind::IsADirectory => "it is a folder, not a file".to_owned(),
        Kind::InvalidFilename => "its name is too long for this system".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn layout() -> Layout {
        Layout::new(Path::new("/a/annotations"), "mara", "id")
    }

    #[test]
    fn articles_and_their_files_know_each_other() {
        let layout = layout();
        for name in ["a.txt", "sub/b.txt", "facts.txt"] {
            let id = ArticleId::new(name);
            let path = layout.file(&id).unwrap();
            assert_eq!(layout.article(&path), Some(id));
            assert_eq!(layout.article(&temporary_of(&path)), None);
        }
        let facts = Path::new("/a/annotations/mara/facts.ron");
        assert_eq!(layout.file(&ArticleId::of_facts()).as_deref(), Some(facts));
        assert_eq!(layout.article(facts), Some(ArticleId::of_facts()));
        assert_eq!(layout.article(Path::new("/a/annotations/mara/.attest/x.ron")), None);
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in ["../b.txt", "/etc/b.txt", "a/../../b.txt", ".attest/b.txt", ""] {
            assert_eq!(layout().file(&ArticleId::new(name)), None, "{name}");
        }
    }
}
