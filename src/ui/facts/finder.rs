//! The facts of a number: which it belongs to, which it may belong to and why, a new one; each one click.
//!
//! Owns the offers of the number shown, kept until facts change. Never: weighs offers, compares.

use super::chip::{Chip, chip_ui};
use super::picker::{Picker, picker_ui};
use crate::model::{Comparable, FactId, Quantity, QuantityId, visible};
use crate::session::{Action, Command, FactCommand, FactOffer, Session};
use crate::ui::inspector::{Icon, icon_called_ui};
use crate::ui::names::first_words;
use crate::ui::reader::dashed_box;
use crate::ui::theme::{self, palette};
use crate::ui::widgets;
use eframe::egui::{Button, Frame, Label, Margin, RichText, Stroke, Ui, vec2};

/// Offers shown before more are asked for.
const FEW: usize = 2;

/// What is offered for the number that is shown.
#[derive(Default)]
pub struct FinderState {
    /// A fact was clicked: the window should show it.
    pub open: Option<FactId>,
    of: Option<(u64, QuantityId)>,
    offers: Vec<FactOffer>,
    question: String,
    /// All offers are shown, or offers although the number has a fact.
    all: bool,
    /// A fact of another count that was chosen: its card stands first, and asks.
    chosen: Option<FactOffer>,
    picker: Picker,
}

impl FinderState {
    fn refresh(&mut self, session: &Session, quantity: &QuantityId) {
        let key = (session.facts_revision(), quantity.clone());
        if self.of.as_ref() == Some(&key) {
            return;
        }
        if self.of.as_ref().is_none_or(|(_, of)| of != quantity) {
            self.all = false;
            self.chosen = None;
        }
        if let Some(chosen) = self.chosen.take() {
            self.chosen = session.offer(quantity, &chosen.fact);
        }
        self.of = Some(key);
        self.offers = session.offers(quantity);
        self.question = session.proposed_question(quantity).unwrap_or_default();
    }
}

/// What is read, and where wishes go.
pub struct Finding<'a, 's> {
    /// The session.
    pub session: &'s Session,
    /// Wishes.
    pub out: &'a mut Vec<Action>,
    /// Whether facts can be changed.
    pub writable: bool,
}

/// Draws the facts of a number, and what is offered.
pub fn finder_ui(ui: &mut Ui, form: &mut Finding<'_, '_>, state: &mut FinderState, q: &Quantity) {
    let writable = form.writable;
    state.refresh(form.session, &q.id);
    {
        for join in &q.facts {
            ui.push_id(("joined", &join.id), |ui| {
                joined_ui(ui, form, state, q, &join.id, &join.comparable, writable);
            });
        }
        if !writable {
            return;
        }
        if !q.facts.is_empty() && !state.all {
            let more = Button::new(RichText::new("Another fact…").size(theme::SMALL));
            if ui.add(more.frame_when_inactive(false)).clicked() {
                state.all = true;
            }
            return;
        }
        let chosen = state.chosen.as_ref().filter(|c| q.facts.iter().all(|f| f.id != c.fact));
        if let Some(offer) = chosen {
            ui.push_id(("offer", &offer.fact), |ui| offer_ui(ui, form, q, offer));
        }
        let chosen = chosen.map(|offer| offer.fact.clone());
        state.offers.retain(|offer| Some(&offer.fact) != chosen.as_ref());
        let count = state.offers.len();
        let shown = if state.all { count } else { count.min(FEW) };
        for offer in state.offers.iter().take(shown) {
            ui.push_id(("offer", &offer.fact), |ui| offer_ui(ui, form, q, offer));
        }
        if shown < count {
            let more = format!("{} more…", count - shown);
            if ui.add(Button::new(more).frame_when_inactive(false)).clicked() {
                state.all = true;
            }
        }
        new_ui(ui, form, &q.id, &mut state.question);
        choose_ui(ui, form, state, q);
    }
}

/// Any fact, found by its words: joined at once, or asked about where it counts something else.
fn choose_ui(ui: &mut Ui, form: &mut Finding<'_, '_>, state: &mut FinderState, q: &Quantity) {
    if form.session.board().len() <= q.facts.len() {
        return;
    }
    let more = Button::new(RichText::new("Choose a fact…").size(theme::SMALL));
    let more = ui.add(more.frame_when_inactive(false));
    widgets::bar_popup(&more).show(|ui| {
        let without: Vec<&FactId> = q.facts.iter().map(|join| &join.id).collect();
        let picked = picker_ui(ui, form.session, &mut state.picker, "JOIN", &without);
        let Some(fact) = picked else { return };
        match form.session.offer(&q.id, &fact).filter(|offer| offer.differs.is_some()) {
            Some(offer) => state.chosen = Some(offer),
            None => {
                let (quantity, comparable, accept) = (q.id.clone(), Comparable::Yes, false);
                do_it(form, FactCommand::Join { quantity, fact, comparable, accept });
            }
        }
    });
}

fn do_it(form: &mut Finding<'_, '_>, command: FactCommand) {
    form.out.push(Action::Do(Command::Facts(command)));
}

