//! Reads the date that begins at a token.
//!
//! Owns: which tokens are a date and what they say. Never: completes what is not printed; looks further than a date is long.

use super::raw::What;
use crate::lexicon::senses::date::{DateSense, Join, Kinds, Now, Prep, Unit, Which};
use crate::lexicon::{Domains, Gap, Kind, Lexed, Rule, Sense, digit_value};
use crate::recognize::scan::number::Numerals;
use std::cell::Cell;

/// What stands before a date.
#[derive(Clone, Copy, Default)]
pub(super) struct Before {
    /// The preposition.
    pub(super) prep: Option<Prep>,
    /// Whether an article stands right before it.
    pub(super) article: bool,
}

impl Before {
    /// Whether an end of an interval may stand here.
    fn is_end(self) -> bool {
        matches!(self.prep, Some(Prep::Between | Prep::From))
    }
}

/// Reads dates of one text.
pub(super) struct Reader<'a, 't> {
    pub(super) lexed: &'a Lexed<'t>,
    /// Whether `9/11` is the eleventh of September.
    pub(super) month_first: bool,
    /// The numbers of the text.
    pub(super) numerals: &'a Numerals,
    /// Somebody says that there is a date: what print leaves in doubt is one.
    pub(super) asked: bool,
    /// How many dates are being read inside of each other.
    pub(super) depth: Cell<u8>,
}

impl Reader<'_, '_> {
    /// The longest phrase here for which `pick` gives something.
    pub(super) fn find<T>(
        &self,
        at: usize,
        kinds: u32,
        pick: impl Fn(DateSense) -> Option<T>,
    ) -> Option<(T, usize)> {
        if self.may_be(at) & kinds == 0 || self.may_be_before(at) & kinds == 0 {
            return None;
        }
        self.lexed.find(at, Domains::DATE, |sense| match sense {
            Sense::Date(sense) => pick(*sense),
            _ => None,
        })
    }

    /// The kinds of all that begins with the word here, whether or not it stands here wholly.
    pub(super) fn may_be(&self, at: usize) -> u32 {
        self.lexed.table.date_kinds(self.lexed.word(at))
    }

    /// The same, given the word behind it.
    fn may_be_before(&self, at: usize) -> u32 {
        self.lexed.table.kinds_before(self.lexed.word(at), self.lexed.word(at + 1))
    }

    pub(super) fn is(&self, at: usize, wanted: DateSense) -> Option<usize> {
        self.find(at, wanted.kind(), |sense| (sense == wanted).then_some(())).map(|((), end)| end)
    }

    /// Behind this word, where it stands here.
    pub(super) fn skip(&self, at: usize, wanted: DateSense) -> usize {
        self.is(at, wanted).unwrap_or(at)
    }

    pub(super) fn sign(&self, at: usize, sign: char) -> bool {
        self.lexed.is_sign(at, sign)
    }

    /// Behind a comma.
    pub(super) fn comma(&self, at: usize) -> usize {
        at + usize::from([',', '،', '՝'].iter().any(|sign| self.sign(at, *sign)))
    }

    pub(super) fn attached(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a line begins at the token: a date does not run on there.
    pub(super) fn breaks(&self, at: usize) -> bool {
        self.lexed.get(at).is_none_or(|token| token.gap >= Gap::Line)
    }

    /// Whether a sentence or a part of it ends before the token.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.breaks(at) || self.lexed.get(at).is_none_or(|token| token.sign().is_some())
    }

