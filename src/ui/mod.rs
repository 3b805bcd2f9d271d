//! The window: reads `&Session`, owns what is only of the view, emits actions.
//!
//! Never: store, files, locks, domain rules.

mod marking;

pub use marking::{MarkTarget, Marking};
