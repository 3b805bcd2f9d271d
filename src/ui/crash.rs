//! The report of the last time that the window broke off, to be read and copied.
//!
//! Never: reads it from the disk; sends it anywhere.

use super::theme;
use crate::session::{Action, Session};
use eframe::egui::{Id, Label, Modal, RichText, ScrollArea, Ui};

/// Widest that the report stands.
const WIDTH: f32 = 720.0;

/// Draws it while the session shows it.
pub fn crash_ui(ui: &Ui, session: &Session, out: &mut Vec<Action>) {
    let Some(report) = session.crash_report() else { return };
    let modal = Modal::new(Id::unique("crash report")).show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        ui.heading("What broke off");
        let path = report.path.display().to_string();
        ui.add(Label::new(RichText::new(path).weak()).wrap());
        ui.add_space(theme::STEP * 2.0);
        let height = (ui.ctx().content_rect().height() - 240.0).max(120.0);
        ScrollArea::both().max_height(height).auto_shrink(false).show(ui, |ui| {
            ui.add(Label::new(RichText::new(&report.text).monospace().size(theme::SMALL)).extend());
        });
        ui.add_space(theme::STEP * 2.0);
        ui.horizontal(|ui| {
            if ui.button("Copy").clicked() {
                ui.ctx().copy_text(report.text.clone());
            }
            ui.button("Close").clicked()
        })
        .inner
    });
    if modal.inner || modal.should_close() {
        out.push(Action::ShowCrash(false));
    }
}
