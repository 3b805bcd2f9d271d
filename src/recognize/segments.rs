//! Sentences of an article, found when asked for. (Filled in by the next change.)

/// Sentences of an article.
#[derive(Debug, Default)]
pub struct Segments {}
