//! What is tagged, painted behind and under an unchanged text. Nothing is told apart by colour alone.
//!
//! Owns: the line styles of product.md "The look", and how overlapping ones are stacked.
//! Never: decides what is tagged; lays out.

use super::flow::{Flow, Seen};
use crate::{
    model::{Span, TagRole, TaggedSpan},
    ui::{
        theme::{Palette, RADIUS_SMALL},
        view_state::{Layer, ViewState},
    },
};
use eframe::egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};
use std::ops::Range;

/// Room left of the text for claim bars, in points.
pub(super) const MARGIN: f32 = 28.0;

/// A span to paint.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// Where.
    pub span: Span,
    /// As what.
    pub role: TagRole,
    /// It belongs to what is selected.
    pub selected: bool,
    /// Only proposed: dashed and lighter.
    pub proposed: bool,
    /// How many underlines stand between it and the text.
    lane: usize,
}

impl Drawn {
    /// A tagged span, ready to paint.
    pub fn of(tagged: &TaggedSpan, selected: bool) -> Self {
        let (span, role) = (tagged.span, tagged.role);
        Self { span, role, selected, proposed: false, lane: 0 }
    }

    /// A proposed span, ready to paint.
    pub const fn proposal(role: TagRole, span: Span, selected: bool) -> Self {
        Self { span, role, selected, proposed: true, lane: 0 }
    }

    const fn is_underline(&self) -> bool {
        matches!(
            self.role,
            TagRole::Counted | TagRole::Source | TagRole::Cue | TagRole::Date | TagRole::Place
        )
    }
}

/// Underlines one above the other; what would be lower shares the last place. The next row of text begins there.
const LANES: usize = 6;

/// Gives underlines that share words lanes of their own: what is inside stays nearest to the text. Several records on the
/// same words in the same role are painted once.
pub(super) fn stack(drawn: &mut Vec<Drawn>) {
    let look = |d: &Drawn| (std::cmp::Reverse(d.span.len()), d.span.start, d.role, d.proposed);
    drawn.sort_by_key(|d| (look(d), !d.selected));
    drawn.dedup_by(|later, first| look(later) == look(first));
    let mut placed: Vec<(Span, usize)> = Vec::new();
    for d in drawn.iter_mut().rev().filter(|d| d.is_underline()) {
        let mut taken = [false; LANES];
        for (_, lane) in placed.iter().filter(|(span, _)| span.overlaps(d.span)) {
            if let Some(taken) = taken.get_mut(*lane) {
                *taken = true;
            }
        }
        d.lane = taken.iter().position(|taken| !taken).unwrap_or(LANES - 1);
        placed.push((d.span, d.lane));
    }
}

/// A box with round corners in dashes.
pub(in crate::ui) fn dashed_box(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke) {
    const STEPS: u8 = 3;
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.left_top(), 2.0_f32),
        (inner.right_top(), 3.0),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 1.0),
    ];
    let mut points: Vec<Pos2> = Vec::with_capacity(18);
    for (centre, quarter) in corners {
        for step in 0..=STEPS {
            let turn = quarter + f32::from(step) / f32::from(STEPS);
            let angle = turn * std::f32::consts::FRAC_PI_2;
            points.push(centre + vec2(angle.cos(), angle.sin()) * radius);
        }
    }
    points.extend(points.first().copied());
    painter.extend(Shape::dashed_line(&points, stroke, 3.0, 2.5));
}

/// Behind the text as a whole: what is under the pointer, selected, found.
#[derive(Clone, Debug, Default)]
pub(super) struct Underlay {
    /// The sentence under the pointer.
    pub hover: Option<Span>,
    /// Selected words, or a selected sentence.
    pub selection: Option<Span>,
    /// Found words, in order.
    pub hits: Vec<Span>,
    /// The one of them that the analyst is at.
    pub current_hit: Option<Span>,
    /// The edge being dragged, or ready to be: its span.
    pub grip: Option<Span>,
}

/// Paints a frame of the Reader's text.
pub(super) struct Brush<'a> {
    /// Where to.
    pub painter: &'a Painter,
    /// Which colours.
    pub palette: &'a Palette,
    /// The text.
    pub flow: &'a Flow,
    /// Which layers are on, and how large.
    pub view: &'a ViewState,
}

