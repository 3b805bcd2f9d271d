//! The names of fields and of their choices, in the words of the window.

use crate::session::{AgentField, Choice, FactField, Field};

/// The name of a field, for labels ("Set qualifier to about").
pub(crate) const fn name(field: Field) -> &'static str {
    match field {
        Field::OfFact(field) => super::fact_name(field),
        Field::OfAgent(field) => super::agent_name(field),
        Field::Title => "title",
        Field::Outlet => "outlet",
        Field::Byline => "byline",
        Field::Url => "address",
        Field::Language => "language",
        Field::Published => "article’s date",
        Field::PublishedPrecision => "precision of the article’s date",
        Field::PublishedBasis => "basis of the article’s date",
        Field::Part => "part",
        Field::Status => "status",
        Field::Tags => "tags",
        Field::Note => "note",
        Field::Value => "value",
        Field::Qualifier => "qualifier",
        Field::Carried => "carried over",
        Field::Estimated => "estimated",
        Field::UnitKind => "kind of unit",
        Field::UnitCode => "unit code",
        Field::UnitPrinted => "unit",
        Field::Counted => "what is counted",
        Field::What => "what they do",
        Field::Each => "what each is",
        Field::Who => "who they are",
        Field::Measure => "measure",
        Field::Modality => "modality",
        Field::AsOf => "as-of date",
        Field::AsOfRelation => "relation to the as-of date",
        Field::AsOfPrecision => "precision of the as-of date",
        Field::AsOfBasis => "basis of the as-of date",
        Field::Period => "period",
        Field::PeriodPrecision => "precision of the period",
        Field::PeriodBasis => "basis of the period",
        Field::Place(_) => "place",
        Field::PlaceRole(_) => "role of the place",
        Field::LinkKind(_) => "kind of link",
        Field::LinkTo(_) => "linked number",
        Field::LinkWhy(_) => "reason of the link",
        Field::Mode => "mode",
        Field::Act => "act",
        Field::Framing => "framing",
        Field::SaidAt => "date of saying",
        Field::SaidAtPrecision => "precision of the date of saying",
        Field::SaidAtBasis => "basis of the date of saying",
        Field::HopSource(_) => "source",
        Field::HopNaming(_) => "naming of the source",
        Field::HopMedium(_) => "medium",
        Field::HopCue(_) => "cue of the hop",
        Field::HopAntecedent(_) => "name of the pronoun",
        Field::Reliability => "reliability",
        Field::Credibility => "credibility",
        Field::MarkKind => "kind of mark",
        Field::MarkDate => "date",
        Field::MarkText => "name of the place",
    }
}

/// The label of a choice of a field, by its name.
pub(crate) fn choice_label(field: Field, value: &str) -> Option<&'static str> {
    choices(field)?.iter().find(|choice| choice.value == value).map(|choice| choice.label)
}

macro_rules! table {
    ($($value:literal => $label:literal),* $(,)?) => {
        &[$(Choice { value: $value, label: $label }),*]
    };
}

const YES_NO: &[Choice] = table! { "yes" => "yes", "no" => "no" };
const PRECISION: &[Choice] = table! {
    "Second" => "to the second", "Minute" => "to the minute", "Hour" => "to the hour",
    "Day" => "day", "Month" => "month", "Season" => "season or quarter", "Year" => "year",
    "Decade" => "decade", "Century" => "century",
};
const BASIS: &[Choice] = table! {
    "Explicit" => "printed in full", "Relative" => "printed, completed from the article’s date",
    "Dateline" => "the article’s date", "Inferred" => "inferred",
};
const PUBLISHED_BASIS: &[Choice] = table! { "Explicit" => "stated", "Inferred" => "inferred" };
const PART: &[Choice] = table! {
    "Headline" => "headline", "Standfirst" => "standfirst", "Body" => "body",
    "Caption" => "caption", "Embed" => "embedded",
};
const STATUS: &[Choice] =
    table! { "Draft" => "draft", "Reviewed" => "reviewed", "Query" => "query" };
