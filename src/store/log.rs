//! The history log as text: lines with sequence number, length and checksum, and what each holds.
//!
//! Owns: `seq len crc32 payload\n`, what a torn or damaged log is, and what of it can be restored. Never: touches disk.
//!
//! A line that was written together with the one before it, in one sync, starts with `+`. So a hole that a power
//! cut leaves among lines that were never acknowledged is told from damage among lines that were.

use super::format::TransactionRecord;
use serde::{Deserialize, Serialize};

/// The format of a log that begins: the lowest. `Began` says the format of the lines behind it, [`LogRecord::Format`]
/// changes it. In format 2 an edit names what it is of by kind, and there are `Shared` lines.
pub const FIRST_FORMAT: u32 = 1;
/// The newest format of a line that this version reads and writes.
pub const LOG_FORMAT: u32 = 2;

/// What one line holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum LogRecord {
    /// The first line; and the first behind a place where lines are missing, which was told when it was written.
    Began {
        /// The log's format number.
        format: u32,
        /// Whose log it is.
        installation: String,
        /// When: UTC, RFC 3339.
        at: String,
    },
    /// The format of the lines behind this one.
    Format(u32),
    /// A file that all annotators share (`project.ron`) was written.
    Shared {
        /// Its path below the annotations folder.
        file: String,
        /// The text that it replaced; none where there was no such file.
        before: Option<String>,
        /// Its text now; none where it was removed.
        after: Option<String>,
    },
    /// What a file held when this log began.
    Snapshot {
        /// The article.
        file: String,
        /// SHA-256 of the annotation file, lower-case hex.
        sha256: String,
        /// From nothing to what it held.
        transaction: TransactionRecord,
    },
    /// Something the analyst did.
    Act(TransactionRecord),
    /// A line taken back.
    Undo {
        /// The sequence number of an `Act` or `External`.
        of: u64,
        /// When: UTC, RFC 3339.
        at: String,
    },
    /// A line done again.
    Redo {
        /// The sequence number of an `Act` or `External`.
        of: u64,
        /// When: UTC, RFC 3339.
        at: String,
    },
    /// What someone changed in a file.
    External {
        /// The article.
        file: String,
        /// SHA-256 of the annotation file that was found; none where it was deleted.
        sha256: Option<String>,
        /// From what this log says to what the file held.
        transaction: TransactionRecord,
    },
    /// An article has another name now; what stands above speaks of it by the old one.
    Renamed {
        /// The old name.
        from: String,
        /// The new one.
        to: String,
    },
    /// A rendering is on the disk beside the file that it will replace.
    Rendered {
        /// The article.
        file: String,
        /// The last line that it contains.
        seq: u64,
        /// SHA-256 of the rendering, lower-case hex.
        sha256: String,
    },
    /// The rendering took the file's place.
    Replaced {
        /// The article.
        file: String,
        /// The last line that it contains.
        seq: u64,
    },
}

/// One good line.
#[derive(Clone, PartialEq, Debug)]
pub struct LogLine {
    /// Its number.
    pub seq: u64,
    /// What it holds.
    pub record: LogRecord,
}

/// What the bytes after the good lines are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogEnd {
    /// There are none.
    Whole,
    /// Something that was never acknowledged: it is cut off before the next line is written.
    Torn,
    /// Lines that had been acknowledged cannot be read, though others behind them can.
    Damaged {
        /// The first such line, from 1.
        line: usize,
    },
    /// A good line says something that this version does not know.
    Newer {
        /// Which line, from 1.
        line: usize,
    },
}

/// What is wrong with a log whose lines can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogFault {
    /// A byte-order mark stands before it, its line ends are CRLF (git), or its lines are doubled or out of order. All of
    /// it can be restored: [`LogText::restored`].
    Altered(&'static str),
    /// Numbers are missing before this line.
    Missing {
        /// Which line, from 1.
        line: usize,
        /// The numbers that are missing, the first and the last.
        numbers: (u64, u64),
    },
    /// The first line is not there.
    NoBeginning,
}

/// A log that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct LogText {
    /// The good lines before the first bad one.
    pub lines: Vec<LogLine>,
    /// Bytes of these.
    pub good_len: u64,
    /// What follows.
    pub end: LogEnd,
    /// Where it is damage: the good lines behind it.
    pub behind: Vec<LogLine>,
    /// What is wrong with the good lines, and was not told yet when lines were added to them.
    pub faults: Vec<LogFault>,
    /// The good lines as they were written, where the bytes were altered.
    pub restored: Option<Vec<u8>>,
    /// The format of the line that comes next.
    pub format: u32,
}

