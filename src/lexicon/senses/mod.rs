//! The meanings that entries can have, one file a domain: what each section of a table may say, in that domain's terms.
//!
//! Owns: the reading of a meaning. Never: reads text.

pub(crate) mod cue;
pub(crate) mod date;
pub(crate) mod number;
pub(crate) mod place;
pub(crate) mod text;

pub(crate) use cue::CueSense;
pub(crate) use date::DateSense;
pub(crate) use number::NumberSense;
pub(crate) use place::PlaceSense;
pub(crate) use text::TextSense;
