//! Origins: who speaks, under which names, for whom; two names made one, and taken apart again; each one act.
//!
//! Owns which one is shown, which mentions are chosen, what is searched. Never: decides that two names are one, what may be
//! one (the session proposes).

use super::Desk;
use super::board::{Font, paint_text};
use super::form::{card, level_ui, read_only_ui, row_ui, typed_ui};
use crate::model::{AgentId, AgentKind, visible};
use crate::session::{AgentField, FactCommand, FieldRef, Mention, SourceKey, SourceRow};
use crate::ui::names::first_words;
use crate::ui::theme::{self, icon, palette};
use crate::ui::widgets::{self, icon_atom};
use eframe::egui::{
    self, Button, ComboBox, Id, Label, Rect, RichText, Role, ScrollArea, Sense, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use std::collections::BTreeSet;

/// Height of a row of the list: a name and a line of words.
const ROW: f32 = 44.0;
/// Mentions shown at once.
const MENTIONS: usize = 200;
/// Origins offered at once; words find the others.
const OFFERED: usize = 40;

/// What of the origins is only of the view.
#[derive(Default)]
pub struct SourcesState {
    filter: String,
    /// The one that is shown.
    shown: Option<SourceKey>,
    /// Mentions that were chosen among its mentions.
    chosen: BTreeSet<Mention>,
    /// The origin of this mention is shown once an act is done.
    follow: Option<Mention>,
    /// What is searched among origins that it may be the same as.
    same: String,
    lines: Vec<Line>,
    of: Option<(u64, String)>,
}

/// A line of the list.
enum Line {
    Head(String),
    Row(usize),
}

impl SourcesState {
    /// Shows the origin of a mention.
    pub fn show(&mut self, key: SourceKey) {
        self.shown = Some(key);
        self.chosen.clear();
        self.filter.clear();
    }

    fn refresh(&mut self, rows: &[SourceRow], revision: u64) {
        let key = (revision, self.filter.clone());
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.of = Some(key);
        if let Some(mention) = self.follow.take() {
            let has = |row: &&SourceRow| row.named.iter().any(|named| named.mention == mention);
            if let Some(row) = rows.iter().find(has) {
                self.shown = Some(row.key.clone());
            }
            self.chosen.clear();
        }
        let there = |key: &SourceKey| rows.iter().any(|row| row.key == *key);
        if !self.shown.as_ref().is_some_and(there) {
            self.shown = rows.first().map(|row| row.key.clone());
            self.chosen.clear();
        }
        let needles: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let takes = |row: &SourceRow| {
            let name = row.name.to_lowercase();
            let speaks = row.speaks_for.to_lowercase();
            needles.iter().all(|needle| name.contains(needle) || speaks.contains(needle))
        };
        self.lines.clear();
        for (agents, words) in [(true, "ORIGINS"), (false, "NAMES OF NOBODY KNOWN YET")] {
            let of = |row: &SourceRow| matches!(row.key, SourceKey::Agent(_)) == agents;
            let found: Vec<usize> = rows
                .iter()
                .enumerate()
                .filter(|(_, row)| of(row) && takes(row))
                .map(|(at, _)| at)
                .collect();
            if !found.is_empty() {
                let head = format!("{words} · {}", widgets::grouped(found.len()));
                self.lines.push(Line::Head(head));
                self.lines.extend(found.into_iter().map(Line::Row));
            }
        }
    }
}

/// Draws the list in the space that is left.
pub fn sources_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut SourcesState) {
    let rows = desk.session.sources();
    ui.scope(|ui| {
        ui.set_max_width(300.0);
        let id = Id::unique("filter origins");
        widgets::search_field(ui, id, "Filter origins", "Filter origins", &mut state.filter);
    });
    ui.add_space(theme::STEP * 2.0);
    state.refresh(&rows, desk.session.facts_revision());
    if rows.is_empty() {
        let more = "Tag who says a number as its source; the names stand here, and those that are \
            one can be made one.";
        return widgets::nothing_ui(ui, "Nobody is named yet", more);
    }
    let count = state.lines.len();
    let area = ScrollArea::vertical().id_salt("origins").auto_shrink(false);
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, ROW, count, |ui, range| {
        for at in range {
            match state.lines.get(at) {
                Some(Line::Head(words)) => head_ui(ui, words),
                Some(Line::Row(row)) => {
                    let Some(row) = rows.get(*row) else { continue };
                    if line_ui(ui, row, state.shown.as_ref() == Some(&row.key)) {
                        state.shown = Some(row.key.clone());
                        state.chosen.clear();
                    }
                }
                None => {}
            }
        }
    });
}

