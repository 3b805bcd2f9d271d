//! One line of a text, as far as it tells where paragraphs end.
//!
//! Owns: how wide it is, how it begins and ends, what it looks like. Never: looks at its neighbours.

use super::BLOCK;
use crate::model::marks;

/// Columns of the widest line that a program breaks text to. Wider ones are paragraphs.
pub(super) const WIDE: usize = 120;

/// Bytes of a line beyond which it is wider than that in any script.
pub(super) const LONG: usize = 4 * WIDE;

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
}

/// How it ends, but for quotation marks and brackets that close.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// With a sign that can end a sentence, a list's item, an introduction.
    Stop,
    /// In the middle of a sentence, or of nothing.
    Open,
}

/// How its words begin, but for quotation marks and brackets that open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Begin {
    Small,
    Capital,
    /// A letter of a script without capitals.
    Letter,
    Digit,
    /// A sign.
    Sign,
}

/// What it looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Look {
    Text,
    /// Begins an item of a list: by a sign, or by a number or letter and the sign with it.
    Item {
        sign: char,
        order: Option<u32>,
    },
    /// Begins with a word and a colon.
    Label,
    /// A row of a table, a line of signs, or too long to be broken.
    Apart,
    /// Parts a signature from its mail.
    Dashes,
}

/// A line with something in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub bounds: Bounds,
    /// How many marks of quoting it begins with.
    pub depth: usize,
    /// Columns before its words.
    pub indent: usize,
    /// Columns of all, marks of quoting left out.
    pub width: usize,
    /// Columns of its first word.
    pub first: usize,
    /// Columns before the words of an item.
    pub hang: usize,
    pub end: End,
    pub begin: Begin,
    pub look: Look,
    /// Whether there are three words, or an end mark.
    pub says: bool,
    /// Whether a sentence ends inside of it.
    pub stops: bool,
}

/// What a line begins with.
pub(super) struct Marks {
    pub depth: usize,
    pub indent: usize,
    /// Where its words begin.
    pub body: usize,
}

/// Reads the bounds of a block's lines from a line's beginning on, with the first line of the next block where that comes without an
/// empty line between; gives where the next block begins.
pub(super) fn bounds(text: &str, from: usize, lines: &mut Vec<Bounds>) -> usize {
    lines.clear();
    let (mut start, mut limit) = (from, usize::MAX);
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let end =
            memchr::memchr2(b'\n', b'\r', rest.as_bytes()).map_or(text.len(), |at| start + at);
        let next = end_of_end(text, end);
        let line = text.get(start..end).unwrap_or_default();
        let empty = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).is_empty();
        if empty && !lines.is_empty() {
            return next;
        }
        if !empty {
            if lines.is_empty() {
                limit = (start / BLOCK + 1) * BLOCK;
            }
            lines.push(Bounds { start, end, next });
            if start >= limit {
                return start;
            }
        }
        start = next;
    }
    text.len()
}

/// One past the end of line at `end`; CR and LF are one.
pub(super) fn end_of_end(text: &str, end: usize) -> usize {
    match text.as_bytes().get(end..) {
        Some([b'\r', b'\n', ..]) => end + 2,
        Some([_, ..]) => end + 1,
        _ => end,
    }
}

/// Columns: those of East Asian scripts are two wide, joined marks of UTF-8 none.
fn columns(text: &str) -> usize {
    let bytes = text.as_bytes();
    let chars = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    chars + bytes.iter().filter(|byte| matches!(**byte, 0xE3..=0xED)).count()
}

impl Line {
    pub(super) fn marks(text: &str, start: usize) -> Marks {
        let mut marks = Marks { depth: 0, indent: 0, body: start };
        for c in text.get(start..).unwrap_or_default().chars() {
            match c {
                '>' => (marks.depth, marks.indent) = (marks.depth + 1, 0),
                '\t' => marks.indent += 8,
                '\u{C}' => {}
                '\u{3000}' => marks.indent += 2,
                ' ' | '\u{A0}' | '\u{2002}' | '\u{2003}' => marks.indent += 1,
                _ => break,
            }
            marks.body += c.len_utf8();
        }
        // The blank behind a mark of quoting is the mark's.
        if marks.depth > 0 {
            marks.indent = marks.indent.saturating_sub(1);
        }
        marks
    }

