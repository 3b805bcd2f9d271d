//! Dates, times, intervals and durations of a whole text.
//!
//! Owns: where they stand and what they say. Never: knows today.

mod words;

pub(crate) use words::DateSense;

use super::Sentence;
use super::lex::Lexed;
use crate::model::Basis;
use crate::recognize::proposal::{ProposedDate, ProposedPublished};

/// What the pass finds.
pub(crate) struct Dates {
    /// The article's own date.
    pub(crate) published: Option<ProposedPublished>,
    /// The dates, in order, without overlap. Roles `AsOf`, `Period`, `Article` and `None` are set; `SaidAt` is for the attributions' pass.
    pub(crate) dates: Vec<ProposedDate>,
}

/// Finds them. `stated`: the article's date as the analyst stated it, which counts before the text's own.
pub(crate) fn dates(
    _lexed: &Lexed<'_>,
    _sentences: &[Sentence],
    stated: Option<(&str, Basis)>,
    _file_name: Option<&str>,
) -> Dates {
    let _ = stated;
    Dates { published: None, dates: Vec::new() }
}
