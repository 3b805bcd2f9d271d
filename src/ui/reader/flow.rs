//! The article flowing through the Reader: which blocks are seen, laid out when seen, scrolled without
//! the text moving under the eye.
//!
//! Owns: the place at the top (a block and an offset into it, so nothing drifts in long articles), the
//! kept layouts, and when they are stale. The work of a frame depends on the screen, never on the article.
//! Never: paints, knows records.

use super::{
    block::{Blocks, Estimate},
    hit::Affinity,
    layout::{BlockLayout, Frame},
    shape::{Shaped, Shaper, starts_rtl},
};
use crate::model::{Article, Span, Wrap, in_one_line, wraps_of};
use eframe::egui::{
    Color32, Context, FontId, Galley, Pos2, Rect,
    epaint::text::{FontsView, LayoutJob},
    pos2, vec2,
};
use std::{collections::HashMap, sync::Arc};

/// Blocks whose layouts are kept beyond those that are seen.
const KEPT: usize = 96;

/// What decides how text is laid out.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    /// The text's font.
    pub font: FontId,
    /// Width of the column in points, whole pixels.
    pub width: f32,
    /// Height of a row in points, whole pixels.
    pub row_height: f32,
    /// Room below a paragraph in points, whole pixels.
    pub gap: f32,
    /// Physical pixels a point.
    pub pixels_per_point: f32,
}

/// The article's text as it is seen in this frame.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The block.
    pub block: usize,
    /// Its left top on the screen.
    pub pos: Pos2,
    /// Its layout.
    pub layout: Arc<BlockLayout>,
}

impl Seen {
    /// Its bounds on the screen, the whole column wide.
    #[must_use]
    pub fn rect(&self, width: f32) -> Rect {
        Rect::from_min_size(self.pos, vec2(width, self.layout.height()))
    }
}

struct Kept {
    layout: Arc<BlockLayout>,
    used: u64,
}

/// One article at one setting, and where in it we are.
pub struct Flow {
    article: Arc<Article>,
    setting: Setting,
    /// Laid out in each frame through egui's own memory: another galley than before means that the
    /// font atlas was made anew, and that all kept galleys point into the old one.
    sentinel: Option<Arc<Galley>>,
    blocks: Option<Blocks>,
    kept: HashMap<usize, Kept>,
    frame: u64,
    block: usize,
    offset: f64,
    /// A byte to bring to the top when the blocks are known (again), and how far below the top it stands.
    wanted: Option<(usize, f64)>,
    seen: Vec<Seen>,
    height: f32,
}

impl Flow {
    /// An article, to be shown from this byte on.
    #[must_use]
    pub fn new(article: Arc<Article>, setting: Setting, top: usize) -> Self {
        Self {
            article,
            setting,
            sentinel: None,
            blocks: None,
            kept: HashMap::new(),
            frame: 0,
            block: 0,
            offset: 0.0,
            wanted: Some((top, 0.0)),
            seen: Vec::new(),
            height: 0.0,
        }
    }

    /// The article shown.
    #[must_use]
    pub const fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// How the text is laid out.
    #[must_use]
    pub const fn setting(&self) -> &Setting {
        &self.setting
    }

    /// What is seen, from the top. Empty before the first [`Flow::show`].
    #[must_use]
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// From the first to the last byte that is seen.
    #[must_use]
    pub fn seen_span(&self) -> Span {
        let start = self.seen.first().map_or(0, |seen| seen.layout.span().start);
        let end = self.seen.last().map_or(start, |seen| seen.layout.span().end);
        Span::new(start, end)
    }

    /// The first byte of the topmost row.
    #[must_use]
    pub fn top_byte(&self) -> usize {
        let Some(kept) = self.kept.get(&self.block) else {
            return self.wanted.map_or(0, |(byte, _)| byte);
        };
        let row = kept.layout.row_at_y(self.offset.max(0.0) as f32);
        let start = kept.layout.rows.get(row).map_or(0, |row| row.start as usize);
        kept.layout.base + start
    }

