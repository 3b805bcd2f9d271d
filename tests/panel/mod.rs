//! One panel over a session on a copy of the seeds, without a display.

#![allow(clippy::unwrap_used, dead_code)]

use super::common::Desk;
use attest::model::{ArticleId, ClaimId, QuantityId, RecordRef, Selection, Span};
use attest::session::{Action, Command, Field, FieldOwner, FieldRef, Session, TagKind};
use attest::ui::inspector::{InspectorState, inspector_ui};
use attest::ui::numbers::{NumbersState, numbers_ui};
use attest::ui::{Marking, fonts, theme};
use eframe::egui;
use egui_kittest::Harness;

/// The article of the worked example.
pub const ARTICLE: &str = "002_371c06971a596525.txt";
/// Its sentence.
pub const SENTENCE: &str = "The government added in a statement";

/// Which panel is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Inspector,
    Numbers,
}

/// What the panel reads and writes.
pub struct Panel {
    pub session: Session,
    pub inspector: InspectorState,
    pub numbers: NumbersState,
    pub marking: Marking,
    pub shown: Shown,
    themed: bool,
    /// Kept as long as the session: the folder goes with it.
    desk: Desk,
}

impl Panel {
    /// A session on a copy of the seeds, read to the end.
    pub fn on_seeds(shown: Shown) -> Self {
        let desk = Desk::new();
        let mut session = desk.session();
        session.dispatch(Action::Show(article()));
        Self {
            session,
            inspector: InspectorState::default(),
            numbers: NumbersState::default(),
            marking: Marking::default(),
            shown,
            themed: false,
            desk,
        }
    }

    /// The place of words in the article.
    pub fn find(&self, words: &str) -> Span {
        let text = &self.session.article(&article()).unwrap().text;
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    pub fn act(&mut self, command: Command) {
        self.session.dispatch(Action::Do(command));
    }

    /// Makes the worked example's sentence a claim and tags its number.
    pub fn tag_example(&mut self) -> QuantityId {
        let start = self.find(SENTENCE);
        let text = self.session.article(&article()).unwrap().text.clone();
        let rest = text.get(start.start..).unwrap();
        let end = start.start + rest.find('\n').unwrap();
        let spans = vec![Span::new(start.start, end).trimmed(&text)];
        self.act(Command::MakeClaim { article: article(), spans });
        let sentence = text.get(start.start..end).unwrap();
        let at = start.start + sentence.find("1,050").unwrap();
        self.act(Command::Tag {
            article: article(),
            span: Span::new(at, at + 5),
            kind: TagKind::Number,
        });
        self.quantities().pop().unwrap()
    }

    pub fn quantities(&self) -> Vec<QuantityId> {
        let document = self.session.document(&article()).unwrap();
        document.quantities().keys().cloned().collect()
    }

    pub fn claims(&self) -> Vec<ClaimId> {
        self.session.document(&article()).unwrap().claims().keys().cloned().collect()
    }

    pub fn select(&mut self, record: RecordRef) {
        let selection = Selection { article: Some(article()), text: None, record: Some(record) };
        self.session.dispatch(Action::Select(selection));
    }

    /// A field of a number.
    pub fn field(&self, quantity: &QuantityId, field: Field) -> FieldRef {
        let of = FieldOwner::Record(RecordRef::Quantity(quantity.clone()));
        FieldRef { article: article(), of, field }
    }

    pub fn text(&self, quantity: &QuantityId, field: Field) -> String {
        self.session.field_text(&self.field(quantity, field)).unwrap()
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        if !std::mem::replace(&mut self.themed, true) {
            fonts::install_fonts(ui.ctx());
            theme::apply(ui.ctx(), attest::ui::view_state::ThemeChoice::Light);
        }
        self.session.poll();
        let mut out = Vec::new();
        let (session, marking) = (&self.session, &mut self.marking);
        match self.shown {
            Shown::Inspector => inspector_ui(ui, session, &mut self.inspector, marking, &mut out),
            Shown::Numbers => numbers_ui(ui, session, &mut self.numbers, &mut out),
        }
        for action in out {
            self.session.dispatch(action);
            ui.ctx().request_repaint();
        }
    }
}

pub fn article() -> ArticleId {
    ArticleId::new(ARTICLE)
}

/// The panel in a window of its own size.
pub fn harness(panel: Panel) -> Harness<'static, Panel> {
    let size = match panel.shown {
        Shown::Inspector => egui::vec2(380.0, 1400.0),
        Shown::Numbers => egui::vec2(1200.0, 700.0),
    };
    Harness::builder()
        .with_size(size)
        .with_max_steps(20)
        .build_ui_state(|ui, panel: &mut Panel| panel.frame(ui), panel)
}
