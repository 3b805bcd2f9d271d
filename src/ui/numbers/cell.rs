//! Editing in a cell: which field it is, typed text or a choice, commit and where to go next.
//!
//! Never: reads what a text means (the session does), draws cells at rest.

use super::{Cursor, NumbersState};
use crate::model::{RecordRef, Selection, Voice};
use crate::session::{Action, Command, Field, FieldOwner, FieldRef, NumberRow, Session};
use crate::ui::inspector::field::chosen;
use crate::ui::theme;
use eframe::egui::{self, Key, Popup, PopupCloseBehavior, TextEdit, Ui};

/// The cell that is being edited.
pub struct Editing {
    record: RecordRef,
    column: usize,
    field: FieldRef,
    text: String,
    /// Whether it was begun by typing: then the cursor stands behind the text, else all of it is selected.
    typed: bool,
    /// Passes that it was drawn in.
    passes: usize,
    seen: bool,
    /// For choices: which one would be taken.
    choice: usize,
}

/// The field that a cell of this row edits; `None` where there is none.
pub fn field_of(session: &Session, row: &NumberRow, field: Field) -> Option<FieldRef> {
    let document = session.document(&row.article)?;
    let of = match field {
        Field::Title
        | Field::Outlet
        | Field::Byline
        | Field::Url
        | Field::Language
        | Field::Published
        | Field::PublishedPrecision
        | Field::PublishedBasis => FieldOwner::Article,
        Field::Part | Field::Status | Field::Tags => {
            FieldOwner::Record(RecordRef::Claim(document.claim_of(&row.record)?.clone()))
        }
        Field::Mode
        | Field::Act
        | Field::Framing
        | Field::SaidAt
        | Field::SaidAtPrecision
        | Field::SaidAtBasis
        | Field::HopSource(_)
        | Field::HopNaming(_)
        | Field::HopMedium(_)
        | Field::HopCue(_)
        | Field::HopAntecedent(_)
        | Field::Reliability
        | Field::Credibility => {
            let attribution = match &row.record {
                RecordRef::Quantity(id) => match &document.quantities().get(id)?.voice {
                    // Of several voices the cell shows all; which one is meant is said in the form.
                    Voice::By(ids) if ids.len() == 1 => ids.first()?.clone(),
                    _ => return None,
                },
                RecordRef::Claim(id) => match document.attributions_of(id).as_slice() {
                    [one] => one.id.clone(),
                    _ => return None,
                },
                RecordRef::Attribution(id) => id.clone(),
                RecordRef::Mark(_) => return None,
            };
            FieldOwner::Record(RecordRef::Attribution(attribution))
        }
        _ => FieldOwner::Record(row.record.clone()),
    };
    Some(FieldRef { article: row.article.clone(), of, field })
}

/// The field under a cursor, where it can be changed now.
pub fn field_at(session: &Session, state: &NumbersState, cursor: Cursor) -> Option<FieldRef> {
    let row = state.order.row(session, cursor.row)?;
    let (_, field) = session.number_columns().get(cursor.column)?;
    let field = field_of(session, row, (*field)?)?;
    session.field_text(&field)?;
    crate::ui::inspector::writable(session, &row.article).then_some(field)
}

/// Begins to edit a cell, with what is typed instead of what stands there.
pub fn begin(session: &Session, state: &mut NumbersState, cursor: Cursor, typed: Option<String>) {
    let Some(field) = field_at(session, state, cursor) else { return };
    let Some(row) = state.order.row(session, cursor.row) else { return };
    let stored = session.field_text(&field).unwrap_or_default();
    let choice = session.choices(field.field).map_or(0, |choices| {
        let at = chosen(choices, &stored);
        choices.iter().position(|choice| Some(choice) == at).unwrap_or(0)
    });
    let draft = session.draft(&field).map(|(text, _)| text.to_owned());
    let is_typed = typed.is_some();
    state.cursor = Some(cursor);
    state.editing = Some(Editing {
        record: row.record.clone(),
        column: cursor.column,
        field,
        text: typed.or(draft).unwrap_or(stored),
        typed: is_typed,
        passes: 0,
        seen: true,
        choice,
    });
}

/// Goes to a row's words in the Reader.
pub fn go_to(state: &mut NumbersState, row: &NumberRow, out: &mut Vec<Action>) {
    out.push(Action::GoTo(Selection {
        article: Some(row.article.clone()),
        text: row.span,
        record: Some(row.record.clone()),
    }));
    state.go_read = true;
}

/// Where an edit leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Stay,
    Down,
    Right,
    Left,
}

/// Draws the cell if it is the one being edited; whether it was.
pub fn editing_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut NumbersState,
    row: &NumberRow,
    cursor: Cursor,
    out: &mut Vec<Action>,
) -> bool {
    let Some(mut editing) = state
        .editing
        .take_if(|editing| editing.column == cursor.column && editing.record == row.record)
    else {
        return false;
    };
    editing.seen = true;
    editing.passes += 1;
    let next = match session.choices(editing.field.field) {
        Some(choices) => choosing_ui(ui, session, &mut editing, choices, out),
        None => typing_ui(ui, session, &mut editing, out),
    };
    match next {
        None => state.editing = Some(editing),
        Some(next) => {
            ui.memory_mut(|memory| memory.request_focus(super::keys::focus_id()));
            leave(session, state, cursor, next);
        }
    }
    true
}

