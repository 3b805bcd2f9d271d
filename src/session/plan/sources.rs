//! What can be told of a source, a cue and a content by simple rules on their words.

use super::work::Work;
use crate::model::{Act, Anchor, Article, Attribution, Framing, Hop, Mode, Naming, Span};
use crate::recognize::source_naming;
use crate::session::reading;

/// A hop of a relay chain, said by these words.
pub(crate) fn hop(anchor: &Anchor, language: &str) -> Hop {
    Hop {
        source: anchor.words().into_owned(),
        anchor: Some(anchor.clone()),
        antecedent: None,
        agent: None,
        naming: source_naming(anchor.exact(), language),
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
pub(crate) fn add_content(attribution: &mut Attribution, anchor: &Anchor, article: &Article) {
    attribution.content.push(anchor.clone());
    attribution.content.sort_by_key(|anchor| (anchor.span().is_none(), anchor.span()));
    if attribution.mode != Mode::Observed {
        attribution.mode = mode_of(&attribution.content, article);
    }
}

/// Direct where all of it stands in quotation marks, mixed where some does.
fn mode_of(content: &[Anchor], article: &Article) -> Mode {
    let (mut inside, mut outside) = (false, false);
    for span in content.iter().filter_map(Anchor::span) {
        let (some, rest) = quoted_parts(span, article);
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
fn quoted_parts(span: Span, article: &Article) -> (bool, bool) {
    let count = article.paragraphs.partition_point(|paragraph| paragraph.start <= span.start);
    let paragraph = count.checked_sub(1).and_then(|last| article.paragraphs.get(last));
    let start = paragraph.map_or(span.start, |paragraph| paragraph.start);
    let line = Span::new(start, span.end).of(&article.text).unwrap_or_default();
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
    fn quotation_marks_tell_how_a_content_is_given() {
        let text = "He said, “12 died.” and left “for” good.";
        let id = crate::model::ArticleId::new("a.txt");
        let article = Article::new(id, text.into(), "UTF-8".into(), String::new());
        let at = |words: &str| {
            let start = text.find(words).unwrap_or_default();
            quoted_parts(Span::new(start, start + words.len()), &article)
        };
        assert_eq!(at("12 died."), (true, false));
        assert_eq!(at("“12 died.”"), (true, false));
        assert_eq!(at("left “for” good"), (true, true));
        assert_eq!(at("and left"), (false, true));
    }
}
