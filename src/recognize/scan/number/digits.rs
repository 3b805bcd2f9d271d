//! Numbers in digits: marks, groups, powers of ten, glued scales.
//!
//! Owns: "1,050", "13.000,5", "1 234 567", "1.3e6", "2 x 10^5", ".08", "½". Values are exact decimals. Never: words.

use super::numeral::{Amount, Numeral};
use super::reader::{Reader, is_exact};
use crate::lexicon::senses::number::{Link, Mark, NumberSense, Verb, class};
use crate::lexicon::{Case, Gap, digit_value};
use crate::model::{Decimal, Each};
use crate::recognize::digits::read_digits;
use crate::recognize::proposal::Form;

/// A number of more bytes is a code, not a figure.
const LONGEST: usize = 48;

/// Digits read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    pub(super) value: Decimal,
    /// The other reading of a mark that may part thousands ("13.000").
    pub(super) or_thousands: Option<Decimal>,
    /// First token: a leading full stop belongs to it.
    pub(super) from: usize,
    pub(super) end: usize,
    /// Nothing but digits: it may be a year, a label, a part of a name.
    pub(super) bare: bool,
}

impl Reader<'_> {
    /// Digits that begin at a token, with their blanks and powers; no scale.
    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        let token = self.lexed.get(at)?;
        if token.sign() == Some('.') {
            // ".08"
            let own = !token.attached() && self.is_number(at + 1) && self.attached(at + 1);
            let whole = own.then(|| self.plain(at + 1)).flatten().filter(|digits| digits.bare)?;
            let value = point(&self.ascii(at + 1)?)?;
            return Some(Digits { value, from: at, bare: false, ..whole });
        }
        let mut digits = self.plain(at)?;
        self.blank_groups(&mut digits);
        self.power(&mut digits);
        // Of "2900'den fazla" the ending says "more than" with what stands behind it.
        if self.behind(digits.end).or_else(|| self.behind(digits.end + 1)).is_none() {
            digits.end = self.case_behind(digits.end).unwrap_or(digits.end);
        }
        Some(digits)
    }

    fn ascii(&self, at: usize) -> Option<String> {
        let printed = self.lexed.printed(at);
        if printed.len() > LONGEST {
            return None;
        }
        let digit = |c: char| digit_value(c).map_or(c, |value| char::from(b'0' + value));
        Some(
            printed
                .chars()
                .map(|c| match c {
                    '٫' => '.',
                    '٬' => ',',
                    '\u{2007}' | '\u{2009}' => '\u{A0}',
                    c => digit(c),
                })
                .collect(),
        )
    }

    /// One token.
    fn plain(&self, at: usize) -> Option<Digits> {
        if !self.is_number(at) {
            return None;
        }
        if let Some(whole) = whole(self.lexed.printed(at)) {
            let value = Decimal::from(whole);
            return Some(Digits { value, or_thousands: None, from: at, end: at + 1, bare: true });
        }
        let text = self.ascii(at)?;
        let bare = text.bytes().all(|b| b.is_ascii_digit());
        let (value, or_thousands) = if bare {
            (Decimal::read(&text)?, None)
        } else {
            let read = read_digits(&text)?;
            let value = Decimal::read(&read.number)?;
            let other = read.or_thousands.and_then(|text| Decimal::read(&text));
            match other {
                // "13.000" where commas part decimals.
                Some(thousands) if self.comma => (thousands, None),
                other => (value, other),
            }
        };
        Some(Digits { value, or_thousands, from: at, end: at + 1, bare })
    }

    /// "1 234 567", "10 000": groups of three behind one to three, a single blank between.
    fn blank_groups(&self, digits: &mut Digits) {
        let length = |at: usize| self.lexed.printed(at).len();
        let first = self.lexed.printed(digits.from);
        if !digits.bare || first.len() > 3 || first.starts_with('0') {
            return;
        }
        let mut value = digits.value;
        let mut end = digits.end;
        let blank = |at: usize| match (self.lexed.get(at - 1), self.lexed.get(at)) {
            (Some(before), Some(token)) => {
                token.gap == Gap::Blank && token.start == before.end + 1 && !self.is_tab(at)
            }
            _ => false,
        };
        while end < digits.from + 8 && self.is_number(end) && blank(end) {
            let Some(group) = self.plain(end) else { return };
            let whole = group.bare && length(end) == 3;
            let last = self.last_group(end);
            let group = last.unwrap_or(group.value);
            let last = last.is_some();
            let Some(next) = value.times(Decimal::THOUSAND).and_then(|v| v.plus(group)) else {
                return;
            };
            if !whole && !last {
                return;
            }
            value = next;
            end += 1;
            if last {
                break;
            }
        }
        if end > digits.end && !self.stand_apart(digits.from, end) {
            *digits = Digits { value, or_thousands: None, end, bare: false, ..*digits };
        }
    }

    /// The last group of a number that blanks part, with its decimals: "234.5", "000,00".
    fn last_group(&self, at: usize) -> Option<Decimal> {
        const GROUP: usize = 3;
        let printed = self.lexed.printed(at);
        let decimals = printed.len().checked_sub(GROUP + 1)?;
        match printed.as_bytes().get(GROUP)? {
            b'.' => {}
            // Of a language that parts thousands with it only where it can't be that.
            b',' if self.comma || decimals != GROUP => {}
            _ => return None,
        }
        Decimal::read(&self.ascii(at)?.replace(',', "."))
    }

    /// Whether a blank parts two numbers: "12 120-mm shells", "Table 3 120 dead", "Aged 34 120 people".
    fn stand_apart(&self, from: usize, end: usize) -> bool {
        let tied = self.is_hyphen(end) || (self.attached(end) && self.is_word(end));
        let label = |at: usize| self.mark(at, Mark::Label).map(|end| ((), end));
        (tied && self.lexed.printed(end - 1) != "000")
            || self.ending(from, class::of_mark(Mark::Label), label).is_some()
            || self.aged_before(from, 0).is_some()
    }

    /// "1.3e6", "12e-1", "1.3x10^6", "2 x 10^5", "2.48×10−5", "10^6", "1.1^23".
    fn power(&self, digits: &mut Digits) {
        let at = digits.end;
        let printed = self.lexed.printed(at);
        let scaled =
            |exponent: i32, end: usize| times_ten(digits.value, exponent).map(|v| (v, end));
        let found = if self.attached(at) && self.is_word(at) && printed.starts_with(['e', 'E']) {
            match printed.get(1..) {
                Some("") => self.exponent(at + 1).and_then(|(e, end)| scaled(e, end)),
                Some(rest) => small(rest).and_then(|e| scaled(e, at + 1)),
                None => None,
            }
        } else if self.lexed.is_sign(at, '^') && self.attached(at) {
            self.exponent(at + 1)
                .and_then(|(e, end)| digits.value.power(e).map(|value| (value, end)))
        } else if digits.value == Decimal::TEN
            && let Some((e, end)) = self.superscript(at)
        {
            Decimal::TEN.power(e).map(|value| (value, end))
        } else {
            self.base(at).and_then(|(base, end)| {
                if let Some((e, end)) = self.superscript(end) {
                    return scaled(e, end).filter(|_| base == 10);
                }
                let caret = self.lexed.is_sign(end, '^');
                let signed = self.lexed.get(end).and_then(|token| token.sign()).is_some();
                let (e, end) = (caret || (signed && base == 10 && self.attached(end)))
                    .then(|| self.exponent(end + usize::from(caret)))
                    .flatten()?;
                let factor = Decimal::from(base).power(e)?;
                Some((digits.value.times(factor)?, end))
            })
        };
        if let Some((value, end)) = found {
            *digits = Digits {
                value: value.normalize(),
                or_thousands: None,
                end,
                bare: false,
                ..*digits
            };
        }
    }

    /// "x10", "× 10", "x 2" behind a number.
    fn base(&self, at: usize) -> Option<(u64, usize)> {
        let token = self.lexed.get(at)?;
        let printed = self.lexed.printed(at);
        match token.sign() {
            Some('×' | '·' | '*') => {}
            Some(_) => return None,
            None if printed == "x" || printed == "X" => {}
            None if token.attached() => {
                return small(printed.strip_prefix('x')?)
                    .and_then(|base| u64::try_from(base).ok())
                    .map(|base| (base, at + 1));
            }
            None => return None,
        }
        let base = small(self.lexed.printed(at + 1))?;
        Some((u64::try_from(base).ok()?, at + 2))
    }

    /// "⁵", "⁻³" right behind a number
    fn superscript(&self, at: usize) -> Option<(i32, usize)> {
        let sign = |at: usize| self.lexed.get(at).filter(|t| t.attached()).and_then(|t| t.sign());
        let minus = sign(at) == Some('⁻');
        let mut end = at + usize::from(minus);
        let from = end;
        let mut e = 0;
        while let Some(digit) = sign(end).and_then(raised).filter(|_| end < from + 2) {
            e = e * 10 + digit;
            end += 1;
        }
        (end > from).then_some((if minus { -e } else { e }, end))
    }

    /// "5", "-5", "+5", "−5"
    fn exponent(&self, at: usize) -> Option<(i32, usize)> {
        let sign = match self.lexed.get(at)?.sign() {
            Some('-' | '−') => -1,
            Some('+') => 1,
            Some(_) => return None,
            None => return small(self.lexed.printed(at)).map(|e| (e, at + 1)),
        };
        let e = self.attached(at + 1).then(|| small(self.lexed.printed(at + 1))).flatten()?;
        Some((sign * e, at + 2))
    }

    /// A scale glued to the digits that begin at `from` and end before `at`, or one letter behind a blank ("10k", "2.33 k", "3bn").
    /// `money`: what only amounts have ("$5m") counts, too.
    pub(super) fn suffix(
        &self,
        from: usize,
        at: usize,
        value: Decimal,
        money: bool,
    ) -> Option<(u64, usize)> {
        let glued = self.attached(at) && value < Decimal::THOUSAND;
        let printed = self.lexed.printed(at);
        let near = self.near(at);
        let (times, end) = self.pick(at, class::SUFFIX, |sense| match sense {
            NumberSense::Suffix(suffix) => (near
                && is_exact(&suffix.exact, printed)
                && (money || !suffix.money)
                && (glued || !suffix.glued)
                && (!suffix.tens || !self.attached(at) || value >= Decimal::TEN))
                .then_some(suffix.times),
            _ => None,
        })?;
        // "3 M de personnes", "30 M·EUR"
        let capital = printed == "M" && self.lexed.get(end).is_some_and(|t| t.case == Case::Lower);
        let ends = self.attached(at)
            || self.attached(end)
            || !(self.is_word(end) && self.near(end))
            || capital;
        (ends && !self.is_kelvin(from, at)).then_some((times, end))
    }

    /// "300 °C (573.15K)": behind another temperature the letter is no thousand.
    fn is_kelvin(&self, from: usize, letter: usize) -> bool {
        const NEAR: usize = 8;
        let celsius = |at: usize| {
            self.unit(at).is_some_and(|(unit, _)| unit.kind == crate::model::UnitKind::Temperature)
        };
        self.lexed.printed(letter) == "K" && (from.saturating_sub(NEAR)..from).any(celsius)
    }

    /// An amount of money, whose scale may be a letter that has other meanings elsewhere: "$5m".
    pub(super) fn of_money(&self, numeral: Numeral) -> Numeral {
        let Amount::Number(value) = numeral.amount else { return numeral };
        let digits = numeral.form == Form::Digits && numeral.scale == Decimal::ONE;
        let scaled = || {
            let (times, end) = self.suffix(numeral.from, numeral.end, value, true)?;
            let scale = Decimal::from(times);
            let amount = Amount::Number(value.times(scale)?.normalize());
            let other = Numeral { bare: false, or_thousands: None, ..numeral };
            Some(Numeral { end, amount, scale, form: Form::Mixed, ..other })
        };
        digits.then(scaled).flatten().unwrap_or(numeral)
    }

    /// A number of things, whose scale may be a letter that is a length elsewhere: "2.7m tickets", but "2m deep".
    pub(super) fn of_things(&self, numeral: Numeral) -> Numeral {
        let letter = numeral.end;
        let classes = self.lexed.table.classes(self.lexed.word(letter)).0;
        let both = class::SUFFIX | class::UNIT;
        if classes & both != both || !self.near(letter) || !self.is_word(letter) {
            return numeral;
        }
        let things = self.counts_things(letter + 1, self.attached(letter))
            || (self.attached(letter) && self.counts_before(numeral.from, letter + 1));
        if things { self.of_money(numeral) } else { numeral }
    }

    /// Whether things stand behind a letter, so that it is a scale; only persons, where a blank stands before the letter.
    fn counts_things(&self, at: usize, glued: bool) -> bool {
        if !self.near(at) || self.attached(at) || self.mark(at, Mark::Extent).is_some() {
            return false;
        }
        if glued && let Some((unit, _)) = self.unit(at).filter(|(unit, _)| !unit.end) {
            return !unit.minor;
        }
        // "2m to 3m tickets"
        let to = self.link(at, Link::To).or_else(|| self.link(at, Link::And));
        if let Some(next) = to.filter(|next| self.is_number(*next)) {
            let same =
                self.attached(next + 1) && self.lexed.word(next + 1) == self.lexed.word(at - 1);
            return same && !self.is_number(next + 2) && self.counts_things(next + 2, glued);
        }
        let of = self.link(at, Link::Of);
        if self.mark(at, Mark::Part).is_some() {
            return glued;
        }
        let of = of.map(|at| self.mark(at, Mark::Skip).unwrap_or(at));
        let noun = self.noun_phrase(of.unwrap_or(at), false);
        noun.is_some_and(|noun| {
            let persons = matches!(noun.each, Each::Person | Each::Household);
            let extent = (noun.from..noun.end).any(|at| self.mark(at, Mark::Extent).is_some());
            (persons || (glued && of.is_none())) && !extent
        })
    }

    /// "The population rose to 3.5m."
    fn counts_before(&self, from: usize, behind: usize) -> bool {
        const REACH: usize = 8;
        let ends = !self.is_word(behind) || self.is_stop(behind);
        let changed = |at: usize| matches!(self.verb(at), Some((Verb::Change, _)));
        let persons = |at: usize| {
            let noun = self.noun(at);
            noun.is_some_and(|((each, _), _)| matches!(each, Each::Person | Each::Household))
        };
        let near = |reach: usize| from.saturating_sub(reach)..from;
        ends && near(3).any(changed) && near(REACH).any(persons)
    }
}

/// A raised digit.
const fn raised(sign: char) -> Option<i32> {
    Some(match sign {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => sign as i32 - '⁴' as i32 + 4,
        _ => return None,
    })
}

fn point(digits: &str) -> Option<Decimal> {
    Decimal::read(&format!("0.{digits}"))
}

/// Digits alone, as nearly all numbers are printed.
fn whole(text: &str) -> Option<u64> {
    /// No number of so many digits passes the type.
    const SAFE: usize = 19;
    if text.len() > SAFE {
        return None;
    }
    text.bytes().try_fold(0, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u64::from(byte - b'0'))
    })
}

fn small(text: &str) -> Option<i32> {
    (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Times ten to a power; `None` beyond the type.
pub(super) fn times_ten(value: Decimal, exponent: i32) -> Option<Decimal> {
    value.times(Decimal::TEN.power(exponent)?)
}

/// One of Unicode's fractions.
pub(super) const fn vulgar(sign: char) -> Option<(u64, u64)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}
