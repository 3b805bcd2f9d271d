//! A text as it is read: without the chars that cannot be seen, with its paragraphs in one line each, its places those of the text
//! that was given.
//!
//! Owns: what such a char means to a reader of numbers, and the way back to the places of the text. All readers of this room
//! read through it, so that none of them has to know. Never: changes a text that is kept; knows words or grammar; says which ends
//! of line part paragraphs ([`crate::model::wraps`] does).
//!
//! A char that only cannot be seen ("1\u{200B}050") is left out: what is printed reads 1050, and its place covers all of it.
//! Where what is printed may differ from what stands there (a control of direction between digits, digits behind a
//! right-to-left override, a blank that is a letter, an invisible comma), the digits are covered: no number is read at all.

use super::Diagnostic;
use crate::lexicon::senses::number::class;
use crate::lexicon::{Lexed, Table};
use crate::model::{Effect, Invisible, Span, Wrap, invisibles, is_invisible, wraps, wraps_of};
use std::borrow::Cow;

const RIGHT_TO_LEFT: char = '\u{200F}';

/// What stands for a covered char, as long as it: part of no word, no number and no mark of any reader.
const fn cover(char: char) -> char {
    match char.len_utf8() {
        1 => '\u{1A}',
        2 => '\u{9A}',
        3 => '\u{FFFD}',
        _ => '\u{10FFFD}',
    }
}

/// A text without what cannot be seen, and without the ends of line in its paragraphs.
#[derive(Debug)]
pub(super) struct Plain<'a> {
    text: Cow<'a, str>,
    /// Where chars were left out, in order.
    cuts: Vec<Cut>,
    /// The first char because of which something is covered.
    covered_by: Option<Invisible>,
}

/// A place where chars were left out.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// In the plain text.
    plain: usize,
    /// Where it begins in the text that was given.
    given: usize,
    /// Bytes left out here.
    bytes: usize,
}

/// What stands in the place of a stretch of the text.
#[derive(Clone, Copy)]
enum Instead {
    /// Nothing.
    Nothing,
    /// A blank of the char's length.
    Room,
    /// As many blanks as bytes.
    Blanks,
}

impl<'a> Plain<'a> {
    /// A text of any length. Most have nothing of the kind and are taken as they are.
    pub(super) fn of(text: &'a str, table: &'static Table) -> Self {
        let wraps = wraps(text, Span { start: 0, end: text.len() });
        Self::with(text, &hyphens(text, wraps, table), Self::covered)
    }

    /// A part of a text, of which these are the wraps, or some of them.
    pub(super) fn part(text: &'a str, part: Span, of_text: &[Wrap], table: &'static Table) -> Self {
        let inside = of_text.iter().filter(|wrap| part.covers(wrap.cut()));
        let inside: Vec<Wrap> = inside.map(|wrap| wrap.before(part.start)).collect();
        let text = part.of(text).unwrap_or_default();
        Self::with(text, &hyphens(text, inside, table), Self::covered)
    }

    /// Words, or one paragraph: no end of line parts anything.
    pub(super) fn paragraph(words: &'a str, table: &'static Table) -> Self {
        let wraps = wraps_of(words).collect();
        Self::with(words, &hyphens(words, wraps, table), Self::covered)
    }

    /// With nothing covered: for who looks for words and reads none.
    pub(super) fn uncovered(text: &'a str) -> Self {
        Self::with(text, &[], |_, _, _| Vec::new())
    }

    fn with(
        text: &'a str,
        wraps: &[Wrap],
        cover: fn(&mut Self, &str, &[Invisible]) -> Vec<Span>,
    ) -> Self {
        let mut plain = Self { text: Cow::Borrowed(text), cuts: Vec::new(), covered_by: None };
        let unseen: Vec<Invisible> = invisibles(text).collect();
        if !unseen.is_empty() || !wraps.is_empty() {
            let covered = cover(&mut plain, text, &unseen);
            let hidden = unseen.iter().filter_map(|hidden| {
                let instead = match hidden.effect {
                    Effect::Room => Instead::Room,
                    Effect::None | Effect::Order => Instead::Nothing,
                    // A sign of the text, as it stands.
                    Effect::Unknown => return None,
                };
                Some((Span { start: hidden.at, end: hidden.end() }, instead))
            });
            let wraps = wraps.iter().map(|wrap| match wrap.glued {
                true => (wrap.cut(), Instead::Nothing),
                false => (wrap.span, Instead::Blanks),
            });
            let mut all: Vec<(Span, Instead)> = hidden.chain(wraps).collect();
            all.sort_unstable_by_key(|(span, _)| *span);
            plain.replace(text, &all, covered);
        }
        plain
    }

