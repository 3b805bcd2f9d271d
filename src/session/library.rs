//! The articles of the open folder: their rows, texts, sentences and records.
//!
//! Documents are shared by `Arc` and copied only when the writer still holds one that changes.

use super::proposals::{Recognition, Refused};
use super::{ArticleRow, NumberRow, Strayed, Trouble};
use crate::model::{
    Article, ArticleId, Basis, Change, Document, Flowing, Place, RecordRef, Slot, Transaction,
    Unfit, held, visible,
};
use crate::recognize::segments::Segments;
use crate::recognize::without_stamp;
use crate::store::articles::natural;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

/// One article of the list.
pub(super) struct Entry {
    /// Where its file is.
    pub path: PathBuf,
    /// Its text, once read.
    pub article: Option<Arc<Article>>,
    /// Its sentences.
    pub segments: Option<Arc<Segments>>,
    /// The language that its sentences were found for.
    pub language: String,
    /// Its records, once the annotations are open.
    pub document: Option<Arc<Document>>,
    /// Names the state of its records and text.
    pub revision: u64,
    /// What is wrong with it.
    pub trouble: Option<Trouble>,
    /// Anchors that do not stand where the file says.
    pub strayed: Vec<Strayed>,
    /// Rows of the Numbers view, once they were asked for: they are larger than the records.
    pub numbers: OnceCell<Vec<NumberRow>>,
    /// What was recognised, once it was.
    pub recognition: Option<Arc<Recognition>>,
    /// What was refused.
    pub refused: Refused,
}

/// The open folder.
#[derive(Default)]
pub(super) struct Library {
    /// The articles folder.
    pub root: Option<PathBuf>,
    /// The rows, in the order of the list.
    pub rows: Vec<ArticleRow>,
    /// The articles by name.
    pub entries: HashMap<ArticleId, Entry>,
    /// Grows with every change of anything.
    pub revision: u64,
    /// Articles whose row and strays are behind their records.
    stale: BTreeSet<ArticleId>,
    /// Articles whose quantities are behind in the comparison of facts.
    pub uncompared: BTreeSet<ArticleId>,
    /// The annotator's facts, once the annotations are open.
    pub facts: Option<Arc<Document>>,
    /// Why the facts are left alone.
    pub facts_trouble: Option<String>,
    /// Names the state of the facts.
    pub facts_revision: u64,
    /// Articles that changed since the list of sentences worth tagging was kept up.
    pub changed: BTreeSet<ArticleId>,
    /// Articles whose row, strays and numbers could not be made because of an error in Attest.
    pub unrefreshed: RefCell<BTreeSet<ArticleId>>,
    /// Articles whose records were let go of, since an error in Attest broke off a change of them.
    pub unsure: BTreeSet<ArticleId>,
    /// Annotator, for the rows of numbers.
    pub annotator: String,
}

impl Library {
    /// Begins a new list.
    pub fn reset(&mut self, root: Option<PathBuf>) {
        self.root = root;
        self.rows.clear();
        self.entries.clear();
        self.stale.clear();
        self.put_facts(None);
    }

    /// Takes in the facts.
    pub fn put_facts(&mut self, facts: Option<Arc<Document>>) {
        self.revision += 1;
        self.facts = facts;
        self.facts_trouble = None;
        self.facts_revision = self.revision;
    }

    /// The records of an article, or the facts.
    pub fn document(&self, id: &ArticleId) -> Option<&Arc<Document>> {
        if id.is_of_facts() { self.facts.as_ref() } else { self.entries.get(id)?.document.as_ref() }
    }

    /// The articles that have been read and whose records are open.
    pub fn open_articles(&self) -> BTreeSet<ArticleId> {
        let open = self.entries.iter().filter(|(_, e)| e.article.is_some() && e.document.is_some());
        open.map(|(id, _)| id.clone()).collect()
    }

    /// An article's text; of the facts what stands in its place.
    pub fn article(&self, id: &ArticleId) -> Option<Arc<Article>> {
        if id.is_of_facts() {
            Some(crate::store::facts_article())
        } else {
            self.entries.get(id)?.article.clone()
        }
    }

    /// Adds a row to the list.
    pub fn add(&mut self, id: ArticleId, path: PathBuf, trouble: Option<String>) {
        self.revision += 1;
        let trouble = trouble.map(|why| Trouble::Article(visible(&why).into_owned()));
        self.rows.push(ArticleRow {
            id: id.clone(),
            title: visible(id.as_str().rsplit('/').next().unwrap_or_default()).into_owned(),
            outlet: None,
            date: None,
            date_inferred: false,
            claims: 0,
            reviewed: false,
            trouble: trouble.clone(),
            loaded: false,
        });
        let revision = self.revision;
        self.entries.insert(
            id,
            Entry {
                path,
                article: None,
                segments: None,
                language: String::new(),
                document: None,
                revision,
                trouble,
                strayed: Vec::new(),
                numbers: OnceCell::new(),
                recognition: None,
                refused: Refused::default(),
            },
        );
    }

