//! The card of an attribution: the relay chain as chips, cue and quote, what the source and the writer do, when it was said.
//!
//! Owns which hop is open. Never: rules.

use super::claim::{card_head_ui, tag_button_ui};
use super::quantity::date_details_ui;
use super::row::small_button;
use super::row::{
    Icon, action_button_ui, icon_ui, labelled_ui, mark_ui, quote_ui, row_called_ui, row_ui,
};
use super::{Form, InspectorState, offer};
use crate::model::{Anchor, Attribution, AttributionId, Hop, Origin, RecordRef, Slot, visible};
use crate::session::{Action, Command, Field, ListField, TagKind};
use crate::ui::MarkTarget;
use crate::ui::names::first_words;
use eframe::egui::{self, Align, Layout, RichText, Ui};

/// The hop whose fields are shown.
pub type OpenHop = (AttributionId, usize);

/// Draws what stands in the card.
pub fn attribution_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    state: &mut InspectorState,
    attribution: &Attribution,
) {
    let record = RecordRef::Attribution(attribution.id.clone());
    let origin = attribution.chain.last().map_or("", |hop| hop.source.as_str());
    let cue = attribution.cue.first().map_or("", Anchor::exact);
    let head = if origin.is_empty() { "Nobody named yet" } else { origin };
    card_head_ui(ui, form, &record, head, cue, "Delete attribution");
    chain_ui(ui, form, state, attribution, &record);
    offer::rest_ui(ui, form, &record, |field| field == Field::SaidAt);
    anchors_ui(ui, form, &record, "Cue", &attribution.cue, TagKind::Cue);
    anchors_ui(ui, form, &record, "Quote", &attribution.content, TagKind::Quote);
    row_called_ui(ui, form, &form.of(&record, Field::Mode), "Given", 1);
    row_called_ui(ui, form, &form.of(&record, Field::Act), "The source", 1);
    row_called_ui(ui, form, &form.of(&record, Field::Framing), "The cue is", 1);
    row_ui(ui, form, &form.of(&record, Field::SaidAt));
    if attribution.said_at.is_some() {
        date_details_ui(ui, form, &record, &[Field::SaidAtPrecision]);
        row_ui(ui, form, &form.of(&record, Field::SaidAtBasis));
    }
    row_ui(ui, form, &form.of(&record, Field::Reliability));
    row_ui(ui, form, &form.of(&record, Field::Credibility));
    row_called_ui(ui, form, &form.of(&record, Field::Note), "Note", 2);
    let origin = match &attribution.origin {
        Origin::Human => return,
        Origin::Proposed => "proposed and accepted".to_owned(),
        Origin::Imported(from) => format!("imported from {from}"),
    };
    ui.label(RichText::new(origin).small().weak());
}

/// `this article ← Azer News ← the ministry`, each hop a button that opens its fields.
fn chain_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    state: &mut InspectorState,
    attribution: &Attribution,
    record: &RecordRef,
) {
    let list = ListField::Chain;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new("this article").weak());
        for (at, hop) in attribution.chain.iter().enumerate() {
            ui.label(RichText::new("←").weak());
            let open = state.hop.as_ref() == Some(&(attribution.id.clone(), at));
            let name = if hop.source.is_empty() { "nobody named" } else { &hop.source };
            let name = first_words(&visible(name), 28);
            let chip = small_button(&name).selected(open).corner_radius(11);
            if ui.add(chip).on_hover_text("Show this hop").clicked() {
                state.hop = (!open).then(|| (attribution.id.clone(), at));
            }
        }
        if form.writable {
            ui.label(RichText::new("←").weak());
            let (article, record) = (form.article.clone(), record.clone());
            let add = Command::AddItem { article, record, list };
            let action = Action::Do(add);
            let count = attribution.chain.len();
            let before = form.out.len();
            action_button_ui(ui, form, "Add hop", action);
            if form.out.len() > before {
                state.hop = Some((attribution.id.clone(), count));
            }
        }
    });
    let open = state.hop.as_ref().filter(|(id, _)| *id == attribution.id).map(|(_, at)| *at);
    if let Some(at) = open
        && let Some(hop) = attribution.chain.get(at)
    {
        let visuals = ui.visuals();
        let frame = egui::Frame::new()
            .stroke(visuals.widgets.noninteractive.bg_stroke)
            .corner_radius(4)
            .inner_margin(egui::Margin::same(6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let moved = hop_ui(ui, form, record, attribution.chain.len(), at, hop);
            if let Some(to) = moved {
                state.hop = to.map(|to| (attribution.id.clone(), to));
            }
        });
    }
}

