//! Lays a fact over time out as a picture: axes, whiskers, bounds, marks, the floor, the reading.
//!
//! Pure. Nothing is invented: a hollow mark stands at the end of its day, an open end is an arrow, the floor ends at the
//! last stated as-of. Figures that touch are drawn together. Never: colours, files.

use super::axis::{log_ticks, number_ticks, number_words, time_ticks};
use super::scene::{At, Ink, Item, Scene, Shape, Side, Spot};
use crate::session::{MemberRow, TimePoint, Timeline};
use std::collections::{HashMap, HashSet};

const DAY: i64 = 24 * 3600;
/// Room left of the axes, and below them.
const LEFT: f32 = 62.0;
const BOTTOM: f32 = 24.0;
const RIGHT: f32 = 14.0;
/// Size of letters.
const SMALL: f32 = 11.0;
/// Radius of a mark.
const MARK: f32 = 5.0;
/// Radius of the ring of a reading: around a mark at the same place.
const READING: f32 = 10.0;
/// How far an arrow of an open end reaches.
const REACH: f32 = 26.0;
/// How far hollow marks of one time stand apart.
const BESIDE: f32 = 15.0;
/// Figures with words beside them, at most.
const LABELS: usize = 16;
/// From so many figures on, those that touch are drawn together.
const MANY: usize = 400;
/// What touches: marks in one cell of so many points.
const CELL: f32 = 7.0;
/// Named origins told in the legend.
const LEGEND: usize = 6;

/// What the axes run over.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Window {
    /// The earliest and latest time, in seconds.
    pub times: (f64, f64),
    /// The lowest and highest value.
    pub values: (f64, f64),
    /// Values by their magnitude.
    pub log: bool,
}

impl Window {
    /// What shows all of a timeline.
    #[must_use]
    pub fn of(timeline: &Timeline, log: bool) -> Self {
        let ats = || timeline.points.iter().map(|point| point.at);
        let reading = timeline.reading.as_ref();
        let (mut from, mut to) = ats()
            .chain(reading.and_then(|reading| reading.at))
            .fold((i64::MAX, i64::MIN), |(from, to), at| (from.min(at), to.max(at)));
        if from > to {
            (from, to) = (0, DAY);
        }
        let span = (to - from).max(DAY);
        for point in timeline.points.iter().filter(|point| !point.hollow) {
            // A whisker that is much longer than all the rest would press the rest together.
            from = from.min(point.earliest.filter(|at| from - at < span).unwrap_or(from));
            to = to.max(point.latest.filter(|at| at - to < span).unwrap_or(to));
        }
        // Less than two days would be told in hours, and hours are what a day does not say.
        let fine =
            |p: &TimePoint| !p.hollow && p.earliest.zip(p.latest).is_some_and(|(a, b)| b - a < DAY);
        if to - from < 2 * DAY && !timeline.points.iter().any(fine) {
            let middle = from + (to - from) / 2;
            (from, to) = (middle - DAY, middle + DAY);
        }
        let pad = ((to - from).max(DAY) as f64) * 0.08;
        let values = timeline.points.iter().flat_map(|p| [Some(p.value), p.low, p.high]);
        let read = reading.map(|r| [Some(r.best), r.low, r.high]).into_iter().flatten();
        let values = values.chain(read).flatten().filter(|value| value.is_finite());
        let (low, high) = values
            .filter(|value| !log || *value > 0.0)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        let values = match (low.is_finite(), log) {
            (false, _) => (1.0, 10.0),
            (true, true) => (low / 1.6, high * 1.8),
            (true, false) => {
                let (low, high) = (low.min(0.0), high.max(0.0));
                let room = if high > low { (high - low) * 0.16 } else { 1.0 };
                (if low < 0.0 { low - room } else { 0.0 }, high + room)
            }
        };
        Self { times: (from as f64 - pad, to as f64 + pad), values, log }
    }

    /// The share of the axis that a value stands at, from below.
    fn share(&self, value: f64) -> f64 {
        let (low, high) = self.values;
        if self.log {
            let low = low.max(f64::MIN_POSITIVE);
            (value.max(low).ln() - low.ln()) / (high.ln() - low.ln()).max(1e-9)
        } else {
            (value - low) / (high - low).max(f64::MIN_POSITIVE)
        }
    }

    /// The value at a share of the axis.
    #[must_use]
    pub fn value_at(&self, share: f64) -> f64 {
        let (low, high) = self.values;
        if self.log {
            let low = low.max(f64::MIN_POSITIVE);
            (low.ln() + share * (high.ln() - low.ln())).exp()
        } else {
            low + share * (high - low)
        }
    }

