//! Annotations that lie near an articles folder and may belong to it, although their `project.ron` does not say so: the
//! folder was renamed or moved, is opened by its parent, by a subfolder or by a link.
//!
//! Owns: where is looked, and the evidence: names and hashes in the heads of annotation files against the articles that
//! are open. Reads only, and not much. Never: decides; the analyst does.

use super::annotation_files::annotation_files;
use super::articles::sha256_hex;
use super::disk::RealDisk;
use super::opening::HeldFile;
use super::project::{Owner, absolute, annotations_of, annotators, owner_of};
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// So many folders above the articles folder are looked at.
const ABOVE: usize = 3;
/// So many folders beside and inside it.
const AROUND: usize = 64;
/// Heads of so many annotation files are read in each annotations folder.
const HEADS: usize = 48;
/// Bytes read of an annotation file, to find its head and to count its claims.
const READ: u64 = 1 << 20;
/// So many articles of another folder are compared, none larger than so many bytes.
const THEIRS: usize = 8;
const THEIR_BYTES: u64 = 16 << 20;

/// Annotations that lie near.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Near {
    /// The annotations folder.
    pub annotations: PathBuf,
    /// Who annotated there.
    pub annotators: Vec<String>,
    /// How many annotation files of articles there are.
    pub files: usize,
    /// How many claims are in those that were looked at.
    pub claims: usize,
    /// How many files were looked at.
    pub looked: usize,
    /// Of how many of these the article is open, byte for byte.
    pub same: usize,
    /// Which articles folder `project.ron` names, and whether it is there; else why it names none.
    pub named: Result<(PathBuf, bool), String>,
    /// How they are come by.
    pub way: Way,
}

/// How annotations that lie near are come by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// `project.ron` is to name the folder that is open.
    Take,
    /// This folder is to be opened instead: it is the one that was annotated.
    Open(PathBuf),
}

impl fmt::Display for Near {
    /// Whose they are, how many, where, and which folder they name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let (whose, files) = (self.annotators.join(", "), count(self.files, "file"));
        let about = if self.looked < self.files { "more than " } else { "" };
        let claims = count(self.claims, "claim");
        let at = self.annotations.display();
        write!(f, "Annotations of {whose} ({files}, {about}{claims}) lie in “{at}”. ")?;
        match &self.named {
            Ok((folder, true)) => write!(f, "They belong to “{}”", folder.display())?,
            Ok((folder, false)) => {
                write!(f, "They belong to “{}”, which is not there", folder.display())?;
            }
            Err(why) => write!(f, "Which articles they belong to is not known: {why}")?,
        }
        let (same, looked) = (self.same, self.looked);
        write!(f, "; {same} of {looked} are of articles in this folder.")
    }
}

/// What is asked of the articles that are open.
pub struct Here<'a> {
    /// The SHA-256 of the article of this name.
    pub sha256: &'a dyn Fn(&str) -> Option<String>,
    /// The name of an article with this SHA-256.
    pub name: &'a dyn Fn(&str) -> Option<String>,
}

/// What was found near an articles folder.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Nearby {
    /// Annotations that may belong to it, the likeliest first; none where it has annotations of its own.
    pub near: Vec<Near>,
    /// The `project.ron` of its own annotations folder, where that cannot be read.
    pub unreadable: Option<HeldFile>,
}

/// Looks for annotations near an articles folder that has none of its own.
#[must_use]
pub fn nearby(articles_root: &Path, here: &Here<'_>) -> Nearby {
    let root = absolute(articles_root);
    let own = annotations_of(articles_root).0;
    let mut found = Nearby::default();
    match owner_of(&own) {
        // Its own, or taken for it: nobody else's name stands there.
        Owner::Folder(owner) if owner == root => return found,
        Owner::Unreadable(held) => found.unreadable = Some(held),
        _ => {}
    }
    if !files_of(&own).is_empty() {
        return found;
    }
    let others = search(articles_root).into_iter().filter(|folder| absolute(folder) != own);
    found.near = others.filter_map(|folder| judge(&root, folder, here)).collect();
    found.near.sort_by(|a, b| b.same.cmp(&a.same).then_with(|| a.annotations.cmp(&b.annotations)));
    found
}

