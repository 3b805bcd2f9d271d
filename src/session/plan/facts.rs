//! Planning acts on facts: one transaction over the facts and the articles whose quantities join or leave.
//!
//! Owns: what joining, moving, merging and deciding change. Never: compares; words of verdicts.

use super::{PlanContext, Planned, Record, Work, agents, quoted};
use crate::compare::{Comparison, name_key};
use crate::model::{
    Agent, AgentId, ArticleId, BoundsRow, Change, Comparable, Decision, Edit, Fact, FactId,
    FactJoin, FactPlace, FactUnit, Facts, Number, PairState, Quantity, QuantityId, Reading,
    Refusal, RefusalKind, Transaction, Value,
};
use crate::session::facts::{behaves_of, question_of};
use crate::session::{FactCommand, ReadingText, Rejection, fields, reading};
use std::collections::{BTreeMap, BTreeSet};

/// What planning may look at above the articles.
pub(crate) struct Above<'a> {
    /// The records.
    pub facts: &'a Facts,
    /// Which quantities belong to them.
    pub comparison: &'a Comparison,
    /// The articles that are open; asked for by acts that look through all of them.
    pub articles: &'a dyn Fn() -> BTreeSet<ArticleId>,
}

/// The facts as a plan would leave them.
pub(super) struct AboveWork<'a> {
    before: &'a Facts,
    facts: BTreeMap<FactId, Option<Fact>>,
    agents: BTreeMap<AgentId, Option<Agent>>,
    bounds: Option<Vec<BoundsRow>>,
}

impl<'a> AboveWork<'a> {
    pub const fn new(before: &'a Facts) -> Self {
        Self { before, facts: BTreeMap::new(), agents: BTreeMap::new(), bounds: None }
    }

    pub fn fact(&self, id: &FactId) -> Result<Fact, Rejection> {
        let over = self.facts.get(id).map(Option::as_ref);
        let fact = over.unwrap_or_else(|| self.before.facts.get(id));
        fact.cloned().ok_or_else(|| Rejection::because("This fact is gone."))
    }

    pub fn put(&mut self, fact: Fact) {
        self.facts.insert(fact.id.clone(), Some(fact));
    }

    pub fn remove(&mut self, id: &FactId) {
        self.facts.insert(id.clone(), None);
    }

    pub fn agent(&self, id: &AgentId) -> Result<Agent, Rejection> {
        let over = self.agents.get(id).map(Option::as_ref);
        let agent = over.unwrap_or_else(|| self.before.agents.get(id));
        agent.cloned().ok_or_else(|| Rejection::because("This agent is gone."))
    }

    pub fn put_agent(&mut self, agent: Agent) {
        self.agents.insert(agent.id.clone(), Some(agent));
    }

    pub fn remove_agent(&mut self, id: &AgentId) {
        self.agents.insert(id.clone(), None);
    }

    /// The changes, one a record.
    fn finish(self) -> Vec<(ArticleId, Change)> {
        let mut changes = Vec::new();
        for (id, after) in self.agents {
            let before = self.before.agents.get(&id).cloned();
            if before != after {
                changes.push(Change::Agent(Box::new(Edit { before, after })));
            }
        }
        for (id, after) in self.facts {
            let before = self.before.facts.get(&id).cloned();
            if before != after {
                changes.push(Change::Fact(Box::new(Edit { before, after })));
            }
        }
        if let Some(after) = self.bounds
            && after != self.before.bounds
        {
            changes.push(Change::Bounds { before: self.before.bounds.clone(), after });
        }
        changes.into_iter().map(|change| (ArticleId::of_facts(), change)).collect()
    }
}

/// What an act changes: the facts, and articles as they are needed.
pub(super) struct Acting<'p, 'a> {
    pub above: &'p Above<'a>,
    pub context: &'p mut PlanContext<'a>,
    pub facts: AboveWork<'a>,
    pub works: Vec<Work<'a>>,
}

