//! Watches folders for changes that others make: an annotator's, and the articles'. Asleep unless something is touched.
//!
//! Owns: the system's watcher. Never: reads a file, decides whose a change is.

use super::articles::Links;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};

/// A watch; ends when it is dropped.
pub struct Watch {
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

    /// Watches articles: folders with all below them, and files in theirs. `touched` is called when something changed
    /// that is no annotation and not hidden.
    ///
    /// # Errors
    /// If the system does not watch them, in its words.
    pub fn articles(
        paths: &[PathBuf],
        links: Links,
        touched: impl Fn() + Send + 'static,
    ) -> Result<Self, String> {
        let mut watched: Vec<(PathBuf, RecursiveMode)> = Vec::new();
        for path in paths {
            let path = path.canonicalize().unwrap_or_else(|_| path.clone());
            let watch = match path.parent() {
                Some(parent) if !path.is_dir() => (parent.to_owned(), RecursiveMode::NonRecursive),
                _ => (path, RecursiveMode::Recursive),
            };
            if !watched.contains(&watch) {
                watched.push(watch);
            }
        }
        let roots: Vec<PathBuf> = watched.iter().map(|(path, _)| path.clone()).collect();
        let config = Config::default().with_follow_symlinks(links == Links::Anywhere);
        let heard = move |event: notify::Result<notify::Event>| {
            let aside = event.is_ok_and(|event| {
                !event.need_rescan()
                    && (!is_written(event.kind)
                        || event.paths.iter().all(|path| is_aside(&roots, path)))
            });
            if !aside {
                touched();
            }
        };
        let mut watcher =
            RecommendedWatcher::new(heard, config).map_err(|error| error.to_string())?;
        for (path, mode) in &watched {
            watcher.watch(path, *mode).map_err(|error| error.to_string())?;
        }
        Ok(Self { _watcher: watcher })
    }
}

/// Whether no article lies there: hidden, or among annotations.
fn is_aside(roots: &[PathBuf], path: &Path) -> bool {
    let below = roots.iter().find_map(|root| path.strip_prefix(root).ok());
    below.is_some_and(|below| {
        below.iter().any(|part| {
            let part = part.to_string_lossy();
            part.starts_with('.') || part == "annotations" || part.starts_with("annotations-")
        })
    })
}

/// What was only looked at, by ourselves above all, did not change.
const fn is_written(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
