//! The command palette (Ctrl+K): find any command by its name, however roughly typed.
//!
//! Reads the one table of commands. Never: does anything itself; it asks for the command.

use super::commands::UiCommand;
use super::theme::{self, icon, palette};
use super::view_state::UiAct;
use super::widgets;
use crate::session::{Action, Session};
use eframe::egui::{
    self, Align2, FontId, Frame, Id, Key, Margin, Modal, Modifiers, ScrollArea, Sense, TextEdit,
    Ui, WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Matcher, Utf32Str};

const ROW: f32 = 34.0;

/// What the palette keeps while it is open.
#[derive(Default)]
pub struct PaletteState {
    open: bool,
    query: String,
    /// Position in the list of what is found.
    at: usize,
    found: Found,
}

#[derive(Default)]
struct Found {
    query: Option<String>,
    /// Commands, best first, each with the positions of the matched bytes in its label.
    commands: Vec<(UiCommand, Vec<u32>)>,
}

impl PaletteState {
    /// Opens it with an empty field, or closes it.
    pub fn toggle(&mut self) {
        *self = Self { open: !self.open, ..Self::default() };
    }

    /// Whether it is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }
}

/// Letters that a query must have before one of them may be wrong.
const SURE: usize = 4;

/// The commands that a query finds, best first, with the offsets in bytes of the letters that it found in their labels.
/// Where nothing has all letters of the query, one of them may be wrong.
#[must_use]
pub fn find(query: &str) -> Vec<(UiCommand, Vec<u32>)> {
    let query = query.trim();
    if query.is_empty() {
        return UiCommand::ALL.iter().map(|command| (*command, Vec::new())).collect();
    }
    let mut matcher = Matcher::new(nucleo_matcher::Config::DEFAULT);
    let found = ranked(&mut matcher, &[query.to_owned()]);
    if !found.is_empty() || query.chars().count() < SURE {
        return found;
    }
    let without = |(at, c): (usize, char)| {
        let (before, behind) = (query.get(..at)?, query.get(at + c.len_utf8()..)?);
        Some(format!("{before}{behind}"))
    };
    let queries: Vec<String> = query.char_indices().filter_map(without).collect();
    ranked(&mut matcher, &queries)
}

/// What any of the queries finds, each command with the best that was found in it.
fn ranked(matcher: &mut Matcher, queries: &[String]) -> Vec<(UiCommand, Vec<u32>)> {
    let patterns: Vec<Pattern> = queries
        .iter()
        .map(|query| {
            Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy)
        })
        .collect();
    let mut found = Vec::new();
    for command in UiCommand::ALL {
        let label = command.label();
        let mut chars = Vec::new();
        let haystack = Utf32Str::new(label, &mut chars);
        let best = patterns.iter().filter_map(|pattern| {
            let mut letters = Vec::new();
            let score = pattern.indices(haystack, matcher, &mut letters)?;
            Some((score, letters))
        });
        if let Some((score, letters)) = best.max_by_key(|(score, _)| *score) {
            let bytes = label.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX));
            let numbered = bytes.zip(0u32..).filter(|(_, nth)| letters.contains(nth));
            found.push((score, *command, numbered.map(|(at, _)| at).collect()));
        }
    }
    // Of equal ones the order of the commands stays.
    found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, command, letters)| (command, letters)).collect()
}

/// Draws the palette while it is open.
pub fn palette_ui(
    ui: &Ui,
    session: &Session,
    state: &mut PaletteState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    if !state.open {
        return;
    }
    let p = palette(ui);
    let room = ui.ctx().content_rect();
    let id = Id::unique("palette");
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 72.0));
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(8)).fill(p.popup);
    let mut chosen = None;
    let modal =
        Modal::new(id).area(area).frame(frame).backdrop_color(p.backdrop).show(ui.ctx(), |ui| {
            ui.set_width(560.0_f32.min(room.width() - 64.0));
            // Arrows walk the list while the field has the focus.
            let (up, down, enter) = ui.input_mut(|input| {
                (
                    input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
                    input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
                    input.consume_key(Modifiers::NONE, Key::Enter),
                )
            });
            let field = id.with("query");
            let edit = TextEdit::singleline(&mut state.query)
                .id(field)
                .hint_text("Type a command")
                .desired_width(f32::INFINITY)
                .margin(Margin { left: 32, right: 8, top: 8, bottom: 8 });
            let response = ui.add(edit);
            widgets::name(ui, &response, "Type a command");
            widgets::paint_icon(
                ui,
                response.rect.left_center() + vec2(16.0, 0.0),
                icon::SEARCH,
                14.0,
                p.muted,
            );
            if !response.has_focus() {
                response.request_focus();
            }
            if state.found.query.as_ref() != Some(&state.query) {
                state.found =
                    Found { query: Some(state.query.clone()), commands: find(&state.query) };
                state.at = 0;
            }
            let count = state.found.commands.len();
            state.at = (state.at + down).min(count.saturating_sub(1)).saturating_sub(up);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(8.0);
            // As high with few hits as with many: nothing jumps while typing.
            let height = (room.height() - 200.0).clamp(ROW * 3.0, ROW * 11.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink(false)
                .show(ui, |ui| {
                    if count == 0 {
                        ui.add_space(8.0);
                        widgets::muted_label(ui, "No command is called like that.");
                    }
                    for (at, (command, matched)) in state.found.commands.iter().enumerate() {
                        let selected = at == state.at;
                        if row_ui(ui, session, *command, matched, selected, (up + down) > 0)
                            .clicked()
                            || (enter && selected)
                        {
                            chosen = Some(*command);
                        }
                    }
                });
        });
    if modal.should_close() {
        state.open = false;
    }
    if let Some(command) = chosen {
        state.open = false;
        command.emit(session, out, acts);
    }
}

