//! Whole numbers in words: "twenty-two thousand", "dos mil quinientos", "einhundertdreiundzwanzig", "ستة وعشرون".
//!
//! Owns: how units, tens, hundreds and scales add up; which of that a language has, its table says. Never: digits, fractions.

use super::cardinal::Cardinal;
use super::reader::Reader;
use crate::lexicon::senses::number::{Link, NumberSense, class};
use crate::lexicon::{Domains, Part, Rule};
use crate::model::Decimal;

/// What a number comes to so far.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// What stands before the scales: below a thousand.
    group: u64,
    /// Thousands, millions and so on with their scale, falling.
    terms: [(u64, u64); 6],
    count: usize,
    /// Something was taken.
    begun: bool,
    /// Nothing can follow: zero, "two dozen".
    closed: bool,
    /// The last was "and".
    joined: bool,
    /// The number before its only scale, and that scale, where nothing follows.
    only: Option<(u64, u64)>,
}

impl Sum {
    fn terms(&self) -> &[(u64, u64)] {
        self.terms.get(..self.count).unwrap_or_default()
    }

    fn value(&self) -> Option<u64> {
        self.terms().iter().try_fold(self.group, |sum, (value, _)| sum.checked_add(*value))
    }

    fn lowest(&self) -> u64 {
        self.terms().last().map_or(u64::MAX, |(_, scale)| *scale)
    }

    /// The sum with one more part; `None` where it does not belong to this number.
    fn with(mut self, part: Part, reader: &Reader<'_>) -> Option<Self> {
        if self.closed {
            return None;
        }
        match part {
            Part::And => {
                self.joined = true;
                return Some(self);
            }
            Part::Value(value) => self.add(value, reader)?,
            Part::Times(scale) => self.times(scale)?,
        }
        (self.begun, self.joined) = (true, false);
        Some(self)
    }

    fn add(&mut self, value: u64, reader: &Reader<'_>) -> Option<()> {
        let has = |rule| reader.lexed.table.has(rule);
        self.only = None;
        // "ألفان", two thousand
        if value >= 1000 {
            return (self.group == 0).then(|| self.push(value, 1000)).flatten();
        }
        let low = self.group % 100;
        let fits = match value {
            0 => !self.begun,
            100.. => self.group == 0,
            _ if low == 0 => true,
            1..=9 if low >= 20 && low.is_multiple_of(10) => !self.joined || has(Rule::TensAnd),
            1..=9 if low == 10 => has(Rule::TenAdds),
            10..=19 if low == 60 || low == 80 => has(Rule::Twenties),
            10 if low < 10 => has(Rule::TeenBehind) && !self.joined,
            20.. if low < 10 && value.is_multiple_of(10) => has(Rule::UnitsFirst) && self.joined,
            _ => false,
        };
        if !fits {
            return None;
        }
        self.closed = value == 0;
        self.group += value;
        Some(())
    }

    fn times(&mut self, scale: u64) -> Option<()> {
        if scale == 100 {
            let times = match self.group {
                0 if self.joined && self.count == 0 => return None,
                group @ 0..=99 => group.max(1),
                _ => return None,
            };
            self.group = times * 100;
            self.only = (self.count == 0).then_some((times, scale));
            return Some(());
        }
        if scale < 1000 {
            let times = self.group.max(1);
            self.group = times.checked_mul(scale)?;
            self.closed = true;
            self.only = (self.count == 0).then_some((times, scale));
            return Some(());
        }
        let mut times = self.group;
        let first = self.count == 0;
        // "two thousand five hundred million"
        while let Some((value, _)) = self.terms().last().filter(|(_, lower)| *lower < scale) {
            times = times.checked_add(*value)?;
            self.count -= 1;
        }
        if self.terms().last().is_some_and(|(_, other)| *other == scale)
            || (times == 0 && self.joined)
        {
            return None;
        }
        self.group = 0;
        let times = times.max(1);
        self.push(times.checked_mul(scale)?, scale)?;
        self.only = first.then_some((times, scale));
        Some(())
    }

    fn push(&mut self, value: u64, scale: u64) -> Option<()> {
        if self.lowest() <= scale {
            return None;
        }
        *self.terms.get_mut(self.count)? = (value, scale);
        self.count += 1;
        Some(())
    }
}

