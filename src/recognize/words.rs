//! Words and graphemes around a place of a text, for clicking, dragging and the caret.
//!
//! Owns: what one word is to an analyst: as UAX #29, but "Nagorno-Karabakh", "22:00", "13 000",
//! "$5m" and "99.9%" are one, too. Never: reads more of the text than the place's neighbourhood,
//! so that a line of 10 MB costs no more than a short one.

use super::plain::Plain;
use crate::model::Span;
use std::ops::ControlFlow;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Bytes of text taken in at once. Longer words (no real one is) are cut there.
const WINDOW: usize = 1024;

/// The word that covers this byte, or else ends there; the grapheme, if it is a mark or a sign;
/// nothing (an empty span), if it is white space or the end.
#[must_use]
pub fn word_at(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let words = words_of(text, window_around(text, byte));
    if let Some(word) = words.iter().find(|word| word.contains(byte)) {
        return *word;
    }
    if let Some(word) = words.iter().find(|word| word.end == byte) {
        return *word;
    }
    let end = grapheme_right(text, byte);
    let sign = Span {
        start: if is_grapheme_boundary(text, byte) { byte } else { grapheme_left(text, byte) },
        end,
    };
    if sign.of(text).is_ok_and(|sign| sign.trim().is_empty()) {
        return Span { start: byte, end: byte };
    }
    sign
}

/// The selection grown to whole words at both ends, without white space, quotes and punctuation
/// around them. A selection without any word is only trimmed.
#[must_use]
pub fn snap_to_words(text: &str, span: Span) -> Span {
    let span = Span::new(text.floor_char_boundary(span.start), text.ceil_char_boundary(span.end));
    if span.is_empty() {
        return word_at(text, span.start);
    }
    let first = forward(text, span.start, span.end, |word| {
        (word.end > span.start && word.start < span.end).then_some(word)
    });
    let last = backward(text, span.end, span.start, |word| {
        (word.start < span.end && word.end > span.start).then_some(word)
    });
    match (first, last) {
        (Some(first), Some(last)) => {
            with_partners(text, Span::new(first.start, last.end.max(first.end)))
        }
        _ => {
            let trimmed = span.trimmed(text);
            // An accent over a blank hangs on that blank.
            if is_grapheme_boundary(text, trimmed.start) { trimmed } else { span }
        }
    }
}

/// The span with the bracket right behind it (before it) that closes (opens) one of its own: "22:00 (1800 GMT)" is not cut
/// before its last bracket.
fn with_partners(text: &str, span: Span) -> Span {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')];
    // Long selections are not words beside brackets any more; looking through them would cost more than it gives.
    let Some(inside) = span.of(text).ok().filter(|inside| inside.len() <= 2048) else {
        return span;
    };
    let count = |bracket: char| inside.matches(bracket).count();
    let mut grown = span;
    let next = text.get(span.end..).and_then(|rest| rest.chars().next());
    if let Some((open, close)) = PAIRS.into_iter().find(|pair| Some(pair.1) == next)
        && count(open) > count(close)
    {
        grown.end += close.len_utf8();
    }
    let before = text.get(..span.start).and_then(|rest| rest.chars().next_back());
    if let Some((open, close)) = PAIRS.into_iter().find(|pair| Some(pair.0) == before)
        && count(close) > count(open)
    {
        grown.start -= open.len_utf8();
    }
    // An accent on the bracket belongs to it: then it is no plain bracket.
    let whole = is_grapheme_boundary(text, grown.start) && is_grapheme_boundary(text, grown.end);
    if whole { grown } else { span }
}

