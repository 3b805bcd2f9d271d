//! The worked example by mouse: tag, kill, find everything again, undo, redo; and what the file says of it.

use super::desk::{Desk, Running};
use super::tree::said;
use attest::model::{Article, ArticleId, AsOfRelation, Document, Precision, QualifierKind};
use eframe::egui::accesskit::Role;

/// The article of the worked example.
pub const ARTICLE: &str = "002_371c06971a596525.txt";
/// The first words of it, by which the list shows it.
const TITLE: &str = "Armenians in Nagorno-Karabakh began a mass exodus";
/// The sentence of the worked example.
pub const SENTENCE: &str = "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.”";

/// Opens the article of the worked example from the list.
pub fn open_article(window: &Running) {
    window.click_saying(TITLE);
    window.wait("the sentence of the worked example", |tree| tree.words(SENTENCE, "1,050"));
}

/// Double-clicks the sentence of the worked example, on words that are no number.
pub fn make_claim(window: &Running, sentence: &str, on: &str) {
    let at = window.place_of(sentence, on).on();
    assert!(window.double_click(at));
    wait_for_claims(window, sentence, true);
}

/// Waits until a sentence is a claim, or is none.
pub fn wait_for_claims(window: &Running, sentence: &str, is_claim: bool) {
    let what = format!("{sentence:?} is {} claim", if is_claim { "a" } else { "no" });
    window.wait(&what, |tree| (is_tagged(tree, sentence, "claim") == is_claim).then_some(()));
}

/// Whether the description of a sentence, or of a span in it, names a tag.
pub fn is_tagged(tree: &super::tree::Tree, text: &str, tag: &str) -> bool {
    tree.all().any(|node| {
        // What is only proposed says so, and is no tag.
        let tags = |about: &str| {
            let mut parts = about.split("; ").map(str::to_lowercase);
            parts.any(|part| !part.starts_with("proposed") && part.contains(tag))
        };
        said(node).trim() == text && node.description().is_some_and(tags)
    })
}

/// Drags over words and presses a kind of the toolbar.
fn tag(window: &Running, words: &str, kind: &str) {
    window.drag_over(SENTENCE, words);
    window.press(kind);
    let lower = kind.to_lowercase();
    window.wait(&format!("{words} is tagged as {kind}"), |tree| {
        is_tagged(tree, words, &lower).then_some(())
    });
}

/// What the form shows as as-of.
fn as_of(tree: &super::tree::Tree) -> Option<String> {
    tree.field("As of")?.value().map(str::to_owned)
}

/// What an annotation file says, read by the program's own reader.
pub fn document(desk: &Desk, article: &str) -> Document {
    let bytes = std::fs::read(desk.articles().join(article)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let ron = std::fs::read_to_string(desk.annotation_file(article)).unwrap();
    let article = Article::new(ArticleId::new(article), text.into(), "UTF-8".into(), String::new());
    let file = attest::store::format::parse_article(&ron).unwrap();
    attest::store::format::document_from_file(&article, &file)
}

#[test]
fn the_worked_example_survives_a_kill_and_can_be_undone_and_redone() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    assert!(!desk.annotations().exists(), "opening a folder writes nothing into it");

    make_claim(&window, SENTENCE, "entered");
    tag(&window, "1,050", "Number");
    tag(&window, "The government", "Source");
    tag(&window, "added", "Cue");
    window.click_words(SENTENCE, "1,050");
    window.fill("As of", "24 Sep 2023 22:00 +04:00");
    window.wait_until_saved();
    let kept =
        window.wait("the as-of in the form", |tree| as_of(tree).filter(|text| !text.is_empty()));
    let file = std::fs::read_to_string(desk.annotation_file(ARTICLE)).unwrap();
    let number = document(&desk, ARTICLE).quantities().keys().next().cloned().unwrap();
    desk.wait_until_place_is_kept(&[ARTICLE, number.as_str()]);
    window.kill();

    check_records(&document(&desk, ARTICLE));
    check_layout(&file);
    assert_eq!(
        std::fs::read(desk.articles().join(ARTICLE)).unwrap(),
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(ARTICLE))
            .unwrap(),
        "articles are never written"
    );

    // The next day: the same article, the same selection, everything there.
    let window = desk.start();
    window.wait("the same article", |tree| tree.words(SENTENCE, "1,050"));
    for (words, kind) in
        [(SENTENCE, "claim"), ("1,050", "number"), ("The government", "source"), ("added", "cue")]
    {
        window.wait(&format!("{words} is a {kind} again"), |tree| {
            is_tagged(tree, words, kind).then_some(())
        });
    }
    window.wait("the selected number's form", |tree| as_of(tree).filter(|text| *text == kept));

    // Undo over the restart, to the very beginning, and all of it again.
    let acts = 5;
    for _ in 0..acts {
        assert!(window.key(&["ctrl+z"]));
    }
    wait_for_claims(&window, SENTENCE, false);
    window.wait_until_saved();
    let empty = document(&desk, ARTICLE);
    assert_eq!(
        (empty.claims().len(), empty.quantities().len(), empty.attributions().len()),
        (0, 0, 0)
    );
    for _ in 0..acts {
        assert!(window.key(&["ctrl+shift+z"]));
    }
    for (words, kind) in
        [(SENTENCE, "claim"), ("1,050", "number"), ("The government", "source"), ("added", "cue")]
    {
        window.wait(&format!("{words} is a {kind} once more"), |tree| {
            is_tagged(tree, words, kind).then_some(())
        });
    }
    window.wait_until_saved();
    let again = document(&desk, ARTICLE);
    check_records(&again);
    drop(window);
}

