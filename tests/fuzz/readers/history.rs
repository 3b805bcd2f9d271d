//! The history: a line's act, and whole logs, read by opening the folder that they lie in.

use super::{as_text, ensure};
use crate::desk::{A, B, Desk, FACTS, disk, id, library, log, request, try_open};
use crate::dice::Dice;
use crate::engine::bent;
use crate::sim_disk::SimDisk;
use attest::store::format::{
    parse_transaction, record_from_transaction, render_transaction, transaction_from_record,
};
use attest::store::{Access, EntryKind};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Files with their paths.
type Files = Vec<(PathBuf, Vec<u8>)>;

/// A folder after some work: its files, the log apart.
static WORKED: LazyLock<(Files, Vec<u8>)> = LazyLock::new(|| {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    let first = desk.tag(A, "c1", "1,050 people");
    desk.tag(B, "c2", "200 killed 😀");
    desk.mark(B, "c2", "m1", "Ստեփանակերտ");
    desk.work();
    desk.render(A);
    desk.render(B);
    desk.work();
    desk.undo(first);
    desk.redo(first);
    desk.fact("f1", "How many people entered Armenia?");
    desk.agent("g1", "Government of Armenia");
    desk.refuse(A, "2,900");
    desk.note_both(A, "c1", "f1", "joined");
    desk.work();
    desk.render(FACTS);
    desk.work();
    desk.title(&[A, B], "Both at once");
    desk.work();
    desk.core.finish().unwrap();
    let files = disk.files().into_iter().filter(|(path, _)| *path != log()).collect();
    (files, disk.get(&log()).unwrap())
});

/// The payloads of the log's lines.
static PAYLOADS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let text = String::from_utf8(WORKED.1.clone()).unwrap();
    text.lines()
        .filter_map(|line| line.splitn(4, ' ').nth(3))
        .map(|p| p.as_bytes().to_vec())
        .collect()
});

const WORDS: &[&str] = &[
    "null",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\u0000",
    "\\ud800",
    ":",
    ",",
    "Act",
    "Undo",
    "Redo",
    "External",
    "Snapshot",
    "Renamed",
    "Rendered",
    "Replaced",
    "Began",
    "Format",
    "\"of\":",
    "+",
    " ",
    "\n",
    "a.txt",
    "sub/b.txt",
    "facts",
    "before",
    "after",
    "../x",
    "0 0 00000000 ",
];

pub fn act_text(dice: &mut Dice) -> Vec<u8> {
    static ACTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let act = |payload: &Vec<u8>| {
            let text = String::from_utf8(payload.clone()).unwrap();
            let inner = text.strip_prefix("{\"Act\":")?.strip_suffix('}')?;
            Some(inner.as_bytes().to_vec())
        };
        PAYLOADS.iter().filter_map(act).collect()
    });
    bent(&ACTS, WORDS, dice)
}

/// What is read is written as what is read again, from the line and through the model.
pub fn act(input: &[u8], _dice: &mut Dice) -> Result<(), String> {
    let Ok(record) = parse_transaction(&as_text(input)) else { return Ok(()) };
    let line = render_transaction(&record).map_err(|error| error.to_string())?;
    ensure!(!line.contains('\n'), "not one line");
    ensure!(parse_transaction(&line).as_ref() == Ok(&record), "read again it is another: {line}");
    let library = library();
    let find = |id: &attest::model::ArticleId| library.get(id).map(Arc::clone);
    let transaction = transaction_from_record(&record, &find);
    let Ok(through) = record_from_transaction(&transaction, &find) else { return Ok(()) };
    let again = transaction_from_record(&through, &find);
    ensure!(again == transaction, "through the model it is another");
    Ok(())
}

/// A whole log. Half of them with sums that are right again, so that what stands in the lines is read.
pub fn log_text(dice: &mut Dice) -> Vec<u8> {
    let whole = std::slice::from_ref(&WORKED.1);
    if dice.once_in(2) {
        return bent_lines(dice);
    }
    let mut log = bent(whole, WORDS, dice);
    if dice.once_in(4) {
        let zeros = dice.below(600);
        log.extend(std::iter::repeat_n(0, zeros));
    }
    log
}

