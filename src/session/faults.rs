//! Errors in Attest itself, as the analyst sees them: what broke off is named, and the rest of the session goes on.
//!
//! Owns: the words, and what is put in place of records that a fault left half-changed. Never: catches panics itself
//! (`model::held`); writes reports (`store::crash`).

use super::{NoticeKind, Rejection, Session};
use crate::compare::Broken;
use crate::model::{Fault, held};
use std::fmt::Display;

impl Session {
    /// Does a part of the session's own work; where it breaks off, the analyst is told which ("Searching").
    pub(super) fn hold(&mut self, what: &dyn Display, work: impl FnOnce(&mut Self)) {
        if held(what, || work(self)).is_err() {
            self.broke_off(what);
        }
    }

    /// Says what broke off; once while it is said.
    pub(super) fn broke_off(&mut self, what: &dyn Display) {
        let text = format!("{what} broke off because of {Fault}. Everything else goes on.");
        if !self.notices.list().iter().any(|notice| notice.text == text) {
            self.notices.say(NoticeKind::Problem, text);
        }
    }

    /// Says what broke off below, and reads again what was left half-changed.
    pub(super) fn tell_faults(&mut self) {
        for id in self.library.unrefreshed.take() {
            self.broke_off(&format_args!("Listing what is in {id}"));
        }
        for broken in self.facts.comparison.take_faults() {
            match broken {
                Broken::Figure(_, article) => {
                    self.broke_off(&format_args!("Comparing a figure of {article}"));
                }
                Broken::Fact(id) => {
                    let question = self.facts.comparison.question(&id);
                    let question = question.map(|question| question.fact.question.clone());
                    let question = question.unwrap_or_else(|| id.to_string());
                    self.broke_off(&format_args!("Comparing “{question}”"));
                }
            }
        }
        let unsure = std::mem::take(&mut self.library.unsure);
        if unsure.is_empty() {
            return;
        }
        for id in unsure {
            self.broke_off(&format_args!("A change of {}", self.library.name_of(&id)));
        }
        // Everything before it is in the history.
        self.wanted = super::remember::ComingBack::to(self.selection.clone());
        self.let_go();
        self.open_annotations();
    }
}

impl From<Fault> for Rejection {
    fn from(fault: Fault) -> Self {
        Self::because(format!("This cannot be done because of {fault}. Nothing was changed."))
    }
}
