//! The few things that the store asks of a disk, and the real one.
//!
//! Owns: system calls. Never: what is written where, or in which order. The other implementor is the simulated
//! disk of the power-cut tests.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// The largest annotation file, facts file or history that is read, in bytes.
pub const LARGEST: u64 = 1 << 30;
/// The largest of all other files (project, config, lock's owner) that is read, in bytes.
pub const LARGEST_SMALL: u64 = 16 << 20;

static UNLIMITED: AtomicBool = AtomicBool::new(false);

/// From now on files of any size are read: `--any-size` on the command line.
pub fn read_any_size() {
    UNLIMITED.store(true, Ordering::Relaxed);
}

/// Refuses a file of more bytes than this, in words.
pub(super) fn check_size(bytes: u64, largest: u64) -> io::Result<()> {
    if bytes <= largest || UNLIMITED.load(Ordering::Relaxed) {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::FileTooLarge,
        format!(
            "it is too large: {} MB of at most {} MB (the option --any-size reads it all the same)",
            bytes >> 20,
            largest >> 20
        ),
    ))
}

/// A file that is none of ours to be large.
pub(super) fn read_small(disk: &dyn Disk, path: &Path) -> io::Result<Vec<u8>> {
    if let Some(there) = disk.identity(path)? {
        check_size(there.len, LARGEST_SMALL)?;
    }
    disk.read(path)
}

/// Opens a plain file for reading. A pipe, a socket or a device could keep its reader waiting, or growing, for ever.
///
/// # Errors
/// As the system says; in words where it is no plain file.
pub(super) fn open_plain(path: &Path) -> io::Result<File> {
    let plain = |about: fs::Metadata| {
        if about.is_file() {
            Ok(())
        } else if about.is_dir() {
            Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder, not a file"))
        } else {
            let what = "it is a pipe, a socket or a device, not a file";
            Err(io::Error::new(io::ErrorKind::InvalidInput, what))
        }
    };
    plain(fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    // Something else may lie there by now.
    #[cfg(unix)]
    without_waiting(&mut options);
    let file = options.open(path)?;
    plain(file.metadata()?)?;
    Ok(file)
}

#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(flags(rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY));
}

/// Opens no link: what it leads to may be anybody's.
#[cfg(unix)]
fn without_links(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(flags(rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK));
}

#[cfg(unix)]
#[allow(clippy::cast_possible_wrap)] // the type that the system's own constants have
const fn flags(flags: rustix::fs::OFlags) -> i32 {
    flags.bits() as i32
}

#[cfg(not(unix))]
fn without_links(_options: &mut OpenOptions) {}

/// Which file lies at a path, and how long it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    /// The device.
    pub device: u64,
    /// The inode (0 where the system has none).
    pub inode: u64,
    /// Length in bytes.
    pub len: u64,
}

/// One name in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The name alone.
    pub name: OsString,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// How a try to lock ended.
pub enum Locking {
    /// It is ours until this is dropped.
    Held(Box<dyn Held>),
    /// Another instance has it.
    Busy,
    /// The file could be opened, but not locked: locks cannot be relied on here.
    Broken(io::Error),
}

/// A lock that is held; dropping it lets go.
pub trait Held: Send {
    /// The locked file itself, wherever its name points by now.
    ///
    /// # Errors
    /// As the system says.
    fn identity(&self) -> io::Result<Identity>;
}

/// Whether reading failed because something else than a plain file lies there: that does not go away by itself.
pub(super) fn is_no_file(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput)
}

/// An open file that only grows, or is cut.
pub trait AppendFile: Send {
    /// Writes all of it at the end. After an error any part of it may be there.
    ///
    /// # Errors
    /// As the system says: full, gone, read-only.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Brings what was written to the disk itself. After an error nothing is known of what was not yet synced.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file to this many bytes.
    ///
    /// # Errors
    /// As the system says.
    fn truncate(&mut self, len: u64) -> io::Result<()>;
    /// All of it, wherever its name points by now.
    ///
    /// # Errors
    /// As the system says.
    fn read(&mut self) -> io::Result<Vec<u8>>;
    /// The open file itself, wherever its name points by now.
    ///
    /// # Errors
    /// As the system says.
    fn identity(&self) -> io::Result<Identity>;
}

