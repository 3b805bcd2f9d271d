//! Writing annotations out: what is shown, gathered on the UI thread, rendered and written off it.

use super::{ExportFormat, ExportRequest, Rejection, Session, reading};
use crate::exchange::{Annotated, CsvWriter, JsonWriter, rows};
use crate::model::{Article, Document, Span};
use crate::recognize::segments::Segments;
use crate::store::export::{Export, write_below};
use crate::store::format::{HistoryRecord, file_from_document, render_article};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One article to write out.
struct Part {
    article: Arc<Article>,
    document: Arc<Document>,
    segments: Arc<Segments>,
}

/// What to write, where to.
pub(super) struct Exporting {
    request: ExportRequest,
    annotator: String,
    history: String,
    parts: Vec<Part>,
}

impl Session {
    /// Gathers what an export needs.
    pub(super) fn exporting(&self, request: ExportRequest) -> Result<Exporting, Rejection> {
        let rows = self.library.rows.iter().map(|row| &row.id);
        let wanted = rows.filter(|id| request.article.as_ref().is_none_or(|only| only == *id));
        let parts: Vec<Part> = wanted
            .filter_map(|id| {
                let entry = self.library.entries.get(id)?;
                Some(Part {
                    article: Arc::clone(entry.article.as_ref()?),
                    document: Arc::clone(entry.document.as_ref()?),
                    segments: Arc::clone(entry.segments.as_ref()?),
                })
            })
            .collect();
        if parts.is_empty() {
            return Err(Rejection::because(
                "There is no article here whose annotations could be written out.",
            ));
        }
        if request.to.as_os_str().is_empty() {
            return Err(Rejection::because("Say where to write it."));
        }
        let history = String::new();
        Ok(Exporting { request, annotator: self.annotator.clone(), history, parts })
    }
}

impl Exporting {
    /// Writes; says what was written and where, or why not.
    pub fn run(self) -> Result<String, String> {
        let to = self.request.to.clone();
        let done = match self.request.format {
            ExportFormat::Csv => self.csv(&to),
            ExportFormat::Json => self.json(&to),
            ExportFormat::Ron => self.ron(&to),
        };
        done.map_err(|why| format!("Nothing was written to {}: {why}", to.display()))
    }

    fn counts(&self) -> String {
        let sum = |n: fn(&Document) -> usize| {
            self.parts.iter().map(|part| n(&part.document)).sum::<usize>()
        };
        let (claims, numbers) = (sum(|d| d.claims().len()), sum(|d| d.quantities().len()));
        format!("{claims} claims and {numbers} numbers of {} article(s)", self.parts.len())
    }

    fn csv(&self, to: &Path) -> Result<String, String> {
        let mut file = Export::begin(to).map_err(|error| error.to_string())?;
        let mut count = 0;
        let mut out = CsvWriter::new(&mut file).map_err(|error| error.to_string())?;
        for part in &self.parts {
            let sentence = |span| sentence_of(&part.article, &part.segments, span);
            let rows = rows(&part.article, &part.document, &self.annotator, &sentence);
            count += rows.len();
            out.rows(&rows).map_err(|error| error.to_string())?;
        }
        out.finish().map_err(|error| error.to_string())?;
        file.finish().map_err(|error| error.to_string())?;
        Ok(format!("Wrote {count} rows to {}.", to.display()))
    }

    fn json(&self, to: &Path) -> Result<String, String> {
        let mut file = Export::begin(to).map_err(|error| error.to_string())?;
        let program = concat!("attest ", env!("CARGO_PKG_VERSION"));
        let mut out = JsonWriter::new(&mut file, program).map_err(|error| error.to_string())?;
        for part in &self.parts {
            let sentence = |span| sentence_of(&part.article, &part.segments, span);
            let annotated = Annotated {
                annotator: &self.annotator,
                document: &part.document,
                sentence_of: &sentence,
            };
            out.article(&part.article, true, &[annotated]).map_err(|error| error.to_string())?;
        }
        out.finish(&[]).map_err(|error| error.to_string())?;
        file.finish().map_err(|error| error.to_string())?;
        Ok(format!("Wrote {} to {}.", self.counts(), to.display()))
    }

    fn ron(&self, to: &Path) -> Result<String, String> {
        let mut written = 0;
        for part in &self.parts {
            if self.request.article.is_none() && part.document.is_blank() {
                continue;
            }
            let history = HistoryRecord { id: self.history.clone(), seq: 0 };
            let file = file_from_document(&part.article, &part.document, &self.annotator, history);
            let text = render_article(&file).map_err(|error| error.to_string())?;
            let path: PathBuf = match self.request.article {
                Some(_) => to.to_owned(),
                None => to.join(format!("{}.ron", part.article.id)),
            };
            write_below(&path, text.as_bytes())
                .map_err(|error| format!("{}: {error}", path.display()))?;
            written += 1;
        }
        if written == 0 {
            return Err("there are no annotations yet".to_owned());
        }
        Ok(format!("Wrote {written} annotation file(s) to {}.", to.display()))
    }
}

/// The sentences that a span stands in, as one line of text.
pub(super) fn sentence_of(article: &Article, segments: &Segments, span: Span) -> String {
    let spans = reading::sentences_touching(article, segments, span);
    let words: Vec<&str> = spans.iter().map(|span| span.shown(&article.text)).collect();
    words.join(" ")
}
