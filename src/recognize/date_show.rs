//! Dates as they are shown and edited.
//!
//! Owns: the words for an EDTF date. Never: shows words that would be read back as another date.

use super::date::read;
use super::dated::{THIRDS, offset_edtf};
use super::edtf::end_date;
use crate::lexicon::senses::date::Third;
use crate::model::Precision;
use edtf_core::{Date as EdtfDate, DateTime, Edtf, IntervalEndpoint, TimeShift, YearKind};

/// A date as it is shown and edited ("24 Sep 2023 22:00 +04:00", "1988 to 1994"); [`super::parse_date`] reads it back. What has
/// no plain words, or is no EDTF, is shown as it stands.
#[must_use]
pub fn describe_date(edtf: &str, precision: Precision) -> String {
    let words = Edtf::parse(edtf).ok().and_then(|parsed| match parsed {
        Edtf::Date(date) => date_shown(&date),
        Edtf::DateTime(moment) => moment_shown(&moment, precision),
        Edtf::Interval(interval) => match (&interval.start, &interval.end) {
            (IntervalEndpoint::Date(start), IntervalEndpoint::Date(end)) => {
                stretch_shown(start, end)
            }
            _ => None,
        },
        Edtf::Set(_) => None,
    });
    // Whatever would not be read back as the same date stays as it is.
    let same = |words: &String| read(words, None, "en").is_ok_and(|typed| typed.edtf == edtf);
    words.filter(same).unwrap_or_else(|| edtf.to_owned())
}

fn date_shown(date: &EdtfDate) -> Option<String> {
    let (about, unsure) = (date.is_approximate(), date.is_uncertain());
    let plain = plain_date(date)?;
    Some(format!("{}{plain}{}", if about { "about " } else { "" }, if unsure { "?" } else { "" }))
}

fn plain_date(date: &EdtfDate) -> Option<String> {
    if let YearKind::Standard { negative: false, digits: [Some(a), Some(b), tens, None] } =
        date.year.kind
    {
        let century = a * 10 + b;
        return Some(match tens {
            Some(tens) => format!("{century:02}{tens}0s"),
            None => {
                let ordinal = century + 1;
                let suffix = match (ordinal % 10, ordinal % 100) {
                    (_, 11..=13) => "th",
                    (1, _) => "st",
                    (2, _) => "nd",
                    (3, _) => "rd",
                    _ => "th",
                };
                format!("{ordinal}{suffix} century")
            }
        });
    }
    let year = date.year.value().filter(|year| (1000..=9999).contains(year))?;
    let Some(month) = date.month else { return Some(year.to_string()) };
    let month = month.value()?;
    let season = match month {
        1..=12 => None,
        21 => Some("spring"),
        22 => Some("summer"),
        23 => Some("autumn"),
        24 => Some("winter"),
        33 => Some("Q1"),
        34 => Some("Q2"),
        35 => Some("Q3"),
        36 => Some("Q4"),
        _ => return None,
    };
    if let Some(season) = season {
        return Some(format!("{season} {year}"));
    }
    let name = month_name(month);
    match date.day {
        None => Some(format!("{name} {year}")),
        Some(day) => Some(format!("{} {name} {year}", day.value()?)),
    }
}

fn moment_shown(moment: &DateTime, precision: Precision) -> Option<String> {
    let day = plain_date(&moment.date)?;
    let time = moment.time;
    let clock = match precision {
        Precision::Hour => format!("{}h", time.hour),
        Precision::Minute => format!("{:02}:{:02}", time.hour, time.minute),
        _ => format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second),
    };
    let zone = match time.shift {
        None => String::new(),
        Some(TimeShift::Utc) => " UTC".to_owned(),
        Some(TimeShift::Offset { minutes, .. }) => format!(" {}", offset_edtf(minutes)),
    };
    Some(format!("{day} {clock}{zone}"))
}

fn stretch_shown(start: &EdtfDate, end: &EdtfDate) -> Option<String> {
    let day = |date: &EdtfDate| date.day.and_then(edtf_core::DateField::value);
    let month = |date: &EdtfDate| date.month.and_then(edtf_core::DateField::value);
    let same_month = start.year.value() == end.year.value() && month(start) == month(end);
    if let (true, Some(first), Some(last)) = (same_month, day(start), day(end)) {
        let third = THIRDS
            .iter()
            .find(|(_, from, to)| *from == first && to.map_or(last > 27, |to| to == last));
        if let Some((third, ..)) = third {
            let words =
                format!("{} {} {}", third.name(), month_name(month(start)?), start.year.value()?);
            // "late" must mean the month's very end.
            if is_last_day(&words, end) {
                return Some(words);
            }
        }
    }
    if let (Some(1), Some(first), Some(last)) = (day(start), month(start), month(end)) {
        let part = match (first, last) {
            (1, 3) => "Q1",
            (4, 6) => "Q2",
            (7, 9) => "Q3",
            (10, 12) => "Q4",
            (1, 4) => Third::Early.name(),
            (5, 8) => Third::Mid.name(),
            (9, 12) => Third::Late.name(),
            _ => "",
        };
        let words = format!("{part} {}", start.year.value()?);
        if !part.is_empty() && is_last_day(&words, end) {
            return Some(words);
        }
    }
    Some(format!("{} to {}", date_shown(start)?, date_shown(end)?))
}

/// Whether words are read as an interval that ends with a day.
fn is_last_day(words: &str, day: &EdtfDate) -> bool {
    let last = read(words, None, "en").ok().and_then(|read| Edtf::parse(&read.edtf).ok());
    matches!(last, Some(Edtf::Interval(interval)) if end_date(&interval.end) == Some(day))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}

/// A day as it is shown, whether there is one or not.
pub(super) fn day_shown(year: Option<i16>, month: u8, day: u8) -> String {
    let year = year.map_or_else(String::new, |year| format!(" {year}"));
    format!("{day} {}{year}", month_name(month))
}

/// The name of a weekday; 1 = Monday.
pub(super) fn weekday_name(weekday: u8) -> &'static str {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS.get(usize::from(weekday).wrapping_sub(1)).copied().unwrap_or("?")
}
