//! Proposals in the whole window, without a display: seen dashed, accepted, corrected and refused by mouse and keys.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, Document, Origin, RefusalKind};
use attest::session::{Session, Start, StartOptions};
use attest::ui::App;
use common::screen::{click, drag_over, middle, rest};
use common::{Desk, SENTENCE, a002, made};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use std::sync::Arc;

const TITLE: &str = "Armenians in Nagorno-Karabakh began";

fn session_of(desk: &Desk) -> Session {
    let options = StartOptions { recognize: Arc::new(made::example), ..desk.options() };
    let start = Start { paths: vec![desk.seeds()], annotator: None };
    let mut session = Session::start_with(start, options, Arc::new(|| {}));
    session.wait_until_idle();
    session
}

fn open(desk: &Desk) -> Harness<'static, App> {
    let session = session_of(desk);
    let mut harness = Harness::builder()
        .with_size([1280.0, 1600.0])
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| App::new(&creation.egui_ctx, session, None));
    harness.run_steps(4);
    harness
        .get_all_by_role(Role::ListBoxOption)
        .find(|row| format!("{row:?}").contains(TITLE))
        .unwrap()
        .click();
    harness.run_steps(4);
    rest(&mut harness);
    harness
}

fn session<'a>(harness: &'a Harness<'_, App>) -> &'a Session {
    harness.state().session()
}

fn document<'a>(harness: &'a Harness<'_, App>) -> &'a Document {
    session(harness).document(&a002()).unwrap()
}

/// What the marks in the text say they propose.
fn dashed(harness: &Harness<'_, App>) -> Vec<String> {
    let marks = harness.query_all_by_role(Role::Mark);
    let about =
        marks.filter_map(|node| Some(node.accesskit_node().data().description()?.to_owned()));
    about.filter(|about| about.starts_with("Proposed")).collect()
}

fn press(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run_steps(6);
}

fn key(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run_steps(4);
}

fn make_claim(harness: &mut Harness<'_, App>) {
    rest(harness);
    let at = middle(harness, "The government added");
    click(harness, at, 2);
    rest(harness);
    rest(harness);
}

#[test]
fn the_worked_example_is_complete_after_a_double_click_and_one_click() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    make_claim(&mut harness);
    assert!(document(&harness).quantities().is_empty(), "nothing unconfirmed is a record");
    press(&mut harness, "Accept all");
    let found = document(&harness);
    let quantity = found.quantities().values().next().unwrap();
    assert_eq!(quantity.anchor.exact(), "1,050");
    assert_eq!(quantity.counted.as_ref().unwrap().text, "people");
    assert_eq!(quantity.origin, Origin::Proposed);
    let said = found.attributions().values().next().unwrap();
    assert_eq!(said.chain.first().unwrap().source, "The government");
    assert_eq!(said.cue.first().unwrap().exact(), "added");
    // What a pronoun-like source stands for stays for a word of the analyst.
    assert!(said.chain.first().unwrap().antecedent.is_none());
    assert!(dashed(&harness).iter().any(|about| about.starts_with("Proposed stands for")));
    let accept = "Accept stands for The government: The Armenian government";
    press(&mut harness, accept);
    let said = document(&harness).attributions().values().next().unwrap();
    assert_eq!(
        said.chain.first().unwrap().antecedent.as_ref().unwrap().exact(),
        "The Armenian government"
    );
}

#[test]
fn a_selected_sentence_shows_its_proposals_and_they_move_no_text() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    assert!(dashed(&harness).is_empty());
    let before = middle(&harness, "The government added");
    click(&mut harness, before, 1);
    rest(&mut harness);
    assert_eq!(middle(&harness, "The government added"), before);
    let shown = dashed(&harness);
    for role in ["number", "counted", "as of", "place", "attribution"] {
        let about = format!("Proposed {role}");
        assert!(shown.iter().any(|each| each.starts_with(&about)), "{role}: {shown:?}");
    }
    // The legend takes them away and brings them back.
    harness.get_by_role_and_label(Role::CheckBox, "Proposed").click();
    harness.run_steps(4);
    assert!(dashed(&harness).is_empty());
    harness.get_by_role_and_label(Role::CheckBox, "Proposed").click();
    harness.run_steps(4);
    assert_eq!(dashed(&harness), shown);
    // The form says the same, with a button that makes the claim.
    press(&mut harness, "Make a claim and accept 5");
    assert_eq!(document(&harness).claims().len(), 1);
    assert_eq!(document(&harness).quantities().len(), 1);
}

#[test]
fn a_click_on_a_dashed_span_offers_to_accept_correct_or_refuse_it() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    make_claim(&mut harness);
    let counted = middle(&harness, "people had entered");
    click(&mut harness, counted, 1);
    rest(&mut harness);
    rest(&mut harness);
    assert!(session(&harness).selected_proposal().is_some());
    for name in ["Accept", "Correct", "Refuse"] {
        assert!(harness.query_by_role_and_label(Role::Button, name).is_some(), "{name}");
    }
    assert!(document(&harness).quantities().is_empty());
    press(&mut harness, "Refuse");
    assert_eq!(document(&harness).refused().len(), 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(4);
    assert!(document(&harness).refused().is_empty());
}

