//! Numbers as a person types them into a form, and back.
//!
//! Owns: what "1.2 million", "10-15", "a third", "more than 2900" mean, and how a value is shown
//! for editing. What leaves two readings open is refused with both. Never: guesses; rounds.

use super::digits::read_digits;
use super::plain::Plain;
use super::proposal::DateKind;
use super::scan::date;
use super::scan::number::{Numerals, Refused, typed};
use super::{Diagnostic, scan};
use crate::lexicon::{Lexed, Table};
use crate::model::{Number, QualifierKind, Unit, Value};

/// What was typed into the field of a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedValue {
    /// The value.
    pub value: Value,
    /// The qualifier, where one was typed ("more than 2900").
    pub qualifier: Option<QualifierKind>,
    /// Whether "estimated" was typed.
    pub estimated: bool,
    /// The unit, where one was typed ("99.9 %", "$5m", "40 km").
    pub unit: Option<Unit>,
}

/// Reads a number as a person types it, or as it was pasted: chars that cannot be seen are read over. Words are those of the
/// article's language (BCP 47), else English ones.
///
/// ```
/// use attest::recognize::parse_value;
/// assert_eq!(parse_value("28 тысяч", "ru")?.value, parse_value("28,000", "ru")?.value);
/// assert!(parse_value("13.000", "en").is_err(), "two readings");
/// # Ok::<(), attest::recognize::Diagnostic>(())
/// ```
///
/// # Errors
/// If there is no number, more than a number, or a number with two readings: says which, and how
/// to write it. If what is shown may be another number than what stands there.
pub fn parse_value(text: &str, language: &str) -> Result<TypedValue, Diagnostic> {
    if let Some(words) = quoted(text.trim()) {
        return Ok(plain_value(Value::Vague(words.to_owned())));
    }
    let plain = Plain::paragraph(text, Table::of(language));
    let text = plain.readable()?.trim();
    if text.is_empty() {
        return Err(Diagnostic::new(
            "A number is missing: 13,000 or 1.2 million, 10-15, 99.9 %, a third, dozens.",
        ));
    }
    if let Some(value) = bracketed(text, language)? {
        return Ok(plain_value(value));
    }
    if let Some(value) = as_shown(text) {
        return Ok(plain_value(value));
    }
    let read = |table: &'static Table| {
        let lexed = Lexed::new(text, table);
        typed(&lexed).map_err(|refused| why(refused, &lexed))
    };
    let mut tables = tables(language);
    let own = read(tables.next().unwrap_or_else(|| Table::of(ENGLISH)));
    let found = own.or_else(|why| tables.find_map(|table| read(table).ok()).ok_or(why))?;
    Ok(TypedValue {
        value: found.value,
        qualifier: found.qualifier,
        estimated: found.estimated,
        unit: found.unit,
    })
}

/// The language that every form reads.
const ENGLISH: &str = "en";

/// The words in which a form reads what is typed: the article's language's, then English ones.
pub(super) fn tables(language: &str) -> impl Iterator<Item = &'static Table> {
    let (own, english) = (Table::of(language), Table::of(ENGLISH));
    std::iter::once(own).chain((own.language != english.language).then_some(english))
}

const fn plain_value(value: Value) -> TypedValue {
    TypedValue { value, qualifier: None, estimated: false, unit: None }
}

