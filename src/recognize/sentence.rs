//! The sentences of one paragraph.
//!
//! Owns: which language's words a paragraph is read with. The rules are those of `super::scan::text`, which reads whole
//! texts: a window that asks for one paragraph sees the sentences of the whole. Never: keeps state; sees more than the paragraph.

use super::language::language_of;
use super::plain::Plain;
use super::scan::text;
use crate::lexicon::{Lexed, Table};
use crate::model::Span;

/// The sentences of one paragraph (ends of line in it are white space): byte spans relative to it,
/// trimmed, in order, without overlap; together they cover everything that can be seen. `language`
/// is a BCP 47 tag; empty means that the text decides.
///
/// A paragraph over 8 KB is read in pieces, cut behind a sentence where one is in reach.
#[must_use]
pub fn sentences(paragraph: &str, language: &str) -> Vec<Span> {
    let table = Table::of(&language_of(language, paragraph));
    let plain = Plain::paragraph(paragraph, table);
    let text = plain.text();
    let found = of_piece(text, Span { start: 0, end: text.len() }, table);
    found.into_iter().map(|sentence| plain.given(sentence)).collect()
}

/// A line without the day and hour of its page, where it opens with them ("date 2023-09-25 Nearly 3000 people …").
#[must_use]
pub fn without_stamp<'a>(line: &'a str, language: &str) -> &'a str {
    let table = Table::of(&language_of(language, line));
    let plain = Plain::paragraph(line, table);
    let lexed = Lexed::new(plain.text(), table);
    let behind = text::stamp_end(&lexed).and_then(|end| lexed.get(end));
    behind.and_then(|token| line.get(plain.given(token.span()).start..)).unwrap_or(line)
}

/// The sentences of one piece of a plain text, as its places.
pub(crate) fn of_piece(paragraph: &str, piece: Span, table: &'static Table) -> Vec<Span> {
    let Ok(words) = piece.of(paragraph) else { return Vec::new() };
    let found = text::sentences(&Lexed::new(words, table));
    found.iter().map(|sentence| sentence.span.shifted(piece.start)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::scan::text::{PIECE, pieces};
    use super::*;
    use proptest::prelude::*;

    /// `|` stands where a new sentence begins.
    fn check(drawn: &str) {
        let text = drawn.replace('|', "");
        let expected: Vec<_> = drawn.split('|').map(str::trim).collect();
        let found: Vec<_> = sentences(&text, "en").iter().map(|span| span.shown(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_of_news() {
        check("They take the path to exile. |About 28,120 refugees have arrived in Armenia.");
        check("Prime Minister Dr. N. Pashinyan said so. |It rose by 1.5 percent to $3.2m.");
        check("He lives in the U.S. with 2,000 others.");
        check("France denounces “Russia’s complicity.”");
        check("“They expelled us,” said a man. |On Monday, it ended.");
    }

    #[test]
    fn a_page_stamp_is_no_part_of_a_title() {
        for (line, title) in [
            ("date 2023-09-25 Nearly 3000 people have fled", "Nearly 3000 people have fled"),
            ("Updated: 2023-09-25 22:00 Thousands flee", "Thousands flee"),
            ("2023-09-25", "2023-09-25"),
            ("date palms 2023-09-25 Nearly", "date palms 2023-09-25 Nearly"),
            ("Nearly 3000 people on 2023-09-25", "Nearly 3000 people on 2023-09-25"),
            ("", ""),
        ] {
            assert_eq!(without_stamp(line, "en"), title);
        }
    }

    #[test]
    fn a_quote_of_several_sentences_is_several() {
        check(
            "David Babayan told Reuters, “Our people do not want to live as part of Azerbaijan. |99.9 percent prefer to leave our historic land.”",
        );
        check(
            "He continued, saying, “The fate of our poor people will be recorded. |Those responsible will be held accountable.”",
        );
        check("\"Cool clock, Ahmed. |It's what makes America great.\"");
        check("She turned to him, \"This is great.\" she said.");
        check("The “iron fist” and the “paradise” he saw.");
    }

    #[test]
    fn marks_alone_are_no_sentence() {
        check("Azerbaijan won in and around Karabakh. . |That war ended.");
        assert_eq!(sentences(". .", "en"), [Span { start: 0, end: 3 }]);
        assert_eq!(sentences(" \t ", "en"), []);
    }

    #[test]
    fn the_text_decides_where_no_language_is_said() {
        let text = "Հայաստան հասավ 1050 մարդ։ Նրանք փախել էին։";
        assert_eq!(sentences(text, "").len(), 2);
        assert_eq!(sentences("他来了。我走了。", "").len(), 2);
    }

    #[test]
    fn a_long_line_is_cut_behind_sentences() {
        let line = "More than 2900 refugees had entered Armenia by 25 September. ".repeat(3000);
        let cut = pieces(&line, Table::of("en"));
        assert!(cut.len() > 5);
        for piece in &cut {
            assert!(piece.len() <= PIECE);
            assert!(piece.of(&line).unwrap().trim().ends_with("September."));
        }
        assert_eq!(sentences(&line, "en").len(), 3000);
    }

    #[test]
    fn a_line_without_any_place_to_cut_is_cut_all_the_same() {
        let line = "字".repeat(50_000);
        let cut = pieces(&line, Table::of("en"));
        assert!(cut.iter().all(|piece| piece.len() <= PIECE && !piece.is_empty()));
        assert_eq!(cut.iter().map(|piece| piece.len()).sum::<usize>(), line.len());
    }

    pub(super) fn covers_all(text: &str, found: &[Span]) {
        let unseen = |c: char| c.is_whitespace() || crate::model::is_invisible(c);
        let mut at = 0;
        for span in found {
            assert!(span.start >= at && !span.is_empty());
            assert!(
                Span { start: at, end: span.start }
                    .of(text)
                    .unwrap()
                    .trim_matches(unseen)
                    .is_empty()
            );
            assert_eq!(span.trimmed(text), *span);
            at = span.end;
        }
        assert!(
            Span { start: at, end: text.len() }.of(text).unwrap().trim_matches(unseen).is_empty()
        );
    }

    proptest! {
        #[test]
        fn sentences_cover_all_but_white_space(
            text in "[ aA1.!?…,’'`\"“”„«»()\\[\\]「」。\u{A0}e\u{301}\u{200B}\u{AD}\u{202E}\u{3164}-]{0,80}|\\PC{0,80}",
            language in "|en|fr|ru|hy|ja|ar|xx-YY|\\PC{0,3}",
        ) {
            covers_all(&text, &sentences(&text, &language));
        }
    }
}
