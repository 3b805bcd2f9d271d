//! Claims as a whole: make, delete, split, merge.

use super::work::{Record, Work, first_place, spans_of};
use super::{Planned, quoted};
use crate::model::{Anchor, Claim, ClaimId, IdSource, Part, RecordRef, Span, Status};
use crate::session::Rejection;

/// A new claim of one or several spans.
pub(super) fn make<'a>(
    mut work: Work<'a>,
    spans: &[Span],
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let mut wanted = Vec::new();
    for span in spans {
        let span = work.words(*span)?;
        if !wanted.contains(&span) {
            wanted.push(span);
        }
    }
    let Some(first) = wanted.first().copied() else {
        return Err(Rejection::because("There are no words in the selection."));
    };
    wanted.sort_unstable();
    for claim in work.claims_touching(first) {
        let mut there = spans_of(&claim);
        there.sort_unstable();
        if there == wanted {
            return Err(Rejection::because("This is a claim already."));
        }
    }
    let claim = new_claim(&work, &wanted, ids)?;
    let label = match claim.anchors.first() {
        Some(anchor) => format!("Make a claim of {}", quoted(anchor.exact())),
        None => "Make a claim".to_owned(),
    };
    let record = RecordRef::Claim(claim.id.clone());
    work.put(Record::Claim(claim));
    Ok(Planned::one(label, work).selecting(Some(first), Some(record)))
}

/// A claim that is not put in yet.
pub(super) fn new_claim(
    work: &Work<'_>,
    spans: &[Span],
    ids: &mut dyn IdSource,
) -> Result<Claim, Rejection> {
    let anchors = spans.iter().map(|span| work.anchor(*span)).collect::<Result<Vec<_>, _>>()?;
    let now = ids.now();
    Ok(Claim {
        id: ClaimId::new(&ids.new_id()),
        anchors,
        part: part_of(work, spans),
        status: Status::Draft,
        tags: Vec::new(),
        note: String::new(),
        created: now.clone(),
        changed: now,
    })
}

/// A first line that does not end as a sentence ends is a headline.
fn part_of(work: &Work<'_>, spans: &[Span]) -> Part {
    let paragraphs = &work.article().paragraphs;
    let (Some(first), Some(span)) = (paragraphs.first(), spans.first()) else { return Part::Body };
    let line = first.shown(work.text()).trim_end_matches(['"', '”', '’', '»', ')', ' ']);
    let ends = line.ends_with(['.', '!', '?', '…', ':', '。', '։', '؟']);
    if first.covers(*span) && paragraphs.len() > 1 && !ends { Part::Headline } else { Part::Body }
}

/// A record gone; a claim with all that belongs to it.
pub(super) fn delete<'a>(mut work: Work<'a>, name: &RecordRef) -> Result<Planned<'a>, Rejection> {
    let record =
        work.record(name).ok_or_else(|| Rejection::because("There is no such record any more."))?;
    let text = place_of(&record);
    let claim = record.claim().clone();
    let label = match &record {
        Record::Claim(claim) => {
            for member in work.members(&claim.id) {
                if let Record::Attribution(attribution) = &member {
                    work.silence(&attribution.id);
                }
                work.remove(&member.name());
            }
            let words = claim.anchors.first().map_or("", Anchor::exact);
            format!("Delete the claim {}", quoted(words))
        }
        Record::Quantity(quantity) => {
            format!("Delete the number {}", quoted(quantity.anchor.exact()))
        }
        Record::Attribution(attribution) => {
            work.silence(&attribution.id);
            let source = attribution.chain.last().map(|hop| hop.source.as_str());
            let words = source.or_else(|| attribution.cue.first().map(Anchor::exact));
            format!("Delete the attribution {}", quoted(words.unwrap_or("without a source")))
        }
        Record::Mark(mark) => format!("Delete the mark {}", quoted(mark.anchor.exact())),
    };
    work.remove(name);
    let after = match name {
        RecordRef::Claim(_) => None,
        _ => Some(RecordRef::Claim(claim)),
    };
    Ok(Planned::one(label, work).selecting(text, after))
}

