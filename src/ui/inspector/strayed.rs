//! The anchors that do not stand where their file says: moved, changed with old and new words side by side, lost.
//!
//! Owns which of them the analyst wants to keep as they are. Never: moves an anchor by itself.

use super::Form;
use super::row::{action_button_ui, heading_ui, small_button};
use crate::model::{ArticleId, Place, SlotRef, Span};
use crate::session::{Action, Command, Session, Strayed};
use crate::ui::MarkTarget;
use crate::ui::held::{held_ui, record_id};
use crate::ui::names::{counted, first_words, place_name, slot_name};
use crate::ui::theme;
use eframe::egui::{self, RichText, Ui};
use std::collections::HashSet;

/// How much of the panel the list may take.
const SHARE: f32 = 0.4;

/// The list of one state of one article.
#[derive(Default)]
pub struct StrayedList {
    of: Option<(ArticleId, u64)>,
    all: Vec<Strayed>,
    kept: HashSet<(ArticleId, SlotRef)>,
}

impl StrayedList {
    fn refresh(&mut self, session: &Session, article: &ArticleId) {
        let key = (article.clone(), session.revision(article));
        if self.of.as_ref() != Some(&key) {
            self.of = Some(key);
            self.all = session.strayed(article);
        }
    }
}

/// Draws the list where there is anything to decide.
pub fn strayed_ui(ui: &mut Ui, form: &mut Form<'_>, list: &mut StrayedList) {
    list.refresh(form.session, form.article);
    let (all, kept) = (&list.all, &mut list.kept);
    let open =
        all.iter().filter(|s| !kept.contains(&(form.article.clone(), s.slot.clone()))).count();
    if all.is_empty() {
        return;
    }
    let title = match open {
        0 => format!("{} kept as they are", counted(all.len(), "anchor", "anchors")),
        _ => format!("{} out of place", counted(open, "anchor is", "anchors are")),
    };
    egui::CollapsingHeader::new(title).id_salt("strayed").default_open(true).show(ui, |ui| {
        let height = ui.available_height() * SHARE;
        egui::ScrollArea::vertical().id_salt("strayed").max_height(height).show(ui, |ui| {
            for strayed in all {
                if !kept.contains(&(form.article.clone(), strayed.slot.clone())) {
                    ui.push_id(&strayed.slot, |ui| {
                        let id = record_id(&strayed.slot.record);
                        held_ui(ui, "This record", id, |ui| one_ui(ui, form, strayed, kept));
                    });
                }
            }
        });
    });
    heading_ui(ui, "", |_| {});
}

fn one_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    strayed: &Strayed,
    kept: &mut HashSet<(ArticleId, SlotRef)>,
) {
    let anchor = &strayed.anchor;
    let what = format!("{}: {}", slot_name(strayed.slot.slot), place_name(anchor));
    ui.label(RichText::new(what).color(theme::palette(ui).warn));
    let old = first_words(anchor.exact(), 160);
    let new = first_words(&strayed.now, 160);
    if old == new || new.is_empty() {
        ui.add(egui::Label::new(format!("“{old}”")).wrap());
    } else {
        ui.columns(2, |sides| {
            if let [left, right] = sides {
                side_ui(left, "tagged", &old);
                side_ui(right, "now", &new);
            }
        });
    }
    let found: Option<Span> = match anchor.place {
        Place::Exact(span) | Place::Moved { span, .. } | Place::Changed { span, .. } => Some(span),
        Place::Orphaned { .. } => None,
    };
    ui.horizontal_wrapped(|ui| {
        let (article, slot) = (form.article.clone(), strayed.slot.clone());
        if let Some(span) = found {
            if ui.add(small_button("Show")).clicked() {
                form.go_to(slot.record.clone(), Some(span));
            }
            let command = Command::ConfirmAnchor { article: article.clone(), slot: slot.clone() };
            action_button_ui(ui, form, "Confirm", Action::Do(command));
        }
        let target = MarkTarget::Slot { article: article.clone(), slot: slot.clone() };
        let on = form.marking.0.as_ref() == Some(&target);
        let button = small_button("Re-anchor").selected(on);
        let tip = "Drag over the words in the text where it belongs";
        if ui.add_enabled(form.writable, button).on_hover_text(tip).clicked() {
            form.marking.0 = (!on).then_some(target);
        }
        let tip = "Leave it in the file as it is";
        if ui.add(small_button("Keep")).on_hover_text(tip).clicked() {
            kept.insert((article, slot));
        }
    });
    ui.add_space(theme::STEP);
}

fn side_ui(ui: &mut Ui, title: &str, words: &str) {
    ui.label(RichText::new(title).small().weak());
    ui.add(egui::Label::new(format!("“{words}”")).wrap());
}
