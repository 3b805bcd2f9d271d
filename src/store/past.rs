//! What an annotator's files and history amount to, and what wins where they differ. Writes nothing.
//!
//! Owns: the rules of opening. A file that the history put there is brought up to the history; any other content
//! (a checkout, a pull, an editor, a deletion) wins over it, as an external change that can be undone.
//! Never: touches disk.

use super::annotation::{AnnotationFile, named};
use super::difference::{changes_between, external_transaction};
use super::folders::FoundFile;
use super::format::{ArticleFile, record_from_transaction};
use super::hash::{Hash, hash_from_hex, hash_of, hex_from_hash};
use super::log::{LogEnd, LogLine, LogRecord, LogText};
use super::opening::{Articles, HeldFile};
use super::replay::{FileRecord, Replay, StepKind, file_records};
use super::writer_core::{FileState, OldFile, Snapshot};
use crate::model::{Article, ArticleId, Document, Fault, Transaction, held};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// A file with the article that it is about.
pub(super) struct Placed {
    article: Arc<Article>,
    hash: Hash,
    file: AnnotationFile,
    /// Where it lies, where that is not where the article's file belongs.
    old: Option<PathBuf>,
}

/// Something that opening found and the history does not know yet.
pub(super) struct Found {
    article: Arc<Article>,
    transaction: Transaction,
    /// Of the file that was found; none: acts recovered from a damaged history.
    external: Option<Option<Hash>>,
}

impl Found {
    /// As a log of this format will hold it.
    pub(super) fn record(&self, format: u32) -> Option<LogRecord> {
        let lookup = |id: &ArticleId| (*id == self.article.id).then(|| Arc::clone(&self.article));
        let transaction = record_from_transaction(&self.transaction, &lookup).ok()?;
        let transaction = transaction.in_format(format);
        Some(match &self.external {
            Some(hash) => LogRecord::External {
                file: self.article.id.to_string(),
                sha256: hash.as_ref().map(hex_from_hash),
                transaction,
            },
            None => LogRecord::Act(transaction),
        })
    }

    /// As the history shows it.
    pub(super) fn step(&self) -> StepKind {
        let transaction = self.transaction.clone();
        if self.external.is_some() {
            StepKind::External(transaction)
        } else {
            StepKind::Act(transaction)
        }
    }
}

/// The work of opening.
pub(super) struct Past {
    pub(super) articles: Articles,
    pub(super) now: String,
    installation: String,
    /// The number of the log's last line.
    last_seq: u64,
    /// There is a log that can be used.
    pub(super) known: bool,
    /// There is one that is damaged.
    pub(super) damaged: bool,
    files: HashMap<ArticleId, FileRecord>,
    announced: HashSet<Hash>,
    taken: HashSet<Hash>,
    /// Articles found under another name, old and new.
    pub(super) renamed: Vec<(ArticleId, ArticleId)>,
    pub(super) notices: Vec<String>,
    pub(super) orphan_files: Vec<PathBuf>,
    pub(super) held: HashMap<ArticleId, HeldFile>,
    pub(super) documents: HashMap<ArticleId, Arc<Document>>,
    known_hashes: HashMap<ArticleId, (Option<Hash>, Option<OldFile>)>,
    pub(super) found: Vec<Found>,
    /// Files that hold the same records as the history's last version of them, in other bytes.
    pub(super) told_apart: Vec<(ArticleId, Option<Hash>)>,
    /// Documents that are ahead of their files.
    pub(super) behind: Vec<(Arc<Article>, Arc<Document>)>,
    /// Of these, the ones that hold all acts and only lie under their article's old name: they wait for the first act.
    pub(super) renamed_only: HashSet<ArticleId>,
    /// What the files held, for a log that begins.
    pub(super) snapshots: Vec<Snapshot>,
}

