//! A short text in tokens: numbers, words, signs, dates and times, each with its place.
//!
//! Owns: where a number begins and ends in print, and what its digits say. Never: knows units,
//! qualifiers or grammar.

use crate::model::{Number, Span};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Digits, with their marks.
    Number,
    /// Letters.
    Word,
    /// One char.
    Sign,
    /// `2023-09-24`, `22:00`, `20th`: digits that are no quantity.
    Calendar,
}

/// One token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub kind: Kind,
    /// In the text that was given.
    pub span: Span,
    /// Lower-case.
    pub text: String,
    /// As printed.
    pub printed: String,
    /// Nothing stands between it and the token before.
    pub attached: bool,
}

impl Token {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.kind != Kind::Number && self.text == text
    }
}

pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month of a name or its usual short form, 1 to 12.
pub(crate) fn month(word: &str) -> Option<u8> {
    let at = match word {
        "sept" => Some(8),
        _ if word.len() == 3 => MONTHS.iter().position(|name| name.starts_with(word)),
        _ => MONTHS.iter().position(|name| *name == word),
    }?;
    u8::try_from(at + 1).ok()
}

/// Blanks that may part the thousands.
const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let after_month = found
            .last()
            .is_some_and(|token| token.kind == Kind::Word && month(&token.text).is_some());
        let (kind, length) = if let Some(length) = calendar(rest) {
            (Kind::Calendar, length)
        } else if starts_number(rest) {
            let length = number_length(rest, !after_month);
            let suffix = rest.get(length..).map_or(0, ordinal_suffix);
            if suffix > 0 { (Kind::Calendar, length + suffix) } else { (Kind::Number, length) }
        } else if first.is_alphabetic() {
            (Kind::Word, word_length(rest))
        } else {
            (Kind::Sign, first.len_utf8())
        };
        let span = Span { start: at, end: at + length };
        let printed = span.of(text).unwrap_or_default().to_owned();
        let attached = found.last().is_some_and(|token| token.span.end == at);
        found.push(Token { kind, span, text: printed.to_lowercase(), printed, attached });
        at += length;
    }
    found
}

fn starts_number(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('.') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_digit(),
        None => false,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Length of a day (`2023-09-24`) or an hour (`22:00`, `22:00:30`) at the start.
fn calendar(rest: &str) -> Option<usize> {
    let part = |at: usize| rest.get(at..).map_or(0, digits);
    let sign = |at: usize| rest.as_bytes().get(at).copied();
    match (digits(rest), part(5), part(8)) {
        (4, 2, 2) if sign(4) == Some(b'-') && sign(7) == Some(b'-') => return Some(10),
        _ => {}
    }
    let hours = digits(rest);
    if !(1..=2).contains(&hours) || sign(hours) != Some(b':') || part(hours + 1) != 2 {
        return None;
    }
    let minutes = hours + 3;
    let seconds = sign(minutes) == Some(b':') && part(minutes + 1) == 2;
    Some(if seconds { minutes + 3 } else { minutes })
}

fn ordinal_suffix(rest: &str) -> usize {
    let letters: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    if matches!(letters.to_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
        letters.len()
    } else {
        0
    }
}

fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner =
            matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphanumeric() || inner || is_mark(c)) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Length of the digits at the start with all marks inside. `blanks`: whether a blank may part thousands.
fn number_length(rest: &str, blanks: bool) -> usize {
    let mut end = digits(rest);
    let first = end;
    let (mut marks, mut spaced) = (0, 0);
    loop {
        let Some(tail) = rest.get(end..) else { return end };
        let Some(mark) = tail.chars().next() else { return end };
        let behind = tail.get(mark.len_utf8()..).map_or(0, digits);
        let width = mark.len_utf8() + behind;
        // "1988,5" is a number; "1988, 5" are two.
        let joins = match mark {
            '.' | ',' => behind > 0,
            '\'' | '’' => behind == 3,
            // A plain blank counts as a mark only between groups of three, from the first on.
            _ if is_blank(mark) => {
                blanks && behind == 3 && first <= 3 && first > 0 && marks == spaced
            }
            _ => false,
        };
        if !joins {
            return end;
        }
        marks += 1;
        spaced += usize::from(is_blank(mark));
        end += width;
    }
}

/// What a printed number says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Digits {
    /// Read with the point as decimal point.
    pub number: String,
    /// The other reading, where "13.000" could as well be thirteen thousand.
    pub or_thousands: Option<String>,
}

