//! An article: the decoded text of one file, exactly, and what is known of its publication.

use super::{Anchor, ArticleId, Basis, OffsetMap, Precision, Span, paragraphs};
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
    /// What holds anything but white space, without the line ends around it, in order (see `model::paragraphs`).
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
