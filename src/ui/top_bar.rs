//! The bar at the top: project, views, undo and redo, search, export, commands, theme, and the save state in words.
//!
//! Every control has its place: nothing moves when a text changes. Never: session rules, files.

use super::commands::UiCommand;
use super::theme::{self, icon, palette};
use super::view_state::{ThemeChoice, UiAct, ViewKind, ViewState};
use super::widgets::{self, coloured_icon_atom, icon_atom, key_atom};
use crate::model::visible;
use crate::session::{Action, SaveState, Session};
use eframe::egui::{
    self, Align, Atom, Button, Color32, Label, Layout, Panel, RichText, Ui, WidgetInfo, accesskit,
    vec2,
};

/// Room for the save state: its longest usual words.
const SAVE_STATE_WIDTH: f32 = 152.0;

/// How much of its words the bar has room for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// Icons for what is known by its icon.
    Little,
    /// Words, but no keycaps.
    Some,
    /// Words and keycaps.
    Plenty,
}

impl Room {
    fn of(width: f32) -> Self {
        if width < 960.0 {
            Self::Little
        } else if width < 1400.0 {
            Self::Some
        } else {
            Self::Plenty
        }
    }
}

/// Draws the top bar.
pub fn top_bar_ui(
    ui: &mut Ui,
    session: &Session,
    view: &ViewState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let p = palette(ui);
    let frame = egui::Frame::new().fill(p.panel).inner_margin(egui::Margin::symmetric(12, 6));
    Panel::top("top bar").frame(frame).exact_size(theme::TOP_BAR + 12.0).resizable(false).show(
        ui,
        |ui| {
            let room = Room::of(ui.available_width());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                project(ui, session, room);
                if session.folder().is_some() {
                    let again = UiCommand::Reload;
                    let button = widgets::quiet_icon_button(ui, icon::REFRESH, again.label());
                    if button.on_hover_text(again.tooltip()).clicked() {
                        again.emit(session, out, acts);
                    }
                }
                let views = [
                    (ViewKind::Read, UiCommand::ShowRead.label(), UiCommand::ShowRead.tooltip()),
                    (
                        ViewKind::Numbers,
                        UiCommand::ShowNumbers.label(),
                        UiCommand::ShowNumbers.tooltip(),
                    ),
                    (ViewKind::Facts, UiCommand::ShowFacts.label(), UiCommand::ShowFacts.tooltip()),
                ];
                if session.folder().is_some() {
                    if let Some(kind) = widgets::segmented(ui, view.view, &views) {
                        acts.push(UiAct::View(kind));
                    }
                    ui.add_space(4.0);
                    let (undo, redo) = session.undo_labels();
                    let words = room > Room::Little;
                    act_button(ui, session, UiCommand::Undo, icon::UNDO, words, undo, (out, acts));
                    act_button(ui, session, UiCommand::Redo, icon::REDO, words, redo, (out, acts));
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if session.folder().is_some() {
                        save_state(ui, &session.save_state());
                    }
                    theme_menu(ui, view.theme, acts);
                    let keys = room == Room::Plenty;
                    command_button(
                        ui,
                        session,
                        UiCommand::Palette,
                        icon::COMMAND,
                        keys,
                        room > Room::Little,
                        (out, acts),
                    );
                    if session.folder().is_some() {
                        command_button(
                            ui,
                            session,
                            UiCommand::Export,
                            icon::EXPORT,
                            false,
                            room > Room::Little,
                            (out, acts),
                        );
                        search(ui, session, room, (out, acts));
                    }
                });
            });
        },
    );
}

type Wishes<'a> = (&'a mut Vec<Action>, &'a mut Vec<UiAct>);

fn project(ui: &mut Ui, session: &Session, room: Room) {
    let p = palette(ui);
    ui.add(Label::new(RichText::new("Attest").font(theme::title_font(16.0)).color(p.text)));
    let Some(folder) = session.folder() else { return };
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    let name = visible(&name);
    let articles = session.rows().len();
    let text = match session.opening() {
        Some((read, of)) => {
            format!("{name} · reading {} of {}", widgets::grouped(read), widgets::grouped(of))
        }
        None => format!("{name} · {}", widgets::counted(articles, "article", "articles")),
    };
    // A place of its own, so that a longer name moves nothing.
    let width = match room {
        Room::Little => 96.0,
        Room::Some => 136.0,
        Room::Plenty => 176.0,
    };
    let size = vec2(width, theme::TOP_BAR);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        let label = Label::new(RichText::new(text).color(p.muted)).truncate();
        ui.add(label).on_hover_text(visible(&folder.to_string_lossy()));
    });
}

/// Undo or redo: the tooltip names the act.
fn act_button(
    ui: &mut Ui,
    session: &Session,
    command: UiCommand,
    icon: char,
    words: bool,
    act: Option<&str>,
    (out, acts): Wishes<'_>,
) {
    let why_not = command.effect(session).err();
    let enabled = act.is_some() && why_not.is_none();
    let keys = command.shortcut().map(|s| widgets::shortcut_text(ui, &s)).unwrap_or_default();
    let tooltip = match act {
        Some(act) => format!("{}: {act}  {keys}", command.label()),
        None => format!("Nothing to {}  {keys}", command.label().to_lowercase()),
    };
    let response = if words {
        widgets::icon_text_button(ui, icon, command.label(), enabled)
            .on_hover_text(&tooltip)
            .on_disabled_hover_text(&tooltip)
    } else {
        let button = Button::new(icon_atom(icon)).min_size(vec2(theme::CONTROL, theme::CONTROL));
        let response = ui.add_enabled(enabled, button);
        response
            .widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, enabled, command.label()));
        response.on_hover_text(&tooltip).on_disabled_hover_text(&tooltip)
    };
    if response.clicked() {
        command.emit(session, out, acts);
    }
}

