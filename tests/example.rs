//! The worked example in `annotations/example`: made again it is the same, nothing is wrong with it, its facts read as they
//! should, and a fresh checkout offers it.

#![allow(clippy::unwrap_used)]

#[path = "../examples/make_example/make/mod.rs"]
mod make;
#[path = "../examples/make_example/reading/mod.rs"]
mod reading;

use attest::compare::{FactWord, FindingKind};
use attest::model::{ArticleId, PairState, QuantityId};
use attest::session::{
    Action, BoardRow, Command, FactCommand, FactField, Rejection, Session, Start, StartOptions,
};
use attest::store::config::Config;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A checkout: the articles and the example, and nobody's own work.
struct Checkout(tempfile::TempDir);

impl Checkout {
    fn new() -> Self {
        let checkout = Self(tempfile::tempdir().unwrap());
        for folder in ["seeds", "annotations", "annotations/example"] {
            let to = checkout.0.path().join(folder);
            fs::create_dir(&to).unwrap();
            for entry in fs::read_dir(repository().join(folder)).unwrap() {
                let from = entry.unwrap().path();
                if from.is_file() {
                    fs::copy(&from, to.join(from.file_name().unwrap())).unwrap();
                }
            }
        }
        checkout
    }

    /// The newcomer's first session.
    fn session(&self) -> Session {
        self.session_as(None)
    }

    fn session_as(&self, annotator: Option<&str>) -> Session {
        let options = StartOptions {
            config: Some(Config::at(self.0.path().join("config"))),
            login: "newcomer".to_owned(),
            ..StartOptions::default()
        };
        let annotator = annotator.map(str::to_owned);
        let start = Start { paths: vec![self.0.path().join("seeds")], annotator };
        let mut session = Session::start_with(start, options, Arc::new(|| {}));
        session.wait_until_idle();
        session
    }

    /// The same, looking at the example.
    fn example(&self) -> Session {
        let mut session = self.session();
        session.dispatch(Action::LookAt("example".to_owned()));
        session.wait_until_idle();
        session
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.0.path().join("annotations"), self.0.path().join("seeds")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files.sort();
        files
    }
}

fn row<'s>(session: &'s Session, question: &str) -> &'s BoardRow {
    let mut rows = session.board().iter().filter(|row| row.question.contains(question));
    let found = rows.next().unwrap_or_else(|| panic!("no fact asks “{question}”"));
    assert!(rows.next().is_none(), "two facts ask “{question}”");
    found
}

/// The members of a fact, as "002 1,050"; `nth` of those that read so.
fn member(session: &Session, row: &BoardRow, words: &str) -> QuantityId {
    let members = session.fact_members(&row.fact);
    let shown = |member: &attest::session::MemberRow| {
        format!("{} {}", member.article.as_str().get(..3).unwrap(), member.shown)
    };
    let found = members.iter().find(|member| shown(member) == words);
    let known: Vec<String> = members.iter().map(shown).collect();
    found.unwrap_or_else(|| panic!("{words} is not among {known:?}")).quantity.clone()
}

fn has(row: &BoardRow, kind: FindingKind) -> bool {
    row.findings.iter().any(|finding| finding.kind == kind)
}

#[test]
fn made_again_it_is_the_same_to_the_byte() {
    let made = make::make(&repository().join("seeds")).unwrap();
    let names: Vec<String> = made.keys().map(|path| path.display().to_string()).collect();
    assert_eq!(names.len(), 7, "{names:?}");
    let example = repository().join("annotations").join(make::EXAMPLE);
    assert_eq!(fs::read_dir(example).unwrap().count(), 6, "nothing else lies there");
    for (below, bytes) in made {
        let there = fs::read(repository().join("annotations").join(&below)).unwrap_or_default();
        let there = String::from_utf8(there).unwrap();
        let made = String::from_utf8(bytes).unwrap();
        let differs = there.lines().zip(made.lines()).position(|(a, b)| a != b);
        assert!(
            there == made,
            "{} is not what the example makes (line {:?}); `cargo run --example make_example` writes it anew",
            below.display(),
            differs.map(|line| line + 1)
        );
    }
}

