//! The Facts view as an analyst uses it, in the whole window without a display: board, members, reasons, finder.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use attest::compare::FactWord;
use attest::model::{ArticleId, Comparable, FactId, QuantityId, RecordRef, Selection, Span};
use attest::session::{
    Action, BoardRow, Command, FactCommand, FactField, Field, FieldOwner, FieldRef, Session,
    TagKind,
};
use attest::ui::App;
use common::{Desk, words};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};

/// The article whose name begins so.
fn article(session: &Session, number: &str) -> ArticleId {
    let found = session.rows().iter().find(|row| row.id.as_str().starts_with(number));
    found.unwrap().id.clone()
}

fn act(session: &mut Session, command: FactCommand) {
    let action = Action::Do(Command::Facts(command));
    assert_eq!(session.can(&action), Ok(()), "{action:?}");
    session.dispatch(action);
}

/// Tags a number in the sentence around these words, and what it counts.
fn tag(
    session: &mut Session,
    number: &str,
    around: &str,
    printed: &str,
    counted: &str,
) -> QuantityId {
    let id = article(session, number);
    session.dispatch(Action::Show(id.clone()));
    let place = words(session, &id, around);
    let sentence = session.segments(&id).unwrap().sentence_at(place.start).unwrap();
    let known: Vec<QuantityId> =
        session.document(&id).unwrap().quantities().keys().cloned().collect();
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    for (text, kind) in [(printed, TagKind::Number), (counted, TagKind::Counted)] {
        if !text.is_empty() {
            let at = place.start + around.find(text).unwrap();
            let span = Span::new(at, at + text.len());
            session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind }));
        }
    }
    let document = session.document(&id).unwrap();
    document.quantities().keys().find(|id| !known.contains(id)).unwrap().clone()
}

fn set(session: &mut Session, quantity: &QuantityId, field: Field, text: &str) {
    let article = session.comparison().figure(quantity).unwrap().member.article.clone();
    let of = FieldOwner::Record(RecordRef::Quantity(quantity.clone()));
    let field = FieldRef { article, of, field };
    session.dispatch(Action::Do(Command::SetField { field, text: text.to_owned() }));
}

struct Made {
    fact: FactId,
    first: QuantityId,
    later: QuantityId,
    last: QuantityId,
}

/// 1,050 (as of 22:00), more than 2900 (by 25 September) and about 28,120 (nothing said) in one fact, 40,000 in none.
fn entered(session: &mut Session) -> Made {
    let first = tag(session, "002", "1,050 people had entered Armenia", "1,050", "people");
    set(session, &first, Field::What, "had entered Armenia");
    set(session, &first, Field::AsOf, "2023-09-24T22:00+04:00");
    set(session, &first, Field::AsOfBasis, "Explicit");
    act(session, FactCommand::NewFact { quantity: Some(first.clone()), question: None });
    let fact = session.board()[0].fact.clone();
    let later = tag(session, "001", "more than 2900", "more than 2900", "");
    set(session, &later, Field::AsOf, "2023-09-25");
    set(session, &later, Field::AsOfBasis, "Explicit");
    let last = tag(session, "003", "28,120", "28,120", "");
    for quantity in [&later, &last] {
        let (quantity, fact) = (quantity.clone(), fact.clone());
        let comparable = Comparable::Yes;
        act(session, FactCommand::Join { quantity, fact, comparable, accept: false });
    }
    Made { fact, first, later, last }
}

fn window(session: Session) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1440.0, 1000.0])
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| App::new(&creation.egui_ctx, session, None));
    harness.run_steps(4);
    harness
}

fn session<'a>(harness: &'a Harness<'_, App>) -> &'a Session {
    harness.state().session()
}

/// Rests first, so that no two presses make a double-click.
fn press(harness: &mut Harness<'_, App>, name: &str) {
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run_steps(6);
}

fn show_facts(harness: &mut Harness<'_, App>) {
    press(harness, "Facts");
    harness.run_steps(4);
}

