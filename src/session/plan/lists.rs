//! Items of a record's lists, voices and links.

use super::sources::empty_hop;
use super::work::{Record, Work};
use super::{Planned, quoted};
use crate::model::{
    Attribution, AttributionId, ClaimId, IdSource, Link, LinkKind, PlaceRole, PlaceText,
    QuantityId, RecordRef, Voice,
};
use crate::session::{ListField, Rejection};

const fn list_name(list: ListField) -> &'static str {
    match list {
        ListField::Places => "place",
        ListField::Links => "link",
        ListField::Chain => "hop of the chain",
        ListField::Cue => "part of the cue",
        ListField::Content => "part of the content",
    }
}

fn no_list() -> Rejection {
    Rejection::because("There is no such list in this record.")
}

fn no_item() -> Rejection {
    Rejection::because("There is no such item any more.")
}

fn record(work: &Work<'_>, name: &RecordRef) -> Result<Record, Rejection> {
    work.record(name).ok_or_else(|| Rejection::because("There is no such record any more."))
}

pub(super) fn add_attribution<'a>(
    mut work: Work<'a>,
    claim: &ClaimId,
    ids: &mut dyn IdSource,
) -> Result<Planned<'a>, Rejection> {
    work.claim(claim)?;
    let attribution = Attribution::new(AttributionId::new(&ids.new_id()), claim.clone());
    let name = RecordRef::Attribution(attribution.id.clone());
    work.put(Record::Attribution(attribution));
    Ok(Planned::one("Add an attribution", work).selecting(None, Some(name)))
}

pub(super) fn add_item<'a>(
    mut work: Work<'a>,
    name: &RecordRef,
    list: ListField,
) -> Result<Planned<'a>, Rejection> {
    let mut of = record(&work, name)?;
    match (&mut of, list) {
        (Record::Quantity(quantity), ListField::Places) => {
            quantity.places.push(PlaceText {
                text: String::new(),
                anchor: None,
                role: PlaceRole::At,
            });
        }
        (Record::Quantity(quantity), ListField::Links) => {
            let to = QuantityId::new("");
            quantity.links.push(Link { kind: LinkKind::Repeats, to, why: String::new() });
        }
        (Record::Attribution(attribution), ListField::Chain) => attribution.chain.push(empty_hop()),
        (Record::Attribution(_), ListField::Cue | ListField::Content) => {
            return Err(Rejection::because(
                "Select the words in the text and tag them as cue or quote.",
            ));
        }
        _ => return Err(no_list()),
    }
    work.put(of);
    Ok(Planned::one(format!("Add a {}", list_name(list)), work))
}

pub(super) fn remove_item<'a>(
    mut work: Work<'a>,
    name: &RecordRef,
    list: ListField,
    at: usize,
) -> Result<Planned<'a>, Rejection> {
    fn take<T>(items: &mut Vec<T>, at: usize) -> Result<(), Rejection> {
        if at >= items.len() {
            return Err(no_item());
        }
        items.remove(at);
        Ok(())
    }
    let mut of = record(&work, name)?;
    match (&mut of, list) {
        (Record::Quantity(quantity), ListField::Places) => take(&mut quantity.places, at)?,
        (Record::Quantity(quantity), ListField::Links) => take(&mut quantity.links, at)?,
        (Record::Attribution(attribution), ListField::Chain) => take(&mut attribution.chain, at)?,
        (Record::Attribution(attribution), ListField::Cue) => take(&mut attribution.cue, at)?,
        (Record::Attribution(attribution), ListField::Content) => {
            take(&mut attribution.content, at)?
        }
        _ => return Err(no_list()),
    }
    work.put(of);
    Ok(Planned::one(format!("Remove a {}", list_name(list)), work))
}

pub(super) fn move_item<'a>(
    mut work: Work<'a>,
    name: &RecordRef,
    list: ListField,
    from: usize,
    to: usize,
) -> Result<Planned<'a>, Rejection> {
    fn shift<T>(items: &mut Vec<T>, from: usize, to: usize) -> Result<(), Rejection> {
        if from >= items.len() || to >= items.len() {
            return Err(no_item());
        }
        let item = items.remove(from);
        items.insert(to, item);
        Ok(())
    }
    let mut of = record(&work, name)?;
    match (&mut of, list) {
        (Record::Quantity(quantity), ListField::Places) => shift(&mut quantity.places, from, to)?,
        (Record::Quantity(quantity), ListField::Links) => shift(&mut quantity.links, from, to)?,
        (Record::Attribution(attribution), ListField::Chain) => {
            shift(&mut attribution.chain, from, to)?
        }
        (Record::Attribution(attribution), ListField::Cue) => {
            shift(&mut attribution.cue, from, to)?
        }
        (Record::Attribution(attribution), ListField::Content) => {
            shift(&mut attribution.content, from, to)?
        }
        _ => return Err(no_list()),
    }
    work.put(of);
    Ok(Planned::one(format!("Move a {}", list_name(list)), work))
}

pub(super) fn set_voice<'a>(
    mut work: Work<'a>,
    id: &QuantityId,
    voice: &Voice,
) -> Result<Planned<'a>, Rejection> {
    let mut quantity = work.quantity(id)?;
    let number = quoted(quantity.anchor.exact());
    let (voice, label) = match voice {
        Voice::By(ids) if ids.is_empty() => {
            (Voice::Undecided, format!("Leave open whose {number} is"))
        }
        Voice::By(ids) => {
            let mut chosen: Vec<AttributionId> = Vec::new();
            for id in ids {
                // An id that points to nothing may stay where it was; it cannot be chosen anew.
                let kept = matches!(&quantity.voice, Voice::By(old) if old.contains(id));
                if !kept {
                    work.attribution(id)?;
                }
                if !chosen.contains(id) {
                    chosen.push(id.clone());
                }
            }
            (Voice::By(chosen), format!("Say whose {number} is"))
        }
        Voice::Article => (Voice::Article, format!("Say that {number} is the article's own")),
        Voice::Undecided => (Voice::Undecided, format!("Leave open whose {number} is")),
    };
    quantity.voice = voice;
    work.put(Record::Quantity(quantity));
    Ok(Planned::one(label, work))
}

pub(super) fn add_link<'a>(
    mut work: Work<'a>,
    id: &QuantityId,
    link: &Link,
) -> Result<Planned<'a>, Rejection> {
    let mut quantity = work.quantity(id)?;
    if link.to == *id {
        return Err(Rejection::because("A number cannot be linked to itself."));
    }
    if quantity.links.iter().any(|there| there.kind == link.kind && there.to == link.to) {
        return Err(Rejection::because("This link is there already."));
    }
    quantity.links.push(link.clone());
    let label = format!("Link {} to another number", quoted(quantity.anchor.exact()));
    work.put(Record::Quantity(quantity));
    Ok(Planned::one(label, work))
}
