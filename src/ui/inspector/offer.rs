//! What is proposed, in the form: dashed and lighter in its place, with what it would fill in; accepted, corrected or
//! refused alone, or all of it at once.
//!
//! Never: decides what is proposed, or what accepting means.

use super::Form;
use super::row::{Icon, heading_ui, icon_called_ui, labelled_ui};
use crate::model::{RecordRef, RefusalKind};
use crate::session::{Action, Command, Field, FieldOwner, FieldRef, Proposal, Within};
use crate::ui::commands::UiCommand;
use crate::ui::names::{proposal_called, said_of};
use crate::ui::reader::{dashed_box, stays};
use crate::ui::theme;
use crate::ui::view_state::Layer;
use crate::ui::widgets;
use eframe::egui::{
    self, Button, CursorIcon, Frame, Label, Margin, RichText, Sense, Stroke, Ui, vec2,
};

/// Space between the small buttons of a proposal.
const GAP: f32 = 1.0;

/// Draws the button that accepts all, with how many it takes and how many it leaves.
pub fn accept_all_ui(ui: &mut Ui, form: &mut Form<'_>, verb: &str) {
    let open = form.session.shown_proposals();
    if form.session.recognising(form.article) {
        ui.label(RichText::new("Reading the article for proposals…").weak().small());
        return;
    }
    let Some(within) = form.session.shown_within().filter(|_| !open.is_empty()) else { return };
    let takes = open.iter().filter(|proposal| proposal.left.is_none()).count();
    let leaves = open.len() - takes;
    ui.add_space(theme::STEP);
    ui.horizontal(|ui| {
        if takes > 0 {
            let label = format!("{verb} {takes}");
            let keys = matches!(within, Within::Claim(_)).then_some(UiCommand::AcceptAll);
            let tip = UiCommand::AcceptAll.tooltip();
            let button = accept_button(ui, &label, form.writable);
            let keys = keys.and_then(UiCommand::shortcut);
            let button = button.on_hover_ui(|ui| {
                let keys = keys.map(|keys| widgets::shortcut_text(ui, &keys));
                ui.label(format!("{tip}  {}", keys.unwrap_or_default()));
            });
            if button.clicked() {
                let article = form.article.clone();
                form.out.push(Action::Do(Command::AcceptAll { article, within }));
            }
        }
        let words = match (takes, leaves) {
            (_, 0) => return,
            (0, 1) => "1 proposal to decide".to_owned(),
            (0, _) => format!("{leaves} proposals to decide one by one"),
            (_, 1) => "1 stays open".to_owned(),
            _ => format!("{leaves} stay open"),
        };
        ui.label(RichText::new(words).weak().small());
    });
}

fn accept_button(ui: &mut Ui, label: &str, enabled: bool) -> egui::Response {
    let p = theme::palette(ui);
    let text = RichText::new(label);
    let button = Button::new(if enabled { text.color(p.on_accent) } else { text });
    let button = button.min_size(vec2(0.0, theme::FORM_CONTROL));
    let button =
        if enabled { button.fill(p.accent).stroke(Stroke::new(1.0, p.accent)) } else { button };
    ui.add_enabled(enabled, button)
}

/// Draws what is proposed in a sentence that is no claim, with the button that makes it one and accepts.
pub fn sentence_ui(ui: &mut Ui, form: &mut Form<'_>) {
    let open = form.session.shown_proposals();
    if open.is_empty() || !matches!(form.session.shown_within(), Some(Within::Sentences(_))) {
        return;
    }
    ui.separator();
    let area = egui::ScrollArea::vertical().id_salt("proposed here").auto_shrink(false);
    area.content_margin(super::row::scroll_margin()).show(ui, |ui| {
        heading_ui(ui, "PROPOSED IN THIS SENTENCE", |_| {});
        accept_all_ui(ui, form, "Make a claim and accept");
        ui.add_space(theme::STEP);
        cards_ui(ui, form, RefusalKind::Quantity);
        cards_ui(ui, form, RefusalKind::Attribution);
        others_ui(ui, form);
        ui.add_space(theme::STEP * 4.0);
    });
}

