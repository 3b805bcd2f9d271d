//! The right panel: the claims of the article, the form of the selected one, the article's own fields, the history.
//!
//! Reads `&Session`, owns [`InspectorState`], emits actions. Never: rules, store, files.

mod article;
mod attribution;
mod claim;
mod claims;
pub mod field;
mod history;
mod links;
mod offer;
mod quantity;
mod row;
mod strayed;
mod voice;

pub(in crate::ui) use row::{Icon, icon_called_ui, scroll_margin};

use super::facts::finder::FinderState;
use super::{Marking, theme};
use crate::model::{ArticleId, RecordRef, Selection};
use crate::session::{Access, Action, Field, FieldOwner, FieldRef, ProposalKey, Session, Trouble};
use eframe::egui::{self, RichText, Ui};

/// What the Inspector shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tab {
    /// The claims and the form of the selected one.
    #[default]
    Claims,
    /// What is known of the article itself.
    Article,
    /// What was done.
    History,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Claims, Self::Article, Self::History];

    const fn label(self) -> &'static str {
        match self {
            Self::Claims => "Claims",
            Self::Article => "Article",
            Self::History => "History",
        }
    }
}

/// What of the Inspector is only of the view.
#[derive(Default)]
pub struct InspectorState {
    /// The tab shown.
    pub tab: Tab,
    list: claims::ClaimList,
    strayed: strayed::StrayedList,
    voices: voice::VoiceList,
    links: links::LinkState,
    finder: FinderState,
    hop: Option<attribution::OpenHop>,
    /// The field that is to get the focus, of the record selected by then; and for how many frames more it is looked for.
    correct: Option<(Field, u8)>,
    /// The record whose card was last brought into view.
    shown: Option<(ArticleId, RecordRef)>,
}

/// For how many frames a field is waited for that is to get the focus.
const TRIES: u8 = 3;

impl InspectorState {
    /// Puts the focus into a field of the record that is selected in the next frame, or of the article.
    pub const fn correct(&mut self, field: Field) {
        self.correct = Some((field, TRIES));
    }

    /// A fact that was clicked, to be shown.
    pub const fn take_fact(&mut self) -> Option<crate::model::FactId> {
        self.finder.open.take()
    }

    /// Brings the field that is to get the focus into view: its tab, its hop.
    fn bring(&mut self, ui: &Ui, session: &Session, article: &ArticleId) {
        let Some((field, tries)) = self.correct.take() else { return };
        if tries < TRIES && !field::focus_waits(ui) {
            return;
        }
        self.correct = tries.checked_sub(1).map(|left| (field, left));
        let of_article = matches!(field, Field::Published | Field::Language | Field::Outlet);
        let record = session.selection().record.clone();
        let Some(of) = record.map(FieldOwner::Record).or(of_article.then_some(FieldOwner::Article))
        else {
            return;
        };
        let of = if of_article { FieldOwner::Article } else { of };
        self.tab = if of_article { Tab::Article } else { Tab::Claims };
        if let (Field::HopSource(at) | Field::HopAntecedent(at), FieldOwner::Record(record)) =
            (field, &of)
            && let RecordRef::Attribution(id) = record
        {
            self.hop = Some((id.clone(), at));
        }
        field::focus(ui, FieldRef { article: article.clone(), of, field });
    }

    /// Whether the rarer fields of a number are to be shown for a field that gets the focus.
    const fn wants_more(&self) -> bool {
        matches!(self.correct, Some((Field::Period | Field::UnitKind | Field::LinkTo(_), _)))
    }
}

/// What every part of a form needs: the session to read, what can be changed, and where wishes go.
pub struct Form<'a> {
    session: &'a Session,
    article: &'a ArticleId,
    writable: bool,
    marking: &'a mut Marking,
    out: &'a mut Vec<Action>,
    /// Proposals that stand somewhere in the form already.
    drawn: Vec<ProposalKey>,
    /// A field that is to get the focus once what was asked for is done.
    correct: &'a mut Option<Field>,
}

impl Form<'_> {
    fn of(&self, record: &RecordRef, field: Field) -> FieldRef {
        let of = FieldOwner::Record(record.clone());
        FieldRef { article: self.article.clone(), of, field }
    }

    fn select(&mut self, record: RecordRef) {
        let text = self.session.selection().text;
        let article = Some(self.article.clone());
        self.out.push(Action::Select(Selection { article, text, record: Some(record) }));
    }

    fn go_to(&mut self, record: RecordRef, text: Option<crate::model::Span>) {
        let article = Some(self.article.clone());
        self.out.push(Action::GoTo(Selection { article, text, record: Some(record) }));
    }
}

/// Whether the records of this article can be changed now.
#[must_use]
pub fn writable(session: &Session, article: &ArticleId) -> bool {
    session.access() == Access::Write
        && session.is_own()
        && session.row(article).is_none_or(|row| row.trouble.is_none())
}

/// Draws the Inspector in the space there is.
pub fn inspector_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut InspectorState,
    marking: &mut Marking,
    out: &mut Vec<Action>,
) {
    field::commit_left_field(ui, session, out);
    let Some(article) = session.current() else {
        ui.add_space(theme::STEP * 4.0);
        ui.vertical_centered(|ui| ui.label(RichText::new("No article is open.").weak()));
        return;
    };
    set_form_style(ui.style_mut());
    state.bring(ui, session, article);
    tabs_ui(ui, &mut state.tab);
    let writable = writable(session, article);
    let mut correct = None;
    let (drawn, to_correct) = (Vec::new(), &mut correct);
    let mut form = Form { session, article, writable, marking, out, drawn, correct: to_correct };
    if !writable && state.tab != Tab::History {
        read_only_ui(ui, session, article);
    }
    ui.push_id(article, |ui| match state.tab {
        Tab::Claims => claims::claims_ui(ui, &mut form, state),
        Tab::Article => article::article_ui(ui, &mut form),
        Tab::History => history::history_ui(ui, session, form.out),
    });
    if let Some(field) = correct {
        state.correct(field);
        ui.ctx().request_repaint();
    }
}

/// Forms are drawn a little smaller and closer than the rest.
fn set_form_style(style: &mut egui::Style) {
    style.spacing.item_spacing = egui::vec2(theme::STEP * 1.5, theme::STEP);
    style.spacing.interact_size.y = theme::FORM_CONTROL;
    style.spacing.button_padding.y = theme::STEP - 1.0;
    for text in [egui::TextStyle::Body, egui::TextStyle::Button] {
        if let Some(font) = style.text_styles.get_mut(&text) {
            font.size = theme::FORM_TEXT;
        }
    }
}

fn tabs_ui(ui: &mut Ui, tab: &mut Tab) {
    ui.horizontal(|ui| {
        for each in Tab::ALL {
            if ui.selectable_label(*tab == each, each.label()).clicked() {
                *tab = each;
            }
        }
    });
    ui.separator();
}

fn read_only_ui(ui: &mut Ui, session: &Session, article: &ArticleId) {
    let why = match (session.row(article).and_then(|row| row.trouble.as_ref()), session.access()) {
        (Some(Trouble::Annotations(why) | Trouble::Article(why) | Trouble::Changed(why)), _) => {
            why.clone()
        }
        (None, Access::ReadOnly(why)) => why,
        (None, Access::Write) => "This is another annotator’s work.".to_owned(),
    };
    ui.add(egui::Label::new(RichText::new(format!("Read-only: {why}")).weak().small()).wrap());
}
