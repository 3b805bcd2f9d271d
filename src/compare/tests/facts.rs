//! Facts of several statements: what they read, whom they rest on, what is found in them.

use super::statement::{agents, fact, fact_id, member};
use crate::compare::{Comparison, FactState, FindingKind, Member};
use crate::model::{
    Agent, AgentId, AgentKind, Comparable, Decision, Fact, FactId, FactJoin, PairState, QuantityId,
};

/// A member of the fact: joined as comparable where the statement does not say how.
pub(super) fn joined(statement: &str, id: &str) -> Member {
    let mut member = member(statement, id);
    if member.facts.is_empty() {
        member.facts.push(FactJoin { id: fact_id(), comparable: Comparable::Yes });
    }
    member
}

pub(super) fn comparison(fact: Fact, statements: &[&str]) -> Comparison {
    let mut comparison = Comparison::default();
    comparison.set_agents(
        ["gov", "pm", "omb"]
            .iter()
            .filter_map(|id| agents().get(&AgentId::new(id)).cloned())
            .collect(),
    );
    comparison.set_fact(fact);
    for (at, statement) in statements.iter().enumerate() {
        comparison.set(joined(statement, &format!("q{at}")));
    }
    comparison.refresh();
    comparison
}

pub(super) fn state(fact: Fact, statements: &[&str]) -> FactState {
    comparison(fact, statements).state(&fact_id()).unwrap().clone()
}

fn found(state: &FactState, kind: FindingKind) -> Vec<String> {
    let findings = state.findings.iter().filter(|finding| finding.kind == kind);
    findings.map(|finding| finding.words.clone()).collect()
}

const ENTERED: [&str; 6] = [
    "1,050 people crossed; nobody; in 002; repeats q1; said 2023-09-24",
    "1,050 people entered Armenia; 2023-09-24T22:00:00+04:00; Armenian government @gov; in 002",
    "more than 2900 refugees had entered Armenia; by 2023-09-25; Armenian government @gov; in 001",
    "nearly 3000 people fled; repeats q2; in 001; headline",
    "more than 13,000 Armenians fled to Armenia; nobody; in 000",
    "about 28,120 refugees arrived in Armenia; said 2023-09-26; Armenian authorities @gov; in 003",
];

fn entered() -> Fact {
    fact("rises; accepts people, refugees, Armenians")
}

#[test]
fn people_entering_armenia_are_a_later_update() {
    let state = state(entered(), &ENTERED);
    assert_eq!(state.word.words(), "later update", "{state:?}");
    let pair = (QuantityId::new("q4"), QuantityId::new("q5"));
    assert!(state.order_not_stated.contains(&pair), "13,000 and 28,120: {state:?}");
    assert_eq!(state.origins.words(), "4 articles · 1 named origin · 1 unattributed");
    assert_eq!(state.first, Some(QuantityId::new("q0")));
    assert_eq!(state.latest, Some(QuantityId::new("q5")));
    let now = state.now.unwrap();
    let ends = (now.low.unwrap().value.to_string(), now.high.unwrap().value.to_string());
    assert_eq!(ends, ("28110".to_owned(), "28130".to_owned()));
    assert_eq!(found(&state, FindingKind::OneOrigin), ["3 articles rest on Government of Armenia"]);
    assert_eq!(found(&state, FindingKind::HeadlineDropsAttribution).len(), 1);
    assert_eq!(found(&state, FindingKind::Repeats).len(), 2);
    assert_eq!(found(&state, FindingKind::AsOfMissing), ["as-of missing on 4 figures"]);
}

#[test]
fn what_was_seen_is_no_origin() {
    let mut statements = ENTERED.to_vec();
    statements.push("several hundred refugees; AFP; in 001; no what was seen is no total");
    let state = state(entered(), &statements);
    assert_eq!(state.word.words(), "later update");
    assert_eq!(state.origins.words(), "4 articles · 1 named origin · 1 unattributed");
    assert!(state.not_comparable.contains(&QuantityId::new("q6")));
}

