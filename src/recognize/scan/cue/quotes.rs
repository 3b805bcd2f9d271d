//! Quotation marks of a whole text, paired.
//!
//! Owns: which tokens stand in quotes, over sentences and paragraphs. Only the outermost pair counts. Never: knows who speaks.

use crate::lexicon::{Gap, Lexed};

/// One run of quoted tokens, in one paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Quote {
    /// The opening mark.
    pub(super) first: usize,
    /// One past the closing mark (or past the paragraph, where the next one goes on).
    pub(super) end: usize,
    /// It goes on from the paragraph before.
    pub(super) continues: bool,
    /// It is closed in its paragraph.
    pub(super) closed: bool,
}

/// The kinds of marks; a mark closes what a mark of its kind opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Guillemet,
    Single,
}

#[derive(Clone, Copy)]
struct Mark {
    style: Style,
    opens: bool,
    closes: bool,
    /// It looks different from a closing mark, so that alone it still means something.
    sure: bool,
}

fn mark(lexed: &Lexed<'_>, at: usize) -> Option<Mark> {
    let token = lexed.get(at)?;
    let sign = token.sign()?;
    // Touches what stands before (a word or a sign), and what follows.
    let behind = token.attached();
    let before = lexed.get(at + 1).is_some_and(|next| next.attached());
    let bracket = behind
        && at
            .checked_sub(1)
            .and_then(|at| lexed.get(at))
            .and_then(|token| token.sign())
            .is_some_and(|sign| matches!(sign, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '‘'));
    let (style, opens, closes, sure) = match sign {
        // With blanks on both sides it does what fits.
        '"' | '＂' => {
            let next = lexed.get(at + 1).and_then(|next| next.sign());
            let stop = before && !behind && matches!(next, Some('.' | ',' | ';' | '،' | ')'));
            let opens = before && (!behind || bracket) && !stop || !before && !behind;
            (Style::Double, opens, behind || !before || stop, false)
        }
        '“' => (Style::Double, !behind || before, behind && !bracket, true),
        '„' | '‟' => (Style::Double, true, false, true),
        '”' => (Style::Double, false, true, false),
        '«' => (Style::Guillemet, true, false, true),
        '»' => (Style::Guillemet, false, true, false),
        '‘' => (Style::Single, before, false, false),
        '\'' => (Style::Single, before && (!behind || bracket), behind && !before, false),
        '’' => (Style::Single, false, behind, false),
        _ => return None,
    };
    Some(Mark { style, opens, closes, sure })
}

/// Whether a paragraph ends before this token: at an empty line, or at an end of line behind an ended sentence or heading.
pub(super) fn paragraph_starts(lexed: &Lexed<'_>, at: usize) -> bool {
    let Some(token) = lexed.get(at) else { return true };
    match token.gap {
        Gap::Paragraph => true,
        Gap::Line => {
            let last = at.checked_sub(1).and_then(|last| lexed.get(last));
            last.and_then(|last| last.sign()).is_some_and(|sign| {
                matches!(sign, '.' | '!' | '?' | ':' | '…' | '"' | '”' | '»' | '’' | ')' | '。')
            }) || last.is_some_and(|last| matches!(last.kind, crate::lexicon::Kind::Link))
        }
        Gap::None | Gap::Blank => false,
    }
}

/// The quotes of a text, in order, without overlap.
pub(super) fn quotes(lexed: &Lexed<'_>) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut open: Option<(usize, Mark, bool)> = None;
    for at in 0..lexed.len() {
        let Some(token) = lexed.get(at) else { break };
        if let Some((first, how, continues)) = open
            && token.gap >= Gap::Line
            && paragraph_starts(lexed, at)
        {
            let goes_on = mark(lexed, at).is_some_and(|mark| mark.style == how.style && mark.opens);
            open = None;
            if goes_on || (how.sure && at - first > 1) {
                found.push(Quote { first, end: at, continues, closed: false });
            }
            if goes_on {
                open = Some((at, how, true));
                continue;
            }
        }
        if token.sign().is_none() {
            continue;
        }
        let Some(mark) = mark(lexed, at) else { continue };
        match open {
            Some((first, how, continues)) if how.style == mark.style => {
                // A pair of marks with nothing between them quotes nothing.
                if mark.closes && at > first + 1 {
                    found.push(Quote { first, end: at + 1, continues, closed: true });
                    open = None;
                } else if mark.opens && how.style == Style::Single {
                    open = Some((at, mark, false));
                }
            }
            // A single mark left open (an apostrophe) does not hide a double one.
            Some((_, how, _)) if how.style == Style::Single && mark.opens => {
                open = Some((at, mark, false));
            }
            Some(_) => {}
            None if mark.opens => open = Some((at, mark, false)),
            None => {}
        }
    }
    if let Some((first, how, continues)) = open
        && how.sure
        && lexed.len() - first > 1
    {
        found.push(Quote { first, end: lexed.len(), continues, closed: false });
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::lexicon::Table;

    /// The quotes of a text, as printed.
    fn quoted(text: &str) -> Vec<&str> {
        let lexed = Lexed::new(text, Table::of("en"));
        let spans = quotes(&lexed);
        spans.iter().map(|quote| lexed.span(quote.first, quote.end).of(text).unwrap()).collect()
    }

    #[test]
    fn marks_pair() {
        for (text, expected) in [
            ("He said: “No. Never.” “Yes,” she said.", vec!["“No. Never.”", "“Yes,”"]),
            ("\"No,\" he said. \"Never.\"", vec!["\"No,\"", "\"Never.\""]),
            ("«Non», dit-il.", vec!["«Non»"]),
            ("„Nein“, sagte er.", vec!["„Nein“"]),
            ("She called it ‘odd’ and the boys’ fault.", vec!["‘odd’"]),
            ("It's 5\" long and 6\" wide.", vec![]),
            ("the rebels' claim and the army's", vec![]),
            ("He said: “No ‘way’ out.”", vec!["“No ‘way’ out.”"]),
            ("“One.\n“Two,” he said.", vec!["“One.", "“Two,”"]),
            ("\"One.\n\n\"Two,\" he said.", vec!["\"One.", "\"Two,\""]),
            ("It said \"it is over.“ Then", vec!["\"it is over.“"]),
            ("“made.” under treaties.”", vec!["“made.”"]),
            ("a (\"b\") c", vec!["\"b\""]),
            ("``No,'' he said. ''Never.''", vec!["``No,''", "''Never.''"]),
            ("It is ``not `odd'''.", vec!["``not `odd''"]),
            ("He said \" no \" and \" never \".", vec!["\" no \"", "\" never \""]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }
}
