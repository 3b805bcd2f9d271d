//! Statements as an analyst would note them, read into members. Parts are parted by semicolons:
//! `more than 2900 people entered Armenia; by 2023-09-25; Armenian government; in 001`.
//!
//! First the figure: qualifier, number, unit or noun (in square brackets where it has several words), what they do. Then
//! in any order: an as-of (`2023-09-26`, `by …`, `before …`, `after …`, with `inferred` behind it), `said DATE`,
//! `published DATE`, `denied by NAME`, `corrected by NAME`, `declined by NAME`, `nobody`, `in ARTICLE`, `id ID`,
//! `headline`, `estimated`, `each household`, `who civilian, child`, a measure, a modality, `at/from/to/near PLACE`,
//! `period EDTF`, `joined`, `component`, `no WHY`, `repeats/revises/part of/further to/contradicts ID`. What is left is
//! who says it; `NAME @agent` gives an agent.

use crate::compare::{Agents, Figure, Member, MemberCounted, Question, Table, Voiced};
use crate::model::{
    Act, Agent, AgentId, AgentKind, ArticleId, AsOf, AsOfRelation, Basis, Behaviour, Comparable,
    Each, Fact, FactId, FactJoin, Link, LinkKind, Measure, Modality, Number, Part, Period,
    PlaceRole, PlaceText, Precision, Published, QualifierKind, QuantityId, Unit, UnitKind, Value,
};
use std::sync::Arc;

const QUALIFIERS: &[(&str, QualifierKind)] = &[
    ("about ", QualifierKind::About),
    ("nearly ", QualifierKind::Nearly),
    ("just over ", QualifierKind::JustOver),
    ("at least ", QualifierKind::AtLeast),
    ("at most ", QualifierKind::AtMost),
    ("more than ", QualifierKind::MoreThan),
    ("less than ", QualifierKind::LessThan),
    ("up to ", QualifierKind::UpTo),
];

const UNITS: &[(&str, UnitKind, &str)] = &[
    ("km", UnitKind::Length, "km"),
    ("miles", UnitKind::Length, "[mi_i]"),
    ("t", UnitKind::Mass, "t"),
    ("kg", UnitKind::Mass, "kg"),
    ("%", UnitKind::Percent, "%"),
    ("hours", UnitKind::Time, "h"),
    ("days", UnitKind::Time, "d"),
    ("weeks", UnitKind::Time, "wk"),
    ("months", UnitKind::Time, "mo"),
    ("EUR", UnitKind::Money, "EUR"),
    ("USD", UnitKind::Money, "USD"),
];

pub(super) fn fact_id() -> FactId {
    FactId::new("f")
}

/// A statement as a member.
pub(super) fn member(statement: &str, default_id: &str) -> Member {
    let mut parts = statement.split(';').map(str::trim);
    let mut member = figure_part(parts.next().unwrap(), default_id);
    for part in parts {
        take(&mut member, part);
    }
    member
}

fn figure_part(text: &str, id: &str) -> Member {
    let (mut rest, mut qualifier) = (text, QualifierKind::Plain);
    for (words, kind) in QUALIFIERS {
        if let Some(after) = rest.strip_prefix(words) {
            (rest, qualifier) = (after, *kind);
        }
    }
    let (value, printed, rest) = value(rest);
    let mut unit = Unit { kind: UnitKind::Count, code: String::new(), printed: String::new() };
    let mut noun = rest.trim();
    let first = noun.split(' ').next().unwrap_or_default();
    if let Some((word, kind, code)) = UNITS.iter().find(|row| row.0 == first) {
        unit = Unit { kind: kind.clone(), code: (*code).into(), printed: (*word).into() };
        noun = noun.strip_prefix(word).unwrap().trim();
    }
    let (noun, what) = match noun.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((noun, what)) => (noun, what.trim()),
        None => noun.split_once(' ').unwrap_or((noun, "")),
    };
    Member {
        quantity: QuantityId::new(id),
        article: ArticleId::new("000"),
        language: "en",
        order: 0,
        part: Part::Body,
        printed,
        value,
        qualifier,
        estimated: false,
        unit,
        counted: (!noun.is_empty()).then(|| MemberCounted {
            text: noun.to_owned(),
            what: (!what.is_empty()).then(|| what.to_owned()),
            each: Each::Person,
            who: Vec::new(),
        }),
        measure: Measure::Unstated,
        modality: Modality::Actual,
        as_of: None,
        period: None,
        places: Vec::new(),
        said_at: None,
        published: None,
        voices: Vec::new(),
        links: Vec::new(),
        facts: Vec::new(),
    }
}

