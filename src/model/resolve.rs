//! From a place to an anchor, and from a stored anchor back to a place in the text at hand.
//!
//! Owns: when evidence counts as exact, moved, changed or orphaned. Pure.
//! Never: moves evidence onto other digits; guesses where nothing is like the quote.
//!
//! Stricter than Hypothes.is, whose fuzzy match has no lower limit and lets half of the quote differ:
//! - the exact quote counts only as a whole number or word ("2,900" is not in "12,900"), and where it stands
//!   several times, only with a context that is like the stored one ([`CHOSEN`]);
//! - a near match counts as moved if three quarters of its chars are as they were ([`ALIKE`]) and every digit is
//!   equal; a short quote needs its context besides ([`IN_CONTEXT`]);
//! - it counts as changed if a digit differs and quote and context together are alike enough ([`IN_CONTEXT`]),
//!   or the context alone is nearly untouched ([`SAME_CONTEXT`]);
//! - anything else is orphaned.

use super::approximate::{align, distance, search};
use super::{Anchor, Article, CodePoints, Place, Quote, Span};
use memchr::memmem::Finder;
use std::sync::Arc;

/// How many chars of context a quote keeps on either side (Hypothes.is keeps as many).
pub const CONTEXT_CHARS: usize = 32;

/// Likeness of contexts by which one of several exact quotes is chosen.
const CHOSEN: f32 = 0.5;
/// Likeness of the quote from which a near match may count as moved.
const ALIKE: f32 = 0.75;
/// Likeness of quote and context together that a near match needs.
const IN_CONTEXT: f32 = 0.6;
/// Likeness of contexts from which the place is held to be the same, whatever stands there now.
const SAME_CONTEXT: f32 = 0.8;
/// Quotes of so many chars are found by themselves where their context is gone.
const LONG: usize = 20;
/// Longer quotes are searched by their two ends.
const WHOLE: usize = 512;
/// Chars of each end.
const END: usize = 256;
/// Longer quotes are not compared with near matches.
const LONGEST: usize = 32 * 1024;
/// Bytes around the stored place that are searched first.
const NEAR: usize = 8 * 1024;
/// What one approximate search may cost: bytes times words of 64 rows. Of a text too long for it, the part
/// nearest to the stored place is searched.
const BUDGET: usize = 4 << 20;
/// Exact hits whose contexts are compared in full; the most promising of all.
const COMPARED: usize = 64;

/// The anchor of a span of this article; `None` where the span is no place of it, or covers nothing.
#[must_use]
pub fn anchor_at(article: &Article, span: Span) -> Option<Anchor> {
    let text = &article.text;
    let exact = span.of(text).ok().filter(|exact| !exact.is_empty())?;
    let before = Span::new(0, span.start).of(text).ok()?;
    let after = Span::new(span.end, text.len()).of(text).ok()?;
    let prefix_at = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
    let suffix_to = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
    Some(Anchor {
        place: Place::Exact(span),
        quote: Quote {
            exact: Arc::from(exact),
            prefix: Arc::from(before.get(prefix_at..)?),
            suffix: Arc::from(after.get(..suffix_to)?),
        },
    })
}

/// Where a stored anchor stands in the text at hand: exact, moved, changed or orphaned.
#[must_use]
pub fn resolve(article: &Article, stored: CodePoints, quote: Quote) -> Anchor {
    let text = &*article.text;
    let at = article.offsets.span_of(text, stored);
    if let Some(span) = at
        && span.of(text).is_ok_and(|covered| *covered == *quote.exact)
        && !continues(text, span, &quote, is_number)
    {
        return Anchor { place: Place::Exact(span), quote };
    }
    let start = stored.start.min(article.offsets.code_points());
    let from = article.offsets.byte_of_code_point(text, start).unwrap_or(text.len());
    let place = match (Search { text, quote: &quote, from }).find() {
        Some(Found { span, score, changed: true, .. }) => Place::Changed { span, score, stored },
        Some(Found { span, score, changed: false, .. }) => Place::Moved { span, score, stored },
        None => Place::Orphaned { stored },
    };
    Anchor { place, quote }
}

