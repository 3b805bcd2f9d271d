//! The records of an article's annotation file, field by field as product.md "The files" has them.
//!
//! Owns: names and order of fields. Never: decides what a record means (that is the model's).

use super::codes::{
    ActCode, AsOfRelationCode, BasisCode, ComparableCode, EachCode, FramingCode, LinkKindCode,
    MarkKindCode, MeasureCode, ModalityCode, ModeCode, NamingCode, OriginCode, PartCode,
    PlaceRoleCode, PrecisionCode, QualifierKindCode, RefusalKindCode, ReliabilityCode, StatusCode,
    UnitKindCode, ValueCode, VoiceCode, credibility, published_basis, required,
};
use super::text::format_number;
use crate::model::{
    Act, AsOfRelation, Basis, Comparable, Each, Framing, LinkKind, MarkKind, Measure, Modality,
    Mode, Naming, Origin, Part, PlaceRole, Precision, QualifierKind, RefusalKind, Reliability,
    Status, UnitKind, Value, Voice,
};
use serde::{Deserialize, Serialize};

/// `annotations/ANNOTATOR/NAME.txt.ron`: what one annotator tagged in one article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "annotations")]
pub struct ArticleFile {
    /// The format's number: 1.
    #[serde(deserialize_with = "format_number")]
    pub format: u32,
    /// The article, and what is said of it.
    pub article: ArticleRecord,
    /// Whose work this is.
    pub annotator: String,
    /// The last transaction that this file contains.
    pub history: HistoryRecord,
    /// Whether the annotator is done with the article.
    pub reviewed: bool,
    /// Claims, by position.
    pub claims: Vec<ClaimRecord>,
    /// Quantities, by position.
    pub quantities: Vec<QuantityRecord>,
    /// Attributions, by position.
    pub attributions: Vec<AttributionRecord>,
    /// Dates and places of no number, by position.
    pub marks: Vec<MarkRecord>,
    /// Proposals refused, by position.
    pub refused: Vec<RefusalRecord>,
}

/// Which article, and what the annotator says of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "article")]
pub struct ArticleRecord {
    /// Path below the articles folder, parts joined by `/`.
    pub file: String,
    /// Of the file's bytes, lower-case hex.
    pub sha256: String,
    /// The encoding that offsets are counted in (WHATWG name).
    pub encoding: String,
    /// Length of the text in code points.
    pub chars: usize,
    /// The headline.
    #[serde(deserialize_with = "required")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(deserialize_with = "required")]
    pub outlet: Option<String>,
    /// Who wrote it.
    #[serde(deserialize_with = "required")]
    pub byline: Option<String>,
    /// Where it stands.
    #[serde(deserialize_with = "required")]
    pub url: Option<String>,
    /// BCP 47 tag; empty = not said.
    pub language: String,
    /// When it was published.
    #[serde(deserialize_with = "required")]
    pub published: Option<PublishedRecord>,
}

/// When an article was published.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "published")]
pub struct PublishedRecord {
    /// EDTF.
    pub edtf: String,
    /// How fine it is.
    #[serde(with = "PrecisionCode")]
    pub precision: Precision,
    /// `Explicit` or `Inferred`.
    #[serde(with = "published_basis")]
    pub basis: Basis,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
}

/// A place in the history.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "history")]
pub struct HistoryRecord {
    /// The installation, whose log has this name.
    pub id: String,
    /// The sequence number of its last transaction in this file; 0 = none yet.
    pub seq: u64,
}

/// A place in the text with its words. Code points, half-open, 0-based.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "AnchorFields", rename = "anchor")]
pub struct AnchorRecord {
    /// First code point.
    pub start: usize,
    /// One past the last code point; always above `start`.
    pub end: usize,
    /// The covered text.
    pub exact: String,
    /// Up to 32 chars before it.
    pub prefix: String,
    /// Up to 32 chars after it.
    pub suffix: String,
}

/// An anchor as it is read, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "anchor")]
struct AnchorFields {
    start: usize,
    end: usize,
    exact: String,
    prefix: String,
    suffix: String,
}

impl TryFrom<AnchorFields> for AnchorRecord {
    type Error = String;

