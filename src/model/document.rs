//! One annotator's work on one article: records by id, and where they stand in the text.

use super::{
    Anchor, ArticleMeta, Attribution, AttributionId, Change, Claim, ClaimId, Edit, Facts, Mark,
    MarkId, MarkKind, Quantity, QuantityId, Refusal, RefusalId, Span, SpanIndex, Unfit,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A record of a document, by kind and id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // each names the record that it points to
pub enum RecordRef {
    Claim(ClaimId),
    Quantity(QuantityId),
    Attribution(AttributionId),
    Mark(MarkId),
}

/// Which anchor of a record. Numbers are positions in the record's own lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Slot {
    /// `Claim::anchors[i]`
    ClaimText(usize),
    /// `Quantity::anchor`
    Number,
    /// `Quantity::qualifier.anchor`
    Qualifier,
    /// `Quantity::counted.anchor`
    Counted,
    /// `Quantity::counted.what.anchor`
    What,
    /// `Quantity::as_of.anchor`
    AsOf,
    /// `Quantity::period.anchor`
    Period,
    /// `Quantity::places[i].anchor`
    Place(usize),
    /// `Attribution::cue[i]`
    Cue(usize),
    /// `Attribution::content[i]`
    Content(usize),
    /// `Attribution::said_at.anchor`
    SaidAt,
    /// `Attribution::chain[i].anchor`
    Source(usize),
    /// `Attribution::chain[i].antecedent`
    Antecedent(usize),
    /// `Mark::anchor`
    Mark,
}

/// One anchor of one record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SlotRef {
    /// The record.
    pub record: RecordRef,
    /// Which of its anchors.
    pub slot: Slot,
}

/// As what a span shows in the text: one layer of the legend each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the legend's words
pub enum TagRole {
    Claim,
    Quote,
    Number,
    Qualifier,
    Counted,
    Source,
    Cue,
    Date,
    Place,
}

/// A span of the text, what it shows as, and whose it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TaggedSpan {
    /// Where.
    pub span: Span,
    /// As what.
    pub role: TagRole,
    /// Whose anchor it is.
    pub of: SlotRef,
    /// The claim that the record belongs to.
    pub claim: ClaimId,
}

/// What belongs to one claim.
#[derive(Clone, Debug, Default)]
struct Members {
    quantities: BTreeSet<QuantityId>,
    attributions: BTreeSet<AttributionId>,
    marks: BTreeSet<MarkId>,
}

/// One annotator's records of one article, or those above the articles. Changed by [`Document::apply`] alone.
#[derive(Clone, Debug, Default)]
pub struct Document {
    meta: ArticleMeta,
    claims: BTreeMap<ClaimId, Claim>,
    quantities: BTreeMap<QuantityId, Quantity>,
    attributions: BTreeMap<AttributionId, Attribution>,
    marks: BTreeMap<MarkId, Mark>,
    refused: BTreeMap<RefusalId, Refusal>,
    facts: Facts,
    members: HashMap<ClaimId, Members>,
    spans: SpanIndex,
}

impl Document {
    /// What is said about the article itself.
    #[must_use]
    pub const fn meta(&self) -> &ArticleMeta {
        &self.meta
    }

    /// All claims, by id.
    #[must_use]
    pub const fn claims(&self) -> &BTreeMap<ClaimId, Claim> {
        &self.claims
    }

    /// All quantities, by id.
    #[must_use]
    pub const fn quantities(&self) -> &BTreeMap<QuantityId, Quantity> {
        &self.quantities
    }

    /// All attributions, by id.
    #[must_use]
    pub const fn attributions(&self) -> &BTreeMap<AttributionId, Attribution> {
        &self.attributions
    }

    /// All marks, by id.
    #[must_use]
    pub const fn marks(&self) -> &BTreeMap<MarkId, Mark> {
        &self.marks
    }

    /// All refused proposals.
    #[must_use]
    pub const fn refused(&self) -> &BTreeMap<RefusalId, Refusal> {
        &self.refused
    }

    /// Facts and agents; in the annotator's facts document ([`ArticleId::of_facts`]), and nowhere else.
    ///
    /// [`ArticleId::of_facts`]: super::ArticleId::of_facts
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The facts document that holds these.
    #[must_use]
    pub fn of_facts(facts: Facts) -> Self {
        Self { facts, ..Self::default() }
    }

