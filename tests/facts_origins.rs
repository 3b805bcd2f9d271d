//! Origins, the table of qualifiers and the fields of a fact, as an analyst uses them in the whole window.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use attest::model::ArticleId;
use attest::session::{
    Action, AgentField, Command, FactCommand, FactField, FieldRef, Session, SourceKey, SourceRow,
    Start, TagKind,
};
use attest::ui::App;
use common::{Desk, words};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

fn article(session: &Session, number: &str) -> ArticleId {
    let found = session.rows().iter().find(|row| row.id.as_str().starts_with(number));
    found.unwrap().id.clone()
}

/// Makes the sentence around these words a claim, and the words its source.
fn source(session: &mut Session, number: &str, around: &str, name: &str) {
    let id = article(session, number);
    session.dispatch(Action::Show(id.clone()));
    let place = words(session, &id, around);
    let sentence = session.segments(&id).unwrap().sentence_at(place.start).unwrap();
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    let start = place.start + around.find(name).unwrap();
    let span = attest::model::Span::new(start, start + name.len());
    session.dispatch(Action::Do(Command::Tag { article: id, span, kind: TagKind::Source }));
}

/// "The government" of one article, "Armenian authorities" of another.
fn two_names(session: &mut Session) {
    source(session, "002", "The government added", "The government");
    source(session, "003", "Armenian authorities said", "Armenian authorities");
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
    harness.get_all_by_role_and_label(Role::Button, name).last().unwrap().click();
    harness.run_steps(6);
}

/// Chooses a row of the list of origins.
fn choose(harness: &mut Harness<'_, App>, name: &str) {
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::ListItem, name).click();
    harness.run_steps(6);
}

fn typed_in(harness: &mut Harness<'_, App>, name: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, name).type_text(text);
    harness.run_steps(4);
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(6);
}

fn is_agent(row: &SourceRow) -> bool {
    matches!(row.key, SourceKey::Agent(_))
}

#[test]
fn names_are_as_printed_until_they_are_made_one_and_taken_apart_again() {
    let desk = Desk::new();
    let mut made = desk.session();
    two_names(&mut made);
    let names: Vec<String> = made.sources().iter().map(|row| row.name.clone()).collect();
    assert_eq!(names, ["Armenian authorities", "The government"], "as printed, by name");
    let mut harness = window(made);
    press(&mut harness, "Facts");
    press(&mut harness, "Origins");
    choose(&mut harness, "The government");
    let acts = session(&harness).history().len();
    press(&mut harness, "Same as…");
    press(&mut harness, "Armenian authorities");
    assert_eq!(session(&harness).history().len(), acts + 1, "one act");
    let sources = session(&harness).sources();
    assert_eq!(sources.len(), 1);
    assert!(is_agent(&sources[0]) && sources[0].name == "Armenian authorities");
    assert_eq!((sources[0].named.len(), sources[0].articles), (2, 2));
    let SourceKey::Agent(agent) = sources[0].key.clone() else { panic!() };
    let aliases = session(&harness).agent_field(&agent, AgentField::Aliases);
    assert_eq!(aliases.as_deref(), Some("The government"), "its other name, to be proposed by");
    // It is shown, with its fields and both mentions.
    assert!(
        harness.query_by_role_and_label(Role::Heading, "Armenian authorities").is_some(),
        "what was made is shown"
    );
    assert!(harness.query_by_label("2 MENTIONS").is_some());

    // One of them means somebody else.
    harness.run_steps(30);
    harness.get_by_label_contains("Choose “The government”").click();
    harness.run_steps(6);
    press(&mut harness, "Another origin of them");
    let sources = session(&harness).sources();
    assert_eq!(sources.iter().filter(|row| is_agent(row)).count(), 2);
    assert!(harness.query_by_role_and_label(Role::Heading, "The government").is_some());
    undo(&mut harness);
    assert_eq!(session(&harness).sources().len(), 1);
    undo(&mut harness);
    let sources = session(&harness).sources();
    assert!(sources.len() == 2 && !sources.iter().any(is_agent), "both acts undone");
}

