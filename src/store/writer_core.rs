//! The writer without its thread: what is written, and in which order.
//!
//! Owns: the queue of lines, the order "log, rendering, announcement, exchange", what is called durable and when.
//! Each step makes at most one fsync wait for an act, so an act is durable within two. (The first act makes the
//! folders too.) Never: threads, timers, egui.

use super::disk::{Disk, Held, Identity};
use super::folders::{Layout, in_words};
use super::format::record_from_transaction;
use super::hash::Hash;
use super::log::{LogRecord, render_line, render_record};
use super::open_log::OpenLog;
use super::opening::{Articles, Clock, EntryId, OpenRequest};
use super::replay::touched_by;
use super::writer::{Choice, Event, FileVersion, Write};
use crate::model::{Article, ArticleId, Document, Transaction};
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

/// A file that is removed when the article's file under its new name is in place.
#[derive(Clone, Debug)]
pub(super) struct OldFile {
    pub(super) path: PathBuf,
    pub(super) hash: Hash,
}

/// What the writer knows of one article's file.
#[derive(Clone, Debug, Default)]
pub(super) struct FileState {
    /// What it should hold; none: it should not be there.
    pub(super) known: Option<Hash>,
    /// It is left alone.
    pub(super) held: bool,
    /// The last entry that changes the article, and the last one that its file holds.
    pub(super) last_touch: Option<EntryId>,
    pub(super) replaced: Option<EntryId>,
    /// The version told by [`Event::External`] and not answered yet.
    pub(super) offered: Option<FileVersion>,
    /// The version that waits for a decision.
    pub(super) conflict: Option<FileVersion>,
    pub(super) old: Option<OldFile>,
}

/// The log as opening found it.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogStart {
    /// Which file was read, and how much of it.
    pub(super) identity: Option<Identity>,
    pub(super) good_len: u64,
    /// Whether lines can be added to it; else it is kept aside.
    pub(super) usable: bool,
}

/// A line that opening found out and the first act writes.
pub(super) struct Owed {
    pub(super) seq: u64,
    pub(super) entry: Option<EntryId>,
    pub(super) record: LogRecord,
}

/// A document that is ahead of its file; rendered with the first act.
pub(super) struct Behind {
    pub(super) article: Arc<Article>,
    pub(super) document: Arc<Document>,
    pub(super) through: EntryId,
}

/// What a file holds when a log begins.
pub(super) struct Snapshot {
    pub(super) article: Arc<Article>,
    pub(super) document: Arc<Document>,
    pub(super) hash: Hash,
}

/// All that opening hands over.
pub(super) struct Start {
    pub(super) lock: Option<Box<dyn Held>>,
    pub(super) read_only: Option<String>,
    pub(super) log: LogStart,
    /// The number of a new log's first line.
    pub(super) began_seq: u64,
    pub(super) next_seq: u64,
    pub(super) entries: HashMap<EntryId, (u64, Vec<ArticleId>)>,
    pub(super) files: HashMap<ArticleId, FileState>,
    pub(super) owed: Vec<Owed>,
    pub(super) behind: Vec<Behind>,
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) leftovers: Vec<PathBuf>,
    /// Hashes that this log knows; a temporary file with one of them holds nothing of anybody else.
    pub(super) announced: HashSet<Hash>,
}

/// What follows when a line is on the disk.
pub(super) enum Then {
    Nothing,
    Entry(EntryId),
    /// The file holds this entry already: it is where it came from.
    External(EntryId, ArticleId),
    /// The active rendering may take its place.
    Announced,
}

pub(super) struct Line {
    seq: u64,
    payload: String,
    then: Then,
}

/// A document that waits to be written.
pub(super) struct Rendering {
    pub(super) article: Arc<Article>,
    pub(super) document: Arc<Document>,
    pub(super) through: EntryId,
}

/// A rendering that lies beside its place.
pub(super) struct Active {
    pub(super) rendering: Rendering,
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    pub(super) hash: Hash,
    pub(super) announced: bool,
}

/// The writer, stepped by its thread or by a test.
pub struct WriterCore {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) layout: Layout,
    pub(super) request: OpenRequest,
    pub(super) articles: Articles,
    pub(super) clock: Clock,
    pub(super) events: VecDeque<Event>,
    pub(super) start: Start,
    pub(super) prepared: bool,
    pub(super) log: Option<OpenLog>,
    pub(super) next_seq: u64,
    queue: VecDeque<Line>,
    pub(super) waiting: VecDeque<Rendering>,
    pub(super) active: Option<Active>,
    log_lost: bool,
    restore: bool,
    log_failed: bool,
    pub(super) rendering_failed: bool,
    told: Option<String>,
}

