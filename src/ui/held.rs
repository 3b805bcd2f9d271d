//! What is drawn of one record fails alone: a panic in it is held, and words stand in its place.
//!
//! Owns: those words. Never: tells the session; what can be drawn again in the next frame is.

use super::theme::palette;
use crate::model::{RecordRef, held};
use eframe::egui::{Label, RichText, Ui};
use std::fmt::Display;

/// Draws one thing ("This claim") into a space of its own. Where that panics, what was drawn of it stays, and behind it is
/// said which one it is; what is drawn after it stands as it should.
pub fn held_ui(ui: &mut Ui, what: &str, id: &dyn Display, draw: impl FnOnce(&mut Ui)) {
    let drawn = held(&format_args!("drawing {what} {id}"), || draw(ui));
    if let Err(fault) = drawn {
        let words = format!("{what} cannot be shown: {fault}. (id {id})").replace(" (id )", "");
        let color = palette(ui).danger;
        ui.add(Label::new(RichText::new(words).color(color)).wrap());
    }
}

/// The id of a record, to name it by.
pub fn record_id(record: &RecordRef) -> &dyn Display {
    match record {
        RecordRef::Claim(id) => id,
        RecordRef::Quantity(id) => id,
        RecordRef::Attribution(id) => id,
        RecordRef::Mark(id) => id,
    }
}
