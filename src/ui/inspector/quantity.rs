//! The card of a number: value, qualifier, unit, what is counted, when, where, whose it is, how it hangs together with others.
//!
//! Never: rules.

use super::claim::card_head_ui;
use super::field::{Named, Size, choices_ui, field_ui, toggle_ui};
use super::row::{Icon, action_button_ui, anchored_ui, labelled_ui, row_called_ui, row_ui};
use super::{Form, InspectorState, links, offer, voice};
use crate::model::{Origin, Quantity, RecordRef, RefusalKind, UnitKind};
use crate::session::{Action, Command, Field, ListField};
use crate::ui::facts::finder::{Finding, finder_ui};
use crate::ui::names::joined;
use crate::ui::theme;
use eframe::egui::{self, RichText, Ui};

/// Share of the width that the relation of a date takes.
const RELATION_SHARE: f32 = 0.37;

/// Draws what stands in the card.
pub fn quantity_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut InspectorState, q: &Quantity) {
    let record = RecordRef::Quantity(q.id.clone());
    let counted = q.counted.as_ref().map_or("", |counted| counted.text.as_str());
    card_head_ui(ui, form, &record, q.anchor.exact(), counted, "Delete number");
    row_ui(ui, form, &form.of(&record, Field::Value));
    row_ui(ui, form, &form.of(&record, Field::Qualifier));
    labelled_ui(ui, "", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            toggle_ui(ui, form, &form.of(&record, Field::Estimated), "estimate");
            toggle_ui(ui, form, &form.of(&record, Field::Carried), "carried over");
        });
    });
    row_ui(ui, form, &form.of(&record, Field::Counted));
    facts_ui(ui, form, state, q);
    if q.counted.is_some() {
        row_ui(ui, form, &form.of(&record, Field::What));
        row_ui(ui, form, &form.of(&record, Field::Who));
        row_ui(ui, form, &form.of(&record, Field::Each));
    }
    row_ui(ui, form, &form.of(&record, Field::Measure));
    row_ui(ui, form, &form.of(&record, Field::AsOf));
    if q.as_of.is_some() {
        date_details_ui(ui, form, &record, &[Field::AsOfRelation, Field::AsOfPrecision]);
        row_ui(ui, form, &form.of(&record, Field::AsOfBasis));
    }
    places_ui(ui, form, &record, q);
    labelled_ui(ui, "Whose", |ui, label| {
        voice::voice_ui(ui, form, &mut state.voices, q, label);
    });
    // What would stand among the rarer fields, or has no row at all.
    offer::rest_ui(ui, form, &record, |_| false);
    let plain_unit = q.unit.kind == UnitKind::Count && q.unit.code.is_empty();
    let more = !plain_unit || !q.links.is_empty() || !q.note.is_empty() || q.period.is_some();
    let mut parts = Vec::from(["unit", "modality", "period", "links", "note"]);
    if q.facts.is_empty() {
        parts.truncate(5);
    }
    let title = RichText::new(format!("More: {}", parts.join(", "))).small().weak();
    egui::CollapsingHeader::new(title)
        .id_salt(("more", &q.id))
        .default_open(more)
        .open(state.wants_more().then_some(true))
        .show_unindented(ui, |ui| more_ui(ui, form, state, &record, q));
}

/// The facts of the number, or what it may belong to: high in the card, so that a number that was just tagged shows
/// them without scrolling.
fn facts_ui(ui: &mut Ui, form: &mut Form<'_>, state: &mut InspectorState, q: &Quantity) {
    let writable = form.writable && crate::ui::facts::writable(form.session);
    if writable || !q.facts.is_empty() {
        labelled_ui(ui, "Fact", |ui, _| {
            let mut finding = Finding { session: form.session, out: form.out, writable };
            finder_ui(ui, &mut finding, &mut state.finder, q);
        });
    }
}

pub fn date_details_ui(ui: &mut Ui, form: &mut Form<'_>, record: &RecordRef, fields: &[Field]) {
    let fields: Vec<_> = fields.iter().map(|field| form.of(record, *field)).collect();
    labelled_ui(ui, "", |ui, _| choices_ui(ui, form, &fields, RELATION_SHARE));
}

fn places_ui(ui: &mut Ui, form: &mut Form<'_>, record: &RecordRef, q: &Quantity) {
    let list = ListField::Places;
    let count = q.places.len();
    for at in 0..count {
        ui.horizontal_top(|ui| {
            // The role stands where other rows have their label: "from Nagorno-Karabakh".
            let role = form.of(record, Field::PlaceRole(at));
            let size = Size { width: theme::FORM_LABEL, rows: 1, writable: form.writable };
            let name = format!("Role of place {}", at + 1);
            field_ui(ui, form.session, &role, Named::As(&name), size, form.out);
            ui.vertical(|ui| place_ui(ui, form, record, at));
        });
    }
    let offered = offer::kind_ui(ui, form, record, RefusalKind::Place, count == 0);
    let label = if count == 0 && !offered { "Place" } else { "" };
    if form.writable {
        labelled_ui(ui, label, |ui, _| {
            let (article, record) = (form.article.clone(), record.clone());
            let add = Command::AddItem { article, record, list };
            action_button_ui(ui, form, "Add place", Action::Do(add));
        });
    }
}

fn place_ui(ui: &mut Ui, form: &mut Form<'_>, record: &RecordRef, at: usize) {
    let list = ListField::Places;
    let field = form.of(record, Field::Place(at));
    let name = format!("Place {}", at + 1);
    let remove = format!("Remove place {}", at + 1);
    let up = format!("Move place {} up", at + 1);
    let mut extra = vec![(Icon::Remove, remove.as_str())];
    if at > 0 {
        extra.insert(0, (Icon::Up, up.as_str()));
    }
    let pressed = anchored_ui(ui, form, &field, Named::As(&name), &name, &extra);
    let (article, record) = (form.article.clone(), record.clone());
    let command = match pressed.and_then(|i| extra.get(i)) {
        Some((Icon::Up, _)) => Command::MoveItem { article, record, list, from: at, to: at - 1 },
        Some(_) => Command::RemoveItem { article, record, list, at },
        None => return,
    };
    form.out.push(Action::Do(command));
}

fn more_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    state: &mut InspectorState,
    record: &RecordRef,
    q: &Quantity,
) {
    row_ui(ui, form, &form.of(record, Field::UnitKind));
    row_ui(ui, form, &form.of(record, Field::UnitCode));
    row_ui(ui, form, &form.of(record, Field::UnitPrinted));
    row_ui(ui, form, &form.of(record, Field::Modality));
    row_ui(ui, form, &form.of(record, Field::Period));
    if q.period.is_some() {
        date_details_ui(ui, form, record, &[Field::PeriodPrecision]);
        row_ui(ui, form, &form.of(record, Field::PeriodBasis));
    }
    links::links_ui(ui, form, &mut state.links, q);
    row_called_ui(ui, form, &form.of(record, Field::Note), "Note", 2);
    let origin = match &q.origin {
        Origin::Human => "made by hand".to_owned(),
        Origin::Proposed => "proposed and accepted".to_owned(),
        Origin::Imported(from) => format!("imported from {from}"),
    };
    let facts = match q.facts.len() {
        0 => String::new(),
        1 => "in 1 fact".to_owned(),
        many => format!("in {many} facts"),
    };
    labelled_ui(ui, "Origin", |ui, _| ui.label(RichText::new(joined(&[&origin, &facts])).weak()));
}
