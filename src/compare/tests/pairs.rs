//! The table of pairs: every row in both orders.

use super::statement::{agents, question, ready};
use crate::compare::{Side, Verdict, state_words, verdict};
use crate::model::PairState;

/// "later update: b, hollow, order not stated + qualifier differs".
fn shown(verdict: &Verdict, swapped: bool) -> String {
    let judged = verdict.judged;
    let mut text = state_words(judged.state).to_owned();
    if let Some(side) = judged.turn {
        let side = if swapped { side.other() } else { side };
        text.push_str(if side == Side::A { ": a" } else { ": b" });
    }
    if judged.hollow {
        text.push_str(", hollow");
    }
    if judged.order_not_stated {
        text.push_str(", order not stated");
    }
    text
}

/// fact, a, b, verdict, words of its reasons and findings.
pub(super) type Row =
    (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

pub(super) fn check(rows: &[Row]) {
    let agents = agents();
    let mut wrong = Vec::new();
    for (fact, a, b, expected, words) in rows {
        let question = question(fact);
        let (a_ready, b_ready) = (ready(a, "a"), ready(b, "b"));
        for (swapped, x, y) in [(false, &a_ready, &b_ready), (true, &b_ready, &a_ready)] {
            let verdict = verdict(x, y, &question, &agents);
            let found = shown(&verdict, swapped);
            let findings = verdict.findings.iter().map(|finding| finding.words.clone());
            let said = std::iter::once(verdict.words()).chain(findings).collect::<Vec<_>>();
            let said = said.join(" | ");
            let turns = matches!(verdict.judged.state, PairState::Refines | PairState::LaterUpdate);
            let missing: Vec<_> = words.iter().filter(|words| !said.contains(**words)).collect();
            if found != *expected
                || !missing.is_empty()
                || turns != verdict.judged.turn.is_some()
                || verdict.reasons.iter().any(|reason| reason.on.is_empty())
            {
                wrong.push(format!(
                    "{fact}: {a} / {b} (swapped: {swapped})\n  expected {expected} {missing:?}\n  found    {found}: {said}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const ENTERED: &str = "rises; accepts people, refugees, Armenians";

#[test]
fn the_pairs_of_the_five_articles() {
    check(&[
        (
            ENTERED,
            "1,050 people entered Armenia; 2023-09-24T22:00:00+04:00; Armenian government @gov; in 002; joined",
            "more than 2900 refugees had entered Armenia; by 2023-09-25; Armenian government @gov; in 001; joined",
            "later update: b",
            &["a running total may rise"],
        ),
        (
            ENTERED,
            "more than 2900 refugees had entered Armenia; by 2023-09-25; Armenian government @gov; in 001; joined",
            "about 28,120 refugees arrived in Armenia; said 2023-09-26; Armenian authorities @gov; in 003; joined",
            "later update: b, hollow",
            &["ordered by when it was said", "as-of missing on “about 28,120”"],
        ),
        (
            ENTERED,
            "more than 13,000 Armenians fled to Armenia; nobody; in 000; joined",
            "about 28,120 refugees arrived in Armenia; said 2023-09-26; Armenian authorities @gov; in 003; joined",
            "refines: b, order not stated",
            &["lies within", "as-of missing on both", "as-of missing on “"],
        ),
        (
            ENTERED,
            "nearly 3000 people fled; published 2023-09-25; in 001; headline; repeats b; joined",
            "more than 2900 refugees had entered Armenia; by 2023-09-25; Armenian government; in 001; joined",
            "agrees",
            &["“nearly 3000” repeats “more than 2900”", "the headline says"],
        ),
        (
            ENTERED,
            "several hundred refugees; AFP; in 001; no what was seen is no total",
            "more than 2900 refugees had entered Armenia; by 2023-09-25; Armenian government; in 001; joined",
            "not comparable",
            &["what was seen is no total"],
        ),
        (
            "rises; accepts people",
            "200 people; rights ombudsman @omb; in 001; joined",
            "more than 200 people; Armenia @gov; in 002; joined",
            "agrees",
            &["the qualifier differs"],
        ),
        (
            "rises",
            "200 people; in 004",
            "about 200 km; in 004",
            "not comparable",
            &["the unit differs: "],
        ),
        (
            "fixed",
            "40,000 [displaced families]; each household; capacity; Armenian government @gov; in 000",
            "40,000 Karabakhs; capacity; Pashinyan @pm; in 002",
            "not comparable",
            &["what is counted differs", "the same digits, the same origin, another thing counted"],
        ),
        ("fixed", "44 days; in 002; joined", "6 weeks; in 004; joined", "agrees", &["overlaps"]),
        (
            "rises",
            "13,000 people; 2023-09-26",
            "at least 28,120 people; 2023-09-26",
            "undetermined, order not stated",
            &["the times within the date are not given"],
        ),
        (
            "rises",
            "900 people; 2023-09-24T22:00:00; Armenian government @gov",
            "1,050 people; 2023-09-24T22:00:00; rights ombudsman @omb",
            "conflicts",
            &["at the same instant"],
        ),
        ("fixed", "120,000 inhabitants", "50,000 inhabitants", "conflicts", &["does not change"]),
        (
            "rises",
            "218 people; 2023-09-24; Pashinyan @pm; in 001",
            "170 people; 2023-09-25; Armenian government @gov; in 002",
            "later update: b",
            &["fell from “218” to “170”: correction?"],
        ),
        (
            "rises",
            "218 people; 2023-09-24; Armenian government @gov; in 001",
            "170 people; 2023-09-25; rights ombudsman @omb; in 002",
            "conflicts",
            &["another origin gives less later"],
        ),
        (
            "rises",
            "200 people killed; denied by Baku; in 001",
            "200 people killed; rights ombudsman @omb; in 002",
            "conflicts",
            &["is denied there: by Baku"],
        ),
    ]);
}

#[test]
fn what_may_be_compared() {
    check(&[
        (
            "rises",
            "200 people",
            "200 refugees",
            "not comparable",
            &["what is counted differs: ", "another thing counted"],
        ),
        (
            "rises; accepts people, refugees",
            "200 people",
            "200 refugees",
            "agrees",
            &["the same digits"],
        ),
        (
            "rises; accepts people",
            "200 people",
            "200 refugees",
            "not comparable",
            &["what is counted differs"],
        ),
        ("rises; accepts families", "200 [displaced families]", "200 families", "agrees", &[]),
        (
            "rises",
            "200 [Armenian soldiers]",
            "300 [Azerbaijani soldiers]",
            "not comparable",
            &["what is counted differs"],
        ),
        ("rises", "200", "200 people", "agrees", &[]),
        (
            "rises",
            "200 people; joined",
            "200 refugees; joined",
            "not comparable",
            &["what is counted differs"],
        ),
        (
            "rises",
            "200 people; each household",
            "200 people",
            "not comparable",
            &["Household", "another thing counted"],
        ),
        ("rises", "200 people; each household; joined", "200 people; joined", "agrees", &[]),
        (
            "rises",
            "200 people; each household; joined",
            "200 people",
            "not comparable",
            &["Household"],
        ),
        (
            "rises",
            "10 people; who civilian",
            "200 people",
            "not comparable",
            &["who is counted differs"],
        ),
        ("rises", "10 people; who civilian", "10 people; who Civilian", "agrees", &[]),
        ("rises", "10 people; who civilian; joined", "10 people; joined", "agrees", &[]),
        ("rises", "200 people; capacity", "200 people", "not comparable", &["modality differs: "]),
        ("rises", "200 people; capacity", "200 people; capacity", "agrees", &[]),
        ("rises", "200 people; capacity; joined", "200 people; joined", "agrees", &[]),
        (
            "rises",
            "200 people; cumulative",
            "200 people; increment",
            "not comparable",
            &["measure differs: "],
        ),
        ("rises", "200 people; cumulative", "200 people", "agrees", &[]),
        (
            "rises",
            "200 people; to Armenia",
            "200 people; to the Armenia; from Karabakh",
            "agrees",
            &[],
        ),
        (
            "rises",
            "200 people; to Armenia",
            "200 people; to Russia",
            "not comparable",
            &["the place differs: "],
        ),
        ("rises", "200 people; to Armenia; joined", "200 people; to Russia; joined", "agrees", &[]),
        (
            "fixed",
            "200 people; period 2020",
            "200 people; period 2023",
            "not comparable",
            &["the period differs: "],
        ),
        (
            "fixed",
            "200 people; period 2020",
            "200 people; period 2020-09-27/2020-11-10",
            "agrees",
            &[],
        ),
        ("fixed", "200 people; period 1988/1994", "200 people; period 1988/1994", "agrees", &[]),
        ("fixed", "65 t", "65,000 kg", "agrees", &["the same digits"]),
        ("fixed", "65 t", "66,000 kg", "conflicts", &[]),
        ("fixed", "100 EUR", "100 USD", "not comparable", &["the unit differs: money "]),
        ("fixed", "100 EUR; joined", "100 USD; joined", "not comparable", &["the unit differs"]),
        ("fixed", "1/5 people", "20 %", "agrees", &[]),
        (
            "rises",
            "10 people; component",
            "200 people; joined",
            "not comparable",
            &["a part of what the fact asks for"],
        ),
        ("rises", "10 people; component", "10 people; component", "agrees", &[]),
        ("rises", "10 people; part of b", "200 people", "not comparable", &["is a part of"]),
        ("rises", "400 people; further to b", "200 people", "not comparable", &["is further to"]),
        ("rises", "200 people; contradicts b", "about 200 people", "conflicts", &["contradicting"]),
    ]);
}

#[test]
fn denials() {
    check(&[
        (
            "rises",
            "200 people; denied by Baku",
            "about 200 people; omb @omb",
            "conflicts",
            &["is denied there"],
        ),
        ("rises", "more than 100 people; denied by Baku", "200 people; omb @omb", "conflicts", &[]),
        (
            "rises",
            "200 people; denied by Baku",
            "150 people; omb @omb",
            "not comparable",
            &["no other figure is said"],
        ),
        (
            "rises",
            "200 people; denied by Baku",
            "200 people; denied by Moscow",
            "agrees",
            &["both deny"],
        ),
        (
            "rises",
            "200 people; denied by Baku",
            "300 people; denied by Moscow",
            "not comparable",
            &["both deny, but"],
        ),
        ("rises", "200 people; omb @omb; denied by Baku", "200 people; gov @gov", "conflicts", &[]),
        (
            "rises",
            "200 people; 2023-09-20; denied by Baku",
            "200 people; 2023-09-25; omb @omb",
            "conflicts",
            &[],
        ),
        (
            "fixed",
            "200 people; denied by Baku; no other",
            "200 people; joined",
            "not comparable",
            &["other"],
        ),
    ]);
}
