//! A typed date in another language than English, read by the passes that propose.
//!
//! Owns: when a text is just one date. Never: English (`date` reads it still), figures alone.

use super::date::{TypedDate, check_edtf};
use super::language::language_of;
use super::proposal::DateKind;
use super::scan;
use super::scan::date;
use super::scan::lex::Lexed;
use super::scan::table::{Domains, Table};
use crate::model::Basis;

/// The one date that a text in another language than English is to the passes that propose; words that say how something lies
/// to it may stand before.
pub(super) fn by_passes(text: &str, reference: Option<&str>, language: &str) -> Option<TypedDate> {
    let language = language_of(language, text);
    // Figures alone ("05/09/2023") have no language, and may have two readings.
    if language == "en" || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let lexed = Lexed::new(text, Table::of(&language));
    let sentences = scan::text::sentences(&lexed);
    let reference = reference.and_then(|edtf| date::stated(edtf, Basis::Explicit));
    let printed = date::printed(&lexed);
    let found = date::dates(&lexed, &sentences, &printed, reference.as_ref(), None);
    let [only] = found.as_slice() else { return None };
    let point = !matches!(only.kind, DateKind::Time | DateKind::Duration);
    let edtf = only.edtf.clone().filter(|edtf| point && check_edtf(edtf).is_ok())?;
    let before = lexed.tokens.iter().take_while(|token| token.start < only.span.start).count();
    let of_time = (0..before).all(|at| lexed.begins(at, Domains::DATE));
    let behind = text.get(only.span.end..).unwrap_or_default();
    let whole = of_time && behind.trim().trim_end_matches('.').is_empty();
    whole.then_some(TypedDate {
        edtf,
        precision: only.precision,
        basis: only.basis,
        relation: (before > 0).then_some(only.relation),
    })
}
