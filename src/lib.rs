//! Attest: who said which number, when, and does it hold?
//!
//! The rooms, in reading order; arrows point only downwards:
//! `ui, cli → session → store, exchange, compare, recognize → model`.

pub mod cli;
pub mod compare;
pub mod exchange;
pub mod model;
pub mod recognize;
pub mod session;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
