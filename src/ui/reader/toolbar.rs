//! The floating toolbar beside what is selected, and the same as a menu.
//!
//! Owns: when and where it stands. It moves no text, covers no selected words, stays inside the Reader.
//! Never: decides what is possible; it asks.

use super::{ReaderState, Scene, keys::command, proposals};
use crate::{
    model::{Span, TaggedSpan},
    session::{Action, Command, DateRole, TagKind, Within},
    ui::{
        commands::UiCommand,
        names,
        theme::{self, Palette},
        view_state::{UiAct, ViewState},
    },
};
use eframe::egui::{
    Align2, Area, FontId, Frame, Id, Margin, Order, Pos2, Rect, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};
use std::time::Duration;

/// The roles of a date, as the toolbar calls them.
const DATES: [(DateRole, &str); 5] = [
    (DateRole::AsOf, "As of"),
    (DateRole::SaidAt, "Said at"),
    (DateRole::Period, "Period"),
    (DateRole::Published, "Article’s date"),
    (DateRole::Mark, "Date only"),
];

/// When and for what the toolbar is shown.
#[derive(Default)]
pub(super) struct Toolbar {
    /// The selected words that it is for.
    of: Option<Span>,
    /// From when on (egui's time).
    due: f64,
    /// Frames until the selection that was asked for must have arrived.
    grace: u8,
    /// The roles of a date are open.
    dates: bool,
    size: Option<eframe::egui::Vec2>,
    /// What was right-clicked.
    pub target: Option<TaggedSpan>,
    /// The byte that was right-clicked.
    pub pointed: Option<usize>,
}

impl Toolbar {
    /// Shows it for these words, from this time on.
    pub const fn show(&mut self, of: Span, due: f64) {
        self.of = Some(of);
        self.due = due;
        self.grace = 3;
        self.dates = false;
    }

    /// Takes it away.
    pub const fn hide(&mut self) {
        self.of = None;
        self.dates = false;
    }

    /// Whether it stands beside this selection.
    pub fn is_open_for(&self, text: Option<Span>) -> bool {
        self.of.is_some() && self.of == text
    }
}

/// Rows of a sentence beyond which the toolbar may cover the rest of it.
pub(super) const LONG: usize = 9;

/// Draws the toolbar where it is due.
pub(super) fn toolbar_ui(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let Some(span) = state.toolbar.of else { return };
    if scene.selection().text != Some(span) {
        state.toolbar.grace = state.toolbar.grace.saturating_sub(1);
        if state.toolbar.grace == 0 {
            state.toolbar.hide();
        }
        return;
    }
    if state.pointer.is_dragging() || !scene.session.is_own() {
        return;
    }
    let now = ui.input(|input| input.time);
    if now < state.toolbar.due {
        let wait = Duration::from_secs_f64((state.toolbar.due - now).max(0.001));
        return ui.ctx().request_repaint_after(wait);
    }
    let Some(flow) = &state.flow else { return };
    let rects = flow.rects_of(span);
    // The rest of the sentence is what is tagged next: it is left free, too, unless it is very long.
    let sentence = scene.sentences.iter().filter(|sentence| sentence.overlaps(span));
    let around = flow.rects_of(sentence.fold(span, |around, sentence| around.union(*sentence)));
    let free = if around.len() <= LONG { &around } else { &rects };
    let size = state.toolbar.size.unwrap_or(vec2(560.0, 38.0));
    let Some(pos) = place(&rects, free, size, scene.rect.shrink(6.0)) else { return };
    let palette = theme::palette(ui);
    let mut chosen = None;
    let kinds = kinds(scene);
    let area = Area::new(Id::unique("reader toolbar"))
        .order(Order::Middle)
        .fixed_pos(pos)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(palette.float)
                .corner_radius(theme::RADIUS_LARGE)
                .inner_margin(Margin::same(4))
                .shadow(ui.visuals().popup_shadow)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
                    ui.horizontal(|ui| {
                        for (i, each) in kinds.iter().enumerate() {
                            let date = matches!(each, UiCommand::Tag(TagKind::Date(_)));
                            let label = if date { "Date" } else { each.label() };
                            let hint = match each {
                                UiCommand::AcceptAll => "Enter".to_owned(),
                                _ if date => format!("{} ▸", i + 1),
                                _ => (i + 1).to_string(),
                            };
                            let enabled =
                                *each != UiCommand::AcceptAll || each.effect(scene.session).is_ok();
                            let button = button(ui, palette, label, &hint, enabled);
                            let button = button.on_hover_text(why(scene, *each));
                            if button.clicked() {
                                if date {
                                    state.toolbar.dates ^= true;
                                } else {
                                    chosen = Some(*each);
                                }
                            }
                        }
                    });
                    if state.toolbar.dates {
                        ui.horizontal(|ui| {
                            for (role, label) in DATES {
                                let each = UiCommand::Tag(TagKind::Date(role));
                                let button = button(ui, palette, label, "", true);
                                if button.on_hover_text(why(scene, each)).clicked() {
                                    chosen = Some(each);
                                }
                            }
                        });
                    }
                });
        });
    let measured = area.response.rect.size();
    if state.toolbar.size != Some(measured) {
        state.toolbar.size = Some(measured);
        ui.ctx().request_repaint();
    }
    if let Some(each) = chosen {
        state.toolbar.hide();
        state.focus = true;
        command(scene, each, out, acts);
    }
}

