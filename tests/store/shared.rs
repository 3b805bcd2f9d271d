//! Files that all annotators share, and the format of the log's lines that this brings.

use crate::desk::{A, B, Desk, disk, library, log};
use attest::model::ArticleId;
use attest::store::{EntryKind, Event, Write};
use std::path::Path;

const PROJECT: &str = "/desk/annotations/project.ron";

#[test]
fn what_a_shared_file_held_is_in_the_history_before_it_is_replaced() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    let before = String::from_utf8(disk.get(Path::new(PROJECT)).unwrap()).unwrap();
    let after = before.replace("../seeds", "../articles");
    let write = |before: &str, after: &str| Write::Shared {
        file: "project.ron".to_owned(),
        before: Some(before.to_owned()),
        after: Some(after.to_owned()),
    };
    desk.core.accept(write(&before, &after));
    desk.tag(B, "c2", "200 killed");
    desk.fact("f1", "How many people entered Armenia?");
    desk.work();
    assert!(matches!(
        &desk.events[..],
        [.., Event::Shared { done: Ok(()), .. }, Event::Durable { .. }]
    ));
    assert_eq!(disk.get(Path::new(PROJECT)).unwrap(), after.as_bytes());
    let text = String::from_utf8(disk.get(&log()).unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let at = |what: &str| lines.iter().position(|line| line.contains(what)).unwrap();
    assert!(lines[0].contains("{\"Began\":{\"format\":1,"), "{}", lines[0]);
    assert_eq!(at("{\"Format\":2}") + 1, at("{\"Shared\":{\"file\":\"project.ron\","));
    assert!(lines[at("Tag 1,050 people")].contains("[[\"a.txt\",{\"Claim\""));
    assert!(lines[at("Tag 200 killed")].contains("[[{\"Article\":\"sub/b.txt\"},{\"Claim\""));
    assert!(lines[at("New fact")].contains("[[\"Facts\",{\"Fact\""));
    // All of it is read again, under either way of naming, and a rename reaches both.
    drop(desk);
    let mut desk = Desk::at(&disk);
    assert_eq!(desk.history.len(), 3);
    assert!(
        matches!(&desk.history[2], EntryKind::Act(act) if act.edits[0].0 == ArticleId::of_facts())
    );
    desk.note(B, "c2", "still of format 2");
    desk.work();
    let text = String::from_utf8(disk.get(&log()).unwrap()).unwrap();
    let line = text.lines().find(|line| line.contains("still of format 2")).unwrap();
    assert!(line.contains("[[{\"Article\":\"sub/b.txt\"}"));
    // A kind of a later version is not taken for an article.
    let line = text.lines().find(|line| line.contains("New fact")).unwrap();
    let payload: serde_json::Value =
        serde_json::from_str(line.splitn(4, ' ').nth(3).unwrap()).unwrap();
    let act = payload["Act"].to_string();
    assert!(attest::store::format::parse_transaction(&act).is_ok());
    let later = act.replace("[\"Facts\",", "[\"Reviews\",");
    assert_ne!(later, act);
    assert!(attest::store::format::parse_transaction(&later).is_err());
    // Someone else wrote it meanwhile: nothing is replaced, and why is told.
    desk.core.accept(write(&before, "mine"));
    desk.work();
    assert!(
        matches!(&desk.events[..], [.., Event::Shared { done: Err(why), .. }] if why.contains("changed"))
    );
    assert_eq!(disk.get(Path::new(PROJECT)).unwrap(), after.as_bytes());
    assert_eq!(Desk::with(&disk.after_power_cut(0), library()).notices, Vec::<String>::new());
}
