//! Quantities of a whole text.
//!
//! Owns: which numbers are quantities, and what is printed with them. The pass goes once over the tokens; from each number it looks around
//! boundedly: back for what bends it ([`qualifiers`]) or refuses it ([`refuse`]), ahead for its second end ([`ranges`]), its unit
//! ([`units`]) and what is counted ([`counted`]). What hangs on other numbers comes last ([`links`]). Never: knows whose they are.

mod ages;
mod alone;
mod cardinal;
mod counted;
mod digits;
mod label;
mod links;
mod marks;
mod measure;
mod numeral;
mod numerals;
mod printed;
mod qualifiers;
mod ranges;
mod reader;
mod refuse;
mod spelled;
mod tails;
mod typed;
mod units;

pub(crate) use ages::is_decade_of_life;
pub(crate) use alone::{
    Parted, about, case_behind, is_counted, is_former, is_respective, measures, noun, parts,
};
pub(crate) use numerals::Numerals;
pub(crate) use typed::{Refused, typed};

use super::Sentence;
use crate::lexicon::{Gap, Lexed, Token};
use crate::model::{Decimal, Each, QualifierKind, Span, UnitKind, Value};
use crate::recognize::proposal::{
    DateKind, Form, ProposedDate, ProposedQualifier, ProposedQuantity, ProposedUnit, ProposedVoice,
};
use counted::{Noun, What};
use numeral::Numeral;
use printed::Printed;
use qualifiers::Bent;
use ranges::Ranged;
use reader::Reader;
use refuse::Around;
use units::UnitAt;

/// Tokens from a comma to the number of an insertion: ", possibly as many as 30, people".
const INSERTED: usize = 5;

/// A quantity with its tokens, until links are set.
pub(in crate::recognize) struct Found {
    /// The record.
    quantity: ProposedQuantity,
    /// Index of its sentence.
    sentence: usize,
    /// First token of its words, and of its number.
    phrase: usize,
    number: usize,
    /// One past its number and unit.
    end: usize,
    /// Its unit is taken per something ("per day").
    per: bool,
    bent: Bent,
    noun: Option<Noun>,
    what: Option<What>,
}

/// The quantities, in order; their numbers do not overlap each other, nor a date but where a length of time tells it ("four days after").
/// `as_of`, `period`, `places`, `voice` and `Repeats` links are left to the joining pass.
pub(crate) fn quantities(
    lexed: &Lexed<'_>,
    numerals: &Numerals,
    sentences: &[Sentence],
    dates: &[ProposedDate],
) -> Vec<ProposedQuantity> {
    read(lexed, numerals, sentences, dates, false)
}

/// The numbers where somebody says that there is one: years, labels, "one" and dates too, but no part of a code or a clock time.
pub(crate) fn asked(lexed: &Lexed<'_>, sentences: &[Sentence]) -> Vec<ProposedQuantity> {
    read(lexed, &Numerals::asked(lexed), sentences, &[], true)
}

fn read(
    lexed: &Lexed<'_>,
    numerals: &Numerals,
    sentences: &[Sentence],
    dates: &[ProposedDate],
    asked: bool,
) -> Vec<ProposedQuantity> {
    let mut pass = Pass {
        asked,
        reader: Reader::new(lexed),
        numerals,
        sentences,
        sentence: 0,
        dates: dates.iter().filter(|date| date.kind != DateKind::Duration).collect(),
        date: 0,
        floor: 0,
        found: Vec::new(),
    };
    let mut at = 0;
    while let Some(numeral) = numerals.next(&pass.reader, at) {
        at = pass.visit(numeral).max(numeral.from + 1);
    }
    let Pass { reader, mut found, .. } = pass;
    links::hang(&reader, sentences, &mut found);
    found.into_iter().map(|found| found.quantity).collect()
}

struct Pass<'a, 'd> {
    /// Somebody says that there is a number: only parts of other things are none.
    asked: bool,
    reader: Reader<'a>,
    numerals: &'d Numerals,
    sentences: &'a [Sentence],
    sentence: usize,
    dates: Vec<&'d ProposedDate>,
    date: usize,
    /// Tokens before it belong to the quantity before.
    floor: usize,
    found: Vec<Found>,
}

impl Pass<'_, '_> {
    /// The date that holds any of these bytes.
    fn date_over(&mut self, span: Span) -> Option<Span> {
        while self.dates.get(self.date).is_some_and(|date| date.span.end <= span.start) {
            self.date += 1;
        }
        let date = self.dates.get(self.date)?.span;
        (date.start < span.end && span.start < date.end).then_some(date)
    }

