//! The article's own date.
//!
//! Owns: which printed date is the article's, and what it rests on. A dateline, a line that holds nothing else at the head or the end, a
//! word like "published" before it: printed as its own. A caption, an embedded post, the file's name, a day without a year: only evidence.
//! Never: completes other dates.

use super::raw::{Raw, What};
use super::read::Reader;
use super::{Ends, Printed};
use crate::lexicon::senses::date::DateSense;
use crate::lexicon::{Case, Domains, Gap, Kind, digit_value};
use crate::model::{Basis, Precision};
use crate::recognize::dated::offset_edtf;
use crate::recognize::edtf::civil;
use crate::recognize::proposal::ProposedPublished;
use jiff::ToSpan;
use jiff::civil::Date;

/// So many tokens from the head, or from the end, a line with a date alone is the article's.
const HEAD: usize = 120;
const TAIL: usize = 40;

/// The article's own date.
pub(super) fn own(
    reader: &Reader<'_, '_>,
    all: &Printed,
    ends: Ends,
    file_name: Option<&str>,
) -> Option<ProposedPublished> {
    let found = &all.found;
    // "05/06/2023" leaves the day open.
    let is_open = |raw: &Raw| {
        all.open.iter().any(|open| found.get(open.at).is_some_and(|other| other.from == raw.from))
    };
    let printed = found
        .iter()
        .filter(|raw| raw.what.is_day())
        .filter_map(|raw| Some((raw, place(reader, found, raw, ends)?)));
    let (mut partial, mut updated) = (None, None);
    for (raw, why) in printed {
        if let Some((year, month, day)) = raw.what.calendar() {
            let basis = if is_open(raw) { Basis::Inferred } else { Basis::Explicit };
            let own = stated(reader, raw, civil(year, month, day)?, basis, why);
            // When it was last changed is its date only where nothing else is printed.
            if why != UPDATED {
                return Some(own);
            }
            updated = updated.or(Some(own));
            continue;
        }
        partial = partial.or(Some((raw, why)));
    }
    if updated.is_some() {
        return updated;
    }
    if let Some((raw, why)) = partial
        && let Some(date) = with_year(found, raw, file_name)
    {
        return Some(stated(reader, raw, date, Basis::Inferred, why));
    }
    if let Some(date) = file_name.and_then(in_name) {
        return Some(inferred(date, "the file’s name"));
    }
    evidence(reader, found)
}

fn stated(
    reader: &Reader<'_, '_>,
    raw: &Raw,
    date: Date,
    basis: Basis,
    why: &'static str,
) -> ProposedPublished {
    let mut edtf = date.to_string();
    let mut precision = Precision::Day;
    if let Some(clock) = raw.clocks.first() {
        let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
        let offset = clock.offset.map_or_else(String::new, offset_edtf);
        edtf = format!("{date}T{:02}:{minute:02}:{second:02}{offset}", clock.hour);
        precision = match (clock.minute, clock.second) {
            (_, Some(_)) => Precision::Second,
            (Some(_), None) => Precision::Minute,
            (None, None) => Precision::Hour,
        };
    }
    let span = Some(reader.lexed.span(raw.from, raw.to));
    ProposedPublished { edtf, precision, basis, span, why }
}

fn inferred(date: Date, why: &'static str) -> ProposedPublished {
    ProposedPublished {
        edtf: date.to_string(),
        precision: Precision::Day,
        basis: Basis::Inferred,
        span: None,
        why,
    }
}

