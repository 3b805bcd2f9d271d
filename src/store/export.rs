//! Exports onto disk: a file appears whole or not at all.
//!
//! Owns: the temporary beside the target, whether something is there already, what an export must stay out of.
//! Never: what is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written beside its target; takes its place in [`Export::finish`]. Dropped before, it is removed.
pub struct Export {
    out: Option<BufWriter<File>>,
    temporary: PathBuf,
    target: PathBuf,
}

/// How many names are tried for the temporary.
const TRIES: u32 = 100;

impl Export {
    /// Begins a file that is to stand at `target`.
    ///
    /// # Errors
    /// As the system says.
    pub fn begin(target: &Path) -> io::Result<Self> {
        // Written through a link, the link stays and what it leads to is replaced.
        let target = target.canonicalize().unwrap_or_else(|_| target.to_path_buf());
        if target.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "there is a folder of this name",
            ));
        }
        target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        for number in 0..TRIES {
            // Without the target's name, which may be as long as a name can be.
            let beside = format!(".attest-{}-{number}.tmp", std::process::id());
            let temporary = target.with_file_name(beside);
            match OpenOptions::new().write(true).create_new(true).open(&temporary) {
                Ok(file) => {
                    let out = Some(BufWriter::with_capacity(1 << 16, file));
                    return Ok(Self { out, temporary, target });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Brings the bytes to the disk, and the file to its name.
    ///
    /// # Errors
    /// As the system says; then the target is as it was.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(out) = self.out.take() {
            out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        }
        fs::rename(&self.temporary, &self.target)?;
        self.temporary = PathBuf::new();
        sync_folder(self.target.parent().unwrap_or(Path::new("")))
    }
}

impl Write for Export {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Export {
    fn drop(&mut self) {
        if !self.temporary.as_os_str().is_empty() {
            self.out = None;
            // The export has failed already, and that is what is told.
            fs::remove_file(&self.temporary).unwrap_or_default();
        }
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// As the system says; then the target is as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut export = Export::begin(path)?;
    export.write_all(bytes)?;
    export.finish()
}

/// As [`write_atomically`], and makes the folders that the path names.
///
/// # Errors
/// As the system says; then the target is as it was.
pub fn write_below(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write_atomically(path, bytes)
}

/// Whether anything has this name already; a link that leads nowhere too.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a path that may not be there yet lies in a folder, links followed.
#[must_use]
pub fn lies_within(path: &Path, folder: &Path) -> bool {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    // The part of it that is there already, links followed, and the rest as it is written.
    let mut there = absolute.as_path();
    let mut rest = Vec::new();
    let real = loop {
        if let Ok(real) = there.canonicalize() {
            break real;
        }
        match (there.parent(), there.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(name);
                there = parent;
            }
            _ => break there.to_path_buf(),
        }
    };
    let target: PathBuf = std::iter::once(real.as_os_str()).chain(rest.into_iter().rev()).collect();
    target.starts_with(folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match File::open(folder)?.sync_all() {
        // Some network and FUSE file systems cannot sync a folder, and keep names at once.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn an_export_that_is_given_up_leaves_nothing_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        write_atomically(&target, b"old").unwrap();
        let mut export = Export::begin(&target).unwrap();
        export.write_all(b"half").unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(export);
        assert_eq!(names(folder.path()), ["out.csv"]);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        write_atomically(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn what_lies_in_a_folder_is_known_before_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path().join("seeds");
        fs::create_dir(&seeds).unwrap();
        for name in ["seeds", "seeds/new/out.csv", "other/../seeds/out.csv", "seeds/../seeds/x"] {
            fs::create_dir_all(folder.path().join("other")).unwrap();
            assert!(lies_within(&folder.path().join(name), &seeds), "{name}");
        }
        for name in ["out.csv", "seeds.csv", "seeds/../out.csv"] {
            assert!(!lies_within(&folder.path().join(name), &seeds), "{name}");
        }
    }

    #[test]
    fn a_folder_or_a_missing_folder_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write_atomically(folder.path(), b"x").is_err());
        assert!(write_atomically(&folder.path().join("absent/out.csv"), b"x").is_err());
        assert!(names(folder.path()).is_empty());
    }
}
