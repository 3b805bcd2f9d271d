//! Segments sentences and words; reads numbers and dates as people write them.
//!
//! Pure: text in, spans and values out. Never: decides; keeps state; knows disk, threads, egui.

pub mod segments;
