//! Lays a fact over time out as a picture: axes, whiskers, bounds, marks, the floor, the reading.
//!
//! Pure. Nothing is invented: a hollow mark stands at the end of its day, an open end is an arrow, the floor ends at the
//! last stated as-of. What lies outside is not looked at; figures that touch are drawn together, as far as they reach.
//! Never: colours, files.

use super::axis::{log_ticks, number_ticks, number_words, time_ticks};
use super::cells::{Cells, Cluster};
use super::figures::Figures;
use super::scene::{At, Group, Ink, Item, Scene, Shape, Side, Spot};
use super::window::Window;
use crate::session::{MemberRow, TimePoint, Timeline};
use std::sync::Arc;

/// Room left of the axes, and below them.
const LEFT: f32 = 62.0;
const BOTTOM: f32 = 24.0;
const RIGHT: f32 = 14.0;
/// Size of letters.
const SMALL: f32 = 11.0;
/// Radius of a mark.
const MARK: f32 = 5.0;
/// Radius of a mark where there are many.
const LITTLE: f32 = 3.5;
/// Radius of the mark of a group at most.
const LARGE: f32 = 6.5;
/// Radius of the ring of a reading: around a mark at the same place.
const READING: f32 = 10.0;
/// How far an arrow of an open end reaches.
const REACH: f32 = 26.0;
/// Figures with words beside them, at most.
const LABELS: usize = 16;
/// From so many marks on they are little, and their lines pale.
const CROWD: usize = 80;
/// Figures in view that have a mark each, at most; of more, those that touch are drawn together.
const MANY: usize = 400;
/// Named origins told in the legend.
const LEGEND: usize = 6;

/// Whether figures that touch are drawn together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// For the eye: where there are many.
    Together,
    /// For a file: each by itself, however many.
    Each,
}

struct Laying<'a> {
    figures: &'a Figures,
    timeline: &'a Timeline,
    rows: &'a [MemberRow],
    window: Window,
    detail: Detail,
    scene: Scene,
    /// Boxes that words must not cover.
    taken: Vec<Room>,
    /// Boxes around lines, which words leave free where there is room.
    lines: Vec<Room>,
}

/// Lays it out in a size.
#[must_use]
pub fn lay_out(
    figures: &Figures,
    rows: &[MemberRow],
    size: At,
    window: Window,
    detail: Detail,
) -> Scene {
    let scene = Scene { size, window, ..Scene::default() };
    let (taken, lines) = (Vec::new(), Vec::new());
    let timeline = &*figures.timeline;
    let mut laying = Laying { figures, timeline, rows, window, detail, scene, taken, lines };
    let top = laying.legend();
    laying.scene.plot = (LEFT, top, size.0 - RIGHT, size.1 - BOTTOM);
    laying.axes();
    let read = laying.reading();
    laying.points();
    if let Some(at) = read {
        laying.label(at, "your reading".to_owned(), Ink::Reading);
    }
    laying.scene
}

/// A figure, or several, at a place of the picture.
struct Stand<'a> {
    at: At,
    /// The figure, or one of them: they look alike.
    point: &'a TimePoint,
    row: Option<usize>,
    size: f32,
    group: Option<Group>,
    earliest: Option<i64>,
    latest: Option<i64>,
    low: Option<f64>,
    high: Option<f64>,
}

/// Left, top, right and bottom of a box.
type Room = (f32, f32, f32, f32);

/// Whether two boxes have something in common.
fn meet(a: Room, b: Room) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// A box around a line.
fn around(from: At, to: At) -> Room {
    let (left, right) = (from.0.min(to.0), from.0.max(to.0));
    let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
    (left - 2.0, top - 2.0, right + 2.0, bottom + 2.0)
}