/// A match that counts.
#[derive(Clone, Copy)]
struct Found {
    span: Span,
    /// Of quote and context, 0 to 1: the quote counts twice, prefix and suffix once.
    score: f32,
    /// Of prefix and suffix alone.
    context: f32,
    /// Whether a digit differs.
    changed: bool,
}

/// One quote, sought in one text.
struct Search<'a> {
    text: &'a str,
    quote: &'a Quote,
    /// The byte where the file says that it starts, as far as the text goes.
    from: usize,
}

impl Search<'_> {
    fn find(&self) -> Option<Found> {
        if self.quote.exact.is_empty() {
            return None;
        }
        let exact = self.whole_context().or_else(|| self.exact());
        if exact.is_some_and(|found| found.context >= CHOSEN) {
            return exact;
        }
        // The one exact quote stands among other words than then. A place among the same words is
        // better evidence of what became of it.
        let near = self.approximate();
        if exact.is_none() || near.is_some_and(|found| found.context >= SAME_CONTEXT) {
            return near;
        }
        exact
    }

    /// The quote with all of its context, near the old place: what mere shifting leaves.
    fn whole_context(&self) -> Option<Found> {
        let Quote { exact, prefix, suffix } = self.quote;
        if prefix.is_empty() && suffix.is_empty() {
            return None;
        }
        let window = self.window(self.from, 8 * NEAR);
        let needle = [&**prefix, &**exact, &**suffix].concat();
        let start = overlapping(&needle, window.of(self.text).ok()?)
            .map(|hit| window.start + hit + prefix.len())
            .min_by_key(|start| start.abs_diff(self.from))?;
        let span = Span::new(start, start + exact.len());
        Some(Found { span, score: 1.0, context: 1.0, changed: false })
    }

    /// The exact quote as a whole number or word: the only one, or the one whose context is most alike.
    fn exact(&self) -> Option<Found> {
        let exact = &self.quote.exact;
        let mut hits: Vec<(usize, usize, usize)> = Vec::new();
        let mut count = 0;
        for start in overlapping(exact, self.text) {
            let span = Span::new(start, start + exact.len());
            if continues(self.text, span, self.quote, is_number)
                || continues(self.text, span, self.quote, is_word)
            {
                continue;
            }
            count += 1;
            let agrees = self.agreement(span);
            hits.push((usize::MAX - agrees, span.start.abs_diff(self.from), span.start));
            if hits.len() == 64 * COMPARED {
                hits.sort_unstable();
                hits.truncate(COMPARED);
            }
        }
        hits.sort_unstable();
        hits.truncate(COMPARED);
        let found = hits.into_iter().map(|(_, away, start)| {
            let span = Span::new(start, start + exact.len());
            (self.context(span), away, span)
        });
        let (context, _, span) = found.reduce(|best, next| {
            if next.0 > best.0 || (next.0 == best.0 && next.1 < best.1) { next } else { best }
        })?;
        let score = f32::midpoint(1.0, context);
        let found = Found { span, score, context, changed: false };
        (count == 1 || context >= CHOSEN).then_some(found)
    }

    /// Chars of the contexts that are equal without a gap, from the quote outwards. Quick, for choosing.
    fn agreement(&self, span: Span) -> usize {
        let (before, after) = self.around(span);
        let prefix = before.chars().rev().zip(self.quote.prefix.chars().rev());
        let suffix = after.chars().zip(self.quote.suffix.chars());
        prefix.take_while(|(a, b)| a == b).count() + suffix.take_while(|(a, b)| a == b).count()
    }

    /// Likeness of the contexts, 0 to 1. A side without a stored context counts 1.
    fn context(&self, span: Span) -> f32 {
        let (before, after) = self.around(span);
        let prefix: Vec<char> = self.quote.prefix.chars().collect();
        let suffix: Vec<char> = self.quote.suffix.chars().collect();
        let mut here: Vec<char> = before.chars().rev().take(prefix.len()).collect();
        here.reverse();
        let there: Vec<char> = after.chars().take(suffix.len()).collect();
        let side = |stored: &[char], here: &[char]| {
            if stored.is_empty() { 1.0 } else { likeness(stored, here) }
        };
        f32::midpoint(side(&prefix, &here), side(&suffix, &there))
    }

    fn around(&self, span: Span) -> (&str, &str) {
        let before = self.text.get(..span.start).unwrap_or_default();
        (before, self.text.get(span.end..).unwrap_or_default())
    }

    /// So many bytes to either side of a place, cut to chars.
    fn window(&self, around: usize, bytes: usize) -> Span {
        let start = self.text.floor_char_boundary(around.saturating_sub(bytes));
        let end = around.saturating_add(bytes).saturating_add(self.quote.exact.len());
        Span::new(start, self.text.ceil_char_boundary(end.min(self.text.len())))
    }

    /// The best near match that counts: with its context near the old place, then as far as the budget
    /// goes; then a long quote by itself.
    fn approximate(&self) -> Option<Found> {
        let exact: Vec<char> = self.quote.exact.chars().collect();
        if exact.len() > LONGEST {
            return None;
        }
        let prefix: Vec<char> = self.quote.prefix.chars().collect();
        let suffix: Vec<char> = self.quote.suffix.chars().collect();
        let has_context = !prefix.is_empty() || !suffix.is_empty();
        let wide = |rows: usize| BUDGET / rows.div_ceil(64).max(1) / 2;
        if has_context {
            let rows = prefix.len() + exact.len().min(WHOLE) + suffix.len();
            for bytes in [NEAR, wide(rows)] {
                let span = self.ends(&prefix, &exact, &suffix, bytes);
                if let Some(found) = span.and_then(|span| self.judge(&exact, span)) {
                    return Some(found);
                }
            }
        }
        if exact.len() < LONG {
            return None;
        }
        let span = self.ends(&[], &exact, &[], wide(exact.len().min(WHOLE)));
        span.and_then(|span| self.judge(&exact, span))
    }

    /// Where the quote between its contexts is found with at most a third of all chars edited.
    fn ends(&self, prefix: &[char], exact: &[char], suffix: &[char], bytes: usize) -> Option<Span> {
        if exact.len() <= WHOLE {
            let pattern = [prefix, exact, suffix].concat();
            let part = (prefix.len(), prefix.len() + exact.len());
            return self.part(&pattern, part, self.window(self.from, bytes), self.from);
        }
        let (head, tail) = (exact.get(..END)?, exact.get(exact.len() - END..)?);
        let window = self.window(self.from, bytes);
        let pattern = [prefix, head].concat();
        let head = self.part(&pattern, (prefix.len(), pattern.len()), window, self.from)?;
        let pattern = [tail, suffix].concat();
        let expected = head.start.saturating_add(self.quote.exact.len());
        let behind = Span::new(head.start, self.window(expected, NEAR).end.max(head.end));
        let tail = self.part(&pattern, (0, tail.len()), behind, expected)?;
        (tail.end > head.start).then_some(Span::new(head.start, tail.end))
    }

    /// Where a part of a pattern stands in a window of the text.
    fn part(
        &self,
        pattern: &[char],
        part: (usize, usize),
        window: Span,
        expected: usize,
    ) -> Option<Span> {
        let text = window.of(self.text).ok()?;
        let most = pattern.len() / 3;
        let end = search(pattern, text, most, expected.saturating_sub(window.start))?;
        let upto = text.get(..end.byte)?;
        let mut chars: Vec<char> = upto.chars().rev().take(pattern.len() + most).collect();
        chars.reverse();
        let (from, to) = align(pattern, &chars, part.0, part.1)?;
        let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
        let behind = window.start + end.byte;
        let start = behind - bytes(chars.get(from..)?);
        Some(Span::new(start, start + bytes(chars.get(from..to)?)))
    }

    /// Whether a near match counts, and as what.
    fn judge(&self, exact: &[char], span: Span) -> Option<Found> {
        let span = self.grown(span);
        let covered = span.of(self.text).ok()?;
        if covered.is_empty() {
            return None;
        }
        let chars: Vec<char> = covered.chars().collect();
        let quote = likeness(exact, &chars);
        let context = self.context(span);
        let score = f32::midpoint(quote, context);
        let found = Found { span, score, context, changed: false };
        let long = exact.len() >= LONG && quote >= ALIKE;
        if numbers(exact) == numbers(&chars) && !continues(self.text, span, self.quote, is_number) {
            (quote >= ALIKE && (long || score >= IN_CONTEXT)).then_some(found)
        } else {
            let counts = long || score >= IN_CONTEXT || context >= SAME_CONTEXT;
            counts.then_some(Found { changed: true, ..found })
        }
    }

    /// The span with the rest of a number or word that it would cut, where the quote cut none.
    fn grown(&self, mut span: Span) -> Span {
        let cut = |span| {
            continues_before(self.text, span, self.quote, is_number)
                || continues_before(self.text, span, self.quote, is_word)
        };
        for _ in 0..CONTEXT_CHARS {
            let Some(c) = self.around(span).0.chars().next_back().filter(|_| cut(span)) else {
                break;
            };
            span.start -= c.len_utf8();
        }
        let cut = |span| {
            continues_after(self.text, span, self.quote, is_number)
                || continues_after(self.text, span, self.quote, is_word)
        };
        for _ in 0..CONTEXT_CHARS {
            let Some(c) = self.around(span).1.chars().next().filter(|_| cut(span)) else { break };
            span.end += c.len_utf8();
        }
        span
    }
}

