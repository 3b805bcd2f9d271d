//! A fact: a question above the articles that quantities answer, and the agents who speak.
//!
//! Owns: what an annotator's `facts.ron` says. Never: compares; knows the articles.

use super::{
    AgentId, Each, FactId, Measure, Modality, Number, PlaceRole, QualifierKind, QuantityId,
    UnitKind,
};
use std::collections::BTreeMap;

/// What kind of agent.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum AgentKind {
    Person,
    Government,
    DeFactoAuthority,
    ArmedForce,
    IntlOrganisation,
    Ngo,
    NewsAgency,
    Outlet,
    Expert,
    Witness,
    Other(String),
}

/// A person or body that speaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agent {
    /// Its id; hops of relay chains point to it.
    pub id: AgentId,
    /// Its name.
    pub name: String,
    /// What kind.
    pub kind: AgentKind,
    /// Other names. Each proposes this agent for a mention, and is never applied to all.
    pub aliases: Vec<String>,
    /// The agent that it speaks for (a prime minister for his government).
    pub speaks_for: Option<AgentId>,
    /// Free text.
    pub note: String,
}

/// How the true value of a fact moves in time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Behaviour {
    /// It does not: figures that are apart conflict, whatever their as-of.
    Fixed,
    /// A running total: later may be higher.
    Rises,
    /// It goes up and down: any later figure is an update.
    Varies,
}

/// The unit of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactUnit {
    /// What kind.
    pub kind: UnitKind,
    /// UCUM code, or ISO 4217 for money; empty for counts.
    pub code: String,
}

/// A place of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactPlace {
    /// Its name.
    pub text: String,
    /// How it stands to the figures.
    pub role: PlaceRole,
}

/// How two quantities of a fact stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PairState {
    /// Both can be true of the same thing.
    Agrees,
    /// One says the same more sharply.
    Refines,
    /// One is the figure of a later time.
    LaterUpdate,
    /// Both cannot be true.
    Conflicts,
    /// They do not say the same thing.
    NotComparable,
    /// Something is missing to tell.
    Undetermined,
}

/// What the analyst decided of a pair of quantities.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// A quantity. Of a refinement it is the sharper one, of an update the later one.
    pub a: QuantityId,
    /// The other.
    pub b: QuantityId,
    /// How they stand to each other.
    pub state: PairState,
    /// Why.
    pub why: String,
    /// When decided: UTC, RFC 3339.
    pub at: String,
}

/// The analyst's reading of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The best figure.
    pub best: Number,
    /// Not below.
    pub low: Option<Number>,
    /// Not above.
    pub high: Option<Number>,
    /// EDTF.
    pub as_of: Option<String>,
    /// Why.
    pub why: String,
    /// When decided: UTC, RFC 3339.
    pub at: String,
}

/// A question that quantities answer. The quantities themselves say that they belong to it
/// ([`super::FactJoin`]).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// The question, in words.
    pub question: String,
    /// A free word to group by.
    pub topic: String,
    /// What one of the counted is.
    pub each: Each,
    /// Which of them.
    pub who: Vec<String>,
    /// Nouns that are all taken for what is counted.
    pub accepts: Vec<String>,
    /// The unit.
    pub unit: FactUnit,
    /// How it measures.
    pub measure: Measure,
    /// Of what is, could be, will be.
    pub modality: Modality,
    /// How the true value moves.
    pub behaves: Behaviour,
    /// Where.
    pub places: Vec<FactPlace>,
    /// EDTF, often with an open end.
    pub window: Option<String>,
    /// What the analyst decided of pairs.
    pub decisions: Vec<Decision>,
    /// The analyst's reading.
    pub reading: Option<Reading>,
    /// Free text.
    pub note: String,
}

impl Fact {
    /// A question of which only the words are known: a total of persons that rises.
    #[must_use]
    pub fn new(id: FactId, question: &str) -> Self {
        Self {
            id,
            question: question.to_owned(),
            topic: String::new(),
            each: Each::Person,
            who: Vec::new(),
            accepts: Vec::new(),
            unit: FactUnit { kind: UnitKind::Count, code: String::new() },
            measure: Measure::Unstated,
            modality: Modality::Actual,
            behaves: Behaviour::Rises,
            places: Vec::new(),
            window: None,
            decisions: Vec::new(),
            reading: None,
            note: String::new(),
        }
    }
}

/// A changed row of the table of qualifiers (see `compare::bounds`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoundsRow {
    /// Which qualifier.
    pub qualifier: QualifierKind,
    /// How many times the place value of the last digit that is not zero.
    pub places: Number,
    /// Which share of the value at most ("0.1").
    pub share: Number,
}

/// All that one annotator's `facts.ron` says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Persons and bodies that speak.
    pub agents: BTreeMap<AgentId, Agent>,
    /// The questions.
    pub facts: BTreeMap<FactId, Fact>,
    /// Rows of the table of qualifiers that the analyst changed.
    pub bounds: Vec<BoundsRow>,
}
