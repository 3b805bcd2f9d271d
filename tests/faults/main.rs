//! The store attacked: schedules of acts, faults and falls made from seeds; histories damaged in every way.
//!
//! Many more of the first: `cargo run --release --no-default-features --example soak -- faults 100000`.
#![allow(clippy::unwrap_used)]

mod damaged;
#[path = "../store/desk.rs"]
mod desk;
#[path = "../common/dice.rs"]
mod dice;
mod promises;
mod schedule;
#[path = "../store/sim_disk.rs"]
mod sim_disk;

/// `ATTEST_SEED` names another first one.
#[test]
fn two_hundred_schedules_keep_every_promise() {
    let first = std::env::var("ATTEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut all = schedule::Tally::default();
    let mut broken = Vec::new();
    for seed in first..first + 200 {
        match schedule::run(seed) {
            Ok(tally) => all.add(tally),
            Err(why) => broken.push(why),
        }
    }
    if let Some(why) = broken.first() {
        let lines: Vec<&str> = broken.iter().filter_map(|why| why.lines().next()).collect();
        panic!("{} of 200:\n{}\n\nthe first:\n{why}", broken.len(), lines.join("\n"));
    }
    println!("{all:?}");
    assert!(all.falls > 200 && all.faults > 200 && all.others > 200, "{all:?}");
}

#[test]
#[ignore = "one schedule, by ATTEST_SEED, with the history as it was found"]
fn one_schedule() {
    let seed = std::env::var("ATTEST_SEED").unwrap().parse().unwrap();
    if let Err(why) = schedule::run(seed) {
        panic!("{why}");
    }
}
