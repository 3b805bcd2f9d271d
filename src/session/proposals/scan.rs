//! The next sentence worth tagging, and the list of all: begun on workers, heard, kept up with the claims.

use super::keep::looking;
use super::view::{ScanRow, ScanState};
use super::worth::{Scanning, Seeking, Unread, is_claimed, worth};
use crate::model::{ArticleId, Selection, Span};
use crate::session::jobs::{Job, Kind};
use crate::session::{Action, NoticeKind, Rejection, Session, library};
use std::collections::HashMap;
use std::sync::Arc;

/// Rows beyond these are left out, and it is said so.
const MOST: usize = 100_000;

/// What the analyst is told where no sentence is left.
const NONE_LEFT: &str =
    "No sentence of this folder is left that holds a number with an attribution and no claim.";

/// The list, and how far a search for the next sentence is.
#[derive(Default)]
pub(in crate::session) struct Scan {
    state: ScanState,
    /// The rows of each article.
    of: HashMap<ArticleId, Vec<usize>>,
    seeking: (usize, usize),
}

impl Scan {
    fn index(&mut self) {
        self.of.clear();
        for (at, row) in self.state.rows.iter().enumerate() {
            if let Some(id) = &row.go.article {
                self.of.entry(id.clone()).or_default().push(at);
            }
        }
    }
}

impl Session {
    /// The list of the folder's sentences that hold a number with an attribution.
    #[must_use]
    pub const fn scan(&self) -> &ScanState {
        &self.scan.state
    }

    /// While the next sentence worth tagging is sought in other articles: articles read, and of how many.
    #[must_use]
    pub fn seeking(&self) -> Option<(usize, usize)> {
        self.jobs.flies(Kind::Seek).then_some(self.scan.seeking)
    }

    /// The articles as a worker reads them, in the order of the list.
    fn unread(&self, id: &ArticleId, title: &str) -> Option<Unread> {
        let entry = self.library.entries.get(id)?;
        let document = Arc::clone(entry.document.as_ref()?);
        let known = super::recognition::Known::of(Some(&document), id.as_str());
        let recognition = entry.recognition.clone().filter(|there| there.known == known);
        Some(Unread {
            id: id.clone(),
            title: title.to_owned(),
            article: Arc::clone(entry.article.as_ref()?),
            segments: Arc::clone(entry.segments.as_ref()?),
            document,
            recognition,
        })
    }

    /// Goes to the next sentence worth tagging: behind the selection, then in the articles that follow, around once.
    pub(in crate::session) fn next_to_tag(&mut self) -> Result<(), Rejection> {
        let rows = &self.library.rows;
        let shown = self.selection.article.clone();
        let here = rows.iter().position(|row| Some(&row.id) == shown.as_ref());
        let from = self.behind_selection();
        if let Some((id, sentence)) = shown.as_ref().and_then(|id| self.next_here(id, from)) {
            return self.go_to_sentence(id, sentence);
        }
        // The article shown comes once more at the end, from its start.
        let first = here.unwrap_or(0);
        let order = (first..rows.len()).chain(0..first).chain(here);
        let articles: Vec<Unread> = order
            .filter_map(|at| rows.get(at))
            .filter_map(|row| self.unread(&row.id, &row.title))
            .collect();
        self.all_read()?;
        if articles.is_empty() {
            return Err(Rejection::because(NONE_LEFT));
        }
        let skip = usize::from(articles.first().map(|first| &first.id) == shown.as_ref());
        self.scan.seeking = (0, articles.len());
        let seeking = Seeking {
            began: self.selection.clone(),
            articles,
            from: if skip == 1 { from } else { 0 },
            recognizer: Arc::clone(&self.recognizer),
        };
        self.jobs.start(Job::Seek(seeking)).map_err(Rejection::because)
    }

    /// Whether all articles and their records have been read: else what is said of the folder would be wrong.
    pub(in crate::session) fn all_read(&self) -> Result<(), Rejection> {
        if self.library.root.is_none() {
            return Err(Rejection::because("No folder is open."));
        }
        if self.jobs.flies(Kind::Articles) || self.jobs.flies(Kind::Annotations) {
            return Err(Rejection::because("The articles are still being read."));
        }
        Ok(())
    }

    /// The first byte behind the selected sentence.
    fn behind_selection(&self) -> usize {
        let Some(entry) =
            self.selection.article.as_ref().and_then(|id| self.library.entries.get(id))
        else {
            return 0;
        };
        let record = self.selection.record.as_ref().zip(entry.document.as_deref());
        let record = record.and_then(|(record, document)| library::record_span(document, record));
        let Some(words) = self.selection.text.or(record) else { return 0 };
        let sentences =
            entry.segments.as_deref().map(|segments| segments.touching(words)).unwrap_or_default();
        sentences.first().map_or(words.end, |sentence| sentence.end)
    }

    /// The next sentence of an article that was recognised.
    fn next_here(&self, id: &ArticleId, from: usize) -> Option<(ArticleId, Span)> {
        let entry = self.library.entries.get(id)?;
        let (looking, segments) = (looking(entry)?, entry.segments.as_deref()?);
        let mut found = worth(looking, segments, from);
        let found = found.find(|worth| !is_claimed(looking.document, worth.sentence))?;
        Some((id.clone(), found.sentence))
    }

