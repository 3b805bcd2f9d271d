//! Quantities: number or phrase near the gold's span by a half at least; right where the value (of an interval: both bounds) is.
//!
//! Counts: 0 found, 1 predicted, 2 gold, 3 right. A row of one model lists that model's quantities only: others count as
//! false alarms in the `number` rows alone.

use super::{COUNTS, Kind, Miss, Scored, excerpt, iou, list, pairs, range};
use serde_json::Value as Json;

/// How near a proposal is to the gold's span: by its number or by its phrase.
pub fn near(expected: &Json, proposed: &Json) -> f64 {
    let phrase = if proposed["phrase"].is_object() { &proposed["phrase"] } else { proposed };
    iou(expected, proposed).max(iou(expected, phrase))
}

/// Scores one case.
pub fn score(gold: &Json, predicted: &Json) -> Scored {
    let model = gold["model"].as_str().unwrap_or("all");
    let complete = gold["complete"].as_bool().unwrap_or(true);
    let wanted: Vec<&Json> = list(gold, "expected").iter().collect();
    let found = list(predicted, "quantities");
    let got = pairs(&wanted, found, near);
    let right = got.iter().filter(|(x, y)| is_right(wanted[*x], &found[*y])).count();
    let all_count = matches!(model, "number" | "all") && complete;
    let mut counts = [0.0; COUNTS];
    counts[0] = got.len() as f64;
    counts[1] = if all_count { found.len() as f64 } else { counts[0] };
    counts[2] = wanted.len() as f64;
    counts[3] = right as f64;

    let text = gold["text"].as_str().unwrap();
    let mut misses = Vec::new();
    for (x, e) in wanted.iter().enumerate() {
        let what = match got.iter().find(|(of, _)| *of == x) {
            None => Some((Kind::Missed, format!("{} {}", e["value"], excerpt(text, range(e))))),
            Some((_, y)) if is_right(e, &found[*y]) => None,
            Some((_, y)) => {
                let p = &found[*y];
                let read = format!("{} [{}, {}]", p["value"], p["low"], p["high"]);
                let place = excerpt(text, range(e));
                Some((Kind::Wrong, format!("{} read as {read} {} {place}", e["value"], p["text"])))
            }
        };
        misses.extend(what.map(|(kind, what)| Miss { kind, what }));
    }
    for (y, p) in found.iter().enumerate() {
        if all_count && !got.iter().any(|(_, of)| *of == y) {
            let what = format!("{} {}", p["value"], excerpt(text, range(p)));
            misses.push(Miss { kind: Kind::Alarm, what });
        }
    }
    Scored { id: gold["id"].as_str().unwrap().to_owned(), counts, misses }
}

/// Whether the value (of an interval: both bounds) is the gold's.
pub fn is_right(gold: &Json, predicted: &Json) -> bool {
    let value = &gold["value"];
    if value.is_null() {
        return true;
    }
    if let Some(interval) = value.as_str().filter(|value| value.starts_with(['[', '('])) {
        let ends = interval.get(1..interval.len() - 1).unwrap();
        let (low, high) = ends.split_once(',').unwrap();
        let end = |text: &str| read(text).filter(|end| !end.is_infinite());
        return same(number(&predicted["low"]), end(low))
            && same(number(&predicted["high"]), end(high));
    }
    same(number(&predicted["value"]), number(value))
}

/// A number, or a text that is one.
fn number(json: &Json) -> Option<f64> {
    match json {
        Json::String(text) => read(text),
        other => other.as_f64(),
    }
}

fn read(text: &str) -> Option<f64> {
    text.replace(',', "").trim().parse().ok()
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * 1.0_f64.max(a.abs()).max(b.abs()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn counts(gold: Json, predicted: Json) -> [f64; 4] {
        score(&gold, &predicted).counts[..4].try_into().unwrap()
    }

    #[test]
    fn by_hand() {
        let text = "more than 2900 people and 5 dogs";
        let gold = |model: &str, value: &str| json!({ "id": "x", "model": model, "text": text, "expected": [{ "start": 0, "end": 14, "value": value }] });
        let predicted = |low: &str| {
            json!({ "quantities": [
                { "start": 10, "end": 14, "text": "2900", "phrase": { "start": 0, "end": 14 }, "value": "2900", "low": low, "high": null },
                { "start": 26, "end": 27, "text": "5", "phrase": { "start": 26, "end": 27 }, "value": "5", "low": "5", "high": "5" },
            ] })
        };
        assert_eq!(counts(gold("numberrange", "(2900,)"), predicted("2900")), [1.0, 1.0, 1.0, 1.0]);
        assert_eq!(counts(gold("numberrange", "(2900,)"), predicted("2901")), [1.0, 1.0, 1.0, 0.0]);
        assert_eq!(counts(gold("number", "2900"), predicted("2900")), [1.0, 2.0, 1.0, 1.0]);
        assert_eq!(counts(gold("number", "2,900.0001"), predicted("2900")), [1.0, 2.0, 1.0, 1.0]);
        assert_eq!(counts(gold("currency", "7"), predicted("2900")), [1.0, 1.0, 1.0, 0.0]);
        assert_eq!(counts(gold("currency", "7"), json!({})), [0.0, 0.0, 1.0, 0.0]);
    }

    #[test]
    fn what_is_no_number_equals_what_is_none() {
        let right = |gold: Json, predicted: Json| is_right(&json!({ "value": gold }), &predicted);
        assert!(right(Json::Null, json!({ "value": "5" })));
        assert!(right(json!("100%"), json!({ "value": null })));
        assert!(!right(json!("100%"), json!({ "value": "100" })));
        assert!(right(json!("(-inf,5]"), json!({ "low": null, "high": "5" })));
        assert!(right(json!(1E-12), json!({ "value": "0.000000000001" })));
    }
}
