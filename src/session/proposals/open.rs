//! Which proposals are open at some words: recognised there, not in the records yet, not refused.
//!
//! Pure. What accept-all leaves is said here, with the reason. Never: plans; words for the analyst beyond that reason.

use super::ProposalKey;
use super::recognition::{Recognition, Refused, main_span};
use crate::model::{
    Attribution, Basis, Document, Hop, LinkKind, QualifierKind, Quantity, QuantityId, RecordRef,
    RefusalKind, Slot, Span,
};
use crate::recognize::proposal::{
    ProposedAttribution, ProposedDate, ProposedHop, ProposedPublished, ProposedQuantity,
    ProposedVoice,
};
use std::collections::BTreeSet;

/// What is looked at: one article.
#[derive(Clone, Copy)]
pub(crate) struct Looking<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its records.
    pub document: &'a Document,
    /// What was recognised.
    pub recognition: &'a Recognition,
    /// What was refused.
    pub refused: &'a Refused,
}

/// Of what in the recognised values a proposal is; numbers are their indexes.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum What {
    /// A quantity without its parts.
    Quantity(usize),
    /// A quantity's qualifier.
    Qualifier(usize),
    /// What a quantity counts.
    Counted(usize),
    /// A quantity's as-of: quantity, date.
    AsOf(usize, usize),
    /// A quantity's period: quantity, date.
    Period(usize, usize),
    /// A quantity's place: quantity, position in its places.
    Place(usize, usize),
    /// A quantity says again what this record says.
    Repeats(usize, QuantityId),
    /// An attribution without its date.
    Attribution(usize),
    /// When it was said: attribution, date.
    SaidAt(usize, usize),
    /// Whom a pronoun stands for: attribution, position in its chain.
    Antecedent(usize, usize),
    /// The article's own date.
    Published,
}

/// An open proposal.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Offer {
    /// Its name.
    pub key: ProposalKey,
    /// What it is of.
    pub of: What,
    /// Why accept-all leaves it; none = taken.
    pub left: Option<&'static str>,
    /// The record that it would complete.
    pub record: Option<RecordRef>,
}

/// Said of what accept-all leaves.
mod why {
    pub(super) const CARRIED: &str = "carried over from before";
    pub(super) const ELSEWHERE: &str = "its noun stands elsewhere";
    pub(super) const OUTSIDE: &str = "stands outside of these words";
    pub(super) const INFERRED: &str = "inferred";
    pub(super) const PRONOUN: &str = "a pronoun";
    pub(super) const REPEAT: &str = "a repeat";
    pub(super) const NEGATED: &str = "negated";
    pub(super) const HYPOTHETICAL: &str = "hypothetical";
}

/// The words that a proposal belongs to: of a part, those of its number or attribution.
pub(crate) fn home(key: &ProposalKey) -> Span {
    match key.kind {
        RefusalKind::Repeats => key.span,
        _ => key.of.unwrap_or(key.span),
    }
}

impl<'a> Looking<'a> {
    /// The open proposals of some sentences or of a claim's spans, by place.
    pub fn offers(&self, spans: &[Span]) -> Vec<Offer> {
        let mut found = Vec::new();
        let touching = |span: &Span| self.recognition.numbers.touching(*span).map(|(_, i)| *i);
        let quantities: BTreeSet<usize> = spans.iter().flat_map(touching).collect();
        let touching = |span: &Span| self.recognition.cues.touching(*span).map(|(_, i)| *i);
        let here: BTreeSet<usize> = spans.iter().flat_map(touching).collect();
        let mut attributions = here.clone();
        for at in &quantities {
            let Some(quantity) = self.recognition.quantity(*at) else { continue };
            self.quantity_offers(*at, quantity, spans, &mut found);
            if let ProposedVoice::By(all) = &quantity.voice {
                attributions.extend(all);
            }
        }
        for at in attributions {
            if let Some(attribution) = self.recognition.attribution(at) {
                self.attribution_offers(at, attribution, here.contains(&at), spans, &mut found);
            }
        }
        let printed = |p: &ProposedPublished| p.span.is_some_and(|at| touched(spans, at));
        if self.published().is_some_and(printed) {
            found.extend(self.published_offer());
        }
        found.sort_by_key(|offer| offer.key.place());
        found.dedup_by(|a, b| a.key == b.key);
        found
    }

