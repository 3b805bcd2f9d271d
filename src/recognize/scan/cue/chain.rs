//! Relay chains: through whom a content comes.
//!
//! Owns: the hops of an attribution, nearest to the article first, and how each is named. Never: finds cues.

use super::cues::{Cue, Subject, Way};
use super::phrases::Range;
use super::pronouns::Candidates;
use super::reading::Reading;
use crate::lexicon::Particle;
use crate::lexicon::senses::cue::{
    ANONYMOUS, CITE, DOCUMENT, GROUP, IMAGE, MEDIUM, OUTLET, PLURAL, PREPOSITION, PRONOUN,
    RELATIVE, ROLE,
};
use crate::model::Naming;
use crate::recognize::proposal::ProposedHop;

/// Builds chains in the order of the text.
pub(super) struct Chains<'a> {
    reading: &'a Reading<'a>,
    candidates: Candidates,
    last: Option<ProposedHop>,
}

impl<'a> Chains<'a> {
    pub(super) const fn new(reading: &'a Reading<'a>) -> Self {
        Self { reading, candidates: Candidates::new(), last: None }
    }

    /// The chain of a cue; cues are asked in order.
    pub(super) fn of(&mut self, cue: &Cue) -> Vec<ProposedHop> {
        let reading = self.reading;
        let mut chain = Vec::new();
        match cue.subject {
            Subject::Nobody => {}
            Subject::Shared => chain.extend(self.last.clone()),
            Subject::Printed(range) => {
                let (source, medium) = reading.speaker(range);
                let mut hop = ProposedHop {
                    source: reading.span(source),
                    naming: reading.naming(source),
                    medium: medium.map(|medium| reading.span(medium)),
                    cue: None,
                    antecedent: None,
                };
                if hop.naming == Naming::Pronoun {
                    hop.antecedent = self.candidates.antecedent(reading, source, cue);
                }
                chain.push(hop);
                self.candidates.note(reading, source);
            }
        }
        if let Some(hop) = chain.last_mut() {
            if hop.medium.is_none() {
                hop.medium = cue.medium.map(|medium| reading.span(medium));
            }
            self.last = Some(hop.clone());
        }
        if let Some(outlet) = cue.addressee
            && reading.is_outlet(outlet)
        {
            let told = (cue.group.1 - 1, cue.group.1);
            chain.insert(0, reading.hop(outlet, Some(told)));
        }
        if let Way::Quoted(Some(relay), word) = cue.way {
            chain.insert(0, reading.hop(relay, Some(word)));
        }
        if let Some((source, word)) = cue.cited {
            let relays = reading.has(word.0, CITE)
                && reading.has(word.0, crate::lexicon::senses::cue::BY)
                || reading.phrase(word.0, crate::lexicon::senses::cue::BY).is_some();
            let hop = reading.hop(source, Some(word));
            if relays {
                chain.insert(0, hop);
            } else {
                chain.push(hop);
            }
        }
        chain
    }
}

impl Reading<'_> {
    fn hop(&self, source: Range, cue: Option<Range>) -> ProposedHop {
        ProposedHop {
            source: self.span(source),
            naming: self.naming(source),
            medium: None,
            cue: cue.map(|cue| self.span(cue)),
            antecedent: None,
        }
    }

    fn is_outlet(&self, (first, end): Range) -> bool {
        self.first_with((first, end), OUTLET).is_some() && (first..end).any(|at| self.is_name(at))
    }

    /// Who speaks: "a statement from the government" is the government, through a statement.
    fn speaker(&self, (first, end): Range) -> (Range, Option<Range>) {
        let noun = self.first_with((first, end), MEDIUM | DOCUMENT);
        let Some(noun) = noun else { return ((first, end), None) };
        let from = noun + 1;
        if self.lexed.is_particle(from, Particle::From) && from + 1 < end {
            return ((from + 1, end), Some((noun, noun + 1)));
        }
        // "Cornyn's statement"
        let owner = (first..noun).rev().take(4).find(|at| self.is_possessive_mark(*at));
        match owner {
            Some(mark) if mark > first && noun + 1 == end && self.has(noun, MEDIUM) => {
                ((first, mark), Some((noun, noun + 1)))
            }
            _ => ((first, end), None),
        }
    }

    /// How a source is named.
    pub(super) fn naming(&self, (first, end): Range) -> Naming {
        if end == first + 1 && self.has(first, PRONOUN | RELATIVE) {
            return Naming::Pronoun;
        }
        // The head of the phrase: the last word before a preposition or a comma.
        let preposition = self.first_with((first + 1, end), PREPOSITION).unwrap_or(end);
        let parts = |at: &usize| matches!(self.sign(*at), Some(',' | '('));
        let stop = (first + 1..preposition).find(parts).unwrap_or(preposition);
        let head = stop.saturating_sub(1).max(first);
        let bits = self.bits(head);
        let named = self.is_name(head);
        let proper = |first: usize, end: usize| {
            (first..end).any(|at| self.is_name(at) && !self.has(at, ROLE | PLURAL))
        };
        // "The Armenian government" names one; "the ministry" gives a role.
        let body = bits & OUTLET != 0 || (bits & GROUP != 0 && proper(first, end));
        if body && bits & DOCUMENT == 0 || named && bits & PLURAL == 0 {
            return Naming::Named;
        }
        if stop < end
            && self.sign(stop) == Some(',')
            && bits & ROLE != 0
            && self.is_name(end.wrapping_sub(1))
        {
            return Naming::Named;
        }
        if bits & ANONYMOUS != 0 && !proper(first, head) {
            return Naming::Anonymous;
        }
        if bits & (ROLE | PLURAL | GROUP) != 0 {
            return Naming::ByRole;
        }
        if bits & (DOCUMENT | IMAGE | MEDIUM) != 0 {
            return Naming::Document;
        }
        if named { Naming::Named } else { Naming::ByRole }
    }
}
