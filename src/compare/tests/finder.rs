//! The same-fact finder.

use super::facts::{comparison, joined};
use super::statement::{fact, fact_id, member};
use crate::compare::{Comparison, Offer};
use crate::model::{
    Behaviour, Comparable, Fact, FactId, FactJoin, FactPlace, Measure, PlaceRole, QuantityId,
    UnitKind,
};

fn entered() -> Fact {
    let mut fact = fact("rises; accepts people, refugees");
    fact.question = "How many people entered Armenia?".to_owned();
    fact.places = vec![FactPlace { text: "Armenia".to_owned(), role: PlaceRole::To }];
    fact.window = Some("2023-09-20/..".to_owned());
    fact.measure = Measure::Cumulative;
    fact
}

fn folder() -> Comparison {
    let mut all = comparison(
        entered(),
        &[
            "1,050 people had entered Armenia; to Armenia; 2023-09-24",
            "more than 2900 refugees had entered Armenia; 2023-09-25",
        ],
    );
    let mut killed =
        Fact::new(FactId::new("killed"), "How many people were killed in the operation?");
    killed.accepts = vec!["people".to_owned()];
    killed.behaves = Behaviour::Rises;
    all.set_fact(killed);
    let mut length = Fact::new(FactId::new("length"), "How long is the road to Armenia?");
    length.unit.kind = UnitKind::Length;
    length.unit.code = "km".to_owned();
    all.set_fact(length);
    let mut dead = member("200 people were killed; id dead", "");
    dead.facts.push(FactJoin { id: FactId::new("killed"), comparable: Comparable::Yes });
    all.set(dead);
    all.refresh();
    all
}

fn offers(statement: &str) -> Vec<Offer> {
    let mut folder = folder();
    folder.set(member(statement, "new"));
    folder.offers(&QuantityId::new("new"))
}

#[test]
fn the_best_fact_comes_first_with_its_reasons() {
    let found = offers("about 28,120 refugees have entered Armenia; to Armenia; 2023-09-26");
    assert_eq!(found[0].fact, fact_id(), "{found:#?}");
    assert!(!found[0].counted_differs);
    let why: Vec<&str> = found[0].why.iter().map(|why| why.words.as_str()).collect();
    for words in
        ["shared words: ", "the same is counted", "place: armenia", "a plausible value", "window"]
    {
        assert!(why.iter().any(|why| why.contains(words)), "{words}: {why:?}");
    }
    let found = offers("more than 200 people were killed");
    assert_eq!(found[0].fact, FactId::new("killed"), "{found:#?}");
}

#[test]
fn another_unit_is_never_offered() {
    for statement in ["about 200 km killed people entered Armenia", "30 km road to Armenia"] {
        let found = offers(statement);
        assert!(found.iter().all(|offer| offer.fact == FactId::new("length")), "{found:#?}");
    }
    assert_eq!(offers("30 km road to Armenia").len(), 1);
    assert_eq!(offers("30 EUR people entered Armenia"), []);
}

#[test]
fn where_what_is_counted_differs_it_asks() {
    let found = offers("40,000 [displaced families] entered Armenia; each household; to Armenia");
    let offer = found.iter().find(|offer| offer.fact == fact_id()).unwrap();
    assert!(offer.counted_differs, "{offer:#?}");
    assert!(offer.why.iter().any(|why| !why.speaks_for && why.words.contains("counted")));
    let found = offers("3,000 citizens entered Armenia; to Armenia; 2023-09-25");
    assert!(found[0].counted_differs, "{found:#?}");
}

#[test]
fn other_words_for_the_same_event_are_offered_and_any_fact_can_be_chosen() {
    let found = offers("1,500 people had crossed into the country; from Karabakh");
    assert_eq!(found[0].fact, fact_id(), "{found:#?}");
    let words = "words for the same event";
    assert!(found[0].why.iter().any(|why| why.words == words), "{found:#?}");
    assert!(offers("1,500 people voted").iter().all(|offer| offer.fact != fact_id()));

    let mut folder = folder();
    folder.set(member("1,500 people voted", "new"));
    let (new, fact) = (QuantityId::new("new"), fact_id());
    assert!(folder.offer(&new, &fact).is_some_and(|offer| !offer.likely));
    assert_eq!(folder.offer(&new, &FactId::new("length")), None, "another unit");
    assert_eq!(folder.offer(&new, &FactId::new("gone")), None);
}

#[test]
fn a_fact_that_it_belongs_to_is_not_offered() {
    let mut folder = folder();
    folder.set(joined("28,120 refugees entered Armenia; to Armenia", "new"));
    let offers = folder.offers(&QuantityId::new("new"));
    assert!(offers.iter().all(|offer| offer.fact != fact_id()), "{offers:#?}");
    assert_eq!(folder.offers(&QuantityId::new("gone")), []);
}

#[test]
fn facts_that_look_the_same_are_found() {
    let mut folder = folder();
    let mut twin = entered();
    twin.id = FactId::new("twin");
    twin.question = "How many refugees have entered Armenia?".to_owned();
    folder.set_fact(twin);
    // Asked in nearly the words of another one, about something else.
    let question = "How many people were wounded in the operation?".to_owned();
    let wounded = Fact { id: FactId::new("wounded"), question, ..fact("rises; accepts people") };
    folder.set_fact(wounded);
    let mut hurt = member("400 people were wounded; id hurt", "");
    hurt.facts.push(FactJoin { id: FactId::new("wounded"), comparable: Comparable::Yes });
    folder.set(hurt);
    folder.refresh();
    let twins = folder.twins();
    assert_eq!((&twins[0].a, &twins[0].b), (&fact_id(), &FactId::new("twin")), "{twins:#?}");
    let other = ["killed", "wounded"].map(FactId::new);
    assert!(twins.iter().all(|twins| !other.contains(&twins.b)), "{twins:#?}");
}

#[test]
fn what_is_in_no_fact_is_listed_by_place() {
    let mut folder = folder();
    folder.set(member("9 people; in b", "x"));
    folder.set(member("8 people; in a", "y"));
    let found: Vec<&str> = folder.in_no_fact().iter().map(|f| f.member.quantity.as_str()).collect();
    assert_eq!(found, ["y", "x"]);
}