#[test]
fn check_finds_nothing_wrong_with_it() {
    let checkout = Checkout::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_attest"));
    let output = command.arg("check").arg(checkout.0.path().join("seeds")).output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), out.as_ref()), (Some(0), ""), "{err}");
    assert!(err.contains("no problems in 5 articles and 5 annotation files"), "{err}");
}

#[test]
fn every_article_is_read_and_every_number_is_somebodys() {
    let checkout = Checkout::new();
    let session = checkout.example();
    let (mut numbers, mut attributions) = (0, 0);
    for row in session.rows() {
        let document = session.document(&row.id).unwrap();
        assert!(document.meta().reviewed && document.meta().published.is_some(), "{}", row.id);
        numbers += document.quantities().len();
        attributions += document.attributions().len();
        for quantity in document.quantities().values() {
            let exact = quantity.anchor.exact();
            assert_ne!(quantity.voice, attest::model::Voice::Undecided, "{}: {exact}", row.id);
        }
    }
    assert_eq!((numbers, attributions), (46, 60));
    assert!(session.in_no_fact().len() < 12, "{:?}", session.in_no_fact());
}

#[test]
fn people_entering_armenia_are_one_fact_that_grew() {
    let checkout = Checkout::new();
    let session = checkout.example();
    let row = row(&session, "entered Armenia");
    assert_eq!(row.word, FactWord::LaterUpdate, "{row:?}");
    assert_eq!((row.members, row.articles), (7, 4));
    assert_eq!(row.origins, "4 articles · 1 named origin · 1 unattributed");
    assert_eq!(row.latest.as_deref(), Some("about 28,120"));
    let state = |a: &str, b: &str| {
        let (a, b) = (member(&session, row, a), member(&session, row, b));
        session.pair(&row.fact, &a, &b).unwrap().verdict
    };
    for (a, b, expected) in [
        ("002 1,050", "001 more than 2900", PairState::LaterUpdate),
        ("001 more than 2900", "003 about 28,120", PairState::LaterUpdate),
        ("000 more than 13,000", "003 about 28,120", PairState::Refines),
        ("001 nearly 3000", "001 more than 2900", PairState::Agrees),
        ("001 several hundred", "001 more than 2900", PairState::NotComparable),
    ] {
        let verdict = state(a, b);
        assert_eq!(verdict.state(), expected, "{a} / {b}: {}", verdict.words());
    }
    let verdict = state("000 more than 13,000", "003 about 28,120");
    assert!(verdict.words().contains("order not stated"), "{}", verdict.words());
    assert!(state("001 more than 2900", "003 about 28,120").judged.hollow);
    assert!(!session.board().iter().any(|row| row.word == FactWord::Conflicts));
}

#[test]
fn every_fact_reads_as_it_should() {
    use FactWord as W;
    let checkout = Checkout::new();
    let session = checkout.example();
    for (question, word, origins) in [
        ("entered Armenia", W::LaterUpdate, "4 articles · 1 named origin · 1 unattributed"),
        ("lived in Nagorno-Karabakh", W::Agrees, "2 articles · 1 named origin · 1 unattributed"),
        ("killed in the operation", W::Agrees, "3 articles · 2 named origins"),
        ("wounded in the operation", W::Agrees, "2 articles · 2 named origins"),
        ("of the killed were civilians", W::Single, "1 article · 1 named origin"),
        ("of the killed were children", W::Single, "1 article · 1 named origin"),
        ("killed at the gas station", W::Single, "1 article · 1 named origin"),
        ("wounded at the gas station", W::Single, "1 article · 1 named origin"),
        ("can Armenia take in", W::NotComparable, "0 articles · 0 named origins"),
        ("aid arrived from Russia", W::Single, "1 article · 1 named origin"),
        ("flour", W::Single, "1 article · 1 named origin"),
        ("armored vehicles", W::Single, "1 article · 1 named origin"),
        ("small arms", W::Single, "1 article · 1 named origin"),
        ("rounds of ammunition", W::Single, "1 article · 1 named origin"),
        ("peacekeepers", W::Single, "1 article · 0 named origins · 1 unattributed"),
        ("evacuated", W::Single, "1 article · 1 named origin"),
        ("war of 2020", W::Agrees, "2 articles · 0 named origins · 2 unattributed"),
        ("operation of September 2023", W::Agrees, "2 articles · 0 named origins · 2 unattributed"),
        ("killed from 1988", W::Single, "1 article · 0 named origins · 1 unattributed"),
        ("displaced from 1988", W::Single, "1 article · 0 named origins · 1 unattributed"),
        ("would leave", W::Single, "1 article · 1 named origin"),
        ("months had access been blocked", W::Single, "1 article · 1 named origin"),
    ] {
        let row = row(&session, question);
        assert_eq!((row.word, row.origins.as_str()), (word, origins), "{question}: {row:?}");
    }
    assert_eq!(session.board().len(), 22);
    assert!(has(row(&session, "killed in the operation"), FindingKind::QualifierDiffers));
    assert!(has(row(&session, "killed in the operation"), FindingKind::HeadlineDropsAttribution));
    assert!(has(row(&session, "can Armenia take in"), FindingKind::SameDigitsOtherThing));
    assert!(has(row(&session, "evacuated"), FindingKind::AsOfMissing));
    // One topic for what came as aid.
    assert_eq!(row(&session, "flour").topic, row(&session, "aid arrived from Russia").topic);
}

