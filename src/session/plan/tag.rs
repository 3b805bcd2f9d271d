//! Tagging words: to which record a role goes, and what it fills there.

use super::numbers::{counted, new_number, settle_voices};
use super::sources::{add_content, add_cue, hop};
use super::work::{Record, Work, covers, first_place};
use super::{Planned, quoted};
use crate::model::{
    Anchor, AsOf, Attribution, AttributionId, Basis, Claim, ClaimId, IdSource, Mark, MarkId,
    MarkKind, Period, PlaceText, Published, Quantity, RecordRef, Selection, Span,
};
use crate::recognize::selected_place;
use crate::session::{Command, DateRole, Rejection, TagKind, reading};

/// The word for a role in labels.
pub(super) const fn role_name(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Number => "number",
        TagKind::Counted => "what is counted",
        TagKind::Source => "source",
        TagKind::Cue => "cue",
        TagKind::Quote => "quote",
        TagKind::Date(DateRole::AsOf) => "as-of date",
        TagKind::Date(DateRole::SaidAt) => "date of saying",
        TagKind::Date(DateRole::Period) => "period",
        TagKind::Date(DateRole::Published) => "the article’s date",
        TagKind::Date(DateRole::Mark) => "date",
        TagKind::Place => "place",
    }
}

/// Tags words by the rules of roles.
pub(super) fn tag<'a>(
    mut work: Work<'a>,
    span: Span,
    kind: TagKind,
    selection: &Selection,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let span = work.words(span)?;
    let label = format!("Tag {} as {}", quoted(span.shown(work.text())), role_name(kind));
    if kind == TagKind::Date(DateRole::Published) {
        publish(&mut work, span)?;
        return Ok(Planned::one(label, work).selecting(Some(span), selection.record.clone()));
    }
    let selected = selection
        .record
        .as_ref()
        .filter(|_| selection.article.as_ref() == Some(&work.id))
        .and_then(|name| work.record(name));
    let (claim, selected) = match place(&work, span, kind, selected) {
        Some(found) => found,
        None => return Err(outside(&work, span, kind)),
    };
    let record = put_role(&mut work, &claim, selected, span, kind, ids)?;
    Ok(Planned::one(label, work).selecting(Some(span), Some(record)))
}

/// The claim that the words belong to, and the selected record where the role goes to it.
fn place(
    work: &Work<'_>,
    span: Span,
    kind: TagKind,
    selected: Option<Record>,
) -> Option<(Claim, Option<Record>)> {
    let mut covering: Vec<Claim> = work
        .claims_touching(span)
        .into_iter()
        .filter(|claim| covers(claim, span, work.text()))
        .collect();
    let own = selected.as_ref().map(Record::claim);
    if let Some(claim) = covering.iter().find(|claim| Some(&claim.id) == own) {
        return Some((claim.clone(), selected));
    }
    // The tightest of overlapping claims.
    covering.sort_by_key(|claim| {
        claim.anchors.iter().filter_map(Anchor::span).map(Span::len).sum::<usize>()
    });
    if let Some(claim) = covering.into_iter().next() {
        return Some((claim, None));
    }
    // Content may run over; sources and dates of a selected record may stand in a sentence that is no claim.
    let may_stand_outside = matches!(
        (&selected, kind),
        (
            Some(Record::Attribution(_)),
            TagKind::Quote | TagKind::Source | TagKind::Date(DateRole::SaidAt)
        ) | (
            Some(Record::Quantity(_)),
            TagKind::Date(DateRole::AsOf | DateRole::Period) | TagKind::Place
        )
    );
    if may_stand_outside {
        let claim = work.claim(own?).ok()?;
        return Some((claim, selected));
    }
    if kind == TagKind::Quote {
        let mut touching = work.claims_touching(span);
        touching.sort_by_key(|claim| claim.anchors.iter().filter_map(Anchor::span).min());
        return touching.into_iter().next().map(|claim| (claim, None));
    }
    None
}

