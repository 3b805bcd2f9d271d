//! Sentences worth tagging: those that hold a number with an attribution, and no claim. In one article, and over the
//! articles of a folder on a worker: the next one, or a list of all.
//!
//! Pure but for what it is told to report to. Never: changes records; recognises on the window's thread.

use super::open::Looking;
use super::recognition::{Known, Recognition, Recognizer, Refused, main_span};
use super::view::ScanRow;
use crate::model::{
    Article, ArticleId, Document, RefusalKind, Selection, Span, TagRole, Value, held,
};
use crate::recognize::proposal::{ProposedQuantity, ProposedVoice};
use crate::recognize::segments::Segments;
use crate::session::reading;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An article to look through on a worker.
pub(in crate::session) struct Unread {
    pub id: ArticleId,
    pub title: String,
    pub article: Arc<Article>,
    pub segments: Arc<Segments>,
    pub document: Arc<Document>,
    /// What was recognised before, where it still holds.
    pub recognition: Option<Arc<Recognition>>,
}

impl Unread {
    fn recognition(&self, recognizer: &Recognizer) -> Arc<Recognition> {
        self.recognition.clone().unwrap_or_else(|| {
            let known = Known::of(Some(&self.document), self.id.as_str());
            let found = known.recognize(&self.article.text, recognizer);
            Arc::new(Recognition::new(known, found))
        })
    }
}

/// A sentence with numbers that somebody said.
pub(super) struct Worth {
    /// The sentence.
    pub sentence: Span,
    /// Its attributed numbers: indexes.
    pub numbers: Vec<usize>,
}

/// Whether a claim stands in a sentence.
pub(super) fn is_claimed(document: &Document, sentence: Span) -> bool {
    let tagged = document.spans().touching(sentence);
    tagged.iter().any(|tag| tag.role == TagRole::Claim && tag.span.overlaps(sentence))
}

/// The sentences from a byte on that hold a number with an attribution, neither of them refused; in order, one by one.
pub(super) fn worth<'l>(
    looking: Looking<'l>,
    segments: &'l Segments,
    from: usize,
) -> impl Iterator<Item = Worth> + 'l {
    let all = &looking.recognition.found.quantities;
    let mut at = all.partition_point(|q| q.number.start < from);
    std::iter::from_fn(move || {
        loop {
            let first = all.get(at)?;
            at += 1;
            if !is_said(&looking, first) {
                continue;
            }
            let Some(sentence) = segments.sentence_at(first.number.start) else { continue };
            let sentence = sentence.trimmed(looking.text);
            let mut numbers = vec![at - 1];
            while let Some(next) = all.get(at).filter(|q| sentence.contains(q.number.start)) {
                if is_said(&looking, next) {
                    numbers.push(at);
                }
                at += 1;
            }
            return Some(Worth { sentence, numbers });
        }
    })
}

/// Whether a number is somebody's: of an attribution that was not refused.
fn is_said(looking: &Looking<'_>, q: &ProposedQuantity) -> bool {
    let ProposedVoice::By(all) = &q.voice else { return false };
    let refused = |kind, at| looking.refused.holds(kind, at, None);
    let stands = |at: &usize| {
        let main = looking.recognition.attribution(*at).and_then(main_span);
        main.is_some_and(|main| !refused(RefusalKind::Attribution, main))
    };
    all.iter().any(stands) && !refused(RefusalKind::Quantity, q.anchor_span())
}

/// The next sentence worth tagging, sought over a folder.
pub(in crate::session) struct Seeking {
    /// What was selected when it began: where the analyst is elsewhere by then, the answer is dropped.
    pub began: Selection,
    /// The articles in the order of the search; the one shown comes first and last.
    pub articles: Vec<Unread>,
    /// From where the first article is sought.
    pub from: usize,
    pub recognizer: Recognizer,
}

impl Seeking {
    /// Seeks; tells how far it is, and what broke off. None where there is no such sentence, or where it was cancelled.
    pub fn run(
        self,
        cancelled: &dyn Fn() -> bool,
        progress: &dyn Fn(usize),
        broke: &dyn Fn(String),
    ) -> (Selection, Option<(ArticleId, Span)>) {
        for (at, unread) in self.articles.iter().enumerate() {
            if cancelled() {
                break;
            }
            let from = if at == 0 { self.from } else { 0 };
            let what = format!("Looking through {}", unread.id);
            match held(&what, || self.first_of(unread, from)) {
                Ok(Some(sentence)) => return (self.began, Some((unread.id.clone(), sentence))),
                Ok(None) => {}
                Err(_) => broke(what),
            }
            progress(at + 1);
        }
        (self.began, None)
    }

