//! Reads decades and centuries: "the 1990s", "los años noventa", "XIXe siècle".
//!
//! Owns: how they are printed. Never: completes what is not printed.

use super::raw::What;
use super::read::Reader;
use crate::lexicon::senses::date::{DateSense, Kinds, Unit};
use crate::lexicon::{Case, Rule};
use crate::recognize::scan::number;

impl Reader<'_, '_> {
    /// "19th century", "the nineteenth century".
    pub(super) fn century(&self, at: usize) -> Option<(What, usize)> {
        let (number, end) = self.day(at)?;
        let digits = self.lexed.get(at).is_some_and(|token| token.is_number());
        let dash = end + usize::from(self.sign(end, '-'));
        let (Unit::Century, to) = self.unit(dash)? else { return None };
        let number = i16::from(number);
        let fits =
            (!digits || end > at + 1 || self.lexed.table.has(Rule::BareOrdinal)) && number <= 22;
        let (number, to) = match self.before_era(to) {
            Some(behind) => (-number, behind),
            None => (number, to),
        };
        fits.then_some((What::Century { number, part: None }, to))
    }

    /// "siglo XV", "le XIXe siècle": a Roman number beside the word; read from the word.
    pub(super) fn century_named(&self, at: usize) -> Option<(What, usize)> {
        let (Unit::Century, end) = self.unit(at)? else { return None };
        let behind = self.roman(end).filter(|_| !self.breaks(end)).map(|number| (number, end + 1));
        let before = || {
            let number = at.checked_sub(1).and_then(|before| self.roman(before));
            number.filter(|_| !self.breaks(at)).map(|number| (number, end))
        };
        let (number, end) = behind.or_else(before)?;
        Some((What::Century { number, part: None }, end))
    }

    /// "XIX века" behind a part of it; "siglo XV" too.
    pub(super) fn century_in_roman(&self, at: usize) -> Option<(What, usize)> {
        if self.names_century(at) {
            return self.century_named(at);
        }
        let number = self.roman(at).filter(|_| !self.breaks(at + 1))?;
        let (Unit::Century, end) = self.unit(at + 1)? else { return None };
        Some((What::Century { number, part: None }, end))
    }

    /// Whether the number of a century stands behind its word.
    pub(super) fn names_century(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|(_, end)| !self.breaks(end) && self.roman(end).is_some())
    }

    /// The Roman number of a century, with the letters of an ordinal behind it ("XIXe").
    fn roman(&self, at: usize) -> Option<i16> {
        const MOST: usize = 8;
        let word =
            self.lexed.get(at).filter(|token| token.is_word() && token.case != Case::Lower)?;
        if word.end - word.start > MOST {
            return None;
        }
        let printed = self.lexed.printed(at);
        let letters = printed.trim_end_matches(|c: char| c.is_lowercase());
        let value = |c: char| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            _ => None,
        };
        let mut number = 0_i16;
        let mut last = 10;
        for c in letters.chars() {
            let value = value(c)?;
            // "IX": what stood before is taken off.
            number += if value > last { value - 2 * last } else { value };
            last = value;
        }
        (1..=21).contains(&number).then_some(number)
    }

    /// "década de 1990", "los años 90", "les années quatre-vingt-dix".
    fn decade_named(&self, at: usize) -> Option<(What, usize)> {
        let from = self.is(at, DateSense::DecadeWord).filter(|from| !self.breaks(*from))?;
        let digits = self.digits(from);
        let (value, end) = match digits {
            Some((value, 2 | 4)) => (i64::from(value), from + 1),
            Some(_) => return None,
            None => {
                let (count, end) = self.number_at(from)?;
                (count.number()?, end)
            }
        };
        let end =
            self.is(end, DateSense::DecadeSuffix).filter(|_| self.attached(end)).unwrap_or(end);
        let first = i16::try_from(value).ok().filter(|first| first % 10 == 0)?;
        let fits = (20..100).contains(&first) || (1500..2100).contains(&first);
        (fits && !self.measures(end)).then_some((What::Decade { first, part: None }, end))
    }

    /// "1990s", "the nineties".
    pub(super) fn decade(&self, at: usize) -> Option<(What, usize)> {
        let decade = self.decade_at(at)?;
        // "in his 40s" is an age.
        let short = matches!(decade.0, What::Decade { first: 0..100, .. });
        (!short || !number::is_decade_of_life(self.lexed, at)).then_some(decade)
    }

    fn decade_at(&self, at: usize) -> Option<(What, usize)> {
        if let Some(found) = self.decade_named(at) {
            return Some(found);
        }
        if let Some((value, length)) = self.digits(at) {
            let suffix = self.is(at + 1, DateSense::DecadeSuffix);
            let behind = suffix.or_else(|| self.lexed.is_possessive(at + 1).then_some(at + 2))?;
            let value = i16::try_from(value).ok()?;
            let fits = (length == 4 && (1000..2200).contains(&value) && value % 10 == 0)
                || (length == 2 && value % 10 == 0 && value >= 20);
            let close = self.attached(at + 1) || length == 4;
            // "2000's population": a possessive.
            let own = suffix.is_none() && self.counts(behind);
            return (fits && close && !own && !self.breaks(at + 1))
                .then_some((What::Decade { first: value, part: None }, behind));
        }
        // "the nineteen-seventies"
        if let Some((count, end)) = self.number_at(at)
            && let Some(hundreds @ 18..=20) = count.number()
        {
            let dash = end + usize::from(self.sign(end, '-') && self.attached(end));
            let (first, end) = self.find(dash, Kinds::DECADE, |sense| match sense {
                DateSense::Decade(first @ 10..) => Some(first),
                _ => None,
            })?;
            let first = i16::try_from(hundreds * 100).ok()? + i16::from(first);
            return Some((What::Decade { first, part: None }, end));
        }
        let (first, end) = self.find(at, Kinds::DECADE, |sense| match sense {
            DateSense::Decade(first) => Some(first),
            _ => None,
        })?;
        Some((What::Decade { first: i16::from(first), part: None }, end))
    }
}
