//! The only mutable owner. Actions in, transactions through, notices out; jobs off the UI thread.
//!
//! Never: egui, std::fs. Views read `&Session` and emit [`Action`]s; [`Session::dispatch`] is the one
//! door in, [`Session::poll`] takes in what workers and the writer have to say.

mod action;
mod acts;
mod asking;
mod citation;
mod command;
mod drafts;
mod export;
mod export_files;
mod facts;
mod faults;
mod field;
mod fields;
mod files;
mod going;
mod history;
mod ids;
mod jobs;
mod library;
mod nearby;
mod notices;
mod numbers;
mod opening;
mod own;
mod picture;
mod plan;
mod proposals;
mod reading;
mod remember;
mod saving;
mod search;
mod summary;
mod view;

pub use crate::store::crash::CrashReport;
pub use crate::store::near::{Near, Way};
pub use action::{Action, ExportFormat, ExportRequest, SearchQuery, Spot};
pub use command::{Command, DateRole, ListField, Rejection, TagKind};
pub use facts::{
    AgentField, BoardRow, FactCommand, FactField, FactOffer, Matrix, MatrixCell, MatrixRow,
    MatrixValues, MemberRow, Mention, Named, PairView, ReadingPoint, ReadingText, SourceKey,
    SourceRow, Statement, TimePoint, Timeline, board_of, origins_of,
};
pub use field::{Choice, Field, FieldOwner, FieldRef};
pub use picture::PictureRequest;
pub use plan::Redated;
pub use proposals::{Proposal, ProposalKey, Recognizer, ScanRow, ScanState, Within};
pub use search::find as find_text;
pub use view::{
    Access, ArticleRow, Conflict, HistoryRow, Notice, NoticeKind, NumberRow, Recent, SaveState,
    SearchHit, SearchState, Strayed, Trouble, ViewSettings,
};

use crate::model::{Article, ArticleId, Document, IdSource, Selection, held};
use crate::recognize::segments::Segments;
use crate::store::config::Config;
use crate::store::{Disk, RealDisk, Write, Writer};
use jobs::{Jobs, Kind, Shelf};
use std::collections::BTreeSet;
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

/// What a session stands on; tests put their own in place.
pub struct StartOptions {
    /// The user's config folder; none where there is no home.
    pub config: Option<Config>,
    /// New ids and the time.
    pub ids: Box<dyn IdSource + Send>,
    /// The disk that annotations are written to.
    pub disk: Arc<dyn Disk>,
    /// Reads a whole text: sentences, numbers, dates, attributions.
    pub recognize: Recognizer,
    /// The login name, made the annotator's where nothing else says who works.
    pub login: String,
    /// The name of this installation, which histories and files carry; none: the one in the config folder.
    pub installation: Option<String>,
    /// Whether the annotator `example` may be written. For making the example; neither the window nor the command
    /// line asks for it.
    pub write_example: bool,
}

impl Default for StartOptions {
    fn default() -> Self {
        let login =
            ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        Self {
            config: Config::of_user(),
            ids: Box::new(ids::SystemIds),
            disk: Arc::new(RealDisk),
            recognize: Arc::new(crate::recognize::recognize),
            login: login.unwrap_or_else(|| "analyst".to_owned()),
            installation: None,
            write_example: false,
        }
    }
}

/// All articles, all work on them, and what the analyst is looking at.
pub struct Session {
    // what it stands on
    config: Option<Config>,
    disk: Arc<dyn Disk>,
    ids: Box<dyn IdSource + Send>,
    recognizer: Recognizer,
    installation: Option<String>,
    write_example: bool,
    jobs: Jobs,
    // what is open
    library: library::Library,
    files: files::Files,
    choosing: nearby::Choosing,
    /// Articles folders in which links may lead outside.
    follow_links: BTreeSet<PathBuf>,
    shelf: Arc<Shelf>,
    progress: Option<(usize, usize)>,
    /// Whether the annotations are to be opened (again) when the flight in the air has landed.
    again: bool,
    writer: Option<Writer>,
    /// The writer of what was open before; ended by the next opening.
    previous: Option<Writer>,
    /// Why there is no writer although there should be.
    no_writer: Option<opening::NoWriter>,
    access: Access,
    annotator: String,
    own: String,
    annotators: Vec<String>,
    copying: Option<own::Copying>,
    // what is being done
    history: history::History,
    drafts: drafts::Drafts,
    saving: saving::Saving,
    conflicts: Vec<Conflict>,
    /// The history was replaced by someone, in these words; the next saving puts ours back.
    restore_log: Option<String>,
    /// Acts that could not be saved, to be done again.
    unsaved: Vec<Arc<crate::model::Transaction>>,
    /// An export that waits until what is pending is saved.
    export_wanted: Option<ExportRequest>,
    failed: BTreeSet<String>,
    // where the analyst is
    selection: Selection,
    /// What the last session had selected.
    wanted: remember::ComingBack,
    left: std::collections::HashMap<ArticleId, Selection>,
    back: Vec<Selection>,
    reveal: u64,
    notices: notices::Notices,
    proposals: proposals::Kept,
    scan: proposals::Scan,
    facts: facts::Kept,
    search: SearchState,
    view: ViewSettings,
    recent: Vec<Recent>,
    unkept: remember::Unkept,
    crash: remember::Crash,
}

