//! The open fact: its question, its figures, why they stand as they do, and the sentence of the one that is looked at.
//!
//! Never: the board, acts of its own beyond the fact's menu.

use super::chip::{self, Chip};
use super::picker::picker_ui;
use super::reasons::{Reasons, reasons_ui};
use super::{Desk, FactsState, form, members, sentence, timeline};
use crate::compare::Finding;
use crate::model::{FactId, visible};
use crate::session::{BoardRow, FactCommand, FactField, MemberRow};
use crate::ui::held::held_ui;
use crate::ui::names::joined;
use crate::ui::theme::{self, icon, palette};
use crate::ui::widgets::{self, icon_atom};
use eframe::egui::{
    self, Align, Button, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui,
};

/// The share of the height that the table of members takes at most.
const MEMBERS: f32 = 0.36;
/// The share of the height that the timeline takes.
const TIMELINE: f32 = 0.3;
/// Findings told at once.
const FINDINGS: usize = 24;

/// Draws the open fact.
pub fn detail_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    let Some(fact) = state.open.clone() else { return };
    let Some(row) = state.open_row(desk.session) else { return };
    let height = ui.available_height();
    let area = ScrollArea::vertical().id_salt(("fact", &fact)).auto_shrink(false);
    area.content_margin(crate::ui::inspector::scroll_margin()).show(ui, |ui| {
        ui.push_id(&fact, |ui| {
            head_ui(ui, desk, state, row);
            form::form_ui(ui, desk, &mut state.form, &fact);
            form::reading_ui(ui, desk, &mut state.form, &fact);
            let rows = desk.session.fact_members(&fact);
            if rows.is_empty() {
                let more = "Join numbers to it: in the form of a number, or by dropping members \
                    of another fact on it.";
                ui.add(Label::new(RichText::new(more).color(palette(ui).muted)).wrap());
                return;
            }
            let tall = (height * TIMELINE).clamp(170.0, 420.0);
            let mut clicked = None;
            held_ui(ui, "The timeline of this fact", &fact, |ui| {
                clicked = timeline::timeline_ui(ui, desk, &mut state.timeline, &fact, &rows, tall);
            });
            if let Some(member) = clicked.and_then(|at| rows.get(at)) {
                state.members.show(&member.quantity, &rows);
                desk.go(member.selection.clone());
            }
            let most = (height * MEMBERS).max(theme::TABLE_HEADER + 5.0 * theme::TABLE_ROW);
            held_ui(ui, "The figures of this fact", &fact, |ui| {
                members::members_ui(ui, desk, state, &fact, &rows, most);
            });
            held_ui(ui, "The reasons of this fact", &fact, |ui| {
                reasons_ui(ui, desk, state, &fact);
            });
            if let Some(member) = rows.get(state.members.shown_at()) {
                held_ui(ui, "This figure", &member.quantity, |ui| member_ui(ui, desk, member));
            }
            held_ui(ui, "The findings of this fact", &fact, |ui| {
                findings_ui(ui, desk, state, row, &rows);
            });
        });
    });
}

fn head_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState, row: &BoardRow) {
    let p = palette(ui);
    let title = RichText::new(&*visible(&row.question)).font(theme::title_font(theme::HEADING));
    let title = ui.add(Label::new(title).wrap());
    ui.ctx().accesskit_node_builder(title.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(visible(&row.question).into_owned());
    });
    ui.horizontal_wrapped(|ui| {
        let state_chip = chip::chip_ui(ui, &Chip::of_fact(row.word), true);
        if state_chip.on_hover_text("Why").clicked() {
            state.reasons = Some(Reasons::of_fact(row));
        }
        let measure = desk.session.fact_field(&row.fact, FactField::Measure).unwrap_or_default();
        let choices = desk.session.fact_choices(FactField::Measure).unwrap_or_default();
        let measure = choices.iter().find(|c| c.value == measure).map_or("", |c| c.label);
        let more = joined(&[measure, &row.origins]);
        ui.label(RichText::new(more).size(theme::SMALL).color(p.muted));
    });
    if !row.reading.is_empty() {
        let words = format!("Your reading: {}", row.reading);
        ui.add(Label::new(RichText::new(words).color(p.accent)).wrap());
    }
    ui.add_space(theme::STEP);
    ui.horizontal_wrapped(|ui| {
        let edit = Button::new((icon_atom(icon::PENCIL), "What it asks"));
        let edit = ui.add(edit.selected(state.form.open));
        if edit.on_hover_text("Question, topic, what is counted, where, how it moves").clicked() {
            state.form.open = !state.form.open;
        }
        let reading = Button::new((icon_atom(icon::EYE), "Reading…"));
        let reading = ui.add_enabled(desk.writable, reading);
        let reading = reading.on_disabled_hover_text(desk.why_not());
        if reading.on_hover_text("Write down how you read it, and why").clicked() {
            state.form.open_reading(desk, &row.fact);
        }
        more_ui(ui, desk, state, &row.fact);
        super::bounds::bounds_ui(ui, desk, &mut state.bounds);
    });
    ui.add_space(theme::STEP * 2.0);
}

