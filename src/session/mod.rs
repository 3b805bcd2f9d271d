//! The only mutable owner. Actions in, transactions through, notices out; jobs off the UI thread.
//!
//! Never: egui, std::fs. Views read `&Session` and emit [`Action`]s; [`Session::dispatch`] is the one
//! door in, [`Session::poll`] takes in what workers and the writer have to say.

mod action;
mod command;
mod field;
mod view;

pub use action::{Action, ExportFormat, ExportRequest, SearchQuery, Spot};
pub use command::{Command, DateRole, ListField, Rejection, TagKind};
pub use field::{Choice, Field, FieldOwner, FieldRef};
pub use view::{
    Access, ArticleRow, Conflict, HistoryRow, Notice, NoticeKind, NumberRow, Recent, SaveState,
    SearchHit, SearchState, Strayed, Trouble, ViewSettings,
};

use crate::model::{Article, ArticleId, Document, Selection, SlotRef, Span};
use crate::recognize::segments::Segments;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Called from any thread when there is something to poll; the window asks for a repaint in it.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How a session begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// What the command line names: a folder, or files. Empty: the last session's folder, else `seeds/`
    /// of the working folder, else nothing (the welcome screen).
    pub paths: Vec<PathBuf>,
    /// The annotator, where the command line names one; else the last session's, else the login name.
    pub annotator: Option<String>,
}

/// All articles, all work on them, and what the analyst is looking at.
pub struct Session {
    rows: Vec<ArticleRow>,
    selection: Selection,
    notices: Vec<Notice>,
    search: SearchState,
    view: ViewSettings,
}

impl Session {
    /// Begins a session; reading goes on in workers, and `wake` is called when there is something to poll.
    #[must_use]
    pub fn start(start: Start, wake: Wake) -> Self {
        let _ = (start, wake);
        Self {
            rows: Vec::new(),
            selection: Selection::default(),
            notices: Vec::new(),
            search: SearchState::default(),
            view: ViewSettings::default(),
        }
    }

    /// Takes in what workers and the writer have to say, and does what is due. Called before every frame; cheap when there is nothing.
    pub fn poll(&mut self) {}

    /// After how long [`Self::poll`] must be called again even if nothing wakes us (a rendering that is due, a notice that goes).
    #[must_use]
    pub fn due(&self) -> Option<Duration> {
        None
    }

    /// Carries out a wish. What cannot be done becomes exactly one notice with the reason.
    pub fn dispatch(&mut self, action: Action) {
        let _ = action;
    }

    /// Whether an action could be carried out now, and if not, why. For enabling buttons; changes nothing.
    ///
    /// # Errors
    /// The reason why not.
    pub fn can(&self, action: &Action) -> Result<(), Rejection> {
        let _ = action;
        Ok(())
    }

    /// Commits drafts that can be, waits until everything is written or has failed, and ends the writer. Called once, at the end.
    pub fn close(&mut self) {}

    // --- Articles ---

