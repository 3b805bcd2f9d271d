//! Long work off the UI thread: a closed list of jobs, one flight of each kind at a time.
//!
//! A job reports what it finds as it finds it. Results carry the stamp of their flight; those of a flight that
//! was cancelled or replaced are dropped. Never: touches the session's state.

use super::Wake;
use super::export::{Exported, Exporting};
use super::files::{Looked, Looking, Watching};
use super::picture::Picturing;
use super::proposals::{Made, Recognising, ScanRow, Scanning, Seeking};
use super::remember::Keeping;
use super::search::{Found, Searching};
use crate::model::{Article, ArticleId, Fault, Selection, Span, held};
use crate::recognize::segments::Segments;
use crate::store::articles::{self, FileProblem, FoundFile, Links, ReadArticle, Scan};
use crate::store::config::Config;
use crate::store::near::{Here, Nearby, nearby};
use crate::store::stamp::Stamp;
use crate::store::{self, Articles, Disk, OpenRequest, Opened, project};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The kinds of long work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Articles in.
    Articles,
    /// Annotations in.
    Annotations,
    /// One article again, in another encoding.
    ReadAs,
    /// Search everywhere.
    Search,
    /// Annotations out.
    Export,
    /// The previous writer ends.
    Ending,
    /// Where the session stands is kept.
    Keep,
    /// Sentences are found.
    Fill,
    /// A long article is recognised.
    Recognise,
    /// The next sentence worth tagging is sought.
    Seek,
    /// All sentences worth tagging are listed.
    Scan,
    /// The articles' files are looked at again.
    Look,
    /// Annotations that lie near are taken.
    Take,
}

const KINDS: usize = 13;

impl Kind {
    /// What it does, as a sentence begins with it.
    const fn words(self) -> &'static str {
        match self {
            Self::Articles => "Reading the articles",
            Self::Annotations => "Opening the annotations",
            Self::ReadAs => "Reading the article again",
            Self::Search => "The search",
            Self::Export => "The export",
            Self::Ending => "Ending what was open before",
            Self::Keep => "Keeping where this session stands",
            Self::Fill => "Finding the sentences",
            Self::Recognise => "Recognising the article",
            Self::Seek => "Seeking the next sentence worth tagging",
            Self::Scan => "Listing the sentences worth tagging",
            Self::Look => "Looking at the articles’ files",
            Self::Take => "Taking annotations that lie near",
        }
    }

    /// What is reported where it broke off as a whole.
    fn broken(self, fault: Fault) -> JobResult {
        match self {
            Self::Export => JobResult::Exported(Exported::Failed(format!(
                "The export broke off because of {fault}: what it was to write is not there as a whole."
            ))),
            _ => JobResult::Broke(self.words().to_owned()),
        }
    }
}

/// Long work to do.
pub(super) enum Job {
    /// Scan and read the articles; `first` is read before the others.
    Articles {
        paths: Vec<PathBuf>,
        /// Folders in which links may lead outside.
        follow_links: BTreeSet<PathBuf>,
        first: Option<ArticleId>,
        annotator: String,
    },
    /// Open an annotator's folder.
    Annotations {
        disk: Arc<dyn Disk>,
        /// Which annotations folder it is, and the installation where none is named, are found out here.
        request: OpenRequest,
        config: Option<Config>,
        articles: Articles,
        /// The writer of the folder that was open before: ended first, so that its lock is free.
        previous: Option<store::Writer>,
    },
    /// Read one article again.
    ReadAs { path: PathBuf, id: ArticleId, encoding: Option<String>, language: String },
    /// Search.
    Search(Searching),
    /// Write annotations out.
    Export(Exporting),
    /// Write a picture out.
    Picture(Picturing),
    /// End a writer: waits until all is written.
    Ending(store::Writer),
    /// Keep where the session stands.
    Keep(Keeping),
    /// Find the sentences that nobody has asked for yet.
    Fill(Vec<(ArticleId, Arc<Segments>)>),
    /// Recognise an article.
    Recognise(Recognising),
    /// Seek the next sentence worth tagging.
    Seek(Seeking),
    /// List all sentences worth tagging.
    Scan(Scanning),
    /// Look at the articles' files again.
    Look(Looking),
    /// Take annotations that lie near.
    Take { disk: Arc<dyn Disk>, annotations: PathBuf, articles_root: PathBuf },
}

