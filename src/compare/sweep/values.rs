//! Partners in a large fact by value alone: apart, denied, inside of one another, without a number.
//!
//! Owns: what is asked of the field. Never: judges.

use super::{KEPT, Sweep, TRIES};
use crate::compare::field::Field;
use crate::compare::figure::Digits;
use crate::compare::state::Pairs;
use crate::model::PairState;
use std::collections::HashMap;

impl Sweep<'_> {
    /// A pair among these that is apart and has this state, whatever the times. Doubts of order alone where asked.
    pub(super) fn anywhere(
        &self,
        among: &[usize],
        found: &mut Pairs,
        state: PairState,
        doubts: bool,
    ) {
        let mut field = Field::new(self.figures);
        among.iter().for_each(|at| field.put(*at));
        for at in among {
            let Some(low) = self.figures.get(*at).and_then(|f| f.bounds).map(|b| b.low) else {
                continue;
            };
            let mut tries = 0;
            let partner = field.find(field.all(), field.high_below(low), &mut |other| {
                let Some((judged, doubt)) = self.judge(*at, other) else { return false };
                tries += 1;
                tries > 4 * TRIES || (judged.state == state && doubt == doubts)
            });
            if let Some(partner) = partner
                && let Some((judged, doubt)) = self.judge(*at, partner)
                && judged.state == state
                && doubt == doubts
            {
                found.take(*at, partner, judged, doubt);
                return;
            }
        }
    }

    /// Denials, each with what it denies.
    pub(super) fn denials(&self, group: &[usize], found: &mut Pairs) {
        let denies = |at: &&usize| self.figures.get(**at).is_some_and(|figure| figure.denies);
        if !group.iter().any(|at| denies(&at)) {
            return;
        }
        let mut field = Field::new(self.figures);
        let says = |at: &&usize| self.figures.get(**at).is_some_and(|figure| figure.asserts);
        group.iter().filter(says).for_each(|at| field.put(*at));
        let mut by_digits: HashMap<(bool, &Digits), Vec<usize>> = HashMap::new();
        for at in group.iter().filter(says) {
            if let Some(figure) = self.figures.get(*at) {
                let superseded = found.superseded.contains(at);
                by_digits.entry((superseded, &figure.digits)).or_default().push(*at);
            }
        }
        for at in group.iter().filter(denies) {
            let Some(figure) = self.figures.get(*at) else { continue };
            let equal =
                [false, true].map(|superseded| by_digits.get(&(superseded, &figure.digits)));
            let equal = equal.into_iter().flatten().flat_map(|all| all.iter().take(TRIES));
            let denied = equal.copied().find_map(|other| {
                let (judged, doubt) = self.judge(*at, other)?;
                (judged.state == PairState::Conflicts).then_some((other, judged, doubt))
            });
            if let Some((other, judged, doubt)) = denied {
                found.take(*at, other, judged, doubt);
                if !found.superseded.contains(&other) {
                    continue;
                }
            }
            let Some(bounds) = figure.bounds else { continue };
            // One that stands, else one that is superseded, so that the denial is known to be comparable.
            let partner = [false, true].into_iter().find_map(|superseded| {
                let mut conflicts = |other: usize| {
                    (superseded || !found.superseded.contains(&other))
                        && self.judge(*at, other).is_some_and(|j| j.0.state == PairState::Conflicts)
                };
                // Inside of what is denied; else an interval that reaches it, where the digits may be the same.
                let inside = (field.low_from(bounds.low), field.high_upto(bounds.high));
                let around = (field.low_within(bounds.high), field.high_reaching(bounds.low));
                field.find(inside.0, inside.1, &mut conflicts).or_else(|| {
                    let mut tries = 0;
                    let hit = field.find(around.0, around.1, &mut |other| {
                        tries += 1;
                        conflicts(other) || tries > 4 * TRIES
                    });
                    hit.filter(|other| conflicts(*other))
                })
            });
            if let Some(partner) = partner
                && let Some((judged, doubt)) = self.judge(*at, partner)
            {
                found.take(*at, partner, judged, doubt);
            }
        }
        // Denials of the same figure.
        let mut denials: Vec<usize> = group.iter().filter(denies).copied().collect();
        denials.sort_by_key(|at| self.figures.get(*at).map(|figure| &figure.digits));
        for pair in denials.windows(2) {
            if let [a, b] = pair
                && let Some((judged, doubt)) = self.judge(*a, *b)
            {
                found.take(*a, *b, judged, doubt);
            }
        }
    }

    /// Whether any two of these, of the first few, can be compared. Of denials only equal ones can.
    pub(super) fn any_pair(&self, among: &[usize], found: &mut Pairs) -> bool {
        let mut among = among.to_vec();
        among
            .sort_by_key(|at| self.figures.get(*at).map(|figure| (figure.asserts, &figure.digits)));
        for (at, a) in among.iter().enumerate().take(TRIES) {
            for b in among.iter().skip(at + 1).take(TRIES) {
                if let Some((judged, doubt)) = self.judge(*a, *b)
                    && judged.state != PairState::NotComparable
                {
                    found.take(*a, *b, judged, doubt);
                    return true;
                }
            }
        }
        false
    }

    /// Figures that say no number, each with one that says another.
    pub(super) fn without_number(&self, group: &[usize], found: &mut Pairs) {
        let bare = |at: &&usize| self.figures.get(**at).is_some_and(|f| f.bounds.is_none());
        for at in group.iter().filter(bare).take(KEPT) {
            let stands = |at: &&usize| !found.superseded.contains(at);
            let partners: Vec<usize> = group.iter().filter(stands).take(TRIES).copied().collect();
            for other in &partners {
                if let Some((judged, doubt)) = self.judge(*at, *other)
                    && judged.state == PairState::Undetermined
                {
                    found.take(*at, *other, judged, doubt);
                    break;
                }
            }
        }
    }

    /// Bounds, ranges and vague words, with a figure inside of one.
    pub(super) fn refinements(&self, group: &[usize], found: &mut Pairs) {
        let mut field = Field::new(self.figures);
        let wide = |at: &&usize| self.figures.get(**at).is_some_and(|figure| !figure.is_name);
        group.iter().filter(wide).for_each(|at| field.put(*at));
        for at in group {
            let Some(bounds) = self.figures.get(*at).and_then(|figure| figure.bounds) else {
                continue;
            };
            let mut tries = 0;
            let mut hit = None;
            field.find(field.low_upto(bounds.low), field.high_from(bounds.high), &mut |other| {
                tries += 1;
                let judged = self.judge(*at, other);
                if let Some((judged, doubt)) = judged.filter(|j| j.0.state == PairState::Refines) {
                    hit = Some((other, judged, doubt));
                }
                hit.is_some() || tries > TRIES
            });
            if let Some((other, judged, doubt)) = hit {
                found.take(*at, other, judged, doubt);
                return;
            }
        }
    }
}
