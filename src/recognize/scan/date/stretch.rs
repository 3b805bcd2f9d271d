//! Completes stretches and distances of time: "last week", "the past three days", "four days later", "the second week of May".
//!
//! Owns: how they are counted from a date. Never: reads tokens.

use super::raw::{Count, From, What};
use super::resolve::{Completer, Rest};
use crate::lexicon::senses::date::{Now, Stretch, Third, Unit, Which};
use crate::model::Precision;
use crate::recognize::dated::{Dated, month_part, on, year_part};
use crate::recognize::edtf::{Reference, civil};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

impl Completer {
    pub(super) fn step(which: Which) -> i64 {
        match which {
            Which::Last | Which::Past => -1,
            Which::This | Which::That => 0,
            Which::Next | Which::Coming | Which::Following => 1,
            Which::BeforeLast => -2,
            Which::AfterNext => 2,
        }
    }

    /// "last week", "this month", "the end of the year".
    pub(super) fn stretch(
        &mut self,
        which: Which,
        unit: Unit,
        part: Option<Stretch>,
    ) -> Option<Dated> {
        let reference = self.reference()?;
        let step = Self::step(which);
        // "the following week" is counted from what was told before.
        let told = self.around.earlier.filter(|_| matches!(which, Which::Following | Which::That));
        let day = told.or(reference.day);
        if let Some(part @ (Stretch::Before | Stretch::After)) = part {
            let whole = self.stretch(which, unit, None)?;
            return cut(&whole, day?, part == Stretch::Before);
        }
        match unit {
            Unit::Day => {
                let told = self.around.earlier.filter(|_| which != Which::This);
                let day = told.or(reference.day)?;
                if which == Which::This {
                    self.rests(Rest::Taken);
                }
                day.checked_add(step.days()).ok().map(on)
            }
            Unit::Week => {
                let dated = week(day?, step)?;
                let start: Date = dated.edtf.get(..10)?.parse().ok()?;
                let (from, to) = match part {
                    None => return Some(dated),
                    Some(Stretch::Third(Third::Early) | Stretch::Start) => (0, 2),
                    Some(Stretch::Third(Third::Mid)) => (2, 2),
                    Some(_) => (3, 6),
                };
                if part == Some(Stretch::Start) && self.is_begun() {
                    return Some(on(start));
                }
                if part == Some(Stretch::End) && self.is_due() {
                    return start.checked_add(6.days()).ok().map(on);
                }
                days(start.checked_add(from.days()).ok()?, start.checked_add(to.days()).ok()?)
            }
            Unit::Weekend => {
                let day = day?;
                let monday = i64::from(day.weekday().to_monday_zero_offset());
                // Of a weekend told of early in the week, the last is meant; of one foretold, the next.
                let over = which == Which::This
                    && match self.around.future {
                        Some(future) => !future && monday < 5,
                        None => monday < 3,
                    };
                let saturday = 7 * (step - i64::from(over)) - monday + 5;
                let start = day.checked_add(saturday.days()).ok()?;
                days(start, start.tomorrow().ok()?)
            }
            Unit::Fortnight => {
                let day = day?;
                let (from, to) = if step < 0 { (-14, -1) } else { (1, 14) };
                days(day.checked_add(from.days()).ok()?, day.checked_add(to.days()).ok()?)
            }
            Unit::Month => {
                let month = told.map_or(reference.month, |day| u8::try_from(day.month()).ok())?;
                let year = told.map_or(reference.year, Date::year);
                let months = i64::from(year) * 12 + i64::from(month) - 1 + step;
                let year = i16::try_from(months.div_euclid(12)).ok()?;
                self.month(year, u8::try_from(months.rem_euclid(12) + 1).ok()?, part)
            }
            Unit::Quarter => quarters(quarter_of(reference)? + step, 1),
            Unit::Year => {
                let year = told.map_or(reference.year, Date::year);
                Some(self.year(i16::try_from(i64::from(year) + step).ok()?, part))
            }
            Unit::Decade if which == Which::This => Some(Dated {
                edtf: format!("{:03}X", reference.year / 10),
                precision: Precision::Decade,
            }),
            Unit::Decade => self.many(which, unit, Count::whole(1)),
            Unit::Century => Some(Dated {
                edtf: format!("{:02}XX", i64::from(reference.year / 100) + step),
                precision: Precision::Century,
            }),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Term => None,
        }
    }

