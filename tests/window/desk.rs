//! An analyst at a desk: a screen, a folder of articles, a running Attest, a hand on mouse and keyboard.
//!
//! Owns: the processes and the folders of one test. Never: fixed waits for the window; it asks until it sees, with a limit.

use super::display::{Display, until};
use super::tree::{Tree, Words, is_field, middle, said};
use eframe::egui::accesskit::Role;
use egui_inspection::protocol::{Request, Response, read_handshake, read_message, write_message};
use std::cell::Cell;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long the window may take for anything. Generous: software drawing on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Folders of a test: articles, their annotations beside them, and the analyst's config folder.
pub struct Desk {
    pub display: Display,
    home: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

/// There is one mouse at a time: two cores draw one window well, and several badly.
static TURN: Mutex<()> = Mutex::new(());

impl Desk {
    /// A screen, and a copy of `seeds/`.
    pub fn new(width: u32, height: u32) -> Self {
        // A test that failed has nothing in here that could be broken.
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let display = Display::start(width, height).unwrap_or_else(|why| panic!("{why}"));
        let home = tempfile::tempdir().unwrap();
        let desk = Self { display, home, _turn: turn };
        std::fs::create_dir_all(desk.articles()).unwrap();
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        for entry in std::fs::read_dir(seeds).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, desk.articles().join(path.file_name().unwrap())).unwrap();
        }
        desk
    }

    /// The folder of everything.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder that holds articles and annotations, and nothing else.
    pub fn case(&self) -> PathBuf {
        self.home.path().join("case")
    }

    /// The folder of the articles.
    pub fn articles(&self) -> PathBuf {
        self.case().join("seeds")
    }

    /// The folder of what `analyst` annotated.
    pub fn annotations(&self) -> PathBuf {
        self.case().join("annotations").join("analyst")
    }

    /// The annotation file of an article.
    pub fn annotation_file(&self, article: &str) -> PathBuf {
        self.annotations().join(format!("{article}.ron"))
    }

    /// Waits until the config folder says where the analyst is, in these words. It does so after a rest of two seconds.
    pub fn wait_until_place_is_kept(&self, words: &[&str]) {
        let file = self.home.path().join("config").join("session.ron");
        let kept = until(PATIENCE, || {
            let text = std::fs::read_to_string(&file).ok()?;
            words.iter().all(|word| text.contains(word)).then_some(())
        });
        kept.unwrap_or_else(|| {
            panic!("{words:?} is not kept: {:?}", std::fs::read_to_string(&file))
        });
    }

    /// Starts Attest on the folder as `analyst`, and waits for its window.
    pub fn start(&self) -> Running<'_> {
        self.start_with("config", &[])
    }

    /// Starts Attest with a config folder of this name (one per installation) and more arguments.
    pub fn start_with(&self, config: &str, more: &[&str]) -> Running<'_> {
        let Spawned { mut child, port, log } = self.spawn(config, more);
        let wire = until(PATIENCE, || {
            if let Ok(Some(status)) = child.try_wait() {
                let said = std::fs::read_to_string(&log).unwrap_or_default();
                panic!("Attest ended with {status}: {said}");
            }
            TcpStream::connect(("127.0.0.1", port)).ok()
        });
        let wire = wire.expect("the window answers on its inspection port");
        wire.set_read_timeout(Some(PATIENCE)).unwrap();
        wire.set_nodelay(true).unwrap();
        read_handshake(&wire).unwrap();
        let window = self.display.window_of(child.id(), PATIENCE).expect("a window is shown");
        let pressed = Mutex::new(Instant::now());
        Running { desk: self, child, wire, window, pressed, clicks: AtomicU32::new(0) }
    }

    /// Starts Attest and waits for nothing.
    pub fn spawn(&self, config: &str, more: &[&str]) -> Spawned {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = self.home.path().join(config);
        std::fs::create_dir_all(&config).unwrap();
        let log = self.home.path().join(format!("log-{port}"));
        let out = std::fs::File::create(&log).unwrap();
        let child = self
            .display
            .command(env!("CARGO_BIN_EXE_attest"))
            .args(more)
            .arg(self.articles())
            .current_dir(self.home.path())
            .env("USER", "analyst")
            .env("ATTEST_CONFIG_DIR", &config)
            .env("XDG_CONFIG_HOME", &config)
            .env("EGUI_INSPECTION", format!("127.0.0.1:{port}"))
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .spawn()
            .unwrap();
        Spawned { child, port, log }
    }
}

/// A process that was started, and where to reach it.
pub struct Spawned {
    pub child: Child,
    port: u16,
    log: PathBuf,
}

/// A running Attest.
pub struct Running<'d> {
    desk: &'d Desk,
    child: Child,
    wire: TcpStream,
    window: String,
    /// When the mouse was pressed last.
    pressed: Mutex<Instant>,
    /// How many times a button of the mouse was clicked.
    clicks: AtomicU32,
}

