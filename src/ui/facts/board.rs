//! The board: one row a fact under its topic; only visible rows are drawn.
//!
//! Never: makes rows (the session does), orders them (`order`).

use super::chip::{self, Chip};
use super::order::{By, Line};
use super::reasons::Reasons;
use super::{Desk, FactsState, members::Dragged};
use crate::model::visible;
use crate::session::{BoardRow, FactCommand};
use crate::ui::held::held_ui;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{
    self, Align, Align2, Color32, FontId, Id, Key, Rect, Role, Sense, StrokeKind, TextFormat, Ui,
    WidgetInfo, pos2, text::LayoutJob, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};
use std::sync::Arc;

/// Height of a row: a little more air than the table of numbers.
const ROW: f32 = 32.0;
/// Height of a fact's row where its words take two lines.
const TALL: f32 = 50.0;
/// Below this width, in points, words take two lines: questions that begin alike are told apart by their ends.
const NARROW: f32 = 1000.0;

impl By {
    /// The share of the width that a column takes, and the least it needs, in points.
    const fn width(self) -> (f32, f32) {
        match self {
            Self::Question => (0.5, 172.0),
            Self::Values => (0.22, 108.0),
            Self::Now => (0.16, 94.0),
            Self::Articles => (0.0, 60.0),
            Self::Origins => (0.12, 104.0),
            Self::State => (0.0, 165.0),
        }
    }
}

/// Draws the board in the space that is left.
pub fn board_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    keys(ui, desk, state);
    let room = ui.available_width();
    let least: f32 = By::ALL.iter().map(|by| by.width().1).sum();
    let rest = (room - least).max(0.0);
    let total: f32 = By::ALL.iter().map(|by| by.width().0).sum();
    let columns: Vec<Column> = By::ALL
        .iter()
        .map(|by| {
            let (share, least) = by.width();
            // States keep their width; what is left goes to words.
            let id = Id::NULL.with(("facts column", by.label()));
            Column::new((least + rest * share / total).floor()).range(40.0..=1200.0).id(id)
        })
        .collect();
    let mut table = Table::new()
        // Other shares at another width.
        .id_salt(("facts", room as i32))
        .num_rows(state.order.lines().len() as u64)
        .columns(columns.clone())
        .num_sticky_cols(0)
        .headers([HeaderRow::new(theme::TABLE_HEADER)]);
    if std::mem::take(&mut state.reveal) {
        let board = desk.session.board();
        let open = state.open.as_ref();
        let at = state.order.lines().iter().position(|line| match line {
            Line::Fact(at) => board.get(*at).map(|row| &row.fact) == open,
            Line::Topic(..) => false,
        });
        if let Some(at) = at {
            table = table.scroll_to_row(at as u64, None);
        }
    }
    let id = table.get_id(ui);
    if egui_table::TableState::load(ui.ctx(), id).is_none() {
        let mut col_widths = egui::IdMap::default();
        for column in &columns {
            col_widths.extend(column.id.map(|id| (id, column.current)));
        }
        egui_table::TableState { col_widths, parent_width: None }.store(ui.ctx(), id);
    }
    let topics = state.order.topics();
    let row = if room < NARROW { TALL } else { ROW };
    without_lines(ui, |ui| drop(table.show(ui, &mut Drawing { desk, state, topics, row })));
}

/// Draws a table without lines between its columns: they would run on below its last row. In the same `Ui`, because the
/// table's widths are kept under its id.
pub fn without_lines(ui: &mut Ui, table: impl FnOnce(&mut Ui)) {
    let usual = ui.visuals().widgets.noninteractive.bg_stroke;
    ui.visuals_mut().widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
    table(ui);
    ui.visuals_mut().widgets.noninteractive.bg_stroke = usual;
}

