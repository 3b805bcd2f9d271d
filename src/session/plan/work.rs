//! What a plan changes, laid over the records of one article; read through it, and collected at the end.
//!
//! Each record that is touched becomes one change, however often it was touched on the way.

use super::Open;
use crate::model::{
    Anchor, Article, ArticleId, ArticleMeta, Attribution, AttributionId, Change, Claim, ClaimId,
    Document, Edit, Mark, Quantity, QuantityId, RecordRef, Refusal, Slot, Span, Voice, anchor_at,
};
use crate::recognize::detect_language;
use crate::recognize::segments::Segments;
use crate::session::Rejection;
use crate::session::fields::Around;
use std::collections::{BTreeMap, BTreeSet};

/// A record of any kind.
#[derive(Clone, PartialEq, Debug)]
#[allow(clippy::large_enum_variant)] // short-lived, few at a time
pub(crate) enum Record {
    Claim(Claim),
    Quantity(Quantity),
    Attribution(Attribution),
    Mark(Mark),
}

impl Record {
    /// Its name.
    pub fn name(&self) -> RecordRef {
        match self {
            Self::Claim(claim) => RecordRef::Claim(claim.id.clone()),
            Self::Quantity(quantity) => RecordRef::Quantity(quantity.id.clone()),
            Self::Attribution(attribution) => RecordRef::Attribution(attribution.id.clone()),
            Self::Mark(mark) => RecordRef::Mark(mark.id.clone()),
        }
    }

    /// The claim that it belongs to.
    pub fn claim(&self) -> &ClaimId {
        match self {
            Self::Claim(claim) => &claim.id,
            Self::Quantity(quantity) => &quantity.claim,
            Self::Attribution(attribution) => &attribution.claim,
            Self::Mark(mark) => &mark.claim,
        }
    }

    /// The record of a document.
    pub fn of(document: &Document, name: &RecordRef) -> Option<Self> {
        match name {
            RecordRef::Claim(id) => document.claims().get(id).cloned().map(Self::Claim),
            RecordRef::Quantity(id) => document.quantities().get(id).cloned().map(Self::Quantity),
            RecordRef::Attribution(id) => {
                document.attributions().get(id).cloned().map(Self::Attribution)
            }
            RecordRef::Mark(id) => document.marks().get(id).cloned().map(Self::Mark),
        }
    }
}

/// The records of one article as a plan would leave them.
pub(crate) struct Work<'a> {
    /// The article.
    pub id: ArticleId,
    /// What there is before.
    pub open: Open<'a>,
    over: BTreeMap<RecordRef, Option<Record>>,
    order: Vec<RecordRef>,
    meta: Option<ArticleMeta>,
    refused: Vec<Refusal>,
}

impl<'a> Work<'a> {
    pub fn new(id: ArticleId, open: Open<'a>) -> Self {
        Self { id, open, over: BTreeMap::new(), order: Vec::new(), meta: None, refused: Vec::new() }
    }

