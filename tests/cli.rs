//! The command line, as scripts use it: what it prints, its exit codes, and that it writes nothing where it reads.

#![allow(clippy::unwrap_used, clippy::string_slice)]

#[path = "common/schema.rs"]
mod schema;

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SEED: &str = include_str!("../seeds/002_371c06971a596525.txt");
const EXAMPLE: &str = include_str!("golden/v1/002_371c06971a596525.txt.ron");
const FACTS: &str = include_str!("golden/v1/facts.ron");
const PROJECT: &str = include_str!("golden/v1/project.ron");
/// The one id of the example that points to nothing.
const NOWHERE: &str = "0192f3c3-03a9-75c7-8ed6-92a3b4c5d6e7";

/// A project folder: `seeds` with one article, and the example's annotations.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("seeds/002_371c06971a596525.txt", SEED);
        project.write("annotations/project.ron", PROJECT);
        project.write("annotations/example/002_371c06971a596525.txt.ron", EXAMPLE);
        project.write("annotations/example/facts.ron", FACTS);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::create_dir_all(self.path(to).parent().unwrap()).unwrap();
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// The example with other words.
    fn annotate(&self, from: &str, to: &str) {
        assert!(EXAMPLE.contains(from), "{from}");
        let text = EXAMPLE.replacen(from, to, 1);
        self.write("annotations/example/002_371c06971a596525.txt.ron", text);
    }

    fn attest(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
        command.args(args).current_dir(self.folder.path()).env_remove("ATTEST_LOG");
        command.env("ATTEST_CONFIG_DIR", self.folder.path().join("config"));
        for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(display);
        }
        command
    }

    /// Every file with its bytes and time.
    fn state(&self) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    let time = entry.metadata().unwrap().modified().unwrap();
                    found.insert(entry.path(), (fs::read(entry.path()).unwrap(), time));
                }
            }
        }
        found
    }
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn help_and_version_go_to_standard_output() {
    let project = Project::new();
    let help = project.attest(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(out(&help).contains("attest check FOLDER") && out(&help).contains("attest export"));
    let version = project.attest(&["--version"]);
    assert_eq!(version.status.code(), Some(0));
    assert_eq!(out(&version), concat!("attest ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_usage_is_code_2_and_says_why() {
    let project = Project::new();
    let table: &[(&[&str], &str)] = &[
        (&["check"], "needs the articles folder"),
        (&["check", "absent"], "does not exist"),
        (&["check", "annotations/project.ron"], "is not a folder"),
        (&["facts"], "needs the articles folder"),
        (&["facts", "--annotator", "nobody", "seeds"], "nobody"),
        (&["export", "seeds"], "--to"),
        (&["export", "--to", "xml", "seeds"], "xml"),
        (&["export", "--to", "csv", "--annotator", "nobody", "seeds"], "nobody"),
        (&["export", "--to", "csv", "--out", "seeds/out.csv", "seeds"], "only read"),
        (&["export", "--to", "json", "--out", "annotations/example/x.json", "seeds"], "only read"),
        (&["export", "--to", "csv", "--out", "seeds/../seeds/new/out.csv", "seeds"], "only read"),
        (&["export", "--to", "ron", "--out", "seeds", "seeds"], "only read"),
        (&["--frobnicate"], "frobnicate"),
    ];
    let before = project.state();
    for (args, says) in table {
        let output = project.attest(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty());
    }
    assert_eq!(project.state(), before);
}

#[test]
fn without_a_display_the_window_names_the_commands() {
    let project = Project::new();
    let output = project.attest(&["seeds"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("attest check"), "{}", err(&output));
    assert!(err(&output).contains("attest export"), "{}", err(&output));
}

#[test]
fn a_folder_without_problems_is_code_0_and_is_not_touched() {
    let project = Project::new();
    let start = EXAMPLE.find("links: [(kind: Repeats").unwrap();
    let end = start + EXAMPLE.get(start..).unwrap().find(")],").unwrap() + 3;
    project.annotate(EXAMPLE.get(start..end).unwrap(), "links: [],");
    let before = project.state();
    let output = project.attest(&["check", "seeds"]);
    assert_eq!(out(&output), "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("no problems in 1 article and 1 annotation file"));
    assert_eq!(project.state(), before);
}

/// As the repository stands: articles, and an annotations folder that only version control keeps.
#[test]
fn an_annotations_folder_with_nothing_but_a_gitkeep_is_an_empty_one() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project { folder: tempfile::tempdir().unwrap() };
    for entry in fs::read_dir(repository.join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        project.write(&format!("seeds/{name}"), fs::read(&path).unwrap());
    }
    project
        .write("annotations/.gitkeep", fs::read(repository.join("annotations/.gitkeep")).unwrap());
    let before = project.state();
    let output = project.attest(&["check", "seeds"]);
    assert_eq!((output.status.code(), out(&output)), (Some(0), ""), "{}", err(&output));
    assert!(err(&output).contains("no problems in 5 articles and no annotation files"));
    let output = project.attest(&["export", "--to", "json", "seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let output = project.attest(&["export", "--to", "ron", "--out", "files", "seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    fs::remove_dir_all(project.path("files")).unwrap();
    assert_eq!(project.state(), before);
}

#[test]
fn every_problem_is_one_line_with_its_place() {
    let table = [
        ("", "", NOWHERE),
        ("    reviewed: false,", "    reviewed: maybe,", "boolean"),
        ("format: 1,", "format: 9,", "newer version"),
        ("Number(\"99.9\")", "Range(\"9\", \"1\")", "below its start"),
        ("Number(\"99.9\")", "List([])", "no numbers"),
        ("Number(\"99.9\")", "Ratio(1, 0)", "ratio of none"),
        ("Number(\"99.9\")", "Ratio(1, 3000000000000000)", "too small a ratio"),
        ("Number(\"99.9\")", "Ratio(1, 18446744073709551615)", "too small a ratio"),
        (
            "Number(\"99.9\")",
            "List([\"1\", \"0.00000000000000000000000000001\"])",
            "too many digits",
        ),
        ("Number(\"99.9\")", "Range(\"1\", \"79228162514264337593543950336\")", "too many digits"),
        ("Number(\"99.9\")", "Number(\"0.0000000000000000000000000001\")", "in base units"),
        ("Number(\"99.9\")", "Number(\"123456789012345678901234567890123\")", "too many digits"),
        ("2023-09-24T22:00:00+04:00", "24 September", "no EDTF date"),
        ("2023-09-24T22:00:00+04:00", "2023-09-24/..", "no open end"),
        ("2023-09-24T22:00:00+04:00", "2023-09-24", "no time is given"),
        ("Some(\"2023-09-20\")", "Some(\"2023-99-20\")", "no EDTF date"),
        ("2026-11-22T09:15:40Z", "yesterday", "no time"),
        ("exact: \"1,050\"", "exact: \"1,051\"", "has changed"),
        ("exact: \"September 20\"", "exact: \"September 21\"", "“September 20” now"),
        ("exact: \"Azerbaijan\"", "exact: \"Nonsense that never was\"", "is lost"),
        ("start: 1164, end: 1176", "start: 1165, end: 1177", "has moved"),
        ("start: 1164, end: 1176", "start: 1164, end: 1180", "with a text of 12 chars"),
        ("start: 1164, end: 1176", "start: 6663, end: 6675", "in an article of 6671 chars"),
        ("0192f3c2-be54-7072-9f81-4d5e6f708192", "mark-2", "is no UUID"),
        (
            "0192f3c2-be54-7072-9f81-4d5e6f708192",
            "0192f3c2-9c32-7e50-9d6f-2b3c4d5e6f70",
            "is also the id of a record",
        ),
        ("By([\"0192f3c2-9c32", "By([\"ffffffff-9c32", "no attribution has the id"),
        ("agent: Some(\"0192", "agent: Some(\"ffff", "no agent has the id"),
        ("of: Some(\"0192", "of: Some(\"ffff", "no quantity and no fact"),
        ("file: \"002_", "file: \"003_", "says that it is of"),
        ("annotator: \"example\"", "annotator: \"ana\"", "says that it is by"),
        ("sha256: \"434f", "sha256: \"ffff", "not the one that was annotated"),
        ("chars: 6671", "chars: 6670", "has 6671 chars"),
        ("encoding: \"UTF-8\"", "encoding: \"KLINGON-1\"", "no encoding"),
    ];
    for (from, to, says) in table {
        let project = Project::new();
        project.annotate(from, to);
        let output = project.attest(&["check", "seeds"]);
        assert_eq!(output.status.code(), Some(1), "{to}: {}", out(&output));
        let line = out(&output).lines().find(|line| line.contains(says));
        let line = line.unwrap_or_else(|| panic!("{to}: {says} is not in\n{}", out(&output)));
        let file = "annotations/example/002_371c06971a596525.txt.ron:";
        let place = line.strip_prefix(file).unwrap_or_else(|| panic!("{line}"));
        let mut parts = place.splitn(3, ':');
        let found: usize = parts.next().unwrap().parse().unwrap();
        let column: usize = parts.next().unwrap().parse().unwrap();
        assert!(column >= 1 && parts.next().unwrap().starts_with(' '), "{line}");
        if !to.is_empty() {
            let wanted =
                EXAMPLE.get(..EXAMPLE.find(from).unwrap()).unwrap().matches('\n').count() + 1;
            assert!(found.abs_diff(wanted) <= 1, "{to} on line {wanted}: {line}");
        }
    }
}

#[test]
fn bad_articles_and_files_are_told_and_the_rest_is_checked() {
    let project = Project::new();
    project.write("seeds/empty.txt", "");
    project.write("seeds/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    project.write(
        "annotations/ana/absent.txt.ron",
        EXAMPLE.replace("002_371c06971a596525", "absent").replace("434f", "ffff"),
    );
    project.write("annotations/ana/latin.txt.ron", b"(\n  format: \xff");
    project.write("annotations/ana/facts.ron", FACTS.replacen("Rises", "Falls", 1));
    let output = project.attest(&["check", "seeds"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = out(&output);
    for says in [
        "seeds/empty.txt:1:1: ",
        "seeds/picture.txt:1:1: ",
        "there is no article “absent.txt”",
        "annotations/ana/latin.txt.ron:2:11: not UTF-8",
        "annotations/ana/facts.ron:",
        NOWHERE,
    ] {
        assert!(lines.contains(says), "{says} is not in\n{lines}");
    }
}

#[test]
fn csv_has_one_row_a_number_and_reads_back() {
    let project = Project::new();
    let before = project.state();
    let output = project.attest(&["export", "--to", "csv", "seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(project.state(), before);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let cell = |row: usize, name: &str| {
        let at = names.iter().position(|other| other == name);
        rows[row][at.unwrap_or_else(|| panic!("no column {name}"))].to_owned()
    };
    let table = [
        (0, "annotator", "example"),
        (0, "article", "002_371c06971a596525.txt"),
        (0, "published", "2023-09-24T23:46:11"),
        (0, "published_basis", "Inferred"),
        (0, "start", "359"),
        (0, "end", "364"),
        (0, "printed", "1,050"),
        (0, "value", "1050"),
        (0, "low", "1050"),
        (0, "high", "1050"),
        (0, "qualifier", "Plain"),
        (0, "counted", "people"),
        (0, "what", "had entered Armenia"),
        (0, "as_of", "2023-09-24T22:00:00+04:00"),
        (0, "as_of_basis", "Relative"),
        (0, "places", "Armenia (To); Nagorno-Karabakh (From)"),
        (0, "voice", "By"),
        (0, "source", "The government"),
        (0, "chain", "The government (statement)"),
        (0, "cue", "added"),
        (0, "grade", "B2"),
        (0, "status", "Draft"),
        (0, "tags", "displacement"),
        (1, "printed", "99.9 percent"),
        (1, "unit", "percent"),
        (1, "unit_kind", "Percent"),
        (1, "voice", "Undecided"),
        (1, "anchor", "exact"),
    ];
    for (row, name, wanted) in table {
        assert_eq!(cell(row, name), wanted, "{name} of row {row}");
    }
    assert!(cell(0, "sentence").contains("1,050 people had entered Armenia"));
}

#[test]
fn csv_has_a_row_for_a_claim_without_a_number_and_no_formula() {
    let project = Project::new();
    let start = EXAMPLE.find("    quantities: [").unwrap();
    let end = EXAMPLE.find("    attributions: [").unwrap();
    let none = EXAMPLE.replace(EXAMPLE.get(start..end).unwrap(), "    quantities: [],\n");
    let none = none.replacen("title: None", "title: Some(\"=HYPERLINK(1)\")", 1);
    project.write("annotations/example/002_371c06971a596525.txt.ron", none);
    let output = project.attest(&["export", "--to", "csv", "seeds"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.iter().any(|cell| cell == "'=HYPERLINK(1)")));
}

#[test]
fn json_is_as_its_schema_says() {
    let schema: Json = serde_json::from_str(include_str!("../docs/export.schema.json")).unwrap();
    let project = Project::new();
    project.write("seeds/plain.txt", "No annotations 🙂.");
    let every = include_str!("golden/v1/every_name.txt");
    project.write("seeds/sub/every name.txt", every);
    let names = include_str!("golden/v1/every_name.txt.ron");
    project.write("annotations/example/sub/every name.txt.ron", names);
    project.write("annotations/example/gone.txt.ron", EXAMPLE.replace("434f", "ffff"));
    let output = project.attest(&["export", "--to", "json", "seeds"]);
    assert_eq!(output.status.code(), Some(1), "one article is gone: {}", err(&output));
    assert!(err(&output).contains("gone.txt"), "{}", err(&output));
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    let wrong = schema::wrong(&schema, &json);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let articles = json["articles"].as_array().unwrap();
    assert_eq!(articles.len(), 4);
    assert_eq!(articles[0]["text"], SEED);
    assert_eq!(articles[1]["annotations"].as_array().unwrap().len(), 0);
    assert_eq!(articles[2]["annotations"][0]["quantities"].as_array().unwrap().len(), 15);
    let bounds = &articles[2]["annotations"][0]["quantities"][0]["bounds"];
    assert_eq!(bounds["low"], serde_json::json!({ "value": "1050", "inclusive": true }));
    assert_eq!(articles[3]["text"], Json::Null);
    assert_eq!(articles[3]["annotations"][0]["quantities"][0]["anchor"]["state"], "orphaned");
    assert_eq!(articles[3]["annotations"][0]["quantities"][0]["anchor"]["start"], 359);
    assert_eq!(json["facts"][0]["agents"][0]["name"], "Government of Armenia");
}

#[test]
fn out_is_written_whole_and_replaces_what_was_there() {
    let project = Project::new();
    project.write("out.json", "old");
    for to in ["json", "csv"] {
        let name = format!("out.{to}");
        let output = project.attest(&["export", "--to", to, "--out", &name, "seeds"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).is_empty() && err(&output).contains(&name));
        let plain = project.attest(&["export", "--to", to, "seeds"]);
        assert_eq!(fs::read(project.path(&name)).unwrap(), plain.stdout);
    }
    let output = project.attest(&["export", "--to", "json", "--out", "no/such/out.json", "seeds"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("cannot write"), "{}", err(&output));
    let left = fs::read_dir(project.folder.path()).unwrap();
    let hidden =
        left.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}

#[test]
fn ron_is_the_files_themselves() {
    let project = Project::new();
    project.write("annotations/ana/sub/x.txt.ron", "(broken");
    project.write("annotations/ana/.attest/history/log", "not an annotation");
    let output = project.attest(&["export", "--to", "ron", "--out", "copy/deep", "seeds"]);
    assert_eq!(output.status.code(), Some(1), "the broken file is told");
    let copied = |name: &str| fs::read_to_string(project.path("copy/deep").join(name));
    assert_eq!(copied("example/002_371c06971a596525.txt.ron").unwrap(), EXAMPLE);
    assert_eq!(copied("example/facts.ron").unwrap(), FACTS);
    assert_eq!(copied("project.ron").unwrap(), PROJECT);
    assert_eq!(copied("ana/sub/x.txt.ron").unwrap(), "(broken");
    assert!(!project.path("copy/deep/ana/.attest").exists());
    let again = project.attest(&["export", "--to", "ron", "--out", "copy/deep", "seeds"]);
    assert_eq!(again.status.code(), Some(2), "nothing is overwritten");
    let only = project.attest(&["export", "--to", "ron", "--annotator", "example", "seeds"]);
    assert_eq!(only.status.code(), Some(0), "{}", err(&only));
    assert!(out(&only).starts_with("// example/002_371c06971a596525.txt.ron\n(\n"));
}

#[test]
fn a_closed_pipe_is_no_crash() {
    let project = Project::new();
    project.write("seeds/long.txt", "words and words. ".repeat(200_000));
    for to in ["json", "ron", "csv"] {
        let mut child = project
            .command(&["export", "--to", to, "seeds"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(!said.contains("panic"), "{said}");
        assert!(child.wait().unwrap().code().is_some_and(|code| code <= 1), "{said}");
    }
}

#[test]
fn paths_with_odd_names_stay_on_one_line() {
    let project = Project::new();
    project.write("seeds/a\nb.txt", "");
    let output = project.attest(&["check", "seeds"]);
    assert!(
        out(&output).lines().all(|line| line.contains(":1:1: ") || line.contains("annotations"))
    );
    assert!(Path::new(&project.path("seeds/a\nb.txt")).exists());
}

/// The example with its second number in the fact too, and what the analyst decided of both.
fn with_decision(state: &str) -> Project {
    let project = Project::new();
    let (_, second) = EXAMPLE.split_once("exact: \"99.9 percent\"").unwrap();
    let joined = second.replacen(
        "facts: []",
        "facts: [(id: \"0192f3c2-f298-74b6-9dc5-8192a3b4c5d6\", comparable: Yes)]",
        1,
    );
    project.annotate(second, &joined);
    let facts = FACTS.replacen("state: LaterUpdate", &format!("state: {state}"), 1);
    project.write("annotations/example/facts.ron", facts);
    project
}

#[test]
fn facts_are_a_table_and_nothing_is_written() {
    let project = Project::new();
    let before = project.state();
    let output = project.attest(&["facts", "seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    assert!(!text.contains('\u{1b}'), "no colours where nobody looks");
    for wanted in
        ["STATE", "displacement", "single", "How many people entered Armenia?", "1,050", "reading"]
    {
        assert!(text.contains(wanted), "{wanted} in:\n{text}");
    }
    assert!(text.ends_with("1 facts of example, 0 in conflict.\n"), "{text}");
    assert_eq!(project.state(), before);
}

#[test]
fn a_conflict_is_told_by_the_exit_code_where_that_is_asked_for() {
    let project = with_decision("Conflicts");
    let output = project.attest(&["facts", "seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("conflicts"), "{}", out(&output));
    let failed = project.attest(&["facts", "seeds", "--fail-on", "conflict"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(out(&failed), out(&output));
    let agreed = with_decision("Agrees").attest(&["facts", "seeds", "--fail-on", "conflict"]);
    assert_eq!(agreed.status.code(), Some(0), "{}", err(&agreed));
}

#[test]
fn facts_are_json_with_both_words_of_a_pair() {
    let project = with_decision("Conflicts");
    let output = project.attest(&["facts", "--json", "--annotator", "example", "seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["annotator"], "example");
    assert_eq!(against_schema(&json), [""; 0]);
    let fact = &json["facts"][0];
    assert_eq!((&fact["state"], &fact["topic"]), (&"conflicts".into(), &"displacement".into()));
    let pair = &fact["pairs"][0];
    assert_eq!(
        (&pair["state"], &pair["computed"]),
        (&"conflicts".into(), &"not comparable".into())
    );
    let members = fact["members"].as_array().unwrap();
    assert_eq!(members.len(), 2);
    assert_eq!((&members[0]["shown"], &members[0]["low"]), (&"1,050".into(), &"1050".into()));
    assert!(members[0]["sentence"].as_str().unwrap().contains("1,050 people"));
}

/// All in `attest facts --json` that is not as its schema says.
fn against_schema(json: &Json) -> Vec<String> {
    let schema: Json = serde_json::from_str(include_str!("../docs/facts.schema.json")).unwrap();
    schema::wrong(&schema, json)
}

#[test]
fn the_example_s_facts_are_as_the_schema_says() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let output = Project::new().attest(&["facts", "--json", "--annotator", "example", seeds]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["facts"].as_array().unwrap().len() > 20);
    assert_eq!(against_schema(&json), [""; 0]);
}

#[test]
fn facts_are_csv_with_a_row_each_and_no_formula() {
    let project = Project::new();
    let facts = FACTS.replacen("topic: \"displacement\"", "topic: \"=1+1\"", 1);
    project.write("annotations/example/facts.ron", facts);
    let output = project.attest(&["facts", "--csv", "seeds"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0][0], &rows[0][2], &rows[0][4]), ("'=1+1", "single", "1,050"));
}

#[test]
fn whose_facts_must_be_said_where_several_work() {
    let project = Project::new();
    project.write("annotations/ana/facts.ron", FACTS.replace("\"example\"", "\"ana\""));
    // The example is never meant beside somebody's own.
    let one = project.attest(&["facts", "seeds"]);
    assert!(out(&one).contains("facts of ana"), "{}", out(&one));
    project.write("annotations/mara/facts.ron", FACTS.replace("\"example\"", "\"mara\""));
    let output = project.attest(&["facts", "seeds"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--annotator: ana, example, mara"), "{}", err(&output));
    let broken = Project::new();
    broken.write("annotations/example/facts.ron", "(broken");
    let output = broken.attest(&["facts", "seeds"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("facts.ron:1:"), "{}", err(&output));
}

/// A place of the example where an anchor stands or could stand: byte, length, and what is put there.
struct Spot {
    at: usize,
    length: usize,
    template: String,
}

impl Spot {
    fn anchor(&self, start: usize, end: usize) -> String {
        self.template.replace("START", &start.to_string()).replace("END", &end.to_string())
    }

    fn with(&self, start: usize, end: usize) -> String {
        let (before, behind) = (&EXAMPLE[..self.at], &EXAMPLE[self.at + self.length..]);
        [before, &self.anchor(start, end), behind].concat()
    }
}

fn spots() -> Vec<Spot> {
    let held = EXAMPLE.match_indices("start: ").map(|(at, _)| {
        let length = EXAMPLE[at..].find(", exact").unwrap();
        Spot { at, length, template: "start: START, end: END".to_owned() }
    });
    let anchor = r#"Some((start: START, end: END, exact: "x", prefix: "", suffix: ""))"#;
    let dated =
        format!(r#"Some((edtf: "2023", precision: Year, basis: Explicit, anchor: {anchor}))"#);
    let mut spots: Vec<Spot> = held.collect();
    for (field, value) in
        [("anchor", anchor), ("antecedent", anchor), ("period", &dated), ("said_at", &dated)]
    {
        for (at, _) in EXAMPLE.match_indices(&format!("{field}: None")) {
            let (at, length) = (at + field.len() + 2, "None".len());
            spots.push(Spot { at, length, template: value.to_owned() });
        }
    }
    spots
}

/// Claims, each slot of a number, quotes, cues, sources, marks, refused proposals: an anchor that can be none of a text.
#[test]
fn an_anchor_that_is_no_place_is_told_with_its_own_place() {
    let all = spots();
    assert!(all.len() > 22, "{}", all.len());
    for spot in all {
        for (start, end, says) in [
            (0, 0, "without a character"),
            (usize::MAX, 0, "before it starts"),
            (5, 1005, "with a text of"),
            (6670, 6672, "in an article of 6671 chars"),
            (usize::MAX - 1, usize::MAX, "in an article of 6671 chars"),
        ] {
            let project = Project::new();
            let (before, text) = (&EXAMPLE[..spot.at], spot.with(start, end));
            project.write("annotations/example/002_371c06971a596525.txt.ron", &text);
            let output = project.attest(&["check", "seeds"]);
            let to = format!("{}…{start}, {end}", before.lines().last().unwrap());
            assert_eq!(output.status.code(), Some(1), "{to}: {}", err(&output));
            let line = out(&output).lines().find(|line| line.contains(says));
            let line = line.unwrap_or_else(|| panic!("{to}: {says} is not in\n{}", out(&output)));
            let mut place = line.split(':').skip(1).map(|number| number.parse::<usize>().unwrap());
            let (told, column) = (place.next().unwrap(), place.next().unwrap());
            let stands = before.matches('\n').count() + 1;
            assert_eq!(told, stands, "{to}: {line}");
            let from = before.rsplit('\n').next().unwrap().chars().count() + 1;
            let whole = text.lines().nth(stands - 1).unwrap();
            // A file that cannot be read is told where its reader stopped: behind the anchor's last field.
            let until = if says.starts_with("in an") || says.starts_with("with a") {
                from + spot.anchor(start, end).find("start").unwrap()
            } else {
                whole.chars().count() + 1
            };
            assert!((from..=until).contains(&column), "{to}: {line}");
        }
    }
}

/// A file that cannot be read is left out, evidence that is gone is said to be; no command falls over it, none writes it.
#[test]
fn anchors_that_are_no_place_end_no_command() {
    for (n, spot) in spots().into_iter().enumerate() {
        let ends = [(0, usize::MAX), (usize::MAX - 1, usize::MAX), (9, 9), (9, 5)];
        let (start, end) = ends[n % ends.len()];
        let project = Project::new();
        let text = spot.with(start, end);
        project.write("annotations/example/002_371c06971a596525.txt.ron", &text);
        for args in [
            &["facts", "seeds"][..],
            &["export", "--to", "csv", "seeds"],
            &["export", "--to", "json", "seeds"],
            &["export", "--to", "ron", "--out", "copy", "seeds"],
        ] {
            let output = project.attest(args);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {}", err(&output));
        }
        let path = project.path("annotations/example/002_371c06971a596525.txt.ron");
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
}

/// Thousands of problems in one file, and thousands in one record of it, are told in seconds.
#[test]
fn problems_cost_no_more_each_where_there_are_many() {
    const MANY: usize = 4000;
    let nowhere = |n: usize| format!("ffffffff-0000-7000-8000-{n:012x}");
    let start = EXAMPLE.find("    quantities: [\n").unwrap() + "    quantities: [\n".len();
    let end = EXAMPLE.find("    attributions: [").unwrap() - "    ],\n".len();
    let first = EXAMPLE.get(start..end).unwrap().split_inclusive("\n        ),\n").next().unwrap();
    let id = "0192f3c2-8b21-7d4f-8c5e-1a2b3c4d5e6f";
    let mut quantities = EXAMPLE.get(start..end).unwrap().to_owned();
    for n in 0..MANY {
        let another = first.replace(id, &format!("0192f3c2-8b21-7d4f-8c5f-{n:012x}"));
        quantities += &another.replace("Number(\"1050\")", "Range(\"9\", \"1\")");
    }
    let links: Vec<String> =
        (0..MANY).map(|n| format!("(kind: PartOf, to: \"{}\", why: \"\")", nowhere(n))).collect();
    let quantities = quantities.replacen("links: []", &format!("links: [{}]", links.join(", ")), 1);
    let text = [EXAMPLE.get(..start).unwrap(), &quantities, EXAMPLE.get(end..).unwrap()].concat();
    let project = Project::new();
    project.write("annotations/example/002_371c06971a596525.txt.ron", text);
    let begun = std::time::Instant::now();
    let output = project.attest(&["check", "seeds"]);
    let took = begun.elapsed();
    let told = |says: &str| out(&output).lines().filter(|line| line.contains(says)).count();
    assert_eq!(told("below its start"), MANY);
    assert_eq!(told("no quantity has the id ffffffff"), MANY);
    let places: std::collections::HashSet<&str> =
        out(&output).lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places.len(), out(&output).lines().count(), "each has a place of its own");
    // By squares it were minutes.
    assert!(took.as_secs() < 30, "{took:?}");
}

/// Ratios and numbers that no decimal holds: every command goes on, `check` says so.
#[test]
fn values_beyond_the_arithmetic_are_told_and_end_no_command() {
    for (value, troubled) in [
        ("Ratio(1, 1000000000000000)", false),
        ("Ratio(7, 1000000000000000000)", false),
        ("Ratio(1, 3000000000000000)", true),
        ("Ratio(1, 18446744073709551615)", true),
        ("Ratio(18446744073709551615, 1)", false),
        ("Ratio(18446744073709551615, 18446744073709551614)", false),
        ("Ratio(0, 5)", false),
        ("Ratio(0, 0)", true),
        ("Number(\"79228162514264337593543950335\")", false),
        ("Number(\"79228162514264337593543950336\")", true),
        ("Number(\"1.00000000000000000000000000000000\")", false),
        ("Range(\"-79228162514264337593543950335\", \"79228162514264337593543950335\")", false),
    ] {
        for qualifier in ["Plain", "About"] {
            let project = Project::new();
            let text = EXAMPLE.replacen("Number(\"1050\")", value, 1);
            let text =
                text.replacen("(kind: Plain, anchor", &format!("(kind: {qualifier}, anchor"), 1);
            project.write("annotations/example/002_371c06971a596525.txt.ron", text);
            for args in [
                &["facts", "seeds"][..],
                &["facts", "--json", "seeds"],
                &["facts", "--csv", "seeds"],
                &["export", "--to", "csv", "seeds"],
                &["export", "--to", "json", "seeds"],
            ] {
                let output = project.attest(args);
                assert_eq!(output.status.code(), Some(0), "{value} {args:?}: {}", err(&output));
            }
            let output = project.attest(&["check", "seeds"]);
            assert_eq!(output.status.code(), Some(1), "the one id that points to nothing");
            let told = ["to be compared", "ratio of none"].iter().any(|w| out(&output).contains(w));
            let huge = qualifier == "About" && value.contains("79228162514264337593543950335");
            assert_eq!(told, troubled || huge, "{value} {qualifier}: {}", out(&output));
        }
    }
}

#[test]
fn numbers_of_facts_that_cannot_be_compared_are_told() {
    for (from, to, says) in [
        ("best: \"28120\"", "best: \"79228162514264337593543950336\"", "too many digits"),
        (
            "low: Some(\"28110\")",
            "low: Some(\"0.00000000000000000000000000001\")",
            "too many digits",
        ),
        ("low: Some(\"28110\")", "low: Some(\"28121\")", "is not between its bounds"),
        ("places: \"1\"", "places: \"-1\"", "below zero"),
        ("share: \"0.1\"", "share: \"79228162514264337593543950336\"", "too many digits"),
    ] {
        let project = Project::new();
        assert!(FACTS.contains(from), "{from}");
        project.write("annotations/example/facts.ron", FACTS.replacen(from, to, 1));
        let output = project.attest(&["check", "seeds"]);
        let wanted = FACTS.get(..FACTS.find(from).unwrap()).unwrap().matches('\n').count() + 1;
        let line = out(&output).lines().find(|line| line.contains(says));
        let line = line.unwrap_or_else(|| panic!("{to}: {says} is not in\n{}", out(&output)));
        assert!(line.contains(&format!("facts.ron:{wanted}:")), "{line}");
        assert_eq!(project.attest(&["facts", "seeds"]).status.code(), Some(0), "{to}");
    }
}

#[test]
fn annotations_under_another_name_are_told_and_nothing_is_printed_in_their_place() {
    // What is done with the project, which folder is named then, and what is advised.
    type Change = fn(&Project);
    let table: &[(&str, Change, &str, &str)] = &[
        (
            "renamed",
            |p| p.rename("seeds", "articles"),
            "articles",
            "Open this folder in the window",
        ),
        (
            "moved down",
            |p| p.rename("seeds", "a/seeds"),
            "a/seeds",
            "Open this folder in the window",
        ),
        ("its parent", |_| {}, ".", "Name “seeds” instead."),
        (
            "no project.ron any more",
            |p| {
                p.rename("seeds", "a/seeds");
                fs::remove_file(p.path("annotations/project.ron")).unwrap();
            },
            "a/seeds",
            "there is no project.ron",
        ),
    ];
    for (what, change, folder, advice) in table {
        for command in
            [&["check"][..], &["facts"], &["export", "--to", "csv"], &["export", "--to", "json"]]
        {
            let project = Project::new();
            change(&project);
            let before = project.state();
            let told = project.attest(&[command, &[folder]].concat());
            assert_eq!(told.status.code(), Some(1), "{what} {command:?}: {}", err(&told));
            let said = err(&told);
            assert!(said.contains("Annotations of example (1 file, 2 claims"), "{what}: {said}");
            assert!(said.contains(advice), "{what}: {said}");
            if command[0] == "check" {
                assert!(
                    out(&told).contains("annotations/project.ron:1:1: "),
                    "{what}: {}",
                    out(&told)
                );
            } else {
                assert_eq!(out(&told), "", "{what} {command:?}");
            }
            assert_eq!(project.state(), before, "{what} {command:?}: nothing is written");
        }
    }
    // A folder that has nothing to do with them is none of their business.
    let project = Project::new();
    project.write("other/a.txt", "12 people");
    for command in [&["check"][..], &["export", "--to", "csv"]] {
        let other = project.attest(&[command, &["other"]].concat());
        assert_eq!(other.status.code(), Some(0), "{}", err(&other));
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_followed_only_where_that_is_asked_for() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    fs::remove_dir_all(project.path("annotations")).unwrap();
    project.write("outside/1.txt", "12 people fled.");
    project.write("outside/2.txt", "13 people fled.");
    symlink("../outside/1.txt", project.path("seeds/one.txt")).unwrap();
    symlink("../outside", project.path("seeds/linked")).unwrap();
    symlink("002_371c06971a596525.txt", project.path("seeds/same.txt")).unwrap();
    let checked = project.attest(&["check", "seeds"]);
    assert_eq!(checked.status.code(), Some(1));
    let lines: Vec<&str> = out(&checked).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("seeds/one.txt:1:1:")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("seeds/linked” is a link")), "{lines:?}");
    assert!(err(&checked).contains("--follow-links"), "{}", err(&checked));
    let exported = project.attest(&["export", "--to", "json", "seeds"]);
    assert!(!out(&exported).contains("12 people"));
    assert_eq!(exported.status.code(), Some(1), "something is left out");
    let followed = project.attest(&["export", "--to", "json", "--follow-links", "seeds"]);
    assert_eq!(followed.status.code(), Some(0), "{}", err(&followed));
    assert!(out(&followed).contains("12 people") && out(&followed).contains("13 people"));
    assert_eq!(project.attest(&["check", "--follow-links", "seeds"]).status.code(), Some(0));
    // A file that is named itself is meant.
    let named = project.attest(&["suggest", "seeds/one.txt"]);
    assert!(out(&named).contains("12"), "{}", err(&named));
}
