//! Words that are written together with what stands behind them: "USD1,700", "RM50", "least20", "وقال", "MEUR".
//!
//! Owns: where the first of both ends. Asked of words that no table knows only. Never: knows what the rest means.

use super::sense::Sense;
use super::senses::NumberSense;
use super::senses::date::Kinds;
use super::senses::number::{Verb, class};
use super::table::Table;
use super::token::{Token, digit_value};
use super::word::{Fold, WordId};
use crate::model::{Span, UnitKind};

/// Where the first of two words ends, and which one it is; `tokens` stand before.
pub(super) fn glued_end(
    text: &str,
    span: Span,
    table: &Table,
    tokens: &[Token],
) -> Option<(usize, WordId)> {
    digits_end(text, span, table, tokens)
        .or_else(|| scale_end(text, span, table, tokens))
        .or_else(|| prefix_end(text, span, table))
}

/// Where a word ends that is written together with the next one, which is known, or a number: "وقال", "و15".
fn prefix_end(text: &str, span: Span, table: &Table) -> Option<(usize, WordId)> {
    if table.prefixes().is_empty() {
        return None;
    }
    let printed = span.of(text).ok()?;
    if let Some((at, mark)) = printed.char_indices().take(ELIDED).find(|(_, c)| is_apostrophe(*c)) {
        let end = at + mark.len_utf8();
        let mut fold = Fold::default();
        let folded = fold.of(printed.get(..end)?);
        let (_, word) = table.prefixes().iter().find(|(prefix, _)| **prefix == *folded)?;
        return Some((span.start + end, table.id(word)));
    }
    let (prefix, word, rest) = table
        .prefixes()
        .iter()
        .find_map(|(prefix, word)| Some((prefix, word, printed.strip_prefix(&**prefix)?)))?;
    let number = rest.starts_with(|c| digit_value(c).is_some());
    let known = number || table.id(Fold::default().of(rest)) != WordId::UNKNOWN;
    known.then(|| (span.start + prefix.len(), table.id(word)))
}

/// Letters of the longest elided word, with its apostrophe: "lorsqu'".
const ELIDED: usize = 8;

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Where the letters before digits end: a currency's code ("USD1,700", "RM2.5m"), a kind of year, a month, or a word that stands before numbers and has lost its blank
/// ("At least20").
fn digits_end(text: &str, span: Span, table: &Table, tokens: &[Token]) -> Option<(usize, WordId)> {
    /// Bytes of a word with a scale behind its digits.
    const SHORT: usize = 12;
    let bytes = text.as_bytes().get(span.start..span.end)?;
    let (first, last) = (bytes.first()?, bytes.last()?);
    if !last.is_ascii_digit() && (bytes.len() > SHORT || !first.is_ascii()) {
        return None;
    }
    let digit = bytes.iter().position(u8::is_ascii_digit)?;
    let tail = bytes.get(digit..)?;
    let digits = tail.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !tail.iter().skip(digits).all(u8::is_ascii_alphabetic) {
        return None;
    }
    let letters = text.get(span.start..span.start + digit)?;
    let id = table.id(Fold::default().of(letters));
    let (begins, ends) = table.classes(id);
    let senses = || {
        table.entries(id).iter().filter_map(|entry| match &entry.sense {
            Sense::Number(sense) => Some((entry.len(), sense)),
            _ => None,
        })
    };
    // "PS5" is a name; "PS50", "PS2.7m" are amounts.
    let mark = || {
        let rest = bytes_behind(text, span.end);
        matches!(rest, [b'.' | b',', digit, ..] if digit.is_ascii_digit())
    };
    let scale = || {
        let letters = text.get(span.start + digit + digits..span.end).unwrap_or_default();
        table.classes(table.id(Fold::default().of(letters))).0 & class::SUFFIX != 0
    };
    let scaled = digits < tail.len();
    let amount = if scaled { scale() } else { letters.len() > 2 || digits > 1 || mark() };
    let code = begins & class::UNIT != 0
        && amount
        && senses().any(|(len, sense)| {
            let NumberSense::Unit(unit) = sense else { return false };
            let spelled = match unit.exact.is_empty() {
                true => *letters == *unit.code,
                false => unit.exact.iter().any(|exact| **exact == *letters),
            };
            let spelled = spelled && (unit.ahead || *letters == *unit.code);
            len == 1 && unit.kind == UnitKind::Money && spelled
        });
    // "$US55"
    let signed = ends & class::UNIT != 0
        && is_upper(letters)
        && tokens.last().is_some_and(|sign| sign.end == span.start && sign.sign().is_some());
    let harms = |(len, sense): (usize, &NumberSense)| {
        len == 1 && matches!(sense, NumberSense::Verb(Verb::Harm | Verb::Move | Verb::Bring))
    };
    // "FY2023", "21AUG22"
    let dated = digits == tail.len()
        && is_upper(letters)
        && (2..=3).contains(&letters.len())
        && table.date_kinds(id) & (Kinds::YEAR | Kinds::MONTH) != 0;
    let lower = letters.chars().skip(1).all(char::is_lowercase) && letters.chars().count() > 3;
    let word = lower && digits == tail.len() && (ends & class::BEFORE != 0 || senses().any(harms));
    (code || signed || dated || word).then_some((span.start + digit, id))
}

/// Where the scale of "30 MEUR" ends, behind a number.
fn scale_end(text: &str, span: Span, table: &Table, tokens: &[Token]) -> Option<(usize, WordId)> {
    const CODE: usize = 3;
    if !(CODE + 1..=CODE + 2).contains(&span.len()) || !tokens.last()?.is_number() {
        return None;
    }
    let end = span.end - CODE;
    let (scale, code) = (text.get(span.start..end)?, text.get(end..span.end)?);
    let id = |word: &str| table.id(Fold::default().of(word));
    let money = is_upper(code) && table.classes(id(code)).0 & class::UNIT != 0;
    let scale = id(scale);
    (money && table.classes(scale).0 & class::SUFFIX != 0).then_some((end, scale))
}

fn is_upper(letters: &str) -> bool {
    letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn bytes_behind(text: &str, at: usize) -> &[u8] {
    text.as_bytes().get(at..).unwrap_or_default()
}
