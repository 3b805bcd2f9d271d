//! Between the model and the records: bytes become code points, anchors are resolved in the text at hand.
//!
//! Owns: the order of records in a file, the names of refusals. Never: drops or mends anything: ids
//! that point to nothing are kept, anchors that do not stand in the text are written back unchanged.

use super::article_file::{
    AnchorRecord, ArticleFile, ArticleRecord, AsOfRecord, AttributionRecord, ClaimRecord,
    CountedRecord, CountingRecord, FactJoinRecord, GradeRecord, HistoryRecord, HopRecord,
    LinkRecord, MarkRecord, PeriodRecord, PlaceRecord, PublishedRecord, QualifierRecord,
    QuantityRecord, RefusalRecord, UnitRecord,
};
use super::text::FORMAT;
use super::transaction::MetaRecord;
use crate::model::{
    Anchor, Article, ArticleMeta, AsOf, Attribution, AttributionId, Change, Claim, ClaimId,
    CodePoints, Counted, Counting, Document, Edit, FactId, FactJoin, Grade, Hop, Link, Mark,
    MarkId, Period, Place, PlaceText, Published, Qualifier, Quantity, QuantityId, Quote, Refusal,
    RefusalId, Span, Unit, resolve,
};
use std::collections::HashMap;
use std::sync::Arc;

/// The document that a file holds, with its anchors resolved in the article at hand. Ids that point
/// to nothing stay as they are.
#[must_use]
pub fn document_from_file(article: &Article, file: &ArticleFile) -> Document {
    let read = Reading { article: Some(article) };
    let mut document = Document::default();
    let meta = read.meta(&MetaRecord::of_file(file));
    let before = Box::new(document.meta().clone());
    let mut changes = vec![Change::Meta { before, after: Box::new(meta) }];
    changes.extend(file.claims.iter().map(|r| Change::Claim(Edit::insert(read.claim(r)))));
    changes.extend(
        file.quantities.iter().map(|r| Change::Quantity(Box::new(Edit::insert(read.quantity(r))))),
    );
    changes.extend(
        file.attributions
            .iter()
            .map(|r| Change::Attribution(Box::new(Edit::insert(read.attribution(r))))),
    );
    changes.extend(file.marks.iter().map(|r| Change::Mark(Edit::insert(read.mark(r)))));
    for change in &changes {
        // A parsed file holds no id twice, so every insert fits.
        let applied = document.apply(change);
        debug_assert!(applied.is_ok(), "{applied:?}");
    }
    let mut same = HashMap::new();
    for record in &file.refused {
        let refusal = read.refusal(record);
        let name = refusal_name(record);
        let count = same.entry(name.clone()).or_insert(0);
        let id = free_refusal_id(&document, &name, count);
        let applied = document.apply(&Change::Refusal { id, edit: Edit::insert(refusal) });
        debug_assert!(applied.is_ok(), "{applied:?}");
    }
    document
}

/// The file of a document. Anchors that do not stand exactly in the text are written back unchanged.
#[must_use]
pub fn file_from_document(
    article: &Article,
    document: &Document,
    annotator: &str,
    history: HistoryRecord,
) -> ArticleFile {
    let write = Writing { article };
    let MetaRecord { title, outlet, byline, url, language, published, reviewed } =
        write.meta(document.meta());
    let mut claims: Vec<_> = document.claims().values().map(|c| write.claim(c)).collect();
    let mut quantities: Vec<_> =
        document.quantities().values().map(|q| write.quantity(q)).collect();
    let mut attributions: Vec<_> =
        document.attributions().values().map(|a| write.attribution(a)).collect();
    let mut marks: Vec<_> = document.marks().values().map(|m| write.mark(m)).collect();
    let mut refused: Vec<_> = document.refused().values().map(|r| write.refusal(r)).collect();
    claims.sort_by_cached_key(|r| (first(r.anchors.iter()), r.id.clone()));
    quantities.sort_by_cached_key(|r| (first([&r.anchor]), r.id.clone()));
    attributions.sort_by_cached_key(|r| {
        let chain = r.chain.iter().filter_map(|hop| hop.anchor.as_ref());
        let at = r.cue.iter().chain(chain).chain(&r.content).next();
        (first(at), r.id.clone())
    });
    marks.sort_by_cached_key(|r| (first([&r.anchor]), r.id.clone()));
    refused.sort_by_cached_key(|r| {
        (first([&r.anchor]), r.kind, r.of.clone(), r.anchor.exact.clone(), r.anchor.prefix.clone())
    });
    ArticleFile {
        format: FORMAT,
        article: ArticleRecord {
            file: article.id.to_string(),
            sha256: article.sha256.clone(),
            encoding: article.encoding.clone(),
            chars: article.offsets.code_points(),
            title,
            outlet,
            byline,
            url,
            language,
            published,
        },
        annotator: annotator.to_owned(),
        history,
        reviewed,
        claims,
        quantities,
        attributions,
        marks,
        refused,
    }
}