/// One line of the log. `joined`: the line before it may not be on the disk yet.
#[must_use]
pub fn render_line(seq: u64, payload: &str, joined: bool) -> String {
    let plus = if joined { "+" } else { "" };
    let sum = checksum(plus, seq, payload);
    format!("{plus}{seq} {} {sum:08x} {payload}\n", payload.len())
}

/// The payload of a line.
///
/// # Errors
/// Only if the serializer refuses, which no record of ours makes it do.
pub fn render_record(record: &LogRecord) -> Result<String, String> {
    // JSON escapes every line end inside a string, so this is one line.
    serde_json::to_string(record).map_err(|error| error.to_string())
}

fn checksum(plus: &str, seq: u64, payload: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(format!("{plus}{seq} ").as_bytes());
    hasher.update(payload.as_bytes());
    hasher.finalize()
}

#[derive(Clone, Copy)]
struct RawLine<'a> {
    /// As it was written, without its end.
    text: &'a str,
    joined: bool,
    seq: u64,
    payload: &'a str,
}

/// A line without its end; none where anything about it is wrong.
fn raw_line(bytes: &[u8]) -> Option<RawLine<'_>> {
    // A payload never ends in a raw carriage return: it is part of the line's end then.
    let text = std::str::from_utf8(bytes.strip_suffix(b"\r").unwrap_or(bytes)).ok()?;
    let mut parts = text.splitn(4, ' ');
    let (seq, len, sum) = (parts.next()?, parts.next()?, parts.next()?);
    let payload = parts.next()?;
    let (plus, number) = match seq.strip_prefix('+') {
        Some(number) => ("+", number),
        None => ("", seq),
    };
    let seq: u64 = number.parse().ok()?;
    let good = len.parse() == Ok(payload.len())
        && u32::from_str_radix(sum, 16) == Ok(checksum(plus, seq, payload));
    good.then_some(RawLine { text, joined: !plus.is_empty(), seq, payload })
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The lines before the first bad one.
struct Good<'a> {
    lines: Vec<RawLine<'a>>,
    /// Bytes of these, mark and line ends included.
    len: usize,
    altered: Option<&'static str>,
}

fn good_lines(bytes: &[u8]) -> Good<'_> {
    let mut rest = bytes;
    let mut altered = None;
    if let Some(behind) = rest.strip_prefix(MARK) {
        altered = Some("a byte-order mark stands before it");
        rest = behind;
    }
    let mut lines = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let Some(line) = rest.get(..end) else { break };
        let Some(raw) = raw_line(line) else { break };
        if raw.text.len() < end {
            altered = Some("its line ends were changed to CRLF (by git?)");
        }
        lines.push(raw);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    Good { lines, len: bytes.len() - rest.len(), altered }
}

impl Good<'_> {
    /// Brings lines that were doubled or swapped back into their order. Two that share a number and differ stay: the
    /// numbers do not grow there.
    fn order(&mut self) {
        if self.lines.is_sorted_by(|a, b| a.seq < b.seq) {
            return;
        }
        let mut lines = self.lines.clone();
        lines.sort_by_key(|line| line.seq);
        lines.dedup_by(|a, b| a.seq == b.seq && a.text == b.text);
        if lines.is_sorted_by(|a, b| a.seq < b.seq) {
            self.lines = lines;
            self.altered = Some("its lines were doubled or out of order");
        }
    }

    fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        for line in &self.lines {
            text.extend_from_slice(line.text.as_bytes());
            text.push(b'\n');
        }
        text
    }
}

