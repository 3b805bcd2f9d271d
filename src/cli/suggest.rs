//! `attest suggest`: what is recognised in files, or in lines of standard input, one JSON object each.
//!
//! Owns: what a line of input is, and what stands in place of one that is none. Never: writes but to its output; the
//! shape of the objects (`exchange`).

use super::in_order::{Job, Sink, in_order};
use super::{FINE, Failure, PROBLEMS, SuggestFor, SuggestFrom, UsageError, say};
use crate::exchange::{SUGGEST_SCHEMA, Suggested, SuggestedOf, json_escaped};
use crate::model::{ArticleId, Basis, Fault, held};
use crate::recognize::{Long, Options, parse_date, recognize};
use crate::store::articles::read_article;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Carries it out: objects to `out` in the order of the articles, files that cannot be read to `err`.
pub(super) fn suggest(
    request: &SuggestFor,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, Failure> {
    let known = Known::of(request)?;
    let mut writing = Writing { out, err, code: FINE };
    match &request.articles {
        SuggestFrom::Files(files) => {
            let files = files.clone();
            let jobs = || files.into_iter().map(Article::File);
            in_order(jobs, move |article| suggested(article, &known), broken_off, &mut writing)?;
        }
        SuggestFrom::Lines => {
            let jobs = || lines(io::stdin().lock());
            in_order(jobs, move |article| suggested(article, &known), broken_off, &mut writing)?;
        }
    }
    Ok(writing.code)
}

/// What is said of all articles.
struct Known {
    language: Option<String>,
    date: Option<String>,
}

impl Known {
    fn of(request: &SuggestFor) -> Result<Self, UsageError> {
        let language = request.language.as_deref().map(language_tag).transpose();
        let date = request.date.as_deref().map(article_date).transpose();
        let wrong = |name: &'static str| move |why| UsageError::new(format!("{name}: {why}"));
        Ok(Self {
            language: language.map_err(wrong("--lang"))?,
            date: date.map_err(wrong("--date"))?,
        })
    }

    fn options<'a>(
        &'a self,
        language: Option<&'a str>,
        date: Option<&'a str>,
        file_name: Option<&'a str>,
    ) -> Options<'a> {
        Options {
            language: language.or(self.language.as_deref()),
            published: date.or(self.date.as_deref()).map(|date| (date, Basis::Explicit)),
            file_name,
        }
    }
}

/// A BCP 47 tag by its form: letters and digits in parts of at most eight (RFC 5646 §2.1).
fn language_tag(text: &str) -> Result<String, String> {
    let fits = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let named = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    match named && parts.all(fits) {
        true => Ok(text.to_owned()),
        false => Err(format!("“{text}” is no language tag like en or pt-BR")),
    }
}

/// An article's date: EDTF, a time stamp with parts of a second, or a date as people write it.
fn article_date(text: &str) -> Result<String, String> {
    let date = parse_date(&whole_seconds(text), None, "en").map_err(|why| why.message)?;
    match date.edtf.starts_with(['[', '{']) || date.edtf.contains('/') {
        true => Err(format!("“{text}” is more than one date")),
        false => Ok(date.edtf),
    }
}

/// EDTF knows no parts of a second; time stamps have them often.
fn whole_seconds(text: &str) -> Cow<'_, str> {
    let Some((seconds, rest)) = text.split_once('.') else { return text.into() };
    let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match seconds.contains('T') && zone.len() < rest.len() {
        true => format!("{seconds}{zone}").into(),
        false => text.into(),
    }
}

/// One article to come.
enum Article {
    File(PathBuf),
    /// A line of input with its number from 1, without its end; or why it could not be read.
    Line(usize, io::Result<Vec<u8>>),
}

impl Job for Article {
    fn bytes(&self) -> usize {
        match self {
            Self::Line(_, line) => line.as_ref().map_or(0, Vec::len),
            Self::File(path) => std::fs::metadata(path)
                .map_or(0, |about| usize::try_from(about.len()).unwrap_or(usize::MAX)),
        }
    }
}

/// All lines up to the end of the input, or up to an error.
fn lines(mut input: impl BufRead) -> impl Iterator<Item = Article> {
    let (mut number, mut ended) = (0, false);
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        number += 1;
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line);
        ended = read.is_err();
        match read {
            Ok(0) => None,
            Ok(_) => Some(Article::Line(number, Ok(line))),
            Err(error) => Some(Article::Line(number, Err(error))),
        }
    })
}

/// What came of an article.
enum Done {
    /// Its object, with a line feed.
    Object(Vec<u8>),
    /// The object of a long text, written when its turn comes: it may take many times the memory of the text.
    Long(Box<(Of, Long)>),
    /// In place of a line that is none: an object that says why, with a line feed.
    Refused(Vec<u8>),
    /// Nothing can be written; for the person at the terminal.
    Failed(String),
}

struct Writing<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    code: u8,
}

