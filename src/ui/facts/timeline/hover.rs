//! What stands under the pointer, and what it says.
//!
//! Never: draws the picture, goes anywhere.

use super::scene::{At, Scene, Spot};
use crate::session::MemberRow;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{self, Frame, Label, Pos2, RichText, Ui, vec2};

/// How near the pointer must be to a mark.
pub const NEAR: f32 = 12.0;
/// Marks so near to each other are one to the eye.
const SAME: f32 = 2.5;
/// Figures of a group that are told, at most.
const TOLD: usize = 6;

/// The mark nearest to a place of the picture. What is in view is bounded, so that all of it is looked at.
pub fn nearest(scene: &Scene, place: At) -> Option<usize> {
    let far = |spot: &Spot| apart(spot.at, place);
    let spots = scene.spots.iter().enumerate().map(|(at, spot)| (at, far(spot)));
    let (at, far) = spots.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (far <= NEAR).then_some(at)
}

fn apart(a: At, b: At) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// The rows of the figures at a mark: those that it stands for, and those of marks that it covers.
pub fn rows_at(scene: &Scene, spot: &Spot) -> Vec<usize> {
    if let Some(group) = &spot.group {
        let members = scene.members.get(group.members.clone()).unwrap_or_default();
        return members.iter().filter_map(|row| usize::try_from(*row).ok()).collect();
    }
    let covered = |other: &&Spot| {
        other.row != spot.row && other.group.is_none() && apart(other.at, spot.at) < SAME
    };
    let others = scene.spots.iter().filter(covered).map(|other| other.row);
    std::iter::once(spot.row).chain(others).collect()
}

/// What a mark is called.
pub fn said(scene: &Scene, spot: &Spot, rows: &[MemberRow]) -> String {
    let Some(row) = rows.get(spot.row) else { return String::new() };
    match &spot.group {
        Some(group) => {
            let all = widgets::counted(group.members.len(), "figure", "figures");
            format!("{all} together, {}, {}", times(&rows_at(scene, spot), rows), row.origin)
        }
        None => format!("{}, {}, {}", row.shown, time_of(row), row.origin),
    }
}

fn time_of(row: &MemberRow) -> &str {
    if row.time.is_empty() { "time not stated" } else { &row.time }
}

/// The time of all, or those of the first and the last of them.
fn times(at: &[usize], rows: &[MemberRow]) -> String {
    let time = |at: Option<&usize>| at.and_then(|at| rows.get(*at)).map_or("", time_of);
    let (first, last) = (time(at.first()), time(at.last()));
    if first == last { first.to_owned() } else { format!("{first} to {last}") }
}

/// Tells beside a mark what stands there: the sentence of a figure; of several how many, and the first of them.
pub fn tell_ui(ui: &Ui, at: Pos2, scene: &Scene, spot: &Spot, rows: &[MemberRow]) {
    let area = egui::Area::new(egui::Id::unique("timeline tells")).order(egui::Order::Tooltip);
    let area = area.interactable(false).fixed_pos(at + vec2(14.0, 14.0)).constrain(true);
    let here = rows_at(scene, spot);
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(340.0);
            match (here.as_slice(), rows.get(spot.row)) {
                ([_], Some(row)) => figure_ui(ui, row),
                (several, _) => several_ui(ui, spot, several, rows),
            }
        });
    });
}

fn figure_ui(ui: &mut Ui, row: &MemberRow) {
    let p = palette(ui);
    ui.label(RichText::new(&row.shown).font(theme::title_font(theme::BODY)));
    let when = RichText::new(format!("{} · {}", time_of(row), row.origin));
    let when = when.size(theme::SMALL).color(p.muted);
    ui.label(if row.hollow { when.italics() } else { when });
    let sentence: String = row.sentence.chars().take(400).collect();
    ui.add(Label::new(format!("“{sentence}”")).wrap());
}

fn several_ui(ui: &mut Ui, spot: &Spot, here: &[usize], rows: &[MemberRow]) {
    let p = palette(ui);
    let all = widgets::counted(here.len(), "figure", "figures");
    ui.label(RichText::new(format!("{all} here")).font(theme::title_font(theme::BODY)));
    // One line too many is no shorter than the last figure.
    let told = if here.len() == TOLD + 1 { TOLD + 1 } else { TOLD };
    for row in here.iter().take(told).filter_map(|at| rows.get(*at)) {
        let words = format!("{} · {} · {}", row.shown, time_of(row), row.origin);
        let words = RichText::new(words).size(theme::SMALL).color(p.text);
        ui.add(Label::new(if row.hollow { words.italics() } else { words }).truncate());
    }
    if let Some(more) = here.len().checked_sub(told).filter(|more| *more > 0) {
        let words = format!("and {} more", widgets::grouped(more));
        ui.label(RichText::new(words).size(theme::SMALL).color(p.muted));
    }
    let click = match &spot.group {
        Some(group) if group.comes_apart => "Click to take them apart",
        _ => "Click to go to the first; the table below has all of them",
    };
    ui.label(RichText::new(click).size(theme::SMALL).color(p.muted));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::facts::timeline::scene::Group;

    fn spot(x: f32, row: usize) -> Spot {
        Spot { at: (x, 10.0), row, group: None }
    }

    #[test]
    fn the_pointer_finds_the_nearest_mark_and_what_it_covers() {
        let spots = vec![spot(10.0, 0), spot(40.0, 1), spot(41.0, 2), spot(90.0, 3)];
        let scene = Scene { spots, ..Scene::default() };
        assert_eq!(nearest(&scene, (14.0, 10.0)), Some(0));
        assert_eq!(nearest(&scene, (65.0, 10.0)), None);
        assert_eq!(rows_at(&scene, &scene.spots[1]), [1, 2]);
        assert_eq!(rows_at(&scene, &scene.spots[3]), [3]);
    }

    #[test]
    fn a_group_has_all_its_figures() {
        let group = Some(Group { members: 1..4, comes_apart: true });
        let spots = vec![Spot { at: (0.0, 0.0), row: 7, group }];
        let scene = Scene { spots, members: vec![5, 7, 8, 9, 4].into(), ..Scene::default() };
        assert_eq!(rows_at(&scene, &scene.spots[0]), [7, 8, 9]);
    }
}
