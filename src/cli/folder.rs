//! An articles folder with its annotations, as the commands read it: everything once, nothing kept open.
//!
//! Owns: which annotation file is of which article. Never: writes.

use super::problem::{Problem, hold, shown};
use super::{UsageError, say};
use crate::model::{Article, ArticleId};
use crate::store::annotation_files::annotation_files;
use crate::store::articles::{FileProblem, FoundFile, Links, read_article, scan, sha256_hex};
use crate::store::format::{ArticleFile, FactsFile, parse_article, parse_facts, text_from_bytes};
use crate::store::near::{Here, Near, Nearby, Way, nearby};
use crate::store::project::{annotations_of, annotators};
use crate::store::{Disk, HeldFile, RealDisk};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An articles folder and the annotations that belong to it.
pub(super) struct Folder {
    pub(super) root: PathBuf,
    pub(super) files: Vec<FoundFile>,
    pub(super) notices: Vec<String>,
    pub(super) annotations: PathBuf,
    pub(super) annotators: Vec<String>,
    /// Annotations that lie near and may belong to the folder, which has none of its own.
    pub(super) near: Vec<Near>,
    /// Links that lead out of the folder and were not followed.
    outside: usize,
    /// The `project.ron` of its annotations, where that cannot be read.
    unreadable: Option<HeldFile>,
    by_id: HashMap<ArticleId, usize>,
    by_hash: OnceCell<HashMap<String, usize>>,
}

/// An annotation file that could be read.
pub(super) struct Annotated {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) file: ArticleFile,
    /// The article's id by the place of the annotation file.
    pub(super) id: ArticleId,
}

/// One annotator's files.
pub(super) struct Work {
    pub(super) articles: Vec<Annotated>,
    pub(super) facts: Option<(PathBuf, String, FactsFile)>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

impl Folder {
    /// Scans the folder.
    pub(super) fn open(folder: &Path, follow_links: bool) -> Result<Self, UsageError> {
        if !folder.is_dir() {
            let what = if folder.exists() { "is not a folder" } else { "does not exist" };
            return Err(UsageError::new(format!("“{}” {what}", folder.display())));
        }
        let links = if follow_links { Links::Anywhere } else { Links::Inside };
        let scan = scan(&[folder.to_path_buf()], links);
        let mut scan = scan.map_err(|error| UsageError::new(error.to_string()))?;
        for folder in scan.outside.iter().filter(|path| path.is_dir()) {
            let what = "is a link to a folder outside; it is not read without --follow-links";
            scan.notices.push(format!("“{}” {what}", folder.display()));
        }
        let (annotations, _) = annotations_of(&scan.root);
        let annotators = annotators(&annotations);
        let ids = scan.files.iter().enumerate().map(|(at, file)| (file.id.clone(), at));
        let mut opened = Self {
            by_id: ids.collect(),
            by_hash: OnceCell::new(),
            root: scan.root,
            files: scan.files,
            notices: scan.notices,
            annotations,
            annotators,
            near: Vec::new(),
            outside: scan.outside.len(),
            unreadable: None,
        };
        let found = opened.look_around();
        (opened.near, opened.unreadable) = (found.near, found.unreadable);
        Ok(opened)
    }

    fn look_around(&self) -> Nearby {
        let sha256 = |name: &str| {
            let file = self.file(&ArticleId::new(name)).filter(|file| file.problem.is_none())?;
            Some(sha256_hex(&RealDisk.read(&file.path).ok()?))
        };
        let name = |sha256: &str| self.file_with_hash(sha256).map(|file| file.id.to_string());
        nearby(&self.root, &Here { sha256: &sha256, name: &name })
    }

    /// Says which annotations lie near, and how many links were not followed. True where annotations do: then those
    /// of the folder are not all there is.
    pub(super) fn tell(&self, err: &mut dyn Write) -> bool {
        if self.outside > 0 {
            let what = "lead outside the folder and were not followed (--follow-links does)";
            say(err, &format!("attest: {} link(s) {what}", self.outside));
        }
        if let Some(held) = &self.unreadable {
            let what = "the annotations there are taken for those of this folder";
            say(err, &format!("attest: {held}; {what}"));
        }
        for near in &self.near {
            let way = match &near.way {
                Way::Open(folder) => format!("Name “{}” instead.", shown(folder).display()),
                Way::Take => {
                    "Open this folder in the window to take them, or put their project.ron right."
                        .to_owned()
                }
            };
            say(err, &format!("attest: {near} {way}"));
        }
        !self.near.is_empty()
    }

