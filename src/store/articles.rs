//! Articles in: which article files a folder holds, and what stands in one of them.
//!
//! Owns: finding `.txt` files, their ids, which links are followed, and what is wrong with each. Never: writes; fails as
//! a whole because one file is bad.

use super::decode;
use crate::model::{Article, ArticleId};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

pub use super::decode::encodings;

/// The largest file that is opened, in bytes: text, marks and window must fit into memory beside it.
pub const LARGEST: u64 = 512 * 1024 * 1024;

/// Folders deeper than this below the root are not entered.
const DEEPEST: usize = 64;

/// Bytes read of each file while scanning, enough to tell a picture from a text.
const SNIFF: usize = 1024;

/// A file that the scan found: a row each, also where it cannot be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundFile {
    /// Its path below the root, parts joined by `/`. Approximate where the name is not UTF-8.
    pub id: ArticleId,
    /// Where it is.
    pub path: PathBuf,
    /// Its length in bytes; 0 where it is not known.
    pub bytes: u64,
    /// Why it cannot be opened, as far as the scan can tell.
    pub problem: Option<FileProblem>,
}

/// Why a file cannot be opened. `Display` is a sentence for the analyst.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileProblem {
    /// Nothing in it, or nothing but white space.
    Empty,
    /// The system refuses: its words.
    Unreadable(String),
    /// No text.
    Binary,
    /// A link that leads nowhere, or in a circle.
    BrokenLink,
    /// A name that no annotation file could repeat.
    NameNotUtf8,
    /// More bytes than [`LARGEST`]: how many.
    TooLarge(u64),
    /// A pipe, a socket, a device.
    NotAFile,
    /// It was there when the folder was read.
    Gone,
    /// A link to a file outside the folder, which nobody has allowed to read.
    Outside,
    /// No such encoding: the name that was asked for.
    UnknownEncoding(String),
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The file is empty."),
            Self::Unreadable(why) => write!(f, "The file cannot be read: {why}."),
            Self::Binary => f.write_str("This is not a text file."),
            Self::BrokenLink => f.write_str("The link leads to no file."),
            Self::NameNotUtf8 => {
                f.write_str("The file's name is not valid UTF-8; rename it to annotate it.")
            }
            Self::TooLarge(bytes) => write!(
                f,
                "The file is too large: {} MB (the largest is {} MB).",
                bytes / 1_000_000,
                LARGEST / 1_000_000
            ),
            Self::NotAFile => f.write_str("This is a pipe, a socket or a device, not a file."),
            Self::Gone => f.write_str("The file is no longer there."),
            Self::Outside => f.write_str(
                "This is a link to a file outside the folder; it is read only where that is allowed.",
            ),
            Self::UnknownEncoding(name) => write!(f, "There is no encoding “{name}”."),
        }
    }
}

impl std::error::Error for FileProblem {}

/// Which links are followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Links {
    /// Those that stay in the folder. What leads out of it is listed, and not read.
    #[default]
    Inside,
    /// All.
    Anywhere,
}

impl Links {
    /// Whether a file of folders that were opened lies outside them, and may not be read. What was opened itself may.
    #[must_use]
    pub fn lead_out(self, opened: &[PathBuf], path: &Path) -> bool {
        let real = path.canonicalize();
        let within = |folder: &PathBuf| {
            let folder = folder.canonicalize().ok();
            folder.is_some_and(|folder| real.as_ref().is_ok_and(|real| real.starts_with(folder)))
        };
        self == Self::Inside && real.is_ok() && !opened.iter().any(within)
    }
}

/// What a scan found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scan {
    /// The articles folder: ids are paths below it. Absolute.
    pub root: PathBuf,
    /// Sorted naturally by id ("2" before "10").
    pub files: Vec<FoundFile>,
    /// What the analyst should know beside the rows.
    pub notices: Vec<String>,
    /// Links to files and folders outside, which were not followed.
    pub outside: Vec<PathBuf>,
}

/// Why there is nothing to scan.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ArticlesError {
    /// No path was given.
    #[error("No folder or file was given.")]
    NothingGiven,
    /// Nothing stands at the path.
    #[error("“{}” does not exist.", .0.display())]
    Missing(PathBuf),
    /// The system refuses.
    #[error("“{}” cannot be read: {why}.", .path.display())]
    Unreadable {
        /// What was asked for.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// Only files that are no `.txt` files were given.
    #[error("“{}” is not a .txt file or a folder.", .0.display())]
    NoArticle(PathBuf),
    /// The paths have no folder in common (different drives).
    #[error("The files have no folder in common.")]
    NoCommonFolder,
}

