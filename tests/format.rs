//! The file format held to its golden files: every format version ever written stays a fixture.

#![allow(clippy::unwrap_used, clippy::string_slice)]

use attest::model::{
    Anchor, Article, ArticleId, ArticleMeta, AsOf, AsOfRelation, Attribution, AttributionId, Basis,
    Change, Claim, ClaimId, CodePoints, Comparable, Counted, Counting, Document, Each, Edit,
    FactId, FactJoin, Grade, Hop, Link, LinkKind, Mark, MarkId, MarkKind, Naming, Number, Origin,
    Part, Period, Place, PlaceRole, PlaceText, Precision, Published, Quantity, QuantityId, Quote,
    RecordRef, Refusal, RefusalKind, Reliability, Selection, Status, Transaction, UnitKind, Value,
    Voice, anchor_at,
};
use attest::store::format::{
    FormatError, HistoryRecord, document_from_file, file_from_document, parse_article, parse_facts,
    parse_project, parse_transaction, record_from_transaction, refusal_id, render_article,
    render_facts, render_project, render_transaction, text_from_bytes, transaction_from_record,
};
use proptest::prelude::*;
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
        let fields = fields_of(text);
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
fn fields_of(text: &str) -> Vec<(usize, usize)> {
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

/// Texts in which bytes, code points and UTF-16 all count differently.
const TRICKY: &[&str] = &[
    "plain ascii with 1,050 people in it\n",
    "👩‍👩‍👧 family 🇦🇲 fled: 13,000\r\nnext\tline\r\n",
    "وقالت الوزارة إن ٢٩٠٠ شخص عبروا الحدود\n",
    "e\u{301}te\u{301} — “quotes” \u{202e}rtl\u{202c} \u{0} nul \\ \"back\"\n",
    "\u{feff}a second mark, Ֆրանսիա, 北京 1 050 人, \u{1F1E6}\u{1F1F2}",
];

/// Numbers to choose by: any sequence is a document.
struct Dice<'a> {
    rolls: &'a [u16],
    at: usize,
}

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        let roll = self.rolls.get(self.at % self.rolls.len().max(1)).copied().unwrap_or(3);
        self.at += 1;
        (usize::from(roll) + self.at / 7) % sides
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())].clone()
    }

    fn words(&mut self) -> String {
        self.pick(&["", "people", "a \"b\"\n\tc\\", "🙂", "Some(", "\u{feff}", "' ) ]"]).to_owned()
    }

    fn id(&mut self) -> String {
        format!("0192f3c2-0000-7000-8000-{:012x}", self.roll(9))
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(3) > 0).then(|| make(self))
    }

    fn some<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.roll(3)).map(|_| make(self)).collect()
    }

    /// An anchor in the text; now and then one that is not in it, nor like anything in it.
    fn anchor(&mut self, article: &Article) -> Anchor {
        let chars = article.offsets.code_points();
        let start = self.roll(chars);
        let stored = CodePoints { start, end: start + 1 + self.roll(chars - start) };
        if self.roll(8) == 0 {
            let lost = "ⱦⱧⱨⱩⱪ".repeat(stored.end - stored.start);
            let quote = Quote { exact: lost.into(), prefix: "ⱬ".into(), suffix: "ⱬ".into() };
            return Anchor { place: Place::Orphaned { stored }, quote };
        }
        anchor_at(article, article.offsets.span_of(&article.text, stored).unwrap()).unwrap()
    }

    fn number(&mut self) -> Number {
        Number::parse(self.pick(&["0", "1050", "-0.50", "00012.3400"])).unwrap()
    }

    fn period(&mut self, article: &Article) -> Period {
        Period {
            edtf: self.words(),
            precision: self.pick(&[Precision::Second, Precision::Century]),
            basis: self.pick(&[Basis::Explicit, Basis::Relative, Basis::Dateline, Basis::Inferred]),
            anchor: self.maybe(|dice| dice.anchor(article)),
        }
    }

    fn quantity(&mut self, article: &Article) -> Quantity {
        let id = QuantityId::new(&self.id());
        let claim = ClaimId::new(&self.id());
        let value = match self.roll(5) {
            0 => Value::Number(self.number()),
            1 => Value::Range(self.number(), self.number()),
            2 => Value::List(self.some(Self::number)),
            3 => Value::Ratio(u64::MAX, self.roll(9) as u64),
            _ => Value::Vague(self.words()),
        };
        let mut quantity = Quantity::new(id, claim, self.anchor(article), value);
        quantity.qualifier.anchor = self.maybe(|dice| dice.anchor(article));
        quantity.estimated = self.roll(2) == 0;
        quantity.unit.kind = self.pick(&[UnitKind::Money, UnitKind::Other(String::new())]);
        quantity.unit.printed = self.words();
        quantity.counted = self.maybe(|dice| Counted {
            text: dice.words(),
            anchor: dice.maybe(|dice| dice.anchor(article)),
            what: dice.maybe(|dice| Counting {
                text: dice.words(),
                anchor: dice.maybe(|dice| dice.anchor(article)),
            }),
            each: dice.pick(&[Each::Household, Each::Other("x".into())]),
            who: dice.some(Self::words),
        });
        quantity.as_of = self.maybe(|dice| AsOf {
            edtf: dice.words(),
            precision: Precision::Minute,
            relation: dice.pick(&[AsOfRelation::By, AsOfRelation::After]),
            basis: Basis::Dateline,
            anchor: dice.maybe(|dice| dice.anchor(article)),
        });
        quantity.period = self.maybe(|dice| dice.period(article));
        quantity.places = self.some(|dice| PlaceText {
            text: dice.words(),
            anchor: dice.maybe(|dice| dice.anchor(article)),
            role: dice.pick(&[PlaceRole::At, PlaceRole::Near]),
        });
        quantity.voice = match self.roll(3) {
            0 => Voice::By(self.some(|dice| AttributionId::new(&dice.id()))),
            1 => Voice::Article,
            _ => Voice::Undecided,
        };
        quantity.links = self.some(|dice| Link {
            kind: LinkKind::Revises,
            to: QuantityId::new(&dice.id()),
            why: dice.words(),
        });
        quantity.facts = self.some(|dice| FactJoin {
            id: FactId::new(&dice.id()),
            comparable: dice.pick(&[Comparable::Yes, Comparable::No("🙂".into())]),
        });
        quantity.origin = self.pick(&[Origin::Human, Origin::Imported("brat".into())]);
        quantity
    }

    fn attribution(&mut self, article: &Article) -> Attribution {
        let (id, claim) = (AttributionId::new(&self.id()), ClaimId::new(&self.id()));
        let mut attribution = Attribution::new(id, claim);
        attribution.cue = self.some(|dice| dice.anchor(article));
        attribution.content = self.some(|dice| dice.anchor(article));
        attribution.said_at = self.maybe(|dice| dice.period(article));
        attribution.chain = self.some(|dice| Hop {
            source: dice.words(),
            anchor: dice.maybe(|dice| dice.anchor(article)),
            antecedent: dice.maybe(|dice| dice.anchor(article)),
            agent: dice.maybe(Self::id),
            naming: Naming::Pronoun,
            medium: dice.maybe(Self::words),
            cue: dice.maybe(Self::words),
        });
        attribution.grade = self.maybe(|_| Grade { reliability: Reliability::F, credibility: 6 });
        attribution.note = self.words();
        attribution
    }

    fn change(&mut self, article: &Article, document: &Document) -> Change {
        match self.roll(6) {
            0 => {
                let after = ArticleMeta {
                    title: self.maybe(Self::words),
                    language: self.words(),
                    published: self.maybe(|dice| Published {
                        edtf: dice.words(),
                        precision: Precision::Season,
                        basis: dice.pick(&[Basis::Explicit, Basis::Inferred]),
                        anchor: dice.maybe(|dice| dice.anchor(article)),
                    }),
                    reviewed: self.roll(2) == 0,
                    ..ArticleMeta::default()
                };
                let before = Box::new(document.meta().clone());
                Change::Meta { before, after: Box::new(after) }
            }
            1 => {
                let id = ClaimId::new(&self.id());
                let mut anchors = self.some(|dice| dice.anchor(article));
                anchors.push(self.anchor(article));
                let after = Claim {
                    id: id.clone(),
                    anchors,
                    part: Part::Embed,
                    status: Status::Query,
                    tags: self.some(Self::words),
                    note: self.words(),
                    created: self.words(),
                    changed: self.words(),
                };
                Change::Claim(Edit {
                    before: document.claims().get(&id).cloned(),
                    after: Some(after),
                })
            }
            2 => {
                let after = self.quantity(article);
                let before = document.quantities().get(&after.id).cloned();
                Change::Quantity(Box::new(Edit { before, after: Some(after) }))
            }
            3 => {
                let after = self.attribution(article);
                let before = document.attributions().get(&after.id).cloned();
                Change::Attribution(Box::new(Edit { before, after: Some(after) }))
            }
            4 => {
                let after = Mark {
                    id: MarkId::new(&self.id()),
                    claim: ClaimId::new(&self.id()),
                    kind: self.pick(&[MarkKind::Date, MarkKind::Place]),
                    anchor: self.anchor(article),
                    edtf: self.maybe(Self::words),
                    text: self.words(),
                    note: self.words(),
                };
                let before = document.marks().get(&after.id).cloned();
                Change::Mark(Edit { before, after: Some(after) })
            }
            _ => {
                let refusal = Refusal {
                    kind: self.pick(&[RefusalKind::Quantity, RefusalKind::PublishedDate]),
                    anchor: self.anchor(article),
                    of: self.maybe(Self::id),
                };
                let id = refusal_id(article, &refusal);
                let before = document.refused().get(&id).cloned();
                Change::Refusal { id, edit: Edit { before, after: Some(refusal) } }
            }
        }
    }
}

