//! Search over all articles and notes: off the UI thread, hits in batches, capped.
//!
//! Upper and lower case are folded char by char, so that a hit's place is the text's own.

use super::{SearchHit, SearchQuery};
use crate::model::{
    Anchor, Article, ArticleId, Document, Flowing, RecordRef, Selection, Span, held,
};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Hits beyond these are left out, and it is said so.
const MOST: usize = 2000;
/// Chars of context on either side of a hit.
const CONTEXT: usize = 48;
/// Hits a batch.
const BATCH: usize = 64;

/// One article to search.
pub(super) struct Searched {
    pub id: ArticleId,
    pub title: String,
    pub article: Arc<Article>,
    pub document: Option<Arc<Document>>,
}

/// What to search, where.
pub(super) struct Searching {
    pub query: SearchQuery,
    pub articles: Vec<Searched>,
}

/// Some hits, and how far it is.
pub(super) struct Found {
    pub hits: Vec<SearchHit>,
    pub searched: usize,
    pub capped: bool,
}

impl Searching {
    /// Searches, and reports as it finds; and what broke off.
    pub fn run(self, cancelled: &dyn Fn() -> bool, report: &dyn Fn(Found), broke: &dyn Fn(String)) {
        let mut left = MOST;
        for (at, searched) in self.articles.iter().enumerate() {
            let what = format!("Searching {}", searched.id);
            match held(&what, || self.search(at, searched, &mut left, cancelled, report)) {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => return,
                Err(_) => {
                    broke(what);
                    report(Found { hits: Vec::new(), searched: at + 1, capped: false });
                }
            }
        }
    }

    /// Searches one article; breaks where no more are to be searched.
    fn search(
        &self,
        at: usize,
        searched: &Searched,
        left: &mut usize,
        cancelled: &dyn Fn() -> bool,
        report: &dyn Fn(Found),
    ) -> ControlFlow<()> {
        let mut hits = Vec::new();
        let text = &searched.article.text;
        for paragraph in &searched.article.paragraphs {
            if cancelled() {
                return ControlFlow::Break(());
            }
            let Ok(line) = paragraph.of(text) else { continue };
            let line = Flowing::paragraph(line);
            for span in find(line.text(), &self.query) {
                if *left == 0 {
                    report(Found { hits, searched: at, capped: true });
                    return ControlFlow::Break(());
                }
                *left -= 1;
                let span = line.given(span).shifted(paragraph.start);
                hits.push(hit(searched, text, span, None));
                if hits.len() == BATCH {
                    let hits = std::mem::take(&mut hits);
                    report(Found { hits, searched: at, capped: false });
                }
            }
        }
        for (record, note) in searched.document.iter().flat_map(|document| notes(document)) {
            for span in find(note, &self.query) {
                if *left == 0 {
                    report(Found { hits, searched: at, capped: true });
                    return ControlFlow::Break(());
                }
                *left -= 1;
                hits.push(hit(searched, note, span, Some(record.clone())));
            }
        }
        report(Found { hits, searched: at + 1, capped: false });
        ControlFlow::Continue(())
    }
}

/// All notes of a document.
fn notes(document: &Document) -> Vec<(RecordRef, &str)> {
    let claims =
        document.claims().values().map(|c| (RecordRef::Claim(c.id.clone()), c.note.as_str()));
    let quantities = document
        .quantities()
        .values()
        .map(|q| (RecordRef::Quantity(q.id.clone()), q.note.as_str()));
    let attributions = document
        .attributions()
        .values()
        .map(|a| (RecordRef::Attribution(a.id.clone()), a.note.as_str()));
    let marks = document.marks().values().map(|m| (RecordRef::Mark(m.id.clone()), m.note.as_str()));
    let all = claims.chain(quantities).chain(attributions).chain(marks);
    all.filter(|(_, note)| !note.is_empty()).collect()
}

