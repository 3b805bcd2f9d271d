//! Parsing and rendering the three files: RON text in and out, errors with line and column.
//!
//! Owns: the layout (three levels deep, "\n"), the number of the format, what is refused.
//! Never: touches disk; repairs what it reads.

use super::article_file::ArticleFile;
use super::facts_file::{FactsFile, ProjectFile};
use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::collections::HashSet;

/// The number of the format that this version writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// Where and why a text is not what it should be.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct FormatError {
    /// From 1.
    pub line: usize,
    /// In chars, from 1.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

impl FormatError {
    fn whole(message: String) -> Self {
        Self { line: 1, column: 1, message }
    }
}

impl From<ron::error::SpannedError> for FormatError {
    fn from(error: ron::error::SpannedError) -> Self {
        let at = error.span.start;
        Self { line: at.line.max(1), column: at.col.max(1), message: error.code.to_string() }
    }
}

/// The text of a file's bytes, without a leading byte-order mark.
///
/// # Errors
/// If the bytes are not UTF-8: the place of the first that is not.
pub fn text_from_bytes(bytes: &[u8]) -> Result<&str, FormatError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = String::from_utf8_lossy(good);
            Err(FormatError {
                line: good.matches('\n').count() + 1,
                column: good.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
                message: "not UTF-8".to_owned(),
            })
        }
    }
}

/// Reads the number of the format and ignores the rest.
#[derive(Deserialize)]
struct Head {
    #[serde(deserialize_with = "format_number", rename = "format")]
    _format: u32,
}

const UNKNOWN_FORMAT: &str = "this version of Attest reads format 1";

/// A format's number that this version reads.
pub(super) fn format_number<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    match u32::deserialize(from)? {
        FORMAT => Ok(FORMAT),
        newer @ 2.. => Err(de::Error::custom(format!(
            "format {newer} was written by a newer version; {UNKNOWN_FORMAT}"
        ))),
        other => Err(de::Error::custom(format!("format {other} is not known; {UNKNOWN_FORMAT}"))),
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    parse_one(text).map_err(|error| conflict_markers(text).unwrap_or(error))
}

/// What git writes into a file where a merge met two versions. In a string of RON a line can begin so, but such a file
/// parses.
fn conflict_markers(text: &str) -> Option<FormatError> {
    let marked = |mark: &str| text.lines().position(|line| line.starts_with(mark));
    let (first, _) = (marked("<<<<<<< ")?, marked(">>>>>>> ")?);
    Some(FormatError {
        line: first + 1,
        column: 1,
        message: "git conflict markers: two versions stand in this file; resolve the merge first"
            .to_owned(),
    })
}

fn parse_one<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
    // A newer format is told as such, whatever else is new in it. Anything else that is wrong
    // with the head is wrong with the whole, which says it better.
    if let Err(error) = ron::from_str::<Head>(text)
        && matches!(&error.code, ron::Error::Message(message) if message.ends_with(UNKNOWN_FORMAT))
    {
        return Err(error.into());
    }
    Ok(ron::from_str(text)?)
}

fn render<T: Serialize>(file: &T) -> Result<String, FormatError> {
    let layout = PrettyConfig::new().depth_limit(3).new_line("\n").struct_names(false);
    match ron::ser::to_string_pretty(file, layout) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => Err(FormatError::whole(error.to_string())),
    }
}

/// Parses an article's annotation file.
///
/// # Errors
/// If it is not RON of the contract, of a newer format, or holds an id twice.
pub fn parse_article(text: &str) -> Result<ArticleFile, FormatError> {
    let file: ArticleFile = parse(text)?;
    unique(text, "claim", file.claims.iter().map(|record| &record.id))?;
    unique(text, "quantity", file.quantities.iter().map(|record| &record.id))?;
    unique(text, "attribution", file.attributions.iter().map(|record| &record.id))?;
    unique(text, "mark", file.marks.iter().map(|record| &record.id))?;
    if let Some(claim) = file.claims.iter().find(|claim| claim.anchors.is_empty()) {
        return Err(at_id(text, &claim.id, 1, format!("claim {} has no anchor", claim.id)));
    }
    Ok(file)
}

/// Parses `facts.ron`.
///
/// # Errors
/// If it is not RON of the contract, of a newer format, or holds an id twice.
pub fn parse_facts(text: &str) -> Result<FactsFile, FormatError> {
    let file: FactsFile = parse(text)?;
    unique(text, "agent", file.agents.iter().map(|record| &record.id))?;
    unique(text, "fact", file.facts.iter().map(|record| &record.id))?;
    Ok(file)
}

/// Parses `project.ron`.
///
/// # Errors
/// If it is not RON of the contract, or of a newer format.
pub fn parse_project(text: &str) -> Result<ProjectFile, FormatError> {
    parse(text)
}

/// Renders an article's annotation file.
///
/// # Errors
/// Only if the serializer refuses, which no record of ours makes it do.
pub fn render_article(file: &ArticleFile) -> Result<String, FormatError> {
    render(file)
}

/// Renders `facts.ron`.
///
/// # Errors
/// Only if the serializer refuses, which no record of ours makes it do.
pub fn render_facts(file: &FactsFile) -> Result<String, FormatError> {
    render(file)
}

/// Renders `project.ron`.
///
/// # Errors
/// Only if the serializer refuses, which no record of ours makes it do.
pub fn render_project(file: &ProjectFile) -> Result<String, FormatError> {
    render(file)
}

/// Refuses an id that two records of one kind have: one of them would be lost.
fn unique<'a>(
    text: &str,
    kind: &str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<(), FormatError> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(at_id(text, id, 2, format!("two records have the id of {kind} {id}")));
        }
    }
    Ok(())
}

/// An error about a record: at the `nth` place where `id: "…"` stands in the text, else at its start.
fn at_id(text: &str, id: &str, nth: usize, message: String) -> FormatError {
    let needle = format!("id: {id:?}");
    match text.match_indices(&needle).nth(nth - 1) {
        Some((byte, _)) => {
            let before = text.get(..byte).unwrap_or_default();
            FormatError {
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
                message,
            }
        }
        None => FormatError::whole(message),
    }
}
