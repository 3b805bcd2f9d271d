//! Figures, and the table of them.
#![allow(dead_code)] // not every bench has every kind

/// One figure of the table.
pub struct Figure {
    /// What is measured.
    pub what: String,
    /// The figure.
    pub is: String,
    /// What it is held to.
    pub goal: String,
    /// Whether it holds; `None` = not measured here.
    pub holds: Option<bool>,
}

impl Figure {
    /// A ratio that may not pass a limit; `of` says what was divided by what.
    pub fn ratio(what: &str, of: &str, ratio: f64, limit: f64) -> Self {
        Self {
            what: what.to_owned(),
            is: format!("{ratio:.2} ({of})"),
            goal: format!("≤ {limit}"),
            holds: Some(ratio <= limit),
        }
    }

    /// Something that could not be measured, and why.
    pub fn missing(what: &str, goal: &str, why: &str) -> Self {
        let (what, goal) = (what.to_owned(), goal.to_owned());
        Self { what, is: format!("not measured: {why}"), goal, holds: None }
    }
}

/// The table, as the README holds it.
pub fn print(figures: &[Figure]) {
    println!("\n| measured | ratio | goal | |\n|---|---|---|---|");
    for Figure { what, is, goal, holds } in figures {
        let mark = match holds {
            Some(true) => "holds",
            Some(false) => "**misses**",
            None => "—",
        };
        println!("| {what} | {is} | {goal} | {mark} |");
    }
}
