//! The writer's thread: takes acts and renderings, answers with events. Nothing here makes the caller wait.
//!
//! Owns: the thread and its queue. Never: what is written and in which order (`writer_core`), egui, selection.

use super::hash::{Hash, hash_of};
use super::opening::{EntryId, HeldFile, StoreError};
use super::watch::Watch;
use super::writer_core::WriterCore;
use crate::model::{Article, ArticleId, Document, Transaction, held};
use crossbeam_channel::{Receiver, Sender, TryRecvError};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Which bytes a file had when it was looked at; handed back to say which version is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileVersion(pub(super) Option<Hash>);

impl FileVersion {
    /// That of these bytes; none: there is no file.
    #[must_use]
    pub fn of(bytes: Option<&[u8]>) -> Self {
        Self(bytes.map(hash_of))
    }
}

/// Which of two versions counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// What the window shows: the file is overwritten (both versions stay in `.attest/conflicts/`).
    Ours,
    /// What the file holds. The session sends a [`Write::External`] with what that changes.
    Theirs,
}

/// What the session hands to the writer, in order. Entry ids only grow: the first is `Opened::history.len()`.
#[derive(Clone, Debug)]
pub enum Write {
    /// Something the analyst did.
    Act {
        /// Its position in the history.
        id: EntryId,
        /// What.
        transaction: Arc<Transaction>,
        /// The articles of its edits: files count code points.
        articles: Vec<Arc<Article>>,
    },
    /// Something taken back.
    Undo {
        /// Its position in the history.
        id: EntryId,
        /// The act or external change taken back.
        of: EntryId,
    },
    /// Something done again.
    Redo {
        /// Its position in the history.
        id: EntryId,
        /// The act or external change done again.
        of: EntryId,
    },
    /// What [`Event::External`] (or [`Event::Conflict`], decided for theirs) brought, as the transaction that leads
    /// from the session's document to theirs. Until it is sent, the file counts as changed behind our back.
    External {
        /// Its position in the history.
        id: EntryId,
        /// The article whose file it was.
        article: Arc<Article>,
        /// What it changes; the label says that it came from outside.
        transaction: Arc<Transaction>,
        /// Of which version of the file, from the event.
        version: FileVersion,
    },
    /// Replace the article's RON file by this state. Sent within a second of the last act, and on Ctrl+S. A later one
    /// for the same article takes the place of one still waiting.
    Render {
        /// The article.
        article: Arc<Article>,
        /// Its records.
        document: Arc<Document>,
        /// The last entry that the document contains.
        through: EntryId,
    },
    /// The analyst's decision after [`Event::Conflict`]. `Ours` writes the waiting rendering, `Theirs` drops it.
    Resolve {
        /// Which article.
        article: ArticleId,
        /// What counts.
        choice: Choice,
    },
    /// Replace a file that all annotators share. The history keeps what it held, so that it can be put back.
    Shared {
        /// Its name in the annotations folder (`project.ron`).
        file: String,
        /// What was read there; none: it was not there.
        before: Option<String>,
        /// What it is to hold; none: it goes.
        after: Option<String>,
    },
    /// After [`Event::LogReplaced`]: put our history back in its place; what lies there is kept beside it.
    /// (To take theirs instead, close and open the folder again.)
    RestoreLog,
    /// Try again what failed.
    Retry,
}

