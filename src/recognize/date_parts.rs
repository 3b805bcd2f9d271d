//! The parts of a date as people write them: day, month, weekday, time, zone, "late", "last".
//!
//! Owns: which word or number is which part. Never: completes what is missing (`date` does).

use super::Diagnostic;
use super::numeral::atom_at;
use super::token::{Kind, Token, month};
use jiff::civil::Weekday;

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clock {
    pub hour: i16,
    pub minute: Option<i16>,
    pub second: Option<i16>,
    /// Minutes east of UTC; `None` where no zone is said.
    pub offset: Option<i16>,
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

    /// The time, where it is one of a day.
    pub(crate) fn checked(self) -> Option<Self> {
        let sixty = |part: Option<i16>| part.is_none_or(|part| (0..60).contains(&part));
        ((0..24).contains(&self.hour) && sixty(self.minute) && sixty(self.second)).then_some(self)
    }
}

/// A stretch of a month, a year or a decade.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
}

/// Which one, seen from the article's date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Which {
    Last,
    This,
    Next,
}

/// What is counted back from, or named, seen from the article's date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Relative {
    /// Days from the article's day.
    Days(i64),
    /// A week from Monday to Sunday.
    Week(i64),
    /// A month.
    Months(i64),
    /// A year.
    Years(i64),
}

/// All that was written.
#[derive(Clone, Default, Debug)]
pub(crate) struct Parts {
    pub year: Option<i16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub weekday: Option<Weekday>,
    pub which: Option<Which>,
    pub relative: Option<Relative>,
    /// EDTF's codes: 21 to 24 seasons, 33 to 36 quarters.
    pub season: Option<u8>,
    /// First year of it.
    pub decade: Option<i16>,
    /// First two digits of its years.
    pub century: Option<i16>,
    pub part: Option<Part>,
    pub clocks: Vec<Clock>,
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let short = match word {
        "tues" => "tue",
        "thur" | "thurs" => "thu",
        other => other,
    };
    DAYS.iter()
        .find(|(name, _)| *name == word || (short.len() == 3 && name.starts_with(short)))
        .map(|(_, day)| *day)
}

/// Minutes east of UTC. Names that mean several zones (IST, CST) are left out.
fn zone(word: &str) -> Option<i16> {
    Some(match word {
        "gmt" | "utc" | "z" => 0,
        "bst" | "cet" => 60,
        "cest" | "eet" => 120,
        "eest" | "msk" => 180,
        "amt" => 240,
        "est" => -300,
        "edt" => -240,
        "pst" => -480,
        "pdt" => -420,
        _ => return None,
    })
}

fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        "q1" => 33,
        "q2" => 34,
        "q3" => 35,
        "q4" => 36,
        _ => return None,
    })
}

/// Reads all tokens as parts of one date.
///
/// # Errors
/// If a token is no part of a date, or a part comes twice.
pub(crate) fn scan(tokens: &[Token]) -> Result<Parts, Diagnostic> {
    let mut parts = Parts::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at = match token.kind {
            Kind::Calendar => calendar(&mut parts, tokens, at)?,
            Kind::Number => number(&mut parts, tokens, at)?,
            Kind::Word => word(&mut parts, tokens, at)?,
            Kind::Sign => sign(&mut parts, tokens, at)?,
        };
    }
    Ok(parts)
}

fn once<T: PartialEq>(slot: &mut Option<T>, value: T, token: &Token) -> Result<(), Diagnostic> {
    if slot.as_ref().is_some_and(|known| *known != value) {
        return Err(Diagnostic::new(format!("“{}” is one date too many.", token.printed)));
    }
    *slot = Some(value);
    Ok(())
}

fn unknown(token: &Token) -> Diagnostic {
    Diagnostic::new(format!("“{}” is not part of a date.", token.printed))
}

fn small(text: &str) -> Option<i16> {
    text.parse().ok()
}

fn calendar(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<usize, Diagnostic> {
    let Some(token) = tokens.get(at) else { return Ok(at + 1) };
    if token.text.contains('-') {
        let mut fields = token.text.split('-');
        let mut next = || fields.next().and_then(small).ok_or_else(|| unknown(token));
        once(&mut parts.year, next()?, token)?;
        day_month(parts, next()?, Some(next()?), token)?;
        return Ok(at + 1);
    }
    if token.text.contains(':') {
        let fields: Vec<i16> = token.text.split(':').filter_map(small).collect();
        let hour = fields.first().copied().unwrap_or(0);
        let clock = Clock {
            hour,
            minute: fields.get(1).copied(),
            second: fields.get(2).copied(),
            offset: None,
        };
        return clock_behind(parts, tokens, at + 1, clock);
    }
    let ordinal =
        small(token.text.trim_end_matches(char::is_alphabetic)).ok_or_else(|| unknown(token))?;
    if tokens.get(at + 1).is_some_and(|next| next.is("century")) {
        once(&mut parts.century, ordinal - 1, token)?;
        return Ok(at + 2);
    }
    day(parts, ordinal, token)?;
    Ok(at + 1)
}

fn day(parts: &mut Parts, day: i16, token: &Token) -> Result<(), Diagnostic> {
    let day = u8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))
        .ok_or_else(|| unknown(token))?;
    once(&mut parts.day, day, token)
}

