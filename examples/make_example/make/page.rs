//! Where words stand in an article.
//!
//! Owns: how the reading names words: `[…]` picks some out of more, `A … B` runs from A to B. Never: acts.

use attest::model::{ArticleId, Span};
use std::sync::Arc;

/// An article, and the claim whose words are being found.
#[derive(Clone)]
pub struct Page {
    pub id: ArticleId,
    pub text: Arc<str>,
    pub claim: Span,
}

impl Page {
    /// The place of words: in the claim, else in the article.
    pub fn place(&self, drawn: &str) -> Result<Span, String> {
        found(&self.text, self.claim, drawn)
            .or_else(|| found(&self.text, Span::new(0, self.text.len()), drawn))
            .ok_or_else(|| format!("the article does not say “{drawn}”"))
    }
}

/// The first place of words that cuts no word in two.
fn found(text: &str, within: Span, drawn: &str) -> Option<Span> {
    let inside = within.of(text).ok()?;
    let whole = |start: usize, end: usize| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, words) = (inside.get(..start)?, inside.get(start..end)?);
        let behind = inside.get(end..)?;
        let cuts_before = word(before.chars().next_back()) && word(words.chars().next());
        let cuts_behind = word(words.chars().next_back()) && word(behind.chars().next());
        let span = Span::new(within.start + start, within.start + end);
        (!cuts_before && !cuts_behind).then_some(span)
    };
    if let Some((before, rest)) = drawn.split_once('[')
        && let Some((picked, behind)) = rest.split_once(']')
    {
        let sought = format!("{before}{picked}{behind}");
        let mut places = inside.match_indices(&sought).map(|(at, _)| at + before.len());
        return places.find_map(|start| whole(start, start + picked.len()));
    }
    if let Some((first, last)) = drawn.split_once(" … ") {
        return inside.match_indices(first).find_map(|(start, _)| {
            let from = start + first.len();
            let end = from + inside.get(from..)?.find(last)? + last.len();
            whole(start, end)
        });
    }
    inside.match_indices(drawn).find_map(|(start, _)| whole(start, start + drawn.len()))
}