/// The fields of one hop. Gives where it goes: to a place, or away.
fn hop_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    count: usize,
    at: usize,
    hop: &Hop,
) -> Option<Option<usize>> {
    let list = ListField::Chain;
    let mut moved = None;
    let article = form.article.clone();
    ui.horizontal(|ui| {
        let place = if at + 1 == count { " · the origin" } else { "" };
        ui.label(RichText::new(format!("Hop {} of {count}{place}", at + 1)).small().weak());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !form.writable {
                return;
            }
            if icon_ui(ui, Icon::Remove, "Remove hop", true, false).clicked() {
                let (article, record) = (article.clone(), record.clone());
                form.out.push(Action::Do(Command::RemoveItem { article, record, list, at }));
                moved = Some(None);
            }
            let nearer = (Icon::Previous, "Nearer to the article", at.checked_sub(1));
            let further = (Icon::Next, "Nearer to the origin", Some(at + 1).filter(|n| *n < count));
            for (icon, name, to) in [further, nearer] {
                if icon_ui(ui, icon, name, to.is_some(), false).clicked()
                    && let Some(to) = to
                {
                    let (article, record) = (article.clone(), record.clone());
                    let command = Command::MoveItem { article, record, list, from: at, to };
                    form.out.push(Action::Do(command));
                    moved = Some(Some(to));
                }
            }
        });
    });
    row_ui(ui, form, &form.of(record, Field::HopSource(at)));
    row_ui(ui, form, &form.of(record, Field::HopNaming(at)));
    row_ui(ui, form, &form.of(record, Field::HopMedium(at)));
    row_ui(ui, form, &form.of(record, Field::HopCue(at)));
    row_ui(ui, form, &form.of(record, Field::HopAntecedent(at)));
    if let Some(agent) = &hop.agent {
        labelled_ui(ui, "Agent", |ui, _| ui.label(RichText::new(agent).small().weak()));
    }
    moved
}

/// Pieces of text that belong to a record (cue, quote), each a link to its words, and a way to mark one more.
fn anchors_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    label: &str,
    anchors: &[Anchor],
    kind: TagKind,
) {
    let quote = kind == TagKind::Quote;
    let list = if quote { ListField::Content } else { ListField::Cue };
    let slot = |at| if quote { Slot::Content(at) } else { Slot::Cue(at) };
    let mark = format!("Mark {} in text", label.to_lowercase());
    labelled_ui(ui, label, |ui, _| {
        if anchors.is_empty() && form.writable {
            tag_button_ui(ui, form, &mark, record, kind);
        }
        for (at, anchor) in anchors.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let (article, record) = (form.article.clone(), record.clone());
                    let remove = format!("Remove this {}", label.to_lowercase());
                    if form.writable && icon_ui(ui, Icon::Remove, &remove, true, false).clicked() {
                        let (article, record) = (article.clone(), record.clone());
                        let command = Command::RemoveItem { article, record, list, at };
                        form.out.push(Action::Do(command));
                    }
                    if form.writable && at == 0 {
                        let record = record.clone();
                        mark_ui(ui, form, MarkTarget::Tag { article, record, kind }, &mark, None);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        quote_ui(ui, form, &record, slot(at), anchor);
                    });
                });
            });
        }
    });
}
