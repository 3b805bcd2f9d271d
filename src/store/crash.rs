//! Reports of errors in the program itself, in the config folder: what broke off, where, and the way there.
//!
//! Owns: what a report holds (never words of an article), how many are kept, which the analyst was told of. Never: catches
//! a panic (`model::held`); decides what goes on.

use super::config::Config;
use crate::model::is_held;
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Reports kept in the folder; the oldest go.
const MOST: usize = 5;
/// Bytes of a report that are read at most.
const LONGEST: u64 = 256 * 1024;
/// The name of a report that the analyst has not been told of begins with this: the window broke off.
const CRASH: &str = "crash-";
/// Of any other: what was held, or told of already.
const REPORT: &str = "report-";

/// The window broke off, the last time or before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CrashReport {
    /// When: UTC, RFC 3339; empty where the report does not say.
    pub at: String,
    /// Where the report is.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

/// From now on every panic leaves a report in the config folder, and one line goes to `tell`; what the panic says is in
/// neither, where it could hold words of an article. `doing` is what the program was started for ("the window").
///
/// A panic that is held is reported once for each place in the source, and at most five times: what cannot be drawn is
/// tried in each frame.
pub fn report_panics(config: Option<Config>, doing: &'static str, tell: fn(&str)) {
    let seen: Mutex<Vec<String>> = Mutex::new(Vec::new());
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        if is_held() {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            if seen.len() >= MOST || seen.contains(&place) {
                return;
            }
            seen.push(place.clone());
        }
        let report = report(info, &place, doing);
        let written = config.as_ref().map(|config| write(config.folder(), kind(doing), &report));
        let mut line = match is_held() {
            true => format!("attest: an error in Attest at {place}; the rest goes on."),
            false => format!("attest: broken off by an error in Attest at {place}."),
        };
        match written {
            Some(Ok(path)) => _ = write!(line, " Report: {}", path.display()),
            Some(Err(error)) => _ = write!(line, " The report could not be written: {error}"),
            None => {}
        }
        tell(&line);
    }));
}

/// What the program was started for where that is the window.
pub const WINDOW: &str = "the window";

/// Only the window's end is told of at its next start: a command says it at once, and other threads end by themselves.
fn kind(doing: &str) -> &'static str {
    let ends = !is_held() && std::thread::current().name() == Some("main");
    if ends && doing == WINDOW { CRASH } else { REPORT }
}

fn report(info: &PanicHookInfo<'_>, place: &str, doing: &str) -> String {
    let what = if is_held() { "held, the program went on" } else { "broken off" };
    format!(
        "Attest {} · an error in the program ({what})\n\
         This report holds no words of an article.\n\n\
         when: {}\nsystem: {} {}\ndoing: {doing}\nthread: {}\nplace: {place}\nwhat: {}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        now("%Y-%m-%dT%H:%M:%SZ"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        std::thread::current().name().unwrap_or("without a name"),
        message(info),
        Backtrace::force_capture(),
    )
}

/// Messages of the standard library that hold nothing but numbers; these stand for `#`.
const OF_NUMBERS: [&str; 4] = [
    "index out of bounds: the len is # but the index is #",
    "range start index # out of range for slice of length #",
    "range end index # out of range for slice of length #",
    "slice index starts at # but ends at #",
];

/// The panic's own words, where they are fixed in the source or hold only numbers. Others may quote an article: a text
/// that is cut inside of a character is printed by the standard library.
fn message(info: &PanicHookInfo<'_>) -> String {
    if let Some(fixed) = info.payload().downcast_ref::<&'static str>() {
        return (*fixed).to_owned();
    }
    let made = info.payload().downcast_ref::<String>();
    let of_numbers = made.filter(|made| {
        let mut bare = String::new();
        for c in made.chars() {
            match c.is_ascii_digit() {
                true if bare.ends_with('#') => {}
                true => bare.push('#'),
                false => bare.push(c),
            }
        }
        OF_NUMBERS.contains(&bare.as_str())
    });
    of_numbers.cloned().unwrap_or_else(|| "(left out: it may hold words of an article)".to_owned())
}

fn now(form: &str) -> String {
    jiff::Timestamp::now().strftime(form).to_string()
}

