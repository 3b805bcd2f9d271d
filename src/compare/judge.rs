//! The verdict of a pair of figures, by six questions in a fixed order.
//!
//! Owns: the questions and their order; nothing here is put into words ([`super::verdict()`]).
//! Never: depends on any third figure; decides for the analyst.

use super::figure::Figure;
use super::origin::{Agents, Sameness};
use super::question::{Difference, Question, Side};
use super::time::Order;
use crate::model::{Act, Behaviour, LinkKind, PairState};

/// What a verdict rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Because {
    /// They do not say the same thing.
    Differs(Difference),
    /// They are linked as contradicting each other.
    Linked,
    /// This one denies what the other says.
    Denied(Side),
    /// This one denies another figure, and says none of its own.
    DeniesOther(Side),
    /// Both deny, but not the same.
    BothDenyOther,
    /// Both deny the same.
    BothDeny,
    /// The same digits are printed.
    SameDigits,
    /// A closed end touches an open one.
    Touches,
    /// This one repeats the other.
    Repeats(Side),
    /// This one has no number to compare ("many", a list).
    NoNumber(Side),
    /// This one revises the other.
    Revises(Side),
    /// A running total may rise.
    Rises,
    /// A running total fell, by the same origin.
    Fell,
    /// A running total is lower later, by another origin.
    FellElsewhere,
    /// It is lower later, and it is not known whether the origin is the same.
    OriginUnknown,
    /// The later one says no more than the earlier: its interval holds the other's.
    LaterSaysLess,
    /// What goes up and down was measured later.
    Varies,
    /// Names of numbers that overlap.
    Overlap,
    /// This one lies wholly inside of the other's bound, range or vague word.
    Inside(Side),
    /// They overlap in part, or are equally wide.
    PartOverlap,
    /// Apart, of something that does not change.
    ApartFixed,
    /// Apart at the same instant.
    ApartAtOnce,
    /// Apart, and the times are too coarse to tell which is later.
    TimesNotGiven,
    /// Apart, and an as-of is missing.
    AsOfMissing,
}

/// The verdict of a pair, without its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Judged {
    /// How they stand to each other.
    pub state: PairState,
    /// Which of them refines the other, or is the later one.
    pub turn: Option<Side>,
    /// What it rests on.
    pub because: Because,
    /// A stand-in for a missing as-of was used to put them in order; drawn hollow.
    pub hollow: bool,
    /// Which of both is later is not stated, though it matters.
    pub order_not_stated: bool,
    /// The same digits with a different qualifier.
    pub qualifier_differs: bool,
    /// The same digits with another thing counted.
    pub other_counted: bool,
    /// One revises or corrects the other.
    pub corrected: bool,
}

impl Judged {
    const fn new(state: PairState, because: Because) -> Self {
        Self {
            state,
            turn: None,
            because,
            hollow: false,
            order_not_stated: false,
            qualifier_differs: false,
            other_counted: false,
            corrected: false,
        }
    }

    const fn turned(state: PairState, because: Because, turn: Side) -> Self {
        let mut judged = Self::new(state, because);
        judged.turn = Some(turn);
        judged
    }

    /// Whether it is undetermined only because the order in time is not known.
    #[must_use]
    pub const fn is_doubt_of_order(&self) -> bool {
        matches!(self.state, PairState::Undetermined)
            && matches!(self.because, Because::TimesNotGiven | Because::AsOfMissing)
    }
}

/// Compares two figures of a fact.
#[must_use]
pub fn judge(a: &Figure, b: &Figure, question: &Question, agents: &Agents) -> Judged {
    let mut judged = if let Some(difference) = question.difference(a, b) {
        let mut judged = Judged::new(PairState::NotComparable, Because::Differs(difference));
        judged.other_counted = other_counted(a, b, question);
        judged
    } else if links(a, LinkKind::Contradicts, b) || links(b, LinkKind::Contradicts, a) {
        Judged::new(PairState::Conflicts, Because::Linked)
    } else if let Some(judged) = denial(a, b) {
        judged
    } else if a.same(b) {
        let mut judged = Judged::new(PairState::Agrees, Because::SameDigits);
        if a.digits != b.digits {
            judged.because = Because::Touches;
        }
        judged.qualifier_differs =
            (a.member.qualifier, a.member.estimated) != (b.member.qualifier, b.member.estimated);
        judged
    } else if a.bounds.is_none() || b.bounds.is_none() {
        let side = if a.bounds.is_none() { Side::A } else { Side::B };
        Judged::new(PairState::Undetermined, Because::NoNumber(side))
    } else if links(a, LinkKind::Revises, b) {
        Judged::turned(PairState::LaterUpdate, Because::Revises(Side::A), Side::A)
    } else if links(b, LinkKind::Revises, a) {
        Judged::turned(PairState::LaterUpdate, Because::Revises(Side::B), Side::B)
    } else if !a.apart(b) && repeats(a, b).is_some() {
        let side = repeats(a, b).unwrap_or(Side::A);
        Judged::new(PairState::Agrees, Because::Repeats(side))
    } else {
        in_time(a, b, question, agents).unwrap_or_else(|| by_intervals(a, b, question))
    };
    judged.corrected = matches!(judged.because, Because::Revises(_))
        || (judged.state == PairState::LaterUpdate
            && judged.turn.is_some_and(|side| corrects(if side == Side::A { a } else { b }))
            && agents.sameness(&a.origins, &b.origins) == Sameness::Same);
    judged
}

