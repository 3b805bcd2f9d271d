//! The real window: a screen of its own, a real mouse and keyboard, files on a real disk.
//!
//! `cargo test --features inspection --test window`. Needs Xvfb, openbox and xdotool; a missing one fails the test and says
//! so. One test at a time has the mouse. `ATTEST_PICTURES=FOLDER` says where pictures of failed waits go.
#![allow(clippy::unwrap_used)]

#[path = "window/desk.rs"]
mod desk;
#[path = "common/dice.rs"]
mod dice;
#[path = "window/display.rs"]
mod display;
#[path = "window/facts.rs"]
mod facts;
#[path = "window/files.rs"]
mod files;
#[path = "window/kill.rs"]
mod kill;
#[path = "window/layout.rs"]
mod layout;
#[path = "window/network.rs"]
mod network;
#[path = "window/proposals.rs"]
mod proposals;
#[path = "window/tree.rs"]
mod tree;
#[path = "window/work.rs"]
mod work;
