//! The open history log: grows by synced lines, is never trusted after a failed sync, knows when it was replaced.
//!
//! Owns: the log's file and how long it is. Never: what the lines mean.

use super::disk::{AppendFile, Disk, Identity};
use super::folders::{free_path, temporary_of};
use super::log::{LogEnd, parse_log};
use std::io;
use std::path::{Path, PathBuf};

/// The log while it is open.
pub(super) struct OpenLog {
    path: PathBuf,
    file: Box<dyn AppendFile>,
    /// Bytes that are in the file.
    len: u64,
    /// Bytes of these that are on the disk itself.
    synced: u64,
    /// A sync failed or a tail could not be cut: the file is written anew before anything else.
    broken: bool,
}

impl OpenLog {
    /// Opens a log of which `good` bytes count. Writes nothing.
    pub(super) fn open(disk: &dyn Disk, path: &Path, good: u64) -> io::Result<Self> {
        let file = disk.open_append(path)?;
        // Whether what another run wrote was ever synced is not known: the first sync will tell.
        Ok(Self { path: path.to_owned(), file, len: good, synced: good, broken: false })
    }

    /// Makes a log that holds `text`; its name is on the disk when this returns.
    pub(super) fn create(disk: &dyn Disk, path: &Path, text: &str) -> io::Result<Self> {
        put_in_place(disk, path, text.as_bytes())?;
        Self::open(disk, path, text.len() as u64)
    }

    /// The open file, as long as it is now.
    pub(super) fn identity(&self) -> io::Result<Identity> {
        self.file.identity()
    }

    /// Cuts what stands behind the good lines.
    pub(super) fn cut_tail(&mut self) -> io::Result<()> {
        if self.file.identity()?.len > self.len {
            self.file.truncate(self.len)?;
        }
        // Also for what an earlier, killed run may have left unsynced.
        self.sync()
    }

    /// Whether something was written that is not synced yet.
    pub(super) const fn is_dirty(&self) -> bool {
        self.len > self.synced
    }

    /// Adds lines, not yet synced. After an error the file ends where it did before, or is written anew.
    pub(super) fn append(&mut self, disk: &dyn Disk, text: &str) -> io::Result<()> {
        if self.broken {
            self.rebuild(disk)?;
        }
        match self.file.append(text.as_bytes()) {
            Ok(()) => {
                self.len += text.len() as u64;
                Ok(())
            }
            Err(error) => {
                // A short write leaves a torn line; nothing may ever be written behind it.
                self.broken = self.file.truncate(self.len).is_err();
                if self.broken {
                    self.len = self.synced;
                }
                Err(error)
            }
        }
    }

    /// Brings all lines to the disk. After an error those since the last sync have to be added again.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        match self.file.sync() {
            Ok(()) => {
                self.synced = self.len;
                Ok(())
            }
            Err(error) => {
                self.broken = true;
                self.len = self.synced;
                Err(error)
            }
        }
    }

    /// Whether the log's name still points to this file and nobody else changed its length.
    pub(super) fn is_in_place(&self, disk: &dyn Disk) -> io::Result<bool> {
        let ours = self.file.identity()?;
        Ok(disk.identity(&self.path)? == Some(ours) && ours.len == self.len)
    }

    /// Writes the synced lines into a new file and opens that: a descriptor whose sync failed is not trusted again.
    fn rebuild(&mut self, disk: &dyn Disk) -> io::Result<()> {
        let bytes = self.good_bytes()?;
        let there = disk.identity(&self.path)?;
        let ours = self.file.identity()?;
        if there.map(|there| (there.device, there.inode)) != Some((ours.device, ours.inode)) {
            return Err(io::Error::other("the history was replaced by another file"));
        }
        put_in_place(disk, &self.path, &bytes)?;
        *self = Self::open(disk, &self.path, bytes.len() as u64)?;
        Ok(())
    }

    /// Puts our lines back in their place; what lies there is kept beside them, under the name returned.
    pub(super) fn restore(&mut self, disk: &dyn Disk) -> io::Result<Option<PathBuf>> {
        let bytes = self.good_bytes()?;
        let mut kept = None;
        if disk.identity(&self.path)?.is_some() {
            let mut aside = self.path.as_os_str().to_owned();
            aside.push(".theirs");
            let aside = free_path(disk, Path::new(&aside))?;
            disk.rename(&self.path, &aside)?;
            kept = Some(aside);
        }
        put_in_place(disk, &self.path, &bytes)?;
        *self = Self::open(disk, &self.path, bytes.len() as u64)?;
        Ok(kept)
    }

    fn good_bytes(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = self.file.read()?;
        bytes.truncate(usize::try_from(self.synced).unwrap_or(usize::MAX));
        let text = parse_log(&bytes);
        if text.end != LogEnd::Whole || text.good_len != self.synced {
            return Err(io::Error::other("the history cannot be read back"));
        }
        Ok(bytes)
    }
}

/// Writes a whole file beside its place, then gives it its name, and makes both durable.
pub(super) fn put_in_place(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_of(path);
    if disk.identity(&temporary)?.is_some() {
        disk.remove(&temporary)?;
    }
    disk.write_synced(&temporary, bytes)?;
    disk.rename(&temporary, path)?;
    disk.sync_folder(path.parent().unwrap_or(path))
}