/// What the writer has to say.
#[derive(Clone, Debug)]
pub enum Event {
    /// The log is on the disk so far.
    Durable {
        /// The last entry that would survive a power cut.
        through: EntryId,
    },
    /// The article's RON file on the disk contains its entries so far.
    Replaced {
        /// Which article.
        article: ArticleId,
        /// The last entry in it.
        through: EntryId,
    },
    /// Something could not be written. Work goes on in memory; the writer keeps its queue and tries again by
    /// itself every few seconds, and on [`Write::Retry`].
    Failed {
        /// "The disk is full …", in words for the analyst.
        what: String,
    },
    /// What failed has succeeded.
    Recovered,
    /// One annotation file could not be written. Its acts are in the history; the other files go on. It is tried again by
    /// itself, on [`Write::Retry`], and at the next opening.
    FileFailed {
        /// Which article.
        article: ArticleId,
        /// "The annotations of … cannot be written: …", in words for the analyst.
        what: String,
    },
    /// The file that could not be written is.
    FileRecovered {
        /// Which article.
        article: ArticleId,
    },
    /// The file changed behind our back while we had something to write to it. Nothing was overwritten, both
    /// versions are kept. Acts still become durable; the file waits for [`Write::Resolve`].
    Conflict {
        /// Which article.
        article: ArticleId,
        /// What the file holds (an empty document where it was deleted), or why it cannot be read.
        theirs: Result<Box<Document>, HeldFile>,
        /// Which version of the file that is.
        version: FileVersion,
        /// The folder where both versions are kept.
        stored_both_in: PathBuf,
    },
    /// Someone changed the file while we had nothing unsaved for it. The session answers with [`Write::External`].
    External {
        /// Which article.
        article: ArticleId,
        /// What the file holds (an empty document where it was deleted), or why it cannot be read: then the
        /// article is read-only until another `External` says otherwise.
        document: Result<Box<Document>, HeldFile>,
        /// Which version of the file that is.
        version: FileVersion,
    },
    /// The history log was replaced or changed by someone. Nothing is called saved until [`Write::RestoreLog`].
    LogReplaced {
        /// In words for the analyst.
        what: String,
    },
    /// Another instance writes here, or locks do not work: acts are refused from now on. The acts sent since the
    /// last [`Event::Durable`] are not kept; the session keeps them as a draft.
    ReadOnly {
        /// In words for the analyst.
        why: String,
    },
    /// A [`Write::Shared`] was carried out, or why not: then the file is as it was.
    Shared {
        /// The file's name.
        file: String,
        /// What came of it.
        done: Result<(), String>,
    },
    /// What kept this instance from writing is gone: the folder can be opened again.
    Free,
    /// The writer is gone; nothing is written any more before the annotations are opened again.
    Ended {
        /// In words for the analyst.
        why: String,
    },
    /// Something the analyst should know.
    Notice(String),
}

/// What the thread wakes up for.
enum Call {
    Write(Write),
    /// These paths were touched by someone, ourselves included.
    Touched(Vec<PathBuf>),
    /// The system lost count of what was touched.
    TouchedAny,
    Close,
}

/// How long the folder has to be quiet before its files are looked at.
const QUIET: Duration = Duration::from_millis(200);
/// How long after a failure, or while another instance writes, it is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// The writer's end that the session holds. Dropping it flushes like [`Writer::close`], without an answer.
pub struct Writer {
    calls: Sender<Call>,
    events: Receiver<Event>,
    thread: Option<JoinHandle<Result<(), String>>>,
}

impl Writer {
    pub(super) fn start(
        core: WriterCore,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Result<Self, StoreError> {
        let (calls, called) = crossbeam_channel::unbounded();
        let (tell, events) = crossbeam_channel::unbounded();
        let watching =
            Watching { calls: calls.clone(), folder: core.annotator_folder(), watch: None };
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                let listener = Listener { tell, wake };
                let written = held(&"the writer", || run(core, watching, &called, &listener));
                written.unwrap_or_else(|fault| {
                    let why = format!("writing broke off because of {fault}");
                    listener.say(std::iter::once(Event::Ended { why: why.clone() }));
                    Err(why)
                })
            })
            .map_err(|error| StoreError::Write {
                what: format!("The writer cannot be started: {error}"),
            })?;
        Ok(Self { calls, events, thread: Some(thread) })
    }

    /// Hands something over. Never waits.
    pub fn send(&self, write: Write) {
        // It fails only when the thread is gone, which `close` reports.
        if self.calls.send(Call::Write(write)).is_err() {
            tracing::error!("the writer is gone");
        }
    }

    /// Writes what waits, renderings too, and ends the thread. Waits for the disk.
    ///
    /// # Errors
    /// If something could not be written, in words.
    pub fn close(mut self) -> Result<(), String> {
        self.end()
    }

    fn end(&mut self) -> Result<(), String> {
        let Some(thread) = self.thread.take() else { return Ok(()) };
        // A thread that is gone already is joined all the same.
        self.calls.send(Call::Close).ok();
        thread.join().unwrap_or_else(|_| Err("The writer broke off.".to_owned()))
    }

    /// What the writer has to say, oldest first. `wake` (see `open`) is called after each new one.
    #[must_use]
    pub const fn events(&self) -> &Receiver<Event> {
        &self.events
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Err(what) = self.end() {
            tracing::error!("not saved: {what}");
        }
    }
}

