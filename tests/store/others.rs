//! Others at work in the same folder while it is open.

use crate::desk::{A, B, Desk, FACTS, disk, file, id, inner, log};
use crate::sim_disk::Fault;
use attest::store::{Access, Choice, EntryId, EntryKind, Event, FileVersion, Saved, Write};

fn note(desk: &Desk) -> String {
    desk.document(A).claims[0].note.clone()
}

fn rendered(desk: &mut Desk) {
    desk.tag(A, "c1", "1,050 people");
    desk.note(A, "c1", "ours");
    desk.work();
    desk.render(A);
    desk.work();
}

/// Someone replaces a word of the file.
fn edit(desk: &Desk, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(desk.disk.get(&file(A)).unwrap()).unwrap();
    let text = text.replace(from, to).into_bytes();
    desk.disk.put(&file(A), &text);
    text
}

fn conflicts(desk: &Desk) -> Vec<Vec<u8>> {
    let folder = inner("conflicts");
    let files = desk.disk.files().into_iter();
    files.filter(|(path, _)| path.starts_with(&folder)).map(|(_, bytes)| bytes).collect()
}

fn last_external(desk: &Desk) -> (attest::model::Document, FileVersion) {
    match desk.events.last() {
        Some(Event::External { document: Ok(document), version, .. }) => {
            ((**document).clone(), *version)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_comes_second_is_read_only_until_the_first_is_gone() {
    let disk = disk();
    let mut first = Desk::at(&disk);
    rendered(&mut first);
    let mut second = Desk::at(&disk);
    assert!(matches!(&second.access, Access::ReadOnly { why } if why.contains("Another Attest")));
    assert_eq!(note(&second), "ours");
    let before = disk.files();
    second.note(A, "c1", "refused");
    second.work();
    assert!(matches!(second.events[..], [Event::ReadOnly { .. }]));
    assert_eq!(disk.files(), before);
    drop((first, second));
    assert_eq!(Desk::at(&disk).access, Access::Writer);
}

#[test]
fn of_two_that_opened_an_empty_folder_the_first_to_act_writes() {
    let disk = disk();
    let (mut first, mut second) = (Desk::at(&disk), Desk::at(&disk));
    assert_eq!((&first.access, &second.access), (&Access::Writer, &Access::Writer));
    rendered(&mut first);
    second.tag(A, "x", "Later");
    second.work();
    assert!(matches!(second.events[..], [Event::ReadOnly { .. }]), "{:?}", second.events);
    let before = disk.get(&log());
    second.note(A, "x", "again");
    second.work();
    assert_eq!(disk.get(&log()), before);
}

#[test]
fn who_opened_before_another_wrote_and_left_is_refused() {
    let disk = disk();
    let mut idle = Desk::at(&disk);
    let mut other = Desk::at(&disk);
    rendered(&mut other);
    other.core.finish().unwrap();
    drop(other);
    let before = disk.get(&log());
    idle.tag(A, "x", "Later");
    idle.work();
    assert!(
        matches!(&idle.events[..], [Event::ReadOnly { why }] if why.contains("Open the folder again")),
        "{:?}",
        idle.events
    );
    assert_eq!(disk.get(&log()), before);
}

#[test]
fn a_change_by_someone_else_is_told_once_and_taken_when_answered() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    rendered(&mut desk);
    desk.core.look_at_all();
    desk.hear();
    assert!(!desk.events.iter().any(|event| matches!(event, Event::External { .. })), "our own");
    edit(&desk, "ours", "theirs");
    for _ in 0..2 {
        desk.core.look_at([file(A)]);
        desk.hear();
    }
    let told = desk.events.iter().filter(|event| matches!(event, Event::External { .. })).count();
    assert_eq!(told, 1);
    let (document, version) = last_external(&desk);
    desk.take(A, &document, version);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    assert_eq!(note(&desk), "theirs");
    desk.check(&disk.after_power_cut(0), "external");
    // It can be undone, over the file that came from outside.
    desk.undo(EntryId(2));
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    assert_eq!(note(&Desk::at(&disk.after_power_cut(0))), "ours");
}

#[test]
fn an_unreadable_change_is_told_and_so_is_its_end() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    rendered(&mut desk);
    let good = disk.get(&file(A)).unwrap();
    disk.put(&file(A), b"(");
    desk.core.look_at([file(A)]);
    desk.hear();
    assert!(matches!(desk.events.last(), Some(Event::External { document: Err(_), .. })));
    disk.put(&file(A), &good);
    desk.core.look_at([file(A)]);
    desk.hear();
    assert!(matches!(desk.events.last(), Some(Event::External { document: Ok(_), .. })));
    desk.note(A, "c1", "on");
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
}

#[test]
fn a_file_changed_before_ours_took_its_place_is_a_conflict_and_both_are_kept() {
    for choice in [Choice::Ours, Choice::Theirs] {
        for race in [false, true] {
            let disk = disk();
            let mut desk = Desk::at(&disk);
            rendered(&mut desk);
            let act = desk.note(A, "c1", "newer");
            desk.render(A);
            let theirs = if race {
                // Someone comes between the comparison and the exchange.
                let text = String::from_utf8(disk.get(&file(A)).unwrap()).unwrap();
                let text = text.replace("ours", "theirs").into_bytes();
                disk.before_exchange(&file(A), &text);
                text
            } else {
                edit(&desk, "ours", "theirs")
            };
            desk.core.look_at([file(A)]);
            desk.work();
            let Some(Event::Conflict { theirs: Ok(document), version, stored_both_in, .. }) =
                desk.events.last().cloned()
            else {
                panic!("{:?}", desk.events)
            };
            assert_eq!(stored_both_in, inner("conflicts"));
            assert_eq!(disk.get(&file(A)).unwrap(), theirs, "nothing is overwritten");
            let kept = conflicts(&desk);
            assert!(kept.len() == 2 && kept.contains(&theirs), "race {race}");
            assert_eq!(desk.durable, Some(act), "acts are durable all the same");
            assert!(matches!(desk.saved.now(), Saved::Not(_)));
            // Nothing goes on by itself.
            desk.render(A);
            desk.work();
            assert_eq!(disk.get(&file(A)).unwrap(), theirs);

            desk.core.accept(Write::Resolve { article: id(A), choice });
            if choice == Choice::Theirs {
                desk.take(A, &document, version);
            }
            desk.work();
            assert!(desk.all_saved(), "{choice:?} {race} {:?}", desk.events);
            let expected = if choice == Choice::Ours { "newer" } else { "theirs" };
            let again = Desk::at(&disk.after_power_cut(0));
            assert_eq!((note(&again).as_str(), again.notices.len()), (expected, 0));
            assert_eq!(again.history, desk.history);
        }
    }
}

#[test]
fn a_file_that_appeared_or_vanished_is_no_free_place() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    rendered(&mut desk);
    let bytes = disk.get(&file(A)).unwrap();
    // Vanished: told as a conflict with nothing.
    disk.delete(&file(A));
    desk.note(A, "c1", "on");
    desk.render(A);
    desk.work();
    let conflict = desk.events.last().cloned();
    assert!(matches!(
        conflict,
        Some(Event::Conflict { theirs: Ok(document), .. }) if document.is_blank()
    ));
    desk.core.accept(Write::Resolve { article: id(A), choice: Choice::Ours });
    desk.work();
    assert!(desk.all_saved());
    // Appeared: someone's file for an article that we had none for.
    let mut theirs = String::from_utf8(bytes).unwrap();
    theirs = theirs.replace("a.txt", "sub/b.txt");
    disk.put(&file(B), theirs.as_bytes());
    desk.tag(B, "c2", "200 killed");
    desk.render(B);
    desk.work();
    assert!(matches!(desk.events.last(), Some(Event::Conflict { .. })));
    assert_eq!(disk.get(&file(B)).unwrap(), theirs.as_bytes());
}

