//! `attest export`: the annotations of a folder as JSON, CSV or the RON files themselves.
//!
//! Owns: what is gathered in which order, and where it may be written. Never: writes into the folder it reads.

use super::arguments::{ExportTo, Format};
use super::folder::{Annotated, Folder, Work};
use super::history::files_behind;
use super::problem::{Problem, hold, shown};
use super::{FINE, Failure, PROBLEMS, UsageError, data_out, say};
use crate::exchange::{self, CsvWriter, JsonWriter, rows};
use crate::model::{Article, Document, held, visible};
use crate::recognize::Segments;
use crate::store::annotation_files::json_from_facts;
use crate::store::export::{Export, lies_within, write_atomically};
use crate::store::format::document_from_file;
use crate::store::project::safe_name;
use crate::store::{Disk, RealDisk};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Exports what is asked for; says on `err` what was left out and why.
pub(super) fn export(
    request: &ExportTo,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, Failure> {
    let folder = Folder::open(&request.folder, request.follow_links)?;
    if folder.tell(err) {
        return Ok(PROBLEMS);
    }
    let annotators = whose(&folder, request.annotator.as_deref())?;
    if let Some(path) = &request.out {
        outside(&folder, path)?;
    }
    let mut gathered = Gathered::default();
    for annotator in annotators {
        let work = folder.work_of(&annotator);
        let behind = files_behind(&folder, &annotator);
        gathered.take(&folder, annotator, work);
        gathered.problems.extend(behind);
    }
    let written = match (&request.out, request.format) {
        (None, Format::Ron) => gathered.files_into(&folder, &mut *data_out(out)),
        (Some(path), Format::Ron) => {
            empty_or_new(path)?;
            gathered.copy_files(&folder, path)
        }
        (None, format) => {
            let mut out = BufWriter::with_capacity(1 << 16, data_out(out));
            gathered.write(&folder, format, &mut out)
        }
        (Some(path), format) => {
            let mut file = match Export::begin(path) {
                Ok(file) => file,
                Err(error) => return Ok(cannot_write(err, path, &error)),
            };
            match gathered.write(&folder, format, &mut file) {
                Ok(()) => file.finish().map_err(Failure::Out),
                failed => failed,
            }
        }
    };
    match (written, &request.out) {
        (Ok(()), Some(path)) => {
            let count = gathered.files.len();
            say(err, &format!("Wrote {} ({count} annotation files).", shown(path).display()));
        }
        (Err(Failure::Out(error)), Some(path)) => return Ok(cannot_write(err, path, &error)),
        (written, _) => written?,
    }
    for problem in &gathered.problems {
        say(err, &problem.to_string());
    }
    Ok(if gathered.problems.is_empty() { FINE } else { PROBLEMS })
}

fn cannot_write(err: &mut dyn Write, path: &Path, error: &io::Error) -> u8 {
    say(err, &format!("attest: cannot write {}: {error}", shown(path).display()));
    PROBLEMS
}

fn whose(folder: &Folder, annotator: Option<&str>) -> Result<Vec<String>, UsageError> {
    let Some(name) = annotator else { return Ok(folder.annotators.clone()) };
    let found =
        folder.annotators.iter().find(|other| **other == name || **other == safe_name(name));
    match found {
        Some(found) => Ok(vec![found.clone()]),
        None => Err(UsageError::new(format!(
            "there are no annotations of “{name}” in {}",
            shown(&folder.annotations).display()
        ))),
    }
}

/// The target lies neither in the articles folder nor in its annotations.
fn outside(folder: &Folder, path: &Path) -> Result<(), UsageError> {
    for kept in [&folder.root, &folder.annotations] {
        if lies_within(path, kept) {
            let kept = kept.canonicalize().unwrap_or_else(|_| kept.clone());
            let kept = shown(&kept);
            let message = format!("--out may not lie in {}, which is only read", kept.display());
            return Err(UsageError::new(message));
        }
    }
    Ok(())
}

fn empty_or_new(path: &Path) -> Result<(), UsageError> {
    match RealDisk.list(path) {
        Ok(names) if names.is_empty() => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        _ => Err(UsageError::new(format!(
            "“{}” is not a new or empty folder; RON files are exported into one",
            path.display()
        ))),
    }
}

/// All that is exported.
#[derive(Default)]
struct Gathered {
    /// By number of the article in the folder (those without one last), by recorded encoding.
    by_article: BTreeMap<usize, BTreeMap<String, Vec<(String, Annotated)>>>,
    facts: Vec<serde_json::Value>,
    /// Every annotation file, as it is.
    files: Vec<PathBuf>,
    problems: Vec<Problem>,
}

impl Gathered {
    fn take(&mut self, folder: &Folder, annotator: String, work: Work) {
        // A file that does not parse is left out of tables, but is itself in an export of files.
        self.files.extend(
            work.problems.iter().map(|problem| problem.file.clone()).filter(|p| p.is_file()),
        );
        self.problems.extend(work.problems);
        if let Some((path, _, file)) = work.facts {
            match hold(&path, &mut self.problems, |_| json_from_facts(&file)) {
                Some(Ok(json)) => self.facts.push(json),
                Some(Err(why)) => self.problems.push(Problem::whole(&path, why)),
                None => {}
            }
            self.files.push(path);
        }
        for annotated in work.articles {
            self.files.push(annotated.path.clone());
            let of = folder.file_of(&annotated);
            let at = of.and_then(|of| folder.files.iter().position(|file| file.id == of.id));
            if at.is_none() {
                let what = format!("there is no article “{}”: exported without text", annotated.id);
                self.problems.push(Problem::whole(&annotated.path, what));
            }
            let encoding = annotated.file.article.encoding.clone();
            let groups = self.by_article.entry(at.unwrap_or(usize::MAX)).or_default();
            groups.entry(encoding).or_default().push((annotator.clone(), annotated));
        }
        self.files.sort();
    }

    fn write(
        &mut self,
        folder: &Folder,
        format: Format,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let mut sheet = sheet_on(format, out)?;
        let mut by_article = std::mem::take(&mut self.by_article);
        for (at, file) in folder.files.iter().enumerate() {
            let Some(groups) = by_article.remove(&at) else {
                match folder.article(file, None) {
                    Ok(article) => sheet.article(&article, true, &[])?,
                    Err(problem) => self.left_out(&file.path, &problem.to_string()),
                }
                continue;
            };
            for (encoding, group) in groups {
                let read = folder.article(file, Some(&encoding));
                match read.or_else(|_| folder.article(file, None)) {
                    Ok(article) => self.put(format, &mut *sheet, &article, true, group)?,
                    Err(problem) => {
                        self.left_out(&file.path, &format!("{problem} Exported without text."));
                        self.put_without_text(format, &mut *sheet, group)?;
                    }
                }
            }
        }
        for group in by_article.into_values().flat_map(BTreeMap::into_values) {
            self.put_without_text(format, &mut *sheet, group)?;
        }
        sheet.finish(&self.facts)
    }

    /// An article with its annotations; without those files that an error in Attest breaks off. A sheet writes nothing of an
    /// article before all of it is made.
    fn put(
        &mut self,
        format: Format,
        sheet: &mut dyn Sheet,
        article: &Article,
        has_text: bool,
        mut group: Vec<(String, Annotated)>,
    ) -> Result<(), Failure> {
        if let Ok(done) = held(&article.id, || sheet.article(article, has_text, &group)) {
            return done;
        }
        group.retain(|one| {
            let alone = std::slice::from_ref(one);
            let work = || sheet_on(format, &mut io::sink())?.article(article, has_text, alone);
            hold(&one.1.path, &mut self.problems, |_| work()).is_some()
        });
        sheet.article(article, has_text, &group)
    }

    /// Annotations of lost articles, each by itself.
    fn put_without_text(
        &mut self,
        format: Format,
        sheet: &mut dyn Sheet,
        group: Vec<(String, Annotated)>,
    ) -> Result<(), Failure> {
        let mut by_id: BTreeMap<_, Vec<(String, Annotated)>> = BTreeMap::new();
        for (annotator, annotated) in group {
            by_id.entry(annotated.id.clone()).or_default().push((annotator, annotated));
        }
        for group in by_id.into_values() {
            if let Some(lost) = group.first().map(|(_, first)| Folder::lost(first)) {
                self.put(format, sheet, &lost, false, group)?;
            }
        }
        Ok(())
    }

    fn left_out(&mut self, path: &Path, why: &str) {
        self.problems.push(Problem::whole(path, why));
    }

    /// The files one after another, each behind a comment with its name.
    fn files_into(&mut self, folder: &Folder, out: &mut dyn Write) -> Result<(), Failure> {
        for path in &self.files {
            let below = path.strip_prefix(&folder.annotations).unwrap_or(path);
            let bytes = match RealDisk.read(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.problems.push(Problem::whole(path, error.to_string()));
                    continue;
                }
            };
            // The name ends no comment.
            writeln!(out, "// {}", visible(&below.to_string_lossy()))?;
            out.write_all(&bytes)?;
            if !bytes.ends_with(b"\n") {
                writeln!(out)?;
            }
        }
        Ok(())
    }

    /// The files under their own names, byte for byte, with the project file.
    fn copy_files(&mut self, folder: &Folder, to: &Path) -> Result<(), Failure> {
        std::fs::create_dir_all(to)?;
        let project = folder.annotations.join("project.ron");
        let project = project.is_file().then_some(project);
        for path in self.files.iter().chain(&project) {
            let below = path.strip_prefix(&folder.annotations).unwrap_or(path);
            let target = to.join(below);
            match RealDisk.read(path) {
                Ok(bytes) => {
                    if let Some(parent) = target.parent() {
                        std::fs::create_dir_all(parent)?;
                    }
                    write_atomically(&target, &bytes)?;
                }
                Err(error) => self.problems.push(Problem::whole(path, error.to_string())),
            }
        }
        Ok(())
    }
}

