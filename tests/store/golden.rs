//! Histories as earlier versions wrote them: read for ever, and never rewritten.
//!
//! `tests/golden/v1/history/CASE` holds an annotator's folder of the desk as version 0.1.0 left it (log format 1), and
//! `entries.txt` what its history says, one entry a line.

use crate::desk::{Desk, disk, inner, library, log};
use crate::sim_disk::SimDisk;
use attest::model::{Article, ArticleId};
use attest::store::EntryKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1/history")
}

fn put_all(disk: &SimDisk, from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            put_all(disk, &path, &target);
        } else {
            disk.put(&target, &std::fs::read(&path).unwrap());
        }
    }
}

/// An entry in one line.
fn said(kind: &EntryKind) -> String {
    match kind {
        EntryKind::Act(act) => format!("act: {}", act.label),
        EntryKind::External(act) => format!("external: {}", act.label),
        EntryKind::Undo { of } => format!("undo of {}", of.0),
        EntryKind::Redo { of } => format!("redo of {}", of.0),
    }
}

/// The desk's articles; in `renamed` the first has another name.
fn library_of(case: &str) -> crate::desk::Library {
    let mut library = library();
    if case == "renamed" {
        let old = library.remove(&ArticleId::new(crate::desk::A)).unwrap();
        let new = ArticleId::new("c.txt");
        let (text, encoding) = (Arc::clone(&old.text), old.encoding.clone());
        let article = Article::new(new.clone(), text, encoding, old.sha256.clone());
        library.insert(new, Arc::new(article));
    }
    library
}

#[test]
fn logs_of_format_1_are_read_for_ever() {
    let mut cases = 0;
    for case in std::fs::read_dir(golden()).unwrap() {
        let case = case.unwrap().path();
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        let disk = disk();
        put_all(&disk, &case.join("mara"), Path::new("/desk/annotations/mara"));
        let before = disk.files();
        let mut desk = Desk::with(&disk, library_of(&name));
        let entries: String = desk.history.iter().map(|kind| said(kind) + "\n").collect();
        let stored = std::fs::read_to_string(case.join("entries.txt")).unwrap();
        assert_eq!(entries, stored, "{name}");
        assert!(desk.notices.is_empty(), "{name}: {:?}", desk.notices);
        assert_eq!(disk.files(), before, "{name}: opening writes nothing");
        // What the documents hold is what the files say, and undo leads through all of it.
        let files = crate::desk::files_of(&disk, &desk.library);
        for (article, file) in files {
            assert_eq!(crate::desk::files_of_document(&desk, &article), file, "{name}: {article}");
        }
        let old = disk.get(&log()).unwrap();
        desk.title(&[crate::desk::B], "after");
        desk.work();
        assert!(disk.get(&log()).unwrap().starts_with(&old), "{name}: the old lines stay");
        assert!(disk.get(&inner("lock")).is_some());
        cases += 1;
    }
    assert!(cases >= 3, "{cases} golden histories");
}
