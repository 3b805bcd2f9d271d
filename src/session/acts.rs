//! Carrying out what changes records: commands, undo and redo, drafts.

use super::history::first_article;
use super::ids::NoIds;
use super::library::Library;
use super::plan::{self, Open, PlanContext};
use super::{
    Access, Action, Command, FactCommand, Field, FieldOwner, FieldRef, NoticeKind, Redated,
    Rejection, Session, Trouble,
};
use crate::model::{ArticleId, Document, Facts, RecordRef, Selection, Transaction, held};
use crate::store::{EntryId, Write};
use std::sync::Arc;

/// An article as planning sees it.
pub(super) fn open_of<'a>(library: &'a Library, id: &ArticleId) -> Option<Open<'a>> {
    let entry = library.entries.get(id)?;
    Some(Open {
        article: entry.article.as_deref()?,
        document: entry.document.as_deref()?,
        segments: entry.segments.as_deref()?,
        recognition: entry.recognition.as_deref(),
        refused: &entry.refused,
    })
}

/// The articles that a command changes; those of commands on facts are known when they are planned.
fn articles_of(command: &Command) -> Vec<&ArticleId> {
    match command {
        Command::Facts(_) => Vec::new(),
        Command::MakeClaim { article, .. }
        | Command::Tag { article, .. }
        | Command::AddAttribution { article, .. }
        | Command::AddItem { article, .. }
        | Command::RemoveItem { article, .. }
        | Command::MoveItem { article, .. }
        | Command::SetVoice { article, .. }
        | Command::AddLink { article, .. }
        | Command::Delete { article, .. }
        | Command::DeleteSlot { article, .. }
        | Command::MoveSpan { article, .. }
        | Command::SplitClaim { article, .. }
        | Command::MergeClaims { article, .. }
        | Command::SameSource { article, .. }
        | Command::TagEqual { article, .. }
        | Command::ConfirmAnchor { article, .. }
        | Command::AcceptAll { article, .. }
        | Command::Accept { article, .. }
        | Command::Refuse { article, .. }
        | Command::SetReviewed { article, .. } => vec![article],
        Command::MarkField { field, .. } | Command::SetField { field, .. } => vec![&field.article],
        Command::SetFields { fields } => fields.iter().map(|(field, _)| &field.article).collect(),
    }
}

/// Setting a field of a fact or agent is an act on facts.
fn above(command: &Command) -> Option<FactCommand> {
    let Command::SetField { field, text } = command else { return None };
    let text = text.clone();
    match (&field.of, field.field) {
        (FieldOwner::Fact(fact), Field::OfFact(field)) => {
            Some(FactCommand::Set { fact: fact.clone(), field, text })
        }
        (FieldOwner::Agent(agent), Field::OfAgent(field)) => {
            Some(FactCommand::SetAgent { agent: agent.clone(), field, text })
        }
        _ => None,
    }
}

