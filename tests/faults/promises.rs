//! What must be there after a fall, whatever happened before.
//!
//! Owns: what was shown as saved, what others put into the folder, and the comparison with what the disk holds.
//! Never: acts.

use crate::desk::{
    A, B, Desk, Documents, FACTS, both, document_of, file, id, inner, library, log, request,
    try_open,
};
use crate::sim_disk::{SimDisk, is_temporary};
use attest::model::{ArticleId, Document};
use attest::store::format::{parse_article, parse_facts};
use attest::store::{Access, EntryKind, Event, FileVersion, HistoryEntry, Opened, WriterCore};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What someone else put at a path; none: took away.
#[derive(Clone, Debug)]
struct Foreign {
    path: PathBuf,
    bytes: Option<Vec<u8>>,
    /// Whether they put something else there themselves, or took it away again; or it was ours before.
    gone: bool,
    /// How many entries the history had once it was taken into it.
    taken: Option<usize>,
}

/// Everything that was told or done so far, as far as a promise rests on it.
#[derive(Clone, Default)]
pub struct Witness {
    foreign: Vec<Foreign>,
    /// Articles that were acted on since the folder was opened: of these the window's "saved" speaks.
    acted: HashSet<ArticleId>,
    /// Entries when it was opened, and how many of these are in the history on the disk: what opening finds changed
    /// from outside is written with the first act only.
    opened_with: usize,
    kept: usize,
    /// The history was changed by someone else: until ours is back, only the files count.
    log_taken: bool,
    /// A history lay in its place when ours was to be put back.
    restoring: bool,
    /// The highest number on the disk when it was opened.
    highest: u64,
    /// The number of each entry of the history, as far as it is known.
    seqs: Vec<u64>,
    /// Articles whose file was not understood when it was opened: what the history makes of them was not seen.
    unseen: HashSet<ArticleId>,
}

impl Witness {
    pub fn new(desk: &Desk) -> Self {
        Self { highest: highest(&desk.disk), ..Self::default() }
    }

    // What others do.

    pub fn others_put(&mut self, disk: &SimDisk, path: &Path, bytes: Vec<u8>) {
        self.others_were_quicker(disk);
        self.others_put_anew(path);
        disk.put(path, &bytes);
        self.foreign.push(foreign(path, Some(bytes)));
    }

    /// What they put there before is overwritten by themselves.
    fn others_put_anew(&mut self, path: &Path) {
        for foreign in self.foreign.iter_mut().filter(|foreign| foreign.path == path) {
            foreign.gone = true;
        }
    }

    /// A rendering of ours comes back: what is in it is in the history.
    pub fn others_bring_back(&mut self, disk: &SimDisk, path: &Path, bytes: Vec<u8>) {
        self.others_put(disk, path, bytes);
        self.others_put_anew(path);
    }

    pub fn others_delete(&mut self, disk: &SimDisk, path: &Path) {
        self.others_were_quicker(disk);
        self.others_put_anew(path);
        disk.delete(path);
        self.foreign.push(foreign(path, None));
    }

    pub fn others_take_the_log(&mut self, disk: &SimDisk, bytes: Option<Vec<u8>>) {
        self.log_taken = true;
        // What was put back before is gone again.
        self.restoring = false;
        match bytes {
            Some(bytes) => self.others_put(disk, &log(), bytes),
            None => self.others_delete(disk, &log()),
        }
    }

    /// The history is the one that the desk writes.
    pub fn has_its_log(&self) -> bool {
        !self.log_taken
    }

    // What the desk was told.

    /// What they put there just before an exchange.
    fn others_were_quicker(&mut self, disk: &SimDisk) {
        for (path, bytes) in disk.interfered() {
            self.others_put_anew(&path);
            self.foreign.push(foreign(&path, Some(bytes)));
        }
    }

    pub fn hear(&mut self, desk: &Desk) {
        self.others_were_quicker(&desk.disk);
        for kind in desk.history.get(self.opened_with..).unwrap_or_default() {
            self.acted.extend(touched(desk, kind));
        }
        if self.log_taken && desk.all_saved() && self.restoring {
            self.log_taken = false;
            self.restoring = false;
        }
    }

    /// The version that was told is in the history now, as the last entry. (Another may lie in its place since.)
    pub fn took(&mut self, desk: &Desk, article: &ArticleId, version: FileVersion) {
        let path = file(article.as_str());
        let told = |foreign: &&mut Foreign| {
            foreign.path == path && FileVersion::of(foreign.bytes.as_deref()) == version
        };
        if let Some(foreign) = self.foreign.iter_mut().rev().find(told) {
            foreign.taken = Some(desk.history.len());
        }
    }