    /// "the past three days", "the next few weeks", "the last 30 years".
    pub(super) fn many(&mut self, which: Which, unit: Unit, count: Count) -> Option<Dated> {
        let number = count.number().filter(|number| (1..20_000).contains(number))?;
        let reference = self.reference()?;
        let back = Self::step(which) < 0;
        if Self::step(which) == 0 {
            return None;
        }
        if count.vague {
            self.rests(Rest::Guess);
        }
        let about = if count.vague { "~" } else { "" };
        let years = match unit {
            Unit::Year => Some(number),
            Unit::Decade => Some(number * 10),
            Unit::Century => Some(number * 100),
            _ => None,
        };
        // "the past five years" by whole years of the calendar would be six of them.
        let few = unit == Unit::Year && number < 10 && !count.vague && reference.day.is_some();
        if let Some(years) = years.filter(|_| !few) {
            let years = i16::try_from(years).ok()?;
            let year = reference.year;
            let other = if back { year.checked_sub(years)? } else { year.checked_add(years)? };
            if !(1..9999).contains(&other) {
                return None;
            }
            let edtf = if back {
                format!("{other:04}{about}/{year:04}")
            } else {
                format!("{year:04}/{other:04}{about}")
            };
            return Some(Dated { edtf, precision: Precision::Year });
        }
        if unit == Unit::Quarter {
            let this = quarter_of(reference)?;
            return quarters(if back { this - number } else { this + 1 }, number);
        }
        let today = reference.day?;
        let far = shifted(today, number, unit, back)?;
        let near = if back { today.yesterday() } else { today.tomorrow() }.ok()?;
        let edtf = match back {
            true if far > near => return None,
            true => format!("{far}{about}/{near}"),
            false if near > far => return None,
            false => format!("{near}/{far}{about}"),
        };
        Some(Dated { edtf, precision: Precision::Day })
    }

    /// "three days ago", "two weeks before Friday", "four days later".
    pub(super) fn shift(
        &mut self,
        count: Count,
        unit: Unit,
        back: bool,
        from: &From,
        over: bool,
    ) -> Option<Dated> {
        if let From::Event = from {
            // "Sunday, four days after the surrender": the surrender's distance, the Sunday's day.
            self.rests(Rest::Completed);
            return self.around.apposed.map(on);
        }
        if count.vague {
            return None;
        }
        // "anderthalb Jahre" are eighteen months.
        let broken = unit == Unit::Year && !count.milli.is_multiple_of(1000);
        let (count, unit) = if broken {
            (Count { milli: count.milli.checked_mul(12)?, vague: false }, Unit::Month)
        } else {
            (count, unit)
        };
        let reference = match from {
            From::Now => self.reference()?,
            From::Earlier | From::Event => {
                self.rests(Rest::Completed);
                match self.around.earlier {
                    Some(day) => Reference::of(day),
                    None => self.reference()?,
                }
            }
            From::Date(what) => {
                let dated = self.dated(what)?;
                Reference::read(&dated.edtf)?
            }
        };
        let times = |factor: i64| {
            let milli = i64::try_from(count.milli).ok()?.checked_mul(factor)?;
            (milli % 1000 == 0).then_some(milli / 1000).filter(|number| *number < 20_000)
        };
        let minutes = match unit {
            Unit::Minute => times(1),
            Unit::Hour if times(1).is_none_or(|hours| hours % 24 != 0) => times(60),
            _ => None,
        };
        if let (Some(minutes), Some(now)) = (minutes, reference.minutes) {
            let minutes = if back { -minutes } else { minutes };
            let all = i64::from(now) + minutes;
            let day = reference.day?.checked_add(all.div_euclid(1440).days()).ok()?;
            let (hour, minute) = (all.rem_euclid(1440) / 60, all.rem_euclid(60));
            let precision = if unit == Unit::Hour { Precision::Hour } else { Precision::Minute };
            return Some(Dated { edtf: format!("{day}T{hour:02}:{minute:02}:00"), precision });
        }
        let sign = if back { -1 } else { 1 };
        let years = match unit {
            Unit::Year => times(1),
            Unit::Decade => times(10),
            Unit::Century => times(100),
            _ => None,
        };
        // "two years ago" is no day; "two months after 15 May", "two years and three days ago" are.
        let named = match from {
            From::Date(_) => reference.day,
            _ => None,
        };
        let dated = if let Some(day) = named {
            on(shifted(day, times(1)?, unit, back)?)
        } else if let (Some(years), Some(month), From::Date(_)) = (years, reference.month, from) {
            let year = i16::try_from(i64::from(reference.year) + sign * years).ok()?;
            (1..9999).contains(&year).then(|| month_part(year, month, None)).flatten()?
        } else if let Some(years) = years {
            let year = i16::try_from(i64::from(reference.year) + sign * years).ok()?;
            (1..9999).contains(&year).then(|| year_part(year, None))?
        } else if unit == Unit::Month {
            let months =
                i64::from(reference.year) * 12 + i64::from(reference.month?) - 1 + sign * times(1)?;
            let year =
                i16::try_from(months.div_euclid(12)).ok().filter(|y| (1..9999).contains(y))?;
            month_part(year, u8::try_from(months.rem_euclid(12) + 1).ok()?, None)?
        } else {
            on(shifted(reference.day?, times(1)?, unit, back)?)
        };
        Some(match (over, back) {
            (false, _) => dated,
            (true, true) => Dated { edtf: format!("../{}", dated.edtf), ..dated },
            (true, false) => Dated { edtf: format!("{}/..", dated.edtf), ..dated },
        })
    }

