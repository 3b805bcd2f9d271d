//! A desk for session tests: the five seeds in a folder of their own, ids and a clock that count.

#![allow(dead_code, clippy::unwrap_used)]

#[cfg(feature = "gui")]
pub mod made;
pub mod random;
#[cfg(feature = "gui")]
pub mod screen;

use attest::model::{ArticleId, Document, IdSource, RecordRef, Span};
use attest::session::{
    Action, Command, Field, FieldOwner, FieldRef, Session, Start, StartOptions, TagKind,
};
use attest::store::RealDisk;
use attest::store::config::Config;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder with the seeds, and a config folder.
pub struct Desk {
    folder: tempfile::TempDir,
    next: Arc<AtomicU64>,
}

struct CountingIds(Arc<AtomicU64>);

impl IdSource for CountingIds {
    fn new_id(&mut self) -> String {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        format!("0192f3c2-0000-7000-8000-{n:012x}")
    }

    fn now(&self) -> String {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        format!("2026-11-23T{:02}:{:02}:{:02}Z", n / 3600 % 24, n / 60 % 60, n % 60)
    }
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seeds = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
        std::fs::create_dir(folder.path().join("seeds")).unwrap();
        for file in std::fs::read_dir(seeds).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join("seeds").join(file.file_name())).unwrap();
        }
        Self { folder, next: Arc::default() }
    }

    /// A desk with one article of this text.
    pub fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("seeds")).unwrap();
        std::fs::write(folder.path().join("seeds/a.txt"), text).unwrap();
        Self { folder, next: Arc::default() }
    }

    pub fn seeds(&self) -> PathBuf {
        self.folder.path().join("seeds")
    }

    pub fn annotations(&self) -> PathBuf {
        self.folder.path().join("annotations")
    }

    pub fn options(&self) -> StartOptions {
        StartOptions {
            config: Some(Config::at(self.folder.path().join("config"))),
            ids: Box::new(CountingIds(Arc::clone(&self.next))),
            disk: Arc::new(RealDisk),
            login: "analyst".to_owned(),
            ..StartOptions::default()
        }
    }

    pub fn start(&self, start: Start) -> Session {
        let mut session = Session::start_with(start, self.options(), Arc::new(|| {}));
        session.wait_until_idle();
        session
    }

    /// A session on the seeds, with everything read.
    pub fn session(&self) -> Session {
        self.start(Start { paths: vec![self.seeds()], annotator: None })
    }
}

/// Where words stand first in an article.
pub fn words(session: &Session, id: &ArticleId, text: &str) -> Span {
    let article = session.article(id).unwrap();
    let at = article.text.find(text).unwrap();
    Span::new(at, at + text.len())
}

/// The article of the worked example.
pub fn a002() -> ArticleId {
    ArticleId::new("002_371c06971a596525.txt")
}

/// The worked example.
pub const SENTENCE: &str = "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.”";

/// Tags the number of the worked example; gives the claim's article.
pub fn with_a_number(session: &mut Session) -> ArticleId {
    let id = a002();
    session.dispatch(Action::Show(id.clone()));
    let sentence = words(session, &id, SENTENCE);
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![sentence] }));
    let article = session.article(&id).unwrap();
    let at = sentence.start + sentence.of(&article.text).unwrap().find("1,050").unwrap();
    let span = Span::new(at, at + 5);
    session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind: TagKind::Number }));
    assert_eq!(session.document(&id).unwrap().quantities().len(), 1, "{:?}", session.notices());
    id
}

/// A field of the article's one number.
pub fn quantity_field(session: &Session, id: &ArticleId, field: Field) -> FieldRef {
    let quantity = session.document(id).unwrap().quantities().keys().next().unwrap().clone();
    FieldRef { article: id.clone(), of: FieldOwner::Record(RecordRef::Quantity(quantity)), field }
}

/// Whether two documents hold the same.
pub fn same(a: &Document, b: &Document) -> bool {
    a.meta() == b.meta()
        && a.claims() == b.claims()
        && a.quantities() == b.quantities()
        && a.attributions() == b.attributions()
        && a.marks() == b.marks()
        && a.refused() == b.refused()
        && spans(a) == spans(b)
}

fn spans(document: &Document) -> Vec<attest::model::TaggedSpan> {
    document.spans().touching(Span::new(0, 10_000_000))
}

pub fn assert_same(a: &Document, b: &Document) {
    assert!(same(a, b), "{a:#?}\n is not\n{b:#?}");
}