    /// The article file of this name.
    pub(super) fn file(&self, id: &ArticleId) -> Option<&FoundFile> {
        self.by_id.get(id).and_then(|at| self.files.get(*at))
    }

    /// The article file with these bytes, under whatever name.
    pub(super) fn file_with_hash(&self, sha256: &str) -> Option<&FoundFile> {
        let by_hash = self.by_hash.get_or_init(|| {
            let hashed = self.files.iter().enumerate().filter_map(|(at, file)| {
                let readable = file.problem.is_none();
                let bytes = readable.then(|| RealDisk.read(&file.path).ok()).flatten()?;
                Some((sha256_hex(&bytes), at))
            });
            hashed.collect()
        });
        by_hash.get(sha256).and_then(|at| self.files.get(*at))
    }

    /// The file that annotations are of: by name, else by the hash of its bytes.
    pub(super) fn file_of(&self, annotated: &Annotated) -> Option<&FoundFile> {
        self.file(&annotated.id).or_else(|| self.file_with_hash(&annotated.file.article.sha256))
    }

    /// The text of an article; in the encoding that annotations recorded, where one is known.
    pub(super) fn article(
        &self,
        file: &FoundFile,
        encoding: Option<&str>,
    ) -> Result<Article, FileProblem> {
        match &file.problem {
            Some(problem) => Err(problem.clone()),
            None => read_article(&file.path, &file.id, encoding).map(|read| read.article),
        }
    }

    /// The article of annotations whose file is gone: no text, so that every anchor is orphaned and kept.
    pub(super) fn lost(annotated: &Annotated) -> Article {
        let record = &annotated.file.article;
        let (encoding, sha256) = (record.encoding.clone(), record.sha256.clone());
        Article::new(annotated.id.clone(), Arc::from(""), encoding, sha256)
    }

    /// Everything of one annotator.
    pub(super) fn work_of(&self, annotator: &str) -> Work {
        let mut work = Work { articles: Vec::new(), facts: None, problems: Vec::new() };
        let root = self.annotations.join(annotator);
        let found = annotation_files(&RealDisk, &root);
        for (folder, error) in found.unreadable {
            work.problems.push(Problem::whole(&folder, format!("cannot be read: {error}")));
        }
        for path in found.paths {
            let mut problems = std::mem::take(&mut work.problems);
            hold(&path.clone(), &mut problems, |problems| work.read(&root, path, problems));
            work.problems = problems;
        }
        work
    }
}

impl Work {
    fn read(&mut self, root: &Path, path: PathBuf, problems: &mut Vec<Problem>) {
        let bytes = match RealDisk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                problems.push(Problem::whole(&path, format!("cannot be read: {error}")));
                return;
            }
        };
        let parts: Option<Vec<&str>> = path
            .strip_prefix(root)
            .ok()
            .and_then(|below| below.iter().map(std::ffi::OsStr::to_str).collect());
        let Some(below) = parts.map(|parts| parts.join("/")) else {
            problems.push(Problem::whole(&path, "the file's name is not UTF-8"));
            return;
        };
        let refused = |error: crate::store::format::FormatError| Problem {
            file: path.clone(),
            line: error.line,
            column: error.column,
            what: error.message,
        };
        let text = match text_from_bytes(&bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => return problems.push(refused(error)),
        };
        if below == "facts.ron" {
            match parse_facts(&text) {
                Ok(file) => self.facts = Some((path, text, file)),
                Err(error) => problems.push(refused(error)),
            }
            return;
        }
        match parse_article(&text) {
            Ok(file) => {
                let id = ArticleId::new(below.strip_suffix(".ron").unwrap_or(&below));
                self.articles.push(Annotated { path, text, file, id });
            }
            Err(error) => problems.push(refused(error)),
        }
    }
}