    pub fn text(&self) -> &'a str {
        &self.open.article.text
    }

    pub const fn article(&self) -> &'a Article {
        self.open.article
    }

    pub const fn segments(&self) -> &'a Segments {
        self.open.segments
    }

    pub fn meta(&self) -> &ArticleMeta {
        self.meta.as_ref().unwrap_or_else(|| self.open.document.meta())
    }

    /// The article's language: as it is said, else as its text looks.
    pub fn language(&self) -> &str {
        let said = &self.meta().language;
        if said.is_empty() { detect_language(self.text()) } else { said }
    }

    /// What its words are read with.
    pub fn around<'s>(&'s self, reference: Option<&'s str>) -> Around<'s> {
        Around { reference, language: self.language(), text: self.text() }
    }

    pub fn meta_mut(&mut self) -> &mut ArticleMeta {
        self.meta.get_or_insert_with(|| self.open.document.meta().clone())
    }

    /// The stated date of the article, for completing dates.
    pub fn reference(&self) -> Option<String> {
        self.meta().published.as_ref().map(|published| published.edtf.clone())
    }

    /// A span without white space at its ends, that holds something.
    pub fn words(&self, span: Span) -> Result<Span, Rejection> {
        let span = match span.of(self.text()) {
            Ok(_) => span.trimmed(self.text()),
            Err(error) => {
                return Err(Rejection::because(format!("This is no place of the text: {error}.")));
            }
        };
        if span.is_empty() {
            return Err(Rejection::because("There are no words in the selection."));
        }
        Ok(span)
    }

    /// The anchor of a span.
    pub fn anchor(&self, span: Span) -> Result<Anchor, Rejection> {
        anchor_at(self.open.article, span)
            .ok_or_else(|| Rejection::because("This is no place of the text."))
    }

    pub fn record(&self, name: &RecordRef) -> Option<Record> {
        match self.over.get(name) {
            Some(over) => over.clone(),
            None => Record::of(self.open.document, name),
        }
    }

    pub fn claim(&self, id: &ClaimId) -> Result<Claim, Rejection> {
        match self.record(&RecordRef::Claim(id.clone())) {
            Some(Record::Claim(claim)) => Ok(claim),
            _ => Err(Rejection::because("This claim is gone.")),
        }
    }

    pub fn quantity(&self, id: &QuantityId) -> Result<Quantity, Rejection> {
        match self.record(&RecordRef::Quantity(id.clone())) {
            Some(Record::Quantity(quantity)) => Ok(quantity),
            _ => Err(Rejection::because("This number is gone.")),
        }
    }

    pub fn attribution(&self, id: &AttributionId) -> Result<Attribution, Rejection> {
        match self.record(&RecordRef::Attribution(id.clone())) {
            Some(Record::Attribution(attribution)) => Ok(attribution),
            _ => Err(Rejection::because("This attribution is gone.")),
        }
    }

    /// The records of a claim but itself, as they are now: numbers, attributions, marks, each by place.
    pub fn members(&self, claim: &ClaimId) -> Vec<Record> {
        let document = self.open.document;
        let quantities = document.quantities_of(claim).into_iter();
        let attributions = document.attributions_of(claim).into_iter();
        let marks = document.marks_of(claim).into_iter();
        let mut found: Vec<Record> = quantities
            .map(|q| Record::Quantity(q.clone()))
            .chain(attributions.map(|a| Record::Attribution(a.clone())))
            .chain(marks.map(|m| Record::Mark(m.clone())))
            .filter(|record| !self.over.contains_key(&record.name()))
            .collect();
        let over = self.over.values().flatten();
        found
            .extend(over.filter(|r| !matches!(r, Record::Claim(_)) && r.claim() == claim).cloned());
        found
    }

    pub fn quantities_of(&self, claim: &ClaimId) -> Vec<Quantity> {
        let all = self.members(claim).into_iter();
        let mut found: Vec<_> =
            all.filter_map(|r| if let Record::Quantity(q) = r { Some(q) } else { None }).collect();
        found.sort_by_key(|q| (q.anchor.span(), q.id.clone()));
        found
    }

    pub fn attributions_of(&self, claim: &ClaimId) -> Vec<Attribution> {
        let all = self.members(claim).into_iter();
        let mut found: Vec<_> = all
            .filter_map(|r| if let Record::Attribution(a) = r { Some(a) } else { None })
            .collect();
        found.sort_by_key(|a| (first_place(a), a.id.clone()));
        found
    }

    pub fn marks_of(&self, claim: &ClaimId) -> Vec<Mark> {
        let all = self.members(claim).into_iter();
        all.filter_map(|r| if let Record::Mark(m) = r { Some(m) } else { None }).collect()
    }

    /// The claims whose spans touch this one, as they are now.
    pub fn claims_touching(&self, span: Span) -> Vec<Claim> {
        let mut ids: BTreeSet<ClaimId> = BTreeSet::new();
        for tagged in self.open.document.spans().touching(span) {
            if let RecordRef::Claim(id) = tagged.of.record {
                ids.insert(id);
            }
        }
        for name in self.over.keys() {
            if let RecordRef::Claim(id) = name {
                ids.insert(id.clone());
            }
        }
        let claims = ids.iter().filter_map(|id| self.claim(id).ok());
        claims.filter(|claim| spans_of(claim).iter().any(|s| s.overlaps(span))).collect()
    }

    pub fn put(&mut self, record: Record) {
        let name = record.name();
        self.touch(&name);
        self.over.insert(name, Some(record));
    }

    pub fn remove(&mut self, name: &RecordRef) {
        self.touch(name);
        self.over.insert(name.clone(), None);
    }

    /// Writes a refusal.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refused.push(refusal);
    }

    fn touch(&mut self, name: &RecordRef) {
        if !self.over.contains_key(name) {
            self.order.push(name.clone());
        }
    }

    /// Takes an attribution out of every voice of the article.
    pub fn silence(&mut self, attribution: &AttributionId) {
        let all: BTreeSet<QuantityId> = self.open.document.quantities().keys().cloned().collect();
        for id in all {
            let Ok(mut quantity) = self.quantity(&id) else { continue };
            let Voice::By(ids) = &mut quantity.voice else { continue };
            let before = ids.len();
            ids.retain(|other| other != attribution);
            if ids.len() == before {
                continue;
            }
            if ids.is_empty() {
                quantity.voice = Voice::Undecided;
            }
            self.put(Record::Quantity(quantity));
        }
    }

    /// The changes, one a record; claims that were touched carry the time.
    pub fn finish(mut self, now: &str) -> Vec<(ArticleId, Change)> {
        let document = self.open.document;
        let mut touched = BTreeSet::new();
        for name in &self.order {
            let before = Record::of(document, name);
            let after = self.over.get(name).cloned().flatten();
            if before != after {
                touched.extend(before.iter().chain(&after).map(|record| record.claim().clone()));
            }
        }
        for id in touched {
            // A claim made just now carries its time already.
            if document.claims().contains_key(&id)
                && let Ok(mut claim) = self.claim(&id)
            {
                now.clone_into(&mut claim.changed);
                self.put(Record::Claim(claim));
            }
        }
        let mut changes = Vec::new();
        if let Some(after) = self.meta
            && after != *document.meta()
        {
            changes.push(Change::Meta {
                before: Box::new(document.meta().clone()),
                after: Box::new(after),
            });
        }
        for refusal in std::mem::take(&mut self.refused) {
            // The name that loading the file would make, so that undo fits after it too.
            let id = crate::store::format::refusal_id(self.open.article, &refusal);
            if !document.refused().contains_key(&id) {
                changes.push(Change::Refusal { id, edit: Edit::insert(refusal) });
            }
        }
        for name in &self.order {
            let before = Record::of(document, name);
            let after = self.over.remove(name).flatten();
            if before != after {
                changes.extend(change(before, after));
            }
        }
        changes.into_iter().map(|change| (self.id.clone(), change)).collect()
    }
}