impl Session {
    /// Begins a session; reading goes on in workers, and `wake` is called when there is something to poll.
    #[must_use]
    pub fn start(start: Start, wake: Wake) -> Self {
        Self::start_with(start, StartOptions::default(), wake)
    }

    /// Begins a session on other ground: for tests.
    #[must_use]
    pub fn start_with(start: Start, options: StartOptions, wake: Wake) -> Self {
        let mut session = Self {
            config: options.config,
            disk: options.disk,
            ids: options.ids,
            recognizer: options.recognize,
            installation: options.installation,
            write_example: options.write_example,
            jobs: Jobs::new(wake),
            library: library::Library::default(),
            files: files::Files::default(),
            choosing: nearby::Choosing::default(),
            follow_links: BTreeSet::new(),
            shelf: Arc::default(),
            progress: None,
            again: false,
            writer: None,
            previous: None,
            no_writer: None,
            access: Access::ReadOnly("No folder is open.".to_owned()),
            annotator: String::new(),
            own: String::new(),
            annotators: Vec::new(),
            copying: None,
            history: history::History::default(),
            drafts: drafts::Drafts::default(),
            saving: saving::Saving::default(),
            conflicts: Vec::new(),
            restore_log: None,
            unsaved: Vec::new(),
            export_wanted: None,
            failed: BTreeSet::new(),
            selection: Selection::default(),
            wanted: remember::ComingBack::default(),
            left: std::collections::HashMap::new(),
            back: Vec::new(),
            reveal: 0,
            notices: notices::Notices::new(),
            proposals: proposals::Kept::default(),
            scan: proposals::Scan::default(),
            facts: facts::Kept::default(),
            search: SearchState::default(),
            view: ViewSettings::default(),
            recent: Vec::new(),
            unkept: remember::Unkept::default(),
            crash: remember::Crash::default(),
        };
        session.begin(start, &options.login);
        session
    }

    /// Takes in what workers and the writer have to say, and does what is due. Called before every frame; cheap when there is nothing.
    pub fn poll(&mut self) {
        self.hear_jobs();
        self.hear_writer();
        self.hold(&"Opening the annotations again", Self::open_when_due);
        self.hold(&"Writing the annotation files", |session| session.render_due(false));
        self.hold(&"An export", Self::start_export);
        self.hold(&"Keeping where this session stands", Self::keep_what_is_due);
        self.hold(&"Looking at the articles' files", Self::look_if_due);
        self.notices.expire();
        self.keep_up();
    }

    /// After how long [`Self::poll`] must be called again even if nothing wakes us (a rendering that is due, a notice that goes).
    #[must_use]
    pub fn due(&self) -> Option<Duration> {
        if self.is_comparing() {
            return Some(Duration::ZERO);
        }
        let render = self.writer.as_ref().and_then(|_| self.saving.due());
        let due = [render, self.keep_due(), self.look_due(), self.notices.due(), self.open_due()];
        due.into_iter().flatten().min()
    }

    /// Waits until nothing is being read or searched and everything is written or has failed.
    /// For scripts and tests; a window polls instead.
    pub fn wait_until_idle(&mut self) {
        /// Longer than any disk should need; beyond it the state is told as it is.
        const PATIENCE: Duration = Duration::from_secs(60);
        loop {
            self.poll();
            self.render_due(true);
            let writing = self.writer.is_some() && self.saving.now() == crate::store::Saved::Saving;
            if self.is_comparing() {
                continue;
            }
            if !self.jobs.any() && !writing {
                return;
            }
            let mut select = crossbeam_channel::Select::new();
            select.recv(self.jobs.results());
            if let Some(writer) = &self.writer {
                select.recv(writer.events());
            }
            if select.ready_timeout(PATIENCE).is_err() {
                return;
            }
        }
    }

