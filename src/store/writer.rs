//! The writer's thread: takes acts and renderings, answers with events. Nothing here makes the caller wait.
//!
//! Owns: the thread and its queue. Never: what is written and in which order (`writer_core`), egui, selection.

use super::opening::{EntryId, HeldFile};
use crate::model::{Article, ArticleId, Document, Transaction};
use crossbeam_channel::Receiver;
use std::path::PathBuf;
use std::sync::Arc;

/// Which bytes a file had when it was looked at; handed back to say which version is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileVersion(pub(super) Option<[u8; 32]>);

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
    /// Something the analyst should know.
    Notice(String),
}

/// The writer's end that the session holds. Dropping it flushes like [`Writer::close`], without an answer.
pub struct Writer {
    events: Receiver<Event>,
}

impl Writer {
    /// Hands something over. Never waits.
    pub fn send(&self, _write: Write) {}

    /// Writes what waits, renderings too, and ends the thread.
    ///
    /// # Errors
    /// If something could not be written, in words.
    pub fn close(self) -> Result<(), String> {
        Ok(())
    }

    /// What the writer has to say, oldest first. `wake` (see `open`) is called after each new one.
    #[must_use]
    pub const fn events(&self) -> &Receiver<Event> {
        &self.events
    }
}
