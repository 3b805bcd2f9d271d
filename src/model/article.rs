//! An article: the decoded text of one file, exactly, and what is known of its publication.

use super::{Anchor, ArticleId, Basis, OffsetMap, Precision, Span};
use std::sync::Arc;

/// When an article was published. Only `Explicit` and `Inferred` occur as basis.
#[derive(Clone, PartialEq, Debug)]
pub struct Published {
    /// EDTF.
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// Printed, or reasoned.
    pub basis: Basis,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
}

/// What an analyst may say about an article; kept in its annotation file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ArticleMeta {
    /// The headline, where it is not the first line.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// BCP 47 tag ("en"); empty = not said.
    pub language: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Whether the annotator is done with it, claims or none.
    pub reviewed: bool,
}

/// The text of one article file. Never changes; a changed file is a new `Article`.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its path below the articles folder.
    pub id: ArticleId,
    /// The decoded text: no byte-order mark, line ends as in the file, never normalised.
    pub text: Arc<str>,
    /// The encoding's name (WHATWG: "UTF-8", "windows-1251").
    pub encoding: String,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// Bytes ↔ code points ↔ UTF-16.
    pub offsets: OffsetMap,
    /// The lines that hold anything but white space, without their line ends, in order.
    pub paragraphs: Vec<Span>,
}

impl Article {
    /// Finds the paragraphs of a text and measures it.
    #[must_use]
    pub fn new(id: ArticleId, text: Arc<str>, encoding: String, sha256: String) -> Self {
        let offsets = OffsetMap::new(&text);
        let paragraphs = paragraphs(&text);
        Self { id, text, encoding, sha256, offsets, paragraphs }
    }
}

/// The lines that hold anything but white space. Ends of line: LF, CRLF, CR, U+2028, U+2029, U+0085.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut line = |start: usize, end: usize| {
        let span = Span { start, end };
        if span.of(text).is_ok_and(|line| !line.trim().is_empty()) {
            found.push(span);
        }
    };
    for (at, c) in text.char_indices() {
        if matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            line(start, at);
            start = at + c.len_utf8();
        }
    }
    line(start, text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_lines_that_say_something() {
        let text = "one\r\n\r\n  \ntwo\rthree\u{2028}four";
        let found: Vec<_> = paragraphs(text).into_iter().map(|span| span.shown(text)).collect();
        assert_eq!(found, ["one", "two", "three", "four"]);
    }
}