/// Words outside of any claim: their sentences can be made one first.
fn outside(work: &Work<'_>, span: Span, kind: TagKind) -> Rejection {
    let spans = reading::sentences_touching(work.article(), work.segments(), span);
    let article = work.id.clone();
    let what = role_name(kind);
    let touching = !work.claims_touching(span).is_empty();
    let reason = if touching {
        format!("These words reach beyond the claim; a {what} must stand inside of it.")
    } else {
        format!("These words stand outside of any claim; a {what} belongs to one.")
    };
    let offer = (!spans.is_empty()).then(|| {
        let make = Command::MakeClaim { article: article.clone(), spans };
        let tag = Command::Tag { article, span, kind };
        ("Make the sentence a claim first".to_owned(), vec![make, tag])
    });
    Rejection { reason, offer }
}

/// Gives a role to the selected record, else to the nearest of the claim that lacks it, else to a new one.
pub(super) fn put_role(
    work: &mut Work<'_>,
    claim: &Claim,
    selected: Option<Record>,
    span: Span,
    kind: TagKind,
    ids: &mut dyn IdSource,
) -> Result<RecordRef, Rejection> {
    let anchor = work.anchor(span)?;
    match kind {
        TagKind::Number => {
            let quantity = new_number(work, claim, span, ids)?;
            let name = RecordRef::Quantity(quantity.id.clone());
            work.put(Record::Quantity(quantity));
            settle_voices(work, claim);
            Ok(name)
        }
        TagKind::Counted => {
            let mut quantity = quantity_for(work, claim, selected, span, kind, |q| {
                q.counted
                    .as_ref()
                    .is_none_or(|counted| counted.anchor.is_none() && counted.text.is_empty())
            })?;
            refuse_same(quantity.counted.as_ref().and_then(|c| c.anchor.as_ref()), span, kind)?;
            quantity.counted = Some(counted(quantity.counted, &anchor, work.language()));
            Ok(put_quantity(work, quantity))
        }
        TagKind::Source => {
            let mut attribution = attribution_for(work, claim, selected, span, ids, |a| {
                a.chain.iter().all(|hop| hop.anchor.is_none() && hop.source.is_empty())
            });
            let there = attribution.chain.iter().filter_map(|hop| hop.anchor.as_ref());
            refuse_same(there, span, kind)?;
            let new = hop(&anchor, work.language());
            match attribution.chain.iter_mut().find(|h| h.anchor.is_none() && h.source.is_empty()) {
                Some(empty) => *empty = new,
                None => attribution.chain.push(new),
            }
            Ok(put_attribution(work, claim, attribution))
        }
        TagKind::Cue => {
            let mut attribution =
                attribution_for(work, claim, selected, span, ids, |a| a.cue.is_empty());
            refuse_same(&attribution.cue, span, kind)?;
            add_cue(work, &mut attribution, &anchor);
            Ok(put_attribution(work, claim, attribution))
        }
        TagKind::Quote => {
            let mut attribution =
                attribution_for(work, claim, selected, span, ids, |a| a.content.is_empty());
            refuse_same(&attribution.content, span, kind)?;
            add_content(&mut attribution, &anchor, work.article());
            Ok(put_attribution(work, claim, attribution))
        }
        TagKind::Date(DateRole::AsOf) => {
            let mut quantity =
                quantity_for(work, claim, selected, span, kind, |q| q.as_of.is_none())?;
            refuse_same(quantity.as_of.as_ref().and_then(|d| d.anchor.as_ref()), span, kind)?;
            quantity.as_of = Some(read_as_of(work, &anchor, span)?);
            Ok(put_quantity(work, quantity))
        }
        TagKind::Date(DateRole::Period) => {
            let mut quantity =
                quantity_for(work, claim, selected, span, kind, |q| q.period.is_none())?;
            refuse_same(quantity.period.as_ref().and_then(|d| d.anchor.as_ref()), span, kind)?;
            quantity.period = Some(read_period(work, &anchor, span)?);
            Ok(put_quantity(work, quantity))
        }
        TagKind::Date(DateRole::SaidAt) => {
            let said_at = read_period(work, &anchor, span)?;
            let mut attribution =
                attribution_for(work, claim, selected, span, ids, |a| a.said_at.is_none());
            refuse_same(attribution.said_at.as_ref().and_then(|d| d.anchor.as_ref()), span, kind)?;
            attribution.said_at = Some(said_at);
            Ok(put_attribution(work, claim, attribution))
        }
        TagKind::Date(DateRole::Mark | DateRole::Published) => {
            put_mark(work, claim, MarkKind::Date, &anchor, span, ids)
        }
        TagKind::Place => {
            let wanted = quantity_for(work, claim, selected, span, kind, |q| q.places.is_empty());
            let Ok(mut quantity) = wanted else {
                return put_mark(work, claim, MarkKind::Place, &anchor, span, ids);
            };
            refuse_same(quantity.places.iter().filter_map(|p| p.anchor.as_ref()), span, kind)?;
            let role = selected_place(work.text(), span, work.language());
            let new = PlaceText { text: anchor.words().into_owned(), anchor: Some(anchor), role };
            match quantity.places.iter_mut().find(|p| p.anchor.is_none() && p.text.is_empty()) {
                Some(empty) => *empty = new,
                None => quantity.places.push(new),
            }
            Ok(put_quantity(work, quantity))
        }
    }
}

