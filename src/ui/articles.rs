//! The list of articles: a filter, one row an article, as many as there are.
//!
//! Draws only what is visible; matches the filter only when the filter or the list has changed. Never: session rules.

use super::commands::UiCommand;
use super::theme::{self, icon, palette};
use super::view_state::UiAct;
use super::widgets;
use crate::model::{ArticleId, visible};
use crate::session::{Action, ArticleRow, Command, Session, Trouble};
use crate::ui::held::held_ui;
use eframe::egui::{
    self, Align, Align2, Button, FontId, Id, Layout, Rect, RichText, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

/// What the list keeps between frames.
#[derive(Default)]
pub struct ArticlesState {
    /// What is typed in the filter box.
    pub filter: String,
    /// The rows that match it; `None` without a filter: all.
    matching: Option<Matching>,
    /// The article that was scrolled to last.
    shown: Option<ArticleId>,
}

struct Matching {
    filter: String,
    revision: u64,
    rows: Vec<usize>,
}

/// Draws the filter box and the list, over all the room there is.
pub fn articles_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut ArticlesState,
    out: &mut Vec<Action>,
    acts: &mut Vec<UiAct>,
) {
    widgets::search_field(
        ui,
        Id::unique("filter articles"),
        "Filter articles",
        "Filter articles",
        &mut state.filter,
    );
    state.match_rows(session);
    let rows = session.rows();
    let count = state.matching.as_ref().map_or(rows.len(), |m| m.rows.len());
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let scan = UiCommand::Scan;
            let enabled = scan.effect(session).is_ok();
            let button = Button::new(RichText::new(scan.label()).size(theme::SMALL));
            let button = ui.add_enabled(enabled, button.min_size(vec2(0.0, theme::FORM_BUTTON)));
            if button.on_hover_text(scan.tooltip()).clicked() {
                scan.emit(session, out, acts);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                widgets::muted_label(ui, state.words(session, count));
            });
        });
    });

    if session.links_outside() > 0 {
        let words = widgets::counted(session.links_outside(), "link", "links");
        let words = RichText::new(format!("Follow {words} outside")).size(theme::SMALL);
        let button = Button::new(words).min_size(vec2(0.0, theme::FORM_BUTTON));
        let hint = format!("{}; it is remembered", session.read_outside_words());
        if ui.add(button).on_hover_text(hint).clicked() {
            out.push(Action::FollowLinks);
        }
    }

    let row_of = |state: &ArticlesState, at: usize| {
        state.matching.as_ref().map_or(Some(at), |m| m.rows.get(at).copied())
    };
    let gap = 2.0;
    ui.spacing_mut().item_spacing.y = gap;
    let mut area = ScrollArea::vertical().id_salt("articles").auto_shrink(false);
    // The article that keys or a jump went to is brought into view, once.
    if state.shown.as_ref() != session.current() {
        state.shown = session.current().cloned();
        let position = state.shown.as_ref().and_then(|id| {
            let all = rows.iter().position(|row| row.id == *id)?;
            state.matching.as_ref().map_or(Some(all), |m| m.rows.binary_search(&all).ok())
        });
        if let Some(at) = position {
            let key = ui.make_persistent_id("articles");
            let offset =
                egui::scroll_area::State::load(ui.ctx(), key).map_or(0.0, |s| s.clamped_offset().y);
            let (top, bottom) = (
                at as f32 * (theme::ARTICLE_ROW + gap),
                (at + 1) as f32 * (theme::ARTICLE_ROW + gap),
            );
            let height = ui.available_height();
            if top < offset {
                area = area.vertical_scroll_offset(top);
            } else if bottom > offset + height {
                area = area.vertical_scroll_offset(bottom - height);
            }
        }
    }
    area.show_rows(ui, theme::ARTICLE_ROW, count, |ui, range| {
        for at in range {
            let Some(row) = row_of(state, at).and_then(|at| rows.get(at)) else { continue };
            held_ui(ui, "This article", &row.id, |ui| row_ui(ui, session, row, out));
        }
    });
}