fn assert_same(a: &Document, b: &Document) {
    assert_eq!(a.meta(), b.meta());
    assert_eq!(a.claims(), b.claims());
    assert_eq!(a.quantities(), b.quantities());
    assert_eq!(a.attributions(), b.attributions());
    assert_eq!(a.marks(), b.marks());
    assert_eq!(a.refused(), b.refused());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Saved and loaded, a document is the same; so is every transaction, there and back.
    #[test]
    fn what_is_saved_is_loaded(
        text in 0..TRICKY.len(),
        rolls in proptest::collection::vec(any::<u16>(), 1..120),
    ) {
        let text = TRICKY[text].repeat(2);
        let article = Arc::new(article("sub/x.txt", &text, "00ff"));
        let articles = |id: &ArticleId| (*id == article.id).then(|| Arc::clone(&article));
        let mut dice = Dice { rolls: &rolls, at: 0 };
        let mut document = Document::default();
        for _ in 0..1 + rolls.len() / 10 {
            let change = dice.change(&article, &document);
            document.apply(&change).unwrap();
            let transaction = Transaction {
                label: dice.words(),
                at: "2026-11-22T09:14:03Z".to_owned(),
                edits: vec![(article.id.clone(), change)],
                selection_before: Selection::default(),
                selection_after: Selection {
                    article: Some(article.id.clone()),
                    text: dice.maybe(|dice| dice.anchor(&article)).and_then(|anchor| anchor.span()),
                    record: Some(RecordRef::Claim(ClaimId::new(&dice.id()))),
                },
            };
            let record = record_from_transaction(&transaction, &articles).unwrap();
            let line = render_transaction(&record).unwrap();
            prop_assert!(!line.contains('\n'));
            let again = transaction_from_record(&parse_transaction(&line).unwrap(), &articles);
            prop_assert_eq!(&again, &transaction);
            let again = transaction_from_record(&record, &|_| None);
            prop_assert_eq!(again.edits.len(), 1, "kept without the article's text");
        }
        let history = HistoryRecord { id: "log".to_owned(), seq: u64::MAX };
        let file = file_from_document(&article, &document, "ana", history);
        let text = render_article(&file).unwrap();
        let read = parse_article(&text).unwrap();
        prop_assert_eq!(&read, &file);
        let loaded = document_from_file(&article, &read);
        assert_same(&loaded, &document);
        let again = file_from_document(&article, &loaded, "ana", file.history.clone());
        prop_assert_eq!(render_article(&again).unwrap(), text);
    }

    /// One byte changed anywhere: it parses, or says where it does not.
    #[test]
    fn a_changed_byte_is_an_error_with_a_place_or_none(
        which in 0..4usize, at in any::<u32>(), byte in any::<u8>(),
    ) {
        let (text, parse) = FILES[which];
        let mut bytes = text.as_bytes().to_vec();
        let at = at as usize % bytes.len();
        bytes[at] = byte;
        let error = text_from_bytes(&bytes).and_then(parse).err();
        let lines = text.lines().count() + 1;
        if let Some(FormatError { line, column, message }) = error {
            prop_assert!((1..=lines).contains(&line) && column >= 1 && !message.is_empty());
        }
    }
}

