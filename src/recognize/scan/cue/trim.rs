//! Contents of neighbouring attributions, made to fit.
//!
//! Owns: where a later cue cuts a content off, and the quotes that go on behind a cue's sentence. Never: finds cues.

use super::DEEPEST;
use super::cues::{Cue, Subject, Way};
use super::phrases::Range;
use super::quotes::paragraph_starts;
use super::reading::Reading;
use crate::lexicon::senses::cue::{CLAUSE, CONJUNCTION, PRONOUN, SAY, SUBORDINATOR};
use std::collections::VecDeque;

impl Reading<'_> {
    /// Cuts and continues contents.
    pub(super) fn trim(&self, cues: &mut [Cue]) {
        for index in 0..cues.len() {
            let (head, tail) = cues.split_at_mut(index);
            let Some(cue) = tail.first_mut() else { break };
            for earlier in head.iter_mut().rev().take(4) {
                if earlier.sentence != cue.sentence {
                    break;
                }
                self.cut(earlier, cue);
            }
        }
        for index in 0..cues.len() {
            let next = cues.get(index + 1).map_or(self.lexed.len(), Cue::start);
            // Of several cues of a sentence, the outermost goes on.
            let first = index
                .checked_sub(1)
                .and_then(|before| cues.get(before))
                .zip(cues.get(index))
                .is_none_or(|(before, cue)| before.sentence != cue.sentence || !before.open);
            if let Some(cue) = cues.get_mut(index) {
                self.go_on(cue, next, first);
            }
        }
        if cues.len() > DEEPEST {
            Self::flatten(cues);
        }
    }

    /// Ends the outermost of contents that lie in each other too deeply where the next one begins.
    fn flatten(cues: &mut [Cue]) {
        let mut contents: Vec<(Range, usize, usize)> = Vec::with_capacity(cues.len());
        for (at, cue) in cues.iter().enumerate() {
            contents.extend(cue.content.iter().enumerate().map(|(i, range)| (*range, at, i)));
        }
        contents
            .sort_unstable_by_key(|((first, end), at, _)| (*first, std::cmp::Reverse(*end), *at));
        let mut open: VecDeque<(usize, usize, usize)> = VecDeque::with_capacity(DEEPEST);
        for ((first, end), at, i) in contents {
            open.retain(|(end, ..)| *end > first);
            if open.len() == DEEPEST
                && let Some((_, at, i)) = open.pop_front()
                && let Some(content) = cues.get_mut(at).and_then(|cue| cue.content.get_mut(i))
            {
                content.1 = first;
            }
            open.push_back((end, at, i));
        }
    }

    /// Ends the earlier one's content where the later one begins a clause of its own.
    fn cut(&self, earlier: &mut Cue, later: &Cue) {
        if !earlier.open {
            return;
        }
        let Some((from, end)) = earlier.content.last().copied() else { return };
        let start = later.start();
        if start <= from || start >= end {
            return;
        }
        let edge = match later.way {
            Way::By if later.content.last().is_some_and(|(_, end)| *end <= later.group.0) => {
                later.group.0
            }
            Way::Verb if later.subject == Subject::Shared => later.group.0,
            Way::Verb | Way::Quoted(..) => {
                let Subject::Printed((first, _)) = later.subject else { return };
                if later.bits & (SAY | CLAUSE) == 0 {
                    return;
                }
                // What is said behind the earlier cue stands before the later one: "X said …, Y said" is X's as a whole.
                if later.content.first().is_some_and(|(at, _)| *at < start) {
                    return;
                }
                let other = !self.has(first, PRONOUN);
                let joined =
                    first > from && self.has(first.wrapping_sub(1), CONJUNCTION | SUBORDINATOR);
                let comma = first > from + 1 && self.sign(first.wrapping_sub(2)) == Some(',');
                // "X said 20 died and Y said 30 died": the first clause is whole.
                let whole = || {
                    let end = first.saturating_sub(1);
                    self.has(end, CONJUNCTION)
                        && !self.is_that(first)
                        && self.clause_begins(from, end)
                };
                if !(other && joined && (comma || whole())) {
                    return;
                }
                first
            }
            _ => return,
        };
        let mut end = edge;
        while end > from + 1
            && (self.has(end.wrapping_sub(1), CONJUNCTION | SUBORDINATOR) && end == edge
                || matches!(self.sign(end.wrapping_sub(1)), Some(',' | '—' | '–' | '-')))
        {
            end -= 1;
        }
        if let Some(last) = earlier.content.last_mut() {
            last.1 = end;
        }
        earlier.open = false;
    }

    /// Adds the quotes that follow behind the cue's sentence: “…,” he said. “…”
    fn go_on(&self, cue: &mut Cue, next_cue: usize, first: bool) {
        let Some((_, end)) = cue.content.last().copied() else { return };
        let quote_last = self.quote_before(end).copied();
        if let Some(mut quote) = quote_last {
            // The same open quote in the paragraphs that follow.
            while !quote.closed {
                let Some(next) = self.quote_from(quote.end).filter(|next| next.continues) else {
                    break;
                };
                quote = *next;
                if let Some(last) = cue.content.last_mut() {
                    last.1 = quote.end;
                }
            }
        }
        if !first
            || cue.bits & (SAY | CLAUSE | crate::lexicon::senses::cue::QUOTING) == 0
            || cue.bounds.0 > 0 && self.quote_at(cue.group.0).is_some()
        {
            return;
        }
        let sentence_end = self.sentences.get(cue.sentence).map_or(end, |sentence| sentence.end);
        let from = sentence_end.max(cue.content.last().map_or(0, |(_, end)| *end));
        if self.quote_at(from.saturating_sub(1)).is_some_and(|quote| quote.end > from) {
            return;
        }
        let quote = match self.quote_from(from) {
            Some(quote) if !paragraph_starts(self.lexed, from) => *quote,
            _ => return,
        };
        if !self.is_speech(&quote) || quote.continues || self.is_attributed(&quote, next_cue) {
            return;
        }
        cue.content.push((quote.first, quote.end));
    }

    /// Whether a cue of its own stands beside the quote.
    fn is_attributed(&self, quote: &super::quotes::Quote, next_cue: usize) -> bool {
        let stop = quote.end.saturating_sub(2);
        let comma = self.sign(stop) == Some(',') || self.sign(quote.end) == Some(',');
        comma
            || (next_cue >= quote.end
                && next_cue <= quote.end + 1
                && !paragraph_starts(self.lexed, quote.end))
    }
}
