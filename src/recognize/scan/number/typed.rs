//! A number that was typed: the same reading, held to more. All of the text has to be one value, in one reading.
//!
//! Owns: what a form refuses that print leaves to the reader: two readings, words left over, a range that runs downwards.
//! Never: other words than the passes know.

use super::numeral::{Amount, Numeral};
use super::printed::Printed;
use super::qualifiers::together;
use super::reader::Reader;
use super::{Numerals, Pass};
use crate::lexicon::senses::number::{Bend, Link};
use crate::lexicon::{Gap, Lexed};
use crate::model::{Decimal, Number, QualifierKind, Span, Unit, UnitKind, Value};

/// A number as it was typed.
pub(crate) struct Typed {
    pub(crate) value: Value,
    pub(crate) qualifier: Option<QualifierKind>,
    pub(crate) estimated: bool,
    pub(crate) unit: Option<Unit>,
}

/// Why a text is no number.
pub(crate) enum Refused {
    /// No number begins in it.
    Nothing,
    /// It is only what bends a number: "about".
    OnlyBent,
    /// It is one up to this byte.
    More(usize),
    /// A point or comma parts thousands or decimals: both readings.
    TwoReadings(Number, Number),
    /// "5m", five million or five metres: the number with its scale, and the words of the number and of the unit.
    Letter(Number, Span, Span),
    /// "10 G", ten billion or ten of something: the number with its scale, and the words of both and of the number.
    Loose(Number, Span, Span),
    /// "3 hundred and 21": as one number, and these words.
    OneOrTwo(Number, Span),
    /// The larger end comes first.
    Downwards,
}

/// The one number that a text is.
pub(crate) fn typed(lexed: &Lexed<'_>) -> Result<Typed, Refused> {
    let numerals = Numerals::asked(lexed);
    let pass = Pass {
        asked: true,
        reader: Reader::new(lexed),
        numerals: &numerals,
        sentences: &[],
        sentence: 0,
        dates: Vec::new(),
        date: 0,
        floor: 0,
        found: Vec::new(),
    };
    let reader = &pass.reader;
    let Some(first) = (0..lexed.len()).find_map(|at| pass.printed_at(at, 0)) else {
        let all = |(_, end): (Bend, usize)| end == lexed.len();
        return Err(if reader.before(0).is_some_and(all) {
            Refused::OnlyBent
        } else {
            Refused::Nothing
        });
    };
    let bent = reader.bent_before(first.from, 0);
    if bent.from > 0 {
        return Err(Refused::Nothing);
    }
    let mut end = first.end;
    let mut all = vec![first];
    while let Some(next) = reader
        .behind_comma(end)
        .and_then(|at| pass.printed_at(at, at).filter(|next| next.from == at && !next.ranged))
    {
        end = next.end;
        all.push(next);
    }
    for printed in &all {
        reader.has_one_reading(printed)?;
    }
    let mut kind = bent.kind;
    let behind = reader.bent_behind(end);
    if let Some((bend, behind)) = behind {
        kind = together(kind, bend);
        end = behind;
    }
    let said = bent.place.is_some() || matches!(behind, Some((Bend::To(_) | Bend::OrEqual, _)));
    end += usize::from(lexed.is_sign(end, '.'));
    if let Some(token) = lexed.get(end) {
        let dash = matches!(token.sign(), Some('-' | '–' | '—')) && reader.is_number(end + 1);
        return Err(if dash { Refused::Downwards } else { Refused::More(token.start) });
    }
    let unit = all.iter().rev().find_map(|printed| reader.unit_of(printed));
    Ok(Typed {
        value: value_of(all),
        qualifier: said.then_some(kind),
        estimated: bent.estimated,
        unit,
    })
}

/// One value, or a list of numbers; what stands before the last shares its scale ("6, 8 and 12 million").
fn value_of(mut all: Vec<Printed>) -> Value {
    if all.len() == 1 {
        return all.remove(0).value;
    }
    let last = all.last().map(|last| last.numeral);
    let shared = |numeral: &Numeral| {
        let last = last.as_ref().filter(|last| last.scale > Decimal::ONE)?;
        let smaller = numeral.scale == Decimal::ONE && numeral.mantissa <= last.mantissa;
        smaller.then(|| numeral.decimal()?.times(last.scale)).flatten()
    };
    let number = |printed: &Printed| shared(&printed.numeral).or_else(|| printed.numeral.decimal());
    Value::List(all.iter().filter_map(number).map(|value| value.normalize().into()).collect())
}