#[test]
fn without_facts_the_view_says_what_one_is() {
    let desk = Desk::new();
    let mut harness = window(desk.session());
    show_facts(&mut harness);
    assert!(harness.query_by_label("No facts yet").is_some());
    press(&mut harness, "New fact");
    harness.get_by_label("Question").type_text("How long did it take?");
    harness.run_steps(4);
    press(&mut harness, "Make it");
    assert_eq!(session(&harness).board().len(), 1);
    assert!(harness.query_by_role_and_label(Role::Heading, "How long did it take?").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(6);
    assert!(harness.query_by_label("No facts yet").is_some(), "undone");
}

#[test]
fn the_board_says_what_a_fact_reads_and_a_state_opens_its_reason_with_both_quotes() {
    let desk = Desk::new();
    let mut session = desk.session();
    let made = entered(&mut session);
    assert_eq!(session.board()[0].word, FactWord::LaterUpdate);
    let question = session.board()[0].question.clone();
    let mut harness = window(session);
    show_facts(&mut harness);
    let cells = |harness: &Harness<'_, App>, label: &str| {
        harness.query_all_by_role_and_label(Role::Cell, label).count()
    };
    assert_eq!(cells(&harness, &question), 1);
    let row = session_row(&harness, &made.fact);
    let values = format!("1,050 → {}", row.latest.unwrap());
    assert_eq!(cells(&harness, &values), 1);
    // The first fact is open: its members stand at the right.
    assert_eq!(cells(&harness, "more than 2900"), 1);
    assert!(harness.query_by_role_and_label(Role::Heading, &question).is_some());

    let board = session_state(&harness, &made.fact);
    assert_eq!(board, FactWord::LaterUpdate);
    harness.run_steps(30);
    let chip = harness.get_all_by_role_and_label(Role::Button, "later update").next().unwrap();
    chip.click();
    harness.run_steps(6);
    assert!(harness.query_by_label("Close the reason").is_some());
    let texts: Vec<String> =
        harness.query_all_by_role(Role::Label).map(|node| format!("{node:?}")).collect();
    for quote in ["1,050 people had entered", "2900"] {
        assert!(texts.iter().any(|text| text.contains(quote)), "{quote} in {texts:#?}");
    }
}

fn session_row(harness: &Harness<'_, App>, fact: &FactId) -> BoardRow {
    session(harness).board().iter().find(|row| row.fact == *fact).unwrap().clone()
}

fn session_state(harness: &Harness<'_, App>, fact: &FactId) -> FactWord {
    session_row(harness, fact).word
}

#[test]
fn a_member_leads_to_its_sentence_and_back_returns() {
    let desk = Desk::new();
    let mut made = desk.session();
    let first = entered(&mut made).first;
    let mut harness = window(made);
    show_facts(&mut harness);
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::Cell, "1,050").click();
    harness.run_steps(6);
    press(&mut harness, "Open in the Reader");
    let selection = session(&harness).selection().clone();
    assert_eq!(selection.record, Some(RecordRef::Quantity(first)));
    assert!(harness.query_by_label("Filter facts").is_none(), "the Reader is shown");
    press(&mut harness, "Back to the facts");
    assert!(harness.query_by_label("Filter facts").is_some(), "the board is shown again");
}

#[test]
fn a_pair_can_be_decided_otherwise_and_the_own_word_stays_beside_it() {
    let desk = Desk::new();
    let mut made = desk.session();
    let fact = entered(&mut made).fact;
    let mut harness = window(made);
    show_facts(&mut harness);
    harness.run_steps(30);
    let chip = harness.get_all_by_role_and_label(Role::Button, "later update").next().unwrap();
    chip.click();
    harness.run_steps(6);
    press(&mut harness, "Decide otherwise…");
    harness.run_steps(30);
    harness.get_by_label("How they stand").click();
    harness.run_steps(6);
    press(&mut harness, "They conflict");
    press(&mut harness, "Decide");
    assert_eq!(session_state(&harness, &fact), FactWord::Conflicts);
    assert!(harness.query_by_label_contains("You decided: conflicts").is_some());
    assert!(harness.query_by_label_contains("Compared, it would read: later update").is_some());
    press(&mut harness, "Take the decision back");
    assert_eq!(session_state(&harness, &fact), FactWord::LaterUpdate);
}

#[test]
fn members_are_selected_with_ctrl_and_taken_out_in_one_act() {
    let desk = Desk::new();
    let mut made = desk.session();
    entered(&mut made);
    let mut harness = window(made);
    show_facts(&mut harness);
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::Cell, "1,050").click();
    harness.run_steps(30);
    let next = harness.get_by_role_and_label(Role::Cell, "more than 2900");
    next.click_modifiers(Modifiers::COMMAND);
    harness.run_steps(6);
    assert!(harness.query_by_label("2 members selected").is_some());
    let acts = session(&harness).history().len();
    press(&mut harness, "Take out");
    assert_eq!(session(&harness).history().len(), acts + 1);
    assert_eq!(session(&harness).board()[0].members, 1);
    assert_eq!(session(&harness).in_no_fact().len(), 2);
}