type Parse = fn(&str) -> Result<(), FormatError>;

/// Every golden file, and how it is read.
const FILES: [(&str, Parse); 4] = [
    (EXAMPLE, |text| parse_article(text).map(|_| ())),
    (EVERY_NAME, |text| parse_article(text).map(|_| ())),
    (FACTS, |text| parse_facts(text).map(|_| ())),
    (PROJECT, |text| parse_project(text).map(|_| ())),
];

#[test]
fn a_file_cut_anywhere_is_refused_with_its_place() {
    for (text, parse) in FILES {
        let step = (text.len() / 900).max(1);
        // Behind the last bracket only white space is left to cut.
        for cut in (0..text.trim_end().len()).step_by(step) {
            let bytes = text.as_bytes().get(..cut).unwrap();
            let error = text_from_bytes(bytes).and_then(parse).unwrap_err();
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!((1..=lines).contains(&error.line), "cut at {cut}: {error}");
        }
    }
}

#[test]
fn a_byte_order_mark_and_comments_are_skipped() {
    let marked = format!("\u{feff}// by hand\n{EXAMPLE}");
    assert_eq!(parse_article(&marked).unwrap(), parse_article(EXAMPLE).unwrap());
    assert_eq!(text_from_bytes(b"\xef\xbb\xbf(x)").unwrap(), "(x)");
    let error = text_from_bytes(b"(\n ab\xff").unwrap_err();
    assert_eq!((error.line, error.column), (2, 4));
}

