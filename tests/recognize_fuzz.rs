//! Any text, any date, any language: recognising never fails, and what it says holds together.

#![allow(clippy::unwrap_used)]

use attest::model::{Span, Value};
use attest::recognize::proposal::{
    DateKind, DateRole, ProposedAttribution, ProposedDate, ProposedQuantity, ProposedVoice,
    Recognized,
};
use attest::recognize::{Options, check_edtf, recognize};
use proptest::prelude::*;

/// What texts are made of: what some pass looks for, and what stands in its way.
const PIECES: &[&str] = &[
    // numbers
    "1,050",
    "2900",
    "1.2",
    "million",
    "3bn",
    "10-15",
    "10–15",
    "half a dozen",
    "one",
    "in",
    "five",
    "twenty-two",
    "thousand",
    "hundred",
    "and",
    "dozens",
    "of",
    "several",
    "a",
    "few",
    "1/2",
    "two thirds",
    "50%",
    "percentage points",
    "$",
    "€3",
    "USD",
    "km",
    "34-year-old",
    "20th",
    "third",
    "1.234,5",
    "1 000",
    "-5",
    "+",
    "½",
    "٣٤",
    "१२",
    "⅓",
    "Ⅳ",
    "1e400",
    "00",
    "9999999999999999999999999999999",
    "1000000000000000",
    "3000000000000000",
    "18446744073709551615",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "10^28",
    "×10^-28",
    "2^99",
    "±",
    "or",
    "out of",
    "dozen",
    "between",
    "from",
    "to",
    "up to",
    "at least",
    "more than",
    "nearly",
    "about",
    "an estimated",
    "no fewer than",
    "per day",
    "a total of",
    "so far",
    "another",
    "a further",
    "including",
    "amongst them",
    "could",
    "will",
    "plans to",
    "people",
    "refugees",
    "were killed",
    "wounded",
    "tons",
    "had entered",
    "Armenia",
    "houses",
    "who",
    // dates
    "on",
    "Monday",
    "last",
    "Tuesday",
    "24",
    "September",
    "2023",
    "Sept.",
    "September 26",
    "by",
    "as of",
    "22:00",
    "(1800 GMT)",
    "GMT+4",
    "GMT+05460",
    "UTC-32768",
    "+0475",
    "+99:99",
    "99999999",
    "19999",
    "years",
    "decades",
    "centuries",
    "after 15 May 2023",
    "starting on Monday",
    "before",
    "9999",
    "later",
    "the 1990s",
    "mid-June",
    "late",
    "1988 to 1994",
    "four days after",
    "yesterday",
    "ago",
    "weeks",
    "29 February 2023",
    "31.12.9999",
    "2023-09-24",
    "0000",
    "February 30",
    "quarter",
    "next",
    "this",
    "weekend",
    "between 1988 and",
    "noon",
    "25/09/2023",
    // who says
    "said",
    "according to",
    "told",
    "Reuters",
    ", citing",
    "the ministry",
    "he",
    "they",
    "was quoted by",
    "as saying",
    "published by",
    "denied",
    "did not say",
    "would say",
    "if",
    "claimed",
    "that",
    "Pashinyan",
    "statement",
    "pictures showed",
    "reportedly",
    ":",
    // marks
    ".",
    "...",
    "…",
    "?",
    "!",
    ",",
    ";",
    "-",
    "—",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "Mr.",
    "U.S.",
    "A.",
    "*",
    "•",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    " ",
    "\u{A0}",
    "\u{202F}",
    "\u{2028}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{AD}",
    "\0",
    "\u{FFFD}",
    "http://a.b/1,050?x=2",
    "@handle",
    "#tag",
    "a@b.am",
    "www.x.am",
    "Leave a Reply",
    "By John Smith",
    "YEREVAN (Reuters) –",
    // other scripts
    "قال",
    "٢٠٢٣",
    "ԵՐԵՎԱՆ",
    "ասաց",
    "։",
    "сказал",
    "более",
    "тысяч",
    "25 сентября",
    "yaklaşık",
    "bin",
    "milyon",
    "İ",
    "ß",
    "ﬁ",
    "plus de",
    "Prozent",
    "mil",
    "三百",
    "。",
    "😀",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{202E}",
    "\u{301}",
    "🇦🇲",
    "क्षि",
    "\u{1F3FD}",
];