/// The start of the grapheme before this byte; 0 at the start.
#[must_use]
pub fn grapheme_left(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    // With the whole text as one chunk the cursor never asks for more.
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The end of the grapheme that starts at (or covers) this byte; the text's length at the end.
#[must_use]
pub fn grapheme_right(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// Whether a grapheme starts or ends at this byte. No byte inside a char or outside of the text is one.
#[must_use]
pub fn is_grapheme_boundary(text: &str, byte: usize) -> bool {
    text.is_char_boundary(byte)
        && GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The start of the word before this byte (of the word that covers it, if it does); 0 if there is none.
#[must_use]
pub fn word_left(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    backward(text, byte, 0, |word| (word.start < byte).then_some(word.start)).unwrap_or(0)
}

/// The end of the word after this byte (of the word that covers it, if it does); the text's length
/// if there is none.
#[must_use]
pub fn word_right(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    forward(text, byte, text.len(), |word| (word.end > byte).then_some(word.end))
        .unwrap_or(text.len())
}

/// The first answer of `ask` about the words from `start` on, in order; gives up behind `end`.
fn forward<T>(text: &str, start: usize, end: usize, ask: impl Fn(Span) -> Option<T>) -> Option<T> {
    let mut at = start;
    loop {
        let window = window_around(text, at);
        if let Some(answer) = words_of(text, window).into_iter().find_map(&ask) {
            return Some(answer);
        }
        if window.end >= end || window.end <= at {
            return None;
        }
        at = window.end;
    }
}

/// The same backwards from `start`; gives up before `end`.
fn backward<T>(text: &str, start: usize, end: usize, ask: impl Fn(Span) -> Option<T>) -> Option<T> {
    let mut at = start;
    loop {
        let window = window_around(text, at);
        if let Some(answer) = words_of(text, window).into_iter().rev().find_map(&ask) {
            return Some(answer);
        }
        if window.start <= end || window.start >= at {
            return None;
        }
        at = window.start;
    }
}

/// A stretch around a byte that begins and ends at white space, or where that is too far away.
fn window_around(text: &str, byte: usize) -> Span {
    let from = text.floor_char_boundary(byte.saturating_sub(WINDOW));
    let to = text.ceil_char_boundary(byte.saturating_add(WINDOW).min(text.len()));
    let edge = |c: char| c.is_whitespace() && !is_group_space(c);
    // At least half of the window stays, so that a search always gets on.
    let (near, far) = (
        text.floor_char_boundary(byte.saturating_sub(WINDOW / 2)),
        text.ceil_char_boundary(byte.saturating_add(WINDOW / 2).min(text.len())),
    );
    let start = match text.get(from..near) {
        Some(head) if from > 0 => head.find(edge).map_or(from, |at| from + at),
        _ => from,
    };
    let end = match text.get(far..to) {
        Some(tail) if to < text.len() => tail.rfind(edge).map_or(to, |at| far + at),
        _ => to,
    };
    Span { start, end: end.max(start) }
}

/// Spaces that may stand inside of a number.
const fn is_group_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2009}' | '\u{202F}')
}

const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '֏' | '฿' | '\u{20A0}'..='\u{20C0}')
}

/// One piece of UAX #29.
#[derive(Clone, Copy)]
struct Piece<'a> {
    at: usize,
    text: &'a str,
}

impl Piece<'_> {
    fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    fn last(&self) -> char {
        self.text.chars().next_back().unwrap_or(' ')
    }

    const fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The words of a window, in order. Chars that cannot be seen part no word.
fn words_of(text: &str, window: Span) -> Vec<Span> {
    let Ok(body) = window.of(text) else { return Vec::new() };
    let plain = Plain::uncovered(body);
    let body = plain.text();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (at, piece) in body.split_word_bound_indices() {
        // UAX #29 glues words at U+202F, which French puts before nouns as well as into numbers.
        let mut from = 0;
        for (to, space) in piece.match_indices(is_group_space) {
            // A joiner behind it makes one grapheme of both.
            let behind = piece.get(to + space.len()..).and_then(|rest| rest.chars().next());
            if behind.is_some_and(|c| !c.is_alphanumeric()) {
                continue;
            }
            for (start, end) in [(from, to), (to, to + space.len())] {
                if let Some(part) = piece.get(start..end).filter(|part| !part.is_empty()) {
                    pieces.push(Piece { at: at + start, text: part });
                }
            }
            from = to + space.len();
        }
        if let Some(rest) = piece.get(from..).filter(|rest| !rest.is_empty()) {
            pieces.push(Piece { at: at + from, text: rest });
        }
    }
    let mut words: Vec<Span> = Vec::new();
    let mut i = 0;
    while let Some(piece) = pieces.get(i) {
        let Some(begin) = start_of_word(&pieces, i) else {
            i += 1;
            continue;
        };
        let (mut end, mut last) = (piece.end(), i);
        if begin == Begin::Sign {
            last = i + 1;
        }
        // Symbols and further pieces that belong to it.
        while let ControlFlow::Continue(next) = next_of_word(&pieces, last) {
            last = next;
        }
        if let Some(piece) = pieces.get(last) {
            end = piece.end();
        }
        words.push(plain.given(Span { start: piece.at, end }).shifted(window.start));
        i = last + 1;
    }
    words
}

