//! Facts in a session: joined from the finder, compared as records change, undone, and there again after a restart.

#![allow(clippy::unwrap_used)]

mod common;

use attest::compare::FactWord;
use attest::model::{
    AgentKind, ArticleId, Comparable, FactId, PairState, QuantityId, RecordRef, Selection,
};
use attest::session::{
    Action, AgentField, Command, FactCommand, FactField, Field, FieldOwner, FieldRef, MatrixCell,
    Mention, ReadingText, Session, Start, StartOptions, TagKind,
};
use common::{Desk, words};
use std::sync::Arc;

/// The article whose name begins so.
fn article(session: &Session, number: &str) -> ArticleId {
    let found = session.rows().iter().find(|row| row.id.as_str().starts_with(number));
    found.unwrap().id.clone()
}

fn act(session: &mut Session, command: FactCommand) {
    let before = session.history().iter().filter(|row| row.done).count();
    let action = Action::Do(Command::Facts(command.clone()));
    assert_eq!(session.can(&action), Ok(()), "{command:?}");
    session.dispatch(action);
    let after = session.history().iter().filter(|row| row.done).count();
    assert_eq!(after, before + 1, "{command:?}: {:?}", session.notices());
}

fn refused(session: &mut Session, command: FactCommand) -> String {
    let action = Action::Do(Command::Facts(command));
    session.can(&action).unwrap_err().reason
}

/// Tags a number in the sentence around these words, and what it counts; gives the quantity.
fn tag(
    session: &mut Session,
    number: &str,
    words_with_it: &str,
    printed: &str,
    counted: &str,
) -> QuantityId {
    let id = article(session, number);
    session.dispatch(Action::Show(id.clone()));
    let around = words(session, &id, words_with_it);
    let sentence = session.segments(&id).unwrap().sentence_at(around.start).unwrap();
    let known: Vec<QuantityId> =
        session.document(&id).unwrap().quantities().keys().cloned().collect();
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    let within = |text: &str| {
        let at = around.start + words_with_it.find(text).unwrap();
        attest::model::Span::new(at, at + text.len())
    };
    let tag = |span, kind| Action::Do(Command::Tag { article: id.clone(), span, kind });
    session.dispatch(tag(within(printed), TagKind::Number));
    if !counted.is_empty() {
        session.dispatch(tag(within(counted), TagKind::Counted));
    }
    let document = session.document(&id).unwrap();
    let new = document.quantities().keys().find(|id| !known.contains(id));
    new.unwrap_or_else(|| panic!("{:?}", session.notices())).clone()
}

fn set(session: &mut Session, quantity: &QuantityId, field: Field, text: &str) {
    let article = session.comparison().figure(quantity).unwrap().member.article.clone();
    let of = FieldOwner::Record(RecordRef::Quantity(quantity.clone()));
    let field = FieldRef { article, of, field };
    session.dispatch(Action::Do(Command::SetField { field, text: text.to_owned() }));
}

fn only_fact(session: &Session) -> FactId {
    session.board()[0].fact.clone()
}

/// 1,050 (as of 22:00), more than 2900 (by 25 September) and about 28,120 (nothing said), in one fact.
fn entered(session: &mut Session) -> (FactId, [QuantityId; 3]) {
    let first = tag(session, "002", "1,050 people had entered Armenia", "1,050", "people");
    set(session, &first, Field::What, "had entered Armenia");
    set(session, &first, Field::AsOf, "2023-09-24T22:00+04:00");
    set(session, &first, Field::AsOfBasis, "Explicit");
    act(session, FactCommand::NewFact { quantity: Some(first.clone()), question: None });
    let fact = only_fact(session);
    let later = tag(session, "001", "more than 2900", "more than 2900", "");
    set(session, &later, Field::AsOf, "2023-09-25");
    set(session, &later, Field::AsOfBasis, "Explicit");
    let last = tag(session, "003", "28,120", "28,120", "");
    for quantity in [&later, &last] {
        let quantity = quantity.clone();
        let (fact, comparable) = (fact.clone(), Comparable::Yes);
        act(session, FactCommand::Join { quantity, fact, comparable, accept: false });
    }
    (fact, [first, later, last])
}