impl<'a> Acting<'_, 'a> {
    /// The records of an article, to change them.
    pub fn work(&mut self, article: &ArticleId) -> Result<&mut Work<'a>, Rejection> {
        let at = match self.works.iter().position(|work| work.id == *article) {
            Some(at) => at,
            None => {
                self.works.push(self.context.work(article)?);
                self.works.len() - 1
            }
        };
        self.works.get_mut(at).ok_or_else(|| Rejection::because("This article is not open."))
    }

    /// A quantity, and the records that it stands among.
    fn quantity(&mut self, id: &QuantityId) -> Result<(&mut Work<'a>, Quantity), Rejection> {
        let gone = || Rejection::because("This number is gone.");
        let figure = self.above.comparison.figure(id).ok_or_else(gone)?;
        let work = self.work(&figure.member.article.clone())?;
        let quantity = work.quantity(id)?;
        Ok((work, quantity))
    }

    /// Joins a quantity to a fact, or says anew whether it may be compared.
    fn join(
        &mut self,
        id: &QuantityId,
        to: &FactId,
        comparable: &Comparable,
    ) -> Result<(), Rejection> {
        let (work, mut quantity) = self.quantity(id)?;
        match quantity.facts.iter_mut().find(|join| join.id == *to) {
            Some(join) => join.comparable = comparable.clone(),
            None => {
                quantity.facts.push(FactJoin { id: to.clone(), comparable: comparable.clone() });
            }
        }
        work.put(Record::Quantity(quantity));
        Ok(())
    }

    /// Takes a quantity out of a fact; says how it was joined.
    fn leave(&mut self, id: &QuantityId, from: &FactId) -> Result<Comparable, Rejection> {
        let (work, mut quantity) = self.quantity(id)?;
        let at = quantity.facts.iter().position(|join| join.id == *from);
        let at =
            at.ok_or_else(|| Rejection::because("This number does not belong to the fact."))?;
        let join = quantity.facts.remove(at);
        work.put(Record::Quantity(quantity));
        Ok(join.comparable)
    }

    /// The quantities that belong to a fact.
    fn members(&self, fact: &FactId) -> Vec<QuantityId> {
        let figures = self.above.comparison.figures_of(fact).into_iter();
        figures.map(|figure| figure.member.quantity.clone()).collect()
    }
}

/// Plans an act on facts.
///
/// # Errors
/// The reason why it cannot be done.
pub(crate) fn plan_facts<'a>(
    command: &FactCommand,
    above: &Above<'a>,
    context: &mut PlanContext<'a>,
) -> Result<Transaction, Rejection> {
    let (planned, facts) = choose(command, above, context)?;
    let at = context.ids.now();
    let mut edits = Vec::new();
    for work in planned.works {
        edits.extend(work.finish(&at));
    }
    edits.extend(facts.finish());
    let selection = context.selection.clone();
    Ok(Transaction {
        label: planned.label,
        at,
        edits,
        selection_before: selection.clone(),
        selection_after: selection,
    })
}

/// Takes along what was decided of numbers that an act deletes: nothing is left that points to nothing.
pub(crate) fn drop_decisions(transaction: &mut Transaction, facts: &Facts) {
    let gone: Vec<&Quantity> = transaction
        .edits
        .iter()
        .filter_map(|(_, change)| match change {
            Change::Quantity(edit) if edit.after.is_none() => edit.before.as_ref(),
            _ => None,
        })
        .collect();
    let ids: BTreeSet<&QuantityId> = gone.iter().map(|quantity| &quantity.id).collect();
    let touched: BTreeSet<&FactId> =
        gone.iter().flat_map(|quantity| &quantity.facts).map(|join| &join.id).collect();
    let mut changes = Vec::new();
    for fact in touched.into_iter().filter_map(|id| facts.facts.get(id)) {
        let mut after = fact.clone();
        after.decisions.retain(|d| !ids.contains(&d.a) && !ids.contains(&d.b));
        if after != *fact {
            changes.push(Change::Fact(Box::new(Edit::replace(fact.clone(), after))));
        }
    }
    transaction.edits.extend(changes.into_iter().map(|change| (ArticleId::of_facts(), change)));
}

/// Whether an act on facts could be planned. Acts over many quantities are not planned, only looked at.
///
/// # Errors
/// The reason why it cannot be done.
pub(crate) fn could_facts<'a>(
    command: &FactCommand,
    above: &Above<'a>,
    context: &mut PlanContext<'a>,
) -> Result<(), Rejection> {
    let fact = |id: &FactId| {
        let there = above.facts.facts.contains_key(id);
        there.then_some(()).ok_or_else(|| Rejection::because("This fact is gone."))
    };
    match command {
        FactCommand::Merge { into, from } => {
            two(into != from, "A fact cannot be merged with itself.")?;
            fact(into).and(fact(from))
        }
        FactCommand::Delete { facts } => facts.iter().try_for_each(fact),
        FactCommand::Move { from, to, quantities } if quantities.len() > 1 => {
            two(from != to, "They are in this fact already.")?;
            fact(from).and(fact(to))
        }
        FactCommand::MergeAgents { .. } | FactCommand::DeleteAgent { .. } => {
            agents::could(command, above)
        }
        _ => choose(command, above, context).map(drop),
    }
}