#[derive(PartialEq)]
enum Begin {
    Word,
    /// A sign that belongs to the number behind it.
    Sign,
}

fn start_of_word(pieces: &[Piece<'_>], i: usize) -> Option<Begin> {
    let piece = pieces.get(i)?;
    if piece.is_word() {
        return Some(Begin::Word);
    }
    let before_number = pieces.get(i + 1).is_some_and(|next| next.first().is_ascii_digit());
    let sign = piece.first();
    let apart = i == 0 || pieces.get(i - 1).is_some_and(|before| !before.is_word());
    (before_number && (is_currency(sign) || (apart && matches!(sign, '-' | '−' | '+' | '±'))))
        .then_some(Begin::Sign)
}

/// The index of the next piece of the same word, after the piece at `last`.
fn next_of_word(pieces: &[Piece<'_>], last: usize) -> ControlFlow<(), usize> {
    let (Some(left), Some(middle)) = (pieces.get(last), pieces.get(last + 1)) else {
        return ControlFlow::Break(());
    };
    let (a, sign) = (left.last(), middle.first());
    let right = pieces.get(last + 2).filter(|right| right.is_word());
    let b = right.map_or(' ', Piece::first);
    let digits = a.is_ascii_digit() && b.is_ascii_digit();
    let joins = match sign {
        '-' | '\u{2010}' | '\u{2011}' => a.is_alphanumeric() && b.is_alphanumeric(),
        '–' | ':' | '/' => digits,
        '\'' | '’' => a.is_ascii_digit() && b.is_alphabetic(),
        _ if is_group_space(sign) => {
            digits
                && right.is_some_and(|right| {
                    right.text.bytes().take_while(u8::is_ascii_digit).count() == 3
                })
        }
        _ if is_currency(sign) => a.is_alphabetic() && b.is_ascii_digit(),
        _ => false,
    };
    if joins && middle.text.chars().count() == 1 {
        return ControlFlow::Continue(last + 2);
    }
    let closes = match sign {
        '%' | '‰' | '°' => a.is_ascii_digit(),
        '.' => middle.text == "." && is_dotted(left.text),
        _ => is_currency(sign) && a.is_ascii_digit(),
    };
    if closes {
        return ControlFlow::Continue(last + 1);
    }
    if a == '°' && middle.is_word() {
        ControlFlow::Continue(last + 1)
    } else {
        ControlFlow::Break(())
    }
}

/// "U.S", "p.m": the full stop behind is part of it.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `[` and `]` draw the expected span, `|` the place that is asked for.
    fn at(drawn: &str) {
        let asked = drawn.replace(['[', ']'], "").find('|').unwrap();
        let plain = drawn.replace('|', "");
        let start = plain.find('[').unwrap();
        let end = plain.find(']').unwrap() - 1;
        let text = plain.replace(['[', ']'], "");
        let found = word_at(&text, asked);
        assert_eq!(found.shown(&text), &text[start..end], "{drawn}");
        assert_eq!(found, Span { start, end }, "{drawn}");
    }

    #[test]
    fn words_as_an_analyst_sees_them() {
        at("that [1,0|50] people");
        at("“As of [22|:00] (1800 GMT)");
        at("from [|Nagorno-Karabakh].”");
        at("from [Nagorno-Karabakh|].”");
        at("the [regi|on’s] rights");
        at("local [|“]martyrs”");
        at("“[|martyrs]”");
        at("[99|.9] percent");
        at("[99.9|%] prefer");
        at("about [1|3\u{202F}000]\u{202F}personnes");
        at("13 000\u{202F}[pers|onnes]");
        at("paid [$|5m] in");
        at("paid [US|$5] in");
        at("in the [U.|S.] Senate");
        at("an [anti-terro|rist] operation");
        at("[|-5] degrees");
        at("from [1988|–1994] on");
        at("in [20|20].");
        at("the [44-|day] war");
        at("one [|] two".replace("[|] ", "[|]  ").as_str());
    }

    #[test]
    fn a_drag_snaps_to_whole_words_and_leaves_marks_out() {
        let snap = |drawn: &str| {
            let start = drawn.find('[').unwrap();
            let end = drawn.find(']').unwrap() - 1;
            let text = drawn.replace(['[', ']'], "");
            snap_to_words(&text, Span { start, end }).shown(&text).to_owned()
        };
        assert_eq!(snap("that 1,0[50 peo]ple had"), "1,050 people");
        assert_eq!(snap("said[, “1,050 people.” ]He"), "1,050 people");
        assert_eq!(snap("the region[’]s rights"), "region’s");
        assert_eq!(snap("“As of [22:00 (1800 GMT]), 1,050"), "22:00 (1800 GMT)");
        assert_eq!(snap("(at [22:00], they said)"), "22:00");
        assert_eq!(snap("one [ ] two"), "");
        assert_eq!(snap("one [—] two"), "—");
        assert_eq!(snap("[99.9] percent"), "99.9");
        assert_eq!(snap("[99.9]% of"), "99.9%");
        assert_eq!(snap("a (G[7] state)"), "G7");
    }

    #[test]
    fn the_caret_walks_by_word() {
        let text = "said: “1,050 people”";
        let stops: Vec<_> =
            std::iter::successors(Some(0), |at| (*at < text.len()).then(|| word_right(text, *at)))
                .map(|at| &text[..at])
                .collect();
        assert_eq!(stops, ["", "said", "said: “1,050", "said: “1,050 people", text]);
        assert_eq!(&text[word_left(text, text.len())..], "people”");
        assert_eq!(word_left(text, 2), 0);
    }

    #[test]
    fn graphemes_are_never_cut() {
        let text = "a👨‍👩‍👧‍👦e\u{301}🇦🇲🇦🇿\r\n";
        let mut at = 0;
        let mut count = 0;
        while at < text.len() {
            let next = grapheme_right(text, at);
            assert_eq!(grapheme_left(text, next), at);
            assert!(is_grapheme_boundary(text, next));
            at = next;
            count += 1;
        }
        assert_eq!(count, 6);
        assert!(!is_grapheme_boundary(text, text.len() - 1), "inside CRLF");
    }

    #[test]
    fn ten_megabytes_without_a_blank_cost_nothing() {
        let text = "字".repeat(3_000_000);
        let word = word_at(&text, 5_000_001);
        assert!(word.contains(5_000_001) && word.len() < 4096);
        let long = "x".repeat(10_000_000);
        assert!(word_at(&long, 5_000_000).contains(5_000_000));
        assert!(word_right(&long, 5_000_000) > 5_000_000);
        assert!(word_left(&long, 5_000_000) < 5_000_000);
    }

    proptest! {
        #[test]
        fn every_answer_is_a_place_of_the_text(text in "[ a\u{301}1,.’\"“”%$°\u{202F}–👨\u{200D}字\r\n-]{0,60}|\\PC{0,60}", a: prop::sample::Index, b: prop::sample::Index) {
            let (a, b) = (a.index(text.len() + 2), b.index(text.len() + 2));
            let place = |byte: usize| text.is_char_boundary(byte);
            let word = word_at(&text, a);
            prop_assert!(word.of(&text).is_ok());
            let snapped = snap_to_words(&text, Span::new(a, b));
            prop_assert!(snapped.of(&text).is_ok());
            if !snapped.is_empty() {
                prop_assert_eq!(snap_to_words(&text, snapped), snapped, "snapping twice is snapping once");
            }
            let (left, right) = (word_left(&text, a), word_right(&text, a));
            prop_assert!(place(left) && left <= a && place(right) && right >= a.min(text.len()));
            prop_assert!(is_grapheme_boundary(&text, grapheme_left(&text, a)));
            prop_assert!(is_grapheme_boundary(&text, grapheme_right(&text, a)));
        }
    }
}
