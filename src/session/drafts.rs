//! What is typed in fields and not committed: kept until it can be, over restarts too.

use super::FieldRef;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long a draft rests before it is kept on disk.
const REST: Duration = Duration::from_secs(1);

/// One draft.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Draft {
    pub text: String,
    /// Why it could not be committed, once that was tried.
    pub error: Option<String>,
}

/// The drafts.
#[derive(Default)]
pub(super) struct Drafts {
    list: BTreeMap<FieldRef, Draft>,
    /// When the list changed last, where that is not kept yet.
    changed: Option<Instant>,
}

impl Drafts {
    pub fn get(&self, field: &FieldRef) -> Option<&Draft> {
        self.list.get(field)
    }

    pub const fn list(&self) -> &BTreeMap<FieldRef, Draft> {
        &self.list
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn put(&mut self, field: FieldRef, text: String, error: Option<String>) {
        let draft = Draft { text, error };
        if self.list.get(&field) != Some(&draft) {
            self.list.insert(field, draft);
            self.changed = Some(Instant::now());
        }
    }

    pub fn remove(&mut self, field: &FieldRef) {
        if self.list.remove(field).is_some() {
            self.changed = Some(Instant::now());
        }
    }

    pub fn clear(&mut self) {
        self.list.clear();
        self.changed = None;
    }

    /// After how long the drafts are to be kept on disk.
    pub fn due(&self) -> Option<Duration> {
        self.changed.map(|at| REST.saturating_sub(at.elapsed()))
    }

    /// Says that they are kept.
    pub fn kept(&mut self) {
        self.changed = None;
    }
}