/// The name of a refusal, made from what it says, so that it is the same after every loading:
/// kind, place in code points, and what it was proposed for.
#[must_use]
pub fn refusal_id(article: &Article, refusal: &Refusal) -> RefusalId {
    RefusalId::new(&refusal_name(&Writing { article }.refusal(refusal)))
}

fn refusal_name(record: &RefusalRecord) -> String {
    let RefusalRecord { kind, anchor: AnchorRecord { start, end, .. }, of } = record;
    format!("{kind:?}:{start}:{end}:{}", of.as_deref().unwrap_or_default())
}

/// The name itself, or with a number behind it where another refusal says the same.
/// `count` is how many have the name.
fn free_refusal_id(document: &Document, name: &str, count: &mut usize) -> RefusalId {
    loop {
        *count += 1;
        let id = match *count {
            1 => RefusalId::new(name),
            count => RefusalId::new(&format!("{name}:{count}")),
        };
        if !document.refused().contains_key(&id) {
            return id;
        }
    }
}

/// Where the first of these anchors starts and ends; nothing sorts last.
fn first<'a>(anchors: impl IntoIterator<Item = &'a AnchorRecord>) -> (usize, usize) {
    anchors
        .into_iter()
        .map(|anchor| (anchor.start, anchor.end))
        .min()
        .unwrap_or((usize::MAX, usize::MAX))
}

/// From the model to records, over the article whose text the spans are of.
pub(super) struct Writing<'a> {
    pub(super) article: &'a Article,
}