fn check_records(document: &Document) {
    let claims: Vec<_> = document.claims().values().collect();
    let [claim] = claims.as_slice() else { panic!("one claim, not {claims:?}") };
    assert_eq!(claim.anchors.iter().map(|a| a.exact()).collect::<Vec<_>>(), [SENTENCE]);
    let quantities: Vec<_> = document.quantities().values().collect();
    let [quantity] = quantities.as_slice() else { panic!("one number, not {quantities:?}") };
    assert_eq!(quantity.claim, claim.id);
    assert_eq!(quantity.anchor.exact(), "1,050");
    assert_eq!(quantity.qualifier.kind, QualifierKind::Plain);
    let attributions: Vec<_> = document.attributions().values().collect();
    let [said] = attributions.as_slice() else { panic!("one attribution, not {attributions:?}") };
    assert_eq!(said.claim, claim.id);
    assert_eq!(said.cue.iter().map(|a| a.exact()).collect::<Vec<_>>(), ["added"]);
    let [hop] = said.chain.as_slice() else { panic!("one hop, not {:?}", said.chain) };
    assert_eq!(hop.source, "The government");
    assert_eq!(hop.anchor.as_ref().map(|a| a.exact()), Some("The government"));
    let as_of = quantity.as_of.as_ref().expect("an as-of");
    assert_eq!(as_of.edtf, "2023-09-24T22:00:00+04:00");
    assert_eq!((as_of.precision, as_of.relation), (Precision::Minute, AsOfRelation::At));
}

/// What the contract says of the text itself.
fn check_layout(file: &str) {
    assert!(file.ends_with('\n') && !file.contains('\r'), "lines end with one newline");
    let anchor =
        file.lines().find(|line| line.contains("exact: \"1,050\"")).expect("the number's anchor");
    assert!(
        anchor.contains("start: 359, end: 364")
            && anchor.contains("prefix: \"")
            && anchor.trim_end().ends_with("),"),
        "an anchor stands on one line: {anchor}"
    );
    let order = [
        "format: 1",
        "article: (",
        "sha256: \"",
        "encoding: \"UTF-8\"",
        "chars: 6671",
        "title: None",
        "language: ",
        "published: None",
        "annotator: \"analyst\"",
        "history: (",
        "reviewed: false",
        "claims: [",
        "part: Body",
        "status: Draft",
        "quantities: [",
        "value: Number(\"1050\")",
        "qualifier: (kind: Plain, anchor: None, carried: false)",
        "estimated: false",
        "unit: (kind: Count",
        "measure: ",
        "modality: Actual",
        "as_of: Some((edtf: \"2023-09-24T22:00:00+04:00\", precision: Minute, relation: At",
        "period: None",
        "voice: ",
        "origin: Human",
        "attributions: [",
        "cue: [",
        "chain: [",
        "source: \"The government\"",
        "marks: []",
        "refused: []",
    ];
    let mut at = 0;
    for field in order {
        let rest = file.get(at..).unwrap_or_default();
        at += rest
            .find(field)
            .unwrap_or_else(|| panic!("{field:?} is missing or out of order in\n{file}"));
    }
}

#[test]
fn a_control_says_its_visible_text() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    let nameless = window.tree();
    let nameless: Vec<_> = nameless
        .all()
        .filter(|node| node.role() == Role::Button && said(node).is_empty())
        .map(|node| format!("{:?}", node.bounds()))
        .collect();
    assert!(nameless.is_empty(), "buttons without a name: {nameless:?}");
}
