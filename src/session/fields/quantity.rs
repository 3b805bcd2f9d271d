//! Fields of a quantity.

use super::{Around, Set, chosen, dates, names, optional, other, words, yes_no};
use crate::model::{
    Anchor, Counted, Counting, Each, PlaceText, Qualifier, Quantity, QuantityId, UnitKind,
};
use crate::recognize::selected_place;
use crate::session::{Field, Rejection, reading};

/// What a field shows.
pub(super) fn text(q: &Quantity, field: Field) -> Option<String> {
    let counted = q.counted.as_ref();
    let (as_of, period) = (q.as_of.as_ref(), q.period.as_ref());
    Some(match field {
        Field::Value => reading::value_text(&q.value),
        Field::Qualifier => names::qualifier(q.qualifier.kind).to_owned(),
        Field::Carried => yes_no(q.qualifier.carried).to_owned(),
        Field::Estimated => yes_no(q.estimated).to_owned(),
        Field::UnitKind => unit_name(&q.unit.kind),
        Field::UnitCode => q.unit.code.clone(),
        Field::UnitPrinted => q.unit.printed.clone(),
        Field::Counted => counted.map(|counted| counted.text.clone()).unwrap_or_default(),
        Field::What => counted
            .and_then(|counted| counted.what.as_ref())
            .map(|what| what.text.clone())
            .unwrap_or_default(),
        Field::Each => counted.map(|counted| each_name(&counted.each)).unwrap_or_default(),
        Field::Who => counted.map(|counted| counted.who.join(", ")).unwrap_or_default(),
        Field::Measure => names::measure(q.measure).to_owned(),
        Field::Modality => names::modality(q.modality).to_owned(),
        Field::AsOf => as_of.map(|date| date.edtf.clone()).unwrap_or_default(),
        Field::AsOfRelation => as_of.map_or("", |date| names::relation(date.relation)).to_owned(),
        Field::AsOfPrecision => {
            as_of.map_or("", |date| names::precision(date.precision)).to_owned()
        }
        Field::AsOfBasis => as_of.map_or("", |date| names::basis(date.basis)).to_owned(),
        Field::Period => period.map(|date| date.edtf.clone()).unwrap_or_default(),
        Field::PeriodPrecision => {
            period.map_or("", |date| names::precision(date.precision)).to_owned()
        }
        Field::PeriodBasis => period.map_or("", |date| names::basis(date.basis)).to_owned(),
        Field::Place(i) => q.places.get(i)?.text.clone(),
        Field::PlaceRole(i) => names::place_role(q.places.get(i)?.role).to_owned(),
        Field::LinkKind(i) => names::link(q.links.get(i)?.kind).to_owned(),
        Field::LinkTo(i) => q.links.get(i)?.to.as_str().to_owned(),
        Field::LinkWhy(i) => q.links.get(i)?.why.clone(),
        Field::Note => q.note.clone(),
        _ => return None,
    })
}

/// Sets a field to what is typed.
pub(super) fn set(q: &Quantity, field: Field, typed: &str, around: Around<'_>) -> Set<Quantity> {
    let mut q = q.clone();
    // Twice optional: whether there is such a field, and whether it could be set.
    match set_in(&mut q, field, typed, around) {
        Ok(true) => Some(Ok(q)),
        Ok(false) => None,
        Err(why) => Some(Err(why)),
    }
}

