//! The only room that touches disk. Articles in, RON and history out, atomically.
//!
//! Never: egui, selection.

pub mod articles;
pub mod config;
pub mod decode;
pub mod disk;
pub mod export;
pub mod format;
mod opening;
pub mod project;
mod save_state;
mod writer;

pub use disk::{Disk, RealDisk};
pub use opening::{
    Access, ArticleSource, Articles, EntryId, EntryKind, HeldFile, HistoryEntry, OpenRequest,
    Opened, StoreError, open,
};
pub use save_state::{SaveState, Saved};
pub use writer::{Choice, Event, FileVersion, Write, Writer};
