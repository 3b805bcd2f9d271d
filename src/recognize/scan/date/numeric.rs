//! Dates and times in digits: `2023-09-24`, `24.09.2023`, `9/24/23`, `22:00 (1800 GMT)`, "8 p.m.".
//!
//! Owns: which digits are a date or a time of day. Never: completes what is not printed.

use super::raw::What;
use super::read::{Before, Reader};
use crate::lexicon::senses::date::{DateSense, Hours, Kinds, Prep};
use crate::lexicon::{Kind, Rule, digit_value};
use crate::recognize::dated::Clock;
use crate::recognize::scan::number;

/// Two digits of a year from here on are of the last century: a date of the 2040s is rarer in print than one of the 1940s.
pub(super) const PIVOT: u32 = 40;

/// A date of three numbers in the order of print.
struct Three {
    values: [u32; 3],
    lengths: [usize; 3],
}

impl Reader<'_, '_> {
    /// A date in digits alone.
    pub(super) fn numeric(&self, at: usize, before: Before) -> Option<(What, usize)> {
        if let Some((value, 8)) = self.digits(at) {
            let what = whole(value / 10000, value / 100 % 100, value % 100)?;
            return (19..=20).contains(&(value / 1_000_000)).then_some((what, at + 1));
        }
        let (first, length) = match self.digits(at) {
            Some(found) => found,
            None => {
                let whole = self.dotted(at).map(|what| (what, at + 1));
                return whole.or_else(|| self.dot_month(at, before));
            }
        };
        if self.sign(at + 1, '.') && self.lexed.table.has(Rule::DayDotMonth) {
            return self.dot_month(at, before);
        }
        let sign = self.lexed.get(at + 1).and_then(crate::lexicon::Token::sign)?;
        if !matches!(sign, '-' | '/' | '–' | '‑') || !self.close(at + 1) || length > 4 {
            return None;
        }
        let (second, second_length) = self.digits(at + 2).filter(|_| self.close(at + 2))?;
        if self.sign(at + 3, sign)
            && self.close(at + 3)
            && self.close(at + 4)
            && let Some((third, third_length)) = self.digits(at + 4)
        {
            let three = Three {
                values: [first, second, third],
                lengths: [length, second_length, third_length],
            };
            let short = three.lengths.iter().all(|length| *length <= 2);
            if short && (self.tied_before(at, sign) || self.tied(at + 5, sign)) {
                return None;
            }
            return self.three(&three).filter(|_| !self.numbered(at)).map(|what| (what, at + 5));
        }
        let month = |value: u32| u8::try_from(value).ok().filter(|month| (1..=12).contains(month));
        let year =
            |value: u32| i16::try_from(value).ok().filter(|year| (1900..2100).contains(year));
        let of = |year, month| What::Month { year: Some(year), month, which: None, part: None };
        match (length, second_length) {
            (4, 1 | 2) if sign != '–' => Some((of(year(first)?, month(second)?), at + 3))
                // "2014-12" may be a span of years; a month is never printed so short of one.
                .filter(|_| second_length == 2 || sign == '-' || sign == '/')
                .filter(|_| !self.counts(at + 3)),
            (1 | 2, 4) if sign != '–' => Some((of(year(second)?, month(first)?), at + 3))
                // "133-03-03-2020"
                .filter(|_| !self.inside_digits(at, at + 3)),
            (1 | 2, 1 | 2) if sign == '/' => {
                let led = before.article
                    || matches!(
                        before.prep,
                        Some(Prep::At | Prep::By | Prep::Until | Prep::Before | Prep::After)
                            | Some(Prep::Since | Prep::AsOf | Prep::Between | Prep::From)
                            | Some(Prep::Starting)
                    );
                // "10/1-11/2/2017"
                let ranged = || {
                    ['-', '–'].iter().any(|dash| self.sign(at + 3, *dash))
                        && self.sign(at + 5, '/')
                        && self.sign(at + 7, '/')
                        && self.digits(at + 8).is_some_and(|(_, length)| length == 4)
                };
                let both = length == 2 && second_length == 2 && (first > 12) != (second > 12);
                let sure = both || ranged();
                let (month, day) = self.order(first, second)?;
                let fits = (led && !self.measures(at + 3) && !self.sign(at + 3, '%')) || sure;
                // "5/7, 2020"
                let year = self.year_behind(at + 3).filter(|_| self.sign(at + 3, ','));
                let (year, end) = year.map_or((None, at + 3), |(year, end)| (Some(year), end));
                let month = Some(month);
                fits.then_some((What::Day { year, month, day, weekday: None, which: None }, end))
            }
            _ => None,
        }
    }

