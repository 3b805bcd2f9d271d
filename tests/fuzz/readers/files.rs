//! The files: annotations, facts, the project, and where the last session stopped.

use super::typed::in_order;
use super::{as_text, ensure};
use crate::dice::Dice;
use crate::engine::bent;
use attest::compare::{Comparison, Member};
use attest::model::{Article, ArticleId};
use attest::store::config::{Config, SessionState};
use attest::store::format::{
    ArticleFile, FormatError, document_from_file, facts_from_file, file_from_document,
    file_from_facts, parse_article, parse_facts, parse_project, render_article, render_facts,
    render_project, text_from_bytes,
};
use attest::store::project::annotations_of;
use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

const EXAMPLE: &str = include_str!("../../golden/v1/002_371c06971a596525.txt.ron");
const EVERY_NAME: &str = include_str!("../../golden/v1/every_name.txt.ron");
const FACTS: &str = include_str!("../../golden/v1/facts.ron");
const PROJECT: &str = include_str!("../../golden/v1/project.ron");
const SEED: &str = include_str!("../../../seeds/002_371c06971a596525.txt");

static ARTICLE: LazyLock<Article> = LazyLock::new(|| {
    Article::new(ArticleId::new("002.txt"), Arc::from(SEED), "UTF-8".into(), "0".repeat(64))
});

/// Names of the contract, and what stands between them.
const WORDS: &[&str] = &[
    "None",
    "Some(",
    "Some(\"\")",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\\",
    "\\u{200B}",
    "//",
    "/*",
    "*/",
    "r#\"",
    ",",
    ":",
    "format: 2",
    "Number(\"1\")",
    "Ratio(1, 1000000000000000)",
    "Range(\"1\", \"2\")",
    "Ratio(0, 0)",
    "Number(\"-0.0000000000000000000000000001\")",
    "List([])",
    "Vague(\"\")",
    "Percent",
    "Money",
    "Time",
    "Mass",
    "Unknown",
    "Plain",
    "About",
    "Nearly",
    "JustOver",
    "AtLeast",
    "MoreThan",
    "UpTo",
    "9999-12-31",
    "-0001-01-01T00:00:00",
    "true",
    "false",
    "Human",
    "PartOf",
    "Repeats",
    "Revises",
    "#![enable(unwrap_newtypes)]",
];

/// A valid file cut down to one claim and one record more, so that many inputs can be fed.
fn small(golden: &str) -> Vec<Vec<u8>> {
    let whole = parse_article(golden).unwrap();
    let mut all = Vec::new();
    let mut put = |keep: &dyn Fn(&mut ArticleFile)| {
        let mut file = whole.clone();
        file.claims.truncate(1);
        (file.quantities, file.attributions, file.marks, file.refused) = Default::default();
        keep(&mut file);
        all.push(render_article(&file).unwrap().into_bytes());
    };
    for claim in &whole.claims {
        put(&|file| file.claims = vec![claim.clone()]);
    }
    for quantity in &whole.quantities {
        put(&|file| file.quantities = vec![quantity.clone()]);
    }
    for attribution in &whole.attributions {
        put(&|file| file.attributions = vec![attribution.clone()]);
    }
    put(&|file| file.marks.clone_from(&whole.marks));
    put(&|file| file.refused.clone_from(&whole.refused));
    all
}

pub fn article_text(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> =
        LazyLock::new(|| [small(EXAMPLE), small(EVERY_NAME)].concat());
    bent(&CORPUS, WORDS, dice)
}

/// Where a file is refused, the place is in the file.
fn placed(text: &str, error: &FormatError) -> Result<(), String> {
    let lines = text.split('\n').count();
    ensure!(error.line >= 1 && error.line <= lines + 1, "line {} of {lines}: {error}", error.line);
    ensure!(!error.message.is_empty(), "no words");
    Ok(())
}

/// What is read is written as what is read again, from the file and through the model; its numbers compare.
pub fn article(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let text = match text_from_bytes(input) {
        Ok(text) => text,
        Err(error) => return placed(&as_text(input), &error),
    };
    let file = match parse_article(text) {
        Ok(file) => file,
        Err(error) => return placed(text, &error),
    };
    let written = render_article(&file).map_err(|error| error.to_string())?;
    ensure!(parse_article(&written).as_ref() == Ok(&file), "read again it is another:\n{written}");
    let document = document_from_file(&ARTICLE, &file);
    for quantity in document.quantities().values() {
        in_order(&quantity.value, &quantity.unit)?;
    }
    let through = file_from_document(&ARTICLE, &document, &file.annotator, file.history.clone());
    let written = render_article(&through).map_err(|error| error.to_string())?;
    let again = parse_article(&written).map_err(|error| format!("own writing: {error}"))?;
    ensure!(again == through, "through the model it is another:\n{written}");
    if !dice.once_in(3) {
        return Ok(());
    }
    let document = document_from_file(&ARTICLE, &again);
    let twice = file_from_document(&ARTICLE, &document, &file.annotator, file.history.clone());
    ensure!(twice == through, "through the model twice it is another");
    let mut comparison = Comparison::default();
    comparison
        .set_facts(vec![attest::model::Fact::new(attest::model::FactId::new("f"), "How many?")]);
    comparison.set_article(&ARTICLE.id, Member::all(&ARTICLE, &document));
    comparison.refresh();
    for figure in comparison.figures() {
        drop(comparison.offers(&figure.member.quantity));
    }
    Ok(())
}

pub fn facts_text(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| vec![FACTS.as_bytes().to_vec()]);
    bent(&CORPUS, WORDS, dice)
}

