//! Whole sessions without a window: what the analyst does, what is there afterwards.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, RecordRef, Selection, Voice};
use attest::session::{Action, Command, DateRole, NoticeKind, SaveState, TagKind};
use common::{Desk, words};

fn a002() -> ArticleId {
    ArticleId::new("002_371c06971a596525.txt")
}

const SENTENCE: &str = "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.”";

#[test]
fn the_folder_is_read_and_the_first_article_shown() {
    let desk = Desk::new();
    let session = desk.session();
    assert_eq!(session.rows().len(), 5);
    assert!(session.rows().iter().all(|row| row.loaded && row.trouble.is_none()));
    assert_eq!(session.current(), Some(&session.rows()[0].id));
    assert_eq!(session.save_state(), SaveState::Saved);
    assert!(!desk.annotations().exists(), "opening writes nothing");
}

#[test]
fn the_worked_example_is_tagged_undone_and_redone() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = a002();
    session.dispatch(Action::Show(id.clone()));
    let sentence = words(&session, &id, SENTENCE);
    let tag = |session: &mut attest::session::Session, text: &str, kind| {
        let within = words(session, &id, SENTENCE);
        let article = session.article(&id).unwrap();
        let at = within.of(&article.text).unwrap().find(text).unwrap() + within.start;
        let span = attest::model::Span::new(at, at + text.len());
        session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind }));
    };
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    tag(&mut session, "1,050", TagKind::Number);
    tag(&mut session, "people", TagKind::Counted);
    tag(&mut session, "The government", TagKind::Source);
    tag(&mut session, "added in a statement", TagKind::Cue);
    let document = session.document(&id).unwrap().clone();
    assert_eq!(document.claims().len(), 1, "{:?}", session.notices());
    let quantity = document.quantities().values().next().unwrap();
    assert_eq!(quantity.anchor.exact(), "1,050");
    assert_eq!(quantity.counted.as_ref().unwrap().text, "people");
    let attribution = document.attributions().values().next().unwrap();
    assert_eq!(attribution.cue[0].exact(), "added in a statement");
    assert_eq!(attribution.chain[0].source, "The government");
    assert_eq!(quantity.voice, Voice::By(vec![attribution.id.clone()]));
    assert_eq!(session.history().len(), 5);
    for _ in 0..5 {
        session.dispatch(Action::Undo);
    }
    assert!(session.document(&id).unwrap().is_blank());
    assert_eq!(
        session.undo_labels().1,
        Some("Make a claim of “The government added in a statement, “As…”")
    );
    for _ in 0..5 {
        session.dispatch(Action::Redo);
    }
    common::assert_same(session.document(&id).unwrap(), &document);
}

#[test]
fn a_number_outside_any_claim_is_refused_with_a_way_out() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = a002();
    session.dispatch(Action::Show(id.clone()));
    let span = words(&session, &id, "1,050");
    session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind: TagKind::Number }));
    assert!(session.document(&id).unwrap().is_blank());
    let notice = session.notices().last().unwrap().clone();
    assert_eq!(notice.kind, NoticeKind::Refused);
    let (label, actions) = notice.offer.unwrap();
    assert_eq!(label, "Make the sentence a claim first");
    for action in actions {
        session.dispatch(action);
    }
    let document = session.document(&id).unwrap();
    assert_eq!((document.claims().len(), document.quantities().len()), (1, 1));
    let claim = document.claims().values().next().unwrap();
    assert!(claim.anchors[0].exact().starts_with("The Armenian government said late Sunday"));
}

#[test]
fn undo_goes_to_the_article_and_selects_what_it_undid() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = a002();
    let sentence = words(&session, &id, SENTENCE);
    session.dispatch(Action::Show(id.clone()));
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    let claim = session.document(&id).unwrap().claims().keys().next().unwrap().clone();
    session.dispatch(Action::Do(Command::Delete {
        article: id.clone(),
        record: RecordRef::Claim(claim.clone()),
    }));
    let first = session.rows()[0].id.clone();
    session.dispatch(Action::Show(first));
    let reveal = session.reveal();
    session.dispatch(Action::Undo);
    assert!(session.reveal() > reveal);
    let expected = Selection {
        article: Some(id),
        text: Some(sentence),
        record: Some(RecordRef::Claim(claim)),
    };
    assert_eq!(session.selection(), &expected);
}

#[test]
fn a_date_that_says_nothing_whole_is_refused_with_a_way_out() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = a002();
    session.dispatch(Action::Show(id.clone()));
    let sentence = words(
        &session,
        &id,
        "The Armenian government said late Sunday evening that 1,050 people had crossed into the country from Nagorno-Karabakh.",
    );
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    let number = words(&session, &id, "1,050");
    session.dispatch(Action::Do(Command::Tag {
        article: id.clone(),
        span: number,
        kind: TagKind::Number,
    }));
    let before = session.document(&id).unwrap().clone();
    let span = words(&session, &id, "late Sunday evening");
    let kind = TagKind::Date(DateRole::AsOf);
    session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind }));
    common::assert_same(session.document(&id).unwrap(), &before);
    assert!(session.notices().last().unwrap().offer.is_some());
}
