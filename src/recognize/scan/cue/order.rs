//! Languages whose verb of saying stands before its subject (Arabic) or at the end of its sentence (Turkish).
//!
//! Owns: subject and content of such a verb. Never: asks what the language is: its table says so (`[rule]`).

use super::content::{Following, Start};
use super::cues::{Cue, Group, Subject};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::Rule;
use crate::lexicon::senses::cue::{
    ADVERB, CONJUNCTION, DOCUMENT, FUNCTION, GROUP, OBJECT, OUTLET, PLURAL, PREPOSITION, PRONOUN,
    RELATIVE, ROLE, THAT_NOUN, TIME, VERB,
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
    pub(super) fn subject_between(&self, from: usize, hi: usize) -> Option<Range> {
        const LONGEST: usize = 24;
        if !self.lexed.table.has(Rule::VerbFirst) || self.is_that(from) || self.sign(from).is_some()
        {
            return None;
        }
        let opens = |at: &usize| self.is_that(*at) || self.sign(*at) == Some(':');
        let end = (from + 1..hi.min(from + LONGEST)).find(opens)?;
        let parts = |at: usize| {
            matches!(self.sign(at), Some('.' | ';' | '!' | '?' | '؟' | '؛')) || self.has(at, VERB)
        };
        if (from..end).any(parts) {
            return None;
        }
        // "X, the minister, on Monday, that": who speaks stands first.
        let apart = |at: &usize| {
            matches!(self.sign(*at), Some(',' | '،' | '(' | '-' | '–' | '"'))
                || self.has(*at, PREPOSITION) && !self.has(*at, ADVERB)
                || self.date_from(*at).is_some()
        };
        let stop = (from + 1..end).find(apart).unwrap_or(end);
        Some((from, stop))
    }

    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.sentences.get(self.sentence_at(at)).map_or(at, |sentence| sentence.first)
    }

    /// Whether the token ends what is said before its verb ("diye"), or stands for what was said before ("об этом").
    pub(super) fn looks_back(&self, at: usize) -> bool {
        self.bits(at) & (THAT_NOUN | RELATIVE | FUNCTION) == THAT_NOUN | FUNCTION
    }

    /// Binds a verb that ends its sentence: the subject stands first, parted by a comma or known by its noun, and what is said between.
    pub(super) fn bind_last(&self, cue: &mut Cue, group: &Group, following: &Following) -> bool {
        if !self.lexed.table.has(Rule::VerbLast) {
            return false;
        }
        let (lo, hi) = cue.bounds;
        let mut lead = lo;
        while lead < group.first
            && (self.sign(lead).is_some() && self.quote_from(lead).is_none()
                || self.has(lead, CONJUNCTION | ADVERB))
        {
            lead += 1;
        }
        let mut edge = group.first;
        while edge > lead && (self.looks_back(edge - 1) || self.sign(edge - 1) == Some(',')) {
            edge -= 1;
        }
        if let Some(quote) = self.quote_before(edge).filter(|quote| quote.first >= lead) {
            cue.content.push((quote.first, quote.end));
            let comma = (lead..quote.first).find(|at| self.sign(*at) == Some(','));
            let end = comma.unwrap_or(quote.first);
            let behind = self.np_right(group.end, hi);
            if end > lead && end - lead <= SUBJECT {
                cue.subject = Subject::Printed((lead, end));
            } else if end > lead {
                cue.subject = Subject::Printed((lead, self.leading_subject(lead, end)));
            } else if behind > group.end {
                cue.subject = Subject::Printed((group.end, behind));
            }
            return true;
        }
        if edge < lead + 3
            || !matches!(following.start, Start::End(_) | Start::Comma(_))
            || following.near && group.end == group.first
        {
            return false;
        }
        let reach = edge.min(lead + SUBJECT);
        let comma = (lead + 1..reach).find(|at| self.sign(*at) == Some(','));
        let speaks =
            |at: &usize| self.has(*at, ROLE | GROUP | PLURAL | OUTLET | DOCUMENT | PRONOUN);
        // "X, …" before a noun of those who speak, "X hükümeti …" else.
        let named = (lead..reach).find(speaks).map(|at| self.past_names(at + 1, reach));
        let end = comma
            .filter(|comma| named.is_none_or(|end| *comma <= end + 4))
            .or(named)
            .unwrap_or_else(|| self.leading_subject(lead, reach));
        let mut from = end + usize::from(comma == Some(end));
        while self.has(from, TIME) {
            from += 1;
        }
        if end <= lead || from + 1 >= edge {
            return false;
        }
        cue.subject = Subject::Printed((lead, end));
        cue.content.push((from, edge));
        true
    }

    /// One past the names that follow, as they stand in the text: what has an ending behind an apostrophe is no subject.
    fn past_names(&self, from: usize, hi: usize) -> usize {
        let plain = |at: usize| !self.lexed.printed(at).contains(['\'', '’']);
        (from..hi).find(|at| !(self.is_name(*at) && plain(*at))).unwrap_or(hi)
    }

    /// One past the subject that begins a sentence: a word that has no ending of another case, and the names behind it.
    fn leading_subject(&self, lead: usize, hi: usize) -> usize {
        let end = self.past_names(lead, hi);
        let other = self.ending(end.saturating_sub(1).max(lead)) & OBJECT != 0;
        if other { lead } else { end.max(lead + 1) }
    }
}
