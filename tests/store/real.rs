//! The writer's thread over the system's own disk.

use crate::desk::{A, B, claim, id, library};
use attest::model::{Change, Document, Edit, Selection, Transaction};
use attest::store::{Access, EntryId, Event, OpenRequest, Opened, RealDisk, Write, open};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn open_in(folder: &Path, woken: &Arc<AtomicUsize>) -> Opened {
    let request = OpenRequest {
        articles_root: folder.join("seeds"),
        annotations_root: folder.join("annotations"),
        ..crate::desk::request()
    };
    let woken = Arc::clone(woken);
    let wake = move || {
        woken.fetch_add(1, Ordering::SeqCst);
    };
    open(Arc::new(RealDisk), request, Arc::new(library()), Arc::new(wake)).unwrap()
}

fn act(opened: &Opened, entry: u64, name: &str, words: &str) -> Document {
    let article = Arc::clone(&library()[&id(name)]);
    let change = Change::Claim(Edit::insert(claim(&article, &format!("c{entry}"), words)));
    let mut document =
        opened.documents.get(&id(name)).map_or_else(Document::default, |d| (**d).clone());
    document.apply(&change).unwrap();
    let transaction = Transaction {
        label: words.to_owned(),
        at: "2026-11-22T09:15:00Z".to_owned(),
        edits: vec![(id(name), change)],
        selection_before: Selection::default(),
        selection_after: Selection::default(),
    };
    let (entry, transaction) = (EntryId(entry), Arc::new(transaction));
    opened.writer.send(Write::Act { id: entry, transaction, articles: vec![Arc::clone(&article)] });
    let rendered = Arc::new(document.clone());
    opened.writer.send(Write::Render { article, document: rendered, through: entry });
    document
}

/// The next event of interest. The wait ends with the event; its limit is for a writer that died.
fn next(opened: &Opened, wanted: impl Fn(&Event) -> bool) -> Event {
    loop {
        let event = opened.writer.events().recv_timeout(Duration::from_secs(60)).unwrap();
        if wanted(&event) {
            return event;
        }
    }
}

#[test]
fn acts_are_there_after_closing_and_every_event_wakes_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let woken = Arc::new(AtomicUsize::new(0));
    let opened = open_in(folder.path(), &woken);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "opening writes nothing");
    act(&opened, 0, A, "1,050 people");
    next(&opened, |event| matches!(event, Event::Durable { through } if *through == EntryId(0)));
    // A second window sees the work and cannot write.
    let second = open_in(folder.path(), &woken);
    assert!(matches!(second.access, Access::ReadOnly { .. }));
    assert_eq!(second.documents[&id(A)].claims().len(), 1);
    second.writer.close().unwrap();
    act(&opened, 1, B, "200 killed");
    opened.writer.close().unwrap();
    // The thread is joined: whoever was told of the first event was woken for it.
    assert!(woken.load(Ordering::SeqCst) > 0);
    let again = open_in(folder.path(), &woken);
    assert_eq!(again.access, Access::Writer);
    assert_eq!((again.history.len(), again.documents.len()), (2, 2));
    assert_eq!(again.notices, Vec::<String>::new());
}

#[test]
fn a_change_by_someone_else_is_seen_while_the_folder_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let opened = open_in(folder.path(), &Arc::default());
    act(&opened, 0, A, "1,050 people");
    next(&opened, |event| matches!(event, Event::Replaced { .. }));
    opened.writer.close().unwrap();

    let opened = open_in(folder.path(), &Arc::default());
    act(&opened, 1, B, "200 killed");
    let replaced = |event: &Event| match event {
        Event::Notice(notice) if notice.contains("cannot be watched") => panic!("{notice}"),
        event => matches!(event, Event::Replaced { .. }),
    };
    next(&opened, replaced);
    let path = folder.path().join("annotations/mara/a.txt.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("note: \"\"", "note: \"theirs\"")).unwrap();
    let event = next(&opened, |event| matches!(event, Event::External { .. }));
    let Event::External { article, document, .. } = event else { panic!("{event:?}") };
    assert_eq!(article, id(A));
    assert!(document.unwrap().claims().values().all(|claim| claim.note == "theirs"));
}
