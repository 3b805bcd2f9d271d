//! Why a fact, or two of its figures, read as they do: the reason in words, both quotes side by side, and the analyst's
//! own decision beside it.
//!
//! Owns which pair is shown and what is typed of a decision. Never: judges.

use super::chip::{self, Chip};
use super::{Desk, FactsState, sentence};
use crate::compare::{FactWord, state_words};
use crate::model::{FactId, PairState, QuantityId};
use crate::session::{BoardRow, FactCommand, PairView, Statement};
use crate::ui::names::joined;
use crate::ui::theme::{self, icon, palette};
use crate::ui::widgets;
use eframe::egui::{Align, ComboBox, Frame, Label, Layout, Margin, RichText, Stroke, TextEdit, Ui};

/// The reason that is open.
pub struct Reasons {
    /// What is explained where there is no pair.
    words: String,
    pairs: Vec<(QuantityId, QuantityId)>,
    at: usize,
    /// It was opened just now, or changes: for so many frames it is brought into view.
    fresh: u8,
    deciding: Option<Deciding>,
}

/// A decision that is being made.
#[derive(Default)]
struct Deciding {
    chosen: Option<usize>,
    why: String,
}

/// For how many frames a reason that changes is kept in view: the session answers in the next one.
const FRESH: u8 = 3;

/// What can be decided: the words, the state, and whether the left one is the one that refines or is later.
const DECISIONS: [(&str, PairState, bool); 8] = [
    ("They agree", PairState::Agrees, true),
    ("The left one refines the right one", PairState::Refines, true),
    ("The right one refines the left one", PairState::Refines, false),
    ("The left one is later", PairState::LaterUpdate, true),
    ("The right one is later", PairState::LaterUpdate, false),
    ("They conflict", PairState::Conflicts, true),
    ("They are not comparable", PairState::NotComparable, true),
    ("It cannot be told", PairState::Undetermined, true),
];

impl Reasons {
    /// Why a fact reads as it does.
    pub fn of_fact(row: &BoardRow) -> Self {
        let words = match row.word {
            FactWord::Empty => "No quantity has joined this fact yet.".to_owned(),
            FactWord::Single => "There is one figure, and nothing to compare it with.".to_owned(),
            _ => row.reason.clone(),
        };
        Self { words, pairs: row.pairs.clone(), at: 0, fresh: FRESH, deciding: None }
    }

    /// Why two figures stand to each other as they do.
    pub fn of_pair(a: QuantityId, b: QuantityId) -> Self {
        Self { words: String::new(), pairs: vec![(a, b)], at: 0, fresh: FRESH, deciding: None }
    }

    /// Whether a quantity is one of the pair that is shown.
    pub fn shows(&self, quantity: &QuantityId) -> bool {
        self.pairs.get(self.at).is_some_and(|(a, b)| a == quantity || b == quantity)
    }
}

/// Draws the open reason as a card; nothing where none is open.
pub fn reasons_ui(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut FactsState, fact: &FactId) {
    let Some(mut reasons) = state.reasons.take() else { return };
    let p = palette(ui);
    let pair = reasons.pairs.get(reasons.at);
    let view = pair.and_then(|(a, b)| desk.session.pair(fact, a, b));
    let mut open = true;
    let frame = Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(theme::RADIUS_LARGE)
        .inner_margin(Margin::same(12));
    let card = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        open = head_ui(ui, &mut reasons, view.as_ref());
        match &view {
            Some(view) => pair_ui(ui, desk, fact, &mut reasons, view),
            None => drop(ui.add(Label::new(reasons.words.as_str()).wrap())),
        }
    });
    if let Some(left) = reasons.fresh.checked_sub(1) {
        reasons.fresh = left;
        ui.ctx().request_repaint();
        card.response.scroll_to_me(None);
    }
    ui.add_space(theme::STEP * 2.0);
    if open {
        state.reasons = Some(reasons);
    }
}

/// The first line: what it reads, which pair of how many. Gives false once it is closed.
fn head_ui(ui: &mut Ui, reasons: &mut Reasons, view: Option<&PairView>) -> bool {
    let mut open = true;
    ui.horizontal(|ui| {
        if let Some(view) = view {
            chip::chip_ui(ui, &Chip::of_verdict(&view.verdict), false);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            open = !widgets::quiet_icon_button(ui, icon::CLOSE, "Close the reason").clicked();
            let count = reasons.pairs.len();
            if count < 2 {
                return;
            }
            if widgets::quiet_icon_button(ui, icon::CHEVRON_RIGHT, "Next pair").clicked() {
                reasons.at = (reasons.at + 1) % count;
                reasons.deciding = None;
            }
            let words = format!("{} of {count}", reasons.at + 1);
            ui.label(RichText::new(words).size(theme::SMALL).color(palette(ui).muted));
            if widgets::quiet_icon_button(ui, icon::CHEVRON_LEFT, "Previous pair").clicked() {
                reasons.at = (reasons.at + count - 1) % count;
                reasons.deciding = None;
            }
        });
    });
    open
}