fn set_in(
    q: &mut Quantity,
    field: Field,
    typed: &str,
    around: Around<'_>,
) -> Result<bool, Rejection> {
    let none = || Rejection::because("There is no such choice.");
    match field {
        Field::Value => set_value(q, typed, around.language)?,
        Field::Qualifier => {
            let kind = names::qualifier_of(chosen(field, typed)?).ok_or_else(none)?;
            // Another qualifier is not what those words say.
            let anchor = q
                .qualifier
                .anchor
                .take()
                .filter(|a| reading::qualifier(a.exact(), around.language) == Some(kind));
            q.qualifier = Qualifier { kind, anchor, carried: q.qualifier.carried };
        }
        Field::Carried => q.qualifier.carried = chosen(field, typed)? == "yes",
        Field::Estimated => q.estimated = chosen(field, typed)? == "yes",
        Field::UnitKind => {
            q.unit.kind = match other(typed) {
                Some(word) => UnitKind::Other(word.to_owned()),
                None => unit_of(chosen(field, typed)?).ok_or_else(none)?,
            };
        }
        Field::UnitCode => q.unit.code = optional(typed).unwrap_or_default(),
        Field::UnitPrinted => q.unit.printed = optional(typed).unwrap_or_default(),
        Field::Counted => {
            let text = typed.trim();
            match &mut q.counted {
                Some(counted) => {
                    text.clone_into(&mut counted.text);
                    if text.is_empty() {
                        counted.anchor = None;
                    }
                }
                None => q.counted = Some(new_counted(text, around.language)),
            }
            drop_empty(q);
        }
        Field::What => {
            let text = optional(typed);
            let counted = q.counted.get_or_insert_with(|| new_counted("", around.language));
            counted.what = text.map(|text| {
                let anchor = counted.what.take().and_then(|what| what.anchor);
                Counting { text, anchor }
            });
            drop_empty(q);
        }
        Field::Each => {
            let each = match other(typed) {
                Some(word) => Each::Other(word.to_owned()),
                None => each_of(chosen(field, typed)?).ok_or_else(none)?,
            };
            q.counted.get_or_insert_with(|| new_counted("", around.language)).each = each;
        }
        Field::Who => {
            q.counted.get_or_insert_with(|| new_counted("", around.language)).who = words(typed);
            drop_empty(q);
        }
        Field::Measure => q.measure = names::measure_of(chosen(field, typed)?).ok_or_else(none)?,
        Field::Modality => {
            q.modality = names::modality_of(chosen(field, typed)?).ok_or_else(none)?
        }
        Field::AsOf => q.as_of = dates::set_as_of(q.as_of.as_ref(), typed, around)?,
        Field::AsOfRelation => {
            let date = q.as_of.as_mut().ok_or_else(dates::no_date)?;
            date.relation = names::relation_of(chosen(field, typed)?).ok_or_else(none)?;
        }
        Field::AsOfPrecision => {
            let date = q.as_of.as_mut().ok_or_else(dates::no_date)?;
            date.precision = dates::precision(field, typed)?;
        }
        Field::AsOfBasis => {
            let date = q.as_of.as_mut().ok_or_else(dates::no_date)?;
            date.basis = dates::basis(field, typed)?;
        }
        Field::Period => q.period = dates::set_period(q.period.as_ref(), typed, around)?,
        Field::PeriodPrecision => {
            let date = q.period.as_mut().ok_or_else(dates::no_date)?;
            date.precision = dates::precision(field, typed)?;
        }
        Field::PeriodBasis => {
            let date = q.period.as_mut().ok_or_else(dates::no_date)?;
            date.basis = dates::basis(field, typed)?;
        }
        Field::Note => typed.clone_into(&mut q.note),
        _ => return set_item(q, field, typed),
    }
    Ok(true)
}