    /// "week 31", "the second week of May", "the last week of July": weeks belong to where their Thursday is.
    pub(super) fn week_in(&mut self, number: u8, of: Option<&What>) -> Option<Dated> {
        let (first, last) = self.bounds(of)?;
        let day = if number == 0 {
            let back = last.weekday().since(Weekday::Thursday);
            last.checked_sub(i64::from(back).days()).ok()?
        } else {
            let ahead = Weekday::Thursday.since(first.weekday());
            let days = i64::from(ahead) + 7 * i64::from(number - 1);
            first.checked_add(days.days()).ok().filter(|day| *day <= last)?
        };
        week(day, 0)
    }

    /// The first and the last day of a month or a year; none = of the article's year.
    pub(super) fn bounds(&mut self, of: Option<&What>) -> Option<(Date, Date)> {
        Some(match of {
            Some(What::Month { year, month, which, .. }) => {
                let year = match year {
                    Some(year) => *year,
                    None => self.year_of(*month, *which)?,
                };
                let first = civil(year, *month, 1)?;
                (first, first.last_of_month())
            }
            Some(What::Year { year, .. }) => (civil(*year, 1, 1)?, civil(*year, 12, 31)?),
            None => {
                let year = self.reference()?.year;
                (civil(year, 1, 1)?, civil(year, 12, 31)?)
            }
            Some(of) => {
                let known = Reference::read(&self.dated(of)?.edtf)?;
                let first = civil(known.year, known.month.unwrap_or(1), 1)?;
                let last = match known.month {
                    Some(_) => first.last_of_month(),
                    None => civil(known.year, 12, 31)?,
                };
                (first, last)
            }
        })
    }

    /// "right now": the article's date, with its time where that is known and meant.
    pub(super) fn now(&mut self, now: Now) -> Option<Dated> {
        self.rests(Rest::Taken);
        let reference = self.around.reference?;
        let day = reference.day?;
        if now == Now::Year {
            return days(civil(reference.year, 1, 1)?, day);
        }
        Some(match reference.minutes.filter(|_| now == Now::Moment) {
            Some(minutes) => Dated {
                edtf: format!("{day}T{:02}:{:02}:00", minutes / 60, minutes % 60),
                precision: Precision::Minute,
            },
            None => on(day),
        })
    }

