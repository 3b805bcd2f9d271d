//! When a figure holds: from EDTF to a stretch of time that can be put in order.
//!
//! Owns: the earliest and latest time that a date can mean, and which of two times is later. A day is the whole
//! day, a month the whole month; no hour is invented. Where both times carry a zone they are compared in it, else by
//! the clock, because a day without a zone is the day of the place. A running total "by 25 September" had its value
//! when that day ended: it is put in order as of that day, and drawn from an open beginning to its end.
//! Never: turns a date of saying or publication into an as-of.

use crate::model::{AsOf, AsOfRelation, Basis, Precision, Published, SaidAt};
use edtf_core::{Bound, Edtf, TimeShift};

/// What stands for the time of a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rests {
    /// Its as-of is stated.
    Stated,
    /// Its as-of is reasoned by the analyst; drawn hollow.
    Inferred,
    /// Missing: when it was said is the latest possible time.
    SaidAt,
    /// Missing: when the article was published is the latest possible time.
    Published,
}

/// A stretch of time by the clock, in seconds since 1970-01-01T00:00, the end not included. An end that is
/// `None` is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stretch {
    /// Where it begins.
    pub start: Option<i64>,
    /// Where it ends.
    pub end: Option<i64>,
    /// Seconds that the clock is ahead of UTC; `None` where the zone is not known.
    pub offset: Option<i64>,
}

/// The time of a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// What it rests on.
    pub rests: Rests,
    /// The date as stated, EDTF.
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// How the figure stands to the date; `By` for stand-ins.
    pub relation: AsOfRelation,
    /// From the earliest to the latest possible time, for the picture.
    pub possible: Stretch,
    /// Where it is put in order.
    pub order: Stretch,
}

/// How two times lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The first is wholly before the second.
    Before,
    /// The first is wholly after the second.
    After,
    /// The same instant, to the hour at least.
    Same,
    /// They overlap: which is later is not known.
    Unknown,
}

impl Time {
    /// The time of a figure: its as-of, else when it was said, else when its article was published. `None`
    /// where none of them is there or can be read.
    #[must_use]
    pub fn of(
        as_of: Option<&AsOf>,
        said_at: Option<&SaidAt>,
        published: Option<&Published>,
    ) -> Option<Self> {
        if let Some(time) = as_of.and_then(Self::stated) {
            return Some(time);
        }
        let said = said_at.and_then(|said| Self::latest(Rests::SaidAt, &said.edtf, said.precision));
        said.or_else(|| {
            let published = published?;
            Self::latest(Rests::Published, &published.edtf, published.precision)
        })
    }

    fn stated(as_of: &AsOf) -> Option<Self> {
        let date = stretch(&as_of.edtf)?;
        let (order, possible) = match as_of.relation {
            AsOfRelation::At => (date, date),
            AsOfRelation::By => (date, Stretch { start: None, ..date }),
            AsOfRelation::Before => {
                let before = Stretch { start: None, end: date.start, ..date };
                (before, before)
            }
            AsOfRelation::After => {
                let after = Stretch { start: date.end, end: None, ..date };
                (after, after)
            }
        };
        let inferred = as_of.basis == Basis::Inferred;
        Some(Self {
            rests: if inferred { Rests::Inferred } else { Rests::Stated },
            edtf: as_of.edtf.clone(),
            precision: as_of.precision,
            relation: as_of.relation,
            possible,
            order,
        })
    }

    fn latest(rests: Rests, edtf: &str, precision: Precision) -> Option<Self> {
        let date = stretch(edtf)?;
        Some(Self {
            rests,
            edtf: edtf.to_owned(),
            precision,
            relation: AsOfRelation::By,
            possible: Stretch { start: None, ..date },
            order: date,
        })
    }

    /// Whether the figure has an as-of of its own.
    #[must_use]
    pub const fn is_as_of(&self) -> bool {
        matches!(self.rests, Rests::Stated | Rests::Inferred)
    }

    /// Whether it is drawn hollow: a stand-in, or inferred.
    #[must_use]
    pub const fn is_hollow(&self) -> bool {
        !matches!(self.rests, Rests::Stated)
    }