    /// The first sentence worth tagging of an article.
    fn first_of(&self, unread: &Unread, from: usize) -> Option<Span> {
        let recognition = unread.recognition(&self.recognizer);
        let refused = Refused::of(&unread.document);
        let (document, text) = (&*unread.document, &*unread.article.text);
        let looking = Looking { text, document, recognition: &recognition, refused: &refused };
        let mut all = worth(looking, &unread.segments, from);
        all.find(|worth| !is_claimed(document, worth.sentence)).map(|found| found.sentence)
    }
}

/// All sentences worth tagging, listed over a folder.
pub(in crate::session) struct Scanning {
    /// The articles, in the order of the list.
    pub articles: Vec<Unread>,
    pub recognizer: Recognizer,
}

impl Scanning {
    /// Lists them with all cores; the rows of one article at a time, in no order of the articles.
    pub fn run(
        self,
        cancelled: &(dyn Fn() -> bool + Sync),
        report: &(dyn Fn(Vec<ScanRow>) + Sync),
        broke: &(dyn Fn(String) + Sync),
    ) {
        let next = AtomicUsize::new(0);
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let workers = cores.clamp(1, 8).min(self.articles.len());
        std::thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    while !cancelled() {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(unread) = self.articles.get(at) else { break };
                        let what = format!("Looking through {}", unread.id);
                        let rows = held(&what, || rows(unread, at, &self.recognizer));
                        if rows.is_err() {
                            broke(what);
                        }
                        // Without rows it counts as looked through all the same.
                        report(rows.unwrap_or_default());
                    }
                });
            }
        });
    }
}

/// The rows of one article.
fn rows(unread: &Unread, order: usize, recognizer: &Recognizer) -> Vec<ScanRow> {
    let recognition = unread.recognition(recognizer);
    let refused = Refused::of(&unread.document);
    let (document, text) = (&*unread.document, &*unread.article.text);
    let looking = Looking { text, document, recognition: &recognition, refused: &refused };
    let found = worth(looking, &unread.segments, 0);
    found.map(|worth| row(unread, order, looking, &worth)).collect()
}

fn row(unread: &Unread, order: usize, looking: Looking<'_>, worth: &Worth) -> ScanRow {
    let recognition = looking.recognition;
    let line =
        |span: Span| span.shown(looking.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let numbers: Vec<&ProposedQuantity> =
        worth.numbers.iter().filter_map(|at| recognition.quantity(*at)).collect();
    let each = |words: &dyn Fn(&ProposedQuantity) -> Option<String>| {
        let mut all: Vec<String> = numbers.iter().filter_map(|q| words(q)).collect();
        all.dedup();
        all.join("; ")
    };
    let date = |q: &ProposedQuantity| recognition.date(q.as_of?);
    let source = |q: &ProposedQuantity| {
        let ProposedVoice::By(all) = &q.voice else { return None };
        let said = all.iter().find_map(|at| recognition.attribution(*at))?;
        let hops: Vec<String> = said.chain.iter().rev().map(|hop| line(hop.source)).collect();
        (!hops.is_empty()).then(|| hops.join(" via "))
    };
    ScanRow {
        go: Selection {
            article: Some(unread.id.clone()),
            text: Some(worth.sentence),
            record: None,
        },
        title: unread.title.clone(),
        sentence: line(worth.sentence),
        number: each(&|q| Some(line(q.phrase))),
        value: numbers.first().and_then(|q| magnitude(&q.value)),
        counted: each(&|q| q.counted.as_ref().map(|counted| line(counted.span))),
        source: each(&source),
        date: each(&|q| date(q).map(|(d, edtf)| reading::date_text(edtf, d.precision))),
        date_edtf: numbers
            .iter()
            .find_map(|q| date(q))
            .map(|(_, edtf)| edtf.to_owned())
            .unwrap_or_default(),
        done: is_claimed(looking.document, worth.sentence),
        order,
    }
}

/// A value as a number to sort by; nothing is computed with it.
fn magnitude(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) | Value::Range(number, _) => number.as_str().parse().ok(),
        Value::List(all) => all.first()?.as_str().parse().ok(),
        #[allow(clippy::cast_precision_loss)] // for sorting
        Value::Ratio(part, whole) => (*whole > 0).then(|| *part as f64 / *whole as f64),
        Value::Vague(_) => None,
    }
}
