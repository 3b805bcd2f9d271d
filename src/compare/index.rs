//! All facts of one annotator, compared; one changed quantity compares its own facts again, and no others.
//!
//! Owns: which fact must be compared again after a change: those of the quantity before and after it; those of quantities
//! that repeat it where whom they rest on changed with it; those of its parts. Pairs are judged when they are asked for.
//! Never: keeps pairs; changes facts or quantities.

use super::bounds::Table;
use super::figure::Figure;
use super::member::Member;
use super::offer::Rarity;
use super::origin::{Agents, Origin};
use super::question::Question;
use super::state::{FactState, fact_state};
use super::verdict::{Verdict, verdict};
use crate::model::{Agent, ArticleId, BoundsRow, Fact, FactId, LinkKind, QuantityId, held};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// All facts of one annotator, compared.
#[derive(Debug, Default)]
pub struct Comparison {
    agents: Agents,
    table: Table,
    questions: BTreeMap<FactId, Question>,
    figures: HashMap<QuantityId, Figure>,
    by_article: HashMap<ArticleId, BTreeSet<QuantityId>>,
    of_fact: HashMap<FactId, BTreeSet<QuantityId>>,
    /// Who links to a quantity as its repeat or part.
    linked_from: HashMap<QuantityId, BTreeSet<QuantityId>>,
    states: HashMap<FactId, FactState>,
    stale: BTreeSet<FactId>,
    rarity: Rarity,
    comparisons: u64,
    faults: Vec<Broken>,
}

/// What could not be compared because of an error in Attest; all else was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Broken {
    /// A figure of an article: it is in no comparison.
    Figure(QuantityId, ArticleId),
    /// A fact: it reads as undetermined.
    Fact(FactId),
}

impl Comparison {
    /// Takes the agents. Everything is compared again where they changed.
    pub fn set_agents(&mut self, agents: Vec<Agent>) {
        self.agents = Agents::new(agents);
        let members: Vec<Arc<Member>> = self.figures.values().map(|f| f.member.clone()).collect();
        for member in members {
            self.make_figure(&member);
        }
        self.stale.extend(self.questions.keys().cloned());
    }

    /// Takes the analyst's table of qualifiers. Everything is compared again.
    pub fn set_bounds(&mut self, rows: &[BoundsRow]) {
        self.table = Table::changed(rows);
        let members: Vec<Arc<Member>> = self.figures.values().map(|f| f.member.clone()).collect();
        for member in members {
            self.make_figure(&member);
        }
        self.stale.extend(self.questions.keys().cloned());
    }

    /// Takes all facts; those that changed are compared again.
    pub fn set_facts(&mut self, facts: Vec<Fact>) {
        let ids: BTreeSet<FactId> = facts.iter().map(|fact| fact.id.clone()).collect();
        let gone: Vec<FactId> =
            self.questions.keys().filter(|id| !ids.contains(*id)).cloned().collect();
        gone.iter().for_each(|id| self.remove_fact(id));
        facts.into_iter().for_each(|fact| self.set_fact(fact));
    }

    /// Takes one fact; it is compared again where it changed.
    pub fn set_fact(&mut self, fact: Fact) {
        if self.questions.get(&fact.id).is_some_and(|question| question.fact == fact) {
            return;
        }
        self.stale.insert(fact.id.clone());
        self.questions.insert(fact.id.clone(), Question::new(fact));
    }

    /// Forgets a fact. Quantities that were joined to it are in no fact then.
    pub fn remove_fact(&mut self, id: &FactId) {
        self.questions.remove(id);
        self.states.remove(id);
        self.stale.remove(id);
    }

    /// Takes all quantities of an article; those that changed touch their facts.
    pub fn set_article(&mut self, article: &ArticleId, members: Vec<Member>) {
        let ids: BTreeSet<QuantityId> = members.iter().map(|m| m.quantity.clone()).collect();
        let before = self.by_article.insert(article.clone(), ids.clone()).unwrap_or_default();
        for gone in before.difference(&ids) {
            if self.figures.get(gone).is_some_and(|figure| figure.member.article == *article) {
                self.remove(gone);
            }
        }
        members.into_iter().for_each(|member| self.set(member));
        if ids.is_empty() {
            self.by_article.remove(article);
        }
    }

    /// Takes one quantity; nothing is touched where it did not change.
    pub fn set(&mut self, member: Member) {
        let id = member.quantity.clone();
        if self.figures.get(&id).is_some_and(|figure| *figure.member == member) {
            return;
        }
        self.unlink(&id);
        self.rarity.put(&member);
        for join in &member.facts {
            self.of_fact.entry(join.id.clone()).or_default().insert(id.clone());
            self.stale.insert(join.id.clone());
        }
        for kind in [LinkKind::Repeats, LinkKind::PartOf] {
            for to in member.linked(kind) {
                self.linked_from.entry(to.clone()).or_default().insert(id.clone());
            }
        }
        self.by_article.entry(member.article.clone()).or_default().insert(id.clone());
        self.make_figure(&Arc::new(member));
        self.touch_linked(&id);
    }

    /// Forgets a quantity.
    pub fn remove(&mut self, id: &QuantityId) {
        self.unlink(id);
        self.figures.remove(id);
        self.touch_linked(id);
    }

    fn unlink(&mut self, id: &QuantityId) {
        let Some(figure) = self.figures.get(id) else { return };
        let old = figure.member.clone();
        self.rarity.take(&old);
        for join in &old.facts {
            if let Some(ids) = self.of_fact.get_mut(&join.id) {
                ids.remove(id);
            }
            self.stale.insert(join.id.clone());
        }
        for link in &old.links {
            if let Some(ids) = self.linked_from.get_mut(&link.to) {
                ids.remove(id);
            }
        }
        if let Some(ids) = self.by_article.get_mut(&old.article) {
            ids.remove(id);
        }
    }

