//! The members of the open fact as a table: as printed, when, whose, where, and how each stands to the one before it.
//!
//! Owns which are selected, which one's sentence is shown, and the verdicts of rows that were seen. Never: judges, orders.

use super::board::{Font, paint_text, without_lines};
use super::chip::{self, Chip};
use super::picker::{Picker, picker_ui};
use super::reasons::Reasons;
use super::{Desk, FactsState};
use crate::compare::Origin;
use crate::model::{Comparable, FactId, QuantityId, visible};
use crate::session::{FactCommand, MemberRow, Session, SourceKey};
use crate::ui::held::held_ui;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{
    self, Button, Id, Key, Rect, RichText, Role, Sense, StrokeKind, TextEdit, Ui, WidgetInfo, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How far back the figure before one is looked for that it can be compared with.
const BACK: usize = 64;

/// Members on their way to another fact.
pub struct Dragged {
    /// Which.
    pub quantities: Vec<QuantityId>,
    /// Out of which fact.
    pub from: FactId,
}

/// What of the members is only of the view.
#[derive(Default)]
pub struct MembersState {
    /// The one whose sentence is shown.
    shown: Option<QuantityId>,
    /// Where it stands among the rows.
    shown_at: usize,
    /// Whether the findings are brought into view.
    pub show_findings: bool,
    selected: BTreeSet<QuantityId>,
    /// The row that a selection with Shift begins at.
    pivot: usize,
    /// How rows stand to the one before, as far as they were seen.
    verdicts: HashMap<usize, Seen>,
    of: Option<(u64, FactId)>,
    picker: Picker,
    why: String,
}

/// A verdict as its chip, and the pair that it is of.
#[derive(Clone)]
struct Seen {
    chip: Chip,
    pair: Option<(QuantityId, QuantityId)>,
}

impl MembersState {
    fn refresh(&mut self, session: &Session, fact: &FactId, rows: &[MemberRow]) {
        let key = (session.facts_revision(), fact.clone());
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.of = Some(key);
        self.verdicts.clear();
        if !self.selected.is_empty() {
            let there: BTreeSet<&QuantityId> = rows.iter().map(|row| &row.quantity).collect();
            self.selected.retain(|id| there.contains(id));
        }
        let at = rows.iter().position(|row| Some(&row.quantity) == self.shown.as_ref());
        self.shown_at = at.unwrap_or(rows.len().saturating_sub(1));
        self.shown = rows.get(self.shown_at).map(|row| row.quantity.clone());
    }

    /// Shows the sentence of a member. Gives whether it is one.
    pub fn show(&mut self, quantity: &QuantityId, rows: &[MemberRow]) -> bool {
        let Some(at) = rows.iter().position(|row| row.quantity == *quantity) else { return false };
        self.shown = Some(quantity.clone());
        self.shown_at = at;
        true
    }

    /// Where the member stands whose sentence is shown.
    pub const fn shown_at(&self) -> usize {
        self.shown_at
    }
}

fn seen(session: &Session, fact: &FactId, rows: &[MemberRow], at: usize) -> Option<Seen> {
    let row = rows.get(at)?;
    let before = rows.get(..at)?.iter().rev().take(BACK);
    let before = before.clone().find(|other| row.not_comparable || !other.not_comparable);
    let other = match before {
        Some(before) => before,
        // What can be compared with nothing still says why.
        None if row.not_comparable => rows.iter().find(|other| other.quantity != row.quantity)?,
        None => return Some(Seen { chip: Chip::first(), pair: None }),
    };
    let (a, b) = (other.quantity.clone(), row.quantity.clone());
    let verdict = session.comparison().verdict(fact, &a, &b)?;
    Some(Seen { chip: Chip::of_verdict(&verdict), pair: Some((a, b)) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Col {
    Printed,
    Time,
    Origin,
    Article,
    Verdict,
}

impl Col {
    const ALL: [Self; 5] = [Self::Printed, Self::Time, Self::Origin, Self::Article, Self::Verdict];

    const fn label(self) -> &'static str {
        match self {
            Self::Printed => "As printed",
            Self::Time => "As of",
            Self::Origin => "Origin",
            Self::Article => "Article",
            Self::Verdict => "Verdict",
        }
    }

    const fn share(self) -> f32 {
        match self {
            Self::Printed => 0.22,
            Self::Time => 0.205,
            Self::Origin => 0.205,
            Self::Article => 0.115,
            Self::Verdict => 0.255,
        }
    }
}

/// Draws the table, and above it what can be done with what is selected.
pub fn members_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut FactsState,
    fact: &FactId,
    rows: &Arc<Vec<MemberRow>>,
    most: f32,
) {
    state.members.refresh(desk.session, fact, rows);
    selected_ui(ui, desk, state, fact);
    let room = ui.available_width();
    let height = theme::TABLE_HEADER + theme::TABLE_ROW * rows.len() as f32 + 2.0;
    let columns: Vec<Column> = Col::ALL
        .iter()
        .map(|col| {
            let id = Id::NULL.with(("member column", col.label()));
            Column::new((col.share() * room).floor()).range(40.0..=900.0).id(id)
        })
        .collect();
    ui.allocate_ui(vec2(room, height.min(most)), |ui| {
        let table = Table::new()
            .id_salt(("members", fact, room as i32))
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
        without_lines(ui, |ui| drop(table.show(ui, &mut Drawing { desk, state, fact, rows })));
    });
    ui.add_space(theme::STEP * 2.0);
}

struct Drawing<'a, 'd> {
    desk: &'a mut Desk<'d>,
    state: &'a mut FactsState,
    fact: &'a FactId,
    rows: &'a [MemberRow],
}

impl TableDelegate for Drawing<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let p = palette(ui);
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
        let Some(col) = Col::ALL.get(info.group_index) else { return };
        let response = ui.interact(rect, ui.scope_id().with("heading"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, col.label()));
        paint_text(ui, rect, col.label(), false, Font::Title(theme::SMALL), p.muted);
    }

    fn row_ui(&mut self, ui: &mut Ui, at: u64) {
        let p = palette(ui);
        let rect = ui.max_rect();
        let Some(row) = self.rows.get(at as usize) else { return };
        let members = &self.state.members;
        let reason = self.state.reasons.as_ref().is_some_and(|r| r.shows(&row.quantity));
        if members.selected.contains(&row.quantity) {
            ui.painter().rect_filled(rect, 0.0, p.selection);
        } else if reason || members.shown.as_ref() == Some(&row.quantity) {
            ui.painter().rect_filled(rect, 0.0, p.selected);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, p.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let at = info.row_nr as usize;
        let Some((row, col)) = self.rows.get(at).zip(Col::ALL.get(info.col_nr).copied()) else {
            return;
        };
        held_ui(ui, "This figure", &row.quantity, |ui| {
            let rect = ui.max_rect();
            if col == Col::Verdict {
                return self.verdict_ui(ui, rect, at);
            }
            let p = palette(ui);
            let text = match col {
                Col::Printed => row.shown.as_str(),
                Col::Time if row.time.is_empty() => "not stated",
                Col::Time => time_in(rect.width(), &row.time),
                Col::Origin => row.origin.as_str(),
                Col::Article | Col::Verdict => short_name(row),
            };
            let sense = if self.desk.writable { Sense::click_and_drag() } else { Sense::click() };
            let response = ui.interact(rect, ui.scope_id().with("cell"), sense);
            let selected = self.state.members.selected.contains(&row.quantity);
            response.widget_info(|| WidgetInfo::selected(Role::Cell, true, selected, text));
            if response.has_focus() {
                let inside = StrokeKind::Inside;
                ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.5, p.accent), inside);
            }
            let font = match col {
                Col::Time if row.hollow => Font::Italic(theme::FORM_TEXT),
                _ => Font::Plain(theme::FORM_TEXT),
            };
            let dim = row.hollow && col == Col::Time || row.not_comparable || col == Col::Article;
            let unnamed = col == Col::Origin && row.origin == "unattributed";
            let colour = if dim || unnamed { p.muted } else { p.text };
            let cut = paint_text(ui, rect, text, false, font, colour);
            let response = match col {
                Col::Article => response.on_hover_text(format!(
                    "{}\n{}",
                    row.title,
                    visible(row.article.as_str())
                )),
                Col::Printed => response.on_hover_text(&row.sentence),
                Col::Time if !row.time.is_empty() => response.on_hover_text(&row.time),
                _ if cut => response.on_hover_text(text),
                _ => response,
            };
            if response.drag_started() {
                let mut quantities = vec![row.quantity.clone()];
                if selected {
                    quantities = self.state.members.selected.iter().cloned().collect();
                }
                response.dnd_set_drag_payload(Dragged { quantities, from: self.fact.clone() });
            }
            if response.dragged() {
                dragged_ui(ui, row, self.state.members.selected.len());
            }
            response.context_menu(|ui| self.menu_ui(ui, row));
            if response.clicked() {
                self.click(ui, at);
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

/// What is dragged, beside the pointer.
fn dragged_ui(ui: &Ui, row: &MemberRow, selected: usize) {
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let words = if selected > 1 { format!("{selected} members") } else { row.shown.clone() };
    let id = Id::unique("dragged members");
    let layer = egui::Area::new(id).order(egui::Order::Tooltip).interactable(false);
    layer.fixed_pos(at + vec2(12.0, 8.0)).show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.label(words);
            ui.label(RichText::new("Drop on a fact of the board").weak().small());
        });
    });
}

