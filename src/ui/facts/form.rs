//! What a fact asks, as a form: question, topic, what is counted, where, how it moves; and the analyst's reading.
//!
//! Owns what is typed and not done yet. Never: checks what is typed (the session does, and says why not).

use super::Desk;
use super::picker::Picker;
use crate::model::FactId;
use crate::session::{FactCommand, FactField, ReadingText};
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{
    Align, ComboBox, Frame, Id, Key, Label, Layout, Margin, RichText, Stroke, TextEdit, Ui, vec2,
};

/// Width of the labels.
const LABEL: f32 = 96.0;

/// The fields of the form, in its order: the field, its label, what an empty one says.
const FIELDS: [(FactField, &str, &str); 13] = [
    (FactField::Question, "Question", ""),
    (FactField::Topic, "Topic", "a word to group by"),
    (FactField::Accepts, "Counts", "people, refugees"),
    (FactField::Each, "Each is a", ""),
    (FactField::Who, "Who", "civilian, child"),
    (FactField::Measure, "Measure", ""),
    (FactField::Behaves, "It", ""),
    (FactField::Modality, "Modality", ""),
    (FactField::UnitKind, "Unit", ""),
    (FactField::UnitCode, "Unit code", "t, km, USD"),
    (FactField::Places, "Where", "to Armenia, from Nagorno-Karabakh"),
    (FactField::Window, "When", "2023-09-24/.."),
    (FactField::Note, "Note", "why is it asked?"),
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
    /// The field that is being typed in.
    typed: Option<(FactField, String)>,
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

fn card(ui: &Ui) -> Frame {
    let p = palette(ui);
    Frame::new()
        .fill(p.background)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS_LARGE)
        .inner_margin(Margin::same(12))
}

fn row_ui<R>(ui: &mut Ui, label: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(LABEL, theme::FORM_CONTROL);
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            let text = RichText::new(label).color(palette(ui).muted);
            ui.add(Label::new(text).truncate());
        });
        content(ui)
    })
    .inner
}

/// Draws the fields of the fact.
pub fn form_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FormState, fact: &FactId) {
    if !state.open {
        return;
    }
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (field, label, hint) in FIELDS {
            row_ui(ui, label, |ui| field_ui(ui, desk, state, fact, field, label, hint));
        }
    });
    ui.add_space(theme::STEP * 2.0);
}

fn field_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut FormState,
    fact: &FactId,
    field: FactField,
    label: &str,
    hint: &str,
) {
    let stored = desk.session.fact_field(fact, field).unwrap_or_default();
    let width = ui.available_width();
    let set = |text: String| FactCommand::Set { fact: fact.clone(), field, text };
    if let Some(choices) = desk.session.fact_choices(field) {
        let shown = choices.iter().find(|choice| choice.value == stored);
        let shown = shown.map_or(stored.as_str(), |choice| choice.label);
        ui.add_enabled_ui(desk.writable, |ui| {
            let combo = ComboBox::from_id_salt(("fact field", label)).width(width);
            let response = combo.selected_text(shown).show_ui(ui, |ui| {
                for choice in choices {
                    let on = choice.value == stored;
                    if ui.selectable_label(on, choice.label).clicked() && !on {
                        desk.act(set(choice.value.to_owned()));
                    }
                }
            });
            widgets::name(ui, &response.response, label);
        });
        return;
    }
    let typed = state.typed.as_ref().filter(|(typed, _)| *typed == field);
    let mut text = typed.map_or_else(|| stored.clone(), |(_, text)| text.clone());
    let id = Id::unique(("fact field", label));
    let edit = TextEdit::singleline(&mut text).id(id).hint_text(hint.to_owned());
    let edit = edit.desired_width(width).interactive(desk.writable).margin(Margin::symmetric(8, 4));
    let response = ui.add(edit);
    widgets::name(ui, &response, label);
    if response.changed() {
        state.typed = Some((field, text.clone()));
    }
    if response.lost_focus() && state.typed.as_ref().is_some_and(|(typed, _)| *typed == field) {
        state.typed = None;
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if !escaped && text != stored {
            desk.act(set(text));
        }
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
