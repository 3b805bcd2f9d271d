//! The neutral scorer's definitions: matches are one to one, so that one span over a whole text earns nothing.
//!
//! Gold and predictions are JSON as the sets and `attest suggest` have it; offsets are code points. Every scorer turns
//! one case into counts that add up, so that any choice of cases can be scored.

pub mod attributions;
pub mod by_hand;
pub mod dates;
pub mod places;
pub mod quantities;
pub mod sentences;
pub mod spelled;

use serde_json::Value as Json;

/// How many counts a case has.
pub const COUNTS: usize = 10;
/// Counts of one case; what stands where is the scorer's.
pub type Counts = [f64; COUNTS];

/// One case, scored.
pub struct Scored {
    /// The case's id.
    pub id: String,
    /// What adds up.
    pub counts: Counts,
    /// What was not as the gold has it.
    pub misses: Vec<Miss>,
}

/// What kind of difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Only the gold has it.
    Missed,
    /// Only the prediction has it.
    Alarm,
    /// Both have it, and differ.
    Wrong,
}

impl Kind {
    /// As it is listed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "MISS ",
            Self::Alarm => "ALARM",
            Self::Wrong => "WRONG",
        }
    }
}

/// One difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Miss {
    /// Which.
    pub kind: Kind,
    /// In words, with an excerpt.
    pub what: String,
}

/// All counts added up.
pub fn sum<'a>(cases: impl Iterator<Item = &'a Counts>) -> Counts {
    cases.fold([0.0; COUNTS], |mut sum, case| {
        for (total, count) in sum.iter_mut().zip(case) {
            *total += count;
        }
        sum
    })
}

/// In per cent; 0 of nothing is 0.
pub fn share(part: f64, of: f64) -> f64 {
    if of == 0.0 { 0.0 } else { 100.0 * part / of }
}

/// F1 in per cent.
pub fn f1(hits: f64, predicted: f64, gold: f64) -> f64 {
    let (p, r) = (share(hits, predicted), share(hits, gold));
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// Start and end of an object with both.
pub fn range(json: &Json) -> (usize, usize) {
    let at = |name: &str| json[name].as_u64().unwrap() as usize;
    (at("start"), at("end"))
}

/// The list of this name, empty where there is none.
pub fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

/// Intersection over union of two spans.
pub fn iou(a: &Json, b: &Json) -> f64 {
    let ((a0, a1), (b0, b1)) = (range(a), range(b));
    let shared = a1.min(b1) as f64 - a0.max(b0) as f64;
    if shared > 0.0 { shared / (a1.max(b1) - a0.min(b0)) as f64 } else { 0.0 }
}

/// Whether two spans share a code point.
pub fn overlap(a: &Json, b: &Json) -> bool {
    let ((a0, a1), (b0, b1)) = (range(a), range(b));
    a0 < b1 && b0 < a1
}

/// Gold and prediction one to one, nearest first, where they are near by a half at least; ties go to the earlier.
pub fn pairs(
    gold: &[&Json],
    predicted: &[Json],
    near: impl Fn(&Json, &Json) -> f64,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (x, e) in gold.iter().enumerate() {
        for (y, p) in predicted.iter().enumerate() {
            let near = near(e, p);
            if near >= 0.5 {
                candidates.push((near, x, y));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_x, mut used_y, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (_, x, y) in candidates {
        if !used_x.contains(&x) && !used_y.contains(&y) {
            used_x.push(x);
            used_y.push(y);
            found.push((x, y));
        }
    }
    found
}

/// The words of a range of code points.
pub fn words(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// A place with what stands around it, on one line: `… had ⟦1,050 people⟧ entered …`.
pub fn excerpt(text: &str, (start, end): (usize, usize)) -> String {
    const AROUND: usize = 40;
    const LONGEST: usize = 200;
    let before = words(text, start.saturating_sub(AROUND), start);
    let mut covered = words(text, start, end.min(start + LONGEST));
    if end > start + LONGEST {
        covered.push('…');
    }
    let behind = words(text, end, end + AROUND);
    format!("{before}⟦{covered}⟧{behind}").replace(['\n', '\r'], "⏎")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_nearest_pair_is_taken_first() {
        let span = |start: usize, end: usize| json!({ "start": start, "end": end });
        let (a, b) = (span(0, 10), span(12, 20));
        let predicted = [span(0, 6), span(0, 9), span(12, 15), span(0, 20)];
        assert_eq!(pairs(&[&a, &b], &predicted, iou), [(0, 1)]);
        assert_eq!(iou(&a, &predicted[3]), 0.5);
        assert_eq!(iou(&a, &b), 0.0);
        assert_eq!(pairs(&[&a], &predicted[3..], iou), [(0, 0)]);
        assert_eq!(pairs(&[&a], &[span(0, 10), span(0, 10)], iou), [(0, 0)]);
    }

    #[test]
    fn f1_by_hand() {
        assert_eq!(f1(1.0, 2.0, 4.0), 100.0 / 3.0);
        assert_eq!(f1(0.0, 0.0, 4.0), 0.0);
        assert_eq!(excerpt("a 😀\nb", (2, 3)), "a ⟦😀⟧⏎b");
    }
}
