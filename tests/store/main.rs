//! The store over a disk that falls: whatever was called saved is there afterwards, and nothing is half there.
#![allow(clippy::unwrap_used)]

mod alone;
mod desk;
mod faults;
mod golden;
mod opening;
mod others;
mod power;
mod real;
mod shared;
mod sim_disk;
