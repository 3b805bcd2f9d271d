//! The cost of a frame does not grow with the article.

use super::case::Case;
use super::display::Display;
use super::figure::Figure;
use super::run::{Window, quantile};
use std::time::Duration;

/// glibc gives the pages of a frame's buffers back to the system, and faults them in again, until some larger block was freed:
/// that costs a window with a small article more than one with a large article. Told to keep them, both cost what they cost.
const ALLOCATOR: [(&str, &str); 2] =
    [("MALLOC_MMAP_THRESHOLD_", "33554432"), ("MALLOC_TRIM_THRESHOLD_", "1073741824")];

/// Steps of the wheel, and jumps.
const STEPS: usize = 150;

/// Processor time of the window's thread, frame by frame, in one article.
#[derive(Default)]
struct Costs {
    wheel: Vec<f64>,
    jumps: Vec<f64>,
}

fn costs(display: &Display, case: &Case) -> Costs {
    let mut window = Window::attest_with(display, &case.articles(), &case.config(), &ALLOCATOR);
    window.ready();
    // Everything is read, resolved and segmented before the first measured frame.
    window.rest(Duration::from_secs(3));
    let id = window.window();
    window.xdotool(&["windowsize", "--sync", &id, "1400", "900", "windowmove", &id, "0", "0"]);
    window.xdotool(&["windowfocus", &id, "mousemove", "--window", &id, "640", "460", "click", "1"]);
    window.rest(Duration::from_secs(2));

    let steps = STEPS.to_string();
    let wheel = during(&window, || {
        window.xdotool(&["click", "--repeat", &steps, "--delay", "40", "5"]);
    });
    let jumps = during(&window, || {
        for step in 0..STEPS / 10 {
            let key = if step % 2 == 0 { "ctrl+End" } else { "ctrl+Home" };
            window.xdotool(&["key", key, "sleep", "0.15"]);
            for page in ["Next", "Prior"] {
                window.xdotool(&[
                    "key",
                    if step % 2 == 0 { "Prior" } else { page },
                    "sleep",
                    "0.1",
                ]);
            }
        }
    });
    Costs { wheel, jumps }
}

/// What frames cost while something is done.
fn during(window: &Window, act: impl FnOnce()) -> Vec<f64> {
    let before = window.frames().len();
    act();
    window.rest(Duration::from_secs(1));
    window.frames().iter().skip(before).map(|frame| frame.cpu).collect()
}

/// A 10 MB article against one of 100 KB, both with as many tags on every screen. They are measured in turn, twice.
pub fn measure(display: &Display) -> Vec<Figure> {
    let cases = [Case::new(100_000, true), Case::new(10_000_000, true)];
    for case in &cases {
        println!("{} tagged spans in {} bytes", case.spans, case.bytes);
    }
    let mut frames = [Costs::default(), Costs::default()];
    for round in 1..=2 {
        for (case, frames) in cases.iter().zip(&mut frames) {
            let Costs { wheel, jumps } = costs(display, case);
            let medians = (quantile(&wheel, 0.5), quantile(&jumps, 0.5));
            println!("round {round}, {} bytes: medians {medians:.2?} ms", case.bytes);
            frames.wheel.extend(wheel);
            frames.jumps.extend(jumps);
        }
    }
    let [small, large] = frames;
    let mut figures = Vec::new();
    for (name, small, large) in
        [("wheel steps", &small.wheel, &large.wheel), ("jumps", &small.jumps, &large.jumps)]
    {
        for (part, called) in [(0.5, "median"), (0.99, "p99")] {
            let (a, b) = (quantile(large, part), quantile(small, part));
            let what =
                format!("{called} of a frame's processor time, {name}, 10 MB against 100 KB");
            let of = format!("{a:.2} ms / {b:.2} ms, {} and {} frames", large.len(), small.len());
            figures.push(Figure::ratio(&what, &of, a / b, 1.5));
        }
    }
    figures
}
