//! Values, units and times at their edges, in annotation files and fields: no command and no view falls over them, and
//! `check` names what cannot be compared.

#![allow(clippy::unwrap_used)]

mod common;

use attest::cli::{parse, run};
use attest::compare::bounds::Table;
use attest::compare::has_size;
use attest::compare::time::stretch;
use attest::model::{AsOfRelation, Basis, BoundsRow, FactId, Number, Precision, QualifierKind};
use attest::model::{Comparable, Unit, UnitKind, Value};
use attest::recognize::{check_edtf, describe_date, describe_value, parse_date, parse_value};
use attest::session::Start;
use attest::store::format::{
    ArticleFile, AsOfRecord, BoundsRecord, FactJoinRecord, FactsFile, QuantityRecord, UnitRecord,
    parse_article, parse_facts, render_article, render_facts,
};
use common::Desk;
use proptest::prelude::*;
use std::ffi::OsString;

const EXAMPLE: &str = include_str!("golden/v1/002_371c06971a596525.txt.ron");
const FACTS: &str = include_str!("golden/v1/facts.ron");
const PROJECT: &str = include_str!("golden/v1/project.ron");
const FACT: &str = "0192f3c2-f298-74b6-9dc5-8192a3b4c5d6";

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "0.00",
    "1",
    "-1",
    "1050",
    "99.90",
    "-5.5",
    "0.0000000000000000000000000001",
    "0.00000000000000000000000000001",
    "-0.0000000000000000000000000009",
    "1.0000000000000000000000000001",
    "1.00000000000000000000000000000000000000",
    "18446744073709551615",
    "18446744073709551616",
    "7922816251426433759354395033",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "79228162514264337593543950336",
    "10000000000000000000000000000",
    "99999999999999999999999999999999999999",
    "0000000000000000000000000000000000000000005",
];

const CODES: &[&str] = &[
    "",
    "mg",
    "kt",
    "[ston_av]",
    "km2",
    "[acr_us]",
    "100.a",
    "wk",
    "Cel",
    "[degF]",
    "TW.h",
    "GW",
    "EUR",
    "mg/100.a",
    "kt/s",
    "km/h",
    "TW.h/s",
    "mg/TW.h",
    "/",
    "a/",
    "/a",
    "a/a/a",
    "nonsense",
    "%",
];

const DATES: &[&str] = &[
    "2023-09-24",
    "2023-09-24T22:00:00+04:00",
    "2023-09-24T22:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "0000-01-01T00:00:00+14:00",
    "9999-12-31",
    "-9999-01-01",
    "0000",
    "20XX",
    "XXXX",
    "156X-12-25",
    "2023-21",
    "2023-41",
    "2023-09-24/2023-09-26",
    "../2023",
    "2023/..",
    "../..",
    "Y32767",
    "Y-32768",
    "Y10000000",
    "Y-10000001",
    "Y170000002",
    "Y-17E7",
    "Y17E30",
    "Y9223372036854775807",
    "Y-9223372036854775808",
    "Y99999999999999999999999999",
    "1950S2",
    "Y171010000S3",
    "{1667,1668,1670..1672}",
    "[..1760-12-03]",
    "2023-09?",
    "",
    "soon",
    "\u{0}",
];

fn number() -> impl Strategy<Value = Number> {
    let text = prop_oneof![
        3 => prop::sample::select(NUMBERS).prop_map(str::to_owned),
        1 => "-?[0-9]{1,35}",
        1 => "-?[0-9]{1,20}\\.[0-9]{1,20}",
    ];
    text.prop_map(|text| Number::parse(&text).unwrap())
}

fn count() -> impl Strategy<Value = u64> {
    let edges = [0, 1, 2, 3, 7, 999_999_999_999_999, 1_000_000_000_000_000, u64::MAX - 1, u64::MAX];
    prop_oneof![prop::sample::select(edges.to_vec()), any::<u64>()]
}

fn value() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] =
        &["dozens", "several hundred", "tens of thousands", "many", "", " ", "é"];
    prop_oneof![
        4 => number().prop_map(Value::Number),
        2 => (number(), number()).prop_map(|(a, b)| Value::Range(a, b)),
        1 => prop::collection::vec(number(), 0..40).prop_map(Value::List),
        3 => (count(), count()).prop_map(|(a, b)| Value::Ratio(a, b)),
        1 => prop::sample::select(WORDS).prop_map(|words| Value::Vague(words.to_owned())),
    ]
}

fn qualifier() -> impl Strategy<Value = QualifierKind> {
    use QualifierKind as Q;
    prop::sample::select(vec![
        Q::Plain,
        Q::About,
        Q::Nearly,
        Q::JustOver,
        Q::AtLeast,
        Q::AtMost,
        Q::MoreThan,
        Q::LessThan,
        Q::UpTo,
    ])
}

