//! The user's config folder: this installation's name, where the last session stopped, drafts.
//!
//! Owns: `installation`, `session.ron` and `drafts/` there, each written to a temporary file and renamed.
//! Never: an articles or annotations folder, egui.

use super::disk::{Disk, RealDisk, read_small};
use super::folders::{free_path, shortened, temporary_of};
use super::open_log::put_in_place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The user's config folder of Attest. Made when something is first written.
#[derive(Clone, Debug)]
pub struct Config {
    folder: PathBuf,
}

/// Where a session stopped. What is missing or unknown in the file counts as not said.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename = "session")]
pub struct SessionState {
    /// The articles folder (or the one article file) that was open.
    pub folder: Option<PathBuf>,
    /// The annotator.
    pub annotator: Option<String>,
    /// The article shown: its path below the folder.
    pub article: Option<String>,
    /// The selected text, in code points: first, and one past the last.
    pub selection: Option<(usize, usize)>,
    /// The selected record's kind ("claim", "quantity", "attribution", "mark") and id.
    pub record: Option<(String, String)>,
    /// The code point of the article at the reader's upper edge.
    pub scroll: Option<usize>,
    /// The window's inner size in points.
    pub window: Option<(f32, f32)>,
    /// Whether the window filled the screen.
    pub maximized: bool,
    /// Settings of the views by name ("theme", "zoom", "reading width", "layers hidden").
    pub view: BTreeMap<String, String>,
    /// Articles folders in which links may lead outside.
    pub follow_links: Vec<PathBuf>,
    /// Earlier sessions, newest first.
    pub recent: Vec<RecentSession>,
}

/// An earlier session.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename = "recent")]
pub struct RecentSession {
    /// Its articles folder.
    pub folder: PathBuf,
    /// Its annotator.
    pub annotator: String,
    /// When it was last open: UTC, RFC 3339.
    pub at: String,
}

impl SessionState {
    /// Puts a session at the head of the recent ones; ten are kept.
    pub fn remember(&mut self, session: RecentSession) {
        self.recent.retain(|other| {
            (&other.folder, &other.annotator) != (&session.folder, &session.annotator)
        });
        self.recent.insert(0, session);
        self.recent.truncate(10);
    }
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

    /// The name of this installation, a UUID; made and kept at the first call. Where it cannot be kept, another one
    /// is made each time, and every session keeps a history of its own.
    ///
    /// # Errors
    /// As the system says, with the name that will do for this session.
    pub fn installation(&self) -> Result<String, (String, io::Error)> {
        let path = self.folder.join("installation");
        let read = || {
            let text = String::from_utf8(read_small(&RealDisk, &path).ok()?).ok()?;
            let id = uuid::Uuid::try_parse(text.trim()).ok()?;
            Some(id.to_string())
        };
        if let Some(id) = read() {
            return Ok(id);
        }
        let id = super::new_id();
        // Two first starts at once: the name that is in place first counts for both.
        let kept = || -> io::Result<()> {
            std::fs::create_dir_all(&self.folder)?;
            let temporary = self.folder.join(format!(".{id}"));
            RealDisk.write_synced(&temporary, format!("{id}\n").as_bytes())?;
            if read().is_none() {
                RealDisk.rename(&temporary, &path)?;
            } else {
                RealDisk.remove(&temporary)?;
            }
            RealDisk.sync_folder(&self.folder)
        };
        match kept() {
            Ok(()) => Ok(read().unwrap_or(id)),
            Err(error) => Err((id, error)),
        }
    }

    fn session_file(&self) -> PathBuf {
        self.folder.join("session.ron")
    }

    /// Where the last session stopped; nothing where none did. A file that cannot be understood is kept aside, which
    /// the notice says.
    #[must_use]
    pub fn read_state(&self) -> (SessionState, Option<String>) {
        let path = self.session_file();
        let text = match read_small(&RealDisk, &path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(error) => {
                let notice = format!("The last session cannot be read: {error}");
                return (SessionState::default(), Some(notice));
            }
        };
        match ron::from_str(&text) {
            Ok(state) => (state, None),
            Err(error) => {
                let aside = self.keep_aside(&path);
                let kept =
                    aside.map_or_else(String::new, |p| format!(" It was kept as {}.", p.display()));
                let notice =
                    format!("Where the last session stopped cannot be read ({error}).{kept}");
                (SessionState::default(), Some(notice))
            }
        }
    }

