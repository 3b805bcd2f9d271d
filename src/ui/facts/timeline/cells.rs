//! Figures that touch, gathered: cells of time and value, in each of them the figures of one origin that are filled or
//! hollow alike.
//!
//! Pure. Nothing is lost: every figure lies in exactly one cell, a cell knows how far its figures reach, and one that lies
//! apart has a cell of its own. Cells are powers of two and stand still while the picture is moved. Never: draws.

use super::window::Window;
use crate::session::TimePoint;
use std::ops::Range;
use std::sync::Arc;

/// The least width and height of a cell, in points; at most twice as much.
const LEAST: f64 = 9.0;

/// How large cells are: powers of two, of seconds and of values (in a log scale, of their logarithms).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Cells {
    time: i32,
    value: i32,
    log: bool,
}

impl Cells {
    /// The cells for a window that is so many points wide and high.
    #[must_use]
    pub fn of(window: &Window, (width, height): (f32, f32)) -> Self {
        let power = |over: f64, points: f32| {
            let least = LEAST * over / f64::from(points.max(1.0));
            least.max(f64::MIN_POSITIVE).log2().ceil() as i32
        };
        let (low, high) = window.values;
        let values = match window.log {
            true => high.max(f64::MIN_POSITIVE).ln() - low.max(f64::MIN_POSITIVE).ln(),
            false => high - low,
        };
        let time = power(window.times.1 - window.times.0, width);
        Self { time, value: power(values, height), log: window.log }
    }

    /// The sizes that come when one zooms in, both ways alike: which way halves first is not known here.
    pub fn nearer(self) -> impl Iterator<Item = Self> {
        const HALVINGS: i32 = 3;
        let size = move |time: i32, value: i32| Self {
            time: self.time - time,
            value: self.value - value,
            log: self.log,
        };
        (0..HALVINGS).flat_map(move |n| [size(n + 1, n), size(n, n + 1), size(n + 1, n + 1)])
    }

    /// The column of a time.
    #[must_use]
    pub fn column(&self, at: f64) -> i64 {
        (at / 2_f64.powi(self.time)).floor() as i64
    }

    /// A value as the axis has it; none where it has no place.
    fn scaled(&self, value: f64) -> Option<f64> {
        let scaled = match self.log {
            true if value <= 0.0 => return None,
            true => value.ln(),
            false => value,
        };
        scaled.is_finite().then_some(scaled)
    }
}

/// Figures of one cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Cluster {
    column: i64,
    /// One of them.
    pub lead: usize,
    /// All of them, of [`Gathered::members`], in order of time.
    pub members: Range<usize>,
    /// From the first to the last time that they are drawn at.
    pub times: (i64, i64),
    /// From the lowest to the highest value.
    pub values: (f64, f64),
    /// The earliest time that any of them may hold; `None`: open.
    pub earliest: Option<i64>,
    /// The latest; `None`: open.
    pub latest: Option<i64>,
    /// The lowest bound of any; `None`: open.
    pub low: Option<f64>,
    /// The highest; `None`: open.
    pub high: Option<f64>,
}

impl Cluster {
    fn of(column: i64, lead: usize, point: &TimePoint, member: usize) -> Self {
        Self {
            column,
            lead,
            members: member..member + 1,
            times: (point.at, point.at),
            values: (point.value, point.value),
            earliest: point.earliest,
            latest: point.latest,
            low: point.low,
            high: point.high,
        }
    }

    fn take(&mut self, point: &TimePoint) {
        self.members.end += 1;
        self.times = (self.times.0.min(point.at), self.times.1.max(point.at));
        self.values = (self.values.0.min(point.value), self.values.1.max(point.value));
        // What is open for one of them is open.
        self.earliest = self.earliest.zip(point.earliest).map(|(a, b)| a.min(b));
        self.latest = self.latest.zip(point.latest).map(|(a, b)| a.max(b));
        self.low = self.low.zip(point.low).map(|(a, b)| a.min(b));
        self.high = self.high.zip(point.high).map(|(a, b)| a.max(b));
    }

    /// Whether zooming can take them apart.
    #[must_use]
    pub fn comes_apart(&self) -> bool {
        self.times.0 < self.times.1 || self.values.0 < self.values.1
    }
}

/// All figures, gathered in cells of a size.
#[derive(Debug, Default)]
pub struct Gathered {
    /// By time; of one place the larger first, so that those are drawn below.
    clusters: Vec<Cluster>,
    /// The rows of their members.
    pub members: Arc<[u32]>,
}

impl Gathered {
    /// The clusters that may lie in a window.
    #[must_use]
    pub fn within(&self, cells: Cells, (from, to): (f64, f64)) -> &[Cluster] {
        let (from, to) = (cells.column(from), cells.column(to));
        let begin = self.clusters.partition_point(|cluster| cluster.column < from);
        let end = self.clusters.partition_point(|cluster| cluster.column <= to);
        self.clusters.get(begin..end).unwrap_or_default()
    }
}

/// A figure in its cell.
struct Placed {
    column: i64,
    row: i64,
    look: u32,
    at: u32,
}

impl Placed {
    const fn alike(&self) -> (i64, i64, u32) {
        (self.column, self.row, self.look)
    }
}

