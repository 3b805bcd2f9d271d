//! Dates as a person types them into a form, and EDTF (ISO 8601-2:2019).
//!
//! Owns: that EDTF is taken as such, and why a text is no date, in words. EDTF is checked by a real parser; it takes times only
//! with seconds, so how fine a time is stands apart, in `Precision`. Never: reads words (the passes do); knows today; completes a
//! date from anything but the stated date of the article.

use super::Diagnostic;
use super::date_show::{day_shown, weekday_name};
use super::plain::Plain;
use super::scan::date::{Lacks, Refused, Typed, stated, typed};
use super::value::tables;
use crate::lexicon::{Lexed, Table};
use crate::model::{AsOfRelation, Basis, Precision};

pub use super::date_show::describe_date;
pub use super::edtf::check_edtf;

/// What was typed into the field of a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedDate {
    /// EDTF.
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// `Explicit`; `Relative` where the article's date completed it, `Dateline` where it is that date.
    pub basis: Basis,
    /// The relation that was typed with it ("by 25 September").
    pub relation: Option<AsOfRelation>,
}

/// Reads EDTF, or a date as people write it in the article's language (BCP 47), else in English. `reference` is the article's stated date (EDTF), from
/// which a missing year, day or weekday is completed: a weekday is the last on or before it, a
/// day without a year the nearest. A text that is EDTF is taken as such: `2020-21` is spring 2020.
/// Chars that cannot be seen are read over.
///
/// ```
/// use attest::recognize::parse_date;
/// assert_eq!(parse_date("25 сентября 2023", None, "ru")?.edtf, "2023-09-25");
/// assert!(parse_date("05/06/2023", None, "en").is_err(), "two readings");
/// # Ok::<(), attest::recognize::Diagnostic>(())
/// ```
///
/// # Errors
/// If it is no date, has two readings (05/09/2023), does not exist (30 February), or needs the
/// article's date where that is not stated.
pub fn parse_date(
    text: &str,
    reference: Option<&str>,
    language: &str,
) -> Result<TypedDate, Diagnostic> {
    let plain = Plain::paragraph(text, Table::of(language));
    let text = plain.readable()?.trim();
    if text.is_empty() {
        return Err(Diagnostic::new(
            "A date is missing: 24 Sep 2023 22:00, September 26, 1988 to 1994.",
        ));
    }
    read(text, reference, language).map_err(|refused| Diagnostic::new(why(&refused, text)))
}

/// The same for a text that is trimmed and has nothing in it that cannot be seen.
pub(super) fn read(
    text: &str,
    reference: Option<&str>,
    language: &str,
) -> Result<TypedDate, Refused> {
    if let Ok(precision) = check_edtf(text) {
        let edtf = text.to_owned();
        return Ok(TypedDate { edtf, precision, basis: Basis::Explicit, relation: None });
    }
    let published = reference.and_then(|edtf| stated(edtf, Basis::Explicit));
    let mut refused = None;
    for table in tables(language) {
        match typed(&Lexed::new(text, table), published.as_ref()) {
            Ok(Typed { edtf, precision, basis, relation }) => {
                return Ok(TypedDate { edtf, precision, basis, relation });
            }
            Err(why) => {
                // What reads nothing of it has nothing to say about it, what reads a part of it less than what reads it wholly.
                let whole = !matches!(why, Refused::More(_) | Refused::Nothing);
                match refused {
                    None | Some(Refused::More(0)) => refused = Some(why),
                    Some(Refused::More(_)) if whole => refused = Some(why),
                    Some(_) => {}
                }
            }
        }
    }
    Err(refused.unwrap_or(Refused::Nothing))
}

/// Why a text is no date, in words.
fn why(refused: &Refused, text: &str) -> String {
    let word = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.split_whitespace().next().unwrap_or(rest).trim_end_matches([',', '.', ';'])
    };
    let lacking = |lacks: &Lacks| match lacks {
        Lacks::Year => "has no year",
        Lacks::Month => "has no month",
        Lacks::Day => "has a time, but no day",
        Lacks::All => "is counted from the article’s date",
    };
    match refused {
        Refused::Nothing => format!("“{text}” names no date."),
        Refused::More(at) => format!("“{}” is not part of a date.", word(*at)),
        Refused::OneTooMany(span) => format!("“{}” is one date too many.", span.shown(text)),
        Refused::TwoReadings(readings) => {
            let [one, other] = readings.each_ref().map(|(edtf, precision)| {
                let shown = describe_date(edtf, *precision);
                if shown == *edtf { shown } else { format!("{edtf} ({shown})") }
            });
            format!("“{text}” can be read in two ways: write {one} or {other}.")
        }
        Refused::NoSuchDay(year, month, day) => {
            format!("There is no {}.", day_shown(*year, *month, *day))
        }
        Refused::OtherWeekday(day, weekday) => format!(
            "{} was a {}, not a {}.",
            day_shown(
                Some(day.year()),
                u8::try_from(day.month()).unwrap_or(0),
                u8::try_from(day.day()).unwrap_or(0)
            ),
            weekday_name(day.weekday().to_monday_one_offset().unsigned_abs()),
            weekday_name(*weekday)
        ),
        Refused::NoSuchTime(span) => format!("There is no time {}.", span.shown(text)),
        Refused::NoDay => format!("“{text}” has a time but no day."),
        Refused::Backwards => format!("“{text}” ends before it begins."),
        Refused::Length => format!("“{text}” is a length of time, not a date."),
        Refused::Unstated(lacks) => format!(
            "“{text}” {}, and the article’s date is not stated: state it first (in the Article tab, or tag it in the text), or write the whole date.",
            lacking(lacks)
        ),
        Refused::Unsaid(lacks) => {
            format!("“{text}” {}, and the article’s date does not say the day.", lacking(lacks))
        }
        Refused::OutOfReach => "That date is out of reach.".to_owned(),
        Refused::Because(why) => why.clone(),
    }
}

#[cfg(test)]
mod tests;
