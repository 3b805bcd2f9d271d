//! The ratios of reading, searching and the Facts view, which need no screen: `cargo bench --bench reading`.
//!
//! The window's frames are run without drawing them; names of measurements as arguments (`opening search facts`) run only these.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "shared/case.rs"]
mod case;
#[path = "shared/clock.rs"]
mod clock;
#[path = "reading/facts.rs"]
mod facts;
#[path = "shared/figure.rs"]
mod figure;
#[path = "reading/opening.rs"]
mod opening;
#[path = "reading/search.rs"]
mod search;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.iter().any(|word| word == "--bench") {
        return println!("measurements are made by `cargo bench`");
    }
    let chosen: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|word| *word == name);
    let mut figures = Vec::new();
    if wanted("opening") {
        figures.extend(opening::measure());
    }
    if wanted("search") {
        figures.extend(search::measure());
    }
    if wanted("facts") {
        figures.extend(facts::measure());
    }
    figure::print(&figures);
}
