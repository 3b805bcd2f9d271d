//! An annotator's histories beside the files, for those who check or repair a folder.
//!
//! Owns: which histories there are, what is wrong with each, what a repair would do. Never: what counts (opening says so).

use super::annotation::WithFacts;
use super::disk::{Disk, Locking};
use super::folders::{Layout, scan};
use super::found_log::{find_log, highest_in_files};
use super::log::{LogEnd, LogFault};
use super::opening::{Articles, Clock, OpenRequest, StoreError, open_stepped};
use super::writer::Event;
use crate::model::ArticleId;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// One history, and how it stands to the annotation files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    /// Whose: the name of the log, and what the files carry.
    pub installation: String,
    /// The log.
    pub log: PathBuf,
    /// What is wrong with the log, each with the line (from 1) that it is about.
    pub problems: Vec<(usize, String)>,
    /// Documents that lack acts which the history has: the window that wrote it ended before the file was written.
    pub ahead: Vec<ArticleId>,
    /// What a repair would do, in words; empty where there is nothing that it could do.
    pub repairs: Vec<String>,
}

/// The histories of an annotator, in order of name: those whose log is there, and those that a file carries. Reads only.
/// The request's installation does not count.
///
/// # Errors
/// If the annotator's folder is there and cannot be read.
pub fn histories(
    disk: &Arc<dyn Disk>,
    request: &OpenRequest,
    articles: &Articles,
) -> Result<Vec<History>, StoreError> {
    let of = |installation: &str| {
        Layout::new(&request.annotations_root, &request.annotator, installation)
    };
    let scan = scan(&**disk, &of(""))?;
    let mut names: BTreeSet<String> = BTreeSet::new();
    let kept = disk.identity(&of("").inner()).ok().flatten().is_some();
    if kept {
        // Files that were copied without any history miss none.
        let files = scan.files.iter().filter_map(|file| file.content.as_ref().ok());
        names.extend(files.map(|file| file.history().id.clone()).filter(|id| is_installation(id)));
    }
    for entry in disk.list(&of("").history()).unwrap_or_default() {
        let name = entry.name.to_str().and_then(|name| name.strip_suffix(".log"));
        names.extend(name.filter(|name| !name.starts_with('.')).map(str::to_owned));
    }
    let busy = matches!(disk.lock(&of("").lock(), false), Ok(Locking::Busy));
    let mut histories = Vec::new();
    for installation in names {
        let layout = of(&installation);
        let highest = highest_in_files(&scan.files, &installation);
        let found = find_log(&**disk, &layout, &installation, highest, !busy);
        let mut history = History {
            log: layout.log(),
            installation: installation.clone(),
            problems: Vec::new(),
            ahead: Vec::new(),
            repairs: Vec::new(),
        };
        history.problems.extend(found.notices.iter().map(|what| (found.line(), what.clone())));
        history.problems.extend(found.read_only.iter().map(|what| (found.line(), what.clone())));
        let look = OpenRequest { installation, write: false, ..request.clone() };
        let clock: Clock = Arc::new(String::new);
        let opened = open_stepped(Arc::clone(disk), look, Arc::clone(articles), clock)?;
        history.ahead.extend(opened.ahead.into_iter().map(|(article, _)| article));
        history.repairs = found.repairs();
        if let (Some(first), n) = (history.ahead.first(), history.ahead.len()) {
            history.repairs.push(match n {
                1 => format!("writes what the history has into the file of {first}"),
                _ => format!("writes what the history has into {n} files, that of {first} first"),
            });
        }
        histories.push(history);
    }
    Ok(histories)
}

/// A name that a log can have: files of another program may carry anything.
fn is_installation(id: &str) -> bool {
    uuid::Uuid::try_parse(id).is_ok()
}

/// Brings a history and the files that lack its acts in order, as the window would with its first act: what is damaged is
/// kept beside its place. Gives what there is to say of it.
///
/// # Errors
/// If it cannot be written, in words: another window writes, the disk is full …
pub fn repair(
    disk: &Arc<dyn Disk>,
    request: OpenRequest,
    articles: &Articles,
) -> Result<Vec<String>, String> {
    let clock: Clock =
        Arc::new(|| jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let articles: Articles = Arc::new(WithFacts(Arc::clone(articles)));
    let request = OpenRequest { write: true, ..request };
    let mut opened = open_stepped(Arc::clone(disk), request, articles, clock)
        .map_err(|error| error.to_string())?;
    let done = opened.writer.bring_in_order();
    let mut said = Vec::new();
    while let Some(event) = opened.writer.next_event() {
        match event {
            Event::Notice(text) => said.push(text),
            Event::ReadOnly { why } => return Err(why),
            Event::Conflict { article, stored_both_in, .. } => said.push(format!(
                "{article} was changed by someone else meanwhile: both versions are kept in {}",
                stored_both_in.display()
            )),
            _ => {}
        }
    }
    done.map(|()| said)
}

impl super::found_log::FoundLog {
    /// The line that is told of, from 1.
    fn line(&self) -> usize {
        match self.text.end {
            LogEnd::Damaged { line } | LogEnd::Newer { line } => return line,
            LogEnd::Torn => return self.text.lines.len() + 1,
            LogEnd::Whole => {}
        }
        let first = self.text.faults.first();
        first.map_or(1, |fault| match fault {
            LogFault::Missing { line, .. } => *line,
            LogFault::Altered(_) | LogFault::NoBeginning => 1,
        })
    }

    /// What bringing it in order means, in words.
    fn repairs(&self) -> Vec<String> {
        let mut repairs = Vec::new();
        if self.read_only.is_some() {
            return repairs;
        }
        let aside = if self.identity.is_some() {
            "; what lies there is kept beside it as .damaged"
        } else {
            ""
        };
        match (&self.put_back, &self.text.end) {
            (Some(_), _) => repairs.push(format!(
                "puts {} lines of the history, as they were written, in its place{aside}",
                self.text.lines.len()
            )),
            (None, LogEnd::Damaged { .. }) => repairs.push(format!(
                "begins a new history with what the annotation files hold and the acts after it that can be read{aside}"
            )),
            (None, LogEnd::Torn) => {
                repairs.push("cuts off the last act, which was not written whole".to_owned());
            }
            (None, _) if !self.notices.is_empty() && self.text.lines.is_empty() => repairs
                .push(format!("begins a new history with what the annotation files hold{aside}")),
            _ => {}
        }
        if self.incomplete && !self.text.lines.is_empty() {
            repairs
                .push("notes in the history that lines are missing before this place".to_owned());
        }
        repairs
    }
}

impl super::writer_core::WriterCore {
    /// Does what the first act would do first: puts the log in order, writes what is owed and the files that lack acts.
    ///
    /// # Errors
    /// If something is not written, in words.
    pub fn bring_in_order(&mut self) -> Result<(), String> {
        if let Some(why) = &self.start.read_only {
            return Err(why.clone());
        }
        if !self.prepared && !self.begin() {
            return self.finish().and(Err("Nothing could be written.".to_owned()));
        }
        self.finish()
    }
}
