//! The table of mouse and keys (F1), made from the one table of commands.
//!
//! Beside it: what the mouse does in the text, and the Reader's keys that are no commands.

use super::commands::{Scope, UiCommand};
use super::theme::{self, palette};
use super::widgets;
use eframe::egui::{self, RichText, ScrollArea, Ui, vec2};

/// What the mouse does: gesture, effect.
pub const MOUSE: &[(&str, &str)] = &[
    ("Click a sentence", "select it; a toolbar offers what it can become"),
    ("Double-click a sentence", "make it a claim at once; inside a claim, select the word"),
    (
        "Point at a dashed mark",
        "what is proposed there; a click selects it to accept, correct or refuse",
    ),
    ("Drag over text", "select words (Ctrl: single letters), then choose from the toolbar"),
    ("Shift + click", "extend the selection to there"),
    ("Drag an edge of a selected tag", "move it"),
    ("Click a tag or a claim", "show it in the inspector; again: the next one below it"),
    ("Right-click", "the toolbar and more, as a menu"),
    ("Ctrl + wheel", "size of the text"),
    ("Drop files or a folder", "open them"),
];

/// What the mouse and the keys do in the Facts view: gesture or keys, effect.
pub const FACTS: &[(&str, &str)] = &[
    ("Up, Down", "the fact before, after"),
    ("Click a state or a verdict", "why, with both quotes side by side"),
    ("Click a heading of the board", "sort by it: up, down, by topic again"),
    ("Click a member", "its sentence; Ctrl + click, Shift + click: select several"),
    ("Double-click a member, click a point", "go to its sentence; Back returns"),
    ("Drag members onto a fact of the board", "move them there"),
    ("Right-click a member", "its origin, its place in the Reader"),
    ("Ctrl + wheel, drag on a timeline", "zoom, move; double-click: show all of it"),
    ("Click a value of the matrix", "go to its sentence"),
];

/// Keys of the Reader that belong to no command: keys, effect.
pub const READER: &[(&str, &str)] = &[
    ("Up, Down (or Left, Right)", "the sentence before, after"),
    ("Enter on a sentence", "make it a claim"),
    ("Shift+Left, Shift+Right", "extend the selection by a letter"),
    ("Ctrl+Shift+Left, Ctrl+Shift+Right", "extend the selection by a word"),
    ("F3, Shift+F3", "the next, the previous hit of the search in this article"),
    ("Page Up, Page Down, Home, End", "scroll"),
    ("Esc", "clear the selection, close what is open"),
];

/// Width of the column of keys and gestures.
const KEYS_WIDTH: f32 = 248.0;

/// Draws the table while `open`.
pub fn shortcuts_ui(ui: &Ui, open: &mut bool) {
    if !*open {
        return;
    }
    let modal = widgets::dialog(ui, "mouse and keys", UiCommand::Help.label(), 760.0, |ui| {
        let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            let window: Vec<_> = rows(ui, Scope::Window);
            let reader: Vec<_> = rows(ui, Scope::Reader);
            let fixed = |rows: &[(&str, &str)]| -> Vec<(String, String)> {
                rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
            };
            table_ui(ui, "MOUSE, IN THE TEXT", &fixed(MOUSE));
            table_ui(ui, "KEYS, EVERYWHERE", &window);
            table_ui(ui, "KEYS, WHILE THE TEXT HAS THE FOCUS", &reader);
            table_ui(ui, "", &fixed(READER));
            table_ui(ui, "FACTS VIEW", &fixed(FACTS));
        });
        widgets::dialog_buttons(ui, |ui| widgets::dialog_button(ui, "Close").clicked())
    });
    if modal.should_close() || modal.inner {
        *open = false;
    }
}

fn rows(ui: &Ui, scope: Scope) -> Vec<(String, String)> {
    let commands = UiCommand::ALL.iter().filter(|command| command.scope() == scope);
    commands
        .filter_map(|command| {
            let keys = widgets::shortcut_text(ui, &command.shortcut()?);
            Some((keys, format!("{}: {}", command.label(), command.tooltip())))
        })
        .collect()
}

fn table_ui(ui: &mut Ui, title: &str, rows: &[(String, String)]) {
    let p = palette(ui);
    if !title.is_empty() {
        ui.add_space(8.0);
        widgets::section_title(ui, title);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
    for (keys, effect) in rows {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            let keys = egui::Label::new(
                RichText::new(keys).font(theme::title_font(theme::BODY)).color(p.text),
            )
            .wrap();
            ui.allocate_ui(vec2(KEYS_WIDTH, 0.0), |ui| {
                ui.set_width(KEYS_WIDTH);
                ui.add(keys);
            });
            ui.add(egui::Label::new(RichText::new(effect).color(p.text)).wrap());
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_kittest::{Harness, kittest::Queryable};

    #[test]
    fn every_key_of_the_table_of_commands_is_shown() {
        let mut harness = Harness::builder()
            .with_size(vec2(1000.0, 4000.0))
            .with_context_setup(theme::install_fonts)
            .build_ui_state(|ui, open| shortcuts_ui(ui, open), true);
        harness.run();
        for command in UiCommand::ALL {
            if command.shortcut().is_some() {
                let row = format!("{}: {}", command.label(), command.tooltip());
                assert_eq!(harness.query_all_by_label(&row).count(), 1, "{row}");
            }
        }
        harness.get_by_label("Close").click();
        harness.run();
        assert!(!*harness.state());
    }
}
