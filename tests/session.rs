//! Whole sessions without a window: what the analyst does, what is there afterwards.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, RecordRef, Selection, Voice};
use attest::session::{
    Access, Action, Command, DateRole, ExportFormat, ExportRequest, Field, NoticeKind, SaveState,
    SearchQuery, Start, TagKind,
};
use common::{Desk, SENTENCE, a002, quantity_field, with_a_number, words};

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
fn names_are_shown_with_all_that_stands_in_them() {
    let desk = Desk::new();
    let name = "evil\u{202E}txt.\u{200B}\u{1B}[31m.txt";
    std::fs::write(desk.seeds().join(name), "").unwrap();
    std::fs::write(desk.seeds().join("z.txt"), "A \u{202E}title\nwith 1\u{200B}050 people.")
        .unwrap();
    let mut session = desk.session();
    let shown = "evil[U+202E]txt.[U+200B][U+001B][31m.txt";
    let row = session.row(&ArticleId::new(name)).unwrap();
    assert_eq!(row.title, shown);
    assert_eq!(session.row(&ArticleId::new("z.txt")).unwrap().title, "A [U+202E]title");
    session.dispatch(Action::WorkAs("a\u{202E}b".to_owned()));
    let told: Vec<&str> = session.notices().iter().map(|notice| notice.text.as_str()).collect();
    assert!(told.iter().all(|text| !text.chars().any(attest::model::steers)), "{told:?}");
    session.close();
}

#[test]
fn an_annotations_folder_that_only_version_control_keeps_is_taken() {
    let desk = Desk::new();
    std::fs::create_dir(desk.annotations()).unwrap();
    std::fs::write(desk.annotations().join(".gitkeep"), "").unwrap();
    let mut session = desk.session();
    assert_eq!((session.notices(), session.annotators()), (&[][..], &["analyst".to_owned()][..]));
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    assert!(desk.annotations().join("project.ron").exists());
    assert!(desk.annotations().join("analyst").join(format!("{id}.ron")).exists());
    assert!(desk.annotations().join(".gitkeep").exists());
    session.close();
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

#[test]
fn what_was_saved_is_there_tomorrow_and_can_be_undone_and_redone() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let as_of = quantity_field(&session, &id, Field::AsOf);
    let text = "2023-09-24T22:00:00+04:00".to_owned();
    session.dispatch(Action::Commit { field: as_of.clone(), text: text.clone() });
    session.dispatch(Action::Save);
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    let end = session.document(&id).unwrap().clone();
    let selection = session.selection().clone();
    session.close();
    drop(session);

    let file = desk.annotations().join("analyst").join(format!("{id}.ron"));
    let ron = std::fs::read_to_string(file).unwrap();
    assert!(ron.contains("value: Number(\"1050\")"), "{ron}");
    let mut session = desk.start(Start::default());
    assert_eq!(session.folder(), Some(&*desk.seeds()), "the last folder is opened again");
    common::assert_same(session.document(&id).unwrap(), &end);
    assert_eq!(session.selection(), &selection);
    assert_eq!(session.field_text(&as_of).as_deref(), Some(&*text));
    assert_eq!(session.history().len(), 3);
    for _ in 0..3 {
        session.dispatch(Action::Undo);
    }
    assert!(session.document(&id).unwrap().is_blank(), "{:?}", session.notices());
    session.wait_until_idle();
    session.close();
    drop(session);
    let mut session = desk.session();
    assert!(session.document(&id).unwrap().is_blank());
    for _ in 0..3 {
        session.dispatch(Action::Redo);
    }
    common::assert_same(session.document(&id).unwrap(), &end);
    session.close();
}

#[test]
fn another_annotators_work_is_looked_at_and_copied_but_never_written() {
    let desk = Desk::new();
    let start = |name: &str| Start { paths: vec![desk.seeds()], annotator: Some(name.to_owned()) };
    let mut session = desk.start(start("ada"));
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    session.close();
    drop(session);

    let mut session = desk.start(start("ben"));
    assert!(session.document(&id).unwrap().is_blank());
    assert_eq!(session.annotators(), ["ada", "ben"]);
    session.dispatch(Action::LookAt("ada".to_owned()));
    session.wait_until_idle();
    assert!(!session.is_own());
    let theirs = session.document(&id).unwrap().clone();
    assert_eq!(theirs.quantities().len(), 1);
    let command = Command::SetReviewed { article: id.clone(), reviewed: true };
    assert!(session.can(&Action::Do(command.clone())).is_err());
    session.dispatch(Action::Do(command));
    common::assert_same(session.document(&id).unwrap(), &theirs);
    assert!(matches!(session.save_state(), SaveState::ReadOnly(_)));

    session.dispatch(Action::StartOwn { copy: true });
    session.wait_until_idle();
    assert!(session.is_own());
    let own = session.document(&id).unwrap();
    assert_eq!(own.quantities().len(), 1, "{:?}", session.notices());
    assert_ne!(own.quantities().keys().next(), theirs.quantities().keys().next());
    assert_eq!(session.save_state(), SaveState::Saved);
    session.close();
}

