//! A transaction as the history keeps it: one line of JSON, offsets in code points.
//!
//! Owns: the shape of that line. (JSON, not RON: a history of years is read at every start, and JSON is
//! read several times as fast. The records inside are the files' own.)
//! Never: sequence numbers and checksums (the log's); applies anything.

use super::article_file::{
    ArticleFile, AttributionRecord, ClaimRecord, MarkRecord, PublishedRecord, QuantityRecord,
    RefusalRecord,
};
use super::codes::required;
use super::convert::{Reading, Writing};
use super::convert_facts::{agent, agent_record, bounds, bounds_record, fact, fact_record};
use super::facts_file::{AgentRecord, BoundsRecord, FactRecord};
use super::text::FormatError;
use crate::model::{
    Article, ArticleId, AttributionId, Change, ClaimId, CodePoints, Edit, MarkId, QuantityId,
    RecordRef, RefusalId, Selection, Transaction,
};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::sync::Arc;

/// One act of the analyst, as the history keeps it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "transaction")]
pub struct TransactionRecord {
    /// What was done, in words.
    pub label: String,
    /// When: UTC, RFC 3339.
    pub at: String,
    /// The changes, in order, each with what it is of.
    pub edits: Vec<(OwnerRecord, ChangeRecord)>,
    /// What was selected before.
    pub selection_before: SelectionRecord,
    /// What is selected after.
    pub selection_after: SelectionRecord,
}

/// What a change is of. Lines of format 1 name it by a text (an article's name, or `facts`), later ones by its kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OwnerRecord {
    /// As format 2 does.
    Kind(OwnerKind),
    /// As format 1 names it.
    #[serde(deserialize_with = "name_of_format_1")]
    Name(String),
}

/// A text that is neither `facts` nor a file's name is a kind that this version does not know.
fn name_of_format_1<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name = String::deserialize(from)?;
    if name.contains('.') || ArticleId::new(&name).is_of_facts() {
        return Ok(name);
    }
    Err(de::Error::unknown_variant(&name, &["Article", "Facts"]))
}

/// The kinds of documents that have a history.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OwnerKind {
    /// The annotations of an article, by its name.
    Article(String),
    /// `facts.ron`.
    Facts,
}

impl OwnerRecord {
    /// The document that it names.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        match self {
            Self::Name(name) | Self::Kind(OwnerKind::Article(name)) => ArticleId::new(name),
            Self::Kind(OwnerKind::Facts) => ArticleId::of_facts(),
        }
    }

    /// A document as lines of this format name it.
    #[must_use]
    pub fn of(id: &ArticleId, format: u32) -> Self {
        match format {
            0 | 1 => Self::Name(id.to_string()),
            _ if id.is_of_facts() => Self::Kind(OwnerKind::Facts),
            _ => Self::Kind(OwnerKind::Article(id.to_string())),
        }
    }
}

/// One change of one document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "change")]
#[allow(missing_docs)] // named as the records
pub enum ChangeRecord {
    Meta { before: Box<MetaRecord>, after: Box<MetaRecord> },
    Claim(Box<EditRecord<ClaimRecord>>),
    Quantity(Box<EditRecord<QuantityRecord>>),
    Attribution(Box<EditRecord<AttributionRecord>>),
    Mark(Box<EditRecord<MarkRecord>>),
    Refusal { id: String, edit: Box<EditRecord<RefusalRecord>> },
    Fact(Box<EditRecord<FactRecord>>),
    Agent(Box<EditRecord<AgentRecord>>),
    Bounds { before: Vec<BoundsRecord>, after: Vec<BoundsRecord> },
}

/// A record before and after.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "edit")]
pub struct EditRecord<T> {
    /// What was there.
    #[serde(deserialize_with = "required")]
    #[serde(bound(deserialize = "T: Deserialize<'de>"))]
    pub before: Option<T>,
    /// What is there now.
    #[serde(deserialize_with = "required")]
    #[serde(bound(deserialize = "T: Deserialize<'de>"))]
    pub after: Option<T>,
}

/// What is said of an article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "meta")]
#[allow(missing_docs)] // as in `ArticleRecord`
pub struct MetaRecord {
    #[serde(deserialize_with = "required")]
    pub title: Option<String>,
    #[serde(deserialize_with = "required")]
    pub outlet: Option<String>,
    #[serde(deserialize_with = "required")]
    pub byline: Option<String>,
    #[serde(deserialize_with = "required")]
    pub url: Option<String>,
    pub language: String,
    #[serde(deserialize_with = "required")]
    pub published: Option<PublishedRecord>,
    pub reviewed: bool,
}

