//! Forms of words: the singular of a noun, stems, words for one event, words that say nothing, questions about figures.
//!
//! Owns: the sections `[form.…]` and `[question.…]` of the tables. Never: knows what is compared or asked.
//!
//! | section | meaning | phrases |
//! |---|---|---|
//! | `form.stemmer` | the Snowball algorithm of the language, for likeness | `*` |
//! | `form.base` | a word | its forms that no rule finds |
//! | `form.prefix` | `word`, or what an elided word stands for | words that are written together with the next one: where that is known ("وقال"), or with an apostrophe ("qu'il") |
//! | `form.plural` | what stands instead of an ending (`-` = nothing, `=` = as it is) and how many letters at least stand before it | endings of a plural |
//! | `form.ending` | a kind of word ([`Ending`]) | its endings |
//! | `form.event` | the name of an event, the same in all languages | words for it |
//! | `form.word` | a kind of function word ([`Particle`]) | the words |
//! | `question.template` | what is asked ([`Template`]) and the words where no noun is printed | the question; `{noun}`, `{did}`, `{places}` |
//! | `question.place` | how a place stands to the figure: `at`, `from`, `to`, `near` | the word before it |
//! | `question.tense` | `-`, or what stands instead | words of tense alone that a question about the past leaves out |
//! | `question.people` | `-` | the word for persons where no noun is printed |
//! | `question.idle` | `-` | what is asked of a noun of which nothing is told ("are there") |
//! | `question.whole` | `-` | nouns that name many as one ("population") |

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use waken_snowball::{Algorithm, stem};

/// A kind of word that is known by how it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// "wounded"
    Past,
    /// "fleeing"
    Lasting,
    /// "Armenian": what names make.
    Origin,
}

/// A function word by its work, where no grammar of the domains has a name for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Particle {
    And,
    /// "as" in "as X said".
    As,
    /// Before who made something: "by".
    By,
    /// Between a statement and who makes it: "from", "by".
    From,
    /// "the"
    Definite,
    /// "a", "the": before a noun, and no part of it.
    Article,
    /// "20 more"
    More,
    /// "whose"
    Whose,
    /// Before a time and no clause: "during".
    When,
    /// Behind these a noun phrase is over.
    End,
    /// Says nothing of what is meant.
    Empty,
    /// Short, frequent, and of no language near by: tells the language of a text.
    Telling,
}

/// A question about a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Template {
    /// With places for the noun, what they did, and where.
    pub(crate) text: Box<str>,
    /// Instead of a noun where none is printed.
    pub(crate) noun: Box<str>,
}

/// A rule of plurals.
#[derive(Debug)]
struct Plural {
    ending: Box<str>,
    /// What stands instead; none where the word is no plural.
    one: Option<Box<str>>,
    /// Letters that stand before the ending at least.
    least: usize,
}

/// The forms of one language.
#[derive(Default, Debug)]
pub(crate) struct Forms {
    stemmer: Option<Algorithm>,
    base: HashMap<Box<str>, Box<str>>,
    /// The longest endings first.
    plurals: Vec<Plural>,
    /// The last bytes of these endings, as bits: most words have another.
    plural_ends: [u64; 4],
    endings: Vec<(Ending, Box<str>)>,
    /// With the word that each is.
    prefixes: Vec<(Box<str>, Box<str>)>,
    /// Stems of words for an event.
    events: HashMap<String, BTreeSet<Box<str>>>,
    event_words: Vec<(Box<str>, Box<str>)>,
    particles: BTreeMap<Particle, BTreeSet<Box<str>>>,
    templates: BTreeMap<Box<str>, Template>,
    places: BTreeMap<Box<str>, Box<str>>,
    tense: HashMap<Box<str>, Box<str>>,
    wholes: HashSet<Box<str>>,
    people: Box<str>,
    idle: Box<str>,
}

impl Forms {
    /// Words that are written together with the next one.
    pub(super) fn prefixes(&self) -> &[(Box<str>, Box<str>)] {
        &self.prefixes
    }

    /// Whether a section is one of these.
    pub(super) fn owns(section: &str) -> bool {
        section.starts_with("form.") || section.starts_with("question.")
    }

    /// Takes a line of such a section; false where it says nothing.
    pub(super) fn read(&mut self, section: &str, meaning: &str, rest: &str) -> bool {
        let words = || rest.split(',').map(|word| Box::<str>::from(word.trim()));
        match section {
            "form.stemmer" => {
                // <https://snowballstem.org/algorithms/>
                self.stemmer = Algorithm::from_str(meaning);
                self.stemmer.is_some()
            }
            "form.base" => {
                self.base.extend(words().map(|word| (word, meaning.into())));
                true
            }
            "form.prefix" => {
                self.prefixes.extend(words().map(|prefix| {
                    let word = if meaning == "word" { prefix.clone() } else { meaning.into() };
                    (prefix, word)
                }));
                true
            }
            "form.plural" => {
                let (one, least) = meaning.split_once(' ').unwrap_or((meaning, "1"));
                let Ok(least) = least.parse() else { return false };
                let one = match one {
                    "=" => None,
                    "-" => Some(""),
                    one => Some(one),
                };
                self.plurals.extend(words().map(|ending| Plural {
                    ending,
                    one: one.map(Into::into),
                    least,
                }));
                self.plurals.sort_by_key(|plural| std::cmp::Reverse(plural.ending.len()));
                true
            }
            "form.ending" => {
                let kind = match meaning {
                    "past" => Ending::Past,
                    "lasting" => Ending::Lasting,
                    "origin" => Ending::Origin,
                    _ => return false,
                };
                self.endings.extend(words().map(|word| (kind, word)));
                true
            }
            "form.event" => {
                self.event_words.extend(words().map(|word| (meaning.into(), word)));
                true
            }
            "form.word" => {
                let Some(kind) = particle(meaning) else { return false };
                self.particles.entry(kind).or_default().extend(words());
                true
            }
            "question.template" => {
                let (name, noun) = meaning.split_once(' ').unwrap_or((meaning, ""));
                let template = Template { text: rest.trim().into(), noun: noun.into() };
                self.templates.insert(name.into(), template);
                true
            }
            "question.place" => {
                self.places.insert(meaning.into(), rest.trim().into());
                true
            }
            "question.tense" => {
                let instead = if meaning == "-" { "" } else { meaning };
                self.tense.extend(words().map(|word| (word, instead.into())));
                true
            }
            "question.people" => {
                self.people = rest.trim().into();
                true
            }
            "question.idle" => {
                self.idle = rest.trim().into();
                true
            }
            "question.whole" => {
                self.wholes.extend(words());
                true
            }
            _ => false,
        }
    }

