//! Work out of sight: annotations lie near, and their `project.ron` names another folder than the one that is open.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::ArticleId;
use attest::session::{Action, Command, SaveState, Session, Start, Way};
use common::{Desk, SENTENCE, a002, with_a_number, words};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A desk with work done on its seeds, and everything closed.
fn worked() -> Desk {
    let desk = Desk::new();
    let mut session = desk.session();
    with_a_number(&mut session);
    session.close();
    desk
}

fn home(desk: &Desk) -> PathBuf {
    desk.seeds().parent().unwrap().to_path_buf()
}

fn open(desk: &Desk, path: &Path) -> Session {
    desk.start(Start { paths: vec![path.to_path_buf()], annotator: None })
}

/// Every file below a folder with its bytes.
fn state(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    found
}

fn claims(session: &Session) -> usize {
    session.rows().iter().map(|row| row.claims).sum()
}

fn rename(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(from, to).unwrap();
}

/// What is done with `seeds`, and which folder is opened then.
type Move = fn(&Path) -> PathBuf;

#[test]
fn annotations_of_a_folder_that_was_moved_are_named_and_taken_with_one_click() {
    let table: &[(&str, Move)] = &[
        ("renamed", |home| {
            rename(&home.join("seeds"), &home.join("articles"));
            home.join("articles")
        }),
        ("renamed in case alone", |home| {
            rename(&home.join("seeds"), &home.join("Seeds"));
            home.join("Seeds")
        }),
        ("moved into a folder", |home| {
            rename(&home.join("seeds"), &home.join("case/seeds"));
            home.join("case/seeds")
        }),
        ("moved two folders down and renamed", |home| {
            rename(&home.join("seeds"), &home.join("case/of/articles"));
            home.join("case/of/articles")
        }),
        ("moved one level up", |home| {
            let case = home.join("case");
            rename(&home.join("annotations"), &case.join("annotations"));
            home.join("seeds")
        }),
        ("the annotations were renamed too", |home| {
            rename(&home.join("annotations"), &home.join("annotations-old"));
            rename(&home.join("seeds"), &home.join("articles"));
            home.join("articles")
        }),
        ("two annotations folders, one of them another's", |home| {
            let other = home.join("annotations-other");
            fs::create_dir_all(other.join("ana")).unwrap();
            fs::create_dir(home.join("other")).unwrap();
            let project = fs::read_to_string(home.join("annotations/project.ron")).unwrap();
            fs::write(other.join("project.ron"), project.replace("seeds", "other")).unwrap();
            rename(&home.join("seeds"), &home.join("articles"));
            home.join("articles")
        }),
        ("another folder has the old name", |home| {
            rename(&home.join("seeds"), &home.join("articles"));
            fs::create_dir(home.join("seeds")).unwrap();
            fs::write(home.join("seeds/other.txt"), "Nothing of the kind.").unwrap();
            home.join("articles")
        }),
        ("the articles were renamed as well", |home| {
            rename(&home.join("seeds"), &home.join("articles"));
            let was = home.join("articles/002_371c06971a596525.txt");
            rename(&was, &home.join("articles/two.txt"));
            home.join("articles")
        }),
        ("no project.ron, not beside", |home| {
            fs::remove_file(home.join("annotations/project.ron")).unwrap();
            rename(&home.join("seeds"), &home.join("case/seeds"));
            home.join("case/seeds")
        }),
    ];
    for (what, change) in table {
        let desk = worked();
        let home = home(&desk);
        let folder = change(&home);
        let before = state(&home);
        let mut session = open(&desk, &folder);
        assert_eq!(claims(&session), 0, "{what}");
        let [near] = session.near() else { panic!("{what}: {:?}", session.near()) };
        assert_eq!(
            (near.annotators.as_slice(), near.files, near.claims, near.way.clone()),
            (&["analyst".to_owned()][..], 1, 1, Way::Take),
            "{what}"
        );
        assert_ne!(session.save_state(), SaveState::Saved, "{what}");
        let annotations = near.annotations.clone();
        let unchanged = |after: &BTreeMap<PathBuf, Vec<u8>>| {
            let mut after = after.clone();
            after.retain(|path, _| !path.starts_with(home.join("config")));
            let mut before = before.clone();
            before.retain(|path, _| !path.starts_with(home.join("config")));
            (before, after)
        };
        let (was, is) = unchanged(&state(&home));
        assert!(was == is, "{what}: opening writes nothing");
        session.dispatch(Action::TakeAnnotations(annotations.clone()));
        session.wait_until_idle();
        assert_eq!(claims(&session), 1, "{what}: {:?}", session.notices());
        assert!(session.near().is_empty(), "{what}");
        assert_eq!(session.save_state(), SaveState::Saved, "{what}");
        let (mut was, mut is) = unchanged(&state(&home));
        was.remove(&annotations.join("project.ron"));
        is.remove(&annotations.join("project.ron"));
        is.remove(&annotations.join(".lock"));
        assert!(was == is, "{what}: only project.ron changes");
        assert_eq!(
            session.undo_labels().0,
            Some("Tag “1,050” as number"),
            "{what}: the history is there"
        );
        // With the next act the history keeps what was replaced.
        session.dispatch(Action::Undo);
        session.wait_until_idle();
        assert_eq!(session.save_state(), SaveState::Saved, "{what}");
        session.dispatch(Action::Redo);
        session.wait_until_idle();
        session.close();
        let logs = state(&annotations.join("analyst/.attest/history"));
        let log = logs.values().map(|bytes| String::from_utf8_lossy(bytes)).collect::<String>();
        assert!(log.contains("{\"Shared\":{\"file\":\"project.ron\""), "{what}: {log}");
        // And from now on it is found at once.
        let session = open(&desk, &folder);
        assert_eq!((claims(&session), session.near().len()), (1, 0), "{what}");
    }
}

