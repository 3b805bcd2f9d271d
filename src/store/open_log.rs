//! The open history log: grows by synced lines, is never trusted after a failed sync, knows when it was replaced.
//!
//! Owns: the log's file and how long it is. Never: what the lines mean.

use super::disk::{AppendFile, Disk, Identity, is_no_file};
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
    /// Its name may not be on the disk yet.
    unnamed: bool,
    /// A sync failed or a tail could not be cut: the file is written anew before anything else.
    broken: bool,
}

impl OpenLog {
    /// Opens a log of which `good` bytes count. Writes nothing.
    pub(super) fn open(disk: &dyn Disk, path: &Path, good: u64) -> io::Result<Self> {
        let file = disk.open_append(path)?;
        // Whether what another run wrote was ever synced is not known: the first sync will tell.
        let path = path.to_owned();
        Ok(Self { path, file, len: good, synced: good, unnamed: true, broken: false })
    }

    /// Makes a log that holds these lines. What lies in its place is kept beside it, as `.damaged`.
    pub(super) fn create(disk: &dyn Disk, path: &Path, lines: &[u8]) -> io::Result<Self> {
        // An earlier try may have come as far as this.
        if !disk.read(path).is_ok_and(|there| there == lines) {
            replace_keeping(disk, path, lines, ".damaged")?;
        }
        Self::open(disk, path, lines.len() as u64)
    }

    /// Brings its name to the disk, where that is not known to be so.
    pub(super) fn settle(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.unnamed {
            disk.sync_folder(self.path.parent().unwrap_or(&self.path))?;
            self.unnamed = false;
        }
        Ok(())
    }

    /// The open file, as long as it is now.
    pub(super) fn identity(&self) -> io::Result<Identity> {
        self.file.identity()
    }

    /// Cuts what stands behind the good lines, and brings the rest to the disk: a run that was killed may have left
    /// lines unsynced.
    pub(super) fn cut_tail(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.broken {
            return self.rebuild(disk);
        }
        if self.file.identity()?.len > self.len {
            self.file.truncate(self.len)?;
        }
        self.sync()
    }

    /// Brings the last lines to the disk, over a new file if need be.
    pub(super) fn finish(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.is_dirty() && self.sync().is_err() {
            self.rebuild(disk)?;
        }
        self.settle(disk)
    }

    /// Whether something was written that is not synced yet.
    pub(super) const fn is_dirty(&self) -> bool {
        self.len > self.synced
    }

