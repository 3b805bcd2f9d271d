//! Whose number it is: check boxes over the attributions of the article, the article itself, or not decided.
//!
//! Owns the names of the attributions, made once a revision. Never: rules.

use super::Form;
use crate::model::{
    Anchor, ArticleId, Attribution, AttributionId, ClaimId, Quantity, Voice, visible,
};
use crate::session::{Action, Command, Session};
use crate::ui::names::first_words;
use crate::ui::theme;
use eframe::egui::{self, Id, PopupCloseBehavior, RichText, Ui};
use std::collections::HashMap;

struct VoiceLine {
    id: AttributionId,
    claim: ClaimId,
    /// Short, for the button: the origin.
    source: String,
    /// Long, for the list: told apart by its words.
    label: String,
}

/// The attributions of one state of one article.
#[derive(Default)]
pub struct VoiceList {
    of: Option<(ArticleId, u64)>,
    lines: Vec<VoiceLine>,
    by_id: HashMap<AttributionId, usize>,
}

impl VoiceList {
    fn refresh(&mut self, session: &Session, article: &ArticleId) {
        let key = (article.clone(), session.revision(article));
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.of = Some(key);
        self.lines.clear();
        let Some(document) = session.document(article) else { return };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for claim in document.claims_in_order() {
            for attribution in document.attributions_of(&claim.id) {
                let mut label = label_of(attribution);
                let count = seen.entry(label.clone()).or_default();
                *count += 1;
                if *count > 1 {
                    label = format!("{label} ({count})");
                }
                self.lines.push(VoiceLine {
                    id: attribution.id.clone(),
                    claim: claim.id.clone(),
                    source: source_of(attribution),
                    label,
                });
            }
        }
        let ids = self.lines.iter().enumerate().map(|(i, line)| (line.id.clone(), i));
        self.by_id = ids.collect();
    }

    fn words(&self, voice: &Voice) -> String {
        match voice {
            Voice::Undecided => "not decided".to_owned(),
            Voice::Article => "the article’s own".to_owned(),
            Voice::By(ids) => {
                let names: Vec<&str> = ids
                    .iter()
                    .map(|id| {
                        let line = self.by_id.get(id).and_then(|i| self.lines.get(*i));
                        line.map_or("an attribution that is not there", |l| l.source.as_str())
                    })
                    .collect();
                names.join(" and ")
            }
        }
    }
}

fn source_of(attribution: &Attribution) -> String {
    let origin = attribution.chain.last().map_or("", |hop| hop.source.as_str());
    if origin.is_empty() { "nobody named".to_owned() } else { visible(origin).into_owned() }
}

fn label_of(attribution: &Attribution) -> String {
    let mut label = source_of(attribution);
    if let Some(cue) = attribution.cue.first() {
        label.push(' ');
        label.push_str(&visible(&cue.words()));
    }
    let words = attribution.content.first().map_or("", Anchor::exact);
    if !words.is_empty() {
        label.push_str(": “");
        label.push_str(&first_words(words, 40));
        label.push('”');
    }
    label
}

/// Draws whose number it is, and lets it be said.
pub fn voice_ui(ui: &mut Ui, form: &mut Form<'_>, list: &mut VoiceList, q: &Quantity, label: Id) {
    list.refresh(form.session, form.article);
    let words = list.words(&q.voice);
    if !form.writable {
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    let width = ui.available_width();
    let width = if form.writable {
        width - theme::FORM_BUTTON - ui.spacing().item_spacing.x
    } else {
        width
    };
    let combo = egui::ComboBox::from_id_salt(("voice", &q.id))
        .selected_text(words)
        .width(width)
        .truncate()
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let size = egui::vec2(width, ui.spacing().interact_size.y);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let response = ui.allocate_ui_with_layout(size, layout, |ui| {
        combo.show_ui(ui, |ui| {
            ui.set_width(theme::POPUP_WIDTH);
            choose_ui(ui, form, list, q);
        })
    });
    response.inner.response.labelled_by(label);
}

fn choose_ui(ui: &mut Ui, form: &mut Form<'_>, list: &VoiceList, q: &Quantity) {
    let mut chosen = None;
    if ui.radio(q.voice == Voice::Undecided, "Not decided").clicked() {
        chosen = Some(Voice::Undecided);
    }
    if ui.radio(q.voice == Voice::Article, "The article’s own: nobody is named").clicked() {
        chosen = Some(Voice::Article);
    }
    ui.separator();
    if list.lines.is_empty() {
        ui.label(RichText::new("The article has no attribution yet.").weak());
    }
    let mut order: Vec<&VoiceLine> = list.lines.iter().filter(|l| l.claim == q.claim).collect();
    let own = order.len();
    order.extend(list.lines.iter().filter(|line| line.claim != q.claim));
    let height = ui.spacing().interact_size.y;
    let area =
        egui::ScrollArea::vertical().max_height(theme::POPUP_HEIGHT).auto_shrink([false, true]);
    area.show_rows(ui, height, order.len(), |ui, rows| {
        for at in rows {
            let Some(line) = order.get(at) else { continue };
            let ids = if let Voice::By(ids) = &q.voice { ids.as_slice() } else { &[] };
            let mut on = ids.contains(&line.id);
            let mut label = RichText::new(&line.label);
            if at >= own {
                label = label.weak();
            }
            if ui.checkbox(&mut on, label).changed() {
                let mut ids = ids.to_vec();
                ids.retain(|id| *id != line.id);
                if on {
                    ids.push(line.id.clone());
                }
                let none = ids.is_empty();
                chosen = Some(if none { Voice::Undecided } else { Voice::By(ids) });
            }
        }
    });
    if let Some(voice) = chosen {
        let (article, quantity) = (form.article.clone(), q.id.clone());
        form.out.push(Action::Do(Command::SetVoice { article, quantity, voice }));
    }
}