fn head_ui(ui: &mut Ui, words: &str) {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    let low = rect.with_min_y(rect.bottom() - 26.0);
    paint_text(ui, low, words, false, Font::Plain(theme::SMALL), palette(ui).muted);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, palette(ui).line));
}

/// Gives whether it was clicked.
fn line_ui(ui: &mut Ui, row: &SourceRow, shown: bool) -> bool {
    let p = palette(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, shown, &row.name));
    if shown {
        ui.painter().rect_filled(rect, 0.0, p.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, p.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.5, p.accent), StrokeKind::Inside);
    }
    let half = rect.center().y;
    let above = Rect::from_min_max(rect.min, egui::pos2(rect.right(), half + 2.0));
    let below = Rect::from_min_max(egui::pos2(rect.left(), half - 1.0), rect.max);
    let font = if shown { Font::Title(theme::BODY) } else { Font::Plain(theme::BODY) };
    paint_text(ui, above, &visible(&row.name), false, font, p.source);
    paint_text(ui, below, &line_words(row), false, Font::Plain(theme::SMALL), p.muted);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.line));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn line_words(row: &SourceRow) -> String {
    let named = match row.named.len() {
        0 => "not named anywhere".to_owned(),
        n => {
            let times = widgets::counted(n, "mention", "mentions");
            format!("{times} in {}", widgets::counted(row.articles, "article", "articles"))
        }
    };
    match (&row.key, row.may_be.first()) {
        (SourceKey::Name { .. }, Some((_, name))) => format!("{named} · may be {name}"),
        _ if !row.speaks_for.is_empty() => format!("{named} · speaks for {}", row.speaks_for),
        _ => named,
    }
}

/// Draws the origin that is shown.
pub fn source_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut SourcesState) {
    let rows = desk.session.sources();
    state.refresh(&rows, desk.session.facts_revision());
    let Some(row) = rows.iter().find(|row| state.shown.as_ref() == Some(&row.key)) else {
        let more = "Choose one at the left to see where it is named.";
        return widgets::nothing_ui(ui, "No origin is chosen", more);
    };
    let area = ScrollArea::vertical().id_salt(("origin", &row.key)).auto_shrink(false);
    area.content_margin(crate::ui::inspector::scroll_margin()).show(ui, |ui| {
        ui.push_id(&row.key, |ui| {
            let title = RichText::new(&*visible(&row.name)).font(theme::title_font(theme::HEADING));
            let title = ui.add(Label::new(title).wrap());
            ui.ctx().accesskit_node_builder(title.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
                node.set_label(visible(&row.name).into_owned());
            });
            ui.label(RichText::new(line_words(row)).size(theme::SMALL).color(palette(ui).muted));
            ui.add_space(theme::STEP);
            acts_ui(ui, desk, state, row, &rows);
            ui.add_space(theme::STEP * 2.0);
            if let SourceKey::Agent(agent) = &row.key {
                agent_ui(ui, desk, agent, row);
            }
            mentions_ui(ui, desk, state, row);
        });
    });
}

/// What can be done with the whole of it.
fn acts_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut SourcesState,
    row: &SourceRow,
    rows: &[SourceRow],
) {
    let follow = row.named.first().map(|named| named.mention.clone());
    let mut asked = None;
    if let SourceKey::Name { .. } = &row.key {
        for (agent, name) in &row.may_be {
            let words = format!("It is {name}");
            let yes = ui.add_enabled(desk.writable, Button::new((icon_atom(icon::CHECK), words)));
            let tip = "Proposed because the name is known; every mention here is of it then";
            if yes.on_hover_text(tip).on_disabled_hover_text(desk.why_not()).clicked() {
                let (mentions, agent) = (row.mentions(), Some(agent.clone()));
                asked = Some(FactCommand::IdentifyAll { mentions, agent, alias: false });
            }
        }
    }
    ui.horizontal_wrapped(|ui| {
        let same = ui.add_enabled(desk.writable, Button::new("Same as…"));
        let same = same
            .on_hover_text("Another origin is the same: all mentions become one's")
            .on_disabled_hover_text(desk.why_not());
        widgets::bar_popup(&same).show(|ui| {
            if let Some(other) = pick_ui(ui, &mut state.same, row, rows) {
                asked = Some(one_of_two(row, other));
            }
        });
        if let SourceKey::Agent(agent) = &row.key {
            let delete = Button::new((icon_atom(icon::TRASH), "Delete"));
            let delete = ui.add_enabled(desk.writable, delete);
            let tip = "Its mentions are of nobody known then. Undo brings it back.";
            if delete.on_hover_text(tip).on_disabled_hover_text(desk.why_not()).clicked() {
                asked = Some(FactCommand::DeleteAgent { agent: agent.clone() });
            }
        } else {
            let make = Button::new((icon_atom(icon::PLUS), "Make it an origin"));
            let make = ui.add_enabled(desk.writable, make);
            let tip = "With a name, a kind and other names of its own, over all articles";
            if make.on_hover_text(tip).on_disabled_hover_text(desk.why_not()).clicked() {
                asked = Some(made_of(&row.name, row.mentions()));
            }
        }
    });
    if let Some(command) = asked {
        state.follow = follow;
        desk.act(command);
    }
}

