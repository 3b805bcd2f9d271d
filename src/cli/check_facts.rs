//! What may be wrong with a `facts.ron` that parses.
//!
//! Owns: ids that point to nothing, dates and readings of facts. Never: compares quantities; mends.

use super::check::Known;
use super::check_file::{date_trouble, number_trouble};
use super::places::{Places, What};
use super::problem::Problem;
use crate::model::Number;
use crate::store::format::FactsFile;

/// What is wrong with facts, agents and decisions.
pub(super) fn check_facts(
    file: &FactsFile,
    known: &Known,
    places: &Places<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut say = |id: &str, words: &str, what: String| {
        problems.push(places.problem(id, What::Text(words), what));
    };
    for agent in &file.agents {
        if let Some(other) = agent.speaks_for.as_ref().filter(|id| !known.agents.contains(*id)) {
            say(&agent.id, other, format!("no agent has the id {other}"));
        }
    }
    for fact in &file.facts {
        for edtf in fact.window.iter().chain(fact.reading.iter().filter_map(|r| r.as_of.as_ref())) {
            if let Some(what) = date_trouble(edtf) {
                say(&fact.id, edtf, what);
            }
        }
        for id in fact.decisions.iter().flat_map(|decision| [&decision.a, &decision.b]) {
            if !known.quantities.contains(id) {
                say(&fact.id, id, format!("no quantity has the id {id}"));
            }
        }
        if let Some(reading) = &fact.reading {
            for number in [Some(&reading.best), reading.low.as_ref(), reading.high.as_ref()] {
                if let Some(what) = number.and_then(number_trouble) {
                    say(&fact.id, number.map_or("", Number::as_str), what);
                }
            }
            let best = reading.best.decimal();
            let low = reading.low.as_ref().and_then(Number::decimal);
            let high = reading.high.as_ref().and_then(Number::decimal);
            let above = low.zip(best).is_some_and(|(low, best)| low > best);
            let below = high.zip(best).is_some_and(|(high, best)| high < best);
            if above || below {
                let what = format!("the reading {} is not between its bounds", reading.best);
                say(&fact.id, reading.best.as_str(), what);
            }
        }
    }
    for row in &file.bounds {
        for number in [&row.places, &row.share] {
            let below = number.decimal().filter(|number| number.is_negative());
            let below = below.map(|_| format!("{number} in the table of qualifiers is below zero"));
            if let Some(what) = number_trouble(number).or(below) {
                problems.push(places.problem_in("bounds", What::Text(number.as_str()), what));
            }
        }
    }
}
