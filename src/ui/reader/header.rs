//! The line above the text, the hint while marking, and what stands there when there is no text.

use super::{Scene, dashed_box};
use crate::{
    model::ArticleId,
    session::{Action, Command, Field, Proposal, Session, Trouble},
    ui::{
        MarkTarget,
        commands::UiCommand,
        languages, names,
        theme::{self, Palette, icon},
        view_state::{UiAct, ViewKind, ViewState},
        widgets,
    },
};
use eframe::egui::{
    Align, Align2, Area, Button, FontId, Frame, Id, Label, Layout, Margin, Order, Popup, Rect,
    Response, RichText, Stroke, Ui, UiBuilder, pos2, vec2,
};

/// Height of the line above the text, in points.
pub(super) const HEIGHT: f32 = 44.0;
/// Room that outlet and paragraphs need, in points.
const REST: f32 = 110.0;

/// The line's words, made once for a state of the records.
#[derive(Default)]
pub(super) struct Header {
    of: Option<(ArticleId, u64, bool)>,
    file: String,
    date: String,
    /// What is proposed as the article's date.
    proposed: Option<Proposal>,
    inferred: bool,
    language: String,
    rest: String,
}

impl Header {
    fn refresh(&mut self, scene: &Scene<'_>) {
        let (session, id) = (scene.session, scene.id);
        let key = (id.clone(), session.revision(id), session.recognising(id));
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.of = Some(key);
        let row = session.row(id);
        id.as_str().clone_into(&mut self.file);
        self.proposed = session.published_proposal(id);
        let stated = row.and_then(|row| row.date.as_deref());
        self.inferred = match &self.proposed {
            Some(proposal) => proposal.inferred,
            None => row.is_some_and(|row| row.date_inferred),
        };
        self.date = match (&self.proposed, stated) {
            // What it rests on stands in the popup: the line has room for the date.
            (Some(proposal), _) => match proposal.words.split_once(" (") {
                Some((date, _)) => date.to_owned(),
                None => proposal.words.clone(),
            },
            (None, Some(date)) if self.inferred => format!("{date} (inferred)"),
            (None, Some(date)) => date.to_owned(),
            (None, None) => String::new(),
        };
        self.language = languages::words(session, id);
        let count = scene.article.paragraphs.len();
        let outlet = row.and_then(|row| row.outlet.clone()).unwrap_or_default();
        let paragraphs = names::counted(count, "paragraph", "paragraphs");
        self.rest = names::joined(&[&outlet, &paragraphs]);
    }
}

/// Draws the line above the text, or what the next drag is for.
pub(super) fn header_ui(
    ui: &mut Ui,
    rect: Rect,
    left: f32,
    scene: &Scene<'_>,
    header: &mut Header,
    view: &mut ViewState,
    (out, acts): (&mut Vec<Action>, &mut Vec<UiAct>),
) {
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, 0.0, palette.background);
    let marking = view.marking.0.as_ref().filter(|target| target.article() == scene.id);
    if let Some(target) = marking {
        let hint = format!(
            "Drag over the words for “{}”, or click a word. Esc leaves it as it is.",
            target_name(target)
        );
        if hint_ui(ui, rect, left, &hint, palette) {
            view.marking.0 = None;
        }
        return;
    }
    header.refresh(scene);
    let line = Rect::from_min_max(pos2(left, rect.top()), rect.max).shrink2(vec2(0.0, 8.0));
    let builder = UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding = vec2(4.0, 1.0);
        ui.spacing_mut().interact_size.y = 22.0;
        if let Some((from, _)) = view.from.as_ref().filter(|(_, article)| article == scene.id) {
            let words =
                if *from == ViewKind::Facts { "Back to the facts" } else { "Back to the scan" };
            let button = Button::new((widgets::icon_atom(icon::ARROW_LEFT), words));
            if ui.add(button).clicked() {
                acts.push(UiAct::BackToView);
            }
        }
        let quiet = |text: &str| RichText::new(text).color(palette.muted).size(theme::SMALL);
        let dot = |ui: &mut Ui| drop(ui.add(Label::new(quiet("·"))));
        ui.add(Label::new(quiet(&header.file)));
        dot(ui);
        date_ui(ui, scene, header, out, acts);
        dot(ui);
        language_ui(ui, scene, header, out);
        // What matters least goes first where there is no room.
        if ui.available_width() > REST {
            dot(ui);
            ui.add(Label::new(quiet(&header.rest)).truncate());
        }
    });
}