/// Where a text that is not empty stands in another, in bytes; hits may overlap.
fn overlapping(needle: &str, text: &str) -> impl Iterator<Item = usize> {
    let finder = Finder::new(needle.as_bytes()).into_owned();
    let step = needle.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let hit = from + finder.find(text.as_bytes().get(from..)?)?;
        from = hit + step;
        Some(hit)
    })
}

/// 1 for equal texts, 0 for texts that share nothing.
#[allow(clippy::cast_precision_loss)] // lengths far below 2^24 but for quotes that are not compared
fn likeness(a: &[char], b: &[char]) -> f32 {
    let longer = a.len().max(b.len());
    if longer == 0 { 1.0 } else { 1.0 - distance(a, b) as f32 / longer as f32 }
}

/// The digits with the marks inside of numbers, numbers parted: "1,050 of 3" → "1,050 3 ".
fn numbers(text: &[char]) -> String {
    let mut found = String::new();
    for (at, &c) in text.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| text.get(at)).is_some_and(|c: &char| c.is_numeric())
        };
        if c.is_numeric() || (is_mark(c) && digit(at.checked_sub(1)) && digit(Some(at + 1))) {
            found.push(c);
        } else if !found.is_empty() && !found.ends_with(' ') {
            found.push(' ');
        }
    }
    if !found.is_empty() && !found.ends_with(' ') {
        found.push(' ');
    }
    found
}

