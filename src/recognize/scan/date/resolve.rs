//! Completes a printed date to EDTF.
//!
//! Owns: what "on Monday", "last week", "four days later" say, given the article's date and the date before them.
//! Never: reads tokens; decides which date is the article's.

use super::feast::in_year;
use super::raw::{Raw, What};
use super::stretch::{by_days, duration, fineness, season, week, weekend};
use crate::lexicon::senses::date::{Prep, Stretch, Third, Which};
use crate::model::Precision;
use crate::recognize::dated::{Dated, local, month_part, offset_edtf, on, year_part};
use crate::recognize::edtf::{Reference, civil, day_edtf, ends, push_two};
use crate::recognize::proposal::DateKind;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// What a completed date rests on, beside its print.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Rest {
    /// All of it is printed.
    Print,
    /// The article's date, for what was not printed.
    Completed,
    /// The article's date itself ("today").
    Taken,
    /// A guess ("the nineties", "the past few days").
    Guess,
}

/// What a date is completed from.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// The article's date.
    pub(super) reference: Option<Reference>,
    /// The day named before it in the same sentence or the one before.
    pub(super) earlier: Option<Date>,
    /// The same, where nothing but a comma stands between.
    pub(super) apposed: Option<Date>,
    /// Which way undirected ones lie: `Some(true)` = the future.
    pub(super) future: Option<bool>,
    /// The preposition before it.
    pub(super) prep: Option<Prep>,
}

/// A date completed.
pub(super) struct Resolved {
    pub(super) edtf: Option<String>,
    pub(super) precision: Precision,
    pub(super) kind: DateKind,
    pub(super) rest: Rest,
    /// The day, where it is one.
    pub(super) day: Option<Date>,
}

/// Completes it.
pub(super) fn resolve(raw: &Raw, around: Around) -> Resolved {
    let mut completer = Completer { around, rest: Rest::Print };
    if let What::Duration(count, unit) = &raw.what {
        return Resolved {
            edtf: duration(*count, *unit),
            precision: fineness(*unit),
            kind: DateKind::Duration,
            rest: if count.vague { Rest::Guess } else { Rest::Print },
            day: None,
        };
    }
    if !raw.clocks.is_empty() {
        return completer.moment(raw);
    }
    let dated = completer.dated(&raw.what);
    let day = dated.as_ref().and_then(|dated| Reference::read(&dated.edtf)?.day);
    let precision = dated.as_ref().map_or_else(|| rough(&raw.what), |dated| dated.precision);
    let edtf = dated.map(|dated| dated.edtf);
    let spans = edtf.as_ref().is_some_and(|edtf| edtf.contains('/'))
        || matches!(raw.what, What::Interval(..));
    let timed = edtf.as_ref().is_some_and(|edtf| edtf.contains('T'));
    let kind = if timed {
        DateKind::DateTime
    } else if spans {
        DateKind::Interval
    } else {
        DateKind::Date
    };
    Resolved { edtf, precision, kind, rest: completer.rest, day }
}

pub(super) struct Completer {
    pub(super) around: Around,
    pub(super) rest: Rest,
}

impl Completer {
    pub(super) fn rests(&mut self, rest: Rest) {
        self.rest = self.rest.max(rest);
    }

    pub(super) fn reference(&mut self) -> Option<Reference> {
        self.rests(Rest::Completed);
        self.around.reference
    }

    pub(super) fn today(&mut self) -> Option<Date> {
        self.reference()?.day
    }

