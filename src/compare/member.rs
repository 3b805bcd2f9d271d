//! A quantity as it is compared: what it says, of what, when, where, and who says it.
//!
//! Owns: what of a document counts for a comparison, and which change of a quantity matters to it.
//! Never: compares; judges.

use super::origin::Voiced;
use super::words::name_key;
use crate::lexicon;
use crate::model::{
    Act, Article, ArticleId, AsOf, Attribution, Comparable, Document, Each, FactId, FactJoin, Hop,
    Link, LinkKind, Measure, Modality, Naming, Part, Period, PlaceText, Published, QualifierKind,
    Quantity, QuantityId, SaidAt, Unit, Value, Voice,
};

/// What is counted, without its place in the text.
#[derive(Clone, PartialEq, Debug)]
pub struct MemberCounted {
    /// The noun ("people").
    pub text: String,
    /// What they do or are ("had entered Armenia").
    pub what: Option<String>,
    /// What one of them is.
    pub each: Each,
    /// Which of them.
    pub who: Vec<String>,
}

/// A quantity as it is compared. Two equal members compare equally with everything.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// The quantity.
    pub quantity: QuantityId,
    /// The article it stands in.
    pub article: ArticleId,
    /// The language of its words (BCP 47), where the article says it; else empty.
    pub language: &'static str,
    /// Its place in the article: the byte where the number begins, last where it is not found.
    pub order: usize,
    /// Which part of the article it stands in.
    pub part: Part,
    /// The number as printed, with scale and unit.
    pub printed: String,
    /// What is printed, as a value.
    pub value: Value,
    /// The word that bends it.
    pub qualifier: QualifierKind,
    /// Printed as an estimate.
    pub estimated: bool,
    /// The unit.
    pub unit: Unit,
    /// What is counted.
    pub counted: Option<MemberCounted>,
    /// How it measures.
    pub measure: Measure,
    /// Of what is, could be, will be.
    pub modality: Modality,
    /// As of when.
    pub as_of: Option<AsOf>,
    /// Counted over, or of the event.
    pub period: Option<Period>,
    /// Where.
    pub places: Vec<PlaceText>,
    /// When it was said: of its voices the latest that says.
    pub said_at: Option<SaidAt>,
    /// When the article was published.
    pub published: Option<Published>,
    /// Who says it: the last hop of each attribution of its voice, and what that source does.
    pub voices: Vec<Voiced>,
    /// How it hangs together with others.
    pub links: Vec<Link>,
    /// The facts it belongs to.
    pub facts: Vec<FactJoin>,
}

impl Member {
    /// A quantity as it is compared.
    #[must_use]
    pub fn of(article: &ArticleId, document: &Document, quantity: &Quantity) -> Self {
        let attributions = attributions(document, quantity);
        let said_at = attributions.iter().filter_map(|a| a.said_at.as_ref());
        let said_at = said_at.max_by_key(|said| {
            super::time::stretch(&said.edtf).map(|said| (said.utc().end, said.utc().start))
        });
        let part = document.claims().get(&quantity.claim).map_or(Part::Body, |claim| claim.part);
        Self {
            quantity: quantity.id.clone(),
            article: article.clone(),
            language: match document.meta().language.as_str() {
                "" => "",
                said => lexicon::known(said),
            },
            order: quantity.anchor.span().map_or(usize::MAX, |span| span.start),
            part,
            printed: quantity.anchor.quote.exact.to_string(),
            value: quantity.value.clone(),
            qualifier: quantity.qualifier.kind,
            estimated: quantity.estimated,
            unit: quantity.unit.clone(),
            counted: quantity.counted.as_ref().map(|counted| MemberCounted {
                text: counted.text.clone(),
                what: counted.what.as_ref().map(|what| what.text.clone()),
                each: counted.each.clone(),
                who: counted.who.clone(),
            }),
            measure: quantity.measure,
            modality: quantity.modality,
            as_of: quantity.as_of.clone().map(|as_of| AsOf { anchor: None, ..as_of }),
            period: quantity.period.clone().map(|period| Period { anchor: None, ..period }),
            places: quantity.places.iter().map(unplaced).collect(),
            said_at: said_at.cloned().map(|said| SaidAt { anchor: None, ..said }),
            published: document.meta().published.clone().map(|p| Published { anchor: None, ..p }),
            voices: attributions.iter().map(|a| voiced(a)).collect(),
            links: quantity.links.clone(),
            facts: quantity.facts.clone(),
        }
    }

    /// All quantities of an article, as they are compared, by id.
    #[must_use]
    pub fn all(article: &Article, document: &Document) -> Vec<Self> {
        document.quantities().values().map(|q| Self::of(&article.id, document, q)).collect()
    }

    /// How it was joined to a fact; `None` where it does not belong to it.
    #[must_use]
    pub fn join(&self, fact: &FactId) -> Option<&Comparable> {
        self.facts.iter().find(|join| join.id == *fact).map(|join| &join.comparable)
    }

    /// The quantities that it links to in this way.
    pub fn linked(&self, kind: LinkKind) -> impl Iterator<Item = &QuantityId> {
        self.links.iter().filter(move |link| link.kind == kind).map(|link| &link.to)
    }

    /// Whether every source of it denies it.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        let mut speak = self.voices.iter().filter(|voice| voice.act != Act::Declines).peekable();
        speak.peek().is_some() && speak.all(|voice| voice.act == Act::Denies)
    }

    /// The number with the word that bends it ("more than 2900").
    #[must_use]
    pub fn shown(&self) -> String {
        let word = match self.qualifier {
            QualifierKind::Plain if self.estimated => "an estimated ",
            QualifierKind::Plain => "",
            QualifierKind::About => "about ",
            QualifierKind::Nearly => "nearly ",
            QualifierKind::JustOver => "just over ",
            QualifierKind::AtLeast => "at least ",
            QualifierKind::AtMost => "at most ",
            QualifierKind::MoreThan => "more than ",
            QualifierKind::LessThan => "less than ",
            QualifierKind::UpTo => "up to ",
        };
        format!("{word}{}", self.printed)
    }
}

fn unplaced(place: &PlaceText) -> PlaceText {
    PlaceText { anchor: None, ..place.clone() }
}

fn attributions<'d>(document: &'d Document, quantity: &Quantity) -> Vec<&'d Attribution> {
    match &quantity.voice {
        Voice::By(ids) => ids.iter().filter_map(|id| document.attributions().get(id)).collect(),
        Voice::Article | Voice::Undecided => Vec::new(),
    }
}

fn voiced(attribution: &Attribution) -> Voiced {
    let last = attribution.chain.last();
    Voiced { act: attribution.act, ..last.map_or_else(nobody, source) }
}

fn nobody() -> Voiced {
    Voiced { act: Act::Asserts, name: String::new(), agent: None }
}

/// The origin of a chain. A pronoun speaks for what it stands for; who is not named has no name.
fn source(hop: &Hop) -> Voiced {
    let name = match (hop.naming, &hop.antecedent) {
        (Naming::Pronoun, Some(antecedent)) => antecedent.quote.exact.to_string(),
        (Naming::Pronoun | Naming::Anonymous, _) => String::new(),
        (Naming::Named | Naming::ByRole | Naming::Document, _) => hop.source.clone(),
    };
    let name = if name_key(&name).is_empty() { String::new() } else { name };
    let agent = hop.agent.as_ref().map(|id| crate::model::AgentId::new(id));
    Voiced { act: Act::Asserts, name, agent }
}
