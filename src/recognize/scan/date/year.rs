//! Which year a day or a month is of, where none is printed with it.
//!
//! Owns: the nearest year, and what the tense and the words beside it change. Never: reads tokens.

use super::raw::What;
use super::resolve::Completer;
use crate::lexicon::senses::date::Which;
use crate::recognize::edtf::Reference;
use std::cmp::Ordering;

impl Completer {
    /// "December" of "December last year", with its year.
    pub(super) fn in_year(&mut self, what: &What, which: Which) -> Option<What> {
        let year = i64::from(self.reference()?.year) + Self::step(which);
        let mut what = what.clone();
        what.set_year(i16::try_from(year).ok()?);
        Some(what)
    }

    /// The year of an end that has none, where the other end is the article's date.
    pub(super) fn set_beside(&mut self, what: &mut What, ahead: bool) {
        let (What::Day { year: None, month: Some(month), which: None, .. }
        | What::Month { year: None, month, which: None, .. }) = what
        else {
            return;
        };
        let month = *month;
        let Some(today) = self.today() else { return };
        let day = if let What::Day { day, .. } = what { *day } else { 1 };
        let here =
            (u8::try_from(today.month()).unwrap_or(1), u8::try_from(today.day()).unwrap_or(1));
        what.set_year(match ((month, day).cmp(&here), ahead) {
            (Ordering::Less, true) => today.year() + 1,
            (Ordering::Greater, false) => today.year() - 1,
            _ => today.year(),
        });
    }

    /// The year of a month and day that have none: the nearest; of what lies months away, as the tense says, and news looks back.
    pub(super) fn year_told(&self, reference: Reference, month: u8, day: u8) -> i16 {
        /// So far away the nearest is no longer sure.
        const FAR: i32 = 124;
        let year = nearest_year(reference, month, day);
        let Some(known) = reference.month else { return year };
        let today = reference.day.map_or(15, |day| u8::try_from(day.day()).unwrap_or(15));
        let ahead = days_of(year, month, day) - days_of(reference.year, known, today);
        match self.around.future {
            Some(true) if ahead < -FAR => year + 1,
            Some(true) => year,
            _ if ahead > FAR => year - 1,
            _ => year,
        }
    }
}

/// Days since the year 0 in a calendar of months of 31 days: good for telling which is nearer.
fn days_of(year: i16, month: u8, day: u8) -> i32 {
    i32::from(year) * 372 + i32::from(month) * 31 + i32::from(day)
}

/// The year that brings a month and day nearest to the article's date.
fn nearest_year(reference: Reference, month: u8, day: u8) -> i16 {
    let Some(known) = reference.month else { return reference.year };
    let today = reference.day.map_or(15, |day| u8::try_from(day.day()).unwrap_or(15));
    let here = days_of(reference.year, known, today);
    let distance = |year: i16| (days_of(year, month, day) - here).abs();
    [reference.year, reference.year - 1, reference.year + 1]
        .into_iter()
        .min_by_key(|year| distance(*year))
        .unwrap_or(reference.year)
}
