//! The articles' files change while they are open: corrected, added, gone, renamed, by editors and by checkouts.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, Place};
use attest::session::{Action, Command, Field, NoticeKind, SaveState, Session, Start, Trouble};
use common::{Desk, SENTENCE, a002, quantity_field, with_a_number, words};
use crossbeam_channel::{Receiver, unbounded};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A session as a window has it: woken when there is something to take in.
struct Window {
    session: Session,
    woken: Receiver<()>,
}

impl Window {
    fn on(desk: &Desk) -> Self {
        Self::opening(desk, desk.seeds())
    }

    fn opening(desk: &Desk, folder: PathBuf) -> Self {
        let (wake, woken) = unbounded();
        let start = Start { paths: vec![folder], annotator: None };
        let wake = Arc::new(move || wake.send(()).unwrap_or_default());
        let mut window = Self { session: Session::start_with(start, desk.options(), wake), woken };
        window.session.wait_until_idle();
        window
    }

    /// Draws frames, woken as a window is, until this holds; the limit is for what never comes.
    fn until(&mut self, what: &str, holds: impl Fn(&Session) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            self.session.poll();
            if holds(&self.session) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what}: {:?}", self.session.notices());
            let wait = self.session.due().map_or(left, |due| due.min(left));
            // Woken or due: either is a frame.
            self.woken.recv_timeout(wait).unwrap_or_default();
        }
    }

    /// Until nothing is left to do: an idle window draws no frame.
    fn until_idle(&mut self) {
        self.session.wait_until_idle();
        self.until("idle", |session| session.due().is_none());
    }

    fn offer(&mut self, label: &str) {
        let offers = |notice: &&attest::session::Notice| {
            notice.offer.as_ref().is_some_and(|(words, _)| words == label)
        };
        let notice = self.session.notices().iter().rfind(offers);
        let notice = notice.unwrap_or_else(|| panic!("{label}: {:?}", self.session.notices()));
        for action in notice.clone().offer.unwrap().1 {
            self.session.dispatch(action);
        }
    }
}

fn text(session: &Session, id: &ArticleId) -> String {
    session.article(id).map(|article| article.text.to_string()).unwrap_or_default()
}

fn trouble(session: &Session, id: &ArticleId) -> Option<Trouble> {
    session.row(id).and_then(|row| row.trouble.clone())
}

fn path(desk: &Desk, id: &ArticleId) -> PathBuf {
    desk.seeds().join(id.as_str())
}

fn other(session: &Session) -> ArticleId {
    session.rows().iter().map(|row| row.id.clone()).find(|id| *id != a002()).unwrap()
}

fn draft(session: &Session, field: &attest::session::FieldRef) -> Option<String> {
    session.draft(field).map(|(text, _)| text.to_owned())
}

/// Ways to write a file.
type Write = fn(&std::path::Path, &str);

const WAYS: &[(&str, Write)] = &[
    ("written over", |path, text| fs::write(path, text).unwrap()),
    ("replaced by rename", |path, text| {
        let beside = path.with_file_name(".new.txt~");
        fs::write(&beside, text).unwrap();
        fs::rename(&beside, path).unwrap();
    }),
    ("removed and made again", |path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }),
];

#[test]
fn a_corrected_article_that_nothing_is_done_on_is_read_again_by_itself() {
    for (how, write) in WAYS {
        let desk = Desk::new();
        let mut window = Window::on(&desk);
        // With records of its own, and out of sight.
        let id = with_a_number(&mut window.session);
        let shown = other(&window.session);
        window.session.dispatch(Action::Show(shown.clone()));
        window.until("saved", |session| session.save_state() == SaveState::Saved);
        let corrected = text(&window.session, &id).replace("1,050", "1,150");
        write(&path(&desk, &id), &corrected);
        let read =
            |session: &Session| text(session, &id) == corrected && session.document(&id).is_some();
        window.until(how, read);
        let session = &window.session;
        let quantity = session.document(&id).unwrap().quantities().values().next().unwrap();
        assert!(matches!(quantity.anchor.place, Place::Changed { .. }), "{how}: a digit differs");
        assert_eq!(quantity.anchor.exact(), "1,050", "{how}: what was annotated stays");
        assert!(!session.strayed(&id).is_empty(), "{how}");
        assert_eq!(trouble(session, &id), None, "{how}");
        assert_eq!(session.current(), Some(&shown), "{how}");
        // Undo is there, over all of it.
        assert_eq!(session.history().len(), 2, "{how}");
        window.session.dispatch(Action::Undo);
        let quantities = window.session.document(&id).unwrap().quantities().len();
        assert_eq!(quantities, 0, "{how}: {:?}", window.session.notices());
    }
}

