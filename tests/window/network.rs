//! The window speaks with its display and with D-Bus, and with nobody else.
//!
//! Every call about sockets that the process makes is recorded while it is opened, worked with and closed.

use super::desk::{Desk, PATIENCE};
use super::display::until;
use std::path::Path;
use std::process::{Command, Stdio};

/// Whether a line of strace is about a socket that may be: of the display, D-Bus, or a pair within the process.
fn may_be(line: &str) -> bool {
    // What only uses a socket that was made, and what the system says of ends and signals.
    const MAKING: [&str; 5] = ["socket(", "socketpair(", "connect(", "bind(", "listen("];
    if !MAKING.iter().any(|call| line.contains(call)) {
        return true;
    }
    if line.contains("socket(") || line.contains("socketpair(") {
        return line.contains("AF_UNIX");
    }
    let known = [".X11-unix/", "/bus", "/dbus", "wayland-", "at-spi"];
    line.contains("connect(")
        && line.contains("AF_UNIX")
        && known.iter().any(|to| line.contains(to))
}

#[test]
fn what_may_be_is_told_from_what_may_not() {
    for fine in [
        r#"12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 5"#,
        r#"12 connect(5, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X7"}, 20) = 0"#,
        r#"12 connect(5, {sa_family=AF_UNIX, sun_path="/run/user/0/bus"}, 20) = 0"#,
        r#"12 recvmsg(5, {msg_name=NULL}, 0) = -1 EAGAIN"#,
        "12 +++ exited with 0 +++",
    ] {
        assert!(may_be(fine), "{fine}");
    }
    for not in [
        r#"12 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 5"#,
        r#"12 socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP) = 5"#,
        r#"12 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 5"#,
        r#"12 connect(5, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1"#,
        r#"12 bind(5, {sa_family=AF_UNIX, sun_path="/tmp/attest"}, 20) = 0"#,
        "12 listen(5, 128) = 0",
    ] {
        assert!(!may_be(not), "{not}");
    }
}

#[test]
fn no_socket_but_the_displays() {
    if Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_err() {
        // The CI installs it; elsewhere the rest of the window's tests are worth running.
        eprintln!("NOT TESTED: strace is not installed (Debian: apt-get install strace)");
        return;
    }
    let desk = Desk::new(1280, 800);
    let (config, trace) = (desk.home().join("config"), desk.home().join("trace"));
    std::fs::create_dir_all(&config).unwrap();
    // `-D`: the process that is started is Attest, and strace looks on from outside.
    let mut child = desk
        .display
        .command("strace")
        .args(["-D", "-f", "-s", "200", "-e", "trace=network", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_attest"))
        .arg(desk.articles())
        .current_dir(desk.home())
        .env("USER", "analyst")
        .env("ATTEST_CONFIG_DIR", &config)
        .env("XDG_CONFIG_HOME", &config)
        .env_remove("EGUI_INSPECTION")
        // Mesa's cache on disk asks the C library who the user is, which asks a name service over a socket: not Attest's.
        .env("MESA_SHADER_CACHE_DISABLE", "true")
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let window = desk.display.window_of(child.id(), PATIENCE * 2).expect("a window is shown");
    let key = |keys: &str| {
        desk.display.xdotool(["windowfocus", "--sync", &window]).unwrap();
        desk.display.xdotool(["key", "--clearmodifiers", keys]).unwrap();
    };
    // To the next sentence worth tagging, and a claim of it. Before the articles are read, keys do nothing.
    let tagged = until(PATIENCE * 2, || {
        key("j");
        std::thread::sleep(std::time::Duration::from_millis(300));
        key("Return");
        has_file(&desk.annotations()).then_some(())
    });
    tagged.expect("a sentence was tagged and saved");
    key("ctrl+shift+f");
    desk.display.xdotool(["type", "Armenia"]).unwrap();
    key("alt+F4");
    let status = until(PATIENCE, || child.try_wait().ok().flatten());
    assert!(status.expect("the window closes").success());
    let ended = until(PATIENCE, || {
        let text = std::fs::read_to_string(&trace).ok()?;
        text.lines().last()?.contains("exited with").then_some(text)
    });
    let traced = ended.expect("strace wrote all of it");
    assert!(traced.contains(".X11-unix/"), "the display is seen:\n{traced}");
    let other: Vec<&str> = traced.lines().filter(|line| !may_be(line)).collect();
    assert!(other.is_empty(), "sockets of others:\n{}", other.join("\n"));
}

/// Whether an annotation file lies in a folder.
fn has_file(folder: &Path) -> bool {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    names.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().ends_with(".txt.ron"))
}
