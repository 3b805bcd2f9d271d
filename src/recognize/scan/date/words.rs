//! What words mean for dates: months, weekdays, prepositions of time.
//!
//! Owns: the sections `[date.…]` of the tables. Never: looks at text.

/// A meaning.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum DateSense {
    /// A first one.
    Word(String),
}

impl DateSense {
    /// Reads the meaning of an entry of section `[date.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        match name {
            "abbreviation" | "cardinal" | "month" | "verb" => Some(Self::Word(meaning.to_owned())),
            _ => None,
        }
    }
}
