//! Sentences held to what others marked by hand: the Golden Rules (English and other languages) and twelve Wikinews
//! articles of GUM. Scores: F1 over the sentence ends (the last of each text left out) and over
//! exact spans.

#![allow(clippy::unwrap_used)]

use attest::model::{Article, ArticleId, Span};
use attest::recognize::sentences;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ATTEST_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = folder.join("data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

struct Score {
    ends: f64,
    spans: f64,
    whole: usize,
}

fn score(path: &Path) -> Score {
    let (mut ends, mut spans, mut whole) = ([0_usize; 2], [0_usize; 2], 0);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text: Arc<str> = Arc::from(case["text"].as_str().unwrap());
        let offset = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let gold: Vec<Span> = case["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| Span { start: offset(&span["bstart"]), end: offset(&span["bend"]) })
            .collect();
        let article = Article::new(ArticleId::new("x"), text, "UTF-8".into(), String::new());
        let found: Vec<Span> = article
            .paragraphs
            .iter()
            .flat_map(|paragraph| {
                sentences(
                    paragraph.of(&article.text).unwrap(),
                    case["lang"].as_str().unwrap_or("en"),
                )
                .into_iter()
                .map(|span| span.shifted(paragraph.start))
            })
            .collect();
        let inner = |spans: &[Span]| -> HashSet<usize> {
            spans.split_last().map_or(&[][..], |(_, inner)| inner).iter().map(|s| s.end).collect()
        };
        let (gold_ends, found_ends) = (inner(&gold), inner(&found));
        ends[0] += gold_ends.intersection(&found_ends).count();
        ends[1] += gold_ends.len() + found_ends.len();
        spans[0] += found.iter().filter(|span| gold.contains(span)).count();
        spans[1] += found.len() + gold.len();
        whole += usize::from(gold == found);
    }
    #[allow(clippy::cast_precision_loss)]
    let f1 = |[right, all]: [usize; 2]| 200.0 * right as f64 / all as f64;
    let score = Score { ends: f1(ends), spans: f1(spans), whole };
    eprintln!(
        "{}: ends {:.1}, spans {:.1}, whole texts {}",
        path.display(),
        score.ends,
        score.spans,
        score.whole
    );
    score
}

#[test]
fn the_golden_rules_hold() {
    let Some(path) = shared("sent_golden_rules/golden_en.jsonl") else { return };
    assert!(score(&path).whole >= 47);
}

#[test]
fn news_is_cut_as_people_cut_it() {
    let Some(path) = shared("gum_wikinews/sentences.jsonl") else { return };
    let score = score(&path);
    assert!(score.ends >= 98.0 && score.spans >= 96.0);
}

/// The `sentencex` crate, with rules for 300 languages: ends 80.5 and 90.1, whole texts 100 of 116 and 240 of 276.
#[test]
fn languages_with_and_without_a_table_are_cut_too() {
    for (name, ends, whole) in [("golden_other_langs", 93.5, 109), ("more_all_langs", 92.0, 250)] {
        let Some(path) = shared(&format!("sent_golden_rules/{name}.jsonl")) else { return };
        let score = score(&path);
        assert!(score.ends >= ends && score.whole >= whole);
    }
}
