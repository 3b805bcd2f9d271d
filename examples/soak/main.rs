//! Attacks on Attest that take longer than a test may: schedules of faults, and readers fed with anything.
//!
//! ```text
//! cargo run --release --no-default-features --example soak -- faults [COUNT] [--seed N]
//! cargo run --release --no-default-features --example soak -- fuzz READER|all [COUNT] [--seed N]
//! cargo run --release --no-default-features --example soak -- kill [COUNT] [--seed N]
//! ```
//! A failure says its seed; `1 --seed N` does that one again. `CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true` makes overflows
//! failures, as they are in tests. `kill` runs the window test with so many kills, and needs what that needs.
#![allow(clippy::unwrap_used)]

#[path = "../../tests/common/mod.rs"]
mod common;
#[path = "../../tests/store/desk.rs"]
mod desk;
#[path = "../../tests/common/dice.rs"]
mod dice;
#[path = "../../tests/fuzz/engine.rs"]
mod engine;
#[path = "../../tests/faults/promises.rs"]
mod promises;
#[path = "../../tests/fuzz/readers/mod.rs"]
mod readers;
#[path = "../../tests/faults/schedule.rs"]
mod schedule;
#[path = "../../tests/store/sim_disk.rs"]
mod sim_disk;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

const USAGE: &str = "soak faults [COUNT] [--seed N]
soak fuzz READER|all [COUNT] [--seed N]
soak kill [COUNT] [--seed N]";

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let mut seed = 1;
    if let Some(at) = words.iter().position(|word| word == "--seed") {
        let Some(number) = words.get(at + 1).and_then(|word| word.parse().ok()) else {
            return usage("--seed needs a number");
        };
        seed = number;
        words.drain(at..at + 2);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let count = |word: Option<&&str>, usual: u64| word.map_or(Ok(usual), |word| word.parse());
    match words.as_slice() {
        ["faults", rest @ ..] if rest.len() < 2 => match count(rest.first(), 100_000) {
            Ok(count) => faults(seed, count),
            Err(_) => usage("COUNT is a number"),
        },
        ["kill", rest @ ..] if rest.len() < 2 => match count(rest.first(), 1000) {
            Ok(count) => kill(seed, count),
            Err(_) => usage("COUNT is a number"),
        },
        ["fuzz", name, rest @ ..] if rest.len() < 2 => match count(rest.first(), 10_000_000) {
            Ok(count) => fuzz(name, seed, count),
            Err(_) => usage("COUNT is a number"),
        },
        _ => usage("what is to be attacked?"),
    }
}

fn usage(why: &str) -> ExitCode {
    eprintln!("{why}\n{USAGE}");
    ExitCode::from(2)
}

/// Failures by their first line, with how many there were and the first of them whole.
#[derive(Default)]
struct Failures(BTreeMap<String, (u64, String)>);

impl Failures {
    fn put(&mut self, why: String) {
        // Without numbers: those of one kind are one.
        let first = why.lines().next().unwrap_or_default();
        let first = first.split_once(": ").map_or(first, |(_, rest)| rest);
        let kind: String = first.chars().filter(|c| !c.is_ascii_digit()).collect();
        self.0.entry(kind).or_insert((0, why)).0 += 1;
    }

    fn tell(&self) -> ExitCode {
        for (count, why) in self.0.values() {
            println!("\n{count} times, first:\n{why}");
        }
        if self.0.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn faults(first: u64, count: u64) -> ExitCode {
    let started = Instant::now();
    let mut failures = Failures::default();
    let mut all = schedule::Tally::default();
    let mut failed = 0;
    std::panic::set_hook(Box::new(|_| {}));
    for (at, seed) in (first..first + count).enumerate() {
        match schedule::run(seed) {
            Ok(tally) => all.add(tally),
            Err(why) => {
                failed += 1;
                failures.put(why);
            }
        }
        if (at + 1) % 10_000 == 0 {
            eprintln!("{} schedules, {failed} failed, {:?}", at + 1, started.elapsed());
        }
    }
    println!("{count} schedules in {:?}: {failed} failed; {all:?}", started.elapsed());
    failures.tell()
}

fn fuzz(name: &str, first: u64, count: u64) -> ExitCode {
    let chosen: Vec<_> =
        readers::READERS.iter().filter(|reader| name == "all" || reader.name == name).collect();
    if chosen.is_empty() {
        let names: Vec<_> = readers::READERS.iter().map(|reader| reader.name).collect();
        return usage(&format!("READER is one of {}, or all", names.join(", ")));
    }
    let mut failures = Failures::default();
    for reader in chosen {
        let started = Instant::now();
        let mut failed = 0_u64;
        for seed in first..first + count {
            if let Err(failure) = engine::feed_seed(reader, seed) {
                failed += 1;
                failures.put(failure.told(reader));
            }
        }
        println!("{}: {count} inputs in {:?}: {failed} failed", reader.name, started.elapsed());
    }
    failures.tell()
}

/// The real window, killed so many times: the window test, which says what is missing where it cannot run.
fn kill(seed: u64, count: u64) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let test =
        ["test", "--features", "inspection", "--test", "window", "kills", "--", "--nocapture"];
    let ran = std::process::Command::new(cargo)
        .args(test)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("ATTEST_KILLS", count.to_string())
        .env("ATTEST_SEED", seed.to_string())
        .status();
    match ran {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => usage(&format!("cargo does not start: {error}")),
    }
}
