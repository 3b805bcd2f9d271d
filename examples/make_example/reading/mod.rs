//! The five articles of `seeds/` as an analyst reads them, and the facts that stand above them.
//!
//! Owns: what is tagged, said by words of the articles. Never: how it is tagged (that is `make`).
//!
//! Words are found in their claim first, then in the whole article. `[…]` picks some words out of more that say which are
//! meant; `A … B` runs from the first A to the first B behind it.

mod a000;
mod a001;
mod a002;
mod a002_behind;
mod a003;
mod a004;
mod above;

pub use above::{AGENTS, FACTS};

/// All articles.
pub const ARTICLES: [&Article; 5] =
    [&a000::ARTICLE, &a001::ARTICLE, &a002::ARTICLE, &a003::ARTICLE, &a004::ARTICLE];

/// One article.
pub struct Article {
    pub file: &'static str,
    pub title: &'static str,
    pub published: Published,
    /// In order, in parts.
    pub claims: &'static [&'static [Claim]],
}

impl Article {
    /// All claims.
    pub fn claims(&self) -> impl Iterator<Item = &'static Claim> {
        self.claims.iter().copied().flatten()
    }
}

/// When an article was published.
pub enum Published {
    /// These words say it.
    Printed(&'static str),
    /// This is reasoned; from these words, where some say it alone.
    Inferred { edtf: &'static str, words: &'static str },
}

/// A claim with its records.
pub struct Claim {
    pub text: &'static str,
    pub part: &'static str,
    pub said: &'static [Said],
    pub numbers: &'static [Number],
    pub note: &'static str,
}

/// A claim in the running text.
pub const CLAIM: Claim = Claim { text: "", part: "Body", said: &[], numbers: &[], note: "" };

/// An attribution.
pub struct Said {
    /// How the example calls it: `002/statement`.
    pub key: &'static str,
    pub cue: &'static [&'static str],
    pub content: &'static [&'static str],
    pub chain: &'static [Hop],
    pub mode: &'static str,
    pub act: &'static str,
    pub framing: &'static str,
    pub said_at: Option<Date>,
    pub note: &'static str,
}

/// Something that is said, in reported speech.
pub const SAID: Said = Said {
    key: "",
    cue: &[],
    content: &[],
    chain: &[],
    mode: "Indirect",
    act: "Asserts",
    framing: "Neutral",
    said_at: None,
    note: "",
};

/// One hop of a chain: nearest to the article first.
pub struct Hop {
    pub source: &'static str,
    pub naming: &'static str,
    /// The name that a pronoun or a role stands for.
    pub antecedent: &'static str,
    pub agent: &'static str,
    pub medium: &'static str,
    pub cue: &'static str,
}

/// A source with its name.
pub const HOP: Hop =
    Hop { source: "", naming: "Named", antecedent: "", agent: "", medium: "", cue: "" };

/// A named source that is this agent.
pub const fn named(source: &'static str, agent: &'static str) -> Hop {
    Hop { source, agent, ..HOP }
}

/// A source that is called by its role.
pub const fn role(source: &'static str, agent: &'static str) -> Hop {
    Hop { source, agent, naming: "ByRole", ..HOP }
}

/// A pronoun, and the name that it stands for.
pub const fn pronoun(source: &'static str, antecedent: &'static str, agent: &'static str) -> Hop {
    Hop { source, agent, antecedent, naming: "Pronoun", ..HOP }
}

/// A date, with what it rests on.
pub struct Date {
    /// The words that say it; empty where nothing does.
    pub words: &'static str,
    pub edtf: &'static str,
    pub precision: &'static str,
    pub basis: &'static str,
    /// Of an as-of only.
    pub relation: &'static str,
}

/// A day.
pub const fn day(words: &'static str, edtf: &'static str, basis: &'static str) -> Option<Date> {
    Some(Date { words, edtf, precision: "Day", basis, relation: "At" })
}

/// Words: where they are printed, or as the analyst writes them.
#[derive(Clone, Copy)]
pub enum Words {
    None,
    Printed(&'static str),
    /// Carried over from other words of the sentence; it has no anchor.
    Carried(&'static str),
}
pub use Words::{Carried, Printed};

/// A number.
pub struct Number {
    /// How the example calls it: `002/1050-statement`.
    pub key: &'static str,
    /// The number with scale, unit or %.
    pub words: &'static str,
    pub qualifier: Qualifier,
    pub estimated: bool,
    pub counted: Words,
    pub what: &'static str,
    pub each: &'static str,
    pub who: &'static str,
    pub measure: &'static str,
    pub modality: &'static str,
    pub as_of: Option<Date>,
    pub period: Option<Date>,
    /// Words and role.
    pub places: &'static [(&'static str, &'static str)],
    /// Whose it is; nobody's: the article's own.
    pub by: &'static [&'static str],
    /// Kind, to which number, why.
    pub links: &'static [(Link, &'static str, &'static str)],
    pub facts: &'static [(&'static str, Joined)],
    pub note: &'static str,
}

/// A plain number of persons.
pub const NUMBER: Number = Number {
    key: "",
    words: "",
    qualifier: Qualifier::Plain,
    estimated: false,
    counted: Words::None,
    what: "",
    each: "Person",
    who: "",
    measure: "Unstated",
    modality: "Actual",
    as_of: None,
    period: None,
    places: &[],
    by: &[],
    links: &[],
    facts: &[],
    note: "",
};

/// The word that bends a number.
pub enum Qualifier {
    Plain,
    Printed(&'static str),
    /// A word that is no qualifier by itself, and what it says here.
    Chosen(&'static str),
    /// Carried over from the number before.
    Carried(&'static str),
}

pub use attest::model::LinkKind as Link;

/// How a number belongs to a fact.
pub enum Joined {
    Yes,
    No(&'static str),
}

/// A person or body that speaks.
pub struct Agent {
    pub key: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub aliases: &'static str,
    pub speaks_for: &'static str,
    pub note: &'static str,
}

/// A question that numbers answer.
pub struct Fact {
    pub key: &'static str,
    pub question: &'static str,
    pub topic: &'static str,
    pub each: &'static str,
    pub who: &'static str,
    pub accepts: &'static str,
    pub unit: (&'static str, &'static str),
    pub measure: &'static str,
    pub modality: &'static str,
    pub behaves: &'static str,
    pub places: &'static str,
    pub window: &'static str,
    /// Best, low, high, as of, why.
    pub reading: Option<[&'static str; 5]>,
    pub note: &'static str,
}

/// A running total of persons.
pub const FACT: Fact = Fact {
    key: "",
    question: "",
    topic: "",
    each: "Person",
    who: "",
    accepts: "",
    unit: ("Count", ""),
    measure: "Cumulative",
    modality: "Actual",
    behaves: "Rises",
    places: "",
    window: "",
    reading: None,
    note: "",
};
