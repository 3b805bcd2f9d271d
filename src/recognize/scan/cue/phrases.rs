//! Noun phrases beside a cue: who speaks, who is spoken to.
//!
//! Owns: where a noun phrase begins and ends, with its titles, appositions and prepositional parts, read by closed classes
//! of words, capitals and endings. Every walk is bounded. Never: knows cues.

use super::reading::Reading;
use crate::lexicon::senses::cue::{
    ADVERB, BY, Bits, CITE, CONJUNCTION, DET, FINITE, GERUND, GROUP, IT, OBJECT, PARTICIPLE, PAST,
    PLURAL, POSSESSIVE, POSTPOSED, PREPOSITION, PRONOUN, RELATIVE, ROLE, SUBORDINATOR, TIME, TO,
    VERB, WALL,
};
use crate::lexicon::{Case, Particle, Rule};

/// Tokens that a walk looks at, at most.
const REACH: usize = 48;

/// Tokens from – to.
pub(super) type Range = (usize, usize);

impl Reading<'_> {
    /// The bracket that opens what closes at `close`, within a few tokens.
    fn opening(&self, lo: usize, close: usize) -> Option<usize> {
        (close.saturating_sub(14).max(lo)..close)
            .rev()
            .find(|at| matches!(self.sign(*at), Some('(' | '[')))
    }

    /// One past the bracket that closes what opens at `open`, within a few tokens.
    pub(super) fn closing(&self, open: usize, hi: usize) -> Option<usize> {
        (open + 1..hi.min(open + 14))
            .find(|at| matches!(self.sign(*at), Some(')' | ']')))
            .map(|at| at + 1)
    }

    /// Whether the sign joins words of one name or term: "anti-tank", "U.S.", "R&D", "and/or".
    fn joins(&self, at: usize) -> bool {
        match self.sign(at) {
            Some('-' | '‑' | '/' | '&' | '–') => true,
            Some('.') => {
                // An abbreviation's stop: behind one letter or a title, with the phrase going on.
                self.attached(at)
                    && (self.lexed.printed(at.wrapping_sub(1)).len() <= 3 || self.attached(at + 1))
            }
            Some('\'' | '’') => self.attached(at),
            _ => false,
        }
    }

    /// The first token of the noun phrase that ends before `end`, not before `lo`; `None` where none ends there.
    pub(super) fn np_left(&self, lo: usize, end: usize) -> Option<usize> {
        self.np_left_within(lo, end, 2)
    }

    fn np_left_within(&self, lo: usize, end: usize, depth: u8) -> Option<usize> {
        let floor = lo.max(end.saturating_sub(REACH));
        let mut at = end;
        // Where a phrase can begin: behind it stands a word that is no preposition and no sign.
        let mut best = None;
        while at > floor {
            let before = at - 1;
            let bits = self.bits(before);
            match self.sign(before) {
                Some(')' | ']') => {
                    let Some(open) = self.opening(floor, before) else { break };
                    at = open;
                    continue;
                }
                Some(sign) => {
                    let closes = matches!(sign, '"' | '”' | '»' | '’' | '\'');
                    if let Some(quote) = closes.then(|| self.quote_before(at)).flatten() {
                        if self.is_speech(quote) || quote.first < floor {
                            break;
                        }
                        at = quote.first;
                        best = Some(at);
                        continue;
                    }
                    if !self.joins(before) || best.is_none() && at == end {
                        break;
                    }
                    at = before;
                    continue;
                }
                None => {}
            }
            if self.is_possessive_mark(before) {
                at = before;
                continue;
            }
            let upper = || self.is_upper_inside(before);
            if bits & (DET | POSSESSIVE) != 0 && bits & TIME == 0 && (bits & RELATIVE == 0) {
                best = Some(before);
                at = before;
                // "both the", "of the", "all these"
                if at > floor
                    && self.has(at.wrapping_sub(1), DET)
                    && !self.has(at.wrapping_sub(1), RELATIVE)
                {
                    continue;
                }
                if at > floor + 1 && self.is_inner_preposition(floor, at.wrapping_sub(1)) {
                    at -= 1;
                    continue;
                }
                if at > floor + 1 && self.has(at.wrapping_sub(1), CONJUNCTION) {
                    continue;
                }
                break;
            }
            if bits & CONJUNCTION != 0 {
                if depth == 0 || best.is_none() || before <= floor {
                    break;
                }
                if !self.coordinates(floor, before, depth) {
                    break;
                }
                at = before;
                continue;
            }
            if bits & PREPOSITION != 0 {
                if best.is_none() || !self.is_inner_preposition(floor, before) {
                    break;
                }
                at = before;
                continue;
            }
            if bits & WALL != 0 && !upper() {
                break;
            }
            if bits & (ADVERB | TIME) != 0 && best.is_none() && !upper() {
                break;
            }
            if best.is_some() && (bits & TIME != 0 || self.date_before(at).is_some()) {
                break;
            }
            if self.is_finite(before) {
                break;
            }
            best = Some(before);
            at = before;
        }
        best.filter(|first| *first < end).map(|first| self.without_lead(first, end))
    }

    /// A word in capitals that is no function word, whatever its lower-case twin means ("US", "WHO", "IT").
    fn is_upper_inside(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| {
            token.case == crate::lexicon::Case::Upper && token.end - token.start > 1
        }) && self.lexed.get(at + 1).is_none_or(|next| next.case != crate::lexicon::Case::Upper)
    }

    /// The phrase without words that only lead into it ("but", "meanwhile").
    fn without_lead(&self, first: usize, end: usize) -> usize {
        let mut at = first;
        while at + 1 < end
            && self.has(at, CONJUNCTION | ADVERB)
            && !self.has(at, DET | POSSESSIVE)
            && !self.is_upper_inside(at)
        {
            at += 1;
        }
        at
    }

    /// Whether a preposition stands inside of a noun phrase: behind a noun, not behind a verb or at the beginning.
    fn is_inner_preposition(&self, lo: usize, at: usize) -> bool {
        if at <= lo || !self.has(at, PREPOSITION) || self.has(at, SUBORDINATOR) {
            return false;
        }
        let before = at - 1;
        if matches!(self.sign(before), Some(')')) {
            return true;
        }
        (self.is_word(before) || self.lexed.get(before).is_some_and(|token| token.is_number()))
            && !self.has(before, WALL | DET | POSSESSIVE | CONJUNCTION | ADVERB | TIME)
            && !(self.has(before, PREPOSITION))
            && !self.is_finite(before)
    }

    /// Whether "and" joins two noun phrases here, and not two clauses: what stands before it is no verb's object.
    fn coordinates(&self, lo: usize, conjunction: usize, depth: u8) -> bool {
        if self
            .sign(conjunction.wrapping_sub(1))
            .is_some_and(|sign| sign != ')' && sign != '"' && sign != '”')
        {
            return false;
        }
        let Some(first) = self.np_left_within(lo, conjunction, depth - 1) else { return false };
        if first <= lo {
            return true;
        }
        let before = first - 1;
        if self.sign(before).is_some() {
            return matches!(
                self.sign(before),
                Some(',' | '—' | '–' | ':' | ';' | '“' | '"' | '(')
            );
        }
        self.has(before, SUBORDINATOR | CONJUNCTION | RELATIVE) && !self.has(before, PREPOSITION)
    }

    /// One past the noun phrase that begins at `at`, before `hi`; `at` where none begins.
    pub(super) fn np_right(&self, start: usize, hi: usize) -> usize {
        self.np_right_through(start, hi, |bits| bits & PREPOSITION != 0)
    }

    /// The same, going on only through the prepositions that `through` allows.
    pub(super) fn np_right_through(
        &self,
        start: usize,
        hi: usize,
        through: impl Fn(Bits) -> bool,
    ) -> usize {
        let end = self.phrase_right(start, hi, through);
        if !self.lexed.table.has(Rule::NounCapitals) {
            return end;
        }
        // It ends in its last noun.
        let noun = |at: &usize| {
            !self.lexed.get(*at).is_some_and(|token| token.is_word() && token.case == Case::Lower)
        };
        (start..end).rev().find(noun).map_or(end, |last| last + 1)
    }

    fn phrase_right(&self, start: usize, hi: usize, through: impl Fn(Bits) -> bool) -> usize {
        let ceiling = hi.min(start + REACH);
        if self.has(start, OBJECT | PRONOUN) && !self.has(start, POSSESSIVE) {
            return start + 1;
        }
        let mut at = start;
        let mut end = start;
        let mut noun = false;
        while at < ceiling {
            let bits = self.bits(at);
            if self.gap(at) >= crate::lexicon::Gap::Line && at > start {
                break;
            }
            match self.sign(at) {
                Some('(') if noun => {
                    let Some(close) = self.closing(at, ceiling) else { break };
                    at = close;
                    end = at;
                    continue;
                }
                Some('"' | '“' | '«' | '‘' | '\'') if self.quote_from(at).is_some() => {
                    let Some(quote) = self.quote_from(at).copied() else { break };
                    if noun || self.is_speech(&quote) || quote.end > ceiling {
                        break;
                    }
                    at = quote.end;
                    end = at;
                    noun = true;
                    continue;
                }
                Some(_) => {
                    let inside = noun && self.joins(at) && at + 1 < ceiling;
                    let goes_on = matches!(self.sign(at), Some('.'))
                        && (self.attached(at + 1) || self.is_name(at + 1));
                    if !inside || (self.sign(at) == Some('.') && !goes_on) {
                        break;
                    }
                    at += 1;
                    continue;
                }
                None => {}
            }
            if self.is_possessive_mark(at) && noun {
                at += 1;
                end = at;
                continue;
            }
            if self.date_from(at).is_some() {
                break;
            }
            if bits & (DET | POSSESSIVE) != 0 {
                // A second determiner begins another phrase.
                if noun && !self.has(at.wrapping_sub(1), PREPOSITION | CONJUNCTION) {
                    break;
                }
                at += 1;
                continue;
            }
            if bits & PREPOSITION != 0 && bits & SUBORDINATOR == 0 {
                if !noun || !through(bits) || bits & TO != 0 || self.date_from(at + 1).is_some() {
                    break;
                }
                if self.has(at + 1, TIME) {
                    break;
                }
                at += 1;
                continue;
            }
            if bits & CONJUNCTION != 0 {
                let next = at + 1;
                let goes_on = noun
                    && (self.is_name(next)
                        || self.has(next, DET | POSSESSIVE | ROLE | PLURAL | GROUP))
                    && !self.verb_within(next, ceiling, 6);
                if !goes_on {
                    break;
                }
                at += 1;
                continue;
            }
            if bits & (WALL | ADVERB | TIME) != 0 && !self.is_upper_inside(at) {
                break;
            }
            if self.is_finite(at) || bits & (VERB | GERUND) == VERB | GERUND {
                break;
            }
            at += 1;
            end = at;
            noun = true;
        }
        end
    }

    /// Whether a finite verb stands within the next tokens, before a comma or a stop.
    pub(super) fn verb_within(&self, from: usize, hi: usize, reach: usize) -> bool {
        for at in from..hi.min(from + reach) {
            if matches!(self.sign(at), Some('.' | ';' | ',' | '!' | '?')) && !self.joins(at) {
                return false;
            }
            if self.is_finite(at) {
                return true;
            }
        }
        false
    }

    /// The last comma before `end`, not before `lo`, within reach, on the same side of quotes.
    pub(super) fn comma_before(&self, lo: usize, end: usize) -> Option<usize> {
        (lo.max(end.saturating_sub(REACH))..end).rev().find(|at| self.sign(*at) == Some(','))
    }

    /// Whether the phrase names a role (or a body) by a noun.
    pub(super) fn names_role(&self, (first, end): Range) -> bool {
        self.first_with((first, end), ROLE | PLURAL | GROUP).is_some()
    }

    /// Whether the tokens hold a finite verb.
    pub(super) fn is_clause(&self, (first, end): Range) -> bool {
        (first..end).any(|at| self.is_finite(at) || self.has(at, FINITE))
    }

    /// The subject that ends before `end`, with its title and apposition head; relative clauses between commas are left out.
    pub(super) fn subject_left(&self, lo: usize, end: usize) -> Option<Range> {
        if end <= lo {
            return None;
        }
        let closed_by_comma = self.sign(end.wrapping_sub(1)) == Some(',');
        if !closed_by_comma {
            let first = self.np_left(lo, end)?;
            return Some((self.apposition_head(lo, (first, end)), end));
        }
        // "X, …," : the parts between commas belong to X.
        let mut behind = end - 1;
        let mut source_end = behind;
        for part in 0..4 {
            let Some(comma) = self.comma_before(lo, behind) else { break };
            let first = comma + 1;
            let relative = self.has(first, RELATIVE)
                || self.lexed.is_particle(first, Particle::Whose)
                || self.has(first, PAST | PARTICIPLE | FINITE)
                || self.bits(first) == 0 && self.ending(first) & FINITE != 0
                || self.has(first, PREPOSITION) && self.has(first + 1, RELATIVE)
                || self.has(first, BY) && self.bits(first) & (IT | POSTPOSED | CITE) == 0;
            if relative {
                source_end = comma;
            } else if self.has(first, SUBORDINATOR | CONJUNCTION)
                || self.has(first, ADVERB) && first + 1 == behind
            {
                break;
            } else if part > 0 && self.is_name(first) && !self.names_role((first, behind)) {
                // A name between commas: the head has been reached.
                break;
            }
            behind = comma;
            if let Some(head) = self.np_left(lo, behind) {
                let leads = head > lo && self.has(head.wrapping_sub(1), PREPOSITION);
                let named = (head..behind).any(|at| self.is_name(at));
                let whole = relative && head == lo;
                if !leads && (named || whole || self.names_role((head, behind))) {
                    let more = head > lo
                        && self.sign(head.wrapping_sub(1)) == Some(',')
                        && !self.is_name(head);
                    if !more {
                        return Some((head, source_end));
                    }
                }
                if leads {
                    break;
                }
            }
        }
        let first = self.np_left(lo, end - 1)?;
        Some((first, end - 1))
    }

    /// "Malaysia's Prime Minister, Najib Razak said": the role before the name, where only a comma parts them.
    fn apposition_head(&self, lo: usize, (first, end): Range) -> usize {
        if first <= lo + 1 || self.sign(first.wrapping_sub(1)) != Some(',') || !self.is_name(first)
        {
            return first;
        }
        if self.names_role((first, end)) && !self.is_name(end.wrapping_sub(1)) {
            return first;
        }
        let Some(head) = self.np_left(lo, first - 1) else { return first };
        let role = (head..first - 1).rev().take(4).any(|at| self.has(at, ROLE));
        let starts = head == lo
            || self.sign(head.wrapping_sub(1)).is_some()
            || self.has(head.wrapping_sub(1), SUBORDINATOR | CONJUNCTION);
        if role && starts { head } else { first }
    }
}
