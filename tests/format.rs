//! The file format held to its golden files: every format version ever written stays a fixture.

#![allow(clippy::unwrap_used)]

use attest::model::{Article, ArticleId};
use attest::store::format::{
    FormatError, document_from_file, file_from_document, parse_article, parse_facts, parse_project,
    render_article, render_facts, render_project,
};
use std::sync::Arc;

const EXAMPLE: &str = include_str!("golden/v1/002_371c06971a596525.txt.ron");
const EVERY_NAME: &str = include_str!("golden/v1/every_name.txt.ron");
const FACTS: &str = include_str!("golden/v1/facts.ron");
const PROJECT: &str = include_str!("golden/v1/project.ron");

fn article(file: &str, text: &str, sha256: &str) -> Article {
    Article::new(ArticleId::new(file), Arc::from(text), "UTF-8".to_owned(), sha256.to_owned())
}

/// Compares texts line by line: a difference shows as a line, not as two whole files.
#[track_caller]
fn assert_same_text(left: &str, right: &str) {
    for (at, (l, r)) in left.lines().zip(right.lines()).enumerate() {
        assert_eq!(l, r, "line {}", at + 1);
    }
    assert_eq!(left.len(), right.len());
}

#[test]
fn golden_files_are_rendered_to_the_letter() {
    assert_same_text(&render_article(&parse_article(EXAMPLE).unwrap()).unwrap(), EXAMPLE);
    assert_same_text(&render_article(&parse_article(EVERY_NAME).unwrap()).unwrap(), EVERY_NAME);
    assert_same_text(&render_facts(&parse_facts(FACTS).unwrap()).unwrap(), FACTS);
    assert_same_text(&render_project(&parse_project(PROJECT).unwrap()).unwrap(), PROJECT);
}

#[test]
fn a_golden_file_through_the_model_is_the_same_file() {
    let seed = include_str!("../seeds/002_371c06971a596525.txt");
    let every = include_str!("golden/v1/every_name.txt");
    for (golden, text) in [(EXAMPLE, seed), (EVERY_NAME, every)] {
        let file = parse_article(golden).unwrap();
        let article = article(&file.article.file, text, &file.article.sha256);
        let document = document_from_file(&article, &file);
        for (slot, anchor) in document.all_anchors() {
            assert!(anchor.is_exact(), "{slot:?}: {anchor:?}");
        }
        let again = file_from_document(&article, &document, &file.annotator, file.history.clone());
        assert_same_text(&render_article(&again).unwrap(), golden);
    }
}

/// The file's lines that open a field, each taken out once: no field may be missing.
#[test]
fn every_field_is_required() {
    let missing = |text: &str, parse: &dyn Fn(&str) -> Option<FormatError>| {
        let fields = regex_free_fields(text);
        assert!(fields.len() >= 2);
        for (from, to) in fields {
            let (head, rest) = text.split_at(from);
            let (field, tail) = rest.split_at(to - from);
            let error = parse(&format!("{head}{tail}"));
            let error = error.unwrap_or_else(|| panic!("a file without {field} was accepted"));
            assert!(error.message.contains("missing"), "{field}: {error}");
        }
    };
    missing(EXAMPLE, &|text| parse_article(text).err());
    missing(EVERY_NAME, &|text| parse_article(text).err());
    missing(FACTS, &|text| parse_facts(text).err());
    missing(PROJECT, &|text| parse_project(text).err());
}

/// Byte ranges of `name: value,` in rendered text: from the name to behind the comma.
fn regex_free_fields(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Vec<Vec<usize>> = Vec::new(); // of each bracket: where its last field started
    let mut quoted = false;
    let mut at = 0;
    while at < bytes.len() {
        let c = bytes[at];
        if quoted {
            match c {
                b'\\' => at += 1,
                b'"' => quoted = false,
                _ => {}
            }
        } else {
            match c {
                b'"' => quoted = true,
                b'(' | b'[' => open.push(Vec::new()),
                b')' | b']' => {
                    for from in open.pop().unwrap() {
                        found.push((from, at));
                    }
                }
                b',' => {
                    for from in open.last_mut().unwrap().drain(..) {
                        found.push((from, at + 1));
                    }
                }
                b':' => {
                    let name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
                    let length = bytes[..at].iter().rev().take_while(|b| name(**b)).count();
                    open.last_mut().unwrap().push(at - length);
                }
                _ => {}
            }
        }
        at += 1;
    }
    found
}

/// What is refused, and where.
#[test]
fn what_is_not_of_the_contract_is_refused_with_its_place() {
    let cases = [
        ("format: 1,", "format: 2,", "newer version"),
        ("format: 1,", "format: 0,", "not known"),
        ("    reviewed: false,", "    reviewed: false,\n    mood: 3,", "mood"),
        ("    reviewed: false,", "    reviewed: false,\n    reviewed: false,", "reviewed"),
        ("status: Draft", "status: Done", "Done"),
        ("Number(\"1050\")", "Number(\"1e3\")", "1e3"),
        ("Number(\"1050\")", "Number(\"NaN\")", "NaN"),
        ("Number(\"1050\")", "Number(\"1,050\")", "1,050"),
        ("Number(\"1050\")", "Number(1050)", "string"),
        ("Number(\"1050\")", "Float(\"1050\")", "Float"),
        ("credibility: 2", "credibility: 7", "credibility"),
        ("credibility: 2", "credibility: 0", "credibility"),
        ("reliability: B", "reliability: G", "G"),
        ("basis: Inferred", "basis: Dateline", "Dateline"),
        ("start: 359, end: 364", "start: 364, end: 359", "before it starts"),
        ("start: 359, end: 364", "start: -359, end: 364", ""),
        ("seq: 17", "seq: 17.5", ""),
        ("voice: Undecided", "voice: By()", ""),
    ];
    for (good, bad, says) in cases {
        let at = EXAMPLE.find(good).unwrap_or_else(|| panic!("{good} is not in the example"));
        let line = EXAMPLE[..at].matches('\n').count() + 1;
        let error = parse_article(&EXAMPLE.replacen(good, bad, 1)).unwrap_err();
        assert!(error.message.contains(says), "{bad}: {error}");
        assert!((line..=line + 1).contains(&error.line), "{bad} on line {line}: {error}");
        assert!(error.column > 1, "{bad}: {error}");
    }
}
