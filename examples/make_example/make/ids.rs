//! Ids and times that are the same whenever the example is made.
//!
//! Owns: what an id is made of. Never: the system's clock, chance.

use attest::model::IdSource;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// When the first article was read: seconds since 1970, of 2026-11-23T09:00:00Z.
const BEGIN: u64 = 1_795_424_400;

/// Ids from what is being made, so that one more number leaves all other ids as they are; a clock that stands still while
/// one article is read.
#[derive(Clone, Default)]
pub struct Ids(Arc<Mutex<Making>>);

#[derive(Default)]
struct Making {
    what: String,
    nth: u32,
    seconds: u64,
    last: String,
}

impl Ids {
    fn with<T>(&self, act: impl FnOnce(&mut Making) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins to make something.
    pub fn begin(&self, what: &str) {
        self.with(|making| {
            what.clone_into(&mut making.what);
            making.nth = 0;
        });
    }

    /// Sets the clock, to so many minutes behind the beginning.
    pub fn set_clock(&self, minutes: u64) {
        self.with(|making| making.seconds = minutes * 60);
    }

    /// The id of what was made last.
    pub fn last(&self) -> String {
        self.with(|making| making.last.clone())
    }
}

impl IdSource for Ids {
    fn new_id(&mut self) -> String {
        self.with(|making| {
            let hash = Sha256::digest(format!("{} {}", making.what, making.nth));
            let mut random = [0; 10];
            random.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
            making.nth += 1;
            let millis = (BEGIN + making.seconds) * 1000;
            let id = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
            making.last = id.to_string();
            making.last.clone()
        })
    }

    fn now(&self) -> String {
        let seconds = self.with(|making| making.seconds);
        format!("2026-11-23T{:02}:{:02}:00Z", 9 + seconds / 3600, seconds / 60 % 60)
    }
}