fn two(different: bool, why: &str) -> Result<(), Rejection> {
    different.then_some(()).ok_or_else(|| Rejection::because(why))
}

fn choose<'a>(
    command: &FactCommand,
    above: &Above<'a>,
    context: &mut PlanContext<'a>,
) -> Result<(Planned<'a>, AboveWork<'a>), Rejection> {
    let facts = AboveWork::new(above.facts);
    let mut acting = Acting { above, context, facts, works: Vec::new() };
    let label = act(command, &mut acting)?;
    Ok((Planned { label, works: acting.works, select: None }, acting.facts))
}

fn act(command: &FactCommand, acting: &mut Acting<'_, '_>) -> Result<String, Rejection> {
    match command {
        FactCommand::NewFact { quantity, question } => {
            new_fact(acting, quantity.as_ref(), question.as_deref())
        }
        FactCommand::Join { quantity, fact, comparable, accept } => {
            join(acting, quantity, fact, comparable, *accept)
        }
        FactCommand::RefuseJoin { quantity, fact } => {
            let question = acting.facts.fact(fact)?.question;
            let (work, of) = acting.quantity(quantity)?;
            let (kind, anchor) = (RefusalKind::FactJoin, of.anchor.clone());
            work.refuse(Refusal { kind, anchor, of: Some(fact.to_string()) });
            Ok(format!("Do not offer {} for {}", quoted(&question), quoted(of.anchor.exact())))
        }
        FactCommand::Leave { quantities, fact } => leave(acting, quantities, fact),
        FactCommand::Move { quantities, from, to } => move_members(acting, quantities, from, to),
        FactCommand::SetComparable { quantities, fact, comparable } => {
            let question = acting.facts.fact(fact)?.question;
            for id in quantities {
                acting.leave(id, fact)?;
                acting.join(id, fact, comparable)?;
            }
            let how = match comparable {
                Comparable::Yes => "comparable",
                Comparable::Component => "a part",
                Comparable::No(_) => "not comparable",
            };
            Ok(format!("{} of {}: {how}", numbers(quantities.len()), quoted(&question)))
        }
        FactCommand::Merge { into, from } => merge(acting, into, from),
        FactCommand::Delete { facts } => delete(acting, facts),
        FactCommand::Set { fact, field, text } => {
            let old = acting.facts.fact(fact)?;
            if fields::fact_text(&old, *field) != *text {
                acting.facts.put(fields::set_fact(&old, *field, text)?);
            }
            Ok(format!("Set {} of {}", fields::fact_name(*field), quoted(&old.question)))
        }
        FactCommand::Decide { fact, a, b, state, why } => decide(acting, fact, (a, b), *state, why),
        FactCommand::Withdraw { fact, a, b } => {
            let mut fact = acting.facts.fact(fact)?;
            let before = fact.decisions.len();
            fact.decisions.retain(|decision| !is_of(decision, a, b));
            two(fact.decisions.len() < before, "Nothing was decided of these two.")?;
            let label = format!("Take back a decision in {}", quoted(&fact.question));
            acting.facts.put(fact);
            Ok(label)
        }
        FactCommand::SetReading { fact, reading } => {
            let mut fact = acting.facts.fact(fact)?;
            let at = acting.context.ids.now();
            fact.reading = reading.as_ref().map(|typed| read(typed, at)).transpose()?;
            let label = match &fact.reading {
                Some(reading) => format!("Read {} as {}", quoted(&fact.question), reading.best),
                None => format!("Take the reading of {} away", quoted(&fact.question)),
            };
            acting.facts.put(fact);
            Ok(label)
        }
        FactCommand::SetBounds { rows } => {
            for row in rows {
                let negative =
                    [&row.places, &row.share].iter().any(|n| n.as_str().starts_with('-'));
                two(!negative, "How far a word reaches cannot be negative.")?;
            }
            acting.facts.bounds = Some(rows.clone());
            Ok("Change the table of qualifiers".to_owned())
        }
        FactCommand::NewAgent { .. }
        | FactCommand::SetAgent { .. }
        | FactCommand::Identify { .. }
        | FactCommand::IdentifyAll { .. }
        | FactCommand::AgentOf { .. }
        | FactCommand::MergeAgents { .. }
        | FactCommand::DeleteAgent { .. } => agents::act(command, acting),
    }
}

fn numbers(n: usize) -> String {
    if n == 1 { "1 number".to_owned() } else { format!("{n} numbers") }
}

