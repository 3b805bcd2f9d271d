//! What views see of proposals and of scanning a folder: plain values, ready to draw.

use crate::model::{ClaimId, RecordRef, RefusalKind, Selection, Span, TagRole};
use crate::session::Field;

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
    pub(crate) const fn place(&self) -> (Span, RefusalKind, Option<Span>) {
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

/// A sentence with an attributed number, in the list of a folder's.
#[derive(Clone, PartialEq, Debug)]
pub struct ScanRow {
    /// Where to go.
    pub go: Selection,
    /// The article's title.
    pub title: String,
    /// The sentence, on one line.
    pub sentence: String,
    /// Its attributed numbers as printed, with qualifier and unit; several parted by "; ".
    pub number: String,
    /// The first number, to sort by.
    pub value: Option<f64>,
    /// What is counted.
    pub counted: String,
    /// Whose the numbers are: the origin via its relays.
    pub source: String,
    /// As of when, in words.
    pub date: String,
    /// The first as-of date (EDTF), to sort by; empty where there is none.
    pub date_edtf: String,
    /// Whether a claim stands there now.
    pub done: bool,
    /// The article's position in the list.
    pub(super) order: usize,
}

/// The list of a folder's sentences that hold a number with an attribution.
#[derive(Clone, Debug, Default)]
pub struct ScanState {
    /// What was found so far; by article and place when the scan is over.
    pub rows: Vec<ScanRow>,
    /// Articles read so far, and of how many.
    pub progress: (usize, usize),
    /// Whether it goes on.
    pub running: bool,
    /// Whether rows were left out because there are too many.
    pub capped: bool,
    /// Whether it was ever asked for in this folder.
    pub begun: bool,
    /// Grows with every change of the rows: a key for what is sorted or filtered of them.
    pub revision: u64,
}