impl Session {
    /// Whether records of these articles may be changed.
    pub(super) fn may_change<'a>(
        &self,
        articles: impl IntoIterator<Item = &'a ArticleId>,
    ) -> Result<(), Rejection> {
        if let Access::ReadOnly(why) = &self.access {
            return Err(Rejection::because(why.clone()));
        }
        for id in articles {
            if id.is_of_facts() {
                self.may_change_facts()?;
                continue;
            }
            let Some(entry) = self.library.entries.get(id) else {
                return Err(Rejection::because("This article is not in the open folder."));
            };
            match &entry.trouble {
                Some(Trouble::Article(why) | Trouble::Changed(why)) => {
                    return Err(Rejection::because(why.clone()));
                }
                Some(Trouble::Annotations(why)) => {
                    return Err(Rejection::because(format!(
                        "The annotation file of this article is left alone, so nothing can be changed: {why}"
                    )));
                }
                None => {}
            }
            if entry.article.is_none() || entry.document.is_none() {
                return Err(Rejection::because("This article is still being read."));
            }
        }
        Ok(())
    }

    /// Whether facts and agents may be changed.
    fn may_change_facts(&self) -> Result<(), Rejection> {
        if let Some(why) = &self.library.facts_trouble {
            return Err(Rejection::because(format!(
                "facts.ron is left alone, so no fact can be changed: {why}"
            )));
        }
        if self.library.facts.is_none() {
            return Err(Rejection::because("The facts are still being read."));
        }
        Ok(())
    }

    /// Plans a command with the real ids.
    fn plan(&mut self, command: &Command) -> Result<Transaction, Rejection> {
        self.may_change(articles_of(command))?;
        if let Some(command) = above(command) {
            return self.plan(&Command::Facts(command));
        }
        if let Command::Facts(command) = command {
            self.may_change_facts()?;
            let transaction = self.plan_facts(command)?;
            self.may_change(&touched(&transaction))?;
            return Ok(transaction);
        }
        let library = &self.library;
        let mut context = PlanContext {
            open: &|id| open_of(library, id),
            selection: &self.selection,
            ids: &mut *self.ids,
            recognizer: &self.recognizer,
        };
        let mut transaction = plan::plan(command, &mut context)?;
        if let Some(facts) = library.facts.as_deref().filter(|_| self.may_change_facts().is_ok()) {
            plan::drop_decisions(&mut transaction, facts.facts());
        }
        Ok(transaction)
    }

    /// Plans an act on facts with the real ids.
    fn plan_facts(&mut self, command: &FactCommand) -> Result<Transaction, Rejection> {
        let none = Facts::default();
        let library = &self.library;
        let articles = || library.open_articles();
        let mut context = PlanContext {
            open: &|id| open_of(library, id),
            selection: &self.selection,
            ids: &mut *self.ids,
            recognizer: &self.recognizer,
        };
        let above = plan::Above {
            facts: library.facts.as_deref().map_or(&none, Document::facts),
            comparison: &self.facts.comparison,
            articles: &articles,
        };
        plan::plan_facts(command, &above, &mut context)
    }

    /// Whether an act on facts could be done. Plans it where it touches few records.
    fn could_do_facts(&self, command: &FactCommand) -> Result<(), Rejection> {
        self.may_change_facts()?;
        let none = Facts::default();
        let library = &self.library;
        let articles = || library.open_articles();
        let mut context = PlanContext {
            open: &|id| open_of(library, id),
            selection: &self.selection,
            ids: &mut NoIds,
            recognizer: &self.recognizer,
        };
        let above = plan::Above {
            facts: library.facts.as_deref().map_or(&none, Document::facts),
            comparison: &self.facts.comparison,
            articles: &articles,
        };
        plan::could_facts(command, &above, &mut context)
    }

    /// Whether a command could be done. Plans it where that is cheap.
    pub(super) fn could_do(&self, command: &Command) -> Result<(), Rejection> {
        self.may_change(articles_of(command))?;
        if let Some(command) = above(command) {
            return self.could_do_facts(&command);
        }
        if let Command::Facts(command) = command {
            return self.could_do_facts(command);
        }
        if let Command::TagEqual { article, slot } = command {
            // Finding the mentions reads the whole article.
            let document = self.document(article);
            let there = document.is_some_and(|document| {
                document.anchors_of(&slot.record).iter().any(|(at, _)| *at == slot.slot)
            });
            return if there {
                Ok(())
            } else {
                Err(Rejection::because("There is no such place in this record any more."))
            };
        }
        if let Command::Accept { article, proposal } | Command::Refuse { article, proposal } =
            command
        {
            return self.is_open(article, proposal);
        }
        let library = &self.library;
        let mut context = PlanContext {
            open: &|id| open_of(library, id),
            selection: &self.selection,
            ids: &mut NoIds,
            recognizer: &self.recognizer,
        };
        plan::could(command, &mut context)
    }

    /// The dates of an article's records that rest on its own date, and what each would be if that were set to what is
    /// typed: setting it reads them again in the same act. Plans it; not for every frame.
    ///
    /// # Errors
    /// The reason why the date cannot be set.
    pub fn dates_resting_on(
        &self,
        article: &ArticleId,
        published: &str,
    ) -> Result<Vec<Redated>, Rejection> {
        self.may_change([article])?;
        let field =
            FieldRef { article: article.clone(), of: FieldOwner::Article, field: Field::Published };
        let library = &self.library;
        let mut context = PlanContext {
            open: &|id| open_of(library, id),
            selection: &self.selection,
            ids: &mut NoIds,
            recognizer: &self.recognizer,
        };
        plan::redated(&Command::SetField { field, text: published.to_owned() }, &mut context)
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// The reason why not; then nothing has changed.
    pub(super) fn carry_out(&mut self, command: &Command) -> Result<(), Rejection> {
        if above(command).is_some() {
            self.catch_up();
        }
        // Planning changes nothing: where it breaks off, all is as it was.
        let transaction = held(&"a plan", || self.plan(command))??;
        if transaction.edits.is_empty() {
            return Ok(());
        }
        self.commit(transaction)
    }

    /// Applies a transaction, and hands it to the history and to the writer.
    pub(super) fn commit(&mut self, transaction: Transaction) -> Result<(), Rejection> {
        let touched = touched(&transaction);
        self.still_there(&touched)?;
        let Some(transaction) = self.hold_back(transaction)? else { return Ok(()) };
        self.library
            .apply(&transaction)
            .map_err(|unfit| Rejection::because(format!("This cannot be done: {unfit}.")))?;
        let transaction = Arc::new(transaction);
        let id = self.history.act(Arc::clone(&transaction), false);
        let articles = touched.iter().filter_map(|id| self.library.article(id)).collect();
        self.hand_over(
            id,
            &touched,
            Write::Act { id, transaction: Arc::clone(&transaction), articles },
        );
        self.selection = transaction.selection_after.clone();
        self.fix_selection();
        self.touch_place();
        Ok(())
    }

    /// Sends an entry to the writer and remembers what is to be rendered.
    pub(super) fn hand_over(&mut self, id: EntryId, touched: &[ArticleId], write: Write) {
        self.saving.sent(id, touched);
        self.keep_taken();
        if let Some(writer) = &self.writer {
            writer.send(write);
        }
    }

    pub(super) fn undo(&mut self) -> Result<(), Rejection> {
        let Some((of, transaction)) = self.history.to_undo() else {
            return Err(Rejection::because("There is nothing to undo."));
        };
        self.may_change([])?;
        let touched = touched(&transaction);
        let inverse = Transaction::clone(&transaction).inverted();
        if let Err(why) = self.turn(&touched, &inverse) {
            let text = format!("“{}” cannot be undone: {why}", transaction.label);
            self.offer_skip(text, vec![Action::SkipUndo, Action::Undo]);
            return Ok(());
        }
        let id = self.history.undone(of);
        self.hand_over(id, &touched, Write::Undo { id, of });
        self.show_act(&transaction, &transaction.selection_before, &transaction.selection_after);
        Ok(())
    }

    pub(super) fn redo(&mut self) -> Result<(), Rejection> {
        let Some((of, transaction)) = self.history.to_redo() else {
            return Err(Rejection::because("There is nothing to redo."));
        };
        self.may_change([])?;
        let touched = touched(&transaction);
        if let Err(why) = self.turn(&touched, &transaction) {
            let text = format!("“{}” cannot be done again: {why}", transaction.label);
            self.offer_skip(text, vec![Action::SkipRedo, Action::Redo]);
            return Ok(());
        }
        let id = self.history.redone(of);
        self.hand_over(id, &touched, Write::Redo { id, of });
        self.show_act(&transaction, &transaction.selection_after, &transaction.selection_before);
        Ok(())
    }

    /// Applies an act, or its inverse, where its articles may be changed and it still fits; else says why not.
    fn turn(&mut self, touched: &[ArticleId], transaction: &Transaction) -> Result<(), String> {
        self.may_change(touched).map_err(|why| why.reason)?;
        self.still_there(touched).map_err(|why| why.reason)?;
        self.library.apply(transaction).map_err(|unfit| format!("{unfit}."))
    }

    /// A step that cannot be taken must not hold up those behind it.
    fn offer_skip(&mut self, text: String, actions: Vec<Action>) {
        let offer = ("Skip this step".to_owned(), actions);
        self.notices.offer(NoticeKind::Refused, text, Some(offer));
    }

    /// Takes back, or does again, until the act at this row is the last one done.
    pub(super) fn undo_to(&mut self, row: usize) -> Result<(), Rejection> {
        match self.history.is_done(row) {
            None => return Err(Rejection::because("There is no such step.")),
            Some(true) => {
                while self.history.undo_row().is_some_and(|last| last > row) {
                    let before = self.history.undo_row();
                    self.undo()?;
                    if self.history.undo_row() == before {
                        break;
                    }
                }
            }
            Some(false) => {
                while self.history.can_redo_to(row) {
                    let before = self.history.to_redo_count();
                    self.redo()?;
                    if self.history.to_redo_count() == before {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// Goes to where an act was done, and selects what it was done to.
    fn show_act(&mut self, transaction: &Transaction, to: &Selection, from: &Selection) {
        let article = to.article.clone().or_else(|| first_article(transaction));
        let edited = |id: &ArticleId| transaction.edits.iter().any(|(edited, _)| edited == id);
        let article = article.filter(edited).or_else(|| first_article(transaction));
        if article.is_none() {
            // Only facts changed: the Reader stays where it is.
            self.fix_selection();
            return;
        }
        let here = |selection: &Selection| {
            if selection.article == article { selection.clone() } else { Selection::default() }
        };
        let (to, from) = (here(to), here(from));
        let document = article.as_ref().and_then(|id| self.document(id));
        let exists = |record: &RecordRef| {
            document.is_some_and(|document| document.claim_of(record).is_some())
        };
        let record = to.record.filter(exists).or_else(|| from.record.filter(exists));
        self.selection = Selection { article, text: from.text.or(to.text), record };
        self.reveal += 1;
    }

    /// Lets go of a selected record that is gone.
    pub(super) fn fix_selection(&mut self) {
        let Some(record) = &self.selection.record else { return };
        let document = self.selection.article.as_ref().and_then(|id| self.document(id));
        if document.is_none_or(|document: &Document| document.claim_of(record).is_none()) {
            self.selection.record = None;
        }
    }

    /// Commits what is typed in a field; where it cannot be, the draft stays with the reason.
    pub(super) fn commit_draft(&mut self, field: &FieldRef, text: String) {
        let command = Command::SetField { field: field.clone(), text: text.clone() };
        // The selection is not the field's matter.
        let selection = self.selection.clone();
        match self.carry_out(&command) {
            Ok(()) => self.drafts.remove(field),
            Err(why) => self.drafts.put(field.clone(), text, Some(why.reason)),
        }
        self.selection = selection;
        self.fix_selection();
    }

    /// Commits all drafts that can be.
    pub(super) fn flush_drafts(&mut self) {
        let open: Vec<(FieldRef, String)> = self
            .drafts
            .list()
            .iter()
            .filter(|(_, draft)| draft.error.is_none())
            .map(|(field, draft)| (field.clone(), draft.text.clone()))
            .collect();
        for (field, text) in open {
            self.commit_draft(&field, text);
        }
    }
}

/// The articles that a transaction changes, each once.
pub(super) fn touched(transaction: &Transaction) -> Vec<ArticleId> {
    let mut found: Vec<ArticleId> = Vec::new();
    for (id, _) in &transaction.edits {
        if !found.contains(id) {
            found.push(id.clone());
        }
    }
    found
}
