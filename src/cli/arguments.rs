//! What the command line asks for.
//!
//! Owns: the words and options of the command line, and the help. Never: carries anything out; looks at files.

use std::ffi::OsString;
use std::path::PathBuf;

/// The text of `attest --help`.
pub const HELP: &str = "\
Attest: who said which number, when, and does it hold?

Usage:
  attest [FOLDER | FILE…] [--annotator NAME]
      Opens the window. Without arguments: the folder of the last session, else `seeds`.
      Exit code 2: there is no display.

  attest check FOLDER [--follow-links]
      Looks at every article, annotation file and history of an articles folder and prints one
      problem a line: FILE:LINE:COLUMN: WHAT. Exit code 0: none, 1: problems, 2: usage.

  attest check --repair [--dry-run] FOLDER
      Says what of the histories can be restored and which annotation files lack acts that these
      have, and does it (at a terminal it asks first; with --dry-run it only says it). What was
      damaged is kept beside its place. Then checks as above.

  attest export --to json|csv|ron [--annotator NAME] [--out PATH] [--follow-links] FOLDER
      Writes all annotations of an articles folder, with text and offsets, to PATH or to standard
      output. Of all annotators, or of one. Exit code 0: all of it, 1: something was left out or
      could not be written, 2: usage.

  attest facts [--annotator NAME] [--json | --csv] [--fail-on conflict] [--follow-links] FOLDER
      Prints how the figures of each fact stand to each other, and why: a table, JSON
      (docs/facts.schema.json), or CSV (one row a fact). Of the only annotator, or of the one named. Exit code 0: all of it, 1: a file could
      not be read, or with --fail-on conflict some fact is in conflict, 2: usage.

  attest suggest [--lang L] [--date D] FILE…
      Prints what is recognised in each article, its sentences, numbers, dates and attributions,
      as one JSON object a line (docs/suggest.schema.json). Exit code 0: all of it, 1: a file
      could not be read, 2: usage.

  attest suggest --stdin [--lang L] [--date D]
      The same for one JSON object a line, {\"id\": …, \"text\": …, \"date\": …, \"lang\": …}, as they
      come: one line out for one line in, in order, from all cores, in flat memory. In place of
      a line that is none stands an object with \"error\". Exit code 1: there was such a line.

Where annotations lie near FOLDER that may belong to it, but are said to belong to another folder,
these three say so on standard error, with exit code 1.

No command needs a display, and none but `check --repair` writes into FOLDER or its annotations.

Options:
  --annotator NAME   whose annotations
  --to FORMAT        json (docs/export.schema.json), csv (one row a number) or ron (the files)
  --out PATH         where to: for json and csv a file, which appears whole or not at all and
                     replaces one of that name; for ron a new or empty folder
  --follow-links     also reads articles that are links out of FOLDER, or lie behind such links
  --lang L           the language of the articles (BCP 47: en, ru); else the text decides
  --date D           the date of the articles (2023-09-24), from which others are completed; else
                     the text is asked. With --stdin: of lines that have none of their own
  --any-size         reads files of any size (else annotation files and histories up to 1 GiB, others up
                     to 16 MiB); also for the window
  -h, --help         this text
  -V, --version      the version

Environment:
  ATTEST_LOG=LEVEL        what is logged to standard error (error, warn, info, debug)
  ATTEST_CONFIG_DIR=DIR   where sessions and settings are kept
  ATTEST_FRAME_LOG=FILE   one line a frame, for measuring
";

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Invocation {
    /// The window.
    Window {
        /// A folder, or files; may be none.
        paths: Vec<PathBuf>,
        /// Whose work.
        annotator: Option<String>,
    },
    /// `attest check`
    Check {
        /// The articles folder.
        folder: PathBuf,
        /// Whether the histories are brought in order first.
        repair: Option<Repair>,
        /// Whether links out of it are followed.
        follow_links: bool,
    },
    /// `attest export`
    Export(ExportTo),
    /// `attest facts`
    Facts(FactsOf),
    /// `attest suggest`
    Suggest(SuggestFor),
    /// `--help`
    Help,
    /// `--version`
    Version,
}

/// How histories are brought in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repair {
    /// Says what it will do, and does it.
    Do,
    /// Says what it would do.
    ShowOnly,
}

