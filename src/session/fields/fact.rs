//! Fields of facts and agents.

use super::Around;
use super::quantity::{each_name, each_of, unit_name, unit_of};
use super::{as_of_from, chosen, names, optional, other, words};
use crate::compare::time::stretch;
use crate::model::{
    Agent, AgentId, AgentKind, Behaviour, Each, Fact, FactPlace, Facts, PlaceRole, UnitKind,
};
use crate::session::{AgentField, Choice, FactField, Field, Rejection};

const BEHAVES: &[Choice] = &[
    Choice { value: "Fixed", label: "does not change" },
    Choice { value: "Rises", label: "rises (a running total)" },
    Choice { value: "Varies", label: "goes up and down" },
];

const AGENT_KIND: &[Choice] = &[
    Choice { value: "Person", label: "a person" },
    Choice { value: "Government", label: "a government" },
    Choice { value: "DeFactoAuthority", label: "a de facto authority" },
    Choice { value: "ArmedForce", label: "an armed force" },
    Choice { value: "IntlOrganisation", label: "an international organisation" },
    Choice { value: "Ngo", label: "a non-governmental organisation" },
    Choice { value: "NewsAgency", label: "a news agency" },
    Choice { value: "Outlet", label: "an outlet" },
    Choice { value: "Expert", label: "an expert" },
    Choice { value: "Witness", label: "a witness" },
    Choice { value: "Other", label: "other" },
];

/// The field of a quantity that has the same choices.
const fn like(field: FactField) -> Option<Field> {
    Some(match field {
        FactField::Each => Field::Each,
        FactField::UnitKind => Field::UnitKind,
        FactField::Measure => Field::Measure,
        FactField::Modality => Field::Modality,
        _ => return None,
    })
}

/// The choices of a field of a fact; `None` for fields that are typed.
pub(crate) fn fact_choices(field: FactField) -> Option<&'static [Choice]> {
    match field {
        FactField::Behaves => Some(BEHAVES),
        other => super::choices(like(other)?),
    }
}

/// The choices of a field of an agent; `None` for fields that are typed.
pub(crate) const fn agent_choices(field: AgentField) -> Option<&'static [Choice]> {
    match field {
        AgentField::Kind => Some(AGENT_KIND),
        _ => None,
    }
}

/// The name of a field of a fact, for labels.
pub(crate) const fn fact_name(field: FactField) -> &'static str {
    match field {
        FactField::Question => "question",
        FactField::Topic => "topic",
        FactField::Each => "what each is",
        FactField::Who => "who they are",
        FactField::Accepts => "what is counted",
        FactField::UnitKind => "kind of unit",
        FactField::UnitCode => "unit code",
        FactField::Measure => "measure",
        FactField::Modality => "modality",
        FactField::Behaves => "how it moves",
        FactField::Places => "places",
        FactField::Window => "window of time",
        FactField::Note => "note",
    }
}

/// The name of a field of an agent, for labels.
pub(crate) const fn agent_name(field: AgentField) -> &'static str {
    match field {
        AgentField::Name => "name",
        AgentField::Kind => "kind of agent",
        AgentField::Aliases => "other names",
        AgentField::SpeaksFor => "whom it speaks for",
        AgentField::Note => "note",
    }
}

/// What a field of a fact shows.
pub(crate) fn fact_text(fact: &Fact, field: FactField) -> String {
    match field {
        FactField::Question => fact.question.clone(),
        FactField::Topic => fact.topic.clone(),
        FactField::Each => each_name(&fact.each),
        FactField::Who => fact.who.join(", "),
        FactField::Accepts => fact.accepts.join(", "),
        FactField::UnitKind => unit_name(&fact.unit.kind),
        FactField::UnitCode => fact.unit.code.clone(),
        FactField::Measure => names::measure(fact.measure).to_owned(),
        FactField::Modality => names::modality(fact.modality).to_owned(),
        FactField::Behaves => match fact.behaves {
            Behaviour::Fixed => "Fixed",
            Behaviour::Rises => "Rises",
            Behaviour::Varies => "Varies",
        }
        .to_owned(),
        FactField::Places => {
            let places = fact.places.iter();
            let texts = places.map(|p| format!("{} {}", role_word(p.role), p.text));
            texts.collect::<Vec<_>>().join(", ")
        }
        FactField::Window => fact.window.clone().unwrap_or_default(),
        FactField::Note => fact.note.clone(),
    }
}

/// The fact with a field set to what is typed.
pub(crate) fn set_fact(fact: &Fact, field: FactField, typed: &str) -> Result<Fact, Rejection> {
    let none = || Rejection::because("There is no such choice.");
    let mut fact = fact.clone();
    match field {
        FactField::Question => {
            fact.question =
                optional(typed).ok_or_else(|| Rejection::because("A fact needs its question."))?;
        }
        FactField::Topic => fact.topic = optional(typed).unwrap_or_default(),
        FactField::Each => {
            fact.each = match other(typed) {
                Some(word) => Each::Other(word.to_owned()),
                None => each_of(chosen(Field::Each, typed)?).ok_or_else(none)?,
            };
        }
        FactField::Who => fact.who = words(typed),
        FactField::Accepts => fact.accepts = words(typed),
        FactField::UnitKind => {
            fact.unit.kind = match other(typed) {
                Some(word) => UnitKind::Other(word.to_owned()),
                None => unit_of(chosen(Field::UnitKind, typed)?).ok_or_else(none)?,
            };
        }
        FactField::UnitCode => fact.unit.code = optional(typed).unwrap_or_default(),
        FactField::Measure => {
            fact.measure = names::measure_of(chosen(Field::Measure, typed)?).ok_or_else(none)?;
        }
        FactField::Modality => {
            fact.modality = names::modality_of(chosen(Field::Modality, typed)?).ok_or_else(none)?;
        }
        FactField::Behaves => {
            fact.behaves = match one_of(BEHAVES, typed)? {
                "Fixed" => Behaviour::Fixed,
                "Rises" => Behaviour::Rises,
                _ => Behaviour::Varies,
            };
        }
        FactField::Places => fact.places = words(typed).iter().map(|item| place(item)).collect(),
        FactField::Window => {
            fact.window = match optional(typed) {
                None => None,
                Some(text) if stretch(&text).is_some() => Some(text),
                Some(text) => Some(as_of_from(&text, Around::NOTHING)?.edtf),
            };
        }
        FactField::Note => typed.clone_into(&mut fact.note),
    }
    Ok(fact)
}

