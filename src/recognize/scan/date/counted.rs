//! Reads lengths of time and what they make: "six weeks", "three days ago", "two weeks from Friday", "three days starting on Monday".
//!
//! Owns: numbers before units of time. Never: completes what is not printed.

use super::raw::{Count, From, What};
use super::read::{Before, Reader};
use crate::lexicon::Rule;
use crate::lexicon::senses::date::{DateSense, Join, Kinds, Prep, Shift, Unit, Which};

impl Reader<'_, '_> {
    /// A number before a unit of time, with whether it is only an article: a number of the text, or the words that only lengths of
    /// time have ("half a", "a couple of").
    pub(super) fn count(&self, at: usize) -> Option<((Count, bool), usize)> {
        let own = self.find(at, Kinds::COUNT, |sense| match sense {
            DateSense::Count { milli, vague, article } => {
                Some((Count { milli: u64::from(milli), vague }, article))
            }
            _ => None,
        });
        let end = own.map_or(at, |(_, end)| end);
        // "a" and "a hundred": the longer counts.
        let number = self.number_at(at).filter(|(_, longer)| *longer > end);
        let (count, end) = number.map(|(count, end)| ((count, false), end)).or(own)?;
        Some((count, self.bracket(end)))
    }

    /// The number of the text that begins here, where it is one that can count a length of time.
    pub(super) fn number_at(&self, at: usize) -> Option<(Count, usize)> {
        const MOST: u64 = 100_000_000_000;
        let (milli, end) = self.numerals.milli(at)?;
        (milli < MOST).then_some((Count { milli, vague: false }, end))
    }

    /// "يومين", "полгода": a number and its unit in one word.
    pub(super) fn length_word(&self, at: usize) -> Option<((Count, bool), Unit, usize)> {
        let ((count, unit), end) = self.find(at, Kinds::COUNT, |sense| match sense {
            DateSense::Length(count, unit) => Some((Count::whole(count.into()), unit)),
            _ => None,
        })?;
        Some(((count, false), unit, end))
    }

    /// A number with its unit, or a unit alone where that is one of it.
    fn length(&self, at: usize) -> Option<((Count, bool), Unit, usize)> {
        if let Some(found) = self.length_word(at) {
            return Some(found);
        }
        if let Some((count, end)) = self.count(at)
            && let Some((unit, to)) = self.unit(end)
        {
            return Some((count, unit, to));
        }
        let bare = self.lexed.table.has(Rule::BareOne).then(|| self.unit(at)).flatten();
        bare.map(|(unit, end)| ((Count::whole(1), false), unit, end))
    }

    /// Whether a number, or a word that counts, begins here.
    pub(super) fn may_count(&self, at: usize) -> bool {
        self.may_be(at) & Kinds::COUNT != 0 || self.numerals.begins(at)
    }

    /// Behind the bracket of “\[Ten\] years”.
    fn bracket(&self, at: usize) -> usize {
        at + usize::from(self.sign(at, ']') && self.attached(at))
    }

    /// Whether a word hangs on by a hyphen: "30 year-conflict" is a length of time.
    pub(super) fn compound(&self, at: usize) -> bool {
        self.sign(at, '-')
            && self.attached(at)
            && self.attached(at + 1)
            && self.is_word_sign(at + 1)
    }

    pub(super) fn aged(&self, at: usize) -> bool {
        !self.breaks(at) && self.is(at, DateSense::Aged).is_some()
    }

