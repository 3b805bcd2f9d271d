//! Cues: the words of saying, with their verb group, and what they bind.
//!
//! Owns: which words of a text are cues, whose subject and whose content they have. Never: makes proposals of it.

use super::content::Start;
use super::phrases::Range;
use super::reading::Reading;
use crate::lexicon::senses::cue::{
    ADVERB, ALSO_NOUN, AUXILIARY, BASE, BE, BY, Bits, CITE, CLAUSE, CLITIC, CONJUNCTION, CREDIT,
    CUE_VERB, DECLINES, DET, DOCUMENT, FIGURE, GERUND, IF, IMAGE, MODAL, NEGATION, PARTED,
    PARTICIPLE, PAST, PLURAL, POSSESSIVE, PREPOSITION, PRETERITE, PRONOUN, RELATIVE, ROLE, SAY,
    STATE, SUBORDINATOR, THAT_NOUN, THIRD, TO, VERB, WOULD,
};
use crate::lexicon::{Domains, Kind, Rule, Sense};

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
pub(super) struct Group {
    pub(super) bits: Bits,
    pub(super) first: usize,
    pub(super) end: usize,
    /// Marks of the words before the verb.
    pub(super) before: Bits,
    /// The second part of the verb ("mit" of "teilte … mit", "gesagt" of "hat … gesagt").
    pub(super) second: Option<Range>,
    /// The subject inside of it: "a-t-il déclaré".
    pub(super) pronoun: Option<usize>,
}

impl Group {
    /// Where what is said can begin.
    pub(super) fn rest(&self) -> usize {
        self.second.map_or(self.end, |(_, end)| end)
    }
}

