//! A problem that a check found, and where in a file it stands.
//!
//! Owns: the line that is printed. Never: finds problems.

use crate::model::visible;
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

/// A file's text, to find the places in it that problems are about.
pub(super) struct Places<'a> {
    pub(super) file: &'a Path,
    pub(super) text: &'a str,
}

impl Places<'_> {
    /// A problem at the first of these words behind the record's `id: "…"`; at the record, or at the file's start,
    /// where the words are not found.
    pub(super) fn problem(&self, id: &str, words: &str, what: impl Into<String>) -> Problem {
        let record = self.text.find(&format!("id: {id:?}")).unwrap_or(0);
        self.problem_behind(record, words, what.into())
    }

    /// A problem with the last record that has this id.
    pub(super) fn problem_at_last(&self, id: &str, what: impl Into<String>) -> Problem {
        let record = self.text.rfind(&format!("id: {id:?}")).unwrap_or(0);
        self.problem_behind(record, "id", what.into())
    }

    /// The same, behind a word that begins a part of the file.
    pub(super) fn problem_in(&self, part: &str, words: &str, what: impl Into<String>) -> Problem {
        let part = self.text.find(&format!("\n    {part}:")).unwrap_or(0);
        self.problem_behind(part, words, what.into())
    }

    fn problem_behind(&self, from: usize, words: &str, what: String) -> Problem {
        let rest = self.text.get(from..).unwrap_or_default();
        let byte = from + rest.find(words).unwrap_or(0);
        let before = self.text.get(..byte).unwrap_or_default();
        Problem {
            file: self.file.to_path_buf(),
            line: before.matches('\n').count() + 1,
            column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
            what,
        }
    }
}