/// What to export, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportTo {
    /// The articles folder.
    pub folder: PathBuf,
    /// In which form.
    pub format: Format,
    /// Whose annotations; `None` = everybody's.
    pub annotator: Option<String>,
    /// The file or folder to write; `None` = standard output.
    pub out: Option<PathBuf>,
    /// Whether links out of the folder are followed.
    pub follow_links: bool,
}

/// Whose facts to compare, and how to print that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactsOf {
    /// The articles folder.
    pub folder: PathBuf,
    /// Whose; `None` = of the only annotator.
    pub annotator: Option<String>,
    /// In which form.
    pub form: FactsAs,
    /// Whether a conflict is told by the exit code.
    pub fail_on_conflict: bool,
    /// Whether links out of the folder are followed.
    pub follow_links: bool,
}

/// The forms of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactsAs {
    /// For reading.
    Table,
    /// Everything.
    Json,
    /// One row a fact.
    Csv,
}

/// What to recognise, and what is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuggestFor {
    /// The articles.
    pub articles: SuggestFrom,
    /// BCP 47 tag of their language; `None` = the text decides.
    pub language: Option<String>,
    /// Their date; `None` = the text is asked.
    pub date: Option<String>,
}

/// Where the articles come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SuggestFrom {
    /// Files, at least one.
    Files(Vec<PathBuf>),
    /// Lines of standard input.
    Lines,
}

/// The forms of an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Everything, as `docs/export.schema.json` says.
    Json,
    /// One row a quantity.
    Csv,
    /// The annotation files themselves.
    Ron,
}

/// Why the command line makes no sense.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct UsageError {
    message: String,
}

