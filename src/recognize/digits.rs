//! The digits of one number, with the marks that part them.
//!
//! Owns: what "13,000", "13 000,5", "1.234.567" say, and when a point may part thousands. Never: knows a language.

use crate::model::Number;

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}')
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
}
