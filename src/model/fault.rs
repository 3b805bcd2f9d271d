//! Work on one thing fails alone: a panic in it is held there, and the rest goes on.
//!
//! Owns: the one place where panics are caught, and whether the present one will be. Never: reports it (`store::crash`);
//! decides what stands in place of what failed.

use std::cell::Cell;
use std::fmt::{self, Display};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// Work that broke off because of an error in Attest itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault;

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error in Attest")
    }
}

thread_local! {
    /// How many calls of [`held`] this thread is in.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Leaves a call of [`held`], however it ends.
struct Inside;

impl Inside {
    fn enter() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Self
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

/// Does work on one thing. What it changed before it broke off stays changed: the caller puts something whole in place.
///
/// # Errors
/// [`Fault`] where it panicked.
///
/// ```
/// use attest::model::{Fault, held};
/// assert_eq!(held(&"a sum", || 1 + 1), Ok(2));
/// let none: Vec<u8> = Vec::new();
/// assert_eq!(held(&"a list", || none[0]), Err(Fault));
/// ```
pub fn held<T>(what: &dyn Display, work: impl FnOnce() -> T) -> Result<T, Fault> {
    let _inside = Inside::enter();
    catch_unwind(AssertUnwindSafe(|| {
        if let Some(rehearsal) = REHEARSAL.get() {
            rehearsal(&what.to_string());
        }
        work()
    }))
    .map_err(|_| Fault)
}

/// Whether a panic of this thread would be held.
#[must_use]
pub fn is_held() -> bool {
    DEPTH.get() > 0
}

/// Is told what is worked on, and may panic in its place.
type Rehearsal = Box<dyn Fn(&str) + Send + Sync>;

static REHEARSAL: OnceLock<Rehearsal> = OnceLock::new();

/// For tests, once in a process: called with the name of everything that [`held`] works on, before it does. The program
/// itself never sets it.
#[doc(hidden)]
pub fn rehearse(with: impl Fn(&str) + Send + Sync + 'static) {
    // A second one would change what other tests see; the first one stays.
    REHEARSAL.set(Box::new(with)).ok();
}