/// Writes a report under a name of its own; the oldest make room for it.
fn write(folder: &Path, kind: &str, report: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let mut kept = kept(folder);
    // Reports that nobody was told of yet stay longest.
    kept.sort_by_key(|path| (is_untold(path), path.clone()));
    for path in kept.iter().take((kept.len() + 1).saturating_sub(MOST)) {
        fs::remove_file(path)?;
    }
    let (path, mut file) = new_file(folder, kind, &now("%Y-%m-%dT%H-%M-%SZ"))?;
    file.write_all(report.as_bytes())?;
    file.sync_all()?;
    Ok(path)
}

/// The name of a report; the first of a second has no number.
fn numbered(kind: &str, at: &str, number: usize) -> String {
    match number {
        1 => format!("{kind}{at}.txt"),
        _ => format!("{kind}{at}-{number}.txt"),
    }
}

/// A file that nothing had the name of; reports of one second are numbered.
fn new_file(folder: &Path, kind: &str, at: &str) -> io::Result<(PathBuf, File)> {
    for number in 1..100 {
        let path = folder.join(numbered(kind, at, number));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (path, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The reports in the folder.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = names.map(|entry| entry.path());
    paths
        .filter(|path| name(path).ends_with(".txt") && (is_untold(path) || is_told(path)))
        .collect()
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(std::ffi::OsStr::to_str).unwrap_or_default()
}

fn is_untold(path: &Path) -> bool {
    name(path).starts_with(CRASH)
}

fn is_told(path: &Path) -> bool {
    name(path).starts_with(REPORT)
}

impl Config {
    /// The report of the last time that the window broke off, which the analyst was not told of yet; given once. Where its
    /// name cannot be changed, it is given again.
    #[must_use]
    pub fn take_crash(&self) -> Option<CrashReport> {
        let mut crashes = kept(self.folder());
        crashes.retain(|path| is_untold(path));
        crashes.sort();
        let paths: Vec<PathBuf> = crashes.into_iter().map(told).collect();
        let path = paths.into_iter().next_back()?;
        let text = read(&path).unwrap_or_else(|error| format!("It cannot be read: {error}"));
        let at = text.lines().find_map(|line| line.strip_prefix("when: ")).unwrap_or_default();
        Some(CrashReport { at: at.to_owned(), path, text })
    }
}

/// Gives a report the name of those that were told of.
fn told(path: PathBuf) -> PathBuf {
    let rest = name(&path).strip_prefix(CRASH).and_then(|rest| rest.strip_suffix(".txt"));
    let names = (1..100).map(|number| numbered(REPORT, rest.unwrap_or_default(), number));
    let mut paths = names.map(|name| path.with_file_name(name));
    // Another report of the same second is not to be lost for it.
    let free = paths.find(|new| fs::symlink_metadata(new).is_err());
    match free {
        Some(new) if fs::rename(&path, &new).is_ok() => new,
        _ => path,
    }
}

/// The beginning of a plain file.
fn read(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("this is no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn folder() -> (tempfile::TempDir, Config) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::at(folder.path().join("attest"));
        (folder, config)
    }

    #[test]
    fn the_oldest_reports_make_room_and_untold_crashes_stay_longest() {
        let (_folder, config) = folder();
        for at in 0..4 {
            write(config.folder(), CRASH, &format!("crash {at}")).unwrap();
        }
        for at in 0..8 {
            write(config.folder(), REPORT, &format!("held {at}")).unwrap();
        }
        let texts: Vec<String> =
            kept(config.folder()).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        assert_eq!(texts.len(), MOST);
        assert_eq!(texts.iter().filter(|text| text.starts_with("crash")).count(), 4);
    }

    #[test]
    fn a_crash_is_given_once_and_its_report_stays() {
        let (_folder, config) = folder();
        assert_eq!(config.take_crash(), None);
        write(config.folder(), REPORT, "when: 2026-11-22T09:00:00Z\n").unwrap();
        assert_eq!(config.take_crash(), None, "what was held is no crash");
        write(config.folder(), CRASH, "Attest\nwhen: 2026-11-22T09:14:03Z\n").unwrap();
        let crash = config.take_crash().unwrap();
        assert_eq!(crash.at, "2026-11-22T09:14:03Z");
        assert_eq!(fs::read_to_string(&crash.path).unwrap(), crash.text);
        assert_eq!(config.take_crash(), None);
    }

    #[test]
    fn what_is_no_report_is_told_as_it_is() {
        let (_folder, config) = folder();
        fs::create_dir_all(config.folder().join("crash-2026.txt")).unwrap();
        let crash = config.take_crash().unwrap();
        assert!(crash.text.contains("cannot be read"), "{}", crash.text);
        assert_eq!(crash.at, "");
    }
}
