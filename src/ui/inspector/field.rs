//! The one widget for a field of the contract: typed text as a draft, enumerations as choices, plain text where nothing can be changed.
//!
//! Owns the text while the field has the focus; everything else of a draft is the session's. Never: reads what a text means.

use super::Form;
use crate::session::{Action, Choice, Command, Field, FieldRef, Session};
use crate::ui::names::{field_hint, field_label};
use eframe::egui::{self, Id, Key, Response, RichText, TextEdit, Ui};

/// How a field is called in the accessibility tree.
#[derive(Clone, Copy)]
pub enum Named<'a> {
    /// By the visible label with this id.
    By(Id),
    /// By these words, where its label is not visible.
    As(&'a str),
}

impl Named<'_> {
    fn name(self, response: Response) -> Response {
        match self {
            Named::By(label) => response.labelled_by(label),
            Named::As(name) => response.accessible_name(name),
        }
    }
}

/// What is being typed somewhere: if its field vanishes without losing the focus, the draft is committed for it.
#[derive(Clone)]
struct Typing {
    field: FieldRef,
    text: String,
    pass: u64,
}

/// The choice that takes a word of the analyst's own, as in `Other: well`.
const OTHER: &str = "Other";
const OTHER_PREFIX: &str = "Other:";

const TYPING: &str = "attest: what is being typed";
const FOCUS: &str = "attest: the field to focus";

/// Gives a field the keyboard when it is drawn next in this frame.
pub fn focus(ui: &Ui, field: FieldRef) {
    let pass = ui.cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(Id::NULL.with(FOCUS), (field, pass)));
}

/// Whether a field that was to get the keyboard has not been drawn since.
pub fn focus_waits(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp::<(FieldRef, u64)>(Id::NULL.with(FOCUS))).is_some()
}

/// Whether the field drawn is the one that was to get the keyboard; it is asked for once.
fn takes_focus(ui: &Ui, field: &FieldRef) -> bool {
    let id = Id::NULL.with(FOCUS);
    let Some((wanted, pass)) = ui.data_mut(|data| data.get_temp::<(FieldRef, u64)>(id)) else {
        return false;
    };
    let late = pass != ui.cumulative_pass_nr();
    if late || wanted == *field {
        ui.data_mut(|data| data.remove::<(FieldRef, u64)>(id));
    }
    !late && wanted == *field
}

/// Commits the draft of a field that was not drawn any more in the last pass (another record was selected, a tab changed).
pub fn commit_left_field(ui: &Ui, session: &Session, out: &mut Vec<Action>) {
    let id = Id::NULL.with(TYPING);
    let Some(typing) = ui.data_mut(|data| data.get_temp::<Typing>(id)) else { return };
    if typing.pass + 1 >= ui.cumulative_pass_nr() {
        return;
    }
    ui.data_mut(|data| data.remove::<Typing>(id));
    // The session may have committed it already when it went elsewhere.
    if session
        .draft(&typing.field)
        .is_some_and(|(text, error)| error.is_none() && text == typing.text)
    {
        out.push(Action::Commit { field: typing.field, text: typing.text });
    }
}

/// Draws a field `width` points wide. Emits drafts while it is typed in, and one commit at the end.
pub fn field_ui(
    ui: &mut Ui,
    session: &Session,
    field: &FieldRef,
    named: Named<'_>,
    size: Size,
    out: &mut Vec<Action>,
) -> Response {
    if !size.writable {
        return shown_ui(ui, session, field, size);
    }
    match session.choices(field.field) {
        Some(choices) => {
            let text = session.field_text(field).unwrap_or_default();
            if text == OTHER || text.starts_with(OTHER_PREFIX) {
                return other_ui(ui, session, field, choices, named, size, out);
            }
            choice_ui(ui, session, field, choices, named, size, out)
        }
        None => typed_ui(ui, session, field, "", named, size, out),
    }
}

/// How large a field is drawn, and whether it can be changed.
#[derive(Clone, Copy)]
pub struct Size {
    /// Width in points.
    pub width: f32,
    /// Rows of text; more than one takes line ends.
    pub rows: usize,
    /// Whether it can be changed.
    pub writable: bool,
}

