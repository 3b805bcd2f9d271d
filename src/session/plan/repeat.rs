//! Saying the same again: the source of before, and all equal mentions of some words.

use super::numbers::settle_voices;
use super::tag::{put_role, role_name};
use super::work::{Record, Work, covers, first_place, slot_mut, spans_of};
use super::{Planned, quoted};
use crate::model::{
    Attribution, AttributionId, Claim, ClaimId, Flowing, IdSource, MarkKind, RecordRef, Slot,
    SlotRef, Span,
};
use crate::session::{DateRole, Rejection, TagKind};

/// Copies the last attribution's chain and said-at before this claim onto it.
pub(super) fn same_source<'a>(
    mut work: Work<'a>,
    id: &ClaimId,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let claim = work.claim(id)?;
    let Some(start) = spans_of(&claim).into_iter().min() else {
        return Err(Rejection::because("This claim has no place in the text."));
    };
    let all = work.open.document.attributions().values();
    // Where an attribution has no place of its own, its claim's place counts.
    let last = all
        .filter(|a| a.claim != *id && !a.chain.is_empty())
        .filter_map(|a| {
            let claim = work.open.document.claims().get(&a.claim)?;
            let at = first_place(a).or_else(|| spans_of(claim).into_iter().min())?;
            (spans_of(claim).into_iter().min()? < start).then_some((at, a))
        })
        .max_by_key(|(at, a)| (*at, a.id.clone()))
        .map(|(_, a)| a);
    let Some(last) = last else {
        return Err(Rejection::because("No claim before this one has a source."));
    };
    let there = work.attributions_of(id);
    if there.iter().any(|a| a.chain == last.chain) {
        return Err(Rejection::because("This claim has that source already."));
    }
    let empty = there.into_iter().find(|a| a.chain.is_empty());
    let mut attribution = match empty {
        Some(empty) => empty,
        None => Attribution::new(AttributionId::new(&ids.new_id()), id.clone()),
    };
    attribution.chain.clone_from(&last.chain);
    if attribution.said_at.is_none() {
        attribution.said_at.clone_from(&last.said_at);
    }
    let source = last.chain.last().map_or("", |hop| hop.source.as_str());
    let label = format!("Same source as before: {}", quoted(source));
    let name = RecordRef::Attribution(attribution.id.clone());
    work.put(Record::Attribution(attribution));
    settle_voices(&mut work, &claim);
    Ok(Planned::one(label, work).selecting(Some(start), Some(name)))
}

/// Tags all equal mentions of the words of an anchor, in claims, as this one is.
pub(super) fn tag_equal<'a>(
    mut work: Work<'a>,
    at: &SlotRef,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    let gone = || Rejection::because("There is no such place in this record any more.");
    let mut record = work.record(&at.record).ok_or_else(gone)?;
    let mark_kind = if let Record::Mark(mark) = &record { Some(mark.kind) } else { None };
    let anchor = slot_mut(&mut record, at.slot).ok_or_else(gone)?.clone();
    let Some(kind) = kind_of(at.slot, mark_kind) else {
        return Err(Rejection::because(
            "Equal mentions can be tagged of numbers, what is counted, sources, cues, dates and places.",
        ));
    };
    let words = anchor.words().into_owned();
    let (mut tagged, mut skipped, mut there) = (0_usize, 0_usize, 0_usize);
    for span in mentions(work.text(), &words) {
        if anchor.span() == Some(span) {
            continue;
        }
        let known = work.open.document.spans().touching(span).into_iter();
        let role = at.slot.role(mark_kind);
        if known.into_iter().any(|tag| tag.span == span && tag.role == role) {
            there += 1;
            continue;
        }
        let mut claims: Vec<Claim> = work.claims_touching(span);
        claims.retain(|claim| covers(claim, span, work.text()));
        claims.sort_by_key(|claim| spans_of(claim).into_iter().map(Span::len).sum::<usize>());
        let Some(claim) = claims.first() else {
            skipped += 1;
            continue;
        };
        match put_role(&mut work, claim, None, span, kind, ids) {
            Ok(name) => {
                tagged += 1;
                like(&mut work, &record, at.slot, &name);
            }
            Err(_) => skipped += 1,
        }
    }
    let shown = quoted(&words);
    if tagged == 0 {
        let reason = match (skipped, there) {
            (0, 0) => format!("{shown} stands nowhere else in this article."),
            (0, _) => format!("All mentions of {shown} are tagged already."),
            _ => format!(
                "{shown} stands in {skipped} other place(s), but in no claim that it could belong to."
            ),
        };
        return Err(Rejection::because(reason));
    }
    let role = role_name(kind);
    let left = match skipped {
        0 => String::new(),
        _ => format!(" ({skipped} left out: outside of claims, or without a number)"),
    };
    Ok(Planned::one(format!("Tag {tagged} more {shown} as {role}{left}"), work))
}

