//! The window's frame: wires panels, keys and dialogs to the session.
//!
//! App = Session + UiState. Actions and window acts are carried out after the last panel. Never: domain rules.

use super::chrome::{ChromeState, overlays_ui, panels_ui};
use super::commands::{Effect, Scope, UiCommand};
use super::facts::{FactsState, facts_ui};
use super::frame_log::FrameLog;
use super::held::held_ui;
use super::inspector::{InspectorState, inspector_ui};
use super::numbers::{NumbersState, numbers_ui};
use super::reader::{ReaderState, reader_ui};
use super::scan::{ScanListState, scan_ui};
use super::theme;
use super::view_state::{UiAct, ViewKind, ViewState};
use super::welcome::welcome_ui;
use crate::model::held;
use crate::session::{Action, Rejection, SaveState, Session, Start, ViewSettings};
use eframe::egui;
use std::sync::{Arc, OnceLock};

/// What the window keeps that is no annotation: one struct a panel, and what they share.
#[derive(Default)]
struct UiState {
    /// Shared by panels, kept for the next start.
    view: ViewState,
    chrome: ChromeState,
    reader: ReaderState,
    inspector: InspectorState,
    numbers: NumbersState,
    facts: FactsState,
    scan: ScanListState,
    /// Whether the analyst was asked about closing with unsaved work.
    closing: Closing,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Closing {
    #[default]
    No,
    Asking,
    Anyway,
}

/// The window.
pub struct App {
    session: Session,
    state: UiState,
    actions: Vec<Action>,
    acts: Vec<UiAct>,
    kept: ViewSettings,
    frame_log: Option<FrameLog>,
    system_fonts_asked: bool,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// If there is no display, or no way to draw on it: the message says what can be done without one.
pub fn run(start: Start, frame_log: Option<FrameLog>) -> Result<(), String> {
    let without = "Without a window there are `attest check FOLDER`, `attest export --to json FOLDER` and `attest suggest FILE`; see `attest --help`.";
    #[cfg(all(unix, not(target_os = "macos")))]
    if ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty()))
    {
        return Err(format!("There is no display to open a window on. {without}"));
    }
    let context = Arc::new(OnceLock::<egui::Context>::new());
    let waking = context.clone();
    let wake = Arc::new(move || {
        if let Some(context) = waking.get() {
            context.request_repaint();
        }
    });
    // Reading begins before the window exists, so that the first frame can show an article.
    let session = Session::start(start, wake);
    let (width, height) = session.view().window.unwrap_or((1360.0, 860.0));
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Attest")
            .with_app_id("attest")
            .with_inner_size([width, height])
            .with_min_inner_size([760.0, 480.0])
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        // They join after the first frame instead, which would have to wait for them.
        system_font_fallback: false,
        ..Default::default()
    };
    let made = eframe::run_native(
        "Attest",
        options,
        Box::new(move |creation| {
            // Cannot be set already: this closure runs once.
            drop(context.set(creation.egui_ctx.clone()));
            Ok(Box::new(App::new(&creation.egui_ctx, session, frame_log)))
        }),
    );
    made.map_err(|error| format!("The window could not be opened: {error}. {without}"))
}

impl App {
    /// A window over a session; also what tests drive without a display.
    #[must_use]
    pub fn new(ctx: &egui::Context, session: Session, frame_log: Option<FrameLog>) -> Self {
        let kept = session.view().clone();
        let view = ViewState::from_settings(&kept);
        theme::install_fonts(ctx);
        theme::apply(ctx, view.theme);
        let numbers = NumbersState::from_settings(&kept);
        let state = UiState { view, numbers, ..Default::default() };
        Self {
            session,
            state,
            actions: Vec::new(),
            acts: Vec::new(),
            kept,
            frame_log,
            system_fonts_asked: false,
        }
    }

    /// The session, to look at.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Ends the session: drafts that can be kept become acts, and everything is written.
    pub fn close(&mut self) {
        self.session.close();
    }

