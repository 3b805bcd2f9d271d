//! Whatever names and texts hold, nothing that a terminal obeys reaches one, and no name breaks a line.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use serde_json::Value as Json;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const EXAMPLE: &str = include_str!("golden/v1/002_371c06971a596525.txt.ron");
const FACTS: &str = include_str!("golden/v1/facts.ron");
const SEED: &str = include_str!("../seeds/002_371c06971a596525.txt");

/// A title for the window, a bell, a colour by C1, a line of its own, an override, a tab, a return.
const HOSTILE: &str = "x\u{1B}]0;owned\u{7}\u{9B}31m\n), y: 9\u{202E}z\u{2067}\t\rq\u{7F}\u{200F}";

/// What `HOSTILE` is in a text of RON or JSON.
const ESCAPED: &str =
    "x\\u001b]0;owned\\u0007\\u009b31m\\n), y: 9\\u202ez\\u2067\\t\\rq\\u007f\\u200f";

fn in_ron() -> String {
    let mut text = ESCAPED.to_owned();
    for code in ["001b", "0007", "009b", "202e", "2067", "007f", "200f"] {
        text = text.replace(&format!("\\u{code}"), &format!("\\u{{{code}}}"));
    }
    text
}

/// Every name in it is hostile: the folder's, the article's, the annotator's, and what annotations hold.
struct Project {
    folder: tempfile::TempDir,
    articles: PathBuf,
    article: String,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = HOSTILE.to_owned();
        let articles = folder.path().join(&name);
        let article = format!("{name}.txt");
        let annotations = folder.path().join("annotations");
        fs::create_dir_all(articles.join(&name)).unwrap();
        fs::create_dir_all(annotations.join(&name)).unwrap();
        fs::write(articles.join(&article), SEED).unwrap();
        fs::write(articles.join(&name).join("empty.txt"), "").unwrap();
        fs::write(articles.join("text.txt"), format!("{HOSTILE} He saw 1,050 people{HOSTILE}."))
            .unwrap();
        let say = in_ron();
        let ron = EXAMPLE
            .replace("002_371c06971a596525.txt", &format!("{say}.txt"))
            .replace("annotator: \"example\"", &format!("annotator: \"{say}\""))
            .replace("source: \"The government\"", &format!("source: \"{say}\""))
            .replacen("note: \"\"", &format!("note: \"{say}\""), 3);
        fs::write(annotations.join(&name).join(format!("{article}.ron")), ron).unwrap();
        fs::write(annotations.join(&name).join("gone.txt.ron"), EXAMPLE).unwrap();
        fs::write(
            annotations.join(&name).join("broken\u{1B}[31m.ron"),
            format!("(format: 1, {HOSTILE})"),
        )
        .unwrap();
        let facts = FACTS
            .replace("How many people entered Armenia?", &say)
            .replace("\"displacement\"", &format!("\"{say}\""))
            .replace("Government of Armenia", &say)
            .replace("2026-11-22T09:30:00Z", &say);
        fs::write(annotations.join(&name).join("facts.ron"), facts).unwrap();
        let mut project = format!("(format: 1, articles: \"../{say}\")");
        project.push('\n');
        fs::write(annotations.join("project.ron"), project).unwrap();
        Self { folder, articles, article }
    }

    fn command(&self, args: &[&OsStr]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
        command.args(args).current_dir(self.folder.path()).env("ATTEST_LOG", "trace");
        command.env("ATTEST_CONFIG_DIR", self.folder.path().join("config"));
        for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(display);
        }
        command
    }

    fn attest(&self, args: &[&str]) -> Output {
        let mut args: Vec<&OsStr> = args.iter().map(OsStr::new).collect();
        args.push(self.articles.as_os_str());
        self.command(&args).output().unwrap()
    }
}

/// Text in which nothing steers a terminal: no control but the line feed, none of direction.
fn tame(bytes: &[u8], what: &str) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let wild = text.chars().find(|c| attest::model::steers(*c) && *c != '\n');
    assert_eq!(wild, None, "{what}: {text:?}");
    text
}

#[test]
fn no_command_says_anything_that_a_terminal_obeys() {
    let project = Project::new();
    for args in [
        vec!["check"],
        vec!["facts"],
        vec!["facts", "--json"],
        vec!["facts", "--annotator", HOSTILE],
        vec!["facts", "--annotator", "no\u{1B}[2Jbody"],
        vec!["export", "--to", "json"],
        vec!["suggest"],
    ] {
        let output = project.attest(&args);
        tame(&output.stdout, &format!("{args:?}"));
        tame(&output.stderr, &format!("{args:?}"));
    }
    for to in ["csv", "ron", "json"] {
        for out in
            [format!("out{HOSTILE}/{to}"), format!("copy{HOSTILE}{to}"), "annotations/x".to_owned()]
        {
            let output = project.attest(&[
                "export",
                "--to",
                to,
                "--out",
                &out.replace('/', "|"),
                "--annotator",
                HOSTILE,
            ]);
            tame(&output.stdout, to);
            tame(&output.stderr, to);
        }
    }
}

