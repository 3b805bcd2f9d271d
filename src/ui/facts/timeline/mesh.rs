//! Draws a picture in the window: all its lines and marks as one mesh, made once and kept while the picture stays.
//!
//! Owns the mesh. Never: lays out, decides what is drawn.

use super::scene::{At, FAINT, Ink, Item, Scene, Shape, Side};
use super::{colour, svg};
use crate::ui::theme::Palette;
use eframe::egui::epaint::{
    Color32, Mesh, PathShape, Shape as Drawn, TessellationOptions, Tessellator, Vertex,
};
use eframe::egui::{
    Align2, FontId, Painter, Pos2, Rect, Stroke, Vec2, emath::GuiRounding as _, pos2, vec2,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Length of a dot of a dotted line, and from one to the next.
const DOT: (f32, f32) = (2.0, 5.5);

/// The mesh of the picture that was drawn last.
#[derive(Default)]
pub struct Kept {
    made: Option<Made>,
}

struct Made {
    scene: Arc<Scene>,
    dark: bool,
    pixels_per_point: f32,
    /// The upper left corner that it stands at.
    base: Pos2,
    mesh: Arc<Mesh>,
}

impl Kept {
    /// Draws a picture with its upper left corner at a place.
    pub fn paint(&mut self, painter: &Painter, corner: Pos2, scene: &Arc<Scene>, p: &Palette) {
        let pixels_per_point = painter.ctx().pixels_per_point();
        // Lines lie on whole pixels.
        let base = corner.round_to_pixels(pixels_per_point);
        let same = |made: &Made| {
            Arc::ptr_eq(&made.scene, scene)
                && made.dark == p.dark
                && (made.pixels_per_point - pixels_per_point).abs() < f32::EPSILON
        };
        let mut made = match self.made.take() {
            Some(made) if same(&made) => made,
            before => {
                // Its memory is used again.
                let mesh = before.and_then(|made| Arc::try_unwrap(made.mesh).ok());
                let mut mesh = mesh.unwrap_or_default();
                mesh.clear();
                let options = painter.ctx().tessellation_options(|options| *options);
                let mesh = Arc::new(mesh_of(scene, mesh, base, p, pixels_per_point, options));
                Made { scene: Arc::clone(scene), dark: p.dark, pixels_per_point, base, mesh }
            }
        };
        if made.base != base {
            Arc::make_mut(&mut made.mesh).translate(base - made.base);
            made.base = base;
        }
        painter.add(Drawn::Mesh(Arc::clone(&made.mesh)));
        words(painter, base, scene, p);
        self.made = Some(made);
    }
}

fn words(painter: &Painter, base: Pos2, scene: &Scene, p: &Palette) {
    for item in &scene.items {
        let Item::Words { at, side, ink, size, text } = item else { continue };
        let align = match side {
            Side::Start => Align2::LEFT_CENTER,
            Side::Middle => Align2::CENTER_CENTER,
            Side::End => Align2::RIGHT_CENTER,
        };
        let at = base + vec2(at.0, at.1);
        painter.text(at, align, text, FontId::proportional(*size), colour(*ink, p));
    }
}

/// What marks of one look share: its triangles about the origin are made once, and copied to each place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    shape: Shape,
    ink: Ink,
    filled: bool,
    /// Its radius in hundredths of a point.
    size: u32,
}

struct Making<'a> {
    p: &'a Palette,
    base: Pos2,
    pixel: f32,
    tessellator: Tessellator,
    looks: HashMap<Look, Mesh>,
    /// How far dotted lines of a height were drawn already.
    dotted: HashMap<(i32, Ink), (f32, f32)>,
    mesh: Mesh,
}

fn mesh_of(
    scene: &Scene,
    mesh: Mesh,
    base: Pos2,
    p: &Palette,
    pixels_per_point: f32,
    options: TessellationOptions,
) -> Mesh {
    let tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
    let (looks, dotted) = (HashMap::new(), HashMap::new());
    let pixel = 1.0 / pixels_per_point;
    let mut making = Making { p, base, pixel, tessellator, looks, dotted, mesh };
    for item in &scene.items {
        making.item(item);
    }
    making.mesh
}

