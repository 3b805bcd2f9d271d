//! Everything around the Reader: bars, list of articles, search, legend, palette, dialogs, notices; wired as one.
//!
//! Never: the Reader, the inspector, the Numbers view, session rules.

use super::articles::{ArticlesState, articles_ui};
use super::bottom_bar::{BottomBarState, bottom_bar_ui, notices_ui};
use super::crash::crash_ui;
use super::dialogs::{DialogsState, dialogs_ui};
use super::held::held_ui;
use super::legend::legend_ui;
use super::near::{NearState, near_ui};
use super::palette::{PaletteState, palette_ui};
use super::redating::{Redating, redating_ui};
use super::search_panel::{SearchPanelState, search_panel_ui};
use super::shortcuts::shortcuts_ui;
use super::theme::{self, palette};
use super::top_bar::top_bar_ui;
use super::view_state::{UiAct, ViewKind, ViewState};
use crate::session::{Action, Session};
use eframe::egui::{Context, Frame, Margin, Panel, Ui};

/// Height of the legend with its title.
const LEGEND: f32 = 196.0;

/// What the panels around the Reader keep.
#[derive(Default)]
pub struct ChromeState {
    articles: ArticlesState,
    bottom: BottomBarState,
    search: SearchPanelState,
    palette: PaletteState,
    dialogs: DialogsState,
    near: NearState,
    redating: Redating,
    shortcuts: bool,
}

impl ChromeState {
    /// Takes in what the system's dialogs chose. Before every frame, on the window's thread.
    pub fn before_frame(
        &mut self,
        ctx: &Context,
        frame: Option<&eframe::Frame>,
        out: &mut Vec<Action>,
    ) {
        self.dialogs.poll(ctx, frame, out);
    }

    /// Whether something stands before the panels that takes the keys.
    #[must_use]
    pub fn takes_keys(&self) -> bool {
        self.palette.is_open()
            || self.dialogs.is_open()
            || self.near.is_open()
            || self.redating.is_open()
            || self.shortcuts
    }

    /// Holds an act back that needs a word of the analyst first; gives every other back.
    pub fn hold(&mut self, session: &Session, action: Action) -> Option<Action> {
        self.redating.hold(session, action)
    }

    /// Carries out what was asked of the window, as far as it is ours.
    pub fn act(&mut self, act: &UiAct, session: &Session) {
        match act {
            UiAct::OpenFolder => self.dialogs.ask_folder(session),
            UiAct::Export => self.dialogs.ask_export(session),
            UiAct::ExportPicture(picture) => self.dialogs.ask_picture(session, picture.clone()),
            UiAct::Palette => self.palette.toggle(),
            UiAct::Help => self.shortcuts = !self.shortcuts,
            UiAct::FindEverywhere => self.search.focus(),
            _ => {}
        }
    }
}

/// Draws the bars and the left panel; what is left of `ui` afterwards is for the view.
pub fn panels_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut ViewState,
    state: &mut ChromeState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    held_ui(ui, "The bar", &"", |ui| top_bar_ui(ui, session, view, out, acts));
    held_ui(ui, "The bar", &"", |ui| {
        bottom_bar_ui(ui, session, view, &mut state.bottom, out, acts);
    });
    if session.folder().is_none() || (view.view != ViewKind::Read && !view.searching) {
        return;
    }
    let p = palette(ui);
    let frame =
        Frame::new().fill(p.panel).inner_margin(Margin { left: 12, right: 12, top: 12, bottom: 8 });
    let panel = Panel::left("articles")
        .frame(frame)
        .default_size(theme::ARTICLES_WIDTH)
        .size_range(200.0..=480.0);
    panel.resizable(true).show(ui, |ui| {
        let legend = Frame::new().fill(p.panel).inner_margin(Margin {
            left: 0,
            right: 0,
            top: 12,
            bottom: 0,
        });
        let room = ui.available_height() > 420.0;
        if room {
            Panel::bottom("legend")
                .frame(legend)
                .exact_size(LEGEND)
                .show_separator_line(false)
                .resizable(false)
                .show(ui, |ui| {
                    legend_ui(ui, view);
                });
        }
        if view.searching {
            held_ui(ui, "The search", &"", |ui| {
                search_panel_ui(ui, session, view, &mut state.search, out);
            });
        } else {
            held_ui(ui, "The list of articles", &"", |ui| {
                articles_ui(ui, session, &mut state.articles, out, acts);
            });
        }
    });
}

/// Draws what floats over the panels; after all of them.
pub fn overlays_ui(
    ui: &Ui,
    session: &Session,
    state: &mut ChromeState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    notices_ui(ui, session, out);
    crash_ui(ui, session, out);
    if std::mem::take(&mut state.bottom.conflicts_asked) {
        state.dialogs.ask_conflicts();
    }
    if std::mem::take(&mut state.bottom.near_asked) {
        state.near.ask();
    }
    dialogs_ui(ui, session, &mut state.dialogs, out);
    if !state.dialogs.is_open() {
        near_ui(ui, session, &mut state.near, out);
    }
    redating_ui(ui, session, &mut state.redating, out);
    shortcuts_ui(ui, &mut state.shortcuts);
    palette_ui(ui, session, &mut state.palette, out, acts);
}

/// The legend needs a line more than it has entries: its height follows from them.
const _: () = assert!(LEGEND >= 12.0 + 20.0 + 5.0 * 32.0);