impl WriterCore {
    pub(super) fn new(
        disk: Arc<dyn Disk>,
        layout: Layout,
        request: OpenRequest,
        articles: Articles,
        clock: Clock,
        start: Start,
    ) -> Self {
        // With the lock in hand the log is held open from now on: if it is replaced, ours can be put back.
        let log = match (&start.lock, start.log.identity) {
            (Some(_), Some(found)) if start.log.usable => {
                OpenLog::open(&*disk, &layout.log(), start.log.good_len)
                    .ok()
                    .filter(|log| log.identity().is_ok_and(|identity| identity == found))
            }
            _ => None,
        };
        let next_seq = start.next_seq;
        Self {
            disk,
            layout,
            request,
            articles,
            clock,
            events: VecDeque::new(),
            start,
            prepared: false,
            log,
            next_seq,
            queue: VecDeque::new(),
            waiting: VecDeque::new(),
            active: None,
            log_lost: false,
            restore: false,
            log_failed: false,
            rendering_failed: false,
            told: None,
        }
    }

    /// The next thing that it has to say.
    pub fn next_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Whether something failed and waits for [`Write::Retry`].
    #[must_use]
    pub const fn wants_retry(&self) -> bool {
        self.log_failed || self.rendering_failed
    }

    /// Takes something over. Touches no disk.
    pub fn accept(&mut self, write: Write) {
        if let Some(why) = self.start.read_only.clone() {
            if matches!(write, Write::Act { .. } | Write::Undo { .. } | Write::Redo { .. }) {
                self.events.push_back(Event::ReadOnly { why });
            }
            return;
        }
        match write {
            Write::Act { id, transaction, articles } => {
                if let Some(record) = self.record_of(&transaction, &articles) {
                    let touched = touched_by(&transaction);
                    self.enter(id, touched, &LogRecord::Act(record), Then::Entry(id));
                }
            }
            Write::Undo { id, of } => self.enter_again(id, of, true),
            Write::Redo { id, of } => self.enter_again(id, of, false),
            Write::External { id, article, transaction, version } => {
                let articles = [Arc::clone(&article)];
                let Some(transaction) = self.record_of(&transaction, &articles) else { return };
                let name = article.id.clone();
                self.drop_renderings(&name);
                let file = self.start.files.entry(name.clone()).or_default();
                file.known = version.0;
                file.held = false;
                file.offered = None;
                file.conflict = None;
                let sha256 = version.0.as_ref().map(super::hash::hex_from_hash);
                let record = LogRecord::External { file: name.to_string(), sha256, transaction };
                self.enter(id, vec![name.clone()], &record, Then::External(id, name));
            }
            Write::Render { article, document, through } => {
                self.waiting.retain(|waiting| waiting.article.id != article.id);
                self.waiting.push_back(Rendering { article, document, through });
            }
            Write::Resolve { article, choice } => {
                if let Some(file) = self.start.files.get_mut(&article)
                    && let Some(version) = file.conflict.take()
                {
                    match choice {
                        Choice::Ours => file.known = version.0,
                        Choice::Theirs => file.offered = Some(version),
                    }
                }
                if choice == Choice::Theirs {
                    self.drop_renderings(&article);
                }
            }
            Write::RestoreLog => self.restore = self.log_lost,
            Write::Retry => self.retry(),
        }
    }

    pub(super) fn annotator_folder(&self) -> PathBuf {
        self.layout.folder.clone()
    }

    /// Tries again what failed, at the next step.
    pub fn retry(&mut self) {
        self.log_failed = false;
        self.rendering_failed = false;
    }

    /// Does one piece of work. False: there is nothing to do, or nothing that can be done now.
    pub fn step(&mut self) -> bool {
        if self.start.read_only.is_some() || self.log_failed {
            return false;
        }
        if self.log_lost {
            return std::mem::take(&mut self.restore) && self.restore_log();
        }
        if self.queue.is_empty() && self.waiting.is_empty() && self.active.is_none() {
            return false;
        }
        if !self.prepared {
            return self.begin();
        }
        if !self.queue.is_empty() {
            return self.write_lines();
        }
        if self.rendering_failed {
            return false;
        }
        let worked = self.render_step();
        if !worked && !self.rendering_failed {
            self.recovered();
        }
        worked
    }