/// Finds the articles of a folder (subfolders too), or of one or several `.txt` files, whose root
/// is then their common folder. Hidden files and folders and `annotations` folders are left out.
/// What is named itself is followed wherever it leads.
///
/// # Errors
/// If a path does not exist or the folder itself cannot be read. Whatever is wrong inside is a
/// row or a notice.
pub fn scan(paths: &[PathBuf], links: Links) -> Result<Scan, ArticlesError> {
    let mut given = Given::default();
    for path in paths {
        given.take(path)?;
    }
    let root = given.root()?;
    given.scan(root, links)
}

/// The same again, below the same root: paths that are gone by now are left out.
///
/// # Errors
/// If a folder cannot be read.
pub fn scan_again(root: &Path, paths: &[PathBuf], links: Links) -> Result<Scan, ArticlesError> {
    let mut given = Given::default();
    for path in paths {
        match given.take(path) {
            Err(ArticlesError::Missing(_)) => {}
            other => other?,
        }
    }
    given.scan(root.to_owned(), links)
}

/// What is to be scanned.
#[derive(Default)]
struct Given {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    notices: Vec<String>,
    strange: Option<PathBuf>,
}

impl Given {
    fn take(&mut self, given: &Path) -> Result<(), ArticlesError> {
        let path = std::path::absolute(given)
            .map(|path| without_dots(&path))
            .map_err(|error| unreadable(given, &error))?;
        match fs::metadata(&path) {
            Ok(about) if about.is_dir() => self.folders.push(path),
            Ok(_) if is_article_name(&path) => self.files.push(path),
            Ok(_) => {
                self.notices.push(format!("“{}” is not a .txt file: left out.", path.display()));
                self.strange = Some(path);
            }
            // A broken link is a row, not the end.
            Err(_) if path.is_symlink() && is_article_name(&path) => self.files.push(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(ArticlesError::Missing(path));
            }
            Err(error) => return Err(unreadable(&path, &error)),
        }
        Ok(())
    }

    fn root(&self) -> Result<PathBuf, ArticlesError> {
        let parents = self.files.iter().filter_map(|file| file.parent());
        let roots: Vec<&Path> = self.folders.iter().map(PathBuf::as_path).chain(parents).collect();
        match (common(&roots), &self.strange) {
            (Some(root), _) => Ok(root),
            (None, Some(path)) => Err(ArticlesError::NoArticle(path.clone())),
            (None, None) if roots.is_empty() => Err(ArticlesError::NothingGiven),
            (None, None) => Err(ArticlesError::NoCommonFolder),
        }
    }

    fn scan(self, root: PathBuf, links: Links) -> Result<Scan, ArticlesError> {
        let scan = Scan { root, files: Vec::new(), notices: self.notices, outside: Vec::new() };
        let within = match links {
            Links::Inside => self.folders.iter().filter_map(|f| f.canonicalize().ok()).collect(),
            Links::Anywhere => Vec::new(),
        };
        let mut walk = Walk { scan, links, within, seen: HashSet::new() };
        for folder in &self.folders {
            fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
            walk.enter(folder, 0);
        }
        let mut scan = walk.scan;
        for file in self.files {
            scan.take(file, None);
        }
        scan.files.sort_by(|a, b| natural(a.id.as_str(), b.id.as_str()));
        scan.files.dedup_by(|a, b| a.path == b.path);
        scan.tell_twins();
        if scan.files.is_empty() {
            scan.notices.push(format!("There are no .txt files in “{}”.", scan.root.display()));
        }
        Ok(scan)
    }
}

/// A walk over folders.
struct Walk {
    scan: Scan,
    links: Links,
    /// The folders that links may lead into, by their real paths.
    within: Vec<PathBuf>,
    /// Real folders that were read.
    seen: HashSet<PathBuf>,
}