    /// Facts of the parts of a quantity, and of what repeats it where its origins changed with it.
    fn touch_linked(&mut self, id: &QuantityId) {
        let mut open: Vec<QuantityId> = vec![id.clone()];
        let mut seen: BTreeSet<QuantityId> = open.iter().cloned().collect();
        while let Some(id) = open.pop() {
            for from in self.linked_from.get(&id).cloned().unwrap_or_default() {
                let Some(figure) = self.figures.get(&from) else { continue };
                let (member, before) = (figure.member.clone(), figure.origins.clone());
                let facts = member.facts.iter().map(|join| join.id.clone());
                if member.linked(LinkKind::PartOf).any(|to| *to == id) {
                    self.stale.extend(facts.clone());
                }
                self.make_figure(&member);
                let after = self.figures.get(&from).map(|figure| &figure.origins);
                if after != Some(&before) {
                    self.stale.extend(facts);
                    if seen.insert(from.clone()) {
                        open.push(from);
                    }
                }
            }
        }
    }

    fn make_figure(&mut self, member: &Arc<Member>) {
        let origins = self.origins(member);
        let id = member.quantity.clone();
        let name = format_args!("figure {id}");
        match held(&name, || Figure::new(member.clone(), origins, &self.table)) {
            Ok(figure) => drop(self.figures.insert(id, figure)),
            Err(_) => {
                self.figures.remove(&id);
                self.faults.push(Broken::Figure(id, member.article.clone()));
            }
        }
    }

    /// Whom a quantity rests on; a repeat on whom its original rests.
    fn origins(&self, member: &Member) -> BTreeSet<Origin> {
        let mut member = member;
        let mut own = self.agents.origins(&member.voices, &member.article);
        let mut seen = BTreeSet::from([&member.quantity]);
        while let Some(original) = member.linked(LinkKind::Repeats).next() {
            let Some(figure) = self.figures.get(original) else { break };
            if !seen.insert(&figure.member.quantity) {
                break;
            }
            member = &figure.member;
            let origins = self.agents.origins(&member.voices, &member.article);
            if !origins.is_empty() {
                own = origins;
            }
        }
        own
    }

    /// Compares again what changed; gives the facts that were.
    pub fn refresh(&mut self) -> Vec<FactId> {
        self.refresh_some(usize::MAX)
    }

    /// Compares again what changed until `most` figures were looked at, one fact at least; gives the facts that were.
    /// The others stay behind ([`Comparison::is_behind`]).
    pub fn refresh_some(&mut self, most: usize) -> Vec<FactId> {
        let (mut touched, mut seen) = (Vec::new(), 0);
        while seen < most {
            let Some(id) = self.stale.pop_first() else { break };
            let Some(question) = self.questions.get(&id) else { continue };
            let figures = self.figures_of(&id);
            seen += figures.len().max(1);
            let whole = |id: &QuantityId| self.figures.get(id).cloned();
            let compare = || fact_state(&figures, question, &self.agents, &whole);
            let state = held(&format_args!("fact {id}"), compare).unwrap_or_else(|_| {
                self.faults.push(Broken::Fact(id.clone()));
                FactState::unknown()
            });
            self.comparisons += state.comparisons;
            self.states.insert(id.clone(), state);
            touched.push(id);
        }
        touched
    }

    /// What broke off since this was last asked.
    pub fn take_faults(&mut self) -> Vec<Broken> {
        std::mem::take(&mut self.faults)
    }

    /// Whether facts changed that were not compared again yet.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        !self.stale.is_empty()
    }

    /// Comparisons made since the beginning: verdicts of pairs, and looks at what may be compared.
    #[must_use]
    pub const fn comparisons(&self) -> u64 {
        self.comparisons
    }

    /// The state of a fact, as of the last [`Comparison::refresh`].
    #[must_use]
    pub fn state(&self, fact: &FactId) -> Option<&FactState> {
        self.states.get(fact)
    }

    /// All facts, by id.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.questions.values().map(|question| &question.fact)
    }

    /// One fact.
    #[must_use]
    pub fn question(&self, fact: &FactId) -> Option<&Question> {
        self.questions.get(fact)
    }

    /// The agents.
    #[must_use]
    pub const fn agents(&self) -> &Agents {
        &self.agents
    }

    /// One quantity, made ready.
    #[must_use]
    pub fn figure(&self, id: &QuantityId) -> Option<&Figure> {
        self.figures.get(id)
    }

    /// All quantities, in no order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.figures.values()
    }

    /// The quantities of a fact, by id.
    #[must_use]
    pub fn figures_of(&self, fact: &FactId) -> Vec<&Figure> {
        let ids = self.of_fact.get(fact).into_iter().flatten();
        ids.filter_map(|id| self.figures.get(id)).collect()
    }

    /// The quantities that belong to no fact that there is, by article and place.
    #[must_use]
    pub fn in_no_fact(&self) -> Vec<&Figure> {
        let mut found: Vec<&Figure> = self
            .figures
            .values()
            .filter(|f| !f.member.facts.iter().any(|join| self.questions.contains_key(&join.id)))
            .collect();
        found.sort_by_key(|figure| (&figure.member.article, figure.member.order));
        found
    }

    /// The verdict of two quantities in a fact, with its reasons.
    #[must_use]
    pub fn verdict(&self, fact: &FactId, a: &QuantityId, b: &QuantityId) -> Option<Verdict> {
        let question = self.questions.get(fact)?;
        Some(verdict(self.figures.get(a)?, self.figures.get(b)?, question, &self.agents))
    }

    pub(super) const fn rarity(&self) -> &Rarity {
        &self.rarity
    }
}