/// Up and Down walk the facts while nothing is typed.
fn keys(ui: &Ui, desk: &Desk<'_>, state: &mut FactsState) {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let none = egui::Modifiers::NONE;
    let (up, down) = ui.input_mut(|input| {
        (
            input.count_and_consume_key(none, Key::ArrowUp),
            input.count_and_consume_key(none, Key::ArrowDown),
        )
    });
    if up == down {
        return;
    }
    let board = desk.session.board();
    let facts: Vec<usize> = state
        .order
        .lines()
        .iter()
        .filter_map(|line| match line {
            Line::Fact(at) => Some(*at),
            Line::Topic(..) => None,
        })
        .collect();
    let open = state.open.as_ref();
    let now = facts.iter().position(|at| board.get(*at).map(|row| &row.fact) == open);
    let next = match now {
        Some(now) => (now + down).saturating_sub(up).min(facts.len().saturating_sub(1)),
        None => 0,
    };
    if let Some(row) = facts.get(next).and_then(|at| board.get(*at)) {
        state.open(row.fact.clone());
    }
}

struct Drawing<'a, 'd> {
    desk: &'a mut Desk<'d>,
    state: &'a mut FactsState,
    /// The lines that are headings of topics, in order.
    topics: Arc<[u64]>,
    /// Height of a fact's row.
    row: f32,
}

impl<'d> Drawing<'_, 'd> {
    fn line(&self, at: u64) -> Option<&Line> {
        self.state.order.lines().get(usize::try_from(at).ok()?)
    }

    fn row(&self, at: u64) -> Option<&'d BoardRow> {
        match self.line(at)? {
            Line::Fact(at) => self.desk.session.board().get(*at),
            Line::Topic(..) => None,
        }
    }
}

impl TableDelegate for Drawing<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
        let Some(by) = By::ALL.get(info.group_index).copied() else { return };
        let sort = self.state.wanted.sort.filter(|(sorted, _)| *sorted == by);
        let arrow = match sort {
            Some((_, true)) => " ↓",
            Some((_, false)) => " ↑",
            None => "",
        };
        let text = format!("{}{arrow}", by.label());
        let response = ui.interact(rect, ui.scope_id().with("heading"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &text));
        let lit = sort.is_some() || response.hovered() || response.has_focus();
        let colour = if lit { p.text } else { p.muted };
        paint_text(ui, rect, &text, by == By::Now, Font::Title(theme::SMALL), colour);
        let response = response
            .on_hover_ui(|ui| drop(ui.label(format!("Sort by {}", by.label().to_lowercase()))));
        if response.clicked() {
            self.state.wanted.sort = match sort {
                None => Some((by, false)),
                Some((_, false)) => Some((by, true)),
                Some((_, true)) => None,
            };
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, at: u64) {
        let p = palette(ui);
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
        let Some(row) = self.row(at) else {
            if let Some(Line::Topic(name, count)) = self.line(at) {
                let low = rect.with_min_y(rect.top() + 6.0);
                let font = Font::Plain(theme::SMALL);
                paint_text(ui, low, &topic_words(name, *count), false, font, p.muted);
            }
            return;
        };
        let open = self.state.open.as_ref() == Some(&row.fact);
        if open {
            ui.painter().rect_filled(rect, 0.0, p.selected);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, p.hover);
        }
        self.drop_ui(ui, rect, row, open);
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some(by) = By::ALL.get(info.col_nr).copied() else { return };
        let Some(row) = self.row(info.row_nr) else {
            if let Some(Line::Topic(name, count)) = self.line(info.row_nr)
                && by == By::Question
            {
                let words = topic_words(name, *count);
                let response = ui.interact(rect, ui.scope_id().with("topic"), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &words));
            }
            return;
        };
        held_ui(ui, "This fact", &row.fact, |ui| {
            if by == By::State {
                return self.state_ui(ui, rect, row);
            }
            let open = self.state.open.as_ref() == Some(&row.fact);
            let text = match by {
                By::Question => visible(&row.question).into_owned(),
                By::Values => values(row),
                By::Now => row.now.clone(),
                By::Articles => row.articles.to_string(),
                By::Origins | By::State => origins(row),
            };
            let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::click());
            response.widget_info(|| {
                let said = if text.is_empty() { by.label() } else { &text };
                WidgetInfo::selected(Role::Cell, true, open, said)
            });
            if response.has_focus() {
                let inside = StrokeKind::Inside;
                ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.5, p.accent), inside);
            }
            let font = if open && by == By::Question {
                Font::Title(theme::BODY)
            } else if by == By::Origins {
                Font::Plain(theme::FORM_TEXT)
            } else {
                Font::Plain(theme::BODY)
            };
            let quiet = matches!(by, By::Origins | By::Articles) || row.latest.is_none();
            let colour = if quiet && by != By::Question { p.muted } else { p.text };
            let lines = if self.row > ROW { 2 } else { 1 };
            let text = if lines > 1 { in_lines(&text) } else { text };
            let cut = paint_lines(ui, rect, &text, by == By::Now, font, colour, lines);
            let response = match by {
                By::Origins => response.on_hover_text(&row.origins),
                _ if cut => response.on_hover_text(&text),
                _ => response,
            };
            if response.clicked() {
                self.state.open(row.fact.clone());
                self.state.reveal = false;
            }
        });
    }

    fn row_top_offset(&self, _: &egui::Context, _: Id, at: u64) -> f32 {
        let topics = self.topics.partition_point(|topic| *topic < at) as u64;
        topics as f32 * ROW + (at - topics) as f32 * self.row
    }

    fn default_row_height(&self) -> f32 {
        self.row
    }
}

