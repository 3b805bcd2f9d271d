//! A panic anywhere on one article, record or fact is held there: it is named, and everything else goes on.
//!
//! Each test says which piece of work is to panic, by the name that the program gives it. One at a time: the rehearsal is of
//! the whole process.

#![allow(clippy::unwrap_used)]

mod common;

use attest::cli::{self, Invocation};
use attest::model::{ArticleId, rehearse};
use attest::session::{
    Access, Action, Command, ExportFormat, ExportRequest, NoticeKind, SaveState, SearchQuery,
    Session, Start,
};
use attest::store::config::Config;
use attest::store::crash::{WINDOW, report_panics};
use common::{Desk, SENTENCE, a002, with_a_number, words};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static ARMED: Mutex<Vec<String>> = Mutex::new(Vec::new());
static TURN: Mutex<()> = Mutex::new(());

/// One test's turn; at its end nothing panics any more.
struct Turn(#[allow(dead_code)] MutexGuard<'static, ()>);

impl Turn {
    fn new() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            rehearse(|name| {
                let panics = armed().iter().any(|part| name.contains(part.as_str()));
                assert!(!panics, "rehearsed: {name}");
            });
        });
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        armed().clear();
        Self(turn)
    }

    /// What is called so panics from now on; all else does not.
    fn panics(&self, part: &str) {
        *armed() = vec![part.to_owned()];
    }

    fn nothing_panics(&self) {
        armed().clear();
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        armed().clear();
    }
}

fn armed() -> MutexGuard<'static, Vec<String>> {
    ARMED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn first() -> ArticleId {
    let mut names: Vec<String> = std::fs::read_dir("seeds")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    ArticleId::new(names.first().unwrap())
}

fn says(session: &Session, words: &[&str]) -> bool {
    session.notices().iter().any(|notice| words.iter().all(|word| notice.text.contains(word)))
}

#[track_caller]
fn assert_says(session: &Session, words: &[&str]) {
    assert!(says(session, words), "{words:?} is not in {:#?}", session.notices());
}

/// Work goes on: an act in another article is done and saved.
#[track_caller]
fn assert_goes_on(desk: &Desk, session: &mut Session) {
    let id = with_a_number(session);
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:#?}", session.notices());
    assert!(desk.annotations().join("analyst").join(format!("{id}.ron")).exists());
}

#[test]
fn what_breaks_off_on_one_article_is_told_and_the_others_go_on() {
    let turn = Turn::new();
    let id = first();
    let search = || {
        Action::Search(SearchQuery {
            text: "Armenia".to_owned(),
            match_case: false,
            whole_words: false,
        })
    };
    for (part, action) in [
        (format!("recognising {id}"), Action::Show(id.clone())),
        (format!("the row of {id}"), Action::Show(id.clone())),
        (format!("Finding the sentences of {id}"), Action::Reload),
        (format!("the figures of {id}"), Action::Show(id.clone())),
        (format!("Searching {id}"), search()),
        (format!("Looking through {id}"), Action::Scan),
    ] {
        let desk = Desk::new();
        turn.panics(&part);
        let mut session = desk.session();
        session.dispatch(action);
        session.wait_until_idle();
        assert_says(&session, &[id.as_str(), "because of an error in Attest"]);
        assert!(session.rows().iter().skip(1).all(|row| row.loaded), "{part}");
        let problems = session.notices().len();
        session.poll();
        session.poll();
        assert_eq!(session.notices().len(), problems, "{part}: it is told once");
        if part.starts_with("Searching") {
            assert!(!session.search().running);
            assert!(session.search().hits.iter().all(|hit| hit.go.article.as_ref() != Some(&id)));
            assert!(!session.search().hits.is_empty(), "the others are searched");
        }
        if part.starts_with("Looking") {
            assert!(!session.scan().running);
            assert!(!session.scan().rows.is_empty(), "the others are listed");
        }
        assert_goes_on(&desk, &mut session);
        session.close();
    }
}

