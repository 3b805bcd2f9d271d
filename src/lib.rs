//! Attest: who said which number, when, and does it hold?
//!
//! A native desktop tool for analysts who read many articles about one event: they tag sentences as claims, with numbers and
//! attributions, by mouse; the work is kept in plain RON files beside the articles. This page is the map, and the laws.
//!
//! # The rooms, from the ground up
//!
//! | room | what it is | never |
//! |---|---|---|
//! | [`model`] | what an article, a span, an anchor, a claim, a quantity, an attribution, an edit *is*; pure | egui, serde, files, threads, clock, environment, logging, randomness |
//! | [`lexicon`] | what words mean: the tables of the languages, one file each, the lexer, the look-up; pure | grammar, domains |
//! | [`recognize`] | sentences, words, numbers and dates as people write them; pure | decides; keeps state; holds word lists |
//! | [`compare`] | the bounds that a quantity states; how the quantities of a fact stand to each other, each verdict with its reasons; pure | decides for the analyst; sums |
//! | [`store`] | the only room that touches disk: articles in; annotation files and the history out, atomically | egui, the selection |
//! | [`exchange`] | foreign formats, one file each: model, or what was recognised, in; text out | paths, disk, egui |
//! | [`session`] | the only mutable owner: actions in, transactions through, notices out; jobs off the window's thread | egui, `std::fs` |
//! | [`cli`] | commands without a window | domain rules |
//! | `ui` (feature `gui`) | the window: reads `&Session`, owns what is only of the view, emits actions | store, files, locks, domain rules |
//!
//! Arrows point only downwards: `ui, cli → session → store, exchange, compare, recognize → lexicon → model`. `tests/architecture`
//! guards the walls, and that no circle of files grows.
//!
//! # The way of the data
//!
//! Bytes are decoded by [`store::articles`] into a [`model::Article`]; [`recognize::segments`] finds its sentences when they
//! are asked for; [`store::open`] resolves stored anchors into a [`model::Document`]; [`session::Session`] holds them all, and views
//! draw from `&Session`. What the analyst wants is a [`session::Action`]; a [`session::Command`] is planned (pure: ids and the time are passed
//! in) into a [`model::Transaction`], or refused with the reason; the document applies it, and [`store::Writer`] makes it durable on
//! a thread of its own: the history first, then the annotation file.
//!
//! # The laws
//!
//! - One reversible primitive: [`model::Edit`], a whole record before and after. Undo is its inverse; no command has undo code.
//! - Spans are bytes in memory ([`model::Span`]), code points on disk ([`model::CodePoints`]); they meet at the file boundary only,
//!   and text is sliced in one place, [`model::Span::of`].
//! - Evidence never slides: an anchor whose digits differ is changed, never moved ([`model::resolve`]).
//! - Nothing the window showed as saved is lost, whenever the process is killed; no file is left half-written.
//! - A file that is not understood is left alone, with line and column said; nothing is dropped silently.

pub mod cli;
pub mod compare;
pub mod exchange;
pub mod lexicon;
pub mod model;
pub mod recognize;
pub mod session;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
