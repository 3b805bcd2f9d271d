//! The mouse on the text: hover, click, double-click, drag over words, drag of a span's edge.
//!
//! Owns: what is being dragged and what the pointer is over. Never: what a click means for records; it
//! selects, and asks for commands.

use super::{ReaderState, Scene, proposals};
use crate::{
    model::{RecordRef, SlotRef, Span, TagRole, TaggedSpan},
    recognize::words::{snap_to_words, word_at},
    session::{Action, Command, ProposalKey},
    ui::view_state::{Layer, ViewState},
};
use eframe::egui::{CursorIcon, PointerButton, Pos2, Ui};

/// How far from an edge the pointer takes hold of it, in points: beside it over white space. No wider than a space is.
const GRIP: f32 = 4.0;
/// How far it reaches into a word beside the edge.
const NARROW_GRIP: f32 = 1.5;
/// The same where nothing else stands: in the margins.
const MARGIN_GRIP: f32 = 10.0;
/// How far it reaches from a span's end over white space: the nearer half of a space. A drag that begins just before the next
/// word is a drag over that word.
const AFTER_GRIP: f32 = 2.0;
/// How far it reaches into the span from its end. From its start not at all, and not even to the edge itself: a drag
/// over the first word of a claim or a quote is a drag over words.
const INNER_GRIP: f32 = 3.0;
const START_GAP: f32 = 1.0;

/// What the pointer is doing.
#[derive(Default)]
pub(super) struct Pointer {
    hovered: Option<Span>,
    grip: Option<Span>,
    /// The proposal under the pointer.
    offered: Option<ProposalKey>,
    drag: Option<Drag>,
    /// What lay under the last click, innermost first, and which of it was selected.
    cycle: Option<(Vec<Under>, usize)>,
}

/// Something that a click can select.
#[derive(Clone, PartialEq)]
enum Under {
    /// A tagged span.
    Tag(SlotRef, Span),
    /// A proposal.
    Proposal(ProposalKey),
    /// A sentence that is no claim.
    Sentence(Span),
}

impl Under {
    /// What is selected by it; nothing for a proposal, which is no record yet.
    fn selection(&self) -> Option<(Span, Option<RecordRef>)> {
        match self {
            Self::Tag(slot, span) => Some((*span, Some(slot.record.clone()))),
            Self::Sentence(span) => Some((*span, None)),
            Self::Proposal(_) => None,
        }
    }
}

#[derive(Clone)]
enum Drag {
    /// Over words.
    Words {
        /// The boundary where it began.
        from: usize,
        /// What it covers now.
        now: Span,
    },
    /// Of an edge of a tagged span.
    Edge {
        slot: SlotRef,
        /// The boundary that stays.
        fixed: usize,
        was: Span,
        now: Span,
    },
}

impl Pointer {
    /// The sentence under the pointer.
    pub const fn hovered(&self) -> Option<Span> {
        self.hovered
    }

    /// The proposal under the pointer.
    pub const fn offered(&self) -> Option<ProposalKey> {
        self.offered
    }

    /// The words being dragged over.
    pub fn live(&self) -> Option<Span> {
        match &self.drag {
            Some(Drag::Words { now, .. }) if !now.is_empty() => Some(*now),
            _ => None,
        }
    }

    /// The span whose edge can be taken hold of, or is being dragged.
    pub fn grip(&self) -> Option<Span> {
        match &self.drag {
            Some(Drag::Edge { now, .. }) => Some(*now),
            _ => self.grip,
        }
    }

    /// Where an anchor would stand if the drag ended now.
    pub fn moved(&self, slot: &SlotRef) -> Option<Span> {
        match &self.drag {
            Some(Drag::Edge { slot: dragged, now, .. }) if dragged == slot => Some(*now),
            _ => None,
        }
    }

    /// Whether something is being dragged.
    pub const fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// Gives up what is being dragged.
    pub fn cancel(&mut self) {
        self.drag = None;
    }
}

