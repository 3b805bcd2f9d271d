//! What is on its way to the disk: renderings that are due, and what the writer says.

use super::notices::Cause;
use super::{Access, Conflict, NoticeKind, SaveState, Session, Trouble};
use crate::model::{ArticleId, Document, visible};
use crate::store::{self, Choice, EntryId, Event, FileVersion, Saved, Write};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an article rests before its file is rendered.
const REST: Duration = Duration::from_millis(700);
/// How long it waits at most while acts go on.
const LONGEST: Duration = Duration::from_secs(5);

/// A rendering that is due.
struct Due {
    through: EntryId,
    first: Instant,
    last: Instant,
}

/// What is on its way.
#[derive(Default)]
pub(super) struct Saving {
    state: store::SaveState,
    due: BTreeMap<ArticleId, Due>,
    /// The last entry that is safe.
    durable: Option<EntryId>,
    /// Conflicts that wait for a decision, with what theirs holds.
    pub waiting: BTreeMap<ArticleId, (Option<Box<Document>>, FileVersion)>,
}

impl Saving {
    /// An entry was sent.
    pub fn sent(&mut self, id: EntryId, touched: &[ArticleId]) {
        self.state.sent(id, touched);
        let now = Instant::now();
        for article in touched {
            let first = self.due.get(article).map_or(now, |due| due.first);
            self.due.insert(article.clone(), Due { through: id, first, last: now });
        }
    }

    /// After how long the next rendering is due.
    pub fn due(&self) -> Option<Duration> {
        let when = self.due.values().map(|due| (due.last + REST).min(due.first + LONGEST)).min()?;
        Some(when.saturating_duration_since(Instant::now()))
    }

    pub fn is_waiting(&self) -> bool {
        !self.due.is_empty() || self.state.now() == Saved::Saving
    }

    /// What was there at the opening is safe.
    pub fn safe_before(&mut self, next: EntryId) {
        self.durable = next.0.checked_sub(1).map(EntryId);
    }

    /// Opening found documents that are ahead of their files; the writer brings these up.
    pub fn ahead(&mut self, files: &[(ArticleId, EntryId)]) {
        self.state.ahead(files);
    }

    /// The last entry that is safe.
    pub const fn durable(&self) -> Option<EntryId> {
        self.durable
    }

    /// Our history goes back to its place.
    pub fn restoring(&mut self) {
        self.state.restoring();
    }

    pub fn now(&self) -> Saved {
        self.state.now()
    }

    /// The renderings that are due; all of them, where that is asked for.
    fn take(&mut self, all: bool) -> Vec<(ArticleId, EntryId)> {
        let now = Instant::now();
        let ready = |due: &Due| all || now >= (due.last + REST).min(due.first + LONGEST);
        let ids: Vec<ArticleId> =
            self.due.iter().filter(|(_, due)| ready(due)).map(|(id, _)| id.clone()).collect();
        ids.into_iter().filter_map(|id| self.due.remove(&id).map(|due| (id, due.through))).collect()
    }
}

impl Session {
    /// Sends the renderings that are due.
    pub(super) fn render_due(&mut self, all: bool) {
        let Some(writer) = &self.writer else { return };
        for (id, through) in self.saving.take(all) {
            let library = &self.library;
            let (Some(article), Some(document)) = (library.article(&id), library.document(&id))
            else {
                continue;
            };
            let document = Arc::clone(document);
            writer.send(Write::Render { article, document, through });
        }
    }

    /// Takes in what the writer says.
    pub(super) fn hear_writer(&mut self) {
        while let Some(event) =
            self.writer.as_ref().and_then(|writer| writer.events().try_recv().ok())
        {
            self.hold(&"Taking in what was written", |session| session.hear_event(event));
        }
    }

