//! Words as small numbers: folding, packing, interning.
//!
//! Owns: how a word is looked up without allocating. Never: knows what it means.

use super::token::Case;
use crate::model::Span;
use std::hash::Hasher;

/// A word of a table; [`WordId::UNKNOWN`] for all that stand in none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// A word that the table does not know.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);

    /// One of 256 bits, shared by some words: which 64 of them, and which of those; none for a word that no table knows.
    pub(super) const fn bit(self) -> (usize, u64) {
        let bit = if self.0 == u32::MAX { 0 } else { 1 << (self.0 % 64) };
        (self.0 as usize / 64 % 4, bit)
    }

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Folds words to lower case without allocating for each.
#[derive(Default)]
pub(crate) struct Fold(String);

impl Fold {
    /// The word in lower case, its apostrophes plain.
    pub(crate) fn of<'a>(&'a mut self, word: &'a str) -> &'a str {
        let plain = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'\'';
        if word.as_bytes().iter().all(plain) {
            return word;
        }
        self.0.clear();
        for c in word.chars() {
            match c {
                '’' | 'ʼ' => self.0.push('\''),
                // Turkish; by Unicode it would be two chars.
                'İ' => self.0.push('i'),
                _ if c.is_ascii() => self.0.push(c.to_ascii_lowercase()),
                _ => self.0.extend(c.to_lowercase()),
            }
        }
        &self.0
    }
}

/// A multiplicative hash over eight bytes at once; keys are short words of a fixed table, so nobody can choose them.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            if let Some(head) = eight.get_mut(..chunk.len()) {
                head.copy_from_slice(chunk);
            }
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(eight))
                .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// Bytes of a word that is packed into one number.
pub(crate) const PACKED: usize = 16;

/// A folded ASCII word of at most [`PACKED`] bytes as one number, its first byte lowest; never 0.
pub(crate) fn pack(folded: &str) -> Option<u128> {
    let fits = folded.len() <= PACKED && folded.is_ascii() && !folded.is_empty();
    fits.then(|| folded.bytes().rev().fold(0, |packed, byte| packed << 8 | u128::from(byte)))
}

/// A byte in each of sixteen.
const fn each(byte: u8) -> u128 {
    u128::from_ne_bytes([byte; PACKED])
}

const HIGH: u128 = each(0x80);

/// Which of sixteen bytes are ASCII letters, small or not: the high bit of each. No carry leaves a byte, since all are below 0x80.
const fn letters(sixteen: u128) -> u128 {
    let small = (sixteen & !HIGH) | each(0x20);
    (small + each(0x80 - b'a')) & !(small + each(0x7F - b'z')) & !sixteen & HIGH
}

/// How many of sixteen bytes at the beginning are ASCII letters, these folded and packed, and how they are written; `None` where
/// none or all of them are.
#[inline]
pub(super) const fn packed_letters(sixteen: u128) -> Option<(usize, u128, Case)> {
    let letters = letters(sixteen);
    let length = ((letters ^ HIGH).trailing_zeros() / 8) as usize;
    if length == 0 || length == PACKED {
        return None;
    }
    let word = (1 << (8 * length)) - 1;
    // The bit that tells small letters from capitals, where the high one is.
    let small = letters & word & (sixteen << 2);
    let upper = letters & word & !small;
    Some((
        length,
        (sixteen | each(0x20)) & word,
        Case::from_letters(upper & 0xFF != 0, upper > 0xFF, small > 0xFF),
    ))
}

/// A short ASCII word folded and packed, and how it is written, all its bytes at once; `None` for others.
pub(super) fn packed_word(text: &[u8], span: Span) -> Option<(u128, Case)> {
    let missing = PACKED.checked_sub(span.len())?;
    let bytes = match text.get(span.start..span.start + PACKED) {
        Some(sixteen) => u128::from_le_bytes(sixteen.try_into().ok()?),
        // At the end of the text.
        None => text
            .get(span.start..span.end)?
            .iter()
            .rev()
            .fold(0, |packed, byte| packed << 8 | u128::from(*byte)),
    };
    let bytes = bytes & (u128::MAX >> (8 * missing));
    if bytes & HIGH != 0 {
        return None;
    }
    let letters = letters(bytes);
    let small = letters & (bytes << 2);
    let upper = letters & !small;
    Some((bytes | upper >> 2, Case::from_letters(upper & 0xFF != 0, upper > 0xFF, small > 0xFF)))
}

/// The words of at most [`PACKED`] ASCII bytes, looked up by their bytes. Most words of a text are in no table: the small array of
/// slots tells that of nearly all of them without a look at the words themselves.
#[derive(Default)]
pub(super) struct Packed {
    /// A part of the word's hash, and its id and one; 0 = empty. At most half of them are taken, so that an empty one ends a search.
    slots: Vec<(u16, u16)>,
    /// The words by their ids; 0 for those that are not packed.
    words: Vec<u128>,
}

impl Packed {
    pub(super) fn of(words: &[Box<str>]) -> Self {
        let words: Vec<u128> = words.iter().map(|word| pack(word).unwrap_or(0)).collect();
        let mut slots = vec![(0, 0); (2 * words.len()).next_power_of_two()];
        let mask = slots.len() - 1;
        for (id, word) in words.iter().enumerate().filter(|(_, word)| **word != 0) {
            let Ok(taken) = u16::try_from(id + 1) else { break };
            let (mut at, tag) = Self::slot(*word);
            while slots.get(at & mask).is_some_and(|(_, taken)| *taken != 0) {
                at += 1;
            }
            if let Some(free) = slots.get_mut(at & mask) {
                *free = (tag, taken);
            }
        }
        Self { slots, words }
    }

    /// Where a word is looked for first (to be masked), and its part of a hash.
    #[allow(clippy::cast_possible_truncation)] // the upper bits of the product are the well-mixed ones
    const fn slot(word: u128) -> (usize, u16) {
        let mixed = (word as u64) ^ ((word >> 64) as u64).rotate_left(29);
        let mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 32) as usize & 0xFFFF_FFFF, (mixed >> 16) as u16)
    }

    /// Whether the words are in it; while a table is read they are not.
    pub(super) fn is_made(&self) -> bool {
        !self.slots.is_empty()
    }

    pub(super) fn id(&self, word: u128) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else { return WordId::UNKNOWN };
        let (mut at, tag) = Self::slot(word);
        while let Some((known, taken)) = self.slots.get(at & mask) {
            let Some(id) = taken.checked_sub(1) else { return WordId::UNKNOWN };
            if *known == tag && self.words.get(usize::from(id)) == Some(&word) {
                return WordId(u32::from(id));
            }
            at += 1;
        }
        WordId::UNKNOWN
    }
}
