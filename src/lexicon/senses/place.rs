//! What words mean for places: prepositions and verbs of motion.
//!
//! Owns: the sections `[place.…]` of the tables:
//!
//! | section | meaning | phrases |
//! |---|---|---|
//! | `preposition` | how a place behind it stands to the figure: `At`, `From`, `To`, `Near` | in, from, into, near |
//! | `motion` | what a place as its object is: `From` (leave), `To` (enter); also lets "for" mean "to" | fled, entered |
//! | `goal` | `To` behind a verb of motion only | for |
//! | `between` | – | words that may stand between a preposition and a name: the, neighbouring |
//! | `behind` | – | lower-case words that may follow a name without making it an adjective: and, will, where |
//!
//! Never: looks at text.

use crate::model::PlaceRole;

/// A meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PlaceSense {
    /// A preposition before a place.
    Preposition(PlaceRole),
    /// A verb whose object is a place.
    Motion(PlaceRole),
    /// A preposition that names where a motion goes.
    Goal,
    /// May stand between a preposition and a name.
    Between,
    /// May follow a name that is no adjective.
    Behind,
}

impl PlaceSense {
    /// Reads the meaning of an entry of section `[place.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        let role = match meaning {
            "At" => Some(PlaceRole::At),
            "From" => Some(PlaceRole::From),
            "To" => Some(PlaceRole::To),
            "Near" => Some(PlaceRole::Near),
            _ => None,
        };
        match name {
            "preposition" => role.map(Self::Preposition),
            "motion" => role.map(Self::Motion),
            "goal" => Some(Self::Goal),
            "between" => Some(Self::Between),
            "behind" => Some(Self::Behind),
            _ => None,
        }
    }
}
