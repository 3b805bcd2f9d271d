//! Sentences of a whole text.
//!
//! Owns: where sentences end. Never: looks at what they say.

mod words;

pub(crate) use words::TextSense;

use super::Sentence;
use super::lex::Lexed;

/// The sentences, in order; together they hold every token.
pub(crate) fn sentences(lexed: &Lexed<'_>) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    for at in 0..lexed.len() {
        let starts = at == 0
            || lexed.get(at).is_some_and(|token| token.gap >= super::lex::Gap::Line)
            || lexed.is_any(at - 1, &[".", "!", "?"]);
        match found.last_mut() {
            Some(last) if !starts => last.end = at + 1,
            _ => found.push(Sentence { first: at, end: at + 1, span: lexed.span(at, at + 1) }),
        }
        if let Some(last) = found.last_mut() {
            last.span = lexed.span(last.first, last.end);
        }
    }
    found
}