/// Reads a log as far as it is good, and says what follows and what is wrong.
#[must_use]
pub fn parse_log(bytes: &[u8]) -> LogText {
    let mut good = good_lines(bytes);
    let rest = bytes.get(good.len..).unwrap_or_default();
    good.order();
    let mut log = LogText {
        lines: Vec::with_capacity(good.lines.len()),
        good_len: 0,
        end: LogEnd::Whole,
        behind: Vec::new(),
        faults: Vec::new(),
        restored: None,
        format: FIRST_FORMAT,
    };
    let mut last = 0;
    for (at, raw) in good.lines.iter().enumerate() {
        let line = at + 1;
        if raw.seq <= last {
            log.end = LogEnd::Damaged { line };
            log.behind = records(good.lines.get(at..).unwrap_or_default().iter().copied(), last);
            return log;
        }
        let record = match serde_json::from_str::<LogRecord>(raw.payload) {
            Ok(record) if record.format().is_none_or(|format| format <= LOG_FORMAT) => record,
            _ => {
                log.end = LogEnd::Newer { line };
                return log;
            }
        };
        log.take(line, raw.seq, last, record);
        log.good_len += raw.text.len() as u64 + 1;
        last = raw.seq;
    }
    if let Some(how) = good.altered {
        log.faults.push(LogFault::Altered(how));
        log.restored = Some(good.text());
    }
    log.good_len = good.len as u64;
    if acknowledged_behind(rest) {
        log.end = LogEnd::Damaged { line: good.lines.len() + 1 };
        log.behind = records(rest.split(|byte| *byte == b'\n').filter_map(raw_line), last);
    } else if !rest.is_empty() {
        log.end = LogEnd::Torn;
    }
    log
}

impl LogRecord {
    /// The format that it says the lines behind it have.
    const fn format(&self) -> Option<u32> {
        match self {
            Self::Began { format, .. } | Self::Format(format) => Some(*format),
            _ => None,
        }
    }
}

impl LogText {
    /// Whether lines can be added to it.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        matches!(self.end, LogEnd::Whole | LogEnd::Torn) && !self.lines.is_empty()
    }

    /// The number of its last good line; 0 where there is none.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.lines.last().map_or(0, |line| line.seq)
    }

    /// Whose it says it is.
    #[must_use]
    pub fn installation(&self) -> Option<&str> {
        self.lines.iter().find_map(|line| match &line.record {
            LogRecord::Began { installation, .. } => Some(installation.as_str()),
            _ => None,
        })
    }

    fn take(&mut self, line: usize, seq: u64, last: u64, record: LogRecord) {
        let begins = matches!(record, LogRecord::Began { .. });
        if begins {
            // What was missing before it was told when it was written.
            self.faults.clear();
        } else if line == 1 {
            self.faults.push(LogFault::NoBeginning);
        } else if seq > last + 1 {
            self.faults.push(LogFault::Missing { line, numbers: (last + 1, seq - 1) });
        }
        if let Some(format) = record.format() {
            self.format = format;
        }
        self.lines.push(LogLine { seq, record });
    }
}

/// What good lines behind damage hold, in growing order from `last`.
fn records<'a>(lines: impl Iterator<Item = RawLine<'a>>, mut last: u64) -> Vec<LogLine> {
    let mut found = Vec::new();
    for raw in lines {
        if let Ok(record) = serde_json::from_str(raw.payload)
            && raw.seq > last
        {
            last = raw.seq;
            found.push(LogLine { seq: raw.seq, record });
        }
    }
    found
}

