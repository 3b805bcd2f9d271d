//! What quantities say in numbers, and how the quantities of one fact stand to each other.
//!
//! Pure. A [`Member`] is a quantity as it is compared; a [`Figure`] is one made ready; a [`Question`] is a fact made
//! ready. [`verdict()`] compares two figures and says why; [`Comparison`] holds all facts of an annotator and compares
//! again what changed. Never: decides for the analyst; sums.

pub mod bounds;
mod field;
mod figure;
mod finding;
mod index;
mod judge;
mod member;
mod offer;
mod origin;
mod question;
mod state;
mod sweep;
pub mod time;
pub mod units;
mod verdict;
mod words;

pub use bounds::{Bound, Bounds, Table, bounds, bounds_in_unit};
pub use figure::{Figure, has_size};
pub use finding::{Finding, FindingKind};
pub use index::{Broken, Comparison};
pub use judge::{Because, Judged, judge};
pub use member::{Member, MemberCounted};
pub use offer::{Offer, Twins, Why};
pub use origin::{Agents, Origin, Origins, Sameness, Voiced};
pub use question::{Difference, Question, Side};
pub use state::{FactState, FactWord, fact_state};
pub use time::{Rests, Stretch, Time};
pub use verdict::{Aspect, Ground, Reason, Verdict, state_words, verdict};
pub use words::name_key;

#[cfg(test)]
mod tests;