/// What a field of an agent shows. Whom it speaks for is shown by name.
pub(crate) fn agent_text(agent: &Agent, field: AgentField, all: &Facts) -> String {
    match field {
        AgentField::Name => agent.name.clone(),
        AgentField::Kind => match &agent.kind {
            AgentKind::Other(word) if word.is_empty() => "Other".to_owned(),
            AgentKind::Other(word) => format!("Other: {word}"),
            kind => format!("{kind:?}"),
        },
        AgentField::Aliases => agent.aliases.join(", "),
        AgentField::SpeaksFor => agent.speaks_for.as_ref().map_or_else(String::new, |id| {
            all.agents.get(id).map_or_else(|| id.to_string(), |agent| agent.name.clone())
        }),
        AgentField::Note => agent.note.clone(),
    }
}

/// The agent with a field set to what is typed.
pub(crate) fn set_agent(
    agent: &Agent,
    field: AgentField,
    typed: &str,
    all: &Facts,
) -> Result<Agent, Rejection> {
    let mut agent = agent.clone();
    match field {
        AgentField::Name => {
            agent.name =
                optional(typed).ok_or_else(|| Rejection::because("An agent needs a name."))?;
        }
        AgentField::Kind => {
            agent.kind = match other(typed) {
                Some(word) => AgentKind::Other(word.to_owned()),
                None => kind_of(one_of(AGENT_KIND, typed)?),
            };
        }
        AgentField::Aliases => agent.aliases = words(typed),
        AgentField::SpeaksFor => agent.speaks_for = speaks_for(&agent, typed, all)?,
        AgentField::Note => typed.clone_into(&mut agent.note),
    }
    Ok(agent)
}

/// The agent that this one speaks for, by id or name; never itself, not even by way of others.
fn speaks_for(agent: &Agent, typed: &str, all: &Facts) -> Result<Option<AgentId>, Rejection> {
    let Some(text) = optional(typed) else { return Ok(None) };
    let by_name = || all.agents.values().find(|other| other.name == text);
    let found = all.agents.get(&AgentId::new(&text)).or_else(by_name);
    let found = found
        .ok_or_else(|| Rejection::because(format!("There is no agent “{text}”; make it first.")))?;
    let mut next = Some(found);
    for _ in 0..=all.agents.len() {
        let Some(one) = next else { break };
        if one.id == agent.id {
            return Err(Rejection::because(format!("{} cannot speak for itself.", agent.name)));
        }
        next = one.speaks_for.as_ref().and_then(|id| all.agents.get(id));
    }
    Ok(Some(found.id.clone()))
}

fn one_of(choices: &'static [Choice], typed: &str) -> Result<&'static str, Rejection> {
    let typed = typed.trim();
    let found = choices.iter().find(|choice| {
        choice.value.eq_ignore_ascii_case(typed) || choice.label.eq_ignore_ascii_case(typed)
    });
    found.map(|choice| choice.value).ok_or_else(|| {
        let labels: Vec<_> = choices.iter().map(|choice| choice.label).collect();
        Rejection::because(format!(
            "“{typed}” is no choice here; there are: {}.",
            labels.join(", ")
        ))
    })
}

fn kind_of(name: &str) -> AgentKind {
    match name {
        "Government" => AgentKind::Government,
        "DeFactoAuthority" => AgentKind::DeFactoAuthority,
        "ArmedForce" => AgentKind::ArmedForce,
        "IntlOrganisation" => AgentKind::IntlOrganisation,
        "Ngo" => AgentKind::Ngo,
        "NewsAgency" => AgentKind::NewsAgency,
        "Outlet" => AgentKind::Outlet,
        "Expert" => AgentKind::Expert,
        "Witness" => AgentKind::Witness,
        _ => AgentKind::Person,
    }
}

const fn role_word(role: PlaceRole) -> &'static str {
    match role {
        PlaceRole::At => "at",
        PlaceRole::From => "from",
        PlaceRole::To => "to",
        PlaceRole::Near => "near",
    }
}

/// "to Armenia"; without a word of role it is where things are.
fn place(typed: &str) -> FactPlace {
    let roles = [
        ("at ", PlaceRole::At),
        ("in ", PlaceRole::At),
        ("from ", PlaceRole::From),
        ("to ", PlaceRole::To),
        ("near ", PlaceRole::Near),
    ];
    for (word, role) in roles {
        let head = typed.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        if let Some(rest) = typed.get(word.len()..).filter(|rest| head && !rest.trim().is_empty()) {
            return FactPlace { text: rest.trim().to_owned(), role };
        }
    }
    FactPlace { text: typed.to_owned(), role: PlaceRole::At }
}
