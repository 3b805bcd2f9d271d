//! The dialog about annotations that lie near: whose they are, and whether they are those of the open articles.
//!
//! Never: looks for them, decides.

use super::theme::{self, palette};
use super::widgets::{self, primary_button};
use crate::session::{Action, Near, Session, Way};
use eframe::egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};
use std::path::PathBuf;

/// What the dialog keeps.
#[derive(Default)]
pub struct NearState {
    /// For which folder the analyst said "not now".
    later: Option<PathBuf>,
    open: bool,
}

impl NearState {
    /// Shows it again.
    pub fn ask(&mut self) {
        self.later = None;
    }

    /// Whether it is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }
}

/// Draws the dialog where there is something to choose: at opening, and as soon as an act waits for it.
pub fn near_ui(ui: &Ui, session: &Session, state: &mut NearState, out: &mut Vec<Action>) {
    let held = session.held_act();
    let folder = session.folder();
    let later = folder.is_some() && state.later.as_deref() == folder;
    state.open = !session.near().is_empty() && (held.is_some() || !later);
    if !state.open {
        return;
    }
    let title = "Which annotations belong to these articles?";
    let mut later = false;
    let modal = widgets::dialog(ui, "near annotations", title, 600.0, |ui| {
        ui.label("This folder has no annotations of its own, but there are some near by that may be of its articles.");
        let rows = ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 320.0);
        rows.auto_shrink([false, true]).show(ui, |ui| {
            for near in session.near() {
                row(ui, near, out);
            }
        });
        if let Some(held) = held {
            let words = format!("“{held}” waits for the answer, and is done then.");
            ui.add(Label::new(RichText::new(words).color(palette(ui).warn)).wrap());
        }
        widgets::dialog_buttons(ui, |ui| {
            if widgets::dialog_button(ui, "Begin new ones here").clicked() {
                out.push(Action::BeginAnnotations);
            }
            let words = if held.is_some() { "Don’t do it" } else { "Not now" };
            later = widgets::dialog_button(ui, words).clicked();
        });
    });
    if later || modal.should_close() {
        state.later = folder.map(PathBuf::from);
        if held.is_some() {
            out.push(Action::DropHeld);
        }
    }
}

/// Annotations, and how they are come by.
fn row(ui: &mut Ui, near: &Near, out: &mut Vec<Action>) {
    let p = palette(ui);
    let frame = Frame::new().fill(p.panel).corner_radius(theme::RADIUS);
    frame.inner_margin(Margin::same(12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(near.to_string()).wrap());
        ui.add_space(4.0);
        match &near.way {
            Way::Take => {
                if primary_button(ui, "Take them", true).clicked() {
                    out.push(Action::TakeAnnotations(near.annotations.clone()));
                }
                let words = "Their project.ron will name this folder. Nothing else is changed.";
                widgets::muted_label(ui, words);
            }
            Way::Open(folder) => {
                let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
                if primary_button(ui, &format!("Open “{name}”"), true).clicked() {
                    out.push(Action::Open(vec![folder.clone()]));
                }
                widgets::muted_label(ui, "It is the folder that was annotated.");
            }
        }
    });
}
