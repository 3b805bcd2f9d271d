//! EDTF (ISO 8601-2:2019) checked by a real parser.
//!
//! Owns: what is EDTF, how fine it is, and what an article's date gives to complete others.
//! Never: reads dates as people write them.

use super::Diagnostic;
use crate::model::Precision;
use edtf_core::{Date as EdtfDate, Edtf, IntervalEndpoint, SetElement, YearKind};
use jiff::civil::Date;

/// Checks EDTF of levels 0 to 2 and says how fine it is: of an interval or a set, its coarsest
/// date; of a time, `Minute` where the seconds are zero.
///
/// # Errors
/// If it is no EDTF: says where it stops being one.
pub fn check_edtf(edtf: &str) -> Result<Precision, Diagnostic> {
    if let Some(precision) = Plain::check(edtf) {
        return Ok(precision);
    }
    parsed_precision(edtf)
}

fn parsed_precision(edtf: &str) -> Result<Precision, Diagnostic> {
    let parsed = Edtf::parse(edtf).map_err(|error| {
        let at = edtf.get(..error.offset).map_or(0, |head| head.chars().count());
        Diagnostic::new(format!(
            "“{edtf}” is no EDTF date: {} (character {}).",
            error.message,
            at + 1
        ))
    })?;
    let coarsest = |dates: Vec<&EdtfDate>| dates.into_iter().map(precision_of).max();
    Ok(match &parsed {
        Edtf::Date(date) => precision_of(date),
        Edtf::DateTime(moment) if moment.time.second == 0 => Precision::Minute,
        Edtf::DateTime(_) => Precision::Second,
        Edtf::Interval(interval) => {
            let dates = [&interval.start, &interval.end].into_iter().filter_map(end_date).collect();
            coarsest(dates).unwrap_or(Precision::Century)
        }
        Edtf::Set(set) => {
            let dates = set
                .elements
                .iter()
                .flat_map(|element| match element {
                    SetElement::Date(a) | SetElement::OnOrBefore(a) | SetElement::OnOrAfter(a) => {
                        vec![a]
                    }
                    SetElement::Range(a, b) => vec![a, b],
                })
                .collect();
            coarsest(dates).unwrap_or(Precision::Century)
        }
    })
}

pub(super) const fn end_date(end: &IntervalEndpoint) -> Option<&EdtfDate> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn precision_of(date: &EdtfDate) -> Precision {
    let unknown =
        |field: Option<edtf_core::DateField>| field.is_some_and(|f| f.digits == [None, None]);
    if let YearKind::Standard { digits: [_, _, tens, ones], .. } = date.year.kind {
        if tens.is_none() {
            return Precision::Century;
        }
        if ones.is_none() {
            return Precision::Decade;
        }
    }
    if date.month.is_none() || unknown(date.month) {
        Precision::Year
    } else if date.precision() == edtf_core::Precision::Season {
        Precision::Season
    } else if date.day.is_none() || unknown(date.day) {
        Precision::Month
    } else {
        Precision::Day
    }
}

/// `2023`, `2023-09`, `2023-09-24`: what nearly all dates of texts are, read without the parser, which says the same of them.
#[derive(Clone, Copy)]
struct Plain {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Plain {
    /// How fine such a date is, or an interval of two of them; `None` for all else, the wrong ones among it.
    fn check(edtf: &str) -> Option<Precision> {
        let Some((start, end)) = edtf.split_once('/') else {
            return Self::read(edtf.as_bytes()).map(Self::precision);
        };
        let (start, end) = (Self::read(start.as_bytes())?, Self::read(end.as_bytes())?);
        let first = (start.year, start.month.unwrap_or(1), start.day.unwrap_or(1));
        let last = (end.year, end.month.unwrap_or(12), end.day.unwrap_or(31));
        (first <= last).then(|| start.precision().max(end.precision()))
    }

    fn read(edtf: &[u8]) -> Option<Self> {
        let digits = |from: usize, to: usize| {
            let digits = edtf.get(from..to)?;
            digits.iter().try_fold(0_i16, |value, byte| {
                byte.is_ascii_digit().then(|| value * 10 + i16::from(byte - b'0'))
            })
        };
        let two = |from: usize, high: u8| {
            let value = digits(from, from + 2).and_then(|value| u8::try_from(value).ok());
            value.filter(|value| edtf.get(from - 1) == Some(&b'-') && (1..=high).contains(value))
        };
        let (month, day) = match edtf.len() {
            4 => (None, None),
            7 => (Some(two(5, 12)?), None),
            10 => (Some(two(5, 12)?), Some(two(8, 31)?)),
            _ => return None,
        };
        let year = digits(0, 4)?;
        if let (Some(month), Some(day @ 29..)) = (month, day) {
            civil(year, month, day)?;
        }
        Some(Self { year, month, day })
    }

