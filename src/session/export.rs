//! Writing annotations out: what is pending is saved first, what is shown is gathered on the UI thread, and all of it
//! is rendered and written off it.
//!
//! Owns: when an export begins, what goes into it, what is said of it. Never: the annotation files as such
//! (`export_files`); replaces a file without leave.

use super::export_files::{Known, Written, copy_files};
use super::jobs::{Job, Kind};
use super::{
    Action, ExportFormat, ExportRequest, NoticeKind, Rejection, SaveState, Session, Trouble,
};
use crate::exchange::{Annotated, CsvWriter, JsonWriter, rows};
use crate::model::{Article, ArticleId, Document, Fault, held};
use crate::recognize::segments::Segments;
use crate::store::annotation_files::{json_from_facts, read_facts};
use crate::store::articles::is_article_name;
use crate::store::export::{Export, is_there, lies_within};
use crate::store::{Disk, project};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One article to write out.
struct Part {
    article: Arc<Article>,
    document: Arc<Document>,
    segments: Arc<Segments>,
    /// Its annotation file does not parse: what is in it is not known here.
    held: bool,
}

/// What to write, where to.
pub(super) struct Exporting {
    request: ExportRequest,
    annotator: String,
    /// The articles folder.
    root: PathBuf,
    disk: Arc<dyn Disk>,
    parts: Vec<Part>,
    /// Why not everything that is shown is in the annotation files.
    unsaved: Option<String>,
}

/// How an export ended.
pub(super) enum Exported {
    /// What was written, and where.
    Written(String),
    /// The same, and something was left out or is not as it should be.
    WithGaps(String),
    /// Nothing was: something is there already. With what would replace it.
    There(String, Box<Action>),
    /// Why not.
    Failed(String),
}

impl Session {
    /// Takes in the wish. The annotation files are written out as they are, so what is pending is saved first.
    pub(super) fn wish_export(&mut self, request: ExportRequest) -> Result<(), Rejection> {
        if self.export_wanted.is_some() || self.jobs.flies(Kind::Export) {
            return Err(Rejection::because("The export before is still being written."));
        }
        if request.to.as_os_str().is_empty() {
            return Err(Rejection::because("Say where to write it."));
        }
        if self.library.root.is_none() {
            return Err(Rejection::because("No folder is open."));
        }
        self.flush_drafts();
        self.render_due(true);
        if self.parts(&request).is_empty() {
            return Err(Rejection::because(
                "There is no article here whose annotations could be written out.",
            ));
        }
        self.export_wanted = Some(request);
        self.start_export();
        Ok(())
    }

