//! The part of a timeline that is looked at: times on x, values on y.
//!
//! Pure: shares of the axes and back, nearer, farther, moved. Never: places in points (`lay`).

use crate::session::{TimePoint, Timeline};

const DAY: i64 = 24 * 3600;

/// What the axes run over.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Window {
    /// The earliest and latest time, in seconds.
    pub times: (f64, f64),
    /// The lowest and highest value.
    pub values: (f64, f64),
    /// Values by their magnitude.
    pub log: bool,
}

impl Window {
    /// What shows all of a timeline.
    #[must_use]
    pub fn of(timeline: &Timeline, log: bool) -> Self {
        let ats = || timeline.points.iter().map(|point| point.at);
        let reading = timeline.reading.as_ref();
        let (mut from, mut to) = ats()
            .chain(reading.and_then(|reading| reading.at))
            .fold((i64::MAX, i64::MIN), |(from, to), at| (from.min(at), to.max(at)));
        if from > to {
            (from, to) = (0, DAY);
        }
        let span = (to - from).max(DAY);
        for point in timeline.points.iter().filter(|point| !point.hollow) {
            // A whisker that is much longer than all the rest would press the rest together.
            from = from.min(point.earliest.filter(|at| from - at < span).unwrap_or(from));
            to = to.max(point.latest.filter(|at| at - to < span).unwrap_or(to));
        }
        // Less than two days would be told in hours, and hours are what a day does not say.
        let fine =
            |p: &TimePoint| !p.hollow && p.earliest.zip(p.latest).is_some_and(|(a, b)| b - a < DAY);
        if to - from < 2 * DAY && !timeline.points.iter().any(fine) {
            let middle = from + (to - from) / 2;
            (from, to) = (middle - DAY, middle + DAY);
        }
        let pad = ((to - from).max(DAY) as f64) * 0.08;
        let values = timeline.points.iter().flat_map(|p| [Some(p.value), p.low, p.high]);
        let read = reading.map(|r| [Some(r.best), r.low, r.high]).into_iter().flatten();
        let values = values.chain(read).flatten().filter(|value| value.is_finite());
        let (low, high) = values
            .filter(|value| !log || *value > 0.0)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        let values = match (low.is_finite(), log) {
            (false, _) => (1.0, 10.0),
            (true, true) => (low / 1.6, high * 1.8),
            (true, false) => {
                let (low, high) = (low.min(0.0), high.max(0.0));
                let room = if high > low { (high - low) * 0.16 } else { 1.0 };
                (if low < 0.0 { low - room } else { 0.0 }, high + room)
            }
        };
        Self { times: (from as f64 - pad, to as f64 + pad), values, log }
    }

    /// The share of the axis that a value stands at, from below. What is not above 0 has no place among magnitudes: it is
    /// far below.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let (low, high) = self.values;
        if !self.log {
            return (value - low) / (high - low).max(f64::MIN_POSITIVE);
        }
        if value <= 0.0 {
            return f64::NEG_INFINITY;
        }
        let low = low.max(f64::MIN_POSITIVE);
        (value.ln() - low.ln()) / (high.ln() - low.ln()).max(1e-9)
    }

    /// The value at a share of the axis.
    #[must_use]
    pub fn value_at(&self, share: f64) -> f64 {
        let (low, high) = self.values;
        if self.log {
            let low = low.max(f64::MIN_POSITIVE);
            (low.ln() + share * (high.ln() - low.ln())).exp()
        } else {
            low + share * (high - low)
        }
    }

    /// Nearer (below 1) or farther, about shares of both axes from the lower left; either axis may stay.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: (f64, f64), both: bool) -> Self {
        let (from, to) = self.times;
        let at = from + about.0 * (to - from);
        // Not below ten minutes, nor beyond some thousand years: nothing is to be seen there.
        let span = ((to - from) * factor).clamp(600.0, 1.5e11);
        let from = at - about.0 * span;
        let mut next = Self { times: (from, from + span), ..*self };
        if both {
            let (low, high) = (-about.1 * factor + about.1, about.1 + (1.0 - about.1) * factor);
            next.values = (self.value_at(low), self.value_at(high));
        }
        next
    }

    /// Moved by shares of both axes.
    #[must_use]
    pub fn moved(&self, by: (f64, f64)) -> Self {
        let span = self.times.1 - self.times.0;
        let times = (self.times.0 + by.0 * span, self.times.1 + by.0 * span);
        Self { times, values: (self.value_at(by.1), self.value_at(1.0 + by.1)), log: self.log }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let window = Window { times: (0.0, 100_000.0), values: (0.0, 100.0), log: false };
        let nearer = window.zoomed(0.5, (0.25, 0.5), true);
        assert_eq!(nearer.times, (12_500.0, 62_500.0));
        assert_eq!(nearer.values, (25.0, 75.0));
        let log = Window { values: (1.0, 10_000.0), log: true, ..window };
        let moved = log.moved((0.0, 0.5));
        assert!((moved.values.0 - 100.0).abs() < 1e-6, "{moved:?}");
    }

    #[test]
    fn magnitudes_below_the_window_are_below_it() {
        let log = Window { times: (0.0, 1.0), values: (100.0, 10_000.0), log: true };
        assert!(log.share(10.0) < 0.0);
        assert!((log.share(1000.0) - 0.5).abs() < 1e-9);
        assert!(log.share(0.0) < -1e9, "nothing has no magnitude");
    }
}
