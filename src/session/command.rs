//! What can be done to records. A command is planned (pure) into a transaction, or refused with the reason.

use super::{FactCommand, FieldRef, ProposalKey, Within};
use crate::model::{ArticleId, ClaimId, RecordRef, SlotRef, Span, Voice};

/// A kind of the Reader's toolbar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TagKind {
    /// A number with its qualifier and unit; the whole selection is taken apart.
    Number,
    /// What is counted.
    Counted,
    /// A source.
    Source,
    /// A cue.
    Cue,
    /// The content of an attribution.
    Quote,
    /// A date, in one of its roles.
    Date(DateRole),
    /// A place.
    Place,
}

/// What a date is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateRole {
    /// As of when a figure holds.
    AsOf,
    /// When something was said.
    SaidAt,
    /// The time counted over, or of the event.
    Period,
    /// The article's own date.
    Published,
    /// A date of no number.
    Mark,
}

/// A list of a record that items can be added to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ListField {
    /// `Quantity::places`
    Places,
    /// `Quantity::links`
    Links,
    /// `Attribution::chain`
    Chain,
    /// `Attribution::cue`
    Cue,
    /// `Attribution::content`
    Content,
}

/// One act on records.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Make a claim of one or several spans.
    MakeClaim {
        /// The article.
        article: ArticleId,
        /// Its spans, in order.
        spans: Vec<Span>,
    },
    /// Tag words. The role goes to the selected record; without one, to the nearest record of the claim that lacks it; else it starts a new one.
    Tag {
        /// The article.
        article: ArticleId,
        /// The words.
        span: Span,
        /// As what.
        kind: TagKind,
    },
    /// Fill a field from words of the text, with their anchor where the field has one ("mark in text").
    MarkField {
        /// The field.
        field: FieldRef,
        /// The words.
        span: Span,
    },
    /// Set a field to what is typed or chosen, as [`super::Session::field_text`] would show it.
    SetField {
        /// The field.
        field: FieldRef,
        /// The new content.
        text: String,
    },
    /// Set several fields at once, in one act (fill down).
    SetFields {
        /// The fields and their new contents.
        fields: Vec<(FieldRef, String)>,
    },
    /// Begin an empty attribution of a claim.
    AddAttribution {
        /// The article.
        article: ArticleId,
        /// The claim.
        claim: ClaimId,
    },
    /// Put an empty item at the end of a list.
    AddItem {
        /// The article.
        article: ArticleId,
        /// The record.
        record: RecordRef,
        /// Which list.
        list: ListField,
    },
    /// Take an item out of a list.
    RemoveItem {
        /// The article.
        article: ArticleId,
        /// The record.
        record: RecordRef,
        /// Which list.
        list: ListField,
        /// Its position.
        at: usize,
    },
    /// Move an item of a list.
    MoveItem {
        /// The article.
        article: ArticleId,
        /// The record.
        record: RecordRef,
        /// Which list.
        list: ListField,
        /// From which position.
        from: usize,
        /// To which position.
        to: usize,
    },
    /// Say whose number it is.
    SetVoice {
        /// The article.
        article: ArticleId,
        /// The quantity.
        quantity: crate::model::QuantityId,
        /// Whose.
        voice: Voice,
    },
    /// Link a quantity to another (of any article).
    AddLink {
        /// The article.
        article: ArticleId,
        /// The quantity.
        quantity: crate::model::QuantityId,
        /// How and to which.
        link: crate::model::Link,
    },
    /// Delete a record; a claim goes with all that belongs to it.
    Delete {
        /// The article.
        article: ArticleId,
        /// The record.
        record: RecordRef,
    },
    /// Delete one anchor of a record with what it fills (the words stay tagged otherwise); a record's main anchor takes the record.
    DeleteSlot {
        /// The article.
        article: ArticleId,
        /// The anchor.
        slot: SlotRef,
    },
    /// Move an anchor to other words: an edge was dragged.
    MoveSpan {
        /// The article.
        article: ArticleId,
        /// The anchor.
        slot: SlotRef,
        /// Its new place.
        span: Span,
    },
    /// Split a claim in two at a byte of the text; records go with the part they stand in.
    SplitClaim {
        /// The article.
        article: ArticleId,
        /// The claim.
        claim: ClaimId,
        /// Where: a byte of the text.
        at: usize,
    },
    /// Merge a claim into another.
    MergeClaims {
        /// The article.
        article: ArticleId,
        /// The claim that stays.
        into: ClaimId,
        /// The claim that goes.
        from: ClaimId,
    },
    /// Copy the last attribution's chain and said-at before this claim onto it.
    SameSource {
        /// The article.
        article: ArticleId,
        /// The claim.
        claim: ClaimId,
    },
    /// Tag all equal mentions of the words of this anchor in the article, in their claims, as this one is.
    TagEqual {
        /// The article.
        article: ArticleId,
        /// The anchor.
        slot: SlotRef,
    },
    /// A moved or changed anchor stands rightly where it was found: make that its place.
    ConfirmAnchor {
        /// The article.
        article: ArticleId,
        /// The anchor.
        slot: SlotRef,
    },
    /// Accept all proposals of a claim or of sentences that accept-all takes; sentences are made a claim first.
    AcceptAll {
        /// The article.
        article: ArticleId,
        /// Of what.
        within: Within,
    },
    /// Accept one proposal, with what it rests on: its claim, the number or attribution that it is a part of.
    Accept {
        /// The article.
        article: ArticleId,
        /// Which.
        proposal: ProposalKey,
    },
    /// Refuse one proposal, so that it is not made again.
    Refuse {
        /// The article.
        article: ArticleId,
        /// Which.
        proposal: ProposalKey,
    },
    /// Say whether the annotator is done with an article.
    SetReviewed {
        /// The article.
        article: ArticleId,
        /// Done or not.
        reviewed: bool,
    },
    /// Change facts or agents, and what belongs to them.
    Facts(FactCommand),
}

/// Why something cannot be done, and what could be done instead.
#[derive(Clone, PartialEq, Debug)]
pub struct Rejection {
    /// The reason, as a sentence for the analyst.
    pub reason: String,
    /// What would help, with a label for its button.
    pub offer: Option<(String, Vec<Command>)>,
}

impl Rejection {
    /// A refusal with its reason and no way out.
    #[must_use]
    pub fn because(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), offer: None }
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.reason)
    }
}
