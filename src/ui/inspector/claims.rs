//! The Claims tab: the list of the article's claims, what has strayed above it, the form of the selected claim below it.
//!
//! Owns the list's lines, made once a revision. Never: rules.

use super::row::heading_ui;
use super::{Form, InspectorState, claim, offer, strayed};
use crate::model::{ArticleId, Claim, ClaimId, Document, RecordRef, Span, Status};
use crate::session::{Field, Session};
use crate::ui::held::held_ui;
use crate::ui::names::{counted, first_words, joined};
use crate::ui::theme;
use eframe::egui::{self, RichText, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// How many lines the list shows beside a form, at most.
const LINES_BESIDE_FORM: f32 = 4.0;
/// Width of the column of paragraph numbers.
const PLACE_WIDTH: f32 = 30.0;

/// A line of the list of claims.
struct ClaimLine {
    id: ClaimId,
    paragraph: String,
    words: String,
    holds: String,
    span: Option<Span>,
}

/// The lines of one state of one article.
#[derive(Default)]
pub struct ClaimList {
    of: Option<(ArticleId, u64)>,
    lines: Vec<ClaimLine>,
    selected: Option<ClaimId>,
}

impl ClaimList {
    fn refresh(&mut self, session: &Session, article: &ArticleId) {
        let key = (article.clone(), session.revision(article));
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.of = Some(key);
        self.lines.clear();
        let Some(document) = session.document(article) else { return };
        let text = session.article(article);
        for claim in document.claims_in_order() {
            let span = claim.anchors.iter().filter_map(|anchor| anchor.span()).min();
            let paragraph = text.zip(span).map_or_else(String::new, |(text, span)| {
                let count = text.paragraphs.partition_point(|p| p.start <= span.start);
                format!("¶{count}")
            });
            let words = claim.anchors.first().map_or("", |anchor| anchor.exact());
            self.lines.push(ClaimLine {
                id: claim.id.clone(),
                paragraph,
                words: first_words(words, 90),
                holds: holds(session, document, claim),
                span,
            });
        }
    }

    /// Where a claim stands in the list, and of how many.
    pub fn place_of(&self, claim: &ClaimId) -> Option<(usize, usize)> {
        Some((self.lines.iter().position(|line| line.id == *claim)?, self.lines.len()))
    }

    /// The claim so many lines further, and where it is.
    pub fn beside(&self, at: usize, step: isize) -> Option<(&ClaimId, Option<Span>)> {
        let line = self.lines.get(at.checked_add_signed(step)?)?;
        Some((&line.id, line.span))
    }
}

/// What a claim holds, in words: "1 number · 2 sources · draft".
fn holds(session: &Session, document: &Document, claim: &Claim) -> String {
    let attributions = document.attributions_of(&claim.id).len();
    let quantities = document.quantities_of(&claim.id);
    let marks = document.marks_of(&claim.id).len();
    let dates = quantities.iter().filter(|q| q.as_of.is_some() || q.period.is_some()).count();
    let status = match claim.status {
        Status::Draft => "Draft",
        Status::Reviewed => "Reviewed",
        Status::Query => "Query",
    };
    let status = session
        .choices(Field::Status)
        .and_then(|choices| choices.iter().find(|choice| choice.value == status))
        .map_or(status, |choice| choice.label);
    joined(&[
        &counted(quantities.len(), "number", "numbers"),
        &counted(attributions, "source", "sources"),
        &counted(dates + marks, "date or place", "dates and places"),
        status,
    ])
}

/// The claim that the selected record belongs to.
fn selected_claim(form: &Form<'_>) -> Option<ClaimId> {
    let selection = form.session.selection();
    let document = form.session.document(form.article)?;
    document.claim_of(selection.record.as_ref()?).cloned()
}

/// Draws the tab.
pub fn claims_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut InspectorState) {
    state.list.refresh(form.session, form.article);
    strayed::strayed_ui(ui, form, &mut state.strayed);
    let selected = selected_claim(form);
    let count = state.list.lines.len();
    if count == 0 {
        ui.add_space(theme::STEP * 4.0);
        let hint = "No claims yet. Double-click a sentence in the text to make one.";
        ui.add(egui::Label::new(RichText::new(hint).weak()).wrap());
        offer::sentence_ui(ui, form);
        return;
    }
    heading_ui(ui, &format!("{} IN THIS ARTICLE", counted(count, "CLAIM", "CLAIMS")), |_| {});
    let proposed = !form.session.shown_proposals().is_empty();
    let height = match selected {
        None if !proposed => ui.available_height(),
        _ => theme::LIST_ROW * LINES_BESIDE_FORM.min(count as f32),
    };
    let changed = state.list.selected != selected;
    let reveal = selected.as_ref().filter(|_| changed).and_then(|id| state.list.place_of(id));
    state.list.selected.clone_from(&selected);
    list_ui(ui, form, &state.list, height, reveal.map(|(at, _)| at));
    if let Some(id) = selected {
        ui.separator();
        held_ui(ui, "This claim", &id, |ui| claim::claim_ui(ui, form, state, &id));
    } else {
        offer::sentence_ui(ui, form);
    }
}

fn list_ui(ui: &mut Ui, form: &mut Form<'_>, list: &ClaimList, height: f32, reveal: Option<usize>) {
    let mut area = egui::ScrollArea::vertical()
        .id_salt("claims")
        .max_height(height)
        .auto_shrink([false, true]);
    if let Some(at) = reveal {
        let top = (at as f32 * theme::LIST_ROW - (height - theme::LIST_ROW) / 2.0).max(0.0);
        area = area.vertical_scroll_offset(top);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, theme::LIST_ROW, list.lines.len(), |ui, lines| {
            for line in list.lines.get(lines).unwrap_or_default() {
                held_ui(ui, "This claim", &line.id, |ui| {
                    line_ui(ui, form, line, list.selected.as_ref() == Some(&line.id));
                });
            }
        });
    });
}

fn line_ui(ui: &mut Ui, form: &mut Form<'_>, line: &ClaimLine, selected: bool) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::LIST_ROW));
    let id = ui.make_persistent_id(("claim line", &line.id));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, selected, &line.words));
    let palette = theme::palette(ui);
    if selected {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.hover);
    }
    let inner = rect.shrink2(vec2(6.0, 3.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
    child.spacing_mut().item_spacing = vec2(theme::STEP, 2.0);
    child.spacing_mut().interact_size.y = 0.0;
    child.horizontal(|ui| {
        let at = ui.cursor().min;
        let place = RichText::new(&line.paragraph).small().weak();
        ui.add(egui::Label::new(place).selectable(false));
        ui.advance_cursor_after_rect(egui::Rect::from_min_max(
            at,
            pos2(at.x + PLACE_WIDTH - theme::STEP, at.y + ui.min_rect().height()),
        ));
        ui.add(egui::Label::new(&line.words).selectable(false).truncate());
    });
    child.horizontal(|ui| {
        ui.add_space(PLACE_WIDTH);
        let holds = RichText::new(&line.holds).small().weak();
        ui.add(egui::Label::new(holds).selectable(false).truncate());
    });
    if response.clicked() {
        form.go_to(RecordRef::Claim(line.id.clone()), line.span);
    }
}
