//! Dates in fields: one shape for the article's date, as-of, period and said-at.

use super::{Around, chosen, names};
use crate::model::{Anchor, AsOf, AsOfRelation, Basis, Period, Precision, Published};
use crate::recognize::TypedDate;
use crate::session::{Field, Rejection, reading};

/// Reads an as-of date: an interval with an open end becomes a relation.
pub(crate) fn as_of_from(typed: &str, around: Around<'_>) -> Result<AsOf, Rejection> {
    as_of_with_relation(typed, around).map(|(as_of, _)| as_of)
}

/// An as-of date read from words of the text.
pub(crate) fn marked_as_of(anchor: &Anchor, around: Around<'_>) -> Result<AsOf, Rejection> {
    let (mut as_of, _) = as_of_of(reading::marked_date(anchor, around)?)?;
    as_of.anchor = Some(anchor.clone());
    Ok(as_of)
}

/// Reads an as-of date, and tells whether its relation was said.
fn as_of_with_relation(typed: &str, around: Around<'_>) -> Result<(AsOf, bool), Rejection> {
    as_of_of(reading::date(typed, around.reference, around.language)?)
}

fn as_of_of(read: TypedDate) -> Result<(AsOf, bool), Rejection> {
    let (edtf, relation) = closed(&read.edtf, read.relation)?;
    let (said, relation) = (relation.is_some(), relation.unwrap_or(AsOfRelation::At));
    let as_of = AsOf { edtf, precision: read.precision, relation, basis: read.basis, anchor: None };
    Ok((as_of, said))
}

/// The closed date of an interval that is open on one side, with the relation that says so.
fn closed(
    edtf: &str,
    relation: Option<AsOfRelation>,
) -> Result<(String, Option<AsOfRelation>), Rejection> {
    let open = |end: &str| end.is_empty() || end == "..";
    match edtf.split_once('/') {
        Some((from, to)) if open(from) && open(to) => {
            Err(Rejection::because("An interval that is open on both sides says nothing."))
        }
        Some((from, to)) if open(from) => Ok((to.to_owned(), Some(AsOfRelation::By))),
        Some((from, to)) if open(to) => Ok((from.to_owned(), Some(AsOfRelation::After))),
        _ => Ok((edtf.to_owned(), relation)),
    }
}

/// The basis of a date that is typed anew: what is read from marked words keeps theirs, the rest is reasoned.
fn typed_basis(old: Option<(Basis, bool)>) -> Basis {
    match old {
        Some((basis, true)) => basis,
        _ => Basis::Inferred,
    }
}

/// An as-of date set to what is typed; nothing typed takes it away.
pub(super) fn set_as_of(
    old: Option<&AsOf>,
    typed: &str,
    around: Around<'_>,
) -> Result<Option<AsOf>, Rejection> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let (mut new, said) = as_of_with_relation(typed, around)?;
    new.basis = typed_basis(old.map(|old| (old.basis, old.anchor.is_some())));
    if let Some(old) = old {
        new.anchor.clone_from(&old.anchor);
        if !said {
            new.relation = old.relation;
        }
    }
    Ok(Some(new))
}

/// A period or said-at set to what is typed; nothing typed takes it away.
pub(super) fn set_period(
    old: Option<&Period>,
    typed: &str,
    around: Around<'_>,
) -> Result<Option<Period>, Rejection> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let read = reading::date(typed, around.reference, around.language)?;
    Ok(Some(Period {
        edtf: read.edtf,
        precision: read.precision,
        basis: typed_basis(old.map(|old| (old.basis, old.anchor.is_some()))),
        anchor: old.and_then(|old| old.anchor.clone()),
    }))
}

/// A period or said-at read from words of the text.
pub(super) fn marked_period(anchor: &Anchor, around: Around<'_>) -> Result<Period, Rejection> {
    let read = reading::marked_date(anchor, around)?;
    Ok(Period {
        edtf: read.edtf,
        precision: read.precision,
        basis: read.basis,
        anchor: Some(anchor.clone()),
    })
}

/// The article's date set to what is typed. Who types it states it.
pub(super) fn set_published(
    old: Option<&Published>,
    typed: &str,
    language: &str,
) -> Result<Option<Published>, Rejection> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let read = reading::date(typed, None, language)?;
    Ok(Some(Published {
        edtf: read.edtf,
        precision: read.precision,
        basis: old.map_or(Basis::Explicit, |old| old.basis),
        anchor: old.and_then(|old| old.anchor.clone()),
    }))
}

/// The precision chosen.
pub(super) fn precision(field: Field, typed: &str) -> Result<Precision, Rejection> {
    let name = chosen(field, typed)?;
    names::precision_of(name).ok_or_else(|| Rejection::because("There is no such precision."))
}

/// The basis chosen.
pub(super) fn basis(field: Field, typed: &str) -> Result<Basis, Rejection> {
    let name = chosen(field, typed)?;
    names::basis_of(name).ok_or_else(|| Rejection::because("There is no such basis."))
}

/// Why precision, basis and relation of a date that is not there cannot be set.
pub(super) fn no_date() -> Rejection {
    Rejection::because("Set the date first.")
}