fn quiet_button(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Button::new(text.size(theme::SMALL)).frame_when_inactive(false))
}

/// The article's date; a click shows what it rests on, and lets it be accepted, changed or refused.
fn date_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    header: &Header,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    let p = theme::palette(ui);
    let text = if header.date.is_empty() {
        "no article date".to_owned()
    } else {
        format!("article date {}", header.date)
    };
    let text = RichText::new(text).color(p.muted);
    let button = quiet_button(ui, if header.inferred { text.italics() } else { text });
    if header.proposed.is_some() {
        let stroke = Stroke::new(1.0, p.date.gamma_multiply(0.75));
        dashed_box(ui.painter(), button.rect, f32::from(theme::RADIUS_SMALL), stroke);
        let name = format!("Proposed article date {}", header.date);
        widgets::name(ui, &button, &name);
    }
    let button = match &header.proposed {
        Some(proposal) => button.on_hover_text(format!("Proposed: {}", proposal.words)),
        None => button,
    };
    widgets::bar_popup(&button).show(|ui| {
        ui.set_width(300.0);
        widgets::section_title(ui, "ARTICLE’S DATE");
        let own = scene.session.is_own();
        if let Some(proposal) = &header.proposed {
            let words = RichText::new(&proposal.words);
            ui.label(if proposal.inferred { words.italics() } else { words });
            let why = "Relative dates of this article are completed from its date.";
            ui.label(RichText::new(why).size(theme::SMALL).color(p.muted));
            ui.horizontal(|ui| {
                let (article, key) = (scene.id.clone(), proposal.key);
                let accept = Action::Do(Command::Accept { article, proposal: key });
                if widgets::primary_button(ui, "Accept", own).clicked() {
                    out.push(accept.clone());
                    ui.close();
                }
                if ui.add_enabled(own, Button::new("Correct…")).clicked() {
                    let first = Some(Box::new(accept));
                    acts.push(UiAct::Correct { first, field: Some(Field::Published) });
                    ui.close();
                }
                if ui.add_enabled(own, Button::new("Refuse")).clicked() {
                    let article = scene.id.clone();
                    out.push(Action::Do(Command::Refuse { article, proposal: key }));
                    ui.close();
                }
            });
        } else {
            let stated = !header.date.is_empty();
            ui.label(if stated { header.date.as_str() } else { "Not stated." });
            let label = if stated { "Change…" } else { "State it…" };
            if ui.add_enabled(own, Button::new(label)).clicked() {
                acts.push(UiAct::Correct { first: None, field: Some(Field::Published) });
                ui.close();
            }
        }
    });
}

/// The article's language; a click lists the others.
fn language_ui(ui: &mut Ui, scene: &Scene<'_>, header: &Header, out: &mut Vec<Action>) {
    let p = theme::palette(ui);
    let text = if header.language.is_empty() { "language not known" } else { &header.language };
    let button = quiet_button(ui, RichText::new(text).color(p.muted));
    if scene.session.is_own() {
        Popup::menu(&button).show(|ui| languages::choose_ui(ui, scene.session, scene.id, out));
    }
}

/// What a target is called.
const fn target_name(target: &MarkTarget) -> &'static str {
    match target {
        MarkTarget::Field(field) => names::field_label(field.field),
        MarkTarget::Slot { slot, .. } => names::slot_name(slot.slot),
        MarkTarget::Tag { kind, .. } => UiCommand::Tag(*kind).label(),
    }
}