/// A choice by the text that a field holds: its contract's name or its label.
pub fn chosen<'a>(choices: &'a [Choice], text: &str) -> Option<&'a Choice> {
    choices.iter().find(|choice| {
        let other = choice.value == OTHER && text.starts_with(OTHER_PREFIX);
        choice.value == text || choice.label == text || other
    })
}

fn shown_ui(ui: &mut Ui, session: &Session, field: &FieldRef, size: Size) -> Response {
    let text = session.field_text(field).unwrap_or_default();
    let shown = session
        .choices(field.field)
        .and_then(|choices| chosen(choices, &text))
        .map_or(text.as_str(), |choice| choice.label);
    let shown = if shown.is_empty() { "—" } else { shown };
    ui.scope(|ui| {
        ui.set_max_width(size.width);
        ui.add(egui::Label::new(shown).wrap())
    })
    .inner
}

fn choice_ui(
    ui: &mut Ui,
    session: &Session,
    field: &FieldRef,
    choices: &[Choice],
    named: Named<'_>,
    size: Size,
    out: &mut Vec<Action>,
) -> Response {
    let text = session.field_text(field).unwrap_or_default();
    let chosen = chosen(choices, &text);
    let shown = chosen.map_or(if text.is_empty() { "—" } else { &text }, |choice| choice.label);
    let combo = egui::ComboBox::from_id_salt(("choice", field))
        .selected_text(shown)
        .width(size.width)
        .height(360.0)
        .truncate();
    let height = ui.spacing().interact_size.y;
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let response = ui.allocate_ui_with_layout(egui::vec2(size.width, height), layout, |ui| {
        combo.show_ui(ui, |ui| {
            for choice in choices {
                let is_chosen = chosen == Some(choice);
                if ui.selectable_label(is_chosen, choice.label).clicked() && !is_chosen {
                    out.push(Action::Do(Command::SetField {
                        field: field.clone(),
                        text: choice.value.to_owned(),
                    }));
                }
            }
        })
    });
    if takes_focus(ui, field) {
        response.inner.response.request_focus();
        response.inner.response.scroll_to_me(None);
    }
    named.name(response.inner.response)
}

/// The choice "other", and beside it the word that says what else.
fn other_ui(
    ui: &mut Ui,
    session: &Session,
    field: &FieldRef,
    choices: &[Choice],
    named: Named<'_>,
    size: Size,
    out: &mut Vec<Action>,
) -> Response {
    ui.horizontal(|ui| {
        let half = Size { width: (size.width * 0.45).floor(), ..size };
        choice_ui(ui, session, field, choices, named, half, out);
        let rest = size.width - half.width - ui.spacing().item_spacing.x;
        let rest = Size { width: rest, ..size };
        let name = Named::As("Other: what");
        typed_ui(ui, session, field, "Other: ", name, rest, out)
    })
    .inner
}

