//! Dates as annotations hold them: EDTF text (ISO 8601-2:2019), how fine it is, and what it rests on.

use super::Anchor;

/// How fine a date or time is. EDTF needs seconds where a time stands, so the precision is said apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// A calendar day.
    Day,
    /// A month.
    Month,
    /// A season or quarter.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What a date rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// The whole date is printed.
    Explicit,
    /// Printed, completed from a stated article date.
    Relative,
    /// Taken from the stated article date.
    Dateline,
    /// Reasoned; shown in italics.
    Inferred,
}

/// How a figure stands to its as-of date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AsOfRelation {
    /// At that time.
    At,
    /// Up to and including it.
    By,
    /// Before it.
    Before,
    /// After it.
    After,
}

/// As of when a figure holds.
#[derive(Clone, PartialEq, Debug)]
pub struct AsOf {
    /// EDTF without an open end (`relation` says it).
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// How the figure stands to it.
    pub relation: AsOfRelation,
    /// What it rests on.
    pub basis: Basis,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
}

/// The time that a figure is counted over, or of the event itself; also when something was said.
#[derive(Clone, PartialEq, Debug)]
pub struct Period {
    /// EDTF, often an interval (`1988/1994`).
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// What it rests on.
    pub basis: Basis,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
}