    /// Carries out a wish. What cannot be done becomes exactly one notice with the reason.
    pub fn dispatch(&mut self, action: Action) {
        match held(&"an act", || self.wish(action)) {
            Ok(Ok(())) => {}
            Ok(Err(why)) => self.notices.refuse(why),
            Err(_) => self.broke_off(&"What was just asked for"),
        }
        self.keep_up();
    }

    fn wish(&mut self, action: Action) -> Result<(), Rejection> {
        match action {
            Action::Open(_)
            | Action::Reload
            | Action::WorkAs(_)
            | Action::LookAt(_)
            | Action::StartOwn { .. }
            | Action::ReadAs { .. } => return self.open_wish(action),
            Action::LookAtFiles | Action::ReadAgain(_) | Action::FollowLinks => {
                return self.file_wish(action);
            }
            Action::TakeAnnotations(_) | Action::BeginAnnotations | Action::DropHeld => {
                return self.choose(action);
            }
            Action::Show(_)
            | Action::ShowNext(_)
            | Action::Select(_)
            | Action::GoTo(_)
            | Action::Back => return self.go(action),
            Action::WalkProposals { .. }
            | Action::SelectProposal(_)
            | Action::AcceptSelected
            | Action::RefuseSelected
            | Action::NextToTag
            | Action::StopNext
            | Action::Scan
            | Action::StopScan => return self.propose(action),
            Action::Do(command) => return self.carry_out(&command),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::UndoTo(row) => return self.undo_to(row),
            Action::SkipUndo => {
                if !self.history.skip_undo() {
                    return Err(Rejection::because("There is nothing to skip."));
                }
            }
            Action::SkipRedo => {
                if !self.history.skip_redo() {
                    return Err(Rejection::because("There is nothing to skip."));
                }
            }
            Action::Draft { field, text: Some(text) } => {
                // What the field shows anyway is no draft.
                if self.field_text(&field).is_some_and(|there| there == text) {
                    self.drafts.remove(&field);
                } else {
                    self.drafts.put(field, text, None);
                }
            }
            Action::Draft { field, text: None } => self.drafts.remove(&field),
            Action::Commit { field, text } => self.commit_draft(&field, text),
            Action::Save => self.save(),
            Action::Export(request) => self.wish_export(request)?,
            Action::ExportPicture(request) => self.wish_picture(request)?,
            Action::Settle { article, keep_ours } => self.settle_conflict(&article, keep_ours),
            Action::Search(query) => self.start_search(query)?,
            Action::StopSearch => {
                self.jobs.cancel(Kind::Search);
                self.search.running = false;
            }
            Action::Refused(why) => return Err(why),
            Action::Dismiss(id) => self.notices.dismiss(id),
            Action::ShowCrash(shown) => self.crash.shown = shown,
            Action::KeepView(view) => self.keep_view(*view),
        }
        Ok(())
    }

    /// Whether an action could be carried out now, and if not, why. For enabling buttons; changes nothing.
    ///
    /// # Errors
    /// The reason why not.
    pub fn can(&self, action: &Action) -> Result<(), Rejection> {
        held(&"a question", || self.could(action))?
    }

    fn could(&self, action: &Action) -> Result<(), Rejection> {
        let refuse = |reason: &str| Err(Rejection::because(reason));
        match action {
            Action::Do(command) => self.could_do(command),
            // Where the article of the act cannot be changed, trying says so and offers to skip the act.
            Action::Undo | Action::SkipUndo => match self.history.to_undo() {
                None => refuse("There is nothing to undo."),
                Some(_) => self.may_change([]),
            },
            Action::Redo | Action::SkipRedo => match self.history.to_redo() {
                None => refuse("There is nothing to redo."),
                Some(_) => self.may_change([]),
            },
            Action::UndoTo(row) => match self.history.is_done(*row) {
                None => refuse("There is no such step."),
                Some(_) => self.may_change([]),
            },
            Action::AcceptSelected | Action::RefuseSelected => self.can_decide(),
            Action::Scan => self.all_read(),
            Action::Back if self.back.is_empty() => refuse("There is no place to go back to."),
            Action::Reload
            | Action::ShowNext(_)
            | Action::Export(_)
            | Action::ExportPicture(_)
            | Action::Search(_)
            | Action::NextToTag
                if self.library.root.is_none() =>
            {
                refuse("No folder is open.")
            }
            Action::Show(id) | Action::ReadAs { article: id, .. }
                if !self.library.entries.contains_key(id) =>
            {
                refuse("There is no such article.")
            }
            Action::StartOwn { .. } if self.is_own() => refuse("This is your own work."),
            Action::Commit { field, .. } => self.may_change([&field.article]),
            _ => Ok(()),
        }
    }

