//! Whether a sentence ends at a sign that can end one.
//!
//! Owns: the judgement of one run of such signs by its neighbours: abbreviations, initials, decimals, ellipses, quotes, brackets, notes.
//! Never: looks further than a dozen tokens.

use super::line::Line;
use super::list::Mark;
use super::marks;
use crate::lexicon::senses::date::DateSense;
use crate::lexicon::senses::text::{Abbreviation, TextSense};
use crate::lexicon::{Case, Domains, Gap, Kind, Rule, Sense};

/// What was seen at a run of signs.
pub(super) struct Seen {
    /// The token at which the next sentence begins; `None` where the sentence goes on.
    pub(super) begins: Option<usize>,
    /// Where reading goes on.
    pub(super) resume: usize,
}

/// Signs that end sentences in one language alone: the Greek question mark ";" and the Armenian full stop typed as ":".
pub(super) fn is_local_stop(line: &Line<'_, '_>, at: usize, sign: char) -> bool {
    if !matches!(sign, ';' | ':') || at == line.from || !line.attached(at) {
        return false;
    }
    let last = line.printed(at - 1).chars().next_back();
    match sign {
        ';' => last.is_some_and(|c| matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')),
        // Before a lower-case word it is a colon.
        _ => last.is_some_and(|c| matches!(c, '\u{531}'..='\u{587}')) && !line.is_lower(at + 1),
    }
}

/// A run of stops with what closes behind it.
struct Run {
    /// The first stop.
    at: usize,
    /// One past the last.
    stops: usize,
    /// One past the quotes, brackets, notes and pictures behind.
    end: usize,
    /// Quotes among them.
    quoted: bool,
    /// Brackets among them.
    bracketed: bool,
    /// Notes among them.
    noted: bool,
}

/// What begins behind a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// A word with a capital, or of a script without capitals.
    Word,
    /// A word without.
    Lower,
    /// A number, with or without a currency sign.
    Number,
    /// A link.
    Link,
    /// A dash.
    Dash,
    /// What begins no sentence.
    Other,
}

/// Judges the run of stops that begins at a token.
pub(super) fn judge(line: &Line<'_, '_>, first: usize, at: usize) -> Seen {
    let go_on = |resume: usize| Seen { begins: None, resume };
    let begin = |at: usize| Seen { begins: Some(at), resume: at };
    let Some(token) = line.get(at) else { return go_on(at + 1) };
    // ".50", "!Kung", ".zip"
    let opens_word = |at: usize| {
        line.gap(at) != Some(Gap::None)
            && line.get(at + 1).is_some_and(|next| next.attached() && next.sign().is_none())
    };
    if opens_word(at) {
        return go_on(at + 1);
    }
    let mut stops = at + 1;
    while let Some(next) = line.get(stops) {
        let dots = line.sign(stops) == Some('.') && line.sign(stops - 1) == Some('.');
        let more = next.sign().is_some_and(marks::is_stop)
            && (next.attached() || (dots && next.gap == Gap::Blank))
            && !opens_word(stops);
        if !more {
            break;
        }
        stops += 1;
    }
    if at == first {
        return go_on(stops);
    }
    let run = closed(line, at, stops);
    let Some(behind) = line.get(run.end) else { return go_on(run.end) };
    let (head_at, opened) = head_place(line, run.end);
    let head = head_of(line, head_at);

    // "It was over. ...and then": the ellipsis belongs to its word.
    let leads = stops == at + 4
        && line.gap(at + 1) == Some(Gap::Blank)
        && line.attached(at + 2)
        && line.attached(stops);
    if leads && line.get(stops).is_some_and(|word| word.is_word()) {
        return Seen { begins: Some(at + 1), resume: stops };
    }
    let sign = token.sign().unwrap_or('.');
    let strong = (at..stops).any(|i| line.sign(i).is_some_and(marks::is_strong))
        || is_local_stop(line, at, sign);
    if strong {
        let ideographic = marks::is_ideographic(sign);
        if ideographic && inside_brackets(line, first, at) {
            let goes_on =
                run.end == stops || line.printed(run.end).starts_with(['と', 'っ', '，', '、']);
            return if goes_on { go_on(run.end) } else { begin(run.end) };
        }
        let ends = match head {
            Head::Lower | Head::Other => ideographic,
            _ => true,
        };
        return if ends { begin(run.end) } else { go_on(run.end) };
    }
    if behind.attached() {
        let ends = joined(line, &run, head_at, opened, head);
        return if ends { begin(run.end) } else { go_on(run.end) };
    }
    match head {
        Head::Lower | Head::Other => {
            let item = Mark::at(line, run.end).is_some_and(Mark::is_first);
            return if item { begin(run.end) } else { go_on(run.end) };
        }
        Head::Dash => {
            let ends = !run.quoted && dash_begins(line, run.end);
            return if ends { begin(run.end) } else { go_on(run.end) };
        }
        Head::Link => return links(line, &run, head_at),
        Head::Word | Head::Number => {}
    }
    if run.quoted && cited(line, run.end) {
        return go_on(run.end);
    }
    if let Some(cut) = ellipsis(line, &run, head_at) {
        return match cut {
            Some(cut) => Seen { begins: Some(cut), resume: run.end },
            None => go_on(run.end),
        };
    }
    let ends = match sign {
        '.' | '．' if stops == at + 1 => full_stop(line, first, &run, head_at, opened, head),
        _ => shout(line, &run, head_at),
    };
    if ends { begin(run.end) } else { go_on(run.end) }
}