#[test]
fn a_quantity_becomes_a_fact_and_others_join_it() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, [first, later, last]) = entered(&mut session);
    let board = session.board();
    assert_eq!(board.len(), 1);
    let row = &board[0];
    assert_eq!(row.question, "How many people entered Armenia?");
    assert_eq!((row.members, row.articles), (3, 3));
    assert_eq!(row.first.as_deref(), Some("1,050"));
    assert_ne!(row.word, FactWord::Conflicts, "{row:?}");
    let members = session.fact_members(&fact);
    assert_eq!(members[0].quantity, first);
    assert!(members[0].sentence.contains("1,050 people"), "{:?}", members[0]);
    let (start, end) = members[0].number.unwrap();
    assert_eq!(members[0].sentence.get(start..end), Some("1,050"));
    assert!(!members[0].hollow && members.iter().any(|row| row.hollow));
    let pair = session.pair(&fact, &first, &later).unwrap();
    assert_eq!(pair.verdict.state(), PairState::LaterUpdate, "{}", pair.verdict.words());
    assert!(pair.sides[1].row.sentence.contains("2900"));
    // Going there selects the number.
    session.dispatch(Action::GoTo(members[0].selection.clone()));
    assert_eq!(session.selection().record, Some(RecordRef::Quantity(first)));
    assert!(session.in_no_fact().is_empty());
    assert_eq!(session.quantity_selection(&last).unwrap().article, Some(article(&session, "003")));
}

#[test]
fn joining_is_undone_in_the_article_and_the_fact_together() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, quantities) = entered(&mut session);
    let there = session.document(&ArticleId::of_facts()).unwrap().clone();
    let selection = session.selection().clone();
    act(&mut session, FactCommand::Delete { facts: vec![fact] });
    assert!(session.board().is_empty());
    assert_eq!(session.in_no_fact().len(), 3);
    session.dispatch(Action::Undo);
    assert_eq!(session.document(&ArticleId::of_facts()).unwrap().facts(), there.facts());
    assert_eq!(session.board()[0].members, 3);
    session.dispatch(Action::Redo);
    assert_eq!(session.in_no_fact().len(), 3);
    session.dispatch(Action::Undo);
    for quantity in quantities {
        let facts = &session.comparison().figure(&quantity).unwrap().member.facts;
        assert_eq!(facts.len(), 1);
    }
    // Undoing goes to an article, never to the facts.
    assert!(session.selection().article.as_ref().is_some_and(|id| !id.is_of_facts()));
    session.dispatch(Action::Select(selection));
}

#[test]
fn an_act_on_facts_alone_leaves_the_reader_where_it_is() {
    let desk = Desk::new();
    let mut session = desk.session();
    let question = Some("How many left?".to_owned());
    act(&mut session, FactCommand::NewFact { quantity: None, question });
    let id = article(&session, "003");
    let selection = Selection { article: Some(id), ..Selection::default() };
    session.dispatch(Action::Select(selection.clone()));
    session.dispatch(Action::Undo);
    assert!(session.board().is_empty());
    assert_eq!(*session.selection(), selection);
    assert_eq!(session.history()[0].article, None);
    session.dispatch(Action::Redo);
    assert_eq!(session.board()[0].word, FactWord::Empty);
}