    fn go_to_sentence(&mut self, id: ArticleId, sentence: Span) -> Result<(), Rejection> {
        let selection = Selection { article: Some(id), text: Some(sentence), record: None };
        self.go(Action::GoTo(selection))
    }

    /// Takes in how far the search for the next sentence is.
    pub(in crate::session) const fn hear_seeking(&mut self, read: usize) {
        self.scan.seeking.0 = read;
    }

    /// Takes in what the search for the next sentence came to; dropped where the analyst is elsewhere by now.
    pub(in crate::session) fn hear_sought(
        &mut self,
        began: &Selection,
        found: Option<(ArticleId, Span)>,
    ) {
        if *began != self.selection {
            return;
        }
        let gone = match found {
            Some((id, sentence)) => self.go_to_sentence(id, sentence),
            None => Err(Rejection::because(NONE_LEFT)),
        };
        if let Err(why) = gone {
            self.notices.refuse(why);
        }
    }

    /// Begins to list the sentences of the folder anew.
    pub(in crate::session) fn start_scan(&mut self) -> Result<(), Rejection> {
        self.all_read()?;
        self.jobs.cancel(Kind::Scan);
        let rows = self.library.rows.iter();
        let articles: Vec<Unread> =
            rows.filter_map(|row| self.unread(&row.id, &row.title)).collect();
        let revision = self.scan.state.revision + 1;
        self.scan.of.clear();
        self.scan.state = ScanState {
            progress: (0, articles.len()),
            running: true,
            begun: true,
            revision,
            ..ScanState::default()
        };
        let recognizer = Arc::clone(&self.recognizer);
        let started = self.jobs.start(Job::Scan(Scanning { articles, recognizer }));
        started.map_err(|why| {
            self.scan.state.running = false;
            Rejection::because(why)
        })
    }

    /// Stops listing; what was found stays.
    pub(in crate::session) fn stop_scan(&mut self) {
        self.jobs.cancel(Kind::Scan);
        if self.scan.state.running {
            self.scan_over();
        }
    }

    /// Takes in the rows of one article.
    pub(in crate::session) fn hear_scan(&mut self, rows: Vec<ScanRow>) {
        let scan = &mut self.scan;
        scan.state.progress.0 += 1;
        let room = MOST.saturating_sub(scan.state.rows.len());
        scan.state.capped |= rows.len() > room;
        if !rows.is_empty() {
            scan.state.revision += 1;
        }
        for mut row in rows.into_iter().take(room) {
            let Some(id) = row.go.article.clone() else { continue };
            // A claim may have been made since the article was read.
            let entry = self.library.entries.get(&id);
            if let (Some(document), Some(at)) =
                (entry.and_then(|entry| entry.document.as_deref()), row.go.text)
            {
                row.done = is_claimed(document, at);
            }
            scan.of.entry(id).or_default().push(scan.state.rows.len());
            scan.state.rows.push(row);
        }
        if scan.state.capped {
            self.stop_scan();
        }
    }

    /// The scan ended: rows in the order of the articles.
    pub(in crate::session) fn scan_over(&mut self) {
        let scan = &mut self.scan;
        scan.state.running = false;
        scan.state.revision += 1;
        scan.state.rows.sort_by_key(|row| (row.order, row.go.text));
        scan.index();
        if scan.state.capped {
            let text = format!("The list is cut at {MOST} sentences.");
            self.notices.say(NoticeKind::Info, text);
        }
    }

    /// Marks the rows of changed articles by the claims that stand there now.
    pub(in crate::session) fn keep_scan(&mut self) {
        for id in std::mem::take(&mut self.library.changed) {
            let Some(rows) = self.scan.of.get(&id) else { continue };
            let entry = self.library.entries.get(&id);
            let document = entry.and_then(|entry| entry.document.as_deref());
            for at in rows {
                let Some(row) = self.scan.state.rows.get_mut(*at) else { continue };
                let claimed = document.zip(row.go.text).is_some_and(|(d, at)| is_claimed(d, at));
                if row.done != claimed {
                    row.done = claimed;
                    self.scan.state.revision += 1;
                }
            }
        }
    }

    /// Takes the rows of an article off the list: its text is another now.
    pub(in crate::session) fn forget_scanned(&mut self, id: &ArticleId) {
        if self.scan.of.remove(id).is_some() {
            self.scan.state.rows.retain(|row| row.go.article.as_ref() != Some(id));
            self.scan.state.revision += 1;
            self.scan.index();
        }
    }

    /// Another folder: nothing was scanned there.
    pub(in crate::session) fn forget_scan(&mut self) {
        self.jobs.cancel(Kind::Scan);
        self.jobs.cancel(Kind::Seek);
        let revision = self.scan.state.revision + 1;
        self.scan =
            Scan { state: ScanState { revision, ..ScanState::default() }, ..Scan::default() };
    }
}
