//! One stretch of text has one meaning, whoever asks: what the passes propose in a text is what marking the same words gives.
//! Over every text of ../shared/data that says its language, and the five articles.

#![allow(clippy::unwrap_used)]

use attest::model::{AsOfRelation, Basis, QualifierKind, Span, Value};
use attest::recognize::proposal::{DateKind, ProposedQuantity, Recognized};
use attest::recognize::{
    Options, check_edtf, parse_date, parse_value, recognize, selected_cue, selected_date,
    selected_number,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Texts by their language, each once.
fn texts() -> BTreeMap<String, BTreeSet<String>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(here.join("seeds")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        texts.entry("en".into()).or_default().insert(text);
    }
    let shared =
        std::env::var_os("ATTEST_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let mut folders = vec![shared.join("data")];
    if !folders[0].exists() {
        eprintln!("skipped but for seeds: {} is not here", folders[0].display());
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "jsonl") {
                for line in fs::read_to_string(&path).unwrap().lines() {
                    let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else {
                        continue;
                    };
                    if let (Some(text), Some(lang)) = (case["text"].as_str(), case["lang"].as_str())
                    {
                        texts.entry(lang.to_owned()).or_default().insert(text.to_owned());
                    }
                }
            }
        }
    }
    texts
}

/// From the first to the last part of a quantity that stands in the sentence of its number.
fn stretch(found: &Recognized, quantity: &ProposedQuantity) -> Span {
    let anchor = quantity.anchor_span();
    let sentence = found.sentences.iter().find(|sentence| sentence.overlaps(anchor));
    let counted = quantity.counted.as_ref().filter(|counted| !counted.carried);
    let parts = [
        quantity.qualifier.span.filter(|_| !quantity.qualifier.carried),
        counted.map(|counted| counted.span),
        counted.and_then(|counted| counted.what),
    ];
    let inside = |part: &Span| sentence.is_none_or(|sentence| sentence.covers(*part));
    parts.into_iter().flatten().filter(inside).fold(anchor, |whole, part| Span {
        start: whole.start.min(part.start),
        end: whole.end.max(part.end),
    })
}

/// What the mouse says otherwise than the proposal; none where it is the same.
fn difference(text: &str, found: &Recognized, quantity: &ProposedQuantity) -> Option<&'static str> {
    let words = stretch(found, quantity);
    let Ok(marked) = selected_number(text, words, &found.language) else {
        return Some("refused");
    };
    if marked.value != quantity.value {
        return Some("another value");
    }

    if marked.number != quantity.anchor_span() {
        return Some("another number");
    }
    if (&marked.unit.kind, &marked.unit.code) != (&quantity.unit.kind, &quantity.unit.code) {
        return Some("another unit");
    }
    let kind = marked.qualifier.map_or(QualifierKind::Plain, |(kind, _)| kind);
    if kind != quantity.qualifier.kind && !quantity.qualifier.carried {
        return Some("another qualifier");
    }
    let counted = quantity.counted.as_ref().filter(|counted| !counted.carried);
    let of = |counted: &attest::recognize::proposal::ProposedCounted| {
        (counted.span, counted.each.clone(), counted.who.clone())
    };
    if marked.counted.as_ref().map(of) != counted.map(of) {
        return Some("something else is counted");
    }
    None
}

/// The same but for zeros in front, which a form keeps as they are typed.
fn same_value(a: &Value, b: &Value) -> bool {
    let bare = |value: &Value| match value {
        Value::Number(number) => number.as_str().trim_start_matches('0').to_owned(),
        other => format!("{other:?}"),
    };
    bare(a) == bare(b)
}