#[test]
fn facts_are_there_again_after_a_restart_and_can_be_undone_then() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, _) = entered(&mut session);
    let text = "displacement".to_owned();
    act(&mut session, FactCommand::Set { fact: fact.clone(), field: FactField::Topic, text });
    let name = "Government of Armenia".to_owned();
    act(&mut session, FactCommand::NewAgent { name, kind: AgentKind::Government, of: None });
    let before = session.facts().unwrap().clone();
    let board = session.board().to_vec();
    session.close();
    drop(session);
    let file = std::fs::read_to_string(desk.annotations().join("analyst/facts.ron")).unwrap();
    assert!(file.contains("topic: \"displacement\""), "{file}");
    let mut session = desk.session();
    assert_eq!(session.facts(), Some(&before));
    assert_eq!(session.board(), board);
    session.dispatch(Action::Undo);
    session.dispatch(Action::Undo);
    assert_eq!(session.board()[0].topic, "");
    assert!(session.facts().unwrap().agents.is_empty());
}

#[test]
fn facts_that_cannot_be_read_are_left_alone_and_articles_go_on() {
    let desk = Desk::new();
    let folder = desk.annotations().join("analyst");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("facts.ron"), "( format: 1, nonsense )").unwrap();
    let mut session = desk.session();
    assert!(session.facts_trouble().unwrap().contains("facts.ron"));
    let question = Some("How many?".to_owned());
    let why = refused(&mut session, FactCommand::NewFact { quantity: None, question });
    assert!(why.contains("left alone"), "{why}");
    tag(&mut session, "002", "1,050 people had entered Armenia", "1,050", "people");
    session.close();
    let text = std::fs::read_to_string(folder.join("facts.ron")).unwrap();
    assert_eq!(text, "( format: 1, nonsense )");
}

#[test]
fn the_finder_offers_the_fact_and_asks_where_what_is_counted_differs() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, _) = entered(&mut session);
    let next = tag(&mut session, "000", "13,000", "13,000", "");
    set(&mut session, &next, Field::Counted, "refugees");
    set(&mut session, &next, Field::What, "entered Armenia");
    let offers = session.offers(&next);
    assert_eq!(offers.first().map(|offer| &offer.fact), Some(&fact), "{offers:?}");
    let (theirs, ours) = offers[0].differs.clone().unwrap();
    assert_eq!((theirs.as_str(), ours.as_str()), ("refugees", "people"));
    // Refused, it is not offered again; undone, it is.
    act(&mut session, FactCommand::RefuseJoin { quantity: next.clone(), fact: fact.clone() });
    assert!(session.offers(&next).is_empty());
    session.dispatch(Action::Undo);
    assert_eq!(session.offers(&next).len(), 1);
    // "Yes, the same": one act that joins and accepts the word.
    let comparable = Comparable::Yes;
    let join =
        FactCommand::Join { quantity: next.clone(), fact: fact.clone(), comparable, accept: true };
    act(&mut session, join.clone());
    assert_eq!(session.facts().unwrap().facts[&fact].accepts, ["people", "refugees"]);
    assert!(session.offers(&next).is_empty());
    let state = session.comparison().state(&fact).unwrap();
    assert!(!state.not_comparable.contains(&next));
    session.dispatch(Action::Undo);
    assert_eq!(session.facts().unwrap().facts[&fact].accepts, ["people"]);
    act(&mut session, join);
    let again =
        FactCommand::Join { quantity: next, fact, comparable: Comparable::Yes, accept: false };
    assert!(refused(&mut session, again).contains("already"));
}

#[test]
fn the_analyst_overrules_a_pair_and_takes_it_back() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, [first, later, _]) = entered(&mut session);
    let word = session.board()[0].word;
    let (a, b) = (later.clone(), first.clone());
    let (state, why) = (PairState::Conflicts, "two counts".to_owned());
    act(&mut session, FactCommand::Decide { fact: fact.clone(), a, b, state, why });
    assert_eq!(session.board()[0].word, FactWord::Conflicts);
    let pair = session.pair(&fact, &first, &later).unwrap();
    assert_eq!(pair.verdict.state(), PairState::Conflicts);
    assert_eq!(pair.verdict.judged.state, PairState::LaterUpdate);
    act(
        &mut session,
        FactCommand::Withdraw { fact: fact.clone(), a: first.clone(), b: later.clone() },
    );
    assert_eq!(session.board()[0].word, word);
    let withdraw = FactCommand::Withdraw { fact, a: first, b: later };
    assert!(refused(&mut session, withdraw).contains("Nothing was decided"));
}

