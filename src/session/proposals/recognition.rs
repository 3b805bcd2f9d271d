//! What was recognised in one article, with the tables that listing proposals looks up; and what was refused there.
//!
//! Pure values, made once for a text or for a state of the records. Never: decides; knows what was accepted.

use super::places::Places;
use crate::model::{ArticleId, Basis, Document, LinkKind, Published, RefusalKind, Span, held};
use crate::recognize::proposal::{
    ProposedAttribution, ProposedDate, ProposedQuantity, ProposedVoice,
};
use crate::recognize::{Options, Recognized};
use std::sync::Arc;

/// Reads a whole text: `recognize::recognize`, or what a test puts in its place.
pub type Recognizer = Arc<dyn Fn(&str, &Options<'_>) -> Recognized + Send + Sync>;

/// What recognition depends on beside the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Known {
    /// The language, as stated; empty = the text decides.
    pub language: String,
    /// The article's date, as stated.
    pub published: Option<(String, Basis)>,
    /// The file's name.
    pub file_name: String,
}

impl Known {
    /// What is known of an article by what was said about it.
    pub fn of(document: Option<&Document>, file_name: &str) -> Self {
        let meta = document.map(Document::meta);
        Self {
            language: meta.map(|meta| meta.language.clone()).unwrap_or_default(),
            published: meta
                .and_then(|meta| meta.published.as_ref())
                .map(|published| (published.edtf.clone(), published.basis)),
            file_name: file_name.rsplit('/').next().unwrap_or_default().to_owned(),
        }
    }

    /// Reads the text with it.
    pub fn recognize(&self, text: &str, recognizer: &Recognizer) -> Recognized {
        let options = Options {
            language: (!self.language.is_empty()).then_some(self.language.as_str()),
            published: self.published.as_ref().map(|(edtf, basis)| (edtf.as_str(), *basis)),
            file_name: (!self.file_name.is_empty()).then_some(self.file_name.as_str()),
        };
        recognizer(text, &options)
    }
}

/// What was recognised, and where it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recognition {
    /// What it was made from.
    pub known: Known,
    /// The values.
    pub found: Recognized,
    /// Quantities by number with unit.
    pub numbers: Places<usize>,
    /// Attributions by their cues and sources.
    pub cues: Places<usize>,
    /// The quantities that are an attribution's, by attribution.
    pub voiced: Vec<Vec<usize>>,
    /// The quantities that link to a quantity, by quantity.
    pub linked: Vec<Vec<(LinkKind, usize)>>,
    /// How many quantities have a date as their as-of or period, by date.
    uses: Vec<u32>,
}

/// What came of recognising an article.
pub(crate) struct Made {
    /// Empty where it broke off, so that it is not tried again before the text or what is known of it is another.
    pub recognition: Recognition,
    /// An error in Attest broke it off.
    pub broke_off: bool,
}

impl Recognition {
    /// Recognises a text.
    pub fn of(id: &ArticleId, known: Known, text: &str, recognizer: &Recognizer) -> Made {
        let made = held(&format_args!("recognising {id}"), || {
            let found = known.recognize(text, recognizer);
            Self::new(known.clone(), found)
        });
        let broke_off = made.is_err();
        let recognition = made.unwrap_or_else(|_| Self { known, ..Self::default() });
        Made { recognition, broke_off }
    }

    /// Makes the tables.
    pub fn new(known: Known, found: Recognized) -> Self {
        let numbers = found.quantities.iter().enumerate().map(|(i, q)| (q.anchor_span(), i));
        let numbers = Places::new(numbers.collect());
        let mut cues = Vec::new();
        for (i, attribution) in found.attributions.iter().enumerate() {
            let sources = attribution.chain.iter().map(|hop| hop.source);
            let mut spans: Vec<Span> = attribution.cue.iter().copied().chain(sources).collect();
            if spans.is_empty() {
                // Its beginning: a long quotation must not stand in the way of those that are sought behind it.
                let start = attribution.content.first().map(|content| content.start);
                spans.extend(start.map(|start| Span::new(start, start + 1)));
            }
            cues.extend(spans.into_iter().map(|span| (span, i)));
        }
        let cues = Places::new(cues);
        let mut voiced = vec![Vec::new(); found.attributions.len()];
        let mut linked = vec![Vec::new(); found.quantities.len()];
        let mut uses = vec![0; found.dates.len()];
        for (i, quantity) in found.quantities.iter().enumerate() {
            if let ProposedVoice::By(all) = &quantity.voice {
                for at in all {
                    if let Some(list) = voiced.get_mut(*at) {
                        list.push(i);
                    }
                }
            }
            for (kind, to) in &quantity.links {
                if let Some(list) = linked.get_mut(*to) {
                    list.push((*kind, i));
                }
            }
            for date in [quantity.as_of, quantity.period].into_iter().flatten() {
                if let Some(count) = uses.get_mut(date) {
                    *count += 1;
                }
            }
        }
        Self { known, found, numbers, cues, voiced, linked, uses }
    }

    /// Whether it was made with this language and this date of the article.
    pub fn holds_for(&self, language: &str, published: &Published) -> bool {
        let stated = self.known.published.as_ref();
        self.known.language == language
            && stated
                .is_some_and(|(edtf, basis)| *edtf == published.edtf && *basis == published.basis)
    }

    /// A quantity by its index.
    pub fn quantity(&self, at: usize) -> Option<&ProposedQuantity> {
        self.found.quantities.get(at)
    }

    /// An attribution by its index.
    pub fn attribution(&self, at: usize) -> Option<&ProposedAttribution> {
        self.found.attributions.get(at)
    }

    /// A date that says something, by its index.
    pub fn date(&self, at: usize) -> Option<(&ProposedDate, &str)> {
        let date = self.found.dates.get(at)?;
        Some((date, date.edtf.as_deref()?))
    }

    /// Where print leaves two readings of a date open: its place and both.
    pub fn readings(&self, at: usize) -> Option<(Span, &[String])> {
        let date = self.found.dates.get(at)?;
        (date.edtf.is_none() && !date.readings.is_empty()).then_some((date.span, &*date.readings))
    }

    /// Whether more than one quantity has this date.
    pub fn is_shared(&self, date: usize) -> bool {
        self.uses.get(date).is_some_and(|uses| *uses > 1)
    }
}

/// The words that an attribution is known by: its cue, else its source, else its content.
pub(crate) fn main_span(attribution: &ProposedAttribution) -> Option<Span> {
    let source = attribution.chain.first().map(|hop| hop.source);
    attribution.cue.first().copied().or(source).or_else(|| attribution.content.first().copied())
}

/// What was refused in an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refused(Places<(RefusalKind, Option<String>)>);

impl Refused {
    /// The refusals of a document, by place. Those without a place are of words that are gone.
    pub fn of(document: &Document) -> Self {
        let all = document.refused().values();
        Self(Places::new(
            all.filter_map(|r| Some((r.anchor.span()?, (r.kind, r.of.clone())))).collect(),
        ))
    }

    /// Whether a kind of proposal was refused at these words: for this record, or before there was one.
    pub fn holds(&self, kind: RefusalKind, span: Span, of: Option<&str>) -> bool {
        self.0.touching(span).any(|(_, (refused, for_what))| {
            *refused == kind && for_what.as_deref().is_none_or(|id| Some(id) == of)
        })
    }
}
