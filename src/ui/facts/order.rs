//! Which facts the board shows, and in which order: search, states, topics, sort; computed once a change.
//!
//! Pure. Never: draws, compares figures.

use crate::compare::FactWord;
use crate::session::BoardRow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A column of the board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // the headings' words
pub enum By {
    Question,
    Values,
    Now,
    Articles,
    Origins,
    State,
}

impl By {
    /// All, from left to right.
    pub const ALL: [Self; 6] =
        [Self::Question, Self::Values, Self::Now, Self::Articles, Self::Origins, Self::State];

    /// The heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Question => "Fact",
            Self::Values => "First → latest",
            Self::Now => "Now between",
            Self::Articles => "Articles",
            Self::Origins => "Origins",
            Self::State => "State",
        }
    }

    fn compare(self, a: &BoardRow, b: &BoardRow) -> Ordering {
        match self {
            Self::Question => a.question.to_lowercase().cmp(&b.question.to_lowercase()),
            Self::Values => {
                let latest = |row: &BoardRow| row.latest.as_deref().and_then(first_number);
                numbers(latest(a), latest(b))
            }
            Self::Now => numbers(first_number(&a.now), first_number(&b.now)),
            Self::Articles => a.articles.cmp(&b.articles),
            Self::Origins => a.origins.cmp(&b.origins),
            Self::State => (a.word, a.findings.len()).cmp(&(b.word, b.findings.len())),
        }
    }
}

/// By size; what has none comes last.
fn numbers(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The first number of a text ("more than 2,900" is 2900).
fn first_number(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text.get(start..)?.chars();
    let digits = digits.take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    digits.filter(|c| *c != ',').collect::<String>().trim_end_matches('.').parse().ok()
}

/// What is asked of the board.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// Words that a fact must hold.
    pub filter: String,
    /// What it must read; empty: anything.
    pub words: BTreeSet<FactWord>,
    /// Only facts with findings.
    pub findings: bool,
    /// By which column, and whether the largest come first; `None`: by topic.
    pub sort: Option<(By, bool)>,
}

impl Wanted {
    fn takes(&self, row: &BoardRow, needles: &[String]) -> bool {
        if !self.words.is_empty() && !self.words.contains(&row.word)
            || self.findings && row.findings.is_empty()
        {
            return false;
        }
        if needles.is_empty() {
            return true;
        }
        let texts = [
            &row.question,
            &row.topic,
            row.first.as_ref().unwrap_or(&row.topic),
            row.latest.as_ref().unwrap_or(&row.topic),
            &row.origins,
        ];
        let hay = texts.map(|text| text.to_lowercase());
        needles.iter().all(|needle| hay.iter().any(|text| text.contains(needle)))
    }
}

/// A line of the board.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// The heading of a topic, with how many facts it has.
    Topic(String, usize),
    /// A fact, by its place in the session's board.
    Fact(usize),
}

/// The lines shown, and what else the bar says of all facts.
#[derive(Default)]
pub struct Order {
    lines: Vec<Line>,
    /// Which lines are headings of topics, in order.
    topics: Arc<[u64]>,
    facts: usize,
    counts: BTreeMap<FactWord, usize>,
    with_findings: usize,
    of: Option<(u64, Wanted)>,
}

