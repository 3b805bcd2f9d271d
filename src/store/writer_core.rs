//! The writer without its thread: what is written, and in which order.
//!
//! Owns: the queue of lines, the order "log, rendering, announcement, exchange", what is called durable and when.
//! Each step makes at most one fsync wait for an act, so an act is durable within two. (The first act makes the
//! folders too.) Never: threads, timers, egui.

use super::disk::{Disk, Held, Identity, Locking};
use super::folders::Layout;
use super::format::record_from_transaction;
use super::hash::Hash;
use super::log::{LogRecord, render_record};
use super::open_log::{OpenLog, bring_to_disk};
use super::opening::{Articles, Clock, EntryId, OpenRequest};
use super::replay::touched_by;
use super::writer::{Choice, Event, FileVersion, Write};
use crate::model::{Article, ArticleId, Document, Transaction};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
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
#[derive(Clone, Debug)]
pub(super) struct LogStart {
    /// Which file was read, and how much of it.
    pub(super) identity: Option<Identity>,
    pub(super) good_len: u64,
    /// Whether lines can be added to it as it lies there; else it is kept aside.
    pub(super) usable: bool,
    /// The format of its next line.
    pub(super) format: u32,
    /// What takes its place before a line is added.
    pub(super) put_back: Option<Vec<u8>>,
    /// Where the lines that count lie beside its place, if they do.
    pub(super) beside: Option<PathBuf>,
}

/// A line that opening found out and the first act writes.
pub(super) struct Owed {
    pub(super) seq: u64,
    pub(super) entry: Option<EntryId>,
    pub(super) record: LogRecord,
}

/// A document that is ahead of its file; rendered at once.
pub(super) struct Behind {
    /// Its file only lies under the article's old name: it is rendered with the first act.
    pub(super) waits: bool,
    pub(super) article: Arc<Article>,
    pub(super) document: Arc<Document>,
    pub(super) through: EntryId,
}

/// What keeps an instance from writing, and may end by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Blocked {
    /// Another instance has the lock, or wrote since this one read.
    Lock,
    /// The history cannot be read, or not by this version.
    Log {
        /// Whether it could be opened all the same: then only another one in its place helps.
        opens: bool,
    },
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
    /// What has to end before this instance could write; none where nothing is in the way, or it never ends.
    pub(super) blocked: Option<Blocked>,
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
    /// Hashes of what this log rendered; a temporary file with one of them holds nothing of anybody else.
    pub(super) announced: HashSet<Hash>,
    /// Hashes of what it took over from others: the records are in it, remarks between them are not.
    pub(super) taken: HashSet<Hash>,
}

/// What follows when a line is on the disk.
pub(super) enum Then {
    Nothing,
    Entry(EntryId),
    /// The file holds this entry already: it is where it came from.
    External(EntryId, ArticleId),
    /// The active rendering may take its place.
    Announced,
    /// What is to stand in a shared file may take its place.
    Shared {
        file: String,
        before: Option<String>,
        after: Option<String>,
    },
}

pub(super) struct Line {
    pub(super) seq: u64,
    pub(super) payload: String,
    pub(super) then: Then,
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

/// Brings the names of files that no history tells of to the disk. (What is in them was, before they got these names.)
fn names_to_disk(disk: &dyn Disk, layout: &Layout, files: &[Snapshot]) -> bool {
    let paths = files.iter().filter_map(|file| layout.file(&file.article.id));
    let folders: BTreeSet<_> = paths.filter_map(|path| path.parent().map(Path::to_owned)).collect();
    folders.iter().all(|folder| disk.sync_folder(folder).is_ok())
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
    /// The lines that opening read are on the disk itself, or cannot be written to. If not, that is the first work.
    on_disk: bool,
    pub(super) log: Option<OpenLog>,
    pub(super) next_seq: u64,
    /// The format of the log's next line.
    pub(super) format: u32,
    pub(super) queue: VecDeque<Line>,
    pub(super) waiting: VecDeque<Rendering>,
    pub(super) active: Option<Active>,
    pub(super) log_lost: bool,
    pub(super) restore: bool,
    log_failed: bool,
    /// Files that could not be written; they wait for a retry, the others go on.
    pub(super) failed: BTreeMap<ArticleId, String>,
    told: Option<String>,
    /// What was said of each file that waits.
    told_files: BTreeMap<ArticleId, String>,
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
        let mut log = match (&start.lock, start.log.identity) {
            (Some(_), Some(found)) if start.log.usable => {
                OpenLog::open(&*disk, &layout.log(), start.log.good_len)
                    .ok()
                    .filter(|log| log.identity().is_ok_and(|identity| identity == found))
            }
            _ => None,
        };
        // A run that was killed may have left lines that the system had not brought to the disk. They are shown as saved.
        let on_disk = match &mut log {
            Some(log) => log.sync().and_then(|()| log.settle(&*disk)).is_ok(),
            None if start.read_only.is_none() => {
                let there = start.log.identity.map(|_| layout.log());
                let log = start.log.beside.clone().or(there);
                log.is_none_or(|path| bring_to_disk(&*disk, &path))
                    && names_to_disk(&*disk, &layout, &start.snapshots)
            }
            None => true,
        };
        let (next_seq, format) = (start.next_seq, start.log.format);
        Self {
            disk,
            layout,
            request,
            articles,
            clock,
            events: VecDeque::new(),
            start,
            prepared: false,
            on_disk,
            log,
            next_seq,
            format,
            queue: VecDeque::new(),
            waiting: VecDeque::new(),
            active: None,
            log_lost: false,
            restore: false,
            log_failed: false,
            failed: BTreeMap::new(),
            told: None,
            told_files: BTreeMap::new(),
        }
    }

