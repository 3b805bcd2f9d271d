//! The Reader: the article's text, exactly as in the file, and what is tagged in it.
//!
//! Reading order: [`layout`] (a block of text), [`hit`] (places in it), [`block`] and [`flow`] (a whole
//! article), then what the analyst sees and does: `paint`, `pointer`, `keys`, `toolbar`, `find`, `nodes`.
//! Never: decides rules; it emits actions and asks `Session::can`.

pub mod block;
mod find;
pub mod flow;
mod header;
pub mod hit;
mod keys;
pub mod layout;
mod nodes;
mod paint;
mod pointer;
mod proposals;
mod scroll;
mod shape;
mod toolbar;
mod unseen;

pub(super) use paint::dashed_box;
pub(super) use proposals::stays;
pub(super) use unseen::mark as unseen_mark;

#[cfg(test)]
mod tests;

use super::{
    theme,
    view_state::{UiAct, ViewState},
};
use crate::{
    model::{
        Anchor, Article, ArticleId, Document, RecordRef, Selection, Span, TaggedSpan, visible,
    },
    recognize::Segments,
    session::{Action, Proposal, Session, Trouble, ViewSettings},
};
use eframe::egui::{self, Id, Popup, Rect, Sense, Ui, vec2};
use flow::{Flow, Setting};
use std::{collections::HashMap, sync::Arc};

/// What of the Reader is only of the view.
#[derive(Default)]
pub struct ReaderState {
    flow: Option<Flow>,
    /// The article that `flow` shows.
    shown: Option<ArticleId>,
    /// The byte at the top, of articles that were shown before.
    places: HashMap<ArticleId, usize>,
    /// The last `Session::reveal` that was followed.
    reveal: u64,
    find: find::Find,
    pointer: pointer::Pointer,
    keys: keys::Caret,
    toolbar: toolbar::Toolbar,
    card: proposals::Card,
    header: header::Header,
    scroll: scroll::Scroll,
    /// The text is to have the keyboard's focus.
    focus: bool,
    shows_text: bool,
}

impl ReaderState {
    /// Opens the find bar, with its field focused.
    pub fn open_find(&mut self, session: &Session) {
        let words = session.selection().text.and_then(|span| {
            let article = session.article(session.current()?)?;
            span.of(&article.text).ok().map(str::to_owned)
        });
        // A selected sentence is no query; a few words are.
        self.find.open(words.as_deref().filter(|words| words.chars().count() <= 60));
    }

    /// Gives the text the keyboard's focus in the next frame.
    pub const fn focus(&mut self) {
        self.focus = true;
    }

    /// Whether the last frame showed text of an article.
    #[must_use]
    pub const fn shows_text(&self) -> bool {
        self.shows_text
    }

    /// Writes where each article was left into what the next start gets. Nothing changes while the text still moves.
    pub fn keep_in(&self, settings: &mut ViewSettings) {
        if self.scroll.moving() {
            return;
        }
        let now = self.shown.as_ref().zip(self.flow.as_ref().map(Flow::top_byte));
        for (id, byte) in self.places.iter().map(|(id, byte)| (id, *byte)).chain(now) {
            settings.scroll.insert(id.as_str().to_owned(), byte as u64);
        }
    }

    fn setting(&self, ui: &Ui, view: &ViewState, room: f32) -> Setting {
        let font = theme::reading_font(view.zoom / 100.0);
        let ppp = ui.pixels_per_point();
        let snap = |points: f32| (points * ppp).round() / ppp;
        // An average char of the serif is a little less than half an em wide.
        let wanted = view.width * font.size * 0.495;
        Setting {
            width: wanted.min(room).max(120.0).round(),
            row_height: snap(font.size * theme::LEADING),
            gap: snap(font.size * 0.6),
            pixels_per_point: ppp,
            font,
        }
    }
}

/// What the parts of the Reader read in one frame.
struct Scene<'a> {
    session: &'a Session,
    id: &'a ArticleId,
    article: &'a Arc<Article>,
    segments: Option<&'a Segments>,
    document: Option<&'a Document>,
    /// Tagged spans that are seen, by start, longer first.
    tags: Vec<TaggedSpan>,
    /// What is proposed at the selection, by place.
    proposals: &'a [Proposal],
    /// Sentences that are seen, in order.
    sentences: Vec<Span>,
    /// Where the text is seen.
    rect: Rect,
    /// The text's own widget: focus, pointer.
    response: egui::Response,
}

