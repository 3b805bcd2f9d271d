//! What a quantity says in numbers: its bounds.
//!
//! Pure. Never: decides for the analyst; sums.

pub mod bounds;

pub use bounds::{Bound, Bounds, bounds, bounds_in_unit};