    /// How this time lies to another.
    #[must_use]
    pub fn order(&self, other: &Self) -> Order {
        let (a, b) = self.order.beside(other.order);
        let ends_before =
            |a: Stretch, b: Stretch| a.end.zip(b.start).is_some_and(|(end, start)| end <= start);
        let fine = self.precision.max(other.precision) <= Precision::Hour;
        if ends_before(a, b) {
            Order::Before
        } else if ends_before(b, a) {
            Order::After
        } else if fine && a == b && a.start.is_some() && self.is_as_of() && other.is_as_of() {
            Order::Same
        } else {
            Order::Unknown
        }
    }

    /// The date with a space before its hour, and without seconds that nobody stated.
    fn shown(&self) -> String {
        let Some((day, clock)) = self.edtf.split_once('T') else { return self.edtf.clone() };
        let seconds = clock.get(5..8).filter(|text| *text == ":00");
        let (Some(_), false) = (seconds, self.precision == Precision::Second) else {
            return self.edtf.replace('T', " ");
        };
        let (minutes, zone) = (clock.get(..5), clock.get(8..));
        format!("{day} {}{}", minutes.unwrap_or_default(), zone.unwrap_or_default())
    }

    /// The date in words that need no table: "by 2023-09-25", "≤ 2023-09-26 (said)".
    #[must_use]
    pub fn words(&self) -> String {
        let date = self.shown();
        let relation = match self.relation {
            AsOfRelation::At => "",
            AsOfRelation::By => "by ",
            AsOfRelation::Before => "before ",
            AsOfRelation::After => "after ",
        };
        match self.rests {
            Rests::Stated => format!("{relation}{date}"),
            Rests::Inferred => format!("{relation}{date} (inferred)"),
            Rests::SaidAt => format!("≤ {date} (said)"),
            Rests::Published => format!("≤ {date} (published)"),
        }
    }
}

impl Stretch {
    /// Both on one line: in UTC where both zones are known, else by the clock.
    fn beside(self, other: Self) -> (Self, Self) {
        match (self.offset, other.offset) {
            (Some(_), Some(_)) => (self.utc(), other.utc()),
            _ => (Self { offset: None, ..self }, Self { offset: None, ..other }),
        }
    }

    /// The same stretch in UTC; by the clock where no zone is known.
    #[must_use]
    pub fn utc(self) -> Self {
        let by = self.offset.unwrap_or(0);
        let shift = |at: Option<i64>| at.map(|at| at.saturating_sub(by));
        Self { start: shift(self.start), end: shift(self.end), offset: Some(0) }
    }

    /// Whether another stretch lies in this one.
    pub(super) fn holds(self, other: Self) -> bool {
        let (a, b) = self.beside(other);
        let from = a.start.is_none_or(|a| b.start.is_some_and(|b| a <= b));
        from && a.end.is_none_or(|a| b.end.is_some_and(|b| a >= b))
    }
}