const QUALIFIER: &[Choice] = table! {
    "Plain" => "exactly as printed", "About" => "about", "Nearly" => "nearly",
    "JustOver" => "just over", "AtLeast" => "at least", "AtMost" => "at most",
    "MoreThan" => "more than", "LessThan" => "less than", "UpTo" => "up to",
};
const UNIT: &[Choice] = table! {
    "Count" => "count", "Percent" => "percent", "PercentPoint" => "percentage points",
    "Money" => "money", "Mass" => "mass", "Length" => "length", "Area" => "area",
    "Volume" => "volume", "Time" => "time", "Age" => "age", "Speed" => "speed",
    "Energy" => "energy", "Power" => "power", "Temperature" => "temperature", "Other" => "other",
};
const EACH: &[Choice] = table! {
    "Person" => "a person", "Household" => "a household", "Object" => "a thing",
    "Event" => "an event", "Other" => "other",
};
const MEASURE: &[Choice] = table! {
    "Stock" => "how many there are", "Cumulative" => "total so far", "Increment" => "new since before",
    "Rate" => "rate", "Share" => "share", "Change" => "change", "Ordinal" => "rank in an order",
    "Unstated" => "not stated",
};
const MODALITY: &[Choice] = table! {
    "Actual" => "actual", "Capacity" => "capacity", "Planned" => "planned",
    "Forecast" => "forecast", "Hypothetical" => "hypothetical",
};
const RELATION: &[Choice] = table! {
    "At" => "at", "By" => "by", "Before" => "before", "After" => "after",
};
const PLACE_ROLE: &[Choice] =
    table! { "At" => "at", "From" => "from", "To" => "to", "Near" => "near" };
const LINK: &[Choice] = table! {
    "PartOf" => "part of", "FurtherTo" => "further to", "Repeats" => "repeats",
    "Revises" => "revises", "Contradicts" => "contradicts",
};
const MODE: &[Choice] = table! {
    "Direct" => "quoted", "Indirect" => "retold", "Mixed" => "partly quoted",
    "Observed" => "seen by the writer",
};
const ACT: &[Choice] = table! {
    "Asserts" => "asserts", "Confirms" => "confirms", "Denies" => "denies",
    "Corrects" => "corrects", "Declines" => "declines to say",
};
const FRAMING: &[Choice] = table! {
    "Neutral" => "neutral", "Distancing" => "distancing", "Committed" => "committed",
};
const NAMING: &[Choice] = table! {
    "Named" => "by name", "ByRole" => "by role", "Anonymous" => "not named",
    "Pronoun" => "pronoun", "Document" => "a document",
};
const RELIABILITY: &[Choice] = table! {
    "" => "not graded", "A" => "A: completely reliable", "B" => "B: usually reliable",
    "C" => "C: fairly reliable", "D" => "D: not usually reliable", "E" => "E: unreliable",
    "F" => "F: cannot be judged",
};
const CREDIBILITY: &[Choice] = table! {
    "" => "not graded", "1" => "1: confirmed", "2" => "2: probably true", "3" => "3: possibly true",
    "4" => "4: doubtful", "5" => "5: improbable", "6" => "6: cannot be judged",
};
const MARK: &[Choice] = table! { "Date" => "date", "Place" => "place" };

/// The choices of an enumerated field; `None` for fields that are typed.
pub(crate) const fn choices(field: Field) -> Option<&'static [Choice]> {
    Some(match field {
        Field::PublishedPrecision
        | Field::AsOfPrecision
        | Field::PeriodPrecision
        | Field::SaidAtPrecision => PRECISION,
        Field::PublishedBasis => PUBLISHED_BASIS,
        Field::AsOfBasis | Field::PeriodBasis | Field::SaidAtBasis => BASIS,
        Field::Part => PART,
        Field::Status => STATUS,
        Field::Qualifier => QUALIFIER,
        Field::Carried | Field::Estimated => YES_NO,
        Field::UnitKind => UNIT,
        Field::Each => EACH,
        Field::Measure => MEASURE,
        Field::Modality => MODALITY,
        Field::AsOfRelation => RELATION,
        Field::PlaceRole(_) => PLACE_ROLE,
        Field::LinkKind(_) => LINK,
        Field::Mode => MODE,
        Field::Act => ACT,
        Field::Framing => FRAMING,
        Field::HopNaming(_) => NAMING,
        Field::Reliability => RELIABILITY,
        Field::Credibility => CREDIBILITY,
        Field::MarkKind => MARK,
        _ => return None,
    })
}