impl Order {
    /// Brings the lines up to date.
    pub fn refresh(&mut self, board: &[BoardRow], revision: u64, wanted: &Wanted) {
        if self.of.as_ref().is_some_and(|(of, same)| *of == revision && same == wanted) {
            return;
        }
        self.of = Some((revision, wanted.clone()));
        self.counts.clear();
        for row in board {
            *self.counts.entry(row.word).or_default() += 1;
        }
        self.with_findings = board.iter().filter(|row| !row.findings.is_empty()).count();
        let needles: Vec<String> =
            wanted.filter.split_whitespace().map(str::to_lowercase).collect();
        let takes = |at: &usize| board.get(*at).is_some_and(|row| wanted.takes(row, &needles));
        let mut places: Vec<usize> = (0..board.len()).filter(takes).collect();
        self.facts = places.len();
        let row = |at: &usize| board.get(*at);
        self.lines.clear();
        self.topics = Arc::default();
        if let Some((by, down)) = wanted.sort {
            places.sort_by(|a, b| match row(a).zip(row(b)) {
                Some((a, b)) if down => by.compare(b, a),
                Some((a, b)) => by.compare(a, b),
                None => Ordering::Equal,
            });
            self.lines.extend(places.into_iter().map(Line::Fact));
            return;
        }
        let mut topics = Vec::new();
        let topic = |at: &usize| row(at).map_or("", |row| row.topic.as_str());
        let any = places.iter().any(|at| !topic(at).is_empty());
        for group in places.chunk_by(|a, b| topic(a).to_lowercase() == topic(b).to_lowercase()) {
            if any && let Some(first) = group.first() {
                let name = if topic(first).is_empty() { "no topic" } else { topic(first) };
                topics.push(self.lines.len() as u64);
                self.lines.push(Line::Topic(name.to_owned(), group.len()));
            }
            self.lines.extend(group.iter().copied().map(Line::Fact));
        }
        self.topics = topics.into();
    }

    /// The lines, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Which lines are headings of topics, in order.
    #[must_use]
    pub fn topics(&self) -> Arc<[u64]> {
        Arc::clone(&self.topics)
    }

    /// How many facts are shown.
    #[must_use]
    pub const fn facts(&self) -> usize {
        self.facts
    }

    /// How many of all facts read this.
    #[must_use]
    pub fn count(&self, word: FactWord) -> usize {
        self.counts.get(&word).copied().unwrap_or_default()
    }

    /// How many of all facts have findings.
    #[must_use]
    pub const fn with_findings(&self) -> usize {
        self.with_findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FactId;

    fn row(question: &str, topic: &str, word: FactWord, latest: &str) -> BoardRow {
        BoardRow {
            fact: FactId::new(question),
            question: question.to_owned(),
            topic: topic.to_owned(),
            word,
            first: None,
            latest: Some(latest.to_owned()),
            now: latest.to_owned(),
            members: 1,
            articles: 1,
            origins: String::new(),
            reason: String::new(),
            pairs: Vec::new(),
            order_not_stated: Vec::new(),
            findings: Vec::new(),
            decisions: 0,
            reading: String::new(),
        }
    }

    fn board() -> Vec<BoardRow> {
        vec![
            row("killed", "attack", FactWord::Agrees, "200"),
            row("wounded", "attack", FactWord::Single, "more than 1,400"),
            row("entered", "", FactWord::LaterUpdate, "about 28,120"),
        ]
    }

    #[test]
    fn facts_stand_under_their_topics_until_sorted() {
        let mut order = Order::default();
        order.refresh(&board(), 1, &Wanted::default());
        let topic = |name: &str, count| Line::Topic(name.to_owned(), count);
        assert_eq!(
            order.lines(),
            [topic("attack", 2), Line::Fact(0), Line::Fact(1), topic("no topic", 1), Line::Fact(2)]
        );
        let wanted = Wanted { sort: Some((By::Values, true)), ..Wanted::default() };
        order.refresh(&board(), 1, &wanted);
        assert_eq!(order.lines(), [Line::Fact(2), Line::Fact(1), Line::Fact(0)]);
    }

    #[test]
    fn states_and_words_filter() {
        let mut order = Order::default();
        let mut wanted = Wanted { filter: "ED attack".to_owned(), ..Wanted::default() };
        order.refresh(&board(), 1, &wanted);
        assert_eq!(order.facts(), 2);
        wanted.words.insert(FactWord::Agrees);
        order.refresh(&board(), 1, &wanted);
        assert_eq!(order.facts(), 1);
        assert_eq!(order.count(FactWord::LaterUpdate), 1, "counts are of all facts");
    }

    #[test]
    fn the_first_number_of_a_text() {
        assert_eq!(first_number("more than 2,900"), Some(2900.0));
        assert_eq!(first_number("1.5 – 2"), Some(1.5));
        assert_eq!(first_number("several"), None);
    }
}