impl Scene<'_> {
    fn text(&self) -> &str {
        &self.article.text
    }

    fn selection(&self) -> &Selection {
        self.session.selection()
    }

    fn select(&self, text: Option<Span>, record: Option<RecordRef>) -> Action {
        Action::Select(Selection { article: Some(self.id.clone()), text, record })
    }

    /// The record that stays selected when these words are: the selected one if its claim holds them,
    /// else the innermost claim that does.
    fn record_for(&self, words: Span) -> Option<RecordRef> {
        let document = self.document?;
        let kept = self.selection().record.clone().filter(|record| {
            let claim = document.claim_of(record).and_then(|id| document.claims().get(id));
            claim.is_some_and(|claim| {
                claim.anchors.iter().filter_map(Anchor::span).any(|span| span.overlaps(words))
            })
        });
        let innermost = || {
            let mut claims: Vec<TaggedSpan> = document.spans().touching(words);
            claims
                .retain(|tag| tag.role == crate::model::TagRole::Claim && tag.span.overlaps(words));
            claims.into_iter().min_by_key(|tag| tag.span.len()).map(|tag| tag.of.record)
        };
        kept.or_else(innermost)
    }

    /// The sentence at a byte.
    fn sentence_at(&self, byte: usize) -> Option<Span> {
        let sentence = self.segments?.sentence_at(byte)?;
        let sentence = sentence.trimmed(self.text());
        (!sentence.is_empty()).then_some(sentence)
    }
}

/// Draws the Reader and takes in what the analyst does there.
pub fn reader_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut ViewState,
    state: &mut ReaderState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    state.shows_text = false;
    let palette = theme::palette(ui);
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    ui.painter().rect_filled(whole, 0.0, palette.background);
    let Some((id, article)) = shown(session) else {
        leave(state);
        header::nothing_ui(ui, whole, session);
        return;
    };
    let top = Rect::from_min_size(whole.min, vec2(whole.width(), header::HEIGHT));
    let rect = Rect::from_min_max(egui::pos2(whole.left(), top.bottom()), whole.max);
    let room = rect.width() - 2.0 * paint::MARGIN - scroll::WIDTH;
    let setting = state.setting(ui, view, room);
    enter(state, session, id, article, &setting);
    let Some(flow) = state.flow.as_mut() else { return };
    flow.set(setting);
    let left = column_left(rect, flow.setting().width);

    // Wheel and bar first, so that what is shown is what was asked for.
    let response = ui.interact(rect, Id::unique("reader text"), Sense::click_and_drag());
    name_text(ui, &response, session, id);
    state.scroll.wheel(ui, &response, flow, view);
    follow(&mut state.reveal, session, id, flow, rect);
    flow.show(ui.ctx(), rect, left);
    state.shows_text = !flow.seen().is_empty();

    let seen = flow.seen_span();
    let document = session.document(id);
    let segments = session.segments(id).map(AsRef::as_ref);
    let scene = Scene {
        session,
        id,
        article,
        segments,
        document,
        tags: document.map(|d| d.spans().touching(seen)).unwrap_or_default(),
        proposals: session.shown_proposals(),
        sentences: segments.map(|s| s.touching(seen)).unwrap_or_default(),
        rect,
        response,
    };
    if state.focus || scene.response.clicked() || scene.response.drag_started() {
        state.focus = false;
        scene.response.request_focus();
    }
    if flow.seen().is_empty() {
        header::blank_ui(ui, rect);
    }
    // Keys are the menu's while one is open; Escape closes it and leaves the selection.
    let menu_is_open = Popup::is_any_open(ui.ctx());
    toolbar::menu(&scene, state, view, out, acts);
    pointer::interact(ui, &scene, state, view, out);
    if !menu_is_open {
        keys::interact(ui, &scene, state, view, out, acts);
    }
    proposals::hover(&scene, state);
    draw(ui, &scene, state, view);
    if let Some(flow) = &state.flow {
        unseen::hover(&scene, flow, view);
    }
    nodes::nodes(ui, &scene, state, view, out);
    let Some(flow) = state.flow.as_mut() else { return };
    state.scroll.bar(ui, rect, flow);
    header::header_ui(ui, top, left, &scene, &mut state.header, view, (out, acts));
    if view.marking.0.as_ref().is_none_or(|target| target.article() != id) {
        let from = flow.top_byte();
        match state.find.bar_ui(ui, top, article, from) {
            Some(find::Wish::Go(hit)) => reveal(flow, hit, rect),
            Some(find::Wish::Closed) => state.focus = true,
            None => {}
        }
        if session.selected_proposal().is_some() {
            proposals::card_ui(ui, &scene, state, out, acts);
        } else {
            toolbar::toolbar_ui(ui, &scene, state, out, acts);
        }
    }
    match session.row(id).and_then(|row| row.trouble.as_ref()) {
        Some(Trouble::Annotations(why)) => header::warning_ui(ui, rect, why),
        Some(Trouble::Changed(why)) => {
            let again = Action::ReadAgain(id.clone());
            let offers = |(_, actions): &(String, Vec<Action>)| actions.contains(&again);
            let mut notices = session.notices().iter().filter_map(|notice| notice.offer.as_ref());
            // Not twice at once.
            if !notices.any(offers) && header::changed_ui(ui, rect, why) {
                out.push(Action::ReadAgain(id.clone()));
            }
        }
        Some(Trouble::Article(_)) | None => {}
    }
}

/// The article shown, if it can be.
fn shown(session: &Session) -> Option<(&ArticleId, &Arc<Article>)> {
    let id = session.current()?;
    Some((id, session.article(id)?))
}