/// As an article's file; and figures are compared over the facts.
pub fn facts(input: &[u8], _dice: &mut Dice) -> Result<(), String> {
    let text = as_text(input);
    let file = match parse_facts(&text) {
        Ok(file) => file,
        Err(error) => return placed(&text, &error),
    };
    let written = render_facts(&file).map_err(|error| error.to_string())?;
    ensure!(parse_facts(&written).as_ref() == Ok(&file), "read again it is another:\n{written}");
    let facts = facts_from_file(&file);
    let through = file_from_facts(&facts, &file.annotator, file.history.clone());
    let written = render_facts(&through).map_err(|error| error.to_string())?;
    let again = parse_facts(&written).map_err(|error| format!("own writing: {error}"))?;
    ensure!(again == through, "through the model it is another:\n{written}");
    static MEMBERS: LazyLock<Vec<Member>> = LazyLock::new(|| {
        let document = document_from_file(&ARTICLE, &parse_article(EXAMPLE).unwrap());
        Member::all(&ARTICLE, &document)
    });
    let mut comparison = Comparison::default();
    comparison.set_agents(facts.agents.values().cloned().collect());
    comparison.set_bounds(&facts.bounds);
    comparison.set_facts(facts.facts.values().cloned().collect());
    comparison.set_article(&ARTICLE.id, MEMBERS.clone());
    comparison.refresh();
    for fact in facts.facts.keys() {
        ensure!(comparison.state(fact).is_some(), "no state of {fact}");
    }
    Ok(())
}

pub fn project_text(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let others = ["(format:1,articles:\"/a/b\")", "(format: 1, articles: \"\")\n", "()"];
        let all = others.into_iter().chain([PROJECT]);
        all.map(|text| text.as_bytes().to_vec()).collect()
    });
    bent(&CORPUS, &["..", "/", "../../..", "//", "\\", "\"", "\0", "(", ")", "format: 2,"], dice)
}

thread_local! {
    /// A folder of one's own, on a real disk.
    static FOLDER: RefCell<Option<tempfile::TempDir>> = const { RefCell::new(None) };
}

fn in_folder<T>(work: impl FnOnce(&std::path::Path) -> T) -> T {
    FOLDER.with_borrow_mut(|folder| {
        work(folder.get_or_insert_with(|| tempfile::tempdir().unwrap()).path())
    })
}

/// The folder that belongs to the articles is one of two, whatever the file says.
pub fn project(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let text = as_text(input);
    match parse_project(&text) {
        Ok(file) => {
            let written = render_project(&file).map_err(|error| error.to_string())?;
            ensure!(parse_project(&written).as_ref() == Ok(&file), "read again: {written}");
        }
        Err(error) => placed(&text, &error)?,
    }
    if dice.below(40) > 0 {
        return Ok(());
    }
    in_folder(|folder| {
        let annotations = folder.join("annotations");
        std::fs::create_dir_all(&annotations).unwrap();
        std::fs::write(annotations.join("project.ron"), input).unwrap();
        let (found, _) = annotations_of(&folder.join("seeds"));
        let named = folder.join("annotations-seeds");
        ensure!(found == annotations || found == named, "{}", found.display());
        Ok(())
    })
}

pub fn session_text(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let mut state = SessionState {
            folder: Some("/a/seeds".into()),
            annotator: Some("mara".to_owned()),
            article: Some("sub/\"b\".txt".to_owned()),
            selection: Some((3, 17)),
            record: Some(("claim".to_owned(), "0192f3c2".to_owned())),
            scroll: Some(400),
            window: Some((1440.0, 900.5)),
            maximized: true,
            ..SessionState::default()
        };
        state.view.insert("zoom".to_owned(), "1.5".to_owned());
        state.view.insert("theme".to_owned(), "dark".to_owned());
        state.remember(attest::store::config::RecentSession::default());
        let text = ron::ser::to_string_pretty(&state, ron::ser::PrettyConfig::new()).unwrap();
        vec![text.into_bytes(), b"()".to_vec(), ron::to_string(&state).unwrap().into_bytes()]
    });
    bent(&CORPUS, WORDS, dice)
}

/// Where the last session stopped is read as far as it goes, or kept aside; what is read is written and read again.
pub fn session(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    // As the window keeps it; numbers that are none are no size of a window.
    if let Ok(state) = ron::from_str::<SessionState>(&as_text(input)) {
        let text = ron::to_string(&state).map_err(|error| error.to_string())?;
        let again: SessionState = ron::from_str(&text).map_err(|error| error.to_string())?;
        let whole = state.window.is_none_or(|(w, h)| !w.is_nan() && !h.is_nan());
        ensure!(again == state || !whole, "read again: {again:?}");
    }
    if dice.below(20) > 0 {
        return Ok(());
    }
    in_folder(|folder| {
        let config = Config::at(folder.join("config"));
        std::fs::create_dir_all(config.folder()).unwrap();
        std::fs::write(config.folder().join("session.ron"), input).unwrap();
        let (state, notice) = config.read_state();
        let aside = config.folder().join("session.ron.damaged");
        if notice.is_some() {
            ensure!(state == SessionState::default(), "damaged, and yet {state:?}");
            let kept = std::fs::read(&aside).map_err(|error| format!("not kept aside: {error}"))?;
            ensure!(kept == input, "kept aside as something else");
            std::fs::remove_file(&aside).unwrap();
        }
        if dice.below(10) > 0 {
            return Ok(());
        }
        std::fs::write(config.folder().join("installation"), input).unwrap();
        let id = config.installation().map_err(|(_, error)| error.to_string())?;
        ensure!(uuid::Uuid::try_parse(&id).is_ok(), "{id} is no name");
        Ok(())
    })
}
