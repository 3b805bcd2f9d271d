//! The Reader as an analyst uses it: mouse and keys over a session on the seeds, without a display.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, RecordRef, Selection, TagRole};
use attest::session::{Action, FieldRef, Session};
use attest::ui::{
    MarkTarget,
    reader::{ReaderState, reader_ui},
    theme,
    view_state::{UiAct, ViewState},
};
use common::Desk;
use common::screen::{button, click, drag, middle, place, rest};
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, accesskit::Role, pos2};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};

struct Window {
    session: Session,
    view: ViewState,
    reader: ReaderState,
    acts: Vec<UiAct>,
    _desk: Desk,
}

fn a002() -> ArticleId {
    ArticleId::new("002_371c06971a596525.txt")
}

const GOVERNMENT: &str = "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.”";

fn window() -> Harness<'static, Window> {
    let desk = Desk::new();
    let mut session = desk.session();
    session.dispatch(Action::Show(a002()));
    let state = Window {
        session,
        view: ViewState::default(),
        reader: ReaderState::default(),
        acts: Vec::new(),
        _desk: desk,
    };
    let mut harness = Harness::builder()
        .with_size([900.0, 760.0])
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(|ctx: &egui::Context| {
            theme::install_fonts(ctx);
            theme::apply(ctx, attest::ui::view_state::ThemeChoice::Light);
        })
        .build_ui_state(
            |ui, window: &mut Window| {
                window.session.poll();
                let mut out = Vec::new();
                let (view, reader, acts) = (&mut window.view, &mut window.reader, &mut window.acts);
                reader_ui(ui, &window.session, view, reader, &mut out, acts);
                for action in out {
                    window.session.dispatch(action);
                    ui.ctx().request_repaint();
                }
            },
            state,
        );
    harness.run_steps(4);
    harness
}

fn selected(harness: &Harness<'_, Window>) -> String {
    let session = &harness.state().session;
    let article = session.article(&a002()).unwrap();
    session.selection().text.map_or(String::new(), |span| span.shown(&article.text).to_owned())
}

fn tagged(harness: &Harness<'_, Window>, role: TagRole) -> Vec<String> {
    let session = &harness.state().session;
    let article = session.article(&a002()).unwrap();
    let spans = session.document(&a002()).unwrap().spans();
    let all = spans.touching(attest::model::Span::new(0, article.text.len()));
    let of_role = all.into_iter().filter(|tag| tag.role == role);
    of_role.map(|tag| tag.span.shown(&article.text).to_owned()).collect()
}

#[test]
fn a_click_selects_the_sentence_and_the_toolbar_comes_after_the_double_click_interval() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 1);
    assert_eq!(selected(&harness), GOVERNMENT);
    assert!(harness.query_by_label("Number").is_none(), "a second click could hit it");
    rest(&mut harness);
    let toolbar = harness.get_by_label("Number").rect();
    for words in ["The government added", "Nagorno-Karabakh.”"] {
        assert!(!toolbar.contains(middle(&harness, words)));
    }
    harness.get_by_label("Claim").click();
    harness.run_steps(4);
    assert_eq!(tagged(&harness, TagRole::Claim), [GOVERNMENT]);
}

#[test]
fn a_double_click_makes_a_claim_at_once_and_the_tree_says_so() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 2);
    assert_eq!(tagged(&harness, TagRole::Claim), [GOVERNMENT]);
    let node = harness.get_by_role_and_label(Role::ListItem, GOVERNMENT);
    let about = node.accesskit_node().data().description().unwrap().to_owned();
    assert_eq!(about.split("; ").next(), Some("Claim"));
}

#[test]
fn words_dragged_over_become_what_the_toolbar_says() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 2);
    rest(&mut harness);
    // Neither end has to be met exactly: words are taken whole.
    let (from, to) = place(&harness, "statement, “As of 22:00 (1800 GMT), 1,050");
    drag(&mut harness, pos2(to.x - 30.0, to.y), pos2(to.x - 6.0, to.y));
    assert_eq!(selected(&harness), "1,050");
    harness.get_by_label("Number").click();
    harness.run_steps(4);
    assert_eq!(tagged(&harness, TagRole::Number), ["1,050"]);
    drag(&mut harness, pos2(from.x + 3.0, from.y), pos2(from.x + 20.0, from.y));
    assert_eq!(selected(&harness), "statement");
    let (from, to) = place(&harness, "The government");
    drag(&mut harness, from, to);
    harness.key_press(Key::Num4);
    harness.run_steps(4);
    assert_eq!(tagged(&harness, TagRole::Source), ["The government"]);
}

#[test]
fn with_ctrl_a_drag_takes_graphemes() {
    let mut harness = window();
    let (from, _) = place(&harness, "government added");
    let (_, to) = place(&harness, "The government added in a sta");
    harness.event(Event::ModifiersChanged(Modifiers::COMMAND | Modifiers::CTRL));
    drag(&mut harness, from, to);
    assert_eq!(selected(&harness), "government added in a sta");
}

