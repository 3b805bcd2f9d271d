//! Words as they are compared: without case, articles and endings.
//!
//! Owns: when two phrases name the same thing counted; stems for likeness; what "dozens" stands for. Which endings and words those are, the tables of the
//! lexicon say. Never: decides whether figures are comparable.

use crate::lexicon::senses::number::{Link, NumberSense};
use crate::lexicon::{self, Domains, Forms, Lexed, Particle, Sense, Table};
use crate::model::Decimal;
use std::collections::BTreeSet;

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']))
        .map(lexicon::without_possessive)
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// A name as names are compared: lower case, no leading article, single spaces.
#[must_use]
pub fn name_key(text: &str) -> String {
    let words: Vec<String> = words(text).collect();
    let forms = lexicon::table_for(text).forms();
    let article = |word: &String| forms.is(word, Particle::Definite);
    let skip = usize::from(words.len() > 1 && words.first().is_some_and(article));
    words.get(skip..).unwrap_or_default().join(" ")
}

/// What a text says, for likeness.
#[derive(Default, Debug)]
pub(super) struct Said {
    /// The stems of the words that say something.
    pub(super) stems: BTreeSet<String>,
    /// The events that they are words for; one name for all languages.
    events: BTreeSet<&'static str>,
}

impl Said {
    /// What a text in a language (BCP 47; empty: as its words tell) says.
    pub(super) fn read(text: &str, language: &str) -> Self {
        let forms = forms(language, text);
        let says = |word: &String| !forms.is(word, Particle::Empty);
        let stems = words(text).filter(says).map(|word| forms.stem(&word)).collect();
        let events = forms.events(&stems);
        Self { stems, events }
    }

    /// Whether both are words for one event: "had crossed into the country", "entered Armenia".
    pub(super) fn names_an_event_of(&self, other: &Self) -> bool {
        !self.events.is_disjoint(&other.events)
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.stems.extend(other.stems);
        self.events.extend(other.events);
    }
}

fn forms(language: &str, text: &str) -> &'static Forms {
    let table = if language.is_empty() { lexicon::table_for(text) } else { Table::of(language) };
    table.forms()
}

/// What words without a number stand for, in their language (BCP 47; empty: nobody said it), else in whatever knows them: from how
/// many on, and below how many where that is said. "dozens": from 24; "several hundred": from 200, below 1000.
pub(super) fn span_of_vague(words: &str, language: &str) -> Option<(Decimal, Option<Decimal>)> {
    let vague = |table, own| vague_in(&Lexed::new(words, table), own);
    let own = (!language.is_empty()).then(|| vague(Table::of(language), true)).flatten();
    own.or_else(|| lexicon::tables().find_map(|table| vague(table, false)))
}

/// `own`: they are of this language, in which one scale alone may be a plural (French "milliards").
fn vague_in(lexed: &Lexed<'_>, own: bool) -> Option<(Decimal, Option<Decimal>)> {
    let (mut few, mut at) = (None, 0);
    // The scales, and whether the first and the last of them are plurals.
    let (mut scale, mut plurals) = (None::<Decimal>, (false, false));
    while at < lexed.len() {
        let picked = lexed.find(at, Domains::NUMBER, |sense| match sense {
            Sense::Number(sense) => match sense {
                NumberSense::Few => Some((Some(true), None)),
                NumberSense::Some(alone) => Some((Some(*alone), None)),
                NumberSense::Scale(times) => Some((None, Some((*times, false)))),
                NumberSense::Scales(times, _) => Some((None, Some((*times, true)))),
                NumberSense::Link(Link::Of) => Some((None, None)),
                _ => None,
            },
            _ => None,
        });
        let (part, end) = picked?;
        at = end;
        match part {
            (Some(alone), _) if few.is_none() && scale.is_none() => few = Some(alone),
            (Some(_), _) => return None,
            (None, Some((times, plural))) => {
                let times = Decimal::from(times);
                plurals = (if scale.is_none() { plural } else { plurals.0 }, plural);
                scale = Some(scale.map_or(Some(times), |scale| scale.times(times))?);
            }
            (None, None) => {}
        }
    }
    match (few, scale) {
        (Some(true), None) => Some((Decimal::TWO, None)),
        // "several hundred"
        (Some(_), Some(scale)) if !plurals.1 => {
            Some((scale.times(Decimal::TWO)?, Some(scale.times(Decimal::TEN)?)))
        }
        (Some(_), Some(scale)) => Some((scale.times(Decimal::TWO)?, None)),
        (None, Some(scale)) if plurals.0 || own => Some((scale.times(Decimal::TWO)?, None)),
        _ => None,
    }
}