fn unit() -> impl Strategy<Value = UnitRecord> {
    use UnitKind as U;
    let kinds = vec![
        U::Count,
        U::Percent,
        U::PercentPoint,
        U::Money,
        U::Mass,
        U::Length,
        U::Area,
        U::Volume,
        U::Time,
        U::Age,
        U::Speed,
        U::Energy,
        U::Power,
        U::Temperature,
        U::Other("boxes".to_owned()),
    ];
    (prop::sample::select(kinds), prop::sample::select(CODES)).prop_map(|(kind, code)| UnitRecord {
        kind,
        code: code.to_owned(),
        printed: String::new(),
    })
}

fn as_of() -> impl Strategy<Value = Option<AsOfRecord>> {
    use AsOfRelation as R;
    let relation = prop::sample::select(vec![R::At, R::By, R::Before, R::After]);
    let date = (prop::sample::select(DATES), relation, any::<bool>()).prop_map(
        |(edtf, relation, inferred)| AsOfRecord {
            edtf: edtf.to_owned(),
            precision: Precision::Day,
            relation,
            basis: if inferred { Basis::Inferred } else { Basis::Explicit },
            anchor: None,
        },
    );
    prop::option::of(date)
}

type Written = (Value, QualifierKind, bool, UnitRecord, Option<AsOfRecord>);

fn written() -> impl Strategy<Value = Written> {
    (value(), qualifier(), any::<bool>(), unit(), as_of())
}

fn rows() -> impl Strategy<Value = Vec<BoundsRecord>> {
    let row = (qualifier(), number(), number());
    let row = row.prop_map(|(qualifier, places, share)| BoundsRecord { qualifier, places, share });
    prop::collection::vec(row, 0..3)
}

fn table(rows: &[BoundsRecord]) -> Table {
    let row = |row: &BoundsRecord| BoundsRow {
        qualifier: row.qualifier,
        places: row.places.clone(),
        share: row.share.clone(),
    };
    Table::changed(&rows.iter().map(row).collect::<Vec<_>>())
}

/// The worked example with these numbers instead of its own, all of them answers to its one question.
fn article(numbers: &[Written]) -> ArticleFile {
    let mut file = parse_article(EXAMPLE).unwrap();
    let model = file.quantities.first().unwrap().clone();
    let made = numbers.iter().enumerate().map(|(n, (value, kind, estimated, unit, as_of))| {
        let mut quantity = QuantityRecord {
            id: format!("0192f3c2-8b21-7d4f-8c5e-{n:012x}"),
            value: value.clone(),
            estimated: *estimated,
            unit: unit.clone(),
            as_of: as_of.clone(),
            facts: vec![FactJoinRecord { id: FACT.to_owned(), comparable: Comparable::Yes }],
            ..model.clone()
        };
        quantity.qualifier.kind = *kind;
        quantity
    });
    file.quantities = made.collect();
    file.annotator = "analyst".to_owned();
    file
}

fn facts(unit: &UnitRecord, reading: &Number, bounds: Vec<BoundsRecord>) -> FactsFile {
    let mut file = parse_facts(FACTS).unwrap();
    file.annotator = "analyst".to_owned();
    file.bounds = bounds;
    let fact = file.facts.first_mut().unwrap();
    (fact.unit.kind, fact.unit.code) = (unit.kind.clone(), unit.code.clone());
    let held = fact.reading.as_mut().unwrap();
    (held.best, held.low) = (reading.clone(), Some(reading.clone()));
    file
}

/// A folder with these annotations.
fn desk(article: &ArticleFile, facts: &FactsFile) -> Desk {
    let desk = Desk::new();
    let folder = desk.annotations().join("analyst");
    std::fs::create_dir_all(&folder).unwrap();
    let name = format!("{}.ron", article.article.file);
    std::fs::write(desk.annotations().join("project.ron"), PROJECT).unwrap();
    std::fs::write(folder.join(name), render_article(article).unwrap()).unwrap();
    std::fs::write(folder.join("facts.ron"), render_facts(facts).unwrap()).unwrap();
    desk
}

