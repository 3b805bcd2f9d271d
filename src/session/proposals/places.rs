//! Which of many spans touch a stretch of text, by binary search.
//!
//! Made once for what does not change. Never: keeps texts or records.

use crate::model::Span;

/// Spans with something to each, by start; asked for those that touch a stretch.
#[derive(Clone, Debug)]
pub(crate) struct Places<T> {
    all: Vec<(Span, T)>,
    /// The furthest end of all spans up to this one: where it lies before the stretch, no earlier span can touch it.
    reach: Vec<usize>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self { all: Vec::new(), reach: Vec::new() }
    }
}

impl<T> Places<T> {
    /// Sorts the spans once.
    pub fn new(mut all: Vec<(Span, T)>) -> Self {
        all.sort_by_key(|(span, _)| *span);
        let mut furthest = 0;
        let reach = all
            .iter()
            .map(|(span, _)| {
                furthest = furthest.max(span.end);
                furthest
            })
            .collect();
        Self { all, reach }
    }

    /// The first start of a span at or behind a byte.
    pub fn start_from(&self, byte: usize) -> Option<usize> {
        let at = self.all.partition_point(|(span, _)| span.start < byte);
        self.all.get(at).map(|(span, _)| span.start)
    }

    /// The last start of a span before a byte.
    pub fn start_before(&self, byte: usize) -> Option<usize> {
        let end = self.all.partition_point(|(span, _)| span.start < byte);
        self.all.get(end.checked_sub(1)?).map(|(span, _)| span.start)
    }

    /// The spans that share a byte with this one, or are it, by start.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = (Span, &T)> {
        let end = self.all.partition_point(|(at, _)| at.start < span.end || *at == span);
        let first = self.reach.partition_point(|reach| *reach < span.start).min(end);
        let found = self.all.get(first..end).unwrap_or_default().iter();
        found.filter(move |(at, _)| at.overlaps(span) || *at == span).map(|(at, what)| (*at, what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_that_touch_are_found(
            spans in proptest::collection::vec((0_usize..60, 0_usize..20), 0..30),
            start in 0_usize..70,
            len in 0_usize..20,
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(s, l)| Span::new(s, s + l)).collect();
            let asked = Span::new(start, start + len);
            let places = Places::new(spans.iter().map(|span| (*span, ())).collect());
            let found: Vec<Span> = places.touching(asked).map(|(span, ())| span).collect();
            let mut expected: Vec<Span> =
                spans.into_iter().filter(|s| s.overlaps(asked) || *s == asked).collect();
            expected.sort();
            prop_assert_eq!(found, expected);
        }
    }
}
