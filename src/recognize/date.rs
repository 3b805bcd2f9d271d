//! Dates as a person types them, and EDTF (ISO 8601-2:2019).
//!
//! Owns: what "late September 2020", "Tuesday", "As of 22:00 (1800 GMT)" mean, given the article's
//! date. EDTF is checked by a real parser; it takes times only with seconds, so how fine a time is
//! stands apart, in `Precision`. Never: knows today; completes a date from anything but the
//! stated date of the article.

use super::Diagnostic;
use super::date_parts::{Clock, Part, Parts, Relative, Which, scan};
use super::date_read::by_passes;
use super::edtf::{Reference, civil, day_edtf};
use super::plain::Plain;
use super::token::{Kind, MONTHS, Token, tokens};
use crate::model::{AsOfRelation, Basis, Precision};
use edtf_core::Edtf;
use jiff::ToSpan;
use jiff::civil::Date;

pub use super::date_show::describe_date;
pub use super::edtf::check_edtf;

/// What was typed into the field of a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedDate {
    /// EDTF.
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// `Explicit`, or `Relative` where the article's date completed it.
    pub basis: Basis,
    /// The relation that was typed with it ("by 25 September").
    pub relation: Option<AsOfRelation>,
}

/// A date being read, with the article's date at hand.
struct Reader<'a> {
    text: &'a str,
    reference: Option<Reference>,
    /// Whether the article's date was needed.
    used: std::cell::Cell<bool>,
}

/// A date with its precision.
pub(super) struct Dated {
    pub(super) edtf: String,
    pub(super) precision: Precision,
}

/// Reads EDTF, or a date as people write it in the article's language (BCP 47), else in English. `reference` is the article's stated date (EDTF), from
/// which a missing year, day or weekday is completed: a weekday is the last on or before it, a
/// day without a year the nearest. A text that is EDTF is taken as such: `2020-21` is spring 2020.
/// Chars that cannot be seen are read over.
///
/// # Errors
/// If it is no date, has two readings (05/09/2023), does not exist (30 February), or needs the
/// article's date where that is not stated.
pub fn parse_date(
    text: &str,
    reference: Option<&str>,
    language: &str,
) -> Result<TypedDate, Diagnostic> {
    let plain = Plain::of(text);
    let text = plain.readable()?.trim();
    if text.is_empty() {
        return Err(Diagnostic::new(
            "A date is missing: 24 Sep 2023 22:00, September 26, 1988 to 1994.",
        ));
    }
    if let Ok(precision) = check_edtf(text) {
        return Ok(TypedDate {
            edtf: text.to_owned(),
            precision,
            basis: Basis::Explicit,
            relation: None,
        });
    }
    if let Some(read) = by_passes(text, reference, language) {
        return Ok(read);
    }
    let spaced = without_t(text);
    let tokens = tokens(&spaced);
    let (relation, from) = relation(&tokens);
    let (mark, from, to) = marks(&tokens, from);
    let words = tokens.get(from..to).unwrap_or_default();
    let reader = Reader {
        text,
        reference: reference.and_then(Reference::read),
        used: std::cell::Cell::new(false),
    };
    let dated = reader.dated(words)?;
    let dated = marked(dated, mark);
    check_edtf(&dated.edtf)?;
    let basis = if reader.used.get() { Basis::Relative } else { Basis::Explicit };
    Ok(TypedDate { edtf: dated.edtf, precision: dated.precision, basis, relation })
}

/// `2023-09-24T22:00` with a blank for the T, so that it reads as a day and a time.
fn without_t(text: &str) -> String {
    match (text.get(..10), text.get(10..11), text.get(11..)) {
        (Some(day), Some("T" | "t"), Some(time))
            if day.is_ascii() && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            format!("{day} {time}")
        }
        _ => text.to_owned(),
    }
}

fn relation(tokens: &[Token]) -> (Option<AsOfRelation>, usize) {
    const WORDS: [(&str, AsOfRelation); 14] = [
        ("as of", AsOfRelation::At),
        ("as at", AsOfRelation::At),
        ("no later than", AsOfRelation::By),
        ("not later than", AsOfRelation::By),
        ("by", AsOfRelation::By),
        ("until", AsOfRelation::By),
        ("till", AsOfRelation::By),
        ("up to", AsOfRelation::By),
        ("through", AsOfRelation::By),
        ("before", AsOfRelation::Before),
        ("prior to", AsOfRelation::Before),
        ("after", AsOfRelation::After),
        ("since", AsOfRelation::After),
        ("following", AsOfRelation::After),
    ];
    WORDS
        .iter()
        .find_map(|(phrase, relation)| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let fits = words
                .iter()
                .enumerate()
                .all(|(i, word)| tokens.get(i).is_some_and(|token| token.is(word)));
            fits.then_some((Some(*relation), words.len()))
        })
        .unwrap_or((None, 0))
}

