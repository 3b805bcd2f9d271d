//! What is still to be brought together: facts that look the same, and numbers in no fact, each with what may be done.
//!
//! Never: weighs what looks the same (the session does).

use super::board::{Font, paint_text, without_lines};
use super::finder::{FinderState, Finding, finder_ui};
use super::members::time_in;
use super::{Desk, FactsState, sentence};
use crate::compare::{Twins, Why};
use crate::model::QuantityId;
use crate::session::{FactCommand, MemberRow};
use crate::ui::held::held_ui;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{
    self, Button, CursorIcon, Frame, Id, Label, Margin, RichText, Role, ScrollArea, Sense, Stroke,
    Ui, WidgetInfo, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

/// The share of the height that pairs take at most.
const PAIRS: f32 = 0.42;

/// What of this is only of the view.
#[derive(Default)]
pub struct LooseState {
    /// The number that is looked at.
    shown: Option<QuantityId>,
    /// Where it stands among the rows, of which state of the facts.
    at: Option<(u64, usize)>,
    finder: FinderState,
}

impl LooseState {
    fn row<'r>(&mut self, rows: &'r [MemberRow], revision: u64) -> Option<&'r MemberRow> {
        let shown = self.shown.as_ref()?;
        if self.at.is_none_or(|(of, _)| of != revision) {
            let at = rows.iter().position(|row| row.quantity == *shown);
            self.at = at.map(|at| (revision, at));
        }
        let row = self.at.and_then(|(_, at)| rows.get(at));
        if row.is_none() {
            self.shown = None;
        }
        row
    }
}

/// Draws the number that is looked at, with the facts it may belong to; whether there is one.
pub fn loose_detail_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    let rows = desk.session.in_no_fact();
    let Some(row) = state.loose.row(&rows, desk.session.facts_revision()) else {
        let more = "Choose a number at the left to see the facts that it may belong to.";
        return widgets::nothing_ui(ui, "Numbers in no fact", more);
    };
    ScrollArea::vertical().id_salt("loose").auto_shrink(false).show(ui, |ui| {
        let said = format!("{} {}", row.shown, row.counted);
        let said = RichText::new(said.trim()).font(theme::title_font(theme::HEADING));
        ui.add(Label::new(said).wrap());
        let p = palette(ui);
        let time = if row.time.is_empty() { "time not stated" } else { &row.time };
        let when = RichText::new(format!("{time} · {}", row.origin)).color(p.muted);
        ui.label(if row.hollow { when.italics() } else { when });
        ui.add_space(theme::STEP);
        sentence::sentence_ui(ui, desk.session, row, false);
        if widgets::link(ui, "Open in the Reader").clicked() {
            desk.go(row.selection.clone());
        }
        ui.add_space(theme::STEP * 2.0);
        let document = desk.session.document(&row.article);
        if let Some(q) = document.and_then(|d| d.quantities().get(&row.quantity)) {
            widgets::section_title(ui, "MAY BELONG TO");
            let writable = desk.writable;
            let mut finding = Finding { session: desk.session, out: desk.out, writable };
            finder_ui(ui, &mut finding, &mut state.loose.finder, q);
        }
    });
    if let Some(fact) = state.loose.finder.open.take() {
        state.open(fact);
        state.tab = super::Tab::Board;
    }
}

/// Draws pairs and numbers in the space that is left.
pub fn loose_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState) {
    let twins = desk.session.twins();
    if !twins.is_empty() {
        widgets::section_title(ui, "FACTS THAT LOOK THE SAME");
        let height = ui.available_height() * PAIRS;
        let area = ScrollArea::vertical().id_salt("pairs").max_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for (at, twins) in twins.iter().enumerate() {
                ui.push_id(at, |ui| twins_ui(ui, desk, state, twins));
            }
        });
        ui.add_space(theme::STEP * 2.0);
    }
    let rows = desk.session.in_no_fact();
    if rows.is_empty() {
        if twins.is_empty() {
            let (title, more) = if desk.session.comparison().figures().next().is_none() {
                let more =
                    "Numbers that are tagged while reading and belong to no fact stand here.";
                ("No numbers yet", more)
            } else {
                let more = "Every number belongs to a fact, and no two facts look the same.";
                ("Nothing is left to bring together", more)
            };
            widgets::nothing_ui(ui, title, more);
        }
        return;
    }
    let title = format!("{} IN NO FACT", widgets::counted(rows.len(), "number", "numbers"));
    widgets::section_title(ui, &title.to_uppercase());
    table_ui(ui, desk, state, &rows);
}

