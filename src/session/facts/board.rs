//! The board: one row a fact. Rows of facts that were not touched stay as they are.

use crate::compare::{Bounds, Comparison, FactWord, Figure, Question, units};
use crate::model::{FactId, Fault, Number, QuantityId, Unit, Value, held};
use std::collections::HashMap;

/// A fact on the board.
#[derive(Clone, PartialEq, Debug)]
pub struct BoardRow {
    /// The fact.
    pub fact: FactId,
    /// Its question.
    pub question: String,
    /// The word that it is grouped by; may be empty.
    pub topic: String,
    /// What it reads.
    pub word: FactWord,
    /// The earliest figure, as printed with its qualifier.
    pub first: Option<String>,
    /// The latest figure that no other took the place of.
    pub latest: Option<String>,
    /// Between which the figures lie that are not superseded ("28,110 – 28,130", "from 2,900", "").
    pub now: String,
    /// How many quantities belong to it.
    pub members: usize,
    /// How many articles they stand in.
    pub articles: usize,
    /// "4 articles · 1 named origin · 1 unattributed".
    pub origins: String,
    /// Why it reads so: the reason of the first pair that shows it; empty where no pair does.
    pub reason: String,
    /// Pairs that show it, at most 64; [`super::Session::pair`] has both quotes.
    pub pairs: Vec<(QuantityId, QuantityId)>,
    /// Pairs whose order in time is not stated.
    pub order_not_stated: Vec<(QuantityId, QuantityId)>,
    /// What else is to be seen, with its evidence.
    pub findings: Vec<crate::compare::Finding>,
    /// Where the analyst decided pairs.
    pub decisions: usize,
    /// The analyst's reading, in short ("28,120 (28,110 – open), as of 2023-09-26").
    pub reading: String,
}

/// The rows of all facts of a comparison, by topic, then question.
#[must_use]
pub fn board_of(comparison: &Comparison) -> Vec<BoardRow> {
    let facts: Vec<FactId> = comparison.facts().map(|fact| fact.id.clone()).collect();
    let mut board = Board::default();
    board.take(comparison, &facts);
    board.rows
}

/// All rows.
#[derive(Default)]
pub(super) struct Board {
    rows: Vec<BoardRow>,
    at: HashMap<FactId, usize>,
    gone: bool,
}

impl Board {
    pub fn rows(&self) -> &[BoardRow] {
        &self.rows
    }

    /// A fact is gone.
    pub fn remove(&mut self, id: &FactId) {
        if let Some(at) = self.at.remove(id)
            && let Some(row) = self.rows.get_mut(at)
        {
            row.fact = FactId::new("");
            self.gone = true;
        }
    }

