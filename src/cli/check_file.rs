//! What may be wrong with one article's annotation file that parses.
//!
//! Owns: ids that point to nothing, dates, numbers, anchors that do not stand in the text. Never: refuses; mends.

use super::check::Known;
use super::folder::{Annotated, Folder};
use super::places::{Places, What};
use super::problem::Problem;
use crate::compare::{Table, has_size};
use crate::model::{
    Anchor, CodePoints, Decimal, Number, Place, Precision, RecordRef, Slot, Unit, Value, Voice,
};
use crate::store::articles::FileProblem;
use crate::store::format::{ArticleFile, Holder, QuantityRecord, document_from_file};
use std::collections::HashSet;

/// What is wrong with the records by themselves.
pub(super) fn check_records(
    file: &ArticleFile,
    known: &Known,
    places: &Places<'_>,
    problems: &mut Vec<Problem>,
) {
    let claims: HashSet<&str> = file.claims.iter().map(|claim| claim.id.as_str()).collect();
    let attributions: HashSet<&str> = file.attributions.iter().map(|a| a.id.as_str()).collect();
    let mut look = Look { places, problems };
    if let Some(published) = &file.article.published {
        look.date_in("article", &published.edtf);
    }
    for claim in &file.claims {
        for (name, time) in [("created", &claim.created), ("changed", &claim.changed)] {
            if time.parse::<jiff::Timestamp>().is_err() {
                let what = format!("“{time}” is no time (UTC, RFC 3339)");
                look.say(&claim.id, What::Field(name), what);
            }
        }
    }
    for quantity in &file.quantities {
        look.claim(&claims, &quantity.id, &quantity.claim);
        look.quantity(quantity, known);
        if let Voice::By(ids) = &quantity.voice {
            for id in ids.iter().filter(|id| !attributions.contains(id.as_str())) {
                look.nothing(&quantity.id, id.as_str(), "attribution");
            }
        }
    }
    for attribution in &file.attributions {
        look.claim(&claims, &attribution.id, &attribution.claim);
        if let Some(said) = &attribution.said_at {
            look.date(&attribution.id, &said.edtf);
        }
        for agent in attribution.chain.iter().filter_map(|hop| hop.agent.as_ref()) {
            if !known.agents.contains(agent) {
                look.nothing(&attribution.id, agent, "agent");
            }
        }
    }
    for mark in &file.marks {
        look.claim(&claims, &mark.id, &mark.claim);
        if let Some(edtf) = &mark.edtf {
            look.date(&mark.id, edtf);
        }
    }
    for of in file.refused.iter().filter_map(|refusal| refusal.of.as_ref()) {
        if !known.quantities.contains(of) && !known.facts.contains(of) {
            let what = format!("no quantity and no fact has the id {of}");
            let problem = places.problem_in("refused", What::Text(of), what);
            look.problems.push(problem);
        }
    }
}

struct Look<'a, 'f> {
    places: &'a Places<'f>,
    problems: &'a mut Vec<Problem>,
}

impl Look<'_, '_> {
    fn say(&mut self, id: &str, at: What<'_>, what: String) {
        self.problems.push(self.places.problem(id, at, what));
    }

    fn nothing(&mut self, id: &str, to: &str, kind: &str) {
        self.say(id, What::Text(to), format!("no {kind} has the id {to}"));
    }

    fn claim(&mut self, claims: &HashSet<&str>, id: &str, claim: &str) {
        if !claims.contains(claim) {
            self.nothing(id, claim, "claim");
        }
    }

    fn date(&mut self, id: &str, edtf: &str) {
        if let Some(what) = date_trouble(edtf) {
            self.say(id, What::Text(edtf), what);
        }
    }

    fn date_in(&mut self, part: &str, edtf: &str) {
        if let Some(what) = date_trouble(edtf) {
            self.problems.push(self.places.problem_in(part, What::Text(edtf), what));
        }
    }

