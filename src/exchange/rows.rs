//! Numbers as rows: one row a quantity, and a row for each claim without one. The CSV export and the Numbers
//! view show the same.
//!
//! Owns: which columns there are, in which order, and what stands in a cell. Never: escapes (that is the format's),
//! orders by anything but the place in the text.

use crate::compare::bounds::{Bound, Bounds, bounds_in_unit};
use crate::model::{
    Anchor, Article, Attribution, Claim, Comparable, Document, Each, Hop, Number, Origin, Place,
    Quantity, RecordRef, Span, UnitKind, Value, Voice,
};

/// One column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name, as the first line of a CSV file has it.
    pub name: &'static str,
    /// Whether its cells are plain decimal numbers (or empty), which may begin with a minus.
    pub number: bool,
}

const fn text(name: &'static str) -> Column {
    Column { name, number: false }
}

const fn number(name: &'static str) -> Column {
    Column { name, number: true }
}

/// All columns, in order. Several entries of one cell are parted by "; ". Fields of the attribution are those of the
/// voice's attributions (of a claim without a quantity: the claim's). `start` and `end` are code points of the article's
/// text, half-open; `anchor` says whether the words stand there (exact, moved, changed, orphaned); `source` is the hop
/// nearest to the article, `chain` all hops to the origin.
pub const COLUMNS: &[Column] = &[
    text("claim_id"),
    text("quantity_id"),
    text("attribution_ids"),
    text("annotator"),
    text("article"),
    text("title"),
    text("outlet"),
    text("published"),
    text("published_basis"),
    text("sentence"),
    number("start"),
    number("end"),
    text("anchor"),
    text("printed"),
    number("value"),
    number("low"),
    number("high"),
    text("qualifier"),
    text("carried"),
    text("estimated"),
    text("unit"),
    text("unit_kind"),
    text("unit_code"),
    text("counted"),
    text("what"),
    text("each"),
    text("who"),
    text("measure"),
    text("modality"),
    text("as_of"),
    text("as_of_relation"),
    text("as_of_basis"),
    text("said_at"),
    text("said_at_basis"),
    text("period"),
    text("places"),
    text("voice"),
    text("source"),
    text("chain"),
    text("cue"),
    text("mode"),
    text("act"),
    text("framing"),
    text("grade"),
    text("links"),
    text("facts"),
    text("status"),
    text("tags"),
    text("note"),
];

/// A quantity, or a claim without one.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The quantity, or the claim.
    pub record: RecordRef,
    /// Where the number, or the claim, stands in the text; none where it is changed or orphaned.
    pub span: Option<Span>,
    /// One cell a column of [`COLUMNS`].
    pub cells: Vec<String>,
}

impl Row {
    /// The cell of a column, by the column's name.
    #[must_use]
    pub fn cell(&self, name: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|column| column.name == name)?;
        self.cells.get(at).map(String::as_str)
    }
}

/// The rows of one annotator's document, by position in the text. Quantities whose claim is missing come last.
/// `sentence_of` gives the sentence that a span stands in.
#[must_use]
pub fn rows(
    article: &Article,
    document: &Document,
    annotator: &str,
    sentence_of: &dyn Fn(Span) -> String,
) -> Vec<Row> {
    let writing = Writing { article, document, annotator, sentence_of };
    let mut found = Vec::new();
    for claim in document.claims_in_order() {
        let quantities = document.quantities_of(&claim.id);
        if quantities.is_empty() {
            found.push(writing.claim_row(claim));
        }
        found.extend(quantities.into_iter().map(|q| writing.quantity_row(Some(claim), q)));
    }
    let astray = document.quantities().values();
    let astray = astray.filter(|quantity| !document.claims().contains_key(&quantity.claim));
    found.extend(astray.map(|quantity| writing.quantity_row(None, quantity)));
    found
}

struct Writing<'a> {
    article: &'a Article,
    document: &'a Document,
    annotator: &'a str,
    sentence_of: &'a dyn Fn(Span) -> String,
}

/// Cells by the names of their columns; what is not said stays empty.
struct Cells(Vec<String>);

impl Cells {
    fn set(&mut self, name: &str, cell: impl Into<String>) {
        let at = COLUMNS.iter().position(|column| column.name == name);
        debug_assert!(at.is_some(), "no column {name}");
        if let Some(slot) = at.and_then(|at| self.0.get_mut(at)) {
            *slot = cell.into();
        }
    }
}

