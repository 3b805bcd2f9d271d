//! Which history counts at opening, and what is said of it: the log, or a newer one that lies beside its place.
//!
//! Owns: the search beside the log, the words for what is missing or altered. Never: writes; what the lines mean.

use super::disk::{Disk, Identity, is_no_file};
use super::folders::{FoundFile, Layout, in_words};
use super::log::{LogEnd, LogFault, LogText, parse_log};
use std::io;
use std::path::{Path, PathBuf};

/// The history as it was found.
pub(super) struct FoundLog {
    /// What lies at the log's place; none where nothing does.
    pub(super) identity: Option<Identity>,
    pub(super) text: LogText,
    /// What has to stand at its place before a line is added: restored lines, or those of a log found beside it.
    pub(super) put_back: Option<Vec<u8>>,
    /// Where the lines that count lie, if not at the log's place.
    pub(super) beside: Option<PathBuf>,
    /// In words for the analyst.
    pub(super) notices: Vec<String>,
    /// Why nothing can be written as long as this is so.
    pub(super) read_only: Option<String>,
    /// Whether its next line has to say that lines are missing before it.
    pub(super) incomplete: bool,
    /// Something else than a file lies in its place.
    unreadable: bool,
}

/// The highest number that an annotation file carries of this installation's history, and which file that is.
pub(super) fn highest_in_files<'a>(
    files: &'a [FoundFile],
    installation: &str,
) -> Option<(u64, &'a Path)> {
    let of_files = files.iter().filter_map(|file| {
        let history = file.content.as_ref().ok()?.history();
        (history.id == installation).then_some((history.seq, file.path.as_path()))
    });
    of_files.max_by_key(|(seq, _)| *seq).filter(|(seq, _)| *seq > 0)
}

/// Reads the log. `highest`: what the files say was written. `writes`: nobody else is writing to it now.
pub(super) fn find_log(
    disk: &dyn Disk,
    layout: &Layout,
    installation: &str,
    highest: Option<(u64, &Path)>,
    writes: bool,
) -> FoundLog {
    let path = layout.log();
    let mut found = FoundLog {
        identity: None,
        text: parse_log(b""),
        put_back: None,
        beside: None,
        notices: Vec::new(),
        read_only: None,
        incomplete: false,
        unreadable: false,
    };
    match read(disk, &path) {
        Ok(None) => {}
        Ok(Some((identity, bytes))) => {
            // As long as it was when it was read: another instance may be writing to it.
            found.identity = Some(Identity { len: bytes.len() as u64, ..identity });
            found.text = parse_log(&bytes);
        }
        Err(error) if is_no_file(&error) => {
            found.identity = disk.identity(&path).ok().flatten();
            found.unreadable = true;
            found.notices.push(format!(
                "The history {} cannot be read: {}. It is kept aside when the next act is written.",
                path.display(),
                in_words(&error)
            ));
        }
        Err(error) => {
            found.identity = disk.identity(&path).ok().flatten();
            let why = in_words(&error);
            found.read_only =
                Some(format!("The history {} cannot be read: {why}.", path.display()));
            return found;
        }
    }
    let wanted = highest.map_or(0, |(seq, _)| seq);
    let missing = !found.text.is_usable() && !matches!(found.text.end, LogEnd::Newer { .. });
    if (missing || found.text.last_seq() < wanted)
        && let Some((aside, text, bytes)) = best_beside(disk, layout, installation)
        && text.last_seq() >= wanted.max(found.text.last_seq() + 1)
    {
        found.notices.push(format!(
            "The history was {}; the newer one beside its place, {}, is used.",
            if found.identity.is_some() { "an older or a damaged one" } else { "not in its place" },
            aside.display()
        ));
        found.put_back = Some(text.restored.clone().unwrap_or_else(|| whole_lines(&text, bytes)));
        found.text = text;
        found.beside = Some(aside);
        return found;
    }
    if found.text.is_usable() {
        found.put_back.clone_from(&found.text.restored);
    }
    if found.text.installation().is_some_and(|of| of != installation) {
        // Its acts are not lost: what fits of them is taken over, like that of a damaged one.
        found.text.behind = std::mem::take(&mut found.text.lines);
        found.text.end = LogEnd::Damaged { line: 1 };
        found.put_back = None;
        found.notices.push(
            "The history was written by another installation. What the annotation files hold counts, with its acts that \
             fit; it is kept aside when the next act is written."
                .to_owned(),
        );
        return found;
    }
    found.say(writes, highest);
    found
}

