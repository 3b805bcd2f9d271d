//! The history in memory: the log's lines as steps, and documents brought up to them.
//!
//! Pure but for what it is told. Owns: which line changes which article how. Never: disk, what wins.

use super::hash::{Hash, hash_from_hex};
use super::log::{LogLine, LogRecord};
use super::opening::{Articles, EntryId, EntryKind, HistoryEntry};
use crate::model::{ArticleId, Change, Document, Fault, Selection, Transaction, Unfit, held};
use crate::store::format::{OwnerRecord, TransactionRecord, transaction_from_record};
use std::collections::HashMap;

/// What the log says of one article's file.
#[derive(Clone, Debug, Default)]
pub(super) struct FileRecord {
    /// The last rendering (or content found) that is known to be in place, and the last line in it.
    pub(super) replaced: Option<(u64, Option<Hash>)>,
    /// Renderings announced since: any of them may be in place.
    pub(super) rendered: Vec<(u64, Hash)>,
}

impl FileRecord {
    /// The last line that a file with this content holds; none where the content is not ours, or an older one.
    pub(super) fn base(&self, found: Option<Hash>) -> Option<u64> {
        let rendered = self.rendered.iter().rev().find(|(_, hash)| Some(*hash) == found);
        let replaced = || self.replaced.filter(|(_, hash)| *hash == found).map(|(seq, _)| seq);
        rendered.map(|(seq, _)| *seq).or_else(replaced)
    }

    /// Whether any content was ever written or found.
    pub(super) const fn is_blank(&self) -> bool {
        self.replaced.is_none() && self.rendered.is_empty()
    }
}

/// What the lines say of every article's file, under the names that the articles have now.
pub(super) fn file_records(lines: &[LogLine]) -> HashMap<ArticleId, FileRecord> {
    let mut files: HashMap<ArticleId, FileRecord> = HashMap::new();
    for LogLine { seq, record } in lines {
        match record {
            LogRecord::Snapshot { file, sha256, .. } => {
                let replaced = Some((*seq, hash_from_hex(sha256)));
                files.insert(ArticleId::new(file), FileRecord { replaced, rendered: Vec::new() });
            }
            LogRecord::External { file, sha256, .. } => {
                let hash = sha256.as_deref().and_then(hash_from_hex);
                let replaced = Some((*seq, hash));
                files.insert(ArticleId::new(file), FileRecord { replaced, rendered: Vec::new() });
            }
            LogRecord::Rendered { file, seq, sha256 } => {
                if let Some(hash) = hash_from_hex(sha256) {
                    files.entry(ArticleId::new(file)).or_default().rendered.push((*seq, hash));
                }
            }
            LogRecord::Replaced { file, .. } => {
                // It always follows its own `Rendered`: a file's renderings are written one after the other.
                let record = files.entry(ArticleId::new(file)).or_default();
                if let Some((seq, hash)) = record.rendered.pop() {
                    record.replaced = Some((seq, Some(hash)));
                    record.rendered.clear();
                }
            }
            LogRecord::Renamed { from, to } => {
                if let Some(record) = files.remove(&ArticleId::new(from)) {
                    files.insert(ArticleId::new(to), record);
                }
            }
            LogRecord::Began { .. }
            | LogRecord::Format(_)
            | LogRecord::Shared { .. }
            | LogRecord::Act(_)
            | LogRecord::Undo { .. }
            | LogRecord::Redo { .. } => {}
        }
    }
    files
}

/// What a step does.
#[derive(Clone, Debug)]
pub(super) enum StepKind {
    /// The log's first state of a file; no entry of the history.
    Snapshot(Transaction),
    Act(Transaction),
    External(Transaction),
    /// The step (by place) taken back.
    Undo(usize),
    /// The step (by place) done again.
    Redo(usize),
}

/// A line that changes documents.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) kind: StepKind,
    pub(super) entry: Option<EntryId>,
}

/// All steps of a log.
#[derive(Clone, Debug, Default)]
pub(super) struct Replay {
    pub(super) steps: Vec<Step>,
    by_article: HashMap<ArticleId, Vec<usize>>,
    by_seq: HashMap<u64, usize>,
    pub(super) entries: u64,
}

