//! The one reversible primitive: replace a whole record, known by its id, by another or by nothing.

use super::{
    Agent, ArticleId, ArticleMeta, Attribution, BoundsRow, Claim, Fact, Mark, Quantity, RecordRef,
    Refusal, RefusalId, Span,
};
use std::fmt;

/// A record before and after: insert (`before` is none), remove (`after` is none) or replace.
#[derive(Clone, PartialEq, Debug)]
pub struct Edit<T> {
    /// What was there.
    pub before: Option<T>,
    /// What is there now.
    pub after: Option<T>,
}

impl<T> Edit<T> {
    /// A new record.
    pub const fn insert(record: T) -> Self {
        Self { before: None, after: Some(record) }
    }

    /// A record gone.
    pub const fn remove(record: T) -> Self {
        Self { before: Some(record), after: None }
    }

    /// A record changed.
    pub const fn replace(before: T, after: T) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverted(self) -> Self {
        Self { before: self.after, after: self.before }
    }
}

/// One change of one document: of an article's, or (facts, agents, the table of qualifiers) of the annotator's facts.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)] // named as the records
pub enum Change {
    Meta { before: Box<ArticleMeta>, after: Box<ArticleMeta> },
    Claim(Edit<Claim>),
    Quantity(Box<Edit<Quantity>>),
    Attribution(Box<Edit<Attribution>>),
    Mark(Edit<Mark>),
    Refusal { id: RefusalId, edit: Edit<Refusal> },
    Fact(Box<Edit<Fact>>),
    Agent(Box<Edit<Agent>>),
    Bounds { before: Vec<BoundsRow>, after: Vec<BoundsRow> },
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverted(self) -> Self {
        match self {
            Self::Meta { before, after } => Self::Meta { before: after, after: before },
            Self::Claim(edit) => Self::Claim(edit.inverted()),
            Self::Quantity(edit) => Self::Quantity(Box::new(edit.inverted())),
            Self::Attribution(edit) => Self::Attribution(Box::new(edit.inverted())),
            Self::Mark(edit) => Self::Mark(edit.inverted()),
            Self::Refusal { id, edit } => Self::Refusal { id, edit: edit.inverted() },
            Self::Fact(edit) => Self::Fact(Box::new(edit.inverted())),
            Self::Agent(edit) => Self::Agent(Box::new(edit.inverted())),
            Self::Bounds { before, after } => Self::Bounds { before: after, after: before },
        }
    }
}

/// A change whose `before` is not what is there.
#[derive(Clone, PartialEq, Debug)]
pub struct Unfit {
    /// What kind of record it is about.
    pub what: &'static str,
}

impl Unfit {
    pub(super) const fn of(change: &Change) -> Self {
        Self {
            what: match change {
                Change::Meta { .. } => "what is said about the article",
                Change::Claim(_) => "the claim",
                Change::Quantity(_) => "the number",
                Change::Attribution(_) => "the attribution",
                Change::Mark(_) => "the date or place",
                Change::Refusal { .. } => "the refused proposal",
                Change::Fact(_) => "the fact",
                Change::Agent(_) => "the agent",
                Change::Bounds { .. } => "the table of qualifiers",
            },
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no longer what it was then", self.what)
    }
}

impl std::error::Error for Unfit {}

/// What is selected: an article, a stretch of its text, a record. Each may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// The article shown.
    pub article: Option<ArticleId>,
    /// A sentence, or words dragged over.
    pub text: Option<Span>,
    /// The selected record.
    pub record: Option<RecordRef>,
}

/// One act of the analyst: done, undone and redone as a whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Transaction {
    /// What was done, in words ("Tag 1,050 as number").
    pub label: String,
    /// When: UTC, RFC 3339.
    pub at: String,
    /// The changes, in order, each with the document that it is of: an article's, or [`ArticleId::of_facts`].
    pub edits: Vec<(ArticleId, Change)>,
    /// What was selected before.
    pub selection_before: Selection,
    /// What is selected after.
    pub selection_after: Selection,
}

impl Transaction {
    /// The transaction that takes this one back; label and time stay.
    #[must_use]
    pub fn inverted(self) -> Self {
        let edits = self.edits.into_iter().rev();
        Self {
            edits: edits.map(|(article, change)| (article, change.inverted())).collect(),
            selection_before: self.selection_after,
            selection_after: self.selection_before,
            label: self.label,
            at: self.at,
        }
    }
}
