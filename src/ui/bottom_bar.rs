//! The bar at the bottom: counts, conflicts and notices, annotator, encoding, zoom.
//!
//! Notices float above it and move nothing. Never: decides what a notice says or when it goes (the session does).

use super::commands::UiCommand;
use super::theme::{self, icon, palette};
use super::view_state::{UiAct, ViewKind, ViewState};
use super::widgets::{self, icon_atom};
use crate::model::visible;
use crate::session::{Action, Notice, NoticeKind, Session};
use eframe::egui::{
    self, Align, Align2, Area, Button, Color32, Frame, Id, Label, Layout, Margin, Order, Panel,
    RichText, ScrollArea, Stroke, Ui, accesskit, vec2,
};

/// The annotator whose set comes with the articles and is never written.
pub(super) const EXAMPLE: &str = "example";
/// Notices that stand over the window at once; older ones wait in the list.
const SHOWN: usize = 3;

/// What the bar keeps between frames.
#[derive(Default)]
pub struct BottomBarState {
    new_annotator: String,
    encoding_filter: String,
    /// Set by a click: the dialog of conflicts is to open again.
    pub conflicts_asked: bool,
    /// The same for annotations that lie near.
    pub near_asked: bool,
}

/// Draws the bottom bar.
pub fn bottom_bar_ui(
    ui: &mut Ui,
    session: &Session,
    view: &ViewState,
    state: &mut BottomBarState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let p = palette(ui);
    let frame = Frame::new().fill(p.panel).inner_margin(Margin::symmetric(12, 4));
    Panel::bottom("bottom bar")
        .frame(frame)
        .exact_size(theme::BOTTOM_BAR + 12.0)
        .resizable(false)
        .show(ui, |ui| {
            small_controls(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                counts(ui, session, view);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    zoom(ui, view, acts);
                    if session.folder().is_some() {
                        encoding(ui, session, state, out);
                        annotator(ui, session, state, out);
                    }
                    notices_menu(ui, session, out);
                    conflicts(ui, session, state);
                    near(ui, session, state);
                });
            });
        });
}

fn small_controls(ui: &mut Ui) {
    let style = ui.style_mut();
    style.text_styles.insert(egui::TextStyle::Body, egui::FontId::proportional(theme::SMALL));
    style.text_styles.insert(egui::TextStyle::Button, egui::FontId::proportional(theme::SMALL));
    style.spacing.interact_size.y = 22.0;
    style.spacing.button_padding = vec2(6.0, 2.0);
    style.spacing.item_spacing.x = 4.0;
}

fn counts(ui: &mut Ui, session: &Session, view: &ViewState) {
    let p = palette(ui);
    let document = session.current().and_then(|id| session.document(id));
    let words = match (view.view, document) {
        (ViewKind::Read, Some(document)) => format!(
            "{} · {} · {}",
            widgets::counted(document.claims().len(), "claim", "claims"),
            widgets::counted(document.quantities().len(), "number", "numbers"),
            widgets::counted(document.attributions().len(), "attribution", "attributions"),
        ),
        _ => String::new(),
    };
    let width = ui.available_width() * 0.4;
    ui.allocate_ui_with_layout(vec2(width, 22.0), Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(RichText::new(words).color(p.muted)).truncate());
    });
}

fn bar_button(ui: &mut Ui, icon: char, text: &str) -> egui::Response {
    ui.add(Button::new((icon_atom(icon), text)).frame_when_inactive(false))
}

fn zoom(ui: &mut Ui, view: &ViewState, acts: &mut Vec<UiAct>) {
    let p = palette(ui);
    let larger = widgets::quiet_icon_button(ui, icon::PLUS, UiCommand::ZoomIn.label());
    if larger.clicked() {
        acts.push(UiAct::Zoom(1));
    }
    let text = RichText::new(format!("{:.0} %", view.zoom)).color(p.text);
    let button = Button::new(text).frame_when_inactive(false).min_size(vec2(52.0, 22.0));
    let reset = ui.add(button).on_hover_text("Size of the article’s text; a click makes it 100 %");
    if reset.clicked() {
        acts.push(UiAct::Zoom(0));
    }
    if widgets::quiet_icon_button(ui, icon::MINUS, UiCommand::ZoomOut.label()).clicked() {
        acts.push(UiAct::Zoom(-1));
    }
}