    /// "am 15.10.", "27. 11.": day and month behind a word that stands before days; no share, price or time.
    fn dot_month(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let led = before.article
            || matches!(
                before.prep,
                Some(Prep::At | Prep::By | Prep::Until | Prep::Before | Prep::After | Prep::AsOf)
                    | Some(Prep::Since | Prep::Starting | Prep::Between | Prep::From)
            );
        if !led || !self.lexed.table.has(Rule::DayDotMonth) {
            return None;
        }
        let (day, month, last) = match self.small(at, 31) {
            Some(day) => (day, self.small(at + 2, 12)?, at + 3),
            None => {
                let (day, month) = self.lexed.printed(at).split_once('.')?;
                let (day, month) = (two(day)?, two(month)?);
                (u8::try_from(day).ok()?, u8::try_from(month).ok()?, at + 1)
            }
        };
        // A full stop behind the month, or two digits of it.
        let stopped = self.sign(last, '.') && self.close(last);
        let end = last + usize::from(stopped && !self.breaks(last + 1));
        let long = last == at + 1 && self.lexed.printed(at).len() == "15.10".len();
        let counts = number::measures(self.lexed, end) || !self.ends_day(end);
        crate::recognize::edtf::civil(2000, month, day)?;
        (!counts && (stopped || long)).then_some((
            What::Day { year: None, month: Some(month), day, weekday: None, which: None },
            end,
        ))
    }