fn made_of(name: &str, mentions: Vec<Mention>) -> FactCommand {
    // What it is, is not known from a name.
    let kind = AgentKind::Other(String::new());
    FactCommand::AgentOf { name: name.to_owned(), kind, mentions }
}

/// The act that makes this one and another the same; the other one's name stays.
fn one_of_two(row: &SourceRow, other: &SourceRow) -> FactCommand {
    match (&row.key, &other.key) {
        (SourceKey::Agent(from), SourceKey::Agent(into)) => {
            FactCommand::MergeAgents { into: into.clone(), from: from.clone() }
        }
        (SourceKey::Name { .. }, SourceKey::Agent(agent)) => {
            let (mentions, agent) = (row.mentions(), Some(agent.clone()));
            FactCommand::IdentifyAll { mentions, agent, alias: true }
        }
        (SourceKey::Agent(agent), SourceKey::Name { .. }) => {
            let (mentions, agent) = (other.mentions(), Some(agent.clone()));
            FactCommand::IdentifyAll { mentions, agent, alias: true }
        }
        (SourceKey::Name { .. }, SourceKey::Name { .. }) => {
            let mentions = [other.mentions(), row.mentions()].concat();
            made_of(&other.name, mentions)
        }
    }
}

/// Origins that it may be the same as: those proposed first. Gives the one that was clicked.
fn pick_ui<'r>(
    ui: &mut Ui,
    text: &mut String,
    row: &SourceRow,
    rows: &'r [SourceRow],
) -> Option<&'r SourceRow> {
    ui.set_width(360.0);
    widgets::section_title(ui, "THE SAME AS");
    let id = Id::unique("pick an origin");
    widgets::search_field(ui, id, "Find an origin", "Find an origin", text);
    ui.add_space(theme::STEP);
    let needles: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let takes = |other: &&SourceRow| {
        let name = other.name.to_lowercase();
        other.key != row.key && needles.iter().all(|needle| name.contains(needle))
    };
    let proposed = |other: &SourceRow| matches!(&other.key, SourceKey::Agent(id) if row.may_be.iter().any(|(may, _)| may == id));
    let mut found: Vec<&SourceRow> = rows.iter().filter(takes).take(OFFERED * 8).collect();
    found.sort_by_key(|other| !proposed(other));
    let more = found.len().saturating_sub(OFFERED);
    let mut chosen = None;
    ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        if found.is_empty() {
            ui.label(RichText::new("No other origin is like that.").color(palette(ui).muted));
        }
        for other in found.into_iter().take(OFFERED) {
            ui.push_id(&other.key, |ui| {
                let width = ui.available_width();
                let button = Button::selectable(false, &*visible(&other.name)).truncate();
                let button = button.right_text("").min_size(vec2(width, theme::CONTROL));
                let button = ui.add(button);
                widgets::name(ui, &button, &other.name);
                if button.on_hover_text(line_words(other)).clicked() {
                    chosen = Some(other);
                }
            });
        }
        if more > 0 {
            let words = format!("and {} more: type to find them", widgets::grouped(more));
            ui.label(RichText::new(words).color(palette(ui).muted));
        }
    });
    if chosen.is_some() {
        text.clear();
        ui.close();
    }
    chosen
}

/// The fields of an agent.
fn agent_ui(ui: &mut Ui, desk: &mut Desk<'_>, agent: &AgentId, row: &SourceRow) {
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        read_only_ui(ui, desk);
        for field in [AgentField::Name, AgentField::Kind, AgentField::Aliases] {
            typed_ui(ui, desk, &FieldRef::of_agent(agent, field), 1);
        }
        row_ui(ui, "Speaks for", |ui| speaks_for_ui(ui, desk, agent, row));
        typed_ui(ui, desk, &FieldRef::of_agent(agent, AgentField::Note), 2);
    });
    ui.add_space(theme::STEP * 2.0);
}

