//! Figures by their lower and upper ends: "one that begins above this and ends below that", without looking at all.
//!
//! Owns: a segment tree over the lower ends that keeps the least and the greatest upper end of what is in it.
//! Figures with the same digits, qualifier and bounds share a leaf, so that thousands that say "200" are one. Never: judges.

use super::bounds::Bound;
use super::figure::{Digits, Figure, by_high, by_low};
use crate::model::QualifierKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// Members of a leaf that are tried; they say the same, so that more would only differ by who says it.
const TRIED: usize = 4;

/// What figures that share a leaf have in common.
type Key<'f> = (&'f Digits, QualifierKind, bool, &'f str);

/// Figures by their ends, of which those count that were put in.
pub(super) struct Field {
    /// Lower ends of the leaves, in order.
    lows: Vec<Option<Bound>>,
    /// Upper ends, in order, each once.
    highs: Vec<Option<Bound>>,
    /// Of each leaf the rank of its upper end.
    ranks: Vec<usize>,
    /// Of each figure its leaf; `None` without bounds.
    leaf: Vec<Option<usize>>,
    inside: Vec<Vec<usize>>,
    /// Least and greatest rank of what is in a node; `None` where nothing is. Node 1 is the root.
    nodes: Vec<Option<(usize, usize)>>,
    size: usize,
}

impl Field {
    /// A field for these figures, with none in it yet.
    pub(super) fn new(figures: &[&Figure]) -> Self {
        let mut keys: BTreeMap<Key<'_>, (Option<Bound>, Option<Bound>)> = BTreeMap::new();
        for figure in figures {
            if let Some(bounds) = figure.bounds {
                keys.insert(key(figure), (bounds.low, bounds.high));
            }
        }
        let mut leaves: Vec<_> = keys.into_iter().collect();
        leaves.sort_by(|a, b| by_low(a.1.0, b.1.0));
        let mut highs: Vec<Option<Bound>> = leaves.iter().map(|leaf| leaf.1.1).collect();
        highs.sort_by(|a, b| by_high(*a, *b));
        highs.dedup();
        let rank = |high| highs.partition_point(|h| by_high(*h, high).is_lt());
        let ranks = leaves.iter().map(|leaf| rank(leaf.1.1)).collect();
        let lows = leaves.iter().map(|leaf| leaf.1.0).collect();
        let at: BTreeMap<Key<'_>, usize> =
            leaves.iter().enumerate().map(|(at, leaf)| (leaf.0, at)).collect();
        let leaf =
            figures.iter().map(|f| f.bounds.and_then(|_| at.get(&key(f)).copied())).collect();
        let size = leaves.len().next_power_of_two();
        let inside = vec![Vec::new(); leaves.len()];
        Self { lows, highs, ranks, leaf, inside, nodes: vec![None; 2 * size], size }
    }

    /// Puts a figure in, by its position. One without bounds is left out.
    pub(super) fn put(&mut self, figure: usize) {
        let Some(Some(leaf)) = self.leaf.get(figure).copied() else { return };
        let (Some(inside), Some(rank)) = (self.inside.get_mut(leaf), self.ranks.get(leaf)) else {
            return;
        };
        inside.push(figure);
        if inside.len() > 1 {
            return;
        }
        let mut node = self.size + leaf;
        while node > 0 {
            if let Some(slot) = self.nodes.get_mut(node) {
                let (least, most) = slot.unwrap_or((*rank, *rank));
                *slot = Some((least.min(*rank), most.max(*rank)));
            }
            node /= 2;
        }
    }

    /// Leaves whose lower end is below this one.
    pub(super) fn low_below(&self, low: Option<Bound>) -> Range<usize> {
        0..self.lows.partition_point(|l| by_low(*l, low).is_lt())
    }

    /// Leaves whose lower end is not above this one.
    pub(super) fn low_upto(&self, low: Option<Bound>) -> Range<usize> {
        0..self.lows.partition_point(|l| by_low(*l, low).is_le())
    }