/// Exit code and standard output of a command on a folder.
fn attest(desk: &Desk, args: &[&str]) -> (u8, String) {
    let args = args.iter().map(OsString::from).chain([desk.seeds().into_os_string()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&parse(args).unwrap(), &mut out, &mut err);
    assert!(code < 2, "{}", String::from_utf8_lossy(&err));
    (code, String::from_utf8(out).unwrap())
}

/// Every command on them, and a session with its board and timeline.
fn use_all(article: &ArticleFile, facts: &FactsFile) -> String {
    let desk = desk(article, facts);
    let (_, problems) = attest(&desk, &["check"]);
    for args in [
        &["facts"][..],
        &["facts", "--json"],
        &["facts", "--csv"],
        &["export", "--to", "csv"],
        &["export", "--to", "json"],
    ] {
        let (_, out) = attest(&desk, args);
        assert!(!out.is_empty(), "{args:?}");
    }
    let session = desk.start(Start { paths: vec![desk.seeds()], annotator: None });
    let fact = FactId::new(FACT);
    let board = session.board();
    assert_eq!(board.len(), 1);
    let members = article.quantities.len();
    let line = session.timeline(&fact);
    assert_eq!(line.points.len() + line.without.len(), members);
    for point in &line.points {
        for number in [Some(point.value), point.low, point.high].into_iter().flatten() {
            assert!(number.is_finite(), "{point:?}");
        }
    }
    problems
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_command_takes_every_value(
        numbers in prop::collection::vec(written(), 1..12),
        unit in unit(),
        reading in number(),
        rows in rows(),
    ) {
        let article = article(&numbers);
        let problems = use_all(&article, &facts(&unit, &reading, rows.clone()));
        // What cannot be compared is named, and nothing else is.
        let table = table(&rows);
        let without = article.quantities.iter().filter(|q| {
            let unit = Unit {
                kind: q.unit.kind.clone(),
                code: q.unit.code.clone(),
                printed: String::new(),
            };
            !has_size(&q.value, q.qualifier.kind, q.estimated, &unit, &table)
        });
        // Vague words that say no size have none, and are no problem.
        let told = problems.lines().filter(|line| {
            line.contains("002_371c06971a596525.txt.ron:")
                && (line.contains("to be compared") || line.contains("ratio of none"))
        });
        prop_assert_eq!(told.count(), without.count(), "{}", problems);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn bounds_hold_their_value_or_there_are_none(written in written(), rows in rows()) {
        let (value, qualifier, estimated, unit, _) = written;
        let unit = Unit { kind: unit.kind, code: unit.code, printed: String::new() };
        if let Some(bounds) = table(&rows).bounds(&value, qualifier, estimated, &unit, "")
            && let (Some(low), Some(high)) = (bounds.low, bounds.high)
        {
            prop_assert!(low.value <= high.value, "{:?}", bounds);
        }
        // What is shown of it can be typed again.
        let shown = describe_value(&value);
        if !matches!(value, Value::Vague(_)) {
            prop_assert_eq!(parse_value(&shown, "en").map(|typed| typed.value), Ok(value), "{}", shown);
        }
    }

    #[test]
    fn typed_numbers_and_dates_of_any_size(
        head in prop::sample::select(&["", "about ", "1 in ", "-", "=", "$", "between 1 and ", "10 to "][..]),
        digits in "[0-9]{1,40}",
        tail in prop::sample::select(&[
            "", "%", " million", " trillion trillion trillion", " dozen", " km", "½", " in 5", " of 7", "/3",
            " days ago", " years ago", " centuries ago", "th century", "0s", ":30 GMT", "-10-10", " GMT+99",
        ][..]),
        reference in prop::sample::select(DATES),
    ) {
        let text = format!("{head}{digits}{tail}");
        if let Ok(typed) = parse_value(&text, "en") {
            prop_assert_eq!(parse_value(&describe_value(&typed.value), "en").map(|again| again.value), Ok(typed.value));
        }
        if let Ok(date) = parse_date(&text, Some(reference), "en") {
            prop_assert!(check_edtf(&date.edtf).is_ok(), "{} {:?}", text, date);
        }
    }

    #[test]
    fn any_edtf(text in "[-Y0-9XSE:TZ/.?~%+{},\\[\\]]{0,24}", precision in any::<bool>()) {
        let date = stretch(&text);
        if let Some(date) = date
            && let (Some(start), Some(end)) = (date.start, date.end)
        {
            prop_assert!(start < end, "{}", text);
        }
        if check_edtf(&text).is_ok() {
            let precision = if precision { Precision::Day } else { Precision::Minute };
            let shown = describe_date(&text, precision);
            prop_assert_eq!(parse_date(&shown, None, "en").map(|typed| typed.edtf), Ok(text.clone()), "{}", shown);
        }
        if let Ok(date) = parse_date("Monday, 24 September", Some(&text), "en") {
            prop_assert!(check_edtf(&date.edtf).is_ok(), "{} {:?}", text, date);
        }
    }
}

#[test]
fn dates_at_the_edges_are_read_or_refused() {
    for reference in DATES {
        for typed in [
            "yesterday",
            "next year",
            "last year",
            "24 September",
            "29 February",
            "Monday to Wednesday",
            "December to January",
            "20000 years ago",
            "20000 weeks ago",
            "1000000000000 years ago",
            "99999999999999999999 days ago",
            "last winter",
            "next month",
            "end of the year",
            "22:00 (1800 GMT)",
        ] {
            if let Ok(date) = parse_date(typed, Some(reference), "en") {
                assert!(check_edtf(&date.edtf).is_ok(), "{typed} {reference}: {date:?}");
            }
        }
    }
}
