//! How soon Attest shows an article, against the first frame of a window with nothing in it.

use super::display::Display;
use super::figure::Figure;
use super::run::{Window, quantile};
use std::path::Path;

/// Starts of either window.
const STARTS: usize = 12;

/// Both windows are started in turn; the medians are compared.
pub fn measure(display: &Display) -> Vec<Figure> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    // A folder of its own, so that nothing is written beside the seeds even by accident.
    let home = tempfile::tempdir().unwrap();
    let articles = home.path().join("seeds");
    std::fs::create_dir(&articles).unwrap();
    for entry in std::fs::read_dir(seeds).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, articles.join(path.file_name().unwrap())).unwrap();
    }
    let (mut empty, mut ready) = (Vec::new(), Vec::new());
    for start in 0..STARTS + 1 {
        let first = Window::empty(display).ready().at;
        let text = Window::attest(display, &articles, &home.path().join("config")).ready().at;
        // The first of either fills the caches of the disk and of the graphics driver.
        if start > 0 {
            empty.push(first);
            ready.push(text);
        }
    }
    let (empty, ready) = (quantile(&empty, 0.5), quantile(&ready, 0.5));
    let of = format!("{ready:.0} ms / {empty:.0} ms, medians of {STARTS}");
    vec![Figure::ratio(
        "`ready` on `seeds/` against the first frame of an empty window",
        &of,
        ready / empty,
        1.3,
    )]
}
