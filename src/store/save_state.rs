//! Whether everything is saved: a small sum over the writer's events.
//!
//! Pure. Owns: what "All changes saved" means. Never: disk, egui, words for the window.

use super::opening::EntryId;
use super::writer::Event;
use crate::model::ArticleId;
use std::collections::{BTreeMap, HashMap};

/// What the window may say about the disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saved {
    /// The log is durable through the last entry and every touched file contains its last entry.
    All,
    /// The writer is at work.
    Saving,
    /// It is not, and why.
    Not(String),
}

/// Follows entries and events. Drafts are not its matter: a pending draft is "Editing…", whatever this says.
#[derive(Clone, Debug, Default)]
pub struct SaveState {
    last: Option<EntryId>,
    durable: Option<EntryId>,
    touched: HashMap<ArticleId, EntryId>,
    failed: Option<String>,
    failed_files: BTreeMap<ArticleId, String>,
    log_replaced: Option<String>,
    read_only: Option<String>,
    conflicts: HashMap<ArticleId, EntryId>,
}

impl SaveState {
    /// An entry was sent (act, undo, redo or external change) that touches these articles.
    pub fn sent<'a>(&mut self, id: EntryId, articles: impl IntoIterator<Item = &'a ArticleId>) {
        self.last = self.last.max(Some(id));
        for article in articles {
            self.touched.insert(article.clone(), id);
        }
    }

    /// Opening found documents that are ahead of their files, each with the last entry in it: all of it is in the history.
    pub fn ahead(&mut self, files: &[(ArticleId, EntryId)]) {
        for (article, through) in files {
            self.durable = self.durable.max(Some(*through));
            self.touched.insert(article.clone(), *through);
        }
    }

    /// The files that wait although their acts are in the history, with why.
    #[must_use]
    pub const fn waiting_files(&self) -> &BTreeMap<ArticleId, String> {
        &self.failed_files
    }

    /// Whether the last entry would survive the end of the program.
    #[must_use]
    pub fn is_durable(&self) -> bool {
        self.durable >= self.last
    }

    /// A conflict was decided.
    pub fn resolved(&mut self, article: &ArticleId) {
        self.conflicts.remove(article);
    }

    /// [`Write::RestoreLog`](super::Write::RestoreLog) was sent. Where it fails, the writer says so.
    pub fn restoring(&mut self) {
        self.log_replaced = None;
    }

    /// The writer said something.
    pub fn heard(&mut self, event: &Event) {
        match event {
            Event::Durable { through } => {
                self.durable = self.durable.max(Some(*through));
                self.log_replaced = None;
            }
            Event::Replaced { article, through } => {
                if self.touched.get(article).is_some_and(|last| last <= through) {
                    self.touched.remove(article);
                }
                self.conflicts.remove(article);
            }
            Event::Failed { what } | Event::Ended { why: what } => self.failed = Some(what.clone()),
            Event::Recovered => self.failed = None,
            Event::FileFailed { article, what } => {
                self.failed_files.insert(article.clone(), what.clone());
            }
            Event::FileRecovered { article } => {
                self.failed_files.remove(article);
            }
            Event::LogReplaced { what } => self.log_replaced = Some(what.clone()),
            Event::ReadOnly { why } => self.read_only = Some(why.clone()),
            Event::Conflict { article, .. } => {
                let at = self.last.unwrap_or(EntryId(0));
                self.conflicts.insert(article.clone(), at);
                // Whatever counts in the end: the file does not hold what is shown until the writer says so.
                self.touched.entry(article.clone()).or_insert(EntryId(0));
            }
            Event::External { .. } | Event::Shared { .. } | Event::Free | Event::Notice(_) => {}
        }
    }

    /// What may be said now.
    #[must_use]
    pub fn now(&self) -> Saved {
        let waiting = self.durable < self.last || !self.touched.is_empty();
        if let Some(what) = self.log_replaced.as_ref().or(self.failed.as_ref()) {
            return Saved::Not(what.clone());
        }
        if let Some((_, what)) = self.failed_files.first_key_value() {
            return Saved::Not(match self.failed_files.len() {
                1 => what.clone(),
                n => format!("{what} (and {} more)", files(n - 1)),
            });
        }
        if let Some(why) = self.read_only.as_ref().filter(|_| waiting) {
            return Saved::Not(why.clone());
        }
        if let Some(article) = self.conflicts.keys().min() {
            return Saved::Not(format!(
                "{article} was changed by someone else: decide which counts"
            ));
        }
        if waiting { Saved::Saving } else { Saved::All }
    }
}

