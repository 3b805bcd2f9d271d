//! What a fact asks, as a form: question, topic, what is counted, where, how it moves; and the analyst's reading.
//!
//! Owns whether it is open, and a reading that is being written; what is typed in a field is a draft of the session. Never:
//! checks what is typed (the session does, and says why not).

use super::Desk;
use super::picker::Picker;
use crate::model::FactId;
use crate::session::{FactCommand, FactField, FieldRef, ReadingText};
use crate::ui::inspector::field::{Named, Size, error_ui, field_ui};
use crate::ui::names::field_label;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{
    Align, Frame, Id, Label, Layout, Margin, RichText, Stroke, TextStyle, Ui, vec2,
};

/// Width of the labels.
const LABEL: f32 = 96.0;

/// The fields of the form, in its order.
const FIELDS: [FactField; 13] = [
    FactField::Question,
    FactField::Topic,
    FactField::Accepts,
    FactField::Each,
    FactField::Who,
    FactField::Measure,
    FactField::Behaves,
    FactField::Modality,
    FactField::UnitKind,
    FactField::UnitCode,
    FactField::Places,
    FactField::Window,
    FactField::Note,
];

/// What is typed.
#[derive(Default)]
pub struct FormState {
    /// Whether the form is open.
    pub open: bool,
    /// Whether the reading is being written.
    pub reading: Option<ReadingText>,
    /// The list of facts to merge into.
    pub picker: Picker,
}

impl FormState {
    /// Opens the reading with what it is now.
    pub fn open_reading(&mut self, desk: &Desk<'_>, fact: &FactId) {
        let fact = desk.session.facts().and_then(|facts| facts.facts.get(fact));
        let now = fact.and_then(|fact| fact.reading.as_ref()).map(|reading| {
            let end = |end: &Option<crate::model::Number>| {
                end.as_ref().map(|end| end.as_str().to_owned()).unwrap_or_default()
            };
            ReadingText {
                best: reading.best.as_str().to_owned(),
                low: end(&reading.low),
                high: end(&reading.high),
                as_of: reading.as_of.clone().unwrap_or_default(),
                why: reading.why.clone(),
            }
        });
        self.reading = Some(now.unwrap_or_default());
    }
}

pub(super) fn card(ui: &Ui) -> Frame {
    let p = palette(ui);
    Frame::new()
        .fill(p.background)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS_LARGE)
        .inner_margin(Margin::same(12))
}

pub(super) fn row_ui<R>(ui: &mut Ui, label: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(LABEL, theme::FORM_CONTROL);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            let text = RichText::new(label).color(palette(ui).muted);
            ui.add(Label::new(text).truncate());
        });
        ui.vertical(content).inner
    })
    .inner
}

/// Where nothing can be changed, the words of a row stand level with its label, as they do in a field.
pub(super) fn level_ui(ui: &mut Ui, desk: &Desk<'_>) {
    if !desk.writable {
        let words = ui.text_style_height(&TextStyle::Body);
        ui.add_space(((theme::FORM_CONTROL - words) / 2.0).max(0.0));
    }
}

/// A field of a fact or agent with its label, and under it what is wrong with what is typed. What is typed is a draft of
/// the session, as everywhere.
pub(super) fn typed_ui(ui: &mut Ui, desk: &mut Desk<'_>, field: &FieldRef, rows: usize) {
    let label = field_label(field.field);
    row_ui(ui, label, |ui| {
        level_ui(ui, desk);
        let size = Size { width: ui.available_width(), rows, writable: desk.writable };
        field_ui(ui, desk.session, field, Named::As(label), size, desk.out);
        error_ui(ui, desk.session, field);
    });
}

/// Draws the fields of the fact.
pub fn form_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FormState, fact: &FactId) {
    // What could not be done last time is shown where it was typed.
    let waits = FIELDS.iter().any(|field| {
        let draft = desk.session.draft(&FieldRef::of_fact(fact, *field));
        draft.is_some_and(|(_, wrong)| wrong.is_some())
    });
    if !state.open && !waits {
        return;
    }
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        read_only_ui(ui, desk);
        for field in FIELDS {
            let rows = if field == FactField::Note { 2 } else { 1 };
            typed_ui(ui, desk, &FieldRef::of_fact(fact, field), rows);
        }
    });
    ui.add_space(theme::STEP * 2.0);
}

/// Why nothing can be changed here.
pub(super) fn read_only_ui(ui: &mut Ui, desk: &Desk<'_>) {
    if !desk.writable {
        let why = RichText::new(desk.why_not()).size(theme::SMALL).color(palette(ui).muted);
        ui.add(Label::new(why).wrap());
    }
}

/// Draws the reading while it is being written.
pub fn reading_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FormState, fact: &FactId) {
    let Some(mut reading) = state.reading.take() else { return };
    let there = desk
        .session
        .facts()
        .and_then(|facts| facts.facts.get(fact))
        .is_some_and(|fact| fact.reading.is_some());
    let mut open = true;
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        widgets::section_title(ui, "YOUR READING");
        let fields: [(&str, &str, &mut String); 5] = [
            ("Best figure", "28120", &mut reading.best),
            ("Not below", "open", &mut reading.low),
            ("Not above", "open", &mut reading.high),
            ("As of", "2023-09-26", &mut reading.as_of),
            ("Why", "", &mut reading.why),
        ];
        for (label, hint, text) in fields {
            row_ui(ui, label, |ui| {
                let id = Id::unique(("reading", label));
                let width = ui.available_width();
                widgets::named_field(ui, id, label, hint, text, width);
            });
        }
        ui.add_space(theme::STEP);
        ui.horizontal(|ui| {
            let ready = !reading.best.trim().is_empty();
            if widgets::primary_button(ui, "Keep", ready).clicked() {
                let (fact, reading) = (fact.clone(), Some(reading.clone()));
                desk.act(FactCommand::SetReading { fact, reading });
                open = false;
            }
            if there && ui.button("Take away").clicked() {
                desk.act(FactCommand::SetReading { fact: fact.clone(), reading: None });
                open = false;
            }
            if ui.button("Cancel").clicked() {
                open = false;
            }
        });
    });
    ui.add_space(theme::STEP * 2.0);
    if open {
        state.reading = Some(reading);
    }
}
