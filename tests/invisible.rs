//! Chars that cannot be seen never make another number of what is printed, whoever reads it.

#![allow(clippy::unwrap_used)]

use attest::model::{Span, Value};
use attest::recognize::{
    Options, Recognized, parse_date, parse_value, recognize, selected_number, sentences, words,
};

/// Shown as nothing, and of no effect on what stands around.
const UNSEEN: [char; 9] = [
    '\u{200B}', '\u{200C}', '\u{200D}', '\u{AD}', '\u{2060}', '\u{FEFF}', '\u{34F}', '\u{FE0F}',
    '\u{180E}',
];

/// What may change the order of what is shown, is a blank or a comma of its own, or steers a terminal.
const DOUBTFUL: [char; 22] = [
    '\u{200E}', '\u{200F}', '\u{61C}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}',
    '\u{206E}', '\u{3164}', '\u{115F}', '\u{2800}', '\u{7}', '\u{1B}',
];

const TEXTS: [(&str, &str); 7] = [
    (
        "en",
        "More than 1,050 people fled on 24 September 2023 by 22:00 (1800 GMT), and 99.9 percent of 12 tons burnt.",
    ),
    (
        "en",
        "About twenty-two thousand people and $1.2 million were lost between 2020 and 2023, at least 10-15 a day.",
    ),
    ("ru", "Более 13 000 человек прибыли 25 сентября 2023 года, 99,9% из них за 24 часа."),
    ("es", "Más de 13.000 personas huyeron el 25 de septiembre de 2023."),
    ("fr", "Environ 28 120 réfugiés sont arrivés le 26 septembre 2023."),
    ("de", "Mehr als 13.000 Menschen flohen am 25. September 2023."),
    ("ar", "قال إن ٢٬٩٠٠ شخص وصلوا في 25 سبتمبر 2023."),
];

fn read(text: &str, language: &str) -> Recognized {
    recognize(text, &Options { language: Some(language), ..Options::default() })
}

fn values(found: &Recognized) -> Vec<Value> {
    found.quantities.iter().map(|quantity| quantity.value.clone()).collect()
}

fn dates(found: &Recognized) -> Vec<Option<String>> {
    found.dates.iter().map(|date| date.edtf.clone()).collect()
}

/// The text with a char put in before the nth of its chars, for each of them.
fn variants(text: &str, char: char) -> impl Iterator<Item = (usize, String)> + '_ {
    text.char_indices().map(move |(at, _)| {
        let (before, behind) = text.split_at(at);
        (at, format!("{before}{char}{behind}"))
    })
}

#[test]
fn what_is_read_is_what_is_printed_wherever_an_unseen_char_stands() {
    for (language, text) in TEXTS {
        let plain = read(text, language);
        assert!(!plain.quantities.is_empty() && !plain.dates.is_empty(), "{text}");
        for char in UNSEEN {
            for (at, other) in variants(text, char) {
                // Between letters that join, a joiner is part of the word.
                let joins = language == "ar" && matches!(char, '\u{200C}' | '\u{200D}');
                if joins {
                    continue;
                }
                let found = read(&other, language);
                assert_eq!(values(&found), values(&plain), "{char:?} at {at} of {text}");
                assert_eq!(dates(&found), dates(&plain), "{char:?} at {at} of {text}");
                assert_eq!(sentences(&other, language), found.sentences, "{other:?}");
                for (here, there) in found.quantities.iter().zip(&plain.quantities) {
                    let printed = here.anchor_span().of(&other).unwrap().replace(char, "");
                    assert_eq!(printed, there.anchor_span().of(text).unwrap());
                }
            }
        }
    }
}

