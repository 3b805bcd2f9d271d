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
mod found_log;
mod hash;
mod histories;
mod history_writer;
mod log;
pub mod near;
mod new_id;
mod open_log;
mod opening;
mod past;
mod prepare;
pub mod project;
mod rendering;
mod replay;
mod save_state;
mod shared_file;
pub mod stamp;
mod watch;
mod writer;
mod writer_core;

pub use annotation::facts_article;
pub use difference::{changes_between, external_transaction};
pub use disk::{Disk, RealDisk};
pub use folders::name_trouble;
pub use histories::{History, histories, repair};
pub use new_id::new_id;
pub use opening::{
    Access, ArticleSource, Articles, Clock, EntryId, EntryKind, HeldFile, HistoryEntry,
    OpenRequest, Opened, StoreError, open, open_stepped,
};
pub use save_state::{SaveState, Saved};
pub use shared_file::{SharedError, replace_shared};
pub use watch::Watch;
pub use writer::{Choice, Event, FileVersion, Write, Writer};
pub use writer_core::WriterCore;
