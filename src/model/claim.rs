//! Claims, marks and refusals.

use super::{Anchor, ClaimId, MarkId};

/// Which part of the article a claim stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// The headline.
    Headline,
    /// The standfirst, lead or summary above the text.
    Standfirst,
    /// The running text.
    Body,
    /// A picture's caption.
    Caption,
    /// Something embedded: a tweet, a card.
    Embed,
}

/// How far the work on a claim is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Being worked on.
    Draft,
    /// Looked at and held to be right.
    Reviewed,
    /// A question is open.
    Query,
}

/// A sentence, or parts of several, that says something worth keeping.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// Its name.
    pub id: ClaimId,
    /// Where it stands; more than one where it is split. Never empty.
    pub anchors: Vec<Anchor>,
    /// Which part of the article it stands in.
    pub part: Part,
    /// How far the work is.
    pub status: Status,
    /// Free words.
    pub tags: Vec<String>,
    /// Free text.
    pub note: String,
    /// When it was made: UTC, RFC 3339.
    pub created: String,
    /// When it was last changed: UTC, RFC 3339.
    pub changed: String,
}

/// What a mark marks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkKind {
    /// A date or time.
    Date,
    /// A place.
    Place,
}

/// A date or place of no number.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Its name.
    pub id: MarkId,
    /// The claim it stands in.
    pub claim: ClaimId,
    /// What it is.
    pub kind: MarkKind,
    /// Where it is printed.
    pub anchor: Anchor,
    /// The date, for dates.
    pub edtf: Option<String>,
    /// The place's name as the analyst would write it; empty = as printed.
    pub text: String,
    /// Free text.
    pub note: String,
}

/// What kind of proposal was refused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the names are the contract's, and say what they are
pub enum RefusalKind {
    Quantity,
    Qualifier,
    Counted,
    AsOf,
    SaidAt,
    Period,
    Place,
    Attribution,
    Antecedent,
    Repeats,
    FactJoin,
    PublishedDate,
}

/// A proposal that the analyst refused, so that it is not made again.
#[derive(Clone, PartialEq, Debug)]
pub struct Refusal {
    /// What kind of proposal.
    pub kind: RefusalKind,
    /// Where it stood.
    pub anchor: Anchor,
    /// The quantity or fact it was proposed for.
    pub of: Option<String>,
}
