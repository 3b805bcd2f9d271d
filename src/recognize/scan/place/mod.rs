//! Places of figures: names behind a preposition or a verb of motion, in the words behind the number.
//!
//! Owns: which names near a figure are its places. Never: knows any place; looks further than [`REACH`] tokens.

use crate::lexicon::senses::place::PlaceSense;
use crate::lexicon::{Domains, Ending, Kind, Lexed, Sense};
use crate::model::{PlaceRole, Span};
use crate::recognize::proposal::ProposedPlace;

/// How many tokens behind a number are looked at: a clause with its verb and two places fits in.
const REACH: usize = 24;

/// How many places a figure is given: where, from where, and to where.
const MOST: usize = 3;

/// The places of the figure behind token `at`, in a stretch that ends before token `end`; `taken` says which spans are no
/// names of places (dates).
pub(crate) fn places(
    lexed: &Lexed<'_>,
    at: usize,
    end: usize,
    taken: impl Fn(Span) -> bool,
) -> Vec<ProposedPlace> {
    let mut found: Vec<ProposedPlace> = Vec::new();
    let mut moves = false;
    let end = end.min(at + REACH);
    let mut at = at;
    while at < end && found.len() < MOST {
        let Some(((role, motion), behind)) = role_at(lexed, at, moves) else {
            at += 1;
            continue;
        };
        moves |= motion;
        let name = name_at(lexed, behind, end).filter(|(span, _)| !taken(*span));
        // A verb of motion without a name behind it ("entering the country") has said what it says.
        let Some((span, next)) = name else {
            at = behind;
            continue;
        };
        if !found.iter().any(|place| place.role == role && role != PlaceRole::At) {
            found.push(ProposedPlace { span, role });
        }
        at = next;
    }
    found
}

/// What a place that begins at a token is, by the words right before it: "to", "fled", "in the neighbouring".
pub(crate) fn role_before(lexed: &Lexed<'_>, at: usize) -> PlaceRole {
    const LONGEST: usize = 6;
    let ends_here = |from: usize| {
        let ((role, _), mut end) = role_at(lexed, from, true)?;
        while end < at && is(lexed, end, PlaceSense::Between) {
            end += 1;
        }
        (end == at).then_some(role)
    };
    (at.saturating_sub(LONGEST)..at).find_map(ends_here).unwrap_or(PlaceRole::At)
}

/// What a place behind the words at `at` is, whether they are a verb of motion, and the index behind them.
fn role_at(lexed: &Lexed<'_>, at: usize, moves: bool) -> Option<((PlaceRole, bool), usize)> {
    lexed.find(at, Domains::PLACE, |sense| match sense {
        Sense::Place(PlaceSense::Preposition(role)) => Some((*role, false)),
        Sense::Place(PlaceSense::Motion(role)) => Some((*role, true)),
        Sense::Place(PlaceSense::Goal) if moves => Some((PlaceRole::To, false)),
        _ => None,
    })
}

fn is(lexed: &Lexed<'_>, at: usize, wanted: PlaceSense) -> bool {
    let found =
        lexed.find(at, Domains::PLACE, |sense| (*sense == Sense::Place(wanted)).then_some(()));
    found.is_some()
}

/// A name that starts at `at` (or behind "the", "neighbouring"): words with capitals, joined by hyphens; with the index behind it.
fn name_at(lexed: &Lexed<'_>, at: usize, end: usize) -> Option<(Span, usize)> {
    let mut from = at;
    while from < end && from < at + 3 && is(lexed, from, PlaceSense::Between) {
        from += 1;
    }
    let mut to = from;
    while to < end {
        let Some(token) = lexed.get(to) else { break };
        match token.kind {
            Kind::Word if token.is_capital() => to += 1,
            // "Nagorno-Karabakh", but not "Stepanakert - in the dark".
            Kind::Sign('-' | '\u{2010}' | '\u{2011}') if to > from && token.attached() => {
                let next = lexed.get(to + 1);
                if !next.is_some_and(|next| next.attached() && next.is_word() && next.is_capital())
                {
                    break;
                }
                to += 2;
            }
            _ => break,
        }
    }
    if to == from || is_adjective(lexed, to) {
        return None;
    }
    Some((lexed.span(from, to), to))
}

/// Whether a name that ends before `to` belongs to a noun behind it ("Armenian communities", "Azerbaijan’s army").
fn is_adjective(lexed: &Lexed<'_>, to: usize) -> bool {
    let Some(next) = lexed.get(to) else { return false };
    if next.is_word() && next.attached() {
        return true;
    }
    // "Azerbaijan will" is let through by `behind`.
    let ends = to.checked_sub(1).is_some_and(|last| lexed.ends(last, Ending::Origin));
    let noun = next.is_word() && !next.is_capital();
    (ends && noun && !is(lexed, to, PlaceSense::Behind))
        || (next.sign() == Some('-') && next.attached())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Table;

    /// Places drawn as `[name|role]`; the figure is the first token.
    fn check(text: &str, expected: &[(&str, PlaceRole)]) {
        let lexed = Lexed::new(text, Table::of("en"));
        let found = places(&lexed, 1, lexed.len(), |_| false);
        let found: Vec<_> =
            found.iter().map(|place| (place.span.shown(text), place.role)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn places_behind_a_figure() {
        use PlaceRole::{At, From, To};
        check(
            "1,050 people had entered Armenia from Nagorno-Karabakh.",
            &[("Armenia", To), ("Nagorno-Karabakh", From)],
        );
        check(
            "3000 people have fled Nagorno-Karabakh, a region, for neighbouring Armenia.",
            &[("Nagorno-Karabakh", From), ("Armenia", To)],
        );
        check(
            "13,000 Armenians have fled to Armenia from Nagorno Karabakh",
            &[("Armenia", To), ("Nagorno Karabakh", From)],
        );
        check(
            "10,000 people had been evacuated from Armenian communities in Nagorno-Karabakh.",
            &[("Nagorno-Karabakh", At)],
        );
        check("40,000 Karabakhs in Armenia", &[("Armenia", At)]);
        check("400 wounded in Azerbaijan’s military operation", &[]);
        check("200 refugees entering the country", &[]);
        check("12 people in Azerbaijan will leave", &[("Azerbaijan", At)]);
    }
}
