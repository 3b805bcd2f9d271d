//! Sentences: ends that stand where the gold has them (but for the last), spans that are equal, texts that are right whole.
//!
//! Counts: 0–2 boundaries (hits, predicted, gold), 3–5 spans, 6 texts that are right.

use super::{COUNTS, Kind, Miss, Scored, list, range, words};
use serde_json::Value as Json;

/// Scores one case.
pub fn score(gold: &Json, predicted: &Json) -> Scored {
    let text: Vec<char> = gold["text"].as_str().unwrap().chars().collect();
    let mut wanted: Vec<_> = list(gold, "expected").iter().map(range).collect();
    wanted.sort_unstable();
    let mut found: Vec<_> = list(predicted, "sentences").iter().map(range).collect();
    found.sort_unstable();
    let found: Vec<_> = found.into_iter().filter_map(|span| trimmed(&text, span)).collect();
    let ends = |spans: &[(usize, usize)]| {
        let mut ends: Vec<usize> = spans.iter().map(|span| span.1).collect();
        ends.pop();
        ends.sort_unstable();
        ends.dedup();
        ends
    };
    let (wanted_ends, found_ends) = (ends(&wanted), ends(&found));
    let both = |a: &[usize], b: &[usize]| a.iter().filter(|end| b.contains(end)).count() as f64;
    let unique = |spans: &[(usize, usize)]| {
        let mut spans = spans.to_vec();
        spans.dedup();
        spans
    };
    let equal = unique(&wanted).iter().filter(|span| found.contains(span)).count();
    let mut counts = [0.0; COUNTS];
    counts[0] = both(&wanted_ends, &found_ends);
    counts[1] = found_ends.len() as f64;
    counts[2] = wanted_ends.len() as f64;
    counts[3] = equal as f64;
    counts[4] = found.len() as f64;
    counts[5] = wanted.len() as f64;
    counts[6] = f64::from(u8::from(wanted == found));

    let text = gold["text"].as_str().unwrap();
    let mut misses = Vec::new();
    for end in wanted_ends.iter().filter(|end| !found_ends.contains(end)) {
        misses.push(Miss { kind: Kind::Missed, what: boundary(text, *end) });
    }
    for end in found_ends.iter().filter(|end| !wanted_ends.contains(end)) {
        misses.push(Miss { kind: Kind::Alarm, what: boundary(text, *end) });
    }
    if misses.is_empty() {
        for span in found.iter().filter(|span| !wanted.contains(span)) {
            misses.push(Miss { kind: Kind::Wrong, what: super::excerpt(text, *span) });
        }
    }
    Scored { id: gold["id"].as_str().unwrap().to_owned(), counts, misses }
}

fn trimmed(text: &[char], (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let covered = &text[start..end];
    let first = covered.iter().position(|c| !c.is_whitespace())?;
    let last = covered.iter().rposition(|c| !c.is_whitespace())?;
    Some((start + first, start + last + 1))
}

fn boundary(text: &str, end: usize) -> String {
    let around = |a, b| words(text, a, b).replace(['\n', '\r'], "⏎");
    format!("{}‖{}", around(end.saturating_sub(60), end), around(end, end + 40))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn by_hand() {
        let text = "Mr. A came. He left. So it was.";
        let span = |(start, end): (usize, usize)| json!({ "start": start, "end": end });
        let wanted: Vec<_> = [(0, 11), (12, 20), (21, 31)].map(span).to_vec();
        let gold = json!({ "id": "x", "text": text, "expected": wanted });
        let found: Vec<_> = [(0, 3), (3, 12), (12, 31)].map(span).to_vec();
        let scored = score(&gold, &json!({ "sentences": found }));
        // Ends 11 and 20 are wanted, 3 and 11 are found; no span is equal.
        assert_eq!(scored.counts[..7], [1.0, 2.0, 2.0, 0.0, 3.0, 3.0, 0.0]);
        let kinds: Vec<_> = scored.misses.iter().map(|miss| miss.kind).collect();
        assert_eq!(kinds, [Kind::Missed, Kind::Alarm]);
        let scored = score(&gold, &json!({ "sentences": wanted }));
        assert_eq!(scored.counts[..7], [2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 1.0]);
        let scored = score(&gold, &json!({}));
        assert_eq!(scored.counts[..7], [0.0, 0.0, 2.0, 0.0, 0.0, 3.0, 0.0]);
    }
}
