//! Schedules made from a seed: acts, undo, renderings, others at work in the folder, failing operations, falls and
//! reopenings, in any order.
//!
//! Owns: what happens when. Never: says what must be there afterwards (`promises`).

use crate::desk::{A, B, Desk, FACTS, Library, disk, file, id, library, log, request, try_open};
use crate::dice::Dice;
use crate::promises::Witness;
use crate::sim_disk::{Blind, Fault, SimDisk};
use attest::model::{ClaimId, FactId};
use attest::store::{Access, Choice, EntryId, EntryKind, Event, Saved, Write};
use std::cell::RefCell;
use std::path::Path;

/// What a schedule did.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    pub acts: usize,
    pub falls: usize,
    /// Operations that were made to fail.
    pub faults: usize,
    /// What someone else put into the folder, or took out of it.
    pub others: usize,
    /// Checks of what was shown as saved.
    pub checks: usize,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.acts += other.acts;
        self.falls += other.falls;
        self.faults += other.faults;
        self.others += other.others;
        self.checks += other.checks;
    }
}

thread_local! {
    /// What was done so far, for the report of a failure.
    static TRACE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub fn trace(what: impl Into<String>) {
    TRACE.with_borrow_mut(|trace| trace.push(what.into()));
}

/// Runs one schedule. The same seed makes the same schedule for ever.
///
/// # Errors
/// Which promise was broken, and all that was done before.
pub fn run(seed: u64) -> Result<Tally, String> {
    TRACE.with_borrow_mut(Vec::clear);
    let ran = std::panic::catch_unwind(|| Play::new(seed).play());
    ran.map_err(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        let trace = TRACE.with_borrow(|trace| trace.join("\n  "));
        format!(
            "seed {seed}: {}\n\nwhat was done:\n  {trace}\n\nagain: cargo run --no-default-features --example soak -- faults 1 --seed {seed}",
            words.unwrap_or_else(|| "a panic without words".to_owned())
        )
    })
}

/// Words in the articles that can be tagged.
const WORDS: [(&str, &[&str]); 2] = [
    (A, &["1,050 people", "2,900", "The government", "Later", "Armenia"]),
    (B, &["200 killed 😀", "ombudsman", "400", "More than 400", "later"]),
];

struct Play {
    dice: Dice,
    desk: Desk,
    witness: Witness,
    tally: Tally,
    /// How many of the desk's events were answered.
    answered: usize,
    next: usize,
    /// The file system can neither swap two names nor refuse to replace one.
    poor: bool,
    /// Renderings of before, which someone may bring back.
    older: Vec<(&'static str, Vec<u8>)>,
}

impl Play {
    fn new(seed: u64) -> Self {
        let desk = Desk::at(&disk());
        let witness = Witness::new(&desk);
        Self {
            dice: Dice(seed),
            desk,
            witness,
            tally: Tally::default(),
            answered: 0,
            next: 0,
            poor: false,
            older: Vec::new(),
        }
    }

    fn play(mut self) -> Tally {
        // Some schedules have no others at work, some no faults: so that each is also seen alone.
        let (others, faults) = (self.dice.below(3), self.dice.below(3));
        self.poor = self.dice.once_in(8);
        self.on_its_file_system();
        for _ in 0..20 + self.dice.below(60) {
            match self.dice.below(100) {
                0..40 => self.act(),
                40..58 => self.render(),
                58..72 => self.work(),
                72..80 if others > 0 => self.others_work(),
                80..88 if faults > 0 => self.fault(),
                88..92 => self.look_around(),
                92..95 => self.check_now(),
                95..100 => self.fall(),
                _ => self.act(),
            }
        }
        self.evening();
        self.tally
    }

    /// What the file system cannot do, whatever else fails.
    fn on_its_file_system(&self) {
        if self.poor {
            self.desk.disk.fail(0, usize::MAX, Fault::NoExchange);
        }
    }

    // The analyst.

    fn act(&mut self) {
        if self.desk.access != Access::Writer || self.is_refused() {
            return;
        }
        let before = self.desk.history.len();
        self.try_to_act();
        let done = self.desk.history.len() - before;
        self.tally.acts += done;
        for kind in &self.desk.history[before..] {
            trace(format!("act {}: {}", self.desk.history.len() - 1, label(kind)));
        }
        // Quick fingers: the writer is behind.
        if self.dice.below(3) > 0 {
            self.work();
        }
    }

