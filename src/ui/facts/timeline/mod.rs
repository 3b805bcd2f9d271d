//! A fact over time, drawn: as-of on x, value on y, every figure as far as it is known and no further.
//!
//! Owns what part of it is looked at and how. Figures are made ready once a change, a picture is laid out once a look.
//! Drawn by a painter of our own: the same description makes the SVG file. Never: decides where a figure stands in time
//! (the session does).

mod axis;
mod cells;
mod figures;
mod hover;
pub mod lay;
mod mesh;
mod picture;
pub mod scene;
pub mod svg;
mod window;

use super::Desk;
use crate::model::FactId;
use crate::session::{Action, MemberRow, Rejection};
use crate::ui::theme::{self, Palette, icon, palette};
use crate::ui::view_state::UiAct;
use crate::ui::widgets;
use eframe::egui::{
    self, Align, Color32, CursorIcon, Frame, Label, Layout, Margin, Pos2, Rect, RichText, Role,
    Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use figures::Figures;
use hover::{NEAR, nearest, said, tell_ui};
use lay::{Detail, lay_out};
use scene::{Ink, Scene};
use std::rc::Rc;
use std::sync::Arc;
use window::Window;

/// Marks that have a name of their own in the accessibility tree, at most.
const NAMED: usize = 80;
/// How much nearer a click on figures that are drawn together goes.
const NEARER: f64 = 0.25;

/// What of the timeline is only of the view.
#[derive(Default)]
pub struct TimelineState {
    log: bool,
    /// What is looked at; `None`: all of it.
    window: Option<Window>,
    /// The figures, of which state of the facts and which fact.
    figures: Option<((u64, FactId), Rc<Figures>)>,
    /// The picture.
    laid: Option<Arc<Scene>>,
    drawn: mesh::Kept,
    /// Where it was drawn last.
    rect: Option<Rect>,
    asked: Option<picture::Asked>,
}

impl TimelineState {
    /// The figures as they are now: made once a change.
    fn ready(&mut self, desk: &Desk<'_>, fact: &FactId, rows: &[MemberRow]) -> Rc<Figures> {
        let revision = desk.session.facts_revision();
        if let Some(((of, same), figures)) = &self.figures
            && *of == revision
            && same == fact
        {
            return Rc::clone(figures);
        }
        let figures = Rc::new(Figures::new(desk.session.timeline(fact), rows));
        self.figures = Some(((revision, fact.clone()), Rc::clone(&figures)));
        self.laid = None;
        figures
    }

    /// The picture in a size: laid out once a look.
    fn picture(&mut self, figures: &Figures, rows: &[MemberRow], size: (f32, f32)) -> Arc<Scene> {
        let window = self.window.unwrap_or_else(|| figures.whole(self.log));
        if let Some(scene) = &self.laid
            && (scene.size, scene.window) == (size, window)
        {
            return Arc::clone(scene);
        }
        let scene = Arc::new(lay_out(figures, rows, size, window, Detail::Together));
        self.laid = Some(Arc::clone(&scene));
        scene
    }
}

/// Draws the timeline as a card. Gives the row of the member that was clicked.
pub(super) fn timeline_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut TimelineState,
    fact: &FactId,
    rows: &[MemberRow],
    height: f32,
) -> Option<usize> {
    let figures = state.ready(desk, fact, rows);
    let p = palette(ui);
    let mut clicked = None;
    let frame = Frame::new()
        .fill(p.background)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS_LARGE)
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if figures.timeline.points.is_empty() {
            let words = "None of its figures has a time yet: no as-of, nothing said at, and no date \
                of an article.";
            ui.add(Label::new(RichText::new(words).color(p.muted)).wrap());
            dateless_ui(ui, desk, rows);
            return;
        }
        tools_ui(ui, desk, state, &figures, rows);
        clicked = picture_ui(ui, state, &figures, rows, height);
        notes_ui(ui, state, &figures);
        dateless_ui(ui, desk, rows);
    });
    ui.add_space(theme::STEP * 2.0);
    clicked
}