/// The hint of a mode; true when the analyst leaves it.
fn hint_ui(ui: &mut Ui, rect: Rect, left: f32, hint: &str, palette: &Palette) -> bool {
    let bar = rect.shrink2(vec2(12.0, 5.0));
    ui.painter().rect_filled(bar, f32::from(theme::RADIUS), palette.claim_tint);
    ui.painter().rect_stroke(
        bar,
        f32::from(theme::RADIUS),
        Stroke::new(1.0, palette.accent),
        eframe::egui::StrokeKind::Inside,
    );
    let inner = Rect::from_min_max(pos2(left.min(bar.left() + 16.0), bar.top()), bar.max)
        .shrink2(vec2(8.0, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        let left = ui.button("Cancel").clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(eframe::egui::Label::new(RichText::new(hint).color(palette.text)).truncate());
        });
        left
    })
    .inner
}

/// A sentence in the middle.
fn say(ui: &mut Ui, rect: Rect, title: &str, more: &str) {
    let palette = theme::palette(ui);
    let width = (rect.width() - 48.0).clamp(80.0, 460.0);
    let place = Rect::from_center_size(rect.center(), vec2(width, 120.0));
    let id = Id::unique("reader says");
    let builder =
        UiBuilder::new().scope_id(id).max_rect(place).layout(Layout::top_down(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.label(RichText::new(title).color(palette.text).size(theme::HEADING));
        if !more.is_empty() {
            ui.label(RichText::new(more).color(palette.muted));
        }
    });
}

/// No article can be shown: why, and what would help.
pub(super) fn nothing_ui(ui: &mut Ui, rect: Rect, session: &Session) {
    if let Some((read, of)) = session.opening() {
        return say(ui, rect, "Reading the articles…", &format!("{read} of {of}"));
    }
    let Some(id) = session.current() else {
        return if session.rows().is_empty() {
            say(
                ui,
                rect,
                "No articles here",
                "This folder holds no .txt files. Open another folder, or drop files on the window.",
            )
        } else {
            say(ui, rect, "No article is shown", "Choose one in the list on the left.")
        };
    };
    match session.row(id).and_then(|row| row.trouble.as_ref()) {
        Some(Trouble::Article(why)) => say(ui, rect, "This article cannot be shown", why),
        _ => say(ui, rect, "Reading the article…", ""),
    }
}

/// The article is there and holds nothing.
pub(super) fn blank_ui(ui: &mut Ui, rect: Rect) {
    say(ui, rect, "This article is empty", "Its file holds no text, or nothing but white space.");
}

/// The article is shown as it was, and its file is another now. True where it is to be read again.
pub(super) fn changed_ui(ui: &Ui, rect: Rect, why: &str) -> bool {
    let palette = theme::palette(ui);
    let place = rect.center_bottom() - vec2(0.0, 12.0);
    let area = Area::new(Id::unique("changed article")).pivot(Align2::CENTER_BOTTOM);
    area.fixed_pos(place)
        .order(Order::Middle)
        .show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(12, 6));
            let frame = frame.fill(palette.danger_tint).stroke(Stroke::new(1.0, palette.danger));
            frame
                .show(ui, |ui| {
                    ui.set_max_width(rect.width() - 64.0);
                    ui.horizontal(|ui| {
                        let words =
                            RichText::new(why).size(theme::SMALL + 1.0).color(palette.danger);
                        ui.add(Label::new(words).wrap());
                        ui.button("Read it again").clicked()
                    })
                    .inner
                })
                .inner
        })
        .inner
}

/// The article can be read, its annotations cannot.
pub(super) fn warning_ui(ui: &Ui, rect: Rect, why: &str) {
    let palette = theme::palette(ui);
    let font = FontId::proportional(theme::SMALL + 1.0);
    let text = format!("Read-only: {why}");
    let galley =
        ui.fonts_mut(|fonts| fonts.layout(text, font, palette.danger, rect.width() - 64.0));
    let size = galley.size() + vec2(24.0, 12.0);
    let place = Align2::CENTER_BOTTOM.align_size_within_rect(size, rect.shrink(12.0));
    ui.painter().rect_filled(place, f32::from(theme::RADIUS), palette.danger_tint);
    let stroke = Stroke::new(1.0, palette.danger);
    ui.painter().rect_stroke(
        place,
        f32::from(theme::RADIUS),
        stroke,
        eframe::egui::StrokeKind::Inside,
    );
    ui.painter().galley(place.min + vec2(12.0, 6.0), galley, palette.danger);
}
