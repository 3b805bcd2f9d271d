//! Reads years that are printed otherwise than by four digits alone, and quarters by their number: "2022/23", "FY24", "AD 79", "’91",
//! "the last quarter of 2015".
//!
//! Owns: how financial years, seasons, eras and quarters are printed. Never: completes what is not printed.

use super::numeric::PIVOT;
use super::raw::{Raw, What};
use super::read::{Before, Reader};
use crate::lexicon::senses::date::{DateSense, Kinds, Prep, Unit, Which};
use crate::lexicon::{Case, Gap, Rule};
use crate::recognize::scan::number::case_behind;

impl Reader<'_, '_> {
    /// "the year 2020".
    pub(super) fn marked_year(&self, at: usize) -> Option<(What, usize)> {
        let end = self.is(at, DateSense::Year)?;
        let year = self.four(end)?;
        (!self.breaks(end)).then_some((What::Year { year, part: None }, end + 1))
    }

    /// "2012 yılı": a year, not so many of them.
    pub(super) fn worded_behind(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let year = self.four(at).is_some() && self.skip_year_word(at + 1) > at + 1;
        year.then(|| self.bare_year(at, before)).flatten()
    }

    /// A year that stands alone, where its surroundings say that it is one.
    pub(super) fn bare_year(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let year = self.four(at)?;
        let end = at + 1;
        // "2014-18" is an interval, "1800 GMT" and "2000-strong" are none of both.
        if self.attached(end)
            && (self.is_word_sign(end) || self.sign(end, '%'))
            && !self.possessive(end)
            && self.skip_year_word(end) == end
        {
            return None;
        }
        // "2019-aug-01", "2020/Sep/23"
        let tied = |at: usize| {
            (self.sign(at, '-') || self.sign(at, '/')) && self.attached(at) && self.attached(at + 1)
        };
        if tied(end)
            && let Some(((month, _), to)) = self.month(end + 1)
            && tied(to)
            && let Some(day) = self.small(to + 1, 31)
        {
            let what =
                What::Day { year: Some(year), month: Some(month), day, weekday: None, which: None };
            return Some((what, to + 2));
        }
        if self.inside_digits(at, end) {
            return None;
        }
        let recent = (1900..2100).contains(&year);
        // "1958 թվականին", "2021-ի"
        let word = Some(self.skip_year_word(end)).filter(|behind| *behind > end);
        let case = || case_behind(self.lexed, end).filter(|_| recent);
        if let Some(behind) = word.or_else(case) {
            // "2015 թվականի վերջին եռամսյակում"
            let code = self.quarter(behind).or_else(|| self.season_code(behind));
            if let Some((code, to)) = code.filter(|_| !self.breaks(behind)) {
                return Some((What::Season { year: Some(year), code, which: None }, to));
            }
            return Some((What::Year { year, part: None }, behind));
        }
        if self.month(end).is_some() && !self.breaks(end) {
            // "2017 April"
            let ((month, sure), to) = self.month(end)?;
            if sure {
                return Some((
                    What::Month { year: Some(year), month, which: None, part: None },
                    to,
                ));
            }
        }
        let dash = end + usize::from(self.sign(end, '-') && self.attached(end));
        if !self.breaks(end)
            && let Some((code @ 33.., to)) = self.season_code(dash)
        {
            return Some((What::Season { year: Some(year), code, which: None }, to));
        }
        let counts = self.counts(end);
        let led = match before.prep {
            Some(Prep::For) | None => false,
            Some(_) if before.article => recent && !self.measures(end),
            Some(_) if recent => !self.measures(end),
            Some(_) => !counts && !self.lexed.is_sign(end, '%'),
        };
        let bracketed = [')', ',', ';', ']'].iter().any(|shut| self.sign(end, *shut))
            && year >= 1500
            && self.in_bracket(at);
        let noun = (before.article || self.behind_a(at))
            && recent
            && !self.breaks(end)
            && self.lexed.get(end).is_some_and(|token| token.is_word())
            && !self.measures(end);
        // "Expo 2016", "Euro 2020": a year beside a name.
        let beside = at.checked_sub(1).and_then(|name| self.lexed.get(name));
        let named = (1950..2050).contains(&year)
            && !counts
            && !self.measures(end)
            && !self.breaks(at)
            && beside.is_some_and(|name| name.is_word() && name.is_capital());
        // "10% of 2000 levels", "levels of 2012"
        let of = recent
            && !self.measures(end)
            && at.checked_sub(1).is_some_and(|of| self.is(of, DateSense::Link) == Some(at))
            && !before.article
            && self.is(at - 1, DateSense::Article).is_none();
        let own = recent && self.possessive(end);
        (led || bracketed || noun || named || of || own)
            .then_some((What::Year { year, part: None }, end))
    }