/// EDTF's `~` and `?`, and where the date itself begins and ends.
fn marks(tokens: &[Token], mut from: usize) -> ((bool, bool), usize, usize) {
    let (mut about, mut unsure) = (false, false);
    while let Some(token) = tokens.get(from) {
        match token.text.as_str() {
            "about" | "around" | "circa" | "approximately" | "roughly" | "~" => about = true,
            "c" | "ca"
                if tokens
                    .get(from + 1)
                    .is_some_and(|next| next.is(".") || next.kind == Kind::Number) =>
            {
                about = true;
                from += usize::from(tokens.get(from + 1).is_some_and(|next| next.is(".")));
            }
            "perhaps" | "possibly" | "probably" | "maybe" => unsure = true,
            _ => break,
        }
        from += 1;
    }
    let mut to = tokens.len();
    if to > from && tokens.last().is_some_and(|token| token.is("?")) {
        (unsure, to) = (true, to - 1);
    }
    ((about, unsure), from, to)
}

fn marked(dated: Dated, (about, unsure): (bool, bool)) -> Dated {
    let sign = match (about, unsure) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => return dated,
    };
    if dated.precision < Precision::Day {
        // EDTF marks no times. "About 22:00" is good to the hour.
        let precision = dated.precision.max(Precision::Hour);
        return Dated { precision, ..dated };
    }
    // Sets carry no marks here.
    if dated.edtf.starts_with(['[', '{']) {
        return dated;
    }
    let ends: Vec<String> = dated.edtf.split('/').map(|end| format!("{end}{sign}")).collect();
    Dated { edtf: ends.join("/"), ..dated }
}