#[test]
fn an_article_that_cannot_be_read_is_one_row_with_the_reason() {
    let turn = Turn::new();
    let (desk, id) = (Desk::new(), first());
    turn.panics(&format!("reading {id}"));
    let mut session = desk.session();
    let row = session.row(&id).unwrap();
    assert!(format!("{:?}", row.trouble).contains("error in Attest"), "{row:?}");
    assert!(session.rows().iter().skip(1).all(|row| row.loaded && row.trouble.is_none()));
    assert_goes_on(&desk, &mut session);
    turn.nothing_panics();
    session.dispatch(Action::Reload);
    session.wait_until_idle();
    assert!(session.row(&id).unwrap().trouble.is_none());
}

#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let turn = Turn::new();
    let desk = Desk::new();
    turn.panics("reading the folder");
    let mut session = desk.session();
    assert_says(&session, &["The folder cannot be read", "error in Attest"]);
    turn.nothing_panics();
    session.dispatch(Action::Open(vec![desk.seeds()]));
    session.wait_until_idle();
    assert_goes_on(&desk, &mut session);
}

#[test]
fn annotations_that_cannot_be_opened_are_told_and_opened_again() {
    let turn = Turn::new();
    let desk = Desk::new();
    turn.panics("opening annotations");
    let mut session = desk.session();
    assert_says(&session, &["The annotations cannot be opened", "error in Attest"]);
    let id = with_a_number(&mut session);
    assert!(matches!(session.save_state(), SaveState::NotSaved(_)), "{:?}", session.save_state());
    turn.nothing_panics();
    session.dispatch(Action::Save);
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:#?}", session.notices());
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1);
    assert!(desk.annotations().join("analyst").join(format!("{id}.ron")).exists());
}

#[test]
fn a_writer_that_breaks_off_is_not_saved_and_begun_again() {
    let turn = Turn::new();
    let desk = Desk::new();
    turn.panics("the writer");
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    assert!(matches!(session.save_state(), SaveState::NotSaved(_)), "{:?}", session.save_state());
    assert_says(&session, &["Not saved", "error in Attest", "Ctrl+S"]);
    turn.nothing_panics();
    session.dispatch(Action::Save);
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:#?}", session.notices());
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1);
    session.close();
    let again = desk.session();
    assert_eq!(again.document(&id).unwrap().quantities().len(), 1, "{:#?}", again.notices());
}

#[test]
fn an_act_that_cannot_be_planned_changes_nothing() {
    let turn = Turn::new();
    let desk = Desk::new();
    let mut session = desk.session();
    session.dispatch(Action::Show(a002()));
    let sentence = words(&session, &a002(), SENTENCE);
    let claim = Action::Do(Command::MakeClaim { article: a002(), spans: vec![sentence] });
    turn.panics("a plan");
    session.dispatch(claim.clone());
    assert_says(&session, &["cannot be done", "error in Attest", "Nothing was changed"]);
    assert!(session.document(&a002()).unwrap().claims().is_empty());
    assert_eq!(session.undo_labels(), (None, None));
    turn.panics("a question");
    assert!(session.can(&claim).unwrap_err().reason.contains("error in Attest"));
    turn.panics("an act");
    session.dispatch(claim.clone());
    assert_says(&session, &["What was just asked for broke off"]);
    turn.nothing_panics();
    session.dispatch(claim);
    assert_eq!(session.document(&a002()).unwrap().claims().len(), 1);
}

