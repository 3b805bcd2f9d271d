//! Everything as JSON: articles with their text, all annotations with their places, facts as they are.
//!
//! Owns: the shape that `docs/export.schema.json` documents, and its version. Never: paths, disk.
//!
//! One article a line, so that a large export streams and reads well in line tools. Offsets are Unicode code
//! points, half-open, 0-based; numbers of the articles are decimal texts, never floats.

use super::csv::ExportError;
use super::rows::{bounds_of, origin, unit_kind};
use super::through::{Through, json_escaped};
use crate::compare::bounds::Bound;
use crate::model::{
    Anchor, Article, AsOf, Attribution, Claim, CodePoints, Comparable, Counted, Document, Each,
    Mark, Number, Origin, Period, Place, Quantity, Refusal, Span, UnitKind, Value, Voice,
};
use serde_json::{Value as Json, json};
use std::io::Write;

/// The version of the shape; grows when something is renamed, moved or taken out.
pub const JSON_VERSION: u32 = 1;

/// One annotator's work on an article.
pub struct Annotated<'a> {
    /// Whose.
    pub annotator: &'a str,
    /// What.
    pub document: &'a Document,
    /// The sentence that a span stands in.
    pub sentence_of: &'a dyn Fn(Span) -> String,
}

/// Writes articles as they come.
pub struct JsonWriter<W: Write> {
    out: Through<W>,
    articles: usize,
}

impl<W: Write> JsonWriter<W> {
    /// Begins. `program` names the writing program and its version.
    ///
    /// # Errors
    /// As the writer says.
    pub fn new(out: W, program: &str) -> Result<Self, ExportError> {
        let mut out = Through::new(out, json_escaped);
        let program = Json::from(program);
        write!(
            out,
            "{{\"format\":\"attest-export\",\"version\":{JSON_VERSION},\"program\":{program},\"articles\":["
        )?;
        Ok(Self { out, articles: 0 })
    }

    /// Adds an article. Without `has_text` its file is gone, and only what annotations say of it is written.
    ///
    /// # Errors
    /// As the writer says.
    pub fn article(
        &mut self,
        article: &Article,
        has_text: bool,
        annotated: &[Annotated<'_>],
    ) -> Result<(), ExportError> {
        let annotations: Vec<Json> =
            annotated.iter().map(|annotated| annotations(article, annotated)).collect();
        let json = json!({
            "file": article.id.as_str(),
            "sha256": article.sha256,
            "encoding": article.encoding,
            "chars": has_text.then(|| article.offsets.code_points()),
            "text": has_text.then_some(&*article.text),
            "annotations": annotations,
        });
        write!(self.out, "{}\n{json}", if self.articles == 0 { "" } else { "," })?;
        self.articles += 1;
        Ok(())
    }

    /// Ends with the facts: each annotator's `facts.ron`, field by field.
    ///
    /// # Errors
    /// As the writer says.
    pub fn finish(mut self, facts: &[Json]) -> Result<(), ExportError> {
        write!(self.out, "\n],\"facts\":[")?;
        for (at, file) in facts.iter().enumerate() {
            write!(self.out, "{}\n{file}", if at == 0 { "" } else { "," })?;
        }
        writeln!(self.out, "\n]}}")?;
        Ok(self.out.flush()?)
    }
}

fn annotations(article: &Article, annotated: &Annotated<'_>) -> Json {
    let document = annotated.document;
    let meta = document.meta();
    let write = Writing { article, language: &meta.language, sentence_of: annotated.sentence_of };
    let published = meta.published.as_ref().map(|published| {
        json!({
            "edtf": published.edtf,
            "precision": name(published.precision),
            "basis": name(published.basis),
            "anchor": write.optional(published.anchor.as_ref()),
        })
    });
    let claims = document.claims_in_order().into_iter().map(|claim| write.claim(claim));
    let mut quantities: Vec<&Quantity> = document.quantities().values().collect();
    quantities.sort_by_key(|q| (q.anchor.span().is_none(), q.anchor.span(), &q.id));
    let mut attributions: Vec<&Attribution> = document.attributions().values().collect();
    attributions.sort_by_key(|a| {
        let span = a.cue.iter().chain(&a.content).find_map(Anchor::span);
        (span.is_none(), span, &a.id)
    });
    let mut marks: Vec<&Mark> = document.marks().values().collect();
    marks.sort_by_key(|m| (m.anchor.span().is_none(), m.anchor.span(), &m.id));
    json!({
        "annotator": annotated.annotator,
        "reviewed": meta.reviewed,
        "title": meta.title,
        "outlet": meta.outlet,
        "byline": meta.byline,
        "url": meta.url,
        "language": meta.language,
        "published": published,
        "claims": claims.collect::<Vec<_>>(),
        "quantities": quantities.into_iter().map(|q| write.quantity(q)).collect::<Vec<_>>(),
        "attributions": attributions.into_iter().map(|a| write.attribution(a)).collect::<Vec<_>>(),
        "marks": marks.into_iter().map(|mark| write.mark(mark)).collect::<Vec<_>>(),
        "refused": document.refused().values().map(|r| write.refusal(r)).collect::<Vec<_>>(),
    })
}

/// The contract's name of a value of an enumeration.
fn name(value: impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

struct Writing<'a> {
    article: &'a Article,
    /// The article's, as the annotator states it.
    language: &'a str,
    sentence_of: &'a dyn Fn(Span) -> String,
}

impl Writing<'_> {
    fn range(&self, span: Span) -> Json {
        match self.article.offsets.code_points_of(&self.article.text, span) {
            Some(CodePoints { start, end }) => json!({ "start": start, "end": end }),
            None => Json::Null,
        }
    }

