//! A verdict in words: why, and what each reason rests on.
//!
//! Owns: the wording. Never: decides; what is decided stands in [`super::judge()`].

use super::figure::Figure;
use super::finding::{self, Finding};
use super::judge::{Because, Judged, judge};
use super::origin::Agents;
use super::question::{Difference, Question, Side};
use super::time::Rests;
use crate::model::{Comparable, Decision, PairState, QuantityId};

/// What of a figure a reason rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // named as the parts of a quantity
pub enum Aspect {
    Value,
    Unit,
    Counted,
    AsOf,
    SaidAt,
    Published,
    Modality,
    Measure,
    Place,
    Period,
    Origin,
    Link,
    Join,
}

/// What a reason rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ground {
    /// The quantity.
    pub quantity: QuantityId,
    /// What of it.
    pub what: Aspect,
    /// That part of it in words; empty where it says nothing.
    pub shown: String,
}

/// One reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// In words, a sentence without its stop.
    pub words: String,
    /// What it rests on.
    pub on: Vec<Ground>,
}

/// How two figures stand to each other, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// What is judged.
    pub judged: Judged,
    /// Why: what decided first.
    pub reasons: Vec<Reason>,
    /// What else is to be seen in this pair.
    pub findings: Vec<Finding>,
    /// What the analyst decided of the pair. Compare's own word stays beside it.
    pub decided: Option<Decision>,
}

impl Verdict {
    /// The state that counts: the analyst's, else compare's own.
    #[must_use]
    pub fn state(&self) -> PairState {
        self.decided.as_ref().map_or(self.judged.state, |decision| decision.state)
    }

    /// The reasons in one line.
    #[must_use]
    pub fn words(&self) -> String {
        self.reasons.iter().map(|reason| reason.words.as_str()).collect::<Vec<_>>().join("; ")
    }
}

/// Compares two figures of a fact and says why.
#[must_use]
pub fn verdict(a: &Figure, b: &Figure, question: &Question, agents: &Agents) -> Verdict {
    let judged = judge(a, b, question, agents);
    let decided = question.decision(&a.member.quantity, &b.member.quantity).cloned();
    let mut reasons = vec![Pair { a, b, question, agents }.reason(judged)];
    if judged.hollow {
        reasons.push(Reason { words: stand_in(a, b), on: times(a, b) });
    }
    if judged.order_not_stated {
        let words = format!("order not stated{}", missing(a, b));
        reasons.push(Reason { words, on: times(a, b) });
    }
    Verdict { judged, reasons, findings: finding::of_pair(a, b, judged, agents), decided }
}

/// The word of a state.
#[must_use]
pub const fn state_words(state: PairState) -> &'static str {
    match state {
        PairState::Agrees => "agrees",
        PairState::Refines => "refines",
        PairState::LaterUpdate => "later update",
        PairState::Conflicts => "conflicts",
        PairState::NotComparable => "not comparable",
        PairState::Undetermined => "undetermined",
    }
}

struct Pair<'a> {
    a: &'a Figure,
    b: &'a Figure,
    question: &'a Question,
    agents: &'a Agents,
}

