//! The worked example by confirming: how many clicks it takes, what the file says then, and that a refusal holds.

use super::desk::Desk;
use super::work::{ARTICLE, SENTENCE, document, is_tagged, make_claim, open_article};
use attest::model::{AsOfRelation, Origin, Precision, RefusalKind, UnitKind, Value, Voice};

/// What the issue allows.
const CLICKS: u32 = 3;

#[test]
fn the_worked_example_is_complete_in_three_clicks() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    let before = window.clicks();

    make_claim(&window, SENTENCE, "entered");
    window.wait_for("Accept all");
    assert!(!is_tagged(&window.tree(), "1,050", "number"), "it is only proposed");
    window.press("Accept all");
    for (words, kind) in [("1,050", "number"), ("The government", "source"), ("added", "cue")] {
        window.wait(&format!("{words} is a {kind}"), |tree| {
            is_tagged(tree, words, kind).then_some(())
        });
    }
    let clicks = window.clicks() - before;
    assert!(clicks <= CLICKS, "it takes {clicks} clicks");

    window.wait_until_saved();
    window.kill();
    let found = document(&desk, ARTICLE);
    let claims: Vec<_> = found.claims().values().collect();
    let [claim] = claims.as_slice() else { panic!("one claim, not {claims:?}") };
    assert_eq!(claim.anchors.first().unwrap().exact(), SENTENCE);
    let quantities: Vec<_> = found.quantities().values().collect();
    let [quantity] = quantities.as_slice() else { panic!("one number, not {quantities:?}") };
    assert_eq!(quantity.anchor.exact(), "1,050");
    assert!(matches!(&quantity.value, Value::Number(number) if number.as_str() == "1050"));
    assert_eq!(quantity.unit.kind, UnitKind::Count);
    let counted = quantity.counted.as_ref().expect("what is counted");
    assert_eq!(counted.text, "people");
    assert_eq!(counted.anchor.as_ref().unwrap().exact(), "people");
    let as_of = quantity.as_of.as_ref().expect("an as-of");
    assert_eq!(as_of.edtf, "2023-09-24T22:00:00+04:00");
    assert_eq!((as_of.precision, as_of.relation), (Precision::Minute, AsOfRelation::At));
    assert!(as_of.anchor.as_ref().unwrap().exact().contains("22:00 (1800 GMT)"));
    assert_eq!(quantity.origin, Origin::Proposed);
    let attributions: Vec<_> = found.attributions().values().collect();
    let [said] = attributions.as_slice() else { panic!("one attribution, not {attributions:?}") };
    assert_eq!(said.cue.iter().map(|a| a.exact()).collect::<Vec<_>>(), ["added"]);
    let hop = said.chain.last().expect("a source");
    assert_eq!(hop.source, "The government");
    assert_eq!(hop.anchor.as_ref().unwrap().exact(), "The government");
    assert_eq!(said.origin, Origin::Proposed);
    assert_eq!(quantity.voice, Voice::By(vec![said.id.clone()]));
}

#[test]
fn what_is_refused_is_refused_after_a_restart() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    make_claim(&window, SENTENCE, "entered");
    window.wait_for("Accept counted");
    window.click_saying("Refuse counted");
    window.wait("nothing counted is proposed", |tree| {
        tree.saying("Refuse counted").is_none().then_some(())
    });
    window.wait_until_saved();
    let found = document(&desk, ARTICLE);
    assert!(found.quantities().is_empty(), "a refusal makes no record");
    let refused: Vec<_> = found.refused().values().collect();
    let [refusal] = refused.as_slice() else { panic!("one refusal, not {refused:?}") };
    assert_eq!((refusal.kind, refusal.anchor.exact()), (RefusalKind::Counted, "people"));
    window.kill();

    // Which article was shown is remembered after a rest only; what is asked here is what was saved.
    let window = desk.start();
    open_article(&window);
    window.click_words(SENTENCE, "added");
    window.wait_for("Accept number 1,050");
    assert!(window.tree().saying("Accept counted").is_none(), "it stays refused");
}
