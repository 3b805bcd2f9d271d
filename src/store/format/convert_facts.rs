//! Between the model's facts and the records of `facts.ron`.
//!
//! Owns: the order of records in the file: by id, which for UUID v7 is the order in which they were made.
//! Never: drops or mends anything; ids that point to nothing are kept.

use super::article_file::HistoryRecord;
use super::facts_file::{
    self as file, AgentRecord, BoundsRecord, DecisionRecord, DecisionState, FactPlaceRecord,
    FactRecord, FactUnitRecord, FactsFile, ReadingRecord,
};
use super::text::FORMAT;
use crate::model::{
    Agent, AgentId, AgentKind, Behaviour, BoundsRow, Decision, Fact, FactId, FactPlace, FactUnit,
    Facts, PairState, QuantityId, Reading,
};

/// The facts that a file holds. Of two records with one id, which the parser refuses, the last counts.
#[must_use]
pub fn facts_from_file(file: &FactsFile) -> Facts {
    let agents = file.agents.iter().map(agent).map(|agent| (agent.id.clone(), agent));
    let facts = file.facts.iter().map(fact).map(|fact| (fact.id.clone(), fact));
    Facts {
        agents: agents.collect(),
        facts: facts.collect(),
        bounds: file.bounds.iter().map(bounds).collect(),
    }
}

/// The file of an annotator's facts.
#[must_use]
pub fn file_from_facts(facts: &Facts, annotator: &str, history: HistoryRecord) -> FactsFile {
    FactsFile {
        format: FORMAT,
        annotator: annotator.to_owned(),
        history,
        agents: facts.agents.values().map(agent_record).collect(),
        facts: facts.facts.values().map(fact_record).collect(),
        bounds: facts.bounds.iter().map(bounds_record).collect(),
    }
}

pub(super) fn agent(record: &AgentRecord) -> Agent {
    Agent {
        id: AgentId::new(&record.id),
        name: record.name.clone(),
        kind: agent_kind(&record.kind),
        aliases: record.aliases.clone(),
        speaks_for: record.speaks_for.as_deref().map(AgentId::new),
        note: record.note.clone(),
    }
}

pub(super) fn agent_record(agent: &Agent) -> AgentRecord {
    AgentRecord {
        id: agent.id.to_string(),
        name: agent.name.clone(),
        kind: agent_kind_record(&agent.kind),
        aliases: agent.aliases.clone(),
        speaks_for: agent.speaks_for.as_ref().map(ToString::to_string),
        note: agent.note.clone(),
    }
}

pub(super) fn fact(record: &FactRecord) -> Fact {
    Fact {
        id: FactId::new(&record.id),
        question: record.question.clone(),
        topic: record.topic.clone(),
        each: record.each.clone(),
        who: record.who.clone(),
        accepts: record.accepts.clone(),
        unit: FactUnit { kind: record.unit.kind.clone(), code: record.unit.code.clone() },
        measure: record.measure,
        modality: record.modality,
        behaves: behaviour(record.behaves),
        places: record
            .places
            .iter()
            .map(|place| FactPlace { text: place.text.clone(), role: place.role })
            .collect(),
        window: record.window.clone(),
        decisions: record.decisions.iter().map(decision).collect(),
        reading: record.reading.as_ref().map(|reading| Reading {
            best: reading.best.clone(),
            low: reading.low.clone(),
            high: reading.high.clone(),
            as_of: reading.as_of.clone(),
            why: reading.why.clone(),
            at: reading.at.clone(),
        }),
        note: record.note.clone(),
    }
}

pub(super) fn fact_record(fact: &Fact) -> FactRecord {
    FactRecord {
        id: fact.id.to_string(),
        question: fact.question.clone(),
        topic: fact.topic.clone(),
        each: fact.each.clone(),
        who: fact.who.clone(),
        accepts: fact.accepts.clone(),
        unit: FactUnitRecord { kind: fact.unit.kind.clone(), code: fact.unit.code.clone() },
        measure: fact.measure,
        modality: fact.modality,
        behaves: behaviour_record(fact.behaves),
        places: fact
            .places
            .iter()
            .map(|place| FactPlaceRecord { text: place.text.clone(), role: place.role })
            .collect(),
        window: fact.window.clone(),
        decisions: fact.decisions.iter().map(decision_record).collect(),
        reading: fact.reading.as_ref().map(|reading| ReadingRecord {
            best: reading.best.clone(),
            low: reading.low.clone(),
            high: reading.high.clone(),
            as_of: reading.as_of.clone(),
            why: reading.why.clone(),
            at: reading.at.clone(),
        }),
        note: fact.note.clone(),
    }
}

pub(super) fn bounds(record: &BoundsRecord) -> BoundsRow {
    BoundsRow {
        qualifier: record.qualifier,
        places: record.places.clone(),
        share: record.share.clone(),
    }
}

pub(super) fn bounds_record(row: &BoundsRow) -> BoundsRecord {
    BoundsRecord { qualifier: row.qualifier, places: row.places.clone(), share: row.share.clone() }
}

fn decision(record: &DecisionRecord) -> Decision {
    Decision {
        a: QuantityId::new(&record.a),
        b: QuantityId::new(&record.b),
        state: pair_state(record.state),
        why: record.why.clone(),
        at: record.at.clone(),
    }
}

fn decision_record(decision: &Decision) -> DecisionRecord {
    DecisionRecord {
        a: decision.a.to_string(),
        b: decision.b.to_string(),
        state: pair_state_record(decision.state),
        why: decision.why.clone(),
        at: decision.at.clone(),
    }
}