impl Reading<'_> {
    /// All cues, in order of their groups.
    pub(super) fn cues(&self) -> Vec<Cue> {
        let mut found: Vec<Cue> = Vec::new();
        let mut covered = 0;
        for (at, (token, bits)) in self.lexed.tokens.iter().zip(self.marks()).enumerate() {
            let dash = matches!(token.kind, Kind::Sign('—' | '–' | '-'));
            if !(dash || bits & (VERB | BY | CREDIT | THAT_NOUN) != 0) || at < covered {
                continue;
            }
            if dash {
                if self.gap(at) >= crate::lexicon::Gap::Line || self.quote_before(at).is_some() {
                    found.extend(self.dashed(at, self.sentence_at(at)));
                }
                continue;
            }
            let sentence = self.sentence_at(at);
            if self.has(at, CREDIT)
                && let Some(cue) = self.credit(at, sentence)
            {
                found.push(cue);
                continue;
            }
            let bounds = self.bounds(at, sentence);
            let cue = if self.has(at, THAT_NOUN) && !self.has(at, VERB) && !self.is_that(at) {
                self.noun(at, sentence, bounds, found.last())
            } else if self.has(at, BY) && !self.has(at, VERB) {
                self.by(at, sentence, bounds, found.last())
            } else if self.has(at, VERB) {
                self.verb(at, sentence, bounds, found.last()).or_else(|| {
                    let noun = self.has(at, THAT_NOUN);
                    noun.then(|| self.noun(at, sentence, bounds, found.last())).flatten()
                })
            } else {
                None
            };
            let Some(cue) = cue else { continue };
            covered = cue.group.1.max(cue.further.map_or(0, |(_, end)| end));
            if let Some((from, _)) = cue.content.first()
                && *from > covered
                && *from < covered + 45
                && *from < cue.bounds.1
            {
                // What stands between a cue and its content is no cue.
                covered = *from;
            }
            if let Some(((_, source), (_, end))) = cue.cited {
                let end = end.max(source);
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
        let next = self.semicolons.partition_point(|at| *at < from);
        let stop = self.semicolons.get(next).map_or(hi, |at| hi.min(*at));
        let mut end = stop;
        while end > from + 1
            && (matches!(
                self.sign(end.wrapping_sub(1)),
                Some('.' | ',' | '!' | '?' | '։' | '؟' | '،')
            ) || self.sign(end.wrapping_sub(1)) == Some(':') && !self.leads_on(end, hi))
        {
            end -= 1;
        }
        // An open quote goes on behind the sentence.
        match self.quote_at(end.saturating_sub(1)) {
            Some(quote) if quote.end > end && quote.first >= from => quote.end,
            _ => end,
        }
    }

    /// Whether a colon before `end` leads into the paragraph behind the sentence: some write the full stop so, too.
    pub(super) fn leads_on(&self, end: usize, hi: usize) -> bool {
        end < hi || self.gap(hi) >= crate::lexicon::Gap::Line
    }

    /// The subject of a verb that is no cue of its own, and where its group begins.
    pub(super) fn subject_of_verb(
        &self,
        verb: usize,
        lo: usize,
        last: Option<&Cue>,
    ) -> Option<(Subject, usize)> {
        let mut first = verb;
        while first > lo
            && verb - first < 6
            && self.has(first - 1, AUXILIARY | MODAL | WOULD | NEGATION | ADVERB)
            && !self.has(first - 1, PRONOUN)
        {
            first -= 1;
        }
        let group =
            Group { bits: PAST, first, end: verb + 1, before: 0, second: None, pronoun: None };
        Some((self.left_subject(&group, lo, PAST, last)?, first))
    }

    /// The second part of a verb that stands later in its clause, before a sign or a that-clause, with what both mean.
    fn second_part(&self, at: usize, end: usize, hi: usize) -> Option<(Bits, Range)> {
        const LONGEST: usize = 40;
        let clause = |at: &usize| {
            !matches!(self.sign(*at), Some(',' | ':' | ';' | '!' | '?' | '–' | '—'))
                && self.quote_from(*at).is_none()
        };
        (end..hi.min(end + LONGEST)).take_while(clause).find_map(|second| {
            let ends = |at: usize| at >= hi || self.sign(at).is_some() || self.has(at, CONJUNCTION);
            let mut parts = self.lexed.parted(at);
            parts.find_map(|(sense, words, stands)| match sense {
                Sense::Cue(sense) if stands(second) => {
                    let behind = second + words;
                    // "put the toll at 30"
                    let figure = sense.bits & FIGURE != 0 && second > end;
                    let fits = if figure { self.figure_from(behind, hi) } else { ends(behind) };
                    fits.then_some((sense.bits, (second, behind)))
                }
                _ => None,
            })
        })
    }

    /// A pronoun before `at` that a hyphen ties to the auxiliary before it ("a-t-il"): both.
    fn hyphened(&self, at: usize, lo: usize) -> Option<(usize, usize)> {
        let subject = at.checked_sub(1).filter(|subject| self.has(*subject, PRONOUN))?;
        let tied = |hyphen: usize| {
            self.sign(hyphen) == Some('-') && self.attached(hyphen) && self.attached(hyphen + 1)
        };
        let verb = subject.checked_sub(2).filter(|verb| *verb >= lo && tied(*verb + 1))?;
        let letter = verb.checked_sub(2).filter(|verb| *verb >= lo && tied(*verb + 1));
        let verb = letter.unwrap_or(verb);
        self.has(verb, AUXILIARY).then_some((subject, verb))
    }

    /// Whether a number stands here, behind the words that bend one.
    pub(super) fn figure_from(&self, from: usize, hi: usize) -> bool {
        let figure = |at: usize| {
            let digits = self.lexed.get(at).is_some_and(|token| token.is_number());
            digits || self.lexed.begins(at, Domains::NUMERAL) && !self.has(at, PRONOUN | RELATIVE)
        };
        (from..hi.min(from + 5))
            .take_while(|at| {
                let money = |sign: char| matches!(sign, '$' | '€' | '£' | '¥' | '₽' | '~' | '≈');
                self.sign(*at).is_none_or(money) && !self.has(*at, VERB | MODAL | CONJUNCTION)
            })
            .any(|at| figure(at) && self.date_from(at).is_none())
    }

    /// The auxiliary of a participle that stands at the end of its clause.
    fn bracket(&self, verb: usize, lo: usize) -> Option<usize> {
        const LONGEST: usize = 24;
        if !self.lexed.table.has(Rule::Brackets) {
            return None;
        }
        let clause = |at: &usize| self.sign(*at).is_none() && !self.has(*at, VERB | SUBORDINATOR);
        let floor = lo.max(verb.saturating_sub(LONGEST));
        let mut words = (floor..verb).rev().take_while(clause);
        words.find(|at| self.has(*at, AUXILIARY) && !self.has(*at, BE))
    }

    /// The verb with its auxiliaries, adverbs and negation.
    fn group(&self, at: usize, (lo, hi): Range) -> Option<Group> {
        let (mut bits, end) = self.phrase(at, VERB)?;
        let mut second = None;
        if self.has(at, PARTED) && end == at + 1 {
            if let Some((both, range)) = self.second_part(at, end, hi) {
                (bits, second) = (both, Some(range));
            }
        } else if bits & PARTICIPLE != 0
            && !self.has(at.wrapping_sub(1), AUXILIARY)
            && let Some(auxiliary) = self.bracket(at, lo)
        {
            let before = self.bits(auxiliary);
            let (first, second) = (auxiliary, Some((at, end)));
            return Some(Group { bits, first, end: first + 1, before, second, pronoun: None });
        }
        let mut first = at;
        let mut before = 0;
        let mut pronoun = None;
        while first > lo {
            let marks = self.bits(first.wrapping_sub(1));
            // "l'a dit", "leur assure que": what is a determiner, too, is none of these before a noun.
            if marks & (DET | NEGATION) == DET | NEGATION && marks & CLITIC == 0 {
                break;
            }
            if marks & CLITIC != 0
                && (marks & (DET | POSSESSIVE) == 0 || first < at || self.is_that(end))
            {
                before |= marks & NEGATION;
                first -= 1;
                continue;
            }
            if let Some((subject, auxiliary)) = self.hyphened(first, lo) {
                before |= self.bits(auxiliary);
                (first, pronoun) = (auxiliary, Some(subject));
                continue;
            }
            if marks & (AUXILIARY | MODAL | WOULD | NEGATION) == 0
                && (marks & ADVERB == 0 || marks & (DET | PREPOSITION | SUBORDINATOR) != 0)
                || marks & (RELATIVE | POSSESSIVE | PRONOUN) != 0
                || at - first >= 8
            {
                // "I'm", "we've": the pronoun is the subject, its rest belongs here.
                if marks & PRONOUN != 0 {
                    before |= marks & (AUXILIARY | BE | MODAL | WOULD | NEGATION);
                }
                break;
            }
            before |= marks;
            first -= 1;
        }
        Some(Group { bits, first, end, before, second, pronoun })
    }

    fn verb(&self, at: usize, sentence: usize, (lo, hi): Range, last: Option<&Cue>) -> Option<Cue> {
        let token = self.lexed.get(at)?;
        let starts =
            at == lo || at.checked_sub(1).is_some_and(|before| self.sign(before).is_some());
        if token.case != crate::lexicon::Case::Lower && !starts {
            return None;
        }
        let mut group = self.group(at, (lo, hi))?;
        let bits = group.bits;
        if bits & CUE_VERB == 0 {
            return None;
        }
        if self.attached(at) && at > lo && matches!(self.sign(at.wrapping_sub(1)), Some('-' | '/'))
        {
            return None;
        }
        if bits & STATE != 0 && (group.before & BE == 0 || !self.is_that(group.end)) {
            return None;
        }
        let passive =
            bits & STATE == 0 && group.before & BE != 0 && bits & (PAST | PARTICIPLE) != 0;
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
            // "police posts" is no sentence: a pronoun, a name or a noun that agrees must stand before.
            let agrees = left_bits & (PRONOUN | CONJUNCTION | RELATIVE) != 0
                || left.is_some_and(|left| {
                    self.is_name(left)
                        || matches!(self.sign(left), Some(',' | ')' | '"' | '”'))
                        || self.date_before(group.first).is_some()
                        || (bits & BASE != 0)
                            == (self.has(left, PLURAL)
                                || self.lexed.table.forms().is_plural(self.lexed.printed(left)))
                });
            let clear = matches!(
                self.following(group.end, hi, bits).start,
                Start::That(_)
                    | Start::Quote(_)
                    | Start::Colon(_)
                    | Start::Question(_)
                    | Start::Comma(_)
                    | Start::End(_)
            );
            if !agrees
                || !clear
                    && left_bits & PRONOUN == 0
                    && !left.is_some_and(|left| {
                        self.is_name(left)
                            || bits & THIRD != 0
                            || self.has(left, PLURAL | IMAGE | DOCUMENT)
                    })
            {
                return None;
            }
        }
        if left_bits & (DET | POSSESSIVE | PREPOSITION) != 0
            && left_bits & (RELATIVE | SUBORDINATOR | PRONOUN | ROLE | PLURAL) == 0
            && bits & GERUND == 0
            && group.first == at
        {
            return None;
        }
        let mut bits = bits;
        let mut negated = group.before & NEGATION != 0
            || self.has(group.end, NEGATION) && !self.is_that(group.end);
        if self.has(group.end, TO) && self.has(group.end + 1, VERB) && self.has(group.end + 1, BASE)
        {
            // "refused to say", "went on to say"
            let (inner, end) = self.phrase(group.end + 1, VERB)?;
            negated |= bits & DECLINES != 0;
            bits = inner
                & !(crate::lexicon::senses::cue::CONFIRMS | crate::lexicon::senses::cue::DENIES)
                | bits
                    & (DECLINES
                        | crate::lexicon::senses::cue::DISTANCING
                        | crate::lexicon::senses::cue::COMMITTED);
            group.end = end;
        } else if bits & DECLINES != 0 && bits & CLAUSE == 0 {
            return None;
        }
        negated |= bits & NEGATION != 0;
        let mut cue = Cue::new(bits, (group.first, group.end), Way::Verb, sentence, (lo, hi));
        cue.negated = negated;
        cue.hypothetical = group.before & WOULD != 0;
        cue.further = group.second;
        let mut following = self.following(group.rest(), hi, bits);
        // "He continued, saying, “…”"
        if let Start::Comma(comma) = following.start
            && let Some((_, end)) = self
                .phrase(comma + 1, VERB)
                .filter(|(bits, _)| bits & GERUND != 0 && bits & (SAY | CLAUSE) != 0)
        {
            let saying = self.following(end, hi, SAY);
            if matches!(saying.start, Start::Quote(_) | Start::That(_) | Start::Colon(_)) {
                cue.further = Some((comma + 1, end));
                following = saying;
            }
        }
        if bits & CITE != 0 {
            self.quoted(&mut cue, &group, last)?;
            return Some(cue);
        }
        self.bind(&mut cue, &group, &following, last)?;
        cue.hypothetical |= self.is_conditional(&cue, lo) || self.is_asked(&cue);
        self.deny_subject(&mut cue);
        cue.addressee = following.addressee;
        cue.cited = cue.cited.or(following.cited);
        cue.medium = following.medium;
        cue.date = following.date;
        Some(cue)
    }

    /// "Did X say …?"
    fn is_asked(&self, cue: &Cue) -> bool {
        let end = self.sentences.get(cue.sentence).map_or(cue.bounds.1, |sentence| sentence.end);
        let asks = matches!(self.sign(end.wrapping_sub(1)), Some('?' | '؟'));
        asks && end == cue.bounds.1
            && cue
                .content
                .last()
                .is_some_and(|(first, last)| last + 1 >= end && self.quote_at(*first).is_none())
    }

    /// "Neither side", "nobody", "none of the officials": who does not say it.
    fn deny_subject(&self, cue: &mut Cue) {
        let Subject::Printed((first, end)) = cue.subject else { return };
        let lo = cue.bounds.0;
        let of = usize::from(first > lo + 1 && self.has(first - 1, PREPOSITION));
        let before = first.wrapping_sub(1 + of);
        if first > lo + of && self.has(before, NEGATION) && !self.has(before, VERB | AUXILIARY) {
            cue.subject = Subject::Printed((before, end));
            cue.negated = true;
        }
        cue.negated |= self.has(first, NEGATION);
    }

    /// "if he says"
    fn is_conditional(&self, cue: &Cue, lo: usize) -> bool {
        let start = cue.start();
        start > lo
            && self.has(start.wrapping_sub(1), IF)
            && !self.has(start.wrapping_sub(1), crate::lexicon::senses::cue::QUESTION)
    }
}
