//! Accepting and refusing proposals. What is accepted becomes records of origin `Proposed`, in one act with all
//! that it rests on: the claim, the number or attribution of a part, the article's date of a relative date.
//!
//! Never: takes what was not asked for; decides what is open.

use super::claims::new_claim;
use super::work::{Record, Work, covers, spans_of};
use super::{Planned, quoted};
use crate::model::{
    Anchor, AsOf, Attribution, AttributionId, Basis, Claim, ClaimId, Counted, Counting, Hop,
    IdSource, Link, LinkKind, Origin, Period, PlaceText, Published, Qualifier, Quantity,
    QuantityId, RecordRef, Refusal, Selection, Span, Unit, Voice,
};
use crate::recognize::proposal::{ProposedHop, ProposedVoice};
use crate::session::proposals::{Looking, Offer, ProposalKey, What, Within, home};
use crate::session::{Rejection, reading};
use std::collections::BTreeMap;

fn not_open() -> Rejection {
    Rejection::because("This proposal is not open any more.")
}

fn still_recognising() -> Rejection {
    Rejection::because("The proposals of this article are still being made.")
}

/// Takes all that accept-all takes.
pub(super) fn all<'a>(
    mut work: Work<'a>,
    within: &Within,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let looking = work.open.looking().ok_or_else(still_recognising)?;
    let spans = match within {
        Within::Claim(id) => spans_of(&work.claim(id)?),
        Within::Sentences(spans) => {
            spans.iter().map(|span| work.words(*span)).collect::<Result<_, _>>()?
        }
    };
    let offers = looking.offers(&spans).into_iter().filter(|offer| offer.left.is_none());
    let offers: Vec<Offer> = offers.collect();
    if offers.is_empty() {
        return Err(Rejection::because("Nothing is proposed here that could be accepted at once."));
    }
    let claim = match within {
        Within::Claim(id) => work.claim(id)?,
        Within::Sentences(_) => claim_of(&mut work, &spans, ids)?,
    };
    let words = quoted(claim.anchors.first().map_or("", Anchor::exact));
    let label = match offers.len() {
        1 => format!("Accept the proposal in {words}"),
        n => format!("Accept {n} proposals in {words}"),
    };
    let record = RecordRef::Claim(claim.id.clone());
    let text = spans_of(&claim).first().copied();
    let mut taking = Taking { looking, claim, quantities: BTreeMap::new(), said: BTreeMap::new() };
    taking.take(&mut work, &offers, ids)?;
    Ok(Planned::one(label, work).selecting(text, Some(record)))
}

/// Takes one proposal.
pub(super) fn one<'a>(
    mut work: Work<'a>,
    key: &ProposalKey,
    selection: &Selection,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let looking = work.open.looking().ok_or_else(still_recognising)?;
    let offer = looking.offer(key).ok_or_else(not_open)?;
    let label = format!("Accept the proposal {}", quoted(&looking.shown(offer.clone()).words));
    if offer.of == What::Published {
        state_date(&mut work, &looking)?;
        return Ok(Planned::one(label, work));
    }
    let claim = match &offer.record {
        Some(record) => work.record(record).map(|record| record.claim().clone()),
        None => claim_at(&work, &looking, key, selection),
    };
    let claim = match claim {
        Some(id) => work.claim(&id)?,
        None => {
            let place = home(key);
            let spans = reading::sentences_touching(work.article(), work.segments(), place);
            claim_of(&mut work, &spans, ids)?
        }
    };
    let mut taking = Taking { looking, claim, quantities: BTreeMap::new(), said: BTreeMap::new() };
    let record = taking.take(&mut work, std::slice::from_ref(&offer), ids)?;
    Ok(Planned::one(label, work).selecting(Some(key.span), record))
}

