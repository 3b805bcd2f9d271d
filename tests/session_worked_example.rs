//! The worked example with the real recogniser: what is proposed for it is what accept-all writes.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{AsOfRelation, Basis, LinkKind, Origin, Precision, RefusalKind, Selection};
use attest::session::{Action, Command, Field, FieldOwner, FieldRef, Session};
use common::{Desk, SENTENCE, a002, words};

/// A session on the worked example's sentence, made a claim.
fn claimed(desk: &Desk) -> Session {
    let mut session = desk.session();
    let id = a002();
    session.dispatch(Action::Show(id.clone()));
    // Its proposals are there in the frame that opens it.
    assert!(!session.recognising(&id));
    let sentence = words(&session, &id, SENTENCE);
    let selection = Selection { article: Some(id.clone()), text: Some(sentence), record: None };
    session.dispatch(Action::Select(selection));
    session.dispatch(Action::Do(Command::MakeClaim { article: id, spans: vec![sentence] }));
    session
}

fn accept_all(session: &mut Session) {
    let within = session.shown_within().unwrap();
    session.dispatch(Action::Do(Command::AcceptAll { article: a002(), within }));
}

#[test]
fn accept_all_takes_what_is_printed_in_the_sentence() {
    let desk = Desk::new();
    let mut session = claimed(&desk);
    assert!(session.document(&a002()).unwrap().quantities().is_empty());
    accept_all(&mut session);
    let document = session.document(&a002()).unwrap();
    assert_eq!(document.quantities().len(), 1, "{:?}", session.notices());
    let q = document.quantities().values().next().unwrap();
    assert_eq!((q.anchor.exact(), &q.origin), ("1,050", &Origin::Proposed));
    let counted = q.counted.as_ref().unwrap();
    assert_eq!(counted.text, "people");
    assert!(counted.what.as_ref().unwrap().text.starts_with("had entered Armenia"));
    let as_of = q.as_of.as_ref().unwrap();
    assert_eq!(as_of.edtf, "2023-09-24T22:00:00+04:00");
    assert_eq!((as_of.precision, as_of.relation), (Precision::Minute, AsOfRelation::At));
    assert_eq!(as_of.basis, Basis::Relative);
    // What completes it is stated in the same act.
    let published = document.meta().published.as_ref().unwrap();
    assert_eq!(
        (published.edtf.as_str(), published.basis),
        ("2023-09-24T23:46:11", Basis::Explicit)
    );
    let acts = session.history().len();
    session.dispatch(Action::Undo);
    assert!(session.document(&a002()).unwrap().quantities().is_empty());
    assert!(session.document(&a002()).unwrap().meta().published.is_none());
    assert_eq!(session.history().len(), acts);
}

#[test]
fn another_article_date_is_listed_and_reads_the_as_of_again() {
    let desk = Desk::new();
    let mut session = claimed(&desk);
    accept_all(&mut session);
    let resting = session.dates_resting_on(&a002(), "2023-09-26T23:46:11").unwrap();
    let printed: Vec<&str> = resting.iter().map(|redated| redated.printed.as_str()).collect();
    assert!(printed.contains(&"22:00 (1800 GMT)"), "{printed:?}");
    assert!(resting.iter().all(|redated| redated.kept.is_none()), "{resting:?}");
    let field = FieldRef { article: a002(), of: FieldOwner::Article, field: Field::Published };
    session.dispatch(Action::Commit { field, text: "2023-09-26T23:46:11".to_owned() });
    let document = session.document(&a002()).unwrap();
    let as_of = document.quantities().values().next().unwrap().as_of.clone().unwrap();
    assert_eq!(as_of.edtf, "2023-09-26T22:00:00+04:00");
}

#[test]
fn the_same_digits_and_noun_again_are_offered_as_a_repeat_of_the_record() {
    let desk = Desk::new();
    let mut session = claimed(&desk);
    let id = a002();
    let text = session.article(&id).unwrap().text.clone();
    let first = session.segments(&id).unwrap().sentence_at(text.find("1,050").unwrap()).unwrap();
    let repeats = |session: &Session| {
        let shown = session.shown_proposals().iter();
        shown.filter(|p| p.key.kind == RefusalKind::Repeats).cloned().collect::<Vec<_>>()
    };
    // There is no record yet that it could repeat.
    assert!(repeats(&session).is_empty());
    accept_all(&mut session);
    let selection = Selection { article: Some(id.clone()), text: Some(first), record: None };
    session.dispatch(Action::Select(selection));
    accept_all(&mut session);
    let open = repeats(&session);
    assert_eq!(open.len(), 1, "{:?}", session.shown_proposals());
    assert!(open[0].left.is_some());
    let proposal = open[0].key;
    session.dispatch(Action::Do(Command::Accept { article: id.clone(), proposal }));
    let document = session.document(&id).unwrap();
    let links = document.quantities().values().flat_map(|q| &q.links);
    let repeats = links.filter(|link| link.kind == LinkKind::Repeats).count();
    assert_eq!(repeats, 1);
}