impl Walk {
    fn enter(&mut self, folder: &Path, depth: usize) {
        // Every real folder is read once, however many links lead to it: loops end here.
        match folder.canonicalize() {
            Ok(real) => {
                if !self.seen.insert(real) {
                    return;
                }
            }
            Err(error) => return self.scan.notice_folder(folder, &error),
        }
        if depth > DEEPEST {
            let text = format!("“{}” lies too deep: not read.", folder.display());
            return self.scan.notices.push(text);
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.scan.notice_folder(folder, &error),
        };
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => {
                    self.scan.notice_folder(folder, &error);
                    break;
                }
            }
        }
        // The system's order may change between two reads; which of two links to a folder counts must not.
        paths.sort();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                if name == "annotations" || name.starts_with("annotations-") {
                    continue;
                }
                if self.leads_out(&path) {
                    self.scan.outside.push(path);
                } else {
                    self.enter(&path, depth + 1);
                }
            } else if is_article_name(&path) {
                let problem = self.leads_out(&path).then_some(FileProblem::Outside);
                self.scan.take(path, problem);
            }
        }
    }

    /// Whether this is a link out of the folder that may not be followed. (A broken one leads nowhere.)
    fn leads_out(&self, path: &Path) -> bool {
        let within = |real: PathBuf| self.within.iter().any(|folder| real.starts_with(folder));
        self.links == Links::Inside
            && path.is_symlink()
            && path.canonicalize().is_ok_and(|real| !within(real))
    }
}

impl Scan {
    fn notice_folder(&mut self, folder: &Path, error: &io::Error) {
        self.notices.push(format!("“{}” cannot be read: {}.", folder.display(), words(error)));
    }

    fn take(&mut self, path: PathBuf, known: Option<FileProblem>) {
        let (id, whole) = id_below(&self.root, &path);
        if known == Some(FileProblem::Outside) {
            self.outside.push(path.clone());
        }
        // What may not be read is not looked at either.
        let (bytes, mut problem) = known.map_or_else(|| look_at(&path), |known| (0, Some(known)));
        if !whole {
            problem = Some(FileProblem::NameNotUtf8);
        }
        self.files.push(FoundFile { id, path, bytes, problem });
    }

    /// Names that another file system would not tell apart.
    fn tell_twins(&mut self) {
        let mut by_key: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for file in &self.files {
            let key = file.id.as_str().nfc().collect::<String>().to_lowercase();
            by_key.entry(key).or_default().push(file.id.as_str());
        }
        let twins: Vec<String> = by_key
            .into_values()
            .filter(|names| names.len() > 1)
            .map(|names| {
                let names: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
                format!(
                    "{} differ only in case or in Unicode form: other computers may take them for one file.",
                    names.join(" and ")
                )
            })
            .collect();
        self.notices.extend(twins);
    }
}

/// One article as read from disk.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    /// The article.
    pub article: Article,
    /// What the analyst should know of its encoding ("Read as windows-1251 (detected).").
    pub encoding_note: Option<String>,
}

/// Reads and decodes an article: by the encoding given (a WHATWG name or label), else by detection.
///
/// # Errors
/// If the file cannot be read, or is no text.
pub fn read_article(
    path: &Path,
    id: &ArticleId,
    encoding: Option<&str>,
) -> Result<ReadArticle, FileProblem> {
    let bytes = bytes_of(path)?;
    let decoded = match encoding {
        Some(name) => decode::decode_as(&bytes, name)
            .ok_or_else(|| FileProblem::UnknownEncoding(name.to_owned()))?,
        None => decode::decode(&bytes).map_err(|decode::NotText| FileProblem::Binary)?,
    };
    if decoded.text.trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    let sha256 = sha256_hex(&bytes);
    drop(bytes);
    let text: Arc<str> = Arc::from(decoded.text);
    let article = Article::new(id.clone(), text, decoded.encoding.to_owned(), sha256);
    Ok(ReadArticle { article, encoding_note: decoded.note })
}

/// Whether a file has these bytes. Without reading it whole where it is large: then it counts as another.
#[must_use]
pub fn has_sha256(path: &Path, sha256: &str) -> bool {
    const MOST: u64 = 4 << 20;
    fs::metadata(path).is_ok_and(|about| about.len() <= MOST)
        && bytes_of(path).is_ok_and(|bytes| sha256_hex(&bytes) == sha256)
}