/// What a job reports.
pub(super) enum JobResult {
    /// The list of articles.
    Scanned(Result<Box<(Scan, Watching)>, String>),
    /// An article's text.
    Read(ArticleId, ReadText),
    /// The annotations, what was asked for, who has work there, and what lies near.
    Opened(Result<Box<Opened>, String>, OpenRequest, Vec<String>, Box<Nearby>),
    /// Some hits.
    Found(Found),
    /// What was written, or why not.
    Exported(Exported),
    /// The previous writer ended.
    Ended(Result<(), String>),
    /// Where the session stands is kept, or why not.
    Kept(Result<(), String>),
    /// What was recognised in an article of this text.
    Recognised(ArticleId, Arc<Article>, Box<Made>),
    /// So many articles were sought through.
    SoughtIn(usize),
    /// The next sentence worth tagging, and what was selected when the search began.
    Sought(Selection, Option<(ArticleId, Span)>),
    /// Sentences worth tagging of one article.
    Listed(Vec<ScanRow>),
    /// What became of the articles' files.
    Looked(Result<Box<Looked>, String>),
    /// Annotations that lie near were taken, or why not.
    Taken(Result<project::Taken, String>),
    /// What broke off because of an error in Attest ("Searching a.txt").
    Broke(String),
    /// The flight is over, however it ended.
    Landed(Kind),
}

impl Job {
    const fn kind(&self) -> Kind {
        match self {
            Self::Articles { .. } => Kind::Articles,
            Self::Annotations { .. } => Kind::Annotations,
            Self::ReadAs { .. } => Kind::ReadAs,
            Self::Search(_) => Kind::Search,
            Self::Export(_) | Self::Picture(_) => Kind::Export,
            Self::Ending(_) => Kind::Ending,
            Self::Keep(_) => Kind::Keep,
            Self::Fill(_) => Kind::Fill,
            Self::Recognise(_) => Kind::Recognise,
            Self::Seek(_) => Kind::Seek,
            Self::Scan(_) => Kind::Scan,
            Self::Look(_) => Kind::Look,
            Self::Take { .. } => Kind::Take,
        }
    }

    fn run(self, reports: &Reports) {
        match self {
            Self::Articles { paths, follow_links, first, annotator } => {
                let anywhere = paths.iter().any(|p| follow_links.contains(&project::real_path(p)));
                let links = if anywhere { Links::Anywhere } else { Links::Inside };
                // Before they are read, so that nothing changes unseen in between.
                let watching = reports.watch(paths, links);
                read_articles(watching, first.as_ref(), &annotator, reports);
            }
            Self::Fill(all) => {
                for (id, segments) in all {
                    let what = format!("Finding the sentences of {id}");
                    if held(&what, || segments.fill_all(&|| reports.cancelled())).is_err() {
                        reports.say(JobResult::Broke(what));
                    }
                }
            }
            Self::Annotations { disk, request, config, articles, previous } => {
                let asked = request.clone();
                let open = || open(disk, request, config, articles, previous, reports);
                let opened = held(&"opening annotations", open);
                reports.say(opened.unwrap_or_else(|fault| {
                    JobResult::Opened(Err(fault.to_string()), asked, Vec::new(), Box::default())
                }));
            }
            Self::ReadAs { path, id, encoding, language } => {
                reports.say(read_one(&path, &id, encoding.as_deref(), &language));
            }
            Self::Recognise(recognising) => {
                let (id, article, recognition) = recognising.run();
                reports.say(JobResult::Recognised(id, article, recognition));
            }
            Self::Seek(seeking) => {
                let progress = |read| reports.say(JobResult::SoughtIn(read));
                let broke = |what| reports.say(JobResult::Broke(what));
                let (began, found) = seeking.run(&|| reports.cancelled(), &progress, &broke);
                reports.say(JobResult::Sought(began, found));
            }
            Self::Scan(scanning) => {
                scanning.run(
                    &|| reports.cancelled(),
                    &|rows| reports.say(JobResult::Listed(rows)),
                    &|what| reports.say(JobResult::Broke(what)),
                );
            }
            Self::Search(searching) => {
                searching.run(
                    &|| reports.cancelled(),
                    &|found| reports.say(JobResult::Found(found)),
                    &|what| reports.say(JobResult::Broke(what)),
                );
            }
            Self::Export(exporting) => reports.say(JobResult::Exported(exporting.run())),
            Self::Picture(picturing) => reports.say(JobResult::Exported(picturing.run())),
            Self::Keep(keeping) => reports.say(JobResult::Kept(keeping.run())),
            Self::Ending(writer) => reports.say(JobResult::Ended(writer.close())),
            Self::Look(looking) => {
                let looked = looking.run(&|| reports.cancelled());
                reports.say(JobResult::Looked(looked.map(Box::new)));
            }
            Self::Take { disk, annotations, articles_root } => {
                let taken = project::take_annotations(&*disk, &annotations, &articles_root);
                reports.say(JobResult::Taken(taken));
            }
        }
    }
}