    /// Works until nothing is left or something is in the way, and syncs the last line too.
    ///
    /// # Errors
    /// If something is not written, in words.
    pub fn finish(&mut self) -> Result<(), String> {
        self.retry();
        while self.step() {}
        if let Some(log) = self.log.as_mut().filter(|_| self.prepared && !self.log_lost) {
            // The last line only says what the files themselves show: nothing is lost without it.
            if let Err(error) = log.finish(&*self.disk) {
                tracing::debug!("the history's last line was not synced: {error}");
            }
        }
        if self.queue.is_empty() && self.waiting.is_empty() && self.active.is_none() {
            return Ok(());
        }
        Err(self.told.clone().unwrap_or_else(|| "Not everything could be written.".to_owned()))
    }

    fn begin(&mut self) -> bool {
        match self.prepare() {
            Ok(true) => {}
            // Refused (read-only) or the log is not the one that was read: both were told.
            Ok(false) => return false,
            Err(what) => return self.log_failure(what),
        }
        self.prepared = true;
        for Owed { seq, entry, record } in std::mem::take(&mut self.start.owed).into_iter().rev() {
            let Ok(payload) = render_record(&record) else { continue };
            let then = match (&record, entry) {
                (LogRecord::External { file, .. }, Some(entry)) => {
                    Then::External(entry, ArticleId::new(file))
                }
                (_, Some(entry)) => Then::Entry(entry),
                _ => Then::Nothing,
            };
            self.queue.push_front(Line { seq, payload, then });
        }
        for Behind { article, document, through } in std::mem::take(&mut self.start.behind) {
            if self.waiting.iter().all(|waiting| waiting.article.id != article.id) {
                self.waiting.push_back(Rendering { article, document, through });
            }
        }
        true
    }

    fn record_of(
        &mut self,
        transaction: &Transaction,
        articles: &[Arc<Article>],
    ) -> Option<super::format::TransactionRecord> {
        let lookup = |id: &ArticleId| {
            let handed = articles.iter().find(|article| article.id == *id);
            handed.cloned().or_else(|| self.articles.article(id))
        };
        match record_from_transaction(transaction, &lookup) {
            Ok(record) => Some(record),
            Err(error) => {
                // Nothing after it could be kept in order either.
                self.refuse(format!("An act cannot be kept: {error}."));
                None
            }
        }
    }

    fn enter_again(&mut self, id: EntryId, of: EntryId, undo: bool) {
        let Some((seq, touched)) = self.start.entries.get(&of).cloned() else {
            self.refuse("An undo cannot be kept: the history does not know its act.".to_owned());
            return;
        };
        let at = (self.clock)();
        let record =
            if undo { LogRecord::Undo { of: seq, at } } else { LogRecord::Redo { of: seq, at } };
        self.enter(id, touched, &record, Then::Entry(id));
    }

    fn enter(&mut self, id: EntryId, touched: Vec<ArticleId>, record: &LogRecord, then: Then) {
        for article in &touched {
            self.start.files.entry(article.clone()).or_default().last_touch = Some(id);
        }
        match self.line(record, then) {
            Ok(seq) => {
                self.start.entries.insert(id, (seq, touched));
            }
            Err(what) => self.refuse(what),
        }
    }

    /// Queues a line; gives its number.
    pub(super) fn line(&mut self, record: &LogRecord, then: Then) -> Result<u64, String> {
        let payload = render_record(record)?;
        let seq = self.next_seq;
        self.next_seq += 1;
        self.queue.push_back(Line { seq, payload, then });
        Ok(seq)
    }

    /// From now on nothing is taken.
    pub(super) fn refuse(&mut self, why: String) {
        self.start.read_only = Some(why.clone());
        self.queue.clear();
        self.waiting.clear();
        self.active = None;
        self.events.push_back(Event::ReadOnly { why });
    }

    fn drop_renderings(&mut self, article: &ArticleId) {
        self.waiting.retain(|waiting| waiting.article.id != *article);
        if self.active.as_ref().is_some_and(|active| active.rendering.article.id == *article) {
            self.active = None;
        }
    }

    /// Appends and syncs all queued lines at once.
    fn write_lines(&mut self) -> bool {
        match self.still_locked() {
            Ok(true) => {}
            Ok(false) => return false,
            Err(what) => return self.log_failure(what),
        }
        let Some(log) = self.log.as_mut() else {
            return self.log_failure("The history is not open.".to_owned());
        };
        let mut joined = log.is_dirty();
        let mut text = String::new();
        for line in &self.queue {
            text += &render_line(line.seq, &line.payload, joined);
            joined = true;
        }
        let written = log.append(&*self.disk, &text).and_then(|before| log.sync().map(|()| before));
        let in_place = match written {
            Ok(before) => {
                let in_place = log.is_in_place(&*self.disk);
                if !matches!(in_place, Ok(true)) {
                    // The lines stay queued, so they must not stand in the file twice.
                    log.forget_behind(before);
                }
                in_place
            }
            Err(error) if log.has_its_name(&*self.disk).unwrap_or(true) => Err(error),
            Err(_) => Ok(false),
        };
        match in_place {
            Ok(false) => return self.log_was_replaced(),
            Ok(true) => {}
            Err(error) => {
                let what = format!("The history cannot be written: {}", in_words(&error));
                return self.log_failure(what);
            }
        }
        self.log_done();
        true
    }

