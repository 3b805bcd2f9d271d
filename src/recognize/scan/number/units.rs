//! Units beside a number: behind it, before it, glued, hyphenated, in brackets.
//!
//! Owns: "44-day", "180ml", "US$5m", "20 (kg)", "aged 5". Never: converts; knows which words are units (the table does).

use super::reader::{Reader, is_exact};
use crate::lexicon::senses::number::{Link, Mark, NumberSense, UnitSense, class};
use crate::lexicon::{Domains, Sense};
use crate::model::{Decimal, Each, Span, UnitKind};

/// A unit with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitAt {
    pub(super) sense: &'static UnitSense,
    pub(super) from: usize,
    pub(super) end: usize,
    /// The index behind it and a closing bracket.
    pub(super) behind: usize,
}

impl UnitAt {
    pub(super) fn span(&self, reader: &Reader<'_>) -> Span {
        reader.lexed.span(self.from, self.end)
    }
}

/// From this scale on, "pounds" are money.
const MILLION: u64 = 1_000_000;

impl Reader<'_> {
    /// The unit that begins right behind a number which ends before `at`; `scale` is the number's.
    pub(super) fn unit_behind(&self, at: usize, scale: Decimal) -> Option<UnitAt> {
        if self.is_hyphen(at) {
            return self.unit_at(at + 1, scale).map(|unit| UnitAt { from: at + 1, ..unit });
        }
        // "1990s", "20th"
        let ending = |sense: &NumberSense| matches!(sense, NumberSense::Ending).then_some(());
        if !self.near(at) || (self.attached(at) && self.pick(at, class::ENDING, ending).is_some()) {
            return None;
        }
        if let Some(close) = match self.lexed.get(at)?.sign() {
            Some('(') => Some(')'),
            Some('[') => Some(']'),
            Some('{') => Some('}'),
            Some('<') => Some('>'),
            _ => None,
        } {
            let unit = self.unit_at(at + 1, scale)?;
            return self
                .lexed
                .is_sign(unit.end, close)
                .then_some(UnitAt { behind: unit.end + 1, ..unit });
        }
        self.unit_at(at, scale)
    }

    fn unit_at(&self, at: usize, scale: Decimal) -> Option<UnitAt> {
        let printed = self.lexed.printed(at);
        let scaled = scale >= Decimal::from(MILLION);
        if self.lexed.table.classes(self.lexed.word(at)).0 & class::UNIT == 0 {
            return None;
        }
        let mut seen = None;
        for entry in self.lexed.entries(at) {
            let Sense::Number(NumberSense::Unit(unit)) = &entry.sense else {
                continue;
            };
            if unit.zero || unit.lead || (unit.glued && !self.attached(at)) {
                continue;
            }
            let end = at + entry.len();
            let open = || {
                let goes_on = self.near(end) && (self.is_word(end) || self.is_number(end));
                // "12 in long", "6 in of snow"
                goes_on
                    && self.mark(end, Mark::Extent).is_none()
                    && self.link(end, Link::Of).is_none()
            };
            let fits = is_exact(&unit.exact, printed)
                && (!unit.end || !open())
                && (!unit.scaled || scaled)
                // A sign that touches the number behind it is that number's: "1 $10 bill".
                && !(unit.kind == UnitKind::Money && self.is_number(end) && self.attached(end));
            if fits && seen.is_none_or(|(_, len)| len < entry.len() || unit.scaled) {
                seen = Some((unit, entry.len()));
            }
        }
        let (sense, len) = seen?;
        Some(UnitAt { sense, from: at, end: at + len, behind: self.per_behind(at + len) })
    }

    /// The index behind "per kg", "/hour", "a day", "−1": what a unit is taken per.
    pub(super) fn per_behind(&self, at: usize) -> usize {
        let mut end = at;
        for _ in 0..2 {
            let minus = self.lexed.is_any(end, &["-", "−"]) && self.attached(end);
            if minus && self.attached(end + 1) && self.lexed.is_any(end + 1, &["1", "2"]) {
                end += 2;
                continue;
            }
            let Some(per) =
                self.link(end, Link::Per).filter(|per| self.near(end) && self.near(*per))
            else {
                return end;
            };
            let Some((_, behind)) = self.unit(per).filter(|(unit, _)| unit.kind != UnitKind::Money)
            else {
                return end;
            };
            end = behind;
        }
        end
    }

    /// The currency right before a number ("$", "US$", "EUR "); not before `floor`.
    pub(super) fn currency_before(&self, number: usize, floor: usize) -> Option<UnitAt> {
        if !self.near(number) {
            return None;
        }
        let (sense, from) = self.ending(number, class::UNIT, |at| {
            let (unit, end) = self.unit(at)?;
            (unit.ahead || (unit.kind == UnitKind::Money && !unit.minor)).then_some((unit, end))
        })?;
        let sign = |at: usize| self.lexed.get(at).is_some_and(|token| token.sign().is_some());
        let name = self.lexed.printed(from);
        let signed = sign(number - 1) || sign(from);
        // "the euro 2024" is none: a word must be the code itself.
        let code = from + 1 == number && name.eq_ignore_ascii_case(&sense.code);
        // "A$5", but "a $5 note".
        let loose = signed && from + 1 < number && !self.attached(from + 1);
        let from = if loose { number - 1 } else { from };
        let sense = if loose { self.unit(from)?.0 } else { sense };
        // "J$5": letters before a sign name a currency; if no table has it, it is not the sign's own.
        let lettered = sign(from)
            && self.attached(from)
            && from > floor
            && matches!(self.lexed.get(from - 1), Some(word) if word.is_word() && word.is_capital() && word.end - word.start <= 3);
        let (sense, from) = if lettered { (self.any_currency()?, from - 1) } else { (sense, from) };
        (from >= floor && (signed || code || sense.ahead)).then_some(UnitAt {
            sense,
            from,
            end: number,
            behind: number,
        })
    }

    /// The currency of which nothing is known but that it is one.
    fn any_currency(&self) -> Option<&'static UnitSense> {
        let table = self.lexed.table;
        let unit = |sense: &'static Sense| match sense {
            Sense::Number(NumberSense::Unit(unit)) => Some(unit),
            _ => None,
        };
        table.entries(table.id("¤")).iter().find_map(|entry| unit(&entry.sense))
    }

    /// The kelvin of "absolute zero", whose zero stands at `number`; not before `floor`.
    pub(super) fn zero_before(&self, number: usize, floor: usize) -> Option<UnitAt> {
        let at = number.checked_sub(1).filter(|at| *at >= floor && self.near(number))?;
        let zero = |sense: &NumberSense| matches!(sense, NumberSense::Cardinal(0)).then_some(());
        self.pick(number, class::CARDINAL, zero)?;
        let (sense, end) = self.pick(at, class::UNIT, |sense| match sense {
            NumberSense::Unit(unit) => unit.zero.then_some(unit),
            _ => None,
        })?;
        (end == number).then_some(UnitAt { sense, from: at, end, behind: number })
    }

    /// The index behind the article of "a gallon of beer", "a mile and a half", which counts one.
    pub(super) fn one_of_a_unit(&self, at: usize) -> Option<usize> {
        let unit = self.link(at, Link::Article)?;
        let (sense, end) = self.near(unit).then(|| self.unit(unit)).flatten()?;
        let measures = matches!(
            sense.kind,
            UnitKind::Mass | UnitKind::Volume | UnitKind::Length | UnitKind::Area
        );
        let of = self.near(end) && self.link(end, Link::Of).is_some();
        // "a year and a half"
        let half = || sense.kind != UnitKind::Money && self.half_more(end).is_some();
        ((measures && !sense.thing && of) || half()).then_some(unit)
    }

    /// "day-long": one of a unit of time, whose words are the number, too.
    pub(super) fn lasting(&self, at: usize) -> Option<UnitAt> {
        let (sense, end) = self.unit(at).filter(|(unit, _)| unit.kind == UnitKind::Time)?;
        let behind = self.is_hyphen(end).then(|| self.mark(end + 1, Mark::Lasting)).flatten()?;
        Some(UnitAt { sense, from: at, end, behind })
    }

    /// The tokens before so many years that say an age: "tiene", "a los", or "de" behind a person ("un hombre de 35 años", "Ana Ruiz, de 35 años").
    pub(super) fn years_before(&self, number: usize, floor: usize) -> Option<(usize, usize)> {
        let years = |at: usize| self.mark(at, Mark::Years).map(|end| ((), end));
        let said = self.ending(number, class::of_mark(Mark::Years), years);
        let of = || {
            let of = |at: usize| self.link(at, Link::Of).map(|end| ((), end));
            let (_, of) = self.ending(number, class::of_link(Link::Of), of)?;
            let person = self.ending(of, class::NOUN, |at| self.noun(at));
            let named = || {
                let comma = of.checked_sub(1).filter(|at| self.lexed.is_sign(*at, ','))?;
                self.is_name(comma.checked_sub(1)?).then_some(())
            };
            let counts = person.is_some_and(|((each, _), _)| *each == Each::Person);
            (counts || named().is_some()).then_some(((), of))
        };
        let (_, from) = said.or_else(of)?;
        (from >= floor).then_some((from, number))
    }

    /// A word with a capital that says nothing of numbers and dates.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.is_word() && token.is_capital())
            && !self.lexed.begins(at, Domains::DATE | Domains::NUMBER)
    }

    /// "aged", "of age" right before a number.
    pub(super) fn aged_before(&self, number: usize, floor: usize) -> Option<(usize, usize)> {
        let from = self
            .ending(number, class::of_mark(Mark::Aged), |at| {
                self.mark(at, Mark::Aged).map(|end| ((), end))
            })?
            .1;
        (from >= floor).then_some((from, number))
    }
}
