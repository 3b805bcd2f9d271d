//! The text in the accessibility tree: sentences and tags with their words, text runs with the place of every char.
//!
//! egui's own runs are per galley, and wrong behind right-to-left words; these come from our cells. Made only
//! while something reads the tree. Never: paints.

use super::{ReaderState, Scene, flow::Seen, layout::RowBox, proposals, reveal};
use crate::{
    model::{Span, TagRole, TaggedSpan},
    session::{Action, Proposal},
    ui::view_state::{Layer, ViewState},
};
use eframe::egui::{Id, Rect, Sense, Ui, UiBuilder, accesskit, pos2, vec2};

/// AccessKit counts the starts of words in bytes: runs cannot be longer.
const LONGEST_RUN: usize = 255;

/// Adds the nodes of what is seen, and does what was asked of them.
pub(super) fn nodes(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &ViewState,
    out: &mut Vec<Action>,
) {
    let on = ui.ctx().accesskit_node_builder(scene.response.id, |_| ()).is_some();
    if !on {
        return;
    }
    let Some(flow) = &mut state.flow else { return };
    let mut wanted = None;
    for seen in flow.seen() {
        let rect = seen.rect(flow.setting().width);
        let builder = UiBuilder::new()
            .scope_id(Id::unique(("reader block", seen.block)))
            .max_rect(rect)
            .accessibility_parent(scene.response.id)
            .accessibility_role(accesskit::Role::Paragraph);
        let block = ui.new_child(builder);
        ui.ctx().accesskit_node_builder(block.unique_id(), |node| node.set_bounds(bounds(rect)));
        let span = seen.layout.span();
        for sentence in scene.sentences.iter().filter(|s| s.overlaps(span)) {
            // A sentence over several pieces is one node, where it begins to be seen.
            let first = flow.seen_span().start.max(sentence.start);
            if span.contains(first)
                && self::sentence(&block, scene, flow.rects_of(*sentence), *sentence)
            {
                wanted = Some(*sentence);
            }
        }
        for tag in scene.tags.iter().filter(|tag| span.contains(tag.span.start)) {
            self::tag(&block, scene, flow.rects_of(tag.span), tag);
        }
        for proposal in scene.proposals {
            for (at, (role, words)) in proposal.spans.iter().enumerate() {
                if span.contains(words.start) && proposals::is_shown(view, *role) {
                    let rects = flow.rects_of(*words);
                    if self::proposal(&block, scene, rects, proposal, at) {
                        out.push(Action::SelectProposal(Some(proposal.key)));
                    }
                }
            }
        }
        runs(&block, scene.text(), seen);
    }
    if let Some(sentence) = wanted {
        let sentence = sentence.trimmed(scene.text());
        reveal(flow, sentence, scene.rect);
        out.push(scene.select(Some(sentence), scene.record_for(sentence)));
        state.keys.set(sentence);
        state.toolbar.show(sentence, 0.0);
    }
}

fn bounds(rect: Rect) -> accesskit::Rect {
    let (min, max) = (rect.min, rect.max);
    accesskit::Rect { x0: min.x.into(), y0: min.y.into(), x1: max.x.into(), y1: max.y.into() }
}

fn union(rects: &[Rect]) -> Rect {
    rects.iter().copied().reduce(|a, b| a | b).unwrap_or(Rect::ZERO)
}

/// A role's word, as a description says it.
const fn word(role: TagRole) -> &'static str {
    match role {
        TagRole::Qualifier => "Qualifier",
        _ => Layer::of(role).label(),
    }
}

/// A sentence: named by its text, described by its tags. True if it was asked to be clicked.
fn sentence(block: &Ui, scene: &Scene<'_>, rects: Vec<Rect>, sentence: Span) -> bool {
    let rect = union(&rects);
    let id = Id::unique(("reader sentence", sentence.start));
    block.interact(rect, id, Sense::hover());
    let tags: Vec<String> = scene
        .tags
        .iter()
        .filter(|tag| tag.span.overlaps(sentence))
        .map(|tag| match tag.role {
            TagRole::Claim => "Claim".to_owned(),
            role => format!("{}: {}", word(role), tag.span.shown(scene.text())),
        })
        .collect();
    let offered = scene.proposals.iter().filter(|p| p.key.span.overlaps(sentence));
    let offered = offered.map(|p| format!("Proposed {}: {}", p.name.to_lowercase(), p.words));
    let tags: Vec<String> = tags.into_iter().chain(offered).collect();
    let description = if tags.is_empty() { "Not tagged".to_owned() } else { tags.join("; ") };
    let selected = scene.selection().text.is_some_and(|text| text.covers(sentence));
    block.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::ListItem);
        node.set_label(sentence.shown(scene.text()).trim());
        node.set_description(description);
        node.set_bounds(bounds(rect));
        node.set_selected(selected);
        node.add_action(accesskit::Action::Click);
    });
    block.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click))
}