impl ArticlesState {
    fn match_rows(&mut self, session: &Session) {
        let filter = self.filter.trim();
        if filter.is_empty() {
            self.matching = None;
            return;
        }
        let revision = session.revision_of_all();
        if self.matching.as_ref().is_some_and(|m| m.filter == filter && m.revision == revision) {
            return;
        }
        let needles: Vec<_> = filter.split_whitespace().map(str::to_lowercase).collect();
        let rows = session.rows().iter().enumerate();
        let rows = rows.filter(|(_, row)| matches(row, &needles)).map(|(at, _)| at).collect();
        self.matching = Some(Matching { filter: filter.to_owned(), revision, rows });
    }

    fn words(&self, session: &Session, count: usize) -> String {
        let all = session.rows().len();
        if let Some((read, of)) = session.opening() {
            return format!("Reading {} of {}…", widgets::grouped(read), widgets::grouped(of));
        }
        match &self.matching {
            Some(_) => format!(
                "{} of {}",
                widgets::grouped(count),
                widgets::counted(all, "article", "articles")
            ),
            None if all == 0 => "No articles (.txt) in this folder".to_owned(),
            None => widgets::counted(all, "article", "articles"),
        }
    }
}

/// Every word of the filter stands in the title, the outlet, the date or the file's name.
fn matches(row: &ArticleRow, needles: &[String]) -> bool {
    let parts = [
        Some(row.title.as_str()),
        row.outlet.as_deref(),
        row.date.as_deref(),
        Some(row.id.as_str()),
    ];
    let whole = parts.into_iter().flatten().collect::<Vec<_>>().join("\n").to_lowercase();
    needles.iter().all(|needle| whole.contains(needle.as_str()))
}

/// The second line of a row, in its parts: date (whether inferred), then outlet and claims.
fn facts_of(row: &ArticleRow) -> (Option<(&str, bool)>, String) {
    let date = row.date.as_deref().map(|date| (date, row.date_inferred));
    let mut rest = Vec::new();
    if let Some(outlet) = &row.outlet {
        rest.push(outlet.clone());
    }
    rest.push(widgets::counted(row.claims, "claim", "claims"));
    (date, rest.join(" · "))
}

/// The row as a screen reader says it: what stands there, in the same order.
fn row_name(row: &ArticleRow) -> String {
    let mut parts = vec![row.title.clone()];
    match &row.trouble {
        Some(Trouble::Article(why)) => parts.push(why.clone()),
        trouble => {
            let (date, rest) = facts_of(row);
            parts.extend(date.map(|(date, _)| date.to_owned()));
            parts.push(rest);
            if row.reviewed {
                parts.push("reviewed".to_owned());
            }
            if let Some(Trouble::Annotations(why) | Trouble::Changed(why)) = trouble {
                parts.push(why.clone());
            }
        }
    }
    parts.join(", ")
}

fn row_ui(ui: &mut Ui, session: &Session, row: &ArticleRow, out: &mut Vec<Action>) {
    let p = palette(ui);
    let size = vec2(ui.available_width(), theme::ARTICLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let selected = session.current() == Some(&row.id);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, selected, row_name(row)));
    let fill = if selected {
        p.selected
    } else if response.hovered() {
        p.hover
    } else {
        p.panel
    };
    ui.painter().rect_filled(rect, theme::RADIUS, fill);
    if selected {
        let bar = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(3.0, rect.height() - 16.0));
        ui.painter().rect_filled(bar, 2, p.accent);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            theme::RADIUS,
            Stroke::new(1.5, p.accent),
            egui::StrokeKind::Inside,
        );
    }
    let inner = rect.shrink2(vec2(12.0, 8.0));
    let broken = matches!(row.trouble, Some(Trouble::Article(_)));
    let colour = if broken || !row.loaded { p.muted } else { p.text };
    let title = elided(ui, &row.title, theme::title_font(theme::BODY), colour, inner.width());
    ui.painter().galley(inner.min, title, colour);
    let line = inner.bottom() - 9.0;
    match &row.trouble {
        Some(Trouble::Article(why)) => {
            trouble_line(ui, inner, line, icon::FILE_WARNING, why, p.danger)
        }
        Some(Trouble::Changed(why)) => {
            trouble_line(ui, inner, line, icon::REFRESH, why, p.danger);
        }
        Some(Trouble::Annotations(why)) => trouble_line(ui, inner, line, icon::LOCK, why, p.danger),
        None => facts_line(ui, inner, line, row),
    }
    let text = match &row.trouble {
        Some(Trouble::Article(why) | Trouble::Annotations(why) | Trouble::Changed(why)) => {
            format!("{}\n{}\n{why}", row.title, visible(row.id.as_str()))
        }
        None => format!("{}\n{}", row.title, visible(row.id.as_str())),
    };
    let response = response.on_hover_text_at_pointer(text);
    if response.clicked() {
        out.push(Action::Show(row.id.clone()));
    }
    response.context_menu(|ui| {
        if matches!(row.trouble, Some(Trouble::Changed(_)))
            && widgets::icon_text_button(ui, icon::REFRESH, "Read it again", true).clicked()
        {
            out.push(Action::ReadAgain(row.id.clone()));
            ui.close();
        }
        let words = if row.reviewed { "Not reviewed yet" } else { "Reviewed" };
        let act =
            Action::Do(Command::SetReviewed { article: row.id.clone(), reviewed: !row.reviewed });
        let can = session.can(&act);
        let button = widgets::icon_text_button(ui, icon::CHECK, words, can.is_ok());
        let button =
            if let Err(why) = can { button.on_disabled_hover_text(why.reason) } else { button };
        if button.clicked() {
            out.push(act);
            ui.close();
        }
    });
}

