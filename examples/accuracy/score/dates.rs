//! Dates: near the gold's span by a half at least; right where the EDTF is the gold's `when` or interval, or one of its values.
//!
//! Counts: 0 found, 1 predicted, 2 gold, 3 right. Predictions on gold of other types (a duration, a set) count neither way.

use super::{COUNTS, Kind, Miss, Scored, excerpt, iou, list, overlap, pairs, range};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Scores one case against the gold of these types; none = of all.
pub fn score(gold: &Json, predicted: &Json, types: &[&str]) -> Scored {
    let all = list(gold, "expected");
    let key = if all.iter().any(|e| e.get("tag").is_some()) { "tag" } else { "type" };
    let is_wanted =
        |e: &&Json| types.is_empty() || e[key].as_str().is_some_and(|kind| types.contains(&kind));
    let wanted: Vec<&Json> = all.iter().filter(is_wanted).collect();
    let others: Vec<&Json> = all.iter().filter(|e| !wanted.contains(e)).collect();
    let found = list(predicted, "dates");
    let got = pairs(&wanted, found, iou);
    let is_got = |y: usize| got.iter().any(|(_, of)| *of == y);
    let counted = |y: usize| is_got(y) || !others.iter().any(|e| overlap(&found[y], e));
    let mut counts = [0.0; COUNTS];
    counts[0] = got.len() as f64;
    counts[1] = (0..found.len()).filter(|y| counted(*y)).count() as f64;
    counts[2] = wanted.len() as f64;
    counts[3] = got.iter().filter(|(x, y)| is_right(wanted[*x], &found[*y])).count() as f64;

    let text = gold["text"].as_str().unwrap();
    let reference = gold["reference"].as_str().unwrap_or_default();
    let mut misses = Vec::new();
    for (x, e) in wanted.iter().enumerate() {
        let place = || excerpt(text, range(e));
        let what = match got.iter().find(|(of, _)| *of == x) {
            None => Some((Kind::Missed, format!("{} {}", shown(e), place()))),
            Some((_, y)) if is_right(e, &found[*y]) => None,
            Some((_, y)) => {
                let p = &found[*y];
                let read = format!("{} read as {} {}", shown(e), p["edtf"], p["text"]);
                Some((Kind::Wrong, format!("{read} (reference {reference}) {}", place())))
            }
        };
        misses.extend(what.map(|(kind, what)| Miss { kind, what }));
    }
    for (y, p) in found.iter().enumerate() {
        if counted(y) && !is_got(y) {
            let what = format!("{} {}", p["edtf"], excerpt(text, range(p)));
            misses.push(Miss { kind: Kind::Alarm, what });
        }
    }
    Scored { id: gold["id"].as_str().unwrap().to_owned(), counts, misses }
}

fn shown(gold: &Json) -> String {
    if gold["attrs"].is_object() {
        gold["attrs"].to_string()
    } else {
        wanted_values(gold).join(" | ")
    }
}

