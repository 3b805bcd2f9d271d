//! The Facts view over many facts: what a frame costs while board and timeline are scrolled, against a folder with few.

use super::case::ANNOTATOR;
use super::clock::processor_time;
use super::figure::Figure;
use attest::model::{
    Article, ArticleId, AsOf, AsOfRelation, Basis, Behaviour, Change, Claim, ClaimId, Comparable,
    Document, Edit, Fact, FactId, FactJoin, Facts, Measure, Number, Part, Precision, Quantity,
    QuantityId, Span, Status, Value, anchor_at,
};
use attest::session::{Session, Start, StartOptions};
use attest::store::config::Config;
use attest::store::format::{
    HistoryRecord, file_from_document, file_from_facts, render_article, render_facts,
};
use attest::ui::App;
use eframe::egui::{
    self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, Vec2, accesskit::Role,
};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Of a frame with many facts, as of one with a long article.
const FRAMES: f64 = 1.5;
/// Steps of the wheel.
const STEPS: usize = 100;

/// How many figures and facts there are, and how many figures the first fact has.
#[derive(Clone, Copy)]
struct Size {
    figures: usize,
    facts: usize,
    first: usize,
}

const FEW: Size = Size { figures: 400, facts: 40, first: 20 };
const MANY: Size = Size { figures: 100_000, facts: 5_000, first: 20 };
/// As few facts, one of them with many figures.
const LONG: Size = Size { figures: 5_400, facts: 40, first: 5_000 };

fn id(kind: usize, n: usize) -> String {
    format!("0192f3c2-{:04x}-7{kind:03x}-8000-{n:012x}", n & 0xffff)
}

