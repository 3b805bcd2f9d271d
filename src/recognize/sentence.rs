//! The sentences of one paragraph.
//!
//! Owns: where a sentence ends. The rules are those of the `sentencex` crate (abbreviations,
//! initials, ellipses, about 300 languages), which takes a quote for one whole; where a quote
//! holds several sentences, they are told apart here, as corpora of news do (GUM). Never: keeps
//! state; sees more than the paragraph.

use crate::model::Span;

/// Longest stretch in bytes that is given to the segmenter at once. Its time grows with the square of
/// some texts (Japanese without spaces: 100 ms for 32 KB, 7 ms for 8 KB); no sentence is as long.
pub(crate) const PIECE: usize = 8 * 1024;

/// How far before the end of such a stretch a good place to cut is looked for.
const REACH: usize = 4 * 1024;

/// The sentences of one paragraph (a text without ends of line): byte spans relative to it,
/// trimmed, in order, without overlap; together they cover everything but white space. `language`
/// is a BCP 47 tag; empty means that the script decides.
///
/// A paragraph over 8 KB is read in pieces, cut behind a sentence where one is in reach.
#[must_use]
pub fn sentences(paragraph: &str, language: &str) -> Vec<Span> {
    let code = language_code(language, paragraph);
    pieces(paragraph).into_iter().flat_map(|piece| of_piece(paragraph, piece, &code)).collect()
}

/// The code that the segmenter knows a language by.
pub(crate) fn language_code(tag: &str, sample: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
    if !primary.is_empty() {
        return primary.to_ascii_lowercase();
    }
    let letter = sample.chars().take(4096).find(|c| c.is_alphabetic() && !c.is_ascii());
    // One foreign name must not decide: the script's letters must be the more frequent ones.
    let latin = sample.chars().take(4096).filter(char::is_ascii_alphabetic).count();
    let script = letter.map_or("en", |c| match c {
        '\u{370}'..='\u{3FF}' => "el",
        '\u{400}'..='\u{52F}' => "ru",
        '\u{530}'..='\u{58F}' => "hy",
        '\u{600}'..='\u{6FF}' => "ar",
        '\u{900}'..='\u{97F}' => "hi",
        '\u{980}'..='\u{9FF}' => "bn",
        '\u{1000}'..='\u{109F}' => "my",
        '\u{1200}'..='\u{137F}' => "am",
        '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => "ja",
        _ => "en",
    });
    let other = sample.chars().take(4096).filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    if other > latin { script } else { "en" }.to_owned()
}

/// A paragraph in stretches of at most [`PIECE`] bytes, cut at sentence-looking places.
pub(crate) fn pieces(paragraph: &str) -> Vec<Span> {
    let mut found = Vec::with_capacity(1);
    let mut start = 0;
    while paragraph.len() - start > PIECE {
        let limit = paragraph.floor_char_boundary(start + PIECE);
        let from = paragraph.floor_char_boundary(limit - REACH);
        let tail = Span { start: from, end: limit }.of(paragraph).unwrap_or_default();
        let cut = sentence_end(tail)
            .or_else(|| tail.rfind(char::is_whitespace))
            .map_or_else(|| super::words::grapheme_left(paragraph, limit), |at| from + at);
        let cut = if cut > start { cut } else { limit };
        found.push(Span { start, end: cut });
        start = cut;
    }
    found.push(Span { start, end: paragraph.len() });
    found
}

/// The last place behind a full stop (and what closes with it) and before a space and a capital.
fn sentence_end(tail: &str) -> Option<usize> {
    let ideographic = tail.rfind(['。', '！', '？']).map(|at| at + '。'.len_utf8());
    let spaced = tail.rmatch_indices(['.', '!', '?', '։', '؟', '۔', '।']).find_map(|(at, mark)| {
        let behind = tail.get(at + mark.len()..)?;
        let rest = behind.trim_start_matches(['”', '"', '’', '»', ')', ']']);
        let next = rest.trim_start();
        let begins = next.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_ascii_digit());
        (next.len() < rest.len() && begins).then(|| tail.len() - rest.len())
    });
    ideographic.max(spaced)
}

/// The sentences of one piece, as places of the paragraph.
pub(crate) fn of_piece(paragraph: &str, piece: Span, code: &str) -> Vec<Span> {
    let Ok(text) = piece.of(paragraph) else { return Vec::new() };
    let mut ends = boundaries(text, code);
    if let Some(more) = ends_in_quotes(text, &ends, code) {
        ends = more;
    }
    let mut found: Vec<Span> = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let span = Span { start, end }.trimmed(text);
        start = end;
        if span.is_empty() {
            continue;
        }
        let says = span.of(text).is_ok_and(|words| words.chars().any(char::is_alphanumeric));
        match found.last_mut() {
            // Marks alone (". .", a stray quote) belong to what stands before them.
            Some(last) if !says => last.end = span.end,
            _ => found.push(span),
        }
    }
    for span in &mut found {
        *span = span.shifted(piece.start);
    }
    found
}