/// The run with what closes behind it.
fn closed(line: &Line<'_, '_>, at: usize, stops: usize) -> Run {
    let mut run = Run { at, stops, end: stops, quoted: false, bracketed: false, noted: false };
    loop {
        let at = run.end;
        let Some(token) = line.get(at) else { return run };
        let Some(sign) = token.sign() else {
            // "(1987).1 According", "consultation.11 12 Take"
            if !run.noted && token.is_number() && token.attached() && note_number(line, &run) {
                run.noted = true;
                run.end += 1;
                while line
                    .get(run.end)
                    .is_some_and(|next| next.is_number() && next.span().len() <= 3)
                {
                    run.end += 1;
                }
                continue;
            }
            return run;
        };
        if marks::is_emoji(sign) && token.gap <= Gap::Blank {
            run.end += 1;
            continue;
        }
        let free_behind = line.gap(at + 1) != Some(Gap::None);
        if !token.attached() {
            // Text with blanks around every sign.
            if marks::closes(sign) && free_behind {
                run.quoted |= marks::is_quote(sign);
                run.bracketed |= !marks::is_quote(sign);
                run.end += 1;
                continue;
            }
            return run;
        }
        if sign == '['
            && line.get(at + 1).is_some_and(|note| note.sign().is_none())
            && line.attached_sign(at + 2, ']')
        {
            run.noted = true;
            run.end += 3;
        } else if marks::is_note(sign) {
            run.end += 1;
        } else if marks::closes(sign)
            || (marks::is_quote(sign) && (free_behind || !marks::opens(sign)))
        {
            run.quoted |= marks::is_quote(sign);
            run.bracketed |= !marks::is_quote(sign);
            run.end += 1;
            // "the end.”. Then": a stop behind the quote belongs to it.
            while line
                .get(run.end)
                .is_some_and(|next| next.attached() && next.sign().is_some_and(marks::is_stop))
            {
                run.end += 1;
            }
        } else if marks::is_emphasis(sign) && free_behind {
            run.end += 1;
        } else {
            return run;
        }
    }
}

/// Whether a number right behind a full stop is a note's: a word or a bracket before, a capital behind.
fn note_number(line: &Line<'_, '_>, run: &Run) -> bool {
    let before = line.get(run.at - 1);
    let word = before.is_some_and(|token| {
        (token.is_word() && token.span().len() > 2 && token.case == Case::Lower)
            || token.sign().is_some_and(marks::closes)
    });
    let mut behind = run.end + 1;
    while behind < run.end + 4 && line.get(behind).is_some_and(|token| token.is_number()) {
        behind += 1;
    }
    let capital =
        line.get(behind).is_none_or(|token| token.gap == Gap::Blank && token.is_capital());
    word && run.stops == run.at + 1 && capital && line.printed(run.end).len() <= 3
}

/// The first token behind quotes and brackets that open, and whether any does.
fn head_place(line: &Line<'_, '_>, from: usize) -> (usize, bool) {
    let mut at = from;
    while at < from + 4 {
        let Some(token) = line.get(at) else { break };
        let Some(sign) = token.sign() else { break };
        let word_behind = line.attached(at + 1);
        let opens = marks::opens(sign)
            || ((marks::is_quote(sign) || marks::is_emphasis(sign)) && word_behind);
        if !opens {
            break;
        }
        at += 1;
    }
    (at, at > from)
}