    pub const fn restoring(&mut self) {
        self.restoring = true;
    }

    /// The desk goes on with what was found.
    pub fn reopened(&mut self, desk: &mut Desk, states: Vec<Documents>) {
        desk.states = states_of(desk, &states);
        // What is shown at opening is shown as saved.
        for article in desk.library.keys() {
            let path = file(article.as_str());
            let there = desk.disk.get(&path);
            if let Some(foreign) = self.foreign.iter_mut().rev().find(|f| f.path == path)
                && foreign.bytes == there
                && foreign.taken.is_none()
            {
                foreign.taken = Some(desk.history.len());
            }
        }
        self.unseen.clone_from(&desk.held);
        self.acted.clear();
        self.opened_with = desk.history.len();
        if !desk.all_saved() {
            // "Saving…" is shown, until what the history has is on the disk and in the files.
            self.kept = 0;
        }
        self.log_taken = false;
        self.restoring = false;
        self.highest = highest(&desk.disk.after_power_cut(0));
    }

    // What must be there.

    /// After a fall: nothing that was shown as saved is lost, no file is half there, nothing of others is overwritten,
    /// numbers only grow.
    pub fn check(&mut self, desk: &Desk, fallen: &SimDisk) {
        if std::env::var_os("ATTEST_SHOW").is_some() {
            show(fallen);
        }
        self.no_half_files(fallen);
        self.nothing_of_others_is_lost(fallen);
        if self.restoring && !self.log_was_deleted() {
            assert!(fallen.get(&log()).is_some(), "no history lies in its place");
        }
        let opened = match try_open(fallen, &desk.library, request()) {
            Ok(opened) => opened,
            Err(error) => panic!("it does not open: {error}"),
        };
        let kinds: Vec<&EntryKind> = opened.history.iter().map(|entry| &entry.kind).collect();
        let numbers: Vec<u64> = opened.history.iter().map(|entry| entry.seq).collect();
        assert!(numbers.windows(2).all(|two| two[0] < two[1]), "numbers do not grow: {numbers:?}");
        self.files_as_told(desk, fallen);
        if self.log_taken {
            self.without_the_history(desk, fallen, &opened);
            self.kept = written(fallen, &opened.history);
            self.seqs = numbers[..self.kept].to_vec();
            return;
        }
        let same = kinds.iter().zip(&desk.history).take_while(|(a, b)| **a == *b).count();
        let durable = desk.durable.map_or(0, |through| through.0 as usize + 1).max(
            // What was there at opening was shown as saved.
            self.kept,
        );
        assert!(
            same >= durable,
            "{same} entries of {durable} are there\n{:?} is not {:?}",
            kinds.get(same),
            desk.history.get(same)
        );
        for kind in kinds.get(same..).unwrap_or_default() {
            let from_outside = matches!(kind, EntryKind::External(t) if t.edits.iter().all(|(id, _)| self.is_foreign(fallen, id)));
            // Found at the last opening, and found again: it is written with the first act only.
            let found_before = desk.history.get(same..).is_some_and(|rest| rest.contains(kind));
            assert!(from_outside || found_before, "an entry that nobody made\n{kind:?}");
        }
        for (at, (old, new)) in self.seqs.iter().zip(&numbers).take(same).enumerate() {
            assert_eq!(old, new, "entry {at} has another number");
        }
        // What this opening found is not written yet: its numbers go on from what the disk still tells. (A file that carried a
        // higher one may have been deleted since.)
        let (written, told) = (written(fallen, &opened.history), highest(fallen));
        for (at, seq) in numbers.iter().enumerate().take(same).skip(self.seqs.len()) {
            let given = if at < written { self.highest } else { self.highest.min(told) };
            assert!(
                at < self.kept || *seq > given,
                "entry {at} has number {seq}, though {given} was given before"
            );
        }
        let mut state = desk.states[same].clone();
        for kind in kinds.get(same..).unwrap_or_default() {
            if let EntryKind::External(transaction) = kind {
                for (id, change) in &transaction.edits {
                    // Where someone was there again, their version is looked at below.
                    let _ = state.entry(id.clone()).or_default().apply(change);
                }
            }
        }
        for article in desk.library.keys() {
            self.document_is_there(desk, fallen, &opened, article, &state, same);
        }
        if desk.all_saved() && !self.acted.is_empty() {
            assert_eq!(same, desk.history.len(), "all was called saved, and not all is there");
            self.all_files_are_written(desk, fallen);
        }
        self.kept = written.min(same);
        self.seqs = numbers[..self.kept].to_vec();
    }

