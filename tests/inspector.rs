//! The Inspector as an analyst uses it: fields, choices, drafts, marking, history.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;
mod panel;

use attest::model::{RecordRef, Voice};
use attest::session::{Action, Command, Field};
use attest::ui::MarkTarget;
use attest::ui::inspector::Tab;
use eframe::egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use panel::{Panel, Shown, article, harness};

fn example() -> (Harness<'static, Panel>, attest::model::QuantityId) {
    let mut panel = Panel::on_seeds(Shown::Inspector);
    let quantity = panel.tag_example();
    panel.select(RecordRef::Quantity(quantity.clone()));
    let mut harness = harness(panel);
    harness.run();
    (harness, quantity)
}

/// Replaces what a field holds, as a person does: click, select all, type.
fn type_into(harness: &mut Harness<'static, Panel>, label: &str, text: &str) {
    harness.get_by_label(label).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_label(label).type_text(text);
    harness.run();
}

#[test]
fn a_claim_is_listed_with_what_it_holds() {
    let (harness, _) = example();
    assert!(harness.query_all_by_label_contains("The government added").next().is_some());
    assert!(harness.query_by_label_contains("1 number").is_some());
    assert!(harness.query_by_label("1 of 1").is_some());
}

#[test]
fn a_number_typed_as_a_person_writes_it_becomes_one_exact_value_in_one_act() {
    let (mut harness, quantity) = example();
    let acts = harness.state().session.history().len();
    type_into(&mut harness, "Value", "13,000");
    assert_eq!(harness.state().session.history().len(), acts, "a draft is no act");
    harness.key_press(Key::Enter);
    harness.run();
    let value = harness.state().text(&quantity, Field::Value);
    let draft = harness.state().session.draft(&harness.state().field(&quantity, Field::Value));
    assert!(value.replace(',', "").contains("13000"), "{value}: {draft:?}");
    assert_eq!(harness.state().session.history().len(), acts + 1);
}

#[test]
fn what_cannot_be_read_stays_typed_and_says_why() {
    let (mut harness, quantity) = example();
    let as_of = harness.state().field(&quantity, Field::AsOf);
    type_into(&mut harness, "As of", "the day of the long knives");
    harness.key_press(Key::Enter);
    harness.run();
    let session = &harness.state().session;
    let (typed, why) = session.draft(&as_of).unwrap();
    assert_eq!(typed, "the day of the long knives");
    let why = why.unwrap().to_owned();
    assert!(harness.query_by_label(&why).is_some(), "the reason stands under the field");
    assert_eq!(harness.state().text(&quantity, Field::AsOf), "");
    // Looking elsewhere and coming back loses nothing.
    let claim = harness.state().claims().pop().unwrap();
    harness.state_mut().select(RecordRef::Claim(claim));
    harness.run();
    harness.state_mut().select(RecordRef::Quantity(quantity));
    harness.run();
    let field = harness.get_by_label("As of").value();
    assert_eq!(field.as_deref(), Some("the day of the long knives"));
}

#[test]
fn escape_gives_a_draft_up() {
    let (mut harness, quantity) = example();
    let before = harness.state().text(&quantity, Field::Value);
    type_into(&mut harness, "Value", "7");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().text(&quantity, Field::Value), before);
    let field = harness.state().field(&quantity, Field::Value);
    assert!(harness.state().session.draft(&field).is_none());
}

#[test]
fn a_draft_is_committed_when_another_tab_takes_its_field_away() {
    let (mut harness, quantity) = example();
    type_into(&mut harness, "Counted", "civilians");
    harness.state_mut().inspector.tab = Tab::History;
    harness.run();
    harness.run();
    assert_eq!(harness.state().text(&quantity, Field::Counted), "civilians");
}

