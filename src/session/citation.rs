//! Words with their citation, for the clipboard.

use super::library::{Entry, record_span};
use super::reading;
use crate::model::{RecordRef, Selection, Span};

/// The selected words, or else the selected record's claim, with outlet, date, file and offsets.
pub(super) fn of(entry: &Entry, selection: &Selection) -> Option<String> {
    let article = entry.article.as_ref()?;
    let text = &article.text;
    let spans: Vec<Span> = match (selection.text.filter(|span| !span.is_empty()), &selection.record)
    {
        (Some(span), _) => vec![span],
        (None, Some(record)) => {
            let document = entry.document.as_deref()?;
            let claim = RecordRef::Claim(document.claim_of(record)?.clone());
            let anchors = document.anchors_of(&claim);
            let spans: Vec<Span> = anchors.iter().filter_map(|(_, anchor)| anchor.span()).collect();
            if spans.is_empty() { vec![record_span(document, record)?] } else { spans }
        }
        (None, None) => return None,
    };
    let words: Vec<&str> = spans.iter().filter_map(|span| span.of(text).ok()).collect();
    let meta = entry.document.as_deref().map(crate::model::Document::meta);
    let mut about = Vec::new();
    if let Some(meta) = meta {
        about.extend(meta.outlet.clone());
        about.extend(meta.title.as_ref().map(|title| format!("“{title}”")));
        about.extend(
            meta.published.as_ref().map(|date| reading::date_text(&date.edtf, date.precision)),
        );
    }
    about.push(article.id.to_string());
    let places = spans.iter().filter_map(|span| article.offsets.code_points_of(text, *span));
    let places: Vec<String> =
        places.map(|range| format!("{}–{}", range.start, range.end)).collect();
    about.push(format!("characters {}", places.join(", ")));
    Some(format!("{}\n— {}", words.join(" […] "), about.join(", ")))
}
