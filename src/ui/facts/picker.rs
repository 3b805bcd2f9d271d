//! A short list of facts to choose one from, found by words: to move to, to merge into.
//!
//! Owns what is typed and what was found for it. Never: acts.

use crate::model::{FactId, visible};
use crate::session::Session;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{Button, Id, RichText, ScrollArea, Ui, vec2};

/// Facts listed at once; more words find the others.
const MOST: usize = 40;

/// What is typed, and what was found.
#[derive(Default)]
pub struct Picker {
    text: String,
    of: Option<(u64, String)>,
    found: Vec<(FactId, String)>,
    more: usize,
}

impl Picker {
    fn refresh(&mut self, session: &Session) {
        let key = (session.facts_revision(), self.text.clone());
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.of = Some(key);
        let needles: Vec<String> = self.text.split_whitespace().map(str::to_lowercase).collect();
        let rows = session.board().iter().filter(|row| {
            let question = row.question.to_lowercase();
            needles.iter().all(|needle| question.contains(needle))
        });
        let mut found: Vec<_> = rows.map(|row| (row.fact.clone(), row.question.clone())).collect();
        self.more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        self.found = found;
    }
}

/// Draws the list; gives the fact that was clicked.
pub fn picker_ui(
    ui: &mut Ui,
    session: &Session,
    picker: &mut Picker,
    title: &str,
    without: &[&FactId],
) -> Option<FactId> {
    picker.refresh(session);
    ui.set_width(440.0);
    widgets::section_title(ui, title);
    let id = Id::unique(("pick a fact", title));
    widgets::search_field(ui, id, "Find a fact", "Find a fact", &mut picker.text);
    ui.add_space(theme::STEP);
    let mut chosen = None;
    ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        let others = picker.found.iter().filter(|(fact, _)| !without.contains(&fact));
        let mut any = false;
        for (fact, question) in others {
            any = true;
            let width = ui.available_width();
            let button = Button::selectable(false, &*visible(question)).truncate();
            let button = button.right_text("").min_size(vec2(width, theme::CONTROL));
            let button = ui.add(button);
            widgets::name(ui, &button, question);
            if button.clicked() {
                chosen = Some(fact.clone());
            }
        }
        if !any {
            ui.label(RichText::new("No other fact is like that.").color(palette(ui).muted));
        }
        if picker.more > 0 {
            let words = format!("and {} more: type to find them", widgets::grouped(picker.more));
            ui.label(RichText::new(words).color(palette(ui).muted));
        }
    });
    if chosen.is_some() {
        ui.close();
    }
    chosen
}
