//! Facts above the articles: kept compared, and shown as rows, members, pairs, points and cells.
//!
//! Owns: the comparison of the annotator who is shown, kept up after every change; what views ask of it.
//! Never: changes records (`plan` does); disk; egui.

mod board;
mod command;
mod matrix;
mod members;
mod offers;
mod question;
mod sources;
mod timeline;

pub use board::{BoardRow, board_of, origin_words as origins_of};
pub use command::{AgentField, FactCommand, FactField, Mention, ReadingText};
pub use matrix::{Matrix, MatrixCell, MatrixRow, MatrixValues};
pub use members::{MemberRow, PairView, Statement};
pub use offers::FactOffer;
pub(super) use question::{behaves_of, question_of};
pub use sources::{Named, SourceKey, SourceRow};
pub use timeline::{ReadingPoint, TimePoint, Timeline};

use super::{Choice, Session, fields};
use crate::compare::{Comparison, Member};
use crate::model::{AgentId, Document, FactId, Facts, Selection, held};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// What is kept of the facts of the annotator who is shown.
#[derive(Default)]
pub(super) struct Kept {
    pub comparison: Comparison,
    /// The facts document that the comparison knows.
    document: Option<Arc<Document>>,
    /// Grows whenever facts, or quantities of any article, changed.
    revision: u64,
    board: board::Board,
    /// Views made since the last change, by fact.
    members: RefCell<HashMap<FactId, Arc<Vec<MemberRow>>>>,
    timelines: RefCell<HashMap<FactId, Arc<Timeline>>>,
    matrix: OnceLock<Arc<Matrix>>,
    twins: OnceLock<Arc<Vec<crate::compare::Twins>>>,
    loose: OnceLock<Arc<Vec<MemberRow>>>,
    sources: OnceLock<Arc<Vec<SourceRow>>>,
}

impl Kept {
    /// Something changed: what was made for views is behind.
    fn changed(&mut self) {
        self.revision += 1;
        self.members.get_mut().clear();
        self.timelines.get_mut().clear();
        self.matrix.take();
        self.twins.take();
        self.loose.take();
        self.sources.take();
    }

    /// Takes the facts document in; only what differs is compared again.
    fn take_facts(&mut self, document: Option<&Arc<Document>>) -> bool {
        let same = match (&self.document, document) {
            (Some(kept), Some(new)) => Arc::ptr_eq(kept, new),
            (None, None) => true,
            _ => false,
        };
        if same {
            return false;
        }
        let none = Facts::default();
        let old = self.document.take();
        let before = old.as_deref().map_or(&none, Document::facts);
        let after = document.map_or(&none, |document| document.facts());
        if before.agents != after.agents {
            self.comparison.set_agents(after.agents.values().cloned().collect());
        }
        if before.bounds != after.bounds {
            self.comparison.set_bounds(&after.bounds);
        }
        for id in before.facts.keys().filter(|id| !after.facts.contains_key(*id)) {
            self.comparison.remove_fact(id);
            self.board.remove(id);
        }
        for (id, fact) in &after.facts {
            if before.facts.get(id) != Some(fact) {
                self.comparison.set_fact(fact.clone());
            }
        }
        self.document = document.cloned();
        true
    }
}

/// Figures that are taken in or compared between two frames: some ten milliseconds of work.
const AT_ONCE: usize = 1_000;

impl Session {
    /// Brings the comparison up to the records, a share at a time where a whole folder is new: a window goes on in between.
    /// Cheap when nothing changed; else only facts of what changed are compared again.
    pub(super) fn keep_facts(&mut self) {
        self.keep_facts_for(AT_ONCE);
    }

    /// Brings the comparison up to the records at once: acts rest on it.
    pub(super) fn catch_up(&mut self) {
        self.library.refresh();
        self.keep_facts_for(usize::MAX);
    }

    /// Whether figures or facts wait for being compared; [`Self::poll`] goes on with them.
    #[must_use]
    pub fn is_comparing(&self) -> bool {
        !self.library.uncompared.is_empty() || self.facts.comparison.is_behind()
    }