    /// Nearer (below 1) or farther, about shares of both axes from the lower left; either axis may stay.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: (f64, f64), both: bool) -> Self {
        let (from, to) = self.times;
        let at = from + about.0 * (to - from);
        // Not below ten minutes, nor beyond some thousand years: nothing is to be seen there.
        let span = ((to - from) * factor).clamp(600.0, 1.5e11);
        let from = at - about.0 * span;
        let mut next = Self { times: (from, from + span), ..*self };
        if both {
            let (low, high) = (-about.1 * factor + about.1, about.1 + (1.0 - about.1) * factor);
            next.values = (self.value_at(low), self.value_at(high));
        }
        next
    }

    /// Moved by shares of both axes.
    #[must_use]
    pub fn moved(&self, by: (f64, f64)) -> Self {
        let span = self.times.1 - self.times.0;
        let times = (self.times.0 + by.0 * span, self.times.1 + by.0 * span);
        Self { times, values: (self.value_at(by.1), self.value_at(1.0 + by.1)), log: self.log }
    }
}

struct Laying<'a> {
    timeline: &'a Timeline,
    rows: &'a [MemberRow],
    window: Window,
    scene: Scene,
    inks: Vec<(Ink, Shape)>,
    /// Boxes that words must not cover.
    taken: Vec<(f32, f32, f32, f32)>,
    /// Boxes around lines, which words leave free where there is room.
    lines: Vec<(f32, f32, f32, f32)>,
}

