//! Single anchors of a record: move, delete, confirm.

use super::work::{Record, Work, covers, slot_mut};
use super::{Planned, claims, quoted};
use crate::model::{Anchor, Claim, Counted, Place, Qualifier, QualifierKind, Slot, SlotRef, Span};
use crate::recognize::source_naming;
use crate::session::{Rejection, fields, reading};

fn gone() -> Rejection {
    Rejection::because("There is no such place in this record any more.")
}

/// The words for an anchor in labels.
pub(super) const fn slot_name(slot: Slot) -> &'static str {
    match slot {
        Slot::ClaimText(_) => "claim",
        Slot::Number => "number",
        Slot::Qualifier => "qualifier",
        Slot::Counted => "what is counted",
        Slot::What => "what they do",
        Slot::AsOf => "as-of date",
        Slot::Period => "period",
        Slot::Place(_) => "place",
        Slot::Cue(_) => "cue",
        Slot::Content(_) => "quote",
        Slot::SaidAt => "date of saying",
        Slot::Source(_) => "source",
        Slot::Antecedent(_) => "name of the pronoun",
        Slot::Mark => "mark",
    }
}

/// Whether each number of a claim still stands inside of it.
fn holds_its_numbers(work: &Work<'_>, claim: &Claim) -> Result<(), Rejection> {
    for quantity in work.quantities_of(&claim.id) {
        if let Some(span) = quantity.anchor.span()
            && !covers(claim, span, work.text())
        {
            let number = quoted(quantity.anchor.exact());
            return Err(Rejection::because(format!(
                "The number {number} would stand outside of its claim."
            )));
        }
    }
    Ok(())
}

/// Moves an anchor to other words. What only repeated the old words follows the new ones.
pub(super) fn move_span<'a>(
    mut work: Work<'a>,
    at: &SlotRef,
    span: Span,
) -> Result<Planned<'a>, Rejection> {
    let span = work.words(span)?;
    let mut record = work.record(&at.record).ok_or_else(gone)?;
    let new = work.anchor(span)?;
    let place = slot_mut(&mut record, at.slot).ok_or_else(gone)?;
    let old = std::mem::replace(place, new.clone());
    let reference = work.reference();
    follow(&mut record, at.slot, &old, &new, reference.as_deref(), &work)?;
    let text = work.text();
    match &mut record {
        Record::Claim(claim) => holds_its_numbers(&work, claim)?,
        Record::Quantity(quantity) if at.slot == Slot::Number => {
            let claim = work.claim(&quantity.claim)?;
            let place = quantity.anchor.span().unwrap_or(span);
            if !covers(&claim, place, text) {
                return Err(Rejection::because("A number must stand inside of its claim."));
            }
        }
        Record::Attribution(attribution) => {
            attribution.cue.sort_by_key(|anchor| (anchor.span().is_none(), anchor.span()));
            attribution.content.sort_by_key(|anchor| (anchor.span().is_none(), anchor.span()));
        }
        _ => {}
    }
    let label = format!("Move the {} to {}", slot_name(at.slot), quoted(new.exact()));
    work.put(record);
    Ok(Planned::one(label, work).selecting(Some(span), Some(at.record.clone())))
}

