//! Attributions of a whole text.
//!
//! Owns: who says what, by what word. Never: knows numbers.

mod words;

pub(crate) use words::CueSense;

use super::Sentence;
use super::lex::Lexed;
use crate::recognize::proposal::{ProposedAttribution, ProposedDate};

/// The attributions, ordered by their first span. Sets the role of dates that say when something was said.
pub(crate) fn attributions(
    _lexed: &Lexed<'_>,
    _sentences: &[Sentence],
    _dates: &mut [ProposedDate],
) -> Vec<ProposedAttribution> {
    Vec::new()
}
