//! Reads days, months and weekdays: "20 September 2023", "Sept. 20", "Tuesday the 4th".
//!
//! Owns: how a calendar's dates are printed in words. Never: completes what is not printed.

use super::numeric::PIVOT;
use super::raw::What;
use super::read::{Before, Reader};
use super::resolve::Completer;
use crate::lexicon::senses::date::{DateSense, Join, Kinds, Prep, Unit};
use crate::lexicon::senses::number::NumberSense;
use crate::lexicon::{Case, Domains, Gap, Rule, Sense};
use crate::recognize::edtf::civil;
use crate::recognize::scan::number;

impl Reader<'_, '_> {
    /// The month here; whether the word is nothing else.
    pub(super) fn month(&self, at: usize) -> Option<((u8, bool), usize)> {
        self.find(at, Kinds::MONTH, |sense| match sense {
            DateSense::Month(month, sure) => Some((month, sure)),
            _ => None,
        })
    }

    /// Behind the dot of an abbreviation, or a dash between the parts of a date.
    pub(super) fn dot(&self, at: usize) -> usize {
        at + usize::from(self.sign(at, '.') && self.attached(at))
    }

    /// Behind the full stop of a month or weekday cut short ("Sept.", "Thurs."); a longer name's ends the sentence.
    pub(super) fn short_dot(&self, at: usize) -> usize {
        const LETTERS: usize = 5;
        let name = at.checked_sub(1).map_or("", |name| self.lexed.printed(name));
        let behind = self.dot(at);
        if name.chars().count() <= LETTERS && !self.breaks(behind) { behind } else { at }
    }

    /// Behind the words that join the parts of a date.
    pub(super) fn link(&self, at: usize) -> usize {
        let first = self.skip(at, DateSense::Link);
        if first == at { at } else { self.skip(first, DateSense::Link) }
    }

    /// "24", "24th", "twenty-fourth".
    pub(super) fn day(&self, at: usize) -> Option<(u8, usize)> {
        if let Some(day) = self.small(at, 31) {
            let end = match self.is(at + 1, DateSense::DaySuffix) {
                Some(end) if self.attached(at + 1) => end,
                _ => at + 1,
            };
            let glued = self.attached(end) && self.is_word_sign(end);
            // "21AUG22"
            let letters = end == at + 1 && glued && self.month(end).is_none();
            // "հունվարի 25-ին"
            let end = number::case_behind(self.lexed, end).unwrap_or(end);
            return (!letters).then_some((day, end));
        }
        self.find(at, Kinds::ORDINAL, |sense| match sense {
            DateSense::Ordinal(day) => Some(day),
            _ => None,
        })
    }

    /// "twenty five" beside a month; smaller numbers in words count things more often.
    pub(super) fn day_in_words(&self, at: usize) -> Option<(u8, usize)> {
        if self.lexed.get(at)?.is_number() {
            return None;
        }
        let ((count, article), end) = self.count(at)?;
        let day = u8::try_from(count.number()?).ok()?;
        ((13..=31).contains(&day) && !article && !count.vague && !self.counts(end))
            .then_some((day, end))
    }

    /// Whether a day may end here: no time, no percentage, no decimals.
    pub(super) fn ends_day(&self, at: usize) -> bool {
        if self.breaks(at) {
            return true;
        }
        let colon = self.sign(at, ':') && self.attached(at) && self.digits(at + 1).is_some();
        let half = self.find(at, Kinds::UNIT | Kinds::HALF | Kinds::OCLOCK, |sense| match sense {
            DateSense::Half(_) | DateSense::OClock => Some(()),
            DateSense::Unit(unit) if unit != Unit::Second => Some(()),
            _ => None,
        });
        !(colon || self.sign(at, '%') || half.is_some())
    }

    /// Whether what stands here may be counted by the number before it.
    pub(super) fn counts(&self, at: usize) -> bool {
        let Some(token) = self.lexed.get(at) else { return false };
        if token.gap >= Gap::Line {
            return false;
        }
        if self.sign(at, '%') || self.measures(at) {
            return true;
        }
        let noun = || {
            self.lexed
                .entries(at)
                .any(|entry| matches!(entry.sense, Sense::Number(NumberSense::Noun(..))))
        };
        let unknown = !self.lexed.begins(at, Domains::DATE | Domains::CUE | Domains::NUMBER);
        token.is_word()
            && token.case == Case::Lower
            && ((unknown && token.gap > Gap::None) || noun())
    }