impl MetaRecord {
    /// What an annotation file says of its article.
    pub(super) fn of_file(file: &ArticleFile) -> Self {
        let article = file.article.clone();
        Self {
            title: article.title,
            outlet: article.outlet,
            byline: article.byline,
            url: article.url,
            language: article.language,
            published: article.published,
            reviewed: file.reviewed,
        }
    }
}

/// What was selected.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "selection")]
pub struct SelectionRecord {
    /// The article shown.
    #[serde(deserialize_with = "required")]
    pub article: Option<String>,
    /// Code points: first, and one past the last.
    #[serde(deserialize_with = "required")]
    pub text: Option<(usize, usize)>,
    /// The selected record.
    #[serde(deserialize_with = "required")]
    pub record: Option<RecordRefRecord>,
}

/// A record by kind and id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[allow(missing_docs)] // named as the records
pub enum RecordRefRecord {
    Claim(String),
    Quantity(String),
    Attribution(String),
    Mark(String),
}

/// A transaction touches an article that is not at hand, so its places cannot be counted.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the text of {article} is not at hand")]
pub struct MissingArticle {
    /// Which.
    pub article: ArticleId,
}

/// Looks an article up by its id.
type Articles<'a> = &'a dyn Fn(&ArticleId) -> Option<Arc<Article>>;

impl TransactionRecord {
    /// The same as a line of this format says it.
    #[must_use]
    pub fn in_format(mut self, format: u32) -> Self {
        for (owner, _) in &mut self.edits {
            *owner = OwnerRecord::of(&owner.id(), format);
        }
        self
    }
}

/// The record of a transaction, as a line of format 1.
///
/// # Errors
/// If the text of an edited article is not at hand. (A selection in such a text is left out.)
pub fn record_from_transaction(
    transaction: &Transaction,
    articles: Articles<'_>,
) -> Result<TransactionRecord, MissingArticle> {
    let edits = transaction.edits.iter().map(|(id, change)| {
        let article = articles(id).ok_or_else(|| MissingArticle { article: id.clone() })?;
        Ok((OwnerRecord::of(id, 1), record_from_change(&article, change)))
    });
    Ok(TransactionRecord {
        label: transaction.label.clone(),
        at: transaction.at.clone(),
        edits: edits.collect::<Result<_, _>>()?,
        selection_before: record_from_selection(&transaction.selection_before, articles),
        selection_after: record_from_selection(&transaction.selection_after, articles),
    })
}

/// The transaction of a record, its anchors resolved in the texts at hand. Where a text is missing,
/// every anchor of it is orphaned, and writes back unchanged.
#[must_use]
pub fn transaction_from_record(record: &TransactionRecord, articles: Articles<'_>) -> Transaction {
    let edits = record.edits.iter().map(|(owner, change)| {
        let id = owner.id();
        let article = articles(&id);
        let change = change_from_record(article.as_deref(), change);
        (id, change)
    });
    Transaction {
        label: record.label.clone(),
        at: record.at.clone(),
        edits: edits.collect(),
        selection_before: selection_from_record(&record.selection_before, articles),
        selection_after: selection_from_record(&record.selection_after, articles),
    }
}

/// One line of text, without its end.
///
/// # Errors
/// Only if the serializer refuses, which no record of ours makes it do.
pub fn render_transaction(record: &TransactionRecord) -> Result<String, FormatError> {
    serde_json::to_string(record).map_err(from_json)
}

/// Reads what [`render_transaction`] wrote.
///
/// # Errors
/// If it is anything else.
pub fn parse_transaction(line: &str) -> Result<TransactionRecord, FormatError> {
    serde_json::from_str(line).map_err(from_json)
}

fn from_json(error: serde_json::Error) -> FormatError {
    FormatError {
        line: error.line().max(1),
        column: error.column().max(1),
        message: error.to_string(),
    }
}

fn record_from_edit<T, R>(edit: &Edit<T>, convert: impl Fn(&T) -> R) -> Box<EditRecord<R>> {
    let (before, after) = (edit.before.as_ref(), edit.after.as_ref());
    Box::new(EditRecord { before: before.map(&convert), after: after.map(&convert) })
}

fn edit_from_record<T, R>(record: &EditRecord<R>, convert: impl Fn(&R) -> T) -> Edit<T> {
    let (before, after) = (record.before.as_ref(), record.after.as_ref());
    Edit { before: before.map(&convert), after: after.map(&convert) }
}

