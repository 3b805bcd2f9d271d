//! A small session at its desk: does acts, remembers what it was told, and checks what is there after a fall.
#![allow(dead_code)] // shared by several test targets, none of which needs all of it

use crate::sim_disk::{SimDisk, is_temporary};
use attest::model::{
    Agent, AgentId, AgentKind, Anchor, Article, ArticleId, ArticleMeta, Change, Claim, ClaimId,
    Document, Edit, Fact, FactId, Mark, MarkId, MarkKind, Part, Refusal, RefusalKind, Selection,
    Span, Status, Transaction, anchor_at,
};
use attest::store::format::{
    ArticleFile, FactsFile, HistoryRecord, document_from_file, facts_from_file, file_from_document,
    file_from_facts, parse_article, parse_facts, refusal_id,
};
use attest::store::{
    Access, Clock, EntryId, EntryKind, Event, OpenRequest, Opened, SaveState, Saved, StoreError,
    Write, WriterCore, facts_article, open_stepped,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub type Library = HashMap<ArticleId, Arc<Article>>;
pub type Documents = BTreeMap<ArticleId, Document>;

pub const A: &str = "a.txt";
pub const B: &str = "sub/b.txt";
/// The name of the facts document.
pub const FACTS: &str = "facts";

const TEXT_A: &str = "The government said 1,050 people had entered Armenia. Later it said 2,900.";
const TEXT_B: &str =
    "Ստեփանակերտ: 200 killed 😀, the ombudsman said. \"More than 400,\" he said later.";

pub fn article(name: &str, text: &str) -> Arc<Article> {
    let sha256 = format!("{:064x}", text.len());
    Arc::new(Article::new(ArticleId::new(name), Arc::from(text), "UTF-8".into(), sha256))
}

pub fn library() -> Library {
    let all = [article(A, TEXT_A), article(B, TEXT_B), facts_article()];
    all.into_iter().map(|a| (a.id.clone(), a)).collect()
}

pub fn id(name: &str) -> ArticleId {
    ArticleId::new(name)
}

pub fn request() -> OpenRequest {
    OpenRequest {
        articles_root: PathBuf::from("/desk/seeds"),
        annotations_root: PathBuf::from("/desk/annotations"),
        annotator: "mara".to_owned(),
        installation: "0192f3c2-0000-7000-8000-000000000001".to_owned(),
        write: true,
    }
}

pub fn file(name: &str) -> PathBuf {
    Path::new("/desk/annotations/mara").join(format!("{name}.ron"))
}

fn owned(documents: HashMap<ArticleId, Arc<Document>>) -> Documents {
    documents.into_iter().map(|(id, document)| (id, Arc::unwrap_or_clone(document))).collect()
}

pub fn inner(name: &str) -> PathBuf {
    Path::new("/desk/annotations/mara/.attest").join(name)
}

pub fn log() -> PathBuf {
    inner("history/0192f3c2-0000-7000-8000-000000000001.log")
}

/// A disk with the folder of the articles on it.
pub fn disk() -> SimDisk {
    let disk = SimDisk::new();
    disk.put(Path::new("/desk/seeds/a.txt"), TEXT_A.as_bytes());
    disk
}

/// A document as a file would hold it, to compare.
pub fn held(article: &Article, document: &Document) -> ArticleFile {
    let history = HistoryRecord { id: String::new(), seq: 0 };
    file_from_document(article, document, "", history)
}

/// What the files of a document would hold: an article's, and that of the facts.
pub fn both(article: &Article, document: &Document) -> (ArticleFile, FactsFile) {
    let history = HistoryRecord { id: String::new(), seq: 0 };
    (held(article, document), file_from_facts(document.facts(), "", history))
}

/// The document of a file's text.
pub fn document_of(article: &Article, text: &str) -> Document {
    if article.id.is_of_facts() {
        Document::of_facts(facts_from_file(&parse_facts(text).unwrap()))
    } else {
        document_from_file(article, &parse_article(text).unwrap())
    }
}

pub fn claim(article: &Article, id: &str, words: &str) -> Claim {
    let start = article.text.find(words).unwrap();
    Claim {
        id: ClaimId::new(id),
        anchors: vec![anchor(article, start, words)],
        part: Part::Body,
        status: Status::Draft,
        tags: vec![],
        note: String::new(),
        created: "2026-11-22T09:14:03Z".into(),
        changed: "2026-11-22T09:14:03Z".into(),
    }
}

fn anchor(article: &Article, start: usize, words: &str) -> Anchor {
    anchor_at(article, Span::new(start, start + words.len())).unwrap()
}

pub fn open(disk: &SimDisk, library: &Library) -> Opened<WriterCore> {
    open_as(disk, library, request())
}

pub fn open_as(disk: &SimDisk, library: &Library, request: OpenRequest) -> Opened<WriterCore> {
    try_open(disk, library, request).unwrap()
}

/// As [`open_as`], where looking may fail.
pub fn try_open(
    disk: &SimDisk,
    library: &Library,
    request: OpenRequest,
) -> Result<Opened<WriterCore>, StoreError> {
    let clock: Clock = Arc::new(|| "2026-11-22T10:00:00Z".to_owned());
    open_stepped(Arc::new(disk.clone()), request, Arc::new(library.clone()), clock)
}

pub struct Desk {
    pub disk: SimDisk,
    pub library: Library,
    pub core: WriterCore,
    pub documents: Documents,
    pub history: Vec<EntryKind>,
    /// The documents after each entry; the first: before any.
    pub states: Vec<Documents>,
    pub durable: Option<EntryId>,
    pub replaced: HashMap<ArticleId, EntryId>,
    pub saved: SaveState,
    pub events: Vec<Event>,
    pub notices: Vec<String>,
    pub access: Access,
    /// Documents that opening found ahead of their files.
    pub ahead: Vec<(ArticleId, EntryId)>,
    /// Articles whose file cannot be understood: nothing is done on them.
    pub held: HashSet<ArticleId>,
}

impl Desk {
    pub fn at(disk: &SimDisk) -> Self {
        Self::with(disk, library())
    }

    pub fn as_(disk: &SimDisk, request: OpenRequest) -> Self {
        let library = library();
        Self::of(disk, open_as(disk, &library, request), library)
    }

    pub fn with(disk: &SimDisk, library: Library) -> Self {
        Self::of(disk, open(disk, &library), library)
    }

    pub fn of(disk: &SimDisk, opened: Opened<WriterCore>, library: Library) -> Self {
        let documents = owned(opened.documents);
        let history: Vec<_> = opened.history.into_iter().map(|entry| entry.kind).collect();
        // What was before is not known here; only the last state is ever looked at.
        let states = vec![documents.clone(); history.len() + 1];
        let mut saved = SaveState::default();
        if opened.access == Access::Writer {
            saved.ahead(&opened.ahead);
        }
        Self {
            disk: disk.clone(),
            library,
            core: opened.writer,
            documents,
            history,
            states,
            durable: None,
            replaced: HashMap::new(),
            saved,
            events: Vec::new(),
            notices: opened.notices,
            access: opened.access,
            ahead: opened.ahead,
            held: opened.held.into_keys().collect(),
        }
    }

    /// Closes and opens again, as a session does; what was told before still counts.
    pub fn reopen(&mut self) {
        // Once more for a failure that is over.
        let finished = self.core.finish().or_else(|_| self.core.finish());
        self.hear();
        if finished.is_err() {
            return;
        }
        assert!(
            !self.events.iter().any(|e| matches!(e, Event::ReadOnly { .. })),
            "{:?}",
            self.events
        );
        // The lock goes before the next opening looks at it.
        let nowhere = open(&SimDisk::new(), &self.library).writer;
        drop(std::mem::replace(&mut self.core, nowhere));
        let mut next = Self::with(&self.disk, self.library.clone());
        next.states = std::mem::take(&mut self.states);
        next.durable = self.durable;
        next.replaced = std::mem::take(&mut self.replaced);
        *self = next;
    }

    fn entered(&mut self, kind: EntryKind, touched: &[ArticleId]) -> EntryId {
        let id = EntryId(self.history.len() as u64);
        self.history.push(kind);
        self.states.push(self.documents.clone());
        self.saved.sent(id, touched);
        id
    }

    /// Whether a transaction fits what is there.
    pub fn fits(&self, transaction: &Transaction) -> bool {
        let mut touched = Documents::new();
        transaction.edits.iter().all(|(id, change)| {
            let document = touched
                .entry(id.clone())
                .or_insert_with(|| self.documents.get(id).cloned().unwrap_or_default());
            !self.held.contains(id) && document.apply(change).is_ok()
        })
    }

    fn apply(&mut self, transaction: &Transaction) -> Vec<ArticleId> {
        for (id, change) in &transaction.edits {
            self.documents.entry(id.clone()).or_default().apply(change).unwrap();
        }
        let mut touched: Vec<_> = transaction.edits.iter().map(|(id, _)| id.clone()).collect();
        touched.dedup();
        touched
    }

    pub fn act(&mut self, label: &str, edits: Vec<(ArticleId, Change)>) -> EntryId {
        let transaction = Transaction {
            label: label.to_owned(),
            at: "2026-11-22T09:15:00Z".to_owned(),
            edits,
            selection_before: Selection::default(),
            selection_after: Selection::default(),
        };
        let touched = self.apply(&transaction);
        let id = self.entered(EntryKind::Act(transaction.clone()), &touched);
        let articles = touched.iter().map(|id| Arc::clone(&self.library[id])).collect();
        self.core.accept(Write::Act { id, transaction: Arc::new(transaction), articles });
        id
    }

    pub fn tag(&mut self, name: &str, id: &str, words: &str) -> EntryId {
        let name = ArticleId::new(name);
        let claim = claim(&self.library[&name], id, words);
        self.act(&format!("Tag {words}"), vec![(name, Change::Claim(Edit::insert(claim)))])
    }

    pub fn note(&mut self, name: &str, id: &str, note: &str) -> EntryId {
        let name = ArticleId::new(name);
        let before = self.documents[&name].claims()[&ClaimId::new(id)].clone();
        let after = Claim { note: note.to_owned(), ..before.clone() };
        self.act(&format!("Note {note}"), vec![(name, Change::Claim(Edit::replace(before, after)))])
    }

    pub fn remove(&mut self, name: &str, id: &str) -> EntryId {
        let name = ArticleId::new(name);
        let before = self.documents[&name].claims()[&ClaimId::new(id)].clone();
        self.act("Remove", vec![(name, Change::Claim(Edit::remove(before)))])
    }

    pub fn mark(&mut self, name: &str, claim: &str, id: &str, words: &str) -> EntryId {
        let name = ArticleId::new(name);
        let article = Arc::clone(&self.library[&name]);
        let mark = Mark {
            id: MarkId::new(id),
            claim: ClaimId::new(claim),
            kind: MarkKind::Place,
            anchor: anchor(&article, article.text.find(words).unwrap(), words),
            edtf: None,
            text: words.to_owned(),
            note: "line\nline".to_owned(),
        };
        self.act("Mark", vec![(name, Change::Mark(Edit::insert(mark)))])
    }

    pub fn refuse(&mut self, name: &str, words: &str) -> EntryId {
        let name = ArticleId::new(name);
        let article = Arc::clone(&self.library[&name]);
        let start = article.text.find(words).unwrap();
        let kind = RefusalKind::Quantity;
        let refusal = Refusal { kind, anchor: anchor(&article, start, words), of: None };
        let id = refusal_id(&article, &refusal);
        self.act("Refuse", vec![(name, Change::Refusal { id, edit: Edit::insert(refusal) })])
    }

    pub fn title(&mut self, names: &[&str], title: &str) -> EntryId {
        let edits = names.iter().map(|name| {
            let name = ArticleId::new(name);
            let document = self.documents.entry(name.clone()).or_default();
            let before = Box::new(document.meta().clone());
            let after = Box::new(ArticleMeta { title: Some(title.into()), ..(*before).clone() });
            (name, Change::Meta { before, after })
        });
        let edits = edits.collect();
        self.act("Title", edits)
    }

    pub fn fact(&mut self, id: &str, question: &str) -> EntryId {
        let fact = Fact::new(FactId::new(id), question);
        let change = Change::Fact(Box::new(Edit::insert(fact)));
        self.act(&format!("New fact {question}"), vec![(ArticleId::of_facts(), change)])
    }

    pub fn agent(&mut self, id: &str, name: &str) -> EntryId {
        let agent = Agent {
            id: AgentId::new(id),
            name: name.to_owned(),
            kind: AgentKind::Government,
            aliases: vec!["Երևան".to_owned()],
            speaks_for: None,
            note: String::new(),
        };
        let change = Change::Agent(Box::new(Edit::insert(agent)));
        self.act(&format!("New agent {name}"), vec![(ArticleId::of_facts(), change)])
    }

    /// One act over an article's file and that of the facts.
    pub fn note_both(&mut self, name: &str, claim: &str, fact: &str, note: &str) -> EntryId {
        let name = ArticleId::new(name);
        let before = self.documents[&name].claims()[&ClaimId::new(claim)].clone();
        let after = Claim { note: note.to_owned(), ..before.clone() };
        let of_claim = Change::Claim(Edit::replace(before, after));
        let before = self.fact_of(fact).clone();
        let after = Fact { note: note.to_owned(), ..before.clone() };
        let of_fact = Change::Fact(Box::new(Edit::replace(before, after)));
        self.act(&format!("Both {note}"), vec![(name, of_claim), (ArticleId::of_facts(), of_fact)])
    }

    pub fn fact_of(&self, id: &str) -> &Fact {
        &self.documents[&ArticleId::of_facts()].facts().facts[&FactId::new(id)]
    }

    pub fn undo(&mut self, of: EntryId) -> EntryId {
        let transaction = self.transaction(of).inverted();
        let touched = self.apply(&transaction);
        let id = self.entered(EntryKind::Undo { of }, &touched);
        self.core.accept(Write::Undo { id, of });
        id
    }

    pub fn redo(&mut self, of: EntryId) -> EntryId {
        let transaction = self.transaction(of);
        let touched = self.apply(&transaction);
        let id = self.entered(EntryKind::Redo { of }, &touched);
        self.core.accept(Write::Redo { id, of });
        id
    }

    pub fn transaction(&self, of: EntryId) -> Transaction {
        match &self.history[of.0 as usize] {
            EntryKind::Act(transaction) | EntryKind::External(transaction) => transaction.clone(),
            other => panic!("{other:?} is no act"),
        }
    }

    pub fn render(&mut self, name: &str) {
        let article = Arc::clone(&self.library[&ArticleId::new(name)]);
        let document = Arc::new(self.documents.get(&article.id).cloned().unwrap_or_default());
        let through = EntryId(self.history.len() as u64 - 1);
        self.core.accept(Write::Render { article, document, through });
    }

    /// The writer works as far as it can.
    pub fn work(&mut self) {
        while self.core.step() {
            self.hear();
        }
        self.hear();
    }

    pub fn hear(&mut self) {
        while let Some(event) = self.core.next_event() {
            self.saved.heard(&event);
            match &event {
                Event::Durable { through } => self.durable = self.durable.max(Some(*through)),
                Event::Replaced { article, through } => {
                    self.replaced.insert(article.clone(), *through);
                }
                _ => {}
            }
            self.events.push(event);
        }
    }

    /// Takes what someone put into the file.
    pub fn take(
        &mut self,
        name: &str,
        theirs: &Document,
        version: attest::store::FileVersion,
    ) -> EntryId {
        let name = ArticleId::new(name);
        let ours = self.documents.entry(name.clone()).or_default();
        let at = "2026-11-22T09:16:00Z".to_owned();
        let transaction = attest::store::external_transaction(&name, ours, theirs, at);
        self.apply(&transaction);
        let id =
            self.entered(EntryKind::External(transaction.clone()), std::slice::from_ref(&name));
        let article = Arc::clone(&self.library[&name]);
        self.core.accept(Write::External {
            id,
            article,
            transaction: Arc::new(transaction),
            version,
        });
        id
    }

    pub fn all_saved(&self) -> bool {
        self.saved.now() == Saved::All
    }

    pub fn document(&self, name: &str) -> ArticleFile {
        let article = &self.library[&ArticleId::new(name)];
        held(article, self.documents.get(&article.id).unwrap_or(&Document::default()))
    }

    /// What the disk holds after a fall is what was called saved, and a whole state of this desk.
    pub fn check(&self, fallen: &SimDisk, how: &str) {
        for (path, bytes) in fallen.files() {
            let name = path.to_string_lossy();
            if name.ends_with(".txt.ron") && !is_temporary(&path) && !name.contains("conflicts") {
                let text = String::from_utf8(bytes).unwrap();
                assert!(parse_article(&text).is_ok(), "{how}: half a file {name}:\n{text}");
            } else if name.ends_with("mara/facts.ron") {
                let text = String::from_utf8(bytes).unwrap();
                assert!(parse_facts(&text).is_ok(), "{how}: half a file {name}:\n{text}");
            }
        }
        for (article, through) in &self.replaced {
            let bytes = fallen.get(&file(article.as_str()));
            let bytes = bytes.unwrap_or_else(|| panic!("{how}: the file of {article} is gone"));
            let text = String::from_utf8(bytes).unwrap();
            let library = &self.library[article];
            let found = both(library, &document_of(library, &text));
            let later = self.states.iter().skip(through.0 as usize + 1);
            let mut later = later.map(|state| self.held_in(state, article));
            assert!(later.any(|state| state == found), "{how}: {article} is older than told");
        }
        let opened = open(fallen, &self.library);
        let kinds: Vec<_> = opened.history.into_iter().map(|entry| entry.kind).collect();
        let durable = self.durable.map_or(0, |through| through.0 as usize + 1);
        assert!(kinds.len() >= durable, "{how}: {} entries of {durable} are there", kinds.len());
        assert_eq!(kinds, self.history[..kinds.len()], "{how}: another history");
        let state = &self.states[kinds.len()];
        let found = owned(opened.documents);
        for article in self.library.keys() {
            assert_eq!(
                self.held_in(&found, article),
                self.held_in(state, article),
                "{how}: {article} after {} entries",
                kinds.len()
            );
        }
        assert!(opened.held.is_empty() && opened.orphan_files.is_empty(), "{how}");
    }

    pub fn held_in(&self, documents: &Documents, article: &ArticleId) -> (ArticleFile, FactsFile) {
        both(&self.library[article], documents.get(article).unwrap_or(&Document::default()))
    }
}

/// What each document's file holds on the disk.
pub fn files_of(disk: &SimDisk, library: &Library) -> Vec<(ArticleId, (ArticleFile, FactsFile))> {
    let there = library.values().filter_map(|article| {
        let text = String::from_utf8(disk.get(&file(article.id.as_str()))?).unwrap();
        Some((article.id.clone(), both(article, &document_of(article, &text))))
    });
    there.collect()
}

/// What the file of this document would hold.
pub fn files_of_document(desk: &Desk, article: &ArticleId) -> (ArticleFile, FactsFile) {
    desk.held_in(&desk.documents, article)
}
