//! Records in plain words.

use super::Field;
use super::fields;
use super::reading;
use crate::model::{
    AsOfRelation, Attribution, Claim, Document, Mark, MarkKind, Measure, QualifierKind, Quantity,
    RecordRef, Voice,
};

/// What a record holds, in one line.
pub(super) fn of(document: &Document, record: &RecordRef) -> String {
    match record {
        RecordRef::Claim(id) => document.claims().get(id).map(|claim| of_claim(document, claim)),
        RecordRef::Quantity(id) => document.quantities().get(id).map(|q| of_quantity(document, q)),
        RecordRef::Attribution(id) => document.attributions().get(id).map(of_attribution),
        RecordRef::Mark(id) => document.marks().get(id).map(of_mark),
    }
    .unwrap_or_default()
}

fn counted(n: usize, one: &str, many: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    }
}

fn of_claim(document: &Document, claim: &Claim) -> String {
    let parts = [
        counted(document.quantities_of(&claim.id).len(), "number", "numbers"),
        counted(document.attributions_of(&claim.id).len(), "attribution", "attributions"),
        counted(document.marks_of(&claim.id).len(), "mark", "marks"),
    ];
    let list: Vec<String> = parts.into_iter().flatten().collect();
    if list.is_empty() { "nothing tagged yet".to_owned() } else { list.join(", ") }
}

pub(super) const fn qualifier_words(kind: QualifierKind) -> &'static str {
    match kind {
        QualifierKind::Plain => "",
        QualifierKind::About => "about ",
        QualifierKind::Nearly => "nearly ",
        QualifierKind::JustOver => "just over ",
        QualifierKind::AtLeast => "at least ",
        QualifierKind::AtMost => "at most ",
        QualifierKind::MoreThan => "more than ",
        QualifierKind::LessThan => "less than ",
        QualifierKind::UpTo => "up to ",
    }
}

fn of_quantity(document: &Document, q: &Quantity) -> String {
    let mut words = String::from(qualifier_words(q.qualifier.kind));
    words.push_str(&reading::value_text(&q.value));
    if !q.unit.printed.is_empty() {
        if q.unit.printed != "%" {
            words.push(' ');
        }
        words.push_str(&q.unit.printed);
    }
    if let Some(counted) = &q.counted {
        for part in [Some(&counted.text), counted.what.as_ref().map(|what| &what.text)] {
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                words.push(' ');
                words.push_str(part);
            }
        }
    }
    let mut parts = vec![words];
    if q.estimated {
        parts.push("estimated".to_owned());
    }
    if q.measure != Measure::Unstated {
        let name = fields::record_text(&super::plan::Record::Quantity(q.clone()), Field::Measure);
        let label = name.and_then(|name| fields::choice_label(Field::Measure, &name));
        parts.extend(label.map(str::to_owned));
    }
    if let Some(as_of) = &q.as_of {
        let relation = match as_of.relation {
            AsOfRelation::At => "as of",
            AsOfRelation::By => "by",
            AsOfRelation::Before => "before",
            AsOfRelation::After => "after",
        };
        parts.push(format!("{relation} {}", reading::date_text(&as_of.edtf, as_of.precision)));
    }
    if let Some(period) = &q.period {
        parts.push(format!("in {}", reading::date_text(&period.edtf, period.precision)));
    }
    let places: Vec<&str> =
        q.places.iter().map(|place| place.text.as_str()).filter(|text| !text.is_empty()).collect();
    if !places.is_empty() {
        parts.push(places.join(", "));
    }
    match &q.voice {
        Voice::By(ids) => {
            let sources =
                ids.iter().filter_map(|id| document.attributions().get(id)).map(chain_words);
            let sources: Vec<String> = sources.filter(|s| !s.is_empty()).collect();
            if !sources.is_empty() {
                parts.push(format!("says {}", sources.join("; ")));
            }
        }
        Voice::Article => parts.push("the article's own".to_owned()),
        Voice::Undecided => {}
    }
    parts.join(", ")
}

/// The chain in words, origin first.
fn chain_words(a: &Attribution) -> String {
    let hops = a.chain.iter().rev().map(|hop| hop.source.as_str()).filter(|s| !s.is_empty());
    hops.collect::<Vec<_>>().join(" via ")
}

fn of_attribution(a: &Attribution) -> String {
    let mut words = chain_words(a);
    if words.is_empty() {
        words.push_str("no source yet");
    }
    if let Some(cue) = a.cue.first() {
        words.push(' ');
        words.push_str(cue.exact());
    }
    if let Some(content) = a.content.first() {
        words.push_str(": ");
        words.push_str(&super::plan::quoted(content.exact()));
    }
    if let Some(said) = &a.said_at {
        words.push_str(", said ");
        words.push_str(&reading::date_text(&said.edtf, said.precision));
    }
    words
}

fn of_mark(mark: &Mark) -> String {
    let words = if mark.text.is_empty() { mark.anchor.exact() } else { &mark.text };
    match (mark.kind, &mark.edtf) {
        (MarkKind::Date, Some(edtf)) => format!("date: {words} ({edtf})"),
        (MarkKind::Date, None) => format!("date: {words}"),
        (MarkKind::Place, _) => format!("place: {words}"),
    }
}