#[test]
fn a_second_session_is_read_only_and_says_so() {
    let desk = Desk::new();
    let mut first = desk.session();
    let id = with_a_number(&mut first);
    first.wait_until_idle();
    let mut second = desk.session();
    assert!(matches!(second.save_state(), SaveState::ReadOnly(_)), "{:?}", second.save_state());
    assert_eq!(second.document(&id).unwrap().quantities().len(), 1);
    second.dispatch(Action::Do(Command::SetReviewed { article: id.clone(), reviewed: true }));
    assert!(!second.document(&id).unwrap().meta().reviewed);
    assert_eq!(second.notices().last().unwrap().kind, NoticeKind::Refused);
    first.close();
    drop(first);
    second.dispatch(Action::Reload);
    second.wait_until_idle();
    assert_eq!(second.access(), Access::Write);
    second.close();
}

#[test]
fn a_draft_that_cannot_be_committed_is_kept_over_a_restart() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let value = quantity_field(&session, &id, Field::Value);
    session
        .dispatch(Action::Draft { field: value.clone(), text: Some("twelve o'clock".to_owned()) });
    assert_eq!(session.save_state(), SaveState::Editing);
    session.dispatch(Action::Commit { field: value.clone(), text: "purple".to_owned() });
    let (text, why) = session.draft(&value).unwrap();
    assert_eq!(text, "purple");
    assert!(why.is_some());
    assert_eq!(session.field_text(&value).as_deref(), Some("1,050"));
    session.close();
    drop(session);
    let mut session = desk.session();
    assert_eq!(session.draft(&value).map(|(text, _)| text), Some("purple"));
    session.dispatch(Action::Commit { field: value.clone(), text: "more than 1,050".to_owned() });
    assert_eq!(session.draft(&value), None);
    let qualifier = quantity_field(&session, &id, Field::Qualifier);
    assert_eq!(session.field_text(&qualifier).as_deref(), Some("MoreThan"));
    session.close();
}

#[test]
fn a_file_changed_behind_our_back_is_taken_in_and_can_be_undone() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    session.close();
    drop(session);
    let file = desk.annotations().join("analyst").join(format!("{id}.ron"));
    let ron = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, ron.replace("reviewed: false", "reviewed: true")).unwrap();
    let mut session = desk.session();
    assert!(session.document(&id).unwrap().meta().reviewed);
    assert!(session.history().last().unwrap().external);
    session.dispatch(Action::Undo);
    assert!(!session.document(&id).unwrap().meta().reviewed);
    session.close();
}

#[test]
fn search_finds_text_and_notes() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let note = quantity_field(&session, &id, Field::Note);
    session.dispatch(Action::Commit { field: note, text: "see the Kornidzor count".to_owned() });
    let query = SearchQuery { text: "kornidzor".to_owned(), ..SearchQuery::default() };
    session.dispatch(Action::Search(query));
    session.wait_until_idle();
    let hits = &session.search().hits;
    assert!(
        hits.iter().any(|hit| hit.note_of.is_none() && hit.context[1] == "Kornidzor"),
        "{hits:?}"
    );
    assert!(hits.iter().any(|hit| hit.note_of.is_some()));
    assert_eq!(session.search().progress, (5, 5));
    session.close();
}

#[test]
fn what_is_exported_is_what_the_numbers_view_shows() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let rows = session.number_rows(&id);
    assert_eq!(rows.len(), 1);
    let printed = session.number_columns().iter().position(|(name, _)| *name == "printed").unwrap();
    assert_eq!(rows[0].cells[printed], "1,050");
    let to = desk.seeds().join("../numbers.csv");
    let request = ExportRequest {
        format: ExportFormat::Csv,
        article: None,
        to: to.clone(),
        overwrite: false,
    };
    session.dispatch(Action::Export(request));
    session.wait_until_idle();
    let csv = std::fs::read_to_string(to).unwrap();
    assert!(csv.lines().count() == 2 && csv.contains("\"1,050\""), "{csv}");
    session.close();
}

