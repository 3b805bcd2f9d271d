//! What is typed into fields: numbers, qualifiers, units, dates, EDTF, and every other field of a form.

use super::pieces::PIECES;
use super::{as_text, ensure};
use crate::common::{self, with_a_number};
use crate::dice::Dice;
use crate::engine::bent;
use attest::compare::{Table, time::stretch};
use attest::model::{Number, QualifierKind as Q, RecordRef, Span};
use attest::recognize::{
    check_edtf, describe_date, describe_value, parse_date, parse_value, selected_number,
};
use attest::session::{Action, Command, Field, FieldOwner, FieldRef, Session};
use std::cell::RefCell;
use std::sync::LazyLock;

fn corpus(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

const NUMBERS: &[&str] = &[
    "13,000",
    "1.2 million",
    "10-15",
    "99.9 %",
    "a third",
    "1 in 5",
    "one in five",
    "dozens",
    "more than 2900 tons",
    "nearly $5m",
    "an estimated 28,120",
    "at least €3bn",
    "40 km",
    "-0.5",
    "between 10 and 15",
    "half a dozen",
    "two and a half million",
    "6, 8 and 12",
    "[6, 8, 12]",
    "“dozens”",
    "twenty-two thousand",
    "1/3",
    "500 ± 30",
    "up to 20 percentage points",
    "0",
    "one hundred and five",
    "three quarters of a million",
    "34-year-old",
    "several hundred",
];

const DATES: &[&str] = &[
    "24 September 2023",
    "September 26",
    "2023-09-24",
    "24 Sep 2023 22:00",
    "1988 to 1994",
    "as of 22:00 (1800 GMT)",
    "by Monday",
    "mid-June 2023",
    "the 1990s",
    "spring 2020",
    "between 1988 and 1994",
    "early 2023",
    "about 24 September 2023?",
    "22:00 GMT+4",
    "31 December 9999",
    "29 February 2024",
    "before noon on 25 September",
    "late 19th century",
    "yesterday",
    "three days ago",
    "25.09.2023",
    "since 2020-02",
    "2023-09-24T22:00:00+04:00",
];

const EDTF: &[&str] = &[
    "2023-09-24",
    "2023-09",
    "2023",
    "202X",
    "20XX",
    "2023-09-24T22:00:00+04:00",
    "2020-21",
    "1988/1994",
    "../2023",
    "2023/..",
    "2023-09?",
    "2023~",
    "2023-09-24%",
    "Y170000002",
    "Y32767",
    "Y-32768",
    "0001-01-01",
    "Y-17E7",
    "[2023-05-06,2023-06-05]",
    "{1960,1961-12}",
    "1950S2",
    "-0004",
    "2004-06~-11",
    "2023-09-24T22:00:00Z",
    "[..1760-12-03]",
    "{2023-01..2023-03}",
    "9999-12-31",
    "0000-01-01",
];

pub fn number(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| corpus(NUMBERS));
    bent(&CORPUS, PIECES, dice)
}

pub fn day(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> =
        LazyLock::new(|| corpus(DATES).into_iter().chain(corpus(EDTF)).collect());
    bent(&CORPUS, PIECES, dice)
}

pub fn edtf_text(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| corpus(EDTF));
    const WORDS: &[&str] = &[
        "X", "XX", "/", "..", "?", "~", "%", "T", "Z", "+14:00", "-00:01", "24:00:00", "23:59:60",
        "E", "S", "Y", "[", "]", "{", "}", "-", "13", "40", "0000", "9999", "99999", "--",
    ];
    bent(&CORPUS, WORDS, dice)
}

pub fn typed(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let other = corpus(&[
            "people",
            "Person",
            "Other: bread",
            "yes",
            "no",
            "en",
            "pt-BR",
            "Day",
            "Inferred",
            "B",
            "2",
            "Money: USD",
            "Percent",
            "Query",
            "AtLeast",
            "two, words",
            "a\nnote",
            "",
            "Unknown",
        ]);
        [corpus(NUMBERS), corpus(DATES), corpus(EDTF), other].concat()
    });
    bent(&CORPUS, PIECES, dice)
}

const QUALIFIERS: [Q; 9] = [
    Q::Plain,
    Q::About,
    Q::Nearly,
    Q::JustOver,
    Q::AtLeast,
    Q::AtMost,
    Q::MoreThan,
    Q::LessThan,
    Q::UpTo,
];

/// What is read is shown for editing as what is read again; its bounds are in order.
pub fn value(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let text = as_text(input);
    if let Some(number) = Number::parse(&text) {
        ensure!(Number::parse(number.as_str()).as_ref() == Some(&number), "{number} twice");
    }
    let boundaries: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (*dice.pick(&boundaries).unwrap(), *dice.pick(&boundaries).unwrap());
    if let Ok(apart) = selected_number(&text, Span::new(a.min(b), a.max(b)), "") {
        let counted = apart.counted.map(|counted| counted.span);
        let spans = [Some(apart.number), counted, apart.qualifier.map(|(_, span)| span)];
        for span in spans.into_iter().flatten() {
            ensure!(span.of(&text).is_ok(), "{span:?} is no place");
        }
        in_order(&apart.value, &apart.unit)?;
    }
    let Ok(read) = parse_value(&text, "en") else { return Ok(()) };
    let shown = describe_value(&read.value);
    let again = parse_value(&shown, "en").map_err(|why| format!("shown as {shown:?}: {why}"))?;
    ensure!(again.value == read.value, "{:?} is shown as {shown:?}, {:?}", read.value, again.value);
    let unit = read.unit.unwrap_or(attest::model::Unit {
        kind: attest::model::UnitKind::Count,
        code: String::new(),
        printed: String::new(),
    });
    in_order(&read.value, &unit)
}