impl Writing<'_> {
    fn quantity_row(&self, claim: Option<&Claim>, quantity: &Quantity) -> Row {
        let mut cells = self.common(claim, &quantity.anchor);
        cells.set("claim_id", quantity.claim.as_str());
        cells.set("quantity_id", quantity.id.as_str());
        cells.set("printed", quantity.anchor.exact());
        cells.set("value", value_text(&quantity.value));
        let (low, high) = ends(quantity, &self.document.meta().language);
        cells.set("low", low);
        cells.set("high", high);
        cells.set("qualifier", format!("{:?}", quantity.qualifier.kind));
        cells.set("carried", yes_no(quantity.qualifier.carried));
        cells.set("estimated", yes_no(quantity.estimated));
        let unit = &quantity.unit;
        cells.set("unit", if unit.printed.is_empty() { &*unit.code } else { &*unit.printed });
        cells.set("unit_kind", unit_kind(&unit.kind));
        cells.set("unit_code", unit.code.as_str());
        if let Some(counted) = &quantity.counted {
            cells.set("counted", counted.text.as_str());
            cells.set("what", counted.what.as_ref().map_or("", |what| &what.text));
            cells.set("each", each(&counted.each));
            cells.set("who", counted.who.join("; "));
        }
        cells.set("measure", format!("{:?}", quantity.measure));
        cells.set("modality", format!("{:?}", quantity.modality));
        if let Some(as_of) = &quantity.as_of {
            cells.set("as_of", as_of.edtf.as_str());
            cells.set("as_of_relation", format!("{:?}", as_of.relation));
            cells.set("as_of_basis", format!("{:?}", as_of.basis));
        }
        cells.set("period", quantity.period.as_ref().map_or("", |period| &period.edtf));
        let places = quantity.places.iter().map(|p| format!("{} ({:?})", p.text, p.role));
        cells.set("places", joined(places));
        let attributions: Vec<&Attribution> = match &quantity.voice {
            Voice::By(ids) => {
                cells.set("voice", "By");
                cells.set("attribution_ids", joined(ids.iter().map(ToString::to_string)));
                ids.iter().filter_map(|id| self.document.attributions().get(id)).collect()
            }
            Voice::Article => {
                cells.set("voice", "Article");
                Vec::new()
            }
            Voice::Undecided => {
                cells.set("voice", "Undecided");
                Vec::new()
            }
        };
        set_attributions(&mut cells, &attributions);
        let links = quantity.links.iter().map(|link| {
            let why = if link.why.is_empty() { String::new() } else { format!(" ({})", link.why) };
            format!("{:?} {}{why}", link.kind, link.to)
        });
        cells.set("links", joined(links));
        let facts = quantity.facts.iter().map(|join| match &join.comparable {
            Comparable::Yes => format!("{} Yes", join.id),
            Comparable::Component => format!("{} Component", join.id),
            Comparable::No(why) => format!("{} No ({why})", join.id),
        });
        cells.set("facts", joined(facts));
        cells.set("note", quantity.note.as_str());
        Row {
            record: RecordRef::Quantity(quantity.id.clone()),
            span: quantity.anchor.span(),
            cells: cells.0,
        }
    }

    fn claim_row(&self, claim: &Claim) -> Row {
        let at = claim.anchors.iter().find(|anchor| anchor.span().is_some());
        let mut cells = match at.or(claim.anchors.first()) {
            Some(anchor) => self.common(Some(claim), anchor),
            None => Cells(vec![String::new(); COLUMNS.len()]),
        };
        cells.set("claim_id", claim.id.as_str());
        cells.set("printed", claim_text(claim));
        let attributions = self.document.attributions_of(&claim.id);
        cells.set("attribution_ids", joined(attributions.iter().map(|a| a.id.to_string())));
        set_attributions(&mut cells, &attributions);
        cells.set("note", claim.note.as_str());
        let span = at.and_then(Anchor::span);
        Row { record: RecordRef::Claim(claim.id.clone()), span, cells: cells.0 }
    }

    /// What stands in every row: the article, the sentence, the place, the claim's own fields.
    fn common(&self, claim: Option<&Claim>, anchor: &Anchor) -> Cells {
        let mut cells = Cells(vec![String::new(); COLUMNS.len()]);
        cells.set("annotator", self.annotator);
        cells.set("article", self.article.id.as_str());
        let meta = self.document.meta();
        cells.set("title", meta.title.as_deref().unwrap_or_default());
        cells.set("outlet", meta.outlet.as_deref().unwrap_or_default());
        if let Some(published) = &meta.published {
            cells.set("published", published.edtf.as_str());
            cells.set("published_basis", format!("{:?}", published.basis));
        }
        let sentence = match anchor.span() {
            Some(span) => (self.sentence_of)(span),
            None => claim.map(claim_text).unwrap_or_default(),
        };
        cells.set("sentence", sentence);
        let (state, stored) = match anchor.place {
            Place::Exact(_) => ("exact", None),
            Place::Moved { .. } => ("moved", None),
            Place::Changed { stored, .. } => ("changed", Some(stored)),
            Place::Orphaned { stored } => ("orphaned", Some(stored)),
        };
        let here = anchor
            .span()
            .and_then(|span| self.article.offsets.code_points_of(&self.article.text, span));
        if let Some(range) = here.or(stored) {
            cells.set("start", range.start.to_string());
            cells.set("end", range.end.to_string());
        }
        cells.set("anchor", state);
        if let Some(claim) = claim {
            cells.set("status", format!("{:?}", claim.status));
            cells.set("tags", claim.tags.join("; "));
        }
        cells
    }
}

