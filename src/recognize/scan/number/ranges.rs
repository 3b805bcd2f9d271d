//! Two printed ends that are one value: "10-15", "between 3 and 5", "10 to 15 thousand", "two or three", "above 10 and below 20".
//!
//! Owns: when two numbers are one range, and the scale they share. Never: units' meanings, qualifiers of one number.

use super::numeral::{Amount, Numeral};
use super::numerals::Numerals;
use super::printed::Printed;
use super::reader::Reader;
use super::units::UnitAt;
use crate::lexicon::senses::number::{Bend, Link, Mark, Verb, class};
use crate::model::{Decimal, QualifierKind, UnitKind};

/// A range.
#[derive(Clone, Debug)]
pub(super) struct Ranged {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    /// First token of its words: "between", or the first number.
    pub(super) from: usize,
    /// The second number.
    pub(super) second: Numeral,
    /// The unit that stood with the first number.
    pub(super) unit: Option<UnitAt>,
    /// Parted by a dash: a score, or years, if it is no range.
    pub(super) dash: bool,
}

impl Reader<'_> {
    /// The range whose first number is `first`; `from` is where its currency or itself begins, `unit` what stands between.
    pub(super) fn range(
        &self,
        numerals: &Numerals,
        first: &Numeral,
        from: usize,
        before: Option<UnitAt>,
        behind: Option<UnitAt>,
        floor: usize,
    ) -> Option<Ranged> {
        let opener = |link: Link| {
            self.ending(from, class::of_link(link), |at| self.link(at, link).map(|end| ((), end)))
                .map(|(_, at)| at)
                .filter(|at| *at >= floor)
        };
        let between = opener(Link::Between);
        let opened = opener(Link::From);
        // "rose from 350 to 680" are two values.
        let change = opened.is_some_and(|at| {
            let verb = |at: usize| self.verb(at);
            self.ending(at, class::VERB, verb).is_some_and(|(verb, _)| verb == Verb::Change)
        });
        if change {
            return None;
        }
        let end = behind.map_or(first.end, |unit| unit.behind);
        let (next, dash, or) = self.joint(end, between.is_some())?;
        let changed = !dash && !or && between.is_none() && self.changed_by(from, floor);
        let currency = before.is_some().then(|| self.unit(next)).flatten();
        let currency =
            currency.filter(|(unit, end)| unit.kind == UnitKind::Money && self.is_number(*end));
        let second = currency.map_or(next, |(_, end)| end);
        // "to -34 °C"
        let minus = matches!(self.lexed.get(second)?.sign(), Some('-' | '−'))
            && !self.attached(second)
            && self.attached(second + 1);
        let second = *numerals.at(second + usize::from(minus))?;
        let second = if before.is_some() { self.of_money(second) } else { self.of_things(second) };
        let second = if minus { super::numeral::negative(second)? } else { second };
        let (a, b) = (first.decimal()?, second.decimal()?);
        let shared = second.scale > Decimal::ONE
            && first.scale == Decimal::ONE
            && first.mantissa < second.mantissa;
        let a = if shared { a.times(second.scale)?.normalize() } else { a };
        // "from -18 °C to -34 °C": printed from the smaller number, not from the lower.
        let below = opened.is_some() && a.is_negative() && b < a;
        let (a, b) = if below { (b, a) } else { (a, b) };
        let whole = |n: &Numeral| matches!(n.amount, Amount::Number(_));
        if a >= b
            || !(whole(first) || between.is_some() || opened.is_some())
            || (or && !whole(&second))
        {
            return None;
        }
        let unit = self.unit_behind(second.end, second.scale);
        // "went up by 8 to 31" is a change and a level; "by 8 to 31 percent", "by 3 to 5 million" are one change.
        let one = (unit.is_some() || shared) && behind.is_none() && before.is_none();
        if changed && !one {
            return None;
        }
        if let Some(first) = behind
            && unit.is_none_or(|unit| {
                // "between 10 km and 500 m" are two lengths.
                unit.sense.kind != first.sense.kind || unit.sense.code != first.sense.code
            })
        {
            return None;
        }
        // "2 or 3", not "1 or 200"
        let far = a.times(Decimal::TEN).is_some_and(|far| b > far);
        if or && (far || behind.is_some()) {
            return None;
        }
        let from = between.or(opened).unwrap_or(from);
        Some(Ranged { low: a, high: b, from, second, unit: behind, dash })
    }

    /// What joins two ends: the index behind it, whether it is a dash, whether it is "or".
    fn joint(&self, end: usize, between: bool) -> Option<(usize, bool, bool)> {
        if !self.near(end) {
            return None;
        }
        // "8- to 16-meter"
        let hanging = self.lexed.get(end).is_some_and(|t| t.sign() == Some('-') && t.attached())
            && !self.attached(end + 1)
            && self.is_word(end + 1);
        let at = end + usize::from(hanging);
        if between && let Some(next) = self.link(at, Link::And) {
            return Some((next, false, false));
        }
        if let Some(next) = self.link(at, Link::To) {
            let dash = !self.is_word(at);
            // A dash touches both numbers or neither: "5 -3" is none.
            let even = self.attached(at) == self.attached(next);
            return (!dash || even).then_some((next, dash, false));
        }
        let next = self.link(at, Link::Or)?;
        Some((next, false, true))
    }

    /// Whether "by" stands before a token, behind a word of change: "rose (again) by". Not before `floor`.
    pub(super) fn changed_by(&self, at: usize, floor: usize) -> bool {
        /// Tokens between both.
        const REACH: usize = 8;
        let by = self.ending(at, class::of_link(Link::By), |at| {
            self.link(at, Link::By).map(|end| ((), end))
        });
        by.is_some_and(|(_, by)| {
            let change = |at: usize| matches!(self.verb(at), Some((Verb::Change, _)));
            (by.saturating_sub(REACH).max(floor)..by).any(change)
        })
    }

    /// "larger than 10 and smaller than 20", "at least 20 but fewer than 30 km": a second number that closes the open end of the first.
    pub(super) fn closing(
        &self,
        numerals: &Numerals,
        first: &Printed,
        kind: QualifierKind,
    ) -> Option<Closed> {
        let lower = |kind| matches!(kind, QualifierKind::MoreThan | QualifierKind::AtLeast);
        let upper = |kind| matches!(kind, QualifierKind::LessThan | QualifierKind::AtMost);
        if first.ranged || !(lower(kind) || upper(kind)) {
            return None;
        }
        let comma = usize::from(self.lexed.is_sign(first.end, ','));
        let at = first.end + comma;
        let joint = self.link(at, Link::And).or_else(|| self.link(at, Link::But));
        let joint = joint.or((comma > 0).then_some(at))?;
        let (Bend::To(other), at) = self.before(joint)? else { return None };
        let currency = self
            .unit(at)
            .filter(|(unit, end)| unit.kind == UnitKind::Money && self.is_number(*end));
        let second = *numerals.at(currency.map_or(at, |(_, end)| end))?;
        let second = if currency.is_some() { self.of_money(second) } else { second };
        let (a, b) = (first.numeral.decimal()?, second.decimal()?);
        let (low, high) = match (lower(kind) && upper(other), upper(kind) && lower(other)) {
            (true, _) => (a, b),
            (_, true) => (b, a),
            _ => return None,
        };
        let unit = self.unit_behind(second.end, second.scale);
        let code = |unit: &UnitAt| &*unit.sense.code;
        let same = match (first.unit.as_ref().map(code), unit.as_ref().map(code)) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => currency.is_some(),
            (None, _) => currency.is_none(),
        };
        let end = unit.map_or(second.end, |unit| unit.behind);
        // "fewer than 6,000, at least three of them children" are two.
        let part = self.mark(end, Mark::Part).is_some();
        (low < high && same && !part).then_some(Closed { low, high, second, unit, end })
    }
}

/// The second end of an open one.
pub(super) struct Closed {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) second: Numeral,
    pub(super) unit: Option<UnitAt>,
    /// The index behind it and its unit.
    pub(super) end: usize,
}
