//! Fields of claims and of marks.

use super::{Around, Set, chosen, names, optional, words};
use crate::model::{Anchor, Claim, Mark, MarkKind};
use crate::session::{Field, reading};

/// What a field of a claim shows.
pub(super) fn text(claim: &Claim, field: Field) -> Option<String> {
    Some(match field {
        Field::Part => names::part(claim.part).to_owned(),
        Field::Status => names::status(claim.status).to_owned(),
        Field::Tags => claim.tags.join(", "),
        Field::Note => claim.note.clone(),
        _ => return None,
    })
}

/// Sets a field of a claim to what is typed.
pub(super) fn set(claim: &Claim, field: Field, typed: &str) -> Set<Claim> {
    let mut claim = claim.clone();
    match field {
        Field::Part => match chosen(field, typed) {
            Ok(name) => claim.part = names::part_of(name)?,
            Err(why) => return Some(Err(why)),
        },
        Field::Status => match chosen(field, typed) {
            Ok(name) => claim.status = names::status_of(name)?,
            Err(why) => return Some(Err(why)),
        },
        Field::Tags => claim.tags = words(typed),
        Field::Note => typed.clone_into(&mut claim.note),
        _ => return None,
    }
    Some(Ok(claim))
}

/// What a field of a mark shows.
pub(super) fn mark_text(mark: &Mark, field: Field) -> Option<String> {
    Some(match field {
        Field::MarkKind => names::mark(mark.kind).to_owned(),
        Field::MarkDate => mark.edtf.clone().unwrap_or_default(),
        Field::MarkText => mark.text.clone(),
        Field::Note => mark.note.clone(),
        _ => return None,
    })
}

/// Sets a field of a mark to what is typed.
pub(super) fn set_mark(mark: &Mark, field: Field, typed: &str, around: Around<'_>) -> Set<Mark> {
    let mut mark = mark.clone();
    match field {
        Field::MarkKind => match chosen(field, typed) {
            Ok(name) => {
                mark.kind = names::mark_of(name)?;
                if mark.kind == MarkKind::Place {
                    mark.edtf = None;
                }
            }
            Err(why) => return Some(Err(why)),
        },
        Field::MarkDate if typed.trim().is_empty() => mark.edtf = None,
        Field::MarkDate => match reading::date(typed, around.reference, around.language) {
            Ok(read) => mark.edtf = Some(read.edtf),
            Err(why) => return Some(Err(why)),
        },
        Field::MarkText => mark.text = optional(typed).unwrap_or_default(),
        Field::Note => typed.clone_into(&mut mark.note),
        _ => return None,
    }
    Some(Ok(mark))
}

/// Marks a mark's words anew.
pub(super) fn mark_mark(
    mark: &Mark,
    field: Field,
    anchor: &Anchor,
    around: Around<'_>,
) -> Set<Mark> {
    let mut mark = mark.clone();
    match field {
        Field::MarkDate => {
            mark.edtf = reading::date(anchor.exact(), around.reference, around.language)
                .ok()
                .map(|read| read.edtf);
        }
        Field::MarkText => mark.text.clear(),
        _ => return None,
    }
    mark.anchor = anchor.clone();
    Some(Ok(mark))
}
