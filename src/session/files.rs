//! The articles' files while they are open: what becomes of them on the disk, and when they are read again.
//!
//! Owns: which file each text was read from and when it is looked at again; that no act is done on a text that is no
//! longer there. An article is read again by itself where nothing is being done on it, else when the analyst says so.
//! Never: polls; a look follows a word of the system's, the window's coming to the front, or an act.

use super::drafts::Draft;
use super::jobs::{Job, Kind, ReadText, read_text};
use super::remember::ComingBack;
use super::{Action, FieldRef, NoticeKind, Rejection, Session, Trouble};
use crate::model::{ArticleId, Document, Selection};
use crate::store::articles::{self, FileProblem, FoundFile, Links};
use crate::store::stamp::{Stamp, TICK};
use crate::store::{Saved, Watch, project};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long the files have to be quiet before they are looked at.
const QUIET: Duration = Duration::from_millis(200);
/// How long a look waits at most while they are not.
const LONGEST: Duration = Duration::from_millis(700);

/// What a look at the files is asked with, and what touches it.
pub(super) struct Watching {
    /// What was opened.
    pub paths: Vec<PathBuf>,
    pub links: Links,
    /// Set, from another thread, when something changed.
    pub touched: Arc<AtomicBool>,
    pub watch: Result<Watch, String>,
}

/// The files of the open articles.
#[derive(Default)]
pub(super) struct Files {
    /// What was opened.
    pub paths: Vec<PathBuf>,
    pub links: Links,
    /// Links out of the folder that were not followed.
    outside: Vec<PathBuf>,
    touched: Arc<AtomicBool>,
    /// Held while they are watched.
    _watch: Option<Watch>,
    /// The file that each text was read from, and whether its stamp is to be taken again.
    stamps: HashMap<ArticleId, (Stamp, bool)>,
    /// When the next look is due at the earliest, and at the latest.
    look: Option<(Instant, Instant)>,
    /// Changed, and read again as soon as nothing is being done on them.
    waiting: BTreeSet<ArticleId>,
    /// To be read again whatever is being done: the analyst says so.
    asked: BTreeSet<ArticleId>,
    /// Whether the annotations are to be opened again, as soon as nothing waits to be saved.
    reopen: bool,
    /// What is being typed while they are.
    carried: Vec<(FieldRef, Draft)>,
}

impl Files {
    /// The files of a folder that was scanned.
    pub fn of(watching: Watching, outside: Vec<PathBuf>) -> (Self, Option<String>) {
        let Watching { paths, links, touched, watch } = watching;
        let (watch, why) = match watch {
            Ok(watch) => (Some(watch), None),
            Err(why) => (None, Some(why)),
        };
        (Self { paths, links, outside, touched, _watch: watch, ..Self::default() }, why)
    }

    /// An article was read.
    pub fn read(&mut self, id: &ArticleId, stamp: Option<Stamp>) {
        match stamp {
            Some(stamp) => {
                let fresh = stamp.is_fresh();
                if fresh {
                    self.look_in(TICK);
                }
                self.stamps.insert(id.clone(), (stamp, fresh));
            }
            None => {
                self.stamps.remove(id);
            }
        }
    }

    /// Asks for a look after this time; one that is due before stays.
    fn look_in(&mut self, wait: Duration) {
        let at = Instant::now() + wait;
        let (due, latest) = self.look.unwrap_or((at, at));
        self.look = Some((due.min(at), latest.min(at)));
    }

    /// Something changed: looks when it is quiet.
    fn touch(&mut self) {
        let now = Instant::now();
        let latest = self.look.map_or(now + LONGEST, |(_, latest)| latest.min(now + LONGEST));
        self.look = Some(((now + QUIET).min(latest), latest));
    }
}

/// A look at the files: what is scanned, and what is known.
pub(super) struct Looking {
    root: PathBuf,
    paths: Vec<PathBuf>,
    links: Links,
    annotator: String,
    known: HashMap<ArticleId, Known>,
}

/// What is known of a file.
struct Known {
    /// None: it was not read, or not there.
    stamp: Option<Stamp>,
    sha256: Option<String>,
    language: String,
}