fn trouble_line(ui: &Ui, inner: Rect, y: f32, icon: char, why: &str, colour: egui::Color32) {
    widgets::paint_icon(ui, pos2(inner.left() + 7.0, y), icon, 14.0, colour);
    let text = elided(ui, why, FontId::proportional(theme::SMALL), colour, inner.width() - 20.0);
    let at = pos2(inner.left() + 20.0, y - text.size().y / 2.0);
    ui.painter().galley(at, text, colour);
}

fn facts_line(ui: &Ui, inner: Rect, y: f32, row: &ArticleRow) {
    let p = palette(ui);
    let font = FontId::proportional(theme::SMALL);
    // The mark stands at the right edge, in a place of its own.
    let room = if row.reviewed { 76.0 } else { 0.0 };
    if row.reviewed {
        let reviewed = ui.painter().text(
            pos2(inner.right(), y),
            Align2::RIGHT_CENTER,
            "reviewed",
            font.clone(),
            p.ok,
        );
        widgets::paint_icon(ui, pos2(reviewed.left() - 9.0, y), icon::CHECK, 13.0, p.ok);
    }
    let (date, rest) = facts_of(row);
    let mut job = LayoutJob::default();
    let format = |italics| egui::TextFormat {
        font_id: font.clone(),
        color: p.muted,
        italics,
        ..Default::default()
    };
    if let Some((date, inferred)) = date {
        job.append(date, 0.0, format(inferred));
        job.append("  ", 0.0, format(false));
    }
    job.append(&rest, 0.0, format(false));
    job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width() - room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(pos2(inner.left(), y - galley.size().y / 2.0), galley, p.muted);
}

fn elided(
    ui: &Ui,
    text: &str,
    font: FontId,
    colour: egui::Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> ArticleRow {
        ArticleRow {
            id: ArticleId::new("002_371c.txt"),
            title: "Armenians in Nagorno-Karabakh began".to_owned(),
            outlet: Some("Reuters".to_owned()),
            date: Some("24 Sep 2023".to_owned()),
            date_inferred: true,
            claims: 3,
            reviewed: false,
            trouble: None,
            loaded: true,
        }
    }

    #[test]
    fn the_filter_looks_at_title_outlet_date_and_file() {
        let needles =
            |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        for hit in ["karabakh", "REUTERS sep", "371c", "armen reut 2023"] {
            assert!(matches(&row(), &needles(hit)), "{hit}");
        }
        for miss in ["Baku", "reuters 2024"] {
            assert!(!matches(&row(), &needles(miss)), "{miss}");
        }
    }

    #[test]
    fn a_row_says_all_that_it_shows() {
        assert_eq!(
            row_name(&row()),
            "Armenians in Nagorno-Karabakh began, 24 Sep 2023, Reuters · 3 claims"
        );
        let broken =
            ArticleRow { trouble: Some(Trouble::Article("binary file".to_owned())), ..row() };
        assert_eq!(row_name(&broken), "Armenians in Nagorno-Karabakh began, binary file");
        let done = ArticleRow { reviewed: true, claims: 0, ..row() };
        assert!(row_name(&done).ends_with("no claims, reviewed"));
    }
}