#[test]
fn population_and_people_agree_only_because_they_are_accepted_as_one() {
    let checkout = Checkout::new();
    let mut session = checkout.example();
    session.dispatch(Action::StartOwn { copy: true });
    session.wait_until_idle();
    let question = "lived in Nagorno-Karabakh";
    assert_eq!(row(&session, question).word, FactWord::Agrees);
    let (fact, text) = (row(&session, question).fact.clone(), "population".to_owned());
    let strict = FactCommand::Set { fact, field: FactField::Accepts, text };
    session.dispatch(Action::Do(Command::Facts(strict)));
    assert_eq!(row(&session, question).word, FactWord::NotComparable, "{:?}", session.notices());
    session.close();
}

#[test]
fn a_fresh_checkout_offers_the_example_and_an_own_beginning() {
    let checkout = Checkout::new();
    let before = checkout.files();
    let mut session = checkout.session();
    assert_eq!(session.annotators(), ["example", "newcomer"]);
    assert!(session.is_own() && session.board().is_empty());
    session.dispatch(Action::LookAt("example".to_owned()));
    session.wait_until_idle();
    assert!(session.notices().is_empty(), "{:?}", session.notices());
    assert!(!session.is_own() && !session.board().is_empty());
    let article = ArticleId::new(reading::ARTICLES[0].file);
    let act = Action::Do(Command::SetReviewed { article: article.clone(), reviewed: false });
    let Err(Rejection { reason, .. }) = session.can(&act) else { panic!("it can be written") };
    assert!(reason.contains("This is the example"), "{reason}");
    let work_as = Action::WorkAs("example".to_owned());
    session.dispatch(work_as);
    assert!(session.notices().last().unwrap().text.contains("always read-only"));
    assert_eq!(checkout.files(), before, "looking writes nothing");

    // One click, with a copy of all that was looked at.
    session.dispatch(Action::StartOwn { copy: true });
    session.wait_until_idle();
    assert!(session.is_own(), "{:?}", session.notices());
    assert_eq!(session.board().len(), 22);
    assert_eq!(row(&session, "entered Armenia").word, FactWord::LaterUpdate);
    assert!(session.can(&act).is_ok());
    session.close();
}

#[test]
fn asked_for_by_name_it_is_looked_at_and_own_work_is_ones_own() {
    let checkout = Checkout::new();
    let before = checkout.files();
    let mut session = checkout.session_as(Some("example"));
    assert_eq!((session.annotator(), session.is_own()), ("example", false));
    assert_eq!(session.board().len(), 22);
    assert!(session.notices().is_empty(), "{:?}", session.notices());
    assert_eq!(checkout.files(), before);
    session.dispatch(Action::StartOwn { copy: false });
    session.wait_until_idle();
    assert_eq!((session.annotator(), session.is_own()), ("newcomer", true));
    assert!(session.board().is_empty());
    session.close();
    // The next start is with one's own work.
    let session = checkout.session();
    assert_eq!((session.annotator(), session.is_own()), ("newcomer", true));
}
