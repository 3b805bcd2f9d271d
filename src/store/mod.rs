//! The only room that touches disk. Articles in, RON and history out, atomically.
//!
//! Never: egui, selection.

mod annotation;
pub mod annotation_files;
pub mod articles;
pub mod config;
pub mod crash;
pub mod decode;
mod difference;
pub mod disk;
pub mod export;
mod folders;
pub mod format;
mod hash;
mod log;
mod open_log;
mod opening;
mod past;
mod prepare;
pub mod project;
mod rendering;
mod replay;
mod save_state;
mod watch;
mod writer;
mod writer_core;

pub use annotation::facts_article;
pub use difference::{changes_between, external_transaction};
pub use disk::{Disk, RealDisk};
pub use opening::{
    Access, ArticleSource, Articles, Clock, EntryId, EntryKind, HeldFile, HistoryEntry,
    OpenRequest, Opened, StoreError, open, open_stepped,
};
pub use save_state::{SaveState, Saved};
pub use writer::{Choice, Event, FileVersion, Write, Writer};
pub use writer_core::WriterCore;
