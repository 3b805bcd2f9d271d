//! A 10 MB article with 200 tags on every screen: when its text and its tags are shown, and when it is segmented to the end.

use super::case::{ANNOTATOR, Case};
use super::figure::Figure;
use attest::model::{Article, ArticleId};
use attest::recognize::Segments;
use attest::session::{Session, Start, StartOptions};
use attest::store::config::Config;
use attest::ui::App;
use eframe::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is counted while it opens.
#[derive(Default)]
struct Opening {
    app: Option<App>,
    /// The frame before which the article, its records and its last sentence were there.
    read: Option<u32>,
    resolved: Option<u32>,
    begun: Option<Instant>,
    complete: Option<Duration>,
    frame: u32,
}

impl Opening {
    fn watch(&mut self, id: &ArticleId) {
        let Some(app) = &self.app else { return };
        let session = app.session();
        if self.read.is_none() && session.article(id).is_some() {
            self.read = Some(self.frame);
            self.begun = Some(Instant::now());
        }
        let has_records = || session.document(id).is_some_and(|document| !document.is_blank());
        if self.resolved.is_none() && has_records() {
            self.resolved = Some(self.frame);
        }
        if self.complete.is_none()
            && session.segments(id).is_some_and(|segments| segments.complete())
        {
            self.complete = self.begun.map(|begun| begun.elapsed());
        }
    }
}

/// Opens it in a window that draws on nothing.
pub fn measure() -> Vec<Figure> {
    let case = Case::new(10_000_000, true);
    println!("tagged: {} spans in {} bytes", case.spans, case.bytes);
    let id = ArticleId::new("long.txt");
    let start = Start { paths: vec![case.articles()], annotator: Some(ANNOTATOR.to_owned()) };
    let options =
        StartOptions { config: Some(Config::at(case.config())), ..StartOptions::default() };
    let session = Session::start_with(start, options, Arc::new(|| {}));
    let mut session = Some(session);
    let name = id.clone();
    let mut harness: Harness<'_, Opening> =
        Harness::builder().with_size([1440.0, 900.0]).build_ui_state(
            move |ui, opening: &mut Opening| {
                if opening.app.is_none()
                    && let Some(session) = session.take()
                {
                    opening.app = Some(App::new(ui.ctx(), session, None));
                }
                opening.frame += 1;
                if let Some(app) = &mut opening.app {
                    app.before_frame(ui.ctx(), None);
                }
                opening.watch(&name);
                if let Some(app) = &mut opening.app {
                    app.frame(ui);
                }
            },
            Opening::default(),
        );
    let (mut text, mut tags) = (None, None);
    let limit = Instant::now() + Duration::from_secs(300);
    loop {
        harness.step();
        let frame = harness.state().frame;
        if text.is_none()
            && harness.query_all_by_role(Role::TextRun).any(|run| says(&run.value(), "ministry"))
        {
            text = Some(frame);
        }
        if tags.is_none() && harness.query_all_by_role(Role::Mark).next().is_some() {
            tags = Some(frame);
        }
        if (text.is_some() && tags.is_some() && harness.state().complete.is_some())
            || Instant::now() > limit
        {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let opening = harness.state();
    // The frame in which it is found read counts as the first.
    let frames = |shown: Option<u32>, there: Option<u32>| Some(shown?.saturating_sub(there?) + 1);
    let mut figures = Vec::new();
    for (what, frames) in [
        ("frames from a 10 MB article read to its text shown", frames(text, opening.read)),
        (
            "frames from its annotations read to resolved highlights shown",
            frames(tags, opening.resolved),
        ),
    ] {
        figures.push(frames.map_or_else(
            || Figure::missing(what, "≤ 2", "it was not shown within five minutes"),
            |n| Figure {
                what: what.to_owned(),
                is: n.to_string(),
                goal: "≤ 2".to_owned(),
                holds: Some(n <= 2),
            },
        ));
    }
    let what = "a 10 MB article segmented in the background, against one pass of the segmenter";
    let pass = one_pass(&case);
    figures.push(opening.complete.map_or_else(
        || Figure::missing(what, "≤ 3", "it was not complete within five minutes"),
        |complete| {
            let of = format!("{:.0} ms / {:.0} ms", ms(complete), ms(pass));
            Figure::ratio(what, &of, ms(complete) / ms(pass), 3.0)
        },
    ));
    figures
}

fn says(value: &Option<String>, words: &str) -> bool {
    value.as_ref().is_some_and(|value| value.contains(words))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// One pass of the segmenter over the same text, on one thread.
fn one_pass(case: &Case) -> Duration {
    let text = std::fs::read_to_string(case.articles().join("long.txt")).unwrap();
    let article =
        Article::new(ArticleId::new("long.txt"), text.into(), "UTF-8".to_owned(), String::new());
    let begun = Instant::now();
    Segments::new(&article, "").fill_all(&|| false);
    begun.elapsed()
}
