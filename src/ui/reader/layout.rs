//! A layout block: rows of cells with their places, and the galley that draws them.
//!
//! Owns: where rows break, the visual order of a row (UAX #9 L1, L2), and the drawn galley, which
//! is put together from egui's own glyphs, so that shaping never changes with what is tagged.
//! Never: knows articles, scrolls, paints.

use super::shape::{Bidi, Cell, Shaped};
use crate::model::{Invisible, invisibles};
use eframe::egui::{
    Galley, Mesh, Pos2, Rect,
    epaint::{
        pos2,
        text::{PlacedRow, Row},
        vec2,
    },
};
use std::{ops::Range, sync::Arc};

/// One grapheme with its place in the block.
#[derive(Clone, Debug)]
pub struct CellBox {
    /// First byte, from the start of the block.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Left edge in points from the block's left.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Read from right to left.
    pub rtl: bool,
    /// Index of the drawn row in the galley (one visual row may be drawn by several).
    drawn: u32,
    /// Its glyphs in that drawn row.
    glyphs: Range<u32>,
}

/// A visual row.
#[derive(Clone, Debug)]
pub struct RowBox {
    /// Its cells, in the order of the text.
    pub cells: Range<usize>,
    /// First byte, from the start of the block.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// One past the last byte that is not white space at the row's end.
    pub words_end: u32,
    /// Left edge of the leftmost cell.
    pub x0: f32,
    /// Right edge of the rightmost cell.
    pub x1: f32,
}

/// A block, laid out at one width.
#[derive(Clone, Debug)]
pub struct BlockLayout {
    /// First byte of the block in the article.
    pub base: usize,
    /// Length in bytes of what the rows hold.
    pub len: usize,
    /// Visual rows, from the top.
    pub rows: Vec<RowBox>,
    /// Graphemes in the order of the text.
    pub cells: Vec<CellBox>,
    /// The chars that cannot be seen, their places from the start of the block.
    pub unseen: Vec<Invisible>,
    /// What draws it; its colour is the fallback colour given when it is painted.
    pub galley: Arc<Galley>,
    /// Height of each row in points.
    pub row_height: f32,
    /// Where letters stand, from the top of a row, in points.
    pub baseline: f32,
}

/// How a stretch becomes a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// First byte of the stretch in the article.
    pub base: usize,
    /// Where rows end, in points.
    pub width: f32,
    /// Height of a row in points, whole pixels.
    pub row_height: f32,
    /// Leave out the last row, if it is not the only one: the next block begins with it.
    pub carry: bool,
}

impl BlockLayout {
    /// Breaks a shaped stretch into rows and puts its galley together.
    pub(super) fn new(text: &str, shaped: &Shaped, frame: Frame) -> Self {
        let mut ranges = break_rows(text, &shaped.cells, frame.width);
        if frame.carry && ranges.len() > 1 {
            ranges.pop();
        }
        let mut build =
            Build { shaped, frame, rows: Vec::new(), drawn: Vec::new(), cells: Vec::new() };
        for range in ranges {
            build.row(range);
        }
        let len = build.rows.last().map_or(0, |row| row.end as usize);
        let galley = build.galley();
        let glyph = galley.rows.iter().find_map(|row| row.row.glyphs.first());
        let baseline = glyph.map_or(frame.row_height * 0.7, |glyph| glyph.pos.y);
        Self {
            base: frame.base,
            len,
            baseline,
            unseen: invisibles(text).take_while(|unseen| unseen.at < len).collect(),
            rows: build.rows,
            cells: build.cells,
            galley,
            row_height: frame.row_height,
        }
    }

    /// Height in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.rows.len() as f32 * self.row_height
    }

    /// The cells of a row, in the order of the text.
    pub fn cells_of(&self, row: &RowBox) -> &[CellBox] {
        self.cells.get(row.cells.clone()).unwrap_or_default()
    }

    /// The galley with some stretches (bytes from the block's start) in colours of their own; later ones win.
    pub fn coloured(&self, colours: &[(Range<u32>, eframe::egui::Color32)]) -> Arc<Galley> {
        if colours.is_empty() {
            return Arc::clone(&self.galley);
        }
        let mut galley = (*self.galley).clone();
        for (range, colour) in colours {
            let from = self.cells.partition_point(|cell| cell.end <= range.start);
            for cell in self.cells.iter().skip(from).take_while(|cell| cell.start < range.end) {
                let Some(placed) = galley.rows.get_mut(cell.drawn as usize) else { continue };
                let row = Arc::make_mut(&mut placed.row);
                for glyph in cell.glyphs.clone() {
                    let Some(glyph) = row.glyphs.get(glyph as usize) else { continue };
                    if glyph.uv_rect.is_nothing() {
                        continue;
                    }
                    let first = glyph.first_vertex as usize;
                    for vertex in row.visuals.mesh.vertices.iter_mut().skip(first).take(4) {
                        vertex.color = *colour;
                    }
                }
            }
        }
        Arc::new(galley)
    }
}