fn value(text: &str) -> (Value, String, &str) {
    let number = |text: &str| Number::parse(&text.replace(',', ""));
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if let Some((a, b)) = first.split_once('–') {
        return (Value::Range(number(a).unwrap(), number(b).unwrap()), first.to_owned(), rest);
    }
    if let Some((a, b)) = first.split_once('/') {
        let ratio = Value::Ratio(a.parse().unwrap(), b.parse().unwrap());
        return (ratio, first.to_owned(), rest);
    }
    if let Some(number) = number(first) {
        return (Value::Number(number), first.to_owned(), rest);
    }
    let words = ["several hundred", "tens of thousands", "a few", "dozens", "thousands", "many"];
    let words = words.iter().find(|words| text.starts_with(**words)).unwrap();
    let rest = text.strip_prefix(words).unwrap().trim();
    (Value::Vague((*words).to_owned()), (*words).to_owned(), rest)
}

fn precision(edtf: &str) -> Precision {
    match (edtf.contains('T'), edtf.len()) {
        (true, _) => Precision::Minute,
        (false, 4) => Precision::Year,
        (false, 7) => Precision::Month,
        _ => Precision::Day,
    }
}

fn period(edtf: &str) -> Period {
    let edtf = edtf.to_owned();
    Period { precision: precision(&edtf), edtf, basis: Basis::Explicit, anchor: None }
}