    fn document_is_there(
        &self,
        desk: &Desk,
        fallen: &SimDisk,
        opened: &Opened<WriterCore>,
        article: &ArticleId,
        state: &Documents,
        same: usize,
    ) {
        let path = file(article.as_str());
        let there = fallen.get(&path);
        let last = self.foreign.iter().rev().find(|foreign| foreign.path == path);
        let foreign = last.filter(|foreign| foreign.bytes == there);
        let untaken = foreign.filter(|foreign| foreign.taken.is_none_or(|with| with > same));
        let expected = desk.held_in(state, article);
        let parsed = parsed(desk, article, there.as_deref());
        if opened.held.contains_key(article) {
            assert!(parsed.is_none(), "{article} is held, though its file is good");
            assert!(foreign.is_some(), "{article}: a file of ours is not understood");
            return;
        }
        if self.unseen.contains(article) {
            return;
        }
        let found = opened.documents.get(article).cloned().unwrap_or_default();
        let library = &desk.library[article];
        let found = both(library, &found);
        if untaken.is_some() {
            let theirs = both(library, &parsed.unwrap_or_default());
            assert!(
                found == theirs || found == expected,
                "{article} is neither what someone put there nor what the history says\n{found:?}"
            );
            return;
        }
        assert!(
            found == expected,
            "{article} is not what the history says\nafter {same} entries it is\n{found:?}\nand not\n{expected:?}"
        );
    }

    /// The history was taken by someone: the files count, and what was told of them.
    fn without_the_history(&self, desk: &Desk, fallen: &SimDisk, opened: &Opened<WriterCore>) {
        for article in desk.library.keys() {
            if is_out_of_sight(opened, article) || self.unseen.contains(article) {
                continue;
            }
            let there = fallen.get(&file(article.as_str()));
            let Some(parsed) = parsed(desk, article, there.as_deref()) else { continue };
            let library = &desk.library[article];
            let in_file = both(library, &parsed);
            let found = opened.documents.get(article).cloned().unwrap_or_default();
            let found = both(library, &found);
            let known = desk.states.iter().any(|state| desk.held_in(state, article) == found);
            assert!(
                found == in_file || known,
                "{article} is neither what its file says nor any state that was\n{found:?}"
            );
        }
    }

    /// Each file that was said to be in place is there, and not older than told.
    fn files_as_told(&self, desk: &Desk, fallen: &SimDisk) {
        for (article, through) in &desk.replaced {
            if self.is_foreign(fallen, article) {
                continue;
            }
            let there = fallen.get(&file(article.as_str()));
            let found = parsed(desk, article, there.as_deref());
            let Some(found) = found else { panic!("the file of {article} is gone") };
            let found = both(&desk.library[article], &found);
            let mut later = desk.states.iter().skip(through.0 as usize + 1);
            assert!(
                later.any(|state| desk.held_in(state, article) == found),
                "the file of {article} is older than told"
            );
        }
    }

    /// "All changes saved": each file holds what the window shows.
    fn all_files_are_written(&self, desk: &Desk, fallen: &SimDisk) {
        for article in &self.acted {
            if desk.held.contains(article) || self.is_foreign(fallen, article) {
                continue;
            }
            let there = fallen.get(&file(article.as_str()));
            let found = parsed(desk, article, there.as_deref()).unwrap_or_default();
            let shown = desk.documents.get(article).cloned().unwrap_or_default();
            let library = &desk.library[article];
            assert!(
                both(library, &found) == both(library, &shown),
                "all was called saved, and the file of {article} is behind"
            );
        }
    }

    /// Opened while looking fails: each document is the right one, or said to be out of sight.
    pub fn check_blind(
        &self,
        desk: &Desk,
        disk: &SimDisk,
        opened: &Opened<WriterCore>,
        short: bool,
    ) {
        if self.log_taken || short {
            // What a short read gives cannot be told from a file that is short.
            return;
        }
        if matches!(&opened.access, Access::ReadOnly { why } if why.contains("cannot be read")) {
            // The history cannot be seen, which is said; the files count.
            return self.without_the_history(desk, disk, opened);
        }
        let kinds: Vec<&EntryKind> = opened.history.iter().map(|entry| &entry.kind).collect();
        let same = kinds.iter().zip(&desk.history).take_while(|(a, b)| **a == *b).count();
        let durable = desk.durable.map_or(0, |through| through.0 as usize + 1);
        assert!(same >= durable, "opened blind: {same} entries of {durable} are shown");
        for article in desk.library.keys() {
            if !is_out_of_sight(opened, article) && !self.is_foreign(disk, article) {
                self.document_is_there(desk, disk, opened, article, &desk.states[same], same);
            }
        }
    }