    /// Passes over a date; gives the index behind it.
    fn pass_over(&mut self, at: usize, date: Span) -> usize {
        let behind = |token: &Token| token.start >= date.end;
        let tokens = self.reader.lexed.tokens.get(at..).unwrap_or_default();
        self.floor = at + tokens.iter().position(behind).unwrap_or(tokens.len());
        self.floor.max(at + 1)
    }

    /// Reads what a number makes; gives the index to go on from.
    fn visit(&mut self, numeral: Numeral) -> usize {
        let lexed = self.reader.lexed;
        let at = numeral.from;
        while self.sentences.get(self.sentence).is_some_and(|sentence| sentence.end <= at) {
            self.sentence += 1;
        }
        let (first, limit) = self
            .sentences
            .get(self.sentence)
            .map_or((0, lexed.len()), |sentence| (sentence.first, sentence.end));
        let floor = self.floor.max(first);
        if self.reader.is_field(at)
            && let Some(date) = lexed.get(at).and_then(|token| self.date_over(token.span()))
        {
            return self.pass_over(at, date);
        }
        let reader = &self.reader;
        let currency = reader.currency_before(at, floor).or_else(|| reader.zero_before(at, floor));
        let numeral =
            if currency.is_some() { reader.of_money(numeral) } else { reader.of_things(numeral) };
        let date = self.date_over(lexed.span(numeral.from, numeral.end));
        // "1800 hours" that are a time are no length.
        let timed = numeral.bare
            && self.dates.get(self.date).is_some_and(|date| date.kind == DateKind::DateTime)
            && self.reader.lexed.printed(numeral.from).len() == 4;
        if let Some(date) = date.filter(|_| timed || !self.reader.is_length(&numeral)) {
            return self.pass_over(at, date);
        }
        let end = numeral.end;
        let Some(mut printed) = self.printed(numeral, currency, floor) else {
            self.floor = end;
            return self.reader.run_end(at, end).max(end);
        };
        let reader = &self.reader;
        let one = matches!(&printed.value, Value::Number(value) if value.as_str() == "1");
        let mut bent = reader.bent_before(printed.from, floor);
        let mut behind = printed.end;
        if let Some((bend, end)) = reader.bent_behind(printed.end).or_else(|| {
            (printed.unit.is_some()).then(|| reader.bent_behind(printed.number_end)).flatten()
        }) {
            bent.add(bend, (printed.end, end));
            behind = behind.max(end);
        }
        if let Some(closed) = reader.closing(self.numerals, &printed, bent.kind) {
            printed.value = Value::Range(closed.low.into(), closed.high.into());
            printed.number_end = closed.second.end;
            printed.unit = printed.unit.or(closed.unit);
            printed.ranged = true;
            (printed.end, behind) = (closed.end, closed.end);
            (bent.kind, bent.place) = (QualifierKind::Plain, None);
        }
        if reader.is_level(&bent) {
            (bent.kind, bent.place) = (QualifierKind::Plain, None);
        }
        // ", possibly 30, people"
        let inserted = |noun_at: usize| {
            let last = self.found.last().filter(|last| self.reader.lexed.is_sign(last.end, ','))?;
            let near = bent.from.saturating_sub(last.end) <= INSERTED;
            let closed = near
                && self.reader.lexed.is_sign(noun_at, ',')
                && !self.reader.begins_number(noun_at + 1);
            closed.then(|| self.reader.noun_phrase(noun_at + 1, false)).flatten()
        };
        let noun_at = reader.behind_marks(behind);
        let noun = reader.noun_of(&printed, noun_at, one).or_else(|| inserted(behind));
        let noun = noun.filter(|noun| noun.end <= limit);
        // "300 people at most"
        if let Some(noun) = noun.as_ref().filter(|noun| noun.from >= behind)
            && let Some((bend, end)) = reader.bent_behind(noun.end).filter(|(_, end)| *end <= limit)
            && (!reader.is_word(end) || reader.is_stop(end) || reader.verb(end).is_some())
        {
            bent.add(bend, (noun.end, end));
        }
        let count = printed.unit.is_none() && printed.aged.is_none();
        // "Deaths: 3 Cases: 12"
        let next = noun.as_ref().is_some_and(|noun| reader.is_colon(noun.end));
        let asks = count && (noun.is_none() || next);
        let named = asks.then(|| reader.named_before(bent.from, floor)).flatten();
        let noun = noun.filter(|_| !next || named.is_none());
        let (label, happened) = named.unwrap_or_default();
        let noun = noun.or(label).or_else(|| reader.noun_before(&printed, bent.from, floor));
        let what_at = noun.as_ref().filter(|noun| noun.from >= behind).map_or(behind, |noun| {
            bent.place.map_or(noun.end, |(from, end)| if from == noun.end { end } else { noun.end })
        });
        let what_at = reader.behind_marks(what_at);
        let after = reader.what_behind(what_at);
        let what = match after {
            Some(what)
                if what.end <= limit && (what.is_event() || what.perfect || noun.is_some()) =>
            {
                Some(what)
            }
            _ => happened.or_else(|| reader.what_before(bent.from, floor)),
        };
        let around = Around {
            unit: printed.unit.is_some() || printed.aged.is_some(),
            time: printed
                .unit
                .filter(|unit| unit.sense.kind == UnitKind::Time)
                .map(|unit| unit.end),
            led: printed.unit.is_some_and(|unit| unit.end == printed.numeral.from),
            noun: noun.is_some() || what.is_some_and(|what| what.is_event()),
            ranged: printed.ranged,
            bent: bent.place.is_some() || bent.further || bent.estimated,
            sentence: first,
        };
        let refused = if self.asked {
            reader.is_part(&printed.numeral, &around)
        } else {
            reader.is_refused(&printed.numeral, &around)
        };
        if refused {
            self.floor = end;
            return reader.run_end(at, end).max(end);
        }
        // Persons are whole: "13.000 people" are thirteen thousand.
        if let (Some(thousands), Some(noun)) = (printed.numeral.or_thousands, &noun)
            && matches!(noun.each, Each::Person | Each::Household)
            && !printed.ranged
        {
            printed.value = Value::Number(thousands.into());
        }
        let found = self.record(printed, bent, behind, noun, what);
        let next = found.end.max(found.number + 1);
        self.floor = next.max(behind);
        self.found.push(found);
        next
    }