    /// Takes a row off the list: its article has another name now.
    pub fn remove(&mut self, id: &ArticleId) {
        self.revision += 1;
        self.rows.retain(|row| row.id != *id);
        self.entries.remove(id);
        self.uncompared.insert(id.clone());
        self.changed.insert(id.clone());
    }

    /// Brings rows that came later to their places.
    pub fn sort(&mut self) {
        self.revision += 1;
        self.rows.sort_by(|a, b| natural(a.id.as_str(), b.id.as_str()));
    }

    /// Takes in the text of an article.
    pub fn put_article(&mut self, id: &ArticleId, article: Arc<Article>, segments: Arc<Segments>) {
        self.revision += 1;
        let Some(entry) = self.entries.get_mut(id) else { return };
        entry.article = Some(article);
        entry.segments = Some(segments);
        entry.recognition = None;
        entry.language.clear();
        entry.revision = self.revision;
        if matches!(entry.trouble, Some(Trouble::Article(_) | Trouble::Changed(_))) {
            entry.trouble = None;
        }
        self.stale.insert(id.clone());
    }

    /// Takes in what was recognised in an article; none while it is being recognised anew.
    pub fn put_recognition(&mut self, id: &ArticleId, recognition: Option<Arc<Recognition>>) {
        self.revision += 1;
        if let Some(entry) = self.entries.get_mut(id) {
            entry.recognition = recognition;
            entry.revision = self.revision;
        }
    }

    /// Says what is wrong with an article, or that all is well.
    pub fn put_trouble(&mut self, id: &ArticleId, trouble: Option<Trouble>) {
        self.revision += 1;
        if let Some(entry) = self.entries.get_mut(id) {
            entry.trouble = trouble;
            entry.revision = self.revision;
            self.stale.insert(id.clone());
        }
    }

    /// Takes in the records of an article.
    pub fn put_document(&mut self, id: &ArticleId, document: Option<Arc<Document>>) {
        self.revision += 1;
        if let Some(entry) = self.entries.get_mut(id) {
            entry.document = document;
            entry.revision = self.revision;
            self.stale.insert(id.clone());
        }
    }

    /// An article as a sentence names it; of the facts what they are.
    pub fn name_of(&self, id: &ArticleId) -> String {
        if id.is_of_facts() { "the facts".to_owned() } else { id.to_string() }
    }

    /// Applies a transaction as a whole, or not at all. Records that a fault may have left half-changed are let go of:
    /// they are neither shown nor written, and the session opens them again.
    pub fn apply(&mut self, transaction: &Transaction) -> Result<(), Unfit> {
        held(&"a change", || self.apply_all(transaction)).unwrap_or_else(|_| {
            for (id, _) in &transaction.edits {
                if id.is_of_facts() {
                    self.put_facts(None);
                } else {
                    self.put_document(id, None);
                }
                self.unsure.insert(id.clone());
            }
            Err(Unfit { what: "what an error in Attest left of it" })
        })
    }

    fn apply_all(&mut self, transaction: &Transaction) -> Result<(), Unfit> {
        let mut done: Vec<(&ArticleId, &Change)> = Vec::new();
        for (id, change) in &transaction.edits {
            if let Err(unfit) = self.change(id, change) {
                for (id, change) in done.into_iter().rev() {
                    // What was just done can be taken back: nothing stood between.
                    if let Err(unfit) = self.change(id, &change.clone().inverted()) {
                        tracing::error!(%unfit, "a half-made change could not be taken back");
                    }
                }
                return Err(unfit);
            }
            done.push((id, change));
        }
        Ok(())
    }

    fn change(&mut self, id: &ArticleId, change: &Change) -> Result<(), Unfit> {
        if id.is_of_facts() {
            let missing = Unfit { what: "the list of facts" };
            Arc::make_mut(self.facts.as_mut().ok_or(missing)?).apply(change)?;
            self.revision += 1;
            self.facts_revision = self.revision;
            return Ok(());
        }
        let missing = Unfit { what: "the article" };
        let document = self.entries.get_mut(id).and_then(|entry| entry.document.as_mut());
        Arc::make_mut(document.ok_or(missing)?).apply(change)?;
        self.revision += 1;
        if let Some(entry) = self.entries.get_mut(id) {
            entry.revision = self.revision;
        }
        self.stale.insert(id.clone());
        Ok(())
    }

