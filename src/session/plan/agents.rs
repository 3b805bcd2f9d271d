//! Planning acts on agents: who speaks, and which mentions mean them.

use super::facts::{Above, Acting};
use super::{Record, quoted};
use crate::compare::name_key;
use crate::model::{Agent, AgentId, AgentKind, ArticleId, Attribution};
use crate::session::{FactCommand, Mention, Rejection, fields};
use std::collections::BTreeSet;

/// Whether agents can be merged or deleted: whether they are there.
pub(super) fn could(command: &FactCommand, above: &Above<'_>) -> Result<(), Rejection> {
    let there = |id: &AgentId| {
        let there = above.facts.agents.contains_key(id);
        there.then_some(()).ok_or_else(|| Rejection::because("This agent is gone."))
    };
    match command {
        FactCommand::MergeAgents { into, from } if into == from => {
            Err(Rejection::because("An agent cannot be merged with itself."))
        }
        FactCommand::MergeAgents { into, from } => there(into).and(there(from)),
        FactCommand::DeleteAgent { agent } => there(agent),
        _ => Ok(()),
    }
}

/// Carries an act on agents out; gives its label.
pub(super) fn act(command: &FactCommand, acting: &mut Acting<'_, '_>) -> Result<String, Rejection> {
    match command {
        FactCommand::NewAgent { name, kind, of } => new(acting, name, kind, of.as_slice()),
        FactCommand::SetAgent { agent, field, text } => {
            let old = acting.facts.agent(agent)?;
            let all = acting.above.facts;
            if fields::agent_text(&old, *field, all) != *text {
                acting.facts.put_agent(fields::set_agent(&old, *field, text, all)?);
            }
            Ok(format!("Set {} of {}", fields::agent_name(*field), quoted(&old.name)))
        }
        FactCommand::Identify { mention, agent, alias } => {
            identify(acting, mention, agent.as_ref(), *alias)
        }
        FactCommand::IdentifyAll { mentions, agent, alias } => {
            some(mentions)?;
            let mut label = String::new();
            for mention in mentions {
                label = identify(acting, mention, agent.as_ref(), *alias)?;
            }
            Ok(counted(label, mentions))
        }
        FactCommand::AgentOf { name, kind, mentions } => {
            some(mentions)?;
            let label = new(acting, name, kind, mentions)?;
            Ok(counted(label, mentions))
        }
        FactCommand::MergeAgents { into, from } => merge(acting, into, from),
        FactCommand::DeleteAgent { agent } => {
            let old = acting.facts.agent(agent)?;
            rename(acting, agent, None)?;
            for other in acting.above.facts.agents.values() {
                if other.speaks_for.as_ref() == Some(agent) {
                    acting.facts.put_agent(Agent { speaks_for: None, ..other.clone() });
                }
            }
            acting.facts.remove_agent(agent);
            Ok(format!("Delete the agent {}", quoted(&old.name)))
        }
        _ => Err(Rejection::because("This is no act on agents.")),
    }
}

fn some(mentions: &[Mention]) -> Result<(), Rejection> {
    let why = || Rejection::because("Nobody is named here.");
    if mentions.is_empty() { Err(why()) } else { Ok(()) }
}

fn counted(label: String, mentions: &[Mention]) -> String {
    match mentions.len() {
        0 | 1 => label,
        n => format!("{label}, in {n} places"),
    }
}

fn new(
    acting: &mut Acting<'_, '_>,
    name: &str,
    kind: &AgentKind,
    of: &[Mention],
) -> Result<String, Rejection> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(Rejection::because("An agent needs a name."));
    }
    let id = AgentId::new(&acting.context.ids.new_id());
    let mut agent = Agent {
        id: id.clone(),
        name: name.clone(),
        kind: kind.clone(),
        aliases: Vec::new(),
        speaks_for: None,
        note: String::new(),
    };
    for mention in of {
        let words = set_mention(acting, mention, Some(&id))?;
        add_alias(&mut agent, &words);
    }
    acting.facts.put_agent(agent);
    Ok(format!("New agent {}", quoted(&name)))
}

