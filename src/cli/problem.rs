//! A problem that a check found, and where in a file it stands.
//!
//! Owns: the line that is printed. Never: finds problems.

use crate::model::{held, visible};
use std::fmt;
use std::path::{Path, PathBuf};

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// In chars, from 1.
    pub column: usize,
    /// What, in words.
    pub what: String,
}

impl Problem {
    /// A problem with a file as a whole.
    #[must_use]
    pub fn whole(file: &Path, what: impl Into<String>) -> Self {
        Self { file: file.to_path_buf(), line: 1, column: 1, what: what.into() }
    }
}

/// Works on one file; where that breaks off because of an error in Attest, this is the file's problem, and the others are
/// worked on. What was found in it before stays.
pub(super) fn hold<T>(
    file: &Path,
    problems: &mut Vec<Problem>,
    work: impl FnOnce(&mut Vec<Problem>) -> T,
) -> Option<T> {
    let done = held(&file.display(), || work(problems));
    done.map_err(|fault| {
        problems.push(Problem::whole(file, format!("cannot be worked on because of {fault}")));
    })
    .ok()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One problem is one line, whatever the words in it hold.
        let file = shown(&self.file);
        let file = file.to_string_lossy();
        write!(f, "{}:{}:{}: {}", visible(&file), self.line, self.column, visible(&self.what))
    }
}

/// The path as one would type it: below the working folder, where it lies there.
pub(super) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    match here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf)) {
        Some(below) if !below.as_os_str().is_empty() => below,
        Some(_) => PathBuf::from("."),
        None => path.to_path_buf(),
    }
}