impl Brush<'_> {
    /// Everything, from the paper up to the letters.
    pub fn paint(&self, drawn: &[Drawn], under: &Underlay) {
        let p = self.palette;
        if let Some(hover) = under.hover {
            self.fill(hover, p.sentence_hover);
        }
        let shown: Vec<&Drawn> = drawn
            .iter()
            .filter(|d| self.view.shows(Layer::of(d.role)))
            .filter(|d| !d.proposed || self.view.shows(Layer::Proposed))
            .collect();
        for d in shown.iter().filter(|d| d.role == TagRole::Claim) {
            self.fill(d.span, if d.proposed { p.sentence_hover } else { p.claim_tint });
        }
        for d in shown.iter().filter(|d| d.selected && d.role != TagRole::Claim) {
            self.fill(d.span, p.selected);
        }
        for hit in &under.hits {
            let current = under.current_hit == Some(*hit);
            self.fill(*hit, if current { p.hit_current } else { p.hit });
            let stroke = Stroke::new(if current { 1.5 } else { 1.0 }, p.line_strong);
            self.outline(*hit, if current { Stroke::new(1.5, p.warn) } else { stroke });
        }
        if let Some(selection) = under.selection {
            self.fill(selection, p.selection);
        }
        for d in &shown {
            self.tag(d);
        }
        self.bars(&shown);
        if let Some(selection) = under.selection {
            self.outline(selection, Stroke::new(1.5, p.accent));
        }
        if let Some(grip) = under.grip {
            self.grips(grip);
        }
        for seen in self.flow.seen() {
            let galley = seen.layout.coloured(&self.colours(seen, &shown));
            self.painter.galley(seen.pos, galley, p.text);
        }
    }

    /// The stretches of a block in colours of their own, longer ones first.
    fn colours(&self, seen: &Seen, shown: &[&Drawn]) -> Vec<(Range<u32>, Color32)> {
        let block = seen.layout.span();
        shown
            .iter()
            .filter(|d| !d.proposed || d.selected)
            .filter(|d| !matches!(d.role, TagRole::Claim | TagRole::Quote | TagRole::Counted))
            .filter_map(|d| {
                let part = d.span.intersection(block)?;
                let range = (part.start - block.start) as u32..(part.end - block.start) as u32;
                Some((range, self.colour(d.role)))
            })
            .collect()
    }

    fn colour(&self, role: TagRole) -> Color32 {
        self.palette.layer(Layer::of(role))
    }

    /// The part of a row that its letters fill.
    fn band(&self, rect: Rect) -> Rect {
        let spare = rect.height() - self.flow.setting().font.size * 1.32;
        rect.shrink2(vec2(0.0, (spare / 2.0).max(0.0)))
    }

    fn bands(&self, span: Span) -> Vec<Rect> {
        self.flow.rects_of(span).into_iter().map(|rect| self.band(rect)).collect()
    }

    fn fill(&self, span: Span, colour: Color32) {
        for rect in self.bands(span) {
            self.painter.rect_filled(rect.expand2(vec2(1.0, 0.0)), 2.0, colour);
        }
    }

    /// A line around a span: one shape over several rows, where each row has one part.
    fn outline(&self, span: Span, stroke: Stroke) {
        let rects: Vec<Rect> =
            self.bands(span).into_iter().map(|rect| rect.expand2(vec2(2.0, 1.0))).collect();
        let stairs = rects.windows(2).all(|pair| match pair {
            [a, b] => b.top() > a.center().y && a.left() < b.right() && b.left() < a.right(),
            _ => true,
        });
        if rects.len() < 2 || !stairs {
            for rect in rects {
                let radius = CornerRadius::same(RADIUS_SMALL);
                self.painter.rect_stroke(rect, radius, stroke, StrokeKind::Middle);
            }
            return;
        }
        let seam = |i: usize| {
            rects.get(i).zip(rects.get(i + 1)).map(|(a, b)| (a.bottom() + b.top()) / 2.0)
        };
        let edge = |i: usize, rect: &Rect| {
            let top = i.checked_sub(1).and_then(seam).unwrap_or(rect.top());
            (top, seam(i).unwrap_or(rect.bottom()))
        };
        let mut points: Vec<Pos2> = Vec::new();
        for (i, rect) in rects.iter().enumerate() {
            let (top, bottom) = edge(i, rect);
            points.extend([pos2(rect.right(), top), pos2(rect.right(), bottom)]);
        }
        for (i, rect) in rects.iter().enumerate().rev() {
            let (top, bottom) = edge(i, rect);
            points.extend([pos2(rect.left(), bottom), pos2(rect.left(), top)]);
        }
        points.dedup();
        self.painter.add(Shape::closed_line(points, stroke));
    }

    fn tag(&self, d: &Drawn) {
        let colour = self.colour(d.role);
        let colour = if d.proposed && !d.selected { colour.gamma_multiply(0.75) } else { colour };
        let width = if d.selected { 2.0 } else { 1.0 };
        match d.role {
            TagRole::Claim => {
                if d.selected {
                    self.outline(d.span, Stroke::new(1.5, colour));
                }
            }
            TagRole::Number | TagRole::Qualifier => {
                let quiet = d.role == TagRole::Qualifier;
                let colour = if quiet { colour.gamma_multiply(0.55) } else { colour };
                for rect in self.bands(d.span) {
                    let rect = rect.expand2(vec2(2.0, 0.0));
                    if d.proposed {
                        let stroke = Stroke::new(width, colour);
                        dashed_box(self.painter, rect, f32::from(RADIUS_SMALL), stroke);
                    } else {
                        let radius = CornerRadius::same(RADIUS_SMALL);
                        let stroke = Stroke::new(width, colour);
                        self.painter.rect_stroke(rect, radius, stroke, StrokeKind::Middle);
                    }
                }
            }
            TagRole::Quote => {
                self.brackets(d.span, d.proposed, Stroke::new(width + 0.5, colour));
            }
            _ => {
                let drop = self.flow.setting().font.size * 0.24 + 3.5 * d.lane as f32;
                for (rect, baseline) in self.underlined(d.span) {
                    let y = (rect.top() + baseline + drop).round();
                    self.underline(d, (rect.left(), rect.right()), y, Stroke::new(width, colour));
                }
            }
        }
    }

    /// The rows of a span with their baselines.
    fn underlined(&self, span: Span) -> Vec<(Rect, f32)> {
        let mut found = Vec::new();
        for seen in self.flow.seen().iter().filter(|seen| seen.layout.span().overlaps(span)) {
            for rect in seen.layout.rects_of(span) {
                found.push((rect.translate(seen.pos.to_vec2()), seen.layout.baseline));
            }
        }
        found
    }

    fn underline(&self, d: &Drawn, x: (f32, f32), y: f32, stroke: Stroke) {
        let line = |y: f32| [pos2(x.0, y), pos2(x.1, y)];
        let dashes = |on: &[f32], off: &[f32]| {
            self.painter.extend(Shape::dashed_line_with_offset(&line(y), stroke, on, off, 0.0));
        };
        match d.role {
            TagRole::Source if d.proposed => {
                for y in [y - 0.5, y + 1.5] {
                    self.painter.extend(Shape::dashed_line(&line(y), stroke, 3.0, 2.5));
                }
            }
            TagRole::Source => {
                for y in [y - 0.5, y + 1.5] {
                    self.painter.line_segment(
                        line(y),
                        Stroke::new(1.0_f32.max(stroke.width * 0.75), stroke.color),
                    );
                }
            }
            TagRole::Cue => {
                let radius = 0.5 + stroke.width * 0.5;
                let step = if d.proposed { 7.0 } else { 4.0 };
                self.painter.extend(Shape::dotted_line(&line(y + 0.5), stroke.color, step, radius));
            }
            TagRole::Date if d.proposed => dashes(&[3.5], &[3.5]),
            TagRole::Place if d.proposed => dashes(&[4.0, 1.5], &[3.5, 3.5]),
            TagRole::Date => dashes(&[6.0], &[3.0]),
            TagRole::Place => dashes(&[7.0, 1.5], &[2.5, 2.5]),
            _ if d.proposed => dashes(&[3.0], &[3.0]),
            _ => {
                self.painter.line_segment(line(y), stroke);
            }
        }
    }

    /// Brackets: a long one in the right margin, and a corner at either end of the words.
    fn brackets(&self, span: Span, dashed: bool, stroke: Stroke) {
        let rects = self.bands(span);
        let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
        let tick = 4.0;
        let corner = |x: f32, y: f32, dx: f32, dy: f32| {
            let points = vec![pos2(x + dx, y), pos2(x, y), pos2(x, y + dy)];
            self.painter.add(Shape::line(points, stroke));
        };
        if self.flow.seen_span().contains(span.start) {
            corner(first.left() - 1.0, first.top(), tick, tick + 2.0);
        }
        if self.flow.seen_span().contains(span.end.saturating_sub(1)) {
            corner(last.right() + 1.0, last.bottom(), -tick, -tick - 2.0);
        }
        let left = self.flow.seen().first().map_or(first.left(), |seen| seen.pos.x);
        let x = left + self.flow.setting().width + 10.0;
        let (top, bottom) = (first.top(), last.bottom());
        let points =
            vec![pos2(x - tick, top), pos2(x, top), pos2(x, bottom), pos2(x - tick, bottom)];
        if dashed {
            self.painter.extend(Shape::dashed_line(&points, stroke, 3.0, 3.0));
        } else {
            self.painter.add(Shape::line(points, stroke));
        }
    }

    /// Claim bars in the left margin; claims that share rows stand side by side.
    fn bars(&self, shown: &[&Drawn]) {
        let mut placed: Vec<(f32, f32, usize)> = Vec::new();
        for d in shown.iter().filter(|d| d.role == TagRole::Claim) {
            let rects = self.bands(d.span);
            let (Some(first), Some(last)) = (rects.first(), rects.last()) else { continue };
            let left = self.flow.seen().first().map_or(first.left(), |seen| seen.pos.x);
            let (top, bottom) = (first.top(), last.bottom());
            let mut lane = 0;
            while placed.iter().any(|(t, b, other)| *other == lane && *t < bottom && top < *b) {
                lane += 1;
            }
            placed.push((top, bottom, lane));
            let x = left - 8.0 - 5.0 * lane.min(3) as f32;
            let width = if d.selected { 4.0 } else { 3.0 };
            let bar = Rect::from_min_max(pos2(x - width, top), pos2(x, bottom));
            let colour = self.palette.accent;
            if d.proposed {
                let line = [bar.center_top(), bar.center_bottom()];
                let stroke = Stroke::new(2.0, colour.gamma_multiply(0.7));
                self.painter.extend(Shape::dashed_line(&line, stroke, 3.0, 3.0));
            } else {
                self.painter.rect_filled(bar, 1.5, colour);
            }
        }
    }

    /// Handles at both ends of a span.
    fn grips(&self, span: Span) {
        let rects = self.bands(span);
        for (rect, x) in rects
            .first()
            .map(|rect| (rect, rect.left()))
            .into_iter()
            .chain(rects.last().map(|rect| (rect, rect.right())))
        {
            let stroke = Stroke::new(2.0, self.palette.accent);
            self.painter
                .line_segment([pos2(x, rect.top() - 2.0), pos2(x, rect.bottom() + 2.0)], stroke);
            self.painter.circle_filled(pos2(x, rect.bottom() + 2.0), 3.0, self.palette.accent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(start: usize, end: usize, role: TagRole) -> Drawn {
        Drawn { span: Span::new(start, end), role, selected: false, proposed: false, lane: 0 }
    }

    #[test]
    fn underlines_that_share_words_take_lanes_of_their_own() {
        let mut all = vec![
            drawn(0, 30, TagRole::Source),
            drawn(5, 12, TagRole::Place),
            drawn(13, 20, TagRole::Date),
            drawn(7, 9, TagRole::Cue),
            drawn(40, 50, TagRole::Counted),
            drawn(0, 60, TagRole::Claim),
        ];
        stack(&mut all);
        let lane = |role| all.iter().find(|d| d.role == role).map(|d| d.lane);
        assert_eq!(lane(TagRole::Cue), Some(0));
        assert_eq!(lane(TagRole::Place), Some(1));
        assert_eq!(lane(TagRole::Date), Some(0));
        assert_eq!(lane(TagRole::Source), Some(2));
        assert_eq!(lane(TagRole::Counted), Some(0));
        assert_eq!(all.first().map(|d| d.role), Some(TagRole::Claim));
    }

    #[test]
    fn many_records_on_the_same_words_are_painted_once_the_selected_one_first() {
        let mut all: Vec<Drawn> = (0..50_000)
            .flat_map(|n| {
                let date = drawn(5, 9, TagRole::Date);
                [Drawn { selected: n == 40_000, ..date }, drawn(5, 9, TagRole::Number)]
            })
            .collect();
        stack(&mut all);
        assert_eq!(all.len(), 2);
        assert!(all.iter().any(|d| d.role == TagRole::Date && d.selected && d.lane == 0));
        let mut many: Vec<Drawn> = (0..100).map(|n| drawn(n, 300 - n, TagRole::Place)).collect();
        stack(&mut many);
        assert!(many.iter().all(|d| d.lane < LANES));
    }
}
