//! One fact over four articles by mouse: its figures tagged through proposals, joined with one click each, seen over time.

use super::desk::{Desk, Running};
use super::tree::{Tree, middle, said};
use eframe::egui::accesskit::Role;

/// An article by the first words of its title; words of the sentence; the number; what else stands in its form.
struct Figure {
    title: &'static str,
    sentence: &'static str,
    on: &'static str,
    number: &'static str,
}

const FIGURES: [Figure; 4] = [
    Figure {
        title: "Armenians in Nagorno-Karabakh began a mass exodus",
        sentence: "1,050 people had entered Armenia from Nagorno-Karabakh",
        on: "entered",
        number: "1,050",
    },
    Figure {
        title: "Nearly 3000 people have fled",
        sentence: "more than 2900 refugees had entered Armenia by 25 September",
        on: "entered",
        number: "2900",
    },
    Figure {
        title: "More than 13,000 Armenians have fled",
        sentence: "More than 13,000 Armenians have fled to Armenia from Nagorno Karabakh",
        on: "fled",
        number: "13,000",
    },
    Figure {
        title: "After Azerbaijan’s military victory",
        sentence: "About 28,120 refugees have arrived in Armenia from Nagorno-Karabakh",
        on: "arrived",
        number: "28,120",
    },
];

/// Makes the figure's sentence a claim, accepts what is printed, and selects the number.
fn tag(window: &Running, figure: &Figure) {
    window.click_saying(figure.title);
    let at = window.place_of(figure.sentence, figure.on).on();
    assert!(window.double_click(at));
    window.wait_for("Accept all");
    window.press("Accept all");
    window.wait(&format!("{} is a number", figure.number), |tree| {
        let is_number = |about: &str| about == "Number";
        tree.all()
            .any(|node| {
                node.role() == Role::Mark
                    && said(node).contains(figure.number)
                    && node.description().is_some_and(is_number)
            })
            .then_some(())
    });
    window.click_words(figure.sentence, figure.number);
}

/// One click on the first of these buttons that is there.
fn join(window: &Running) {
    let button = window.wait("an offer to join", |tree| {
        let offered = ["Join", "Yes, the same"];
        offered.into_iter().find(|name| tree.one(Role::Button, name).is_some())
    });
    window.press(button);
}

fn shows(tree: &Tree, words: &str) -> bool {
    tree.all().any(|node| said(node) == words)
}

#[test]
fn four_figures_are_one_fact_that_reads_later_update() {
    let desk = Desk::new(1440, 1500);
    let window = desk.start();
    // Tall enough for the whole form of a number.
    window.resize(1440, 1480);
    let mut clicks = 0;
    for (at, figure) in FIGURES.iter().enumerate() {
        tag(&window, figure);
        let before = window.clicks();
        if at == 0 {
            window.wait_for("New fact: How many people");
            window.click_saying("New fact: How many people");
        } else {
            join(&window);
        }
        clicks += window.clicks() - before;
        // The form says that it belongs there now.
        window.wait_for("Another fact…");
    }
    assert_eq!(clicks, 4, "one click each");

    window.press("Facts");
    window.wait_for("Timeline: How many people");
    let tree = window.wait("the members and their verdicts", |tree| {
        (shows(tree, "order not stated") && shows(tree, "later update")).then(|| window.tree())
    });
    assert!(!shows(&tree, "conflicts"), "{}", tree.shown());
    let state = tree.every(Role::Button, "later update");
    assert!(!state.is_empty(), "the fact reads later update: {}", tree.shown());

    // The reason of what is not stated, with both quotes.
    window.press("order not stated");
    window.wait_for("Close the reason");
    window.wait("both quotes", |tree| {
        let all: Vec<&str> = tree.all().map(said).collect();
        let quoted =
            |words: &str| all.iter().any(|text| text.contains('“') && text.contains(words));
        (quoted("13,000") && quoted("28,120")).then_some(())
    });

    // A point leads to its sentence.
    let at = window.wait("the point of 2900", |tree| {
        let is_point = |text: &str| text.contains("2900, by ");
        let point = tree.all().find(|node| node.role() == Role::Button && is_point(said(node)))?;
        point.bounds().map(|bounds| middle(&bounds))
    });
    window.click(at);
    let last = &FIGURES[1];
    window.wait("its sentence", |tree| tree.words(last.sentence, last.number));
    window.press("Back to the facts");
    window.wait_for("Timeline: How many people");
}

/// What a fresh checkout has beside its articles.
fn copy_tree(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_tree(&path, &there);
        } else {
            std::fs::copy(&path, &there).unwrap();
        }
    }
}

#[test]
fn a_newcomer_looks_at_the_example_and_starts_own_work_with_one_click() {
    let desk = Desk::new(1280, 800);
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("annotations");
    copy_tree(&shipped, &desk.case().join("annotations"));
    let window = desk.start();
    window.press("analyst");
    window.press("Look at example");
    window.wait_for("example (looking)");
    window.press("Facts");
    window.wait_for("How many people entered Armenia?");
    window.click_saying("How many people entered Armenia?");
    window.wait_for("Timeline: How many people entered Armenia?");
    window.press("example (looking)");
    let before = window.clicks();
    window.click_saying("From a copy of example");
    assert_eq!(window.clicks() - before, 1);
    window.wait("own work with the example's facts", |tree| {
        let own = tree.one(Role::Button, "analyst").is_some();
        (own && shows(tree, "How many people entered Armenia?")).then_some(())
    });
    window.wait_until_saved();
    assert!(desk.annotations().join("facts.ron").is_file());
    let example = |file: &str| shipped.join("example").join(file);
    let kept = std::fs::read(desk.case().join("annotations/example/facts.ron")).unwrap();
    assert_eq!(kept, std::fs::read(example("facts.ron")).unwrap(), "the example is as it was");
}