/// What the store needs of a disk. All errors are the system's own.
#[allow(clippy::missing_errors_doc)] // said above, once for all
pub trait Disk: Send + Sync + 'static {
    /// The whole file, links followed. No pipe, socket or device, and nothing above [`LARGEST`].
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Where a link leads; `None` where the path is no link, or nothing is there.
    fn link(&self, _path: &Path) -> io::Result<Option<PathBuf>> {
        Ok(None)
    }
    /// What lies at the path (links followed); `None` where nothing does.
    fn identity(&self, path: &Path) -> io::Result<Option<Identity>>;
    /// The names in a folder, in order of name.
    fn list(&self, path: &Path) -> io::Result<Vec<Entry>>;
    /// Makes one folder. Durable after [`Disk::sync_folder`] of its parent.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Brings a folder's names to the disk itself.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file from nothing (what was there is lost) and brings its bytes, not its name, to the disk.
    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Opens an existing file for growing.
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn AppendFile>>;
    /// Gives a file another name, in place of what has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file another name that nothing has yet: `AlreadyExists` where something has, `Unsupported` where
    /// the system cannot promise that.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Swaps two names at once; `Unsupported` where the system cannot.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Tries to lock a file; makes it first where `create` says so. An error is about opening the file.
    fn lock(&self, path: &Path, create: bool) -> io::Result<Locking>;
}

/// The system's disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

struct RealFile(File);

#[cfg(unix)]
fn identity_of(meta: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity { device: meta.dev(), inode: meta.ino(), len: meta.len() }
}

#[cfg(not(unix))]
fn identity_of(meta: &fs::Metadata) -> Identity {
    Identity { device: 0, inode: 0, len: meta.len() }
}

impl AppendFile for RealFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.0.seek(SeekFrom::Start(0))?;
        self.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn identity(&self) -> io::Result<Identity> {
        Ok(identity_of(&self.0.metadata()?))
    }
}

