//! The anchors of an article's annotation file, whichever record holds them.
//!
//! Owns: that none is left out. Never: resolves them (that is the model's).

use super::article_file::{AnchorRecord, ArticleFile, AttributionRecord, QuantityRecord};

/// What holds an anchor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holder<'a> {
    /// The record with this id.
    Record(&'a str),
    /// The field of the file with this name.
    Part(&'static str),
}

impl ArticleFile {
    /// Every anchor, with what holds it.
    pub fn anchors(&self) -> impl Iterator<Item = (Holder<'_>, &AnchorRecord)> {
        let published = self.article.published.iter().filter_map(|date| date.anchor.as_ref());
        let claims = self.claims.iter().flat_map(|claim| of(&claim.id, claim.anchors.iter()));
        let quantities = self.quantities.iter().flat_map(|q| of(&q.id, of_quantity(q)));
        let attributions = self.attributions.iter().flat_map(|a| of(&a.id, of_attribution(a)));
        let marks = self.marks.iter().flat_map(|mark| of(&mark.id, [&mark.anchor].into_iter()));
        let refused = self.refused.iter().map(|refusal| &refusal.anchor);
        let records = claims.chain(quantities).chain(attributions).chain(marks);
        published
            .map(|anchor| (Holder::Part("article"), anchor))
            .chain(records)
            .chain(refused.map(|anchor| (Holder::Part("refused"), anchor)))
    }
}

fn of<'a>(
    id: &'a str,
    anchors: impl Iterator<Item = &'a AnchorRecord>,
) -> impl Iterator<Item = (Holder<'a>, &'a AnchorRecord)> {
    anchors.map(move |anchor| (Holder::Record(id), anchor))
}

fn of_quantity(q: &QuantityRecord) -> impl Iterator<Item = &AnchorRecord> {
    let counted = q.counted.as_ref();
    let what = counted.and_then(|counted| counted.what.as_ref());
    let single = [
        Some(&q.anchor),
        q.qualifier.anchor.as_ref(),
        counted.and_then(|counted| counted.anchor.as_ref()),
        what.and_then(|what| what.anchor.as_ref()),
        q.as_of.as_ref().and_then(|as_of| as_of.anchor.as_ref()),
        q.period.as_ref().and_then(|period| period.anchor.as_ref()),
    ];
    single.into_iter().flatten().chain(q.places.iter().filter_map(|place| place.anchor.as_ref()))
}

fn of_attribution(a: &AttributionRecord) -> impl Iterator<Item = &AnchorRecord> {
    let said = a.said_at.as_ref().and_then(|said| said.anchor.as_ref());
    let hops = a.chain.iter().flat_map(|hop| hop.anchor.iter().chain(&hop.antecedent));
    a.cue.iter().chain(&a.content).chain(said).chain(hops)
}