/// Where words may stand about their mark, best first.
const PLACES: [(At, Side); 17] = [
    ((-10.0, -11.0), Side::End),
    ((10.0, -11.0), Side::Start),
    ((-12.0, 12.0), Side::End),
    ((12.0, 12.0), Side::Start),
    ((0.0, -16.0), Side::Middle),
    ((0.0, 18.0), Side::Middle),
    ((0.0, -28.0), Side::Middle),
    ((14.0, -28.0), Side::Start),
    ((-14.0, -28.0), Side::End),
    ((14.0, 30.0), Side::Start),
    ((-14.0, 30.0), Side::End),
    ((0.0, -42.0), Side::Middle),
    ((16.0, -42.0), Side::Start),
    ((-16.0, -42.0), Side::End),
    ((0.0, -58.0), Side::Middle),
    ((18.0, -58.0), Side::Start),
    ((-18.0, -58.0), Side::End),
];
/// So many of them touch the mark.
const NEAR: usize = 6;

/// A share of an axis. Far outside is as good as just outside; so is what has no place in a window without bounds.
fn near(share: f64) -> f64 {
    if share.is_nan() { -4.0 } else { share.clamp(-4.0, 5.0) }
}

/// How wide words are, nearly.
fn wide(text: &str, size: f32) -> f32 {
    text.chars().count() as f32 * size * 0.56
}

impl<'a> Laying<'a> {
    fn x(&self, at: f64) -> f32 {
        let (left, _, right, _) = self.scene.plot;
        let (from, to) = self.window.times;
        let share = near((at - from) / (to - from).max(1.0));
        left + share as f32 * (right - left)
    }

    fn y(&self, value: f64) -> f32 {
        let (_, top, _, bottom) = self.scene.plot;
        let share = near(self.window.share(value));
        bottom - share as f32 * (bottom - top)
    }

    /// A line, as far as it lies inside of the axes.
    fn line(&mut self, from: At, to: At, ink: Ink, width: f32, dotted: bool) {
        self.drawn(from, to, ink, (width, dotted, false));
    }

