//! What is proposed in the text: what lies under the pointer, its words, and the card that accepts, corrects or refuses one.
//!
//! Owns: when the card stands. It moves no text and covers none of the words around. Never: decides what is proposed, or
//! what accepting means.

use super::{
    ReaderState, Scene,
    keys::command,
    toolbar::{LONG, button, place, why},
};
use crate::{
    model::{Span, TagRole},
    session::{Action, Proposal},
    ui::{
        commands::UiCommand,
        names,
        theme::{self, Palette},
        view_state::{Layer, UiAct, ViewState},
        widgets,
    },
};
use eframe::egui::{
    Align, Area, Button, Frame, Id, Label, Layout, Margin, Order, RichText, Ui, Vec2, vec2,
};
use std::time::Duration;

/// How wide the words of the card may become, in points.
const CARD_WIDTH: f32 = 420.0;

/// When the card may be shown, and how large it was.
#[derive(Default)]
pub(super) struct Card {
    /// From when on (egui's time).
    pub due: f64,
    size: Option<Vec2>,
}

/// Whether a span of a proposal is drawn.
pub(super) fn is_shown(view: &ViewState, role: TagRole) -> bool {
    view.shows(Layer::Proposed) && view.shows(Layer::of(role))
}

/// The proposals drawn at a byte with the length of the words there, narrowest first. What a quote holds is not pointed at:
/// its brackets are.
pub(super) fn at<'a>(
    scene: &Scene<'a>,
    view: &ViewState,
    byte: usize,
) -> Vec<(usize, &'a Proposal)> {
    let mut found: Vec<(usize, &Proposal)> = scene
        .proposals
        .iter()
        .filter_map(|proposal| {
            let here = |(role, span): &&(TagRole, Span)| {
                *role != TagRole::Quote && span.contains(byte) && is_shown(view, *role)
            };
            let spans = proposal.spans.iter().filter(here);
            Some((spans.map(|(_, span)| span.len()).min()?, proposal))
        })
        .collect();
    found.sort_by_key(|(length, _)| *length);
    found
}

/// What the pointer is over, in words.
pub(super) fn hover(scene: &Scene<'_>, state: &ReaderState) {
    let Some(key) = state.pointer.offered() else { return };
    let Some(proposal) = scene.proposals.iter().find(|proposal| proposal.key == key) else {
        return;
    };
    scene.response.clone().on_hover_ui_at_pointer(|ui| {
        let p = theme::palette(ui);
        ui.set_max_width(320.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let title = format!("Proposed {}", proposal.name.to_lowercase());
        ui.label(RichText::new(title).size(theme::SMALL).color(p.on_float_muted));
        ui.label(words(proposal).color(p.on_float));
        if let Some(left) = proposal.left {
            ui.label(RichText::new(stays(left)).size(theme::SMALL).color(p.on_float_muted));
        }
    });
}

/// What it would fill in: reasoned words in italics.
fn words(proposal: &Proposal) -> RichText {
    let words = RichText::new(&proposal.words);
    if proposal.inferred { words.italics() } else { words }
}

/// Why accept-all leaves it.
pub(in crate::ui) fn stays(left: &str) -> String {
    format!("Accept all leaves it: {left}")
}

/// Draws the card of the selected proposal, where there is one.
pub(super) fn card_ui(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let Some(proposal) = scene.session.selected_proposal() else { return };
    if state.pointer.is_dragging() || !scene.session.is_own() {
        return;
    }
    let now = ui.input(|input| input.time);
    if now < state.card.due {
        let wait = Duration::from_secs_f64((state.card.due - now).max(0.001));
        return ui.ctx().request_repaint_after(wait);
    }
    let Some(flow) = &state.flow else { return };
    let main = proposal.key.span;
    let rects = flow.rects_of(main);
    let sentence = scene.sentences.iter().filter(|sentence| sentence.overlaps(main));
    let around = flow.rects_of(sentence.fold(main, |around, sentence| around.union(*sentence)));
    let free = if around.len() <= LONG { &around } else { &rects };
    let size = state.card.size.unwrap_or(vec2(260.0, 72.0));
    let Some(pos) = place(&rects, free, size, scene.rect.shrink(6.0)) else { return };
    let p = theme::palette(ui);
    let mut chosen = None;
    let area = Area::new(Id::unique("reader proposal"))
        .order(Order::Middle)
        .fixed_pos(pos)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(p.float)
                .corner_radius(theme::RADIUS_LARGE)
                .inner_margin(Margin { left: 4, right: 4, top: 9, bottom: 4 })
                .shadow(ui.visuals().popup_shadow)
                .show(ui, |ui| {
                    // The card begins narrow and grows with its words.
                    ui.set_max_width(CARD_WIDTH);
                    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
                    chosen = contents_ui(ui, scene, proposal, p);
                });
        });
    let measured = area.response.rect.size();
    if state.card.size != Some(measured) {
        state.card.size = Some(measured);
        ui.ctx().request_repaint();
    }
    if let Some(each) = chosen {
        state.focus = each != UiCommand::CorrectProposal;
        command(scene, each, out, acts);
    }
}