/// Why a date is printed as the article's own.
fn place(reader: &Reader<'_, '_>, found: &[Raw], raw: &Raw, ends: Ends) -> Option<&'static str> {
    let lexed = reader.lexed;
    let count = lexed.len();
    let (head, tail) = (ends.head && raw.from < HEAD, ends.tail && raw.to + TAIL > count);
    if !head && !tail {
        return None;
    }
    let starts = lexed.get(raw.from).is_some_and(|token| token.gap >= Gap::Line);
    let closed = |at: usize| {
        reader.breaks(at)
            || lexed.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign('|' | '•' | '·')))
            || (lexed.is_sign(at, '.') && reader.breaks(at + 1))
    };
    // "date 2023-09-25 Nearly 3000 …", "Published: 24 September 2023", "Last updated on …"
    let mut from = raw.from;
    for _ in 0..2 {
        let sign = from.checked_sub(1).filter(|at| lexed.is_sign(*at, ':'));
        from = sign.unwrap_or(from);
    }
    for back in 1..=4 {
        let Some(at) = from.checked_sub(back) else { break };
        let first = lexed.get(at).is_some_and(|token| token.gap >= Gap::Line)
            || at.checked_sub(1).is_some_and(|sign| {
                lexed.get(sign).is_some_and(|token| token.sign().is_some())
                    && is_byline(reader, (at, at))
            });
        let says = |updated| {
            reader.is(at, DateSense::Own(updated)).is_some_and(|end| end == from || end + 1 == from)
        };
        if first && says(false) {
            return Some("a word before it says so");
        }
        if first && says(true) {
            return Some(UPDATED);
        }
    }
    if starts && closed(raw.to) {
        return Some(if head { "a line of its own at the head" } else { "the last line" });
    }
    if starts
        && head
        && raw.from == 0
        && raw.what.calendar().is_some()
        && first_sign(reader, raw.to)
    {
        return Some("the dateline");
    }
    let alone = || {
        let at = found.partition_point(|other| other.from < raw.from);
        let neighbours = [at.wrapping_sub(1), at + 1].map(|at| found.get(at));
        neighbours.into_iter().flatten().all(|other| {
            let (from, to) = (other.to.min(raw.to), other.from.max(raw.from));
            (from..=to).any(|at| reader.breaks(at)) || !other.what.is_day()
        })
    };
    let other = || is_embedded(reader, raw) || is_caption(reader, raw);
    if raw.what.calendar().is_some()
        && is_byline(reader, (raw.from, raw.to - 1))
        && alone()
        && !other()
    {
        return Some(if head { "a line at the head" } else { "a line at the end" });
    }
    dateline(reader, raw).then_some("the dateline")
}

/// Why: it is the day of the last change.
const UPDATED: &str = "a word before it says when it was changed";

/// Whether the line that tokens (the first and the last) stand in is, but for them, made of names, signs, times and the words of dates alone, as lines about the article are:
/// "Outlet, Saturday 15 March 2025, 07:15 GMT", "City, le 15 mars 2025". A sentence has other words.
fn is_byline(reader: &Reader<'_, '_>, (first, last): (usize, usize)) -> bool {
    const LONGEST: usize = 24;
    let lexed = reader.lexed;
    let fits = |at: usize| {
        lexed.get(at).is_some_and(|token| match token.kind {
            Kind::Word => {
                token.is_capital()
                    || token.attached()
                    || token.domains & Domains::DATE != 0
                    || token.case == Case::Lower && !has_case(lexed.printed(at))
            }
            Kind::Number => true,
            Kind::Sign(sign) => !matches!(sign, '?' | '!' | '"' | '“' | '”' | '«' | '»'),
            Kind::Link => true,
        })
    };
    let starts = |at: usize| lexed.get(at).is_none_or(|token| token.gap >= Gap::Line);
    let mut from = first;
    while !starts(from) {
        if first - from > LONGEST || !fits(from - 1) {
            return false;
        }
        from -= 1;
    }
    let mut to = last;
    while !reader.breaks(to + 1) {
        if to - last > LONGEST || !fits(to + 1) {
            return false;
        }
        to += 1;
    }
    // "The war began on 15 March 2025."
    let sentence =
        lexed.is_sign(to, '.') && (from..to).any(|at| reader.is(at, DateSense::Article).is_some());
    !sentence
}