    fn replace(&mut self, text: &str, all: &[(Span, Instead)], covered: Vec<Span>) {
        let mut out = String::with_capacity(text.len());
        let (mut at, mut covered) = (0, covered.into_iter().peekable());
        // What stands between two of them, with what is covered in it.
        let mut take = |out: &mut String, from: usize, to: usize| {
            let between = text.get(from..to).unwrap_or_default();
            if covered.peek().is_none() {
                out.push_str(between);
                return;
            }
            for (offset, char) in between.char_indices() {
                let here = from + offset;
                while covered.next_if(|span| span.end <= here).is_some() {}
                match covered.peek() {
                    Some(span) if span.contains(here) && char.is_alphanumeric() => {
                        out.push(cover(char));
                    }
                    _ => out.push(char),
                }
            }
        };
        for (span, instead) in all.iter().filter(|(span, _)| span.start < span.end) {
            if span.start < at {
                continue;
            }
            take(&mut out, at, span.start);
            at = span.end;
            match instead {
                Instead::Room => out.push('\u{2003}'),
                Instead::Blanks => out.extend(std::iter::repeat_n(' ', span.len())),
                Instead::Nothing => match self.cuts.last_mut() {
                    Some(cut) if cut.plain == out.len() => cut.bytes += span.len(),
                    _ => {
                        let (plain, given) = (out.len(), span.start);
                        self.cuts.push(Cut { plain, given, bytes: span.len() });
                    }
                },
            }
        }
        take(&mut out, at, text.len());
        self.text = Cow::Owned(out);
    }

    /// Where nothing is read: in order, without overlap.
    fn covered(&mut self, text: &str, unseen: &[Invisible]) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let mut run = Run::default();
        let mut reversed_to = 0;
        for hidden in unseen.iter().filter(|hidden| hidden.effect != Effect::None) {
            // Each stretch of a text is looked through once.
            if hidden.at >= run.span.end {
                run = Run::around(text, *hidden, run.span.end);
            }
            if hidden.char == RIGHT_TO_LEFT && is_date(run.span.of(text).unwrap_or_default()) {
                continue;
            }
            let mut span = Span { start: hidden.at, end: hidden.at };
            if run.first_digit < hidden.at && hidden.at < run.last_digit {
                span = run.span;
            }
            if hidden.char == '\u{202E}' && hidden.at >= reversed_to {
                reversed_to = end_of_override(text, hidden.end());
                // What touches it is the rest of a number, or of a word.
                span = span.union(run.span).union(Span { start: hidden.at, end: reversed_to });
                if reversed_to > run.span.end {
                    run = Run::from(text, reversed_to);
                    span.end = run.span.end;
                }
            }
            if span.is_empty() {
                continue;
            }
            self.covered_by.get_or_insert(*hidden);
            match found.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => found.push(span),
            }
        }
        found
    }

    /// Kept for itself; `None` where it is the text that was given.
    pub(super) fn if_another(self) -> Option<Plain<'static>> {
        match self.text {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => {
                Some(Plain { text: Cow::Owned(text), cuts: self.cuts, covered_by: self.covered_by })
            }
        }
    }

    /// The text as it is read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A place of the plain text in the text that was given: what was left out inside belongs to it, not what stands at its ends.
    pub(super) fn given(&self, span: Span) -> Span {
        if self.cuts.is_empty() {
            return span;
        }
        let behind = |until: usize| {
            let cut = until.checked_sub(1).and_then(|last| self.cuts.get(last));
            cut.map_or(0, |cut| cut.given + cut.bytes - cut.plain)
        };
        let start = self.cuts.partition_point(|cut| cut.plain <= span.start);
        let start = span.start + behind(start);
        let end = span.end + behind(self.cuts.partition_point(|cut| cut.plain < span.end));
        Span { start, end: end.max(start) }
    }

    /// The way there: a place of the text that was given in the plain one.
    pub(super) fn plain(&self, given: Span) -> Span {
        let there = |byte: usize| {
            let at = self.cuts.partition_point(|cut| cut.given < byte);
            match at.checked_sub(1).and_then(|last| self.cuts.get(last)) {
                Some(cut) => cut.plain + byte.saturating_sub(cut.given + cut.bytes),
                None => byte,
            }
        };
        Span { start: there(given.start), end: there(given.end) }
    }

    /// Whether all of a short text can be read.
    ///
    /// # Errors
    /// If digits are covered: by which char.
    pub(super) fn readable(&self) -> Result<&str, Diagnostic> {
        match self.covered_by {
            Some(hidden) => Err(Diagnostic::new(format!(
                "An invisible character stands in this number ({}): what is shown may not be what is written. Check the text, and type the number.",
                hidden.name()
            ))),
            None => Ok(&self.text),
        }
    }
}