/// The toolbar's kinds: on a claim what is proposed is accepted where else a claim is made.
fn kinds(scene: &Scene<'_>) -> [UiCommand; 8] {
    let mut kinds = UiCommand::TOOLBAR;
    if on_claim(scene)
        && let Some(first) = kinds.first_mut()
    {
        *first = UiCommand::AcceptAll;
    }
    kinds
}

/// Whether what is selected is a claim or a tag of one, and not words of their own inside of it.
fn on_claim(scene: &Scene<'_>) -> bool {
    if !matches!(scene.session.shown_within(), Some(Within::Claim(_))) {
        return false;
    }
    let Some(text) = scene.selection().text else { return true };
    let whole = scene.sentences.contains(&text);
    whole || scene.tags.iter().any(|tag| tag.span == text)
}

/// What it does, or why it cannot be done now.
pub(super) fn why(scene: &Scene<'_>, each: UiCommand) -> String {
    match each.effect(scene.session) {
        Ok(_) => each.tooltip().to_owned(),
        Err(rejection) => rejection.reason,
    }
}

/// Below the rows to be left free, else above them, else at the foot of the view; centred on the words. Nothing if no word is seen.
pub(super) fn place(
    words: &[Rect],
    free: &[Rect],
    size: eframe::egui::Vec2,
    view: Rect,
) -> Option<Pos2> {
    let seen: Vec<&Rect> = words.iter().filter(|rect| rect.intersects(view)).collect();
    let rows = || free.iter().chain(seen.iter().copied()).filter(|rect| rect.intersects(view));
    let top = rows().map(|rect| rect.top()).reduce(f32::min)?;
    let bottom = rows().map(|rect| rect.bottom()).reduce(f32::max)?;
    seen.first()?;
    let left = seen.iter().map(|rect| rect.left()).fold(f32::INFINITY, f32::min);
    let right = seen.iter().map(|rect| rect.right()).fold(0.0, f32::max);
    let centre = (left + right) / 2.0 - size.x / 2.0;
    let x = centre.clamp(view.left(), (view.right() - size.x).max(view.left()));
    let below = bottom + 6.0;
    let above = top - 6.0 - size.y;
    let y = if below + size.y <= view.bottom() {
        below
    } else if above >= view.top() {
        above
    } else {
        view.bottom() - size.y
    };
    Some(pos2(x, y))
}

/// A button of the toolbar: its word is its name, the key only a hint.
pub(super) fn button(
    ui: &mut Ui,
    palette: &Palette,
    label: &str,
    hint: &str,
    enabled: bool,
) -> Response {
    let colour = if enabled { palette.on_float } else { palette.on_float_muted };
    let font = FontId::proportional(theme::BODY - 1.0);
    let small = FontId::proportional(theme::SMALL - 1.0);
    let word = ui.fonts_mut(|f| f.layout_no_wrap(label.to_owned(), font, colour));
    let digit = ui.fonts_mut(|f| f.layout_no_wrap(hint.to_owned(), small, palette.on_float_muted));
    let gap = if hint.is_empty() { 0.0 } else { 5.0 };
    let size = vec2(word.size().x + gap + digit.size().x + 14.0, 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, f32::from(theme::RADIUS), palette.float_hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette.on_float);
        let inside = eframe::egui::StrokeKind::Inside;
        ui.painter().rect_stroke(rect, f32::from(theme::RADIUS), stroke, inside);
    }
    let at = Align2::LEFT_CENTER.align_size_within_rect(word.size(), rect.shrink2(vec2(7.0, 0.0)));
    let behind = pos2(at.right() + gap, rect.center().y - digit.size().y / 2.0);
    ui.painter().galley(at.min, word, colour);
    ui.painter().galley(behind, digit, palette.on_float_muted);
    response
}

