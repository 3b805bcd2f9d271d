//! The History tab: what was done, when, in which article, latest first; undo to here.
//!
//! Never: rules.

use super::row::{heading_ui, small_button};
use crate::model::visible;
use crate::session::{Action, HistoryRow, Session};
use crate::ui::held::held_ui;
use crate::ui::names::{first_words, joined};
use crate::ui::theme;
use eframe::egui::{self, Align, Layout, RichText, Sense, Ui, UiBuilder, vec2};

/// Draws the tab.
pub fn history_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Action>) {
    let history = session.history();
    if history.is_empty() {
        ui.add_space(theme::STEP * 4.0);
        ui.label(RichText::new("Nothing was done yet.").weak());
        return;
    }
    heading_ui(ui, "WHAT WAS DONE, LATEST FIRST", |_| {});
    let last_done = history.iter().rev().find(|row| row.done).map(|row| row.index);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt("history").auto_shrink(false);
    area.show_rows(ui, theme::LIST_ROW, history.len(), |ui, rows| {
        for at in rows {
            if let Some(row) = history.len().checked_sub(at + 1).and_then(|i| history.get(i)) {
                held_ui(ui, "This step", &row.index, |ui| {
                    row_ui(ui, session, row, last_done == Some(row.index), out);
                });
            }
        }
    });
}

fn row_ui(ui: &mut Ui, session: &Session, row: &HistoryRow, is_last: bool, out: &mut Vec<Action>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::LIST_ROW));
    let hovered = ui.rect_contains_pointer(rect);
    if hovered {
        ui.painter().rect_filled(rect, 4.0, theme::palette(ui).hover);
    }
    let inner = rect.shrink2(vec2(6.0, 2.0));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .id_salt(("entry", row.index))
        .layout(Layout::right_to_left(Align::Center))
        .sense(Sense::hover());
    let mut child = ui.new_child(builder);
    if row.done && !is_last {
        let button = small_button("Undo to here").frame_when_inactive(hovered);
        let tip = "Takes back everything that was done after this";
        if child.add(button).on_hover_text(tip).clicked() {
            out.push(Action::UndoTo(row.index));
        }
    }
    let layout = Layout::top_down(Align::Min);
    child.allocate_ui_with_layout(child.available_size(), layout, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = RichText::new(&*visible(&row.label));
        let label = if row.done { label } else { label.weak().strikethrough() };
        ui.add(egui::Label::new(label).selectable(false).truncate());
        let article = row.article.as_ref();
        let title = article.and_then(|id| session.row(id)).map_or("", |row| row.title.as_str());
        let words = joined(&[
            if row.done { "" } else { "undone" },
            if row.external { "from outside" } else { "" },
            &when(&row.at),
            &first_words(title, 60),
        ]);
        let words = RichText::new(words).small().weak();
        ui.add(egui::Label::new(words).selectable(false).truncate());
    });
}

/// `2026-11-22T09:14:03Z` as `2026-11-22 09:14 UTC`.
fn when(at: &str) -> String {
    match (at.get(0..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::when;

    #[test]
    fn a_time_reads_to_the_minute() {
        assert_eq!(when("2026-11-22T09:14:03Z"), "2026-11-22 09:14 UTC");
        assert_eq!(when("?"), "?");
    }
}
