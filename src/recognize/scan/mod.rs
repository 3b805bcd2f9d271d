//! Whole texts scanned: tokens, and what each domain finds in them.
//!
//! Owns: the blocks in which a long text is read ([`blocks`]), and the passes over its tokens, a folder a domain: [`text`] (sentences),
//! [`date`], [`number`], [`cue`] (attributions). Numbers are read first, once: dates count with them, quantities are made of them. Never: knows what the passes are for; a pass reads what earlier passes found, and
//! looks only boundedly far around a token.

pub(super) mod blocks;
pub(super) mod cue;
pub(super) mod date;
pub(super) mod join;
pub(super) mod number;
pub(super) mod place;
pub(super) mod text;

use crate::model::Span;

/// A sentence with its tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sentence {
    /// Index of its first token.
    pub(crate) first: usize,
    /// One past the index of its last token.
    pub(crate) end: usize,
    /// Its place, trimmed.
    pub(crate) span: Span,
}
