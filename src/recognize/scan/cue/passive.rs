//! Cues in the passive, and sources that are quoted by others.
//!
//! Owns: "it was reported by X that", "20 were confirmed dead by X", "are feared dead", "X was quoted by Y as saying", "Y quoted X as
//! saying". Never: finds verbs.

use super::content::Start;
use super::cues::{Cue, Group, Subject, Way};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::senses::cue::{
    Bits, CITE, CLAUSE, COMMITTED, CONFIRMS, CONJUNCTION, DENIES, DISTANCING, DOCUMENT, GERUND,
    GROUP, IT, NEGATION, OUTLET, PLURAL, ROLE, SAY, VERB, WOULD,
};
use crate::lexicon::{Particle, Rule};

impl Reading<'_> {
    /// "he was quoted by X as saying", "it was reported that".
    pub(super) fn passive(&self, group: &Group, sentence: usize, (lo, hi): Range) -> Option<Cue> {
        if group.bits & CITE != 0 {
            let further = self.as_saying(group.end, hi)?;
            let relay = if self.lexed.is_particle(group.end, Particle::By) {
                let end = self.np_right(group.end + 1, further.0);
                (end > group.end + 1).then_some((group.end + 1, end))
            } else {
                None
            };
            let by = (group.end, group.end + usize::from(relay.is_some()));
            let mut cue = Cue::new(
                SAY,
                (group.first, by.1),
                Way::Quoted(relay, (group.first, by.1)),
                sentence,
                (lo, hi),
            );
            cue.further = Some(further);
            let following = self.following(further.1, hi, SAY);
            self.bind(&mut cue, group, &following, None)?;
            cue.date = following.date;
            return Some(cue);
        }
        if group.bits & (CLAUSE | SAY) == 0 {
            return None;
        }
        let left = group.first.checked_sub(1).filter(|left| *left >= lo)?;
        // "it was reported by X that"
        let by = self.maker(group.end, hi);
        let from = by.map_or(group.end, |(_, source)| source.1);
        let following = self.following(from, hi, group.bits);
        let from = match following.start {
            Start::That(from) if self.has(left, IT) => from,
            _ => return self.passive_of(group, by, sentence, (lo, hi)),
        };
        let mut cue = Cue::new(group.bits, (left, group.end), Way::Verb, sentence, (lo, hi));
        if let Some((word, source)) = by {
            cue.further = Some(word);
            cue.subject = Subject::Printed(source);
        } else {
            cue.bits = unnamed(cue.bits);
        }
        cue.content.push((from, self.content_end(from, hi)));
        cue.open = true;
        cue.date = following.date;
        cue.negated = group.before & NEGATION != 0;
        cue.hypothetical = group.before & WOULD != 0;
        Some(cue)
    }

    /// "X quoted Y as saying …", "X quotes Y: “…”"
    pub(super) fn quoted(&self, cue: &mut Cue, group: &Group, last: Option<&Cue>) -> Option<()> {
        let (lo, hi) = cue.bounds;
        let Subject::Printed(relay) = self.left_subject(group, lo, cue.bits, last)? else {
            return None;
        };
        let mut source = self.np_right(group.end, hi);
        let mut from = source;
        if self.lexed.table.has(Rule::Inverts) {
            source = self.np_right_through_of(group.end, hi);
        }
        if let Some(further) = self.as_saying(group.end, hi) {
            source = source.min(further.0);
            cue.further = Some(further);
            from = further.1;
        }
        if source <= group.end {
            return None;
        }
        let following = self.following(from, hi, SAY);
        let opens = matches!(following.start, Start::That(_) | Start::Quote(_) | Start::Colon(_));
        if cue.further.is_none() && !opens {
            return None;
        }
        let from = self.content_start(SAY, &following, hi)?;
        cue.bits = SAY;
        cue.way = Way::Quoted(Some(relay), cue.group);
        cue.subject = Subject::Printed((group.end, source));
        cue.content.push((from, self.content_end(from, hi)));
        cue.open = true;
        cue.date = following.date;
        Some(())
    }

    /// "as saying" within the next tokens.
    fn as_saying(&self, from: usize, hi: usize) -> Option<Range> {
        (from..hi.min(from + 28)).find_map(|at| {
            let saying = self.lexed.is_particle(at, Particle::As)
                && self.has(at + 1, GERUND)
                && self.has(at + 1, VERB);
            saying.then(|| self.phrase(at + 1, VERB).map(|(_, end)| (at, end))).flatten()
        })
    }

    /// "by X" within the next tokens, where X can speak: the word and X.
    fn maker(&self, from: usize, hi: usize) -> Option<(Range, Range)> {
        const NEAR: usize = 3;
        let plain = |at: &usize| self.sign(*at).is_none() && !self.has(*at, VERB);
        let by = (from..hi.min(from + NEAR))
            .take_while(plain)
            .find(|at| self.lexed.is_particle(*at, Particle::By))?;
        let end = self.np_right(by + 1, hi);
        let known = self.first_with((by + 1, end), ROLE | PLURAL | GROUP | OUTLET | DOCUMENT);
        let named = (by + 1..end).any(|at| self.is_name(at));
        (end > by + 1 && (known.is_some() || named)).then_some(((by, by + 1), (by + 1, end)))
    }

    /// "20 people were confirmed dead by X", and, of nobody, "are feared dead", "are believed to have died".
    fn passive_of(
        &self,
        group: &Group,
        by: Option<(Range, Range)>,
        sentence: usize,
        (lo, hi): Range,
    ) -> Option<Cue> {
        let nobody = group.bits & IT != 0;
        if !nobody && by.is_none() {
            return None;
        }
        let (mut first, end) = self.subject_left(lo, group.first)?;
        // "three of the missing", "at least 20 people": what leads into the subject belongs to it.
        let plain = |at: usize| self.sign(at).is_none() && !self.has(at, VERB | CONJUNCTION);
        if first < lo + 6 && (lo..first).all(plain) {
            first = lo;
        }
        let verb = if nobody { group.end.min(self.verb_of(group) + 1) } else { group.end };
        let mut cue = Cue::new(group.bits, (group.first, verb), Way::Verb, sentence, (lo, hi));
        cue.content.push((first, end));
        if let Some((word, source)) = by {
            if !self.has(first, IT) && !self.figure_from(first, end) && group.bits & CONFIRMS == 0 {
                return None;
            }
            cue.further = Some(word);
            cue.subject = Subject::Printed(source);
            cue.content.push((group.end, word.0));
        } else {
            cue.content.push((verb, self.content_end(verb, hi)));
            cue.open = true;
            cue.bits = unnamed(cue.bits);
        }
        cue.negated = group.before & NEGATION != 0;
        cue.hypothetical = group.before & WOULD != 0;
        Some(cue)
    }

    /// The verb of a group.
    fn verb_of(&self, group: &Group) -> usize {
        (group.first..group.end).find(|at| self.has(*at, VERB)).unwrap_or(group.first)
    }
}

/// The marks of a cue whose source is not named: the writer keeps a distance, where its word says nothing else.
pub(super) const fn unnamed(bits: Bits) -> Bits {
    if bits & (CONFIRMS | COMMITTED | DENIES) == 0 { bits | DISTANCING } else { bits }
}
