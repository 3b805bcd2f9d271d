//! A text read for attributions: what each token is marked as, its quotes, its dates.
//!
//! Owns: the look-up of marks, and where sentences, quotes and dates stand among the tokens. Never: knows rules of grammar.

use super::super::Sentence;
use super::near::Near;
use super::phrases::Range;
use super::quotes::{Quote, quotes};
use crate::lexicon::senses::cue::{
    ADVERB, ALSO_NOUN, AUXILIARY, BY, Bits, CONJUNCTION, DET, ENDING, FINITE, GERUND, MODAL,
    PARTICIPLE, PAST, POSSESSIVE, PREPOSITION, PRETERITE, STATE, TIME, VERB, WALL,
};
use crate::lexicon::{Case, Domains, Gap, Kind, Lexed, Sense};
use crate::recognize::proposal::{DateKind, DateRole, ProposedDate};

/// A date among the tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct DateAt {
    /// Its first token.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// Its index among the dates.
    pub(super) index: usize,
    /// Whether it can say when something was said.
    pub(super) point: bool,
}

/// The text with its marks.
pub(super) struct Reading<'a> {
    pub(super) lexed: &'a Lexed<'a>,
    pub(super) sentences: &'a [Sentence],
    quotes: Vec<Quote>,
    pub(super) dates: Vec<DateAt>,
    /// Where a clause ends that no stop ends.
    pub(super) semicolons: Vec<usize>,
    bits: Vec<Bits>,
    quote: Near,
    date: Near,
    sentence: Near,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        lexed: &'a Lexed<'a>,
        sentences: &'a [Sentence],
        dates: &[ProposedDate],
    ) -> Self {
        let firsts = lexed.each_first_from(dates.iter().map(|date| date.span.start));
        let ends = lexed.each_first_from(dates.iter().map(|date| date.span.end));
        let dates = dates
            .iter()
            .zip(firsts.into_iter().zip(ends))
            .enumerate()
            .map(|(index, (date, (first, end)))| DateAt {
                first,
                end,
                index,
                point: date.kind != DateKind::Duration && date.role != DateRole::Article,
            })
            .collect();
        let tokens = lexed.tokens.iter().enumerate();
        let semicolons = tokens.filter(|(_, token)| token.kind == Kind::Sign(';'));
        let semicolons = semicolons.map(|(at, _)| at).collect();
        Self {
            lexed,
            sentences,
            quotes: quotes(lexed),
            dates,
            semicolons,
            bits: marks(lexed),
            quote: Near::default(),
            date: Near::default(),
            sentence: Near::default(),
        }
    }

    /// The marks of all tokens.
    pub(super) fn marks(&self) -> &[Bits] {
        &self.bits
    }

    /// The marks of a token; none behind the end.
    pub(super) fn bits(&self, at: usize) -> Bits {
        self.bits.get(at).copied().unwrap_or(0)
    }

    /// The first of these tokens that has one of these marks.
    pub(super) fn first_with(&self, (first, end): Range, mask: Bits) -> Option<usize> {
        let marks = self.bits.get(first..end.min(self.bits.len())).unwrap_or_default();
        marks.iter().position(|bits| bits & mask != 0).map(|place| first + place)
    }

    pub(super) fn has(&self, at: usize, mask: Bits) -> bool {
        self.bits(at) & mask != 0
    }

    /// The phrase of marked words that begins here with all of these marks: its marks, and the index behind it.
    pub(super) fn phrase(&self, at: usize, mask: Bits) -> Option<(Bits, usize)> {
        self.lexed.find(at, Domains::CUE | Domains::GRAMMAR, |sense| match sense {
            Sense::Cue(sense) if sense.bits & mask != 0 => Some(sense.bits),
            _ => None,
        })
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        self.lexed.get(at).and_then(|token| token.sign())
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.is_word())
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.lexed.get(at).map_or(Gap::Paragraph, |token| token.gap)
    }

    pub(super) fn attached(&self, at: usize) -> bool {
        self.gap(at) == Gap::None
    }

    /// "'s"
    pub(super) fn is_possessive_mark(&self, at: usize) -> bool {
        self.attached(at) && self.is_word(at) && self.lexed.is_possessive(at)
    }

    /// Whether the token is a word of a name: written with a capital, and no function word.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| {
            (token.is_word() && token.case != Case::Lower)
                && !self.has(
                    at,
                    WALL | DET | POSSESSIVE | PREPOSITION | CONJUNCTION | ADVERB | TIME | AUXILIARY,
                )
        })
    }

    pub(super) fn is_handle(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.kind == Kind::Link)
    }

    /// The marks that a word's ending gives it, where the table knows nothing else of it.
    pub(super) fn ending(&self, at: usize) -> Bits {
        let printed = self.lexed.printed(at);
        let ends = |len: usize| {
            let cut = printed.len().checked_sub(len).filter(|cut| *cut > 1)?;
            let id = self.lexed.table.id(printed.get(cut..)?);
            let entries = self.lexed.table.entries(id).iter();
            let senses = entries.filter(|entry| entry.len() == 1).map(|entry| &entry.sense);
            let mut marks = senses.filter_map(|sense| match sense {
                Sense::Cue(sense) if sense.is_ending() => Some(sense.bits),
                _ => None,
            });
            marks.next()
        };
        (2..=4).rev().find_map(ends).unwrap_or(0)
    }

    /// Whether the token can be a finite verb, as far as words and endings tell.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let bits = self.bits(at);
        if bits & (FINITE | AUXILIARY | MODAL) != 0 {
            return true;
        }
        if bits & VERB != 0 {
            let participle = bits & PARTICIPLE != 0 && bits & (PAST | PRETERITE) == 0;
            return bits & (ALSO_NOUN | GERUND | STATE) == 0
                && !participle
                && self.lexed.get(at).is_some_and(|token| token.case == Case::Lower)
                && !self.is_participle_before_noun(at);
        }
        bits & !ENDING == 0
            && self.lexed.get(at).is_some_and(|token| token.is_word() && token.case == Case::Lower)
            && self.ending(at) & FINITE != 0
            && !self.is_participle_before_noun(at)
    }

    /// "the disputed territory": behind a determiner, a preposition or a hyphen, a form in -ed is no verb of its own.
    fn is_participle_before_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.has(before, DET | POSSESSIVE | PREPOSITION | CONJUNCTION)
            || self.is_possessive_mark(before)
            || matches!(self.sign(before), Some('-' | ',' | '(' | '“' | '"'))
    }

    /// The quote that holds the token.
    pub(super) fn quote_at(&self, at: usize) -> Option<&Quote> {
        self.quote_behind(at).filter(|quote| quote.first <= at)
    }

    /// The first quote that holds the token or begins behind it.
    pub(super) fn quote_behind(&self, at: usize) -> Option<&Quote> {
        self.quotes.get(self.quote.first(&self.quotes, |quote| quote.end <= at))
    }

    /// The quote that begins at the token.
    pub(super) fn quote_from(&self, at: usize) -> Option<&Quote> {
        self.quote_at(at).filter(|quote| quote.first == at)
    }

    /// The quote that ends before the token.
    pub(super) fn quote_before(&self, at: usize) -> Option<&Quote> {
        self.quote_at(at.checked_sub(1)?).filter(|quote| quote.end == at)
    }

    /// The date that begins at the token.
    pub(super) fn date_from(&self, at: usize) -> Option<&DateAt> {
        let behind = self.date.first(&self.dates, |date| date.end <= at);
        self.dates.get(behind).filter(|date| date.first == at)
    }

    /// The date that ends before the token.
    pub(super) fn date_before(&self, at: usize) -> Option<&DateAt> {
        let behind = self.date.first(&self.dates, |date| date.end < at);
        self.dates.get(behind).filter(|date| date.end == at)
    }

    /// The index of the sentence that holds the token.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        self.sentence.first(self.sentences, |sentence| sentence.end <= at)
    }

    /// Whether the quote reads as speech: it ends in a stop, or is longer than a term.
    pub(super) fn is_speech(&self, quote: &Quote) -> bool {
        if !quote.closed {
            return true;
        }
        let last = quote.end.saturating_sub(2);
        quote.end - quote.first > 8
            || matches!(self.sign(last), Some(',' | '.' | '!' | '?' | '…'))
            || matches!(self.sign(quote.end), Some(','))
    }
}

