//! What holds of any statements.

use super::facts::joined;
use super::statement::{agents, fact, fact_id};
use crate::compare::judge::judge;
use crate::compare::state::{Pairs, all_pairs, fact_state};
use crate::compare::sweep::sweep;
use crate::compare::{Comparison, Figure, Question, Table};
use crate::model::{AgentId, Decision, Fact, PairState, QuantityId};
use proptest::prelude::*;
use std::sync::Arc;

fn statement() -> impl Strategy<Value = String> {
    let qualifier = prop::sample::select(vec![
        "",
        "",
        "",
        "about ",
        "nearly ",
        "just over ",
        "at least ",
        "more than ",
        "up to ",
        "less than ",
    ]);
    let number = prop::sample::select(vec![
        "20",
        "25",
        "180",
        "195",
        "200",
        "200",
        "210",
        "300",
        "1000",
        "100–200",
        "200–300",
        "several hundred",
        "dozens",
        "many",
    ]);
    let noun = prop::sample::select(vec![
        "people",
        "people",
        "people",
        "refugees",
        "[Armenian refugees]",
        "",
    ]);
    let time = prop::sample::select(vec![
        "nobody",
        "2023-09-24",
        "2023-09-24",
        "2023-09-25",
        "2023-09-26",
        "by 2023-09-25",
        "before 2023-09-25",
        "after 2023-09-25",
        "2023-09",
        "2023-09-24T10:00:00",
        "2023-09-24T10:00:00+04:00",
        "2023-09-24T06:00:00Z",
        "2023-09-25T00:30:00+04:00",
        "said 2023-09-25",
        "published 2023-09-26",
    ]);
    let voice = prop::sample::select(vec![
        "nobody",
        "gov @gov",
        "pm @pm",
        "omb @omb",
        "Reuters",
        "AFP",
        "Yerevan",
        "denied by Baku",
    ]);
    let join = prop::sample::select(vec![
        "joined",
        "joined",
        "joined",
        "joined",
        "component",
        "no seen",
        "joined; estimated",
    ]);
    let article = prop::sample::select(vec!["001", "002", "003"]);
    (qualifier, number, noun, time, voice, join, article).prop_map(
        |(qualifier, number, noun, time, voice, join, article)| {
            format!("{qualifier}{number} {noun}; {time}; {voice}; {join}; in {article}")
        },
    )
}

fn behaves() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["rises", "rises; accepts people, refugees", "fixed", "varies"])
}

fn figures(statements: &[String]) -> Vec<Figure> {
    let agents = agents();
    let make = |(at, statement): (usize, &String)| {
        let member = joined(statement, &format!("q{at:03}"));
        let origins = agents.origins(&member.voices, &member.article);
        Figure::new(Arc::new(member), origins, &Table::default())
    };
    statements.iter().enumerate().map(make).collect()
}

/// What decides the state: the word, and who is superseded.
fn decided(pairs: &Pairs, figures: usize) -> (crate::compare::FactWord, Vec<usize>, Vec<usize>) {
    let superseded = pairs.superseded.iter().copied().collect();
    (pairs.word(figures).0, superseded, pairs.comparable.iter().copied().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn swapping_turns_refinements_and_updates_round(a in statement(), b in statement(), behaves in behaves()) {
        let figures = figures(&[a, b]);
        let question = Question::new(fact(behaves));
        let agents = agents();
        let there = judge(&figures[0], &figures[1], &question, &agents);
        let back = judge(&figures[1], &figures[0], &question, &agents);
        prop_assert_eq!(there.state, back.state);
        prop_assert_eq!(there.turn, back.turn.map(|side| side.other()));
        let marks = |j: crate::compare::Judged| {
            (j.hollow, j.order_not_stated, j.qualifier_differs, j.other_counted, j.corrected)
        };
        prop_assert_eq!(marks(there), marks(back));
        let turns = matches!(there.state, PairState::Refines | PairState::LaterUpdate);
        prop_assert_eq!(turns, there.turn.is_some());
    }

    #[test]
    fn no_state_depends_on_the_order_of_members(
        statements in prop::collection::vec(statement(), 0..8), behaves in behaves(), turn in 0..8usize,
    ) {
        let figures = figures(&statements);
        let question = Question::new(fact(behaves));
        let agents = agents();
        let none = |_: &QuantityId| None;
        let mut order: Vec<&Figure> = figures.iter().collect();
        let there = fact_state(&order, &question, &agents, &none);
        if !order.is_empty() {
            order.rotate_left(turn % figures.len());
        }
        order.reverse();
        prop_assert_eq!(there, fact_state(&order, &question, &agents, &none));
    }

    #[test]
    fn adding_a_member_changes_no_verdict_between_two_others(
        statements in prop::collection::vec(statement(), 2..6), more in statement(), behaves in behaves(),
    ) {
        let mut all = Comparison::default();
        all.set_agents(["gov", "pm", "omb"].iter().filter_map(|id| agents().get(&AgentId::new(id)).cloned()).collect());
        all.set_fact(fact(behaves));
        let id = |at: usize| QuantityId::new(&format!("q{at}"));
        for (at, statement) in statements.iter().enumerate() {
            all.set(joined(statement, id(at).as_str()));
        }
        let verdicts = |all: &Comparison| -> Vec<_> {
            (0..statements.len())
                .flat_map(|a| (0..statements.len()).map(move |b| (a, b)))
                .map(|(a, b)| all.verdict(&fact_id(), &id(a), &id(b)))
                .collect()
        };
        let before = verdicts(&all);
        all.set(joined(&more, "more"));
        all.refresh();
        prop_assert_eq!(before, verdicts(&all));
    }

    #[test]
    fn a_sweep_finds_what_every_pair_would_say(
        statements in prop::collection::vec(statement(), 2..14), behaves in behaves(),
        decisions in prop::collection::vec((0..14usize, 0..14usize, 0..6usize), 0..3),
    ) {
        let figures = figures(&statements);
        let refs: Vec<&Figure> = figures.iter().collect();
        let mut fact: Fact = fact(behaves);
        let states = [
            PairState::Agrees, PairState::Refines, PairState::LaterUpdate, PairState::Conflicts,
            PairState::NotComparable, PairState::Undetermined,
        ];
        for (a, b, state) in decisions {
            if a != b && a < refs.len() && b < refs.len() {
                let id = |at: usize| QuantityId::new(&format!("q{at:03}"));
                let (why, at) = (String::new(), String::new());
                fact.decisions.push(Decision { a: id(a), b: id(b), state: states[state], why, at });
            }
        }
        let question = Question::new(fact);
        let agents = agents();
        let every = all_pairs(&refs, &question, &agents);
        let swept = sweep(&refs, &question, &agents);
        // Who can be compared: not asked where the analyst decided, or where a denial alone can be compared.
        let undecided = question.fact.decisions.is_empty() && figures.iter().all(|f| f.asserts);
        let (every, swept) = (decided(&every, refs.len()), decided(&swept, refs.len()));
        prop_assert_eq!(every.0, swept.0);
        prop_assert_eq!(every.1, swept.1);
        if undecided {
            prop_assert_eq!(every.2, swept.2);
        }
    }
}