#[test]
fn a_project_that_is_moved_or_opened_by_a_link_just_works() {
    let table: &[(&str, Move)] = &[
        ("moved as a whole", |home| {
            rename(&home.join("seeds"), &home.join("elsewhere/seeds"));
            rename(&home.join("annotations"), &home.join("elsewhere/annotations"));
            home.join("elsewhere/seeds")
        }),
        ("one of its files", |home| home.join("seeds/002_371c06971a596525.txt")),
        ("no project.ron", |home| {
            fs::remove_file(home.join("annotations/project.ron")).unwrap();
            home.join("seeds")
        }),
        ("an unreadable project.ron", |home| {
            fs::write(home.join("annotations/project.ron"), "<<<<<<< ours\n").unwrap();
            home.join("seeds")
        }),
        #[cfg(unix)]
        ("a link elsewhere", |home| {
            fs::create_dir(home.join("links")).unwrap();
            std::os::unix::fs::symlink(home.join("seeds"), home.join("links/case")).unwrap();
            home.join("links/case")
        }),
        #[cfg(unix)]
        ("the articles are elsewhere, and a link is in their place", |home| {
            rename(&home.join("seeds"), &home.join("data/of/articles"));
            std::os::unix::fs::symlink("data/of/articles", home.join("seeds")).unwrap();
            home.join("seeds")
        }),
    ];
    for (what, change) in table {
        let desk = worked();
        let folder = change(&home(&desk));
        let session = open(&desk, &folder);
        assert_eq!(claims(&session), 1, "{what}: {:?} {:?}", session.notices(), session.near());
        assert!(session.near().is_empty(), "{what}");
    }
}

#[test]
fn a_folder_around_or_inside_the_annotated_one_leads_to_it() {
    let table: &[(&str, Move)] = &[
        ("its parent", |home| home.to_path_buf()),
        ("its parent, and it was renamed", |home| {
            rename(&home.join("seeds"), &home.join("articles"));
            home.to_path_buf()
        }),
        ("a subfolder", |home| home.join("seeds/sub")),
        ("a subfolder, and it was renamed", |home| {
            rename(&home.join("seeds"), &home.join("articles"));
            home.join("articles/sub")
        }),
    ];
    for (what, change) in table {
        let desk = Desk::new();
        // An article in a subfolder is annotated.
        let (was, id) = (a002(), ArticleId::new("sub/two.txt"));
        rename(&desk.seeds().join(was.as_str()), &desk.seeds().join(id.as_str()));
        let mut session = desk.session();
        let spans = vec![words(&session, &id, SENTENCE)];
        session.dispatch(Action::Show(id.clone()));
        session.dispatch(Action::Do(Command::MakeClaim { article: id, spans }));
        session.close();
        let home = home(&desk);
        let folder = change(&home);
        let annotated = ["seeds", "articles"].map(|name| home.join(name));
        let annotated = annotated.iter().find(|folder| folder.exists()).unwrap();
        let mut session = open(&desk, &folder);
        assert_eq!(claims(&session), 0, "{what}");
        let near: Vec<_> = session.near().iter().map(|near| near.way.clone()).collect();
        let real = annotated.canonicalize().unwrap();
        assert_eq!(near, [Way::Open(real.clone())], "{what}");
        session.dispatch(Action::Open(vec![real]));
        session.wait_until_idle();
        if let Some(near) = session.near().first() {
            assert_eq!(near.way, Way::Take, "{what}");
            session.dispatch(Action::TakeAnnotations(near.annotations.clone()));
            session.wait_until_idle();
        }
        assert_eq!(claims(&session), 1, "{what}: {:?}", session.notices());
    }
}