/// What became of the files.
pub(super) struct Looked {
    seen: Vec<Seen>,
    gone: Vec<ArticleId>,
    outside: Vec<PathBuf>,
}

/// One file that is there.
struct Seen {
    file: FoundFile,
    what: What,
    /// Whether it has an annotation file.
    annotated: bool,
}

enum What {
    /// The bytes are those that were read.
    Same(Option<Stamp>),
    /// It cannot be read any more.
    Lost(FileProblem),
    /// Its bytes are others.
    Changed(ReadText),
    /// It was not there before.
    New(ReadText),
}

impl Looking {
    /// Looks.
    pub fn run(mut self, cancelled: &dyn Fn() -> bool) -> Result<Looked, String> {
        let scan = articles::scan_again(&self.root, &self.paths, self.links);
        let scan = scan.map_err(|error| error.to_string())?;
        let annotations = project::annotations_of(&self.root).0;
        let mut seen = Vec::new();
        for file in scan.files {
            if cancelled() {
                break;
            }
            let known = self.known.remove(&file.id);
            let id = file.id.as_str();
            let language = known.as_ref().map_or("", |known| &known.language);
            let read = || {
                let recorded = project::recorded_encoding(&annotations, &self.annotator, id);
                read_text(&file.path, &file.id, recorded.as_deref(), language)
            };
            let what = match (&known, &file.problem) {
                (Some(Known { sha256: Some(_), .. }), Some(problem)) => What::Lost(problem.clone()),
                (Some(_), Some(_)) => What::Same(None),
                (Some(known), None) => {
                    let stamp = Stamp::of(&file.path);
                    if stamp.is_some() && stamp == known.stamp {
                        What::Same(None)
                    } else {
                        changed(known, read())
                    }
                }
                (None, Some(problem)) => {
                    What::New(ReadText { stamp: None, read: Err(problem.clone()) })
                }
                (None, None) => What::New(read()),
            };
            let annotated = project::is_annotated(&annotations, &self.annotator, id);
            seen.push(Seen { file, what, annotated });
        }
        let gone = self.known.into_keys().collect();
        Ok(Looked { seen, gone, outside: scan.outside })
    }
}

/// What a file is that may have changed.
fn changed(known: &Known, text: ReadText) -> What {
    match &text.read {
        Ok(read) if known.sha256.as_ref() == Some(&read.0.article.sha256) => What::Same(text.stamp),
        Err(problem) if known.sha256.is_some() => What::Lost(problem.clone()),
        _ => What::Changed(text),
    }
}

impl Session {
    /// How many links lead out of the folder, to files and folders that are not read.
    #[must_use]
    pub fn links_outside(&self) -> usize {
        self.files.outside.len()
    }

    /// Says how many articles are not read because they lie outside.
    pub(super) fn tell_outside(&mut self) {
        if !self.files.outside.is_empty() {
            let offer = (self.read_outside_words(), vec![Action::FollowLinks]);
            let text = "Links in this folder lead outside it. What they lead to is not read until you allow it.";
            self.notices.offer(NoticeKind::Info, text, Some(offer));
        }
    }

    /// What allows it is called: "Read 3 articles that lie outside this folder".
    #[must_use]
    pub fn read_outside_words(&self) -> String {
        let all = self.files.outside.len();
        match self.files.outside.iter().filter(|path| articles::is_article_name(path)).count() {
            1 if all == 1 => "Read 1 article that lies outside this folder".to_owned(),
            n if n == all => format!("Read {n} articles that lie outside this folder"),
            _ if all == 1 => "Read the articles in 1 folder outside this one".to_owned(),
            0 => format!("Read the articles in {all} folders outside this one"),
            _ => format!("Read what {all} links lead to outside this folder"),
        }
    }

    /// After how long the files are to be looked at.
    pub(super) fn look_due(&self) -> Option<Duration> {
        if self.is_opening() {
            return None;
        }
        self.files.look.map(|(at, _)| at.saturating_duration_since(Instant::now()))
    }

