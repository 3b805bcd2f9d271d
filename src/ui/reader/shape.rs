//! From a stretch of one paragraph to shaped pieces: where each grapheme starts and how wide it is.
//!
//! Owns: what egui's shaping means for our counting. egui 0.37 gives glyphs without their place in
//! the text, in visual order inside right-to-left runs and with entries too many there; so each
//! piece is checked against the text's chars and taken apart further until it agrees.
//! Never: breaks rows, paints, knows articles.

use crate::model::Wrap;
use eframe::egui::{
    Color32, FontId, Galley,
    epaint::text::{FontsView, LayoutJob, TextFormat, TextWrapping},
};
use std::{ops::Range, sync::Arc};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

/// One grapheme of a shaped stretch.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// First byte, from the start of the stretch.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Width in points; a part of a ligature has its share.
    pub advance: f32,
    /// Left edge inside its piece, in points.
    pub x: f32,
    /// Index into [`Shaped::pieces`].
    pub piece: u32,
    /// Its glyphs inside the piece; for parts of a ligature, those of the whole.
    pub glyphs: Range<u32>,
    /// Whether it shares a glyph with the cell before it: no row breaks here.
    pub tied: bool,
    /// What its first char is.
    pub first: char,
}

/// A piece that egui shaped on one row.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The galley: one row, no wrapping.
    pub galley: Arc<Galley>,
}

/// A shaped stretch.
#[derive(Debug)]
pub(super) struct Shaped {
    /// Graphemes in the order of the text.
    pub cells: Vec<Cell>,
    /// What they are drawn from.
    pub pieces: Vec<Piece>,
    /// Directions; `None` where everything runs left to right.
    pub bidi: Option<Bidi>,
}

/// The directions of a stretch with right-to-left chars.
#[derive(Debug)]
pub(super) struct Bidi {
    /// UAX #9 level of every byte, before rows are made.
    levels: Vec<Level>,
    /// The level of the paragraph.
    base: Level,
}

impl Bidi {
    /// The paragraph runs from right to left.
    pub fn base_rtl(&self) -> bool {
        self.base.is_rtl()
    }

    /// The paragraph's own level.
    pub fn base_level(&self) -> u8 {
        self.base.number()
    }

    /// The level of a byte.
    pub fn level(&self, byte: u32) -> u8 {
        self.levels.get(byte as usize).copied().unwrap_or(self.base).number()
    }
}

/// Whether a text has chars or controls that make it run from right to left somewhere.
pub(super) fn has_rtl(text: &str) -> bool {
    // All of them are beyond U+058F: a byte below 0xD6 never begins one.
    text.bytes().any(|b| b >= 0xD6)
        && text.chars().any(|c| {
            matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
                | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
                | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}')
        })
}

/// Whether a paragraph that starts so runs from right to left (its first strong char decides).
pub(super) fn starts_rtl(text: &str) -> bool {
    has_rtl(text) && matches!(unicode_bidi::get_base_direction(text), unicode_bidi::Direction::Rtl)
}

/// Chars that take no room of their own.
fn is_invisible(c: char) -> bool {
    c.is_control() && c != '\t'
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The char that stands in its place where text runs from right to left.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        '≤' => '≥',
        '≥' => '≤',
        other => other,
    }
}

/// Shapes stretches in one font.
pub(super) struct Shaper<'a, 'f> {
    fonts: &'a mut FontsView<'f>,
    font: FontId,
    line_height: f32,
    out: Shaped,
}

impl<'a, 'f> Shaper<'a, 'f> {
    /// Ready to shape. `line_height` in points, whole pixels.
    pub fn new(fonts: &'a mut FontsView<'f>, font: FontId, line_height: f32) -> Self {
        let out = Shaped { cells: Vec::new(), pieces: Vec::new(), bidi: None };
        Self { fonts, font, line_height, out }
    }

    /// Shapes a stretch of one paragraph in one line ([`crate::model::in_one_line`]); at each of `wraps` it was broken, and one blank or nothing
    /// is shown. `base_rtl`: the paragraph runs from right to left.
    pub fn shape(mut self, text: &str, wraps: &[Wrap], base_rtl: bool) -> Shaped {
        self.out.cells.reserve(text.len());
        if !base_rtl && !has_rtl(text) {
            self.parts(text, 0..text.len(), wraps, false);
            return self.out;
        }
        let base = Level::from(u8::from(base_rtl));
        let info = ParagraphBidiInfo::new(text, Some(base));
        for run in runs(&info.levels, text) {
            let level = info.levels.get(run.start).copied().unwrap_or(base);
            self.parts(text, run, wraps, level.is_rtl());
        }
        self.out.bidi = Some(Bidi { levels: info.levels, base });
        self.out
    }

