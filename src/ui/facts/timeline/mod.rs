//! A fact over time, drawn: as-of on x, value on y, every figure as far as it is known and no further.
//!
//! Owns what part of it is looked at and how; the picture is laid out once a change. Drawn by a painter of our own: the
//! same description makes the SVG file. Never: decides where a figure stands in time (the session does).

mod axis;
pub mod lay;
mod picture;
pub mod scene;
pub mod svg;

use super::Desk;
use crate::model::FactId;
use crate::session::{Action, MemberRow, Rejection, Timeline};
use crate::ui::theme::{self, Palette, icon, palette};
use crate::ui::view_state::UiAct;
use crate::ui::widgets;
use eframe::egui::{
    self, Align, Align2, Color32, CursorIcon, FontId, Frame, Label, Layout, Margin, Painter, Pos2,
    Rect, RichText, Role, Sense, Shape as Drawn, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use lay::{Window, lay_out};
use scene::{Ink, Item, Scene, Shape, Side};
use std::sync::Arc;

/// How near the pointer must be to a mark.
const NEAR: f32 = 12.0;
/// Marks that have a name of their own in the accessibility tree, at most.
const NAMED: usize = 80;

/// What of the timeline is only of the view.
#[derive(Default)]
pub struct TimelineState {
    log: bool,
    /// What is looked at; `None`: all of it.
    window: Option<Window>,
    laid: Option<(Key, Arc<Scene>)>,
    /// Where it was drawn last.
    rect: Option<Rect>,
    asked: Option<picture::Asked>,
}

/// What the picture was made of.
#[derive(Clone, PartialEq)]
struct Key {
    revision: u64,
    fact: FactId,
    size: (f32, f32),
    window: Window,
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
    let timeline = desk.session.timeline(fact);
    let p = palette(ui);
    let mut clicked = None;
    let frame = Frame::new()
        .fill(p.background)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS_LARGE)
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if timeline.points.is_empty() {
            let words = "None of its figures has a time yet: no as-of, nothing said at, and no date \
                of an article.";
            ui.add(Label::new(RichText::new(words).color(p.muted)).wrap());
            return;
        }
        tools_ui(ui, desk, state, &timeline);
        clicked = picture_ui(ui, desk, state, fact, &timeline, rows, height);
        notes_ui(ui, state, &timeline);
    });
    ui.add_space(theme::STEP * 2.0);
    clicked
}