fn take(member: &mut Member, part: &str) {
    let after = |word: &str| part.strip_prefix(word).map(str::trim);
    let voice = |act: Act, text: &str| {
        let (name, agent) = match text.split_once('@') {
            Some((name, agent)) => (name.trim(), Some(AgentId::new(agent.trim()))),
            None => (text, None),
        };
        Voiced { act, name: name.to_owned(), agent }
    };
    let relations = [
        ("by 2", AsOfRelation::By),
        ("before 2", AsOfRelation::Before),
        ("after 2", AsOfRelation::After),
        ("2", AsOfRelation::At),
    ];
    for (start, relation) in relations {
        if part.starts_with(start) {
            let date = part.strip_prefix(start.trim_end_matches('2')).unwrap();
            let (edtf, basis) = match date.split_once(' ') {
                Some((edtf, _inferred)) => (edtf, Basis::Inferred),
                None => (date, Basis::Explicit),
            };
            let (edtf, precision) = (edtf.to_owned(), precision(edtf));
            member.as_of = Some(AsOf { edtf, precision, relation, basis, anchor: None });
            return;
        }
    }
    for (word, kind) in [
        ("repeats ", LinkKind::Repeats),
        ("revises ", LinkKind::Revises),
        ("part of ", LinkKind::PartOf),
        ("further to ", LinkKind::FurtherTo),
        ("contradicts ", LinkKind::Contradicts),
    ] {
        if let Some(to) = after(word) {
            member.links.push(Link { kind, to: QuantityId::new(to), why: String::new() });
            return;
        }
    }
    for (word, role) in [
        ("at ", PlaceRole::At),
        ("from ", PlaceRole::From),
        ("to ", PlaceRole::To),
        ("near ", PlaceRole::Near),
    ] {
        if let Some(place) = after(word) {
            member.places.push(PlaceText { text: place.to_owned(), anchor: None, role });
            return;
        }
    }
    let join = |comparable| FactJoin { id: fact_id(), comparable };
    if let Some(edtf) = after("said ") {
        member.said_at = Some(period(edtf));
    } else if let Some(edtf) = after("published ") {
        let (edtf, precision) = (edtf.to_owned(), precision(edtf));
        let basis = Basis::Explicit;
        member.published = Some(Published { edtf, precision, basis, anchor: None });
    } else if let Some(name) = after("denied by ") {
        member.voices.push(voice(Act::Denies, name));
    } else if let Some(name) = after("corrected by ") {
        member.voices.push(voice(Act::Corrects, name));
    } else if let Some(name) = after("declined by ") {
        member.voices.push(voice(Act::Declines, name));
    } else if let Some(article) = after("in ") {
        member.article = ArticleId::new(article);
    } else if let Some(id) = after("id ") {
        member.quantity = QuantityId::new(id);
    } else if let Some(each) = after("each ") {
        member.counted.as_mut().unwrap().each = match each {
            "person" => Each::Person,
            "household" => Each::Household,
            "object" => Each::Object,
            other => Each::Other(other.to_owned()),
        };
    } else if let Some(who) = after("who ") {
        let who = who.split(',').map(|who| who.trim().to_owned()).collect();
        member.counted.as_mut().unwrap().who = who;
    } else if let Some(edtf) = after("period ") {
        member.period = Some(period(edtf));
    } else if let Some(why) = after("no ") {
        member.facts.push(join(Comparable::No(why.to_owned())));
    } else {
        match part {
            "joined" => member.facts.push(join(Comparable::Yes)),
            "component" => member.facts.push(join(Comparable::Component)),
            "estimated" => member.estimated = true,
            "headline" => member.part = Part::Headline,
            "nobody" => {}
            "cumulative" => member.measure = Measure::Cumulative,
            "stock" => member.measure = Measure::Stock,
            "increment" => member.measure = Measure::Increment,
            "capacity" => member.modality = Modality::Capacity,
            "forecast" => member.modality = Modality::Forecast,
            name => member.voices.push(voice(Act::Asserts, name)),
        }
    }
}

/// A fact in a few words: `rises`, `fixed` or `varies`, `; accepts people, refugees`.
pub(super) fn fact(text: &str) -> Fact {
    let mut fact = Fact::new(fact_id(), "How many?");
    for part in text.split(';').map(str::trim) {
        match part.split_once(' ') {
            Some(("accepts", nouns)) => {
                fact.accepts = nouns.split(',').map(|noun| noun.trim().to_owned()).collect();
            }
            _ => {
                fact.behaves = match part {
                    "fixed" => Behaviour::Fixed,
                    "varies" => Behaviour::Varies,
                    _ => Behaviour::Rises,
                }
            }
        }
    }
    fact
}

/// The agents of these tests: a government, its prime minister who speaks for it, an ombudsman.
pub(super) fn agents() -> Agents {
    let agent = |id: &str, name: &str, aliases: &[&str], speaks_for: Option<&str>| Agent {
        id: AgentId::new(id),
        name: name.to_owned(),
        kind: AgentKind::Government,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        speaks_for: speaks_for.map(AgentId::new),
        note: String::new(),
    };
    Agents::new(vec![
        agent("gov", "Government of Armenia", &["Yerevan", "Armenian authorities"], None),
        agent("pm", "Nikol Pashinyan", &["Pashinyan"], Some("gov")),
        agent("omb", "Gegham Stepanyan", &["the rights ombudsman"], None),
    ])
}

/// A statement made ready, with its own origins.
pub(super) fn ready(statement: &str, default_id: &str) -> Figure {
    let member = Arc::new(member(statement, default_id));
    let origins = agents().origins(&member.voices, &member.article);
    Figure::new(member, origins, &Table::default())
}

pub(super) fn question(text: &str) -> Question {
    Question::new(fact(text))
}