    /// "three days starting on Monday"
    pub(super) fn run(&mut self, count: Count, unit: Unit, from: &What) -> Option<Dated> {
        // What starts on a weekday is mostly yet to start.
        if let What::Weekday { .. } = from {
            self.around.future = Some(true);
        }
        let number = count.number().filter(|number| (1..20_000).contains(number))?;
        let start = self.day(from)?;
        days(start, shifted(start, number, unit, false)?.yesterday().ok()?)
    }

    /// "the first six months of 2023", "the last ten days of June"; weeks as in [`Self::week_in`].
    pub(super) fn piece(
        &mut self,
        last: bool,
        count: Count,
        unit: Unit,
        of: &What,
    ) -> Option<Dated> {
        let number = count.number().filter(|number| (1..400).contains(number))?;
        let (mut first, mut end) = self.bounds(Some(of))?;
        if unit == Unit::Week {
            let whole = self.week_in(u8::from(!last), Some(of))?;
            let (monday, sunday) = whole.edtf.split_once('/')?;
            (first, end) = (monday.parse().ok()?, if last { sunday.parse().ok()? } else { end });
        }
        let (from, to) = if last {
            let from = match unit {
                Unit::Month => end.first_of_month().checked_sub((number - 1).months()).ok()?,
                _ => shifted(end, number, unit, true)?.tomorrow().ok()?,
            };
            (from, end)
        } else {
            (first, shifted(first, number, unit, false)?.yesterday().ok()?)
        };
        let inside = unit == Unit::Week || (first <= from && to <= end);
        inside.then(|| days(from, to)).flatten()
    }
}

/// An interval of months or years by its days.
pub(super) fn by_days(dated: Dated) -> Dated {
    let end = |edtf: &str, last: bool| {
        let mut fields = edtf.split('-').map(str::parse::<i16>);
        let year = fields.next()?.ok()?;
        let month = fields.next().transpose().ok()?.map(u8::try_from).transpose().ok()?;
        if edtf.len() == "2023-09-24".len() {
            return edtf.parse::<Date>().ok();
        }
        let first = civil(year, month.unwrap_or(if last { 12 } else { 1 }), 1)?;
        Some(if last { first.last_of_month() } else { first })
    };
    let found = dated.edtf.split_once('/').and_then(|(a, b)| Some((end(a, false)?, end(b, true)?)));
    match found {
        Some((from, to)) if from <= to => Dated { edtf: format!("{from}/{to}"), ..dated },
        _ => dated,
    }
}

/// The week that holds a day, from Monday to Sunday, some weeks on.
pub(super) fn week(day: Date, weeks: i64) -> Option<Dated> {
    let monday = i64::from(day.weekday().to_monday_zero_offset());
    let start = day.checked_add((7 * weeks - monday).days()).ok()?;
    days(start, start.checked_add(6.days()).ok()?)
}

/// Saturday and Sunday with the holiday that stands beside them ("Labor Day weekend").
pub(super) fn weekend(day: Date) -> Option<Dated> {
    let monday = i64::from(day.weekday().to_monday_zero_offset());
    let (from, to) = match monday {
        0 | 1 => (-2 - monday, 0),
        2..=4 => (0, 6 - monday),
        _ => (5 - monday, 6 - monday),
    };
    days(day.checked_add(from.days()).ok()?, day.checked_add(to.days()).ok()?)
}

pub(super) fn days(from: Date, to: Date) -> Option<Dated> {
    if from == to {
        return Some(on(from));
    }
    (from < to).then(|| Dated { edtf: format!("{from}/{to}"), precision: Precision::Day })
}

/// EDTF of a season; of a quarter or a half of a year its days, which no reader has to know codes for.
pub(super) fn season(year: i16, code: u8) -> Option<Dated> {
    if !(1..9999).contains(&year) {
        return None;
    }
    let first = i64::from(year) * 4;
    match code {
        33..=36 => quarters(first + i64::from(code - 33), 1),
        40 => quarters(first, 2),
        41 => quarters(first + 2, 2),
        _ => Some(Dated { edtf: format!("{year:04}-{code:02}"), precision: Precision::Season }),
    }
}