fn head_of(line: &Line<'_, '_>, at: usize) -> Head {
    let Some(token) = line.get(at) else { return Head::Other };
    match token.kind {
        Kind::Word if line.is_lower(at) => Head::Lower,
        Kind::Word => Head::Word,
        Kind::Number => Head::Number,
        Kind::Link => Head::Link,
        Kind::Sign(c) if marks::is_bullet(c) => Head::Number,
        Kind::Sign(c)
            if (marks::before_number(c) || c == '-')
                && line.get(at + 1).is_some_and(|next| next.attached() && next.is_number()) =>
        {
            Head::Number
        }
        Kind::Sign(c) if marks::is_dash(c) => Head::Dash,
        // ". . . The": what is left out opens a sentence.
        Kind::Sign('.' | '…') => Head::Other,
        Kind::Sign(c) if c.is_alphanumeric() => Head::Word,
        Kind::Sign(_) => Head::Other,
    }
}

/// Whether a sentence begins without a blank before it: "the end.Then".
fn joined(line: &Line<'_, '_>, run: &Run, head_at: usize, opened: bool, head: Head) -> bool {
    if head != Head::Word {
        return false;
    }
    let single = run.stops == run.at + 1 && line.sign(run.at) != Some('…');
    let Some(token) = line.get(head_at) else { return false };
    let caseless = token.case == Case::Lower;
    if caseless {
        // "好吗?好!"; an ellipsis or a full stop between letters of such a script is too often something else.
        let shout = matches!(line.sign(run.at), Some('!' | '?'));
        return shout && line.printed(head_at).chars().next().is_some_and(|c| c >= '\u{2E80}');
    }
    let titled = || abbreviation(line, head_at + 1) == Some(Abbreviation::Title);
    let name = || {
        line.attached_sign(head_at + 1, '@') || (line.attached_sign(head_at + 1, '.') && !titled())
    };
    if !single || !token.is_capital() || !line.attached(run.at) {
        return false;
    }
    if run.quoted || run.bracketed || opened {
        return !name();
    }
    let Some(before) = line.get(run.at - 1) else { return false };
    if before.is_number() {
        return line.is_word(head_at, TextSense::Starter) && !name();
    }
    if !before.is_word()
        || before.span().len() < 3
        || abbreviation(line, run.at).is_some()
        || name()
    {
        return false;
    }
    let long = token.span().len() > 1 || line.gap(head_at + 1) == Some(Gap::Blank);
    match before.case {
        Case::Lower => long,
        Case::Title => {
            long && (line.is_word(head_at, TextSense::Starter)
                || line.attached_sign(head_at + 1, '.'))
        }
        _ => false,
    }
}

/// Whether a dash behind a stop begins something; a signature ("— AFP") closes what stands before it.
fn dash_begins(line: &Line<'_, '_>, dash: usize) -> bool {
    let (at, _) = head_place(line, dash + 1);
    if !matches!(head_of(line, at), Head::Word | Head::Number) {
        return false;
    }
    let tail = (at..line.to.min(at + 8))
        .take_while(|i| !line.sign(*i).is_some_and(marks::is_stop))
        .count();
    at + tail < line.to
}

/// Whether what begins here is a reference in brackets whose full stop stands behind them: "(Smith 55)."
fn cited(line: &Line<'_, '_>, at: usize) -> bool {
    if line.sign(at) != Some('(') {
        return false;
    }
    let close =
        (at + 1..at + 12).find(|i| line.sign(*i).is_some_and(|c| c == ')' || marks::is_stop(c)));
    close.is_some_and(|close| line.sign(close) == Some(')') && line.attached_sign(close + 1, '.'))
}

/// Links behind a stop: at the line's end, and before a signature, they belong to the sentence before; an address before a capital,
/// too; else they begin one ("@POTUS said").
fn links(line: &Line<'_, '_>, run: &Run, at: usize) -> Seen {
    let mut end = at;
    while end < at + 16 && line.get(end).is_some_and(|token| token.kind == Kind::Link) {
        end += 1;
    }
    let last = line.printed(end.saturating_sub(1));
    let address = !last.starts_with(['@', '#']) && last.contains('/');
    let begins = match line.get(end) {
        None => None,
        Some(next) if next.sign().is_some_and(marks::is_dash) => None,
        Some(next) if address && next.gap == Gap::Blank && head_of(line, end) == Head::Word => {
            Some(end)
        }
        Some(_) => Some(run.end),
    };
    Seen { begins, resume: end }
}

/// Whether a bracket or quote of Chinese or Japanese is open here.
fn inside_brackets(line: &Line<'_, '_>, first: usize, at: usize) -> bool {
    let mut depth = 0_i32;
    for i in (first.max(at.saturating_sub(64))..at).rev() {
        match line.sign(i) {
            Some('「' | '『' | '《' | '〈' | '（' | '【') => depth += 1,
            Some('」' | '』' | '》' | '〉' | '）' | '】') => depth -= 1,
            _ => {}
        }
        if depth > 0 {
            return true;
        }
    }
    false
}

