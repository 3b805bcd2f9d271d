//! How quantities, dates and attributions of one text hang together.
//!
//! Owns: whose number it is, its as-of, its period, its places, and repeats. Never: decides; finds records of its own.

use super::Sentence;
use super::lex::Lexed;
use crate::recognize::proposal::{ProposedAttribution, ProposedDate, ProposedQuantity};

/// Joins them.
pub(crate) fn join(
    _lexed: &Lexed<'_>,
    _sentences: &[Sentence],
    _dates: &mut [ProposedDate],
    _attributions: &[ProposedAttribution],
    _quantities: &mut [ProposedQuantity],
) {
}
