//! An anchor: a place in a text together with the words that must stand there.

use super::{CodePoints, Flowing, Span};
use std::borrow::Cow;
use std::sync::Arc;

/// The covered text and its surroundings (W3C `TextQuoteSelector`), verbatim, never normalised.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quote {
    /// The covered text.
    pub exact: Arc<str>,
    /// Up to 32 chars before it.
    pub prefix: Arc<str>,
    /// Up to 32 chars after it.
    pub suffix: Arc<str>,
}

/// What a file says of a place; written back unchanged until the analyst decides.
pub type Stored = CodePoints;

/// Where an anchor stands in the text at hand.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Place {
    /// The exact text at the exact place.
    Exact(Span),
    /// The exact text elsewhere, or a near match with every digit equal; waits for confirmation.
    Moved {
        /// Where it stands now.
        span: Span,
        /// Likeness of quote and context, 0 to 1.
        score: f32,
        /// Where the file says it was.
        stored: Stored,
    },
    /// The best match differs in a digit: the stored anchor stays until the analyst decides.
    Changed {
        /// The most similar place now.
        span: Span,
        /// Likeness of quote and context, 0 to 1.
        score: f32,
        /// Where the file says it was.
        stored: Stored,
    },
    /// Nothing in the text is like it. Kept, listed and written back unchanged.
    Orphaned {
        /// Where the file says it was.
        stored: Stored,
    },
}

/// Position and quote of one piece of evidence.
#[derive(Clone, PartialEq, Debug)]
pub struct Anchor {
    /// Where it stands in the text at hand.
    pub place: Place,
    /// The words that were tagged.
    pub quote: Quote,
}

impl Anchor {
    /// The span where the anchor is shown: not for changed and orphaned ones, whose words do not stand there.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        match self.place {
            Place::Exact(span) | Place::Moved { span, .. } => Some(span),
            Place::Changed { .. } | Place::Orphaned { .. } => None,
        }
    }

    /// Whether the words stand exactly where the anchor says.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        matches!(self.place, Place::Exact(_))
    }

    /// The covered text as it was tagged.
    #[must_use]
    pub fn exact(&self) -> &str {
        &self.quote.exact
    }

    /// The same as it is read: in one line, whatever the width that its text was broken to.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        Flowing::paragraph(self.exact()).into_text()
    }
}