    /// Lays the text out differently from now on; the topmost row stays.
    pub fn set(&mut self, setting: Setting) {
        if setting == self.setting {
            return;
        }
        if self.wanted.is_none() {
            let row = f64::from(self.setting.row_height.max(1.0));
            self.wanted = Some((self.top_byte(), -(self.offset % row)));
        }
        self.setting = setting;
        self.forget();
    }

    fn forget(&mut self) {
        self.blocks = None;
        self.kept.clear();
        self.seen.clear();
    }

    /// Scrolls by so many points (positive: towards the end).
    pub fn scroll_by(&mut self, points: f64) {
        if points.abs() > 4.0 * f64::from(self.height.max(1.0)) {
            self.scroll_to_y(self.y() + points);
        } else {
            self.offset += points;
        }
    }

    /// Scrolls to a height, by the heights known so far.
    pub fn scroll_to_y(&mut self, y: f64) {
        let Some(blocks) = &self.blocks else { return };
        let room = (blocks.total() - f64::from(self.height)).max(0.0);
        (self.block, self.offset) = blocks.at(&self.article, y.clamp(0.0, room));
        // A fraction of an estimated height is a fraction of the real one.
        self.wanted = None;
    }

    /// Brings a byte to so many points below the top, in the next frame.
    pub fn scroll_to_byte(&mut self, byte: usize, below_top: f64) {
        self.wanted = Some((byte, below_top));
    }

    /// Height of what is above the top, and of everything: estimates where nothing is known.
    #[must_use]
    pub fn y(&self) -> f64 {
        self.blocks.as_ref().map_or(0.0, |b| b.top(&self.article, self.block) + self.offset)
    }

