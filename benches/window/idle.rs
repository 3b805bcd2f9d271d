//! At rest nothing is drawn and no processor time is used.

use super::display::Display;
use super::figure::Figure;
use super::run::Window;
use std::path::Path;
use std::time::Duration;

/// Ten seconds after two of rest, with no field focused.
pub fn measure(display: &Display) -> Vec<Figure> {
    let (what, goal) = ("10 s at rest: frames drawn, processor time", "0, 0 ms");
    let config = tempfile::tempdir().unwrap();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut window = Window::attest(display, &seeds, config.path());
    window.ready();
    std::thread::sleep(Duration::from_secs(3));
    let (frames, used) = (window.frames().len(), window.processor());
    std::thread::sleep(Duration::from_secs(10));
    let frames = window.frames().len() - frames;
    let (Some(before), Some(after)) = (used, window.processor()) else {
        return vec![Figure::missing(
            what,
            goal,
            "this system does not tell a process's processor time in /proc",
        )];
    };
    // A clock tick is ten milliseconds on every Linux that matters.
    let ticks = after - before;
    vec![Figure {
        what: what.to_owned(),
        is: format!("{frames}, {} ms", ticks * 10),
        goal: goal.to_owned(),
        holds: Some(frames == 0 && ticks == 0),
    }]
}