#[test]
fn a_replaced_history_is_told_and_nothing_is_called_saved_until_ours_is_back() {
    type Change = fn(&Desk, &[u8]);
    let changes: [Change; 4] = [
        |desk, _| desk.disk.delete(&log()),
        |desk, early| desk.disk.put(&log(), early),
        |desk, _| desk.disk.put(&log(), b"something else\n"),
        |desk, _| {
            let whole = desk.disk.get(&log()).unwrap();
            desk.disk.put(&log(), &whole);
        },
    ];
    for (which, change) in changes.into_iter().enumerate() {
        for reopened in [false, true] {
            let disk = disk();
            let mut desk = Desk::at(&disk);
            desk.tag(A, "c0", "2,900");
            desk.work();
            let early = disk.get(&log()).unwrap();
            rendered(&mut desk);
            if reopened {
                desk.reopen();
            }
            change(&desk, &early);
            let durable = desk.durable;
            desk.note(A, "c1", "told as saved?");
            desk.render(A);
            desk.work();
            assert!(
                matches!(desk.events.last(), Some(Event::LogReplaced { .. })),
                "{:?}",
                desk.events
            );
            assert_eq!(desk.durable, durable);
            assert!(matches!(desk.saved.now(), Saved::Not(_)));
            desk.core.accept(Write::RestoreLog);
            desk.work();
            assert!(desk.all_saved(), "{:?}", desk.events);
            let how = format!("change {which}, reopened {reopened}");
            desk.check(&disk.after_kill(), &how);
            desk.check(&disk.after_power_cut(0), &how);
        }
    }
}

