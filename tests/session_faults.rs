//! Faults around a session: what lies in a file's place, what comes back, what was not written when the program ended.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::ArticleId;
use attest::session::{Access, Action, Command, SaveState, Session, Start};
use common::{Desk, a002, assert_same, with_a_number};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const OTHER: &str = "000_d783d876d3f5d968.txt";

fn claim(session: &mut Session, article: &ArticleId) {
    session.dispatch(Action::Show(article.clone()));
    let segments = session.segments(article).unwrap().clone();
    let text = session.article(article).unwrap().text.clone();
    let span = segments.sentence_at(text.find("Armenia").unwrap()).unwrap();
    let before = session.document(article).unwrap().claims().len();
    session
        .dispatch(Action::Do(Command::MakeClaim { article: article.clone(), spans: vec![span] }));
    assert_eq!(session.document(article).unwrap().claims().len(), before + 1);
}

/// Polls as the window does, until it is so.
fn until(session: &mut Session, what: &str, so: impl Fn(&Session) -> bool) {
    let began = Instant::now();
    while !so(session) {
        // The limit is for a session that never gets there.
        assert!(began.elapsed() < Duration::from_secs(30), "{what}: {:?}", session.notices());
        session.poll();
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

fn said(session: &Session, words: &str) -> bool {
    session.notices().iter().any(|notice| notice.text.contains(words))
}

fn file(desk: &Desk, name: &str) -> PathBuf {
    desk.annotations().join("analyst").join(format!("{name}.ron"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target)
        } else {
            std::fs::copy(&path, target).map(drop).unwrap()
        }
    }
}

#[test]
fn what_was_in_the_history_alone_is_written_at_the_next_start_and_not_called_saved_before() {
    let desk = Desk::new();
    let mut session = desk.session();
    with_a_number(&mut session);
    claim(&mut session, &ArticleId::new(OTHER));
    // The acts are in the history, and no file is due yet: as a kill would leave it.
    let history = desk.annotations().join("analyst/.attest/history");
    let lines = || {
        let mut logs = std::fs::read_dir(&history).into_iter().flatten().map(|e| e.unwrap().path());
        let log = logs.find(|path| path.extension().is_some_and(|e| e == "log"));
        log.map_or(0, |log| std::fs::read_to_string(log).unwrap().lines().count())
    };
    until(&mut session, "durable", |_| lines() >= 4);
    let killed = Desk::new();
    copy(&desk.annotations(), &killed.annotations());
    assert!(!file(&killed, OTHER).exists());

    let mut again = Session::start_with(
        Start { paths: vec![killed.seeds()], annotator: None },
        attest::session::StartOptions {
            installation: Some(installation(&killed)),
            ..killed.options()
        },
        std::sync::Arc::new(|| {}),
    );
    let mut seen = Vec::new();
    while again.save_state() != SaveState::Saved || again.history().is_empty() {
        seen.push(again.save_state());
        let saved = seen.last() == Some(&SaveState::Saved) && !again.history().is_empty();
        assert!(!saved || file(&killed, OTHER).exists());
        again.poll();
    }
    assert!(seen.contains(&SaveState::Saving), "{seen:?}");
    for id in [a002(), ArticleId::new(OTHER)] {
        assert!(file(&killed, id.as_str()).exists(), "{id}");
        assert_same(again.document(&id).unwrap(), session.document(&id).unwrap());
    }
    again.close();
}

/// Whose history lies there.
fn installation(desk: &Desk) -> String {
    let history = desk.annotations().join("analyst/.attest/history");
    let mut logs = std::fs::read_dir(history).unwrap().map(|entry| entry.unwrap().path());
    let log = logs.find(|path| path.extension().is_some_and(|e| e == "log")).unwrap();
    log.file_stem().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn a_window_that_came_second_goes_on_when_the_first_is_gone() {
    let desk = Desk::new();
    let mut first = desk.session();
    with_a_number(&mut first);
    first.wait_until_idle();
    let mut second = desk.session();
    assert!(matches!(second.access(), Access::ReadOnly(why) if why.contains("Another Attest")));
    first.close();
    drop(first);
    until(&mut second, "the lock", |session| session.access() == Access::Write);
    assert!(!said(&second, "Another Attest"), "{:?}", second.notices());
    claim(&mut second, &ArticleId::new(OTHER));
    second.wait_until_idle();
    assert_eq!(second.save_state(), SaveState::Saved);
    second.close();
}

#[test]
fn an_act_that_came_second_is_done_again_when_the_first_window_is_gone() {
    let desk = Desk::new();
    // Both opened before there was a lock.
    let (mut first, mut second) = (desk.session(), desk.session());
    with_a_number(&mut first);
    first.wait_until_idle();
    claim(&mut second, &ArticleId::new(OTHER));
    second.wait_until_idle();
    assert!(matches!(second.access(), Access::ReadOnly(_)));
    first.close();
    drop(first);
    until(&mut second, "the act", |session| {
        session.access() == Access::Write && session.save_state() == SaveState::Saved
    });
    let claims = |id: &ArticleId| second.document(id).unwrap().claims().len();
    assert_eq!((claims(&a002()), claims(&ArticleId::new(OTHER))), (1, 1));
    assert!(file(&desk, OTHER).exists());
    second.close();
}

#[test]
fn a_history_that_stays_too_large_is_told_and_not_opened_again_and_again() {
    let desk = Desk::new();
    let mut session = desk.session();
    with_a_number(&mut session);
    session.wait_until_idle();
    session.close();
    let log = desk.annotations().join("analyst/.attest/history");
    let log = log.join(format!("{}.log", installation(&desk)));
    let bytes = std::fs::read(&log).unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(&log).unwrap();
    file.set_len(attest::store::disk::LARGEST + 1).unwrap();
    let mut session = desk.session();
    let told = session.access();
    assert!(matches!(&told, Access::ReadOnly(why) if why.contains("too large")), "{told:?}");
    // Longer than it is tried again after.
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(2500) {
        session.poll();
        assert_eq!(session.access(), told);
        std::thread::park_timeout(Duration::from_millis(5));
    }
    std::fs::write(&log, bytes).unwrap();
    until(&mut session, "the history", |session| session.access() == Access::Write);
    session.close();
}

#[test]
fn a_folder_that_cannot_be_opened_is_opened_when_it_can_be_with_the_work_done_meanwhile() {
    let desk = Desk::new();
    let stone = desk.annotations().join("analyst");
    std::fs::create_dir_all(desk.annotations()).unwrap();
    std::fs::write(&stone, "a file where the folder must be").unwrap();
    let mut session = desk.session();
    assert!(said(&session, "cannot be opened"), "{:?}", session.notices());
    claim(&mut session, &a002());
    assert!(matches!(session.save_state(), SaveState::NotSaved(_)), "{:?}", session.save_state());
    std::fs::remove_file(&stone).unwrap();
    until(&mut session, "opened", |session| session.save_state() == SaveState::Saved);
    assert!(!said(&session, "cannot be opened"), "{:?}", session.notices());
    assert_eq!(session.document(&a002()).unwrap().claims().len(), 1);
    assert!(file(&desk, a002().as_str()).exists());
    session.close();
}

#[test]
fn a_file_that_cannot_be_written_waits_alone_and_goes_on_by_itself() {
    let desk = Desk::new();
    let mut session = desk.session();
    std::fs::create_dir_all(file(&desk, a002().as_str()).join("stone")).unwrap();
    claim(&mut session, &a002());
    claim(&mut session, &ArticleId::new(OTHER));
    session.wait_until_idle();
    let SaveState::NotSaved(why) = session.save_state() else {
        panic!("{:?}", session.save_state())
    };
    assert!(why.contains(a002().as_str()), "{why}");
    assert!(session.all_in_history(), "closing loses nothing, and the window says so");
    assert!(file(&desk, OTHER).exists());
    std::fs::remove_dir_all(file(&desk, a002().as_str())).unwrap();
    until(&mut session, "the obstacle", |session| session.save_state() == SaveState::Saved);
    assert!(!said(&session, "Not saved"), "{:?}", session.notices());
    assert!(file(&desk, a002().as_str()).is_file());
    session.close();
}

#[test]
fn a_merge_in_an_annotation_file_is_named_and_the_notice_goes_with_it() {
    let desk = Desk::new();
    let mut session = desk.session();
    claim(&mut session, &a002());
    session.wait_until_idle();
    let path = file(&desk, a002().as_str());
    let good = std::fs::read_to_string(&path).unwrap();
    let merge = good.replacen(
        "    claims: [",
        "<<<<<<< HEAD\n    claims: [\n=======\n    claims: [\n>>>>>>> theirs",
        1,
    );
    std::fs::write(&path, merge).unwrap();
    until(&mut session, "the markers", |session| said(session, "git conflict markers"));
    std::fs::write(&path, good).unwrap();
    until(&mut session, "resolved", |session| !said(session, "git conflict markers"));
    claim(&mut session, &ArticleId::new(OTHER));
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved);
    session.close();
    // The same at opening.
    let line = |session: &Session| {
        let notices = session.notices().iter();
        notices.filter(|notice| notice.text.contains("git conflict markers")).count()
    };
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.insert_str(0, "<<<<<<< HEAD\n(\n=======\n");
    std::fs::write(&path, text + ">>>>>>> theirs\n").unwrap();
    assert!(line(&desk.session()) > 0);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    fn worked() -> Desk {
        let desk = Desk::new();
        let mut session = desk.session();
        with_a_number(&mut session);
        claim(&mut session, &ArticleId::new(OTHER));
        session.wait_until_idle();
        session.close();
        desk
    }

    fn log(desk: &Desk) -> PathBuf {
        let name = format!("{}.log", installation(desk));
        desk.annotations().join("analyst/.attest/history").join(name)
    }

    /// Every file that is read when a folder is opened.
    fn files(desk: &Desk) -> Vec<(&'static str, PathBuf)> {
        let config = desk.annotations().parent().unwrap().join("config");
        vec![
            ("annotation", file(desk, a002().as_str())),
            ("facts", desk.annotations().join("analyst/facts.ron")),
            ("project", desk.annotations().join("project.ron")),
            ("history", log(desk)),
            ("owner", desk.annotations().join("analyst/.attest/owner")),
            ("lock", desk.annotations().join("analyst/.attest/lock")),
            ("session", config.join("session.ron")),
            ("installation", config.join("installation")),
        ]
    }

    #[test]
    fn what_is_no_plain_file_is_told_and_never_waited_for() {
        type Put = fn(&Path);
        let kinds: [(&str, Put); 4] = [
            ("pipe", |path| {
                let made = std::process::Command::new("mkfifo").arg(path).status();
                assert!(made.unwrap().success());
            }),
            ("endless", |path| symlink("/dev/zero", path).unwrap()),
            ("socket", |path| drop(std::os::unix::net::UnixListener::bind(path).unwrap())),
            ("folder", |path| std::fs::create_dir(path).unwrap()),
        ];
        for (kind, put) in kinds {
            for at in 0..files(&worked()).len() {
                let desk = worked();
                let (name, path) = files(&desk).remove(at);
                if path.exists() {
                    std::fs::remove_file(&path).unwrap();
                }
                put(&path);
                let mut session = desk.session();
                let claims = session.document(&ArticleId::new(OTHER)).map(|d| d.claims().len());
                let how = format!("{kind} in place of {name}: {:?}", session.notices());
                assert_eq!(claims, Some(1), "{how}");
                assert!(
                    !session.notices().is_empty()
                        || matches!(name, "installation" | "owner" | "lock"),
                    "{how}"
                );
                session.close();
                assert!(path.symlink_metadata().is_ok(), "{how}: left where it was, or put aside");
            }
        }
    }

    #[test]
    fn nothing_is_written_outside_the_annotations_folder() {
        let places =
            ["analyst", "analyst/.attest", "analyst/.attest/history", "analyst/.attest/lock"];
        for place in places {
            let desk = worked();
            let outside = tempfile::tempdir().unwrap();
            let (inside, moved) = (desk.annotations().join(place), outside.path().join("moved"));
            std::fs::rename(&inside, &moved).unwrap();
            symlink(&moved, &inside).unwrap();
            let before = tree(outside.path());
            let mut session = desk.session();
            assert!(
                matches!(session.access(), Access::ReadOnly(why) if why.contains("link")),
                "{place}: {:?}",
                session.access()
            );
            claim_if_possible(&mut session);
            session.close();
            assert_eq!(tree(outside.path()), before, "{place}");
        }
    }

    fn claim_if_possible(session: &mut Session) {
        let article = a002();
        let span = session.segments(&article).unwrap().sentence_at(10).unwrap();
        session.dispatch(Action::Do(Command::MakeClaim { article, spans: vec![span] }));
    }

    #[test]
    fn a_file_that_is_a_link_is_neither_written_nor_parted_from_what_it_leads_to() {
        let desk = worked();
        let outside = tempfile::tempdir().unwrap();
        let (inside, moved) = (file(&desk, a002().as_str()), outside.path().join("moved.ron"));
        std::fs::rename(&inside, &moved).unwrap();
        symlink(&moved, &inside).unwrap();
        let before = tree(outside.path());
        let mut session = desk.session();
        assert!(said(&session, "this is a link"), "{:?}", session.notices());
        claim_if_possible(&mut session);
        session.wait_until_idle();
        assert_eq!(session.save_state(), SaveState::Saved, "the others are");
        session.close();
        assert_eq!(tree(outside.path()), before);
        assert!(inside.is_symlink());
    }

    #[test]
    fn a_temporary_file_that_is_a_link_is_taken_away_and_what_it_leads_to_is_left() {
        let desk = worked();
        let outside = tempfile::tempdir().unwrap();
        let target = outside.path().join("precious");
        std::fs::write(&target, "precious").unwrap();
        let temporaries = [
            format!("analyst/.{}.ron.attest-new", a002()),
            "analyst/.attest/.owner.attest-new".to_owned(),
            format!("analyst/.attest/history/.{}.log.attest-new", installation(&desk)),
        ];
        for temporary in &temporaries {
            symlink(&target, desk.annotations().join(temporary)).unwrap();
        }
        std::fs::remove_file(desk.annotations().join("analyst/.attest/owner")).unwrap();
        let mut session = desk.session();
        session.dispatch(Action::Undo);
        session.wait_until_idle();
        assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
        session.close();
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "precious");
    }

    fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    found.push((path, bytes));
                }
            }
        }
        found.sort();
        found
    }
}

#[test]
fn an_article_s_name_as_long_as_the_system_allows() {
    let desk = Desk::new();
    let text = "The government said that 1,050 people had entered Armenia on Sunday.";
    let long = format!("{}.txt", "n".repeat(247));
    let longest = format!("{}.txt", "m".repeat(251));
    for name in [&long, &longest] {
        std::fs::write(desk.seeds().join(name), text).unwrap();
    }
    let mut session = desk.session();
    claim(&mut session, &ArticleId::new(&long));
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    assert!(file(&desk, &long).exists());
    // One with which no annotation file can be made is said at opening, and nothing is begun in it.
    assert!(said(&session, "name is too long"), "{:?}", session.notices());
    let id = ArticleId::new(&longest);
    let refused = session.can(&Action::Do(Command::MakeClaim {
        article: id.clone(),
        spans: vec![session.segments(&id).unwrap().sentence_at(3).unwrap()],
    }));
    assert!(refused.is_err());
    session.close();
}