impl Past {
    pub(super) fn new(articles: Articles, now: String, installation: &str, log: &LogText) -> Self {
        Self {
            installation: installation.to_owned(),
            last_seq: log.last_seq(),
            articles,
            now,
            known: log.is_usable(),
            damaged: matches!(log.end, LogEnd::Damaged { .. }),
            files: HashMap::new(),
            announced: HashSet::new(),
            taken: HashSet::new(),
            renamed: Vec::new(),
            notices: Vec::new(),
            orphan_files: Vec::new(),
            held: HashMap::new(),
            documents: HashMap::new(),
            known_hashes: HashMap::new(),
            found: Vec::new(),
            told_apart: Vec::new(),
            behind: Vec::new(),
            renamed_only: HashSet::new(),
            snapshots: Vec::new(),
        }
    }

    /// The lines that count. Of a damaged log those behind the damage too: what fits of them is not lost.
    pub(super) fn lines(&mut self, mut log: LogText) -> Vec<LogLine> {
        if self.damaged {
            log.lines.append(&mut log.behind);
        } else if !self.known {
            log.lines.clear();
        }
        self.files = file_records(&log.lines);
        for line in &log.lines {
            match &line.record {
                LogRecord::Rendered { sha256, .. } => {
                    self.announced.extend(hash_from_hex(sha256));
                }
                LogRecord::Snapshot { sha256, .. } => self.taken.extend(hash_from_hex(sha256)),
                LogRecord::External { sha256: Some(sha256), .. } => {
                    self.taken.extend(hash_from_hex(sha256));
                }
                _ => {}
            }
        }
        log.lines
    }

    /// Hashes of all that this log rendered (a temporary file with one of them is nobody else's), and of what it took over
    /// from others (whose records are in it; remarks between them are not).
    pub(super) fn known_bytes(&mut self) -> (HashSet<Hash>, HashSet<Hash>) {
        (self.announced.clone(), self.taken.clone())
    }

    /// Finds the article of each file; one that was renamed by its hash.
    pub(super) fn find_articles(&mut self, found: Vec<FoundFile>) -> Vec<Placed> {
        let names: HashSet<ArticleId> = found.iter().map(|file| file.article.clone()).collect();
        let mut placed = Vec::new();
        for FoundFile { path, article: id, hash, content } in found {
            let article = self.articles.article(&id);
            match (content, article, hash) {
                (Ok(file), Some(article), Some(hash)) => {
                    if let AnnotationFile::Article(file) = &file {
                        self.moved_with_its_file(&id, file, hash, &names);
                    }
                    placed.push(Placed { article, hash, file, old: None });
                }
                (Ok(file), None, Some(hash)) => match self.renamed_to(&id, &file, hash, &names) {
                    Some(article) => {
                        placed.push(Placed { article, hash, file, old: Some(path) });
                    }
                    None => {
                        self.notices.push(format!(
                            "The article of {} is not there; the file is kept as it is.",
                            path.display()
                        ));
                        self.orphan_files.push(path);
                    }
                },
                (Err(held), article, hash) => {
                    self.notices.push(format!("{held}. The file is left as it is."));
                    if article.is_none() {
                        self.orphan_files.push(path);
                    }
                    self.known_hashes.insert(id.clone(), (hash, None));
                    self.held.insert(id, held);
                }
                (Ok(_), _, None) => {}
            }
        }
        placed
    }

    /// The article that the file's one is called now, where it was renamed.
    fn renamed_to(
        &mut self,
        id: &ArticleId,
        file: &AnnotationFile,
        hash: Hash,
        names: &HashSet<ArticleId>,
    ) -> Option<Arc<Article>> {
        let AnnotationFile::Article(file) = file else { return None };
        let article = self.articles.with_sha256(&file.article.sha256)?;
        if names.contains(&article.id) || self.renamed.iter().any(|(_, to)| *to == article.id) {
            return None;
        }
        let known = self.files.get(&article.id);
        if known.is_none_or(FileRecord::is_blank) {
            self.rename(id, &article.id);
        } else if known.and_then(|record| record.base(Some(hash))).is_none() {
            return None;
        }
        self.notices
            .push(format!("{id} is called {} now; its annotations came along.", article.id));
        Some(article)
    }

    /// Someone renamed article and annotation file together: the history follows.
    fn moved_with_its_file(
        &mut self,
        id: &ArticleId,
        file: &ArticleFile,
        hash: Hash,
        names: &HashSet<ArticleId>,
    ) {
        let old = ArticleId::new(&file.article.file);
        let ours = self.files.get(&old).and_then(|record| record.base(Some(hash))).is_some();
        let free = self.files.get(id).is_none_or(FileRecord::is_blank);
        if old != *id
            && ours
            && free
            && !names.contains(&old)
            && self.articles.article(&old).is_none()
        {
            self.rename(&old, id);
        }
    }