/// The same words in the same role of the same record are not tagged twice.
fn refuse_same<'x>(
    there: impl IntoIterator<Item = &'x Anchor>,
    span: Span,
    kind: TagKind,
) -> Result<(), Rejection> {
    if there.into_iter().any(|anchor| anchor.span() == Some(span)) {
        let reason = format!("These words are tagged as {} already.", role_name(kind));
        return Err(Rejection::because(reason));
    }
    Ok(())
}

fn put_quantity(work: &mut Work<'_>, quantity: Quantity) -> RecordRef {
    let name = RecordRef::Quantity(quantity.id.clone());
    work.put(Record::Quantity(quantity));
    name
}

fn put_attribution(work: &mut Work<'_>, claim: &Claim, attribution: Attribution) -> RecordRef {
    let name = RecordRef::Attribution(attribution.id.clone());
    work.put(Record::Attribution(attribution));
    settle_voices(work, claim);
    name
}

fn distance(a: Option<Span>, b: Span) -> usize {
    a.map_or(usize::MAX, |a| {
        if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
    })
}

/// The number that a role goes to.
fn quantity_for(
    work: &Work<'_>,
    claim: &Claim,
    selected: Option<Record>,
    span: Span,
    kind: TagKind,
    lacks: impl Fn(&Quantity) -> bool,
) -> Result<Quantity, Rejection> {
    if let Some(Record::Quantity(quantity)) = selected {
        return Ok(quantity);
    }
    let all = work.quantities_of(&claim.id);
    let nearest = all.iter().filter(|q| lacks(q)).min_by_key(|q| distance(q.anchor.span(), span));
    if let Some(quantity) = nearest {
        return Ok(quantity.clone());
    }
    let what = role_name(kind);
    if all.is_empty() {
        let offer = matches!(kind, TagKind::Date(_)).then(|| as_mark(work, span));
        let reason = format!("There is no number in this claim yet that could have {what} here.");
        return Err(Rejection { reason, offer });
    }
    let taken = all.iter().any(|q| {
        let slots = [q.counted.as_ref().and_then(|c| c.anchor.as_ref())];
        let dates = [
            q.as_of.as_ref().and_then(|d| d.anchor.as_ref()),
            q.period.as_ref().and_then(|d| d.anchor.as_ref()),
        ];
        slots.iter().chain(&dates).flatten().any(|anchor| anchor.span() == Some(span))
    });
    Err(Rejection::because(if taken {
        format!("These words are tagged as {what} already.")
    } else {
        format!(
            "Every number of this claim has {what} already; select the number that these words belong to."
        )
    }))
}