impl Drawing<'_, '_> {
    fn verdict_ui(&mut self, ui: &Ui, rect: Rect, at: usize) {
        let members = &mut self.state.members;
        let kept = members.verdicts.get(&at).cloned();
        let made = || seen(self.desk.session, self.fact, self.rows, at);
        let Some(seen) = kept.or_else(made) else { return };
        members.verdicts.entry(at).or_insert_with(|| seen.clone());
        let place = (rect.left() + theme::TABLE_PADDING, rect.right() - 2.0, rect.center().y);
        let Some((a, b)) = seen.pair else {
            chip::paint_at(ui, &seen.chip, place.0, place.1, place.2, false);
            return;
        };
        let id = ui.scope_id().with("verdict");
        let (response, _) = chip::cell_chip(ui, id, &seen.chip, place, "Why, with both quotes");
        if response.clicked() {
            self.state.reasons = Some(Reasons::of_pair(a, b));
        }
    }

    /// Where one goes from a member.
    fn menu_ui(&mut self, ui: &mut Ui, row: &MemberRow) {
        if ui.button("Open in the Reader").clicked() {
            self.desk.go(row.selection.clone());
        }
        let figure = self.desk.session.comparison().figure(&row.quantity);
        let origin = figure.and_then(|figure| figure.origins.first());
        let show = ui.add_enabled(origin.is_some(), Button::new("Show its origin"));
        let show = show.on_disabled_hover_text("Nobody is named");
        if let Some(origin) = origin.filter(|_| show.clicked()) {
            self.state.sources.show(match origin {
                Origin::Agent(agent) => SourceKey::Agent(agent.clone()),
                Origin::Name { key, article, .. } => {
                    SourceKey::Name { key: key.clone(), article: article.clone() }
                }
            });
            self.state.tab = super::Tab::Sources;
        }
    }