fn identify(
    acting: &mut Acting<'_, '_>,
    mention: &Mention,
    agent: Option<&AgentId>,
    alias: bool,
) -> Result<String, Rejection> {
    let found = agent.map(|id| acting.facts.agent(id)).transpose()?;
    let words = set_mention(acting, mention, agent)?;
    let Some(mut agent) = found else {
        return Ok(format!("{} is nobody known", quoted(&words)));
    };
    let label = format!("{} is {}", quoted(&words), quoted(&agent.name));
    if alias {
        add_alias(&mut agent, &words);
        acting.facts.put_agent(agent);
    }
    Ok(label)
}

/// Says whom a mention means; gives its words.
fn set_mention(
    acting: &mut Acting<'_, '_>,
    mention: &Mention,
    agent: Option<&AgentId>,
) -> Result<String, Rejection> {
    let work = acting.work(&mention.article)?;
    let mut attribution: Attribution = work.attribution(&mention.attribution)?;
    let hop = attribution.chain.get_mut(mention.hop);
    let hop = hop.ok_or_else(|| Rejection::because("This source is gone."))?;
    hop.agent = agent.map(ToString::to_string);
    let words = match &hop.antecedent {
        Some(antecedent) => antecedent.words().into_owned(),
        None => hop.source.clone(),
    };
    work.put(Record::Attribution(attribution));
    Ok(words)
}

/// Notes another name, where it is one.
fn add_alias(agent: &mut Agent, words: &str) {
    let words = words.trim();
    let key = name_key(words);
    let known = name_key(&agent.name) == key || agent.aliases.iter().any(|a| name_key(a) == key);
    if !key.is_empty() && !known {
        agent.aliases.push(words.to_owned());
    }
}

fn merge(acting: &mut Acting<'_, '_>, into: &AgentId, from: &AgentId) -> Result<String, Rejection> {
    if into == from {
        return Err(Rejection::because("An agent cannot be merged with itself."));
    }
    let (mut stays, goes) = (acting.facts.agent(into)?, acting.facts.agent(from)?);
    rename(acting, from, Some(into))?;
    for other in acting.above.facts.agents.values() {
        if other.speaks_for.as_ref() == Some(from) && other.id != *into {
            acting.facts.put_agent(Agent { speaks_for: Some(into.clone()), ..other.clone() });
        }
    }
    for words in std::iter::once(&goes.name).chain(&goes.aliases) {
        add_alias(&mut stays, words);
    }
    if stays.speaks_for.as_ref() == Some(from) {
        stays.speaks_for = None;
    }
    if stays.speaks_for.is_none() {
        stays.speaks_for = goes.speaks_for.filter(|id| id != into);
    }
    if !goes.note.is_empty() {
        let gap = if stays.note.is_empty() { "" } else { "\n" };
        stays.note = format!("{}{gap}{}", stays.note, goes.note);
    }
    let label = format!("{} is {}", quoted(&goes.name), quoted(&stays.name));
    acting.facts.remove_agent(from);
    acting.facts.put_agent(stays);
    Ok(label)
}

/// Every mention of one agent becomes one of another, or of nobody known.
fn rename(
    acting: &mut Acting<'_, '_>,
    from: &AgentId,
    to: Option<&AgentId>,
) -> Result<(), Rejection> {
    let means = |a: &Attribution| a.chain.iter().any(|h| h.agent.as_deref() == Some(from.as_str()));
    let articles: BTreeSet<ArticleId> = (acting.above.articles)();
    for article in &articles {
        let Some(open) = (acting.context.open)(article) else { continue };
        let found: Vec<Attribution> =
            open.document.attributions().values().filter(|a| means(a)).cloned().collect();
        for mut attribution in found {
            for hop in &mut attribution.chain {
                if hop.agent.as_deref() == Some(from.as_str()) {
                    hop.agent = to.map(ToString::to_string);
                }
            }
            acting.work(article)?.put(Record::Attribution(attribution));
        }
    }
    Ok(())
}
