//! Digits that may say something else: day or month first ("05/06/2023"), a count behind a weekday ("on Tuesday 30").
//!
//! Owns: which order the dates in digits of a text have, by those that fit one order alone and by dates in words. Never: reads tokens on its
//! own; guesses where nothing tells.

use super::Pass;
use super::raw::{Raw, What};
use super::read::Reader;
use crate::model::Basis;
use crate::recognize::proposal::ProposedDate;
use jiff::civil::Date;

/// A date in digits that fits both orders, and that nothing in the text decides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Its index among the printed dates.
    pub(super) at: usize,
    /// Year, month and day in the language's order; the other has month and day the other way round.
    pub(super) reading: (i16, u8, u8),
}

impl ProposedDate {
    /// Makes it one that is not decided: both readings are offered, the language's first.
    pub(super) fn be_open(&mut self, (year, month, day): (i16, u8, u8)) {
        let Some(edtf) = self.edtf.take() else { return };
        let rest = edtf.get("2023-06-05".len()..).unwrap_or_default();
        let other = format!("{year:04}-{day:02}-{month:02}{rest}");
        self.readings = vec![edtf, other];
        self.basis = Basis::Inferred;
    }
}

/// Gives the dates of a text the order that its others force; those that stay open, in order.
pub(super) fn settle(reader: &Reader<'_, '_>, found: &mut [Raw]) -> Vec<Open> {
    let mut open = Vec::new();
    let (mut day_first, mut month_first) = (false, false);
    for (at, raw) in found.iter().enumerate() {
        let Some((first, second)) = slashed(reader, raw) else { continue };
        day_first |= first > 12;
        month_first |= second > 12;
        if let Some(reading) = raw.what.calendar()
            && first <= 12
            && second <= 12
            && first != second
        {
            open.push(Open { at, reading });
        }
    }
    if open.is_empty() {
        return open;
    }
    // "5 June 2023" beside "05/06/2023"
    let words = |(year, month, day): (i16, u8, u8)| {
        found.iter().any(|raw| {
            raw.what.calendar() == Some((year, month, day)) && slashed(reader, raw).is_none()
        })
    };
    let swapped = |(year, month, day): (i16, u8, u8)| (year, day, month);
    let (mut kept, mut turned) = (false, false);
    if day_first != month_first {
        (kept, turned) = (month_first == reader.month_first, month_first != reader.month_first);
    } else if !day_first {
        kept = open.iter().any(|open| words(open.reading));
        turned = open.iter().any(|open| words(swapped(open.reading)));
    }
    match (kept, turned) {
        (true, false) => open.clear(),
        (false, true) => {
            for Open { at, reading } in std::mem::take(&mut open) {
                let (_, to, from) = reading;
                if let Some(What::Day { month, day, .. }) =
                    found.get_mut(at).map(|raw| &mut raw.what)
                {
                    (*month, *day) = (Some(from), to);
                }
            }
        }
        _ => {}
    }
    open
}

/// The first two numbers of a date that two slashes part, its year last.
fn slashed(reader: &Reader<'_, '_>, raw: &Raw) -> Option<(u32, u32)> {
    let tied = reader.sign(raw.from + 1, '/') && reader.sign(raw.from + 3, '/');
    let two = |at: usize| reader.digits(at).filter(|(_, length)| *length <= 2);
    let (first, _) = two(raw.from).filter(|_| tied && raw.what.calendar().is_some())?;
    let (second, _) = two(raw.from + 2)?;
    Some((first, second))
}

impl Pass<'_, '_, '_> {
    /// The weekday alone of "on Tuesday 30", where no Tuesday near the article's day is a 30th: the number counts.
    pub(super) fn counts_behind(&self, raw: &Raw, day: Option<Date>) -> Option<Raw> {
        const NEAR: i32 = 31;
        let What::Day { month: None, weekday: Some(weekday), .. } = raw.what else { return None };
        let far = (day? - self.reference?.day?).get_days().abs() > NEAR;
        let bare = raw.to == raw.from + 2 && self.reader.digits(raw.to - 1).is_some();
        let what = What::Weekday { weekday, which: None, weeks: None };
        (far && bare).then(|| Raw { to: raw.from + 1, what, ..raw.clone() })
    }
}
