//! The rows of a form: a quiet label left, the value right, what it stands on below; cards and small buttons.
//!
//! Never: knows which fields there are.

use super::Form;
use super::field::{Named, Size, error_ui, field_ui};
use super::offer;
use crate::model::{Anchor, RecordRef, Slot, SlotRef, Span};
use crate::session::{Action, Field, FieldOwner, FieldRef};
use crate::ui::MarkTarget;
use crate::ui::fonts::icon;
use crate::ui::held::{held_ui, record_id};
use crate::ui::names::{field_label, first_words, joined, markable, place_name};
use crate::ui::theme;
use crate::ui::view_state::Layer;
use eframe::egui::{
    self, Align, Button, Layout, Response, RichText, Role, Sense, Ui, Vec2, WidgetInfo, vec2,
};

/// How much of a card is brought into view, in points.
const HEAD_HEIGHT: f32 = 160.0;

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
    /// Take what is proposed.
    Accept,
    /// Take it and change it.
    Correct,
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
            Self::Accept => icon::CHECK,
            Self::Correct => icon::PENCIL,
        }
    }
}

/// A small button with an icon; its name is said in the tooltip and in the accessibility tree.
pub fn icon_ui(ui: &mut Ui, icon: Icon, name: &str, enabled: bool, on: bool) -> Response {
    icon_called_ui(ui, icon, || name.to_owned(), enabled, on)
}

/// The same with a name that is made only where it is asked for.
pub fn icon_called_ui(
    ui: &mut Ui,
    icon: Icon,
    name: impl Fn() -> String,
    enabled: bool,
    on: bool,
) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme::FORM_BUTTON), sense);
    let palette = theme::palette(ui);
    let active = response.hovered() || response.has_focus();
    let (fill, color) = match (enabled, on, active) {
        (false, ..) => (None, palette.line_strong),
        (true, true, _) => (Some(palette.accent), palette.on_accent),
        (true, false, true) => (Some(palette.hover), palette.text),
        (true, false, false) => (None, palette.muted),
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, theme::RADIUS_SMALL, fill);
    }
    let font = egui::FontId::proportional(theme::BODY);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.glyph(), font, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name()));
    response.on_hover_ui(|ui| drop(ui.label(name())))
}

/// A button with words, lower than the others: beside headings and under lists.
pub fn small_button(label: &str) -> Button<'_> {
    let text = RichText::new(label).size(theme::SMALL);
    Button::new(text).min_size(vec2(0.0, theme::FORM_BUTTON))
}

/// Room for the scroll bar, so that it covers no button.
pub fn scroll_margin() -> egui::Margin {
    egui::Margin { right: theme::SCROLL_ROOM, ..egui::Margin::ZERO }
}

/// A heading of a part of the form, with what can be added to it at the right.
pub fn heading_ui(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(theme::STEP * 2.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).size(theme::SMALL).color(theme::palette(ui).muted));
        ui.with_layout(Layout::right_to_left(Align::Center), add);
    });
}

/// The label column and the value column of a row; gives the label's id to the value.
pub fn labelled_ui<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui, egui::Id) -> R) -> R {
    linked_ui(ui, label, None, value).0
}

/// The same, where the label may lead to the words that the value stands on: it has their layer's colour then.
/// Gives whether it was clicked.
fn linked_ui<R>(
    ui: &mut Ui,
    label: &str,
    words: Option<&Words>,
    value: impl FnOnce(&mut Ui, egui::Id) -> R,
) -> (R, bool) {
    let height = ui.spacing().interact_size.y;
    let size = vec2(theme::FORM_LABEL, height);
    let row = ui.horizontal_top(|ui| {
        let layout = Layout::left_to_right(Align::Center);
        let label = ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            let Some(words) = words else {
                let text = RichText::new(label).color(theme::palette(ui).muted);
                return ui.add(egui::Label::new(text).truncate());
            };
            let text = RichText::new(label).color(words.color);
            let link = egui::Label::new(text).truncate().sense(Sense::click());
            ui.add(link)
                .on_hover_cursor(egui::CursorIcon::PointingHand)
                .on_hover_text(format!("In the text: “{}”", words.text))
        });
        let clicked = words.is_some() && label.inner.clicked();
        let value = ui.vertical(|ui| {
            ui.set_max_width(ui.available_width());
            value(ui, label.inner.id)
        });
        (value.inner, clicked)
    });
    row.inner
}