impl Running<'_> {
    /// The tree as it is now, or why the window does not answer (it may have been killed).
    ///
    /// # Errors
    /// If the connection is gone.
    pub fn try_tree(&self) -> Result<Tree, String> {
        write_message(&self.wire, &Request::GetTree).map_err(|error| error.to_string())?;
        match read_message(&self.wire).map_err(|error| error.to_string())? {
            Response::Tree { pixels_per_point, accesskit: Some(update), .. } => {
                Ok(Tree::new(update, pixels_per_point))
            }
            Response::Tree { .. } => Err("there is no tree yet".to_owned()),
            other => Err(format!("{other:?} instead of a tree")),
        }
    }

    /// The tree as it is now.
    pub fn tree(&self) -> Tree {
        until(PATIENCE, || self.try_tree().ok()).expect("the window answers")
    }

    /// Asks the tree until there is an answer; fails with everything that the window shows.
    pub fn wait<T>(&self, what: &str, ask: impl Fn(&Tree) -> Option<T>) -> T {
        until(PATIENCE, || ask(&self.tree())).unwrap_or_else(|| {
            let picture = self.picture();
            panic!(
                "waited in vain for: {what}; picture {}\nshown:\n{}",
                picture.display(),
                self.tree().shown()
            )
        })
    }

    /// Waits until something, text runs aside, says these words.
    pub fn wait_for(&self, words: &str) {
        self.wait(words, |tree| tree.saying(words).map(drop));
    }

    /// Waits until the window says that all is saved.
    pub fn wait_until_saved(&self) {
        self.wait_for("All changes saved");
    }

    /// Keeps a picture of the window and returns its path (`ATTEST_PICTURES`, else the system's temporary folder).
    pub fn picture(&self) -> PathBuf {
        let folder =
            std::env::var_os("ATTEST_PICTURES").map_or_else(std::env::temp_dir, PathBuf::from);
        let path = folder.join(format!("attest-window-{}.png", self.child.id()));
        let asked = write_message(&self.wire, &Request::GetScreenshot { pixels_per_point: None });
        if asked.is_ok()
            && let Ok(Response::Screenshot(png)) = read_message(&self.wire)
        {
            drop(std::fs::write(&path, png.bytes));
        }
        path
    }

    /// Gives the window this size, at the screen's corner, and waits until it has it and draws in it.
    pub fn resize(&self, width: u32, height: u32) {
        let size = [width.to_string(), height.to_string()];
        self.xdotool(&["windowsize", "--sync", &self.window, &size[0], &size[1]]);
        self.xdotool(&["windowmove", &self.window, "0", "0"]);
        self.still(&format!("a width of {width}"), |tree| {
            let right = tree.all().filter_map(|node| Some(node.bounds()?.x1 * tree.pixels));
            let right = right.fold(0.0_f64, f64::max);
            (right > f64::from(width) - 60.0 && right < f64::from(width) + 60.0).then_some(right)
        });
    }

    /// Brings it before the other windows and gives it the keyboard.
    pub fn raise(&self) {
        self.xdotool(&["windowactivate", "--sync", &self.window]);
    }

    fn xdotool(&self, words: &[&str]) {
        self.desk.display.xdotool(words).unwrap_or_else(|why| panic!("{why}"));
    }

    /// Whether the mouse and keyboard reached the window; false once it is gone.
    fn try_xdotool(&self, words: &[String]) -> bool {
        self.desk.display.xdotool(words).is_ok()
    }

    fn pixel((x, y): (f64, f64), tree: &Tree) -> (String, String) {
        (format!("{:.0}", x * tree.pixels), format!("{:.0}", y * tree.pixels))
    }

    /// Runs xdotool, and then a frame of the window, so that what comes next finds it done. False once the window is gone.
    fn step(&self, words: &[&str]) -> bool {
        let done = self.try_xdotool(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
        // The first tree may be of a frame that was under way.
        done && self.try_tree().is_ok() && self.try_tree().is_ok()
    }

    /// A hand takes its time from one place to another; presses in quick succession would count as a double or triple click.
    fn take_time(&self) {
        let mut pressed = self.pressed.lock().unwrap_or_else(PoisonError::into_inner);
        std::thread::sleep(Duration::from_millis(650).saturating_sub(pressed.elapsed()));
        *pressed = Instant::now();
    }

    fn mouse(&self, at: (f64, f64), button: &str, times: u32) -> bool {
        let Ok(tree) = self.try_tree() else { return false };
        let (x, y) = Self::pixel(at, &tree);
        self.clicks.fetch_add(times, Ordering::Relaxed);
        let times = times.to_string();
        let there = self.step(&["mousemove", "--window", &self.window, &x, &y]);
        self.take_time();
        there && self.step(&["click", "--repeat", &times, "--delay", "60", button])
    }

    /// How many clicks there were so far; a double-click is two.
    pub fn clicks(&self) -> u32 {
        self.clicks.load(Ordering::Relaxed)
    }

    /// Clicks.
    pub fn click(&self, at: (f64, f64)) {
        assert!(self.mouse(at, "1", 1), "the click reaches the window");
    }

    /// Double-clicks; false once the window is gone.
    pub fn double_click(&self, at: (f64, f64)) -> bool {
        self.mouse(at, "1", 2)
    }

    /// Turns the wheel over the text, towards its beginning; false once the window is gone.
    pub fn wheel_up(&self) -> bool {
        self.step(&["mousemove", "--window", &self.window, "600", "400"])
            && self.step(&["click", "--repeat", "3", "--delay", "20", "4"])
    }

    /// Clicks a button by its name, once it is there and can be pressed.
    pub fn press(&self, name: &str) {
        self.press_role(Role::Button, name);
    }

    /// Clicks a control by its role and name, once it is there and can be pressed.
    pub fn press_role(&self, role: Role, name: &str) {
        let at = self.still(&format!("{role:?} {name}"), |tree| {
            let node = tree.one(role, name).filter(|node| !node.is_disabled())?;
            node.bounds().map(|bounds| middle(&bounds))
        });
        self.click(at);
    }

    /// Drags over words that stand in the text block with `within`.
    pub fn drag_over(&self, within: &str, words: &str) {
        let place = self.place_of(within, words);
        let tree = self.tree();
        let ((x0, y0), (x1, y1)) = (place.start(), place.end());
        let go = |part: f64| {
            let (x, y) = Self::pixel((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part), &tree);
            assert!(self.step(&["mousemove", "--window", &self.window, &x, &y]));
        };
        go(0.0);
        self.take_time();
        assert!(self.step(&["mousedown", "1"]));
        for part in [0.25, 0.5, 0.75, 1.0] {
            go(part);
        }
        assert!(self.step(&["mouseup", "1"]));
    }

    /// Presses keys, each as xdotool writes it (`ctrl+shift+z`); false once the window is gone.
    pub fn key(&self, keys: &[&str]) -> bool {
        let mut words: Vec<String> =
            ["windowfocus", &self.window, "key", "--delay", "40"].map(str::to_owned).into();
        words.extend(keys.iter().map(ToString::to_string));
        self.try_xdotool(&words)
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "15", text]);
    }

    /// Replaces what stands in a text field, found by its name, and leaves it with Enter.
    pub fn fill(&self, field: &str, text: &str) {
        let at = self.still(&format!("the field {field}"), |tree| {
            tree.field(field)?.bounds().map(|bounds| middle(&bounds))
        });
        self.click(at);
        self.wait(&format!("the keyboard in {field}"), |tree| {
            tree.focused().filter(|node| is_field(node.role())).map(drop)
        });
        self.key(&["ctrl+a"]);
        self.type_text(text);
        self.wait(&format!("{text} in {field}"), |tree| {
            tree.focused().filter(|node| node.value() == Some(text)).map(drop)
        });
        self.key(&["Return"]);
    }

    /// Clicks the first control in which these words stand.
    pub fn click_saying(&self, words: &str) {
        let at =
            self.still(words, |tree| tree.saying(words)?.bounds().map(|bounds| middle(&bounds)));
        self.click(at);
    }

    /// Asks the tree until there is an answer and the next tree gives the same: what is about to be pointed at stands still.
    fn still<T: PartialEq + Copy>(&self, what: &str, ask: impl Fn(&Tree) -> Option<T>) -> T {
        let last = Cell::new(None);
        self.wait(what, |tree| {
            let found = ask(tree);
            let still = found.is_some() && found == last.replace(found);
            found.filter(|_| still)
        })
    }

    /// Where words stand, once they stand still.
    pub fn place_of(&self, within: &str, words: &str) -> Words {
        self.still(&format!("the words {words:?}"), |tree| tree.words(within, words))
    }

    /// Clicks words that stand in the text block with `within`.
    pub fn click_words(&self, within: &str, words: &str) {
        let place = self.place_of(within, words);
        self.click(place.on());
    }

    /// Ends it at once (kill -9); the process is waited for when this is dropped.
    pub fn kill_now(&self) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
    }

    /// Ends it at once (kill -9).
    pub fn kill(mut self) {
        self.kill_now();
        self.child.wait().unwrap();
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What the window says about saving, in its own words.
pub fn save_state(tree: &Tree) -> Option<String> {
    tree.all().map(said).find_map(|text| {
        let known = ["All changes saved", "Saving…", "Editing…", "Not saved", "Read only"];
        known.iter().any(|known| text.starts_with(known)).then(|| text.to_owned())
    })
}