fn new_fact(
    acting: &mut Acting<'_, '_>,
    quantity: Option<&QuantityId>,
    question: Option<&str>,
) -> Result<String, Rejection> {
    let of = quantity.map(|id| -> Result<(Quantity, String), Rejection> {
        let (work, quantity) = acting.quantity(id)?;
        Ok((quantity, work.language().to_owned()))
    });
    let (of, language) = of.transpose()?.unzip();
    let language = language.unwrap_or_default();
    let given = question.map(str::trim).filter(|question| !question.is_empty()).map(str::to_owned);
    let question = given.or_else(|| of.as_ref().map(|of| question_of(of, &language)));
    let question = question.ok_or_else(|| Rejection::because("A fact needs its question."))?;
    let mut fact = Fact::new(FactId::new(&acting.context.ids.new_id()), &question);
    if let Some(of) = &of {
        if let Some(counted) = &of.counted {
            fact.each = counted.each.clone();
            fact.who.clone_from(&counted.who);
            fact.accepts.extend(noun(of));
        }
        fact.unit = FactUnit { kind: of.unit.kind.clone(), code: of.unit.code.clone() };
        (fact.measure, fact.modality, fact.behaves) = (of.measure, of.modality, behaves_of(of));
        let places = of.places.iter().filter(|place| !place.text.is_empty());
        fact.places = places.map(|p| FactPlace { text: p.text.clone(), role: p.role }).collect();
    }
    if let Some(id) = quantity {
        acting.join(id, &fact.id, &Comparable::Yes)?;
    }
    acting.facts.put(fact);
    Ok(format!("New fact {}", quoted(&question)))
}