/// The attribution that a role goes to; a new one where none lacks it.
fn attribution_for(
    work: &Work<'_>,
    claim: &Claim,
    selected: Option<Record>,
    span: Span,
    ids: &mut dyn IdSource,
    lacks: impl Fn(&Attribution) -> bool,
) -> Attribution {
    if let Some(Record::Attribution(attribution)) = selected {
        return attribution;
    }
    let all = work.attributions_of(&claim.id);
    let same = all.iter().find(|a| {
        let sources = a.chain.iter().filter_map(|hop| hop.anchor.as_ref());
        let said_at = a.said_at.as_ref().and_then(|said| said.anchor.as_ref());
        let mut anchors = sources.chain(&a.cue).chain(&a.content).chain(said_at);
        anchors.any(|anchor| anchor.span() == Some(span))
    });
    let nearest = all.iter().filter(|a| lacks(a)).min_by_key(|a| distance(first_place(a), span));
    // Words that hold a role already go to their record, so that the refusal can say so.
    match nearest.or(same) {
        Some(found) => found.clone(),
        None => Attribution::new(AttributionId::new(&ids.new_id()), claim.id.clone()),
    }
}

fn put_mark(
    work: &mut Work<'_>,
    claim: &Claim,
    kind: MarkKind,
    anchor: &Anchor,
    span: Span,
    ids: &mut dyn IdSource,
) -> Result<RecordRef, Rejection> {
    let there = work.marks_of(&claim.id);
    if there.iter().any(|mark| mark.kind == kind && mark.anchor.span() == Some(span)) {
        return Err(Rejection::because("These words are marked already."));
    }
    let edtf = match kind {
        MarkKind::Date => {
            let reference = work.reference();
            let date = reading::marked_date(anchor, work.around(reference.as_deref()));
            date.ok().map(|date| date.edtf)
        }
        MarkKind::Place => None,
    };
    let mark = Mark {
        id: MarkId::new(&ids.new_id()),
        claim: ClaimId::clone(&claim.id),
        kind,
        anchor: anchor.clone(),
        edtf,
        text: String::new(),
        note: String::new(),
    };
    let name = RecordRef::Mark(mark.id.clone());
    work.put(Record::Mark(mark));
    Ok(name)
}

/// The offer to keep a date that says nothing whole as a plain date.
fn as_mark(work: &Work<'_>, span: Span) -> (String, Vec<Command>) {
    let kind = TagKind::Date(DateRole::Mark);
    (
        "Tag it as a plain date".to_owned(),
        vec![Command::Tag { article: work.id.clone(), span, kind }],
    )
}

fn unreadable(work: &Work<'_>, span: Span, why: Rejection) -> Rejection {
    Rejection { reason: why.reason, offer: Some(as_mark(work, span)) }
}

fn read_as_of(work: &Work<'_>, anchor: &Anchor, span: Span) -> Result<AsOf, Rejection> {
    let reference = work.reference();
    let mut as_of = crate::session::fields::marked_as_of(anchor, work.around(reference.as_deref()))
        .map_err(|why| unreadable(work, span, why))?;
    as_of.basis = basis_here(work, as_of.basis);
    Ok(as_of)
}

fn read_period(work: &Work<'_>, anchor: &Anchor, span: Span) -> Result<Period, Rejection> {
    let reference = work.reference();
    let date = reading::marked_date(anchor, work.around(reference.as_deref()))
        .map_err(|why| unreadable(work, span, why))?;
    Ok(Period {
        edtf: date.edtf,
        precision: date.precision,
        basis: basis_here(work, date.basis),
        anchor: Some(anchor.clone()),
    })
}

/// A date completed from an inferred article date is inferred itself.
fn basis_here(work: &Work<'_>, basis: Basis) -> Basis {
    let inferred = work.meta().published.as_ref().is_some_and(|p| p.basis == Basis::Inferred);
    if inferred && basis == Basis::Relative { Basis::Inferred } else { basis }
}

fn publish(work: &mut Work<'_>, span: Span) -> Result<(), Rejection> {
    let anchor = work.anchor(span)?;
    let there = work.meta().published.as_ref().and_then(|p| p.anchor.as_ref());
    refuse_same(there, span, TagKind::Date(DateRole::Published))?;
    let date = reading::marked_date(&anchor, work.around(None))?;
    work.meta_mut().published = Some(Published {
        edtf: date.edtf,
        precision: date.precision,
        basis: Basis::Explicit,
        anchor: Some(anchor),
    });
    Ok(())
}