/// The languages with tables, and tags that have none.
const LANGUAGES: &[&str] =
    &["", "en", "ru", "hy", "tr", "ar", "fr", "de", "es", "pt-BR", "zh", "xx", "EN-gb", "-", "😀"];

const DATES: &[&str] = &[
    "2023-09-24",
    "2023-09-24T22:00:00+04:00",
    "2023-09",
    "2023",
    "0000-01-01",
    "9999-12-31",
    "-9999-01-01",
    "2020-02-29",
    "2020-21",
    "202X",
    "2023-09-24/2023-09-26",
    "2023-09?",
    "Y170000002",
    "Y32767",
    "Y-32768",
    "0001-01-01",
    "../2023",
    "",
    "soon",
    "\u{0}",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[0-9.,:/-]{1,8}",
    ];
    let joined = prop::collection::vec((piece, any::<bool>()), 0..60);
    joined.prop_map(|pieces| {
        let with_blank = |(piece, blank)| if blank { piece + " " } else { piece };
        pieces.into_iter().map(with_blank).collect()
    })
}

/// Sentences as news has them, with the pieces in their places.
fn sentences() -> impl Strategy<Value = String> {
    const SHAPES: &[&str] = &[
        "PIECE said PIECE PIECE people PIECE by PIECE September.",
        "“PIECE PIECE,” PIECE told PIECE on PIECE, citing PIECE.",
        "According to PIECE, at least PIECE were killed and PIECE wounded, including PIECE.\n",
        "PIECE PIECE to PIECE million PIECE since PIECE (PIECE GMT). ",
        "PIECE did not say whether “PIECE. PIECE.” He added: PIECE\r\n\r\n",
    ];
    let piece = prop::sample::select(PIECES);
    let sentence = (prop::sample::select(SHAPES), prop::collection::vec(piece, 6));
    prop::collection::vec(sentence, 1..6).prop_map(|sentences| {
        let mut text = String::new();
        for (shape, pieces) in sentences {
            let mut pieces = pieces.into_iter();
            for part in shape.split_inclusive("PIECE") {
                text.push_str(part.trim_end_matches("PIECE"));
                if part.ends_with("PIECE") {
                    text.push_str(pieces.next().unwrap_or_default());
                }
            }
        }
        text
    })
}

fn check(text: &str, language: Option<&str>, date: Option<&str>) -> Result<(), TestCaseError> {
    let basis = attest::model::Basis::Explicit;
    let options = Options {
        language,
        published: date.map(|date| (date, basis)),
        file_name: Some("002_371c06971a596525.txt"),
    };
    let found = recognize(text, &options);
    prop_assert_eq!(&recognize(text, &options), &found, "twice the same");
    in_the_text(text, "sentences", found.sentences.iter().copied())?;
    in_order("sentences", found.sentences.iter().copied(), true)?;
    for sentence in &found.sentences {
        prop_assert_eq!(
            sentence.trimmed(text),
            *sentence,
            "a sentence has white space at its ends"
        );
        prop_assert!(!sentence.is_empty());
    }
    in_order("numbers", found.quantities.iter().map(|quantity| quantity.number), true)?;
    for quantity in &found.quantities {
        check_quantity(text, &found, quantity)?;
    }
    in_order("dates", found.dates.iter().map(|date| date.span), true)?;
    for date in &found.dates {
        check_date(text, date)?;
    }
    in_order("attributions", found.attributions.iter().filter_map(first_span), false)?;
    for attribution in &found.attributions {
        check_attribution(text, &found, attribution)?;
    }
    if let Some(published) = &found.published {
        prop_assert!(stated(date, &published.edtf) || check_edtf(&published.edtf).is_ok());
        in_the_text(text, "article's date", published.span.into_iter())?;
    }
    Ok(())
}

