//! The languages an article can be in: their names, and the list to choose from.
//!
//! Never: detects a language.

use super::theme;
use crate::lexicon::languages;
use crate::model::ArticleId;
use crate::session::{Action, Command, Field, FieldOwner, FieldRef, Session};
use eframe::egui::{Button, RichText, ScrollArea, Ui};

/// Names for the commonest languages of the tool's articles; others show their tag.
const NAMES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("hy", "Armenian"),
    ("az", "Azerbaijani"),
    ("zh", "Chinese"),
    ("en", "English"),
    ("fr", "French"),
    ("ka", "Georgian"),
    ("de", "German"),
    ("he", "Hebrew"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("fa", "Persian"),
    ("ru", "Russian"),
    ("es", "Spanish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
];

/// The name of a language by its BCP 47 tag; the tag where we know none.
#[must_use]
pub fn language_name(tag: &str) -> &str {
    let first = tag.split('-').next().unwrap_or_default();
    NAMES.iter().find(|(known, _)| *known == first).map_or(tag, |(_, name)| name)
}

/// What is stated of the language, else nothing.
#[must_use]
pub fn stated<'s>(session: &'s Session, article: &ArticleId) -> &'s str {
    session.document(article).map_or("", |document| document.meta().language.as_str())
}

/// The language of an article in words, with whether it was only detected; nothing where it is not known.
#[must_use]
pub fn words(session: &Session, article: &ArticleId) -> String {
    let stated = stated(session, article);
    if !stated.is_empty() {
        return language_name(stated).to_owned();
    }
    match session.language_of(article) {
        "" => String::new(),
        detected => format!("{} (detected)", language_name(detected)),
    }
}

/// The list to choose from, as contents of a popup. What has tables of words stands first.
pub fn choose_ui(ui: &mut Ui, session: &Session, article: &ArticleId, out: &mut Vec<Action>) {
    ui.set_min_width(220.0);
    let stated = stated(session, article);
    let detected = session.language_of(article);
    let mut chosen = None;
    let read = languages();
    let mut entry = |ui: &mut Ui, tag: &str, label: &str, on: bool| {
        if ui.add(Button::selectable(on, label)).clicked() {
            chosen = Some(tag.to_owned());
            ui.close();
        }
    };
    if stated.is_empty() && !detected.is_empty() {
        let label = format!("{} (detected)", language_name(detected));
        entry(ui, "", &label, true);
    } else {
        entry(ui, "", "As detected", stated.is_empty());
    }
    ui.separator();
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        for tag in &read {
            entry(ui, tag, language_name(tag), first(stated) == *tag);
        }
        let rest: Vec<_> = NAMES.iter().filter(|(tag, _)| !read.contains(tag)).collect();
        if !rest.is_empty() {
            let words = RichText::new("Nothing is proposed in these yet").size(theme::SMALL);
            ui.label(words.color(theme::palette(ui).muted));
        }
        for (tag, name) in rest {
            entry(ui, tag, name, first(stated) == *tag);
        }
    });
    if let Some(text) = chosen.filter(|text| text != stated) {
        let of = FieldOwner::Article;
        let field = FieldRef { article: article.clone(), of, field: Field::Language };
        out.push(Action::Do(Command::SetField { field, text }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_called_by_its_name() {
        assert_eq!(language_name("en-GB"), "English");
        assert_eq!(language_name("tlh"), "tlh");
    }
}