fn change(before: Option<Record>, after: Option<Record>) -> Option<Change> {
    macro_rules! edit {
        ($kind:ident) => {
            Edit {
                before: before.and_then(|r| if let Record::$kind(r) = r { Some(r) } else { None }),
                after: after.and_then(|r| if let Record::$kind(r) = r { Some(r) } else { None }),
            }
        };
    }
    Some(match before.as_ref().or(after.as_ref())? {
        Record::Claim(_) => Change::Claim(edit!(Claim)),
        Record::Quantity(_) => Change::Quantity(Box::new(edit!(Quantity))),
        Record::Attribution(_) => Change::Attribution(Box::new(edit!(Attribution))),
        Record::Mark(_) => Change::Mark(edit!(Mark)),
    })
}

/// Where a claim stands; anchors without a place are left out.
pub(crate) fn spans_of(claim: &Claim) -> Vec<Span> {
    claim.anchors.iter().filter_map(Anchor::span).collect()
}

/// Whether a claim covers a span: one of its spans does, or they do together but for white space between them.
pub(crate) fn covers(claim: &Claim, span: Span, text: &str) -> bool {
    let mut spans = spans_of(claim);
    spans.sort_unstable();
    let mut at = span.start;
    for part in spans {
        let gap = part.start > at
            && Span::new(at, part.start).of(text).is_ok_and(|gap| !gap.trim().is_empty());
        if gap {
            continue;
        }
        if part.end > at && (part.start <= at || at > span.start) {
            at = part.end;
        }
        if at >= span.end {
            return true;
        }
    }
    false
}

/// Where an attribution stands first: its cue, else source, else content.
pub(crate) fn first_place(attribution: &Attribution) -> Option<Span> {
    let sources = attribution.chain.iter().filter_map(|hop| hop.anchor.as_ref());
    attribution.cue.iter().chain(sources).chain(&attribution.content).find_map(Anchor::span)
}

/// The anchor in a slot of a record, to change it; `None` where there is none.
pub(crate) fn slot_mut(record: &mut Record, slot: Slot) -> Option<&mut Anchor> {
    match (record, slot) {
        (Record::Claim(claim), Slot::ClaimText(i)) => claim.anchors.get_mut(i),
        (Record::Quantity(q), Slot::Number) => Some(&mut q.anchor),
        (Record::Quantity(q), Slot::Qualifier) => q.qualifier.anchor.as_mut(),
        (Record::Quantity(q), Slot::Counted) => q.counted.as_mut()?.anchor.as_mut(),
        (Record::Quantity(q), Slot::What) => q.counted.as_mut()?.what.as_mut()?.anchor.as_mut(),
        (Record::Quantity(q), Slot::AsOf) => q.as_of.as_mut()?.anchor.as_mut(),
        (Record::Quantity(q), Slot::Period) => q.period.as_mut()?.anchor.as_mut(),
        (Record::Quantity(q), Slot::Place(i)) => q.places.get_mut(i)?.anchor.as_mut(),
        (Record::Attribution(a), Slot::Cue(i)) => a.cue.get_mut(i),
        (Record::Attribution(a), Slot::Content(i)) => a.content.get_mut(i),
        (Record::Attribution(a), Slot::SaidAt) => a.said_at.as_mut()?.anchor.as_mut(),
        (Record::Attribution(a), Slot::Source(i)) => a.chain.get_mut(i)?.anchor.as_mut(),
        (Record::Attribution(a), Slot::Antecedent(i)) => a.chain.get_mut(i)?.antecedent.as_mut(),
        (Record::Mark(mark), Slot::Mark) => Some(&mut mark.anchor),
        _ => None,
    }
}
