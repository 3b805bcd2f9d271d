//! Proposals: what was recognised in an article and is neither in its records nor refused.
//!
//! Owns: when articles are recognised, what of it is open at the words that are selected, and walking through it.
//! Never: changes records; acceptances and refusals are commands, planned in `plan`.

mod keep;
mod open;
mod places;
mod recognition;
mod walk;
mod words;

pub(super) use keep::{Kept, Recognising};
pub(crate) use open::{Looking, Offer, What, home};
pub use recognition::Recognizer;
pub(crate) use recognition::{Recognition, Refused};

use super::Field;
use crate::model::{ClaimId, RecordRef, RefusalKind, Span, TagRole};

/// The name of a proposal: the same as long as text and recogniser are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProposalKey {
    /// What is proposed.
    pub kind: RefusalKind,
    /// Its main words.
    pub span: Span,
    /// The main words of the number or attribution that it is a part of; for a repeat, the other number.
    pub of: Option<Span>,
}

impl ProposalKey {
    /// By place in the text, the whole before its parts.
    pub(crate) fn place(&self) -> (Span, RefusalKind, Option<Span>) {
        (self.span, self.kind, self.of)
    }
}

/// An open proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct Proposal {
    /// Its name.
    pub key: ProposalKey,
    /// What it would be ("Number", "As of"), as a label.
    pub name: &'static str,
    /// What it would fill in, in words.
    pub words: String,
    /// Where it stands, and as what: drawn dashed.
    pub spans: Vec<(TagRole, Span)>,
    /// Why accept-all leaves it; none = accept-all takes it.
    pub left: Option<&'static str>,
    /// Whether its words are reasoned, and shown in italics.
    pub inferred: bool,
    /// The record that it would complete; none = a new one.
    pub record: Option<RecordRef>,
    /// The field that shows it once it is accepted.
    pub field: Option<Field>,
}

/// Of what all proposals are accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Within {
    /// A claim.
    Claim(ClaimId),
    /// Sentences; they are made a claim where they are none.
    Sentences(Vec<Span>),
}
