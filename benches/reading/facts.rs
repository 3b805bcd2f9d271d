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
    Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, accesskit::Role, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Of a frame with many facts, as of one with a long article.
const FRAMES: f64 = 1.5;
/// Frames of each kind.
const STEPS: usize = 120;
/// Sentences of an article, whether they have figures or not.
const SENTENCES: usize = 500;
/// Articles that the figures of each fact lie in.
const ARTICLES: usize = 20;

/// What differs: how many facts there are, each with a figure in every one of 20 articles, and how many figures the
/// first of them has.
#[derive(Clone, Copy)]
struct Size {
    facts: usize,
    first: usize,
}

const FEW: Size = Size { facts: 40, first: ARTICLES };
const MANY: Size = Size { facts: 5_000, first: ARTICLES };
/// As few facts, one of them with many figures.
const LONG: Size = Size { facts: 40, first: 5_000 };

impl Size {
    /// The facts that the figures of each article are of, in order. Articles have as many sentences in each case; those
    /// that hold no figure of a fact here are read as well.
    fn articles(self) -> Vec<Vec<usize>> {
        let more = self.first / ARTICLES - 1;
        let rounds = (0..ARTICLES).map(|_| (0..self.facts).chain(std::iter::repeat_n(0, more)));
        let rounds = rounds.map(Iterator::collect::<Vec<usize>>);
        rounds
            .flat_map(|all| all.chunks(SENTENCES).map(<[usize]>::to_vec).collect::<Vec<_>>())
            .collect()
    }
}

fn id(kind: usize, n: usize) -> String {
    format!("0192f3c2-{:04x}-7{kind:03x}-8000-{n:012x}", n & 0xffff)
}