/// What left-out words do: the token at which the next sentence begins, `Some(None)` where it goes on, `None` where the run is
/// no ellipsis.
fn ellipsis(line: &Line<'_, '_>, run: &Run, head: usize) -> Option<Option<usize>> {
    let count = run.stops - run.at;
    let only_dots = (run.at..run.stops).all(|i| matches!(line.sign(i), Some('.' | '…')));
    let long = (run.at..run.stops).any(|i| line.sign(i) == Some('…'));
    if !only_dots || (count < 2 && !long) {
        return None;
    }
    if run.at > line.from && line.sign(run.at - 1) == Some('[') {
        return Some(Some(run.end)); // "[...] Ozone is"
    }
    let attached = line.attached(run.at);
    let rest_apart = line.gap(run.at + 1) == Some(Gap::Blank);
    if attached && count == 4 && rest_apart {
        return Some(Some(run.at + 1)); // "compounds. . . . The practice": the ellipsis opens the next sentence
    }
    if attached || count > 3 {
        return Some(Some(run.end));
    }
    // " . . . I", " ... Armenia": inside a sentence, unless the next word only begins sentences.
    let begins = line.is_word(head, TextSense::Starter) && !rest_apart;
    Some(begins.then_some(run.end))
}

/// Whether a sentence ends at "!" or "?" before a capital.
fn shout(line: &Line<'_, '_>, run: &Run, head: usize) -> bool {
    // "(!)", "[?]"
    if line.sign(run.at - 1).is_some_and(|c| matches!(c, '(' | '[')) {
        return false;
    }
    let named = (run.at.saturating_sub(2)..run.at).any(|i| {
        line.find(i, |sense| (sense == TextSense::Shout).then_some(()))
            .is_some_and(|((), end)| end > run.at)
    });
    if named {
        return line.is_word(head, TextSense::Starter);
    }
    // "“Who is there?” Mr. Smith asked"
    if run.quoted {
        for i in head..head + 6 {
            let Some(token) = line.get(i) else { break };
            if token.is_word() && line.is_lower(i) {
                return !line.is_word(i, TextSense::Saying);
            }
            if !token.is_word() && token.sign() != Some('.') {
                break;
            }
        }
    }
    !in_short_bracket(line, run)
}

/// Whether the run closes a bracket of a few words inside of a sentence: "the Movement (Yes!) Party".
fn in_short_bracket(line: &Line<'_, '_>, run: &Run) -> bool {
    if !run.bracketed {
        return false;
    }
    let opening = (run.at.saturating_sub(4)..run.at).rev().find(|i| line.sign(*i) == Some('('));
    opening
        .and_then(|at| at.checked_sub(1))
        .and_then(|at| line.get(at))
        .is_some_and(|before| before.sign().is_none())
}

/// The abbreviation whose full stop stands at `at`.
fn abbreviation(line: &Line<'_, '_>, at: usize) -> Option<Abbreviation> {
    let pick = |sense| match sense {
        TextSense::Abbreviation(kind) => Some(kind),
        _ => None,
    };
    let mut first = at.checked_sub(1)?;
    let mut found = None;
    // "p.m", "Ph.D", "U.S.A": from the longest beginning on.
    for _ in 0..6 {
        match line.find(first, pick) {
            Some((kind, end)) if end == at => found = Some((kind, first)),
            // "EE. UU.": in the middle of one.
            Some((_, end)) if end > at + 1 => return Some(Abbreviation::Title),
            _ => {}
        }
        let joined =
            first >= line.from + 2 && line.attached(first) && line.attached_sign(first - 1, '.');
        let before = line.get(first.saturating_sub(2)).filter(|token| joined && token.is_word());
        let Some(before) = before.filter(|token| token.span().len() <= 8) else { break };
        // "i.v": a whole that is no entry is not its last letter's.
        if before.span().len() <= 3 {
            found = None;
        }
        first -= 2;
    }
    let (kind, first) = found?;
    let token = line.get(first)?;
    let holds = match kind {
        Abbreviation::Month => token.is_capital(),
        // "p. 5" is a page, "P. Smith" is not.
        Abbreviation::Number => !token.is_capital() || token.span().len() > 1,
        _ => true,
    };
    holds.then_some(kind)
}

