//! The marks of a list that runs on in one line: "1. … 2. …", "a) … b) …", "• … • …".
//!
//! Owns: what a list mark is, and which mark follows it. Never: knows where sentences end otherwise.

use super::line::Line;
use super::marks;
use crate::lexicon::{Case, Gap, Kind};

/// A mark at the beginning of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    shape: Shape,
    order: Order,
    /// The token behind it.
    pub(super) end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    /// "1."
    Dot,
    /// "1)"
    Bracket,
    /// "1.)"
    DotBracket,
    /// "(1)"
    Brackets,
    /// "•", with or without a number
    Bullet(char),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    None,
    Number(u32),
    Letter(char),
}

impl Mark {
    /// The list mark that begins at this token.
    pub(super) fn at(line: &Line<'_, '_>, at: usize) -> Option<Self> {
        let first = line.get(at)?;
        if let Some(bullet) = first.sign().filter(|c| marks::is_bullet(*c)) {
            let numbered = Self::at(line, at + 1).filter(|mark| mark.shape == Shape::Dot);
            let end = numbered.map_or(at + 1, |mark| mark.end);
            return Some(Self { shape: Shape::Bullet(bullet), order: Order::None, end });
        }
        let opened = first.kind == Kind::Sign('(');
        let name = at + usize::from(opened);
        let token = line.get(name).filter(|token| !opened || token.attached())?;
        let order = match token.kind {
            Kind::Number if token.span().len() <= 3 => {
                Order::Number(line.printed(name).parse().ok()?)
            }
            Kind::Word if token.span().len() == 1 => {
                Order::Letter(line.printed(name).chars().next()?)
            }
            Kind::Word if token.span().len() <= 5 => Order::Number(roman(line.printed(name))?),
            _ => return None,
        };
        let mut end = name + 1;
        let dot = line.attached_sign(end, '.');
        end += usize::from(dot);
        let bracket = line.attached_sign(end, ')');
        end += usize::from(bracket);
        let shape = match (opened, dot, bracket) {
            (true, false, true) => Shape::Brackets,
            (false, true, true) => Shape::DotBracket,
            (false, false, true) => Shape::Bracket,
            // "A. Smith", "B. Jones"; "I. Introduction" is told by the sentence's beginning alone.
            (false, true, false) if token.case == Case::Lower => Shape::Dot,
            _ => return None,
        };
        // "1.5", "a.m.", "p.55"
        if line.get(end).is_some_and(|next| next.attached() && shape == Shape::Dot) {
            return None;
        }
        Some(Self { shape, order, end })
    }

    /// Whether the mark opens a list whose further items are looked for in the line.
    pub(super) fn opens(self) -> bool {
        match (self.shape, self.order) {
            // A number with a full stop can be a day or a score as well.
            (Shape::Dot, order) => matches!(order, Order::Number(1) | Order::Letter('a' | 'i')),
            _ => true,
        }
    }

    /// Whether it is that of a first item, by number or letter.
    pub(super) fn is_first(self) -> bool {
        matches!(self.order, Order::Number(1) | Order::Letter('a' | 'A' | 'i'))
    }

    /// The next item's mark, where it begins at this token.
    pub(super) fn next(self, line: &Line<'_, '_>, at: usize) -> Option<Self> {
        if line.get(at)?.gap != Gap::Blank {
            return None;
        }
        let found = Self::at(line, at).filter(|found| found.shape == self.shape)?;
        let follows = match (self.order, found.order) {
            (Order::None, Order::None) => true,
            (Order::Number(a), Order::Number(b)) => b == a + 1,
            (Order::Letter(a), Order::Letter(b)) => u32::from(b) == u32::from(a) + 1,
            (Order::Letter('i' | 'I'), Order::Number(2))
            | (Order::Number(4), Order::Letter('v' | 'V'))
            | (Order::Letter('v' | 'V'), Order::Number(6))
            | (Order::Number(9), Order::Letter('x' | 'X'))
            | (Order::Letter('x' | 'X'), Order::Number(11)) => true,
            _ => false,
        };
        follows.then_some(found)
    }
}

/// Roman numbers of up to twenty, as lists have them.
fn roman(word: &str) -> Option<u32> {
    const ROMAN: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv", "xvi", "xvii", "xviii", "xix", "xx",
    ];
    let place = ROMAN.iter().position(|roman| word.eq_ignore_ascii_case(roman))?;
    u32::try_from(place + 1).ok()
}
