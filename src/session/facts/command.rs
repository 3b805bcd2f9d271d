//! What can be done to facts and agents: each one act that can be undone.

use crate::model::{
    AgentId, AgentKind, ArticleId, AttributionId, BoundsRow, Comparable, FactId, PairState,
    QuantityId,
};

/// A field of a fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FactField {
    /// The question, in words; never empty.
    Question,
    /// A free word to group by.
    Topic,
    /// What one of the counted is.
    Each,
    /// Which of them, between commas.
    Who,
    /// Nouns that are all taken for what is counted, between commas.
    Accepts,
    /// The kind of unit.
    UnitKind,
    /// UCUM code, or ISO 4217.
    UnitCode,
    /// How it measures.
    Measure,
    /// Of what is, could be, will be.
    Modality,
    /// How the true value moves.
    Behaves,
    /// Where: "to Armenia, from Nagorno-Karabakh".
    Places,
    /// EDTF, often with an open end.
    Window,
    /// Free text.
    Note,
}

impl FactField {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Question,
        Self::Topic,
        Self::Each,
        Self::Who,
        Self::Accepts,
        Self::UnitKind,
        Self::UnitCode,
        Self::Measure,
        Self::Modality,
        Self::Behaves,
        Self::Places,
        Self::Window,
        Self::Note,
    ];
}

/// A field of an agent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AgentField {
    /// Its name; never empty.
    Name,
    /// What kind.
    Kind,
    /// Other names, between commas.
    Aliases,
    /// The agent that it speaks for: its name or id; empty for none.
    SpeaksFor,
    /// Free text.
    Note,
}

impl AgentField {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Kind, Self::Aliases, Self::SpeaksFor, Self::Note];
}

/// A place where a source is named: one hop of one chain.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mention {
    /// The article.
    pub article: ArticleId,
    /// The attribution.
    pub attribution: AttributionId,
    /// The position of the hop in its chain.
    pub hop: usize,
}

/// A reading as it is typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadingText {
    /// The best figure.
    pub best: String,
    /// Not below; may be empty.
    pub low: String,
    /// Not above; may be empty.
    pub high: String,
    /// As of when; may be empty.
    pub as_of: String,
    /// Why.
    pub why: String,
}

/// One act on facts or agents.
#[derive(Clone, PartialEq, Debug)]
pub enum FactCommand {
    /// Make a fact; of a quantity, which joins it. The question is worded from what the quantity counts, unless one is given.
    NewFact {
        /// The quantity that it begins with.
        quantity: Option<QuantityId>,
        /// The question, where it is not to be worded from the quantity.
        question: Option<String>,
    },
    /// Join a quantity to a fact.
    Join {
        /// The quantity.
        quantity: QuantityId,
        /// The fact.
        fact: FactId,
        /// Whether it may be compared with the others.
        comparable: Comparable,
        /// Also take the noun that it counts for what the fact counts ("Yes, the same").
        accept: bool,
    },
    /// Do not offer this fact for this quantity again.
    RefuseJoin {
        /// The quantity.
        quantity: QuantityId,
        /// The fact.
        fact: FactId,
    },
    /// Take quantities out of a fact.
    Leave {
        /// Which.
        quantities: Vec<QuantityId>,
        /// The fact.
        fact: FactId,
    },
    /// Move quantities from one fact to another, with what was decided among them.
    Move {
        /// Which.
        quantities: Vec<QuantityId>,
        /// From where.
        from: FactId,
        /// To where.
        to: FactId,
    },
    /// Say whether quantities of a fact may be compared with its others.
    SetComparable {
        /// Which.
        quantities: Vec<QuantityId>,
        /// The fact.
        fact: FactId,
        /// Whether.
        comparable: Comparable,
    },
    /// Put all quantities and decisions of a fact into another, and delete it.
    Merge {
        /// The fact that stays.
        into: FactId,
        /// The fact that goes.
        from: FactId,
    },
    /// Delete facts; their quantities stay, in no fact.
    Delete {
        /// Which.
        facts: Vec<FactId>,
    },
    /// Set a field of a fact to what is typed or chosen.
    Set {
        /// The fact.
        fact: FactId,
        /// The field.
        field: FactField,
        /// The new content.
        text: String,
    },
    /// Decide how two quantities of a fact stand to each other, whatever is computed.
    Decide {
        /// The fact.
        fact: FactId,
        /// One; of a refinement the sharper, of an update the later.
        a: QuantityId,
        /// The other.
        b: QuantityId,
        /// How they stand.
        state: PairState,
        /// Why.
        why: String,
    },
    /// Take a decision back.
    Withdraw {
        /// The fact.
        fact: FactId,
        /// One of the pair.
        a: QuantityId,
        /// The other.
        b: QuantityId,
    },
    /// Write down the analyst's reading of a fact, or take it away.
    SetReading {
        /// The fact.
        fact: FactId,
        /// The reading.
        reading: Option<ReadingText>,
    },
    /// Make an agent; of a mention, which is then identified as it.
    NewAgent {
        /// Its name.
        name: String,
        /// What kind.
        kind: AgentKind,
        /// Where it is named.
        of: Option<Mention>,
    },
    /// Set a field of an agent to what is typed or chosen.
    SetAgent {
        /// The agent.
        agent: AgentId,
        /// The field.
        field: AgentField,
        /// The new content.
        text: String,
    },
    /// Say who is meant by a mention, or that nobody is known to be.
    Identify {
        /// The mention.
        mention: Mention,
        /// Who.
        agent: Option<AgentId>,
        /// Also note the words of the mention among the agent's other names, so that it is proposed for them.
        alias: bool,
    },
    /// The same of several mentions in one act: two names become one origin, or mentions are taken out of one.
    IdentifyAll {
        /// The mentions.
        mentions: Vec<Mention>,
        /// Who.
        agent: Option<AgentId>,
        /// Also note their words among the agent's other names.
        alias: bool,
    },
    /// Make one agent of several mentions.
    AgentOf {
        /// Its name.
        name: String,
        /// What kind.
        kind: AgentKind,
        /// Where it is named.
        mentions: Vec<Mention>,
    },
    /// Two agents are one: every mention of the one becomes one of the other, and its names go along.
    MergeAgents {
        /// The agent that stays.
        into: AgentId,
        /// The agent that goes.
        from: AgentId,
    },
    /// Delete an agent; mentions of it are of nobody known then.
    DeleteAgent {
        /// The agent.
        agent: AgentId,
    },
    /// Change the table of qualifiers; rows that are not given are the program's own.
    SetBounds {
        /// The changed rows.
        rows: Vec<BoundsRow>,
    },
}
