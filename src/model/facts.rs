//! Changing one annotator's facts: the same primitive as for the records of an article.
//!
//! Owns: which changes are about facts, agents and the table of qualifiers. Never: compares; knows which quantities
//! belong to a fact.

use super::document::put;
use super::{Change, Facts, Unfit};

impl Facts {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.facts.is_empty() && self.agents.is_empty() && self.bounds.is_empty()
    }

    /// Makes a change of a fact, an agent or the table; any other changes nothing here.
    pub(super) fn apply(&mut self, change: &Change) -> Result<(), Unfit> {
        match change {
            Change::Fact(edit) => {
                put(&mut self.facts, edit, |fact| &fact.id).ok_or(Unfit::of(change))?;
            }
            Change::Agent(edit) => {
                put(&mut self.agents, edit, |agent| &agent.id).ok_or(Unfit::of(change))?;
            }
            Change::Bounds { before, after } => {
                if self.bounds != *before {
                    return Err(Unfit::of(change));
                }
                self.bounds.clone_from(after);
            }
            Change::Meta { .. }
            | Change::Claim(_)
            | Change::Quantity(_)
            | Change::Attribution(_)
            | Change::Mark(_)
            | Change::Refusal { .. } => {}
        }
        Ok(())
    }
}
