//! The days of holidays.
//!
//! Owns: the calendar of feasts that move. Never: knows what they are called.

use crate::lexicon::senses::date::Feast;
use crate::recognize::edtf::civil;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Its day in a year.
pub(super) fn in_year(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Day(month, day) => civil(year, month, day),
        Feast::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
        Feast::Nth(month, nth, weekday, behind) => {
            let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
            let nth = if nth == 5 { -1 } else { i32::from(nth) };
            let first = civil(year, month, 1)?;
            let day = first.nth_weekday_of_month(i8::try_from(nth).ok()?, weekday).ok()?;
            day.checked_add(i64::from(behind).days()).ok()
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous computus (Nature, 1876).
fn easter(year: i16) -> Option<Date> {
    let year_of = i32::from(year);
    let (a, b, c) = (year_of % 19, year_of / 100, year_of % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    civil(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}