fn line(plus: bool, seq: u64, payload: &[u8]) -> Vec<u8> {
    let head = format!("{}{seq} ", if plus { "+" } else { "" });
    let mut sum = crc32fast::Hasher::new();
    sum.update(head.as_bytes());
    sum.update(payload);
    let middle = format!("{} {:08x} ", payload.len(), sum.finalize());
    [head.as_bytes(), middle.as_bytes(), payload, b"\n"].concat()
}

fn bent_lines(dice: &mut Dice) -> Vec<u8> {
    let mut payloads = PAYLOADS.clone();
    for _ in 0..1 + dice.below(4) {
        let at = dice.below(payloads.len());
        match dice.below(6) {
            0 => drop(payloads.remove(at)),
            1 => payloads.insert(at, payloads[dice.below(payloads.len())].clone()),
            2 => {
                let other = dice.below(payloads.len());
                payloads.swap(at, other);
            }
            _ => payloads[at] = bent(&[payloads[at].clone()], WORDS, dice),
        }
        if payloads.is_empty() {
            return Vec::new();
        }
    }
    let mut seq = 0;
    let mut log = Vec::new();
    for payload in payloads {
        seq = match dice.below(30) {
            0 => dice.next() >> dice.below(64),
            1 => seq + dice.below(9) as u64,
            _ => seq + 1,
        };
        log.extend(line(dice.once_in(5), seq, &payload));
    }
    log
}

/// It opens, whatever the log says; entries come in growing order and refer backwards; the next act is kept, or refused
/// with a reason.
pub fn history(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let disk = SimDisk::new();
    // Mostly as if someone had deleted them: reading them takes longer than reading the log.
    let with_files = dice.once_in(5);
    for (path, bytes) in &WORKED.0 {
        if with_files || path.extension().is_none_or(|ending| ending != "ron") {
            disk.put(path, bytes);
        }
    }
    disk.put(&log(), input);
    let library = library();
    let before = disk.files();
    let opened = try_open(&disk, &library, request()).map_err(|error| error.to_string())?;
    ensure!(disk.files() == before, "opening writes");
    let numbers: Vec<u64> = opened.history.iter().map(|entry| entry.seq).collect();
    ensure!(numbers.windows(2).all(|two| two[0] < two[1]), "numbers do not grow: {numbers:?}");
    for (at, entry) in opened.history.iter().enumerate() {
        ensure!(entry.id.0 == at as u64, "entry {at} is called {:?}", entry.id);
        if let EntryKind::Undo { of } | EntryKind::Redo { of } = &entry.kind {
            let kind =
                usize::try_from(of.0).ok().filter(|of| *of < at).map(|of| &opened.history[of].kind);
            ensure!(
                matches!(kind, Some(EntryKind::Act(_) | EntryKind::External(_))),
                "entry {at} takes back {}, which is {kind:?}",
                of.0
            );
        }
    }
    ensure!(opened.held.is_empty(), "a good file is held");
    if opened.access != Access::Writer || dice.below(24) > 0 {
        return Ok(());
    }
    let mut desk = Desk::of(&disk, opened, library);
    desk.title(&[A], "after what was read");
    desk.work();
    desk.render(A);
    desk.work();
    if !desk.all_saved() {
        let told = desk.events.iter().any(|event| {
            use attest::store::Event as E;
            matches!(event, E::Failed { .. } | E::ReadOnly { .. } | E::Conflict { .. })
        });
        ensure!(told, "not saved, and nothing is said: {:?}", desk.events);
        return Ok(());
    }
    drop(std::mem::replace(
        &mut desk.core,
        crate::desk::open(&SimDisk::new(), &desk.library).writer,
    ));
    let again = try_open(&disk.after_power_cut(0), &desk.library, request());
    let again = again.map_err(|error| error.to_string())?;
    let kinds: Vec<_> = again.history.into_iter().map(|entry| entry.kind).collect();
    ensure!(kinds == desk.history, "the history after one more act is another");
    for name in [A, B, FACTS] {
        let found = again.documents.get(&id(name)).cloned().unwrap_or_default();
        let shown = desk.documents.get(&id(name)).cloned().unwrap_or_default();
        let text = &desk.library[&id(name)];
        let same = crate::desk::both(text, &found) == crate::desk::both(text, &shown);
        ensure!(same, "{name} after one more act is another");
    }
    Ok(())
}
