//! Numbers as a person types them into a form, and back.
//!
//! Owns: what "1.2 million", "10-15", "a third", "more than 2900" mean, and how a value is shown
//! for editing. What leaves two readings open is refused with both. Never: guesses; rounds.

use super::numeral::{Atom, atom_at, fraction_at, vague_at};
use super::plain::Plain;
use super::token::{Kind, Token, tokens};
use super::unit::{currency_before, one_long, unit_behind};
use super::{Diagnostic, qualifier};
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

/// Reads a number as a person types it, or as it was pasted: chars that cannot be seen are read over.
///
/// # Errors
/// If there is no number, more than a number, or a number with two readings: says which, and how
/// to write it. If what is shown may be another number than what stands there.
pub fn parse_value(text: &str) -> Result<TypedValue, Diagnostic> {
    if let Some(words) = quoted(text.trim()) {
        let value = Value::Vague(words.to_owned());
        return Ok(TypedValue { value, qualifier: None, estimated: false, unit: None });
    }
    let plain = Plain::of(text);
    let text = plain.readable()?.trim();
    if text.is_empty() {
        return Err(Diagnostic::new(
            "A number is missing: 13,000 or 1.2 million, 10-15, 99.9 %, a third, dozens.",
        ));
    }
    if let Some(value) = bracketed(text)? {
        return Ok(TypedValue { value, qualifier: None, estimated: false, unit: None });
    }
    let tokens = tokens(text);
    let (mut at, mut bent, mut estimated) = (0, None, false);
    loop {
        let article =
            usize::from(tokens.get(at).is_some_and(|t| t.is("an") || t.is("a") || t.is("the")));
        if tokens.get(at + article).is_some_and(is_estimated) {
            estimated = true;
            at += article + 1;
            at += usize::from(tokens.get(at).is_some_and(|token| token.is(".") && token.attached));
        } else if let Some((kind, end)) = qualifier::starting_at(&tokens, at) {
            bent = bent.or(Some(kind));
            at = end;
        } else {
            break;
        }
    }
    let Some(body) = body_at(&tokens, at, text, Mode::Typed)? else {
        return Err(not_a_number(&tokens, at, text));
    };
    let mut end = body.end;
    if let Some((kind, behind)) = qualifier::behind(&tokens, end) {
        bent = bent.or(Some(kind));
        end = behind;
    }
    if tokens.get(end).is_some_and(|token| token.is(".")) {
        end += 1;
    }
    if let Some(token) = tokens.get(end) {
        let more = text.get(token.span.start..).unwrap_or_default();
        return Err(Diagnostic::new(format!("“{more}” is not part of a number.")));
    }
    Ok(TypedValue { value: body.value, qualifier: bent, estimated, unit: body.unit })
}

pub(crate) fn is_estimated(token: &Token) -> bool {
    matches!(token.text.as_str(), "estimated" | "est" | "estimate") && token.kind == Kind::Word
}

fn not_a_number(tokens: &[Token], at: usize, text: &str) -> Diagnostic {
    match tokens.get(at) {
        Some(token) if token.kind == Kind::Calendar => {
            Diagnostic::new(format!("“{}” is a date or a time, not a number.", token.printed))
        }
        Some(token) => {
            let rest = text.get(token.span.start..).unwrap_or_default();
            Diagnostic::new(format!(
                "“{rest}” is not a number. Numbers are written like 13,000 or 1.2 million, 10-15, 99.9 %, a third, dozens."
            ))
        }
        None => Diagnostic::new(format!("“{text}” says no number.")),
    }
}

/// A vague word of one's own, as [`describe_value`] spells it: whatever it holds.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'))
}

/// The spelling of [`describe_value`] that nobody types: a list of one.
fn bracketed(text: &str) -> Result<Option<Value>, Diagnostic> {
    let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return Ok(None);
    };
    if inner.trim().is_empty() {
        return Ok(Some(Value::List(Vec::new())));
    }
    match parse_value(inner)? {
        TypedValue { value: Value::Number(number), .. } => Ok(Some(Value::List(vec![number]))),
        TypedValue { value: Value::List(list), .. } => Ok(Some(Value::List(list))),
        _ => Err(Diagnostic::new("A list in brackets holds plain numbers: [6, 8, 12].")),
    }
}

/// Whether a text was typed for us or printed for readers: print is read more warily.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Typed,
    Printed,
}

/// A number with scale and unit.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub value: Value,
    pub unit: Option<Unit>,
    /// Index of the first token behind it.
    pub end: usize,
}

/// An atom with its unit.
struct Measured {
    atom: Atom,
    unit: Option<Unit>,
    end: usize,
}