impl Replay {
    /// Reads the lines. `renamed`: articles that were found under another name just now.
    pub(super) fn new(
        lines: Vec<LogLine>,
        renamed: &[(ArticleId, ArticleId)],
        articles: &Articles,
        notices: &mut Vec<String>,
    ) -> Self {
        let mut replay = Self::default();
        for LogLine { seq, record } in under_new_names(lines, renamed) {
            let mut read = |record: &TransactionRecord| {
                let read = || transaction_from_record(record, &|id| articles.article(id));
                // In its place an act that changes nothing, so that those behind it keep their numbers.
                held(&format_args!("step {seq}"), read).unwrap_or_else(|fault| {
                    let label = record.label.clone();
                    notices.push(format!(
                        "Step {seq} of the history (“{label}”) was left out because of {fault}."
                    ));
                    let (at, none) = (record.at.clone(), Selection::default());
                    let (before, after) = (none.clone(), none);
                    Transaction {
                        label,
                        at,
                        edits: Vec::new(),
                        selection_before: before,
                        selection_after: after,
                    }
                })
            };
            let (at, kind) = match &record {
                LogRecord::Snapshot { transaction, .. } => {
                    (transaction.at.clone(), StepKind::Snapshot(read(transaction)))
                }
                LogRecord::Act(transaction) => {
                    (transaction.at.clone(), StepKind::Act(read(transaction)))
                }
                LogRecord::External { transaction, .. } => {
                    (transaction.at.clone(), StepKind::External(read(transaction)))
                }
                LogRecord::Undo { of, at } | LogRecord::Redo { of, at } => {
                    let Some(&of) = replay.by_seq.get(of) else {
                        notices.push(format!(
                            "The history takes back step {of}, which it does not hold; left out."
                        ));
                        continue;
                    };
                    let undo = matches!(record, LogRecord::Undo { .. });
                    let kind = if undo { StepKind::Undo(of) } else { StepKind::Redo(of) };
                    (at.clone(), kind)
                }
                _ => continue,
            };
            replay.push(seq, at, kind);
        }
        replay
    }

    /// Adds a step; says which entry it is.
    pub(super) fn push(&mut self, seq: u64, at: String, kind: StepKind) -> Option<EntryId> {
        let entry = match kind {
            StepKind::Snapshot(_) => None,
            _ => {
                self.entries += 1;
                Some(EntryId(self.entries - 1))
            }
        };
        let place = self.steps.len();
        for article in self.touched(&kind) {
            self.by_article.entry(article).or_default().push(place);
        }
        self.by_seq.insert(seq, place);
        self.steps.push(Step { seq, at, kind, entry });
        entry
    }

    fn touched(&self, kind: &StepKind) -> Vec<ArticleId> {
        match kind {
            StepKind::Snapshot(t) | StepKind::Act(t) | StepKind::External(t) => touched_by(t),
            StepKind::Undo(of) | StepKind::Redo(of) => {
                self.transaction(*of).map(touched_by).unwrap_or_default()
            }
        }
    }

    fn transaction(&self, place: usize) -> Option<&Transaction> {
        match &self.steps.get(place)?.kind {
            StepKind::Snapshot(t) | StepKind::Act(t) | StepKind::External(t) => Some(t),
            StepKind::Undo(_) | StepKind::Redo(_) => None,
        }
    }

    /// The articles that any step changes.
    pub(super) fn articles(&self) -> impl Iterator<Item = &ArticleId> {
        self.by_article.keys()
    }

    /// The articles that a step changes.
    pub(super) fn touches(&self, step: &Step) -> Vec<ArticleId> {
        self.touched(&step.kind)
    }

    /// The number of the last line that changes the article; 0 where none does.
    pub(super) fn last_seq(&self, article: &ArticleId) -> u64 {
        let place = self.by_article.get(article).and_then(|places| places.last());
        place.and_then(|place| self.steps.get(*place)).map_or(0, |step| step.seq)
    }

    /// The last entry that changes the article and whose line is at most `through`.
    pub(super) fn last_entry(&self, article: &ArticleId, through: u64) -> Option<EntryId> {
        let places = self.by_article.get(article)?;
        places
            .iter()
            .rev()
            .filter_map(|place| self.steps.get(*place))
            .find_map(|step| step.entry.filter(|_| step.seq <= through))
    }

    /// Brings a document from line `after` up to the last.
    pub(super) fn bring_up(
        &self,
        article: &ArticleId,
        document: &mut Document,
        after: u64,
        notices: &mut Vec<String>,
    ) {
        self.bring_up_to(article, document, (after, u64::MAX), notices);
    }

    /// As it was after this line.
    pub(super) fn state_at(&self, article: &ArticleId, seq: u64) -> Document {
        let mut document = Document::default();
        self.bring_up_to(article, &mut document, (0, seq), &mut Vec::new());
        document
    }

    fn bring_up_to(
        &self,
        article: &ArticleId,
        document: &mut Document,
        lines: (u64, u64),
        notices: &mut Vec<String>,
    ) {
        let mut left_out = Vec::new();
        while let Err(seq) = self.bring_up_but(article, document, lines, &left_out, notices) {
            left_out.push(seq);
        }
    }

