//! Proposals in words: what each would fill in, and where it is drawn.
//!
//! Pure. Never: decides what is open.

use super::Proposal;
use super::open::{Looking, Offer, What};
use crate::model::{
    AsOfRelation, Basis, Each, Measure, Modality, QuantityId, RefusalKind, Span, TagRole,
};
use crate::recognize::proposal::{
    ProposedAttribution, ProposedCounted, ProposedDate, ProposedQuantity, ProposedVoice,
};
use crate::session::{Field, fields, reading, summary};

/// The name of a kind of proposal, as a label.
const fn name(kind: RefusalKind) -> &'static str {
    match kind {
        RefusalKind::Quantity => "Number",
        RefusalKind::Qualifier => "Qualifier",
        RefusalKind::Counted => "Counted",
        RefusalKind::AsOf => "As of",
        RefusalKind::SaidAt => "Said at",
        RefusalKind::Period => "Period",
        RefusalKind::Place => "Place",
        RefusalKind::Attribution => "Attribution",
        RefusalKind::Antecedent => "Stands for",
        RefusalKind::Repeats => "Repeats",
        RefusalKind::FactJoin => "Fact",
        RefusalKind::PublishedDate => "Article’s date",
    }
}

impl Looking<'_> {
    /// An open proposal, ready to draw.
    pub fn shown(&self, offer: Offer) -> Proposal {
        let Drawn { words, spans, field, inferred } = self.drawn(&offer).unwrap_or_default();
        Proposal {
            key: offer.key,
            name: name(offer.key.kind),
            words,
            spans,
            left: offer.left,
            inferred,
            record: offer.record,
            field,
        }
    }

    fn drawn(&self, offer: &Offer) -> Option<Drawn> {
        let read = self.recognition;
        Some(match &offer.of {
            What::Quantity(at) => {
                let q = read.quantity(*at)?;
                let spans = vec![(TagRole::Number, q.anchor_span())];
                Drawn::new(self.number(q), spans, Field::Value)
            }
            What::Qualifier(at) => {
                let qualifier = read.quantity(*at)?.qualifier;
                let words = match qualifier.span {
                    Some(span) => self.line(span),
                    None => summary::qualifier_words(qualifier.kind).trim().to_owned(),
                };
                let spans = qualifier.span.map(|span| (TagRole::Qualifier, span));
                Drawn::new(words, spans.into_iter().collect(), Field::Qualifier)
            }
            What::Counted(at) => {
                let counted = read.quantity(*at)?.counted.as_ref()?;
                let what = counted.what.map(|what| (TagRole::Counted, what));
                let spans = [(TagRole::Counted, counted.span)].into_iter().chain(what).collect();
                Drawn::new(self.counted(counted), spans, Field::Counted)
            }
            What::AsOf(_, on) => self.dated(*on, true, Field::AsOf)?,
            What::Period(_, on) => self.dated(*on, false, Field::Period)?,
            What::SaidAt(_, on) => self.dated(*on, false, Field::SaidAt)?,
            What::Place(at, i) => {
                let place = read.quantity(*at)?.places.get(*i)?;
                let role = match place.role {
                    crate::model::PlaceRole::At => "at",
                    crate::model::PlaceRole::From => "from",
                    crate::model::PlaceRole::To => "to",
                    crate::model::PlaceRole::Near => "near",
                };
                let words = format!("{role} {}", self.line(place.span));
                // A new place stands behind those that are there.
                let there = offer.record.as_ref().and_then(|_| self.quantity_record(*at));
                let position = there.map_or(*i, |q| q.places.len());
                Drawn::new(words, vec![(TagRole::Place, place.span)], Field::Place(position))
            }
            What::Repeats(_, to) => self.repeat(offer, to),
            What::Attribution(at) => {
                let attribution = read.attribution(*at)?;
                let cue = attribution.cue.iter().map(|span| (TagRole::Cue, *span));
                let hops = attribution.chain.iter().flat_map(|hop| {
                    let cue = hop.cue.map(|cue| (TagRole::Cue, cue));
                    [(TagRole::Source, hop.source)].into_iter().chain(cue)
                });
                let content = attribution.content.iter().map(|span| (TagRole::Quote, *span));
                let spans = cue.chain(hops).chain(content).collect();
                Drawn::new(self.attribution(attribution), spans, Field::HopSource(0))
            }
            What::Antecedent(at, i) => {
                let hop = read.attribution(*at)?.chain.get(*i)?;
                let name = hop.antecedent?;
                let words = format!("{}: {}", self.line(hop.source), self.line(name));
                let spans = vec![(TagRole::Source, hop.source), (TagRole::Source, name)];
                Drawn::new(words, spans, Field::HopAntecedent(*i))
            }
            What::Published => {
                let published = self.published()?;
                let date = reading::date_text(&published.edtf, published.precision);
                let words = if published.why.is_empty() {
                    date
                } else {
                    format!("{date} ({})", published.why)
                };
                let spans = published.span.map(|span| (TagRole::Date, span)).into_iter().collect();
                let inferred = published.basis == Basis::Inferred;
                Drawn { inferred, ..Drawn::new(words, spans, Field::Published) }
            }
        })
    }

    /// Words of the text on one line.
    fn line(&self, span: Span) -> String {
        span.shown(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn number(&self, q: &ProposedQuantity) -> String {
        let mut words = reading::value_text(&q.value);
        if let Some(unit) = q.unit.span {
            let unit = self.line(unit);
            if unit != "%" && !unit.is_empty() {
                words.push(' ');
            }
            words.push_str(&unit);
        }
        let mut parts = vec![words];
        if q.estimated {
            parts.push("estimated".to_owned());
        }
        let mut choice = |field, name: String| {
            parts.push(fields::choice_label(field, &name).map_or(name.clone(), str::to_owned));
        };
        if q.measure != Measure::Unstated {
            choice(Field::Measure, fields::measure(q.measure).to_owned());
        }
        if q.modality != Modality::Actual {
            choice(Field::Modality, fields::modality(q.modality).to_owned());
        }
        match &q.voice {
            ProposedVoice::By(all) => {
                let sources = all.iter().filter_map(|at| self.recognition.attribution(*at));
                let sources: Vec<String> =
                    sources.filter_map(|a| a.origin()).map(|at| self.line(at)).collect();
                if !sources.is_empty() {
                    parts.push(format!("says {}", sources.join("; ")));
                }
            }
            ProposedVoice::Article => parts.push("the article’s own".to_owned()),
            ProposedVoice::Undecided => {}
        }
        parts.join(", ")
    }

    fn counted(&self, counted: &ProposedCounted) -> String {
        let mut words = self.line(counted.span);
        if let Some(what) = counted.what {
            words = format!("{words} ({})", self.line(what));
        }
        if !counted.who.is_empty() {
            words = format!("{words}, {}", counted.who.join(", "));
        }
        if let Each::Other(each) = &counted.each {
            words = format!("{words}, each a {each}");
        }
        words
    }

    fn dated(&self, at: usize, relation: bool, field: Field) -> Option<Drawn> {
        let (date, edtf) = self.recognition.date(at)?;
        let mut words = reading::date_text(edtf, date.precision);
        if relation {
            words = format!("{} {words}", related(date.relation));
        }
        if let Some(rests) = rests_on(date) {
            words = format!("{words} ({rests})");
        }
        let inferred = date.basis == Basis::Inferred;
        Some(Drawn { inferred, ..Drawn::new(words, vec![(TagRole::Date, date.span)], field) })
    }

    /// Nearest to the article first, as the chain is.
    fn attribution(&self, attribution: &ProposedAttribution) -> String {
        let hops: Vec<String> = attribution.chain.iter().map(|hop| self.line(hop.source)).collect();
        let mut words =
            if hops.is_empty() { "nobody named".to_owned() } else { hops.join(" ← ") };
        if attribution.negated {
            words.push_str(", negated");
        }
        if attribution.hypothetical {
            words.push_str(", hypothetical");
        }
        words
    }

    fn repeat(&self, offer: &Offer, to: &QuantityId) -> Drawn {
        let record = crate::model::RecordRef::Quantity(to.clone());
        let words = summary::of(self.document, &record);
        let other = offer.key.of.map(|span| (TagRole::Number, span));
        let spans = [(TagRole::Number, offer.key.span)].into_iter().chain(other).collect();
        Drawn::new(words, spans, Field::LinkTo(0))
    }
}

/// How a proposal shows.
#[derive(Default)]
struct Drawn {
    words: String,
    spans: Vec<(TagRole, Span)>,
    field: Option<Field>,
    inferred: bool,
}

impl Drawn {
    const fn new(words: String, spans: Vec<(TagRole, Span)>, field: Field) -> Self {
        Self { words, spans, field: Some(field), inferred: false }
    }
}

const fn related(relation: AsOfRelation) -> &'static str {
    match relation {
        AsOfRelation::At => "as of",
        AsOfRelation::By => "by",
        AsOfRelation::Before => "before",
        AsOfRelation::After => "after",
    }
}

const fn rests_on(date: &ProposedDate) -> Option<&'static str> {
    match date.basis {
        Basis::Explicit => None,
        Basis::Relative => Some("from the article’s date"),
        Basis::Dateline => Some("the article’s date"),
        Basis::Inferred => Some("inferred"),
    }
}
