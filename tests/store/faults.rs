//! Disks that stay full, read-only or without locks, and histories that were damaged.

use crate::desk::{A, B, Desk, disk, file, inner, log};
use crate::sim_disk::Fault;
use attest::store::{Access, EntryKind, Event, Saved, Write};

fn failed(desk: &Desk) -> Vec<&str> {
    let what = desk.events.iter().filter_map(|event| match event {
        Event::Failed { what } | Event::FileFailed { what, .. } => Some(what.as_str()),
        _ => None,
    });
    what.collect()
}

#[test]
fn opening_and_looking_write_nothing() {
    let disk = disk();
    let before = disk.files();
    let mut desk = Desk::at(&disk);
    desk.work();
    desk.core.look_at_all();
    desk.core.finish().unwrap();
    drop(desk);
    assert_eq!(disk.files(), before);
    assert_eq!(disk.steps(), 0);
}

#[test]
fn the_first_act_makes_what_the_contract_names() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    desk.render(A);
    desk.work();
    let files = disk.files();
    let names: Vec<_> = files.iter().map(|(path, _)| path.to_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "/desk/annotations/mara/.attest/.gitattributes",
            "/desk/annotations/mara/.attest/.gitignore",
            "/desk/annotations/mara/.attest/history/0192f3c2-0000-7000-8000-000000000001.log",
            "/desk/annotations/mara/.attest/lock",
            "/desk/annotations/mara/.attest/owner",
            "/desk/annotations/mara/a.txt.ron",
            "/desk/annotations/project.ron",
            "/desk/seeds/a.txt",
        ]
    );
    let text = String::from_utf8(disk.get(&file(A)).unwrap()).unwrap();
    assert!(
        text.contains("id: \"0192f3c2-0000-7000-8000-000000000001\",\n        seq: 2,"),
        "{text}"
    );
    let project = String::from_utf8(disk.get("/desk/annotations/project.ron".as_ref()).unwrap());
    assert!(project.unwrap().contains("\"../seeds\""));
}

#[test]
fn a_disk_that_stays_full_is_said_once_and_all_is_kept_until_it_is_not() {
    for first in [true, false] {
        let disk = disk();
        let mut desk = Desk::at(&disk);
        if !first {
            desk.tag(B, "c0", "200 killed");
            desk.work();
        }
        disk.fail_from_now(Fault::Full);
        desk.tag(A, "c1", "1,050 people");
        desk.work();
        desk.render(A);
        for _ in 0..4 {
            desk.core.retry();
            desk.work();
        }
        assert_eq!(failed(&desk).len(), 1, "{:?}", desk.events);
        assert!(failed(&desk)[0].contains("the disk is full"));
        assert!(matches!(desk.saved.now(), Saved::Not(_)));
        disk.heal();
        desk.core.accept(Write::Retry);
        desk.work();
        if !first {
            desk.render(B);
            desk.work();
        }
        assert!(desk.all_saved(), "{:?}", desk.events);
        assert_eq!(desk.events.iter().filter(|event| matches!(event, Event::Recovered)).count(), 1);
        desk.check(&disk.after_power_cut(0), "full");
    }
}

#[test]
fn acts_are_kept_while_only_a_rendering_fails() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    // A folder stands where the temporary file would.
    let there = "/desk/annotations/mara/.a.txt.ron.attest-new/x";
    disk.put(there.as_ref(), b"");
    desk.render(A);
    desk.work();
    assert_eq!(failed(&desk).len(), 1, "{:?}", desk.events);
    let act = desk.note(A, "c1", "still kept");
    desk.work();
    assert_eq!(desk.durable, Some(act));
    assert!(matches!(desk.saved.now(), Saved::Not(_)));
}

#[test]
fn a_read_only_folder_says_so_and_work_goes_on_in_memory() {
    let disk = disk();
    disk.fail_from_now(Fault::ReadOnly);
    let mut desk = Desk::at(&disk);
    assert_eq!(desk.access, Access::Writer);
    desk.tag(A, "c1", "1,050 people");
    desk.note(A, "c1", "in memory");
    desk.work();
    assert!(failed(&desk)[0].contains("read-only"), "{:?}", desk.events);
    assert!(desk.core.finish().is_err());
}

#[test]
fn where_locks_do_not_work_nothing_is_written() {
    let disk = disk();
    disk.fail_from_now(Fault::NoLocks);
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    assert!(desk.events.iter().any(
        |event| matches!(event, Event::ReadOnly { why } if why.contains("Locks do not work"))
    ));
    assert_eq!(disk.get(&log()), None);
    // Where the lock is there already, it is known at opening.
    disk.put(&inner("lock"), b"");
    let access = Desk::at(&disk).access;
    assert!(matches!(access, Access::ReadOnly { why } if why.contains("Locks do not work")));
}