impl Sink<Done> for Writing<'_> {
    fn take(&mut self, done: Done) -> io::Result<()> {
        if matches!(done, Done::Refused(_) | Done::Failed(_)) {
            self.code = PROBLEMS;
        }
        match done {
            Done::Long(long) => {
                let (of, long) = *long;
                let mut out = BufWriter::with_capacity(1 << 16, &mut *self.out);
                serde_json::to_writer(&mut out, &Suggested::of_long(of.as_suggested(), &long))?;
                out.write_all(b"\n")?;
                out.flush()
            }
            Done::Object(line) | Done::Refused(line) => self.out.write_all(&line),
            Done::Failed(why) => {
                say(self.err, &format!("attest: {why}"));
                Ok(())
            }
        }
    }

    /// Who asks line by line waits for the answer before asking on.
    fn idle(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn suggested(article: &Article, known: &Known) -> Done {
    match article {
        Article::File(path) => of_file(path, known).unwrap_or_else(Done::Failed),
        Article::Line(_, Err(error)) => Done::Failed(format!("cannot read the input: {error}")),
        Article::Line(number, Ok(bytes)) => of_line(*number, bytes, known)
            .unwrap_or_else(|why| Done::Refused(refusal(*number, bytes, &why))),
    }
}

/// In place of what [`suggested`] would have come to: no text may end the stream, or lose its line, whatever it is.
fn broken_off(article: &Article) -> Done {
    let why = format!("this text could not be worked on: {Fault}");
    match article {
        Article::File(path) => Done::Failed(format!("{}: {why}", path.to_string_lossy())),
        Article::Line(_, Err(error)) => Done::Failed(format!("cannot read the input: {error}")),
        Article::Line(number, Ok(bytes)) => {
            // Its id, unless that is what cannot be read.
            let named = held(&"a refusal", || refusal(*number, bytes, &why));
            Done::Refused(named.unwrap_or_else(|_| refusal(*number, b"", &why)))
        }
    }
}

fn of_file(path: &Path, known: &Known) -> Result<Done, String> {
    let shown = path.to_string_lossy();
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let read = read_article(path, &ArticleId::new(&name), None)
        .map_err(|problem| format!("{shown}: {problem}"))?;
    let options = known.options(None, None, Some(&name));
    object(Of::File(shown.clone().into_owned()), read.article.text, &options)
        .map_err(|why| format!("{shown}: {why}"))
}

/// A line of input. Fields beside these are whatever the one who pipes needs them for.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default)]
    id: Json,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default, borrow)]
    date: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    lang: Option<Cow<'a, str>>,
}

fn of_line(number: usize, bytes: &[u8], known: &Known) -> Result<Done, String> {
    let bytes = without_mark(number, bytes);
    if !is_object(bytes) {
        return Err("the line is no JSON object".to_owned());
    }
    let line: Line<'_> = serde_json::from_slice(bytes).map_err(|error| why(&error))?;
    if !is_id(&line.id) {
        return Err("id is neither a text nor a whole number of 64 bits".to_owned());
    }
    let filled = |text: &Option<Cow<'_, str>>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let date = filled(&line.date).map(|date| article_date(&date)).transpose();
    let date = date.map_err(|why| format!("date: {why}"))?;
    let language = filled(&line.lang).map(|tag| language_tag(&tag)).transpose();
    let language = language.map_err(|why| format!("lang: {why}"))?;
    let options = known.options(language.as_deref(), date.as_deref(), None);
    let text = Arc::from(&*line.text);
    object(Of::Id(line.id), text, &options)
}

/// A byte-order mark before the first line is no part of it.
fn without_mark(number: usize, bytes: &[u8]) -> &[u8] {
    let mark = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1);
    mark.unwrap_or(bytes)
}

/// By its first byte; serde would take an array for a record as well.
fn is_object(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().first() == Some(&b'{')
}

fn is_id(id: &Json) -> bool {
    id.is_string() || id.is_i64() || id.is_u64() || id.is_null()
}

/// The parser's words, with the place in the line; "line 1" would be wrong.
fn why(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let words = told.split(" at line ").next().unwrap_or_default();
    match error.column() {
        0 => words.to_owned(),
        column => format!("{words} (byte {column})"),
    }
}

/// What the text is of.
enum Of {
    File(String),
    Id(Json),
}

impl Of {
    fn as_suggested(&self) -> SuggestedOf<'_> {
        match self {
            Self::File(name) => SuggestedOf::File(name),
            Self::Id(id) => SuggestedOf::Id(id),
        }
    }
}

fn object(of: Of, text: Arc<str>, options: &Options<'_>) -> Result<Done, String> {
    if Long::is_long(&text) {
        // All of it is made once before a byte of it is written: whatever fails in it is known by then.
        let long = Long::new(Arc::clone(&text), options, &mut Suggested::rehearse(&text));
        return Ok(Done::Long(Box::new((of, long))));
    }
    let found = recognize(&text, options);
    ended(&Suggested::new(of.as_suggested(), &text, &found)).map(Done::Object)
}