/// Takes a month and, where given, a day.
fn day_month(
    parts: &mut Parts,
    month: i16,
    day_of: Option<i16>,
    token: &Token,
) -> Result<(), Diagnostic> {
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
    let month =
        month.ok_or_else(|| Diagnostic::new(format!("“{}” has no such month.", token.printed)))?;
    once(&mut parts.month, month, token)?;
    day_of.map_or(Ok(()), |of| day(parts, of, token))
}

/// What may follow a time: am, pm, a zone.
fn clock_behind(
    parts: &mut Parts,
    tokens: &[Token],
    mut at: usize,
    mut clock: Clock,
) -> Result<usize, Diagnostic> {
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.is(text));
    for (half, letter) in [(0, "a"), (12, "p")] {
        let dotted = is(at, letter) && is(at + 1, ".") && is(at + 2, "m");
        if dotted || is(at, &format!("{letter}m")) {
            if !(1..=12).contains(&clock.hour) {
                return Err(Diagnostic::new(format!(
                    "There is no {} o’clock with am or pm.",
                    clock.hour
                )));
            }
            clock.hour = clock.hour % 12 + half;
            at += if dotted { 3 + usize::from(is(at + 3, ".")) } else { 1 };
            break;
        }
    }
    at += usize::from(is(at, "local") && is(at + 1, "time")) * 2;
    if let Some((offset, end)) = zone_at(tokens, at) {
        clock.offset = Some(offset);
        at = end;
    }
    if clock.checked().is_none() {
        return Err(Diagnostic::new(format!(
            "There is no time {}:{:02}.",
            clock.hour,
            clock.minute.unwrap_or(0)
        )));
    }
    if parts.clocks.len() >= 2 {
        return Err(Diagnostic::new("There are too many times."));
    }
    parts.clocks.push(clock);
    Ok(at)
}

/// "GMT", "UTC+4", "+04:00", "(UTC+4)" at `at`.
fn zone_at(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.is(text));
    let open = usize::from(is(at, "("));
    let mut end = at + open;
    let named = tokens
        .get(end)
        .filter(|token| token.kind == Kind::Word)
        .and_then(|token| zone(&token.text));
    end += usize::from(named.is_some());
    let sign = match tokens.get(end) {
        Some(token) if token.is("+") => 1,
        Some(token) if token.is("-") || token.is("−") => -1,
        _ => 0,
    };
    let shift = if sign == 0 || (named.is_some() && named != Some(0)) {
        None
    } else {
        tokens.get(end + 1).and_then(|token| signed_offset(sign, &token.text))
    };
    if shift.is_some() {
        end += 2;
    }
    let minutes = shift.or(named)?;
    if open == 1 && !is(end, ")") {
        return None;
    }
    Some((minutes, end + open))
}

/// "4", "04", "0400", "04:00", "4:30" behind a sign.
fn signed_offset(sign: i16, text: &str) -> Option<i16> {
    let field = |text: &str| Some((text.parse().ok()?, text.len()));
    match text.split_once(':') {
        Some((hours, minutes)) => offset(sign, field(hours)?, Some(field(minutes)?)),
        None => offset(sign, field(text)?, None),
    }
}

/// Minutes east of UTC of hours ("4", "04", "0400") and minutes, each with how many digits it has. `None` where there is no
/// such zone: they lie between 12 hours west and 14 hours east.
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