    fn log_done(&mut self) {
        let mut through = None;
        let mut already = Vec::new();
        for line in std::mem::take(&mut self.queue) {
            match line.then {
                Then::Nothing => {}
                Then::Entry(entry) => through = through.max(Some(entry)),
                Then::External(entry, article) => {
                    through = through.max(Some(entry));
                    already.push((entry, article));
                }
                Then::Announced => {
                    if let Some(active) = &mut self.active {
                        active.announced = true;
                    }
                }
            }
        }
        if let Some(through) = through {
            self.events.push_back(Event::Durable { through });
        }
        for (through, article) in already {
            if let Some(file) = self.start.files.get_mut(&article) {
                file.replaced = file.replaced.max(Some(through));
            }
            self.events.push_back(Event::Replaced { article, through });
        }
        if !self.rendering_failed {
            self.recovered();
        }
    }

    /// Whether the lock's file is still the one that is held; takes it again where it was removed.
    fn still_locked(&mut self) -> Result<bool, String> {
        let path = self.layout.lock();
        let named = self.disk.identity(&path).ok().flatten();
        let held = self.start.lock.as_ref().and_then(|lock| lock.identity().ok());
        let same = match (named, held) {
            (Some(a), Some(b)) => (a.device, a.inode) == (b.device, b.inode),
            _ => false,
        };
        if same {
            return Ok(true);
        }
        if !self.log.as_ref().is_some_and(|log| log.has_its_name(&*self.disk).unwrap_or(false)) {
            self.log_was_replaced();
            return Ok(false);
        }
        if !self.take_lock()? {
            return Ok(false);
        }
        self.events.push_back(Event::Notice(
            "The lock of these annotations had been removed; it was taken again.".to_owned(),
        ));
        Ok(true)
    }

    pub(super) fn log_was_replaced(&mut self) -> bool {
        self.log_lost = true;
        self.events.push_back(Event::LogReplaced {
            what: format!(
                "The history {} was changed by someone else. Nothing is saved until it is decided which one counts.",
                self.layout.log().display()
            ),
        });
        false
    }

    fn restore_log(&mut self) -> bool {
        let restored = self.make_folders().and_then(|()| {
            let Some(log) = self.log.as_mut() else {
                return Err("The history is not open.".to_owned());
            };
            log.restore(&*self.disk)
                .map_err(|error| format!("The history cannot be put back: {}", in_words(&error)))
        });
        match restored {
            Ok(kept) => {
                self.log_lost = false;
                let path = self.layout.log();
                self.start.log.identity = self.disk.identity(&path).ok().flatten();
                if let Some(kept) = kept {
                    self.events.push_back(Event::Notice(format!(
                        "The other history was kept as {}.",
                        kept.display()
                    )));
                }
                true
            }
            Err(what) => {
                self.restore = true;
                self.log_failure(what)
            }
        }
    }

    fn log_failure(&mut self, what: String) -> bool {
        self.log_failed = true;
        self.tell(what);
        false
    }

    pub(super) fn rendering_failure(&mut self, what: String) -> bool {
        self.rendering_failed = true;
        self.tell(what);
        false
    }

    fn tell(&mut self, what: String) {
        if self.told.as_ref() != Some(&what) {
            self.told = Some(what.clone());
            self.events.push_back(Event::Failed { what });
        }
    }

    fn recovered(&mut self) {
        if self.told.take().is_some() {
            self.events.push_back(Event::Recovered);
        }
    }

    /// Adds a line that needs no sync of its own.
    pub(super) fn note(&mut self, record: &LogRecord) {
        let Some(log) = self.log.as_mut() else { return };
        let Ok(payload) = render_record(record) else { return };
        let text = render_line(self.next_seq, &payload, log.is_dirty());
        // Without it the next opening finds the announcement and the file itself, which say the same.
        match log.append(&*self.disk, &text) {
            Ok(_) => self.next_seq += 1,
            Err(error) => tracing::debug!("a line of the history was not written: {error}"),
        }
    }
}
