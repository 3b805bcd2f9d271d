//! How a figure measures, and whether it is one of what is, could be, will be.
//!
//! Owns: the rules by which words say it. Where no word says it, the measure is unstated and the figure actual. A **cumulative** figure is a
//! running total: "so far", "a total of", or an event in the perfect ("have fled", "had entered", "had been evacuated"); the simple past
//! ("killed 200 people") does not say it. Never: guesses from the kind of thing.

use super::Found;
use super::reader::Reader;
use crate::lexicon::senses::number::{Cue, Link, Verb, class};
use crate::model::{Measure, Modality, UnitKind, Value};

/// Tokens that are looked through on either side.
const REACH: usize = 8;

pub(super) fn measure(reader: &Reader<'_>, found: &Found, first: usize, limit: usize) -> Measure {
    let quantity = &found.quantity;
    let cue = |at: usize| match reader.cue(at) {
        Some((Cue::Measure(measure), _)) => Some(measure),
        _ => None,
    };
    let before = reader.ending(found.phrase, class::CUE, |at| match reader.cue(at) {
        Some((Cue::Measure(measure), end)) => Some((measure, end)),
        _ => None,
    });
    let changed = reader
        .ending(found.phrase, class::VERB, |at| {
            reader.verb(at).filter(|(verb, _)| *verb == Verb::Change)
        })
        .is_some()
        || reader.changed_by(found.phrase, first);
    if changed {
        return Measure::Change;
    }
    // A total that stands between a qualifier and its number belongs to both.
    let inside = (found.phrase..found.number).find_map(cue);
    if let Some(measure) = inside.or(before.map(|(measure, _)| measure)) {
        return measure;
    }
    let behind = found.noun.as_ref().map_or(found.end, |noun| noun.end.max(found.end));
    if let Some(measure) = cue(found.end).or_else(|| cue(behind)).filter(|m| *m == Measure::Rate) {
        return measure;
    }
    if quantity.unit.kind != UnitKind::Speed && found.per {
        return Measure::Rate;
    }
    let of = reader.link(found.end, Link::Of).is_some();
    let share = quantity.unit.kind == UnitKind::Percent && (of || reader.verb(found.end).is_some());
    if share
        || (matches!(quantity.value, Value::Ratio(..)) && quantity.unit.kind == UnitKind::Count)
    {
        return Measure::Share;
    }
    let total = (found.end..limit.min(found.end + REACH)).find_map(cue);
    let counts = !matches!(quantity.unit.kind, UnitKind::Time | UnitKind::Age | UnitKind::Percent);
    if total == Some(Measure::Cumulative) && counts {
        return Measure::Cumulative;
    }
    if found.what.is_some_and(|what| what.perfect && (what.is_event() || what.end > what.from + 2))
    {
        return Measure::Cumulative;
    }
    Measure::Unstated
}

/// Whether a sign ends a clause or a part of it.
fn parts(reader: &Reader<'_>, at: usize) -> bool {
    let sign = reader.lexed.get(at).and_then(|token| token.sign());
    matches!(sign, Some(',' | ';' | ':' | '(' | '“' | '”'))
}

pub(super) fn modality(reader: &Reader<'_>, found: &Found, first: usize, limit: usize) -> Modality {
    let cue = |at: usize| match reader.cue(at) {
        Some((Cue::Modality(modality), end)) => Some((modality, end)),
        _ => None,
    };
    // Back to the last comma or semicolon, at most.
    let back = found.phrase.saturating_sub(REACH).max(first);
    let clause = (back..found.phrase).rev().find(|at| parts(reader, *at)).map_or(back, |at| at + 1);
    let mut nearest = None;
    let mut at = clause;
    while at < found.phrase {
        if let Some((modality, end)) = cue(at) {
            nearest = Some(modality);
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
    if let Some(modality) = nearest {
        return modality;
    }
    // "the 120,000 Armenians in Nagorno-Karabakh will leave"
    let noun = found.noun.as_ref().map_or(found.end, |noun| noun.end.max(found.end));
    let end = limit.min(noun + REACH);
    for at in noun..end {
        if parts(reader, at) {
            break;
        }
        if let Some((modality, _)) = cue(at) {
            return modality;
        }
        if matches!(
            reader.verb(at),
            Some((Verb::Harm | Verb::Move | Verb::Bring | Verb::Have | Verb::Be, _))
        ) {
            break;
        }
    }
    Modality::Actual
}