pub(super) fn links(from: &Figure, kind: LinkKind, to: &Figure) -> bool {
    from.member.linked(kind).any(|id| *id == to.member.quantity)
}

/// Which of both repeats the other.
pub(super) fn repeats(a: &Figure, b: &Figure) -> Option<Side> {
    if links(a, LinkKind::Repeats, b) {
        Some(Side::A)
    } else if links(b, LinkKind::Repeats, a) {
        Some(Side::B)
    } else {
        None
    }
}

fn corrects(figure: &Figure) -> bool {
    figure.member.voices.iter().any(|voice| voice.act == Act::Corrects)
}

/// The same digits in the same unit, of other things or of others.
pub(super) fn other_counted(a: &Figure, b: &Figure, question: &Question) -> bool {
    let each = a.each.is_some() && b.each.is_some() && a.each != b.each;
    let who = a.who.is_some() && b.who.is_some() && a.who != b.who;
    a.digits == b.digits
        && a.scale.dimension == b.scale.dimension
        && (question.counted_differs(a, b) || each || who)
}

/// Question 2. A denial says of one figure that it is not so; of any other it says nothing.
fn denial(a: &Figure, b: &Figure) -> Option<Judged> {
    if !a.denies && !b.denies {
        return None;
    }
    let covered = |denial: &Figure, said: &Figure| denial.same(said) || denial.holds(said);
    if !a.asserts && !b.asserts {
        return Some(if a.same(b) {
            Judged::new(PairState::Agrees, Because::BothDeny)
        } else {
            Judged::new(PairState::NotComparable, Because::BothDenyOther)
        });
    }
    if a.denies && b.asserts && covered(a, b) {
        return Some(Judged::new(PairState::Conflicts, Because::Denied(Side::A)));
    }
    if b.denies && a.asserts && covered(b, a) {
        return Some(Judged::new(PairState::Conflicts, Because::Denied(Side::B)));
    }
    let side = if !a.asserts {
        Side::A
    } else if !b.asserts {
        Side::B
    } else {
        return None;
    };
    Some(Judged::new(PairState::NotComparable, Because::DeniesOther(side)))
}

/// Question 4 (and 6): times that are apart.
fn in_time(a: &Figure, b: &Figure, question: &Question, agents: &Agents) -> Option<Judged> {
    let behaves = question.fact.behaves;
    if behaves == Behaviour::Fixed {
        return None;
    }
    let (time_a, time_b) = (a.time.as_ref()?, b.time.as_ref()?);
    let (earlier, later, turn) = match time_a.order(time_b) {
        Order::Before => (a, b, Side::B),
        Order::After => (b, a, Side::A),
        Order::Same | Order::Unknown => return None,
    };
    let stated = time_a.is_as_of() && time_b.is_as_of();
    let mut judged = if behaves == Behaviour::Varies {
        Judged::turned(PairState::LaterUpdate, Because::Varies, turn)
    } else if later.below(earlier) {
        match agents.sameness(&a.origins, &b.origins) {
            Sameness::Same => Judged::turned(PairState::LaterUpdate, Because::Fell, turn),
            // What stands in for an as-of is never enough for a conflict.
            _ if !stated => Judged::new(PairState::Undetermined, Because::AsOfMissing),
            Sameness::Other => Judged::new(PairState::Conflicts, Because::FellElsewhere),
            Sameness::Unknown => Judged::new(PairState::Undetermined, Because::OriginUnknown),
        }
    } else if later.holds(earlier) {
        // "Thousands" said after 28,120 is no news, and takes nothing's place.
        if later.is_name {
            Judged::new(PairState::Agrees, Because::LaterSaysLess)
        } else {
            Judged::turned(PairState::Refines, Because::LaterSaysLess, turn.other())
        }
    } else {
        Judged::turned(PairState::LaterUpdate, Because::Rises, turn)
    };
    judged.hollow = !stated && judged.state == PairState::LaterUpdate;
    judged.order_not_stated = judged.is_doubt_of_order();
    Some(judged)
}

/// Question 5: the intervals alone.
fn by_intervals(a: &Figure, b: &Figure, question: &Question) -> Judged {
    let fixed = question.fact.behaves == Behaviour::Fixed;
    if a.apart(b) {
        let order = a.time.as_ref().zip(b.time.as_ref()).map(|(a, b)| a.order(b));
        let (state, because) = if fixed {
            (PairState::Conflicts, Because::ApartFixed)
        } else if order == Some(Order::Same) {
            (PairState::Conflicts, Because::ApartAtOnce)
        } else if a.has_as_of() && b.has_as_of() {
            (PairState::Undetermined, Because::TimesNotGiven)
        } else {
            (PairState::Undetermined, Because::AsOfMissing)
        };
        let mut judged = Judged::new(state, because);
        judged.order_not_stated = judged.is_doubt_of_order();
        return judged;
    }
    if a.is_name && b.is_name {
        return Judged::new(PairState::Agrees, Because::Overlap);
    }
    let inside = match (a.holds(b), b.holds(a)) {
        (true, false) if !a.is_name => Some(Side::B),
        (false, true) if !b.is_name => Some(Side::A),
        _ => None,
    };
    let Some(side) = inside else {
        return Judged::new(PairState::Agrees, Because::PartOverlap);
    };
    let mut judged = Judged::turned(PairState::Refines, Because::Inside(side), side);
    let order = a.time.as_ref().zip(b.time.as_ref()).map(|(a, b)| a.order(b));
    judged.order_not_stated = !fixed && order != Some(Order::Same);
    judged
}
