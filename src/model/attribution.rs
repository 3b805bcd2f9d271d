//! An attribution: source, cue and content, with the relay chain.

use super::{Anchor, AttributionId, ClaimId, Origin, Period};

/// How the content is given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mode {
    /// In quotation marks.
    Direct,
    /// Retold.
    Indirect,
    /// Partly quoted.
    Mixed,
    /// Saw, filmed, witnessed.
    Observed,
}

/// What the source does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum Act {
    Asserts,
    Confirms,
    Denies,
    Corrects,
    Declines,
}

/// What the writer's cue does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Framing {
    /// "said"
    Neutral,
    /// "claimed"
    Distancing,
    /// "pointed out"
    Committed,
}

/// How a source is named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Naming {
    /// By name.
    Named,
    /// By a role ("a separatist official").
    ByRole,
    /// Not at all ("sources").
    Anonymous,
    /// By a pronoun.
    Pronoun,
    /// A document speaks.
    Document,
}

/// When the source said it.
pub type SaidAt = Period;

/// One hop of a relay chain.
#[derive(Clone, PartialEq, Debug)]
pub struct Hop {
    /// The source as printed, or as the analyst would write it.
    pub source: String,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
    /// For a pronoun: where the name stands.
    pub antecedent: Option<Anchor>,
    /// The agent of `facts.ron`.
    pub agent: Option<String>,
    /// How it is named.
    pub naming: Naming,
    /// Through what ("statement").
    pub medium: Option<String>,
    /// The word that names the hop ("citing", "told", "published by").
    pub cue: Option<String>,
}

/// Reliability of a source: Admiralty code, A to F (F = cannot be judged, not worst).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the code's letters
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// Two separate marks of the Admiralty code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Grade {
    /// Of the source.
    pub reliability: Reliability,
    /// Of the information: 1 to 6 (6 = cannot be judged, not worst).
    pub credibility: u8,
}

/// Who says something, by what word, and what.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// Its name.
    pub id: AttributionId,
    /// The claim it stands in.
    pub claim: ClaimId,
    /// The words that attribute ("said", "according to").
    pub cue: Vec<Anchor>,
    /// What is attributed; may be split, may run over sentences and paragraphs.
    pub content: Vec<Anchor>,
    /// How the content is given.
    pub mode: Mode,
    /// What the source does.
    pub act: Act,
    /// What the writer's cue does.
    pub framing: Framing,
    /// When it was said; never fills an as-of.
    pub said_at: Option<SaidAt>,
    /// Nearest to the article first, origin last.
    pub chain: Vec<Hop>,
    /// The analyst's grading.
    pub grade: Option<Grade>,
    /// Free text.
    pub note: String,
    /// Who made the record.
    pub origin: Origin,
}

impl Attribution {
    /// An attribution of which nothing is known yet.
    #[must_use]
    pub const fn new(id: AttributionId, claim: ClaimId) -> Self {
        Self {
            id,
            claim,
            cue: Vec::new(),
            content: Vec::new(),
            mode: Mode::Indirect,
            act: Act::Asserts,
            framing: Framing::Neutral,
            said_at: None,
            chain: Vec::new(),
            grade: None,
            note: String::new(),
            origin: Origin::Human,
        }
    }
}
