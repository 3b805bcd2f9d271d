//! What a date that was read is: its EDTF with its precision, its time of day, the parts of months and years.
//!
//! Owns: how parts and clocks become EDTF. Never: reads words.

use super::Diagnostic;
use super::edtf::{civil, day_edtf};
use crate::lexicon::senses::date::Third;
use crate::model::Precision;
use jiff::civil::Date;

/// A date with its precision.
pub(crate) struct Dated {
    /// EDTF.
    pub(crate) edtf: String,
    pub(crate) precision: Precision,
}

/// A single day.
pub(crate) fn on(day: Date) -> Dated {
    Dated { edtf: day_edtf(day), precision: Precision::Day }
}

/// The days of a third of a month; the last third ends with the month.
pub(crate) const THIRDS: [(Third, u8, Option<u8>); 3] =
    [(Third::Early, 1, Some(10)), (Third::Mid, 11, Some(20)), (Third::Late, 21, None)];

/// A month, or a third of it by its days; none where there is no such month.
pub(crate) fn month_part(year: i16, month: u8, part: Option<Third>) -> Option<Dated> {
    let Some((_, from, to)) = THIRDS.iter().find(|(third, ..)| Some(*third) == part) else {
        return Some(Dated { edtf: format!("{year:04}-{month:02}"), precision: Precision::Month });
    };
    let start = civil(year, month, *from)?;
    let end = to.and_then(|to| civil(year, month, to)).unwrap_or_else(|| start.last_of_month());
    Some(Dated { edtf: format!("{start}/{end}"), precision: Precision::Day })
}

/// A year, or a third of it by its months.
pub(crate) fn year_part(year: i16, part: Option<Third>) -> Dated {
    let (from, to) = match part {
        None if year < 0 => {
            return Dated { edtf: format!("{year:05}"), precision: Precision::Year };
        }
        None => return Dated { edtf: format!("{year:04}"), precision: Precision::Year },
        Some(Third::Early) => (1, 4),
        Some(Third::Mid) => (5, 8),
        Some(Third::Late) => (9, 12),
    };
    Dated { edtf: format!("{year:04}-{from:02}/{year:04}-{to:02}"), precision: Precision::Month }
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clock {
    pub(crate) hour: i16,
    pub(crate) minute: Option<i16>,
    pub(crate) second: Option<i16>,
    /// Minutes east of UTC.
    pub(crate) offset: Option<i16>,
}

impl Clock {
    /// Minutes since midnight.
    pub(crate) const fn minutes(self) -> i16 {
        self.hour * 60
            + match self.minute {
                Some(minute) => minute,
                None => 0,
            }
    }

    /// Itself, where there is such a time.
    pub(crate) fn checked(self) -> Option<Self> {
        let sixty = |part: Option<i16>| part.is_none_or(|part| (0..60).contains(&part));
        ((0..24).contains(&self.hour) && sixty(self.minute) && sixty(self.second)).then_some(self)
    }
}

/// Minutes east of UTC of an offset in digits, each number with how many digits it has: "4", "0400", "04:00".
pub(crate) fn offset(sign: i16, hours: (u32, usize), minutes: Option<(u32, usize)>) -> Option<i16> {
    let (hours, minutes) = match (hours, minutes) {
        ((hours, 1 | 2), None) => (hours, 0),
        ((hours, 1 | 2), Some((minutes, 2))) => (hours, minutes),
        ((both, 4), None) => (both / 100, both % 100),
        _ => return None,
    };
    let offset = sign * i16::try_from(hours * 60 + minutes).ok()?;
    (minutes < 60 && (-12 * 60..=14 * 60).contains(&offset)).then_some(offset)
}

/// An offset from UTC as EDTF writes it.
pub(crate) fn offset_edtf(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// One time; or a local time and the same in a named zone, which gives the local one's offset.
///
/// # Errors
/// If they are not one time.
pub(crate) fn local(clocks: &[Clock]) -> Result<Clock, Diagnostic> {
    match clocks {
        [clock] => Ok(*clock),
        [here, there] => {
            let (here, there) = if here.offset.is_none() { (here, there) } else { (there, here) };
            let (None, Some(zone)) = (here.offset, there.offset) else {
                return Err(Diagnostic::new(
                    "Of two times, one must be in a named zone: 22:00 (1800 GMT).",
                ));
            };
            let day = 24 * 60;
            let ahead = (here.minutes() - there.minutes() + zone).rem_euclid(day);
            // East of Kiribati there is nothing.
            let ahead = if ahead > 14 * 60 { ahead - day } else { ahead };
            if ahead % 15 != 0 {
                return Err(Diagnostic::new("The two times do not differ by a time zone."));
            }
            Ok(Clock { offset: Some(ahead), ..*here })
        }
        _ => Err(Diagnostic::new("There are too many times.")),
    }
}