/// In place of a bad line.
#[derive(Serialize)]
struct Refusal<'a> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Json>,
    line: usize,
    error: &'a str,
}

fn refusal(number: usize, bytes: &[u8], why: &str) -> Vec<u8> {
    #[derive(Deserialize)]
    struct Id {
        id: Json,
    }
    let bytes = without_mark(number, bytes);
    let id = is_object(bytes).then(|| serde_json::from_slice(bytes).ok().map(|Id { id }| id));
    let id = id.flatten().filter(is_id);
    let id = id.as_ref();
    let refusal = Refusal { schema: SUGGEST_SCHEMA, id, line: number, error: why };
    // Nothing but texts and numbers: this cannot fail.
    ended(&refusal).unwrap_or_default()
}

fn ended(object: &impl Serialize) -> Result<Vec<u8>, String> {
    let line = serde_json::to_string(object).map_err(|error| error.to_string())?;
    let mut line = json_escaped(&line).into_owned().into_bytes();
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_articles_as_corpora_have_them() {
        for (text, edtf) in [
            ("2023-09-24", "2023-09-24"),
            ("2023-09", "2023-09"),
            ("2016-11-07T00:00:00", "2016-11-07T00:00:00"),
            ("2016-11-07T10:20:30.123Z", "2016-11-07T10:20:30Z"),
            ("2016-11-07T10:20:30.5+04:00", "2016-11-07T10:20:30+04:00"),
            ("24 September 2023", "2023-09-24"),
        ] {
            assert_eq!(article_date(text).as_deref(), Ok(edtf), "{text}");
        }
        for text in ["", "soon", "Monday", "2023-09-20/2023-09-24", "[2023, 2024]", "2023-02-30"] {
            assert!(article_date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_line_says_counts_before_what_is_said_of_all() {
        let known = Known { language: Some("ru".to_owned()), date: Some("2023".to_owned()) };
        let own = known.options(Some("en"), Some("2024"), None);
        assert_eq!((own.language, own.published), (Some("en"), Some(("2024", Basis::Explicit))));
        let none = known.options(None, None, Some("a.txt"));
        assert_eq!((none.language, none.published), (Some("ru"), Some(("2023", Basis::Explicit))));
        assert_eq!(none.file_name, Some("a.txt"));
    }

    #[test]
    fn language_tags_by_their_form() {
        assert!(["en", "ru", "pt-BR", "zh-Hant-TW"].iter().all(|tag| language_tag(tag).is_ok()));
        assert!(
            ["", "e", "english language", "en_US", "en-", "-en"]
                .iter()
                .all(|tag| language_tag(tag).is_err())
        );
    }

    #[test]
    fn as_many_lines_go_out_as_came_in_whatever_fails() {
        let input: &[u8] =
            b"{\"id\":1,\"text\":\"He said 5.\"}\n{\"id\":\"two\",\"text\":\"boom\"}\nno object\n\
              {\"text\":\"boom\"}\n{\"id\":5,\"text\":\"5 left\"}\n{\"id\":6,\"text\":boom}";
        let known = Known { language: None, date: None };
        let work = move |article: &Article| match article {
            Article::Line(_, Ok(bytes)) if bytes.windows(4).any(|word| word == b"boom") => {
                panic!("boom")
            }
            article => suggested(article, &known),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut writing = Writing { out: &mut out, err: &mut err, code: FINE };
        assert!(in_order(move || lines(input), work, broken_off, &mut writing).is_ok());
        assert_eq!(writing.code, PROBLEMS);
        let out = String::from_utf8(out).unwrap();
        let objects: Vec<Json> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(objects.len(), 6);
        let fails: Vec<bool> = objects.iter().map(|object| object.get("error").is_some()).collect();
        assert_eq!(fails, [false, true, true, true, false, true]);
        assert_eq!(objects[1]["id"], "two");
        assert_eq!(objects[1]["line"], 2);
        assert_eq!(objects[1]["error"], "this text could not be worked on: an error in Attest");
        assert!(objects[5].get("id").is_none(), "an id that cannot be read is left out");
        assert!(err.is_empty());
    }

    #[test]
    fn a_long_text_has_the_same_object_as_a_short_one() {
        let text = "In 2023, 3% of 20 people fled, he said. ".repeat(5000);
        let options = Options::default();
        let found = recognize(&text, &options);
        let whole = ended(&Suggested::new(SuggestedOf::Id(&Json::Null), &text, &found)).unwrap();
        let long = object(Of::Id(Json::Null), Arc::from(text.as_str()), &options).unwrap();
        assert!(matches!(long, Done::Long(_)));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        Writing { out: &mut out, err: &mut err, code: FINE }.take(long).unwrap();
        assert!(out == whole);
    }
}