#[test]
fn marked_words_say_what_is_proposed_over_them() {
    let mut lines = Vec::new();
    let mut bad = Vec::new();
    for (language, texts) in texts() {
        let (mut dates, mut other_dates) = (0_usize, Vec::new());
        let (mut open_dates, mut unstated_dates) = (0_usize, 0_usize);
        let (mut others_dates_typed, mut refused_dates_typed) = (Vec::new(), Vec::new());
        let (mut cues, mut other_cues) = (0_usize, Vec::new());
        // The same words without their sentence: "4 and 7" of "between 4 and 7" are two numbers.
        let (mut others_typed, mut refused_typed) = (Vec::new(), Vec::new());
        let mut open_numbers = 0_usize;
        let (mut others_alone, mut refused_alone) = (0_usize, 0_usize);
        let (mut all, mut kinds) = (0_usize, BTreeMap::<&str, Vec<String>>::new());
        for text in &texts {
            let options = Options { language: Some(&language), ..Options::default() };
            let found = recognize(text, &options);
            let reference = found.published.as_ref().map(|own| own.edtf.as_str());
            // What a guessed date completes is a guess; the mouse is told the date as if it were stated.
            let firm = found.published.as_ref().is_none_or(|own| own.basis != Basis::Inferred);
            let points = found.dates.iter().filter(|date| {
                !matches!(date.kind, DateKind::Time | DateKind::Duration) && date.edtf.is_some()
            });
            for date in points {
                dates += 1;
                let marked = selected_date(text, date.span, reference, &found.language);
                let same = marked.is_some_and(|marked| {
                    Some(marked.edtf) == date.edtf
                        && marked.precision == date.precision
                        && (marked.basis == date.basis || !firm)
                        && marked.relation.unwrap_or(AsOfRelation::At) == date.relation
                });
                if !same {
                    other_dates.push(date.span.shown(text).to_owned());
                }
                let printed = date.span.of(text).unwrap();
                match parse_date(printed, reference, &found.language) {
                    Ok(typed) if Some(&typed.edtf) == date.edtf.as_ref() => {}
                    // "2015-32" is EDTF, whatever a text means by it.
                    Ok(_) if check_edtf(printed).is_ok() => {}
                    Ok(typed) => others_dates_typed.push(format!(
                        "{printed} ({}, not {})",
                        typed.edtf,
                        date.edtf.as_deref().unwrap_or_default()
                    )),
                    Err(why) if why.message.contains("two ways") => open_dates += 1,
                    Err(why) if why.message.contains("not stated") => unstated_dates += 1,
                    Err(why) => refused_dates_typed.push(format!("{printed} [{why}]")),
                }
            }
            for said in &found.attributions {
                let (Some(first), Some(last)) = (said.cue.first(), said.cue.last()) else {
                    continue;
                };
                cues += 1;
                let words = Span::new(first.start, last.end);
                if selected_cue(text, words, &found.language) != (said.act, said.framing) {
                    other_cues.push(words.shown(text).to_owned());
                }
            }
            for quantity in &found.quantities {
                all += 1;
                let difference = difference(text, &found, quantity);
                let alone = stretch(&found, quantity).of(text).unwrap();
                match selected_number(alone, Span::new(0, alone.len()), &found.language) {
                    Ok(marked) if marked.value == quantity.value => {}
                    Ok(_) => others_alone += 1,
                    Err(_) => refused_alone += 1,
                }
                let printed = quantity.phrase.of(text).unwrap();
                match parse_value(printed, &found.language) {
                    Ok(typed) if same_value(&typed.value, &quantity.value) => {}
                    Ok(_) => others_typed.push(printed.to_owned()),
                    Err(why) if why.message.contains("two ways") => open_numbers += 1,
                    Err(why) => refused_typed.push(format!("{printed} [{why}]")),
                }
                if let Some(kind) = difference {
                    let words = stretch(&found, quantity).shown(text);
                    let number = quantity.number.shown(text);
                    kinds.entry(kind).or_default().push(format!("“{words}” ({number})"));
                }
            }
        }
        let counts: Vec<String> =
            kinds.iter().map(|(kind, which)| format!("{kind} {}", which.len())).collect();
        lines.push(format!("{language}: {all} quantities; {}", counts.join(", ")));
        lines.push(format!("  alone: {others_alone} otherwise, {refused_alone} refused"));
        lines.push(format!("  typed: {open_numbers} refused with both readings"));
        for (how, which) in [("otherwise", &others_typed), ("refused", &refused_typed)] {
            let some = which[..which.len().min(12)].join(" · ");
            lines.push(format!("  typed: {} {how}: {some}", which.len()));
        }
        let some = other_dates[..other_dates.len().min(12)].join(" · ");
        lines.push(format!("  {dates} dates, {} otherwise: {some}", other_dates.len()));
        for (how, which) in [("otherwise", &others_dates_typed), ("refused", &refused_dates_typed)]
        {
            let some = which[..which.len().min(30)].join(" · ");
            lines.push(format!("  typed dates: {} {how}: {some}", which.len()));
        }
        lines.push(format!(
            "  typed dates: {open_dates} refused with both readings, {unstated_dates} for want of the article’s date"
        ));
        lines.push(format!("  {cues} cues, {} otherwise", other_cues.len()));
        lines.push(format!("  {}", other_cues[..other_cues.len().min(20)].join(" · ")));
        let differing: usize = kinds.values().map(Vec::len).sum();
        if kinds.contains_key("another value")
            || differing * 50 > all
            || other_cues.len() * 50 > cues
            || other_dates.len() * 50 > dates
            // What only the words around say (the tense, the day before) a form cannot know; it shows what it took.
            || others_dates_typed.len() * 50 > dates
            || refused_dates_typed.len() * 50 > dates
            || (others_alone + refused_alone) * 50 > all
            || !others_typed.is_empty()
            || refused_typed.len() * 50 > all
        {
            bad.push(language.clone());
        }
        for (kind, which) in &kinds {
            lines.push(format!("  {kind}: {}", which[..which.len().min(8)].join(" · ")));
        }
    }
    println!("{}", lines.join("\n"));
    assert!(bad.is_empty(), "more than 2 in 100 differ, or another value: {bad:?}");
}
