//! The Facts view: what is asked above the articles, how its figures stand to each other, and why.
//!
//! Owns what is only of the view: which facts are shown and how, which one is open, which members are selected, what is
//! typed and not done yet. Never: compares, decides a state; every act is a command of the session.

mod bar;
mod board;
mod bounds;
pub mod chip;
mod detail;
pub mod finder;
mod form;
mod loose;
mod matrix;
mod members;
mod order;
mod picker;
mod reasons;
mod sentence;
mod sources;
mod timeline;

use crate::model::{FactId, QuantityId, Selection};
use crate::session::{Access, Action, BoardRow, Command, FactCommand, Session};
use crate::ui::bottom_bar::EXAMPLE;
use crate::ui::held::held_ui;
use crate::ui::theme::{self, palette};
use crate::ui::view_state::{UiAct, ViewKind, ViewState};
use crate::ui::widgets;
use eframe::egui::{self, Frame, Margin, Panel, Ui};
use order::{Order, Wanted};
use std::collections::BTreeSet;

/// The share of the window that an open fact takes at first.
const DETAIL: f32 = 0.42;

/// What the left side shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Tab {
    /// All facts.
    #[default]
    Board,
    /// Articles by facts.
    Matrix,
    /// Pairs that look the same, numbers in no fact.
    Loose,
    /// Who speaks.
    Sources,
}

/// What of the Facts view is only of the view.
#[derive(Default)]
pub struct FactsState {
    tab: Tab,
    wanted: Wanted,
    order: Order,
    /// The fact that is open.
    open: Option<FactId>,
    /// Where it stands on the session's board, of which state of the facts.
    open_at: Option<((u64, FactId), usize)>,
    /// The open fact is to be brought into view on the board.
    reveal: bool,
    reasons: Option<reasons::Reasons>,
    members: members::MembersState,
    form: form::FormState,
    bar: bar::BarState,
    matrix: matrix::MatrixState,
    loose: loose::LooseState,
    sources: sources::SourcesState,
    bounds: bounds::BoundsState,
    timeline: timeline::TimelineState,
    /// Facts that there were before one was made: the new one is opened.
    before: Option<BTreeSet<FactId>>,
}

impl FactsState {
    /// Opens a fact.
    pub fn open(&mut self, fact: FactId) {
        if self.open.as_ref() != Some(&fact) {
            self.open = Some(fact);
            self.reasons = None;
            self.members = members::MembersState::default();
            self.form = form::FormState::default();
            self.timeline = timeline::TimelineState::default();
        }
        self.reveal = true;
    }

    /// The fact that is open.
    #[must_use]
    pub const fn opened(&self) -> Option<&FactId> {
        self.open.as_ref()
    }

    /// The open fact's row of the board.
    fn open_row<'s>(&mut self, session: &'s Session) -> Option<&'s BoardRow> {
        let open = self.open.as_ref()?;
        let board = session.board();
        let key = (session.facts_revision(), open.clone());
        if self.open_at.as_ref().is_none_or(|(of, _)| *of != key) {
            let at = board.iter().position(|row| row.fact == *open)?;
            self.open_at = Some((key, at));
        }
        self.open_at.as_ref().and_then(|(_, at)| board.get(*at))
    }

    /// Opens the fact that is made by what was just asked for.
    fn open_new(&mut self, session: &Session) {
        self.tab = Tab::Board;
        self.before = Some(session.board().iter().map(|row| row.fact.clone()).collect());
    }

    /// Follows the facts as they are now: a new one is opened, one that is gone is closed.
    fn follow(&mut self, session: &Session) {
        let board = session.board();
        if let Some(before) = &self.before {
            let new = board.iter().find(|row| !before.contains(&row.fact));
            if let Some(new) = new.map(|row| row.fact.clone()) {
                self.before = None;
                self.open(new);
            }
        }
        let facts = session.facts();
        if self.open.as_ref().is_some_and(|id| !facts.is_some_and(|f| f.facts.contains_key(id))) {
            self.open = None;
        }
        if self.open.is_none() {
            // What most articles speak of has the most to show.
            let shown = self.order.lines().iter().rev().filter_map(|line| match line {
                order::Line::Fact(at) => board.get(*at),
                order::Line::Topic(..) => None,
            });
            let first = shown.max_by_key(|row| (row.articles, row.members));
            if let Some(first) = first.map(|row| row.fact.clone()) {
                self.open(first);
            }
        }
    }
}

/// What the parts of the view read, and where their wishes go.
struct Desk<'a> {
    session: &'a Session,
    view: &'a mut ViewState,
    out: &'a mut Vec<Action>,
    acts: &'a mut Vec<UiAct>,
    /// Whether facts can be changed now.
    writable: bool,
}