#[test]
fn records_that_a_fault_left_half_changed_are_opened_again() {
    let turn = Turn::new();
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let claim = session.document(&id).unwrap().claims().keys().next().unwrap().clone();
    let record = attest::model::RecordRef::Claim(claim);
    turn.panics("a change");
    session.dispatch(Action::Do(Command::Delete { article: id.clone(), record }));
    turn.nothing_panics();
    assert_says(&session, &["A change of", id.as_str(), "error in Attest"]);
    session.wait_until_idle();
    let document = session.document(&id).unwrap();
    assert_eq!((document.claims().len(), document.quantities().len()), (1, 1), "as in the history");
    assert_eq!(session.access(), Access::Write);
    session.dispatch(Action::Undo);
    session.wait_until_idle();
    assert_eq!(session.document(&id).unwrap().quantities().len(), 0);
    assert_eq!(session.save_state(), SaveState::Saved, "{:#?}", session.notices());
}

/// A desk as a kill leaves it behind a claim and its number: both are in the history, and no file was rendered yet.
fn killed_after_two_acts() -> Desk {
    for _ in 0..20 {
        let (desk, left) = (Desk::new(), Desk::new());
        let mut session = desk.session();
        let id = with_a_number(&mut session);
        let history = desk.annotations().join("analyst/.attest/history");
        let lines = || {
            let log = std::fs::read_dir(&history).ok()?.next()?.ok()?.path();
            Some(std::fs::read_to_string(log).ok()?.lines().count())
        };
        while lines() < Some(3) {
            session.poll();
            std::thread::yield_now();
        }
        copy(&desk.annotations(), &left.annotations());
        copy(&config_of(&desk), &config_of(&left));
        session.close();
        if !left.annotations().join("analyst").join(format!("{id}.ron")).exists() {
            return left;
        }
    }
    panic!("files are rendered before they are due");
}

fn config_of(desk: &Desk) -> std::path::PathBuf {
    desk.seeds().parent().unwrap().join("config")
}

#[test]
fn a_history_with_an_act_that_cannot_be_applied_opens_with_it_named() {
    let turn = Turn::new();
    for (part, claims, numbers) in
        [("no step", 1, 1), ("step 3", 1, 0), ("step 3 of", 1, 0), ("step 2 of", 0, 0)]
    {
        let desk = killed_after_two_acts();
        turn.panics(part);
        let mut session = desk.session();
        turn.nothing_panics();
        let document = session.document(&a002()).unwrap();
        let held = (document.claims().len(), document.quantities().len());
        if part == "step 2 of" {
            assert!(held.0 == claims, "{part}: {held:?}");
        } else {
            assert_eq!(held, (claims, numbers), "{part}: {:#?}", session.notices());
        }
        if part != "no step" {
            let step = part.trim_end_matches(" of").trim_start_matches('s');
            assert_says(&session, &[step, "of the history (“", "left out", "error in Attest"]);
        }
        assert_eq!(session.access(), Access::Write, "the folder is open");
        session.dispatch(Action::Show(first()));
        let whole = session.article(&first()).unwrap().paragraphs[0];
        session.dispatch(Action::Do(Command::MakeClaim { article: first(), spans: vec![whole] }));
        session.wait_until_idle();
        assert_eq!(session.save_state(), SaveState::Saved, "{part}: {:#?}", session.notices());
        session.close();
    }
}