    /// `start` and `end` are where the file says; `now` is where the words (or, of a changed one, what is most like
    /// them) stand in the text at hand.
    fn anchor(&self, anchor: &Anchor) -> Json {
        let (state, now, score, stored) = match anchor.place {
            Place::Exact(span) => ("exact", Some(span), Some(1.0), None),
            Place::Moved { span, score, stored } => {
                ("moved", Some(span), Some(score), Some(stored))
            }
            Place::Changed { span, score, stored } => {
                ("changed", Some(span), Some(score), Some(stored))
            }
            Place::Orphaned { stored } => ("orphaned", None, None, Some(stored)),
        };
        let now = now.map_or(Json::Null, |span| self.range(span));
        let stored =
            stored.map_or_else(|| now.clone(), |at| json!({ "start": at.start, "end": at.end }));
        json!({
            "start": stored.get("start"),
            "end": stored.get("end"),
            "exact": &*anchor.quote.exact,
            "prefix": &*anchor.quote.prefix,
            "suffix": &*anchor.quote.suffix,
            "state": state,
            "now": now,
            "score": score,
        })
    }

    fn optional(&self, anchor: Option<&Anchor>) -> Json {
        anchor.map_or(Json::Null, |anchor| self.anchor(anchor))
    }

    fn all(&self, anchors: &[Anchor]) -> Vec<Json> {
        anchors.iter().map(|anchor| self.anchor(anchor)).collect()
    }

    fn claim(&self, claim: &Claim) -> Json {
        let sentence = claim.anchors.iter().find_map(Anchor::span);
        json!({
            "id": claim.id.as_str(),
            "anchors": self.all(&claim.anchors),
            "sentence": sentence.map(self.sentence_of),
            "part": name(claim.part),
            "status": name(claim.status),
            "tags": claim.tags,
            "note": claim.note,
            "created": claim.created,
            "changed": claim.changed,
        })
    }

    /// What the quantity says in numbers; null where it says none.
    fn bounds(&self, quantity: &Quantity) -> Json {
        let end = |bound: Option<Bound>| {
            bound.map(|Bound { value, inclusive }| {
                json!({ "value": value.normalize().to_string(), "inclusive": inclusive })
            })
        };
        match bounds_of(quantity, self.language) {
            Some(bounds) => json!({ "low": end(bounds.low), "high": end(bounds.high) }),
            None => Json::Null,
        }
    }

    fn quantity(&self, quantity: &Quantity) -> Json {
        let places: Vec<Json> = quantity
            .places
            .iter()
            .map(|place| {
                json!({
                    "text": place.text,
                    "anchor": self.optional(place.anchor.as_ref()),
                    "role": name(place.role),
                })
            })
            .collect();
        let links: Vec<Json> = quantity
            .links
            .iter()
            .map(|link| json!({ "kind": name(link.kind), "to": link.to.as_str(), "why": link.why }))
            .collect();
        json!({
            "id": quantity.id.as_str(),
            "claim": quantity.claim.as_str(),
            "anchor": self.anchor(&quantity.anchor),
            "value": value(&quantity.value),
            "bounds": self.bounds(quantity),
            "qualifier": {
                "kind": name(quantity.qualifier.kind),
                "anchor": self.optional(quantity.qualifier.anchor.as_ref()),
                "carried": quantity.qualifier.carried,
            },
            "estimated": quantity.estimated,
            "unit": {
                "kind": match &quantity.unit.kind {
                    UnitKind::Other(_) => "Other".to_owned(),
                    named => unit_kind(named),
                },
                "other": match &quantity.unit.kind {
                    UnitKind::Other(word) => Some(word),
                    _ => None,
                },
                "code": quantity.unit.code,
                "printed": quantity.unit.printed,
            },
            "counted": quantity.counted.as_ref().map(|counted| self.counted(counted)),
            "measure": name(quantity.measure),
            "modality": name(quantity.modality),
            "as_of": quantity.as_of.as_ref().map(|as_of| self.as_of(as_of)),
            "period": quantity.period.as_ref().map(|period| self.period(period)),
            "places": places,
            "voice": voice(&quantity.voice),
            "links": links,
            "facts": quantity.facts.iter().map(|join| {
                let (comparable, why) = match &join.comparable {
                    Comparable::Yes => ("Yes", None),
                    Comparable::Component => ("Component", None),
                    Comparable::No(why) => ("No", Some(why)),
                };
                json!({ "id": join.id.as_str(), "comparable": comparable, "why": why })
            }).collect::<Vec<_>>(),
            "note": quantity.note,
            "origin": origin_of(&quantity.origin),
        })
    }