    fn hear_event(&mut self, event: Event) {
        self.saving.state.heard(&event);
        match event {
            Event::Durable { through } => {
                self.saving.durable = self.saving.durable.max(Some(through));
            }
            Event::Replaced { .. } => {}
            Event::Failed { what } => {
                let text = format!(
                    "Not saved: {what}. Work goes on in memory, and saving is tried again."
                );
                self.failed.insert(text.clone());
                self.notices.say(NoticeKind::Problem, text);
            }
            Event::Recovered => {
                for text in std::mem::take(&mut self.failed) {
                    self.notices.drop_text(&text);
                }
                self.notices.say(NoticeKind::Done, "Saving works again.");
            }
            Event::FileFailed { article, what } => {
                self.notices.over(&Cause::File(article.clone()));
                let text = format!(
                    "Not saved: {what}. What was done is in the history, and the file is tried again; the others go on."
                );
                self.notices.because(Cause::File(article), NoticeKind::Problem, text, None);
            }
            Event::FileRecovered { article } => self.notices.over(&Cause::File(article)),
            Event::Free => self.open_again(),
            Event::Shared { done: Ok(()), .. } => {}
            Event::Shared { done: Err(why), .. } => self.notices.say(NoticeKind::Problem, why),
            Event::Conflict { article, theirs, version, stored_both_in } => {
                self.note_conflict(article, theirs, version, stored_both_in);
            }
            Event::External { article, document, version } => {
                self.take_external(&article, document, version);
            }
            Event::LogReplaced { what } => {
                let offer = ("Put our history back".to_owned(), vec![super::Action::Save]);
                self.restore_log = Some(what.clone());
                self.notices.offer(NoticeKind::Problem, what, Some(offer));
            }
            Event::ReadOnly { why } => {
                self.access = Access::ReadOnly(why.clone());
                self.unsaved = self.history.acts_after(self.saving.durable);
                let text = format!(
                    "{why} What was done last ({} step(s)) is not saved; it is kept in this window, and done again when the folder can be written.",
                    self.unsaved.len()
                );
                let again = ("Try again".to_owned(), vec![super::Action::Reload]);
                self.notices.because(Cause::Opening, NoticeKind::Problem, text, Some(again));
            }
            Event::Ended { why } => {
                let text = format!("Not saved: {why}. Ctrl+S opens the annotations again.");
                let again = ("Open them again".to_owned(), vec![super::Action::Save]);
                self.notices.because(Cause::Opening, NoticeKind::Problem, text, Some(again));
                self.no_writer = Some(super::opening::NoWriter::new(why));
                self.writer = None;
            }
            Event::Notice(text) => self.notices.say(NoticeKind::Info, text),
        }
    }

    /// Does again what could not be saved before, now that the folder can be written.
    pub(super) fn do_unsaved(&mut self) {
        if self.unsaved.is_empty() || self.access != Access::Write {
            return;
        }
        let (mut done, mut lost) = (0, Vec::new());
        for transaction in std::mem::take(&mut self.unsaved) {
            let label = transaction.label.clone();
            match self.commit(crate::model::Transaction::clone(&transaction)) {
                Ok(()) => done += 1,
                Err(_) => lost.push(label),
            }
        }
        if done > 0 {
            self.notices.say(
                NoticeKind::Done,
                format!("{done} step(s) that could not be saved were done again."),
            );
        }
        if !lost.is_empty() {
            let text =
                format!("These steps do not fit any more and were left out: {}.", lost.join("; "));
            self.notices.say(NoticeKind::Problem, text);
        }
    }

    fn note_conflict(
        &mut self,
        article: ArticleId,
        theirs: Result<Box<Document>, store::HeldFile>,
        version: FileVersion,
        kept_in: std::path::PathBuf,
    ) {
        let ours = self.document(&article).map(about).unwrap_or_default();
        let (said, theirs) = match theirs {
            Ok(document) => (about(&document), Some(document)),
            Err(held) => (format!("cannot be read: {held}"), None),
        };
        self.conflicts.retain(|there| there.article != article);
        self.conflicts.push(Conflict { article: article.clone(), kept_in, theirs: said, ours });
        self.saving.waiting.insert(article.clone(), (theirs, version));
        let settle =
            |keep_ours| vec![super::Action::Settle { article: article.clone(), keep_ours }];
        let text = changed_by_someone(&article);
        self.notices.offer(NoticeKind::Problem, text, Some(("Keep mine".to_owned(), settle(true))));
    }

    /// Someone changed a file while we had nothing unsaved for it.
    fn take_external(
        &mut self,
        id: &ArticleId,
        theirs: Result<Box<Document>, store::HeldFile>,
        version: FileVersion,
    ) {
        match theirs {
            Err(held) => {
                let why = held.to_string();
                let text = format!("{why}. The file is left alone.");
                self.notices.over(&Cause::File(id.clone()));
                self.notices.because(Cause::File(id.clone()), NoticeKind::Problem, text, None);
                if id.is_of_facts() {
                    self.library.facts_trouble = Some(why);
                } else {
                    self.library.put_trouble(id, Some(Trouble::Annotations(why)));
                }
            }
            Ok(document) => {
                let held = matches!(
                    self.library.entries.get(id).and_then(|entry| entry.trouble.as_ref()),
                    Some(Trouble::Annotations(_))
                );
                if held {
                    self.library.put_trouble(id, None);
                } else if id.is_of_facts() {
                    self.library.facts_trouble = None;
                }
                self.notices.over(&Cause::File(id.clone()));
                self.take_theirs(id, &document, version);
                self.notices.say(
                    NoticeKind::Info,
                    format!(
                        "{} were changed by someone else and read again; it can be undone.",
                        whose(id)
                    ),
                );
            }
        }
    }