#[test]
fn what_a_fact_reads() {
    for (fact_words, statements, expected) in [
        ("rises", vec![], "no figures"),
        ("rises", vec!["200 people"], "single"),
        ("rises", vec!["200 people; no part"], "single"),
        ("rises", vec!["200 people", "several hundred people; no seen"], "not comparable"),
        ("rises", vec!["200 people", "200 families"], "not comparable"),
        ("rises", vec!["200 people", "200 people"], "agrees"),
        ("rises", vec!["200 people", "200 people", "200 families"], "agrees"),
        ("fixed", vec!["at least 20 people", "25 people", "25 people"], "refines"),
        (
            "rises",
            vec!["20 people; 2023-09-24", "25 people; 2023-09-25", "25 people"],
            "later update",
        ),
        // The two of one day are in no order, but both follow the day before.
        (
            "rises",
            vec![
                "2900 people; 2023-09-25",
                "13,000 people; 2023-09-26",
                "at least 28,120 people; 2023-09-26",
            ],
            "later update",
        ),
        (
            "rises",
            vec!["13,000 people; 2023-09-26", "at least 28,120 people; 2023-09-26"],
            "undetermined",
        ),
        ("rises", vec!["13,000 people", "28,120 people"], "undetermined"),
        ("fixed", vec!["120,000 people", "50,000 people", "about 120,000 people"], "conflicts"),
        ("fixed", vec!["many people", "200 people"], "undetermined"),
        (
            "rises",
            vec![
                "900 people; 2023-09-24T22:00:00; gov @gov; in 001",
                "1,050 people; 2023-09-24T22:00:00; omb @omb; in 002",
            ],
            "conflicts",
        ),
        // What is superseded weighs no longer.
        (
            "rises",
            vec![
                "900 people; 2023-09-24T22:00:00; gov @gov; in 001",
                "1,050 people; 2023-09-24T22:00:00; omb @omb; in 002",
                "2900 people; 2023-09-25; gov @gov; in 003",
            ],
            "later update",
        ),
        (
            "rises",
            vec![
                "218 people; 2023-09-24; gov @gov; in 001",
                "170 people; 2023-09-25; omb @omb; in 002",
            ],
            "conflicts",
        ),
        (
            "rises",
            vec![
                "218 people; 2023-09-24; gov @gov; in 001",
                "170 people; 2023-09-25; pm @pm; in 002",
            ],
            "later update",
        ),
        (
            "rises",
            vec!["200 people; denied by Baku; in 001", "200 people; omb @omb; in 002"],
            "conflicts",
        ),
    ] {
        let state = state(fact(fact_words), &statements);
        assert_eq!(state.word.words(), expected, "{fact_words}: {statements:#?}");
    }
}

#[test]
fn the_analyst_overrules_a_pair_and_compares_word_stays() {
    let mut fixed = fact("fixed");
    let decision = Decision {
        a: QuantityId::new("q1"),
        b: QuantityId::new("q0"),
        state: PairState::Agrees,
        why: "the census counts the region of 1989".to_owned(),
        at: "2026-11-22T09:14:03Z".to_owned(),
    };
    fixed.decisions = vec![decision.clone()];
    let statements = ["120,000 people", "50,000 people"];
    let comparison = comparison(fixed.clone(), &statements);
    assert_eq!(comparison.state(&fact_id()).unwrap().word.words(), "agrees");
    let verdict =
        comparison.verdict(&fact_id(), &QuantityId::new("q0"), &QuantityId::new("q1")).unwrap();
    assert_eq!(verdict.state(), PairState::Agrees);
    assert_eq!(verdict.judged.state, PairState::Conflicts);
    assert_eq!(verdict.decided, Some(decision.clone()));
    // Another pair still conflicts.
    let state = state(fixed, &["120,000 people", "50,000 people", "51,000 people"]);
    assert_eq!(state.word.words(), "conflicts");
    // A decision turns with its pair.
    let mut rises = fact("rises");
    rises.decisions = vec![Decision { state: PairState::LaterUpdate, ..decision }];
    let state = super::facts::state(rises, &["120,000 people", "130,000 people"]);
    assert_eq!(state.word.words(), "later update");
    assert!(state.superseded.contains(&QuantityId::new("q0")));
}

#[test]
fn origins_are_counted_once() {
    for (statements, expected) in [
        (vec!["200 people; omb @omb; in 001"], "1 article · 1 named origin"),
        (vec!["200 people; in 001"], "1 article · 0 named origins · 1 unattributed"),
        (
            vec![
                "200 people; omb @omb; in 001",
                "200 people; gov @gov; in 002",
                "200 people; in 004",
            ],
            "3 articles · 2 named origins · 1 unattributed",
        ),
        (
            vec!["200 people; gov @gov; in 001", "200 people; PM @pm; in 002"],
            "2 articles · 1 named origin",
        ),
        // Proposed, never merged by itself.
        (
            vec!["200 people; gov @gov; in 001", "200 people; Yerevan; in 002"],
            "2 articles · 2 named origins (perhaps 1)",
        ),
        (
            vec!["200 people; Reuters; in 001", "200 people; Reuters; in 002"],
            "2 articles · 2 named origins (perhaps 1)",
        ),
        (
            vec!["200 people; Reuters; in 001", "200 people; Reuters; in 001"],
            "1 article · 1 named origin",
        ),
        (
            vec!["200 people; omb @omb; in 001", "about 200 people; in 002; repeats q0"],
            "2 articles · 1 named origin",
        ),
        // A denier is no second origin, and whoever declines is none.
        (
            vec!["200 people; omb @omb; in 001", "200 people; denied by Baku; in 002"],
            "1 article · 1 named origin",
        ),
        (
            vec!["200 people; omb @omb; declined by Baku; in 001", "200 people; in 002"],
            "2 articles · 1 named origin · 1 unattributed",
        ),
        (
            vec!["200 people; omb @omb; AFP; in 001", "200 people; gov @gov; in 002"],
            "2 articles · 3 named origins",
        ),
    ] {
        let state = state(fact("fixed"), &statements);
        assert_eq!(state.origins.words(), expected, "{statements:#?}");
    }
}

