//! Reads times of day that their surroundings make: "half past six", "between 3 and 5pm", "at 1800 hrs", "at 22.00".
//!
//! Owns: what beside its digits says that a number is an hour. Never: reads the digits of a time ([`super::numeric`]); completes what is
//! not printed.

use super::read::{Before, Reader};
use crate::lexicon::senses::date::{DateSense, Join, Kinds, Prep, Unit};
use crate::recognize::dated::Clock;

impl Reader<'_, '_> {
    /// The time that begins at a token, where it is printed otherwise than as clocks show it.
    pub(super) fn told_clock(&self, at: usize, before: Before) -> Option<(Vec<Clock>, usize)> {
        if self.is_number(at) {
            return self
                .force_time(at, before)
                .or_else(|| self.dotted_time(at))
                .or_else(|| self.first_hour(at, before));
        }
        let (minutes, from) = self.find(at, Kinds::TIME, |sense| match sense {
            DateSense::Past(minutes) => Some(minutes),
            _ => None,
        })?;
        let (hour, end) = self.hour_number(from).filter(|_| !self.breaks(from))?;
        let all = (hour * 60 + minutes).rem_euclid(24 * 60);
        (!self.counts(end)).then(|| (vec![time(all / 60, Some(all % 60))], end))
    }

    /// "six", "6"
    fn hour_number(&self, at: usize) -> Option<(i16, usize)> {
        let (hour, end) = match self.small(at, 24) {
            Some(hour) => (i64::from(hour), at + 1),
            None => {
                let (count, end) = self.number_at(at)?;
                (count.number()?, end)
            }
        };
        (1..=24).contains(&hour).then(|| Some((i16::try_from(hour).ok()?, end)))?
    }

    /// "at 1800 hrs", "0530 hours": four digits and a word for hours; behind a word that stands before times, or with a nought before.
    fn force_time(&self, at: usize, before: Before) -> Option<(Vec<Clock>, usize)> {
        let (_, 4) = self.digits(at)? else { return None };
        let (Unit::Hour, end) = self.unit(at + 1)? else { return None };
        let led = matches!(
            before.prep,
            Some(Prep::At | Prep::By | Prep::Before | Prep::After | Prep::Until | Prep::Since)
                | Some(Prep::AsOf | Prep::From | Prep::Between)
        );
        let nought = self.lexed.printed(at).starts_with('0');
        let (clock, ..) = self.time_digits(at)?;
        (led || nought).then(|| (vec![clock], end))
    }

    /// "at 22.00": quarters of an hour behind a word that stands before hours, no price and no measure.
    fn dotted_time(&self, at: usize) -> Option<(Vec<Clock>, usize)> {
        if self.digits(at).is_some() {
            return None;
        }
        let led = at
            .checked_sub(1)
            .is_some_and(|prep| self.is(prep, DateSense::Prep(Prep::Hour)) == Some(at));
        let (clock, end, _) = self.time_digits(at).filter(|_| led)?;
        let quarter = clock.minute.is_some_and(|minute| minute % 15 == 0);
        let taken =
            self.counts(end) || self.sign(end, '%') || self.is(end, DateSense::Every).is_some();
        (quarter && !taken).then(|| (vec![clock], end))
    }

    /// "3" of "between 3 and 5pm": which half of the day is said with the second.
    fn first_hour(&self, at: usize, before: Before) -> Option<(Vec<Clock>, usize)> {
        let hour = i16::from(self.small(at, 24)?);
        let open = before.prep == Some(Prep::Between);
        let (_, from) = self.find(at + 1, Kinds::JOIN, |sense| match sense {
            DateSense::Join(Join::To) => Some(()),
            DateSense::Join(Join::And) if open => Some(()),
            _ => None,
        })?;
        if self.breaks(at + 1) || self.breaks(from) {
            return None;
        }
        let (second, behind) = self.hour_number(from)?;
        let half = self.may_be(behind) & Kinds::HALF != 0 || self.sign(behind, ':');
        let word = self.is(behind, DateSense::OClock).is_some();
        let (clocks, _) = self.clocks(from).filter(|_| half || word)?;
        let last = clocks.first()?.hour;
        // "9 to 5pm" begins in the morning.
        let hour =
            if last >= 12 && second <= 12 && hour % 12 < last % 12 { hour % 12 + 12 } else { hour };
        (hour < last || last < 12).then(|| (vec![time(hour, None)], at + 1))
    }
}

const fn time(hour: i16, minute: Option<i16>) -> Clock {
    Clock { hour, minute, second: None, offset: None }
}