fn wanted_values(gold: &Json) -> Vec<String> {
    let of = |v: &Json| {
        let parts = ["timex", "value", "start", "end"].map(|name| v[name].as_str());
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    list(gold, "values").iter().map(of).collect()
}

fn is_right(gold: &Json, predicted: &Json) -> bool {
    let edtf = predicted["edtf"].as_str().unwrap_or_default().replace(['~', '?', '%'], "");
    if gold["attrs"].is_object() {
        return fits_attributes(&gold["attrs"], &edtf);
    }
    let values = list(gold, "values");
    values.is_empty() || values.iter().any(|value| fits_value(value, &edtf))
}

fn fits_attributes(attributes: &Json, edtf: &str) -> bool {
    let of = |name: &str| attributes[name].as_str().filter(|text| !text.is_empty());
    let mut wanted = BTreeSet::new();
    wanted.extend(attributes["when"].as_str().map(str::to_owned));
    let start = of("from").or_else(|| of("notBefore")).unwrap_or("..");
    let end = of("to").or_else(|| of("notAfter")).unwrap_or("..");
    wanted.insert(format!("{start}/{end}"));
    if let (Some(from), Some(to)) = (of("from"), of("to")) {
        for length in [4, 7] {
            if first(to, length) == first(from, length) && from.chars().count() > length {
                wanted.insert(first(from, length).to_owned());
            }
        }
    }
    let same_day = |wanted: &String| {
        wanted.chars().count() >= 10
            && first(edtf, 10) == first(wanted, 10)
            && !wanted.contains('/')
            && !edtf.contains('/')
    };
    wanted.contains(edtf) || wanted.iter().any(same_day)
}

fn fits_value(value: &Json, edtf: &str) -> bool {
    let of = |name: &str| value[name].as_str().filter(|text| !text.is_empty());
    let mut wanted = BTreeSet::new();
    wanted.extend(value["timex"].as_str().map(str::to_owned));
    wanted.insert(of("value").unwrap_or_default().replace(' ', "T"));
    match (of("start"), of("end")) {
        (Some(start), Some(end)) => {
            wanted.insert(format!("{start}/{end}").replace(' ', "T"));
            let day = first(end, 10).parse::<jiff::civil::Date>().ok();
            if let Some(last) = day.and_then(|day| day.yesterday().ok()) {
                wanted.insert(format!("{}/{last}", first(start, 10)));
            }
        }
        (Some(start), None) => drop(wanted.insert(format!("{start}/..").replace(' ', "T"))),
        (None, Some(end)) => drop(wanted.insert(format!("../{end}").replace(' ', "T"))),
        (None, None) => {}
    }
    let to_the_minute = |wanted: &String| {
        wanted.contains('T') && !wanted.contains('/') && first(wanted, 16) == first(edtf, 16)
    };
    wanted.contains(edtf) || wanted.iter().any(to_the_minute)
}

/// The first so many chars.
fn first(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn by_hand() {
        let gold = json!({ "id": "x", "text": "on Monday for two weeks, in May", "expected": [
            { "start": 3, "end": 9, "type": "date", "values": [{ "timex": "XXXX-WXX-1", "value": "2023-09-25" }] },
            { "start": 14, "end": 23, "type": "duration", "values": [{ "timex": "P2W", "value": "1209600" }] },
            { "start": 25, "end": 31, "type": "daterange", "values": [{ "start": "2023-05-01", "end": "2023-06-01" }] },
        ] });
        let date = |start: usize, end: usize, edtf: &str| json!({ "start": start, "end": end, "edtf": edtf });
        let predicted = json!({ "dates": [
            date(3, 9, "2023-09-18"), date(14, 23, "P2W"), date(25, 31, "2023-05-01/2023-05-31"), date(10, 13, "2023"),
        ] });
        let scored = score(&gold, &predicted, &["date", "daterange"]);
        assert_eq!(scored.counts[..4], [2.0, 3.0, 2.0, 1.0]);
        assert_eq!(score(&gold, &predicted, &[]).counts[..4], [3.0, 4.0, 3.0, 2.0]);
    }

    #[test]
    fn values_as_the_gold_writes_them() {
        let value = |value: Json, edtf: &str| fits_value(&value, edtf);
        assert!(value(json!({ "value": "2016-11-07 17:00:00" }), "2016-11-07T17:00:00"));
        assert!(value(json!({ "value": "2016-11-07 17:00:00" }), "2016-11-07T17:00Z"));
        assert!(!value(json!({ "value": "2016-11-07 17:00:00" }), "2016-11-07"));
        assert!(value(json!({ "start": "2016-11-07" }), "2016-11-07/.."));
        assert!(value(json!({ "end": "2016-11-07" }), "../2016-11-07"));
        let attributes = |attributes: Json, edtf: &str| fits_attributes(&attributes, edtf);
        assert!(attributes(json!({ "when": "2015-05-15" }), "2015-05-15T10:00:00"));
        assert!(attributes(json!({ "from": "2015-05-01", "to": "2015-05-31" }), "2015-05"));
        assert!(attributes(json!({ "notBefore": "2015" }), "2015/.."));
        assert!(!attributes(json!({ "when": "2015-05" }), "2015-05-15"));
    }
}
