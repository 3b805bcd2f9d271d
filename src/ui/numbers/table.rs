//! The table itself: headings, rows, cells; only what is visible is drawn.
//!
//! Never: formats a row that is not visible.

use super::cell;
use super::columns::{self, heading, is_number, is_sentence, usual_width};
use super::{Cursor, NumbersState};
use crate::session::{Action, NumberRow, Session};
use crate::ui::held::{held_ui, record_id};
use crate::ui::theme;
use eframe::egui::{
    self, Align2, Id, IdMap, Label, Rect, RichText, Role, Sense, TextStyle, TextWrapMode, Ui,
    WidgetInfo, WidgetText, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

/// Chars of a cell that are laid out: more than any column shows.
const MOST_CHARS: usize = 300;

/// Draws the table in the space that is left.
pub fn table_ui(ui: &mut Ui, session: &Session, state: &mut NumbersState, out: &mut Vec<Action>) {
    let all = session.number_columns();
    let shown: Vec<usize> = (0..all.len())
        .filter(|at| all.get(*at).is_some_and(|c| state.shown.contains(c.0)))
        .collect();
    let column_id = |name: &str| Id::NULL.with(("numbers column", name));
    let mut widths = vec![Column::new(theme::TABLE_GUTTER).resizable(false).id(column_id("#"))];
    for at in &shown {
        let name = all.get(*at).map_or("", |column| column.0);
        let width = state.widths.get(name).copied().unwrap_or_else(|| usual_width(name));
        widths.push(Column::new(width).range(40.0..=900.0).id(column_id(name)));
    }
    let mut headers = vec![HeaderRow::new(theme::TABLE_HEADER)];
    if state.filtering {
        headers.push(HeaderRow::new(theme::CONTROL + theme::STEP * 2.0));
    }
    let mut table = Table::new()
        .id_salt("numbers")
        .num_rows(state.order.len() as u64)
        .columns(widths.clone())
        .num_sticky_cols(1)
        .headers(headers);
    if let Some(cursor) = state.reveal.take() {
        table = table.scroll_to_row(cursor.row as u64, None);
        if let Some(at) = shown.iter().position(|column| *column == cursor.column) {
            table = table.scroll_to_column(at + 1, None);
        }
    }
    let id = table.get_id(ui);
    if TableState::load(ui.ctx(), id).is_none() {
        // Without a state the table would measure all columns by their contents and forget our widths.
        let mut col_widths = IdMap::default();
        for column in &widths {
            col_widths.extend(column.id.map(|id| (id, column.current)));
        }
        TableState { col_widths, parent_width: None }.store(ui.ctx(), id);
    }
    let mut drawing = Drawing { session, state, out, shown: &shown };
    table.show(ui, &mut drawing);
    if let Some(kept) = TableState::load(ui.ctx(), id) {
        for at in &shown {
            let name = all.get(*at).map_or("", |column| column.0);
            if let Some(width) = kept.col_widths.get(&column_id(name))
                && state.widths.get(name) != Some(width)
            {
                state.widths.insert(name.to_owned(), *width);
            }
        }
    }
}

struct Drawing<'a> {
    session: &'a Session,
    state: &'a mut NumbersState,
    out: &'a mut Vec<Action>,
    /// Columns shown, as places in all columns.
    shown: &'a [usize],
}

impl TableDelegate for Drawing<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let palette = theme::palette(ui);
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, palette.panel);
        ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.line));
        let Some(column) = info.group_index.checked_sub(1).and_then(|at| self.shown.get(at)) else {
            if info.row_nr == 0 {
                ui.add_space(theme::TABLE_PADDING);
                ui.add(Label::new(RichText::new("#").weak()).selectable(false));
            }
            return;
        };
        let name = self.session.number_columns().get(*column).map_or("", |column| column.0);
        if info.row_nr == 0 {
            self.heading_ui(ui, *column, name);
        } else {
            self.filter_ui(ui, *column, name);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let palette = theme::palette(ui);
        let rect = ui.max_rect();
        let Some(row) = self.state.order.row(self.session, row as usize) else { return };
        if self.state.selected.contains(&row.record) {
            ui.painter().rect_filled(rect, 0.0, palette.selected);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, palette.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, palette.line));
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let at = info.row_nr as usize;
        let Some(row) = self.state.order.row(self.session, at) else { return };
        held_ui(ui, "This row", record_id(&row.record), |ui| {
            let Some(column) = info.col_nr.checked_sub(1).and_then(|n| self.shown.get(n)).copied()
            else {
                self.gutter_ui(ui, row, at);
                return;
            };
            let cursor = Cursor { row: at, column };
            if cell::editing_ui(ui, self.session, self.state, row, cursor, self.out) {
                return;
            }
            self.plain_ui(ui, row, cursor);
        });
    }

    fn default_row_height(&self) -> f32 {
        theme::TABLE_ROW
    }
}

