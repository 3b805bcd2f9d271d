//! The matrix: one row an article, one column a fact; values as printed, "not mentioned" where an article was read to its
//! end, hatched where nobody has read it yet. Only visible cells are drawn.
//!
//! Never: makes cells (the session does).

use super::board::{Font, paint_text, without_lines};
use super::order::Line;
use super::{Desk, FactsState};
use crate::model::visible;
use crate::session::{Matrix, MatrixCell, MatrixValues};
use crate::ui::held::held_ui;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{
    self, Align, CursorIcon, Id, Label, Layout, Rect, RichText, Role, Sense, Stroke, StrokeKind,
    TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

/// Facts shown at once: the others are a click, or some words, away.
const PAGE: usize = 60;
/// Height of the headings: four lines of a question.
const HEAD: f32 = 78.0;
/// Height of a row.
const ROW: f32 = 32.0;
/// Width of the articles' column, and of a fact's.
const ARTICLE: f32 = 230.0;
const FACT: f32 = 150.0;

/// What of the matrix is only of the view.
#[derive(Default)]
pub struct MatrixState {
    page: usize,
    /// Columns shown, as places on the board, and what they were made of.
    columns: Vec<usize>,
}

/// Draws the matrix in the space that is left.
pub fn matrix_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    let count = state.order.facts();
    let pages = count.div_ceil(PAGE).max(1);
    state.matrix.page = state.matrix.page.min(pages - 1);
    if pages > 1 {
        pages_ui(ui, &mut state.matrix.page, pages, count);
    }
    let lines = state.order.lines().iter();
    let facts = lines.filter_map(|line| match line {
        Line::Fact(at) => Some(*at),
        Line::Topic(..) => None,
    });
    // Topics are few lines among the facts: a page is found by walking to it, and kept no longer than a frame.
    state.matrix.columns = facts.skip(state.matrix.page * PAGE).take(PAGE).collect();
    let matrix = desk.session.matrix();
    let mut columns =
        vec![Column::new(ARTICLE).range(100.0..=700.0).id(Id::NULL.with("matrix article"))];
    columns.extend(state.matrix.columns.iter().filter_map(|at| {
        let (fact, _) = matrix.facts.get(*at)?;
        Some(Column::new(FACT).range(70.0..=500.0).id(Id::NULL.with(("matrix", fact))))
    }));
    let table = Table::new()
        .id_salt(("matrix", state.matrix.page))
        .num_rows(matrix.rows.len() as u64)
        .columns(columns.clone())
        .num_sticky_cols(1)
        .headers([HeaderRow::new(HEAD)]);
    let id = table.get_id(ui);
    if egui_table::TableState::load(ui.ctx(), id).is_none() {
        let mut col_widths = egui::IdMap::default();
        for column in &columns {
            col_widths.extend(column.id.map(|id| (id, column.current)));
        }
        egui_table::TableState { col_widths, parent_width: None }.store(ui.ctx(), id);
    }
    without_lines(ui, |ui| {
        drop(table.show(ui, &mut Drawing { desk, state, matrix: &matrix }));
    });
}

fn pages_ui(ui: &mut Ui, page: &mut usize, pages: usize, count: usize) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if ui.add_enabled(*page > 0, egui::Button::new("Facts before")).clicked() {
                *page -= 1;
            }
            let (from, to) = (*page * PAGE + 1, ((*page + 1) * PAGE).min(count));
            let words = format!("facts {from}–{to} of {}", widgets::grouped(count));
            ui.label(RichText::new(words).color(palette(ui).muted));
            if ui.add_enabled(*page + 1 < pages, egui::Button::new("Facts after")).clicked() {
                *page += 1;
            }
        });
    });
    ui.add_space(theme::STEP);
}

struct Drawing<'a, 'd> {
    desk: &'a mut Desk<'d>,
    state: &'a mut FactsState,
    matrix: &'a Matrix,
}