#[test]
fn doubled_ids_are_refused_so_that_no_record_is_lost() {
    let second = "0192f3c2-cf65-7183-8a92-5e6f708192a3";
    let doubled = EXAMPLE.replace(second, "0192f3c2-8b21-7d4f-8c5e-1a2b3c4d5e6f");
    let error = parse_article(&doubled).unwrap_err();
    let line = EXAMPLE.lines().position(|line| line.contains(second)).unwrap() + 1;
    assert_eq!(error.line, line, "{error}");
    assert!(error.message.contains("two records"), "{error}");
    let facts = FACTS
        .replace("0192f3c4-0000-7000-8000-000000000a00", "0192f3c2-e187-73a5-8cb4-708192a3b4c5");
    assert!(parse_facts(&facts).unwrap_err().message.contains("two records"));
    let empty = EXAMPLE.lines().map(|line| {
        if line.trim_start().starts_with("anchors: [") {
            "            anchors: [],\n".into()
        } else {
            format!("{line}\n")
        }
    });
    let error = parse_article(&empty.collect::<String>()).unwrap_err();
    assert!(error.message.contains("no anchor"), "{error}");
}

#[test]
fn equal_refusals_and_ids_that_point_to_nothing_are_kept() {
    let start = EXAMPLE.find("        (\n            kind: Qualifier").unwrap();
    let end = EXAMPLE.find("        (\n            kind: FactJoin").unwrap();
    let twice = EXAMPLE.replacen(&EXAMPLE[start..end], &EXAMPLE[start..end].repeat(2), 1);
    let twice = twice.replace("claim: \"0192f3c2-7a10", "claim: \"ffffffff-7a10");
    let file = parse_article(&twice).unwrap();
    let text = include_str!("../seeds/002_371c06971a596525.txt");
    let article = article(&file.article.file, text, &file.article.sha256);
    let document = document_from_file(&article, &file);
    assert_eq!(document.refused().len(), 3);
    let again = file_from_document(&article, &document, &file.annotator, file.history.clone());
    assert_same_text(&render_article(&again).unwrap(), &twice);
}

/// The article has changed: what does not stand in it any more is written back as it was.
#[test]
fn anchors_that_do_not_stand_in_the_text_are_written_back_unchanged() {
    let file = parse_article(EXAMPLE).unwrap();
    let text = include_str!("../seeds/002_371c06971a596525.txt");
    for text in [text.replace("1,050", "1,250"), format!("New. {text}"), String::new()] {
        let article = article(&file.article.file, &text, &file.article.sha256);
        let document = document_from_file(&article, &file);
        assert!(document.all_anchors().any(|(_, anchor)| !anchor.is_exact()));
        let mut again =
            file_from_document(&article, &document, &file.annotator, file.history.clone());
        again.article.chars = file.article.chars;
        assert_same_text(&render_article(&again).unwrap(), EXAMPLE);
    }
}
