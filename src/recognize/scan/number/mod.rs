//! Quantities of a whole text.
//!
//! Owns: which numbers are quantities, and what is printed with them. The pass goes once over the tokens; from each number it looks around
//! boundedly: back for what bends it ([`qualifiers`]) or refuses it ([`refuse`]), ahead for its second end ([`ranges`]), its unit
//! ([`units`]) and what is counted ([`counted`]). What hangs on other numbers comes last ([`links`]). Never: knows whose they are.

mod alone;
mod cardinal;
mod counted;
mod digits;
mod label;
mod links;
mod measure;
mod numeral;
mod numerals;
mod qualifiers;
mod ranges;
mod reader;
mod refuse;
mod spelled;
mod typed;
mod units;

pub(crate) use alone::{
    Parted, about, case_behind, is_counted, is_former, is_respective, measures, noun, parts,
};
pub(crate) use numerals::Numerals;
pub(crate) use typed::{Refused, typed};

use super::Sentence;
use crate::lexicon::senses::number::{Bend, Link, Mark, NumberSense, class};
use crate::lexicon::{Domains, Gap, Lexed, Token};
use crate::model::{Decimal, Each, QualifierKind, Span, UnitKind, Value};
use crate::recognize::proposal::{
    DateKind, Form, ProposedDate, ProposedQualifier, ProposedQuantity, ProposedUnit, ProposedVoice,
};
use counted::{Noun, What};
use numeral::Numeral;
use qualifiers::{Bent, together};
use ranges::Ranged;
use reader::Reader;
use refuse::Around;
use units::UnitAt;

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

/// A number with its unit and its second end.
struct Printed {
    numeral: Numeral,
    value: Value,
    form: Form,
    /// First token: a currency, "between", or the number.
    from: usize,
    /// One past the number.
    number_end: usize,
    unit: Option<UnitAt>,
    aged: Option<(usize, usize)>,
    /// One past number and unit.
    end: usize,
    /// A sign of minus before the number.
    minus: bool,
    ranged: bool,
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
        let numeral = if currency.is_some() { reader.of_money(numeral) } else { numeral };
        let date = self.date_over(lexed.span(numeral.from, numeral.end));
        // "1800 hours" that are a time are no length.
        let timed = numeral.bare
            && self.dates.get(self.date).is_some_and(|date| date.kind == DateKind::DateTime)
            && self.reader.lexed.printed(numeral.from).len() == 4;
        if let Some(date) = date.filter(|_| timed || !self.reader.is_length(&numeral)) {
            return self.pass_over(at, date);
        }
        let end = numeral.end;
        let Some(printed) = self.printed(numeral, currency, floor) else {
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
            let kind = together(bent.kind, bend);
            if kind != bent.kind || bent.place.is_none() {
                bent.place = match bent.place {
                    Some(place) if bend == Bend::OrEqual => Some(place),
                    _ => Some((printed.end, end)),
                };
                bent.kind = kind;
            }
            behind = behind.max(end);
        }
        let closing = (!printed.ranged)
            .then(|| reader.closing(self.numerals, &printed.numeral, bent.kind, printed.end))
            .flatten();
        let noun = reader.noun_of(&printed, behind, one).filter(|noun| noun.end <= limit);
        let count = printed.unit.is_none() && printed.aged.is_none();
        // "Deaths: 3 Cases: 12"
        let next = noun.as_ref().is_some_and(|noun| reader.is_colon(noun.end));
        let asks = count && (noun.is_none() || next);
        let named = asks.then(|| reader.named_before(bent.from, floor)).flatten();
        let noun = noun.filter(|_| !next || named.is_none());
        let (label, happened) = named.unwrap_or_default();
        let noun = noun.or(label).or_else(|| reader.noun_before(&printed, bent.from, floor));
        let what_at =
            noun.as_ref().filter(|noun| noun.from >= behind).map_or(behind, |noun| noun.end);
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
        let mut printed = printed;
        if let Some((low, high, second)) = closing {
            printed.value = Value::Range(low.into(), high.into());
            printed.number_end = second.end;
            printed.end = second.end;
            behind = second.end;
            bent.kind = QualifierKind::Plain;
            bent.place = None;
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
        let aged = reader
            .aged_before(from, floor)
            .or_else(|| reader.is_age(&numeral).then_some((from, from)));
        let mut behind = reader
            .lasting(numeral.from)
            .or_else(|| reader.unit_behind(reader.half_of(&numeral), numeral.scale));
        if currency.is_some() && behind.is_some_and(|unit| unit.sense.kind != UnitKind::Money) {
            behind = None;
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

    /// "John Doe, 19, a member": an age between commas behind a name.
    fn is_age(&self, numeral: &Numeral) -> bool {
        let age = numeral.bare && matches!(numeral.whole(), Some(1..=115));
        let (Some(comma), Some(name)) = (numeral.from.checked_sub(1), numeral.from.checked_sub(2))
        else {
            return false;
        };
        let named = self.lexed.get(name).is_some_and(|token| token.is_word() && token.is_capital())
            && !self.lexed.begins(name, Domains::DATE | Domains::NUMBER);
        let closed = self.lexed.is_sign(numeral.end, ',') && !self.is_number(numeral.end + 1);
        age && named && closed && self.lexed.is_sign(comma, ',')
    }

    /// The index where the unit of "half an hour", "a quarter of a mile" begins; else behind the number.
    fn half_of(&self, numeral: &Numeral) -> usize {
        if numeral.form != Form::Fraction {
            return numeral.end;
        }
        let of = self.link(numeral.end, Link::Of).unwrap_or(numeral.end);
        self.link(of, Link::Article)
            .filter(|at| self.is_word(of) && self.unit(*at).is_some())
            .unwrap_or(numeral.end)
    }

    /// "13 dollars (and) 45 (cents)", "75 USD million"
    fn money_tail(
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
    fn inches_tail(
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

    /// "a population of 120,000": the noun that stands before "of", where none stands behind the number.
    fn noun_before(&self, printed: &Printed, phrase: usize, floor: usize) -> Option<Noun> {
        let of = class::of_link(Link::Of);
        let (_, of) = self.ending(phrase, of, |at| self.link(at, Link::Of).map(|end| ((), end)))?;
        let ((each, who), from) = self.ending(of, class::NOUN, |at| self.noun(at))?;
        let persons = matches!(each, Each::Person | Each::Household);
        let stands = printed.unit.is_none() && persons && from >= floor;
        stands.then(|| Noun { from, head: from, end: of, each: each.clone(), who })
    }

    /// What is counted behind a number: right behind it, behind "of" where the number or its unit asks for it.
    fn noun_of(&self, printed: &Printed, behind: usize, one: bool) -> Option<Noun> {
        let kind = printed.unit.map(|unit| &unit.sense.kind);
        let vague = matches!(printed.value, Value::Vague(_));
        let of = self.link(behind, Link::Of);
        let at = match kind {
            None if self.is_hyphen(behind) => behind + 1,
            None => of.unwrap_or(behind),
            Some(UnitKind::Percent | UnitKind::Mass | UnitKind::Volume) => of?,
            Some(_) => return None,
        };
        if !self.near(at) && !self.is_hyphen(behind) {
            return None;
        }
        let at = if of.is_some() && !vague { self.mark(at, Mark::Skip).unwrap_or(at) } else { at };
        self.noun_phrase(at, one || kind.is_some())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod tests;