/// The quarter that holds a date, counted from the year 0.
fn quarter_of(reference: Reference) -> Option<i64> {
    Some(i64::from(reference.year) * 4 + i64::from(reference.month? - 1) / 3)
}

/// So many quarters from one on.
fn quarters(first: i64, count: i64) -> Option<Dated> {
    let start = |quarter: i64| {
        let year = i16::try_from(quarter.div_euclid(4)).ok().filter(|y| (1..9999).contains(y))?;
        civil(year, u8::try_from(quarter.rem_euclid(4) * 3 + 1).ok()?, 1)
    };
    let (from, to) = (start(first)?, start(first + count)?.yesterday().ok()?);
    Some(Dated { edtf: format!("{from}/{to}"), precision: Precision::Season })
}

/// What of a stretch lies up to a day, or from it on.
fn cut(whole: &Dated, day: Date, before: bool) -> Option<Dated> {
    let (first, last) = match whole.edtf.split_once('/') {
        Some((first, last)) => (first.parse().ok()?, last.parse().ok()?),
        None => {
            let known = Reference::read(&whole.edtf)?;
            let first = civil(known.year, known.month.unwrap_or(1), 1)?;
            let last = match known.month {
                Some(_) => first.last_of_month(),
                None => civil(known.year, 12, 31)?,
            };
            (first, last)
        }
    };
    if !(first..=last).contains(&day) {
        return days(first, last);
    }
    if before { days(first, day) } else { days(day, last) }
}

/// A day some units on or back; times of day count in whole days.
pub(super) fn shifted(day: Date, number: i64, unit: Unit, back: bool) -> Option<Date> {
    let span = jiff::Span::new();
    let times = |factor: i64| number.checked_mul(factor);
    // What no span can hold reaches beyond the calendar.
    let span = match unit {
        Unit::Hour if number % 24 == 0 => span.try_days(number / 24),
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => span.try_days(number),
        Unit::Weekend | Unit::Week => span.try_weeks(number),
        Unit::Fortnight => span.try_weeks(times(2)?),
        Unit::Month => span.try_months(number),
        Unit::Quarter => span.try_months(times(3)?),
        Unit::Year => span.try_years(number),
        Unit::Decade => span.try_years(times(10)?),
        Unit::Century | Unit::Term => return None,
    };
    let span = span.ok()?;
    let day = if back { day.checked_sub(span) } else { day.checked_add(span) };
    day.ok().filter(|day| (1..9999).contains(&day.year()))
}

/// ISO 8601 of a length of time.
pub(super) fn duration(count: Count, unit: Unit) -> Option<String> {
    if count.vague {
        return None;
    }
    let times = |factor: u64| {
        let milli = count.milli.checked_mul(factor)?;
        let (whole, rest) = (milli / 1000, milli % 1000);
        Some(if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
        })
    };
    Some(match unit {
        Unit::Second => format!("PT{}S", times(1)?),
        Unit::Minute => format!("PT{}M", times(1)?),
        Unit::Hour => format!("PT{}H", times(1)?),
        Unit::Day => format!("P{}D", times(1)?),
        Unit::Week => format!("P{}W", times(1)?),
        Unit::Fortnight => format!("P{}W", times(2)?),
        Unit::Month => format!("P{}M", times(1)?),
        Unit::Quarter => format!("P{}M", times(3)?),
        Unit::Year => format!("P{}Y", times(1)?),
        Unit::Decade => format!("P{}Y", times(10)?),
        Unit::Century => format!("P{}Y", times(100)?),
        Unit::Weekend | Unit::Term => return None,
    })
}

pub(super) const fn fineness(unit: Unit) -> Precision {
    match unit {
        Unit::Second => Precision::Second,
        Unit::Minute => Precision::Minute,
        Unit::Hour => Precision::Hour,
        Unit::Day | Unit::Weekend | Unit::Week | Unit::Fortnight => Precision::Day,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Season,
        Unit::Year | Unit::Term => Precision::Year,
        Unit::Decade => Precision::Decade,
        Unit::Century => Precision::Century,
    }
}
