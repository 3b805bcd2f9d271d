//! The numbers of a block, read once: dates count with them, and quantities are made of them.
//!
//! Owns: where a number begins; which number stands at a token. Never: knows what a number is of.

use super::digits::vulgar;
use super::numeral::{Amount, Numeral};
use super::reader::Reader;
use crate::lexicon::senses::number::class;
use crate::lexicon::{Domains, Kind, Lexed, Token};
use crate::model::Decimal;

const BITS: usize = u64::BITS as usize;

/// All numbers of a block, in order, without overlap.
pub(crate) struct Numerals {
    all: Vec<Numeral>,
    /// A bit a token: whether a number begins there. Nearly all questions end here.
    begins: Vec<u64>,
    /// Somebody says that there is a number.
    asked: bool,
}

impl Numerals {
    /// Reads those of a text.
    pub(crate) fn of(lexed: &Lexed<'_>) -> Self {
        Self::read(lexed, false)
    }

    /// Reads them where somebody says that there is one: "half", "a few" alone and "day-long" are numbers, too.
    pub(crate) fn asked(lexed: &Lexed<'_>) -> Self {
        Self::read(lexed, true)
    }

    fn read(lexed: &Lexed<'_>, asked: bool) -> Self {
        let reader = Reader::new(lexed);
        let mut begins = vec![0; lexed.len().div_ceil(BITS)];
        let mut all: Vec<Numeral> = Vec::new();
        let mut at = 0;
        // Most tokens are words with which no number begins.
        let plain = |token: &Token| {
            token.is_word() && token.domains & Domains::NUMERAL == 0 && reader.compounds.is_none()
        };
        while let Some(token) = lexed.get(at) {
            if !asked && plain(token) {
                at += 1;
                continue;
            }
            let Some(numeral) = read(&reader, at, asked) else {
                at += 1;
                continue;
            };
            if let Some(bits) = begins.get_mut(at / BITS) {
                *bits |= 1 << (at % BITS);
            }
            at = numeral.end.max(at + 1);
            all.push(numeral);
        }
        Self { all, begins, asked }
    }

    /// Whether a number begins at a token.
    pub(crate) fn begins(&self, at: usize) -> bool {
        self.begins.get(at / BITS).is_some_and(|bits| bits >> (at % BITS) & 1 != 0)
    }

    /// The number that begins at a token.
    pub(crate) fn at(&self, at: usize) -> Option<&Numeral> {
        if !self.begins(at) {
            return None;
        }
        let found = self.all.binary_search_by_key(&at, |numeral| numeral.from).ok()?;
        self.all.get(found)
    }

    /// A number that is neither below zero nor a share, in thousandths, with the index behind it; none that has another reading.
    pub(crate) fn milli(&self, at: usize) -> Option<(u64, usize)> {
        let numeral = self.at(at)?;
        let (value, end) = match numeral.amount {
            Amount::Number(value) => (value, numeral.end),
            // "three quarters" are fourths, or three of a year's.
            Amount::Ratio(a, _) => (Decimal::from(a), numeral.end - 1),
            Amount::Vague => return None,
        };
        let milli = value.times(Decimal::THOUSAND)?.whole()?;
        (numeral.or_thousands.is_none() && end > at).then_some((milli, end))
    }

    /// The first number that begins at a token or behind it. Of one whose first words a date took, what is left is read anew.
    pub(super) fn next(&self, reader: &Reader<'_>, at: usize) -> Option<Numeral> {
        let next = self.all.partition_point(|numeral| numeral.end <= at);
        let mut rest = self.all.get(next..)?.iter();
        let first = rest.next()?;
        if first.from >= at {
            return Some(*first);
        }
        let left = (at..first.end).find_map(|at| read(reader, at, self.asked));
        left.or_else(|| rest.next().copied())
    }
}

#[inline]
fn read(reader: &Reader<'_>, at: usize, asked: bool) -> Option<Numeral> {
    if asked {
        let begins = reader.begins_number(at) || reader.lasting(at).is_some();
        begins.then(|| reader.asked(at)).flatten()
    } else {
        let begins = reader.begins_number(at) && !(reader.is_number(at) && reader.is_column(at));
        begins.then(|| reader.numeral(at)).flatten()
    }
}

impl Reader<'_> {
    /// Whether a number can begin here.
    #[inline]
    pub(super) fn begins_number(&self, at: usize) -> bool {
        let Some(token) = self.lexed.get(at) else { return false };
        match token.kind {
            Kind::Word if token.domains & Domains::NUMERAL != 0 => self.starts(at),
            Kind::Word => self.compounds.is_some() && self.compound(at).is_some(),
            Kind::Number => true,
            // ".08"
            Kind::Sign('.') => !token.attached(),
            Kind::Sign(sign) => !sign.is_ascii() && vulgar(sign).is_some(),
            Kind::Link => false,
        }
    }

    fn starts(&self, at: usize) -> bool {
        let table = self.lexed.table;
        let next = |at: usize| table.classes_before(self.lexed.word(at), self.lexed.word(at + 1));
        let behind = || next(at + 1) & class::WORDS != 0;
        let first = next(at);
        first & class::WORDS != 0
            || (first & class::LED != 0
                && (behind() || self.is_number(at + 1) || self.one_of_a_unit(at).is_some()))
    }
}