fn joined_ui(
    ui: &mut Ui,
    form: &mut Finding<'_, '_>,
    state: &mut FinderState,
    q: &Quantity,
    fact: &FactId,
    comparable: &Comparable,
    writable: bool,
) {
    let p = palette(ui);
    let question = form.session.fact_field(fact, crate::session::FactField::Question);
    let question = question.unwrap_or_else(|| format!("a fact that is not there ({fact})"));
    let question = visible(&question);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        let room = ui.available_width() - if writable { theme::FORM_BUTTON + 4.0 } else { 0.0 };
        ui.vertical(|ui| {
            ui.set_width(room.max(40.0));
            let words = RichText::new(&*question).color(p.accent);
            let button = Button::new(words).frame_when_inactive(false).wrap();
            if ui.add(button).on_hover_text("Show it among the facts").clicked() {
                state.open = Some(fact.clone());
            }
            let how = match comparable {
                Comparable::Yes => None,
                Comparable::Component => Some("only a part of it".to_owned()),
                Comparable::No(why) => Some(format!("not comparable: {why}")),
            };
            if let Some(how) = how {
                ui.add(Label::new(RichText::new(how).size(theme::SMALL).color(p.muted)).wrap());
            }
        });
        let name = || format!("Take out of {question}");
        if writable && icon_called_ui(ui, Icon::Remove, name, true, false).clicked() {
            let quantities = vec![q.id.clone()];
            do_it(form, FactCommand::Leave { quantities, fact: fact.clone() });
        }
    });
}

/// A fact that the number may belong to: why, and one click to join. Where what is counted differs, it asks.
fn offer_ui(ui: &mut Ui, form: &mut Finding<'_, '_>, q: &Quantity, offer: &FactOffer) {
    let p = palette(ui);
    let join = |comparable, accept| FactCommand::Join {
        quantity: q.id.clone(),
        fact: offer.fact.clone(),
        comparable,
        accept,
    };
    let frame = Frame::new().fill(p.card).corner_radius(theme::RADIUS).inner_margin(Margin {
        left: 8,
        right: 4,
        top: 4,
        bottom: 6,
    });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 1.0;
            let room = (ui.available_width() - theme::FORM_BUTTON - 4.0).max(40.0);
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.add(Label::new(RichText::new(&*visible(&offer.question)).color(p.text)).wrap());
            });
            let name = || format!("Do not offer {} again", offer.question);
            if icon_called_ui(ui, Icon::Remove, name, true, false).clicked() {
                let (quantity, fact) = (q.id.clone(), offer.fact.clone());
                do_it(form, FactCommand::RefuseJoin { quantity, fact });
            }
        });
        let list = |speaks_for: bool| {
            let words = offer.why.iter().filter(|why| why.speaks_for == speaks_for);
            words.map(|why| why.words.as_str()).collect::<Vec<_>>().join(" · ")
        };
        let (why, but) = (list(true), list(false));
        if !why.is_empty() {
            ui.add(Label::new(RichText::new(why).size(theme::SMALL).color(p.muted)).wrap());
        }
        if !but.is_empty() {
            let but = RichText::new(format!("but: {but}")).size(theme::SMALL).color(p.warn);
            ui.add(Label::new(but).wrap());
        }
        ui.add_space(2.0);
        let Some((counted, accepted)) = &offer.differs else {
            ui.horizontal(|ui| {
                if widgets::primary_button(ui, "Join", true)
                    .on_hover_text(visible(&offer.question))
                    .clicked()
                {
                    do_it(form, join(Comparable::Yes, false));
                }
                chip_ui(ui, &Chip::of_fact(offer.word), false);
            });
            return;
        };
        let counted = if counted.is_empty() { "these" } else { counted };
        let ask = format!("Count “{counted}” as “{accepted}” here?");
        ui.add(Label::new(ask).wrap());
        ui.horizontal_wrapped(|ui| {
            if ui.button("Yes, the same").clicked() {
                do_it(form, join(Comparable::Yes, true));
            }
            if ui.button("Join, not comparable").clicked() {
                let why = format!("“{counted}” is not “{accepted}”");
                do_it(form, join(Comparable::No(why), false));
            }
            if ui.button("New fact").clicked() {
                let quantity = Some(q.id.clone());
                do_it(form, FactCommand::NewFact { quantity, question: None });
            }
        });
    });
    // Dashed as all that is only proposed.
    let line = Stroke::new(1.0, p.number.gamma_multiply(0.75));
    dashed_box(ui.painter(), shown.response.rect, f32::from(theme::RADIUS), line);
    ui.add_space(theme::STEP);
}

/// A new fact: its question stands in a field, to be changed before it is written.
fn new_ui(ui: &mut Ui, form: &mut Finding<'_, '_>, quantity: &QuantityId, question: &mut String) {
    let id = ui.scope_id().with("question of a new fact");
    let width = (ui.available_width() - 20.0).max(80.0);
    widgets::named_field(ui, id, "Question of a new fact", "How many people …?", question, width);
    let words = format!("New fact: {}", first_words(question, 60));
    let button = Button::new(words).wrap().min_size(vec2(0.0, theme::FORM_CONTROL));
    let tip = "Make a fact that asks this, with this number as its first";
    let asked = question.trim();
    if ui.add_enabled(!asked.is_empty(), button).on_hover_text(tip).clicked() {
        let question = Some(asked.to_owned());
        do_it(form, FactCommand::NewFact { quantity: Some(quantity.clone()), question });
    }
}
