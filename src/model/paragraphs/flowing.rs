//! Text as it is read by people: each paragraph in one line, parted words whole, and the way back to its places.

use super::{Wrap, wraps, wraps_of};
use crate::model::Span;
use std::borrow::Cow;

/// A text without the wraps in its paragraphs.
#[derive(Clone, Debug)]
pub struct Flowing<'a> {
    text: Cow<'a, str>,
    wraps: Vec<Seam>,
}

/// Where a wrap was: its place in the flowing text, and where it ended.
#[derive(Clone, Copy, Debug)]
struct Seam {
    start: usize,
    end: usize,
    given: usize,
}

impl<'a> Flowing<'a> {
    /// A text of any length.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self::without(text, wraps(text, Span { start: 0, end: text.len() }).into_iter())
    }

    /// Words, or one paragraph: every end of line is a wrap.
    #[must_use]
    pub fn paragraph(words: &'a str) -> Self {
        Self::without(words, wraps_of(words))
    }

    fn without(text: &'a str, wraps: impl Iterator<Item = Wrap>) -> Self {
        let (mut line, mut seams, mut at) = (String::new(), Vec::new(), 0);
        for wrap in wraps {
            let until = if wrap.glued { wrap.cut().start } else { wrap.span.start };
            line.push_str(text.get(at..until).unwrap_or_default());
            let start = line.len();
            if !wrap.glued {
                line.push(' ');
            }
            at = wrap.span.end;
            seams.push(Seam { start, end: line.len(), given: at });
        }
        if seams.is_empty() {
            return Self { text: Cow::Borrowed(text), wraps: seams };
        }
        line.push_str(text.get(at..).unwrap_or_default());
        Self { text: Cow::Owned(line), wraps: seams }
    }

    /// The text as it flows.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it flows, for itself.
    #[must_use]
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// A place of the flowing text in the text that was given.
    #[must_use]
    pub fn given(&self, span: Span) -> Span {
        let from = |byte: usize, seams: usize| {
            let seam = seams.checked_sub(1).and_then(|last| self.wraps.get(last));
            seam.map_or(byte, |seam| seam.given + (byte - seam.end))
        };
        let start = from(span.start, self.wraps.partition_point(|seam| seam.end <= span.start));
        let end = self.wraps.partition_point(|seam| seam.end <= span.end && seam.start < span.end);
        Span::new(start, from(span.end, end).max(start))
    }
}