#[test]
fn agents_that_speak_in_a_circle_are_one() {
    let agent = |id: &str, speaks_for: &str| Agent {
        id: AgentId::new(id),
        name: id.to_owned(),
        kind: AgentKind::Person,
        aliases: Vec::new(),
        speaks_for: Some(AgentId::new(speaks_for)),
        note: String::new(),
    };
    let agents = crate::compare::Agents::new(vec![
        agent("a", "b"),
        agent("b", "c"),
        agent("c", "b"),
        agent("d", "nobody"),
    ]);
    for (id, root) in [("a", "b"), ("b", "b"), ("c", "b"), ("d", "nobody"), ("e", "e")] {
        assert_eq!(agents.root(&AgentId::new(id)), AgentId::new(root), "{id}");
    }
}

#[test]
fn parts_and_wholes() {
    let above = |fact_words: &str, statements: &[&str]| {
        found(&state(fact(fact_words), statements), FindingKind::PartAboveWhole)
    };
    assert_eq!(
        above("fixed", &["200 people", "210 people; component; who civilian"]),
        ["the part “210” is above its whole “200”"]
    );
    let none: Vec<String> = Vec::new();
    assert_eq!(above("fixed", &["200 people", "10 people; component"]), none);
    assert_eq!(above("fixed", &["at least 200 people", "210 people; component"]), none);
    assert_eq!(above("fixed", &["200 people", "250 people", "210 people; component"]), none);
    // A whole of the day before may have risen since.
    let rising = ["200 people; 2023-09-24", "210 people; 2023-09-25; component"];
    assert_eq!(above("rises", &rising), none);
    let falling = ["200 people; 2023-09-25", "210 people; 2023-09-24; component"];
    assert_eq!(above("rises", &falling).len(), 1);

    // Parts and wholes in different facts.
    let mut comparison = comparison(fact("fixed"), &["10 people; who civilian; part of whole"]);
    comparison.set_fact(Fact::new(FactId::new("other"), "How many were killed?"));
    let mut whole = member("8 people; id whole", "");
    whole.facts.push(FactJoin { id: FactId::new("other"), comparable: Comparable::Yes });
    comparison.set(whole);
    let touched = comparison.refresh();
    assert_eq!(touched, [FactId::new("f"), FactId::new("other")]);
    let state = comparison.state(&fact_id()).unwrap();
    let findings = found(state, FindingKind::PartAboveWhole);
    assert_eq!(findings, ["the part “10” is above its whole “8”"]);
    assert_eq!(state.findings[0].evidence, [QuantityId::new("q0"), QuantityId::new("whole")]);
}

#[test]
fn the_findings_of_a_fact() {
    for (fact_words, statements, kind, expected) in [
        (
            "rises",
            vec!["218 people; 2023-09-24; gov @gov", "170 people; 2023-09-25; pm @pm"],
            FindingKind::Fell,
            1,
        ),
        (
            "rises",
            vec!["170 people; 2023-09-24; gov @gov", "218 people; 2023-09-25; pm @pm"],
            FindingKind::Fell,
            0,
        ),
        (
            "varies",
            vec!["218 people; 2023-09-24; gov @gov", "170 people; 2023-09-25; pm @pm"],
            FindingKind::Fell,
            0,
        ),
        ("fixed", vec!["200 people", "more than 200 people"], FindingKind::QualifierDiffers, 1),
        ("fixed", vec!["200 people", "200 people"], FindingKind::QualifierDiffers, 0),
        ("fixed", vec!["200 people", "200 families"], FindingKind::SameDigitsOtherThing, 1),
        ("fixed", vec!["200 people", "201 families"], FindingKind::SameDigitsOtherThing, 0),
        ("fixed", vec!["200 people", "200 km"], FindingKind::SameDigitsOtherThing, 0),
        ("fixed", vec!["200 people", "200 people; revises q0"], FindingKind::LaterCorrected, 1),
        ("fixed", vec!["200 people"], FindingKind::AsOfMissing, 0),
        ("rises", vec!["200 people"], FindingKind::AsOfMissing, 1),
        ("rises", vec!["200 people; 2023-09-24"], FindingKind::AsOfMissing, 0),
        ("rises", vec!["200 people; omb @omb; denied by Baku"], FindingKind::Denied, 1),
        (
            "fixed",
            vec!["200 people; headline; in 004", "200 people; separatists; in 004"],
            FindingKind::HeadlineDropsAttribution,
            1,
        ),
        (
            "fixed",
            vec!["200 people; headline; in 004", "200 people; in 004"],
            FindingKind::HeadlineDropsAttribution,
            0,
        ),
        (
            "fixed",
            vec!["200 people; headline; in 004", "200 people; separatists; in 005"],
            FindingKind::HeadlineDropsAttribution,
            0,
        ),
        (
            "fixed",
            vec!["200 people; omb @omb; in 001", "200 people; omb @omb; in 002"],
            FindingKind::OneOrigin,
            1,
        ),
        (
            "fixed",
            vec!["200 people; omb @omb; in 001", "200 people; omb @omb; in 001"],
            FindingKind::OneOrigin,
            0,
        ),
    ] {
        let state = state(fact(fact_words), &statements);
        let findings = found(&state, kind);
        assert_eq!(findings.len(), expected, "{kind:?} {statements:#?}: {findings:?}");
        let evident = |finding: &crate::compare::Finding| !finding.evidence.is_empty();
        assert!(state.findings.iter().all(evident), "each names its evidence");
    }
}