/// The noun that a quantity counts.
fn noun(quantity: &Quantity) -> Option<String> {
    let text = quantity.counted.as_ref()?.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn join(
    acting: &mut Acting<'_, '_>,
    id: &QuantityId,
    to: &FactId,
    comparable: &Comparable,
    accept: bool,
) -> Result<String, Rejection> {
    let mut fact = acting.facts.fact(to)?;
    let (_, quantity) = acting.quantity(id)?;
    let there = quantity.facts.iter().find(|join| join.id == *to);
    two(
        there.is_none_or(|join| join.comparable != *comparable) || accept,
        "This number belongs to the fact already.",
    )?;
    if accept {
        // Words are one only where the fact names both.
        let others = acting.members(to).into_iter().take(1);
        let others: Vec<Option<String>> = others
            .map(|id| acting.quantity(&id).map(|(_, q)| noun(&q)))
            .collect::<Result<_, _>>()?;
        let first = others.into_iter().flatten().filter(|_| fact.accepts.is_empty());
        for word in first.chain(noun(&quantity)).collect::<Vec<_>>() {
            let key = name_key(&word);
            if fact.accepts.iter().all(|there| name_key(there) != key) {
                fact.accepts.push(word);
            }
        }
        acting.facts.put(fact.clone());
    }
    acting.join(id, to, comparable)?;
    Ok(format!("Join {} to {}", quoted(quantity.anchor.exact()), quoted(&fact.question)))
}

fn leave(
    acting: &mut Acting<'_, '_>,
    quantities: &[QuantityId],
    from: &FactId,
) -> Result<String, Rejection> {
    for id in quantities {
        acting.leave(id, from)?;
    }
    // A fact that is gone can be left too.
    let Ok(mut fact) = acting.facts.fact(from) else {
        return Ok(format!("Take {} out of a fact", numbers(quantities.len())));
    };
    let gone: BTreeSet<&QuantityId> = quantities.iter().collect();
    fact.decisions.retain(|d| !gone.contains(&d.a) && !gone.contains(&d.b));
    let label = format!("Take {} out of {}", numbers(quantities.len()), quoted(&fact.question));
    acting.facts.put(fact);
    Ok(label)
}

fn move_members(
    acting: &mut Acting<'_, '_>,
    quantities: &[QuantityId],
    from: &FactId,
    to: &FactId,
) -> Result<String, Rejection> {
    two(from != to, "They are in this fact already.")?;
    let mut source = acting.facts.fact(from)?;
    let mut target = acting.facts.fact(to)?;
    for id in quantities {
        let comparable = acting.leave(id, from)?;
        acting.join(id, to, &comparable)?;
    }
    let moved: BTreeSet<&QuantityId> = quantities.iter().collect();
    let (go, stay): (Vec<Decision>, Vec<Decision>) = std::mem::take(&mut source.decisions)
        .into_iter()
        .partition(|d| moved.contains(&d.a) || moved.contains(&d.b));
    source.decisions = stay;
    let among = go.into_iter().filter(|d| moved.contains(&d.a) && moved.contains(&d.b));
    take_decisions(&mut target, among.collect());
    let label = format!("Move {} to {}", numbers(quantities.len()), quoted(&target.question));
    acting.facts.put(source);
    acting.facts.put(target);
    Ok(label)
}

/// Takes decisions over; what was decided here already stays.
fn take_decisions(fact: &mut Fact, decisions: Vec<Decision>) {
    for decision in decisions {
        if !fact.decisions.iter().any(|there| is_of(there, &decision.a, &decision.b)) {
            fact.decisions.push(decision);
        }
    }
}

fn is_of(decision: &Decision, a: &QuantityId, b: &QuantityId) -> bool {
    (decision.a == *a && decision.b == *b) || (decision.a == *b && decision.b == *a)
}

fn merge(acting: &mut Acting<'_, '_>, into: &FactId, from: &FactId) -> Result<String, Rejection> {
    two(into != from, "A fact cannot be merged with itself.")?;
    let (mut into, from) = (acting.facts.fact(into)?, acting.facts.fact(from)?);
    for id in acting.members(&from.id) {
        let comparable = acting.leave(&id, &from.id)?;
        // One that belongs to both stays as it was joined here.
        let (_, quantity) = acting.quantity(&id)?;
        if quantity.facts.iter().all(|join| join.id != into.id) {
            acting.join(&id, &into.id, &comparable)?;
        }
    }
    for word in &from.accepts {
        if into.accepts.iter().all(|there| name_key(there) != name_key(word)) {
            into.accepts.push(word.clone());
        }
    }
    if into.topic.is_empty() {
        into.topic.clone_from(&from.topic);
    }
    if into.reading.is_none() {
        into.reading.clone_from(&from.reading);
    }
    if !from.note.is_empty() {
        let gap = if into.note.is_empty() { "" } else { "\n" };
        into.note = format!("{}{gap}{}", into.note, from.note);
    }
    take_decisions(&mut into, from.decisions);
    let label = format!("Merge {} into {}", quoted(&from.question), quoted(&into.question));
    acting.facts.remove(&from.id);
    acting.facts.put(into);
    Ok(label)
}

fn delete(acting: &mut Acting<'_, '_>, facts: &[FactId]) -> Result<String, Rejection> {
    let mut label = format!("Delete {} facts", facts.len());
    for id in facts {
        let fact = acting.facts.fact(id)?;
        if facts.len() == 1 {
            label = format!("Delete the fact {}", quoted(&fact.question));
        }
        for quantity in acting.members(id) {
            acting.leave(&quantity, id)?;
        }
        acting.facts.remove(id);
    }
    two(!facts.is_empty(), "No fact is chosen.")?;
    Ok(label)
}

fn decide(
    acting: &mut Acting<'_, '_>,
    fact: &FactId,
    (a, b): (&QuantityId, &QuantityId),
    state: PairState,
    why: &str,
) -> Result<String, Rejection> {
    let mut fact = acting.facts.fact(fact)?;
    two(a != b, "A number is not compared with itself.")?;
    let mut words = Vec::new();
    for id in [a, b] {
        let figure = acting.above.comparison.figure(id);
        let figure = figure.filter(|figure| figure.member.join(&fact.id).is_some());
        let figure =
            figure.ok_or_else(|| Rejection::because("This number does not belong to the fact."))?;
        words.push(quoted(&figure.member.shown()));
    }
    let at = acting.context.ids.now();
    fact.decisions.retain(|decision| !is_of(decision, a, b));
    let why = why.trim().to_owned();
    fact.decisions.push(Decision { a: a.clone(), b: b.clone(), state, why, at });
    let state = crate::compare::state_words(state);
    acting.facts.put(fact);
    Ok(format!("Decide: {} {state}", words.join(" and ")))
}

/// A reading as it is typed.
fn read(typed: &ReadingText, at: String) -> Result<Reading, Rejection> {
    let number = |text: &str| -> Result<Number, Rejection> {
        match reading::value(text, fields::Around::NOTHING.language)?.value {
            Value::Number(number) => Ok(number),
            _ => Err(Rejection::because(format!("“{text}” is not one number."))),
        }
    };
    let optional = |text: &str| -> Result<Option<Number>, Rejection> {
        if text.trim().is_empty() { Ok(None) } else { number(text).map(Some) }
    };
    if typed.best.trim().is_empty() {
        return Err(Rejection::because("A reading needs its best figure."));
    }
    let as_of = match typed.as_of.trim() {
        "" => None,
        text => Some(fields::as_of_from(text, fields::Around::NOTHING)?.edtf),
    };
    Ok(Reading {
        best: number(&typed.best)?,
        low: optional(&typed.low)?,
        high: optional(&typed.high)?,
        as_of,
        why: typed.why.trim().to_owned(),
        at,
    })
}