fn tools_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut TimelineState,
    figures: &Figures,
    rows: &[MemberRow],
) {
    ui.horizontal(|ui| {
        widgets::section_title(ui, "OVER TIME");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            files_ui(ui, desk, state, figures, rows);
            let all = ui.add_enabled(state.window.is_some(), egui::Button::new("All").small());
            if all.on_hover_text("Show all of it (double-click)").clicked() {
                state.window = None;
            }
            let now = state.window.unwrap_or_else(|| figures.whole(state.log));
            if widgets::quiet_icon_button(ui, icon::PLUS, "Nearer").clicked() {
                state.window = Some(now.zoomed(0.7, (0.5, 0.0), false));
            }
            if widgets::quiet_icon_button(ui, icon::MINUS, "Farther").clicked() {
                state.window = Some(now.zoomed(1.0 / 0.7, (0.5, 0.0), false));
            }
            let log = ui.selectable_label(state.log, "Log scale");
            if log.on_hover_text("Values by their magnitude").clicked() {
                state.log = !state.log;
                state.window = None;
            }
        });
    });
}

/// The buttons that write it out.
fn files_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut TimelineState,
    figures: &Figures,
    rows: &[MemberRow],
) {
    let timeline = &figures.timeline;
    let laid = state.laid.as_ref().map(|scene| (scene.size, scene.window));
    let svg = ui.add_enabled(laid.is_some(), egui::Button::new("SVG").small());
    if let Some((size, window)) = laid
        && svg
            .on_hover_text("Write this picture to an SVG file, with every figure by itself")
            .clicked()
    {
        let scene = lay_out(figures, rows, size, window, Detail::Each);
        let picture = picture::as_svg(&scene, &timeline.question, palette(ui));
        desk.acts.push(UiAct::ExportPicture(picture));
    }
    let free = state.asked.is_none();
    let png = ui.add_enabled(free && state.rect.is_some(), egui::Button::new("PNG").small());
    if let Some(rect) = state.rect
        && png.on_hover_text("Write this picture to a PNG file").clicked()
    {
        state.asked = Some(picture::ask(ui.ctx(), rect, &timeline.question));
    }
    let Some(asked) = state.asked.take() else { return };
    match picture::answer(asked, ui.ctx().pixels_per_point()) {
        picture::Answer::Waiting(asked) => state.asked = Some(asked),
        picture::Answer::Here(picture) => desk.acts.push(UiAct::ExportPicture(picture)),
        picture::Answer::None(why) => {
            desk.out.push(Action::Refused(Rejection::because(why)));
        }
    }
}

fn notes_ui(ui: &mut Ui, state: &TimelineState, figures: &Figures) {
    let timeline = &figures.timeline;
    let p = palette(ui);
    let together = state.laid.as_ref().map_or(0, |scene| scene.together);
    let mut notes = Vec::new();
    if together > 0 {
        let all = widgets::counted(timeline.points.len(), "figure", "figures");
        notes.push(format!(
            "{all}; those that touch are drawn together, larger where they are more"
        ));
    }
    match if state.log { figures.not_above_zero() } else { 0 } {
        0 => {}
        1 => notes.push("1 figure is not above 0, and has no place in a log scale".to_owned()),
        n => notes.push(format!(
            "{} figures are not above 0, and have no place in a log scale",
            widgets::grouped(n)
        )),
    }
    match timeline.without.len() {
        0 => {}
        1 => notes.push("1 figure without time or number is not drawn".to_owned()),
        n => notes
            .push(format!("{} figures without time or number are not drawn", widgets::grouped(n))),
    }
    if !notes.is_empty() {
        let words = RichText::new(notes.join(" · ")).size(theme::SMALL).color(p.muted);
        ui.add(Label::new(words).wrap());
    }
}

/// What brings a figure without any time into the picture, and the way to the first of them.
fn dateless_ui(ui: &mut Ui, desk: &mut Desk<'_>, rows: &[MemberRow]) {
    let Some(first) = rows.iter().find(|row| row.time.is_empty()) else { return };
    let words = "With the date of its article, a figure stands there at the latest.";
    let words = RichText::new(words).size(theme::SMALL).color(palette(ui).muted);
    ui.add(Label::new(words).wrap());
    let link = format!("Show “{}” in the Reader", first.shown);
    if widgets::link(ui, &link).clicked() {
        desk.go(first.selection.clone());
    }
}