fn read(disk: &dyn Disk, path: &Path) -> io::Result<Option<(Identity, Vec<u8>)>> {
    let gone = |error: &io::Error| {
        matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
    };
    match disk.identity(path).and_then(|there| Ok(there.zip(Some(disk.read(path)?)))) {
        Err(error) if gone(&error) => Ok(None),
        other => other,
    }
}

/// The lines that count, without a torn end.
fn whole_lines(text: &LogText, mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(usize::try_from(text.good_len).unwrap_or(usize::MAX));
    bytes
}

/// Of the logs that lie beside the log's place (one that was being put back when the power went, one that was set aside),
/// the one with the most lines of this installation.
fn best_beside(
    disk: &dyn Disk,
    layout: &Layout,
    installation: &str,
) -> Option<(PathBuf, LogText, Vec<u8>)> {
    let log = layout.log();
    let name = log.file_name()?.to_str()?;
    let entries = disk.list(&layout.history()).ok()?;
    let beside = entries.into_iter().filter(|entry| {
        let entry = entry.name.to_str().unwrap_or_default();
        entry != name && entry.contains(name)
    });
    let logs = beside.filter_map(|entry| {
        let path = layout.history().join(entry.name);
        let bytes = disk.read(&path).ok()?;
        let text = parse_log(&bytes);
        let ours = text.is_usable() && text.installation() == Some(installation);
        ours.then_some((path, text, bytes))
    });
    logs.max_by_key(|(_, text, _)| text.last_seq())
}

impl FoundLog {
    /// Says what is wrong with the log that counts.
    fn say(&mut self, writes: bool, highest: Option<(u64, &Path)>) {
        let text = &self.text;
        match text.end {
            LogEnd::Whole => {}
            // A writer elsewhere may be in the middle of a line.
            LogEnd::Torn if !writes || text.lines.is_empty() => {}
            LogEnd::Torn => self.notices.push(
                "The last act was cut off while it was written. What was called saved is all there."
                    .to_owned(),
            ),
            LogEnd::Damaged { line } => self.notices.push(format!(
                "The history is damaged at line {line}. What the annotation files hold counts, with the acts after \
                 them that can be read; the damaged history is kept aside when the next act is written."
            )),
            LogEnd::Newer { line } => {
                self.read_only = Some(format!(
                    "The history was written by a newer version of Attest (line {line})."
                ));
            }
        }
        for fault in &text.faults {
            self.incomplete |= !matches!(fault, LogFault::Altered(_));
            self.notices.push(format!("The history was changed by someone else: {fault}."));
        }
        let Some((seq, file)) = highest.filter(|(seq, _)| *seq > text.last_seq()) else { return };
        // A damaged one was told already, and so was one that cannot be read.
        if matches!(text.end, LogEnd::Damaged { .. } | LogEnd::Newer { .. }) {
            return;
        }
        let of = file.display();
        let lines = format!("though {of} says that it had {seq} lines");
        let said = match (text.lines.is_empty(), self.identity.map(|there| there.len)) {
            (true, _) if self.unreadable => return,
            (true, Some(0)) => format!("The history is empty, {lines}"),
            (true, Some(_)) => {
                format!("The history is damaged: no line of it can be read, {lines}")
            }
            (true, None) => format!("The history is not there, {lines}"),
            (false, _) => format!(
                "The history ends at line {}, though {of} says that it had {seq}: an older copy of it, or a file of another \
                 folder",
                text.last_seq()
            ),
        };
        self.notices.push(format!(
            "{said}. What the annotation files hold counts; what was done in the missing lines cannot be undone."
        ));
        self.incomplete |= !text.lines.is_empty();
    }
}

impl std::fmt::Display for LogFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Altered(how) => write!(f, "{how}. It is read as it was written, and put right with the next act"),
            Self::Missing { line, numbers: (first, last) } if first == last => write!(
                f,
                "line number {first} is missing before line {line}. What the annotation files hold counts; that step cannot \
                 be undone"
            ),
            Self::Missing { line, numbers: (first, last) } => write!(
                f,
                "the lines numbered {first} to {last} are missing before line {line}. What the annotation files hold counts; \
                 these steps cannot be undone"
            ),
            Self::NoBeginning => f.write_str(
                "its first lines are missing. What the annotation files hold counts; these steps cannot be undone",
            ),
        }
    }
}
