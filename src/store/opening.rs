//! Opening an annotator's folder: files and history in, one state out. Writes nothing.
//!
//! Owns: what wins where a file and its history differ. Never: egui, selection, a byte written to disk.

use super::annotation::WithFacts;
use super::disk::{Disk, Held, Locking, read_small};
use super::folders::{Layout, Scan, in_words, link_in_the_way, scan};
use super::format::{SelectionRecord, TransactionRecord};
use super::found_log::{FoundLog, find_log, highest_in_files};
use super::hash::{Hash, hex_from_hash};
use super::log::LogRecord;
use super::past::Past;
use super::replay::Replay;
use super::writer::Writer;
use super::writer_core::{Behind, Blocked, LogStart, Owed, Start, WriterCore};
use crate::model::{Article, ArticleId, Document, Transaction};
use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// What to open, and as whom.
#[derive(Clone, Debug)]
pub struct OpenRequest {
    /// The folder of the articles; written into `project.ron` when that is absent.
    pub articles_root: PathBuf,
    /// The `annotations` folder.
    pub annotations_root: PathBuf,
    /// The annotator, as the folder below `annotations_root` is called.
    pub annotator: String,
    /// This installation: [`Config::installation`](super::config::Config::installation). Names the history log.
    pub installation: String,
    /// `false`: look only (other annotators, `example`).
    pub write: bool,
}

/// Where the store finds the articles that files and history speak of. Asked while opening and later from the
/// writer's thread; must answer quickly and never wait for the UI thread.
///
/// Implemented for closures `Fn(&ArticleId) -> Option<Arc<Article>>` and for `HashMap<ArticleId, Arc<Article>>`.
pub trait ArticleSource: Send + Sync {
    /// The article of this name.
    fn article(&self, id: &ArticleId) -> Option<Arc<Article>>;

    /// An article whose file's bytes have this SHA-256 (lower-case hex): how a renamed article is found.
    fn with_sha256(&self, _sha256: &str) -> Option<Arc<Article>> {
        None
    }
}

impl<F: Fn(&ArticleId) -> Option<Arc<Article>> + Send + Sync> ArticleSource for F {
    fn article(&self, id: &ArticleId) -> Option<Arc<Article>> {
        self(id)
    }
}

impl<S: std::hash::BuildHasher + Send + Sync> ArticleSource
    for HashMap<ArticleId, Arc<Article>, S>
{
    fn article(&self, id: &ArticleId) -> Option<Arc<Article>> {
        self.get(id).cloned()
    }

    fn with_sha256(&self, sha256: &str) -> Option<Arc<Article>> {
        let mut same: Vec<_> = self.values().filter(|article| article.sha256 == sha256).collect();
        same.sort_by(|a, b| a.id.cmp(&b.id));
        same.first().map(|article| Arc::clone(article))
    }
}

/// The articles, shared with the writer's thread.
pub type Articles = Arc<dyn ArticleSource>;

/// A file that is left exactly as it is: it does not parse, is of a newer format, or holds something unknown.
/// Its article is read-only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldFile {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it, in words.
    pub message: String,
    /// Line, from 1; 0 where no place is known.
    pub line: usize,
    /// Column in chars, from 1; 0 where no place is known.
    pub column: usize,
}

impl std::fmt::Display for HeldFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path.display(), self.line, self.column, self.message)
    }
}

/// An entry of the history by its position in memory: 0 is the oldest. The session numbers on from
/// `Opened::history.len()`. Not the log's sequence number (`seq`), which counts other lines too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId(pub u64);

/// One step of the history.
#[derive(Clone, PartialEq, Debug)]
pub struct HistoryEntry {
    /// Its position.
    pub id: EntryId,
    /// Its sequence number in the log. (An external change found at this opening is written with the first act.)
    pub seq: u64,
    /// When: UTC, RFC 3339.
    pub at: String,
    /// What.
    pub kind: EntryKind,
}

/// What a step of the history was.
#[derive(Clone, PartialEq, Debug)]
pub enum EntryKind {
    /// Something the analyst did.
    Act(Transaction),
    /// An act or external change taken back. `of` always names an `Act` or `External`.
    Undo {
        /// What was taken back.
        of: EntryId,
    },
    /// An act or external change done again. `of` always names an `Act` or `External`.
    Redo {
        /// What was done again.
        of: EntryId,
    },
    /// What someone changed in a file (a checkout, a pull, an editor). Can be undone like an act.
    External(Transaction),
}

/// Whether acts can be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Access {
    /// This instance writes.
    Writer,
    /// It does not, and says why.
    ReadOnly {
        /// In words for the analyst.
        why: String,
    },
}

