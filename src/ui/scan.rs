//! The Scan: all sentences of the folder that hold a number which somebody gives, and no claim, as a table.
//!
//! Owns: how the table is sorted, which row was gone to. Draws only visible rows; sorts once a change. Never: scans.

use super::theme::{self, icon, palette};
use super::view_state::{UiAct, ViewKind, ViewState};
use super::widgets;
use crate::session::{Action, ScanRow, Session};
use crate::ui::held::held_ui;
use eframe::egui::{
    self, Align, Align2, Id, Key, Layout, ProgressBar, Rect, RichText, Role, Sense, TextStyle,
    TextWrapMode, Ui, WidgetInfo, WidgetText, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};
use std::cmp::Ordering;

/// Chars of a cell that are laid out: more than any column shows.
const MOST_CHARS: usize = 300;

/// The columns of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Article,
    Number,
    Counted,
    Source,
    Date,
    Sentence,
}

impl By {
    const ALL: [Self; 6] =
        [Self::Article, Self::Number, Self::Counted, Self::Source, Self::Date, Self::Sentence];

    const fn label(self) -> &'static str {
        match self {
            Self::Article => "Article",
            Self::Number => "Number",
            Self::Counted => "Counted",
            Self::Source => "Source",
            Self::Date => "As of",
            Self::Sentence => "Sentence",
        }
    }

    fn cell(self, row: &ScanRow) -> &str {
        match self {
            Self::Article => &row.title,
            Self::Number => &row.number,
            Self::Counted => &row.counted,
            Self::Source => &row.source,
            Self::Date => &row.date,
            Self::Sentence => &row.sentence,
        }
    }

    /// The share of the width that is left that a column takes, and the least it needs, in points.
    const fn width(self) -> (f32, f32) {
        match self {
            Self::Article => (0.16, 120.0),
            Self::Number => (0.11, 100.0),
            Self::Counted => (0.12, 100.0),
            Self::Source => (0.15, 110.0),
            Self::Date => (0.11, 100.0),
            Self::Sentence => (0.35, 220.0),
        }
    }

    fn compare(self, a: &ScanRow, b: &ScanRow) -> Ordering {
        match self {
            Self::Number => by_size(a.value, b.value),
            Self::Date => empty_last(&a.date_edtf, &b.date_edtf),
            _ => empty_last(&self.cell(a).to_lowercase(), &self.cell(b).to_lowercase()),
        }
    }
}

/// By size; what has none comes last.
fn by_size(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn empty_last(a: &str, b: &str) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}

/// What the Scan keeps between frames.
#[derive(Default)]
pub struct ScanListState {
    sort: Option<(By, bool)>,
    /// Rows in the order shown, and what it was made of.
    order: Vec<u32>,
    of: Option<(u64, Option<(By, bool)>)>,
    /// The row that was gone to, as a place in the session's rows.
    gone: Option<u32>,
}

impl ScanListState {
    fn refresh(&mut self, session: &Session) {
        let found = session.scan();
        let key = (found.revision, self.sort);
        if self.of == Some(key) {
            return;
        }
        self.of = Some(key);
        self.order = (0_u32..).take(found.rows.len()).collect();
        let Some((by, down)) = self.sort else { return };
        let row = |at: &u32| found.rows.get(*at as usize);
        // Stable: equal rows stay in the order of the folder.
        self.order.sort_by(|a, b| match row(a).zip(row(b)) {
            Some((a, b)) if down => by.compare(b, a),
            Some((a, b)) => by.compare(a, b),
            None => Ordering::Equal,
        });
    }
}

/// Draws the view in the space there is.
pub fn scan_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut ViewState,
    state: &mut ScanListState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    state.refresh(session);
    bar_ui(ui, session, out, acts);
    let found = session.scan();
    if found.rows.is_empty() {
        let (title, more) = if found.running {
            ("Reading the articles…", "Sentences stand here as they are found.")
        } else if found.begun {
            (
                "Nothing is left to tag",
                "No sentence of this folder holds a number that somebody gives and is no claim.",
            )
        } else {
            (
                "Nothing has been scanned yet",
                "“Scan again” lists all sentences with a number that somebody gives and without a claim.",
            )
        };
        return widgets::nothing_ui(ui, title, more);
    }
    table_ui(ui, session, view, state, out, acts);
    if ui.input(|input| input.key_pressed(Key::Escape)) && !ui.ctx().text_edit_focused() {
        acts.push(UiAct::View(ViewKind::Read));
    }
}

fn bar_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Action>, acts: &mut Vec<UiAct>) {
    let p = palette(ui);
    let found = session.scan();
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL);
        ui.label(RichText::new("Worth tagging").font(theme::title_font(theme::HEADING)));
        let done = found.rows.iter().filter(|row| row.done).count();
        let mut words = widgets::counted(found.rows.len(), "sentence", "sentences");
        if found.capped {
            words = format!("the first {words}");
        }
        if done > 0 {
            words = format!("{words} · {} tagged since", widgets::grouped(done));
        }
        if !found.rows.is_empty() {
            ui.label(RichText::new(words).color(p.muted));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, icon::CLOSE, "Close the scan", true).clicked() {
                acts.push(UiAct::View(ViewKind::Read));
            }
            if found.running {
                if ui.button("Cancel").clicked() {
                    out.push(Action::StopScan);
                }
                let (read, of) = found.progress;
                let share = read as f32 / of.max(1) as f32;
                let (read, of) = (widgets::grouped(read), widgets::grouped(of));
                let text = format!("{read} of {of} articles");
                let bar = ProgressBar::new(share).desired_width(220.0).desired_height(20.0);
                let bar = ui.add(bar.corner_radius(theme::RADIUS_SMALL).text(text));
                widgets::name(ui, &bar, "Progress of the scan");
            } else if ui.button("Scan again").clicked() {
                out.push(Action::Scan);
            }
        });
    });
    ui.add_space(theme::STEP);
}