/// The number that starts at `tokens[at]`, with all that belongs to it.
pub(crate) fn body_at(
    tokens: &[Token],
    at: usize,
    text: &str,
    mode: Mode,
) -> Result<Option<Body>, Diagnostic> {
    if let Some((parts, of, end)) = fraction_at(tokens, at)
        // "a third" round is none, but "2/5" is; a percentage of a fraction is nothing we know.
        && atom_is_shorter(tokens, at, end)
    {
        return Ok(Some(Body { value: Value::Ratio(parts, of), unit: None, end }));
    }
    if let Some(ratio) = ratio_at(tokens, at, mode)? {
        return Ok(Some(ratio));
    }
    if let Some((unit, end)) = one_long(tokens, at, text)
        && let Some(one) = Number::parse("1")
    {
        return Ok(Some(Body { value: Value::Number(one), unit: Some(unit), end }));
    }
    if let Some((words, end)) = vague_at(tokens, at) {
        let unit = unit_behind(tokens, end, text);
        let (unit, end) = unit.map_or((None, end), |(unit, end)| (Some(unit), end));
        return Ok(Some(Body { value: Value::Vague(words), unit, end }));
    }
    let (open, close) = match tokens.get(at) {
        Some(token) if token.is("between") => (1, Some("and")),
        Some(token) if token.is("from") => (1, Some("to")),
        _ => (0, None),
    };
    let Some(first) = measured_at(tokens, at + open, text)? else { return Ok(None) };
    let follows = second_of_range(tokens, first.end, close);
    if let Some(next) = follows
        && let Some(second) = measured_at(tokens, next, text)?
    {
        let sign = tokens.get(next - 1).is_some_and(|token| token.kind == Kind::Sign);
        if sign && downwards(&first.atom, &second.atom) {
            return Err(Diagnostic::new(
                "The range runs downwards: the smaller number comes first.",
            ));
        }
        return range(first, second, mode).map(Some);
    }
    if close.is_some() {
        return Ok(None);
    }
    if let Some(list) = list_behind(tokens, &first, text, mode)? {
        return Ok(Some(list));
    }
    let number = settled(&first.atom, first.unit.is_some(), mode)?;
    Ok(Some(Body { value: Value::Number(number), unit: first.unit, end: first.end }))
}

/// Whether no longer number than the fraction starts here ("half a million").
fn atom_is_shorter(tokens: &[Token], at: usize, end: usize) -> bool {
    atom_at(tokens, at).ok().flatten().is_none_or(|atom| atom.end <= end)
}

/// "1 in 5", "three out of four".
fn ratio_at(tokens: &[Token], at: usize, mode: Mode) -> Result<Option<Body>, Diagnostic> {
    let Some(parts) = atom_at(tokens, at)? else { return Ok(None) };
    let word = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let next = if word(parts.end, "in") || (word(parts.end, "of") && word(parts.end + 1, "every")) {
        parts.end + 1 + usize::from(word(parts.end + 1, "every"))
    } else if word(parts.end, "out") && word(parts.end + 1, "of") {
        parts.end + 2 + usize::from(word(parts.end + 2, "every"))
    } else {
        return Ok(None);
    };
    let Some(of) = atom_at(tokens, next)? else { return Ok(None) };
    let (Some(parts), Some(whole)) = (parts.whole(), of.whole()) else { return Ok(None) };
    // "killed 200 in 2020", "5 in 24 hours" are none.
    let wary = mode == Mode::Printed
        && word(next - 1, "in")
        && (parts > 10
            || parts >= whole
            || (1900..2100).contains(&whole)
            || unit_behind(tokens, of.end, "").is_some());
    Ok((!wary).then_some(Body { value: Value::Ratio(parts, whole), unit: None, end: of.end }))
}

fn measured_at(tokens: &[Token], at: usize, text: &str) -> Result<Option<Measured>, Diagnostic> {
    let before = currency_before(tokens, at, text);
    let from = before.as_ref().map_or(at, |(_, next)| *next);
    let Some(atom) = atom_at(tokens, from)? else { return Ok(None) };
    let end = atom.end;
    Ok(Some(match before {
        Some((unit, _)) => Measured { atom, unit: Some(unit), end },
        None => match unit_behind(tokens, end, text) {
            // "200 t" is a mass, "200 T-72" is not; words need their blank or touch.
            Some((unit, end)) => Measured { atom, unit: Some(unit), end },
            None => Measured { atom, unit: None, end },
        },
    }))
}

/// Where the second end of a range starts, if a sign or word for one stands at `at`.
fn second_of_range(tokens: &[Token], at: usize, close: Option<&str>) -> Option<usize> {
    let token = tokens.get(at)?;
    let joins = match close {
        Some(word) => token.is(word) || (token.is("-") || token.is("–")),
        None => ["-", "–", "—", "to", "or"].iter().any(|sign| token.is(sign)),
    };
    joins.then_some(at + 1)
}

fn range(first: Measured, second: Measured, mode: Mode) -> Result<Body, Diagnostic> {
    let has_unit = first.unit.is_some() || second.unit.is_some();
    let mut low = first.atom;
    share_scale(&mut low, &second.atom);
    let value =
        Value::Range(settled(&low, has_unit, mode)?, settled(&second.atom, has_unit, mode)?);
    Ok(Body { value, unit: second.unit.or(first.unit), end: second.end })
}