#[test]
fn much_is_compared_a_share_at_a_time() {
    let figures = ["200 people; in 001", "210 people; in 002", "220 people; in 003"];
    let mut all = Comparison::default();
    for n in 0..4 {
        let id = FactId::new(&format!("f{n}"));
        all.set_fact(Fact { id: id.clone(), ..fact("fixed") });
        for (at, figure) in figures.iter().enumerate() {
            let mut member = member(&format!("{figure}; id q{n}-{at}"), "");
            member.facts.push(FactJoin { id: id.clone(), comparable: Comparable::Yes });
            all.set(member);
        }
    }
    assert!(all.is_behind());
    // Facts stay whole: the share of four figures takes the second one in.
    let shares = [all.refresh_some(4), all.refresh_some(1), all.refresh_some(4)];
    assert_eq!(shares.map(|facts| facts.len()), [2, 1, 1]);
    assert!(!all.is_behind());
    assert!(all.facts().all(|fact| all.state(&fact.id).is_some()));
    assert_eq!(all.refresh_some(4), []);
}

#[test]
fn one_change_touches_its_own_facts() {
    let mut comparison = comparison(fact("fixed"), &["200 people; omb @omb; in 001"]);
    let other = FactId::new("other");
    comparison.set_fact(Fact::new(other.clone(), "How many were wounded?"));
    let mut wounded = member("400 people; omb @omb; id w; in 001", "");
    wounded.facts.push(FactJoin { id: other.clone(), comparable: Comparable::Yes });
    comparison.set(wounded.clone());
    assert_eq!(comparison.refresh(), std::slice::from_ref(&other));
    assert_eq!(comparison.refresh(), []);
    comparison.set(wounded.clone());
    assert_eq!(comparison.refresh(), [], "nothing changed");
    // A repeat has the origin of its original, and loses it with it.
    comparison.set(joined("200 people; in 002; repeats q0", "q1"));
    assert_eq!(comparison.refresh(), [fact_id()]);
    assert_eq!(comparison.state(&fact_id()).unwrap().origins.named.len(), 1);
    comparison.set(joined("200 people; in 001", "q0"));
    comparison.refresh();
    assert_eq!(comparison.state(&fact_id()).unwrap().origins.unattributed.len(), 2);
    // Out of one fact, into another.
    wounded.facts[0].id = fact_id();
    comparison.set(wounded);
    assert_eq!(comparison.refresh(), [fact_id(), other.clone()]);
    assert_eq!(comparison.state(&other).unwrap().word.words(), "no figures");
    comparison.set_article(&crate::model::ArticleId::new("001"), Vec::new());
    assert_eq!(comparison.refresh(), [fact_id()]);
    assert_eq!(comparison.figures_of(&fact_id()).len(), 1);
    comparison.set_facts(Vec::new());
    assert_eq!(comparison.in_no_fact().len(), 1);
}

#[test]
fn a_repeat_is_superseded_with_its_original() {
    let statements = [
        "more than 2900 people; 2023-09-25; gov @gov; in 001",
        "nearly 3000 people; repeats q0; in 001; headline",
        "28,120 people; 2023-09-26; gov @gov; in 003",
    ];
    let state = state(fact("rises"), &statements);
    assert_eq!(state.word.words(), "later update");
    assert!(state.superseded.contains(&QuantityId::new("q1")));
}