    /// Height of everything.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.blocks.as_ref().map_or(0.0, Blocks::total)
    }

    /// Lays out what a view of this size sees.
    pub fn show(&mut self, ctx: &Context, view: Rect, left: f32) {
        self.frame += 1;
        self.height = view.height();
        let font = self.setting.font.clone();
        let sentinel = ctx.fonts_mut(|fonts| {
            fonts.layout_job(LayoutJob::simple_singleline(
                "Aa".to_owned(),
                font,
                Color32::PLACEHOLDER,
            ))
        });
        if !self.sentinel.as_ref().is_some_and(|old| Arc::ptr_eq(old, &sentinel)) {
            if self.sentinel.is_some() && self.wanted.is_none() {
                // Same heights as before in most cases; only the pictures of the letters are gone.
                self.kept.clear();
            }
            self.sentinel = Some(sentinel);
        }
        ctx.fonts_mut(|fonts| self.settle(fonts, view, left));
        if self.kept.len() > KEPT {
            let frame = self.frame;
            self.kept.retain(|_, kept| kept.used + 1 >= frame);
        }
    }

    /// How wide the text of a byte is, learned from the first piece.
    fn estimate(&self, fonts: &mut FontsView<'_>) -> Estimate {
        let from = self.wanted.map_or(0, |(byte, _)| byte);
        let paragraph = self.article.paragraphs.partition_point(|span| span.end <= from);
        let sample: String = self
            .article
            .paragraphs
            .iter()
            .skip(paragraph.min(self.article.paragraphs.len().saturating_sub(1)))
            .take(4)
            .flat_map(|span| span.shown(&self.article.text).chars().take(200))
            .take(400)
            .collect();
        let shaped = Shaper::new(fonts, self.setting.font.clone(), self.setting.row_height).shape(
            &in_one_line(&sample),
            &[],
            false,
        );
        let width: f32 = shaped.cells.iter().map(|cell| cell.advance).sum();
        let per_byte = f64::from(width) / sample.len().max(1) as f64;
        Estimate {
            // Rows are never quite full.
            per_byte: per_byte.max(0.1) * 1.04,
            width: f64::from(self.setting.width),
            row: f64::from(self.setting.row_height),
            gap: f64::from(self.setting.gap),
        }
    }

    fn settle(&mut self, fonts: &mut FontsView<'_>, view: Rect, left: f32) {
        if self.blocks.is_none() {
            let estimate = self.estimate(fonts);
            self.blocks = Some(Blocks::new(&self.article, estimate));
            if self.wanted.is_none() {
                self.wanted = Some((0, 0.0));
            }
        }
        self.seen.clear();
        let count = self.blocks.as_ref().map_or(0, Blocks::len);
        if count == 0 {
            return;
        }
        if let Some((byte, below)) = self.wanted.take() {
            let article = Arc::clone(&self.article);
            self.block = self.blocks.as_ref().map_or(0, |blocks| blocks.of_byte(&article, byte));
            let layout = self.layout(fonts, self.block);
            let row = layout.place_of(byte, Affinity::Downstream).row;
            self.offset = f64::from(row as f32 * layout.row_height) - below;
        }
        self.block = self.block.min(count - 1);
        // Upwards, then downwards, to the block that holds the top; each step lays one block out.
        while self.offset < 0.0 && self.block > 0 {
            self.block -= 1;
            self.offset += self.block_height(fonts, self.block);
        }
        while self.block + 1 < count {
            let height = self.block_height(fonts, self.block);
            if self.offset < height {
                break;
            }
            self.offset -= height;
            self.block += 1;
        }
        self.offset = self.offset.max(0.0);
        self.fill(fonts, view, left, count);
        // Not beyond the end: the last row stands at the bottom, or everything at the top.
        let bottom = self.seen.last().map_or(view.top(), |seen| seen.pos.y + seen.layout.height());
        let spare = view.bottom() - self.setting.gap - bottom;
        let at_end = self.seen.last().is_some_and(|seen| seen.block + 1 == count);
        if at_end && spare > 0.5 && (self.block > 0 || self.offset > 0.0) {
            self.offset -= f64::from(spare);
            while self.offset < 0.0 && self.block > 0 {
                self.block -= 1;
                self.offset += self.block_height(fonts, self.block);
            }
            self.offset = self.offset.max(0.0);
            self.fill(fonts, view, left, count);
        }
    }

    /// The seen blocks from the top on.
    fn fill(&mut self, fonts: &mut FontsView<'_>, view: Rect, left: f32, count: usize) {
        self.seen.clear();
        let ppp = self.setting.pixels_per_point;
        let snap = |y: f64| ((y * f64::from(ppp)).round() / f64::from(ppp)) as f32;
        let mut y = f64::from(view.top()) - self.offset;
        for block in self.block..count {
            if y >= f64::from(view.bottom()) {
                break;
            }
            let layout = self.layout(fonts, block);
            self.seen.push(Seen { block, pos: pos2(left, snap(y)), layout });
            y += self.block_height(fonts, block);
        }
    }

    fn block_height(&mut self, fonts: &mut FontsView<'_>, block: usize) -> f64 {
        let height = f64::from(self.layout(fonts, block).height());
        let last = self.blocks.as_ref().is_some_and(|blocks| blocks.ends_paragraph(block));
        height + if last { f64::from(self.setting.gap) } else { 0.0 }
    }

    /// A block's layout: kept, or made now.
    fn layout(&mut self, fonts: &mut FontsView<'_>, block: usize) -> Arc<BlockLayout> {
        let frame = self.frame;
        if let Some(kept) = self.kept.get_mut(&block) {
            kept.used = frame;
            return Arc::clone(&kept.layout);
        }
        let article = Arc::clone(&self.article);
        let Some(blocks) = &mut self.blocks else {
            return Arc::new(empty_layout());
        };
        let start = blocks.start(&article, block);
        let (mut end, mut carry) = blocks.reach(&article, block);
        // A following piece that is on the screen keeps its place: its text must not move.
        if carry && self.kept.get(&(block + 1)).is_some_and(|next| next.used + 1 >= frame) {
            (end, carry) = (blocks.start(&article, block + 1), false);
        }
        let (paragraph, _, _) = blocks.paragraph_of(block);
        let head = article.paragraphs.get(paragraph).copied().unwrap_or_default();
        let text = Span::new(start, end.max(start)).of(&article.text).unwrap_or_default();
        let wraps: Vec<Wrap> = wraps_of(text).collect();
        let text = &*in_one_line(text);
        let rtl = starts_rtl(beginning(&article, head));
        let shaped = shape(fonts, &self.setting, (text, &wraps), rtl);
        let frame_of = Frame {
            base: start,
            width: self.setting.width,
            row_height: self.setting.row_height,
            carry,
        };
        let layout = Arc::new(BlockLayout::new(text, &shaped, frame_of));
        if carry {
            let next = layout.span().end;
            if blocks.start(&article, block + 1) != next {
                blocks.carry(block + 1, next);
                self.kept.remove(&(block + 1));
            }
        }
        let gap = if blocks.ends_paragraph(block) { self.setting.gap } else { 0.0 };
        blocks.measure(&article, block, f64::from(layout.height() + gap));
        self.kept.insert(block, Kept { layout: Arc::clone(&layout), used: frame });
        layout
    }

    /// The seen block nearest to a height on the screen.
    fn seen_at(&self, y: f32) -> Option<&Seen> {
        let below = |seen: &&Seen| y < seen.pos.y + seen.layout.height() + self.setting.gap / 2.0;
        self.seen.iter().find(below).or_else(|| self.seen.last())
    }

    /// The boundary nearest to a point on the screen.
    #[must_use]
    pub fn byte_at(&self, pos: Pos2) -> Option<(usize, Affinity)> {
        let seen = self.seen_at(pos.y)?;
        Some(seen.layout.byte_at((pos - seen.pos).to_pos2()))
    }

    /// The grapheme under a point on the screen, if the point is on the text.
    #[must_use]
    pub fn grapheme_at(&self, pos: Pos2) -> Option<Span> {
        let seen = self.seen_at(pos.y)?;
        seen.layout.grapheme_at((pos - seen.pos).to_pos2())
    }

    /// The rectangles of a span on the screen; nothing for parts that are not seen.
    #[must_use]
    pub fn rects_of(&self, span: Span) -> Vec<Rect> {
        let mut found = Vec::new();
        for seen in &self.seen {
            if seen.layout.span().overlaps(span) {
                let rects = seen.layout.rects_of(span);
                found.extend(rects.into_iter().map(|rect| rect.translate(seen.pos.to_vec2())));
            }
        }
        found
    }

    /// Where a boundary stands on the screen: the top of its row; `None` where it is not seen.
    #[must_use]
    pub fn place_of(&self, byte: usize, affinity: Affinity) -> Option<Pos2> {
        let holds = |seen: &&Seen| {
            let span = seen.layout.span();
            match affinity {
                Affinity::Downstream => span.contains(byte) || span.end == byte,
                Affinity::Upstream => span.start < byte && byte <= span.end || span.start == byte,
            }
        };
        let seen = match affinity {
            Affinity::Downstream => self.seen.iter().rev().find(holds),
            Affinity::Upstream => self.seen.iter().find(holds),
        }?;
        let place = seen.layout.place_of(byte, affinity);
        Some(seen.pos + vec2(place.x, place.row as f32 * seen.layout.row_height))
    }
}

/// The first piece of a paragraph: its first strong char decides its direction.
fn beginning(article: &Article, paragraph: Span) -> &str {
    let mut end = paragraph.end.min(paragraph.start + super::block::PIECE);
    while !article.text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(paragraph.start, end).of(&article.text).unwrap_or_default()
}

fn shape(
    fonts: &mut FontsView<'_>,
    setting: &Setting,
    (text, wraps): (&str, &[Wrap]),
    rtl: bool,
) -> Shaped {
    Shaper::new(fonts, setting.font.clone(), setting.row_height).shape(text, wraps, rtl)
}

fn empty_layout() -> BlockLayout {
    let shaped = Shaped { cells: Vec::new(), pieces: Vec::new(), bidi: None };
    let frame = Frame { base: 0, width: 1.0, row_height: 1.0, carry: false };
    BlockLayout::new("", &shaped, frame)
}
