//! The histories beside the annotation files: what is wrong with them, and acts that no file holds yet.
//!
//! Owns: articles read when they are asked for; `attest check --repair`. Never: what counts (the store says so).

use super::arguments::Repair;
use super::folder::Folder;
use super::problem::{Problem, shown};
use super::{Failure, say};
use crate::model::{Article, ArticleId};
use crate::store::articles::{read_article, sha256_hex};
use crate::store::project::recorded_encoding;
use crate::store::{
    ArticleSource, Articles, Disk, History, OpenRequest, RealDisk, histories, repair,
};
use std::collections::HashMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The annotator whose work nobody writes.
const EXAMPLE: &str = "example";

/// The articles of a folder, each read when it is first asked for, in the encoding that one annotator's file recorded.
struct ReadWhenAsked {
    paths: HashMap<ArticleId, PathBuf>,
    annotations: PathBuf,
    annotator: String,
    read: Mutex<HashMap<ArticleId, Option<Arc<Article>>>>,
}

impl ReadWhenAsked {
    fn of(folder: &Folder, annotator: &str) -> Articles {
        let readable = folder.files.iter().filter(|file| file.problem.is_none());
        let paths = readable.map(|file| (file.id.clone(), file.path.clone())).collect();
        let (annotations, annotator) = (folder.annotations.clone(), annotator.to_owned());
        Arc::new(Self { paths, annotations, annotator, read: Mutex::default() })
    }
}

impl ArticleSource for ReadWhenAsked {
    fn article(&self, id: &ArticleId) -> Option<Arc<Article>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let article = read.entry(id.clone()).or_insert_with(|| {
            let path = self.paths.get(id)?;
            let encoding = recorded_encoding(&self.annotations, &self.annotator, id.as_str());
            let read = read_article(path, id, encoding.as_deref());
            Some(Arc::new(read.or_else(|_| read_article(path, id, None)).ok()?.article))
        });
        article.clone()
    }

    fn with_sha256(&self, sha256: &str) -> Option<Arc<Article>> {
        let mut same: Vec<_> = self
            .paths
            .iter()
            .filter(|(_, path)| RealDisk.read(path).is_ok_and(|bytes| sha256_hex(&bytes) == sha256))
            .map(|(id, _)| id)
            .collect();
        same.sort();
        same.first().and_then(|id| self.article(id))
    }
}

fn request(folder: &Folder, annotator: &str, installation: &str) -> OpenRequest {
    OpenRequest {
        articles_root: folder.root.clone(),
        annotations_root: folder.annotations.clone(),
        annotator: annotator.to_owned(),
        installation: installation.to_owned(),
        write: false,
    }
}

fn histories_of(folder: &Folder, annotator: &str) -> Result<Vec<History>, Problem> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let articles = ReadWhenAsked::of(folder, annotator);
    histories(&disk, &request(folder, annotator, ""), &articles)
        .map_err(|error| Problem::whole(&folder.annotations.join(annotator), error.to_string()))
}

/// What is wrong with an annotator's histories, and which files lack acts that these have.
pub(super) fn history_problems(folder: &Folder, annotator: &str) -> Vec<Problem> {
    let found = match histories_of(folder, annotator) {
        Ok(found) => found,
        Err(problem) => return vec![problem],
    };
    let mut problems = Vec::new();
    for history in found {
        problems.extend(history.problems.iter().map(|(line, what)| Problem {
            file: history.log.clone(),
            line: *line,
            column: 1,
            what: what.clone(),
        }));
        problems.extend(ahead(folder, annotator, &history));
    }
    problems
}

/// The files that lack acts which a history has, as those are told who read the files alone.
pub(super) fn files_behind(folder: &Folder, annotator: &str) -> Vec<Problem> {
    match histories_of(folder, annotator) {
        Ok(found) => found.iter().flat_map(|history| ahead(folder, annotator, history)).collect(),
        Err(problem) => vec![problem],
    }
}

fn ahead(folder: &Folder, annotator: &str, history: &History) -> Vec<Problem> {
    let root = folder.annotations.join(annotator);
    let behind = history.ahead.iter().map(|article| {
        let what = "the history has acts that this file lacks: open the folder in the window, or use `attest check --repair`";
        Problem::whole(&root.join(format!("{article}.ron")), what)
    });
    behind.collect()
}

/// Brings all histories in order: says first what it will do; at a terminal it asks. True: something was to be repaired and
/// was not.
pub(super) fn repair_all(
    folder: &Folder,
    how: Repair,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<bool, Failure> {
    let mut todo = Vec::new();
    for annotator in &folder.annotators {
        let found = histories_of(folder, annotator).unwrap_or_default();
        for history in found.into_iter().filter(|history| !history.repairs.is_empty()) {
            if annotator == EXAMPLE {
                say(err, "attest: the example is read-only and is not repaired");
                continue;
            }
            for line in &history.repairs {
                writeln!(out, "{}: {line}", shown(&history.log).display())?;
            }
            todo.push((annotator, history));
        }
    }
    if todo.is_empty() {
        writeln!(out, "There is nothing to repair.")?;
        return Ok(false);
    }
    if how == Repair::ShowOnly || !agreed(out)? {
        return Ok(true);
    }
    let mut failed = false;
    for (annotator, history) in todo {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let articles = ReadWhenAsked::of(folder, annotator);
        let log = shown(&history.log);
        match repair(&disk, request(folder, annotator, &history.installation), &articles) {
            Ok(said) => {
                for line in said {
                    writeln!(out, "{}: {line}", log.display())?;
                }
                writeln!(out, "{}: repaired", log.display())?;
            }
            Err(why) => {
                failed = true;
                say(err, &format!("attest: {} is not repaired: {why}", log.display()));
            }
        }
    }
    Ok(failed)
}

/// At a terminal the person there decides; a script that says `--repair` has decided.
fn agreed(out: &mut dyn Write) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(true);
    }
    write!(out, "Do this? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
