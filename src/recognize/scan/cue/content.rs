//! What is said: what follows a cue, and where it ends.
//!
//! Owns: the way from a cue to its content, past those spoken to, dates and media. Never: knows sources.

use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::Particle;
use crate::lexicon::senses::cue::{
    ADVERB, AUXILIARY, BASE, BY, Bits, CITE, CLAUSE, CONJUNCTION, DET, GERUND, IT, MEDIUM, MODAL,
    NEGATION, OBJECT, POSSESSIVE, POSTPOSED, PREPOSITION, PRONOUN, QUESTION, RELATIVE,
    SUBORDINATOR, THAT_NOUN, TIME, TO, TOLD, VERB,
};

/// How many tokens may stand between a cue and its content.
const REACH: usize = 45;

/// What follows a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Start {
    /// "that …"
    That(usize),
    /// A quote.
    Quote(usize),
    /// A colon, and its index.
    Colon(usize),
    /// "whether …"
    Question(usize),
    /// "to …"
    Infinitive(usize),
    /// Anything else.
    Bare(usize),
    /// A comma or a dash: what is said stands before, or around.
    Comma(usize),
    /// The sentence ends.
    End(usize),
}

/// The way from a cue to its content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Following {
    pub(super) start: Start,
    /// Who is spoken to.
    pub(super) addressee: Option<Range>,
    /// Who is cited on the way, and the word that cites.
    pub(super) cited: Option<(Range, Range)>,
    /// "in a statement": the noun.
    pub(super) medium: Option<Range>,
    /// Index of the date on the way.
    pub(super) date: Option<usize>,
    /// Where the adjuncts end.
    pub(super) end: usize,
    /// "said that … in …": tokens between the cue and the content.
    pub(super) near: bool,
}