impl Writing<'_> {
    fn anchor(&self, anchor: &Anchor) -> AnchorRecord {
        let CodePoints { start, end } = match anchor.place {
            Place::Exact(span) => self.code_points(span),
            Place::Moved { stored, .. }
            | Place::Changed { stored, .. }
            | Place::Orphaned { stored } => stored,
        };
        let Quote { exact, prefix, suffix } = &anchor.quote;
        AnchorRecord {
            start,
            end,
            exact: exact.to_string(),
            prefix: prefix.to_string(),
            suffix: suffix.to_string(),
        }
    }

    /// A span that is no place of the text (which no view makes) keeps its words, at the nearest place
    /// before it: on loading it is found by them.
    pub(super) fn code_points(&self, span: Span) -> CodePoints {
        let text = &self.article.text;
        let of = |byte: usize| {
            let byte = text.floor_char_boundary(byte);
            self.article.offsets.code_point_of(text, byte).unwrap_or_default()
        };
        CodePoints { start: of(span.start), end: of(span.end) }
    }

    fn optional(&self, anchor: Option<&Anchor>) -> Option<AnchorRecord> {
        anchor.map(|anchor| self.anchor(anchor))
    }

    fn all(&self, anchors: &[Anchor]) -> Vec<AnchorRecord> {
        anchors.iter().map(|anchor| self.anchor(anchor)).collect()
    }

    pub(super) fn meta(&self, meta: &ArticleMeta) -> MetaRecord {
        let published = meta.published.as_ref().map(|published| PublishedRecord {
            edtf: published.edtf.clone(),
            precision: published.precision,
            basis: published.basis,
            anchor: self.optional(published.anchor.as_ref()),
        });
        MetaRecord {
            title: meta.title.clone(),
            outlet: meta.outlet.clone(),
            byline: meta.byline.clone(),
            url: meta.url.clone(),
            language: meta.language.clone(),
            published,
            reviewed: meta.reviewed,
        }
    }

    pub(super) fn claim(&self, claim: &Claim) -> ClaimRecord {
        ClaimRecord {
            id: claim.id.to_string(),
            anchors: self.all(&claim.anchors),
            part: claim.part,
            status: claim.status,
            tags: claim.tags.clone(),
            note: claim.note.clone(),
            created: claim.created.clone(),
            changed: claim.changed.clone(),
        }
    }

    pub(super) fn quantity(&self, quantity: &Quantity) -> QuantityRecord {
        QuantityRecord {
            id: quantity.id.to_string(),
            claim: quantity.claim.to_string(),
            anchor: self.anchor(&quantity.anchor),
            value: quantity.value.clone(),
            qualifier: QualifierRecord {
                kind: quantity.qualifier.kind,
                anchor: self.optional(quantity.qualifier.anchor.as_ref()),
                carried: quantity.qualifier.carried,
            },
            estimated: quantity.estimated,
            unit: UnitRecord {
                kind: quantity.unit.kind.clone(),
                code: quantity.unit.code.clone(),
                printed: quantity.unit.printed.clone(),
            },
            counted: quantity.counted.as_ref().map(|counted| self.counted(counted)),
            measure: quantity.measure,
            modality: quantity.modality,
            as_of: quantity.as_of.as_ref().map(|as_of| AsOfRecord {
                edtf: as_of.edtf.clone(),
                precision: as_of.precision,
                relation: as_of.relation,
                basis: as_of.basis,
                anchor: self.optional(as_of.anchor.as_ref()),
            }),
            period: quantity.period.as_ref().map(|period| self.period(period)),
            places: quantity
                .places
                .iter()
                .map(|place| PlaceRecord {
                    text: place.text.clone(),
                    anchor: self.optional(place.anchor.as_ref()),
                    role: place.role,
                })
                .collect(),
            voice: quantity.voice.clone(),
            links: quantity
                .links
                .iter()
                .map(|link| LinkRecord {
                    kind: link.kind,
                    to: link.to.to_string(),
                    why: link.why.clone(),
                })
                .collect(),
            facts: quantity
                .facts
                .iter()
                .map(|join| FactJoinRecord {
                    id: join.id.to_string(),
                    comparable: join.comparable.clone(),
                })
                .collect(),
            note: quantity.note.clone(),
            origin: quantity.origin.clone(),
        }
    }

    fn counted(&self, counted: &Counted) -> CountedRecord {
        CountedRecord {
            text: counted.text.clone(),
            anchor: self.optional(counted.anchor.as_ref()),
            what: counted.what.as_ref().map(|what| CountingRecord {
                text: what.text.clone(),
                anchor: self.optional(what.anchor.as_ref()),
            }),
            each: counted.each.clone(),
            who: counted.who.clone(),
        }
    }

    fn period(&self, period: &Period) -> PeriodRecord {
        PeriodRecord {
            edtf: period.edtf.clone(),
            precision: period.precision,
            basis: period.basis,
            anchor: self.optional(period.anchor.as_ref()),
        }
    }

    pub(super) fn attribution(&self, attribution: &Attribution) -> AttributionRecord {
        AttributionRecord {
            id: attribution.id.to_string(),
            claim: attribution.claim.to_string(),
            cue: self.all(&attribution.cue),
            content: self.all(&attribution.content),
            mode: attribution.mode,
            act: attribution.act,
            framing: attribution.framing,
            said_at: attribution.said_at.as_ref().map(|said| self.period(said)),
            chain: attribution
                .chain
                .iter()
                .map(|hop| HopRecord {
                    source: hop.source.clone(),
                    anchor: self.optional(hop.anchor.as_ref()),
                    antecedent: self.optional(hop.antecedent.as_ref()),
                    agent: hop.agent.clone(),
                    naming: hop.naming,
                    medium: hop.medium.clone(),
                    cue: hop.cue.clone(),
                })
                .collect(),
            grade: attribution.grade.map(|grade| GradeRecord {
                reliability: grade.reliability,
                credibility: grade.credibility,
            }),
            note: attribution.note.clone(),
            origin: attribution.origin.clone(),
        }
    }

    pub(super) fn mark(&self, mark: &Mark) -> MarkRecord {
        MarkRecord {
            id: mark.id.to_string(),
            claim: mark.claim.to_string(),
            kind: mark.kind,
            anchor: self.anchor(&mark.anchor),
            edtf: mark.edtf.clone(),
            text: mark.text.clone(),
            note: mark.note.clone(),
        }
    }

    pub(super) fn refusal(&self, refusal: &Refusal) -> RefusalRecord {
        RefusalRecord {
            kind: refusal.kind,
            anchor: self.anchor(&refusal.anchor),
            of: refusal.of.clone(),
        }
    }
}

/// From records to the model. Without the article every anchor is orphaned: kept, and shown nowhere.
pub(super) struct Reading<'a> {
    pub(super) article: Option<&'a Article>,
}

