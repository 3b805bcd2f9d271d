//! The Numbers view as an analyst uses it: sort, filter, edit in the cell, fill down, go to the sentence.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;
mod panel;

use attest::model::{QuantityId, Span};
use attest::session::{Command, Field, TagKind};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use panel::{Panel, Shown, article, harness};

/// Every sentence of the article that holds one of these numbers becomes a claim with it.
fn tagged() -> (Harness<'static, Panel>, Vec<QuantityId>) {
    let mut panel = Panel::on_seeds(Shown::Numbers);
    let text = panel.session.article(&article()).unwrap().text.clone();
    for number in ["1,050", "120,000"] {
        let at = text.find(number).unwrap();
        let line = text.get(..at).unwrap().rfind('\n').map_or(0, |at| at + 1);
        let end = at + text.get(at..).unwrap().find('\n').unwrap_or(text.len() - at);
        let spans = vec![Span::new(line, end).trimmed(&text)];
        panel.act(Command::MakeClaim { article: article(), spans });
        let span = Span::new(at, at + number.len());
        panel.act(Command::Tag { article: article(), span, kind: TagKind::Number });
    }
    let quantities = panel.quantities();
    assert_eq!(quantities.len(), 2);
    let mut harness = harness(panel);
    harness.run();
    (harness, quantities)
}

fn top_of(harness: &Harness<'static, Panel>, label: &str) -> f32 {
    harness.get_by_label(label).rect().top()
}

#[test]
fn a_row_a_number_sorted_by_size() {
    let (mut harness, _) = tagged();
    let values = |harness: &Harness<'static, Panel>| {
        let mut found: Vec<_> =
            ["1050", "120000"].iter().map(|value| (top_of(harness, value), *value)).collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
    };
    harness.get_by_label("Value").click();
    harness.run();
    assert_eq!(values(&harness), ["1050", "120000"]);
    harness.get_by_label_contains("Value").click();
    harness.run();
    assert_eq!(values(&harness), ["120000", "1050"]);
}

#[test]
fn a_filter_leaves_the_rows_that_hold_it() {
    let (mut harness, _) = tagged();
    harness.get_by_label("Filter all columns").click();
    harness.run();
    harness.get_by_label("Filter all columns").type_text("120000");
    harness.run();
    assert!(harness.query_by_label("120000").is_some());
    assert!(harness.query_by_label("1050").is_none());
}

#[test]
fn a_cell_is_edited_in_place_and_enter_goes_down() {
    let (mut harness, quantities) = tagged();
    harness.get_by_label("1050").click();
    harness.run();
    harness.key_press(Key::F2);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(eframe::egui::Event::Text("2 thousand".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let values: Vec<_> = quantities.iter().map(|q| harness.state().text(q, Field::Value)).collect();
    assert!(values.iter().any(|value| value.replace(',', "") == "2000"), "{values:?}");
}

#[test]
fn escape_leaves_a_cell_as_it_was() {
    let (mut harness, _) = tagged();
    let acts = harness.state().session.history().len();
    harness.get_by_label("1050").click();
    harness.run();
    harness.event(eframe::egui::Event::Text("9".to_owned()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session.history().len(), acts);
    assert!(harness.query_by_label("1050").is_some());
}

#[test]
fn fill_down_gives_all_selected_rows_one_value_in_one_act() {
    let (mut harness, quantities) = tagged();
    let first = quantities.first().unwrap().clone();
    let field = harness.state().field(&first, Field::Value);
    harness.state_mut().act(Command::SetField { field, text: "777".to_owned() });
    harness.run();
    let acts = harness.state().session.history().len();
    harness.get_by_label("777").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    assert_eq!(harness.state().session.history().len(), acts + 1);
    for quantity in &quantities {
        assert_eq!(harness.state().text(quantity, Field::Value), "777");
    }
}

#[test]
fn a_click_on_the_sentence_leads_to_the_reader() {
    let (mut harness, _) = tagged();
    harness.get_by_label_contains("in Nagorno-Karabakh will leave").click();
    harness.run();
    assert!(harness.state().numbers.go_read);
    assert!(harness.state().session.selection().text.is_some());
}

#[test]
fn columns_are_hidden_and_shown() {
    let (mut harness, _) = tagged();
    harness.get_by_label("Columns").click();
    harness.run();
    let outlets = |harness: &Harness<'static, Panel>| harness.get_all_by_label("Outlet").count();
    let before = outlets(&harness);
    harness.get_by_role_and_label(Role::CheckBox, "Outlet").click();
    harness.run();
    assert!(outlets(&harness) < before, "its heading is gone");
}