/// Takes in what the mouse does on the text.
pub(super) fn interact(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &mut ViewState,
    out: &mut Vec<Action>,
) {
    let response = &scene.response;
    hover(ui, scene, state, view);
    if response.drag_started_by(PointerButton::Primary) {
        let origin = ui.input(|input| input.pointer.press_origin());
        if let Some(origin) = origin.or_else(|| response.interact_pointer_pos()) {
            begin(scene, state, view, origin);
        }
    }
    if response.dragged_by(PointerButton::Primary) {
        go_on(ui, scene, state);
    }
    if response.drag_stopped_by(PointerButton::Primary) || lost(ui, state) {
        end(ui, scene, state, view, out);
    }
    if let Some(pos) = response.interact_pointer_pos() {
        if response.double_clicked_by(PointerButton::Primary) {
            double_click(ui, scene, state, pos, out);
        } else if response.clicked_by(PointerButton::Primary) {
            click(ui, scene, state, view, pos, out);
        } else if response.secondary_clicked() {
            menu_click(scene, state, view, pos, out);
        }
    }
}

/// The button went up where we could not see it.
fn lost(ui: &Ui, state: &ReaderState) -> bool {
    state.pointer.is_dragging() && !ui.input(|input| input.pointer.primary_down())
}

fn hover(ui: &Ui, scene: &Scene<'_>, state: &mut ReaderState, view: &ViewState) {
    let pointer = &mut state.pointer;
    pointer.hovered = None;
    pointer.grip = None;
    pointer.offered = None;
    let Some(flow) = &state.flow else { return };
    if pointer.is_dragging() {
        let edge = matches!(pointer.drag, Some(Drag::Edge { .. }));
        ui.ctx().set_cursor_icon(if edge {
            CursorIcon::ResizeHorizontal
        } else {
            CursorIcon::Text
        });
        return;
    }
    let Some(pos) = scene.response.hover_pos() else { return };
    if let Some((tag, _)) = edge_at(scene, state, pos) {
        state.pointer.grip = Some(tag.span);
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        return;
    }
    let Some(grapheme) = flow.grapheme_at(pos) else { return };
    let offered = proposals::at(scene, view, grapheme.start);
    state.pointer.offered = offered.first().map(|(_, proposal)| proposal.key);
    let icon = if offered.is_empty() { CursorIcon::Text } else { CursorIcon::PointingHand };
    ui.ctx().set_cursor_icon(icon);
    let pointed = scene.sentences.iter().find(|sentence| sentence.contains(grapheme.start));
    state.pointer.hovered = pointed.copied();
}

/// The edge of a span of the selected record near a point, and whether it is its end.
fn edge_at(scene: &Scene<'_>, state: &ReaderState, pos: Pos2) -> Option<(TaggedSpan, bool)> {
    let flow = state.flow.as_ref()?;
    let record = scene.selection().record.as_ref()?;
    if !scene.session.is_own() {
        return None;
    }
    // Words beside the edge begin their own selections: over them the grip is narrow, however small the space between.
    let white = |span: Span| span.of(scene.text()).is_ok_and(|text| text.trim().is_empty());
    let outer = match flow.grapheme_at(pos) {
        None => MARGIN_GRIP,
        Some(grapheme) if white(grapheme) => GRIP,
        Some(_) => NARROW_GRIP,
    };
    let after = if outer == GRIP { AFTER_GRIP } else { outer };
    let near = |outside: f32, rect: eframe::egui::Rect, least: f32, most: f32| {
        (least..=most).contains(&outside) && rect.y_range().contains(pos.y)
    };
    scene.tags.iter().filter(|tag| tag.of.record == *record).find_map(|tag| {
        let rects = flow.rects_of(tag.span);
        let seen = flow.seen_span();
        let (first, last) = (rects.first()?, rects.last()?);
        if seen.contains(tag.span.start) && near(first.left() - pos.x, *first, START_GAP, outer) {
            Some((tag.clone(), false))
        } else if seen.end >= tag.span.end && near(pos.x - last.right(), *last, -INNER_GRIP, after)
        {
            Some((tag.clone(), true))
        } else {
            None
        }
    })
}

fn begin(scene: &Scene<'_>, state: &mut ReaderState, view: &ViewState, origin: Pos2) {
    let Some(flow) = &state.flow else { return };
    let Some((from, _)) = flow.byte_at(origin) else { return };
    let edge = edge_at(scene, state, origin).filter(|_| view.marking.0.is_none());
    state.toolbar.hide();
    state.pointer.drag = Some(match edge {
        Some((tag, end)) => Drag::Edge {
            slot: tag.of.clone(),
            fixed: if end { tag.span.start } else { tag.span.end },
            was: tag.span,
            now: tag.span,
        },
        None => Drag::Words { from, now: Span::new(from, from) },
    });
}