impl Reading<'_> {
    fn anchor(&self, record: &AnchorRecord) -> Anchor {
        let stored = CodePoints { start: record.start, end: record.end };
        let quote = Quote {
            exact: Arc::from(record.exact.as_str()),
            prefix: Arc::from(record.prefix.as_str()),
            suffix: Arc::from(record.suffix.as_str()),
        };
        match self.article {
            Some(article) => resolve(article, stored, quote),
            None => Anchor { place: Place::Orphaned { stored }, quote },
        }
    }

    fn optional(&self, record: Option<&AnchorRecord>) -> Option<Anchor> {
        record.map(|record| self.anchor(record))
    }

    fn all(&self, records: &[AnchorRecord]) -> Vec<Anchor> {
        records.iter().map(|record| self.anchor(record)).collect()
    }

    pub(super) fn meta(&self, record: &MetaRecord) -> ArticleMeta {
        ArticleMeta {
            title: record.title.clone(),
            outlet: record.outlet.clone(),
            byline: record.byline.clone(),
            url: record.url.clone(),
            language: record.language.clone(),
            published: record.published.as_ref().map(|published| Published {
                edtf: published.edtf.clone(),
                precision: published.precision,
                basis: published.basis,
                anchor: self.optional(published.anchor.as_ref()),
            }),
            reviewed: record.reviewed,
        }
    }

    pub(super) fn claim(&self, record: &ClaimRecord) -> Claim {
        Claim {
            id: ClaimId::new(&record.id),
            anchors: self.all(&record.anchors),
            part: record.part,
            status: record.status,
            tags: record.tags.clone(),
            note: record.note.clone(),
            created: record.created.clone(),
            changed: record.changed.clone(),
        }
    }

    pub(super) fn quantity(&self, record: &QuantityRecord) -> Quantity {
        Quantity {
            id: QuantityId::new(&record.id),
            claim: ClaimId::new(&record.claim),
            anchor: self.anchor(&record.anchor),
            value: record.value.clone(),
            qualifier: Qualifier {
                kind: record.qualifier.kind,
                anchor: self.optional(record.qualifier.anchor.as_ref()),
                carried: record.qualifier.carried,
            },
            estimated: record.estimated,
            unit: Unit {
                kind: record.unit.kind.clone(),
                code: record.unit.code.clone(),
                printed: record.unit.printed.clone(),
            },
            counted: record.counted.as_ref().map(|counted| self.counted(counted)),
            measure: record.measure,
            modality: record.modality,
            as_of: record.as_of.as_ref().map(|as_of| AsOf {
                edtf: as_of.edtf.clone(),
                precision: as_of.precision,
                relation: as_of.relation,
                basis: as_of.basis,
                anchor: self.optional(as_of.anchor.as_ref()),
            }),
            period: record.period.as_ref().map(|period| self.period(period)),
            places: record
                .places
                .iter()
                .map(|place| PlaceText {
                    text: place.text.clone(),
                    anchor: self.optional(place.anchor.as_ref()),
                    role: place.role,
                })
                .collect(),
            voice: record.voice.clone(),
            links: record
                .links
                .iter()
                .map(|link| Link {
                    kind: link.kind,
                    to: QuantityId::new(&link.to),
                    why: link.why.clone(),
                })
                .collect(),
            facts: record
                .facts
                .iter()
                .map(|join| FactJoin {
                    id: FactId::new(&join.id),
                    comparable: join.comparable.clone(),
                })
                .collect(),
            note: record.note.clone(),
            origin: record.origin.clone(),
        }
    }

    fn counted(&self, record: &CountedRecord) -> Counted {
        Counted {
            text: record.text.clone(),
            anchor: self.optional(record.anchor.as_ref()),
            what: record.what.as_ref().map(|what| Counting {
                text: what.text.clone(),
                anchor: self.optional(what.anchor.as_ref()),
            }),
            each: record.each.clone(),
            who: record.who.clone(),
        }
    }

    fn period(&self, record: &PeriodRecord) -> Period {
        Period {
            edtf: record.edtf.clone(),
            precision: record.precision,
            basis: record.basis,
            anchor: self.optional(record.anchor.as_ref()),
        }
    }

    pub(super) fn attribution(&self, record: &AttributionRecord) -> Attribution {
        Attribution {
            id: AttributionId::new(&record.id),
            claim: ClaimId::new(&record.claim),
            cue: self.all(&record.cue),
            content: self.all(&record.content),
            mode: record.mode,
            act: record.act,
            framing: record.framing,
            said_at: record.said_at.as_ref().map(|said| self.period(said)),
            chain: record
                .chain
                .iter()
                .map(|hop| Hop {
                    source: hop.source.clone(),
                    anchor: self.optional(hop.anchor.as_ref()),
                    antecedent: self.optional(hop.antecedent.as_ref()),
                    agent: hop.agent.clone(),
                    naming: hop.naming,
                    medium: hop.medium.clone(),
                    cue: hop.cue.clone(),
                })
                .collect(),
            grade: record.grade.as_ref().map(|grade| Grade {
                reliability: grade.reliability,
                credibility: grade.credibility,
            }),
            note: record.note.clone(),
            origin: record.origin.clone(),
        }
    }

    pub(super) fn mark(&self, record: &MarkRecord) -> Mark {
        Mark {
            id: MarkId::new(&record.id),
            claim: ClaimId::new(&record.claim),
            kind: record.kind,
            anchor: self.anchor(&record.anchor),
            edtf: record.edtf.clone(),
            text: record.text.clone(),
            note: record.note.clone(),
        }
    }

    pub(super) fn refusal(&self, record: &RefusalRecord) -> Refusal {
        Refusal { kind: record.kind, anchor: self.anchor(&record.anchor), of: record.of.clone() }
    }
}