/// An annotator's folder as it was found.
pub struct Opened<W = Writer> {
    /// The documents, brought up to the log; that of the facts is [`ArticleId::of_facts`]'s. Articles without a file and
    /// without history have none.
    pub documents: HashMap<ArticleId, Arc<Document>>,
    /// Files that are left alone; their articles are read-only (and have no document).
    pub held: HashMap<ArticleId, HeldFile>,
    /// Folders that could not be read: the articles whose files would lie there are read-only (and have no document).
    pub unread: Vec<HeldFile>,
    /// Every transaction, undo, redo and external change, oldest first; `history[i].id == EntryId(i)`.
    pub history: Vec<HistoryEntry>,
    /// Whether acts can be kept.
    pub access: Access,
    /// What the analyst should know, in words, one notice each.
    pub notices: Vec<String>,
    /// Annotation files whose article is nowhere to be found (those of renamed articles are found by their hash
    /// and loaded under the new name). Never touched.
    pub orphan_files: Vec<PathBuf>,
    /// Documents that are ahead of their files, each with the last entry in it: the last session ended before it could
    /// write them. The writer does so at once, where it may.
    pub ahead: Vec<(ArticleId, EntryId)>,
    /// Takes the acts. Creates folders, lock and log at the first of them; opening a folder that nobody worked in writes
    /// nothing.
    pub writer: W,
}

/// Why a folder could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something could not be read.
    #[error("cannot read {path}: {cause}")]
    Read {
        /// What.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Something could not be written.
    #[error("{what}")]
    Write {
        /// In words for the analyst.
        what: String,
    },
}

/// The time now: UTC, RFC 3339 with seconds. A parameter, so that tests need no clock.
pub type Clock = Arc<dyn Fn() -> String + Send + Sync>;

