//! Find in the article: the bar and the places found.
//!
//! The article is searched once per change of the query, not per frame. Never: searches other articles.

use crate::{
    model::{Article, Flowing, Span},
    ui::theme,
};
use aho_corasick::{AhoCorasick, MatchKind};
use eframe::egui::{self, Align, Id, Key, Layout, Modifiers, Rect, Ui, UiBuilder};
use std::sync::Arc;

/// Hits beyond these are not counted.
const MOST: usize = 100_000;

/// The find bar's state.
#[derive(Default)]
pub(super) struct Find {
    open: bool,
    focus: bool,
    query: String,
    match_case: bool,
    whole_words: bool,
    /// For which article and query the hits are.
    of: Option<(Arc<Article>, String, bool, bool)>,
    hits: Vec<Span>,
    capped: bool,
    current: Option<usize>,
}

/// What the bar asks of the Reader.
pub(super) enum Wish {
    /// Show this place.
    Go(Span),
    /// The bar was closed: the text has the focus again.
    Closed,
}

impl Find {
    /// Opens the bar with the focus in its field; selected words become the query.
    pub fn open(&mut self, words: Option<&str>) {
        self.open = true;
        self.focus = true;
        if let Some(words) = words.filter(|words| words.len() < 200) {
            self.query = Flowing::paragraph(words).into_text().into_owned();
        }
    }

    /// Whether the bar is open.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Closes the bar; nothing is marked as found any more.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// The hits in a stretch of the article.
    pub fn hits_in(&self, span: Span) -> &[Span] {
        if !self.open {
            return &[];
        }
        let from = self.hits.partition_point(|hit| hit.end <= span.start);
        let to = self.hits.partition_point(|hit| hit.start < span.end);
        self.hits.get(from..to.max(from)).unwrap_or_default()
    }

    /// The hit that the analyst is at.
    pub fn current(&self) -> Option<Span> {
        self.open.then(|| self.hits.get(self.current?).copied())?
    }

    /// The next hit behind (or before) the current one, else from `from` on; round at the ends.
    pub fn step(&mut self, forward: bool, from: usize) -> Option<Span> {
        let count = self.hits.len();
        if count == 0 {
            return None;
        }
        let at = match self.current {
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None => self.hits.partition_point(|hit| hit.start < from) % count,
        };
        self.current = Some(at);
        self.hits.get(at).copied()
    }

    /// Searches again if the article or the query is another one.
    fn refresh(&mut self, article: &Arc<Article>) -> bool {
        let fresh = self.of.as_ref().is_some_and(|(of, query, case, words)| {
            Arc::ptr_eq(of, article)
                && *query == self.query
                && *case == self.match_case
                && *words == self.whole_words
        });
        if fresh {
            return false;
        }
        (self.hits, self.capped) =
            search(&article.text, &self.query, self.match_case, self.whole_words);
        self.current = None;
        self.of =
            Some((Arc::clone(article), self.query.clone(), self.match_case, self.whole_words));
        true
    }

    /// "3 of 17"
    fn count(&self) -> String {
        let more = if self.capped { "+" } else { "" };
        match (self.hits.len(), self.current) {
            (0, _) if self.query.is_empty() => String::new(),
            (0, _) => "Nothing found".to_owned(),
            (n, Some(at)) => format!("{} of {n}{more}", at + 1),
            (n, None) => format!("{n}{more}"),
        }
    }