#[test]
fn what_was_decided_of_a_number_goes_with_it() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, [first, later, _]) = entered(&mut session);
    let (a, b) = (later.clone(), first);
    let (state, why) = (PairState::Agrees, String::new());
    act(&mut session, FactCommand::Decide { fact: fact.clone(), a, b, state, why });
    let article = article(&session, "001");
    let record = RecordRef::Quantity(later);
    session.dispatch(Action::Do(Command::Delete { article, record }));
    let decided = |session: &Session| session.facts().unwrap().facts[&fact].decisions.len();
    assert_eq!((decided(&session), session.board()[0].members), (0, 2));
    session.dispatch(Action::Undo);
    assert_eq!((decided(&session), session.board()[0].members), (1, 3));
}

#[test]
fn members_move_and_facts_merge_with_their_decisions() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, [first, later, last]) = entered(&mut session);
    let (a, b) = (later.clone(), first.clone());
    let (state, why) = (PairState::Agrees, String::new());
    act(&mut session, FactCommand::Decide { fact: fact.clone(), a, b, state, why });
    let question = Some("How many people crossed the border?".to_owned());
    act(&mut session, FactCommand::NewFact { quantity: None, question });
    let other = session.board().iter().find(|row| row.fact != fact).unwrap().fact.clone();
    let quantities = vec![first.clone(), later.clone()];
    act(&mut session, FactCommand::Move { quantities, from: fact.clone(), to: other.clone() });
    let facts = &session.facts().unwrap().facts;
    assert_eq!((facts[&fact].decisions.len(), facts[&other].decisions.len()), (0, 1));
    let members = |session: &Session, fact: &FactId| session.comparison().figures_of(fact).len();
    assert_eq!((members(&session, &fact), members(&session, &other)), (1, 2));
    act(&mut session, FactCommand::Merge { into: fact.clone(), from: other.clone() });
    assert_eq!((session.board().len(), members(&session, &fact)), (1, 3));
    assert_eq!(session.facts().unwrap().facts[&fact].decisions.len(), 1);
    act(&mut session, FactCommand::Leave { quantities: vec![last.clone()], fact: fact.clone() });
    assert_eq!(session.in_no_fact()[0].quantity, last);
    let leave = FactCommand::Leave { quantities: vec![last], fact };
    assert!(refused(&mut session, leave).contains("does not belong"));
    for _ in 0..3 {
        session.dispatch(Action::Undo);
    }
    assert_eq!((session.board().len(), members(&session, &other)), (2, 0));
}

#[test]
fn a_reading_is_typed_and_shown() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, _) = entered(&mut session);
    let typed = ReadingText {
        best: "28,120".to_owned(),
        low: "28110".to_owned(),
        as_of: "2023-09-26".to_owned(),
        ..ReadingText::default()
    };
    act(&mut session, FactCommand::SetReading { fact: fact.clone(), reading: Some(typed) });
    assert_eq!(session.board()[0].reading, "28,120 (28,110 – open), as of 2023-09-26");
    assert_eq!(session.timeline(&fact).reading.as_ref().unwrap().best, 28120.0);
    let typed = ReadingText { best: "dozens".to_owned(), ..ReadingText::default() };
    let why = refused(&mut session, FactCommand::SetReading { fact, reading: Some(typed) });
    assert!(why.contains("one number"), "{why}");
}

#[test]
fn the_timeline_has_a_floor_through_stated_times_only() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, _) = entered(&mut session);
    let line = session.timeline(&fact);
    let stated: Vec<f64> =
        line.points.iter().filter(|point| !point.hollow).map(|point| point.value).collect();
    assert_eq!(stated, [1050.0, 2900.0]);
    assert_eq!(line.floor.iter().map(|step| step.1).collect::<Vec<_>>(), [1050.0, 2900.0]);
    assert!(line.points.iter().any(|point| point.high.is_none()), "more than 2900 is open above");
    let points = line.points.len() + line.without.len();
    assert_eq!(points, 3);
}

