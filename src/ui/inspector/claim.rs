//! The form of one claim: its header, a card a number, a card an attribution, dates and places of no number, the claim's own fields.
//!
//! Never: rules.

use super::field::{Named, Size, field_ui};
use super::row::{
    Icon, action_button_ui, card_ui, heading_ui, icon_ui, quote_ui, row_called_ui, row_ui,
    small_button,
};
use super::{Form, InspectorState, attribution, offer, quantity};
use crate::model::{ClaimId, Mark, MarkKind, RecordRef, RefusalKind, Slot, visible};
use crate::session::{Action, Command, Field, TagKind};
use crate::ui::MarkTarget;
use crate::ui::theme;
use eframe::egui::{self, Align, Layout, RichText, Ui};

/// Width of the status in the header.
const STATUS_WIDTH: f32 = 96.0;

/// Draws the form.
pub fn claim_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut InspectorState, id: &ClaimId) {
    let Some(document) = form.session.document(form.article) else { return };
    let record = RecordRef::Claim(id.clone());
    header_ui(ui, form, state, id, &record);
    offer::accept_all_ui(ui, form, "Accept all");
    let selected = form.session.selection().record.clone();
    let now = selected.map(|record| (form.article.clone(), record));
    let reveal = if state.shown == now { None } else { now.as_ref().map(|(_, r)| r.clone()) };
    state.shown = now;

    let area = egui::ScrollArea::vertical().id_salt(("form", id)).auto_shrink(false);
    area.content_margin(super::row::scroll_margin()).show(ui, |ui| {
        ui.push_id(id, |ui| {
            let anchors = document.claims().get(id).map(|claim| claim.anchors.as_slice());
            let anchors = anchors.unwrap_or_default();
            // One piece in its place stands in the list above already.
            if anchors.len() > 1 || anchors.iter().any(|anchor| !anchor.is_exact()) {
                for (at, anchor) in anchors.iter().enumerate() {
                    quote_ui(ui, form, &record, Slot::ClaimText(at), anchor);
                }
            }
            numbers_ui(ui, form, state, &record, reveal.as_ref());
            attributions_ui(ui, form, state, id, reveal.as_ref());
            offer::others_ui(ui, form);
            let marks = document.marks_of(id);
            if !marks.is_empty() {
                heading_ui(ui, "DATES AND PLACES", |_| {});
            }
            for mark in marks {
                mark_card_ui(ui, form, mark, reveal.as_ref());
            }
            heading_ui(ui, "CLAIM", |_| {});
            row_ui(ui, form, &form.of(&record, Field::Part));
            row_ui(ui, form, &form.of(&record, Field::Tags));
            row_called_ui(ui, form, &form.of(&record, Field::Note), "Note", 3);
            ui.add_space(theme::STEP * 4.0);
        });
    });
}

fn header_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    state: &InspectorState,
    id: &ClaimId,
    record: &RecordRef,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Claim").font(theme::title_font(theme::BODY)));
        let status = form.of(record, Field::Status);
        let size = Size { width: STATUS_WIDTH, rows: 1, writable: form.writable };
        field_ui(ui, form.session, &status, Named::As("Status"), size, form.out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            more_ui(ui, form, id, record);
            let Some((at, count)) = state.list.place_of(id) else { return };
            for (icon, name, step) in
                [(Icon::Next, "Next claim", 1), (Icon::Previous, "Previous claim", -1)]
            {
                let beside = state.list.beside(at, step);
                if icon_ui(ui, icon, name, beside.is_some(), false).clicked()
                    && let Some((id, span)) = beside
                {
                    form.go_to(RecordRef::Claim(id.clone()), span);
                }
            }
            ui.label(RichText::new(format!("{} of {count}", at + 1)).weak());
        });
    });
}

fn more_ui(ui: &mut Ui, form: &mut Form<'_>, id: &ClaimId, record: &RecordRef) {
    let response = icon_ui(ui, Icon::More, "More for this claim", true, false);
    egui::Popup::menu(&response).show(|ui| {
        let article = form.article.clone();
        let same = Command::SameSource { article: article.clone(), claim: id.clone() };
        let delete = Command::Delete { article, record: record.clone() };
        for (label, command) in [("Same source as before", same), ("Delete claim", delete)] {
            let action = Action::Do(command);
            let can = form.session.can(&action);
            let enabled = form.writable && can.is_ok();
            let mut response = ui.add_enabled(enabled, egui::Button::new(label));
            if let Err(rejection) = can {
                response = response.on_disabled_hover_text(rejection.reason);
            }
            if response.clicked() {
                form.out.push(action);
            }
        }
    });
}

