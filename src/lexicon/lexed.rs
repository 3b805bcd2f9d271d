//! A whole text in tokens: words, numbers, signs and links, each with its place and its table word.
//!
//! Owns: where a word, a number or a link begins and ends in print. Never: knows grammar; allocates per token
//! (one vector of small tokens a text); looks further ahead than a token is long.
//!
//! - A **word** is a run of letters, marks and digits that begins with a letter; an apostrophe between letters belongs to it
//!   ("don't", "O'Brien"), but a possessive "'s" is a word of its own. Hyphens are signs.
//! - A **number** is a run of digits (of any script that [`super::token::digit_value`] knows) with the marks inside it: `1,050`, `13.000,5`,
//!   `99.9`, `1'000`, and no-break blanks between groups of three. So `24.09.2023` and `1.2.3` are one number token; its reader
//!   decides. Letters right behind digits are a word without a gap: `20th`, `5m`.
//! - A **link** is an address, a handle or a hashtag.
//! - A **sign** is any other char that is not white space.

use super::forms::{Ending, Particle};
use super::glued::glued_end;
use super::head::Entry;
use super::lexer::Lexer;
use super::rule::Rule;
use super::sense::{Domains, Sense};
use super::table::Table;
use super::token::{Case, Gap, Kind, Token};
use super::word::{Fold, WordId, packed_word};
use crate::model::Span;

/// A text with its tokens.
pub(crate) struct Lexed<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its words.
    pub(crate) table: &'static Table,
    /// In order, without overlap; everything but white space is covered.
    pub(crate) tokens: Vec<Token>,
}

impl<'a> Lexed<'a> {
    pub(crate) fn new(text: &'a str, table: &'static Table) -> Self {
        Self::block(text, Span { start: 0, end: text.len() }, table, Vec::new())
    }

    /// The tokens of a part of the text; their places are those in the whole. `tokens` is room to be used again.
    pub(crate) fn block(
        text: &'a str,
        block: Span,
        table: &'static Table,
        mut tokens: Vec<Token>,
    ) -> Self {
        let text = text.get(..block.end).unwrap_or(text);
        let gap = if block.start == 0 { Gap::Paragraph } else { Gap::None };
        let mut lexer = Lexer::new(text, block.start, gap);
        let mut fold = Fold::default();
        tokens.clear();
        tokens.reserve(block.len() / 5);
        loop {
            if let Some((span, packed, case)) = lexer.plain_word() {
                let (Span { start, end }, word) = (span, table.id_packed(packed));
                // "30 MEUR"
                let glued = (word == WordId::UNKNOWN && case == Case::Upper)
                    .then(|| glued_end(text, span, table, &tokens))
                    .flatten();
                let (end, word) = glued.unwrap_or((end, word));
                if end < span.end {
                    lexer.back_to(end);
                }
                let (kind, gap, domains) = (Kind::Word, Gap::Blank, table.domains(word));
                tokens.push(Token { start, end, word, kind, gap, case, domains });
                continue;
            }
            let Some((span, kind, gap)) = lexer.next() else { break };
            let (word, case) = match kind {
                Kind::Word => {
                    if let Some((packed, case)) = packed_word(text.as_bytes(), span) {
                        (table.id_packed(packed), case)
                    } else {
                        let printed = span.of(text).unwrap_or_default();
                        let known = printed.len() <= table.longest();
                        let id = known.then(|| table.id(fold.of(printed)));
                        (id.unwrap_or(WordId::UNKNOWN), case_of(printed))
                    }
                }
                Kind::Sign(sign) => {
                    (table.id_sign(sign, span.of(text).unwrap_or_default()), Case::Lower)
                }
                // Numbers stand in phrases too rarely ("24/7", "9/11") to be looked up beyond short ones.
                Kind::Number if span.len() <= 4 => match packed_word(text.as_bytes(), span) {
                    Some((packed, _)) => (table.id_packed(packed), Case::Lower),
                    None => (table.id(span.of(text).unwrap_or_default()), Case::Lower),
                },
                Kind::Number | Kind::Link => (WordId::UNKNOWN, Case::Lower),
            };
            if word == WordId::UNKNOWN
                && kind == Kind::Word
                && let Some((end, word)) = glued_end(text, span, table, &tokens)
            {
                let (start, domains) = (span.start, table.domains(word));
                tokens.push(Token { start, end, word, kind, gap, case, domains });
                lexer.back_to(end);
                continue;
            }
            let word = if word == WordId::UNKNOWN && kind == Kind::Word {
                name_in_case(text, span, table).unwrap_or(word)
            } else {
                word
            };
            let domains = table.domains(word);
            tokens.push(Token { start: span.start, end: span.end, word, kind, gap, case, domains });
        }
        Self { text, table, tokens }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token as printed; empty behind the end.
    pub(crate) fn printed(&self, at: usize) -> &'a str {
        self.get(at).and_then(|token| token.span().of(self.text).ok()).unwrap_or_default()
    }