/// No row begins with these, where the script has no spaces.
const NOT_FIRST: &str = "!)]｝〕〉》」』】〙〗〟'\"｠»ヽヾーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ々〻‐゠–〜?‼⁇⁈⁉・、:;,。.！％），．：；？］”’…";
/// No row ends with these.
const NOT_LAST: &str = "([{（［｛〔〈《「『【〘〖〝‘“｟«";

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{30FF}' | '\u{3100}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_break_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// Whether a row may end between two chars. `before` is the char before `last`.
fn may_break(before: Option<char>, last: char, next: char) -> bool {
    if is_break_space(last) || last == '\u{200B}' {
        return !is_break_space(next);
    }
    match last {
        '-' | '‐' | '–' | '/' => {
            before.is_some_and(char::is_alphanumeric) && next.is_alphabetic()
        }
        '—' => next.is_alphanumeric(),
        _ => {
            (is_cjk(last) || is_cjk(next)) && !NOT_FIRST.contains(next) && !NOT_LAST.contains(last)
        }
    }
}

/// Rows as ranges of cells. White space at the end of a row takes no room. Never empty.
fn break_rows(text: &str, cells: &[Cell], width: f32) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut x) = (0, 0.0_f32);
    let mut breakable: Option<usize> = None;
    let mut before: Option<char> = None;
    for (i, cell) in cells.iter().enumerate() {
        while !is_break_space(cell.first) && x + cell.advance > width + 0.01 && i > start {
            let mut at = breakable.take().filter(|at| *at > start).unwrap_or(i);
            while at > start && cells.get(at).is_some_and(|cell| cell.tied) {
                at -= 1;
            }
            if at == start {
                break;
            }
            rows.push(start..at);
            start = at;
            x = cells.get(start..i).into_iter().flatten().map(|cell| cell.advance).sum();
        }
        x += cell.advance;
        let last = text
            .get(cell.start as usize..cell.end as usize)
            .and_then(|grapheme| grapheme.chars().next_back())
            .unwrap_or(cell.first);
        if let Some(next) = cells.get(i + 1)
            && may_break(before, last, next.first)
        {
            breakable = Some(i + 1);
        }
        before = Some(last);
    }
    if start < cells.len() || rows.is_empty() {
        rows.push(start..cells.len());
    }
    rows
}

/// A part of a row that is drawn from one piece, in one direction.
struct Segment {
    cells: Range<usize>,
    level: u8,
    piece: u32,
}

struct Build<'a> {
    shaped: &'a Shaped,
    frame: Frame,
    rows: Vec<RowBox>,
    drawn: Vec<PlacedRow>,
    cells: Vec<CellBox>,
}