impl Making<'_> {
    fn on(&self, (x, y): At) -> Pos2 {
        pos2(self.base.x + x, self.base.y + y)
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Line { from, to, ink, width, dotted: true, faint } => {
                self.dots(self.on(*from), self.on(*to), (*ink, *faint), *width);
            }
            Item::Line { from, to, ink, width, faint: true, .. } => {
                self.bar(self.on(*from), self.on(*to), *ink, *width);
            }
            Item::Line { from, to, ink, width, faint, .. } => {
                let ends = [self.on(*from), self.on(*to)];
                let stroke = Stroke::new(*width, self.line(*ink, *faint));
                self.tessellator.tessellate_line_segment(ends, stroke, &mut self.mesh);
            }
            Item::Arrow { tip, to, ink, faint } => {
                let [a, b] = svg::barbs(*tip, *to);
                let stroke = Stroke::new(2.0, self.line(*ink, *faint));
                let line = vec![self.on(a), self.on(*tip), self.on(b)];
                self.tessellator.tessellate_path(&PathShape::line(line, stroke), &mut self.mesh);
            }
            Item::Mark { at, shape, ink, filled, size } => {
                let look = Look {
                    shape: *shape,
                    ink: *ink,
                    filled: *filled,
                    size: (size * 100.0).round() as u32,
                };
                let to = self.on(*at).to_vec2();
                let (tessellator, p) = (&mut self.tessellator, self.p);
                let mark = self.looks.entry(look).or_insert_with(|| mark(tessellator, look, p));
                copy(mark, to, &mut self.mesh);
            }
            Item::Ground { from, to } => {
                let ground = Rect::from_two_pos(self.on(*from), self.on(*to));
                self.mesh.add_colored_rect(ground, self.p.background);
            }
            Item::Words { .. } => {}
        }
    }

    fn line(&self, ink: Ink, faint: bool) -> Color32 {
        let colour = colour(ink, self.p);
        if faint { colour.gamma_multiply(FAINT) } else { colour }
    }

    /// A pale line, level or upright, on whole pixels: two triangles, because there are many.
    fn bar(&mut self, from: Pos2, to: Pos2, ink: Ink, width: f32) {
        let wide = (width / self.pixel).round().max(1.0) * self.pixel;
        let across = Rect::from_two_pos(from, to);
        let (x, y) = (
            f32::from(u8::from(across.width() < wide)),
            f32::from(u8::from(across.height() < wide)),
        );
        let bar = across.expand2(vec2(x, y) * (wide / 2.0));
        let bar = bar.round_to_pixels(1.0 / self.pixel);
        self.mesh.add_colored_rect(bar, self.line(ink, true));
    }

    /// A dotted level line. Dots of one height fall on each other, so that what lies under another is not drawn.
    fn dots(&mut self, from: Pos2, to: Pos2, (ink, faint): (Ink, bool), width: f32) {
        let high = (width / self.pixel).round().max(1.0) * self.pixel;
        let y = (from.y / self.pixel).round() * self.pixel;
        let (from, to) = (from.x.min(to.x), from.x.max(to.x));
        let key = ((y / self.pixel) as i32, ink);
        let before = self.dotted.get(&key).copied();
        if before.is_some_and(|(begin, end)| begin <= from && to <= end) {
            return;
        }
        let whole = match before.filter(|(begin, end)| from <= *end && *begin <= to) {
            Some((begin, end)) => (from.min(begin), to.max(end)),
            None => (from, to),
        };
        self.dotted.insert(key, whole);
        let colour = self.line(ink, faint);
        // Dots of lines below each other make no columns.
        let shift = (key.0 * 7).rem_euclid(11) as f32 * 0.5;
        let first = ((from - shift) / DOT.1).ceil() as i32;
        let last = ((to - DOT.0 - shift) / DOT.1).floor() as i32;
        for n in first..=last {
            let x = ((n as f32 * DOT.1 + shift) / self.pixel).round() * self.pixel;
            let dot = Rect::from_min_size(pos2(x, y - high / 2.0), vec2(DOT.0, high));
            self.mesh.add_colored_rect(dot, colour);
        }
    }
}

/// A mark about the origin: shapes on each other have fewer triangles than a shape with a line around it.
fn mark(tessellator: &mut Tessellator, look: Look, p: &Palette) -> Mesh {
    let size = look.size as f32 / 100.0;
    let line = colour(look.ink, p);
    let corners: Vec<Pos2> = match look.shape {
        Shape::Circle => circle(size),
        shape => shape.corners().iter().map(|(x, y)| pos2(x * size, y * size)).collect(),
    };
    let mut mesh = Mesh::default();
    let mut fill = |by: f32, colour: Color32| {
        let path = PathShape::convex_polygon(grown(&corners, by), colour, Stroke::NONE);
        tessellator.tessellate_path(&path, &mut mesh);
    };
    fill(1.0, line);
    if !look.filled {
        fill(-1.0, p.background);
    }
    mesh
}

