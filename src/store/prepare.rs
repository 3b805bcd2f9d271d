//! What the first act makes: folders, lock, log, and the small files beside it.
//!
//! Owns: the order in which these come to be; every part may be done again after a failure. Never: documents' changes.

use super::disk::{Identity, Locking, read_small};
use super::folders::{
    file_named, free_path, in_words, link_in_the_way, parse_file, refuse_link, shortened, target_of,
};
use super::format::{
    parse_article, parse_facts, record_from_transaction, render_article, render_facts,
    render_project, text_from_bytes,
};
use super::hash::{Hash, hash_of, hex_from_hash};
use super::log::{FIRST_FORMAT, LogRecord, render_line, render_record};
use super::open_log::{OpenLog, put_in_place};
use super::opening::{BUSY, no_locks};
use super::project::project_file;
use super::writer::Event;
use super::writer_core::{Snapshot, WriterCore};
use crate::model::{Article, ArticleId, Document};
use crate::store::difference::external_transaction;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const IGNORED: &[u8] = b"/lock\n/owner\n/conflicts/\n";
/// Git leaves the line ends of the history as they are.
const AS_THEY_ARE: &[u8] = b"* -text\n";

/// Whether a file is as Attest writes it: nothing stands in it beside the records.
fn holds_records_only(bytes: &[u8]) -> bool {
    let Ok(text) = text_from_bytes(bytes) else { return false };
    let again = match parse_article(text) {
        Ok(file) => render_article(&file),
        Err(_) => parse_facts(text).and_then(|file| render_facts(&file)),
    };
    again.is_ok_and(|again| again.as_bytes() == bytes)
}

fn cannot(error: &io::Error) -> String {
    format!("The annotations cannot be written: {}", in_words(error))
}

impl WriterCore {
    /// Makes ready for the first line. `Ok(false)`: nothing may be written, and why was told.
    pub(super) fn prepare(&mut self) -> Result<bool, String> {
        if let Some(why) = link_in_the_way(&*self.disk, &self.layout) {
            return Err(format!("The annotations cannot be written: {why}"));
        }
        self.make_folders()?;
        let held_lock = self.start.lock.is_some();
        if !held_lock && !self.take_lock()? {
            return Ok(false);
        }
        let path = self.layout.log();
        let there = self.disk.identity(&path).map_err(|error| cannot(&error))?;
        let expected = there == self.start.log.identity
            || match &self.log {
                // Where it could not be seen after it was opened or cut.
                Some(log) => log.is_in_place(&*self.disk).map_err(|error| cannot(&error))?,
                None => self.made_it(&path, there).map_err(|error| cannot(&error))?,
            };
        if !expected {
            if self.log.is_some() {
                self.log_was_replaced();
            } else {
                let who = if held_lock {
                    "Someone changed the history"
                } else {
                    "Another Attest window wrote here"
                };
                self.give_way(format!(
                    "{who} after this window was opened. Open the folder again."
                ));
            }
            return Ok(false);
        }
        self.small_files().map_err(|error| cannot(&error))?;
        self.open_log().map_err(|error| cannot(&error))?;
        for leftover in std::mem::take(&mut self.start.leftovers) {
            if let Err(error) = self.clear_leftover(&leftover) {
                self.start.leftovers.push(leftover);
                return Err(cannot(&error));
            }
        }
        Ok(true)
    }

    /// Whether what lies in the log's place is what an earlier try put there, and not somebody else's.
    fn made_it(&self, path: &Path, there: Option<Identity>) -> io::Result<bool> {
        let (Some(lines), Some(there)) = (&self.start.log.put_back, there) else {
            return Ok(false);
        };
        let bytes = self.disk.read(path)?;
        if bytes.len() as u64 != there.len {
            return Err(io::Error::other("the history was not read whole"));
        }
        Ok(bytes == *lines)
    }

    /// Makes the folders down to the history's, each durable.
    pub(super) fn make_folders(&self) -> Result<(), String> {
        self.make_folder(&self.layout.history()).map_err(|error| cannot(&error))
    }