#[test]
fn a_known_name_is_proposed_and_an_origin_speaks_for_another() {
    let desk = Desk::new();
    let mut made = desk.session();
    two_names(&mut made);
    let kind = attest::model::AgentKind::Government;
    let name = "Government of Armenia".to_owned();
    made.dispatch(Action::Do(Command::Facts(FactCommand::NewAgent { name, kind, of: None })));
    let SourceKey::Agent(agent) = made.sources()[0].key.clone() else { panic!() };
    let text = "Armenian authorities".to_owned();
    let aliases = FactCommand::SetAgent { agent, field: AgentField::Aliases, text };
    made.dispatch(Action::Do(Command::Facts(aliases)));
    let mut harness = window(made);
    press(&mut harness, "Facts");
    press(&mut harness, "Origins");
    choose(&mut harness, "Armenian authorities");
    press(&mut harness, "It is Government of Armenia");
    let sources = session(&harness).sources();
    assert_eq!(sources[0].named.len(), 1, "only where the analyst said so");
    assert_eq!(sources.len(), 2);
    choose(&mut harness, "The government");
    press(&mut harness, "Make it an origin");
    harness.run_steps(30);
    harness.get_by_role_and_label(Role::ComboBox, "Speaks for").click();
    harness.run_steps(6);
    press(&mut harness, "Government of Armenia");
    let sources = session(&harness).sources();
    let row = sources.iter().find(|row| row.name == "The government").unwrap();
    assert_eq!(row.speaks_for, "Government of Armenia");
    undo(&mut harness);
    let sources = session(&harness).sources();
    assert!(sources.iter().all(|row| row.speaks_for.is_empty()));
}

fn with_a_fact(session: &mut Session) -> attest::model::FactId {
    let question = Some("How many people came?".to_owned());
    let new = FactCommand::NewFact { quantity: None, question };
    session.dispatch(Action::Do(Command::Facts(new)));
    session.board()[0].fact.clone()
}

#[test]
fn the_table_of_qualifiers_is_changed_in_one_act() {
    let desk = Desk::new();
    let mut made = desk.session();
    with_a_fact(&mut made);
    let mut harness = window(made);
    press(&mut harness, "Facts");
    press(&mut harness, "How far “about” reaches");
    let units = harness.get_by_label("about: units");
    units.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("about: units").type_text("2");
    harness.run_steps(6);
    press(&mut harness, "Keep");
    let bounds = session(&harness).facts().unwrap().bounds.clone();
    assert_eq!(bounds.len(), 1);
    assert_eq!((bounds[0].places.as_str(), bounds[0].share.as_str()), ("2", "0.1"));
    undo(&mut harness);
    assert!(session(&harness).facts().unwrap().bounds.is_empty());
}

#[test]
fn what_is_typed_in_a_field_of_a_fact_is_a_draft_and_one_act() {
    let desk = Desk::new();
    let mut made = desk.session();
    let fact = with_a_fact(&mut made);
    let mut harness = window(made);
    press(&mut harness, "Facts");
    press(&mut harness, "What it asks");
    let acts = session(&harness).history().len();
    typed_in(&mut harness, "Topic", "displacement");
    let topic = FieldRef::of_fact(&fact, FactField::Topic);
    let draft = session(&harness).draft(&topic).map(|(text, _)| text.to_owned());
    assert_eq!(draft.as_deref(), Some("displacement"), "typed, not done");
    assert_eq!(session(&harness).history().len(), acts);
    harness.key_press(Key::Enter);
    harness.run_steps(6);
    assert_eq!(session(&harness).draft(&topic), None);
    assert_eq!(session(&harness).history().len(), acts + 1);
    assert_eq!(session(&harness).board()[0].topic, "displacement");
    // What cannot be done stays where it was typed, and says why.
    typed_in(&mut harness, "When", "purple");
    harness.key_press(Key::Enter);
    harness.run_steps(6);
    let when = FieldRef::of_fact(&fact, FactField::Window);
    let (text, why) = session(&harness).draft(&when).unwrap();
    assert_eq!(text, "purple");
    let why = why.unwrap().to_owned();
    assert!(harness.query_by_label(&why).is_some(), "{why}");
}

#[test]
fn another_annotators_facts_are_shown_and_say_why_they_cannot_be_changed() {
    let desk = Desk::new();
    let mut made = desk.session();
    two_names(&mut made);
    with_a_fact(&mut made);
    let own = made.annotator().to_owned();
    made.wait_until_idle();
    made.close();
    drop(made);
    let annotator = Some("somebody".to_owned());
    let mut other = desk.start(Start { paths: vec![desk.seeds()], annotator });
    other.dispatch(Action::LookAt(own));
    other.wait_until_idle();
    let mut harness = window(other);
    press(&mut harness, "Facts");
    press(&mut harness, "What it asks");
    let field = harness.query_by_role_and_label(Role::TextInput, "Topic");
    assert!(field.is_none(), "its fields are words only");
    press(&mut harness, "Origins");
    choose(&mut harness, "The government");
    let same = harness.get_by_role_and_label(Role::Button, "Same as…");
    assert!(same.accesskit_node().is_disabled());
}