/// The bounds of a value, by every qualifier.
pub fn in_order(value: &attest::model::Value, unit: &attest::model::Unit) -> Result<(), String> {
    for (at, qualifier) in QUALIFIERS.into_iter().enumerate() {
        let bounds = Table::default().bounds(value, qualifier, at % 2 == 0, unit, "");
        let both = bounds.and_then(|bounds| bounds.low.zip(bounds.high));
        if let Some((low, high)) = both {
            let printed = !matches!(value, attest::model::Value::Range(..));
            ensure!(low.value <= high.value || !printed, "{value:?} {qualifier:?}: {bounds:?}");
        }
    }
    Ok(())
}

const REFERENCES: &[Option<&str>] = &[
    None,
    Some("2023-09-26"),
    Some("2023-09"),
    Some("2024-02-29T23:46:11"),
    Some("0000-01-01"),
    Some("9999-12-31"),
    Some("-9999-01-01"),
    Some("202X"),
    Some("soon"),
];

/// What is read is EDTF, and read again as the same.
pub fn date(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let text = as_text(input);
    let reference = *dice.pick(REFERENCES).unwrap();
    let Ok(read) = parse_date(&text, reference, "") else { return Ok(()) };
    let precision = check_edtf(&read.edtf);
    ensure!(precision.is_ok(), "{:?} is no EDTF", read.edtf);
    let again =
        parse_date(&read.edtf, reference, "").map_err(|why| format!("{:?}: {why}", read.edtf))?;
    ensure!(again.edtf == read.edtf, "{:?} is read again as {:?}", read.edtf, again.edtf);
    ensure!(!describe_date(&read.edtf, read.precision).is_empty(), "{:?} shows nothing", read.edtf);
    std::hint::black_box(stretch(&read.edtf));
    Ok(())
}

pub fn edtf(input: &[u8], _dice: &mut Dice) -> Result<(), String> {
    let text = as_text(input);
    let stretched = stretch(&text);
    if let Some((start, end)) = stretched.and_then(|s| s.start.zip(s.end)) {
        ensure!(start <= end, "{text:?} ends before it starts: {start} {end}");
    }
    let Ok(precision) = check_edtf(&text) else { return Ok(()) };
    ensure!(check_edtf(&text) == Ok(precision), "twice the same");
    ensure!(!describe_date(&text, precision).is_empty(), "{text:?} shows nothing");
    let typed = parse_date(&text, None, "").map_err(|why| format!("EDTF, but typed: {why}"))?;
    ensure!(typed.edtf == text.trim() && typed.precision == precision, "typed it is {typed:?}");
    Ok(())
}

/// A session with one record of each kind, and the fields that can be typed into.
struct Open {
    session: Session,
    fields: Vec<FieldRef>,
    acts: usize,
    _desk: common::Desk,
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

fn opened() -> Open {
    let desk = common::Desk::new();
    let mut session = desk.session();
    let article = with_a_number(&mut session);
    let claim = session.document(&article).unwrap().claims().keys().next().unwrap().clone();
    for command in [
        Command::AddAttribution { article: article.clone(), claim: claim.clone() },
        Command::Tag {
            article: article.clone(),
            span: common::words(&session, &article, "Armenia from"),
            kind: attest::session::TagKind::Place,
        },
    ] {
        session.dispatch(Action::Do(command));
    }
    let records: Vec<RecordRef> = common::random::records(session.document(&article).unwrap());
    let owners = records.into_iter().map(FieldOwner::Record).chain([FieldOwner::Article]);
    let fields = owners.flat_map(|of| {
        let article = article.clone();
        common::random::FIELDS.iter().map(move |field| FieldRef {
            article: article.clone(),
            of: of.clone(),
            field: *field,
        })
    });
    let fields: Vec<FieldRef> =
        fields.filter(|field| session.field_text(field).is_some()).collect();
    assert!(fields.len() > 40, "{}", fields.len());
    Open { session, fields, acts: 0, _desk: desk }
}

/// A field takes what is typed, or says why not; what it shows then, it takes as no change.
pub fn field(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let text = as_text(input);
    // Gone with a panic: the next input gets another.
    let mut open = OPEN.take().filter(|open| open.acts < 500).unwrap_or_else(opened);
    for _ in 0..3 {
        let field = dice.pick(&open.fields).unwrap().clone();
        let set = |text: &str| {
            Action::Do(Command::SetField { field: field.clone(), text: text.to_owned() })
        };
        if open.session.can(&set(&text)).is_ok() && dice.once_in(20) {
            open.session.dispatch(set(&text));
            open.acts += 1;
            // A text that is set may take the field away: a date that is emptied has no precision.
            if let Some(shown) = open.session.field_text(&field) {
                let steps = open.session.history().len();
                open.session.dispatch(set(&shown));
                let noted = matches!(field.field, Field::Note | Field::Title);
                ensure!(
                    open.session.history().len() == steps,
                    "{:?} shows {shown:?} for {text:?}, and takes that as a change ({noted})",
                    field.field
                );
            }
            open.session.dispatch(Action::Undo);
        }
    }
    OPEN.set(Some(open));
    Ok(())
}