    /// Makes a folder and those above it. Folders of ours are synced even if they are there: a run that was
    /// killed may have made them.
    pub(super) fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
            return Ok(());
        };
        let ours = folder.starts_with(&self.layout.annotations);
        let there = self.disk.identity(folder)?.is_some();
        if there && !ours {
            return Ok(());
        }
        // The annotations folder itself may be a link: then what it leads to is that folder.
        if ours && folder != self.layout.annotations {
            refuse_link(&*self.disk, folder)?;
        }
        self.make_folder(parent)?;
        if !there {
            match self.disk.create_folder(folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                other => other?,
            }
        }
        self.disk.sync_folder(parent)
    }

    /// Takes the lock. `Ok(false)`: there is none to have, and why was told.
    pub(super) fn take_lock(&mut self) -> Result<bool, String> {
        match self.disk.lock(&self.layout.lock(), true) {
            Ok(Locking::Held(held)) => {
                self.start.lock = Some(held);
                Ok(true)
            }
            Ok(Locking::Busy) => {
                self.give_way(BUSY.to_owned());
                Ok(false)
            }
            Ok(Locking::Broken(error)) => {
                self.refuse(no_locks(&error));
                Ok(false)
            }
            Err(error) => Err(cannot(&error)),
        }
    }

    fn small_files(&self) -> io::Result<()> {
        let disk = &*self.disk;
        if disk.identity(&self.layout.ignored())?.is_none() {
            put_in_place(disk, &self.layout.ignored(), IGNORED)?;
        }
        if disk.identity(&self.layout.attributes())?.is_none() {
            put_in_place(disk, &self.layout.attributes(), AS_THEY_ARE)?;
        }
        let owner = format!("{}\n", self.request.installation);
        if read_small(disk, &self.layout.owner()).ok().as_deref() != Some(owner.as_bytes()) {
            put_in_place(disk, &self.layout.owner(), owner.as_bytes())?;
        }
        if disk.identity(&self.layout.project())?.is_none() {
            let project = project_file(&self.layout.annotations, &self.request.articles_root);
            let text = render_project(&project).map_err(io::Error::other)?;
            put_in_place(disk, &self.layout.project(), text.as_bytes())?;
        }
        Ok(())
    }

    fn open_log(&mut self) -> io::Result<()> {
        let path = self.layout.log();
        let disk = Arc::clone(&self.disk);
        if self.log.is_none() && self.start.log.usable {
            self.log = Some(OpenLog::open(&*disk, &path, self.start.log.good_len)?);
        } else if self.log.is_none() {
            let lines = match self.start.log.put_back.take() {
                Some(lines) => lines,
                None => self.first_lines()?.into_bytes(),
            };
            let created = OpenLog::create(&*disk, &path, &lines);
            if created.is_err() {
                // It may be in its place all the same: see `made_it`.
                self.start.log.put_back = Some(lines);
            }
            self.log = Some(created?);
            self.start.snapshots.clear();
        }
        if let Some(log) = &mut self.log {
            // From here on it is known as ours, whatever fails.
            self.start.log.identity = Some(log.identity()?);
            log.cut_tail(&*disk)?;
            self.start.log.identity = Some(log.identity()?);
            log.settle(&*disk)?;
        }
        Ok(())
    }

    /// The text of a log that begins: whose it is, and what the files hold.
    fn first_lines(&self) -> io::Result<String> {
        let at = (self.clock)();
        let installation = self.request.installation.clone();
        let began = LogRecord::Began { format: FIRST_FORMAT, installation, at: at.clone() };
        let mut seq = self.start.began_seq;
        let mut line = |record: &LogRecord| -> io::Result<String> {
            let payload = render_record(record).map_err(io::Error::other)?;
            seq += 1;
            Ok(render_line(seq - 1, &payload, false))
        };
        let mut text = line(&began)?;
        for Snapshot { article, document, hash } in &self.start.snapshots {
            let transaction =
                external_transaction(&article.id, &Document::default(), document, at.clone());
            let only = |id: &ArticleId| -> Option<Arc<Article>> {
                (*id == article.id).then(|| Arc::clone(article))
            };
            let transaction =
                record_from_transaction(&transaction, &only).map_err(io::Error::other)?;
            let (file, sha256) = (article.id.to_string(), hex_from_hash(hash));
            text += &line(&LogRecord::Snapshot { file, sha256, transaction })?;
        }
        Ok(text)
    }

    /// Removes a temporary file that another run left. A rendering of ours that was not announced yet holds nothing
    /// that the log does not; it is newer than the file whose place it was to take.
    fn clear_leftover(&mut self, temporary: &Path) -> io::Result<()> {
        if self.disk.link(temporary)?.is_some() {
            return self.disk.remove(temporary);
        }
        let seq_of = |path: &Path, id: &ArticleId| {
            let file = parse_file(id, path, &self.disk.read(path).ok()?).ok()?;
            let history = file.history();
            (history.id == self.request.installation).then_some(history.seq)
        };
        // Of a long name the temporary file's is no part: what it holds says whose it is.
        let target = target_of(temporary)
            .or_else(|| self.layout.file(&file_named(&self.disk.read(temporary).ok()?)?));
        let target = target.and_then(|target| Some((self.layout.article(&target)?, target)));
        match target.and_then(|(id, target)| Some((seq_of(temporary, &id)?, seq_of(&target, &id))))
        {
            Some((seq, there)) if there.is_none_or(|there| seq > there) => {
                self.disk.remove(temporary)
            }
            _ => self.clear_temporary(temporary),
        }
    }

    /// Removes what a rendering took the place of. The file that was opened (its hash is `known`) is in the history by
    /// what it says; where it is more than that (remarks by hand, another layout), its bytes are kept.
    pub(super) fn clear_opened(
        &mut self,
        article: &ArticleId,
        temporary: &Path,
        known: Option<Hash>,
    ) -> io::Result<()> {
        let Some(bytes) = self.foreign(temporary)? else { return Ok(()) };
        if known == Some(hash_of(&bytes)) {
            self.keep_opened(article, temporary, &bytes)?;
        } else {
            self.keep_leftover(temporary, "found", &bytes, "An unfinished file of unknown origin")?;
        }
        self.disk.remove(temporary)
    }

    /// Keeps what a file held that was opened, where it is more than the history took from it.
    pub(super) fn keep_opened(
        &mut self,
        article: &ArticleId,
        path: &Path,
        bytes: &[u8],
    ) -> io::Result<()> {
        if !self.may_be_foreign(bytes) || holds_records_only(bytes) {
            return Ok(());
        }
        let said =
            format!("{article} was written by hand or by another program; what stood in it before");
        self.keep_leftover(path, "before", bytes, &said)
    }

    /// Removes a temporary file; what may be somebody else's in it (it was swapped out when the power went) is
    /// kept among the conflicts first.
    pub(super) fn clear_temporary(&mut self, temporary: &Path) -> io::Result<()> {
        let Some(bytes) = self.foreign(temporary)? else { return Ok(()) };
        self.keep_leftover(temporary, "found", &bytes, "An unfinished file of unknown origin")?;
        self.disk.remove(temporary)
    }

    /// The bytes of a temporary file that may be somebody else's; one that is ours is removed.
    fn foreign(&self, temporary: &Path) -> io::Result<Option<Vec<u8>>> {
        if self.disk.link(temporary)?.is_some() {
            // What it leads to is left alone.
            return self.disk.remove(temporary).map(|()| None);
        }
        let bytes = match self.disk.read(temporary) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        if self.may_be_foreign(&bytes) {
            return Ok(Some(bytes));
        }
        self.disk.remove(temporary).map(|()| None)
    }

    fn may_be_foreign(&self, bytes: &[u8]) -> bool {
        let hash = hash_of(bytes);
        let ours = bytes.is_empty()
            || self.start.announced.contains(&hash)
            || (self.start.taken.contains(&hash) && holds_records_only(bytes));
        !ours
    }

    /// Keeps what stood in a temporary file, and says where: "… was kept as …".
    fn keep_leftover(
        &mut self,
        temporary: &Path,
        whose: &str,
        bytes: &[u8],
        said: &str,
    ) -> io::Result<()> {
        let name = temporary.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kept = self.keep(name.trim_start_matches('.'), whose, bytes)?;
        self.events.push_back(Event::Notice(format!("{said} was kept as {}.", kept.display())));
        Ok(())
    }

    /// Keeps bytes among the conflicts, durably, under a name that nothing has.
    pub(super) fn keep(&self, name: &str, whose: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let folder = self.layout.conflicts();
        self.make_folder(&folder)?;
        let at = (self.clock)().replace(':', "");
        let name = shortened(&name.replace(['/', '\\'], "_"));
        let path = free_path(&*self.disk, &folder.join(format!("{at} {name} {whose}")))?;
        put_in_place(&*self.disk, &path, bytes)?;
        Ok(path)
    }
}
