//! The user's config folder: this installation's name, where the last session stopped, drafts.
//!
//! Owns: `installation`, `session.ron` and `drafts/` there. Never: an articles or annotations folder, egui.

use std::path::{Path, PathBuf};

/// The user's config folder of Attest. Made when something is first written.
#[derive(Clone, Debug)]
pub struct Config {
    folder: PathBuf,
}

impl Config {
    /// The folder that `ATTEST_CONFIG_DIR` names, else the system's own place for it; none where there is no home.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        use etcetera::BaseStrategy;
        if let Some(folder) = std::env::var_os("ATTEST_CONFIG_DIR").filter(|dir| !dir.is_empty()) {
            return Some(Self { folder: PathBuf::from(folder) });
        }
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Self { folder: base.config_dir().join("attest") })
    }

    /// A folder of one's own, for tests.
    #[must_use]
    pub const fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
