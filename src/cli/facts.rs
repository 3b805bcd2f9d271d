//! `attest facts`: how the figures of each fact stand to each other, as a table, as JSON or as CSV.
//!
//! Owns: what is printed, and the exit code for pipelines. Never: compares by rules of its own; writes into the folder.

use super::arguments::{FactsAs, FactsOf};
use super::folder::Folder;
use super::history::files_behind;
use super::problem::{Problem, hold, shown};
use super::{FINE, Failure, PROBLEMS, UsageError, data_out, say};
use crate::compare::{Broken, Comparison, FactWord, Member, state_words};
use crate::exchange::{Column, guarded, json_escaped};
use crate::model::{Article, FactId, Fault, QuantityId, Span, visible};
use crate::recognize::Segments;
use crate::session::{BoardRow, board_of, origins_of};
use crate::store::format::{ArticleFile, document_from_file, facts_from_file};
use crate::store::project::safe_name;
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};

/// Name and version of what `--json` prints; `docs/facts.schema.json` documents it.
const FACTS_SCHEMA: &str = "attest.facts/1";

/// The annotator who is shipped with the program; never meant where there is another.
const EXAMPLE: &str = "example";

/// Prints the comparison of one annotator's facts.
pub(super) fn facts(
    request: &FactsOf,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, Failure> {
    let folder = Folder::open(&request.folder, request.follow_links)?;
    if folder.tell(err) {
        return Ok(PROBLEMS);
    }
    let annotator = whose(&folder, request.annotator.as_deref())?;
    let read = Read::of(&folder, &annotator);
    let rows = board_of(&read.comparison);
    match request.form {
        FactsAs::Table => table(&rows, &annotator, colours(), out)?,
        FactsAs::Json => {
            let facts: Vec<Json> = rows.iter().map(|row| read.json(row)).collect();
            let all = json!({ "schema": FACTS_SCHEMA, "annotator": annotator, "facts": facts });
            let text = serde_json::to_string_pretty(&all).map_err(io::Error::other)?;
            writeln!(out, "{}", json_escaped(&text))?;
        }
        FactsAs::Csv => csv(&rows, &mut *data_out(out))?,
    }
    for problem in &read.problems {
        say(err, &problem.to_string());
    }
    let conflicts = rows.iter().any(|row| row.word == FactWord::Conflicts);
    let failed = (request.fail_on_conflict && conflicts) || !read.problems.is_empty();
    Ok(if failed { PROBLEMS } else { FINE })
}

/// The annotator named; without a name the only one, `example` aside.
fn whose(folder: &Folder, annotator: Option<&str>) -> Result<String, UsageError> {
    let at = shown(&folder.annotations);
    if let Some(name) = annotator {
        let safe = safe_name(name);
        let found = folder.annotators.iter().find(|other| **other == name || **other == safe);
        return found.cloned().ok_or_else(|| {
            UsageError::new(format!("there are no annotations of “{name}” in {}", at.display()))
        });
    }
    let own: Vec<&String> = folder.annotators.iter().filter(|name| *name != EXAMPLE).collect();
    match (own.as_slice(), folder.annotators.first()) {
        ([one], _) => Ok((*one).clone()),
        ([], Some(example)) => Ok(example.clone()),
        ([], None) => Err(UsageError::new(format!("there are no annotations in {}", at.display()))),
        _ => Err(UsageError::new(format!(
            "several annotators worked here; say whose facts with --annotator: {}",
            folder.annotators.join(", ")
        ))),
    }
}

/// One annotator's work, compared.
struct Read {
    comparison: Comparison,
    /// The sentence of each quantity.
    sentences: HashMap<QuantityId, String>,
    problems: Vec<Problem>,
}

impl Read {
    fn of(folder: &Folder, annotator: &str) -> Self {
        let mut work = folder.work_of(annotator);
        let mut read = Self {
            comparison: Comparison::default(),
            sentences: HashMap::new(),
            problems: std::mem::take(&mut work.problems),
        };
        read.problems.extend(files_behind(folder, annotator));
        if let Some((_, _, file)) = &work.facts {
            let facts = facts_from_file(file);
            read.comparison.set_agents(facts.agents.into_values().collect());
            read.comparison.set_bounds(&facts.bounds);
            read.comparison.set_facts(facts.facts.into_values().collect());
        }
        for annotated in &work.articles {
            let encoding = Some(annotated.file.article.encoding.as_str());
            let article = match folder.file_of(annotated).map(|file| folder.article(file, encoding))
            {
                Some(Ok(article)) => article,
                Some(Err(problem)) => {
                    read.problems.push(Problem::whole(&annotated.path, problem.to_string()));
                    Folder::lost(annotated)
                }
                None => {
                    let what = format!("there is no article “{}”", annotated.id);
                    read.problems.push(Problem::whole(&annotated.path, what));
                    Folder::lost(annotated)
                }
            };
            let mut problems = std::mem::take(&mut read.problems);
            hold(&annotated.path, &mut problems, |_| read.take(&article, &annotated.file));
            read.problems = problems;
        }
        read.comparison.refresh();
        for broken in read.comparison.take_faults() {
            let (file, what) = match broken {
                Broken::Figure(id, article) => {
                    let path = folder.annotations.join(annotator).join(format!("{article}.ron"));
                    (path, format!("the quantity {id} is in no comparison"))
                }
                Broken::Fact(id) => {
                    let path = folder.annotations.join(annotator).join("facts.ron");
                    (path, format!("the fact {id} is not compared"))
                }
            };
            read.problems.push(Problem::whole(&file, format!("{what} because of {Fault}")));
        }
        read
    }

    /// Takes in the records of one article.
    fn take(&mut self, article: &Article, file: &ArticleFile) {
        let document = document_from_file(article, file);
        let segments = Segments::new(article, &document.meta().language);
        for quantity in document.quantities().values() {
            let Some(at) = quantity.anchor.span() else { continue };
            let sentence = segments.sentence_at(at.start).unwrap_or(at);
            let whole = Span::new(sentence.start, sentence.end.max(at.end));
            let text = whole.of(&article.text).unwrap_or_default().to_owned();
            self.sentences.insert(quantity.id.clone(), text);
        }
        self.comparison.set_article(&article.id, Member::all(article, &document));
    }

    /// A fact with everything that is known of it.
    fn json(&self, row: &BoardRow) -> Json {
        let state = self.comparison.state(&row.fact);
        let mut figures = self.comparison.figures_of(&row.fact);
        figures.sort_by_key(|figure| (&figure.member.article, figure.member.order));
        let members: Vec<Json> = figures
            .iter()
            .map(|figure| {
                let member = &figure.member;
                let end = |bound: Option<crate::compare::Bound>| {
                    bound.map(|bound| bound.value.normalize().to_string())
                };
                json!({
                    "quantity": member.quantity.as_str(),
                    "article": member.article.as_str(),
                    "part": format!("{:?}", member.part),
                    "printed": member.printed,
                    "shown": member.shown(),
                    "counted": member.counted.as_ref().map(|counted| &counted.text),
                    "low": figure.bounds.and_then(|bounds| end(bounds.low)),
                    "high": figure.bounds.and_then(|bounds| end(bounds.high)),
                    "time": figure.time.as_ref().map(|time| time.words()),
                    "time_stated": figure.time.as_ref().is_some_and(|time| !time.is_hollow()),
                    "origins": origins_of(&self.comparison, figure),
                    "superseded": state.is_some_and(|s| s.superseded.contains(&member.quantity)),
                    "comparable":
                        !state.is_some_and(|s| s.not_comparable.contains(&member.quantity)),
                    "sentence": self.sentences.get(&member.quantity),
                })
            })
            .collect();
        let findings: Vec<Json> = row
            .findings
            .iter()
            .map(|finding| {
                let evidence: Vec<&str> = finding.evidence.iter().map(QuantityId::as_str).collect();
                json!({
                    "kind": format!("{:?}", finding.kind),
                    "words": finding.words,
                    "evidence": evidence,
                })
            })
            .collect();
        json!({
            "id": row.fact.as_str(),
            "question": row.question,
            "topic": row.topic,
            "state": row.word.words(),
            "first": row.first,
            "latest": row.latest,
            "now": row.now,
            "articles": row.articles,
            "origins": state.map_or(0, |state| state.origins.named.len()),
            "unattributed": state.map_or(0, |state| state.origins.unattributed.len()),
            "pairs": self.pairs(&row.fact, &row.pairs),
            "order_not_stated": self.pairs(&row.fact, &row.order_not_stated),
            "findings": findings,
            "reading": row.reading,
            "members": members,
        })
    }

    fn pairs(&self, fact: &FactId, pairs: &[(QuantityId, QuantityId)]) -> Vec<Json> {
        let verdicts =
            pairs.iter().filter_map(|(a, b)| Some((a, b, self.comparison.verdict(fact, a, b)?)));
        verdicts
            .map(|(a, b, verdict)| {
                json!({
                    "a": a.as_str(),
                    "b": b.as_str(),
                    "state": state_words(verdict.state()),
                    "computed": state_words(verdict.judged.state),
                    "because": verdict.words(),
                })
            })
            .collect()
    }
}

/// Whether the terminal shows colours (<https://no-color.org>).
fn colours() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !plain
}