/// The stretch that an EDTF date covers; `None` where it is no EDTF or says no time.
#[must_use]
pub fn stretch(edtf: &str) -> Option<Stretch> {
    let date = Edtf::parse(edtf).ok()?;
    if let Edtf::DateTime(moment) = &date {
        let day = match date.bounds().earliest {
            Bound::Date(day) => days(day.year, day.month, day.day)?,
            _ => return None,
        };
        let (hour, minute) = (i64::from(moment.time.hour), i64::from(moment.time.minute));
        let second = i64::from(moment.time.second.min(59));
        let start = day.checked_mul(86_400)? + hour * 3_600 + minute * 60 + second;
        // EDTF needs seconds: without any the minute is meant.
        let length = if second == 0 { 60 } else { 1 };
        let offset = moment.time.shift.map(|shift| match shift {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => i64::from(minutes) * 60,
        });
        return Some(Stretch { start: Some(start), end: Some(start + length), offset });
    }
    let bounds = date.bounds();
    let at = |bound: Bound| match bound {
        Bound::Date(day) => days(day.year, day.month, day.day),
        _ => None,
    };
    let start = at(bounds.earliest).and_then(|day| day.checked_mul(86_400));
    let end = at(bounds.latest).and_then(|day| day.checked_add(1)?.checked_mul(86_400));
    (start.is_some() || end.is_some()).then_some(Stretch { start, end, offset: None })
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date
/// algorithms", `days_from_civil`); `None` far beyond any article.
fn days(year: i64, month: u8, day: u8) -> Option<i64> {
    if year.unsigned_abs() > 10_000_000 {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let from_march = (i64::from(month) + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + i64::from(day) - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn as_of(words: &str) -> Time {
        let (relation, edtf) = match words.split_once(' ') {
            Some(("by", date)) => (AsOfRelation::By, date),
            Some(("before", date)) => (AsOfRelation::Before, date),
            Some(("after", date)) => (AsOfRelation::After, date),
            _ => (AsOfRelation::At, words),
        };
        let precision = if edtf.contains('T') { Precision::Minute } else { Precision::Day };
        let basis = Basis::Explicit;
        let as_of = AsOf { edtf: edtf.to_owned(), precision, relation, basis, anchor: None };
        Time::of(Some(&as_of), None, None).unwrap()
    }

    #[test]
    fn words_say_no_second_that_nobody_stated() {
        let words = |text| as_of(text).words();
        assert_eq!(words("2023-09-24T22:00:00+04:00"), "2023-09-24 22:00+04:00");
        assert_eq!(words("by 2023-09-25"), "by 2023-09-25");
        let mut fine = as_of("2023-09-24T23:46:11");
        assert_eq!(fine.words(), "2023-09-24 23:46:11");
        fine =
            Time { edtf: "2023-09-24T23:46:00".to_owned(), precision: Precision::Second, ..fine };
        assert_eq!(fine.words(), "2023-09-24 23:46:00");
    }

    #[test]
    fn which_is_later() {
        for (a, b, expected) in [
            ("2023-09-24", "2023-09-25", Order::Before),
            ("2023-09-24T22:00:00", "2023-09-25", Order::Before),
            ("2023-09-24T22:00:00", "2023-09-24", Order::Unknown),
            ("2023-09-24T22:00:00+04:00", "by 2023-09-25", Order::Before),
            ("2023-09-24T22:00:00+04:00", "2023-09-24T18:00:00Z", Order::Same),
            ("2023-09-24T22:00:00+04:00", "2023-09-24T18:30:00Z", Order::Before),
            ("2023-09-24T22:00:00+04:00", "2023-09-24T22:00:00", Order::Same),
            ("2023-09-24T23:30:00-05:00", "2023-09-24", Order::Unknown),
            ("2023-09-24", "2023-09-24", Order::Unknown),
            ("2023-09", "2023-09-24", Order::Unknown),
            ("2023-09", "2023-10-01", Order::Before),
            ("before 2023-09-25", "2023-09-25", Order::Before),
            ("before 2023-09-25", "2023-09-24", Order::Unknown),
            ("after 2023-09-25", "2023-09-25", Order::After),
            ("after 2023-09-25", "2023-09-26", Order::Unknown),
            ("2023-09-20/2023-09-22", "2023-09-23", Order::Before),
        ] {
            let converse = match expected {
                Order::Before => Order::After,
                Order::After => Order::Before,
                same => same,
            };
            assert_eq!(as_of(a).order(&as_of(b)), expected, "{a} / {b}");
            assert_eq!(as_of(b).order(&as_of(a)), converse, "{b} / {a}");
        }
    }

    #[test]
    fn the_calendar() {
        for (edtf, start, end) in [
            ("1970-01-01", Some(0), Some(86_400)),
            ("2000-02-29", Some(951_782_400), Some(951_868_800)),
            ("2023-09-24T22:00:00", Some(1_695_592_800), Some(1_695_592_860)),
            ("2023-09-24T22:00:05", Some(1_695_592_805), Some(1_695_592_806)),
            ("1969", Some(-31_536_000), Some(0)),
            ("2023-09-24/..", Some(1_695_513_600), None),
        ] {
            let found = stretch(edtf).unwrap();
            assert_eq!((found.start, found.end), (start, end), "{edtf}");
        }
        assert_eq!(stretch("last Tuesday"), None);
        assert_eq!(stretch("../.."), None);
    }
}