/// A mark that may stand between the digits of one number.
const fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٫' | '٬' | '/' | ':')
}

/// Whether a number goes on from `inside`, over `next` and the one behind it.
fn is_number(inside: char, next: char, behind: Option<char>) -> bool {
    inside.is_numeric()
        && (next.is_numeric() || (is_mark(next) && behind.is_some_and(char::is_numeric)))
}

/// Whether a word goes on. Only in scripts that part words by spaces (Latin to Tibetan, but for Thai and Lao).
fn is_word(inside: char, next: char, _: Option<char>) -> bool {
    let letter = |c: char| c.is_alphanumeric() && c < '\u{e00}';
    letter(inside) && letter(next)
}

/// Whether what the quote ends with goes on here, before or behind the span, and did not go on where it was tagged.
fn continues(
    text: &str,
    span: Span,
    quote: &Quote,
    rule: fn(char, char, Option<char>) -> bool,
) -> bool {
    continues_before(text, span, quote, rule) || continues_after(text, span, quote, rule)
}

fn continues_before(
    text: &str,
    span: Span,
    quote: &Quote,
    rule: fn(char, char, Option<char>) -> bool,
) -> bool {
    let goes_on = |inside: Option<char>, before: &str| {
        let mut before = before.chars().rev();
        inside.zip(before.next()).is_some_and(|(inside, next)| rule(inside, next, before.next()))
    };
    let here = span.of(text).unwrap_or_default().chars().next();
    !quote.prefix.is_empty()
        && goes_on(here, text.get(..span.start).unwrap_or_default())
        && !goes_on(quote.exact.chars().next(), &quote.prefix)
}