/// SHA-256 of bytes as lower-case hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string does not fail.
        write!(hex, "{byte:02x}").unwrap_or_default();
        hex
    })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, FileProblem> {
    let about = fs::metadata(path).map_err(|error| problem_of(path, &error))?;
    if about.is_dir() {
        return Err(FileProblem::Unreadable("it is a folder".to_owned()));
    }
    // A pipe would hold the reader for ever.
    if !about.is_file() {
        return Err(FileProblem::NotAFile);
    }
    if about.len() > LARGEST {
        return Err(FileProblem::TooLarge(about.len()));
    }
    let file = File::open(path).map_err(|error| problem_of(path, &error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // The file may grow while it is read.
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| problem_of(path, &error))? as u64;
    if read > LARGEST { Err(FileProblem::TooLarge(read)) } else { Ok(bytes) }
}

/// What can be told of a file by a short look.
fn look_at(path: &Path) -> (u64, Option<FileProblem>) {
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) => return (0, Some(problem_of(path, &error))),
    };
    let bytes = about.len();
    let problem = if !about.is_file() {
        Some(FileProblem::NotAFile)
    } else if bytes == 0 {
        Some(FileProblem::Empty)
    } else if bytes > LARGEST {
        Some(FileProblem::TooLarge(bytes))
    } else {
        let mut head = Vec::with_capacity(SNIFF);
        let read = File::open(path).and_then(|file| file.take(SNIFF as u64).read_to_end(&mut head));
        match read {
            Err(error) => Some(problem_of(path, &error)),
            Ok(_) => decode::is_surely_binary(&head).then_some(FileProblem::Binary),
        }
    };
    (bytes, problem)
}

fn problem_of(path: &Path, error: &io::Error) -> FileProblem {
    if path.is_symlink() && !path.exists() {
        FileProblem::BrokenLink
    } else if error.kind() == io::ErrorKind::NotFound {
        FileProblem::Gone
    } else {
        FileProblem::Unreadable(words(error))
    }
}

fn unreadable(path: &Path, error: &io::Error) -> ArticlesError {
    ArticlesError::Unreadable { path: path.to_owned(), why: words(error) }
}

/// The system's words, without the error's number.
fn words(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

/// Whether a file of this name is taken for an article.
#[must_use]
pub fn is_article_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
}

/// The path below the root, joined by `/`, and whether it is wholly UTF-8.
fn id_below(root: &Path, path: &Path) -> (ArticleId, bool) {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (ArticleId::new(&parts.join("/")), below.to_str().is_some())
}

