//! The tokens of a text: what they are, where they stand, how they are written.
//!
//! Owns: what is known of one token. Never: knows which words mean something.

use super::word::WordId;
use crate::model::Span;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits with their marks.
    Number,
    /// One char.
    Sign(char),
    /// `https://…`, `name.org/…`, `a@b.org`, `@handle`, `#tag`.
    Link,
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Gap {
    /// Nothing: it touches the token before.
    None,
    /// Blanks.
    Blank,
    /// An end of line.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// "people", and whatever has no case.
    Lower,
    /// "Armenia", "A"
    Title,
    /// "UN"
    Upper,
    /// "iPhone", "McDonald"
    Mixed,
}

impl Case {
    /// By its first letter, whether any is a capital, and whether any is a small one.
    pub(super) const fn from_letters(first: bool, upper: bool, lower: bool) -> Self {
        match (first, upper, lower) {
            (true, true, false) => Self::Upper,
            (true, false, _) => Self::Title,
            (false, false, _) => Self::Lower,
            _ => Self::Mixed,
        }
    }
}

/// One token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Its word of the table; signs have one, too, where a phrase uses them.
    pub(crate) word: WordId,
    /// What it is.
    pub(crate) kind: Kind,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// How it is written; `Lower` for all but words.
    pub(crate) case: Case,
    /// In which domains entries of the table begin with its word: bits of [`super::sense::Domains`].
    pub(crate) domains: u8,
}

impl Token {
    pub(crate) const fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    pub(crate) const fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word)
    }

    pub(crate) const fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number)
    }

    /// Whether it begins with a capital.
    pub(crate) const fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper)
    }

    /// The sign, for signs.
    pub(crate) const fn sign(&self) -> Option<char> {
        match self.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    /// Whether it touches the token before.
    pub(crate) fn attached(&self) -> bool {
        self.gap == Gap::None
    }
}

/// The value of a decimal digit: Western, Arabic-Indic, Persian, Devanagari, Bengali, full-width.
pub(crate) const fn digit_value(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{966}'..='\u{96F}' => '\u{966}',
        '\u{9E6}'..='\u{9EF}' => '\u{9E6}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    // Nine at most: the ranges above hold ten chars each.
    #[allow(clippy::cast_possible_truncation)]
    Some((c as u32 - zero as u32) as u8)
}