    fn try_to_act(&mut self) {
        let (name, words) = WORDS[self.dice.below(2)];
        let new = format!("k{}", self.next);
        self.next += 1;
        let held = self.desk.held.clone();
        let free = |name: &str| !held.contains(&id(name));
        let (article, facts) = (free(name), free(FACTS));
        let claim = self.some_claim(name);
        let fact = self.some_fact();
        let what = self.dice.below(16);
        let number = self.dice.below(1000);
        match (what, claim, fact) {
            (0..4, _, _) if article => {
                let words = *self.dice.pick(words).unwrap();
                self.desk.tag(name, &new, words);
            }
            (4..7, Some(claim), _) if article => {
                let filler = "֏\n".repeat(self.dice.below(600));
                self.desk.note(name, &claim, &format!("note {number}{filler}"));
            }
            (7, Some(claim), _) if article => {
                let words = *self.dice.pick(words).unwrap();
                self.desk.mark(name, &claim, &new, words);
            }
            (8, Some(claim), _) if article && self.is_alone(name, &claim) => {
                self.desk.remove(name, &claim);
            }
            (9, _, _) if free(A) && free(B) => {
                self.desk.title(&[A, B], &format!("Title {number}"));
            }
            (10, _, _) if facts => {
                self.desk.fact(&new, &format!("How many {number}?"));
            }
            (11, _, _) if facts => {
                self.desk.agent(&new, &format!("Agent {number}"));
            }
            (12, Some(claim), Some(fact)) if article && facts => {
                self.desk.note_both(name, &claim, &fact, &format!("both {number}"));
            }
            (13, _, _) => self.redo(),
            (14..16, _, _) => self.undo(),
            _ if article => {
                self.desk.title(&[name], &format!("Title {number}"));
            }
            _ => {}
        }
    }

    fn some_claim(&mut self, name: &str) -> Option<String> {
        let document = self.desk.documents.get(&id(name))?;
        let claims: Vec<&ClaimId> = document.claims().keys().collect();
        self.dice.pick(&claims).map(ToString::to_string)
    }

    fn some_fact(&mut self) -> Option<String> {
        let document = self.desk.documents.get(&id(FACTS))?;
        let facts: Vec<&FactId> = document.facts().facts.keys().collect();
        self.dice.pick(&facts).map(ToString::to_string)
    }

    fn is_alone(&self, name: &str, claim: &str) -> bool {
        self.desk.documents[&id(name)]
            .marks()
            .values()
            .all(|mark| mark.claim != ClaimId::new(claim))
    }

    /// The acts that are done, and those undone since the last one, both in the order in which they come next.
    fn stacks(&self) -> (Vec<EntryId>, Vec<EntryId>) {
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for (at, kind) in self.desk.history.iter().enumerate() {
            match kind {
                EntryKind::Act(_) | EntryKind::External(_) => {
                    done.push(EntryId(at as u64));
                    undone.clear();
                }
                EntryKind::Undo { of } => {
                    done.retain(|other| other != of);
                    undone.push(*of);
                }
                EntryKind::Redo { of } => {
                    undone.retain(|other| other != of);
                    done.push(*of);
                }
            }
        }
        (done, undone)
    }

    fn undo(&mut self) {
        let Some(of) = self.stacks().0.last().copied() else { return };
        if self.desk.fits(&self.desk.transaction(of).inverted()) {
            self.desk.undo(of);
        }
    }

    fn redo(&mut self) {
        let Some(of) = self.stacks().1.last().copied() else { return };
        if self.desk.fits(&self.desk.transaction(of)) {
            self.desk.redo(of);
        }
    }

    fn render(&mut self) {
        let names: &[&str] = match self.dice.below(4) {
            0 => &[A],
            1 => &[B],
            2 => &[FACTS],
            _ => &[A, B, FACTS],
        };
        for name in names {
            self.render_one(name);
        }
        trace(format!("render {}", names.join(", ")));
        if self.dice.below(2) > 0 {
            self.work();
        }
    }

    /// As a session does: what was never touched is not written.
    fn render_one(&mut self, name: &str) {
        let name = id(name);
        let desk = &self.desk;
        let mut kinds = desk.history.iter();
        let touched = kinds.any(|kind| crate::promises::touched(desk, kind).contains(&name));
        if touched && !desk.held.contains(&name) {
            self.desk.render(name.as_str());
        }
    }

