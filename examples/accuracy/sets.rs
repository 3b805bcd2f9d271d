//! The sets: where they are, what of them is scored, by which measures, and what is to be reached.

use crate::score::{self, Counts, Scored, f1, share};
use attest::exchange::{Suggested, SuggestedOf};
use attest::model::Basis;
use attest::recognize::{Options, recognize};
use serde_json::Value as Json;
use std::path::Path;

/// A figure of a set.
pub struct Measure {
    /// What it is.
    pub name: &'static str,
    /// The figure of added-up counts.
    pub figure: fn(&Counts) -> f64,
    /// What is to be reached; none = information.
    pub goal: Option<f64>,
    /// Whether it counts the cases that pass.
    pub passes: bool,
}

/// A set with known answers.
pub struct Set {
    /// `folder/file`, and what of it.
    pub name: &'static str,
    file: String,
    rows: fn(&Json) -> bool,
    score: fn(&Json, &Json) -> Scored,
    /// What is measured.
    pub measures: Vec<Measure>,
}

impl Set {
    /// All cases, recognised and scored. `None` where the set is not here.
    pub fn cases(&self, folder: &Path) -> Option<Vec<Scored>> {
        let lines = std::fs::read_to_string(folder.join(&self.file)).ok()?;
        let rows = lines.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
        Some(rows.filter(self.rows).map(|row| (self.score)(&row, &predicted(&row))).collect())
    }
}

/// What `attest suggest` says of the case's text, with the case's language and reference date.
fn predicted(row: &Json) -> Json {
    let text = row["text"].as_str().unwrap();
    let reference = row["reference"].as_str();
    let options = Options {
        language: row["lang"].as_str(),
        published: reference.map(|reference| (reference, Basis::Explicit)),
        file_name: None,
    };
    let found = recognize(text, &options);
    serde_json::to_value(Suggested::new(SuggestedOf::Id(&row["id"]), text, &found)).unwrap()
}

/// All sets.
pub fn sets() -> Vec<Set> {
    let mut sets = sentence_sets();
    sets.extend(quantity_sets());
    sets.extend(date_and_attribution_sets());
    sets.extend(["en", "ru", "hy", "tr", "ar", "fr", "de", "es", "uk"].map(spelled_set));
    sets.extend(["de", "fr", "es", "ru", "tr", "hy", "ar"].map(places_set));
    sets.extend(["de", "fr", "es", "ru", "tr", "hy", "ar"].map(said_set));
    sets.extend(["de", "fr", "es", "tr", "ar"].map(dated_set));
    sets.push(Set {
        name: "ner_armtdp_hy_dev/dates",
        file: "ner_armtdp_hy_dev/armtdp.jsonl".into(),
        rows: |_| true,
        score: |gold, predicted| score::dates::score(gold, predicted, &["DATE", "TIME"]),
        measures: vec![goal("found F1", |c| f1(c[0], c[1], c[2]), 80.0)],
    });
    sets
}

/// The name of a set of a language; the few there are live as long as the program.
fn named(set: &str, language: &str) -> &'static str {
    format!("{set}/{language}").leak()
}

/// Numbers and dates as CLDR spells them.
fn spelled_set(language: &str) -> Set {
    Set {
        name: named("cldr_numbers_dates", language),
        file: format!("cldr_numbers_dates/{language}.jsonl"),
        rows: |_| true,
        score: score::spelled::score,
        measures: vec![
            goal("words right", |c| share(c[0], c[1]), 98.0),
            goal("digits right", |c| share(c[2], c[3]), 100.0),
            goal("money right", |c| share(c[4], c[5]), 97.0),
            goal("dates right", |c| share(c[6], c[7]), 98.0),
        ],
    }
}

/// Places of numbers in sentences of treebanks.
fn places_set(language: &str) -> Set {
    Set {
        name: named("langs_numbers", language),
        file: format!("langs_numbers/num_{language}.jsonl"),
        rows: |_| true,
        score: |gold, predicted| score::places::score(gold, predicted, &["NUM", "DATE"], true),
        measures: vec![
            goal("precision", |c| share(c[2], c[3]), 90.0),
            goal("recall", |c| share(c[0], c[1]), 85.0),
        ],
    }
}

/// Attributions in sentences of treebanks.
fn said_set(language: &str) -> Set {
    Set {
        name: named("langs_attributions", language),
        file: format!("langs_attributions/attr_{language}.jsonl"),
        rows: |_| true,
        score: score::attributions::score,
        measures: vec![
            goal("detect F1", |c| f1(c[0], c[1], c[2]), 85.0),
            goal("strict F1", |c| f1(c[6], c[1], c[2]), 70.0),
        ],
    }
}

/// Dates of commands to an assistant.
fn dated_set(language: &str) -> Set {
    Set {
        name: named("recognizers_langs/dates", language),
        file: format!("recognizers_langs/dates_{language}.jsonl"),
        rows: |_| true,
        score: |gold, predicted| {
            score::dates::score(gold, predicted, &["date", "daterange", "datetime"])
        },
        measures: vec![
            goal("found F1", |c| f1(c[0], c[1], c[2]), 80.0),
            information("right F1", |c| f1(c[3], c[1], c[2])),
        ],
    }
}

const fn goal(name: &'static str, figure: fn(&Counts) -> f64, goal: f64) -> Measure {
    Measure { name, figure, goal: Some(goal), passes: false }
}

