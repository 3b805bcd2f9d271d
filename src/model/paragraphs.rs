//! What a paragraph is: a line, or the lines of text that a program has broken to a width.
//!
//! Owns: which ends of line only stand where a line was full, in mail, wires and text taken out of PDF: [`Wrap`]. Everybody who asks
//! for paragraphs, sentences or rows of text gets it from here. Never: changes a text; knows words of a language.
//!
//! The lines themselves tell it: how long they are, whether the first word of the next one would have had room, whether a line ends
//! without an end mark and the next one begins with a small letter. Empty lines, indents, lists, tables, headings, labels and
//! verse stay apart. A text with one paragraph a line has no wraps.
//!
//! A text is looked at in blocks ([`BLOCK`]), so that a part of it can be asked for at the price of that part.

mod block;
mod flowing;
mod line;

pub use flowing::Flowing;

use super::Span;
use block::{Block, Broken};
use line::Line;
use std::borrow::Cow;

/// No block of lines goes beyond a multiple of so many bytes (by more than a line), nor over an empty line.
const BLOCK: usize = 16 * 1024;

/// So much of a text tells how wide its lines are.
const HEAD: usize = 4 * BLOCK;

/// An end of line inside of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wrap {
    /// The end of line, with the white space around it and the marks of a mail that is quoted ("> "). Read as one blank.
    pub span: Span,
    /// It parts a word, or a word from its hyphen: read as nothing.
    pub glued: bool,
    /// Bytes of the hyphen before it that stands there only because the word is parted.
    pub hyphen: usize,
}

impl Wrap {
    /// What is left out where the word that it parts is read: the end of line, with the hyphen.
    #[must_use]
    pub const fn cut(self) -> Span {
        Span { start: self.span.start - self.hyphen, end: self.span.end }
    }

    /// The same in a text that begins so many bytes later.
    #[must_use]
    pub const fn before(self, by: usize) -> Self {
        let span = Span { start: self.span.start - by, end: self.span.end - by };
        Self { span, ..self }
    }
}

/// The paragraphs of a text that hold anything but white space, without their line ends, in order. Ends of line: LF, CRLF, CR,
/// U+2028, U+2029, U+0085.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut wraps = wraps(text, Span { start: 0, end: text.len() }).into_iter().peekable();
    let mut start = 0;
    let mut paragraph = |start: usize, end: usize| {
        let span = Span { start, end };
        if span.of(text).is_ok_and(|words| !words.trim().is_empty()) {
            found.push(span);
        }
    };
    for (at, c) in text.char_indices().filter(|(_, c)| ends_line(*c)) {
        while wraps.next_if(|wrap| wrap.span.end <= at).is_some() {}
        if wraps.peek().is_none_or(|wrap| at < wrap.span.start) {
            paragraph(start, at);
            start = at + c.len_utf8();
        }
    }
    paragraph(start, text.len());
    found
}

/// The paragraphs that a span of a text touches, as far as they reach no more than `reach` bytes beyond it; and the wraps in them.
#[must_use]
pub fn paragraphs_around(text: &str, span: Span, reach: usize) -> (Span, Vec<Wrap>) {
    let from = text.ceil_char_boundary(span.start.saturating_sub(reach));
    let to = text.floor_char_boundary(span.end.saturating_add(reach).min(text.len()));
    let mut wraps = wraps(text, Span::new(from, to));
    let parts = |(at, c): (usize, char), from: usize| {
        let at = from + at;
        let soft = wraps.iter().any(|wrap| wrap.span.contains(at));
        (ends_line(c) && !soft).then_some(Span { start: at, end: at + c.len_utf8() })
    };
    let before = text.get(from..span.start).unwrap_or_default();
    let behind = text.get(span.end..to).unwrap_or_default();
    let start = before.char_indices().rev().find_map(|c| parts(c, from)).map_or(from, |c| c.end);
    let end = behind.char_indices().find_map(|c| parts(c, span.end)).map_or(to, |c| c.start);
    let around = Span::new(start, end);
    wraps.retain(|wrap| around.covers(wrap.cut()));
    (around, wraps)
}