fn encoding(ui: &mut Ui, session: &Session, state: &mut BottomBarState, out: &mut Vec<Action>) {
    let Some(article) = session.current().and_then(|id| session.article(id)) else { return };
    let button = bar_button(ui, icon::LANGUAGES, &article.encoding);
    let button =
        button.on_hover_text("The article’s encoding; choose another if its letters look wrong");
    let popup = widgets::bar_popup(&button);
    popup.show(|ui| {
        ui.set_width(240.0);
        let read_as = |encoding: Option<&str>| Action::ReadAs {
            article: article.id.clone(),
            encoding: encoding.map(str::to_owned),
        };
        widgets::section_title(ui, "READ THE ARTICLE AS");
        widgets::search_field(
            ui,
            Id::unique("filter encodings"),
            "Filter encodings",
            "Filter",
            &mut state.encoding_filter,
        );
        if wide_button(ui, "Detect again", false).clicked() {
            out.push(read_as(None));
            ui.close();
        }
        let filter = state.encoding_filter.trim().to_lowercase();
        ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
            for encoding in session.encodings() {
                if !encoding.to_lowercase().contains(&filter) {
                    continue;
                }
                if wide_button(ui, encoding, **encoding == *article.encoding).clicked() {
                    out.push(read_as(Some(encoding)));
                    ui.close();
                }
            }
        });
    });
}

fn wide_button(ui: &mut Ui, text: &str, selected: bool) -> egui::Response {
    let width = ui.available_width();
    ui.add(Button::selectable(selected, text).right_text("").min_size(vec2(width, 26.0)))
}

fn annotator(ui: &mut Ui, session: &Session, state: &mut BottomBarState, out: &mut Vec<Action>) {
    let own = session.is_own();
    let name = visible(session.annotator());
    let words = if own { name.to_string() } else { format!("{name} (looking)") };
    let icon = if own { icon::USER } else { icon::EYE };
    let button = bar_button(ui, icon, &words)
        .on_hover_text("Whose annotations are shown; choose or begin others");
    let popup = widgets::bar_popup(&button);
    popup.show(|ui| {
        ui.set_width(280.0);
        if !own {
            widgets::section_title(ui, "START MY OWN");
            let from = &name;
            for (copy, words) in
                [(false, "Empty".to_owned()), (true, format!("From a copy of {from}"))]
            {
                if wide_button(ui, &words, false).clicked() {
                    out.push(Action::StartOwn { copy });
                    ui.close();
                }
            }
            ui.separator();
        }
        widgets::section_title(ui, "ANNOTATORS");
        ScrollArea::vertical().max_height(240.0).auto_shrink([false, true]).show(ui, |ui| {
            if session.is_own()
                && !session.annotators().iter().any(|name| name == session.annotator())
            {
                annotator_row(ui, session, session.annotator(), out);
            }
            for name in session.annotators() {
                annotator_row(ui, session, name, out);
            }
        });
        ui.separator();
        widgets::section_title(ui, "WORK UNDER A NEW NAME");
        ui.horizontal(|ui| {
            let id = Id::unique("new annotator");
            let field = widgets::named_field(
                ui,
                id,
                "New annotator",
                "Name",
                &mut state.new_annotator,
                188.0,
            );
            let entered =
                field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let name = state.new_annotator.trim().to_owned();
            let begin = ui.add_enabled(
                !name.is_empty(),
                Button::new("Begin").min_size(vec2(0.0, theme::CONTROL)),
            );
            if (begin.clicked() || entered) && !name.is_empty() {
                out.push(Action::WorkAs(name));
                state.new_annotator.clear();
                ui.close();
            }
        });
    });
}

fn annotator_row(ui: &mut Ui, session: &Session, name: &str, out: &mut Vec<Action>) {
    let p = palette(ui);
    let shown = session.annotator() == name;
    let called = visible(name);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let words = RichText::new(&*called);
        let words = if shown { words.font(theme::title_font(theme::BODY)) } else { words };
        let width = ui.available_width();
        ui.allocate_ui_with_layout(
            vec2(width - 168.0, 26.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(width - 168.0);
                ui.add(Label::new(words.color(p.text)).truncate());
            },
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if shown {
                let words = if session.is_own() { "working" } else { "looking" };
                ui.label(RichText::new(words).color(p.muted));
                if session.is_own() || name == EXAMPLE {
                    return;
                }
            }
            if name != EXAMPLE {
                let work = ui.button("Work as");
                widgets::name(ui, &work, &format!("Work as {called}"));
                if work.clicked() {
                    out.push(Action::WorkAs(name.to_owned()));
                    ui.close();
                }
            }
            if !shown {
                let look = ui.button("Look at").on_hover_text("Read-only");
                widgets::name(ui, &look, &format!("Look at {called}"));
                if look.clicked() {
                    out.push(Action::LookAt(name.to_owned()));
                    ui.close();
                }
            }
        });
    });
}