    fn rename(&mut self, from: &ArticleId, to: &ArticleId) {
        if let Some(record) = self.files.remove(from) {
            self.files.insert(to.clone(), record);
        }
        self.renamed.push((from.clone(), to.clone()));
    }

    /// What lies in a folder that could not be read is left alone: its files are not deleted ones.
    pub(super) fn hold_unread(
        &mut self,
        unread: &[HeldFile],
        replay: &Replay,
        file: impl Fn(&ArticleId) -> Option<PathBuf>,
    ) {
        for folder in unread {
            self.notices.push(format!("{folder}. What lies in it is left as it is."));
            let ids = replay
                .articles()
                .filter(|id| file(id).is_some_and(|path| path.starts_with(&folder.path)));
            for id in ids {
                self.held.entry(id.clone()).or_insert_with(|| folder.clone());
            }
        }
    }

    /// Makes the documents.
    pub(super) fn bring_up(&mut self, placed: Vec<Placed>, replay: &Replay) {
        let mut seen: HashSet<ArticleId> = self.held.keys().cloned().collect();
        for Placed { article, hash, file, old } in placed {
            seen.insert(article.id.clone());
            let what = format!("the records of {}", article.id);
            let moved = old.is_some();
            let made = held(&what, || {
                let of_file = Arc::new(file.document(&article));
                self.tell_cut_short(&article.id, hash, &file);
                drop(file);
                self.bring_up_one(&article, Some(hash), of_file, moved, replay);
            });
            if let Err(fault) = made {
                self.leave_alone(&article.id, fault);
            }
            let known = if old.is_some() { None } else { Some(hash) };
            let old = old.map(|path| OldFile { path, hash });
            self.known_hashes.insert(article.id.clone(), (known, old));
        }
        let mut missing: Vec<_> = replay.articles().filter(|id| !seen.contains(*id)).collect();
        missing.sort();
        for id in missing {
            let Some(article) = self.articles.article(id) else { continue };
            let bring = || self.bring_up_one(&article, None, Arc::default(), false, replay);
            if let Err(fault) = held(&format_args!("the history of {id}"), bring) {
                self.leave_alone(id, fault);
            }
        }
    }

    /// A file just as this installation writes it, with a number that the history has passed, whose writing is not in the
    /// history: that was cut short, or is an older one.
    fn tell_cut_short(&mut self, id: &ArticleId, hash: Hash, file: &AnnotationFile) {
        let knows = |record: &FileRecord| record.base(Some(hash)).is_some();
        let ours = file.history().id == self.installation && file.history().seq <= self.last_seq;
        let unknown = ours
            && self.known
            && !self.announced.contains(&hash)
            && !self.taken.contains(&hash)
            && !self.files.get(id).is_some_and(knows);
        if unknown && file.render().is_ok_and(|text| hash_of(text.as_bytes()) == hash) {
            self.notices.push(format!(
                "The history is an older one, or lines of it are missing: it does not know {} as written here last. What the \
                 file holds counts.",
                named(id)
            ));
        }
    }

    /// An article whose records could not be made: its file is not understood.
    fn leave_alone(&mut self, id: &ArticleId, fault: Fault) {
        let path = PathBuf::from(format!("{id}.ron"));
        let message = format!("cannot be worked on because of {fault}");
        self.documents.remove(id);
        self.behind.retain(|(article, _)| article.id != *id);
        self.held.insert(id.clone(), HeldFile { path, message, line: 0, column: 0 });
    }