impl Reading<'_> {
    /// Whether the token begins a that-clause.
    pub(super) fn is_that(&self, at: usize) -> bool {
        self.bits(at) & (THAT_NOUN | RELATIVE) == THAT_NOUN | RELATIVE
    }

    /// What follows the cue that ends before `from`; `hi` ends its sentence or quote.
    pub(super) fn following(&self, from: usize, hi: usize, cue: Bits) -> Following {
        let mut found = Following {
            start: Start::End(hi),
            addressee: None,
            cited: None,
            medium: None,
            date: None,
            end: from,
            near: true,
        };
        let mut at = from;
        // Where a clause could begin, if none with a mark of its own comes.
        let mut bare = None;
        let limit = hi.min(from + REACH);
        loop {
            found.end = at;
            if at >= limit {
                found.start =
                    if at >= hi { Start::End(hi) } else { Start::Bare(bare.unwrap_or(at)) };
                break;
            }
            found.near = at == from;
            let bits = self.bits(at);
            if let Some(sign) = self.sign(at) {
                if self.quote_from(at).is_some() {
                    found.start = match bare {
                        Some(bare) if at - bare > 8 => Start::Bare(bare),
                        _ => Start::Quote(at),
                    };
                    break;
                }
                match sign {
                    ',' if self.quote_from(at + 1).is_some() => {
                        found.start = Start::Quote(at + 1);
                        break;
                    }
                    ',' => {
                        if let Some((cited, end)) = self.cited(at + 1, hi) {
                            found.cited = Some(cited);
                            at = end + usize::from(self.sign(end) == Some(','));
                            continue;
                        }
                        match self.past_parenthesis(at, limit) {
                            Some(start) => found.start = start,
                            None => found.start = Start::Comma(at),
                        }
                        break;
                    }
                    ':' | '՝' | '`' => {
                        found.start = Start::Colon(at);
                        break;
                    }
                    '(' | '[' => {
                        if let Some(end) = self.closing(at, limit) {
                            at = end;
                            continue;
                        }
                        found.start = Start::Bare(bare.unwrap_or(at));
                        break;
                    }
                    '-' | '–' | '—' => {
                        found.start = match self.quote_from(at + 1) {
                            Some(_) => Start::Quote(at + 1),
                            None => Start::Comma(at),
                        };
                        break;
                    }
                    '.' | ';' | '!' | '?' | '…' | '։' | '؟' | '؛' => {
                        found.start = Start::End(at);
                        break;
                    }
                    _ => {
                        found.start = Start::Bare(bare.unwrap_or(at));
                        break;
                    }
                }
            }
            if let Some(date) = self.date_from(at).filter(|date| !self.is_possessive_mark(date.end))
            {
                if date.point && found.date.is_none() {
                    found.date = Some(date.index);
                }
                at = date.end;
                continue;
            }
            if self.is_that(at) {
                found.start = Start::That(at);
                break;
            }
            if cue & TOLD != 0 && found.addressee.is_none() && at == from {
                let end = self.addressee(at, limit);
                if end > at {
                    found.addressee = Some((at, end));
                    at = end;
                    continue;
                }
            }
            if bits & QUESTION != 0 {
                found.start = Start::Question(at);
                break;
            }
            if bits & CITE != 0
                && let Some((cited, end)) = self.cited(at, hi)
            {
                found.cited = Some(cited);
                at = end + usize::from(self.sign(end) == Some(','));
                continue;
            }
            if bits & PREPOSITION != 0
                && (bits & SUBORDINATOR == 0 || self.lexed.is_particle(at, Particle::When))
            {
                // "warned of that …": what the preposition is said of.
                if self.is_that(at + 1) {
                    found.start = Start::That(at + 1);
                    break;
                }
                if bits & TO != 0 && !self.is_to_somebody(at + 1) {
                    found.start = Start::Infinitive(at);
                    break;
                }
                let end = match self.date_from(at + 1) {
                    Some(date) => {
                        if date.point && found.date.is_none() {
                            found.date = Some(date.index);
                        }
                        date.end
                    }
                    None if self.has(at + 1, TIME) && !self.has(at + 1, DET) => at + 2,
                    None => self.np_right(at + 1, limit),
                };
                if end <= at + 1 {
                    found.start = Start::Bare(bare.unwrap_or(at));
                    break;
                }
                let medium = (at + 1..end).find(|at| self.has(*at, MEDIUM));
                if let Some(noun) = medium {
                    let behind = self.phrase(noun, MEDIUM).map_or(noun + 1, |(_, behind)| behind);
                    found.medium = found.medium.or(Some((noun, behind)));
                }
                let sure =
                    medium.is_some() || self.has(at + 1, TIME) || self.date_from(at + 1).is_some();
                if !sure && bare.is_none() {
                    bare = Some(at);
                }
                at = end;
                continue;
            }
            let owner = self.is_possessive_mark(at + 1) || self.is_possessive_mark(at + 2);
            if bits & TIME != 0 && !owner && (bits & DET == 0 || self.has(at + 1, TIME)) {
                at += 1;
                continue;
            }
            if bits & (ADVERB | NEGATION) != 0 && bits & (DET | POSSESSIVE) == 0 {
                at += 1;
                continue;
            }
            found.start = Start::Bare(bare.unwrap_or(at));
            break;
        }
        if let Start::Bare(at) = found.start
            && let Some(colon) = self.colon_before_quote(at, hi)
        {
            found.start = Start::Colon(colon);
        }
        found
    }

    /// "tweeted using his account: “…”": the colon before a quote, with no verb on the way.
    fn colon_before_quote(&self, from: usize, hi: usize) -> Option<usize> {
        for at in from..hi.min(from + 16) {
            if self.sign(at) == Some(':') {
                return self.quote_from(at + 1).map(|_| at);
            }
            if self.is_finite(at) || matches!(self.sign(at), Some('.' | ';' | '!' | '?')) {
                return None;
            }
        }
        None
    }

    /// Behind a comma: a parenthesis that ends before a that-clause, a quote or a colon near by.
    fn past_parenthesis(&self, comma: usize, limit: usize) -> Option<Start> {
        if self.is_that(comma + 1) {
            return Some(Start::That(comma + 1));
        }
        let saying = self.bits(comma + 1) & (VERB | GERUND) == VERB | GERUND;
        for at in comma + 1..limit.min(comma + 24) {
            if matches!(self.sign(at), Some('.' | ';' | '!' | '?')) {
                return None;
            }
            if self.sign(at) == Some(':') && !saying {
                return Some(Start::Colon(at));
            }
            if self.sign(at) == Some(',') {
                if self.is_that(at + 1) {
                    return Some(Start::That(at + 1));
                }
                if self.quote_from(at + 1).is_some() && !saying && !self.is_clause((comma + 1, at))
                {
                    return Some(Start::Quote(at + 1));
                }
            }
        }
        None
    }

    /// Whether "to" is followed by somebody, and not by a verb.
    fn is_to_somebody(&self, at: usize) -> bool {
        self.has(at, DET | POSSESSIVE | OBJECT)
            || self.is_name(at)
            || self.is_handle(at)
            || self.has(
                at,
                crate::lexicon::senses::cue::PLURAL
                    | crate::lexicon::senses::cue::OUTLET
                    | crate::lexicon::senses::cue::GROUP,
            ) && self.bits(at) & (VERB | BASE) != VERB | BASE
    }

    /// One past those spoken to.
    fn addressee(&self, at: usize, hi: usize) -> usize {
        if self.has(at, OBJECT | PRONOUN) && !self.has(at, POSSESSIVE) {
            // "told it would": the pronoun is the clause's subject only behind those spoken to.
            return at + 1;
        }
        if self.has(at, QUESTION) || self.is_that(at) {
            return at;
        }
        self.np_right_through(at, hi, |bits| bits & PREPOSITION != 0 && bits & TO == 0)
    }

    /// "citing X", "quoting X": the word's and the source's tokens, and where they end.
    pub(super) fn cited(&self, at: usize, hi: usize) -> Option<((Range, Range), usize)> {
        let (bits, end) = self.phrase(at, CITE | BY)?;
        // "said, according to X,": through whom.
        let relays = bits & BY != 0 && bits & (VERB | IT | POSTPOSED) == 0;
        if bits & GERUND == 0 && !relays {
            return None;
        }
        let source = self.np_right(end, hi);
        (source > end).then_some((((end, source), (at, end)), source))
    }

    /// Whether a clause begins here: a noun phrase and, before the next stop, a finite verb.
    pub(super) fn clause_begins(&self, at: usize, hi: usize) -> bool {
        if self.sign(at).is_some() && self.quote_from(at).is_none() {
            return false;
        }
        if self.has(at, QUESTION) {
            return true;
        }
        if self.has(at, PRONOUN) && !self.has(at, RELATIVE) {
            return true;
        }
        if self.has(at, CONJUNCTION | AUXILIARY | MODAL) || self.is_finite(at) {
            return false;
        }
        if self.has(at, PREPOSITION) {
            // "by 2050, the population would": a phrase that leads into the clause ends in a comma.
            let comma = (at + 1..hi.min(at + 8)).find(|at| self.sign(*at) == Some(','));
            return comma.is_some_and(|comma| {
                !self.has(comma + 1, PREPOSITION) && self.clause_begins(comma + 1, hi)
            });
        }
        for next in at + 1..hi.min(at + 26) {
            if let Some(sign) = self.sign(next) {
                let stops = matches!(sign, '.' | ';' | '!' | '?' | ':') && !self.attached(next + 1);
                if stops
                    || sign == ')'
                    || sign == ',' && self.has(next + 1, CONJUNCTION | SUBORDINATOR)
                {
                    return false;
                }
                continue;
            }
            // A relative clause's verb is not the clause's.
            if self.has(next, RELATIVE) || self.has(next, CONJUNCTION) && self.is_finite(next + 1) {
                return false;
            }
            if self.has(next, SUBORDINATOR) && !self.has(next, PREPOSITION) {
                return false;
            }
            if self.is_finite(next) {
                // "a statement made on his blog", "asylum seekers found in the water": a participle behind its noun.
                let participle = !self.has(next, AUXILIARY | MODAL)
                    && (self.has(next + 1, PREPOSITION) || self.date_from(next + 1).is_some());
                if !participle {
                    return true;
                }
            }
        }
        false
    }

    /// Whether what follows a cue of these marks can be what is said; gives where it begins.
    pub(super) fn content_start(
        &self,
        cue: Bits,
        following: &Following,
        hi: usize,
    ) -> Option<usize> {
        use crate::lexicon::senses::cue::{
            ASK, DENIES, OBSERVE, QUOTING, SAY, STRICT, THING, THINK,
        };
        match following.start {
            Start::That(at) => (cue & (SAY | CLAUSE | THINK) != 0).then_some(at),
            Start::Quote(at) => {
                let speech = self.quote_from(at).is_some_and(|quote| self.is_speech(quote));
                let near = following.near || following.end.saturating_sub(1) <= at;
                if cue & (SAY | CLAUSE | ASK) != 0
                    && (speech || cue & SAY != 0 || self.clause_begins(at, hi))
                {
                    return Some(at);
                }
                (cue & (QUOTING | CLAUSE) != 0 && near).then_some(at)
            }
            Start::Colon(at) => (cue & (SAY | CLAUSE | ASK | QUOTING) != 0
                && (cue & QUOTING == 0 || self.quote_from(at + 1).is_some()))
            .then_some(at + 1),
            Start::Question(at) => (cue & (SAY | ASK | CLAUSE | THINK) != 0).then_some(at),
            Start::Infinitive(at) => {
                (cue & (crate::lexicon::senses::cue::DISTANCING | THING) != 0).then_some(at)
            }
            Start::Bare(at) => {
                let ok = cue & SAY != 0
                    || cue & (CLAUSE | THINK) != 0
                        && cue & STRICT == 0
                        && self.clause_begins(at, hi)
                    || cue & (THING | OBSERVE | DENIES) != 0;
                ok.then_some(at)
            }
            Start::Comma(_) | Start::End(_) => None,
        }
    }
}