/// Where a job reports to.
struct Reports {
    stamp: u64,
    kind: Kind,
    cancel: Arc<AtomicBool>,
    results: Sender<(u64, JobResult)>,
    wake: Wake,
}

impl Reports {
    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// Begins to watch articles.
    fn watch(&self, paths: Vec<PathBuf>, links: Links) -> Watching {
        let (wake, touched) = (Arc::clone(&self.wake), Arc::new(AtomicBool::new(false)));
        let touch = Arc::clone(&touched);
        let watch = store::Watch::articles(&paths, links, move || {
            // Once, until it was looked at.
            if !touch.swap(true, Ordering::Relaxed) {
                wake();
            }
        });
        Watching { paths, links, touched, watch }
    }

    fn say(&self, result: JobResult) {
        // The receiver is gone only when the session is.
        if self.results.send((self.stamp, result)).is_ok() {
            (self.wake)();
        }
    }
}

impl Drop for Reports {
    /// However the job ended, so that nothing waits for it.
    fn drop(&mut self) {
        self.say(JobResult::Landed(self.kind));
    }
}

struct Flight {
    stamp: u64,
    cancel: Arc<AtomicBool>,
}

/// The jobs in flight.
pub(super) struct Jobs {
    wake: Wake,
    sender: Sender<(u64, JobResult)>,
    results: Receiver<(u64, JobResult)>,
    flights: [Option<Flight>; KINDS],
    next: u64,
}

impl Jobs {
    pub fn new(wake: Wake) -> Self {
        let (sender, results) = unbounded();
        Self { wake, sender, results, flights: [const { None }; KINDS], next: 0 }
    }

    /// Starts a job; one of the same kind that is in flight is cancelled and its results are dropped.
    pub fn start(&mut self, job: Job) -> Result<(), String> {
        let kind = job.kind();
        self.cancel(kind);
        let cancel = Arc::new(AtomicBool::new(false));
        self.next += 1;
        let stamp = self.next;
        let reports = Reports {
            stamp,
            kind,
            cancel: Arc::clone(&cancel),
            results: self.sender.clone(),
            wake: Arc::clone(&self.wake),
        };
        let thread = std::thread::Builder::new().name(format!("{kind:?}").to_lowercase());
        if let Some(flight) = self.flights.get_mut(kind as usize) {
            *flight = Some(Flight { stamp, cancel });
        }
        let started = thread.spawn(move || {
            // What can go on after a fault holds it by itself; this is for the rest.
            if let Err(fault) = held(&kind.words(), || job.run(&reports)) {
                reports.say(kind.broken(fault));
            }
        });
        started.map(drop).map_err(|error| {
            self.cancel(kind);
            format!("No thread could be started: {error}")
        })
    }