    /// The writer works, wholly or for some steps; what it says is answered.
    fn work(&mut self) {
        if self.dice.once_in(4) {
            for _ in 0..self.dice.below(4) {
                self.desk.core.step();
            }
            self.desk.hear();
        } else {
            self.desk.work();
        }
        self.answer(false);
        self.remember_renderings();
    }

    fn remember_renderings(&mut self) {
        for name in [A, B, FACTS] {
            if self.older.len() < 40
                && let Some(bytes) = self.desk.disk.get(&file(name))
                && self.older.iter().all(|(_, older)| *older != bytes)
                && !self.witness.is_foreign(&self.desk.disk, &id(name))
            {
                self.older.push((name, bytes));
            }
        }
    }

    /// Answers what the writer told, as a session or its analyst does. `all`: leaves nothing open.
    fn answer(&mut self, all: bool) {
        self.witness.hear(&self.desk);
        while let Some(event) = self.desk.events.get(self.answered).cloned() {
            self.answered += 1;
            if !matches!(event, Event::Durable { .. } | Event::Replaced { .. }) {
                trace(format!("told: {}", short(&event)));
            }
            match event {
                Event::External { article, document: Ok(theirs), version } => {
                    self.desk.held.remove(&article);
                    self.desk.take(article.as_str(), &theirs, version);
                    self.witness.took(&self.desk, &article, version);
                }
                Event::External { article, document: Err(_), .. } => {
                    self.desk.held.insert(article);
                }
                Event::Conflict { article, theirs, version, .. } => {
                    let newer = |event: &Event| matches!(event, Event::Conflict { article: of, .. } if *of == article);
                    if self.desk.events[self.answered..].iter().any(newer) {
                        continue;
                    }
                    if !all && self.dice.once_in(3) {
                        // Left for later.
                        self.answered -= 1;
                        return;
                    }
                    let theirs = theirs.ok().filter(|_| self.dice.once_in(2));
                    let choice = if theirs.is_some() { Choice::Theirs } else { Choice::Ours };
                    trace(format!("resolve {article}: {choice:?}"));
                    self.desk.saved.resolved(&article);
                    self.desk.core.accept(Write::Resolve { article: article.clone(), choice });
                    if let Some(theirs) = theirs {
                        self.desk.take(article.as_str(), &theirs, version);
                        self.witness.took(&self.desk, &article, version);
                    }
                }
                Event::LogReplaced { .. } => {
                    assert!(
                        !self.witness.has_its_log(),
                        "the history was said to be changed by someone"
                    );
                    if !all && self.dice.once_in(2) {
                        self.answered -= 1;
                        return;
                    }
                    trace("put the history back");
                    self.witness.restoring();
                    self.desk.core.accept(Write::RestoreLog);
                    self.desk.saved.restoring();
                    self.desk.work();
                }
                Event::ReadOnly { why } => {
                    assert!(!why.contains("cannot be kept"), "an act was refused: {why}");
                    assert!(!why.contains("Another"), "no other window is there: {why}");
                }
                _ => {}
            }
        }
    }

    fn is_refused(&self) -> bool {
        self.desk.events.iter().any(|event| matches!(event, Event::ReadOnly { .. }))
    }

    // The world around.

    fn fault(&mut self) {
        if self.dice.once_in(3) {
            trace("the disk is well again");
            self.desk.disk.heal();
            self.on_its_file_system();
            self.desk.core.retry();
            return;
        }
        let len = if self.dice.once_in(4) { 3 + self.dice.below(30) } else { 1 };
        self.tally.faults += 1;
        if self.dice.once_in(3) {
            let blind = self.some_blindness();
            let from = self.desk.disk.looks() + 1 + self.dice.below(20);
            trace(format!("looks {from}..{} fail: {blind:?}", from + len));
            self.desk.disk.blind(from, from + len, blind);
        } else {
            let fault = match self.dice.below(6) {
                0 => Fault::Full,
                5 => Fault::NoRoom(self.dice.below(700)),
                1 => Fault::Short(self.dice.below(700)),
                2 => Fault::SyncFails,
                3 => Fault::ReadOnly,
                _ => Fault::Short(self.dice.below(9)),
            };
            let from = self.desk.disk.steps() + 1 + self.dice.below(12);
            trace(format!("operations {from}..{} fail: {fault:?}", from + len));
            self.desk.disk.fail(from, from + len, fault);
        }
    }

