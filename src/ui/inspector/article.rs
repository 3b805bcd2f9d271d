//! The Article tab: what is known of the article itself, and what its file is.
//!
//! Never: rules.

use super::Form;
use super::field::choices_ui;
use super::row::{heading_ui, labelled_ui, row_called_ui, row_ui};
use crate::session::{Action, Command, Field, FieldOwner, FieldRef};
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
        let rows = [Field::Title, Field::Outlet, Field::Byline, Field::Url, Field::Language];
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
        row_ui(ui, form, &published);
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
    said(ui, "Annotator", form.session.annotator());
}