/// Opens an annotator's folder and starts its writer. `wake` is called, from the writer's thread, after each event.
///
/// # Errors
/// If a folder is there and cannot be read. A single bad file is no error: see [`Opened::held`].
pub fn open(
    disk: Arc<dyn Disk>,
    request: OpenRequest,
    articles: Articles,
    wake: Arc<dyn Fn() + Send + Sync>,
) -> Result<Opened, StoreError> {
    let clock: Clock =
        Arc::new(|| jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let Opened { documents, held, unread, history, access, notices, orphan_files, ahead, writer } =
        open_stepped(disk, request, articles, clock)?;
    let writer = Writer::start(writer, wake)?;
    Ok(Opened { documents, held, unread, history, access, notices, orphan_files, ahead, writer })
}

/// As [`open`], with a writer that has no thread and works only when it is told to.
///
/// # Errors
/// As [`open`].
pub fn open_stepped(
    disk: Arc<dyn Disk>,
    request: OpenRequest,
    articles: Articles,
    clock: Clock,
) -> Result<Opened<WriterCore>, StoreError> {
    let layout = Layout::new(&request.annotations_root, &request.annotator, &request.installation);
    let (lock, mut read_only) = lock_at_opening(&*disk, &request, &layout);
    let busy = read_only.as_deref() == Some(BUSY);
    let articles: Articles = Arc::new(WithFacts(articles));
    let (Scan { files: found, leftovers, unread, notices }, log) =
        read_all(&*disk, &layout, &request, read_only.is_none())?;
    let highest = highest_in_files(&found, &request.installation).map_or(0, |(seq, _)| seq);
    let FoundLog {
        identity,
        text,
        put_back,
        beside,
        notices: of_log,
        read_only: why,
        incomplete,
        ..
    } = log;
    let blocked = match (&read_only, &why) {
        (Some(_), _) => busy.then_some(Blocked::Lock),
        (None, Some(_)) => Some(Blocked::Log { opens: disk.open_append(&layout.log()).is_ok() }),
        (None, None) => None,
    };
    read_only = read_only.or(why);
    let start_of_log = LogStart {
        identity,
        good_len: text.good_len,
        usable: text.is_usable() && put_back.is_none(),
        format: text.format,
        put_back,
        beside,
    };

    let mut past = Past::new(articles, clock(), &request.installation, &text);
    past.notices.extend(notices);
    past.notices.extend(of_log);
    past.notices.extend(foreign_owner(&*disk, &request, &layout));
    let lines = past.lines(text);
    let highest = lines.last().map_or(0, |line| line.seq).max(highest);
    let (announced, taken) = past.known_bytes();
    let placed = past.find_articles(found);
    let mut replay = Replay::new(lines, &past.renamed, &past.articles, &mut past.notices);
    past.hold_unread(&unread, &replay, |article| layout.file(article));
    past.bring_up(placed, &replay);
    if past.damaged {
        // Its entries are in the log kept aside; the new one begins with what the files hold.
        replay = Replay::default();
    }

    // The numbers of what the first act writes before itself: the log's first lines, then what is owed.
    let begins = if past.known { 0 } else { 1 + past.snapshots.len() as u64 };
    let mut next_seq = highest + 1 + begins;
    let mut owed = Vec::new();
    if past.known && incomplete {
        let installation = request.installation.clone();
        let record =
            LogRecord::Began { format: start_of_log.format, installation, at: past.now.clone() };
        owed.push(Owed { seq: next_seq, entry: None, record });
        next_seq += 1;
    }
    for (from, to) in &past.renamed {
        let record = LogRecord::Renamed { from: from.to_string(), to: to.to_string() };
        owed.push(Owed { seq: next_seq, entry: None, record });
        next_seq += 1;
    }
    for found in std::mem::take(&mut past.found) {
        let Some(record) = found.record(start_of_log.format) else { continue };
        let entry = replay.push(next_seq, past.now.clone(), found.step());
        owed.push(Owed { seq: next_seq, entry, record });
        next_seq += 1;
    }
    for (id, hash) in std::mem::take(&mut past.told_apart) {
        owed.push(Owed { seq: next_seq, entry: None, record: same_records(&id, hash, &past.now) });
        next_seq += 1;
    }
    let mut entries = HashMap::new();
    for step in &replay.steps {
        if let Some(entry) = step.entry {
            entries.insert(entry, (step.seq, replay.touches(step)));
        }
    }
    let states = past.states(&replay);
    let access = match &read_only {
        Some(why) => Access::ReadOnly { why: why.clone() },
        None => Access::Writer,
    };
    let behind = std::mem::take(&mut past.behind);
    let behind = behind.into_iter().filter_map(|(article, document)| {
        let through = replay.last_entry(&article.id, u64::MAX)?;
        let waits = past.renamed_only.contains(&article.id);
        Some(Behind { article, document, through, waits })
    });
    let behind: Vec<Behind> = behind.collect();
    let ahead = behind.iter().filter(|behind| !behind.waits);
    let ahead = ahead.map(|behind| (behind.article.id.clone(), behind.through)).collect();
    let start = Start {
        lock,
        read_only,
        blocked,
        log: start_of_log,
        began_seq: highest + 1,
        next_seq,
        entries,
        files: states,
        owed,
        behind,
        snapshots: past.snapshots,
        leftovers,
        announced,
        taken,
    };
    let writer = WriterCore::new(disk, layout, request, past.articles, clock, start);
    Ok(Opened {
        documents: past.documents,
        held: past.held,
        unread,
        history: replay.into_history(),
        access,
        notices: past.notices,
        orphan_files: past.orphan_files,
        ahead,
        writer,
    })
}

/// A line that says of a file which bytes it has now, with the records that it had.
fn same_records(id: &ArticleId, hash: Option<Hash>, now: &str) -> LogRecord {
    LogRecord::Snapshot {
        file: id.to_string(),
        sha256: hash.as_ref().map(hex_from_hash).unwrap_or_default(),
        transaction: TransactionRecord {
            label: String::new(),
            at: now.to_owned(),
            edits: Vec::new(),
            selection_before: SelectionRecord::default(),
            selection_after: SelectionRecord::default(),
        },
    }
}

/// The annotation files, then the history: what is written between the two is in the history only, which is brought up as
/// usual. Where another instance was just writing, once more.
fn read_all(
    disk: &dyn Disk,
    layout: &Layout,
    request: &OpenRequest,
    writes: bool,
) -> Result<(Scan, FoundLog), StoreError> {
    /// How often at most.
    const TRIES: usize = 3;
    let mut tries = 0;
    loop {
        tries += 1;
        let before = disk.identity(&layout.log()).ok().flatten();
        let scan = scan(disk, layout)?;
        let highest = highest_in_files(&scan.files, &request.installation);
        let log = find_log(disk, layout, &request.installation, highest, writes);
        if writes || log.identity == before || tries == TRIES {
            return Ok((scan, log));
        }
    }
}

/// The lock, where its file is there already, and why nothing can be written, where nothing can.
fn lock_at_opening(
    disk: &dyn Disk,
    request: &OpenRequest,
    layout: &Layout,
) -> (Option<Box<dyn Held>>, Option<String>) {
    if !request.write {
        return (None, Some(format!("The work of {} is open to look at only.", request.annotator)));
    }
    if let Some(why) = link_in_the_way(disk, layout) {
        return (None, Some(format!("Nothing can be written here: {why}.")));
    }
    match disk.lock(&layout.lock(), false) {
        Ok(Locking::Held(held)) => (Some(held), None),
        Ok(Locking::Busy) => (None, Some(BUSY.to_owned())),
        Ok(Locking::Broken(error)) => (None, Some(no_locks(&error))),
        // Not there yet: the first act makes and takes it. (What cannot even be opened shows then.)
        Err(_) => (None, None),
    }
}

/// Why the second instance is read-only.
pub(super) const BUSY: &str =
    "Another Attest window writes these annotations. This one is read-only.";

/// Why an instance without working locks is read-only.
pub(super) fn no_locks(error: &io::Error) -> String {
    format!(
        "Locks do not work in this folder ({}), so that another window could write at the same time. \
         It is open read-only.",
        in_words(error)
    )
}

/// Says so where another installation writes as the same annotator.
fn foreign_owner(disk: &dyn Disk, request: &OpenRequest, layout: &Layout) -> Option<String> {
    let owner = read_small(disk, &layout.owner()).ok()?;
    let owner = String::from_utf8_lossy(&owner);
    let owner = owner.trim();
    (request.write && !owner.is_empty() && owner != request.installation).then(|| {
        format!(
            "{} was last written here by another installation ({owner}). This one keeps a history of its own.",
            request.annotator
        )
    })
}
