//! Languages whose verb of saying stands before its subject (Arabic) or at the end of its sentence (Turkish).
//!
//! Owns: subject and content of such a verb. Never: asks what the language is: its table says so (`[rule]`).

use super::content::{Following, Start};
use super::cues::{Cue, Subject};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::Rule;
use crate::lexicon::senses::cue::{
    CONJUNCTION, DOCUMENT, GROUP, OUTLET, PLURAL, PRONOUN, ROLE, VERB,
};

/// Tokens within which the subject of a verb at the end of its sentence ends.
const SUBJECT: usize = 12;

impl Reading<'_> {
    /// Whether a verb that begins its clause has its subject behind it.
    pub(super) fn verb_first(&self, verb: usize, lo: usize) -> bool {
        let begins = || {
            verb == lo
                || verb.checked_sub(1).is_some_and(|before| {
                    self.has(before, CONJUNCTION) || self.sign(before).is_some()
                })
        };
        self.lexed.table.has(Rule::VerbFirst) && begins()
    }

    /// The subject between a verb that stands first and the word or the colon behind which it says something.
    pub(super) fn subject_between(
        &self,
        (verb, from): Range,
        lo: usize,
        hi: usize,
    ) -> Option<Range> {
        const LONGEST: usize = 16;
        if !self.verb_first(verb, lo) {
            return None;
        }
        let opens = |at: &usize| self.is_that(*at) || self.sign(*at) == Some(':');
        let end = (from + 1..hi.min(from + LONGEST)).find(opens)?;
        let whole = (from..end).all(|at| self.sign(at).is_none() && !self.has(at, VERB));
        whole.then_some((from, end))
    }

    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.sentences.get(self.sentence_at(at)).map_or(at, |sentence| sentence.first)
    }

    /// Binds a verb that ends its sentence: the subject stands first, parted by a comma or known by its noun, and what is said between.
    pub(super) fn bind_last(
        &self,
        cue: &mut Cue,
        (first, end): Range,
        following: &Following,
    ) -> bool {
        let (lo, _) = cue.bounds;
        if first < lo + 3
            || !matches!(following.start, Start::End(_))
            || following.near && end == first
        {
            return false;
        }
        if !self.lexed.table.has(Rule::VerbLast) {
            return false;
        }
        let reach = first.min(lo + SUBJECT);
        let comma = (lo + 1..reach).find(|at| self.sign(*at) == Some(','));
        let known = || {
            let speaks =
                |at: &usize| self.has(*at, ROLE | GROUP | PLURAL | OUTLET | DOCUMENT | PRONOUN);
            (lo..reach).find(speaks).map(|at| at + 1)
        };
        // "X, …" before a noun of those who speak, "X hükümeti …" else.
        let named = known();
        let Some(subject_end) =
            comma.filter(|comma| named.is_none_or(|end| *comma <= end + 4)).or(named)
        else {
            return false;
        };
        let from = subject_end + usize::from(comma == Some(subject_end));
        if from + 1 >= first {
            return false;
        }
        cue.subject = Subject::Printed((lo, subject_end));
        cue.content.push((from, first));
        true
    }
}