/// The colour of a state: red only where figures cannot all be true.
const fn colour(word: FactWord) -> &'static str {
    match word {
        FactWord::Conflicts => "31",
        FactWord::Undetermined => "33",
        FactWord::LaterUpdate | FactWord::Refines => "36",
        FactWord::Agrees => "32",
        FactWord::Single | FactWord::NotComparable | FactWord::Empty => "2",
    }
}

fn painted(text: &str, colour: &str, colours: bool) -> String {
    if colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// The widest that a question may be in the table.
const QUESTION: usize = 56;
/// The widest that figures may be.
const FIGURES: usize = 36;

fn short(text: &str, most: usize) -> String {
    let line = visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    if line.chars().count() <= most {
        return line;
    }
    let mut cut: String = line.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

fn first_to_latest(row: &BoardRow) -> String {
    match (&row.first, &row.latest) {
        (Some(first), Some(latest)) if first != latest => format!("{first} → {latest}"),
        (Some(one), _) | (_, Some(one)) => one.clone(),
        (None, None) => String::new(),
    }
}

/// The table: grouped by topic, with the reason and the findings of each fact below its row.
fn table(
    rows: &[BoardRow],
    annotator: &str,
    colours: bool,
    out: &mut dyn Write,
) -> Result<(), io::Error> {
    if rows.is_empty() {
        return writeln!(out, "{} has made no facts.", visible(annotator));
    }
    let heads = ["STATE", "QUESTION", "FIRST → LATEST", "NOW", "RESTS ON"];
    let cells: Vec<[String; 5]> = rows
        .iter()
        .map(|row| {
            [
                row.word.words().to_owned(),
                short(&row.question, QUESTION),
                short(&first_to_latest(row), FIGURES),
                short(&row.now, FIGURES),
                visible(&row.origins).into_owned(),
            ]
        })
        .collect();
    let mut widths = heads.map(|head| head.chars().count());
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let padded = |text: &str, width: usize| {
        let gap = width.saturating_sub(text.chars().count());
        format!("{text}{}", " ".repeat(gap))
    };
    let head: Vec<String> =
        heads.iter().zip(widths).map(|(head, width)| padded(head, width)).collect();
    writeln!(out, "{}", painted(head.join("  ").trim_end(), "1", colours))?;
    let mut topic = None;
    for (row, cells) in rows.iter().zip(&cells) {
        if topic != Some(&row.topic) {
            let name = if row.topic.is_empty() { "(no topic)" } else { &row.topic };
            writeln!(out, "\n{}", painted(&visible(name), "1", colours))?;
            topic = Some(&row.topic);
        }
        let mut line: Vec<String> =
            cells.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
        if let Some(state) = line.first_mut() {
            *state = painted(state, colour(row.word), colours);
        }
        writeln!(out, "{}", line.join("  ").trim_end())?;
        if !row.reason.is_empty() {
            let because = format!("because {}", visible(&row.reason));
            writeln!(out, "    {}", painted(&because, "2", colours))?;
        }
        for finding in &row.findings {
            writeln!(out, "    · {}", visible(&finding.words))?;
        }
        if !row.reading.is_empty() {
            writeln!(out, "    reading: {}", visible(&row.reading))?;
        }
    }
    let conflicts = rows.iter().filter(|row| row.word == FactWord::Conflicts).count();
    let annotator = visible(annotator);
    writeln!(out, "\n{} facts of {annotator}, {conflicts} in conflict.", rows.len())
}

fn csv(rows: &[BoardRow], out: &mut dyn Write) -> Result<(), Failure> {
    let heads = [
        "topic", "question", "state", "because", "first", "latest", "now", "figures", "articles",
        "rests_on", "findings", "reading",
    ];
    let broken = |error: csv::Error| Failure::Out(io::Error::other(error));
    let mut sheet = csv::Writer::from_writer(out);
    sheet.write_record(heads).map_err(broken)?;
    for row in rows {
        let findings: Vec<&str> =
            row.findings.iter().map(|finding| finding.words.as_str()).collect();
        let cells = [
            row.topic.clone(),
            row.question.clone(),
            row.word.words().to_owned(),
            row.reason.clone(),
            row.first.clone().unwrap_or_default(),
            row.latest.clone().unwrap_or_default(),
            row.now.clone(),
            row.members.to_string(),
            row.articles.to_string(),
            row.origins.clone(),
            findings.join("; "),
            row.reading.clone(),
        ];
        let safe = heads
            .iter()
            .zip(&cells)
            .map(|(name, cell)| guarded(&Column { name, number: false }, cell));
        sheet.write_record(safe).map_err(broken)?;
    }
    sheet.flush().map_err(Failure::Out)
}
