//! What of a fact over time stays the same while it is looked at: marks by origin, who stands beside whom, all of it at
//! once, and figures gathered in cells of every size that was looked at.
//!
//! Pure. Made once a change of the fact; zooming and moving only read it. Never: places in points (`lay`).

use super::cells::{Cells, Gathered, gather};
use super::scene::{Ink, Shape};
use super::window::Window;
use crate::session::{MemberRow, TimePoint, Timeline};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How far hollow marks of one time stand apart, in points.
pub const BESIDE: f32 = 15.0;
/// In how many columns they stand at most.
const COLUMNS: usize = 7;
/// Sizes of cells that are kept: more than a way from all of it to ten minutes has.
const KEPT: usize = 96;
/// The row of a figure that has none.
pub const NO_ROW: u32 = u32::MAX;

/// The figures of a fact, ready to be laid out.
pub struct Figures {
    /// The fact over time; its points are in order of time.
    pub timeline: Arc<Timeline>,
    /// The member's row of each point.
    rows: Vec<u32>,
    /// How far each stands before its own time, in points: hollow ones, beside each other.
    back: Vec<f32>,
    inks: Vec<(Ink, Shape)>,
    whole: [Window; 2],
    hollow: bool,
    not_above_zero: usize,
    gathered: RefCell<HashMap<Cells, Arc<Gathered>>>,
}

impl Figures {
    /// Makes them ready.
    #[must_use]
    pub fn new(timeline: Arc<Timeline>, rows: &[MemberRow]) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(NO_ROW);
        let known: HashMap<&str, u32> =
            rows.iter().enumerate().map(|(at, row)| (row.quantity.as_str(), number(at))).collect();
        let row = |point: &TimePoint| known.get(point.quantity.as_str()).copied();
        let rows = timeline.points.iter().map(|point| row(point).unwrap_or(NO_ROW)).collect();
        let mut together: HashMap<i64, usize> = HashMap::new();
        for point in timeline.points.iter().filter(|point| point.hollow) {
            *together.entry(point.at).or_default() += 1;
        }
        let back = |point: &TimePoint| {
            if !point.hollow {
                return 0.0;
            }
            // Towards the day that they belong to; many of them stand in a few columns.
            let most = together.get(&point.at).copied().unwrap_or(1) - 1;
            let most = most.min(COLUMNS - 1);
            (most - point.beside.min(most)) as f32 * BESIDE
        };
        Self {
            rows,
            back: timeline.points.iter().map(back).collect(),
            inks: inks_of(&timeline.origins),
            whole: [Window::of(&timeline, false), Window::of(&timeline, true)],
            hollow: !together.is_empty(),
            not_above_zero: timeline.points.iter().filter(|point| point.value <= 0.0).count(),
            gathered: RefCell::default(),
            timeline,
        }
    }

    /// What shows all of it.
    #[must_use]
    pub const fn whole(&self, log: bool) -> Window {
        if log { self.whole[1] } else { self.whole[0] }
    }

    /// Whether any is hollow.
    #[must_use]
    pub const fn any_hollow(&self) -> bool {
        self.hollow
    }

    /// How many have no place in a log scale.
    #[must_use]
    pub const fn not_above_zero(&self) -> usize {
        self.not_above_zero
    }

    /// The points of some times, in order.
    #[must_use]
    pub fn within(&self, (from, to): (f64, f64)) -> Range<usize> {
        let points = &self.timeline.points;
        let begin = points.partition_point(|point| (point.at as f64) < from);
        begin..points.partition_point(|point| point.at as f64 <= to).max(begin)
    }

    /// Where among its members' rows a point stands.
    #[must_use]
    pub fn row(&self, point: usize) -> Option<usize> {
        let row = self.rows.get(point).copied().filter(|row| *row != NO_ROW)?;
        usize::try_from(row).ok()
    }

    /// How far a point stands before its own time, in points of the picture.
    #[must_use]
    pub fn back(&self, point: usize) -> f32 {
        self.back.get(point).copied().unwrap_or_default()
    }

    /// The farthest that any can stand before its own time.
    #[must_use]
    pub const fn most_back(&self) -> f32 {
        if self.hollow { (COLUMNS - 1) as f32 * BESIDE } else { 0.0 }
    }

    /// The ink and shape of each origin.
    #[must_use]
    pub fn inks(&self) -> &[(Ink, Shape)] {
        &self.inks
    }

    /// The ink and shape of a point.
    #[must_use]
    pub fn ink_of(&self, point: &TimePoint) -> (Ink, Shape) {
        let (ink, shape) =
            self.inks.get(point.origin).copied().unwrap_or((Ink::Muted, Shape::Square));
        if point.not_comparable { (Ink::Muted, shape) } else { (ink, shape) }
    }

    /// All of them in cells of a size: gathered once. Where all of them are looked at, the sizes on the way nearer are
    /// made with it: a fact that opens has the time, a frame of zooming has not.
    #[must_use]
    pub fn gathered(&self, cells: Cells, whole: bool) -> Arc<Gathered> {
        let mut kept = self.gathered.borrow_mut();
        if let Some(there) = kept.get(&cells) {
            return Arc::clone(there);
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        let gather = |cells| Arc::new(gather(&self.timeline.points, &self.rows, cells));
        if whole {
            for nearer in cells.nearer() {
                kept.entry(nearer).or_insert_with(|| gather(nearer));
            }
        }
        Arc::clone(kept.entry(cells).or_insert_with(|| gather(cells)))
    }
}

/// Ink and shape of each origin: by its place among the named ones; "unattributed" is a muted square.
fn inks_of(origins: &[String]) -> Vec<(Ink, Shape)> {
    const SHAPES: [Shape; 5] =
        [Shape::Circle, Shape::Diamond, Shape::Triangle, Shape::Down, Shape::Star];
    let mut named = 0_usize;
    let mut ink = |origin: &String| {
        if origin == "unattributed" {
            return (Ink::Muted, Shape::Square);
        }
        let shape = SHAPES.get(named % SHAPES.len()).copied().unwrap_or(Shape::Circle);
        let colour = u8::try_from(named % 5).unwrap_or_default();
        named += 1;
        (Ink::Origin(colour), shape)
    };
    origins.iter().map(&mut ink).collect()
}
