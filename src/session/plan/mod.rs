//! Planning: a command and what there is give a transaction, or a refusal with its reason.
//!
//! Pure: ids and the time are passed in; nothing is changed here. Never: disk, threads, clock.

mod accept;
mod agents;
mod claims;
mod facts;
mod lists;
mod numbers;
mod redate;
mod repeat;
mod slots;
mod sources;
mod tag;
mod work;

pub(crate) use facts::{Above, could_facts, drop_decisions, plan_facts};
pub use redate::Redated;
use work::Work;
pub(crate) use work::{Record, covers, spans_of};

use super::fields;
use super::proposals::{Looking, Recognition, Recognizer, Refused};
use super::{Command, FieldOwner, FieldRef, Rejection};
use crate::model::{
    Article, ArticleId, Document, IdSource, RecordRef, Selection, Span, Transaction,
};
use crate::recognize::segments::Segments;

/// What planning may look at of one article.
#[derive(Clone, Copy)]
pub(crate) struct Open<'a> {
    /// Its text.
    pub article: &'a Article,
    /// Its records.
    pub document: &'a Document,
    /// Its sentences.
    pub segments: &'a Segments,
    /// What was recognised in it, once it was.
    pub recognition: Option<&'a Recognition>,
    /// What was refused in it.
    pub refused: &'a Refused,
}

impl<'a> Open<'a> {
    /// The article with its proposals; none while they are being made.
    pub fn looking(&self) -> Option<Looking<'a>> {
        Some(Looking {
            text: &self.article.text,
            document: self.document,
            recognition: self.recognition?,
            refused: self.refused,
        })
    }
}

/// What planning may look at.
pub(crate) struct PlanContext<'a> {
    /// Finds an article that has been read.
    pub open: &'a dyn Fn(&ArticleId) -> Option<Open<'a>>,
    /// What is selected.
    pub selection: &'a Selection,
    /// New ids and the time.
    pub ids: &'a mut dyn IdSource,
    /// Reads a text again, where the article's date changes.
    pub recognizer: &'a Recognizer,
}

impl<'a> PlanContext<'a> {
    fn work(&self, article: &ArticleId) -> Result<Work<'a>, Rejection> {
        let open = (self.open)(article)
            .ok_or_else(|| Rejection::because("This article has not been read."))?;
        Ok(Work::new(article.clone(), open))
    }
}

/// What a command comes to, before it is a transaction.
struct Planned<'a> {
    label: String,
    works: Vec<Work<'a>>,
    select: Option<Selection>,
}

impl<'a> Planned<'a> {
    fn one(label: impl Into<String>, work: Work<'a>) -> Self {
        Self { label: label.into(), works: vec![work], select: None }
    }

    /// Reads the dates again that rest on an article's date that has changed.
    fn settle_dates(&mut self, recognizer: &Recognizer) -> Vec<Redated> {
        self.works.iter_mut().flat_map(|work| redate::settle(work, recognizer)).collect()
    }

    /// Selects a record, and the words where it was tagged.
    fn selecting(mut self, text: Option<Span>, record: Option<RecordRef>) -> Self {
        let article = self.works.first().map(|work| work.id.clone());
        self.select = Some(Selection { article, text, record });
        self
    }
}

/// Plans a command.
///
/// A transaction without edits means that nothing would change.
///
/// # Errors
/// The reason why it cannot be done.
pub(crate) fn plan(
    command: &Command,
    context: &mut PlanContext<'_>,
) -> Result<Transaction, Rejection> {
    let mut planned = choose(command, context)?;
    let redated = planned.settle_dates(context.recognizer);
    match redated.iter().filter(|redated| redated.old != redated.new).count() {
        0 => {}
        1 => planned.label.push_str(", and a date that rests on it"),
        n => planned.label.push_str(&format!(", and {n} dates that rest on it")),
    }
    let at = context.ids.now();
    let mut edits = Vec::new();
    for work in planned.works {
        edits.extend(work.finish(&at));
    }
    let before = context.selection.clone();
    let after = planned.select.unwrap_or_else(|| before.clone());
    Ok(Transaction {
        label: planned.label,
        at,
        edits,
        selection_before: before,
        selection_after: after,
    })
}

/// Whether a command could be planned. Reads no dates again, so that it may be asked for every frame.
///
/// # Errors
/// The reason why it cannot be done.
pub(crate) fn could(command: &Command, context: &mut PlanContext<'_>) -> Result<(), Rejection> {
    choose(command, context).map(drop)
}

/// The dates that a command would read again because the article's date changes; nothing is kept.
///
/// # Errors
/// The reason why the command cannot be done.
pub(crate) fn redated(
    command: &Command,
    context: &mut PlanContext<'_>,
) -> Result<Vec<Redated>, Rejection> {
    let recognizer = context.recognizer;
    choose(command, context).map(|mut planned| planned.settle_dates(recognizer))
}

