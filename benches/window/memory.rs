//! What a 10 MB article costs in memory, above a window with nothing in it.

use super::case::Case;
use super::display::Display;
use super::figure::Figure;
use super::run::Window;
use std::time::Duration;

/// The article alone, without annotations, read and segmented to its end.
pub fn measure(display: &Display) -> Vec<Figure> {
    let what = "resident memory of a 10 MB article above an empty window, against its size";
    let case = Case::new(10_000_000, false);
    let mut empty = Window::empty(display);
    empty.ready();
    empty.rest(Duration::from_secs(2));
    let mut window = Window::attest(display, &case.articles(), &case.config());
    window.ready();
    window.rest(Duration::from_secs(3));
    let (Some(empty), Some(full)) = (empty.resident(), window.resident()) else {
        return vec![Figure::missing(what, "≤ 8", "this system does not tell it in /proc")];
    };
    #[allow(clippy::cast_precision_loss)]
    let (empty, full, size) = (empty as f64 / 1e6, full as f64 / 1e6, case.bytes as f64 / 1e6);
    let of = format!("({full:.0} MB − {empty:.0} MB) / {size:.1} MB");
    vec![Figure::ratio(what, &of, (full - empty) / size, 8.0)]
}
