//! Changing an article's date: shows every date that rests on it, old and new, before all is done as one act.
//!
//! Owns: the act that waits for the analyst's word. Never: works out dates.

use super::names::counted;
use super::theme::{self, icon, palette};
use super::widgets::{self, primary_button};
use crate::model::{ArticleId, RefusalKind};
use crate::session::{
    Action, Command, DateRole, Field, FieldOwner, FieldRef, Redated, Session, TagKind,
};
use eframe::egui::{Label, RichText, ScrollArea, Ui, vec2};

/// Width of the column of what is printed.
const PRINTED: f32 = 180.0;

/// A change of an article's date that waits for a word.
#[derive(Default)]
pub struct Redating {
    asked: Option<Asked>,
    /// What the analyst said yes to: it passes.
    agreed: Option<Action>,
}

struct Asked {
    action: Action,
    article: ArticleId,
    /// The new date as it was typed or proposed; empty where it is taken away.
    date: String,
    rows: Vec<Redated>,
}

impl Redating {
    /// Whether a change waits.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.asked.is_some()
    }

    /// Holds a change of an article's date back where other dates rest on it; gives every other action back.
    pub fn hold(&mut self, session: &Session, action: Action) -> Option<Action> {
        if self.agreed.take().is_some_and(|agreed| agreed == action) {
            return Some(action);
        }
        let Some((article, date)) = new_date(session, &action) else { return Some(action) };
        let rows = session.dates_resting_on(&article, &date).unwrap_or_default();
        // What cannot be read as a date is told in its field.
        if !rows.iter().any(|row| row.kept.is_none() && row.old != row.new) {
            return Some(action);
        }
        self.asked = Some(Asked { action, article, date, rows });
        None
    }
}

/// The article whose date an action sets, and to what.
fn new_date(session: &Session, action: &Action) -> Option<(ArticleId, String)> {
    let of_article = |field: &FieldRef| {
        (field.of == FieldOwner::Article && field.field == Field::Published)
            .then(|| field.article.clone())
    };
    let words = |article: &ArticleId, span: crate::model::Span| {
        Some(span.shown(&session.article(article)?.text).to_owned())
    };
    match action {
        Action::Commit { field, text } | Action::Do(Command::SetField { field, text }) => {
            let same = session.field_text(field).is_some_and(|there| there == *text);
            of_article(field).filter(|_| !same).map(|article| (article, text.clone()))
        }
        Action::Do(Command::MarkField { field, span }) => {
            let article = of_article(field)?;
            let text = words(&article, *span)?;
            Some((article, text))
        }
        Action::Do(Command::Tag { article, span, kind: TagKind::Date(DateRole::Published) }) => {
            Some((article.clone(), words(article, *span)?))
        }
        Action::Do(Command::Accept { article, proposal })
            if proposal.kind == RefusalKind::PublishedDate =>
        {
            let proposed = session.published_proposal(article)?;
            // The words are the date, and why behind it.
            let date = proposed.words.split(" (").next().unwrap_or_default();
            Some((article.clone(), date.to_owned()))
        }
        _ => None,
    }
}

/// Draws the question while a change waits.
pub fn redating_ui(ui: &Ui, session: &Session, state: &mut Redating, out: &mut Vec<Action>) {
    let Some(asked) = &state.asked else { return };
    let changing = asked.rows.iter().filter(|row| row.kept.is_none() && row.old != row.new).count();
    let title = "Dates that rest on the article’s date";
    let modal = widgets::dialog(ui, "redating", title, 620.0, |ui| {
        let p = palette(ui);
        let name = session.row(&asked.article).map_or("", |row| row.title.as_str());
        ui.add(Label::new(RichText::new(name).color(p.muted)).truncate());
        let becomes = if asked.date.trim().is_empty() {
            "The article’s date is taken away.".to_owned()
        } else {
            format!("The article’s date becomes {}.", asked.date.trim())
        };
        let count = counted(changing, "date changes with it", "dates change with it");
        ui.label(format!("{becomes} {count}:"));
        let height = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 420.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for row in &asked.rows {
                row_ui(ui, row);
            }
        });
        let mut answer = None;
        widgets::dialog_buttons(ui, |ui| {
            let label = format!("Change all {}", changing + 1);
            let label = if changing == 1 { "Change both" } else { &label };
            if primary_button(ui, label, true).clicked() {
                answer = Some(true);
            }
            if widgets::dialog_button(ui, "Cancel").clicked() {
                answer = Some(false);
            }
        });
        answer
    });
    let closed = modal.should_close().then_some(false);
    match modal.inner.or(closed) {
        Some(true) => {
            state.agreed = state.asked.take().map(|asked| asked.action);
            out.extend(state.agreed.clone());
        }
        Some(false) => {
            let asked = state.asked.take();
            // What was typed is given up with it.
            if let Some(Asked { action: Action::Commit { field, .. }, .. }) = asked {
                out.push(Action::Draft { field, text: None });
            }
        }
        None => {}
    }
}

fn row_ui(ui: &mut Ui, row: &Redated) {
    let p = palette(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let printed = RichText::new(format!("“{}”", row.printed)).color(p.date);
        ui.allocate_ui(vec2(PRINTED, 0.0), |ui| {
            ui.set_width(PRINTED);
            ui.add(Label::new(printed).wrap());
        });
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if row.kept.is_some() || row.old == row.new {
                    ui.label(RichText::new(&row.old).color(p.muted));
                } else {
                    let none = "no date";
                    let or = |text: &str| if text.is_empty() { none } else { text }.to_owned();
                    ui.label(RichText::new(or(&row.old)).color(p.muted));
                    widgets::icon_ui(ui, icon::ARROW_RIGHT, p.muted);
                    ui.label(RichText::new(or(&row.new)).font(theme::title_font(theme::BODY)));
                }
            });
            if let Some(why) = row.kept {
                let why = RichText::new(format!("stays: {why}")).size(theme::SMALL);
                ui.label(why.color(p.muted));
            }
        });
    });
}
