//! The keyboard on the text. Keys act only while the Reader has the focus; letters by their place on a
//! layout without Latin letters.
//!
//! Never: window-wide shortcuts (the app reads those), rules.

use super::{ReaderState, Scene, reveal};
use crate::{
    model::Span,
    recognize::words::{grapheme_left, grapheme_right, word_left, word_right},
    session::{Action, Rejection},
    ui::{
        commands::{Effect, Scope, UiCommand},
        view_state::{UiAct, ViewState},
    },
};
use eframe::egui::{Event, EventFilter, Key, Modifiers, Ui};

/// The moving end of a selection that the keyboard changes.
#[derive(Default)]
pub(super) struct Caret {
    of: Option<Span>,
    focus: usize,
}

impl Caret {
    /// The mouse selected this: the keyboard goes on from its end.
    pub const fn set(&mut self, span: Span) {
        self.of = Some(span);
        self.focus = span.end;
    }
}

/// Takes in what the keyboard does while the text has the focus.
pub(super) fn interact(
    ui: &Ui,
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &mut ViewState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    if state.find.is_open() {
        for (modifiers, forward) in [(Modifiers::SHIFT, false), (Modifiers::NONE, true)] {
            if ui.input_mut(|input| input.consume_key(modifiers, Key::F3)) {
                step_hit(scene, state, forward);
            }
        }
    }
    if !scene.response.has_focus() {
        return;
    }
    let filter =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(scene.response.id, filter));
    let events = ui.input(|input| input.events.clone());
    for event in events {
        match event {
            Event::Copy => command(scene, UiCommand::CopyCitation, out, acts),
            Event::Key { key, physical_key, pressed: true, repeat, modifiers, .. } => {
                let key = Pressed { key, physical_key, modifiers, repeat };
                if !moves(scene, state, view, key, out) {
                    commands(scene, state, key, out, acts);
                }
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy)]
struct Pressed {
    key: Key,
    physical_key: Option<Key>,
    modifiers: Modifiers,
    repeat: bool,
}

impl Pressed {
    /// The key itself; on a layout without Latin letters, the key at its place.
    fn is(&self, wanted: Key) -> bool {
        let latin = self.key.name().len() == 1 && self.key.name().is_ascii();
        self.key == wanted || !latin && self.physical_key == Some(wanted)
    }
}

/// Scrolling, walking, extending, clearing. True if the key had a use.
fn moves(
    scene: &Scene<'_>,
    state: &mut ReaderState,
    view: &mut ViewState,
    pressed: Pressed,
    out: &mut Vec<Action>,
) -> bool {
    let Some(flow) = state.flow.as_mut() else { return false };
    let page = f64::from((scene.rect.height() - 2.0 * flow.setting().row_height).max(20.0));
    let Modifiers { alt, ctrl, shift, command, .. } = pressed.modifiers;
    let plain = !alt && !ctrl && !shift && !command;
    match pressed.key {
        Key::PageDown if plain => flow.scroll_by(page),
        Key::PageUp if plain => flow.scroll_by(-page),
        Key::Home if !alt && !shift => flow.scroll_to_y(0.0),
        Key::End if !alt && !shift => flow.scroll_to_y(f64::MAX),
        Key::ArrowDown | Key::ArrowRight if plain => walk(scene, state, true, out),
        Key::ArrowUp | Key::ArrowLeft if plain => walk(scene, state, false, out),
        Key::ArrowLeft | Key::ArrowRight if shift && !alt => {
            extend(scene, state, pressed.key == Key::ArrowRight, ctrl || command, out);
        }
        Key::Escape if plain => escape(scene, state, view, out),
        _ => return false,
    }
    scene.response.ctx.request_repaint();
    true
}

/// To the next or previous sentence.
fn walk(scene: &Scene<'_>, state: &mut ReaderState, forward: bool, out: &mut Vec<Action>) {
    let (Some(segments), Some(flow)) = (scene.segments, state.flow.as_mut()) else { return };
    let next = match scene.selection().text {
        Some(text) if forward => segments.next_sentence(text.start),
        Some(text) => segments.prev_sentence(text.start),
        None => segments
            .touching(Span::new(flow.top_byte(), flow.seen_span().end))
            .into_iter()
            .find(|sentence| sentence.start >= flow.top_byte()),
    };
    let Some(sentence) = next.map(|next| next.trimmed(scene.text())) else { return };
    reveal(flow, sentence, scene.rect);
    out.push(scene.select(Some(sentence), scene.record_for(sentence)));
    state.keys.set(sentence);
    state.toolbar.show(sentence, 0.0);
}

/// Moves the free end of the selection; a sentence that was walked to is taken from its start.
fn extend(
    scene: &Scene<'_>,
    state: &mut ReaderState,
    right: bool,
    by_word: bool,
    out: &mut Vec<Action>,
) {
    let Some(text) = scene.selection().text else { return };
    let whole_sentence = scene.sentence_at(text.start) == Some(text);
    let (anchor, focus) = match state.keys.of {
        _ if whole_sentence => (text.start, text.start),
        Some(of) if of == text && state.keys.focus == text.start => (text.end, text.start),
        _ => (text.start, text.end),
    };
    let moved = match (right, by_word) {
        (true, false) => grapheme_right(scene.text(), focus),
        (true, true) => word_right(scene.text(), focus),
        (false, false) => grapheme_left(scene.text(), focus),
        (false, true) => word_left(scene.text(), focus),
    };
    let span = Span::new(anchor, moved);
    if span.is_empty() {
        return;
    }
    if let Some(flow) = state.flow.as_mut() {
        reveal(flow, Span::new(moved.min(anchor), moved.max(anchor)), scene.rect);
    }
    state.keys = Caret { of: Some(span), focus: moved };
    out.push(scene.select(Some(span), scene.record_for(span)));
    state.toolbar.show(span, 0.0);
}

/// Leaves the innermost thing that is going on.
fn escape(scene: &Scene<'_>, state: &mut ReaderState, view: &mut ViewState, out: &mut Vec<Action>) {
    if state.pointer.is_dragging() {
        state.pointer.cancel();
    } else if view.marking.0.take().is_some() {
    } else if scene.session.selected_proposal().is_some() {
        out.push(Action::SelectProposal(None));
    } else if state.toolbar.is_open_for(scene.selection().text) {
        state.toolbar.hide();
    } else if state.find.is_open() {
        state.find.close();
    } else if scene.selection().text.is_some() || scene.selection().record.is_some() {
        out.push(scene.select(None, None));
    }
}

fn commands(
    scene: &Scene<'_>,
    state: &mut ReaderState,
    pressed: Pressed,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    if pressed.repeat {
        return;
    }
    if pressed.key == Key::Enter && pressed.modifiers.is_none() {
        let untagged = scene.selection().text.is_some_and(|text| {
            !scene
                .tags
                .iter()
                .any(|tag| tag.role == crate::model::TagRole::Claim && tag.span.overlaps(text))
        });
        // The claim that is made has its toolbar, with what can be accepted in it.
        if let Some(sentence) = scene.selection().text.filter(|_| untagged) {
            state.toolbar.show(sentence, 0.0);
            command(scene, UiCommand::MakeClaim, out, acts);
        } else if scene.selection().text.is_some() || scene.selection().record.is_some() {
            state.toolbar.hide();
            command(scene, UiCommand::AcceptAll, out, acts);
        }
        return;
    }
    for each in UiCommand::ALL.iter().filter(|each| each.scope() == Scope::Reader) {
        let Some(shortcut) = each.shortcut() else { continue };
        let Modifiers { alt, shift, command: ctrl, .. } = pressed.modifiers;
        let wanted = shortcut.modifiers;
        let same = alt == wanted.alt && shift == wanted.shift && ctrl == wanted.command;
        if same && pressed.is(shortcut.logical_key) {
            state.toolbar.hide();
            state.card.due = 0.0;
            return command(scene, *each, out, acts);
        }
    }
}

/// Asks for a command; why it cannot be done becomes a notice.
pub(super) fn command(
    scene: &Scene<'_>,
    wanted: UiCommand,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    match wanted.effect(scene.session) {
        Ok(Effect::Session(actions)) => out.extend(actions),
        Ok(Effect::Window(act)) => acts.push(act),
        Err(Rejection { reason, offer }) => out.push(Action::Refused(Rejection { reason, offer })),
    }
}

fn step_hit(scene: &Scene<'_>, state: &mut ReaderState, forward: bool) {
    let Some(flow) = state.flow.as_mut() else { return };
    if let Some(hit) = state.find.step(forward, flow.top_byte()) {
        reveal(flow, hit, scene.rect);
        scene.response.ctx.request_repaint();
    }
}
