//! Segments sentences and words; reads numbers and dates as people write them; proposes what a whole text says.
//!
//! Pure: text in, spans and values out. Never: decides; keeps state; knows disk, threads, egui.

pub mod date;
mod date_show;
mod dated;
mod digits;
mod edtf;
mod language;
#[cfg(test)]
mod languages;
mod long;
mod pipeline;
mod plain;
pub mod proposal;
mod scan;
pub mod segments;
mod selected;
pub mod sentence;
pub mod value;
pub mod words;

pub use date::{TypedDate, check_edtf, describe_date, parse_date};
pub use language::detect as detect_language;
pub use long::Long;
pub use pipeline::{Options, recognize};
pub use proposal::Recognized;

pub use segments::Segments;
pub use selected::{
    SelectedNumber, counted_noun, selected_cue, selected_date, selected_number, selected_place,
    source_naming,
};
pub use sentence::{sentences, without_stamp};
pub use value::{TypedValue, describe_value, parse_value};

/// Why something that was typed or selected cannot be read, as a sentence for the analyst.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The sentence.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic with these words.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}