/// What was given as the article's date is repeated as it came.
fn stated(date: Option<&str>, edtf: &str) -> bool {
    date == Some(edtf)
}

fn in_the_text(
    text: &str,
    what: &str,
    spans: impl Iterator<Item = Span>,
) -> Result<(), TestCaseError> {
    for span in spans {
        prop_assert!(span.of(text).is_ok(), "{} {:?} is no place", what, span);
        prop_assert!(!span.is_empty(), "{} {:?} covers nothing", what, span);
    }
    Ok(())
}

fn in_order(
    what: &str,
    spans: impl Iterator<Item = Span>,
    apart: bool,
) -> Result<(), TestCaseError> {
    let spans: Vec<Span> = spans.collect();
    for pair in spans.windows(2) {
        let fits =
            if apart { pair[0].end <= pair[1].start } else { pair[0].start <= pair[1].start };
        prop_assert!(fits, "{}: {:?} before {:?}", what, pair[0], pair[1]);
    }
    Ok(())
}

fn check_quantity(
    text: &str,
    found: &Recognized,
    quantity: &ProposedQuantity,
) -> Result<(), TestCaseError> {
    let ProposedQuantity { number, phrase, qualifier, unit, counted, .. } = quantity;
    in_the_text(text, "number", [*number, *phrase].into_iter())?;
    prop_assert!(phrase.covers(*number), "{:?} is outside of its phrase {:?}", number, phrase);
    in_the_text(text, "qualifier", qualifier.span.into_iter())?;
    prop_assert_eq!(
        qualifier.kind == attest::model::QualifierKind::Plain,
        qualifier.span.is_none(),
        "a qualifier is printed, and Plain is none"
    );
    in_the_text(text, "unit", unit.span.into_iter())?;
    let counted = counted.iter().flat_map(|counted| [Some(counted.span), counted.what]);
    in_the_text(text, "counted", counted.flatten())?;
    in_the_text(text, "place", quantity.places.iter().map(|place| place.span))?;
    if let Value::List(numbers) = &quantity.value {
        prop_assert!(!numbers.is_empty());
    }
    let role = |at: usize| found.dates.get(at).map(|date| date.role);
    if let Some(at) = quantity.as_of {
        prop_assert_eq!(role(at), Some(DateRole::AsOf), "as of date {}", at);
    }
    if let Some(at) = quantity.period {
        prop_assert_eq!(role(at), Some(DateRole::Period), "period date {}", at);
    }
    if let ProposedVoice::By(attributions) = &quantity.voice {
        prop_assert!(!attributions.is_empty());
        for at in attributions {
            prop_assert!(*at < found.attributions.len(), "voice {}", at);
        }
    }
    let own = found.quantities.iter().position(|other| other.number == *number);
    for (kind, to) in &quantity.links {
        prop_assert!(*to < found.quantities.len(), "{:?} {}", kind, to);
        prop_assert!(Some(*to) != own, "{:?} to itself", kind);
    }
    Ok(())
}

fn check_date(text: &str, date: &ProposedDate) -> Result<(), TestCaseError> {
    in_the_text(text, "date", [date.span].into_iter())?;
    let Some(edtf) = &date.edtf else { return Ok(()) };
    match date.kind {
        DateKind::Date | DateKind::DateTime | DateKind::Interval => {
            prop_assert!(check_edtf(edtf).is_ok(), "{:?} of {}", date, date.span.shown(text));
        }
        DateKind::Time => prop_assert!(edtf.starts_with('T'), "{}", edtf),
        DateKind::Duration => prop_assert!(edtf.starts_with('P'), "{}", edtf),
    }
    prop_assert_eq!(date.kind == DateKind::Interval, edtf.contains('/'), "{:?}", date);
    Ok(())
}