    fn bring_up_one(
        &mut self,
        article: &Arc<Article>,
        hash: Option<Hash>,
        of_file: Arc<Document>,
        moved: bool,
        replay: &Replay,
    ) {
        let id = &article.id;
        if !self.known
            && let Some(hash) = hash
        {
            let (article, document) = (Arc::clone(article), Arc::clone(&of_file));
            self.snapshots.push(Snapshot { article, document, hash });
        }
        let record = self.files.get(id);
        let base = record.and_then(|record| record.base(hash));
        // Acts that no rendering was announced for yet: the file is not there since it never was.
        let never = || {
            let replaced = record.and_then(|record| record.replaced);
            hash.is_none() && replaced.is_none_or(|(_, hash)| hash.is_none())
        };
        // Other bytes with the records of the last rendering (a remark, another layout, an empty file that was deleted): acts
        // since then are not overruled by them.
        let same = || {
            let last = record.and_then(|record| record.replaced).filter(|_| self.known)?.0;
            let state = replay.state_at(id, last);
            changes_between(&state, &of_file).is_empty().then_some(last)
        };
        let base = base.or_else(|| never().then_some(0)).or_else(same);
        if let Some(base) = base {
            let mut document = Arc::clone(&of_file);
            if replay.last_seq(id) > base {
                replay.bring_up(id, Arc::make_mut(&mut document), base, &mut self.notices);
            }
            let others = record.is_some_and(|record| record.base(hash).is_none()) && !never();
            if self.known && others && replay.last_seq(id) <= base {
                self.told_apart.push((id.clone(), hash));
            }
            if self.damaged {
                self.recover(article, &of_file, &document);
            } else if moved || replay.last_seq(id) > base {
                if replay.last_seq(id) <= base {
                    self.renamed_only.insert(id.clone());
                }
                self.behind.push((Arc::clone(article), Arc::clone(&document)));
            }
            self.documents.insert(id.clone(), document);
            return;
        }
        if self.known {
            let mut by_history = Document::default();
            // What does not fit is told where it is shown, not here where it is overruled.
            replay.bring_up(id, &mut by_history, 0, &mut Vec::new());
            let transaction = external_transaction(id, &by_history, &of_file, self.now.clone());
            if !transaction.edits.is_empty() {
                self.notices.push(match hash {
                    Some(_) if id.is_of_facts() => "facts.ron was changed outside of this history. The facts are \
                        shown as they are now; undo brings back what was there."
                        .to_owned(),
                    Some(_) => format!(
                        "The annotations of {id} were changed outside of this history. They are shown as they \
                         are now; undo brings back what was there."
                    ),
                    None if id.is_of_facts() => {
                        "facts.ron was deleted. Undo brings back what was in it.".to_owned()
                    }
                    None => format!(
                        "The annotation file of {id} was deleted. Undo brings back what was in it."
                    ),
                });
                let article = Arc::clone(article);
                self.found.push(Found { article, transaction, external: Some(hash) });
            } else {
                // Bytes that no line speaks of (a history that was cut short): acts after them would look overruled.
                self.told_apart.push((id.clone(), hash));
            }
        }
        self.documents.insert(id.clone(), of_file);
    }

    /// Acts of a damaged history that are not in the file become one act of the new history.
    fn recover(&mut self, article: &Arc<Article>, of_file: &Document, document: &Arc<Document>) {
        let mut transaction =
            external_transaction(&article.id, of_file, document, self.now.clone());
        if transaction.edits.is_empty() {
            return;
        }
        transaction.label = format!("Recovered from a damaged history: {}", named(&article.id));
        self.behind.push((Arc::clone(article), Arc::clone(document)));
        let article = Arc::clone(article);
        self.found.push(Found { article, transaction, external: None });
    }

    /// What the writer must know of each file.
    pub(super) fn states(&mut self, replay: &Replay) -> HashMap<ArticleId, FileState> {
        let behind: HashSet<_> =
            self.behind.iter().map(|(article, _)| article.id.clone()).collect();
        let mut states = HashMap::new();
        for (id, (known, old)) in std::mem::take(&mut self.known_hashes) {
            let state = FileState { known, old, ..FileState::default() };
            states.insert(id, state);
        }
        for id in replay.articles() {
            let state: &mut FileState = states.entry(id.clone()).or_default();
            state.last_touch = replay.last_entry(id, u64::MAX);
            state.replaced = state.last_touch.filter(|_| !behind.contains(id));
        }
        for id in self.held.keys() {
            states.entry(id.clone()).or_default().held = true;
        }
        states
    }
}
