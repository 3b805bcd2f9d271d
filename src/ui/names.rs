//! Plain words for fields, records and anchors, as forms, menus and tooltips show them.
//!
//! Never: words for values (those are `Session::choices`), rules.

use crate::model::{Anchor, Place, RecordRef, RefusalKind, Slot};
use crate::session::{AgentField, FactField, Field, Proposal};

/// The label of a field in a form: what stands left of it.
#[must_use]
pub const fn field_label(field: Field) -> &'static str {
    match field {
        Field::Title => "Title",
        Field::Outlet => "Outlet",
        Field::Byline => "Byline",
        Field::Url => "Link",
        Field::Language => "Language",
        Field::Published => "Published",
        Field::PublishedPrecision
        | Field::AsOfPrecision
        | Field::PeriodPrecision
        | Field::SaidAtPrecision => "To the",
        Field::PublishedBasis | Field::AsOfBasis | Field::PeriodBasis | Field::SaidAtBasis => {
            "Rests on"
        }
        Field::Part => "Stands in",
        Field::Status => "Status",
        Field::Tags => "Tags",
        Field::Note => "Note",
        Field::Value => "Value",
        Field::Qualifier => "Qualifier",
        Field::Carried => "Carried over",
        Field::Estimated => "Estimated",
        Field::UnitKind => "Unit",
        Field::UnitCode => "Unit code",
        Field::UnitPrinted => "As printed",
        Field::Counted => "Counted",
        Field::What => "Doing what",
        Field::Each => "Each is a",
        Field::Who => "Who",
        Field::Measure => "Measure",
        Field::Modality => "Modality",
        Field::AsOf => "As of",
        Field::AsOfRelation => "Holds",
        Field::Period => "Period",
        Field::Place(_) => "Place",
        Field::PlaceRole(_) => "Place is",
        Field::LinkKind(_) => "Link",
        Field::LinkTo(_) => "Linked to",
        Field::LinkWhy(_) => "Why",
        Field::Mode => "Quote",
        Field::Act => "Source",
        Field::Framing => "Cue is",
        Field::SaidAt => "Said at",
        Field::HopSource(_) => "Source",
        Field::HopNaming(_) => "Named",
        Field::HopMedium(_) => "Through",
        Field::HopCue(_) => "By the word",
        Field::HopAntecedent(_) => "Stands for",
        Field::Reliability => "Reliability",
        Field::Credibility => "Credibility",
        Field::MarkKind => "Is a",
        Field::MarkDate => "Date",
        Field::MarkText => "Name",
        Field::OfFact(field) => fact_label(field),
        Field::OfAgent(field) => agent_label(field),
    }
}

/// What an empty field says, muted.
#[must_use]
pub const fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Published | Field::SaidAt | Field::AsOf | Field::Period => "not stated",
        Field::Title => "the first line",
        Field::Tags | Field::Who => "words, with commas",
        Field::Note => "Why is this worth keeping?",
        Field::Counted => "people, homes, …",
        Field::What => "had entered, were killed, …",
        Field::Value => "13,000 · 1.2 million · 10–15",
        Field::HopSource(_) => "who",
        Field::HopMedium(_) => "statement, television, …",
        Field::HopCue(_) => "citing, told, …",
        Field::LinkWhy(_) => "why",
        Field::MarkText => "as printed",
        Field::OfFact(field) => fact_hint(field),
        Field::OfAgent(AgentField::Aliases) => "Yerevan, the cabinet",
        Field::UnitCode => "t, km, USD",
        _ => "",
    }
}

const fn fact_label(field: FactField) -> &'static str {
    match field {
        FactField::Question => "Question",
        FactField::Topic => "Topic",
        FactField::Accepts => "Counts",
        FactField::Each => "Each is a",
        FactField::Who => "Who",
        FactField::Measure => "Measure",
        FactField::Behaves => "Over time it",
        FactField::Modality => "Modality",
        FactField::UnitKind => "Unit",
        FactField::UnitCode => "Unit code",
        FactField::Places => "Where",
        FactField::Window => "When",
        FactField::Note => "Note",
    }
}

const fn fact_hint(field: FactField) -> &'static str {
    match field {
        FactField::Topic => "a word to group by",
        FactField::Accepts => "people, refugees",
        FactField::Who => "civilian, child",
        FactField::UnitCode => "t, km, USD",
        FactField::Places => "to Armenia, from Nagorno-Karabakh",
        FactField::Window => "2023-09-24/..",
        FactField::Note => "Why is it asked?",
        _ => "",
    }
}

