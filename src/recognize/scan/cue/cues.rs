//! Cues: the words of saying, with their verb group, and what they bind.
//!
//! Owns: which words of a text are cues, whose subject and whose content they have. Never: makes proposals of it.

use super::content::{Following, Start};
use super::phrases::Range;
use super::reading::Reading;
use super::words::{
    ADVERB, ALSO_NOUN, AUXILIARY, BASE, BE, BY, Bits, CITE, CLAUSE, CONJUNCTION, CREDIT, DECLINES,
    DET, DOCUMENT, GERUND, IF, IMAGE, MODAL, NEGATION, OBSERVE, OUTLET, PARTICIPLE, PAST, PLURAL,
    POSSESSIVE, PREPOSITION, PRETERITE, PRONOUN, QUOTING, RELATIVE, ROLE, SAY, SUBORDINATOR, THIRD,
    TIME, TO, VERB, WOULD,
};

/// How a source was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Subject {
    /// Before or behind the cue.
    Printed(Range),
    /// The same as that of the attribution before.
    Shared,
    /// Nobody: "it was reported".
    Nobody,
}

/// How a source stands to its cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// "X said"
    Verb,
    /// "according to X"
    By,
    /// "X was quoted by Y as saying": Y.
    Quoted(Option<Range>, Range),
    /// "the claim of X that"
    Noun,
    /// "Photo: X", "— X": without a cue word of its own.
    Beside,
}

/// A cue with what it binds; tokens.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) bits: Bits,
    /// The verb group.
    pub(super) group: Range,
    /// Further words of the cue ("as saying").
    pub(super) further: Option<Range>,
    pub(super) way: Way,
    pub(super) subject: Subject,
    /// In order, without overlap.
    pub(super) content: Vec<Range>,
    /// The last content runs on until the sentence ends: a later cue may cut it.
    pub(super) open: bool,
    pub(super) addressee: Option<Range>,
    pub(super) cited: Option<(Range, Range)>,
    pub(super) medium: Option<Range>,
    pub(super) date: Option<usize>,
    pub(super) negated: bool,
    pub(super) hypothetical: bool,
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// Bounds within which it was read: its sentence, or its quote.
    pub(super) bounds: Range,
}

impl Cue {
    pub(super) fn new(bits: Bits, group: Range, way: Way, sentence: usize, bounds: Range) -> Self {
        Self {
            bits,
            group,
            further: None,
            way,
            subject: Subject::Nobody,
            content: Vec::new(),
            open: false,
            addressee: None,
            cited: None,
            medium: None,
            date: None,
            negated: false,
            hypothetical: false,
            sentence,
            bounds,
        }
    }

    /// Where it begins: its subject or its group.
    pub(super) fn start(&self) -> usize {
        match self.subject {
            Subject::Printed((first, _)) => first.min(self.group.0),
            _ => self.group.0,
        }
    }
}

/// A verb with its auxiliaries.
struct Group {
    bits: Bits,
    first: usize,
    end: usize,
    /// Marks of the words before the verb.
    before: Bits,
}