/// Draws a dashed card for every number or attribution that is proposed and not there yet, its parts in it. Gives how many.
pub fn cards_ui(ui: &mut Ui, form: &mut Form<'_>, kind: RefusalKind) -> usize {
    let open = form.session.shown_proposals();
    let mut count = 0;
    let whole = open.iter().filter(|p| p.key.kind == kind && p.record.is_none());
    for proposal in whole {
        count += 1;
        form.drawn.push(proposal.key);
        let parts = open.iter().filter(|part| {
            // A repeat is of another number, and stands at its own.
            let whole = match part.key.kind {
                RefusalKind::Repeats => Some(part.key.span),
                _ => part.key.of,
            };
            part.record.is_none()
                && whole == Some(proposal.key.span)
                && belongs(part.key.kind, kind)
        });
        card_ui(ui, form, proposal, parts);
    }
    count
}

/// Whether a kind of proposal is a part of a number, or of an attribution.
const fn belongs(part: RefusalKind, whole: RefusalKind) -> bool {
    match part {
        RefusalKind::SaidAt | RefusalKind::Antecedent => {
            matches!(whole, RefusalKind::Attribution)
        }
        RefusalKind::Quantity | RefusalKind::Attribution | RefusalKind::PublishedDate => false,
        _ => matches!(whole, RefusalKind::Quantity),
    }
}

fn card_ui<'p>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    proposal: &Proposal,
    parts: impl Iterator<Item = &'p Proposal>,
) {
    let p = theme::palette(ui);
    let selected = is_selected(form, proposal);
    let frame = Frame::new()
        .fill(if selected { p.selected } else { p.panel })
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(8));
    let card = ui.push_id(("proposed", proposal.key), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let (strong, rest) = match proposal.words.split_once(", ") {
                Some((strong, rest)) if proposal.key.kind == RefusalKind::Quantity => {
                    (strong, rest)
                }
                _ => (proposal.words.as_str(), ""),
            };
            line_ui(ui, form, proposal, |ui| {
                let strong = RichText::new(strong).font(theme::title_font(theme::CARD_TITLE));
                let said = ui.add(Label::new(strong).wrap().sense(Sense::click()));
                let mut clicked = said.on_hover_cursor(CursorIcon::PointingHand).clicked();
                if !rest.is_empty() {
                    let rest = Label::new(RichText::new(rest).weak()).wrap().sense(Sense::click());
                    let said = ui.add(rest).on_hover_cursor(CursorIcon::PointingHand);
                    clicked |= said.clicked();
                }
                clicked
            });
            for part in parts {
                labelled_ui(ui, part.name, |ui, _| offer_ui(ui, form, part));
            }
        })
    });
    let line = stroke(ui, proposal, selected);
    dashed_box(ui.painter(), card.inner.response.rect, f32::from(theme::RADIUS), line);
    ui.add_space(theme::STEP);
}

/// Draws what is proposed for a field of a record, below the field.
pub fn field_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef) {
    let FieldOwner::Record(record) = &field.of else { return };
    for proposal in of_record(form, record) {
        if proposal.field == Some(field.field) && !form.drawn.contains(&proposal.key) {
            labelled_ui(ui, "", |ui, _| offer_ui(ui, form, proposal));
        }
    }
}

/// Draws what is proposed of one kind for a record. Gives whether there was anything.
pub fn kind_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    kind: RefusalKind,
    named: bool,
) -> bool {
    let mut found = false;
    for proposal in of_record(form, record).filter(|proposal| proposal.key.kind == kind) {
        let label = if named && !found { proposal.name } else { "" };
        found = true;
        labelled_ui(ui, label, |ui, _| offer_ui(ui, form, proposal));
    }
    found
}

/// Draws what is proposed for a record and has no row of its own.
pub fn rest_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    later: impl Fn(Field) -> bool,
) {
    for proposal in of_record(form, record) {
        let in_row = proposal.field.is_some_and(&later);
        if !in_row && !form.drawn.contains(&proposal.key) {
            labelled_ui(ui, proposal.name, |ui, _| offer_ui(ui, form, proposal));
        }
    }
}

/// Draws what is proposed and belongs to nothing else that is drawn.
pub fn others_ui(ui: &mut Ui, form: &mut Form<'_>) {
    for proposal in form.session.shown_proposals() {
        if !form.drawn.contains(&proposal.key) {
            labelled_ui(ui, proposal.name, |ui, _| offer_ui(ui, form, proposal));
        }
    }
}

