//! Sources that stand beside what is said without a verb: "“…” — X", "Photo: X", "X: “…”", and nouns of saying ("his claim that").
//!
//! Owns: those cues. Never: verbs.

use super::cues::{Cue, Subject, Way};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::Gap;
use crate::lexicon::senses::cue::{
    CLAUSE, CREDIT, DET, OBSERVE, POSSESSIVE, PREPOSITION, SAY, THAT_NOUN, VERB,
};

/// How many tokens a source beside its words has, at most.
const SHORT: usize = 12;

impl Reading<'_> {
    /// "— X" at the end of a line, behind a quote or behind a line of its own.
    pub(super) fn dashed(&self, at: usize, sentence: usize) -> Option<Cue> {
        if self.attached(at) && self.attached(at + 1) {
            return None;
        }
        let line_starts = self.gap(at) >= Gap::Line;
        let content = match self.quote_before(at) {
            Some(quote) => (quote.first, quote.end),
            // An embedded post: its text stands in the line before, its writer with a handle behind the dash.
            None if line_starts && at > 0 => {
                let first = self.line_start(at - 1);
                let handle = (at + 1..at + SHORT).take_while(|at| self.gap(*at) < Gap::Line);
                let mut handle = handle.filter(|at| self.is_handle(*at));
                handle.next()?;
                (first, at)
            }
            None => return None,
        };
        let line_end = (at + 1..at + 2 + SHORT * 2).find(|at| self.gap(*at) >= Gap::Line)?;
        let mut end = at + 1;
        while end < line_end
            && (self.is_name(end)
                || self.is_handle(end)
                || matches!(self.sign(end), Some('-' | '.' | '’'))
                || self.has(end, PREPOSITION | DET) && end < line_end - 1)
            && self.date_from(end).is_none()
        {
            end += 1;
        }
        let named = (at + 1..end).any(|at| self.is_name(at) || self.is_handle(at));
        if !named || end - at > SHORT {
            return None;
        }
        let mut cue = Cue::new(SAY, (at, at), Way::Beside, sentence, (at, line_end));
        cue.subject = Subject::Printed((at + 1, end));
        cue.date = (end..line_end)
            .find_map(|at| self.date_from(at))
            .filter(|date| date.point)
            .map(|date| date.index);
        cue.content.push(content);
        Some(cue)
    }

    /// The first token of the line that holds the token.
    fn line_start(&self, at: usize) -> usize {
        let floor = at.saturating_sub(200);
        (floor..=at).rev().find(|at| self.gap(*at) >= Gap::Line).unwrap_or(floor)
    }

    /// "Photo: X" behind a caption in its line.
    pub(super) fn credit(&self, at: usize, sentence: usize) -> Option<Cue> {
        let (_, colon) = self.phrase(at, CREDIT)?;
        if self.sign(colon) != Some(':')
            || self.gap(at) >= Gap::Line && at > 0 && self.gap(at) == Gap::Paragraph
        {
            return None;
        }
        let first = self.line_start(at);
        let line_end = (colon + 1..colon + 2 + SHORT).find(|at| self.gap(*at) >= Gap::Line)?;
        let mut end = line_end;
        while end > colon + 1 && self.sign(end - 1) == Some('.') {
            end -= 1;
        }
        if first + 1 > at
            || end <= colon + 1
            || !self.is_name(colon + 1) && !self.is_handle(colon + 1)
        {
            return None;
        }
        let mut last = at;
        while last > first
            && matches!(self.sign(last - 1), Some('.' | '(' | '/' | '|' | '-' | '–' | '—'))
        {
            last -= 1;
        }
        if last <= first {
            return None;
        }
        let mut cue = Cue::new(OBSERVE, (at, at), Way::Beside, sentence, (first, line_end));
        cue.subject = Subject::Printed((colon + 1, end));
        cue.content.push((first, last));
        Some(cue)
    }

    /// "his claim that", "came to the conclusion that": a noun of saying with its that-clause.
    pub(super) fn noun(
        &self,
        at: usize,
        sentence: usize,
        bounds: Range,
        last: Option<&Cue>,
    ) -> Option<Cue> {
        let (lo, hi) = bounds;
        let (bits, end) = self.phrase(at, THAT_NOUN)?;
        let from = match self.sign(end) {
            Some('(') => self.closing(end, hi)?,
            _ => end,
        };
        if !self.is_that(from) {
            return None;
        }
        let mut first = at;
        while first > lo
            && at - first < 4
            && self.is_word(first - 1)
            && !self.is_finite(first - 1)
            && !self.is_possessive_mark(first - 1)
            && !self.has(first - 1, POSSESSIVE | PREPOSITION)
        {
            first -= 1;
        }
        let mut cue =
            Cue::new(CLAUSE | bits & !(VERB | THAT_NOUN), (at, end), Way::Noun, sentence, bounds);
        if first > lo && self.is_possessive_mark(first - 1) {
            let owner = self.np_left(lo, first - 1)?;
            cue.subject = Subject::Printed((owner, first - 1));
        } else if first > lo && self.has(first - 1, POSSESSIVE) {
            cue.subject = Subject::Printed((first - 1, first));
        } else {
            let mut verb = first.checked_sub(1).filter(|verb| *verb >= lo)?;
            if self.has(verb, PREPOSITION) {
                verb = verb.checked_sub(1).filter(|verb| *verb >= lo)?;
            }
            if !self.is_finite(verb) {
                return None;
            }
            let (subject, group) = self.subject_of_verb(verb, lo, last)?;
            cue.subject = subject;
            cue.group = (group, end);
        }
        let to = self.content_end(from, hi);
        if to <= from {
            return None;
        }
        cue.content.push((from, to));
        cue.open = true;
        Some(cue)
    }
}
