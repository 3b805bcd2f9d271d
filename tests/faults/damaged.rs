//! Histories damaged in every way: the folder opens, what the files hold is there, what happened is said, the next act is
//! kept, and nothing of the damaged history is destroyed.

use crate::desk::{
    A, B, Desk, Documents, FACTS, both, disk, document_of, file, id, library, log, open, request,
    try_open,
};
use crate::sim_disk::SimDisk;
use attest::store::{Access, Event};
use std::fmt::Write as _;

/// What the history's acts that no file holds yet become.
#[derive(Clone, Copy, PartialEq)]
enum Acts {
    /// Their lines can be read: they are there.
    There,
    /// They may be gone with their lines; what the files hold is there.
    AsFiles,
}

struct Damage {
    name: &'static str,
    does: fn(&SimDisk),
    /// What the notice says: one word of each row.
    says: &'static [&'static [&'static str]],
    acts: Acts,
    /// Whether the next act is kept; else it is refused with a reason.
    goes_on: bool,
}

const DAMAGES: &[Damage] = &[
    Damage {
        name: "gone",
        does: |disk| disk.delete(&log()),
        says: &[&["history"], &["gone", "missing", "not there", "deleted"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "emptied",
        does: |disk| disk.put(&log(), b""),
        says: &[&["history"], &["empty", "emptied"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "shortened at a line",
        does: |disk| put_lines(disk, |lines| lines.truncate(3)),
        says: &[&["history"], &["short", "older", "missing", "behind", "ends"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "shortened inside of a line that a file holds",
        does: |disk| {
            put_lines(disk, |lines| {
                lines.truncate(3);
                let half = lines[2].len() / 2;
                lines[2].truncate(half);
            });
        },
        says: &[&["history"], &["short", "older", "missing", "behind", "ends", "cut"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "torn inside of the last line",
        does: |disk| {
            let mut bytes = disk.get(&log()).unwrap();
            bytes.truncate(bytes.len() - 9);
            disk.put(&log(), &bytes);
        },
        says: &[&["cut off", "torn"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "lines missing in the middle",
        does: |disk| put_lines(disk, |lines| drop(lines.drain(2..4))),
        says: &[&["history"], &["missing", "damaged", "lacks"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "line ends changed",
        does: |disk| {
            let text = String::from_utf8(disk.get(&log()).unwrap()).unwrap();
            disk.put(&log(), text.replace('\n', "\r\n").as_bytes());
        },
        says: &[&["history"], &["line ends", "line endings", "CRLF"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "one byte flipped in the middle",
        does: |disk| put_lines(disk, |lines| lines[2][30] ^= 1),
        says: &[&["history"], &["damaged"], &["line 3"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "the first line missing",
        does: |disk| put_lines(disk, |lines| drop(lines.remove(0))),
        says: &[&["history"], &["missing", "damaged", "first line", "lacks", "begins"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "lines swapped",
        does: |disk| put_lines(disk, |lines| lines.swap(2, 4)),
        says: &[&["history"], &["damaged", "order"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "a line doubled",
        does: |disk| put_lines(disk, |lines| lines.insert(3, lines[2].clone())),
        says: &[&["history"], &["damaged", "twice", "doubled"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "shortened where only what the files hold tells",
        // No file has a later number, but two of them are renderings that it does not know.
        does: |disk| put_lines(disk, |lines| lines.truncate(6)),
        says: &[&["history"], &["short", "older", "missing", "behind", "ends"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "an older one restored",
        does: |disk| put_lines(disk, |lines| lines.truncate(2)),
        says: &[&["history"], &["short", "older", "missing", "behind", "ends"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "another installation's under our name",
        does: |disk| {
            let other = disk_of_another();
            disk.put(&log(), &other);
        },
        says: &[
            &["history"],
            &["another installation", "not of this", "somebody else", "someone else"],
        ],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "NULs at the end",
        does: |disk| {
            let mut bytes = disk.get(&log()).unwrap();
            bytes.extend([0; 700]);
            disk.put(&log(), &bytes);
        },
        says: &[&["cut off", "torn", "NUL", "zeros"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "NULs in place of the last lines",
        does: |disk| {
            let mut bytes = disk.get(&log()).unwrap();
            let from = bytes.len() - 100;
            bytes[from..].fill(0);
            disk.put(&log(), &bytes);
        },
        says: &[&["cut off", "torn", "NUL", "zeros"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "a byte-order mark in front",
        does: |disk| {
            let bytes = disk.get(&log()).unwrap();
            disk.put(&log(), &[b"\xEF\xBB\xBF", bytes.as_slice()].concat());
        },
        says: &[&["history"], &["damaged", "byte-order", "mark"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "not UTF-8 in the middle",
        does: |disk| put_lines(disk, |lines| lines[2][40] = 0xFF),
        says: &[&["history"], &["damaged", "UTF-8"]],
        acts: Acts::There,
        goes_on: true,
    },
    Damage {
        name: "written anew as UTF-16",
        does: |disk| {
            let text = String::from_utf8(disk.get(&log()).unwrap()).unwrap();
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            disk.put(&log(), &[0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>());
        },
        says: &[&["history"], &["damaged", "UTF-16", "cannot be read", "not a history"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "something else altogether",
        does: |disk| disk.put(&log(), b"<html>\nsign in to your drive\n</html>\n"),
        says: &[&["history"], &["damaged", "cannot be read", "not a history", "something else"]],
        acts: Acts::AsFiles,
        goes_on: true,
    },
    Damage {
        name: "a folder in its place",
        does: |disk| {
            disk.delete(&log());
            disk.put(&log().join("x"), b"x");
        },
        says: &[&["history"], &["folder", "not a file"]],
        acts: Acts::AsFiles,
        goes_on: false,
    },
    Damage {
        name: "no permission",
        does: |disk| disk.deny(&log()),
        says: &[&["history"], &["permission"]],
        acts: Acts::AsFiles,
        goes_on: false,
    },
];

/// Acts that the files hold, and two later ones that only the history holds.
fn worked(disk: &SimDisk) -> Documents {
    let mut desk = Desk::at(disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    desk.tag(B, "c2", "200 killed");
    desk.work();
    desk.fact("f1", "How many people entered Armenia?");
    desk.work();
    for name in [A, B, FACTS] {
        desk.render(name);
    }
    desk.work();
    desk.note(A, "c1", "only in the history");
    desk.work();
    desk.note(B, "c2", "only in the history, too");
    desk.work();
    desk.documents.clone()
}

/// The history of someone who worked elsewhere.
fn disk_of_another() -> Vec<u8> {
    let disk = disk();
    let mut there = request();
    there.installation = "0192f3c2-0000-7000-8000-000000000002".to_owned();
    let mut desk = Desk::as_(&disk, there);
    desk.tag(A, "x1", "2,900");
    desk.work();
    let path = log().with_file_name("0192f3c2-0000-7000-8000-000000000002.log");
    disk.get(&path).unwrap()
}

fn put_lines(disk: &SimDisk, change: impl Fn(&mut Vec<Vec<u8>>)) {
    let bytes = disk.get(&log()).unwrap();
    let mut lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    change(&mut lines);
    disk.put(&log(), &lines.concat());
}

fn check(damage: &Damage) -> Result<(), String> {
    let disk = disk();
    let all = worked(&disk);
    let mut of_files = Documents::new();
    for name in [A, B, FACTS] {
        let text = String::from_utf8(disk.get(&file(name)).unwrap()).unwrap();
        of_files.insert(id(name), document_of(&library()[&id(name)], &text));
    }
    (damage.does)(&disk);
    let damaged = disk.get(&log());
    let before = disk.files();

    let opened = try_open(&disk, &library(), request());
    let opened = opened.map_err(|error| format!("it does not open: {error}"))?;
    let mut wrong = String::new();
    if disk.files() != before {
        wrong += "\n    opening wrote";
    }
    let said = opened.notices.join(" ").to_lowercase();
    let reason = match &opened.access {
        Access::ReadOnly { why } => why.to_lowercase(),
        Access::Writer => String::new(),
    };
    for row in damage.says {
        let words = format!("{said} {reason}");
        if !row.iter().any(|word| words.contains(&word.to_lowercase())) {
            let _ = write!(wrong, "\n    none of {row:?} is said: {said:?} {reason:?}");
        }
    }
    for name in [A, B, FACTS] {
        let text = &library()[&id(name)];
        let found = both(text, &opened.documents.get(&id(name)).cloned().unwrap_or_default());
        let good = found == both(text, &all[&id(name)])
            || damage.acts == Acts::AsFiles && found == both(text, &of_files[&id(name)]);
        if !good {
            let _ = write!(wrong, "\n    {name} is not what it was: {found:?}");
        }
    }
    let numbers: Vec<u64> = opened.history.iter().map(|entry| entry.seq).collect();
    if !numbers.windows(2).all(|two| two[0] < two[1]) {
        let _ = write!(wrong, "\n    numbers do not grow: {numbers:?}");
    }
    let refused = opened.access != Access::Writer;
    let mut desk = Desk::of(&disk, opened, library());
    desk.title(&[A], "after the damage");
    desk.render(A);
    desk.work();
    let told = |event: &Event| matches!(event, Event::Failed { .. } | Event::ReadOnly { .. });
    if desk.all_saved() {
        drop(std::mem::replace(&mut desk.core, open(&SimDisk::new(), &library()).writer));
        let again = try_open(&disk.after_power_cut(0), &library(), request());
        let again = again.map_err(|error| format!("it does not open again: {error}"))?;
        for name in [A, B, FACTS] {
            let text = &library()[&id(name)];
            let found = again.documents.get(&id(name)).cloned().unwrap_or_default();
            if both(text, &found) != both(text, &desk.documents[&id(name)]) {
                let _ = write!(wrong, "\n    {name} after the next act is not what was shown");
            }
        }
        if !again.notices.is_empty() {
            let _ = write!(wrong, "\n    said again after the next act: {:?}", again.notices);
        }
        let last = again.history.last().map(|entry| entry.seq);
        if last <= numbers.iter().copied().max() {
            let _ = write!(wrong, "\n    numbers come again: {last:?} after {numbers:?}");
        }
    } else if damage.goes_on || !(refused || desk.events.iter().any(told)) {
        let _ = write!(wrong, "\n    the next act is not kept: {:?}", desk.events);
    }
    // Whole lines stay in place, or all of it lies aside.
    if let Some(damaged) = damaged {
        let whole = damaged.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let kept = |bytes: &[u8]| bytes.starts_with(&damaged[..whole]) || bytes == damaged;
        let folder = log().parent().unwrap().to_owned();
        let mut files = disk.files().into_iter().filter(|(path, _)| path.starts_with(&folder));
        if !files.any(|(_, bytes)| kept(&bytes)) {
            wrong += "\n    the damaged history is nowhere";
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

#[test]
fn a_damaged_history_loses_nothing_that_files_hold_and_says_what_happened() {
    let mut wrong = String::new();
    for damage in DAMAGES {
        let checked = std::panic::catch_unwind(|| check(damage));
        if let Err(why) = checked.unwrap_or_else(|_| Err("a panic".to_owned())) {
            let _ = write!(wrong, "\n{}: {why}", damage.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