fn picture_ui(
    ui: &mut Ui,
    state: &mut TimelineState,
    figures: &Figures,
    rows: &[MemberRow],
    height: f32,
) -> Option<usize> {
    let size = vec2(ui.available_width().floor(), height.floor());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    state.rect = Some(rect);
    let name = || format!("Timeline: {}", figures.timeline.question);
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name()));
    let scene = state.picture(figures, rows, (size.x, size.y));
    let p = palette(ui);
    state.drawn.paint(&ui.painter_at(rect), rect.min, &scene, p);
    look_around(ui, state, &response, rect, &scene);

    let mut pressed = None;
    let place = response.hover_pos().map(|pos| pos - rect.min);
    let mut under = place.and_then(|place| nearest(&scene, (place.x, place.y)));
    if scene.spots.len() <= NAMED {
        for (at, spot) in scene.spots.iter().enumerate() {
            let place = Rect::from_center_size(on(rect, spot.at), Vec2::splat(2.0 * NEAR - 8.0));
            let mark = ui.interact(place, response.id.with(("mark", at)), Sense::click());
            mark.widget_info(|| WidgetInfo::labeled(Role::Button, true, said(&scene, spot, rows)));
            if mark.clicked() {
                pressed = Some(at);
            }
            if mark.hovered() || mark.has_focus() {
                under = Some(at);
            }
        }
    }
    if let Some(spot) = under.and_then(|at| scene.spots.get(at)) {
        let centre = on(rect, spot.at);
        ui.painter_at(rect).circle_stroke(centre, 10.0, Stroke::new(1.5, p.accent));
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        if response.clicked() {
            pressed = under;
        }
        tell_ui(ui, centre, &scene, spot, rows);
    }
    let spot = pressed.and_then(|at| scene.spots.get(at))?;
    if spot.group.as_ref().is_some_and(|group| group.comes_apart) {
        let about = shares(&scene, spot.at);
        state.window = Some(scene.window.zoomed(NEARER, about, true));
        return None;
    }
    Some(spot.row)
}

/// The shares of both axes, from the lower left, that a place of the picture stands at.
fn shares(scene: &Scene, (x, y): scene::At) -> (f64, f64) {
    let (left, top, right, bottom) = scene.plot;
    let share = |over: f32, whole: f32| f64::from((over / whole.max(1.0)).clamp(0.0, 1.0));
    (share(x - left, right - left), share(bottom - y, bottom - top))
}

/// Wheel with Ctrl, pinch and drag; a double-click shows all.
fn look_around(
    ui: &Ui,
    state: &mut TimelineState,
    response: &egui::Response,
    rect: Rect,
    scene: &Scene,
) {
    let (left, top, right, bottom) = scene.plot;
    let (width, height) = ((right - left).max(1.0), (bottom - top).max(1.0));
    if response.double_clicked() {
        state.window = None;
        return;
    }
    if response.dragged() {
        let by = response.drag_delta();
        if by != Vec2::ZERO {
            let by = (f64::from(-by.x / width), f64::from(by.y / height));
            state.window = Some(scene.window.moved(by));
        }
    }
    let Some(pos) = response.hover_pos() else { return };
    let zoom = ui.input(|input| input.zoom_delta());
    if (zoom - 1.0).abs() > 1e-4 {
        let place = pos - rect.min;
        let about = shares(scene, (place.x, place.y));
        state.window = Some(scene.window.zoomed(f64::from(1.0 / zoom), about, true));
    }
}

fn on(rect: Rect, (x, y): scene::At) -> Pos2 {
    pos2(rect.min.x + x, rect.min.y + y)
}

/// The colour of an ink in a theme.
#[must_use]
pub const fn colour(ink: Ink, p: &Palette) -> Color32 {
    match ink {
        Ink::Line => p.line,
        Ink::Muted => p.muted,
        Ink::Text => p.text,
        Ink::Reading | Ink::Origin(4) => p.accent,
        Ink::Origin(0) => p.source,
        Ink::Origin(1) => p.cue,
        Ink::Origin(2) => p.number,
        Ink::Origin(_) => p.place,
    }
}