    /// Adds lines, not yet synced; gives the length before them. After an error the file ends where it did before,
    /// or is written anew.
    pub(super) fn append(&mut self, disk: &dyn Disk, text: &str) -> io::Result<u64> {
        if self.broken {
            self.rebuild(disk)?;
        }
        self.settle(disk)?;
        match self.file.append(text.as_bytes()) {
            Ok(()) => {
                let before = self.len;
                self.len += text.len() as u64;
                Ok(before)
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

    /// What stands behind this length does not count after all; the file is written anew before anything else.
    pub(super) fn forget_behind(&mut self, len: u64) {
        self.len = self.len.min(len);
        self.synced = self.synced.min(len);
        self.broken = true;
    }

    /// Whether the log's name still points to this file and nobody else changed its length.
    pub(super) fn is_in_place(&self, disk: &dyn Disk) -> io::Result<bool> {
        let ours = self.file.identity()?;
        Ok(disk.identity(&self.path)? == Some(ours) && ours.len == self.len)
    }

    /// Whether the log's name still points to this file, whatever is in it.
    pub(super) fn has_its_name(&self, disk: &dyn Disk) -> io::Result<bool> {
        let ours = self.file.identity()?;
        let there = disk.identity(&self.path)?;
        Ok(there.map(|there| (there.device, there.inode)) == Some((ours.device, ours.inode)))
    }

    /// Whether what has the log's name is this file, or what was written in its place by a try that failed afterwards.
    pub(super) fn is_ours(&mut self, disk: &dyn Disk) -> io::Result<bool> {
        if self.has_its_name(disk)? {
            return Ok(true);
        }
        let bytes = self.good_bytes()?;
        holds(disk, &self.path, &bytes)
    }

    /// Writes the synced lines into a new file and opens that: a descriptor whose sync failed is not trusted again.
    fn rebuild(&mut self, disk: &dyn Disk) -> io::Result<()> {
        let bytes = self.good_bytes()?;
        if !self.has_its_name(disk)? {
            if !holds(disk, &self.path, &bytes)? {
                return Err(io::Error::other("the history was replaced by another file"));
            }
            // An earlier try came as far as this, and could not open it.
            *self = Self::open(disk, &self.path, bytes.len() as u64)?;
            return Ok(());
        }
        keep_leftover(disk, &self.path, ".theirs")?;
        give_its_name(disk, &self.path, &bytes)?;
        *self = Self::open(disk, &self.path, bytes.len() as u64)?;
        Ok(())
    }

    /// Puts our lines back in their place; what lies there is kept beside them, under the name returned.
    pub(super) fn restore(&mut self, disk: &dyn Disk) -> io::Result<Option<PathBuf>> {
        let bytes = self.good_bytes()?;
        let kept = replace_keeping(disk, &self.path, &bytes, ".theirs")?;
        *self = Self::open(disk, &self.path, bytes.len() as u64)?;
        self.settle(disk)?;
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

/// Whether a file is there and holds just this.
fn holds(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match disk.read(path) {
        Ok(there) => Ok(there == bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes a whole file beside its place, gives it its name, and makes both durable.
pub(super) fn put_in_place(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    give_its_name(disk, path, bytes)?;
    sync_name(disk, path)
}

/// Brings a file that another run wrote to the disk, with its name. False where the disk fails; one that cannot be
/// opened for writing stays as it is.
pub(super) fn bring_to_disk(disk: &dyn Disk, path: &Path) -> bool {
    let Ok(mut file) = disk.open_append(path) else { return true };
    file.sync().and_then(|()| sync_name(disk, path)).is_ok()
}

fn sync_name(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    disk.sync_folder(path.parent().unwrap_or(path))
}

fn give_its_name(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_of(path);
    clear(disk, &temporary)?;
    // Of one that could not be written whole nothing stays: it is tried again, perhaps under another name.
    disk.write_synced(&temporary, bytes).inspect_err(|_| {
        let _ = disk.remove(&temporary);
    })?;
    disk.rename(&temporary, path)
}

/// Takes away what lies where a temporary file is to be made; of a link, the link itself.
fn clear(disk: &dyn Disk, temporary: &Path) -> io::Result<()> {
    if disk.link(temporary)?.is_some() || disk.identity(temporary)?.is_some() {
        disk.remove(temporary)?;
    }
    Ok(())
}

/// Puts a whole file in its place, durably. What lay there is kept beside it, under the name returned: its own with
/// `ending`. At every moment one of the two is in the place.
pub(super) fn replace_keeping(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    ending: &str,
) -> io::Result<Option<PathBuf>> {
    let temporary = temporary_of(path);
    // A whole copy may lie there already, and be the only one on the disk: it is never written over.
    if is_whole_copy(disk, &temporary, bytes)? {
        disk.open_append(&temporary)?.sync()?;
    } else {
        keep_leftover(disk, path, ending)?;
        // Of one that could not be written whole nothing stays: on a full disk it is tried each second.
        disk.write_synced(&temporary, bytes).inspect_err(|_| {
            let _ = disk.remove(&temporary);
        })?;
    }
    if disk.identity(path)?.is_none() {
        disk.rename(&temporary, path)?;
        sync_name(disk, path)?;
        return Ok(None);
    }
    let aside = free_path(disk, &with_ending(path, ending))?;
    match disk.exchange(&temporary, path) {
        Ok(()) => {
            sync_name(disk, path)?;
            disk.rename(&temporary, &aside)?;
        }
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            match disk.read(path) {
                Ok(theirs) => disk.write_synced(&aside, &theirs).inspect_err(|_| {
                    let _ = disk.remove(&aside);
                })?,
                Err(error) if is_no_file(&error) => disk.rename(path, &aside)?,
                Err(error) => return Err(error),
            }
            sync_name(disk, path)?;
            disk.rename(&temporary, path)?;
        }
        Err(error) => return Err(error),
    }
    sync_name(disk, path)?;
    Ok(Some(aside))
}

/// Whether a plain file holds just these bytes.
fn is_whole_copy(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<bool> {
    Ok(disk.link(path)?.is_none() && disk.read(path).is_ok_and(|there| there == bytes))
}

/// What a run that was killed in [`replace_keeping`] left as a temporary file may be what was swapped out: it is kept.
fn keep_leftover(disk: &dyn Disk, path: &Path, ending: &str) -> io::Result<()> {
    let temporary = temporary_of(path);
    if disk.link(&temporary)?.is_some() {
        return disk.remove(&temporary);
    }
    match disk.identity(&temporary)? {
        None => Ok(()),
        Some(there) if there.len == 0 => disk.remove(&temporary),
        Some(_) => {
            let aside = free_path(disk, &with_ending(path, ending))?;
            disk.rename(&temporary, &aside)?;
            sync_name(disk, path)
        }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