#[test]
fn a_history_that_cannot_be_put_back_is_tried_again_and_leaves_no_pile() {
    for exchange in [true, false] {
        for room in [0, 40, 100_000] {
            let disk = disk();
            let mut desk = Desk::at(&disk);
            if !exchange {
                disk.fail(0, usize::MAX, Fault::NoExchange);
            }
            rendered(&mut desk);
            let theirs = desk.disk.get(&log()).unwrap();
            desk.disk.put(&log(), &theirs);
            desk.note(A, "c1", "kept?");
            desk.work();
            assert!(matches!(desk.saved.now(), Saved::Not(_)));
            if room == 100_000 {
                // Room for ours, none for theirs, which is to be kept.
                desk.disk.put(&log(), &[theirs, vec![b'x'; 200_000]].concat());
            }
            disk.fail_from_now(Fault::NoRoom(room));
            desk.core.accept(Write::RestoreLog);
            for _ in 0..5 {
                desk.core.retry();
                desk.work();
            }
            let histories =
                disk.files().into_iter().filter(|(path, _)| path.starts_with(inner("history")));
            let names: Vec<_> = histories.map(|(path, _)| path).collect();
            assert!(names.contains(&log()), "{names:?}");
            assert!(names.len() <= 3, "a file more with each try: {names:?}");
            disk.heal();
            desk.core.accept(Write::Retry);
            desk.render(A);
            desk.work();
            assert!(desk.all_saved(), "{:?}", desk.events);
            desk.check(&disk.after_power_cut(0), &format!("exchange {exchange}, room {room}"));
        }
    }
}

#[test]
fn a_lock_that_was_removed_is_taken_again_or_the_work_is_refused() {
    for other_took_it in [false, true] {
        let disk = disk();
        let mut desk = Desk::at(&disk);
        rendered(&mut desk);
        disk.delete(&inner("lock"));
        let mut other = None;
        if other_took_it {
            disk.put(&inner("lock"), b"");
            other = Some(Desk::at(&disk));
        }
        let act = desk.note(A, "c1", "next");
        desk.work();
        if other_took_it {
            assert!(matches!(desk.events.last(), Some(Event::ReadOnly { .. })));
            assert_eq!(other.map(|other| other.access), Some(Access::Writer));
        } else {
            assert_eq!(desk.durable, Some(act));
            assert!(desk.events.iter().any(|event| matches!(event, Event::Notice(_))));
            assert!(matches!(Desk::at(&disk).access, Access::ReadOnly { .. }));
        }
    }
}

#[test]
fn a_file_for_an_article_without_annotations_is_told() {
    let from = disk();
    let mut other = Desk::at(&from);
    rendered(&mut other);
    let disk = disk();
    let mut desk = Desk::at(&disk);
    desk.tag(B, "c2", "200 killed");
    desk.work();
    disk.put(&file(A), &from.get(&file(A)).unwrap());
    desk.core.look_at_all();
    desk.hear();
    let (document, version) = last_external(&desk);
    desk.take(A, &document, version);
    desk.render(B);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    assert!(desk.history.iter().any(|kind| matches!(kind, EntryKind::External(_))));
    desk.check(&disk.after_power_cut(0), "appeared");
}