fn hit(searched: &Searched, text: &str, span: Span, note_of: Option<RecordRef>) -> SearchHit {
    let place = match &note_of {
        None => Some(span),
        Some(record) => searched.document.as_deref().and_then(|document| {
            document.anchors_of(record).into_iter().find_map(|(_, anchor)| Anchor::span(anchor))
        }),
    };
    let before = Span::new(0, span.start).of(text).unwrap_or_default();
    let after = Span::new(span.end, text.len()).of(text).unwrap_or_default();
    let before: String = {
        let mut chars: Vec<char> = before.chars().rev().take(CONTEXT).collect();
        chars.reverse();
        chars.into_iter().collect()
    };
    let after: String = after.chars().take(CONTEXT).collect();
    let line =
        |s: &str| s.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    SearchHit {
        go: Selection { article: Some(searched.id.clone()), text: place, record: note_of.clone() },
        title: searched.title.clone(),
        context: [line(&before), line(span.of(text).unwrap_or_default()), line(&after)],
        note_of,
    }
}

/// Where a query stands in a text: places that do not overlap, in order.
#[must_use]
pub fn find(text: &str, query: &SearchQuery) -> Vec<Span> {
    if query.text.is_empty() {
        return Vec::new();
    }
    let found: Vec<Span> = if query.match_case {
        let found = memchr::memmem::find_iter(text.as_bytes(), query.text.as_bytes());
        found.map(|at| Span::new(at, at + query.text.len())).collect()
    } else {
        let (folded, wanted) = (Folded::new(text), Folded::new(&query.text).text);
        let found = memchr::memmem::find_iter(folded.text.as_bytes(), wanted.as_bytes());
        found.filter_map(|at| folded.span(at, at + wanted.len())).collect()
    };
    if !query.whole_words {
        return found;
    }
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let whole = |span: &Span| {
        let words = span.of(text).unwrap_or_default();
        let before = text.get(..span.start).and_then(|t| t.chars().next_back());
        let after = text.get(span.end..).and_then(|t| t.chars().next());
        let starts_inside = in_word(words.chars().next()) && in_word(before);
        let ends_inside = in_word(words.chars().next_back()) && in_word(after);
        !starts_inside && !ends_inside
    };
    found.into_iter().filter(whole).collect()
}

/// A text in lower case, and where its chars came from.
struct Folded {
    text: String,
    /// For texts that are not ASCII: (byte in the folded text, byte in the text), one a char, and the ends.
    map: Option<Vec<(usize, usize)>>,
}

impl Folded {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: text.to_ascii_lowercase(), map: None };
        }
        let mut folded = String::with_capacity(text.len());
        let mut map = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            map.push((folded.len(), at));
            match c {
                // Both are sigma.
                'ς' => folded.push('σ'),
                _ => folded.extend(c.to_lowercase()),
            }
        }
        map.push((folded.len(), text.len()));
        Self { text: folded, map: Some(map) }
    }

    /// The place in the text of a place in the folded text; none where it would cut a char.
    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let Some(map) = &self.map else { return Some(Span::new(start, end)) };
        let byte = |folded: usize| {
            let at = map.binary_search_by_key(&folded, |(folded, _)| *folded).ok()?;
            map.get(at).map(|(_, byte)| *byte)
        };
        Some(Span::new(byte(start)?, byte(end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, query: &str, whole_words: bool) -> Vec<String> {
        let query = SearchQuery { text: query.to_owned(), match_case: false, whole_words };
        find(text, &query).into_iter().map(|span| span.shown(text).to_owned()).collect()
    }

    #[test]
    fn case_is_folded_and_places_are_the_texts_own() {
        assert_eq!(found("İstanbul ARMENIA armenia", "Armenia", false), ["ARMENIA", "armenia"]);
        assert_eq!(found("ΟΔΟΣ οδος", "οδοσ", false), ["ΟΔΟΣ", "οδος"]);
        assert_eq!(found("Հայաստան ՀԱՅԱՍՏԱՆ", "հայաստան", false).len(), 2);
    }

    #[test]
    fn whole_words_are_not_parts_of_words() {
        assert_eq!(found("art party Art", "art", true), ["art", "Art"]);
        assert!(found("anything", "", false).is_empty());
    }
}