impl Reading<'_> {
    /// All cues, in order of their groups.
    pub(super) fn cues(&self) -> Vec<Cue> {
        let mut found: Vec<Cue> = Vec::new();
        let mut covered = 0;
        for at in 0..self.lexed.len() {
            if at < covered || !self.has(at, VERB | BY | CREDIT) {
                continue;
            }
            let sentence = self.sentence_at(at);
            let bounds = self.bounds(at, sentence);
            let cue = if self.has(at, BY) && !self.has(at, VERB) {
                self.by(at, sentence, bounds)
            } else if self.has(at, VERB) {
                self.verb(at, sentence, bounds, found.last())
            } else {
                None
            };
            let Some(cue) = cue else { continue };
            covered = cue.group.1.max(cue.further.map_or(0, |(_, end)| end));
            if let (Way::By, Some((_, (_, end)))) = (cue.way, cue.cited) {
                covered = covered.max(end);
            }
            found.push(cue);
        }
        found
    }

    /// The sentence's tokens, or the part of them that stands in the same quote.
    fn bounds(&self, at: usize, sentence: usize) -> Range {
        let (lo, hi) = self
            .sentences
            .get(sentence)
            .map_or((at, self.lexed.len()), |sentence| (sentence.first, sentence.end));
        match self.quote_at(at) {
            Some(quote) => {
                let inner = if quote.closed { quote.end - 1 } else { quote.end };
                (lo.max(quote.first + 1), hi.min(inner).max(at + 1))
            }
            None => (lo, hi),
        }
    }

    /// Where the clause that ends before `end` begins: behind the last semicolon.
    pub(super) fn clause_start(&self, lo: usize, end: usize) -> usize {
        let floor = lo.max(end.saturating_sub(120));
        let start =
            (floor..end).rev().find(|at| self.sign(*at) == Some(';')).map_or(lo, |at| at + 1);
        let mut at = start;
        while at + 1 < end && self.has(at, CONJUNCTION) {
            at += 1;
        }
        at
    }

    /// One past the last token of a content that begins at `from` and ends with its sentence.
    pub(super) fn content_end(&self, from: usize, hi: usize) -> usize {
        if let Some(quote) = self.quote_from(from)
            && self.is_speech(quote)
        {
            // Over the quote's sentences, and over the paragraphs that it goes on in.
            return quote.end;
        }
        let stop = (from..hi.min(from + 400)).find(|at| self.sign(*at) == Some(';')).unwrap_or(hi);
        let mut end = stop;
        while end > from + 1
            && matches!(self.sign(end.wrapping_sub(1)), Some('.' | ',' | '!' | '?'))
        {
            end -= 1;
        }
        // An open quote goes on behind the sentence.
        match self.quote_at(end.saturating_sub(1)) {
            Some(quote) if quote.end > end && quote.first >= from => quote.end,
            _ => end,
        }
    }

    /// The verb with its auxiliaries, adverbs and negation.
    fn group(&self, at: usize, lo: usize) -> Option<Group> {
        let (bits, end) = self.phrase(at, VERB)?;
        let mut first = at;
        let mut before = 0;
        while first > lo {
            let marks = self.bits(first.wrapping_sub(1));
            if marks & (AUXILIARY | MODAL | WOULD | NEGATION) == 0
                && (marks & ADVERB == 0 || marks & (DET | PREPOSITION | SUBORDINATOR) != 0)
                || marks & (RELATIVE | POSSESSIVE) != 0
                || at - first >= 8
            {
                break;
            }
            before |= marks;
            first -= 1;
        }
        Some(Group { bits, first, end, before })
    }

    fn verb(&self, at: usize, sentence: usize, (lo, hi): Range, last: Option<&Cue>) -> Option<Cue> {
        let token = self.lexed.get(at)?;
        let starts =
            at == lo || at.checked_sub(1).is_some_and(|before| self.sign(before).is_some());
        if token.case != super::super::lex::Case::Lower && !starts {
            return None;
        }
        let mut group = self.group(at, lo)?;
        let bits = group.bits;
        if self.attached(at) && at > lo && matches!(self.sign(at.wrapping_sub(1)), Some('-' | '/'))
        {
            return None;
        }
        let passive = group.before & BE != 0 && bits & (PAST | PARTICIPLE) != 0;
        if passive {
            return self.passive(&group, sentence, (lo, hi));
        }
        if bits & (BASE | THIRD | PAST | PRETERITE) == 0
            && bits & PARTICIPLE != 0
            && group.before & AUXILIARY == 0
        {
            return None;
        }
        let left = group.first.checked_sub(1).filter(|left| *left >= lo);
        let left_bits = left.map_or(0, |left| self.bits(left));
        if bits & (BASE | THIRD | PAST | PRETERITE) == BASE && left_bits & TO != 0 {
            return None;
        }
        if bits & ALSO_NOUN != 0 && group.before & (AUXILIARY | MODAL | WOULD) == 0 {
            let noun = left_bits & (DET | POSSESSIVE | PREPOSITION) != 0
                || left.is_none()
                || left.is_some_and(|left| self.is_possessive_mark(left));
            if noun && left_bits & RELATIVE == 0 {
                return None;
            }
        }
        if left_bits & (DET | POSSESSIVE | PREPOSITION) != 0
            && left_bits & (RELATIVE | SUBORDINATOR | PRONOUN) == 0
            && bits & GERUND == 0
            && group.first == at
        {
            return None;
        }
        let mut bits = bits;
        let mut negated = group.before & NEGATION != 0;
        if self.has(group.end, TO) && self.has(group.end + 1, VERB) && self.has(group.end + 1, BASE)
        {
            // "refused to say", "went on to say"
            let (inner, end) = self.phrase(group.end + 1, VERB)?;
            negated |= bits & DECLINES != 0;
            bits = inner & !(super::words::CONFIRMS | super::words::DENIES)
                | bits & (DECLINES | super::words::DISTANCING | super::words::COMMITTED);
            group.end = end;
        } else if bits & DECLINES != 0 {
            return None;
        }
        let mut cue = Cue::new(bits, (group.first, group.end), Way::Verb, sentence, (lo, hi));
        cue.negated = negated;
        cue.hypothetical = group.before & WOULD != 0;
        let following = self.following(group.end, hi, bits);
        self.bind(&mut cue, &group, &following, last)?;
        cue.hypothetical |= self.is_conditional(&cue, lo);
        cue.addressee = following.addressee;
        cue.cited = following.cited;
        cue.medium = following.medium;
        cue.date = following.date;
        Some(cue)
    }

    /// "if he says"
    fn is_conditional(&self, cue: &Cue, lo: usize) -> bool {
        let start = cue.start();
        start > lo
            && self.has(start.wrapping_sub(1), IF)
            && !self.has(start.wrapping_sub(1), super::words::QUESTION)
    }

    /// "he was quoted by X as saying", "it was reported that".
    fn passive(&self, group: &Group, sentence: usize, (lo, hi): Range) -> Option<Cue> {
        if group.bits & CITE != 0 {
            let mut as_saying = None;
            for at in group.end..hi.min(group.end + 28) {
                if self.lexed.is(at, "as") && self.has(at + 1, GERUND) && self.has(at + 1, VERB) {
                    as_saying = Some((at, self.phrase(at + 1, VERB)?.1));
                    break;
                }
            }
            let further = as_saying?;
            let relay = if self.lexed.is(group.end, "by") {
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
        let following = self.following(group.end, hi, group.bits);
        let Start::That(from) = following.start else { return None };
        let left = group.first.checked_sub(1).filter(|left| *left >= lo)?;
        if !self.has(left, super::words::IT) {
            return None;
        }
        let mut cue = Cue::new(group.bits, (left, group.end), Way::Verb, sentence, (lo, hi));
        cue.content.push((from, self.content_end(from, hi)));
        cue.open = true;
        cue.date = following.date;
        cue.negated = group.before & NEGATION != 0;
        cue.hypothetical = group.before & WOULD != 0;
        Some(cue)
    }

    /// Finds the subject and the content of a verb.
    fn bind(
        &self,
        cue: &mut Cue,
        group: &Group,
        following: &Following,
        last: Option<&Cue>,
    ) -> Option<()> {
        let (lo, hi) = cue.bounds;
        let bits = cue.bits;
        if self.bind_last(cue, (group.first, group.end), following) {
            return Some(());
        }
        let left = self.left_subject(group, lo, bits, last);
        let outer = self.outer_quote_before(lo, group.first);
        // “…,” said X · “…,” X said
        let front_of = |at: usize| {
            let comma =
                at > lo && matches!(self.sign(at.wrapping_sub(1)), Some(',' | '—' | '–' | '-'));
            let edge = at - usize::from(comma);
            self.quote_before(edge).or(if at == lo { outer } else { None }).copied()
        };
        let speech = |at: usize| front_of(at).filter(|quote| self.is_speech(quote));
        let inverted = match left {
            Some(_) => None,
            None => self.inverted(group, following, hi, speech(group.first).is_some()),
        };
        let subject = left.or(inverted.map(Subject::Printed))?;
        let edge = match (left, subject) {
            (Some(_), Subject::Printed((first, _))) => first,
            _ => group.first,
        };
        cue.subject = subject;
        // Where the sentence goes on behind an inverted subject.
        let behind = match inverted {
            Some((_, end)) => self.following(end, hi, 0),
            None => *following,
        };
        if inverted.is_some() {
            cue.date = behind.date;
            cue.medium = behind.medium;
        }
        let front = speech(edge);
        if let Some(quote) = front {
            if bits & (SAY | CLAUSE | QUOTING | super::words::ASK | super::words::THINK) == 0 {
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
        let ahead = inverted.is_some() && self.verb_first(group.first, lo);
        if (inverted.is_none() || ahead)
            && let Some(from) = self.content_start(bits, &behind, hi)
        {
            if bits & OBSERVE != 0 && bits & CLAUSE == 0 && !self.can_observe(subject) {
                return None;
            }
            if from < hi {
                cue.content.push((from, self.content_end(from, hi)));
                cue.open = self.quote_from(from).is_none_or(|quote| !self.is_speech(quote));
            } else {
                // "He added:" and the next paragraph.
                let next = self.sentences.get(cue.sentence + 1)?;
                let end = self.quote_from(next.first).map_or(next.end, |quote| quote.end);
                cue.content.push((next.first, end));
            }
            return Some(());
        }
        if bits & (SAY | CLAUSE | super::words::THINK) == 0 {
            return None;
        }
        // "…, X said."
        let as_before = edge > lo && self.lexed.is(edge.wrapping_sub(1), "as");
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

    /// The quote that ends right before the sentence, in the same paragraph: a splitter may part “Really?” she said.
    fn outer_quote_before(&self, lo: usize, first: usize) -> Option<&super::quotes::Quote> {
        if first.saturating_sub(lo) > 24 || super::quotes::paragraph_starts(self.lexed, lo) {
            return None;
        }
        self.quote_before(lo)
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
        (first..end).any(|at| self.has(at, OUTLET | IMAGE | ROLE | PLURAL | PRONOUN))
    }

    /// The subject before a verb group.
    fn left_subject(
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
        if before & RELATIVE != 0 && before & super::words::QUESTION == 0 {
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
        if group.first + 1 != group.end && !quoted
            || group.bits & (BASE | THIRD | PAST | PRETERITE) == 0
        {
            return None;
        }
        let fronted = group.first > 0
            && matches!(
                self.sign(group.first.wrapping_sub(1)),
                Some(',' | '—' | '–' | '"' | '”' | '»' | '’' | '\'')
            );
        if !quoted && !fronted && !self.verb_first(group.first, self.sentence_start(group.first)) {
            return None;
        }
        let from = group.end;
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
        let known = (from..end).any(|at| self.is_name(at))
            || self.names_role((from, end))
            || (from..end).any(|at| self.has(at, OUTLET | DOCUMENT | PLURAL));
        let clause = matches!(following.start, Start::Bare(_)) && self.is_finite(end);
        ((quoted || known) && !clause).then_some((from, end))
    }
}
