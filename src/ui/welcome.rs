//! The welcome screen: what to open, when nothing is open.

use super::commands::UiCommand;
use super::theme::{self, icon, palette};
use super::view_state::UiAct;
use super::widgets::{self, icon_atom};
use crate::model::visible;
use crate::session::{Action, Recent, Session};
use eframe::egui::{self, Align, Button, Frame, Layout, Margin, RichText, Stroke, Ui, vec2};

/// Folders offered again at most.
const RECENT: usize = 6;

/// Draws the welcome screen over all the room there is.
pub fn welcome_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Action>, acts: &mut Vec<UiAct>) {
    let p = palette(ui);
    let height = ui.available_height();
    let dropping = ui.ctx().input(|input| !input.raw.hovered_files.is_empty());
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space((height * 0.16).max(16.0));
        ui.set_max_width(560.0);
        ui.label(
            RichText::new("Attest").font(egui::FontId::new(40.0, theme::serif())).color(p.text),
        );
        let motto = "Who said which number, when, and does it hold?";
        ui.label(RichText::new(motto).font(egui::FontId::new(17.0, theme::serif())).color(p.muted));
        ui.add_space(24.0);
        let line =
            if dropping { Stroke::new(2.0, p.accent) } else { Stroke::new(1.0, p.line_strong) };
        let fill = if dropping { p.claim_tint } else { p.panel };
        Frame::new()
            .fill(fill)
            .stroke(line)
            .corner_radius(theme::RADIUS_LARGE)
            .inner_margin(Margin::same(24))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.vertical_centered(|ui| {
                    let label = RichText::new(UiCommand::OpenFolder.label()).color(p.on_accent);
                    let icon = widgets::coloured_icon_atom(icon::FOLDER_OPEN, Some(p.on_accent));
                    let button = Button::new((icon, label))
                        .fill(p.accent)
                        .stroke(Stroke::NONE)
                        .min_size(vec2(168.0, 36.0));
                    if ui.add(button).on_hover_text(UiCommand::OpenFolder.tooltip()).clicked() {
                        UiCommand::OpenFolder.emit(session, out, acts);
                    }
                    ui.add_space(4.0);
                    let hint = if dropping {
                        "Drop them here"
                    } else {
                        "or drop a folder, or articles (.txt), on this window"
                    };
                    ui.label(RichText::new(hint).color(p.muted));
                });
            });
        ui.add_space(16.0);
        recent_ui(ui, session.recent(), out);
    });
}

/// Folders to go back to, one button each.
pub fn recent_ui(ui: &mut Ui, recent: &[Recent], out: &mut Vec<Action>) -> bool {
    if recent.is_empty() {
        return false;
    }
    let p = palette(ui);
    let mut chosen = false;
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        widgets::section_title(ui, "RECENT");
        ui.spacing_mut().item_spacing.y = 4.0;
        for session in recent.iter().take(RECENT) {
            let folder = session.folder.to_string_lossy();
            let name = session
                .folder
                .file_name()
                .map_or_else(|| folder.clone(), |name| name.to_string_lossy());
            let (folder, name) = (visible(&folder), visible(&name));
            let when: String = session.at.chars().take(10).collect();
            let beside = RichText::new(format!("{} · {when}", visible(&session.annotator)))
                .size(theme::SMALL)
                .color(p.muted);
            let width = ui.available_width();
            let button = Button::new((icon_atom(icon::FOLDER), name.to_string()))
                .frame_when_inactive(false)
                .right_text(beside)
                .truncate()
                .min_size(vec2(width, 32.0));
            let response = ui.add(button);
            widgets::name(ui, &response, &folder);
            if response.on_hover_text(folder).clicked() {
                // The annotator first: opening then reads their work.
                out.push(Action::WorkAs(session.annotator.clone()));
                out.push(Action::Open(vec![session.folder.clone()]));
                chosen = true;
            }
        }
    });
    chosen
}