/// The annotations folders near an articles folder: beside it and beside the link that leads to it, above it, inside it,
/// in the folders beside it and in those inside it. Each once.
pub(super) fn search(articles_root: &Path) -> Vec<PathBuf> {
    let root = absolute(articles_root);
    let mut places: Vec<PathBuf> = Vec::new();
    let given = std::path::absolute(articles_root).unwrap_or_default();
    places.extend(given.parent().map(absolute));
    places.extend(root.ancestors().skip(1).take(ABOVE).map(Path::to_path_buf));
    places.push(root.clone());
    places.extend(folders_in(&root));
    // What lies beside a folder of the file system's root is another matter.
    places.extend(root.parent().filter(|p| p.parent().is_some()).into_iter().flat_map(folders_in));
    let mut found: Vec<PathBuf> = Vec::new();
    for place in places {
        for folder in folders_in(&place) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            let named = name == "annotations" || name.starts_with("annotations-");
            if named && !found.contains(&folder) {
                found.push(folder);
            }
        }
    }
    found
}

/// The visible folders in a folder, in order, not too many; links are not followed.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    /// Names looked at.
    const NAMES: usize = 4096;
    let names = fs::read_dir(folder).into_iter().flatten().take(NAMES).flatten();
    let names = names.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = names.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut folders: Vec<PathBuf> = names.map(|entry| entry.path()).collect();
    folders.sort();
    folders.truncate(AROUND);
    folders
}

/// All annotation files of all annotators there.
fn files_of(annotations: &Path) -> Vec<PathBuf> {
    let whose = annotators(annotations).into_iter();
    whose.flat_map(|name| annotation_files(&RealDisk, &annotations.join(name)).paths).collect()
}

/// Whether annotations may belong to the articles that are open; by evidence.
fn judge(root: &Path, annotations: PathBuf, here: &Here<'_>) -> Option<Near> {
    let owner = owner_of(&annotations);
    let mut files = files_of(&annotations);
    let work = files.clone();
    // Facts are of no article.
    files.retain(|path| path.file_name().is_some_and(|name| name != "facts.ron"));
    let heads = heads(&files);
    let evidence = Evidence::of(root, &owner, &heads, here);
    // In a folder beside this one: the folder was moved from there, with its articles under their names.
    let around = annotations.starts_with(root)
        || annotations.parent().is_some_and(|folder| root.starts_with(folder));
    if !around && evidence.way != Way::Take {
        return None;
    }
    let named = match owner {
        Owner::Folder(folder) => {
            let there = folder.is_dir();
            Ok((folder, there))
        }
        Owner::Unsaid => Err("there is no project.ron".to_owned()),
        Owner::Unreadable(held) => Err(format!("project.ron {}", held.message)),
    };
    let way = match &named {
        Ok((owner, true)) => {
            let theirs = || matching(owner, &heads) > 0;
            let related = owner.starts_with(root) || root.starts_with(owner);
            if related && evidence.any() && (evidence.same == 0 || theirs()) {
                Way::Open(owner.clone())
            } else if evidence.same > 0 && !theirs() {
                evidence.way
            } else {
                // Another folder's, with good reason.
                return None;
            }
        }
        Ok((_, false)) if evidence.any() => evidence.way,
        Err(_) if evidence.same > 0 => evidence.way,
        _ => return None,
    };
    let mut annotators = annotators(&annotations);
    annotators.retain(|name| work.iter().any(|f| f.starts_with(annotations.join(name))));
    Some(Near {
        annotators,
        annotations,
        files: files.len(),
        claims: heads.iter().map(|head| head.claims).sum(),
        looked: files.len().min(HEADS),
        same: evidence.same,
        named,
        way,
    })
}

/// What an annotation file says of its article.
struct Head {
    file: String,
    sha256: String,
    claims: usize,
}

/// The heads of some of the files, taken evenly from all of them.
fn heads(files: &[PathBuf]) -> Vec<Head> {
    let some = files.len().min(HEADS);
    (0..some).filter_map(|n| head(files.get(n * files.len() / some)?)).collect()
}

