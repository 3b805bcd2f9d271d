//! Watches an annotator's folder for changes that others make. Asleep unless something is touched.
//!
//! Owns: the system's watcher. Never: reads a file, decides whose a change is.

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};

/// A watch; ends when it is dropped.
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches a folder with all below it. `touched` gets the paths, or none where the system lost count.
    pub(super) fn new(
        folder: &Path,
        touched: impl Fn(Option<Vec<PathBuf>>) + Send + 'static,
    ) -> Result<Self, String> {
        let watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| match event {
                Ok(event) if event.need_rescan() => touched(None),
                Ok(event) if is_written(event.kind) => touched(Some(event.paths)),
                Ok(_) => {}
                Err(_) => touched(None),
            });
        let mut watcher = watcher.map_err(|error| error.to_string())?;
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| error.to_string())?;
        Ok(Self { _watcher: watcher })
    }
}

/// What was only looked at, by ourselves above all, did not change.
const fn is_written(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