/// Where a word before a hyphen is a number, the hyphen is its own: "twenty-\nfive".
fn hyphens(text: &str, mut wraps: Vec<Wrap>, table: &'static Table) -> Vec<Wrap> {
    for wrap in wraps.iter_mut().filter(|wrap| wrap.hyphen > 0) {
        let before = text.get(..wrap.cut().start).unwrap_or_default();
        let start = before.trim_end_matches(char::is_alphabetic).len();
        let lexed = Lexed::new(before.get(start..).unwrap_or_default(), table);
        if table.classes(lexed.word(0)).0 & class::WORDS != 0 {
            wrap.hyphen = 0;
        }
    }
    wraps
}

/// "14‏/12‏/2010", as Arabic dates are printed (CLDR's pattern): a mark before each bar keeps the fields in their order for who
/// reads from the right.
fn is_date(run: &str) -> bool {
    /// No date with its blanks is longer.
    const LONGEST: usize = 64;
    if run.len() > LONGEST {
        return false;
    }
    let digit = |c: char| crate::lexicon::digit_value(c).is_some();
    let mut fields = run.trim_matches(|c| !digit(c)).split('/');
    let mut field = |mark: bool, lengths: std::ops::RangeInclusive<usize>| {
        let field = fields.next()?;
        let digits = if mark { field.strip_suffix(RIGHT_TO_LEFT)? } else { field };
        (lengths.contains(&digits.chars().count()) && digits.chars().all(digit)).then_some(())
    };
    let whole = field(true, 1..=2).and(field(true, 1..=2)).and(field(false, 4..=4)).is_some();
    whole && fields.next().is_none()
}

/// That a selection can be read for itself: no number goes on outside of it behind a char that cannot be seen, and no override
/// of its line turns what is shown.
///
/// # Errors
/// If it cannot.
pub(super) fn cuts_no_number(text: &str, selection: Span) -> Result<(), Diagnostic> {
    if is_reversed(text, selection.start) {
        return Err(Diagnostic::new(
            "A right-to-left override (U+202E) stands before these words: they are shown in another order than they are written.",
        ));
    }
    for edge in [selection.start, selection.end] {
        let (before, behind) = text.split_at_checked(edge).unwrap_or((text, ""));
        let head = before.trim_end_matches(is_invisible);
        let tail = behind.trim_start_matches(is_invisible);
        let parted = head.len() < before.len() || tail.len() < behind.len();
        if !parted {
            continue;
        }
        let run = Run::between(text, head.trim_end_matches(is_of_number).len(), edge);
        if run.first_digit < edge && edge <= run.last_digit {
            return Err(Diagnostic::new(
                "The selection ends inside of a number, at an invisible character: select all of it.",
            ));
        }
    }
    Ok(())
}

/// Whether a place of a text is shown against its order: behind a right-to-left override of its line.
fn is_reversed(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.rfind(ends_paragraph).map_or(0, |at| at + 1);
    let mut rest = line;
    while let Some(at) = before.get(rest..).and_then(|line| line.find('\u{202E}')) {
        let inside = rest + at + '\u{202E}'.len_utf8();
        let end = end_of_override(text, inside);
        if end > byte {
            return true;
        }
        rest = end.max(inside);
    }
    false
}

const fn ends_paragraph(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}

/// Where an override that begins before `from` ends: at its own end mark, else with the paragraph (UAX #9).
fn end_of_override(text: &str, from: usize) -> usize {
    let mut depth = 0_u32;
    for (at, char) in text.get(from..).unwrap_or_default().char_indices() {
        match char {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => depth += 1,
            '\u{202C}' if depth == 0 => return from + at,
            '\u{202C}' => depth -= 1,
            _ if ends_paragraph(char) => return from + at,
            _ => {}
        }
    }
    text.len()
}

/// A stretch of what may stand inside of one number, date or clock time.
#[derive(Clone, Copy, Default)]
struct Run {
    span: Span,
    /// Where its first digit begins, and its last; where there is none, the first stands behind the last.
    first_digit: usize,
    last_digit: usize,
}

impl Run {
    /// The one that a char stands in. Looks no further back than `from`.
    fn around(text: &str, hidden: Invisible, from: usize) -> Self {
        let before = text.get(from..hidden.at).unwrap_or_default();
        let start = from + before.trim_end_matches(is_of_number).len();
        Self::between(text, start, hidden.end())
    }

    /// The one that goes on at a place.
    fn from(text: &str, at: usize) -> Self {
        Self::between(text, at, at)
    }