fn record_from_change(article: &Article, change: &Change) -> ChangeRecord {
    let write = Writing { article };
    match change {
        Change::Meta { before, after } => ChangeRecord::Meta {
            before: Box::new(write.meta(before)),
            after: Box::new(write.meta(after)),
        },
        Change::Claim(edit) => ChangeRecord::Claim(record_from_edit(edit, |c| write.claim(c))),
        Change::Quantity(edit) => {
            ChangeRecord::Quantity(record_from_edit(edit, |q| write.quantity(q)))
        }
        Change::Attribution(edit) => {
            ChangeRecord::Attribution(record_from_edit(edit, |a| write.attribution(a)))
        }
        Change::Mark(edit) => ChangeRecord::Mark(record_from_edit(edit, |m| write.mark(m))),
        Change::Refusal { id, edit } => ChangeRecord::Refusal {
            id: id.to_string(),
            edit: record_from_edit(edit, |r| write.refusal(r)),
        },
        Change::Fact(edit) => ChangeRecord::Fact(record_from_edit(edit, fact_record)),
        Change::Agent(edit) => ChangeRecord::Agent(record_from_edit(edit, agent_record)),
        Change::Bounds { before, after } => ChangeRecord::Bounds {
            before: before.iter().map(bounds_record).collect(),
            after: after.iter().map(bounds_record).collect(),
        },
    }
}

fn change_from_record(article: Option<&Article>, record: &ChangeRecord) -> Change {
    let read = Reading { article };
    match record {
        ChangeRecord::Meta { before, after } => {
            Change::Meta { before: Box::new(read.meta(before)), after: Box::new(read.meta(after)) }
        }
        ChangeRecord::Claim(edit) => Change::Claim(edit_from_record(edit, |r| read.claim(r))),
        ChangeRecord::Quantity(edit) => {
            Change::Quantity(Box::new(edit_from_record(edit, |r| read.quantity(r))))
        }
        ChangeRecord::Attribution(edit) => {
            Change::Attribution(Box::new(edit_from_record(edit, |r| read.attribution(r))))
        }
        ChangeRecord::Mark(edit) => Change::Mark(edit_from_record(edit, |r| read.mark(r))),
        ChangeRecord::Refusal { id, edit } => Change::Refusal {
            id: RefusalId::new(id),
            edit: edit_from_record(edit, |r| read.refusal(r)),
        },
        ChangeRecord::Fact(edit) => Change::Fact(Box::new(edit_from_record(edit, fact))),
        ChangeRecord::Agent(edit) => Change::Agent(Box::new(edit_from_record(edit, agent))),
        ChangeRecord::Bounds { before, after } => Change::Bounds {
            before: before.iter().map(bounds).collect(),
            after: after.iter().map(bounds).collect(),
        },
    }
}

fn record_from_selection(selection: &Selection, articles: Articles<'_>) -> SelectionRecord {
    let article = selection.article.as_ref().and_then(articles);
    let text = selection.text.zip(article).map(|(span, article)| {
        let CodePoints { start, end } = Writing { article: &article }.code_points(span);
        (start, end)
    });
    let record = selection.record.as_ref().map(|record| match record {
        RecordRef::Claim(id) => RecordRefRecord::Claim(id.to_string()),
        RecordRef::Quantity(id) => RecordRefRecord::Quantity(id.to_string()),
        RecordRef::Attribution(id) => RecordRefRecord::Attribution(id.to_string()),
        RecordRef::Mark(id) => RecordRefRecord::Mark(id.to_string()),
    });
    SelectionRecord { article: selection.article.as_ref().map(ToString::to_string), text, record }
}

fn selection_from_record(record: &SelectionRecord, articles: Articles<'_>) -> Selection {
    let id = record.article.as_deref().map(ArticleId::new);
    let article = id.as_ref().and_then(articles);
    let text = record.text.zip(article).and_then(|((start, end), article)| {
        article.offsets.span_of(&article.text, CodePoints { start, end })
    });
    let selected = record.record.as_ref().map(|record| match record {
        RecordRefRecord::Claim(id) => RecordRef::Claim(ClaimId::new(id)),
        RecordRefRecord::Quantity(id) => RecordRef::Quantity(QuantityId::new(id)),
        RecordRefRecord::Attribution(id) => RecordRef::Attribution(AttributionId::new(id)),
        RecordRefRecord::Mark(id) => RecordRef::Mark(MarkId::new(id)),
    });
    Selection { article: id, text, record: selected }
}