    fn quantity(&mut self, quantity: &QuantityRecord, known: &Known) {
        let id = &quantity.id;
        if let Some(what) = value_trouble(quantity, &known.table) {
            self.say(id, What::Field("value"), what);
        }
        if let Some(as_of) = &quantity.as_of {
            self.date(id, &as_of.edtf);
            let words = What::Text(&as_of.edtf);
            if is_open(&as_of.edtf) {
                let what = "an as-of has no open end: its relation (By, Before, After) says it";
                self.say(id, words, what.to_owned());
            }
            let timed = as_of.precision <= Precision::Hour;
            if timed && !as_of.edtf.contains('T') {
                let what = format!("to the {:?}, but no time is given", as_of.precision);
                self.say(id, words, what);
            }
        }
        if let Some(period) = &quantity.period {
            self.date(id, &period.edtf);
        }
        for link in quantity.links.iter().filter(|link| !known.quantities.contains(&link.to)) {
            self.nothing(id, &link.to, "quantity");
        }
        for join in quantity.facts.iter().filter(|join| !known.facts.contains(&join.id)) {
            self.nothing(id, &join.id, "fact");
        }
    }
}

/// Why a text is no date of the contract.
pub(super) fn date_trouble(edtf: &str) -> Option<String> {
    let error = edtf_core::Edtf::parse(edtf).err()?;
    Some(format!("“{edtf}” is no EDTF date: {error}"))
}

fn is_open(edtf: &str) -> bool {
    edtf.contains("..") || edtf.starts_with('/') || edtf.ends_with('/')
}

/// Why a number can be compared with no other.
pub(super) fn number_trouble(number: &Number) -> Option<String> {
    let trouble = || format!("{number} has too many digits to be compared");
    number.decimal().is_none().then(trouble)
}

/// Why a quantity's value says nothing that can be compared.
fn value_trouble(quantity: &QuantityRecord, table: &Table) -> Option<String> {
    let value = &quantity.value;
    let trouble = match value {
        Value::Number(number) => number_trouble(number),
        Value::Range(low, high) => number_trouble(low).or_else(|| number_trouble(high)),
        Value::List(numbers) if numbers.is_empty() => Some("a list of no numbers".to_owned()),
        Value::List(numbers) => numbers.iter().find_map(number_trouble),
        Value::Ratio(_, 0) => Some("a ratio of none".to_owned()),
        Value::Ratio(parts, of) => Decimal::ratio(*parts, *of)
            .is_none()
            .then(|| format!("{parts} in {of} is too small a ratio to be compared")),
        Value::Vague(word) => {
            word.trim().is_empty().then(|| "a vague value without its word".to_owned())
        }
    };
    let size = || {
        let (kind, code) = (quantity.unit.kind.clone(), quantity.unit.code.clone());
        let unit = Unit { kind, code, printed: String::new() };
        let (qualifier, estimated) = (quantity.qualifier.kind, quantity.estimated);
        (!has_size(value, qualifier, estimated, &unit, table))
            .then(|| "what it says has, in base units, too many digits to be compared".to_owned())
    };
    let order = || match value {
        Value::Range(low, high) if low.decimal() > high.decimal() => {
            Some(format!("a range that ends ({high}) below its start ({low})"))
        }
        _ => None,
    };
    trouble.or_else(size).or_else(order)
}

/// What is wrong between the file and its article: names, hash, length, anchors.
pub(super) fn check_against_article(
    folder: &Folder,
    annotated: &Annotated,
    places: &Places<'_>,
    problems: &mut Vec<Problem>,
) {
    let record = &annotated.file.article;
    if record.file != annotated.id.as_str() {
        let what = format!("says that it is of “{}”", record.file);
        problems.push(places.problem_in("article", What::Field("file"), what));
    }
    places_of_anchors(&annotated.file, places, problems);
    let found = match (folder.file(&annotated.id), folder.file_with_hash(&record.sha256)) {
        (Some(found), _) => found,
        (None, Some(renamed)) => {
            let what = format!("the article is called “{}” now", renamed.id);
            problems.push(places.problem_in("article", What::Field("file"), what));
            renamed
        }
        (None, None) => {
            let what = format!("there is no article “{}”", annotated.id);
            problems.push(places.problem_in("article", What::Field("file"), what));
            return;
        }
    };
    let article = match folder.article(found, Some(&record.encoding)) {
        Err(FileProblem::UnknownEncoding(name)) => {
            let what = format!("there is no encoding “{name}”");
            problems.push(places.problem_in("article", What::Field("encoding"), what));
            folder.article(found, None)
        }
        read => read,
    };
    // An unreadable article is told where the articles are.
    let Ok(article) = article else { return };
    if article.sha256 != record.sha256 {
        let what = "the article's file is not the one that was annotated";
        problems.push(places.problem_in("article", What::Field("sha256"), what));
    } else if article.offsets.code_points() != record.chars {
        let what = format!("the article has {} chars", article.offsets.code_points());
        problems.push(places.problem_in("article", What::Field("chars"), what));
    }
    let document = document_from_file(&article, &annotated.file);
    for (slot, anchor) in document.all_anchors() {
        let Some(what) = anchor_trouble(&article.text, anchor, slot_name(slot.slot)) else {
            continue;
        };
        let id = match &slot.record {
            RecordRef::Claim(id) => id.as_str(),
            RecordRef::Quantity(id) => id.as_str(),
            RecordRef::Attribution(id) => id.as_str(),
            RecordRef::Mark(id) => id.as_str(),
        };
        problems.push(places.problem(id, stored(anchor), what));
    }
    let published = document.meta().published.as_ref().and_then(|p| p.anchor.as_ref());
    let refused = document.refused().values().map(|refusal| ("refused", &refusal.anchor));
    for (part, anchor) in published.map(|anchor| ("article", anchor)).into_iter().chain(refused) {
        let name = if part == "article" { "the article's date" } else { "a refused proposal" };
        if let Some(what) = anchor_trouble(&article.text, anchor, name) {
            problems.push(places.problem_in(part, stored(anchor), what));
        }
    }
}

