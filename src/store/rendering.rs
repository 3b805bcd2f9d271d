//! A document on its way into its file: beside it, announced in the log, then in its place.
//!
//! Owns: the order of these, and what happens where the file is not what it should be. Never: overwrites a byte that
//! the history did not put there without keeping it first.

use super::annotation::{AnnotationFile, sentence};
use super::folders::{in_words, parse_file, refuse_link, temporary_of, unreadable};
use super::format::HistoryRecord;
use super::hash::{Hash, hash_of, hex_from_hash};
use super::log::LogRecord;
use super::opening::HeldFile;
use super::writer::{Event, FileVersion};
use super::writer_core::{Active, Rendering, Then, WriterCore};
use crate::model::{ArticleId, Document};
use std::io;
use std::path::Path;

fn cannot_be_written(article: &ArticleId, why: &str) -> String {
    format!("{} cannot be written: {why}", sentence(article))
}

impl WriterCore {
    /// One stage of one rendering. False: none can go on.
    pub(super) fn render_step(&mut self) -> bool {
        match self.active.take() {
            Some(active) if active.announced => self.take_place(active),
            // Its announcement is written by the log's next step.
            Some(active) => {
                self.active = Some(active);
                false
            }
            None => self.write_beside(),
        }
    }

    fn write_beside(&mut self) -> bool {
        let free = |rendering: &Rendering| {
            let file = self.start.files.get(&rendering.article.id);
            file.is_none_or(|file| file.conflict.is_none() && !file.held)
                && !self.failed.contains_key(&rendering.article.id)
        };
        let Some(at) = self.waiting.iter().position(free) else { return false };
        let Some(rendering) = self.waiting.remove(at) else { return false };
        let name = rendering.article.id.clone();
        match self.try_write_beside(rendering) {
            Ok(active) => {
                let record = LogRecord::Rendered {
                    file: name.to_string(),
                    seq: self.seq_through(&active.rendering),
                    sha256: hex_from_hash(&active.hash),
                };
                self.start.announced.insert(active.hash);
                self.active = Some(active);
                match self.line(&record, Then::Announced) {
                    Ok(_) => true,
                    Err(what) => {
                        self.active = None;
                        self.rendering_failure(&name, what)
                    }
                }
            }
            Err((rendering, what)) => {
                self.wait_again(rendering);
                self.rendering_failure(&name, cannot_be_written(&name, &what))
            }
        }
    }

    /// Back in the queue, unless a newer one of the same article is there.
    fn wait_again(&mut self, rendering: Rendering) {
        if self.waiting.iter().all(|waiting| waiting.article.id != rendering.article.id) {
            self.waiting.push_front(rendering);
        }
    }

    /// The number of the last line that the rendering contains.
    fn seq_through(&self, rendering: &Rendering) -> u64 {
        let file = self.start.files.get(&rendering.article.id);
        let last = file.and_then(|file| file.last_touch).filter(|last| *last <= rendering.through);
        let entry = last.unwrap_or(rendering.through);
        self.start.entries.get(&entry).map_or(0, |(seq, _)| *seq)
    }

    fn try_write_beside(&mut self, rendering: Rendering) -> Result<Active, (Rendering, String)> {
        let Some(path) = self.layout.file(&rendering.article.id) else {
            return Err((rendering, "its name leads out of the folder".to_owned()));
        };
        let history = HistoryRecord {
            id: self.request.installation.clone(),
            seq: self.seq_through(&rendering),
        };
        let annotator = &self.request.annotator;
        let file = AnnotationFile::of(&rendering.article, &rendering.document, annotator, history);
        let text = match file.render() {
            Ok(text) => text,
            Err(error) => return Err((rendering, error.to_string())),
        };
        let temporary = temporary_of(&path);
        let folder = self.make_folder(path.parent().unwrap_or(&path));
        // Where it cannot be cleared it stays: somebody else's bytes may be in it, and kept nowhere yet.
        if let Err(error) = folder.and_then(|()| self.clear_temporary(&temporary)) {
            return Err((rendering, in_words(&error)));
        }
        let write = || -> io::Result<()> {
            self.disk.write_synced(&temporary, text.as_bytes())?;
            let back = self.disk.read(&temporary)?;
            let same = back == text.as_bytes()
                && AnnotationFile::parse(&rendering.article.id, &text).as_ref() == Ok(&file);
            if same { Ok(()) } else { Err(io::Error::other("it does not read back as written")) }
        };
        if let Err(error) = write() {
            // What stands there is ours and half written; a full disk wants it gone.
            if let Err(error) = self.disk.remove(&temporary) {
                tracing::debug!("a temporary file stays: {error}");
            }
            return Err((rendering, in_words(&error)));
        }
        let bytes = text.into_bytes();
        let hash = hash_of(&bytes);
        Ok(Active { rendering, path, bytes, hash, announced: false })
    }

