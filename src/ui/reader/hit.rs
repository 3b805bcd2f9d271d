//! From a point to a place in the text and back, on one block.
//!
//! A place is a row, a side and a grapheme boundary: at soft wraps and where directions meet, one
//! boundary has two places. egui's own cursors are wrong in ligatures and behind right-to-left runs
//! (0.37), so all is computed from the block's cells. Never: knows articles, scrolls, paints.

use super::layout::{BlockLayout, CellBox, RowBox};
use crate::model::{Invisible, Span};
use eframe::egui::{Pos2, Rect, pos2};

/// To which of its neighbours a boundary clings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Affinity {
    /// To the grapheme before it: the end of what ends here.
    Upstream,
    /// To the grapheme after it: the start of what starts here.
    Downstream,
}

/// Where a boundary stands in its block.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// The visual row.
    pub row: usize,
    /// From the block's left, in points.
    pub x: f32,
}

impl CellBox {
    /// Where reading it begins.
    const fn lead(&self) -> f32 {
        if self.rtl { self.x1 } else { self.x0 }
    }

    /// Where reading it ends.
    const fn trail(&self) -> f32 {
        if self.rtl { self.x0 } else { self.x1 }
    }
}

impl BlockLayout {
    /// What the block holds of the article.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span { start: self.base, end: self.base + self.len }
    }

    /// The row that holds this byte (from the block's start), at a wrap the one that the affinity says.
    fn row_at(&self, byte: u32, affinity: Affinity) -> usize {
        let row = match affinity {
            Affinity::Downstream => self.rows.partition_point(|row| row.end <= byte),
            Affinity::Upstream => self.rows.partition_point(|row| row.end < byte),
        };
        row.min(self.rows.len().saturating_sub(1))
    }

    /// Where a boundary stands. `byte` is of the article; outside of the block the nearest end counts.
    #[must_use]
    pub fn place_of(&self, byte: usize, affinity: Affinity) -> Place {
        let byte = byte.clamp(self.base, self.base + self.len) - self.base;
        let byte = byte as u32;
        let at = self.row_at(byte, affinity);
        let Some(row) = self.rows.get(at) else { return Place { row: 0, x: 0.0 } };
        let cells = self.cells_of(row);
        // The cell that holds the byte or begins there, and the one that ends there.
        let next = cells.partition_point(|cell| cell.end <= byte);
        let after = cells.get(next).map(CellBox::lead);
        let before = next.checked_sub(1).and_then(|i| cells.get(i)).map(CellBox::trail);
        let x = match affinity {
            Affinity::Downstream => after.or(before),
            Affinity::Upstream => before.or(after),
        };
        Place { row: at, x: x.unwrap_or(row.x0) }
    }

    /// The row at this height (from the block's top).
    #[must_use]
    pub fn row_at_y(&self, y: f32) -> usize {
        let row = (y / self.row_height).floor().max(0.0) as usize;
        row.min(self.rows.len().saturating_sub(1))
    }

    /// The boundary nearest to a point (from the block's left top): a byte of the article.
    #[must_use]
    pub fn byte_at(&self, pos: Pos2) -> (usize, Affinity) {
        let Some(row) = self.rows.get(self.row_at_y(pos.y)) else {
            return (self.base, Affinity::Downstream);
        };
        let Some(cell) = self.cell_near(row, pos.x) else {
            return (self.base + row.start as usize, Affinity::Downstream);
        };
        let right_half = pos.x >= (cell.x0 + cell.x1) / 2.0;
        if right_half == cell.rtl {
            (self.base + cell.start as usize, Affinity::Downstream)
        } else {
            (self.base + cell.end as usize, Affinity::Upstream)
        }
    }

    /// The grapheme under a point, if the point is on the text.
    #[must_use]
    pub fn grapheme_at(&self, pos: Pos2) -> Option<Span> {
        if pos.y < 0.0 || pos.y >= self.height() {
            return None;
        }
        let row = self.rows.get(self.row_at_y(pos.y))?;
        let cell = self.cells_of(row).iter().find(|cell| cell.x0 <= pos.x && pos.x < cell.x1)?;
        Some(Span { start: self.base + cell.start as usize, end: self.base + cell.end as usize })
    }

    /// The cell at `x`, or the outermost on that side. Cells without width are never hit where others are.
    fn cell_near(&self, row: &RowBox, x: f32) -> Option<&CellBox> {
        let cells = self.cells_of(row);
        let wide = || cells.iter().filter(|cell| cell.x1 > cell.x0);
        if let Some(cell) = wide().find(|cell| cell.x0 <= x && x < cell.x1) {
            return Some(cell);
        }
        let distance = |cell: &CellBox| if x < cell.x0 { cell.x0 - x } else { x - cell.x1 };
        wide().min_by(|a, b| distance(a).total_cmp(&distance(b))).or_else(|| cells.first())
    }

    /// The chars that cannot be seen, each with where it stands: from the block's left top to the top of its row. One that is
    /// part of a grapheme stands at that one's end.
    pub fn unseen_places(&self) -> impl Iterator<Item = (&Invisible, Pos2)> {
        self.unseen.iter().filter_map(|unseen| {
            let (start, end) = (unseen.at as u32, unseen.end() as u32);
            let row = self.row_at(start, Affinity::Downstream);
            let cells = self.cells_of(self.rows.get(row)?);
            let cell = cells.get(cells.partition_point(|cell| cell.end <= start))?;
            let alone = cell.start == start && cell.end == end;
            let x = if alone { (cell.x0 + cell.x1) / 2.0 } else { cell.trail() };
            Some((unseen, pos2(x, row as f32 * self.row_height)))
        })
    }

    /// The rectangles that a span of the article covers here (from the block's left top): one or more a
    /// row, several where directions meet. White space where a row wraps is left out.
    #[must_use]
    pub fn rects_of(&self, span: Span) -> Vec<Rect> {
        let mut found = Vec::new();
        let Some(part) = span.intersection(self.span()) else { return found };
        let (start, end) = ((part.start - self.base) as u32, (part.end - self.base) as u32);
        let first = self.row_at(start, Affinity::Downstream);
        for (at, row) in self.rows.iter().enumerate().skip(first) {
            if row.start >= end {
                break;
            }
            let cells = self.cells_of(row);
            let from = cells.partition_point(|cell| cell.end <= start);
            // White space at the end of a row is shown only where nothing else is covered.
            let shown = if start < row.words_end { end.min(row.words_end) } else { end };
            let to = cells.partition_point(|cell| cell.start < shown);
            let mut sides: Vec<(f32, f32)> = cells
                .get(from..to)
                .into_iter()
                .flatten()
                .filter(|cell| cell.x1 > cell.x0)
                .map(|cell| (cell.x0, cell.x1))
                .collect();
            sides.sort_by(|a, b| a.0.total_cmp(&b.0));
            let top = at as f32 * self.row_height;
            let mut last: Option<Rect> = None;
            for (x0, x1) in sides {
                match &mut last {
                    Some(rect) if x0 - rect.max.x < 0.5 => rect.max.x = rect.max.x.max(x1),
                    _ => {
                        found.extend(last.take());
                        let (min, max) = (pos2(x0, top), pos2(x1, top + self.row_height));
                        last = Some(Rect::from_min_max(min, max));
                    }
                }
            }
            found.extend(last);
        }
        found
    }
}
