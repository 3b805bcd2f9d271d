//! What can be told of a source, a cue and a content by simple rules on their words.

use super::work::Work;
use crate::model::{Act, Anchor, Attribution, Framing, Hop, Mode, Naming, Span};
use crate::session::reading;

/// A hop of a relay chain, said by these words.
pub(crate) fn hop(anchor: &Anchor) -> Hop {
    Hop {
        source: anchor.exact().to_owned(),
        anchor: Some(anchor.clone()),
        antecedent: None,
        agent: None,
        naming: naming(anchor.exact()),
        medium: None,
        cue: None,
    }
}

/// A hop of which nothing is known yet.
pub(crate) const fn empty_hop() -> Hop {
    Hop {
        source: String::new(),
        anchor: None,
        antecedent: None,
        agent: None,
        naming: Naming::Named,
        medium: None,
        cue: None,
    }
}

/// How the words name a source.
pub(crate) fn naming(words: &str) -> Naming {
    let lower = words.to_lowercase();
    let list: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is = |among: &[&str]| list.iter().any(|word| among.contains(word));
    if matches!(
        list.as_slice(),
        ["he"
            | "she"
            | "they"
            | "it"
            | "who"
            | "him"
            | "her"
            | "them"
            | "i"
            | "we"
            | "which"
            | "that"]
    ) {
        return Naming::Pronoun;
    }
    if is(&["report", "reports", "statement", "document", "documents", "census", "survey", "study"])
    {
        return Naming::Document;
    }
    if is(&["sources", "source", "anonymous", "unnamed"]) || lower.starts_with("some ") {
        return Naming::Anonymous;
    }
    // "The Armenian government" names one; "the ministry", "a separatist official" give a role. An article
    // or a capital at the start of a sentence says nothing.
    let rest = ["the ", "a ", "an "].iter().find_map(|article| {
        let head = words.get(..article.len())?;
        head.eq_ignore_ascii_case(article).then(|| words.get(article.len()..)).flatten()
    });
    let named = match rest {
        Some(rest) => rest.chars().any(char::is_uppercase),
        None => words.chars().next().is_some_and(char::is_uppercase),
    };
    if named { Naming::Named } else { Naming::ByRole }
}

/// Takes a cue in: what it says of act and framing is set where nothing else was said.
pub(crate) fn add_cue(work: &Work<'_>, attribution: &mut Attribution, anchor: &Anchor) {
    if let (true, Some(span)) = (attribution.cue.is_empty(), anchor.span()) {
        let (act, framing) = reading::cue(work.text(), span, work.language());
        if attribution.act == Act::Asserts {
            attribution.act = act;
        }
        if attribution.framing == Framing::Neutral {
            attribution.framing = framing;
        }
    }
    attribution.cue.push(anchor.clone());
    attribution.cue.sort_by_key(|anchor| (anchor.span().is_none(), anchor.span()));
}

/// Takes content in, and tells from the quotation marks how it is given, unless it was said to be seen.
pub(crate) fn add_content(attribution: &mut Attribution, anchor: &Anchor, text: &str) {
    attribution.content.push(anchor.clone());
    attribution.content.sort_by_key(|anchor| (anchor.span().is_none(), anchor.span()));
    if attribution.mode != Mode::Observed {
        attribution.mode = mode_of(&attribution.content, text);
    }
}

/// Direct where all of it stands in quotation marks, mixed where some does.
fn mode_of(content: &[Anchor], text: &str) -> Mode {
    let (mut inside, mut outside) = (false, false);
    for span in content.iter().filter_map(Anchor::span) {
        let (some, rest) = quoted_parts(span, text);
        inside |= some;
        outside |= rest;
    }
    match (inside, outside) {
        (true, false) => Mode::Direct,
        (true, true) => Mode::Mixed,
        _ => Mode::Indirect,
    }
}

/// Whether words of the span stand inside quotation marks, and whether words stand outside of them.
/// Marks are followed from the start of the paragraph; a quotation that goes on may open each paragraph anew.
fn quoted_parts(span: Span, text: &str) -> (bool, bool) {
    let before = Span::new(0, span.start).of(text).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = Span::new(start, span.end).of(text).unwrap_or_default();
    let (mut open, mut inside, mut outside) = (false, false, false);
    for (at, c) in line.char_indices() {
        match c {
            '“' | '«' | '„' => open = true,
            '”' | '»' => open = false,
            '"' => open = !open,
            _ if c.is_alphanumeric() && span.contains(start + at) => {
                if open {
                    inside = true;
                } else {
                    outside = true;
                }
            }
            _ => {}
        }
    }
    (inside, outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_as_they_are_printed() {
        for (words, expected) in [
            ("The Armenian government", Naming::Named),
            ("David Babayan", Naming::Named),
            ("the ministry", Naming::ByRole),
            ("The government", Naming::ByRole),
            ("a separatist official", Naming::ByRole),
            ("He", Naming::Pronoun),
            ("sources", Naming::Anonymous),
        ] {
            assert_eq!(naming(words), expected, "{words}");
        }
    }

    #[test]
    fn quotation_marks_tell_how_a_content_is_given() {
        let text = "He said, “12 died.” and left “for” good.";
        let at = |words: &str| {
            let start = text.find(words).unwrap_or_default();
            quoted_parts(Span::new(start, start + words.len()), text)
        };
        assert_eq!(at("12 died."), (true, false));
        assert_eq!(at("“12 died.”"), (true, false));
        assert_eq!(at("left “for” good"), (true, true));
        assert_eq!(at("and left"), (false, true));
    }
}