fn of_record<'s>(
    form: &Form<'s>,
    record: &RecordRef,
) -> impl Iterator<Item = &'s Proposal> + use<'s> {
    let record = record.clone();
    let open = form.session.shown_proposals().iter();
    open.filter(move |proposal| proposal.record.as_ref() == Some(&record))
}

fn is_selected(form: &Form<'_>, proposal: &Proposal) -> bool {
    form.session.selected_proposal().is_some_and(|selected| selected.key == proposal.key)
}

fn stroke(ui: &Ui, proposal: &Proposal, selected: bool) -> Stroke {
    let p = theme::palette(ui);
    let role = proposal.spans.first().map(|(role, _)| *role);
    let colour = role.map_or(p.muted, |role| p.layer(Layer::of(role)));
    if selected { Stroke::new(1.5, colour) } else { Stroke::new(1.0, colour.gamma_multiply(0.7)) }
}

/// A proposal in a dashed box: its words, why it stays open, its buttons.
pub fn offer_ui(ui: &mut Ui, form: &mut Form<'_>, proposal: &Proposal) {
    form.drawn.push(proposal.key);
    let p = theme::palette(ui);
    let selected = is_selected(form, proposal);
    let frame = Frame::new()
        .fill(if selected { p.selected } else { p.panel })
        .corner_radius(theme::RADIUS_SMALL)
        .inner_margin(Margin { left: 6, right: 2, top: 2, bottom: 2 });
    let made = ui.push_id(proposal.key, |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            line_ui(ui, form, proposal, |ui| {
                let (words, rests) = said_of(proposal);
                let words = RichText::new(words);
                let words = if proposal.inferred { words.italics() } else { words };
                let label = Label::new(words).wrap().sense(Sense::click());
                let clicked = ui.add(label).on_hover_cursor(CursorIcon::PointingHand).clicked();
                if !rests.is_empty() {
                    ui.add(Label::new(RichText::new(rests).weak().small()).wrap());
                }
                clicked
            });
        })
    });
    let line = stroke(ui, proposal, selected);
    dashed_box(ui.painter(), made.inner.response.rect, f32::from(theme::RADIUS_SMALL), line);
}

/// What a proposal says at the left, its three buttons at the right.
fn line_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    proposal: &Proposal,
    says: impl FnOnce(&mut Ui) -> bool,
) {
    let buttons = if form.writable { 3.0 * (theme::FORM_BUTTON + GAP) } else { 0.0 };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let width = (ui.available_width() - buttons - theme::STEP).max(40.0);
        let clicked = ui.allocate_ui(vec2(width, theme::FORM_BUTTON), |ui| {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add_space(2.0);
                let clicked = says(ui);
                // Said already where a date rests on it.
                let told = |left: &str| said_of(proposal).1 == left;
                if let Some(left) = proposal.left.filter(|left| !told(left)) {
                    let why = Label::new(RichText::new(left).weak().small()).wrap();
                    ui.add(why).on_hover_text(stays(left));
                }
                clicked
            })
            .inner
        });
        if clicked.inner {
            form.out.push(Action::SelectProposal(Some(proposal.key)));
        }
        if form.writable {
            ui.add_space(theme::STEP - GAP);
            buttons_ui(ui, form, proposal);
        }
    });
}

fn buttons_ui(ui: &mut Ui, form: &mut Form<'_>, proposal: &Proposal) {
    let named = |verb: &'static str| move || format!("{verb} {}", proposal_called(proposal));
    let accept = || {
        let article = form.article.clone();
        Action::Do(Command::Accept { article, proposal: proposal.key })
    };
    if icon_called_ui(ui, Icon::Accept, named("Accept"), true, false).clicked() {
        form.out.push(accept());
    }
    if icon_called_ui(ui, Icon::Correct, named("Correct"), true, false).clicked() {
        form.out.push(accept());
        *form.correct = proposal.field;
    }
    if icon_called_ui(ui, Icon::Remove, named("Refuse"), true, false).clicked() {
        let article = form.article.clone();
        form.out.push(Action::Do(Command::Refuse { article, proposal: proposal.key }));
    }
}
