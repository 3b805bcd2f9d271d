//! The rows of the Numbers view: the same that the CSV export writes.

use super::library::Entry;
use super::{Field, NumberRow};
use crate::exchange::{self, COLUMNS};
use crate::model::ArticleId;
use std::sync::LazyLock;

/// The columns, and the field that a cell edits.
pub(super) fn columns() -> &'static [(&'static str, Option<Field>)] {
    static ALL: LazyLock<Vec<(&'static str, Option<Field>)>> = LazyLock::new(|| {
        COLUMNS.iter().map(|column| (column.name, field_of(column.name))).collect()
    });
    &ALL
}

/// The field that a cell edits: of the quantity, of its claim, of its article, or of the one attribution whose it is.
fn field_of(column: &str) -> Option<Field> {
    Some(match column {
        "title" => Field::Title,
        "outlet" => Field::Outlet,
        "published" => Field::Published,
        "published_basis" => Field::PublishedBasis,
        "value" => Field::Value,
        "qualifier" => Field::Qualifier,
        "carried" => Field::Carried,
        "estimated" => Field::Estimated,
        "unit" => Field::UnitPrinted,
        "unit_kind" => Field::UnitKind,
        "unit_code" => Field::UnitCode,
        "counted" => Field::Counted,
        "what" => Field::What,
        "each" => Field::Each,
        "who" => Field::Who,
        "measure" => Field::Measure,
        "modality" => Field::Modality,
        "as_of" => Field::AsOf,
        "as_of_relation" => Field::AsOfRelation,
        "as_of_basis" => Field::AsOfBasis,
        "said_at" => Field::SaidAt,
        "said_at_basis" => Field::SaidAtBasis,
        "period" => Field::Period,
        "source" => Field::HopSource(0),
        "mode" => Field::Mode,
        "act" => Field::Act,
        "framing" => Field::Framing,
        "status" => Field::Status,
        "tags" => Field::Tags,
        "note" => Field::Note,
        _ => return None,
    })
}

/// The rows of one article.
pub(super) fn rows(entry: &Entry, id: &ArticleId, annotator: &str) -> Vec<NumberRow> {
    let (Some(article), Some(document), Some(segments)) =
        (&entry.article, &entry.document, &entry.segments)
    else {
        return Vec::new();
    };
    if document.claims().is_empty() && document.quantities().is_empty() {
        return Vec::new();
    }
    let sentence = |span| segments.sentence_text(span);
    let rows = exchange::rows(article, document, annotator, &sentence).into_iter();
    rows.map(|row| NumberRow {
        article: id.clone(),
        record: row.record,
        span: row.span,
        cells: row.cells,
    })
    .collect()
}
