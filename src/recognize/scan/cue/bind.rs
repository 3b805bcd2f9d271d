//! A cue verb bound to its subject and to what is said.
//!
//! Owns: which noun phrase is the subject, whether what is said stands before or behind. Never: finds verbs.

use super::content::{Following, Start};
use super::cues::{Cue, Group, Subject};
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::senses::cue::{
    ADVERB, BASE, BY, Bits, CLAUSE, CONJUNCTION, DET, DOCUMENT, FIGURE, GERUND, GROUP, IF, IMAGE,
    IT, OBSERVE, OUTLET, PARTICIPLE, PAST, PLURAL, PREPOSITION, PRETERITE, PRONOUN, QUESTION,
    QUOTING, RELATIVE, ROLE, SAY, SUBORDINATOR, THINK, THIRD, TIME, TO, VERB,
};
use crate::lexicon::{Case, Particle, Rule};

impl Reading<'_> {
    /// Finds the subject and the content of a verb.
    pub(super) fn bind(
        &self,
        cue: &mut Cue,
        group: &Group,
        following: &Following,
        last: Option<&Cue>,
    ) -> Option<()> {
        let (lo, hi) = cue.bounds;
        let bits = cue.bits;
        if self.bind_last(cue, group, following) {
            return Some(());
        }
        if self.bind_back(cue, group, following) {
            return Some(());
        }
        let nobody = bits & IT != 0;
        let left = self.left_subject(group, lo, bits, last).filter(|_| !nobody).filter(|left| {
            (group.pronoun.is_none() || group.first > lo && self.sign(group.first - 1).is_none())
                && !self.stands_behind(group, *left, hi)
        });
        let outer = self.outer_quote_before(lo, group.first);
        // “…,” said X · “…,” X said
        let front_of = |at: usize| {
            let comma =
                at > lo && matches!(self.sign(at.wrapping_sub(1)), Some(',' | '—' | '–' | '-'));
            let edge = at - usize::from(comma);
            // "…», — сказал X", "…»,- ասել է X"
            let both = comma && edge > lo && self.sign(edge - 1) == Some(',');
            let edge = edge - usize::from(both);
            self.quote_before(edge).or(if at == lo { outer } else { None }).copied()
        };
        // A quote that ended with a full stop belongs to a cue behind it only where nothing else is said there.
        let forward = || self.content_start(bits, following, hi).is_some();
        let speech = |at: usize| {
            front_of(at).filter(|quote| {
                let comma = self.sign(quote.end.saturating_sub(2)) == Some(',')
                    || self.sign(quote.end) == Some(',');
                let stopped = matches!(self.sign(quote.end.saturating_sub(2)), Some('.' | '…'));
                // “… guaranteed.” X also promised to …: what follows the cue is another sentence's.
                let other = matches!(following.start, Start::Bare(_) | Start::Infinitive(_))
                    && at < group.first;
                self.is_speech(quote) && (comma || !(forward() || stopped && other))
            })
        };
        // "…, said X": nothing but the inversion explains the comma and a name that ends the sentence.
        let tail = || {
            let inverts = self.lexed.table.has(Rule::Inverts);
            self.sign(group.first.wrapping_sub(1)) == Some(',')
                && (bits & SAY != 0 && group.first + 1 == group.end
                    || inverts && bits & (SAY | CLAUSE | THINK) != 0)
                && self.inverted(group, following, hi, false).is_some_and(|(_, end)| {
                    end >= hi
                        || matches!(self.sign(end), Some('.' | ',' | ';' | '"' | '”' | '։'))
                        || self.has(end, PREPOSITION | RELATIVE)
                        || inverts
                            && (self.date_from(end).is_some() || self.has(end, TIME | ADVERB))
                        || group.second.is_some_and(|(second, _)| second == end)
                })
        };
        let left = left.filter(|_| !tail());
        let inverted = match left {
            Some(_) => None,
            None => self.inverted(group, following, hi, speech(group.first).is_some()),
        };
        let inverted = inverted.filter(|_| !nobody);
        let subject = match left.or(inverted.map(Subject::Printed)) {
            Some(subject) => subject,
            None if nobody => {
                cue.bits = super::passive::unnamed(bits);
                Subject::Nobody
            }
            None => return None,
        };
        let edge = match (left, subject) {
            (Some(_), Subject::Printed((first, _))) => first,
            _ => group.first,
        };
        cue.subject = subject;
        // "X, quoted by Y, said"
        if let (Some(_), Subject::Printed((_, end))) = (left, subject)
            && self.sign(end) == Some(',')
        {
            cue.cited = self.relayed(end, group.first).map(|(cited, _)| cited);
        }
        // Where the sentence goes on behind an inverted subject.
        let behind = match inverted {
            Some((_, end)) => self.following(end.max(group.rest()), hi, 0),
            None => *following,
        };
        if inverted.is_some() {
            cue.date = behind.date;
            cue.medium = behind.medium;
        }
        let front = speech(edge);
        if let Some(quote) = front {
            if bits & (SAY | CLAUSE | QUOTING | crate::lexicon::senses::cue::ASK | THINK) == 0 {
                return None;
            }
            let before = self.lead_of_quote(&quote);
            cue.content.push((before, quote.end));
            match behind.start {
                Start::Quote(at) if self.quote_from(at).is_some() => {
                    cue.content.push((at, self.quote_from(at)?.end));
                }
                Start::Colon(at) if self.quote_from(at + 1).is_some() => {
                    cue.content.push((at + 1, self.quote_from(at + 1)?.end));
                }
                Start::That(at) if bits & (SAY | CLAUSE) != 0 => {
                    cue.content.push((at, self.content_end(at, hi)));
                    cue.open = true;
                }
                _ => {}
            }
            return Some(());
        }
        // A clause that nothing but a comma parts.
        let comma_clause = || match behind.start {
            Start::Comma(comma)
                if self.lexed.table.has(Rule::CommaClause)
                    && bits & (SAY | CLAUSE | THINK) != 0
                    && self.sign(edge.wrapping_sub(1)) != Some(',')
                    && comma + 3 < hi
                    && !self.has(comma + 1, CONJUNCTION | RELATIVE)
                    && (!self.has(comma + 1, SUBORDINATOR)
                        || self.has(comma + 1, IF | QUESTION)) =>
            {
                Some(comma + 1)
            }
            _ => None,
        };
        let opens = matches!(behind.start, Start::That(_) | Start::Colon(_) | Start::Quote(_));
        let ahead = inverted.is_some()
            && (self.verb_first(group.first, lo)
                || self.sign(group.first.wrapping_sub(1)) != Some(',')
                    && (opens || comma_clause().is_some()));
        if (inverted.is_none() || ahead)
            && let Some(from) = self.content_start(bits, &behind, hi).or_else(comma_clause)
        {
            if bits & OBSERVE != 0 && bits & CLAUSE == 0 && !self.can_observe(subject) {
                return None;
            }
            // "something that we understand …": the relative is the object, unless a verb follows ("that they said killed").
            if let Subject::Printed((first, _)) = subject
                && first > lo
                && self.has(first - 1, RELATIVE)
                && !self.has(first - 1, SUBORDINATOR)
                && matches!(following.start, Start::Bare(at) if !self.is_finite(at))
                && bits & SAY == 0
                && (!self.is_that(first - 1) || bits & THINK != 0)
            {
                return None;
            }
            if from < hi {
                cue.content.push((from, self.content_end(from, hi)));
                cue.open = self.quote_from(from).is_none_or(|quote| !self.is_speech(quote));
                // "wrote that the attack:" and the next paragraph.
                if hi > from + 1 && self.sign(hi - 1) == Some(':') && self.leads_on(hi, hi) {
                    let next = self.sentences.get(cue.sentence + 1).filter(|next| next.first == hi);
                    cue.content.extend(next.map(|next| (next.first, next.end)));
                }
            } else {
                // "He added:" and the next paragraph.
                let next = self.sentences.get(cue.sentence + 1)?;
                let end = self.quote_from(next.first).map_or(next.end, |quote| quote.end);
                cue.content.push((next.first, end));
            }
            return Some(());
        }
        if let Some(content) = self.figure(group, bits, subject, hi).filter(|_| inverted.is_none())
        {
            cue.content.push(content);
            cue.open = true;
            return Some(());
        }
        if bits & (SAY | CLAUSE | THINK) == 0 {
            return None;
        }
        // "pictures showed dozens of cars"
        if let (Start::Bare(from), Subject::Printed((first, end))) = (following.start, subject)
            && bits & CLAUSE != 0
            && self.first_with((first, end), IMAGE).is_some()
        {
            cue.content.push((from, self.content_end(from, hi)));
            cue.open = true;
            return Some(());
        }
        // "…, X said."
        let as_before = edge > lo && self.lexed.is_particle(edge.wrapping_sub(1), Particle::As);
        let edge = edge - usize::from(as_before);
        let parted =
            edge > lo && matches!(self.sign(edge.wrapping_sub(1)), Some(',' | '—' | '–' | '-'));
        match behind.start {
            Start::Comma(comma) if as_before && !parted => {
                let from = comma + 1;
                cue.content.push((from, self.content_end(from, hi)));
                cue.open = true;
                Some(())
            }
            Start::Comma(comma) | Start::End(comma) if parted => {
                let from = self.clause_start(lo, edge - 1);
                if edge - 1 < from + 2 {
                    return None;
                }
                cue.content.push((from, edge - 1));
                if matches!(behind.start, Start::Comma(_)) && comma + 2 < hi {
                    cue.content.push((comma + 1, self.content_end(comma + 1, hi)));
                    cue.open = true;
                }
                Some(())
            }
            _ => None,
        }
    }

    /// "reported 20 deaths", "spoke of 20 dead", "put the toll at 30": what stands behind, where it is a number that somebody says.
    fn figure(&self, group: &Group, bits: Bits, subject: Subject, hi: usize) -> Option<Range> {
        let Subject::Printed((first, end)) = subject else { return None };
        if bits & FIGURE == 0 {
            return None;
        }
        let speaks =
            self.first_with((first, end), ROLE | PLURAL | GROUP | OUTLET | DOCUMENT | PRONOUN);
        if speaks.is_none() && !(first..end).any(|at| self.is_name(at)) {
            return None;
        }
        let mut from = group.end;
        if group.second.is_none() {
            from = self.past_adverbs(from, hi);
            let preposition = usize::from(self.has(from, PREPOSITION));
            if !self.figure_from(from + preposition, hi) {
                return None;
            }
        }
        Some((from, self.content_end(from, hi)))
    }

    /// The quote that ends right before the sentence, in the same paragraph: a splitter may part “Really?” she said.
    fn outer_quote_before(&self, lo: usize, first: usize) -> Option<&super::quotes::Quote> {
        if first.saturating_sub(lo) > 24 || super::quotes::paragraph_starts(self.lexed, lo) {
            return None;
        }
        let small = self.lexed.get(lo).is_some_and(|token| token.case == Case::Lower);
        self.quote_before(lo).filter(|quote| {
            small || matches!(self.sign(quote.end.saturating_sub(2)), Some(',' | '?' | '!'))
        })
    }

    /// Where the words begin that lead into a quote in its sentence ("We need to “make sure”"), else the quote itself.
    fn lead_of_quote(&self, quote: &super::quotes::Quote) -> usize {
        let sentence = self.sentence_at(quote.first);
        let lo = self.sentences.get(sentence).map_or(quote.first, |sentence| sentence.first);
        let short = quote.first - lo.min(quote.first) <= 40;
        let plain = (lo..quote.first).all(|at| {
            !self.has(at, VERB | BY)
                && !matches!(self.sign(at), Some('.' | ':' | ';' | ',' | '"' | '”'))
        });
        if short && plain && lo < quote.first { lo } else { quote.first }
    }

    fn can_observe(&self, subject: Subject) -> bool {
        let Subject::Printed((first, end)) = subject else { return true };
        self.first_with((first, end), OUTLET | IMAGE | ROLE | PLURAL | PRONOUN).is_some()
    }

    /// "Об этом сообщил X.": what was said is the sentence before.
    fn bind_back(&self, cue: &mut Cue, group: &Group, following: &Following) -> bool {
        let (lo, hi) = cue.bounds;
        if !self.looks_back(lo) {
            return false;
        }
        let Some(before) = cue.sentence.checked_sub(1).and_then(|at| self.sentences.get(at)) else {
            return false;
        };
        if before.end != lo {
            return false;
        }
        let mut first = lo;
        while first < group.first && self.looks_back(first) {
            first += 1;
        }
        let subject = if first < group.first {
            self.subject_left(first, group.first)
        } else {
            let from = self.past_adverbs(group.end, hi);
            Some((from, self.np_right(from, hi))).filter(|(from, end)| from < end)
        };
        let speech = |at: usize| self.quote_from(at).is_some_and(|quote| self.is_speech(quote));
        if match following.start {
            Start::That(_) | Start::Colon(_) => true,
            Start::Quote(at) => speech(at),
            _ => false,
        } {
            return false;
        }
        let Some(subject) = subject else { return false };
        cue.subject = Subject::Printed(subject);
        cue.content.push((before.first, self.content_end(before.first, before.end)));
        true
    }

    /// Past the adverbs and dates between a verb and the subject behind it.
    fn past_adverbs(&self, from: usize, hi: usize) -> usize {
        let mut at = from;
        for _ in 0..4 {
            if let Some(date) = self.date_from(at).filter(|date| date.end < hi) {
                at = date.end;
            } else if self.has(at, ADVERB | TIME) && !self.has(at, DET | PREPOSITION | PRONOUN) {
                at += 1;
            } else if self.has(at, PREPOSITION)
                && let Some(date) = self.date_from(at + 1).filter(|date| date.end < hi)
            {
                at = date.end;
            }
        }
        at
    }

    /// Whether the verb has its subject behind it, and what was taken for it only leads into the sentence.
    fn stands_behind(&self, group: &Group, left: Subject, hi: usize) -> bool {
        if self.subject_between(group.end, hi).is_some() {
            return true;
        }
        let Subject::Printed((first, _)) = left else {
            return self.lexed.table.has(Rule::VerbFirst)
                && self.np_right(group.end, hi) > group.end;
        };
        let before = first.wrapping_sub(1);
        self.lexed.table.has(Rule::Inverts)
            && (self.lexed.is_particle(first, Particle::As)
                || self.looks_back(first)
                || self.has(first, BY)
                || self.has(before, PREPOSITION) && self.gap(first) < crate::lexicon::Gap::Line)
    }

    /// The subject before a verb group.
    pub(super) fn left_subject(
        &self,
        group: &Group,
        lo: usize,
        bits: Bits,
        last: Option<&Cue>,
    ) -> Option<Subject> {
        let mut end = group.first;
        if end == lo {
            return None;
        }
        // "X on Thursday said"
        for _ in 0..3 {
            if let Some(date) = self.date_before(end) {
                end = date.first.max(lo);
            } else if end > lo
                && self.has(end.wrapping_sub(1), TIME)
                && !self.has(end.wrapping_sub(1), DET)
            {
                end -= 1;
            } else {
                break;
            }
            if end > lo && self.has(end.wrapping_sub(1), PREPOSITION) {
                end -= 1;
            }
        }
        if end == lo {
            return None;
        }
        let before = self.bits(end.wrapping_sub(1));
        if before & PRONOUN != 0 {
            return Some(Subject::Printed((end - 1, end)));
        }
        if before & RELATIVE != 0 && before & crate::lexicon::senses::cue::QUESTION == 0 {
            return (bits & GERUND == 0).then_some(Subject::Printed((end - 1, end)));
        }
        let same = |cue: &&Cue| cue.bounds == (cue.bounds.0, cue.bounds.1) && cue.bounds.0 == lo;
        if before & CONJUNCTION != 0
            || self.sign(end.wrapping_sub(1)) == Some(',') && bits & GERUND != 0
        {
            let shared = last.filter(same).filter(|cue| cue.group.1 <= end);
            return Some(match shared {
                Some(_) => Subject::Shared,
                None => self.main_subject(lo, end).map_or(Subject::Nobody, Subject::Printed),
            });
        }
        let subject = self.subject_left(lo, end)?;
        if self.quote_at(end - 1).is_some_and(|quote| quote.first >= lo && self.is_speech(quote)) {
            return None;
        }
        Some(Subject::Printed(subject))
    }

    /// The subject of a sentence whose verb a coordinated one shares: the first noun phrase before a finite verb.
    fn main_subject(&self, lo: usize, end: usize) -> Option<Range> {
        let floor = lo.max(end.saturating_sub(48));
        let verb = (floor..end).find(|at| self.is_finite(*at))?;
        let (first, end) = self.subject_left(lo, verb).or_else(|| {
            (verb > lo && self.has(verb.wrapping_sub(1), PRONOUN)).then(|| (verb - 1, verb))
        })?;
        (end > first).then_some((first, end))
    }

    /// "said X" behind a quote or behind what is said.
    fn inverted(
        &self,
        group: &Group,
        following: &Following,
        hi: usize,
        quoted: bool,
    ) -> Option<Range> {
        if let Some(pronoun) = group.pronoun {
            return Some((pronoun, pronoun + 1));
        }
        let mut from = group.end;
        if let Some(subject) = self.subject_between(from, hi) {
            return Some(subject);
        }
        let inverts = self.lexed.table.has(Rule::Inverts);
        if group.first + 1 != group.end && !quoted && !inverts
            || group.bits & (BASE | THIRD | PAST | PRETERITE | PARTICIPLE) == 0
        {
            return None;
        }
        let fronted = group.first > 0
            && (matches!(
                self.sign(group.first.wrapping_sub(1)),
                Some(',' | '—' | '–' | '"' | '”' | '»' | '’' | '\'')
            ) || self.lexed.is_particle(group.first.wrapping_sub(1), Particle::As));
        let start = self.sentence_start(group.first);
        if !quoted && !fronted && !inverts && !self.verb_first(group.first, start) {
            return None;
        }
        // "explique-t-il"
        if self.sign(from) == Some('-') && self.attached(from) {
            let letter = self.sign(from + 2) == Some('-') && self.attached(from + 2);
            from += if letter { 3 } else { 1 };
            return self.has(from, PRONOUN).then_some((from, from + 1));
        }
        if inverts {
            from = self.past_adverbs(from, hi);
        }
        if self.has(from, PRONOUN) {
            return Some((from, from + 1));
        }
        let end = self.np_right_through(from, hi, |bits| {
            bits & PREPOSITION != 0 && bits & (TO | SUBORDINATOR) == 0
        });
        if end == from {
            return None;
        }
        let end = self.with_appositions(from, end, hi);
        if !quoted && !fronted && inverts {
            // What leads into the sentence stands first: "Gestern sagte X, dass".
            let behind = self.following(end.max(group.rest()), hi, 0).start;
            let comma =
                matches!(behind, Start::Comma(_)) && self.lexed.table.has(Rule::CommaClause);
            let opens = matches!(behind, Start::That(_) | Start::Colon(_) | Start::Quote(_));
            if !opens && !comma {
                return None;
            }
        }
        let known = (from..end).any(|at| self.is_name(at))
            || self.names_role((from, end))
            || self.first_with((from, end), OUTLET | DOCUMENT | PLURAL).is_some();
        let clause = matches!(following.start, Start::Bare(_)) && self.is_finite(end);
        ((quoted || known) && !clause).then_some((from, end))
    }
}
