//! The gold's spans marked by hand, as with the mouse, against the proposals over the same spans.
//!
//! Counts: 0 right by the proposals, 1 right by hand, 2 spans, 3 by hand another value than the gold's, 4 refused by hand.

use super::quantities::{is_right, near};
use super::{COUNTS, Kind, Miss, Scored, excerpt, list, pairs, range};
use attest::compare::bounds;
use attest::model::{QualifierKind, Span, Value};
use attest::recognize::{SelectedNumber, selected_number};
use serde_json::{Value as Json, json};

/// Scores one case.
pub fn score(gold: &Json, predicted: &Json) -> Scored {
    let text = gold["text"].as_str().unwrap();
    let wanted: Vec<&Json> = list(gold, "expected").iter().collect();
    let found = list(predicted, "quantities");
    let proposed = pairs(&wanted, found, near);
    let right = proposed.iter().filter(|(x, y)| is_right(wanted[*x], &found[*y]));
    let mut counts = [0.0; COUNTS];
    counts[0] = right.count() as f64;
    counts[2] = wanted.len() as f64;
    let mut misses = Vec::new();
    for expected in &wanted {
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let (start, end) = range(expected);
        let words = Span::new(byte(start), byte(end));
        let language = gold["lang"].as_str().unwrap_or_default();
        let place = excerpt(text, (start, end));
        match selected_number(text, words, language) {
            Ok(marked) if is_right(expected, &shown(&marked)) => counts[1] += 1.0,
            Ok(marked) => {
                counts[3] += 1.0;
                let what = format!("{} read as {} {place}", expected["value"], shown(&marked));
                misses.push(Miss { kind: Kind::Wrong, what });
            }
            Err(why) => {
                counts[4] += 1.0;
                misses.push(Miss { kind: Kind::Missed, what: format!("{why} {place}") });
            }
        }
    }
    Scored { id: gold["id"].as_str().unwrap().to_owned(), counts, misses }
}

/// Value and bounds as `attest suggest` shows them.
fn shown(marked: &SelectedNumber) -> Json {
    let kind = marked.qualifier.map_or(QualifierKind::Plain, |(kind, _)| kind);
    let interval = bounds(&marked.value, kind, marked.estimated, &marked.unit.kind);
    let value = match &marked.value {
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Ratio(a, b) => Some((*a as f64 / *b as f64).to_string()),
        _ => None,
    };
    let end = |end: Option<attest::compare::Bound>| end.map(|end| end.value.to_string());
    let (low, high) = interval.map_or((None, None), |found| (end(found.low), end(found.high)));
    json!({ "value": value, "low": low, "high": high })
}
