//! The annotation files written out as they are: byte for byte, held ones and those of lost articles too.
//!
//! Owns: which file goes where; that what is shown and stands in no file yet is not lost. Never: changes a file's bytes;
//! the annotations folder.

use super::ExportRequest;
use super::export::file_name;
use crate::model::{Article, Document};
use crate::store::annotation_files::annotation_files;
use crate::store::export::{is_there, write_below};
use crate::store::format::{
    ArticleFile, HistoryRecord, document_from_file, file_from_document, parse_article, parse_facts,
    render_article, text_from_bytes,
};
use crate::store::{Disk, changes_between};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// An article as the session knows it.
pub(super) struct Known<'a> {
    pub article: &'a Article,
    pub document: &'a Document,
    /// What stands in its file is not known.
    pub held: bool,
}

/// How the writing ended.
pub(super) enum Written {
    /// There was nothing to write.
    Nothing,
    /// Nothing was written: these are there already.
    There(Vec<String>),
    /// So many files were written, then this.
    Failed { why: String, files: usize },
    /// All of it.
    Files {
        /// How many annotation files.
        files: usize,
        /// Whether `facts.ron` is among it.
        facts: bool,
        /// Files that are copied although nobody can read them here.
        unread: Vec<String>,
        /// Articles whose file does not hold what the window shows; what it shows was written.
        unsaved: Vec<String>,
        /// Files that could not be copied, and why.
        left_out: Vec<String>,
    },
}

/// One file to write: a copy, or what is known of the article where the file holds something else.
struct Planned<'a> {
    /// Its name below the annotator's folder.
    name: String,
    from: Option<PathBuf>,
    known: Option<&'a Known<'a>>,
}

/// What a file to be written out holds.
struct Content {
    bytes: Vec<u8>,
    unread: bool,
    unsaved: bool,
}

/// Writes an annotator's files into the folder, or the one article's into the file, that is asked for.
pub(super) fn copy_files(
    disk: &dyn Disk,
    folder: &Path,
    annotator: &str,
    known: Vec<Known<'_>>,
    request: &ExportRequest,
) -> Written {
    let found = annotation_files(disk, folder);
    let planned = plan(disk, folder, &known, found.paths, request.article.is_none());
    if planned.is_empty() {
        return Written::Nothing;
    }
    let target = |planned: &Planned<'_>| match request.article {
        Some(_) => request.to.clone(),
        None => request.to.join(&planned.name),
    };
    if !request.overwrite {
        let there = planned.iter().filter(|planned| is_there(&target(planned)));
        let there: Vec<String> = there.map(|planned| planned.name.clone()).collect();
        if !there.is_empty() {
            return Written::There(there);
        }
    }
    let mut left_out: Vec<String> = Vec::new();
    for (path, error) in found.unreadable {
        left_out.push(format!("{} ({error})", path.display()));
    }
    let (mut files, mut facts) = (0, false);
    let (mut unread, mut unsaved) = (Vec::new(), Vec::new());
    for planned in &planned {
        let content = match planned.content(disk, annotator) {
            Ok(content) => content,
            Err(why) => {
                left_out.push(format!("{} ({why})", planned.name));
                continue;
            }
        };
        let path = target(planned);
        if let Err(error) = write_below(&path, &content.bytes) {
            return Written::Failed { why: format!("{}: {error}", path.display()), files };
        }
        if planned.is_facts() {
            facts = true;
        } else {
            files += 1;
        }
        if content.unread {
            unread.push(planned.name.clone());
        }
        if content.unsaved {
            unsaved.push(planned.name.clone());
        }
    }
    Written::Files { files, facts, unread, unsaved, left_out }
}

/// Which files there are to write: those on the disk, and those of articles whose records stand in none yet.
fn plan<'a>(
    disk: &dyn Disk,
    folder: &Path,
    known: &'a [Known<'a>],
    paths: Vec<PathBuf>,
    all: bool,
) -> Vec<Planned<'a>> {
    let by_name: HashMap<String, &Known<'_>> =
        known.iter().map(|known| (file_name(&known.article.id), known)).collect();
    let mut without_file: HashSet<&str> = by_name.keys().map(String::as_str).collect();
    let (mut planned, mut others) = (Vec::new(), Vec::new());
    for path in paths {
        let below = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        match by_name.get_key_value(&name) {
            Some((key, known)) => {
                without_file.remove(key.as_str());
                planned.push(Planned { name, from: Some(path), known: Some(*known) });
            }
            None => others.push(Planned { name, from: Some(path), known: None }),
        }
    }
    for other in others {
        // The file of a renamed article keeps its old name until the next act.
        let of = other.file(disk).and_then(|file| {
            let same = |known: &&Known<'_>| known.article.sha256 == file.article.sha256;
            let lost = known.iter().filter(|k| without_file.contains(&*file_name(&k.article.id)));
            lost.filter(|known| !known.document.is_blank()).find(same)
        });
        match of {
            Some(known) => {
                without_file.remove(&*file_name(&known.article.id));
                planned.push(Planned { known: Some(known), ..other });
            }
            None if all => planned.push(other),
            None => {}
        }
    }
    for known in known {
        let name = file_name(&known.article.id);
        if without_file.contains(&*name) && !known.document.is_blank() {
            planned.push(Planned { name, from: None, known: Some(known) });
        }
    }
    planned
}

impl Planned<'_> {
    fn is_facts(&self) -> bool {
        self.name == "facts.ron"
    }

    /// What the file holds, if it is an annotation file that can be read.
    fn file(&self, disk: &dyn Disk) -> Option<ArticleFile> {
        let bytes = disk.read(self.from.as_ref()?).ok()?;
        text_from_bytes(&bytes).and_then(parse_article).ok()
    }

    fn content(&self, disk: &dyn Disk, annotator: &str) -> Result<Content, String> {
        let Some(path) = &self.from else { return self.rendered(annotator) };
        let bytes = disk.read(path).map_err(|error| error.to_string())?;
        if self.is_facts() {
            let unread = text_from_bytes(&bytes).and_then(parse_facts).is_err();
            return Ok(Content { bytes, unread, unsaved: false });
        }
        let file = match text_from_bytes(&bytes).and_then(parse_article) {
            Ok(file) => file,
            // Left alone in the window too.
            Err(_) if self.known.is_none_or(|known| known.held || known.document.is_blank()) => {
                return Ok(Content { bytes, unread: true, unsaved: false });
            }
            Err(_) => return self.rendered(annotator),
        };
        match self.known {
            Some(known) if !known.held => {
                let there = document_from_file(known.article, &file);
                if changes_between(&there, known.document).is_empty() {
                    Ok(Content { bytes, unread: false, unsaved: false })
                } else {
                    self.rendered(annotator)
                }
            }
            _ => Ok(Content { bytes, unread: false, unsaved: false }),
        }
    }

    /// What the window shows, in a file of its own.
    fn rendered(&self, annotator: &str) -> Result<Content, String> {
        let known = self.known.ok_or("it is not there any more")?;
        // No history holds this state as a file, so none is named: whoever opens it takes it as it is.
        let history = HistoryRecord { id: String::new(), seq: 0 };
        let file = file_from_document(known.article, known.document, annotator, history);
        let text = render_article(&file).map_err(|error| error.to_string())?;
        Ok(Content { bytes: text.into_bytes(), unread: false, unsaved: true })
    }
}
