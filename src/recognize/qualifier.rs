//! The words that bend a number: "about", "more than", "or so".
//!
//! Owns: the table of phrases and what each means. Never: says what bounds follow (`compare` does).

use super::token::Token;
use crate::model::QualifierKind;
use crate::model::QualifierKind::{
    About, AtLeast, AtMost, JustOver, LessThan, MoreThan, Nearly, Plain, UpTo,
};

/// Phrases before a number, as the tokens run.
const BEFORE: &[(&str, QualifierKind)] = &[
    ("about", About),
    ("around", About),
    ("approximately", About),
    ("approx", About),
    ("approx .", About),
    ("roughly", About),
    ("some", About),
    ("circa", About),
    ("ca", About),
    ("ca .", About),
    ("c .", About),
    ("~", About),
    ("≈", About),
    ("in the region of", About),
    ("something like", About),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("close to", Nearly),
    ("just under", Nearly),
    ("just below", Nearly),
    ("just shy of", Nearly),
    ("a little under", Nearly),
    ("a little less than", Nearly),
    ("slightly under", Nearly),
    ("slightly less than", Nearly),
    ("slightly fewer than", Nearly),
    ("not quite", Nearly),
    ("approaching", Nearly),
    ("just over", JustOver),
    ("just above", JustOver),
    ("just more than", JustOver),
    ("a little over", JustOver),
    ("a little more than", JustOver),
    ("slightly over", JustOver),
    ("slightly more than", JustOver),
    ("at least", AtLeast),
    ("no fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("not fewer than", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum", AtLeast),
    ("≥", AtLeast),
    ("> =", AtLeast),
    ("at most", AtMost),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("a maximum of", AtMost),
    ("maximum", AtMost),
    ("≤", AtMost),
    ("< =", AtMost),
    ("more than", MoreThan),
    ("over", MoreThan),
    ("well over", MoreThan),
    ("far more than", MoreThan),
    ("above", MoreThan),
    ("upwards of", MoreThan),
    ("upward of", MoreThan),
    ("greater than", MoreThan),
    ("exceeding", MoreThan),
    ("in excess of", MoreThan),
    (">", MoreThan),
    ("less than", LessThan),
    ("fewer than", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("<", LessThan),
    ("up to", UpTo),
    ("as many as", UpTo),
    ("as much as", UpTo),
    ("exactly", Plain),
    ("precisely", Plain),
];

/// Phrases behind a number.
const BEHIND: &[(&str, QualifierKind)] = &[
    ("or more", AtLeast),
    ("and more", AtLeast),
    ("or above", AtLeast),
    ("or over", AtLeast),
    ("at least", AtLeast),
    ("+", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or under", AtMost),
    ("at most", AtMost),
    ("or so", About),
    ("or thereabouts", About),
    ("more or less", About),
];

fn matches_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut end = at;
    for word in phrase.split(' ') {
        if !tokens.get(end)?.is(word) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The longest phrase that starts at `at`, with the index behind it.
pub(crate) fn starting_at(tokens: &[Token], at: usize) -> Option<(QualifierKind, usize)> {
    BEFORE
        .iter()
        .filter_map(|(phrase, kind)| matches_at(tokens, at, phrase).map(|end| (*kind, end)))
        .max_by_key(|(_, end)| *end)
}

/// The phrase behind a number, with the index behind it.
pub(crate) fn behind(tokens: &[Token], at: usize) -> Option<(QualifierKind, usize)> {
    BEHIND
        .iter()
        .filter_map(|(phrase, kind)| matches_at(tokens, at, phrase).map(|end| (*kind, end)))
        .max_by_key(|(_, end)| *end)
}