fn speaks_for_ui(ui: &mut Ui, desk: &mut Desk<'_>, agent: &AgentId, row: &SourceRow) {
    let nobody = "nobody else";
    let shown = if row.speaks_for.is_empty() { nobody } else { row.speaks_for.as_str() };
    if !desk.writable {
        level_ui(ui, desk);
        ui.add(Label::new(shown).wrap());
        return;
    }
    let session = desk.session;
    let mut asked: Option<String> = None;
    let combo = ComboBox::from_id_salt(("speaks for", agent)).width(ui.available_width());
    let response = combo.height(360.0).truncate().selected_text(shown).show_ui(ui, |ui| {
        if ui.selectable_label(row.speaks_for.is_empty(), nobody).clicked() {
            asked = Some(String::new());
        }
        let agents = session.facts().map(|facts| &facts.agents);
        for other in agents.into_iter().flat_map(|agents| agents.values()) {
            if other.id == *agent {
                continue;
            }
            let on = row.speaks_for == other.name;
            if ui.selectable_label(on, &*visible(&other.name)).clicked() && !on {
                asked = Some(other.id.to_string());
            }
        }
    });
    let tip =
        "Whom it speaks for is the origin of what it says: a minister and his government are one";
    widgets::name(ui, &response.response, "Speaks for");
    response.response.on_hover_text(tip);
    if let Some(text) = asked {
        let (agent, field) = (agent.clone(), AgentField::SpeaksFor);
        desk.act(FactCommand::SetAgent { agent, field, text });
    }
}

fn mentions_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut SourcesState, row: &SourceRow) {
    if row.named.is_empty() {
        return;
    }
    let title = format!("{} MENTIONS", row.named.len());
    let title = if row.named.len() == 1 { "1 MENTION" } else { &title };
    widgets::section_title(ui, title);
    let is_agent = matches!(row.key, SourceKey::Agent(_));
    if is_agent && desk.writable && !state.chosen.is_empty() {
        chosen_ui(ui, desk, state, row);
    }
    for (at, named) in row.named.iter().take(MENTIONS).enumerate() {
        ui.push_id(at, |ui| {
            ui.horizontal(|ui| {
                if is_agent && desk.writable {
                    let mut on = state.chosen.contains(&named.mention);
                    let name = format!("Choose “{}” in {}", named.words, named.title);
                    let check = ui.checkbox(&mut on, "");
                    widgets::name(ui, &check, &name);
                    if check.on_hover_text("Choose it, to take it apart").changed() {
                        if on {
                            state.chosen.insert(named.mention.clone());
                        } else {
                            state.chosen.remove(&named.mention);
                        }
                    }
                }
                let words = first_words(&named.words, 48);
                if widgets::link(ui, &words).on_hover_text("Show it in the Reader").clicked() {
                    desk.go(named.selection.clone());
                }
                let how = if named.last { "" } else { "passes it on, " };
                let from = RichText::new(format!("{how}in {}", named.title));
                let from = from.size(theme::SMALL).color(palette(ui).muted);
                ui.add(Label::new(from).truncate())
                    .on_hover_text(named.mention.article.to_string());
            });
        });
    }
    if let Some(more) = row.named.len().checked_sub(MENTIONS).filter(|more| *more > 0) {
        let words = format!("and {} more", widgets::grouped(more));
        ui.label(RichText::new(words).color(palette(ui).muted));
    }
}

/// What can be done with the chosen mentions: they are taken apart from the others.
fn chosen_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut SourcesState, row: &SourceRow) {
    let there = row.named.iter().filter(|named| state.chosen.contains(&named.mention));
    let there: Vec<_> = there.collect();
    let mentions: Vec<Mention> = there.iter().map(|named| named.mention.clone()).collect();
    let Some(first) = there.first() else { return };
    ui.horizontal_wrapped(|ui| {
        let words = format!("{} chosen", widgets::counted(mentions.len(), "mention", "mentions"));
        ui.label(RichText::new(words).size(theme::SMALL).color(palette(ui).muted));
        let out = ui.button("Take out").on_hover_text("Whom they mean is open again");
        if out.clicked() {
            let mentions = mentions.clone();
            desk.act(FactCommand::IdentifyAll { mentions, agent: None, alias: false });
            state.chosen.clear();
        }
        let apart = ui.button("Another origin of them");
        if apart.on_hover_text("They mean somebody else, who gets a name of their own").clicked() {
            state.follow = mentions.first().cloned();
            desk.act(made_of(&first.words, mentions.clone()));
        }
    });
    ui.add_space(theme::STEP);
}