/// An anchor lies within the article that was annotated, and its words are as long as its place.
fn places_of_anchors(file: &ArticleFile, places: &Places<'_>, problems: &mut Vec<Problem>) {
    for (holder, anchor) in file.anchors() {
        let (start, end, all) = (anchor.start, anchor.end, file.article.chars);
        let chars = anchor.exact.chars().count();
        let what = if end > all {
            format!("an anchor from {start} to {end}, in an article of {all} chars")
        } else if end.checked_sub(start) != Some(chars) {
            format!("an anchor from {start} to {end} with a text of {chars} chars")
        } else {
            continue;
        };
        problems.push(match holder {
            Holder::Record(id) => places.problem(id, What::anchor(anchor), what),
            Holder::Part(part) => places.problem_in(part, What::anchor(anchor), what),
        });
    }
}

/// Where the file says that an anchor stands which does not stand there.
fn stored(anchor: &Anchor) -> What<'static> {
    match anchor.place {
        Place::Exact(span) => What::Anchor(span.start, span.end),
        Place::Moved { stored: CodePoints { start, end }, .. }
        | Place::Changed { stored: CodePoints { start, end }, .. }
        | Place::Orphaned { stored: CodePoints { start, end } } => What::Anchor(start, end),
    }
}

fn anchor_trouble(text: &str, anchor: &Anchor, name: &str) -> Option<String> {
    let exact = short(anchor.exact());
    Some(match anchor.place {
        Place::Exact(_) => return None,
        Place::Moved { span, score, .. } => {
            let now = short(span.shown(text));
            let percent = (score * 100.0).round();
            if now == exact {
                format!("{name} has moved: “{exact}” stands elsewhere now (likeness {percent} %)")
            } else {
                format!("{name} has moved: “{exact}” is “{now}” now (likeness {percent} %)")
            }
        }
        Place::Changed { span, .. } => {
            format!("{name} has changed: “{exact}” is “{}” now", short(span.shown(text)))
        }
        Place::Orphaned { .. } => format!("{name} is lost: “{exact}” is not in the article"),
    })
}

/// The beginning of a text, for a message.
fn short(text: &str) -> String {
    const CHARS: usize = 60;
    let mut cut: String = text.chars().take(CHARS).collect();
    if text.chars().nth(CHARS).is_some() {
        cut.push('…');
    }
    cut
}

const fn slot_name(slot: Slot) -> &'static str {
    match slot {
        Slot::ClaimText(_) => "the claim",
        Slot::Number => "the number",
        Slot::Qualifier => "the qualifier",
        Slot::Counted => "what is counted",
        Slot::What => "what the counted do",
        Slot::AsOf => "the as-of",
        Slot::Period => "the period",
        Slot::Place(_) => "the place",
        Slot::Cue(_) => "the cue",
        Slot::Content(_) => "the quote",
        Slot::SaidAt => "the date of saying",
        Slot::Source(_) => "the source",
        Slot::Antecedent(_) => "the name of the source",
        Slot::Mark => "the mark",
    }
}