fn files(n: usize) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{n} files") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::writer::FileVersion;

    fn article(name: &str) -> ArticleId {
        ArticleId::new(name)
    }

    #[test]
    fn all_is_saved_only_when_log_and_every_touched_file_are() {
        let mut state = SaveState::default();
        assert_eq!(state.now(), Saved::All);
        state.sent(EntryId(4), [&article("a"), &article("b")]);
        assert_eq!(state.now(), Saved::Saving);
        state.heard(&Event::Durable { through: EntryId(4) });
        state.heard(&Event::Replaced { article: article("a"), through: EntryId(4) });
        assert_eq!(state.now(), Saved::Saving, "b is not rendered");
        state.heard(&Event::Replaced { article: article("b"), through: EntryId(3) });
        assert_eq!(state.now(), Saved::Saving, "b's file is older than its last act");
        state.heard(&Event::Replaced { article: article("b"), through: EntryId(4) });
        assert_eq!(state.now(), Saved::All);
    }

    #[test]
    fn what_the_history_has_and_a_file_lacks_is_not_saved_yet() {
        let mut state = SaveState::default();
        state.ahead(&[(article("a"), EntryId(7))]);
        assert_eq!(state.now(), Saved::Saving);
        assert!(state.is_durable());
        let what = "The annotations of a cannot be written: the disk is full".to_owned();
        state.heard(&Event::FileFailed { article: article("a"), what: what.clone() });
        assert_eq!(state.now(), Saved::Not(what));
        state.heard(&Event::FileRecovered { article: article("a") });
        state.heard(&Event::Replaced { article: article("a"), through: EntryId(7) });
        assert_eq!(state.now(), Saved::All);
    }

    #[test]
    fn files_that_wait_are_counted() {
        let mut state = SaveState::default();
        for name in ["b", "a", "c"] {
            let what = format!("{name} waits");
            state.heard(&Event::FileFailed { article: article(name), what });
        }
        assert_eq!(state.now(), Saved::Not("a waits (and 2 files more)".to_owned()));
    }

    #[test]
    fn a_file_ahead_of_the_log_is_not_saved() {
        let mut state = SaveState::default();
        state.sent(EntryId(0), [&article("a")]);
        state.heard(&Event::Replaced { article: article("a"), through: EntryId(0) });
        assert_eq!(state.now(), Saved::Saving);
    }

    #[test]
    fn a_decided_conflict_is_not_saved_until_the_file_holds_what_counts() {
        let mut state = SaveState::default();
        let conflict = Event::Conflict {
            article: article("a"),
            theirs: Ok(Box::default()),
            version: FileVersion::of(None),
            stored_both_in: "conflicts".into(),
        };
        state.sent(EntryId(3), [&article("a")]);
        state.heard(&Event::Durable { through: EntryId(3) });
        state.heard(&Event::Replaced { article: article("a"), through: EntryId(3) });
        state.heard(&conflict);
        assert!(matches!(state.now(), Saved::Not(_)));
        state.resolved(&article("a"));
        assert_eq!(state.now(), Saved::Saving);
        state.heard(&Event::Replaced { article: article("a"), through: EntryId(2) });
        assert_eq!(state.now(), Saved::All);
    }

    #[test]
    fn failures_say_why_until_they_are_over() {
        let mut state = SaveState::default();
        state.sent(EntryId(0), []);
        state.heard(&Event::Failed { what: "the disk is full".to_owned() });
        assert_eq!(state.now(), Saved::Not("the disk is full".to_owned()));
        state.heard(&Event::Recovered);
        assert_eq!(state.now(), Saved::Saving);
        state.heard(&Event::Durable { through: EntryId(0) });
        assert_eq!(state.now(), Saved::All);
        state.heard(&Event::LogReplaced { what: "the history was replaced".to_owned() });
        assert_eq!(state.now(), Saved::Not("the history was replaced".to_owned()));
        state.restoring();
        assert_eq!(state.now(), Saved::All, "no further act is needed for it");
    }
}
