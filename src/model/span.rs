//! Spans of text and the three ways to count them.
//!
//! Owns: [`Span`] (bytes), [`CodePoints`] (as on disk) and the map between bytes, code points and
//! UTF-16 code units. Never: slices text anywhere but in [`Span::of`].

use std::fmt;

/// A half-open range of **bytes** in an article's decoded text, both ends on char boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never below `start`.
    pub end: usize,
}

/// A span that does not lie in its text, or not on char boundaries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpanError {
    /// The span that was asked for.
    pub span: Span,
    /// The text's length in bytes.
    pub len: usize,
}

impl fmt::Display for SpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { start, end } = self.span;
        write!(f, "bytes {start}..{end} are not a place in a text of {} bytes", self.len)
    }
}

impl std::error::Error for SpanError {}

impl Span {
    /// The span between two byte offsets, in either order.
    #[must_use]
    pub const fn new(a: usize, b: usize) -> Self {
        if a <= b { Self { start: a, end: b } } else { Self { start: b, end: a } }
    }

    /// The text that the span covers.
    ///
    /// # Errors
    /// If the span is outside of the text or cuts a char.
    pub fn of(self, text: &str) -> Result<&str, SpanError> {
        text.get(self.start..self.end).ok_or(SpanError { span: self, len: text.len() })
    }

    /// The covered text for showing; a wrong place shows as such instead of as nothing.
    #[must_use]
    pub fn shown(self, text: &str) -> &str {
        self.of(text).unwrap_or("⚠ wrong place")
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte offset lies inside (the end excluded).
    #[must_use]
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether the other span lies wholly inside this one.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part that both share, if any byte is.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The same length, moved by `by` bytes to the right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The span without white space at its ends; an all-white span becomes empty at its start.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let Ok(covered) = self.of(text) else { return self };
        let start = self.start + (covered.len() - covered.trim_start().len());
        let end = start + covered.trim().len();
        Self { start: start.min(self.end), end: end.max(start).min(self.end.max(start)) }
    }
}

/// A half-open range of **Unicode code points** of the decoded text, 0-based: what files hold
/// (W3C Web Annotation Data Model §4.2.4, brat standoff).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct CodePoints {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Bytes between two entries of an [`OffsetMap`]. A conversion walks at most this far.
const STRIDE: usize = 1024;

/// Converts between bytes, code points and UTF-16 code units of one text, in O(1) from a table of
/// every so many bytes. Texts of one-byte chars keep no table.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// For stride i: (byte at a char boundary ≥ i·STRIDE, code points before it, UTF-16 units before it).
    marks: Vec<(usize, usize, usize)>,
    bytes: usize,
    chars: usize,
    utf16: usize,
}

