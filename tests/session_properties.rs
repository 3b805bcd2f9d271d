//! Properties of whole sessions: whatever is done can be undone, redone, and is found again.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::Document;
use attest::session::{Action, Command, FieldOwner, FieldRef, NoticeKind, SaveState, Session};
use common::{Desk, random, same};
use proptest::prelude::*;

fn documents(session: &Session) -> Vec<Document> {
    session.rows().iter().map(|row| session.document(&row.id).unwrap().clone()).collect()
}

fn all_same(a: &[Document], b: &[Document]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

fn refusals(session: &Session) -> Option<u64> {
    let refused = session.notices().iter().filter(|n| n.kind == NoticeKind::Refused);
    refused.map(|n| n.id).max()
}

/// Acts; whatever is refused must change nothing.
fn play(session: &mut Session, acts: &[Vec<u32>]) -> Result<(), TestCaseError> {
    for numbers in acts {
        for action in random::act(session, numbers) {
            let (before, notice) = (documents(session), refusals(session));
            let steps = session.history().len();
            let could = session.can(&action);
            session.dispatch(action.clone());
            if refusals(session) != notice {
                prop_assert!(
                    all_same(&before, &documents(session)),
                    "{action:?} was refused and changed something"
                );
                prop_assert_eq!(session.history().len(), steps);
            } else if let (Err(why), Action::Do(_)) = (could, &action) {
                prop_assert!(false, "{:?} was done although it could not be: {}", action, why);
            }
        }
    }
    Ok(())
}

/// No anchor is lost from the index or left in it.
fn whole(document: &Document) -> bool {
    let placed = document.all_anchors().filter(|(_, anchor)| anchor.span().is_some()).count();
    let quantities =
        document.quantities().values().all(|q| document.claims().contains_key(&q.claim));
    let attributions =
        document.attributions().values().all(|a| document.claims().contains_key(&a.claim));
    placed == document.spans().len() && quantities && attributions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn all_that_is_done_is_undone_and_redone(
        acts in proptest::collection::vec(proptest::collection::vec(any::<u32>(), 12), 1..60),
    ) {
        let desk = Desk::new();
        let mut session = desk.session();
        let start = documents(&session);
        play(&mut session, &acts)?;
        while session.undo_labels().1.is_some() {
            session.dispatch(Action::Redo);
        }
        let end = documents(&session);
        prop_assert!(end.iter().all(whole));
        session.wait_until_idle();
        prop_assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
        let history = session.history().to_vec();
        session.close();
        drop(session);
        let mut session = desk.session();
        prop_assert!(all_same(&end, &documents(&session)), "{:?}", session.notices());
        prop_assert_eq!(session.history(), &*history);
        let steps = session.history().iter().filter(|row| row.done).count();
        for _ in 0..steps {
            session.dispatch(Action::Undo);
        }
        prop_assert_eq!(session.undo_labels().0, None);
        prop_assert!(all_same(&start, &documents(&session)));
        for _ in 0..steps {
            session.dispatch(Action::Redo);
        }
        prop_assert!(all_same(&end, &documents(&session)));
        let row = session.history().iter().filter(|row| row.done).nth(steps / 2).map(|row| row.index);
        if let Some(row) = row {
            session.dispatch(Action::UndoTo(row));
            let done = session.history().iter().filter(|row| row.done).count();
            prop_assert_eq!(done, steps / 2 + 1);
        }
    }

    #[test]
    fn a_field_set_to_what_it_shows_is_unchanged_and_shows_what_it_is_set_to(
        acts in proptest::collection::vec(proptest::collection::vec(any::<u32>(), 12), 20..80),
    ) {
        let desk = Desk::new();
        let mut session = desk.session();
        play(&mut session, &acts)?;
        let id = session.rows()[0].id.clone();
        let mut owners = vec![FieldOwner::Article];
        owners.extend(random::records(session.document(&id).unwrap()).into_iter().map(FieldOwner::Record));
        for of in &owners {
            for field in random::FIELDS {
                let field = FieldRef { article: id.clone(), of: of.clone(), field: *field };
                let Some(text) = session.field_text(&field) else { continue };
                let before = documents(&session);
                session.dispatch(Action::Do(Command::SetField { field: field.clone(), text: text.clone() }));
                prop_assert!(all_same(&before, &documents(&session)), "{field:?} {text:?}");
                // Any other record of the kind may take it, and shows it then.
                for other in &owners {
                    let other = FieldRef { of: other.clone(), ..field.clone() };
                    if session.field_text(&other).is_none() {
                        continue;
                    }
                    let command = Command::SetField { field: other.clone(), text: text.clone() };
                    if session.can(&Action::Do(command.clone())).is_ok() {
                        let steps = session.history().len();
                        session.dispatch(Action::Do(command));
                        prop_assert_eq!(session.field_text(&other), Some(text.clone()), "{:?}", other);
                        if session.history().len() > steps {
                            session.dispatch(Action::Undo);
                        }
                    }
                }
            }
        }
    }
}
