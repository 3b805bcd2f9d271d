//! A file of an annotator's folder: an article's annotations, or the facts above all articles.
//!
//! Owns: which of the two a document's file is, and that the facts document is looked up like an article's.
//! Never: touches disk; knows what either format looks like.

use super::format::{
    ArticleFile, FactsFile, FormatError, HistoryRecord, document_from_file, facts_from_file,
    file_from_document, file_from_facts, parse_article, parse_facts, render_article, render_facts,
};
use super::opening::{ArticleSource, Articles};
use crate::model::{Article, ArticleId, Document, held};
use std::sync::{Arc, LazyLock};

/// What a file holds.
#[derive(Clone, PartialEq, Debug)]
#[allow(clippy::large_enum_variant)] // one at a time
pub(super) enum AnnotationFile {
    Article(ArticleFile),
    Facts(FactsFile),
}

impl AnnotationFile {
    /// Parses the file of this document.
    pub(super) fn parse(id: &ArticleId, text: &str) -> Result<Self, FormatError> {
        let parse = || match id.is_of_facts() {
            true => parse_facts(text).map(Self::Facts),
            false => parse_article(text).map(Self::Article),
        };
        // A file that cannot be worked on is one that is not understood: left alone, and named.
        held(&format_args!("the file of {id}"), parse).unwrap_or_else(|fault| {
            let message = format!("cannot be read because of {fault}");
            Err(FormatError { line: 1, column: 1, message })
        })
    }

    /// The file of a document.
    pub(super) fn of(
        article: &Article,
        document: &Document,
        annotator: &str,
        history: HistoryRecord,
    ) -> Self {
        if article.id.is_of_facts() {
            Self::Facts(file_from_facts(document.facts(), annotator, history))
        } else {
            Self::Article(file_from_document(article, document, annotator, history))
        }
    }

    /// Its text.
    pub(super) fn render(&self) -> Result<String, FormatError> {
        match self {
            Self::Article(file) => render_article(file),
            Self::Facts(file) => render_facts(file),
        }
    }

    /// The document that it holds.
    pub(super) fn document(&self, article: &Article) -> Document {
        match self {
            Self::Article(file) => document_from_file(article, file),
            Self::Facts(file) => Document::of_facts(facts_from_file(file)),
        }
    }

    /// The last transaction that it contains.
    pub(super) const fn history(&self) -> &HistoryRecord {
        match self {
            Self::Article(file) => &file.history,
            Self::Facts(file) => &file.history,
        }
    }
}

/// What the facts document stands over in place of an article: no text.
static NO_TEXT: LazyLock<Arc<Article>> = LazyLock::new(|| {
    let encoding = "UTF-8".to_owned();
    Arc::new(Article::new(ArticleId::of_facts(), Arc::from(""), encoding, String::new()))
});

/// What goes with the facts document where an act or a rendering names its article.
#[must_use]
pub fn facts_article() -> Arc<Article> {
    Arc::clone(&NO_TEXT)
}

/// The articles, and the facts document's stand-in among them.
pub(super) struct WithFacts(pub(super) Articles);

impl ArticleSource for WithFacts {
    fn article(&self, id: &ArticleId) -> Option<Arc<Article>> {
        if id.is_of_facts() { Some(facts_article()) } else { self.0.article(id) }
    }

    fn with_sha256(&self, sha256: &str) -> Option<Arc<Article>> {
        self.0.with_sha256(sha256)
    }
}

/// A document's annotations as a notice begins with them.
pub(super) fn sentence(id: &ArticleId) -> String {
    if id.is_of_facts() { "The facts".to_owned() } else { format!("The annotations of {id}") }
}

/// A document's annotations as notices call them.
pub(super) fn named(id: &ArticleId) -> String {
    if id.is_of_facts() { "facts.ron".to_owned() } else { format!("the annotations of {id}") }
}