/// Where a record stands first.
pub(super) fn place_of(record: &Record) -> Option<Span> {
    match record {
        Record::Claim(claim) => spans_of(claim).first().copied(),
        Record::Quantity(quantity) => quantity.anchor.span(),
        Record::Attribution(attribution) => first_place(attribution),
        Record::Mark(mark) => mark.anchor.span(),
    }
}

/// Moves a record to another claim.
fn moved(mut record: Record, to: &ClaimId) -> Record {
    match &mut record {
        Record::Claim(_) => {}
        Record::Quantity(quantity) => quantity.claim = to.clone(),
        Record::Attribution(attribution) => attribution.claim = to.clone(),
        Record::Mark(mark) => mark.claim = to.clone(),
    }
    record
}

/// Two claims of one: what stands before the byte, and the rest.
pub(super) fn split<'a>(
    mut work: Work<'a>,
    id: &ClaimId,
    at: usize,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let mut claim = work.claim(id)?;
    let nothing = || Rejection::because("Here the claim cannot be split: one part would be empty.");
    let (mut first, mut second): (Vec<Anchor>, Vec<Anchor>) = (Vec::new(), Vec::new());
    for anchor in std::mem::take(&mut claim.anchors) {
        match anchor.span() {
            Some(span) if span.start >= at => second.push(anchor),
            Some(span) if span.start < at && at < span.end => {
                let left = work.words(Span::new(span.start, at)).map_err(|_| nothing())?;
                let right = work.words(Span::new(at, span.end)).map_err(|_| nothing())?;
                first.push(work.anchor(left)?);
                second.push(work.anchor(right)?);
            }
            _ => first.push(anchor),
        }
    }
    if first.is_empty() || second.is_empty() {
        return Err(nothing());
    }
    let label =
        format!("Split the claim before {}", quoted(second.first().map_or("", Anchor::exact)));
    let now = ids.now();
    let rest = Claim {
        id: ClaimId::new(&ids.new_id()),
        anchors: second,
        note: String::new(),
        created: now.clone(),
        changed: now,
        ..claim.clone()
    };
    claim.anchors = first;
    for member in work.members(id) {
        let place = place_of(&member);
        if let (Record::Quantity(_), Some(span)) = (&member, place)
            && span.start < at
            && at < span.end
        {
            return Err(Rejection::because("The split would cut a number in two."));
        }
        if place.is_some_and(|span| span.start >= at) {
            work.put(moved(member, &rest.id));
        }
    }
    let after = (spans_of(&rest).first().copied(), RecordRef::Claim(rest.id.clone()));
    work.put(Record::Claim(claim));
    work.put(Record::Claim(rest));
    Ok(Planned::one(label, work).selecting(after.0, Some(after.1)))
}

/// One claim of two.
pub(super) fn merge<'a>(
    mut work: Work<'a>,
    into: &ClaimId,
    from: &ClaimId,
) -> Result<Planned<'a>, Rejection> {
    if into == from {
        return Err(Rejection::because("A claim cannot be merged with itself."));
    }
    let (mut kept, gone) = (work.claim(into)?, work.claim(from)?);
    for anchor in gone.anchors {
        let covered = anchor.span().is_some_and(|s| spans_of(&kept).iter().any(|k| k.covers(s)));
        if !covered {
            if let Some(span) = anchor.span() {
                kept.anchors.retain(|k| !k.span().is_some_and(|k| span.covers(k)));
            }
            kept.anchors.push(anchor);
        }
    }
    kept.anchors.sort_by_key(|anchor| (anchor.span().is_none(), anchor.span()));
    for tag in gone.tags {
        if !kept.tags.contains(&tag) {
            kept.tags.push(tag);
        }
    }
    if !gone.note.is_empty() && gone.note != kept.note {
        if !kept.note.is_empty() {
            kept.note.push('\n');
        }
        kept.note.push_str(&gone.note);
    }
    if gone.status != kept.status {
        kept.status = Status::Draft;
    }
    for member in work.members(from) {
        work.put(moved(member, into));
    }
    let label =
        format!("Merge two claims at {}", quoted(kept.anchors.first().map_or("", Anchor::exact)));
    let text = spans_of(&kept).first().copied();
    work.put(Record::Claim(kept));
    work.remove(&RecordRef::Claim(from.clone()));
    Ok(Planned::one(label, work).selecting(text, Some(RecordRef::Claim(into.clone()))))
}