    /// Year, month and day of a date in digits that no calendar has.
    pub(super) fn no_day(&self, at: usize) -> Option<(i16, u8, u8)> {
        let three = self.dotted_three(at).or_else(|| {
            let sign = self.lexed.get(at + 1).and_then(crate::lexicon::Token::sign)?;
            let tied = matches!(sign, '-' | '/') && self.sign(at + 3, sign);
            let fields = [at, at + 2, at + 4].map(|at| self.digits(at).filter(|_| tied));
            let [Some(first), Some(second), Some(third)] = fields else { return None };
            Some(Three {
                values: [first.0, second.0, third.0],
                lengths: [first.1, second.1, third.1],
            })
        })?;
        let [a, b, c] = three.values;
        let (year, month, day) = match three.lengths {
            [4, 1 | 2, 1 | 2] => (a, b, c),
            [1 | 2, 1 | 2, 4] if b > 12 => (c, a, b),
            [1 | 2, 1 | 2, 4] => (c, b, a),
            _ => return None,
        };
        let (year, month, day) =
            (i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        crate::recognize::edtf::civil(year, month, day).is_none().then_some((year, month, day))
    }

    /// Whether one more number is tied on with the same sign: "10-15-10-15" is no date with a number behind it.
    fn tied(&self, at: usize, sign: char) -> bool {
        self.sign(at, sign) && self.close(at) && self.close(at + 1) && self.is_number(at + 1)
    }

    /// The same before.
    fn tied_before(&self, at: usize, sign: char) -> bool {
        at >= 2 && self.tied(at - 1, sign) && self.is_number(at - 2)
    }

    /// Whether a number of few digits is tied to two others: "15" of "10-15-10-15". What begins there is no date.
    pub(super) fn in_serial(&self, at: usize) -> bool {
        let few = |at: usize| self.lexed.get(at).is_some_and(|token| token.end - token.start <= 2);
        self.close(at)
            && self.tied_before(at, '-')
            && self.tied(at + 1, '-')
            && few(at - 2)
            && few(at)
            && few(at + 2)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(crate::lexicon::Token::is_number)
    }

    /// Whether the number before is tied to this one: no date begins here.
    fn numbered(&self, at: usize) -> bool {
        at >= 2
            && self.close(at)
            && self.close(at - 1)
            && self.lexed.get(at - 1).is_some_and(|token| token.sign().is_some())
            && self.digits(at - 2).is_some_and(|(_, length)| length != 4)
            && self.digits(at - 2).is_some_and(|(value, _)| value > 31)
    }

    fn close(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(crate::lexicon::Token::attached)
    }

    /// Month and day of two numbers, in the language's order where both orders fit.
    fn order(&self, first: u32, second: u32) -> Option<(u8, u8)> {
        let (month, day) = match (first, second) {
            (13.., _) => (second, first),
            (_, 13..) => (first, second),
            _ if self.month_first => (first, second),
            _ => (second, first),
        };
        let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        Some((month, day))
    }

    fn three(&self, date: &Three) -> Option<What> {
        let [a, b, c] = date.values;
        match date.lengths {
            [4, 1 | 2, 1 | 2] => whole(a, b, c).or_else(|| whole(a, c, b)),
            [1 | 2, 1 | 2, 4] => {
                let (month, day) = self.order(a, b)?;
                whole(c, u32::from(month), u32::from(day))
            }
            [1 | 2, 1 | 2, 2] => {
                let (month, day) = self.order(a, b)?;
                let century = if c < PIVOT { 2000 } else { 1900 };
                whole(century + c, u32::from(month), u32::from(day))
            }
            _ => None,
        }
    }

    /// The numbers of `24.09.2023`, which is one token.
    fn dotted_three(&self, at: usize) -> Option<Three> {
        let token = self.lexed.get(at).filter(|token| token.is_number())?;
        if token.end - token.start > 30 {
            return None;
        }
        let mut three = Three { values: [0; 3], lengths: [0; 3] };
        let mut field = 0;
        for c in self.lexed.printed(at).chars() {
            if c == '.' {
                field += 1;
                continue;
            }
            let (value, length) = (three.values.get_mut(field)?, three.lengths.get_mut(field)?);
            *value = value.checked_mul(10)?.checked_add(u32::from(digit_value(c)?))?;
            *length += 1;
        }
        (field == 2).then_some(three)
    }

    fn dotted(&self, at: usize) -> Option<What> {
        // Dotted dates put the day first everywhere; "10.2.15" may be a version.
        match self.dotted_three(at)? {
            Three { values: [a, b, c], lengths: [1 | 2, 1 | 2, 4] } => {
                whole(c, b, a).or_else(|| whole(c, a, b))
            }
            Three { values: [a, b, c], lengths: [4, 2, 2] } => whole(a, b, c),
            Three { values: [a, b, c], lengths: [2, 2, 2] } if a <= 31 && b <= 12 => {
                whole(if c < PIVOT { 2000 } else { 1900 } + c, b, a)
            }
            _ => None,
        }
    }

    /// A time of day, or two where the second says the same in a named zone.
    pub(super) fn clocks(&self, at: usize) -> Option<(Vec<Clock>, usize)> {
        let may = match self.lexed.get(at)?.kind {
            Kind::Number => {
                let next = Kinds::HALF | Kinds::OCLOCK | Kinds::ZONE;
                self.lexed.get(at + 1).is_some_and(|token| match token.sign() {
                    Some(sign) => matches!(sign, ':' | '։' | '+' | '('),
                    None => token.attached() || self.may_be(at + 1) & next != 0,
                })
            }
            _ if self.may_be(at) & Kinds::TIME != 0 => true,
            _ => self.number_at(at).is_some_and(|(_, end)| self.dates_number(end)),
        };
        let (clock, end) = if may { self.clock(at)? } else { return None };
        let mut clocks = vec![clock];
        let open = usize::from(self.sign(end, '(') || self.sign(end, '/') || self.sign(end, ';'));
        if open == 1
            && !self.breaks(end)
            && let Some((there, to)) = self.clock(end + 1)
            && there.offset.is_some()
        {
            // "5 p.m. EDT (2100 UTC)": the first says all.
            if clock.offset.is_none() {
                clocks.push(there);
            }
            let shut = usize::from(self.sign(end, '(') && self.sign(to, ')'));
            return Some((clocks, to + shut));
        }
        Some((clocks, self.case(end)))
    }

    /// "22:00", "8 p.m.", "1800 GMT", "noon", "five o'clock".
    fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        if let Some((minutes, end)) = self.find(at, Kinds::TIME, |sense| match sense {
            DateSense::Time(minutes) => Some(minutes),
            _ => None,
        }) {
            let clock = clock(minutes / 60, Some(minutes % 60), None);
            return Some(self.zone_behind(clock, end));
        }
        let from = at;
        let half = |at: usize| {
            // "три дня": three days, or three in the afternoon where a word that stands before times leads it.
            let ends = !self.breaks(at) && (self.unit(at).is_none() || self.is_led(from));
            self.find(at, Kinds::HALF, |sense| match sense {
                DateSense::Half(hours) => Some(hours),
                _ => None,
            })
            .filter(|_| ends)
        };
        let number = self.lexed.get(at)?.is_number();
        let (mut time, end, sure) =
            if number { self.time_digits(at)? } else { self.time_in_words(at)? };
        if let Some((hours, end)) = half(end) {
            time.hour = halved(time.hour, hours)?;
            return Some(self.zone_behind(time, end));
        }
        if let Some(end) = self.oclock(at, end) {
            let (minute, end) = self.minutes_behind(time, end);
            time.minute = minute;
            if let Some((hours, end)) = half(end) {
                time.hour = halved(time.hour, hours).unwrap_or(time.hour);
                return Some(self.zone_behind(time, end));
            }
            return Some(self.zone_behind(time, end));
        }
        if !number {
            return None;
        }
        let (zoned, to) = self.zone_behind(time, end);
        let named = to > end;
        // "10.30" is a time only with a zone or a half of the day behind it.
        (sure || named && time.minute.is_some()).then_some((zoned, to))
    }