#[test]
fn a_doubtful_char_in_a_number_leaves_no_other_number() {
    for (language, text) in TEXTS {
        let plain = read(text, language);
        let (numbers, days) = (values(&plain), dates(&plain));
        for char in DOUBTFUL {
            for (at, other) in variants(text, char) {
                let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
                let (before, behind) = text.split_at(at);
                let inside = digit(before.chars().next_back()) && digit(behind.chars().next());
                if !inside {
                    continue;
                }
                let found = read(&other, language);
                for value in values(&found) {
                    // A year whose day is covered may stand for itself: it is printed so.
                    let year = Value::Number(attest::model::Number::parse("2023").unwrap());
                    let known = numbers.contains(&value) || value == year;
                    assert!(known, "{char:?} at {at} of {text}: {value:?}");
                }
                for (date, span) in
                    dates(&found).iter().zip(found.dates.iter().map(|date| date.span))
                {
                    // A year or a month beside a covered day is still what is printed; no other day or hour is.
                    let printed = span.of(&other).unwrap();
                    assert!(days.contains(date) || !printed.contains(char), "{other:?}: {date:?}");
                }
            }
        }
    }
}

#[test]
fn typed_and_selected_numbers_read_the_same() {
    for (typed, plain) in [
        ("1\u{200B}050", "1050"),
        ("\u{FEFF}1,\u{200D}050", "1,050"),
        ("\u{202A}1 050\u{202C}", "1 050"),
        ("13\u{AD}.000,5", "13.000,5"),
        ("twen\u{200B}ty-two thou\u{AD}sand", "twenty-two thousand"),
        ("more th\u{2060}an 2\u{200B}900", "more than 2900"),
        ("9\u{200B}9.9\u{200B} per\u{AD}cent", "99.9 percent"),
        ("$5\u{200B}m", "$5m"),
        ("1\u{200B}0-1\u{200B}5 k\u{200B}m", "10-15 km"),
    ] {
        assert_eq!(parse_value(typed, "en"), parse_value(plain, "en"), "{typed:?}");
        assert!(parse_value(plain, "en").is_ok());
        let whole = Span { start: 0, end: typed.len() };
        // Printed numbers with two readings are settled where typed ones are refused.
        let taken = selected_number(typed, whole, "en").unwrap();
        assert_eq!(
            taken.value,
            selected_number(plain, Span { start: 0, end: plain.len() }, "en").unwrap().value
        );
    }
    for (typed, edtf) in [
        ("20\u{200B}23-09-24", "2023-09-24"),
        ("24 Sep\u{AD}tember 20\u{200B}23", "2023-09-24"),
        ("\u{200E}2023\u{200E}", "2023"),
        ("24 Sep 2023 22\u{200B}:00", "2023-09-24T22:00:00"),
    ] {
        assert_eq!(parse_date(typed, None, "en").unwrap().edtf, edtf, "{typed:?}");
    }
    for wrong in ["10\u{202E}50", "10\u{200F}50", "12\u{3164}13", "1\u{2063}2", "\u{202E}0501"] {
        let why = parse_value(wrong, "en").unwrap_err().message;
        assert!(why.contains("invisible"), "{why}");
        assert!(
            selected_number(wrong, Span { start: 0, end: wrong.len() }, "en").is_err(),
            "{wrong:?}"
        );
        assert!(parse_date(wrong, None, "en").is_err(), "{wrong:?}");
    }
}

#[test]
fn a_drag_and_a_double_click_take_the_whole_number() {
    for text in [
        "x 1\u{200B}050 men",
        "x 1\u{200B},050 men",
        "x 1,\u{2060}050 men",
        "x 1\u{AD}050 men",
        "x 10\u{200F}50 men",
    ] {
        let number = Span { start: 2, end: text.find(" men").unwrap() };
        assert_eq!(words::word_at(text, 2), number, "{text:?}");
        assert_eq!(words::snap_to_words(text, Span { start: 2, end: 3 }), number, "{text:?}");
    }
    // A part of it, taken on purpose, is refused at the edge that nobody can see.
    let text = "x 1\u{200B}050 men";
    for (start, end) in [(2, 3), (2, 6), (6, 9), (3, 9)] {
        assert!(selected_number(text, Span { start, end }, "en").is_err(), "{start}..{end}");
    }
    let reversed = "\u{202E}1050 men";
    assert!(selected_number(reversed, Span { start: 3, end: 7 }, "en").is_err());
}

#[test]
fn emoji_and_joined_scripts_are_read_as_before() {
    let text = "👨\u{200D}👩\u{200D}👧 1,050 people ❤\u{FE0F} left.";
    let found = read(text, "en");
    assert_eq!(found.quantities.len(), 1);
    assert_eq!(found.sentences[0].of(text).unwrap(), text);
}