#[test]
fn a_file_changed_while_it_is_open_is_taken_in_or_is_a_conflict() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    let file = desk.annotations().join("analyst").join(format!("{id}.ron"));
    let ron = std::fs::read_to_string(&file).unwrap();
    // We change something too, so that both have changes.
    let note = quantity_field(&session, &id, Field::Note);
    session.dispatch(Action::Commit { field: note.clone(), text: "ours".to_owned() });
    std::fs::write(&file, ron.replace("reviewed: false", "reviewed: true")).unwrap();
    session.dispatch(Action::Save);
    session.wait_until_idle();
    let conflict = session.conflicts().first().cloned();
    assert_eq!(conflict.map(|c| c.article), Some(id.clone()), "{:?}", session.notices());
    assert!(matches!(session.save_state(), SaveState::NotSaved(_)));
    assert_eq!(session.field_text(&note).as_deref(), Some("ours"));
    session.dispatch(Action::Settle { article: id.clone(), keep_ours: false });
    assert!(session.conflicts().is_empty());
    assert!(session.document(&id).unwrap().meta().reviewed);
    assert_eq!(session.field_text(&note).as_deref(), Some(""));
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    session.dispatch(Action::Undo);
    assert_eq!(session.field_text(&note).as_deref(), Some("ours"));
    session.wait_until_idle();
    session.close();
    drop(session);
    let session = desk.session();
    assert_eq!(session.field_text(&note).as_deref(), Some("ours"));
}

#[cfg(unix)]
#[test]
fn in_a_read_only_folder_work_goes_on_in_memory_and_is_called_not_saved() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let folder = desk.seeds().parent().unwrap().to_owned();
    let mut session = desk.session();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::create_dir(folder.join("probe")).is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    assert!(matches!(session.save_state(), SaveState::NotSaved(_)), "{:?}", session.save_state());
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    session.dispatch(Action::Save);
    session.wait_until_idle();
    session.close();
}

#[test]
fn an_article_in_another_encoding_is_read_again_and_stays_so() {
    let desk = Desk::new();
    let file = desk.seeds().join("old.txt");
    let words = "\u{410}рмяне: 12 человек прибыли в Армению, и ещё 30 ждали у границы.";
    std::fs::write(&file, encoding_rs::WINDOWS_1251.encode(words).0).unwrap();
    let mut session = desk.session();
    let id = ArticleId::new("old.txt");
    let wrong = Action::ReadAs { article: id.clone(), encoding: Some("windows-1252".to_owned()) };
    session.dispatch(wrong);
    session.wait_until_idle();
    assert_eq!(session.article(&id).unwrap().encoding, "windows-1252");
    session.dispatch(Action::Do(Command::SetReviewed { article: id.clone(), reviewed: true }));
    session.wait_until_idle();
    session.close();
    drop(session);
    let mut session = desk.session();
    assert_eq!(session.article(&id).unwrap().encoding, "windows-1252", "as it was annotated");
    session.dispatch(Action::ReadAs { article: id.clone(), encoding: None });
    session.wait_until_idle();
    assert_eq!(&*session.article(&id).unwrap().text, words);
    assert!(session.document(&id).unwrap().meta().reviewed);
    session.close();
}

#[test]
fn where_nothing_can_be_written_work_goes_on_and_is_called_not_saved() {
    let desk = Desk::new();
    // A file stands where the annotator's folder would.
    std::fs::create_dir(desk.annotations()).unwrap();
    std::fs::write(desk.annotations().join("analyst"), "in the way").unwrap();
    let mut session = desk.session();
    if session.access() != Access::Write {
        assert!(matches!(session.save_state(), SaveState::ReadOnly(_)));
        return;
    }
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    assert!(matches!(session.save_state(), SaveState::NotSaved(_)), "{:?}", session.save_state());
    assert!(session.notices().iter().any(|notice| notice.kind == NoticeKind::Problem));
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1);
    session.dispatch(Action::Save);
    session.wait_until_idle();
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1, "still in the way");
    std::fs::remove_file(desk.annotations().join("analyst")).unwrap();
    session.dispatch(Action::Save);
    session.wait_until_idle();
    session.wait_until_idle();
    assert_eq!(session.save_state(), SaveState::Saved, "{:?}", session.notices());
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1);
    session.close();
}
