//! `attest suggest`, as scripts and engines that pipe lines use it.

#![allow(clippy::unwrap_used)]

#[path = "common/schema.rs"]
mod schema;

use serde_json::{Value as Json, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};

const SEED: &str = include_str!("../seeds/002_371c06971a596525.txt");

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.path().join(name), bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
        command.arg("suggest").args(args).current_dir(self.0.path()).env_remove("ATTEST_LOG");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn suggest(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn spawn(&self, args: &[&str]) -> Child {
        self.command(args).spawn().unwrap()
    }

    /// What comes out for these bytes of standard input.
    fn piped(&self, args: &[&str], input: impl AsRef<[u8]> + Send) -> Output {
        let mut child = self.spawn(args);
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // Output is read while input is written: neither waits for the other.
            scope.spawn(move || stdin.write_all(input.as_ref()).unwrap());
            child.wait_with_output().unwrap()
        })
    }
}

fn objects(output: &Output) -> Vec<Json> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn schema() -> Json {
    serde_json::from_str(include_str!("../docs/suggest.schema.json")).unwrap()
}

/// All spans of an object: `start`, `end` and, but for sentences, `text`.
fn spans<'a>(json: &'a Json, found: &mut Vec<&'a Json>) {
    if json["start"].is_u64() && json["end"].is_u64() {
        found.push(json);
    }
    match json {
        Json::Array(items) => items.iter().for_each(|item| spans(item, found)),
        Json::Object(fields) => fields.values().for_each(|value| spans(value, found)),
        _ => {}
    }
}

