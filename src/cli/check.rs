//! `attest check`: every article and annotation file of a folder, one problem a line.
//!
//! Owns: in which order things are looked at; ids over all files of an annotator. Never: writes; mends.

use super::arguments::Repair;
use super::check_facts::check_facts;
use super::check_file::{check_against_article, check_records};
use super::folder::{Folder, Work};
use super::history::{history_problems, repair_all};
use super::places::{Places, What};
use super::problem::{Problem, hold, shown};
use super::{FINE, Failure, PROBLEMS, say};
use crate::compare::Table;
use crate::store::format::{facts_from_file, parse_project, text_from_bytes};
use crate::store::{Disk, RealDisk};
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Checks a folder; prints the problems, and how many there are.
pub(super) fn check(
    folder: &Path,
    (follow_links, repair): (bool, Option<Repair>),
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, Failure> {
    let folder = Folder::open(folder, follow_links)?;
    folder.tell(err);
    let unrepaired = match repair {
        Some(how) => repair_all(&folder, how, out, err)?,
        None => false,
    };
    let mut problems: Vec<Problem> =
        folder.notices.iter().map(|notice| Problem::whole(&folder.root, notice)).collect();
    for file in &folder.files {
        hold(&file.path, &mut problems, |problems| {
            if let Err(problem) = folder.article(file, None) {
                problems.push(Problem::whole(&file.path, problem.to_string()));
            }
        });
    }
    problems.extend(project_problem(&folder.annotations));
    problems.extend(folder.near.iter().map(|near| {
        let project = near.annotations.join("project.ron");
        Problem::whole(&project, near.to_string())
    }));
    let mut annotated = 0;
    for annotator in &folder.annotators {
        let work = folder.work_of(annotator);
        annotated += work.articles.len();
        check_work(&folder, annotator, work, &mut problems);
        problems.extend(history_problems(&folder, annotator));
    }
    problems.sort();
    problems.dedup();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let count = |n: usize, what: &str| match n {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    };
    let summary = format!(
        "{}: {} in {} and {}",
        shown(&folder.root).display(),
        count(problems.len(), "problem"),
        count(folder.files.len(), "article"),
        count(annotated, "annotation file"),
    );
    say(err, &summary);
    Ok(if problems.is_empty() && !unrepaired { FINE } else { PROBLEMS })
}

fn project_problem(annotations: &Path) -> Option<Problem> {
    let path = annotations.join("project.ron");
    let bytes = RealDisk.read(&path).ok()?;
    let error = text_from_bytes(&bytes).and_then(parse_project).err()?;
    Some(Problem { file: path, line: error.line, column: error.column, what: error.message })
}

/// What ids of one annotator there are, to find those that point to nothing, and the annotator's table of qualifiers.
#[derive(Default)]
pub(super) struct Known {
    pub(super) quantities: HashSet<String>,
    pub(super) agents: HashSet<String>,
    pub(super) facts: HashSet<String>,
    pub(super) table: Table,
}

fn check_work(folder: &Folder, annotator: &str, work: Work, problems: &mut Vec<Problem>) {
    problems.extend(work.problems);
    let mut known = Known::default();
    for annotated in &work.articles {
        known.quantities.extend(annotated.file.quantities.iter().map(|q| q.id.clone()));
    }
    if let Some((_, _, file)) = &work.facts {
        known.agents.extend(file.agents.iter().map(|agent| agent.id.clone()));
        known.facts.extend(file.facts.iter().map(|fact| fact.id.clone()));
        known.table = Table::changed(&facts_from_file(file).bounds);
    }
    let mut seen: HashMap<String, PathBuf> = HashMap::new();
    for annotated in &work.articles {
        hold(&annotated.path, problems, |problems| {
            let file = &annotated.file;
            let places = Places::new(&annotated.path, &annotated.text);
            let ids =
                file.claims.iter().map(|r| &r.id).chain(file.quantities.iter().map(|r| &r.id));
            let ids = ids.chain(file.attributions.iter().map(|r| &r.id));
            let ids = ids.chain(file.marks.iter().map(|r| &r.id));
            check_ids(ids, &places, &mut seen, problems);
            if file.annotator != annotator {
                let what = format!("says that it is by “{}”", file.annotator);
                problems.push(places.problem_in("annotator", What::Field("annotator"), what));
            }
            check_records(file, &known, &places, problems);
            check_against_article(folder, annotated, &places, problems);
        });
    }
    if let Some((path, text, file)) = &work.facts {
        hold(path, problems, |problems| {
            let places = Places::new(path, text);
            let ids = file.agents.iter().map(|r| &r.id).chain(file.facts.iter().map(|r| &r.id));
            check_ids(ids, &places, &mut seen, problems);
            if file.annotator != annotator {
                let what = format!("says that it is by “{}”", file.annotator);
                problems.push(places.problem_in("annotator", What::Field("annotator"), what));
            }
            check_facts(file, &known, &places, problems);
        });
    }
}

/// Ids are UUIDs, and no two records of one annotator share one.
fn check_ids<'a>(
    ids: impl Iterator<Item = &'a String>,
    places: &Places<'_>,
    seen: &mut HashMap<String, PathBuf>,
    problems: &mut Vec<Problem>,
) {
    for id in ids {
        if id.len() != 36 || uuid::Uuid::try_parse(id).is_err() {
            problems.push(places.problem(id, What::Id(id), format!("“{id}” is no UUID")));
        }
        if let Some(other) = seen.insert(id.clone(), places.file.to_path_buf()) {
            let what = format!("{id} is also the id of a record in {}", shown(&other).display());
            problems.push(places.problem_at_last(id, what));
        }
    }
}
