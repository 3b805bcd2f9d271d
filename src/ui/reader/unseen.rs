//! Marks where a char stands that cannot be seen: a tick between its neighbours, over an unchanged text.
//!
//! Owns: how such a mark looks, and its words under the pointer. Which chars those are is said in [`crate::model::invisibles`];
//! a block knows its own from when it was laid out. Never: makes room for a mark, since the text stays as it is.

use super::{Scene, flow::Flow};
use crate::{
    model::{Effect, Invisible},
    ui::{
        theme::Palette,
        view_state::{Layer, ViewState},
    },
};
use eframe::egui::{Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// How near the pointer comes to a mark for its words, in points.
const NEAR: f32 = 5.0;

/// Which way a char turns what is shown, for a mark that points there.
const fn turns(char: char) -> Option<f32> {
    match char {
        '\u{61C}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}' => Some(-1.0),
        '\u{200E}' | '\u{202A}' | '\u{202D}' | '\u{2066}' => Some(1.0),
        _ => None,
    }
}

/// A mark at the middle of `stem`: a tick with a dot on top, or a flag that points where a control of direction leads.
pub(in crate::ui) fn mark(painter: &Painter, stem: Rect, char: char, palette: &Palette) {
    let stroke = Stroke::new(1.25, palette.warn);
    let (x, top) = (stem.center().x, stem.top());
    painter.line_segment([pos2(x, top), pos2(x, stem.bottom())], stroke);
    match turns(char) {
        Some(way) => {
            let flag = vec![pos2(x, top - 0.5), pos2(x + 5.0 * way, top + 2.5), pos2(x, top + 5.5)];
            painter.add(Shape::convex_polygon(flag, palette.warn, Stroke::NONE));
        }
        None => {
            painter.circle_filled(pos2(x, top), 2.0, palette.warn);
        }
    }
}

/// All marks that are seen.
pub(super) fn paint(painter: &Painter, flow: &Flow, view: &ViewState, palette: &Palette) {
    if !view.shows(Layer::Invisible) {
        return;
    }
    for (unseen, stem) in stems(flow) {
        mark(painter, stem, unseen.char, palette);
    }
}

/// What stands under the pointer, in words.
pub(super) fn hover(scene: &Scene<'_>, flow: &Flow, view: &ViewState) {
    let Some(pos) = scene.response.hover_pos().filter(|_| view.shows(Layer::Invisible)) else {
        return;
    };
    let near = |stem: Rect| stem.expand2(vec2(NEAR, 2.0)).contains(pos);
    let names: Vec<String> = stems(flow)
        .filter(|(_, stem)| near(*stem))
        .map(|(unseen, _)| match unseen.effect {
            Effect::None => unseen.name(),
            Effect::Order => format!("{}: may turn the order of what is shown", unseen.name()),
            Effect::Room | Effect::Unknown => format!("{}: no number is read here", unseen.name()),
        })
        .collect();
    if !names.is_empty() {
        scene.response.clone().on_hover_text_at_pointer(names.join("\n"));
    }
}

/// The chars that are seen as marks, with where these stand. Several at one place stand side by side.
fn stems(flow: &Flow) -> impl Iterator<Item = (&Invisible, Rect)> {
    /// Between marks at one place, in points.
    const STEP: f32 = 3.0;
    let height = flow.setting().font.size * 1.15;
    let seen = flow.seen().iter();
    let places = seen.flat_map(move |seen| {
        let below = (seen.layout.row_height - height) / 2.0;
        let places = seen.layout.unseen_places();
        places.map(move |(unseen, at)| (unseen, seen.pos + at.to_vec2() + vec2(0.0, below)))
    });
    let mut last: Option<(Pos2, f32)> = None;
    places.map(move |(unseen, at)| {
        let shift = match last {
            Some((place, shift)) if place.distance(at) < 0.5 => shift + STEP,
            _ => 0.0,
        };
        last = Some((at, shift));
        (unseen, Rect::from_min_size(at + vec2(shift, 0.0), vec2(0.0, height)))
    })
}