    /// Where tagged spans stand.
    #[must_use]
    pub const fn spans(&self) -> &SpanIndex {
        &self.spans
    }

    /// Whether there is nothing in it that a file would hold.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.meta == ArticleMeta::default()
            && self.claims.is_empty()
            && self.quantities.is_empty()
            && self.attributions.is_empty()
            && self.marks.is_empty()
            && self.refused.is_empty()
            && self.facts.is_blank()
    }

    /// The quantities of a claim, by position in the text.
    #[must_use]
    pub fn quantities_of(&self, claim: &ClaimId) -> Vec<&Quantity> {
        let ids = self.members.get(claim).into_iter().flat_map(|m| &m.quantities);
        let mut found: Vec<_> = ids.filter_map(|id| self.quantities.get(id)).collect();
        found.sort_by_key(|q| (q.anchor.span(), &q.id));
        found
    }

    /// The attributions of a claim, by position in the text (of cue, else source, else content).
    #[must_use]
    pub fn attributions_of(&self, claim: &ClaimId) -> Vec<&Attribution> {
        let ids = self.members.get(claim).into_iter().flat_map(|m| &m.attributions);
        let mut found: Vec<_> = ids.filter_map(|id| self.attributions.get(id)).collect();
        found.sort_by_key(|a| (first_span(a), &a.id));
        found
    }

    /// The marks of a claim, by position in the text.
    #[must_use]
    pub fn marks_of(&self, claim: &ClaimId) -> Vec<&Mark> {
        let ids = self.members.get(claim).into_iter().flat_map(|m| &m.marks);
        let mut found: Vec<_> = ids.filter_map(|id| self.marks.get(id)).collect();
        found.sort_by_key(|m| (m.anchor.span(), &m.id));
        found
    }

    /// The claims, by position in the text; those without a place last.
    #[must_use]
    pub fn claims_in_order(&self) -> Vec<&Claim> {
        let mut found: Vec<_> = self.claims.values().collect();
        found.sort_by_key(|claim| {
            let at = claim.anchors.iter().filter_map(Anchor::span).min();
            (at.is_none(), at, &claim.id)
        });
        found
    }

    /// The claim that a record belongs to.
    #[must_use]
    pub fn claim_of(&self, record: &RecordRef) -> Option<&ClaimId> {
        match record {
            RecordRef::Claim(id) => self.claims.get(id).map(|claim| &claim.id),
            RecordRef::Quantity(id) => self.quantities.get(id).map(|quantity| &quantity.claim),
            RecordRef::Attribution(id) => self.attributions.get(id).map(|a| &a.claim),
            RecordRef::Mark(id) => self.marks.get(id).map(|mark| &mark.claim),
        }
    }

    /// All anchors of a record with their slots; empty where there is no such record.
    #[must_use]
    pub fn anchors_of(&self, record: &RecordRef) -> Vec<(Slot, &Anchor)> {
        match record {
            RecordRef::Claim(id) => self.claims.get(id).map(claim_anchors),
            RecordRef::Quantity(id) => self.quantities.get(id).map(quantity_anchors),
            RecordRef::Attribution(id) => self.attributions.get(id).map(attribution_anchors),
            RecordRef::Mark(id) => self.marks.get(id).map(|mark| vec![(Slot::Mark, &mark.anchor)]),
        }
        .unwrap_or_default()
    }

    /// Every anchor of every record, by kind of record and id. For lists of what has moved or is lost.
    pub fn all_anchors(&self) -> impl Iterator<Item = (SlotRef, &Anchor)> {
        let claims = self
            .claims
            .values()
            .flat_map(|claim| named(RecordRef::Claim(claim.id.clone()), claim_anchors(claim)));
        let quantities = self.quantities.values().flat_map(|quantity| {
            named(RecordRef::Quantity(quantity.id.clone()), quantity_anchors(quantity))
        });
        let attributions = self.attributions.values().flat_map(|attribution| {
            named(RecordRef::Attribution(attribution.id.clone()), attribution_anchors(attribution))
        });
        let marks = self.marks.values().flat_map(|mark| {
            named(RecordRef::Mark(mark.id.clone()), vec![(Slot::Mark, &mark.anchor)])
        });
        claims.chain(quantities).chain(attributions).chain(marks)
    }

    /// Makes one change.
    ///
    /// # Errors
    /// If what is there is not what the change says was there; then nothing is changed.
    pub fn apply(&mut self, change: &Change) -> Result<(), Unfit> {
        match change {
            Change::Fact(_) | Change::Agent(_) | Change::Bounds { .. } => {
                self.facts.apply(change)?;
            }
            Change::Meta { before, after } => {
                if self.meta != **before {
                    return Err(Unfit::of(change));
                }
                self.meta = (**after).clone();
            }
            Change::Claim(edit) => {
                let edit =
                    put(&mut self.claims, edit, |claim| &claim.id).ok_or(Unfit::of(change))?;
                if let Some(old) = &edit.before {
                    self.index(
                        RecordRef::Claim(old.id.clone()),
                        &old.id,
                        claim_anchors(old),
                        None,
                        false,
                    );
                }
                if let Some(new) = &edit.after {
                    self.index(
                        RecordRef::Claim(new.id.clone()),
                        &new.id,
                        claim_anchors(new),
                        None,
                        true,
                    );
                }
            }
            Change::Quantity(edit) => {
                let edit = put(&mut self.quantities, edit, |q| &q.id).ok_or(Unfit::of(change))?;
                if let Some(old) = &edit.before {
                    self.index(
                        RecordRef::Quantity(old.id.clone()),
                        &old.claim,
                        quantity_anchors(old),
                        None,
                        false,
                    );
                    self.members.entry(old.claim.clone()).or_default().quantities.remove(&old.id);
                }
                if let Some(new) = &edit.after {
                    self.index(
                        RecordRef::Quantity(new.id.clone()),
                        &new.claim,
                        quantity_anchors(new),
                        None,
                        true,
                    );
                    self.members
                        .entry(new.claim.clone())
                        .or_default()
                        .quantities
                        .insert(new.id.clone());
                }
            }
            Change::Attribution(edit) => {
                let edit = put(&mut self.attributions, edit, |a| &a.id).ok_or(Unfit::of(change))?;
                if let Some(old) = &edit.before {
                    self.index(
                        RecordRef::Attribution(old.id.clone()),
                        &old.claim,
                        attribution_anchors(old),
                        None,
                        false,
                    );
                    self.members.entry(old.claim.clone()).or_default().attributions.remove(&old.id);
                }
                if let Some(new) = &edit.after {
                    self.index(
                        RecordRef::Attribution(new.id.clone()),
                        &new.claim,
                        attribution_anchors(new),
                        None,
                        true,
                    );
                    self.members
                        .entry(new.claim.clone())
                        .or_default()
                        .attributions
                        .insert(new.id.clone());
                }
            }
            Change::Mark(edit) => {
                let edit = put(&mut self.marks, edit, |mark| &mark.id).ok_or(Unfit::of(change))?;
                if let Some(old) = &edit.before {
                    self.index(
                        RecordRef::Mark(old.id.clone()),
                        &old.claim,
                        vec![(Slot::Mark, &old.anchor)],
                        Some(old.kind),
                        false,
                    );
                    self.members.entry(old.claim.clone()).or_default().marks.remove(&old.id);
                }
                if let Some(new) = &edit.after {
                    self.index(
                        RecordRef::Mark(new.id.clone()),
                        &new.claim,
                        vec![(Slot::Mark, &new.anchor)],
                        Some(new.kind),
                        true,
                    );
                    self.members.entry(new.claim.clone()).or_default().marks.insert(new.id.clone());
                }
            }
            Change::Refusal { id, edit } => {
                if self.refused.get(id) != edit.before.as_ref() {
                    return Err(Unfit::of(change));
                }
                match &edit.after {
                    Some(refusal) => self.refused.insert(id.clone(), refusal.clone()),
                    None => self.refused.remove(id),
                };
            }
        }
        Ok(())
    }

    fn index(
        &mut self,
        record: RecordRef,
        claim: &ClaimId,
        anchors: Vec<(Slot, &Anchor)>,
        kind: Option<MarkKind>,
        insert: bool,
    ) {
        for (slot, anchor) in anchors {
            let Some(span) = anchor.span() else { continue };
            let of = SlotRef { record: record.clone(), slot };
            let tagged = TaggedSpan { span, role: slot.role(kind), of, claim: claim.clone() };
            if insert {
                self.spans.insert(tagged);
            } else {
                self.spans.remove(&tagged);
            }
        }
    }
}