    /// Makes the rows of these facts again.
    pub fn take(&mut self, comparison: &Comparison, touched: &[FactId]) {
        if touched.is_empty() && !self.gone {
            return;
        }
        let made = |id| {
            held(&format_args!("the row of fact {id}"), || row(comparison, id))
                .unwrap_or_else(|fault| Some(broken_row(comparison.question(id)?, fault)))
        };
        for row in touched.iter().filter_map(made) {
            match self.at.get(&row.fact).and_then(|at| self.rows.get_mut(*at)) {
                Some(there) => *there = row,
                None => {
                    self.at.insert(row.fact.clone(), self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        if std::mem::take(&mut self.gone) {
            self.rows.retain(|row| !row.fact.as_str().is_empty());
        }
        self.rows.sort_by(|a, b| {
            let key = |row: &BoardRow| (row.topic.is_empty(), row.topic.to_lowercase());
            key(a).cmp(&key(b)).then_with(|| (&a.question, &a.fact).cmp(&(&b.question, &b.fact)))
        });
        self.at = self.rows.iter().enumerate().map(|(at, row)| (row.fact.clone(), at)).collect();
    }
}

/// Of a fact whose row could not be made.
fn broken_row(question: &Question, fault: Fault) -> BoardRow {
    let fact = &question.fact;
    BoardRow {
        fact: fact.id.clone(),
        question: fact.question.clone(),
        topic: fact.topic.clone(),
        word: FactWord::Undetermined,
        first: None,
        latest: None,
        now: String::new(),
        members: 0,
        articles: 0,
        origins: String::new(),
        reason: format!("This fact cannot be shown: {fault}."),
        pairs: Vec::new(),
        order_not_stated: Vec::new(),
        findings: Vec::new(),
        decisions: fact.decisions.len(),
        reading: String::new(),
    }
}

fn row(comparison: &Comparison, id: &FactId) -> Option<BoardRow> {
    let fact = &comparison.question(id)?.fact;
    let state = comparison.state(id)?;
    let shown = |id: &Option<QuantityId>| {
        id.as_ref().and_then(|id| comparison.figure(id)).map(|figure| figure.member.shown())
    };
    let reason = state.shown_by.first().and_then(|(a, b)| comparison.verdict(id, a, b));
    Some(BoardRow {
        fact: id.clone(),
        question: fact.question.clone(),
        topic: fact.topic.clone(),
        word: state.word,
        first: shown(&state.first),
        latest: shown(&state.latest),
        now: state.now.map(|now| bounds_words(now, fact)).unwrap_or_default(),
        members: comparison.figures_of(id).len(),
        articles: state.origins.articles,
        origins: state.origins.words(),
        reason: reason.map(|verdict| verdict.words()).unwrap_or_default(),
        pairs: state.shown_by.clone(),
        order_not_stated: state.order_not_stated.clone(),
        findings: state.findings.clone(),
        decisions: fact.decisions.len(),
        reading: fact.reading.as_ref().map(reading_words).unwrap_or_default(),
    })
}

/// The unit of a fact, to change base units into it.
pub(super) fn scale_of(fact: &crate::model::Fact) -> units::Scale {
    let unit =
        Unit { kind: fact.unit.kind.clone(), code: fact.unit.code.clone(), printed: String::new() };
    let one = Number::parse("1").map_or(Value::Ratio(1, 1), Value::Number);
    units::scale(&unit, &one)
}

/// An interval in the fact's unit.
fn bounds_words(bounds: Bounds, fact: &crate::model::Fact) -> String {
    let scale = scale_of(fact);
    let text = |value| {
        scale
            .from_base(value)
            .map_or_else(|| "?".to_owned(), |value| grouped(&value.normalize().to_string()))
    };
    let unit =
        if fact.unit.code.is_empty() { String::new() } else { format!(" {}", fact.unit.code) };
    match (bounds.low, bounds.high) {
        (Some(low), Some(high)) if low.value == high.value => format!("{}{unit}", text(low.value)),
        (Some(low), Some(high)) => format!("{} – {}{unit}", text(low.value), text(high.value)),
        (Some(low), None) => {
            let from = if low.inclusive { "at least" } else { "more than" };
            format!("{from} {}{unit}", text(low.value))
        }
        (None, Some(high)) => {
            let to = if high.inclusive { "at most" } else { "less than" };
            format!("{to} {}{unit}", text(high.value))
        }
        (None, None) => String::new(),
    }
}

/// A decimal number with commas between thousands; four digits stay as they are.
pub(super) fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, rest) = number.split_once('.').map_or((number, None), |(a, b)| (a, Some(b)));
    let mut text = String::from(sign);
    let digits = whole.chars().count();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && digits > 4 && (digits - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(rest) = rest {
        text.push('.');
        text.push_str(rest);
    }
    text
}

fn reading_words(reading: &crate::model::Reading) -> String {
    let mut words = grouped(reading.best.as_str());
    if reading.low.is_some() || reading.high.is_some() {
        let end = |end: &Option<Number>| {
            end.as_ref().map_or_else(|| "open".to_owned(), |end| grouped(end.as_str()))
        };
        words.push_str(&format!(" ({} – {})", end(&reading.low), end(&reading.high)));
    }
    if let Some(as_of) = &reading.as_of {
        words.push_str(&format!(", as of {as_of}"));
    }
    words
}

/// Whom a figure rests on, in words.
#[must_use]
pub fn origin_words(comparison: &Comparison, figure: &Figure) -> String {
    let names: Vec<String> =
        figure.origins.iter().map(|origin| comparison.agents().name(origin)).collect();
    if names.is_empty() { "unattributed".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped_from_five_digits_on() {
        for (number, expected) in
            [("2900", "2900"), ("28120", "28,120"), ("-1234567.5", "-1,234,567.5"), ("0", "0")]
        {
            assert_eq!(grouped(number), expected);
        }
    }
}