    fn some_blindness(&mut self) -> Blind {
        match self.dice.below(3) {
            0 => Blind::Broken,
            1 => Blind::Denied,
            // Never so long that a file which is cut there can be taken for whole.
            _ => Blind::Short(self.dice.below(120)),
        }
    }

    fn look_around(&mut self) {
        match self.dice.below(4) {
            0 => {
                self.desk.core.look_at_all();
                self.desk.hear();
                self.answer(false);
            }
            1 => {
                self.desk.core.retry();
                self.work();
            }
            2 => {
                // A second window only looks, as long as this one holds the lock.
                if self.desk.durable.is_some()
                    && !self.is_refused()
                    && self.witness.has_its_log()
                    && self.desk.disk.is_well()
                {
                    let disk = &self.desk.disk;
                    let before = disk.files();
                    if let Ok(second) = try_open(disk, &self.desk.library, request()) {
                        assert!(
                            matches!(second.access, Access::ReadOnly { .. }),
                            "two windows may write"
                        );
                    }
                    assert_eq!(disk.files(), before, "a second window wrote while it opened");
                }
            }
            _ => {
                self.desk.hear();
                self.answer(false);
            }
        }
    }

    fn others_work(&mut self) {
        self.tally.others += 1;
        let name = [A, B, FACTS][self.dice.below(3)];
        let path = file(name);
        let there = self.desk.disk.get(&path);
        match (self.dice.below(9), there) {
            (0..3, Some(bytes)) => {
                let bytes = self.edited(bytes);
                trace(format!("someone edits {name}"));
                self.put(&path, bytes);
            }
            (3, Some(mut bytes)) => {
                bytes.truncate(self.dice.below(bytes.len()));
                trace(format!("someone cuts {name} short"));
                self.put(&path, bytes);
            }
            (4, Some(bytes)) => {
                let remark = [b"// a remark\n", bytes.as_slice()].concat();
                trace(format!("someone writes a remark into {name}"));
                self.put(&path, remark);
            }
            (5, Some(_)) => {
                trace(format!("someone deletes {name}"));
                self.witness.others_delete(&self.desk.disk, &path);
            }
            (6, Some(bytes)) => {
                let bytes = self.edited(bytes);
                trace(format!("someone edits {name} just before the next exchange"));
                self.desk.disk.before_exchange(&path, &bytes);
            }
            (7, _) => {
                let Some((name, bytes)) = self.dice.pick(&self.older).cloned() else { return };
                if self.desk.disk.get(&file(name)).as_ref() != Some(&bytes) {
                    trace(format!("someone brings back an older {name}"));
                    self.witness.others_bring_back(&self.desk.disk, &file(name), bytes);
                }
            }
            (8, _) if self.dice.once_in(3) => self.others_take_the_log(),
            _ => {}
        }
    }

    fn put(&mut self, path: &Path, bytes: Vec<u8>) {
        self.witness.others_put(&self.desk.disk, path, bytes);
    }

    /// Another word in a note, a title or a question: what a colleague's editor, a pull or a script does.
    fn edited(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        let Ok(text) = String::from_utf8(bytes) else { return b"theirs".to_vec() };
        let theirs = format!("theirs {}", self.dice.below(1000));
        for field in ["note: \"", "title: Some(\"", "question: \"", "name: \""] {
            let all: Vec<usize> = text.match_indices(field).map(|(at, _)| at).collect();
            if let Some(at) = self.dice.pick(&all) {
                let (head, tail) = text.split_at(at + field.len());
                return format!("{head}{theirs} {tail}").into_bytes();
            }
        }
        format!("{text}// {theirs}\n").into_bytes()
    }

    fn others_take_the_log(&mut self) {
        let Some(bytes) = self.desk.disk.get(&log()) else { return };
        match self.dice.below(3) {
            0 => {
                trace("someone deletes the history");
                self.witness.others_take_the_log(&self.desk.disk, None);
            }
            1 => {
                let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let keep = self.dice.below(lines.len() + 1);
                trace(format!("someone brings back a history of {keep} lines"));
                self.witness.others_take_the_log(&self.desk.disk, Some(lines[..keep].concat()));
            }
            _ => {
                trace("someone puts a copy of the history in its place");
                self.witness.others_take_the_log(&self.desk.disk, Some(bytes));
            }
        }
    }

    // Falls.

