//! New ids: UUID v7, each above the ones before it.
//!
//! Never: trusts the clock. One that runs before 1970, jumps back or stands still gives ids all the same.

use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::{ContextV7, Timestamp, Uuid};

/// A new id. Ids of one process are in the order in which they were made.
#[must_use]
pub fn new_id() -> String {
    id_at(SystemTime::now()).to_string()
}

fn id_at(now: SystemTime) -> Uuid {
    static CONTEXT: Mutex<AssertUnwindSafe<ContextV7>> =
        Mutex::new(AssertUnwindSafe(ContextV7::new()));
    // An id has no time before 1970; the context counts on from the last one.
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(&CONTEXT, since.as_secs(), since.subsec_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn ids_are_valid_and_in_order_whatever_the_clock_says() {
        let day = Duration::from_secs(24 * 3600);
        let times = [
            UNIX_EPOCH - 400 * 365 * day,
            UNIX_EPOCH - Duration::from_nanos(1),
            UNIX_EPOCH,
            UNIX_EPOCH + 20_000 * day,
            UNIX_EPOCH + 20_000 * day,
            UNIX_EPOCH + 10_000 * day,
            UNIX_EPOCH - day,
        ];
        let ids: Vec<Uuid> = times.into_iter().map(id_at).collect();
        for id in &ids {
            assert_eq!(id.get_version_num(), 7, "{id}");
            assert_eq!(Uuid::try_parse(&id.to_string()), Ok(*id));
        }
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        assert!(new_id() > ids[0].to_string());
    }
}
