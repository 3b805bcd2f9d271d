//! Opening an annotator's folder: files and history in, one state out. Writes nothing.
//!
//! Owns: what wins where a file and its history differ. Never: egui, selection, a byte written to disk.

use super::disk::Disk;
use super::writer::Writer;
use crate::model::{Article, ArticleId, Document, Transaction};
use std::collections::HashMap;
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
    /// Its sequence number in the log; 0 where it is not written yet (an external change found at this opening).
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
pub struct Opened {
    /// The documents, brought up to the log. Articles without a file and without history have none.
    pub documents: HashMap<ArticleId, Document>,
    /// Files that are left alone; their articles are read-only (and have no document).
    pub held: HashMap<ArticleId, HeldFile>,
    /// Every transaction, undo, redo and external change, oldest first; `history[i].id == EntryId(i)`.
    pub history: Vec<HistoryEntry>,
    /// Whether acts can be kept.
    pub access: Access,
    /// What the analyst should know, in words, one notice each.
    pub notices: Vec<String>,
    /// Annotation files whose article is nowhere to be found (those of renamed articles are found by their hash
    /// and loaded under the new name). Never touched.
    pub orphan_files: Vec<PathBuf>,
    /// Takes the acts. Creates folders, lock and log at the first of them; opening writes nothing.
    pub writer: Writer,
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

/// Opens an annotator's folder and starts its writer. `wake` is called, from the writer's thread, after each event.
///
/// # Errors
/// If a folder is there and cannot be read. A single bad file is no error: see [`Opened::held`].
pub fn open(
    _disk: Arc<dyn Disk>,
    _request: OpenRequest,
    _articles: Articles,
    _wake: Arc<dyn Fn() + Send + Sync>,
) -> Result<Opened, StoreError> {
    Err(StoreError::Write { what: "opening comes with the next step".to_owned() })
}