impl Pass<'_, '_> {
    fn printed_at(&self, at: usize, floor: usize) -> Option<Printed> {
        let reader = &self.reader;
        let currency = reader.currency_before(at, floor).or_else(|| reader.zero_before(at, floor));
        // "$5": the sign begins it.
        let behind = || reader.currency_before(at + 1, at).filter(|unit| unit.from == at);
        if currency.is_none() && behind().is_some() {
            return self.printed_at(at + 1, at);
        }
        // "5m" is five million; "5 m" a length.
        let numeral = *self.numerals.at(at)?;
        let money = currency.is_some() || reader.attached(at + 1);
        let numeral = if money { reader.of_money(numeral) } else { numeral };
        self.printed(numeral, currency, floor)
    }
}

impl Reader<'_> {
    /// The index behind ",", ";", "and" or a comma with "and", which join the numbers of a list.
    fn behind_comma(&self, end: usize) -> Option<usize> {
        let comma = usize::from(self.lexed.is_sign(end, ',') || self.lexed.is_sign(end, ';'));
        let and = self.link(end + comma, Link::And);
        and.or((comma > 0).then_some(end + comma))
    }

    fn has_one_reading(&self, printed: &Printed) -> Result<(), Refused> {
        let numeral = &printed.numeral;
        let (first, last) = (numeral.from, numeral.end);
        if let (Some(thousands), None, Amount::Number(value)) =
            (numeral.or_thousands, printed.unit, &numeral.amount)
        {
            return Err(Refused::TwoReadings((*value).into(), thousands.into()));
        }
        // "10 G": a letter behind a blank may be anything.
        let letter = last - 1;
        if letter > first
            && self.is_word(letter)
            && !self.attached(letter)
            && self.lexed.printed(letter).chars().count() == 1
        {
            let (all, digits) = (self.lexed.span(first, last), self.lexed.span(first, letter));
            return Err(match &numeral.amount {
                Amount::Number(value) => Refused::Loose((*value).into(), all, digits),
                _ => Refused::More(self.lexed.get(letter).map_or(0, |token| token.start)),
            });
        }
        if letter > first
            && printed.unit.is_none()
            && self.attached(letter)
            && let (Amount::Number(value), Some(_)) = (&numeral.amount, self.unit(letter))
        {
            let (digits, unit) = (self.lexed.span(first, letter), self.lexed.span(letter, last));
            return Err(Refused::Letter((*value).into(), digits, unit));
        }
        for at in first..last {
            let and = self.link(at, Link::And).filter(|behind| self.is_number(*behind));
            if and.is_some() && self.is_number(first) {
                return Err(match &numeral.amount {
                    Amount::Number(value) => {
                        Refused::OneOrTwo((*value).into(), self.lexed.span(first, last))
                    }
                    _ => Refused::More(self.lexed.get(at).map_or(0, |token| token.start)),
                });
            }
            let dash = matches!(self.lexed.get(at).and_then(|t| t.sign()), Some('-' | '–'));
            let loose = |at: usize| self.lexed.get(at).is_some_and(|t| t.gap != Gap::None);
            if dash && at > first && loose(at) && loose(at + 1) {
                return Err(Refused::Downwards);
            }
        }
        Ok(())
    }

    fn unit_of(&self, printed: &Printed) -> Option<Unit> {
        let (kind, code, span) = match (printed.unit, printed.aged) {
            (Some(unit), aged) => {
                let age = unit.sense.kind == UnitKind::Time && aged.is_some();
                let kind = if age { UnitKind::Age } else { unit.sense.kind.clone() };
                (kind, unit.sense.code.to_string(), unit.span(self))
            }
            (None, Some((from, end))) if from < end => {
                (UnitKind::Age, "a".to_owned(), self.lexed.span(from, end))
            }
            (None, _) => return None,
        };
        let printed = span.of(self.lexed.text).unwrap_or_default().to_owned();
        Some(Unit { kind, code, printed })
    }
}
