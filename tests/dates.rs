//! Dates in sentences of news that were written by hand: `tests/dates/LANGUAGE.txt`.

#![allow(clippy::unwrap_used)]

use attest::model::Basis;
use attest::recognize::{Options, recognize};

/// Friday.
const ARTICLE: &str = "2024-03-15";

/// What the text says of time, with its place.
fn found(text: &str, language: &str) -> Vec<(usize, usize, String)> {
    let options = Options {
        language: Some(language),
        published: Some((ARTICLE, Basis::Explicit)),
        file_name: None,
    };
    let dates = recognize(text, &options).dates.into_iter();
    let edtf = |edtf: Option<String>| edtf.unwrap_or_else(|| "?".to_owned());
    dates.map(|date| (date.span.start, date.span.end, edtf(date.edtf))).collect()
}

/// The same as a row says it.
fn wanted(text: &str, says: &str) -> Vec<(usize, usize, String)> {
    let mut from = 0;
    let mut read = |pair: &str| {
        let (printed, edtf) = pair.rsplit_once(" = ").unwrap();
        let start = from + text.get(from..).unwrap().find(printed).unwrap();
        from = start + printed.len();
        (start, from, edtf.to_owned())
    };
    says.split("; ").filter(|pair| !pair.is_empty()).map(&mut read).collect()
}

/// Places and values that are right, of those found and of those there are.
#[derive(Default)]
struct Score {
    found: usize,
    right: usize,
    said: usize,
    there: usize,
}

impl Score {
    fn f1(&self, hits: usize) -> f64 {
        200.0 * hits as f64 / (self.said + self.there) as f64
    }
}

/// Scores a table; what is not as the table has it is printed.
fn score(table: &str, language: &str) -> Score {
    let mut score = Score::default();
    for row in table.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (text, says) = row.rsplit_once(" |").unwrap();
        let (found, wanted) = (found(text, language), wanted(text, says.trim()));
        score.said += found.len();
        score.there += wanted.len();
        let near = |a: &(usize, usize, String), b: &(usize, usize, String)| {
            let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
            2 * both >= a.1.max(b.1) - a.0.min(b.0)
        };
        score.found +=
            wanted.iter().filter(|want| found.iter().any(|date| near(want, date))).count();
        score.right += wanted.iter().filter(|want| found.contains(want)).count();
        if found != wanted {
            let shown = found
                .iter()
                .map(|(start, end, edtf)| format!("{} = {edtf}", text.get(*start..*end).unwrap()));
            println!("{row}\n      {}", shown.collect::<Vec<_>>().join("; "));
        }
    }
    score
}

/// Places and values of a table; F1 of places, of both.
fn tried(table: &str, language: &str, least: usize) -> (f64, f64) {
    let score = score(table, language);
    assert!(score.there >= least);
    let (found, right) = (score.f1(score.found), score.f1(score.right));
    println!("{language}: found {found:.1}, right {right:.1}");
    (found, right)
}

#[test]
fn russian() {
    let (found, right) = tried(include_str!("dates/ru.txt"), "ru", 100);
    assert!(found >= 95.0 && right >= 90.0, "found {found:.1}, right {right:.1}");
}

#[test]
fn other_languages() {
    let tables = [
        ("de", include_str!("dates/de.txt")),
        ("fr", include_str!("dates/fr.txt")),
        ("es", include_str!("dates/es.txt")),
        ("tr", include_str!("dates/tr.txt")),
        ("hy", include_str!("dates/hy.txt")),
        ("ar", include_str!("dates/ar.txt")),
    ];
    let scores = tables.map(|(language, table)| (language, tried(table, language, 10).1));
    for (language, right) in scores {
        assert!(right >= 99.9, "{language}: right {right:.1}");
    }
}