/// Writes articles of as many sentences, the annotations of their figures, and the facts.
fn write(home: &Path, size: Size) {
    use sha2::Digest;
    let (articles, work) = (home.join("articles"), home.join("annotations").join(ANNOTATOR));
    std::fs::create_dir_all(&articles).unwrap();
    std::fs::create_dir_all(&work).unwrap();
    let history = || HistoryRecord { id: id(0, 0), seq: 0 };
    let fact = |n: usize| FactId::new(&id(4, n));
    let mut n = 0;
    for (file, figures) in size.articles().iter().enumerate() {
        let name = format!("{file:04}.txt");
        let printed = |n: usize| format!("{}", 1000 + n * 7919 % 28_000);
        let sentence =
            |n: usize| format!("So far {} people had entered the country.\n", printed(n));
        let numbers = n..n + SENTENCES;
        let text: String = numbers.clone().map(sentence).collect();
        std::fs::write(articles.join(&name), &text).unwrap();
        let hash = sha2::Sha256::digest(text.as_bytes());
        let sha: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let article = Article::new(ArticleId::new(&name), text.into(), "UTF-8".to_owned(), sha);
        let mut document = Document::default();
        let mut at = 0;
        for (n, of) in numbers.zip(figures) {
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
            quantity.facts = vec![FactJoin { id: fact(*of), comparable: Comparable::Yes }];
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
        n += SENTENCES;
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

type Window<'a> = Harness<'a, Option<App>>;

fn opened(home: &Path, size: Size) -> Window<'static> {
    let paths = vec![home.join("articles")];
    let start = Start { paths, annotator: Some(ANNOTATOR.to_owned()) };
    let config = Some(Config::at(home.join("config")));
    let options = StartOptions { config, ..StartOptions::default() };
    let mut session = Some(Session::start_with(start, options, Arc::new(|| {})));
    let mut harness: Window<'_> = Harness::builder().with_size([1440.0, 900.0]).build_ui_state(
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
    let read = |harness: &Window<'_>| {
        let session = harness.state().as_ref().map(App::session);
        session.is_some_and(|session| {
            session.opening().is_none()
                && !session.is_comparing()
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
    harness
}

/// What a frame takes with its shapes made into triangles, and without what the harness and its tree of names take.
fn frame(harness: &mut Window<'_>, modifiers: Modifiers, event: Event) -> f64 {
    let ctx = harness.ctx.clone();
    ctx.disable_accesskit();
    let screen_rect = Some(ctx.viewport_rect());
    let events = vec![Event::ModifiersChanged(modifiers), event];
    let input = RawInput { screen_rect, events, ..RawInput::default() };
    let app = harness.state_mut().as_mut().unwrap();
    let before = processor_time();
    let mut output = ctx.run_ui(input, |ui| {
        app.before_frame(ui.ctx(), None);
        app.frame(ui);
    });
    let triangles = ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
    let took = processor_time() - before;
    // No screen that takes them in.
    output.textures_delta.clear();
    assert!(!triangles.is_empty());
    took.as_secs_f64() * 1e3
}

fn wheel(harness: &mut Window<'_>, delta: f32, modifiers: Modifiers) -> f64 {
    let delta = Vec2::new(0.0, delta);
    let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
    let source = MouseWheelSource::Wheel;
    frame(harness, modifiers, Event::MouseWheel { unit, delta, phase, source, modifiers })
}

/// One there for so many steps, and one back.
fn way(step: usize, steps: usize) -> f32 {
    if (step / steps).is_multiple_of(2) { 1.0 } else { -1.0 }
}

/// A folder that is open, with the first fact's timeline.
struct Case {
    // Kept as long as it is open.
    _home: tempfile::TempDir,
    window: Window<'static>,
    size: Size,
    /// A cell of the board.
    board: Pos2,
    timeline: Rect,
    /// Where the pointer is.
    pointer: Pos2,
}

impl Case {
    fn new(size: Size) -> Self {
        let home = tempfile::tempdir().unwrap();
        write(home.path(), size);
        let window = opened(home.path(), size);
        // The first cell of the board: the members of the open fact stand to its right.
        let cells = window.get_all_by_role(Role::Cell).map(|cell| cell.rect().center());
        let board = cells.min_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
        let timeline = window.get_by_role(Role::Canvas).rect();
        Self { _home: home, window, size, board, timeline, pointer: board }
    }

    fn frame(&mut self, event: Event) -> f64 {
        frame(&mut self.window, Modifiers::NONE, event)
    }

    fn moved(&mut self, to: Pos2) -> f64 {
        self.pointer = to;
        self.frame(Event::PointerMoved(to))
    }

    fn wheel(&mut self, delta: f32, modifiers: Modifiers) -> f64 {
        wheel(&mut self.window, delta, modifiers)
    }
}

/// Milliseconds of processor time of each frame of each case: frame by frame side by side, so that what else runs on the
/// machine slows all of them.
fn side_by_side(
    cases: &mut [Case; 3],
    begin: impl Fn(&mut Case),
    step: impl Fn(&mut Case, usize) -> f64,
) -> [Vec<f64>; 3] {
    cases.iter_mut().for_each(begin);
    let mut costs = [const { Vec::new() }; 3];
    for n in 0..STEPS {
        for (case, costs) in cases.iter_mut().zip(&mut costs) {
            costs.push(step(case, n));
        }
    }
    costs
}

fn rest(case: &mut Case, place: Pos2) {
    for _ in 0..8 {
        case.moved(place);
    }
}

fn rest_on_timeline(case: &mut Case) {
    rest(case, case.timeline.center());
}

/// Zooms in to about a fifth of all figures, and takes hold of them.
fn take_hold(case: &mut Case) {
    rest_on_timeline(case);
    for _ in 0..5 {
        case.wheel(30.0, Modifiers::COMMAND);
    }
    rest_on_timeline(case);
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    let pos = case.pointer;
    case.frame(Event::PointerButton { pos, button, pressed: true, modifiers });
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
    let mut cases = [FEW, MANY, LONG].map(Case::new);
    let cases = &mut cases;
    let on_board = |case: &mut Case| rest(case, case.board);
    let board = side_by_side(cases, on_board, |case, n| {
        // As far as there are rows, so that each step shows others.
        let steps = if case.size.facts > FEW.facts { STEPS / 2 } else { 8 };
        case.wheel(-120.0 * way(n, steps), Modifiers::NONE)
    });
    let hover = side_by_side(cases, rest_on_timeline, |case, n| {
        let part = n as f32 / STEPS as f32;
        let over = vec2((part - 0.5) * 0.7 * case.timeline.width(), (part * 40.0).sin() * 30.0);
        case.moved(case.timeline.center() + over)
    });
    let scroll = side_by_side(cases, rest_on_timeline, |case, n| {
        case.wheel(-4.0 * way(n, 10), Modifiers::NONE)
    });
    let zoom = side_by_side(cases, rest_on_timeline, |case, n| {
        case.wheel(30.0 * way(n, 12), Modifiers::COMMAND)
    });
    let drag = side_by_side(cases, take_hold, |case, n| {
        case.moved(case.pointer + vec2(6.0, 2.0) * way(n, 20))
    });
    let mut figures = Vec::new();
    for (what, [few, many, long], of_facts) in [
        ("board with 5,000 facts, wheel steps, against 40", board, true),
        ("timeline with 5,000 figures, zooming, against 20", zoom, false),
        ("the same, dragging", drag, false),
        ("the same, pointer moving over it", hover, false),
        ("the same, wheel steps", scroll, false),
    ] {
        let large = if of_facts { many } else { long };
        for (part, called) in [(0.5, "median"), (0.99, "p99")] {
            let (a, b) = (quantile(&large, part), quantile(&few, part));
            let of = format!("{a:.2} ms / {b:.2} ms");
            let what = format!("{called} of a frame's processor time: {what}");
            figures.push(Figure::ratio(&what, &of, a / b, FRAMES));
        }
    }
    figures
}
