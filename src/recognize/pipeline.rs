//! A whole text recognised: sentences, dates, quantities, attributions, and how they hang together.
//!
//! Owns: the order of the passes. Each pass reads the tokens and what earlier passes found; none goes back.
//! Never: decides; keeps state.

use super::language::language_of;
use super::proposal::Recognized;
use super::scan;
use super::scan::lex::Lexed;
use super::scan::table::Table;
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
    let language = language_of(options.language.unwrap_or_default(), text);
    let table = Table::of(&language);
    let lexed = Lexed::new(text, table);
    let sentences = scan::text::sentences(&lexed);
    let found = scan::date::dates(&lexed, &sentences, options.published, options.file_name);
    let mut dates = found.dates;
    let mut quantities = scan::number::quantities(&lexed, &sentences, &dates);
    let attributions = scan::cue::attributions(&lexed, &sentences, &mut dates);
    scan::join::join(&lexed, &sentences, &mut dates, &attributions, &mut quantities);
    Recognized {
        language: language.into_owned(),
        published: found.published,
        parts: scan::text::parts(&lexed, &sentences),
        sentences: sentences.iter().map(|sentence| sentence.span).collect(),
        quantities,
        dates,
        attributions,
    }
}
