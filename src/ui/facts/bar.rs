//! The bar above the board: search, states, how many there are, a new fact.
//!
//! Never: which facts are shown (`order`).

use super::chip::Chip;
use super::{Desk, FactsState, Tab};
use crate::compare::FactWord;
use crate::session::FactCommand;
use crate::ui::theme::{self, icon, palette};
use crate::ui::widgets::{self, icon_atom};
use eframe::egui::{self, Align, Button, Id, Key, Layout, RichText, Ui, vec2};

/// States in the order that one looks for them.
const WORDS: [FactWord; 8] = [
    FactWord::Conflicts,
    FactWord::Undetermined,
    FactWord::LaterUpdate,
    FactWord::Refines,
    FactWord::Agrees,
    FactWord::NotComparable,
    FactWord::Single,
    FactWord::Empty,
];

/// What the left side can show.
const TABS: [(Tab, &str, &str); 4] = [
    (Tab::Board, "Board", "All facts, and what each reads"),
    (Tab::Matrix, "Matrix", "What each article says of each fact"),
    (Tab::Loose, "To join", "Facts that look the same, and numbers in no fact"),
    (Tab::Sources, "Origins", "Who speaks, under which names, and for whom"),
];

/// What of the bar is only of the view.
#[derive(Default)]
pub struct BarState {
    question: String,
}

/// Draws the bar.
pub fn bar_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    let p = palette(ui);
    let row = vec2(ui.available_width(), theme::CONTROL + 6.0);
    ui.scope(|ui| {
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            new_fact_ui(ui, desk, state);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if let Some(tab) = widgets::segmented(ui, state.tab, &TABS) {
                    state.tab = tab;
                }
                if matches!(state.tab, Tab::Loose | Tab::Sources) {
                    return;
                }
                let width = (ui.available_width() - 290.0).clamp(104.0, 260.0);
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    let id = Id::unique("filter facts");
                    let text = &mut state.wanted.filter;
                    let hint = if width < 150.0 { "Filter" } else { "Filter facts" };
                    widgets::search_field(ui, id, "Filter facts", hint, text);
                });
                states_ui(ui, state);
                let count = state.order.with_findings();
                if count > 0 || state.wanted.findings {
                    // Facts, not findings: a fact may have several.
                    let said = format!("{} with findings", widgets::grouped(count));
                    let little = ui.available_width() < 190.0;
                    let shown = if little { widgets::grouped(count) } else { said.clone() };
                    let words = RichText::new(format!("△ {shown}")).color(p.warn);
                    let button = ui.selectable_label(state.wanted.findings, words);
                    let button = button.on_hover_text("Only facts with findings");
                    widgets::name(ui, &button, &said);
                    if button.clicked() {
                        state.wanted.findings = !state.wanted.findings;
                    }
                }
                let (shown, all) = (state.order.facts(), desk.session.board().len());
                let words = if shown == all {
                    widgets::counted(all, "fact", "facts")
                } else {
                    format!(
                        "{} of {}",
                        widgets::grouped(shown),
                        widgets::counted(all, "fact", "facts")
                    )
                };
                let words = if desk.session.is_comparing() {
                    format!("{words} · comparing…")
                } else {
                    words
                };
                ui.add(egui::Label::new(RichText::new(words).color(p.muted)).truncate());
            });
        });
    });
    ui.add_space(theme::STEP * 2.0);
}

fn states_ui(ui: &mut Ui, state: &mut FactsState) {
    let words = match state.wanted.words.len() {
        0 => "All states".to_owned(),
        1 => state.wanted.words.first().map_or("", |word| word.words()).to_owned(),
        n => format!("{n} states"),
    };
    let button = ui.add(Button::new((icon_atom(icon::FILTER), words)));
    let button = button.on_hover_text("Show only facts of some states");
    widgets::bar_popup(&button).show(|ui| {
        ui.set_width(220.0);
        if ui.add(Button::selectable(state.wanted.words.is_empty(), "All states")).clicked() {
            state.wanted.words.clear();
        }
        for word in WORDS {
            let mut on = state.wanted.words.contains(&word);
            let count = widgets::grouped(state.order.count(word));
            let colour = Chip::of_fact(word).tone.colour(palette(ui));
            ui.horizontal(|ui| {
                let words = RichText::new(word.words()).color(colour);
                if ui.checkbox(&mut on, words).changed() {
                    if on {
                        state.wanted.words.insert(word);
                    } else {
                        state.wanted.words.remove(&word);
                    }
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(RichText::new(count).weak());
                });
            });
        }
    });
}

fn new_fact_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    let words = (icon_atom(icon::PLUS), "New fact");
    let button = Button::new(words).min_size(vec2(0.0, theme::CONTROL));
    let button = ui.add_enabled(desk.writable, button);
    let button = button
        .on_hover_text("Ask a question that numbers of several articles answer")
        .on_disabled_hover_text(desk.why_not());
    widgets::bar_popup(&button).show(|ui| {
        ui.set_width(340.0);
        widgets::section_title(ui, "NEW FACT");
        let id = Id::unique("new question");
        let hint = "How many people entered Armenia?";
        let text = &mut state.bar.question;
        let field = widgets::named_field(ui, id, "Question", hint, text, 316.0);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if text.is_empty() && !field.has_focus() && !enter {
            field.request_focus();
        }
        ui.add_space(theme::STEP);
        let ready = !text.trim().is_empty();
        let clicked = widgets::primary_button(ui, "Make it", ready).clicked();
        if ready && (clicked || enter) {
            let question = Some(std::mem::take(text).trim().to_owned());
            state.open_new(desk.session);
            desk.act(FactCommand::NewFact { quantity: None, question });
            ui.close();
        }
    });
}
