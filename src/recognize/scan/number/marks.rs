//! Marks of print that are no words of the sentence: notes ("people\[4\]"), tags (`<i>9</i>`), marks of lists ("2)").
//!
//! Owns: where such a mark begins and ends. Never: reads what is in it.

use super::numeral::Numeral;
use super::reader::Reader;
use crate::lexicon::Gap;

impl Reader<'_> {
    /// The index behind the notes and tags that begin at a token; the token itself where none does.
    pub(super) fn behind_marks(&self, at: usize) -> usize {
        const MOST: usize = 3;
        let mut end = at;
        for _ in 0..MOST {
            let sign = self.lexed.get(end).and_then(|token| token.sign());
            let behind = match sign {
                Some('[') if self.attached(end) => self.note_end(end),
                Some('<') if self.attached(end) => self.tag_end(end),
                Some('¹' | '²' | '³' | '⁰' | '⁴'..='⁹') if self.attached(end) => {
                    Some(end + 1)
                }
                _ => None,
            };
            let Some(behind) = behind else { break };
            end = behind;
        }
        end
    }

    /// Behind "\[4\]".
    fn note_end(&self, at: usize) -> Option<usize> {
        (self.is_number(at + 1) && self.lexed.is_sign(at + 2, ']')).then_some(at + 3)
    }

    /// Behind `</i>`, `<br/>`.
    fn tag_end(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        let end = (at + 1..=at + LONGEST).find(|end| self.lexed.is_sign(*end, '>'))?;
        (at + 1..=end).all(|at| self.attached(at)).then_some(end + 1)
    }

    /// Whether a sign ">" closes a tag.
    pub(super) fn closes_tag(&self, at: usize) -> bool {
        const LONGEST: usize = 4;
        self.lexed.is_sign(at, '>')
            && (at.saturating_sub(LONGEST)..at)
                .any(|from| self.lexed.is_sign(from, '<') && self.tag_end(from) == Some(at + 1))
    }

    /// "people\[4\]", "2) 9 people died", "1. The army": the number of a note, or of an item.
    pub(super) fn is_mark(&self, number: &Numeral, sentence: usize) -> bool {
        if !number.bare || number.end != number.from + 1 {
            return false;
        }
        let Some(closing) = self.lexed.get(number.end).and_then(|token| token.sign()) else {
            return false;
        };
        let before = number.from.checked_sub(1);
        let opened = |sign: char| before.is_some_and(|at| self.lexed.is_sign(at, sign));
        let short = self.lexed.printed(number.from).len() <= 3;
        let first = number.from == sentence
            || self.lexed.get(number.from).is_some_and(|token| token.gap >= Gap::Line);
        match closing {
            ']' => opened('['),
            ')' if opened('(') => {
                short && before.is_some_and(|at| at == sentence) && !self.is_end(number.end + 1)
            }
            ')' => short && self.attached(number.end) && first && !self.is_end(number.end + 1),
            '.' => {
                short
                    && self.attached(number.end)
                    && first
                    && self.near(number.end + 1)
                    && !self.attached(number.end + 1)
                    && !self.is_end(number.end + 1)
            }
            _ => false,
        }
    }

    /// Whether the text or the paragraph ends before a token.
    fn is_end(&self, at: usize) -> bool {
        self.lexed.get(at).is_none_or(|token| token.gap == Gap::Paragraph)
    }
}