/// Lays it out in a size.
#[must_use]
pub fn lay_out(timeline: &Timeline, rows: &[MemberRow], size: At, window: Window) -> Scene {
    let inks = inks_of(&timeline.origins);
    let scene = Scene { size, window, ..Scene::default() };
    let mut laying =
        Laying { timeline, rows, window, scene, inks, taken: Vec::new(), lines: Vec::new() };
    let top = laying.legend();
    laying.scene.plot = (LEFT, top, size.0 - RIGHT, size.1 - BOTTOM);
    laying.axes();
    laying.floor();
    let read = laying.reading();
    laying.points();
    if let Some(at) = read {
        laying.label(at, "your reading".to_owned(), Ink::Reading);
    }
    laying.scene
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

/// How wide words are, nearly.
fn wide(text: &str, size: f32) -> f32 {
    text.chars().count() as f32 * size * 0.56
}

impl Laying<'_> {
    fn x(&self, at: f64) -> f32 {
        let (left, _, right, _) = self.scene.plot;
        let (from, to) = self.window.times;
        // Far outside is as good as just outside.
        let share = ((at - from) / (to - from).max(1.0)).clamp(-4.0, 5.0);
        left + share as f32 * (right - left)
    }

    fn y(&self, value: f64) -> f32 {
        let (_, top, _, bottom) = self.scene.plot;
        let share = self.window.share(value).clamp(-4.0, 5.0);
        bottom - share as f32 * (bottom - top)
    }

    /// A line, as far as it lies inside of the axes.
    fn line(&mut self, from: At, to: At, ink: Ink, width: f32, dotted: bool) {
        let (left, top, right, bottom) = self.scene.plot;
        let inside = |(x, y): At| (x.clamp(left, right), y.clamp(top, bottom));
        let level = (from.1 - to.1).abs() < 0.01;
        let outside = if level {
            from.1 < top || from.1 > bottom || from.0.max(to.0) < left || from.0.min(to.0) > right
        } else {
            from.0 < left || from.0 > right || from.1.max(to.1) < top || from.1.min(to.1) > bottom
        };
        if !outside {
            let (from, to) = (inside(from), inside(to));
            if ink != Ink::Line {
                let (left, right) = (from.0.min(to.0), from.0.max(to.0));
                let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
                self.lines.push((left - 2.0, top - 2.0, right + 2.0, bottom + 2.0));
            }
            self.scene.items.push(Item::Line { from, to, ink, width, dotted });
        }
    }

    fn words(&mut self, at: At, side: Side, ink: Ink, text: String) {
        self.scene.items.push(Item::Words { at, side, ink, size: SMALL, text });
    }

    /// The origins with their marks, and what filled and hollow say. Gives where the axes begin.
    fn legend(&mut self) -> f32 {
        let width = self.scene.size.0;
        let (mut x, mut y) = (LEFT, 12.0);
        let inks: Vec<_> = self.inks.iter().copied().zip(&self.timeline.origins).collect();
        let more = inks.len().saturating_sub(LEGEND);
        let mut entry = |scene: &mut Scene, mark: Option<(Ink, Shape, bool)>, text: &str| {
            let room = wide(text, SMALL) + if mark.is_some() { 14.0 } else { 0.0 };
            if x + room > width - RIGHT && x > LEFT {
                (x, y) = (LEFT, y + 16.0);
            }
            if let Some((ink, shape, filled)) = mark {
                let at = (x + 5.0, y);
                scene.items.push(Item::Mark { at, shape, ink, filled, size: 4.0 });
                x += 14.0;
            }
            let (at, side, ink) = ((x, y), Side::Start, Ink::Muted);
            scene.items.push(Item::Words { at, side, ink, size: SMALL, text: text.to_owned() });
            x += wide(text, SMALL) + 14.0;
        };
        for ((ink, shape), name) in inks.into_iter().take(LEGEND) {
            let short: String = name.chars().take(36).collect();
            let dots = if short.len() < name.len() { "…" } else { "" };
            entry(&mut self.scene, Some((ink, shape, true)), &format!("{short}{dots}"));
        }
        if more > 0 {
            entry(&mut self.scene, None, &format!("and {more} more"));
        }
        if self.timeline.reading.is_some() {
            let ring = Some((Ink::Reading, Shape::Diamond, false));
            entry(&mut self.scene, ring, "your reading");
        }
        if self.timeline.points.iter().any(|point| point.hollow) {
            let hollow = Some((Ink::Muted, Shape::Circle, false));
            entry(&mut self.scene, hollow, "hollow: time not stated, at the latest");
        }
        y + 22.0
    }

    fn axes(&mut self) {
        let (left, top, right, bottom) = self.scene.plot;
        let (low, high) = self.window.values;
        let most = (((bottom - top) / 42.0) as usize).clamp(2, 10);
        let ticks =
            if self.window.log { log_ticks(low, high) } else { number_ticks(low, high, most) };
        let mut last = f32::INFINITY;
        for tick in ticks {
            let y = self.y(tick);
            self.line((left, y), (right, y), Ink::Line, 1.0, false);
            if last - y > 14.0 {
                self.words((left - 8.0, y), Side::End, Ink::Muted, number_words(tick));
                last = y;
            }
        }
        if !self.timeline.unit.is_empty() {
            let unit = self.timeline.unit.clone();
            self.words((left - 8.0, top - 12.0), Side::End, Ink::Muted, unit);
        }
        self.line((left, bottom), (right, bottom), Ink::Line, 1.0, false);
        let most = (((right - left) / 84.0) as usize).clamp(2, 16);
        let (from, to) = self.window.times;
        for (at, text) in time_ticks(from as i64, to as i64, most) {
            let x = self.x(at as f64);
            self.line((x, bottom - 4.0), (x, bottom), Ink::Line, 1.0, false);
            self.words((x, bottom + 12.0), Side::Middle, Ink::Muted, text);
        }
    }

    /// "At least so many": solid through stated as-ofs, and no further than the last of them.
    fn floor(&mut self) {
        let floor = &self.timeline.floor;
        for pair in floor.windows(2) {
            let [(at, low), (next, higher)] = pair else { continue };
            let (x, y) = (self.x(*at as f64), self.y(*low));
            let (to, up) = (self.x(*next as f64), self.y(*higher));
            self.line((x, y), (to, y), Ink::Muted, 1.5, false);
            self.line((to, y), (to, up), Ink::Muted, 1.5, false);
        }
    }

    fn points(&mut self) {
        let rows: HashMap<&str, usize> =
            self.rows.iter().enumerate().map(|(at, row)| (row.quantity.as_str(), at)).collect();
        let (left, top, right, bottom) = self.scene.plot;
        let mut besides: HashMap<i64, usize> = HashMap::new();
        for point in self.timeline.points.iter().filter(|point| point.hollow) {
            *besides.entry(point.at).or_default() += 1;
        }
        let mut marks = Vec::new();
        for point in &self.timeline.points {
            let mut x = self.x(point.at as f64);
            if point.hollow {
                let count = besides.get(&point.at).copied().unwrap_or(1);
                // Towards the day that they belong to; many of them stand in a few columns.
                let back = count.saturating_sub(1).min(6) - point.beside.min(6).min(count - 1);
                x -= back as f32 * BESIDE;
            }
            let y = self.y(point.value);
            if x < left - 1.0 || x > right + 1.0 || y < top - 1.0 || y > bottom + 1.0 {
                continue;
            }
            let row = rows.get(point.quantity.as_str()).copied();
            marks.push((point, (x, y), row));
        }
        let many = marks.len() > MANY;
        if many {
            let before = marks.len();
            let mut cells = HashSet::new();
            marks.retain(|(point, (x, y), _)| {
                let cell = ((x / CELL) as i32, (y / CELL) as i32);
                cells.insert((cell, point.origin, point.hollow))
            });
            self.scene.together = before - marks.len();
        }
        for (point, at, _) in &marks {
            self.whisker(point, *at);
        }
        for (point, at, row) in &marks {
            let (ink, shape) = self.ink_of(point);
            let size = if many { MARK * 0.7 } else { MARK };
            let filled = !point.hollow;
            self.scene.items.push(Item::Mark { at: *at, shape, ink, filled, size });
            self.taken.push((at.0 - 7.0, at.1 - 7.0, at.0 + 7.0, at.1 + 7.0));
            if let Some(row) = *row {
                self.scene.spots.push(Spot { at: *at, row });
            }
        }
        if marks.len() <= LABELS {
            for (_, at, row) in marks {
                let shown = row.and_then(|row| self.rows.get(row)).map(|row| row.shown.clone());
                if let Some(shown) = shown {
                    self.label(at, shown, Ink::Text);
                }
            }
        }
    }

    fn ink_of(&self, point: &TimePoint) -> (Ink, Shape) {
        let (ink, shape) =
            self.inks.get(point.origin).copied().unwrap_or((Ink::Muted, Shape::Square));
        if point.not_comparable { (Ink::Muted, shape) } else { (ink, shape) }
    }

    /// From the earliest to the latest possible time, and from the lower to the upper bound.
    fn whisker(&mut self, point: &TimePoint, (x, y): At) {
        let (ink, _) = self.ink_of(point);
        let (left, top, right, bottom) = self.scene.plot;
        let (width, dotted) = if point.hollow { (1.3, true) } else { (2.0, false) };
        let from = point.earliest.map_or(left, |at| self.x(at as f64));
        let to = if point.hollow { x } else { point.latest.map_or(right, |at| self.x(at as f64)) };
        if to - from > 2.0 {
            self.line((from, y), (to, y), ink, width, dotted);
        }
        if point.earliest.is_none() && !point.hollow {
            self.scene.items.push(Item::Arrow { tip: (left, y), to: (-1.0, 0.0), ink });
        }
        if point.latest.is_none() && !point.hollow {
            self.scene.items.push(Item::Arrow { tip: (right, y), to: (1.0, 0.0), ink });
        }
        let high = point.high.map_or_else(|| (y - REACH).max(top), |high| self.y(high));
        let low = point.low.map_or_else(|| (y + REACH).min(bottom), |low| self.y(low));
        if low - high > 1.0 {
            self.line((x, low), (x, high), ink, 2.0, false);
        }
        if point.high.is_none() {
            self.scene.items.push(Item::Arrow { tip: (x, high), to: (0.0, -1.0), ink });
        }
        if point.low.is_none() {
            self.scene.items.push(Item::Arrow { tip: (x, low), to: (0.0, 1.0), ink });
        }
    }

    /// Words beside a mark, where they cover nothing.
    fn label(&mut self, (x, y): At, text: String, ink: Ink) {
        let (left, top, right, bottom) = self.scene.plot;
        let width = wide(&text, SMALL);
        let places = [
            ((x - 10.0, y - 11.0), Side::End),
            ((x + 10.0, y - 11.0), Side::Start),
            ((x - 12.0, y + 12.0), Side::End),
            ((x + 12.0, y + 12.0), Side::Start),
            ((x, y - 16.0), Side::Middle),
            ((x, y + 18.0), Side::Middle),
            ((x, y - 26.0), Side::Middle),
            ((x + 10.0, y - 26.0), Side::Start),
            ((x, y - 36.0), Side::Middle),
        ];
        // First where nothing is, then across lines rather than nowhere.
        for (((x, y), side), free) in
            places.map(|p| (p, true)).into_iter().chain(places.map(|p| (p, false)))
        {
            let from = match side {
                Side::Start => x,
                Side::Middle => x - width / 2.0,
                Side::End => x - width,
            };
            let room = (from, y - 7.0, from + width, y + 7.0);
            let outside =
                room.0 < left || room.2 > right + RIGHT || room.1 < top || room.3 > bottom;
            let meets = |taken: &(f32, f32, f32, f32)| {
                room.0 < taken.2 && taken.0 < room.2 && room.1 < taken.3 && taken.1 < room.3
            };
            let covers = self.taken.iter().any(meets) || free && self.lines.iter().any(meets);
            if !outside && !covers {
                self.taken.push(room);
                self.words((x, y), side, ink, text);
                return;
            }
        }
    }

    /// The analyst's reading at its own as-of; across the picture where it has none. An open ring, so that a figure at
    /// the same place is still seen for what it is. Gives where its words belong.
    fn reading(&mut self) -> Option<At> {
        let reading = self.timeline.reading.as_ref()?;
        let (left, top, right, bottom) = self.scene.plot;
        let y = self.y(reading.best);
        if y < top || y > bottom {
            return None;
        }
        let Some(at) = reading.at else {
            self.line((left, y), (right, y), Ink::Reading, 1.5, true);
            return Some((right, y));
        };
        let x = self.x(at as f64);
        if x < left || x > right {
            return None;
        }
        let high = reading.high.map(|high| self.y(high));
        let low = reading.low.map(|low| self.y(low));
        self.line((x, low.unwrap_or(y)), (x, high.unwrap_or(y)), Ink::Reading, 2.0, false);
        let (shape, ink) = (Shape::Diamond, Ink::Reading);
        self.scene.items.push(Item::Mark { at: (x, y), shape, ink, filled: false, size: READING });
        Some((x, y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QuantityId;

    fn point(at: i64, value: f64, hollow: bool, beside: usize) -> TimePoint {
        TimePoint {
            quantity: QuantityId::new(&format!("{at} {value}")),
            at,
            earliest: if hollow { None } else { Some(at) },
            latest: Some(at),
            value,
            low: Some(value),
            high: None,
            hollow,
            beside,
            origin: 0,
            superseded: false,
            not_comparable: false,
        }
    }

    fn timeline(points: Vec<TimePoint>) -> Timeline {
        let stated = points.iter().filter(|point| !point.hollow);
        let floor = stated.map(|point| (point.at, point.value)).collect();
        Timeline { points, origins: vec!["A".to_owned()], floor, ..Timeline::default() }
    }

    fn scene(timeline: &Timeline) -> Scene {
        lay_out(timeline, &[], (600.0, 260.0), Window::of(timeline, false))
    }

    fn marks(scene: &Scene) -> Vec<(At, bool)> {
        let marks = scene.items.iter().filter_map(|item| match item {
            Item::Mark { at, filled, size, .. } if *size == MARK => Some((*at, *filled)),
            _ => None,
        });
        marks.collect()
    }

    #[test]
    fn hollow_marks_of_one_day_stand_beside_each_other_and_no_step_runs_to_them() {
        let line = timeline(vec![
            point(0, 1050.0, false, 0),
            point(DAY, 2900.0, false, 0),
            point(3 * DAY, 13_000.0, true, 0),
            point(3 * DAY, 28_120.0, true, 1),
        ]);
        let scene = scene(&line);
        let marks = marks(&scene);
        let hollow: Vec<At> = marks.iter().filter(|m| !m.1).map(|m| m.0).collect();
        assert_eq!(hollow.len(), 2);
        assert!((hollow[0].0 - hollow[1].0).abs() >= BESIDE - 0.1, "{hollow:?}");
        let last = marks.iter().filter(|m| m.1).map(|m| m.0.0).fold(0.0, f32::max);
        for item in &scene.items {
            if let Item::Line { from, to, ink: Ink::Muted, dotted: false, .. } = item {
                assert!(from.0.max(to.0) <= last + 0.1, "the floor ends at the last stated as-of");
            }
        }
    }

    #[test]
    fn an_open_end_is_an_arrow() {
        let scene = scene(&timeline(vec![point(0, 100.0, false, 0)]));
        let up = |item: &Item| matches!(item, Item::Arrow { to: (0.0, -1.0), .. });
        assert_eq!(scene.items.iter().filter(|item| up(item)).count(), 1);
    }

    #[test]
    fn five_thousand_figures_are_drawn_together_where_they_touch() {
        let points: Vec<_> =
            (0..5000).map(|n| point(n * 60, (n % 97) as f64, n % 2 == 0, 0)).collect();
        let scene = scene(&timeline(points));
        assert!(scene.together > 1000, "{}", scene.together);
        // At most three strokes a figure, the floor's steps among them.
        assert!(scene.items.len() < 3 * 5000, "{}", scene.items.len());
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let window = Window { times: (0.0, 100_000.0), values: (0.0, 100.0), log: false };
        let nearer = window.zoomed(0.5, (0.25, 0.5), true);
        assert_eq!(nearer.times, (12_500.0, 62_500.0));
        assert_eq!(nearer.values, (25.0, 75.0));
        let log = Window { values: (1.0, 10_000.0), log: true, ..window };
        let moved = log.moved((0.0, 0.5));
        assert!((moved.values.0 - 100.0).abs() < 1e-6, "{moved:?}");
    }
}