#[test]
fn the_article_that_is_shown_is_read_again_at_a_click() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let before = text(&window.session, &id);
    let corrected = before.replacen("1,050 people", "1,050 men and women", 1);
    fs::write(path(&desk, &id), &corrected).unwrap();
    window.until("seen", |session| trouble(session, &id).is_some());
    assert!(matches!(trouble(&window.session, &id), Some(Trouble::Changed(_))));
    assert_eq!(text(&window.session, &id), before, "it does not change under the eye");
    let act = Action::Do(Command::SetReviewed { article: id.clone(), reviewed: true });
    let refused = window.session.can(&act).unwrap_err();
    assert!(refused.reason.contains("has changed"), "{}", refused.reason);
    window.offer("Read it again");
    window.until("read", |session| text(session, &id) == corrected);
    window.until("open", |session| session.document(&id).is_some_and(|d| !d.is_blank()));
    assert_eq!(trouble(&window.session, &id), None);
    assert!(window.session.selection().record.is_some(), "what was selected stays selected");
    assert!(window.session.notices().iter().all(|n| n.kind != NoticeKind::Problem));
    window.session.dispatch(act);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
}

#[test]
fn an_act_on_a_text_that_is_no_longer_there_is_refused() {
    type Change = fn(&std::path::Path);
    let changes: &[(&str, Change)] = &[
        ("changed", |path| {
            let text = fs::read_to_string(path).unwrap();
            fs::write(path, format!("A correction.\n{text}")).unwrap();
        }),
        ("gone", |path| fs::remove_file(path).unwrap()),
    ];
    for (how, change) in changes {
        let desk = Desk::new();
        let mut session = desk.session();
        let id = a002();
        session.dispatch(Action::Show(id.clone()));
        let spans = vec![words(&session, &id, SENTENCE)];
        change(&path(&desk, &id));
        // At once: no watcher has said anything yet, no frame was drawn.
        session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans }));
        assert!(session.document(&id).unwrap().is_blank(), "{how}");
        let told = session.notices().iter().any(|n| n.text.contains("Nothing was done"));
        assert!(told, "{how}: {:?}", session.notices());
        assert_eq!((session.history().len(), session.save_state()), (0, SaveState::Saved), "{how}");
        assert!(!desk.annotations().exists(), "{how}: nothing is written");
    }
}

#[test]
fn undo_and_redo_on_such_a_text_are_refused_too() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    let text = text(&session, &id);
    fs::write(path(&desk, &id), format!("A correction.\n{text}")).unwrap();
    session.dispatch(Action::Undo);
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1);
    assert!(session.notices().iter().any(|n| n.text.contains("cannot be undone")));
}

#[test]
fn a_file_that_was_only_touched_holds_nothing_up() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = a002();
    let text = fs::read(path(&desk, &id)).unwrap();
    fs::write(path(&desk, &id), text).unwrap();
    with_a_number(&mut session);
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1, "{:?}", session.notices());
}

#[test]
fn a_change_between_an_act_and_its_saving_loses_neither() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    let shown = other(&window.session);
    window.session.dispatch(Action::Show(shown));
    // The act is done, its file is not rendered yet.
    let corrected = format!("A correction.\n{}", text(&window.session, &id));
    fs::write(path(&desk, &id), &corrected).unwrap();
    window.until("read", |session| {
        text(session, &id) == corrected && session.document(&id).is_some()
    });
    let session = &window.session;
    let quantity = session.document(&id).unwrap().quantities().values().next().unwrap();
    let at = corrected.find(SENTENCE).unwrap() + SENTENCE.find("1,050").unwrap();
    assert_eq!(quantity.anchor.span().map(|span| span.start), Some(at), "found in the new text");
    assert!(matches!(quantity.anchor.place, Place::Moved { .. }));
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    window.session.close();
    let again = desk.session();
    assert_eq!(again.document(&id).unwrap().quantities().len(), 1);
}

