//! Partners in a large fact whose times matter: updates, disputes, figures of one instant.
//!
//! Owns: the order in which figures come in, and what is asked of those that are in. Never: judges.

use super::{KEPT, Sweep, TRIES};
use crate::compare::field::Field;
use crate::compare::figure::{Figure, by_high, by_low};
use crate::compare::origin::Origin;
use crate::compare::question::Side;
use crate::compare::state::Pairs;
use crate::model::{Behaviour, PairState, Precision};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Extremes kept of each origin: more than one, because a clock without its zone can be in the wrong order.
const EXTREMES: usize = 8;

/// A figure by its place on the clock.
struct Timed {
    at: usize,
    start: Option<i64>,
    end: Option<i64>,
    offset: Option<i64>,
}

impl Sweep<'_> {
    /// For each figure one that takes its place (or, backwards, one whose place it takes).
    pub(super) fn updates(&self, group: &[usize], backwards: bool, found: &mut Pairs) {
        let figures: Vec<Timed> = group.iter().filter_map(|at| self.timed(*at)).collect();
        // By the clock all zones are equal: how far that can be wrong.
        let offsets = || figures.iter().filter_map(|timed| timed.offset);
        let slack = offsets().max().unwrap_or(0) - offsets().min().unwrap_or(0);
        let mut field = Field::new(self.figures);
        let mut same: HashMap<&Origin, Vec<usize>> = HashMap::new();
        // Partners in the order in which they come in, askers in the order in which they ask.
        let mut partners: Vec<(i64, usize)> = figures
            .iter()
            .filter_map(|t| Some((if backwards { t.end? } else { t.start?.checked_neg()? }, t.at)))
            .collect();
        let mut askers: Vec<(i64, usize)> = figures
            .iter()
            .filter_map(|t| Some((if backwards { t.start? } else { t.end?.checked_neg()? }, t.at)))
            .collect();
        partners.sort_unstable();
        askers.sort_unstable();
        let mut partners = partners.into_iter().peekable();
        for (until, at) in askers {
            while let Some((_, partner)) = partners.next_if(|p| p.0 <= until + slack) {
                field.put(partner);
                self.keep_extreme(&mut same, partner, backwards);
            }
            if !backwards && found.superseded.contains(&at) {
                continue;
            }
            if backwards && found.updating.contains(&at) {
                continue;
            }
            let later = |other: usize| {
                self.judge(at, other).is_some_and(|(judged, _)| {
                    let turn = if backwards { Side::A } else { Side::B };
                    judged.state == PairState::LaterUpdate && judged.turn == Some(turn)
                })
            };
            let partner = self.update_of(at, &field, &same, backwards, &later);
            if let Some(partner) = partner {
                let (earlier, later) = if backwards { (partner, at) } else { (at, partner) };
                if found.updates.len() < KEPT {
                    found.updates.push((earlier, later));
                }
                found.superseded.insert(earlier);
                found.updating.extend([earlier, later]);
            }
        }
    }

    fn update_of(
        &self,
        at: usize,
        field: &Field,
        same: &HashMap<&Origin, Vec<usize>>,
        backwards: bool,
        later: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let figure = self.figures.get(at)?;
        let bounds = figure.bounds?;
        if self.question.fact.behaves == Behaviour::Varies {
            return field.find(field.all(), field.any_high(), &mut |other| later(other));
        }
        let ranges: [(Range<usize>, Range<usize>); 2] = if backwards {
            // The earlier one begins lower; or it begins within this one and ends higher.
            let within = field.low_from(bounds.low).start..field.low_within(bounds.high).end;
            [
                (field.low_below(bounds.low), field.any_high()),
                (within, field.high_above(bounds.high)),
            ]
        } else {
            // The later one begins higher; or it begins lower and ends within this one.
            [
                (field.low_above(bounds.low), field.any_high()),
                (field.low_upto(bounds.low), field.high_between(bounds.low, bounds.high)),
            ]
        };
        for (lows, highs) in ranges {
            if let Some(other) = field.find(lows, highs, &mut |other| later(other)) {
                return Some(other);
            }
        }
        let mut fell =
            figure.origins.iter().filter_map(|origin| same.get(origin)).flatten().copied();
        fell.find(|other| self.could_fall(at, *other, backwards) && later(*other))
    }

    /// Whether of two figures of one origin the later one is wholly below the earlier.
    fn could_fall(&self, at: usize, other: usize, backwards: bool) -> bool {
        let pair = self.figures.get(at).zip(self.figures.get(other));
        pair.is_some_and(|(at, other)| if backwards { at.below(other) } else { other.below(at) })
    }

    /// Keeps of each origin the lowest of the later figures, or the highest of the earlier ones.
    fn keep_extreme<'s>(
        &'s self,
        same: &mut HashMap<&'s Origin, Vec<usize>>,
        partner: usize,
        backwards: bool,
    ) {
        let Some(figure) = self.figures.get(partner).filter(|figure| figure.bounds.is_some())
        else {
            return;
        };
        let end = |at: &usize| self.figures.get(*at).map(|held| (held.bounds, held.bend));
        for origin in &figure.origins {
            let kept = same.entry(origin).or_default();
            kept.push(partner);
            kept.sort_by(|a, b| match (end(a), end(b)) {
                (Some((Some(a), bend_a)), Some((Some(b), bend_b))) if backwards => {
                    by_low(b.low, a.low).then(bend_b.cmp(&bend_a))
                }
                (Some((Some(a), bend_a)), Some((Some(b), bend_b))) => {
                    by_high(a.high, b.high).then(bend_a.cmp(&bend_b))
                }
                _ => std::cmp::Ordering::Equal,
            });
            kept.truncate(EXTREMES);
        }
    }

    fn timed(&self, at: usize) -> Option<Timed> {
        let order = self.figures.get(at)?.time.as_ref()?.order;
        Some(Timed { at, start: order.start, end: order.end, offset: order.offset })
    }

    /// Figures apart at one instant.
    pub(super) fn at_once(&self, standing: &[usize], found: &mut Pairs) {
        let mut instants: BTreeMap<(bool, i64), Vec<usize>> = BTreeMap::new();
        for at in standing {
            let Some(time) = self.figures.get(*at).and_then(|figure| figure.time.as_ref()) else {
                continue;
            };
            if time.precision > Precision::Hour || !time.is_as_of() {
                continue;
            }
            if let Some(start) = time.order.start {
                instants.entry((false, start)).or_default().push(*at);
            }
            if let Some(start) = time.order.offset.and(time.order.utc().start) {
                instants.entry((true, start)).or_default().push(*at);
            }
        }
        for group in instants.values().filter(|group| group.len() > 1) {
            let figures: Vec<&Figure> =
                group.iter().filter_map(|at| self.figures.get(*at).copied()).collect();
            let mut field = Field::new(&figures);
            (0..figures.len()).for_each(|at| field.put(at));
            for (at, figure) in figures.iter().enumerate() {
                let Some(low) = figure.bounds.map(|bounds| bounds.low) else { continue };
                let real = |at: usize| group.get(at).copied();
                let mut tries = 0;
                let partner = field.find(field.all(), field.high_below(low), &mut |other| {
                    let judged = real(at).zip(real(other)).and_then(|(a, b)| self.judge(a, b));
                    tries += 1;
                    tries > 4 * TRIES || judged.is_some_and(|j| j.0.state == PairState::Conflicts)
                });
                if let Some((a, b)) = partner.and_then(|partner| real(at).zip(real(partner)))
                    && let Some((judged, doubt)) = self.judge(a, b)
                    && judged.state == PairState::Conflicts
                {
                    found.take(a, b, judged, doubt);
                    return;
                }
            }
        }
    }

    /// Running totals that another origin, or one not known, gives lower later.
    pub(super) fn disputes(&self, standing: &[usize], found: &mut Pairs) {
        let mut figures: Vec<Timed> = standing.iter().filter_map(|at| self.timed(*at)).collect();
        figures.retain(|t| self.figures.get(t.at).is_some_and(|figure| figure.has_as_of()));
        let offsets = || figures.iter().filter_map(|timed| timed.offset);
        let slack = offsets().max().unwrap_or(0) - offsets().min().unwrap_or(0);
        let mut partners: Vec<(i64, usize)> =
            figures.iter().filter_map(|t| Some((t.start?.checked_neg()?, t.at))).collect();
        let mut askers: Vec<(i64, usize)> =
            figures.iter().filter_map(|t| Some((t.end?.checked_neg()?, t.at))).collect();
        partners.sort_unstable();
        askers.sort_unstable();
        let (mut named, mut all) = (Field::new(self.figures), Field::new(self.figures));
        let mut partners = partners.into_iter().peekable();
        let (mut dispute, mut unknown) = (None, None);
        for (until, at) in askers {
            let Some(figure) = self.figures.get(at) else { continue };
            while let Some((_, partner)) = partners.next_if(|p| p.0 <= until + slack) {
                all.put(partner);
                if self.figures.get(partner).is_some_and(|figure| !figure.origins.is_empty()) {
                    named.put(partner);
                }
            }
            let Some(low) = figure.bounds.map(|bounds| bounds.low) else { continue };
            let ask = |field: &Field, wanted: PairState| {
                let (mut tries, mut hit) = (0, None);
                field.find(field.all(), field.high_below(low), &mut |other| {
                    tries += 1;
                    let judged = self.judge(at, other);
                    if judged.is_some_and(|(j, doubt)| j.state == wanted && !doubt) {
                        hit = Some((at, other));
                    }
                    hit.is_some() || tries > TRIES
                });
                hit
            };
            if dispute.is_none() && !figure.origins.is_empty() {
                dispute = ask(&named, PairState::Conflicts);
            }
            if unknown.is_none() {
                unknown = ask(&all, PairState::Undetermined);
            }
            if dispute.is_some() {
                break;
            }
        }
        found.conflicts.extend(dispute);
        found.undetermined.extend(unknown);
    }
}