#[test]
fn keys_walk_accept_refuse_and_take_all() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    make_claim(&mut harness);
    key(&mut harness, Key::CloseBracket);
    let first = session(&harness).selected_proposal().unwrap().key;
    key(&mut harness, Key::CloseBracket);
    let second = session(&harness).selected_proposal().unwrap().key;
    assert_ne!(first, second);
    key(&mut harness, Key::OpenBracket);
    assert_eq!(session(&harness).selected_proposal().unwrap().key, first);
    let open = session(&harness).shown_proposals().len();
    key(&mut harness, Key::Y);
    assert!(session(&harness).shown_proposals().len() < open);
    key(&mut harness, Key::N);
    assert_eq!(document(&harness).refused().len(), 1);
    key(&mut harness, Key::Escape);
    assert!(session(&harness).selected_proposal().is_none());
    key(&mut harness, Key::Enter);
    assert!(session(&harness).shown_proposals().iter().all(|proposal| proposal.left.is_some()));
}

#[test]
fn what_is_refused_stays_refused_tomorrow() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    make_claim(&mut harness);
    press(&mut harness, "Refuse counted people (had entered Armenia)");
    assert!(!dashed(&harness).iter().any(|about| about.starts_with("Proposed counted")));
    let refused = document(&harness).refused().values().next().unwrap();
    assert_eq!((refused.kind, refused.anchor.exact()), (RefusalKind::Counted, "people"));
    harness.state_mut().close();
    drop(harness);
    let mut harness = open(&desk);
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 1);
    rest(&mut harness);
    let shown = dashed(&harness);
    assert!(shown.iter().any(|about| about.starts_with("Proposed number")), "{shown:?}");
    assert!(!shown.iter().any(|about| about.starts_with("Proposed counted")), "{shown:?}");
}

#[test]
fn correcting_accepts_and_puts_the_keyboard_into_the_field() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    make_claim(&mut harness);
    press(&mut harness, "Correct counted people (had entered Armenia)");
    let field = harness.get_by_role_and_label(Role::TextInput, "Counted");
    assert!(field.is_focused());
    field.type_text("civilians");
    harness.run_steps(2);
    key(&mut harness, Key::Enter);
    let quantity = document(&harness).quantities().values().next().unwrap();
    assert_eq!(quantity.counted.as_ref().unwrap().text, "civilians");
}

#[test]
fn the_article_s_date_is_accepted_above_the_text_and_a_change_lists_what_rests_on_it() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    let published = "Proposed article date 24 Sep 2023";
    press(&mut harness, published);
    harness.get_all_by_role_and_label(Role::Button, "Accept").last().unwrap().click();
    harness.run_steps(6);
    let date = |harness: &Harness<'_, App>| {
        document(harness).meta().published.as_ref().map(|published| published.edtf.clone())
    };
    assert_eq!(date(&harness).as_deref(), Some("2023-09-24"));
    make_claim(&mut harness);
    press(&mut harness, "Accept all");
    let as_of = |harness: &Harness<'_, App>| {
        let quantity = document(harness).quantities().values().next().unwrap();
        quantity.as_of.as_ref().unwrap().edtf.clone()
    };
    assert_eq!(as_of(&harness), "2023-09-24T22:00:00+04:00");
    press(&mut harness, "article date 24 Sep 2023");
    press(&mut harness, "Change…");
    let field = harness.get_by_role_and_label(Role::TextInput, "Published");
    assert!(field.is_focused());
    field.type_text("2023-09-25");
    harness.run_steps(2);
    key(&mut harness, Key::Enter);
    assert_eq!(date(&harness).as_deref(), Some("2023-09-24"), "it is asked first");
    press(&mut harness, "Change both");
    assert_eq!(date(&harness).as_deref(), Some("2023-09-25"));
    assert_eq!(as_of(&harness), "2023-09-25T22:00:00+04:00");
    harness.key_press(Key::Escape);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(4);
    assert_eq!((date(&harness).unwrap(), as_of(&harness)).0, "2023-09-24");
    assert_eq!(as_of(&harness), "2023-09-24T22:00:00+04:00", "both are one act");
}

#[test]
fn the_scan_lists_what_is_worth_tagging_and_leads_there_and_back() {
    let desk = Desk::new();
    let mut harness = open(&desk);
    press(&mut harness, "Scan folder");
    rest(&mut harness);
    let row = |harness: &Harness<'_, App>| {
        harness.query_all_by_role_and_label(Role::Cell, SENTENCE).count()
    };
    assert_eq!(row(&harness), 1);
    for column in ["Article", "Number", "Counted", "Source", "As of", "Sentence"] {
        harness.get_by_role_and_label(Role::ColumnHeader, column).click();
        harness.run_steps(3);
        assert_eq!(row(&harness), 1, "sorted by {column}");
    }
    harness.get_by_role_and_label(Role::Cell, SENTENCE).click();
    harness.run_steps(6);
    let selected = session(&harness).selection().text.unwrap();
    let article = session(&harness).article(&a002()).unwrap();
    assert_eq!(selected.shown(&article.text), SENTENCE);
    press(&mut harness, "Back to the scan");
    assert_eq!(row(&harness), 1);
    press(&mut harness, "Close the scan");
    assert_eq!(row(&harness), 0);
    // J goes to the same sentence.
    let other = ArticleId::new("000_7c6d0e5b6f4ad5f1.txt");
    assert_ne!(session(&harness).current(), Some(&other));
    drag_over(&mut harness, "The government");
    key(&mut harness, Key::J);
    assert_eq!(session(&harness).selection().article, Some(a002()));
}
