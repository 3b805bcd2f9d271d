//! Quantities of a whole text.
//!
//! Owns: which numbers are quantities, and what is printed with them. Never: knows whose they are.

mod words;

pub(crate) use words::NumberSense;

use super::Sentence;
use super::lex::Lexed;
use crate::recognize::proposal::{ProposedDate, ProposedQuantity};

/// The quantities, in order; their numbers do not overlap each other or a date.
/// `as_of`, `period`, `places`, `voice` and `Repeats` links are left to the joining pass.
pub(crate) fn quantities(
    _lexed: &Lexed<'_>,
    _sentences: &[Sentence],
    _dates: &[ProposedDate],
) -> Vec<ProposedQuantity> {
    Vec::new()
}
