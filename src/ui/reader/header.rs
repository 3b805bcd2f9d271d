//! The line above the text, the hint while marking, and what stands there when there is no text.

use super::Scene;
use crate::{
    model::ArticleId,
    session::{Session, Trouble},
    ui::{
        MarkTarget,
        commands::UiCommand,
        names,
        theme::{self, Palette},
        view_state::ViewState,
    },
};
use eframe::egui::{
    Align, Align2, FontId, Id, Layout, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2,
};

/// Height of the line above the text, in points.
pub(super) const HEIGHT: f32 = 44.0;

/// The line's words, made once for a state of the records.
#[derive(Default)]
pub(super) struct Header {
    of: Option<(ArticleId, u64)>,
    words: String,
}

/// A language's name for the commonest ones of the tool's articles; others show their tag.
fn language(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or_default() {
        "en" => "English",
        "hy" => "Armenian",
        "ka" => "Georgian",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "tr" => "Turkish",
        "az" => "Azerbaijani",
        "ar" => "Arabic",
        "he" => "Hebrew",
        "fa" => "Persian",
        "zh" => "Chinese",
        "ja" => "Japanese",
        _ => tag,
    }
}

fn words(scene: &Scene<'_>) -> String {
    let mut parts = vec![scene.id.as_str().to_owned()];
    if let Some(row) = scene.session.row(scene.id) {
        let inferred = if row.date_inferred { " (inferred)" } else { "" };
        parts.extend(row.date.as_ref().map(|date| format!("article date {date}{inferred}")));
        parts.extend(row.outlet.clone());
    }
    let tag = scene.document.map_or("", |document| document.meta().language.as_str());
    if !tag.is_empty() {
        parts.push(language(tag).to_owned());
    }
    let count = scene.article.paragraphs.len();
    parts.push(if count == 1 { "1 paragraph".to_owned() } else { format!("{count} paragraphs") });
    parts.join(" · ")
}

/// Draws the line above the text, or what the next drag is for.
pub(super) fn header_ui(
    ui: &mut Ui,
    rect: Rect,
    left: f32,
    scene: &Scene<'_>,
    header: &mut Header,
    view: &mut ViewState,
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
    let key = (scene.id.clone(), scene.session.revision(scene.id));
    if header.of.as_ref() != Some(&key) {
        header.words = words(scene);
        header.of = Some(key);
    }
    let line = Rect::from_min_max(pos2(left, rect.top()), rect.max).shrink2(vec2(0.0, 8.0));
    let builder = UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        let text = RichText::new(&header.words).color(palette.muted).size(theme::SMALL);
        ui.add(eframe::egui::Label::new(text).truncate());
    });
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
