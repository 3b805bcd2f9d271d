//! Writing annotations out: gathers what is shown, renders and writes it off the UI thread.

use super::{ExportFormat, ExportRequest};

/// What to write, where to.
pub(super) struct Exporting {
    pub request: ExportRequest,
}

impl Exporting {
    /// Writes; says what was written and where.
    pub fn run(self) -> Result<String, String> {
        let _ = matches!(self.request.format, ExportFormat::Csv);
        Err(format!("Nothing was written to {}.", self.request.to.display()))
    }
}