fn contents_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    proposal: &Proposal,
    p: &Palette,
) -> Option<UiCommand> {
    let inset = |ui: &mut Ui, text: RichText| {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add_space(7.0);
            ui.set_max_width(CARD_WIDTH - 20.0);
            ui.add(Label::new(text).wrap());
        });
    };
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            ui.add_space(7.0);
            let name = RichText::new(proposal.name).size(theme::SMALL).color(p.on_float_muted);
            ui.add(Label::new(name));
            ui.add_space(4.0);
            let said = names::joined(&[names::said_of(proposal).0, names::said_of(proposal).1]);
            let words = RichText::new(names::first_words(&said, 56)).color(p.on_float);
            let words = if proposal.inferred { words.italics() } else { words };
            ui.add(Label::new(words)).on_hover_text(&proposal.words);
            ui.add_space(7.0);
        });
        if let Some(left) = proposal.left {
            inset(ui, RichText::new(stays(left)).size(theme::SMALL).color(p.on_float_muted));
        }
    });
    let mut chosen = None;
    ui.horizontal(|ui| {
        for (each, label) in [
            (UiCommand::AcceptProposal, "Accept"),
            (UiCommand::CorrectProposal, "Correct"),
            (UiCommand::RefuseProposal, "Refuse"),
        ] {
            let keys = each.shortcut().map(|keys| widgets::shortcut_text(ui, &keys));
            let enabled = each.effect(scene.session).is_ok();
            let button = button(ui, p, label, &keys.unwrap_or_default(), enabled);
            if button.on_hover_ui(|ui| drop(ui.label(why(scene, each)))).clicked() {
                chosen = Some(each);
            }
        }
    });
    chosen
}

/// The entries of the menu of a right click for the proposal under the pointer, and for all of them.
pub(super) fn menu_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    target: Option<&Proposal>,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let Some(proposal) = target else { return };
    ui.set_max_width(300.0);
    // The form says the rest of it: "number 2,900", not "number 2,900, total so far, says …".
    let called = names::proposal_called(proposal);
    let called = called.split(", ").next().unwrap_or_default();
    let entry = |ui: &mut Ui, verb: &str, possible: bool| {
        let button = Button::new(format!("{verb} {called}")).truncate();
        ui.with_layout(Layout::top_down_justified(Align::LEFT), |ui| {
            ui.add_enabled(possible, button).clicked()
        })
        .inner
    };
    let article = scene.id.clone();
    let accept = crate::session::Command::Accept { article, proposal: proposal.key };
    let accept = Action::Do(accept);
    let article = scene.id.clone();
    let refuse = crate::session::Command::Refuse { article, proposal: proposal.key };
    let refuse = Action::Do(refuse);
    let possible = scene.session.can(&accept).is_ok();
    if entry(ui, "Accept", possible) {
        out.push(accept.clone());
        ui.close();
    }
    if entry(ui, "Correct", possible) {
        acts.push(UiAct::Correct { first: Some(Box::new(accept)), field: proposal.field });
        ui.close();
    }
    if entry(ui, "Refuse", scene.session.can(&refuse).is_ok()) {
        out.push(refuse);
        ui.close();
    }
    ui.separator();
}