    fn between(text: &str, start: usize, from: usize) -> Self {
        let behind = text.get(from..).unwrap_or_default();
        let end = text.len() - behind.trim_start_matches(is_of_number).len();
        let run = text.get(start..end).unwrap_or_default();
        Self {
            span: Span { start, end },
            first_digit: run.find(char::is_numeric).map_or(end, |at| start + at),
            last_digit: run.rfind(char::is_numeric).map_or(start, |at| start + at),
        }
    }
}

fn is_of_number(char: char) -> bool {
    char.is_numeric()
        || matches!(
            char,
            ' ' | '\u{A0}'
                | '\u{2009}'
                | '\u{202F}'
                | '.'
                | ','
                | '\''
                | '’'
                | '٫'
                | '٬'
                | ':'
                | '/'
                | '-'
                | '–'
                | '−'
        )
        || is_invisible(char)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_cover(char: char) -> bool {
        char == cover(char)
    }

    fn read(text: &str) -> String {
        Plain::of(text, Table::of("en")).text().replace(is_cover, "_")
    }

    #[test]
    fn what_cannot_be_seen_is_read_over_and_doubtful_digits_are_covered() {
        for (text, plain) in [
            ("1\u{200B}050 people", "1050 people"),
            ("twen\u{200B}ty Minis\u{AD}ters", "twenty Ministers"),
            ("\u{202A}1,050\u{202C} left", "1,050 left"),
            ("5\u{200E}% of 22\u{2060}:00", "5% of 22:00"),
            ("10\u{200F}50", "____"),
            ("10\u{202E}50 men\nnext 12", "____ ___\nnext 12"),
            ("a 7\u{202E}321 fo\u{202C}8 b 9", "a ____ ___ b 9"),
            ("of 13 0\u{200F}00 - 5 men", "of __ ___ - _ men"),
            ("2023-\u{2067}09-24\u{2069}", "____-__-__"),
            ("12\u{3164}13", "__\u{2003}__"),
            ("about\u{3164}200", "about\u{2003}200"),
            ("2\u{2062}000 and 5", "_\u{2062}___ and 5"),
            ("1\u{7}050", "_\u{7}___"),
            ("\u{7}1050\u{7}", "\u{7}1050\u{7}"),
            ("٢\u{200F}٩٠٠", "____"),
        ] {
            assert_eq!(read(text), plain, "{text:?}");
        }
    }

    #[test]
    fn places_lead_back_to_what_was_given() {
        let text = "\u{FEFF}He saw 1\u{200B}0\u{AD}50\u{200B} men.";
        let plain = Plain::of(text, Table::of("en"));
        let at = plain.text().find("1050").unwrap();
        let given = plain.given(Span { start: at, end: at + 4 });
        assert_eq!(given.of(text).unwrap(), "1\u{200B}0\u{AD}50");
        assert_eq!(plain.plain(given), Span { start: at, end: at + 4 });
        assert_eq!(plain.given(Span { start: 0, end: 2 }).of(text).unwrap(), "He");
    }

    #[test]
    fn an_override_reaches_to_its_end_or_that_of_its_paragraph() {
        let text = "a\u{202E}b\u{202A}c\u{202C}d\u{202C}e\u{202E}f\ng";
        let reversed: String =
            text.char_indices().filter(|(at, _)| is_reversed(text, *at)).map(|(_, c)| c).collect();
        let letters: String = reversed.chars().filter(char::is_ascii_lowercase).collect();
        assert_eq!(letters, "bcdf");
    }

    /// Squares would take minutes.
    #[test]
    fn a_long_run_is_looked_through_once() {
        for part in [
            "\u{200F}",
            "\u{202E}",
            "\u{202E}\u{202C}",
            "1\u{200F}",
            ",\u{2063}1",
            "\u{202E}1\u{202C}a",
        ] {
            let text = part.repeat(200_000);
            assert!(Plain::of(&text, Table::of("en")).text().len() <= text.len());
            assert!(cuts_no_number(&text, Span::default()).is_ok());
        }
    }

    proptest! {
        #[test]
        fn every_place_has_its_way_there_and_back(
            text in "[a1.\u{200B}\u{AD}\u{200F}\u{202E}\u{202C}\u{3164}\u{2063}\u{7}é٢\n ]{0,40}|(?s).{0,40}",
            a: prop::sample::Index,
            b: prop::sample::Index,
        ) {
            let plain = Plain::of(&text, Table::of("en"));
            let ends: Vec<usize> = plain.text().char_indices().map(|(at, _)| at).chain([plain.text().len()]).collect();
            let span = Span::new(ends[a.index(ends.len())], ends[b.index(ends.len())]);
            let given = plain.given(span);
            prop_assert!(given.of(&text).is_ok(), "{:?} {:?}", span, given);
            if !span.is_empty() {
                prop_assert_eq!(plain.plain(given), span);
            }
        }
    }
}
