//! The article as layout blocks, and how high each is or will be.
//!
//! Owns: the numbering of blocks (a paragraph, or a piece of a long one), where pieces are cut, and
//! a sum of heights in which one correction costs O(log n). Heights of blocks that were never laid
//! out are estimates. Never: lays out, paints.

use crate::model::{Article, Span, wraps_of};
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// Longest piece of a paragraph in bytes; what did not fill a row of the piece before comes on top.
pub const PIECE: usize = 2048;

/// Blocks whose heights share one entry of the sum.
const CHUNK: usize = 64;

/// A paragraph of several pieces.
#[derive(Clone, Copy, Debug)]
struct Long {
    paragraph: usize,
    first: usize,
    pieces: usize,
}

/// How high a block is that was never laid out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// Width of the text of one byte in points.
    pub per_byte: f64,
    /// Where rows end, in points.
    pub width: f64,
    /// Height of a row in points.
    pub row: f64,
    /// Room below a paragraph in points.
    pub gap: f64,
}

impl Estimate {
    fn height(&self, bytes: usize, ends_paragraph: bool) -> f64 {
        let rows = (bytes as f64 * self.per_byte / self.width.max(1.0)).ceil().max(1.0);
        rows.mul_add(self.row, if ends_paragraph { self.gap } else { 0.0 })
    }
}

/// The blocks of one article at one width.
#[derive(Debug)]
pub struct Blocks {
    longs: Vec<Long>,
    len: usize,
    estimate: Estimate,
    measured: HashMap<usize, f64>,
    carried: HashMap<usize, usize>,
    /// Fenwick tree over chunks.
    sums: Vec<f64>,
}

const fn pieces(span: Span) -> usize {
    let n = span.len().div_ceil(PIECE);
    if n == 0 { 1 } else { n }
}