    /// Once all lines are taken.
    pub(super) fn finish(&mut self) {
        for plural in &self.plurals {
            let last = usize::from(plural.ending.bytes().last().unwrap_or_default());
            if let Some(bits) = self.plural_ends.get_mut(last / 64) {
                *bits |= 1 << (last % 64);
            }
        }
        for (event, word) in std::mem::take(&mut self.event_words) {
            let stem = self.stem(&word);
            self.events.entry(stem).or_default().insert(event);
        }
    }

    /// The singular of a noun in lower case, or the base of a word whose forms no rule finds. Where the language has no rules of
    /// plurals, the stem.
    pub(crate) fn one(&self, word: &str) -> String {
        if let Some(base) = self.base.get(word) {
            return base.to_string();
        }
        match self.plural(word) {
            Some((stem, Some(one))) => format!("{stem}{one}"),
            Some(_) => word.to_owned(),
            None if self.plurals.is_empty() => self.stemmed(word),
            None => word.to_owned(),
        }
    }

    /// Whether a word ends as plurals do.
    pub(crate) fn is_plural(&self, word: &str) -> bool {
        matches!(self.plural(word), Some((_, Some(_))))
    }

    /// What stands before the ending of a plural, and what stands instead of that.
    fn plural<'w>(&self, word: &'w str) -> Option<(&'w str, Option<&str>)> {
        let last = usize::from(*word.as_bytes().last()?);
        if self.plural_ends.get(last / 64).is_none_or(|bits| bits >> (last % 64) & 1 == 0) {
            return None;
        }
        self.plurals.iter().find_map(|plural| {
            let stem = word.strip_suffix(&*plural.ending)?;
            (stem.chars().count() >= plural.least).then_some((stem, plural.one.as_deref()))
        })
    }

    /// A word in lower case without its endings, for likeness only.
    pub(crate) fn stem(&self, word: &str) -> String {
        self.stemmed(&self.one(word))
    }

    /// The stem of the stem: what was left of "mülteciler" is what is left of "mülteci".
    fn stemmed(&self, word: &str) -> String {
        const ROUNDS: usize = 3;
        let mut word = word.to_owned();
        for _ in 0..ROUNDS {
            let Some(shorter) = self.stemmer.map(|algorithm| stem(algorithm, &word).into_owned())
            else {
                break;
            };
            if shorter == word {
                break;
            }
            word = shorter;
        }
        word
    }

    /// The events that stems are words for.
    pub(crate) fn events<'f>(&'f self, stems: &BTreeSet<String>) -> BTreeSet<&'f str> {
        let named = stems.iter().filter_map(|stem| self.events.get(stem));
        named.flatten().map(|event| &**event).collect()
    }

    /// Whether a word in lower case is one of these.
    pub(crate) fn is(&self, word: &str, particle: Particle) -> bool {
        self.particles.get(&particle).is_some_and(|words| words.contains(word))
    }

    /// Whether a word ends so.
    pub(crate) fn ends(&self, word: &str, kind: Ending) -> bool {
        self.endings.iter().any(|(of, ending)| *of == kind && word.ends_with(&**ending))
    }

    /// The question with this name.
    pub(crate) fn question(&self, name: &str) -> Option<&Template> {
        self.templates.get(name)
    }

    /// The word for persons in a question.
    pub(crate) fn people(&self) -> &str {
        &self.people
    }

    /// What a question asks of a noun of which nothing is told; empty where the noun is enough.
    pub(crate) fn idle(&self) -> &str {
        &self.idle
    }

    /// The word before a place in a question.
    pub(crate) fn place(&self, role: &str) -> Option<&str> {
        self.places.get(role).map(|word| &**word)
    }

    /// What stands in a question instead of a word of tense; none for other words.
    pub(crate) fn tense(&self, word: &str) -> Option<&str> {
        self.tense.get(word).map(|word| &**word)
    }

    /// Whether a noun names many as one ("population").
    pub(crate) fn names_whole(&self, noun: &str) -> bool {
        self.wholes.contains(noun)
    }
}

fn particle(name: &str) -> Option<Particle> {
    Some(match name {
        "and" => Particle::And,
        "as" => Particle::As,
        "by" => Particle::By,
        "from" => Particle::From,
        "definite" => Particle::Definite,
        "article" => Particle::Article,
        "more" => Particle::More,
        "whose" => Particle::Whose,
        "when" => Particle::When,
        "end" => Particle::End,
        "empty" => Particle::Empty,
        "telling" => Particle::Telling,
        _ => return None,
    })
}