    /// What is due before a frame: news from workers, dialogs, dropped files, closing.
    pub fn before_frame(&mut self, ctx: &egui::Context, frame: Option<&eframe::Frame>) {
        self.session.poll();
        self.hold(|app| app.state.chrome.before_frame(ctx, frame, &mut app.actions));
        let dropped: Vec<_> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect()
        });
        // Where the system does not tell of changed files (a network folder), coming back to the window does.
        let focused = |input: &egui::InputState| {
            input.events.iter().any(|event| matches!(event, egui::Event::WindowFocused(true)))
        };
        if self.session.folder().is_some() && ctx.input(focused) {
            self.actions.push(Action::LookAtFiles);
        }
        if !dropped.is_empty() {
            self.actions.push(Action::Open(dropped));
        }
        for action in std::mem::take(&mut self.actions) {
            self.session.dispatch(action);
        }
        if let Some(due) = self.session.due() {
            ctx.request_repaint_after(due);
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            // Drafts that can be kept become acts, and what is due is written, before anybody is asked.
            self.session.dispatch(Action::Save);
            let unsaved = matches!(self.session.save_state(), SaveState::NotSaved(_));
            if unsaved && self.state.closing != Closing::Anyway {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                self.state.closing = Closing::Asking;
            }
        }
    }

    /// Draws one frame and carries out what its panels asked for.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.hold(|app| app.keys(ui));
        held_ui(ui, "This view", &"", |ui| self.panels(ui));
        self.hold(|app| {
            let App { session, state, actions, acts, .. } = app;
            overlays_ui(ui, session, &mut state.chrome, actions, acts);
        });
        self.ask_about_closing(ui);
        self.hold(|app| app.carry_out(ui));
    }

    /// What stands before the panels, and what is asked for: where that breaks off, dialogs are closed, and it is said.
    fn hold(&mut self, work: impl FnOnce(&mut Self)) {
        if let Err(fault) = held(&"a frame", || work(self)) {
            self.state.chrome = ChromeState::default();
            let why = format!("That could not be done because of {fault}.");
            self.session.dispatch(Action::Refused(Rejection::because(why)));
        }
    }

    fn panels(&mut self, ui: &mut egui::Ui) {
        let Self { session, state, actions, acts, .. } = self;
        let p = theme::palette(ui);
        panels_ui(ui, session, &mut state.view, &mut state.chrome, actions, acts);
        if session.folder().is_none() {
            let paper = egui::Frame::new().fill(p.background);
            egui::CentralPanel::default().frame(paper).show(ui, |ui| {
                held_ui(ui, "This page", &"", |ui| welcome_ui(ui, session, actions, acts));
            });
            return;
        }
        if state.view.view == ViewKind::Numbers {
            let paper = egui::Frame::new().fill(p.background).inner_margin(12);
            egui::CentralPanel::default().frame(paper).show(ui, |ui| {
                held_ui(ui, "The numbers", &"", |ui| {
                    numbers_ui(ui, session, &mut state.numbers, actions);
                });
            });
            if std::mem::take(&mut state.numbers.go_read) {
                acts.push(UiAct::View(ViewKind::Read));
            }
            if std::mem::take(&mut state.numbers.export) {
                acts.push(UiAct::Export);
            }
            return;
        }
        if state.view.view == ViewKind::Facts {
            facts_ui(ui, session, &mut state.view, &mut state.facts, actions, acts);
            return;
        }
        if state.view.view == ViewKind::Scan {
            let paper = egui::Frame::new().fill(p.background).inner_margin(12);
            egui::CentralPanel::default().frame(paper).show(ui, |ui| {
                held_ui(ui, "This list", &"", |ui| {
                    scan_ui(ui, session, &mut state.view, &mut state.scan, actions, acts);
                });
            });
            return;
        }
        let side = egui::Frame::new().fill(p.panel).inner_margin(egui::Margin {
            left: 12,
            right: 12,
            top: 12,
            bottom: 0,
        });
        let inspector = egui::Panel::right("inspector").frame(side).resizable(true);
        inspector.default_size(theme::INSPECTOR_WIDTH).size_range(300.0..=560.0).show(ui, |ui| {
            held_ui(ui, "The Inspector", &"", |ui| {
                inspector_ui(ui, session, &mut state.inspector, &mut state.view.marking, actions);
            });
        });
        if let Some(fact) = state.inspector.take_fact() {
            state.facts.open(fact);
            acts.push(UiAct::View(ViewKind::Facts));
        }
        let paper = egui::Frame::new().fill(p.background);
        egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            let id = session.current().map(ToString::to_string).unwrap_or_default();
            held_ui(ui, "This article", &id, |ui| {
                reader_ui(ui, session, &mut state.view, &mut state.reader, actions, acts);
            });
        });
    }

    /// Shortcuts of the whole window. A focused text field keeps the keys that it has a use for.
    fn keys(&mut self, ui: &egui::Ui) {
        let typing = ui.ctx().text_edit_focused();
        // With Shift first: egui takes Ctrl+Shift+Z for Ctrl+Z where that is asked for before.
        let shifted = |c: &&UiCommand| c.shortcut().is_some_and(|keys| keys.modifiers.shift);
        let (first, then): (Vec<&UiCommand>, Vec<&UiCommand>) =
            UiCommand::ALL.iter().partition(shifted);
        for command in [first, then].concat() {
            let Some(shortcut) = command.shortcut() else { continue };
            let of_field = matches!(command, UiCommand::Undo | UiCommand::Redo | UiCommand::Back);
            if command.scope() != Scope::Window || (typing && of_field) {
                continue;
            }
            // Pressed twice before a slow frame is twice.
            let (modifiers, key) = (shortcut.modifiers, shortcut.logical_key);
            let pressed = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
            for _ in 0..pressed {
                self.command(*command);
            }
        }
    }

    /// Asks for a command; why it cannot be done becomes a notice through the session's own refusal.
    fn command(&mut self, command: UiCommand) {
        if command == UiCommand::Back && self.back_to_view() {
            return;
        }
        match command.effect(&self.session) {
            Ok(Effect::Session(actions)) => self.actions.extend(actions),
            Ok(Effect::Window(act)) => self.acts.push(act),
            Err(rejection) => self.actions.push(Action::Refused(rejection)),
        }
    }

    /// Back from a sentence that a view led to is back to the view.
    fn back_to_view(&mut self) -> bool {
        let view = &mut self.state.view;
        let Some((from, article)) = view.from.take() else { return false };
        if view.view != ViewKind::Read || Some(&article) != self.session.current() {
            return false;
        }
        self.acts.push(UiAct::View(from));
        if self.session.can(&Action::Back).is_ok() {
            self.actions.push(Action::Back);
        }
        true
    }

    fn carry_out(&mut self, ui: &egui::Ui) {
        for act in std::mem::take(&mut self.acts) {
            self.act(ui, act);
        }
        for action in std::mem::take(&mut self.actions) {
            if let Some(action) = self.state.chrome.hold(&self.session, action) {
                self.session.dispatch(action);
            }
            ui.ctx().request_repaint();
        }
        self.keep_view(ui);
    }

    /// Hands the session what the next start needs, when it has changed and nothing is being dragged.
    fn keep_view(&mut self, ui: &egui::Ui) {
        if ui.input(|input| input.pointer.any_down()) {
            return;
        }
        let mut settings = self.kept.clone();
        self.state.view.keep_in(&mut settings);
        self.state.reader.keep_in(&mut settings);
        self.state.numbers.keep_in(&mut settings);
        let size = ui.ctx().content_rect().size();
        settings.window = Some((size.x.round(), size.y.round()));
        if settings != self.kept {
            self.kept = settings.clone();
            self.session.dispatch(Action::KeepView(Box::new(settings)));
        }
    }

    fn act(&mut self, ui: &egui::Ui, act: UiAct) {
        use super::view_state::{WIDTH, ZOOM};
        self.state.chrome.act(&act, &self.session);
        let view = &mut self.state.view;
        match act {
            UiAct::View(kind) => view.view = kind,
            UiAct::Copy(text) => ui.ctx().copy_text(text),
            UiAct::Zoom(0) => view.zoom = 100.0,
            UiAct::Zoom(step) => {
                view.zoom = (view.zoom + 10.0 * f32::from(step)).clamp(*ZOOM.start(), *ZOOM.end());
            }
            UiAct::Width(step) => {
                let wider = view.width + 5.0 * f32::from(step);
                view.width = wider.clamp(*WIDTH.start(), *WIDTH.end());
            }
            UiAct::Theme(choice) => {
                view.theme = choice;
                theme::apply(ui.ctx(), choice);
            }
            UiAct::Find => {
                view.view = ViewKind::Read;
                self.state.reader.open_find(&self.session);
            }
            UiAct::FindEverywhere => view.searching = true,
            UiAct::Scan => {
                view.view = ViewKind::Scan;
                view.searching = false;
                self.actions.push(Action::Scan);
            }
            UiAct::BackToView => {
                self.command(UiCommand::Back);
            }
            UiAct::Toggle(layer) => view.toggle(layer),
            UiAct::Correct { first, field } => {
                view.view = ViewKind::Read;
                self.actions.extend(first.map(|first| *first));
                if let Some(field) = field {
                    self.state.inspector.correct(field);
                }
            }
            UiAct::FocusReader => self.state.reader.focus(),
            // The panels around the Reader have carried these out.
            UiAct::OpenFolder
            | UiAct::Export
            | UiAct::ExportPicture(_)
            | UiAct::Palette
            | UiAct::Help => {}
        }
        ui.ctx().request_repaint();
    }

    fn ask_about_closing(&mut self, ui: &egui::Ui) {
        if self.state.closing != Closing::Asking {
            return;
        }
        let SaveState::NotSaved(why) = self.session.save_state() else {
            self.state.closing = Closing::No;
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        };
        egui::Modal::new(egui::Id::unique("closing")).show(ui.ctx(), |ui| {
            ui.set_max_width(420.0);
            let kept = self.session.all_in_history();
            ui.heading(if kept { "Not every file is written" } else { "Not everything is saved" });
            ui.label(format!("Not saved: {why}"));
            if kept {
                ui.label(
                    "All that you did is in the history. The files are written when this folder is opened again.",
                );
            }
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                if ui.button("Stay").clicked() {
                    self.state.closing = Closing::No;
                }
                if ui.button("Try again").clicked() {
                    self.actions.push(Action::Save);
                }
                let close = if kept { "Close" } else { "Close and lose it" };
                if ui.button(close).clicked() {
                    self.state.closing = Closing::Anyway;
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
                }
            });
        });
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.before_frame(ctx, Some(frame));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
        if !std::mem::replace(&mut self.system_fonts_asked, true) {
            theme::add_system_fonts_later(ui.ctx());
        }
        if let Some(log) = &mut self.frame_log
            && let Err(error) = log.frame(self.state.reader.shows_text())
        {
            tracing::warn!("the frame log ends: {error}");
            self.frame_log = None;
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.close();
    }
}