/// A circle as the eye sees it in that size.
fn circle(radius: f32) -> Vec<Pos2> {
    let corners: u8 = if radius < 4.9 { 12 } else { 18 };
    let turn = std::f32::consts::TAU / f32::from(corners);
    (0..corners).map(|n| (Vec2::angled(f32::from(n) * turn) * radius).to_pos2()).collect()
}

/// A shape, clockwise on the screen, with all its edges moved outwards.
fn grown(corners: &[Pos2], by: f32) -> Vec<Pos2> {
    let count = corners.len();
    let at = |n: usize| corners.get(n % count.max(1)).copied().unwrap_or_default();
    let outwards = |from: Pos2, to: Pos2| (to - from).normalized().rot90();
    let corner = |n: usize| {
        let (a, b) = (outwards(at(n + count - 1), at(n)), outwards(at(n), at(n + 1)));
        at(n) + (a + b) * (by / (1.0 + a.dot(b)).max(0.2))
    };
    (0..count).map(corner).collect()
}

/// Copies triangles to a place.
fn copy(from: &Mesh, to: Vec2, into: &mut Mesh) {
    let first = u32::try_from(into.vertices.len()).unwrap_or(u32::MAX);
    into.indices.extend(from.indices.iter().map(|index| index.saturating_add(first)));
    let moved = |vertex: &Vertex| Vertex { pos: vertex.pos + to, ..*vertex };
    into.vertices.extend(from.vertices.iter().map(moved));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::palette_of;
    use eframe::egui::Visuals;

    fn mesh(items: Vec<Item>) -> Mesh {
        let scene = Scene { items, ..Scene::default() };
        let p = palette_of(&Visuals::light());
        mesh_of(&scene, Mesh::default(), pos2(100.0, 50.0), p, 1.0, TessellationOptions::default())
    }

    fn dotted(from: f32, to: f32) -> Item {
        let (from, to) = ((from, 20.0), (to, 20.0));
        Item::Line { from, to, ink: Ink::Muted, width: 1.3, dotted: true, faint: true }
    }

    fn mark(x: f32) -> Item {
        let (shape, ink) = (Shape::Diamond, Ink::Origin(1));
        Item::Mark { at: (x, 20.0), shape, ink, filled: true, size: 5.0 }
    }

    #[test]
    fn dots_that_fall_on_others_are_not_drawn() {
        let one = mesh(vec![dotted(0.0, 100.0)]);
        assert!(one.vertices.len() >= 17 * 4);
        assert_eq!(mesh(vec![dotted(0.0, 100.0), dotted(0.0, 60.0)]), one);
        assert!(mesh(vec![dotted(0.0, 60.0), dotted(0.0, 100.0)]).is_valid());
    }

    #[test]
    fn shapes_grow_by_as_much_on_every_side() {
        for shape in [Shape::Square, Shape::Diamond, Shape::Triangle, Shape::Down, Shape::Star] {
            let corners: Vec<Pos2> =
                shape.corners().iter().map(|(x, y)| pos2(x * 5.0, y * 5.0)).collect();
            let bounds = |by: f32| Rect::from_points(&grown(&corners, by));
            let (small, large) = (bounds(-1.0), bounds(1.0));
            assert!(large.contains_rect(small.expand(1.9)), "{shape:?}: {small:?} {large:?}");
        }
        let far = grown(&circle(5.0), 1.0).into_iter().map(|corner| corner.to_vec2().length());
        assert!(far.clone().all(|far| (5.9..6.2).contains(&far)), "{:?}", far.collect::<Vec<_>>());
    }

    #[test]
    fn marks_stand_at_their_places() {
        let both = mesh(vec![mark(10.0), mark(60.0)]);
        assert!(both.is_valid());
        assert_eq!(both.vertices.len(), 2 * mesh(vec![mark(10.0)]).vertices.len());
        let bounds = both.calc_bounds();
        assert!((bounds.center() - pos2(135.0, 70.0)).length() < 0.1, "{bounds:?}");
        assert!((bounds.width() - 66.0).abs() < 4.0, "{bounds:?}");
    }
}