const fn agent_label(field: AgentField) -> &'static str {
    match field {
        AgentField::Name => "Name",
        AgentField::Kind => "It is",
        AgentField::Aliases => "Other names",
        AgentField::SpeaksFor => "Speaks for",
        AgentField::Note => "Note",
    }
}

/// Whether the field can be filled from words of the text.
#[must_use]
pub const fn markable(field: Field) -> bool {
    matches!(
        field,
        Field::Title
            | Field::Outlet
            | Field::Byline
            | Field::Published
            | Field::Value
            | Field::Qualifier
            | Field::UnitPrinted
            | Field::Counted
            | Field::What
            | Field::AsOf
            | Field::Period
            | Field::Place(_)
            | Field::SaidAt
            | Field::HopSource(_)
            | Field::HopMedium(_)
            | Field::HopCue(_)
            | Field::HopAntecedent(_)
    )
}

/// What a record is called.
#[must_use]
pub const fn record_name(record: &RecordRef) -> &'static str {
    match record {
        RecordRef::Claim(_) => "claim",
        RecordRef::Quantity(_) => "number",
        RecordRef::Attribution(_) => "attribution",
        RecordRef::Mark(_) => "date or place",
    }
}

/// What the words at an anchor are.
#[must_use]
pub const fn slot_name(slot: Slot) -> &'static str {
    match slot {
        Slot::ClaimText(_) => "claim",
        Slot::Number => "number",
        Slot::Qualifier => "qualifier",
        Slot::Counted => "counted",
        Slot::What => "what of them",
        Slot::AsOf => "as of",
        Slot::Period => "period",
        Slot::Place(_) => "place",
        Slot::Cue(_) => "cue",
        Slot::Content(_) => "quote",
        Slot::SaidAt => "said at",
        Slot::Source(_) => "source",
        Slot::Antecedent(_) => "what a pronoun stands for",
        Slot::Mark => "date or place",
    }
}

/// What a proposal is called after "Accept" or "Refuse": "number 2900".
#[must_use]
pub fn proposal_called(proposal: &Proposal) -> String {
    let name = proposal.name.to_lowercase();
    let words = first_words(said_of(proposal).0, 60);
    format!("{name} {words}")
}

/// The words of a proposal without its name before them, and apart from them what a date rests on.
#[must_use]
pub fn said_of(proposal: &Proposal) -> (&str, &str) {
    let words = match proposal.key.kind {
        RefusalKind::AsOf => proposal.words.strip_prefix("as of ").unwrap_or(&proposal.words),
        _ => &proposal.words,
    };
    let dated = matches!(
        proposal.key.kind,
        RefusalKind::AsOf | RefusalKind::SaidAt | RefusalKind::Period | RefusalKind::PublishedDate
    );
    match words.split_once(" (").filter(|_| dated) {
        Some((date, rests)) => (date, rests.strip_suffix(')').unwrap_or(rests)),
        None => (words, ""),
    }
}

/// How an anchor stands to the text at hand.
#[must_use]
pub const fn place_name(anchor: &Anchor) -> &'static str {
    match anchor.place {
        Place::Exact(_) => "in place",
        Place::Moved { .. } => "moved",
        Place::Changed { .. } => "changed",
        Place::Orphaned { .. } => "lost",
    }
}

/// "1 number", "3 numbers"; nothing where there is none.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// Parts of a line, with a middle dot between those that say something.
#[must_use]
pub fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The first words of a text in one line, at most so many chars.
#[must_use]
pub fn first_words(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !line.is_empty() && chars + 1 + length > most {
            line.push('…');
            return line;
        }
        if !line.is_empty() {
            line.push(' ');
            chars += 1;
        }
        if length > most {
            line.extend(word.chars().take(most));
            line.push('…');
            return line;
        }
        line.push_str(word);
        chars += length;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_end_at_a_word() {
        assert_eq!(first_words("one two\nthree four", 9), "one two…");
        assert_eq!(first_words("one two", 9), "one two");
        assert_eq!(first_words("неправдоподобно", 4), "непр…");
    }

    #[test]
    fn only_what_says_something_is_joined() {
        assert_eq!(joined(&["2 numbers", "", "draft"]), "2 numbers · draft");
        assert_eq!(counted(0, "number", "numbers"), "");
    }
}