#[test]
fn a_member_is_dragged_onto_another_fact() {
    let desk = Desk::new();
    let mut made = desk.session();
    let Made { fact, later, .. } = entered(&mut made);
    let question = Some("How many more?".to_owned());
    act(&mut made, FactCommand::NewFact { quantity: None, question });
    let mut harness = window(made);
    show_facts(&mut harness);
    let heading = session(&harness).fact_field(&fact, FactField::Question).unwrap();
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::Cell, &heading).click();
    harness.run_steps(30);
    let from = harness.get_by_role_and_label(Role::Cell, "more than 2900").rect().center();
    let to = harness.get_by_role_and_label(Role::Cell, "How many more?").rect().center();
    common::screen::drag(&mut harness, from, to);
    harness.run_steps(4);
    let board = session(&harness).board();
    let other = board.iter().find(|row| row.question == "How many more?").unwrap();
    assert_eq!(other.members, 1);
    assert_eq!(session(&harness).fact_members(&other.fact)[0].quantity, later);
}

#[test]
fn the_board_is_searched_filtered_and_sorted() {
    let desk = Desk::new();
    let mut made = desk.session();
    let fact = entered(&mut made).fact;
    let text = "displacement".to_owned();
    act(&mut made, FactCommand::Set { fact, field: FactField::Topic, text });
    for question in ["How long?", "How far?"] {
        let question = Some(question.to_owned());
        act(&mut made, FactCommand::NewFact { quantity: None, question });
    }
    let mut harness = window(made);
    show_facts(&mut harness);
    assert!(harness.query_by_label("DISPLACEMENT · 1").is_some());
    assert!(harness.query_by_label("NO TOPIC · 2").is_some());
    harness.run_steps(30);
    harness.get_by_label("Filter facts").click();
    harness.run_steps(4);
    harness.get_by_label("Filter facts").type_text("far");
    harness.run_steps(6);
    assert!(harness.query_by_role_and_label(Role::Cell, "How far?").is_some());
    assert!(harness.query_by_role_and_label(Role::Cell, "How long?").is_none());
    assert!(harness.query_by_label("1 of 3 facts").is_some());
    press(&mut harness, "Clear");
    harness.run_steps(20);
    assert!(harness.query_by_role_and_label(Role::Cell, "How long?").is_some());
    press(&mut harness, "All states");
    harness.run_steps(20);
    harness.get_by_role_and_label(Role::CheckBox, "no figures").click();
    harness.run_steps(20);
    assert!(harness.query_by_role_and_label(Role::Cell, "How far?").is_some());
    assert!(harness.query_by_role_and_label(Role::Cell, "How long?").is_some());
    assert!(harness.query_by_label("DISPLACEMENT · 1").is_none(), "it has figures");
}

#[test]
fn an_offered_fact_is_joined_with_one_click_in_the_form() {
    let desk = Desk::new();
    let mut made = desk.session();
    let fact = entered(&mut made).fact;
    let other = tag(&mut made, "000", "13,000", "13,000", "");
    set(&mut made, &other, Field::Counted, "refugees");
    set(&mut made, &other, Field::What, "entered Armenia");
    assert!(
        made.offers(&other).iter().any(|offer| offer.fact == fact),
        "{:?}",
        made.offers(&other)
    );
    let article = article(&made, "000");
    let record = Some(RecordRef::Quantity(other.clone()));
    assert!(made.offers(&other)[0].differs.is_some(), "refugees are not people of themselves");
    made.dispatch(Action::Select(Selection { article: Some(article), text: None, record }));
    let mut harness = window(made);
    let acts = session(&harness).history().len();
    assert!(harness.query_by_label("Count “refugees” as “people” here?").is_some());
    press(&mut harness, "Yes, the same");
    assert_eq!(session(&harness).history().len(), acts + 1);
    let members = session(&harness).fact_members(&fact);
    assert!(members.iter().any(|row| row.quantity == other));
    // The form says so, and leads there.
    let question = session(&harness).fact_field(&fact, FactField::Question).unwrap();
    press(&mut harness, &question);
    assert!(harness.query_by_role_and_label(Role::Heading, &question).is_some());
}

#[test]
fn a_fact_that_is_not_offered_is_chosen_from_all_and_asks_where_another_thing_is_counted() {
    let desk = Desk::new();
    let mut made = desk.session();
    let fact = entered(&mut made).fact;
    let other = tag(&mut made, "000", "40,000 displaced families", "40,000", "displaced families");
    set(&mut made, &other, Field::What, "take in");
    set(&mut made, &other, Field::Each, "Household");
    let offered = made.offers(&other);
    assert!(offered.iter().all(|offer| offer.fact != fact), "{offered:?}");
    let article = article(&made, "000");
    let record = Some(RecordRef::Quantity(other.clone()));
    made.dispatch(Action::Select(Selection { article: Some(article), text: None, record }));
    let mut harness = window(made);
    harness.run_steps(30);
    press(&mut harness, "Choose a fact…");
    let question = session(&harness).fact_field(&fact, FactField::Question).unwrap();
    press(&mut harness, &question);
    press(&mut harness, "Join, not comparable");
    let members = session(&harness).fact_members(&fact);
    assert!(members.iter().any(|row| row.quantity == other));
    assert!(harness.query_by_label("Join, not comparable").is_none(), "it is joined");
}