    /// The next thing that it has to say.
    pub fn next_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Whether something failed and waits for [`Write::Retry`].
    #[must_use]
    pub fn wants_retry(&self) -> bool {
        self.log_failed || !self.failed.is_empty()
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
            Write::Shared { file, before, after } => self.enter_shared(file, before, after),
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
        self.failed.clear();
    }

    /// Does one piece of work. False: there is nothing to do, or nothing that can be done now.
    pub fn step(&mut self) -> bool {
        if self.start.read_only.is_some() || self.log_failed {
            return false;
        }
        if self.log_lost {
            return std::mem::take(&mut self.restore) && self.restore_log();
        }
        if self.nothing_to_write() {
            return false;
        }
        if !self.prepared {
            return self.begin();
        }
        if !self.queue.is_empty() {
            return self.write_lines();
        }
        let worked = self.render_step();
        if !worked {
            self.recovered();
        }
        worked
    }

    /// Nothing waits for the disk, and every document that opening found ahead of its file is in it.
    fn nothing_to_write(&self) -> bool {
        let waiting = self.waiting.is_empty() && self.active.is_none();
        let on_disk = self.on_disk || self.prepared;
        waiting
            && on_disk
            && self.queue.is_empty()
            && self.start.behind.iter().all(|behind| behind.waits)
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
        if self.nothing_to_write() || self.start.read_only.is_some() {
            return Ok(());
        }
        let told = self.told.clone().or_else(|| self.told_files.values().next().cloned());
        Err(told.unwrap_or_else(|| "Not everything could be written.".to_owned()))
    }

    pub(super) fn begin(&mut self) -> bool {
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
        for Behind { article, document, through, .. } in std::mem::take(&mut self.start.behind) {
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
            Ok(record) => Some(record.in_format(self.format)),
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

    /// Another instance writes, or wrote: nothing is taken until it is gone and the folder is opened again.
    pub(super) fn give_way(&mut self, why: String) {
        self.refuse(why);
        self.start.lock = None;
        self.start.blocked = Some(Blocked::Lock);
    }

    /// Whether something is in the way that may end by itself.
    #[must_use]
    pub const fn is_blocked(&self) -> bool {
        self.start.blocked.is_some()
    }

    /// Looks whether what was in the way is gone; then says once that the folder can be opened again.
    pub fn look_whether_free(&mut self) {
        let free = match self.start.blocked {
            None => return,
            Some(Blocked::Lock) => {
                matches!(self.disk.lock(&self.layout.lock(), false), Ok(Locking::Held(_)))
            }
            Some(Blocked::Log { opens }) => {
                let path = self.layout.log();
                let there = self.disk.identity(&path);
                there.is_ok_and(|there| there != self.start.log.identity)
                    || (!opens && self.disk.open_append(&path).is_ok())
            }
        };
        if free {
            self.start.blocked = None;
            self.events.push_back(Event::Free);
        }
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
        self.failed.remove(article);
        self.file_recovered(article);
        self.waiting.retain(|waiting| waiting.article.id != *article);
        if self.active.as_ref().is_some_and(|active| active.rendering.article.id == *article) {
            self.active = None;
        }
    }

    pub(super) fn log_failure(&mut self, what: String) -> bool {
        self.log_failed = true;
        self.tell(what);
        false
    }

    /// One file cannot be written: it waits, and the others go on.
    pub(super) fn rendering_failure(&mut self, article: &ArticleId, what: String) -> bool {
        self.failed.insert(article.clone(), what.clone());
        if self.told_files.get(article) != Some(&what) {
            self.told_files.insert(article.clone(), what.clone());
            self.events.push_back(Event::FileFailed { article: article.clone(), what });
        }
        true
    }

    /// A file is as it should be.
    pub(super) fn file_recovered(&mut self, article: &ArticleId) {
        if self.told_files.remove(article).is_some() {
            self.events.push_back(Event::FileRecovered { article: article.clone() });
        }
    }

    fn tell(&mut self, what: String) {
        if self.told.as_ref() != Some(&what) {
            self.told = Some(what.clone());
            self.events.push_back(Event::Failed { what });
        }
    }

    pub(super) fn recovered(&mut self) {
        if self.told.take().is_some() {
            self.events.push_back(Event::Recovered);
        }
    }
}