    /// Hour, minute, second in digits; whether they can be nothing else.
    pub(super) fn time_digits(&self, at: usize) -> Option<(Clock, usize, bool)> {
        let Some((value, length)) = self.digits(at) else {
            let (hour, minute) = self.lexed.printed(at).split_once('.')?;
            let (hour, minute) = (two(hour)?, two(minute).filter(|_| minute.len() == 2)?);
            let time = clock(hour, Some(minute), None).checked()?;
            return Some((time, at + 1, false));
        };
        let value = i16::try_from(value).ok()?;
        if length == 4 {
            let time = clock(value / 100, Some(value % 100), None).checked()?;
            return Some((time, at + 1, false));
        }
        if length > 2 {
            return None;
        }
        let minutes = |at: usize| {
            let sign = self.sign(at, ':') || self.sign(at, '։');
            let fits = sign && self.close(at) && self.close(at + 1);
            let (value, length) = self.digits(at + 1).filter(|_| fits)?;
            (length == 2 && value < 60).then(|| i16::try_from(value).ok()).flatten()
        };
        if let Some(minute) = minutes(at + 1) {
            let second = minutes(at + 3);
            let end = if second.is_some() { at + 5 } else { at + 3 };
            let time = clock(value, Some(minute), second).checked()?;
            return Some((time, end, true));
        }
        // "15h30", "15h"
        if self.close(at + 1)
            && let Some(rest) = self.lexed.printed(at + 1).strip_prefix('h')
            && (self.asked || self.lexed.table.has(Rule::HourLetter))
        {
            let minute = if rest.is_empty() { None } else { Some(two(rest)?) };
            return Some((clock(value, minute, None).checked()?, at + 2, true));
        }
        Some((clock(value, None, None).checked()?, at + 1, false))
    }

