//! Power cuts, kills and failing operations at every step of a day's work.

use crate::desk::{A, B, Desk, FACTS, disk};
use crate::sim_disk::{Fault, SimDisk};

/// A day's work: two sittings, two articles and the facts above them, forty entries and more. Stops where the disk does.
fn day(desk: &mut Desk) {
    let first = desk.tag(A, "c1", "1,050 people");
    desk.work();
    desk.tag(B, "c2", "200 killed 😀");
    desk.mark(B, "c2", "m1", "Ստեփանակերտ");
    desk.work();
    desk.render(A);
    desk.work();
    desk.fact("f1", "How many people entered Armenia?");
    desk.render(FACTS);
    desk.note(A, "c1", "checked");
    desk.refuse(B, "400");
    desk.work();
    desk.render(A);
    desk.render(B);
    desk.work();
    desk.undo(first_note(desk));
    desk.work();
    desk.render(A);
    desk.work();
    let title = desk.title(&[A, B], "Both at once");
    desk.undo(title);
    desk.redo(title);
    desk.work();
    desk.render(B);
    desk.work();
    // One act over two files, written one after the other.
    let both = desk.note_both(A, "c1", "f1", "joined");
    desk.render(FACTS);
    desk.render(A);
    desk.work();
    desk.undo(both);
    desk.work();
    desk.render(FACTS);
    desk.work();
    desk.redo(both);
    desk.work();

    desk.reopen();
    desk.agent("g1", "Government of Armenia");
    desk.work();
    desk.render(FACTS);
    desk.work();
    for i in 0..5 {
        let (id, note) = (format!("d{i}"), format!("note\n{i} ֏ \"quoted\""));
        desk.tag(A, &id, "2,900");
        desk.note(A, &id, &note);
        if i % 2 == 0 {
            desk.work();
            desk.render(A);
        }
        desk.tag(B, &id, "ombudsman");
        desk.work();
        if i == 3 {
            desk.remove(A, "d1");
            desk.render(A);
            desk.render(B);
            desk.work();
        }
    }
    let last = desk.note(B, "c2", "last");
    desk.undo(last);
    desk.redo(last);
    desk.undo(last);
    desk.work();
    // Back to before the very first act, and forth again.
    let removed = desk.remove(A, "c1");
    desk.undo(removed);
    desk.work();
    assert!(first.0 == 0);
    desk.note_both(B, "c2", "f1", "again");
    desk.render(FACTS);
    desk.render(A);
    desk.render(B);
    desk.work();
    desk.core.finish().ok();
    desk.hear();
}

fn first_note(desk: &Desk) -> attest::store::EntryId {
    use attest::store::{EntryId, EntryKind};
    let note = desk.history.iter().position(
        |kind| matches!(kind, EntryKind::Act(transaction) if transaction.label.starts_with("Note")),
    );
    EntryId(note.unwrap() as u64)
}

/// How many operations a day takes when nothing fails.
fn steps_of_a_day() -> usize {
    let mut desk = Desk::at(&disk());
    day(&mut desk);
    assert!(desk.all_saved(), "{:?}", desk.events);
    assert!(desk.history.len() >= 30, "{}", desk.history.len());
    desk.disk.steps()
}

/// The desk may find itself without what it had when it reopens on a disk without power; that is no news.
fn until_it_falls(disk: &SimDisk) -> Desk {
    let mut desk = Desk::at(disk);
    day(&mut desk);
    desk
}

#[test]
fn a_day_without_falls_is_all_there_in_the_evening() {
    let desk = until_it_falls(&disk());
    assert!(desk.all_saved());
    desk.check(&desk.disk.after_kill(), "kill");
    desk.check(&desk.disk.after_power_cut(0), "power cut");
}

