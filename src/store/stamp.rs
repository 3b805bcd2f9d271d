//! Whether a file is still the one that was read, told without reading it.
//!
//! Owns: which of the system's notes on a file are compared. Never: opens a file.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Longer than a tick of any file system's clock.
pub const TICK: Duration = Duration::from_millis(2100);

/// Length, times and identity of a file at one moment. Taken before the file is read, so that what is written while it
/// is read shows later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    /// When bytes, name or rights changed, to the nanosecond: a copy that keeps the time of its original shows here.
    changed: (i64, i64),
    /// Another file renamed into its place has another.
    identity: (u64, u64),
}

impl Stamp {
    /// The stamp of the file at this path, links followed; none where there is none, or none that can be asked.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|about| Self::from(&about))
    }

    /// Whether the file was written so short a time ago that a second change could leave no trace in its times. A stamp
    /// like that is to be taken again after [`TICK`].
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        let since = |at| SystemTime::now().duration_since(at).unwrap_or_default();
        self.modified.is_none_or(|at| since(at) < self.tick())
    }

    /// Where times are whole seconds, the clock may tick every other second; elsewhere many times a second.
    fn tick(&self) -> Duration {
        let nanos =
            |at: SystemTime| at.duration_since(SystemTime::UNIX_EPOCH).map(|d| d.subsec_nanos());
        let whole = self.modified.is_some_and(|at| nanos(at).is_ok_and(|nanos| nanos == 0));
        if whole { TICK } else { Duration::from_millis(50) }
    }
}

impl From<&Metadata> for Stamp {
    #[cfg(unix)]
    fn from(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            len: about.len(),
            modified: about.modified().ok(),
            changed: (about.ctime(), about.ctime_nsec()),
            identity: (about.dev(), about.ino()),
        }
    }

    #[cfg(not(unix))]
    fn from(about: &Metadata) -> Self {
        let modified = about.modified().ok();
        Self { len: about.len(), modified, changed: (0, 0), identity: (0, 0) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;

    #[test]
    fn every_way_to_change_a_file_shows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        let write = |path: &Path, text: &str| {
            fs::write(path, text).unwrap();
            fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
        };
        write(&path, "1,050 people");
        let stamp = Stamp::of(&path).unwrap();
        assert!(!stamp.is_fresh());
        assert_eq!(Stamp::of(&path), Some(stamp));
        assert_eq!(Stamp::of(&folder.path().join("b.txt")), None);
        // Of the same length and time, in its place.
        let beside = folder.path().join("b.txt");
        write(&beside, "2,050 people");
        fs::rename(&beside, &path).unwrap();
        assert_ne!(Stamp::of(&path), Some(stamp));
        fs::write(&path, "longer than before").unwrap();
        assert!(Stamp::of(&path).unwrap().is_fresh());
    }
}