fn command_button(
    ui: &mut Ui,
    session: &Session,
    command: UiCommand,
    icon: char,
    key: bool,
    words: bool,
    (out, acts): Wishes<'_>,
) {
    let keys = command.shortcut().map(|s| widgets::shortcut_text(ui, &s)).unwrap_or_default();
    let mut button = if words {
        Button::new((icon_atom(icon), command.label()))
    } else {
        Button::new(icon_atom(icon))
    };
    if key {
        button = button.right_text(key_atom(ui, &keys));
    }
    let response = ui.add(button.min_size(vec2(theme::CONTROL, theme::CONTROL)));
    if !words {
        response
            .widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, command.label()));
    }
    if response.on_hover_text(format!("{}  {keys}", command.tooltip())).clicked() {
        command.emit(session, out, acts);
    }
}

/// Looks like the field that it opens.
fn search(ui: &mut Ui, session: &Session, room: Room, (out, acts): Wishes<'_>) {
    let p = palette(ui);
    let command = UiCommand::FindEverywhere;
    let keys = command.shortcut().map(|s| widgets::shortcut_text(ui, &s)).unwrap_or_default();
    let words = RichText::new(command.label()).color(p.muted);
    let mut button = Button::new((coloured_icon_atom(icon::SEARCH, Some(p.muted)), words));
    let (width, key): (f32, bool) = match room {
        Room::Little => (160.0, false),
        Room::Some => (200.0, false),
        Room::Plenty => (256.0, true),
    };
    // What is left, where the save state and the buttons leave less.
    let width = width.min(ui.available_width());
    button =
        if key { button.right_text(key_atom(ui, &keys)) } else { button.right_text(Atom::grow()) };
    let button = button.truncate().min_size(vec2(width, theme::CONTROL));
    let response = ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(button)
    });
    if response.inner.on_hover_text(format!("{}  {keys}", command.tooltip())).clicked() {
        command.emit(session, out, acts);
    }
}

fn theme_menu(ui: &mut Ui, current: ThemeChoice, acts: &mut Vec<UiAct>) {
    let choices = [
        (ThemeChoice::System, icon::SUN_MOON, "As the system", UiCommand::ThemeSystem),
        (ThemeChoice::Light, icon::SUN, "Light", UiCommand::ThemeLight),
        (ThemeChoice::Dark, icon::MOON, "Dark", UiCommand::ThemeDark),
    ];
    let shown =
        choices.iter().find(|choice| choice.0 == current).map_or(icon::SUN_MOON, |choice| choice.1);
    let button = widgets::icon_button(ui, shown, "Theme", true);
    egui::Popup::menu(&button).show(|ui| {
        ui.set_min_width(160.0);
        for (choice, icon, label, command) in choices {
            let button = Button::selectable(choice == current, (icon_atom(icon), label))
                .min_size(vec2(152.0, theme::CONTROL));
            if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                acts.push(UiAct::Theme(choice));
            }
        }
    });
}

/// The words of a save state, its icon and its colour.
fn save_words(state: &SaveState, p: &theme::Palette) -> (String, char, Color32) {
    match state {
        SaveState::Editing => ("Editing…".to_owned(), icon::PENCIL, p.muted),
        SaveState::Saving => ("Saving…".to_owned(), icon::LOADER, p.muted),
        SaveState::Saved => ("All changes saved".to_owned(), icon::CHECK, p.ok),
        SaveState::NotSaved(why) => (format!("Not saved: {why}"), icon::WARNING, p.danger),
        SaveState::ReadOnly(why) => (format!("Read-only: {why}"), icon::LOCK, p.warn),
    }
}

fn save_state(ui: &mut Ui, state: &SaveState) {
    let p = palette(ui);
    let (words, icon, colour) = save_words(state, p);
    let size = vec2(SAVE_STATE_WIDTH, theme::TOP_BAR);
    let shown = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(SAVE_STATE_WIDTH);
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::icon_ui(ui, icon, colour);
        // Where the reason does not fit, the state alone is better than a torn sentence.
        let font = egui::TextStyle::Body.resolve(ui.style());
        let whole = ui.painter().layout_no_wrap(words.clone(), font, colour).size().x;
        let fits = whole <= ui.available_width();
        let shown = if fits { words.as_str() } else { words.split(':').next().unwrap_or_default() };
        let label = ui.add(Label::new(RichText::new(shown).color(colour)).truncate());
        widgets::name(ui, &label, &words);
        // A screen reader says it when it changes.
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
        label
    });
    shown.inner.on_hover_text(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_save_state_says_itself_in_words() {
        let p = &theme::LIGHT;
        assert_eq!(save_words(&SaveState::Editing, p).0, "Editing…");
        assert_eq!(save_words(&SaveState::Saving, p).0, "Saving…");
        assert_eq!(save_words(&SaveState::Saved, p).0, "All changes saved");
        let full = SaveState::NotSaved("no space left on the disk".to_owned());
        assert_eq!(save_words(&full, p).0, "Not saved: no space left on the disk");
        assert_eq!(save_words(&full, p).2, p.danger);
    }
}
