//! Fields: what a form or a cell shows of a record, and what it makes of what is typed there.
//!
//! Pure. Setting a field to what it shows changes nothing; an error says what is wrong and changes nothing.

mod article;
mod attribution;
mod claim;
mod dates;
mod fact;
mod names;
mod quantity;

pub(crate) use dates::{as_of_from, marked_as_of};
pub(crate) use fact::{
    agent_choices, agent_name, agent_text, fact_choices, fact_name, fact_text, set_agent, set_fact,
};
pub(crate) use names::{choice_label, choices, field_of, field_text, measure, modality, name};

use super::plan::Record;
use super::{Field, FieldOwner, FieldRef, Rejection};
use crate::model::{Anchor, ArticleMeta, Document, Slot};

/// What setting a field came to; `None` where the record has no such field.
type Set<T> = Option<Result<T, Rejection>>;

/// What a field shows, as a person would type it; `None` where there is no such field.
pub(crate) fn text(document: &Document, field: &FieldRef) -> Option<String> {
    match &field.of {
        FieldOwner::Article => article::text(document.meta(), field.field),
        FieldOwner::Record(name) => record_text(&Record::of(document, name)?, field.field),
        // They stand above the articles.
        FieldOwner::Fact(_) | FieldOwner::Agent(_) => None,
    }
}

/// What a field of a record shows.
pub(crate) fn record_text(record: &Record, field: Field) -> Option<String> {
    match record {
        Record::Claim(claim) => claim::text(claim, field),
        Record::Quantity(quantity) => quantity::text(quantity, field),
        Record::Attribution(attribution) => attribution::text(attribution, field),
        Record::Mark(mark) => claim::mark_text(mark, field),
    }
}

/// What words of an article are read with.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The article's stated date (EDTF).
    pub reference: Option<&'a str>,
    /// Its language.
    pub language: &'a str,
    /// All of it.
    pub text: &'a str,
}

impl Around<'static> {
    /// Of what stands above the articles: English, and complete.
    pub const NOTHING: Self = Self { reference: None, language: "en", text: "" };
}

/// The record with a field set to what is typed.
pub(crate) fn set(record: &Record, field: Field, typed: &str, around: Around<'_>) -> Set<Record> {
    if record_text(record, field)? == typed {
        return Some(Ok(record.clone()));
    }
    Some(match record {
        Record::Claim(claim) => claim::set(claim, field, typed)?.map(Record::Claim),
        Record::Quantity(quantity) => {
            quantity::set(quantity, field, typed, around)?.map(Record::Quantity)
        }
        Record::Attribution(attribution) => {
            attribution::set(attribution, field, typed, around)?.map(Record::Attribution)
        }
        Record::Mark(mark) => claim::set_mark(mark, field, typed, around)?.map(Record::Mark),
    })
}

/// The record with a field filled from words of the text.
pub(crate) fn mark(
    record: &Record,
    field: Field,
    anchor: &Anchor,
    around: Around<'_>,
) -> Set<Record> {
    let special = match record {
        Record::Quantity(q) => {
            quantity::mark(q, field, anchor, around).map(|r| r.map(Record::Quantity))
        }
        Record::Attribution(a) => {
            attribution::mark(a, field, anchor, around).map(|r| r.map(Record::Attribution))
        }
        Record::Mark(mark) => {
            claim::mark_mark(mark, field, anchor, around).map(|r| r.map(Record::Mark))
        }
        Record::Claim(_) => None,
    };
    // Fields without an anchor take the words.
    special.or_else(|| set(record, field, anchor.exact(), around))
}

/// What is said about the article, with a field set to what is typed.
pub(crate) fn set_meta(meta: &ArticleMeta, field: Field, typed: &str) -> Set<ArticleMeta> {
    if article::text(meta, field)? == typed {
        return Some(Ok(meta.clone()));
    }
    article::set(meta, field, typed)
}

/// What is said about the article, with a field filled from words of the text.
pub(crate) fn mark_meta(meta: &ArticleMeta, field: Field, anchor: &Anchor) -> Set<ArticleMeta> {
    article::mark(meta, field, anchor).or_else(|| set_meta(meta, field, anchor.exact()))
}

/// The slot of a field's anchor, whether or not there is one now.
pub(crate) const fn slot(field: Field) -> Option<Slot> {
    Some(match field {
        Field::Value => Slot::Number,
        Field::Qualifier => Slot::Qualifier,
        Field::Counted => Slot::Counted,
        Field::What => Slot::What,
        Field::AsOf => Slot::AsOf,
        Field::Period => Slot::Period,
        Field::Place(i) => Slot::Place(i),
        Field::SaidAt => Slot::SaidAt,
        Field::HopSource(i) => Slot::Source(i),
        Field::HopAntecedent(i) => Slot::Antecedent(i),
        Field::MarkDate | Field::MarkText => Slot::Mark,
        _ => return None,
    })
}

/// A choice by its name or its label; the error lists what there is.
fn chosen(field: Field, typed: &str) -> Result<&'static str, Rejection> {
    let typed = typed.trim();
    let all = choices(field).unwrap_or_default();
    let found = all.iter().find(|choice| {
        choice.value.eq_ignore_ascii_case(typed) || choice.label.eq_ignore_ascii_case(typed)
    });
    found.map(|choice| choice.value).ok_or_else(|| {
        let labels: Vec<_> = all.iter().map(|choice| choice.label).collect();
        Rejection::because(format!(
            "“{typed}” is no choice here; there are: {}.",
            labels.join(", ")
        ))
    })
}

/// The other value behind "Other: …"; `None` where the text is no such thing.
fn other(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let head = typed.get(..5).filter(|head| head.eq_ignore_ascii_case("other"))?;
    let rest = typed.get(head.len()..)?.trim_start();
    if rest.is_empty() { Some("") } else { rest.strip_prefix(':').map(str::trim) }
}

/// Words between commas, without the empty ones.
fn words(typed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in typed.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        if !found.iter().any(|there| there == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// Optional text: nothing where nothing is typed.
fn optional(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