/// What is counted: a noun with what stands before it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Noun {
    head: String,
    before: BTreeSet<String>,
}

impl Noun {
    /// The noun of a phrase ("ethnic Armenian refugees from the region": refugee, with ethnic and Armenian).
    pub(super) fn read(phrase: &str, language: &str) -> Option<Self> {
        Self::of(phrase, forms(language, phrase))
    }

    /// The same in every language: what a word says that nobody told the language of.
    pub(super) fn in_any_language(phrase: &str) -> BTreeSet<Self> {
        lexicon::tables().filter_map(|table| Self::of(phrase, table.forms())).collect()
    }

    fn of(phrase: &str, forms: &Forms) -> Option<Self> {
        let inside = |word: &String| !forms.is(word, Particle::End);
        let mut all: Vec<String> = words(phrase).take_while(inside).collect();
        if all.is_empty() {
            all = words(phrase).collect();
        }
        all.retain(|word| !forms.is(word, Particle::Article));
        let head = forms.one(&all.pop()?);
        Some(Self { head, before: all.iter().map(|word| forms.one(word)).collect() })
    }

    /// Whether both name the same thing: the same noun, and what stands before one stands before the other or
    /// says more of it. "Families" and "displaced families" do; "Armenian soldiers" and "Azerbaijani soldiers" do not.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.head == other.head
            && (self.before.is_subset(&other.before) || other.before.is_subset(&self.before))
    }

    /// Whether this word, accepted by a fact, names that phrase.
    pub(super) fn names(&self, phrase: &Self) -> bool {
        self.head == phrase.head && self.before.is_subset(&phrase.before)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_counted() {
        let same = |language: &str, a: &str, b: &str| {
            Noun::read(a, language).zip(Noun::read(b, language)).map(|(a, b)| a.same(&b))
        };
        for (a, b, expected) in [
            ("people", "persons", true),
            ("refugees", "refugee", true),
            ("families", "displaced families", true),
            ("people from Nagorno-Karabakh", "people", true),
            ("the Armenians", "ethnic Armenians", true),
            ("boxes", "box", true),
            ("buses", "bus", true),
            ("people", "refugees", false),
            ("Armenian soldiers", "Azerbaijani soldiers", false),
            ("families", "people", false),
        ] {
            assert_eq!(same("en", a, b), Some(expected), "{a} / {b}");
            assert_eq!(same("", b, a), Some(expected), "{b} / {a}");
        }
        for (language, a, b, expected) in [
            ("ru", "беженцы", "беженцев", true),
            ("ru", "люди", "человек", true),
            ("ru", "человек", "беженцев", false),
            ("de", "Flüchtlinge", "Flüchtlingen", true),
            ("de", "Menschen", "Personen", true),
            ("fr", "des réfugiés", "réfugié", true),
            ("fr", "personnes", "gens", true),
            ("es", "los refugiados", "refugiado", true),
            ("es", "camiones", "camión", true),
            ("tr", "mülteciler", "mülteci", true),
            ("hy", "փախստականներ", "փախստական", true),
            ("ar", "لاجئين", "جنود", false),
        ] {
            assert_eq!(same(language, a, b), Some(expected), "{a} / {b}");
        }
        assert_eq!(Noun::read(" – ", "en"), None);
        let accepted = Noun::in_any_language("беженцы");
        let printed = Noun::read("беженцев", "ru").unwrap();
        assert!(accepted.iter().any(|noun| noun.names(&printed)));
    }

    #[test]
    fn words_for_one_event_are_known_across_languages() {
        for (one, a, other, b) in [
            ("en", "had crossed into the country", "en", "entered Armenia"),
            ("en", "were injured", "en", "wounded"),
            ("en", "died", "en", "have been killed"),
            ("en", "inhabitants", "en", "lived there"),
            ("en", "entered Armenia", "ru", "прибыли в Армению"),
            ("en", "were killed", "de", "wurden getötet"),
            ("fr", "ont été blessés", "es", "resultaron heridos"),
            ("de", "wurden festgenommen", "fr", "ont été arrêtés"),
        ] {
            let (a, b) = (Said::read(a, one), Said::read(b, other));
            assert!(!a.events.is_disjoint(&b.events), "{a:?}, {b:?}");
        }
        let (killed, wounded) = (Said::read("killed", "en"), Said::read("wounded", "en"));
        assert!(killed.events.is_disjoint(&wounded.events));
        for (a, b) in [("entered", "entering"), ("fled", "flee"), ("killing", "killed")] {
            assert_eq!(Said::read(a, "").stems, Said::read(b, "").stems);
        }
        assert_eq!(name_key("The  Government’s"), "government");
        assert!(Said::read("How many people had entered Armenia?", "").stems.len() == 3);
    }
}