    fn drawn(&mut self, from: At, to: At, ink: Ink, (width, dotted, faint): (f32, bool, bool)) {
        let (left, top, right, bottom) = self.scene.plot;
        // A picture may be too small for axes.
        if left > right || top > bottom {
            return;
        }
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
                self.lines.push(around(from, to));
            }
            self.scene.items.push(Item::Line { from, to, ink, width, dotted, faint });
        }
    }

    fn words(&mut self, at: At, side: Side, ink: Ink, text: String) {
        self.scene.items.push(Item::Words { at, side, ink, size: SMALL, text });
    }

    /// The origins with their marks, and what filled and hollow say. Gives where the axes begin.
    fn legend(&mut self) -> f32 {
        let width = self.scene.size.0;
        let (mut x, mut y) = (LEFT, 12.0);
        let inks: Vec<_> =
            self.figures.inks().iter().copied().zip(&self.timeline.origins).collect();
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
        if self.figures.any_hollow() {
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
        let (from, to) = self.window.times;
        let begin = floor.partition_point(|(at, _)| (*at as f64) < from).saturating_sub(1);
        let end = floor.partition_point(|(at, _)| (*at as f64) <= to) + 1;
        let seen = floor.get(begin..end.min(floor.len())).unwrap_or_default();
        let mut steps = seen.iter().map(|(at, low)| (self.x(*at as f64), self.y(*low)));
        let Some(mut last) = steps.next() else { return };
        // Steps within half a point are one: the floor only rises, so that one line shows where it went.
        let least = if self.detail == Detail::Each { 0.0 } else { 0.5 };
        let mut from = last;
        let mut stairs: Vec<(At, At)> = Vec::new();
        for (x, y) in steps {
            match stairs.last_mut().filter(|(_, top)| x - top.0 < least) {
                Some((_, top)) => top.1 = y,
                None if (y - last.1).abs() > f32::EPSILON => stairs.push(((x, last.1), (x, y))),
                None => {}
            }
            last = (x, y);
        }
        for (foot, top) in stairs {
            self.line(from, foot, Ink::Muted, 1.5, false);
            self.line(foot, top, Ink::Muted, 1.5, false);
            from = top;
        }
        self.line(from, last, Ink::Muted, 1.5, false);
    }

    fn points(&mut self) {
        let stands = self.each().unwrap_or_else(|| self.together());
        let crowd = stands.len() > CROWD;
        for stand in &stands {
            self.whisker(stand, crowd);
        }
        self.floor();
        for stand in &stands {
            let (ink, shape) = self.figures.ink_of(stand.point);
            let (at, size, filled) = (stand.at, stand.size, !stand.point.hollow);
            self.scene.items.push(Item::Mark { at, shape, ink, filled, size });
            self.taken.push((at.0 - 7.0, at.1 - 7.0, at.0 + 7.0, at.1 + 7.0));
            if let Some(row) = stand.row {
                self.scene.spots.push(Spot { at, row, group: stand.group.clone() });
            }
        }
        if stands.len() <= LABELS {
            // The lowest first: they have the axis below them, and so the fewest places.
            let mut single: Vec<_> = stands.iter().filter(|stand| stand.group.is_none()).collect();
            single.sort_by(|a, b| b.at.1.total_cmp(&a.at.1));
            for stand in single {
                let row = stand.row.and_then(|row| self.rows.get(row));
                if let Some(shown) = row.map(|row| row.shown.clone()) {
                    self.label(stand.at, shown, Ink::Text);
                }
            }
        }
    }

    /// Every figure in view by itself; none where there are too many of them.
    fn each(&self) -> Option<Vec<Stand<'a>>> {
        let (left, top, right, bottom) = self.scene.plot;
        let (from, to) = self.window.times;
        let back = f64::from(self.figures.most_back() / (right - left).max(1.0)) * (to - from);
        let points = &self.timeline.points;
        let mut stands = Vec::new();
        for at in self.figures.within((from, to + back)) {
            let Some(point) = points.get(at) else { continue };
            let x = self.x(point.at as f64) - self.figures.back(at);
            let y = self.y(point.value);
            if x < left - 1.0 || x > right + 1.0 || y < top - 1.0 || y > bottom + 1.0 {
                continue;
            }
            if stands.len() == MANY && self.detail == Detail::Together {
                return None;
            }
            stands.push(Stand {
                at: (x, y),
                point,
                row: self.figures.row(at),
                size: MARK,
                group: None,
                earliest: point.earliest,
                latest: point.latest,
                low: point.low,
                high: point.high,
            });
        }
        if stands.len() > CROWD {
            stands.iter_mut().for_each(|stand| stand.size = LITTLE);
        }
        Some(stands)
    }

    /// Figures that touch together: as large as there are many of them, their whisker and bar as far as any of them reaches.
    fn together(&mut self) -> Vec<Stand<'a>> {
        let (left, top, right, bottom) = self.scene.plot;
        let cells = Cells::of(&self.window, (right - left, bottom - top));
        let whole = self.window == self.figures.whole(self.window.log);
        let gathered = self.figures.gathered(cells, whole);
        self.scene.members = Arc::clone(&gathered.members);
        let mut stands = Vec::new();
        for cluster in gathered.within(cells, self.window.times) {
            let (from, to) = (self.x(cluster.times.0 as f64), self.x(cluster.times.1 as f64));
            let (low, high) = (self.y(cluster.values.0), self.y(cluster.values.1));
            if to < left - 1.0 || from > right + 1.0 || low < top - 1.0 || high > bottom + 1.0 {
                continue;
            }
            let Some(point) = self.timeline.points.get(cluster.lead) else { continue };
            // In the middle of what is seen of them.
            let x = f32::midpoint(from.max(left), to.min(right));
            let y = f32::midpoint(low.min(bottom), high.max(top));
            let (size, group) = self.group_of(cluster);
            stands.push(Stand {
                at: (x, y),
                point,
                row: self.figures.row(cluster.lead),
                size,
                group,
                earliest: cluster.earliest,
                latest: cluster.latest,
                low: cluster.low,
                high: cluster.high,
            });
        }
        stands
    }

    /// The size of a mark, and what it stands for where that is more than one figure.
    fn group_of(&mut self, cluster: &Cluster) -> (f32, Option<Group>) {
        let count = cluster.members.len();
        if count < 2 {
            return (LITTLE, None);
        }
        self.scene.together += count;
        let group = Group { members: cluster.members.clone(), comes_apart: cluster.comes_apart() };
        ((LITTLE + 0.7 * (count as f32).ln()).min(LARGE), Some(group))
    }

    /// From the earliest to the latest possible time, and from the lower to the upper bound.
    fn whisker(&mut self, stand: &Stand<'_>, faint: bool) {
        let (x, y) = stand.at;
        let hollow = stand.point.hollow;
        let (ink, _) = self.figures.ink_of(stand.point);
        let (left, top, right, bottom) = self.scene.plot;
        let (width, dotted) = if hollow { (1.3, true) } else { (2.0, false) };
        let from = stand.earliest.map_or(left, |at| self.x(at as f64));
        let to = if hollow { x } else { stand.latest.map_or(right, |at| self.x(at as f64)) };
        // What the mark covers is not drawn.
        let covered = |from: f32, at: f32, to: f32| at - from < stand.size && to - at < stand.size;
        if to - from > 2.0 && !covered(from, x, to) {
            self.drawn((from, y), (to, y), ink, (width, dotted, faint));
        }
        if stand.earliest.is_none() && !hollow {
            self.scene.items.push(Item::Arrow { tip: (left, y), to: (-1.0, 0.0), ink, faint });
        }
        if stand.latest.is_none() && !hollow {
            self.scene.items.push(Item::Arrow { tip: (right, y), to: (1.0, 0.0), ink, faint });
        }
        let reach = if faint { REACH * 0.6 } else { REACH };
        let high = stand.high.map_or_else(|| (y - reach).max(top), |high| self.y(high));
        let low = stand.low.map_or_else(|| (y + reach).min(bottom), |low| self.y(low));
        if low - high > 1.0 && !covered(high, y, low) {
            self.drawn((x, low), (x, high), ink, (2.0, false, faint));
        }
        if stand.high.is_none() {
            self.scene.items.push(Item::Arrow { tip: (x, high), to: (0.0, -1.0), ink, faint });
        }
        if stand.low.is_none() {
            self.scene.items.push(Item::Arrow { tip: (x, low), to: (0.0, 1.0), ink, faint });
        }
    }

    /// Words beside a mark, where they cover nothing; if there is no such place, across as few lines as can be, on a
    /// ground of their own. Words that stand apart are led to by a hairline.
    fn label(&mut self, mark: At, text: String, ink: Ink) {
        let width = wide(&text, SMALL);
        let rooms = PLACES.iter().enumerate().filter_map(|(order, (shift, side))| {
            let at = (mark.0 + shift.0, mark.1 + shift.1);
            let room = self.room_of(at, *side, width)?;
            let lead = if order < NEAR { None } else { Some(self.lead(mark, room)?) };
            Some((self.crossed(room), order, at, *side, room, lead))
        });
        let Some((crossed, _, at, side, room, lead)) = rooms.min_by_key(|place| (place.0, place.1))
        else {
            return;
        };
        self.taken.push(room);
        if let Some((from, to)) = lead {
            self.lines.push(around(from, to));
            let (ink, width) = (Ink::Muted, 0.75);
            let (dotted, faint) = (false, false);
            self.scene.items.push(Item::Line { from, to, ink, width, dotted, faint });
        }
        if crossed > 0 {
            let (from, to) = ((room.0 - 1.0, room.1), (room.2 + 1.0, room.3));
            self.scene.items.push(Item::Ground { from, to });
        }
        self.words(at, side, ink, text);
    }

    /// The box that words take up, where it lies inside and covers no mark and no other words.
    fn room_of(&self, (x, y): At, side: Side, width: f32) -> Option<Room> {
        let (left, top, right, bottom) = self.scene.plot;
        let from = match side {
            Side::Start => x,
            Side::Middle => x - width / 2.0,
            Side::End => x - width,
        };
        let room = (from, y - 7.0, from + width, y + 7.0);
        let inside = room.0 >= left && room.2 <= right + RIGHT && room.1 >= top && room.3 <= bottom;
        (inside && !self.taken.iter().any(|taken| meet(room, *taken))).then_some(room)
    }

    /// The hairline from a mark to words that stand apart, where it crosses no others.
    fn lead(&self, mark: At, room: Room) -> Option<(At, At)> {
        let above = room.3 < mark.1;
        let to = (mark.0.clamp(room.0, room.2), if above { room.3 } else { room.1 });
        let (across, down) = (to.0 - mark.0, to.1 - mark.1);
        let share = MARK / across.hypot(down).max(MARK);
        let from = (mark.0 + across * share, mark.1 + down * share);
        let own = (mark.0, mark.1, mark.0, mark.1);
        let meets = |taken: &Room| meet(around(from, to), *taken) && !meet(own, *taken);
        (!self.taken.iter().any(meets)).then_some((from, to))
    }

    /// How much a box hides of lines: an upright one is short, so that more of it goes.
    fn crossed(&self, room: Room) -> usize {
        let lines = self.lines.iter().filter(|line| meet(room, **line));
        lines.map(|line| if line.2 - line.0 < line.3 - line.1 { 3 } else { 1 }).sum()
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
    use crate::ui::facts::timeline::figures::BESIDE;
    use proptest::prelude::*;

    const DAY: i64 = 24 * 3600;

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

    fn laid(timeline: Timeline, detail: Detail, zoom: f64) -> Scene {
        let rows: Vec<MemberRow> = Vec::new();
        let figures = Figures::new(Arc::new(timeline), &rows);
        let window = figures.whole(false).zoomed(zoom, (0.5, 0.5), true);
        lay_out(&figures, &rows, (600.0, 260.0), window, detail)
    }

    fn scene(timeline: Timeline) -> Scene {
        laid(timeline, Detail::Together, 1.0)
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
        let scene = scene(line);
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
    fn words_cover_no_mark_and_no_other_words_and_stand_on_ground_where_they_cross_lines() {
        // Many figures of nearly one day and value: there is room for few words beside them.
        let points: Vec<_> =
            (0..14).map(|n| point(n * DAY / 8, 100.0 + (n % 3) as f64, false, 0)).collect();
        let figures = Figures::new(Arc::new(timeline(points)), &[]);
        let window = figures.whole(false);
        let scene = Scene { size: (600.0, 260.0), window, ..Scene::default() };
        let timeline = &*figures.timeline;
        let (taken, lines, detail) = (Vec::new(), Vec::new(), Detail::Together);
        let rows: &[MemberRow] = &[];
        let figures = &figures;
        let mut laying = Laying { figures, timeline, rows, window, detail, scene, taken, lines };
        laying.scene.plot = (LEFT, 20.0, 586.0, 236.0);
        laying.points();
        let marks: Vec<At> = marks(&laying.scene).into_iter().map(|(at, _)| at).collect();
        assert_eq!(marks.len(), 14);
        let before = laying.lines.len();
        for mark in &marks {
            laying.label(*mark, "more than 100".to_owned(), Ink::Text);
        }
        let words = laying.taken.split_off(marks.len());
        assert!(words.len() > 7, "{}", words.len());
        for (n, room) in words.iter().enumerate() {
            assert!(!laying.taken.iter().any(|mark| meet(*room, *mark)), "{n}");
            assert!(!words[n + 1..].iter().any(|other| meet(*room, *other)), "{n}");
        }
        let grounds =
            laying.scene.items.iter().filter(|i| matches!(i, Item::Ground { .. })).count();
        laying.lines.truncate(before);
        let across = words.iter().filter(|room| laying.crossed(**room) > 0).count();
        assert!(0 < across && across <= grounds, "{across} {grounds}");
    }

    #[test]
    fn an_open_end_is_an_arrow() {
        let scene = scene(timeline(vec![point(0, 100.0, false, 0)]));
        let up = |item: &Item| matches!(item, Item::Arrow { to: (0.0, -1.0), .. });
        assert_eq!(scene.items.iter().filter(|item| up(item)).count(), 1);
    }

    fn five_thousand() -> Timeline {
        let mut points: Vec<_> =
            (0..5000).map(|n| point(n * 60, (n % 97) as f64, n % 2 == 0, 0)).collect();
        // One that lies apart.
        points.push(point(6000 * 60, 500.0, false, 0));
        timeline(points)
    }

    fn all_marks(scene: &Scene) -> usize {
        scene.items.iter().filter(|item| matches!(item, Item::Mark { .. })).count()
    }

    #[test]
    fn five_thousand_figures_are_drawn_together_where_they_touch() {
        let scene = scene(five_thousand());
        assert!(scene.together > 4000, "{}", scene.together);
        assert!(all_marks(&scene) < 1500, "{}", all_marks(&scene));
        // The one that lies apart has its own mark, in its place.
        let (_, top, right, _) = scene.plot;
        let apart = |item: &&Item| match item {
            Item::Mark { at, size, .. } => {
                *size == LITTLE && at.0 > right - 60.0 && at.1 < top + 60.0
            }
            _ => false,
        };
        assert_eq!(scene.items.iter().filter(apart).count(), 1);
    }

    #[test]
    fn a_file_has_every_figure_by_itself() {
        // The legend says what is hollow with a mark of its own, and what the origin's looks like.
        assert_eq!(all_marks(&laid(five_thousand(), Detail::Each, 1.0)), 5001 + 2);
    }

    #[test]
    fn what_lies_outside_is_not_laid_out_and_nearer_each_has_its_mark() {
        let near = laid(five_thousand(), Detail::Together, 0.05);
        assert_eq!(near.together, 0);
        assert!((1..=MANY + 2).contains(&all_marks(&near)), "{}", all_marks(&near));
    }

    #[test]
    fn the_floor_of_many_figures_is_no_more_than_can_be_seen() {
        let points: Vec<_> = (0..5000).map(|n| point(n * 60, n as f64, false, 0)).collect();
        let floor = |scene: &Scene| {
            let step = |item: &&Item| matches!(item, Item::Line { width: 1.5, .. });
            scene.items.iter().filter(step).count()
        };
        let count = floor(&scene(timeline(points.clone())));
        assert!((200..2500).contains(&count), "{count}");
        assert!(floor(&laid(timeline(points), Detail::Each, 1.0)) > 9000);
    }

    /// Times and values at the edges of what a file can say.
    fn any_point() -> impl Strategy<Value = TimePoint> {
        const FAR: i64 = 86_400 * 366 * 10_000_000;
        let time = || prop_oneof![prop::sample::select(vec![0, 1, -1, DAY, FAR, -FAR]), -FAR..FAR];
        let edges = vec![0.0, 1.0, -1.0, 7.9e28, -7.9e28, 1e-28, -1e-28, 1050.0];
        let value = || prop_oneof![prop::sample::select(edges.clone()), -1e6..1e6];
        let times = (time(), prop::option::of(time()), prop::option::of(time()));
        let values = (value(), prop::option::of(value()), prop::option::of(value()));
        (times, values, any::<bool>(), 0..4_usize).prop_map(|(times, values, hollow, beside)| {
            let ((at, earliest, latest), (value, low, high)) = (times, values);
            TimePoint { earliest, latest, low, high, ..point(at, value, hollow, beside) }
        })
    }

    proptest! {
        #[test]
        fn any_fact_is_laid_out(
            mut points in prop::collection::vec(any_point(), 0..40),
            read in prop::option::of(any_point()),
            (log, each) in any::<(bool, bool)>(),
            ways in prop::collection::vec((0.0001..10_000.0, -3.0..3.0, any::<bool>()), 0..6),
            size in (1.0_f32..2000.0, 1.0_f32..1000.0),
        ) {
            points.sort_by_key(|point| point.at);
            let reading = read.map(|read| crate::session::ReadingPoint {
                at: (!read.hollow).then_some(read.at),
                best: read.value,
                low: read.low,
                high: read.high,
            });
            let figures = Figures::new(Arc::new(Timeline { reading, ..timeline(points) }), &[]);
            let mut window = figures.whole(log);
            for (factor, by, both) in ways {
                window = window.zoomed(factor, (0.5, 0.5), both).moved((by, by));
            }
            let detail = if each { Detail::Each } else { Detail::Together };
            let scene = lay_out(&figures, &[], size, window, detail);
            for item in &scene.items {
                let (a, b) = match item {
                    Item::Line { from, to, .. } | Item::Ground { from, to } => (*from, *to),
                    Item::Arrow { tip, to, .. } => (*tip, *to),
                    Item::Mark { at, .. } | Item::Words { at, .. } => (*at, *at),
                };
                let finite = [a.0, a.1, b.0, b.1].into_iter().all(f32::is_finite);
                prop_assert!(finite, "{:?}", item);
            }
        }
    }
}