/// The words that a field stands on.
pub struct Words {
    text: String,
    span: Option<Span>,
    record: RecordRef,
    color: egui::Color32,
    /// Why they need a look; empty where they stand exactly.
    astray: &'static str,
}

fn words_of(ui: &Ui, form: &Form<'_>, field: &FieldRef) -> Option<Words> {
    let slot = form.session.field_anchor(field)?;
    let document = form.session.document(form.article)?;
    let anchors = document.anchors_of(&slot.record);
    let (_, anchor) = anchors.into_iter().find(|(other, _)| *other == slot.slot)?;
    let palette = theme::palette(ui);
    Some(Words {
        text: first_words(anchor.exact(), 60),
        span: anchor.span(),
        color: if anchor.is_exact() {
            palette.layer(Layer::of(slot.slot.role(None)))
        } else {
            palette.warn
        },
        astray: if anchor.is_exact() { "" } else { place_name(anchor) },
        record: slot.record,
    })
}

/// A whole row of a form for one field: label, field, "mark in text", what is wrong, the words it stands on.
pub fn row_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef) {
    row_called_ui(ui, form, field, field_label(field.field), 1);
}

/// The same with words of its own as the label, and so many rows of text.
pub fn row_called_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef, label: &str, rows: usize) {
    let words = words_of(ui, form, field);
    let (_, clicked) = linked_ui(ui, label, words.as_ref(), |ui, label_id| {
        let name = Named::By(label_id);
        value_ui(ui, form, field, name, label, rows, &[]);
        if let Some(words) = &words {
            words_ui(ui, form, field, words);
        }
    });
    if let Some(words) = words.filter(|_| clicked) {
        form.go_to(words.record, words.span);
    }
    offer::field_ui(ui, form, field);
}

/// A field with its small buttons and the words that it stands on, where no label leads to them.
pub fn anchored_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &FieldRef,
    named: Named<'_>,
    label: &str,
    extra: &[(Icon, &str)],
) -> Option<usize> {
    let words = words_of(ui, form, field);
    let pressed = value_ui(ui, form, field, named, label, 1, extra);
    if let Some(words) = words {
        words_ui(ui, form, field, &words);
    }
    pressed
}

