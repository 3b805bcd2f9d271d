//! Where sentences part without a sign that ends one: before the credit of a picture, around the signature of a post, behind the
//! day and hour of a page.
//!
//! Owns: those three. Never: looks further than a dozen tokens.

use super::line::Line;
use super::marks;
use crate::lexicon::Gap;
use crate::lexicon::senses::text::TextSense;

/// Where "Photo: Reuters" begins, whose colon stands at `at`, behind a caption without a full stop.
pub(super) fn credit_start(line: &Line<'_, '_>, first: usize, at: usize) -> Option<usize> {
    let word = at.checked_sub(1).filter(|word| *word > first && line.attached(at))?;
    let token = line.get(word)?;
    let begins = token.gap == Gap::Blank
        && token.is_capital()
        && line.is_word(word, TextSense::Credit)
        && line.gap(at + 1) == Some(Gap::Blank)
        && !line
            .sign(word - 1)
            .is_some_and(|c| marks::opens(c) || matches!(c, ':' | '/' | '|' | ','));
    begins.then_some(word)
}

/// Where "— Name (@handle) September 26, 2023" begins behind a post in the same line, and where it ends before more words.
pub(super) fn signature(
    line: &Line<'_, '_>,
    first: usize,
    at: usize,
) -> Option<(usize, Option<usize>)> {
    let bracketed =
        at > first + 1 && line.sign(at - 1) == Some('(') && line.attached_sign(at + 1, ')');
    if !bracketed || !line.printed(at).starts_with('@') {
        return None;
    }
    let dash = (first + 1..at)
        .rev()
        .take(8)
        .find(|i| line.sign(*i).is_some_and(marks::is_dash) && line.gap(*i) == Some(Gap::Blank))?;
    let year = (at + 2..at + 7)
        .find(|i| line.get(*i).is_some_and(|token| token.is_number() && token.span().len() == 4));
    let end = year.map(|year| year + 1).filter(|end| {
        line.get(*end).is_some_and(|next| next.gap == Gap::Blank && next.is_capital())
    });
    Some((dash, end))
}

/// Where the day and hour of a page end that open a line ("date 2023-09-25 Nearly 3000 people …").
pub(super) fn stamp_end(line: &Line<'_, '_>) -> Option<usize> {
    let mut at = line.from;
    while at < line.from + 3 && (line.is_word(at, TextSense::Stamp) || line.sign(at) == Some(':')) {
        at += 1;
    }
    let number = |at: usize, digits: usize| {
        line.get(at).is_some_and(|token| token.is_number() && token.span().len() == digits)
    };
    let day = number(at, 4)
        && line.attached_sign(at + 1, '-')
        && number(at + 2, 2)
        && line.attached_sign(at + 3, '-')
        && number(at + 4, 2);
    if !day {
        return None;
    }
    at += 5;
    if number(at, 2) && line.attached_sign(at + 1, ':') {
        at += 3;
        if line.attached_sign(at, ':') {
            at += 2;
        }
    }
    line.get(at).filter(|next| next.gap == Gap::Blank && next.is_capital()).map(|_| at)
}