impl Blocks {
    /// Numbers the blocks of an article and adds up their estimates.
    #[must_use]
    pub fn new(article: &Article, estimate: Estimate) -> Self {
        let mut longs = Vec::new();
        let mut len = 0;
        for (paragraph, span) in article.paragraphs.iter().enumerate() {
            let pieces = pieces(*span);
            if pieces > 1 {
                longs.push(Long { paragraph, first: len, pieces });
            }
            len += pieces;
        }
        let chunks = len.div_ceil(CHUNK);
        let mut blocks = Self {
            longs,
            len,
            estimate,
            measured: HashMap::new(),
            carried: HashMap::new(),
            sums: vec![0.0; chunks + 1],
        };
        let mut block = 0;
        for span in &article.paragraphs {
            let pieces = pieces(*span);
            for piece in 0..pieces {
                let last = piece + 1 == pieces;
                let bytes = if last { span.len() - piece * PIECE } else { PIECE };
                if let Some(sum) = blocks.sums.get_mut(block / CHUNK + 1) {
                    *sum += estimate.height(bytes, last);
                }
                block += 1;
            }
        }
        for at in 1..=chunks {
            let parent = at + (at & at.wrapping_neg());
            let own = blocks.sums.get(at).copied().unwrap_or(0.0);
            if let Some(sum) = blocks.sums.get_mut(parent) {
                *sum += own;
            }
        }
        blocks
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none: the article holds nothing but white space.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The paragraph of a block, which of its pieces it is, and of how many.
    #[must_use]
    pub fn paragraph_of(&self, block: usize) -> (usize, usize, usize) {
        let at = self.longs.partition_point(|long| long.first <= block);
        let Some(long) = at.checked_sub(1).and_then(|i| self.longs.get(i)) else {
            return (block, 0, 1);
        };
        let into = block - long.first;
        if into < long.pieces {
            (long.paragraph, into, long.pieces)
        } else {
            (long.paragraph + 1 + into - long.pieces, 0, 1)
        }
    }

    /// The first block of a paragraph.
    fn first_of(&self, paragraph: usize) -> usize {
        let at = self.longs.partition_point(|long| long.paragraph < paragraph);
        match at.checked_sub(1).and_then(|i| self.longs.get(i)) {
            Some(long) => long.first + long.pieces + (paragraph - long.paragraph - 1),
            None => paragraph,
        }
    }

    /// Where a piece would begin if nobody knew its rows: behind white space near its share of the
    /// bytes, else between two graphemes.
    fn guess(article: &Article, paragraph: Span, piece: usize) -> usize {
        let mut at = (paragraph.start + piece * PIECE).min(paragraph.end);
        while at > paragraph.start && !article.text.is_char_boundary(at) {
            at -= 1;
        }
        if piece == 0 || at == paragraph.end {
            return at;
        }
        let mut near = at.saturating_sub(200).max(paragraph.start);
        while !article.text.is_char_boundary(near) {
            near += 1;
        }
        if let Ok(before) = Span::new(near, at).of(&article.text)
            && let Some((offset, space)) =
                before.char_indices().rev().find(|(_, c)| c.is_whitespace())
        {
            return Self::behind_wrap(article, near, near + offset + space.len_utf8());
        }
        // A grapheme boundary, looked for in a window: one without end must not cost the whole text.
        let Ok(window) = Span::new(near, at).of(&article.text) else { return at };
        window.grapheme_indices(true).next_back().map_or(at, |(offset, _)| near + offset)
    }

    /// A place, or the end of the wrap that it lies in.
    fn behind_wrap(article: &Article, near: usize, at: usize) -> usize {
        let around = article.text.floor_char_boundary(at + 200);
        let part = Span::new(near, around).of(&article.text).unwrap_or_default();
        let mut ends = wraps_of(part).map(|wrap| wrap.span);
        ends.find(|span| span.contains(at - near)).map_or(at, |span| near + span.end)
    }

    /// Where a block begins: where the rows before it ended, if that is known.
    #[must_use]
    pub fn start(&self, article: &Article, block: usize) -> usize {
        let (paragraph, piece, _) = self.paragraph_of(block);
        let Some(span) = article.paragraphs.get(paragraph) else { return article.text.len() };
        let carried = self.carried.get(&block).copied();
        carried.unwrap_or_else(|| Self::guess(article, *span, piece))
    }

    /// How far a block reaches at most, and whether its last row goes to the next block.
    #[must_use]
    pub fn reach(&self, article: &Article, block: usize) -> (usize, bool) {
        let (paragraph, piece, pieces) = self.paragraph_of(block);
        let Some(span) = article.paragraphs.get(paragraph) else {
            return (article.text.len(), false);
        };
        if piece + 1 < pieces {
            (Self::guess(article, *span, piece + 1), true)
        } else {
            (span.end, false)
        }
    }

    /// Notes where the next block of the same paragraph begins.
    pub fn carry(&mut self, block: usize, start: usize) {
        self.carried.insert(block, start);
    }

    /// Whether the block is the last of its paragraph.
    #[must_use]
    pub fn ends_paragraph(&self, block: usize) -> bool {
        let (_, piece, pieces) = self.paragraph_of(block);
        piece + 1 == pieces
    }

    /// The block that holds a byte; between paragraphs, the one before (the first, where none is).
    #[must_use]
    pub fn of_byte(&self, article: &Article, byte: usize) -> usize {
        let after = article.paragraphs.partition_point(|span| span.start <= byte);
        let paragraph = after.saturating_sub(1);
        let first = self.first_of(paragraph);
        let Some(span) = article.paragraphs.get(paragraph) else { return 0 };
        let last = first + pieces(*span) - 1;
        let mut block = (first + byte.saturating_sub(span.start) / PIECE).clamp(first, last);
        while block > first && self.start(article, block) > byte {
            block -= 1;
        }
        while block < last && self.start(article, block + 1) <= byte {
            block += 1;
        }
        block
    }

    /// Height of a block in points: measured, else estimated.
    #[must_use]
    pub fn height(&self, article: &Article, block: usize) -> f64 {
        if let Some(height) = self.measured.get(&block) {
            return *height;
        }
        let (paragraph, piece, pieces) = self.paragraph_of(block);
        let len = article.paragraphs.get(paragraph).map_or(0, |span| span.len());
        let last = piece + 1 == pieces;
        self.estimate.height(if last { len - piece * PIECE } else { PIECE }, last)
    }

    /// Puts a measured height in the place of the estimate.
    pub fn measure(&mut self, article: &Article, block: usize, height: f64) {
        let old = self.height(article, block);
        self.measured.insert(block, height);
        if (height - old).abs() < 1e-9 {
            return;
        }
        let mut at = block / CHUNK + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += height - old;
            at += at & at.wrapping_neg();
        }
    }

    /// Height of the first `chunks` chunks.
    fn sum(&self, chunks: usize) -> f64 {
        let mut at = chunks.min(self.sums.len().saturating_sub(1));
        let mut total = 0.0;
        while at > 0 {
            total += self.sums.get(at).copied().unwrap_or(0.0);
            at &= at - 1;
        }
        total
    }

    /// Height of everything.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.sum(usize::MAX)
    }

    /// Height of all blocks before this one.
    #[must_use]
    pub fn top(&self, article: &Article, block: usize) -> f64 {
        let chunk = block.min(self.len) / CHUNK;
        let within: f64 =
            (chunk * CHUNK..block.min(self.len)).map(|b| self.height(article, b)).sum();
        self.sum(chunk) + within
    }

    /// The block at this height, and how far below its top.
    #[must_use]
    pub fn at(&self, article: &Article, y: f64) -> (usize, f64) {
        let mut rest = y.max(0.0);
        let mut chunk = 0;
        let mut step = self.sums.len().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.sums.get(chunk + step)
                && *sum <= rest
            {
                rest -= sum;
                chunk += step;
            }
            step /= 2;
        }
        let mut block = chunk * CHUNK;
        if block >= self.len {
            let last = self.len.saturating_sub(1);
            return (last, self.height(article, last));
        }
        while block + 1 < self.len {
            let height = self.height(article, block);
            if rest < height {
                break;
            }
            rest -= height;
            block += 1;
        }
        (block, rest)
    }
}