    fn is_opening(&self) -> bool {
        [Kind::Articles, Kind::Annotations, Kind::ReadAs, Kind::Look, Kind::Take]
            .into_iter()
            .any(|kind| self.jobs.flies(kind))
    }

    /// Looks at the files if that is due. Cheap when it is not.
    pub(super) fn look_if_due(&mut self) {
        if self.files.touched.swap(false, Ordering::Relaxed) {
            self.files.touch();
        }
        if self.is_opening() {
            return;
        }
        let free = |id: &ArticleId| self.is_free(id) && self.may_reopen();
        if self.files.waiting.iter().any(free) {
            self.files.look_in(Duration::ZERO);
        }
        if self.files.reopen && self.may_reopen() {
            self.reopen();
        } else if self.look_due().is_some_and(|due| due.is_zero()) {
            self.look_now();
        }
    }

    /// Looks at the files, on a thread of its own.
    pub(super) fn look_now(&mut self) {
        self.files.look = None;
        let Some(root) = self.library.root.clone() else { return };
        let known = self.library.entries.iter().map(|(id, entry)| {
            let stamp = self.files.stamps.get(id).filter(|(_, again)| !again);
            let known = Known {
                stamp: stamp.map(|(stamp, _)| *stamp),
                sha256: entry.article.as_ref().map(|article| article.sha256.clone()),
                language: entry.language.clone(),
            };
            (id.clone(), known)
        });
        let looking = Looking {
            root,
            paths: self.files.paths.clone(),
            links: self.files.links,
            annotator: self.annotator.clone(),
            known: known.collect(),
        };
        if let Err(why) = self.jobs.start(Job::Look(looking)) {
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    /// Takes in what became of the files.
    pub(super) fn hear_looked(&mut self, looked: Result<Box<Looked>, String>) {
        let Looked { seen, mut gone, outside } = match looked {
            Ok(looked) => *looked,
            Err(why) => return self.notices.say(NoticeKind::Problem, why),
        };
        self.files.outside = outside;
        let mut forced = false;
        for Seen { file, what, annotated } in seen {
            match what {
                What::Same(stamp) => self.same(&file.id, stamp),
                What::Lost(problem) => self.lost(&file.id, &problem),
                What::Changed(text) => forced |= self.changed(&file.id, text, annotated),
                What::New(text) => {
                    let was = renamed_from(self, &text, &gone);
                    match was {
                        Some(was) if !self.may_reopen() => {
                            // Its annotations come along when nothing waits to be saved.
                            self.files.waiting.insert(was.clone());
                            let why = format!("The file is called “{}” now.", file.id);
                            self.put_changed(&was, why);
                        }
                        Some(was) => {
                            gone.retain(|id| *id != was);
                            self.take_new(file, text, annotated, Some(was));
                        }
                        None => self.take_new(file, text, annotated, None),
                    }
                }
            }
        }
        for id in gone {
            if !self.files.waiting.contains(&id) {
                self.lost(&id, &FileProblem::Gone);
            }
        }
        self.files.asked.clear();
        if forced {
            self.reopen();
        }
    }

    fn same(&mut self, id: &ArticleId, stamp: Option<Stamp>) {
        if stamp.is_some() {
            self.files.read(id, stamp);
        }
        self.files.waiting.remove(id);
        if matches!(self.trouble(id), Some(Trouble::Changed(_))) {
            self.library.put_trouble(id, None);
            self.notices.drop_text(&told(id));
        }
    }

    fn lost(&mut self, id: &ArticleId, problem: &FileProblem) {
        self.files.stamps.remove(id);
        self.files.waiting.remove(id);
        self.notices.drop_text(&told(id));
        if self.article(id).is_some() {
            self.put_changed(id, problem.to_string());
        } else if *problem == FileProblem::Gone && self.trouble(id).is_some() {
            self.library.put_trouble(id, Some(Trouble::Article(problem.to_string())));
        }
    }

    /// The file of an article has other bytes now. True where the annotations are to be opened again whatever is done.
    fn changed(&mut self, id: &ArticleId, text: ReadText, annotated: bool) -> bool {
        let asked = self.files.asked.contains(id);
        let records = annotated || self.has_records(id);
        let free = self.is_free(id) || self.article(id).is_none();
        if !asked && !(free && (!records || self.may_reopen())) {
            self.files.waiting.insert(id.clone());
            self.put_changed(id, CHANGED.to_owned());
            if self.current() == Some(id) {
                let again = ("Read it again".to_owned(), vec![Action::ReadAgain(id.clone())]);
                self.notices.offer(NoticeKind::Problem, told(id), Some(again));
            }
            return false;
        }
        self.files.waiting.remove(id);
        self.notices.drop_text(&told(id));
        self.take_text(id, text, records);
        asked && records
    }

    /// Takes a file into the list that was not there, or had another name.
    fn take_new(
        &mut self,
        file: FoundFile,
        text: ReadText,
        annotated: bool,
        was: Option<ArticleId>,
    ) {
        let id = file.id;
        let mut records = annotated || self.has_records(&id);
        if let Some(was) = was {
            records |= self.has_records(&was) || self.is_annotated(&was);
            self.library.remove(&was);
            self.shelf.take(&was);
            self.files.stamps.remove(&was);
            self.files.waiting.remove(&was);
            self.forget_scanned(&was);
            self.follow(&was, &id);
        }
        let problem = text.read.as_ref().err().map(ToString::to_string);
        self.library.add(id.clone(), file.path, problem);
        if text.read.is_ok() {
            self.take_text(&id, text, records);
        }
        self.library.sort();
    }

    /// Takes in a text. Its records, where it has any, are found in it when the annotations are opened again.
    fn take_text(&mut self, id: &ArticleId, text: ReadText, records: bool) {
        self.take_article(id, text);
        if records {
            self.files.reopen = true;
        } else if self.library.facts.is_some() {
            self.library.put_document(id, Some(Arc::default()));
        }
    }

    /// Where the analyst is and was in an article that has another name now.
    fn follow(&mut self, was: &ArticleId, id: &ArticleId) {
        let follow = |selection: &mut Selection| {
            if selection.article.as_ref() == Some(was) {
                selection.article = Some(id.clone());
            }
        };
        follow(&mut self.selection);
        self.back.iter_mut().for_each(follow);
        if let Some(mut left) = self.left.remove(was) {
            follow(&mut left);
            self.left.insert(id.clone(), left);
        }
    }

    /// Opens the annotations again: stored anchors are looked for in the texts as they are now. What is being typed, the
    /// selection and the history stay.
    pub(super) fn reopen(&mut self) {
        self.files.reopen = false;
        let drafts = self.drafts.list().iter();
        self.files.carried.extend(drafts.map(|(field, draft)| (field.clone(), draft.clone())));
        self.wanted = ComingBack::to(self.selection.clone());
        self.let_go();
        self.open_annotations();
    }

    /// Puts back what was being typed. False where nothing was.
    pub(super) fn take_carried(&mut self) -> bool {
        let carried = std::mem::take(&mut self.files.carried);
        let any = !carried.is_empty();
        for (field, draft) in carried {
            match self.field_text(&field) {
                Some(there) if there == draft.text => {}
                Some(_) => self.drafts.put(field, draft.text, draft.error),
                None => {
                    let text = format!(
                        "What was being typed has no field any more in {}: {}",
                        field.article, draft.text
                    );
                    self.notices.say(NoticeKind::Problem, text);
                }
            }
        }
        any
    }

    /// Whether the annotations can be opened again without losing anything on the way.
    fn may_reopen(&self) -> bool {
        self.drafts.is_empty()
            && self.saving.now() == Saved::All
            && !self.saving.is_waiting()
            && self.no_writer.is_none()
            && self.conflicts.is_empty()
            && self.unsaved.is_empty()
            && self.copying.is_none()
            && self.export_wanted.is_none()
            && !self.jobs.flies(Kind::Export)
    }

    /// Whether what was done could be saved: opening the annotations again would lose it else.
    pub(super) fn is_saved(&self) -> Result<(), Rejection> {
        match self.saving.now() {
            Saved::Not(why) => Err(Rejection::because(format!(
                "What was done is to be saved first, which fails: {why}."
            ))),
            _ => Ok(()),
        }
    }

    /// Whether nothing is being done on an article: it is not shown, and nothing is being typed in its fields.
    fn is_free(&self, id: &ArticleId) -> bool {
        self.current() != Some(id) && !self.drafts.list().keys().any(|field| field.article == *id)
    }

    fn has_records(&self, id: &ArticleId) -> bool {
        self.document(id).is_some_and(|document| !Document::is_blank(document))
            || self.history.touches(id)
    }

    fn is_annotated(&self, id: &ArticleId) -> bool {
        let root = self.library.root.as_deref();
        root.is_some_and(|root| {
            let annotations = project::annotations_of(root).0;
            project::is_annotated(&annotations, &self.annotator, id.as_str())
        })
    }

    fn trouble(&self, id: &ArticleId) -> Option<&Trouble> {
        self.library.entries.get(id)?.trouble.as_ref()
    }

    /// The text shown is not the file's any more. (An article whose annotations are left alone is read-only as it is.)
    fn put_changed(&mut self, id: &ArticleId, why: String) {
        if !matches!(self.trouble(id), Some(Trouble::Annotations(_))) {
            self.library.put_trouble(id, Some(Trouble::Changed(why)));
        }
    }

    /// Whether the files of these articles are still those that were read: asked before every act.
    pub(super) fn still_there(&mut self, articles: &[ArticleId]) -> Result<(), Rejection> {
        for id in articles {
            let Some((stamp, _)) = self.files.stamps.get(id) else { continue };
            let Some(entry) = self.library.entries.get(id) else { continue };
            let now = Stamp::of(&entry.path);
            if now.as_ref() == Some(stamp) {
                continue;
            }
            let sha256 = entry.article.as_ref().map(|article| article.sha256.as_str());
            if now.is_some()
                && sha256.is_some_and(|sha256| articles::has_sha256(&entry.path, sha256))
            {
                self.files.read(id, now);
                continue;
            }
            let why = match now {
                Some(_) => CHANGED.to_owned(),
                None => FileProblem::Gone.to_string(),
            };
            self.put_changed(id, why.clone());
            // What it is now, and the offer to read it again.
            self.files.look_in(Duration::ZERO);
            return Err(Rejection::because(format!("{id}: {why} Nothing was done.")));
        }
        Ok(())
    }

    /// Carries out a wish that is about the articles' files.
    pub(super) fn file_wish(&mut self, action: Action) -> Result<(), Rejection> {
        match action {
            Action::ReadAgain(id) => {
                if !self.library.entries.contains_key(&id) {
                    return Err(Rejection::because("There is no such article."));
                }
                self.is_saved()?;
                self.files.asked.insert(id);
                self.look_unless_opening();
            }
            Action::FollowLinks => {
                let folders = self.files.paths.iter().map(|path| project::real_path(path));
                self.follow_links.extend(folders);
                self.touch_place();
                return self.reload();
            }
            _ => self.look_unless_opening(),
        }
        Ok(())
    }

    fn look_unless_opening(&mut self) {
        if self.is_opening() {
            self.files.look_in(Duration::ZERO);
        } else {
            self.look_now();
        }
    }
}

/// Why an article is read-only whose file has changed.
const CHANGED: &str = "The article’s file has changed since it was read; read it again.";

/// The notice that says so.
fn told(id: &ArticleId) -> String {
    format!(
        "The file of {id} has changed. It is shown as it was, and nothing can be changed in it until it is read again."
    )
}

/// The article that is gone and whose bytes are in a new file.
fn renamed_from(session: &Session, text: &ReadText, gone: &[ArticleId]) -> Option<ArticleId> {
    let sha256 = &text.read.as_ref().ok()?.0.article.sha256;
    let same = |id: &&ArticleId| session.article(id).is_some_and(|a| a.sha256 == *sha256);
    gone.iter().filter(same).min().cloned()
}
