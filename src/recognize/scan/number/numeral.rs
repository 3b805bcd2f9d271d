//! One number of any kind: whole, mixed, a fraction, a ratio, or a word without a number.
//!
//! Owns: "two and a half million", "three quarters", "one in five", "dozens", "minus five". Values are exact; a mixed fraction that does not
//! end is given to 15 significant digits. Never: ranges, units, qualifiers.

use super::cardinal::Cardinal;
use super::digits::vulgar;
use super::reader::Reader;
use crate::lexicon::senses::number::{Link, NumberSense, class};
use crate::lexicon::{Lexed, Particle};
use crate::model::{Decimal, Value};
use crate::recognize::proposal::Form;

/// What a number says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Amount {
    Number(Decimal),
    Ratio(u64, u64),
    Vague,
}

/// One number with its place in the tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral {
    pub(super) from: usize,
    pub(crate) end: usize,
    pub(super) amount: Amount,
    pub(super) form: Form,
    /// The number before its only scale, and that scale.
    pub(super) mantissa: Decimal,
    pub(super) scale: Decimal,
    /// Digits alone, without marks.
    pub(super) bare: bool,
    /// The other reading of "13.000".
    pub(super) or_thousands: Option<Decimal>,
}

impl Numeral {
    /// As a number; `None` for words without one.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match &self.amount {
            Amount::Number(value) => Some(*value),
            Amount::Ratio(a, b) => Decimal::ratio(*a, *b),
            Amount::Vague => None,
        }
    }

    /// As the annotation format keeps it.
    pub(super) fn value(&self, lexed: &Lexed<'_>) -> Value {
        match self.amount {
            Amount::Number(value) => Value::Number(value.into()),
            Amount::Ratio(a, b) => Value::Ratio(a, b),
            Amount::Vague => {
                let words = (self.from..self.end).map(|at| lexed.printed(at).to_lowercase());
                Value::Vague(words.collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// A whole number that stands as one.
    pub(super) fn whole(&self) -> Option<u64> {
        match &self.amount {
            Amount::Number(value) => value.whole(),
            _ => None,
        }
    }
}

impl Numeral {
    /// One, in words that are no number.
    pub(super) const fn one(from: usize, end: usize) -> Self {
        Self {
            from,
            end,
            amount: Amount::Number(Decimal::ONE),
            form: Form::Words,
            mantissa: Decimal::ONE,
            scale: Decimal::ONE,
            bare: false,
            or_thousands: None,
        }
    }
}

impl Reader<'_> {
    /// The number that begins here; the longest reading.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        if let Some(inner) =
            self.link(at, Link::Minus).filter(|end| self.is_word(at) && self.near(*end))
        {
            let inner = self.unsigned(inner)?;
            return negative(Numeral { from: at, ..inner });
        }
        self.unsigned(at)
    }

    fn unsigned(&self, at: usize) -> Option<Numeral> {
        if let Some(vague) = self.vague(at, false) {
            return Some(vague);
        }
        if let Some(half) = self.with_half(at) {
            return half;
        }
        if let Some(decade) = self.decade_word(at) {
            return Some(decade);
        }
        let half = self.bare_half(at).map(|(parts, end)| (1, parts, end));
        let words = if self.is_number(at) { None } else { self.cardinal(at) };
        let words = words.filter(|found| !found.digits);
        if let Some((a, b, end)) = self.fraction(at, words.as_ref()).or(half) {
            return self.of_scale(at, a, b, end).or_else(|| {
                let kept = half.is_none() || self.half_stands(at, end);
                kept.then(|| ratio(at, a, b, end)).flatten()
            });
        }
        if let Some(end) = self.one_of_a_unit(at) {
            return Some(Numeral::one(at, end));
        }
        let found = match words {
            Some(words) => words,
            None if self.is_word(at) => return None,
            None => self.cardinal(at)?,
        };
        let digits = found.digits;
        let form = match (digits, found.scale == Decimal::ONE && found.value == found.mantissa) {
            (true, true) if found.end - found.from <= 4 => Form::Digits,
            (true, _) => Form::Mixed,
            (false, _) => Form::Words,
        };
        let numeral = Numeral {
            from: found.from,
            end: found.end,
            amount: Amount::Number(found.value),
            form,
            mantissa: found.mantissa,
            scale: found.scale,
            bare: found.bare,
            or_thousands: found.or_thousands,
        };
        // "2,000.45±0.01": what is said of its accuracy belongs to the number's place, not to its value.
        let accuracy = self.link(numeral.end, Link::Tolerance).and_then(|at| self.digits(at));
        if let Some(accuracy) = accuracy.filter(|_| self.near(numeral.end)) {
            return Some(Numeral { end: accuracy.end, ..numeral });
        }
        Some(self.ratio_behind(&numeral).or_else(|| self.mixed(&numeral)).unwrap_or(numeral))
    }

    /// "three quarters", "a third of", "one twenty-fifth", "4/5", "½"
    fn fraction(&self, at: usize, words: Option<&Cardinal>) -> Option<(u64, u64, usize)> {
        if let Some(found) = self.sign_fraction(at).or_else(|| self.slashed(at)) {
            return Some(found);
        }
        let article = self.link(at, Link::Article);
        if let Some((b, end)) = article.and_then(|part| self.part(part, false)) {
            // "a third war" is an ordinal.
            let stands = !self.is_word(end) || self.link(end, Link::Of).is_some() || b == 2;
            let scale = self
                .pick(end, class::SCALE, |s| matches!(s, NumberSense::Scale(_)).then_some(()))
                .is_some();
            return (stands || scale).then_some((1, b, end));
        }
        let whole = words?;
        let a = whole.value.whole()?;
        let (b, end) = self.part(whole.end, a != 1)?;
        Some((a, b, end))
    }

    fn sign_fraction(&self, at: usize) -> Option<(u64, u64, usize)> {
        let (a, b) = vulgar(self.lexed.get(at)?.sign()?)?;
        Some((a, b, at + 1))
    }

    /// "4/5", "1⁄2"
    fn slashed(&self, at: usize) -> Option<(u64, u64, usize)> {
        let whole = |at: usize| -> Option<u64> {
            let digits = self.lexed.printed(at);
            let plain = digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
            (plain && self.is_number(at)).then(|| digits.parse().ok())?
        };
        let slash = self.lexed.get(at + 1)?;
        let (a, b) = (whole(at)?, whole(at + 2)?);
        let alone = !matches!(self.lexed.get(at + 3).and_then(|t| t.sign()), Some('/'));
        let touches = slash.attached() && self.attached(at + 2);
        let fits = matches!(slash.sign(), Some('/' | '⁄')) && touches && alone && b > 0;
        fits.then_some((a, b, at + 3))
    }

    /// A "half" or "quarter" that no number precedes: of how many parts it is one, and the index behind it.
    fn bare_half(&self, at: usize) -> Option<(u64, usize)> {
        let found = self.pick(at, class::PART, |sense| match sense {
            NumberSense::Part(parts @ (2 | 4)) => Some(*parts),
            _ => None,
        });
        let ordinal = self.pick(at, class::ORDINAL, |sense| {
            matches!(sense, NumberSense::Ordinal(_)).then_some(())
        });
        found.filter(|_| ordinal.is_none())
    }

    /// The number that begins here where somebody says that there is one: "day-long", "half" and "a few" alone are, too.
    pub(super) fn asked(&self, at: usize) -> Option<Numeral> {
        let lasting = self.lasting(at).map(|unit| Numeral::one(at, unit.behind));
        let number = lasting.or_else(|| self.numeral(at));
        // "ein paar" is a few, not one.
        let vague = self.vague(at, true);
        let longer = vague.filter(|few| number.as_ref().is_none_or(|number| few.end > number.end));
        longer.or(number).or_else(|| {
            let (parts, end) = self.bare_half(at)?;
            ratio(at, 1, parts, end)
        })
    }

    /// "anderthalb Millionen", "die Hälfte der Menschen"; `None` within: the half of something else ("die zweite Hälfte").
    #[allow(clippy::option_option)]
    fn with_half(&self, at: usize) -> Option<Option<Numeral>> {
        let (wholes, end) = self.pick(at, class::PART, |sense| match sense {
            NumberSense::Half(wholes) => Some(*wholes),
            _ => None,
        })?;
        if wholes == 0 {
            let ordinal = at.checked_sub(1).is_some_and(|before| {
                self.pick(before, class::ORDINAL, |_| Some(())).is_some() && !self.is_number(before)
            });
            return Some(if ordinal {
                None
            } else {
                self.of_scale(at, 1, 2, end).or_else(|| ratio(at, 1, 2, end))
            });
        }
        let scale = self.scale(end).filter(|_| self.near(end));
        let (times, end) = scale.unwrap_or((Decimal::ONE, end));
        let halves = Decimal::from(2 * wholes + 1).times(times)?;
        let value = halves.over(Decimal::from(2))?;
        Some(Some(Numeral {
            amount: Amount::Number(value),
            mantissa: value,
            ..Numeral::one(at, end)
        }))
    }

    /// The index behind "y medio", "and a half": a half more of what stands before.
    pub(super) fn half_more(&self, at: usize) -> Option<usize> {
        let behind = |sense: &NumberSense| matches!(sense, NumberSense::HalfBehind).then_some(());
        if !self.near(at) {
            return None;
        }
        if let Some(((), end)) = self.pick(at, class::OTHER, behind) {
            return Some(end);
        }
        let (a, b, end) = self.proper(self.link(at, Link::And)?)?;
        (a == 1 && b == 2).then_some(end)
    }

    /// Whether "half" alone is a number: "half of them", "more than half"; not "the second half", "half-time".
    fn half_stands(&self, at: usize, end: usize) -> bool {
        let half = self
            .pick(at, class::PART, |s| matches!(s, NumberSense::Part(2)).then_some(()))
            .is_some();
        let opens = self.link(end, Link::Of).is_some()
            || (self.is_word(at + 1) && self.link(end, Link::Article).is_some())
            || self.lexed.is_particle(end, Particle::Definite);
        let bent = self.ending(at, class::BEFORE, |at| self.before(at)).is_some();
        // "media hora"
        let measures = self.is_word(end) && self.unit_behind(end, Decimal::ONE).is_some();
        half && (opens || bent || measures)
            && !self.lexed.is_particle(at.wrapping_sub(1), Particle::Definite)
    }

    /// "half a million", "two thirds of a million", "quarter million", "half a dozen"
    fn of_scale(&self, at: usize, a: u64, b: u64, end: usize) -> Option<Numeral> {
        // "a half-dozen men", "half-million people"
        let tied = end + usize::from(self.is_hyphen(end));
        let of = self.link(end, Link::Of).unwrap_or(tied);
        let scale = self.link(of, Link::Article).unwrap_or(of);
        if !self.near(scale) {
            return None;
        }
        // "une demi-douzaine"
        let many = scale == tied && tied > end;
        let (times, behind) = self.pick(scale, class::SCALE, |sense| match sense {
            NumberSense::Scale(times) => Some(Decimal::from(*times)),
            NumberSense::Scales(times, false) => many.then(|| Decimal::from(*times)),
            _ => None,
        })?;
        let value = times.times(Decimal::from(a))?.over(Decimal::from(b))?;
        Some(Numeral {
            from: at,
            end: behind,
            amount: Amount::Number(value),
            form: if self.is_number(at) { Form::Mixed } else { Form::Words },
            mantissa: value,
            scale: Decimal::ONE,
            bare: false,
            or_thousands: None,
        })
    }

    /// "two and a half (million)", "3 million and a quarter", "2 1/4", "2½"
    fn mixed(&self, whole: &Numeral) -> Option<Numeral> {
        let value = whole.decimal()?;
        let glued = self.sign_fraction(whole.end).or_else(|| {
            whole.bare.then(|| self.slashed(whole.end)).flatten().filter(|(a, b, _)| a < b)
        });
        let spoken = || {
            if let Some(end) = self.half_more(whole.end) {
                return Some((1, 2, end));
            }
            let and = self.link(whole.end, Link::And)?;
            self.near(and).then(|| self.proper(and)).flatten()
        };
        let (a, b, end) = glued.filter(|_| self.near(whole.end)).or_else(spoken)?;
        let scale_of = |at: usize| {
            self.pick(at, class::SCALE, |sense| match sense {
                NumberSense::Scale(times) => Some(Decimal::from(*times)),
                _ => None,
            })
        };
        let own = scale_of(end).filter(|_| self.near(end));
        // What the whole number and what the fraction are so many of.
        let (wholes, parts, end) = match own {
            // "one billion and a half million"
            Some((times, behind)) if whole.scale > Decimal::ONE => (Decimal::ONE, times, behind),
            Some((times, behind)) => (times, times, behind),
            // "3 million and a half"
            None if whole.scale >= Decimal::THOUSAND => (Decimal::ONE, whole.scale, end),
            None => (Decimal::ONE, Decimal::ONE, end),
        };
        // Over the one denominator, so that only the whole is rounded.
        let (a, b) = (Decimal::from(a), Decimal::from(b));
        let sum = value.times(wholes)?.times(b)?.plus(parts.times(a)?)?.over(b)?;
        let form = if whole.form == Form::Words { Form::Words } else { Form::Mixed };
        Some(Numeral {
            end,
            amount: Amount::Number(sum),
            form,
            mantissa: sum,
            scale: Decimal::ONE,
            bare: false,
            or_thousands: None,
            ..*whole
        })
    }

    /// A fraction below one in words: "a half", "three fifths".
    fn proper(&self, at: usize) -> Option<(u64, u64, usize)> {
        if let Some(part) = self.link(at, Link::Article) {
            let (b, end) = self.part(part, false)?;
            return Some((1, b, end));
        }
        let (a, end) = self.tens(at)?;
        let (b, end) = self.part(end, a != 1)?;
        (a < b).then_some((a, b, end))
    }

    /// "one in five", "two out of three", "1 over 3"
    fn ratio_behind(&self, first: &Numeral) -> Option<Numeral> {
        let a = first.whole()?;
        let of = |link: Link| {
            let next = self.link(first.end, link).filter(|next| self.near(*next))?;
            let second = self.cardinal(next)?;
            Some((second.value.whole()?, second.end))
        };
        let noun = |end: usize| self.is_word(end) && self.near(end);
        let timed = |end: usize| self.unit(end).is_some();
        if let Some((b, end)) = of(Link::OutOf) {
            return (a < b && a > 0).then(|| ratio(first.from, a, b, end)).flatten();
        }
        if let Some((b, end)) = of(Link::In) {
            // "killed 5 in 12 hours", "20 in 2023" are none.
            let round = b <= 10 || b % 10 == 0 || a == 1;
            let fits = a > 0 && a < b && a <= 10 && !(1900..2100).contains(&b) && round;
            return (fits && !timed(end)).then(|| ratio(first.from, a, b, end)).flatten();
        }
        let (b, end) = of(Link::Over)?;
        (b > 0 && !noun(end)).then(|| ratio(first.from, a, b, end)).flatten()
    }

    /// "dozens", "tens of thousands", "several hundred"; `alone`: "a few" of anything.
    fn vague(&self, at: usize, alone: bool) -> Option<Numeral> {
        let many = |at: usize| {
            self.pick(at, class::SCALE, |sense| match sense {
                NumberSense::Scales(_, of) => Some(*of),
                _ => None,
            })
        };
        let scale = |at: usize| {
            self.pick(at, class::SCALE, |s| {
                matches!(s, NumberSense::Scale(_) | NumberSense::Scales(..)).then_some(())
            })
        };
        let end = if let Some((needs_of, end)) = many(at) {
            let of = self.link(end, Link::Of);
            match of.and_then(many) {
                Some((_, end)) => end,
                None if needs_of && of.is_none() => return None,
                None => end,
            }
        } else {
            let few = self.pick(at, class::FEW, |s| matches!(s, NumberSense::Few).then_some(()))?.1;
            let of = self.link(few, Link::Of).unwrap_or(few);
            match scale(of) {
                Some((_, end)) => end,
                None if alone || self.counts_persons(few) => few,
                None => return None,
            }
        };
        // "a couple of"
        let of = end.checked_sub(1).filter(|of| self.link(*of, Link::Of) == Some(end));
        let end = of.unwrap_or(end);
        Some(Numeral {
            from: at,
            end,
            amount: Amount::Vague,
            form: Form::Vague,
            mantissa: Decimal::ZERO,
            scale: Decimal::ONE,
            bare: false,
            or_thousands: None,
        })
    }

    /// Whether persons stand here, behind two adjectives at most: "several (Armenian) civilians".
    fn counts_persons(&self, at: usize) -> bool {
        (at..at + 3).find_map(|at| self.noun(at)).is_some_and(|((each, _), _)| {
            matches!(each, crate::model::Each::Person | crate::model::Each::Household)
        })
    }
}

/// So many in so many, however small; of none it says nothing.
fn ratio(from: usize, a: u64, b: u64, end: usize) -> Option<Numeral> {
    (b > 0).then(|| Numeral {
        from,
        end,
        amount: Amount::Ratio(a, b),
        form: Form::Fraction,
        mantissa: Decimal::ratio(a, b).unwrap_or_default(),
        scale: Decimal::ONE,
        bare: false,
        or_thousands: None,
    })
}

/// Below zero. Ratios have no sign: they become numbers.
pub(super) fn negative(numeral: Numeral) -> Option<Numeral> {
    let value = numeral.decimal()?;
    Some(Numeral { amount: Amount::Number(-value), mantissa: -numeral.mantissa, ..numeral })
}
