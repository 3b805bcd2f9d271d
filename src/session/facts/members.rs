//! The members of a fact, and pairs of them with both quotes.

use super::super::Session;
use super::board::origin_words;
use crate::compare::{Figure, Verdict};
use crate::model::{ArticleId, Comparable, FactId, Part, QuantityId, Selection, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// A quantity of a fact (or of none) as a row.
#[derive(Clone, PartialEq, Debug)]
pub struct MemberRow {
    /// The quantity.
    pub quantity: QuantityId,
    /// Where to go to.
    pub selection: Selection,
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// As printed with its qualifier ("more than 2900").
    pub shown: String,
    /// What is counted ("people").
    pub counted: String,
    /// When it holds ("2023-09-24 22:00+04:00", "≤ 2023-09-26 (said)"); empty where nothing is known.
    pub time: String,
    /// Whether its time is a stand-in or inferred.
    pub hollow: bool,
    /// Whom it rests on, or "unattributed".
    pub origin: String,
    /// The sentence that it stands in.
    pub sentence: String,
    /// The bytes of the sentence where the number stands.
    pub number: Option<(usize, usize)>,
    /// Which part of the article.
    pub part: Part,
    /// How it was joined; `Yes` for a quantity of no fact.
    pub comparable: Comparable,
    /// A later figure took its place.
    pub superseded: bool,
    /// It can be compared with no other figure of the fact.
    pub not_comparable: bool,
}

/// One side of a pair.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// The row of its quantity.
    pub row: MemberRow,
    /// The outlet, where known.
    pub outlet: Option<String>,
    /// The article's date in words, where known.
    pub date: Option<String>,
}

/// Two quantities of a fact, how they stand to each other, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct PairView {
    /// The verdict with its reasons and findings; the analyst's decision beside compare's own word.
    pub verdict: Verdict,
    /// Both, in the order asked for.
    pub sides: [Statement; 2],
}

impl Session {
    /// The quantities of a fact: by time as far as it is known, then by article and place. Kept until something changes.
    #[must_use]
    pub fn fact_members(&self, fact: &FactId) -> Arc<Vec<MemberRow>> {
        if let Some(kept) = self.facts.members.borrow().get(fact) {
            return Arc::clone(kept);
        }
        let mut figures = self.facts.comparison.figures_of(fact);
        figures.sort_by_cached_key(|figure| {
            let order = figure.time.as_ref().map(|time| time.order.utc());
            let at = order.map(|order| (order.start, order.end));
            (at.is_none(), at, figure.member.article.clone(), figure.member.order)
        });
        let titles = self.titles();
        let rows: Vec<MemberRow> = figures
            .into_iter()
            .map(|figure| self.member_row(Some(fact), figure, &titles))
            .collect();
        let rows = Arc::new(rows);
        self.facts.members.borrow_mut().insert(fact.clone(), Arc::clone(&rows));
        rows
    }

    /// The quantities that belong to no fact, by article and place. Kept until something changes.
    #[must_use]
    pub fn in_no_fact(&self) -> Arc<Vec<MemberRow>> {
        let rows = self.facts.loose.get_or_init(|| {
            let figures = self.facts.comparison.in_no_fact().into_iter();
            let titles = self.titles();
            Arc::new(figures.map(|figure| self.member_row(None, figure, &titles)).collect())
        });
        Arc::clone(rows)
    }

    /// Two quantities of a fact with their verdict and both quotes.
    #[must_use]
    pub fn pair(&self, fact: &FactId, a: &QuantityId, b: &QuantityId) -> Option<PairView> {
        let comparison = &self.facts.comparison;
        let verdict = comparison.verdict(fact, a, b)?;
        let side = |id| {
            let figure = comparison.figure(id)?;
            let of = self.row(&figure.member.article);
            let titles = of.iter().map(|of| (&of.id, of.title.as_str())).collect();
            let row = self.member_row(Some(fact), figure, &titles);
            let outlet = of.and_then(|of| of.outlet.clone());
            let date = of.and_then(|of| of.date.clone());
            Some(Statement { row, outlet, date })
        };
        Some(PairView { verdict, sides: [side(a)?, side(b)?] })
    }

    /// The titles of all articles.
    fn titles(&self) -> HashMap<&ArticleId, &str> {
        self.library.rows.iter().map(|row| (&row.id, row.title.as_str())).collect()
    }

    fn member_row(
        &self,
        fact: Option<&FactId>,
        figure: &Figure,
        titles: &HashMap<&ArticleId, &str>,
    ) -> MemberRow {
        let comparison = &self.facts.comparison;
        let member = &figure.member;
        let state = fact.and_then(|fact| comparison.state(fact));
        let number = self
            .document(&member.article)
            .and_then(|document| document.quantities().get(&member.quantity)?.anchor.span());
        let (sentence, number) = number
            .and_then(|number| self.sentence_of(&member.article, number))
            .map_or((String::new(), None), |(text, at)| (text, Some(at)));
        let comparable = fact.and_then(|fact| member.join(fact)).cloned();
        MemberRow {
            quantity: member.quantity.clone(),
            selection: self.quantity_selection(&member.quantity).unwrap_or_default(),
            article: member.article.clone(),
            title: titles.get(&member.article).copied().unwrap_or_default().to_owned(),
            shown: member.shown(),
            counted: member.counted.as_ref().map(|c| c.text.clone()).unwrap_or_default(),
            time: figure.time.as_ref().map(|time| time.words()).unwrap_or_default(),
            hollow: figure.time.as_ref().is_none_or(|time| time.is_hollow()),
            origin: origin_words(comparison, figure),
            sentence,
            number,
            part: member.part,
            comparable: comparable.unwrap_or(Comparable::Yes),
            superseded: state.is_some_and(|state| state.superseded.contains(&member.quantity)),
            not_comparable: state
                .is_some_and(|state| state.not_comparable.contains(&member.quantity)),
        }
    }

    /// The sentence around a place, and where in it the place lies.
    fn sentence_of(&self, article: &ArticleId, at: Span) -> Option<(String, (usize, usize))> {
        let sentence = self.segments(article)?.sentence_at(at.start)?;
        // A number that runs over the end of its sentence takes the rest along.
        let whole = Span::new(sentence.start, sentence.end.max(at.end));
        let text = whole.of(&self.article(article)?.text).ok()?;
        let start = at.start.checked_sub(whole.start)?;
        Some((text.to_owned(), (start, start + (at.end - at.start))))
    }
}
