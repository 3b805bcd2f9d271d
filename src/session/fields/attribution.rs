//! Fields of an attribution.

use super::{Around, Set, chosen, dates, names, optional};
use crate::model::{Anchor, Attribution, Grade, Reliability};
use crate::recognize::source_naming;
use crate::session::{Field, Rejection};

/// What a field shows.
pub(super) fn text(a: &Attribution, field: Field) -> Option<String> {
    let said_at = a.said_at.as_ref();
    Some(match field {
        Field::Mode => names::mode(a.mode).to_owned(),
        Field::Act => names::act(a.act).to_owned(),
        Field::Framing => names::framing(a.framing).to_owned(),
        Field::SaidAt => said_at.map(|date| date.edtf.clone()).unwrap_or_default(),
        Field::SaidAtPrecision => {
            said_at.map_or("", |date| names::precision(date.precision)).to_owned()
        }
        Field::SaidAtBasis => said_at.map_or("", |date| names::basis(date.basis)).to_owned(),
        Field::HopSource(i) => a.chain.get(i)?.source.clone(),
        Field::HopNaming(i) => names::naming(a.chain.get(i)?.naming).to_owned(),
        Field::HopMedium(i) => a.chain.get(i)?.medium.clone().unwrap_or_default(),
        Field::HopCue(i) => a.chain.get(i)?.cue.clone().unwrap_or_default(),
        Field::HopAntecedent(i) => {
            a.chain.get(i)?.antecedent.as_ref().map_or("", Anchor::exact).to_owned()
        }
        Field::Reliability => {
            a.grade.map_or("", |grade| names::reliability(grade.reliability)).to_owned()
        }
        Field::Credibility => {
            a.grade.map(|grade| grade.credibility.to_string()).unwrap_or_default()
        }
        Field::Note => a.note.clone(),
        _ => return None,
    })
}

/// Sets a field to what is typed.
pub(super) fn set(
    a: &Attribution,
    field: Field,
    typed: &str,
    around: Around<'_>,
) -> Set<Attribution> {
    let mut a = a.clone();
    match set_in(&mut a, field, typed, around) {
        Ok(true) => Some(Ok(a)),
        Ok(false) => None,
        Err(why) => Some(Err(why)),
    }
}

fn set_in(
    a: &mut Attribution,
    field: Field,
    typed: &str,
    around: Around<'_>,
) -> Result<bool, Rejection> {
    let none = || Rejection::because("There is no such choice.");
    match field {
        Field::Mode => a.mode = names::mode_of(chosen(field, typed)?).ok_or_else(none)?,
        Field::Act => a.act = names::act_of(chosen(field, typed)?).ok_or_else(none)?,
        Field::Framing => a.framing = names::framing_of(chosen(field, typed)?).ok_or_else(none)?,
        Field::SaidAt => a.said_at = dates::set_period(a.said_at.as_ref(), typed, around)?,
        Field::SaidAtPrecision => {
            let date = a.said_at.as_mut().ok_or_else(dates::no_date)?;
            date.precision = dates::precision(field, typed)?;
        }
        Field::SaidAtBasis => {
            let date = a.said_at.as_mut().ok_or_else(dates::no_date)?;
            date.basis = dates::basis(field, typed)?;
        }
        Field::Reliability => {
            // The two marks of a grade stand together; what is not judged is F and 6.
            a.grade = names::reliability_of(chosen(field, typed)?).map(|reliability| Grade {
                reliability,
                credibility: a.grade.map_or(6, |grade| grade.credibility),
            });
        }
        Field::Credibility => {
            a.grade = chosen(field, typed)?.parse().ok().map(|credibility| Grade {
                reliability: a.grade.map_or(Reliability::F, |grade| grade.reliability),
                credibility,
            });
        }
        Field::Note => typed.clone_into(&mut a.note),
        Field::HopSource(i)
        | Field::HopNaming(i)
        | Field::HopMedium(i)
        | Field::HopCue(i)
        | Field::HopAntecedent(i) => {
            let Some(hop) = a.chain.get_mut(i) else { return Ok(false) };
            match field {
                Field::HopSource(_) => hop.source = optional(typed).unwrap_or_default(),
                Field::HopNaming(_) => {
                    hop.naming = names::naming_of(chosen(field, typed)?).ok_or_else(none)?;
                }
                Field::HopMedium(_) => hop.medium = optional(typed),
                Field::HopCue(_) => hop.cue = optional(typed),
                _ if typed.trim().is_empty() => hop.antecedent = None,
                _ => {
                    return Err(Rejection::because(
                        "The name that a pronoun stands for is marked in the text.",
                    ));
                }
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Fills a field that has an anchor from words of the text.
pub(super) fn mark(
    a: &Attribution,
    field: Field,
    anchor: &Anchor,
    around: Around<'_>,
) -> Set<Attribution> {
    let mut a = a.clone();
    match field {
        Field::SaidAt => match dates::marked_period(anchor, around) {
            Ok(said_at) => a.said_at = Some(said_at),
            Err(why) => return Some(Err(why)),
        },
        Field::HopSource(i) => {
            let hop = a.chain.get_mut(i)?;
            hop.source = anchor.words().into_owned();
            hop.naming = source_naming(anchor.exact(), around.language);
            hop.anchor = Some(anchor.clone());
        }
        Field::HopAntecedent(i) => a.chain.get_mut(i)?.antecedent = Some(anchor.clone()),
        _ => return None,
    }
    Some(Ok(a))
}