    fn click(&mut self, ui: &Ui, at: usize) {
        let Some(row) = self.rows.get(at) else { return };
        let modifiers = ui.input(|input| input.modifiers);
        let members = &mut self.state.members;
        members.shown = Some(row.quantity.clone());
        members.shown_at = at;
        if modifiers.shift {
            let (from, to) = (members.pivot.min(at), members.pivot.max(at));
            let range = self.rows.get(from..=to).unwrap_or_default();
            members.selected = range.iter().map(|row| row.quantity.clone()).collect();
        } else if modifiers.command {
            if !members.selected.remove(&row.quantity) {
                members.selected.insert(row.quantity.clone());
            }
            members.pivot = at;
        } else {
            members.selected = BTreeSet::from([row.quantity.clone()]);
            members.pivot = at;
        }
    }
}

/// A time as far as there is room for it: what it rests on goes first, "≤" and the slant still say it.
pub fn time_in(width: f32, time: &str) -> &str {
    let short = time.split_once(" (").map_or(time, |(date, _)| date);
    if width < 150.0 { short } else { time }
}

/// The article in few letters: the number that its file begins with, else its name.
fn short_name(row: &MemberRow) -> &str {
    let name = row.article.as_str().rsplit('/').next().unwrap_or_default();
    let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
    match name.get(..digits) {
        Some(number) if (2..=6).contains(&digits) => number,
        _ => name.strip_suffix(".txt").unwrap_or(name),
    }
}