/// Refuses one proposal, so that it is not made again.
pub(super) fn refuse<'a>(mut work: Work<'a>, key: &ProposalKey) -> Result<Planned<'a>, Rejection> {
    let looking = work.open.looking().ok_or_else(still_recognising)?;
    let offer = looking.offer(key).ok_or_else(not_open)?;
    let label = format!("Refuse the proposal {}", quoted(&looking.shown(offer.clone()).words));
    let record = match &offer.record {
        Some(RecordRef::Quantity(id)) => Some(id.to_string()),
        _ => None,
    };
    let (place, of) = match &offer.of {
        What::Published => (looking.published_place().ok_or_else(not_open)?, None),
        What::Repeats(_, to) => (key.span, Some(to.to_string())),
        What::Attribution(_) | What::SaidAt(..) | What::Antecedent(..) => (key.span, None),
        // What other numbers have too is refused for this one: at its number, while it is no record.
        of if record.is_none() && is_shared(&looking, of) => (home(key), None),
        _ => (key.span, record),
    };
    let anchor = work.anchor(place)?;
    work.refuse(Refusal { kind: key.kind, anchor, of });
    Ok(Planned::one(label, work))
}

fn is_shared(looking: &Looking<'_>, of: &What) -> bool {
    let quantity = |at: usize| looking.recognition.quantity(at);
    match of {
        What::Qualifier(at) => quantity(*at).is_some_and(|q| q.qualifier.carried),
        What::Counted(at) => {
            quantity(*at).and_then(|q| q.counted.as_ref()).is_some_and(|counted| counted.carried)
        }
        What::AsOf(_, date) | What::Period(_, date) => looking.recognition.is_shared(*date),
        // A place is often that of all numbers of a sentence.
        What::Place(..) => true,
        _ => false,
    }
}

/// The claim that a proposal goes to: the selected one where it covers its words, else the tightest that does; else
/// the selected one where it is offered there (a source in the sentence before).
fn claim_at(
    work: &Work<'_>,
    looking: &Looking<'_>,
    key: &ProposalKey,
    selection: &Selection,
) -> Option<ClaimId> {
    let words = home(key);
    let mut covering = work.claims_touching(words);
    covering.retain(|claim| covers(claim, words, work.text()));
    let here = selection.article.as_ref() == Some(&work.id);
    let selected = selection.record.as_ref().filter(|_| here);
    let selected = selected.and_then(|record| work.record(record));
    let own = selected.as_ref().map(Record::claim);
    let claim = covering.iter().find(|claim| Some(&claim.id) == own).or_else(|| {
        covering.iter().min_by_key(|c| spans_of(c).into_iter().map(Span::len).sum::<usize>())
    });
    if let Some(claim) = claim {
        return Some(claim.id.clone());
    }
    let own = work.claim(own?).ok()?;
    let offered = looking.offers(&spans_of(&own)).iter().any(|offer| offer.key == *key);
    offered.then_some(own.id)
}

/// The claim of some sentences; a new one where they are none.
fn claim_of(
    work: &mut Work<'_>,
    spans: &[Span],
    ids: &mut dyn IdSource,
) -> Result<Claim, Rejection> {
    let Some(first) = spans.first() else {
        return Err(Rejection::because("These words stand in no sentence."));
    };
    let mut there = work.claims_touching(*first);
    there.retain(|claim| spans.iter().all(|span| covers(claim, *span, work.text())));
    if let Some(claim) = there.into_iter().next() {
        return Ok(claim);
    }
    let claim = new_claim(work, spans, ids)?;
    work.put(Record::Claim(claim.clone()));
    Ok(claim)
}

/// States the article's date as it was proposed.
fn state_date(work: &mut Work<'_>, looking: &Looking<'_>) -> Result<(), Rejection> {
    let Some(proposed) = looking.published() else { return Ok(()) };
    let anchor = proposed.span.map(|span| work.anchor(span)).transpose()?;
    work.meta_mut().published = Some(Published {
        edtf: proposed.edtf.clone(),
        precision: proposed.precision,
        basis: proposed.basis,
        anchor,
    });
    Ok(())
}

/// Proposals being taken into a claim.
struct Taking<'a> {
    looking: Looking<'a>,
    claim: Claim,
    /// Records of recognised quantities that this act made or completed, by index.
    quantities: BTreeMap<usize, (QuantityId, bool)>,
    /// Records of recognised attributions that this act made or completed, by index.
    said: BTreeMap<usize, (AttributionId, bool)>,
}

