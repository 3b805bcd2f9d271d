//! Reads what stands behind the date that it is said of: "la semaine prochaine", "yıl sonunda", "Mart'tan Mayıs'a kadar".
//!
//! Owns: the order of languages that say the whole before its part, or the name before which one. Never: completes what is not printed.

use super::raw::What;
use super::read::{Before, Reader};
use super::resolve::Completer;
use crate::lexicon::Rule;
use crate::lexicon::senses::date::{DateSense, Join, Kinds, Prep, Stretch, Unit, Which};

impl Reader<'_, '_> {
    /// "yılın başında", "մայիսի կեսերին": the part behind what it is of.
    pub(super) fn part_behind(&self, what: &What, at: usize) -> Option<(Stretch, usize)> {
        if self.may_be(at) & Kinds::PART == 0 || self.breaks(at) {
            return None;
        }
        let whole = match what {
            What::Month { part, .. } | What::Year { part, .. } | What::Decade { part, .. } => {
                part.is_none()
            }
            What::Stretch { part, count: None, .. } => part.is_none(),
            _ => false,
        };
        let now = matches!(what, What::Stretch { .. });
        let find = |at| {
            self.find(at, Kinds::PART, |sense| match sense {
                DateSense::Part(Stretch::Before | Stretch::After) if !now => None,
                DateSense::Part(part) => Some(part),
                _ => None,
            })
        };
        whole.then(|| find(at)).flatten()
    }

    /// "2015'in ilk haftası", "Temmuz'un son haftası", "2019 թվականի առաջին կիսամյակ": what of a month or a year stands behind it.
    pub(super) fn piece_behind(&self, what: &What, at: usize) -> Option<(What, usize)> {
        const ASKED: u32 = Kinds::SEASON | Kinds::WHICH | Kinds::ORDINAL;
        let asked = self.may_be(at) & ASKED != 0 || self.is_number(at);
        if !asked || self.breaks(at) || !what.holds_weeks() {
            return None;
        }
        if let Some((code @ 33.., to)) = self.season_code(at) {
            return match what {
                What::Year { year, .. } => {
                    Some((What::Season { year: Some(*year), code, which: None }, to))
                }
                What::Stretch { which, unit: Unit::Year, .. } => {
                    Some((What::Season { year: None, code, which: Some(*which) }, to))
                }
                _ => None,
            };
        }
        let last = self.is(at, DateSense::Which(Which::Last)).map(|end| (0, end));
        let (number, end) =
            last.or_else(|| self.day(at).filter(|(_, end)| *end > at + 1 || !self.is_number(at)))?;
        let (unit, to) = self.unit(end).filter(|_| !self.breaks(end))?;
        let of = Box::new(what.clone());
        match unit {
            Unit::Week => Some((What::WeekIn { number, of: Some(of) }, to)),
            Unit::Month if number > 0 && matches!(what, What::Year { .. }) => {
                Some((What::MonthIn { number, of }, to))
            }
            _ => None,
        }
    }

    /// "la semaine prochaine", "lundi dernier"
    pub(super) fn which_behind(&self, at: usize) -> Option<(What, usize)> {
        if !self.lexed.table.has(Rule::WhichBehind) {
            return None;
        }
        let which = |at: usize| {
            let found = self.find(at, Kinds::WHICH, |sense| match sense {
                DateSense::Which(Which::This | Which::That) => None,
                DateSense::Which(which) => Some(which),
                _ => None,
            });
            found.filter(|_| !self.breaks(at))
        };
        if let Some((unit, end)) = self.unit(at)
            && let Some((which, to)) = which(end)
        {
            let long = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
            // "la semaine prochaine mardi"
            if unit == Unit::Week
                && let Some((weekday, to)) = self.bare_weekday(self.prep_inside(to))
            {
                let weeks = Some(Completer::step(which));
                return Some((What::Weekday { weekday, which: None, weeks }, to));
            }
            return long.then_some((What::Stretch { which, unit, count: None, part: None }, to));
        }
        let (weekday, end) = self.bare_weekday(at)?;
        let (which, to) = which(end)?;
        Some((What::Weekday { weekday, which: Some(which), weeks: None }, to))
    }

    /// "Mart'tan Mayıs'a kadar", "2014 ve 2018 arasında": the word that makes an interval of two dates is behind them.
    pub(super) fn ended_behind(&self, first: &What, at: usize) -> Option<(What, usize)> {
        if !self.lexed.table.has(Rule::EndsBehind) {
            return None;
        }
        let from = self.case(at);
        let and = self.skip(from, DateSense::Join(Join::And));
        let (last, to) = self.one(and, Before { prep: Some(Prep::From), article: false })?;
        let ends = if and > from { Prep::Between } else { Prep::Until };
        let to = self.is(self.case(to), DateSense::Prep(ends))?;
        let fits = last.is_point() && !self.breaks(and);
        fits.then(|| (What::Interval(first.clone().into(), last.into()), to))
    }
}