    /// Draws the bar over `rect`. `from`: the byte to look from.
    pub fn bar_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        article: &Arc<Article>,
        from: usize,
    ) -> Option<Wish> {
        if !self.open {
            return None;
        }
        let mut wish = None;
        let palette = theme::palette(ui);
        ui.painter().rect_filled(rect, 0.0, palette.panel);
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, palette.line));
        let builder = UiBuilder::new()
            .max_rect(rect.shrink2(egui::vec2(12.0, 4.0)))
            .layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(builder, |ui| {
            let id = Id::unique("reader find");
            let field = egui::TextEdit::singleline(&mut self.query)
                .id(id)
                .hint_text("Find in article")
                .desired_width(240.0);
            let field = ui.add(field);
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label("Find in article"));
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            let enter = |modifiers| ui.input_mut(|i| i.consume_key(modifiers, Key::Enter));
            let mut step = None;
            if field.has_focus() || field.lost_focus() {
                if enter(Modifiers::SHIFT) {
                    step = Some(false);
                } else if enter(Modifiers::NONE) {
                    step = Some(true);
                }
                if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
                    wish = Some(Wish::Closed);
                }
            }
            if step.is_some() {
                field.request_focus();
            }
            ui.checkbox(&mut self.match_case, "Match case");
            ui.checkbox(&mut self.whole_words, "Whole words");
            if self.refresh(article) && !self.query.is_empty() {
                step = Some(true);
            }
            let some = !self.hits.is_empty();
            if ui
                .add_enabled(some, egui::Button::new("Previous"))
                .on_hover_text("Shift+F3")
                .clicked()
            {
                step = Some(false);
            }
            if ui.add_enabled(some, egui::Button::new("Next")).on_hover_text("F3, Enter").clicked()
            {
                step = Some(true);
            }
            if let Some(forward) = step
                && let Some(hit) = self.step(forward, from)
            {
                wish = Some(Wish::Go(hit));
            }
            ui.label(self.count());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Close").on_hover_text("Esc").clicked() {
                    wish = Some(Wish::Closed);
                }
            });
        });
        if matches!(wish, Some(Wish::Closed)) {
            self.close();
        }
        wish
    }
}

/// All places of the words. Without regard to case, other spellings of a letter's case count where they are
/// as in the query, all lower, all upper, or begin with a capital.
fn search(text: &str, query: &str, match_case: bool, whole_words: bool) -> (Vec<Span>, bool) {
    if query.is_empty() {
        return (Vec::new(), false);
    }
    let flowing = Flowing::of(text);
    let text = flowing.text();
    let mut patterns = vec![query.to_owned()];
    if !match_case && !query.is_ascii() {
        let lower = query.to_lowercase();
        let mut chars = lower.chars();
        let title = chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>());
        patterns.extend([query.to_uppercase(), lower]);
        patterns.extend(title);
    }
    let searcher = AhoCorasick::builder()
        .ascii_case_insensitive(!match_case)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns);
    let Ok(searcher) = searcher else { return (Vec::new(), false) };
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let alone = |span: &Span| {
        let before = Span::new(0, span.start).of(text).ok().and_then(|t| t.chars().next_back());
        let after = Span::new(span.end, text.len()).of(text).ok().and_then(|t| t.chars().next());
        !is_word(before) && !is_word(after)
    };
    let mut found: Vec<Span> = searcher
        .find_iter(text)
        .map(|hit| Span { start: hit.start(), end: hit.end() })
        .filter(|span| !whole_words || alone(span))
        .take(MOST + 1)
        .map(|span| flowing.given(span))
        .collect();
    let capped = found.len() > MOST;
    found.truncate(MOST);
    (found, capped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, query: &str, case: bool, words: bool) -> Vec<String> {
        let hits = search(text, query, case, words).0;
        hits.iter().map(|hit| hit.shown(text).to_owned()).collect()
    }

    #[test]
    fn case_and_whole_words_count_as_asked() {
        let text = "Armenia, ARMENIA, armenian; ՀԱՅԱՍՏԱՆ Հայաստան; 1,050 and 11,050";
        assert_eq!(found(text, "armenia", false, false).len(), 3);
        assert_eq!(found(text, "armenia", false, true).len(), 2);
        assert_eq!(found(text, "Armenia", true, false), ["Armenia"]);
        assert_eq!(found(text, "հայաստան", false, false).len(), 2);
        assert_eq!(found(text, "1,050", true, true), ["1,050"]);
        assert!(found(text, "", false, false).is_empty());
        assert!(found(text, "nowhere", false, false).is_empty());
    }
}