/// Whether letters have small and big forms: what a script without them prints is no small word.
fn has_case(printed: &str) -> bool {
    printed.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// A dash or a bracket, as behind the place and date of a dateline.
fn first_sign(reader: &Reader<'_, '_>, at: usize) -> bool {
    let sign = reader.lexed.get(at).and_then(crate::lexicon::Token::sign);
    matches!(sign, Some('(' | '-' | '–' | '—' | ':' | '/'))
}

/// "YEREVAN, Sept 24 (Reuters) – …"
fn dateline(reader: &Reader<'_, '_>, raw: &Raw) -> bool {
    // "MOSCOW, 15 March 2025. They fled", "…, Tass."
    const NAMES: usize = 4;
    let lexed = reader.lexed;
    let name = |at: &usize| {
        lexed
            .get(*at)
            .is_some_and(|token| matches!(token.sign(), Some(',' | '․')) || token.is_capital())
    };
    let behind = raw.to + (raw.to..raw.to + NAMES).take_while(name).count();
    let full = raw.what.calendar().is_some()
        && matches!(lexed.get(behind).and_then(crate::lexicon::Token::sign), Some('.' | '։'));
    if !first_sign(reader, behind) && !full {
        return false;
    }
    for back in 1..=8 {
        let Some(at) = raw.from.checked_sub(back) else { return false };
        let Some(token) = reader.lexed.get(at) else { return false };
        if token.gap >= Gap::Line {
            return token.is_word() && token.case == Case::Upper && token.end - token.start > 2;
        }
        let fits = match token.kind {
            Kind::Word => token.is_capital(),
            Kind::Sign(sign) => matches!(sign, ',' | '،' | '/' | '.' | '-' | '–' | '—' | '('),
            _ => false,
        };
        if !fits {
            return false;
        }
    }
    false
}

/// The year of a day without one: by the file's name, or by its weekday, in or after the last year that is named.
fn with_year(found: &[Raw], raw: &Raw, file_name: Option<&str>) -> Option<Date> {
    let What::Day { year: None, month: Some(month), day, weekday, .. } = raw.what else {
        return None;
    };
    if let Some(name) = file_name.and_then(in_name) {
        let near = [name.year() - 1, name.year(), name.year() + 1];
        let near = near.into_iter().filter_map(|year| civil(year, month, day));
        return near.min_by_key(|date| (name - *date).get_days().abs());
    }
    let weekday = i8::try_from(weekday?).ok()?;
    let last = last_year(found)?;
    let mut years = (last..last + 7).filter_map(|year| civil(year, month, day));
    years.find(|date| date.weekday().to_monday_one_offset() == weekday)
}

/// The last year that is printed.
fn last_year(found: &[Raw]) -> Option<i16> {
    let year = |what: &What| match what {
        What::Day { year, .. } | What::Month { year, .. } | What::Season { year, .. } => *year,
        What::Year { year, .. } => Some(*year),
        _ => None,
    };
    // What lies ahead of any article read today is a plan.
    found.iter().filter_map(|raw| year(&raw.what)).filter(|year| (1900..2040).contains(year)).max()
}

/// A date in a file's name: `2023-09-25_name.txt`, `name 20230925`.
fn in_name(name: &str) -> Option<Date> {
    let mut runs: Vec<(u32, usize)> = Vec::new();
    let mut run: Option<(u32, usize)> = None;
    let mut letter = false;
    for c in name.chars().take(300).chain(std::iter::once(' ')) {
        match (digit_value(c), run) {
            (Some(digit), Some((value, length))) => {
                run = Some((value.saturating_mul(10).saturating_add(u32::from(digit)), length + 1));
            }
            (Some(digit), None) if !letter => run = Some((u32::from(digit), 1)),
            (Some(_), None) => {}
            (None, Some(done)) => {
                // Digits glued to letters are a part of a name of another kind.
                if c.is_alphabetic() {
                    runs.clear();
                } else {
                    runs.push(done);
                }
                run = None;
            }
            (None, None) => {}
        }
        letter = c.is_alphabetic() || (letter && digit_value(c).is_some());
    }
    let date = |year: u32, month: u32, day: u32| {
        let year = i16::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
        civil(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    };
    for (at, (value, length)) in runs.iter().enumerate() {
        if *length == 8
            && let Some(found) = date(value / 10_000, value / 100 % 100, value % 100)
        {
            return Some(found);
        }
        if let (4, Some((month, 2)), Some((day, 2))) = (*length, runs.get(at + 1), runs.get(at + 2))
            && let Some(found) = date(*value, *month, *day)
        {
            return Some(found);
        }
    }
    None
}

/// What captions, embedded posts and weekdays say together.
fn evidence(reader: &Reader<'_, '_>, found: &[Raw]) -> Option<ProposedPublished> {
    let mut latest: Option<(Date, &'static str)> = None;
    for raw in found {
        let Some((year, month, day)) = raw.what.calendar() else { continue };
        let Some(date) = civil(year, month, day) else { continue };
        let why = if is_embedded(reader, raw) {
            "an embedded post, not the article’s own date"
        } else if is_caption(reader, raw) {
            "a caption, not the article’s own date"
        } else {
            continue;
        };
        if latest.is_none_or(|(known, _)| known < date) {
            latest = Some((date, why));
        }
    }
    if let Some((date, why)) = latest {
        // News of "Thursday" under a picture of Wednesday is Thursday's.
        if let Some(weekday) = main_weekday(found)
            && let Some(later) = (1..=3_i64)
                .filter_map(|days| date.checked_add(days.days()).ok())
                .find(|date| date.weekday().to_monday_one_offset() == weekday)
        {
            return Some(inferred(later, "a caption or post, and the weekday most spoken of"));
        }
        return Some(inferred(date, why));
    }
    let spoken = found.iter().find(|raw| {
        matches!(raw.what, What::Day { year: None, month: Some(_), weekday: Some(_), .. })
    })?;
    let date = with_year(found, spoken, None)?;
    Some(inferred(date, "a day and weekday in it, and the last year it names"))
}

/// The weekday that is named most, at least twice, without a "last" or "next".
fn main_weekday(found: &[Raw]) -> Option<i8> {
    let mut counts = [0_usize; 8];
    for raw in found {
        if let What::Weekday { weekday, which: None, weeks: None } = raw.what
            && let Some(count) = counts.get_mut(usize::from(weekday))
        {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().filter(|most| *most >= 2)?;
    let mut all = counts.iter().enumerate().filter(|(_, count)| **count == most);
    let (weekday, _) = all.next()?;
    if all.next().is_some() {
        return None;
    }
    i8::try_from(weekday).ok()
}

/// "— Name (@handle) September 26, 2023"
fn is_embedded(reader: &Reader<'_, '_>, raw: &Raw) -> bool {
    (1..=3).any(|back| {
        raw.from
            .checked_sub(back)
            .and_then(|at| reader.lexed.get(at))
            .is_some_and(|token| token.kind == Kind::Link)
    })
}

/// A picture is named on the same line, close by.
fn is_caption(reader: &Reader<'_, '_>, raw: &Raw) -> bool {
    let lexed = reader.lexed;
    let mut at = raw.to;
    while at < raw.to + 12 && !reader.breaks(at) {
        if reader.is(at, DateSense::Caption).is_some() {
            return true;
        }
        at += 1;
    }
    let mut at = raw.from;
    for _ in 0..60 {
        if lexed.get(at).is_none_or(|token| token.gap >= Gap::Line) {
            return reader.is(at, DateSense::Caption).is_some();
        }
        at -= 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_may_hold_a_date() {
        let cases = [
            ("2023-09-25_karabakh.txt", Some("2023-09-25")),
            ("report 20230925.md", Some("2023-09-25")),
            ("2023_09_25.txt", Some("2023-09-25")),
            ("004_84ec66a58897492e.txt", None),
            ("001_9bb5d3ffd8b816bd.txt", None),
            ("12345678.txt", None),
            ("", None),
        ];
        for (name, date) in cases {
            assert_eq!(in_name(name).map(|date| date.to_string()).as_deref(), date, "{name}");
        }
    }
}
