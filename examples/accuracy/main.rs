//! How good the recognition is, on sets with known answers: `cargo run --release --example accuracy`.
//!
//! Owns: arguments and the table. The definitions are those of a neutral scorer, ported in [`score`]; what is scored is what
//! `attest suggest` prints. A set that is not here is said to be not here.
#![allow(clippy::unwrap_used)] // a set that is not as it was is a reason to stop

mod bootstrap;
mod score;
mod sets;

use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

const HELP: &str = "\
How good the recognition is, on the sets of ../shared/data.

  --set NAME    only sets whose name begins so; may stand several times (`sent_golden_rules`, `num_recognizers/age`)
  --misses      instead of the table: what was missed, found wrongly or read wrongly, case by case
  --json        the table as JSON
  --data DIR    where the sets are
";

/// One line of the table.
struct Row {
    set: String,
    cases: usize,
    measure: String,
    figure: f64,
    interval: Option<(f64, f64)>,
    goal: Option<f64>,
    /// Out of how many, where passes are counted.
    of: Option<usize>,
}

fn main() {
    let mut wanted: Vec<String> = Vec::new();
    let (mut misses, mut as_json) = (false, false);
    let mut folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data"));
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match (arg.as_str(), arg.split_once('=')) {
            ("--misses", _) => misses = true,
            ("--json", _) => as_json = true,
            ("--set", _) => wanted.extend(args.next()),
            (_, Some(("--set", name))) => wanted.push(name.to_owned()),
            ("--data", _) => folder = args.next().map_or(folder, PathBuf::from),
            ("-h" | "--help", _) => return say(HELP),
            _ => {
                eprint!("accuracy: what is {arg}?\n\n{HELP}");
                std::process::exit(2);
            }
        }
    }
    let (mut rows, mut absent) = (Vec::new(), Vec::new());
    let mut known = false;
    for set in sets::sets() {
        if !(wanted.is_empty() || wanted.iter().any(|name| set.name.starts_with(name.as_str()))) {
            continue;
        }
        known = true;
        match set.cases(&folder) {
            None => absent.push(set.name),
            Some(cases) if misses => say(&shown(&set, &cases)),
            Some(cases) => rows.extend(measured(&set, &cases)),
        }
    }
    if !known {
        let names: Vec<_> = sets::sets().iter().map(|set| set.name).collect();
        eprintln!("accuracy: there is no such set. There are:\n{}", names.join("\n"));
        std::process::exit(2);
    }
    if as_json {
        say(&json_of(&rows, &absent));
    } else if misses {
        for name in absent {
            say(&format!("{name}: not here ({})\n", folder.display()));
        }
    } else {
        say(&table(&rows, &absent));
    }
}

/// To standard output; who stops reading has read enough.
fn say(text: &str) {
    if std::io::stdout().write_all(text.as_bytes()).is_err() {
        std::process::exit(0);
    }
}

fn measured(set: &sets::Set, cases: &[score::Scored]) -> Vec<Row> {
    let counts: Vec<&score::Counts> = cases.iter().map(|case| &case.counts).collect();
    let row = |measure: &sets::Measure| {
        let figure = |counts: &score::Counts| (measure.figure)(counts);
        Row {
            set: set.name.to_owned(),
            cases: cases.len(),
            measure: measure.name.to_owned(),
            figure: figure(&score::sum(counts.iter().copied())),
            interval: bootstrap::interval(&counts, figure),
            goal: measure.goal,
            of: measure.passes.then_some(cases.len()),
        }
    };
    set.measures.iter().map(row).collect()
}

fn shown(set: &sets::Set, cases: &[score::Scored]) -> String {
    let mut text = String::new();
    let mut count = [0; 3];
    for case in cases {
        for miss in &case.misses {
            count[miss.kind as usize] += 1;
            text.push_str(&format!("{} {} {}\n", case.id, miss.kind.name(), miss.what));
        }
    }
    let [missed, alarms, wrong] = count;
    format!("== {}: {missed} missed, {alarms} false alarms, {wrong} wrong\n{text}\n", set.name)
}

fn table(rows: &[Row], absent: &[&str]) -> String {
    let mut text =
        "| set | cases | measure | figure | 95 % | to reach | |\n|---|---|---|---|---|---|---|\n"
            .to_owned();
    for row in rows {
        let Row { set, cases, measure, .. } = row;
        let figure = match row.of {
            Some(of) => format!("{} of {of}", row.figure),
            None => format!("{:.1}", row.figure),
        };
        let digits = usize::from(row.of.is_none());
        let interval = row
            .interval
            .map_or("–".to_owned(), |(low, high)| format!("{low:.digits$} – {high:.digits$}"));
        let goal = row.goal.map_or(String::new(), |goal| goal.to_string());
        let mark = match row.goal {
            Some(goal) if row.reached(goal) => "reached",
            Some(_) => "**not reached**",
            None => "",
        };
        text.push_str(&format!(
            "| {set} | {cases} | {measure} | {figure} | {interval} | {goal} | {mark} |\n"
        ));
    }
    for name in absent {
        text.push_str(&format!("| {name} | – | not here | – | – | | |\n"));
    }
    text
}

impl Row {
    /// Whether the figure, as it is shown, is at least the goal.
    fn reached(&self, goal: f64) -> bool {
        (self.figure * 10.0).round() >= (goal * 10.0).round()
    }
}

fn json_of(rows: &[Row], absent: &[&str]) -> String {
    let round = |x: f64| (x * 10.0).round() / 10.0;
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            json!({
                "set": row.set, "cases": row.cases, "measure": row.measure, "figure": round(row.figure), "of": row.of,
                "low": row.interval.map(|(low, _)| round(low)), "high": row.interval.map(|(_, high)| round(high)),
                "goal": row.goal, "reached": row.goal.map(|goal| row.reached(goal)),
            })
        })
        .collect();
    format!(
        "{}\n",
        serde_json::to_string_pretty(&json!({ "rows": rows, "absent": absent })).unwrap()
    )
}