/// Whether behind a bad line there is a good one that was only written after the bad one had been synced.
fn acknowledged_behind(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    lines.next();
    lines.any(|line| raw_line(line).is_some_and(|raw| !raw.joined))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn line(seq: u64, joined: bool) -> String {
        let record = LogRecord::Undo { of: seq, at: "2026-11-22T09:14:03Z".to_owned() };
        render_line(seq, &render_record(&record).unwrap(), joined)
    }

    fn read(text: &str) -> (Vec<u64>, LogEnd) {
        let log = parse_log(text.as_bytes());
        let good: usize = text.split_inclusive('\n').take(log.lines.len()).map(str::len).sum();
        assert_eq!(log.good_len, good as u64);
        (log.lines.iter().map(|line| line.seq).collect(), log.end)
    }

    fn began(seq: u64, format: u32) -> String {
        let (installation, at) = ("one".to_owned(), "2026-11-22T09:14:03Z".to_owned());
        let record = LogRecord::Began { format, installation, at };
        render_line(seq, &render_record(&record).unwrap(), false)
    }

    #[test]
    fn what_was_written_is_read() {
        let text = line(1, false) + &line(2, true) + &line(7, false);
        assert_eq!(read(&text), (vec![1, 2, 7], LogEnd::Whole));
    }

    #[test]
    fn a_torn_last_line_is_cut_wherever_it_tore() {
        let good = line(1, false);
        let last = line(2, false);
        for cut in 1..last.len() {
            let text = good.clone() + last.get(..cut).unwrap();
            assert_eq!(read(&text), (vec![1], LogEnd::Torn), "cut at {cut}");
        }
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let text = line(1, false) + &line(2, false) + &line(3, false);
        for at in 0..text.len() - 1 {
            let mut bytes = text.clone().into_bytes();
            *bytes.get_mut(at).unwrap() ^= 1;
            let log = parse_log(&bytes);
            assert!(log.end != LogEnd::Whole, "byte {at}");
            assert!(log.lines.iter().zip(1..).all(|(line, seq)| line.seq == seq), "byte {at}");
        }
    }

    #[test]
    fn a_hole_among_lines_of_one_sync_is_torn_and_one_among_synced_lines_is_damage() {
        let hole = "\0".repeat(40) + "\n";
        let torn = line(1, false) + &hole + &line(3, true);
        assert_eq!(read(&torn), (vec![1], LogEnd::Torn));
        let damaged = line(1, false) + &hole + &line(3, true) + &line(4, false);
        assert_eq!(read(&damaged), (vec![1], LogEnd::Damaged { line: 2 }));
    }

    #[test]
    fn two_lines_of_one_number_that_differ_are_damage() {
        let other = render_record(&LogRecord::Format(1)).unwrap();
        let text = line(2, false) + &render_line(2, &other, false) + &line(3, false);
        assert_eq!(read(&text), (vec![2], LogEnd::Damaged { line: 2 }));
    }

    #[test]
    fn lines_that_were_altered_without_loss_are_restored() {
        let whole = began(1, 1) + &line(2, false) + &line(3, true) + &line(4, false);
        let lines: Vec<&str> = whole.split_inclusive('\n').collect();
        let crlf = whole.replace('\n', "\r\n");
        let altered = [
            crlf.clone(),
            format!("{}{}", lines[0].replace('\n', "\r\n"), lines[1..].concat()),
            format!("\u{feff}{whole}"),
            format!("\u{feff}{crlf}"),
            [lines[0], lines[2], lines[1], lines[3]].concat(),
            [lines[0], lines[1], lines[1], lines[2], lines[3]].concat(),
            [whole.as_str(), whole.as_str()].concat(),
        ];
        for text in altered {
            let log = parse_log(text.as_bytes());
            assert_eq!(log.lines, parse_log(whole.as_bytes()).lines, "{text}");
            assert_eq!(log.restored.as_deref(), Some(whole.as_bytes()), "{text}");
            assert!(matches!(log.faults[..], [LogFault::Altered(_)]), "{text}");
            assert_eq!((log.end, log.good_len), (LogEnd::Whole, text.len() as u64), "{text}");
        }
        assert_eq!(parse_log(whole.as_bytes()).restored, None);
    }

    #[test]
    fn missing_lines_are_told_until_a_beginning_says_that_they_were() {
        let faults = |text: String| parse_log(text.as_bytes()).faults;
        let missing = |line, numbers| LogFault::Missing { line, numbers };
        assert_eq!(faults(began(7, 1) + &line(8, false)), []);
        assert_eq!(faults(began(1, 1) + &line(4, false)), [missing(2, (2, 3))]);
        let gap = began(1, 1) + &line(2, false) + &line(9, false) + &line(11, false);
        assert_eq!(faults(gap.clone()), [missing(3, (3, 8)), missing(4, (10, 10))]);
        assert_eq!(faults(gap + &began(20, 1) + &line(21, false)), []);
        assert_eq!(faults(line(2, false) + &line(3, false)), [LogFault::NoBeginning]);
    }

    #[test]
    fn the_format_is_that_of_the_last_line_that_says_one() {
        let set = |seq, format| {
            render_line(seq, &render_record(&LogRecord::Format(format)).unwrap(), false)
        };
        let format = |text: String| parse_log(text.as_bytes()).format;
        assert_eq!(format(began(1, 1)), 1);
        assert_eq!(format(began(1, 2)), 2);
        assert_eq!(format(began(1, 1) + &set(2, 2) + &line(3, false)), 2);
        assert_eq!(parse_log((began(1, 1) + &set(2, 3)).as_bytes()).end, LogEnd::Newer { line: 2 });
        assert_eq!(parse_log(began(1, 3).as_bytes()).end, LogEnd::Newer { line: 1 });
    }

    #[test]
    fn a_line_of_a_newer_version_is_told_from_damage() {
        let text = line(1, false) + &render_line(2, "{\"Dreamt\":{}}", false);
        assert_eq!(read(&text), (vec![1], LogEnd::Newer { line: 2 }));
    }
}