    /// Cancels a kind of job.
    pub fn cancel(&mut self, kind: Kind) {
        if let Some(flight) = self.flights.get_mut(kind as usize).and_then(Option::take) {
            flight.cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a kind of job is in flight.
    pub fn flies(&self, kind: Kind) -> bool {
        self.flights.get(kind as usize).is_some_and(Option::is_some)
    }

    /// Whether any job is.
    pub fn any(&self) -> bool {
        self.flights.iter().any(Option::is_some)
    }

    /// The next result that still counts.
    pub fn next(&mut self) -> Option<JobResult> {
        loop {
            let (stamp, result) = self.results.try_recv().ok()?;
            let counts = self.flights.iter().flatten().any(|flight| flight.stamp == stamp);
            match result {
                JobResult::Landed(kind) if counts => {
                    if let Some(flight) = self.flights.get_mut(kind as usize) {
                        *flight = None;
                    }
                    return Some(JobResult::Landed(kind));
                }
                result if counts => return Some(result),
                _ => {}
            }
        }
    }

    /// For waiting without polling.
    pub const fn results(&self) -> &Receiver<(u64, JobResult)> {
        &self.results
    }
}

/// Opens an annotator's folder, once what was open before has been written.
fn open(
    disk: Arc<dyn Disk>,
    mut request: OpenRequest,
    config: Option<Config>,
    articles: Articles,
    previous: Option<store::Writer>,
    reports: &Reports,
) -> JobResult {
    if let Some(previous) = previous
        && let Err(why) = previous.close()
    {
        reports.say(JobResult::Ended(Err(why)));
    }
    request.annotations_root = project::annotations_of(&request.articles_root).0;
    if request.installation.is_empty() {
        request.installation = installation(config.as_ref());
    }
    let annotators = project::annotators(&request.annotations_root);
    let here = Here {
        sha256: &|name| articles.article(&ArticleId::new(name)).map(|a| a.sha256.clone()),
        name: &|sha256| articles.with_sha256(sha256).map(|a| a.id.to_string()),
    };
    let near = Box::new(nearby(&request.articles_root, &here));
    let opened = store::open(disk, request.clone(), articles, Arc::clone(&reports.wake));
    let opened = opened.map(Box::new).map_err(|error| error.to_string());
    JobResult::Opened(opened, request, annotators, near)
}

/// The installation's name; one for this session alone where none can be kept.
fn installation(config: Option<&Config>) -> String {
    match config.map(Config::installation) {
        Some(Ok(name)) => name,
        Some(Err((name, error))) => {
            tracing::warn!(%error, "the installation's name cannot be kept");
            name
        }
        None => crate::store::new_id(),
    }
}

fn read_one(
    path: &std::path::Path,
    id: &ArticleId,
    encoding: Option<&str>,
    language: &str,
) -> JobResult {
    JobResult::Read(id.clone(), read_text(path, id, encoding, language))
}

/// An article's text and sentences as they were read, and the stamp of its file before.
pub(super) struct ReadText {
    pub stamp: Option<Stamp>,
    pub read: Result<Box<(ReadArticle, Arc<Segments>)>, FileProblem>,
}

/// Reads an article.
pub(super) fn read_text(
    path: &std::path::Path,
    id: &ArticleId,
    encoding: Option<&str>,
    language: &str,
) -> ReadText {
    let stamp = Stamp::of(path);
    let read = || {
        let read = articles::read_article(path, id, encoding)?;
        let segments = Arc::new(Segments::new(&read.article, language));
        Ok(Box::new((read, segments)))
    };
    let read = held(&format_args!("reading {id}"), read);
    let read = read.unwrap_or_else(|fault| Err(FileProblem::Unreadable(fault.to_string())));
    ReadText { stamp, read }
}

/// The first article alone, so that it can be shown at once; then the others side by side.
fn read_articles(
    watching: Watching,
    first: Option<&ArticleId>,
    annotator: &str,
    reports: &Reports,
) {
    let scan = || articles::scan(&watching.paths, watching.links);
    let scan = match held(&"reading the folder", scan) {
        Ok(Ok(scan)) => scan,
        Ok(Err(error)) => return reports.say(JobResult::Scanned(Err(error.to_string()))),
        Err(fault) => {
            let why = format!("The folder cannot be read because of {fault}.");
            return reports.say(JobResult::Scanned(Err(why)));
        }
    };
    let mut files: Vec<FoundFile> =
        scan.files.iter().filter(|file| file.problem.is_none()).cloned().collect();
    let annotations = project::annotations_of(&scan.root).0;
    let read = |file: &FoundFile| {
        let name = file.id.as_str();
        let recorded = || project::recorded_encoding(&annotations, annotator, name);
        let recorded = held(&format_args!("the encoding of {name}"), recorded).unwrap_or_default();
        reports.say(read_one(&file.path, &file.id, recorded.as_deref(), ""));
    };
    reports.say(JobResult::Scanned(Ok(Box::new((scan, watching)))));
    let at = first.and_then(|first| files.iter().position(|file| file.id == *first)).unwrap_or(0);
    if at < files.len() {
        let file = files.remove(at);
        read(&file);
    }
    let next = AtomicUsize::new(0);
    let workers =
        std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 8).min(files.len());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while !reports.cancelled() {
                    let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                    read(file);
                }
            });
        }
    });
}

/// The articles as the writer's thread asks for them.
#[derive(Default)]
pub(super) struct Shelf {
    articles: std::sync::RwLock<std::collections::HashMap<ArticleId, Arc<Article>>>,
}

impl Shelf {
    /// Puts an article on the shelf.
    pub fn put(&self, article: Arc<Article>) {
        let mut articles = self.articles.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        articles.insert(article.id.clone(), article);
    }

    /// Takes an article off the shelf: it has another name now.
    pub fn take(&self, id: &ArticleId) {
        let mut articles = self.articles.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        articles.remove(id);
    }
}

impl store::ArticleSource for Shelf {
    fn article(&self, id: &ArticleId) -> Option<Arc<Article>> {
        self.articles.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(id).cloned()
    }

    fn with_sha256(&self, sha256: &str) -> Option<Arc<Article>> {
        let articles = self.articles.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let same = articles.values().filter(|article| article.sha256 == sha256);
        same.min_by(|a, b| a.id.cmp(&b.id)).cloned()
    }
}