    /// What was shown as saved is there if the power goes right now.
    fn check_now(&mut self) {
        self.tally.checks += 1;
        let chance = [0, 1, self.dice.next()][self.dice.below(3)];
        trace(format!("check after a power cut now, chance {chance}"));
        self.witness.hear(&self.desk);
        self.witness.clone().check(&self.desk, &self.desk.disk.after_power_cut(chance));
    }

    fn fall(&mut self) {
        let how = self.dice.below(7);
        if how < 5 && self.dice.once_in(2) {
            // In the middle of what is under way.
            let from = self.desk.disk.steps() + 1 + self.dice.below(9);
            trace(format!("the disk stops at operation {from}"));
            self.desk.disk.cut_power_at(from);
            self.render();
            self.desk.work();
        }
        self.witness.hear(&self.desk);
        self.tally.falls += 1;
        self.tally.checks += 1;
        let fallen = match how {
            0..3 => {
                let chance = [0, 1, self.dice.next()][self.dice.below(3)];
                trace(format!("power cut, chance {chance}"));
                self.desk.disk.after_power_cut(chance)
            }
            3 => {
                trace("killed");
                self.desk.disk.after_kill()
            }
            4 => {
                trace("killed, nothing synced");
                self.desk.disk.after_kill_alone()
            }
            _ => {
                trace("closed");
                let done = self.desk.core.finish();
                self.desk.hear();
                self.witness.hear(&self.desk);
                trace(format!("closed: {done:?}"));
                self.desk.disk.heal();
                self.desk.disk.clone()
            }
        };
        // The lock goes before the next opening looks at it.
        let nowhere = crate::desk::open(&SimDisk::new(), &self.desk.library).writer;
        drop(std::mem::replace(&mut self.desk.core, nowhere));
        let after = if how < 5 { fallen } else { fallen.after_kill_alone() };
        self.witness.check(&self.desk, &after);
        if self.dice.once_in(3) {
            crate::promises::work_goes_on(&after.after_kill());
        }
        if self.dice.once_in(3) {
            self.open_blind(&after);
        }
        self.reopen(&after, &library());
    }

    /// Opens while looking fails: what it shows is true, or it says that it cannot be seen.
    fn open_blind(&mut self, disk: &SimDisk) {
        let from = disk.looks() + 1 + self.dice.below(14);
        let blind = self.some_blindness();
        trace(format!("opened while looks from {from} on fail: {blind:?}"));
        disk.blind(from, from + 1 + self.dice.below(3), blind);
        let before = disk.files();
        if let Ok(opened) = try_open(disk, &self.desk.library, request()) {
            self.witness.check_blind(&self.desk, disk, &opened, matches!(blind, Blind::Short(_)));
        }
        assert_eq!(disk.files(), before, "opening wrote");
        disk.heal();
    }

    fn reopen(&mut self, disk: &SimDisk, library: &Library) {
        let opened = try_open(disk, library, request()).expect("a healthy disk opens");
        for notice in &opened.notices {
            trace(format!("notice: {notice}"));
        }
        let states = std::mem::take(&mut self.desk.states);
        self.desk = Desk::of(disk, opened, library.clone());
        self.on_its_file_system();
        self.witness.reopened(&mut self.desk, states);
        self.answered = 0;
        assert_eq!(self.desk.access, Access::Writer, "nobody else is there");
    }

    /// All obstacles go, all questions are answered: everything is saved then, and is there.
    fn evening(&mut self) {
        trace("evening");
        self.desk.disk.heal();
        for _ in 0..6 {
            self.desk.core.retry();
            self.desk.work();
            self.answer(true);
            if self.desk.saved.now() == Saved::All {
                break;
            }
            for name in [A, B, FACTS] {
                self.render_one(name);
            }
        }
        let now = self.desk.saved.now();
        let may_wait = self.is_refused() || !self.desk.held.is_empty();
        assert!(now == Saved::All || may_wait, "it stays unsaved: {now:?}");
        self.tally.checks += 1;
        self.witness.hear(&self.desk);
        self.witness.check(&self.desk, &self.desk.disk.after_power_cut(0));
    }
}

fn label(kind: &EntryKind) -> String {
    match kind {
        EntryKind::Act(act) => act.label.lines().next().unwrap_or_default().to_owned(),
        EntryKind::External(_) => "taken from outside".to_owned(),
        EntryKind::Undo { of } => format!("undo {}", of.0),
        EntryKind::Redo { of } => format!("redo {}", of.0),
    }
}

fn short(event: &Event) -> String {
    format!("{event:?}").chars().take(160).collect()
}