    fn try_from(read: AnchorFields) -> Result<Self, String> {
        let AnchorFields { start, end, exact, prefix, suffix } = read;
        if start > end {
            return Err(format!("an anchor that ends ({end}) before it starts ({start})"));
        }
        if start == end {
            return Err(format!("an anchor without a character, from {start} to {end}"));
        }
        Ok(Self { start, end, exact, prefix, suffix })
    }
}

/// A claim.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "claim")]
pub struct ClaimRecord {
    /// UUID v7.
    pub id: String,
    /// More than one where it is split; never none.
    pub anchors: Vec<AnchorRecord>,
    /// Which part of the article.
    #[serde(with = "PartCode")]
    pub part: Part,
    /// How far the work is.
    #[serde(with = "StatusCode")]
    pub status: Status,
    /// Free words.
    pub tags: Vec<String>,
    /// Free text.
    pub note: String,
    /// UTC, RFC 3339.
    pub created: String,
    /// UTC, RFC 3339.
    pub changed: String,
}

/// A quantity.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "quantity")]
pub struct QuantityRecord {
    /// UUID v7.
    pub id: String,
    /// The claim it stands in.
    pub claim: String,
    /// Number with scale, unit or %.
    pub anchor: AnchorRecord,
    /// What is printed.
    #[serde(with = "ValueCode")]
    pub value: Value,
    /// The word that bends it.
    pub qualifier: QualifierRecord,
    /// Printed as an estimate.
    pub estimated: bool,
    /// The unit.
    pub unit: UnitRecord,
    /// What is counted.
    #[serde(deserialize_with = "required")]
    pub counted: Option<CountedRecord>,
    /// How it measures.
    #[serde(with = "MeasureCode")]
    pub measure: Measure,
    /// Of what is, could be, will be.
    #[serde(with = "ModalityCode")]
    pub modality: Modality,
    /// As of when.
    #[serde(deserialize_with = "required")]
    pub as_of: Option<AsOfRecord>,
    /// Counted over, or of the event.
    #[serde(deserialize_with = "required")]
    pub period: Option<PeriodRecord>,
    /// Where.
    pub places: Vec<PlaceRecord>,
    /// Whose number it is.
    #[serde(with = "VoiceCode")]
    pub voice: Voice,
    /// How it hangs together with others.
    pub links: Vec<LinkRecord>,
    /// The facts it belongs to.
    pub facts: Vec<FactJoinRecord>,
    /// Free text.
    pub note: String,
    /// Who made the record.
    #[serde(with = "OriginCode")]
    pub origin: Origin,
}

/// The qualifier of a number.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "qualifier")]
pub struct QualifierRecord {
    /// Which way it bends.
    #[serde(with = "QualifierKindCode")]
    pub kind: QualifierKind,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
    /// Carried over from an earlier number.
    pub carried: bool,
}

/// The unit of a number.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "unit")]
pub struct UnitRecord {
    /// What kind.
    #[serde(with = "UnitKindCode")]
    pub kind: UnitKind,
    /// UCUM or ISO 4217; empty for counts.
    pub code: String,
    /// As printed.
    pub printed: String,
}

/// What is counted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "counted")]
pub struct CountedRecord {
    /// The noun.
    pub text: String,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
    /// What they do or are.
    #[serde(deserialize_with = "required")]
    pub what: Option<CountingRecord>,
    /// What one of them is.
    #[serde(with = "EachCode")]
    pub each: Each,
    /// Which of them.
    pub who: Vec<String>,
}

/// What the counted do or are.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "what")]
pub struct CountingRecord {
    /// The words.
    pub text: String,
    /// Where they are printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
}

/// As of when a figure holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "as_of")]
pub struct AsOfRecord {
    /// EDTF without an open end.
    pub edtf: String,
    /// How fine it is.
    #[serde(with = "PrecisionCode")]
    pub precision: Precision,
    /// How the figure stands to it.
    #[serde(with = "AsOfRelationCode")]
    pub relation: AsOfRelation,
    /// What it rests on.
    #[serde(with = "BasisCode")]
    pub basis: Basis,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
}