#[test]
fn the_matrix_tells_what_is_not_mentioned_from_what_is_not_read() {
    let desk = Desk::new();
    let mut session = desk.session();
    entered(&mut session);
    let id = article(&session, "004");
    session.dispatch(Action::Do(Command::SetReviewed { article: id.clone(), reviewed: true }));
    let matrix = session.matrix();
    assert_eq!((matrix.facts.len(), matrix.rows.len()), (1, 5));
    let cell = |number: &str| {
        let id = article(&session, number);
        matrix.rows.iter().find(|row| row.article == id).unwrap().cell(0)
    };
    assert_eq!(cell("004"), MatrixCell::NotMentioned);
    assert_eq!(cell("000"), MatrixCell::NotRead);
    assert!(matches!(cell("002"), MatrixCell::Values(said) if said.text == "1,050"));
}

#[test]
fn only_the_facts_of_what_changed_are_compared_again() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (_, [first, ..]) = entered(&mut session);
    let other = tag(&mut session, "004", "200 people", "200", "people");
    act(&mut session, FactCommand::NewFact { quantity: Some(other.clone()), question: None });
    let made = |session: &Session| session.comparison().comparisons();
    let before = made(&session);
    let revision = session.facts_revision();
    set(&mut session, &other, Field::Note, "a note changes no comparison");
    assert_eq!(made(&session), before);
    set(&mut session, &other, Field::Qualifier, "about");
    // A fact of one figure has no pair.
    assert_eq!(made(&session), before);
    set(&mut session, &first, Field::Qualifier, "about");
    assert_eq!(made(&session), before + 3);
    assert!(session.facts_revision() > revision);
}

#[test]
fn agents_are_made_of_mentions_merged_and_deleted() {
    let desk = Desk::new();
    let mut session = desk.session();
    let quantity = tag(&mut session, "002", "1,050 people had entered Armenia", "1,050", "people");
    let id = article(&session, "002");
    let span = words(&session, &id, "The government added");
    let span = attest::model::Span::new(span.start, span.start + "The government".len());
    session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind: TagKind::Source }));
    let attribution = session.document(&id).unwrap().attributions().keys().next().unwrap().clone();
    let mention = Mention { article: id.clone(), attribution: attribution.clone(), hop: 0 };
    let (name, kind) = ("Government of Armenia".to_owned(), AgentKind::Government);
    act(&mut session, FactCommand::NewAgent { name, kind, of: Some(mention.clone()) });
    let agents = &session.facts().unwrap().agents;
    let government = agents.keys().next().unwrap().clone();
    assert_eq!(agents[&government].aliases, ["The government"]);
    let hop = |session: &Session| {
        session.document(&id).unwrap().attributions()[&attribution].chain[0].agent.clone()
    };
    assert_eq!(hop(&session).as_deref(), Some(government.as_str()));
    let (name, kind) = ("Yerevan".to_owned(), AgentKind::Government);
    act(&mut session, FactCommand::NewAgent { name, kind, of: None });
    let agents = &session.facts().unwrap().agents;
    let yerevan = agents.keys().find(|id| **id != government).unwrap().clone();
    let speaks = |text: &str| FactCommand::SetAgent {
        agent: yerevan.clone(),
        field: AgentField::SpeaksFor,
        text: text.to_owned(),
    };
    act(&mut session, speaks("Government of Armenia"));
    let itself = FactCommand::SetAgent {
        agent: government.clone(),
        field: AgentField::SpeaksFor,
        text: "Yerevan".to_owned(),
    };
    assert!(refused(&mut session, itself).contains("itself"));
    act(&mut session, FactCommand::MergeAgents { into: yerevan.clone(), from: government.clone() });
    assert_eq!(hop(&session).as_deref(), Some(yerevan.as_str()));
    let merged = &session.facts().unwrap().agents[&yerevan];
    assert_eq!(merged.aliases, ["Government of Armenia", "The government"]);
    assert_eq!(merged.speaks_for, None);
    act(
        &mut session,
        FactCommand::Identify { mention: mention.clone(), agent: None, alias: false },
    );
    assert_eq!(hop(&session), None);
    assert_eq!(session.agent_proposals(&mention), [(yerevan.clone(), "Yerevan".to_owned())]);
    session.dispatch(Action::Undo);
    act(&mut session, FactCommand::DeleteAgent { agent: yerevan.clone() });
    assert_eq!(hop(&session), None);
    session.dispatch(Action::Undo);
    assert_eq!(hop(&session).as_deref(), Some(yerevan.as_str()));
    let (fact, comparable) = (FactId::new("gone"), Comparable::Yes);
    let join = FactCommand::Join { quantity, fact, comparable, accept: false };
    assert!(refused(&mut session, join).contains("gone"));
}

