//! From a place to an anchor, and from a stored anchor back to a place in the text at hand.

use super::{Anchor, Article, CodePoints, Place, Quote, Span};
use std::sync::Arc;

/// How many chars of context a quote keeps on either side (Hypothes.is keeps as many).
pub const CONTEXT_CHARS: usize = 32;

/// The anchor of a span of this article; `None` where the span is no place of it.
#[must_use]
pub fn anchor_at(article: &Article, span: Span) -> Option<Anchor> {
    let text = &article.text;
    let exact = span.of(text).ok()?;
    let before = Span::new(0, span.start).of(text).ok()?;
    let after = Span::new(span.end, text.len()).of(text).ok()?;
    let prefix_at = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
    let suffix_to = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
    Some(Anchor {
        place: Place::Exact(span),
        quote: Quote {
            exact: Arc::from(exact),
            prefix: Arc::from(before.get(prefix_at..)?),
            suffix: Arc::from(after.get(..suffix_to)?),
        },
    })
}

/// Where a stored anchor stands in the text at hand: exact, moved, changed or orphaned.
#[must_use]
pub fn resolve(article: &Article, stored: CodePoints, quote: Quote) -> Anchor {
    let at = article.offsets.span_of(&article.text, stored);
    let place = match at {
        Some(span) if span.of(&article.text).is_ok_and(|text| *text == *quote.exact) => {
            Place::Exact(span)
        }
        _ => Place::Orphaned { stored },
    };
    Anchor { place, quote }
}
