//! What was done, what undo takes back and redo does again; over all articles and over restarts.
//!
//! Entries only grow. The two stacks follow from them, so that they are the same after a restart.

use super::HistoryRow;
use crate::model::{ArticleId, Transaction};
use crate::store::{EntryId, EntryKind, HistoryEntry};
use std::collections::HashMap;
use std::sync::Arc;

/// An act or external change, as kept in memory.
struct Step {
    transaction: Arc<Transaction>,
    row: usize,
}

/// The history of one annotator's folder.
#[derive(Default)]
pub(super) struct History {
    steps: HashMap<EntryId, Step>,
    rows: Vec<HistoryRow>,
    ids: Vec<EntryId>,
    undo: Vec<EntryId>,
    redo: Vec<EntryId>,
    next: u64,
}

impl History {
    /// The history that a folder was opened with.
    pub fn of(entries: Vec<HistoryEntry>) -> Self {
        let mut history = Self::default();
        for entry in entries {
            history.next = history.next.max(entry.id.0);
            match entry.kind {
                EntryKind::Act(transaction) => {
                    history.push_step(entry.id, Arc::new(transaction), false);
                }
                EntryKind::External(transaction) => {
                    history.push_step(entry.id, Arc::new(transaction), true);
                }
                EntryKind::Undo { of } => history.move_back(of),
                EntryKind::Redo { of } => history.move_on(of),
            }
            history.next = entry.id.0 + 1;
        }
        history
    }

    fn push_step(&mut self, id: EntryId, transaction: Arc<Transaction>, external: bool) {
        let row = self.rows.len();
        let article = first_article(&transaction);
        self.rows.push(HistoryRow {
            index: row,
            label: transaction.label.clone(),
            at: transaction.at.clone(),
            article,
            done: true,
            external,
        });
        self.ids.push(id);
        self.steps.insert(id, Step { transaction, row });
        self.undo.push(id);
        self.redo.clear();
    }

    fn move_back(&mut self, of: EntryId) {
        self.undo.retain(|id| *id != of);
        self.redo.push(of);
        self.mark(of, false);
    }

    fn move_on(&mut self, of: EntryId) {
        self.redo.retain(|id| *id != of);
        self.undo.push(of);
        self.mark(of, true);
    }

    fn mark(&mut self, id: EntryId, done: bool) {
        if let Some(row) = self.steps.get(&id).and_then(|step| self.rows.get_mut(step.row)) {
            row.done = done;
        }
    }

    fn take_id(&mut self) -> EntryId {
        let id = EntryId(self.next);
        self.next += 1;
        id
    }

    /// Takes in an act that was applied.
    pub fn act(&mut self, transaction: Arc<Transaction>, external: bool) -> EntryId {
        let id = self.take_id();
        self.push_step(id, transaction, external);
        id
    }

    /// What undo would take back.
    pub fn to_undo(&self) -> Option<(EntryId, Arc<Transaction>)> {
        let id = *self.undo.last()?;
        Some((id, Arc::clone(&self.steps.get(&id)?.transaction)))
    }

    /// What redo would do again.
    pub fn to_redo(&self) -> Option<(EntryId, Arc<Transaction>)> {
        let id = *self.redo.last()?;
        Some((id, Arc::clone(&self.steps.get(&id)?.transaction)))
    }

    /// The act was taken back.
    pub fn undone(&mut self, of: EntryId) -> EntryId {
        self.move_back(of);
        self.take_id()
    }

    /// The act was done again.
    pub fn redone(&mut self, of: EntryId) -> EntryId {
        self.move_on(of);
        self.take_id()
    }

    /// Leaves the last act out of what undo takes back; it stays done.
    pub fn skip_undo(&mut self) -> bool {
        self.undo.pop().is_some()
    }

    /// Leaves the act that was taken back last out of what redo does again; it stays taken back.
    pub fn skip_redo(&mut self) -> bool {
        self.redo.pop().is_some()
    }

    /// Whether any act, done or taken back, changes this article.
    pub fn touches(&self, article: &ArticleId) -> bool {
        let mut acts = self.steps.values().map(|step| &step.transaction);
        acts.any(|act| act.edits.iter().any(|(edited, _)| edited == article))
    }

    pub fn rows(&self) -> &[HistoryRow] {
        &self.rows
    }

    pub fn labels(&self) -> (Option<&str>, Option<&str>) {
        let label = |id: Option<&EntryId>| {
            id.and_then(|id| self.steps.get(id)).map(|step| step.transaction.label.as_str())
        };
        (label(self.undo.last()), label(self.redo.last()))
    }

    /// The acts that stand and came after this entry: those that a power cut would take.
    pub fn acts_after(&self, durable: Option<EntryId>) -> Vec<Arc<Transaction>> {
        let late = self.undo.iter().filter(|id| durable.is_none_or(|durable| **id > durable));
        late.filter_map(|id| self.steps.get(id)).map(|step| Arc::clone(&step.transaction)).collect()
    }

    /// The number of the next entry.
    pub const fn next(&self) -> EntryId {
        EntryId(self.next)
    }

    /// Whether the act at this row is done now.
    pub fn is_done(&self, row: usize) -> Option<bool> {
        self.rows.get(row).map(|row| row.done)
    }

    /// The row of what undo would take back.
    pub fn undo_row(&self) -> Option<usize> {
        self.steps.get(self.undo.last()?).map(|step| step.row)
    }

    /// How many acts redo can do again.
    pub const fn to_redo_count(&self) -> usize {
        self.redo.len()
    }

    /// Whether redo would come to this row.
    pub fn can_redo_to(&self, row: usize) -> bool {
        self.ids.get(row).is_some_and(|id| self.redo.contains(id))
    }
}

/// The article that an act was done in: the first, where several; none where only facts changed.
pub(super) fn first_article(transaction: &Transaction) -> Option<ArticleId> {
    let articles = transaction.edits.iter().map(|(article, _)| article);
    articles.into_iter().find(|article| !article.is_of_facts()).cloned()
}