    fn counted(&self, counted: &Counted) -> Json {
        let (each, other) = match &counted.each {
            Each::Other(word) => ("Other".to_owned(), Some(word)),
            named => (name(named), None),
        };
        json!({
            "text": counted.text,
            "anchor": self.optional(counted.anchor.as_ref()),
            "what": counted.what.as_ref().map(|what| json!({
                "text": what.text,
                "anchor": self.optional(what.anchor.as_ref()),
            })),
            "each": { "kind": each, "other": other },
            "who": counted.who,
        })
    }

    fn as_of(&self, as_of: &AsOf) -> Json {
        json!({
            "edtf": as_of.edtf,
            "precision": name(as_of.precision),
            "relation": name(as_of.relation),
            "basis": name(as_of.basis),
            "anchor": self.optional(as_of.anchor.as_ref()),
        })
    }

    fn period(&self, period: &Period) -> Json {
        json!({
            "edtf": period.edtf,
            "precision": name(period.precision),
            "basis": name(period.basis),
            "anchor": self.optional(period.anchor.as_ref()),
        })
    }

    fn attribution(&self, attribution: &Attribution) -> Json {
        let chain: Vec<Json> = attribution
            .chain
            .iter()
            .map(|hop| {
                json!({
                    "source": hop.source,
                    "anchor": self.optional(hop.anchor.as_ref()),
                    "antecedent": self.optional(hop.antecedent.as_ref()),
                    "agent": hop.agent,
                    "naming": name(hop.naming),
                    "medium": hop.medium,
                    "cue": hop.cue,
                })
            })
            .collect();
        json!({
            "id": attribution.id.as_str(),
            "claim": attribution.claim.as_str(),
            "cue": self.all(&attribution.cue),
            "content": self.all(&attribution.content),
            "mode": name(attribution.mode),
            "act": name(attribution.act),
            "framing": name(attribution.framing),
            "said_at": attribution.said_at.as_ref().map(|said| self.period(said)),
            "chain": chain,
            "grade": attribution.grade.map(|grade| json!({
                "reliability": name(grade.reliability),
                "credibility": grade.credibility,
            })),
            "note": attribution.note,
            "origin": origin_of(&attribution.origin),
        })
    }

    fn mark(&self, mark: &Mark) -> Json {
        json!({
            "id": mark.id.as_str(),
            "claim": mark.claim.as_str(),
            "kind": name(mark.kind),
            "anchor": self.anchor(&mark.anchor),
            "edtf": mark.edtf,
            "text": mark.text,
            "note": mark.note,
        })
    }

    fn refusal(&self, refusal: &Refusal) -> Json {
        json!({
            "kind": name(refusal.kind),
            "anchor": self.anchor(&refusal.anchor),
            "of": refusal.of,
        })
    }
}

fn value(value: &Value) -> Json {
    let (kind, numbers, text): (_, Vec<String>, _) = match value {
        Value::Number(number) => ("Number", vec![number.to_string()], None),
        Value::Range(low, high) => ("Range", vec![low.to_string(), high.to_string()], None),
        Value::List(numbers) => ("List", numbers.iter().map(Number::to_string).collect(), None),
        Value::Ratio(part, whole) => ("Ratio", vec![part.to_string(), whole.to_string()], None),
        Value::Vague(word) => ("Vague", Vec::new(), Some(word)),
    };
    json!({ "kind": kind, "numbers": numbers, "text": text })
}

fn voice(voice: &Voice) -> Json {
    let (kind, ids) = match voice {
        Voice::By(ids) => ("By", ids.as_slice()),
        Voice::Article => ("Article", &[][..]),
        Voice::Undecided => ("Undecided", &[][..]),
    };
    let ids: Vec<&str> = ids.iter().map(crate::model::AttributionId::as_str).collect();
    json!({ "kind": kind, "attributions": ids })
}

fn origin_of(of: &Origin) -> Json {
    let (kind, from) = origin(of);
    json!({ "kind": kind, "from": from })
}
