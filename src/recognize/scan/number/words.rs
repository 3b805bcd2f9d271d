//! What words mean for quantities: numbers, scales, qualifiers, units, counted things.
//!
//! Owns: the sections `[number.…]` of the tables. Never: looks at text.

/// A meaning.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum NumberSense {
    /// A first one.
    Word(String),
}

impl NumberSense {
    /// Reads the meaning of an entry of section `[number.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        match name {
            "abbreviation" | "cardinal" | "month" | "verb" => Some(Self::Word(meaning.to_owned())),
            _ => None,
        }
    }
}
