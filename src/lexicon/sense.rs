//! What an entry of a table means, by domain.
//!
//! Owns: which section belongs to which domain. Never: knows what a domain does with it.

use super::senses::number::class;
use super::senses::{CueSense, DateSense, NumberSense, PlaceSense, TextSense};

/// What an entry means, by domain. Each domain defines and reads its own.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Sense {
    /// Sentences: abbreviations and the like.
    Text(TextSense),
    /// Numbers, qualifiers, units, what is counted.
    Number(NumberSense),
    /// Months, weekdays, prepositions of time.
    Date(DateSense),
    /// Who says.
    Cue(CueSense),
    /// Prepositions of place, verbs of motion.
    Place(PlaceSense),
}

impl Sense {
    pub(super) fn read(section: &str, meaning: &str) -> Option<Self> {
        let (domain, name) = section.split_once('.')?;
        match domain {
            "text" => TextSense::read(name, meaning).map(Self::Text),
            "number" => NumberSense::read(name, meaning).map(Self::Number),
            "date" => DateSense::read(name, meaning).map(Self::Date),
            "cue" => CueSense::read(name, meaning).map(Self::Cue),
            "place" => PlaceSense::read(name, meaning).map(Self::Place),
            _ => None,
        }
    }

    /// What an entry says by the way: an ordinal is a day of a month, a decade may be one of a life.
    pub(super) fn implied(&self) -> Option<Self> {
        Some(match self {
            Self::Number(NumberSense::Ordinal(day @ 1..=31)) => {
                Self::Date(DateSense::Ordinal(u8::try_from(*day).ok()?))
            }
            Self::Date(DateSense::Decade(first @ 20..)) => {
                Self::Number(NumberSense::Decade(*first))
            }
            _ => return None,
        })
    }

    /// The kinds of a number's sense, as bits of that domain: asked before entries are looked through.
    pub(super) const fn class(&self) -> u64 {
        match self {
            Self::Number(sense) => sense.class(),
            _ => 0,
        }
    }

    /// The kind of a date's sense, as a bit of that domain.
    pub(super) const fn date_kind(&self) -> u32 {
        match self {
            Self::Date(sense) => sense.kind(),
            _ => 0,
        }
    }

    /// Which reader it is for, as a small number.
    pub(super) const fn room(&self) -> usize {
        Domains::room(self.domain())
    }

    pub(super) const fn domain(&self) -> u8 {
        match self {
            Self::Text(_) => Domains::TEXT,
            Self::Number(sense) if sense.class() & (class::WORDS | class::LED) != 0 => {
                Domains::NUMBER | Domains::NUMERAL
            }
            Self::Number(_) => Domains::NUMBER,
            Self::Date(_) => Domains::DATE,
            Self::Cue(sense) if sense.is_sure() => Domains::CUE,
            Self::Cue(_) => Domains::GRAMMAR,
            Self::Place(_) => Domains::PLACE,
        }
    }
}

/// The domains in which some entry begins with a word, as bits: asked before entries are looked through.
pub(crate) struct Domains;

impl Domains {
    pub(crate) const TEXT: u8 = 1;
    pub(crate) const NUMBER: u8 = 2;
    pub(crate) const DATE: u8 = 4;
    pub(crate) const CUE: u8 = 8;
    pub(crate) const PLACE: u8 = 16;
    /// Words around cues: function words, sources, and cue verbs that are nouns, too.
    pub(crate) const GRAMMAR: u8 = 32;
    /// Of the numbers: words with which one may begin.
    pub(crate) const NUMERAL: u8 = 64;

    /// Which reader a domain is for, as a small number; the words around cues are read with these.
    pub(crate) const fn room(domain: u8) -> usize {
        match domain {
            Self::TEXT => 0,
            domain if domain & Self::NUMBER != 0 => 1,
            Self::DATE => 2,
            Self::PLACE => 4,
            _ => 3,
        }
    }
}