impl Slot {
    /// As what this anchor shows in the text.
    #[must_use]
    pub const fn role(self, mark: Option<MarkKind>) -> TagRole {
        match self {
            Self::ClaimText(_) => TagRole::Claim,
            Self::Number => TagRole::Number,
            Self::Qualifier => TagRole::Qualifier,
            Self::Counted | Self::What => TagRole::Counted,
            Self::AsOf | Self::Period | Self::SaidAt => TagRole::Date,
            Self::Place(_) => TagRole::Place,
            Self::Cue(_) => TagRole::Cue,
            Self::Content(_) => TagRole::Quote,
            Self::Source(_) | Self::Antecedent(_) => TagRole::Source,
            Self::Mark => match mark {
                Some(MarkKind::Place) => TagRole::Place,
                _ => TagRole::Date,
            },
        }
    }
}

pub(super) fn put<'e, I: Ord + Clone, T: PartialEq + Clone>(
    records: &mut BTreeMap<I, T>,
    edit: &'e Edit<T>,
    id: impl Fn(&T) -> &I,
) -> Option<&'e Edit<T>> {
    let key = id(edit.before.as_ref().or(edit.after.as_ref())?);
    if edit.after.as_ref().is_some_and(|after| id(after) != key)
        || records.get(key) != edit.before.as_ref()
    {
        return None;
    }
    match &edit.after {
        Some(record) => records.insert(key.clone(), record.clone()),
        None => records.remove(key),
    };
    Some(edit)
}