    /// Leaves whose lower end is above this one.
    pub(super) fn low_above(&self, low: Option<Bound>) -> Range<usize> {
        self.low_upto(low).end..self.lows.len()
    }

    /// Leaves whose lower end is not below this one.
    pub(super) fn low_from(&self, low: Option<Bound>) -> Range<usize> {
        self.low_below(low).end..self.lows.len()
    }

    /// Leaves that begin at or below the value of this upper end.
    pub(super) fn low_within(&self, high: Option<Bound>) -> Range<usize> {
        let within = |low: &Option<Bound>| match (low, high) {
            (Some(low), Some(high)) => low.value <= high.value,
            _ => true,
        };
        0..self.lows.partition_point(within)
    }

    pub(super) fn all(&self) -> Range<usize> {
        0..self.lows.len()
    }

    /// Ranks of upper ends at or below the value of this lower end: all that are wholly below it, and what touches.
    pub(super) fn high_below(&self, low: Option<Bound>) -> Range<usize> {
        let Some(low) = low else { return 0..0 };
        let below = |high: &Option<Bound>| high.is_some_and(|high| high.value <= low.value);
        0..self.highs.partition_point(below)
    }

    /// Ranks of upper ends from the value of a lower end on, below an upper end.
    pub(super) fn high_between(&self, low: Option<Bound>, high: Option<Bound>) -> Range<usize> {
        let start = low.map_or(0, |low| {
            self.highs.partition_point(|high| high.is_some_and(|high| high.value < low.value))
        });
        start..self.highs.partition_point(|h| by_high(*h, high).is_lt()).max(start)
    }

    /// Ranks of upper ends above this one.
    pub(super) fn high_above(&self, high: Option<Bound>) -> Range<usize> {
        self.highs.partition_point(|h| by_high(*h, high).is_le())..self.highs.len()
    }

    /// Ranks of upper ends not below this one.
    pub(super) fn high_from(&self, high: Option<Bound>) -> Range<usize> {
        self.highs.partition_point(|h| by_high(*h, high).is_lt())..self.highs.len()
    }

    /// Ranks of upper ends that reach the value of this lower end.
    pub(super) fn high_reaching(&self, low: Option<Bound>) -> Range<usize> {
        let below =
            |high: &Option<Bound>| high.zip(low).is_some_and(|(high, low)| high.value < low.value);
        self.highs.partition_point(below)..self.highs.len()
    }

    /// Ranks of upper ends not above this one.
    pub(super) fn high_upto(&self, high: Option<Bound>) -> Range<usize> {
        0..self.highs.partition_point(|h| by_high(*h, high).is_le())
    }

    pub(super) fn any_high(&self) -> Range<usize> {
        0..self.highs.len()
    }

    /// The first figure in these ranges that is accepted.
    pub(super) fn find(
        &self,
        lows: Range<usize>,
        highs: Range<usize>,
        accept: &mut dyn FnMut(usize) -> bool,
    ) -> Option<usize> {
        if lows.is_empty() || highs.is_empty() {
            return None;
        }
        self.search(1, 0..self.size, &lows, &highs, accept)
    }

    fn search(
        &self,
        node: usize,
        span: Range<usize>,
        lows: &Range<usize>,
        highs: &Range<usize>,
        accept: &mut dyn FnMut(usize) -> bool,
    ) -> Option<usize> {
        if span.end <= lows.start || lows.end <= span.start {
            return None;
        }
        let (least, most) = (*self.nodes.get(node)?)?;
        if least >= highs.end || most < highs.start {
            return None;
        }
        if span.len() == 1 {
            let inside = self.inside.get(span.start)?;
            return inside.iter().rev().take(TRIED).copied().find(|figure| accept(*figure));
        }
        let middle = span.start + span.len() / 2;
        self.search(2 * node, span.start..middle, lows, highs, accept)
            .or_else(|| self.search(2 * node + 1, middle..span.end, lows, highs, accept))
    }
}

fn key(figure: &Figure) -> Key<'_> {
    (&figure.digits, figure.member.qualifier, figure.member.estimated, &figure.member.unit.code)
}
