//! A whole text recognised: sentences, dates, quantities, attributions, and how they hang together.
//!
//! Owns: the order of the passes. Each pass reads the tokens and what earlier passes found; none goes back.
//! Never: decides; keeps state.

use super::proposal::Recognized;
use crate::model::Basis;

/// What is known of an article beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options<'a> {
    /// BCP 47 tag of the text's language; `None` (or empty) = the text decides.
    pub language: Option<&'a str>,
    /// The article's own date as stated (EDTF) and what it rests on; `None` = the text is asked. Dates that are
    /// completed from an `Explicit` one are `Relative`, from an `Inferred` one `Inferred`.
    pub published: Option<(&'a str, Basis)>,
    /// The file's name, which may hold a date.
    pub file_name: Option<&'a str>,
}

/// Recognises a whole text, in time linear in its length.
#[must_use]
pub fn recognize(text: &str, options: &Options<'_>) -> Recognized {
    let language = options.language.unwrap_or_default();
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        sentences
            .extend(super::sentences(line, language).into_iter().map(|span| span.shifted(start)));
        start += line.len();
    }
    Recognized { language: language.to_owned(), sentences, ..Recognized::default() }
}