fn set_attributions(cells: &mut Cells, attributions: &[&Attribution]) {
    let mut each = |name: &str, cell: &dyn Fn(&Attribution) -> String| {
        cells.set(name, joined(attributions.iter().map(|attribution| cell(attribution))));
    };
    each("said_at", &|a| a.said_at.as_ref().map_or_else(String::new, |said| said.edtf.clone()));
    each("said_at_basis", &|a| {
        a.said_at.as_ref().map_or_else(String::new, |said| format!("{:?}", said.basis))
    });
    each("source", &|a| a.chain.first().map_or_else(String::new, |hop| hop.source.clone()));
    each("chain", &|a| a.chain.iter().map(hop_text).collect::<Vec<_>>().join(" < "));
    each("cue", &|a| a.cue.iter().map(Anchor::exact).collect::<Vec<_>>().join(" … "));
    each("mode", &|a| format!("{:?}", a.mode));
    each("act", &|a| format!("{:?}", a.act));
    each("framing", &|a| format!("{:?}", a.framing));
    each("grade", &|a| {
        a.grade.map_or_else(String::new, |g| format!("{:?}{}", g.reliability, g.credibility))
    });
}

fn hop_text(hop: &Hop) -> String {
    match &hop.medium {
        Some(medium) => format!("{} ({medium})", hop.source),
        None => hop.source.clone(),
    }
}

fn claim_text(claim: &Claim) -> String {
    claim.anchors.iter().map(Anchor::exact).collect::<Vec<_>>().join(" … ")
}

/// The cells that say something, in order.
fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("; ")
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The value as one cell: a plain number where it is one, and else nothing that a spreadsheet takes for a date
/// ("10..15", "1 in 5").
fn value_text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Range(low, high) => format!("{low}..{high}"),
        Value::List(numbers) => joined(numbers.iter().map(Number::to_string)),
        Value::Ratio(part, whole) => format!("{part} in {whole}"),
        Value::Vague(word) => word.clone(),
    }
}

/// The lowest and highest value that the quantity says; empty where it says none. Whether an end belongs to it is
/// told by the qualifier.
fn ends(quantity: &Quantity, language: &str) -> (String, String) {
    let bounds = bounds_of(quantity, language).unwrap_or_default();
    let end = |bound: Option<Bound>| {
        bound.map_or_else(String::new, |bound| bound.value.normalize().to_string())
    };
    (end(bounds.low), end(bounds.high))
}

/// What the quantity says in numbers.
pub(super) fn bounds_of(quantity: &Quantity, language: &str) -> Option<Bounds> {
    let Quantity { value, qualifier, estimated, unit, .. } = quantity;
    bounds_in_unit(value, qualifier.kind, *estimated, unit, language)
}

/// The contract's name, or the analyst's own word.
pub(super) fn unit_kind(kind: &UnitKind) -> String {
    match kind {
        UnitKind::Other(word) => word.clone(),
        named => format!("{named:?}"),
    }
}

fn each(each: &Each) -> String {
    match each {
        Each::Other(word) => word.clone(),
        named => format!("{named:?}"),
    }
}

/// `Human`, `Proposed`, `Imported`, and from where.
pub(super) fn origin(origin: &Origin) -> (&'static str, Option<&str>) {
    match origin {
        Origin::Human => ("Human", None),
        Origin::Proposed => ("Proposed", None),
        Origin::Imported(from) => ("Imported", Some(from)),
    }
}
