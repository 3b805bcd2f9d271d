//! The history beside the files, on the command line: what is wrong with it is said, what can be restored is.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::ArticleId;
use attest::session::{Action, Command as Wish, Session};
use common::{Desk, a002, with_a_number};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// One test at a time: a program that another test starts holds a lock of this one for the moment before it begins.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

const OTHER: &str = "000_d783d876d3f5d968.txt";

fn attest(desk: &Desk, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
    command.args(args).current_dir(desk.seeds().parent().unwrap());
    command.stdin(std::process::Stdio::null()).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn claim(session: &mut Session, article: &ArticleId) {
    session.dispatch(Action::Show(article.clone()));
    let segments = session.segments(article).unwrap().clone();
    let text = session.article(article).unwrap().text.clone();
    let span = segments.sentence_at(text.find("Armenia").unwrap()).unwrap();
    session.dispatch(Action::Do(Wish::MakeClaim { article: article.clone(), spans: vec![span] }));
}

/// Two articles annotated, all written.
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
    let history = desk.annotations().join("analyst/.attest/history");
    let mut logs = std::fs::read_dir(history).unwrap().map(|entry| entry.unwrap().path());
    logs.find(|path| path.extension().is_some_and(|ending| ending == "log")).unwrap()
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

/// All annotation files without the numbers of the history.
fn records(desk: &Desk) -> Vec<String> {
    let read = |name: &str| {
        let path = desk.annotations().join("analyst").join(format!("{name}.ron"));
        let text = std::fs::read_to_string(path).unwrap();
        text.split("history: ").nth(1).unwrap().split_once("reviewed").unwrap().1.to_owned()
    };
    vec![read(a002().as_str()), read(OTHER)]
}

#[test]
fn a_folder_whose_history_is_whole_has_no_problems() {
    let _turn = turn();
    let desk = worked();
    let checked = attest(&desk, &["check", "seeds"]);
    assert_eq!((out(&checked).as_str(), checked.status.code()), ("", Some(0)), "{}", err(&checked));
    let repaired = attest(&desk, &["check", "--repair", "seeds"]);
    assert!(out(&repaired).contains("nothing to repair"));
    assert_eq!(repaired.status.code(), Some(0));
}

#[test]
fn damage_of_any_kind_is_named_and_repaired_with_the_original_kept() {
    let _turn = turn();
    type Damage = fn(&Path, Vec<u8>);
    let cases: [(&str, Damage); 9] = [
        ("CRLF", |path, bytes| {
            let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
            std::fs::write(path, text).unwrap();
        }),
        ("byte-order mark", |path, bytes| {
            std::fs::write(path, [b"\xEF\xBB\xBF".as_slice(), &bytes].concat()).unwrap();
        }),
        ("cut off", |path, bytes| std::fs::write(path, &bytes[..bytes.len() - 5]).unwrap()),
        ("out of order", |path, bytes| {
            let mut all = lines(&bytes);
            all.swap(1, 2);
            std::fs::write(path, all.concat()).unwrap();
        }),
        ("missing before line 3", |path, bytes| {
            let mut all = lines(&bytes);
            all.remove(2);
            std::fs::write(path, all.concat()).unwrap();
        }),
        ("first lines are missing", |path, bytes| {
            std::fs::write(path, lines(&bytes)[1..].concat()).unwrap();
        }),
        ("ends at line 2", |path, bytes| {
            std::fs::write(path, lines(&bytes)[..2].concat()).unwrap();
        }),
        ("is empty", |path, _| std::fs::write(path, "").unwrap()),
        ("damaged at line 2", |path, mut bytes| {
            let at = lines(&bytes)[0].len() + 30;
            bytes[at] ^= 1;
            std::fs::write(path, bytes).unwrap();
        }),
    ];
    for (words, damage) in cases {
        let desk = worked();
        let (path, before) = (log(&desk), records(&desk));
        damage(&path, std::fs::read(&path).unwrap());
        let damaged = std::fs::read(&path).unwrap();
        let checked = attest(&desk, &["check", "seeds"]);
        assert!(out(&checked).contains(words), "{words}: {}", out(&checked));
        assert!(out(&checked).contains(".log:"), "{words}: {}", out(&checked));
        assert_eq!(checked.status.code(), Some(1), "{words}");
        let shown = attest(&desk, &["check", "--repair", "--dry-run", "seeds"]);
        assert_eq!(shown.status.code(), Some(1), "{words}");
        assert_eq!(std::fs::read(&path).unwrap(), damaged, "{words}: only said");

        let repaired = attest(&desk, &["check", "--repair", "seeds"]);
        assert!(
            out(&repaired).contains("repaired"),
            "{words}: {} {}",
            out(&repaired),
            err(&repaired)
        );
        let first = out(&shown).lines().next().unwrap().to_owned();
        assert!(out(&repaired).starts_with(&first), "{words}: said first: {}", out(&repaired));
        assert_eq!(repaired.status.code(), Some(0), "{words}: {}", out(&repaired));
        assert_eq!(records(&desk), before, "{words}");
        // What was there is still there: in the log's beginning, or beside it.
        let now = std::fs::read(&path).unwrap();
        let aside = path.with_extension("log.damaged");
        let whole = damaged.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let kept = now.starts_with(&damaged[..whole])
            || std::fs::read(aside).is_ok_and(|bytes| bytes == damaged);
        assert!(kept, "{words}");
        let mut session = desk.session();
        let mut claims = [a002(), ArticleId::new(OTHER)].into_iter();
        assert!(claims.all(|id| session.document(&id).unwrap().claims().len() == 1), "{words}");
        session.close();
    }
}

#[test]
fn a_history_that_is_gone_is_named_and_one_beside_its_place_is_used() {
    let _turn = turn();
    let desk = worked();
    let path = log(&desk);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let checked = attest(&desk, &["check", "seeds"]);
    assert!(out(&checked).contains("history is not there"), "{}", out(&checked));
    // A run that was killed while it put its log back.
    let name = path.file_name().unwrap().to_str().unwrap();
    for beside in [format!("{name}.theirs"), format!(".{name}.attest-new")] {
        let beside = path.with_file_name(beside);
        std::fs::write(&beside, &bytes).unwrap();
        let mut session = desk.session();
        assert!(session.can(&Action::Undo).is_ok(), "undo leads through what was found");
        assert!(session.history().len() >= 3);
        session.close();
        let repaired = attest(&desk, &["check", "--repair", "seeds"]);
        assert_eq!(repaired.status.code(), Some(0), "{}", out(&repaired));
        assert!(std::fs::read(&path).unwrap().starts_with(&bytes));
        std::fs::remove_file(&path).unwrap();
        for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
}

#[test]
fn acts_that_no_file_holds_yet_are_told_by_every_command_and_written_by_a_repair() {
    let _turn = turn();
    let desk = worked();
    // As after a kill: the last act is in the history, and its file is the one before.
    let file = desk.annotations().join("analyst").join(format!("{OTHER}.ron"));
    let before = std::fs::read(&file).unwrap();
    let replaced = lines(&std::fs::read(log(&desk)).unwrap()).len();
    let mut session = desk.session();
    let id = ArticleId::new(OTHER);
    session.dispatch(Action::Show(id.clone()));
    session.dispatch(Action::Undo);
    session.wait_until_idle();
    session.close();
    std::fs::write(&file, &before).unwrap();
    let all = lines(&std::fs::read(log(&desk)).unwrap());
    assert!(all.len() > replaced);
    std::fs::write(log(&desk), all[..=replaced].concat()).unwrap();

    for args in [
        vec!["check", "seeds"],
        vec!["export", "--to", "csv", "seeds"],
        vec!["export", "--to", "ron", "seeds"],
        vec!["facts", "seeds"],
    ] {
        let told = attest(&desk, &args);
        let said = format!("{}{}", out(&told), err(&told));
        assert!(said.contains("the history has acts that this file lacks"), "{args:?}: {said}");
        assert_eq!(told.status.code(), Some(1), "{args:?}");
    }
    let repaired = attest(&desk, &["check", "--repair", "seeds"]);
    assert_eq!(repaired.status.code(), Some(0), "{} {}", out(&repaired), err(&repaired));
    assert_ne!(std::fs::read(&file).unwrap(), before);
    assert_eq!(attest(&desk, &["export", "--to", "csv", "seeds"]).status.code(), Some(0));
}