    pub(super) fn of(text: &str, bounds: Bounds) -> Self {
        let Marks { depth, indent, body } = Self::marks(text, bounds.start);
        let words = text.get(body..bounds.end).unwrap_or_default();
        let mut line = Self {
            bounds,
            depth,
            indent,
            width: usize::MAX,
            first: 0,
            hang: indent,
            end: End::Stop,
            begin: Begin::Sign,
            look: Look::Apart,
            says: true,
            stops: false,
        };
        if words.len() > LONG {
            return line;
        }
        let words = words.trim_end();
        line.width = indent + columns(words);
        let first = words.split(char::is_whitespace).next().unwrap_or_default();
        line.first = columns(first);
        line.end = end_of(words);
        let (mark, item) = match item(words) {
            Some((mark, item)) if item != (Look::Item { sign: '.', order: None }) => (mark, item),
            _ => (0, look(words)),
        };
        (line.look, line.hang) = (item, indent + columns(words.get(..mark).unwrap_or_default()));
        let lead = |c: char| marks::is_quote(c) || marks::opens(c) || marks::is_emphasis(c);
        let dash = |c: char| c == ' ' || marks::is_dash(c);
        let said = match item {
            Look::Item { order: None, .. } => words.trim_start_matches(dash),
            _ => words,
        };
        line.begin = match said.trim_start_matches(lead).chars().next() {
            Some(c) if c.is_lowercase() => Begin::Small,
            Some(c) if c.is_uppercase() => Begin::Capital,
            Some(c) if c.is_alphabetic() => Begin::Letter,
            Some(c) if c.is_numeric() => Begin::Digit,
            _ => Begin::Sign,
        };
        line.stops = words.split_inclusive(' ').zip(words.split_inclusive(' ').skip(1)).any(
            |(word, next)| {
                let word = word.trim_end();
                word.len() > 4
                    && word.ends_with(marks::is_stop)
                    && !next.starts_with(char::is_lowercase)
            },
        );
        line.says = words.split_whitespace().nth(2).is_some() || line.end == End::Stop;
        line
    }

    pub(super) const fn is_item(&self) -> bool {
        matches!(self.look, Look::Item { .. })
    }
}

fn end_of(words: &str) -> End {
    let closing = |c: char| {
        marks::closes(c) || marks::is_quote(c) || marks::is_emphasis(c) || c.is_whitespace()
    };
    match words.trim_end_matches(closing).chars().next_back() {
        Some(c) if marks::is_stop(c) || matches!(c, ':' | ';' | '؛' | '՝') => End::Stop,
        _ => End::Open,
    }
}

/// What a line that is no item looks like.
fn look(words: &str) -> Look {
    if !words.contains(char::is_alphanumeric) {
        return if words == "--" { Look::Dashes } else { Look::Apart };
    }
    // Columns stand apart by tabs, bars or blanks.
    let bar = |c: char| matches!(c, '|' | '│' | '║');
    let bars = words.starts_with(bar) || words.matches(bar).nth(1).is_some();
    if bars || words.contains('\t') || words.contains("   ") {
        return Look::Apart;
    }
    let label = words.split_once(": ").or_else(|| Some((words.strip_suffix(':')?, "")));
    let label = label.is_some_and(|(label, _)| {
        let mut words = label.split(' ');
        label.starts_with(char::is_uppercase)
            && words.nth(3).is_none()
            && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
    });
    if label { Look::Label } else { Look::Text }
}

/// The mark of an item that a line begins with, and how long it is with the blanks behind.
fn item(words: &str) -> Option<(usize, Look)> {
    let mark = words.split(char::is_whitespace).next()?;
    let behind = words.get(mark.len()..)?;
    let blanks = behind.len() - behind.trim_start().len();
    if blanks == 0 {
        return None;
    }
    let length = mark.len() + blanks;
    let mut chars = mark.chars();
    let sign = chars.next()?;
    if chars.next().is_none()
        && (marks::is_bullet(sign) || marks::is_dash(sign) || matches!(sign, '*' | '+' | '·'))
    {
        return Some((length, Look::Item { sign, order: None }));
    }
    let sign = mark.chars().next_back().filter(|c| matches!(c, '.' | ')'))?;
    let name = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let order = match name.as_bytes() {
        [b'0'..=b'9', ..] if name.len() <= 3 => name.parse().ok()?,
        // "J. Smith"
        [letter @ (b'a'..=b'z' | b'A'..=b'Z')] if sign == ')' => {
            u32::from(letter.to_ascii_lowercase() - b'a') + 1
        }
        _ => return None,
    };
    Some((length, Look::Item { sign, order: Some(order) }))
}