/// The left edge of the text: the column stands in the middle, on a whole point.
fn column_left(rect: Rect, width: f32) -> f32 {
    let spare = rect.width() - scroll::WIDTH - width;
    (rect.left() + (spare / 2.0).max(paint::MARGIN)).round()
}

/// Nothing is shown any more: where it was left is kept.
fn leave(state: &mut ReaderState) {
    if let (Some(id), Some(flow)) = (state.shown.take(), state.flow.take()) {
        state.places.insert(id, flow.top_byte());
    }
}

/// Makes sure that the flow is of this article's present text.
fn enter(
    state: &mut ReaderState,
    session: &Session,
    id: &ArticleId,
    article: &Arc<Article>,
    setting: &Setting,
) {
    let same = state.shown.as_ref() == Some(id)
        && state.flow.as_ref().is_some_and(|flow| Arc::ptr_eq(flow.article(), article));
    if same {
        return;
    }
    leave(state);
    let kept = || session.view().scroll.get(id.as_str()).map(|byte| *byte as usize);
    let top = state.places.get(id).copied().or_else(kept).unwrap_or(0).min(article.text.len());
    let top = article.text.floor_char_boundary(top);
    state.flow = Some(Flow::new(Arc::clone(article), setting.clone(), top));
    state.shown = Some(id.clone());
    state.pointer = pointer::Pointer::default();
    state.keys = keys::Caret::default();
    state.toolbar.hide();
    state.focus |= !state.find.is_open();
}

/// Scrolls to the selection where the session asks for it.
fn follow(last: &mut u64, session: &Session, id: &ArticleId, flow: &mut Flow, rect: Rect) {
    let reveal_now = session.reveal();
    if *last == reveal_now {
        return;
    }
    *last = reveal_now;
    let selection = session.selection();
    let of_record = || {
        let anchors = session.document(id)?.anchors_of(selection.record.as_ref()?);
        anchors.iter().find_map(|(_, anchor)| anchor.span())
    };
    if let Some(span) = selection.text.or_else(of_record) {
        reveal(flow, span, rect);
    }
}

/// Scrolls only if the span is not well in view.
fn reveal(flow: &mut Flow, span: Span, rect: Rect) {
    let inner = rect.shrink2(vec2(0.0, flow.setting().row_height.min(rect.height() / 4.0)));
    let rects = flow.rects_of(span);
    let first = rects.first().is_some_and(|first| inner.y_range().contains(first.center().y));
    let seen = flow.seen_span().covers(span) || span.len() > 4000;
    let last = rects.last().is_some_and(|last| inner.y_range().contains(last.center().y));
    if !(first && (last || !seen)) {
        flow.scroll_to_byte(span.start, f64::from(rect.height()) * 0.3);
    }
}

fn name_text(ui: &Ui, response: &egui::Response, session: &Session, id: &ArticleId) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Document);
        let title = session.row(id).map_or_else(|| visible(id.as_str()), |row| visible(&row.title));
        node.set_description(format!("The text of {title}"));
        node.set_label("Article text");
    });
}

fn draw(ui: &Ui, scene: &Scene<'_>, state: &ReaderState, view: &ViewState) {
    let Some(flow) = &state.flow else { return };
    let selected = scene.selection().record.as_ref();
    let claim = selected.and_then(|record| scene.document?.claim_of(record));
    let mut drawn: Vec<paint::Drawn> = scene
        .tags
        .iter()
        .map(|tag| {
            let is_claim = tag.role == crate::model::TagRole::Claim;
            let selected = selected == Some(&tag.of.record)
                || is_claim
                    && claim.is_some_and(|id| tag.of.record == RecordRef::Claim(id.clone()));
            let mut drawn = paint::Drawn::of(tag, selected);
            if let Some(moved) = state.pointer.moved(&tag.of) {
                drawn.span = moved;
            }
            drawn
        })
        .collect();
    let offered = scene.session.selected_proposal().map(|proposal| proposal.key);
    drawn.extend(scene.proposals.iter().flat_map(|proposal| {
        let selected = offered == Some(proposal.key);
        let spans = proposal.spans.iter();
        spans.map(move |(role, span)| paint::Drawn::proposal(*role, *span, selected))
    }));
    paint::stack(&mut drawn);
    let under = paint::Underlay {
        hover: state.pointer.hovered(),
        selection: state.pointer.live().or_else(|| {
            let text = scene.selection().text?;
            // A selected claim or tag has its own outline.
            let own =
                scene.tags.iter().any(|tag| tag.span == text && Some(&tag.of.record) == selected);
            (!own).then_some(text)
        }),
        hits: state.find.hits_in(flow.seen_span()).to_vec(),
        current_hit: state.find.current(),
        grip: state.pointer.grip(),
    };
    let painter = ui.painter().with_clip_rect(scene.rect);
    let palette = theme::palette(ui);
    paint::Brush { painter: &painter, palette, flow, view }.paint(&drawn, &under);
    unseen::paint(&painter, flow, view, palette);
}
