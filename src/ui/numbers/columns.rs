//! Which columns of the table are shown, how they are called, how wide they begin.
//!
//! Never: which columns there are (the session's `number_columns`).

use crate::session::Field;
use eframe::egui::{self, PopupCloseBehavior, Ui};
use std::collections::BTreeSet;

/// What the columns of a table are.
pub type Columns = [(&'static str, Option<Field>)];

/// Columns shown before anything was chosen; the rest is for looking closer, and for other programs.
const USUAL: [&str; 13] = [
    "title",
    "outlet",
    "printed",
    "value",
    "qualifier",
    "unit",
    "counted",
    "measure",
    "as_of",
    "places",
    "source",
    "status",
    "sentence",
];

/// Takes out columns that are no more; where none is left, shows the usual ones.
pub fn settle(shown: &mut BTreeSet<String>, columns: &Columns) {
    if !shown.is_empty() && shown.iter().all(|name| columns.iter().any(|(c, _)| c == name)) {
        return;
    }
    shown.retain(|name| columns.iter().any(|(column, _)| column == name));
    if shown.is_empty() {
        let usual = columns.iter().filter(|(name, _)| USUAL.contains(&key(name).as_str()));
        shown.extend(usual.map(|(name, _)| (*name).to_owned()));
    }
    if shown.is_empty() {
        shown.extend(columns.iter().map(|(name, _)| (*name).to_owned()));
    }
}

fn key(name: &str) -> String {
    name.to_lowercase().replace(['-', ' '], "_")
}

/// A column's name as a heading.
pub fn heading(name: &str) -> String {
    let mut words = name.replace('_', " ");
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// How wide a column is at first, in points.
pub fn usual_width(name: &str) -> f32 {
    match key(name).as_str() {
        "title" => 220.0,
        "sentence" => 420.0,
        "note" | "source" | "chain" | "voice" | "counted" | "places" => 150.0,
        "printed" | "value" | "low" | "high" | "unit" => 88.0,
        _ => 120.0,
    }
}

/// Whether the column holds the sentence, which leads to the Reader.
pub fn is_sentence(name: &str) -> bool {
    key(name) == "sentence"
}

/// Whether the column holds the article's title.
pub fn is_title(name: &str) -> bool {
    key(name) == "title"
}

/// Whether the column's cells stand right-aligned.
pub fn is_number(name: &str) -> bool {
    matches!(key(name).as_str(), "value" | "low" | "high" | "start" | "end")
}

/// The menu that shows and hides columns.
pub fn menu_ui(ui: &mut Ui, columns: &Columns, shown: &mut BTreeSet<String>) {
    let response = ui.button("Columns");
    let popup =
        egui::Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        if ui.button("The usual columns").clicked() {
            shown.clear();
            settle(shown, columns);
        }
        if ui.button("All columns").clicked() {
            shown.extend(columns.iter().map(|(name, _)| (*name).to_owned()));
        }
        ui.separator();
        egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for (name, _) in columns {
                let mut on = shown.contains(*name);
                if ui.checkbox(&mut on, heading(name)).changed() {
                    if on {
                        shown.insert((*name).to_owned());
                    } else if shown.len() > 1 {
                        shown.remove(*name);
                    }
                }
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_columns_come_first_and_unknown_ones_go() {
        let columns: &Columns = &[("claim_id", None), ("value", Some(Field::Value))];
        let mut shown = BTreeSet::new();
        settle(&mut shown, columns);
        assert!(shown.iter().eq(["value"]));
        let mut shown = BTreeSet::from(["claim_id".to_owned(), "gone".to_owned()]);
        settle(&mut shown, columns);
        assert!(shown.iter().eq(["claim_id"]));
    }

    #[test]
    fn headings_read_as_words() {
        assert_eq!(heading("as_of_basis"), "As of basis");
    }
}