/// Lets the contents that repeated the old words follow the new ones.
fn follow(
    record: &mut Record,
    slot: Slot,
    old: &Anchor,
    new: &Anchor,
    reference: Option<&str>,
    work: &Work<'_>,
) -> Result<(), Rejection> {
    let (was, now) = (old.exact(), new.exact());
    match (record, slot) {
        (Record::Quantity(q), Slot::Number) => {
            // The value is what is printed, so other words need another value, or there is none.
            let span = new.span().unwrap_or_default();
            let parts = reading::number_in(work.text(), span, work.language())?;
            q.anchor = work.anchor(parts.number)?;
            q.value = parts.value;
            q.unit = parts.unit;
        }
        (Record::Quantity(q), Slot::Qualifier) => {
            if let Some(kind) = reading::qualifier(now, work.language()) {
                q.qualifier.kind = kind;
            }
        }
        (Record::Quantity(q), Slot::Counted) => {
            if let Some(counted) = q.counted.as_mut().filter(|counted| counted.text == was) {
                now.clone_into(&mut counted.text);
            }
        }
        (Record::Quantity(q), Slot::What) => {
            if let Some(what) = q.counted.as_mut().and_then(|c| c.what.as_mut())
                && what.text == was
            {
                now.clone_into(&mut what.text);
            }
        }
        (Record::Quantity(q), Slot::Place(i)) => {
            if let Some(place) = q.places.get_mut(i).filter(|place| place.text == was) {
                now.clone_into(&mut place.text);
            }
        }
        (Record::Quantity(q), Slot::AsOf) => {
            if let (Some(as_of), Ok(read)) =
                (&mut q.as_of, fields::marked_as_of(new, work.around(reference)))
            {
                *as_of = crate::model::AsOf { anchor: as_of.anchor.take(), ..read };
            }
        }
        (Record::Quantity(q), Slot::Period) => {
            if let (Some(period), Ok(read)) =
                (&mut q.period, reading::marked_date(new, work.around(reference)))
            {
                (period.edtf, period.precision, period.basis) =
                    (read.edtf, read.precision, read.basis);
            }
        }
        (Record::Attribution(a), Slot::SaidAt) => {
            if let (Some(said), Ok(read)) =
                (&mut a.said_at, reading::marked_date(new, work.around(reference)))
            {
                (said.edtf, said.precision, said.basis) = (read.edtf, read.precision, read.basis);
            }
        }
        (Record::Attribution(a), Slot::Source(i)) => {
            if let Some(hop) = a.chain.get_mut(i).filter(|hop| hop.source == was) {
                now.clone_into(&mut hop.source);
                hop.naming = source_naming(now, work.language());
            }
        }
        (Record::Mark(mark), Slot::Mark) => {
            if mark.edtf.is_some()
                && let Ok(read) = reading::marked_date(new, work.around(reference))
            {
                mark.edtf = Some(read.edtf);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Deletes one anchor with what it fills. A record's main anchor takes the record.
pub(super) fn delete<'a>(mut work: Work<'a>, at: &SlotRef) -> Result<Planned<'a>, Rejection> {
    let mut record = work.record(&at.record).ok_or_else(gone)?;
    let words = slot_mut(&mut record, at.slot).ok_or_else(gone)?.words().into_owned();
    match (&mut record, at.slot) {
        (Record::Claim(claim), Slot::ClaimText(i)) if claim.anchors.len() > 1 => {
            claim.anchors.remove(i);
            holds_its_numbers(&work, claim)?;
        }
        (_, Slot::ClaimText(_) | Slot::Number | Slot::Mark) => {
            return claims::delete(work, &at.record);
        }
        (Record::Quantity(q), Slot::Qualifier) => {
            q.qualifier = Qualifier { kind: QualifierKind::Plain, anchor: None, carried: false };
        }
        (Record::Quantity(q), Slot::Counted) => {
            q.counted = q.counted.take().and_then(|counted| {
                let rest = counted.what.is_some() || !counted.who.is_empty();
                rest.then(|| Counted { text: String::new(), anchor: None, ..counted })
            });
        }
        (Record::Quantity(q), Slot::What) => {
            if let Some(counted) = &mut q.counted {
                counted.what = None;
            }
        }
        (Record::Quantity(q), Slot::AsOf) => q.as_of = None,
        (Record::Quantity(q), Slot::Period) => q.period = None,
        (Record::Quantity(q), Slot::Place(i)) => {
            q.places.remove(i);
        }
        (Record::Attribution(a), Slot::Cue(i)) => {
            a.cue.remove(i);
        }
        (Record::Attribution(a), Slot::Content(i)) => {
            a.content.remove(i);
        }
        (Record::Attribution(a), Slot::SaidAt) => a.said_at = None,
        (Record::Attribution(a), Slot::Source(i)) => {
            a.chain.remove(i);
        }
        (Record::Attribution(a), Slot::Antecedent(i)) => {
            if let Some(hop) = a.chain.get_mut(i) {
                hop.antecedent = None;
            }
        }
        _ => return Err(gone()),
    }
    if let Record::Attribution(a) = &record
        && a.cue.is_empty()
        && a.content.is_empty()
        && a.chain.is_empty()
        && a.said_at.is_none()
        && a.grade.is_none()
        && a.note.is_empty()
    {
        return claims::delete(work, &at.record);
    }
    let label = format!("Untag {} as {}", quoted(&words), slot_name(at.slot));
    work.put(record);
    Ok(Planned::one(label, work))
}

/// Makes the place where a moved or changed anchor was found its place.
pub(super) fn confirm<'a>(mut work: Work<'a>, at: &SlotRef) -> Result<Planned<'a>, Rejection> {
    let mut record = work.record(&at.record).ok_or_else(gone)?;
    let anchor = slot_mut(&mut record, at.slot).ok_or_else(gone)?;
    let span = match anchor.place {
        Place::Exact(_) => return Err(Rejection::because("These words stand where they should.")),
        Place::Orphaned { .. } => {
            return Err(Rejection::because(
                "These words were not found in the text; mark them anew.",
            ));
        }
        Place::Moved { span, .. } | Place::Changed { span, .. } => span,
    };
    let old = anchor.clone();
    let new = work.anchor(span)?;
    *anchor = new.clone();
    if matches!(old.place, Place::Changed { .. }) {
        let reference = work.reference();
        follow(&mut record, at.slot, &old, &new, reference.as_deref(), &work)?;
    }
    let label = format!("Confirm the place of {}", quoted(new.exact()));
    work.put(record);
    Ok(Planned::one(label, work).selecting(Some(span), Some(at.record.clone())))
}