    /// Whether a year stands behind a bracket, or in one behind a name: "(2011)", "(Verlag, 2011)", "(Smith et al. 2011)".
    fn in_bracket(&self, at: usize) -> bool {
        const NAMES: usize = 8;
        let Some(before) = at.checked_sub(1) else { return false };
        let open = |at: usize| self.sign(at, '(') || self.sign(at, '[');
        let part = |at: usize| self.sign(at, ',') || self.sign(at, '.') || self.sign(at, '&');
        let capital = |at: usize| self.lexed.get(at).is_some_and(|token| token.is_capital());
        if open(before) {
            return true;
        }
        let led = part(before) || capital(before);
        let mut inside = (0..before).rev().take(NAMES);
        led && self.lexed.get(before).is_some_and(|token| token.gap < Gap::Line)
            && inside
                .find(|at| open(*at) || self.is_number(*at) || self.breaks(*at))
                .is_some_and(open)
    }

    /// "a" of "a 1994 war".
    fn behind_a(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|a| {
            let article = self.find(a, Kinds::COUNT, |sense| match sense {
                DateSense::Count { article: true, .. } => Some(()),
                _ => None,
            });
            article.is_some_and(|((), end)| end == at)
        })
    }

    /// "2022/23", "2022/2023": two years on end that are one. Under a word for such a year ("season 2009-10") with a dash, too.
    pub(super) fn double_year(&self, at: usize, named: bool) -> Option<(What, usize)> {
        let first = self.four(at)?;
        let tie = self.sign(at + 1, '/') || (named && self.interval_sign(at + 1).is_some());
        if !tie || !self.attached(at + 1) || !self.attached(at + 2) {
            return None;
        }
        let (last, length) = self.digits(at + 2)?;
        let last = i16::try_from(last).ok()?;
        let next = match length {
            2 => (first + 1) % 100 == last,
            4 => first + 1 == last,
            _ => false,
        };
        let fits = next && (1800..2100).contains(&first) && !self.inside_digits(at, at + 3);
        fits.then(|| (years(first, first + 1), at + 3))
    }

    /// "fiscal year 2022/23", "FY24", "season 2009-10".
    pub(super) fn term(&self, at: usize) -> Option<(What, usize)> {
        let end = self.is(at, DateSense::Term).or_else(|| match self.unit(at)? {
            (Unit::Term, end) => Some(end),
            _ => None,
        })?;
        let from = self.link(end);
        if self.breaks(from) {
            return None;
        }
        if let Some(found) = self.double_year(from, true) {
            return Some(found);
        }
        if let Some(year) = self.four(from).filter(|_| !self.measures(from + 1)) {
            return Some((What::Year { year, part: None }, from + 1));
        }
        // "FY24", "FY24/25"
        let letters = self.lexed.get(at).is_some_and(|token| token.case == Case::Upper);
        let (year, end) = self.cut(from).filter(|_| letters && from == at + 1)?;
        let next = self.sign(end, '/') && self.attached(end) && self.attached(end + 1);
        match self.cut(end + 1).filter(|(last, _)| next && *last == year + 1) {
            Some((last, end)) => Some((years(year, last), end)),
            None => Some((What::Year { year, part: None }, end)),
        }
    }

    /// The year of two digits.
    pub(super) fn cut(&self, at: usize) -> Option<(i16, usize)> {
        let (value, length) = self.digits(at)?;
        let century = if value < PIVOT { 2000 } else { 1900 };
        (length == 2).then(|| Some((i16::try_from(century + value).ok()?, at + 1)))?
    }

    /// "’91" of "the class of ’91": the digits at a token behind their apostrophe. `floor`: where the preposition before the apostrophe may begin.
    pub(super) fn short_year(&self, at: usize, floor: usize) -> Option<Raw> {
        let mark = at.checked_sub(1)?;
        let quotes = |at: usize| ['\'', '’', '‘'].iter().any(|quote| self.sign(at, *quote));
        if !quotes(mark) || !self.attached(at) || self.attached(mark) {
            return None;
        }
        let (year, to) = self.cut(at)?;
        let prep = self.before(mark, floor).prep.filter(|prep| *prep != Prep::For);
        let before = mark.checked_sub(1);
        let linked = before.is_some_and(|of| self.is(of, DateSense::Link) == Some(mark));
        let taken = self.counts(to) || (quotes(to) && self.attached(to));
        let glued = self.attached(to) && self.is_word_sign(to);
        ((prep.is_some() || linked) && !taken && !glued).then(|| Raw {
            from: mark,
            to,
            what: What::Year { year, part: None },
            clocks: Vec::new(),
            prep,
        })
    }

    /// Whether the years are counted back from the era's begin ("BC"), and the index behind it.
    fn era(&self, at: usize) -> Option<(bool, usize)> {
        let (back, end) = self.find(at, Kinds::YEAR, |sense| match sense {
            DateSense::Era(back) => Some(back),
            _ => None,
        })?;
        // "an ad", "ce": in small letters a word of its own.
        let small = self.lexed.get(at)?.case == Case::Lower && self.lexed.printed(at).is_ascii();
        (!(small && end == at + 1)).then_some((back, end))
    }

    /// The year of so many in an era; there is no year 0, and the year before 1 is EDTF's 0000.
    fn of_era(&self, at: usize, back: bool) -> Option<i16> {
        let (value, length) = self.digits(at)?;
        let year = i16::try_from(value).ok()?;
        // "in 2015 BC Hydro …"
        let fits = length <= 4 && year > 0 && (!back || year < 1900);
        fits.then_some(if back { 1 - year } else { year })
    }

    /// "AD 79"
    pub(super) fn era_year(&self, at: usize) -> Option<(What, usize)> {
        let (back, end) = self.era(at)?;
        let year = self.of_era(end, back).filter(|_| !self.breaks(end) && !self.counts(end + 1))?;
        Some((What::Year { year, part: None }, end + 1))
    }

    /// "79 AD", "44 год до н. э."
    pub(super) fn year_era(&self, at: usize) -> Option<(What, usize)> {
        let era = self.skip_year_word(at + 1);
        let (back, end) = self.era(era).filter(|_| !self.breaks(era))?;
        Some((What::Year { year: self.of_era(at, back)?, part: None }, end))
    }

    /// Whether centuries before the era's begin are meant.
    pub(super) fn before_era(&self, at: usize) -> Option<usize> {
        let (back, end) = self.era(at).filter(|_| !self.breaks(at))?;
        back.then_some(end)
    }

    /// "2025年3月16日": each field with its sign.
    pub(super) fn fields(&self, at: usize) -> Option<(What, usize)> {
        let field =
            |at: usize, unit| self.is(at, DateSense::Field(unit)).filter(|_| self.attached(at));
        let year = self.four(at)?;
        let from = field(at + 1, Unit::Year)?;
        let month = self.small(from, 12).filter(|_| !self.breaks(from))?;
        let end = field(from + 1, Unit::Month)?;
        let day = self.small(end, 31).filter(|_| !self.breaks(end));
        if let Some(day) = day
            && let Some(to) = field(end + 1, Unit::Day)
        {
            let month = Some(month);
            return Some((
                What::Day { year: Some(year), month, day, weekday: None, which: None },
                to,
            ));
        }
        Some((What::Month { year: Some(year), month, which: None, part: None }, end))
    }

    /// EDTF's code of a quarter that is named by its number: "the fourth quarter", "4. Quartal", "the last quarter".
    pub(super) fn quarter(&self, at: usize) -> Option<(u8, usize)> {
        let (code, end) = if let Some((number, end)) = self.day(at) {
            let bare = self.is_number(at) && end == at + 1;
            let dotted = self.dot(end);
            let ordinal = !bare || dotted > end || self.lexed.table.has(Rule::BareOrdinal);
            ((1..=4).contains(&number) && ordinal).then_some((32 + number, dotted))?
        } else {
            let ((), end) = self.find(at, Kinds::WHICH, |sense| match sense {
                DateSense::Which(Which::Last | Which::Past) => Some(()),
                _ => None,
            })?;
            (36, end)
        };
        if self.breaks(end) {
            return None;
        }
        match self.unit(end)? {
            (Unit::Quarter, to) => Some((code, to)),
            _ => None,
        }
    }

    /// The same with its year behind it, or, under a preposition, without.
    pub(super) fn quarter_of(&self, at: usize, before: Before) -> Option<(What, usize)> {
        let (code, end) = self.quarter(at)?;
        if let Some((year, to)) = self.year_behind(end) {
            return Some((What::Season { year: Some(year), code, which: None }, to));
        }
        let placed = before.article || matches!(before.prep, Some(Prep::At | Prep::Since));
        // What a table has whole is read there.
        let named = (!self.is_number(at) || end > at + 2) && self.season_code(at).is_none();
        (placed && named && !self.counts(end))
            .then_some((What::Season { year: None, code, which: None }, end))
    }
}

fn years(first: i16, last: i16) -> What {
    let year = |year| What::Year { year, part: None }.into();
    What::Interval(year(first), year(last))
}
