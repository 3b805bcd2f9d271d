//! The walls between the rooms: names that a room must not know, and arrows that point only downwards.
//!
//! One table ([`ROOMS`]) says it; a failure names file, line and rule. Tests inside of `src` (`#[cfg(test)]`) are
//! free to use what they need. See the crate's doc for the order of the rooms.

#![allow(clippy::unwrap_used)]

mod circles;
mod code;

use attest::lexicon::languages;
use code::{Code, bare, shown, source_folder, sources};
use std::fmt::Write as _;
use std::fs;

/// What a room must not know, and which rooms it may use beside itself.
struct Room {
    name: &'static str,
    /// Paths by their beginning: `std::fs` forbids `std::fs::read` and `use std::{fs, io}` alike.
    never: &'static [&'static [&'static str]],
    uses: &'static [&'static str],
}

const WINDOW: &[&str] = &[
    "egui",
    "eframe",
    "epaint",
    "egui_table",
    "egui_kittest",
    "rfd",
    "winit",
    "glow",
    "accesskit",
];
const DISK: &[&str] =
    &["std::fs", "std::os", "rustix", "notify", "tempfile", "std::path::absolute"];
const IMPURE: &[&str] = &[
    "serde",
    "serde_json",
    "ron",
    "std::thread",
    "std::process",
    "std::net",
    "std::env",
    "std::time",
    "std::io",
    "std::path",
    "crossbeam_channel",
    "etcetera",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "tracing",
    "tracing_subscriber",
    "log",
    "rand",
    "getrandom",
    "fastrand",
    "uuid",
];
/// Drawing, dialogs and the terminal are no business of these rooms.
const TERMINAL: &[&str] = &["println!", "print!", "eprintln!", "eprint!", "std::process::exit"];

const ROOMS: &[Room] = &[
    Room { name: "model", never: &[WINDOW, DISK, IMPURE, TERMINAL], uses: &[] },
    Room { name: "lexicon", never: &[WINDOW, DISK, IMPURE, TERMINAL], uses: &["model"] },
    Room {
        name: "recognize",
        never: &[WINDOW, DISK, IMPURE, TERMINAL],
        uses: &["model", "lexicon"],
    },
    Room { name: "compare", never: &[WINDOW, DISK, IMPURE, TERMINAL], uses: &["model", "lexicon"] },
    Room { name: "store", never: &[WINDOW, TERMINAL], uses: &["model"] },
    Room {
        name: "exchange",
        never: &[WINDOW, DISK, TERMINAL, &["std::path", "std::env", "std::thread", "std::net"]],
        uses: &["model", "compare", "recognize"],
    },
    Room {
        name: "session",
        never: &[WINDOW, &["std::fs", "rustix", "std::net"], TERMINAL],
        uses: &["model", "lexicon", "recognize", "compare", "store", "exchange"],
    },
    Room {
        name: "cli",
        never: &[WINDOW],
        uses: &["model", "lexicon", "recognize", "compare", "store", "exchange", "session"],
    },
    Room {
        name: "ui",
        never: &[&["std::fs", "std::net", "rustix::fs", "notify", "ron", "serde_json"], TERMINAL],
        uses: &["model", "lexicon", "recognize", "compare", "session"],
    },
];

/// Lines of a file without its tests. A file with two reasons to change is split long before.
const LONGEST_FILE: usize = 600;

#[test]
fn rooms_know_only_what_they_may() {
    let mut broken = String::new();
    for room in ROOMS {
        for file in sources(&source_folder().join(room.name)) {
            let code = Code::read(&file);
            for path in code.paths() {
                if let Some(why) = room.forbids(&path.names) {
                    writeln!(broken, "{}:{}: {why}", shown(&file), path.line).unwrap();
                }
            }
        }
    }
    assert!(broken.is_empty(), "walls are broken:\n{broken}");
}

#[test]
fn every_file_says_what_it_owns() {
    let mut silent = String::new();
    for file in sources(&source_folder()) {
        let text = fs::read_to_string(&file).unwrap();
        if !text.starts_with("//!") {
            writeln!(silent, "{}:1: does not open with //!", shown(&file)).unwrap();
        }
    }
    assert!(silent.is_empty(), "files without a header:\n{silent}");
}

#[test]
fn files_have_one_reason_to_change() {
    let mut long = String::new();
    for file in sources(&source_folder()) {
        let lines = Code::read(&file).lines_without_tests();
        if lines > LONGEST_FILE {
            writeln!(long, "{}: {lines} lines beside its tests", shown(&file)).unwrap();
        }
    }
    assert!(long.is_empty(), "split these by what they change for:\n{long}");
}

#[test]
fn colours_stand_in_the_theme_alone() {
    let mut strayed = String::new();
    for file in sources(&source_folder().join("ui")) {
        if file.ends_with("theme.rs") {
            continue;
        }
        for (at, line) in Code::read(&file).text.lines().enumerate() {
            let own =
                ["Color32::from_", "Rgba::from_", "hex_color!", "Color32::WHITE", "Color32::BLACK"];
            if let Some(name) = own.iter().find(|name| line.contains(*name)) {
                writeln!(strayed, "{}:{}: {name}…", shown(&file), at + 1).unwrap();
            }
        }
    }
    assert!(strayed.is_empty(), "colours outside of ui/theme.rs:\n{strayed}");
}