fn agent_kind(kind: &file::AgentKind) -> AgentKind {
    match kind {
        file::AgentKind::Person => AgentKind::Person,
        file::AgentKind::Government => AgentKind::Government,
        file::AgentKind::DeFactoAuthority => AgentKind::DeFactoAuthority,
        file::AgentKind::ArmedForce => AgentKind::ArmedForce,
        file::AgentKind::IntlOrganisation => AgentKind::IntlOrganisation,
        file::AgentKind::Ngo => AgentKind::Ngo,
        file::AgentKind::NewsAgency => AgentKind::NewsAgency,
        file::AgentKind::Outlet => AgentKind::Outlet,
        file::AgentKind::Expert => AgentKind::Expert,
        file::AgentKind::Witness => AgentKind::Witness,
        file::AgentKind::Other(text) => AgentKind::Other(text.clone()),
    }
}

fn agent_kind_record(kind: &AgentKind) -> file::AgentKind {
    match kind {
        AgentKind::Person => file::AgentKind::Person,
        AgentKind::Government => file::AgentKind::Government,
        AgentKind::DeFactoAuthority => file::AgentKind::DeFactoAuthority,
        AgentKind::ArmedForce => file::AgentKind::ArmedForce,
        AgentKind::IntlOrganisation => file::AgentKind::IntlOrganisation,
        AgentKind::Ngo => file::AgentKind::Ngo,
        AgentKind::NewsAgency => file::AgentKind::NewsAgency,
        AgentKind::Outlet => file::AgentKind::Outlet,
        AgentKind::Expert => file::AgentKind::Expert,
        AgentKind::Witness => file::AgentKind::Witness,
        AgentKind::Other(text) => file::AgentKind::Other(text.clone()),
    }
}

const fn behaviour(behaves: file::Behaviour) -> Behaviour {
    match behaves {
        file::Behaviour::Fixed => Behaviour::Fixed,
        file::Behaviour::Rises => Behaviour::Rises,
        file::Behaviour::Varies => Behaviour::Varies,
    }
}

const fn behaviour_record(behaves: Behaviour) -> file::Behaviour {
    match behaves {
        Behaviour::Fixed => file::Behaviour::Fixed,
        Behaviour::Rises => file::Behaviour::Rises,
        Behaviour::Varies => file::Behaviour::Varies,
    }
}

const fn pair_state(state: DecisionState) -> PairState {
    match state {
        DecisionState::Agrees => PairState::Agrees,
        DecisionState::Refines => PairState::Refines,
        DecisionState::LaterUpdate => PairState::LaterUpdate,
        DecisionState::Conflicts => PairState::Conflicts,
        DecisionState::NotComparable => PairState::NotComparable,
        DecisionState::Undetermined => PairState::Undetermined,
    }
}

const fn pair_state_record(state: PairState) -> DecisionState {
    match state {
        PairState::Agrees => DecisionState::Agrees,
        PairState::Refines => DecisionState::Refines,
        PairState::LaterUpdate => DecisionState::LaterUpdate,
        PairState::Conflicts => DecisionState::Conflicts,
        PairState::NotComparable => DecisionState::NotComparable,
        PairState::Undetermined => DecisionState::Undetermined,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::format::{parse_facts, render_facts};

    const FILE: &str = r#"(
    format: 1, annotator: "analyst", history: (id: "log", seq: 17),
    agents: [
        (id: "a1", name: "Government of Armenia", kind: Government, aliases: ["Yerevan"], speaks_for: None, note: ""),
        (id: "a2", name: "Nikol Pashinyan", kind: Other("minister"), aliases: [], speaks_for: Some("a1"), note: "n"),
    ],
    facts: [(id: "f1", question: "How many people entered Armenia?", topic: "displacement", each: Person, who: ["child"],
        accepts: ["people", "refugees"], unit: (kind: Count, code: ""), measure: Cumulative, modality: Actual, behaves: Rises,
        places: [(text: "Armenia", role: To)], window: Some("2023-09-24/.."),
        decisions: [(a: "q1", b: "gone", state: LaterUpdate, why: "w", at: "2026-11-22T09:14:03Z")],
        reading: Some((best: "28120", low: Some("28110"), high: None, as_of: Some("2023-09-26"), why: "r", at: "2026-11-22T09:14:03Z")),
        note: "note")],
    bounds: [(qualifier: About, places: "1", share: "0.1")],
)"#;

    #[test]
    fn facts_come_back_as_they_were_written() {
        let file = parse_facts(FILE).unwrap();
        let facts = facts_from_file(&file);
        assert_eq!(facts.agents.len(), 2);
        assert_eq!(facts.facts.len(), 1);
        let again = file_from_facts(&facts, "analyst", file.history.clone());
        assert_eq!(again, file);
        let text = render_facts(&again).unwrap();
        assert_eq!(facts_from_file(&parse_facts(&text).unwrap()), facts);
    }

    #[test]
    fn every_name_goes_both_ways() {
        use PairState as P;
        for state in
            [P::Agrees, P::Refines, P::LaterUpdate, P::Conflicts, P::NotComparable, P::Undetermined]
        {
            assert_eq!(pair_state(pair_state_record(state)), state);
        }
        for behaves in [Behaviour::Fixed, Behaviour::Rises, Behaviour::Varies] {
            assert_eq!(behaviour(behaviour_record(behaves)), behaves);
        }
        use AgentKind as K;
        for kind in [
            K::Person,
            K::Government,
            K::DeFactoAuthority,
            K::ArmedForce,
            K::IntlOrganisation,
            K::Ngo,
            K::NewsAgency,
            K::Outlet,
            K::Expert,
            K::Witness,
            K::Other("x".to_owned()),
        ] {
            assert_eq!(agent_kind(&agent_kind_record(&kind)), kind);
        }
    }
}
