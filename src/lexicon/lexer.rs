//! Where the tokens of a text begin and end.
//!
//! Owns: the walk over chars: white space, words, numbers with their marks, links. What tokens are is said in [`super::token`].
//! Never: knows words; looks further ahead than a token is long.

use super::token::{Case, Gap, Kind, digit_value};
use super::word::{PACKED, packed_letters};
use crate::model::Span;

/// Reads a text token by token.
pub(super) struct Lexer<'a> {
    text: &'a str,
    /// Where the next token, or the white space before it, begins.
    at: usize,
    /// What is known to stand before it.
    gap: Gap,
}

impl<'a> Lexer<'a> {
    /// Goes back to a byte inside of the last token.
    pub(super) const fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    /// From a byte on; `gap`: what stands before it.
    pub(super) const fn new(text: &'a str, at: usize, gap: Gap) -> Self {
        Self { text, at, gap }
    }
}

impl Lexer<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The word of ASCII letters behind one blank that no sign can go on with: most of an English text. Its place, itself folded
    /// and packed, and how it is written, all from one look at sixteen bytes.
    #[inline]
    pub(super) fn plain_word(&mut self) -> Option<(Span, u128, Case)> {
        let (bytes, start) = (self.text.as_bytes(), self.at + 1);
        if self.gap != Gap::None || bytes.get(self.at) != Some(&b' ') {
            return None;
        }
        let sixteen = bytes.get(start..start + PACKED)?;
        let (length, packed, case) = packed_letters(u128::from_le_bytes(sixteen.try_into().ok()?))?;
        let end = start + length;
        let next = usize::from(*bytes.get(end)?);
        if GOES_ON[next] {
            return None;
        }
        self.at = end;
        Some((Span { start, end }, packed, case))
    }

    /// The next token: its place, what it is, what stands before it.
    pub(super) fn next(&mut self) -> Option<(Span, Kind, Gap)> {
        let first = self.skip_blanks()?;
        let start = self.at;
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let (kind, end) = if is_letter(first) {
            let end = self.word_end(start);
            match self.link_end(start, end) {
                Some(end) => (Kind::Link, end),
                None => (Kind::Word, end),
            }
        } else if digit_value(first).is_some() {
            (Kind::Number, self.number_end(start))
        } else if matches!(first, '@' | '#')
            && self.char_at(start + 1).is_some_and(|c| is_letter(c) || c == '_')
        {
            let rest = self.text.get(start + 1..).unwrap_or_default();
            let inside = |c: char| is_letter(c) || c == '_' || digit_value(c).is_some();
            let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
            (Kind::Link, start + 1 + length)
        } else if matches!(first, '\'' | '’' | 'ʼ') && gap == Gap::None && self.is_possessive(start)
        {
            (Kind::Word, start + first.len_utf8() + 1)
        } else if matches!(first, '\'' | '`')
            && self.text.as_bytes().get(start + 1).copied().map(char::from) == Some(first)
        {
            // The double quotation marks of the wires.
            (Kind::Sign(if first == '`' { '“' } else { '"' }), start + 2)
        } else {
            (Kind::Sign(first), start + first.len_utf8())
        };
        self.at = end;
        Some((Span { start, end }, kind, gap))
    }

    fn skip_blanks(&mut self) -> Option<char> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t') => {
                    self.at += 1;
                    self.gap = self.gap.max(Gap::Blank);
                }
                Some(byte) if byte.is_ascii() && !byte.is_ascii_whitespace() && *byte != 0x0B => {
                    return Some(char::from(*byte));
                }
                _ => {
                    let c = self.char_at(self.at)?;
                    match c {
                        '\r' if self.char_at(self.at + 1) == Some('\n') => {}
                        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                            self.gap =
                                if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                        }
                        _ if c.is_whitespace() => self.gap = self.gap.max(Gap::Blank),
                        // Parts words where there are no blanks between them; elsewhere no text that is read has it.
                        '\u{200B}' => {}
                        _ => return Some(c),
                    }
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn word_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().position(|byte| !INSIDE[usize::from(*byte)]).unwrap_or(rest.len());
            match bytes.get(at) {
                Some(b'\'') if self.is_inner(at, 1) => at += 1,
                Some(byte) if byte.is_ascii() => return at,
                None => return at,
                Some(_) => {
                    let Some(c) = self.char_at(at) else { return at };
                    let inside = is_letter(c)
                        || is_mark(c)
                        || digit_value(c).is_some()
                        || (matches!(c, '’' | 'ʼ') && self.is_inner(at, c.len_utf8()));
                    if !inside {
                        return at;
                    }
                    at += c.len_utf8();
                    // Scripts that are written without blanks: "2025年3月" is digits and signs in turn.
                    if c >= '\u{3040}' && bytes.get(at).is_some_and(u8::is_ascii_digit) {
                        return at;
                    }
                }
            }
        }
    }

    /// Whether the apostrophe at `at` stands inside of a word, and is not a possessive's.
    fn is_inner(&self, at: usize, len: usize) -> bool {
        self.char_at(at + len).is_some_and(is_letter) && !self.is_possessive(at)
    }

    /// "'s" with nothing of a word behind it.
    fn is_possessive(&self, at: usize) -> bool {
        let Some(mark) = self.char_at(at) else { return false };
        let s = at + mark.len_utf8();
        matches!(self.char_at(s), Some('s' | 'S'))
            && !self.char_at(s + 1).is_some_and(|c| is_letter(c) || digit_value(c).is_some())
    }

    /// Digits with the marks inside.
    fn number_end(&self, start: usize) -> usize {
        let mut end = self.digits_end(start);
        let first = self.count_digits(start, end);
        let mut spaced = true;
        loop {
            let Some(mark) = self.char_at(end) else { return end };
            let behind = end + mark.len_utf8();
            let until = match mark {
                '.' | ',' | '٫' | '٬' | '\'' | '’' | '\u{A0}' | '\u{2007}' | '\u{2009}'
                | '\u{202F}' => self.digits_end(behind),
                _ => return end,
            };
            let digits = self.count_digits(behind, until);
            let joins = match mark {
                '.' | ',' | '٫' | '٬' => digits > 0,
                '\'' | '’' => digits == 3,
                _ => spaced && digits == 3 && first <= 3,
            };
            if !joins {
                return end;
            }
            spaced &= mark.is_whitespace();
            end = until;
        }
    }

    fn digits_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii_digit() => at += 1,
                Some(byte) if byte.is_ascii() => return at,
                None => return at,
                Some(_) => match self.char_at(at) {
                    Some(c) if digit_value(c).is_some() => at += c.len_utf8(),
                    _ => return at,
                },
            }
        }
    }

    /// Digits between two places, at most four counted: no rule asks for more.
    fn count_digits(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(0, |digits| digits.chars().take(4).count())
    }

    /// Where an address ends whose first word ends at `end`; `None` where it is only a word.
    fn link_end(&self, start: usize, end: usize) -> Option<usize> {
        if !matches!(self.text.as_bytes().get(end), Some(b':' | b'.' | b'@')) {
            return None;
        }
        let rest = self.text.get(end..)?;
        let first = self.text.get(start..end)?;
        if rest.starts_with("://") || (rest.starts_with('.') && first.eq_ignore_ascii_case("www")) {
            return Some(self.address_end(end));
        }
        if rest.starts_with('@') && self.char_at(end + 1).is_some_and(is_letter) {
            return Some(self.address_end(end));
        }
        if !rest.starts_with('.') {
            return None;
        }
        // "example.org/…", "twitter.com": letters and full stops that end in a known top domain.
        let mut at = end;
        let mut top = "";
        for _ in 0..6 {
            if self.char_at(at) != Some('.') || !self.char_at(at + 1).is_some_and(is_letter) {
                break;
            }
            let behind = at + 1;
            at = self.word_end(behind);
            top = self.text.get(behind..at)?;
        }
        const TOPS: [&str; 26] = [
            "com", "org", "net", "edu", "gov", "int", "info", "io", "co", "uk", "ru", "am", "az",
            "ge", "tr", "de", "fr", "es", "eu", "us", "news", "tv", "me", "ly", "gl", "app",
        ];
        if !TOPS.contains(&top) {
            return None;
        }
        Some(if self.char_at(at) == Some('/') { self.address_end(at) } else { at })
    }

    /// Up to the next white space, without the punctuation that closes a sentence.
    fn address_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let length = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»' | '«')
            })
            .unwrap_or(rest.len());
        let body = rest.get(..length).unwrap_or_default();
        from + body.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']).len()
    }
}

/// Whether an ASCII byte stands inside of words.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        inside[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    inside
};

/// Whether a byte behind letters may belong to their token.
const GOES_ON: [bool; 256] = {
    let mut goes_on = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        goes_on[byte] =
            INSIDE[byte] || byte >= 128 || matches!(byte as u8, b'\'' | b':' | b'.' | b'@');
        byte += 1;
    }
    goes_on
};

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic())
}

/// Combining marks that stand inside of words, and the joiners that shape them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}'
        | '\u{981}'..='\u{983}' | '\u{9BC}'..='\u{9CD}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{200C}' | '\u{200D}')
}

/// The words of a phrase of a table, as places and kinds.
pub(super) fn lex_words(phrase: &str) -> Vec<(Span, Kind)> {
    let mut lexer = Lexer::new(phrase, 0, Gap::Paragraph);
    let mut found = Vec::new();
    while let Some((span, kind, _)) = lexer.next() {
        found.push((span, kind));
    }
    found
}