fn twins_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState, twins: &Twins) {
    let p = palette(ui);
    let of = |fact| {
        desk.session
            .comparison()
            .question(fact)
            .map(|q| crate::model::visible(&q.fact.question).into_owned())
    };
    let (Some(a), Some(b)) = (of(&twins.a), of(&twins.b)) else { return };
    let frame = Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = theme::STEP;
        for (fact, question) in [(&twins.a, &a), (&twins.b, &b)] {
            if widgets::link(ui, question).clicked() {
                state.open(fact.clone());
                state.tab = super::Tab::Board;
            }
        }
        let list = |speaks_for: bool| {
            let words = twins.why.iter().filter(|why: &&Why| why.speaks_for == speaks_for);
            words.map(|why| why.words.as_str()).collect::<Vec<_>>().join(" · ")
        };
        let mut why = list(true);
        let but = list(false);
        if !but.is_empty() {
            why = format!("{why}; but: {but}");
        }
        ui.add(Label::new(RichText::new(why).size(theme::SMALL).color(p.muted)).wrap());
        ui.horizontal(|ui| {
            let merge = ui.add_enabled(desk.writable, Button::new("Merge into the first"));
            let merge = merge.on_disabled_hover_text(desk.why_not());
            if merge.on_hover_text(format!("“{a}” keeps its question; undo parts them")).clicked()
            {
                let (into, from) = (twins.a.clone(), twins.b.clone());
                desk.act(FactCommand::Merge { into, from });
            }
            let merge = ui.add_enabled(desk.writable, Button::new("Merge into the second"));
            let merge = merge.on_disabled_hover_text(desk.why_not());
            if merge.on_hover_text(format!("“{b}” keeps its question; undo parts them")).clicked()
            {
                let (into, from) = (twins.b.clone(), twins.a.clone());
                desk.act(FactCommand::Merge { into, from });
            }
        });
    });
    ui.add_space(theme::STEP);
}

const COLUMNS: [(&str, f32); 5] = [
    ("As printed", 0.16),
    ("Counted", 0.17),
    ("As of", 0.17),
    ("Origin", 0.16),
    ("Sentence", 0.34),
];

fn cell(row: &MemberRow, at: usize) -> &str {
    match at {
        0 => &row.shown,
        1 => &row.counted,
        2 => &row.time,
        3 => &row.origin,
        _ => row.sentence.trim(),
    }
}

fn table_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState, rows: &[MemberRow]) {
    let room = ui.available_width();
    let columns: Vec<Column> = COLUMNS
        .iter()
        .map(|(name, share)| {
            let id = Id::NULL.with(("loose column", name));
            Column::new((share * room).floor().max(70.0)).range(40.0..=1200.0).id(id)
        })
        .collect();
    let table = Table::new()
        .id_salt(("loose", room as i32))
        .num_rows(rows.len() as u64)
        .columns(columns.clone())
        .num_sticky_cols(0)
        .headers([HeaderRow::new(theme::TABLE_HEADER)]);
    let id = table.get_id(ui);
    if egui_table::TableState::load(ui.ctx(), id).is_none() {
        let mut col_widths = egui::IdMap::default();
        for column in &columns {
            col_widths.extend(column.id.map(|id| (id, column.current)));
        }
        egui_table::TableState { col_widths, parent_width: None }.store(ui.ctx(), id);
    }
    without_lines(ui, |ui| drop(table.show(ui, &mut Drawing { desk, state, rows })));
}

struct Drawing<'a, 'd> {
    desk: &'a mut Desk<'d>,
    state: &'a mut FactsState,
    rows: &'a [MemberRow],
}

impl TableDelegate for Drawing<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
        let Some((name, _)) = COLUMNS.get(info.group_index) else { return };
        let response = ui.interact(rect, ui.scope_id().with("heading"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, *name));
        paint_text(ui, rect, name, false, Font::Title(theme::SMALL), p.muted);
    }

    fn row_ui(&mut self, ui: &mut Ui, at: u64) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some(row) = self.rows.get(at as usize) else { return };
        if self.state.loose.shown.as_ref() == Some(&row.quantity) {
            ui.painter().rect_filled(rect, 0.0, p.selected);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, p.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some(row) = self.rows.get(info.row_nr as usize) else { return };
        held_ui(ui, "This figure", &row.quantity, |ui| {
            let whole = cell(row, info.col_nr);
            let text = if info.col_nr == 2 { time_in(rect.width(), whole) } else { whole };
            let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::click());
            let selected = self.state.loose.shown.as_ref() == Some(&row.quantity);
            response.widget_info(|| {
                let name = COLUMNS.get(info.col_nr).map_or("", |(name, _)| *name);
                WidgetInfo::selected(
                    Role::Cell,
                    true,
                    selected,
                    if text.is_empty() { name } else { text },
                )
            });
            let font = match info.col_nr {
                2 if row.hollow => Font::Italic(theme::FORM_TEXT),
                _ => Font::Plain(theme::FORM_TEXT),
            };
            let colour = match info.col_nr {
                0 => p.number,
                4 => p.muted,
                _ => p.text,
            };
            let cut = paint_text(ui, rect, text, false, font, colour);
            let response = response.on_hover_cursor(CursorIcon::PointingHand);
            let response =
                if cut || text != whole { response.on_hover_text(whole) } else { response };
            if response.has_focus() {
                let inside = egui::StrokeKind::Inside;
                ui.painter().rect_stroke(
                    rect.shrink2(vec2(1.0, 1.0)),
                    2.0,
                    (1.5, p.accent),
                    inside,
                );
            }
            if response.clicked() {
                self.state.loose.shown = Some(row.quantity.clone());
                self.state.loose.at = None;
            }
            if response.double_clicked() {
                self.desk.go(row.selection.clone());
            }
        });
    }

    fn default_row_height(&self) -> f32 {
        theme::TABLE_ROW
    }
}
