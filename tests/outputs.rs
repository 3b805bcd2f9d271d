//! What goes out of Attest for the worked example and the five articles, byte for byte. A change of these files is a change
//! that scripts and readers notice: `ATTEST_GOLDEN=write cargo test --test outputs` writes them anew, and the commit says why.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What the program prints, run in the repository.
fn attest(args: &[&str]) -> String {
    let config = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_attest"))
        .args(args)
        .current_dir(here(""))
        .env_remove("ATTEST_LOG")
        .env("ATTEST_CONFIG_DIR", config.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn is_as_it_was(name: &str, now: &str) {
    let path = here("tests/golden/outputs").join(name);
    if std::env::var_os("ATTEST_GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&path, now).unwrap();
        return;
    }
    let then = fs::read_to_string(&path).unwrap();
    if then == now {
        return;
    }
    let (mut then, mut now) = (then.lines(), now.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (then.next(), now.next()) {
            (None, None) => panic!("{name}: the line ends differ"),
            (a, b) if a == b => {}
            (a, b) => {
                let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
                let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
                let near = |text: &str| {
                    text.chars().skip(same.saturating_sub(60)).take(160).collect::<String>()
                };
                panic!("{name}:{line}, char {same}\nwas …{}…\nis  …{}…", near(a), near(b));
            }
        }
    }
}

#[test]
fn the_example_goes_out_as_csv() {
    is_as_it_was("example.csv", &attest(&["export", "--to", "csv", "seeds"]));
}

#[test]
fn the_example_goes_out_as_json() {
    is_as_it_was("example.json", &attest(&["export", "--to", "json", "seeds"]));
}

#[test]
fn the_facts_of_the_example_are_printed() {
    is_as_it_was("facts.json", &attest(&["facts", "--json", "seeds"]));
    is_as_it_was("facts.csv", &attest(&["facts", "--csv", "seeds"]));
}

#[test]
fn what_is_recognised_in_the_five_articles() {
    let mut articles: Vec<String> = fs::read_dir(here("seeds"))
        .unwrap()
        .map(|entry| format!("seeds/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect();
    articles.sort();
    let mut args = vec!["suggest"];
    args.extend(articles.iter().map(String::as_str));
    is_as_it_was("suggest.jsonl", &attest(&args));
}