/// Whether a sentence ends at a single full stop before a blank and a capital or a number.
fn full_stop(
    line: &Line<'_, '_>,
    first: usize,
    run: &Run,
    head: usize,
    opened: bool,
    kind: Head,
) -> bool {
    let at = run.at;
    if !line.attached(at) {
        return true;
    }
    // "… in the U.S. The", "J. Will": the next word alone tells.
    let starter = || line.is_word(head, TextSense::Starter) && !line.attached_sign(head + 1, '.');
    if let Some(abbreviation) = abbreviation(line, at) {
        if run.bracketed && abbreviation != Abbreviation::Hour {
            return starter();
        }
        return match abbreviation {
            Abbreviation::Title => false,
            Abbreviation::Name => kind == Head::Word && starter(),
            Abbreviation::Number | Abbreviation::Month => kind == Head::Word,
            Abbreviation::Hour => {
                kind == Head::Word
                    && !line.is_word(head, TextSense::Zone)
                    && !(at - first <= 6 && line.is_word(first, TextSense::Lead))
            }
        };
    }
    let Some(before) = line.get(at - 1) else { return true };
    match before.kind {
        Kind::Number => {
            let short = before.span().len() <= 2;
            !(short && kind == Head::Word && !opened && is_ordinal(line, first, at, head))
        }
        Kind::Word => {
            if run.bracketed && in_short_bracket(line, run) {
                return false;
            }
            let letters =
                if before.span().len() > 5 { 6 } else { line.printed(at - 1).chars().count() };
            let in_chain =
                line.attached(at - 1) && at >= line.from + 2 && line.sign(at - 2) == Some('.');
            // "120 °C.", "100 km/h."
            let unit = line.attached(at - 1)
                && at >= line.from + 2
                && matches!(line.sign(at - 2), Some('°' | '/'));
            if letters == 1 && unit {
                return true;
            }
            if letters == 1 && at - 1 == first {
                return false; // "Q. What is it?"
            }
            if letters == 1 || (in_chain && letters <= 3) {
                return initial(line, first, at, kind) || (kind == Head::Word && starter());
            }
            if without_vowel(line, at) {
                return kind == Head::Word && starter();
            }
            if roman(line, at - 1) {
                // "XII. pluk": where numbers with a full stop are ordinals, Roman ones are, too.
                let ordinal = line.lexed.table.has(Rule::RomanOrdinal) && letters > 1;
                return at - 1 != first && (!ordinal || starter());
            }
            true
        }
        // "N°. 1026"
        Kind::Sign('°' | 'º' | '№') => kind != Head::Number,
        Kind::Sign(_) => !(run.bracketed && in_short_bracket(line, run)),
        Kind::Link => true,
    }
}

/// Whether a number before a full stop is an ordinal: "12. Juni", "7. Apríla 2020", "im 19. Jahrhundert"; not "24. In 2013".
fn is_ordinal(line: &Line<'_, '_>, first: usize, at: usize, head: usize) -> bool {
    let pick = |sense: &Sense| matches!(sense, Sense::Date(DateSense::Month(..))).then_some(());
    let month = line.lexed.find(head, Domains::DATE, pick).is_some();
    let year = || line.get(head + 1).is_some_and(|year| year.is_number() && year.span().len() == 4);
    if month {
        return line.lexed.table.has(Rule::OrdinalPoint) || year();
    }
    // Of languages without a table the months are not known.
    let noun = line.lexed.table.has(Rule::OrdinalPoint) && !line.is_word(head, TextSense::Starter);
    let behind = at >= first + 2 && line.is_word(at - 2, TextSense::Ordinal);
    // Where the verb stands last, a sentence does not end with a number: "2. Dünya".
    noun && (behind || year() || line.lexed.table.has(Rule::VerbLast))
}

/// Whether a single letter with a full stop is no initial but the pronoun: "you and I. Did you".
fn initial(line: &Line<'_, '_>, first: usize, at: usize, kind: Head) -> bool {
    kind == Head::Word
        && line.lexed.table.has(Rule::PronounI)
        && line.printed(at - 1) == "I"
        && at >= first + 2
        && line.is_lower(at - 2)
}

/// A few letters without a vowel ("bldg.", "Mgmt.") are a shortened word, but for units behind numbers.
fn without_vowel(line: &Line<'_, '_>, at: usize) -> bool {
    let Some(token) = line.get(at - 1) else { return false };
    let word = line.printed(at - 1);
    let short =
        (2..=5).contains(&word.len()) && token.case != Case::Upper && token.case != Case::Mixed;
    let measured = at >= line.from + 2 && line.get(at - 2).is_some_and(|before| before.is_number());
    short
        && !measured
        && word.bytes().all(|byte| {
            byte.is_ascii_alphabetic()
                && !matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
        })
}

fn roman(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.printed(at);
    word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}
