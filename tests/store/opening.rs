//! What opening makes of files that are not what the history left.

use crate::desk::{
    A, B, Desk, FACTS, article, disk, file, files_of_document, id, inner, library, log, open,
    open_as, request,
};
use crate::sim_disk::Fault;
use attest::model::{BoundsRow, Change, Number, Place, QualifierKind};
use attest::store::{Access, EntryKind, Event, OpenRequest};

/// One claim in A, rendered twice: first without, then with a note. Gives the older rendering.
fn two_renderings(desk: &mut Desk) -> Vec<u8> {
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    desk.render(A);
    desk.work();
    let older = desk.disk.get(&file(A)).unwrap();
    desk.note(A, "c1", "newer");
    desk.work();
    desk.render(A);
    desk.work();
    older
}

fn note(desk: &Desk) -> String {
    desk.document(A).claims[0].note.clone()
}

#[test]
fn a_checkout_of_an_older_rendering_wins_and_can_be_undone() {
    let disk = disk();
    let older = two_renderings(&mut Desk::at(&disk));
    disk.put(&file(A), &older);
    let mut desk = Desk::at(&disk);
    assert_eq!(note(&desk), "");
    assert_eq!(desk.history.len(), 3);
    assert!(matches!(desk.history[2], EntryKind::External(_)));
    assert!(desk.notices.iter().any(|notice| notice.contains("changed outside")));
    // Found again, not piled up, as long as nothing was done.
    assert_eq!(Desk::at(&disk).history.len(), 3);
    desk.undo(attest::store::EntryId(2));
    assert_eq!(note(&desk), "newer");
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved());
    desk.check(&disk.after_power_cut(0), "undone checkout");
}

#[test]
fn an_edit_by_hand_wins_and_enters_the_history() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let text = String::from_utf8(disk.get(&file(A)).unwrap()).unwrap();
    disk.put(&file(A), text.replace("newer", "by hand").as_bytes());
    let mut desk = Desk::at(&disk);
    assert_eq!(note(&desk), "by hand");
    desk.tag(B, "c2", "200 killed");
    desk.work();
    desk.render(B);
    desk.work();
    let again = Desk::at(&disk.after_power_cut(0));
    assert_eq!(again.history, desk.history);
    assert_eq!((again.notices.len(), note(&again)), (0, "by hand".to_owned()));
}

#[test]
fn layout_alone_is_no_change() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let text = String::from_utf8(disk.get(&file(A)).unwrap()).unwrap();
    disk.put(&file(A), format!("// mine\n{text}").as_bytes());
    let mut desk = Desk::at(&disk);
    assert_eq!((desk.history.len(), desk.notices.len()), (2, 0));
    desk.note(A, "c1", "goes on");
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved());
}

#[test]
fn files_copied_by_hand_are_taken_over_without_their_history_and_remarks_in_them_are_kept() {
    // On a disk that exchanges no names too: there the old bytes are kept before they are gone.
    let all = [("", true), ("", false), ("// mine\n", true), ("// mine\n", false)];
    for (remark, exchanges) in all {
        let old = disk();
        two_renderings(&mut Desk::at(&old));
        let text = format!("{remark}{}", String::from_utf8(old.get(&file(A)).unwrap()).unwrap());
        // The files alone, without their history.
        let disk = disk();
        disk.put(&file(A), text.as_bytes());
        if !exchanges {
            disk.fail_from_now(Fault::NoExchange);
        }
        let mut desk = Desk::at(&disk);
        assert_eq!((note(&desk).as_str(), desk.notices.len()), ("newer", 1));
        assert!(desk.notices[0].contains("history is not there"), "{:?}", desk.notices);
        desk.note(A, "c1", "goes on");
        desk.work();
        desk.render(A);
        desk.work();
        assert!(desk.all_saved());
        let said: Vec<&String> = desk
            .events
            .iter()
            .filter_map(|event| if let Event::Notice(words) = event { Some(words) } else { None })
            .collect();
        let kept: Vec<_> =
            disk.files().into_iter().filter(|(f, _)| f.starts_with(inner("conflicts"))).collect();
        if remark.is_empty() {
            assert_eq!((said.len(), kept.len()), (0, 0), "{said:?} {kept:?}");
        } else {
            assert!(said.iter().any(|words| words.contains("by hand")), "{said:?}");
            assert_eq!(kept[0].1, text.as_bytes());
        }
    }
}

