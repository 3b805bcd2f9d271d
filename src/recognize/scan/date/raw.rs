//! Dates as they are printed, before anything is completed.
//!
//! Owns: the forms that a printed date can have. Never: reads tokens; knows the article's date.

use crate::lexicon::senses::date::{Feast, Now, Prep, Stretch, Unit, Which};
use crate::recognize::dated::Clock;

/// How many.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Count {
    /// Thousandths, so that "2.5 hours" can be said.
    pub(super) milli: u64,
    /// "few": the number is only a guess.
    pub(super) vague: bool,
}

impl Count {
    pub(super) fn whole(number: u32) -> Self {
        Self { milli: u64::from(number) * 1000, vague: false }
    }

    /// The number, where it is a whole one.
    pub(super) fn number(self) -> Option<i64> {
        self.milli.is_multiple_of(1000).then(|| i64::try_from(self.milli / 1000).ok())?
    }
}

/// What a point in time is counted from.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum From {
    /// The article's date.
    Now,
    /// A date that stands with it ("two days before Friday").
    Date(Box<What>),
    /// The date before it in the text ("four days later").
    Earlier,
    /// Something that happened ("four days after the surrender"): an apposition to the date before it, or nothing known.
    Event,
}

/// A date as printed.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum What {
    Day {
        year: Option<i16>,
        month: Option<u8>,
        day: u8,
        weekday: Option<u8>,
        which: Option<Which>,
    },
    Month {
        year: Option<i16>,
        month: u8,
        which: Option<Which>,
        part: Option<Stretch>,
    },
    /// Seasons, quarters and halves by EDTF's codes.
    Season {
        year: Option<i16>,
        code: u8,
        which: Option<Which>,
    },
    Year {
        year: i16,
        part: Option<Stretch>,
    },
    /// Its first year; below 100 without the century.
    Decade {
        first: i16,
        part: Option<Stretch>,
    },
    Century {
        number: i16,
        part: Option<Stretch>,
    },
    /// With the weeks from this one where said ("Monday last week").
    Weekday {
        weekday: u8,
        which: Option<Which>,
        weeks: Option<i64>,
    },
    /// Days from the article's.
    Days(i64),
    /// The time of writing.
    Now(Now),
    /// So long from a day on ("three days starting on Monday").
    Run {
        count: Count,
        unit: Unit,
        from: Box<What>,
    },
    /// The first or the last of a month or a year ("the first six months of 2023").
    Piece {
        last: bool,
        count: Count,
        unit: Unit,
        of: Box<What>,
    },
    /// "last week", "the past three days", "the end of the year".
    Stretch {
        which: Which,
        unit: Unit,
        count: Option<Count>,
        part: Option<Stretch>,
    },
    /// "three days ago"; `over` = more than that.
    Shift {
        count: Count,
        unit: Unit,
        back: bool,
        from: From,
        over: bool,
    },
    /// The week that holds a day.
    WeekOf(Box<What>),
    /// The weekend that a holiday makes long.
    WeekendOf(Box<What>),
    /// A week of a year or month, from 1; 0 = the last.
    WeekIn {
        number: u8,
        of: Option<Box<What>>,
    },
    /// A day or month of a year that is told from the article's ("December last year").
    InYear(Box<What>, Which),
    /// A weekday of a month, from 1; 0 = the last.
    WeekdayIn {
        number: u8,
        weekday: u8,
        of: Box<What>,
    },
    /// A month of a year, from 1.
    MonthIn {
        number: u8,
        of: Box<What>,
    },
    /// A day of a month that is not named ("the 15th day of next month").
    DayIn {
        day: u8,
        of: Box<What>,
    },
    /// A holiday.
    Feast {
        feast: Feast,
        year: Option<i16>,
        which: Option<Which>,
    },
    Interval(Box<What>, Box<What>),
    Duration(Count, Unit),
    /// A time of day alone.
    Clock,
}

impl What {
    /// Whether it says a day, a month or a year by the calendar, so that it can be an end of an interval.
    pub(super) const fn is_point(&self) -> bool {
        !matches!(
            self,
            Self::Interval(..)
                | Self::Duration(..)
                | Self::Run { .. }
                | Self::Piece { .. }
                | Self::Now(Now::Year)
                | Self::Clock
        )
    }

    /// Whether weeks are counted in it.
    pub(super) const fn holds_weeks(&self) -> bool {
        matches!(
            self,
            Self::Month { part: None, .. }
                | Self::Year { part: None, .. }
                | Self::Stretch { unit: Unit::Month | Unit::Year, count: None, part: None, .. }
        )
    }

    /// Whether it says a single day.
    pub(super) const fn is_day(&self) -> bool {
        matches!(
            self,
            Self::Day { .. }
                | Self::Weekday { .. }
                | Self::Days(_)
                | Self::DayIn { .. }
                | Self::WeekdayIn { .. }
                | Self::Feast { .. }
        )
    }

    /// Whether it lies where the article's date says.
    pub(super) const fn is_told(&self) -> bool {
        matches!(self, Self::Now(_) | Self::Days(_))
    }

    /// The month of a day or a month.
    pub(super) const fn month(&self) -> Option<u8> {
        match self {
            Self::Day { month, .. } => *month,
            Self::Month { month, .. } => Some(*month),
            _ => None,
        }
    }

    /// The same, only a stretch of it.
    pub(super) fn with_part(mut self, stretch: Stretch) -> Self {
        match &mut self {
            Self::Month { part, .. }
            | Self::Year { part, .. }
            | Self::Decade { part, .. }
            | Self::Century { part, .. }
            | Self::Stretch { part, .. } => *part = Some(stretch),
            _ => {}
        }
        self
    }

    /// Year, month and day, where all are printed.
    pub(super) const fn calendar(&self) -> Option<(i16, u8, u8)> {
        match self {
            Self::Day { year: Some(year), month: Some(month), day, .. } => {
                Some((*year, *month, *day))
            }
            _ => None,
        }
    }
}

/// A date found, with where it stands.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Raw {
    /// Its first token.
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    pub(super) what: What,
    /// The time beside it, or the time that it is; two where the same is said in another zone.
    pub(super) clocks: Vec<Clock>,
    /// The preposition before it.
    pub(super) prep: Option<Prep>,
}