#[test]
fn what_is_being_typed_stays_when_the_file_changes_and_is_read_again() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let note = quantity_field(&window.session, &id, Field::Note);
    let typed = Some("half a thou".to_owned());
    window.session.dispatch(Action::Draft { field: note.clone(), text: typed.clone() });
    let shown = other(&window.session);
    let corrected = format!("A correction.\n{}", text(&window.session, &id));
    fs::write(path(&desk, &id), &corrected).unwrap();
    window.until("seen", |session| trouble(session, &id).is_some());
    assert_eq!(draft(&window.session, &note), typed);
    // Going elsewhere commits drafts; this one cannot be, and stays.
    window.session.dispatch(Action::Show(shown));
    assert_eq!(draft(&window.session, &note), typed);
    assert_eq!(window.session.save_state(), SaveState::Editing);
    window.session.dispatch(Action::ReadAgain(id.clone()));
    window.until("read", |session| {
        text(session, &id) == corrected && session.document(&id).is_some()
    });
    assert_eq!(draft(&window.session, &note), typed, "{:?}", window.session.notices());
    window.session.dispatch(Action::Commit { field: note.clone(), text: typed.clone().unwrap() });
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    assert_eq!(window.session.field_text(&note), typed);
}

#[test]
fn what_was_done_is_in_its_file_before_the_article_is_read_again() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    let corrected = format!("A correction.\n{}", text(&window.session, &id));
    fs::write(path(&desk, &id), &corrected).unwrap();
    // Nothing is rendered yet.
    window.session.dispatch(Action::ReadAgain(id.clone()));
    window.until("read", |session| {
        text(session, &id) == corrected && session.document(&id).is_some()
    });
    assert_eq!(window.session.document(&id).unwrap().quantities().len(), 1);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let file = desk.annotations().join("analyst").join(format!("{id}.ron"));
    assert!(fs::read_to_string(file).unwrap().contains("exact: \"1,050\""));
}

#[test]
fn a_folder_that_is_renamed_while_it_is_open_keeps_its_records() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let moved = desk.seeds().with_file_name("articles");
    fs::rename(desk.seeds(), &moved).unwrap();
    window.until("gone", |session| session.rows().iter().all(|row| row.trouble.is_some()));
    assert_eq!(window.session.rows().len(), 5);
    assert_eq!(window.session.document(&id).unwrap().quantities().len(), 1);
    fs::rename(&moved, desk.seeds()).unwrap();
    window.session.dispatch(Action::LookAtFiles);
    window.until("back", |session| session.rows().iter().all(|row| row.trouble.is_none()));
    window.session.dispatch(Action::Undo);
    assert_eq!(window.session.document(&id).unwrap().quantities().len(), 0);
}

#[test]
fn articles_come_and_go() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    // One more, in a folder that was not there.
    fs::create_dir(desk.seeds().join("more")).unwrap();
    fs::write(desk.seeds().join("more/9.txt"), "Nearly 3,000 people fled.").unwrap();
    let new = ArticleId::new("more/9.txt");
    window.until("added", |session| session.row(&new).is_some_and(|row| row.loaded));
    assert_eq!(window.session.rows().len(), 6);
    let spans = vec![words(&window.session, &new, "Nearly 3,000 people fled.")];
    window.session.dispatch(Action::Show(new.clone()));
    window.session.dispatch(Action::Do(Command::MakeClaim { article: new.clone(), spans }));
    assert_eq!(window.session.document(&new).unwrap().claims().len(), 1);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    // One that is gone stays as a row, with its text and its records.
    let bytes = fs::read(path(&desk, &id)).unwrap();
    fs::remove_file(path(&desk, &id)).unwrap();
    window.until("gone", |session| trouble(session, &id).is_some());
    let Some(Trouble::Changed(why)) = trouble(&window.session, &id) else { panic!() };
    assert_eq!(why, "The file is no longer there.");
    assert_eq!(window.session.document(&id).unwrap().quantities().len(), 1);
    // And comes back.
    fs::write(path(&desk, &id), bytes).unwrap();
    window.until("back", |session| trouble(session, &id).is_none());
    assert_eq!(window.session.document(&id).unwrap().quantities().len(), 1);
    // Not one that the system hides, or that lies among annotations, and none that is no text.
    fs::create_dir_all(desk.seeds().join("annotations/ana")).unwrap();
    fs::write(desk.seeds().join("annotations/ana/x.txt"), "1").unwrap();
    fs::write(desk.seeds().join(".x.txt"), "1").unwrap();
    fs::write(desk.seeds().join("x.pdf"), "1").unwrap();
    window.session.dispatch(Action::LookAtFiles);
    window.until_idle();
    assert_eq!(window.session.rows().len(), 6);
}

