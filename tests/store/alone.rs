//! Files that fail alone, and documents that are ahead of their files.

use crate::desk::{A, B, Desk, FACTS, disk, file, id, inner, log};
use attest::store::{Event, Saved, Write};

fn worked(desk: &mut Desk) {
    desk.tag(A, "c1", "1,050 people");
    desk.tag(B, "c2", "200 killed");
    desk.fact("f1", "How many people entered Armenia?");
    desk.work();
}

#[test]
fn one_file_that_cannot_be_written_stops_no_other() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    worked(&mut desk);
    // A folder stands where the file must be.
    let stone = file(A).join("x");
    disk.put(&stone, b"");
    for name in [A, B, FACTS] {
        desk.render(name);
    }
    desk.work();
    assert!(disk.get(&file(B)).is_some() && disk.get(&file(FACTS)).is_some());
    assert!(matches!(desk.saved.now(), Saved::Not(what) if what.contains(A)));
    assert!(desk.saved.is_durable(), "its acts are in the history");
    let files: Vec<_> = desk.saved.waiting_files().keys().cloned().collect();
    assert_eq!(files, [id(A)]);
    for _ in 0..3 {
        desk.core.retry();
        desk.work();
    }
    let told = desk.events.iter().filter(|event| matches!(event, Event::FileFailed { .. }));
    assert_eq!(told.count(), 1, "said once");
    // The obstacle goes.
    disk.delete(&stone);
    disk.delete(&file(A));
    desk.core.accept(Write::Retry);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    assert!(desk.events.iter().any(|event| matches!(event, Event::FileRecovered { .. })));
    desk.check(&disk.after_power_cut(0), "after the obstacle");
}

#[test]
fn a_file_that_waits_is_written_by_the_next_opening() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    worked(&mut desk);
    let stone = file(A).join("x");
    disk.put(&stone, b"");
    desk.render(A);
    desk.work();
    assert!(desk.core.finish().is_err());
    drop(desk);
    disk.delete(&stone);
    disk.delete(&file(A));
    let mut desk = Desk::at(&disk);
    desk.work();
    assert_eq!(desk.saved.now(), Saved::All);
    assert!(disk.get(&file(A)).is_some());
}

#[test]
fn what_the_history_has_and_the_files_lack_is_written_at_opening() {
    for rendered in [false, true] {
        let disk = disk();
        let mut desk = Desk::at(&disk);
        worked(&mut desk);
        if rendered {
            for name in [A, B, FACTS] {
                desk.render(name);
            }
            desk.work();
            desk.note(A, "c1", "only in the history");
            desk.work();
        }
        let after = disk.after_kill();
        let mut again = Desk::at(&after);
        assert_eq!(again.saved.now(), Saved::Saving, "not called saved before it is");
        let ahead: Vec<_> = again.ahead.iter().map(|(article, _)| article.to_string()).collect();
        if rendered {
            assert_eq!(ahead, [A]);
        } else {
            assert_eq!(ahead, [A, FACTS, B]);
        }
        again.work();
        assert_eq!(again.saved.now(), Saved::All, "{:?}", again.events);
        for name in [A, B, FACTS] {
            assert!(after.get(&file(name)).is_some(), "{name}");
        }
        assert_eq!(again.document(A), desk.document(A));
        let files = crate::desk::files_of(&after, &again.library);
        for (article, held) in files {
            assert_eq!(crate::desk::files_of_document(&again, &article), held, "{article}");
        }
        // Nothing more to do, and no line twice.
        let bytes = after.get(&log()).unwrap();
        drop(again);
        let mut third = Desk::at(&after);
        third.work();
        assert_eq!(third.saved.now(), Saved::All);
        assert_eq!(after.get(&log()).unwrap(), bytes);
    }
}

#[test]
fn who_may_not_write_says_that_the_history_is_ahead_and_writes_nothing() {
    let disk = disk();
    let mut first = Desk::at(&disk);
    worked(&mut first);
    let before = disk.files();
    let mut second = Desk::at(&disk);
    second.work();
    assert_eq!(second.ahead.len(), 3);
    assert_eq!(disk.files(), before);
}

#[test]
fn names_as_long_as_the_system_allows_have_short_temporaries() {
    let long = format!("{}.txt", "n".repeat(247));
    let article = crate::desk::article(&long, "The government said 1,050 people had entered.");
    let mut library = crate::desk::library();
    library.insert(article.id.clone(), article.clone());
    let disk = disk();
    let mut desk = Desk::with(&disk, library.clone());
    desk.tag(&long, "c9", "1,050 people");
    desk.work();
    desk.render(&long);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    let names = disk.names_seen();
    assert!(names.iter().all(|name| name.len() <= 255), "{names:?}");
    // Killed with the rendering beside its place: it is cleared away without a word.
    desk.note(&long, "c9", "later");
    desk.work();
    desk.render(&long);
    desk.core.step();
    let after = disk.after_kill();
    assert!(after.files().iter().any(|(path, _)| path.to_string_lossy().ends_with(".attest-new")));
    drop(desk);
    let mut again = Desk::with(&after, library);
    again.work();
    assert_eq!(again.saved.now(), Saved::All, "{:?}", again.events);
    assert!(!after.files().iter().any(|(path, _)| path.starts_with(inner("conflicts"))));
    assert!(again.notices.is_empty(), "{:?}", again.notices);
}
