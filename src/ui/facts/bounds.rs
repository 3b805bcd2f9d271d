//! The table of qualifiers: how far "about", "nearly" and "just over" reach, as the analyst reads them.
//!
//! Owns what is typed and not done yet. Never: computes bounds (`compare` does).

use super::Desk;
use crate::model::{BoundsRow, Number, QualifierKind};
use crate::session::FactCommand;
use crate::ui::theme::{self, icon, palette};
use crate::ui::widgets;
use eframe::egui::{self, Id, Label, RichText, Ui};

/// The qualifiers that reach so far and no further; the open ones have nothing to set.
const ROWS: [(QualifierKind, &str); 4] = [
    (QualifierKind::About, "about"),
    (QualifierKind::Nearly, "nearly"),
    (QualifierKind::JustOver, "just over"),
    (QualifierKind::Plain, "no word"),
];
/// What the program takes where nothing is set: one unit of the last digit that is not zero, at most a tenth.
const OWN: (&str, &str) = ("1", "10");

/// What is typed: for each row how many units, and what share in percent.
#[derive(Default)]
pub struct BoundsState {
    typed: Option<[(String, String); 4]>,
}

/// The button that opens the table.
pub fn bounds_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut BoundsState) {
    let button = widgets::icon_button(ui, icon::SETTINGS, "How far “about” reaches", true);
    let popup = widgets::bar_popup(&button);
    if popup.show(|ui| table_ui(ui, desk, state)).is_none() {
        // What was not kept is given up when it closes.
        state.typed = None;
    }
}

fn table_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut BoundsState) {
    let p = palette(ui);
    ui.set_width(400.0);
    widgets::section_title(ui, "HOW FAR A WORD REACHES");
    let words = "So many units of the last digit that is not zero, at most such a share of the \
        figure: “about 28,120” is ± 10. “At least” and the like are open and have no reach.";
    ui.add(Label::new(RichText::new(words).size(theme::SMALL).color(p.muted)).wrap());
    ui.add_space(theme::STEP);
    let kept = desk.session.facts().map(|facts| facts.bounds.clone()).unwrap_or_default();
    let mut typed = state.typed.take().unwrap_or_else(|| shown(&kept));
    egui::Grid::new("bounds").num_columns(3).min_col_width(72.0).spacing([12.0, 6.0]).show(
        ui,
        |ui| {
            for head in ["", "units", "at most, in %"] {
                ui.label(RichText::new(head).size(theme::SMALL).color(p.muted));
            }
            ui.end_row();
            for ((_, word), (places, share)) in ROWS.iter().zip(&mut typed) {
                ui.label(*word);
                for (text, what) in [(places, "units"), (share, "share in percent")] {
                    let name = format!("{word}: {what}");
                    let id = Id::unique(("bounds", &name));
                    ui.add_enabled_ui(desk.writable, |ui| {
                        ui.set_min_width(110.0);
                        widgets::named_field(ui, id, &name, "exact", text, 110.0);
                    });
                }
                ui.end_row();
            }
        },
    );
    ui.add_space(theme::STEP);
    let read = rows_of(&typed);
    if let Err(why) = &read {
        ui.add(Label::new(RichText::new(why).size(theme::SMALL).color(p.danger)).wrap());
    }
    if !desk.writable {
        let why = RichText::new(desk.why_not()).size(theme::SMALL).color(p.muted);
        ui.add(Label::new(why).wrap());
    }
    ui.horizontal(|ui| {
        let new = read.ok().filter(|rows| desk.writable && !same(rows, &kept));
        if widgets::primary_button(ui, "Keep", new.is_some()).clicked()
            && let Some(rows) = new
        {
            desk.act(FactCommand::SetBounds { rows });
            ui.close();
        }
        let own = ui.add_enabled(desk.writable, egui::Button::new("As the program has it"));
        if own.clicked() {
            typed = shown(&[]);
        }
    });
    state.typed = Some(typed);
}

/// What the table holds, as a person would type it.
fn shown(kept: &[BoundsRow]) -> [(String, String); 4] {
    ROWS.map(|(qualifier, _)| {
        // Of two rows for one qualifier the later counts.
        match kept.iter().rev().find(|row| row.qualifier == qualifier) {
            Some(row) => (row.places.as_str().to_owned(), percent(row.share.as_str())),
            None if qualifier == QualifierKind::Plain => Default::default(),
            None => (OWN.0.to_owned(), OWN.1.to_owned()),
        }
    })
}

/// The rows that differ from the program's own.
fn rows_of(typed: &[(String, String); 4]) -> Result<Vec<BoundsRow>, String> {
    let mut rows = Vec::new();
    for ((qualifier, word), (places, share)) in ROWS.iter().zip(typed) {
        let (places, share) = (places.trim(), share.trim());
        let plain = *qualifier == QualifierKind::Plain;
        if plain && places.is_empty() && share.is_empty() || !plain && (places, share) == OWN {
            continue;
        }
        let number = |text: &str| {
            let fits = !text.starts_with('-') && text.parse::<f64>().is_ok_and(f64::is_finite);
            let number = Number::parse(text).filter(|_| fits);
            number.ok_or_else(|| format!("“{word}”: “{text}” is no number that is not negative."))
        };
        let share = number(share).map(|share| fraction(share.as_str()))?;
        let share = Number::parse(&share).ok_or_else(|| format!("“{word}”: too fine a share."))?;
        rows.push(BoundsRow { qualifier: *qualifier, places: number(places)?, share });
    }
    Ok(rows)
}

fn same(a: &[BoundsRow], b: &[BoundsRow]) -> bool {
    shown(a) == shown(b)
}

/// A decimal moved by two places, exactly: "0.1" is "10".
fn percent(share: &str) -> String {
    moved(share, 2)
}

fn fraction(percent: &str) -> String {
    moved(percent, -2)
}

/// The same digits with the point moved to the right, or to the left where negative.
fn moved(number: &str, by: i32) -> String {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits: Vec<char> = whole.chars().chain(rest.chars()).collect();
    let point = i32::try_from(whole.chars().count()).unwrap_or(i32::MAX).saturating_add(by);
    let last = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let digit = |at: i32| usize::try_from(at).ok().and_then(|at| digits.get(at)).copied();
    let mut text: String =
        (point.min(0)..point.max(1)).map(|at| digit(at).unwrap_or('0')).collect();
    if point <= 0 {
        // "0." and as many zeros as the point went beyond the digits.
        text = format!("0.{}", "0".repeat(usize::try_from(-point).unwrap_or_default()));
        text.extend(digits.iter());
    } else if point < last {
        text.push('.');
        text.extend((point..last).filter_map(digit));
    }
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let text = text.trim_start_matches('0');
    if text.is_empty() || text.starts_with('.') { format!("0{text}") } else { text.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_shown_in_percent_and_back_exactly() {
        for (share, shown) in [
            ("0.1", "10"),
            ("0.05", "5"),
            ("0.125", "12.5"),
            ("1", "100"),
            ("0", "0"),
            ("0.001", "0.1"),
        ] {
            assert_eq!(percent(share), shown);
            assert_eq!(fraction(shown), share);
        }
    }

    #[test]
    fn only_what_differs_is_kept() {
        let mut typed = shown(&[]);
        assert_eq!(rows_of(&typed).unwrap(), []);
        typed[0] = ("2".to_owned(), "5".to_owned());
        let rows = rows_of(&typed).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].places.as_str(), rows[0].share.as_str()), ("2", "0.05"));
        assert_eq!(shown(&rows), typed);
        typed[1].0 = "-1".to_owned();
        assert!(rows_of(&typed).is_err());
    }
}
