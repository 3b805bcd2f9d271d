//! A long text in blocks, which are recognised one after the other.
//!
//! Owns: where a block ends. What is kept of a block while it is read (tokens, marks) then fits into a processor's cache, and a text of
//! any length costs what its blocks cost. Never: cuts a sentence; looks further back than a block.
//!
//! Nearly every article is one block. In a longer text what hangs over the end of a block is not seen: a quotation that goes on in the
//! next paragraph, the name that a pronoun stands for. Repeats and the article's own date are those of the whole text.

use super::text::pieces;
use crate::lexicon::Table;
use crate::model::Span;

/// Most bytes of a block: some ten thousand words.
pub(crate) const BLOCK: usize = 64 * 1024;

/// How far before the end of a block the end of a paragraph is looked for.
const REACH: usize = BLOCK / 4;

/// The blocks, in order and without a gap: each ends behind a paragraph, else behind a line, else behind a piece of a long line.
pub(crate) fn blocks(text: &str, table: &'static Table) -> Vec<Span> {
    let mut found = Vec::with_capacity(text.len() / (BLOCK - REACH) + 1);
    let mut start = 0;
    while text.len() - start > BLOCK {
        let end = cut(text, start, table);
        found.push(Span { start, end });
        start = end;
    }
    found.push(Span { start, end: text.len() });
    found
}

/// Where the block that begins at `start` ends; white space behind it belongs to the next one, which knows by it how it begins.
fn cut(text: &str, start: usize, table: &'static Table) -> usize {
    let limit = text.floor_char_boundary(start + BLOCK);
    let from = text.floor_char_boundary(limit - REACH);
    let within = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
    let tail = within(from, limit);
    let line = || tail.rfind('\n').map(|at| from + at);
    let cut = paragraph_end(tail).map(|at| from + at).or_else(line).unwrap_or_else(|| {
        let line = within(start, from).rfind('\n').map_or(start, |at| start + at + 1);
        let last = pieces(within(line, limit), table).last().map_or(0, |piece| piece.start);
        if line + last > start { line + last } else { limit }
    });
    let trimmed = start + within(start, cut).trim_end().len();
    if trimmed > start { trimmed } else { cut }
}

/// The end of the last line of which an empty one follows.
fn paragraph_end(text: &str) -> Option<usize> {
    let mut lines = text.rmatch_indices('\n').map(|(at, _)| at);
    let mut below = lines.next()?;
    for above in lines {
        if text.get(above..below)?.trim().is_empty() {
            return Some(above);
        }
        below = above;
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::recognize::{Options, recognize};

    fn cut(text: &str) -> Vec<Span> {
        let found = blocks(text, Table::of("en"));
        assert_eq!(found.first().unwrap().start, 0);
        assert_eq!(found.last().unwrap().end, text.len());
        for two in found.windows(2) {
            assert_eq!(two[0].end, two[1].start);
            assert!(!two[0].is_empty() && two[0].len() <= BLOCK);
        }
        found
    }

    #[test]
    fn a_block_ends_behind_a_paragraph_else_a_line_else_a_sentence() {
        let sentence = "He said 5 people were hurt. ";
        for (between, begins) in [("\n\n", "\n\nHe"), ("\n", "\nHe"), ("", " He")] {
            let text = format!("{}{between}", sentence.repeat(40).trim_end()).repeat(400);
            let found = cut(&text);
            assert!(found.len() > 5);
            for block in found.get(1..).unwrap() {
                let begin = block.of(&text).unwrap();
                assert!(begin.starts_with(begins) || begin.starts_with("He"), "{begins:?}");
            }
        }
        assert_eq!(cut(&"x".repeat(3 * BLOCK)).len(), 4);
        assert_eq!(cut(&" ".repeat(2 * BLOCK + 1)).len(), 3);
        assert_eq!(cut(&"é".repeat(BLOCK)).len(), 3);
        assert_eq!(cut("").len(), 1);
    }

    #[test]
    fn a_text_of_many_blocks_gives_what_its_parts_give() {
        let news = "According to the ministry, more than 200 people had fled by 25 September 2023.\n\n\
                    “About 1,050 are here,” he said on Monday. The mayor denied it, citing 3 reports.\n\n";
        let options = Options { language: Some("en"), ..Options::default() };
        let (once, times) = (recognize(news, &options), 3 * BLOCK / news.len());
        let many = recognize(&news.repeat(times), &options);
        assert_eq!(many.sentences.len(), times * once.sentences.len());
        assert_eq!(many.parts.len(), many.sentences.len());
        assert_eq!(many.quantities.len(), times * once.quantities.len());
        assert_eq!(many.dates.len(), times * once.dates.len());
        assert_eq!(many.attributions.len(), times * once.attributions.len());
        let (n, at) = (once.quantities.len(), (times - 1) * news.len());
        for (first, last) in once.quantities.iter().zip(many.quantities.iter().rev().take(n).rev())
        {
            assert_eq!(last.number.start, first.number.start + at);
            let moved = first.as_of.map(|date| date + (times - 1) * once.dates.len());
            assert_eq!(last.as_of, moved);
        }
    }

    #[test]
    fn the_last_line_of_a_long_text_dates_it() {
        let line = "The rain went on for hours and nobody came to see the hall.\n";
        let text = format!("{}They left on Monday.\n25 September 2023\n", line.repeat(2500));
        let found = recognize(&text, &Options { language: Some("en"), ..Options::default() });
        assert_eq!(found.published.unwrap().edtf, "2023-09-25");
        let said: Vec<_> = found.dates.iter().filter_map(|date| date.edtf.as_deref()).collect();
        assert_eq!(said, ["2023-09-25", "2023-09-25"]);
    }
}
