//! The state of a large fact without comparing every pair: figures sorted by time go into a [`super::field`] sorted by bounds,
//! and each asks it for one partner of the kind that matters.
//!
//! Owns: which partners are asked for. What is found is what comparing every pair finds, but for the number of pairs that
//! show it; where thousands of unmerged names may be one origin, at most [`TRIES`] of them are tried. Every partner found is
//! judged by [`super::judge()`], so that nothing is decided here.

use super::figure::Figure;
use super::judge::Judged;
use super::origin::Agents;
use super::question::Question;
use super::state::{Pairs, counted};
use crate::model::{Behaviour, PairState, QuantityId};
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

mod groups;
mod times;
mod values;

/// Partners that are tried where those that may be one origin must be passed over.
const TRIES: usize = 16;
/// Pairs kept of each kind.
const KEPT: usize = 64;

/// One large fact.
struct Sweep<'f> {
    figures: &'f [&'f Figure],
    question: &'f Question,
    agents: &'f Agents,
    comparisons: Cell<u64>,
}

/// The pairs of a large fact that decide its state.
pub(super) fn sweep(figures: &[&Figure], question: &Question, agents: &Agents) -> Pairs {
    let sweep = Sweep { figures, question, agents, comparisons: Cell::new(0) };
    let mut pairs = Pairs::default();
    sweep.named_pairs(&mut pairs);
    let (groups, comparable) = sweep.groups();
    for group in groups {
        sweep.group(&group, &comparable, &mut pairs);
    }
    pairs.comparisons = sweep.comparisons.get();
    pairs
}

impl Sweep<'_> {
    fn judge(&self, a: usize, b: usize) -> Option<(Judged, bool)> {
        if a == b {
            return None;
        }
        self.comparisons.set(self.comparisons.get() + 1);
        Some(counted(self.figures.get(a)?, self.figures.get(b)?, self.question, self.agents))
    }

    fn group(&self, group: &[usize], comparable: &BTreeSet<usize>, pairs: &mut Pairs) {
        let mut found = Pairs {
            superseded: pairs.superseded.clone(),
            updating: pairs.updating.clone(),
            ..Pairs::default()
        };
        let behaves = self.question.fact.behaves;
        if behaves != Behaviour::Fixed {
            self.updates(group, false, &mut found);
            self.updates(group, true, &mut found);
            found.follow(self.figures);
        }
        let standing: Vec<usize> =
            group.iter().copied().filter(|at| !found.superseded.contains(at)).collect();
        self.denials(group, &mut found);
        match behaves {
            Behaviour::Fixed => self.anywhere(&standing, &mut found, PairState::Conflicts, false),
            Behaviour::Rises | Behaviour::Varies => {
                self.at_once(&standing, &mut found);
                if behaves == Behaviour::Rises {
                    self.disputes(&standing, &mut found);
                }
            }
        }
        self.without_number(group, &mut found);
        if behaves != Behaviour::Fixed {
            let quiet: Vec<usize> =
                standing.iter().copied().filter(|at| !found.updating.contains(at)).collect();
            self.anywhere(&quiet, &mut found, PairState::Undetermined, true);
        }
        self.refinements(group, &mut found);
        let says: Vec<usize> = group.iter().copied().filter(|at| comparable.contains(at)).collect();
        if self.any_pair(&says, &mut found) {
            found.comparable.extend(says);
        }
        pairs.conflicts.extend(found.conflicts);
        pairs.undetermined.extend(found.undetermined);
        pairs.doubts.extend(found.doubts);
        pairs.updates.extend(found.updates);
        pairs.refines.extend(found.refines);
        pairs.agrees.extend(found.agrees);
        pairs.unordered.extend(found.unordered);
        pairs.superseded.extend(found.superseded);
        pairs.updating.extend(found.updating);
        pairs.comparable.extend(found.comparable);
    }

    /// Pairs that the analyst linked or decided.
    fn named_pairs(&self, found: &mut Pairs) {
        let figures = || self.figures.iter().enumerate();
        let at: HashMap<&QuantityId, usize> =
            figures().map(|(at, figure)| (&figure.member.quantity, at)).collect();
        let mut named: BTreeSet<(usize, usize)> = BTreeSet::new();
        for decision in &self.question.fact.decisions {
            if let (Some(a), Some(b)) = (at.get(&decision.a), at.get(&decision.b)) {
                named.insert((*a.min(b), *a.max(b)));
            }
        }
        for (from, figure) in figures() {
            for to in figure.member.links.iter().filter_map(|link| at.get(&link.to)) {
                named.insert((from.min(*to), from.max(*to)));
            }
        }
        for (a, b) in named {
            if let Some((judged, doubt)) = self.judge(a, b) {
                found.take(a, b, judged, doubt);
            }
        }
    }
}
