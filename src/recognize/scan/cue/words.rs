//! What words mean for attributions: cues, sources, media.
//!
//! Owns: the sections `[cue.…]` of the tables. Never: looks at text.

/// A meaning.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum CueSense {
    /// A first one.
    Word(String),
}

impl CueSense {
    /// Reads the meaning of an entry of section `[cue.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        match name {
            "abbreviation" | "cardinal" | "month" | "verb" => Some(Self::Word(meaning.to_owned())),
            _ => None,
        }
    }
}
