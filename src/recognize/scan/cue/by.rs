//! Sources named as by a preposition: "according to X", and who relays or is cited beside a source.
//!
//! Owns: those cues. Never: verbs.

use super::cues::{Cue, Subject, Way};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::senses::cue::{
    ADVERB, AUXILIARY, BY, CITE, CONJUNCTION, DET, DOCUMENT, GERUND, GROUP, MODAL, OUTLET, PLURAL,
    RELATIVE, ROLE, SUBORDINATOR, THAT_NOUN, THING,
};

impl Reading<'_> {
    /// "according to X"
    pub(super) fn by(&self, at: usize, sentence: usize, (lo, hi): Range) -> Option<Cue> {
        let (bits, end) = self.phrase(at, BY)?;
        if bits & CITE != 0 {
            return None;
        }
        let source = self.np_right(end, hi);
        if source == end || !self.can_speak((end, source), bits & THING != 0) {
            return None;
        }
        let mut cue = Cue::new(bits, (at, end), Way::By, sentence, (lo, hi));
        let source = match self.relayed(source, hi) {
            Some(_) => (end, source),
            None => (end, self.with_appositions(end, source, hi)),
        };
        cue.subject = Subject::Printed(source);
        let mut behind = source.1;
        if let Some(((cited, word), after)) = self.relayed(behind, hi) {
            cue.cited = Some((cited, word));
            behind = after;
        }
        // A date or a participle may stand between the source and the comma.
        let mut stop = behind;
        while stop < hi.min(behind + 24)
            && !matches!(self.sign(stop), Some(',' | '.' | ';' | '!' | '?' | '—' | '–' | ':'))
            && self.quote_from(stop).is_none()
        {
            stop += 1;
        }
        let leads = (lo..at).all(|before| {
            self.has(before, CONJUNCTION | ADVERB | SUBORDINATOR | THAT_NOUN)
                || self.sign(before) == Some(',')
        }) || at > lo && self.has(at - 1, THAT_NOUN | SUBORDINATOR)
            || at > lo + 1
                && self.sign(at - 1) == Some(',')
                && self.has(at - 2, THAT_NOUN | SUBORDINATOR | CONJUNCTION | RELATIVE);
        if leads {
            // Without a comma, what follows the source is what it says, if it is a clause.
            let clause = (behind..stop).any(|at| self.has(at, AUXILIARY | MODAL))
                || (behind + 1..stop).any(|at| self.is_finite(at)) && !self.is_finite(behind);
            let from = match self.sign(stop) {
                _ if clause => behind,
                Some(',' | ':' | '—' | '–') => stop + 1,
                Some(_) if self.quote_from(stop).is_some() => stop,
                _ => behind,
            };
            if from + 1 >= hi {
                return None;
            }
            cue.content.push((from, self.content_end(from, hi)));
            cue.open = true;
        } else {
            let before = if self.sign(at.wrapping_sub(1)) == Some(',') { at - 1 } else { at };
            let from = self.clause_start(lo, before);
            let end = before;
            if let Some(quote) = self.quote_before(before).or_else(|| self.quote_before(at)) {
                cue.content.push((quote.first.min(from), quote.end));
            } else if end > from {
                cue.content.push((from, end));
            }
            // "X, according to Y, did": the rest is said, too.
            if self.sign(at.wrapping_sub(1)) == Some(',')
                && self.sign(stop) == Some(',')
                && stop + 2 < hi
            {
                cue.content.push((stop + 1, self.content_end(stop + 1, hi)));
                cue.open = true;
            }
        }
        if cue.content.is_empty() { None } else { Some(cue) }
    }

    /// Whether the phrase can be a source; behind a preposition that mostly has none ("per cent") only what is known to speak.
    fn can_speak(&self, (first, end): Range, rarely: bool) -> bool {
        let speaks = OUTLET | DOCUMENT | ROLE | PLURAL | GROUP;
        !rarely || self.is_name(first) || (first..end.min(first + 3)).any(|at| self.has(at, speaks))
    }

    /// ", citing X", ", published by X" behind a source.
    pub(super) fn relayed(&self, at: usize, hi: usize) -> Option<((Range, Range), usize)> {
        let at = at + usize::from(self.sign(at) == Some(','));
        let (bits, end) = self.phrase(at, CITE)?;
        if bits & (GERUND | BY) == 0 {
            return None;
        }
        let source = self.np_right(end, hi);
        (source > end).then_some((((end, source), (at, end)), source))
    }

    /// The source with its appositions between commas: "X, the minister, …".
    pub(super) fn with_appositions(&self, first: usize, end: usize, hi: usize) -> usize {
        if self.sign(end) != Some(',') {
            return end;
        }
        let inner = self.np_right(end + 1, hi);
        let apposition = inner > end + 1
            && (self.has(end + 1, DET | ROLE) || self.names_role((end + 1, inner)))
            && self.names_role((end + 1, inner))
            && (first..end).any(|at| self.is_name(at))
            && matches!(self.sign(inner), Some(',' | '.' | ';'))
            && !self.is_finite(inner + 1);
        if apposition { inner } else { end }
    }
}