const fn kind_of(slot: Slot, mark: Option<MarkKind>) -> Option<TagKind> {
    Some(match slot {
        Slot::Number => TagKind::Number,
        Slot::Counted => TagKind::Counted,
        Slot::Source(_) => TagKind::Source,
        Slot::Cue(_) => TagKind::Cue,
        Slot::AsOf => TagKind::Date(DateRole::AsOf),
        Slot::Period => TagKind::Date(DateRole::Period),
        Slot::SaidAt => TagKind::Date(DateRole::SaidAt),
        Slot::Place(_) => TagKind::Place,
        Slot::Mark => match mark {
            Some(MarkKind::Place) => TagKind::Place,
            _ => TagKind::Date(DateRole::Mark),
        },
        _ => return None,
    })
}

/// What the analyst said of the first mention holds for the others where it is about the words themselves.
fn like(work: &mut Work<'_>, first: &Record, slot: Slot, name: &RecordRef) {
    let Some(mut record) = work.record(name) else { return };
    match (&mut record, first, slot) {
        (Record::Quantity(new), Record::Quantity(old), Slot::Number) => {
            new.value = old.value.clone();
            new.unit = old.unit.clone();
        }
        (Record::Quantity(new), Record::Quantity(old), Slot::Counted) => {
            if let (Some(new), Some(old)) = (&mut new.counted, &old.counted) {
                new.text.clone_from(&old.text);
                new.each = old.each.clone();
                new.who.clone_from(&old.who);
            }
        }
        (Record::Attribution(new), Record::Attribution(old), Slot::Source(i)) => {
            if let (Some(new), Some(old)) = (new.chain.last_mut(), old.chain.get(i)) {
                new.source.clone_from(&old.source);
                new.naming = old.naming;
                new.agent.clone_from(&old.agent);
            }
        }
        _ => return,
    }
    work.put(record);
}

/// Where words stand in a text, as whole words.
fn mentions(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let flowing = Flowing::of(text);
    let text = flowing.text();
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts_in = inside(words.chars().next());
    let ends_in = inside(words.chars().next_back());
    let found = memchr::memmem::find_iter(text.as_bytes(), words.as_bytes());
    let spans = found.map(|at| Span::new(at, at + words.len()));
    spans
        .filter(|span| {
            let before = text.get(..span.start).and_then(|t| t.chars().next_back());
            let mut after = text.get(span.end..).into_iter().flat_map(str::chars);
            let (next, then) = (after.next(), after.next());
            // "1,050" does not stand in "1,050,000", nor "5" in "5.2" or "1,5".
            let digits = words.chars().next_back().is_some_and(|c| c.is_ascii_digit())
                && matches!(next, Some(',' | '.'))
                && then.is_some_and(|c| c.is_ascii_digit());
            let leads = words.chars().next().is_some_and(|c| c.is_ascii_digit()) && {
                let mut back = text.get(..span.start).into_iter().flat_map(|t| t.chars().rev());
                matches!(back.next(), Some(',' | '.'))
                    && back.next().is_some_and(|c| c.is_ascii_digit())
            };
            !(starts_in && inside(before) || ends_in && inside(next) || digits || leads)
        })
        .map(|span| flowing.given(span))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_whole_words_and_whole_numbers() {
        let text = "1,050 of 1,050,000; x1,050 and 1,050. Not 21,050 nor 1,050.5 but (1,050)";
        let at: Vec<usize> = mentions(text, "1,050").into_iter().map(|span| span.start).collect();
        assert_eq!(at, [0, 31, 66]);
    }
}
