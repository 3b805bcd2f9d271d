//! A picture written out: bytes that a view has drawn, at a place that the analyst chose.
//!
//! Owns: that it stays out of the annotations and replaces nothing without leave. Never: draws.

use super::export::Exported;
use super::jobs::{Job, Kind};
use super::{Action, NoticeKind, Rejection, Session};
use crate::store::export::{Export, is_there, lies_within};
use crate::store::project;
use std::fmt;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// A picture to write out, and where to.
#[derive(Clone, PartialEq, Eq)]
pub struct PictureRequest {
    /// The file. May not lie in the annotations folder.
    pub to: PathBuf,
    /// What it is to hold: PNG or SVG.
    pub bytes: Arc<[u8]>,
    /// Whether a file that is there already may be replaced.
    pub overwrite: bool,
}

impl fmt::Debug for PictureRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { to, bytes, overwrite } = self;
        write!(f, "PictureRequest({}, {} bytes, overwrite: {overwrite})", to.display(), bytes.len())
    }
}

/// A picture on its way to the disk.
pub(super) struct Picturing {
    request: PictureRequest,
    /// The articles folder.
    root: PathBuf,
}

impl Session {
    /// Takes in the wish.
    pub(super) fn wish_picture(&mut self, request: PictureRequest) -> Result<(), Rejection> {
        if self.jobs.flies(Kind::Export) {
            return Err(Rejection::because("The export before is still being written."));
        }
        if request.to.as_os_str().is_empty() {
            return Err(Rejection::because("Say where to write it."));
        }
        let Some(root) = self.library.root.clone() else {
            return Err(Rejection::because("No folder is open."));
        };
        if let Err(why) = self.jobs.start(Job::Picture(Picturing { request, root })) {
            self.notices.say(NoticeKind::Problem, why);
        }
        Ok(())
    }
}

impl Picturing {
    /// Writes; says where, or why not.
    pub fn run(self) -> Exported {
        let Self { request, root } = self;
        let to = request.to.clone();
        let (annotations, _) = project::annotations_of(&root);
        if lies_within(&to, &annotations) {
            let why = "the annotations themselves lie in this folder";
            return Exported::Failed(format!("Nothing was written to {}: {why}.", to.display()));
        }
        if !request.overwrite && is_there(&to) && !to.is_dir() {
            let why = format!("Nothing was written: {} is there already.", to.display());
            let again = PictureRequest { overwrite: true, ..request };
            return Exported::There(why, Box::new(Action::ExportPicture(again)));
        }
        let written = Export::begin(&to).and_then(|mut file| {
            file.write_all(&request.bytes)?;
            file.finish()
        });
        match written {
            Ok(()) => Exported::Written(format!("Wrote the picture to {}.", to.display())),
            Err(why) => Exported::Failed(format!("Nothing was written to {}: {why}", to.display())),
        }
    }
}
