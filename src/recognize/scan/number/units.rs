//! Units beside a number: behind it, before it, glued, hyphenated, in brackets.
//!
//! Owns: "44-day", "180ml", "US$5m", "20 (kg)", "aged 5". Never: converts; knows which words are units (the table does).

use super::reader::{Reader, is_exact};
use crate::lexicon::senses::number::{Link, Mark, NumberSense, UnitSense, class};
use crate::lexicon::{Particle, shared};
use crate::model::{Decimal, Span, UnitKind};

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
            let crate::lexicon::Sense::Number(NumberSense::Unit(unit)) = &entry.sense else {
                continue;
            };
            if unit.zero {
                continue;
            }
            let end = at + entry.len();
            let open = self.is_word(end) && self.near(end);
            let fits = is_exact(&unit.exact, printed)
                && (!unit.end || !open)
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
        let last = self.lexed.get(number - 1)?;
        let name = self.lexed.printed(from);
        let sign = last.sign().is_some();
        // "the euro 2024" is none: a word must be the code itself.
        let known = shared().forms().is(&name.to_lowercase(), Particle::Code);
        let code = from + 1 == number && (known || name.eq_ignore_ascii_case(&sense.code));
        // "A$5", but "a $5 note".
        let letter = sign && from + 1 < number && name.len() == 1 && !self.attached(from + 1);
        let from = if letter { number - 1 } else { from };
        let sense = if letter { self.unit(from)?.0 } else { sense };
        (from >= floor && (sign || code || sense.ahead)).then_some(UnitAt {
            sense,
            from,
            end: number,
            behind: number,
        })
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

    /// The index behind the article of "a gallon of beer", which counts one.
    pub(super) fn one_of_a_unit(&self, at: usize) -> Option<usize> {
        let unit = self.link(at, Link::Article)?;
        let (sense, end) = self.near(unit).then(|| self.unit(unit)).flatten()?;
        let measures = matches!(
            sense.kind,
            UnitKind::Mass | UnitKind::Volume | UnitKind::Length | UnitKind::Area
        );
        let of = self.near(end) && self.link(end, Link::Of).is_some();
        (measures && !sense.thing && of).then_some(unit)
    }

    /// "day-long": one of a unit of time, whose words are the number, too.
    pub(super) fn lasting(&self, at: usize) -> Option<UnitAt> {
        let (sense, end) = self.unit(at).filter(|(unit, _)| unit.kind == UnitKind::Time)?;
        let behind = self.is_hyphen(end).then(|| self.mark(end + 1, Mark::Lasting)).flatten()?;
        Some(UnitAt { sense, from: at, end, behind })
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