    /// The time with the zone that stands behind it.
    fn zone_behind(&self, mut time: Clock, at: usize) -> (Clock, usize) {
        if self.breaks(at) {
            return (time, at);
        }
        let open = usize::from(self.sign(at, '('));
        let named = self.find(at + open, Kinds::ZONE, |sense| match sense {
            DateSense::Zone(zone) => Some(zone),
            _ => None,
        });
        let mut end = named.map_or(at + open, |(_, end)| end);
        let offset = named.and_then(|(zone, _)| zone);
        let sign = match self.lexed.get(end).and_then(crate::lexicon::Token::sign) {
            Some('+') => 1,
            Some('-' | '−') if self.asked || (named.is_some() && self.close(end)) => -1,
            _ => 0,
        };
        let mut found = named.is_some();
        time.offset = offset;
        let shifted = sign != 0
            && (named.is_none() || offset == Some(0))
            && self.close(end + 1)
            && self.lexed.get(end + 1).is_some_and(crate::lexicon::Token::is_number);
        if shifted && let Some((shift, to)) = self.shift(sign, end + 1) {
            time.offset = Some(shift);
            end = to;
            found = true;
        } else if shifted && self.close(end) && !(sign < 0 && self.is_clock(end + 1)) {
            // "GMT+54" is no zone, and not GMT; "1800 GMT-2000 GMT" are two times.
            found = false;
        }
        if !found || (open == 1 && !self.sign(end, ')')) {
            time.offset = None;
            return (time, at);
        }
        (time, end + open)
    }

    /// "4", "0400", "04:00" behind the sign of a zone: minutes east of UTC.
    fn shift(&self, sign: i16, at: usize) -> Option<(i16, usize)> {
        let hours = self.digits(at)?;
        let fits = self.sign(at + 1, ':') && self.close(at + 1) && self.close(at + 2);
        let minutes = self.digits(at + 2).filter(|_| fits);
        let end = if minutes.is_some() { at + 3 } else { at + 1 };
        Some((crate::recognize::dated::offset(sign, hours, minutes)?, end))
    }

    /// Whether hour and minute stand here.
    fn is_clock(&self, at: usize) -> bool {
        self.time_digits(at).is_some_and(|(clock, ..)| clock.minute.is_some())
    }

    /// The time of `2023-09-24T22:00:00Z`, whose hour is glued to a letter.
    pub(super) fn iso_time(&self, at: usize) -> Option<(Clock, usize)> {
        let hour = self.lexed.printed(at).strip_prefix(['T', 't'])?;
        let hour = two(hour).filter(|_| hour.len() == 2 && self.close(at))?;
        let field = |at: usize| {
            let fits = self.sign(at, ':') && self.close(at + 1);
            let (value, length) = self.digits(at + 1).filter(|_| fits)?;
            (length == 2).then(|| i16::try_from(value).ok()).flatten()
        };
        let minute = field(at + 1)?;
        let (second, end) = match field(at + 3) {
            Some(second) => (Some(second), at + 5),
            None => (None, at + 3),
        };
        let time = clock(hour, Some(minute), second).checked()?;
        Some(self.zone_behind(time, end))
    }
}

fn whole(year: u32, month: u32, day: u32) -> Option<What> {
    let (year, month, day) =
        (i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    crate::recognize::edtf::civil(year, month, day).filter(|_| (1000..2200).contains(&year))?;
    Some(What::Day { year: Some(year), month: Some(month), day, weekday: None, which: None })
}

pub(super) const fn clock(hour: i16, minute: Option<i16>, second: Option<i16>) -> Clock {
    Clock { hour, minute, second, offset: None }
}

fn two(digits: &str) -> Option<i16> {
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    short.then(|| digits.parse().ok()).flatten()
}

/// The hour of the day of an hour with am or pm.
fn halved(hour: i16, hours: Hours) -> Option<i16> {
    let twelve = (1..=12).contains(&hour);
    twelve.then_some(match hours {
        Hours::Morning => hour % 12,
        Hours::Afternoon => hour % 12 + 12,
        hours => hours.of_day(hour),
    })
}