/// The sheet of a format.
fn sheet_on<'o>(format: Format, out: &'o mut dyn Write) -> Result<Box<dyn Sheet + 'o>, Failure> {
    Ok(match format {
        Format::Csv => Box::new(CsvWriter::new(out)?),
        Format::Json | Format::Ron => {
            Box::new(JsonWriter::new(out, concat!("attest ", env!("CARGO_PKG_VERSION")))?)
        }
    })
}

/// A form that articles are written in one by one.
trait Sheet {
    fn article(
        &mut self,
        article: &Article,
        has_text: bool,
        group: &[(String, Annotated)],
    ) -> Result<(), Failure>;
    fn finish(self: Box<Self>, facts: &[serde_json::Value]) -> Result<(), Failure>;
}

fn documents(
    article: &Article,
    group: &[(String, Annotated)],
) -> Vec<(String, Document, Segments)> {
    let resolved = group.iter().map(|(annotator, annotated)| {
        let document = document_from_file(article, &annotated.file);
        let segments = Segments::new(article, &document.meta().language);
        (annotator.clone(), document, segments)
    });
    resolved.collect()
}

impl<W: Write> Sheet for CsvWriter<W> {
    fn article(
        &mut self,
        article: &Article,
        _: bool,
        group: &[(String, Annotated)],
    ) -> Result<(), Failure> {
        for (annotator, document, segments) in documents(article, group) {
            let sentence_of = |span| segments.sentence_text(span);
            self.rows(&rows(article, &document, &annotator, &sentence_of))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _: &[serde_json::Value]) -> Result<(), Failure> {
        Ok((*self).finish()?)
    }
}

impl<W: Write> Sheet for JsonWriter<W> {
    fn article(
        &mut self,
        article: &Article,
        has_text: bool,
        group: &[(String, Annotated)],
    ) -> Result<(), Failure> {
        let documents = documents(article, group);
        let closures: Vec<_> = documents
            .iter()
            .map(|(_, _, segments)| move |span| segments.sentence_text(span))
            .collect();
        let annotated: Vec<_> = documents
            .iter()
            .zip(&closures)
            .map(|((annotator, document, _), sentence_of)| exchange::Annotated {
                annotator,
                document,
                sentence_of,
            })
            .collect();
        Ok(self.article(article, has_text, &annotated)?)
    }

    fn finish(self: Box<Self>, facts: &[serde_json::Value]) -> Result<(), Failure> {
        Ok((*self).finish(facts)?)
    }
}