    /// Whether the token is one of these words (lower-case ASCII).
    pub(crate) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let printed = self.printed(at);
        words.iter().any(|word| printed.eq_ignore_ascii_case(word))
    }

    /// Whether the token is this sign.
    pub(crate) fn is_sign(&self, at: usize, sign: char) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Sign(sign))
    }

    /// Whether the token is one of these function words.
    pub(crate) fn is_particle(&self, at: usize, particle: Particle) -> bool {
        let printed = self.printed(at);
        let known = |printed: &str| self.table.forms().is(printed, particle);
        known(printed)
            || (self.get(at).is_some_and(Token::is_capital) && known(&printed.to_lowercase()))
    }

    /// Whether the word ends so.
    pub(crate) fn ends(&self, at: usize, ending: Ending) -> bool {
        self.table.forms().ends(self.printed(at), ending)
    }

    /// Whether the token is the "'s" that the lexer parts from a name.
    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        let printed = self.printed(at);
        printed.len() > 1 && without_possessive(printed).is_empty()
    }

    /// The table word of a token; unknown behind the end.
    pub(crate) fn word(&self, at: usize) -> WordId {
        self.get(at).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// Whether some entry of one of these domains ([`super::sense::Domains`] bits) begins at the token.
    pub(crate) fn begins(&self, at: usize, domains: u8) -> bool {
        self.get(at).is_some_and(|token| token.domains & domains != 0)
    }

    /// The entries that match here, the longest first.
    pub(crate) fn entries(&self, at: usize) -> impl Iterator<Item = &'static Entry> + '_ {
        let table: &'static Table = self.table;
        let (phrases, alone) = table.entries_before(self.word(at), self.word(at + 1));
        let stands = move |entry: &&Entry| entry.matches(|i| self.word(at + i));
        phrases.iter().filter(stands).chain(alone)
    }

    /// The longest match here for which `pick` gives something, with the index behind it.
    pub(crate) fn find<T>(
        &self,
        at: usize,
        domain: u8,
        mut pick: impl FnMut(&'static Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        if !self.begins(at, domain) {
            return None;
        }
        let table: &'static Table = self.table;
        let (phrases, alone) =
            table.entries_in(self.word(at), self.word(at + 1), Domains::room(domain));
        for entry in phrases {
            if entry.matches(|i| self.word(at + i))
                && let Some(found) = pick(&entry.sense)
            {
                return Some((found, at + entry.len()));
            }
        }
        alone.iter().find_map(|entry| Some((pick(&entry.sense)?, at + 1)))
    }

    /// The phrases of a word in two parts ("teilte … mit"), each with how many words its second part has, and whether these stand
    /// at a token.
    pub(crate) fn parted(
        &self,
        at: usize,
    ) -> impl Iterator<Item = (&'static Sense, usize, impl Fn(usize) -> bool + '_)> + '_ {
        /// The first word, and what stands for the words between.
        const BEFORE: usize = 2;
        let table: &'static Table = self.table;
        let between = table.id_sign('…', "…");
        let (phrases, _) = table.entries_before(self.word(at), between);
        phrases.iter().map(move |entry| {
            let stands = move |second: usize| {
                entry.matches(|i| match i.checked_sub(BEFORE) {
                    None => between,
                    Some(i) => self.word(second + i),
                })
            };
            (&entry.sense, entry.len() - BEFORE, stands)
        })
    }

    /// The span from the first byte of one token to the end of the token before `to`; empty at `from` where there is none.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.get(from).map_or(self.text.len(), |token| token.start);
        let end =
            to.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.end);
        Span { start, end: end.max(start) }
    }

    /// The same for many bytes in rising order, in one walk; a byte that goes back is looked for anew.
    pub(crate) fn each_first_from(&self, bytes: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut at = 0;
        let mut last = 0;
        bytes
            .map(|byte| {
                if byte < last {
                    at = self.first_from(byte);
                }
                while self.get(at).is_some_and(|token| token.start < byte) {
                    at += 1;
                }
                last = byte;
                at
            })
            .collect()
    }

    /// The index of the first token that starts at or behind this byte.
    pub(crate) fn first_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }
}

