//! Places of numbers alone, where the gold says no values: which of them a quantity or a date touches, and which quantities touch one.
//!
//! Counts: 0 touched, 1 gold, 2 quantities that touch one, 3 quantities. What is optional in the gold, or of a type that is not
//! asked for, counts neither way; nor do words without a number, fractions, and numbers inside of a date.

use super::{COUNTS, Kind, Miss, Scored, excerpt, list, overlap, range};
use serde_json::Value as Json;

/// Scores one case against the gold of these types. `dates`: a date counts as found, too.
pub fn score(gold: &Json, predicted: &Json, types: &[&str], dates: bool) -> Scored {
    let text = gold["text"].as_str().unwrap();
    let (wanted, others): (Vec<&Json>, Vec<&Json>) = list(gold, "expected").iter().partition(|e| {
        e.get("optional").is_none() && e["type"].as_str().is_some_and(|kind| types.contains(&kind))
    });
    let (quantities, found_dates) = (list(predicted, "quantities"), list(predicted, "dates"));
    let found = || quantities.iter().chain(found_dates.iter().filter(|_| dates));
    let touches = |e: &Json, found: &Json| overlap(e, found);
    let mut counts = [0.0; COUNTS];
    let mut misses = Vec::new();
    for e in &wanted {
        let hit = found().any(|found| touches(e, found));
        counts[0] += f64::from(u8::from(hit));
        if !hit {
            misses.push(Miss { kind: Kind::Missed, what: excerpt(text, range(e)) });
        }
    }
    counts[1] = wanted.len() as f64;
    for quantity in quantities {
        let (start, end) = range(quantity);
        let dated = found_dates.iter().any(|date| {
            let (from, to) = range(date);
            from <= start && end <= to
        });
        let form = quantity["form"].as_str().unwrap_or_default();
        let hit = wanted.iter().any(|e| touches(e, quantity));
        let left_out = !hit && others.iter().any(|e| touches(e, quantity));
        if dated || left_out || matches!(form, "Vague" | "Fraction") {
            continue;
        }
        counts[2] += f64::from(u8::from(hit));
        counts[3] += 1.0;
        if !hit {
            misses.push(Miss { kind: Kind::Alarm, what: excerpt(text, (start, end)) });
        }
    }
    Scored { id: gold["id"].as_str().unwrap().to_owned(), counts, misses }
}
