//! What stands in the way of undo, redo and saving: others who change the files, the history or take the lock.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::ArticleId;
use attest::session::{Access, Action, Command, Field, Notice, NoticeKind, SaveState, Session};
use common::{Desk, quantity_field, with_a_number};
use std::fs;
use std::path::PathBuf;

fn log(desk: &Desk) -> PathBuf {
    let folder = desk.annotations().join("analyst/.attest/history");
    let mut logs = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    logs.find(|path| path.extension().is_some_and(|kind| kind == "log")).unwrap()
}

/// Does what the notice with this offer offers.
fn take_offer(session: &mut Session, label: &str) -> Notice {
    let offers = |notice: &&Notice| notice.offer.as_ref().is_some_and(|(it, _)| it == label);
    let notice = session.notices().iter().rfind(offers);
    let notice = notice.unwrap_or_else(|| panic!("{label}: {:?}", session.notices())).clone();
    for action in notice.offer.clone().unwrap().1 {
        session.dispatch(action);
    }
    session.dispatch(Action::Dismiss(notice.id));
    notice
}

fn reviewed(session: &Session, article: &ArticleId) -> bool {
    session.document(article).unwrap().meta().reviewed
}

#[test]
fn an_undo_that_no_longer_fits_can_be_skipped() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let other = session.rows()[0].id.clone();
    session.dispatch(Action::Do(Command::SetReviewed { article: other.clone(), reviewed: true }));
    let note = quantity_field(&session, &id, Field::Note);
    session.dispatch(Action::Commit { field: note.clone(), text: "ours".to_owned() });
    session.wait_until_idle();
    session.close();
    drop(session);
    let file = desk.annotations().join("analyst").join(format!("{id}.ron"));
    let ron = fs::read_to_string(&file).unwrap();
    fs::write(&file, ron.replace("note: \"ours\"", "note: \"theirs\"")).unwrap();

    let mut session = desk.session();
    assert_eq!(session.field_text(&note).as_deref(), Some("theirs"));
    // Theirs is to stay; what is behind it is to be undone.
    session.dispatch(Action::SkipUndo);
    session.dispatch(Action::Undo);
    assert_eq!(session.field_text(&note).as_deref(), Some("theirs"), "nothing is forced");
    assert!(reviewed(&session, &other));
    let notice = take_offer(&mut session, "Skip this step");
    assert_eq!(notice.kind, NoticeKind::Refused);
    assert!(notice.text.contains("is no longer what it was then"), "{}", notice.text);
    assert!(!reviewed(&session, &other), "{:?}", session.notices());
    assert_eq!(session.field_text(&note).as_deref(), Some("theirs"));
    session.dispatch(Action::Redo);
    assert!(reviewed(&session, &other));
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    session.close();
}

#[test]
fn a_redo_that_no_longer_fits_can_be_skipped() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let note = quantity_field(&session, &id, Field::Note);
    session.dispatch(Action::Commit { field: note, text: "ours".to_owned() });
    let other = session.rows()[0].id.clone();
    session.dispatch(Action::Do(Command::SetReviewed { article: other.clone(), reviewed: true }));
    for _ in 0..3 {
        session.dispatch(Action::Undo);
    }
    assert!(session.document(&id).unwrap().quantities().is_empty());
    // Without its number, the note has nowhere to stand.
    session.dispatch(Action::SkipRedo);
    session.dispatch(Action::Redo);
    assert!(session.document(&id).unwrap().quantities().is_empty());
    assert!(!reviewed(&session, &other));
    let notice = take_offer(&mut session, "Skip this step");
    assert!(notice.text.contains("cannot be done again"), "{}", notice.text);
    assert!(reviewed(&session, &other), "{:?}", session.notices());
    // A way to a row that leads over such a step ends before it.
    session.dispatch(Action::Undo);
    session.dispatch(Action::Undo);
    let first = session.history()[0].clone();
    assert!(!first.done);
    session.dispatch(Action::UndoTo(3));
    assert!(reviewed(&session, &other));
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    session.close();
}