    fn record(
        &self,
        printed: Printed,
        bent: Bent,
        behind: usize,
        noun: Option<Noun>,
        what: Option<What>,
    ) -> Found {
        let lexed = self.reader.lexed;
        let number_from =
            if printed.minus { printed.numeral.from - 1 } else { printed.numeral.from };
        let unit = match (printed.unit, printed.aged) {
            (Some(unit), aged) => ProposedUnit {
                // "aged 8–10 years"
                kind: match unit.sense.kind {
                    UnitKind::Time if aged.is_some() => UnitKind::Age,
                    ref kind => kind.clone(),
                },
                code: unit.sense.code.to_string(),
                span: Some(unit.span(&self.reader)),
            },
            (None, Some((from, end))) => ProposedUnit {
                kind: UnitKind::Age,
                code: "a".to_owned(),
                span: (from < end).then(|| lexed.span(from, end)),
            },
            (None, None) => ProposedUnit { kind: UnitKind::Count, code: String::new(), span: None },
        };
        let from = bent.place.map_or(printed.from, |(from, _)| from.min(printed.from));
        let quantity = ProposedQuantity {
            number: lexed.span(number_from, printed.number_end),
            phrase: lexed.span(from, behind.max(printed.end)),
            form: printed.form,
            value: printed.value,
            qualifier: ProposedQualifier {
                kind: bent.kind,
                span: bent.place.map(|(from, end)| lexed.span(from, end)),
                carried: false,
            },
            estimated: bent.estimated,
            unit,
            counted: None,
            measure: crate::model::Measure::Unstated,
            modality: crate::model::Modality::Actual,
            as_of: None,
            period: None,
            places: Vec::new(),
            voice: ProposedVoice::Undecided,
            links: Vec::new(),
        };
        Found {
            quantity,
            sentence: self.sentence,
            phrase: bent.from.min(from),
            number: number_from,
            end: behind.max(printed.end),
            per: printed.unit.is_some_and(|unit| unit.behind > unit.end.max(printed.number_end)),
            bent,
            noun,
            what,
        }
    }