    fn keep_facts_for(&mut self, most: usize) {
        let facts = self.library.facts.clone();
        let mut changed = held(&"the facts", || self.facts.take_facts(facts.as_ref()))
            .unwrap_or_else(|_| {
                self.facts.document = facts;
                self.broke_off(&"Comparing some of the facts");
                true
            });
        let mut taken = 0;
        while taken < most {
            let Some(id) = self.library.uncompared.pop_first() else { break };
            let entry = self.library.entries.get(&id);
            let open = entry.and_then(|e| e.article.as_deref().zip(e.document.as_deref()));
            let comparison = &mut self.facts.comparison;
            let took = held(&format_args!("the figures of {id}"), || {
                let members = open.map(|(article, document)| Member::all(article, document));
                let members = members.unwrap_or_default();
                let count = members.len();
                comparison.set_article(&id, members);
                count
            });
            changed = true;
            match took {
                Ok(count) => taken += count,
                Err(_) => self.broke_off(&format_args!("Comparing the figures of {id}")),
            }
        }
        // A fact is compared once all its figures are known, not with each of its articles.
        let ready = self.library.uncompared.is_empty();
        changed |= ready && self.facts.comparison.is_behind();
        if !changed {
            return;
        }
        let most = if ready { most } else { 0 };
        let touched = self.facts.comparison.refresh_some(most);
        self.facts.changed();
        let kept = &mut self.facts;
        kept.board.take(&kept.comparison, &touched);
    }

    /// Forgets the facts of another folder.
    pub(super) fn forget_facts(&mut self) {
        let revision = self.facts.revision;
        self.facts = Kept { revision: revision + 1, ..Kept::default() };
    }

    /// Names a state of all facts and of what they are compared by; never reused.
    #[must_use]
    pub const fn facts_revision(&self) -> u64 {
        self.facts.revision
    }

    /// The annotator's facts, compared.
    #[must_use]
    pub const fn comparison(&self) -> &Comparison {
        &self.facts.comparison
    }

    /// The annotator's facts and agents as records; none while they are being read, or where `facts.ron` is left alone.
    #[must_use]
    pub fn facts(&self) -> Option<&Facts> {
        self.library.facts.as_deref().map(Document::facts)
    }

    /// Why facts cannot be changed although the articles can: `facts.ron` cannot be read, and is left alone.
    #[must_use]
    pub fn facts_trouble(&self) -> Option<&str> {
        self.library.facts_trouble.as_deref()
    }

    /// A field of a fact as a person would type it.
    #[must_use]
    pub fn fact_field(&self, fact: &FactId, field: FactField) -> Option<String> {
        Some(fields::fact_text(self.facts()?.facts.get(fact)?, field))
    }

    /// A field of an agent as a person would type it; whom it speaks for by name.
    #[must_use]
    pub fn agent_field(&self, agent: &AgentId, field: AgentField) -> Option<String> {
        let all = self.facts()?;
        Some(fields::agent_text(all.agents.get(agent)?, field, all))
    }

    /// The choices of a field of a fact; `None` for fields that are typed.
    #[must_use]
    pub fn fact_choices(&self, field: FactField) -> Option<&'static [Choice]> {
        fields::fact_choices(field)
    }

    /// The choices of a field of an agent; `None` for fields that are typed.
    #[must_use]
    pub const fn agent_choices(&self, field: AgentField) -> Option<&'static [Choice]> {
        fields::agent_choices(field)
    }

    /// All facts as rows, by topic, then question.
    #[must_use]
    pub fn board(&self) -> &[BoardRow] {
        self.facts.board.rows()
    }

    /// Where a quantity stands, to go to.
    #[must_use]
    pub fn quantity_selection(&self, quantity: &crate::model::QuantityId) -> Option<Selection> {
        let article = self.facts.comparison.figure(quantity)?.member.article.clone();
        let text = self
            .document(&article)
            .and_then(|document| document.quantities().get(quantity)?.anchor.span());
        let record = Some(crate::model::RecordRef::Quantity(quantity.clone()));
        Some(Selection { article: Some(article), text, record })
    }
}