impl OffsetMap {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut map = Self { bytes: text.len(), ..Self::default() };
        if text.is_ascii() {
            map.chars = text.len();
            map.utf16 = text.len();
            return map;
        }
        let mut next = 0;
        for (byte, c) in text.char_indices() {
            if byte >= next {
                map.marks.push((byte, map.chars, map.utf16));
                next = (byte / STRIDE + 1) * STRIDE;
            }
            map.chars += 1;
            map.utf16 += c.len_utf16();
        }
        map
    }

    /// Length of the text in code points.
    #[must_use]
    pub const fn code_points(&self) -> usize {
        self.chars
    }

    /// Length of the text in UTF-16 code units.
    #[must_use]
    pub const fn utf16_units(&self) -> usize {
        self.utf16
    }

    fn walk(
        &self,
        text: &str,
        wanted: usize,
        key: impl Fn(&(usize, usize, usize)) -> usize,
        step: impl Fn(char) -> usize,
    ) -> Option<(usize, usize, usize)> {
        let i = self.marks.partition_point(|m| key(m) <= wanted).checked_sub(1)?;
        let mut at = *self.marks.get(i)?;
        let mut seen = key(&at);
        let mut chars = text.get(at.0..)?.chars();
        while seen < wanted {
            let c = chars.next()?;
            seen += step(c);
            at = (at.0 + c.len_utf8(), at.1 + 1, at.2 + c.len_utf16());
        }
        (seen == wanted).then_some(at)
    }

    /// Code points before this byte; `None` outside of the text or inside a char.
    #[must_use]
    pub fn code_point_of(&self, text: &str, byte: usize) -> Option<usize> {
        if byte == self.bytes {
            return Some(self.chars);
        }
        if self.marks.is_empty() {
            return (byte < self.bytes).then_some(byte);
        }
        self.walk(text, byte, |m| m.0, char::len_utf8).map(|at| at.1)
    }

    /// The byte at which this code point starts; `None` past the end.
    #[must_use]
    pub fn byte_of_code_point(&self, text: &str, code_point: usize) -> Option<usize> {
        if code_point == self.chars {
            return Some(self.bytes);
        }
        if self.marks.is_empty() {
            return (code_point < self.bytes).then_some(code_point);
        }
        self.walk(text, code_point, |m| m.1, |_| 1).map(|at| at.0)
    }

    /// UTF-16 code units before this byte; `None` outside of the text or inside a char.
    #[must_use]
    pub fn utf16_of(&self, text: &str, byte: usize) -> Option<usize> {
        if byte == self.bytes {
            return Some(self.utf16);
        }
        if self.marks.is_empty() {
            return (byte < self.bytes).then_some(byte);
        }
        self.walk(text, byte, |m| m.0, char::len_utf8).map(|at| at.2)
    }

    /// The byte at this UTF-16 offset; `None` past the end or inside a surrogate pair.
    #[must_use]
    pub fn byte_of_utf16(&self, text: &str, unit: usize) -> Option<usize> {
        if unit == self.utf16 {
            return Some(self.bytes);
        }
        if self.marks.is_empty() {
            return (unit < self.bytes).then_some(unit);
        }
        self.walk(text, unit, |m| m.2, char::len_utf16).map(|at| at.0)
    }

    /// A span in code points; `None` where it is no place of this text.
    #[must_use]
    pub fn code_points_of(&self, text: &str, span: Span) -> Option<CodePoints> {
        Some(CodePoints {
            start: self.code_point_of(text, span.start)?,
            end: self.code_point_of(text, span.end)?,
        })
    }

    /// A range of code points as a span of bytes; `None` where it is no place of this text.
    #[must_use]
    pub fn span_of(&self, text: &str, range: CodePoints) -> Option<Span> {
        let start = self.byte_of_code_point(text, range.start)?;
        let end = self.byte_of_code_point(text, range.end)?;
        (start <= end).then_some(Span { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_survives_all_three_counts(text in "\\PC{0,3000}") {
            let map = OffsetMap::new(&text);
            let (mut cp, mut units) = (0, 0);
            for (byte, c) in text.char_indices() {
                prop_assert_eq!(map.code_point_of(&text, byte), Some(cp));
                prop_assert_eq!(map.byte_of_code_point(&text, cp), Some(byte));
                prop_assert_eq!(map.utf16_of(&text, byte), Some(units));
                prop_assert_eq!(map.byte_of_utf16(&text, units), Some(byte));
                cp += 1;
                units += c.len_utf16();
            }
            prop_assert_eq!(map.code_points(), cp);
            prop_assert_eq!(map.utf16_units(), units);
            prop_assert_eq!(map.byte_of_code_point(&text, cp), Some(text.len()));
            prop_assert_eq!(map.byte_of_code_point(&text, cp + 1), None);
        }
    }

    #[test]
    fn inside_a_char_or_a_surrogate_pair_is_no_place() {
        let text = "a😀b";
        let map = OffsetMap::new(text);
        assert_eq!(map.code_point_of(text, 2), None);
        assert_eq!(map.byte_of_utf16(text, 2), None);
        assert_eq!(map.byte_of_utf16(text, 3), Some(5));
        assert!(Span::new(0, 3).of(text).is_err());
    }
}