    /// Makes another version of an article's records ours, as one step that can be undone.
    fn take_theirs(&mut self, id: &ArticleId, theirs: &Document, version: FileVersion) {
        let (Some(ours), Some(article)) = (self.document(id), self.library.article(id)) else {
            return;
        };
        let now = self.ids.now();
        let transaction = store::external_transaction(id, ours, theirs, now);
        if let Err(unfit) = self.library.apply(&transaction) {
            self.notices.say(
                NoticeKind::Problem,
                format!("The changed file could not be taken in: {unfit}."),
            );
            return;
        }
        let transaction = Arc::new(transaction);
        let entry = self.history.act(Arc::clone(&transaction), true);
        let write = Write::External { id: entry, article, transaction, version };
        self.hand_over(entry, std::slice::from_ref(id), write);
        self.fix_selection();
    }

    /// Decides a conflict.
    pub(super) fn settle_conflict(&mut self, id: &ArticleId, keep_ours: bool) {
        let Some((theirs, version)) = self.saving.waiting.remove(id) else { return };
        if !keep_ours && theirs.is_none() {
            self.saving.waiting.insert(id.clone(), (theirs, version));
            self.notices.say(
                NoticeKind::Refused,
                "Their version cannot be read, so it cannot go on here. It is kept.",
            );
            return;
        }
        self.conflicts.retain(|there| there.article != *id);
        self.saving.state.resolved(id);
        let choice = if keep_ours { Choice::Ours } else { Choice::Theirs };
        if let Some(writer) = &self.writer {
            writer.send(Write::Resolve { article: id.clone(), choice });
        }
        if let (false, Some(theirs)) = (keep_ours, theirs) {
            self.take_theirs(id, &theirs, version);
        }
        let text = changed_by_someone(id);
        self.notices.drop_text(&text);
        self.notices.say(
            NoticeKind::Done,
            if keep_ours { "Your version goes on." } else { "Their version goes on." },
        );
    }

    /// Whether all that was done survives the end of the program although not every file holds it: it is in the history.
    #[must_use]
    pub fn all_in_history(&self) -> bool {
        self.writer.is_some() && self.drafts.is_empty() && self.saving.state.is_durable()
    }

    /// The save state in the window's words.
    pub(super) fn save_state_now(&self) -> SaveState {
        if let Some(undecided) = self.undecided() {
            return undecided;
        }
        if let Access::ReadOnly(why) = &self.access
            && !matches!(self.saving.now(), Saved::Not(_))
        {
            return SaveState::ReadOnly(visible(why).into_owned());
        }
        if let Some(no_writer) = &self.no_writer
            && self.saving.is_waiting()
        {
            return SaveState::NotSaved(visible(&no_writer.why).into_owned());
        }
        match self.saving.now() {
            Saved::Not(why) => SaveState::NotSaved(visible(&why).into_owned()),
            _ if !self.drafts.is_empty() => SaveState::Editing,
            Saved::Saving => SaveState::Saving,
            Saved::All if self.saving.is_waiting() => SaveState::Saving,
            Saved::All => SaveState::Saved,
        }
    }
}

/// A document's annotations, as a sentence begins with them.
fn whose(id: &ArticleId) -> String {
    if id.is_of_facts() { "The facts".to_owned() } else { format!("The annotations of {id}") }
}

fn changed_by_someone(id: &ArticleId) -> String {
    format!(
        "{} were changed by someone else. Both versions are kept; choose which goes on.",
        whose(id)
    )
}

/// What a document holds, in few words.
fn about(document: &Document) -> String {
    let facts = document.facts();
    if !facts.is_blank() {
        return format!("{} facts, {} agents", facts.facts.len(), facts.agents.len());
    }
    format!(
        "{} claims, {} numbers, {} attributions",
        document.claims().len(),
        document.quantities().len(),
        document.attributions().len()
    )
}