    /// The open folder; `None` on the welcome screen.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        None
    }

    /// Whether a folder is being read, and how far: articles read, of how many.
    #[must_use]
    pub fn opening(&self) -> Option<(usize, usize)> {
        None
    }

    /// The list of articles, in the order of their names.
    #[must_use]
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }

    /// The row of one article.
    #[must_use]
    pub fn row(&self, id: &ArticleId) -> Option<&ArticleRow> {
        self.rows.iter().find(|row| row.id == *id)
    }

    /// An article's text.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        let _ = id;
        None
    }

    /// An article's sentences.
    #[must_use]
    pub fn segments(&self, id: &ArticleId) -> Option<&Arc<Segments>> {
        let _ = id;
        None
    }

    /// The records of an article, of the annotator who is shown.
    #[must_use]
    pub fn document(&self, id: &ArticleId) -> Option<&Document> {
        let _ = id;
        None
    }

    /// The article shown.
    #[must_use]
    pub fn current(&self) -> Option<&ArticleId> {
        self.selection.article.as_ref()
    }

    /// Names a state of an article's records in memory; never reused. Key for memos of views.
    #[must_use]
    pub fn revision(&self, id: &ArticleId) -> u64 {
        let _ = id;
        0
    }

    /// Names a state of everything: changes whenever any article's records, rows or list change.
    #[must_use]
    pub fn revision_of_all(&self) -> u64 {
        0
    }

    /// Anchors of an article that do not stand where the file says: moved, changed, orphaned.
    #[must_use]
    pub fn strayed(&self, id: &ArticleId) -> Vec<Strayed> {
        let _ = id;
        Vec::new()
    }

    /// Encodings to choose from, common ones first.
    #[must_use]
    pub fn encodings(&self) -> &'static [&'static str] {
        &[]
    }

    // --- Where the analyst is ---

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Grows by one with every `GoTo`, undo and redo: the Reader then scrolls to the selection.
    #[must_use]
    pub fn reveal(&self) -> u64 {
        0
    }

    // --- Fields (forms and table cells) ---

    /// A field's content as a person would type it; `None` where there is no such field.
    #[must_use]
    pub fn field_text(&self, field: &FieldRef) -> Option<String> {
        let _ = field;
        None
    }

    /// The choices of an enumerated field; `None` for fields that are typed.
    #[must_use]
    pub fn choices(&self, field: Field) -> Option<&'static [Choice]> {
        let _ = field;
        None
    }

    /// The anchor of a field in the text, where it has one.
    #[must_use]
    pub fn field_anchor(&self, field: &FieldRef) -> Option<SlotRef> {
        let _ = field;
        None
    }

    /// What is typed in a field and not committed, and what is wrong with it.
    #[must_use]
    pub fn draft(&self, field: &FieldRef) -> Option<(&str, Option<&str>)> {
        let _ = field;
        None
    }

    /// A sentence in plain words of what a record holds ("1,050 people, cumulative, as of 24 Sep 2023 22:00").
    #[must_use]
    pub fn summary(&self, article: &ArticleId, record: &crate::model::RecordRef) -> String {
        let _ = (article, record);
        String::new()
    }

    /// The selected words, or the selected claim, with their citation (outlet, date, file, offsets), for the clipboard.
    #[must_use]
    pub fn citation(&self) -> Option<String> {
        None
    }

    /// The next sentence after this byte that holds a digit and stands in no claim.
    #[must_use]
    pub fn next_worth_tagging(&self, id: &ArticleId, after: usize) -> Option<Span> {
        let _ = (id, after);
        None
    }

    // --- History ---

    /// What was done, oldest first.
    #[must_use]
    pub fn history(&self) -> &[HistoryRow] {
        &[]
    }

    /// What undo would take back, and redo do again.
    #[must_use]
    pub fn undo_labels(&self) -> (Option<&str>, Option<&str>) {
        (None, None)
    }

    // --- Files, annotators, notices ---

    /// The save state.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        SaveState::Saved
    }

    /// Whether work can be kept.
    #[must_use]
    pub fn access(&self) -> Access {
        Access::Write
    }

    /// The annotator whose work is shown.
    #[must_use]
    pub fn annotator(&self) -> &str {
        ""
    }

    /// Whether the annotator shown is the analyst's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        true
    }

    /// All annotators with work in this folder.
    #[must_use]
    pub fn annotators(&self) -> &[String] {
        &[]
    }

    /// Articles whose file was changed by someone else while we had changes.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &[]
    }

    /// Messages, oldest first.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Sessions to go back to, latest first.
    #[must_use]
    pub fn recent(&self) -> &[Recent] {
        &[]
    }

    /// View settings of the last session.
    #[must_use]
    pub fn view(&self) -> &ViewSettings {
        &self.view
    }

    // --- Searching, numbers ---

    /// The search over all articles.
    #[must_use]
    pub fn search(&self) -> &SearchState {
        &self.search
    }

    /// The columns of the Numbers view and the CSV export: their names, and the field a cell edits, where it can be.
    #[must_use]
    pub fn number_columns(&self) -> &'static [(&'static str, Option<Field>)] {
        &[]
    }

    /// The rows of the Numbers view and the CSV export, of one article. Kept, not computed per call.
    #[must_use]
    pub fn number_rows(&self, id: &ArticleId) -> &[NumberRow] {
        let _ = id;
        &[]
    }
}