impl Drawing<'_> {
    fn heading_ui(&mut self, ui: &mut Ui, column: usize, name: &str) {
        let sort = self.state.wanted.sort.filter(|(by, _)| *by == column);
        let arrow = match sort {
            Some((_, true)) => " ↓",
            Some((_, false)) => " ↑",
            None => "",
        };
        let heading = heading(name);
        let text = format!("{heading}{arrow}");
        let rect = ui.max_rect();
        let response = ui.interact(rect, ui.scope_id().with("heading"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &text));
        let palette = theme::palette(ui);
        let lit = sort.is_some() || response.hovered() || response.has_focus();
        let color = if lit { palette.text } else { palette.muted };
        paint_text(ui, rect, &text, is_number(name), color);
        let response = response.on_hover_text(format!("Sort by {}", heading.to_lowercase()));
        if response.clicked() {
            self.state.wanted.sort = match sort {
                None => Some((column, false)),
                Some((_, false)) => Some((column, true)),
                Some((_, true)) => None,
            };
        }
        response.context_menu(|ui| {
            if ui.button(format!("Hide {}", heading.to_lowercase())).clicked()
                && self.state.shown.len() > 1
            {
                self.state.shown.remove(name);
            }
        });
    }

    fn filter_ui(&mut self, ui: &mut Ui, column: usize, name: &str) {
        let words = self.state.wanted.columns.entry(column).or_default();
        let edit = egui::TextEdit::singleline(words).hint_text("filter");
        let size = vec2(ui.available_width() - theme::TABLE_PADDING, theme::CONTROL);
        ui.add_space(theme::TABLE_PADDING / 2.0);
        let name = format!("Filter {}", columns::heading(name).to_lowercase());
        ui.add_sized(size, edit).accessible_name(name);
    }

    fn gutter_ui(&mut self, ui: &mut Ui, row: &NumberRow, at: usize) {
        let rect = ui.max_rect();
        let number = (at + 1).to_string();
        let response = ui.interact(rect, ui.scope_id().with("row"), Sense::click());
        let selected = self.state.selected.contains(&row.record);
        response.widget_info(|| {
            WidgetInfo::selected(Role::RowHeader, true, selected, format!("Row {number}"))
        });
        let color = theme::palette(ui).muted;
        paint_text(ui, rect, &number, true, color);
        if response.clicked() {
            let column = self.state.cursor.map_or(0, |cursor| cursor.column);
            self.click(ui, row, Cursor { row: at, column });
        }
        if response.double_clicked() {
            cell::go_to(self.state, row, self.out);
        }
    }

    fn plain_ui(&mut self, ui: &mut Ui, row: &NumberRow, cursor: Cursor) {
        let palette = theme::palette(ui);
        let rect = ui.max_rect();
        let columns = self.session.number_columns();
        let Some((name, field)) = columns.get(cursor.column) else { return };
        let field = field.and_then(|field| cell::field_of(self.session, row, field));
        let draft = field.as_ref().and_then(|field| self.session.draft(field));
        let stored = row.cells.get(cursor.column).map_or("", String::as_str);
        let mut text = head_of(draft.map_or(stored, |(typed, _)| typed));
        // Where no title is given, the article still has a name: its first line.
        let unnamed = text.is_empty() && columns::is_title(name);
        if unnamed && let Some(article) = self.session.row(&row.article) {
            text = head_of(&article.title);
        }
        let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::click());
        response.widget_info(|| {
            let words = if text.is_empty() { name } else { text };
            WidgetInfo::labeled(Role::Cell, true, words)
        });
        let sentence = is_sentence(name);
        let color = match draft {
            Some((_, Some(_))) => palette.danger,
            Some(_) => palette.muted,
            None if unnamed => palette.muted,
            None if sentence && response.hovered() => palette.accent,
            None => palette.text,
        };
        paint_text(ui, rect, text, is_number(name), color);
        let is_cursor = self.state.cursor == Some(cursor);
        if is_cursor {
            let inside = rect.shrink(1.0);
            ui.painter().rect_stroke(inside, 2.0, (1.5, palette.accent), egui::StrokeKind::Inside);
        }
        let response = match draft {
            Some((_, Some(error))) => response.on_hover_text(error),
            _ if sentence => response
                .on_hover_cursor(egui::CursorIcon::PointingHand)
                .on_hover_text_at_pointer("Show it in its article"),
            _ => response,
        };
        if response.clicked() {
            self.click(ui, row, cursor);
            if sentence && ui.input(|input| input.modifiers.is_none()) {
                cell::go_to(self.state, row, self.out);
            }
        }
        if response.double_clicked() && !sentence {
            cell::begin(self.session, self.state, cursor, None);
        }
    }

    fn click(&mut self, ui: &Ui, row: &NumberRow, cursor: Cursor) {
        let modifiers = ui.input(|input| input.modifiers);
        ui.memory_mut(|memory| memory.request_focus(super::keys::focus_id()));
        let state = &mut *self.state;
        state.cursor = Some(cursor);
        if modifiers.shift {
            super::keys::select_range(self.session, state, cursor.row);
        } else if modifiers.command {
            if !state.selected.remove(&row.record) {
                state.selected.insert(row.record.clone());
            }
            state.pivot = cursor.row;
        } else {
            state.selected.clear();
            state.selected.insert(row.record.clone());
            state.pivot = cursor.row;
        }
    }
}

/// The begin of a long text: what could ever be seen of it.
fn head_of(text: &str) -> &str {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

fn paint_text(ui: &Ui, rect: Rect, text: &str, right: bool, color: egui::Color32) {
    if text.is_empty() {
        return;
    }
    let inside = rect.shrink2(vec2(theme::TABLE_PADDING, 0.0));
    let galley = WidgetText::from(text).into_galley(
        ui,
        Some(TextWrapMode::Truncate),
        inside.width(),
        TextStyle::Body,
    );
    let align = if right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let at = align.align_size_within_rect(galley.size(), inside).min;
    ui.painter().galley(at, galley, color);
}