    /// A time of a day, or a time alone.
    pub(super) fn moment(&mut self, raw: &Raw) -> Resolved {
        let clock = local(&raw.clocks).ok().or_else(|| raw.clocks.first().copied());
        let none = Resolved {
            edtf: None,
            precision: Precision::Minute,
            kind: DateKind::Time,
            rest: self.rest,
            day: None,
        };
        let Some(clock) = clock else { return none };
        let precision = match (clock.minute, clock.second) {
            (_, Some(_)) => Precision::Second,
            (Some(_), None) => Precision::Minute,
            (None, None) => Precision::Hour,
        };
        let day = match &raw.what {
            What::Clock => match self.around.earlier {
                Some(day) => {
                    self.rests(Rest::Completed);
                    Some(day)
                }
                None => self.today().map(|today| {
                    // What is later on the article's day than the article itself was the day before.
                    let now = self.around.reference.and_then(|reference| reference.minutes);
                    let later = now.is_some_and(|now| clock.minutes() > now);
                    if later { today.yesterday().unwrap_or(today) } else { today }
                }),
            },
            what => self.day(what),
        };
        let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
        let timed = |mut edtf: String| {
            for (sign, part) in [('T', clock.hour), (':', minute), (':', second)] {
                edtf.push(sign);
                push_two(&mut edtf, part.unsigned_abs());
            }
            edtf.extend(clock.offset.map(offset_edtf));
            edtf
        };
        let alone = raw.what == What::Clock;
        let (edtf, kind) = match day {
            Some(day) => (Some(timed(day_edtf(day))), DateKind::DateTime),
            None if alone => (Some(timed(String::new())), DateKind::Time),
            None => (None, DateKind::DateTime),
        };
        let rest = if kind == DateKind::Time { Rest::Print } else { self.rest };
        Resolved { edtf, precision, kind, rest, day }
    }

    pub(super) fn dated(&mut self, what: &What) -> Option<Dated> {
        match what {
            What::Day { .. }
            | What::Weekday { .. }
            | What::Days(_)
            | What::WeekdayIn { .. }
            | What::DayIn { .. }
            | What::Feast { .. } => self.day(what).map(on),
            What::Month { year, month, which, part } => {
                let year = match year {
                    Some(year) => *year,
                    None => self.year_of(*month, *which)?,
                };
                self.month(year, *month, *part)
            }
            What::Season { year, code, which } => {
                let year = match (year, which) {
                    (Some(year), _) => *year,
                    (None, None) => self.reference()?.year,
                    (None, Some(which)) => self.season_year(*code, *which)?,
                };
                season(year, *code)
            }
            What::Year { year, part } => Some(self.year(*year, *part)),
            What::Decade { first, part } => {
                let first = if *first < 100 {
                    self.rests(Rest::Guess);
                    first + if *first < 30 { 2000 } else { 1900 }
                } else {
                    *first
                };
                let (from, to) = match part {
                    None => {
                        let edtf = format!("{:03}X", first / 10);
                        return Some(Dated { edtf, precision: Precision::Decade });
                    }
                    Some(Stretch::Third(Third::Early) | Stretch::Start) => (0, 3),
                    Some(Stretch::Third(Third::Mid)) => (4, 6),
                    Some(_) => (7, 9),
                };
                Some(Dated {
                    edtf: format!("{:04}/{:04}", first + from, first + to),
                    precision: Precision::Year,
                })
            }
            // Centuries before our era have no EDTF that ends where they do.
            What::Century { number: ..1, .. } => None,
            What::Century { number, part } => {
                let first = (number - 1) * 100;
                let (from, to) = match part {
                    None => {
                        let edtf = format!("{:02}XX", number - 1);
                        return Some(Dated { edtf, precision: Precision::Century });
                    }
                    Some(Stretch::Third(Third::Early) | Stretch::Start) => (1, 33),
                    Some(Stretch::Third(Third::Mid)) => (34, 66),
                    Some(_) => (67, 100),
                };
                Some(Dated {
                    edtf: format!("{:04}/{:04}", first + from, first + to),
                    precision: Precision::Year,
                })
            }
            What::Stretch { which, unit, count: Some(count), .. } => {
                self.many(*which, *unit, *count)
            }
            What::Stretch { which, unit, count: None, part } => self.stretch(*which, *unit, *part),
            What::Shift { count, unit, back, from, over } => {
                self.shift(*count, *unit, *back, from, *over)
            }
            What::WeekendOf(day) => weekend(self.day(day)?),
            What::MonthIn { number, of } => {
                let (first, _) = self.bounds(Some(of))?;
                self.month(first.year(), *number, None)
            }
            What::InYear(what, which) => {
                let what = self.in_year(what, *which)?;
                self.dated(&what)
            }
            What::Now(now) => self.now(*now),
            What::Run { count, unit, from } => self.run(*count, *unit, from),
            What::Piece { last, count, unit, of } => self.piece(*last, *count, *unit, of),
            What::WeekOf(day) => week(self.day(day)?, 0),
            What::WeekIn { number, of } => self.week_in(*number, of.as_deref()),
            What::Interval(a, b) => self.interval(a, b),
            What::Duration(..) | What::Clock => None,
        }
    }