    /// Brings a document up, without some lines. Breaks off, with the document as it was, at a line whose change panics.
    fn bring_up_but(
        &self,
        article: &ArticleId,
        document: &mut Document,
        (after, until): (u64, u64),
        left_out: &[u64],
        notices: &mut Vec<String>,
    ) -> Result<(), u64> {
        let places = self.by_article.get(article).into_iter().flatten();
        let steps = places.filter_map(|place| self.steps.get(*place));
        let mut steps = steps.filter(|step| step.seq > after && step.seq <= until).peekable();
        if steps.peek().is_none() {
            return Ok(());
        }
        let (mut new, mut told) = (document.clone(), Vec::new());
        for step in steps {
            let (transaction, undo) = match &step.kind {
                StepKind::Snapshot(t) | StepKind::Act(t) | StepKind::External(t) => (t, false),
                StepKind::Undo(of) | StepKind::Redo(of) => {
                    let Some(transaction) = self.transaction(*of) else { continue };
                    (transaction, matches!(step.kind, StepKind::Undo(_)))
                }
            };
            let label = &transaction.label;
            let mut apply = || match undo {
                true => apply_all(&mut new, article, &transaction.clone().inverted()),
                false => apply_all(&mut new, article, transaction),
            };
            let mut leave_out = |why: &dyn std::fmt::Display| {
                let seq = step.seq;
                told.push(format!(
                    "{article}: step {seq} of the history (“{label}”) was left out, since {why}."
                ));
            };
            if left_out.contains(&step.seq) {
                leave_out(&format_args!("{Fault} stands in its way"));
                continue;
            }
            match held(&format_args!("step {} of {article}", step.seq), &mut apply) {
                Ok(Ok(())) => {}
                Ok(Err(unfit)) => leave_out(&unfit),
                // What it left of the document is not to be trusted.
                Err(_) => return Err(step.seq),
            }
        }
        *document = new;
        notices.append(&mut told);
        Ok(())
    }

    /// The entries as the session shows them.
    pub(super) fn into_history(self) -> Vec<HistoryEntry> {
        let entry_of: Vec<_> = self.steps.iter().map(|step| step.entry).collect();
        let entry_at = |place: usize| entry_of.get(place).copied().flatten();
        self.steps
            .into_iter()
            .filter_map(|step| {
                let kind = match step.kind {
                    StepKind::Snapshot(_) => return None,
                    StepKind::Act(t) => EntryKind::Act(t),
                    StepKind::External(t) => EntryKind::External(t),
                    StepKind::Undo(of) => EntryKind::Undo { of: entry_at(of)? },
                    StepKind::Redo(of) => EntryKind::Redo { of: entry_at(of)? },
                };
                Some(HistoryEntry { id: step.entry?, seq: step.seq, at: step.at, kind })
            })
            .collect()
    }
}

/// The articles that a transaction changes.
pub(super) fn touched_by(transaction: &Transaction) -> Vec<ArticleId> {
    let mut ids: Vec<_> = transaction.edits.iter().map(|(id, _)| id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Applies a transaction's changes of one article, all or none.
fn apply_all(
    document: &mut Document,
    article: &ArticleId,
    transaction: &Transaction,
) -> Result<(), Unfit> {
    let mut done: Vec<Change> = Vec::new();
    for (_, change) in transaction.edits.iter().filter(|(id, _)| id == article) {
        let change = under_its_name(document, change);
        if let Err(unfit) = document.apply(&change) {
            for change in done.into_iter().rev() {
                // What was just applied can be taken back: nothing else happened since.
                let taken_back = document.apply(&change.inverted());
                debug_assert!(taken_back.is_ok());
            }
            return Err(unfit);
        }
        done.push(change);
    }
    Ok(())
}

/// Files hold no ids of refusals, so one that was loaded may have another name than the history gave it.
fn under_its_name(document: &Document, change: &Change) -> Change {
    if let Change::Refusal { id, edit } = change
        && let Some(before) = &edit.before
        && document.refused().get(id) != Some(before)
        && let Some((known, _)) = document.refused().iter().find(|(_, found)| *found == before)
    {
        return Change::Refusal { id: known.clone(), edit: edit.clone() };
    }
    change.clone()
}

/// The lines with every article under the name that it has now: a line speaks of names as they were then.
fn under_new_names(mut lines: Vec<LogLine>, renamed: &[(ArticleId, ArticleId)]) -> Vec<LogLine> {
    let mut names: HashMap<String, String> = HashMap::new();
    for (from, to) in renamed {
        names.insert(from.to_string(), to.to_string());
    }
    for line in lines.iter_mut().rev() {
        match &mut line.record {
            LogRecord::Renamed { from, to } => {
                let to = names.get(to).unwrap_or(to).clone();
                names.insert(from.clone(), to);
            }
            LogRecord::Act(transaction)
            | LogRecord::Snapshot { transaction, .. }
            | LogRecord::External { transaction, .. }
                if !names.is_empty() =>
            {
                rename(transaction, &names);
            }
            _ => {}
        }
    }
    lines
}

fn rename(transaction: &mut TransactionRecord, names: &HashMap<String, String>) {
    for (owner, _) in &mut transaction.edits {
        if let Some(new) = names.get(owner.id().as_str()) {
            *owner = OwnerRecord::Name(new.clone());
        }
    }
    let selections =
        [&mut transaction.selection_before.article, &mut transaction.selection_after.article];
    for name in selections.into_iter().filter_map(Option::as_mut) {
        if let Some(new) = names.get(name) {
            name.clone_from(new);
        }
    }
}