#[test]
fn a_wrong_command_line_is_repeated_tamed() {
    let project = Project::new();
    let no_utf8 = OsStr::from_bytes(b"\xFF\x1B[31m\n");
    let nowhere = format!("no{HOSTILE}");
    let hostile = OsStr::new(&nowhere);
    let with = |option: &str| format!("{option}{HOSTILE}");
    for args in [
        vec![OsStr::new("check"), hostile],
        vec![OsStr::new("check"), no_utf8],
        vec![OsStr::new("facts"), no_utf8],
        vec![OsStr::new("export"), OsStr::new("--to"), hostile],
        vec![OsStr::new(&with("--"))],
        vec![OsStr::new("-\u{1B}")],
        vec![OsStr::new("--annotator"), no_utf8],
        vec![OsStr::new(&with("--fail-on="))],
        vec![OsStr::new(&with("--json=")), OsStr::new("facts")],
        vec![OsStr::new("suggest"), hostile, no_utf8],
        vec![OsStr::new("suggest"), OsStr::new("--lang"), hostile, hostile],
        vec![OsStr::new("suggest"), OsStr::new("--date"), hostile, hostile],
        vec![hostile],
    ] {
        let output = project.command(&args).output().unwrap();
        assert!(output.status.code().is_some_and(|code| code > 0), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        let said = tame(&output.stderr, &format!("{args:?}"));
        let lines = said.lines().filter(|line| !line.is_empty());
        assert!(lines.clone().count() <= 2, "a name broke a line: {said}");
    }
}

#[test]
fn a_problem_is_a_line_and_a_fact_a_row() {
    let project = Project::new();
    let output = project.attest(&["check"]);
    let said = tame(&output.stdout, "check");
    assert!(said.lines().count() > 3, "{said}");
    assert!(said.lines().all(|line| line.contains("[U+001B]")), "each names a file: {said}");
    let output = project.attest(&["facts"]);
    let said = tame(&output.stdout, "facts");
    let row = said
        .lines()
        .find(|line| line.contains("single") || line.contains("figures"))
        .unwrap_or(&said);
    assert!(said.contains("[U+202E]"), "{said}");
    assert!(!said.lines().any(|line| line.starts_with("), y")), "{row}");
}

#[test]
fn json_holds_the_very_texts() {
    let project = Project::new();
    let output = project.attest(&["facts", "--json"]);
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["facts"][0]["question"], HOSTILE);
    let output = project.attest(&["export", "--to", "json"]);
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<&str> =
        json["articles"].as_array().unwrap().iter().filter_map(|a| a["file"].as_str()).collect();
    assert!(files.contains(&project.article.as_str()), "{files:?}");
    let mut child = project
        .command(&[OsStr::new("suggest"), OsStr::new("--stdin")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = [
        format!("{{\"id\": \"{ESCAPED}\", \"text\": \"He saw 1,050 \\u009bpeople{ESCAPED}\"}}\n"),
        format!("{{\"id\": \"{HOSTILE}\n"),
        format!("{{\"id\": 1, \"text\": \"\", \"lang\": \"{ESCAPED}\"}}\n"),
        format!("{{\"id\": 1, \"text\": \"\", \"date\": \"{ESCAPED}\"}}\n"),
    ];
    child.stdin.take().unwrap().write_all(lines.concat().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = tame(&output.stdout, "suggest");
    tame(&output.stderr, "suggest");
    let first: Json = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(first["id"], HOSTILE);
}

#[test]
fn data_in_a_pipe_is_as_it_is_and_no_name_ends_a_comment() {
    let project = Project::new();
    let annotations = project.folder.path().join("annotations").join(HOSTILE);
    let output = project.attest(&["export", "--to", "ron"]);
    let said = String::from_utf8(output.stdout).unwrap();
    let mut rest = said.as_str();
    let mut files = 0;
    while let Some(comment) = rest.strip_prefix("// ") {
        let (name, behind) = comment.split_once('\n').unwrap();
        tame(name.as_bytes(), "a comment");
        let of_name = |path: &PathBuf| {
            name.ends_with(&*attest::model::visible(path.file_name().unwrap().to_str().unwrap()))
        };
        let path = fs::read_dir(&annotations)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(of_name)
            .unwrap();
        let text = fs::read_to_string(path).unwrap();
        rest = behind.strip_prefix(text.as_str()).unwrap();
        rest = rest.strip_prefix('\n').filter(|_| !text.ends_with('\n')).unwrap_or(rest);
        files += 1;
    }
    assert_eq!((rest, files), ("", 4));
    let output = project.attest(&["facts", "--csv"]);
    let mut rows = csv::Reader::from_reader(output.stdout.as_slice());
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(row.get(1), Some(HOSTILE));
}

/// The same to a terminal: what has no escape of its own is shown.
#[test]
fn data_on_a_terminal_is_shown() {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let project = Project::new();
    for args in [
        ["export", "--to=csv"],
        ["export", "--to=ron"],
        ["export", "--to=json"],
        ["facts", "--csv"],
        ["facts", "--json"],
    ] {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = fs::File::options()
            .read(true)
            .write(true)
            .open(OsStr::from_bytes(name.to_bytes()))
            .unwrap();
        let mut all: Vec<&OsStr> = args.iter().map(OsStr::new).collect();
        all.push(project.articles.as_os_str());
        let mut child = project.command(&all).stdout(slave).stderr(Stdio::null()).spawn().unwrap();
        // The command's end of the terminal is closed with it; reading then ends with an error.
        let mut shown = Vec::new();
        fs::File::from(master).read_to_end(&mut shown).unwrap_or_default();
        child.wait().unwrap();
        let shown = String::from_utf8(shown).unwrap().replace("\r\n", "\n");
        // Terminals make blanks of tabs and two chars of a line feed; nothing else may steer them.
        let wild = shown.chars().find(|c| attest::model::steers(*c) && !matches!(c, '\n' | '\t'));
        assert_eq!(wild, None, "{args:?}: {shown:?}");
        assert!(shown.contains("[U+202E]") || shown.contains("\\u202e"), "{args:?}: {shown}");
    }
}