impl Reader<'_> {
    fn dated(&self, words: &[Token]) -> Result<Dated, Diagnostic> {
        if words.is_empty() {
            return Err(Diagnostic::new(format!("“{}” names no date.", self.text)));
        }
        let whole = scan(words).and_then(|parts| self.point(&parts));
        let why = match whole {
            Ok(dated) => return Ok(dated),
            Err(why) => why,
        };
        let open =
            usize::from(words.first().is_some_and(|word| word.is("between") || word.is("from")));
        let between = words.first().is_some_and(|word| word.is("between"));
        for (i, word) in words.iter().enumerate().skip(open + 1) {
            let joins =
                ["to", "-", "–", "—", "until", "till", "through"].iter().any(|sign| word.is(sign))
                    || (between && word.is("and"));
            let either = word.is("or");
            let (Some(left), Some(right)) = (words.get(open..i), words.get(i + 1..)) else {
                continue;
            };
            if !(joins || either) || right.is_empty() {
                continue;
            }
            let Ok((left, right)) = two(left, right) else { continue };
            return self.pair(left, right, either);
        }
        Err(why)
    }

    /// An interval (or, with `either`, one of two), each end completed from the other.
    fn pair(&self, mut left: Parts, mut right: Parts, either: bool) -> Result<Dated, Diagnostic> {
        if !left.clocks.is_empty() || !right.clocks.is_empty() {
            return Err(Diagnostic::new(
                "A time of day cannot be the end of a period: give the days.",
            ));
        }
        let has_date = |parts: &Parts| {
            parts.weekday.is_some()
                || parts.relative.is_some()
                || parts.decade.is_some()
                || parts.century.is_some()
        };
        if !has_date(&left) && !has_date(&right) {
            // "24 to 26 September 2023", "September 24-26", "May to July 2020"
            if right.month.is_none() && right.season.is_none() && right.day.is_some() {
                right.month = left.month;
            }
            if left.month.is_none() && left.season.is_none() && left.day.is_some() {
                left.month = right.month;
            }
            if left.year.is_none() && right.year.is_none() {
                right.year = Some(self.year_for(&right)?);
            }
            let later = left.month > right.month && right.month.is_some();
            left.year = left.year.or_else(|| right.year.map(|year| year - i16::from(later)));
            right.year = right.year.or_else(|| left.year.map(|year| year + i16::from(later)));
        }
        let b = self.point(&right)?;
        let a = match (left.weekday, self.first_day(&b.edtf)) {
            // "Monday to Wednesday": the Monday before that Wednesday.
            (Some(weekday), Some(end)) if left.day.is_none() => {
                let back = weekday.since(end.weekday());
                let start = end.checked_sub(i64::from((7 - back) % 7).days()).ok();
                start.map_or_else(|| self.point(&left), |start| Ok(on(start)))?
            }
            _ => self.point(&left)?,
        };
        if either {
            return Ok(Dated {
                edtf: format!("[{},{}]", a.edtf, b.edtf),
                precision: a.precision.max(b.precision),
            });
        }
        let start = |dated: &Dated| dated.edtf.split('/').next().unwrap_or_default().to_owned();
        let end = |dated: &Dated| dated.edtf.rsplit('/').next().unwrap_or_default().to_owned();
        let edtf = format!("{}/{}", start(&a), end(&b));
        if Edtf::parse(&edtf).is_err() {
            return Err(Diagnostic::new(format!("“{}” ends before it begins.", self.text)));
        }
        Ok(Dated { edtf, precision: a.precision.max(b.precision) })
    }

    fn first_day(&self, edtf: &str) -> Option<Date> {
        Reference::read(edtf)?.day
    }

    fn needs(&self, what: &str) -> Result<Reference, Diagnostic> {
        self.used.set(true);
        self.reference.ok_or_else(|| {
            Diagnostic::new(format!(
                "“{}” {what}, and the article’s date is not stated: state it first (in the Article tab, or tag it in the text), or write the whole date.",
                self.text
            ))
        })
    }

    fn needs_day(&self, what: &str) -> Result<Date, Diagnostic> {
        self.needs(what)?.day.ok_or_else(|| {
            Diagnostic::new(format!(
                "“{}” {what}, and the article’s date does not say the day.",
                self.text
            ))
        })
    }

    /// The year that brings a month (and day) nearest to the article's date.
    fn year_for(&self, parts: &Parts) -> Result<i16, Diagnostic> {
        let reference = self.needs("has no year")?;
        let (Some(month), Some(known)) = (parts.month, reference.month) else {
            return Ok(reference.year);
        };
        let days = |year: i16, month: u8, day: u8| {
            i32::from(year) * 372 + i32::from(month) * 31 + i32::from(day)
        };
        let here = days(
            reference.year,
            known,
            reference.day.map_or(15, |day| u8::try_from(day.day()).unwrap_or(15)),
        );
        let distance = |year: i16| (days(year, month, parts.day.unwrap_or(15)) - here).abs();
        [reference.year, reference.year - 1, reference.year + 1]
            .into_iter()
            .min_by_key(|year| distance(*year))
            .ok_or_else(|| Diagnostic::new("The year is not known."))
    }

    /// One date (or an interval that one word names, like "last week").
    fn point(&self, parts: &Parts) -> Result<Dated, Diagnostic> {
        if !parts.clocks.is_empty() {
            return self.moment(parts);
        }
        if let Some(century) = parts.century {
            return Ok(Dated { edtf: format!("{century:02}XX"), precision: Precision::Century });
        }
        if let Some(first) = parts.decade {
            return Ok(match parts.part {
                None => Dated { edtf: format!("{:03}X", first / 10), precision: Precision::Decade },
                Some(part) => {
                    let (from, to) = match part {
                        Part::Early => (0, 3),
                        Part::Mid => (4, 6),
                        Part::Late => (7, 9),
                    };
                    Dated {
                        edtf: format!("{:04}/{:04}", first + from, first + to),
                        precision: Precision::Year,
                    }
                }
            });
        }
        if parts.day.is_some()
            || parts.weekday.is_some()
            || matches!(parts.relative, Some(Relative::Days(_)))
        {
            return self.day(parts).map(on);
        }
        if let Some(relative) = parts.relative {
            return self.relative(relative, parts.part);
        }
        let year = || parts.year.map_or_else(|| self.year_of(parts), Ok);
        if let Some(code) = parts.season {
            return Ok(Dated {
                edtf: format!("{:04}-{code:02}", year()?),
                precision: Precision::Season,
            });
        }
        if let Some(month) = parts.month {
            return month_part(year()?, month, parts.part);
        }
        match parts.year {
            Some(year) => Ok(year_part(year, parts.part)),
            None => Err(Diagnostic::new(format!("“{}” names no date.", self.text))),
        }
    }

    /// The year of a month or season for which none is written.
    fn year_of(&self, parts: &Parts) -> Result<i16, Diagnostic> {
        let step = match parts.which {
            None => return self.year_for(parts),
            Some(which) => which,
        };
        let reference = self.needs("has no year")?;
        let (month, known) = (parts.month.unwrap_or(1), reference.month.unwrap_or(1));
        Ok(match step {
            Which::This => reference.year,
            Which::Last => reference.year - i16::from(month >= known),
            Which::Next => reference.year + i16::from(month <= known),
        })
    }

    fn relative(&self, relative: Relative, part: Option<Part>) -> Result<Dated, Diagnostic> {
        let out_of_reach = || Diagnostic::new("That date is out of reach.");
        match relative {
            Relative::Days(_) => Err(out_of_reach()),
            Relative::Week(step) => {
                let today = self.needs_day("is counted from the article’s date")?;
                let monday = i64::from(today.weekday().to_monday_zero_offset());
                let start =
                    today.checked_add((7 * step - monday).days()).map_err(|_| out_of_reach())?;
                let end = start.checked_add(6.days()).map_err(|_| out_of_reach())?;
                Ok(Dated { edtf: format!("{start}/{end}"), precision: Precision::Day })
            }
            Relative::Months(step) => {
                let reference = self.needs("is counted from the article’s date")?;
                let month = reference.month.ok_or_else(|| {
                    Diagnostic::new(format!(
                        "“{}” is counted from the article’s date, which does not say the month.",
                        self.text
                    ))
                })?;
                let months = i64::from(reference.year) * 12 + i64::from(month) - 1 + step;
                let year = i16::try_from(months.div_euclid(12)).map_err(|_| out_of_reach())?;
                month_part(year, u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1), part)
            }
            Relative::Years(step) => {
                let reference = self.needs("is counted from the article’s date")?;
                let year =
                    i16::try_from(i64::from(reference.year) + step).map_err(|_| out_of_reach())?;
                Ok(year_part(year, part))
            }
        }
    }

    fn day(&self, parts: &Parts) -> Result<Date, Diagnostic> {
        let out_of_reach = |_| Diagnostic::new("That date is out of reach.");
        let day = if let Some(day) = parts.day {
            let (year, month) = match (parts.year, parts.month) {
                (Some(year), Some(month)) => (year, month),
                (None, Some(month)) => (self.year_for(parts)?, month),
                (Some(_), None) => {
                    return Err(Diagnostic::new(format!("“{}” has no month.", self.text)));
                }
                // "the 25th": the last one on or before the article's day.
                (None, None) => {
                    let today = self.needs_day("has no month")?;
                    let before = i16::from(day) > i16::from(today.day());
                    let month = if before {
                        today.checked_sub(1.month()).map_err(out_of_reach)?
                    } else {
                        today
                    };
                    (month.year(), u8::try_from(month.month()).unwrap_or(1))
                }
            };
            civil(year, month, day).ok_or_else(|| {
                let name = month_name(month);
                Diagnostic::new(format!("There is no {day} {name} {year}."))
            })?
        } else if let Some(Relative::Days(days)) = parts.relative {
            let today = self.needs_day("is counted from the article’s date")?;
            today.checked_add(days.days()).map_err(out_of_reach)?
        } else if let Some(weekday) = parts.weekday {
            if parts.month.is_some() || parts.year.is_some() {
                return Err(Diagnostic::new(format!(
                    "“{}” does not say which day of the month.",
                    self.text
                )));
            }
            return self.weekday(weekday, parts);
        } else {
            return Err(Diagnostic::new(format!("“{}” names no day.", self.text)));
        };
        match parts.weekday {
            Some(weekday) if weekday != day.weekday() => Err(Diagnostic::new(format!(
                "{} was a {:?}, not a {weekday:?}.",
                day_shown(day),
                day.weekday()
            ))),
            _ => Ok(day),
        }
    }

    fn weekday(&self, weekday: jiff::civil::Weekday, parts: &Parts) -> Result<Date, Diagnostic> {
        let out_of_reach = |_| Diagnostic::new("That date is out of reach.");
        let today = self.needs_day("is counted from the article’s date")?;
        let back = i64::from(today.weekday().since(weekday));
        let monday = i64::from(today.weekday().to_monday_zero_offset());
        let days = match (parts.which, parts.relative) {
            // "Tuesday last week", "Friday this week"
            (None, Some(Relative::Week(step))) => {
                7 * step - monday + i64::from(weekday.to_monday_zero_offset())
            }
            (Some(Which::This), _) => i64::from(weekday.to_monday_zero_offset()) - monday,
            (Some(Which::Next), _) => 7 - back,
            (Some(Which::Last), _) if back == 0 => -7,
            _ => -back,
        };
        today.checked_add(days.days()).map_err(out_of_reach)
    }

    fn moment(&self, parts: &Parts) -> Result<Dated, Diagnostic> {
        let clock = local(&parts.clocks)?;
        let dateless = Parts { clocks: Vec::new(), ..parts.clone() };
        let names_day = parts.day.is_some()
            || parts.weekday.is_some()
            || matches!(parts.relative, Some(Relative::Days(_)));
        let day = if names_day {
            self.day(&dateless)?
        } else if parts.month.is_some() || parts.year.is_some() || parts.relative.is_some() {
            return Err(Diagnostic::new(format!("“{}” has a time but no day.", self.text)));
        } else {
            let today = self.needs_day("has no day")?;
            // What is later on the article's day than the article itself was the day before.
            let later =
                self.reference.and_then(|r| r.minutes).is_some_and(|now| clock.minutes() > now);
            let yesterday = today
                .checked_sub(1.day())
                .map_err(|_| Diagnostic::new("That date is out of reach."))?;
            if later { yesterday } else { today }
        };
        let offset = clock.offset.map_or_else(String::new, offset_edtf);
        let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
        let precision = match (clock.minute, clock.second) {
            (_, Some(_)) => Precision::Second,
            (Some(_), None) => Precision::Minute,
            (None, None) => Precision::Hour,
        };
        Ok(Dated {
            edtf: format!("{day}T{:02}:{minute:02}:{second:02}{offset}", clock.hour),
            precision,
        })
    }
}

