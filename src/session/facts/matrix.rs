//! The matrix: one row an article, one column a fact. Only what is said is kept: most cells of a large one are empty.

use super::super::Session;
use crate::compare::Figure;
use crate::model::{ArticleId, FactId, Part, QuantityId};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The figures of one fact in one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatrixValues {
    /// As printed, the body's first ("200 × 3", "nearly 3000, more than 2900").
    pub text: String,
    /// The quantities, the body's first.
    pub quantities: Vec<QuantityId>,
}

/// What an article says of a fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MatrixCell<'a> {
    /// These figures.
    Values(&'a MatrixValues),
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
    /// Whether the annotator is done with it.
    pub reviewed: bool,
    values: HashMap<usize, MatrixValues>,
}

impl MatrixRow {
    /// The cell of a column, by its position.
    #[must_use]
    pub fn cell(&self, column: usize) -> MatrixCell<'_> {
        match self.values.get(&column) {
            Some(values) => MatrixCell::Values(values),
            None if self.reviewed => MatrixCell::NotMentioned,
            None => MatrixCell::NotRead,
        }
    }
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
        let mut figures: HashMap<&ArticleId, BTreeMap<usize, Vec<&Figure>>> = HashMap::new();
        for (column, (fact, _)) in facts.iter().enumerate() {
            for figure in self.facts.comparison.figures_of(fact) {
                let row = figures.entry(&figure.member.article).or_default();
                row.entry(column).or_default().push(figure);
            }
        }
        let rows = self.library.rows.iter().map(|row| {
            let said = figures.remove(&row.id).unwrap_or_default().into_iter();
            MatrixRow {
                article: row.id.clone(),
                title: row.title.clone(),
                reviewed: row.reviewed,
                values: said.map(|(column, figures)| (column, values(figures))).collect(),
            }
        });
        let rows = rows.collect();
        Matrix { facts, rows }
    }
}

fn values(mut figures: Vec<&Figure>) -> MatrixValues {
    let rank = |part: Part| match part {
        Part::Body => 0,
        Part::Headline => 1,
        Part::Standfirst => 2,
        Part::Caption => 3,
        Part::Embed => 4,
    };
    figures.sort_by_key(|figure| (rank(figure.member.part), figure.member.order));
    let mut count: HashMap<String, usize> = HashMap::new();
    let mut order = Vec::new();
    for figure in &figures {
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
    MatrixValues {
        text: texts.collect::<Vec<_>>().join(", "),
        quantities: figures.iter().map(|figure| figure.member.quantity.clone()).collect(),
    }
}
