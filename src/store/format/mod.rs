//! The files' text: record types with the contract's names, and the way between them and the model.
//!
//! Owns: what `NAME.txt.ron`, `facts.ron`, `project.ron` and a line of the history look like, to the letter.
//! Never: touches disk (text in, text out); knows egui, the selection or a clock.
//!
//! Every field is required, `None` included; an unknown, missing or doubled field, an unknown name
//! of an enumeration and a newer `format` are refused with line and column. Offsets are code points.

mod anchors;
mod article_file;
mod codes;
mod convert;
mod convert_facts;
mod facts_file;
mod text;
mod transaction;

pub use anchors::Holder;
pub use article_file::{
    AnchorRecord, ArticleFile, ArticleRecord, AsOfRecord, AttributionRecord, ClaimRecord,
    CountedRecord, CountingRecord, FactJoinRecord, GradeRecord, HistoryRecord, HopRecord,
    LinkRecord, MarkRecord, PeriodRecord, PlaceRecord, PublishedRecord, QualifierRecord,
    QuantityRecord, RefusalRecord, UnitRecord,
};
pub use convert::{document_from_file, file_from_document, refusal_id};
pub use convert_facts::{facts_from_file, file_from_facts};
pub use facts_file::{
    AgentKind, AgentRecord, Behaviour, BoundsRecord, DecisionRecord, DecisionState,
    FactPlaceRecord, FactRecord, FactUnitRecord, FactsFile, ProjectFile, ReadingRecord,
};
pub use text::{
    FORMAT, FormatError, parse_article, parse_facts, parse_project, render_article, render_facts,
    render_project, text_from_bytes,
};
pub use transaction::{
    ChangeRecord, EditRecord, MetaRecord, MissingArticle, OwnerKind, OwnerRecord, RecordRefRecord,
    SelectionRecord, TransactionRecord, parse_transaction, record_from_transaction,
    render_transaction, transaction_from_record,
};