fn numbers_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    state: &mut InspectorState,
    claim: &RecordRef,
    reveal: Option<&RecordRef>,
) {
    let RecordRef::Claim(id) = claim else { return };
    let Some(document) = form.session.document(form.article) else { return };
    let quantities = document.quantities_of(id);
    let open = form.session.shown_proposals().iter();
    let proposed = open.filter(|p| p.key.kind == RefusalKind::Quantity && p.record.is_none());
    let title = if quantities.len() + proposed.count() == 1 { "NUMBER" } else { "NUMBERS" };
    heading_ui(ui, title, |ui| {
        tag_button_ui(ui, form, "Add number", claim, TagKind::Number);
    });
    for each in &quantities {
        let record = RecordRef::Quantity(each.id.clone());
        let reveal = reveal == Some(&record);
        card_ui(ui, form, &record, reveal, |ui, form| quantity::quantity_ui(ui, form, state, each));
    }
    let proposed = offer::cards_ui(ui, form, RefusalKind::Quantity);
    if quantities.is_empty() && proposed == 0 {
        ui.label(RichText::new("No number yet: mark one in the text.").weak().small());
    }
}

fn attributions_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    state: &mut InspectorState,
    claim: &ClaimId,
    reveal: Option<&RecordRef>,
) {
    let Some(document) = form.session.document(form.article) else { return };
    let attributions = document.attributions_of(claim);
    let open = form.session.shown_proposals().iter();
    let proposed = open.filter(|p| p.key.kind == RefusalKind::Attribution && p.record.is_none());
    let count = attributions.len() + proposed.count();
    let title = if count == 1 { "ATTRIBUTION" } else { "ATTRIBUTIONS" };
    heading_ui(ui, title, |ui| {
        let (article, claim) = (form.article.clone(), claim.clone());
        let add = Command::AddAttribution { article: article.clone(), claim: claim.clone() };
        action_button_ui(ui, form, "Add attribution", Action::Do(add));
        if attributions.is_empty() {
            let same = Command::SameSource { article, claim };
            action_button_ui(ui, form, "Same source", Action::Do(same));
        }
    });
    for each in attributions {
        let record = RecordRef::Attribution(each.id.clone());
        let reveal = reveal == Some(&record);
        card_ui(ui, form, &record, reveal, |ui, form| {
            attribution::attribution_ui(ui, form, state, each);
        });
    }
    offer::cards_ui(ui, form, RefusalKind::Attribution);
}

/// A button whose name says what the next drag over the text will be.
pub fn tag_button_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    label: &str,
    record: &RecordRef,
    kind: TagKind,
) {
    let target = MarkTarget::Tag { article: form.article.clone(), record: record.clone(), kind };
    let on = form.marking.0.as_ref() == Some(&target);
    let button = small_button(label).selected(on);
    let tip = "Then drag over the words in the text";
    if ui.add_enabled(form.writable, button).on_hover_text(tip).clicked() {
        form.marking.0 = (!on).then_some(target);
    }
}

/// The head of a card: what it is, in large, a line of words beside it, and its menu.
pub fn card_head_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    strong: &str,
    beside: &str,
    delete: &str,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if form.writable && icon_ui(ui, Icon::Remove, delete, true, false).clicked() {
                let (article, record) = (form.article.clone(), record.clone());
                form.out.push(Action::Do(Command::Delete { article, record }));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let head =
                    RichText::new(&*visible(strong)).font(theme::title_font(theme::CARD_TITLE));
                let head = egui::Label::new(head).sense(egui::Sense::click()).truncate();
                let response = ui.add(head).on_hover_cursor(egui::CursorIcon::PointingHand);
                if response.clicked() {
                    let span = form.session.document(form.article).and_then(|document| {
                        document.anchors_of(record).first().and_then(|(_, a)| a.span())
                    });
                    form.go_to(record.clone(), span);
                }
                ui.add(egui::Label::new(RichText::new(&*visible(beside)).weak()).truncate());
            });
        });
    });
}

fn mark_card_ui(ui: &mut Ui, form: &mut Form<'_>, mark: &Mark, reveal: Option<&RecordRef>) {
    let record = RecordRef::Mark(mark.id.clone());
    let reveal = reveal == Some(&record);
    card_ui(ui, form, &record, reveal, |ui, form| {
        let (kind, delete) = match mark.kind {
            MarkKind::Date => ("date", "Delete date"),
            MarkKind::Place => ("place", "Delete place"),
        };
        card_head_ui(ui, form, &record, mark.anchor.exact(), kind, delete);
        row_ui(ui, form, &form.of(&record, Field::MarkKind));
        if mark.kind == MarkKind::Date {
            row_ui(ui, form, &form.of(&record, Field::MarkDate));
        }
        row_ui(ui, form, &form.of(&record, Field::MarkText));
        row_ui(ui, form, &form.of(&record, Field::Note));
    });
}