#[test]
fn a_conflict_over_the_facts_keeps_both_versions() {
    let mut desk = Desk::at(&disk());
    desk.fact("f1", "How many entered?");
    desk.work();
    desk.render(FACTS);
    desk.work();
    let text = String::from_utf8(desk.disk.get(&file(FACTS)).unwrap()).unwrap();
    let theirs = text.replace("How many entered?", "How many came?").into_bytes();
    desk.disk.put(&file(FACTS), &theirs);
    desk.fact("f2", "How many left?");
    desk.work();
    desk.render(FACTS);
    desk.work();
    let told = desk.events.iter().any(
        |e| matches!(e, Event::Conflict { article, theirs: Ok(_), .. } if article.is_of_facts()),
    );
    assert!(told, "{:?}", desk.events);
    assert_eq!(desk.disk.get(&file(FACTS)), Some(theirs.clone()));
    assert!(conflicts(&desk).contains(&theirs) && conflicts(&desk).len() == 2);
    desk.core.accept(Write::Resolve { article: id(FACTS), choice: Choice::Ours });
    desk.saved.resolved(&id(FACTS));
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    desk.check(&desk.disk.after_power_cut(0), "a conflict over the facts, ours");
}

#[test]
fn facts_changed_while_nothing_is_unsaved_are_told() {
    let mut desk = Desk::at(&disk());
    desk.fact("f1", "How many entered?");
    desk.work();
    desk.render(FACTS);
    desk.work();
    let text = String::from_utf8(desk.disk.get(&file(FACTS)).unwrap()).unwrap();
    desk.disk.put(&file(FACTS), text.replace("How many entered?", "How many came?").as_bytes());
    desk.core.look_at([file(FACTS)]);
    desk.hear();
    let (theirs, version) = last_external(&desk);
    desk.take(FACTS, &theirs, version);
    desk.work();
    assert_eq!(desk.fact_of("f1").question, "How many came?");
    assert!(desk.all_saved());
}

#[test]
fn a_history_that_was_swapped_before_the_first_act_is_no_other_window_and_the_folder_opens_again() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    rendered(&mut desk);
    let whole = disk.get(&log()).unwrap();
    disk.put(&log().with_extension("log.theirs"), &whole);
    disk.put(&log(), b"");
    desk.reopen();
    let first_line = whole.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    disk.put(&log(), first_line);
    desk.note(A, "c1", "after");
    desk.work();
    let told = desk.events.iter().any(
        |event| matches!(event, Event::ReadOnly { why } if why.contains("Someone changed the history")),
    );
    assert!(told, "{:?}", desk.events);
    assert_eq!(disk.get(&log()).unwrap(), first_line, "nothing was written");
    desk.core.look_whether_free();
    desk.hear();
    assert!(matches!(desk.events.last(), Some(Event::Free)), "{:?}", desk.events);
    let again = Desk::at(&disk);
    assert_eq!(again.access, Access::Writer);
    assert_eq!(note(&again), "ours");
}

#[test]
fn the_only_copy_of_a_history_is_there_whenever_the_power_goes_while_it_is_put_back() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    rendered(&mut desk);
    drop(desk);
    let whole = disk.get(&log()).unwrap();
    let name = log().file_name().unwrap().to_str().unwrap().to_owned();
    disk.delete(&log());
    disk.put(&log().with_file_name(format!(".{name}.attest-new")), &whole);
    for step in 1..20 {
        for fault in [Fault::NoRoom(30), Fault::SyncFails] {
            let disk = disk.after_kill();
            let mut desk = Desk::at(&disk);
            disk.fail(disk.steps() + step, disk.steps() + step + 3, fault);
            desk.note(A, "c1", "after");
            desk.work();
            for chance in 0..4 {
                let fallen = disk.after_power_cut(chance);
                let kept = fallen.files().into_iter().any(|(path, bytes)| {
                    path.starts_with(inner("history")) && bytes.starts_with(&whole)
                });
                assert!(kept, "step {step}, chance {chance}: the history is gone");
            }
        }
    }
}
