//! The history's lines on their way to the disk, and what is done where the log is not the one that was opened.
//!
//! Owns: when a line counts as durable, the lock's and the log's identity, putting our log back. Never: renderings.

use super::folders::in_words;
use super::log::{LOG_FORMAT, LogRecord, render_line, render_record};
use super::shared_file::replace_shared;
use super::writer::Event;
use super::writer_core::{Then, WriterCore};

impl WriterCore {
    /// Appends and syncs all queued lines at once.
    pub(super) fn write_lines(&mut self) -> bool {
        match self.still_locked() {
            Ok(true) => {}
            Ok(false) => return false,
            Err(what) => return self.log_failure(what),
        }
        let Some(log) = self.log.as_mut() else {
            return self.log_failure("The history is not open.".to_owned());
        };
        let mut joined = log.is_dirty();
        let mut text = String::new();
        for line in &self.queue {
            text += &render_line(line.seq, &line.payload, joined);
            joined = true;
        }
        let written = log.append(&*self.disk, &text).and_then(|before| log.sync().map(|()| before));
        let in_place = match written {
            Ok(before) => {
                let in_place = log.is_in_place(&*self.disk);
                if !matches!(in_place, Ok(true)) {
                    // The lines stay queued, so they must not stand in the file twice.
                    log.forget_behind(before);
                }
                in_place
            }
            Err(error) if log.is_ours(&*self.disk).unwrap_or(true) => Err(error),
            Err(_) => Ok(false),
        };
        match in_place {
            Ok(false) => return self.log_was_replaced(),
            Ok(true) => {}
            Err(error) => {
                let what = format!("The history cannot be written: {}", in_words(&error));
                return self.log_failure(what);
            }
        }
        self.log_done();
        true
    }

    fn log_done(&mut self) {
        let mut through = None;
        let mut already = Vec::new();
        let mut shared = Vec::new();
        for line in std::mem::take(&mut self.queue) {
            match line.then {
                Then::Nothing => {}
                Then::Entry(entry) => through = through.max(Some(entry)),
                Then::External(entry, article) => {
                    through = through.max(Some(entry));
                    already.push((entry, article));
                }
                Then::Shared { file, before, after } => shared.push((file, before, after)),
                Then::Announced => {
                    if let Some(active) = &mut self.active {
                        active.announced = true;
                    }
                }
            }
        }
        for (file, before, after) in shared {
            let bytes = |text: &Option<String>| text.as_ref().map(|text| text.as_bytes().to_vec());
            let (before, after) = (bytes(&before), bytes(&after));
            let annotations = &self.layout.annotations;
            let done = replace_shared(
                &*self.disk,
                annotations,
                &file,
                before.as_deref(),
                after.as_deref(),
            );
            let done = done.map_err(|error| error.to_string());
            self.events.push_back(Event::Shared { file, done });
        }
        if let Some(through) = through {
            self.events.push_back(Event::Durable { through });
        }
        for (through, article) in already {
            if let Some(file) = self.start.files.get_mut(&article) {
                file.replaced = file.replaced.max(Some(through));
            }
            self.events.push_back(Event::Replaced { article, through });
        }
        self.recovered();
    }

    /// Queues what a shared file held and is to hold. Such lines are of format 2: an older Attest leaves the log alone then.
    pub(super) fn enter_shared(
        &mut self,
        file: String,
        before: Option<String>,
        after: Option<String>,
    ) {
        if self.format < LOG_FORMAT {
            self.format = LOG_FORMAT;
            if let Err(what) = self.line(&LogRecord::Format(LOG_FORMAT), Then::Nothing) {
                return self.refuse(what);
            }
        }
        let record =
            LogRecord::Shared { file: file.clone(), before: before.clone(), after: after.clone() };
        if let Err(what) = self.line(&record, Then::Shared { file, before, after }) {
            self.refuse(what);
        }
    }

    /// Whether the lock's file is still the one that is held; takes it again where it was removed.
    fn still_locked(&mut self) -> Result<bool, String> {
        let path = self.layout.lock();
        let unseen = |error: std::io::Error| {
            format!("The lock of these annotations cannot be seen: {}", in_words(&error))
        };
        let named = self.disk.identity(&path).map_err(unseen)?;
        let held = self.start.lock.as_ref().map(|lock| lock.identity());
        let held = held.transpose().map_err(unseen)?;
        let same = match (named, held) {
            (Some(a), Some(b)) => (a.device, a.inode) == (b.device, b.inode),
            _ => false,
        };
        if same {
            return Ok(true);
        }
        let in_place = self.log.as_ref().map(|log| log.has_its_name(&*self.disk));
        if !in_place.transpose().map_err(unseen)?.unwrap_or(false) {
            self.log_was_replaced();
            return Ok(false);
        }
        if !self.take_lock()? {
            return Ok(false);
        }
        self.events.push_back(Event::Notice(
            "The lock of these annotations had been removed; it was taken again.".to_owned(),
        ));
        Ok(true)
    }

    pub(super) fn log_was_replaced(&mut self) -> bool {
        self.log_lost = true;
        self.events.push_back(Event::LogReplaced {
            what: format!(
                "The history {} was changed by someone else. Nothing is saved until it is decided which one counts.",
                self.layout.log().display()
            ),
        });
        false
    }

    pub(super) fn restore_log(&mut self) -> bool {
        let restored = self.make_folders().and_then(|()| {
            let Some(log) = self.log.as_mut() else {
                return Err("The history is not open.".to_owned());
            };
            log.restore(&*self.disk)
                .map_err(|error| format!("The history cannot be put back: {}", in_words(&error)))
        });
        match restored {
            Ok(kept) => {
                self.log_lost = false;
                let path = self.layout.log();
                self.start.log.identity = self.disk.identity(&path).ok().flatten();
                if let Some(kept) = kept {
                    self.events.push_back(Event::Notice(format!(
                        "The other history was kept as {}.",
                        kept.display()
                    )));
                }
                true
            }
            Err(what) => {
                self.restore = true;
                self.log_failure(what)
            }
        }
    }

    /// Adds a line that needs no sync of its own.
    pub(super) fn note(&mut self, record: &LogRecord) {
        let Some(log) = self.log.as_mut() else { return };
        let Ok(payload) = render_record(record) else { return };
        let text = render_line(self.next_seq, &payload, log.is_dirty());
        // Without it the next opening finds the announcement and the file itself, which say the same.
        match log.append(&*self.disk, &text) {
            Ok(_) => self.next_seq += 1,
            Err(error) => tracing::debug!("a line of the history was not written: {error}"),
        }
    }
}