fn go_on(ui: &Ui, scene: &Scene<'_>, state: &mut ReaderState) {
    let Some(flow) = &mut state.flow else { return };
    let Some(pos) = scene.response.interact_pointer_pos() else { return };
    // Beyond the edge the text scrolls, faster the farther.
    let beyond = (pos.y - scene.rect.bottom()).max(0.0) - (scene.rect.top() - pos.y).max(0.0);
    if beyond != 0.0 {
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        flow.scroll_by(f64::from(beyond.clamp(-120.0, 120.0) * 8.0 * seconds));
        ui.ctx().request_repaint();
    }
    let inside = pos.clamp(scene.rect.min, scene.rect.max);
    let Some((to, _)) = flow.byte_at(inside) else { return };
    let exact = ui.input(|input| input.modifiers.command || input.modifiers.ctrl);
    let snapped = |a: usize, b: usize| {
        let span = Span::new(a, b);
        if exact || span.is_empty() { span } else { snap_to_words(scene.text(), span) }
    };
    match &mut state.pointer.drag {
        Some(Drag::Words { from, now }) => *now = snapped(*from, to),
        Some(Drag::Edge { fixed, now, .. }) => {
            let wanted = Span::new(*fixed, to);
            if !wanted.is_empty() {
                let grown = if exact { wanted } else { snap_to_words(scene.text(), wanted) };
                // The other edge stays where it is, in the middle of a word too.
                *now = if to > *fixed {
                    Span::new(*fixed, grown.end.max(*fixed))
                } else {
                    Span::new(grown.start.min(*fixed), *fixed)
                };
            }
        }
        None => {}
    }
}

fn end(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &mut ViewState,
    out: &mut Vec<Action>,
) {
    match state.pointer.drag.take() {
        Some(Drag::Words { now, .. }) if !now.is_empty() => {
            if mark(scene, view, now, out) {
                return;
            }
            choose_words(scene, state, now, out);
            ui.ctx().request_repaint();
        }
        Some(Drag::Edge { slot, was, now, .. }) if now != was && !now.is_empty() => {
            let article = scene.id.clone();
            out.push(Action::Do(Command::MoveSpan { article, slot, span: now }));
        }
        _ => {}
    }
}

/// Selects words; the toolbar comes at once.
pub(super) fn choose_words(
    scene: &Scene<'_>,
    state: &mut ReaderState,
    words: Span,
    out: &mut Vec<Action>,
) {
    out.push(scene.select(Some(words), scene.record_for(words)));
    state.keys.set(words);
    state.toolbar.show(words, 0.0);
}

/// Gives words to the field that waits for them.
fn mark(scene: &Scene<'_>, view: &mut ViewState, words: Span, out: &mut Vec<Action>) -> bool {
    if view.marking.0.as_ref().is_none_or(|target| target.article() != scene.id) {
        return false;
    }
    if let Some(target) = view.marking.0.take() {
        out.extend(target.actions(words));
    }
    true
}

/// Tagged spans and claims under a grapheme, innermost first.
fn tags_under<'a>(scene: &'a Scene<'_>, view: &ViewState, at: usize) -> Vec<&'a TaggedSpan> {
    let mut found: Vec<&TaggedSpan> = scene
        .tags
        .iter()
        .filter(|tag| tag.span.contains(at) && view.shows(Layer::of(tag.role)))
        .collect();
    found.sort_by_key(|tag| (tag.span.len(), std::cmp::Reverse(tag.role)));
    found
}

/// Everything under a grapheme that a click can select, narrowest first; where no tag is, the sentence comes last.
fn under(scene: &Scene<'_>, view: &ViewState, at: usize) -> Vec<Under> {
    let mut found: Vec<(usize, Under)> = Vec::new();
    let tags = tags_under(scene, view, at);
    found.extend(tags.iter().map(|tag| (tag.span.len(), Under::Tag(tag.of.clone(), tag.span))));
    for (length, proposal) in proposals::at(scene, view, at) {
        found.push((length, Under::Proposal(proposal.key)));
    }
    // Stable: at one length what is there comes before what is proposed.
    found.sort_by_key(|(length, _)| *length);
    if tags.is_empty() {
        let sentence = scene.sentence_at(at).map(|span| (span.len(), Under::Sentence(span)));
        found.extend(sentence);
    }
    found.into_iter().map(|(_, under)| under).collect()
}