#[test]
fn annotations_go_with_an_article_that_is_renamed() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let new = ArticleId::new("the second.txt");
    fs::rename(path(&desk, &id), path(&desk, &new)).unwrap();
    window.until("renamed", |session| {
        session.document(&new).is_some_and(|document| document.quantities().len() == 1)
    });
    let session = &window.session;
    assert_eq!((session.rows().len(), session.row(&id)), (5, None));
    assert_eq!(session.current(), Some(&new), "what was shown is shown");
    assert!(session.selection().record.is_some());
    window.session.dispatch(Action::Undo);
    assert_eq!(window.session.document(&new).unwrap().quantities().len(), 0);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let file = |id: &ArticleId| desk.annotations().join("analyst").join(format!("{id}.ron"));
    assert!(file(&new).exists() && !file(&id).exists());
}

#[test]
fn a_checkout_of_a_hundred_files_is_read_as_one() {
    let desk = Desk::new();
    for n in 0..100 {
        fs::write(desk.seeds().join(format!("many-{n}.txt")), format!("{n} people fled.")).unwrap();
    }
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    let shown = other(&window.session);
    window.session.dispatch(Action::Show(shown));
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let begun = Instant::now();
    for n in 0..100 {
        let file = desk.seeds().join(format!("many-{n}.txt"));
        match n % 4 {
            0 => fs::remove_file(file).unwrap(),
            1 => fs::write(desk.seeds().join(format!("new-{n}.txt")), format!("{n} new.")).unwrap(),
            _ => {
                let beside = desk.seeds().join(".lock.txt");
                fs::write(&beside, format!("{n} people were displaced.")).unwrap();
                fs::rename(&beside, file).unwrap();
            }
        }
    }
    fs::write(path(&desk, &id), text(&window.session, &id).replace("1,050", "1,051")).unwrap();
    window.until("all", |session| {
        let loaded = session.rows().iter().filter(|row| row.loaded).count();
        let gone = session.rows().iter().filter(|row| row.trouble.is_some()).count();
        let moved = session.document(&id).is_some_and(|_| !session.strayed(&id).is_empty());
        (loaded, gone, moved) == (105 + 25, 25, true)
    });
    let many = ArticleId::new("many-2.txt");
    assert_eq!(text(&window.session, &many), "2 people were displaced.");
    assert!(window.session.document(&many).is_some_and(|document| document.is_blank()));
    eprintln!("a checkout of 100 files was taken in after {:?}", begun.elapsed());
    assert_eq!(window.session.save_state(), SaveState::Saved);
}

#[test]
fn a_change_waits_while_something_is_typed_elsewhere_and_comes_then() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = with_a_number(&mut window.session);
    let shown = other(&window.session);
    window.session.dispatch(Action::Show(shown.clone()));
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    let title = attest::session::FieldRef {
        article: shown,
        of: attest::session::FieldOwner::Article,
        field: Field::Title,
    };
    window.session.dispatch(Action::Draft { field: title.clone(), text: Some("A ti".into()) });
    let corrected = format!("A correction.\n{}", text(&window.session, &id));
    fs::write(path(&desk, &id), &corrected).unwrap();
    window.until("seen", |session| trouble(session, &id).is_some());
    assert_ne!(text(&window.session, &id), corrected);
    window.session.dispatch(Action::Commit { field: title.clone(), text: "A title".into() });
    window.until("read", |session| {
        text(session, &id) == corrected && session.document(&id).is_some()
    });
    assert_eq!(window.session.field_text(&title).as_deref(), Some("A title"));
}

