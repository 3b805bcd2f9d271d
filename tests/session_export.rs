//! Exports from the window: what is written, what is said of it, and that nothing is replaced without leave.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::ArticleId;
use attest::session::{Action, ExportFormat, ExportRequest, Field, Notice, NoticeKind, Session};
use common::{Desk, a002, quantity_field, with_a_number};
use std::fs;
use std::path::{Path, PathBuf};

const FACTS: &str = include_str!("golden/v1/facts.ron");

fn request(format: ExportFormat, article: Option<&ArticleId>, to: &Path) -> ExportRequest {
    ExportRequest { format, article: article.cloned(), to: to.to_owned(), overwrite: false }
}

fn export(session: &mut Session, request: ExportRequest) -> Notice {
    session.dispatch(Action::Export(request));
    session.wait_until_idle();
    session.notices().last().unwrap().clone()
}

fn target(desk: &Desk, name: &str) -> PathBuf {
    desk.seeds().parent().unwrap().join(name)
}

fn own_file(desk: &Desk, name: &str) -> PathBuf {
    desk.annotations().join("analyst").join(name)
}

/// The files below a folder with their bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut files: Vec<_> = entries.map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn ron_files_are_the_files_themselves_with_what_is_still_pending() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    fs::write(own_file(&desk, "facts.ron"), FACTS).unwrap();
    // Not rendered, and one of them not even committed.
    let note = quantity_field(&session, &id, Field::Note);
    session.dispatch(Action::Commit { field: note, text: "the night’s count".to_owned() });
    let counted = quantity_field(&session, &id, Field::Counted);
    session.dispatch(Action::Draft { field: counted, text: Some("persons".to_owned()) });
    let to = target(&desk, "out");
    let notice = export(&mut session, request(ExportFormat::Ron, None, &to));
    assert_eq!(notice.kind, NoticeKind::Done, "{}", notice.text);
    assert_eq!(notice.text, format!("Wrote 1 annotation file and facts.ron to {}.", to.display()));
    let name = format!("{id}.ron");
    let ours = fs::read(own_file(&desk, &name)).unwrap();
    let text = String::from_utf8(ours.clone()).unwrap();
    assert!(text.contains("the night’s count") && text.contains("persons"), "{text}");
    assert!(!text.contains("seq: 0"));
    assert_eq!(files(&to), [(name, ours.clone()), ("facts.ron".to_owned(), FACTS.into())]);

    let alone = target(&desk, "alone.ron");
    let notice = export(&mut session, request(ExportFormat::Ron, Some(&id), &alone));
    assert_eq!(notice.text, format!("Wrote 1 annotation file to {}.", alone.display()));
    assert_eq!(fs::read(alone).unwrap(), ours);
    session.close();
}

#[test]
fn an_article_without_annotations_has_no_file_to_write() {
    let desk = Desk::new();
    let mut session = desk.session();
    let to = target(&desk, "out");
    for article in [None, Some(&a002())] {
        let notice = export(&mut session, request(ExportFormat::Ron, article, &to));
        assert!(notice.text.contains("no annotations of"), "{}", notice.text);
        assert!(!to.exists());
    }
    session.close();
}

#[test]
fn files_that_cannot_be_read_are_copied_as_they_are_or_named_as_left_out() {
    let desk = Desk::new();
    let mut session = desk.session();
    with_a_number(&mut session);
    session.wait_until_idle();
    session.close();
    drop(session);
    let broken = "001_9bb5d3ffd8b816bd.txt.ron";
    fs::write(own_file(&desk, broken), "(format: 1, what").unwrap();
    fs::write(own_file(&desk, "facts.ron"), "(format: 9)").unwrap();
    let mut session = desk.session();
    let to = target(&desk, "out");
    let notice = export(&mut session, request(ExportFormat::Ron, None, &to));
    assert_eq!(notice.kind, NoticeKind::Problem);
    assert!(
        notice.text.contains("Wrote 2 annotation files and facts.ron")
            && notice.text.contains(&format!(
                "Copied as they are, though they cannot be read: {broken}, facts.ron."
            )),
        "{}",
        notice.text
    );
    assert_eq!(fs::read(to.join(broken)).unwrap(), b"(format: 1, what");
    let to = target(&desk, "out.json");
    let notice = export(&mut session, request(ExportFormat::Json, None, &to));
    assert_eq!(notice.kind, NoticeKind::Problem);
    assert!(
        notice.text.contains("cannot be read: 001_9bb5d3ffd8b816bd.txt.")
            && notice.text.contains("facts.ron:1:"),
        "{}",
        notice.text
    );
    assert!(to.exists());
    session.close();
}