    /// "three days ago", "four days after …", "six weeks", "24 hours", "44-day".
    pub(super) fn counted(&self, at: usize, before: Before) -> Option<(What, usize)> {
        // "in two weeks", "vor drei Tagen"
        if let Some((shift, end)) = self.find(at, Kinds::SHIFT, |sense| match sense {
            DateSense::Shift(shift @ (Shift::AgoAhead | Shift::LaterAhead)) => Some(shift),
            _ => None,
        }) && let Some(((count, _), unit, to)) = self.length(end)
            && !self.aged(to)
        {
            // "in two weeks of fighting" is how long it took; "vor zwei Wochen" is nothing else.
            let placed = self.find(at, Kinds::PREP, |sense| match sense {
                DateSense::Prep(Prep::At | Prep::For) => Some(()),
                _ => None,
            });
            let long = placed.is_some() && (self.link(to) > to || self.counts(to));
            let back = shift == Shift::AgoAhead;
            let what = What::Shift { count, unit, back, from: From::Now, over: false };
            return (!long && self.shift_behind(to).is_none() && !count.vague)
                .then_some((what, to));
        }
        let over = self.is(at, DateSense::Over);
        let from = over.unwrap_or(at);
        if let Some(((count, _), unit, to)) = self.length_word(from) {
            let ago = self.shift_behind(to).filter(|(shift, _)| *shift == Shift::Ago);
            let (what, to) = match ago {
                Some((_, to)) => {
                    let over = over.is_some();
                    (What::Shift { count, unit, back: true, from: From::Now, over }, to)
                }
                None => (What::Duration(count, unit), to),
            };
            return Some((what, to));
        }
        let ((count, article), end) = self.count(from)?;
        let dash = end + usize::from(self.sign(end, '-'));
        // "the 5 past years", "two more days"
        if dash == end
            && let Some((which, behind)) = self.find(end, Kinds::WHICH, |sense| match sense {
                DateSense::Which(which @ (Which::Past | Which::Next)) => Some(which),
                DateSense::Which(Which::Coming) => Some(Which::Next),
                DateSense::Which(Which::Last) => Some(Which::Past),
                _ => None,
            })
            && let Some((unit, to)) = self.unit(behind)
            && self.agrees(count, to)
            && !article
            && !self.breaks(end)
        {
            return Some((What::Stretch { which, unit, count: Some(count), part: None }, to));
        }
        let (unit, to) = self.unit(dash)?;
        if self.aged(to) || self.breaks(end) {
            return None;
        }
        // "las 10 semanas anteriores"
        if dash == end
            && !article
            && self.lexed.table.has(Rule::WhichBehind)
            && !self.breaks(to)
            && let Some((which, behind)) = self.find(to, Kinds::WHICH, |sense| match sense {
                DateSense::Which(Which::Last) => Some(Which::Past),
                DateSense::Which(
                    which @ (Which::Past | Which::Next | Which::Coming | Which::Following),
                ) => Some(which),
                _ => None,
            })
        {
            return Some((What::Stretch { which, unit, count: Some(count), part: None }, behind));
        }
        // "two years, one month and 21 days later"
        if dash == end
            && !count.vague
            && over.is_none()
            && self.joins_count(to)
            && let Some(found) = self.sum((count, unit), to)
        {
            return Some(found);
        }
        // "for three days from Monday" is how long; "three days from Monday" is a day.
        let long = matches!(before.prep, Some(Prep::For))
            && self.is(to, DateSense::Prep(Prep::From)).is_some();
        if dash == end
            && !long
            && let Some((shift, behind)) = self.shift_behind(to)
        {
            let back = matches!(shift, Shift::Ago | Shift::Before);
            let make = |from| What::Shift { count, unit, back, from, over: over.is_some() };
            match shift {
                Shift::Ago => {
                    // "two weeks ago today"
                    let today = self.find(behind, Kinds::DAY, |sense| match sense {
                        DateSense::Day(0, _) => Some(()),
                        _ => None,
                    });
                    let end = today.map_or(behind, |((), end)| end);
                    return Some((make(From::Now), end));
                }
                Shift::Later => return Some((make(From::Earlier), behind)),
                Shift::Before | Shift::After => {
                    let inside = Before { prep: Some(Prep::At), article: false };
                    let from = self.skip(behind, DateSense::Article);
                    if !self.breaks(from)
                        && let Some((what, to)) = self.one(from, inside)
                        && what.is_point()
                    {
                        return Some((make(From::Date(what.into())), to));
                    }
                    let named = self.lexed.get(behind).is_some_and(|token| token.is_word());
                    let from = if named { From::Event } else { From::Earlier };
                    return Some((make(from), behind));
                }
                Shift::AgoAhead | Shift::LaterAhead => {}
            }
        }
        let placed = matches!(before.prep, Some(Prep::For | Prep::At));
        let singular = matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter);
        // "will one day be held to account"
        let once = unit == Unit::Day
            && count == Count::whole(1)
            && dash == end
            && before.prep.is_none()
            && !self.lexed.get(at).is_some_and(|token| token.is_number());
        if (article && !placed) || over.is_some() || (singular && article) || once {
            return None;
        }
        // "a three-day truce" has its noun between; "three days, starting on Monday" has not.
        let comma = self.comma(to);
        let mut from = self.starting(comma);
        if from == comma && matches!(before.prep, Some(Prep::For)) {
            from = self.skip(comma, DateSense::Prep(Prep::From));
        }
        if from > comma
            && !self.breaks(from)
            && let Some((day, behind)) =
                self.one(from, Before { prep: Some(Prep::At), article: false })
            && day.is_day()
        {
            return Some((What::Run { count, unit, from: day.into() }, behind));
        }
        Some((What::Duration(count, unit), to))
    }

    /// Whether another count may stand behind a token, a comma and "and".
    fn joins_count(&self, at: usize) -> bool {
        self.may_count(at)
            || ((self.sign(at, ',') || self.may_be(at) & Kinds::JOIN != 0)
                && (self.may_count(at + 1) || self.may_count(at + 2)))
    }

    /// "two years, one month and 21 days later", whose first part ends at `at`: each part counted from what the coarser ones give.
    fn sum(&self, first: (Count, Unit), at: usize) -> Option<(What, usize)> {
        let mut parts = [Some(first), None, None, None];
        let (mut last, mut end) = (first.1, at);
        for part in parts.iter_mut().skip(1) {
            let from = self.skip(self.comma(end), DateSense::Join(Join::And));
            let next = || {
                let ((count, _), to) = self.count(from)?;
                let (unit, to) = self.unit(to)?;
                (!count.vague && (unit as u8) < last as u8).then_some((count, unit, to))
            };
            let Some((count, unit, to)) = (!self.breaks(from)).then(next).flatten() else { break };
            *part = Some((count, unit));
            (last, end) = (unit, to);
        }
        if last == first.1 {
            return None;
        }
        let (back, start, to) = match self.shift_behind(end)? {
            (Shift::Ago, to) => (true, From::Now, to),
            (Shift::Later, to) => (false, From::Earlier, to),
            _ => return None,
        };
        let shift = |from, (count, unit)| What::Shift { count, unit, back, from, over: false };
        let by_day = (last as u8) < Unit::Month as u8;
        // "two years and three months ago" is a month, counted from the month; days are counted from the day.
        let mut what = by_day.then(|| shift(start.clone(), (Count::whole(0), Unit::Day)));
        let coarse_last = parts.iter().rev().flatten();
        let coarse_first = parts.iter().flatten();
        let order: Vec<_> = if by_day { coarse_first.collect() } else { coarse_last.collect() };
        for part in order {
            let from = what.take().map_or_else(|| start.clone(), |what| From::Date(what.into()));
            what = Some(shift(from, *part));
        }
        what.map(|what| (what, to))
    }

    /// Behind "starting on".
    pub(super) fn starting(&self, at: usize) -> usize {
        self.skip(at, DateSense::Prep(Prep::Starting))
    }

    /// Whether the unit that ends before a token may be of so many: "turns 40 next month" tells of one month.
    fn agrees(&self, count: Count, end: usize) -> bool {
        let forms = self.lexed.table.forms();
        let plural =
            || end.checked_sub(1).is_some_and(|at| forms.is_plural(self.lexed.printed(at)));
        !self.lexed.table.has(Rule::PluralS) || count == Count::whole(1) || plural()
    }

    /// "six months of 2023" behind "the first": what of a month or a year it is. `from`: behind the word that joins them.
    pub(super) fn piece(
        &self,
        last: bool,
        count: Count,
        unit: Unit,
        end: usize,
        from: usize,
    ) -> Option<(What, usize)> {
        if from == end || self.breaks(from) || !matches!(unit, Unit::Day | Unit::Week | Unit::Month)
        {
            return None;
        }
        let inside = Before { prep: Some(Prep::At), article: false };
        let (of, to) = self.one(from, inside)?;
        let of = of.holds_weeks().then(|| of.into())?;
        Some((What::Piece { last, count, unit, of }, to))
    }

    pub(super) fn shift_behind(&self, at: usize) -> Option<(Shift, usize)> {
        if self.breaks(at) {
            return None;
        }
        self.find(at, Kinds::SHIFT, |sense| match sense {
            DateSense::Shift(
                shift @ (Shift::Ago | Shift::Later | Shift::Before | Shift::After),
            ) => Some(shift),
            _ => None,
        })
    }
}