impl Desk<'_> {
    /// Why facts cannot be changed now, for controls that are off.
    fn why_not(&self) -> String {
        if let Some(trouble) = self.session.facts_trouble() {
            return format!("Facts cannot be changed: {trouble}");
        }
        match self.session.access() {
            Access::ReadOnly(why) => format!("Read-only: {why}"),
            Access::Write => "Only your own facts can be changed".to_owned(),
        }
    }

    /// Asks for an act on facts.
    fn act(&mut self, command: FactCommand) {
        self.out.push(Action::Do(Command::Facts(command)));
    }

    /// Goes to words in the Reader; Back returns here.
    fn go(&mut self, selection: Selection) {
        self.view.from = selection.article.clone().map(|article| (ViewKind::Facts, article));
        self.out.push(Action::GoTo(selection));
        self.acts.push(UiAct::View(ViewKind::Read));
    }

    /// Goes to a quantity's words in the Reader.
    fn go_to(&mut self, quantity: &QuantityId) {
        if let Some(selection) = self.session.quantity_selection(quantity) {
            self.go(selection);
        }
    }
}

/// Whether facts can be changed now.
#[must_use]
pub fn writable(session: &Session) -> bool {
    session.access() == Access::Write && session.is_own() && session.facts_trouble().is_none()
}

/// Draws the view in the space there is.
pub fn facts_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut ViewState,
    state: &mut FactsState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    // A field of the Inspector that was left by a shortcut.
    crate::ui::inspector::field::commit_left_field(ui, session, out);
    let p = palette(ui);
    state.order.refresh(session.board(), session.facts_revision(), &state.wanted);
    state.follow(session);
    let mut desk = Desk { session, view, out, acts, writable: writable(session) };
    let beside = matches!(state.tab, Tab::Loose | Tab::Sources);
    if beside || (state.tab == Tab::Board && state.open.is_some()) {
        let room = ui.available_width();
        let frame = Frame::new().fill(p.panel).inner_margin(Margin::same(12));
        let panel = Panel::right("fact").frame(frame).resizable(true);
        let panel = panel.default_size((room * DETAIL).clamp(420.0, 1100.0));
        panel.size_range(360.0..=(room - 420.0).max(400.0)).show(ui, |ui| {
            let fact = state.open.as_ref().map(ToString::to_string).unwrap_or_default();
            held_ui(ui, "This fact", &fact, |ui| match state.tab {
                Tab::Loose => loose::loose_detail_ui(ui, &mut desk, state),
                Tab::Sources => sources::source_ui(ui, &mut desk, &mut state.sources),
                Tab::Board | Tab::Matrix => detail::detail_ui(ui, &mut desk, state),
            });
        });
    }
    let paper = Frame::new().fill(p.background).inner_margin(Margin::same(12));
    egui::CentralPanel::default().frame(paper).show(ui, |ui| {
        held_ui(ui, "This view", &"", |ui| {
            bar::bar_ui(ui, &mut desk, state);
            if let Some(why) = session.facts_trouble() {
                let text = format!("Facts cannot be changed: {why}");
                ui.add(egui::Label::new(egui::RichText::new(text).color(p.warn)).wrap());
                ui.add_space(theme::STEP);
            }
            if state.tab == Tab::Loose {
                return loose::loose_ui(ui, &mut desk, state);
            }
            if state.tab == Tab::Sources {
                return sources::sources_ui(ui, &mut desk, &mut state.sources);
            }
            if session.board().is_empty() {
                return empty_ui(ui, &mut desk);
            }
            if state.order.facts() == 0 {
                let more = "Clear the search or the states above to see all facts.";
                return widgets::nothing_ui(ui, "No fact is like that", more);
            }
            match state.tab {
                Tab::Matrix => matrix::matrix_ui(ui, &mut desk, state),
                _ => board::board_ui(ui, &mut desk, state),
            }
        })
    });
}

fn empty_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let session = desk.session;
    if session.opening().is_some() {
        let more = "Facts stand here as soon as all articles are read.";
        return widgets::nothing_ui(ui, "Reading the articles…", more);
    }
    let more = "A fact is a question that several articles answer: how many people entered \
        Armenia? Tag numbers while reading; in the form of each number, “New fact” and “Join” \
        gather those that answer one question.";
    widgets::nothing_ui(ui, "No facts yet", more);
    let example = session.annotators().iter().find(|name| **name == EXAMPLE);
    if let Some(name) = example.filter(|name| name.as_str() != session.annotator()) {
        ui.add_space(theme::STEP * 2.0);
        ui.vertical_centered(|ui| {
            let button = ui.button("Look at the worked example");
            let button = button.on_hover_text("Read-only; Annotators below brings you back");
            if button.clicked() {
                desk.out.push(Action::LookAt(name.clone()));
            }
        });
    }
}
