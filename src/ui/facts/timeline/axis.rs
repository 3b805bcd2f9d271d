//! Ticks of an axis: round steps of time and of numbers, and their words.
//!
//! Pure. Times are seconds since 1970 by the clock of their zone. Never: draws.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// A date and time by the clock.
#[must_use]
pub fn civil(seconds: i64) -> Option<DateTime> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).datetime())
}

fn seconds(time: DateTime) -> Option<i64> {
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(time: DateTime) -> &'static str {
    usize::try_from(time.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// Ticks of time between two times, at most about so many: where, and what they say.
#[must_use]
pub fn time_ticks(from: i64, to: i64, most: usize) -> Vec<(i64, String)> {
    let span = (to - from).max(1);
    let most = i64::try_from(most.max(2)).unwrap_or(2);
    let steps = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
    if let Some(step) = steps.into_iter().find(|step| span / step < most) {
        let first = from.div_euclid(step) * step;
        let times = (0..=most + 2).map(|n| first + n * step).filter(|at| (from..=to).contains(at));
        return times.filter_map(|at| Some((at, time_words(at, step)?))).collect();
    }
    let months = [1_i64, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000];
    let step = months.into_iter().find(|step| span / (step * 30 * DAY) < most).unwrap_or(12_000);
    let Some(begin) = civil(from) else { return Vec::new() };
    let first = i64::from(begin.year()) * 12 + i64::from(begin.month()) - 1;
    let first = first.div_euclid(step) * step;
    let tick = |n: i64| {
        let at = first + n * step;
        let year = i16::try_from(at.div_euclid(12)).ok()?;
        let month_of = i8::try_from(at.rem_euclid(12) + 1).ok()?;
        let time = DateTime::new(year, month_of, 1, 0, 0, 0, 0).ok()?;
        let words = if step >= 12 { year.to_string() } else { format!("{} {year}", month(time)) };
        Some((seconds(time)?, words))
    };
    (0..=most + 2).filter_map(tick).filter(|(at, _)| (from..=to).contains(at)).collect()
}

fn time_words(at: i64, step: i64) -> Option<String> {
    let time = civil(at)?;
    if step < DAY && time.hour() != 0 {
        return Some(format!("{:02}:{:02}", time.hour(), time.minute()));
    }
    Some(format!("{} {}", time.day(), month(time)))
}

/// Ticks of numbers between two, at most about so many.
#[must_use]
pub fn number_ticks(from: f64, to: f64, most: usize) -> Vec<f64> {
    let span = to - from;
    if !span.is_finite() || span <= 0.0 {
        return Vec::new();
    }
    let rough = span / most.max(1) as f64;
    let magnitude = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * magnitude);
    let step = step.into_iter().find(|step| span / step <= most as f64).unwrap_or(10.0 * magnitude);
    let first = (from / step).ceil();
    let ticks = (0..=most * 2).map(|n| (first + n as f64) * step);
    ticks.take_while(|tick| *tick <= to + step * 1e-6).collect()
}

/// Powers of ten between two numbers above zero; 2 and 5 times them where there are few.
#[must_use]
pub fn log_ticks(from: f64, to: f64) -> Vec<f64> {
    if from <= 0.0 || to <= from || !to.is_finite() {
        return Vec::new();
    }
    let decades = (from.log10().floor() as i32)..=(to.log10().ceil() as i32);
    let few = to / from < 200.0;
    let times: &[f64] = if few { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let all = decades.flat_map(|n| times.iter().map(move |m| m * 10_f64.powi(n)));
    all.filter(|tick| (from..=to).contains(tick)).collect()
}

/// A number as an axis says it: "28,120", "1.5", "2 million".
#[must_use]
pub fn number_words(number: f64) -> String {
    for (unit, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if number.abs() >= unit {
            let scaled = (number / unit * 100.0).round() / 100.0;
            return format!("{scaled} {word}");
        }
    }
    let rounded = (number * 1000.0).round() / 1000.0;
    if rounded.fract() == 0.0 && rounded >= 0.0 {
        return crate::ui::widgets::grouped(rounded as usize);
    }
    rounded.to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        seconds(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn days_months_and_years_are_round() {
        let words = |from, to, most| -> Vec<String> {
            time_ticks(at(from), at(to), most).into_iter().map(|(_, words)| words).collect()
        };
        assert_eq!(
            words("2023-09-24T06:00", "2023-09-27T12:00", 5),
            ["25 Sep", "26 Sep", "27 Sep"]
        );
        assert_eq!(words("2023-09-24T21:00", "2023-09-25T04:00", 4), ["21:00", "25 Sep", "03:00"]);
        assert_eq!(
            words("1988-01-01T00:00", "1994-12-31T00:00", 5),
            ["1988", "1990", "1992", "1994"]
        );
    }

    #[test]
    fn numbers_are_round() {
        assert_eq!(number_ticks(0.0, 31_000.0, 5), [0.0, 10_000.0, 20_000.0, 30_000.0]);
        assert_eq!(log_ticks(900.0, 40_000.0), [1000.0, 2000.0, 5000.0, 10_000.0, 20_000.0]);
        assert_eq!(number_words(10_000.0), "10,000");
        assert_eq!(number_words(0.5), "0.5");
        assert_eq!(number_words(2_500_000.0), "2.5 million");
        assert!(number_ticks(0.0, f64::NAN, 5).is_empty());
    }
}
