//! Decades of a life: "in his 40s", "in her early sixties".
//!
//! Owns: when a decade is one of a life, and which years it has. Never: other ages (they have a unit or "aged").

use super::numeral::{Amount, Numeral};
use super::reader::Reader;
use crate::lexicon::senses::date::{DateSense, Stretch, Third};
use crate::lexicon::senses::number::{Mark, NumberSense, class};
use crate::lexicon::{Domains, Lexed, Sense};
use crate::model::{Decimal, Each};

/// Whether the decade at a token is one of a life, and so no date.
pub(crate) fn is_decade_of_life(lexed: &Lexed<'_>, at: usize) -> bool {
    Reader::new(lexed).life_before(at, 0).is_some()
}

impl Reader<'_> {
    /// The part of the decade that stands before it ("early"), if whose life it is stands there, too.
    fn life_before(&self, at: usize, floor: usize) -> Option<Option<Third>> {
        let before = at.checked_sub(1)?;
        // "mid-50s"
        let dash = usize::from(self.lexed.is_sign(before, '-'));
        let word = before.checked_sub(dash)?;
        let part = self.lexed.find(word, Domains::DATE, |sense| match sense {
            Sense::Date(DateSense::Part(Stretch::Third(third))) => Some(*third),
            _ => None,
        });
        let end = if part.is_some() { word } else { at };
        let life = |at: usize| self.mark(at, Mark::Life).map(|end| ((), end));
        let (_, from) = self.ending(end, class::of_mark(Mark::Life), life)?;
        (from >= floor).then_some(part.map(|(third, _)| third))
    }

    /// "forties" in "his forties".
    pub(super) fn decade_word(&self, at: usize) -> Option<Numeral> {
        let (first, end) = self.pick(at, class::DECADE, |sense| match sense {
            NumberSense::Decade(first) => Some(u64::from(*first)),
            _ => None,
        })?;
        self.life_before(at, 0)?;
        let first = Decimal::from(first);
        Some(Numeral { amount: Amount::Number(first), mantissa: first, ..Numeral::one(at, end) })
    }

    /// The first and the last year of it, and the index behind it.
    pub(super) fn decade_of_life(
        &self,
        numeral: &Numeral,
        floor: usize,
    ) -> Option<(Decimal, Decimal, usize)> {
        let first =
            numeral.whole().filter(|first| (10..=100).contains(first) && first % 10 == 0)?;
        let ending = |sense: &NumberSense| matches!(sense, NumberSense::Ending).then_some(());
        let end = if numeral.bare {
            let glued =
                self.attached(numeral.end).then(|| self.pick(numeral.end, class::ENDING, ending));
            glued.flatten()?.1
        } else {
            let decade =
                |sense: &NumberSense| matches!(sense, NumberSense::Decade(_)).then_some(());
            self.pick(numeral.from, class::DECADE, decade)?.1
        };
        let (from, to) = match self.life_before(numeral.from, floor)? {
            None => (0, 9),
            Some(Third::Early) => (0, 3),
            Some(Third::Mid) => (4, 6),
            Some(Third::Late) => (7, 9),
        };
        Some((Decimal::from(first + from), Decimal::from(first + to), end))
    }

    /// "John Doe, 19, a member", "a boy, 5, died", "Jean Dupont, 35 ans,": an age between commas, whose words end at `end`.
    pub(super) fn is_age(&self, numeral: &Numeral, end: usize) -> bool {
        let age = numeral.bare && matches!(numeral.whole(), Some(1..=115));
        let (Some(comma), Some(name)) = (numeral.from.checked_sub(1), numeral.from.checked_sub(2))
        else {
            return false;
        };
        let person = || {
            let noun = self.ending(comma, class::NOUN, |at| self.noun(at));
            let forms = self.lexed.table.forms();
            noun.is_some_and(|((each, _), _)| *each == Each::Person)
                && !forms.is_plural(self.lexed.printed(name))
        };
        let closed = self.lexed.is_sign(end, ',') && !self.is_number(end + 1);
        let house = self.street_before(numeral.from, 0).is_some();
        age && !house
            && closed
            && self.lexed.is_sign(comma, ',')
            && (self.is_name(name) || person())
    }
}