fn leave(session: &Session, state: &mut NumbersState, cursor: Cursor, next: Next) {
    let (step, right) = match next {
        Next::Stay => (0, 0),
        Next::Down => (1, 0),
        Next::Right => (0, 1),
        Next::Left => (0, -1),
    };
    state.cursor = Some(cursor);
    super::keys::step(session, state, step, right, false);
}

fn typing_ui(
    ui: &mut Ui,
    session: &Session,
    editing: &mut Editing,
    out: &mut Vec<Action>,
) -> Option<Next> {
    let id = ui.scope_id().with("edit");
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, theme::palette(ui).card);
    let edit = TextEdit::singleline(&mut editing.text).id(id).margin(egui::Margin::symmetric(4, 2));
    let name = session.number_columns().get(editing.column).map_or("", |column| column.0);
    let response = ui.add_sized(rect.size(), edit).accessible_name(super::columns::heading(name));
    if editing.passes == 1 {
        response.request_focus();
        let chars = editing.text.chars().count();
        let mut edit_state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let end = egui::text::CCursor::new(chars);
        let begin = if editing.typed { end } else { egui::text::CCursor::new(0) };
        edit_state.cursor.set_char_range(Some(egui::text_selection::CCursorRange::two(begin, end)));
        TextEdit::store_state(ui.ctx(), id, edit_state);
        return None;
    }
    let stored = session.field_text(&editing.field).unwrap_or_default();
    let differs = editing.text != stored;
    if response.changed() || (editing.typed && editing.passes == 2) {
        let text = differs.then(|| editing.text.clone());
        out.push(Action::Draft { field: editing.field.clone(), text });
    }
    if !response.lost_focus() {
        return None;
    }
    let (enter, tab, escape, shift) = ui.input(|input| {
        let pressed = |key| input.key_pressed(key);
        (pressed(Key::Enter), pressed(Key::Tab), pressed(Key::Escape), input.modifiers.shift)
    });
    if escape {
        out.push(Action::Draft { field: editing.field.clone(), text: None });
        return Some(Next::Stay);
    }
    commit(session, editing, out);
    Some(match (enter, tab, shift) {
        (true, ..) => Next::Down,
        (_, true, false) => Next::Right,
        (_, true, true) => Next::Left,
        _ => Next::Stay,
    })
}

fn commit(session: &Session, editing: &Editing, out: &mut Vec<Action>) {
    let stored = session.field_text(&editing.field).unwrap_or_default();
    if editing.text != stored {
        let (field, text) = (editing.field.clone(), editing.text.clone());
        out.push(Action::Commit { field, text });
    } else if session.draft(&editing.field).is_some() {
        out.push(Action::Draft { field: editing.field.clone(), text: None });
    }
}

fn choosing_ui(
    ui: &mut Ui,
    session: &Session,
    editing: &mut Editing,
    choices: &[crate::session::Choice],
    out: &mut Vec<Action>,
) -> Option<Next> {
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.scope_id().with("choose"), egui::Sense::click());
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, 0.0, palette.card);
    let label = choices.get(editing.choice).map_or("", |choice| choice.label);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let at = rect.left_center() + egui::vec2(6.0, 0.0);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, label, font, palette.text);
    ui.painter().rect_stroke(
        rect.shrink(1.0),
        2.0,
        (1.5, palette.accent),
        egui::StrokeKind::Inside,
    );
    let mut taken = None;
    let mut open = true;
    Popup::from_response(&response)
        .open_bool(&mut open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .show(|ui| {
            for (at, choice) in choices.iter().enumerate() {
                if ui.selectable_label(at == editing.choice, choice.label).clicked() {
                    taken = Some((at, Next::Stay));
                }
            }
        });
    if editing.passes > 1 {
        ui.input_mut(|input| {
            let none = egui::Modifiers::NONE;
            if input.consume_key(none, Key::ArrowDown) {
                editing.choice = (editing.choice + 1).min(choices.len().saturating_sub(1));
            }
            if input.consume_key(none, Key::ArrowUp) {
                editing.choice = editing.choice.saturating_sub(1);
            }
            if input.consume_key(none, Key::Enter) {
                taken = Some((editing.choice, Next::Down));
            } else if input.consume_key(none, Key::Tab) {
                taken = Some((editing.choice, Next::Right));
            } else if input.consume_key(none, Key::Escape) {
                open = false;
            }
        });
    }
    if let Some((at, next)) = taken {
        let choice = choices.get(at)?;
        let stored = session.field_text(&editing.field).unwrap_or_default();
        if chosen(choices, &stored) != Some(choice) {
            let (field, text) = (editing.field.clone(), choice.value.to_owned());
            out.push(Action::Do(Command::SetField { field, text }));
        }
        return Some(next);
    }
    (!open && editing.passes > 1).then_some(Next::Stay)
}

/// Commits the cell that is being edited if it was scrolled or filtered out of sight.
pub fn leave_unseen(session: &Session, state: &mut NumbersState, out: &mut Vec<Action>) {
    let Some(editing) = &mut state.editing else { return };
    if !std::mem::take(&mut editing.seen) {
        if session.choices(editing.field.field).is_none() {
            commit(session, editing, out);
        }
        state.editing = None;
    }
}