fn click(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &mut ViewState,
    pos: Pos2,
    out: &mut Vec<Action>,
) {
    let grapheme = state.flow.as_ref().and_then(|flow| flow.grapheme_at(pos));
    let Some(grapheme) = grapheme else {
        // Beside the text: nothing is selected any more.
        state.toolbar.hide();
        state.pointer.cycle = None;
        if view.marking.0.is_none() {
            if scene.session.selected_proposal().is_some() {
                out.push(Action::SelectProposal(None));
            }
            out.push(scene.select(None, None));
        }
        return;
    };
    if view.marking.0.is_some() {
        let word = word_at(scene.text(), grapheme.start);
        mark(scene, view, if word.is_empty() { grapheme } else { word }, out);
        return;
    }
    let (shift, now) = ui.input(|input| (input.modifiers.shift, input.time));
    let delay = ui.options(|options| options.input_options.max_double_click_delay);
    if shift && let Some(text) = scene.selection().text {
        let words = snap_to_words(scene.text(), text.union(grapheme));
        return choose_words(scene, state, words, out);
    }
    let found = under(scene, view, grapheme.start);
    let at = match &state.pointer.cycle {
        Some((same, at)) if *same == found && !found.is_empty() => (at + 1) % found.len(),
        _ => 0,
    };
    let Some(chosen) = found.get(at).cloned() else {
        state.pointer.cycle = None;
        return;
    };
    state.pointer.cycle = Some((found, at));
    // After the double-click interval, so that a second click never hits the toolbar.
    let due = now + delay + 0.02;
    if let Under::Proposal(key) = &chosen {
        out.push(Action::SelectProposal(Some(*key)));
        state.toolbar.hide();
        state.card.due = due;
    } else if let Some((text, record)) = chosen.selection() {
        if scene.session.selected_proposal().is_some() {
            out.push(Action::SelectProposal(None));
        }
        out.push(scene.select(Some(text), record));
        state.keys.set(text);
        state.toolbar.show(text, due);
    }
    ui.ctx().request_repaint();
}

/// A sentence becomes a claim at once; in a claim the word is selected.
fn double_click(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    pos: Pos2,
    out: &mut Vec<Action>,
) {
    let grapheme = state.flow.as_ref().and_then(|flow| flow.grapheme_at(pos));
    let Some(grapheme) = grapheme else { return };
    let claimed = scene
        .tags
        .iter()
        .any(|tag| tag.role == TagRole::Claim && tag.span.contains(grapheme.start));
    if claimed {
        let word = word_at(scene.text(), grapheme.start);
        if !word.is_empty() {
            choose_words(scene, state, word, out);
        }
    } else if let Some(sentence) = scene.sentence_at(grapheme.start) {
        state.pointer.cycle = None;
        let article = scene.id.clone();
        out.push(Action::Do(Command::MakeClaim { article, spans: vec![sentence] }));
        // What is proposed in the claim is one click away.
        let (now, delay) = (
            ui.input(|input| input.time),
            ui.options(|options| options.input_options.max_double_click_delay),
        );
        state.toolbar.show(sentence, now + delay + 0.02);
        ui.ctx().request_repaint();
    }
}

/// A right click outside of what is selected selects what is under it; then the menu opens.
fn menu_click(
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &ViewState,
    pos: Pos2,
    out: &mut Vec<Action>,
) {
    let grapheme = state.flow.as_ref().and_then(|flow| flow.grapheme_at(pos));
    state.toolbar.hide();
    state.toolbar.target = None;
    state.toolbar.pointed = grapheme.map(|grapheme| grapheme.start);
    let Some(grapheme) = grapheme else { return };
    let tags = tags_under(scene, view, grapheme.start);
    state.toolbar.target = tags.first().map(|tag| (*tag).clone());
    if scene.selection().text.is_some_and(|text| text.contains(grapheme.start)) {
        return;
    }
    let chosen = match tags.first() {
        Some(tag) => Some((tag.span, Some(tag.of.record.clone()))),
        None => scene.sentence_at(grapheme.start).map(|sentence| (sentence, None)),
    };
    if let Some((text, record)) = chosen {
        out.push(scene.select(Some(text), record));
        state.keys.set(text);
    }
}
