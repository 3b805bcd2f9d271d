//! What may be wrong with a `facts.ron` that parses.
//!
//! Owns: ids that point to nothing, dates and readings of facts. Never: compares quantities; mends.

use super::check::Known;
use super::check_file::date_trouble;
use super::problem::{Places, Problem};
use crate::model::Number;
use crate::store::format::FactsFile;
use rust_decimal::Decimal;

/// What is wrong with facts, agents and decisions.
pub(super) fn check_facts(
    file: &FactsFile,
    known: &Known,
    places: &Places<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut say = |id: &str, words: &str, what: String| {
        problems.push(places.problem(id, &format!("{words:?}"), what));
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
            let exact = |number: &Number| Decimal::from_str_exact(number.as_str()).ok();
            let best = exact(&reading.best);
            let low = reading.low.as_ref().and_then(exact);
            let high = reading.high.as_ref().and_then(exact);
            let above = low.zip(best).is_some_and(|(low, best)| low > best);
            let below = high.zip(best).is_some_and(|(high, best)| high < best);
            if above || below {
                let what = format!("the reading {} is not between its bounds", reading.best);
                say(&fact.id, reading.best.as_str(), what);
            }
        }
    }
}