#[test]
fn another_annotators_facts_are_shown_and_not_mixed_with_ones_own() {
    let desk = Desk::new();
    let mut session = desk.session();
    entered(&mut session);
    session.dispatch(Action::WorkAs("mara".to_owned()));
    session.wait_until_idle();
    assert!(session.board().is_empty() && session.facts().unwrap().is_blank());
    session.dispatch(Action::LookAt("analyst".to_owned()));
    session.wait_until_idle();
    assert_eq!(session.board().len(), 1);
    let facts = vec![only_fact(&session)];
    assert!(refused(&mut session, FactCommand::Delete { facts }).contains("work of analyst"));
}

#[test]
fn ones_own_work_begins_from_a_copy_with_its_facts() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (fact, [first, later, _]) = entered(&mut session);
    let (a, b) = (later, first);
    let (state, why) = (PairState::Agrees, String::new());
    act(&mut session, FactCommand::Decide { fact: fact.clone(), a, b, state, why });
    session.dispatch(Action::WorkAs("mara".to_owned()));
    session.wait_until_idle();
    session.dispatch(Action::LookAt("analyst".to_owned()));
    session.wait_until_idle();
    let theirs = session.board().to_vec();
    session.dispatch(Action::StartOwn { copy: true });
    session.wait_until_idle();
    let own = session.board().to_vec();
    assert_eq!((own.len(), own[0].members, own[0].word), (1, 3, theirs[0].word));
    // Under new names: the two annotators' records never meet.
    assert_ne!(own[0].fact, theirs[0].fact);
    let decided = &session.facts().unwrap().facts[&own[0].fact].decisions;
    assert!(session.pair(&own[0].fact, &decided[0].a, &decided[0].b).is_some());
    session.dispatch(Action::Undo);
    assert!(session.board().is_empty());
}

#[test]
fn the_example_is_written_only_where_the_library_is_asked_to_and_twice_the_same() {
    let start =
        |desk: &Desk| Start { paths: vec![desk.seeds()], annotator: Some("example".to_owned()) };
    let made = || {
        let desk = Desk::new();
        let options = StartOptions {
            installation: Some("0192f3c0-0000-7000-8000-00000000a001".to_owned()),
            write_example: true,
            ..desk.options()
        };
        let mut session = Session::start_with(start(&desk), options, Arc::new(|| {}));
        session.wait_until_idle();
        entered(&mut session);
        session.close();
        let folder = desk.annotations().join("example");
        let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
            .unwrap()
            .map(Result::unwrap)
            .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "ron"))
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                (name, std::fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    };
    let files = made();
    assert_eq!(files.len(), 4);
    assert_eq!(files, made());
    let desk = Desk::new();
    let mut session = desk.start(start(&desk));
    let question = Some("How many?".to_owned());
    let why = refused(&mut session, FactCommand::NewFact { quantity: None, question });
    assert!(why.contains("example"), "{why}");
}