/// The value column of a row: the field with its small buttons, what is wrong.
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
    let buttons = usize::from(mark || form.writable) + if form.writable { extra.len() } else { 0 };
    let gap = ui.spacing().item_spacing.x;
    let mut pressed = None;
    ui.horizontal(|ui| {
        let width = ui.available_width() - buttons as f32 * (theme::FORM_BUTTON + gap);
        let size = Size { width, rows, writable: form.writable };
        let response = field_ui(ui, form.session, field, named, size, form.out);
        if response.gained_focus() {
            select_owner(form, field);
        }
        if mark {
            let target = mark_target(form, field);
            let name = format!("Mark {} in text", label.to_lowercase());
            let words = words_of(ui, form, field);
            mark_ui(ui, form, target, &name, words.as_ref());
        } else if !extra.is_empty() {
            ui.add_space(theme::FORM_BUTTON);
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
    pressed
}

/// What marking words for this field means: a number's value follows its anchor, so the anchor is what moves.
fn mark_target(form: &Form<'_>, field: &FieldRef) -> MarkTarget {
    match (&field.of, field.field) {
        (FieldOwner::Record(record), Field::Value) => MarkTarget::Slot {
            article: form.article.clone(),
            slot: SlotRef { record: record.clone(), slot: Slot::Number },
        },
        _ => MarkTarget::from(field.clone()),
    }
}

/// Typing in a field of a record selects the record, so that words tagged next go to it.
fn select_owner(form: &mut Form<'_>, field: &FieldRef) {
    if let FieldOwner::Record(record) = &field.of
        && form.session.selection().record.as_ref() != Some(record)
    {
        form.select(record.clone());
    }
}

/// The button "mark in text": the next drag over the text is for `target`. Where there are words already, it is in
/// their colour, and a right click goes to them.
pub fn mark_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    target: MarkTarget,
    name: &str,
    words: Option<&Words>,
) {
    let on = form.marking.0.as_ref() == Some(&target);
    let response = icon_ui(ui, Icon::Mark, name, form.writable, on);
    if let Some(words) = words {
        if !on && !response.hovered() {
            let font = egui::FontId::proportional(theme::BODY);
            let at = response.rect.center();
            let glyph = Icon::Mark.glyph();
            ui.painter().text(at, egui::Align2::CENTER_CENTER, glyph, font, words.color);
        }
        if response.secondary_clicked() {
            form.go_to(words.record.clone(), words.span);
        }
    }
    if response.clicked() {
        form.marking.0 = (!on).then_some(target);
    }
}

/// The words that a field stands on, where they say something else than the field; a click goes there.
fn words_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef, words: &Words) {
    let shown = form.session.field_text(field).unwrap_or_default();
    let choices = form.session.choices(field.field).unwrap_or_default();
    let label = super::field::chosen(choices, &shown).map_or("", |choice| choice.label);
    let same = [shown.as_str(), label].iter().any(|said| said.eq_ignore_ascii_case(&words.text));
    let number = field.field == Field::Value;
    if (same || number) && words.astray.is_empty() {
        return;
    }
    let quoted = format!("“{}”", words.text);
    if link_ui(ui, &joined(&[&quoted, words.astray]), words.color) {
        form.go_to(words.record.clone(), words.span);
    }
}

fn link_ui(ui: &mut Ui, text: &str, color: egui::Color32) -> bool {
    let text = RichText::new(text).size(theme::SMALL).color(color);
    let response = ui.add(egui::Label::new(text).truncate().sense(Sense::click()));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// Words of the text as a quiet link to them, in the colour of their layer.
pub fn quote_ui(ui: &mut Ui, form: &mut Form<'_>, record: &RecordRef, slot: Slot, anchor: &Anchor) {
    let quoted = format!("“{}”", first_words(anchor.exact(), 80));
    let palette = theme::palette(ui);
    let (color, astray) = if anchor.is_exact() {
        (palette.layer(Layer::of(slot.role(None))), "")
    } else {
        (palette.warn, place_name(anchor))
    };
    if link_ui(ui, &joined(&[&quoted, astray]), color) {
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
                held_ui(ui, "This record", record_id(record), |ui| contents(ui, form));
            })
        })
        .inner
        .response;
    // What was clicked in the form itself stays under the pointer.
    if reveal && !ui.rect_contains_pointer(ui.clip_rect()) {
        let height = response.rect.height().min(HEAD_HEIGHT);
        let head =
            egui::Rect::from_min_size(response.rect.min, vec2(response.rect.width(), height));
        ui.scroll_to_rect(head, None);
    }
    ui.add_space(theme::STEP);
}

/// What asks for something to be done: a button that is off, with the reason, where it cannot be.
pub fn action_button_ui(ui: &mut Ui, form: &mut Form<'_>, label: &str, action: Action) {
    let can = if form.writable { form.session.can(&action) } else { Ok(()) };
    let enabled = form.writable && can.is_ok();
    let mut response = ui.add_enabled(enabled, small_button(label));
    if let Err(rejection) = can {
        response = response.on_disabled_hover_text(rejection.reason);
    }
    if response.clicked() {
        form.out.push(action);
    }
}
