//! The search over all articles and notes (Ctrl+Shift+F): words, hits with their context as they come, click to go there.
//!
//! Stands in the place of the list of articles. Draws only the visible hits. Never: searches itself.

use super::theme::{self, icon, palette};
use super::view_state::ViewState;
use super::widgets;
use crate::session::{Action, SearchHit, SearchQuery, Session};
use crate::ui::held::held_ui;
use eframe::egui::{
    self, Align, FontId, Id, Key, Layout, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2, text::LayoutJob, vec2,
};

const TITLE_ROW: f32 = 30.0;
const HIT_ROW: f32 = 44.0;

/// What the search panel keeps between frames.
#[derive(Default)]
pub struct SearchPanelState {
    query: SearchQuery,
    /// The field is to get the focus.
    focus: bool,
    at: Option<usize>,
    lines: Lines,
}

/// The rows of the list: a title wherever the article changes. Made anew only when hits have come.
#[derive(Default)]
struct Lines {
    made_of: (String, usize),
    /// Index of the hit; and whether it is the hit's title row.
    rows: Vec<(usize, bool)>,
    /// Top of every row, and of the end.
    tops: Vec<f32>,
}

impl SearchPanelState {
    /// Puts the focus in the field.
    pub fn focus(&mut self) {
        self.focus = true;
    }
}

/// Draws the panel over all the room there is.
pub fn search_panel_ui(
    ui: &mut Ui,
    session: &Session,
    view: &mut ViewState,
    state: &mut SearchPanelState,
    out: &mut Vec<Action>,
) {
    let p = palette(ui);
    let found = session.search();
    ui.horizontal(|ui| {
        ui.label(
            egui::RichText::new("Find in all articles")
                .font(theme::title_font(theme::BODY))
                .color(p.text),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::quiet_icon_button(ui, icon::CLOSE, "Close search").clicked() {
                close(view, out);
            }
        });
    });
    let before = state.query.clone();
    let id = Id::unique("search everywhere");
    let field = widgets::search_field(
        ui,
        id,
        "Words to find",
        "Words in articles and notes",
        &mut state.query.text,
    );
    if std::mem::take(&mut state.focus) {
        field.request_focus();
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.checkbox(&mut state.query.match_case, "Match case");
        ui.checkbox(&mut state.query.whole_words, "Whole words");
    });
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if state.query != before {
        state.at = None;
        out.push(Action::Search(state.query.clone()));
    }
    if field.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        close(view, out);
    }
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        let words = progress(session);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if found.running && ui.button("Stop").clicked() {
                out.push(Action::StopSearch);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                widgets::muted_label(ui, words)
            });
        });
    });
    if entered && !found.hits.is_empty() {
        let next = state.at.map_or(0, |at| (at + 1) % found.hits.len());
        go(state, session, next, out);
        field.request_focus();
    }
    hits_ui(ui, session, state, out);
}

fn close(view: &mut ViewState, out: &mut Vec<Action>) {
    view.searching = false;
    out.push(Action::StopSearch);
}

fn progress(session: &Session) -> String {
    let found = session.search();
    if found.query.text.is_empty() {
        return "Articles and notes are searched as you type".to_owned();
    }
    let hits = widgets::counted(found.hits.len(), "hit", "hits");
    let (done, of) = found.progress;
    if found.running {
        return format!(
            "{hits} in {} of {} articles…",
            widgets::grouped(done),
            widgets::grouped(of)
        );
    }
    if found.capped { format!("The first {hits}; narrow the words") } else { hits }
}

fn go(state: &mut SearchPanelState, session: &Session, at: usize, out: &mut Vec<Action>) {
    if let Some(hit) = session.search().hits.get(at) {
        state.at = Some(at);
        out.push(Action::GoTo(hit.go.clone()));
    }
}

impl Lines {
    fn follow(&mut self, session: &Session) {
        let found = session.search();
        let made_of = (&found.query.text, found.hits.len());
        if (&self.made_of.0, self.made_of.1) == made_of && !found.running {
            return;
        }
        self.made_of = (found.query.text.clone(), found.hits.len());
        self.rows.clear();
        self.tops.clear();
        let mut top = 0.0;
        let mut last = None;
        for (at, hit) in found.hits.iter().enumerate() {
            if last != Some(&hit.go.article) {
                self.rows.push((at, true));
                self.tops.push(top);
                top += TITLE_ROW;
                last = Some(&hit.go.article);
            }
            self.rows.push((at, false));
            self.tops.push(top);
            top += HIT_ROW;
        }
        self.tops.push(top);
    }
}