const fn information(name: &'static str, figure: fn(&Counts) -> f64) -> Measure {
    Measure { name, figure, goal: None, passes: false }
}

fn sentence_sets() -> Vec<Set> {
    let boundary: fn(&Counts) -> f64 = |c| f1(c[0], c[1], c[2]);
    let span: fn(&Counts) -> f64 = |c| f1(c[3], c[4], c[5]);
    let passes = |goal| Measure { name: "texts right", figure: |c| c[6], goal, passes: true };
    let score = score::sentences::score;
    vec![
        Set {
            name: "sent_golden_rules/golden_en",
            file: "sent_golden_rules/golden_en.jsonl".into(),
            rows: |_| true,
            score,
            measures: vec![passes(Some(47.0))],
        },
        Set {
            name: "gum_wikinews/sentences",
            file: "gum_wikinews/sentences.jsonl".into(),
            rows: |_| true,
            score,
            measures: vec![goal("boundary F1", boundary, 98.0), goal("span F1", span, 94.5)],
        },
        Set {
            name: "sent_golden_rules/golden_other_langs",
            file: "sent_golden_rules/golden_other_langs.jsonl".into(),
            rows: |_| true,
            score,
            measures: vec![passes(None), information("boundary F1", boundary)],
        },
        Set {
            name: "sent_golden_rules/more_all_langs",
            file: "sent_golden_rules/more_all_langs.jsonl".into(),
            rows: |row| matches!(row["set"].as_str(), Some("more" | "issue")),
            score,
            measures: vec![passes(None), information("boundary F1", boundary)],
        },
    ]
}

fn quantity_sets() -> Vec<Set> {
    const FILE: &str = "num_recognizers/recognizers_numbers.jsonl";
    let found: fn(&Counts) -> f64 = |c| f1(c[0], c[1], c[2]);
    let right: fn(&Counts) -> f64 = |c| f1(c[3], c[1], c[2]);
    let score = score::quantities::score;
    let set = |name, rows, measures| Set { name, file: FILE.into(), rows, score, measures };
    let both = || vec![information("found F1", found), information("right F1", right)];
    vec![
        set("num_recognizers/number", |row| row["model"] == "number", both()),
        set("num_recognizers/numberrange", |row| row["model"] == "numberrange", both()),
        set("num_recognizers/percent", |row| row["model"] == "percent", both()),
        set("num_recognizers/currency", |row| row["model"] == "currency", both()),
        set("num_recognizers/dimension", |row| row["model"] == "dimension", both()),
        set("num_recognizers/age", |row| row["model"] == "age", both()),
        set(
            "num_recognizers (together)",
            |row| !matches!(row["model"].as_str(), Some("ordinal" | "temperature")),
            vec![goal("found F1", found, 93.0), goal("right F1", right, 88.0)],
        ),
        Set {
            name: "num_recognizers, marked by hand",
            file: FILE.into(),
            rows: |row| {
                !matches!(row["model"].as_str(), Some("ordinal" | "temperature" | "percent"))
            },
            score: score::by_hand::score,
            measures: by_hand(),
        },
        Set {
            name: "num_quantulum3, marked by hand",
            file: "num_quantulum3/quantulum3.jsonl".into(),
            rows: |_| true,
            score: score::by_hand::score,
            measures: by_hand(),
        },
        Set {
            name: "num_quantulum3",
            file: "num_quantulum3/quantulum3.jsonl".into(),
            rows: |_| true,
            score,
            measures: vec![information("found F1", found), goal("right F1", right, 85.0)],
        },
    ]
}

/// What the mouse takes over the gold's spans, beside what is proposed there.
fn by_hand() -> Vec<Measure> {
    vec![
        information("spans right by the proposals", |c| share(c[0], c[2])),
        information("spans right by hand", |c| share(c[1], c[2])),
        information("spans with another value by hand", |c| share(c[3], c[2])),
    ]
}

fn date_and_attribution_sets() -> Vec<Set> {
    vec![
        Set {
            name: "date_recognizers",
            file: "date_recognizers/recognizers_dates.jsonl".into(),
            rows: |row| row["model"] == "English_DateTimeModel",
            score: |gold, predicted| {
                score::dates::score(gold, predicted, &["date", "daterange", "datetime"])
            },
            measures: vec![
                goal("found F1", |c| f1(c[0], c[1], c[2]), 85.0),
                goal("right F1", |c| f1(c[3], c[1], c[2]), 70.0),
            ],
        },
        Set {
            name: "gum_wikinews/dates",
            file: "gum_wikinews/dates.jsonl".into(),
            rows: |_| true,
            score: |gold, predicted| score::dates::score(gold, predicted, &[]),
            measures: vec![
                goal("found recall", |c| share(c[0], c[2]), 93.0),
                goal("right recall", |c| share(c[3], c[2]), 88.0),
                information("found precision", |c| share(c[0], c[1])),
            ],
        },
        Set {
            name: "gum_wikinews/attributions",
            file: "gum_wikinews/attributions.jsonl".into(),
            rows: |_| true,
            score: score::attributions::score,
            measures: vec![
                goal("detect F1", |c| f1(c[0], c[1], c[2]), 75.0),
                goal("source overlap on the found", |c| share(c[3], c[4].max(1.0)), 85.0),
                goal("content token F1 on the found", |c| share(c[5], c[0].max(1.0)), 82.0),
                information("strict F1", |c| f1(c[6], c[1], c[2])),
            ],
        },
    ]
}