impl UsageError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl From<lexopt::Error> for UsageError {
    fn from(error: lexopt::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// Takes `--any-size` out of the arguments (it goes with every command), and says whether it was there.
#[must_use]
pub fn any_size(args: impl IntoIterator<Item = OsString>) -> (Vec<OsString>, bool) {
    let mut options = true;
    let mut found = false;
    let mut rest: Vec<OsString> = args.into_iter().collect();
    rest.retain(|argument| {
        options &= argument != "--";
        let this = options && argument == "--any-size";
        found |= this;
        !this
    });
    (rest, found)
}

/// Reads the arguments, without the program's name.
///
/// # Errors
/// If they make no sense together: what, in words.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    use lexopt::Arg::{Long, Short, Value};
    use lexopt::ValueExt as _;

    let mut parser = lexopt::Parser::from_args(args);
    let (mut values, mut annotator, mut format, mut out) = (Vec::new(), None, None, None);
    let (mut language, mut date, mut stdin) = (None, None, None);
    let (mut form, mut fail_on, mut follow) = (None, None, None);
    let (mut repair, mut dry_run) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Invocation::Help),
            Short('V') | Long("version") => return Ok(Invocation::Version),
            Long("annotator") => once("--annotator", &mut annotator, parser.value()?.string()?)?,
            Long("out") => once("--out", &mut out, PathBuf::from(parser.value()?))?,
            Long("to") => {
                let to = match parser.value()?.string()?.as_str() {
                    "json" => Format::Json,
                    "csv" => Format::Csv,
                    "ron" => Format::Ron,
                    other => {
                        let message = format!("--to takes json, csv or ron, not \"{other}\"");
                        return Err(UsageError::new(message));
                    }
                };
                once("--to", &mut format, to)?;
            }
            Long("lang") => once("--lang", &mut language, parser.value()?.string()?)?,
            Long("date") => once("--date", &mut date, parser.value()?.string()?)?,
            Long("follow-links") => once("--follow-links", &mut follow, ())?,
            Long("stdin") => once("--stdin", &mut stdin, ())?,
            Long("repair") => once("--repair", &mut repair, Repair::Do)?,
            Long("dry-run") => once("--dry-run", &mut dry_run, Repair::ShowOnly)?,
            Long("json") => once("--json or --csv", &mut form, FactsAs::Json)?,
            Long("csv") => once("--json or --csv", &mut form, FactsAs::Csv)?,
            Long("fail-on") => match parser.value()?.string()?.as_str() {
                "conflict" => once("--fail-on", &mut fail_on, ())?,
                other => {
                    let message = format!("--fail-on takes conflict, not \"{other}\"");
                    return Err(UsageError::new(message));
                }
            },
            Value(value) => values.push(value),
            unknown => return Err(unknown.unexpected().into()),
        }
    }
    if annotator.as_deref().is_some_and(|name: &str| name.trim().is_empty()) {
        return Err(UsageError::new("--annotator needs a name"));
    }
    let command = values.first().and_then(|value| value.to_str()).unwrap_or_default().to_owned();
    if command == "check" && dry_run.is_some() && repair.is_none() {
        return Err(UsageError::new("--dry-run goes with `attest check --repair`"));
    }
    if command != "check" && (repair.is_some() || dry_run.is_some()) {
        return Err(UsageError::new("--repair and --dry-run belong to `attest check`"));
    }
    if command == "facts" {
        if format.is_some()
            || out.is_some()
            || language.is_some()
            || date.is_some()
            || stdin.is_some()
        {
            let message =
                "facts takes --annotator, --json, --csv, --fail-on and --follow-links only";
            return Err(UsageError::new(message));
        }
        return Ok(Invocation::Facts(FactsOf {
            folder: only_folder("facts", values)?,
            annotator,
            form: form.unwrap_or(FactsAs::Table),
            fail_on_conflict: fail_on.is_some(),
            follow_links: follow.is_some(),
        }));
    }
    if form.is_some() || fail_on.is_some() {
        return Err(UsageError::new("--json, --csv and --fail-on belong to `attest facts`"));
    }
    if command == "suggest" {
        if annotator.is_some() || format.is_some() || out.is_some() || follow.is_some() {
            return Err(UsageError::new("suggest takes --lang, --date and --stdin only"));
        }
        let files: Vec<PathBuf> = values.into_iter().skip(1).map(PathBuf::from).collect();
        let articles = match (files.is_empty(), stdin) {
            (true, None) => return Err(UsageError::new("suggest needs files, or --stdin")),
            (false, Some(())) => return Err(UsageError::new("suggest takes files or --stdin")),
            (true, Some(())) => SuggestFrom::Lines,
            (false, None) => SuggestFrom::Files(files),
        };
        return Ok(Invocation::Suggest(SuggestFor { articles, language, date }));
    }
    if language.is_some() || date.is_some() || stdin.is_some() {
        return Err(UsageError::new("--lang, --date and --stdin belong to `attest suggest`"));
    }
    if command == "export" {
        let folder = only_folder("export", values)?;
        let format = format.ok_or_else(|| UsageError::new("export needs --to json|csv|ron"))?;
        let follow_links = follow.is_some();
        return Ok(Invocation::Export(ExportTo { folder, format, annotator, out, follow_links }));
    }
    if format.is_some() || out.is_some() {
        return Err(UsageError::new("--to and --out belong to `attest export`"));
    }
    if command == "check" {
        if annotator.is_some() {
            return Err(UsageError::new("`attest check` looks at all annotators"));
        }
        let (folder, follow_links) = (only_folder("check", values)?, follow.is_some());
        return Ok(Invocation::Check { folder, follow_links, repair: dry_run.or(repair) });
    }
    if follow.is_some() {
        return Err(UsageError::new("--follow-links belongs to check, export and facts"));
    }
    Ok(Invocation::Window { paths: values.into_iter().map(PathBuf::from).collect(), annotator })
}

fn once<T>(name: &str, slot: &mut Option<T>, value: T) -> Result<(), UsageError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(UsageError::new(format!("{name} is given twice"))),
    }
}