fn row_ui(
    ui: &mut Ui,
    session: &Session,
    command: UiCommand,
    matched: &[u32],
    selected: bool,
    follow: bool,
) -> egui::Response {
    let p = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let why_not = command.effect(session).err();
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, why_not.is_none(), selected, command.label())
    });
    if selected && follow {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if selected || response.hovered() {
        let fill = if selected { p.selected } else { p.hover };
        ui.painter().rect_filled(rect, theme::RADIUS, fill);
    }
    let colour = if why_not.is_some() { p.muted } else { p.text };
    let mut job = LayoutJob::default();
    for (at, c) in command.label().char_indices() {
        let hit = u32::try_from(at).is_ok_and(|at| matched.contains(&at));
        let font =
            if hit { theme::title_font(theme::BODY) } else { FontId::proportional(theme::BODY) };
        let colour = if hit { p.accent } else { colour };
        job.append(c.encode_utf8(&mut [0; 4]), 0.0, egui::TextFormat::simple(font, colour));
    }
    let label = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let label_width = label.size().x;
    ui.painter().galley(
        pos2(rect.left() + 12.0, rect.center().y - label.size().y / 2.0),
        label,
        colour,
    );
    let mut right = rect.right() - 12.0;
    if let Some(shortcut) = command.shortcut() {
        let keys = widgets::shortcut_text(ui, &shortcut);
        let painted = ui.painter().text(
            pos2(right, rect.center().y),
            Align2::RIGHT_CENTER,
            keys,
            FontId::proportional(theme::SMALL),
            p.muted,
        );
        right = painted.left() - 16.0;
    }
    // What it does, or why not now, in what room is left.
    let left = rect.left() + 12.0 + label_width + 16.0;
    if right - left > 60.0 {
        let text =
            why_not.as_ref().map_or_else(|| command.tooltip().to_owned(), |why| why.reason.clone());
        let mut job =
            LayoutJob::simple_singleline(text, FontId::proportional(theme::SMALL), p.muted);
        job.wrap = egui::text::TextWrapping::truncate_at_width(right - left);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, p.muted);
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn first(query: &str) -> Option<UiCommand> {
        find(query).first().map(|(command, _)| *command)
    }

    #[test]
    fn a_rough_name_finds_its_command() {
        assert_eq!(first("undo"), Some(UiCommand::Undo));
        assert_eq!(first("expo"), Some(UiCommand::Export));
        assert_eq!(first("dark"), Some(UiCommand::ThemeDark));
        assert_eq!(first("same source"), Some(UiCommand::SameSource));
        assert_eq!(first("article next"), Some(UiCommand::NextArticle));
        // One letter may be wrong, in too many, or in another's place.
        for typed in ["exprot", "exxport", "expart"] {
            assert_eq!(first(typed), Some(UiCommand::Export), "{typed}");
        }
        assert!(find("zzzzqqqq").is_empty());
        assert_eq!(find("").len(), UiCommand::ALL.len());
    }

    #[test]
    fn the_matched_letters_are_those_of_the_query() {
        for (query, expected) in
            [("undo", "Undo"), ("article’s", "article’s"), ("date: art", "Date:art")]
        {
            let found = find(query);
            let (command, matched) = found.first().unwrap();
            let letters = command.label().char_indices();
            let letters =
                letters.filter(|(at, _)| u32::try_from(*at).is_ok_and(|at| matched.contains(&at)));
            assert_eq!(letters.map(|(_, c)| c).collect::<String>(), expected);
        }
    }
}