    pub(super) fn month(&self, year: i16, month: u8, part: Option<Stretch>) -> Option<Dated> {
        match part {
            Some(Stretch::End) if self.is_due() => {
                civil(year, month, 1).map(|day| on(day.last_of_month()))
            }
            Some(Stretch::Start) if self.is_begun() => civil(year, month, 1).map(on),
            _ => month_part(year, month, part.map(third)),
        }
    }

    pub(super) fn year(&self, year: i16, part: Option<Stretch>) -> Dated {
        match part {
            Some(Stretch::End) if self.is_due() => {
                Dated { edtf: format!("{year:04}-12-31"), precision: Precision::Day }
            }
            Some(Stretch::Start) if self.is_begun() => {
                Dated { edtf: format!("{year:04}-01-01"), precision: Precision::Day }
            }
            _ => by_days(year_part(year, part.map(third))),
        }
    }

    /// "since the start of the year" is since its first day.
    pub(super) const fn is_begun(&self) -> bool {
        matches!(self.around.prep, Some(Prep::Since | Prep::By | Prep::Before))
    }

    /// "by the end of the year" is by its last day.
    pub(super) const fn is_due(&self) -> bool {
        matches!(self.around.prep, Some(Prep::By | Prep::Until))
    }

    /// The year of a month that has none: the nearest, or as said.
    pub(super) fn year_of(&mut self, month: u8, which: Option<Which>) -> Option<i16> {
        let reference = self.reference()?;
        let Some(known) = reference.month else { return Some(reference.year) };
        Some(match which {
            None => self.year_told(reference, month, 15),
            Some(Which::This | Which::That) => reference.year,
            Some(Which::Last | Which::Past | Which::BeforeLast) => {
                reference.year - i16::from(month >= known)
            }
            Some(Which::Next | Which::Coming | Which::Following | Which::AfterNext) => {
                reference.year + i16::from(month <= known)
            }
        })
    }

    pub(super) fn season_year(&mut self, code: u8, which: Which) -> Option<i16> {
        let reference = self.reference()?;
        // "last summer" in autumn is the one just over, in spring that of last year.
        let ends = match code {
            21 => 5,
            22 => 8,
            23 => 11,
            _ => 12,
        };
        let over = code < 30 && reference.month.is_some_and(|month| month > ends);
        Some(match which {
            Which::This | Which::That => reference.year,
            Which::Last | Which::Past | Which::BeforeLast => reference.year - i16::from(!over),
            Which::Next | Which::Coming | Which::Following | Which::AfterNext => {
                reference.year + i16::from(over || code >= 30)
            }
        })
    }

