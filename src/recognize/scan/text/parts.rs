//! Which part of an article each sentence belongs to.
//!
//! Owns: headline, caption and embed by how their lines look. Never: guesses by what they say; tells a standfirst, which
//! plain text does not mark.

use super::line::Line;
use super::marks;
use crate::lexicon::senses::text::TextSense;
use crate::lexicon::{Gap, Kind, Lexed};
use crate::model::{Part, Span};
use crate::recognize::scan::Sentence;

/// Tokens of the longest headline.
const HEADLINE: usize = 30;

/// Tokens of the longest caption that is one as a whole; of a longer line only what stands beside the credit is.
const CAPTION: usize = 120;

/// The part of each sentence, in their order. `head`: the text begins here, so that its first line may be a headline.
pub(crate) fn parts(lexed: &Lexed<'_>, sentences: &[Sentence], head: bool) -> Vec<Part> {
    let mut found = vec![Part::Body; sentences.len()];
    let mut headline: Option<&str> = None;
    let mut line_before: Option<usize> = None;
    let mut from = 0;
    while let Some(first) = sentences.get(from) {
        let rest = sentences.get(from + 1..).unwrap_or_default();
        let more = rest.iter().take_while(|sentence| {
            lexed.get(sentence.first).is_some_and(|token| token.gap < Gap::Line)
        });
        let to = from + 1 + more.count();
        let end = sentences.get(to - 1).map_or(first.end, |last| last.end);
        let line = Line { lexed, from: first.first, to: end };
        if is_signed_post(&line) {
            set(&mut found, from, to, Part::Embed);
            // The post's words stand in the line before its signature.
            if let Some(before) =
                line_before.filter(|_| line.sign(line.from).is_some_and(marks::is_dash))
            {
                set(&mut found, before, from, Part::Embed);
            }
        } else if holds_post_link(&line) {
            set(&mut found, from, to, Part::Embed);
        } else if let Some(credit) = credit(&line) {
            let near = if end - line.from <= CAPTION {
                from
            } else {
                let at = sentences.partition_point(|sentence| sentence.end <= credit);
                at.saturating_sub(1).max(from)
            };
            set(&mut found, near, to, Part::Caption);
        } else if to == from + 1 && is_title(&line) {
            let words = lexed.span(line.from, line.to).of(lexed.text).unwrap_or_default();
            if head && from == 0 && to < sentences.len() {
                headline = Some(words);
            }
            if headline == Some(words) {
                set(&mut found, from, to, Part::Headline);
            }
        }
        line_before = Some(from);
        from = to;
    }
    found
}

fn set(found: &mut [Part], from: usize, to: usize, part: Part) {
    for slot in found.iter_mut().take(to).skip(from) {
        *slot = part;
    }
}

/// A short line that ends without a stop.
fn is_title(line: &Line<'_, '_>) -> bool {
    let last = (line.from..line.to).rev().find(|at| !line.sign(*at).is_some_and(marks::is_quote));
    line.to - line.from <= HEADLINE
        && last.is_some_and(|at| !line.sign(at).is_some_and(|c| marks::is_stop(c) || c == ':'))
}

/// "— Name (@handle) September 26, 2023", alone or behind the post's words.
fn is_signed_post(line: &Line<'_, '_>) -> bool {
    let at = (line.from..line.to)
        .rev()
        .take(24)
        .find(|at| line.get(*at).is_some_and(|token| token.kind == Kind::Link));
    let Some(at) = at.filter(|at| *at > line.from) else { return false };
    let handle = line.printed(at).starts_with('@')
        && line.sign(at - 1) == Some('(')
        && line.sign(at + 1) == Some(')');
    handle && (line.from..at).rev().take(10).any(|i| line.sign(i).is_some_and(marks::is_dash))
}

/// The link that a post leaves where it is embedded.
fn holds_post_link(line: &Line<'_, '_>) -> bool {
    let last = line.to.checked_sub(1).and_then(|at| line.get(at));
    let Some(token) = last.filter(|token| token.kind == Kind::Link) else { return false };
    let link = Span::of(token.span(), line.lexed.text).unwrap_or_default();
    ["pic.twitter.com/", "pic.x.com/", "https://t.co/", "t.co/"]
        .iter()
        .any(|start| link.starts_with(start))
}

/// The token that says who made the picture: "Photo: Reuters", "(Photo by …)", "[AP Photo/…]", "via Getty Images", "FILE PHOTO: …".
fn credit(line: &Line<'_, '_>) -> Option<usize> {
    let near_end = line.to.saturating_sub(16).max(line.from);
    let at_start = line.from..line.to.min(line.from + 3);
    at_start.chain(near_end..line.to).find(|at| {
        let at = *at;
        let Some(token) = line.get(at) else { return false };
        if !token.is_capital() {
            return false;
        }
        if line.is_word(at, TextSense::Agency) {
            // "Getty said": names a source of pictures only at the end, or in brackets.
            let closes = (at..line.to.min(at + 4)).all(|i| !line.is_lower(i));
            return at >= near_end && closes && at + 4 >= line.to;
        }
        if !line.is_word(at, TextSense::Credit) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| line.sign(before));
        let named = line.attached_sign(at + 1, ':') && line.get(at + 2).is_some();
        let bracketed = matches!(before, Some('(' | '[')) && line.is_lower(at + 1);
        let slashed = matches!(line.sign(at + 1), Some('/'));
        named || bracketed || slashed
    })
}
