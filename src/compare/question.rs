//! The first question of every pair: do both say the same thing?
//!
//! Owns: what must not differ, and what the analyst's word overrules. What is counted is overruled by the nouns that the
//! fact accepts alone; one, who, modality, measure, place and period by both joins marked as comparable; the unit by
//! nothing, for figures of two units have no order. What one of both does not say does not differ.
//! Never: looks at values or times.

use super::figure::Figure;
use super::words::Noun;
use crate::model::{Comparable, Decision, Fact, LinkKind, Measure, PlaceRole, QuantityId};
use std::collections::{BTreeSet, HashMap};

/// One of two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// Why two figures do not say the same thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // named as what differs
pub enum Difference {
    /// The analyst joined this one as not comparable.
    Marked(Side),
    /// This one is a part of what the fact asks for.
    Component(Side),
    /// This one is linked as a part of the other.
    PartOf(Side),
    /// This one is linked as further to the other.
    FurtherTo(Side),
    Unit,
    Counted,
    Each,
    Who,
    Modality,
    Measure,
    Place,
    Period,
}

/// A fact made ready to compare figures by.
#[derive(Clone, Debug)]
pub struct Question {
    /// The fact.
    pub fact: Fact,
    accepts: Vec<Noun>,
    /// Positions in the fact's decisions, the ids in order; of two for one pair the last counts.
    decisions: HashMap<(QuantityId, QuantityId), usize>,
}

impl Question {
    /// Makes a fact ready.
    #[must_use]
    pub fn new(fact: Fact) -> Self {
        let accepts = fact.accepts.iter().flat_map(|noun| Noun::in_any_language(noun)).collect();
        let decisions = fact.decisions.iter().enumerate();
        let decisions = decisions.map(|(i, d)| (pair(&d.a, &d.b), i)).collect();
        Self { fact, accepts, decisions }
    }

    /// What the analyst decided of two quantities.
    #[must_use]
    pub fn decision(&self, a: &QuantityId, b: &QuantityId) -> Option<&Decision> {
        if self.decisions.is_empty() {
            return None;
        }
        self.decisions.get(&pair(a, b)).and_then(|at| self.fact.decisions.get(*at))
    }

    /// Why two figures do not say the same thing; `None` where nothing keeps them apart.
    #[must_use]
    pub fn difference(&self, a: &Figure, b: &Figure) -> Option<Difference> {
        let join = |figure: &Figure| figure.member.join(&self.fact.id).cloned();
        let (join_a, join_b) = (join(a), join(b));
        let is_no = |join: &Option<Comparable>| matches!(join, Some(Comparable::No(_)));
        let is_part = |join: &Option<Comparable>| matches!(join, Some(Comparable::Component));
        if is_no(&join_a) {
            return Some(Difference::Marked(Side::A));
        }
        if is_no(&join_b) {
            return Some(Difference::Marked(Side::B));
        }
        if is_part(&join_a) != is_part(&join_b) {
            let side = if is_part(&join_a) { Side::A } else { Side::B };
            return Some(Difference::Component(side));
        }
        if let Some(linked) = linked(a, b) {
            return Some(linked);
        }
        if a.scale.dimension != b.scale.dimension {
            return Some(Difference::Unit);
        }
        if self.counted_differs(a, b) {
            return Some(Difference::Counted);
        }
        let yes = |join: &Option<Comparable>| matches!(join, Some(Comparable::Yes));
        if yes(&join_a) && yes(&join_b) {
            return None;
        }
        differs(a, b)
    }

    /// Whether what is counted differs, and the fact does not accept both for one.
    #[must_use]
    pub fn counted_differs(&self, a: &Figure, b: &Figure) -> bool {
        let (Some(a), Some(b)) = (&a.noun, &b.noun) else { return false };
        let accepted = |noun: &Noun| self.accepts.iter().any(|word| word.names(noun));
        let one = a.same(b) || (accepted(a) && accepted(b));
        !one
    }

    /// Whether the fact accepts what this figure counts, or it says nothing of it.
    pub(super) fn accepts(&self, figure: &Figure) -> bool {
        figure.noun.as_ref().is_none_or(|noun| self.accepts.iter().any(|word| word.names(noun)))
    }
}

fn pair(a: &QuantityId, b: &QuantityId) -> (QuantityId, QuantityId) {
    if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

fn linked(a: &Figure, b: &Figure) -> Option<Difference> {
    if a.member.links.is_empty() && b.member.links.is_empty() {
        return None;
    }
    let links = |from: &Figure, kind, to: &Figure| {
        from.member.linked(kind).any(|id| *id == to.member.quantity)
    };
    if links(a, LinkKind::PartOf, b) {
        Some(Difference::PartOf(Side::A))
    } else if links(b, LinkKind::PartOf, a) {
        Some(Difference::PartOf(Side::B))
    } else if links(a, LinkKind::FurtherTo, b) {
        Some(Difference::FurtherTo(Side::A))
    } else if links(b, LinkKind::FurtherTo, a) {
        Some(Difference::FurtherTo(Side::B))
    } else {
        None
    }
}

fn differs(a: &Figure, b: &Figure) -> Option<Difference> {
    let stated = |measure: Measure| (measure != Measure::Unstated).then_some(measure);
    let (measure_a, measure_b) = (stated(a.member.measure), stated(b.member.measure));
    if both_differ(a.each.as_ref(), b.each.as_ref()) {
        Some(Difference::Each)
    } else if both_differ(a.who.as_ref(), b.who.as_ref()) {
        Some(Difference::Who)
    } else if a.member.modality != b.member.modality {
        Some(Difference::Modality)
    } else if both_differ(measure_a, measure_b) {
        Some(Difference::Measure)
    } else if place_differs(&a.places, &b.places) {
        Some(Difference::Place)
    } else if period_differs(a, b) {
        Some(Difference::Period)
    } else {
        None
    }
}

fn both_differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// Places differ where both name one in the same role, and none of them is the same.
fn place_differs(a: &[(PlaceRole, String)], b: &[(PlaceRole, String)]) -> bool {
    let of = |places: &[(PlaceRole, String)], role| -> BTreeSet<String> {
        places.iter().filter(|place| place.0 == role).map(|place| place.1.clone()).collect()
    };
    if a.is_empty() || b.is_empty() || a == b {
        return false;
    }
    [PlaceRole::At, PlaceRole::From, PlaceRole::To, PlaceRole::Near].into_iter().any(|role| {
        let (a, b) = (of(a, role), of(b, role));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    })
}

/// Periods are one where they are equal, or where the coarser date holds the finer one ("2020" and the six
/// weeks of it).
fn period_differs(a: &Figure, b: &Figure) -> bool {
    let (Some((a, fine_a)), Some((b, fine_b))) = (a.period, b.period) else { return false };
    let coarser = (fine_a > fine_b && a.holds(b)) || (fine_b > fine_a && b.holds(a));
    !(coarser || (a.holds(b) && b.holds(a)))
}
