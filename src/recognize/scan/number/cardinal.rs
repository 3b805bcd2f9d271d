//! Whole numbers in words, in digits, and in both: "twenty-two thousand", "4 thousand 3 hundred and 21", "1.2 million".
//!
//! Owns: how tens, hundreds and scales make one number. Values are exact; what passes the type ends the number.
//! Never: fractions, ranges, words without a number.

use super::digits::Digits;
use super::reader::Reader;
use crate::lexicon::senses::number::{Link, NumberSense, class};
use crate::model::Decimal;

/// A number with the scale it ends in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    pub(super) from: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// The number before its only scale, and that scale: what a range may share ("10 to 15 thousand").
    pub(super) mantissa: Decimal,
    pub(super) scale: Decimal,
    /// Begins with digits.
    pub(super) digits: bool,
    /// Digits alone, without marks.
    pub(super) bare: bool,
    pub(super) or_thousands: Option<Decimal>,
}

/// A number below a thousand in words, or digits.
#[derive(Clone, Copy)]
struct Group {
    value: Decimal,
    from: usize,
    end: usize,
    digits: bool,
    bare: bool,
    or_thousands: Option<Decimal>,
    /// Ends in "hundred" or in what follows it.
    hundred: bool,
}

impl Group {
    const NONE: Self = Self {
        value: Decimal::ZERO,
        from: 0,
        end: 0,
        digits: false,
        bare: false,
        or_thousands: None,
        hundred: false,
    };

    const fn of(digits: Digits) -> Self {
        let Digits { value, or_thousands, from, end, bare } = digits;
        Self { value, from, end, digits: true, bare, or_thousands, hundred: false }
    }
}

