//! Where ids and the time come from: UUID v7 and the system's clock.

use crate::model::IdSource;

/// The real source.
pub(super) struct SystemIds;

impl IdSource for SystemIds {
    fn new_id(&mut self) -> String {
        crate::store::new_id()
    }

    fn now(&self) -> String {
        use jiff::{Timestamp, Unit};
        let now = Timestamp::now();
        now.round(Unit::Second).unwrap_or(now).to_string()
    }
}

/// Ids for asking whether something could be done; nothing made with them is kept.
pub(super) struct NoIds;

impl IdSource for NoIds {
    fn new_id(&mut self) -> String {
        String::from("?")
    }

    fn now(&self) -> String {
        String::new()
    }
}