/// The word before an apostrophe that ties the ending of a case to a name, where it is one of dates: "Mart'tan".
fn name_in_case(text: &str, span: Span, table: &Table) -> Option<WordId> {
    if !table.has(Rule::NameCase) {
        return None;
    }
    let (name, _) = span.of(text).ok()?.split_once(['\'', '’', 'ʼ'])?;
    let id = table.id(Fold::default().of(name));
    (table.domains(id) & Domains::DATE != 0).then_some(id)
}

/// A word without its "'s".
pub(crate) fn without_possessive(word: &str) -> &str {
    let end = ["'s", "’s", "ʼs"].iter().find_map(|end| word.strip_suffix(end));
    end.unwrap_or(word)
}

fn case_of(word: &str) -> Case {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Case::Lower };
    let (mut upper, mut lower) = (false, false);
    // The first letters say it; a word of a megabyte is not read through.
    for c in chars.take(16) {
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    Case::from_letters(first.is_uppercase(), upper, lower)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexed(text: &str) -> Lexed<'_> {
        Lexed::new(text, Table::of("en"))
    }

    /// Tokens parted by `·` where nothing stands between them, else by blanks.
    fn drawn(text: &str) -> String {
        let lexed = lexed(text);
        let mut out = String::new();
        for (at, token) in lexed.tokens.iter().enumerate() {
            if at > 0 {
                out.push(if token.attached() { '·' } else { ' ' });
            }
            out.push_str(lexed.printed(at));
        }
        out
    }

    #[test]
    fn words_numbers_signs_and_links() {
        for (text, expected) in [
            ("the region’s rights don't", "the region·’s rights don't"),
            ("Azerbaijan’s, O'Brien's", "Azerbaijan·’s·, O'Brien·'s"),
            ("1,050 people; 13.000,5 and 99.9%", "1,050 people·; 13.000,5 and 99.9·%"),
            ("13\u{A0}000 of 13 000", "13\u{A0}000 of 13 000"),
            ("20th, 5m, 3bn, 180ml", "20·th·, 5·m·, 3·bn·, 180·ml"),
            ("2023-09-24 22:00", "2023·-·09·-·24 22·:·00"),
            ("anti-tank G7", "anti·-·tank G7"),
            ("see https://a.b/c?d=1. Then", "see https://a.b/c?d=1·. Then"),
            ("pic.twitter.com/hM9JpdhXtT", "pic.twitter.com/hM9JpdhXtT"),
            ("(@NeilPHauer) #Armenia", "(·@NeilPHauer·) #Armenia"),
            ("the end.Then", "the end·.·Then"),
            ("US$5 and \"no\"", "US·$·5 and \"·no·\""),
            ("٢٬٩٠٠ شخص", "٢٬٩٠٠ شخص"),
            ("1988, 5", "1988·, 5"),
        ] {
            assert_eq!(drawn(text), expected);
        }
    }

    #[test]
    fn gaps_and_cases() {
        let lexed = lexed("One UN\nman McCoy\n\n x");
        let seen: Vec<_> = lexed.tokens.iter().map(|token| (token.gap, token.case)).collect();
        let expected = [
            (Gap::Paragraph, Case::Title),
            (Gap::Blank, Case::Upper),
            (Gap::Line, Case::Lower),
            (Gap::Blank, Case::Mixed),
            (Gap::Paragraph, Case::Lower),
        ];
        assert_eq!(seen, expected);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "[ aA1.,’'@#:/\r\n\u{A0}\u{301}é字٢-]{0,40}|\\PC{0,60}") {
            let lexed = lexed(&text);
            let mut at = 0;
            for token in &lexed.tokens {
                prop_assert!(token.start >= at && token.end > token.start);
                let before = Span { start: at, end: token.start }.of(&text).unwrap();
                prop_assert!(before.chars().all(|c| c.is_whitespace() || c == '\u{200B}'), "{:?}", before);
                prop_assert!(token.span().of(&text).is_ok());
                at = token.end;
            }
        }
    }
}
