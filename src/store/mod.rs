//! The only room that touches disk. Articles in, RON and history out, atomically.
//!
//! Never: egui, selection.