    /// The single day that it says.
    pub(super) fn day(&mut self, what: &What) -> Option<Date> {
        match what {
            What::Day { year: Some(year), month: Some(month), day, .. } => {
                civil(*year, *month, *day)
            }
            What::Day { year: None, month: Some(month), day, which, .. } => {
                let reference = self.reference()?;
                let year = self.year_told(reference, *month, *day);
                let date = |year| civil(year, *month, *day);
                let (year, today) = match (which, reference.day) {
                    (Some(which), Some(today)) => (today.year(), Some((which, today))),
                    _ => (year, None),
                };
                if let Some((which, today)) = today {
                    let this = date(year)?;
                    return match which {
                        Which::Next | Which::Coming | Which::Following if this <= today => {
                            date(year + 1)
                        }
                        Which::Last | Which::Past if this >= today => date(year - 1),
                        _ => Some(this),
                    };
                }
                // The weekday beside it may be a slip; the day counts. 29 February may be of a leap year near.
                [year, year - 1, year + 1].into_iter().find_map(date)
            }
            What::Day { month: None, day, weekday, .. } => {
                let today = self.today()?;
                let first = today.first_of_month();
                let forward = self.around.future == Some(true);
                let fits = |date: &Date| match weekday {
                    Some(weekday) => date.weekday().to_monday_one_offset() == i8_of(*weekday),
                    None if forward => *date >= today,
                    None => *date <= today,
                };
                (-14..=14_i32)
                    .filter_map(|step| first.checked_add(step.months()).ok())
                    .filter_map(|month| {
                        civil(month.year(), u8::try_from(month.month()).ok()?, *day)
                    })
                    .filter(fits)
                    .min_by_key(|date| (*date - today).get_days().abs())
            }
            What::DayIn { day, of } => {
                let known = Reference::read(&self.dated(of)?.edtf)?;
                civil(known.year, known.month?, *day)
            }
            What::WeekdayIn { number, weekday, of } => {
                let (first, _) = self.bounds(Some(of))?;
                let weekday = Weekday::from_monday_one_offset(i8_of(*weekday)).ok()?;
                let nth = if *number == 0 { -1 } else { i8_of(*number) };
                first.nth_weekday_of_month(nth, weekday).ok()
            }
            What::Feast { feast, year: Some(year), .. } => in_year(*feast, *year),
            What::Feast { feast, year: None, which } => {
                let today = self.today()?;
                let this = in_year(*feast, today.year())?;
                match which {
                    Some(Which::This | Which::That) => Some(this),
                    Some(Which::Last | Which::Past) if this < today => Some(this),
                    Some(Which::Last | Which::Past) => in_year(*feast, today.year() - 1),
                    Some(_) if this > today => Some(this),
                    Some(_) => in_year(*feast, today.year() + 1),
                    None => [today.year(), today.year() - 1, today.year() + 1]
                        .into_iter()
                        .filter_map(|year| in_year(*feast, year))
                        .min_by_key(|date| (*date - today).get_days().abs()),
                }
            }
            What::Weekday { weekday, which, weeks } => self.weekday(*weekday, *which, *weeks),
            What::Days(days) => {
                let today = self.today()?;
                if *days == 0 {
                    self.rests(Rest::Taken);
                }
                today.checked_add(days.days()).ok()
            }
            What::Now(_) => {
                self.rests(Rest::Taken);
                self.today()
            }
            What::Shift { count, unit, back, from, over: false } => {
                let dated = self.shift(*count, *unit, *back, from, false)?;
                Reference::read(&dated.edtf)?.day
            }
            _ => None,
        }
    }

    pub(super) fn weekday(
        &mut self,
        weekday: u8,
        which: Option<Which>,
        weeks: Option<i64>,
    ) -> Option<Date> {
        let today = self.today()?;
        let weekday = Weekday::from_monday_one_offset(i8_of(weekday)).ok()?;
        let monday = i64::from(today.weekday().to_monday_zero_offset());
        let of_week = |week: i64| 7 * week - monday + i64::from(weekday.to_monday_zero_offset());
        let back = i64::from(today.weekday().since(weekday));
        let days = match (which, weeks) {
            (_, Some(weeks)) => of_week(weeks),
            (Some(Which::Last), _) => of_week(-1),
            (Some(Which::This | Which::That), _) => of_week(0),
            (Some(Which::Next | Which::Following), _) => of_week(1),
            (Some(Which::Past), _) if back == 0 => -7,
            (Some(Which::Past), _) => -back,
            (Some(which @ (Which::BeforeLast | Which::AfterNext)), _) => of_week(Self::step(which)),
            (Some(Which::Coming), _) => 7 - back,
            (None, None) if self.around.future == Some(true) => (7 - back) % 7,
            (None, None) => -back,
        };
        today.checked_add(days.days()).ok()
    }

