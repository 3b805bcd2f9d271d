//! Sources named as by a preposition: "according to X", and who relays or is cited beside a source.
//!
//! Owns: those cues. Never: verbs.

use super::cues::{Cue, Subject, Way};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::senses::cue::{
    ADVERB, AUXILIARY, BY, Bits, CITE, CLAUSE, CONJUNCTION, DET, DOCUMENT, GERUND, GROUP, IT,
    MODAL, OUTLET, PLURAL, POSSESSIVE, POSTPOSED, PREPOSITION, RELATIVE, ROLE, SAY, SUBORDINATOR,
    THAT_NOUN, THING, VERB,
};
use crate::lexicon::{Case, Particle, Rule};

impl Reading<'_> {
    /// "according to X"
    pub(super) fn by(
        &self,
        at: usize,
        sentence: usize,
        (lo, hi): Range,
        last: Option<&Cue>,
    ) -> Option<Cue> {
        let (bits, end) = self.phrase(at, BY)?;
        if bits & CITE != 0 {
            return None;
        }
        if bits & IT != 0 {
            // "they claimed that he allegedly …": theirs.
            let within = |cue: &&Cue| {
                cue.open && cue.content.last().is_some_and(|(from, to)| (*from..*to).contains(&at))
            };
            if last.filter(within).is_some() {
                return None;
            }
            return self.by_nobody(at, end, bits, sentence, (lo, hi));
        }
        if bits & POSTPOSED != 0 {
            return self.postposed(at, end, bits, sentence, (lo, hi));
        }
        let inverts = self.lexed.table.has(Rule::Inverts);
        let leads = self.leads(at, lo);
        let source = if inverts && !leads {
            self.np_right_through_of(end, hi)
        } else {
            self.np_right(end, hi)
        };
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
        // "X, according to Y, said": Y relays.
        if !leads && self.is_comma(at.wrapping_sub(1)) && self.is_comma(behind) {
            let mut verb = behind + 1;
            while self.has(verb, ADVERB | AUXILIARY) {
                verb += 1;
            }
            let says = self.phrase(verb, VERB).is_some_and(|(bits, _)| bits & (SAY | CLAUSE) != 0);
            if says && bits & POSTPOSED == 0 {
                return None;
            }
        }
        // A date or a participle may stand between the source and the comma.
        let mut stop = behind;
        while stop < hi.min(behind + 24)
            && !matches!(
                self.sign(stop),
                Some(',' | '،' | '՝' | '`' | '.' | '։' | ';' | '!' | '?' | '—' | '–' | ':')
            )
            && self.quote_from(stop).is_none()
        {
            stop += 1;
        }
        if leads {
            // Without a comma, what follows the source is what it says, if it is a clause.
            let mut verb = behind;
            if inverts && self.has(verb, PREPOSITION) {
                verb = self.np_right(verb + 1, stop).max(verb);
                verb = self.date_from(behind + 1).map_or(verb, |date| date.end.max(verb));
            }
            let second = inverts
                && verb + 1 < stop
                && self.sign(verb).is_none()
                && !self.has(verb, PREPOSITION | RELATIVE)
                && self.lexed.get(verb).is_some_and(|token| token.case == Case::Lower);
            if second {
                behind = verb;
            }
            let clause = second
                || (behind..stop).any(|at| self.has(at, AUXILIARY | MODAL))
                || (behind + 1..stop).any(|at| self.is_finite(at)) && !self.is_finite(behind);
            let from = match self.sign(stop) {
                _ if clause => behind,
                Some(',' | '،' | '՝' | '`' | ':' | '—' | '–') => stop + 1,
                Some(_) if self.quote_from(stop).is_some() => stop,
                _ => behind,
            };
            if from + 1 >= hi {
                return None;
            }
            cue.content.push((from, self.content_end(from, hi)));
            cue.open = true;
        } else {
            let parted = self.is_comma(at.wrapping_sub(1));
            let before = if parted { at - 1 } else { at };
            let from = self.clause_start(lo, before);
            let end = before;
            if let Some(quote) = self.quote_before(before).or_else(|| self.quote_before(at)) {
                cue.content.push((quote.first.min(from), quote.end));
            } else if end > from {
                cue.content.push((from, end));
            }
            // "X did according to Y that": the rest is said, too.
            let goes_on = !parted
                && self.sign(behind).is_none()
                && behind + 1 < hi
                && (inverts || self.has(behind, DET | POSSESSIVE | AUXILIARY | MODAL))
                && !self.has(behind, CONJUNCTION | SUBORDINATOR | RELATIVE);
            if goes_on {
                cue.content.push((behind, self.content_end(behind, hi)));
                cue.open = true;
            }
            // "X, according to Y, did"
            if parted && self.is_comma(stop) && stop + 2 < hi {
                cue.content.push((stop + 1, self.content_end(stop + 1, hi)));
                cue.open = true;
            }
        }
        if cue.content.is_empty() { None } else { Some(cue) }
    }

    /// Whether nothing but conjunctions and the like stands before a phrase that names a source.
    fn leads(&self, at: usize, lo: usize) -> bool {
        (lo..at).all(|before| {
            self.has(before, CONJUNCTION | ADVERB | SUBORDINATOR | THAT_NOUN)
                || matches!(self.sign(before), Some(',' | '-' | '–' | '—' | '"' | '“' | '«' | '('))
        }) || at > lo && self.has(at - 1, THAT_NOUN | SUBORDINATOR)
            || at > lo + 1
                && self.sign(at - 1) == Some(',')
                && self.has(at - 2, THAT_NOUN | SUBORDINATOR | CONJUNCTION | RELATIVE)
    }

    /// A comma, or what stands for one beside a source in Arabic and Armenian.
    fn is_comma(&self, at: usize) -> bool {
        matches!(self.sign(at), Some(',' | '،' | '՝' | '`'))
    }

    /// One past a noun phrase that goes on only through "of".
    pub(super) fn np_right_through_of(&self, start: usize, hi: usize) -> usize {
        let mut at = self.np_right_through(start, hi, |_| false);
        for _ in 0..3 {
            if at == start || !self.lexed.is_particle(at, Particle::From) {
                break;
            }
            let end = self.np_right_through(at + 1, hi, |_| false);
            if end <= at + 1 {
                break;
            }
            at = end;
        }
        at
    }

    /// "X zufolge": the source stands before the word.
    fn postposed(
        &self,
        at: usize,
        end: usize,
        bits: Bits,
        sentence: usize,
        (lo, hi): Range,
    ) -> Option<Cue> {
        let (first, _) = self.subject_left(lo, at)?;
        if !self.can_speak((first, at), bits & THING != 0) {
            return None;
        }
        let mut cue = Cue::new(bits, (at, end), Way::By, sentence, (lo, hi));
        cue.subject = Subject::Printed((first, at));
        let comma = |at: usize| self.is_comma(at) || self.sign(at) == Some(':');
        // What stands before the source.
        let mut before = first;
        while before > lo && (comma(before - 1) || self.has(before - 1, PREPOSITION)) {
            before -= 1;
        }
        let from = self.clause_start(lo, before);
        if (from..before).any(|at| self.is_word(at) && !self.has(at, CONJUNCTION | ADVERB)) {
            cue.content.push((from, before));
        }
        let mut behind = end;
        if self.sign(behind) == Some('(') {
            behind = self.closing(behind, hi)?;
        }
        behind += usize::from(comma(behind));
        if behind + 1 < hi && !matches!(self.sign(behind), Some('.' | ')' | ';')) {
            cue.content.push((behind, self.content_end(behind, hi)));
            cue.open = true;
        }
        (!cue.content.is_empty()).then_some(cue)
    }

    /// Whether the phrase can be a source; behind a preposition that mostly has none ("per cent") only what is known to speak.
    fn can_speak(&self, (first, end): Range, rarely: bool) -> bool {
        let speaks = OUTLET | DOCUMENT | ROLE | PLURAL | GROUP;
        !rarely || self.is_name(first) || (first..end.min(first + 3)).any(|at| self.has(at, speaks))
    }

    /// ", citing X", ", published by X" behind a source.
    pub(super) fn relayed(&self, at: usize, hi: usize) -> Option<((Range, Range), usize)> {
        let at = at + usize::from(self.sign(at) == Some(','));
        // ", which cited X,"
        let relative = self.has(at, RELATIVE) && !self.is_that(at);
        let at = at + usize::from(relative);
        let (bits, end) = self.phrase(at, CITE | BY)?;
        if bits & (GERUND | BY) == 0 && !relative || bits & (IT | POSTPOSED) != 0 {
            return None;
        }
        let source = self.np_right(end, hi);
        (source > end).then_some((((end, source), (at, end)), source))
    }

    /// "Reportedly, …", "there are reports of …": nobody is named.
    fn by_nobody(
        &self,
        at: usize,
        end: usize,
        bits: Bits,
        sentence: usize,
        (lo, hi): Range,
    ) -> Option<Cue> {
        // "reportedly said": the verb has its own.
        if self.has(end, VERB) {
            return None;
        }
        let mut cue = Cue::new(bits, (at, end), Way::By, sentence, (lo, hi));
        // The clause's own subject; all that stands before where none is found ("died, reportedly").
        let mut before = at - usize::from(at > lo && self.is_comma(at - 1));
        while before == at && before > lo && self.has(before - 1, AUXILIARY | MODAL | ADVERB) {
            before -= 1;
        }
        let from = self.clause_start(lo, before);
        let goes_on = end < hi && self.sign(end).is_none();
        let from = if goes_on { self.np_left(from, before).unwrap_or(from) } else { from };
        let until = at - usize::from(at > from && self.is_comma(at - 1));
        let any = |(from, to): Range| (from..to).any(|at| self.is_word(at));
        if any((from, until)) {
            cue.content.push((from, until));
        }
        let behind = end + usize::from(self.is_comma(end));
        let to = self.content_end(behind, hi);
        if behind < to && any((behind, to)) {
            cue.content.push((behind, to));
            cue.open = true;
        }
        (!cue.content.is_empty()).then_some(cue)
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
