//! Sentences of a whole text.
//!
//! Owns: where sentences end, and which part of an article each belongs to. A line ends its last sentence; within a line
//! only the signs that can end a sentence are looked at, with their neighbours. Never: looks at what sentences say;
//! looks further than a line.
//!
//! Each line is read by itself, and a line of more than 8 KB in pieces ([`pieces`]), so that a window that reads one stretch at a
//! time finds the same sentences.

mod edges;
mod line;
mod list;
mod parts;
mod stop;

pub(crate) use parts::parts;

use super::Sentence;
use crate::lexicon::{Gap, Kind, Lexed, Table};
use crate::model::{Span, marks};
use line::Line;
use list::Mark;

/// Longest stretch in bytes that is read at once. No sentence is as long.
pub(crate) const PIECE: usize = 8 * 1024;

/// How far before the end of such a stretch a good place to cut is looked for.
const REACH: usize = 1024;

/// The sentences, in order; together they hold every token.
pub(crate) fn sentences(lexed: &Lexed<'_>) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(lexed.len() / 16 + 1);
    let mut from = 0;
    while from < lexed.len() {
        let line = lexed.tokens.get(from + 1..).unwrap_or_default();
        let length = line.iter().position(|token| token.gap >= Gap::Line).unwrap_or(line.len());
        let to = from + 1 + length;
        let span = lexed.span(from, to);
        if span.len() <= PIECE {
            Line { lexed, from, to }.cut(&mut found);
        } else {
            for piece in pieces(span.of(lexed.text).unwrap_or_default(), lexed.table) {
                let end = lexed.first_from(span.start + piece.end).min(to);
                if end > from {
                    Line { lexed, from, to: end }.cut(&mut found);
                    from = end;
                }
            }
        }
        from = to;
    }
    found
}

/// The token behind the day and hour of a page that open a text.
pub(crate) fn stamp_end(lexed: &Lexed<'_>) -> Option<usize> {
    edges::stamp_end(&Line { lexed, from: 0, to: lexed.len() })
}

/// A line in stretches of at most [`PIECE`] bytes, cut where a sentence begins if one does in reach.
pub(crate) fn pieces(line: &str, table: &'static Table) -> Vec<Span> {
    let mut found = Vec::with_capacity(1);
    let mut start = line.len() - line.trim_start().len();
    let whole = line.trim_end().len();
    while whole.saturating_sub(start) > PIECE {
        let limit = line.floor_char_boundary(start + PIECE);
        let from = line.floor_char_boundary(limit - REACH);
        let tail = Span { start: from, end: limit }.of(line).unwrap_or_default();
        let cut = sentence_start(tail, table)
            .or_else(|| {
                Some(tail.trim_end_matches(|c: char| !c.is_whitespace()).len()).filter(|at| *at > 0)
            })
            .map_or_else(|| crate::recognize::words::grapheme_left(line, limit), |at| from + at);
        let cut = if cut > start { cut } else { limit };
        found.push(Span { start, end: cut });
        start = cut;
    }
    found.push(Span { start: start.min(whole), end: whole });
    found
}

/// Where the last sentence of a stretch begins that is not cut off at its first word.
fn sentence_start(tail: &str, table: &'static Table) -> Option<usize> {
    let lexed = Lexed::new(tail, table);
    let mut found = Vec::new();
    Line { lexed: &lexed, from: 0, to: lexed.len() }.cut(&mut found);
    let last = found
        .iter()
        .rev()
        .find(|sentence| sentence.end - sentence.first > 2 || sentence.end < lexed.len())?;
    (last.first > 0).then_some(last.span.start)
}

impl Line<'_, '_> {
    /// Cuts the line into sentences.
    fn cut(&self, found: &mut Vec<Sentence>) {
        let line_start = found.len();
        let mut first = self.from;
        let mut list: Option<Mark> = None;
        let mut at = self.from;
        if let Some(end) = edges::stamp_end(self) {
            self.push(found, line_start, &mut first, end);
            at = end;
        }
        while at < self.to {
            if at == first
                && let Some(mark) = Mark::at(self, at)
            {
                if mark.opens() {
                    list = Some(mark);
                }
                at = mark.end;
                continue;
            }
            if let Some(next) = list.and_then(|mark| mark.next(self, at)) {
                self.push(found, line_start, &mut first, at);
                list = Some(next);
                at = next.end;
                continue;
            }
            let Some(token) = self.get(at) else { break };
            match token.kind {
                Kind::Sign(c) if marks::is_stop(c) || stop::is_local_stop(self, at, c) => {
                    let seen = stop::judge(self, first, at);
                    if let Some(begin) = seen.begins {
                        self.push(found, line_start, &mut first, begin);
                    }
                    at = seen.resume.max(at + 1);
                }
                Kind::Sign(':') => {
                    if let Some(begin) = edges::credit_start(self, first, at) {
                        self.push(found, line_start, &mut first, begin);
                    }
                    at += 1;
                }
                Kind::Link => {
                    if let Some((begin, end)) = edges::signature(self, first, at) {
                        self.push(found, line_start, &mut first, begin);
                        if let Some(end) = end {
                            self.push(found, line_start, &mut first, end);
                            at = end;
                            continue;
                        }
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
        self.push(found, line_start, &mut first, self.to);
    }

    /// Ends a sentence before token `end`. Marks alone (". .", a stray quote) belong to the sentence before them in the line.
    fn push(&self, found: &mut Vec<Sentence>, line_start: usize, first: &mut usize, end: usize) {
        if end <= *first {
            return;
        }
        let says = || {
            let tokens = self.lexed.tokens.get(*first..end).unwrap_or_default();
            tokens.iter().any(|token| token.sign().is_none_or(char::is_alphanumeric))
        };
        let before = if found.len() > line_start { found.last_mut() } else { None };
        match before {
            Some(last) if !says() => {
                last.end = end;
                last.span = self.lexed.span(last.first, end);
            }
            _ => found.push(Sentence { first: *first, end, span: self.lexed.span(*first, end) }),
        }
        *first = end;
    }
}

#[cfg(test)]
mod tests;