/// Writes articles of 500 sentences with a figure each, their annotations, and the facts.
fn write(home: &Path, size: Size) {
    use sha2::Digest;
    let (articles, work) = (home.join("articles"), home.join("annotations").join(ANNOTATOR));
    std::fs::create_dir_all(&articles).unwrap();
    std::fs::create_dir_all(&work).unwrap();
    let history = || HistoryRecord { id: id(0, 0), seq: 0 };
    let fact = |n: usize| FactId::new(&id(4, n));
    for (file, from) in (0..size.figures).step_by(500).enumerate() {
        let name = format!("{file:04}.txt");
        let numbers: Vec<usize> = (from..size.figures.min(from + 500)).collect();
        let printed = |n: usize| format!("{}", 1000 + n * 7919 % 28_000);
        let sentence =
            |n: usize| format!("So far {} people had entered the country.\n", printed(n));
        let text: String = numbers.iter().map(|n| sentence(*n)).collect();
        std::fs::write(articles.join(&name), &text).unwrap();
        let hash = sha2::Sha256::digest(text.as_bytes());
        let sha: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let article = Article::new(ArticleId::new(&name), text.into(), "UTF-8".to_owned(), sha);
        let mut document = Document::default();
        let mut at = 0;
        for n in numbers {
            let (words, figure) = (sentence(n), printed(n));
            let claim = ClaimId::new(&id(1, n));
            let whole = anchor_at(&article, Span::new(at, at + words.len() - 1)).unwrap();
            let number = Span::new(at + 7, at + 7 + figure.len());
            let value = Value::Number(Number::parse(&figure).unwrap());
            let anchor = anchor_at(&article, number).unwrap();
            let mut quantity =
                Quantity::new(QuantityId::new(&id(2, n)), claim.clone(), anchor, value);
            quantity.measure = Measure::Cumulative;
            quantity.as_of = Some(AsOf {
                edtf: format!("2023-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28),
                precision: Precision::Day,
                relation: AsOfRelation::At,
                basis: Basis::Explicit,
                anchor: None,
            });
            let of = if n < size.first { 0 } else { 1 + n % (size.facts - 1) };
            quantity.facts = vec![FactJoin { id: fact(of), comparable: Comparable::Yes }];
            let made = "2026-11-22T09:14:03Z".to_owned();
            let claim = Claim {
                id: claim,
                anchors: vec![whole],
                part: Part::Body,
                status: Status::Draft,
                tags: Vec::new(),
                note: String::new(),
                created: made.clone(),
                changed: made,
            };
            document.apply(&Change::Claim(Edit::insert(claim))).unwrap();
            document.apply(&Change::Quantity(Box::new(Edit::insert(quantity)))).unwrap();
            at += words.len();
        }
        let file = file_from_document(&article, &document, ANNOTATOR, history());
        std::fs::write(work.join(format!("{name}.ron")), render_article(&file).unwrap()).unwrap();
    }
    let mut facts = Facts::default();
    for n in 0..size.facts {
        let mut one = Fact::new(fact(n), &format!("How many people entered country {n:04}?"));
        one.behaves = Behaviour::Varies;
        facts.facts.insert(fact(n), one);
    }
    let file = file_from_facts(&facts, ANNOTATOR, history());
    std::fs::write(work.join("facts.ron"), render_facts(&file).unwrap()).unwrap();
    let project = "(\n    format: 1,\n    articles: \"../articles\",\n)\n";
    std::fs::write(home.join("annotations").join("project.ron"), project).unwrap();
}

/// Milliseconds of processor time of each frame while the wheel turns over the board, and over the timeline of the first fact.
fn costs(size: Size) -> (Vec<f64>, Vec<f64>) {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), size);
    let paths = vec![home.path().join("articles")];
    let start = Start { paths, annotator: Some(ANNOTATOR.to_owned()) };
    let config = Some(Config::at(home.path().join("config")));
    let options = StartOptions { config, ..StartOptions::default() };
    let mut session = Some(Session::start_with(start, options, Arc::new(|| {})));
    let mut harness: Harness<'_, Option<App>> =
        Harness::builder().with_size([1440.0, 900.0]).build_ui_state(
            move |ui, app: &mut Option<App>| {
                if app.is_none() {
                    *app = session.take().map(|session| App::new(ui.ctx(), session, None));
                }
                if let Some(app) = app {
                    app.before_frame(ui.ctx(), None);
                    app.frame(ui);
                }
            },
            None,
        );
    let limit = Instant::now() + Duration::from_secs(300);
    let read = |harness: &Harness<'_, Option<App>>| {
        let session = harness.state().as_ref().map(App::session);
        session.is_some_and(|session| {
            session.opening().is_none()
                && session.board().iter().all(|row| row.members > 0)
                && session.board().len() == size.facts
        })
    };
    while !read(&harness) {
        assert!(Instant::now() < limit, "the folder is read");
        harness.step();
        std::thread::sleep(Duration::from_millis(2));
    }
    harness.get_by_role_and_label(Role::Button, "Facts").click();
    harness.run_steps(10);
    let row = harness.query_all_by_role(Role::Row).next().map(|row| row.rect().center());
    let board = row.unwrap_or_else(|| egui::pos2(300.0, 500.0));
    let timeline = harness
        .query_all_by_role(Role::Canvas)
        .next()
        .map_or_else(|| egui::pos2(1100.0, 320.0), |canvas| canvas.rect().center());
    let mut during = |place: egui::Pos2, delta: f32, modifiers: Modifiers| {
        harness.event(Event::PointerMoved(place));
        harness.run_steps(3);
        let mut costs = Vec::with_capacity(STEPS);
        for step in 0..STEPS {
            let delta = Vec2::new(0.0, if step < STEPS / 2 { -delta } else { delta });
            let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
            let source = MouseWheelSource::Wheel;
            harness.event_modifiers(
                Event::MouseWheel { unit, delta, phase, source, modifiers },
                modifiers,
            );
            let before = processor_time();
            harness.step();
            costs.push((processor_time() - before).as_secs_f64() * 1e3);
        }
        costs
    };
    (during(board, 120.0, Modifiers::NONE), during(timeline, 30.0, Modifiers::COMMAND))
}

/// The value below which this part of them lies.
fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // As many as there are steps.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = (part * (sorted.len() - 1) as f64) as usize;
    sorted[at]
}

/// Many facts against few, and a fact of many figures against one of few.
pub fn measure() -> Vec<Figure> {
    let (few, many, long) = (costs(FEW), costs(MANY), costs(LONG));
    let mut figures = Vec::new();
    for (what, small, large) in [
        ("board with 5,000 facts, wheel steps, against 40", &few.0, &many.0),
        ("timeline with 5,000 figures, zooming, against 20", &few.1, &long.1),
    ] {
        for (part, called) in [(0.5, "median"), (0.99, "p99")] {
            let (a, b) = (quantile(large, part), quantile(small, part));
            let of = format!("{a:.2} ms / {b:.2} ms");
            let what = format!("{called} of a frame's processor time: {what}");
            figures.push(Figure::ratio(&what, &of, a / b, FRAMES));
        }
    }
    figures
}
