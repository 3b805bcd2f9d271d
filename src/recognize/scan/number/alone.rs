//! What others ask of the words of numbers at one place: a unit, a noun, without a quantity around it.
//!
//! Owns: the questions of dates and of marked words. Never: quantities.

use super::reader::Reader;
use crate::lexicon::senses::number::{Bend, Link, Mark, NumberSense, class};
use crate::lexicon::{Domains, Lexed};
use crate::model::{Each, QualifierKind};

/// Behind a word that says "about", where one stands at a token.
pub(crate) fn about(lexed: &Lexed<'_>, at: usize) -> Option<usize> {
    let about = |sense: &NumberSense| {
        matches!(sense, NumberSense::Before(Bend::To(QualifierKind::About))).then_some(())
    };
    Reader::new(lexed).pick(at, class::BEFORE, about).map(|((), end)| end)
}

/// Behind the ending of a case that is tied to digits.
pub(crate) fn case_behind(lexed: &Lexed<'_>, at: usize) -> Option<usize> {
    Reader::new(lexed).case_behind(at)
}

/// Whether a unit or persons stand at a token: what no year has behind it. Units of one word that dates have, too, are the dates'.
pub(crate) fn measures(lexed: &Lexed<'_>, at: usize) -> bool {
    let reader = Reader::new(lexed);
    let persons = |each: &Each| matches!(each, Each::Person | Each::Household);
    let dated = lexed.begins(at, Domains::DATE);
    reader.unit(at).is_some_and(|(_, end)| !dated || end > at + 1)
        || (!dated && reader.noun(at).is_some_and(|((each, _), _)| persons(each)))
}

/// Whether the number before a token counts what stands there: a noun, "more", but no "more than".
pub(crate) fn is_counted(lexed: &Lexed<'_>, at: usize) -> bool {
    let reader = Reader::new(lexed);
    let more = |end| reader.before(at).is_none_or(|(_, longer)| longer <= end);
    reader.noun(at).is_some() || reader.mark(at, Mark::More).is_some_and(more)
}

/// Whether the number's words that begin at a token are those of a level that is no more: "up from 11", "compared with 11".
pub(crate) fn is_former(lexed: &Lexed<'_>, at: usize) -> bool {
    let reader = Reader::new(lexed);
    let former = |from: usize| reader.mark(from, Mark::Former).map(|end| ((), end));
    reader.ending(at, class::of_mark(Mark::Former), former).is_some()
}

/// How far a token parts what is said of two figures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) enum Parted {
    #[default]
    Not,
    /// A comma.
    Lightly,
    /// "and", "but", a semicolon, another figure.
    Wholly,
}

/// How far a token parts what is said of two figures.
pub(crate) fn parts(lexed: &Lexed<'_>, at: usize) -> Parted {
    let reader = Reader::new(lexed);
    let link = |link| reader.link(at, link).is_some();
    match lexed.get(at).and_then(crate::lexicon::Token::sign) {
        Some(',' | '،' | '՝') => Parted::Lightly,
        Some(';') => Parted::Wholly,
        _ if reader.is_number(at) || link(Link::And) || link(Link::But) => Parted::Wholly,
        _ => Parted::Not,
    }
}

/// Whether a word says that each of several is of one of several others: "respectively".
pub(crate) fn is_respective(lexed: &Lexed<'_>, at: usize) -> bool {
    Reader::new(lexed).mark(at, Mark::Respective).is_some()
}

/// What one of the counted is, and which of them, by a noun phrase alone.
pub(crate) fn noun(lexed: &Lexed<'_>) -> (Each, Vec<String>) {
    let reader = Reader::new(lexed);
    let Some(noun) = reader.noun_phrase(0, true) else {
        let last = lexed.len().saturating_sub(1);
        return (reader.each_of(last, false), Vec::new());
    };
    let who = reader.who_of(&noun);
    (noun.each, who)
}
