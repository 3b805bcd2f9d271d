//! The ratios that the window is held to, measured in one run on a private screen: `cargo bench --bench window`.
//!
//! Needs Xvfb, openbox and xdotool, and says so where they are missing. What can only be measured on Linux is said not to be
//! measured elsewhere. Names of measurements as arguments (`start frames memory idle`) run only these.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "window/case.rs"]
mod case;
#[path = "../tests/window/display.rs"]
mod display;
#[path = "window/frames.rs"]
mod frames;
#[path = "window/idle.rs"]
mod idle;
#[path = "window/memory.rs"]
mod memory;
#[path = "window/run.rs"]
mod run;
#[path = "window/start.rs"]
mod start;

use std::process::ExitCode;

/// One figure of the table.
pub struct Figure {
    /// What is measured.
    what: String,
    /// The figure.
    is: String,
    /// What it is held to.
    goal: String,
    /// Whether it holds; `None` = not measured here.
    holds: Option<bool>,
}

impl Figure {
    /// A ratio that may not pass a limit; `of` says what was divided by what.
    pub fn ratio(what: &str, of: &str, ratio: f64, limit: f64) -> Self {
        Self {
            what: what.to_owned(),
            is: format!("{ratio:.2} ({of})"),
            goal: format!("≤ {limit}"),
            holds: Some(ratio <= limit),
        }
    }

    /// Something that could not be measured, and why.
    pub fn missing(what: &str, goal: &str, why: &str) -> Self {
        let (what, goal) = (what.to_owned(), goal.to_owned());
        Self { what, is: format!("not measured: {why}"), goal, holds: None }
    }
}

/// The table, as the README holds it.
fn print(figures: &[Figure]) {
    println!("\n| measured | ratio | goal | |\n|---|---|---|---|");
    for Figure { what, is, goal, holds } in figures {
        let mark = match holds {
            Some(true) => "holds",
            Some(false) => "**misses**",
            None => "—",
        };
        println!("| {what} | {is} | {goal} | {mark} |");
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [what, log] = words.as_slice()
        && what == run::EMPTY_WINDOW
    {
        return run::empty_window(log);
    }
    if !words.iter().any(|word| word == "--bench") {
        println!("measurements are made by `cargo bench`");
        return ExitCode::SUCCESS;
    }
    let chosen: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|word| *word == name);
    let display = match display::Display::start(1500, 1000) {
        Ok(display) => display,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let mut figures = Vec::new();
    if wanted("start") {
        figures.extend(start::measure(&display));
    }
    if wanted("idle") {
        figures.extend(idle::measure(&display));
    }
    if wanted("memory") {
        figures.extend(memory::measure(&display));
    }
    if wanted("frames") {
        figures.extend(frames::measure(&display));
    }
    print(&figures);
    ExitCode::SUCCESS
}
