//! Pronouns that speak, and whom they stand for.
//!
//! Owns: the candidates seen so far, and which of them fits. Never: decides; an antecedent is a proposal of its own.

use super::cues::Cue;
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::Particle;
use crate::lexicon::senses::cue::{
    Bits, DET, FIRST, GROUP, HE, IT, OUTLET, PLURAL, POSSESSIVE, PRONOUN, RELATIVE, ROLE, SHE, THEY,
};
use crate::model::Span;

/// How many candidates are kept.
const KEPT: usize = 12;

/// Those who spoke or were named, the latest last.
pub(super) struct Candidates(Vec<Range>);

impl Candidates {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Notes a source.
    pub(super) fn note(&mut self, reading: &Reading<'_>, source: Range) {
        if reading.has(source.0, PRONOUN | RELATIVE) && source.1 == source.0 + 1 {
            return;
        }
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push(source);
    }

    /// The nearest candidate that fits the pronoun.
    pub(super) fn antecedent(
        &self,
        reading: &Reading<'_>,
        pronoun: Range,
        cue: &Cue,
    ) -> Option<Span> {
        let bits = reading.bits(pronoun.0);
        if bits & RELATIVE != 0 {
            let end = pronoun.0
                - usize::from(
                    pronoun.0 > 0 && reading.sign(pronoun.0.wrapping_sub(1)) == Some(','),
                );
            let first = reading.np_left(cue.bounds.0, end)?;
            return Some(reading.span((first, end)));
        }
        if bits & FIRST != 0 {
            return None;
        }
        let near = reading.named_before(pronoun.0, cue.bounds.0, bits);
        let far = self.0.iter().rev().find(|range| reading.fits(**range, bits)).copied();
        let before = || reading.named_before(pronoun.0, 0, bits);
        near.or(far).or_else(before).map(|range| reading.span(range))
    }
}

impl Reading<'_> {
    /// A person or body named before the pronoun in its sentence.
    fn named_before(&self, pronoun: usize, lo: usize, bits: Bits) -> Option<Range> {
        let floor = lo.max(pronoun.saturating_sub(60));
        let mut at = pronoun;
        while at > floor {
            at -= 1;
            if !self.has(at, ROLE | PLURAL | GROUP | OUTLET) && !self.is_name(at) {
                continue;
            }
            // What somebody says in quotes names others than who speaks.
            if let Some(quote) = self.quote_at(at).filter(|quote| quote.end <= pronoun) {
                at = quote.first.max(floor);
                continue;
            }
            let Some(first) = self.np_left(floor, at + 1) else { continue };
            if self.fits((first, at + 1), bits) {
                return Some((first, at + 1));
            }
            at = at.min(first + 1);
        }
        None
    }

    /// Whether a source fits a pronoun by number, sex and kind.
    fn fits(&self, (first, end): Range, pronoun: Bits) -> bool {
        let any = |mask: Bits| (first..end).any(|at| self.has(at, mask));
        let head_plural = self.has(end.wrapping_sub(1), PLURAL) || any(PLURAL) && !any(ROLE);
        let body = any(GROUP | OUTLET);
        let names = (first..end).filter(|at| self.is_name(*at)).count();
        let coordinated = (first..end).any(|at| self.lexed.is_particle(at, Particle::And));
        if pronoun & THEY != 0 {
            return head_plural || coordinated || body;
        }
        if pronoun & IT != 0 {
            return body
                || !any(ROLE | PLURAL) && names > 0 && names < 2
                || self.has(first, DET | POSSESSIVE) && !any(ROLE | PLURAL);
        }
        if head_plural || (coordinated && !any(ROLE)) {
            return false;
        }
        let person = any(ROLE) || names > 0 && !body;
        person && !(pronoun & HE != 0 && any(SHE)) && !(pronoun & SHE != 0 && any(HE))
    }
}