fn first_span(attribution: &ProposedAttribution) -> Option<Span> {
    let hops = attribution.chain.iter().map(|hop| hop.source);
    attribution.cue.iter().chain(&attribution.content).copied().chain(hops).min()
}

fn check_attribution(
    text: &str,
    found: &Recognized,
    attribution: &ProposedAttribution,
) -> Result<(), TestCaseError> {
    in_the_text(text, "cue", attribution.cue.iter().copied())?;
    in_order("cue", attribution.cue.iter().copied(), true)?;
    in_the_text(text, "content", attribution.content.iter().copied())?;
    in_order("content", attribution.content.iter().copied(), true)?;
    for hop in &attribution.chain {
        let spans = [Some(hop.source), hop.medium, hop.cue, hop.antecedent];
        in_the_text(text, "hop", spans.into_iter().flatten())?;
    }
    if let Some(at) = attribution.said_at {
        let role = found.dates.get(at).map(|date| date.role);
        prop_assert_eq!(role, Some(DateRole::SaidAt), "said at date {}", at);
    }
    Ok(())
}

fn language() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(LANGUAGES))
}

fn date() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(DATES))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces(text in pieces(), language in language(), date in date()) {
        check(&text, language, date)?;
    }

    #[test]
    fn any_sentences(text in sentences(), language in language(), date in date()) {
        check(&text, language, date)?;
    }

    #[test]
    fn any_chars(text in any::<String>(), language in language(), date in "\\PC{0,20}") {
        check(&text, language, Some(&date))?;
    }
}

/// Every pair of pieces, and each alone at the ends of the text.
#[test]
fn every_pair_of_pieces() {
    for a in PIECES {
        let pairs: Vec<String> = PIECES.iter().map(|b| format!("{a} {b}\n")).collect();
        check(&pairs.concat(), Some("en"), Some("2023-09-24")).unwrap();
        check(a, None, None).unwrap();
    }
}

/// One piece, or two, over and over in one line: what a scan that goes on for as long as it can would follow to the end. On
/// a thread with as little room as any worker has, where recursion without a bound falls through.
#[test]
fn pieces_over_and_over() {
    let worker = std::thread::Builder::new().stack_size(512 * 1024).spawn(|| {
        let alone = PIECES.iter().flat_map(|piece| [format!("{piece} "), format!("{piece}, ")]);
        let known =
            ["four days after ", "the week before ", "\" said \"", "between 3 and ", "Monday to "];
        let neighbours = PIECES.iter().zip(PIECES.iter().skip(1));
        let pairs = neighbours.map(|(a, b)| format!("{a} {b} "));
        let alone = alone.chain(pairs);
        for line in known.map(str::to_owned).into_iter().chain(alone) {
            let text = line.repeat(5000 / line.len() + 1);
            let options = Options { language: Some("en"), ..Options::default() };
            std::hint::black_box(recognize(&text, &options));
        }
    });
    worker.unwrap().join().unwrap();
}

/// The seeds cut anywhere: what an article can be while it is being written or read in part.
#[test]
fn the_seeds_cut_anywhere() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        check(&text, None, None).unwrap();
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(401).collect();
        for cut in cuts {
            check(text.get(cut..).unwrap(), None, Some("2023-09-24")).unwrap();
            check(text.get(..cut).unwrap(), None, None).unwrap();
        }
    }
}

#[test]
fn naughty_strings() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/text_unicode/blns.json");
    let Ok(json) = std::fs::read_to_string(path) else {
        return println!("skipped: {path} is not here");
    };
    let strings: Vec<String> = serde_json::from_str(&json).unwrap();
    for text in &strings {
        check(text, None, Some("2023-09-24")).unwrap();
        check(&format!("He said “{text}” and {text} 300 people."), Some("en"), None).unwrap();
    }
    check(&strings.join(" "), None, None).unwrap();
    check(&strings.concat(), Some("ru"), None).unwrap();
}