    /// Brings rows and strays of changed articles up to their records; their numbers are made anew when asked for.
    pub fn refresh(&mut self) {
        if self.stale.is_empty() {
            return;
        }
        let stale = std::mem::take(&mut self.stale);
        self.changed.extend(stale.iter().cloned());
        self.uncompared.extend(stale.iter().cloned());
        for row in &mut self.rows {
            if !stale.contains(&row.id) {
                continue;
            }
            let Some(entry) = self.entries.get_mut(&row.id) else { continue };
            let id = row.id.clone();
            let refreshed = held(&format_args!("the row of {id}"), || {
                refresh_sentences(entry);
                refresh_row(row, entry);
                entry.refused = entry.document.as_deref().map(Refused::of).unwrap_or_default();
                entry.strayed = strays(entry);
                entry.numbers = OnceCell::new();
            });
            if refreshed.is_err() {
                self.unrefreshed.get_mut().insert(id);
            }
        }
    }

    /// The rows of numbers of an article, made when they are first asked for.
    pub fn numbers(&self, id: &ArticleId) -> &[NumberRow] {
        let Some(entry) = self.entries.get(id) else { return &[] };
        entry.numbers.get_or_init(|| {
            let rows = || super::numbers::rows(entry, id, &self.annotator);
            held(&format_args!("the numbers of {id}"), rows).unwrap_or_else(|_| {
                self.unrefreshed.borrow_mut().insert(id.clone());
                Vec::new()
            })
        })
    }
}

/// Finds the sentences anew where the article is said to be of another language. Cheap: they are found when asked for.
fn refresh_sentences(entry: &mut Entry) {
    let (Some(article), Some(document)) = (&entry.article, &entry.document) else { return };
    let language = &document.meta().language;
    if *language != entry.language {
        entry.segments = Some(Arc::new(Segments::new(article, language)));
        entry.language.clone_from(language);
    }
}

fn refresh_row(row: &mut ArticleRow, entry: &Entry) {
    row.trouble.clone_from(&entry.trouble);
    row.loaded = entry.article.is_some();
    let meta = entry.document.as_deref().map(Document::meta);
    let first = entry.article.as_deref().and_then(|article| first_line(article, &entry.language));
    if let Some(title) = meta.and_then(|meta| meta.title.clone()).or(first) {
        row.title = visible(&title).into_owned();
    }
    let outlet = meta.and_then(|meta| meta.outlet.as_deref());
    row.outlet = outlet.map(|outlet| visible(outlet).into_owned());
    let published = meta.and_then(|meta| meta.published.as_ref());
    row.date = published.map(|date| super::reading::date_text(&date.edtf, date.precision));
    row.date_inferred = published.is_some_and(|date| date.basis == Basis::Inferred);
    row.claims = entry.document.as_ref().map_or(0, |document| document.claims().len());
    row.reviewed = meta.is_some_and(|meta| meta.reviewed);
}

/// The first line of a text without the stamp of its page, not too much of it.
fn first_line(article: &Article, language: &str) -> Option<String> {
    const MOST: usize = 160;
    let first = article.paragraphs.first()?.of(&article.text).ok()?;
    let first = Flowing::paragraph(first);
    let line = first.text().trim();
    let end = line.floor_char_boundary(4 * MOST);
    let head = line.get(..end).unwrap_or(line);
    let line = line.get(head.len() - without_stamp(head, language).len()..).unwrap_or(line);
    let mut title: String = line.chars().take(MOST).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    Some(title)
}

fn strays(entry: &Entry) -> Vec<Strayed> {
    let (Some(document), Some(article)) = (&entry.document, &entry.article) else {
        return Vec::new();
    };
    let mut found: Vec<Strayed> = document
        .all_anchors()
        .filter(|(_, anchor)| !anchor.is_exact())
        .map(|(slot, anchor)| {
            let now = match anchor.place {
                Place::Exact(span) | Place::Moved { span, .. } | Place::Changed { span, .. } => {
                    span.of(&article.text).unwrap_or_default().to_owned()
                }
                Place::Orphaned { .. } => String::new(),
            };
            Strayed { slot, anchor: anchor.clone(), now }
        })
        .collect();
    let place = |stray: &Strayed| match stray.anchor.place {
        Place::Exact(span) | Place::Moved { span, .. } | Place::Changed { span, .. } => span.start,
        Place::Orphaned { .. } => usize::MAX,
    };
    found.sort_by_key(|stray| (place(stray), stray.slot.clone()));
    found
}

/// The first place of a record in the text.
pub(super) fn record_span(document: &Document, record: &RecordRef) -> Option<crate::model::Span> {
    let anchors = document.anchors_of(record);
    let main = anchors.iter().find(|(slot, _)| {
        matches!(slot, Slot::ClaimText(0) | Slot::Number | Slot::Mark | Slot::Source(0))
    });
    main.or_else(|| anchors.first()).and_then(|(_, anchor)| anchor.span())
}
