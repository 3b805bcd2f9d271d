//! A sentence as a card shows it: its words with their tags' colours and lines, the number in its box.
//!
//! Never: the Reader's own text; finds sentences (the session does).

use crate::model::{Span, TagRole};
use crate::session::{MemberRow, Session};
use crate::ui::theme::{self, palette};
use crate::ui::view_state::Layer;
use eframe::egui::{Color32, Label, Response, Stroke, TextFormat, Ui, text::LayoutJob};

/// Bytes of a sentence that a card shows at most on each side of its number.
const MOST: usize = 600;

/// The words of a card, with where they stand in the sentence.
struct Shown<'a> {
    text: &'a str,
    /// Where in the article the first byte stands.
    base: usize,
    /// Cut at its begin, at its end.
    cut: (bool, bool),
}

fn shown(row: &MemberRow) -> Option<Shown<'_>> {
    let (start, end) = row.number?;
    let at = row.selection.text?.start.checked_sub(start)?;
    let mut from = start.saturating_sub(MOST);
    while !row.sentence.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + MOST).min(row.sentence.len());
    while !row.sentence.is_char_boundary(to) {
        to += 1;
    }
    let text = row.sentence.get(from..to)?;
    Some(Shown { text, base: at + from, cut: (from > 0, to < row.sentence.len()) })
}

/// Draws the sentence of a member with its tags. Only the number stands out where `quiet`.
pub fn sentence_ui(ui: &mut Ui, session: &Session, row: &MemberRow, quiet: bool) -> Response {
    let p = palette(ui);
    let font = theme::reading_font(if quiet { 0.88 } else { 0.94 });
    let plain = TextFormat {
        font_id: font.clone(),
        color: p.text,
        line_height: Some(font.size * 1.45),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    job.append("“", 0.0, plain.clone());
    match shown(row) {
        None => job.append(&row.sentence, 0.0, plain.clone()),
        Some(shown) => {
            if shown.cut.0 {
                job.append("… ", 0.0, plain.clone());
            }
            for (text, role) in pieces(session, row, &shown, quiet) {
                job.append(text, 0.0, format_of(ui, &plain, role));
            }
            if shown.cut.1 {
                job.append(" …", 0.0, plain.clone());
            }
        }
    }
    job.append("”", 0.0, plain);
    ui.add(Label::new(job).wrap().selectable(true))
}

fn format_of(ui: &Ui, plain: &TextFormat, role: Option<TagRole>) -> TextFormat {
    let p = palette(ui);
    let Some(role) = role else { return plain.clone() };
    let colour: Color32 = p.layer(Layer::of(role));
    let background = match role {
        TagRole::Number | TagRole::Qualifier => p.claim_tint,
        _ => Color32::TRANSPARENT,
    };
    TextFormat { color: colour, background, underline: Stroke::new(1.0, colour), ..plain.clone() }
}

/// The text in pieces, each of one role: what stands first and is longer has the words before what lies in it.
fn pieces<'a>(
    session: &Session,
    row: &MemberRow,
    shown: &Shown<'a>,
    quiet: bool,
) -> Vec<(&'a str, Option<TagRole>)> {
    let span = Span::new(shown.base, shown.base + shown.text.len());
    let mut tags: Vec<(usize, usize, TagRole)> = Vec::new();
    if quiet {
        if let Some(number) = row.selection.text {
            tags.push((number.start, number.end, TagRole::Number));
        }
    } else if let Some(document) = session.document(&row.article) {
        let found = document.spans().touching(span).into_iter();
        let roles = found.filter(|tag| !matches!(tag.role, TagRole::Claim | TagRole::Quote));
        tags.extend(roles.map(|tag| (tag.span.start, tag.span.end, tag.role)));
        tags.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    }
    let mut pieces = Vec::new();
    let mut at = span.start;
    let piece = |from: usize, to: usize| shown.text.get(from - span.start..to - span.start);
    for (start, end, role) in tags {
        let (start, end) = (start.max(at), end.min(span.end));
        if start >= end {
            continue;
        }
        if let Some(text) = piece(at, start).filter(|text| !text.is_empty()) {
            pieces.push((text, None));
        }
        if let Some(text) = piece(start, end) {
            pieces.push((text, Some(role)));
        }
        at = end;
    }
    if let Some(text) = piece(at, span.end).filter(|text| !text.is_empty()) {
        pieces.push((text, None));
    }
    pieces
}
