//! A window under measurement: started with a frame log, driven by mouse and keys, watched from outside.
//!
//! Owns: its process, and reading what the log and the system say of it. Never: judges a figure.

use super::display::{Display, until};
use attest::ui::frame_log::FrameLog;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The argument by which this program is the empty window.
pub const EMPTY_WINDOW: &str = "--empty-window";
/// How long a window may take to come.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// An eframe window with nothing in it, which logs its frames as Attest does.
pub fn empty_window(log: &str) -> ExitCode {
    struct Empty(FrameLog);
    impl eframe::App for Empty {
        fn ui(&mut self, ui: &mut eframe::egui::Ui, _frame: &mut eframe::Frame) {
            eframe::egui::CentralPanel::default().show(ui, |_| ());
            self.0.frame(true).unwrap();
        }
    }
    let start = Instant::now();
    let log = FrameLog::new(Box::new(std::fs::File::create(log).unwrap()), start);
    let options = eframe::NativeOptions {
        viewport: eframe::egui::ViewportBuilder::default().with_inner_size([1360.0, 860.0]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    match eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty(log))))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the empty window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A line of the frame log.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Milliseconds since the process began.
    pub at: f64,
    /// Processor milliseconds of the window's thread.
    pub cpu: f64,
    /// Whether it is the first that shows text.
    pub ready: bool,
}

/// A running window.
pub struct Window<'d> {
    display: &'d Display,
    child: Child,
    log: PathBuf,
    _folder: tempfile::TempDir,
}

impl<'d> Window<'d> {
    /// Starts Attest on a folder, with a config folder.
    pub fn attest(display: &'d Display, articles: &Path, config: &Path) -> Self {
        Self::attest_with(display, articles, config, &[])
    }

    /// The same with more in its environment.
    pub fn attest_with(
        display: &'d Display,
        articles: &Path,
        config: &Path,
        more: &[(&str, &str)],
    ) -> Self {
        std::fs::create_dir_all(config).unwrap();
        let mut command = display.command(env!("CARGO_BIN_EXE_attest"));
        command.arg(articles).env("USER", super::case::ANNOTATOR);
        command.env("ATTEST_CONFIG_DIR", config).env("XDG_CONFIG_HOME", config);
        command.envs(more.iter().copied());
        Self::start(display, command)
    }

    /// Starts the empty window.
    pub fn empty(display: &'d Display) -> Self {
        let mut command = display.command(std::env::current_exe().unwrap());
        command.arg(EMPTY_WINDOW);
        Self::start(display, command)
    }

    fn start(display: &'d Display, mut command: Command) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("frames");
        // The empty window takes it as an argument, Attest from the environment.
        if command.get_args().any(|word| word == EMPTY_WINDOW) {
            command.arg(&log);
        }
        command.env("ATTEST_FRAME_LOG", &log).env_remove("DBUS_SESSION_BUS_ADDRESS");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        Self { display, child, log, _folder: folder }
    }

    /// The frames so far.
    pub fn frames(&self) -> Vec<Frame> {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        text.get(..whole).unwrap_or_default().lines().filter_map(frame).collect()
    }

    /// Waits for the first frame that shows text.
    pub fn ready(&mut self) -> Frame {
        let ready = until(PATIENCE, || {
            assert!(
                matches!(self.child.try_wait(), Ok(None)),
                "the window ended before it was ready"
            );
            self.frames().into_iter().find(|frame| frame.ready)
        });
        ready.expect("a frame that shows text")
    }

    /// Waits until it has used no processor time for so long.
    pub fn rest(&self, quiet: Duration) {
        let (mut used, mut since) = (self.processor(), Instant::now());
        let rested = until(PATIENCE, || {
            let now = self.processor();
            if now != used {
                (used, since) = (now, Instant::now());
            }
            (since.elapsed() >= quiet).then_some(())
        });
        rested.expect("the window comes to rest");
    }

    /// Processor time of all its threads so far, in clock ticks; `None` where the system does not say.
    pub fn processor(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    }

    /// Its resident memory in bytes; `None` where the system does not say.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
    }

    /// Its name to xdotool.
    pub fn window(&self) -> String {
        self.display.window_of(self.child.id(), PATIENCE).expect("a window is shown")
    }

    /// Mouse and keys.
    pub fn xdotool(&self, words: &[&str]) {
        self.display.xdotool(words).unwrap();
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn frame(line: &str) -> Option<Frame> {
    let mut words = line.split(' ');
    let at = words.next()?.parse().ok()?;
    let cpu = words.next()?.parse().ok()?;
    Some(Frame { at, cpu, ready: words.next() == Some("ready") })
}

/// The value below which this part (0 to 1) of the values lies.
pub fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = (last as f64 * part).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
