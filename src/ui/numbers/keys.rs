//! Keys of the table while it has the focus: move, select, edit, fill down, copy.
//!
//! Never: steals keys from a text field.

use super::{Cursor, NumbersState, cell};
use crate::session::{Action, Command, Session};
use eframe::egui::{Event, EventFilter, Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo};
use std::collections::HashSet;

/// Rows that Page up and Page down move by.
const PAGE: isize = 20;

/// What has the focus while cells are moved over.
pub fn focus_id() -> Id {
    Id::NULL.with("attest: the table of numbers")
}

/// Takes the keys of the table.
pub fn keys_ui(ui: &mut Ui, session: &Session, state: &mut NumbersState, out: &mut Vec<Action>) {
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, focus_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Numbers"));
    if !response.has_focus() || state.editing.is_some() {
        return;
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
    let (none, shift, command) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND);
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let moves = [
        (Key::ArrowDown, 1, 0),
        (Key::ArrowUp, -1, 0),
        (Key::PageDown, PAGE, 0),
        (Key::PageUp, -PAGE, 0),
        (Key::ArrowRight, 0, 1),
        (Key::ArrowLeft, 0, -1),
    ];
    for (key, down, right) in moves {
        if pressed(shift, key) {
            step(session, state, down, right, true);
        } else if pressed(none, key) {
            step(session, state, down, right, false);
        }
    }
    let last = state.order.len() as isize;
    if pressed(command, Key::Home) {
        step(session, state, -last, 0, false);
    }
    if pressed(command, Key::End) {
        step(session, state, last, 0, false);
    }
    if pressed(command, Key::A) {
        state.selected = (0..state.order.len())
            .filter_map(|at| state.order.row(session, at))
            .map(|row| row.record.clone())
            .collect();
    }
    if pressed(command, Key::D) {
        fill_down(session, state, out);
    }
    let Some(cursor) = state.cursor else { return };
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        ui.ctx().copy_text(copied(session, state, cursor));
    }
    if pressed(none, Key::F2) || pressed(none, Key::Enter) {
        cell::begin(session, state, cursor, None);
        return;
    }
    let typed = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        })
    });
    if let Some(typed) = typed {
        cell::begin(session, state, cursor, Some(typed));
    }
}

/// Moves the cursor; with `extend`, the selection grows to its row.
pub fn step(session: &Session, state: &mut NumbersState, down: isize, right: isize, extend: bool) {
    let Some(last) = state.order.len().checked_sub(1) else { return };
    let all = session.number_columns();
    let shown: Vec<usize> = (0..all.len())
        .filter(|at| all.get(*at).is_some_and(|c| state.shown.contains(c.0)))
        .collect();
    let Some(first) = shown.first().copied() else { return };
    let cursor = match state.cursor {
        None => Cursor { row: 0, column: first },
        Some(old) => {
            let at = shown.iter().position(|column| *column == old.column).unwrap_or(0);
            let at = at.saturating_add_signed(right).min(shown.len() - 1);
            let row = old.row.saturating_add_signed(down).min(last);
            Cursor { row, column: shown.get(at).copied().unwrap_or(first) }
        }
    };
    state.cursor = Some(cursor);
    state.reveal = Some(cursor);
    if extend {
        select_range(session, state, cursor.row);
    } else if down != 0 || right != 0 {
        state.selected.clear();
        state.selected.extend(state.order.row(session, cursor.row).map(|row| row.record.clone()));
        state.pivot = cursor.row;
    }
}

/// Selects all rows from the pivot to this one.
pub fn select_range(session: &Session, state: &mut NumbersState, to: usize) {
    let range = state.pivot.min(to)..=state.pivot.max(to);
    let rows = range.filter_map(|at| state.order.row(session, at));
    state.selected = rows.map(|row| row.record.clone()).collect();
}

/// Gives all selected rows the value of the current cell, in one act.
fn fill_down(session: &Session, state: &NumbersState, out: &mut Vec<Action>) {
    let Some(cursor) = state.cursor else { return };
    let Some(source) = cell::field_at(session, state, cursor) else { return };
    let Some(text) = session.field_text(&source) else { return };
    // Several rows may share a field (of their article, of their claim): each is set once.
    let mut seen = HashSet::from([source.clone()]);
    let mut fields = Vec::new();
    for row in 0..state.order.len() {
        let selected =
            state.order.row(session, row).is_some_and(|row| state.selected.contains(&row.record));
        if !selected || row == cursor.row {
            continue;
        }
        if let Some(field) = cell::field_at(session, state, Cursor { row, ..cursor })
            && seen.insert(field.clone())
        {
            fields.push((field, text.clone()));
        }
    }
    if !fields.is_empty() {
        out.push(Action::Do(Command::SetFields { fields }));
    }
}

/// What Ctrl+C takes: the cell, or the rows with tabs between their cells where several are selected.
fn copied(session: &Session, state: &NumbersState, cursor: Cursor) -> String {
    let cell = |row: usize, column: usize| {
        let cell = state.order.row(session, row).and_then(|row| row.cells.get(column));
        cell.map_or("", String::as_str)
    };
    if state.selected.len() < 2 {
        return cell(cursor.row, cursor.column).to_owned();
    }
    let all = session.number_columns();
    let mut text = String::new();
    for at in 0..state.order.len() {
        let Some(row) = state.order.row(session, at) else { continue };
        if !state.selected.contains(&row.record) {
            continue;
        }
        let shown =
            (0..all.len()).filter(|at| all.get(*at).is_some_and(|c| state.shown.contains(c.0)));
        let cells: Vec<_> =
            shown.map(|column| cell(at, column).replace(['\t', '\n', '\r'], " ")).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
