//! The panels around the Reader, in a whole window without a display: found by their names, used by mouse and keys.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use attest::session::{Session, Start};
use attest::ui::App;
use attest::ui::theme;
use common::Desk;
use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use std::time::{Duration, Instant};

const SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn window(desk: &Desk) -> Harness<'_, Option<App>> {
    window_of(desk.session())
}

fn window_of<'a>(session: Session) -> Harness<'a, Option<App>> {
    let mut session = Some(session);
    let mut harness = Harness::builder()
        .with_size(vec2(1360.0, 860.0))
        .with_max_steps(40)
        .with_context_setup(theme::install_fonts)
        .build_ui_state(
            move |ui, app: &mut Option<App>| {
                let app =
                    app.get_or_insert_with(|| App::new(ui.ctx(), session.take().unwrap(), None));
                app.before_frame(ui.ctx(), None);
                app.frame(ui);
            },
            None,
        );
    harness.run();
    harness
}

/// Draws frames until this holds; the limit is for what never comes.
fn until(
    harness: &mut Harness<'_, Option<App>>,
    what: &str,
    holds: impl Fn(&Harness<'_, Option<App>>) -> bool,
) {
    let end = Instant::now() + Duration::from_secs(60);
    while !holds(harness) {
        assert!(Instant::now() < end, "{what}");
        harness.step();
    }
}

fn session<'a>(harness: &'a Harness<'_, Option<App>>) -> &'a Session {
    harness.state().as_ref().unwrap().session()
}

#[test]
fn annotations_that_lie_near_are_asked_about_and_taken_with_one_click() {
    let desk = Desk::new();
    let mut worked = desk.session();
    common::with_a_number(&mut worked);
    worked.close();
    let moved = desk.seeds().with_file_name("articles");
    std::fs::rename(desk.seeds(), &moved).unwrap();
    let mut harness = window_of(desk.start(Start { paths: vec![moved], annotator: None }));
    let take = "Take them";
    harness.get_by_label(take);
    assert!(harness.query_by_label("All changes saved").is_none());
    harness.get_by_label("Not now").click();
    harness.run();
    assert!(harness.query_by_label(take).is_none());
    harness.get_by_label("Annotations lie near").click();
    harness.run();
    harness.get_by_label(take).click();
    until(&mut harness, "taken", |harness| {
        session(harness).rows().iter().map(|row| row.claims).sum::<usize>() == 1
    });
    until(&mut harness, "saved", |harness| harness.query_by_label("All changes saved").is_some());
    assert!(harness.query_by_label(take).is_none());
    assert!(harness.query_by_label("Annotations lie near").is_none());
}

#[test]
fn an_article_whose_file_changes_is_read_again_with_a_click() {
    let desk = Desk::new();
    let mut harness = window(&desk);
    let shown = session(&harness).current().unwrap().clone();
    std::fs::write(desk.seeds().join(shown.as_str()), "Corrected: 12 people.").unwrap();
    until(&mut harness, "said", |harness| harness.query_by_label("Read it again").is_some());
    harness.get_by_label("Dismiss").click();
    harness.run_steps(3);
    // Without its notice the article says so itself.
    harness.get_by_label("Read it again").click();
    until(&mut harness, "read", |harness| {
        session(harness).article(&shown).is_some_and(|article| article.text.starts_with("Corr"))
    });
    harness.run_steps(3);
    assert!(harness.query_by_label("Read it again").is_none());
}

#[test]
fn an_article_is_found_by_the_filter_and_shown_by_a_click() {
    let desk = Desk::new();
    let mut harness = window(&desk);
    let rows =
        |harness: &Harness<'_, Option<App>>| harness.query_all_by_role(Role::ListBoxOption).count();
    assert_eq!(rows(&harness), 5);
    harness.get_by_label("Filter articles").focus();
    harness.run();
    harness.get_by_label("Filter articles").type_text("200 killed");
    harness.run();
    assert_eq!(rows(&harness), 1);
    harness.get_by_role(Role::ListBoxOption).click();
    harness.run();
    let app = harness.state().as_ref().unwrap();
    assert_eq!(app.session().current().unwrap().as_str(), "004_84ec66a58897492e.txt");
    harness.get_by_label("Clear").click();
    harness.run();
    assert_eq!(rows(&harness), 5);
}

#[test]
fn the_palette_finds_and_does_a_command_by_keys_alone() {
    let desk = Desk::new();
    let mut harness = window(&desk);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_label("Type a command").type_text("mouse and");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label("Type a command").is_none());
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.query_by_label("Close").is_none());
}

#[test]
fn the_search_over_all_articles_opens_by_its_keys_and_closes() {
    let desk = Desk::new();
    let mut harness = window(&desk);
    harness.key_press_modifiers(SHIFT, Key::F);
    harness.run();
    let before = harness.get_by_label("Words to find").rect();
    harness.get_by_label("Words to find").type_text("Kornidzor");
    harness.run();
    harness.run_steps(5);
    let after = harness.get_by_label("Words to find").rect();
    assert_eq!(after, before, "nothing moves while typing");
    assert_eq!(harness.state().as_ref().unwrap().session().search().query.text, "Kornidzor");
    harness.get_by_label("Close search").click();
    harness.run();
    assert!(harness.query_by_label("Words to find").is_none());
    assert!(harness.query_by_label("Filter articles").is_some());
}

#[test]
fn an_export_is_asked_for_with_a_typed_path() {
    let desk = Desk::new();
    let mut harness = window(&desk);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness.get_by_label("JSON: everything, with text and offsets").click();
    harness.run();
    let path = harness.get_by_role_and_label(Role::TextInput, "To the file").value().unwrap();
    assert!(path.ends_with("-annotations.json"), "{path}");
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::TextInput, "To the file").is_none());
}

#[test]
fn the_bars_say_what_is_open_and_that_it_is_saved() {
    let desk = Desk::new();
    let harness = window(&desk);
    harness.get_by_label("All changes saved");
    harness.get_by_label("no claims · no numbers · no attributions");
    for button in ["Undo", "Redo", "Export…", "Commands", "Theme", "Zoom in", "Zoom out", "Facts"]
    {
        harness.get_by_label(button);
    }
}
