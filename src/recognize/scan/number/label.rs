//! What is counted, where it is printed before the number: "Killed: 45", "Number of displaced: 12,000", "the toll rose to 24".
//!
//! Owns: labels before a colon, and subjects of what rises or stands at a number. Looks some tokens back. Never: nouns behind the number.

use super::counted::{Noun, What};
use super::reader::Reader;
use crate::lexicon::senses::number::{Verb, class};
use crate::lexicon::{Case, Gap};

/// Tokens that a label or a subject may have.
const LONGEST: usize = 6;

/// A noun, and what happened to those it names.
pub(super) type Named = (Option<Noun>, Option<What>);

impl Reader<'_> {
    /// What a label or a subject before the number's words names; not before `floor`.
    pub(super) fn named_before(&self, phrase: usize, floor: usize) -> Option<Named> {
        let end = self
            .label_end(phrase)
            .or_else(|| self.subject_end(phrase))
            .or_else(|| self.toll_end(phrase))?;
        let from = self.clause(end, floor);
        let (mut noun, mut what) = (None, None);
        let mut at = from;
        while at < end {
            if let Some(((each, who), to)) = self.noun(at).filter(|(_, to)| *to <= end) {
                // "death toll"
                let led = at > from && self.is_attribute(at - 1);
                let from = if led { at - 1 } else { at };
                noun = Some(Noun { from, head: to - 1, end: to, each: each.clone(), who });
                at = to;
            } else if let Some((verb @ (Verb::Harm | Verb::Move | Verb::Bring), to)) =
                self.verb(at).filter(|(_, to)| *to <= end)
            {
                what = Some(What { from: at, end: to, verb, perfect: false });
                at = to;
            } else {
                at += 1;
            }
        }
        (noun.is_some() || what.is_some()).then_some((noun, what))
    }

    /// Where a label ends whose colon stands before the number's words.
    fn label_end(&self, phrase: usize) -> Option<usize> {
        let colon = phrase.checked_sub(1)?;
        self.is_colon(colon).then_some(colon)
    }

    /// A colon, or the sign that is one in Armenian.
    pub(super) fn is_colon(&self, at: usize) -> bool {
        [':', '：', '՝'].iter().any(|sign| self.lexed.is_sign(at, *sign))
    }

    /// Where the subject of a word of change ends that leads to the number: "rose to 24", "stieg auf 24", "reached 24".
    fn subject_end(&self, phrase: usize) -> Option<usize> {
        let to = phrase.checked_sub(1)?;
        let verb_end = if self.is_stop(to) { to } else { phrase };
        let change = |at: usize| self.verb(at).filter(|(verb, _)| *verb == Verb::Change);
        self.ending(verb_end, class::VERB, change).map(|(_, from)| from)
    }

    /// Where a noun of several words stands right before the number: "ölü sayısı 24'e".
    fn toll_end(&self, phrase: usize) -> Option<usize> {
        let ((), from) =
            self.ending(phrase, class::NOUN, |at| self.noun(at).map(|(_, end)| ((), end)))?;
        (phrase - from > 1).then_some(phrase)
    }

    /// Where the clause begins that ends at a token: behind a sign or a number, or at its line.
    fn clause(&self, end: usize, floor: usize) -> usize {
        let least = end.saturating_sub(LONGEST).max(floor);
        let mut from = end;
        while from > least {
            let Some(token) = self.lexed.get(from - 1) else { break };
            if !token.is_word() && !self.is_hyphen(from - 1) {
                break;
            }
            from -= 1;
            if token.gap >= Gap::Line {
                break;
            }
        }
        from
    }

    /// Whether a word before a noun says which one: "death" of "death toll".
    fn is_attribute(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.is_word() && token.case == Case::Lower)
            && !self.is_stop(at)
            && self.verb(at).is_none()
            && self.lexed.table.has(crate::lexicon::Rule::PluralS)
            && self.link(at, crate::lexicon::senses::number::Link::Article).is_none()
            && self.mark(at, crate::lexicon::senses::number::Mark::Skip).is_none()
            && self.mark(at, crate::lexicon::senses::number::Mark::Determiner).is_none()
    }
}