/// A tagged span: named by its words.
fn tag(block: &Ui, scene: &Scene<'_>, rects: Vec<Rect>, tag: &TaggedSpan) {
    let rect = union(&rects);
    let id = Id::unique(("reader tag", &tag.of));
    block.interact(rect, id, Sense::hover());
    let selected = scene.selection().record.as_ref() == Some(&tag.of.record);
    block.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::Mark);
        node.set_label(tag.span.shown(scene.text()));
        node.set_description(word(tag.role));
        node.set_bounds(bounds(rect));
        node.set_selected(selected);
    });
}

/// A proposed span: named by its words, described by what it would fill in. True if it was asked to be clicked.
fn proposal(
    block: &Ui,
    scene: &Scene<'_>,
    rects: Vec<Rect>,
    proposal: &Proposal,
    at: usize,
) -> bool {
    let rect = union(&rects);
    let id = Id::unique(("reader proposal", proposal.key, at));
    block.interact(rect, id, Sense::hover());
    let selected = scene.session.selected_proposal().is_some_and(|p| p.key == proposal.key);
    let words = proposal.spans.get(at).map_or("", |(_, span)| span.shown(scene.text()));
    block.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::Mark);
        node.set_label(words);
        node.set_description(format!(
            "Proposed {}: {}",
            proposal.name.to_lowercase(),
            proposal.words
        ));
        node.set_bounds(bounds(rect));
        node.set_selected(selected);
        node.add_action(accesskit::Action::Click);
    });
    block.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click))
}

/// One run for each stretch of a row in one direction.
fn runs(block: &Ui, text: &str, seen: &Seen) {
    let layout = &seen.layout;
    for (nth, row) in layout.rows.iter().enumerate() {
        let top = seen.pos + vec2(0.0, nth as f32 * layout.row_height);
        let cells = layout.cells_of(row);
        let mut part = 0;
        let mut from = 0;
        while let Some(first) = cells.get(from) {
            let same = cells.iter().skip(from).take_while(|cell| cell.rtl == first.rtl).count();
            let to = from + same.min(LONGEST_RUN);
            let id = Id::unique(("reader run", layout.base, nth, part));
            run(block, text, seen, row, from..to, (top.x, top.y), id);
            part += 1;
            from = to;
        }
    }
}

fn run(
    block: &Ui,
    text: &str,
    seen: &Seen,
    row: &RowBox,
    range: std::ops::Range<usize>,
    top: (f32, f32),
    id: Id,
) {
    let layout = &seen.layout;
    let cells = layout.cells_of(row).get(range).unwrap_or_default();
    let Some((first, last)) = cells.first().zip(cells.last()) else { return };
    let span = Span::new(layout.base + first.start as usize, layout.base + last.end as usize);
    let Ok(value) = span.of(text) else { return };
    let left = cells.iter().map(|cell| cell.x0).fold(f32::INFINITY, f32::min);
    let right = cells.iter().map(|cell| cell.x1).fold(left, f32::max);
    let rect = Rect::from_min_max(
        pos2(top.0 + left, top.1),
        pos2(top.0 + right, top.1 + layout.row_height),
    );
    let (mut lengths, mut positions, mut widths) = (Vec::new(), Vec::new(), Vec::new());
    let mut starts = Vec::new();
    let mut in_word = false;
    for cell in cells {
        let span = Span::new(layout.base + cell.start as usize, layout.base + cell.end as usize);
        for (i, c) in span.of(text).unwrap_or_default().chars().enumerate() {
            let word = c.is_alphanumeric();
            if word
                && !in_word
                && let Ok(at) = u8::try_from(lengths.len())
            {
                starts.push(at);
            }
            in_word = word;
            lengths.push(c.len_utf8() as u8);
            // The first char of a grapheme has its whole width, as in egui's own runs.
            let end = if cell.rtl { cell.x0 } else { cell.x1 };
            positions.push(if i == 0 { cell.x0 } else { end } - left);
            widths.push(if i == 0 { cell.x1 - cell.x0 } else { 0.0 });
        }
    }
    block.interact(rect, id, Sense::hover());
    block.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::TextRun);
        // Positions are left edges, whichever way the words are read: so is the direction.
        node.set_text_direction(accesskit::TextDirection::LeftToRight);
        node.set_bounds(bounds(rect));
        node.set_value(value);
        node.set_character_lengths(lengths);
        node.set_character_positions(positions);
        node.set_character_widths(widths);
        node.set_word_starts(starts);
    });
}
