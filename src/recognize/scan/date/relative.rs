//! Reads what is counted or cut from a date: "last week", "late September", "three days ago", "the 1990s", "six weeks".
//!
//! Owns: how stretches and distances of time are printed. Never: completes what is not printed.

use super::raw::{Count, From, What};
use super::read::{Before, Reader};
use super::resolve::Completer;
use crate::lexicon::senses::date::{DateSense, Feast, Kinds, Prep, Shift, Stretch, Unit, Which};
use crate::lexicon::{Domains, Rule, Sense};

impl Reader<'_, '_> {
    /// "late September 2020", "mid-June", "the end of the year", "early last week", "late Sunday".
    pub(super) fn part(&self, at: usize) -> Option<(What, usize)> {
        let (part, end) = self.find(at, Kinds::PART, |sense| match sense {
            DateSense::Part(part) => Some(part),
            _ => None,
        })?;
        let dash = end + usize::from(self.sign(end, '-') && self.attached(end));
        let linked = self.link(dash);
        let from = self.skip(self.prep_inside(linked), DateSense::Article);
        if self.breaks(from) {
            return None;
        }
        // "earlier today" is today.
        if (part == Stretch::End || self.asked)
            && let Some((days, to)) = self.find(from, Kinds::DAY, |sense| match sense {
                DateSense::Day(days, _) => Some(days),
                _ => None,
            })
        {
            return Some((What::Days(i64::from(days)), to));
        }
        let some = Some(part);
        if let Some(((month, sure), to)) = self.month(from) {
            let to = self.dot_before_year(to);
            let (year, to) = self.year_behind(to).map_or((None, to), |(y, to)| (Some(y), to));
            let capital = self.lexed.get(from).is_some_and(|token| token.is_capital());
            return (sure || capital || year.is_some())
                .then_some((What::Month { year, month, which: None, part: some }, to));
        }
        if let Some((what, to)) =
            self.decade(from).or_else(|| self.century(from)).or_else(|| self.century_in_roman(from))
        {
            return Some((what.with_part(part), to));
        }
        let year = self.four(from).filter(|year| *year >= 1500 && !self.measures(from + 1));
        if let Some(year) = year {
            let end = self.skip_year_word(from + 1);
            return Some((What::Year { year, part: some }, end));
        }
        let inside = Before { prep: Some(Prep::At), article: linked > dash };
        let rest = matches!(part, Stretch::Before | Stretch::After);
        if rest {
            let which = self.which(from);
            let what = which.filter(|(what, _)| matches!(what, What::Stretch { count: None, .. }));
            if let Some((what, to)) = what {
                return Some((what.with_part(part), to));
            }
        } else if let Some((what, to)) = self
            .which(from)
            .or_else(|| self.weekday(from, inside))
            .or_else(|| self.season(from, inside))
        {
            return Some((what.with_part(part), to));
        }
        // "in late summer"
        if let Stretch::Third(_) = part
            && let Some((code @ 21..=24, to)) = self.season_code(from)
            && from == dash
            && !self.counts(to)
            && self.link(to) == to
        {
            return Some((What::Season { year: None, code, which: None }, to));
        }
        // "the end of the year", "end of month"
        let (unit, to) = self.unit(from)?;
        let whole = matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year
        );
        let firm = part == Stretch::End || end > at + 1 || from > dash;
        (whole && firm)
            .then_some((What::Stretch { which: Which::This, unit, count: None, part: some }, to))
    }

    /// "late on Sunday", "early in 2020": a preposition inside.
    pub(super) fn prep_inside(&self, at: usize) -> usize {
        match self.find(at, Kinds::PREP, |sense| match sense {
            DateSense::Prep(Prep::At) => Some(()),
            _ => None,
        }) {
            Some(((), end)) => self.skip(end, DateSense::Article),
            None => at,
        }
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.find(at, Kinds::UNIT, |sense| match sense {
            DateSense::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    /// "last week", "next Tuesday", "this summer", "the past few days".
    pub(super) fn which(&self, at: usize) -> Option<(What, usize)> {
        // All of them: "the last" is "past" before a count and "last" before a week.
        let table = self.lexed.entries(at).filter_map(|entry| match entry.sense {
            Sense::Date(DateSense::Which(which)) => Some((which, at + entry.len())),
            _ => None,
        });
        for (which, end) in table {
            if let Some(found) = self.which_what(which, end) {
                return Some(found);
            }
        }
        None
    }

    /// "last week" behind a weekday; asks nothing further, so that "Monday last Monday last …" is no deeper than it is long.
    pub(super) fn which_week(&self, at: usize) -> Option<(Which, usize)> {
        // "de la semaine prochaine"
        if self.lexed.table.has(Rule::WhichBehind)
            && let from = self.skip(at, DateSense::Article)
            && let Some((Unit::Week, end)) = self.unit(from)
            && !self.breaks(end)
            && let Some(found) = self.find(end, Kinds::WHICH, |sense| match sense {
                DateSense::Which(which) => Some(which),
                _ => None,
            })
        {
            return Some(found);
        }
        self.lexed.entries(at).find_map(|entry| {
            let Sense::Date(DateSense::Which(which)) = entry.sense else { return None };
            let behind = at + entry.len();
            let (unit, end) = self.unit(behind).filter(|_| !self.breaks(behind))?;
            (unit == Unit::Week).then_some((which, end))
        })
    }

    pub(super) fn which_what(&self, which: Which, at: usize) -> Option<(What, usize)> {
        if self.breaks(at) || !(self.may_count(at) || self.may_be(at) & Kinds::STARTS != 0) {
            return None;
        }
        if let Some((unit, to)) = self.unit(at) {
            // "second" is an ordinal here, "hour" no date.
            if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                return None;
            }
            // "the last week of July"
            if which == Which::Last || which == Which::Past {
                let from = self.link(to);
                if unit == Unit::Week
                    && from > to
                    && let Some((of, to)) =
                        self.one(from, Before { prep: Some(Prep::At), article: false })
                    && of.holds_weeks()
                {
                    return Some((What::WeekIn { number: 0, of: Some(of.into()) }, to));
                }
            }
            // "the last quarter of 2015"
            if unit == Unit::Quarter
                && matches!(which, Which::Last | Which::Past)
                && let Some((year, end)) = self.year_behind(to)
            {
                return Some((What::Season { year: Some(year), code: 36, which: None }, end));
            }
            // "last year's first quarter"
            if unit == Unit::Year
                && self.possessive(to)
                && let Some((code, end)) = self.season_code(to + 1)
            {
                return Some((What::Season { year: None, code, which: Some(which) }, end));
            }
            // "այս տարվա հուլիսի 1", "geçen yılın Mayıs ayı"
            if unit == Unit::Year
                && self.lexed.table.has(Rule::CoarseFirst)
                && !self.breaks(to)
                && self.may_be(to) & Kinds::MONTH != 0
                && let Some((what, to)) =
                    self.month_first(to, Before { prep: Some(Prep::At), article: false })
            {
                return Some((What::InYear(what.into(), which), to));
            }
            let week = unit == Unit::Week;
            let stretch = What::Stretch { which, unit, count: None, part: None };
            // "next week on Tuesday", "last week Monday"
            let from = self.prep_inside(to);
            let from = from + usize::from(self.sign(from, '-'));
            if week && let Some((weekday, to)) = self.bare_weekday(from) {
                let weeks = Some(Completer::step(which));
                return Some((What::Weekday { weekday, which: None, weeks }, to));
            }
            return Some((stretch, to));
        }
        if let Some((count, to)) = self.count(at)
            && let Some((unit, end)) = self.unit(to)
            && !count.1
            && unit != Unit::Second
            && !self.aged(end)
            && !self.compound(end)
        {
            let from = self.link(end);
            if matches!(which, Which::Last | Which::Past)
                && let Some(found) = self.piece(true, count.0, unit, end, from)
            {
                return Some(found);
            }
            let what = What::Stretch { which, unit, count: Some(count.0), part: None };
            return Some((what, end));
        }
        if let Some((weekday, end)) = self.bare_weekday(at) {
            // "this Friday, June 15", "next Friday 5/12"
            if let Some((What::Day { year, month: Some(month), day, .. }, to)) =
                self.weekday(at, Before::default())
            {
                let what = What::Day {
                    year,
                    month: Some(month),
                    day,
                    weekday: Some(weekday),
                    which: None,
                };
                return Some((what, to));
            }
            // "the last Friday of July"
            if matches!(which, Which::Last | Which::Past)
                && let Some(found) = self.weekday_in(0, weekday, end)
            {
                return Some(found);
            }
            return Some((What::Weekday { weekday, which: Some(which), weeks: None }, end));
        }
        if let Some(((month, sure), end)) = self.month(at) {
            let capital = self.lexed.get(at).is_some_and(|token| token.is_capital());
            if let Some((What::Day { year, month, day, weekday, .. }, to)) =
                self.day_behind(month, self.short_dot(end))
            {
                return Some((What::Day { year, month, day, weekday, which: Some(which) }, to));
            }
            return (sure || capital).then_some((
                What::Month { year: None, month, which: Some(which), part: None },
                end,
            ));
        }
        if let Some((feast, end)) = self.feast(at) {
            return Some((What::Feast { feast, year: None, which: Some(which) }, end));
        }
        if let Some((code, end)) = self.season_code(at) {
            return Some((What::Season { year: None, code, which: Some(which) }, end));
        }
        let (what, end) = self
            .day_month(at)
            .or_else(|| self.numeric(at, Before { prep: Some(Prep::At), article: false }))?;
        match what {
            What::Day { year: None, month, day, weekday, .. } => {
                Some((What::Day { year: None, month, day, weekday, which: Some(which) }, end))
            }
            _ => None,
        }
    }

    /// "of July" behind a weekday that is one of several; 0 = the last.
    fn weekday_in(&self, number: u8, weekday: u8, at: usize) -> Option<(What, usize)> {
        let from = self.link(at);
        if from == at || self.breaks(from) {
            return None;
        }
        let (of, to) = self.one(from, Before { prep: Some(Prep::At), article: false })?;
        let month = matches!(
            of,
            What::Month { part: None, .. }
                | What::Stretch { unit: Unit::Month, count: None, part: None, .. }
        );
        month.then(|| (What::WeekdayIn { number, weekday, of: of.into() }, to))
    }

    pub(super) fn season_code(&self, at: usize) -> Option<(u8, usize)> {
        self.find(at, Kinds::SEASON, |sense| match sense {
            DateSense::Season(code) => Some(code),
            _ => None,
        })
    }

    /// "summer 2020", "the first quarter of 2022", "Q3 2022", "in summer".
    pub(super) fn season(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let (code, end) = self.season_code(at)?;
        if let Some((year, to)) = self.year_behind(end) {
            return Some((What::Season { year: Some(year), code, which: None }, to));
        }
        let from = self.link(end);
        if !self.breaks(from)
            && let Some((What::Stretch { which, unit: Unit::Year, count: None, .. }, to)) =
                self.which(from)
        {
            return Some((What::Season { year: None, code, which: Some(which) }, to));
        }
        if from > end
            && let Some((Unit::Year, to)) = self.unit(from)
        {
            return Some((What::Season { year: None, code, which: Some(Which::This) }, to));
        }
        // "Q1" is nothing else.
        let short = end == at + 1 && self.lexed.printed(at).bytes().any(|b| b.is_ascii_digit());
        if short && code >= 33 {
            return Some((What::Season { year: None, code, which: None }, end));
        }
        // A language that has no article has none here.
        let bare = self.lexed.table.has(Rule::BareOne) && code >= 33;
        let firm = before.article || bare || matches!(before.prep, Some(Prep::Since));
        let placed = matches!(before.prep, Some(Prep::At | Prep::By | Prep::Since | Prep::Before));
        (placed && firm && !self.counts(end))
            .then_some((What::Season { year: None, code, which: None }, end))
    }

    /// "the weekend", "later in the year": the one that is now, where nothing stands behind it.
    pub(super) fn now(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let (unit, end) = self.unit(at)?;
        // "неделю назад", "yıl sonu"
        if self.lexed.table.has(Rule::BareOne) && !self.breaks(end) {
            if let Some((shift @ (Shift::Ago | Shift::Later), to)) = self.shift_behind(end) {
                let back = shift == Shift::Ago;
                let from = if back { From::Now } else { From::Earlier };
                let count = Count::whole(1);
                return Some((What::Shift { count, unit, back, from, over: false }, to));
            }
            let now = What::Stretch { which: Which::This, unit, count: None, part: None };
            if self.lexed.table.has(Rule::EndsBehind) && self.part_behind(&now, end).is_some() {
                return Some((now, end));
            }
        }
        if before.article
            && let Some((shift @ (Shift::Before | Shift::After), to)) = self.shift_behind(end)
        {
            let back = shift == Shift::Before;
            let from = self.skip(to, DateSense::Article);
            if !self.breaks(from)
                && let Some((what, behind)) =
                    self.one(from, Before { prep: Some(Prep::At), article: from > to })
                && what.is_point()
            {
                let from = From::Date(what.into());
                let count = Count::whole(1);
                return Some((What::Shift { count, unit, back, from, over: false }, behind));
            }
            let named = self.lexed.get(to).is_some_and(|token| token.is_word());
            let from = if named && !self.breaks(to) { From::Event } else { From::Earlier };
            let count = Count::whole(1);
            return Some((What::Shift { count, unit, back, from, over: false }, to));
        }
        let one = self.is(at, DateSense::Single).is_some();
        let closed = self.breaks(end)
            || (unit == Unit::Weekend && self.is_number(end))
            || self.lexed.get(end).is_some_and(|token| match token.sign() {
                Some(sign) => sign != '-',
                None => self.lexed.begins(end, Domains::DATE) && self.four(end).is_none(),
            });
        let what = What::Stretch { which: Which::This, unit, count: None, part: None };
        // "am Wochenende"
        let placed = before.article
            || self.lexed.table.has(Rule::BareOne)
            || (unit == Unit::Weekend && before.prep == Some(Prep::At));
        (one && closed && placed).then_some((what, end))
    }

    /// "the week of April 10th", "the second week of May", "week 31".
    pub(super) fn week(&self, at: usize) -> Option<(What, usize)> {
        let (unit, end) = self.unit(at)?;
        if unit == Unit::Weekend {
            let from = self.link(end);
            let (feast, to) = (from > end).then(|| self.holiday(from)).flatten()?;
            return feast.is_day().then(|| (What::WeekendOf(feast.into()), to));
        }
        // "el día 21", "el día 9 de mayo"
        if unit == Unit::Day && self.lexed.table.has(Rule::DayNamed) && !self.breaks(end) {
            if let Some(found) = self.day_month(end) {
                return Some(found);
            }
            let (day, to) = self.day(end).or_else(|| self.day_in_words(end))?;
            let alone = self.ends_day(to) && !self.counts(to) && !self.measures(to);
            let what = What::Day { year: None, month: None, day, weekday: None, which: None };
            return alone.then_some((what, to));
        }
        // "the month of September"
        if unit == Unit::Month {
            let from = self.link(end);
            if from == end || self.breaks(from) || self.may_be(from) & Kinds::MONTH == 0 {
                return None;
            }
            let (month, to) = self.one(from, Before { prep: Some(Prep::At), article: false })?;
            return matches!(month, What::Month { .. }).then_some((month, to));
        }
        if unit != Unit::Week {
            return None;
        }
        if let Some(number) = self.small(end, 53) {
            let from = self.link(end + 1);
            if from > end + 1
                && let Some((of, to)) =
                    self.one(from, Before { prep: Some(Prep::At), article: false })
                && of.holds_weeks()
            {
                return Some((What::WeekIn { number, of: Some(of.into()) }, to));
            }
            return Some((What::WeekIn { number, of: None }, end + 1));
        }
        // "the week starting on February 4"
        let from = match self.link(end) {
            from if from > end => from,
            _ => self.starting(end),
        };
        if from == end {
            return None;
        }
        let (what, to) = self.one(from, Before { prep: Some(Prep::At), article: true })?;
        what.is_day().then_some((What::WeekOf(what.into()), to))
    }

    /// "19th century", "the third week of May", "on the 18th".
    pub(super) fn ordinal(&self, at: usize, before: Before) -> Option<(What, usize)> {
        if let Some(found) = self.century(at).or_else(|| self.quarter_of(at, before)) {
            return Some(found);
        }
        let (number, end) = self.day(at)?;
        let digits = self.lexed.get(at).is_some_and(|token| token.is_number());
        if digits && end == at + 1 {
            return None;
        }
        // "the first six months of 2023"
        if number == 1
            && !self.breaks(end)
            && let Some(((count, false), behind)) = self.count(end)
            && let Some((unit, to)) = self.unit(behind)
            && let Some(found) = self.piece(false, count, unit, to, self.link(to))
        {
            return Some(found);
        }
        // "the 15th day of next month"
        if let Some((Unit::Day, to)) = self.unit(end) {
            let from = self.skip(self.link(to), DateSense::Article);
            let what = |year, month| What::Day {
                year,
                month: Some(month),
                day: number,
                weekday: None,
                which: None,
            };
            return match self.one(from, Before { prep: Some(Prep::At), article: false }) {
                Some((What::Month { year, month, which: None, part: None }, to)) => {
                    Some((what(year, month), to))
                }
                Some((
                    stretch @ What::Stretch { unit: Unit::Month, count: None, part: None, .. },
                    to,
                )) => Some((What::DayIn { day: number, of: stretch.into() }, to)),
                _ => match self.unit(from) {
                    Some((Unit::Month, to)) => {
                        let (which, unit) = (Which::This, Unit::Month);
                        let of = What::Stretch { which, unit, count: None, part: None };
                        Some((What::DayIn { day: number, of: of.into() }, to))
                    }
                    _ => None,
                },
            };
        }
        // "the first Tuesday of November"
        if let Some((weekday, to)) = self.bare_weekday(end)
            && number <= 4
            && let Some(found) = self.weekday_in(number, weekday, to)
        {
            return Some(found);
        }
        // "the third month of 2021"
        if let Some((Unit::Month, to)) = self.unit(end) {
            let from = self.link(to);
            let (of, to) = (from > to && !self.breaks(from))
                .then(|| self.one(from, Before { prep: Some(Prep::At), article: false }))
                .flatten()?;
            let year = matches!(
                of,
                What::Year { part: None, .. }
                    | What::Stretch { unit: Unit::Year, count: None, part: None, .. }
            );
            return (year && number <= 12).then(|| (What::MonthIn { number, of: of.into() }, to));
        }
        if let Some((Unit::Week, to)) = self.unit(end) {
            let from = self.link(to);
            if from > to
                && let Some((of, to)) =
                    self.one(from, Before { prep: Some(Prep::At), article: false })
                && of.holds_weeks()
            {
                return Some((What::WeekIn { number, of: Some(of.into()) }, to));
            }
            return None;
        }
        if digits
            && let Some((of @ What::Stretch { unit: Unit::Month, count: None, part: None, .. }, to)) =
                self.which(self.link(end))
        {
            return Some((What::DayIn { day: number, of: of.into() }, to));
        }
        let placed = matches!(
            before.prep,
            Some(Prep::At | Prep::By | Prep::Since | Prep::AsOf | Prep::Before | Prep::After)
                | Some(Prep::Starting)
        );
        let closed = self.breaks(end)
            || self.lexed.begins(end, Domains::DATE | Domains::CUE)
            || self.lexed.get(end).is_some_and(|token| token.sign().is_some_and(|c| c != '-'));
        (digits && placed && before.article && closed).then_some((
            What::Day { year: None, month: None, day: number, weekday: None, which: None },
            end,
        ))
    }

    pub(super) fn holiday(&self, at: usize) -> Option<(What, usize)> {
        let (feast, end) = self.feast(at)?;
        let (year, end) = self.year_behind(end).map_or((None, end), |(y, to)| (Some(y), to));
        let from = self.link(end);
        if year.is_none()
            && from > end
            && let Some((What::Stretch { which, unit: Unit::Year, count: None, .. }, to)) =
                self.which(from)
        {
            return Some((What::Feast { feast, year: None, which: Some(which) }, to));
        }
        // "Labor Day weekend 2021"
        if !self.breaks(end)
            && let Some((Unit::Weekend, to)) = self.unit(end)
        {
            let (year, to) = match year {
                Some(year) => (Some(year), to),
                None => self.year_behind(to).map_or((None, to), |(y, to)| (Some(y), to)),
            };
            return Some((What::WeekendOf(What::Feast { feast, year, which: None }.into()), to));
        }
        Some((What::Feast { feast, year, which: None }, end))
    }

    pub(super) fn feast(&self, at: usize) -> Option<(Feast, usize)> {
        self.find(at, Kinds::HOLIDAY, |sense| match sense {
            DateSense::Holiday(feast) => Some(feast),
            _ => None,
        })
    }
}
