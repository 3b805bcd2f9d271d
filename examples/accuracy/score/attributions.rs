//! Attributions: cues that share a word are candidates, by the likeness of their contents one to one; sources that share a
//! word are right; contents by their words.
//!
//! Counts: 0 matched, 1 predicted, 2 gold, 3 source right, 4 source known, 5 content F1 added up, 6 source and content right.

use super::{COUNTS, Kind, Miss, Scored, excerpt, list, range};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap};

/// Words of the roles of one attribution, by their numbers in the text.
struct Words {
    source: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    content: BTreeSet<usize>,
}

/// Scores one case.
pub fn score(gold: &Json, predicted: &Json) -> Scored {
    let text = gold["text"].as_str().unwrap();
    let numbers = word_numbers(text);
    let (wanted, found) = (list(gold, "expected"), list(predicted, "attributions"));
    let of_gold = |a: &Json| {
        let mut words = words_of(a, &numbers);
        if a.get("attr").is_some() {
            let clause = numbered(list(a, "attr"), &numbers);
            if words.cue.is_empty() {
                words.cue = clause.clone();
            }
            words.cue.extend(clause.difference(&words.source).copied().collect::<Vec<_>>());
        }
        words
    };
    let gold_words: Vec<Words> = wanted.iter().map(of_gold).collect();
    let found_words: Vec<Words> = found.iter().map(|a| words_of(a, &numbers)).collect();
    let mut candidates = Vec::new();
    for (x, a) in gold_words.iter().enumerate() {
        for (y, b) in found_words.iter().enumerate() {
            let cues = a.cue.intersection(&b.cue).count() > 0;
            let shared = a.content.intersection(&b.content).count() as f64;
            let like = 2.0 * shared / (a.content.len() + b.content.len()).max(1) as f64;
            if cues || (a.cue.is_empty() || b.cue.is_empty()) && like >= 0.5 {
                candidates.push((f64::from(u8::from(cues)) + like, x, y, like));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    // What is optional in the gold is neither missed nor, where it is found, a false alarm; the others choose first.
    let optional = |x: usize| wanted[x].get("optional").is_some();
    candidates.sort_by_key(|(_, x, ..)| optional(*x));
    let mut free = BTreeSet::new();
    let mut counts = [0.0; COUNTS];
    let mut matched: Vec<(usize, usize)> = Vec::new();
    let mut misses = Vec::new();
    for (_, x, y, like) in candidates {
        if optional(x) {
            if !matched.iter().any(|(_, of)| *of == y) {
                free.insert(y);
            }
            continue;
        }
        if matched.iter().any(|(of_x, of_y)| *of_x == x || *of_y == y) {
            continue;
        }
        matched.push((x, y));
        let (a, b) = (&gold_words[x], &found_words[y]);
        let known = !a.source.is_empty() || wanted[x].get("attr").is_none();
        let source_right = !known
            || a.source.intersection(&b.source).count() > 0
            || a.source.is_empty() && b.source.is_empty();
        counts[3] += f64::from(u8::from(known && source_right));
        counts[4] += f64::from(u8::from(known));
        counts[5] += like;
        counts[6] += f64::from(u8::from(source_right && like >= 0.5));
        if !source_right {
            let what = format!(
                "source {} for {}",
                shown(text, &found[y], "source"),
                clause(text, &wanted[x])
            );
            misses.push(Miss { kind: Kind::Wrong, what });
        }
        if like < 0.9 {
            let (is, should) =
                (shown(text, &found[y], "content"), shown(text, &wanted[x], "content"));
            let what =
                format!("content {like:.2} {is} for {should} of {}", clause(text, &wanted[x]));
            misses.push(Miss { kind: Kind::Wrong, what });
        }
    }
    counts[0] = matched.len() as f64;
    counts[1] = (found.len() - free.len()) as f64;
    counts[2] = (0..wanted.len()).filter(|x| !optional(*x)).count() as f64;
    for (x, a) in wanted.iter().enumerate() {
        if !optional(x) && !matched.iter().any(|(of, _)| *of == x) {
            let what = format!("{} : {}", clause(text, a), shown(text, a, "content"));
            misses.push(Miss { kind: Kind::Missed, what });
        }
    }
    for (y, a) in found.iter().enumerate() {
        if !free.contains(&y) && !matched.iter().any(|(_, of)| *of == y) {
            let cue = list(a, "cue").first().map_or(String::new(), |cue| excerpt(text, range(cue)));
            let source = shown(text, a, "source");
            let what = format!("cue {cue} source {source} content {}", shown(text, a, "content"));
            misses.push(Miss { kind: Kind::Alarm, what });
        }
    }
    Scored { id: gold["id"].as_str().unwrap().to_owned(), counts, misses }
}

fn clause(text: &str, gold: &Json) -> String {
    let first = list(gold, "attr").first().or_else(|| list(gold, "cue").first());
    first.map_or(String::new(), |clause| excerpt(text, range(clause)))
}

fn shown(text: &str, attribution: &Json, role: &str) -> String {
    let of = |span: &Json| {
        let (start, end) = range(span);
        let words = super::words(text, start, end).replace(['\n', '\r'], "⏎");
        if words.chars().count() <= 90 {
            return words;
        }
        let tail = super::words(text, end - 40, end).replace(['\n', '\r'], "⏎");
        format!("{} … {tail}", super::words(&words, 0, 40))
    };
    format!("“{}”", list(attribution, role).iter().map(of).collect::<Vec<_>>().join(" + "))
}

/// The number of the word that each code point belongs to.
fn word_numbers(text: &str) -> HashMap<usize, usize> {
    let mut numbers = HashMap::new();
    let (mut word, mut inside) = (0, false);
    for (at, c) in text.chars().enumerate() {
        let part = c.is_alphanumeric() || c == '_';
        if part {
            word += usize::from(!inside);
            numbers.insert(at, word);
        }
        inside = part;
    }
    numbers
}

fn numbered(spans: &[Json], numbers: &HashMap<usize, usize>) -> BTreeSet<usize> {
    let points = spans.iter().flat_map(|span| {
        let (start, end) = range(span);
        start..end
    });
    points.filter_map(|point| numbers.get(&point).copied()).collect()
}

fn words_of(attribution: &Json, numbers: &HashMap<usize, usize>) -> Words {
    let of = |role: &str| {
        let spans = list(attribution, role);
        let silver = &attribution[format!("{role}_silver")];
        match (spans, silver) {
            ([], Json::Object(_)) => numbered(std::slice::from_ref(silver), numbers),
            (spans, _) => numbered(spans, numbers),
        }
    };
    Words { source: of("source"), cue: of("cue"), content: of("content") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn by_hand() {
        let text = "The ministry said that six died. It rained, he added.";
        let span = |words: &str| {
            let start = text.split(words).next().unwrap().len();
            json!({ "start": start, "end": start + words.len() })
        };
        let gold = json!({ "id": "x", "text": text, "expected": [
            { "attr": [span("The ministry said")], "content": [span("that six died")], "source_silver": span("The ministry"), "cue_silver": span("said") },
            { "attr": [span("he added")], "content": [span("It rained")] },
        ] });
        let predicted = json!({ "attributions": [
            { "cue": [span("said")], "source": [span("ministry")], "content": [span("six died")] },
            { "cue": [span("rained")], "source": [], "content": [span("rained")] },
        ] });
        let scored = score(&gold, &predicted);
        // The first matches by its cue: 2 of 3 words are 2 × 2 / (3 + 2). The second has a cue elsewhere.
        assert_eq!(scored.counts[..7], [1.0, 2.0, 2.0, 1.0, 1.0, 0.8, 1.0]);
        let kinds: Vec<_> = scored.misses.iter().map(|miss| miss.kind).collect();
        assert_eq!(kinds, [Kind::Wrong, Kind::Missed, Kind::Alarm]);
    }
}
