//! One's own annotations, begun empty or as a copy of another's.

use super::{NoticeKind, Rejection, Session};
use crate::model::{
    Agent, AgentId, ArticleId, AttributionId, BoundsRow, Change, ClaimId, Document, Edit, Fact,
    FactId, Facts, IdSource, MarkId, Quantity, QuantityId, Selection, Transaction, Voice,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Whose records are to be copied, and which.
pub(super) struct Copying {
    from: String,
    documents: Vec<(ArticleId, Arc<Document>)>,
    facts: Facts,
}

/// The new names of what records of several documents point to.
#[derive(Default)]
struct NewNames {
    quantities: HashMap<QuantityId, QuantityId>,
    facts: HashMap<FactId, FactId>,
    agents: HashMap<AgentId, AgentId>,
}

impl NewNames {
    fn quantity(&self, id: &QuantityId) -> QuantityId {
        self.quantities.get(id).unwrap_or(id).clone()
    }

    fn agent(&self, id: &AgentId) -> AgentId {
        self.agents.get(id).unwrap_or(id).clone()
    }
}

impl Session {
    /// Begins one's own annotations.
    pub(super) fn start_own(&mut self, copy: bool) -> Result<(), Rejection> {
        if self.is_own() {
            return Err(Rejection::because("This is your own work already."));
        }
        let rows = self.library.rows.iter().map(|row| &row.id);
        let documents = rows.filter_map(|id| {
            let document = self.library.entries.get(id)?.document.as_ref()?;
            (!document.is_blank()).then(|| (id.clone(), Arc::clone(document)))
        });
        let copying = copy.then(|| Copying {
            from: self.annotator.clone(),
            documents: documents.collect(),
            facts: self.facts().cloned().unwrap_or_default(),
        });
        let own = self.own.clone();
        self.change_annotator(&own, true)?;
        self.copying = copying;
        Ok(())
    }

    /// Puts copied records into one's own annotations, under new ids, as one act.
    pub(super) fn copy_records(&mut self, copying: Copying) {
        let mut edits = Vec::new();
        let blank = |id: &ArticleId| self.document(id).is_some_and(Document::is_blank);
        let (copied_ones, others): (Vec<_>, Vec<_>) =
            copying.documents.iter().partition(|(id, _)| blank(id));
        let kept = others.len();
        // Facts stand above all articles: they come along where nothing of one's own stands there yet.
        let own_facts = self.facts().is_some_and(|own| !own.is_blank());
        let facts = if own_facts { Facts::default() } else { copying.facts.clone() };
        let mut names = NewNames::default();
        for id in copied_ones.iter().flat_map(|(_, theirs)| theirs.quantities().keys()) {
            names.quantities.insert(id.clone(), QuantityId::new(&self.ids.new_id()));
        }
        for id in facts.facts.keys() {
            names.facts.insert(id.clone(), FactId::new(&self.ids.new_id()));
        }
        for id in facts.agents.keys() {
            names.agents.insert(id.clone(), AgentId::new(&self.ids.new_id()));
        }
        for (id, theirs) in copied_ones {
            let changes = copied(theirs, &names, &mut *self.ids).into_iter();
            edits.extend(changes.map(|change| (id.clone(), change)));
        }
        let bounds = self.facts().map(|own| own.bounds.clone()).unwrap_or_default();
        let changes = copied_facts(facts, bounds, &names).into_iter();
        edits.extend(changes.map(|change| (ArticleId::of_facts(), change)));
        if kept > 0 {
            let text = format!(
                "{kept} article(s) have annotations of your own already; they were left as they are."
            );
            self.notices.say(NoticeKind::Info, text);
        }
        if edits.is_empty() {
            return;
        }
        let articles: Vec<ArticleId> = edits.iter().map(|(id, _)| id.clone()).collect();
        let transaction = Transaction {
            label: format!("Copy the annotations of {}", copying.from),
            at: self.ids.now(),
            edits,
            selection_before: self.selection.clone(),
            selection_after: Selection { record: None, ..self.selection.clone() },
        };
        let done = self.may_change(&articles).and_then(|()| self.commit(transaction));
        if let Err(why) = done {
            self.notices.refuse(why);
        }
    }
}

/// The records of a document under new ids; what points to records of the document points to the copies.
fn copied(theirs: &Document, names: &NewNames, ids: &mut dyn IdSource) -> Vec<Change> {
    let claims: BTreeMap<ClaimId, ClaimId> =
        theirs.claims().keys().map(|id| (id.clone(), ClaimId::new(&ids.new_id()))).collect();
    let attributions: HashMap<AttributionId, AttributionId> = theirs
        .attributions()
        .keys()
        .map(|id| (id.clone(), AttributionId::new(&ids.new_id())))
        .collect();
    let claim = |id: &ClaimId| claims.get(id).unwrap_or(id).clone();
    let mut changes =
        vec![Change::Meta { before: Box::default(), after: Box::new(theirs.meta().clone()) }];
    for old in theirs.claims().values() {
        changes.push(Change::Claim(Edit::insert(crate::model::Claim {
            id: claim(&old.id),
            ..old.clone()
        })));
    }
    for old in theirs.attributions().values() {
        let mut new = old.clone();
        new.id = attributions.get(&old.id).unwrap_or(&old.id).clone();
        new.claim = claim(&old.claim);
        for hop in &mut new.chain {
            // An agent that does not come along stands in the other's facts.ron alone.
            let agent = hop.agent.take().and_then(|id| names.agents.get(&AgentId::new(&id)));
            hop.agent = agent.map(ToString::to_string);
        }
        changes.push(Change::Attribution(Box::new(Edit::insert(new))));
    }
    for old in theirs.quantities().values() {
        let mut new: Quantity = old.clone();
        new.id = names.quantity(&old.id);
        new.claim = claim(&old.claim);
        new.facts.retain_mut(|join| match names.facts.get(&join.id) {
            Some(fact) => {
                join.id = fact.clone();
                true
            }
            None => false,
        });
        if let Voice::By(by) = &mut new.voice {
            for id in by {
                if let Some(copy) = attributions.get(id) {
                    *id = copy.clone();
                }
            }
        }
        for link in &mut new.links {
            link.to = names.quantity(&link.to);
        }
        changes.push(Change::Quantity(Box::new(Edit::insert(new))));
    }
    for old in theirs.marks().values() {
        let id = MarkId::new(&ids.new_id());
        let new = crate::model::Mark { id, claim: claim(&old.claim), ..old.clone() };
        changes.push(Change::Mark(Edit::insert(new)));
    }
    for (id, refusal) in theirs.refused() {
        changes.push(Change::Refusal { id: id.clone(), edit: Edit::insert(refusal.clone()) });
    }
    changes
}

/// Facts and agents under new ids.
fn copied_facts(facts: Facts, bounds: Vec<BoundsRow>, names: &NewNames) -> Vec<Change> {
    let mut changes = Vec::new();
    for old in facts.agents.into_values() {
        let speaks_for = old.speaks_for.as_ref().map(|id| names.agent(id));
        let new = Agent { id: names.agent(&old.id), speaks_for, ..old };
        changes.push(Change::Agent(Box::new(Edit::insert(new))));
    }
    for old in facts.facts.into_values() {
        let id = names.facts.get(&old.id).unwrap_or(&old.id).clone();
        let mut new = Fact { id, ..old };
        for decision in &mut new.decisions {
            decision.a = names.quantity(&decision.a);
            decision.b = names.quantity(&decision.b);
        }
        changes.push(Change::Fact(Box::new(Edit::insert(new))));
    }
    if !facts.bounds.is_empty() && bounds.is_empty() {
        changes.push(Change::Bounds { before: bounds, after: facts.bounds });
    }
    changes
}
