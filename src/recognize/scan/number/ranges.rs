//! Two printed ends that are one value: "10-15", "between 3 and 5", "10 to 15 thousand", "two or three", "above 10 and below 20".
//!
//! Owns: when two numbers are one range, and the scale they share. Never: units' meanings, qualifiers of one number.

use super::numeral::{Amount, Numeral};
use super::numerals::Numerals;
use super::reader::Reader;
use super::units::UnitAt;
use crate::lexicon::senses::number::{Bend, Link, Verb, class};
use crate::model::{Decimal, QualifierKind};

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
        let currency = before.is_some().then(|| self.unit(next)).flatten();
        let currency = currency.filter(|(unit, end)| {
            unit.kind == crate::model::UnitKind::Money && self.is_number(*end)
        });
        let second = currency.map_or(next, |(_, end)| end);
        // "to -34 °C"
        let minus = matches!(self.lexed.get(second)?.sign(), Some('-' | '−'))
            && !self.attached(second)
            && self.attached(second + 1);
        let second = *numerals.at(second + usize::from(minus))?;
        let second = if before.is_some() { self.of_money(second) } else { second };
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
        if let Some(first) = behind
            && unit.is_none_or(|unit| unit.sense.kind != first.sense.kind)
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

    /// "larger than 10 and smaller than 20": a second number that closes the open end of the first.
    pub(super) fn closing(
        &self,
        numerals: &Numerals,
        first: &Numeral,
        kind: QualifierKind,
        end: usize,
    ) -> Option<(Decimal, Decimal, Numeral)> {
        let lower = |kind| matches!(kind, QualifierKind::MoreThan | QualifierKind::AtLeast);
        let upper = |kind| matches!(kind, QualifierKind::LessThan | QualifierKind::AtMost);
        if !lower(kind) && !upper(kind) {
            return None;
        }
        let joint = self
            .link(end, Link::And)
            .or_else(|| self.link(end, Link::But))
            .or_else(|| self.lexed.is_sign(end, ',').then_some(end + 1))?;
        let (Bend::To(other), at) = self.before(joint)? else { return None };
        let second = *numerals.at(at)?;
        let (a, b) = (first.decimal()?, second.decimal()?);
        let (low, high) = match (lower(kind) && upper(other), upper(kind) && lower(other)) {
            (true, _) => (a, b),
            (_, true) => (b, a),
            _ => return None,
        };
        (low < high).then_some((low, high, second))
    }
}
