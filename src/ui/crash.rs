//! The report of the last time that the window broke off, to be read and copied.
//!
//! Never: reads it from the disk; sends it anywhere.

use super::theme;
use super::widgets;
use crate::session::{Action, Session};
use eframe::egui::{Label, RichText, ScrollArea, Ui};

/// Widest that the report stands.
const WIDTH: f32 = 760.0;

/// Draws it while the session shows it.
pub fn crash_ui(ui: &Ui, session: &Session, out: &mut Vec<Action>) {
    let Some(report) = session.crash_report() else { return };
    let modal = widgets::dialog(ui, "crash report", "What broke off", WIDTH, |ui| {
        let path = report.path.display().to_string();
        ui.add(Label::new(RichText::new(path).weak()).wrap());
        let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        ScrollArea::both().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.add(Label::new(RichText::new(&report.text).monospace().size(theme::SMALL)).extend());
        });
        widgets::dialog_buttons(ui, |ui| {
            if widgets::dialog_button(ui, "Copy").clicked() {
                ui.ctx().copy_text(report.text.clone());
            }
            widgets::dialog_button(ui, "Close").clicked()
        })
    });
    if modal.should_close() || modal.inner {
        out.push(Action::ShowCrash(false));
    }
}