#[test]
fn several_mentions_are_made_one_agent_and_taken_apart_in_one_act_each() {
    let desk = Desk::new();
    let mut session = desk.session();
    let mut mentions = Vec::new();
    for (number, around, name) in [
        ("002", "The government added", "The government"),
        ("003", "Armenian authorities said", "Armenian authorities"),
    ] {
        let id = article(&session, number);
        session.dispatch(Action::Show(id.clone()));
        let at = words(&session, &id, around);
        let sentence = session.segments(&id).unwrap().sentence_at(at.start).unwrap();
        let claim = Command::MakeClaim { article: id.clone(), spans: vec![sentence] };
        session.dispatch(Action::Do(claim));
        let span = attest::model::Span::new(at.start, at.start + name.len());
        let source = Command::Tag { article: id.clone(), span, kind: TagKind::Source };
        session.dispatch(Action::Do(source));
        let attributions = session.document(&id).unwrap().attributions();
        let attribution = attributions.keys().next().unwrap().clone();
        mentions.push(Mention { article: id, attribution, hop: 0 });
    }
    let names = |session: &Session| -> Vec<(String, usize)> {
        session.sources().iter().map(|row| (row.name.clone(), row.named.len())).collect()
    };
    let apart = [("Armenian authorities".to_owned(), 1), ("The government".to_owned(), 1)];
    assert_eq!(names(&session), apart);
    let (name, kind) = ("Yerevan".to_owned(), AgentKind::Government);
    act(&mut session, FactCommand::AgentOf { name, kind, mentions: mentions.clone() });
    assert_eq!(names(&session), [("Yerevan".to_owned(), 2)]);
    assert_eq!(session.sources()[0].articles, 2);
    let all = FactCommand::IdentifyAll { mentions: mentions.clone(), agent: None, alias: false };
    act(&mut session, all);
    let open = session.sources();
    assert_eq!(open.len(), 3, "nobody is meant any more, and Yerevan is known still");
    assert_eq!(open[1].may_be.len(), 1, "its other names propose it");
    session.dispatch(Action::Undo);
    assert_eq!(names(&session), [("Yerevan".to_owned(), 2)]);
    session.dispatch(Action::Undo);
    assert_eq!(names(&session), apart);
    let (name, kind) = ("Nobody".to_owned(), AgentKind::Person);
    let none = FactCommand::AgentOf { name, kind, mentions: Vec::new() };
    assert!(refused(&mut session, none).contains("Nobody is named"));
}

#[test]
fn what_is_typed_of_a_fact_and_an_agent_is_there_again_after_a_restart() {
    let desk = Desk::new();
    let mut session = desk.session();
    let question = Some("How many came?".to_owned());
    act(&mut session, FactCommand::NewFact { quantity: None, question });
    let (name, kind) = ("Yerevan".to_owned(), AgentKind::Government);
    act(&mut session, FactCommand::NewAgent { name, kind, of: None });
    let fact = only_fact(&session);
    let agent = session.facts().unwrap().agents.keys().next().unwrap().clone();
    let when = FieldRef::of_fact(&fact, FactField::Window);
    let speaks = FieldRef::of_agent(&agent, AgentField::SpeaksFor);
    for (field, text) in [(&when, "purple"), (&speaks, "Nobody at all")] {
        session.dispatch(Action::Commit { field: field.clone(), text: text.to_owned() });
        let (typed, why) = session.draft(field).unwrap();
        assert!(typed == text && why.is_some());
    }
    session.close();
    drop(session);
    let mut session = desk.session();
    assert_eq!(session.draft(&when).map(|(text, _)| text), Some("purple"));
    assert_eq!(session.draft(&speaks).map(|(text, _)| text), Some("Nobody at all"));
    session.dispatch(Action::Commit { field: when.clone(), text: "2023-09-24/..".to_owned() });
    assert_eq!(session.draft(&when), None);
    assert_eq!(session.fact_field(&fact, FactField::Window).as_deref(), Some("2023-09-24/.."));
    session.close();
}