    /// A run in one direction: what stands between wraps, and a cell for each wrap that begins in it.
    fn parts(&mut self, text: &str, run: Range<usize>, wraps: &[Wrap], rtl: bool) {
        let first = wraps.partition_point(|wrap| wrap.span.end <= run.start);
        let mut at = run.start;
        for wrap in wraps.iter().skip(first).take_while(|wrap| wrap.span.start < run.end) {
            if wrap.span.start >= at {
                self.part(text, at..wrap.span.start, rtl);
                let shown = if wrap.glued { "" } else { " " };
                self.shown(wrap.span.start as u32..wrap.span.end as u32, ' ', shown.to_owned());
            }
            at = wrap.span.end;
        }
        self.part(text, at..run.end, rtl);
    }

    fn part(&mut self, text: &str, run: Range<usize>, rtl: bool) {
        if run.is_empty() {
            return;
        }
        if rtl {
            self.right_to_left(text, run);
        } else {
            self.left_to_right(text, run);
        }
    }

    fn galley(&mut self, text: String) -> Arc<Galley> {
        let mut format = TextFormat::simple(self.font.clone(), Color32::PLACEHOLDER);
        format.line_height = Some(self.line_height);
        let mut job = LayoutJob::single_section(text, format);
        job.wrap = TextWrapping::no_max_width();
        job.break_on_newline = false;
        job.keep_trailing_whitespace = true;
        job.round_output_to_gui = false;
        self.fonts.layout_job(job)
    }

    fn piece(&mut self, galley: Arc<Galley>) -> u32 {
        self.out.pieces.push(Piece { galley });
        (self.out.pieces.len() - 1) as u32
    }

    /// A run from left to right: egui's glyph entries stand one for one with the chars, or the run is taken apart.
    fn left_to_right(&mut self, text: &str, run: Range<usize>) {
        let Some(part) = text.get(run.clone()) else { return };
        let galley = self.galley(part.to_owned());
        let glyphs = galley.rows.first().map_or(&[][..], |row| &row.glyphs);
        if glyphs.len() != part.chars().count() {
            return self.take_apart(text, run);
        }
        let advances: Vec<f32> = glyphs.iter().map(|glyph| glyph.advance_width.max(0.0)).collect();
        let piece = self.piece(galley);
        let (mut x, mut at) = (0.0, 0_u32);
        let mut group = self.out.cells.len();
        for (offset, grapheme) in part.grapheme_indices(true) {
            let chars = grapheme.chars().count() as u32;
            let advance: f32 =
                advances.iter().skip(at as usize).take(chars as usize).copied().sum();
            let first = grapheme.chars().next().unwrap_or(' ');
            let tied = advance == 0.0 && offset > 0 && !is_invisible(first);
            if !tied {
                self.share(group);
                group = self.out.cells.len();
            }
            let start = (run.start + offset) as u32;
            self.out.cells.push(Cell {
                start,
                end: start + grapheme.len() as u32,
                advance,
                x,
                piece,
                glyphs: at..at + chars,
                tied,
                first,
            });
            x += advance;
            at += chars;
        }
        self.share(group);
    }

    /// Gives each part of a ligature (the cells from `group` on) its share of the width.
    fn share(&mut self, group: usize) {
        let Some(cells) = self.out.cells.get_mut(group..) else { return };
        let count = cells.len();
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        if count < 2 {
            return;
        }
        let (x, glyphs) = (first.x, first.glyphs.start..last.glyphs.end);
        let share = first.advance / count as f32;
        for (i, cell) in cells.iter_mut().enumerate() {
            cell.advance = share;
            cell.x = share.mul_add(i as f32, x);
            cell.glyphs = glyphs.clone();
        }
    }

    /// egui's entries do not stand for the chars: words for themselves, then graphemes.
    fn take_apart(&mut self, text: &str, run: Range<usize>) {
        let Some(part) = text.get(run.clone()) else { return };
        let words: Vec<(usize, &str)> = part.split_word_bound_indices().collect();
        if words.len() > 1 {
            for (offset, word) in words {
                let start = run.start + offset;
                self.left_to_right(text, start..start + word.len());
            }
        } else {
            for (offset, grapheme) in part.grapheme_indices(true) {
                self.alone((run.start + offset) as u32, grapheme, false);
            }
        }
    }

    /// One grapheme as a piece of its own: right whatever egui makes of it.
    fn alone(&mut self, start: u32, grapheme: &str, rtl: bool) {
        let shown =
            if rtl { grapheme.chars().map(mirrored).collect() } else { grapheme.to_owned() };
        let first = grapheme.chars().next().unwrap_or(' ');
        self.shown(start..start + grapheme.len() as u32, first, shown);
    }