fn table_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut ViewState,
    state: &mut ScanListState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let room = ui.available_width();
    let columns: Vec<Column> = By::ALL
        .iter()
        .map(|by| {
            let (share, least) = by.width();
            let id = Id::NULL.with(("scan column", by.label()));
            Column::new((share * room).max(least).floor()).range(60.0..=1200.0).id(id)
        })
        .collect();
    let table = Table::new()
        // Other shares at another width.
        .id_salt(("scan", room as i32))
        .num_rows(state.order.len() as u64)
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
    table.show(ui, &mut Drawing { session, view, state, out, acts });
}

struct Drawing<'a> {
    session: &'a Session,
    view: &'a mut ViewState,
    state: &'a mut ScanListState,
    out: &'a mut Vec<Action>,
    acts: &'a mut Vec<UiAct>,
}

impl<'a> Drawing<'a> {
    fn row(&self, at: u64) -> Option<(u32, &'a ScanRow)> {
        let place = *self.state.order.get(usize::try_from(at).ok()?)?;
        Some((place, self.session.scan().rows.get(place as usize)?))
    }
}

impl TableDelegate for Drawing<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, p.panel);
        ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, p.line));
        let Some(by) = By::ALL.get(info.group_index).copied() else { return };
        let sort = self.state.sort.filter(|(sorted, _)| *sorted == by);
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
        paint_text(ui, rect, &text, by == By::Number, colour);
        let response = response
            .on_hover_ui(|ui| drop(ui.label(format!("Sort by {}", by.label().to_lowercase()))));
        if response.clicked() {
            self.state.sort = match sort {
                None => Some((by, false)),
                Some((_, false)) => Some((by, true)),
                Some((_, true)) => None,
            };
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, at: u64) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some((place, _)) = self.row(at) else { return };
        if self.state.gone == Some(place) {
            ui.painter().rect_filled(rect, 0.0, p.selected);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, p.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some((place, row)) = self.row(info.row_nr) else { return };
        held_ui(ui, "This sentence", &row.title, |ui| {
            let Some(by) = By::ALL.get(info.col_nr).copied() else { return };
            let colour = match by {
                _ if row.done => p.muted,
                By::Number => p.number,
                By::Source => p.source,
                By::Date => p.date,
                _ => p.text,
            };
            let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::click());
            response.widget_info(|| {
                let said = by.cell(row);
                let said = if said.is_empty() { by.label() } else { said };
                WidgetInfo::labeled(Role::Cell, true, said)
            });
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.has_focus() {
                let inside = egui::StrokeKind::Inside;
                ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.5, p.accent), inside);
            }
            if response.clicked() {
                let go = row.go.clone();
                self.view.from = go.article.clone().map(|article| (ViewKind::Scan, article));
                self.state.gone = Some(place);
                self.out.push(Action::GoTo(go));
                self.acts.push(UiAct::View(ViewKind::Read));
                return;
            }
            if row.done && by == By::Sentence {
                let place = rect.left_center() + vec2(theme::TABLE_PADDING + 7.0, 0.0);
                widgets::paint_icon(ui, place, icon::CHECK, 13.0, p.ok);
                let rest = rect.with_min_x(rect.left() + 20.0);
                return paint_text(ui, rest, by.cell(row), false, colour);
            }
            paint_text(ui, rect, by.cell(row), by == By::Number, colour);
        });
    }

    fn default_row_height(&self) -> f32 {
        theme::TABLE_ROW
    }
}

fn paint_text(ui: &Ui, rect: Rect, text: &str, right: bool, colour: egui::Color32) {
    let text = match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    };
    if text.is_empty() {
        return;
    }
    let inside = rect.shrink2(vec2(theme::TABLE_PADDING, 0.0));
    let truncate = Some(TextWrapMode::Truncate);
    let galley = WidgetText::from(text).into_galley(ui, truncate, inside.width(), TextStyle::Body);
    let align = if right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let at = align.align_size_within_rect(galley.size(), inside).min;
    ui.painter().galley(at, galley, colour);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_size_and_what_is_empty_comes_last() {
        let mut numbers = [None, Some(13000.0), Some(1050.0)];
        numbers.sort_by(|a, b| by_size(*a, *b));
        assert_eq!(numbers, [Some(1050.0), Some(13000.0), None]);
        let mut dates = ["", "2023-09-24", "2023"];
        dates.sort_by(|a, b| empty_last(a, b));
        assert_eq!(dates, ["2023", "2023-09-24", ""]);
    }
}