/// Libraries that panic where a value does not fit: each behind one file that says so instead.
#[test]
fn what_panics_beyond_its_range_has_one_door() {
    let mut strayed = String::new();
    for file in sources(&source_folder()) {
        let code = Code::read(&file);
        for (name, door) in [
            ("rust_decimal", "model/decimal.rs"),
            ("new_v7", "store/new_id.rs"),
            ("now_v7", "store/new_id.rs"),
        ] {
            let stands = |line: &str| line.contains(name);
            if !file.ends_with(door)
                && let Some(at) = code.text.lines().position(stands)
            {
                writeln!(strayed, "{}:{}: {name} outside of {door}", shown(&file), at + 1).unwrap();
            }
        }
    }
    assert!(strayed.is_empty(), "{strayed}");
}

/// Rules that ask which language a text is in stand in its table (`[rule]`).
#[test]
fn rules_of_one_language_stand_in_its_table() {
    let mut found = Vec::new();
    for file in sources(&source_folder()) {
        let source = fs::read_to_string(&file).unwrap();
        let rules = source.split("#[cfg(test)]").next().unwrap_or_default();
        let asked = languages()
            .iter()
            .map(|tag| {
                let compared = format!("== \"{tag}\"");
                rules.matches(&compared).count()
                    + rules.matches(&compared.replace("==", "!=")).count()
            })
            .sum::<usize>();
        if asked > 0 || rules.contains("table.language ==") || rules.contains("table.language !=") {
            found.push(format!("{}: {asked}", shown(&file)));
        }
    }
    assert!(found.is_empty(), "rules keyed on a language:\n{}", found.join("\n"));
}

/// Where words are read and compared, no word of any language stands in the code: the tables have them. Names of what the code
/// itself has (units' codes, Roman numbers) are none.
#[test]
fn words_of_languages_stand_in_the_tables() {
    const READERS: &[&str] = &["recognize/scan", "compare/words.rs", "compare/bounds.rs"];
    const NAMES: &[(&str, &[&str])] =
        &[("number/refuse.rs", &["min", "wk", "mo"]), ("compare/bounds.rs", &["wk", "mo"])];
    let mut found = Vec::new();
    for file in sources(&source_folder()) {
        let name = shown(&file);
        if !READERS.iter().any(|reader| name.contains(reader)) || name.contains("/tests") {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        let rules = source.split("#[cfg(test)]").next().unwrap_or_default();
        let code = rules.lines().map(|line| line.split("//").next().unwrap_or_default());
        let named =
            NAMES.iter().find(|(of, _)| name.ends_with(of)).map_or(&[][..], |(_, all)| *all);
        for (at, line) in code.enumerate() {
            for literal in line.split('"').skip(1).step_by(2) {
                let word = literal.chars().count() > 1
                    && literal.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
                let roman = literal.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
                let own = literal.chars().any(char::is_uppercase) || named.contains(&literal);
                if word && !roman && !own {
                    found.push(format!("{name}:{}: {literal}", at + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "words outside of the tables:\n{}", found.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    for entry in fs::read_dir(source_folder()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            assert!(ROOMS.iter().any(|room| room.name == name), "src/{name} is not in ROOMS");
        } else {
            assert!(matches!(name.as_str(), "lib.rs" | "main.rs"), "src/{name} stands in no room");
        }
    }
}

/// The scanner itself: what it must see, and what it must not.
#[test]
fn the_scanner_sees_names_and_not_words() {
    let model = ROOMS.iter().find(|room| room.name == "model").unwrap();
    let broken = |text: &str| {
        let code = Code { text: bare(text), depth: vec!["model".into(), "x".into()] };
        code.paths().into_iter().filter(|path| model.forbids(&path.names).is_some()).count()
    };
    assert_eq!(broken("use std::fs;"), 1);
    assert_eq!(broken("use std::{fmt, fs::{self, File}};"), 2);
    assert_eq!(broken("fn f() { ::std::fs::read(\"x\"); }"), 1);
    assert_eq!(broken("use egui::Ui;\nuse crate::store::disk;"), 2);
    assert_eq!(broken("use super::super::store::disk;"), 1);
    assert_eq!(broken("#[derive(serde::Serialize)] struct A;"), 1);
    assert_eq!(broken("fn f() { println!(\"a\"); }"), 1);
    assert_eq!(broken("use std::time::Instant;"), 1);
    assert_eq!(broken("// use std::fs;\n/* egui::Ui */ let a = \"std::fs::read\";"), 0);
    assert_eq!(
        broken("let a = r#\"egui::Ui \" std::fs::x\"#; let b = '\"'; let c: &'static str;"),
        0
    );
    assert_eq!(broken("#[cfg(test)]\nmod tests { use std::fs; fn f() { egui::x(); } }"), 0);
    assert_eq!(broken("#[cfg(test)]\nmod tests { }\nuse std::fs;"), 1);
    assert_eq!(broken("use crate::model::Span; use super::Span; let catalog = dialog::x();"), 0);
    assert_eq!(
        Code { text: bare("a\n#[cfg(test)]\nmod t {\n\n}\nb\n"), depth: vec![] }
            .lines_without_tests(),
        3
    );
}

impl Room {
    fn forbids(&self, path: &[String]) -> Option<String> {
        if let [first, room, ..] = path
            && (first == "crate" || first == "attest")
            && room != self.name
            && ROOMS.iter().any(|other| other.name == room)
            && !self.uses.contains(&room.as_str())
        {
            return Some(format!("{} must not use {room}", self.name));
        }
        let never = self.never.iter().flat_map(|names| names.iter());
        let mut never = never.filter(|name| {
            let parts: Vec<&str> = name.split("::").collect();
            path.len() >= parts.len() && parts.iter().zip(path).all(|(a, b)| a == b)
        });
        never.next().map(|name| format!("{} must not know {name}", self.name))
    }
}
