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
        let (date, minutes) = match Edtf::parse(edtf).ok()? {
            Edtf::Date(date) => (date, None),
            Edtf::DateTime(moment) => {
                let minutes = i16::from(moment.time.hour) * 60 + i16::from(moment.time.minute);
                (moment.date, Some(minutes))
            }
            Edtf::Interval(_) | Edtf::Set(_) => return None,
        };
        let year = i16::try_from(date.year.value()?).ok()?;
        let month = date.month.and_then(edtf_core::DateField::value).filter(|month| *month <= 12);
        let day = date.day.and_then(edtf_core::DateField::value);
        let day = month.zip(day).and_then(|(month, day)| civil(year, month, day));
        Some(Self { year, month, day, minutes })
    }
}

pub(super) fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