fn number(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<usize, Diagnostic> {
    let Some(token) = tokens.get(at) else { return Ok(at + 1) };
    let text = token.text.as_str();
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    if let Some(end) = ago(parts, tokens, at)? {
        return Ok(end);
    }
    if text.contains('.') {
        return dotted(parts, token).map(|()| at + 1);
    }
    if is(at + 1, "/") {
        return slashed(parts, tokens, at);
    }
    let value = small(text).ok_or_else(|| unknown(token))?;
    let next_is_half = is(at + 1, "am")
        || is(at + 1, "pm")
        || ((is(at + 1, "a") || is(at + 1, "p")) && is(at + 2, "."));
    let plain = |hour| Clock { hour, minute: None, second: None, offset: None };
    if text.len() <= 2 && (next_is_half || is(at + 1, "h")) {
        return clock_behind(parts, tokens, at + 1 + usize::from(is(at + 1, "h")), plain(value));
    }
    if text.len() <= 2 && is(at + 1, "o’clock") || is(at + 1, "o'clock") {
        return clock_behind(parts, tokens, at + 2, plain(value));
    }
    if text.len() == 4 {
        let hours =
            is(at + 1, "hours") || is(at + 1, "hrs") || (is(at + 1, "local") && is(at + 2, "time"));
        let named = tokens
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Word && zone(&next.text).is_some());
        if hours || named {
            let clock =
                Clock { hour: value / 100, minute: Some(value % 100), second: None, offset: None };
            let unit = usize::from(is(at + 1, "hours") || is(at + 1, "hrs"));
            return clock_behind(parts, tokens, at + 1 + unit, clock);
        }
        if is(at + 1, "s") && tokens.get(at + 1).is_some_and(|next| next.attached) {
            if value % 100 == 0 && value < 2000 {
                return Err(Diagnostic::new(format!(
                    "“{value}s” may be ten years or a hundred: write {}X or {}XX.",
                    value / 10,
                    value / 100
                )));
            }
            if value % 10 != 0 {
                return Err(unknown(token));
            }
            once(&mut parts.decade, value, token)?;
            return Ok(at + 2);
        }
        once(&mut parts.year, value, token)?;
        return Ok(at + 1);
    }
    if text.len() <= 2 {
        return day(parts, value, token).map(|()| at + 1);
    }
    Err(unknown(token))
}

/// `24.09.2023`
fn dotted(parts: &mut Parts, token: &Token) -> Result<(), Diagnostic> {
    let fields: Vec<&str> = token.text.split('.').collect();
    match fields[..] {
        [first, second, year] if year.len() == 4 && first.len() <= 2 && second.len() <= 2 => {
            let field = |text| small(text).ok_or_else(|| unknown(token));
            once(&mut parts.year, field(year)?, token)?;
            day_month(parts, field(second)?, Some(field(first)?), token)
        }
        _ => Err(unknown(token)),
    }
}

/// `24/09/2023`, `09/24/2023`, `2023/09/24`; not `05/09/2023`, which has two readings.
fn slashed(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<usize, Diagnostic> {
    let field = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Number);
    let (Some(a), Some(b), Some(c)) = (field(at), field(at + 2), field(at + 4)) else {
        return Err(Diagnostic::new("A date with slashes has three parts, like 24/09/2023."));
    };
    if !tokens.get(at + 3).is_some_and(|token| token.is("/")) {
        return Err(unknown(a));
    }
    let read = |token: &Token| small(&token.text).ok_or_else(|| unknown(token));
    let (first, second, third) = (read(a)?, read(b)?, read(c)?);
    if a.text.len() == 4 {
        once(&mut parts.year, first, a)?;
        day_month(parts, second, Some(third), a)?;
        return Ok(at + 5);
    }
    if c.text.len() != 4 {
        return Err(Diagnostic::new("Write the year with four digits."));
    }
    once(&mut parts.year, third, c)?;
    let (month, day) = match (first, second) {
        (13.., _) => (second, first),
        (_, 13..) => (first, second),
        (same, other) if same == other => (same, other),
        _ => {
            return Err(Diagnostic::new(format!(
                "“{}/{}/{third}” can be read in two ways: write the month in letters.",
                a.printed, b.printed
            )));
        }
    };
    day_month(parts, month, Some(day), a)?;
    Ok(at + 5)
}