/// `a/./b/../c` as `a/c`: links are not followed, the analyst's own path stays.
fn without_dots(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            // Through a link, `..` is not where it seems; then the system knows better.
            Component::ParentDir if clean.is_symlink() => clean.push(".."),
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

fn common(folders: &[&Path]) -> Option<PathBuf> {
    let (first, rest) = folders.split_first()?;
    first
        .ancestors()
        .find(|candidate| rest.iter().all(|folder| folder.starts_with(candidate)))
        .map(Path::to_path_buf)
}

/// Natural order: runs of digits by their value, letters without case, then exactly.
#[must_use]
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, _) => Ordering::Less,
            (_, None) => Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                x.len().cmp(&y.len()).then_with(|| x.cmp(&y))
            }
            (Some(x), Some(y)) => {
                left.next();
                right.next();
                // A folder's files stand together: `/` sorts before all else.
                let key = |c: char| (c != '/', c.to_lowercase().next().unwrap_or(c));
                key(x).cmp(&key(y))
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The run of digits that comes next, without leading zeros.
fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut run = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        if digit != '0' || !run.is_empty() {
            run.push(digit);
        }
    }
    run
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn scanned(folder: &tempfile::TempDir) -> Scan {
        scan(&[folder.path().to_owned()], Links::Inside).unwrap()
    }

    fn ids(scan: &Scan) -> Vec<&str> {
        scan.files.iter().map(|file| file.id.as_str()).collect()
    }

    #[test]
    fn a_folder_and_its_subfolders_in_natural_order() {
        let folder = folder(&[
            ("10.txt", b"ten"),
            ("2.txt", b"two"),
            ("B.TXT", b"b"),
            ("a/1.txt", b"one"),
            ("notes.md", b"no"),
            (".hidden/x.txt", b"no"),
            ("._2.txt", b"no"),
            ("annotations/analyst/2.txt", b"no"),
            ("annotations-a/2.txt", b"no"),
        ]);
        let scan = scanned(&folder);
        assert_eq!(ids(&scan), ["2.txt", "10.txt", "a/1.txt", "B.TXT"]);
        assert_eq!(scan.notices, Vec::<String>::new());
    }

    #[test]
    fn a_folder_without_articles_says_so() {
        let scan = scanned(&folder(&[("readme.md", b"no")]));
        assert!(scan.files.is_empty());
        assert!(scan.notices[0].starts_with("There are no .txt files"), "{:?}", scan.notices);
    }

    #[test]
    fn what_is_not_there_is_an_error_that_names_it() {
        let folder = folder(&[("a.pdf", b"%PDF-")]);
        let missing = scan(&[folder.path().join("nowhere")], Links::Inside).unwrap_err();
        assert!(missing.to_string().ends_with("nowhere” does not exist."), "{missing}");
        assert_eq!(scan(&[], Links::Inside), Err(ArticlesError::NothingGiven));
        assert!(matches!(
            scan(&[folder.path().join("a.pdf")], Links::Inside),
            Err(ArticlesError::NoArticle(_))
        ));
    }

    #[test]
    fn files_alone_have_their_common_folder_as_root() {
        let folder = folder(&[("x/1.txt", b"1"), ("x/2.txt", b"2"), ("x/y/3.txt", b"3")]);
        let path = |name: &str| folder.path().join(name);
        let one = scan(&[path("x/1.txt")], Links::Inside).unwrap();
        assert_eq!((ids(&one), one.root.clone()), (vec!["1.txt"], path("x")));
        let two = scan(&[path("x/y/../y/3.txt"), path("x/1.txt"), path("x/1.txt")], Links::Inside)
            .unwrap();
        assert_eq!((ids(&two), two.root.clone()), (vec!["1.txt", "y/3.txt"], path("x")));
    }

    #[test]
    fn each_bad_file_is_a_row_and_the_good_one_does_not_suffer() {
        let folder = folder(&[
            ("empty.txt", b""),
            ("good.txt", b"Nearly 3000 people"),
            ("picture.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0"),
            ("white.txt", b"\xEF\xBB\xBF \r\n"),
        ]);
        let scan = scanned(&folder);
        let problems: Vec<_> =
            scan.files.iter().map(|file| (file.id.as_str(), file.problem.clone())).collect();
        assert_eq!(
            problems,
            [
                ("empty.txt", Some(FileProblem::Empty)),
                ("good.txt", None),
                ("picture.txt", Some(FileProblem::Binary)),
                ("white.txt", None), // told on opening
            ]
        );
        let read = |name: &str| {
            read_article(&folder.path().join(name), &ArticleId::new(name), None)
                .map(|read| read.article.text.to_string())
        };
        assert_eq!(read("empty.txt"), Err(FileProblem::Empty));
        assert_eq!(read("white.txt"), Err(FileProblem::Empty));
        assert_eq!(read("picture.txt"), Err(FileProblem::Binary));
        assert_eq!(read("gone.txt"), Err(FileProblem::Gone));
        assert_eq!(read("good.txt").as_deref(), Ok("Nearly 3000 people"));
        assert!(matches!(read(""), Err(FileProblem::Unreadable(_))), "a folder is no article");
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let folder = folder(&[]);
        let path = folder.path().join("huge.txt");
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        let scan = scanned(&folder);
        assert_eq!(scan.files[0].problem, Some(FileProblem::TooLarge(LARGEST + 1)));
        let read = read_article(&path, &ArticleId::new("huge.txt"), None).map(|_| ());
        assert_eq!(read, Err(FileProblem::TooLarge(LARGEST + 1)));
    }

    #[test]
    fn ten_megabytes_are_read_whole() {
        let line = "Более 13 000 человек прибыли в Армению.\n";
        let text = line.repeat(10_000_000 / line.len());
        let folder = folder(&[("long.txt", text.as_bytes())]);
        let read = read_article(&folder.path().join("long.txt"), &ArticleId::new("long.txt"), None)
            .unwrap();
        assert_eq!(read.article.text.len(), text.len());
        assert_eq!(read.article.paragraphs.len(), 10_000_000 / line.len());
    }

    #[test]
    fn an_encoding_that_is_chosen_counts() {
        let folder = folder(&[("a.txt", b"\xD8\xF3\xEC 12")]);
        let read = |encoding| {
            read_article(&folder.path().join("a.txt"), &ArticleId::new("a.txt"), encoding)
        };
        assert_eq!(&*read(Some("windows-1251")).unwrap().article.text, "Шум 12");
        assert_eq!(&*read(Some("latin1")).unwrap().article.text, "Øóì 12");
        let broken = read(Some("UTF-8")).unwrap();
        assert!(broken.encoding_note.unwrap().contains("not valid UTF-8"));
        assert_eq!(
            read(Some("klingon")).map(|_| ()),
            Err(FileProblem::UnknownEncoding("klingon".to_owned()))
        );
    }

    #[test]
    fn the_hash_is_of_the_bytes() {
        let folder = folder(&[("a.txt", b"\xEF\xBB\xBFabc")]);
        let read =
            read_article(&folder.path().join("a.txt"), &ArticleId::new("a.txt"), None).unwrap();
        assert_eq!(&*read.article.text, "abc");
        assert_eq!(read.article.sha256, sha256_hex(b"\xEF\xBB\xBFabc"));
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_never_in_circles() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("a/1.txt", b"one")]);
        let path = |name: &str| folder.path().join(name);
        symlink("..", path("a/up")).unwrap();
        symlink("nowhere.txt", path("broken.txt")).unwrap();
        symlink("circle.txt", path("circle.txt")).unwrap();
        symlink("a/1.txt", path("link.txt")).unwrap();
        let scan = scanned(&folder);
        assert_eq!(ids(&scan), ["a/1.txt", "broken.txt", "circle.txt", "link.txt"]);
        let problem = |i: usize| scan.files[i].problem.clone();
        assert_eq!(problem(1), Some(FileProblem::BrokenLink));
        assert_eq!(problem(2), Some(FileProblem::BrokenLink));
        assert_eq!(problem(3), None);
        let read = read_article(&path("broken.txt"), &ArticleId::new("broken.txt"), None);
        assert_eq!(read.map(|_| ()), Err(FileProblem::BrokenLink));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_a_row_and_nothing_waits_for_it() {
        let folder = folder(&[]);
        let path = folder.path().join("pipe.txt");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no mkfifo here");
            return;
        }
        assert_eq!(scanned(&folder).files[0].problem, Some(FileProblem::NotAFile));
        let read = read_article(&path, &ArticleId::new("pipe.txt"), None).map(|_| ());
        assert_eq!(read, Err(FileProblem::NotAFile));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_permission_says_so() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder(&[("secret.txt", b"12 people")]);
        let path = folder.path().join("secret.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        if File::open(&path).is_ok() {
            eprintln!("skipped: this user may read everything");
            return;
        }
        let problem = scanned(&folder).files[0].problem.clone().unwrap();
        assert_eq!(problem.to_string(), "The file cannot be read: permission denied.");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_is_a_row() {
        use std::os::unix::ffi::OsStrExt;
        let folder = folder(&[]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xE9.txt");
        fs::write(folder.path().join(name), b"12 people").unwrap();
        let scan = scanned(&folder);
        assert_eq!(ids(&scan), ["caf\u{FFFD}.txt"]);
        assert_eq!(scan.files[0].problem, Some(FileProblem::NameNotUtf8));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn twins_get_a_notice() {
        let folder = folder(&[
            ("A.txt", b"1"),
            ("a.txt", b"2"),
            ("caf\u{E9}.txt", b"3"),
            ("cafe\u{301}.txt", b"4"),
        ]);
        let scan = scanned(&folder);
        assert_eq!(scan.files.len(), 4);
        assert_eq!(scan.notices.len(), 2, "{:?}", scan.notices);
        assert!(scan.notices[0].starts_with("“A.txt” and “a.txt” differ only in case"));
    }

    #[test]
    fn nothing_is_written() {
        let folder = folder(&[("a.txt", b"1"), ("b/c.txt", b"2")]);
        let before = fs::metadata(folder.path()).unwrap().modified().unwrap();
        let scan = scanned(&folder);
        for file in &scan.files {
            read_article(&file.path, &file.id, None).unwrap();
        }
        assert_eq!(fs::metadata(folder.path()).unwrap().modified().unwrap(), before);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