fn tools_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut TimelineState, timeline: &Timeline) {
    ui.horizontal(|ui| {
        widgets::section_title(ui, "OVER TIME");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            files_ui(ui, desk, state, timeline);
            let all = ui.add_enabled(state.window.is_some(), egui::Button::new("All").small());
            if all.on_hover_text("Show all of it (double-click)").clicked() {
                state.window = None;
            }
            let now = state.window.unwrap_or_else(|| Window::of(timeline, state.log));
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
fn files_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut TimelineState, timeline: &Timeline) {
    let laid = state.laid.as_ref().map(|(_, scene)| Arc::clone(scene));
    let svg = ui.add_enabled(laid.is_some(), egui::Button::new("SVG").small());
    if let Some(scene) = laid
        && svg.on_hover_text("Write this picture to an SVG file").clicked()
    {
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

fn notes_ui(ui: &mut Ui, state: &TimelineState, timeline: &Timeline) {
    let p = palette(ui);
    let together = state.laid.as_ref().map_or(0, |(_, scene)| scene.together);
    let mut notes = Vec::new();
    if together > 0 {
        let all = widgets::counted(timeline.points.len(), "figure", "figures");
        notes.push(format!("{all}; those that touch are drawn together"));
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

fn picture_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    state: &mut TimelineState,
    fact: &FactId,
    timeline: &Timeline,
    rows: &[MemberRow],
    height: f32,
) -> Option<usize> {
    let size = vec2(ui.available_width().floor(), height.floor());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    state.rect = Some(rect);
    let name = format!("Timeline: {}", timeline.question);
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
    let window = state.window.unwrap_or_else(|| Window::of(timeline, state.log));
    let key = Key {
        revision: desk.session.facts_revision(),
        fact: fact.clone(),
        size: (size.x, size.y),
        window,
    };
    if state.laid.as_ref().is_none_or(|(of, _)| *of != key) {
        let scene = lay_out(timeline, rows, (size.x, size.y), window);
        state.laid = Some((key, Arc::new(scene)));
    }
    let scene = Arc::clone(&state.laid.as_ref()?.1);
    let p = palette(ui);
    paint(&ui.painter_at(rect), rect.min, &scene, p);
    look_around(ui, state, &response, rect, &scene);

    let mut clicked = None;
    let mut under = nearest(&scene, rect, response.hover_pos());
    if scene.spots.len() <= NAMED {
        for (at, spot) in scene.spots.iter().enumerate() {
            let Some(row) = rows.get(spot.row) else { continue };
            let place = Rect::from_center_size(on(rect, spot.at), Vec2::splat(2.0 * NEAR - 8.0));
            let mark = ui.interact(place, response.id.with(("mark", at)), Sense::click());
            mark.widget_info(|| WidgetInfo::labeled(Role::Button, true, said(row)));
            if mark.clicked() {
                clicked = Some(spot.row);
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
            clicked = Some(spot.row);
        }
        if let Some(row) = rows.get(spot.row) {
            tell_ui(ui, centre, row);
        }
    }
    clicked
}

/// What a mark is called.
fn said(row: &MemberRow) -> String {
    let time = if row.time.is_empty() { "time not stated" } else { &row.time };
    format!("{}, {time}, {}", row.shown, row.origin)
}

/// The sentence of the mark under the pointer.
fn tell_ui(ui: &Ui, at: Pos2, row: &MemberRow) {
    let p = palette(ui);
    let area = egui::Area::new(egui::Id::unique("timeline tells")).order(egui::Order::Tooltip);
    let area = area.interactable(false).fixed_pos(at + vec2(14.0, 14.0)).constrain(true);
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(340.0);
            ui.label(RichText::new(&row.shown).font(theme::title_font(theme::BODY)));
            let time = if row.time.is_empty() { "time not stated" } else { &row.time };
            let when = RichText::new(format!("{time} · {}", row.origin));
            let when = when.size(theme::SMALL).color(p.muted);
            ui.label(if row.hollow { when.italics() } else { when });
            let sentence: String = row.sentence.chars().take(400).collect();
            ui.add(Label::new(format!("“{sentence}”")).wrap());
        });
    });
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
        let about = (
            f64::from(((place.x - left) / width).clamp(0.0, 1.0)),
            f64::from(((bottom - place.y) / height).clamp(0.0, 1.0)),
        );
        state.window = Some(scene.window.zoomed(f64::from(1.0 / zoom), about, true));
    }
}

fn on(rect: Rect, (x, y): scene::At) -> Pos2 {
    pos2(rect.min.x + x, rect.min.y + y)
}

fn nearest(scene: &Scene, rect: Rect, pointer: Option<Pos2>) -> Option<usize> {
    let pointer = pointer?;
    let far = |spot: &scene::Spot| on(rect, spot.at).distance(pointer);
    let spots = scene.spots.iter().enumerate().map(|(at, spot)| (at, far(spot)));
    let best = spots.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 <= NEAR).then_some(best.0)
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

fn paint(painter: &Painter, base: Pos2, scene: &Scene, p: &Palette) {
    let on = |(x, y): scene::At| pos2(base.x + x, base.y + y);
    for item in &scene.items {
        match item {
            Item::Line { from, to, ink, width, dotted } => {
                let stroke = Stroke::new(*width, colour(*ink, p));
                let ends = [on(*from), on(*to)];
                if *dotted {
                    painter.extend(Drawn::dashed_line(&ends, stroke, 2.0, 3.5));
                } else {
                    painter.line_segment(ends, stroke);
                }
            }
            Item::Arrow { tip, to, ink } => {
                let [a, b] = svg::barbs(*tip, *to);
                let stroke = Stroke::new(2.0, colour(*ink, p));
                painter.line(vec![on(a), on(*tip), on(b)], stroke);
            }
            Item::Mark { at, shape, ink, filled, size } => {
                let line = Stroke::new(2.0, colour(*ink, p));
                let fill = if *filled { line.color } else { p.background };
                if *shape == Shape::Circle {
                    painter.circle(on(*at), *size, fill, line);
                    continue;
                }
                let corners = shape.corners().iter();
                let corners = corners.map(|(x, y)| on((at.0 + x * size, at.1 + y * size)));
                painter.add(Drawn::convex_polygon(corners.collect(), fill, line));
            }
            Item::Words { at, side, ink, size, text } => {
                let align = match side {
                    Side::Start => Align2::LEFT_CENTER,
                    Side::Middle => Align2::CENTER_CENTER,
                    Side::End => Align2::RIGHT_CENTER,
                };
                let font = FontId::proportional(*size);
                painter.text(on(*at), align, text, font, colour(*ink, p));
            }
        }
    }
}