/// Two acts in each of two articles, of which only the first of each is in the files.
fn worked(desk: &mut Desk) {
    desk.tag(A, "c1", "1,050 people");
    desk.tag(B, "c2", "200 killed");
    desk.work();
    desk.render(A);
    desk.render(B);
    desk.work();
    desk.note(A, "c1", "only in the history");
    desk.work();
    desk.note(B, "c2", "only in the history, too");
    desk.work();
}

#[test]
fn a_torn_last_line_is_cut_with_a_notice() {
    let disk = disk();
    worked(&mut Desk::at(&disk));
    let whole = disk.get(&log()).unwrap();
    let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for cut in [last + 1, last + 9, whole.len() - 1] {
        disk.put(&log(), &whole[..cut]);
        let mut desk = Desk::at(&disk);
        assert!(desk.notices.iter().any(|notice| notice.contains("cut off")), "{:?}", desk.notices);
        assert_eq!(desk.history.len(), 3);
        assert_eq!(desk.documents[&crate::desk::id(B)].claims().values().next().unwrap().note, "");
        desk.note(B, "c2", "again");
        desk.work();
        desk.render(B);
        desk.render(A);
        desk.work();
        let after = disk.after_power_cut(0);
        let again = Desk::at(&after);
        assert_eq!(again.history, desk.history);
        assert_eq!(again.notices, Vec::<String>::new());
        worked_files_back(&disk);
    }
}

fn worked_files_back(disk: &crate::sim_disk::SimDisk) {
    // The next round starts from the same files.
    let fresh = crate::desk::disk();
    worked(&mut Desk::at(&fresh));
    for name in [A, B] {
        disk.put(&file(name), &fresh.get(&file(name)).unwrap());
    }
}

#[test]
fn damage_in_the_middle_keeps_the_files_and_the_later_acts_and_the_damaged_log() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    worked(&mut desk);
    let (a, b) = (desk.document(A), desk.document(B));
    drop(desk);
    let mut bytes = disk.get(&log()).unwrap();
    let second = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 30;
    bytes[second] ^= 1;
    disk.put(&log(), &bytes);

    let mut desk = Desk::at(&disk);
    assert!(desk.notices.iter().any(|notice| notice.contains("damaged at line 2")));
    assert_eq!((desk.document(A), desk.document(B)), (a, b));
    assert_eq!(disk.get(&log()).unwrap(), bytes, "opening writes nothing");
    desk.note(A, "c1", "after the damage");
    desk.work();
    assert_eq!(disk.get(&log().with_extension("log.damaged")).unwrap(), bytes);
    desk.render(A);
    desk.work();
    let again = Desk::at(&disk.after_power_cut(0));
    assert_eq!(again.notices, Vec::<String>::new());
    assert_eq!((again.document(A), again.document(B)), (desk.document(A), desk.document(B)));
    assert_eq!(again.history, desk.history);
    assert!(matches!(&again.history[0], EntryKind::Act(act) if act.label.contains("Recovered")));
}

#[test]
fn numbers_never_come_again_even_from_an_older_log() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    let early = disk.get(&log()).unwrap();
    for i in 0..5 {
        desk.note(A, "c1", &i.to_string());
    }
    desk.render(A);
    desk.work();
    drop(desk);
    // Someone checks out an older log: the file is ahead of it, and wins.
    disk.put(&log(), &early);
    let mut desk = Desk::at(&disk);
    assert_eq!(desk.document(A).claims[0].note, "4");
    assert!(matches!(desk.history.last(), Some(EntryKind::External(_))));
    desk.note(A, "c1", "new");
    desk.work();
    desk.render(A);
    desk.work();
    let text = String::from_utf8(disk.get(&file(A)).unwrap()).unwrap();
    let seq: u64 = text.split("seq: ").nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
    assert!(seq > 8, "{seq}");
    desk.check(&disk.after_power_cut(0), "older log");
}

#[test]
fn a_log_of_a_newer_version_is_left_alone() {
    let disk = disk();
    worked(&mut Desk::at(&disk));
    let text = String::from_utf8(disk.get(&log()).unwrap()).unwrap();
    let payload = "{\"Dreamt\":{}}";
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(b"99 ");
    hasher.update(payload.as_bytes());
    let line = format!("99 {} {:08x} {payload}\n", payload.len(), hasher.finalize());
    disk.put(&log(), (text + &line).as_bytes());
    let mut desk = Desk::at(&disk);
    assert!(matches!(&desk.access, Access::ReadOnly { why } if why.contains("newer version")));
    desk.tag(A, "c9", "Later");
    desk.work();
    assert!(matches!(desk.events[..], [Event::ReadOnly { .. }]));
}