    /// The open proposal of this name.
    pub fn offer(&self, key: &ProposalKey) -> Option<Offer> {
        if key.kind == RefusalKind::PublishedDate {
            return self.published_offer().filter(|offer| offer.key == *key);
        }
        self.offers(&[home(key)]).into_iter().find(|offer| offer.key == *key)
    }

    /// The article's own date, where it is neither stated nor refused.
    pub fn published(&self) -> Option<&'a ProposedPublished> {
        let proposed = self.recognition.found.published.as_ref()?;
        (self.document.meta().published.is_none() && !self.date_refused()).then_some(proposed)
    }

    /// The proposal of the article's own date.
    pub fn published_offer(&self) -> Option<Offer> {
        let proposed = self.published()?;
        let span = proposed.span.unwrap_or_default();
        Some(Offer {
            key: ProposalKey { kind: RefusalKind::PublishedDate, span, of: None },
            of: What::Published,
            left: (proposed.basis != Basis::Explicit).then_some(why::INFERRED),
            record: None,
        })
    }

    /// Where a refusal of the article's date is anchored.
    pub fn published_place(&self) -> Option<Span> {
        let printed = self.recognition.found.published.as_ref()?.span;
        // A date of the file's name is printed nowhere: the first line stands for the article.
        printed.or_else(|| {
            let rest = self.text.trim_start();
            let start = self.text.len() - rest.len();
            let line = rest.lines().next()?.trim_end();
            Some(Span::new(start, start + line.len()))
        })
    }

    fn date_refused(&self) -> bool {
        self.published_place()
            .is_some_and(|at| self.refused.holds(RefusalKind::PublishedDate, at, None))
    }

    /// A date that can be offered: one that rests on an article's date that was refused cannot.
    fn date(&self, at: Option<usize>) -> Option<(usize, &'a ProposedDate)> {
        let at = at?;
        let (date, _) = self.recognition.date(at)?;
        let unfounded = date.basis != Basis::Explicit
            && self.document.meta().published.is_none()
            && self.date_refused();
        (!unfounded).then_some((at, date))
    }

    /// The record that holds a recognised quantity.
    pub fn quantity_record(&self, at: usize) -> Option<&'a Quantity> {
        let number = self.recognition.quantity(at)?.number;
        let tagged = self.document.spans().touching(number).into_iter();
        let ids = tagged
            .filter(|tag| tag.of.slot == Slot::Number && tag.span.overlaps(number))
            .filter_map(|tag| match tag.of.record {
                RecordRef::Quantity(id) => Some(id),
                _ => None,
            });
        ids.filter_map(|id| self.document.quantities().get(&id)).next()
    }

    /// The record that holds a recognised attribution: by its cue, where it has one.
    pub fn attribution_record(&self, at: usize) -> Option<&'a Attribution> {
        let attribution = self.recognition.attribution(at)?;
        let by_cue = !attribution.cue.is_empty();
        let words = if by_cue {
            attribution.cue.clone()
        } else {
            attribution.chain.iter().map(|hop| hop.source).collect()
        };
        words.into_iter().find_map(|words| {
            let tagged = self.document.spans().touching(words).into_iter();
            tagged
                .filter(|tag| tag.span.overlaps(words))
                .filter(|tag| match tag.of.slot {
                    Slot::Cue(_) => by_cue,
                    Slot::Source(_) => !by_cue,
                    _ => false,
                })
                .find_map(|tag| match tag.of.record {
                    RecordRef::Attribution(id) => self.document.attributions().get(&id),
                    _ => None,
                })
        })
    }

    fn quantity_offers(
        &self,
        at: usize,
        q: &ProposedQuantity,
        spans: &[Span],
        found: &mut Vec<Offer>,
    ) {
        let number = q.anchor_span();
        let there = self.quantity_record(at);
        if there.is_none() {
            if self.refused.holds(RefusalKind::Quantity, number, None) {
                return;
            }
            let key = ProposalKey { kind: RefusalKind::Quantity, span: number, of: None };
            let left = (!inside(spans, number)).then_some(why::OUTSIDE);
            found.push(Offer { key, of: What::Quantity(at), left, record: None });
        }
        let id = there.map(|quantity| quantity.id.as_str());
        let record = there.map(|quantity| RecordRef::Quantity(quantity.id.clone()));
        let mut part = |kind, span: Option<Span>, of, left: Option<&'static str>| {
            let place = span.unwrap_or(number);
            let refused = |at| self.refused.holds(kind, at, id);
            if refused(place) || refused(number) {
                return;
            }
            let outside = (!inside(spans, place)).then_some(why::OUTSIDE);
            let key = ProposalKey { kind, span: place, of: Some(number) };
            found.push(Offer { key, of, left: left.or(outside), record: record.clone() });
        };
        let lacks = |missing: fn(&Quantity) -> bool| there.is_none_or(missing);
        if q.qualifier.kind != QualifierKind::Plain
            && lacks(|q| q.qualifier.kind == QualifierKind::Plain && q.qualifier.anchor.is_none())
        {
            let left = q.qualifier.carried.then_some(why::CARRIED);
            part(RefusalKind::Qualifier, q.qualifier.span, What::Qualifier(at), left);
        }
        if let Some(counted) = &q.counted {
            let open = there.is_none_or(|quantity| match &quantity.counted {
                None => true,
                Some(old) => {
                    let same = old.anchor.as_ref().and_then(crate::model::Anchor::span);
                    let same = same.is_some_and(|there| there.overlaps(counted.span));
                    old.what.is_none() && counted.what.is_some() && same
                }
            });
            if open {
                let left = counted.carried.then_some(why::ELSEWHERE);
                part(RefusalKind::Counted, Some(counted.span), What::Counted(at), left);
            }
        }
        let left = |date: &ProposedDate| (date.basis == Basis::Inferred).then_some(why::INFERRED);
        if lacks(|q| q.as_of.is_none())
            && let Some((on, date)) = self.date(q.as_of)
        {
            part(RefusalKind::AsOf, Some(date.span), What::AsOf(at, on), left(date));
        }
        if lacks(|q| q.period.is_none())
            && let Some((on, date)) = self.date(q.period)
        {
            part(RefusalKind::Period, Some(date.span), What::Period(at, on), left(date));
        }
        for (i, place) in q.places.iter().enumerate() {
            let name = place.span.of(self.text).unwrap_or_default();
            let has = there.is_some_and(|quantity| quantity.places.iter().any(|p| p.text == name));
            if !has {
                part(RefusalKind::Place, Some(place.span), What::Place(at, i), None);
            }
        }
        self.repeat_offers(at, q, found);
    }

    /// Repeats of a quantity, and by others: links to records only.
    fn repeat_offers(&self, at: usize, q: &ProposedQuantity, found: &mut Vec<Offer>) {
        let forward = q.links.iter().filter(|(kind, _)| *kind == LinkKind::Repeats);
        let forward = forward.map(|(_, to)| (at, *to));
        let back = self.recognition.linked.get(at).into_iter().flatten();
        let back = back.filter(|(kind, _)| *kind == LinkKind::Repeats).map(|(_, from)| (*from, at));
        for (from, to) in forward.chain(back) {
            let (Some(first), Some(target)) =
                (self.recognition.quantity(from), self.quantity_record(to))
            else {
                continue;
            };
            let record = self.quantity_record(from);
            let linked = record.is_some_and(|q| {
                q.id == target.id || q.links.iter().any(|link| link.to == target.id)
            });
            let number = first.anchor_span();
            let refused = |kind, of| self.refused.holds(kind, number, of);
            if linked
                || (from != at && record.is_none())
                || (record.is_none() && refused(RefusalKind::Quantity, None))
                || refused(RefusalKind::Repeats, Some(target.id.as_str()))
            {
                continue;
            }
            let other = self.recognition.quantity(to).map(ProposedQuantity::anchor_span);
            found.push(Offer {
                key: ProposalKey { kind: RefusalKind::Repeats, span: number, of: other },
                of: What::Repeats(from, target.id.clone()),
                left: Some(why::REPEAT),
                record: record.map(|q| RecordRef::Quantity(q.id.clone())),
            });
        }
    }

    fn attribution_offers(
        &self,
        at: usize,
        a: &ProposedAttribution,
        here: bool,
        spans: &[Span],
        found: &mut Vec<Offer>,
    ) {
        let Some(main) = main_span(a) else { return };
        let there = self.attribution_record(at);
        let record = there.map(|a| RecordRef::Attribution(a.id.clone()));
        if there.is_none() && self.refused.holds(RefusalKind::Attribution, main, None) {
            return;
        }
        let lacks = there.is_none_or(|old| {
            let nobody = |hop: &Hop| hop.anchor.is_none() && hop.source.is_empty();
            (old.chain.iter().all(nobody) && !a.chain.is_empty())
                || (old.content.is_empty() && !a.content.is_empty())
        });
        if lacks && !self.refused.holds(RefusalKind::Attribution, main, None) {
            let key = ProposalKey { kind: RefusalKind::Attribution, span: main, of: None };
            let mut words = a.cue.iter().copied().chain(a.chain.iter().map(|hop| hop.source));
            let left = if a.negated {
                Some(why::NEGATED)
            } else if a.hypothetical {
                Some(why::HYPOTHETICAL)
            } else {
                (!words.all(|words| inside(spans, words))).then_some(why::OUTSIDE)
            };
            found.push(Offer { key, of: What::Attribution(at), left, record: record.clone() });
        }
        if !here {
            return;
        }
        let mut part = |kind, span, of, left| {
            if !self.refused.holds(kind, span, None) {
                let key = ProposalKey { kind, span, of: Some(main) };
                found.push(Offer { key, of, left, record: record.clone() });
            }
        };
        if there.is_none_or(|old| old.said_at.is_none())
            && let Some((on, date)) = self.date(a.said_at)
        {
            let left = match date.basis {
                Basis::Inferred => Some(why::INFERRED),
                // A saying that waits for the analyst does not have its date taken by itself.
                _ if there.is_none() && a.negated => Some(why::NEGATED),
                _ if there.is_none() && a.hypothetical => Some(why::HYPOTHETICAL),
                _ => (!inside(spans, date.span)).then_some(why::OUTSIDE),
            };
            part(RefusalKind::SaidAt, date.span, What::SaidAt(at, on), left);
        }
        for (i, hop) in a.chain.iter().enumerate() {
            let open = hop.antecedent.is_some()
                && there
                    .is_none_or(|old| hop_of(old, hop).is_some_and(|hop| hop.antecedent.is_none()));
            if open {
                part(
                    RefusalKind::Antecedent,
                    hop.source,
                    What::Antecedent(at, i),
                    Some(why::PRONOUN),
                );
            }
        }
    }
}

/// The hop of a record that a recognised one is.
fn hop_of<'h>(attribution: &'h Attribution, hop: &ProposedHop) -> Option<&'h Hop> {
    attribution.chain.iter().find(|there| {
        let at = there.anchor.as_ref().and_then(crate::model::Anchor::span);
        at.is_some_and(|at| at.overlaps(hop.source))
    })
}

fn inside(spans: &[Span], words: Span) -> bool {
    spans.iter().any(|span| span.covers(words))
}

fn touched(spans: &[Span], words: Span) -> bool {
    spans.iter().any(|span| span.overlaps(words))
}