#[test]
fn an_act_in_an_article_that_is_gone_does_not_hold_up_the_undo_of_others() {
    let desk = Desk::new();
    let mut session = desk.session();
    let (first, second) = (session.rows()[0].id.clone(), session.rows()[1].id.clone());
    for article in [&first, &second] {
        let article = article.clone();
        session.dispatch(Action::Do(Command::SetReviewed { article, reviewed: true }));
    }
    session.wait_until_idle();
    session.close();
    drop(session);
    fs::remove_file(desk.seeds().join(second.as_str())).unwrap();
    let mut session = desk.session();
    assert_eq!(session.can(&Action::Undo), Ok(()));
    session.dispatch(Action::Undo);
    assert!(reviewed(&session, &first));
    let notice = take_offer(&mut session, "Skip this step");
    assert!(notice.text.contains("not in the open folder"), "{}", notice.text);
    assert!(!reviewed(&session, &first), "{:?}", session.notices());
    session.close();
}

#[cfg(unix)]
#[test]
fn a_history_that_was_replaced_is_told_and_can_be_put_back() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    // A sync tool puts another file of this name in its place.
    let path = log(&desk);
    let older = path.with_extension("older");
    let bytes = fs::read(&path).unwrap();
    fs::write(&older, &bytes).unwrap();
    fs::rename(&older, &path).unwrap();
    session.dispatch(Action::Do(Command::SetReviewed { article: id.clone(), reviewed: true }));
    session.wait_until_idle();
    assert_ne!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    let notice = take_offer(&mut session, "Put our history back");
    assert_eq!(notice.kind, NoticeKind::Problem);
    assert!(notice.text.contains(".log was changed by someone else"), "{}", notice.text);
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    let kept = session.notices().iter().find(|notice| notice.text.contains("was kept as"));
    assert!(kept.is_some(), "{:?}", session.notices());
    session.close();
    drop(session);
    let logs = fs::read_dir(path.parent().unwrap()).unwrap();
    let logs: Vec<_> = logs.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
    assert!(logs.len() == 2 && logs.contains(&bytes), "theirs is kept beside ours");
    let mut session = desk.session();
    assert!(reviewed(&session, &id));
    assert_eq!(session.history().len(), 3);
    session.dispatch(Action::Undo);
    assert!(!reviewed(&session, &id));
    session.close();
}

#[test]
fn an_act_refused_because_another_window_took_the_lock_is_kept_and_done_again() {
    let desk = Desk::new();
    let mut first = desk.session();
    let mut second = desk.session();
    assert_eq!((first.access(), second.access()), (Access::Write, Access::Write));
    let id = with_a_number(&mut first);
    first.wait_until_idle();
    assert_eq!(first.save_state(), SaveState::Saved);

    let other = second.rows()[0].id.clone();
    second.dispatch(Action::Do(Command::SetReviewed { article: other.clone(), reviewed: true }));
    second.wait_until_idle();
    assert!(matches!(second.access(), Access::ReadOnly(_)));
    assert_ne!(second.save_state(), SaveState::Saved);
    let again = |notice: &&Notice| notice.offer.as_ref().is_some_and(|(it, _)| it == "Try again");
    assert_eq!(second.notices().iter().filter(again).count(), 1, "{:?}", second.notices());
    assert!(reviewed(&second, &other), "the act is not taken from view");

    // As long as the other window is open it stays kept.
    take_offer(&mut second, "Try again");
    second.wait_until_idle();
    assert!(matches!(second.access(), Access::ReadOnly(_)));
    first.close();
    drop(first);
    second.dispatch(Action::Reload);
    second.wait_until_idle();
    assert_eq!(second.access(), Access::Write, "{:?}", second.notices());
    assert!(reviewed(&second, &other), "{:?}", second.notices());
    assert_eq!(second.document(&id).unwrap().quantities().len(), 1, "theirs is there too");
    second.wait_until_idle();
    assert_eq!(second.save_state(), SaveState::Saved, "{:?}", second.notices());
    second.close();
    drop(second);
    let session = desk.session();
    assert!(reviewed(&session, &other));
}