fn continues_after(
    text: &str,
    span: Span,
    quote: &Quote,
    rule: fn(char, char, Option<char>) -> bool,
) -> bool {
    let goes_on = |inside: Option<char>, after: &str| {
        let mut after = after.chars();
        inside.zip(after.next()).is_some_and(|(inside, next)| rule(inside, next, after.next()))
    };
    let here = span.of(text).unwrap_or_default().chars().next_back();
    !quote.suffix.is_empty()
        && goes_on(here, text.get(span.end..).unwrap_or_default())
        && !goes_on(quote.exact.chars().next_back(), &quote.suffix)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::ArticleId;
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        Article::new(ArticleId::new("a.txt"), Arc::from(text), "UTF-8".into(), String::new())
    }

    /// Tags what stands between `[` and `]` in the old text, and resolves it in the new one.
    fn moved(old: &str, new: &str) -> (Article, Anchor) {
        let start = old.find('[').unwrap();
        let plain: String = old.replace(['[', ']'], "");
        let end = old.find(']').unwrap() - 1;
        let old = article(&plain);
        let anchor = anchor_at(&old, Span::new(start, end)).unwrap();
        let stored = old.offsets.code_points_of(&old.text, Span::new(start, end)).unwrap();
        let new = article(new);
        let found = resolve(&new, stored, anchor.quote);
        (new, found)
    }

    /// "exact 1,050", "moved 1,050", "changed 1,250", "orphaned".
    fn verdict(old: &str, new: &str) -> String {
        let (new, anchor) = moved(old, new);
        match anchor.place {
            Place::Exact(span) => format!("exact {}", span.shown(&new.text)),
            Place::Moved { span, score, .. } => {
                assert!((0.0..=1.0).contains(&score), "{score}");
                format!("moved {}", span.shown(&new.text))
            }
            Place::Changed { span, score, .. } => {
                assert!((0.0..=1.0).contains(&score), "{score}");
                format!("changed {}", span.shown(&new.text))
            }
            Place::Orphaned { .. } => "orphaned".to_owned(),
        }
    }

    const OLD: &str =
        "The ministry said on Monday that more than [2,900] people had crossed the border.";

    #[test]
    fn evidence_never_slides() {
        let table = [
            // Untouched, and shifted.
            (
                OLD,
                "The ministry said on Monday that more than 2,900 people had crossed the border.",
                "exact 2,900",
            ),
            (
                OLD,
                "UPDATE 🙂 The ministry said on Monday that more than 2,900 people had crossed the border.",
                "moved 2,900",
            ),
            (
                OLD,
                "The ministry had said on Monday that far more than 2,900 people crossed that border.",
                "moved 2,900",
            ),
            // Another number in the same words.
            (
                OLD,
                "The ministry said on Monday that more than 3,100 people had crossed the border.",
                "changed 3,100",
            ),
            (
                OLD,
                "The ministry said on Monday that more than 2,901 people had crossed the border.",
                "changed 2,901",
            ),
            (
                OLD,
                "The ministry said on Monday that more than 12,900 people had crossed the border.",
                "changed 12,900",
            ),
            (
                OLD,
                "The ministry said on Monday that more than 2,900,000 people had crossed the border.",
                "changed 2,900,000",
            ),
            (
                OLD,
                "The ministry said on Monday that more than 2.900 people had crossed the border.",
                "changed 2.900",
            ),
            (
                OLD,
                "The ministry said on Monday that more than 7 people had crossed the border.",
                "changed 7",
            ),
            (
                OLD,
                "The ministry said on Monday that more than dozens people had crossed the border.",
                "changed dozens",
            ),
            // The old number elsewhere, another one in its place.
            (
                OLD,
                "The ministry said on Monday that more than 3,100 people had crossed the border, up from 2,900 before.",
                "changed 3,100",
            ),
            // Gone.
            (
                OLD,
                "The weather in Paris was fine, and nobody counted anything at all on that day.",
                "orphaned",
            ),
            (OLD, "", "orphaned"),
            (OLD, "12,900 of 2,9001 and 32,900", "orphaned"),
            // A longer quote, edited a little; a digit in it; gone.
            (
                "He said: [“Some aid had arrived, but 12 trucks were waiting.”] Then he left.",
                "He said: “Some aid has arrived, but 12 trucks were waiting.” Then he left.",
                "moved “Some aid has arrived, but 12 trucks were waiting.”",
            ),
            (
                "He said: [“Some aid had arrived, but 12 trucks were waiting.”] Then he left.",
                "He said: “Some aid had arrived, but 13 trucks were waiting.” Then he left.",
                "changed “Some aid had arrived, but 13 trucks were waiting.”",
            ),
            (
                "He said: [“Some aid had arrived, but 12 trucks were waiting.”] Then he left.",
                "In other words entirely, she wrote: “Some aid has arrived, but 12 trucks were waiting.” The end came.",
                "moved “Some aid has arrived, but 12 trucks were waiting.”",
            ),
            (
                "He said: [“Some aid had arrived.”] Then he left.",
                "He said: “Nothing of this sort was there.” Then he left.",
                "orphaned",
            ),
            // Words: whole ones only, and the one among the same words.
            ("The [men] left.", "The government had left.", "orphaned"),
            (
                "A man [said] no. She was told so. It is said yes.",
                "Once upon a time it was said. A man said no. She was told so. It is said yes.",
                "moved said",
            ),
            ("[said]", "one said two", "moved said"),
            ("[said]", "one said two said three", "moved said"),
            // Other scripts, ends of the text.
            (
                "وقالت الوزارة إن [٢٩٠٠] شخص عبروا الحدود",
                "وقالت الوزارة إن ٣١٠٠ شخص عبروا الحدود",
                "changed ٣١٠٠",
            ),
            ("[1,050] people", "x 1,050 people", "moved 1,050"),
            ("there were [1,050]", "now there were 1,050", "moved 1,050"),
            (
                "人口は[1,050]人です。そして終わり。",
                "新しい人口は1,050人です。そして終わり。",
                "moved 1,050",
            ),
        ];
        for (old, new, wanted) in table {
            assert_eq!(verdict(old, new), wanted, "\n{old}\n{new}");
        }
    }

    #[test]
    fn several_equal_quotes_without_their_words_are_not_guessed_at() {
        let old = "In the morning [five] trucks came over the pass.";
        assert_eq!(verdict(old, "Anna has five cats; Boris keeps five dogs."), "orphaned");
    }

    #[test]
    fn the_nearest_of_equal_paragraphs_is_taken() {
        let line = "On that day 1,050 people crossed the border into the other country.\n";
        let old = article(&line.repeat(9));
        let span = Span::new(4 * line.len() + 12, 4 * line.len() + 17);
        let quote = anchor_at(&old, span).unwrap().quote;
        let stored = old.offsets.code_points_of(&old.text, span).unwrap();
        let new = article(&format!("New. {}", line.repeat(9)));
        assert_eq!(resolve(&new, stored, quote).span(), Some(span.shifted(5)));
    }

    #[test]
    fn odd_anchors_are_orphaned_or_found_but_never_a_panic() {
        let text = article("short 🙂 text");
        let quote = |exact: &str| Quote { exact: Arc::from(exact), ..Quote::default() };
        let at = |start, end| CodePoints { start, end };
        assert!(resolve(&text, at(3, 3), quote("")).is_exact());
        assert_eq!(
            resolve(&text, at(30, 30), quote("")).place,
            Place::Orphaned { stored: at(30, 30) }
        );
        assert_eq!(resolve(&text, at(0, 5), quote("")).place, Place::Orphaned { stored: at(0, 5) });
        let far = at(usize::MAX - 1, usize::MAX);
        assert_eq!(
            resolve(&text, far, quote(&"long ".repeat(500))).place,
            Place::Orphaned { stored: far }
        );
        assert_eq!(resolve(&text, far, quote("🙂")).span().unwrap().shown(&text.text), "🙂");
        assert_eq!(resolve(&article(""), far, quote("x")).place, Place::Orphaned { stored: far });
    }

    #[test]
    fn a_long_quote_is_found_by_its_ends() {
        let sentence = |i: usize| format!("Sentence {i} tells of a village named V{}. ", i * 7);
        let long: String = (0..40).map(sentence).collect();
        let old = format!("Before it all. [{}] After it all.", long.trim_end());
        let new = format!(
            "New. Before it all. {} After it all.",
            long.trim_end().replace("Sentence 20 tells", "Sentence 20 told")
        );
        let (new, anchor) = moved(&old, &new);
        let Place::Moved { span, score, .. } = anchor.place else { panic!("{:?}", anchor.place) };
        assert!(score > 0.9);
        assert!(span.shown(&new.text).starts_with("Sentence 0 tells"));
        assert!(span.shown(&new.text).ends_with("V273."));
    }

    proptest! {
        /// Whatever is done to a text: what is called exact or moved shows every digit of the quote.
        #[test]
        fn digits_are_never_fuzzy(
            text in "[a-c0-9 ,.]{30,120}", from in 0..30usize, len in 1..30usize,
            cut in 0..60usize, gone in 0..10usize, put in "[a-c0-9 ,.]{0,8}",
        ) {
            let old = article(&text);
            let span = Span::new(from, (from + len).min(text.len()));
            let quote = anchor_at(&old, span).unwrap().quote;
            let mut changed = text.clone();
            let cut = cut.min(text.len());
            changed.replace_range(cut..(cut + gone).min(text.len()), &put);
            let new = article(&changed);
            let found = resolve(&new, CodePoints { start: span.start, end: span.end }, quote);
            if let Some(span) = found.span() {
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                prop_assert_eq!(digits(found.exact()), digits(span.shown(&new.text)));
            }
        }

        /// An untouched text resolves everything exactly, whatever it holds.
        #[test]
        fn an_untouched_text_is_exact(text in "[a🙂é\r\n١ 5,\u{301}]{1,60}", a in 0..60usize, b in 0..60usize) {
            let article = article(&text);
            let chars = article.offsets.code_points();
            let stored = CodePoints { start: a.min(b).min(chars), end: a.max(b).min(chars) };
            let span = article.offsets.span_of(&text, stored).unwrap();
            let anchor = anchor_at(&article, span);
            prop_assert_eq!(anchor.is_none(), span.is_empty(), "what covers nothing is no evidence");
            if let Some(anchor) = anchor {
                prop_assert_eq!(resolve(&article, stored, anchor.quote.clone()), anchor);
            }
        }
    }
}