fn named(
    record: RecordRef,
    anchors: Vec<(Slot, &Anchor)>,
) -> impl Iterator<Item = (SlotRef, &Anchor)> {
    anchors
        .into_iter()
        .map(move |(slot, anchor)| (SlotRef { record: record.clone(), slot }, anchor))
}

fn first_span(attribution: &Attribution) -> Option<Span> {
    let chain = attribution.chain.iter().filter_map(|hop| hop.anchor.as_ref());
    attribution.cue.iter().chain(chain).chain(&attribution.content).find_map(Anchor::span)
}

fn claim_anchors(claim: &Claim) -> Vec<(Slot, &Anchor)> {
    claim.anchors.iter().enumerate().map(|(i, anchor)| (Slot::ClaimText(i), anchor)).collect()
}

fn quantity_anchors(quantity: &Quantity) -> Vec<(Slot, &Anchor)> {
    let counted = quantity.counted.as_ref();
    let what = counted.and_then(|counted| counted.what.as_ref());
    let single = [
        (Slot::Qualifier, quantity.qualifier.anchor.as_ref()),
        (Slot::Counted, counted.and_then(|counted| counted.anchor.as_ref())),
        (Slot::What, what.and_then(|what| what.anchor.as_ref())),
        (Slot::AsOf, quantity.as_of.as_ref().and_then(|as_of| as_of.anchor.as_ref())),
        (Slot::Period, quantity.period.as_ref().and_then(|period| period.anchor.as_ref())),
    ];
    let places = quantity.places.iter().enumerate();
    let places = places.map(|(i, place)| (Slot::Place(i), place.anchor.as_ref()));
    std::iter::once((Slot::Number, Some(&quantity.anchor)))
        .chain(single)
        .chain(places)
        .filter_map(|(slot, anchor)| Some((slot, anchor?)))
        .collect()
}

fn attribution_anchors(attribution: &Attribution) -> Vec<(Slot, &Anchor)> {
    let mut found = Vec::new();
    found.extend(attribution.cue.iter().enumerate().map(|(i, a)| (Slot::Cue(i), a)));
    found.extend(attribution.content.iter().enumerate().map(|(i, a)| (Slot::Content(i), a)));
    let said_at = attribution.said_at.as_ref().and_then(|said| said.anchor.as_ref());
    found.extend(said_at.map(|anchor| (Slot::SaidAt, anchor)));
    for (i, hop) in attribution.chain.iter().enumerate() {
        found.extend(hop.anchor.as_ref().map(|anchor| (Slot::Source(i), anchor)));
        found.extend(hop.antecedent.as_ref().map(|anchor| (Slot::Antecedent(i), anchor)));
    }
    found
}