impl TableDelegate for Drawing<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, p.background);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line_strong));
        let Some(column) = info.group_index.checked_sub(1) else {
            let low = rect.with_min_y(rect.bottom() - 24.0);
            paint_text(ui, low, "Article", false, Font::Title(theme::SMALL), p.muted);
            return;
        };
        let place = self.state.matrix.columns.get(column);
        let Some((fact, question)) = place.and_then(|at| self.matrix.facts.get(*at)) else {
            return;
        };
        let response = ui.interact(rect, ui.scope_id().with("fact"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, question));
        let lit = response.hovered() || response.has_focus();
        let inside = rect.shrink2(vec2(theme::TABLE_PADDING, 4.0));
        let colour = if lit { p.accent } else { p.text };
        let words = RichText::new(&*visible(question)).size(theme::SMALL).color(colour);
        let galley = WidgetText::from(words).into_galley(
            ui,
            Some(TextWrapMode::Wrap),
            inside.width(),
            TextStyle::Body,
        );
        let top = (inside.bottom() - galley.size().y).max(inside.top());
        let painter = ui.painter().with_clip_rect(inside.intersect(ui.clip_rect()));
        painter.galley(pos2(inside.left(), top), galley, colour);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.on_hover_text(visible(question)).clicked() {
            let fact = fact.clone();
            self.state.open(fact);
            self.state.tab = super::Tab::Board;
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, _at: u64) {
        let p = palette(ui);
        let rect = ui.max_rect();
        if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, p.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some(row) = self.matrix.rows.get(info.row_nr as usize) else { return };
        held_ui(ui, "This article", &row.article, |ui| {
            let Some(column) = info.col_nr.checked_sub(1) else {
                let response = ui.interact(rect, ui.scope_id().with("article"), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &row.title));
                paint_text(ui, rect, &row.title, false, Font::Plain(theme::FORM_TEXT), p.text);
                response.on_hover_text(format!("{}\n{}", row.title, visible(row.article.as_str())));
                return;
            };
            let Some(at) = self.state.matrix.columns.get(column) else { return };
            let cell = row.cell(*at);
            let id = ui.scope_id().with("cell");
            match cell {
                MatrixCell::Values(MatrixValues { text, quantities }) => {
                    let response = ui.interact(rect, id, Sense::click());
                    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, text));
                    let lit = response.hovered() || response.has_focus();
                    let colour = if lit { p.accent } else { p.number };
                    paint_text(ui, rect, text, false, Font::Plain(theme::FORM_TEXT), colour);
                    if response.has_focus() {
                        let inside = StrokeKind::Inside;
                        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.5, p.accent), inside);
                    }
                    let response = response.on_hover_cursor(CursorIcon::PointingHand);
                    let response = response.on_hover_ui(|ui| {
                        ui.add(Label::new(text).wrap());
                        ui.label(RichText::new("Show it in its article").weak().small());
                    });
                    if let Some(quantity) = quantities.first().filter(|_| response.clicked()) {
                        self.desk.go_to(quantity);
                    }
                }
                MatrixCell::NotMentioned => {
                    let response = ui.interact(rect, id, Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, "not mentioned"));
                    paint_text(
                        ui,
                        rect,
                        "not mentioned",
                        false,
                        Font::Plain(theme::SMALL),
                        p.muted,
                    );
                }
                MatrixCell::NotRead => {
                    let response = ui.interact(rect, id, Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, "not read"));
                    hatch(ui, rect);
                    response.on_hover_text("Not read: the article is not marked as reviewed");
                }
            }
        });
    }

    fn default_row_height(&self) -> f32 {
        ROW
    }
}

/// Slanted lines over a cell.
fn hatch(ui: &Ui, rect: Rect) {
    const APART: f32 = 7.0;
    let inside = rect.shrink(1.0);
    let painter = ui.painter().with_clip_rect(inside.intersect(ui.clip_rect()));
    let line = Stroke::new(1.0, palette(ui).line);
    let mut x = inside.left() - inside.height();
    // The lines of neighbours meet: they begin at multiples of their distance.
    x = (x / APART).floor() * APART;
    while x < inside.right() {
        let ends = [pos2(x, inside.bottom()), pos2(x + inside.height(), inside.top())];
        painter.line_segment(ends, line);
        x += APART;
    }
}