impl Reader<'_> {
    /// The whole number in words that begins here.
    pub(super) fn spelled(&self, at: usize) -> Option<Cardinal> {
        self.spelled_below(at, u64::MAX)
    }

    /// The same, where it is below a bound.
    fn spelled_below(&self, at: usize, bound: u64) -> Option<Cardinal> {
        let (mut sum, mut end) = self.first(at)?;
        // Before the last "and".
        let mut before = None;
        while let Some((next, joined)) = self.between(end) {
            let Some((with, behind, joined)) = self.more(Sum { joined, ..sum }, next) else {
                // "one hundred and two hundred" are two: what stands before a scale is its own.
                if let Some(whole) = before
                    && self
                        .parts(next)
                        .is_some_and(|(parts, _)| matches!(*parts, [Part::Times(_), ..]))
                {
                    (sum, end) = whole;
                }
                break;
            };
            if joined {
                before = Some((sum, end));
            } else if with.count != sum.count {
                before = None;
            }
            // "two hundred and fifty-four hundredths" is a mixed fraction.
            if let Some((whole, to)) = before
                && self.is_proper(Decimal::from(with.group.saturating_sub(whole.group)), behind)
            {
                (sum, end) = (whole, to);
                break;
            }
            (sum, end) = (with, behind);
        }
        let mut value = sum.value().filter(|value| *value < bound)?;
        let mut only = sum.only;
        // "one thousand, three hundred", but not "one thousand, five"
        if sum.group == 0
            && self.lexed.is_sign(end, ',')
            && self.near(end + 1)
            && let Some(rest) = self.spelled_below(end + 1, sum.lowest())
            && let Some(less @ 100..) = rest.value.whole()
        {
            (value, end, only) = (value.checked_add(less)?, rest.end, None);
        }
        let value = Decimal::from(value);
        let (mantissa, scale) = match only {
            Some((times, scale)) => (Decimal::from(times), Decimal::from(scale)),
            None => (value, Decimal::ONE),
        };
        Some(Cardinal {
            from: at,
            end,
            value,
            mantissa,
            scale,
            digits: false,
            bare: false,
            or_thousands: None,
        })
    }

    /// With what a number in words begins: "five", "a million", "hundred", "einhundert".
    fn first(&self, at: usize) -> Option<(Sum, usize)> {
        let led = self.link(at, Link::Article).filter(|end| self.near(*end));
        if let Some(scale) = led
            && let Some((found, end)) = self.scale_word(scale)
        {
            return Some((Sum::default().with(found, self)?, end));
        }
        let (parts, end) = match self.scale_word(at) {
            Some((scale, end)) => (vec![scale], end),
            None => self.parts(at).filter(|(parts, _)| !matches!(**parts, [Part::Times(_)]))?,
        };
        // "մեկը", one of them, is no number.
        if matches!(*parts, [Part::Value(1)]) && self.compound(at).is_some() {
            return None;
        }
        let sum = parts.into_iter().try_fold(Sum::default(), |sum, part| sum.with(part, self))?;
        Some((Sum { joined: false, ..sum }, end))
    }

    /// A scale with which a number may begin: no plural.
    fn scale_word(&self, at: usize) -> Option<(Part, usize)> {
        self.pick(at, class::SCALE, |sense| match sense {
            NumberSense::Scale(times) => Some(Part::Times(*times)),
            _ => None,
        })
    }

    /// The sum with the word that stands here, and whether "and" joins it.
    fn more(&self, sum: Sum, at: usize) -> Option<(Sum, usize, bool)> {
        let (parts, end) = self.parts(at).or_else(|| self.one_more(at))?;
        let joined = sum.joined || parts.first() == Some(&Part::And);
        let sum = parts.into_iter().try_fold(sum, |sum, part| sum.with(part, self))?;
        Some((sum, end, joined))
    }

    /// "un" in "vingt et un": an article is the number one inside of a number.
    fn one_more(&self, at: usize) -> Option<(Vec<Part>, usize)> {
        let end = self.link(at, Link::Article)?;
        self.lexed.table.has(Rule::ArticleOne).then(|| (vec![Part::Value(1)], end))
    }

    /// What the word here says in a number.
    fn parts(&self, at: usize) -> Option<(Vec<Part>, usize)> {
        let word = self.pick(at, class::CARDINAL | class::SCALE, |sense| match sense {
            NumberSense::Cardinal(value) => Some(Part::Value(*value)),
            NumberSense::Scale(times) | NumberSense::Scales(times, false) => {
                Some(Part::Times(*times))
            }
            _ => None,
        });
        match word {
            Some((part, end)) => Some((vec![part], end)),
            None => Some((self.compound(at)?, at + 1)),
        }
    }

    /// The parts of a number that is written as one word.
    pub(super) fn compound(&self, at: usize) -> Option<Vec<Part>> {
        let compounds = self.compounds?;
        let token = self.lexed.get(at).filter(|token| token.is_word())?;
        let printed = self.lexed.printed(at);
        let first = printed.chars().next()?.to_lowercase().next()?;
        if token.domains & Domains::NUMERAL != 0 || !compounds.begins(first) {
            return None;
        }
        compounds.split(&printed.to_lowercase())
    }

    /// Where the next word of a number stands, and whether "and" stands before it: "fifty-two", "fifty - two", "trente-et-un".
    fn between(&self, end: usize) -> Option<(usize, bool)> {
        let dash = |at: usize| at + usize::from(self.lexed.is_any(at, &["-", "‐", "‑"]));
        let next = dash(end);
        let (next, joined) = match self.link(next, Link::And).filter(|_| self.near(next)) {
            Some(behind) => (dash(behind), true),
            None => (next, false),
        };
        self.near(next).then_some((next, joined))
    }
}