impl Drawing<'_, '_> {
    fn state_ui(&mut self, ui: &Ui, rect: Rect, row: &BoardRow) {
        let middle = rect.center().y;
        let (left, right) = (rect.left() + theme::TABLE_PADDING, rect.right() - 2.0);
        let state = Chip::of_fact(row.word);
        let id = ui.scope_id().with("state");
        let hover = if row.reason.is_empty() { "Why" } else { &row.reason };
        let (clicked, end) = chip::cell_chip(ui, id, &state, (left, right, middle), hover);
        if clicked.clicked() {
            self.state.open(row.fact.clone());
            self.state.reveal = false;
            self.state.reasons = Some(Reasons::of_fact(row));
        }
        if row.findings.is_empty() {
            return;
        }
        let left = end + theme::STEP;
        // Beside a state, the sign and the number say it; the name says the word, too.
        let mut findings = Chip::findings(row.findings.len());
        findings.words = row.findings.len().to_string();
        let words: Vec<&str> = row.findings.iter().map(|f| f.words.as_str()).take(8).collect();
        let id = ui.scope_id().with("findings");
        let (clicked, _) =
            chip::cell_chip(ui, id, &findings, (left, right, middle), &words.join("\n"));
        widgets::name(ui, &clicked, &Chip::findings(row.findings.len()).words);
        if clicked.clicked() {
            self.state.open(row.fact.clone());
            self.state.reveal = false;
            self.state.members.show_findings = true;
        }
    }

    /// Members of another fact can be dropped here.
    fn drop_ui(&mut self, ui: &Ui, rect: Rect, row: &BoardRow, open: bool) {
        let dragging = egui::DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx());
        if !dragging || open || !ui.rect_contains_pointer(rect) {
            return;
        }
        let p = palette(ui);
        ui.painter().rect_stroke(rect.shrink(1.0), 4.0, (2.0, p.accent), StrokeKind::Inside);
        if ui.input(|input| input.pointer.any_released())
            && let Some(dragged) = egui::DragAndDrop::take_payload::<Dragged>(ui.ctx())
        {
            self.desk.act(FactCommand::Move {
                quantities: dragged.quantities.clone(),
                from: dragged.from.clone(),
                to: row.fact.clone(),
            });
        }
    }
}

/// "1,050 → about 28,120"; one figure alone stands alone.
fn values(row: &BoardRow) -> String {
    match (&row.first, &row.latest) {
        (Some(first), Some(latest)) if row.members > 1 => format!("{first} → {latest}"),
        (Some(one), _) | (None, Some(one)) => one.clone(),
        (None, None) if row.members > 0 => "none comparable".to_owned(),
        (None, None) => "no figures".to_owned(),
    }
}

/// Broken where it reads best in two lines: between parts, never within one ("1 unattributed").
fn in_lines(text: &str) -> String {
    let arrow = text.replace(" → ", " →\n");
    if !text.contains("named") && !text.contains("unattributed") {
        return arrow;
    }
    let parts: Vec<String> = text.split(" · ").map(|part| part.replace(' ', "\u{a0}")).collect();
    parts.join("\n")
}

