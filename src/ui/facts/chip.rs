//! States as small outlined words: the same sign, colour and words wherever a fact or a pair says how it stands.
//!
//! What cannot be compared is never red. Never: decides a state.

use crate::compare::{FactWord, Verdict, state_words};
use crate::model::PairState;
use crate::ui::theme::{self, Palette, palette};
use eframe::egui::{
    self, Align2, Color32, FontId, Galley, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Space left and right of a chip's words.
const PADDING: f32 = 8.0;
/// Height of a chip.
pub const HEIGHT: f32 = 20.0;

/// What a chip says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chip {
    /// A sign before the words, for the eye only.
    pub sign: &'static str,
    /// The words, which are its name.
    pub words: String,
    /// How it is coloured.
    pub tone: Tone,
}

/// What a chip's colour says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Nothing to see.
    Quiet,
    /// Holds.
    Good,
    /// Moves on.
    Moving,
    /// Needs a look.
    Look,
    /// Cannot all be true.
    Bad,
}

impl Tone {
    /// Its colour.
    #[must_use]
    pub const fn colour(self, p: &Palette) -> Color32 {
        match self {
            Self::Quiet => p.muted,
            Self::Good => p.ok,
            Self::Moving => p.date,
            Self::Look => p.warn,
            Self::Bad => p.danger,
        }
    }
}

impl Chip {
    fn new(sign: &'static str, words: impl Into<String>, tone: Tone) -> Self {
        Self { sign, words: words.into(), tone }
    }

    /// What a fact reads.
    #[must_use]
    pub fn of_fact(word: FactWord) -> Self {
        let (sign, tone) = match word {
            FactWord::Empty | FactWord::Single => ("", Tone::Quiet),
            FactWord::NotComparable => ("≠", Tone::Quiet),
            FactWord::Agrees => ("=", Tone::Good),
            FactWord::Refines => ("⊂", Tone::Good),
            FactWord::LaterUpdate => ("↗", Tone::Moving),
            FactWord::Undetermined => ("?", Tone::Look),
            FactWord::Conflicts => ("!", Tone::Bad),
        };
        Self::new(sign, word.words(), tone)
    }

    /// How two figures stand to each other.
    #[must_use]
    pub fn of_state(state: PairState) -> Self {
        let (sign, tone) = match state {
            PairState::NotComparable => ("≠", Tone::Quiet),
            PairState::Agrees => ("=", Tone::Good),
            PairState::Refines => ("⊂", Tone::Good),
            PairState::LaterUpdate => ("↗", Tone::Moving),
            PairState::Undetermined => ("?", Tone::Look),
            PairState::Conflicts => ("!", Tone::Bad),
        };
        Self::new(sign, state_words(state), tone)
    }

    /// The same from a verdict: an order that is not stated is said before what else holds.
    #[must_use]
    pub fn of_verdict(verdict: &Verdict) -> Self {
        let decided = verdict.decided.is_some();
        let state = verdict.state();
        if !decided && verdict.judged.order_not_stated && state != PairState::Conflicts {
            return Self::new("?", "order not stated", Tone::Look);
        }
        if !decided && state == PairState::LaterUpdate && verdict.judged.hollow {
            return Self::new("↗", "later (≤)", Tone::Moving);
        }
        let chip = Self::of_state(state);
        if decided { Self { words: format!("{} (yours)", chip.words), ..chip } } else { chip }
    }

    /// The first of a fact's figures.
    #[must_use]
    pub fn first() -> Self {
        Self::new("", "first", Tone::Quiet)
    }

    /// So many findings.
    #[must_use]
    pub fn findings(count: usize) -> Self {
        let words = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        Self::new("△", words, Tone::Look)
    }

    fn shown(&self) -> String {
        if self.sign.is_empty() {
            self.words.clone()
        } else {
            format!("{} {}", self.sign, self.words)
        }
    }

    fn galley(&self, ui: &Ui, colour: Color32) -> Arc<Galley> {
        ui.painter().layout_no_wrap(self.shown(), FontId::proportional(theme::SMALL), colour)
    }
}

/// Paints a chip with its left edge at a place of a table's row, cut at `right`. Gives where it ends.
pub fn paint_at(ui: &Ui, chip: &Chip, left: f32, right: f32, middle: f32, lit: bool) -> Rect {
    let p = palette(ui);
    let colour = chip.tone.colour(p);
    let galley = chip.galley(ui, colour);
    let width = (galley.size().x + 2.0 * PADDING).min((right - left).max(0.0));
    let rect = Rect::from_min_size(pos2(left, middle - HEIGHT / 2.0), vec2(width, HEIGHT));
    paint(ui, rect, galley, colour, lit);
    rect
}

fn paint(ui: &Ui, rect: Rect, galley: Arc<Galley>, colour: Color32, lit: bool) {
    let p = palette(ui);
    let fill = if lit { p.hover } else { Color32::TRANSPARENT };
    let line = Stroke::new(1.0, colour.gamma_multiply(if lit { 1.0 } else { 0.75 }));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect(rect, HEIGHT / 2.0, fill, line, StrokeKind::Inside);
    let size = galley.size();
    let at = Align2::LEFT_CENTER.align_size_within_rect(size, rect.shrink2(vec2(PADDING, 0.0)));
    painter.galley(at.min, galley, colour);
}

/// A chip inside of a table's cell that can be clicked. Gives its response and where it ends.
pub fn cell_chip(
    ui: &Ui,
    id: Id,
    chip: &Chip,
    (left, right, middle): (f32, f32, f32),
    hover: &str,
) -> (Response, f32) {
    let galley = chip.galley(ui, chip.tone.colour(palette(ui)));
    let width = (galley.size().x + 2.0 * PADDING).min((right - left).max(0.0));
    let rect = Rect::from_min_size(pos2(left, middle - HEIGHT / 2.0), vec2(width, HEIGHT));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &chip.words));
    paint(
        ui,
        rect,
        galley,
        chip.tone.colour(palette(ui)),
        response.hovered() || response.has_focus(),
    );
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let response = if hover.is_empty() { response } else { response.on_hover_text(hover) };
    (response, rect.right())
}

/// A chip among other controls; a click shows its reason.
pub fn chip_ui(ui: &mut Ui, chip: &Chip, can_be_clicked: bool) -> Response {
    let colour = chip.tone.colour(palette(ui));
    let galley = chip.galley(ui, colour);
    let size: Vec2 = vec2(galley.size().x + 2.0 * PADDING, HEIGHT);
    let sense = if can_be_clicked { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let role = if can_be_clicked { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &chip.words));
    let lit = can_be_clicked && (response.hovered() || response.has_focus());
    paint(ui, rect, galley, colour, lit);
    if can_be_clicked {
        return response.on_hover_cursor(egui::CursorIcon::PointingHand);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_compared_is_never_red() {
        assert_eq!(Chip::of_fact(FactWord::NotComparable).tone, Tone::Quiet);
        assert_eq!(Chip::of_state(PairState::NotComparable).tone, Tone::Quiet);
        assert_eq!(Chip::of_fact(FactWord::Conflicts).tone, Tone::Bad);
    }
}
