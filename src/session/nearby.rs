//! Annotations that lie near and may belong to the open folder: the choice between taking them and beginning new ones.
//!
//! Owns: that no second annotations folder is begun without asking, and the act that waits for the answer. Never: looks
//! for them (the store does), chooses.

use super::jobs::Job;
use super::{Action, NoticeKind, Rejection, SaveState, Session};
use crate::model::Transaction;
use crate::store::Write;
use crate::store::near::{Near, Nearby};
use crate::store::project::{PROJECT, Taken};
use std::path::PathBuf;

/// The choice.
#[derive(Default)]
pub(super) struct Choosing {
    /// What lies near, until it is chosen.
    near: Vec<Near>,
    /// The first act; done as soon as it is chosen.
    held: Option<Transaction>,
    /// Where the analyst said that new annotations are to begin.
    begun: Option<PathBuf>,
    /// What was written into `project.ron`; the history is told as soon as it is open.
    taken: Option<Taken>,
}

impl Session {
    /// Annotations that lie near and may belong to this folder, the likeliest first; none where that is settled.
    #[must_use]
    pub fn near(&self) -> &[Near] {
        &self.choosing.near
    }

    /// The act that waits until it is chosen which annotations count: what it does.
    #[must_use]
    pub fn held_act(&self) -> Option<&str> {
        self.choosing.held.as_ref().map(|transaction| transaction.label.as_str())
    }

    /// Takes in what lies near the folder that was opened.
    pub(super) fn hear_near(&mut self, nearby: Nearby) {
        let begun = self.choosing.begun.is_some() && self.choosing.begun == self.library.root;
        self.choosing.near = if begun { Vec::new() } else { nearby.near };
        if let Some(held) = nearby.unreadable {
            let text = format!(
                "{held}. Which articles these annotations belong to is not said there; they are taken for those of this folder."
            );
            let folder = held.path.parent().map(PathBuf::from).unwrap_or_default();
            let mend = ("Write project.ron anew".to_owned(), vec![Action::TakeAnnotations(folder)]);
            self.notices.offer(NoticeKind::Problem, text, Some(mend));
        }
    }

    /// Another folder is opened: the question is another.
    pub(super) fn forget_near(&mut self) {
        self.choosing.near.clear();
        if let Some(held) = self.choosing.held.take() {
            let text = format!("“{}” was not done: no annotations were chosen for it.", held.label);
            self.notices.say(NoticeKind::Problem, text);
        }
    }

    /// Holds an act back while it is not chosen which annotations it belongs to; gives every other back.
    ///
    /// # Errors
    /// If an act is held already.
    pub(super) fn hold_back(&mut self, act: Transaction) -> Result<Option<Transaction>, Rejection> {
        if self.choosing.near.is_empty() {
            return Ok(Some(act));
        }
        if let Some(held) = &self.choosing.held {
            return Err(Rejection::because(format!(
                "“{}” waits: choose first which annotations belong to these articles.",
                held.label
            )));
        }
        self.choosing.held = Some(act);
        Ok(None)
    }

    /// What the save state is while it is not chosen.
    pub(super) fn undecided(&self) -> Option<SaveState> {
        const WHY: &str = "choose which annotations belong to these articles";
        if self.choosing.held.is_some() {
            return Some(SaveState::NotSaved(WHY.to_owned()));
        }
        (!self.choosing.near.is_empty()).then(|| SaveState::ReadOnly(WHY.to_owned()))
    }

    /// Carries out a wish that is about the choice.
    pub(super) fn choose(&mut self, action: Action) -> Result<(), Rejection> {
        match action {
            Action::TakeAnnotations(annotations) => {
                let root = self.library.root.clone();
                let articles_root = root.ok_or_else(|| Rejection::because("No folder is open."))?;
                let disk = std::sync::Arc::clone(&self.disk);
                let job = Job::Take { disk, annotations, articles_root };
                self.jobs.start(job).map_err(Rejection::because)?;
            }
            Action::BeginAnnotations => {
                self.choosing.near.clear();
                self.choosing.begun.clone_from(&self.library.root);
                if let Some(held) = self.choosing.held.take() {
                    self.commit(held)?;
                }
            }
            _ => self.choosing.held = None,
        }
        Ok(())
    }

    /// Annotations were taken: the folder is read again with them, and the act that waited is done.
    pub(super) fn hear_taken(&mut self, taken: Result<Taken, String>) {
        match taken {
            Ok(taken) => self.choosing.taken = Some(taken),
            Err(why) => {
                let text = format!(
                    "The annotations cannot be taken: project.ron cannot be written: {why}"
                );
                return self.notices.say(NoticeKind::Problem, text);
            }
        }
        self.choosing.near.clear();
        self.unsaved.extend(self.choosing.held.take().map(std::sync::Arc::new));
        if let Err(why) = self.reload() {
            self.notices.refuse(why);
        }
    }

    /// Keeps in the history, before the first act, what `project.ron` held before annotations were taken.
    pub(super) fn keep_taken(&mut self) {
        if let Some(writer) = &self.writer
            && let Some(Taken { before, after }) = self.choosing.taken.take()
        {
            let file = PROJECT.to_owned();
            writer.send(Write::Shared { file, before, after: Some(after) });
        }
    }
}
