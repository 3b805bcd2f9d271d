//! The same-fact finder as views see it: what was refused is left out.

use super::super::Session;
use super::Mention;
use crate::compare::{FactWord, Member, Offer, Twins, Why};
use crate::model::{AgentId, FactId, QuantityId, RefusalKind};
use std::sync::Arc;

/// A fact that a quantity may belong to.
#[derive(Clone, PartialEq, Debug)]
pub struct FactOffer {
    /// The fact.
    pub fact: FactId,
    /// Its question.
    pub question: String,
    /// What it reads now.
    pub word: FactWord,
    /// Why it is offered, and what speaks against it.
    pub why: Vec<Why>,
    /// Where what is counted differs: the noun of the quantity, and what the fact counts. The window asks then:
    /// count the one as the other here?
    pub differs: Option<(String, String)>,
}

impl Session {
    /// The facts that a quantity may belong to and does not yet, best first; those that were refused for it are left out.
    /// Weighs every fact: views keep the answer until [`Session::facts_revision`] changes.
    #[must_use]
    pub fn offers(&self, quantity: &QuantityId) -> Vec<FactOffer> {
        let comparison = &self.facts.comparison;
        let Some(member) = comparison.figure(quantity).map(|figure| &figure.member) else {
            return Vec::new();
        };
        let refused = self.refused_facts(quantity);
        let offers = comparison.offers(quantity).into_iter();
        let open = offers.filter(|offer| !refused.iter().any(|id| id == offer.fact.as_str()));
        open.filter_map(|offer| self.shown_offer(member, offer)).collect()
    }

    /// The offer of a fact that was chosen, likely or not; `None` where its unit is another one.
    #[must_use]
    pub fn offer(&self, quantity: &QuantityId, fact: &FactId) -> Option<FactOffer> {
        let comparison = &self.facts.comparison;
        let member = &comparison.figure(quantity)?.member;
        self.shown_offer(member, comparison.offer(quantity, fact)?)
    }

    fn shown_offer(&self, member: &Member, offer: Offer) -> Option<FactOffer> {
        let comparison = &self.facts.comparison;
        let counted = member.counted.as_ref().map(|c| c.text.clone()).unwrap_or_default();
        let fact = &comparison.question(&offer.fact)?.fact;
        let theirs = match fact.accepts.as_slice() {
            [] => format!("{:?}", fact.each).to_lowercase(),
            accepts => accepts.join(", "),
        };
        Some(FactOffer {
            question: fact.question.clone(),
            word: comparison.state(&offer.fact).map_or(FactWord::Empty, |state| state.word),
            why: offer.why,
            differs: offer.counted_differs.then_some((counted, theirs)),
            fact: offer.fact,
        })
    }

    /// Facts that were refused for a quantity.
    fn refused_facts(&self, quantity: &QuantityId) -> Vec<String> {
        let of = || {
            let article = &self.facts.comparison.figure(quantity)?.member.article;
            let document = self.document(article)?;
            let place = document.quantities().get(quantity)?.anchor.span();
            let refused = document.refused().values();
            let joins = refused.filter(|refusal| {
                refusal.kind == RefusalKind::FactJoin && refusal.anchor.span() == place
            });
            Some(joins.filter_map(|refusal| refusal.of.clone()).collect())
        };
        of().unwrap_or_default()
    }

    /// Pairs of facts that look the same, best first, at most 64. Kept until something changes.
    #[must_use]
    pub fn twins(&self) -> Arc<Vec<Twins>> {
        Arc::clone(self.facts.twins.get_or_init(|| Arc::new(self.facts.comparison.twins())))
    }

    /// The question that a fact made of this quantity would ask ("How many people entered Armenia?").
    #[must_use]
    pub fn proposed_question(&self, quantity: &QuantityId) -> Option<String> {
        let article = &self.facts.comparison.figure(quantity)?.member.article;
        let quantity = self.document(article)?.quantities().get(quantity)?;
        Some(super::question_of(quantity, self.language_of(article)))
    }

    /// Agents that a mention may be, by their names and other names; whose it is already is left out.
    #[must_use]
    pub fn agent_proposals(&self, mention: &Mention) -> Vec<(AgentId, String)> {
        let hop = self.document(&mention.article).and_then(|document| {
            document.attributions().get(&mention.attribution)?.chain.get(mention.hop)
        });
        let Some(hop) = hop else { return Vec::new() };
        let found = self.facts.comparison.agents().proposals(&hop.source).into_iter();
        found
            .filter(|agent| hop.agent.as_deref() != Some(agent.id.as_str()))
            .map(|agent| (agent.id.clone(), agent.name.clone()))
            .collect()
    }
}
