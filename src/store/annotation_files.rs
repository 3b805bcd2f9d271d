//! The annotation files of one annotator as they lie on the disk, for those who list, copy or show them.
//!
//! Owns: which files these are; a `facts.ron` as exports show it. Never: writes; the history; what is in memory.

use super::disk::Disk;
use super::folders::in_words;
use super::format::{FactsFile, parse_facts, text_from_bytes};
use super::opening::HeldFile;
use std::io::{self, ErrorKind as Kind};
use std::path::{Path, PathBuf};

/// What was found in an annotator's folder.
#[derive(Debug, Default)]
pub struct AnnotationFiles {
    /// Every `.ron` file, `facts.ron` too, in order of name.
    pub paths: Vec<PathBuf>,
    /// Folders that could not be read, and why.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

/// All `.ron` files below an annotator's folder; hidden ones are no annotations. A folder that is not there is empty.
#[must_use]
pub fn annotation_files(disk: &dyn Disk, folder: &Path) -> AnnotationFiles {
    let mut found = AnnotationFiles::default();
    found.walk(disk, folder);
    found
}

impl AnnotationFiles {
    fn walk(&mut self, disk: &dyn Disk, folder: &Path) {
        let entries = match disk.list(folder) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), Kind::NotFound | Kind::NotADirectory) => return,
            Err(error) => return self.unreadable.push((folder.to_owned(), error)),
        };
        for entry in entries {
            let path = folder.join(&entry.name);
            if entry.name.to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.is_folder {
                self.walk(disk, &path);
            } else if path.extension().is_some_and(|kind| kind == "ron") {
                self.paths.push(path);
            }
        }
    }
}

/// An annotator's facts; `None` where there is no such file.
///
/// # Errors
/// If the file cannot be read or does not parse: where, and why.
pub fn read_facts(disk: &dyn Disk, folder: &Path) -> Result<Option<FactsFile>, HeldFile> {
    let path = folder.join("facts.ron");
    let bytes = match disk.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), Kind::NotFound | Kind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => {
            let message = format!("cannot be read: {}", in_words(&error));
            return Err(HeldFile { path, message, line: 0, column: 0 });
        }
    };
    let facts = text_from_bytes(&bytes).and_then(parse_facts);
    facts.map(Some).map_err(|error| HeldFile {
        path,
        message: error.message,
        line: error.line,
        column: error.column,
    })
}

/// Facts as the JSON export holds them: the file's records, field by field.
///
/// # Errors
/// If a field cannot be said in JSON, in words.
pub fn json_from_facts(facts: &FactsFile) -> Result<serde_json::Value, String> {
    serde_json::to_value(facts).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::RealDisk;
    use std::fs;

    #[test]
    fn the_annotation_files_are_the_visible_ron_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join(".attest/history")).unwrap();
        fs::create_dir_all(root.join("sub")).unwrap();
        for name in ["b.txt.ron", "sub/c.txt.ron", "facts.ron", ".x.ron", ".attest/y.ron", "z.txt"]
        {
            fs::write(root.join(name), "").unwrap();
        }
        let found = annotation_files(&RealDisk, root);
        let below: Vec<_> =
            found.paths.iter().map(|path| path.strip_prefix(root).unwrap()).collect();
        assert_eq!(below, ["b.txt.ron", "facts.ron", "sub/c.txt.ron"].map(Path::new));
        assert!(found.unreadable.is_empty());
        assert!(annotation_files(&RealDisk, &root.join("absent")).unreadable.is_empty());
    }

    #[test]
    fn facts_that_do_not_parse_are_an_error_with_a_place() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_facts(&RealDisk, folder.path()), Ok(None));
        fs::write(folder.path().join("facts.ron"), "(\n    format: 1,\n    annotator: 3").unwrap();
        let held = read_facts(&RealDisk, folder.path()).unwrap_err();
        assert_eq!(held.line, 3, "{held}");
    }
}