#[test]
fn a_number_makes_a_fact_of_its_own_with_one_click() {
    let desk = Desk::new();
    let mut made = desk.session();
    let number = tag(&mut made, "002", "1,050 people had entered Armenia", "1,050", "people");
    let article = article(&made, "002");
    let record = Some(RecordRef::Quantity(number));
    made.dispatch(Action::Select(Selection { article: Some(article), text: None, record }));
    let mut harness = window(made);
    harness.run_steps(30);
    harness.get_by_label_contains("New fact: How many people").click();
    harness.run_steps(6);
    assert_eq!(session(&harness).board().len(), 1);
    assert_eq!(session(&harness).board()[0].members, 1);
}

#[test]
fn the_timeline_has_a_mark_a_figure_that_leads_to_its_sentence() {
    let desk = Desk::new();
    let mut made = desk.session();
    let Made { fact, last, .. } = entered(&mut made);
    set(&mut made, &last, Field::AsOf, "2023-09-26");
    let line = made.timeline(&fact);
    assert_eq!(line.points.len(), 3);
    let mut harness = window(made);
    show_facts(&mut harness);
    assert!(harness.query_by_label_contains("Timeline: How many").is_some());
    harness.run_steps(30);
    harness.get_by_label_contains("28,120, ").click();
    harness.run_steps(6);
    assert_eq!(session(&harness).selection().record, Some(RecordRef::Quantity(last)));
    press(&mut harness, "Back to the facts");
    assert!(harness.query_by_label_contains("Timeline: How many").is_some());
}

#[test]
fn a_figure_without_a_time_is_told_and_found_from_the_timeline() {
    let desk = Desk::new();
    let mut made = desk.session();
    let Made { fact, last, .. } = entered(&mut made);
    assert_eq!(made.timeline(&fact).without, std::slice::from_ref(&last));
    let mut harness = window(made);
    show_facts(&mut harness);
    assert!(harness.query_by_label("1 figure without time or number is not drawn").is_some());
    harness.run_steps(30);
    harness.get_by_label("Show “28,120” in the Reader").click();
    harness.run_steps(6);
    assert_eq!(session(&harness).selection().record, Some(RecordRef::Quantity(last)));
    press(&mut harness, "Back to the facts");
    assert!(harness.query_by_label_contains("Timeline: How many").is_some());
}

#[test]
fn the_matrix_tells_read_articles_from_unread_ones() {
    let desk = Desk::new();
    let mut made = desk.session();
    let first = entered(&mut made).first;
    let reviewed = article(&made, "004");
    made.dispatch(Action::Do(Command::SetReviewed { article: reviewed, reviewed: true }));
    let mut harness = window(made);
    show_facts(&mut harness);
    press(&mut harness, "Matrix");
    let cells = |harness: &Harness<'_, App>, label: &str| {
        harness.query_all_by_role_and_label(Role::Cell, label).count()
    };
    assert_eq!(cells(&harness, "not mentioned"), 1, "of the reviewed article");
    assert_eq!(cells(&harness, "not read"), 1, "of the one that nobody is done with");
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::Cell, "1,050").click();
    harness.run_steps(6);
    assert_eq!(session(&harness).selection().record, Some(RecordRef::Quantity(first)));
}

#[test]
fn numbers_in_no_fact_are_joined_and_facts_that_look_the_same_are_merged() {
    let desk = Desk::new();
    let mut made = desk.session();
    let Made { fact, later, .. } = entered(&mut made);
    act(&mut made, FactCommand::Leave { quantities: vec![later.clone()], fact });
    act(&mut made, FactCommand::NewFact { quantity: Some(later.clone()), question: None });
    let twins = made.twins().len();
    let other = tag(&mut made, "000", "13,000", "13,000", "");
    set(&mut made, &other, Field::Counted, "refugees");
    set(&mut made, &other, Field::What, "entered Armenia");
    let mut harness = window(made);
    show_facts(&mut harness);
    press(&mut harness, "To join");
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::Cell, "13,000").click();
    harness.run_steps(6);
    harness.run_steps(30);
    harness.get_all_by_role_and_label(Role::Button, "Yes, the same").next().unwrap().click();
    harness.run_steps(6);
    assert!(session(&harness).in_no_fact().is_empty());
    if twins > 0 {
        press(&mut harness, "Merge into the first");
        assert_eq!(session(&harness).board().len(), 1);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run_steps(6);
        assert_eq!(session(&harness).board().len(), 2, "undone");
    }
}