    fn keep_aside(&self, path: &Path) -> Option<PathBuf> {
        let mut name = path.as_os_str().to_owned();
        name.push(".damaged");
        let aside = free_path(&RealDisk, Path::new(&name)).ok()?;
        RealDisk.rename(path, &aside).ok()?;
        Some(aside)
    }

    /// Keeps where the session stands.
    ///
    /// # Errors
    /// As the system says.
    pub fn write_state(&self, state: &SessionState) -> io::Result<()> {
        let layout = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(state, layout).map_err(io::Error::other)?;
        std::fs::create_dir_all(&self.folder)?;
        put_in_place(&RealDisk, &self.session_file(), (text + "\n").as_bytes())
    }

    fn draft_file(&self, name: &str) -> PathBuf {
        // Any text may be the name; two names never share a file.
        let mut safe = String::new();
        for c in name.chars() {
            if c.is_ascii_alphanumeric() || c == '-' {
                safe.push(c);
            } else {
                safe += &format!("_{:x}_", u32::from(c));
            }
        }
        self.folder.join("drafts").join(format!("{}.ron", shortened(&safe)))
    }

    /// Keeps a draft that cannot be committed (invalid, still being typed, or refused because another instance
    /// writes), in place of an earlier one of this name.
    ///
    /// # Errors
    /// As the system says.
    pub fn write_draft(&self, name: &str, text: &str) -> io::Result<()> {
        let path = self.draft_file(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        put_in_place(&RealDisk, &path, text.as_bytes())
    }

    /// The draft of this name, if there is one that can be read.
    #[must_use]
    pub fn read_draft(&self, name: &str) -> Option<String> {
        let bytes = read_small(&RealDisk, &self.draft_file(name)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A draft was committed or thrown away.
    ///
    /// # Errors
    /// As the system says.
    pub fn remove_draft(&self, name: &str) -> io::Result<()> {
        let path = self.draft_file(name);
        for path in [temporary_of(&path), path] {
            match RealDisk.remove(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn config() -> (tempfile::TempDir, Config) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::at(folder.path().join("attest"));
        (folder, config)
    }

    #[test]
    fn an_installation_keeps_its_name() {
        let (_folder, config) = config();
        let id = config.installation().unwrap();
        assert_eq!(config.installation().unwrap(), id);
        std::fs::write(config.folder().join("installation"), "../../elsewhere").unwrap();
        assert!(uuid::Uuid::try_parse(&config.installation().unwrap()).is_ok());
    }

    #[test]
    fn a_session_comes_back_and_a_damaged_one_is_kept_aside() {
        let (_folder, config) = config();
        assert_eq!(config.read_state(), (SessionState::default(), None));
        let mut state = SessionState { article: Some("a \"b\".txt".into()), ..Default::default() };
        state.view.insert("zoom".into(), "1.5".into());
        state.remember(RecentSession { annotator: "mara".into(), ..Default::default() });
        config.write_state(&state).unwrap();
        assert_eq!(config.read_state(), (state, None));
        for damage in ["(article: ", "(scroll: \"far\")", "\u{0}"] {
            std::fs::write(config.folder().join("session.ron"), damage).unwrap();
            let (state, notice) = config.read_state();
            assert_eq!(state, SessionState::default());
            assert!(notice.unwrap().contains("session.ron.damaged"));
        }
    }

    #[test]
    fn what_an_older_or_newer_version_wrote_is_read_as_far_as_it_goes() {
        let (_folder, config) = config();
        std::fs::create_dir_all(config.folder()).unwrap();
        let text = "(annotator: Some(\"mara\"), moon: Full)";
        std::fs::write(config.folder().join("session.ron"), text).unwrap();
        let (state, notice) = config.read_state();
        assert_eq!((state.annotator.as_deref(), notice), (Some("mara"), None));
    }

    #[test]
    fn drafts_have_any_name_and_are_thrown_away_once() {
        let (_folder, config) = config();
        let long = "я".repeat(127);
        for name in ["a/b.txt", "a_b.txt", "…", "", &long, &(long.clone() + "!")] {
            config.write_draft(name, name).unwrap();
        }
        assert_eq!(config.read_draft("a/b.txt").as_deref(), Some("a/b.txt"));
        config.remove_draft("a/b.txt").unwrap();
        config.remove_draft("a/b.txt").unwrap();
        assert_eq!(config.read_draft("a/b.txt"), None);
        assert_eq!(config.read_draft("a_b.txt").as_deref(), Some("a_b.txt"));
    }
}