/// Reads printed digits. Blanks and apostrophes part thousands. Of comma and point, where both
/// occur, the last is the decimal one. A comma alone parts thousands where three digits follow,
/// else it is decimal; a point alone is decimal, but ambiguous where three digits follow.
pub(crate) fn read_digits(printed: &str) -> Option<Digits> {
    let mut plain = String::new();
    for part in printed.split(|c: char| is_blank(c) || matches!(c, '\'' | '’')) {
        plain.push_str(part);
    }
    let sole =
        |number: String| Number::parse(&number).map(|_| Digits { number, or_thousands: None });
    let (commas, points) = (plain.matches(',').count(), plain.matches('.').count());
    let whole = |text: &str, mark: char| grouped(text, mark);
    match (commas, points) {
        (0, 0) => sole(plain),
        (0, 1) => {
            let (left, right) = plain.split_once('.')?;
            let left = if left.is_empty() { "0" } else { left };
            let thousands =
                right.len() == 3 && (1..=3).contains(&left.len()) && !left.starts_with('0');
            let number = format!("{left}.{right}");
            let blanks = plain.len() != printed.len();
            let or_thousands = (thousands && !blanks).then(|| format!("{left}{right}"));
            Some(Digits { number, or_thousands })
        }
        (1, 0) => {
            let (left, right) = plain.split_once(',')?;
            if right.len() == 3 && (1..=3).contains(&left.len()) && !left.starts_with('0') {
                return sole(format!("{left}{right}"));
            }
            sole(format!("{left}.{right}"))
        }
        (_, 0) => sole(whole(&plain, ',')?),
        (0, _) => sole(whole(&plain, '.')?),
        (_, 1) if plain.rfind('.') > plain.rfind(',') => {
            let (left, right) = plain.split_once('.')?;
            sole(format!("{}.{right}", whole(left, ',')?))
        }
        (1, _) if plain.rfind(',') > plain.rfind('.') => {
            let (left, right) = plain.split_once(',')?;
            sole(format!("{}.{right}", whole(left, '.')?))
        }
        _ => None,
    }
}

/// Digits without the marks of thousands; groups of three (or, as in India, of two before the last).
fn grouped(text: &str, mark: char) -> Option<String> {
    let groups: Vec<&str> = text.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, inner) = rest.split_last()?;
    let fits = (1..=3).contains(&first.len())
        && last.len() == 3
        && (inner.iter().all(|group| group.len() == 3)
            || (first.len() <= 2 && inner.iter().all(|group| group.len() == 2)));
    fits.then(|| groups.concat())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(printed: &str) -> Option<String> {
        read_digits(printed).map(|digits| digits.number)
    }

    #[test]
    fn digits_with_all_kinds_of_marks() {
        for (printed, number) in [
            ("1,050", "1050"),
            ("13 000", "13000"),
            ("13\u{202F}000", "13000"),
            ("13'000", "13000"),
            ("13.000,5", "13000.5"),
            ("13,000.50", "13000.50"),
            ("1.234.567", "1234567"),
            ("12,34,567", "1234567"),
            ("99.90", "99.90"),
            ("12,5", "12.5"),
            ("0,125", "0.125"),
            (".5", "0.5"),
            ("1234.567", "1234.567"),
        ] {
            assert_eq!(read(printed).as_deref(), Some(number), "{printed}");
            assert_eq!(read_digits(printed).unwrap().or_thousands, None, "{printed}");
        }
        assert_eq!(read_digits("13.000").unwrap().or_thousands.as_deref(), Some("13000"));
        for wrong in ["1,2,3", "1.2.3", "1,23,4", "12.34,56,7"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn tokens_know_dates_from_numbers() {
        let kinds: Vec<_> = tokens("On 2023-09-24 at 22:00, 13 000 of 5m (20th), September 26 300")
            .into_iter()
            .filter(|token| token.kind != Kind::Sign && token.kind != Kind::Word)
            .map(|token| (token.kind, token.printed))
            .collect();
        let expected = [
            (Kind::Calendar, "2023-09-24"),
            (Kind::Calendar, "22:00"),
            (Kind::Number, "13 000"),
            (Kind::Number, "5"),
            (Kind::Calendar, "20th"),
            (Kind::Number, "26"),
            (Kind::Number, "300"),
        ];
        assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