    fn take_place(&mut self, active: Active) -> bool {
        match self.try_take_place(&active) {
            Ok(true) => self.placed(active),
            // A conflict: the rendering waits for the decision, and is made anew then.
            Ok(false) => {
                if let Err(error) = self.clear_temporary(&temporary_of(&active.path)) {
                    tracing::debug!("a temporary file stays: {error}");
                }
                self.wait_again(active.rendering);
            }
            Err(error) => {
                let name = active.rendering.article.id.clone();
                self.wait_again(active.rendering);
                return self.rendering_failure(&name, cannot_be_written(&name, &in_words(&error)));
            }
        }
        true
    }

    fn read_if_there(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        refuse_link(&*self.disk, path)?;
        match self.disk.read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// `Ok(false)`: the file is not what it should be; both versions were kept.
    fn try_take_place(&mut self, active: &Active) -> io::Result<bool> {
        let article = &active.rendering.article.id;
        let temporary = temporary_of(&active.path);
        let known = self.start.files.get(article).and_then(|file| file.known);
        let there = self.read_if_there(&active.path)?;
        let there_hash = there.as_deref().map(hash_of);
        if there_hash != Some(active.hash) {
            if there_hash != known {
                self.conflict(active, there)?;
                return Ok(false);
            }
            if let Some(swapped) = self.swap(active, known)?
                && Some(hash_of(&swapped)) != known
            {
                // Someone was quicker than the comparison. Theirs goes back once both are kept.
                let kept = self.conflict(active, Some(swapped));
                self.disk.exchange(&temporary, &active.path)?;
                self.disk.sync_folder(active.path.parent().unwrap_or(&active.path))?;
                kept?;
                return Ok(false);
            }
        }
        let file = self.start.files.entry(article.clone()).or_default();
        file.known = Some(active.hash);
        file.offered = None;
        self.clear_opened(article, &temporary, known)?;
        self.disk.sync_folder(active.path.parent().unwrap_or(&active.path))?;
        Ok(true)
    }

    /// Puts the rendering in its place; gives what came out where the system can tell.
    fn swap(&mut self, active: &Active, known: Option<Hash>) -> io::Result<Option<Vec<u8>>> {
        let temporary = temporary_of(&active.path);
        let unsupported = |error: &io::Error| error.kind() == io::ErrorKind::Unsupported;
        let placed = if known.is_some() {
            match self.disk.exchange(&temporary, &active.path) {
                Ok(()) => return self.disk.read(&temporary).map(Some),
                other => other,
            }
        } else {
            self.disk.rename_new(&temporary, &active.path)
        };
        match placed {
            Err(error) if unsupported(&error) => {
                // What a rename takes the place of cannot be looked at afterwards.
                let there = self.read_if_there(&active.path)?;
                if there.as_deref().map(hash_of) != known {
                    return Err(io::Error::other("it was changed by someone else just now"));
                }
                if let Some(bytes) = there {
                    self.keep_opened(&active.rendering.article.id, &active.path, &bytes)?;
                }
                self.disk.rename(&temporary, &active.path)?;
            }
            other => other?,
        }
        Ok(None)
    }

    fn placed(&mut self, active: Active) {
        let Active { rendering, .. } = active;
        let (article, through) = (rendering.article.id.clone(), rendering.through);
        // The acknowledgement holds only with the history in its place.
        let in_place = self.log.as_ref().map(|log| log.is_in_place(&*self.disk));
        match in_place {
            Some(Ok(true)) => {}
            Some(Err(error)) => {
                self.wait_again(rendering);
                self.log_failure(format!("The history cannot be seen: {}", in_words(&error)));
                return;
            }
            Some(Ok(false)) | None => {
                self.wait_again(rendering);
                self.log_was_replaced();
                return;
            }
        }
        let seq = self.seq_through(&rendering);
        self.note(&LogRecord::Replaced { file: article.to_string(), seq });
        let file = self.start.files.entry(article.clone()).or_default();
        file.replaced = file.replaced.max(Some(through));
        let old = file.old.take();
        self.file_recovered(&article);
        self.events.push_back(Event::Replaced { article, through });
        if let Some(old) = old {
            self.remove_old(&old);
        }
    }

    /// The file under the article's old name is not needed any more, if it is still what was read.
    fn remove_old(&mut self, old: &super::writer_core::OldFile) {
        let removed = self.read_if_there(&old.path).and_then(|bytes| match bytes {
            Some(bytes) if hash_of(&bytes) == old.hash => {
                self.disk.remove(&old.path)?;
                self.disk.sync_folder(old.path.parent().unwrap_or(&old.path))
            }
            _ => Ok(()),
        });
        if let Err(error) = removed {
            self.events.push_back(Event::Notice(format!(
                "{} belongs to an article that was renamed, and could not be removed: {}",
                old.path.display(),
                in_words(&error)
            )));
        }
    }

    /// Keeps both versions and says so. Ours is no temporary file any more.
    fn conflict(&mut self, active: &Active, theirs: Option<Vec<u8>>) -> io::Result<()> {
        let article = &active.rendering.article;
        let file_name = format!("{}.ron", article.id);
        self.keep(&file_name, "ours", &active.bytes)?;
        if let Some(theirs) = &theirs {
            self.keep(&file_name, "theirs", theirs)?;
        }
        let version = FileVersion::of(theirs.as_deref());
        let theirs = self.document_of(&article.id, &active.path, Ok(theirs));
        let file = self.start.files.entry(article.id.clone()).or_default();
        file.conflict = Some(version);
        file.offered = None;
        self.events.push_back(Event::Conflict {
            article: article.id.clone(),
            theirs,
            version,
            stored_both_in: self.layout.conflicts(),
        });
        Ok(())
    }

    /// What a file holds; an empty document where there is none.
    fn document_of(
        &self,
        article: &ArticleId,
        path: &Path,
        read: io::Result<Option<Vec<u8>>>,
    ) -> Result<Box<Document>, HeldFile> {
        let bytes = match read {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(Box::default()),
            Err(error) => return Err(unreadable(path, &error)),
        };
        let file = parse_file(article, path, &bytes)?;
        let Some(article) = self.articles.article(article) else {
            let message = "its article is not there".to_owned();
            return Err(HeldFile { path: path.to_owned(), message, line: 0, column: 0 });
        };
        Ok(Box::new(file.document(&article)))
    }

    /// Looks whether someone changed these files, and says so where there is nothing of ours to lose. Where there is,
    /// the next rendering finds out.
    pub fn look_at(&mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) {
        let mut articles: Vec<ArticleId> = Vec::new();
        for path in paths {
            match self.layout.article(path.as_ref()) {
                Some(article) => articles.push(article),
                // A folder that could not be read, perhaps, and can be now.
                None if self.layout.is_folder_of_files(path.as_ref()) => {
                    articles.extend(self.start.files.iter().filter_map(|(article, file)| {
                        let below = self.layout.file(article)?.starts_with(path.as_ref());
                        (file.held && below).then(|| article.clone())
                    }));
                }
                None => {}
            }
        }
        articles.sort();
        articles.dedup();
        for article in articles {
            self.look_at_one(&article);
        }
    }

    /// Looks at every file that is known or there.
    pub fn look_at_all(&mut self) {
        let mut paths: Vec<_> =
            self.start.files.keys().filter_map(|article| self.layout.file(article)).collect();
        if let Ok(scan) = super::folders::scan(&*self.disk, &self.layout) {
            paths.extend(scan.files.into_iter().map(|file| file.path));
        }
        self.look_at(paths);
    }

    fn look_at_one(&mut self, article: &ArticleId) {
        if self.articles.article(article).is_none() {
            return;
        }
        let Some(path) = self.layout.file(article) else { return };
        let read = self.read_if_there(&path);
        let version = FileVersion::of(read.as_ref().ok().and_then(Option::as_deref));
        let busy = self.waiting.iter().any(|waiting| waiting.article.id == *article)
            || self.active.as_ref().is_some_and(|active| active.rendering.article.id == *article);
        let file = self.start.files.entry(article.clone()).or_default();
        let told = file.offered == Some(version) || file.conflict == Some(version);
        // Back to what it was after something else was told: that has to be told too.
        let expected = version.0 == file.known && file.offered.is_none() && !file.held;
        if told || expected || busy || file.last_touch > file.replaced {
            return;
        }
        if file.known.is_none() && file.old.is_some() && version.0.is_none() {
            return;
        }
        file.offered = (version.0 != file.known).then_some(version);
        let document = self.document_of(article, &path, read);
        if let Some(file) = self.start.files.get_mut(article) {
            file.held = document.is_err();
        }
        self.events.push_back(Event::External { article: article.clone(), document, version });
    }
}
