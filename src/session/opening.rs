//! Opening: articles in, then annotations; the article shown last comes first.

use super::files::{Files, Watching};
use super::jobs::{Job, JobResult, Kind, ReadText};
use super::notices::Cause;
use super::remember::ComingBack;
use super::{Access, Action, NoticeKind, Rejection, Session, Trouble};
use crate::model::{ArticleId, Selection};
use crate::store::{self, OpenRequest, Opened};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// After how long a folder that could not be opened is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// Why there is no writer although there should be, and when it was last tried.
pub(super) struct NoWriter {
    pub(super) why: String,
    tried: Instant,
}

impl NoWriter {
    pub(super) fn new(why: String) -> Self {
        Self { why, tried: Instant::now() }
    }
}

impl Session {
    /// Opens a folder or files; what was open before is written first.
    pub(super) fn open(&mut self, paths: Vec<PathBuf>) {
        self.flush_drafts();
        self.let_go();
        self.jobs.cancel(Kind::Look);
        self.progress = Some((0, 0));
        let job = Job::Articles {
            paths,
            follow_links: self.follow_links.clone(),
            first: self.wanted.selection.article.clone(),
            annotator: self.annotator.clone(),
        };
        if let Err(why) = self.jobs.start(job) {
            self.progress = None;
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    /// Lets go of the open annotations: renders what is due; the writer is ended by the next opening.
    pub(super) fn let_go(&mut self) {
        self.render_due(true);
        self.give_up_export();
        self.keep_drafts();
        if let Some(writer) = self.writer.take() {
            // Where two were let go of in a row, the older one ends by itself.
            self.previous = Some(writer);
        }
        self.saving = super::saving::Saving::default();
        self.history = super::history::History::default();
        self.conflicts.clear();
        self.restore_log = None;
        self.drafts.clear();
        self.no_writer = None;
    }

    /// Starts to open the annotator's folder, once the articles are there and no other opening is in flight.
    pub(super) fn open_annotations(&mut self) {
        let Some(root) = self.library.root.clone() else { return };
        if self.jobs.flies(Kind::Articles) || self.jobs.flies(Kind::Annotations) {
            self.again = true;
            return;
        }
        self.again = false;
        if let Some(writer) = self.writer.take() {
            // Whatever was opened meanwhile must free its lock first.
            self.previous = Some(writer);
        }
        let request = OpenRequest {
            annotations_root: std::path::PathBuf::new(),
            articles_root: root,
            annotator: self.annotator.clone(),
            installation: self.installation.clone().unwrap_or_default(),
            write: self.own == self.annotator && self.may_write(&self.annotator),
        };
        if self.no_writer.is_none() {
            self.access = Access::ReadOnly("The annotations are still being read.".to_owned());
        }
        let articles: store::Articles = Arc::clone(&self.shelf) as store::Articles;
        let job = Job::Annotations {
            disk: Arc::clone(&self.disk),
            request,
            config: self.config.clone(),
            articles,
            previous: self.previous.take(),
        };
        if let Err(why) = self.jobs.start(job) {
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    /// Whether this annotator's work is anybody's to write.
    pub(super) fn may_write(&self, annotator: &str) -> bool {
        annotator != EXAMPLE || self.write_example
    }

    /// Shows another annotator's work, or the analyst's own.
    pub(super) fn change_annotator(&mut self, name: &str, own: bool) -> Result<(), Rejection> {
        if name.trim().is_empty() {
            return Err(Rejection::because("An annotator needs a name."));
        }
        let name = store::project::safe_name(name);
        if own && !self.may_write(&name) {
            return Err(Rejection::because("“example” is always read-only; choose another name."));
        }
        self.flush_drafts();
        self.let_go();
        if name != self.annotator {
            self.unsaved.clear();
        }
        if own {
            self.own.clone_from(&name);
        }
        self.annotator.clone_from(&name);
        self.library.annotator = name;
        for row in 0..self.library.rows.len() {
            let Some(id) = self.library.rows.get(row).map(|row| row.id.clone()) else { continue };
            self.library.put_document(&id, None);
        }
        self.library.put_facts(None);
        self.open_annotations();
        Ok(())
    }

    /// Takes in what jobs report.
    pub(super) fn hear_jobs(&mut self) {
        while let Some(result) = self.jobs.next() {
            self.hold(&"Taking in what was read", |session| session.hear_job(result));
        }
    }

    fn hear_job(&mut self, result: JobResult) {
        match result {
            JobResult::Scanned(Err(why)) => {
                self.progress = None;
                self.notices.say(NoticeKind::Problem, why);
                if self.library.root.is_some() {
                    self.again = true;
                }
            }
            JobResult::Scanned(Ok(scanned)) => {
                let (scan, watching) = *scanned;
                self.take_scan(scan, watching);
            }
            JobResult::Read(id, text) => self.take_article(&id, text),
            JobResult::Opened(opened, request, annotators, nearby) => {
                self.annotators = annotators;
                self.hear_near(*nearby);
                self.take_annotations(opened, &request);
            }
            JobResult::Looked(looked) => self.hear_looked(looked),
            JobResult::Taken(taken) => self.hear_taken(taken),
            JobResult::Found(found) => {
                self.search.hits.extend(found.hits);
                self.search.progress.0 = found.searched;
                self.search.capped |= found.capped;
            }
            JobResult::Exported(exported) => self.hear_export(exported),
            JobResult::Ended(Err(why)) => {
                let text = format!(
                    "Not everything of the folder that was open before could be saved: {why}"
                );
                self.notices.say(NoticeKind::Problem, text);
            }
            JobResult::Ended(Ok(())) => {}
            JobResult::Landed(Kind::Articles) => {
                self.progress = None;
                self.fill_segments();
                if self.library.root.is_some() {
                    self.open_annotations();
                } else if let Some(writer) = self.previous.take()
                    && let Err(why) = self.jobs.start(Job::Ending(writer))
                {
                    self.notices.say(NoticeKind::Problem, why);
                }
            }
            JobResult::Landed(Kind::Annotations) => {
                if self.again {
                    self.open_annotations();
                }
            }
            JobResult::Landed(Kind::ReadAs) => self.reopen(),
            JobResult::Landed(Kind::Search) => self.search.running = false,
            JobResult::Recognised(id, article, recognition) => {
                self.hear_recognition(&id, &article, *recognition);
            }
            JobResult::SoughtIn(read) => self.hear_seeking(read),
            JobResult::Sought(began, found) => self.hear_sought(&began, found),
            JobResult::Listed(rows) => self.hear_scan(rows),
            JobResult::Landed(Kind::Scan) => self.scan_over(),
            JobResult::Kept(done) => self.kept(done),
            JobResult::Broke(what) => self.broke_off(&what),
            JobResult::Landed(
                Kind::Export
                | Kind::Ending
                | Kind::Keep
                | Kind::Fill
                | Kind::Recognise
                | Kind::Seek
                | Kind::Look
                | Kind::Take,
            ) => {}
        }
    }

    /// Finds all sentences in the background, those of the article shown first.
    fn fill_segments(&mut self) {
        let shown = self.selection.article.as_ref();
        let all = shown.into_iter().chain(self.library.rows.iter().map(|row| &row.id));
        let all = all.filter_map(|id| Some((id.clone(), Arc::clone(self.segments(id)?)))).collect();
        if let Err(why) = self.jobs.start(Job::Fill(all)) {
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    fn take_scan(&mut self, scan: store::articles::Scan, watching: Watching) {
        self.shelf = Arc::default();
        let (files, unwatched) = Files::of(watching, scan.outside);
        self.files = files;
        if let Some(why) = unwatched {
            let text = format!(
                "Changes of the articles’ files are seen when this window comes to the front, not at once: they cannot be watched ({why})."
            );
            self.notices.say(NoticeKind::Info, text);
        }
        self.tell_outside();
        self.library.reset(Some(scan.root.clone()));
        self.library.annotator.clone_from(&self.annotator);
        for text in scan.notices {
            self.notices.say(NoticeKind::Info, text);
        }
        let mut readable = 0;
        for file in scan.files {
            readable += usize::from(file.problem.is_none());
            let trouble = file.problem.map(|problem| problem.to_string());
            self.library.add(file.id, file.path, trouble);
        }
        self.progress = Some((0, readable));
        // Where the analyst was, else the first article.
        let there = |id: &ArticleId| self.library.entries.contains_key(id);
        if !self.wanted.is_of(&scan.root) {
            self.wanted = ComingBack::default();
        }
        let wanted = &self.wanted.selection;
        self.selection = match &wanted.article {
            Some(id) if there(id) => Selection { record: None, ..wanted.clone() },
            _ => {
                let rows = self.library.rows.iter();
                let first =
                    rows.clone().find(|row| row.trouble.is_none()).or_else(|| rows.clone().next());
                Selection { article: first.map(|row| row.id.clone()), ..Selection::default() }
            }
        };
        self.back.clear();
        self.left.clear();
        self.jobs.cancel(Kind::Search);
        self.search = super::SearchState::default();
        self.forget_scan();
        self.forget_facts();
        self.reveal += 1;
        self.remember_folder();
    }

    pub(super) fn take_article(&mut self, id: &ArticleId, text: ReadText) {
        if let Some((done, _)) = &mut self.progress {
            *done += 1;
        }
        self.files.read(id, text.stamp);
        // What is due was done on the text as it was.
        self.render_due(true);
        match text.read {
            Err(problem) => {
                self.library.put_trouble(id, Some(Trouble::Article(problem.to_string())))
            }
            Ok(read) => {
                let (read, segments) = *read;
                if let Some(note) = read.encoding_note {
                    self.notices.say(NoticeKind::Info, format!("{id}: {note}"));
                }
                let article = Arc::new(read.article);
                self.shelf.put(Arc::clone(&article));
                // Records of another text would stand in wrong places until they are opened again.
                self.forget_scanned(id);
                self.library.put_document(id, None);
                self.library.put_article(id, article, segments);
                self.come_back_to_text(id);
            }
        }
    }

    fn take_annotations(&mut self, opened: Result<Box<Opened>, String>, request: &OpenRequest) {
        if !self.annotators.contains(&self.own) {
            self.annotators.push(self.own.clone());
            self.annotators.sort();
        }
        let stale = self.jobs.flies(Kind::Articles)
            || request.annotator != self.annotator
            || Some(&request.articles_root) != self.library.root.as_ref();
        let opened = match opened {
            Ok(opened) if stale => {
                self.previous = Some(opened.writer);
                self.again = true;
                return;
            }
            Err(_) if stale => {
                self.again = true;
                return;
            }
            Ok(opened) => *opened,
            Err(why) if self.no_writer.is_some() => {
                self.no_writer = Some(NoWriter::new(why));
                return;
            }
            Err(why) => {
                // Work goes on in memory.
                let text = format!(
                    "The annotations cannot be opened: {why}. What is done now is not saved."
                );
                self.notices.because(Cause::Opening, NoticeKind::Problem, text, None);
                self.no_writer = Some(NoWriter::new(why));
                self.access =
                    if request.write { Access::Write } else { read_only(&self.annotator) };
                let ids: Vec<ArticleId> =
                    self.library.rows.iter().map(|row| row.id.clone()).collect();
                for id in ids {
                    self.library.put_document(&id, Some(Arc::default()));
                }
                self.library.put_facts(Some(Arc::default()));
                self.come_back_to_record();
                self.do_unsaved();
                return;
            }
        };
        if self.no_writer.is_some() {
            // What was done in memory meanwhile is done again on what was found.
            self.unsaved = self.history.acts_after(None);
            self.wanted = ComingBack::to(self.selection.clone());
            self.let_go();
        }
        self.notices.over(&Cause::Opening);
        self.access = match opened.access {
            _ if !request.write => read_only(&self.annotator),
            store::Access::Writer => Access::Write,
            store::Access::ReadOnly { why } => Access::ReadOnly(why),
        };
        for text in opened.notices {
            self.notices.because(Cause::Opening, NoticeKind::Info, text, None);
        }
        for path in opened.orphan_files {
            if self.is_of_a_row(&path, request) {
                // The row says what is the matter with the article.
                continue;
            }
            let text = format!(
                "{} belongs to no article of this folder; it is left alone.",
                path.display()
            );
            self.notices.say(NoticeKind::Info, text);
        }
        let mut documents = opened.documents;
        let mut held = opened.held;
        let facts = documents.remove(&ArticleId::of_facts()).unwrap_or_default();
        self.library.put_facts(Some(facts));
        if let Some(file) = held.remove(&ArticleId::of_facts()) {
            let text = format!("{file}. The file is left alone, and facts cannot be changed.");
            let cause = Cause::File(ArticleId::of_facts());
            self.notices.because(cause, NoticeKind::Problem, text, None);
            self.library.facts_trouble = Some(file.to_string());
        }
        let ids: Vec<ArticleId> = self.library.rows.iter().map(|row| row.id.clone()).collect();
        for id in ids {
            self.library.put_document(&id, Some(documents.remove(&id).unwrap_or_default()));
            let root = &request.annotations_root;
            if let Some(why) = store::name_trouble(&*self.disk, root, &self.annotator, &id) {
                let cause = Cause::File(id.clone());
                self.notices.because(cause, NoticeKind::Problem, format!("{id}: {why}"), None);
                self.library.put_trouble(&id, Some(Trouble::Annotations(why)));
            }
            let folder = || {
                let path = root.join(&self.annotator).join(format!("{id}.ron"));
                opened.unread.iter().find(|folder| path.starts_with(&folder.path)).cloned()
            };
            if let Some(file) = held.remove(&id).or_else(folder) {
                let text = format!("{file}. The file is left alone, and its article is read-only.");
                let cause = Cause::File(id.clone());
                self.notices.because(cause, NoticeKind::Problem, text, None);
                self.library.put_trouble(&id, Some(Trouble::Annotations(file.to_string())));
            }
        }
        for file in held.into_values() {
            self.notices.say(NoticeKind::Problem, format!("{file}. The file is left alone."));
        }
        self.history = super::history::History::of(opened.history);
        self.saving.safe_before(self.history.next());
        if self.access == Access::Write {
            self.saving.ahead(&opened.ahead);
        } else if let Some((first, _)) = opened.ahead.first() {
            let text = format!(
                "The history is ahead of {} annotation file(s), {first} first: what is shown here is not all in the files.",
                opened.ahead.len()
            );
            self.notices.because(Cause::Opening, NoticeKind::Info, text, None);
        }
        self.writer = Some(opened.writer);
        self.restore_drafts();
        self.come_back_to_record();
        self.do_unsaved();
        if let Some(copy) = self.copying.take() {
            self.copy_records(copy);
        }
    }

    /// What kept this window from writing is gone: opens the annotations again, and does again what could not be saved.
    pub(super) fn open_again(&mut self) {
        self.flush_drafts();
        self.wanted = ComingBack::to(self.selection.clone());
        self.let_go();
        self.open_annotations();
    }

    /// After how long a folder that could not be opened is to be tried again.
    pub(super) fn open_due(&self) -> Option<Duration> {
        let no_writer = self.no_writer.as_ref()?;
        let flies = self.jobs.flies(Kind::Annotations);
        (!flies).then(|| AGAIN.saturating_sub(no_writer.tried.elapsed()))
    }

    /// Tries again to open a folder that could not be opened.
    pub(super) fn open_when_due(&mut self) {
        if self.open_due().is_some_and(|due| due.is_zero()) {
            self.open_annotations();
        }
    }

    /// Whether an annotation file is of an article that is listed, but could not be read.
    fn is_of_a_row(&self, path: &Path, request: &OpenRequest) -> bool {
        let below = path.strip_prefix(request.annotations_root.join(&request.annotator)).ok();
        let parts = below.map(|below| below.iter().map(|part| part.to_string_lossy()));
        let name = parts.map(|parts| parts.collect::<Vec<_>>().join("/")).unwrap_or_default();
        let id = name.strip_suffix(".ron").map(ArticleId::new);
        id.is_some_and(|id| self.library.entries.contains_key(&id))
    }

    /// Reads the open folder again.
    pub(super) fn reload(&mut self) -> Result<(), Rejection> {
        if self.files.paths.is_empty() {
            return Err(Rejection::because("No folder is open."));
        }
        self.wanted = ComingBack::to(self.selection.clone());
        self.open(self.files.paths.clone());
        Ok(())
    }

    /// Carries out a wish that is about articles and annotators.
    pub(super) fn open_wish(&mut self, action: Action) -> Result<(), Rejection> {
        match action {
            Action::Open(paths) => {
                self.wanted = ComingBack::default();
                self.unsaved.clear();
                self.forget_near();
                self.open(paths);
            }
            Action::Reload => self.reload()?,
            Action::WorkAs(name) => self.change_annotator(&name, true)?,
            Action::LookAt(name) => self.change_annotator(&name, false)?,
            Action::StartOwn { copy } => self.start_own(copy)?,
            Action::ReadAs { article, encoding } => {
                let entry = self.library.entries.get(&article);
                let path = entry.map(|entry| entry.path.clone());
                let path = path.ok_or_else(|| Rejection::because("There is no such article."))?;
                if self.files.links.lead_out(&self.files.paths, &path) {
                    let outside = store::articles::FileProblem::Outside;
                    return Err(Rejection::because(outside.to_string()));
                }
                self.is_saved()?;
                self.flush_drafts();
                let language =
                    self.document(&article).map(|d| d.meta().language.clone()).unwrap_or_default();
                let job = Job::ReadAs { path, id: article, encoding, language };
                self.jobs.start(job).map_err(Rejection::because)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The annotator whose work nobody writes.
const EXAMPLE: &str = "example";

fn read_only(annotator: &str) -> Access {
    Access::ReadOnly(if annotator == EXAMPLE {
        "This is the example; start your own annotations to change something.".to_owned()
    } else {
        format!("This is the work of {annotator}; start your own annotations to change something.")
    })
}
