//! Reads what makes a time of day of a number: "a las 5", "saat 13'te", "21 heures 30", "dos y media de la tarde".
//!
//! Owns: the words before and behind an hour. Never: reads the digits of a time ([`super::numeric`]); completes what is not printed.

use super::numeric::clock;
use super::read::Reader;
use crate::lexicon::Domains;
use crate::lexicon::senses::date::{DateSense, Hours, Kinds, Prep, Unit};
use crate::recognize::dated::Clock;
use crate::recognize::scan::number::case_behind;

impl Reader<'_, '_> {
    /// Behind the ending of a case that a hyphen or an apostrophe ties to digits.
    pub(super) fn case(&self, at: usize) -> usize {
        case_behind(self.lexed, at).unwrap_or(at)
    }

    /// Hour and minute in words: "nine", "dos y media".
    pub(super) fn time_in_words(&self, at: usize) -> Option<(Clock, usize, bool)> {
        let (count, end) = self.number_at(at)?;
        let hour = i16::try_from(count.milli / 1000).ok().filter(|hour| (1..24).contains(hour))?;
        let minute = match count.milli % 1000 {
            0 => None,
            500 => Some(30),
            _ => return None,
        };
        Some((clock(hour, minute, None), end, false))
    }

    /// Behind the word that makes a time of the number before it. A word that counts hours, too, is one only where the number is led
    /// by a word that stands before times: "pendant 3 heures" is how long.
    pub(super) fn oclock(&self, from: usize, at: usize) -> Option<usize> {
        let end = self.is(at, DateSense::OClock).filter(|_| !self.breaks(at))?;
        let counts = self.unit(at).is_some_and(|(unit, _)| unit == Unit::Hour);
        let half = || self.lexed.get(end).is_some() && self.may_be(end) & Kinds::HALF != 0;
        (!counts || self.is_led(from) || half()).then_some(end)
    }

    /// Whether a word that stands before times ends at a token.
    pub(super) fn is_led(&self, at: usize) -> bool {
        (1..=3).filter_map(|back| at.checked_sub(back)).any(|from| {
            let led = self.find(from, Kinds::PREP, |sense| match sense {
                DateSense::Prep(Prep::Clock | Prep::Hour | Prep::Around) => Some(()),
                _ => None,
            });
            led.is_some_and(|((), end)| end == at)
        })
    }

    /// "30" behind "21 heures", with its unit.
    pub(super) fn minutes_behind(&self, time: Clock, at: usize) -> (Option<i16>, usize) {
        let read = || {
            let (value, length) = self.digits(at).filter(|_| time.minute.is_none())?;
            let minute = i16::try_from(value).ok().filter(|value| length == 2 && *value < 60)?;
            let unit = self.unit(at + 1).filter(|(unit, _)| *unit == Unit::Minute);
            let end = unit.map_or(at + 1, |(_, end)| end);
            let alone = unit.is_some() || !(self.counts(end) || self.measures(end));
            (alone && !self.breaks(at) && !self.sign(end, '%')).then_some((Some(minute), end))
        };
        read().unwrap_or((time.minute, at))
    }

    /// "bu akşam 8'de": an hour in the case of times behind the part of a day.
    pub(super) fn hour_in_case(
        &self,
        at: usize,
        hours: Option<Hours>,
    ) -> Option<(Vec<Clock>, usize)> {
        hours?;
        let (value, length) = self.digits(at)?;
        let (time, end, _) = self.time_digits(at).filter(|_| length <= 2 && value < 24)?;
        let to = self.case(end);
        (to > end).then(|| (vec![time], to))
    }

    /// The time whose number begins at a token, with the word before it ("saat 13'te"), which begins no earlier than `floor`.
    pub(super) fn led_clock(&self, at: usize, floor: usize) -> Option<(usize, Vec<Clock>, usize)> {
        /// Words of the longest such phrase ("عند الساعة").
        const REACH: usize = 3;
        let last = at.checked_sub(1).filter(|last| *last >= floor)?;
        if !self.lexed.begins(last, Domains::DATE) || self.breaks(at) {
            return None;
        }
        (floor..at).rev().take(REACH).find_map(|from| {
            self.is(from, DateSense::Prep(Prep::Clock)).filter(|end| *end == at)?;
            let (clocks, end) = self.clock_led(from)?;
            Some((from, clocks, end))
        })
    }

    /// A time behind a word that nothing but times have behind it: "saat 13'te", "ժամը 11.00-ին", "a las 5".
    pub(super) fn clock_led(&self, at: usize) -> Option<(Vec<Clock>, usize)> {
        let ((), from) = self.find(at, Kinds::PREP, |sense| match sense {
            DateSense::Prep(Prep::Clock) => Some(()),
            _ => None,
        })?;
        if self.breaks(from) {
            return None;
        }
        if let Some(found) = self.clocks(from) {
            return Some(found);
        }
        let digits = self.digits(from);
        let (clock, end, _) = match digits {
            Some((_, 3..)) => return None,
            None if !self.is_number(from) => self.time_in_words(from)?,
            _ => self.time_digits(from)?,
        };
        let to = self.case(end);
        let counts = self.counts(end) || self.measures(end) || self.sign(end, '%');
        (to > end || !counts).then(|| (vec![clock], to))
    }

    /// "around 8 p.m.", "for 10 a.m." behind a day.
    pub(super) fn hour_led(&self, at: usize) -> Option<(Vec<Clock>, usize)> {
        let ((), from) = self.find(at, Kinds::PREP, |sense| match sense {
            DateSense::Prep(Prep::Around | Prep::Hour) => Some(()),
            _ => None,
        })?;
        if self.breaks(from) { None } else { self.clocks(from) }
    }

    /// "at 2.30" or, where the half of the day is said, "at 8" behind a day.
    pub(super) fn hour_alone(
        &self,
        at: usize,
        prep: usize,
        hours: Option<Hours>,
    ) -> Option<(Vec<Clock>, usize)> {
        let about = self.find(prep, Kinds::PREP, |sense| match sense {
            DateSense::Prep(Prep::Around) => Some(()),
            _ => None,
        });
        let from = about.map_or(at, |((), end)| end);
        if from == prep || !self.closes(from + 1) || self.sign(from + 1, '%') {
            return None;
        }
        let (clock, to, _) = self.time_digits(from)?;
        let whole = clock.minute.is_none() && hours.is_some() && (1..=12).contains(&clock.hour);
        let dotted = self.lexed.printed(from).contains('.');
        (to == from + 1 && (whole || dotted)).then(|| (vec![clock], to))
    }
}

/// Times in the half of the day that is said beside them. Two are one time in two zones, printed exactly.
pub(super) fn half(mut clocks: Vec<Clock>, hours: Option<Hours>) -> Vec<Clock> {
    if let ([clock], Some(hours)) = (clocks.as_mut_slice(), hours) {
        clock.hour = hours.of_day(clock.hour);
    }
    clocks
}