#[test]
fn annotations_of_another_project_are_left_to_it() {
    let desk = worked();
    let home = home(&desk);
    let other = home.join("other");
    fs::create_dir(&other).unwrap();
    // Articles of the same names, one of them the same.
    for (name, text) in [("002_371c06971a596525.txt", "Another text."), ("b.txt", "And one more.")]
    {
        fs::write(other.join(name), text).unwrap();
    }
    let session = open(&desk, &other);
    assert_eq!(session.near(), &[]);
    assert_eq!(session.save_state(), SaveState::Saved);
    drop(session);
    // A copy of the articles is a project of its own as long as the original is there.
    fs::remove_dir_all(&other).unwrap();
    fs::create_dir(&other).unwrap();
    for file in fs::read_dir(desk.seeds()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), other.join(file.file_name())).unwrap();
    }
    let mut session = open(&desk, &other);
    assert_eq!(session.near(), &[]);
    with_a_number(&mut session);
    session.close();
    assert!(home.join("annotations-other/analyst").is_dir());
}

/// Makes a claim on the first article.
fn act(session: &mut Session) -> ArticleId {
    let id = a002();
    session.dispatch(Action::Show(id.clone()));
    let spans = vec![words(session, &id, "The Armenian government said late Sunday")];
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans }));
    id
}

#[test]
fn the_first_act_asks_and_is_done_when_it_is_answered() {
    for take in [true, false] {
        let desk = worked();
        let home = home(&desk);
        rename(&desk.seeds(), &home.join("articles"));
        let mut session = open(&desk, &home.join("articles"));
        act(&mut session);
        session.wait_until_idle();
        assert!(session.held_act().unwrap().starts_with("Make a claim of"));
        assert!(matches!(session.save_state(), SaveState::NotSaved(_)), "not called saved");
        let folders = |home: &Path| {
            let names = fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name());
            names.filter(|name| name.to_string_lossy().starts_with("annotations")).count()
        };
        assert_eq!(folders(&home), 1, "nothing is begun without asking");
        // A second one has to wait.
        act(&mut session);
        assert!(session.notices().iter().any(|notice| notice.text.contains("choose first")));
        if take {
            session.dispatch(Action::TakeAnnotations(home.join("annotations")));
        } else {
            session.dispatch(Action::BeginAnnotations);
        }
        session.wait_until_idle();
        assert_eq!(session.held_act(), None);
        assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
        assert_eq!(claims(&session), if take { 2 } else { 1 }, "{:?}", session.notices());
        session.close();
        assert_eq!(folders(&home), if take { 1 } else { 2 });
        let session = open(&desk, &home.join("articles"));
        assert_eq!(claims(&session), if take { 2 } else { 1 });
        assert!(session.near().is_empty(), "asked once");
    }
}

#[test]
fn an_act_that_waits_can_be_left_out_and_another_folder_opened() {
    let desk = worked();
    let home = home(&desk);
    rename(&desk.seeds(), &home.join("articles"));
    let mut session = open(&desk, &home.join("articles"));
    act(&mut session);
    session.dispatch(Action::DropHeld);
    assert_eq!((session.held_act(), session.near().len()), (None, 1));
    act(&mut session);
    fs::create_dir(home.join("new")).unwrap();
    fs::write(home.join("new/a.txt"), "12 people").unwrap();
    session.dispatch(Action::Open(vec![home.join("new")]));
    session.wait_until_idle();
    let said = |session: &Session, words: &str| {
        session.notices().iter().any(|notice| notice.text.contains(words))
    };
    assert!(said(&session, "was not done"), "{:?}", session.notices());
    assert_eq!((session.held_act(), session.near().len()), (None, 0));
}

#[test]
fn a_project_file_that_cannot_be_read_is_written_anew_and_kept() {
    let desk = worked();
    let project = desk.annotations().join("project.ron");
    fs::write(&project, "(format: 1, articles: ").unwrap();
    let mut session = desk.session();
    assert_eq!(claims(&session), 1);
    let offers = |notice: &&attest::session::Notice| notice.offer.is_some();
    let offer = session.notices().iter().find(offers).unwrap().offer.clone().unwrap();
    assert_eq!(offer.0, "Write project.ron anew");
    for action in offer.1 {
        session.dispatch(action);
    }
    session.wait_until_idle();
    assert_eq!(claims(&session), 1, "{:?}", session.notices());
    assert!(fs::read_to_string(&project).unwrap().contains("../seeds"));
    let kept = fs::read_to_string(desk.annotations().join("project.ron.damaged")).unwrap();
    assert_eq!(kept, "(format: 1, articles: ");
}

#[cfg(unix)]
#[test]
fn where_project_ron_cannot_be_written_the_question_stays() {
    use std::os::unix::fs::PermissionsExt;
    let desk = worked();
    let home = home(&desk);
    rename(&desk.seeds(), &home.join("articles"));
    let mode = |mode| fs::set_permissions(desk.annotations(), fs::Permissions::from_mode(mode));
    mode(0o555).unwrap();
    if fs::write(desk.annotations().join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        mode(0o755).unwrap();
        return;
    }
    let mut session = open(&desk, &home.join("articles"));
    act(&mut session);
    session.dispatch(Action::TakeAnnotations(desk.annotations()));
    session.wait_until_idle();
    assert_eq!((session.near().len(), session.held_act().is_some()), (1, true));
    mode(0o755).unwrap();
}
