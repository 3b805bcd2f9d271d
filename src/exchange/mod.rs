//! Foreign formats, one file each: model (or what was recognised) in, text out.
//!
//! Never: paths, disk, egui. (RON is no foreign format: the annotation files themselves are the export.)

mod csv;
mod json;
mod rows;
mod suggest;
mod through;

pub use self::csv::{CsvWriter, ExportError, guarded};
pub use self::json::{Annotated, JSON_VERSION, JsonWriter};
pub use self::rows::{COLUMNS, Column, Row, rows};
pub use self::suggest::{SUGGEST_SCHEMA, Suggested, SuggestedOf};
pub use self::through::{Through, json_escaped};