#[test]
fn a_rendering_that_was_announced_may_be_in_place_or_not() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    let older = two_renderings(&mut desk);
    drop(desk);
    let newer = disk.get(&file(A)).unwrap();
    // The log without its last line, `Replaced`.
    let bytes = disk.get(&log()).unwrap();
    let last = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    assert!(String::from_utf8_lossy(&bytes[last..]).contains("Replaced"));
    disk.put(&log(), &bytes[..last]);
    for version in [&older, &newer] {
        disk.put(&file(A), version);
        let desk = Desk::at(&disk);
        assert_eq!((note(&desk).as_str(), desk.history.len()), ("newer", 2));
        assert_eq!(desk.notices, Vec::<String>::new());
    }
    // But what someone put there in between counts.
    let text = String::from_utf8(newer).unwrap();
    disk.put(&file(A), text.replace("newer", "theirs").as_bytes());
    let desk = Desk::at(&disk);
    assert_eq!((note(&desk).as_str(), desk.history.len()), ("theirs", 3));
}

#[test]
fn acts_after_a_history_was_cut_short_are_not_overruled_by_files_that_it_does_not_speak_of() {
    let old = disk();
    let mut desk = Desk::at(&old);
    two_renderings(&mut desk);
    desk.render(FACTS);
    desk.work();
    let lines = old.get(&log()).unwrap();
    let lines: Vec<&[u8]> = lines.split_inclusive(|byte| *byte == b'\n').collect();
    for keep in 0..=lines.len() {
        let disk = old.after_kill();
        disk.put(&log(), &lines[..keep].concat());
        let mut desk = Desk::at(&disk);
        assert_eq!(note(&desk), "newer", "{keep} lines");
        desk.title(&[A], "after it");
        desk.fact("f1", "And the facts?");
        desk.work();
        // Nothing was rendered yet.
        let again = Desk::at(&disk.after_power_cut(0));
        assert_eq!(again.history, desk.history, "{keep} lines");
        for name in [A, FACTS] {
            let [shown, found] = [&desk, &again].map(|desk| files_of_document(desk, &id(name)));
            assert_eq!(found, shown, "{name}, {keep} lines");
        }
    }
}

#[test]
fn a_deleted_file_is_an_empty_one_and_can_be_undone() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    disk.delete(&file(A));
    let mut desk = Desk::at(&disk);
    assert!(desk.document(A).claims.is_empty());
    assert!(desk.notices.iter().any(|notice| notice.contains("deleted")));
    desk.undo(attest::store::EntryId(2));
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved(), "{:?}", desk.events);
    assert_eq!(note(&Desk::at(&disk.after_power_cut(0))), "newer");
}

#[test]
fn a_renamed_article_takes_its_annotations_and_its_history_along() {
    for (moved_too, crash) in [(false, false), (false, true), (true, false)] {
        let disk = disk();
        two_renderings(&mut Desk::at(&disk));
        let old = file(A);
        let mut library = library();
        let text = library.remove(&id(A)).unwrap().text.to_string();
        let new = article("new name.txt", &text);
        library.insert(new.id.clone(), new);
        if moved_too {
            disk.put(&file("new name.txt"), &disk.get(&old).unwrap());
            disk.delete(&old);
        }
        let mut desk = Desk::with(&disk, library.clone());
        assert_eq!(desk.document("new name.txt").claims[0].note, "newer");
        assert_eq!(desk.notices.len(), usize::from(!moved_too), "{:?}", desk.notices);
        // The history speaks of it by its new name: undo fits.
        desk.undo(attest::store::EntryId(1));
        desk.work();
        desk.render("new name.txt");
        if !crash {
            desk.work();
            assert!(desk.all_saved(), "{:?}", desk.events);
            assert_eq!(disk.get(&old), None);
        }
        let again = Desk::with(&disk.after_kill(), library);
        assert_eq!(again.document("new name.txt"), desk.document("new name.txt"));
        assert_eq!(again.history, desk.history);
    }
}

