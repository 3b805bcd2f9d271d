//! Kill -9 at random moments of a scripted session: nothing that the window showed as saved is lost.

use super::desk::{Desk, Running, save_state};
use super::dice::Dice;
use super::tree::Tree;
use super::work::{ARTICLE, document, is_tagged, open_article};
use eframe::egui::accesskit::Role;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Sentences of the article that stand on the first screen, and a word of each to double-click.
const SENTENCES: [(&str, &str); 6] = [
    (
        "The Armenian government said late Sunday evening that 1,050 people had crossed into the country from Nagorno-Karabakh.",
        "evening",
    ),
    (
        "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.”",
        "statement",
    ),
    (
        "Reuters pictures showed dozens of cars leaving the capital at night towards the mountain pass full of curves.",
        "mountain",
    ),
    (
        "Azerbaijan says it will guarantee their rights and integrate the region into the rest of the country, but Armenians say they fear repression.",
        "integrate",
    ),
    (
        "Armenians in Nagorno-Karabakh began a mass exodus of cars towards Armenia after Azerbaijan defeated the separatist region’s fighters in a conflict dating back to the Soviet era.",
        "exodus",
    ),
    (
        "A Reuters correspondent in the capital of Karabakh, known as Stepanakert to Armenians and Khankendi to Azerbaijan, said that those with fuel headed in their cars through the Lachin Corridor towards the border with Armenia.",
        "Stepanakert",
    ),
];

/// Which of the sentences the window shows as claims.
fn claims(tree: &Tree) -> BTreeSet<usize> {
    let is_claim =
        |(at, (text, _)): (usize, &(&str, &str))| is_tagged(tree, text, "claim").then_some(at);
    SENTENCES.iter().enumerate().filter_map(is_claim).collect()
}

/// Which of the sentences are claims on disk, as files and history say together.
fn claims_on_disk(desk: &Desk) -> BTreeSet<usize> {
    let document = super::files::opened(desk);
    let texts: BTreeSet<_> = document
        .iter()
        .flat_map(|document| document.claims().values())
        .flat_map(|claim| claim.anchors.iter().map(|anchor| anchor.exact().to_owned()))
        .collect();
    (0..SENTENCES.len()).filter(|at| texts.contains(SENTENCES[*at].0)).collect()
}

/// What the window showed, and what may be on disk besides.
#[derive(Default)]
struct Witness {
    /// What it showed last together with "All changes saved".
    saved: BTreeSet<usize>,
    /// Whether it showed that at all since it was started: before, the annotations may still be on their way.
    told: bool,
    /// Every state that it showed since then.
    since: Vec<BTreeSet<usize>>,
    /// What the last act may lead to, until its effect is seen.
    pending: Vec<BTreeSet<usize>>,
}

impl Witness {
    fn look(&mut self, window: &Running) -> Option<BTreeSet<usize>> {
        // What is not seen says nothing: an undo may have scrolled. Until the article is shown, nothing is.
        let tree = loop {
            let tree = window.try_tree().ok()?;
            if SENTENCES.iter().all(|(text, _)| tree.one(Role::ListItem, text).is_some()) {
                break tree;
            }
            if !window.wheel_up() {
                return None;
            }
        };
        let shown = claims(&tree);
        if save_state(&tree).is_some_and(|state| state == "All changes saved") {
            self.saved = shown.clone();
            self.told = true;
            self.since.clear();
        }
        if self.told {
            self.since.push(shown.clone());
        }
        Some(shown)
    }

    fn allows(&self, found: &BTreeSet<usize>) -> bool {
        self.since.iter().chain(&self.pending).chain([&self.saved]).any(|state| state == found)
    }
}

/// Acts at random and looks, until the window is gone.
fn work_until_killed(
    window: &Running,
    dice: &mut Dice,
    witness: &mut Witness,
    killed: &AtomicBool,
) {
    let gone = || killed.load(Ordering::SeqCst);
    let mut shown = loop {
        match witness.look(window) {
            Some(shown) if witness.told => break shown,
            _ if gone() => return,
            _ => {}
        }
    };
    while !gone() {
        let at = dice.below(SENTENCES.len());
        let without = |at: &usize| shown.iter().copied().filter(|other| other != at).collect();
        let with = |at: usize| shown.iter().copied().chain([at]).collect::<BTreeSet<_>>();
        let done = if !shown.is_empty() && dice.once_in(3) {
            witness.pending = shown.iter().map(without).collect();
            window.key(&["ctrl+z"])
        } else if shown.contains(&at) {
            witness.pending = (0..SENTENCES.len()).map(with).collect();
            window.key(&["ctrl+shift+z"])
        } else {
            witness.pending = vec![with(at)];
            let (text, on) = SENTENCES[at];
            let Ok(tree) = window.try_tree() else { return };
            tree.words(text, on).is_some_and(|words| window.double_click(words.on()))
        };
        if !done {
            return;
        }
        // Until the act shows, or is seen to do nothing (there may be nothing to redo).
        let limit = Instant::now() + Duration::from_millis(800);
        loop {
            let Some(now) = witness.look(window) else { return };
            if now != shown {
                witness.pending.clear();
                shown = now;
                break;
            }
            if gone() || Instant::now() > limit {
                break;
            }
        }
    }
}

/// A number from the environment.
fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// `ATTEST_KILLS` names another number of kills, `ATTEST_SEED` another run.
#[test]
fn a_hundred_kills_lose_nothing_that_was_shown_as_saved() {
    let desk = Desk::new(1440, 900);
    let (kills, seed) = (asked("ATTEST_KILLS", 100), asked("ATTEST_SEED", 20_230_924));
    let mut dice = Dice(seed);
    let window = desk.start();
    open_article(&window);
    desk.wait_until_place_is_kept(&[ARTICLE]);
    drop(window);
    let mut witness = Witness::default();
    let mut at_work = 0;
    for round in 0..kills {
        // Long enough for a few acts, of which one is under way.
        let after = Duration::from_millis(dice.below(1500) as u64);
        if dice.once_in(5) {
            // While it starts.
            let mut child = desk.spawn("config", &[]).child;
            std::thread::sleep(after / 2);
            child.kill().unwrap();
            child.wait().unwrap();
        } else {
            let window = desk.start();
            let killed = AtomicBool::new(false);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    std::thread::sleep(after);
                    window.kill_now();
                    killed.store(true, Ordering::SeqCst);
                });
                work_until_killed(&window, &mut dice, &mut witness, &killed);
            });
        }
        let found = claims_on_disk(&desk);
        assert!(
            witness.allows(&found),
            "seed {seed}, round {round}, killed after {after:?}: on disk {found:?}; saved {:?}; shown since {:?}; perhaps {:?}",
            witness.saved,
            witness.since,
            witness.pending
        );
        if desk.annotation_file(ARTICLE).exists() {
            // It parses, whenever it was cut off.
            drop(document(&desk, ARTICLE));
        }
        at_work += u64::from(witness.since.len() > 1 || !witness.pending.is_empty());
        witness = Witness { saved: found, ..Witness::default() };
    }
    println!("seed {seed}: nothing lost by {kills} kills, {at_work} of them with an act under way");
    assert!(at_work * 4 > kills, "the kills must hit sessions at work: {at_work} of {kills}");
}
