//! The matrix: one row an article, one column a fact.

use super::super::Session;
use crate::compare::Figure;
use crate::model::{ArticleId, FactId, Part, QuantityId};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What an article says of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MatrixCell {
    /// These figures.
    Values {
        /// As printed, the body's first ("200 × 3", "nearly 3000, more than 2900").
        text: String,
        /// The quantities, the body's first.
        quantities: Vec<QuantityId>,
    },
    /// Nothing, and the annotator is done with the article.
    NotMentioned,
    /// Nothing yet: the annotator is not done with the article.
    NotRead,
}

/// An article of the matrix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatrixRow {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// One cell a fact, in the order of the columns.
    pub cells: Vec<MatrixCell>,
}

/// Articles by facts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matrix {
    /// The columns, in the order of the board: facts and their questions.
    pub facts: Vec<(FactId, String)>,
    /// The rows, in the order of the list of articles.
    pub rows: Vec<MatrixRow>,
}

impl Session {
    /// What every article says of every fact. Kept until something changes.
    #[must_use]
    pub fn matrix(&self) -> Arc<Matrix> {
        Arc::clone(self.facts.matrix.get_or_init(|| Arc::new(self.make_matrix())))
    }

    fn make_matrix(&self) -> Matrix {
        let facts: Vec<(FactId, String)> =
            self.board().iter().map(|row| (row.fact.clone(), row.question.clone())).collect();
        let mut figures: HashMap<(&ArticleId, usize), Vec<&Figure>> = HashMap::new();
        for (at, (fact, _)) in facts.iter().enumerate() {
            for figure in self.facts.comparison.figures_of(fact) {
                figures.entry((&figure.member.article, at)).or_default().push(figure);
            }
        }
        let rows = self.library.rows.iter().map(|row| {
            let empty = if row.reviewed { MatrixCell::NotMentioned } else { MatrixCell::NotRead };
            let cell = |at| match figures.get_mut(&(&row.id, at)) {
                Some(figures) => values(figures),
                None => empty.clone(),
            };
            MatrixRow {
                article: row.id.clone(),
                title: row.title.clone(),
                cells: (0..facts.len()).map(cell).collect(),
            }
        });
        let rows = rows.collect();
        Matrix { facts, rows }
    }
}

fn values(figures: &mut [&Figure]) -> MatrixCell {
    let rank = |part: Part| match part {
        Part::Body => 0,
        Part::Headline => 1,
        Part::Standfirst => 2,
        Part::Caption => 3,
        Part::Embed => 4,
    };
    figures.sort_by_key(|figure| (rank(figure.member.part), figure.member.order));
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let mut order = Vec::new();
    for figure in figures.iter() {
        let shown = figure.member.shown();
        let seen = count.entry(shown.clone()).or_default();
        *seen += 1;
        if *seen == 1 {
            order.push(shown);
        }
    }
    let texts = order.into_iter().map(|shown| match count.get(&shown) {
        Some(n) if *n > 1 => format!("{shown} × {n}"),
        _ => shown,
    });
    MatrixCell::Values {
        text: texts.collect::<Vec<_>>().join(", "),
        quantities: figures.iter().map(|figure| figure.member.quantity.clone()).collect(),
    }
}
