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

    /// Whether it is too long to be broken.
    pub(super) fn is_long(text: &str, bounds: Bounds) -> bool {
        let bytes = bounds.end - bounds.start;
        let words = || text.get(bounds.start..bounds.end).unwrap_or_default();
        bytes > WIDE && (bytes > LONG || words().is_ascii() || columns(words()) > WIDE)
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
        let seen = Seen::of(words);
        let (mark, item) = match item(words) {
            Some((mark, item)) if item != (Look::Item { sign: '.', order: None }) => (mark, item),
            _ => (0, look(words, &seen)),
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
        line.stops = seen.stops;
        line.says = seen.words > 2 || line.end == End::Stop;
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

/// What one look at the words tells.
#[derive(Default)]
struct Seen {
    words: usize,
    /// A sentence ends before the last word.
    stops: bool,
    /// Tabs, or blanks enough to part columns.
    columns: bool,
    bars: usize,
    alphanumeric: bool,
}

impl Seen {
    fn of(words: &str) -> Self {
        let mut seen = Self::default();
        let (mut blanks, mut last) = (0, 0);
        // Whether the last word ends with a stop, and is no initial.
        let mut stop = false;
        let mut begin = 0;
        for (at, byte) in words.bytes().enumerate() {
            match byte {
                b' ' | b'\t' => {
                    if blanks == 0 {
                        stop = at - begin > 4 && is_stop_before(words, at, last);
                    }
                    blanks += 1;
                    seen.columns |= byte == b'\t' || blanks > 2;
                }
                _ => {
                    if blanks > 0 || at == 0 {
                        seen.words += 1;
                        let small = byte.is_ascii_lowercase()
                            || !byte.is_ascii()
                                && words
                                    .get(at..)
                                    .is_some_and(|w| w.starts_with(char::is_lowercase));
                        seen.stops |= stop && !small;
                        (blanks, begin, stop) = (0, at, false);
                    }
                    seen.alphanumeric |= byte.is_ascii_alphanumeric();
                    seen.bars += usize::from(byte == b'|');
                }
            }
            last = byte;
        }
        seen
    }
}

fn is_stop_before(words: &str, at: usize, last: u8) -> bool {
    match last {
        b'.' | b'!' | b'?' => true,
        _ if last.is_ascii() => false,
        _ => words.get(..at).is_some_and(|words| words.ends_with(marks::is_stop)),
    }
}

/// What a line that is no item looks like.
fn look(words: &str, seen: &Seen) -> Look {
    if !seen.alphanumeric && !words.contains(char::is_alphanumeric) {
        return if words == "--" { Look::Dashes } else { Look::Apart };
    }
    if seen.columns || seen.bars > 1 || words.starts_with(['|', '│', '║']) {
        return Look::Apart;
    }
    /// Bytes of the longest label.
    const LABEL: usize = 48;
    let head = words.as_bytes().get(..words.len().min(LABEL)).unwrap_or_default();
    let label = memchr::memchr(b':', head).and_then(|at| words.get(..at)).is_some_and(|label| {
        let mut behind = words.chars().skip(label.chars().count() + 1);
        label.starts_with(char::is_uppercase)
            && behind.next().is_none_or(|c| c == ' ')
            && label.split(' ').nth(3).is_none()
            && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
    });
    if label { Look::Label } else { Look::Text }
}

/// The mark of an item that a line begins with, and how long it is with the blanks behind.
fn item(words: &str) -> Option<(usize, Look)> {
    // Most lines begin with a word.
    if let [b'a'..=b'z' | b'A'..=b'Z', behind, ..] = words.as_bytes()
        && *behind != b')'
    {
        return None;
    }
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
