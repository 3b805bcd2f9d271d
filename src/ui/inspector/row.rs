//! The rows of a form: a quiet label left, the value right, what it stands on below; cards and small buttons.
//!
//! Never: knows which fields there are.

use super::Form;
use super::field::{Named, Size, error_ui, field_ui};
use crate::model::{Anchor, RecordRef, SlotRef};
use crate::session::{Action, Field, FieldRef};
use crate::ui::MarkTarget;
use crate::ui::fonts::icon;
use crate::ui::names::{field_label, first_words, markable, place_name};
use crate::ui::theme;
use eframe::egui::{self, Align, Button, Layout, Response, RichText, Ui, vec2};

/// The step of all spacing, in points.
pub const GAP: f32 = 4.0;
/// Width of the column of labels.
pub const LABEL_WIDTH: f32 = 84.0;
/// Width of a small button at the end of a row.
pub const ICON_WIDTH: f32 = 22.0;

/// A small button at the end of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// Mark in text.
    Mark,
    /// Take away.
    Remove,
    /// Before this one in a list.
    Up,
    /// Before this one.
    Previous,
    /// After this one.
    Next,
    /// What else can be done.
    More,
}

impl Icon {
    const fn glyph(self) -> char {
        match self {
            Self::Mark => icon::CROSSHAIR,
            Self::Remove => icon::CLOSE,
            Self::Up => icon::CHEVRON_UP,
            Self::Previous => icon::CHEVRON_LEFT,
            Self::Next => icon::CHEVRON_RIGHT,
            Self::More => icon::ELLIPSIS,
        }
    }
}

/// A small button with an icon; its name is said in the tooltip and in the accessibility tree.
pub fn icon_ui(ui: &mut Ui, icon: Icon, name: &str, enabled: bool, on: bool) -> Response {
    let glyph = RichText::new(icon.glyph()).size(theme::BODY);
    let button = Button::new(glyph).min_size(vec2(ICON_WIDTH, ICON_WIDTH)).small();
    let button = button.frame_when_inactive(on).selected(on);
    let response = ui.add_enabled(enabled, button);
    response.on_hover_text(name).accessible_name(name)
}

/// A heading of a part of the form, with what can be added to it at the right.
pub fn heading_ui(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(GAP * 2.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).small().weak());
        ui.with_layout(Layout::right_to_left(Align::Center), add);
    });
}

/// The label column and the value column of a row; gives the label's id to the value.
pub fn labelled_ui<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui, egui::Id) -> R) -> R {
    let height = ui.spacing().interact_size.y;
    ui.horizontal_top(|ui| {
        let label = ui
            .allocate_ui_with_layout(
                vec2(LABEL_WIDTH, height),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_size(vec2(LABEL_WIDTH, height));
                    ui.add(egui::Label::new(RichText::new(label).weak()).truncate())
                },
            )
            .inner;
        ui.vertical(|ui| value(ui, label.id)).inner
    })
    .inner
}

/// A whole row of a form for one field: label, field, "mark in text", what is wrong, the words it stands on.
pub fn row_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef) {
    row_called_ui(ui, form, field, field_label(field.field), 1);
}

/// The same with words of its own as the label, and so many rows of text.
pub fn row_called_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef, label: &str, rows: usize) {
    labelled_ui(ui, label, |ui, label_id| {
        let name = Named::By(label_id);
        value_ui(ui, form, field, name, label, rows, &[]);
    });
}

/// The value column of a row: the field with its small buttons, what is wrong, the words it stands on.
/// Gives back which of the `extra` buttons was pressed.
pub fn value_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &FieldRef,
    named: Named<'_>,
    label: &str,
    rows: usize,
    extra: &[(Icon, &str)],
) -> Option<usize> {
    let mark = form.writable && markable(field.field);
    let anchor = form.session.field_anchor(field);
    let buttons = usize::from(mark || form.writable) + if form.writable { extra.len() } else { 0 };
    let gap = ui.spacing().item_spacing.x;
    let mut pressed = None;
    ui.horizontal(|ui| {
        let width = ui.available_width() - buttons as f32 * (ICON_WIDTH + gap);
        let size = Size { width, rows, writable: form.writable };
        let response = field_ui(ui, form.session, field, named, size, form.out);
        if response.gained_focus() {
            select_owner(form, field);
        }
        if mark {
            let target = MarkTarget::from(field.clone());
            mark_ui(ui, form, target, &format!("Mark {} in text", label.to_lowercase()));
        } else if !extra.is_empty() {
            ui.add_space(ICON_WIDTH);
        }
        if form.writable {
            for (i, (icon, name)) in extra.iter().enumerate() {
                if icon_ui(ui, *icon, name, true, false).clicked() {
                    pressed = Some(i);
                }
            }
        }
    });
    error_ui(ui, form.session, field);
    if let Some(slot) = anchor {
        words_ui(ui, form, &slot, Some(field));
    }
    pressed
}