    /// Each end completed from the other.
    pub(super) fn interval(&mut self, a: &What, b: &What) -> Option<Dated> {
        let mut given = |what: &What| match what {
            What::InYear(what, which) => self.in_year(what, *which),
            what => Some(what.clone()),
        };
        let (mut a, mut b) = (given(a)?, given(b)?);
        let order = |what: &What| match what {
            What::Day { month, day, .. } => (month.unwrap_or(0), *day),
            What::Month { month, .. } => (*month, 0),
            _ => (0, 0),
        };
        let calendar = |what: &What| matches!(what, What::Day { .. } | What::Month { .. });
        if calendar(&a) && calendar(&b) {
            if let (What::Day { month: month @ None, .. }, Some(known)) = (&mut a, b.month()) {
                *month = Some(known);
            }
            if let (What::Day { month: month @ None, .. }, Some(known)) = (&mut b, a.month()) {
                *month = Some(known);
            }
            let later = order(&a).0 > order(&b).0 && order(&b).0 > 0;
            // "April 27 to the 3rd": over the end of the month.
            if let (
                What::Day { month: Some(first), day: from, .. },
                What::Day { month: Some(last), day: to, .. },
            ) = (&a, &mut b)
                && first == last
                && *from > *to
            {
                *last = *first % 12 + 1;
            }
            let year_of = |what: &What| match what {
                What::Day { year, .. } | What::Month { year, .. } => *year,
                _ => None,
            };
            let (ya, yb) = (year_of(&a), year_of(&b));
            match (ya, yb) {
                (None, Some(year)) if !a.is_relative() => a.set_year(year - i16::from(later)),
                (Some(year), None) if !b.is_relative() => b.set_year(year + i16::from(later)),
                (None, None) if !a.is_relative() && !b.is_relative() => {
                    let (month, day) = order(&b);
                    let reference = self.reference()?;
                    let year = self.year_told(reference, month, day.max(1));
                    b.set_year(year);
                    a.set_year(year - i16::from(later));
                }
                _ => {}
            }
        }
        // "between now and 15 November", "from March to date": the one that is to come, the one that is over.
        if a.is_told() {
            self.set_beside(&mut b, true);
        } else if b.is_told() {
            self.set_beside(&mut a, false);
        }
        let end = self.dated(&b)?;
        let start = match (&a, Reference::read(ends(&end.edtf).1)?.day) {
            // "Monday to Wednesday": the Monday before that Wednesday.
            (What::Weekday { weekday, which: None, weeks: None }, Some(last)) => {
                let weekday = Weekday::from_monday_one_offset(i8_of(*weekday)).ok()?;
                let back = i64::from(last.weekday().since(weekday));
                on(last.checked_sub(back.days()).ok()?)
            }
            _ => self.dated(&a)?,
        };
        // "next Monday to Friday": the Friday after that Monday.
        let end = match (&b, Reference::read(ends(&start.edtf).0)?.day) {
            (What::Weekday { weekday, which: None, weeks: None }, Some(first))
                if !matches!(a, What::Weekday { which: None, weeks: None, .. }) =>
            {
                let weekday = Weekday::from_monday_one_offset(i8_of(*weekday)).ok()?;
                let ahead = i64::from(weekday.since(first.weekday()));
                on(first.checked_add(ahead.days()).ok()?)
            }
            _ => end,
        };
        let (first, last) = (ends(&start.edtf).0, ends(&end.edtf).1);
        let dated = Dated {
            edtf: [first, "/", last].concat(),
            precision: start.precision.max(end.precision),
        };
        // "2014 to 2 May 2018": both ends as fine as the finer.
        let dated = if first.len() == last.len() { dated } else { by_days(dated) };
        Some(dated).filter(|dated| crate::recognize::check_edtf(&dated.edtf).is_ok())
    }
}

impl What {
    /// Whether the article's date is in it, whatever year is printed beside it.
    const fn is_relative(&self) -> bool {
        matches!(self, Self::Day { which: Some(_), .. } | Self::Month { which: Some(_), .. })
    }

    pub(super) const fn set_year(&mut self, to: i16) {
        if let Self::Day { year, .. } | Self::Month { year, .. } = self {
            *year = Some(to);
        }
    }
}

const fn third(stretch: Stretch) -> Third {
    match stretch {
        Stretch::Third(third) => third,
        Stretch::Start => Third::Early,
        _ => Third::Late,
    }
}

pub(super) fn i8_of(weekday: u8) -> i8 {
    i8::try_from(weekday).unwrap_or(1)
}

/// How fine a date is that cannot be completed.
fn rough(what: &What) -> Precision {
    match what {
        What::Month { part: None, .. } => Precision::Month,
        What::Season { .. } => Precision::Season,
        What::Year { .. } => Precision::Year,
        What::Decade { .. } => Precision::Decade,
        What::Century { .. } => Precision::Century,
        What::Stretch { unit, .. } | What::Shift { unit, .. } => fineness(*unit),
        What::Interval(a, b) => rough(a).max(rough(b)),
        _ => Precision::Day,
    }
}