#[test]
fn annotations_without_an_article_are_listed_and_kept() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let before = disk.get(&file(A)).unwrap();
    let mut library = library();
    library.remove(&id(A));
    let opened = open(&disk, &library);
    assert_eq!(opened.orphan_files, [file(A)]);
    drop(opened);
    let mut desk = Desk::with(&disk, library);
    desk.tag(B, "c2", "200 killed");
    desk.work();
    desk.render(B);
    desk.work();
    assert_eq!(disk.get(&file(A)).unwrap(), before);
    assert_eq!(note(&Desk::at(&disk.after_kill())), "newer", "it comes back with its article");
}

#[test]
fn a_file_that_does_not_parse_is_never_touched() {
    for (damage, line) in [("(format: 1, claims: [", 1), ("(\n  format: 2,\n)", 2), ("\u{0}", 1)] {
        let disk = disk();
        two_renderings(&mut Desk::at(&disk));
        disk.put(&file(A), damage.as_bytes());
        let opened = open(&disk, &library());
        let held = &opened.held[&id(A)];
        assert_eq!(held.line, line, "{held}");
        assert!(!opened.documents.contains_key(&id(A)));
        assert!(opened.notices[0].contains("a.txt.ron"), "{:?}", opened.notices);
        drop(opened);
        let mut desk = Desk::at(&disk);
        desk.tag(B, "c2", "200 killed");
        desk.work();
        desk.render(B);
        // Even if it were asked for.
        desk.render(A);
        desk.work();
        assert_eq!(disk.get(&file(A)).unwrap(), damage.as_bytes());
    }
}

#[test]
fn names_that_are_one_elsewhere_get_a_notice() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let bytes = disk.get(&file(A)).unwrap();
    disk.put(&file("A.TXT"), &bytes);
    let mut library = library();
    library.insert(id("A.TXT"), article("A.TXT", "x"));
    let opened = open(&disk, &library);
    assert!(opened.notices.iter().any(|notice| notice.contains("differ only in case")));
}

#[test]
fn another_installation_begins_a_log_with_what_it_found() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let there =
        OpenRequest { installation: "0192f3c2-0000-7000-8000-000000000002".into(), ..request() };
    let opened = open_as(&disk, &library(), there.clone());
    assert!(opened.notices.iter().any(|notice| notice.contains("another installation")));
    assert_eq!(opened.history.len(), 0);
    assert_eq!(opened.documents[&id(A)].claims().len(), 1);
    let first_log = disk.get(&log()).unwrap();
    drop(opened);
    let mut desk = Desk::as_(&disk, there.clone());
    desk.note(A, "c1", "from elsewhere");
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved());
    assert_eq!(disk.get(&log()).unwrap(), first_log);
    drop(desk);
    let opened = open_as(&disk, &library(), there);
    assert_eq!((opened.history.len(), opened.notices.len()), (1, 0));
    drop(opened);
    // Back home, the other's work is a change from outside.
    let desk = Desk::at(&disk);
    assert_eq!(note(&desk), "from elsewhere");
    assert!(matches!(desk.history.last(), Some(EntryKind::External(_))));
}

#[test]
fn to_look_is_not_to_write() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let steps = disk.steps();
    let look = OpenRequest { write: false, ..request() };
    let mut desk = Desk::as_(&disk, look);
    assert!(matches!(desk.access, Access::ReadOnly { .. }));
    desk.note(A, "c1", "no");
    desk.work();
    desk.core.finish().unwrap();
    assert_eq!(disk.steps(), steps);
    // And who writes is not kept out by who looks.
    assert_eq!(open(&disk, &library()).access, Access::Writer);
}

#[test]
fn a_changed_text_changes_places_and_not_the_history() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let mut library = library();
    library.insert(id(A), article(A, "Quite another text, without any of those words."));
    let mut desk = Desk::with(&disk, library);
    assert_eq!(desk.notices, Vec::<String>::new());
    let claim = desk.documents[&id(A)].claims().values().next().unwrap();
    assert!(matches!(claim.anchors[0].place, Place::Orphaned { .. }));
    desk.undo(attest::store::EntryId(1));
    desk.work();
    desk.render(A);
    desk.work();
    assert!(desk.all_saved());
    assert_eq!(note(&Desk::at(&disk.after_kill())), "");
}

