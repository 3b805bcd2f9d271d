//! The Article tab: what is known of the article itself, and what its file is.
//!
//! Never: rules.

use super::field::choices_ui;
use super::row::{heading_ui, labelled_ui, row_called_ui, row_ui};
use super::{Form, offer};
use crate::model::visible;
use crate::session::{Action, Command, Field, FieldOwner, FieldRef};
use crate::ui::languages;
use crate::ui::names::counted;
use crate::ui::theme;
use eframe::egui::{self, RichText, Ui};

/// Draws the tab.
pub fn article_ui(ui: &mut Ui, form: &mut Form<'_>) {
    let area = egui::ScrollArea::vertical().id_salt("article").auto_shrink(false);
    area.content_margin(super::row::scroll_margin()).show(ui, |ui| {
        let field =
            |field| FieldRef { article: form.article.clone(), of: FieldOwner::Article, field };
        let meta = form.session.document(form.article).map(crate::model::Document::meta);
        let (dated, reviewed) =
            meta.map_or((false, false), |meta| (meta.published.is_some(), meta.reviewed));
        let rows = [Field::Title, Field::Outlet, Field::Byline, Field::Url];
        let rows = rows.map(field);
        let published = field(Field::Published);
        let details = [Field::PublishedPrecision, Field::PublishedBasis].map(field);

        heading_ui(ui, "ARTICLE", |_| {});
        for (at, field) in rows.iter().enumerate() {
            match at {
                0 => row_called_ui(ui, form, field, "Title", 2),
                _ => row_ui(ui, form, field),
            }
        }
        language_ui(ui, form);
        published_ui(ui, form, &published);
        if dated {
            labelled_ui(ui, "", |ui, _| choices_ui(ui, form, &details, 0.5));
        }
        labelled_ui(ui, "", |ui, _| {
            let mut on = reviewed;
            let check = egui::Checkbox::new(&mut on, "Reviewed: I am done with this article");
            if ui.add_enabled(form.writable, check).changed() {
                let article = form.article.clone();
                form.out.push(Action::Do(Command::SetReviewed { article, reviewed: on }));
            }
        });
        file_ui(ui, form);
    });
}

/// The article's date: what is proposed stands in the place of the empty field.
fn published_ui(ui: &mut Ui, form: &mut Form<'_>, field: &FieldRef) {
    let proposal = form.session.published_proposal(form.article);
    let typing = form.session.draft(field).is_some();
    match proposal {
        Some(proposal) if !typing => {
            let label = crate::ui::names::field_label(Field::Published);
            labelled_ui(ui, label, |ui, _| offer::offer_ui(ui, form, &proposal));
        }
        _ => row_ui(ui, form, field),
    }
}

/// The language: the stated one, else the detected; a list to choose from.
fn language_ui(ui: &mut Ui, form: &mut Form<'_>) {
    let words = languages::words(form.session, form.article);
    labelled_ui(ui, "Language", |ui, label| {
        if !form.writable {
            let words = if words.is_empty() { "—" } else { &words };
            return drop(ui.add(egui::Label::new(words)));
        }
        let width = ui.available_width() - theme::FORM_BUTTON - ui.spacing().item_spacing.x;
        let words = if words.is_empty() { "not known" } else { &words };
        let combo = egui::ComboBox::from_id_salt("language").selected_text(words).width(width);
        let combo = combo.height(360.0).show_ui(ui, |ui| {
            languages::choose_ui(ui, form.session, form.article, form.out);
        });
        combo.response.labelled_by(label);
    });
}

fn file_ui(ui: &mut Ui, form: &mut Form<'_>) {
    heading_ui(ui, "FILE", |_| {});
    let said = |ui: &mut Ui, label: &str, text: &str| {
        labelled_ui(ui, label, |ui, _| {
            ui.add_space(theme::STEP);
            ui.add(egui::Label::new(RichText::new(text)).wrap());
        });
    };
    said(ui, "File", form.article.as_str());
    let Some(article) = form.session.article(form.article) else { return };
    said(ui, "Encoding", &article.encoding);
    let length = counted(article.offsets.code_points(), "character", "characters");
    let paragraphs = counted(article.paragraphs.len(), "paragraph", "paragraphs");
    said(ui, "Length", &format!("{length} in {paragraphs}"));
    said(ui, "SHA-256", &article.sha256);
    said(ui, "Annotator", &visible(form.session.annotator()));
}