fn choose<'a>(command: &Command, context: &mut PlanContext<'a>) -> Result<Planned<'a>, Rejection> {
    match command {
        Command::MakeClaim { article, spans } => {
            let work = context.work(article)?;
            claims::make(work, spans, context.ids)
        }
        Command::Tag { article, span, kind } => {
            let work = context.work(article)?;
            tag::tag(work, *span, *kind, context.selection, context.ids)
        }
        Command::MarkField { field, span } => {
            let work = context.work(&field.article)?;
            mark_field(work, field, *span, context.selection)
        }
        Command::SetField { field, text } => {
            let mut work = context.work(&field.article)?;
            set_field(&mut work, field, text)?;
            Ok(Planned::one(set_label(field, text), work))
        }
        Command::SetFields { fields } => set_fields(context, fields),
        Command::AddAttribution { article, claim } => {
            lists::add_attribution(context.work(article)?, claim, context.ids)
        }
        Command::AddItem { article, record, list } => {
            lists::add_item(context.work(article)?, record, *list)
        }
        Command::RemoveItem { article, record, list, at } => {
            lists::remove_item(context.work(article)?, record, *list, *at)
        }
        Command::MoveItem { article, record, list, from, to } => {
            lists::move_item(context.work(article)?, record, *list, *from, *to)
        }
        Command::SetVoice { article, quantity, voice } => {
            lists::set_voice(context.work(article)?, quantity, voice)
        }
        Command::AddLink { article, quantity, link } => {
            lists::add_link(context.work(article)?, quantity, link)
        }
        Command::Delete { article, record } => claims::delete(context.work(article)?, record),
        Command::DeleteSlot { article, slot } => slots::delete(context.work(article)?, slot),
        Command::MoveSpan { article, slot, span } => {
            slots::move_span(context.work(article)?, slot, *span)
        }
        Command::SplitClaim { article, claim, at } => {
            claims::split(context.work(article)?, claim, *at, context.ids)
        }
        Command::MergeClaims { article, into, from } => {
            claims::merge(context.work(article)?, into, from)
        }
        Command::SameSource { article, claim } => {
            repeat::same_source(context.work(article)?, claim, context.ids)
        }
        Command::TagEqual { article, slot } => {
            repeat::tag_equal(context.work(article)?, slot, context.ids)
        }
        Command::ConfirmAnchor { article, slot } => slots::confirm(context.work(article)?, slot),
        Command::AcceptAll { article, within } => {
            accept::all(context.work(article)?, within, context.ids)
        }
        Command::Accept { article, proposal } => {
            accept::one(context.work(article)?, proposal, context.selection, context.ids)
        }
        Command::Refuse { article, proposal } => accept::refuse(context.work(article)?, proposal),
        // Planned on its own, with the facts at hand.
        Command::Facts(_) => Err(Rejection::because("Facts are changed on their own.")),
        Command::SetReviewed { article, reviewed } => {
            let mut work = context.work(article)?;
            work.meta_mut().reviewed = *reviewed;
            let label =
                if *reviewed { "Mark the article as done" } else { "Take up the article again" };
            Ok(Planned::one(label, work))
        }
    }
}

/// The record or article of a field, set to what is typed.
fn set_field(work: &mut Work<'_>, field: &FieldRef, text: &str) -> Result<(), Rejection> {
    let no_field = || Rejection::because("There is no such field any more.");
    let reference = work.reference();
    match &field.of {
        FieldOwner::Article => {
            let meta = fields::set_meta(work.meta(), field.field, text).ok_or_else(no_field)??;
            *work.meta_mut() = meta;
        }
        FieldOwner::Record(record) => {
            let old = work.record(record).ok_or_else(no_field)?;
            let new = fields::set(&old, field.field, text, work.around(reference.as_deref()))
                .ok_or_else(no_field)??;
            work.put(new);
        }
        // Set by acts on facts.
        FieldOwner::Fact(_) | FieldOwner::Agent(_) => return Err(no_field()),
    }
    Ok(())
}

fn set_fields<'a>(
    context: &PlanContext<'a>,
    wanted: &[(FieldRef, String)],
) -> Result<Planned<'a>, Rejection> {
    let mut works: Vec<Work<'a>> = Vec::new();
    for (field, text) in wanted {
        let at = match works.iter().position(|work| work.id == field.article) {
            Some(at) => at,
            None => {
                works.push(context.work(&field.article)?);
                works.len() - 1
            }
        };
        if let Some(work) = works.get_mut(at) {
            set_field(work, field, text)?;
        }
    }
    let label = match wanted {
        [(field, text)] => set_label(field, text),
        [(field, _), ..] => format!("Fill {} in {} rows", fields::name(field.field), wanted.len()),
        [] => "Fill nothing".to_owned(),
    };
    Ok(Planned { label, works, select: None })
}

fn set_label(field: &FieldRef, text: &str) -> String {
    let name = fields::name(field.field);
    let shown = fields::choice_label(field.field, text).unwrap_or(text);
    if shown.trim().is_empty() {
        format!("Clear {name}")
    } else {
        format!("Set {name} to {}", quoted(shown))
    }
}

fn mark_field<'a>(
    mut work: Work<'a>,
    field: &FieldRef,
    span: Span,
    selection: &Selection,
) -> Result<Planned<'a>, Rejection> {
    let no_field = || Rejection::because("There is no such field any more.");
    let span = work.words(span)?;
    let anchor = work.anchor(span)?;
    let reference = work.reference();
    match &field.of {
        FieldOwner::Article => {
            let meta =
                fields::mark_meta(work.meta(), field.field, &anchor).ok_or_else(no_field)??;
            *work.meta_mut() = meta;
        }
        FieldOwner::Record(record) => {
            let old = work.record(record).ok_or_else(no_field)?;
            let new = fields::mark(&old, field.field, &anchor, work.around(reference.as_deref()))
                .ok_or_else(no_field)??;
            work.put(new);
        }
        FieldOwner::Fact(_) | FieldOwner::Agent(_) => return Err(no_field()),
    }
    let label = format!("Mark {} as {}", quoted(anchor.exact()), fields::name(field.field));
    let record = match &field.of {
        FieldOwner::Record(record) => Some(record.clone()),
        _ => selection.record.clone(),
    };
    Ok(Planned::one(label, work).selecting(Some(span), record))
}

/// Words for a label: in quotation marks, on one line, not too many.
pub(crate) fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(MOST).collect();
    if short.len() < line.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    format!("“{short}”")
}