    /// A number of digits alone: its value and how many they are.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.lexed.get(at).filter(|token| token.is_number())?;
        if token.end - token.start > 24 {
            return None;
        }
        let printed = self.lexed.printed(at);
        if printed.len() <= 8 && printed.bytes().all(|byte| byte.is_ascii_digit()) {
            let digits = printed.bytes().map(|byte| u32::from(byte - b'0'));
            return Some((digits.fold(0, |value, digit| value * 10 + digit), printed.len()));
        }
        let mut value = 0_u32;
        let mut length = 0;
        for c in printed.chars() {
            value = value.checked_mul(10)?.checked_add(u32::from(digit_value(c)?))?;
            length += 1;
        }
        (length <= 8).then_some((value, length))
    }

    /// A number of one or two digits from 1 to `high`.
    pub(super) fn small(&self, at: usize, high: u32) -> Option<u8> {
        let (value, length) = self.digits(at)?;
        (length <= 2 && (1..=high).contains(&value)).then(|| u8::try_from(value).ok()).flatten()
    }

    /// Four digits from 1000 to 2199; where a date is asked, to 9999.
    pub(super) fn four(&self, at: usize) -> Option<i16> {
        let (value, length) = self.digits(at)?;
        let most = if self.asked { 10_000 } else { 2200 };
        (length == 4 && (1000..most).contains(&value)).then(|| i16::try_from(value).ok()).flatten()
    }

    /// A date, or an interval of two.
    pub(super) fn read(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let start = if before.prep == Some(Prep::Between) || before.prep == Some(Prep::From) {
            self.skip(at, DateSense::Article)
        } else {
            at
        };
        let one = self.one(start, before);
        if let Some(found) = self.interval(start, one.as_ref(), before) {
            return Some(found);
        }
        // Half of a span of numbers that is none of years; "from now on".
        one.filter(|(what, end)| {
            // "the 2020 and 2016 wars"
            let of_wars = before.article && before.prep != Some(Prep::Between);
            *what != What::Now(Now::End) && (of_wars || !self.spans_numbers(what, *end))
        })
    }

    /// "1988 to 1994", "24 – 26 September", "Monday to Friday".
    pub(super) fn interval(
        &self,
        at: usize,
        one: Option<&(What, usize)>,
        before: Before,
    ) -> Option<(What, usize)> {
        let open = before.prep == Some(Prep::Between);
        let opened = open || before.prep == Some(Prep::From);
        let joined = |at: usize| {
            let ((), end) = self.find(at, Kinds::JOIN, |sense| match sense {
                DateSense::Join(Join::To) => Some(()),
                DateSense::Join(Join::And) if open => Some(()),
                // "24 or 25 September"
                DateSense::Join(Join::Or) if self.asked => Some(()),
                _ => None,
            })?;
            (!self.breaks(at) && !self.breaks(end)).then_some(end)
        };
        if let Some((first, end)) = one
            && first.is_point()
        {
            // "30 Jul. y 30 Sept."
            let Some(behind) = joined(*end).or_else(|| joined(self.short_dot(*end))) else {
                return self.ended_behind(first, *end);
            };
            let behind = self.skip(behind, DateSense::Article);
            let inside = Before { prep: Some(Prep::From), article: false };
            if let What::Day { month: Some(_), .. } = first
                && self.numeric(behind, inside).is_none()
                && let Some((day, to)) = self.day(behind)
                && self.ends_day(to)
                && !self.measures(to)
                && self.month(to).is_none()
                && self.month(self.link(to)).is_none()
            {
                let (year, to) = self.year_behind(to).map_or((None, to), |(y, to)| (Some(y), to));
                let last =
                    What::Day { year, month: first.month(), day, weekday: None, which: None };
                return Some((What::Interval(first.clone().into(), last.into()), to));
            }
            let (last, to) = self.one(behind, inside)?;
            let dashed = self.lexed.get(*end).is_some_and(|token| !token.is_word());
            // "between 1500 and 2000 people"
            let old = |what: &What| matches!(what, What::Year { year, part: None } if *year < 1900);
            if (old(first) || old(&last)) && self.counts(to) {
                return None;
            }
            // "from March to date", "2014–present", but not "in 2014 - now".
            if last == What::Now(Now::End) {
                let tied = dashed && self.attached(*end) && self.attached(behind);
                return (opened || tied)
                    .then(|| (What::Interval(first.clone().into(), last.into()), to));
            }
            let alike = std::mem::discriminant(first) == std::mem::discriminant(&last);
            let calendar = |what: &What| matches!(what, What::Day { .. } | What::Month { .. });
            let alike =
                alike || (calendar(first) && (calendar(&last) || matches!(last, What::InYear(..))));
            return (last.is_point() && (alike || opened || !dashed))
                .then(|| (What::Interval(first.clone().into(), last.into()), to));
        }
        if one.is_some() {
            return None;
        }
        // Years whose only sign of being years is that they are two.
        if let Some(first) = self.four(at) {
            let year = |year| What::Year { year, part: None };
            let Some(behind) = joined(at + 1) else {
                let recent = (1800..2100).contains(&first);
                return recent.then(|| self.ended_behind(&year(first), at + 1)).flatten();
            };
            let tied = self.attached(at + 1) && self.attached(behind);
            if (1800..2100).contains(&first)
                && tied
                && let Some(to) = self.is(behind, DateSense::Now(Now::End))
            {
                let now = What::Now(Now::End);
                return Some((What::Interval(year(first).into(), now.into()), to));
            }
            let (last, length) = self.digits(behind)?;
            let last = i16::try_from(last).ok()?;
            let last = if length == 2 { first / 100 * 100 + last } else { last };
            let recent = 1800..2100;
            let plain = opened || (recent.contains(&first) && recent.contains(&last));
            let short =
                length == 4 || (length == 2 && self.attached(behind) && !self.is_word_sign(at + 1));
            if plain
                && short
                && !self.inside_digits(at, behind + 1)
                && first < last
                && last < 2200
                && !(if before.article {
                    self.measures(behind + 1)
                } else {
                    self.counts(behind + 1)
                })
            {
                let end = self.skip_year_word(behind + 1);
                return Some((What::Interval(year(first).into(), year(last).into()), end));
            }
            return None;
        }
        // "24 to 26 September": the month stands with the last alone.
        if !self.lexed.get(at)?.is_number() && self.may_be(at) & Kinds::ORDINAL == 0 {
            return None;
        }
        let (first, end) = self.day(at)?;
        let behind = self.skip(joined(self.dot(end))?, DateSense::Article);
        let (last, to) = self.day_month(behind)?;
        let first =
            What::Day { year: None, month: last.month(), day: first, weekday: None, which: None };
        Some((What::Interval(first.into(), last.into()), to))
    }

    /// Whether more digits are glued to these ("+86 138-2010-2015", "133-03-03-2020").
    pub(super) fn inside_digits(&self, from: usize, to: usize) -> bool {
        let tie = |at: usize| {
            ['-', '/', '.', '–'].iter().any(|sign| self.sign(at, *sign)) && self.attached(at)
        };
        let before = from >= 2
            && self.attached(from)
            && tie(from - 1)
            && self.lexed.get(from - 2).is_some_and(|token| token.is_number());
        let behind = tie(to)
            && self.attached(to + 1)
            && self.lexed.get(to + 1).is_some_and(|token| token.is_number());
        before || behind
    }

    /// "1500" in "between 1500 and 2000 people".
    fn spans_numbers(&self, what: &What, at: usize) -> bool {
        matches!(what, What::Year { part: None, .. })
            && self
                .find(at, Kinds::JOIN, |s| matches!(s, DateSense::Join(_)).then_some(()))
                .is_some_and(|((), to)| {
                    self.digits(to).is_some_and(|(_, length)| length > 2) && self.counts(to + 1)
                })
    }

    pub(super) fn is_word_sign(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(crate::lexicon::Token::is_word)
    }

    /// One date.
    pub(super) fn one(&self, at: usize, before: Before) -> Option<(What, usize)> {
        // "three days after Monday, 4 September" is three dates deep; nobody writes more.
        let depth = self.depth.get();
        if depth >= 3 {
            return None;
        }
        self.depth.set(depth + 1);
        let found = self.one_inside(at, before);
        self.depth.set(depth);
        found
    }

    fn one_inside(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let (what, end) = match self.lexed.get(at)?.kind {
            Kind::Number => self.number(at, before)?,
            Kind::Word => self.word(at, before)?,
            _ => return None,
        };
        if let Some((said, end)) = self.weekday_behind(&what, end)
            && let What::Day { year, month, day, which, .. } = what
        {
            return Some((What::Day { year, month, day, weekday: Some(said), which }, end));
        }
        if self.lexed.table.has(Rule::EndsBehind)
            && let Some((part, to)) = self.part_behind(&what, end)
        {
            return Some((what.with_part(part), to));
        }
        if self.lexed.table.has(Rule::EndsBehind)
            && let Some(found) = self.piece_behind(&what, end)
        {
            return Some(found);
        }
        // "December last year", "on 5 May of this year"
        if let What::Day { year: None, month: Some(_), which: None, .. }
        | What::Month { year: None, which: None, part: None, .. } = what
            && let Some((which, to)) = self.which_year(self.link(end))
        {
            return Some((What::InYear(what.into(), which), to));
        }
        Some((what, end))
    }

    /// "last year"
    fn which_year(&self, at: usize) -> Option<(Which, usize)> {
        if self.may_be(at) & Kinds::WHICH == 0 || self.breaks(at) {
            return None;
        }
        let (which, end) = self.find(at, Kinds::WHICH, |sense| match sense {
            DateSense::Which(Which::Past | Which::Coming | Which::Following | Which::That) => None,
            DateSense::Which(which) => Some(which),
            _ => None,
        })?;
        let ((), to) = self.find(end, Kinds::UNIT, |sense| match sense {
            DateSense::Unit(Unit::Year) => Some(()),
            _ => None,
        })?;
        (!self.breaks(end)).then_some((which, to))
    }

    /// The kinds of what begins here, as bits of [`Kinds`].
    pub(super) fn kinds(&self, at: usize) -> u32 {
        self.lexed.table.dates_at(self.lexed.word(at), |behind| self.lexed.word(at + behind))
    }

    /// Whether what stands here can make a date or a time of the number before it.
    pub(super) fn dates_number(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|next| {
            next.sign().is_some()
                || (next.is_word() && next.attached())
                || next.domains & Domains::DATE != 0
        })
    }

    fn number(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let length = self.digits(at).map(|(_, length)| length);
        let long = self.number_at(at).map_or(at + 1, |(_, end)| end);
        let follows = self.dates_number(at + 1) || (long > at + 1 && self.dates_number(long));
        if self.may_be(at + 1) & Kinds::YEAR != 0
            && let Some(found) = self.year_era(at)
        {
            return Some(found);
        }
        match length {
            None => self
                .numeric(at, before)
                .or_else(|| follows.then(|| self.counted(at, before)).flatten()),
            Some(8) => self.numeric(at, before).or_else(|| self.counted(at, before)),
            Some(4) => follows
                .then(|| {
                    self.double_year(at, false)
                        .or_else(|| self.fields(at))
                        .or_else(|| self.numeric(at, before))
                        .or_else(|| self.year_first(at))
                        .or_else(|| self.worded_behind(at, before))
                        .or_else(|| self.decade(at))
                        .or_else(|| self.counted(at, before))
                })
                .flatten()
                .or_else(|| self.bare_year(at, before)),
            // "1/2/": nothing but a date in digits, or a month.
            Some(1 | 2) if self.sign(at + 1, '/') && self.may_be(at + 2) & Kinds::MONTH == 0 => {
                self.numeric(at, before)
            }
            Some(1 | 2) if follows => self
                .numeric(at, before)
                .or_else(|| self.day_month(at))
                .or_else(|| self.listed_day(at))
                .or_else(|| self.ordinal(at, before))
                .or_else(|| self.decade(at))
                .or_else(|| self.counted(at, before))
                .or_else(|| self.season(at, before)),
            Some(_) if follows => self.counted(at, before),
            Some(_) => None,
        }
    }

    fn word(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let kinds = self.kinds(at) | if self.may_count(at) { Kinds::COUNT } else { 0 };
        if kinds & Kinds::STARTS == 0 {
            return None;
        }
        // "a", "some": only before what has to do with time.
        if kinds & Kinds::STARTS & !Kinds::COUNT == 0
            && !self.count(at).is_some_and(|(_, end)| self.dates_number(end))
            && self.length_word(at).is_none()
        {
            return self.worded_year(at, before);
        }
        // "in", "over": only before a number of units.
        let shift = self.find(at, Kinds::SHIFT, |sense| match sense {
            DateSense::Shift(_) => Some(()),
            _ => None,
        });
        let next = shift.map_or(at + 1, |((), end)| end);
        let bare = self.lexed.table.has(Rule::BareOne) && self.may_be(next) & Kinds::UNIT != 0;
        let counted = self.may_count(next) || self.may_be(next) & Kinds::OVER != 0 || bare;
        let ahead = Kinds::SHIFT | Kinds::OVER;
        if kinds & Kinds::STARTS & !ahead == 0 && !counted && kinds & Kinds::OVER == 0 {
            return None;
        }
        let is = |kind: u32| kinds & kind != 0;
        if is(Kinds::DAY)
            && let Some((what, end)) = self.find(at, Kinds::DAY, |sense| match sense {
                DateSense::Day(days, _) => Some(What::Days(i64::from(days))),
                DateSense::Told(which) => {
                    Some(What::Stretch { which, unit: Unit::Day, count: None, part: None })
                }
                DateSense::Now(now) => Some(What::Now(now)),
                _ => None,
            })
            && (what != What::Now(Now::End) || before.is_end())
            && (what != What::Now(Now::Date) || self.closes(end))
        {
            return Some(self.apposed(&what, end).unwrap_or((what, end)));
        }
        let mut found = None;
        let mut read = |kind: u32, reader: &dyn Fn() -> Option<(What, usize)>| {
            if found.is_none() && is(kind) {
                found = reader();
            }
        };
        read(Kinds::PART, &|| self.part(at));
        read(Kinds::WHICH, &|| self.which(at));
        read(Kinds::UNIT | Kinds::WEEKDAY, &|| self.which_behind(at));
        read(Kinds::HOLIDAY, &|| self.holiday(at));
        read(Kinds::MONTH, &|| self.month_first(at, before));
        read(Kinds::WEEKDAY, &|| self.weekday(at, before));
        read(Kinds::ORDINAL | Kinds::COUNT, &|| self.day_month(at));
        read(Kinds::ORDINAL, &|| self.ordinal(at, before));
        read(Kinds::SEASON, &|| self.season(at, before));
        read(Kinds::UNIT, &|| self.week(at));
        read(Kinds::UNIT, &|| self.century_named(at));
        read(Kinds::UNIT | Kinds::YEAR, &|| self.term(at));
        read(Kinds::YEAR, &|| self.marked_year(at).or_else(|| self.era_year(at)));
        read(Kinds::UNIT, &|| self.now(at, before));
        read(Kinds::COUNT | Kinds::OVER | Kinds::SHIFT, &|| self.counted(at, before));
        read(Kinds::DECADE | Kinds::COUNT, &|| self.decade(at));
        read(Kinds::COUNT, &|| self.worded_year(at, before));
        found
    }

    /// "14 July" in "today, 14 July": the same day said twice.
    fn apposed(&self, what: &What, at: usize) -> Option<(What, usize)> {
        let from = self.skip(self.comma(at), DateSense::Article);
        if from == at || self.breaks(from) || !matches!(what, What::Days(_)) {
            return None;
        }
        let found = self.one(from, Before { prep: Some(Prep::At), article: false })?;
        matches!(found.0, What::Day { month: Some(_), .. }).then_some(found)
    }

    /// "in nineteen ninety-six"
    pub(super) fn worded_year(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let led = matches!(
            before.prep,
            Some(Prep::At | Prep::By | Prep::Until | Prep::Since | Prep::Before | Prep::After)
        );
        let (year, end) = self.year_in_words(at).filter(|_| led)?;
        Some((What::Year { year, part: None }, end))
    }

    pub(super) fn possessive(&self, at: usize) -> bool {
        self.lexed.is_possessive(at)
    }
}
