//! Which tagged spans touch a stretch of text: asked every frame, so the answer must not grow with the article.

use super::{Span, TaggedSpan};
use std::collections::HashMap;

/// Bytes a bucket: about one screen of text.
const BUCKET: usize = 4096;

/// Tagged spans in buckets of text; a span stands in each bucket that it touches.
#[derive(Clone, Debug, Default)]
pub struct SpanIndex {
    buckets: HashMap<usize, Vec<TaggedSpan>>,
    len: usize,
}

impl SpanIndex {
    fn range(span: Span) -> std::ops::RangeInclusive<usize> {
        span.start / BUCKET..=span.end.saturating_sub(1).max(span.start) / BUCKET
    }

    /// Adds a tagged span.
    pub fn insert(&mut self, tagged: TaggedSpan) {
        for bucket in Self::range(tagged.span) {
            self.buckets.entry(bucket).or_default().push(tagged.clone());
        }
        self.len += 1;
    }

    /// Takes a tagged span out; nothing happens where it is not in.
    pub fn remove(&mut self, tagged: &TaggedSpan) {
        let mut found = false;
        for bucket in Self::range(tagged.span) {
            if let Some(spans) = self.buckets.get_mut(&bucket)
                && let Some(at) = spans.iter().position(|other| other == tagged)
            {
                spans.swap_remove(at);
                found = true;
            }
        }
        self.len -= usize::from(found);
    }

    /// The tagged spans that touch this stretch, by start, longer first.
    #[must_use]
    pub fn touching(&self, span: Span) -> Vec<TaggedSpan> {
        let mut found: Vec<TaggedSpan> = Vec::new();
        for bucket in Self::range(span) {
            for tagged in self.buckets.get(&bucket).into_iter().flatten() {
                // A span is taken at the first of the asked buckets that holds it.
                let first = (tagged.span.start / BUCKET).max(span.start / BUCKET);
                if first == bucket
                    && (tagged.span.overlaps(span) || tagged.span.start == span.start)
                {
                    found.push(tagged.clone());
                }
            }
        }
        found.sort_by(|a, b| {
            (a.span.start, std::cmp::Reverse(a.span.end))
                .cmp(&(b.span.start, std::cmp::Reverse(b.span.end)))
                .then_with(|| a.cmp(b))
        });
        found
    }

    /// How many spans there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}