/// The heading of a topic.
fn topic_words(name: &str, count: usize) -> String {
    format!("{} · {count}", name.to_uppercase())
}

/// The origins without the articles, which have a column of their own, and without what the heading says: "2 named",
/// "1 named · 1 unattributed", "1 unattributed".
fn origins(row: &BoardRow) -> String {
    let rest = row.origins.split_once(" · ").map_or(row.origins.as_str(), |(_, rest)| rest);
    let short = rest.replacen(" named origins", " named", 1).replacen(" named origin", " named", 1);
    let short = perhaps_fewer(&short).unwrap_or(short);
    match short.strip_prefix("0 named · ") {
        Some(only) => only.to_owned(),
        None if short == "0 named" => "none".to_owned(),
        None => short,
    }
}

/// "3 named (perhaps 2)" as "2–3 named": a cell is narrow.
fn perhaps_fewer(short: &str) -> Option<String> {
    let (most, rest) = short.split_once(" named (perhaps ")?;
    let (least, rest) = rest.split_once(')')?;
    Some(format!("{least}–{most} named{rest}"))
}

/// How text of a cell is written.
#[derive(Clone, Copy)]
pub enum Font {
    /// As usual.
    Plain(f32),
    /// Bold.
    Title(f32),
    /// Slanted: a stand-in, or inferred.
    Italic(f32),
}

/// Paints a cell's text, cut at its width. Gives whether it was cut.
pub fn paint_text(
    ui: &Ui,
    rect: Rect,
    text: &str,
    right: bool,
    font: Font,
    colour: Color32,
) -> bool {
    paint_lines(ui, rect, text, right, font, colour, 1)
}

/// The same in so many lines at most.
fn paint_lines(
    ui: &Ui,
    rect: Rect,
    text: &str,
    right: bool,
    font: Font,
    colour: Color32,
    lines: usize,
) -> bool {
    if text.is_empty() {
        return false;
    }
    let text = match text.char_indices().nth(300) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    };
    let (font_id, italics) = match font {
        Font::Plain(size) => (FontId::proportional(size), false),
        Font::Title(size) => (theme::title_font(size), false),
        Font::Italic(size) => (FontId::proportional(size), true),
    };
    let mut format = TextFormat { font_id, color: colour, italics, ..TextFormat::default() };
    let inside = rect.shrink2(vec2(theme::TABLE_PADDING, 0.0));
    let layout = |format: TextFormat, lines: usize| {
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = inside.width();
        job.wrap.max_rows = lines;
        job.wrap.break_anywhere = lines == 1;
        job.halign = if right { Align::RIGHT } else { Align::LEFT };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut galley = layout(format.clone(), lines);
    if galley.elided && lines > 1 {
        // A long question in smaller letters and closer lines is better than half of it.
        format.font_id.size = theme::SMALL;
        format.line_height = Some(theme::SMALL + 3.0);
        galley = layout(format, lines + 1);
    }
    let size = galley.size();
    let at = Align2::LEFT_CENTER.align_size_within_rect(size, inside).min;
    // Lines that end at the right are placed from there.
    let at = if right { pos2(inside.right(), at.y) } else { at };
    let cut = galley.elided;
    ui.painter().galley(at, galley, colour);
    cut
}

#[cfg(test)]
mod tests {
    use super::{in_lines, perhaps_fewer};

    #[test]
    fn two_lines_break_between_parts_and_never_within_one() {
        assert_eq!(in_lines("1,050 → about 28,120"), "1,050 →\nabout 28,120");
        assert_eq!(in_lines("1 named · 2 unattributed"), "1\u{a0}named\n2\u{a0}unattributed");
        assert_eq!(in_lines("How many?"), "How many?");
        let fewer = perhaps_fewer("3 named (perhaps 2) · 1 unattributed");
        assert_eq!(fewer.as_deref(), Some("2–3 named · 1 unattributed"));
        assert_eq!(perhaps_fewer("3 named"), None);
    }
}