impl Pair<'_> {
    const fn side(&self, side: Side) -> &Figure {
        match side {
            Side::A => self.a,
            Side::B => self.b,
        }
    }

    fn quoted(&self, side: Side) -> String {
        format!("“{}”", self.side(side).member.shown())
    }

    fn both(&self, what: Aspect, shown: impl Fn(&Figure) -> String) -> Vec<Ground> {
        [self.a, self.b].into_iter().map(|figure| ground(figure, what, shown(figure))).collect()
    }

    fn values(&self) -> Vec<Ground> {
        self.both(Aspect::Value, |figure| figure.member.shown())
    }

    fn with_times(&self) -> Vec<Ground> {
        let mut on = self.values();
        on.extend(times(self.a, self.b));
        on
    }

    fn reason(&self, judged: Judged) -> Reason {
        let quoted = |side| self.quoted(side);
        let later = judged.turn.unwrap_or(Side::B);
        let when =
            |side| self.side(side).time.as_ref().map_or_else(String::new, |time| time.words());
        let run = || format!("{}, then {}", when(later.other()), when(later));
        let (words, on) = match judged.because {
            Because::Differs(difference) => return self.difference(difference),
            Because::Linked => {
                ("one is linked as contradicting the other".to_owned(), self.links())
            }
            Because::Denied(side) => {
                let words = format!("{} is denied there: {}", quoted(side.other()), self.who(side));
                (words, self.origins())
            }
            Because::DeniesOther(side) => {
                let words =
                    format!("what is denied is {}, and no other figure is said", quoted(side));
                (words, self.origins())
            }
            Because::BothDeny => ("both deny the same figure".to_owned(), self.origins()),
            Because::BothDenyOther => {
                ("both deny, but not the same figure".to_owned(), self.origins())
            }
            Because::SameDigits => ("the same digits are printed".to_owned(), self.values()),
            Because::Touches => ("a closed end touches an open one".to_owned(), self.values()),
            Because::Repeats(side) => {
                let words = format!("{} repeats {}", quoted(side), quoted(side.other()));
                (words, self.links())
            }
            Because::NoNumber(side) => {
                (format!("{} says no number to compare", quoted(side)), self.values())
            }
            Because::Revises(side) => {
                let words = format!("{} revises {}", quoted(side), quoted(side.other()));
                (words, self.links())
            }
            Because::Rises => (format!("a running total may rise: {}", run()), self.with_times()),
            Because::Fell => {
                (format!("the same origin gives less later: {}", run()), self.with_times())
            }
            Because::FellElsewhere => (
                "a running total does not fall, and another origin gives less later".to_owned(),
                self.with_times(),
            ),
            Because::OriginUnknown => (
                "less later: it is not known whether both rest on one origin".to_owned(),
                self.origins(),
            ),
            Because::LaterSaysLess => {
                ("the later figure says no more than the earlier one".to_owned(), self.with_times())
            }
            Because::Varies => {
                (format!("what goes up and down, measured later: {}", run()), self.with_times())
            }
            Because::Overlap => ("what both can mean overlaps".to_owned(), self.values()),
            Because::Inside(side) => {
                let words = format!("{} lies within {}", quoted(side), quoted(side.other()));
                (words, self.values())
            }
            Because::PartOverlap => {
                ("what both can mean overlaps in part".to_owned(), self.values())
            }
            Because::ApartFixed => {
                ("they are apart, and the true value does not change".to_owned(), self.values())
            }
            Because::ApartAtOnce => {
                ("they are apart at the same instant".to_owned(), self.with_times())
            }
            Because::TimesNotGiven => (
                "they are apart, and the times within the date are not given".to_owned(),
                self.with_times(),
            ),
            Because::AsOfMissing => {
                (format!("they are apart{}", missing(self.a, self.b)), self.with_times())
            }
        };
        Reason { words, on }
    }

    fn who(&self, side: Side) -> String {
        let figure = self.side(side);
        let denies = figure.member.voices.iter().filter(|v| v.act == crate::model::Act::Denies);
        let names: Vec<String> = denies
            .filter_map(|voice| self.agents.origin(voice, &figure.member.article))
            .map(|origin| self.agents.name(&origin))
            .collect();
        if names.is_empty() {
            "by nobody named".to_owned()
        } else {
            format!("by {}", names.join(", "))
        }
    }

    fn origins(&self) -> Vec<Ground> {
        self.both(Aspect::Origin, |figure| {
            let names: Vec<String> =
                figure.member.voices.iter().map(|voice| voice.name.clone()).collect();
            names.join(", ")
        })
    }

    fn links(&self) -> Vec<Ground> {
        let mut on = self.values();
        on.iter_mut().for_each(|ground| ground.what = Aspect::Link);
        on
    }

    fn difference(&self, difference: Difference) -> Reason {
        let quoted = |side| self.quoted(side);
        let counted = |figure: &Figure| {
            figure.member.counted.as_ref().map_or_else(String::new, |counted| counted.text.clone())
        };
        let apart = |what: &str, aspect, shown: &dyn Fn(&Figure) -> String| {
            let words = format!("{what} differs: {} / {}", shown(self.a), shown(self.b));
            Reason { words, on: self.both(aspect, shown) }
        };
        match difference {
            Difference::Marked(side) => {
                let why = match self.side(side).member.join(&self.question.fact.id) {
                    Some(Comparable::No(why)) if !why.is_empty() => format!(": {why}"),
                    _ => String::new(),
                };
                let words = format!("{} is joined as not comparable{why}", quoted(side));
                Reason { words, on: vec![ground(self.side(side), Aspect::Join, String::new())] }
            }
            Difference::Component(side) => Reason {
                words: format!("{} is a part of what the fact asks for", quoted(side)),
                on: vec![ground(self.side(side), Aspect::Join, String::new())],
            },
            Difference::PartOf(side) => Reason {
                words: format!("{} is a part of {}", quoted(side), quoted(side.other())),
                on: self.links(),
            },
            Difference::FurtherTo(side) => Reason {
                words: format!("{} is further to {}", quoted(side), quoted(side.other())),
                on: self.links(),
            },
            Difference::Unit => {
                apart("the unit", Aspect::Unit, &|figure| figure.scale.dimension.to_string())
            }
            Difference::Counted => apart("what is counted", Aspect::Counted, &counted),
            Difference::Each => apart("what one of the counted is", Aspect::Counted, &|figure| {
                figure.each.as_ref().map_or_else(String::new, |each| format!("{each:?}"))
            }),
            Difference::Who => apart("who is counted", Aspect::Counted, &|figure| {
                let who: Vec<&str> = figure.who.iter().flatten().map(String::as_str).collect();
                if who.is_empty() { "all".to_owned() } else { who.join(", ") }
            }),
            Difference::Modality => apart("modality", Aspect::Modality, &|figure| {
                format!("{:?}", figure.member.modality).to_lowercase()
            }),
            Difference::Measure => apart("measure", Aspect::Measure, &|figure| {
                format!("{:?}", figure.member.measure).to_lowercase()
            }),
            Difference::Place => apart("the place", Aspect::Place, &|figure| {
                let places: Vec<&str> =
                    figure.member.places.iter().map(|place| place.text.as_str()).collect();
                places.join(", ")
            }),
            Difference::Period => apart("the period", Aspect::Period, &|figure| {
                figure.member.period.as_ref().map_or_else(String::new, |p| p.edtf.clone())
            }),
        }
    }
}

