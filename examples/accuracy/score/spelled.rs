//! Numbers, money and dates as a standard spells them: one proposal touches the place, and says just that.
//!
//! Counts, right and all: 0 words, 2 digits and percent, 4 money, 6 dates.

use super::{COUNTS, Kind, Miss, Scored, excerpt, list, overlap, range};
use attest::model::Number;
use serde_json::Value as Json;

/// Scores one case.
pub fn score(gold: &Json, predicted: &Json) -> Scored {
    let kind = gold["kind"].as_str().unwrap();
    let touching = |name: &str| -> Vec<&Json> {
        list(predicted, name).iter().filter(|found| overlap(found, gold)).collect()
    };
    let (place, found) = match kind {
        "date" => (6, touching("dates")),
        "money" => (4, touching("quantities")),
        "words" => (0, touching("quantities")),
        _ => (2, touching("quantities")),
    };
    let right = match *found {
        [date] if kind == "date" => date["edtf"] == gold["edtf"],
        [number] => {
            let code = kind != "money" || number["unit"]["code"] == gold["code"];
            code && is_same(&number["value"], &gold["value"])
        }
        _ => false,
    };
    let mut counts = [0.0; COUNTS];
    counts[place] = f64::from(u8::from(right));
    counts[place + 1] = 1.0;
    let wanted = if kind == "date" { &gold["edtf"] } else { &gold["value"] };
    let read: Vec<&Json> =
        found.iter().map(|f| if kind == "date" { &f["edtf"] } else { &f["value"] }).collect();
    let what = || {
        let text = gold["text"].as_str().unwrap();
        format!("{wanted} read as {read:?} {}", excerpt(text, range(gold)))
    };
    let misses = (!right).then(|| Miss { kind: Kind::Wrong, what: what() });
    Scored {
        id: gold["id"].as_str().unwrap().to_owned(),
        counts,
        misses: misses.into_iter().collect(),
    }
}

fn is_same(a: &Json, b: &Json) -> bool {
    let number = |json: &Json| json.as_str().and_then(|text| Number::parse(text)?.decimal());
    number(a).is_some_and(|value| number(b) == Some(value))
}