/// Whether a dash would join a larger number to a smaller one, as in "1988–94" or "fifty - two".
fn downwards(first: &Atom, second: &Atom) -> bool {
    let size = |atom: &Atom| atom.number().parse::<f64>().unwrap_or(f64::NAN);
    let mut first = first.clone();
    share_scale(&mut first, second);
    size(&first) > size(second)
}

/// "10 to 15 thousand" means ten thousand, "900 to 1.2 million" does not mean 900 million.
fn share_scale(earlier: &mut Atom, last: &Atom) {
    let size = |atom: &Atom| atom.mantissa.parse::<f64>().unwrap_or(f64::NAN);
    if earlier.exponent == 0 && last.exponent > 0 && size(earlier) <= size(last) {
        earlier.exponent = last.exponent;
        earlier.or_thousands = None;
    }
}

fn list_behind(
    tokens: &[Token],
    first: &Measured,
    text: &str,
    mode: Mode,
) -> Result<Option<Body>, Diagnostic> {
    let word = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let mut atoms = vec![first.atom.clone()];
    let (mut unit, mut end) = (first.unit.clone(), first.end);
    loop {
        let comma = usize::from(word(end, ",") || word(end, ";"));
        let and = usize::from(word(end + comma, "and") || word(end + comma, "&"));
        if comma + and == 0 {
            break;
        }
        let Some(next) = measured_at(tokens, end + comma + and, text)? else { break };
        atoms.push(next.atom);
        (unit, end) = (next.unit.or(unit), next.end);
        if and == 1 {
            break;
        }
    }
    // In print, "200 and 400" are seldom two figures of one thing.
    if atoms.len() < if mode == Mode::Typed { 2 } else { 3 } {
        return Ok(None);
    }
    if let [first, second] = atoms.as_slice()
        && first.exponent > 0
        && first.exponent != second.exponent
        && tokens.get(first.end).is_some_and(|token| token.is("and"))
    {
        let words = tokens.get(first.end - 1).zip(tokens.get(end - 1));
        let words = words.map_or("", |(_, last)| text.get(..last.span.end).unwrap_or(""));
        return Err(Diagnostic::new(format!(
            "“{words}” may be one number or two: write it in digits, or put a comma between two."
        )));
    }
    if let Some((last, earlier)) = atoms.split_last_mut() {
        earlier.iter_mut().for_each(|atom| share_scale(atom, last));
    }
    let numbers: Result<Vec<Number>, Diagnostic> =
        atoms.iter().map(|atom| settled(atom, unit.is_some(), mode)).collect();
    Ok(Some(Body { value: Value::List(numbers?), unit, end }))
}

/// The number of an atom, where there is one reading.
fn settled(atom: &Atom, has_unit: bool, mode: Mode) -> Result<Number, Diagnostic> {
    let number = atom.number();
    let number = match &atom.or_thousands {
        Some(_) if has_unit => number,
        // A count has no decimals, so printed "13.000" without a unit is thirteen thousand.
        Some(thousands) if mode == Mode::Printed => thousands.clone(),
        Some(thousands) => {
            return Err(Diagnostic::new(format!(
                "“{number}” can be read in two ways: write {} or ={number}.",
                with_commas(thousands)
            )));
        }
        None => number,
    };
    Number::parse(&number).ok_or_else(|| Diagnostic::new(format!("“{number}” is not a number.")))
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
            let plain = parse_value(words).is_ok_and(|typed| {
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
        parse_value(text).unwrap_or_else(|why| panic!("{text}: {why}"))
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
            ("5m", number("5000000")),
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
    fn what_cannot_be_read_is_refused_with_the_reason() {
        for (typed, reason) in [
            ("", "missing"),
            ("  ", "missing"),
            ("13.000", "write 13,000 or =13.000"),
            ("1,2,3", "groups of three"),
            ("people", "is not a number"),
            ("12 people", "“people” is not part of a number"),
            ("1988-94", "runs downwards"),
            ("fifty - two", "runs downwards"),
            ("3 hundred and 21", "one number or two"),
            ("10 G", "“G” is not part of a number"),
            ("22:00", "a date or a time"),
            ("2023-09-24", "a date or a time"),
            ("about", "says no number"),
            ("12 13", "“13” is not part of a number"),
        ] {
            let why = parse_value(typed).unwrap_err().message;
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
            let typed = parse_value(&shown);
            prop_assert_eq!(typed.map(|typed| typed.value), Ok(value), "{}", shown);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}|([0-9.,/%$½=-]|million| |one|half|a|hundred|and|to|in|dozen|third){0,14}") {
            let read = parse_value(&text);
            prop_assert!(read.is_ok() || !read.unwrap_err().message.is_empty());
        }
    }
}