/// Why a text is no number, in words.
fn why(refused: Refused, lexed: &Lexed<'_>) -> Diagnostic {
    let text = lexed.text;
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let badly_parted = text
        .split(|c: char| !digits(c))
        .map(|part| part.trim_end_matches([',', '.']))
        .find(|part| part.contains(',') && read_digits(part).is_none());
    if let Some(part) = badly_parted {
        return Diagnostic::new(format!(
            "“{part}” is no number: thousands are parted in groups of three (13,000), lists by a comma and a blank (6, 8, 12)."
        ));
    }
    if matches!(refused, Refused::Nothing | Refused::More(_) | Refused::Downwards)
        && let Some(date) = date::places(lexed, &Numerals::of(lexed), &scan::text::sentences(lexed))
            .iter()
            .find(|date| matches!(date.kind, DateKind::Date | DateKind::Time | DateKind::DateTime))
    {
        let date = date.span.shown(text);
        return Diagnostic::new(format!("“{date}” is a date or a time, not a number."));
    }
    Diagnostic::new(match refused {
        Refused::OnlyBent => format!("“{text}” says no number."),
        Refused::Nothing => format!(
            "“{text}” is not a number. Numbers are written like 13,000 or 1.2 million, 10-15, 99.9 %, a third, dozens."
        ),
        Refused::More(at) => {
            format!("“{}” is not part of a number.", text.get(at..).unwrap_or_default())
        }
        Refused::TwoReadings(one, thousands) => format!(
            "“{one}” can be read in two ways: write {} or ={one}.",
            with_commas(thousands.as_str())
        ),
        Refused::Letter(scaled, number, unit) => {
            let (number, unit) = (number.shown(text), unit.shown(text));
            format!(
                "“{number}{unit}” can be read in two ways: write {} or {number} {unit}.",
                with_commas(scaled.as_str())
            )
        }
        Refused::Loose(scaled, words, digits) => format!(
            "“{}” can be read in two ways: write {} or {}.",
            words.shown(text),
            with_commas(scaled.as_str()),
            digits.shown(text)
        ),
        Refused::OneOrTwo(one, words) => format!(
            "“{}” can be read in two ways: write {}, or put a comma between two numbers.",
            words.shown(text),
            with_commas(one.as_str())
        ),
        Refused::Downwards => {
            "The range runs downwards: the smaller number comes first.".to_owned()
        }
    })
}

/// A value just as [`describe_value`] writes it, whatever its size.
fn as_shown(text: &str) -> Option<Value> {
    if let Some((low, high)) = text.split_once(" to ") {
        return Some(Value::Range(shown_number(low)?, shown_number(high)?));
    }
    if let Some((parts, of)) = text.split_once(" in ") {
        let whole = |text: &str| {
            text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
        };
        return Some(Value::Ratio(whole(parts)?, whole(of)?));
    }
    if let Some((rest, last)) = text.rsplit_once(" and ") {
        let numbers = rest.split(", ").chain([last]).map(shown_number);
        return Some(Value::List(numbers.collect::<Option<_>>()?));
    }
    shown_number(text).map(Value::Number)
}

/// A number just as it is shown: of two readings only the one marked by "=".
fn shown_number(text: &str) -> Option<Number> {
    let (exact, digits) = text.strip_prefix('=').map_or((false, text), |digits| (true, digits));
    let number = Number::parse(&digits.replace(',', ""))?;
    let same = with_commas(number.as_str()) == digits || number.as_str() == digits;
    (same && (exact || shown(&number) != format!("={}", with_commas(number.as_str()))))
        .then_some(number)
}

/// A vague word of one's own, as [`describe_value`] spells it: whatever it holds.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'))
}

/// The spelling of [`describe_value`] that nobody types: a list of one.
fn bracketed(text: &str, language: &str) -> Result<Option<Value>, Diagnostic> {
    let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return Ok(None);
    };
    if inner.trim().is_empty() {
        return Ok(Some(Value::List(Vec::new())));
    }
    match parse_value(inner, language)? {
        TypedValue { value: Value::Number(number), .. } => Ok(Some(Value::List(vec![number]))),
        TypedValue { value: Value::List(list), .. } => Ok(Some(Value::List(list))),
        _ => Err(Diagnostic::new("A list in brackets holds plain numbers: [6, 8, 12].")),
    }
}

/// A value as it is shown and edited; [`parse_value`] reads it back to the same value.
#[must_use]
pub fn describe_value(value: &Value) -> String {
    match value {
        Value::Number(number) => shown(number),
        Value::Range(low, high) => format!("{} to {}", shown(low), shown(high)),
        Value::List(numbers) => match numbers.split_last() {
            Some((last, [])) => format!("[{}]", shown(last)),
            Some((last, rest)) => {
                let rest: Vec<String> = rest.iter().map(shown).collect();
                format!("{} and {}", rest.join(", "), shown(last))
            }
            None => "[]".to_owned(),
        },
        Value::Ratio(parts, of) => format!("{parts} in {of}"),
        Value::Vague(words) => {
            let plain = parse_value(words, "en").is_ok_and(|typed| {
                typed.value == *value
                    && typed.qualifier.is_none()
                    && typed.unit.is_none()
                    && !typed.estimated
            });
            if plain { words.clone() } else { format!("“{words}”") }
        }
    }
}

