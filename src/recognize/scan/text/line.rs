//! One line of a text as the rules of sentences see it.
//!
//! Owns: the look-ups that these rules share. Never: sees a token outside of the line.

use crate::lexicon::senses::text::TextSense;
use crate::lexicon::{Case, Domains, Gap, Kind, Lexed, Sense, Token};

/// Tokens of one line, or of a piece of a long one: nothing outside is seen.
#[derive(Clone, Copy)]
pub(super) struct Line<'l, 't> {
    pub(super) lexed: &'l Lexed<'t>,
    /// The first token.
    pub(super) from: usize,
    /// One past the last.
    pub(super) to: usize,
}

impl<'l, 't> Line<'l, 't> {
    pub(super) fn get(&self, at: usize) -> Option<&'l Token> {
        if at < self.from || at >= self.to { None } else { self.lexed.get(at) }
    }

    pub(super) fn printed(&self, at: usize) -> &'t str {
        if at < self.to { self.lexed.printed(at) } else { "" }
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        self.get(at)?.sign()
    }

    pub(super) fn gap(&self, at: usize) -> Option<Gap> {
        self.get(at).map(|token| token.gap)
    }

    /// Whether this sign stands here and touches the token before.
    pub(super) fn attached_sign(&self, at: usize, sign: char) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Sign(sign) && token.attached())
    }

    /// Whether the token touches the one before it; not behind the end.
    pub(super) fn attached(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::attached)
    }

    /// The longest phrase of the table here for which `pick` gives something, with the index behind it.
    pub(super) fn find<T>(
        &self,
        at: usize,
        pick: impl Fn(TextSense) -> Option<T>,
    ) -> Option<(T, usize)> {
        self.get(at)?;
        let pick = |sense: &'static Sense| match sense {
            Sense::Text(sense) => pick(*sense),
            _ => None,
        };
        self.lexed.find(at, Domains::TEXT, pick).filter(|(_, end)| *end <= self.to)
    }

    pub(super) fn is_word(&self, at: usize, sense: TextSense) -> bool {
        self.find(at, |found| (found == sense).then_some(())).is_some()
    }

    /// Whether a word is written without a capital, in a script that has capitals.
    pub(super) fn is_lower(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            token.is_word()
                && token.case == Case::Lower
                && self.printed(at).chars().next().is_some_and(char::is_lowercase)
        })
    }
}