/// The watch over the annotator's folder, begun when the folder is there.
struct Watching {
    calls: Sender<Call>,
    folder: PathBuf,
    watch: Option<Result<Watch, String>>,
}

impl Watching {
    const fn is_on(&self) -> bool {
        matches!(self.watch, Some(Ok(_)))
    }

    /// Begins, once. Gives the notice where the folder cannot be watched.
    fn begin(&mut self) -> Option<String> {
        if self.is_on() || !self.folder.is_dir() {
            return None;
        }
        let told = self.watch.is_some();
        let calls = self.calls.clone();
        let watch = Watch::new(&self.folder, move |touched| {
            // It fails when the writer is closing, which wants no news.
            calls.send(touched.map_or(Call::TouchedAny, Call::Touched)).ok();
        });
        let notice = watch.as_ref().err().map(|why| {
            format!(
                "Changes that others make here are only seen when saving: the folder cannot be watched ({why})."
            )
        });
        self.watch = Some(watch);
        notice.filter(|_| !told)
    }
}

/// Who hears the events.
struct Listener {
    tell: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Listener {
    fn say(&self, events: impl Iterator<Item = Event>) {
        let mut said = false;
        for event in events {
            // It fails when the session is gone, which wants no news.
            said |= self.tell.send(event).is_ok();
        }
        if said {
            (self.wake)();
        }
    }
}

/// The thread: asleep in `recv` unless something is to do, to be tried again, or to be looked at.
fn run(
    mut core: WriterCore,
    mut watching: Watching,
    calls: &Receiver<Call>,
    listener: &Listener,
) -> Result<(), String> {
    let mut touched: HashSet<PathBuf> = HashSet::new();
    let mut touched_any = false;
    let mut look_at: Option<Instant> = None;
    let mut retry_at: Option<Instant> = None;
    listener.say(watching.begin().map(Event::Notice).into_iter());
    loop {
        let mut next = calls.try_recv();
        if next.is_err() && !core.step() {
            listener.say(std::iter::from_fn(|| core.next_event()));
            let watched = watching.is_on();
            listener.say(watching.begin().map(Event::Notice).into_iter());
            if watching.is_on() && !watched {
                // What was changed between the making of the folder and this moment was not seen.
                touched_any = true;
                look_at = Some(Instant::now() + QUIET);
            }
            let again = core.wants_retry() || core.is_blocked();
            retry_at = again.then(|| retry_at.unwrap_or_else(|| Instant::now() + AGAIN));
            next = match [look_at, retry_at].into_iter().flatten().min() {
                Some(due) => calls.recv_deadline(due).map_err(|_| TryRecvError::Empty),
                None => calls.recv().map_err(|_| TryRecvError::Disconnected),
            };
        }
        match next {
            Ok(Call::Write(write)) => {
                if matches!(write, Write::Retry) {
                    retry_at = None;
                }
                core.accept(write);
            }
            Ok(Call::Touched(paths)) => {
                touched.extend(paths);
                look_at = Some(Instant::now() + QUIET);
            }
            Ok(Call::TouchedAny) => {
                touched_any = true;
                look_at = Some(Instant::now() + QUIET);
            }
            Ok(Call::Close) | Err(TryRecvError::Disconnected) => {
                let done = core.finish();
                listener.say(std::iter::from_fn(|| core.next_event()));
                return done;
            }
            Err(TryRecvError::Empty) => {}
        }
        let now = Instant::now();
        if retry_at.is_some_and(|at| at <= now) {
            retry_at = None;
            core.retry();
            core.look_whether_free();
        }
        if look_at.is_some_and(|at| at <= now) {
            look_at = None;
            if std::mem::take(&mut touched_any) {
                touched.clear();
                core.look_at_all();
            }
            core.look_at(touched.drain());
        }
        listener.say(std::iter::from_fn(|| core.next_event()));
    }
}