/// The ends of line of a text that part no paragraphs, as far as they lie in a stretch of it.
#[must_use]
pub fn wraps(text: &str, within: Span) -> Vec<Wrap> {
    let mut found = Vec::new();
    let mut head = None;
    let mut lines = Vec::new();
    let mut at = first_line(text, (within.start / BLOCK).saturating_sub(1) * BLOCK, within.end);
    while at < within.end {
        let next = line::bounds(text, at, &mut lines);
        let block = Block::of(text, &lines);
        if let Some(block) = block {
            for (line, end) in block.wraps(|| *head.get_or_insert_with(|| broken(text))) {
                found.push(wrap(text, line, end));
            }
        }
        at = next;
    }
    found.retain(|wrap: &Wrap| within.start <= wrap.cut().start && wrap.span.end <= within.end);
    found
}

/// The ends of line of one paragraph: all of them are wraps.
pub fn wraps_of(paragraph: &str) -> impl Iterator<Item = Wrap> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = paragraph.get(at..)?;
        let end = at + memchr::memchr2(b'\n', b'\r', rest.as_bytes())?;
        let wrap = wrap(paragraph, end, line::end_of_end(paragraph, end));
        at = wrap.span.end;
        Some(wrap)
    })
}

/// A paragraph in one line, as long as it is: a blank stands for each byte of its ends of line.
#[must_use]
pub fn in_one_line(paragraph: &str) -> Cow<'_, str> {
    let mut line = String::new();
    let mut at = 0;
    for wrap in wraps_of(paragraph) {
        line.push_str(paragraph.get(at..wrap.span.start).unwrap_or_default());
        line.extend(std::iter::repeat_n(' ', wrap.span.len()));
        at = wrap.span.end;
    }
    if at == 0 {
        return Cow::Borrowed(paragraph);
    }
    line.push_str(paragraph.get(at..).unwrap_or_default());
    Cow::Owned(line)
}

const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The first place at or behind a byte where a line begins; `until` where none does before it.
fn first_line(text: &str, byte: usize, until: usize) -> usize {
    let Some(before) = byte.checked_sub(1) else {
        return 0;
    };
    let bytes = text.as_bytes().get(before..until).unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', bytes)
        .map_or(until, |at| line::end_of_end(text, before + at).max(byte))
}

/// How a text was broken, by its beginning.
fn broken(text: &str) -> Option<Broken> {
    let (mut at, mut lines, mut found) = (0, Vec::new(), Vec::new());
    let (mut pairs, mut long) = (0, 0);
    while at < text.len().min(HEAD) {
        at = line::bounds(text, at, &mut lines);
        long += lines.iter().filter(|line| line.end - line.start > line::LONG / 2).count();
        let block = Block::of(text, &lines);
        if let Some((len, broken)) = block.and_then(|block| Some((block.len(), block.broken()?))) {
            pairs += len;
            found.push(broken);
        }
    }
    // Most of them agree, give and take a word.
    found.sort_unstable_by_key(|broken| broken.width);
    let most = found.get(found.len() / 2)?.width;
    let width = found.iter().rev().map(|broken| broken.width).find(|w| *w <= most + most / 6)?;
    let exact = found.iter().filter(|broken| broken.exact).count();
    (pairs > 2 * long).then_some(Broken { width, exact: 4 * exact > 3 * found.len() })
}

/// The wrap at the end of a line, `end` the start of the next one.
fn wrap(text: &str, line: usize, end: usize) -> Wrap {
    let before = text.get(..line).unwrap_or_default();
    let start = before.trim_end_matches([' ', '\t', '\u{A0}']).len();
    let end = Line::marks(text, end).body;
    let behind = text.get(end..).and_then(|rest| rest.chars().next());
    let letter = behind.is_some_and(char::is_alphanumeric);
    let mut back = before.get(..start).unwrap_or_default().chars().rev();
    let glued = |hyphen: usize| Wrap { span: Span { start, end }, glued: true, hyphen };
    match (back.next(), back.next()) {
        // The soft hyphen is seen by nobody, and read by nobody.
        (Some('\u{AD}'), Some(c)) if letter && c.is_alphabetic() => glued(0),
        (Some(hyphen @ ('-' | '\u{2010}')), Some(c)) if letter && c.is_alphanumeric() => {
            let small = c.is_lowercase() && behind.is_some_and(char::is_lowercase);
            // "take-and-\nhold" had its hyphens before.
            let inside = back.take_while(|c| c.is_alphabetic() || *c == hyphen);
            let mut inside = inside.take(32);
            let parted = small && !inside.any(|c| c == hyphen);
            glued(if parted { hyphen.len_utf8() } else { 0 })
        }
        _ => Wrap { span: Span { start, end }, glued: false, hyphen: 0 },
    }
}

#[cfg(test)]
mod tests;