    const fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        }
    }
}

/// A day as EDTF writes it.
pub(super) fn day_edtf(day: Date) -> String {
    match u16::try_from(day.year()) {
        Ok(year) => {
            let mut edtf = String::with_capacity("2023-09-24T22:00:00+04:00".len());
            push_two(&mut edtf, year / 100);
            push_two(&mut edtf, year % 100);
            for part in [day.month(), day.day()] {
                edtf.push('-');
                push_two(&mut edtf, part.unsigned_abs().into());
            }
            edtf
        }
        Err(_) => day.to_string(),
    }
}

/// Two digits of a number below a hundred.
pub(super) fn push_two(edtf: &mut String, number: u16) {
    for digit in [number / 10 % 10, number % 10] {
        edtf.extend(u8::try_from(digit).map(|digit| char::from(b'0' + digit)));
    }
}

/// The first and the last date of an interval; of a date, itself twice.
pub(super) fn ends(edtf: &str) -> (&str, &str) {
    edtf.split_once('/').unwrap_or((edtf, edtf))
}

/// The stated date of the article, as far as it is known.
#[derive(Clone, Copy)]
pub(super) struct Reference {
    pub(super) year: i16,
    pub(super) month: Option<u8>,
    pub(super) day: Option<Date>,
    /// Minutes since midnight.
    pub(super) minutes: Option<i16>,
}

impl Reference {
    /// A day that is known wholly.
    pub(super) fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: u8::try_from(day.month()).ok(),
            day: Some(day),
            minutes: None,
        }
    }

    pub(super) fn read(edtf: &str) -> Option<Self> {
        if let Some(Plain { year, month, day }) = Plain::read(edtf.as_bytes()) {
            let day = month.zip(day).and_then(|(month, day)| civil(year, month, day));
            return Some(Self { year, month, day, minutes: None });
        }
        // An interval is no date.
        if edtf.as_bytes().contains(&b'/') { None } else { Self::parsed(edtf) }
    }

    fn parsed(edtf: &str) -> Option<Self> {
        let (date, minutes) = match Edtf::parse(edtf).ok()? {
            Edtf::Date(date) => (date, None),
            Edtf::DateTime(moment) => {
                let minutes = i16::from(moment.time.hour) * 60 + i16::from(moment.time.minute);
                (moment.date, Some(minutes))
            }
            Edtf::Interval(_) | Edtf::Set(_) => return None,
        };
        let year = date.year.value()?;
        // Of a year that no calendar day is of, no other can be counted.
        let year = i16::try_from(year).ok().filter(|year| civil(*year, 1, 1).is_some())?;
        let month = date.month.and_then(edtf_core::DateField::value).filter(|month| *month <= 12);
        let day = date.day.and_then(edtf_core::DateField::value);
        let day = month.zip(day).and_then(|(month, day)| civil(year, month, day));
        Some(Self { year, month, day, minutes })
    }
}

pub(super) fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Plain dates, good and bad, around the edges of years, months and leap days.
    fn dates() -> Vec<String> {
        let years = ["0000", "0001", "0004", "1900", "1999", "2000", "2023", "2024", "9999"];
        let numbers = |high: u8| (0..=high).map(|n| format!("{n:02}"));
        let mut found = vec![String::new(), "203X".into(), "20230".into(), "2023-9-4".into()];
        found.extend(["2023-09-2a", "2023/09-24", "2023-21", "2023-09-24~"].map(Into::into));
        for year in years {
            found.push(year.to_owned());
            for month in numbers(14) {
                found.push(format!("{year}-{month}"));
                found.extend(numbers(33).map(|day| format!("{year}-{month}-{day}")));
            }
        }
        found
    }

    #[test]
    fn days_are_written_as_the_calendar_writes_them() {
        for (year, month, day) in
            [(0, 1, 2), (987, 10, 31), (2024, 2, 29), (9999, 12, 31), (-5, 3, 4)]
        {
            let day = civil(year, month, day).unwrap();
            assert_eq!(day_edtf(day), day.to_string());
        }
    }

    #[test]
    fn plain_dates_are_what_the_parser_says() {
        let facts = |reference: Reference| (reference.year, reference.month, reference.day);
        for date in dates() {
            assert_eq!(check_edtf(&date), parsed_precision(&date), "{date}");
            let (ours, parsed) = (Reference::read(&date), Reference::parsed(&date));
            assert_eq!(ours.map(facts), parsed.map(facts), "{date}");
        }
    }

    #[test]
    fn intervals_of_plain_dates_are_what_the_parser_says() {
        let dates: Vec<String> = dates().into_iter().step_by(29).collect();
        for start in &dates {
            for end in &dates {
                let interval = format!("{start}/{end}");
                assert_eq!(check_edtf(&interval), parsed_precision(&interval), "{interval}");
            }
        }
    }
}
