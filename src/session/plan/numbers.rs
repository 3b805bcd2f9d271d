//! Numbers as they are tagged: taken apart, and given a voice.

use super::work::{Record, Work};
use crate::model::{
    Anchor, Attribution, Claim, Counted, Counting, IdSource, Qualifier, Quantity, QuantityId, Span,
    Voice,
};
use crate::session::{Rejection, reading};

/// A new number of the words, not put in yet.
pub(super) fn new_number(
    work: &Work<'_>,
    claim: &Claim,
    span: Span,
    ids: &mut dyn IdSource,
) -> Result<Quantity, Rejection> {
    let parts = reading::number_in(work.text(), span, work.language())?;
    for there in work.quantities_of(&claim.id) {
        if there.anchor.span() == Some(parts.number) {
            return Err(Rejection::because("This number is tagged already."));
        }
    }
    let anchor = work.anchor(parts.number)?;
    let id = QuantityId::new(&ids.new_id());
    let mut quantity = Quantity::new(id, claim.id.clone(), anchor, parts.value);
    if let Some((kind, place)) = parts.qualifier {
        let anchor = work.anchor(place)?;
        quantity.qualifier = Qualifier { kind, anchor: Some(anchor), carried: false };
    }
    quantity.estimated = parts.estimated;
    quantity.unit = parts.unit;
    if let Some(of) = parts.counted {
        let anchor = work.anchor(of.span)?;
        let what = of.what.map(|what| work.anchor(what)).transpose()?;
        let what =
            what.map(|anchor| Counting { text: anchor.words().into_owned(), anchor: Some(anchor) });
        let text = anchor.words().into_owned();
        quantity.counted =
            Some(Counted { text, anchor: Some(anchor), what, each: of.each, who: of.who });
    }
    Ok(quantity)
}

/// What is counted, said by these words; what was known of it besides stays.
pub(super) fn counted(old: Option<Counted>, anchor: &Anchor, language: &str) -> Counted {
    let text = anchor.words().into_owned();
    match old {
        Some(old) => Counted { text, anchor: Some(anchor.clone()), ..old },
        None => {
            let (each, who) = reading::each_of(&text, language);
            Counted { text, anchor: Some(anchor.clone()), what: None, each, who }
        }
    }
}

/// Gives the undecided numbers of a claim their voice where there is no doubt: the one attribution whose
/// content holds the number, else the only attribution of the claim.
pub(super) fn settle_voices(work: &mut Work<'_>, claim: &Claim) {
    let attributions = work.attributions_of(&claim.id);
    for mut quantity in work.quantities_of(&claim.id) {
        if quantity.voice != Voice::Undecided {
            continue;
        }
        let Some(place) = quantity.anchor.span() else { continue };
        let holds = |a: &&Attribution| {
            a.content.iter().filter_map(Anchor::span).any(|content| content.covers(place))
        };
        let mut holding = attributions.iter().filter(holds);
        let voice = match (holding.next(), holding.next(), attributions.as_slice()) {
            (Some(one), None, _) | (None, _, [one]) => Voice::By(vec![one.id.clone()]),
            _ => continue,
        };
        quantity.voice = voice;
        work.put(Record::Quantity(quantity));
    }
}
