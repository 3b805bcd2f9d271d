//! Every field of the contract that a form or a table cell can show and set, by one name each.

use super::{AgentField, FactField};
use crate::model::{AgentId, ArticleId, FactId, RecordRef};

/// What a field belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FieldOwner {
    /// The article.
    Article,
    /// A record of it.
    Record(RecordRef),
    /// A fact above the articles.
    Fact(FactId),
    /// A person or body that speaks.
    Agent(AgentId),
}

/// A field. Numbers are positions in the record's own lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names; what each means stands there and in `model`
pub enum Field {
    // article
    Title,
    Outlet,
    Byline,
    Url,
    Language,
    Published,
    PublishedPrecision,
    PublishedBasis,
    // claim
    Part,
    Status,
    Tags,
    // claim, quantity, attribution, mark
    Note,
    // quantity
    Value,
    Qualifier,
    Carried,
    Estimated,
    UnitKind,
    UnitCode,
    UnitPrinted,
    Counted,
    What,
    Each,
    Who,
    Measure,
    Modality,
    AsOf,
    AsOfRelation,
    AsOfPrecision,
    AsOfBasis,
    Period,
    PeriodPrecision,
    PeriodBasis,
    Place(usize),
    PlaceRole(usize),
    LinkKind(usize),
    LinkTo(usize),
    LinkWhy(usize),
    // attribution
    Mode,
    Act,
    Framing,
    SaidAt,
    SaidAtPrecision,
    SaidAtBasis,
    HopSource(usize),
    HopNaming(usize),
    HopMedium(usize),
    HopCue(usize),
    HopAntecedent(usize),
    Reliability,
    Credibility,
    // mark
    MarkKind,
    MarkDate,
    MarkText,
    // above the articles
    OfFact(FactField),
    OfAgent(AgentField),
}

/// One field of one record of one article.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FieldRef {
    /// The article.
    pub article: ArticleId,
    /// What the field belongs to.
    pub of: FieldOwner,
    /// Which field.
    pub field: Field,
}

impl FieldRef {
    /// A field of a fact.
    #[must_use]
    pub fn of_fact(fact: &FactId, field: FactField) -> Self {
        let of = FieldOwner::Fact(fact.clone());
        Self { article: ArticleId::of_facts(), of, field: Field::OfFact(field) }
    }

    /// A field of an agent.
    #[must_use]
    pub fn of_agent(agent: &AgentId, field: AgentField) -> Self {
        let of = FieldOwner::Agent(agent.clone());
        Self { article: ArticleId::of_facts(), of, field: Field::OfAgent(field) }
    }
}

/// One choice of an enumerated field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The contract's name: what [`super::Command::SetField`] takes.
    pub value: &'static str,
    /// Plain words for the analyst.
    pub label: &'static str,
}