impl Taking<'_> {
    /// Takes the offers; the record that the last one went to.
    fn take(
        &mut self,
        work: &mut Work<'_>,
        offers: &[Offer],
        ids: &mut dyn IdSource,
    ) -> Result<Option<RecordRef>, Rejection> {
        let mut last = None;
        for offer in offers {
            last = match &offer.of {
                What::Published => {
                    state_date(work, &self.looking)?;
                    continue;
                }
                What::Attribution(at) | What::SaidAt(at, _) | What::Antecedent(at, _) => {
                    Some(self.say(work, *at, &offer.of, ids)?)
                }
                What::Quantity(at)
                | What::Qualifier(at)
                | What::Counted(at)
                | What::AsOf(at, _)
                | What::Period(at, _)
                | What::Place(at, _)
                | What::Repeats(at, _) => Some(self.count(work, *at, &offer.of, ids)?),
            };
        }
        self.give_voices(work)?;
        self.link(work)?;
        Ok(last)
    }

    /// The record of a recognised quantity; a new one where there is none.
    fn quantity(
        &mut self,
        work: &mut Work<'_>,
        at: usize,
        ids: &mut dyn IdSource,
    ) -> Result<Quantity, Rejection> {
        if let Some((id, _)) = self.quantities.get(&at) {
            return work.quantity(id);
        }
        if let Some(there) = self.looking.quantity_record(at) {
            self.quantities.insert(at, (there.id.clone(), false));
            return work.quantity(&there.id);
        }
        let proposed = self.looking.recognition.quantity(at).ok_or_else(not_open)?;
        let id = QuantityId::new(&ids.new_id());
        let anchor = work.anchor(proposed.anchor_span())?;
        let mut new =
            Quantity::new(id.clone(), self.claim.id.clone(), anchor, proposed.value.clone());
        let printed = proposed.unit.span.and_then(|span| span.of(work.text()).ok());
        new.unit = Unit {
            kind: proposed.unit.kind.clone(),
            code: proposed.unit.code.clone(),
            printed: printed.unwrap_or_default().to_owned(),
        };
        new.estimated = proposed.estimated;
        new.measure = proposed.measure;
        new.modality = proposed.modality;
        if proposed.voice == ProposedVoice::Article {
            new.voice = Voice::Article;
        }
        // A date that print leaves open is no time of the record; what it may be is said beside it.
        let dates = [proposed.as_of, proposed.period].into_iter().flatten();
        for (span, readings) in dates.filter_map(|on| self.looking.recognition.readings(on)) {
            let printed = span.of(work.text()).unwrap_or_default();
            new.note = format!("{printed}: {}", readings.join(" or "));
        }
        new.origin = Origin::Proposed;
        self.quantities.insert(at, (id, true));
        Ok(new)
    }

    /// Takes a quantity, or a part of one.
    fn count(
        &mut self,
        work: &mut Work<'_>,
        at: usize,
        of: &What,
        ids: &mut dyn IdSource,
    ) -> Result<RecordRef, Rejection> {
        let mut record = self.quantity(work, at, ids)?;
        let proposed = self.looking.recognition.quantity(at).ok_or_else(not_open)?;
        match of {
            What::Qualifier(_) => {
                let qualifier = proposed.qualifier;
                let anchor = qualifier.span.map(|span| work.anchor(span)).transpose()?;
                let (kind, carried) = (qualifier.kind, qualifier.carried);
                record.qualifier = Qualifier { kind, anchor, carried };
            }
            What::Counted(_) => {
                let counted = proposed.counted.as_ref().ok_or_else(not_open)?;
                let anchor = work.anchor(counted.span)?;
                let what = counted.what.map(|span| work.anchor(span)).transpose()?;
                let what = what.map(|anchor| Counting {
                    text: anchor.words().into_owned(),
                    anchor: Some(anchor),
                });
                match &mut record.counted {
                    Some(there) => there.what = what,
                    none => {
                        *none = Some(Counted {
                            text: anchor.words().into_owned(),
                            anchor: Some(anchor),
                            what,
                            each: counted.each.clone(),
                            who: counted.who.clone(),
                        });
                    }
                }
            }
            What::AsOf(_, on) => {
                let Period { edtf, precision, basis, anchor } = self.date(work, *on)?;
                let relation = self.looking.recognition.date(*on).map(|(date, _)| date.relation);
                let relation = relation.ok_or_else(not_open)?;
                record.as_of = Some(AsOf { edtf, precision, relation, basis, anchor });
            }
            What::Period(_, on) => record.period = Some(self.date(work, *on)?),
            What::Place(_, i) => {
                let place = proposed.places.get(*i).ok_or_else(not_open)?;
                let anchor = work.anchor(place.span)?;
                let text = anchor.words().into_owned();
                record.places.push(PlaceText { text, anchor: Some(anchor), role: place.role });
            }
            What::Repeats(_, to) => {
                let kind = LinkKind::Repeats;
                record.links.push(Link { kind, to: to.clone(), why: String::new() });
            }
            _ => {}
        }
        let name = RecordRef::Quantity(record.id.clone());
        work.put(Record::Quantity(record));
        Ok(name)
    }

    /// A recognised date; where it rests on the article's, that one is stated with it.
    fn date(&self, work: &mut Work<'_>, at: usize) -> Result<Period, Rejection> {
        let (date, edtf) = self.looking.recognition.date(at).ok_or_else(not_open)?;
        let (edtf, precision, basis) = (edtf.to_owned(), date.precision, date.basis);
        let anchor = Some(work.anchor(date.span)?);
        if basis != Basis::Explicit && work.meta().published.is_none() {
            state_date(work, &self.looking)?;
        }
        Ok(Period { edtf, precision, basis, anchor })
    }

    /// The record of a recognised attribution; a new one where there is none.
    fn attribution(
        &mut self,
        work: &mut Work<'_>,
        at: usize,
        ids: &mut dyn IdSource,
    ) -> Result<Attribution, Rejection> {
        if let Some((id, _)) = self.said.get(&at) {
            return work.attribution(id);
        }
        let proposed = self.looking.recognition.attribution(at).ok_or_else(not_open)?;
        let (mut record, new) = match self.looking.attribution_record(at) {
            Some(there) => (work.attribution(&there.id)?, false),
            None => {
                let id = AttributionId::new(&ids.new_id());
                let mut new = Attribution::new(id, self.claim.id.clone());
                (new.mode, new.act, new.framing) = (proposed.mode, proposed.act, proposed.framing);
                new.origin = Origin::Proposed;
                new.note = match (proposed.negated, proposed.hypothetical) {
                    (true, _) => "negated".to_owned(),
                    (false, true) => "hypothetical".to_owned(),
                    (false, false) => String::new(),
                };
                (new, true)
            }
        };
        self.said.insert(at, (record.id.clone(), new));
        let anchors = |work: &Work<'_>, spans: &[Span]| {
            spans.iter().map(|span| work.anchor(*span)).collect::<Result<Vec<_>, _>>()
        };
        if record.cue.is_empty() {
            record.cue = anchors(work, &proposed.cue)?;
        }
        if record.content.is_empty() {
            record.content = anchors(work, &proposed.content)?;
        }
        if record.chain.iter().all(|hop| hop.anchor.is_none() && hop.source.is_empty()) {
            record.chain =
                proposed.chain.iter().map(|hop| accepted(work, hop)).collect::<Result<_, _>>()?;
        }
        Ok(record)
    }

    /// Takes an attribution, or a part of one.
    fn say(
        &mut self,
        work: &mut Work<'_>,
        at: usize,
        of: &What,
        ids: &mut dyn IdSource,
    ) -> Result<RecordRef, Rejection> {
        let mut record = self.attribution(work, at, ids)?;
        match of {
            What::SaidAt(_, on) => record.said_at = Some(self.date(work, *on)?),
            What::Antecedent(_, i) => {
                let proposed = self.looking.recognition.attribution(at).ok_or_else(not_open)?;
                let hop = proposed.chain.get(*i).ok_or_else(not_open)?;
                let name = hop.antecedent.map(|span| work.anchor(span)).transpose()?;
                let there = record.chain.iter_mut().find(|there| {
                    let at = there.anchor.as_ref().and_then(Anchor::span);
                    at.is_some_and(|at| at.overlaps(hop.source))
                });
                there.ok_or_else(not_open)?.antecedent = name;
            }
            _ => {}
        }
        let name = RecordRef::Attribution(record.id.clone());
        work.put(Record::Attribution(record));
        Ok(name)
    }

    /// The id of the record of a recognised attribution, made now or there before.
    fn attribution_id(&self, at: usize) -> Option<AttributionId> {
        let made = self.said.get(&at).map(|(id, _)| id.clone());
        made.or_else(|| self.looking.attribution_record(at).map(|a| a.id.clone()))
    }

    /// The id of the record of a recognised quantity, made now or there before.
    fn quantity_id(&self, at: usize) -> Option<QuantityId> {
        let made = self.quantities.get(&at).map(|(id, _)| id.clone());
        made.or_else(|| self.looking.quantity_record(at).map(|q| q.id.clone()))
    }

    /// Numbers and attributions that find each other now: the numbers are theirs, unless the analyst said otherwise.
    fn give_voices(&self, work: &mut Work<'_>) -> Result<(), Rejection> {
        let new = self.quantities.iter().filter(|(_, (_, new))| *new).map(|(at, _)| *at);
        let said = self.said.iter().filter(|(_, (_, new))| *new).map(|(at, _)| *at);
        let voiced = said.filter_map(|at| self.looking.recognition.voiced.get(at)).flatten();
        let all: std::collections::BTreeSet<usize> = new.chain(voiced.copied()).collect();
        for at in all {
            let Some(ProposedVoice::By(by)) =
                self.looking.recognition.quantity(at).map(|q| &q.voice)
            else {
                continue;
            };
            let ids: Vec<AttributionId> =
                by.iter().filter_map(|at| self.attribution_id(*at)).collect();
            let Some(id) = self.quantity_id(at) else { continue };
            let mut record = work.quantity(&id)?;
            let free = match &record.voice {
                Voice::Undecided => true,
                Voice::By(there) => there.iter().all(|id| ids.contains(id)),
                Voice::Article => false,
            };
            if free && !ids.is_empty() {
                record.voice = Voice::By(ids);
                work.put(Record::Quantity(record));
            }
        }
        Ok(())
    }

    /// Links from and to the numbers made now, where the other end is a record; repeats are proposals of their own.
    fn link(&self, work: &mut Work<'_>) -> Result<(), Rejection> {
        let new = self.quantities.iter().filter(|(_, (_, new))| *new);
        for (at, (id, _)) in new {
            let Some(proposed) = self.looking.recognition.quantity(*at) else { continue };
            let forward = proposed
                .links
                .iter()
                .filter_map(|(kind, to)| Some((*kind, id.clone(), self.quantity_id(*to)?)));
            let back = self.looking.recognition.linked.get(*at).into_iter().flatten();
            let back =
                back.filter_map(|(kind, from)| Some((*kind, self.quantity_id(*from)?, id.clone())));
            for (kind, from, to) in forward.chain(back) {
                if kind == LinkKind::Repeats || from == to {
                    continue;
                }
                let mut record = work.quantity(&from)?;
                if record.links.iter().any(|link| link.to == to) {
                    continue;
                }
                record.links.push(Link { kind, to, why: String::new() });
                work.put(Record::Quantity(record));
            }
        }
        Ok(())
    }
}

/// A hop as it was proposed; whom a pronoun stands for is a proposal of its own.
fn accepted(work: &Work<'_>, hop: &ProposedHop) -> Result<Hop, Rejection> {
    let words =
        |span: Option<Span>| span.and_then(|span| span.of(work.text()).ok()).map(ToOwned::to_owned);
    let anchor = work.anchor(hop.source)?;
    Ok(Hop {
        source: anchor.words().into_owned(),
        anchor: Some(anchor),
        antecedent: None,
        agent: None,
        naming: hop.naming,
        medium: words(hop.medium),
        cue: words(hop.cue),
    })
}