    /// Commits drafts that can be, waits until everything is written or has failed, and ends the writer. Called once, at the end.
    pub fn close(&mut self) {
        self.poll();
        self.flush_drafts();
        self.render_due(true);
        if self.export_wanted.is_some() || self.jobs.flies(Kind::Export) {
            // Else a file that was asked for would be missing without a word.
            self.wait_until_idle();
        }
        self.keep_now();
        for writer in [self.previous.take(), self.writer.take()].into_iter().flatten() {
            if let Err(why) = writer.close() {
                tracing::error!(%why, "not everything was saved");
                self.notices.say(NoticeKind::Problem, format!("Not saved: {why}"));
            }
        }
    }

    fn save(&mut self) {
        self.flush_drafts();
        if self.no_writer.is_some() {
            // The folder could not be opened: perhaps it can be now.
            self.unsaved = self.history.acts_after(self.saving.durable());
            self.wanted = remember::ComingBack::to(self.selection.clone());
            self.let_go();
            self.open_annotations();
            return;
        }
        self.render_due(true);
        if let Some(writer) = &self.writer {
            if let Some(told) = self.restore_log.take() {
                writer.send(Write::RestoreLog);
                self.saving.restoring();
                self.notices.drop_text(&told);
            }
            if matches!(self.saving.now(), crate::store::Saved::Not(_)) {
                writer.send(Write::Retry);
            }
        }
    }

    // --- Articles ---

    /// The open folder; `None` on the welcome screen.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.library.root.as_deref()
    }

    /// Whether a folder is being read, and how far: articles read, of how many.
    #[must_use]
    pub fn opening(&self) -> Option<(usize, usize)> {
        self.progress
    }

    /// The list of articles, in the order of their names.
    #[must_use]
    pub fn rows(&self) -> &[ArticleRow] {
        &self.library.rows
    }

    /// The row of one article.
    #[must_use]
    pub fn row(&self, id: &ArticleId) -> Option<&ArticleRow> {
        self.library.rows.iter().find(|row| row.id == *id)
    }

    /// An article's text.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.library.entries.get(id)?.article.as_ref()
    }

    /// An article's sentences.
    #[must_use]
    pub fn segments(&self, id: &ArticleId) -> Option<&Arc<Segments>> {
        self.library.entries.get(id)?.segments.as_ref()
    }

    /// The records of an article, of the annotator who is shown; of [`ArticleId::of_facts`] the facts.
    #[must_use]
    pub fn document(&self, id: &ArticleId) -> Option<&Document> {
        self.library.document(id).map(|document| &**document)
    }

    /// The article shown.
    #[must_use]
    pub fn current(&self) -> Option<&ArticleId> {
        self.selection.article.as_ref()
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
        self.reveal
    }

    // --- History ---

    /// What was done, oldest first.
    #[must_use]
    pub fn history(&self) -> &[HistoryRow] {
        self.history.rows()
    }

    /// What undo would take back, and redo do again.
    #[must_use]
    pub fn undo_labels(&self) -> (Option<&str>, Option<&str>) {
        self.history.labels()
    }

    // --- Files, annotators, notices ---

    /// The save state.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.save_state_now()
    }

    /// Whether work can be kept.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access.clone()
    }

    /// The annotator whose work is shown.
    #[must_use]
    pub fn annotator(&self) -> &str {
        &self.annotator
    }

    /// Whether the annotator shown is the analyst's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.annotator == self.own
    }

    /// All annotators with work in this folder.
    #[must_use]
    pub fn annotators(&self) -> &[String] {
        &self.annotators
    }

    /// Articles whose file was changed by someone else while we had changes.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Messages, oldest first.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.notices.list()
    }

    /// Sessions to go back to, latest first.
    #[must_use]
    pub fn recent(&self) -> &[Recent] {
        &self.recent
    }

    /// View settings of the last session.
    #[must_use]
    pub fn view(&self) -> &ViewSettings {
        &self.view
    }
}
