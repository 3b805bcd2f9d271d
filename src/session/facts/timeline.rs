//! A fact over time: points with their whiskers, and the floor that is known to be reached.
//!
//! Owns: where a point stands, and what the step through stated as-ofs is. Never: invents hours; draws.

use super::super::Session;
use super::board::{origin_words, scale_of};
use crate::compare::{Figure, time::stretch, units::Scale};
use crate::model::{AsOfRelation, Behaviour, Decimal, FactId, Number, QuantityId};
use std::collections::HashMap;
use std::sync::Arc;

/// The longest time (seconds) that is drawn where it begins; of a longer one (a day) the figure is known at its end.
const SHORT: i64 = 3600;

/// One figure over time.
#[derive(Clone, PartialEq, Debug)]
pub struct TimePoint {
    /// The quantity.
    pub quantity: QuantityId,
    /// Where it is drawn: seconds since 1970 by the clock of its zone.
    pub at: i64,
    /// The earliest time that it may hold; `None`: open.
    pub earliest: Option<i64>,
    /// The latest; `None`: open.
    pub latest: Option<i64>,
    /// Where it is drawn: the number printed, in the fact's unit; of a range its middle.
    pub value: f64,
    /// Its lower bound; `None`: open.
    pub low: Option<f64>,
    /// Its upper bound; `None`: open.
    pub high: Option<f64>,
    /// Its time is a stand-in or inferred.
    pub hollow: bool,
    /// Of hollow points that stand at one time: which of them, from 0. They are drawn beside each other.
    pub beside: usize,
    /// Which of [`Timeline::origins`] it rests on.
    pub origin: usize,
    /// A later figure took its place.
    pub superseded: bool,
    /// It can be compared with no other.
    pub not_comparable: bool,
}

/// The analyst's reading over time.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingPoint {
    /// Where it is drawn, where it has a time.
    pub at: Option<i64>,
    /// The best figure.
    pub best: f64,
    /// Not below.
    pub low: Option<f64>,
    /// Not above.
    pub high: Option<f64>,
}

/// A fact over time.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Timeline {
    /// The question.
    pub question: String,
    /// The unit's code; empty for counts.
    pub unit: String,
    /// The points, by time.
    pub points: Vec<TimePoint>,
    /// Whom figures rest on, by name; "unattributed" among them.
    pub origins: Vec<String>,
    /// "At least so many": time and floor of each step through stated as-ofs; ends at the last of them. Only where the
    /// fact rises.
    pub floor: Vec<(i64, f64)>,
    /// The reading.
    pub reading: Option<ReadingPoint>,
    /// Figures without any time, or without a number.
    pub without: Vec<QuantityId>,
}

impl Session {
    /// A fact over time. Kept until something changes.
    #[must_use]
    pub fn timeline(&self, fact: &FactId) -> Arc<Timeline> {
        if let Some(kept) = self.facts.timelines.borrow().get(fact) {
            return Arc::clone(kept);
        }
        let timeline = Arc::new(self.make_timeline(fact));
        self.facts.timelines.borrow_mut().insert(fact.clone(), Arc::clone(&timeline));
        timeline
    }

    fn make_timeline(&self, id: &FactId) -> Timeline {
        let comparison = &self.facts.comparison;
        let Some(question) = comparison.question(id) else { return Timeline::default() };
        let fact = &question.fact;
        let scale = scale_of(fact);
        let mut line = Timeline {
            question: fact.question.clone(),
            unit: fact.unit.code.clone(),
            ..Timeline::default()
        };
        let state = comparison.state(id);
        let mut known: HashMap<String, usize> = HashMap::new();
        for figure in comparison.figures_of(id) {
            let quantity = &figure.member.quantity;
            let Some(mut point) = point(figure, &scale) else {
                line.without.push(quantity.clone());
                continue;
            };
            let name = origin_words(comparison, figure);
            point.origin = *known.entry(name).or_insert_with_key(|name| {
                line.origins.push(name.clone());
                line.origins.len() - 1
            });
            point.superseded = state.is_some_and(|state| state.superseded.contains(quantity));
            point.not_comparable =
                state.is_some_and(|state| state.not_comparable.contains(quantity));
            line.points.push(point);
        }
        line.points.sort_by(|a, b| {
            (a.at, a.hollow).cmp(&(b.at, b.hollow)).then(a.value.total_cmp(&b.value))
        });
        stand_beside(&mut line.points);
        if fact.behaves == Behaviour::Rises {
            line.floor = floor(&line.points);
        }
        line.reading = fact.reading.as_ref().and_then(|reading| {
            let number = |number: &Number| Some(number.decimal()?.to_f64());
            Some(ReadingPoint {
                at: reading.as_of.as_deref().and_then(stretch).and_then(|time| time.end),
                best: number(&reading.best)?,
                low: reading.low.as_ref().and_then(number),
                high: reading.high.as_ref().and_then(number),
            })
        });
        line
    }
}

/// The point of a figure; `None` where it has no time, or no number.
fn point(figure: &Figure, scale: &Scale) -> Option<TimePoint> {
    let time = figure.time.as_ref()?;
    let (start, end) = (time.order.start, time.order.end);
    let short = start.zip(end).is_some_and(|(start, end)| end - start <= SHORT);
    let hollow = time.is_hollow();
    let at = if hollow {
        time.possible.end.or(end).or(start)
    } else if time.relation == AsOfRelation::After || (time.relation == AsOfRelation::At && short) {
        start.or(end)
    } else {
        end.or(start)
    }?;
    let bounds = figure.bounds?;
    let number = |value: Decimal| Some(scale.from_base(value)?.to_f64());
    let low = bounds.low.and_then(|bound| number(bound.value));
    let high = bounds.high.and_then(|bound| number(bound.value));
    let value = match (low, high) {
        (Some(low), Some(high)) => f64::midpoint(low, high),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some(TimePoint {
        quantity: figure.member.quantity.clone(),
        at,
        earliest: time.possible.start,
        latest: time.possible.end,
        value: printed(figure, scale).unwrap_or(value),
        low,
        high,
        hollow,
        beside: 0,
        origin: 0,
        superseded: false,
        not_comparable: false,
    })
}

/// The number printed, where it is one of the fact's unit.
fn printed(figure: &Figure, scale: &Scale) -> Option<f64> {
    match &figure.member.value {
        crate::model::Value::Number(number) => {
            Some(scale.from_base(figure.scale.base(number.decimal()?)?)?.to_f64())
        }
        _ => None,
    }
}

/// Hollow points at one time stand beside each other: their order is not stated.
fn stand_beside(points: &mut [TimePoint]) {
    let mut last: Option<(i64, usize)> = None;
    for point in points.iter_mut().filter(|point| point.hollow) {
        let beside = last.filter(|(at, _)| *at == point.at).map_or(0, |(_, beside)| beside + 1);
        point.beside = beside;
        last = Some((point.at, beside));
    }
}

/// The steps of what is known to be reached.
fn floor(points: &[TimePoint]) -> Vec<(i64, f64)> {
    let mut steps: Vec<(i64, f64)> = Vec::new();
    let mut reached = f64::NEG_INFINITY;
    for point in points.iter().filter(|point| !point.hollow && !point.not_comparable) {
        let Some(low) = point.low else { continue };
        reached = reached.max(low);
        match steps.last_mut().filter(|(at, _)| *at == point.at) {
            Some(step) => step.1 = reached,
            None => steps.push((point.at, reached)),
        }
    }
    steps
}
