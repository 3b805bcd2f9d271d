//! The ratios that the window is held to, measured in one run on a private screen: `cargo bench --bench window`.
//!
//! Needs Xvfb, openbox and xdotool, and says so where they are missing. What can only be measured on Linux is said not to be
//! measured elsewhere. Names of measurements as arguments (`start frames memory idle`) run only these.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "shared/case.rs"]
mod case;
#[path = "../tests/window/display.rs"]
mod display;
#[path = "shared/figure.rs"]
mod figure;
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
    figure::print(&figures);
    ExitCode::SUCCESS
}
