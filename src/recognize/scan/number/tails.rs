//! What goes on behind a number and its unit: "13 dollars and 45 cents", "5 ft 2 in", "half an hour".
//!
//! Owns: the second part of such a value. Never: the first.

use super::numeral::Numeral;
use super::numerals::Numerals;
use super::reader::Reader;
use super::units::UnitAt;
use crate::lexicon::senses::number::{Link, NumberSense, class};
use crate::model::Decimal;
use crate::recognize::proposal::Form;

impl Reader<'_> {
    /// The index where the unit of "half an hour", "a quarter of a mile" begins; else behind the number.
    pub(super) fn half_of(&self, numeral: &Numeral) -> usize {
        if numeral.form != Form::Fraction {
            return numeral.end;
        }
        let of = self.link(numeral.end, Link::Of).unwrap_or(numeral.end);
        self.link(of, Link::Article)
            .filter(|at| self.is_word(of) && self.unit(*at).is_some())
            .unwrap_or(numeral.end)
    }

    /// "13 dollars (and) 45 (cents)", "75 USD million"
    pub(super) fn money_tail(
        &self,
        numerals: &Numerals,
        numeral: &Numeral,
        unit: UnitAt,
    ) -> Option<(Decimal, usize)> {
        let value = numeral.decimal()?;
        if unit.sense.minor {
            return None;
        }
        let scale = self.pick(unit.end, class::SCALE, |sense| match sense {
            NumberSense::Scale(times) if *times >= 1000 => Some(Decimal::from(*times)),
            _ => None,
        });
        if let Some((times, end)) =
            scale.filter(|_| numeral.scale == Decimal::ONE && self.near(unit.end))
        {
            return Some((value.times(times)?.normalize(), end));
        }
        let and = self.link(unit.end, Link::And).unwrap_or(unit.end);
        if !self.near(and) || !value.is_whole() {
            return None;
        }
        let part = numerals.at(and)?;
        let cents = part.whole().filter(|cents| *cents < 100)?;
        let sum = value.plus(Decimal::from(cents).times(Decimal::HUNDREDTH)?)?.normalize();
        if let Some((_, end)) = self.unit(part.end).filter(|(sense, _)| sense.minor) {
            return Some((sum, end));
        }
        // "15 dollars 50": two digits that nothing follows.
        let alone = part.bare && self.lexed.printed(and).len() == 2 && !self.is_word(part.end);
        let sign = self.lexed.get(part.end).and_then(|token| token.sign());
        let free = !matches!(sign, Some('%' | '$' | '€' | '£' | '-' | '/' | ':'));
        (alone && free).then_some((sum, part.end))
    }

    /// "5 ft 2 in": one length in feet.
    pub(super) fn inches_tail(
        &self,
        numerals: &Numerals,
        numeral: &Numeral,
        unit: UnitAt,
    ) -> Option<(Decimal, usize)> {
        if &*unit.sense.code != "[ft_i]" {
            return None;
        }
        let and = self.link(unit.end, Link::And).unwrap_or(unit.end);
        let part = numerals.at(and).filter(|_| self.near(and))?;
        let inches = self.unit_behind(part.end, Decimal::ONE)?;
        let foot = Decimal::from(12_u64);
        let over = part.decimal()?;
        let fits = &*inches.sense.code == "[in_i]" && over < foot;
        let sum = numeral.decimal()?.times(foot)?.plus(over)?.over(foot)?;
        fits.then_some((sum, inches.end))
    }
}