    fn no_half_files(&self, fallen: &SimDisk) {
        for (path, bytes) in fallen.files() {
            let name = path.to_string_lossy();
            if is_temporary(&path) || name.contains("/.attest/") || !name.ends_with(".ron") {
                continue;
            }
            if self.foreign.iter().any(|foreign| foreign.bytes.as_ref() == Some(&bytes)) {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap_or_default();
            let good = if name.ends_with("mara/facts.ron") {
                parse_facts(&text).is_ok()
            } else if name.ends_with(".txt.ron") {
                parse_article(&text).is_ok()
            } else {
                attest::store::format::parse_project(&text).is_ok()
            };
            assert!(good, "half a file {name}\n{text}");
        }
    }

    fn nothing_of_others_is_lost(&self, fallen: &SimDisk) {
        let files = fallen.files();
        for foreign in self.foreign.iter().filter(|foreign| !foreign.gone) {
            let Some(bytes) = &foreign.bytes else { continue };
            // What is written by hand around the records is in no history.
            let remark = memchr::memmem::find(bytes, b"// ").is_some();
            let kept = files.iter().any(|(_, there)| there == bytes);
            let is_log = foreign.path == log();
            // A copy of ours is ours, and grows.
            let grown = is_log && files.iter().any(|(_, there)| there.starts_with(bytes));
            assert!(
                kept || grown
                    || (foreign.taken.is_some() && !remark)
                    || (is_log && !self.restoring),
                "what someone put at {} is nowhere\n{}",
                foreign.path.display(),
                String::from_utf8_lossy(bytes)
            );
        }
    }

    pub fn is_foreign(&self, disk: &SimDisk, article: &ArticleId) -> bool {
        let path = file(article.as_str());
        let last = self.foreign.iter().rev().find(|foreign| foreign.path == path);
        last.is_some_and(|foreign| foreign.bytes == disk.get(&path))
    }

    fn log_was_deleted(&self) -> bool {
        let last = self.foreign.iter().rev().find(|foreign| foreign.path == log());
        last.is_some_and(|foreign| foreign.bytes.is_none())
    }
}

fn foreign(path: &Path, bytes: Option<Vec<u8>>) -> Foreign {
    Foreign { path: path.to_owned(), bytes, gone: false, taken: None }
}

pub fn touched(desk: &Desk, kind: &EntryKind) -> Vec<ArticleId> {
    let transaction = match kind {
        EntryKind::Act(transaction) | EntryKind::External(transaction) => transaction.clone(),
        EntryKind::Undo { of } | EntryKind::Redo { of } => desk.transaction(*of),
    };
    transaction.edits.into_iter().map(|(id, _)| id).collect()
}

/// The document of a file; none where it does not parse. Empty where nothing is there.
fn parsed(desk: &Desk, article: &ArticleId, bytes: Option<&[u8]>) -> Option<Document> {
    let Some(bytes) = bytes else { return Some(Document::default()) };
    let text = std::str::from_utf8(bytes).ok()?;
    let good =
        if article.is_of_facts() { parse_facts(text).is_ok() } else { parse_article(text).is_ok() };
    good.then(|| document_of(&desk.library[article], text))
}

/// The documents after each entry, from those that are known: backwards from what is there now.
fn states_of(desk: &Desk, before: &[Documents]) -> Vec<Documents> {
    let mut states = vec![desk.documents.clone()];
    for at in (0..desk.history.len()).rev() {
        let (transaction, back) = match &desk.history[at] {
            EntryKind::Act(t) | EntryKind::External(t) => (t.clone(), true),
            EntryKind::Undo { of } => (desk.transaction(*of), false),
            EntryKind::Redo { of } => (desk.transaction(*of), true),
        };
        let transaction = if back { transaction.inverted() } else { transaction };
        let mut documents = states.last().unwrap().clone();
        let fits = transaction
            .edits
            .iter()
            .all(|(id, change)| documents.entry(id.clone()).or_default().apply(change).is_ok());
        // Where an article's file is not understood, there is nothing to go back from.
        states.push(if fits { documents } else { before.get(at).cloned().unwrap_or_default() });
    }
    states.reverse();
    states
}

/// The highest number that files and whole lines of the history on the disk give away.
fn highest(disk: &SimDisk) -> u64 {
    let mut highest = 0;
    for (path, bytes) in disk.files() {
        if path == log() {
            highest = acknowledged(&bytes).filter_map(number_of).fold(highest, u64::max);
        } else if path.starts_with("/desk/annotations/mara")
            && !path.starts_with(inner(""))
            && !is_temporary(&path)
        {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if parse_article(&text).is_err() && parse_facts(&text).is_err() {
                // The number of a file that is not understood is not known.
                continue;
            }
            let seq = text.split("seq: ").nth(1).and_then(|rest| rest.split([',', ')']).next());
            highest = highest.max(seq.and_then(|n| n.trim().parse().ok()).unwrap_or(0));
        }
    }
    highest
}

/// Its file, or the folder where that lies, is said to be not understood or not read.
fn is_out_of_sight(opened: &Opened<WriterCore>, article: &ArticleId) -> bool {
    let path = file(article.as_str());
    opened.held.contains_key(article)
        || opened.unread.iter().any(|folder| path.starts_with(&folder.path))
}

/// How many entries stand in the history on the disk, or in one beside its place: what opening finds is written with the
/// first act only.
fn written(disk: &SimDisk, entries: &[HistoryEntry]) -> usize {
    let histories = disk.files().into_iter().filter(|(path, _)| path.starts_with(inner("history")));
    let counts = histories.map(|(_, bytes)| {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let lines: HashMap<u64, &[u8]> =
            lines.map_while(|line| Some((number_of(line)?, line))).collect();
        let stands = |entry: &&HistoryEntry| {
            let kind: &[u8] = match entry.kind {
                EntryKind::Act(_) => b" {\"Act\":",
                EntryKind::Undo { .. } => b" {\"Undo\":",
                EntryKind::Redo { .. } => b" {\"Redo\":",
                EntryKind::External(_) => b" {\"External\":",
            };
            lines.get(&entry.seq).is_some_and(|line| memchr::memmem::find(line, kind).is_some())
        };
        entries.iter().take_while(stands).count()
    });
    counts.max().unwrap_or(0)
}

/// The lines of the history but a torn end, and those joined to it: they were written at once, and never called saved.
fn acknowledged(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let good = |line: &[u8]| number_of(line).is_some();
    let torn = lines.iter().position(|line| !good(line)).unwrap_or(lines.len());
    let alone = |line: &&[u8]| good(line) && !line.starts_with(b"+");
    let is_end = !lines[torn..].iter().any(alone);
    let count = if is_end { torn } else { lines.len() };
    lines.into_iter().take(count)
}

/// The number of a whole line of the history; none where its sum is wrong: it was torn, and never called saved.
fn number_of(line: &[u8]) -> Option<u64> {
    let mut parts = std::str::from_utf8(line.strip_suffix(b"\n")?).ok()?.splitn(4, ' ');
    let (number, _, sum, payload) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(number.as_bytes());
    hasher.update(b" ");
    hasher.update(payload.as_bytes());
    let good = u32::from_str_radix(sum, 16) == Ok(hasher.finalize());
    number.trim_start_matches('+').parse().ok().filter(|_| good)
}

/// After a fall the next act is kept like any other.
pub fn work_goes_on(fallen: &SimDisk) {
    let mut desk = Desk::at(fallen);
    let free = |desk: &Desk, name| !desk.held.contains(&id(name));
    if free(&desk, A) {
        desk.title(&[A], "after the fall");
        desk.render(A);
    } else if free(&desk, B) {
        desk.title(&[B], "after the fall");
        desk.render(B);
    }
    if free(&desk, FACTS) {
        desk.fact("f9", "What after the fall?");
        desk.render(FACTS);
    }
    desk.work();
    let conflict = |event: &Event| matches!(event, Event::Conflict { .. });
    if desk.events.iter().any(conflict) {
        return;
    }
    assert!(desk.all_saved() || desk.history.is_empty(), "work does not go on: {:?}", desk.events);
    let after = fallen.after_power_cut(0);
    let again = try_open(&after, &library(), request()).unwrap();
    let kinds: Vec<EntryKind> = again.history.into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, desk.history, "the history after one more act");
    for (article, text) in &desk.library {
        let found = again.documents.get(article).cloned().unwrap_or_default();
        let shown = desk.documents.get(article).cloned().unwrap_or_default();
        assert_eq!(both(text, &found), both(text, &shown), "{article} after one more act");
    }
}

/// The disk as it is, long lines cut.
fn show(disk: &SimDisk) {
    for (path, bytes) in disk.files() {
        println!("== {} ({} bytes)", path.display(), bytes.len());
        for line in String::from_utf8_lossy(&bytes).lines() {
            println!("{}", line.escape_debug().to_string().chars().take(150).collect::<String>());
        }
    }
    println!("====");
}