    /// The number with its sign, its unit, its second end.
    fn printed(&self, numeral: Numeral, currency: Option<UnitAt>, floor: usize) -> Option<Printed> {
        let reader = &self.reader;
        let currency = currency.filter(|unit| {
            // "dollar 22.5": a word only before a scale or as a code.
            unit.end == numeral.from
        });
        let minus = reader.minus_before(&numeral);
        let numeral = if minus { numeral::negative(numeral)? } else { numeral };
        let from = currency.map_or(numeral.from, |unit| unit.from)
            - usize::from(minus && currency.is_none());
        let mut behind = reader
            .lasting(numeral.from)
            .or_else(|| reader.unit_behind(reader.half_of(&numeral), numeral.scale));
        if currency.is_some() && behind.is_some_and(|unit| unit.sense.kind != UnitKind::Money) {
            behind = None;
        }
        let years = behind.filter(|unit| {
            currency.is_none() && unit.sense.kind == UnitKind::Time && &*unit.sense.code == "a"
        });
        let aged = reader
            .aged_before(from, floor)
            .or_else(|| years.and_then(|_| reader.years_before(from, floor)))
            .or_else(|| {
                let end = years.map_or(numeral.end, |unit| unit.end);
                reader.is_age(&numeral, end).then_some((from, from))
            });
        if let Some((low, high, end)) = reader.decade_of_life(&numeral, floor) {
            return Some(Printed {
                value: Value::Range(low.into(), high.into()),
                form: numeral.form,
                from,
                number_end: end,
                unit: None,
                aged: Some((from, from)),
                end,
                minus: false,
                ranged: true,
                numeral,
            });
        }
        if let Some(range) = reader.range(self.numerals, &numeral, from, currency, behind, floor) {
            return self.ranged(numeral, range, currency, aged, minus);
        }
        let (mut value, mut form) = (numeral.value(reader.lexed), numeral.form);
        // "$3 a gallon" is per gallon as "3 dollars a gallon" is.
        let currency = currency
            .map(|unit| UnitAt { behind: reader.per_behind(numeral.end).max(numeral.end), ..unit });
        let mut end = currency.or(behind).map_or(numeral.end, |unit| unit.behind);
        let mut number_end = numeral.end;
        if let Some(unit) =
            behind.filter(|unit| unit.sense.kind == UnitKind::Money && currency.is_none())
        {
            if let Some((sum, behind)) = reader.money_tail(self.numerals, &numeral, unit) {
                value = Value::Number(sum.into());
                form = if form == Form::Digits { Form::Mixed } else { form };
                end = behind;
                number_end = behind;
            }
        } else if let Some(unit) = behind
            && let Some(behind) = reader.half_more(unit.end)
            && let Some(sum) = numeral.decimal().and_then(|value| value.plus(Decimal::HALF))
        {
            value = Value::Number(sum.into());
            end = behind;
            number_end = behind;
        } else if let Some(unit) = behind
            && let Some((sum, behind)) = reader.inches_tail(self.numerals, &numeral, unit)
        {
            value = Value::Number(sum.into());
            end = behind;
            number_end = behind;
        }
        let unit = currency.or(behind);
        let from = aged.map_or(from, |(start, _)| start.min(from));
        Some(Printed {
            numeral,
            value,
            form,
            from,
            number_end,
            unit,
            aged,
            end,
            minus,
            ranged: false,
        })
    }

    fn ranged(
        &self,
        numeral: Numeral,
        range: Ranged,
        currency: Option<UnitAt>,
        aged: Option<(usize, usize)>,
        minus: bool,
    ) -> Option<Printed> {
        let reader = &self.reader;
        let year = |n: &Numeral| n.bare && matches!(n.whole(), Some(1900..2100));
        let unit = reader.unit_behind(range.second.end, range.second.scale);
        if range.dash
            && ((year(&numeral) && year(&range.second) && unit.is_none())
                || reader.is_score(range.from))
        {
            return None;
        }
        let form = if numeral.form == range.second.form { numeral.form } else { Form::Mixed };
        let end = unit.map_or(range.second.end, |unit| unit.behind);
        Some(Printed {
            value: Value::Range(range.low.into(), range.high.into()),
            form,
            from: range.from,
            number_end: range.second.end,
            unit: currency.or(unit).or(range.unit),
            aged,
            end,
            minus,
            ranged: true,
            numeral,
        })
    }
}

impl Reader<'_> {
    /// "22" of "22:00", "10" of "10-15": digits tied to digits are no length of time, whatever stands behind them.
    fn is_field(&self, at: usize) -> bool {
        let tie = self.lexed.get(at + 1).and_then(|token| token.sign());
        matches!(tie, Some(':' | '-' | '–'))
            && self.is_number(at)
            && self.is_number(at + 2)
            && self.attached(at + 1)
            && self.attached(at + 2)
    }

    /// A sign of minus that touches the number and nothing before.
    fn minus_before(&self, numeral: &Numeral) -> bool {
        let Some(at) = numeral.from.checked_sub(1) else { return false };
        let Some(sign) = self.lexed.get(at) else { return false };
        let free = sign.gap != Gap::None
            || at
                .checked_sub(1)
                .and_then(|at| self.lexed.get(at))
                .and_then(|t| t.sign())
                .is_some_and(|c| {
                    matches!(c, '(' | '[' | '<' | '>' | '=' | '"' | '“' | '$' | '€' | '£')
                });
        matches!(sign.sign(), Some('-' | '−')) && free && self.attached(numeral.from)
    }

    /// "four days (after)": a length of time is a quantity, even where a point in time is told by it.
    fn is_length(&self, numeral: &Numeral) -> bool {
        const SPELLED: usize = 3;
        self.unit_behind(numeral.end, numeral.scale).is_some_and(|unit| {
            unit.sense.kind == UnitKind::Time && self.lexed.printed(unit.from).len() >= SPELLED
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod tests;
