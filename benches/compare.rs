//! What comparing costs, in comparisons and as a ratio: `cargo bench --no-default-features --bench compare`.
//!
//! 100,000 quantities in 5,000 facts, one of them with 5,000 figures. Counted: comparisons of that fact against
//! 4 n log₂ n; facts compared again after one change. Timed: that change against the whole.
#![allow(missing_docs, clippy::unwrap_used)]

use attest::compare::{Comparison, Member, Voiced};
use attest::model::{
    Act, ArticleId, AsOf, AsOfRelation, Basis, Behaviour, Comparable, Fact, FactId, FactJoin,
    Measure, Modality, Number, Part, Precision, QualifierKind, QuantityId, Unit, UnitKind, Value,
};
use std::time::{Duration, Instant};

const QUANTITIES: usize = 100_000;
const FACTS: usize = 5_000;
const LARGE: usize = 5_000;

fn main() {
    if !std::env::args().any(|word| word == "--bench") {
        return println!("measurements are made by `cargo bench`");
    }
    use Behaviour::{Fixed, Rises, Varies};
    for (name, behaves, calm) in [
        ("rises", Rises, false),
        ("rises, calm", Rises, true),
        ("varies", Varies, false),
        ("varies, calm", Varies, true),
        ("fixed", Fixed, false),
        ("fixed, calm", Fixed, true),
    ] {
        measure(name, behaves, calm);
    }
}

fn measure(name: &str, behaves: Behaviour, calm: bool) {
    let mut comparison = Comparison::default();
    let fact_id = |at: usize| FactId::new(&format!("fact {at:04}"));
    for at in 0..FACTS {
        let mut fact = Fact::new(fact_id(at), "How many people entered Armenia?");
        fact.behaves = behaves;
        comparison.set_fact(fact);
    }
    let mut dice = Dice(7);
    for at in 0..QUANTITIES {
        let fact = if at < LARGE { 0 } else { 1 + at % (FACTS - 1) };
        comparison.set(member(at, &fact_id(fact), &mut dice, calm, behaves == Behaviour::Fixed));
    }
    let (whole, touched) = timed(|| comparison.refresh());
    assert_eq!(touched.len(), FACTS);
    let large = comparison.state(&fact_id(0)).unwrap();
    let most = 4.0 * LARGE as f64 * (LARGE as f64).log2();
    let made = large.comparisons as f64;
    println!(
        "{name}: fact of {LARGE}: {} comparisons, {:.2} of 4 n log2 n ({:.0}); reads {}",
        large.comparisons,
        made / most,
        most,
        large.word.words()
    );
    assert!(made <= most, "too many comparisons");
    let all = comparison.comparisons();
    println!("{name}: all facts: {all} comparisons, {:.0} ms", whole.as_secs_f64() * 1e3);

    // One quantity of a common fact, then one of the large fact.
    for (what, at) in [("a fact of 19", LARGE + 1), ("the large fact", 0)] {
        let figure = comparison.figure(&QuantityId::new(&format!("q {at:06}"))).unwrap();
        let mut changed = (*figure.member).clone();
        changed.value = Value::Number(Number::parse("777").unwrap());
        let (once, touched) = timed(|| {
            comparison.set(changed);
            comparison.refresh()
        });
        assert_eq!(touched.len(), 1, "only its own fact");
        println!(
            "{name}: one change in {what}: {} fact of {FACTS}, {:.3} ms, {:.5} of the whole",
            touched.len(),
            once.as_secs_f64() * 1e3,
            once.as_secs_f64() / whole.as_secs_f64()
        );
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// A running total over a month, now and then with an hour, a bound, a source that gives less. A calm one rises by the
/// day, so that no conflict is found and every partner is asked for.
fn member(at: usize, fact: &FactId, dice: &mut Dice, calm: bool, fixed: bool) -> Member {
    let day = 1 + dice.roll(28);
    let noise = dice.roll(3_000);
    let value = match (calm, fixed) {
        (true, true) => 28_000,
        (true, false) => 1_000 * day,
        (false, _) => 1_000 * day + noise,
    };
    let qualifiers = [
        QualifierKind::Plain,
        QualifierKind::About,
        QualifierKind::MoreThan,
        QualifierKind::Nearly,
    ];
    let qualifier = qualifiers[dice.roll(if calm { 2 } else { 4 })];
    let (edtf, precision) = if dice.roll(4) == 0 {
        (format!("2023-09-{day:02}T{:02}:00:00", dice.roll(24)), Precision::Minute)
    } else {
        (format!("2023-09-{day:02}"), Precision::Day)
    };
    let as_of =
        AsOf { edtf, precision, relation: AsOfRelation::At, basis: Basis::Explicit, anchor: None };
    let voice =
        Voiced { act: Act::Asserts, name: format!("source {}", dice.roll(40)), agent: None };
    Member {
        quantity: QuantityId::new(&format!("q {at:06}")),
        article: ArticleId::new(&format!("article {}", at / 20)),
        language: "en",
        order: at,
        part: Part::Body,
        printed: value.to_string(),
        value: Value::Number(Number::parse(&value.to_string()).unwrap()),
        qualifier,
        estimated: false,
        unit: Unit { kind: UnitKind::Count, code: String::new(), printed: String::new() },
        counted: None,
        measure: Measure::Cumulative,
        modality: Modality::Actual,
        as_of: (dice.roll(10) > 0).then_some(as_of),
        period: None,
        places: Vec::new(),
        said_at: None,
        published: None,
        voices: if dice.roll(5) > 0 { vec![voice] } else { Vec::new() },
        links: Vec::new(),
        facts: vec![FactJoin { id: fact.clone(), comparable: Comparable::Yes }],
    }
}

/// The same numbers every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