    /// A cell that shows something else than what stands in the text.
    fn shown(&mut self, bytes: Range<u32>, first: char, shown: String) {
        let galley = self.galley(shown);
        let glyphs = galley.rows.first().map_or(&[][..], |row| &row.glyphs);
        let count = glyphs.len() as u32;
        let advance = glyphs.iter().map(|glyph| glyph.advance_width.max(0.0)).sum();
        let piece = self.piece(galley);
        let glyphs = 0..count;
        self.out.cells.push(Cell {
            start: bytes.start,
            end: bytes.end,
            advance,
            x: 0.0,
            piece,
            glyphs,
            tied: false,
            first,
        });
    }

    /// A run from right to left: stretches of letters shaped as such, everything else grapheme by grapheme.
    fn right_to_left(&mut self, text: &str, run: Range<usize>) {
        let Some(part) = text.get(run.clone()) else { return };
        let mut letters: Option<usize> = None;
        for (offset, grapheme) in part.grapheme_indices(true) {
            let is_letter = grapheme.chars().next().is_some_and(char::is_alphabetic);
            let at = run.start + offset;
            if is_letter {
                letters.get_or_insert(at);
            } else {
                if let Some(start) = letters.take() {
                    self.letters(text, start..at);
                }
                self.alone(at as u32, grapheme, true);
            }
        }
        if let Some(start) = letters {
            self.letters(text, start..run.end);
        }
    }

    /// Letters from right to left. egui gives their glyphs in visual order, each named by the first
    /// char of its cluster, and useless entries without width behind them.
    fn letters(&mut self, text: &str, run: Range<usize>) {
        let Some(part) = text.get(run.clone()) else { return };
        let graphemes: Vec<(usize, &str)> = part.grapheme_indices(true).collect();
        let galley = self.galley(part.to_owned());
        let glyphs = galley.rows.first().map_or(&[][..], |row| &row.glyphs);
        let mut x = 0.0;
        let mut wide: Vec<(char, f32, f32, u32)> = Vec::new();
        for (i, glyph) in glyphs.iter().enumerate() {
            let advance = glyph.advance_width.max(0.0);
            if advance > 0.0 {
                wide.push((glyph.chr, x, advance, i as u32));
            }
            x += advance;
        }
        let first_of = |i: usize| graphemes.get(i).and_then(|(_, g)| g.chars().next());
        // For each glyph from right to left: the first grapheme that it draws, left edge, width, last glyph.
        let mut clusters: Vec<(usize, f32, f32, u32)> = Vec::new();
        let mut next = 0;
        for (chr, x, advance, glyph) in wide.into_iter().rev() {
            let found = (next..graphemes.len()).find(|i| first_of(*i) == Some(chr));
            let again = clusters.last().is_some_and(|(i, ..)| first_of(*i) == Some(chr));
            match (found, clusters.last_mut()) {
                (Some(at), _) if at == next => {
                    clusters.push((at, x, advance, glyph));
                    next = at + 1;
                }
                (_, Some(last)) if again => {
                    (last.1, last.2) = (x, last.2 + advance);
                }
                (Some(at), Some(_)) => {
                    clusters.push((at, x, advance, glyph));
                    next = at + 1;
                }
                _ => {
                    clusters.clear();
                    break;
                }
            }
        }
        if clusters.is_empty() {
            for (offset, grapheme) in graphemes {
                self.alone((run.start + offset) as u32, grapheme, true);
            }
            return;
        }
        let count = glyphs.len() as u32;
        let piece = self.piece(galley);
        for (nth, (from, x, width, glyph)) in clusters.iter().enumerate() {
            let left = clusters.get(nth + 1);
            let to = left.map_or(graphemes.len(), |cluster| cluster.0);
            // The marks of a letter stand before it in visual order.
            let low = left.map_or(0, |cluster| cluster.3 + 1).min(*glyph);
            let high = if nth == 0 { count } else { glyph + 1 };
            let share = width / (to - from).max(1) as f32;
            for (i, (offset, grapheme)) in
                graphemes.get(*from..to).into_iter().flatten().enumerate()
            {
                let start = (run.start + offset) as u32;
                self.out.cells.push(Cell {
                    start,
                    end: start + grapheme.len() as u32,
                    advance: share,
                    x: share.mul_add((to - from - 1 - i) as f32, *x),
                    piece,
                    glyphs: low..high,
                    tied: i > 0,
                    first: grapheme.chars().next().unwrap_or(' '),
                });
            }
        }
    }
}

/// Runs of equal level, in the order of the text, on char boundaries.
fn runs(levels: &[Level], text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (byte, grapheme) in text.grapheme_indices(true) {
        let level = levels.get(byte).copied();
        match found.last_mut() {
            Some(run) if last == level => run.end = byte + grapheme.len(),
            _ => found.push(byte..byte + grapheme.len()),
        }
        last = level;
    }
    found
}
