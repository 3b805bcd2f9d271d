//! Where figures come from: n articles, m named origins, k figures of nobody named.
//!
//! Owns: who is one origin. The origin of a figure is the last hop of its chain. Two mentions are one origin where the
//! analyst gave both the same agent, or agents of whom one speaks for the other, or where one article uses the same
//! name twice. The same name in two articles, a name that is an alias of an agent, *may* be one: it is proposed, and
//! never merged by itself. Who denies or declines is no origin of a figure. Never: guesses.

use super::words::name_key;
use crate::model::{Act, Agent, AgentId, ArticleId};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

/// A source at the end of a chain, and what it does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voiced {
    /// What it does.
    pub act: Act,
    /// Its name as printed; empty where nobody is named.
    pub name: String,
    /// The agent that the analyst gave it.
    pub agent: Option<AgentId>,
}

/// One origin.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Origin {
    /// An agent; of one that speaks for another, the other.
    Agent(AgentId),
    /// A name without an agent: one origin within its article.
    Name {
        /// The name without case and article.
        key: String,
        /// Where it stands.
        article: ArticleId,
        /// As it is printed.
        printed: Printed,
    },
}

/// A name as printed: for the eye only, so that two of them never tell two origins apart.
#[derive(Clone, Debug, Default)]
pub struct Printed(pub String);

impl PartialEq for Printed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Printed {}

impl PartialOrd for Printed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Printed {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl Hash for Printed {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Whether two figures rest on one origin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sameness {
    /// They do.
    Same,
    /// They do not.
    Other,
    /// Not known: one names nobody, or the names may be of one agent.
    Unknown,
}

/// The annotator's agents.
#[derive(Clone, Debug, Default)]
pub struct Agents {
    agents: BTreeMap<AgentId, Agent>,
    by_name: BTreeMap<String, BTreeSet<AgentId>>,
}

impl Agents {
    /// These agents.
    #[must_use]
    pub fn new(agents: Vec<Agent>) -> Self {
        let mut by_name: BTreeMap<String, BTreeSet<AgentId>> = BTreeMap::new();
        for agent in &agents {
            for name in std::iter::once(&agent.name).chain(&agent.aliases) {
                by_name.entry(name_key(name)).or_default().insert(agent.id.clone());
            }
        }
        let agents = agents.into_iter().map(|agent| (agent.id.clone(), agent)).collect();
        Self { agents, by_name }
    }

    /// One agent.
    #[must_use]
    pub fn get(&self, id: &AgentId) -> Option<&Agent> {
        self.agents.get(id)
    }

    /// The agents whose name or alias this mention is: proposals, one mention at a time.
    #[must_use]
    pub fn proposals(&self, mention: &str) -> Vec<&Agent> {
        let ids = self.by_name.get(&name_key(mention));
        ids.into_iter().flatten().filter_map(|id| self.agents.get(id)).collect()
    }

    /// The agent that one speaks for in the end; itself where it speaks for nobody. A circle ends where it
    /// began to repeat, at the least of its ids.
    #[must_use]
    pub fn root(&self, id: &AgentId) -> AgentId {
        let mut seen = BTreeSet::from([id.clone()]);
        let mut at = id;
        while let Some(next) = self.agents.get(at).and_then(|agent| agent.speaks_for.as_ref()) {
            if !seen.insert(next.clone()) {
                return self.circle(next);
            }
            at = next;
        }
        at.clone()
    }

    fn circle(&self, from: &AgentId) -> AgentId {
        let (mut least, mut at) = (from, from);
        while let Some(next) = self.agents.get(at).and_then(|agent| agent.speaks_for.as_ref()) {
            if next == from {
                break;
            }
            least = least.min(next);
            at = next;
        }
        least.clone()
    }

    /// The origins of voices: those that assert, confirm or correct.
    pub(super) fn origins(&self, voices: &[Voiced], article: &ArticleId) -> BTreeSet<Origin> {
        let supports = |voice: &&Voiced| !matches!(voice.act, Act::Denies | Act::Declines);
        voices.iter().filter(supports).filter_map(|voice| self.origin(voice, article)).collect()
    }