#[test]
fn an_idle_window_waits_for_nothing() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    window.until_idle();
    assert_eq!(window.session.due(), None, "no timer, nothing is polled");
    while window.woken.try_recv().is_ok() {}
    // What our own writing touches is no article.
    with_a_number(&mut window.session);
    window.until("saved", |session| session.save_state() == SaveState::Saved);
    window.until_idle();
    assert_eq!(window.session.due(), None);
}

#[cfg(unix)]
#[test]
fn what_lies_outside_the_folder_is_read_once_that_is_allowed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let outside = desk.seeds().parent().unwrap().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("1.txt"), "12 people").unwrap();
    fs::write(outside.join("2.txt"), "13 people").unwrap();
    symlink("../outside/1.txt", desk.seeds().join("one.txt")).unwrap();
    symlink(&outside, desk.seeds().join("linked")).unwrap();
    symlink(a002().as_str(), desk.seeds().join("inside.txt")).unwrap();
    symlink("/dev/zero", desk.seeds().join("zero.txt")).unwrap();
    let one = ArticleId::new("one.txt");
    let mut session = desk.session();
    assert_eq!((session.rows().len(), session.links_outside()), (8, 3));
    assert!(
        matches!(trouble(&session, &one), Some(Trouble::Article(why)) if why.contains("outside"))
    );
    assert_eq!(text(&session, &ArticleId::new("inside.txt")), text(&session, &a002()));
    session.dispatch(Action::ReadAs { article: one.clone(), encoding: None });
    session.wait_until_idle();
    assert_eq!(text(&session, &one), "", "not by another way either");
    session.dispatch(Action::LookAtFiles);
    session.wait_until_idle();
    assert_eq!(text(&session, &one), "");
    let offers = |notice: &&attest::session::Notice| notice.offer.is_some();
    let offer = session.notices().iter().find(offers).unwrap().offer.clone().unwrap();
    assert_eq!(offer.0, "Read what 3 links lead to outside this folder");
    for action in offer.1 {
        session.dispatch(action);
    }
    session.wait_until_idle();
    assert_eq!(text(&session, &one), "12 people");
    assert_eq!(text(&session, &ArticleId::new("linked/2.txt")), "13 people");
    assert_eq!(session.links_outside(), 0);
    let zero = trouble(&session, &ArticleId::new("zero.txt"));
    assert!(matches!(zero, Some(Trouble::Article(why)) if why.contains("device")));
    session.close();
    // Asked once a folder, under whatever name it is opened.
    let link = desk.seeds().parent().unwrap().join("link");
    symlink(desk.seeds(), &link).unwrap();
    let again = desk.start(Start { paths: vec![link], annotator: None });
    assert_eq!((text(&again, &one), again.links_outside()), ("12 people".to_owned(), 0));
    assert!(!desk.annotations().exists(), "it is no matter of the project's");
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_out_of_the_folder_is_not_read() {
    let desk = Desk::new();
    let mut window = Window::on(&desk);
    let id = other(&window.session);
    window.session.dispatch(Action::Show(a002()));
    let outside = desk.seeds().parent().unwrap().join("secret.txt");
    fs::write(&outside, "42 secrets").unwrap();
    fs::remove_file(path(&desk, &id)).unwrap();
    std::os::unix::fs::symlink(&outside, path(&desk, &id)).unwrap();
    window.until("seen", |session| trouble(session, &id).is_some());
    window.session.dispatch(Action::ReadAgain(id.clone()));
    window.session.wait_until_idle();
    assert_ne!(text(&window.session, &id), "42 secrets");
    assert!(
        matches!(trouble(&window.session, &id), Some(Trouble::Changed(why)) if why.contains("outside"))
    );
}