fn more_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState, fact: &FactId) {
    let merge = ui.add_enabled(desk.writable, Button::new("Merge into…"));
    let merge = merge.on_hover_text("Put all its members and decisions into another fact");
    let merge = merge.on_disabled_hover_text(desk.why_not());
    widgets::bar_popup(&merge).show(|ui| {
        let picker = &mut state.form.picker;
        if let Some(into) = picker_ui(ui, desk.session, picker, "MERGE INTO", &[fact]) {
            desk.act(FactCommand::Merge { into: into.clone(), from: fact.clone() });
            state.open = Some(into);
            state.reveal = true;
        }
    });
    let delete = Button::new((icon_atom(icon::TRASH), "Delete"));
    let delete = ui.add_enabled(desk.writable, delete);
    let tip = "Delete the fact; its numbers stay tagged, in no fact. Undo brings it back.";
    if delete.on_hover_text(tip).on_disabled_hover_text(desk.why_not()).clicked() {
        desk.act(FactCommand::Delete { facts: vec![fact.clone()] });
    }
}

/// The sentence of the member that is looked at.
fn member_ui(ui: &mut Ui, desk: &mut Desk<'_>, row: &MemberRow) {
    let p = palette(ui);
    let frame = Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS_LARGE)
        .inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        sentence::sentence_ui(ui, desk.session, row, false);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::link(ui, "Open in the Reader").clicked() {
                    desk.go(row.selection.clone());
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let from = RichText::new(&row.title).size(theme::SMALL).color(p.muted);
                    ui.add(Label::new(from).truncate()).on_hover_text(row.article.to_string());
                });
            });
        });
    });
    ui.add_space(theme::STEP * 2.0);
}

fn findings_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut FactsState,
    row: &BoardRow,
    rows: &[MemberRow],
) {
    if row.findings.is_empty() {
        return;
    }
    let title = widgets::section_title(ui, "FINDINGS");
    if std::mem::take(&mut state.members.show_findings) {
        title.scroll_to_me(Some(Align::Center));
    }
    for (at, finding) in row.findings.iter().take(FINDINGS).enumerate() {
        ui.push_id(at, |ui| finding_ui(ui, desk, state, finding, rows));
    }
    if let Some(more) = row.findings.len().checked_sub(FINDINGS).filter(|more| *more > 0) {
        let words = format!("and {} more", widgets::grouped(more));
        ui.label(RichText::new(words).color(palette(ui).muted));
    }
}

fn finding_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut FactsState,
    finding: &Finding,
    rows: &[MemberRow],
) {
    let p = palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 2.0);
        let words = format!("△ {}", finding.words);
        ui.label(RichText::new(words).color(p.warn));
        for quantity in finding.evidence.iter().take(6) {
            let figure = desk.session.comparison().figure(quantity);
            let Some(shown) = figure.map(|figure| figure.member.shown()) else { continue };
            if widgets::link(ui, &format!("“{shown}”")).clicked() {
                // A part or a whole may stand in another fact.
                if !state.members.show(quantity, rows) {
                    desk.go_to(quantity);
                }
            }
        }
    });
}