#[test]
fn what_no_file_holds_yet_is_written_as_it_is_shown_and_said_to_be() {
    let desk = Desk::new();
    // A file stands where the annotator's folder would: nothing can be saved.
    fs::create_dir(desk.annotations()).unwrap();
    fs::write(desk.annotations().join("analyst"), "in the way").unwrap();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let to = target(&desk, "out");
    let notice = export(&mut session, request(ExportFormat::Ron, None, &to));
    assert_eq!(notice.kind, NoticeKind::Problem);
    assert!(
        notice.text.contains("Wrote 1 annotation file to")
            && notice.text.contains("Written as this window shows them, and not saved yet"),
        "{}",
        notice.text
    );
    let text = fs::read_to_string(to.join(format!("{id}.ron"))).unwrap();
    assert!(text.contains("Number(\"1050\")") && text.contains("seq: 0"), "{text}");
    session.close();
}

#[test]
fn nothing_is_replaced_without_leave() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    let name = format!("{id}.ron");
    let folder = target(&desk, "out");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(&name), "mine").unwrap();
    fs::write(folder.join("other.txt"), "beside it").unwrap();
    let csv = target(&desk, "out.csv");
    fs::write(&csv, "mine").unwrap();
    let cases = [
        (request(ExportFormat::Csv, None, &csv), &csv, csv.clone()),
        (request(ExportFormat::Json, Some(&id), &csv), &csv, csv.clone()),
        (request(ExportFormat::Ron, Some(&id), &csv), &csv, csv.clone()),
        (request(ExportFormat::Ron, None, &folder), &folder, folder.join(&name)),
    ];
    for (request, said, file) in cases {
        fs::write(&file, "mine").unwrap();
        let notice = export(&mut session, request.clone());
        assert_eq!(notice.kind, NoticeKind::Problem, "it stays until it is decided");
        assert!(notice.text.starts_with("Nothing was written: "), "{}", notice.text);
        assert!(notice.text.contains(&*said.to_string_lossy()), "{}", notice.text);
        assert!(notice.text.contains("already"), "{}", notice.text);
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        let (label, actions) = notice.offer.unwrap();
        assert_eq!(label, "Replace it");
        assert_eq!(actions, [Action::Export(ExportRequest { overwrite: true, ..request })]);
        for action in actions {
            session.dispatch(action);
        }
        session.wait_until_idle();
        let notice = session.notices().last().unwrap();
        assert_eq!(notice.kind, NoticeKind::Done, "{}", notice.text);
        assert_ne!(fs::read(&file).unwrap(), b"mine");
    }
    assert_eq!(fs::read(folder.join("other.txt")).unwrap(), b"beside it");
    session.close();
}

#[test]
fn an_export_stays_out_of_the_annotations_and_makes_no_article() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    session.wait_until_idle();
    let ours = own_file(&desk, &format!("{id}.ron"));
    let before = fs::read(&ours).unwrap();
    let article = desk.seeds().join(id.as_str());
    let text = fs::read(&article).unwrap();
    for to in [&ours, &article] {
        let mut request = request(ExportFormat::Csv, None, to);
        request.overwrite = true;
        let notice = export(&mut session, request);
        assert_eq!((notice.kind, notice.offer), (NoticeKind::Problem, None), "{}", notice.text);
    }
    assert_eq!(fs::read(&ours).unwrap(), before);
    assert_eq!(fs::read(&article).unwrap(), text);
    session.close();
}

#[test]
fn json_carries_the_facts_as_the_command_line_does() {
    let desk = Desk::new();
    let mut session = desk.session();
    with_a_number(&mut session);
    session.wait_until_idle();
    fs::write(own_file(&desk, "facts.ron"), FACTS).unwrap();
    let to = target(&desk, "window.json");
    let notice = export(&mut session, request(ExportFormat::Json, None, &to));
    assert_eq!(notice.kind, NoticeKind::Done, "{}", notice.text);
    assert!(
        notice.text.starts_with("Wrote 5 articles, with 1 claim and 1 number, and "),
        "{}",
        notice.text
    );
    let window: serde_json::Value = serde_json::from_slice(&fs::read(&to).unwrap()).unwrap();
    let by_command = target(&desk, "command.json");
    let request = attest::cli::Invocation::Export(attest::cli::ExportTo {
        follow_links: false,
        folder: desk.seeds(),
        format: attest::cli::Format::Json,
        annotator: None,
        out: Some(by_command.clone()),
    });
    let mut err = Vec::new();
    let code = attest::cli::run(&request, &mut Vec::new(), &mut err);
    assert_eq!(code, attest::cli::FINE, "{}", String::from_utf8_lossy(&err));
    let command: serde_json::Value =
        serde_json::from_slice(&fs::read(&by_command).unwrap()).unwrap();
    assert_eq!(window.get("facts").unwrap().as_array().unwrap().len(), 1);
    assert_eq!(window, command);
    session.close();
}

#[test]
fn an_export_that_was_asked_for_is_written_before_the_session_ends() {
    let desk = Desk::new();
    let mut session = desk.session();
    let id = with_a_number(&mut session);
    let to = target(&desk, "out");
    session.dispatch(Action::Export(request(ExportFormat::Ron, None, &to)));
    session.close();
    assert!(to.join(format!("{id}.ron")).exists());
}
