//! Who speaks: the annotator's agents, and names that no agent was found for yet, each with where it is named.
//!
//! Owns the rows of the list of origins. Never: decides that two names are one.

use super::super::Session;
use super::Mention;
use crate::compare::name_key;
use crate::model::{Agent, AgentId, ArticleId, Attribution, Hop, Naming, Selection};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a row is of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SourceKey {
    /// An agent.
    Agent(AgentId),
    /// A name without an agent: within its article.
    Name {
        /// The name without case and article.
        key: String,
        /// Where it stands.
        article: ArticleId,
    },
}

/// A place where it is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The hop.
    pub mention: Mention,
    /// As printed; of a pronoun what it stands for.
    pub words: String,
    /// The title of the article.
    pub title: String,
    /// Where to go to.
    pub selection: Selection,
    /// Whether it is the last of its chain: whom a figure rests on.
    pub last: bool,
}

/// One origin.
#[derive(Clone, PartialEq, Debug)]
pub struct SourceRow {
    /// What it is of.
    pub key: SourceKey,
    /// Its name, as the analyst gave it or as it is printed.
    pub name: String,
    /// The name of the agent that it speaks for; empty for none.
    pub speaks_for: String,
    /// Where it is named, by article and place.
    pub named: Vec<Named>,
    /// How many articles.
    pub articles: usize,
    /// Agents that it may be, by their names and other names: proposals.
    pub may_be: Vec<(AgentId, String)>,
}

impl SourceRow {
    /// All its mentions.
    #[must_use]
    pub fn mentions(&self) -> Vec<Mention> {
        self.named.iter().map(|named| named.mention.clone()).collect()
    }
}

impl Session {
    /// All agents, then all names without one, by name. Kept until something changes.
    #[must_use]
    pub fn sources(&self) -> Arc<Vec<SourceRow>> {
        Arc::clone(self.facts.sources.get_or_init(|| Arc::new(self.make_sources())))
    }

    fn make_sources(&self) -> Vec<SourceRow> {
        let none = crate::model::Facts::default();
        let facts = self.facts().unwrap_or(&none);
        let mut rows: BTreeMap<SourceKey, SourceRow> = BTreeMap::new();
        for agent in facts.agents.values() {
            let key = SourceKey::Agent(agent.id.clone());
            rows.insert(key.clone(), SourceRow { key, ..self.of_agent(agent) });
        }
        for row in &self.library.rows {
            let Some(document) = self.document(&row.id) else { continue };
            let mut attributions: Vec<&Attribution> = document.attributions().values().collect();
            attributions
                .sort_by_key(|a| document.anchors_of(&record_of(a)).first().map(|(_, a)| a.span()));
            for attribution in attributions {
                let last = attribution.chain.len().saturating_sub(1);
                for (at, hop) in attribution.chain.iter().enumerate() {
                    let words = words_of(hop);
                    let Some(key) = key_of(hop, &words, &row.id, at == last) else { continue };
                    let mention = Mention {
                        article: row.id.clone(),
                        attribution: attribution.id.clone(),
                        hop: at,
                    };
                    let named = Named {
                        selection: Selection {
                            article: Some(row.id.clone()),
                            text: hop.anchor.as_ref().and_then(crate::model::Anchor::span),
                            record: Some(record_of(attribution)),
                        },
                        mention,
                        words: words.clone(),
                        title: row.title.clone(),
                        last: at == last,
                    };
                    let made = || self.of_name(key.clone(), &words, facts);
                    rows.entry(key.clone()).or_insert_with(made).named.push(named);
                }
            }
        }
        let mut rows: Vec<SourceRow> = rows.into_values().collect();
        for row in &mut rows {
            row.articles =
                row.named.chunk_by(|a, b| a.mention.article == b.mention.article).count();
        }
        rows.sort_by_cached_key(|row| {
            (matches!(row.key, SourceKey::Name { .. }), row.name.to_lowercase(), row.key.clone())
        });
        rows
    }

    fn of_agent(&self, agent: &Agent) -> SourceRow {
        let speaks_for = agent.speaks_for.as_ref().map(|id| {
            let known = self.facts.comparison.agents().get(id);
            known.map_or_else(|| id.to_string(), |agent| agent.name.clone())
        });
        SourceRow {
            key: SourceKey::Agent(agent.id.clone()),
            name: agent.name.clone(),
            speaks_for: speaks_for.unwrap_or_default(),
            named: Vec::new(),
            articles: 0,
            may_be: Vec::new(),
        }
    }

    fn of_name(&self, key: SourceKey, words: &str, facts: &crate::model::Facts) -> SourceRow {
        // An id that points to nobody is shown as it is.
        let name = match &key {
            SourceKey::Agent(id) if !facts.agents.contains_key(id) => format!("{words} ({id})"),
            _ => words.to_owned(),
        };
        let proposals = self.facts.comparison.agents().proposals(words).into_iter();
        let may_be = proposals.map(|agent| (agent.id.clone(), agent.name.clone())).collect();
        SourceRow { key, name, speaks_for: String::new(), named: Vec::new(), articles: 0, may_be }
    }
}

fn record_of(attribution: &Attribution) -> crate::model::RecordRef {
    crate::model::RecordRef::Attribution(attribution.id.clone())
}

fn words_of(hop: &Hop) -> String {
    match (hop.naming, &hop.antecedent) {
        (Naming::Pronoun, Some(antecedent)) => antecedent.words().into_owned(),
        _ => hop.source.clone(),
    }
}

/// The row that a hop belongs to. Without an agent only the last hop has one, and only where somebody is named.
fn key_of(hop: &Hop, words: &str, article: &ArticleId, last: bool) -> Option<SourceKey> {
    if let Some(agent) = &hop.agent {
        return Some(SourceKey::Agent(AgentId::new(agent)));
    }
    let nobody = hop.naming == Naming::Anonymous
        || hop.naming == Naming::Pronoun && hop.antecedent.is_none();
    let key = name_key(words);
    (last && !nobody && !key.is_empty()).then(|| SourceKey::Name { key, article: article.clone() })
}
