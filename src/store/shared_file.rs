//! Files that all annotators share (`project.ron`): written whole, under a lock, over what was read and nothing else.
//!
//! Owns: the lock `annotations/.lock`, the comparison before and after the exchange. Never: what stands in such a file;
//! the history (the writer keeps what was replaced as a line of it, before this is called).

use super::disk::{Disk, Locking, read_small};
use super::folders::{in_words, refuse_link, temporary_of};
use std::io;
use std::path::Path;

/// Why a shared file was not written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SharedError {
    /// Another window writes shared files at this moment.
    #[error("another Attest window writes in this folder; try again")]
    Busy,
    /// It is not what was read.
    #[error("{file} was changed by someone else meanwhile")]
    Changed {
        /// The file's name.
        file: String,
        /// What it holds now; none where it is not there.
        there: Option<Vec<u8>>,
    },
    /// As the system says.
    #[error("{file} cannot be written: {}", in_words(.cause))]
    Write {
        /// The file's name.
        file: String,
        /// Why.
        cause: io::Error,
    },
}

/// Replaces a shared file; one that holds already what it is to hold is left alone. `before`: what was read (none: it was not there); `after`: what it is to hold (none: it goes).
///
/// # Errors
/// If it is not what was read, or cannot be written; then it is as it was.
pub fn replace_shared(
    disk: &dyn Disk,
    annotations: &Path,
    file: &str,
    before: Option<&[u8]>,
    after: Option<&[u8]>,
) -> Result<(), SharedError> {
    let failed = |cause| SharedError::Write { file: file.to_owned(), cause };
    let path = annotations.join(file);
    let lock = annotations.join(".lock");
    for path in [&path, &lock] {
        refuse_link(disk, path).map_err(failed)?;
    }
    let _held = match disk.lock(&lock, true).map_err(failed)? {
        Locking::Held(held) => held,
        Locking::Busy => return Err(SharedError::Busy),
        Locking::Broken(error) => return Err(failed(error)),
    };
    let changed = |there| SharedError::Changed { file: file.to_owned(), there };
    let there = read(disk, &path).map_err(failed)?;
    if there.as_deref() == after {
        return Ok(());
    }
    if there.as_deref() != before {
        return Err(changed(there));
    }
    let temporary = temporary_of(&path);
    let swapped = (|| {
        if disk.link(&temporary)?.is_some() || disk.identity(&temporary)?.is_some() {
            disk.remove(&temporary)?;
        }
        let Some(after) = after else {
            disk.rename(&path, &temporary)?;
            return Ok(Some(disk.read(&temporary)?));
        };
        disk.write_synced(&temporary, after)?;
        let placed = match before {
            Some(_) => disk.exchange(&temporary, &path),
            None => disk.rename_new(&temporary, &path),
        };
        match placed {
            Ok(()) if before.is_some() => Ok(Some(disk.read(&temporary)?)),
            Ok(()) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                disk.rename(&temporary, &path).map(|()| None)
            }
            Err(error) => Err(error),
        }
    })();
    match swapped.map_err(failed)? {
        // Someone was quicker than the comparison: theirs goes back.
        Some(there) if before != Some(there.as_slice()) => {
            let back = if after.is_some() {
                disk.exchange(&temporary, &path)
            } else {
                disk.rename(&temporary, &path)
            };
            back.and_then(|()| disk.sync_folder(annotations)).map_err(failed)?;
            Err(changed(Some(there)))
        }
        swapped => {
            if swapped.is_some() {
                disk.remove(&temporary).map_err(failed)?;
            }
            disk.sync_folder(annotations).map_err(failed)
        }
    }
}

fn read(disk: &dyn Disk, path: &Path) -> io::Result<Option<Vec<u8>>> {
    match read_small(disk, path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::disk::RealDisk;
    use super::*;

    #[test]
    fn it_is_replaced_only_where_it_is_what_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let there = || std::fs::read(folder.path().join("project.ron")).ok();
        let replace = |before: Option<&str>, after: Option<&str>| {
            let (before, after) = (before.map(str::as_bytes), after.map(str::as_bytes));
            replace_shared(&RealDisk, folder.path(), "project.ron", before, after)
        };
        replace(None, Some("one")).unwrap();
        assert_eq!(there().as_deref(), Some("one".as_bytes()));
        assert!(matches!(replace(None, Some("two")), Err(SharedError::Changed { .. })));
        let Err(SharedError::Changed { there: found, .. }) = replace(Some("other"), Some("two"))
        else {
            panic!("replaced")
        };
        assert_eq!(found.as_deref(), Some("one".as_bytes()));
        replace(Some("one"), Some("two")).unwrap();
        replace(Some("one"), Some("two")).unwrap();
        assert_eq!(there().as_deref(), Some("two".as_bytes()));
        replace(Some("two"), None).unwrap();
        assert_eq!(there(), None);
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 1, "the lock alone: {names:?}");
    }

    #[test]
    fn while_another_writes_nothing_is() {
        let folder = tempfile::tempdir().unwrap();
        let lock = RealDisk.lock(&folder.path().join(".lock"), true).unwrap();
        assert!(matches!(lock, Locking::Held(_)));
        let replaced = replace_shared(&RealDisk, folder.path(), "project.ron", None, Some(b"x"));
        assert!(matches!(replaced, Err(SharedError::Busy)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        std::fs::write(&elsewhere, "theirs").unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("project.ron")).unwrap();
        let replaced =
            replace_shared(&RealDisk, folder.path(), "project.ron", Some(b"theirs"), Some(b"x"));
        assert!(matches!(replaced, Err(SharedError::Write { .. })));
        assert_eq!(std::fs::read(elsewhere).unwrap(), b"theirs");
    }
}
