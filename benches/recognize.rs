//! What recognising costs: `cargo bench --no-default-features --bench recognize`, on one core.
//!
//! Ratios within one run, each of the best of several rounds that take turns: against one pass that finds words, ten times the
//! text against the text, and lines made to be slow against news, byte for byte. Names of measurements as arguments (`words
//! growth slow lines article`) run only these; `slow:said` runs the slow lines whose name begins so.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "shared/clock.rs"]
mod clock;
#[path = "shared/figure.rs"]
mod figure;
#[path = "recognize/slow.rs"]
mod slow;
#[path = "recognize/texts.rs"]
mod texts;

use attest::recognize::{Options, recognize};
use clock::processor_time;
use figure::Figure;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

/// Of a pass over the speeches.
const WORDS: f64 = 2.0;
/// Of ten times the text.
const GROWTH: f64 = 11.0;
/// Of a slow line, byte for byte.
const SLOW: f64 = 3.0;
const MB: usize = 1_000_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.iter().any(|word| word == "--bench") {
        return println!("measurements are made by `cargo bench`");
    }
    let chosen: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| {
        chosen.is_empty() || chosen.iter().any(|word| word.split(':').next() == Some(name))
    };
    let slow: Vec<&str> = chosen.iter().filter_map(|word| word.strip_prefix("slow:")).collect();
    let mut figures = Vec::new();
    let speeches = texts::speeches();
    if wanted("words") {
        figures.push(against_words(speeches.as_deref()));
    }
    let text = speeches.unwrap_or_else(texts::news);
    if wanted("growth") {
        figures.extend(growth(&text));
    }
    if wanted("slow") {
        figures.extend(slow::measure(&slow));
    }
    if wanted("lines") {
        figures.extend(slow::growth());
    }
    if wanted("article") {
        figures.push(article());
    }
    figure::print(&figures);
}

/// Seconds that recognising takes.
fn recognized(text: &str) -> f64 {
    let options = Options { language: Some("en"), ..Options::default() };
    seconds(|| {
        black_box(recognize(black_box(text), &options));
    })
}

/// Seconds that recognising takes on the average of ten times: as long as ten times the text takes, so that what else
/// the machine does meets both alike.
fn ten_times(text: &str) -> f64 {
    (0..10).map(|_| recognized(text)).sum::<f64>() / 10.0
}

fn segmented(text: &str) -> f64 {
    seconds(|| {
        black_box(black_box(text).split_word_bound_indices().count());
    })
}

/// What the act takes of the processor; where that cannot be asked, what the clock says.
fn seconds(act: impl FnOnce()) -> f64 {
    let start = processor_time();
    act();
    (processor_time() - start).as_secs_f64()
}

/// Two measurements that take turns: those of the round whose ratio lies in the middle, because a machine that others
/// use too is faster at one time than at another.
fn paired(rounds: usize, mut a: impl FnMut() -> f64, mut b: impl FnMut() -> f64) -> (f64, f64) {
    let mut all: Vec<(f64, f64)> = (0..rounds).map(|_| (a(), b())).collect();
    all.sort_by(|(a, b), (c, d)| (a * d).total_cmp(&(c * b)));
    all.get(rounds / 2).copied().unwrap_or((f64::NAN, f64::NAN))
}

fn speed(bytes: usize, seconds: f64) -> String {
    format!("{:.1} MB/s", bytes as f64 / seconds / 1e6)
}

fn against_words(speeches: Option<&str>) -> Figure {
    let what = "recognising the speeches, against one pass of word boundaries";
    let Some(text) = speeches else {
        return Figure::missing(what, &format!("≤ {WORDS}"), "the speeches are not here");
    };
    let (ours, words) = paired(7, || recognized(text), || segmented(text));
    let of = format!("{} / {}", speed(text.len(), ours), speed(text.len(), words));
    Figure::ratio(what, &of, ours / words, WORDS)
}

/// Ten times the text, as it is and as one line.
fn growth(text: &str) -> Vec<Figure> {
    let one_line = |text: &str| text.replace(['\n', '\r'], " ");
    let cases = [
        ("10 MB against 1 MB", text.to_owned()),
        ("the same as one line", one_line(text)),
        ("10 MB against 1 MB in one line of digits", "1234567890".to_owned()),
        ("in one line of quotes", "\"".to_owned()),
        ("in one line of brackets", "(".to_owned()),
    ];
    let measure = |(what, text): &(&str, String)| {
        let (small, large) = (texts::repeated(text, MB), texts::repeated(text, 10 * MB));
        let (small, large) = paired(7, || ten_times(&small), || recognized(&large));
        let of = format!("{:.0} ms / {:.0} ms", large * 1e3, small * 1e3);
        Figure::ratio(what, &of, large / small, GROWTH)
    };
    cases.iter().map(measure).collect()
}

/// An article of the size of a news report, against the time of a frame at 60 Hz.
fn article() -> Figure {
    let news = texts::news();
    let text = texts::repeated(&news, 3000);
    let ours = (0..50).map(|_| recognized(&text)).fold(f64::MAX, f64::min);
    let of = format!("{:.2} ms / 16.67 ms", ours * 1e3);
    Figure::ratio("an article of 3 KB, against a frame at 60 Hz", &of, ours * 60.0, 0.25)
}