#[test]
fn clicking_again_goes_through_what_overlaps() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 2);
    rest(&mut harness);
    let (from, to) = place(&harness, "added");
    drag(&mut harness, from, to);
    harness.key_press(Key::Num5);
    harness.run_steps(4);
    let cue = from + (to - from) / 2.0;
    let record =
        |harness: &Harness<'_, Window>| harness.state().session.selection().record.clone().unwrap();
    click(&mut harness, cue, 1);
    let first = record(&harness);
    assert!(matches!(first, RecordRef::Attribution(_)), "{first:?}");
    // What is only proposed there has its turn, too.
    let mut turn = Vec::new();
    for _ in 0..6 {
        rest(&mut harness);
        click(&mut harness, cue, 1);
        turn.push(record(&harness));
    }
    let claim = turn.iter().position(|record| matches!(record, RecordRef::Claim(_)));
    assert!(turn.iter().skip(claim.unwrap()).any(|record| *record == first), "{turn:?}");
}

#[test]
fn an_edge_of_the_selected_span_can_be_dragged() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 2);
    rest(&mut harness);
    let (from, to) = place(&harness, "The government");
    drag(&mut harness, from, to);
    harness.key_press(Key::Num4);
    harness.run_steps(4);
    let at = middle(&harness, "The government");
    click(&mut harness, at, 1);
    let (_, end) = place(&harness, "The government added in");
    drag(&mut harness, pos2(to.x + 1.0, to.y), end);
    assert_eq!(tagged(&harness, TagRole::Source), ["The government added in"]);
}

#[test]
fn the_keyboard_walks_tags_and_extends() {
    let mut harness = window();
    harness.key_press(Key::ArrowDown);
    harness.run_steps(3);
    assert!(selected(&harness).starts_with("Armenians in Nagorno-Karabakh began"));
    for _ in 0..2 {
        harness.key_press(Key::ArrowDown);
        harness.run_steps(3);
    }
    assert_eq!(selected(&harness), GOVERNMENT);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(tagged(&harness, TagRole::Claim), [GOVERNMENT]);
    let (from, to) = place(&harness, "The government");
    drag(&mut harness, from, to);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run_steps(3);
    assert_eq!(selected(&harness), "The governmen");
    let word = Modifiers::SHIFT | Modifiers::COMMAND | Modifiers::CTRL;
    for _ in 0..2 {
        harness.key_press_modifiers(word, Key::ArrowRight);
        harness.run_steps(3);
    }
    assert_eq!(selected(&harness), "The government added");
    for _ in 0..2 {
        harness.key_press(Key::Escape);
        harness.run_steps(3);
    }
    assert_eq!(selected(&harness), "");
}

#[test]
fn keys_are_the_menus_while_one_is_open() {
    let mut harness = window();
    let (from, to) = place(&harness, "The government");
    drag(&mut harness, from, to);
    let at = middle(&harness, "The government");
    for pressed in [true, false] {
        button(&harness, at, PointerButton::Secondary, pressed);
    }
    harness.run_steps(3);
    assert!(harness.query_by_label("Copy with citation").is_some());
    harness.key_press(Key::Num2);
    harness.run_steps(3);
    assert!(tagged(&harness, TagRole::Number).is_empty());
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("Copy with citation").is_none(), "the menu is gone");
    assert_eq!(selected(&harness), "The government");
}

#[test]
fn letters_do_nothing_while_the_find_field_has_the_focus() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 1);
    let window = harness.state_mut();
    window.reader.open_find(&window.session);
    harness.run_steps(3);
    harness.event(Event::Text("1".to_owned()));
    harness.key_press(Key::Num1);
    harness.run_steps(4);
    assert!(tagged(&harness, TagRole::Claim).is_empty());
    for text in [",", "0", "5", "0"] {
        harness.event(Event::Text(text.to_owned()));
    }
    harness.run_steps(4);
    assert!(harness.query_by_label("1 of 2").is_some(), "two figures are 1,050");
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(harness.query_by_label("2 of 2").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(harness.query_by_label("2 of 2").is_none());
}

#[test]
fn the_next_drag_goes_to_the_field_that_waits_for_it() {
    let mut harness = window();
    let (from, to) = place(&harness, "The Armenian government");
    let field = FieldRef {
        article: a002(),
        of: attest::session::FieldOwner::Article,
        field: attest::session::Field::Outlet,
    };
    harness.state_mut().view.marking.0 = Some(MarkTarget::Field(field.clone()));
    harness.run_steps(3);
    assert!(harness.query_by_label("Cancel").is_some(), "a hint says what the drag is for");
    drag(&mut harness, from, to);
    assert_eq!(harness.state().view.marking.0, None);
    let session = &harness.state().session;
    assert_eq!(session.field_text(&field).as_deref(), Some("The Armenian government"));
}

#[test]
fn a_place_that_is_gone_to_is_scrolled_into_view() {
    let mut harness = window();
    let article = harness.state().session.article(&a002()).unwrap().clone();
    let last = *article.paragraphs.last().unwrap();
    let go = Selection { article: Some(a002()), text: Some(last), record: None };
    harness.state_mut().session.dispatch(Action::GoTo(go));
    harness.run_steps(4);
    let words: String = last.shown(&article.text).chars().take(12).collect();
    let (from, _) = place(&harness, &words);
    assert!(from.y > 40.0 && from.y < 760.0);
}

#[test]
fn a_text_at_rest_asks_for_no_frame() {
    let mut harness = window();
    let at = middle(&harness, "The government added");
    click(&mut harness, at, 1);
    rest(&mut harness);
    harness.run();
    let delay = harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(delay.unwrap() > std::time::Duration::from_secs(5), "{delay:?}");
}
