//! What others ask of numbers at one place: a whole number, a unit, a noun, without a quantity around it.
//!
//! Owns: the questions of dates and of marked words. Never: quantities.

use super::reader::Reader;
use crate::lexicon::Lexed;
use crate::lexicon::senses::number::{Bend, Link, NumberSense, class};
use crate::model::{Each, QualifierKind};

/// The whole number that begins at a token, with the index behind it: "one hundred and five", "1,000", "a dozen".
pub(crate) fn whole(lexed: &Lexed<'_>, at: usize) -> Option<(u64, usize)> {
    let article = class::of_link(Link::Article);
    if !lexed.get(at)?.is_number()
        && !is_number_word(lexed, at)
        && lexed.table.classes(lexed.word(at)).0 & article == 0
    {
        return None;
    }
    let found = Reader::new(lexed).cardinal(at, false)?;
    found.or_thousands.is_none().then(|| found.value.whole()).flatten().map(|n| (n, found.end))
}

/// Whether a word of a number stands at a token: "five", "hundred".
pub(crate) fn is_number_word(lexed: &Lexed<'_>, at: usize) -> bool {
    lexed.table.classes(lexed.word(at)).0 & (class::CARDINAL | class::SCALE) != 0
}

/// Behind a word that says "about", where one stands at a token.
pub(crate) fn about(lexed: &Lexed<'_>, at: usize) -> Option<usize> {
    let about = |sense: &NumberSense| {
        matches!(sense, NumberSense::Before(Bend::To(QualifierKind::About))).then_some(())
    };
    Reader::new(lexed).pick(at, class::BEFORE, about).map(|((), end)| end)
}

/// Whether a unit or persons stand at a token: what no year has behind it.
pub(crate) fn measures(lexed: &Lexed<'_>, at: usize) -> bool {
    let reader = Reader::new(lexed);
    let persons = |each: &Each| matches!(each, Each::Person | Each::Household);
    reader.unit(at).is_some() || reader.noun(at).is_some_and(|((each, _), _)| persons(each))
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
