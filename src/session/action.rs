//! Everything that an analyst, a script or a test can ask of a session: a closed list.

use super::{Command, FieldRef, ProposalKey};
use crate::model::{ArticleId, Selection, Span};
use std::path::PathBuf;

/// One wish. Views emit these; `Session::dispatch` alone carries them out.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    // --- Articles and annotators ---
    /// Open a folder, or some files; a path that cannot be opened becomes a notice.
    Open(Vec<PathBuf>),
    /// Read the open folder again.
    Reload,
    /// Look whether the articles' files are still those that were read.
    LookAtFiles,
    /// Read an article again whose file has changed.
    ReadAgain(ArticleId),
    /// Read articles that are links out of the folder too, from now on.
    FollowLinks,
    /// Take annotations that lie near: their `project.ron` is to name the open folder.
    TakeAnnotations(PathBuf),
    /// Begin annotations of the open folder's own, although others lie near.
    BeginAnnotations,
    /// Leave out the act that waits for the choice between the two.
    DropHeld,
    /// Work as this annotator (made when the first act happens).
    WorkAs(String),
    /// Look at another annotator's work; nothing can be changed.
    LookAt(String),
    /// Begin own work: empty, or with a copy of what is being looked at.
    StartOwn {
        /// Whether the records looked at are copied.
        copy: bool,
    },
    /// Read an article in this encoding (WHATWG name); `None` = detect again.
    ReadAs {
        /// The article.
        article: ArticleId,
        /// The encoding.
        encoding: Option<String>,
    },

    // --- Where the analyst is ---
    /// Show an article, at the place where it was left.
    Show(ArticleId),
    /// Show the article so many rows further (negative: back) in the list.
    ShowNext(isize),
    /// Select; the article shown changes where the selection says so.
    Select(Selection),
    /// Go to a place: shows the article, selects, and asks the Reader to scroll there.
    GoTo(Selection),
    /// To where the last `GoTo` left from.
    Back,

    // --- Annotating ---
    /// Change records.
    Do(Command),
    /// Take back the last act.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Take back acts until this entry is the last one done.
    UndoTo(usize),
    /// Leave out the act that cannot be undone any more, and go on with the one before.
    SkipUndo,
    /// Leave out the act that cannot be done again any more, and go on with the one behind it.
    SkipRedo,
    /// What stands in a form field, not committed yet. `None`: nothing is being typed there any more.
    Draft {
        /// Which field.
        field: FieldRef,
        /// What is typed.
        text: Option<String>,
    },
    /// Focus left a field, or Enter: its draft becomes one command, or stays with the reason why not.
    Commit {
        /// Which field.
        field: FieldRef,
        /// What is typed.
        text: String,
    },

    // --- Proposals ---
    /// Select the next (or the previous) open proposal of the article shown, with its claim or sentence.
    WalkProposals {
        /// Onwards, not back.
        forward: bool,
    },
    /// Select one of the proposals that are shown, or none.
    SelectProposal(Option<ProposalKey>),
    /// Accept the selected proposal; the one behind it is selected then.
    AcceptSelected,
    /// Refuse the selected proposal; the one behind it is selected then.
    RefuseSelected,

    /// Go to the next sentence that holds a number with an attribution and no claim: in this article, then in the
    /// folder, around once.
    NextToTag,
    /// Stop seeking it in other articles.
    StopNext,
    /// List all such sentences of the folder.
    Scan,
    /// Stop listing them; what was found stays.
    StopScan,

    // --- Files ---
    /// Write now whatever is not written.
    Save,
    /// Write annotations out.
    Export(ExportRequest),
    /// Write a picture out.
    ExportPicture(super::PictureRequest),
    /// After a conflict: keep ours, or take theirs; both versions stay in `.attest/conflicts`.
    Settle {
        /// The article whose file changed.
        article: ArticleId,
        /// Whether the analyst's own version goes on.
        keep_ours: bool,
    },

    // --- Searching, notices ---
    /// Search all articles and notes; an empty query clears.
    Search(SearchQuery),
    /// Stop a running search.
    StopSearch,
    /// A view found that something cannot be done: say so in a notice.
    Refused(super::Rejection),
    /// Take a notice away.
    Dismiss(u64),
    /// Shows the report of the last time that the window broke off, or no more.
    ShowCrash(bool),
    /// Keep the window's view settings for the next start.
    KeepView(Box<super::ViewSettings>),
}

/// What to search, everywhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchQuery {
    /// The words.
    pub text: String,
    /// Whether upper and lower case differ.
    pub match_case: bool,
    /// Whether only whole words count.
    pub whole_words: bool,
}

/// In which form annotations are written out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportFormat {
    /// The annotation files as they are (a folder, or one file for one article).
    Ron,
    /// One JSON document with text and offsets.
    Json,
    /// One row a quantity.
    Csv,
}

/// What to write out, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportRequest {
    /// In which form.
    pub format: ExportFormat,
    /// Only this article's; `None` = of all articles.
    pub article: Option<ArticleId>,
    /// The file, or for RON of all articles the folder. May not lie in the annotations folder.
    pub to: PathBuf,
    /// Whether files that are there already may be replaced. Without it nothing is written, and the notice that says
    /// so offers the same again with it.
    pub overwrite: bool,
}

/// A place in an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spot {
    /// The article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: Span,
}