impl Build<'_> {
    /// Levels of a row's cells: trailing white space runs as the paragraph does (L1).
    fn segments(&self, range: Range<usize>) -> Vec<Segment> {
        let cells = &self.shaped.cells;
        let bidi = self.shaped.bidi.as_ref();
        let base = bidi.map_or(0, Bidi::base_level);
        let row = cells.get(range.clone()).unwrap_or_default();
        let text_end =
            row.iter().rposition(|cell| !cell.first.is_whitespace()).map_or(0, |at| at + 1);
        let mut found: Vec<Segment> = Vec::new();
        for (i, cell) in row.iter().enumerate() {
            let own = bidi.map_or(0, |bidi| bidi.level(cell.start));
            let level = if i < text_end && cell.first != '\t' { own } else { base };
            let at = range.start + i;
            match found.last_mut() {
                Some(last) if last.level == level && last.piece == cell.piece => {
                    last.cells.end = at + 1;
                }
                _ => found.push(Segment { cells: at..at + 1, level, piece: cell.piece }),
            }
        }
        found
    }

    fn row(&mut self, range: Range<usize>) {
        let segments = self.segments(range.clone());
        let levels: Vec<unicode_bidi::Level> = segments
            .iter()
            .map(|s| unicode_bidi::Level::new(s.level).unwrap_or(unicode_bidi::LTR_LEVEL))
            .collect();
        let order = unicode_bidi::BidiInfo::reorder_visual(&levels);
        let cells = &self.shaped.cells;
        let width_of = |segment: &Segment| -> f32 {
            cells.get(segment.cells.clone()).into_iter().flatten().map(|cell| cell.advance).sum()
        };
        let total: f32 = segments.iter().map(width_of).sum();
        let rtl = self.shaped.bidi.as_ref().is_some_and(Bidi::base_rtl);
        let mut x = if rtl { (self.frame.width - total).max(0.0) } else { 0.0 };
        let row_x = x;
        let first = self.cells.len();
        let top = self.rows.len() as f32 * self.frame.row_height;
        let mut boxes: Vec<(usize, CellBox)> = Vec::with_capacity(range.len());
        for nth in order {
            let Some(segment) = segments.get(nth) else { continue };
            self.segment(segment, pos2(x, top), &mut boxes);
            x += width_of(segment);
        }
        boxes.sort_unstable_by_key(|(at, _)| *at);
        self.cells.extend(boxes.into_iter().map(|(_, cell)| cell));
        let span = |at: usize| cells.get(at).map(|cell| (cell.start, cell.end));
        let start = span(range.start).map_or(0, |span| span.0);
        let end = range.end.checked_sub(1).and_then(span).map_or(start, |span| span.1);
        let words = cells.get(range).into_iter().flatten();
        let words_end =
            words.rev().find(|cell| !cell.first.is_whitespace()).map_or(end, |cell| cell.end);
        let cells = first..self.cells.len();
        let row = RowBox { cells, start, end, words_end, x0: row_x, x1: x };
        self.rows.push(row);
    }

    /// Places a segment at `at` (its left top) and takes its glyphs out of its piece.
    fn segment(&mut self, segment: &Segment, at: Pos2, boxes: &mut Vec<(usize, CellBox)>) {
        let Some(cells) = self.shaped.cells.get(segment.cells.clone()) else { return };
        let Some(piece) = self.shaped.pieces.get(segment.piece as usize) else { return };
        let left = cells.iter().map(|cell| cell.x).fold(f32::INFINITY, f32::min);
        let low = cells.iter().map(|cell| cell.glyphs.start).min().unwrap_or(0);
        let high = cells.iter().map(|cell| cell.glyphs.end).max().unwrap_or(0);
        let drawn = self.drawn.len() as u32;
        let rtl = segment.level % 2 == 1;
        for (i, cell) in cells.iter().enumerate() {
            let x0 = at.x + cell.x - left;
            boxes.push((
                segment.cells.start + i,
                CellBox {
                    start: cell.start,
                    end: cell.end,
                    x0,
                    x1: x0 + cell.advance,
                    rtl,
                    drawn,
                    glyphs: cell.glyphs.start - low..cell.glyphs.end - low,
                },
            ));
        }
        let Some(source) = piece.galley.rows.first() else { return };
        // Glyphs stand on whole pixels in their piece and must do so here.
        let ppp = piece.galley.pixels_per_point;
        let shift = ((at.x - left) * ppp).round() / ppp;
        let row = slice(&source.row, low as usize..high as usize, shift);
        let pos = pos2(0.0, at.y);
        self.drawn.push(PlacedRow { pos, row: Arc::new(row), ends_with_newline: false });
    }

    /// One galley of all drawn rows. egui makes galleys, so one of its own is filled anew.
    fn galley(&mut self) -> Arc<Galley> {
        let Some(piece) = self.shaped.pieces.first() else { return Arc::new(empty_galley()) };
        let mut galley = (*piece.galley).clone();
        galley.rows = std::mem::take(&mut self.drawn);
        let right = self.rows.iter().map(|row| row.x1).fold(0.0, f32::max);
        let height = self.rows.len() as f32 * self.frame.row_height;
        galley.rect = Rect::from_min_size(Pos2::ZERO, vec2(right, height));
        galley.mesh_bounds = Rect::NOTHING;
        galley.num_vertices = 0;
        galley.num_indices = 0;
        for placed in &galley.rows {
            let visuals = &placed.row.visuals;
            galley.mesh_bounds |= visuals.mesh_bounds.translate(placed.pos.to_vec2());
            galley.num_vertices += visuals.mesh.vertices.len();
            galley.num_indices += visuals.mesh.indices.len();
        }
        Arc::new(galley)
    }
}

fn empty_galley() -> Galley {
    Galley::concat(Arc::default(), &[], 1.0)
}

/// Some glyphs of a row, moved to the right by `shift` points.
fn slice(source: &Row, glyphs: Range<usize>, shift: f32) -> Row {
    let mut row = source.clone();
    row.glyphs = source.glyphs.get(glyphs).unwrap_or_default().to_vec();
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(row.glyphs.len() * 4);
    mesh.reserve_triangles(row.glyphs.len() * 2);
    for glyph in &mut row.glyphs {
        let from = glyph.first_vertex as usize;
        let into = mesh.vertices.len() as u32;
        glyph.first_vertex = into;
        glyph.pos.x += shift;
        if glyph.uv_rect.is_nothing() {
            continue;
        }
        let Some(corners) = source.visuals.mesh.vertices.get(from..from + 4) else { continue };
        mesh.vertices.extend(corners.iter().map(|vertex| {
            let mut vertex = *vertex;
            vertex.pos.x += shift;
            vertex
        }));
        mesh.add_triangle(into, into + 1, into + 2);
        mesh.add_triangle(into + 2, into + 1, into + 3);
    }
    row.visuals.mesh_bounds = mesh.calc_bounds();
    row.visuals.glyph_index_start = 0;
    row.visuals.glyph_vertex_range = 0..mesh.vertices.len();
    row.visuals.mesh = mesh;
    row
}