impl Held for RealFile {
    fn identity(&self) -> io::Result<Identity> {
        Ok(identity_of(&self.0.metadata()?))
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::{CWD, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, from, CWD, to, flags).map_err(|errno| match errno {
        // A file system that does not know the flag says EINVAL, an old kernel ENOSYS.
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        other => other.into(),
    })
}

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = open_plain(path)?;
        let len = file.metadata()?.len();
        check_size(len, LARGEST)?;
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        // It may grow while it is read.
        let limit = if UNLIMITED.load(Ordering::Relaxed) { u64::MAX } else { LARGEST + 1 };
        file.take(limit).read_to_end(&mut bytes)?;
        check_size(bytes.len() as u64, LARGEST)?;
        Ok(bytes)
    }

    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        match fs::symlink_metadata(path) {
            Ok(about) if about.is_symlink() => fs::read_link(path).map(Some),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn identity(&self, path: &Path) -> io::Result<Option<Identity>> {
        match fs::metadata(path) {
            Ok(meta) => Ok(Some(identity_of(&meta))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            // A link to a folder is not followed: it could lead in a circle.
            found.push(Entry { name: entry.file_name(), is_folder: entry.file_type()?.is_dir() });
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some network and FUSE file systems cannot sync a folder, and keep names at once.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            result => result,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        without_links(&mut options);
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn AppendFile>> {
        let mut options = OpenOptions::new();
        options.read(true).append(true);
        without_links(&mut options);
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE)
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn rename_new(&self, _from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        rename_with(a, b, rustix::fs::RenameFlags::EXCHANGE)
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn exchange(&self, _a: &Path, _b: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn lock(&self, path: &Path, create: bool) -> io::Result<Locking> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(create);
        without_links(&mut options);
        let file = match options.open(path) {
            // A folder that cannot be written can still be locked against a writer elsewhere.
            Err(error) if error.kind() != io::ErrorKind::NotFound && !create => {
                let mut options = OpenOptions::new();
                options.read(true);
                without_links(&mut options);
                options.open(path).map_err(|_| error)?
            }
            other => other?,
        };
        match file.try_lock() {
            Ok(()) => Ok(Locking::Held(Box::new(RealFile(file)))),
            Err(fs::TryLockError::WouldBlock) => Ok(Locking::Busy),
            Err(fs::TryLockError::Error(error)) => Ok(Locking::Broken(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_second_lock_of_the_same_file_is_busy_until_the_first_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        assert!(RealDisk.lock(&path, false).is_err(), "absent and not to be made");
        let Locking::Held(held) = RealDisk.lock(&path, true).unwrap() else { panic!("not held") };
        assert!(matches!(RealDisk.lock(&path, true).unwrap(), Locking::Busy));
        drop(held);
        assert!(matches!(RealDisk.lock(&path, false).unwrap(), Locking::Held(_)));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let pipe = path("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo is in every unix");
        std::os::unix::fs::symlink("/dev/zero", path("zero")).unwrap();
        std::os::unix::fs::symlink(&pipe, path("to-pipe")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        for name in ["pipe", "zero", "to-pipe", "socket"] {
            let error = RealDisk.read(&path(name)).unwrap_err();
            assert!(error.to_string().contains("not a file"), "{name}: {error}");
        }
        assert!(RealDisk.read(folder.path()).unwrap_err().to_string().contains("a folder"));
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        let size = |bytes| File::create(&path).unwrap().set_len(bytes).unwrap();
        size(LARGEST_SMALL + 1);
        let error = read_small(&RealDisk, &path).unwrap_err();
        assert!(error.to_string().contains("at most 16 MB"), "{error}");
        size(LARGEST + 1);
        let error = RealDisk.read(&path).unwrap_err();
        assert!(error.to_string().contains("at most 1024 MB"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        RealDisk.write_synced(&target, b"theirs").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(RealDisk.write_synced(&link, b"ours").is_err());
        assert!(RealDisk.open_append(&link).is_err());
        assert!(RealDisk.lock(&link, true).is_err());
        assert_eq!(RealDisk.link(&link).unwrap(), Some(target.clone()));
        assert_eq!(RealDisk.link(&target).unwrap(), None);
        assert_eq!(RealDisk.read(&link).unwrap(), b"theirs");
    }

    #[test]
    fn swapping_and_new_names_never_lose_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        RealDisk.write_synced(&a, b"one").unwrap();
        RealDisk.write_synced(&b, b"two").unwrap();
        match RealDisk.rename_new(&a, &b) {
            Err(error) => assert!(matches!(
                error.kind(),
                io::ErrorKind::AlreadyExists | io::ErrorKind::Unsupported
            )),
            Ok(()) => panic!("took the name of another"),
        }
        match RealDisk.exchange(&a, &b) {
            Ok(()) => assert_eq!(RealDisk.read(&a).unwrap(), b"two"),
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::Unsupported),
        }
    }

    #[test]
    fn an_open_log_knows_when_its_name_points_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        RealDisk.write_synced(&path, b"one\n").unwrap();
        let mut log = RealDisk.open_append(&path).unwrap();
        log.append(b"two\n").unwrap();
        log.sync().unwrap();
        assert_eq!(Some(log.identity().unwrap()), RealDisk.identity(&path).unwrap());
        let other = folder.path().join("other");
        RealDisk.write_synced(&other, b"one\ntwo\n").unwrap();
        RealDisk.rename(&other, &path).unwrap();
        assert_ne!(Some(log.identity().unwrap()), RealDisk.identity(&path).unwrap());
        assert_eq!(log.read().unwrap(), b"one\ntwo\n");
    }
}