#[test]
fn a_choice_is_made_by_its_plain_name() {
    let (mut harness, quantity) = example();
    harness.get_by_label("Qualifier").click();
    harness.run();
    harness.get_by_label("more than").click();
    harness.run();
    assert_eq!(harness.state().text(&quantity, Field::Qualifier), "MoreThan");
}

#[test]
fn mark_in_text_asks_the_reader_for_the_next_drag() {
    let (mut harness, quantity) = example();
    harness.get_by_label("Mark counted in text").click();
    harness.run();
    let wanted = MarkTarget::from(harness.state().field(&quantity, Field::Counted));
    assert_eq!(harness.state().marking.0, Some(wanted.clone()));
    let span = harness.state().find("people had\u{20}");
    let span = attest::model::Span::new(span.start, span.start + "people".len());
    for action in wanted.actions(span) {
        harness.state_mut().session.dispatch(action);
    }
    harness.run();
    assert_eq!(harness.state().text(&quantity, Field::Counted), "people");
}

#[test]
fn a_number_says_whose_it_is() {
    let (mut harness, quantity) = example();
    let claim = harness.state().claims().pop().unwrap();
    harness.state_mut().act(Command::AddAttribution { article: article(), claim });
    harness.state_mut().select(RecordRef::Quantity(quantity.clone()));
    harness.run();
    harness.get_by_label("Whose").click();
    harness.run();
    harness.get_by_label_contains("The article’s own").click();
    harness.run();
    let document = harness.state().session.document(&article()).unwrap();
    assert_eq!(document.quantities().get(&quantity).unwrap().voice, Voice::Article);
}

#[test]
fn hops_of_a_chain_are_added_filled_and_removed() {
    let (mut harness, _) = example();
    harness.get_by_label("Add attribution").click();
    harness.run();
    harness.get_by_label("Add hop").click();
    harness.run();
    type_into(&mut harness, "Source", "Azer News");
    harness.key_press(Key::Enter);
    harness.run();
    let document = harness.state().session.document(&article()).unwrap();
    let chain = &document.attributions().values().next().unwrap().chain;
    assert_eq!(chain.first().unwrap().source, "Azer News");
    harness.get_by_label("Remove hop").click();
    harness.run();
    let document = harness.state().session.document(&article()).unwrap();
    assert!(document.attributions().values().next().unwrap().chain.is_empty());
}

#[test]
fn the_history_says_what_was_done_and_goes_back_to_a_point() {
    let (mut harness, quantity) = example();
    type_into(&mut harness, "Counted", "souls");
    harness.key_press(Key::Enter);
    harness.run();
    harness.state_mut().inspector.tab = Tab::History;
    harness.run();
    let buttons = harness.get_all_by_label("Undo to here").count();
    assert!(buttons >= 2, "one at each act but the last: {buttons}");
    harness.get_all_by_label("Undo to here").next().unwrap().click();
    harness.run();
    assert_eq!(harness.state().text(&quantity, Field::Counted), "");
    assert!(harness.query_by_label_contains("undone").is_some());
}

#[test]
fn the_article_tab_sets_outlet_and_reviewed() {
    let (mut harness, _) = example();
    harness.state_mut().inspector.tab = Tab::Article;
    harness.run();
    type_into(&mut harness, "Outlet", "Reuters");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("I am done with this article").click();
    harness.run();
    let meta = harness.state().session.document(&article()).unwrap().meta().clone();
    assert_eq!(meta.outlet.as_deref(), Some("Reuters"));
    assert!(meta.reviewed);
}

#[test]
fn what_cannot_be_changed_shows_as_plain_text() {
    let (mut harness, _) = example();
    harness.state_mut().session.dispatch(Action::LookAt("somebody".to_owned()));
    harness.state_mut().inspector.tab = Tab::Article;
    harness.run();
    assert!(harness.query_by_label_contains("Read-only").is_some());
    let input = eframe::egui::accesskit::Role::TextInput;
    assert!(harness.query_all_by_role(input).next().is_none(), "no field can be typed in");
}