/// Reads a head, also of a file that would not parse: an older, newer or damaged one is work as well.
fn head(path: &Path) -> Option<Head> {
    if !fs::metadata(path).is_ok_and(|about| about.is_file()) {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(READ).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let (_, article) = text.split_once("article")?;
    let (file, sha256) = (value(article, "file")?, value(article, "sha256")?);
    // Of all records, only claims have a time of their making.
    Some(Head { file, sha256, claims: text.matches("created: \"").count() })
}

/// The text of the first field of this name.
fn value(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    loop {
        (_, rest) = rest.split_once(name)?;
        let Some(behind) = rest.trim_start().strip_prefix(':') else { continue };
        let quoted = behind.trim_start();
        let inside = quoted.strip_prefix('"')?;
        let mut escaped = false;
        let end = inside.char_indices().find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        // With both quotation marks.
        return ron::from_str(quoted.get(..end?.0 + 2)?).ok();
    }
}

/// What speaks for annotations belonging to the articles that are open.
struct Evidence {
    /// Files whose article is open, byte for byte, under whatever name.
    same: usize,
    /// Files whose article is open by name, with another text.
    alike: usize,
    way: Way,
}

impl Evidence {
    const fn any(&self) -> bool {
        self.same + self.alike > 0
    }

    fn of(root: &Path, owner: &Owner, heads: &[Head], here: &Here<'_>) -> Self {
        let mut evidence = Self { same: 0, alike: 0, way: Way::Take };
        for head in heads {
            let name = match owner {
                Owner::Folder(owner) => name_here(root, owner, &head.file),
                _ => head.file.clone(),
            };
            match (here.sha256)(&name) {
                Some(sha256) if sha256 == head.sha256 => evidence.same += 1,
                Some(_) => evidence.alike += 1,
                None => {
                    let Some(name) = (here.name)(&head.sha256) else { continue };
                    evidence.same += 1;
                    if let Some(folder) = shifted(root, &name, &head.file) {
                        evidence.way = Way::Open(folder);
                    }
                }
            }
        }
        evidence
    }
}

/// What an article of another folder would be called here, where one of the folders lies in the other.
fn name_here(root: &Path, owner: &Path, file: &str) -> String {
    let path = owner.join(file);
    let related = owner.starts_with(root) || root.starts_with(owner);
    match path.strip_prefix(root) {
        Ok(below) if related => {
            below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
        }
        _ => file.to_owned(),
    }
}

/// The folder in which an article that is called `name` here would have the name that it was annotated under.
fn shifted(root: &Path, name: &str, file: &str) -> Option<PathBuf> {
    if let Some(below) = name.strip_suffix(file).and_then(|below| below.strip_suffix('/')) {
        return Some(root.join(below));
    }
    let above = file.strip_suffix(name)?.strip_suffix('/')?;
    let up = root.ancestors().nth(Path::new(above).components().count())?;
    (up.join(above) == root).then(|| up.to_path_buf())
}

/// How many of these articles are in a folder, byte for byte.
fn matching(folder: &Path, heads: &[Head]) -> usize {
    let same = |head: &&Head| {
        let path = folder.join(&head.file);
        let small = |about: fs::Metadata| about.is_file() && about.len() <= THEIR_BYTES;
        fs::metadata(&path).is_ok_and(small)
            && fs::read(&path).is_ok_and(|bytes| sha256_hex(&bytes) == head.sha256)
    };
    heads.iter().take(THEIRS).filter(same).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn heads_are_read_however_they_are_laid_out() {
        let read = |text: &str| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.txt.ron");
            fs::write(&path, text).unwrap();
            head(&path).map(|head| (head.file, head.sha256, head.claims))
        };
        let found = |file: &str, claims| Some((file.to_owned(), "ab".to_owned(), claims));
        let table = [
            ("(format: 1, article: (file: \"a.txt\", sha256: \"ab\", …", found("a.txt", 0)),
            ("(format:1,article:(file:\"a.txt\",sha256:\"ab\"", found("a.txt", 0)),
            ("// files\n(article : (file\n : \"a.txt\", sha256 : \"ab\")", found("a.txt", 0)),
            ("(article: (file: \"a \\\"b\\\".txt\", sha256: \"ab\"", found("a \"b\".txt", 0)),
            // A newer format, or broken off: it is work all the same.
            (
                "(format: 9, article: (file: \"a\", sha256: \"ab\"), claims: [(created: \"x\", no",
                found("a", 1),
            ),
            ("", None),
            ("(format: 2, articles: \"../seeds\")", None),
            ("(article: (file: \"a.txt", None),
            ("(article: (file: 3, sha256: \"ab\"", None),
        ];
        for (text, wanted) in table {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_shifted_name_tells_the_folder() {
        let root = Path::new("/case/articles");
        let to = |name: &str, file: &str| shifted(root, name, file);
        assert_eq!(to("seeds/1.txt", "1.txt"), Some("/case/articles/seeds".into()));
        assert_eq!(to("1.txt", "articles/1.txt"), Some("/case".into()));
        assert_eq!(to("1.txt", "seeds/1.txt"), None, "no folder of that name");
        assert_eq!(to("two.txt", "1.txt"), None);
        assert_eq!(to("01.txt", "1.txt"), None);
        assert_eq!(to("1.txt", "1.txt"), None);
    }
}