fn hits_ui(ui: &mut Ui, session: &Session, state: &mut SearchPanelState, out: &mut Vec<Action>) {
    state.lines.follow(session);
    let mut chosen = None;
    ScrollArea::vertical().id_salt("hits").auto_shrink(false).show_viewport(ui, |ui, viewport| {
        let lines = &state.lines;
        let height = lines.tops.last().copied().unwrap_or_default();
        ui.set_height(height);
        let origin = ui.max_rect().min;
        let width = ui.available_width();
        let from = lines.tops.partition_point(|top| *top + HIT_ROW < viewport.top());
        for (row, (at, title)) in lines.rows.iter().enumerate().skip(from) {
            let (Some(top), Some(bottom)) = (lines.tops.get(row), lines.tops.get(row + 1)) else {
                break;
            };
            if *top > viewport.bottom() {
                break;
            }
            let Some(hit) = session.search().hits.get(*at) else { break };
            let rect = Rect::from_min_max(origin + vec2(0.0, *top), origin + vec2(width, *bottom));
            if *title {
                held_ui(ui, "This article", &hit.title, |ui| title_ui(ui, rect, hit));
            } else {
                held_ui(ui, "This hit", at, |ui| {
                    if hit_ui(ui, rect, *at, hit, state.at == Some(*at)) {
                        chosen = Some(*at);
                    }
                });
            }
        }
    });
    if let Some(at) = chosen {
        go(state, session, at, out);
    }
}

fn title_ui(ui: &Ui, rect: Rect, hit: &SearchHit) {
    let p = palette(ui);
    let mut job =
        LayoutJob::simple_singleline(hit.title.clone(), theme::title_font(theme::SMALL), p.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 8.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(
        pos2(rect.left() + 4.0, rect.bottom() - galley.size().y - 4.0),
        galley,
        p.text,
    );
}

fn hit_ui(ui: &mut Ui, rect: Rect, at: usize, hit: &SearchHit, current: bool) -> bool {
    let p = palette(ui);
    let response = ui.interact(rect, ui.scope_id().with(("hit", at)), Sense::click());
    let [before, words, after] = &hit.context;
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, current, format!("{before}{words}{after}"))
    });
    let body = rect.shrink2(vec2(0.0, 1.0));
    if current || response.hovered() {
        ui.painter().rect_filled(body, theme::RADIUS, if current { p.selected } else { p.hover });
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            body,
            theme::RADIUS,
            Stroke::new(1.5, p.accent),
            egui::StrokeKind::Inside,
        );
    }
    let font = FontId::proportional(theme::SMALL + 1.0);
    let plain = egui::TextFormat::simple(font.clone(), p.text);
    // The words stand near the start, whatever comes before them.
    let before = tail(before, 24);
    let mut job = LayoutJob::default();
    if hit.note_of.is_some() {
        job.append("Note: ", 0.0, egui::TextFormat::simple(font, p.muted));
    }
    job.append(before.trim_start(), 0.0, plain.clone());
    job.append(words, 0.0, egui::TextFormat { background: p.hit, ..plain.clone() });
    job.append(after, 0.0, plain);
    job.wrap = egui::text::TextWrapping {
        max_rows: 2,
        max_width: rect.width() - 16.0,
        ..Default::default()
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().with_clip_rect(ui.clip_rect().intersect(body)).galley(
        body.min + vec2(8.0, 3.0),
        galley,
        p.text,
    );
    response.clicked()
}

/// The last chars of a text, from a word's start where there is one, with dots where something is left out.
fn tail(text: &str, chars: usize) -> String {
    let all = text.chars().count();
    if all <= chars {
        return text.to_owned();
    }
    let last: String = text.chars().skip(all - chars).collect();
    let from_word = last.split_once(' ').map_or(last.as_str(), |(_, rest)| rest);
    format!("…{from_word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_hit_is_cut_at_a_word() {
        assert_eq!(tail("short", 24), "short");
        assert_eq!(
            tail("The Armenian government said late Sunday evening that ", 24),
            "…Sunday evening that "
        );
        assert_eq!(tail("ունեցել են ապաստան", 8), "…ապաստան".to_owned());
    }
}