#[test]
fn a_power_cut_at_every_step_loses_nothing_that_was_called_saved() {
    let steps = steps_of_a_day();
    for cut in 1..=steps + 1 {
        let disk = disk();
        disk.cut_power_at(cut);
        let desk = until_it_falls(&disk);
        for seed in [0, 1, 2 + cut as u64, 1000 + cut as u64, 2000 + cut as u64] {
            let how = format!("power cut at {cut} of {steps}, chance {seed}");
            let fallen = disk.after_power_cut(seed);
            desk.check(&fallen, &how);
            if seed as usize % 3 == cut % 3 {
                work_goes_on(&fallen, &how);
            }
        }
        let how = format!("killed at {cut}");
        desk.check(&disk.after_kill(), &how);
    }
}

/// After a fall the next act is kept like any other.
fn work_goes_on(fallen: &SimDisk, how: &str) {
    let mut desk = Desk::at(fallen);
    desk.title(&[A], "after the fall");
    desk.work();
    desk.render(A);
    desk.fact("f9", "What after the fall?");
    desk.work();
    desk.render(FACTS);
    desk.work();
    assert!(desk.all_saved(), "{how}: {:?}", desk.events);
    let after = Desk::at(&fallen.after_power_cut(0));
    assert_eq!(after.document(A), desk.document(A), "{how}");
    assert_eq!(after.document(B), desk.document(B), "{how}");
    assert_eq!(after.fact_of("f9"), desk.fact_of("f9"), "{how}");
    assert_eq!(after.history, desk.history, "{how}");
}

#[test]
fn a_single_failure_at_any_step_delays_and_loses_nothing() {
    let steps = steps_of_a_day();
    // How often each strikes: at every step, or at every so many.
    let faults = [
        (Fault::Full, 1),
        (Fault::SyncFails, 1),
        (Fault::Short(7), 1),
        (Fault::ReadOnly, 5),
        (Fault::Short(0), 5),
        (Fault::Short(600), 3),
        (Fault::NoExchange, 5),
    ];
    for at in 1..=steps {
        for (fault, _) in faults.into_iter().filter(|(_, every)| at % every == 0) {
            let how = format!("{fault:?} at {at}");
            let disk = disk();
            disk.fail(at, at + 1, fault);
            let mut desk = Desk::at(&disk);
            day(&mut desk);
            for _ in 0..3 {
                desk.core.retry();
                desk.work();
            }
            assert!(desk.all_saved(), "{how}: {:?}", desk.events);
            desk.check(&disk.after_power_cut(0), &how);
        }
    }
}

#[test]
fn a_failure_and_then_a_power_cut_lose_nothing_that_was_called_saved() {
    let steps = steps_of_a_day();
    for at in (1..=steps).step_by(2) {
        for fault in [Fault::SyncFails, Fault::Short(30)] {
            for later in [1, 2, 4, 9] {
                let disk = disk();
                disk.fail(at, at + 1, fault);
                disk.cut_power_at(at + later);
                let desk = until_it_falls_with_retries(&disk);
                for seed in [0, 4 + at as u64] {
                    let how = format!("{fault:?} at {at}, cut {later} later, chance {seed}");
                    desk.check(&disk.after_power_cut(seed), &how);
                }
            }
        }
    }
}

fn until_it_falls_with_retries(disk: &SimDisk) -> Desk {
    let mut desk = Desk::at(disk);
    day(&mut desk);
    desk.core.retry();
    desk.work();
    desk
}

#[test]
fn no_exchange_and_no_exclusive_rename_is_no_loss() {
    let disk = disk();
    disk.fail(1, usize::MAX, Fault::NoExchange);
    let desk = until_it_falls(&disk);
    assert!(desk.all_saved());
    desk.check(&disk.after_power_cut(0), "no exchange");
}

#[test]
fn an_act_is_durable_within_two_syncs_even_while_a_file_is_written() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    for stage in 0..6 {
        desk.render(A);
        for _ in 0..stage {
            desk.core.step();
        }
        desk.hear();
        // The writer may be in the middle of one sync when the act comes; here it stands before the next.
        let syncs = disk.syncs();
        let act = desk.note(A, "c1", &format!("note {stage}"));
        while desk.durable < Some(act) {
            assert!(desk.core.step(), "stage {stage}");
            desk.hear();
        }
        assert!(disk.syncs() - syncs <= 1, "stage {stage}");
        desk.work();
    }
}
