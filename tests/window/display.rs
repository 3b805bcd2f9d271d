//! A private screen: Xvfb with a window manager, and a real mouse and keyboard through xdotool.
//!
//! Owns: the two processes and the display's name; both end with it. Never: knows what is shown on it.
#![allow(dead_code)] // shared by tests and benches, none of which needs all of it

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What has to be installed for a private screen.
const NEEDS: &str = "a real-window run needs Xvfb, openbox and xdotool (Debian: apt-get install xvfb openbox xdotool libgl1-mesa-dri)";

/// A screen of one's own.
pub struct Display {
    server: Child,
    desk: Option<Child>,
    name: String,
}

impl Display {
    /// Starts a screen of this size on a display that nobody else uses.
    ///
    /// # Errors
    /// If a program is missing or does not start: the message says what is needed.
    pub fn start(width: u32, height: u32) -> Result<Self, String> {
        for tool in ["Xvfb", "openbox", "xdotool"] {
            let found = std::env::var_os("PATH").is_some_and(|path| {
                std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
            });
            if !found {
                return Err(format!("{tool} is not installed: {NEEDS}"));
            }
        }
        // Where several start at once, one may lose its number to another.
        (0..2)
            .find_map(|_| Self::try_start(width, height).ok())
            .map_or_else(|| Self::try_start(width, height), Ok)
    }

    fn try_start(width: u32, height: u32) -> Result<Self, String> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .args(["+extension", "GLX"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb does not start: {error}; {NEEDS}"))?;
        let mut line = String::new();
        // The server writes its number when it is ready; it ends without one when it cannot start.
        let read = server.stdout.as_mut().map(|out| BufReader::new(out).read_line(&mut line));
        let mut display = Self { server, desk: None, name: format!(":{}", line.trim()) };
        if !matches!(read, Some(Ok(_))) || line.trim().is_empty() {
            return Err(format!("Xvfb ended without a display; {NEEDS}"));
        }
        let desk = display
            .command("openbox")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("openbox does not start: {error}; {NEEDS}"))?;
        display.desk = Some(desk);
        let ready =
            until(Duration::from_secs(10), || display.xdotool(["get_num_desktops"]).ok().map(drop));
        ready.ok_or_else(|| format!("openbox does not answer; {NEEDS}"))?;
        Ok(display)
    }

    /// A program that draws on this screen, and sees no other.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("XAUTHORITY");
        command
    }

    /// Runs xdotool and returns what it prints.
    ///
    /// # Errors
    /// If it fails.
    pub fn xdotool<S: AsRef<str>>(
        &self,
        words: impl IntoIterator<Item = S>,
    ) -> Result<String, String> {
        let words: Vec<String> = words.into_iter().map(|word| word.as_ref().to_owned()).collect();
        let done = self
            .command("xdotool")
            .args(&words)
            .output()
            .map_err(|error| format!("xdotool does not start: {error}; {NEEDS}"))?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(format!("xdotool {}: {said}", words.join(" ")));
        }
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// The window of a process, once it is visible. `None` if it does not come.
    pub fn window_of(&self, pid: u32, within: Duration) -> Option<String> {
        until(within, || {
            let found =
                self.xdotool(["search", "--onlyvisible", "--pid", &pid.to_string()]).ok()?;
            found.lines().last().map(str::to_owned)
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for child in self.desk.iter_mut().chain([&mut self.server]) {
            // Both may have ended by themselves; there is nothing to do about it then.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// Asks again and again until there is an answer, or the time is over.
pub fn until<T>(within: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + within;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if Instant::now() >= end {
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