fn pair_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    fact: &FactId,
    reasons: &mut Reasons,
    view: &PairView,
) {
    let p = palette(ui);
    let verdict = &view.verdict;
    let computed = state_words(verdict.judged.state);
    if let Some(decision) = &verdict.decided {
        let mut words = format!("You decided: {}", state_words(decision.state));
        if !decision.why.is_empty() {
            words = format!("{words}, because {}", decision.why);
        }
        ui.add(Label::new(RichText::new(words).color(p.text)).wrap());
        let own = format!("Compared, it would read: {computed}. {}", capital(&verdict.words()));
        ui.add(Label::new(RichText::new(own).color(p.muted)).wrap());
    } else {
        for reason in &verdict.reasons {
            ui.add(Label::new(capital(&reason.words)).wrap());
        }
    }
    for finding in &verdict.findings {
        let words = format!("△ {}", capital(&finding.words));
        ui.add(Label::new(RichText::new(words).color(p.warn)).wrap());
    }
    ui.add_space(theme::STEP);
    let [left, right] = &view.sides;
    ui.columns(2, |columns| {
        for (ui, side) in columns.iter_mut().zip([left, right]) {
            // Columns would stretch the words over their whole width.
            ui.with_layout(Layout::top_down(Align::Min), |ui| side_ui(ui, desk, side));
        }
    });
    if desk.writable {
        ui.add_space(theme::STEP);
        decide_ui(ui, desk, fact, reasons, view);
    }
}

fn side_ui(ui: &mut Ui, desk: &mut Desk<'_>, side: &Statement) {
    let p = palette(ui);
    let row = &side.row;
    ui.push_id(&row.quantity, |ui| {
        let said = format!("{} {}", row.shown, row.counted);
        let said = RichText::new(said.trim()).font(theme::title_font(theme::BODY));
        ui.add(Label::new(said).wrap());
        let when = if row.time.is_empty() { "no time stated" } else { &row.time };
        let when = RichText::new(joined(&[when, &row.origin])).size(theme::SMALL).color(p.muted);
        ui.add(Label::new(if row.hollow { when.italics() } else { when }).wrap());
        sentence::sentence_ui(ui, desk.session, row, true);
        let outlet = side.outlet.as_deref().unwrap_or_default();
        let date = side.date.as_deref().unwrap_or_default();
        let from = joined(&[outlet, date]);
        let from = if from.is_empty() { row.title.clone() } else { from };
        let from = RichText::new(from).size(theme::SMALL).color(p.muted);
        ui.add(Label::new(from).truncate()).on_hover_text(row.article.to_string());
        if widgets::link(ui, "Open in the Reader").clicked() {
            desk.go(row.selection.clone());
        }
    });
}

fn decide_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    fact: &FactId,
    reasons: &mut Reasons,
    view: &PairView,
) {
    let [left, right] = &view.sides;
    let (left, right) = (left.row.quantity.clone(), right.row.quantity.clone());
    let Some(deciding) = &mut reasons.deciding else {
        ui.horizontal(|ui| {
            if ui.button("Decide otherwise…").clicked() {
                reasons.deciding = Some(Deciding::default());
                reasons.fresh = FRESH;
            }
            if view.verdict.decided.is_some() && ui.button("Take the decision back").clicked() {
                desk.act(FactCommand::Withdraw { fact: fact.clone(), a: left, b: right });
            }
        });
        return;
    };
    let mut close = false;
    ui.horizontal_wrapped(|ui| {
        let chosen = deciding.chosen.and_then(|at| DECISIONS.get(at));
        let words = chosen.map_or("Choose how they stand", |(words, ..)| words);
        let choose = ComboBox::from_id_salt("decision").width(230.0).selected_text(words);
        let response = choose.show_ui(ui, |ui| {
            for (at, (words, ..)) in DECISIONS.iter().enumerate() {
                ui.selectable_value(&mut deciding.chosen, Some(at), *words);
            }
        });
        widgets::name(ui, &response.response, "How they stand");
        let why = TextEdit::singleline(&mut deciding.why).hint_text("why").desired_width(200.0);
        ui.add(why).accessible_name("Why");
        if widgets::primary_button(ui, "Decide", chosen.is_some()).clicked()
            && let Some((_, state, left_first)) = chosen
        {
            let (a, b) = if *left_first { (left, right) } else { (right, left) };
            let why = deciding.why.trim().to_owned();
            desk.act(FactCommand::Decide { fact: fact.clone(), a, b, state: *state, why });
            close = true;
        }
        close |= ui.button("Cancel").clicked();
    });
    if close {
        reasons.fresh = FRESH;
        reasons.deciding = None;
    }
}

/// A reason as a sentence: with a capital and a stop.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_sentence() {
        assert_eq!(capital("a running total may rise"), "A running total may rise.");
        assert_eq!(capital("fell: correction?"), "Fell: correction?");
        assert_eq!(capital(""), "");
    }
}