impl Reader<'_> {
    pub(super) fn scale(&self, at: usize) -> Option<(Decimal, usize)> {
        let hyphen = usize::from(self.is_hyphen(at));
        if !self.near(at + hyphen) {
            return None;
        }
        self.pick(at + hyphen, class::SCALE, |sense| match sense {
            NumberSense::Scale(times) | NumberSense::Scales(times, false) => {
                Some(Decimal::from(*times))
            }
            _ => None,
        })
    }

    fn word(&self, at: usize) -> Option<(u64, usize)> {
        self.pick(at, class::CARDINAL, |sense| match sense {
            NumberSense::Cardinal(value) => Some(*value),
            _ => None,
        })
    }

    /// Zero to ninety-nine in words.
    pub(super) fn tens(&self, at: usize) -> Option<(u64, usize)> {
        let (value, end) = self.word(at)?;
        if value < 20 || value % 10 != 0 {
            return Some((value, end));
        }
        // "fifty-two", "fifty two", "fifty - two"
        let dash = self.lexed.is_any(end, &["-", "‐", "‑"]);
        let unit = end + usize::from(dash);
        match self.word(unit) {
            Some((one, end)) if (1..10).contains(&one) && self.near(unit) => {
                Some((value + one, end))
            }
            _ => Some((value, end)),
        }
    }

    fn group(&self, at: usize, digits: bool) -> Option<Group> {
        let mut group = match self.tens(at) {
            Some((value, end)) => {
                Group { value: Decimal::from(value), from: at, end, ..Group::NONE }
            }
            None => digits.then(|| self.digits(at)).flatten().map(Group::of)?,
        };
        self.hundreds(&mut group);
        Some(group)
    }

    fn is_hundred(&self, at: usize) -> bool {
        self.scale(at).is_some_and(|(times, _)| times == Decimal::HUNDRED)
    }

    /// "… hundred and five"
    fn hundreds(&self, group: &mut Group) {
        let Some((_, end)) = self.scale(group.end).filter(|(t, _)| *t == Decimal::HUNDRED) else {
            return;
        };
        let Some(value) = group.value.times(Decimal::HUNDRED) else { return };
        *group = Group { value, end, bare: false, hundred: true, or_thousands: None, ..*group };
        let and = self.link(end, Link::And);
        let tail = and.unwrap_or(end);
        if !self.near(tail) {
            return;
        }
        let rest = match self.tens(tail) {
            Some((value, end)) => Some((Decimal::from(value), end)),
            // "3 hundred and 21"
            None if group.digits && and.is_some() => self
                .digits(tail)
                .filter(|digits| digits.bare && digits.value < Decimal::HUNDRED)
                .map(|digits| (digits.value, digits.end)),
            None => None,
        };
        let Some((rest, end)) = rest.filter(|(rest, _)| !rest.is_zero()) else { return };
        // "three hundred and 2 hundred" are two; "one hundred and three quarters" is a mixed fraction.
        let proper = self.is_proper(rest, end);
        if self.is_hundred(end) || (and.is_some() && proper) {
            return;
        }
        if let Some(value) = group.value.plus(rest) {
            *group = Group { value, end, ..*group };
        }
    }

    /// "nine point nought four", "two hundred point seventy-one"
    fn point(&self, group: &mut Group) {
        let Some(mut end) = self.link(group.end, Link::Point).filter(|_| !group.digits) else {
            return;
        };
        let mut text = String::new();
        while text.len() < 12 {
            let Some((value, behind)) = self.tens(end) else { break };
            text.push_str(&value.to_string());
            end = behind;
        }
        if let Some(part) = Decimal::read(&format!("0.{text}"))
            && !text.is_empty()
            && let Some(value) = group.value.plus(part)
        {
            *group = Group { value, end, ..*group };
        }
    }

    /// The whole number that begins here.
    pub(super) fn cardinal(&self, at: usize) -> Option<Cardinal> {
        let first = match self.digits(at) {
            Some(found) => {
                let mut group = Group::of(found);
                self.hundreds(&mut group);
                group
            }
            None => {
                let found = self.spelled(at)?;
                let mut group =
                    Group { value: found.value, from: at, end: found.end, ..Group::NONE };
                self.point(&mut group);
                if group.end == found.end {
                    return Some(found);
                }
                group
            }
        };
        let mut found = Cardinal {
            from: first.from,
            end: first.end,
            value: first.value,
            mantissa: first.value,
            scale: Decimal::ONE,
            digits: first.digits,
            bare: first.bare,
            or_thousands: first.or_thousands,
        };
        let glued = first.digits.then(|| self.suffix(at, first.end, first.value, false)).flatten();
        if let Some((times, end)) = glued {
            let scale = Decimal::from(times);
            if let Some(value) = first.value.times(scale) {
                return Some(Cardinal {
                    end,
                    value: value.normalize(),
                    scale,
                    bare: false,
                    or_thousands: None,
                    ..found
                });
            }
        }
        self.scales(first, &mut found);
        Some(found)
    }

    fn scales(&self, first: Group, found: &mut Cardinal) {
        let mut total = Decimal::ZERO;
        let mut group = Some(first.value);
        let mut last: Option<Decimal> = None;
        let mut next = self.scale(found.end);
        while let Some((times, end)) = next {
            let sum = match group {
                Some(value) => value.times(times).and_then(|value| total.plus(value)),
                None => total.times(times),
            };
            let Some(sum) = sum else { return };
            *found = Cardinal {
                end,
                value: sum.normalize(),
                mantissa: if last.is_none() { first.value } else { sum },
                scale: if last.is_none() { times } else { Decimal::ONE },
                bare: false,
                or_thousands: None,
                ..*found
            };
            (total, group) = (sum, None);
            let lowest = last.map_or(times, |last| last.min(times));
            last = Some(lowest);
            if times < Decimal::HUNDRED {
                return;
            }
            next = self.scale(end);
            let Some(group_behind) = self.next_group(end, lowest, first.digits) else { continue };
            let Some(sum) = total.plus(group_behind.value) else { return };
            next = self.scale(group_behind.end);
            if next.is_none() {
                *found = Cardinal {
                    end: group_behind.end,
                    value: sum.normalize(),
                    mantissa: sum,
                    scale: Decimal::ONE,
                    ..*found
                };
                return;
            }
            found.end = group_behind.end;
            group = Some(group_behind.value);
        }
    }

    /// What follows a scale and belongs to the same number: "… thousand (and) three hundred".
    fn next_group(&self, end: usize, lowest: Decimal, digits: bool) -> Option<Group> {
        let and = self.link(end, Link::And);
        // "$5 million, 300 thousand people" are two.
        let comma =
            (!digits && self.lexed.is_sign(end, ',') && self.near(end + 1)).then_some(end + 1);
        let at = and.or(comma).unwrap_or(end);
        if !self.near(at) {
            return None;
        }
        let group = self.group(at, digits && and.is_none())?;
        let next = self.scale(group.end).map(|(times, _)| times);
        let proper = self.is_proper(group.value, group.end);
        let fits = group.value < lowest
            && !group.value.is_zero()
            && next.is_none_or(|next| next < lowest)
            && !(and.is_some() && proper);
        let big = group.hundred || next.is_some();
        let joined = and.is_some() || big || (comma.is_none() && !group.digits);
        (fits && joined).then_some(group)
    }

    /// Whether a number and what stands behind it are a fraction below one: "three quarters", "one half".
    pub(super) fn is_proper(&self, value: Decimal, end: usize) -> bool {
        self.part(end, value != Decimal::ONE).is_some_and(|(of, _)| value < Decimal::from(of))
    }

    /// A denominator; `plural`: only "thirds", else "third", too.
    pub(super) fn part(&self, at: usize, plural: bool) -> Option<(u64, usize)> {
        let dash = self.lexed.is_any(at, &["-", "‐", "‑"]);
        let at = at + usize::from(dash);
        if !self.near(at) {
            return None;
        }
        let pick = |at: usize, ordinal: bool| {
            self.pick(at, class::PART | class::ORDINAL, |sense| match sense {
                NumberSense::Parts(value) => Some((*value, true)),
                NumberSense::Part(value) => Some((*value, false)),
                NumberSense::Ordinal(value) if ordinal => Some((*value, false)),
                _ => None,
            })
        };
        if let Some((tens, end)) = self.word(at).filter(|(tens, _)| *tens >= 20 && !dash) {
            // "twenty-firsts", "twenty fifth"
            let unit = end + usize::from(self.lexed.is_any(end, &["-", "‐", "‑"]));
            let ((ones, many), end) = pick(unit, true)?;
            return (ones < 10 && (many || !plural)).then_some((tens + ones, end));
        }
        let ((value, many), end) = pick(at, false)?;
        (value > 1 && (many || !plural)).then_some((value, end))
    }
}
