//! What sentences need to know of words: abbreviations, words that begin sentences, words of captions.
//!
//! Owns: the sections `[text.…]` of the tables. Never: looks at text.

/// A meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TextSense {
    /// `[text.abbreviation]`: a word that is written with a full stop, and what that full stop can be beside.
    Abbreviation(Abbreviation),
    /// `[text.word] starter`: begins sentences, and is no part of a name ("The", "He", "According").
    Starter,
    /// `[text.word] saying`: stands behind a quoted question and its speaker ("asked").
    Saying,
    /// `[text.word] credit`: before a colon, names who made a picture ("Photo").
    Credit,
    /// `[text.word] agency`: names who made a picture, without more ("Getty").
    Agency,
    /// `[text.word] zone`: goes on behind an hour ("GMT", "Monday").
    Zone,
    /// `[text.word] lead`: begins a sentence that cannot end with an hour ("At 5 a.m.").
    Lead,
    /// `[text.word] stamp`: stands before the day and hour of a page ("Updated").
    Stamp,
    /// `[text.word] shout`: a name that ends in a mark ("Yahoo!").
    Shout,
    /// `[text.word] ordinal`: before it, a number with a full stop is an ordinal ("12. Juni").
    Ordinal,
}

/// Whether a sentence may end with an abbreviation's full stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// `title`: never ("Dr.", "vs.").
    Title,
    /// `name`: only before a word that begins sentences ("Inc.", "St.").
    Name,
    /// `number`: anywhere but before a number ("p.").
    Number,
    /// `month`: the same, and only with a capital ("Sept.", "No.").
    Month,
    /// `hour`: before a capital that does not go on with the time ("p.m.").
    Hour,
}

impl TextSense {
    /// Reads the meaning of an entry of section `[text.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        match (name, meaning) {
            ("abbreviation", "title") => Some(Self::Abbreviation(Abbreviation::Title)),
            ("abbreviation", "name") => Some(Self::Abbreviation(Abbreviation::Name)),
            ("abbreviation", "number") => Some(Self::Abbreviation(Abbreviation::Number)),
            ("abbreviation", "month") => Some(Self::Abbreviation(Abbreviation::Month)),
            ("abbreviation", "hour") => Some(Self::Abbreviation(Abbreviation::Hour)),
            ("word", "starter") => Some(Self::Starter),
            ("word", "saying") => Some(Self::Saying),
            ("word", "credit") => Some(Self::Credit),
            ("word", "agency") => Some(Self::Agency),
            ("word", "zone") => Some(Self::Zone),
            ("word", "lead") => Some(Self::Lead),
            ("word", "stamp") => Some(Self::Stamp),
            ("word", "shout") => Some(Self::Shout),
            ("word", "ordinal") => Some(Self::Ordinal),
            _ => None,
        }
    }
}