/// The menu of a right click: what the selection can become, and what can be done with what is under the pointer.
pub(super) fn menu(
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &ViewState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    scene.response.context_menu(|ui| {
        ui.set_min_width(220.0);
        // The longest menu fits into the lowest window.
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding.y = 2.0;
        let pointed = state.toolbar.pointed.map(|byte| proposals::at(scene, view, byte));
        let pointed = pointed.and_then(|found| found.first().map(|(_, proposal)| *proposal));
        proposals::menu_ui(ui, scene, pointed, out, acts);
        let mut item = |ui: &mut Ui, each: UiCommand, label: &str| {
            let possible = each.effect(scene.session);
            // What has a way out stays: the notice offers it.
            let enabled = possible.as_ref().err().is_none_or(|why| why.offer.is_some());
            let button = ui.add_enabled(enabled, eframe::egui::Button::new(label));
            let button = match possible {
                Err(why) => button.on_disabled_hover_text(why.reason),
                Ok(_) => button,
            };
            if button.clicked() {
                command(scene, each, out, acts);
                ui.close();
            }
        };
        if on_claim(scene) {
            item(ui, UiCommand::AcceptAll, UiCommand::AcceptAll.label());
        }
        for each in UiCommand::TOOLBAR {
            if each == UiCommand::MakeClaim && on_claim(scene) {
                continue;
            }
            if matches!(each, UiCommand::Tag(TagKind::Date(_))) {
                ui.menu_button("Date", |ui| {
                    for (role, label) in DATES {
                        item(ui, UiCommand::Tag(TagKind::Date(role)), label);
                    }
                });
            } else {
                item(ui, each, each.label());
            }
        }
        ui.separator();
        for each in [
            UiCommand::SameSource,
            UiCommand::SplitClaim,
            UiCommand::MergeClaims,
            UiCommand::TagEqual,
        ] {
            item(ui, each, each.label());
        }
        ui.separator();
        item(ui, UiCommand::CopyCitation, UiCommand::CopyCitation.label());
        if let Some(record) = &scene.selection().record {
            let label = format!("Delete {}", names::record_name(record).to_lowercase());
            item(ui, UiCommand::Delete, &label);
        }
        if let Some(tag) = &state.toolbar.target {
            let words = names::first_words(tag.span.shown(scene.text()), 32);
            let label =
                format!("Untag “{words}” as {}", names::slot_name(tag.of.slot).to_lowercase());
            let slot = tag.of.clone();
            let action = Action::Do(Command::DeleteSlot { article: scene.id.clone(), slot });
            let possible = scene.session.can(&action);
            let button = ui.add_enabled(possible.is_ok(), eframe::egui::Button::new(label));
            let button = match possible {
                Err(why) => button.on_disabled_hover_text(why.reason),
                Ok(()) => button,
            };
            if button.clicked() {
                out.push(action);
                ui.close();
            }
        }
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect { min: pos2(100.0, 50.0), max: pos2(900.0, 650.0) };

    fn row(y: f32) -> Rect {
        Rect::from_min_size(pos2(300.0, y), vec2(400.0, 25.0))
    }

    #[test]
    fn it_covers_no_selected_word_and_stays_inside() {
        let size = vec2(560.0, 38.0);
        for rows in [vec![row(60.0), row(85.0)], vec![row(300.0)], vec![row(590.0), row(615.0)]] {
            let at = Rect::from_min_size(place(&rows[..1], &rows, size, VIEW).unwrap(), size);
            assert!(VIEW.contains_rect(at), "{at:?}");
            assert!(rows.iter().all(|row| !row.intersects(at)), "{at:?} over {rows:?}");
        }
        assert!(place(&[row(900.0)], &[row(900.0)], size, VIEW).is_none());
    }
}
