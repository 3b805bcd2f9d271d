//! What views see of a session: plain values, ready to draw.

use crate::model::{Anchor, ArticleId, RecordRef, Selection, SlotRef, Span};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Whether work can be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Access {
    /// Ours to write.
    Write,
    /// Nothing can be changed, because.
    ReadOnly(String),
}

/// The save state, in the words of the window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveState {
    /// "Editing…": a field holds a draft that is not committed.
    Editing,
    /// "Saving…"
    Saving,
    /// "All changes saved"
    Saved,
    /// "Not saved: why"
    NotSaved(String),
    /// Nothing can be changed, because (another's work, a second instance …).
    ReadOnly(String),
}

/// A row of the list of articles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleRow {
    /// The article.
    pub id: ArticleId,
    /// Its title: as given, else its first line, else the file name.
    pub title: String,
    /// The outlet, when known.
    pub outlet: Option<String>,
    /// The date, in words, when known.
    pub date: Option<String>,
    /// Whether the date is inferred (shown in italics).
    pub date_inferred: bool,
    /// How many claims it has.
    pub claims: usize,
    /// Whether the annotator is done with it.
    pub reviewed: bool,
    /// Why it cannot be shown or changed; `None` = all is well.
    pub trouble: Option<Trouble>,
    /// Whether it has been read.
    pub loaded: bool,
}

/// What is wrong with an article or its annotation file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The article itself cannot be shown.
    Article(String),
    /// Its annotation file cannot be read: the article is read-only and the file left alone.
    Annotations(String),
    /// The article's file is not the one that was read: it is shown as it was, and read-only until it is read again.
    Changed(String),
}

/// What kind of message it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeKind {
    /// Good to know; goes by itself.
    Info,
    /// Done as asked; goes by itself.
    Done,
    /// Refused, with the reason.
    Refused,
    /// Something is wrong; stays until taken away.
    Problem,
}

/// A message to the analyst.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    /// Its name.
    pub id: u64,
    /// What kind.
    pub kind: NoticeKind,
    /// What to say.
    pub text: String,
    /// A button that would help: label and what it does.
    pub offer: Option<(String, Vec<super::Action>)>,
    /// When it came: seconds since the session began.
    pub at: f64,
}

/// A row of the history, oldest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryRow {
    /// Its position, for `Action::UndoTo`.
    pub index: usize,
    /// What was done.
    pub label: String,
    /// When: UTC, RFC 3339.
    pub at: String,
    /// The article that it was done in (the first, where several).
    pub article: Option<ArticleId>,
    /// Whether it stands (not undone).
    pub done: bool,
    /// Whether it came from outside (a file was changed by someone else).
    pub external: bool,
}

/// An article whose file was changed by someone else while we had changes of our own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The article.
    pub article: ArticleId,
    /// Where both versions are kept.
    pub kept_in: PathBuf,
    /// What theirs is: "3 claims, 4 numbers", or why it cannot be read.
    pub theirs: String,
    /// What ours is.
    pub ours: String,
}

/// A hit of the search over all articles and notes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchHit {
    /// Where to go.
    pub go: Selection,
    /// The article's title.
    pub title: String,
    /// The words before the hit, the hit, the words after it; line ends are shown as spaces.
    pub context: [String; 3],
    /// For a hit in a note: of which record.
    pub note_of: Option<RecordRef>,
}

/// The search over all articles and notes.
#[derive(Clone, Debug, Default)]
pub struct SearchState {
    /// What is searched.
    pub query: super::SearchQuery,
    /// What was found so far, by article and place.
    pub hits: Vec<SearchHit>,
    /// Articles searched so far, and of how many.
    pub progress: (usize, usize),
    /// Whether it goes on.
    pub running: bool,
    /// Whether hits were left out because there are too many.
    pub capped: bool,
}

/// A row of the Numbers view and of the CSV export: one quantity, or a claim without one.
#[derive(Clone, PartialEq, Debug)]
pub struct NumberRow {
    /// The article.
    pub article: ArticleId,
    /// The record to go to.
    pub record: RecordRef,
    /// The claim's text span or the number's, to go to.
    pub span: Option<Span>,
    /// One cell per column of [`super::Session::number_columns`], as the CSV export writes them.
    pub cells: Vec<String>,
}

/// An anchor that does not stand where its file says, for the Inspector's list.
#[derive(Clone, PartialEq, Debug)]
pub struct Strayed {
    /// The anchor.
    pub slot: SlotRef,
    /// The anchor as stored and as found.
    pub anchor: Anchor,
    /// The text that stands at the found place now; empty where orphaned.
    pub now: String,
}

/// A session that can be gone back to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// The folder.
    pub folder: PathBuf,
    /// The annotator.
    pub annotator: String,
    /// When it was last open: UTC, RFC 3339.
    pub at: String,
}

/// What the window keeps for the next start; plain texts and numbers by name, so that old files stay readable.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ViewSettings {
    /// Inner size of the window in points.
    pub window: Option<(f32, f32)>,
    /// Named numbers (zoom, reading width, panel widths).
    pub numbers: BTreeMap<String, f64>,
    /// Named texts (theme, hidden layers, hidden columns, sort).
    pub texts: BTreeMap<String, String>,
    /// Where each article was left: the byte at the top of the Reader.
    pub scroll: BTreeMap<String, u64>,
}