/// Writes an enumeration's contract names both ways.
macro_rules! named {
    ($name_of:ident, $of_name:ident, $kind:ident, $($variant:ident),* $(,)?) => {
        /// The contract's name of a value.
        pub(crate) const fn $name_of(value: crate::model::$kind) -> &'static str {
            match value { $(crate::model::$kind::$variant => stringify!($variant)),* }
        }
        /// The value of a contract's name.
        pub(super) fn $of_name(name: &str) -> Option<crate::model::$kind> {
            match name { $(stringify!($variant) => Some(crate::model::$kind::$variant),)* _ => None }
        }
    };
}

named!(part, part_of, Part, Headline, Standfirst, Body, Caption, Embed);
named!(status, status_of, Status, Draft, Reviewed, Query);
named!(mark, mark_of, MarkKind, Date, Place);
named!(
    precision,
    precision_of,
    Precision,
    Second,
    Minute,
    Hour,
    Day,
    Month,
    Season,
    Year,
    Decade,
    Century
);
named!(basis, basis_of, Basis, Explicit, Relative, Dateline, Inferred);
named!(relation, relation_of, AsOfRelation, At, By, Before, After);
named!(
    qualifier,
    qualifier_of,
    QualifierKind,
    Plain,
    About,
    Nearly,
    JustOver,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    UpTo,
);
named!(
    measure, measure_of, Measure, Stock, Cumulative, Increment, Rate, Share, Change, Ordinal,
    Unstated
);
named!(modality, modality_of, Modality, Actual, Capacity, Planned, Forecast, Hypothetical);
named!(place_role, place_role_of, PlaceRole, At, From, To, Near);
named!(link, link_of, LinkKind, PartOf, FurtherTo, Repeats, Revises, Contradicts);
named!(mode, mode_of, Mode, Direct, Indirect, Mixed, Observed);
named!(act, act_of, Act, Asserts, Confirms, Denies, Corrects, Declines);
named!(framing, framing_of, Framing, Neutral, Distancing, Committed);
named!(naming, naming_of, Naming, Named, ByRole, Anonymous, Pronoun, Document);
named!(reliability, reliability_of, Reliability, A, B, C, D, E, F);

macro_rules! field_names {
    ([$($plain:ident),* $(,)?], [$($listed:ident),* $(,)?]) => {
        /// A field by its name in code, with its position: how drafts are kept.
        pub(crate) fn field_text(field: Field) -> String {
            match field {
                $(Field::$plain => stringify!($plain).to_owned(),)*
                $(Field::$listed(at) => format!("{} {at}", stringify!($listed)),)*
                Field::OfFact(field) => format!("Fact {field:?}"),
                Field::OfAgent(field) => format!("Agent {field:?}"),
            }
        }

        /// The field of such a name.
        pub(crate) fn field_of(text: &str) -> Option<Field> {
            match text.split_once(' ') {
                Some(("Fact", name)) => {
                    let named = |field: &FactField| format!("{field:?}") == name;
                    return FactField::ALL.into_iter().find(named).map(Field::OfFact);
                }
                Some(("Agent", name)) => {
                    let named = |field: &AgentField| format!("{field:?}") == name;
                    return AgentField::ALL.into_iter().find(named).map(Field::OfAgent);
                }
                _ => {}
            }
            let (name, at) = match text.split_once(' ') {
                Some((name, at)) => (name, Some(at.parse::<usize>().ok()?)),
                None => (text, None),
            };
            match (name, at) {
                $((stringify!($plain), None) => Some(Field::$plain),)*
                $((stringify!($listed), Some(at)) => Some(Field::$listed(at)),)*
                _ => None,
            }
        }
    };
}

field_names!(
    [
        Title,
        Outlet,
        Byline,
        Url,
        Language,
        Published,
        PublishedPrecision,
        PublishedBasis,
        Part,
        Status,
        Tags,
        Note,
        Value,
        Qualifier,
        Carried,
        Estimated,
        UnitKind,
        UnitCode,
        UnitPrinted,
        Counted,
        What,
        Each,
        Who,
        Measure,
        Modality,
        AsOf,
        AsOfRelation,
        AsOfPrecision,
        AsOfBasis,
        Period,
        PeriodPrecision,
        PeriodBasis,
        Mode,
        Act,
        Framing,
        SaidAt,
        SaidAtPrecision,
        SaidAtBasis,
        Reliability,
        Credibility,
        MarkKind,
        MarkDate,
        MarkText
    ],
    [
        Place,
        PlaceRole,
        LinkKind,
        LinkTo,
        LinkWhy,
        HopSource,
        HopNaming,
        HopMedium,
        HopCue,
        HopAntecedent
    ]
);