/// What can be done with the selected members.
fn selected_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState, fact: &FactId) {
    if state.members.selected.is_empty() || !desk.writable {
        return;
    }
    let chosen: Vec<QuantityId> = state.members.selected.iter().cloned().collect();
    let quantities = || chosen.clone();
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        let count = state.members.selected.len();
        let words = format!("{} selected", widgets::counted(count, "member", "members"));
        ui.label(RichText::new(words).size(theme::SMALL).color(palette(ui).muted));
        if ui
            .button("Take out")
            .on_hover_text("They stay tagged, and belong to this fact no more")
            .clicked()
        {
            asked = Some(FactCommand::Leave { quantities: quantities(), fact: fact.clone() });
        }
        let comparable = ui.button("Comparable…");
        widgets::bar_popup(&comparable).show(|ui| {
            ui.set_width(320.0);
            let set = |comparable| FactCommand::SetComparable {
                quantities: quantities(),
                fact: fact.clone(),
                comparable,
            };
            for (words, comparable) in [
                ("Comparable as they stand", Comparable::Yes),
                ("Only a part of what is asked", Comparable::Component),
            ] {
                let width = ui.available_width();
                let button = Button::selectable(false, words).right_text("");
                if ui.add(button.min_size(vec2(width, theme::CONTROL))).clicked() {
                    asked = Some(set(comparable));
                    ui.close();
                }
            }
            ui.separator();
            widgets::section_title(ui, "NOT COMPARABLE, BECAUSE");
            ui.horizontal(|ui| {
                let field = TextEdit::singleline(&mut state.members.why).desired_width(200.0);
                let field = ui.add(field).accessible_name("Why not comparable");
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                let ready = !state.members.why.trim().is_empty();
                let pressed = ui.add_enabled(ready, Button::new("Not comparable")).clicked();
                if ready && (pressed || enter) {
                    let why = std::mem::take(&mut state.members.why).trim().to_owned();
                    asked = Some(set(Comparable::No(why)));
                    ui.close();
                }
            });
        });
        let to = ui.button("Move to…").on_hover_text("Or drag them onto a fact of the board");
        widgets::bar_popup(&to).show(|ui| {
            let picker = &mut state.members.picker;
            if let Some(to) = picker_ui(ui, desk.session, picker, "MOVE TO", &[fact]) {
                let from = fact.clone();
                asked = Some(FactCommand::Move { quantities: quantities(), from, to });
            }
        });
        if ui.button("Clear").on_hover_text("Select none").clicked() {
            state.members.selected.clear();
        }
    });
    if let Some(command) = asked {
        desk.act(command);
    }
    ui.add_space(theme::STEP);
}
