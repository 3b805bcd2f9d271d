//! Where in a file of the contract the things stand that problems are about.
//!
//! Owns: line and column of an id, of a text, of a field and of an anchor in RON; found through one index of the file, made at
//! its first problem, so that many problems cost no more each than one. Never: parses records; judges.

use super::problem::Problem;
use crate::store::format::AnchorRecord;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;

/// A file's text, to find the places in it that problems are about.
pub(super) struct Places<'a> {
    pub(super) file: &'a Path,
    text: &'a str,
    index: OnceCell<Index<'a>>,
}

/// Something that stands in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum What<'a> {
    /// The field `id` with this text.
    Id(&'a str),
    /// A text.
    Text(&'a str),
    /// The name of a field.
    Field(&'a str),
    /// The fields `start` and `end` of an anchor.
    Anchor(usize, usize),
}

impl<'a> What<'a> {
    /// Where a file says that an anchor stands.
    pub(super) const fn anchor(anchor: &AnchorRecord) -> Self {
        Self::Anchor(anchor.start, anchor.end)
    }
}

impl<'a> Places<'a> {
    pub(super) const fn new(file: &'a Path, text: &'a str) -> Self {
        Self { file, text, index: OnceCell::new() }
    }

    /// A problem at the first such thing of the record that has this id; at the record, or at the file's start, where it is not
    /// found.
    pub(super) fn problem(&self, id: &str, what: What<'_>, why: impl Into<String>) -> Problem {
        let record = self.index().first(What::Id(&escaped(id)), 0).unwrap_or(0);
        self.behind(record, what, why.into())
    }

    /// A problem with the last record that has this id.
    pub(super) fn problem_at_last(&self, id: &str, why: impl Into<String>) -> Problem {
        self.at(self.index().last(What::Id(&escaped(id))).unwrap_or(0), why.into())
    }

    /// The same, behind the field of the file that has this name.
    pub(super) fn problem_in(&self, part: &str, what: What<'_>, why: impl Into<String>) -> Problem {
        let part = self.index().first(What::Field(part), 0).unwrap_or(0);
        self.behind(part, what, why.into())
    }

    fn behind(&self, from: usize, what: What<'_>, why: String) -> Problem {
        let found = match what {
            What::Id(text) => self.index().first(What::Id(&escaped(text)), from),
            What::Text(text) => self.index().first(What::Text(&escaped(text)), from),
            What::Field(_) | What::Anchor(..) => self.index().first(what, from),
        };
        self.at(found.unwrap_or(from), why)
    }

    fn at(&self, byte: usize, what: String) -> Problem {
        let (line, column) = self.index().line_and_column(self.text, byte);
        Problem { file: self.file.to_path_buf(), line, column, what }
    }

    fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::of(self.text))
    }
}

/// Bytes between two counted places.
const STEP: usize = 1024;

/// All things of a file with their bytes, in order, and lines and columns counted every so often.
struct Index<'a> {
    things: Vec<(What<'a>, usize)>,
    /// Line and column, from 0, of the char at or behind each step.
    counted: Vec<(usize, usize, usize)>,
}

impl<'a> Index<'a> {
    fn of(text: &'a str) -> Self {
        let mut things = Things { text, at: 0, found: Vec::new(), field: None, start: None };
        things.read();
        let mut things = things.found;
        things.sort_unstable();
        let mut counted = Vec::with_capacity(text.len() / STEP + 1);
        let (mut line, mut column) = (0, 0);
        for (byte, c) in text.char_indices() {
            if byte >= counted.len() * STEP {
                counted.push((byte, line, column));
            }
            (line, column) = if c == '\n' { (line + 1, 0) } else { (line, column + 1) };
        }
        Self { things, counted }
    }

    /// The first of them at a byte or behind it.
    fn first(&self, what: What<'_>, from: usize) -> Option<usize> {
        let at = self.things.partition_point(|thing| *thing < (what, from));
        self.things.get(at).filter(|thing| thing.0 == what).map(|thing| thing.1)
    }

    fn last(&self, what: What<'_>) -> Option<usize> {
        let end = self.things.partition_point(|thing| *thing <= (what, usize::MAX));
        let thing = self.things.get(end.checked_sub(1)?)?;
        (thing.0 == what).then_some(thing.1)
    }

    /// Line and column of a byte, from 1.
    fn line_and_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let at = self.counted.partition_point(|counted| counted.0 <= byte).saturating_sub(1);
        let (from, mut line, mut column) = self.counted.get(at).copied().unwrap_or_default();
        for c in text.get(from..byte).unwrap_or_default().chars() {
            (line, column) = if c == '\n' { (line + 1, 0) } else { (line, column + 1) };
        }
        (line + 1, column + 1)
    }
}

