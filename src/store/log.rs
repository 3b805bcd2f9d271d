//! The history log as text: lines with sequence number, length and checksum, and what each holds.
//!
//! Owns: `seq len crc32 payload\n`, and what a torn or damaged log is. Never: touches disk.
//!
//! A line that was written together with the one before it, in one sync, starts with `+`. So a hole that a power
//! cut leaves among lines that were never acknowledged is told from damage among lines that were.

use super::format::TransactionRecord;
use serde::{Deserialize, Serialize};

/// The log's own format number.
pub const LOG_FORMAT: u32 = 1;

/// What one line holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum LogRecord {
    /// The first line.
    Began {
        /// The log's format number.
        format: u32,
        /// Whose log it is.
        installation: String,
        /// When: UTC, RFC 3339.
        at: String,
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

struct RawLine<'a> {
    joined: bool,
    seq: u64,
    payload: &'a str,
}

/// A line without its end; none where anything about it is wrong.
fn raw_line(bytes: &[u8]) -> Option<RawLine<'_>> {
    let text = std::str::from_utf8(bytes).ok()?;
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
    good.then_some(RawLine { joined: !plus.is_empty(), seq, payload })
}

/// Reads a log as far as it is good, and says what follows.
#[must_use]
pub fn parse_log(bytes: &[u8]) -> LogText {
    let mut lines: Vec<LogLine> = Vec::new();
    let mut good_len = 0;
    let mut rest = bytes;
    while !rest.is_empty() {
        let number = lines.len() + 1;
        let end = memchr::memchr(b'\n', rest);
        let raw = end.and_then(|end| raw_line(rest.get(..end)?));
        let last = lines.last().map_or(0, |line| line.seq);
        let (Some(end), Some(raw)) = (end, raw.filter(|raw| raw.seq > last)) else {
            let end = if acknowledged_behind(rest) {
                LogEnd::Damaged { line: number }
            } else {
                LogEnd::Torn
            };
            let damaged = matches!(end, LogEnd::Damaged { .. });
            let behind = if damaged { good_lines(rest, last) } else { Vec::new() };
            return LogText { lines, good_len, end, behind };
        };
        match serde_json::from_str::<LogRecord>(raw.payload) {
            Ok(LogRecord::Began { format, .. }) if format > LOG_FORMAT => {
                return LogText::newer(lines, good_len, number);
            }
            Ok(record) => lines.push(LogLine { seq: raw.seq, record }),
            Err(_) => return LogText::newer(lines, good_len, number),
        }
        good_len += end as u64 + 1;
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    LogText { lines, good_len, end: LogEnd::Whole, behind: Vec::new() }
}

impl LogText {
    const fn newer(lines: Vec<LogLine>, good_len: u64, line: usize) -> Self {
        Self { lines, good_len, end: LogEnd::Newer { line }, behind: Vec::new() }
    }
}

/// The lines behind damage that can be read, in growing order from `last`.
fn good_lines(bytes: &[u8], mut last: u64) -> Vec<LogLine> {
    let mut found = Vec::new();
    for raw in bytes.split(|byte| *byte == b'\n').filter_map(raw_line) {
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
    fn numbers_that_do_not_grow_are_damage() {
        let text = line(2, false) + &line(2, false) + &line(3, false);
        assert_eq!(read(&text), (vec![2], LogEnd::Damaged { line: 2 }));
    }

    #[test]
    fn a_line_of_a_newer_version_is_told_from_damage() {
        let text = line(1, false) + &render_line(2, "{\"Dreamt\":{}}", false);
        assert_eq!(read(&text), (vec![1], LogEnd::Newer { line: 2 }));
    }
}