/// "two days ago", "3 weeks earlier".
fn ago(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<Option<usize>, Diagnostic> {
    let article = tokens.get(at).is_some_and(|token| token.is("a") || token.is("an"));
    let (count, end) = if article {
        (1, at + 1)
    } else {
        match atom_at(tokens, at)
            .ok()
            .flatten()
            .and_then(|atom| Some((i64::try_from(atom.whole()?).ok()?, atom.end)))
        {
            Some(found) => found,
            None => return Ok(None),
        }
    };
    let (Some(unit), Some(behind)) = (tokens.get(end), tokens.get(end + 1)) else {
        return Ok(None);
    };
    if !(behind.is("ago") || behind.is("earlier")) {
        return Ok(None);
    }
    // Beyond any date that is meant, and safe to count with.
    if count > 20_000 {
        return Err(Diagnostic::new("That is too long ago."));
    }
    let relative = match unit.text.as_str() {
        "day" | "days" => Relative::Days(-count),
        "week" | "weeks" => Relative::Days(-7 * count),
        "month" | "months" => Relative::Months(-count),
        "year" | "years" => Relative::Years(-count),
        _ => return Err(unknown(unit)),
    };
    once(&mut parts.relative, relative, unit)?;
    Ok(Some(end + 2))
}

fn word(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<usize, Diagnostic> {
    let Some(token) = tokens.get(at) else { return Ok(at + 1) };
    if let Some(end) = ago(parts, tokens, at)? {
        return Ok(end);
    }
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let text = token.text.as_str();
    if let Some(month) = month(text) {
        once(&mut parts.month, month, token)?;
        return Ok(at + 1 + usize::from(is(at + 1, ".")));
    }
    if let Some(day) = weekday(text) {
        once(&mut parts.weekday, day, token)?;
        return Ok(at + 1);
    }
    if let Some(code) = season(text) {
        once(&mut parts.season, code, token)?;
        return Ok(at + 1);
    }
    if let Some(quarter) =
        ["first", "second", "third", "fourth"].iter().position(|name| *name == text)
        && is(at + 1, "quarter")
    {
        once(&mut parts.season, u8::try_from(33 + quarter).unwrap_or(33), token)?;
        return Ok(at + 2);
    }
    // "the end of the year", but not "the year 2020"
    let named = tokens.get(at + 1).is_some_and(|next| next.kind != Kind::Sign);
    if at > 0 && is(at - 1, "the") && !named {
        let relative = match text {
            "week" => Some(Relative::Week(0)),
            "month" => Some(Relative::Months(0)),
            "year" => Some(Relative::Years(0)),
            _ => None,
        };
        if let Some(relative) = relative {
            once(&mut parts.relative, relative, token)?;
            return Ok(at + 1);
        }
    }
    match text {
        "on" | "in" | "at" | "of" | "the" | "during" | "year" | "earlier" | "later" | "morning"
        | "afternoon" | "evening" | "night" | "o" | "clock" => {}
        "early" | "beginning" | "start" => once(&mut parts.part, Part::Early, token)?,
        "mid" | "middle" => {
            once(&mut parts.part, Part::Mid, token)?;
            return Ok(at + 1 + usize::from(is(at + 1, "-")));
        }
        "late" | "end" => once(&mut parts.part, Part::Late, token)?,
        "yesterday" => once(&mut parts.relative, Relative::Days(-1), token)?,
        "today" | "tonight" | "now" => once(&mut parts.relative, Relative::Days(0), token)?,
        "tomorrow" => once(&mut parts.relative, Relative::Days(1), token)?,
        "noon" => {
            let clock = Clock { hour: 12, minute: Some(0), second: None, offset: None };
            return clock_behind(parts, tokens, at + 1, clock);
        }
        "midnight" => {
            return Err(Diagnostic::new(
                "Midnight may begin or end the day: write 0:00 with the day it begins.",
            ));
        }
        "last" | "previous" | "past" | "this" | "next" | "coming" => {
            return which(parts, tokens, at);
        }
        _ => return Err(unknown(token)),
    }
    Ok(at + 1)
}

/// "last week", "this morning", "next Tuesday".
fn which(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<usize, Diagnostic> {
    let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return Err(Diagnostic::new("Last, this or next what?"));
    };
    let (which, step) = match token.text.as_str() {
        "this" => (Which::This, 0),
        "next" | "coming" => (Which::Next, 1),
        _ => (Which::Last, -1),
    };
    let relative = match next.text.as_str() {
        "week" => Relative::Week(step),
        "month" => Relative::Months(step),
        "year" => Relative::Years(step),
        "night" if which == Which::Last => Relative::Days(-1),
        "morning" | "afternoon" | "evening" if which == Which::This => Relative::Days(0),
        _ => {
            once(&mut parts.which, which, token)?;
            return Ok(at + 1);
        }
    };
    once(&mut parts.relative, relative, token)?;
    Ok(at + 2)
}

fn sign(parts: &mut Parts, tokens: &[Token], at: usize) -> Result<usize, Diagnostic> {
    let Some(token) = tokens.get(at) else { return Ok(at + 1) };
    match token.text.as_str() {
        "," | "(" | ")" | "." | ";" => Ok(at + 1),
        "+" | "-" | "−" if !parts.clocks.is_empty() => {
            match (zone_at(tokens, at), parts.clocks.last_mut()) {
                (Some((offset, end)), Some(clock)) if clock.offset.is_none() => {
                    clock.offset = Some(offset);
                    Ok(end)
                }
                _ => Err(unknown(token)),
            }
        }
        _ => Err(unknown(token)),
    }
}