/// Fields of places and links.
fn set_item(q: &mut Quantity, field: Field, typed: &str) -> Result<bool, Rejection> {
    let none = || Rejection::because("There is no such choice.");
    match field {
        Field::Place(i) => {
            let Some(place) = q.places.get_mut(i) else { return Ok(false) };
            place.text = optional(typed).unwrap_or_default();
        }
        Field::PlaceRole(i) => {
            let Some(place) = q.places.get_mut(i) else { return Ok(false) };
            place.role = names::place_role_of(chosen(field, typed)?).ok_or_else(none)?;
        }
        Field::LinkKind(i) => {
            let Some(link) = q.links.get_mut(i) else { return Ok(false) };
            link.kind = names::link_of(chosen(field, typed)?).ok_or_else(none)?;
        }
        Field::LinkTo(i) => {
            let to = QuantityId::new(typed.trim());
            if to == q.id {
                return Err(Rejection::because("A number cannot be linked to itself."));
            }
            let Some(link) = q.links.get_mut(i) else { return Ok(false) };
            link.to = to;
        }
        Field::LinkWhy(i) => {
            let Some(link) = q.links.get_mut(i) else { return Ok(false) };
            typed.clone_into(&mut link.why);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// The value, and with it the qualifier and the unit where they are typed too ("more than 2900 tons").
fn set_value(q: &mut Quantity, typed: &str, language: &str) -> Result<(), Rejection> {
    let read = reading::value(typed, language)?;
    q.value = read.value;
    if let Some(kind) = read.qualifier
        && kind != q.qualifier.kind
    {
        q.qualifier = Qualifier { kind, anchor: None, carried: false };
    }
    if let Some(unit) = read.unit {
        q.unit = unit;
    }
    q.estimated |= read.estimated;
    Ok(())
}

fn new_counted(text: &str, language: &str) -> Counted {
    let (each, who) = reading::each_of(text, language);
    Counted { text: text.to_owned(), anchor: None, what: None, each, who }
}

/// Nothing counted is left where nothing is said of it.
fn drop_empty(q: &mut Quantity) {
    let empty = |c: &mut Counted| {
        c.text.is_empty() && c.anchor.is_none() && c.what.is_none() && c.who.is_empty()
    };
    q.counted.take_if(empty);
}

/// Fills a field that has an anchor from words of the text.
pub(super) fn mark(
    q: &Quantity,
    field: Field,
    anchor: &Anchor,
    around: Around<'_>,
) -> Set<Quantity> {
    let mut q = q.clone();
    match mark_in(&mut q, field, anchor, around) {
        Ok(true) => Some(Ok(q)),
        Ok(false) => None,
        Err(why) => Some(Err(why)),
    }
}

fn mark_in(
    q: &mut Quantity,
    field: Field,
    anchor: &Anchor,
    around: Around<'_>,
) -> Result<bool, Rejection> {
    let words = anchor.words().into_owned();
    match field {
        Field::Qualifier => {
            let kind = reading::qualifier(&words, around.language).ok_or_else(|| {
                Rejection::because(format!(
                    "“{words}” is no qualifier that is known; choose one in the form."
                ))
            })?;
            q.qualifier = Qualifier { kind, anchor: Some(anchor.clone()), carried: false };
        }
        Field::UnitPrinted => {
            // The unit has no anchor of its own: what is printed is kept, and its code where it is known.
            match reading::unit(&words, around.language) {
                Some(unit) => q.unit = unit,
                None => q.unit.printed = words,
            }
        }
        Field::Counted => {
            q.counted = Some(match q.counted.take() {
                Some(old) => Counted { text: words, anchor: Some(anchor.clone()), ..old },
                None => {
                    Counted { anchor: Some(anchor.clone()), ..new_counted(&words, around.language) }
                }
            });
        }
        Field::What => {
            let counted = q.counted.get_or_insert_with(|| new_counted("", around.language));
            counted.what = Some(Counting { text: words, anchor: Some(anchor.clone()) });
        }
        Field::AsOf => {
            let as_of = dates::marked_as_of(anchor, around)?;
            q.as_of = Some(as_of);
        }
        Field::Period => q.period = Some(dates::marked_period(anchor, around)?),
        Field::Place(i) => {
            let Some(place) = q.places.get_mut(i) else { return Ok(false) };
            let role = anchor
                .span()
                .map_or(place.role, |span| selected_place(around.text, span, around.language));
            *place = PlaceText { text: words, anchor: Some(anchor.clone()), role };
        }
        Field::Value => {
            return Err(Rejection::because("To move a number, drag an edge of it in the text."));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

pub(super) fn unit_name(kind: &UnitKind) -> String {
    match kind {
        UnitKind::Count => "Count",
        UnitKind::Percent => "Percent",
        UnitKind::PercentPoint => "PercentPoint",
        UnitKind::Money => "Money",
        UnitKind::Mass => "Mass",
        UnitKind::Length => "Length",
        UnitKind::Area => "Area",
        UnitKind::Volume => "Volume",
        UnitKind::Time => "Time",
        UnitKind::Age => "Age",
        UnitKind::Speed => "Speed",
        UnitKind::Energy => "Energy",
        UnitKind::Power => "Power",
        UnitKind::Temperature => "Temperature",
        UnitKind::Other(word) if word.is_empty() => "Other",
        UnitKind::Other(word) => return format!("Other: {word}"),
    }
    .to_owned()
}

pub(super) fn unit_of(name: &str) -> Option<UnitKind> {
    Some(match name {
        "Count" => UnitKind::Count,
        "Percent" => UnitKind::Percent,
        "PercentPoint" => UnitKind::PercentPoint,
        "Money" => UnitKind::Money,
        "Mass" => UnitKind::Mass,
        "Length" => UnitKind::Length,
        "Area" => UnitKind::Area,
        "Volume" => UnitKind::Volume,
        "Time" => UnitKind::Time,
        "Age" => UnitKind::Age,
        "Speed" => UnitKind::Speed,
        "Energy" => UnitKind::Energy,
        "Power" => UnitKind::Power,
        "Temperature" => UnitKind::Temperature,
        _ => return None,
    })
}

pub(super) fn each_name(each: &Each) -> String {
    match each {
        Each::Person => "Person".to_owned(),
        Each::Household => "Household".to_owned(),
        Each::Object => "Object".to_owned(),
        Each::Event => "Event".to_owned(),
        Each::Other(word) if word.is_empty() => "Other".to_owned(),
        Each::Other(word) => format!("Other: {word}"),
    }
}

pub(super) fn each_of(name: &str) -> Option<Each> {
    Some(match name {
        "Person" => Each::Person,
        "Household" => Each::Household,
        "Object" => Each::Object,
        "Event" => Each::Event,
        _ => return None,
    })
}
