//! What sentences need to know of words: abbreviations and the like.
//!
//! Owns: the sections `[text.…]` of the tables. Never: looks at text.

/// A meaning.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum TextSense {
    /// A first one.
    Word(String),
}

impl TextSense {
    /// Reads the meaning of an entry of section `[text.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        match name {
            "abbreviation" | "cardinal" | "month" | "verb" => Some(Self::Word(meaning.to_owned())),
            _ => None,
        }
    }
}
