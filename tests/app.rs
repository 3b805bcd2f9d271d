//! The whole window, without a display: from the first click to the exported file, and tomorrow again.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, QualifierKind, Value, Voice};
use attest::session::{SaveState, Session};
use attest::store::format::parse_article;
use attest::ui::App;
use common::Desk;
use common::screen::{click, drag, drag_over, middle, place, rest};
use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

const SENTENCE: &str = "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.”";

fn a002() -> ArticleId {
    ArticleId::new("002_371c06971a596525.txt")
}

fn open(session: Session) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1280.0, 720.0])
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| App::new(&creation.egui_ctx, session, None));
    harness.run_steps(4);
    harness
}

fn session<'a>(harness: &'a Harness<'_, App>) -> &'a Session {
    harness.state().session()
}

fn tag(harness: &mut Harness<'_, App>, words: &str, kind: &str) {
    drag_over(harness, words);
    harness.get_by_role_and_label(Role::Button, kind).click();
    harness.run_steps(4);
}

fn undo_all(harness: &mut Harness<'_, App>) -> usize {
    let mut undone = 0;
    while session(harness).undo_labels().0.is_some() {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run_steps(3);
        undone += 1;
        assert!(undone < 50, "undo does not come to an end");
    }
    undone
}

#[test]
fn the_worked_example_from_the_first_click_to_tomorrow() {
    let desk = Desk::new();
    let mut harness = open(desk.session());

    // The article is chosen in the list, the sentence becomes a claim by a double-click.
    harness
        .get_all_by_role(Role::ListBoxOption)
        .find(|row| format!("{row:?}").contains("Armenians in Nagorno-Karabakh began"))
        .unwrap()
        .click();
    harness.run_steps(4);
    assert_eq!(session(&harness).current(), Some(&a002()));
    rest(&mut harness);
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 2);
    rest(&mut harness);

    // Its parts by dragging over them and picking from the toolbar. The number stands in the sentence before, too.
    let (_, end) = place(&harness, "(1800 GMT), 1,050");
    drag(&mut harness, end - vec2(20.0, 0.0), end - vec2(4.0, 0.0));
    harness.get_by_role_and_label(Role::Button, "Number").click();
    harness.run_steps(4);
    tag(&mut harness, "The government", "Source");
    tag(&mut harness, "added", "Cue");

    let document = session(&harness).document(&a002()).unwrap();
    let claim = document.claims_in_order()[0];
    assert_eq!(claim.anchors[0].exact(), SENTENCE);
    let quantity = document.quantities_of(&claim.id)[0];
    assert!(matches!(&quantity.value, Value::Number(number) if number.as_str() == "1050"));
    assert_eq!(quantity.qualifier.kind, QualifierKind::Plain);
    let attribution = document.attributions_of(&claim.id)[0];
    assert_eq!(attribution.chain[0].source, "The government");
    assert_eq!(attribution.cue[0].exact(), "added");
    assert_eq!(quantity.voice, Voice::By(vec![attribution.id.clone()]));

    // The window closes; everything is in the file, as the contract has it.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run_steps(3);
    harness.state_mut().close();
    assert!(!matches!(session(&harness).save_state(), SaveState::NotSaved(_)));
    drop(harness);
    let file = desk.annotations().join("analyst/002_371c06971a596525.txt.ron");
    let written = parse_article(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!((written.claims.len(), written.quantities.len()), (1, 1));
    assert_eq!(written.attributions.len(), 1);

    // Tomorrow it is all there, and every act can be taken back and done again.
    let mut harness = open(desk.session());
    let before = session(&harness).document(&a002()).unwrap().clone();
    assert_eq!(before.claims().len(), 1);
    let acts = undo_all(&mut harness);
    assert_eq!(acts, 4, "claim, number, source, cue");
    assert!(session(&harness).document(&a002()).unwrap().is_blank());
    for _ in 0..acts {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        harness.run_steps(3);
    }
    common::assert_same(session(&harness).document(&a002()).unwrap(), &before);
}

#[test]
fn numbers_search_commands_and_the_table_of_keys_open_and_close_by_their_keys() {
    let desk = Desk::new();
    let mut harness = open(desk.session());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(4);
    assert!(harness.query_by_label("Split claim here").is_some(), "the palette lists commands");
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(harness.query_by_label("Split claim here").is_none());
    let listed = |harness: &Harness<'_, App>| {
        harness.query_all_by_label_contains("ouble-click a sentence").count()
    };
    let before = listed(&harness);
    harness.key_press(Key::F1);
    harness.run_steps(4);
    assert!(listed(&harness) > before, "the table of keys names the double-click");
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert_eq!(listed(&harness), before);
    harness.get_by_role_and_label(Role::Button, "Numbers").click();
    harness.run_steps(4);
    assert!(harness.query_all_by_role(Role::TextRun).next().is_some());
    harness.get_by_role_and_label(Role::Button, "Read").click();
    harness.run_steps(4);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    harness.run_steps(4);
    assert!(harness.query_all_by_role(Role::TextInput).next().is_some());
}