fn conflicts(ui: &mut Ui, session: &Session, state: &mut BottomBarState) {
    let n = session.conflicts().len();
    if n == 0 {
        return;
    }
    let p = palette(ui);
    let words = RichText::new(widgets::counted(n, "conflict", "conflicts")).color(p.danger);
    let button = Button::new((icon_atom(icon::WARNING), words)).frame_when_inactive(false);
    if ui.add(button).on_hover_text("Files that someone else changed meanwhile").clicked() {
        state.conflicts_asked = true;
    }
}

fn near(ui: &mut Ui, session: &Session, state: &mut BottomBarState) {
    if session.near().is_empty() {
        return;
    }
    let words = RichText::new("Annotations lie near").color(palette(ui).danger);
    let button = Button::new((icon_atom(icon::WARNING), words)).frame_when_inactive(false);
    let hint = "They may belong to these articles: choose which count";
    if ui.add(button).on_hover_text(hint).clicked() {
        state.near_asked = true;
    }
}

fn notices_menu(ui: &mut Ui, session: &Session, out: &mut Vec<Action>) {
    let notices = session.notices();
    if notices.is_empty() {
        return;
    }
    let button = bar_button(ui, icon::INFO, &widgets::counted(notices.len(), "notice", "notices"));
    widgets::bar_popup(&button).show(|ui| {
        ui.set_width(420.0);
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for notice in notices.iter().rev() {
                notice_ui(ui, notice, out);
                ui.add_space(4.0);
            }
            if notices.len() > 1 && ui.button("Dismiss all").clicked() {
                out.extend(notices.iter().map(|notice| Action::Dismiss(notice.id)));
                ui.close();
            }
        });
    });
}

/// Draws the latest notices above the bottom bar, over the panels; to be called after them.
pub fn notices_ui(ui: &Ui, session: &Session, out: &mut Vec<Action>) {
    let notices = session.notices();
    if notices.is_empty() {
        return;
    }
    let p = palette(ui);
    let room = ui.ctx().content_rect();
    Area::new(Id::unique("notices"))
        .order(Order::Middle)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -(theme::BOTTOM_BAR + 24.0)))
        .interactable(true)
        .show(ui.ctx(), |ui| {
            ui.set_width(480.0_f32.min(room.width() - 48.0));
            let from = notices.len().saturating_sub(SHOWN);
            for notice in notices.iter().skip(from) {
                let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(12, 8));
                let danger = notice.kind == NoticeKind::Problem;
                let frame = if danger {
                    frame.fill(p.danger_tint).stroke(Stroke::new(1.0, p.danger))
                } else {
                    frame
                };
                frame.show(ui, |ui| notice_ui(ui, notice, out));
            }
        });
}

fn notice_ui(ui: &mut Ui, notice: &Notice, out: &mut Vec<Action>) {
    let (icon, colour) = notice_look(notice.kind, palette(ui));
    let p = palette(ui);
    ui.horizontal_top(|ui| {
        ui.add_space(2.0);
        ui.vertical(|ui| {
            ui.add_space(2.0);
            widgets::icon_ui(ui, icon, colour);
        });
        let width = ui.available_width() - 32.0;
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.add_space(1.0);
            let label = ui
                .add(Label::new(RichText::new(&notice.text).color(p.text)).wrap().selectable(true));
            let live = if notice.kind == NoticeKind::Problem {
                accesskit::Live::Assertive
            } else {
                accesskit::Live::Polite
            };
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(live));
            if let Some((words, actions)) = &notice.offer
                && ui.button(words).clicked()
            {
                out.extend(actions.iter().cloned());
                out.push(Action::Dismiss(notice.id));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            if widgets::quiet_icon_button(ui, icon::CLOSE, "Dismiss").clicked() {
                out.push(Action::Dismiss(notice.id));
            }
        });
    });
}

const fn notice_look(kind: NoticeKind, p: &theme::Palette) -> (char, Color32) {
    match kind {
        NoticeKind::Info => (icon::INFO, p.accent),
        NoticeKind::Done => (icon::CHECK_CIRCLE, p.ok),
        NoticeKind::Refused => (icon::ALERT, p.warn),
        NoticeKind::Problem => (icon::WARNING, p.danger),
    }
}
