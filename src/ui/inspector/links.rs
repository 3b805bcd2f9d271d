//! The links of a number to others, of this article or another: what they are, where they lead, choosing one.
//!
//! Owns the list of all numbers while a chooser is open. Never: rules.

use super::Form;
use super::field::{Named, Size, field_ui};
use super::row::{Icon, icon_ui, labelled_ui, row_ui, small_button};
use crate::model::{
    ArticleId, Link, LinkKind, Quantity, QuantityId, RecordRef, Selection, visible,
};
use crate::session::{Action, Command, Field, ListField, Session};
use crate::ui::names::first_words;
use crate::ui::theme;
use eframe::egui::{self, PopupCloseBehavior, RichText, Ui};
use std::collections::HashMap;

/// The kinds of links with their contract names.
const KINDS: [(LinkKind, &str); 5] = [
    (LinkKind::PartOf, "PartOf"),
    (LinkKind::FurtherTo, "FurtherTo"),
    (LinkKind::Repeats, "Repeats"),
    (LinkKind::Revises, "Revises"),
    (LinkKind::Contradicts, "Contradicts"),
];

struct NumberLine {
    id: QuantityId,
    label: String,
    folded: String,
}

/// What of the links is only of the view.
#[derive(Default)]
pub struct LinkState {
    /// Where numbers are, of one state of all articles; asked only for those that are linked to.
    targets: HashMap<QuantityId, Option<(ArticleId, String)>>,
    targets_of: u64,
    kind: Option<LinkKind>,
    query: String,
    all: Vec<NumberLine>,
    all_of: Option<u64>,
    shown: Vec<usize>,
    shown_of: Option<(u64, String)>,
}

impl LinkState {
    fn target(&mut self, session: &Session, id: &QuantityId) -> Option<&(ArticleId, String)> {
        let revision = session.revision_of_all();
        if self.targets_of != revision {
            self.targets_of = revision;
            self.targets.clear();
        }
        let find = || {
            session.rows().iter().find_map(|row| {
                let q = session.document(&row.id)?.quantities().get(id)?;
                Some((row.id.clone(), name_of(q, &row.title)))
            })
        };
        self.targets.entry(id.clone()).or_insert_with(find).as_ref()
    }

    fn refresh_all(&mut self, session: &Session) {
        let revision = session.revision_of_all();
        if self.all_of != Some(revision) {
            self.all_of = Some(revision);
            self.shown_of = None;
            self.all.clear();
            for row in session.rows() {
                let Some(document) = session.document(&row.id) else { continue };
                let mut quantities: Vec<_> = document.quantities().values().collect();
                quantities.sort_by_key(|q| q.anchor.span());
                self.all.extend(quantities.into_iter().map(|q| {
                    let label = name_of(q, &row.title);
                    NumberLine { id: q.id.clone(), folded: label.to_lowercase(), label }
                }));
            }
        }
        let key = (revision, self.query.to_lowercase());
        if self.shown_of.as_ref() != Some(&key) {
            let hits = self.all.iter().enumerate();
            let hits = hits.filter(|(_, line)| line.folded.contains(&key.1));
            self.shown = hits.map(|(at, _)| at).collect();
            self.shown_of = Some(key);
        }
    }
}

fn name_of(q: &Quantity, title: &str) -> String {
    let counted = q.counted.as_ref().map_or("", |counted| counted.text.as_str());
    let printed = q.anchor.words();
    let printed = visible(&printed);
    format!("{printed} {} · {}", visible(counted), first_words(title, 40))
}

/// Draws the links of a number, and the button that adds one.
pub fn links_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut LinkState, q: &Quantity) {
    let record = RecordRef::Quantity(q.id.clone());
    for (at, link) in q.links.iter().enumerate() {
        labelled_ui(ui, if at == 0 { "Links" } else { "" }, |ui, _| {
            ui.horizontal(|ui| {
                let kind = form.of(&record, Field::LinkKind(at));
                let width = ui.available_width() - theme::FORM_BUTTON * 1.5;
                let size = Size { width, rows: 1, writable: form.writable };
                let name = format!("Kind of link {}", at + 1);
                field_ui(ui, form.session, &kind, Named::As(&name), size, form.out);
                let remove = format!("Remove link {}", at + 1);
                if form.writable && icon_ui(ui, Icon::Remove, &remove, true, false).clicked() {
                    let (article, record) = (form.article.clone(), record.clone());
                    let list = ListField::Links;
                    form.out.push(Action::Do(Command::RemoveItem { article, record, list, at }));
                }
            });
            target_ui(ui, form, state, &link.to);
        });
        row_ui(ui, form, &form.of(&record, Field::LinkWhy(at)));
    }
    if form.writable {
        labelled_ui(ui, if q.links.is_empty() { "Links" } else { "" }, |ui, _| {
            let response = ui.add(small_button("Add link"));
            egui::Popup::menu(&response)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .show(|ui| choose_ui(ui, form, state, q));
        });
    }
}

fn target_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut LinkState, to: &QuantityId) {
    match state.target(form.session, to) {
        Some((article, name)) => {
            if ui.add(egui::Link::new(first_words(name, 60))).clicked() {
                let document = form.session.document(article);
                let target = document.and_then(|document| document.quantities().get(to));
                form.out.push(Action::GoTo(Selection {
                    article: Some(article.clone()),
                    text: target.and_then(|q| q.anchor.span()),
                    record: Some(RecordRef::Quantity(to.clone())),
                }));
            }
        }
        None => {
            let text = RichText::new("a number that is not there").small();
            ui.label(text.color(theme::palette(ui).warn)).on_hover_text(to.as_str());
        }
    }
}

fn choose_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut LinkState, q: &Quantity) {
    ui.set_width(theme::POPUP_WIDTH);
    state.refresh_all(form.session);
    let choices = form.session.choices(Field::LinkKind(0)).unwrap_or_default();
    let kind = state.kind.unwrap_or(LinkKind::PartOf);
    ui.horizontal_wrapped(|ui| {
        for (each, name) in KINDS {
            let label = choices.iter().find(|c| c.value == name).map_or(name, |c| c.label);
            if ui.selectable_label(kind == each, label).clicked() {
                state.kind = Some(each);
            }
        }
    });
    let edit = egui::TextEdit::singleline(&mut state.query).desired_width(theme::POPUP_WIDTH);
    ui.add(edit.hint_text("Find a number")).accessible_name("Find a number");
    let height = ui.spacing().interact_size.y;
    let area =
        egui::ScrollArea::vertical().max_height(theme::POPUP_HEIGHT).auto_shrink([false, true]);
    let mut chosen = None;
    area.show_rows(ui, height, state.shown.len(), |ui, rows| {
        for at in state.shown.get(rows).unwrap_or_default() {
            let Some(line) = state.all.get(*at) else { continue };
            let is_self = line.id == q.id;
            let button = egui::Button::selectable(false, &line.label).truncate();
            if ui.add_enabled(!is_self, button).clicked() {
                chosen = Some(line.id.clone());
            }
        }
    });
    if state.shown.is_empty() {
        ui.label(RichText::new("No number like that.").weak());
    }
    if let Some(to) = chosen {
        let (article, quantity) = (form.article.clone(), q.id.clone());
        let link = Link { kind, to, why: String::new() };
        form.out.push(Action::Do(Command::AddLink { article, quantity, link }));
        ui.close();
    }
}