/// A text field. What it holds stands behind `prefix` in the field's text.
fn typed_ui(
    ui: &mut Ui,
    session: &Session,
    field: &FieldRef,
    prefix: &str,
    named: Named<'_>,
    size: Size,
    out: &mut Vec<Action>,
) -> Response {
    let id = ui.make_persistent_id(("typed", field));
    let had_focus = ui.memory(|memory| memory.has_focus(id));
    let draft = session.draft(field);
    let stored = session.field_text(field).unwrap_or_default();
    let inner = |text: &str| match text.strip_prefix(prefix.trim_end()) {
        Some(rest) if !prefix.is_empty() => rest.trim_start().to_owned(),
        _ if prefix.is_empty() => text.to_owned(),
        _ => String::new(),
    };
    let whole = |text: &str| format!("{prefix}{text}");
    let committed = inner(&stored);
    let kept = had_focus.then(|| ui.data_mut(|data| data.get_temp::<String>(id))).flatten();
    let mut text =
        kept.unwrap_or_else(|| draft.map_or_else(|| committed.clone(), |(text, _)| inner(text)));

    let edit = if size.rows > 1 {
        TextEdit::multiline(&mut text).desired_rows(size.rows)
    } else {
        TextEdit::singleline(&mut text)
    };
    let edit = edit.id(id).desired_width(size.width).hint_text(field_hint(field.field));
    let output = edit.show(ui);
    let response = output.response.response;
    if takes_focus(ui, field) {
        response.request_focus();
        response.scroll_to_me(None);
        let mut state = output.state;
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::default(),
            egui::text::CCursor::new(text.chars().count()),
        );
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
    let done_typing = size.rows > 1
        && had_focus
        && ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
    if done_typing {
        response.surrender_focus();
    }

    let typing = Id::NULL.with(TYPING);
    if response.changed() && (response.has_focus() || had_focus) {
        let differs = text != committed;
        out.push(Action::Draft { field: field.clone(), text: differs.then(|| whole(&text)) });
    } else if response.changed() {
        // Set from outside (assistive technology) without the focus ever being here.
        out.push(Action::Commit { field: field.clone(), text: whole(&text) });
    }
    if response.has_focus() && !done_typing {
        let pass = ui.cumulative_pass_nr();
        ui.data_mut(|data| {
            let field = field.clone();
            data.insert_temp(typing, Typing { field, text: whole(&text), pass });
            data.insert_temp(id, text);
        });
    } else if response.lost_focus() || done_typing {
        ui.data_mut(|data| {
            data.remove::<String>(id);
            data.remove::<Typing>(typing);
        });
        let gave_up = ui.input(|input| input.key_pressed(Key::Escape));
        if gave_up || (text == committed) {
            if draft.is_some() || text != committed {
                out.push(Action::Draft { field: field.clone(), text: None });
            }
        } else {
            out.push(Action::Commit { field: field.clone(), text: whole(&text) });
        }
    }
    named.name(response)
}

/// What is wrong with what is typed in a field, in words, under it.
pub fn error_ui(ui: &mut Ui, session: &Session, field: &FieldRef) {
    if let Some((_, Some(error))) = session.draft(field) {
        let color = crate::ui::theme::palette(ui).danger;
        ui.add(egui::Label::new(RichText::new(error).small().color(color)).wrap());
    }
}

/// A yes-or-no field as a check box with its label.
pub fn toggle_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef, label: &str) -> Response {
    let text = form.session.field_text(field).unwrap_or_default();
    let mut on = text == "yes";
    let response = ui.add_enabled(form.writable, egui::Checkbox::new(&mut on, label));
    if response.changed() {
        let text = if on { "yes" } else { "no" }.to_owned();
        form.out.push(Action::Do(Command::SetField { field: field.clone(), text }));
    }
    response
}

/// Several enumerated fields in one line, the first with this share of the width; named for the accessibility tree by
/// their labels.
pub fn choices_ui(ui: &mut Ui, form: &mut Form<'_>, fields: &[FieldRef], first: f32) {
    let gap = ui.spacing().item_spacing.x;
    let count = fields.len().max(1) as f32;
    let end = if form.writable { crate::ui::theme::FORM_BUTTON + gap } else { 0.0 };
    let all = ui.available_width() - end - gap * (count - 1.0);
    ui.horizontal(|ui| {
        for (at, field) in fields.iter().enumerate() {
            let name = long_label(field.field);
            let rest = if count > 1.0 { (1.0 - first) / (count - 1.0) } else { 1.0 };
            let share = if at == 0 && count > 1.0 { first } else { rest };
            let width = (all * share).floor();
            let size = Size { width, rows: 1, writable: form.writable };
            field_ui(ui, form.session, field, Named::As(name), size, form.out).on_hover_text(name);
        }
    });
}

/// The label of a field that stands alone, without the row that explains it.
#[must_use]
pub const fn long_label(field: Field) -> &'static str {
    match field {
        Field::AsOfRelation => "As of: how the figure stands to it",
        Field::AsOfPrecision => "As of: how fine",
        Field::AsOfBasis => "As of: rests on",
        Field::PeriodPrecision => "Period: how fine",
        Field::PeriodBasis => "Period: rests on",
        Field::SaidAtPrecision => "Said at: how fine",
        Field::SaidAtBasis => "Said at: rests on",
        Field::PublishedPrecision => "Published: how fine",
        Field::PublishedBasis => "Published: rests on",
        _ => field_label(field),
    }
}