/// An article of as many sentences with a number each, its annotations joined to one fact.
fn many(desk: &Desk, name: &str, figures: usize) {
    use attest::model::{
        Article, Change, Claim, ClaimId, Document, Edit, FactJoin, Number, Part, Quantity, Span,
        Status, Value, anchor_at,
    };
    use attest::store::format::{HistoryRecord, file_from_document, render_article};
    use sha2::Digest;
    let sentence = |n: usize| format!("So far {} people had entered.\n", 10_000 + n);
    let text: String = (0..figures).map(sentence).collect();
    std::fs::write(desk.seeds().join(name), &text).unwrap();
    let hash = sha2::Sha256::digest(text.as_bytes());
    let sha: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let article = Article::new(ArticleId::new(name), text.into(), "UTF-8".to_owned(), sha);
    let mut document = Document::default();
    for n in 0..figures {
        let at = n * sentence(0).len();
        let id = |kind: usize| format!("0192f3c2-0000-7{kind:03x}-8000-{:06}{n:06}", name.len());
        let whole = anchor_at(&article, Span::new(at, at + sentence(0).len() - 1)).unwrap();
        let number = anchor_at(&article, Span::new(at + 7, at + 12)).unwrap();
        let made = "2026-11-22T09:14:03Z".to_owned();
        let claim = Claim {
            id: ClaimId::new(&id(1)),
            anchors: vec![whole],
            part: Part::Body,
            status: Status::Draft,
            tags: Vec::new(),
            note: String::new(),
            created: made.clone(),
            changed: made,
        };
        let value = Value::Number(Number::parse(&(10_000 + n).to_string()).unwrap());
        let mut quantity = Quantity::new(QuantityId::new(&id(2)), claim.id.clone(), number, value);
        quantity.facts = vec![FactJoin { id: FactId::new("many"), comparable: Comparable::Yes }];
        document.apply(&Change::Claim(Edit::insert(claim))).unwrap();
        document.apply(&Change::Quantity(Box::new(Edit::insert(quantity)))).unwrap();
    }
    let history = HistoryRecord { id: String::new(), seq: 0 };
    let file = file_from_document(&article, &document, "mara", history);
    let folder = desk.annotations().join("mara");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.ron")), render_article(&file).unwrap()).unwrap();
}

#[test]
fn a_folder_of_many_figures_is_compared_between_frames() {
    let desk = Desk::with("Nothing was said.");
    let mut facts = attest::model::Facts::default();
    let fact = attest::model::Fact::new(FactId::new("many"), "How many entered?");
    facts.facts.insert(fact.id.clone(), fact);
    for name in ["one.txt", "other.txt", "another.txt"] {
        many(&desk, name, 600);
    }
    let history = attest::store::format::HistoryRecord { id: String::new(), seq: 0 };
    let file = attest::store::format::file_from_facts(&facts, "mara", history);
    let ron = attest::store::format::render_facts(&file).unwrap();
    std::fs::write(desk.annotations().join("mara").join("facts.ron"), ron).unwrap();
    let start = Start { paths: vec![desk.seeds()], annotator: Some("mara".to_owned()) };
    let mut session = Session::start_with(start, desk.options(), Arc::new(|| {}));
    let limit = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let mut between = false;
    while session.opening().is_some() || session.is_comparing() || session.board().is_empty() {
        assert!(std::time::Instant::now() < limit, "the folder is read");
        session.poll();
        if session.is_comparing() {
            between = true;
            assert_eq!(session.due(), Some(std::time::Duration::ZERO), "the window comes again");
        }
        std::thread::yield_now();
    }
    assert!(between, "it was not all compared at once");
    assert_eq!(session.board()[0].members, 1800);
}