    /// Who a voice is, whatever it does.
    pub(super) fn origin(&self, voice: &Voiced, article: &ArticleId) -> Option<Origin> {
        match &voice.agent {
            Some(agent) => Some(Origin::Agent(self.root(agent))),
            None if voice.name.is_empty() => None,
            None => Some(Origin::Name {
                key: name_key(&voice.name),
                article: article.clone(),
                printed: Printed(voice.name.clone()),
            }),
        }
    }

    /// The name of an origin as it is shown.
    #[must_use]
    pub fn name(&self, origin: &Origin) -> String {
        match origin {
            Origin::Agent(id) => self.get(id).map_or_else(|| id.to_string(), |a| a.name.clone()),
            Origin::Name { printed, .. } => printed.0.clone(),
        }
    }

    /// Whether two sets of origins have one in common.
    pub(super) fn sameness(&self, a: &BTreeSet<Origin>, b: &BTreeSet<Origin>) -> Sameness {
        if !a.is_disjoint(b) {
            Sameness::Same
        } else if a.is_empty()
            || b.is_empty()
            || a.iter().any(|a| b.iter().any(|b| self.may_be_one(a, b)))
        {
            Sameness::Unknown
        } else {
            Sameness::Other
        }
    }

    /// Whether a merge of two origins is proposed.
    #[must_use]
    pub fn may_be_one(&self, a: &Origin, b: &Origin) -> bool {
        let names = |key: &str, id: &AgentId| {
            let ids = self.by_name.get(key).into_iter().flatten();
            ids.into_iter().any(|named| self.root(named) == *id)
        };
        match (a, b) {
            (Origin::Agent(_), Origin::Agent(_)) => false,
            (Origin::Agent(id), Origin::Name { key, .. })
            | (Origin::Name { key, .. }, Origin::Agent(id)) => names(key, id),
            (Origin::Name { key: a, .. }, Origin::Name { key: b, .. }) => {
                let roots = |key: &str| -> BTreeSet<AgentId> {
                    let ids = self.by_name.get(key).into_iter().flatten();
                    ids.map(|id| self.root(id)).collect()
                };
                a == b || !roots(a).is_disjoint(&roots(b))
            }
        }
    }
}

/// Articles and origins behind figures.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origins {
    /// How many articles.
    pub articles: usize,
    /// Each named origin, with the quantities that rest on it.
    pub named: BTreeMap<Origin, Vec<crate::model::QuantityId>>,
    /// How many named origins there are if every proposed merge holds.
    pub at_least: usize,
    /// Figures of nobody named.
    pub unattributed: Vec<crate::model::QuantityId>,
}

impl Origins {
    /// "3 articles · 2 named origins · 1 unattributed".
    #[must_use]
    pub fn words(&self) -> String {
        let many =
            |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        let mut words = format!(
            "{} · {}",
            many(self.articles, "article"),
            many(self.named.len(), "named origin"),
        );
        if self.at_least < self.named.len() {
            words.push_str(&format!(" (perhaps {})", self.at_least));
        }
        if !self.unattributed.is_empty() {
            words.push_str(&format!(" · {} unattributed", self.unattributed.len()));
        }
        words
    }

    /// How many there are if every proposed merge holds. Names are grouped by what they may be, not pair by pair.
    pub(super) fn merged(&self, agents: &Agents) -> usize {
        let mut group: BTreeMap<String, usize> = BTreeMap::new();
        let mut parent: Vec<usize> = Vec::new();
        for origin in self.named.keys() {
            let mut marks: Vec<String> = match origin {
                Origin::Agent(id) => vec![format!("#{id}")],
                Origin::Name { key, .. } => {
                    let ids = agents.by_name.get(key).into_iter().flatten();
                    ids.map(|id| format!("#{}", agents.root(id))).collect()
                }
            };
            if let Origin::Name { key, .. } = origin {
                marks.push(key.clone());
            }
            let own = parent.len();
            parent.push(own);
            for mark in marks {
                let other = *group.entry(mark).or_insert(own);
                let (a, b) = (top(&parent, own), top(&parent, other));
                if let Some(slot) = parent.get_mut(a) {
                    *slot = b;
                }
            }
        }
        (0..parent.len()).filter(|at| parent.get(*at) == Some(at)).count()
    }
}

fn top(parent: &[usize], mut at: usize) -> usize {
    while let Some(next) = parent.get(at).filter(|next| **next != at) {
        at = *next;
    }
    at
}
