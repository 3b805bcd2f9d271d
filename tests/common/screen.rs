//! Words on the screen, and a mouse over them, for tests without a display.

#![allow(dead_code, clippy::unwrap_used)]

use eframe::egui::{Event, Modifiers, PointerButton, Pos2, accesskit::Role, pos2};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};

/// Where words stand on the screen, by the text runs of the accessibility tree: their start and their end.
pub fn place<S>(harness: &Harness<'_, S>, words: &str) -> (Pos2, Pos2) {
    for node in harness.query_all_by_role(Role::TextRun) {
        let data = node.accesskit_node();
        let data = data.data();
        let (Some(value), Some(bounds)) = (data.value(), data.bounds()) else { continue };
        let Some(byte) = value.find(words) else { continue };
        let first = value.char_indices().take_while(|(at, _)| *at < byte).count();
        let last = first + words.chars().count() - 1;
        let (positions, widths) =
            (data.character_positions().unwrap(), data.character_widths().unwrap());
        let y = ((bounds.y0 + bounds.y1) / 2.0) as f32;
        let x = |i: usize| bounds.x0 as f32 + positions[i];
        return (pos2(x(first) + 0.5, y), pos2(x(last) + widths[last] - 0.5, y));
    }
    panic!("{words:?} is not seen in one row");
}

/// The middle of words on the screen.
pub fn middle<S>(harness: &Harness<'_, S>, words: &str) -> Pos2 {
    let (from, to) = place(harness, words);
    from + (to - from) / 2.0
}

/// The pointer's button goes down or up.
pub fn button<S>(harness: &Harness<'_, S>, pos: Pos2, button: PointerButton, pressed: bool) {
    let modifiers = Modifiers::NONE;
    harness.event(Event::PointerButton { pos, button, pressed, modifiers });
}

/// Clicks so many times.
pub fn click<S>(harness: &mut Harness<'_, S>, pos: Pos2, times: usize) {
    harness.hover_at(pos);
    for _ in 0..times {
        button(harness, pos, PointerButton::Primary, true);
        button(harness, pos, PointerButton::Primary, false);
    }
    harness.step();
    harness.run_steps(2);
}

/// Long enough that no further click makes a double-click.
pub fn rest<S>(harness: &mut Harness<'_, S>) {
    harness.run_steps(30);
}

/// Drags from one point to another.
pub fn drag<S>(harness: &mut Harness<'_, S>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    button(harness, from, PointerButton::Primary, true);
    for i in 1..=8 {
        harness.hover_at(from + (to - from) * (i as f32 / 8.0));
    }
    button(harness, to, PointerButton::Primary, false);
    harness.step();
    harness.run_steps(3);
}

/// Drags over words.
pub fn drag_over<S>(harness: &mut Harness<'_, S>, words: &str) {
    let (from, to) = place(harness, words);
    drag(harness, from, to);
}
