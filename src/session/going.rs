//! Where the analyst is: showing, selecting, going and coming back; searching.

use super::jobs::{Job, Kind};
use super::search::{Searched, Searching};
use super::{Action, Rejection, SearchQuery, SearchState, Session};
use crate::model::{ArticleId, Selection};
use std::sync::Arc;

/// How many places are kept to go back to.
const BACK: usize = 100;

impl Session {
    pub(super) fn go(&mut self, action: Action) -> Result<(), Rejection> {
        match action {
            Action::Show(id) => self.show(&id)?,
            Action::ShowNext(by) => self.show_next(by)?,
            Action::Select(selection) => self.select(selection)?,
            Action::GoTo(selection) => {
                if self.back.last() != Some(&self.selection) {
                    if self.back.len() >= BACK {
                        self.back.remove(0);
                    }
                    self.back.push(self.selection.clone());
                }
                self.select(selection)?;
                self.reveal += 1;
            }
            Action::Back => {
                let Some(selection) = self.back.pop() else {
                    return Err(Rejection::because("There is no place to go back to."));
                };
                self.select(selection)?;
                self.reveal += 1;
            }
            _ => {}
        }
        Ok(())
    }

    /// Shows an article as it was left.
    fn show(&mut self, id: &ArticleId) -> Result<(), Rejection> {
        if self.selection.article.as_ref() == Some(id) {
            return Ok(());
        }
        let fresh = || Selection { article: Some(id.clone()), ..Selection::default() };
        self.select(self.left.get(id).cloned().unwrap_or_else(fresh))
    }

    fn show_next(&mut self, by: isize) -> Result<(), Rejection> {
        let rows = &self.library.rows;
        let at = rows.iter().position(|row| Some(&row.id) == self.selection.article.as_ref());
        let last =
            rows.len().checked_sub(1).ok_or_else(|| Rejection::because("No article is open."))?;
        let next = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
        match rows.get(next).map(|row| row.id.clone()) {
            Some(id) => self.show(&id),
            None => Ok(()),
        }
    }

    fn select(&mut self, mut selection: Selection) -> Result<(), Rejection> {
        if selection.article.is_none() {
            selection.article.clone_from(&self.selection.article);
        }
        if let Some(id) = &selection.article
            && !self.library.entries.contains_key(id)
        {
            return Err(Rejection::because("There is no such article."));
        }
        if selection == self.selection {
            return Ok(());
        }
        let elsewhere = selection.article != self.selection.article
            || selection.record != self.selection.record;
        if elsewhere {
            self.flush_drafts();
        }
        if let Some(id) = self.selection.article.clone() {
            self.left.insert(id, self.selection.clone());
        }
        self.selection = selection;
        self.fix_selection();
        self.touch_place();
        Ok(())
    }

    /// Begins to search everywhere.
    pub(super) fn start_search(&mut self, query: SearchQuery) -> Result<(), Rejection> {
        self.jobs.cancel(Kind::Search);
        if query.text.is_empty() {
            self.search = SearchState::default();
            return Ok(());
        }
        let articles: Vec<Searched> = self
            .library
            .rows
            .iter()
            .filter_map(|row| {
                let entry = self.library.entries.get(&row.id)?;
                Some(Searched {
                    id: row.id.clone(),
                    title: row.title.clone(),
                    article: Arc::clone(entry.article.as_ref()?),
                    document: entry.document.clone(),
                })
            })
            .collect();
        self.search = SearchState {
            query: query.clone(),
            hits: Vec::new(),
            progress: (0, articles.len()),
            running: true,
            capped: false,
        };
        self.jobs.start(Job::Search(Searching { query, articles })).map_err(Rejection::because)
    }
}