/// Where sentences end, in bytes, the end of the text last; on char boundaries, rising.
fn boundaries(text: &str, code: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut last = 0;
    for boundary in sentencex::get_sentence_boundaries(code, text) {
        let end = boundary.end_byte;
        if end > last && end < text.len() && text.is_char_boundary(end) {
            ends.push(end);
            last = end;
        }
    }
    ends.push(text.len());
    ends
}

/// The ends with those added that lie inside of quotes; `None` where no quote holds any.
fn ends_in_quotes(text: &str, ends: &[usize], code: &str) -> Option<Vec<usize>> {
    let mut more: Vec<usize> = Vec::new();
    let mut start = 0;
    for &end in ends {
        let sentence = Span { start, end }.of(text).unwrap_or_default();
        for quote in quotes(sentence) {
            let inside = quote.of(sentence).unwrap_or_default();
            // Most quotes hold no full stop before their end: asked before the segmenter is.
            if !has_inner_stop(inside.trim_end()) {
                continue;
            }
            let mut inner = boundaries(inside, code);
            inner.pop();
            more.extend(inner.into_iter().map(|at| start + quote.start + at));
        }
        start = end;
    }
    if more.is_empty() {
        return None;
    }
    more.extend_from_slice(ends);
    more.sort_unstable();
    more.dedup();
    Some(more)
}

fn has_inner_stop(text: &str) -> bool {
    text.match_indices(['.', '!', '?', '…', '。', '！', '？', ']']).any(|(at, mark)| {
        text.get(at + mark.len()..)
            .is_some_and(|rest| mark.len() > 2 || rest.starts_with(char::is_whitespace))
    })
}

/// What stands between quotation marks, marks excluded, outermost quotes only.
fn quotes(sentence: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut depth = 0_usize;
    for (at, mark) in sentence.match_indices(['“', '”', '„', '"', '«', '»', '「', '」']) {
        let mark = mark.chars().next().unwrap_or('"');
        let after = at + mark.len_utf8();
        match open {
            None => {
                let close = match mark {
                    '“' => '”',
                    '„' => '“',
                    '"' => '"',
                    '«' => '»',
                    '「' => '」',
                    _ => continue,
                };
                (open, depth) = (Some((after, close)), 1);
            }
            Some((start, close)) if mark == close || (close == '“' && mark == '”') => {
                depth -= 1;
                if depth == 0 {
                    found.push(Span { start, end: at });
                    open = None;
                }
            }
            Some((_, close)) => depth += usize::from(opens(mark) == Some(close)),
        }
    }
    found
}

const fn opens(mark: char) -> Option<char> {
    match mark {
        '“' => Some('”'),
        '«' => Some('»'),
        '「' => Some('」'),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
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
    fn the_script_decides_where_no_language_is_said() {
        let text = "Հայաստան հասավ 1050 մարդ։ Նրանք փախել էին։";
        assert_eq!(sentences(text, "").len(), 2);
        assert_eq!(sentences("他来了。我走了。", "").len(), 2);
        assert_eq!(language_code("en-GB", ""), "en");
        assert_eq!(language_code("", "Mr. Ж came"), "en");
    }

    #[test]
    fn a_long_line_is_cut_behind_sentences() {
        let line = "More than 2900 refugees had entered Armenia by 25 September. ".repeat(3000);
        let cut = pieces(&line);
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
        let cut = pieces(&line);
        assert!(cut.iter().all(|piece| piece.len() <= PIECE && !piece.is_empty()));
        assert_eq!(cut.iter().map(|piece| piece.len()).sum::<usize>(), line.len());
    }

    pub(super) fn covers_all(text: &str, found: &[Span]) {
        let mut at = 0;
        for span in found {
            assert!(span.start >= at && !span.is_empty());
            assert!(Span { start: at, end: span.start }.of(text).unwrap().trim().is_empty());
            assert_eq!(span.trimmed(text), *span);
            at = span.end;
        }
        assert!(Span { start: at, end: text.len() }.of(text).unwrap().trim().is_empty());
    }

    proptest! {
        #[test]
        fn sentences_cover_all_but_white_space(
            text in "[ aA1.!?…,’'`\"“”„«»()\\[\\]「」。\u{A0}e\u{301}-]{0,80}|\\PC{0,80}",
            language in "|en|fr|ru|hy|ja|ar|xx-YY|\\PC{0,3}",
        ) {
            covers_all(&text, &sentences(&text, &language));
        }
    }
}
