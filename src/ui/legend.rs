//! The legend: which mark means what, each entry drawn as the Reader draws it; a click switches the layer on or off.
//!
//! Whether a layer is on is told by an open or a struck-out eye and by the mark itself, not by colour alone.

use super::reader::{dashed_box, unseen_mark};
use super::theme::{self, Palette, icon, palette};
use super::view_state::{Layer, ViewState};
use super::widgets;
use eframe::egui::{
    self, Color32, FontId, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// Draws the legend, in two columns.
pub fn legend_ui(ui: &mut Ui, view: &mut ViewState) {
    widgets::section_title(ui, "LAYERS");
    let width = ((ui.available_width() - 8.0) / 2.0).floor();
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
    for pair in Layer::ALL.chunks(2) {
        ui.horizontal(|ui| {
            for layer in pair {
                entry_ui(ui, view, *layer, width);
            }
        });
    }
}

fn entry_ui(ui: &mut Ui, view: &mut ViewState, layer: Layer, width: f32) {
    let p = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let on = view.shows(layer);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, layer.label()));
    if response.hovered() {
        ui.painter().rect_filled(rect, theme::RADIUS, p.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            theme::RADIUS,
            Stroke::new(1.5, p.accent),
            StrokeKind::Inside,
        );
    }
    let eye = if on { icon::EYE } else { icon::EYE_OFF };
    widgets::paint_icon(ui, pos2(rect.left() + 14.0, rect.center().y), eye, 14.0, p.muted);
    let font = FontId::new(15.0, theme::serif());
    let colour = if on { word_colour(p, layer) } else { p.muted };
    let galley = ui.painter().layout_no_wrap(layer.label().to_owned(), font, colour);
    let at = pos2(rect.left() + 36.0, rect.center().y - galley.size().y / 2.0);
    let words = Rect::from_min_size(at, galley.size());
    if on {
        paint_mark(ui.painter(), words, layer, p);
    }
    ui.painter().galley(at, galley, colour);
    let what = if on { "Hide" } else { "Show" };
    let response = response.on_hover_text(format!("{what} {}", meaning(layer)));
    if response.clicked() {
        view.toggle(layer);
    }
}

/// What a layer marks, in the words of a tooltip.
const fn meaning(layer: Layer) -> &'static str {
    match layer {
        Layer::Claim => "claims: a bar in the margin and a tint",
        Layer::Number => "numbers with their qualifiers and units: a rounded box",
        Layer::Counted => "what is counted: a thin line",
        Layer::Source => "sources: a double line",
        Layer::Cue => "cues: dots",
        Layer::Quote => "the content of quotes: brackets in the margin",
        Layer::Date => "dates: dashes",
        Layer::Place => "places: dashes and dots",
        Layer::Proposed => "what is only proposed: the same marks, dashed and lighter",
        Layer::Invisible => "characters that cannot be seen: a tick with a dot or a flag",
    }
}

const fn word_colour(p: &Palette, layer: Layer) -> Color32 {
    match layer {
        Layer::Claim | Layer::Counted | Layer::Quote | Layer::Proposed | Layer::Invisible => p.text,
        other => p.layer(other),
    }
}

/// The mark of a layer around or below one run of words on one line (`words`: their rectangle). A claim's tint and bar and
/// a quote's brackets are drawn at the run itself, which suits a legend; in the article they stand in the margin.
pub fn paint_mark(painter: &egui::Painter, words: Rect, layer: Layer, p: &Palette) {
    let colour = p.layer(layer);
    let line = words.bottom() - 1.0;
    let (left, right) = (words.left(), words.right());
    let below = |y: f32| [pos2(left, y), pos2(right, y)];
    match layer {
        Layer::Claim => {
            painter.rect_filled(words.expand2(vec2(4.0, 1.0)), 2, p.claim_tint);
            let bar = Rect::from_min_max(
                pos2(left - 7.0, words.top() - 1.0),
                pos2(left - 4.0, words.bottom() + 1.0),
            );
            painter.rect_filled(bar, 1, colour);
        }
        Layer::Number => {
            let stroke = Stroke::new(1.25, colour);
            painter.rect_stroke(
                words.expand2(vec2(3.0, 0.0)),
                theme::RADIUS_SMALL,
                stroke,
                StrokeKind::Inside,
            );
        }
        Layer::Proposed => {
            let stroke = Stroke::new(1.25, colour.gamma_multiply(0.75));
            let rect = words.expand2(vec2(3.0, 0.0));
            dashed_box(painter, rect, f32::from(theme::RADIUS_SMALL), stroke);
        }
        Layer::Counted => {
            painter.line_segment(below(line), Stroke::new(1.25, colour));
        }
        Layer::Source => {
            painter.line_segment(below(line - 1.0), Stroke::new(1.0, colour));
            painter.line_segment(below(line + 1.5), Stroke::new(1.0, colour));
        }
        Layer::Cue => painter.extend(Shape::dotted_line(&below(line), colour, 3.0, 0.9)),
        Layer::Date => {
            painter.extend(Shape::dashed_line(&below(line), Stroke::new(1.5, colour), 5.0, 3.0))
        }
        Layer::Place => {
            let stroke = Stroke::new(1.5, colour);
            painter.extend(Shape::dashed_line_with_offset(
                &below(line),
                stroke,
                &[6.0, 1.5],
                &[2.5, 2.5],
                0.0,
            ));
        }
        Layer::Invisible => {
            let stem = Rect::from_x_y_ranges(right + 3.0..=right + 3.0, words.y_range());
            unseen_mark(painter, stem.shrink2(vec2(0.0, 2.0)), '\u{200B}', p);
        }
        Layer::Quote => {
            let stroke = Stroke::new(1.5, colour);
            for (x, way) in [(left - 6.0, 1.0), (right + 6.0, -1.0)] {
                let (top, bottom) = (words.top() + 2.0, words.bottom() - 1.0);
                let inward = Vec2::new(3.5 * way, 0.0);
                let path = vec![
                    pos2(x, top) + inward,
                    pos2(x, top),
                    pos2(x, bottom),
                    pos2(x, bottom) + inward,
                ];
                painter.add(Shape::line(path, stroke));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_kittest::{Harness, kittest::Queryable};

    #[test]
    fn a_click_switches_a_layer_off_and_on_again() {
        let setup = |ctx: &egui::Context| theme::install_fonts(ctx);
        let mut harness = Harness::builder()
            .with_size(vec2(256.0, 220.0))
            .with_context_setup(setup)
            .build_ui_state(legend_ui, ViewState::default());
        harness.run();
        for layer in Layer::ALL {
            harness.get_by_label(layer.label()).click();
            harness.run();
            assert!(!harness.state().shows(layer));
            harness.get_by_label(layer.label()).click();
            harness.run();
            assert!(harness.state().shows(layer));
        }
    }
}
