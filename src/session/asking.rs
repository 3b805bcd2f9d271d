//! What views ask of states, fields, records, the search and the numbers: answers only, nothing changes.

use super::{
    Choice, Field, FieldOwner, FieldRef, NumberRow, SearchState, Session, Strayed, citation,
    fields, numbers, summary,
};
use crate::model::{ArticleId, SlotRef};

impl Session {
    // --- States, for memos of views ---

    /// Names a state of an article's records in memory; never reused. Key for memos of views.
    #[must_use]
    pub fn revision(&self, id: &ArticleId) -> u64 {
        if id.is_of_facts() {
            return self.library.facts_revision;
        }
        self.library.entries.get(id).map_or(0, |entry| entry.revision)
    }

    /// Names a state of everything: changes whenever any article's records, rows or list change.
    #[must_use]
    pub fn revision_of_all(&self) -> u64 {
        self.library.revision
    }

    /// Anchors of an article that do not stand where the file says: moved, changed, orphaned.
    #[must_use]
    pub fn strayed(&self, id: &ArticleId) -> Vec<Strayed> {
        self.library.entries.get(id).map(|entry| entry.strayed.clone()).unwrap_or_default()
    }

    /// Encodings to choose from, common ones first.
    #[must_use]
    pub fn encodings(&self) -> &'static [&'static str] {
        crate::store::articles::encodings()
    }

    // --- Fields (forms and table cells) ---

    /// A field's content as a person would type it; `None` where there is no such field.
    #[must_use]
    pub fn field_text(&self, field: &FieldRef) -> Option<String> {
        match (&field.of, field.field) {
            (FieldOwner::Fact(fact), Field::OfFact(field)) => self.fact_field(fact, field),
            (FieldOwner::Agent(agent), Field::OfAgent(field)) => self.agent_field(agent, field),
            _ => fields::text(self.document(&field.article)?, field),
        }
    }

    /// The choices of an enumerated field; `None` for fields that are typed.
    #[must_use]
    pub fn choices(&self, field: Field) -> Option<&'static [Choice]> {
        match field {
            Field::OfFact(field) => fields::fact_choices(field),
            Field::OfAgent(field) => fields::agent_choices(field),
            field => fields::choices(field),
        }
    }

    /// The anchor of a field in the text, where it has one.
    #[must_use]
    pub fn field_anchor(&self, field: &FieldRef) -> Option<SlotRef> {
        let FieldOwner::Record(record) = &field.of else { return None };
        let slot = fields::slot(field.field)?;
        let document = self.document(&field.article)?;
        let there = document.anchors_of(record).iter().any(|(at, _)| *at == slot);
        there.then(|| SlotRef { record: record.clone(), slot })
    }

    /// What is typed in a field and not committed, and what is wrong with it.
    #[must_use]
    pub fn draft(&self, field: &FieldRef) -> Option<(&str, Option<&str>)> {
        self.drafts.get(field).map(|draft| (draft.text.as_str(), draft.error.as_deref()))
    }

    /// A sentence in plain words of what a record holds ("1,050 people, cumulative, as of 24 Sep 2023 22:00").
    #[must_use]
    pub fn summary(&self, article: &ArticleId, record: &crate::model::RecordRef) -> String {
        self.document(article).map(|document| summary::of(document, record)).unwrap_or_default()
    }

    /// The selected words, or the selected claim, with their citation (outlet, date, file, offsets), for the clipboard.
    #[must_use]
    pub fn citation(&self) -> Option<String> {
        let entry = self.library.entries.get(self.selection.article.as_ref()?)?;
        citation::of(entry, &self.selection)
    }

    // --- Searching, numbers ---

    /// The search over all articles.
    #[must_use]
    pub fn search(&self) -> &SearchState {
        &self.search
    }

    /// The columns of the Numbers view and the CSV export: their names, and the field a cell edits, where it can be.
    #[must_use]
    pub fn number_columns(&self) -> &'static [(&'static str, Option<Field>)] {
        numbers::columns()
    }

    /// The rows of the Numbers view and the CSV export, of one article: made when they are first asked for, then kept until it
    /// changes.
    #[must_use]
    pub fn number_rows(&self, id: &ArticleId) -> &[NumberRow] {
        self.library.numbers(id)
    }
}