#[test]
fn a_leftover_of_someone_else_is_kept_and_ours_is_not() {
    let disk = disk();
    two_renderings(&mut Desk::at(&disk));
    let temporary = file(A).with_file_name(".a.txt.ron.attest-new");
    let ours = disk.get(&file(A)).unwrap();
    for (bytes, kept) in [(ours, 0), (Vec::new(), 0), (b"somebody's".to_vec(), 1)] {
        disk.put(&temporary, &bytes);
        let mut desk = Desk::at(&disk);
        desk.title(&[B], "act");
        desk.work();
        assert_eq!(disk.get(&temporary), None);
        let folder = inner("conflicts");
        let files = disk.files();
        let found: Vec<_> = files.iter().filter(|(path, _)| path.starts_with(&folder)).collect();
        assert_eq!(found.len(), kept);
        assert!(found.iter().all(|(_, found)| *found == bytes));
    }
}

/// Two facts, rendered twice: first one, then both. Gives the older rendering.
fn two_facts(desk: &mut Desk) -> Vec<u8> {
    desk.fact("f1", "How many people entered Armenia?");
    desk.work();
    desk.render(FACTS);
    desk.work();
    let older = desk.disk.get(&file(FACTS)).unwrap();
    desk.fact("f2", "How many were killed?");
    desk.work();
    desk.render(FACTS);
    desk.work();
    assert!(desk.all_saved());
    older
}

fn facts(desk: &Desk) -> usize {
    desk.documents.get(&id(FACTS)).map_or(0, |document| document.facts().facts.len())
}

#[test]
fn facts_are_read_again_as_they_were() {
    let disk = disk();
    let mut desk = Desk::at(&disk);
    two_facts(&mut desk);
    desk.agent("g1", "Government of Armenia");
    let number = |text: &str| Number::parse(text).unwrap();
    let (places, share) = (number("2"), number("0.05"));
    let after = vec![BoundsRow { qualifier: QualifierKind::About, places, share }];
    desk.act("Bounds", vec![(id(FACTS), Change::Bounds { before: vec![], after })]);
    desk.work();
    // Not rendered any more: the history has it.
    let again = Desk::at(&disk.after_power_cut(0));
    assert_eq!(again.documents[&id(FACTS)].facts(), desk.documents[&id(FACTS)].facts());
    assert_eq!((again.history.len(), again.notices), (4, vec![]));
}

#[test]
fn an_older_facts_file_wins_and_can_be_undone() {
    let disk = disk();
    let older = two_facts(&mut Desk::at(&disk));
    disk.put(&file(FACTS), &older);
    let mut desk = Desk::at(&disk);
    assert_eq!((facts(&desk), desk.history.len()), (1, 3));
    assert!(matches!(desk.history[2], EntryKind::External(_)));
    assert!(
        desk.notices.iter().any(|notice| notice.contains("facts.ron was changed outside")),
        "{:?}",
        desk.notices
    );
    desk.undo(attest::store::EntryId(2));
    assert_eq!(facts(&desk), 2);
    desk.work();
    desk.render(FACTS);
    desk.work();
    assert!(desk.all_saved());
    desk.check(&disk.after_power_cut(0), "undone checkout of facts");
}

#[test]
fn a_deleted_facts_file_can_be_brought_back() {
    let disk = disk();
    two_facts(&mut Desk::at(&disk));
    disk.delete(&file(FACTS));
    let mut desk = Desk::at(&disk);
    assert_eq!(facts(&desk), 0);
    assert!(desk.notices.iter().any(|n| n.contains("facts.ron was deleted")), "{:?}", desk.notices);
    desk.undo(attest::store::EntryId(2));
    assert_eq!(facts(&desk), 2);
}

#[test]
fn facts_that_do_not_parse_are_left_alone_and_the_articles_go_on() {
    let disk = disk();
    two_facts(&mut Desk::at(&disk));
    let bad =
        b"( format: 1, annotator: \"mara\", history: (id: \"x\", seq: 1), agents: [], facts: 3 )";
    disk.put(&file(FACTS), bad);
    let library = library();
    let opened = open(&disk, &library);
    assert_eq!(opened.held.keys().collect::<Vec<_>>(), [&id(FACTS)]);
    assert!(opened.orphan_files.is_empty());
    drop(opened);
    let mut desk = Desk::at(&disk);
    desk.tag(A, "c1", "1,050 people");
    desk.work();
    desk.render(A);
    desk.work();
    assert_eq!(disk.get(&file(FACTS)).as_deref(), Some(&bad[..]));
    assert!(disk.get(&file(A)).is_some());
}
