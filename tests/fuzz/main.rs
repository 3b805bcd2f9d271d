//! Every reader of what anybody may have written, fed with inputs that are nearly valid: it never fails, and what it
//! says holds together.
//!
//! Many more inputs: `cargo run --release --no-default-features --example soak -- fuzz all 10000000`. What failed once is
//! kept in `found/READER`, and fed at every run.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../store/desk.rs"]
mod desk;
#[path = "../common/dice.rs"]
mod dice;
mod engine;
mod readers;
#[path = "../store/sim_disk.rs"]
mod sim_disk;

use attest::recognize::{Options, recognize};
use dice::Dice;
use engine::Reader;
use readers::{READERS, pieces::PIECES, recognise::check_text};
use std::path::PathBuf;

/// Inputs a reader.
const INPUTS: u64 = 20_000;

/// Where inputs that once failed are kept: they are fed at every run.
fn found_once(reader: &Reader) -> Vec<(PathBuf, Vec<u8>)> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found").join(reader.name);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> =
        entries.map(|entry| (entry.path(), std::fs::read(entry.path()).unwrap())).collect();
    found.sort();
    found
}

/// `ATTEST_SEED` names another first one.
fn feed(name: &str) {
    let reader = READERS.iter().find(|reader| reader.name == name).unwrap();
    for (path, input) in found_once(reader) {
        for seed in 0..20 {
            if let Err(why) = engine::feed(reader, &input, &mut Dice(seed)) {
                panic!("{}: {why}", path.display());
            }
        }
    }
    let first = std::env::var("ATTEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    for seed in first..first + INPUTS {
        if let Err(failure) = engine::feed_seed(reader, seed) {
            panic!("{}", failure.told(reader));
        }
    }
}

macro_rules! fed {
    ($($test:ident: $name:literal,)+) => {
        $(#[test]
        fn $test() {
            feed($name);
        })+

        #[test]
        fn every_reader_is_fed() {
            let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
            assert_eq!(names, [$($name),+]);
        }
    };
}

fed! {
    bytes_of_articles: "decode",
    words_looked_for: "search",
    texts_in_every_language: "recognise",
    numbers_that_are_typed: "value",
    dates_that_are_typed: "date",
    edtf: "edtf",
    fields_that_are_typed: "field",
    annotation_files: "article",
    facts_files: "facts",
    project_files: "project",
    where_the_last_session_stopped: "session",
    acts_of_the_history: "act",
    whole_histories: "history",
}

/// Every pair of pieces, and each alone at the ends of the text.
#[test]
fn every_pair_of_pieces() {
    for a in PIECES {
        let pairs: Vec<String> = PIECES.iter().map(|b| format!("{a} {b}\n")).collect();
        check_text(&pairs.concat(), Some("en"), Some("2023-09-24")).unwrap();
        check_text(a, None, None).unwrap();
    }
}

/// One piece, or two, over and over in one line: what a scan that goes on for as long as it can would follow to the end. On
/// a thread with as little room as any worker has, where recursion without a bound falls through.
#[test]
fn pieces_over_and_over() {
    let worker = std::thread::Builder::new().stack_size(512 * 1024).spawn(|| {
        let alone = PIECES.iter().flat_map(|piece| [format!("{piece} "), format!("{piece}, ")]);
        let known =
            ["four days after ", "the week before ", "\" said \"", "between 3 and ", "Monday to "];
        let neighbours = PIECES.iter().zip(PIECES.iter().skip(1));
        let pairs = neighbours.map(|(a, b)| format!("{a} {b} "));
        let alone = alone.chain(pairs);
        for line in known.map(str::to_owned).into_iter().chain(alone) {
            let text = line.repeat(5000 / line.len() + 1);
            let options = Options { language: Some("en"), ..Options::default() };
            std::hint::black_box(recognize(&text, &options));
        }
    });
    worker.unwrap().join().unwrap();
}

/// The seeds cut anywhere: what an article can be while it is being written or read in part.
#[test]
fn the_seeds_cut_anywhere() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        check_text(&text, None, None).unwrap();
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(401).collect();
        for cut in cuts {
            check_text(text.get(cut..).unwrap(), None, Some("2023-09-24")).unwrap();
            check_text(text.get(..cut).unwrap(), None, None).unwrap();
        }
    }
}
