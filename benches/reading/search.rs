//! Search over all articles, against ripgrep on the same folder.

use super::figure::Figure;
use attest::session::{Action, SearchQuery, Session, Start, StartOptions};
use attest::store::config::Config;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Articles, and bytes of each.
const ARTICLES: usize = 400;
const BYTES: usize = 100_000;
/// What is searched: a few hundred hits.
const WORDS: &str = "Martuni district";

/// A folder of 40 MB, searched by both.
pub fn measure() -> Vec<Figure> {
    let what = "search over 400 articles (40 MB) against ripgrep on their files";
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("articles");
    std::fs::create_dir(&folder).unwrap();
    let mut text = String::new();
    while text.len() < BYTES {
        text.push_str("The authorities said that more people had crossed the bridge before the evening came down.\n");
    }
    text.push_str("A convoy left the Martuni district at noon.\n");
    for n in 0..ARTICLES {
        std::fs::write(folder.join(format!("{n:04}.txt")), &text).unwrap();
    }
    let ours = by_session(&home, &folder);
    let theirs = || {
        let begun = Instant::now();
        let run = Command::new("rg")
            .arg("--fixed-strings")
            .arg(WORDS)
            .arg(&folder)
            .stdout(Stdio::null())
            .status();
        run.is_ok_and(|status| status.success()).then(|| begun.elapsed())
    };
    let best = (0..5).filter_map(|_| theirs()).min();
    let Some(best) = best else {
        let why = format!("rg is not installed; ours took {:.0} ms", ours.as_secs_f64() * 1e3);
        return vec![Figure::missing(what, "—", &why)];
    };
    let of = format!("{:.0} ms / {:.0} ms", ours.as_secs_f64() * 1e3, best.as_secs_f64() * 1e3);
    let is = format!("{:.2} ({of})", ours.as_secs_f64() / best.as_secs_f64());
    vec![Figure { what: what.to_owned(), is, goal: "—".to_owned(), holds: None }]
}

fn by_session(home: &tempfile::TempDir, folder: &std::path::Path) -> Duration {
    let start = Start { paths: vec![folder.to_owned()], annotator: None };
    let config = Some(Config::at(home.path().join("config")));
    let options = StartOptions { config, ..StartOptions::default() };
    let mut session = Session::start_with(start, options, Arc::new(|| {}));
    wait(&mut session, |session| {
        session.opening().is_none()
            && session.rows().len() == ARTICLES
            && session.rows().iter().all(|row| row.loaded)
    });
    let times = (0..5).map(|_| {
        session.dispatch(Action::Search(SearchQuery::default()));
        let begun = Instant::now();
        session.dispatch(Action::Search(SearchQuery {
            text: WORDS.to_owned(),
            match_case: true,
            whole_words: false,
        }));
        wait(&mut session, |session| {
            !session.search().running && session.search().hits.len() == ARTICLES
        });
        begun.elapsed()
    });
    times.min().unwrap_or_default()
}

fn wait(session: &mut Session, until: impl Fn(&Session) -> bool) {
    let limit = Instant::now() + Duration::from_secs(120);
    while !until(session) {
        assert!(Instant::now() < limit, "in vain: {} hits", session.search().hits.len());
        session.poll();
        std::thread::sleep(Duration::from_micros(500));
    }
}
