//! The Numbers view: one row a quantity over all articles, as the CSV export writes them.
//!
//! Owns what is shown of the table: columns, widths, sort, filters, selected rows, the cell being edited.
//! Never: makes rows, decides what a cell may hold.

mod cell;
mod columns;
mod keys;
mod order;
mod table;

use crate::model::RecordRef;
use crate::session::{Action, Session, ViewSettings};
use crate::ui::names::counted;
use eframe::egui::{self, Align, Layout, RichText, Ui};
use order::{Order, Wanted};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What of the Numbers view is only of the view.
#[derive(Default)]
pub struct NumbersState {
    /// A sentence was clicked: the window should show the Reader.
    pub go_read: bool,
    /// "Export as CSV…" was pressed: the window should ask for where to.
    pub export: bool,
    wanted: Wanted,
    order: Order,
    /// Columns shown, by name; empty until the columns are known.
    shown: BTreeSet<String>,
    widths: BTreeMap<String, f32>,
    filtering: bool,
    selected: HashSet<RecordRef>,
    /// The row that a selection with Shift begins at.
    pivot: usize,
    cursor: Option<Cursor>,
    editing: Option<cell::Editing>,
    /// The row to bring into view.
    reveal: Option<Cursor>,
    drawn: u64,
}

/// A cell: the row's place in the order shown, the column's in all columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Cursor {
    row: usize,
    column: usize,
}

/// Name of the settings that keep the columns shown.
const SHOWN: &str = "numbers columns";
/// Name of the settings that keep the sort.
const SORT: &str = "numbers sort";
/// Begin of the names of the settings that keep widths.
const WIDTH: &str = "numbers width ";

impl NumbersState {
    /// What the last session kept.
    #[must_use]
    pub fn from_settings(settings: &ViewSettings) -> Self {
        let shown = settings.texts.get(SHOWN).map(String::as_str).unwrap_or_default();
        let shown = shown.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let sort = settings.texts.get(SORT).and_then(|sort| {
            let (column, descending) = sort.split_once(' ')?;
            Some((column.parse().ok()?, descending == "down"))
        });
        let widths = settings.numbers.iter().filter_map(|(name, width)| {
            Some((name.strip_prefix(WIDTH)?.to_owned(), *width as f32))
        });
        let wanted = Wanted { sort, ..Wanted::default() };
        Self { shown, wanted, widths: widths.collect(), ..Self::default() }
    }

    /// Writes what the next start needs into the settings.
    pub fn keep_in(&self, settings: &mut ViewSettings) {
        if !self.shown.is_empty() {
            let shown: Vec<&str> = self.shown.iter().map(String::as_str).collect();
            settings.texts.insert(SHOWN.to_owned(), shown.join(", "));
        }
        match self.wanted.sort {
            Some((column, descending)) => {
                let direction = if descending { "down" } else { "up" };
                settings.texts.insert(SORT.to_owned(), format!("{column} {direction}"));
            }
            None => drop(settings.texts.remove(SORT)),
        }
        for (name, width) in &self.widths {
            settings.numbers.insert(format!("{WIDTH}{name}"), f64::from(*width));
        }
    }
}

/// Draws the view in the space there is.
pub fn numbers_ui(ui: &mut Ui, session: &Session, state: &mut NumbersState, out: &mut Vec<Action>) {
    // A field of the Inspector that was left by a shortcut.
    crate::ui::inspector::field::commit_left_field(ui, session, out);
    let columns = session.number_columns();
    columns::settle(&mut state.shown, columns);
    if state.wanted.sort.is_some_and(|(column, _)| column >= columns.len()) {
        state.wanted.sort = None;
    }
    // Coming back to the view sorts anew; while it is open, an edit leaves rows where they are.
    let pass = ui.cumulative_pass_nr();
    let anew = state.drawn + 2 < pass;
    state.drawn = pass;
    bar_ui(ui, session, state);
    state.order.refresh(session, &state.wanted, anew);
    if state.order.total() == 0 {
        ui.add_space(24.0);
        let hint = "No numbers yet. Tag some in the articles; each becomes a row here.";
        ui.vertical_centered(|ui| ui.label(RichText::new(hint).weak()));
        return;
    }
    keys::keys_ui(ui, session, state, out);
    table::table_ui(ui, session, state, out);
    cell::leave_unseen(session, state, out);
}

fn bar_ui(ui: &mut Ui, session: &Session, state: &mut NumbersState) {
    ui.horizontal(|ui| {
        let hint = "Filter all columns";
        let edit = egui::TextEdit::singleline(&mut state.wanted.filter).desired_width(240.0);
        ui.add(edit.hint_text(hint)).accessible_name(hint);
        if ui.selectable_label(state.filtering, "Filter by column").clicked() {
            state.filtering = !state.filtering;
            if !state.filtering {
                state.wanted.columns.clear();
            }
        }
        columns::menu_ui(ui, session.number_columns(), &mut state.shown);
        let (shown, total) = (state.order.len(), state.order.total());
        let count = counted(total, "row", "rows");
        let count = if shown == total { count } else { format!("{shown} of {count}") };
        ui.label(RichText::new(count).weak());
        let selected = state.selected.len();
        if selected > 1 {
            ui.label(RichText::new(format!("{selected} selected")).weak())
                .on_hover_text("Ctrl+D gives all selected rows the value of the current cell");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let tip = "Writes these rows, with all columns, to a CSV file";
            if ui.button("Export as CSV…").on_hover_text(tip).clicked() {
                state.export = true;
            }
        });
    });
    ui.add_space(4.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_widths_and_sort_are_there_again_after_a_start() {
        let mut settings = ViewSettings::default();
        let mut state = NumbersState::default();
        state.shown.extend(["value".to_owned(), "counted".to_owned()]);
        state.widths.insert("value".to_owned(), 120.0);
        state.wanted.sort = Some((3, true));
        state.keep_in(&mut settings);
        let again = NumbersState::from_settings(&settings);
        assert_eq!(again.shown, state.shown);
        assert_eq!(again.widths, state.widths);
        assert_eq!(again.wanted.sort, Some((3, true)));
    }
}