    /// Whether a unit or persons stand here: what no year has behind it.
    pub(super) fn measures(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.gap < Gap::Line && token.case == Case::Lower)
            && number::measures(self.lexed, at)
    }

    /// Whether a number behind a weekday or a month counts what stands here: "On Monday 7 were killed", "Am Montag 7 Verletzte". Behind a
    /// day of the month stands a sign, a preposition, an article, or what goes on with the date.
    fn is_count(&self, at: usize) -> bool {
        let Some(token) = self.lexed.get(at).filter(|token| token.gap < Gap::Line) else {
            return false;
        };
        if !token.is_word() {
            return self.sign(at, '%');
        }
        let goes_on =
            self.kinds(at) & !(Kinds::TENSE | Kinds::LINK | Kinds::EVERY | Kinds::COUNT) != 0;
        number::is_counted(self.lexed, at)
            || number::measures(self.lexed, at)
            || (token.case == Case::Lower && !goes_on)
    }

    /// The year behind a day or a month, with its comma.
    pub(super) fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        if self.breaks(at) {
            return None;
        }
        let comma = self.comma(at);
        let mut from = comma;
        for sign in ['-', '/'] {
            if self.sign(at, sign) && self.attached(at) && self.attached(at + 1) {
                from = at + 1;
            }
        }
        let from = if from == at { self.link(at) } else { from };
        let from = self.skip(from, DateSense::Year);
        if self.breaks(from) {
            return None;
        }
        let short = (self.sign(from, '\'') || self.sign(from, '’'))
            && self.attached(from + 1)
            && self.digits(from + 1).is_some_and(|(_, length)| length == 2);
        if short {
            let (value, _) = self.digits(from + 1)?;
            let year = if value < PIVOT { 2000 } else { 1900 } + value;
            return Some((i16::try_from(year).ok()?, from + 2));
        }
        let Some(year) = self.four(from) else {
            return self.year_in_words(from).filter(|_| comma == at);
        };
        if self.measures(from + 1) && (comma != at || !(1900..2100).contains(&year)) {
            return None;
        }
        let end = self.skip_year_word(from + 1);
        Some((year, if end == from + 1 { self.case(end) } else { end }))
    }

    /// "nineteen ninety-six", "two thousand and fifteen", "nineteen hundred ninety three".
    pub(super) fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let number = |at: usize| {
            let word = self.lexed.get(at)?.is_word();
            let (count, end) = self.number_at(at).filter(|_| word)?;
            Some((i16::try_from(count.number()?).ok()?, end))
        };
        let (first, end) = number(at)?;
        let (year, end) = match first {
            17..=20 => {
                let and = self.skip(end, DateSense::Join(Join::And));
                let (rest, to) = number(and).filter(|(rest, _)| (10..100).contains(rest))?;
                (first * 100 + rest, to)
            }
            2000..2100 => (first, end),
            1700..2000 if first % 100 >= 10 => (first, end),
            _ => return None,
        };
        (!self.counts(end)).then_some((year, end))
    }

    /// "2023 года": the word behind the number, where it is none that begins anything else.
    pub(super) fn skip_year_word(&self, at: usize) -> usize {
        if self.breaks(at) || !self.lexed.table.has(Rule::YearBehind) {
            return at;
        }
        // The full stop of "2023 г." is the word's, that of "2023 году." the sentence's.
        const SHORT: usize = 2;
        let short = |end: usize| self.lexed.printed(end - 1).chars().count() <= SHORT;
        let word = self.is(at, DateSense::Year);
        word.map_or(at, |end| if short(end) { self.dot(end) } else { end })
    }

    /// "2009 թ. սեպտեմբերի 26", "2023 April 5": the coarsest first.
    pub(super) fn year_first(&self, at: usize) -> Option<(What, usize)> {
        let year = self.four(at)?;
        let worded = self.skip_year_word(at + 1);
        let cased = if worded > at + 1 { worded } else { self.case(at + 1) };
        let month = self.link(cased);
        if self.breaks(month) || self.inside_digits(at, at + 1) {
            return None;
        }
        let ((month, sure), end) = self.month(month).filter(|_| month > at)?;
        let day = self.day(end).filter(|_| sure && !self.breaks(end));
        let Some((day, end)) = day else {
            let whole = sure && cased > at + 1 && self.lexed.table.has(Rule::CoarseFirst);
            let end = self.noun_behind(end, Unit::Month);
            let what = What::Month { year: Some(year), month, which: None, part: None };
            return whole.then_some((what, end));
        };
        let ends = self.ends_day(end) && !self.measures(end) && self.year_behind(end).is_none();
        ends.then_some((
            What::Day { year: Some(year), month: Some(month), day, weekday: None, which: None },
            end,
        ))
    }

    /// Behind the word for month or day that may stand behind a name: "май месяц", "Cuma günü".
    pub(super) fn noun_behind(&self, at: usize, unit: Unit) -> usize {
        let table = self.lexed.table;
        let noun = (table.has(Rule::CoarseFirst) && !self.breaks(at)).then(|| self.unit(at));
        noun.flatten().filter(|(noun, _)| *noun == unit).map_or(at, |(_, end)| end)
    }

    /// The weekday behind a whole date, where it is that day's: "25 Haziran 2004 Cuma".
    pub(super) fn weekday_behind(&self, what: &What, at: usize) -> Option<(u8, usize)> {
        // "9 Mayıs Salı günü"
        if let What::Day { year: None, month: Some(_), weekday: None, .. } = what
            && self.lexed.table.has(Rule::EndsBehind)
        {
            let (weekday, end) = self.bare_weekday(at).filter(|_| !self.breaks(at))?;
            return Some((weekday, self.noun_behind(end, Unit::Day)));
        }
        let What::Day { year: Some(year), month: Some(month), day, weekday: None, .. } = what
        else {
            return None;
        };
        let from = self.comma(at);
        if self.breaks(from) {
            return None;
        }
        let (weekday, end) = self.bare_weekday(from)?;
        let date = civil(*year, *month, *day)?;
        (u8::try_from(date.weekday().to_monday_one_offset()) == Ok(weekday))
            .then_some((weekday, end))
    }

    /// "20 September 2023", "20th of September", "second of Aug."
    pub(super) fn day_month(&self, at: usize) -> Option<(What, usize)> {
        let (day, end) = self.day(at).or_else(|| self.day_in_words(at))?;
        let money = at
            .checked_sub(1)
            .is_some_and(|sign| ['$', '€', '£', '¥'].iter().any(|money| self.sign(sign, *money)));
        if self.breaks(end) || money {
            return None;
        }
        let tied = (self.sign(end, '-') || self.sign(end, '/'))
            && self.attached(end)
            && self.attached(end + 1);
        let from = if tied { end + 1 } else { self.link(self.dot(end)) };
        let ((month, sure), to) = self.month(from)?;
        // "20 may die": a verb, unless a year or a capital says otherwise.
        let capital = self.lexed.get(from).is_some_and(|token| token.is_capital());
        let to = self.dot_before_year(to);
        // "21 AUG 22", as forces write
        let letters = self.lexed.get(from).is_some_and(|token| token.case == Case::Upper);
        let cut = || {
            self.cut(to).filter(|(_, to)| letters && !self.breaks(to - 1) && !self.is_count(*to))
        };
        let year = self.year_behind(to).or_else(cut);
        if !(sure || capital || tied || year.is_some() || from > end) {
            return None;
        }
        let (year, to) = year.map_or((None, to), |(year, to)| (Some(year), to));
        Some((What::Day { year, month: Some(month), day, weekday: None, which: None }, to))
    }

    /// Behind the dot of "Sept.", where a year stands behind it; else at it.
    pub(super) fn dot_before_year(&self, at: usize) -> usize {
        let behind = self.dot(at);
        if behind != at && self.year_behind(behind).is_some() { behind } else { at }
    }

    /// "18" in "18 and 19 June": the month stands with the last.
    pub(super) fn listed_day(&self, at: usize) -> Option<(What, usize)> {
        let (first, end) = self.day(at)?;
        let mut from = end;
        for _ in 0..3 {
            let comma = self.comma(from);
            let joined = self
                .find(comma, Kinds::JOIN, |sense| match sense {
                    DateSense::Join(Join::And | Join::Or) => Some(()),
                    _ => None,
                })
                .map_or(comma, |((), end)| end);
            if joined == from || self.breaks(joined) {
                return None;
            }
            if let Some((What::Day { year, month, day, .. }, _)) = self.day_month(joined) {
                let what = What::Day { year, month, day: first, weekday: None, which: None };
                return (first < day).then_some((what, end));
            }
            from = self.day(joined)?.1;
        }
        None
    }

    /// "September 20, 2023", "September 24-26", "September 2023", "September".
    pub(super) fn month_first(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let ((month, sure), end) = self.month(at)?;
        let dotted = self.short_dot(end);
        let year = self.year_behind(dotted);
        if year.is_none()
            && let Some((what, to)) = self.day_behind(month, dotted)
            // "In June 15 per cent had left", "in June 15 died": in a month stand no days.
            && !(what.calendar().is_none()
                && to == dotted + 1
                && self.is_count(to)
                && at.checked_sub(1).is_some_and(|within| self.is_within(within)))
        {
            return Some((what, to));
        }
        let capital = self.lexed.get(at).is_some_and(|token| token.is_capital());
        let led = matches!(
            before.prep,
            Some(Prep::At | Prep::By | Prep::Before | Prep::After | Prep::Since | Prep::AsOf)
                | Some(Prep::From | Prep::Between | Prep::Starting)
        );
        let (year, end) = match year {
            Some((year, end)) => (Some(year), end),
            None => (None, end),
        };
        // "April Jones said"
        if year.is_none() && before.prep.is_none() && self.names(end) {
            return None;
        }
        let end = self.noun_behind(end, Unit::Month);
        // French "sept" is seven, too.
        let sure = sure && !self.numerals.begins(at);
        // "may" and "march" are words of their own; "May said" a name.
        if !sure && year.is_none() && !(led && (capital || !before.article)) {
            return None;
        }
        Some((What::Month { year, month, which: None, part: None }, end))
    }

    /// Whether a name goes on here that a month or a weekday begins: "April Jones", "Sunday Times".
    fn names(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| {
            token.is_word()
                && token.gap == Gap::Blank
                && token.case == Case::Title
                && token.domains & Domains::DATE == 0
                && !self.numerals.begins(at)
        })
    }

    /// Whether a preposition of stretches stands here, behind which no day does: "in", not "on".
    fn is_within(&self, at: usize) -> bool {
        self.is(at, DateSense::Prep(Prep::Within)) == Some(at + 1)
    }

    /// The day behind a month: "20", "20th, 2023", "the twentieth".
    pub(super) fn day_behind(&self, month: u8, at: usize) -> Option<(What, usize)> {
        if self.breaks(at) {
            return None;
        }
        let tied = (self.sign(at, '-') || self.sign(at, '/'))
            && self.attached(at)
            && self.attached(at + 1);
        let comma = self.comma(at);
        let from = if tied { at + 1 } else { self.skip(comma, DateSense::Article) };
        if self.breaks(from) {
            return None;
        }
        let (day, end) = self.day(from).or_else(|| self.day_in_words(from))?;
        let ordinal = end > from + 1 || !self.lexed.get(from).is_some_and(|t| t.is_number());
        let counts = || self.measures(end) || number::is_counted(self.lexed, end);
        if (comma != at && !ordinal) || !self.ends_day(end) || (!ordinal && counts()) {
            return None;
        }
        let (year, end) = match self.year_behind(end) {
            Some((year, end)) => (Some(year), end),
            None => (None, end),
        };
        Some((What::Day { year, month: Some(month), day, weekday: None, which: None }, end))
    }

    /// "Tuesday", "Tuesday, September 26", "Friday the 4th", "Monday of last week".
    pub(super) fn weekday(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let ((weekday, sure), end) = self.find(at, Kinds::WEEKDAY, |sense| match sense {
            DateSense::Weekday(day, sure) => Some((day, sure)),
            _ => None,
        })?;
        let dotted = self.short_dot(end);
        let behind = self.comma(dotted);
        let open = usize::from(self.sign(behind, '('));
        let dash = usize::from(self.sign(behind, '-') && self.attached(behind));
        let from = self.skip(behind + open + dash, DateSense::Article);
        if !self.breaks(from)
            && let Some((What::Day { year, month: Some(month), day, which, .. }, to)) =
                self.one(from, Before { prep: Some(Prep::At), article: false })
        {
            let to = to + usize::from(open > 0 && self.sign(to, ')'));
            let what = What::Day { year, month: Some(month), day, weekday: Some(weekday), which };
            return Some((what, to));
        }
        // "Monday the 27th", "Monday 21"
        if !self.breaks(from)
            && let Some((day, to)) = self.day(from)
            && (from > end || self.lexed.get(from).is_some_and(|t| t.is_number()))
            && behind == dotted
            && open + dash == 0
            && self.ends_day(to)
            && !(if to == from + 1 { self.is_count(to) } else { self.counts(to) })
            && self.interval_sign(to).is_none()
        {
            let what =
                What::Day { year: None, month: None, day, weekday: Some(weekday), which: None };
            return Some((what, to));
        }
        let capital = self.lexed.get(at).is_some_and(|token| token.case == Case::Title);
        if !(sure || capital && before.prep.is_some()) {
            return None;
        }
        // "the Sunday Times said", "Sunday Express reported"
        if before.prep.is_none()
            && self.names(end)
            && (before.article || self.lexed.begins(end + 1, Domains::CUE))
        {
            return None;
        }
        let from = self.link(end);
        if let Some((which, to)) = self.which_week(from) {
            let weeks = Some(Completer::step(which));
            return Some((What::Weekday { weekday, which: None, weeks }, to));
        }
        let end = self.noun_behind(end, Unit::Day);
        Some((What::Weekday { weekday, which: None, weeks: None }, end))
    }

    pub(super) fn interval_sign(&self, at: usize) -> Option<()> {
        let sign = self.lexed.get(at).is_some_and(|token| token.sign().is_some());
        (sign && self.is(at, DateSense::Join(Join::To)).is_some()).then_some(())
    }

    pub(super) fn bare_weekday(&self, at: usize) -> Option<(u8, usize)> {
        self.find(at, Kinds::WEEKDAY, |sense| match sense {
            DateSense::Weekday(day, _) => Some(day),
            _ => None,
        })
    }
}