#[test]
fn files_are_one_object_each_in_order() {
    let folder = Folder::new();
    folder.write("a.txt", SEED);
    // windows-1251: the encoding is found as the window finds it.
    let russian = "Власти заявили, что в Армению прибыли более 2900 человек. Это много.";
    folder.write("b.txt", encoding_rs::WINDOWS_1251.encode(russian).0);
    folder.write("empty.txt", "");
    folder.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0");
    let output =
        folder.suggest(&["a.txt", "no-such.txt", "empty.txt", "./b.txt", "picture.txt", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let found = objects(&output);
    let files: Vec<&Json> = found.iter().map(|object| &object["file"]).collect();
    assert_eq!(files, [&json!("a.txt"), &json!("./b.txt")]);
    for name in ["no-such.txt", "empty.txt", "picture.txt", "attest: .:"] {
        assert_eq!(err(&output).matches(name).count(), 1, "{name}: {}", err(&output));
    }
    for (object, text) in found.iter().zip([SEED, russian]) {
        let wrong = schema::wrong(&schema(), object);
        assert!(wrong.is_empty(), "{wrong:#?}");
        let chars: Vec<char> = text.chars().collect();
        let mut places = Vec::new();
        spans(object, &mut places);
        assert!(places.len() >= 2);
        for span in places {
            let place = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            let covered: String = chars.get(place("start")..place("end")).unwrap().iter().collect();
            assert!(span.get("text").is_none_or(|text| *text == json!(covered)), "{span}");
        }
    }
    assert_eq!(folder.suggest(&["a.txt", "b.txt"]).status.code(), Some(0));
}

#[test]
fn wrong_usage_is_code_2_and_says_why() {
    let folder = Folder::new();
    folder.write("a.txt", SEED);
    let table: &[(&[&str], &str)] = &[
        (&[], "needs files"),
        (&["--stdin", "a.txt"], "files or --stdin"),
        (&["--date", "soon", "a.txt"], "--date"),
        (&["--date", "2023-09-20/2023-09-24", "a.txt"], "more than one date"),
        (&["--lang", "in English", "a.txt"], "language tag"),
        (&["--to", "json", "a.txt"], "suggest takes"),
    ];
    for (args, says) in table {
        let output = folder.suggest(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn what_is_said_of_the_articles_is_taken() {
    let folder = Folder::new();
    folder.write("a.txt", "Five people came.");
    let output = folder.suggest(&["--date", "2023-09-24", "--lang", "en", "a.txt"]);
    let object = objects(&output).remove(0);
    assert_eq!(object["published"], json!({ "edtf": "2023-09-24", "basis": "Explicit" }));
    assert_eq!(object["lang"], "en");
    let input = "{\"text\": \"It rained.\", \"date\": \"2016-11-07T10:20:30.123Z\", \"more\": 1}\n{\"text\": \"It rained.\", \"date\": null}";
    let found = objects(&folder.piped(&["--stdin", "--date", "2023-09-24"], input));
    assert_eq!(found[0]["published"]["edtf"], "2016-11-07T10:20:30Z");
    assert_eq!(found[1]["published"]["edtf"], "2023-09-24");
    assert_eq!(found[1].get("id"), Some(&Json::Null));
}

#[test]
fn a_line_in_is_a_line_out_in_order() {
    let folder = Folder::new();
    let line = |n: usize| {
        let text = if n.is_multiple_of(100) { SEED.repeat(2) } else { format!("{n} people came.") };
        json!({ "id": n, "text": text }).to_string()
    };
    let input: Vec<String> = (0..3000).map(line).collect();
    let output = folder.piped(&["--stdin"], input.join("\n"));
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let found = objects(&output);
    assert!(found.iter().enumerate().all(|(n, object)| object["id"] == n));
    assert_eq!(found.len(), 3000);
    assert!(found.iter().take(100).all(|object| schema::wrong(&schema(), object).is_empty()));
}

#[test]
fn a_bad_line_is_told_in_its_place() {
    let folder = Folder::new();
    let table: &[(&[u8], Option<Json>, &str)] = &[
        (b"\xEF\xBB\xBF{\"id\": \"mark\", \"text\": \"x\"}\r", None, ""),
        (b"{\"id\": 1, \"text\": \"x\"", None, "EOF"),
        (b"", None, "no JSON object"),
        (b"[1, \"x\", null, null]", None, "no JSON object"),
        (b"null", None, "no JSON object"),
        (b"{\"id\": \"a\"}", Some(json!("a")), "missing field `text`"),
        (b"{\"id\": 7, \"text\": 3}", Some(json!(7)), "invalid type"),
        (b"{\"id\": 8, \"text\": \"x\", \"date\": \"soon\"}", Some(json!(8)), "date: "),
        (b"{\"id\": 9, \"text\": \"x\", \"lang\": \"?\"}", Some(json!(9)), "lang: "),
        (b"{\"id\": 1.5, \"text\": \"x\"}", None, "id is neither"),
        (b"{\"id\": 2, \"text\": \"\\ud800\"}", Some(json!(2)), "hex escape"),
        (b"{\"id\": 3, \"text\": \"\xFF\"}", Some(json!(3)), "unicode"),
        (b"{\"id\": 4, \"id\": 5, \"text\": \"x\"}", None, "duplicate"),
        (b"{\"id\": \"last\", \"text\": \"\"}", None, ""),
    ];
    let lines: Vec<&[u8]> = table.iter().map(|row| row.0).collect();
    let output = folder.piped(&["--stdin"], lines.join(&b'\n'));
    assert_eq!(output.status.code(), Some(1));
    let found = objects(&output);
    assert_eq!(found.len(), table.len());
    for (n, (object, (_, id, says))) in found.iter().zip(table).enumerate() {
        let wrong = schema::wrong(&schema(), object);
        assert!(wrong.is_empty(), "{wrong:#?}");
        if says.is_empty() {
            assert!(object.get("error").is_none(), "{object}");
            continue;
        }
        assert_eq!(object["line"], n + 1);
        assert_eq!(object.get("id"), id.as_ref(), "{object}");
        assert!(object["error"].as_str().unwrap().contains(says), "{object}");
    }
    assert_eq!(found.last().unwrap()["id"], "last");
}

/// As Spark's pipe does: the answer comes before the next question, and before the end of the input.
#[test]
fn each_line_is_answered_while_the_input_stays_open() {
    let folder = Folder::new();
    let mut child = folder.spawn(&["--stdin"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for n in 0..20 {
        writeln!(stdin, "{{\"id\": {n}, \"text\": \"It rained.\"}}").unwrap();
        let answer: Json = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], n);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn who_stops_reading_ends_it_quietly_though_the_input_stays_open() {
    let folder = Folder::new();
    let mut child = folder.spawn(&["--stdin"]);
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let line = json!({ "id": 1, "text": SEED }).to_string();
    // Until nobody listens any more; the input is never closed.
    while writeln!(stdin, "{line}").is_ok() {}
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(child.wait().unwrap().code(), Some(1));
    drop(stdin);
}

/// Peak of a process's memory in bytes.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_line_takes_at_most_fifty_times_its_size() {
    let news = include_str!("../seeds/002_371c06971a596525.txt");
    // Figures as dense as they come make an object of more than a hundred times the text.
    for part in [news, "$ 3 ", "1 2 3 4 5 "] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_attest"))
            .args(["suggest", "--stdin"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut output = BufReader::new(output);
        let mut ask = |text: &str| {
            let line = format!("{}\n", serde_json::json!({ "text": text }));
            let length = line.len();
            let answered = std::thread::scope(|scope| {
                scope.spawn(|| input.write_all(line.as_bytes()).unwrap());
                // Read and thrown away piece by piece.
                loop {
                    let there = output.fill_buf().unwrap();
                    let (count, end) = (there.len(), there.contains(&b'\n'));
                    output.consume(count);
                    if end || count == 0 {
                        break count > 0;
                    }
                }
            });
            assert!(answered);
            length
        };
        ask("Hello.");
        let before = peak(child.id());
        let length = ask(&part.repeat(1_000_000 / part.len()));
        let taken = peak(child.id()).saturating_sub(before);
        assert!(taken <= 50 * length, "{part:.20}: {} times its size", taken / length);
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}