pub(super) fn offset_edtf(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// One time; or a local time and the same in a named zone, which gives the local one's offset.
pub(super) fn local(clocks: &[Clock]) -> Result<Clock, Diagnostic> {
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

/// Both sides of a range; in "1988–94" the right side borrows the left's century.
fn two(left: &[Token], right: &[Token]) -> Result<(Parts, Parts), Diagnostic> {
    let a = scan(left)?;
    if let ([first], [last]) = (left, right)
        && first.kind == Kind::Number
        && first.text.len() == 4
        && last.kind == Kind::Number
        && last.text.len() == 2
    {
        let century = a.year.unwrap_or(0) / 100 * 100;
        let year = last.text.parse::<i16>().ok().map(|ones| century + ones);
        return Ok((a, Parts { year, ..Parts::default() }));
    }
    Ok((a, scan(right)?))
}

pub(super) fn on(day: Date) -> Dated {
    Dated { edtf: day_edtf(day), precision: Precision::Day }
}

pub(super) const THIRDS: [(Part, u8, Option<u8>); 3] =
    [(Part::Early, 1, Some(10)), (Part::Mid, 11, Some(20)), (Part::Late, 21, None)];

pub(super) fn month_part(year: i16, month: u8, part: Option<Part>) -> Result<Dated, Diagnostic> {
    let Some((_, from, to)) = THIRDS.iter().find(|(third, ..)| Some(*third) == part) else {
        return Ok(Dated { edtf: format!("{year:04}-{month:02}"), precision: Precision::Month });
    };
    let start =
        civil(year, month, *from).ok_or_else(|| Diagnostic::new("There is no such month."))?;
    let end = to.and_then(|to| civil(year, month, to)).unwrap_or_else(|| start.last_of_month());
    Ok(Dated { edtf: format!("{start}/{end}"), precision: Precision::Day })
}

pub(super) fn year_part(year: i16, part: Option<Part>) -> Dated {
    let (from, to) = match part {
        None => return Dated { edtf: format!("{year:04}"), precision: Precision::Year },
        Some(Part::Early) => (1, 4),
        Some(Part::Mid) => (5, 8),
        Some(Part::Late) => (9, 12),
    };
    Dated { edtf: format!("{year:04}-{from:02}/{year:04}-{to:02}"), precision: Precision::Month }
}

pub(super) fn month_name(month: u8) -> String {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?");
    let mut letters = name.chars().take(3);
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn day_shown(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(u8::try_from(day.month()).unwrap_or(0)), day.year())
}

#[cfg(test)]
mod tests;