/// Gathers points that are in order of time; `rows` says each one's row.
#[must_use]
pub fn gather(points: &[TimePoint], rows: &[u32], cells: Cells) -> Gathered {
    let (wide, high) = (2_f64.powi(-cells.time), 2_f64.powi(-cells.value));
    let mut placed: Vec<Placed> = Vec::with_capacity(points.len());
    for (at, (point, scaled)) in points.iter().map(|p| (p, cells.scaled(p.value))).enumerate() {
        let Some(scaled) = scaled else { continue };
        // Figures of one look.
        let look =
            point.origin * 4 + usize::from(point.hollow) * 2 + usize::from(point.not_comparable);
        placed.push(Placed {
            column: (point.at as f64 * wide).floor() as i64,
            row: (scaled * high).floor() as i64,
            look: look as u32,
            at: at as u32,
        });
    }
    for column in placed.chunk_by_mut(|a, b| a.column == b.column) {
        column.sort_unstable_by_key(|placed| (placed.row, placed.look, placed.at));
    }
    let alike = |a: &Placed, b: &Placed| a.alike() == b.alike();
    // So many that growing would be copying.
    let mut clusters: Vec<Cluster> = Vec::with_capacity(placed.chunk_by(alike).count());
    let mut members = Vec::with_capacity(placed.len());
    for alike in placed.chunk_by(alike) {
        let mut cluster: Option<Cluster> = None;
        for Placed { column, at, .. } in alike {
            let at = *at as usize;
            let Some((point, row)) = points.get(at).zip(rows.get(at)) else { continue };
            match &mut cluster {
                Some(cluster) => cluster.take(point),
                None => cluster = Some(Cluster::of(*column, at, point, members.len())),
            }
            members.push(*row);
        }
        clusters.extend(cluster);
    }
    for column in clusters.chunk_by_mut(|a, b| a.column == b.column) {
        column.sort_by_key(|cluster| std::cmp::Reverse(cluster.members.len()));
    }
    Gathered { clusters, members: members.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QuantityId;

    fn point(at: i64, value: f64, origin: usize) -> TimePoint {
        TimePoint {
            quantity: QuantityId::new(&format!("{at} {value}")),
            at,
            earliest: Some(at - 10),
            latest: Some(at),
            value,
            low: Some(value),
            high: Some(value + 1.0),
            hollow: false,
            beside: 0,
            origin,
            superseded: false,
            not_comparable: false,
        }
    }

    fn window() -> Window {
        Window { times: (0.0, 100_000.0), values: (0.0, 1000.0), log: false }
    }

    #[test]
    fn every_figure_lies_in_one_cell_and_one_apart_has_its_own() {
        let mut points: Vec<TimePoint> =
            (0..5000).map(|n| point(n * 20, (n % 97) as f64, (n % 3) as usize)).collect();
        points.push(point(100_000, 990.0, 0));
        let rows: Vec<u32> = (0..5001).collect();
        let cells = Cells::of(&window(), (500.0, 200.0));
        let gathered = gather(&points, &rows, cells);
        let mut members = gathered.members.to_vec();
        members.sort_unstable();
        assert_eq!(members, rows);
        let all: usize = gathered.clusters.iter().map(|cluster| cluster.members.len()).sum();
        assert_eq!(all, 5001);
        assert!(gathered.clusters.len() < 1500, "{}", gathered.clusters.len());
        let apart = gathered.clusters.iter().find(|cluster| cluster.values.1 > 980.0);
        assert_eq!(apart.map(|cluster| (cluster.members.len(), cluster.lead)), Some((1, 5000)));
        for cluster in &gathered.clusters {
            for row in gathered.members.get(cluster.members.clone()).unwrap_or_default() {
                let Some(point) = points.get(*row as usize) else { continue };
                assert!(cluster.times.0 <= point.at && point.at <= cluster.times.1);
                assert!(cluster.values.0 <= point.value && point.value <= cluster.values.1);
                assert!(cluster.earliest <= point.earliest && point.latest <= cluster.latest);
                assert!(cluster.low <= point.low && point.high <= cluster.high);
            }
        }
    }

    #[test]
    fn the_way_nearer_leads_over_sizes_that_are_known_before() {
        for (width, height) in [(640.0, 320.0), (755.0, 250.0), (1200.0, 610.0)] {
            let size = |window: &Window| Cells::of(window, (width, height));
            let mut window = window();
            let known: Vec<Cells> =
                std::iter::once(size(&window)).chain(size(&window).nearer()).collect();
            for _ in 0..19 {
                window = window.zoomed(0.9, (0.3, 0.6), true);
                assert!(known.contains(&size(&window)), "{:?} of {known:?}", size(&window));
            }
        }
    }

    #[test]
    fn cells_stand_still_while_the_picture_is_moved() {
        let window = window();
        let size = (500.0, 200.0);
        let moved = Cells::of(&window.moved((0.013, 0.2)), size);
        assert_eq!(Cells::of(&window, size), moved);
        assert_ne!(Cells::of(&window.zoomed(0.4, (0.5, 0.5), true), size), moved);
    }

    #[test]
    fn what_is_open_for_one_is_open_for_its_cell() {
        let mut points = vec![point(0, 10.0, 0), point(1, 10.0, 0)];
        points[1].high = None;
        let cells = Cells::of(&window(), (500.0, 200.0));
        let gathered = gather(&points, &[0, 1], cells);
        assert_eq!(gathered.clusters.len(), 1);
        assert_eq!((gathered.clusters[0].low, gathered.clusters[0].high), (Some(10.0), None));
        assert!(gathered.clusters[0].comes_apart());
    }

    #[test]
    fn only_the_columns_of_a_window_are_looked_at() {
        let points: Vec<TimePoint> = (0..1000).map(|n| point(n * 100, 5.0, 0)).collect();
        let rows: Vec<u32> = (0..1000).collect();
        let cells = Cells::of(&window(), (500.0, 200.0));
        let gathered = gather(&points, &rows, cells);
        let seen = gathered.within(cells, (40_000.0, 60_000.0));
        assert!(seen.len() < gathered.clusters.len() / 4);
        assert!(seen.iter().any(|cluster| cluster.times.0 <= 40_000 && 40_000 <= cluster.times.1));
    }
}