/// Typing in a field of a record selects the record, so that words tagged next go to it.
fn select_owner(form: &mut Form<'_>, field: &FieldRef) {
    if let crate::session::FieldOwner::Record(record) = &field.of
        && form.session.selection().record.as_ref() != Some(record)
    {
        form.select(record.clone());
    }
}

/// The button "mark in text": the next drag over the text is for `target`.
pub fn mark_ui(ui: &mut Ui, form: &mut Form<'_>, target: MarkTarget, name: &str) {
    let on = form.marking.0.as_ref() == Some(&target);
    if icon_ui(ui, Icon::Mark, name, form.writable, on).clicked() {
        form.marking.0 = (!on).then_some(target);
    }
}

/// The words that a field stands on, where they differ from what it says; a click goes there.
fn words_ui(ui: &mut Ui, form: &mut Form<'_>, slot: &SlotRef, field: Option<&FieldRef>) {
    let Some(document) = form.session.document(form.article) else { return };
    let anchors = document.anchors_of(&slot.record);
    let Some((_, anchor)) = anchors.into_iter().find(|(other, _)| *other == slot.slot) else {
        return;
    };
    let same = field
        .is_some_and(|field| form.session.field_text(field).is_some_and(|t| t == anchor.exact()));
    if same && anchor.is_exact() && field.is_some_and(|f| f.field != Field::Value) {
        quote_ui(ui, form, &slot.record, anchor, "in the text");
    } else {
        quote_ui(ui, form, &slot.record, anchor, "");
    }
}

/// Words of the text as a quiet link to them; `instead` says something shorter where the words are to be seen already.
pub fn quote_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    anchor: &Anchor,
    instead: &str,
) {
    let words = if instead.is_empty() {
        format!("“{}”", first_words(anchor.exact(), 60))
    } else {
        instead.to_owned()
    };
    let text = if anchor.is_exact() { words } else { format!("{words} · {}", place_name(anchor)) };
    let mut text = RichText::new(text).small().weak();
    if !anchor.is_exact() {
        text = text.color(theme::palette(ui).warn);
    }
    let response = ui.add(egui::Label::new(text).truncate().sense(egui::Sense::click()));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        form.go_to(record.clone(), anchor.span());
    }
}

/// A card of one record: a frame, marked where the record is selected, brought into view when it becomes so.
pub fn card_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    record: &RecordRef,
    reveal: bool,
    contents: impl FnOnce(&mut Ui, &mut Form<'_>),
) {
    let selected = form.session.selection().record.as_ref() == Some(record);
    let palette = theme::palette(ui);
    let line = if selected { palette.accent } else { palette.line };
    let frame = egui::Frame::new()
        .fill(palette.background)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(theme::RADIUS)
        .inner_margin(egui::Margin::same(8));
    let response = ui
        .push_id(record, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                contents(ui, form);
            })
        })
        .inner
        .response;
    if reveal {
        ui.scroll_to_rect(response.rect, None);
    }
    ui.add_space(GAP);
}

/// What asks for something to be done: a button that is off, with the reason, where it cannot be.
pub fn action_button_ui(ui: &mut Ui, form: &mut Form<'_>, label: &str, action: Action) {
    let can = if form.writable { form.session.can(&action) } else { Ok(()) };
    let enabled = form.writable && can.is_ok();
    let mut response = ui.add_enabled(enabled, Button::new(label).small());
    if let Err(rejection) = can {
        response = response.on_disabled_hover_text(rejection.reason);
    }
    if response.clicked() {
        form.out.push(action);
    }
}