    /// Begins the export that is wanted, as soon as what is pending is saved or cannot be.
    pub(super) fn start_export(&mut self) {
        let files = |request: &ExportRequest| request.format == ExportFormat::Ron;
        if self.export_wanted.as_ref().is_some_and(files)
            && self.writer.is_some()
            && matches!(self.saving.now(), crate::store::Saved::Saving)
        {
            return;
        }
        let (Some(request), Some(root)) = (self.export_wanted.take(), self.library.root.clone())
        else {
            return;
        };
        let unsaved = match self.save_state_now() {
            SaveState::NotSaved(why) | SaveState::ReadOnly(why) => Some(why),
            SaveState::Editing | SaveState::Saving | SaveState::Saved => None,
        };
        let exporting = Exporting {
            annotator: self.annotator.clone(),
            root,
            disk: Arc::clone(&self.disk),
            parts: self.parts(&request),
            unsaved,
            request,
        };
        if let Err(why) = self.jobs.start(Job::Export(exporting)) {
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    /// What was open is let go of while an export waits for it.
    pub(super) fn give_up_export(&mut self) {
        if let Some(request) = self.export_wanted.take() {
            let text = format!(
                "Nothing was written to {}: other annotations were opened meanwhile.",
                request.to.display()
            );
            self.notices.say(NoticeKind::Problem, text);
        }
    }

    /// Says how an export ended.
    pub(super) fn hear_export(&mut self, exported: Exported) {
        match exported {
            Exported::Written(said) => self.notices.say(NoticeKind::Done, said),
            Exported::WithGaps(said) | Exported::Failed(said) => {
                self.notices.say(NoticeKind::Problem, said);
            }
            Exported::There(why, again) => {
                let offer = ("Replace it".to_owned(), vec![*again]);
                // It stays until it is decided: nothing was written.
                self.notices.offer(NoticeKind::Problem, why, Some(offer));
            }
        }
    }

    fn parts(&self, request: &ExportRequest) -> Vec<Part> {
        let rows = self.library.rows.iter().map(|row| &row.id);
        let wanted = rows.filter(|id| request.article.as_ref().is_none_or(|only| only == *id));
        let parts = wanted.filter_map(|id| {
            let entry = self.library.entries.get(id)?;
            Some(Part {
                article: Arc::clone(entry.article.as_ref()?),
                document: Arc::clone(entry.document.as_ref()?),
                segments: Arc::clone(entry.segments.as_ref()?),
                held: matches!(entry.trouble, Some(Trouble::Annotations(_))),
            })
        });
        parts.collect()
    }
}

impl Exporting {
    /// Writes; says what was written and where, or why not.
    pub fn run(self) -> Exported {
        let to = self.request.to.clone();
        let (annotations, _) = project::annotations_of(&self.root);
        let refused = if lies_within(&to, &annotations) {
            Some("the annotations themselves lie in this folder")
        } else if is_article_name(&to) && lies_within(&to, &self.root) {
            Some("in this folder, it would be an article of this name")
        } else {
            None
        };
        if let Some(why) = refused {
            return Exported::Failed(format!("Nothing was written to {}: {why}.", to.display()));
        }
        let whole_file = self.request.format != ExportFormat::Ron || self.request.article.is_some();
        if whole_file && !self.request.overwrite && is_there(&to) && !to.is_dir() {
            return self.there(format!("Nothing was written: {} is there already.", to.display()));
        }
        let folder = annotations.join(&self.annotator);
        let done = match self.request.format {
            ExportFormat::Csv => self.csv(&to),
            ExportFormat::Json => self.json(&to, &folder),
            ExportFormat::Ron => return self.ron(&folder),
        };
        match done {
            Ok((said, left_out)) => {
                let said = format!("{said} to {}.", to.display());
                let gaps = [
                    ("Left out, because their annotation files cannot be read", self.held()),
                    ("Left out", left_out),
                ];
                told(said, gaps)
            }
            Err(why) => Exported::Failed(format!("Nothing was written to {}: {why}", to.display())),
        }
    }

    fn there(&self, why: String) -> Exported {
        let again = ExportRequest { overwrite: true, ..self.request.clone() };
        Exported::There(why, Box::new(Action::Export(again)))
    }

    /// Articles whose annotations are not known here.
    fn held(&self) -> Vec<String> {
        let held = self.parts.iter().filter(|part| part.held);
        held.map(|part| part.article.id.to_string()).collect()
    }

    fn csv(&self, to: &Path) -> Result<(String, Vec<String>), String> {
        let mut file = Export::begin(to).map_err(|error| error.to_string())?;
        let (mut count, mut left_out) = (0, Vec::new());
        let mut out = CsvWriter::new(&mut file).map_err(|error| error.to_string())?;
        for part in &self.parts {
            let sentence = |span| part.segments.sentence_text(span);
            let made = || rows(&part.article, &part.document, &self.annotator, &sentence);
            let Ok(rows) = held(&format_args!("the rows of {}", part.article.id), made) else {
                left_out.push(format!("{} ({Fault})", part.article.id));
                continue;
            };
            count += rows.len();
            out.rows(&rows).map_err(|error| error.to_string())?;
        }
        out.finish().map_err(|error| error.to_string())?;
        file.finish().map_err(|error| error.to_string())?;
        let (rows, articles) = (counted(count, "row"), counted(self.parts.len(), "article"));
        Ok((format!("Wrote {rows} of {articles}"), left_out))
    }

    fn json(&self, to: &Path, folder: &Path) -> Result<(String, Vec<String>), String> {
        let mut left_out = Vec::new();
        // Facts stand above the articles.
        let facts = match self.request.article {
            Some(_) => Ok(None),
            None => read_facts(&*self.disk, folder),
        };
        let facts = match facts {
            Ok(facts) => facts,
            Err(held) => {
                left_out.push(held.to_string());
                None
            }
        };
        let facts_json = facts.as_ref().map(json_from_facts).transpose()?;
        let mut file = Export::begin(to).map_err(|error| error.to_string())?;
        let program = concat!("attest ", env!("CARGO_PKG_VERSION"));
        let mut out = JsonWriter::new(&mut file, program).map_err(|error| error.to_string())?;
        for part in &self.parts {
            let sentence = |span| part.segments.sentence_text(span);
            let annotated = Annotated {
                annotator: &self.annotator,
                document: &part.document,
                sentence_of: &sentence,
            };
            let known = if part.held || part.document.is_blank() { None } else { Some(annotated) };
            // Nothing of it is written before all of it is made.
            let write = || out.article(&part.article, true, known.as_slice());
            let written = held(&format_args!("the records of {}", part.article.id), write);
            let written = written.unwrap_or_else(|_| {
                left_out.push(format!("the annotations of {} ({Fault})", part.article.id));
                out.article(&part.article, true, &[])
            });
            written.map_err(|error| error.to_string())?;
        }
        out.finish(facts_json.as_slice()).map_err(|error| error.to_string())?;
        file.finish().map_err(|error| error.to_string())?;
        let sum = |n: fn(&Document) -> usize| -> usize {
            self.parts.iter().map(|part| n(&part.document)).sum()
        };
        let mut said = format!(
            "Wrote {}, with {} and {}",
            counted(self.parts.len(), "article"),
            counted(sum(|document| document.claims().len()), "claim"),
            counted(sum(|document| document.quantities().len()), "number"),
        );
        if let Some(facts) = &facts {
            said += &format!(", and {}", counted(facts.facts.len(), "fact"));
        }
        Ok((said, left_out))
    }

    fn ron(&self, folder: &Path) -> Exported {
        let to = &self.request.to;
        let known = self.parts.iter().map(|part| Known {
            article: &part.article,
            document: &part.document,
            held: part.held,
        });
        let copied =
            copy_files(&*self.disk, folder, &self.annotator, known.collect(), &self.request);
        match copied {
            Written::There(names) => {
                let there = list(&names);
                self.there(format!(
                    "Nothing was written: in {} there are already {there}.",
                    to.display()
                ))
            }
            Written::Nothing => {
                let whose =
                    if self.request.article.is_some() { "this article" } else { "these articles" };
                Exported::Failed(format!(
                    "Nothing was written to {}: there are no annotations of {whose} yet.",
                    to.display()
                ))
            }
            Written::Failed { why, files } => {
                let so_far = if files == 0 {
                    "Nothing was".to_owned()
                } else {
                    format!("Only {} could be", counted(files, "annotation file"))
                };
                Exported::Failed(format!("{so_far} written to {}: {why}", to.display()))
            }
            Written::Files { files, facts, unread, unsaved, left_out } => {
                let mut what = Vec::new();
                if files > 0 || !facts {
                    what.push(counted(files, "annotation file"));
                }
                if facts {
                    what.push("facts.ron".to_owned());
                }
                let said = format!("Wrote {} to {}.", what.join(" and "), to.display());
                let why = self.unsaved.as_deref().unwrap_or("the next act writes them");
                let unsaved_words =
                    format!("Written as this window shows them, and not saved yet ({why})");
                told(
                    said,
                    [
                        ("Copied as they are, though they cannot be read", unread),
                        (unsaved_words.as_str(), unsaved),
                        ("Left out", left_out),
                    ],
                )
            }
        }
    }
}

/// What was written, and what is not as it should be.
fn told<'a>(said: String, gaps: impl IntoIterator<Item = (&'a str, Vec<String>)>) -> Exported {
    let gaps = gaps.into_iter().filter(|(_, names)| !names.is_empty());
    let gaps: Vec<String> =
        gaps.map(|(what, names)| format!("{what}: {}.", list(&names))).collect();
    if gaps.is_empty() {
        Exported::Written(said)
    } else {
        Exported::WithGaps(format!("{said} {}", gaps.join(" ")))
    }
}

/// Some names, the first few by name.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// The name that an article's annotation file has below a folder.
pub(super) fn file_name(article: &ArticleId) -> String {
    format!("{article}.ron")
}