fn only_folder(command: &str, values: Vec<OsString>) -> Result<PathBuf, UsageError> {
    match <[OsString; 2]>::try_from(values) {
        Ok([_, folder]) => Ok(PathBuf::from(folder)),
        Err(values) if values.len() < 2 => {
            Err(UsageError::new(format!("{command} needs the articles folder")))
        }
        Err(_) => Err(UsageError::new(format!("{command} takes one folder"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Invocation, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_asked_for() {
        let window = |paths: &[&str], annotator: Option<&str>| Invocation::Window {
            paths: paths.iter().map(PathBuf::from).collect(),
            annotator: annotator.map(str::to_owned),
        };
        let export = |format, annotator: Option<&str>, out: Option<&str>| {
            Invocation::Export(ExportTo {
                folder: PathBuf::from("seeds"),
                format,
                annotator: annotator.map(str::to_owned),
                out: out.map(PathBuf::from),
                follow_links: false,
            })
        };
        assert_eq!(read(""), Ok(window(&[], None)));
        assert_eq!(read("seeds --annotator ana"), Ok(window(&["seeds"], Some("ana"))));
        assert_eq!(read("a.txt b.txt"), Ok(window(&["a.txt", "b.txt"], None)));
        assert_eq!(read("./check"), Ok(window(&["./check"], None)));
        let check = |follow_links, repair| Invocation::Check {
            folder: "seeds".into(),
            follow_links,
            repair,
        };
        assert_eq!(read("check seeds"), Ok(check(false, None)));
        assert_eq!(read("check --follow-links seeds"), Ok(check(true, None)));
        assert_eq!(read("check seeds --repair"), Ok(check(false, Some(Repair::Do))));
        assert_eq!(
            read("check --repair --dry-run seeds"),
            Ok(check(false, Some(Repair::ShowOnly)))
        );
        assert!(read("check --dry-run seeds").is_err() && read("facts --repair seeds").is_err());
        assert_eq!(read("export --to csv seeds"), Ok(export(Format::Csv, None, None)));
        assert_eq!(
            read("--annotator=ana export seeds --out x.json --to=json"),
            Ok(export(Format::Json, Some("ana"), Some("x.json")))
        );
        let suggest = |articles, language: Option<&str>, date: Option<&str>| {
            let (language, date) = (language.map(str::to_owned), date.map(str::to_owned));
            Invocation::Suggest(SuggestFor { articles, language, date })
        };
        let files = SuggestFrom::Files(vec!["a.txt".into(), "b".into()]);
        assert_eq!(read("suggest a.txt --lang ru b"), Ok(suggest(files, Some("ru"), None)));
        assert_eq!(
            read("suggest --stdin --date=2023-09"),
            Ok(suggest(SuggestFrom::Lines, None, Some("2023-09")))
        );
        let facts = |annotator: Option<&str>, form, fail_on_conflict| {
            let annotator = annotator.map(str::to_owned);
            let folder = PathBuf::from("seeds");
            let follow_links = false;
            Invocation::Facts(FactsOf { folder, annotator, form, fail_on_conflict, follow_links })
        };
        assert_eq!(read("facts seeds"), Ok(facts(None, FactsAs::Table, false)));
        assert_eq!(
            read("facts --json --fail-on conflict --annotator ana seeds"),
            Ok(facts(Some("ana"), FactsAs::Json, true))
        );
        assert_eq!(read("export --help"), Ok(Invocation::Help));
        assert_eq!(read("-V"), Ok(Invocation::Version));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let table = [
            ("check", "check needs the articles folder"),
            ("check a b", "check takes one folder"),
            ("check a --annotator ana", "looks at all annotators"),
            ("export a", "export needs --to"),
            ("export --to xml a", "not \"xml\""),
            ("export --to", "--to"),
            ("export --to csv --to json a", "given twice"),
            ("export --to csv", "export needs the articles folder"),
            ("seeds --out x", "belong to `attest export`"),
            ("facts", "facts needs the articles folder"),
            ("facts --json --csv seeds", "given twice"),
            ("facts --to csv seeds", "facts takes"),
            ("facts --fail-on doubt seeds", "not \"doubt\""),
            ("check --json seeds", "belong to `attest facts`"),
            ("suggest", "needs files"),
            ("suggest --stdin a.txt", "files or --stdin"),
            ("suggest --to json a.txt", "only"),
            ("check --lang en seeds", "belong to `attest suggest`"),
            ("seeds --follow-links", "belongs to check"),
            ("suggest --follow-links a.txt", "only"),
            ("--annotator= seeds", "needs a name"),
            ("--frobnicate", "frobnicate"),
        ];
        for (line, says) in table {
            let error = read(line).err().unwrap_or_default();
            assert!(error.contains(says), "{line}: {error}");
        }
    }
}