fn shown(number: &Number) -> String {
    let text = with_commas(number.as_str());
    let (whole, decimals) = number.as_str().split_once('.').unwrap_or((number.as_str(), ""));
    let whole = whole.trim_start_matches('-');
    let two_readings =
        decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if two_readings { format!("={text}") } else { text }
}

/// Thousands parted by commas; digits as they are.
#[must_use]
pub fn with_commas(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let mut parted = String::new();
    for (i, digit) in whole.chars().enumerate() {
        // Digits with zeros in front are no quantity's: left as they stand.
        if i > 0 && (whole.len() - i).is_multiple_of(3) && !whole.starts_with('0') {
            parted.push(',');
        }
        parted.push(digit);
    }
    match decimals {
        Some(decimals) => format!("{sign}{parted}.{decimals}"),
        None => format!("{sign}{parted}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::UnitKind;
    use proptest::prelude::*;

    fn number(text: &str) -> Value {
        Value::Number(Number::parse(text).unwrap())
    }

    fn range(low: &str, high: &str) -> Value {
        Value::Range(Number::parse(low).unwrap(), Number::parse(high).unwrap())
    }

    fn list(numbers: &[&str]) -> Value {
        Value::List(numbers.iter().map(|number| Number::parse(number).unwrap()).collect())
    }

    fn read(text: &str) -> TypedValue {
        parse_value(text, "en").unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    #[test]
    fn numbers_as_people_type_them() {
        for (typed, value) in [
            ("13,000", number("13000")),
            ("13 000", number("13000")),
            ("13.000,5", number("13000.5")),
            ("2900", number("2900")),
            ("99.90", number("99.90")),
            ("=13.000", number("13.000")),
            ("-5", number("-5")),
            ("−5.5", number("-5.5")),
            ("minus 5", number("-5")),
            ("1.2 million", number("1200000")),
            ("1.125 million", number("1125000")),
            ("3bn", number("3000000000")),
            ("5M", number("5000000")),
            ("12k", number("12000")),
            ("3 hundred thousand", number("300000")),
            ("2½", number("2.5")),
            ("2 ½ million", number("2500000")),
            ("twenty-two thousand", number("22000")),
            ("twenty-two thousand five hundred", number("22500")),
            ("two hundred and five", number("205")),
            ("two hundred and two thousand", number("202000")),
            ("6 million and 8 million", list(&["6000000", "8000000"])),
            ("a hundred", number("100")),
            ("a million", number("1000000")),
            ("one and a half million", number("1500000")),
            ("half a million", number("500000")),
            ("half a dozen", number("6")),
            ("a dozen", number("12")),
            ("two dozen", number("24")),
            ("3 dozen", number("36")),
            ("zero", number("0")),
            ("10-15", range("10", "15")),
            ("10–15", range("10", "15")),
            ("10 to 15 thousand", range("10000", "15000")),
            ("ten to fifteen thousand", range("10000", "15000")),
            ("900 to 1.2 million", range("900", "1200000")),
            ("between 10 and 15", range("10", "15")),
            ("from 10 to 15", range("10", "15")),
            ("two or three", range("2", "3")),
            ("-5 to -3", range("-5", "-3")),
            ("6, 8 and 12", list(&["6", "8", "12"])),
            ("6; 8; 12", list(&["6", "8", "12"])),
            ("1,050, 2,900 and 13,000", list(&["1050", "2900", "13000"])),
            ("six and eight", list(&["6", "8"])),
            ("6, 8 and 12 million", list(&["6000000", "8000000", "12000000"])),
            ("a third", Value::Ratio(1, 3)),
            ("one third", Value::Ratio(1, 3)),
            ("two-thirds", Value::Ratio(2, 3)),
            ("half", Value::Ratio(1, 2)),
            ("three quarters", Value::Ratio(3, 4)),
            ("½", Value::Ratio(1, 2)),
            ("1/5", Value::Ratio(1, 5)),
            ("one in five", Value::Ratio(1, 5)),
            ("1 in 100,000", Value::Ratio(1, 100_000)),
            ("three out of four", Value::Ratio(3, 4)),
            ("dozens", Value::Vague("dozens".into())),
            ("several hundred", Value::Vague("several hundred".into())),
            ("Tens of  thousands", Value::Vague("tens of thousands".into())),
            ("a couple of dozen", Value::Vague("a couple of dozen".into())),
            ("a few", Value::Vague("a few".into())),
            ("1e6", number("1000000")),
            ("minus five", number("-5")),
            ("a million and a half", number("1500000")),
            ("１２３", number("123")),
            ("１,０５０", number("1050")),
        ] {
            let found = read(typed);
            assert_eq!(found.value, value, "{typed}");
            assert_eq!(
                (found.qualifier, found.unit, found.estimated),
                (None, None, false),
                "{typed}"
            );
        }
    }

    #[test]
    fn qualifiers_and_estimates() {
        use QualifierKind as Q;
        for (typed, qualifier, value) in [
            ("more than 2900", Q::MoreThan, "2900"),
            ("at least 20", Q::AtLeast, "20"),
            ("About 28,120", Q::About, "28120"),
            ("~ 500", Q::About, "500"),
            ("nearly 3000", Q::Nearly, "3000"),
            ("just over 3000", Q::JustOver, "3000"),
            ("no more than 12", Q::AtMost, "12"),
            ("up to 12", Q::UpTo, "12"),
            (">= 12", Q::AtLeast, "12"),
            ("> 12", Q::MoreThan, "12"),
            ("less than half a million", Q::LessThan, "500000"),
            ("2,000 or more", Q::AtLeast, "2000"),
            ("2,000+", Q::AtLeast, "2000"),
            ("a dozen or so", Q::About, "12"),
            ("300-odd", Q::About, "300"),
        ] {
            let found = read(typed);
            assert_eq!((found.qualifier, found.value), (Some(qualifier), number(value)), "{typed}");
        }
        let found = read("an estimated 120,000");
        assert!(found.estimated && found.qualifier.is_none());
        let found = read("more than an estimated 13,000");
        assert!(found.estimated && found.qualifier == Some(Q::MoreThan));
    }

    #[test]
    fn units() {
        use UnitKind as U;
        for (typed, value, kind, code, printed) in [
            ("99.9 %", number("99.9"), U::Percent, "%", "%"),
            ("99.9 percent", number("99.9"), U::Percent, "%", "percent"),
            ("12.500%", number("12.500"), U::Percent, "%", "%"),
            ("2 percentage points", number("2"), U::PercentPoint, "%", "percentage points"),
            ("$5m", number("5000000"), U::Money, "USD", "$"),
            ("US$5-6m", range("5000000", "6000000"), U::Money, "USD", "US$"),
            ("EUR 5 million", number("5000000"), U::Money, "EUR", "EUR"),
            ("5 million euros", number("5000000"), U::Money, "EUR", "euros"),
            ("40 km", number("40"), U::Length, "km", "km"),
            ("10-15 km", range("10", "15"), U::Length, "km", "km"),
            ("5 m", number("5"), U::Length, "m", "m"),
            ("150 tons", number("150"), U::Mass, "t", "tons"),
            ("44-day", number("44"), U::Time, "d", "day"),
            ("six weeks", number("6"), U::Time, "wk", "weeks"),
            ("5-year-old", number("5"), U::Age, "a", "year-old"),
            ("100 km/h", number("100"), U::Speed, "km/h", "km/h"),
            ("11,500 sq km", number("11500"), U::Area, "km2", "sq km"),
            ("20 °C", number("20"), U::Temperature, "Cel", "°C"),
        ] {
            let found = read(typed);
            assert_eq!(found.value, value, "{typed}");
            let unit = found.unit.unwrap_or_else(|| panic!("{typed}: no unit"));
            assert_eq!(
                (unit.kind, unit.code.as_str(), unit.printed.as_str()),
                (kind, code, printed)
            );
        }
    }

    #[test]
    fn words_of_the_articles_language_then_english_ones() {
        use QualifierKind as Q;
        for (language, typed, qualifier, value) in [
            ("ru", "28 тысяч", None, "28000"),
            ("ru", "более 2,5 млн", Some(Q::MoreThan), "2500000"),
            ("de", "1,5 Millionen", None, "1500000"),
            ("de", "mindestens 20", Some(Q::AtLeast), "20"),
            ("fr", "plus de 2 900", Some(Q::MoreThan), "2900"),
            ("es", "28 mil", None, "28000"),
            ("tr", "28 bin", None, "28000"),
            ("hy", "28 հազար", None, "28000"),
            ("de", "28 thousand", None, "28000"),
            ("de", "13,000", None, "13000"),
            ("xx", "1.2 million", None, "1200000"),
        ] {
            let found = parse_value(typed, language).unwrap_or_else(|why| panic!("{typed}: {why}"));
            assert_eq!((found.qualifier, found.value), (qualifier, number(value)), "{typed}");
        }
        let euros = parse_value("1,5 Millionen Euro", "de").unwrap();
        assert_eq!(euros.unit.map(|unit| unit.code), Some("EUR".to_owned()));
        assert!(parse_value("13.000", "en").is_err() && parse_value("13.000", "").is_err());
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        for (typed, reason) in [
            ("", "missing"),
            ("  ", "missing"),
            ("13.000", "write 13,000 or =13.000"),
            ("5m", "write 5,000,000 or 5 m"),
            ("100t", "write 100,000,000,000,000 or 100 t"),
            ("1,2,3", "groups of three"),
            ("people", "is not a number"),
            ("12 people", "“people” is not part of a number"),
            ("1988-94", "runs downwards"),
            ("fifty - two", "runs downwards"),
            ("3 hundred and 21", "write 321, or put a comma"),
            ("10 G", "write 10,000,000,000 or 10"),
            ("22:00", "a date or a time"),
            ("2023-09-24", "a date or a time"),
            ("about", "says no number"),
            ("12 13", "“13” is not part of a number"),
        ] {
            let why = parse_value(typed, "en").unwrap_err().message;
            assert!(why.contains(reason), "{typed}: {why}");
        }
    }

    #[test]
    fn values_as_they_are_shown() {
        for (value, text) in [
            (number("1200000"), "1,200,000"),
            (number("99.90"), "99.90"),
            (number("1.234"), "=1.234"),
            (number("0.125"), "0.125"),
            (range("10000", "15000"), "10,000 to 15,000"),
            (list(&["6", "8", "12"]), "6, 8 and 12"),
            (list(&["6"]), "[6]"),
            (Value::Ratio(1, 5), "1 in 5"),
            (Value::Vague("dozens".into()), "dozens"),
            (Value::Vague("a great many".into()), "“a great many”"),
        ] {
            assert_eq!(describe_value(&value), text);
        }
    }

    fn any_number() -> impl Strategy<Value = Number> {
        "-?[0-9]{1,24}(\\.[0-9]{1,6})?|-?[1-9][0-9]{0,2}\\.[0-9]{3}"
            .prop_map(|text| Number::parse(&text).unwrap())
    }

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            any_number().prop_map(Value::Number),
            (any_number(), any_number()).prop_map(|(a, b)| Value::Range(a, b)),
            prop::collection::vec(any_number(), 0..5).prop_map(Value::List),
            (any::<u64>(), any::<u64>()).prop_map(|(a, b)| Value::Ratio(a, b)),
            "\\PC{0,20}|dozens|several hundred|a third|about 5|12".prop_map(Value::Vague),
        ]
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back_to_the_same_value(value in any_value()) {
            let shown = describe_value(&value);
            let typed = parse_value(&shown, "en");
            prop_assert_eq!(typed.map(|typed| typed.value), Ok(value), "{}", shown);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}|([0-9.,/%$½=-]|million| |one|half|a|hundred|and|to|in|dozen|third){0,14}") {
            let read = parse_value(&text, "en");
            prop_assert!(read.is_ok() || !read.unwrap_err().message.is_empty());
        }
    }
}