/// Walks over RON and takes down what stands where. Texts and comments are passed as wholes.
struct Things<'a> {
    text: &'a str,
    at: usize,
    found: Vec<(What<'a>, usize)>,
    /// The field whose value comes next.
    field: Option<(&'a str, usize)>,
    /// `start` of the anchor being read, and where it stands.
    start: Option<(usize, usize)>,
}

impl<'a> Things<'a> {
    fn read(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let from = self.at;
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else if let Some(hashes) = raw_text(rest) {
                let end = format!("\"{}", "#".repeat(hashes));
                let inner = from + 2 + hashes;
                let length = self.text.get(inner..).and_then(|text| text.find(&end));
                self.take_text(inner, inner + length.unwrap_or(rest.len()));
                self.at = inner + length.unwrap_or(rest.len()) + end.len();
            } else if c == '"' {
                let length = text_length(rest);
                self.take_text(from + 1, from + 1 + length);
                self.at = from + length + 2;
            } else if c.is_alphanumeric() || c == '_' {
                let word = |c: char| !(c.is_alphanumeric() || c == '_');
                let length = rest.find(word).unwrap_or(rest.len());
                self.at += length;
                self.take_word(rest.get(..length).unwrap_or_default(), from);
            } else {
                if !(c.is_whitespace() || c == ':') {
                    self.field = None;
                }
                self.at += c.len_utf8();
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take_text(&mut self, from: usize, to: usize) {
        let text = self.text.get(from..to).unwrap_or_default();
        self.found.push((What::Text(text), from.saturating_sub(1)));
        if let Some(("id", at)) = self.field.take() {
            self.found.push((What::Id(text), at));
        }
    }

    fn take_word(&mut self, word: &'a str, from: usize) {
        if self.rest().trim_start().starts_with(':') {
            self.found.push((What::Field(word), from));
            self.field = Some((word, from));
            return;
        }
        match (self.field.take(), word.parse()) {
            (Some(("start", at)), Ok(start)) => self.start = Some((start, at)),
            (Some(("end", _)), Ok(end)) => {
                if let Some((start, at)) = self.start.take() {
                    self.found.push((What::Anchor(start, end), at));
                }
            }
            _ => {}
        }
    }
}

/// A text as it stands in a file.
fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '"' | '\\') && !c.is_control();
    if text.chars().all(plain) { text.into() } else { text.escape_debug().to_string().into() }
}

/// How many hashes begin a raw text, if one begins here.
fn raw_text(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix('r')?;
    let hashes = behind.bytes().take_while(|byte| *byte == b'#').count();
    behind.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// Bytes between the quotes of a text.
fn text_length(quoted: &str) -> usize {
    let mut escaped = false;
    let inner = quoted.get(1..).unwrap_or_default();
    let end = inner.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(inner.len())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = r##"(
    // id: "b" in a comment
    article: (file: "001.txt", sha256: "x"),
    claims: [(id: "a", anchors: [(start: 5, end: 7, exact: "id: \"b\" value:", prefix: "", suffix: "")])],
    quantities: [
        (id: "b", claim: "gone", anchor: (start:35,/* so */end : 36), value: Number("1")),
        (id: "b", claim: "a", note: r#"start: 5, end: 9"#, anchor: (start: 3, end: 359), value: Number("2")),
    ],
)
"##;

    fn at(problem: &Problem) -> (usize, usize) {
        (problem.line, problem.column)
    }

    /// Line and column of the place where these words stand for the `nth` time.
    fn words(text: &str, nth: usize) -> (usize, usize) {
        let (byte, _) = FILE.match_indices(text).nth(nth).unwrap();
        let before = FILE.get(..byte).unwrap();
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    }

    #[test]
    fn things_are_found_where_they_stand() {
        let places = Places::new(Path::new("a"), FILE);
        let first = |id, what| at(&places.problem(id, what, ""));
        assert_eq!(first("a", What::Anchor(5, 7)), words("start: 5", 0));
        assert_eq!(first("b", What::Field("value")), words("value: Number", 0));
        assert_eq!(first("b", What::Anchor(35, 36)), words("start:35", 0));
        assert_eq!(first("b", What::Anchor(3, 359)), words("start: 3,", 0));
        assert_eq!(first("b", What::Text("gone")), words("\"gone\"", 0));
        assert_eq!(first("b", What::Id("b")), words("id: \"b\", claim", 0));
        assert_eq!(at(&places.problem_at_last("b", "")), words("id: \"b\", claim", 1));
        let hash = at(&places.problem_in("article", What::Field("sha256"), ""));
        assert_eq!(hash, words("sha256", 0));
        // What is not there is told at the record, and without a record at the file's start.
        assert_eq!(first("b", What::Anchor(5, 9)), words("id: \"b\", claim", 0));
        assert_eq!(first("c", What::Field("nothing")), (1, 1));
        assert_eq!(at(&places.problem_in("refused", What::Field("nothing"), "")), (1, 1));
    }

    #[test]
    fn columns_count_chars_in_lines_of_any_length() {
        let text = format!("({}id: \"a\")", "é".repeat(5000));
        let places = Places::new(Path::new("a"), &text);
        // The word that the letters make with the field is no `id`.
        assert_eq!(at(&places.problem_at_last("a", "")), (1, 1));
        let text = format!("(\n{}, id: \"a\")", "é".repeat(5000));
        let places = Places::new(Path::new("a"), &text);
        assert_eq!(at(&places.problem_at_last("a", "")), (2, 5003));
    }

    proptest! {
        #[test]
        fn any_text_is_indexed_and_lines_are_counted_right(text in "(?s)[a-z0-9\"#r:(), \n/*é\\\\]{0,3000}") {
            let places = Places::new(Path::new("a"), &text);
            let index = places.index();
            for (_, byte) in &index.things {
                let before = text.get(..*byte).unwrap();
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
                prop_assert_eq!(index.line_and_column(&text, *byte), (line, column));
            }
        }
    }
}