#[test]
fn one_annotation_file_that_cannot_be_worked_on_is_left_alone() {
    let turn = Turn::new();
    for part in ["the file of 002", "the records of 002"] {
        let desk = Desk::new();
        let mut session = desk.session();
        let id = with_a_number(&mut session);
        session.close();
        let file = desk.annotations().join("analyst").join(format!("{id}.ron"));
        let before = std::fs::read(&file).unwrap();
        turn.panics(part);
        let mut session = desk.session();
        turn.nothing_panics();
        assert_says(&session, &[id.as_str(), "error in Attest"]);
        assert!(session.row(&id).unwrap().trouble.is_some(), "its article is read-only");
        session.dispatch(Action::Show(first()));
        let article = session.article(&first()).unwrap();
        let whole = article.paragraphs.first().copied().unwrap();
        session.dispatch(Action::Do(Command::MakeClaim { article: first(), spans: vec![whole] }));
        session.wait_until_idle();
        assert_eq!(session.document(&first()).unwrap().claims().len(), 1);
        assert_eq!(session.save_state(), SaveState::Saved, "{:#?}", session.notices());
        session.close();
        assert_eq!(std::fs::read(&file).unwrap(), before, "{part}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// The example's annotations beside the seeds.
fn with_example() -> Desk {
    let desk = Desk::new();
    copy(Path::new("annotations"), &desk.annotations());
    desk
}

#[test]
fn a_fact_that_cannot_be_compared_is_named_and_the_others_are_compared() {
    let turn = Turn::new();
    let desk = with_example();
    let start = || Start { paths: vec![desk.seeds()], annotator: Some("example".to_owned()) };
    let whole = desk.start(start());
    let board = whole.board().to_vec();
    assert!(board.len() > 1);
    let fact = &board[0];
    let other = |session: &Session| {
        session.board().iter().filter(|row| row.fact != fact.fact).cloned().collect::<Vec<_>>()
    };
    for (part, told) in
        [(format!("fact {}", fact.fact), true), (format!("the row of fact {}", fact.fact), false)]
    {
        turn.panics(&part);
        let session = desk.start(start());
        turn.nothing_panics();
        let row = session.board().iter().find(|row| row.fact == fact.fact).unwrap();
        assert_eq!(row.question, fact.question, "it stands on the board all the same");
        if told {
            assert_says(&session, &[&fact.question, "error in Attest"]);
        }
        assert_eq!(other(&session), other(&whole), "{part}");
    }
    let figure = whole.comparison().figures_of(&fact.fact)[0].member.quantity.clone();
    turn.panics(&format!("figure {figure}"));
    let session = desk.start(start());
    assert_says(&session, &["Comparing a figure of", "error in Attest"]);
    assert_eq!(session.board().len(), board.len());
}

#[test]
fn the_numbers_of_one_article_break_off_and_those_of_others_are_listed() {
    let turn = Turn::new();
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    turn.panics(&format!("the numbers of {id}"));
    assert!(session.number_rows(&id).is_empty());
    session.poll();
    assert_says(&session, &["Listing what is in", id.as_str(), "error in Attest"]);
    turn.nothing_panics();
    assert_goes_on(&desk, &mut session);
    session.dispatch(Action::Undo);
    assert_eq!(session.number_rows(&id).len(), 1, "made anew with the next act");
}

#[test]
fn an_export_leaves_out_what_breaks_off_and_says_so() {
    let turn = Turn::new();
    for (format, part, name) in [
        (ExportFormat::Csv, "the rows of", "out.csv"),
        (ExportFormat::Json, "the records of", "out.json"),
    ] {
        let desk = Desk::new();
        let mut session = desk.session();
        let id = with_a_number(&mut session);
        let to = desk.seeds().parent().unwrap().join(name);
        let request = ExportRequest { format, article: None, to: to.clone(), overwrite: false };
        turn.panics(&format!("{part} {id}"));
        session.dispatch(Action::Export(request.clone()));
        session.wait_until_idle();
        assert_says(&session, &["Left out", id.as_str(), "error in Attest"]);
        assert!(to.exists());
        turn.panics("The export");
        session.dispatch(Action::Export(ExportRequest { overwrite: true, ..request }));
        session.wait_until_idle();
        turn.nothing_panics();
        assert_says(&session, &["The export broke off", "error in Attest"]);
    }
}

fn command(command: &Invocation) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(command, &mut out, &mut err);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn parsed(words: &[&str]) -> Invocation {
    cli::parse(words.iter().map(std::ffi::OsString::from)).unwrap()
}

#[test]
fn commands_name_the_file_that_breaks_off_and_work_on_the_others() {
    let turn = Turn::new();
    let desk = with_example();
    let folder = desk.seeds();
    let folder = folder.to_str().unwrap();
    let (id, file) = (first(), format!("{}.ron", a002()));
    for (words, part, named) in [
        (vec!["check", folder], id.as_str(), id.as_str()),
        (vec!["check", folder], file.as_str(), file.as_str()),
        (vec!["check", folder], "facts.ron", "facts.ron"),
        (vec!["export", "--to", "json", folder], file.as_str(), file.as_str()),
        (vec!["export", "--to", "csv", folder], file.as_str(), file.as_str()),
        (vec!["facts", folder], file.as_str(), file.as_str()),
    ] {
        turn.nothing_panics();
        let (_, whole, _) = command(&parsed(&words));
        turn.panics(part);
        let (code, out, err) = command(&parsed(&words));
        assert_eq!(code, cli::PROBLEMS, "{words:?} {part}: {out}{err}");
        let said = format!("{out}{err}");
        assert!(
            said.lines().any(|l| l.contains(named) && l.contains("because of an error in Attest")),
            "{words:?} {part}: {said}"
        );
        if words[0] == "export" {
            assert!(out.lines().count() > 1 || whole.lines().count() <= 2, "{out}");
        }
    }
    // No file, no record: the command itself.
    turn.panics("a command");
    let (code, _, err) = command(&parsed(&["check", folder]));
    assert_eq!((code, err.trim()), (1, "attest: the command broke off: an error in Attest"));
}

#[test]
fn files_of_suggest_that_break_off_are_named_and_the_others_suggested() {
    let turn = Turn::new();
    let (a, b) = (format!("seeds/{}", first()), format!("seeds/{}", a002()));
    turn.panics("a job");
    let (code, out, err) = command(&parsed(&["suggest", &a, &b]));
    assert_eq!((code, out.as_str()), (cli::PROBLEMS, ""));
    for name in [&a, &b] {
        assert!(err.contains(&format!("{name}: this text could not be worked on")), "{err}");
    }
}

/// Ends a thread with a panic, as the window's own would; gives what it printed to the terminal.
fn crash(name: &str, panics: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(panics).unwrap();
    assert!(thread.join().is_err());
}

#[test]
fn a_crash_leaves_a_report_without_text_and_the_next_start_tells_of_it() {
    static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let turn = Turn::new();
    let desk = Desk::new();
    let config = Config::at(desk.seeds().parent().unwrap().join("config"));
    let before = std::panic::take_hook();
    report_panics(Some(config.clone()), WINDOW, |line| SAID.lock().unwrap().push(line.to_owned()));
    // Messages with words of an article: made at run time, quoted by the standard library, or of an error.
    let secret = String::from("Секретный: 1,050 fled");
    let text = secret.clone();
    #[allow(clippy::string_slice)]
    crash("main", move || drop(text[1..].to_owned()));
    let text = secret.clone();
    crash("main", move || panic!("{text}"));
    let text = secret.clone();
    crash("main", move || assert_eq!(text.parse::<u8>().map_err(|_| text.clone()).unwrap(), 0));
    crash("main", || drop([1, 2, 3][[0; 7].len()..].to_vec()));
    turn.panics("held by itself");
    for _ in 0..20 {
        assert!(attest::model::held(&"held by itself", || 0).is_err());
    }
    turn.nothing_panics();
    std::panic::set_hook(before);

    let mut reports: Vec<_> = std::fs::read_dir(config.folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
        .collect();
    reports.sort();
    assert_eq!(
        reports.len(),
        5,
        "four crashes, and one of what is held again and again: {reports:?}"
    );
    let texts: Vec<String> =
        reports.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for text in &texts {
        assert!(!text.contains("Секретный") && !text.contains("fled"), "{text}");
        assert!(text.contains("place: ") && text.contains("when: 20") && text.contains("thread: "));
        assert!(text.contains("held::") || text.contains("panic"), "a backtrace: {text}");
    }
    let numbers = "range start index 7 out of range for slice of length 3";
    assert!(texts.iter().any(|text| text.contains(numbers)), "{texts:#?}");
    let said = SAID.lock().unwrap().join("\n");
    assert!(!said.contains("Секретный") && said.contains("Report: "), "{said}");

    let mut session = desk.session();
    assert_says(&session, &["Attest broke off on 20", "as saved is all here", "report-20"]);
    let notice = session.notices().iter().find(|notice| notice.text.contains("broke off")).unwrap();
    assert_eq!(notice.kind, NoticeKind::Problem, "it stays until it is dismissed");
    let (label, actions) = notice.offer.clone().unwrap();
    assert_eq!(label, "Show the report");
    assert!(session.crash_report().is_none());
    actions.into_iter().for_each(|action| session.dispatch(action));
    let shown = session.crash_report().unwrap();
    assert!(shown.path.exists() && shown.text.contains("place: "));
    session.dispatch(Action::ShowCrash(false));
    assert!(session.crash_report().is_none());
    session.close();
    let again = desk.session();
    assert!(!says(&again, &["broke off"]), "told once: {:#?}", again.notices());
}

#[cfg(feature = "gui")]
mod window {
    use super::*;
    use attest::ui::App;
    use eframe::egui::accesskit::Role;
    use egui_kittest::{Harness, kittest::Queryable as _};

    fn open(session: Session) -> Harness<'static, App> {
        let mut harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .build_eframe(|creation| App::new(&creation.egui_ctx, session, None));
        harness.run_steps(4);
        harness
    }

    fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
        harness.query_all_by_role(Role::Label).any(|node| format!("{node:?}").contains(words))
    }

    #[test]
    fn what_cannot_be_drawn_is_named_in_its_place_and_the_window_goes_on() {
        let turn = Turn::new();
        let desk = Desk::new();
        let mut session = desk.session();
        let id = with_a_number(&mut session);
        session.wait_until_idle();
        let document = session.document(&id).unwrap();
        let claim = document.claims().keys().next().unwrap().to_string();
        let quantity = document.quantities().keys().next().unwrap().to_string();
        let mut harness = open(session);
        for (part, shown) in [
            (format!("drawing This claim {claim}"), "This claim cannot be shown"),
            (format!("drawing This record {quantity}"), "This record cannot be shown"),
            (format!("drawing This article {id}"), "This article cannot be shown"),
            ("drawing The Inspector".to_owned(), "The Inspector cannot be shown"),
            ("drawing The list of articles".to_owned(), "The list of articles cannot be shown"),
            ("drawing The bar".to_owned(), "The bar cannot be shown"),
            ("drawing This view".to_owned(), "This view cannot be shown"),
        ] {
            turn.panics(&part);
            harness.run_steps(4);
            assert!(shows(&harness, shown), "{part}");
            turn.nothing_panics();
            harness.run_steps(4);
            assert!(!shows(&harness, "cannot be shown"), "{part}: it comes back");
            assert!(harness.query_by_label_contains("All changes saved").is_some(), "{part}");
        }
    }

    #[test]
    fn the_report_of_a_crash_is_read_and_closed() {
        let _turn = Turn::new();
        let desk = Desk::new();
        let folder = desk.seeds().parent().unwrap().join("config");
        std::fs::create_dir_all(&folder).unwrap();
        let report = "Attest\nwhen: 2026-11-22T09:14:03Z\nplace: src/somewhere.rs:1:2\n";
        std::fs::write(folder.join("crash-2026-11-22T09-14-03Z.txt"), report).unwrap();
        let mut harness = open(desk.session());
        harness.get_by_label("Show the report").click();
        harness.run_steps(6);
        assert!(shows(&harness, "src/somewhere.rs:1:2"));
        harness.get_by_role_and_label(Role::Button, "Close").click();
        harness.run_steps(6);
        assert!(!shows(&harness, "src/somewhere.rs:1:2"));
    }
}
