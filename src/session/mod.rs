//! The only mutable owner. Actions in, transactions through, notices out; jobs off the UI thread.
//!
//! Never: egui, std::fs.