fn ground(figure: &Figure, what: Aspect, shown: String) -> Ground {
    Ground { quantity: figure.member.quantity.clone(), what, shown }
}

/// What both times rest on.
fn times(a: &Figure, b: &Figure) -> Vec<Ground> {
    let time = |figure: &Figure| {
        let what = match figure.time.as_ref().map(|time| time.rests) {
            Some(Rests::SaidAt) => Aspect::SaidAt,
            Some(Rests::Published) => Aspect::Published,
            _ => Aspect::AsOf,
        };
        let shown = figure.time.as_ref().map_or_else(String::new, |time| time.words());
        ground(figure, what, shown)
    };
    vec![time(a), time(b)]
}

/// Which as-of is missing, as the end of a sentence.
fn missing(a: &Figure, b: &Figure) -> String {
    match (a.has_as_of(), b.has_as_of()) {
        (true, true) => String::new(),
        (false, false) => ": as-of missing on both".to_owned(),
        (false, true) => format!(": as-of missing on “{}”", a.member.shown()),
        (true, false) => format!(": as-of missing on “{}”", b.member.shown()),
    }
}

/// What they were put in order by.
fn stand_in(a: &Figure, b: &Figure) -> String {
    let rests = [a, b].map(|figure| figure.time.as_ref().map(|time| time.rests));
    let published = rests.contains(&Some(Rests::Published));
    let said = rests.contains(&Some(Rests::SaidAt));
    let by = match (said, published) {
        (true, true) => "when it was said and published",
        (false, true) => "when it was published",
        _ => "when it was said",
    };
    format!("ordered by {by}, the latest possible time{}", missing(a, b))
}