/// A period, or when something was said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "period")]
pub struct PeriodRecord {
    /// EDTF.
    pub edtf: String,
    /// How fine it is.
    #[serde(with = "PrecisionCode")]
    pub precision: Precision,
    /// What it rests on.
    #[serde(with = "BasisCode")]
    pub basis: Basis,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
}

/// A place of a figure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "place")]
pub struct PlaceRecord {
    /// Its name.
    pub text: String,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
    /// How it stands to the figure.
    #[serde(with = "PlaceRoleCode")]
    pub role: PlaceRole,
}

/// A link to another quantity.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "link")]
pub struct LinkRecord {
    /// How they hang together.
    #[serde(with = "LinkKindCode")]
    pub kind: LinkKind,
    /// The other quantity's id.
    pub to: String,
    /// Why.
    pub why: String,
}

/// Membership in a fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "fact")]
pub struct FactJoinRecord {
    /// The fact's id.
    pub id: String,
    /// Whether it may be compared.
    #[serde(with = "ComparableCode")]
    pub comparable: Comparable,
}

/// An attribution.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "attribution")]
pub struct AttributionRecord {
    /// UUID v7.
    pub id: String,
    /// The claim it stands in.
    pub claim: String,
    /// The words that attribute.
    pub cue: Vec<AnchorRecord>,
    /// What is attributed.
    pub content: Vec<AnchorRecord>,
    /// How the content is given.
    #[serde(with = "ModeCode")]
    pub mode: Mode,
    /// What the source does.
    #[serde(with = "ActCode")]
    pub act: Act,
    /// What the writer's cue does.
    #[serde(with = "FramingCode")]
    pub framing: Framing,
    /// When it was said.
    #[serde(deserialize_with = "required")]
    pub said_at: Option<PeriodRecord>,
    /// Nearest to the article first, origin last.
    pub chain: Vec<HopRecord>,
    /// The analyst's grading.
    #[serde(deserialize_with = "required")]
    pub grade: Option<GradeRecord>,
    /// Free text.
    pub note: String,
    /// Who made the record.
    #[serde(with = "OriginCode")]
    pub origin: Origin,
}

/// One hop of a relay chain.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "hop")]
pub struct HopRecord {
    /// The source.
    pub source: String,
    /// Where it is printed.
    #[serde(deserialize_with = "required")]
    pub anchor: Option<AnchorRecord>,
    /// For a pronoun: where the name stands.
    #[serde(deserialize_with = "required")]
    pub antecedent: Option<AnchorRecord>,
    /// The agent's id in `facts.ron`.
    #[serde(deserialize_with = "required")]
    pub agent: Option<String>,
    /// How it is named.
    #[serde(with = "NamingCode")]
    pub naming: Naming,
    /// Through what.
    #[serde(deserialize_with = "required")]
    pub medium: Option<String>,
    /// The word that names the hop.
    #[serde(deserialize_with = "required")]
    pub cue: Option<String>,
}

/// Two marks of the Admiralty code.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "grade")]
pub struct GradeRecord {
    /// Of the source, A to F.
    #[serde(with = "ReliabilityCode")]
    pub reliability: Reliability,
    /// Of the information, 1 to 6.
    #[serde(deserialize_with = "credibility")]
    pub credibility: u8,
}

/// A date or place of no number.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "mark")]
pub struct MarkRecord {
    /// UUID v7.
    pub id: String,
    /// The claim it stands in.
    pub claim: String,
    /// What it is.
    #[serde(with = "MarkKindCode")]
    pub kind: MarkKind,
    /// Where it is printed.
    pub anchor: AnchorRecord,
    /// The date, for dates.
    #[serde(deserialize_with = "required")]
    pub edtf: Option<String>,
    /// The place's name.
    pub text: String,
    /// Free text.
    pub note: String,
}

/// A refused proposal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "refusal")]
pub struct RefusalRecord {
    /// What kind of proposal.
    #[serde(with = "RefusalKindCode")]
    pub kind: RefusalKind,
    /// Where it stood.
    pub anchor: AnchorRecord,
    /// The quantity or fact it was proposed for.
    #[serde(deserialize_with = "required")]
    pub of: Option<String>,
}
