//! The records of `facts.ron` and `project.ron`, field by field as product.md "The files" has them.
//!
//! Owns: names and order of fields. Never: compares facts; knows the articles.

use super::article_file::HistoryRecord;
use super::codes::{
    EachCode, MeasureCode, ModalityCode, PlaceRoleCode, QualifierKindCode, UnitKindCode, decimal,
    optional_decimal, required,
};
use super::text::format_number;
use crate::model::{Each, Measure, Modality, Number, PlaceRole, QualifierKind, UnitKind};
use serde::{Deserialize, Serialize};

/// `annotations/project.ron`: which articles folder the annotations belong to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "project")]
pub struct ProjectFile {
    /// The format's number: 1.
    #[serde(deserialize_with = "format_number")]
    pub format: u32,
    /// Path of the articles folder from the annotations folder, parts joined by `/` ("../seeds").
    pub articles: String,
}

/// `annotations/ANNOTATOR/facts.ron`: one annotator's facts, agents and decisions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "facts")]
pub struct FactsFile {
    /// The format's number: 1.
    #[serde(deserialize_with = "format_number")]
    pub format: u32,
    /// Whose work this is.
    pub annotator: String,
    /// The last transaction that this file contains.
    pub history: HistoryRecord,
    /// Persons and bodies that speak.
    pub agents: Vec<AgentRecord>,
    /// Questions that quantities answer.
    pub facts: Vec<FactRecord>,
    /// The table of qualifiers, where the analyst changed it.
    pub bounds: Vec<BoundsRecord>,
}

/// What kind of agent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "agent")]
pub struct AgentRecord {
    /// UUID v7.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind.
    pub kind: AgentKind,
    /// Other names; each proposes this agent, and is never applied to all.
    pub aliases: Vec<String>,
    /// The agent that it speaks for.
    #[serde(deserialize_with = "required")]
    pub speaks_for: Option<String>,
    /// Free text.
    pub note: String,
}

/// How the true value of a fact moves in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs)] // the contract's names
pub enum Behaviour {
    Fixed,
    Rises,
    Varies,
}

/// A question that quantities answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "fact")]
pub struct FactRecord {
    /// UUID v7.
    pub id: String,
    /// The question, in words.
    pub question: String,
    /// A free word to group by.
    pub topic: String,
    /// What one of the counted is.
    #[serde(with = "EachCode")]
    pub each: Each,
    /// Which of them.
    pub who: Vec<String>,
    /// Nouns that are taken for what is counted.
    pub accepts: Vec<String>,
    /// The unit.
    pub unit: FactUnitRecord,
    /// How it measures.
    #[serde(with = "MeasureCode")]
    pub measure: Measure,
    /// Of what is, could be, will be.
    #[serde(with = "ModalityCode")]
    pub modality: Modality,
    /// How the true value moves.
    pub behaves: Behaviour,
    /// Where.
    pub places: Vec<FactPlaceRecord>,
    /// EDTF, often with an open end.
    #[serde(deserialize_with = "required")]
    pub window: Option<String>,
    /// What the analyst decided of pairs.
    pub decisions: Vec<DecisionRecord>,
    /// The analyst's reading.
    #[serde(deserialize_with = "required")]
    pub reading: Option<ReadingRecord>,
    /// Free text.
    pub note: String,
}

/// The unit of a fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "unit")]
pub struct FactUnitRecord {
    /// What kind.
    #[serde(with = "UnitKindCode")]
    pub kind: UnitKind,
    /// UCUM or ISO 4217; empty for counts.
    pub code: String,
}

/// A place of a fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "place")]
pub struct FactPlaceRecord {
    /// Its name.
    pub text: String,
    /// How it stands to the figures.
    #[serde(with = "PlaceRoleCode")]
    pub role: PlaceRole,
}

/// How two quantities of a fact stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs)] // the contract's names
pub enum DecisionState {
    Agrees,
    Refines,
    LaterUpdate,
    Conflicts,
    NotComparable,
    Undetermined,
}

/// What the analyst decided of a pair of quantities.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "decision")]
pub struct DecisionRecord {
    /// A quantity's id.
    pub a: String,
    /// Another quantity's id.
    pub b: String,
    /// How they stand to each other.
    pub state: DecisionState,
    /// Why.
    pub why: String,
    /// When decided: UTC, RFC 3339.
    pub at: String,
}

/// The analyst's reading of a fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "reading")]
pub struct ReadingRecord {
    /// The best figure.
    #[serde(with = "decimal")]
    pub best: Number,
    /// Not below.
    #[serde(with = "optional_decimal")]
    pub low: Option<Number>,
    /// Not above.
    #[serde(with = "optional_decimal")]
    pub high: Option<Number>,
    /// EDTF.
    #[serde(deserialize_with = "required")]
    pub as_of: Option<String>,
    /// Why.
    pub why: String,
    /// When decided: UTC, RFC 3339.
    pub at: String,
}

/// A changed row of the table of qualifiers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "bounds")]
pub struct BoundsRecord {
    /// Which qualifier.
    #[serde(with = "QualifierKindCode")]
    pub qualifier: QualifierKind,
    /// How many units of the last non-zero digit.
    #[serde(with = "decimal")]
    pub places: Number,
    /// Which share of the value at most.
    #[serde(with = "decimal")]
    pub share: Number,
}