/// The marks of every token. Phrases of several function words mark each of their words.
fn marks(lexed: &Lexed<'_>) -> Vec<Bits> {
    let mut bits = vec![0; lexed.len()];
    let mut at = 0;
    while at < lexed.len() {
        let mut next = at + 1;
        if !lexed.begins(at, Domains::CUE | Domains::GRAMMAR) {
            at = next;
            continue;
        }
        if let Some(marks) = lexed.table.cue_marks(lexed.word(at)) {
            if let Some(bits) = bits.get_mut(at) {
                *bits |= marks;
            }
        } else {
            let mut longest = 0;
            for entry in lexed.entries(at) {
                let Sense::Cue(sense) = &entry.sense else { continue };
                if sense.is_ending() {
                    continue;
                }
                // "quoted by" is read as a whole or by its parts, as the sentence has it.
                if sense.bits & BY == 0 {
                    longest = longest.max(entry.len());
                }
                // Signs beside function words: what verbs and sources of several words mean is asked by phrase.
                let function = sense.is_function();
                if entry.len() < longest {
                    continue;
                }
                let width = if function { entry.len() } else { 1 };
                for bit in bits.iter_mut().skip(at).take(width) {
                    *bit |= sense.bits;
                }
                if function {
                    next = next.max(at + width);
                }
            }
        }
        at = next;
    }
    bits
}
