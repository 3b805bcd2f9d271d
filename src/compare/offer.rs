//! The same-fact finder: which facts a quantity may belong to, and which facts look the same.
//!
//! Owns: the weights. Words are compared by their stems, weighted by how rare they are among the quantities of the folder
//! (inverse document frequency, K. Spärck Jones, 1972). Another unit is never offered. Where what is counted differs, the
//! offer says so, and the window asks. Never: joins.

use super::figure::{Digits, Figure};
use super::index::Comparison;
use super::member::Member;
use super::question::Question;
use super::time::stretch;
use super::units::{Scale, scale};
use super::words::{Noun, Said, name_key};
use crate::model::{
    Decimal, Each, Fact, FactId, Measure, Number, PlaceRole, QuantityId, Unit, Value,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An offer below this is not made: one shared rare word, or a common one and much else.
const LEAST: f64 = 1.0;
/// Words that more facts share than this do not bring two facts together.
const COMMON: usize = 64;

/// How many quantities use a stem.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarity {
    quantities: usize,
    using: HashMap<String, usize>,
}

impl Rarity {
    pub(super) fn put(&mut self, member: &Member) {
        self.quantities += 1;
        for stem in said_by(member).stems {
            *self.using.entry(stem).or_default() += 1;
        }
    }

    pub(super) fn take(&mut self, member: &Member) {
        self.quantities = self.quantities.saturating_sub(1);
        for stem in said_by(member).stems {
            if let Some(count) = self.using.get_mut(&stem) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    self.using.remove(&stem);
                }
            }
        }
    }

    /// 1 for a word that all use, more for rarer ones.
    #[allow(clippy::cast_precision_loss)] // far below 2^52
    fn weight(&self, stem: &str) -> f64 {
        let using = self.using.get(stem).copied().unwrap_or(0);
        1.0 + ((self.quantities as f64 + 1.0) / (using as f64 + 1.0)).ln()
    }

    /// Likeness of two sets of stems: 0 for none in common, 1 for equal sets.
    fn likeness(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
        let square = |stem: &String| self.weight(stem).powi(2);
        let length = |set: &BTreeSet<String>| set.iter().map(square).sum::<f64>().sqrt();
        let lengths = length(a) * length(b);
        if lengths == 0.0 { 0.0 } else { a.intersection(b).map(square).sum::<f64>() / lengths }
    }
}

fn said_by(member: &Member) -> Said {
    let counted = member.counted.as_ref();
    let what = counted.and_then(|counted| counted.what.as_deref());
    let noun = counted.map(|counted| counted.text.as_str());
    let places = member.places.iter().map(|place| place.text.as_str());
    all_said(noun.into_iter().chain(what).chain(places), member.language)
}

fn all_said<'t>(texts: impl Iterator<Item = &'t str>, language: &str) -> Said {
    let mut all = Said::default();
    texts.for_each(|text| all.extend(Said::read(text, language)));
    all
}

/// One reason for or against an offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Why {
    /// In words.
    pub words: String,
    /// Whether it speaks for it.
    pub speaks_for: bool,
}

/// A fact that a quantity may belong to.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
    /// The fact.
    pub fact: FactId,
    /// Higher is better; only for the order.
    pub score: f64,
    /// Why.
    pub why: Vec<Why>,
    /// What is counted differs: ask whether both are one here.
    pub counted_differs: bool,
    /// Enough speaks for it to offer it unasked.
    pub likely: bool,
}

/// Two facts that look the same.
#[derive(Clone, PartialEq, Debug)]
pub struct Twins {
    /// The one.
    pub a: FactId,
    /// The other.
    pub b: FactId,
    /// Higher is better; only for the order.
    pub score: f64,
    /// Why.
    pub why: Vec<Why>,
}

#[derive(Default)]
struct Weighing {
    score: f64,
    why: Vec<Why>,
}

impl Weighing {
    fn add(&mut self, points: f64, words: String) {
        self.score += points;
        self.why.push(Why { words, speaks_for: points > 0.0 });
    }
}

impl Comparison {
    /// The facts that a quantity may belong to and does not yet, best first.
    #[must_use]
    pub fn offers(&self, quantity: &QuantityId) -> Vec<Offer> {
        let Some(figure) = self.figure(quantity) else { return Vec::new() };
        let words = said_by(&figure.member).stems;
        let mut found: Vec<Offer> = self
            .facts()
            .filter(|fact| figure.member.join(&fact.id).is_none())
            .filter_map(|fact| self.weigh(figure, &words, self.question(&fact.id)?))
            .filter(|offer| offer.likely)
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.fact.cmp(&b.fact)));
        found
    }

    /// What speaks for and against a fact that the analyst chose for a quantity; `None` where it has another unit.
    #[must_use]
    pub fn offer(&self, quantity: &QuantityId, fact: &FactId) -> Option<Offer> {
        let figure = self.figure(quantity)?;
        self.weigh(figure, &said_by(&figure.member).stems, self.question(fact)?)
    }

    fn weigh(
        &self,
        figure: &Figure,
        words: &BTreeSet<String>,
        question: &Question,
    ) -> Option<Offer> {
        let fact = &question.fact;
        if fact_scale(fact).dimension != figure.scale.dimension
            && !(figure.scale.dimension == "share" && fact.measure == Measure::Share)
        {
            return None;
        }
        let members = self.figures_of(&fact.id);
        let mut weighing = Weighing::default();
        let mut theirs = said_of(fact);
        // A few of its figures tell how the articles speak of it.
        members.iter().take(16).for_each(|f| theirs.extend(said_by(&f.member)));
        let alike = self.rarity().likeness(words, &theirs.stems);
        if alike > 0.0 {
            weighing
                .add(4.0 * alike, shared(words, &theirs.stems, |stem| self.rarity().weight(stem)));
        }
        // "had crossed into the country" / "entered Armenia"
        let happens = figure.member.counted.as_ref().and_then(|counted| counted.what.as_deref());
        let happens = happens.map(|what| Said::read(what, figure.member.language));
        let happens = happens.unwrap_or_default();
        let one_event = happens.names_an_event_of(&theirs);
        if one_event {
            weighing.add(1.0, "words for the same event".to_owned());
        } else if !happens.stems.is_empty()
            && happens.stems.is_disjoint(&theirs.stems)
            && !members.is_empty()
        {
            weighing.add(-1.5, "something else happens to them".to_owned());
        }
        let same = counted_same(figure, question, &members);
        let counted_differs = same == Some(false);
        match same {
            Some(true) => weighing.add(1.0, "the same is counted".to_owned()),
            Some(false) => {
                let counted = figure.member.counted.as_ref().map_or("", |c| c.text.as_str());
                let accepts = fact.accepts.join(", ");
                weighing.add(-0.25, format!("what is counted differs: {counted} / {accepts}"));
            }
            None => {}
        }
        if let Some(who) = &figure.who {
            let theirs: BTreeSet<String> = fact.who.iter().map(|who| name_key(who)).collect();
            if *who != theirs && (who.is_empty() || theirs.is_empty()) {
                weighing.add(-0.25, "a group is named on one side only".to_owned());
            } else if *who != theirs {
                weighing.add(-1.0, "another group of them".to_owned());
            } else if !who.is_empty() {
                weighing.add(0.5, "the same group of them".to_owned());
            }
        }
        if figure.member.modality != fact.modality {
            let words = format!("{:?}, not {:?}", figure.member.modality, fact.modality);
            weighing.add(-1.0, words.to_lowercase());
        }
        let measure = &figure.member.measure;
        if *measure != Measure::Unstated && *measure == fact.measure {
            weighing.add(0.25, "measured in the same way".to_owned());
        }
        places(figure, fact, &mut weighing);
        times(figure, fact, &mut weighing);
        values(figure, &members, &mut weighing);
        Some(Offer {
            likely: weighing.score >= LEAST && (alike > 0.0 || one_event),
            fact: fact.id.clone(),
            score: weighing.score,
            why: weighing.why,
            counted_differs,
        })
    }

    /// Pairs of facts that look the same, best first, at most 64.
    #[must_use]
    pub fn twins(&self) -> Vec<Twins> {
        let words: BTreeMap<&FactId, BTreeSet<String>> =
            self.facts().map(|fact| (&fact.id, said_of(fact).stems)).collect();
        let mut sharing: BTreeMap<&String, Vec<&FactId>> = BTreeMap::new();
        for (id, stems) in &words {
            stems.iter().for_each(|stem| sharing.entry(stem).or_default().push(id));
        }
        let mut pairs: BTreeSet<(&FactId, &FactId)> = BTreeSet::new();
        for facts in sharing.values().filter(|facts| facts.len() <= COMMON) {
            for (at, a) in facts.iter().enumerate() {
                pairs.extend(facts.iter().skip(at + 1).map(|b| (*a, *b)));
            }
        }
        let mut found: Vec<Twins> =
            pairs.into_iter().filter_map(|(a, b)| self.twin(a, b, &words)).collect();
        found.sort_by(|x, y| {
            y.score.total_cmp(&x.score).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
        });
        found.truncate(64);
        found
    }

    /// What happens to those that a fact counts, as stems of its first figures' words: "kill", "enter".
    fn happens(&self, fact: &FactId) -> Said {
        let mut all = Said::default();
        for figure in self.figures_of(fact).into_iter().take(16) {
            let what = figure.member.counted.as_ref().and_then(|counted| counted.what.as_deref());
            all.extend(
                what.map(|what| Said::read(what, figure.member.language)).unwrap_or_default(),
            );
        }
        all
    }

    fn twin(
        &self,
        a: &FactId,
        b: &FactId,
        words: &BTreeMap<&FactId, BTreeSet<String>>,
    ) -> Option<Twins> {
        let (one, two) = (&self.question(a)?.fact, &self.question(b)?.fact);
        let key = |texts: &[String]| -> BTreeSet<String> {
            texts.iter().map(|text| name_key(text)).collect()
        };
        if fact_scale(one).dimension != fact_scale(two).dimension
            || one.each != two.each
            || key(&one.who) != key(&two.who)
            || one.modality != two.modality
        {
            return None;
        }
        // Places are weighed by themselves: two questions about one region are not one question.
        let places: BTreeSet<String> = one
            .places
            .iter()
            .chain(&two.places)
            .flat_map(|place| Said::read(&place.text, "").stems)
            .collect();
        let asked = |id: &FactId| Some(words.get(id)?.difference(&places).cloned().collect());
        let (stems_a, stems_b): (BTreeSet<String>, BTreeSet<String>) = (asked(a)?, asked(b)?);
        let alike = self.rarity().likeness(&stems_a, &stems_b);
        let mut weighing = Weighing::default();
        let weight = |stem: &str| self.rarity().weight(stem);
        weighing.add(4.0 * alike, shared(&stems_a, &stems_b, weight));
        weighing.add(0.5, "the same unit".to_owned());
        let at = |fact: &Fact| -> BTreeSet<String> {
            fact.places.iter().map(|place| name_key(&place.text)).collect()
        };
        let (places_a, places_b) = (at(one), at(two));
        if !places_a.is_empty() && !places_b.is_empty() {
            let common = !places_a.is_disjoint(&places_b);
            let words = if common { "the same place" } else { "another place" };
            weighing.add(if common { 0.5 } else { -1.5 }, words.to_owned());
        }
        // "were killed" and "were wounded" are asked in nearly the same words.
        let (happens_a, happens_b) = (self.happens(a), self.happens(b));
        let (stems_a, stems_b) = (&happens_a.stems, &happens_b.stems);
        let known = !stems_a.is_empty() && !stems_b.is_empty();
        let one_event = happens_a.names_an_event_of(&happens_b);
        if known && !one_event && stems_a.is_disjoint(stems_b) {
            let first = |set: &BTreeSet<String>| set.first().cloned().unwrap_or_default();
            let words = format!("something else: {} / {}", first(stems_a), first(stems_b));
            weighing.add(-2.0, words);
        }
        let stated = |fact: &Fact| fact.measure != Measure::Unstated;
        if stated(one) && stated(two) && one.measure != two.measure {
            weighing.add(-1.0, "measured in another way".to_owned());
        }
        // "the war of 2020", "the operation of September 2023"
        let (years_a, years_b) = (years(one), years(two));
        if !years_a.is_empty() && !years_b.is_empty() && years_a.is_disjoint(&years_b) {
            weighing.add(-1.5, "another year".to_owned());
        }
        // Persons go by many names; vehicles are no rounds of ammunition.
        let persons = matches!(one.each, Each::Person | Each::Household);
        let nouns = |fact: &Fact| -> Vec<Noun> {
            fact.accepts.iter().flat_map(|text| Noun::in_any_language(text)).collect()
        };
        let (nouns_a, nouns_b) = (nouns(one), nouns(two));
        let common = nouns_a.iter().any(|a| nouns_b.iter().any(|b| a.same(b)));
        if !persons && !nouns_a.is_empty() && !nouns_b.is_empty() && !common {
            weighing.add(-1.5, "another thing is counted".to_owned());
        }
        let digits = |id: &FactId| -> BTreeSet<Digits> {
            self.figures_of(id).into_iter().map(|figure| figure.digits.clone()).collect()
        };
        if !digits(a).is_disjoint(&digits(b)) {
            weighing.add(1.0, "figures with the same digits".to_owned());
        }
        (weighing.score >= 2.5).then(|| Twins {
            a: a.clone(),
            b: b.clone(),
            score: weighing.score,
            why: weighing.why,
        })
    }
}

fn fact_scale(fact: &Fact) -> Scale {
    let unit =
        Unit { kind: fact.unit.kind.clone(), code: fact.unit.code.clone(), printed: String::new() };
    let one = Number::parse("1").map_or(Value::Ratio(1, 1), Value::Number);
    scale(&unit, &one)
}

fn said_of(fact: &Fact) -> Said {
    let places = fact.places.iter().map(|place| place.text.as_str());
    let accepts = fact.accepts.iter().map(String::as_str);
    all_said(std::iter::once(fact.question.as_str()).chain(accepts).chain(places), "")
}

/// The years that a question names.
fn years(fact: &Fact) -> BTreeSet<&str> {
    let words = fact.question.split(|c: char| !c.is_alphanumeric());
    let year = |word: &&str| matches!((word.len(), word.parse::<u16>()), (4, Ok(year)) if (1500..2100).contains(&year));
    words.filter(year).collect()
}

fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>, weight: impl Fn(&str) -> f64) -> String {
    let mut common: Vec<&String> = a.intersection(b).collect();
    common.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let common: Vec<&str> = common.into_iter().take(4).map(String::as_str).collect();
    format!("shared words: {}", common.join(", "))
}

/// Whether the fact's words, or one of its figures, count what this one does; `None` where nothing is known.
fn counted_same(figure: &Figure, question: &Question, members: &[&Figure]) -> Option<bool> {
    let each = match &question.fact.each {
        Each::Other(text) => Each::Other(name_key(text)),
        each => each.clone(),
    };
    if *figure.each.as_ref()? != each {
        return Some(false);
    }
    let mut known = members.iter().filter(|member| member.noun.is_some()).peekable();
    if figure.noun.is_none() || (question.fact.accepts.is_empty() && known.peek().is_none()) {
        return None;
    }
    Some(question.accepts(figure) || known.any(|other| !question.counted_differs(figure, other)))
}

fn places(figure: &Figure, fact: &Fact, weighing: &mut Weighing) {
    let of = |role: PlaceRole| -> BTreeSet<String> {
        let places = fact.places.iter().filter(|place| place.role == role);
        places.map(|place| name_key(&place.text)).collect()
    };
    let mut common = Vec::new();
    let mut other = Vec::new();
    for (role, place) in &figure.places {
        let theirs = of(*role);
        if theirs.contains(place) {
            common.push(place.as_str());
        } else if !theirs.is_empty() {
            other.push(place.as_str());
        }
    }
    if !common.is_empty() {
        weighing.add(1.0, format!("place: {}", common.join(", ")));
    } else if !other.is_empty() {
        weighing.add(-1.0, format!("another place: {}", other.join(", ")));
    }
}

fn times(figure: &Figure, fact: &Fact, weighing: &mut Weighing) {
    let Some(window) = fact.window.as_deref().and_then(stretch) else { return };
    let time = figure.time.as_ref().filter(|_| figure.has_as_of()).map(|time| time.order);
    let Some(time) = figure.period.map(|period| period.0).or(time) else { return };
    if window.holds(time) {
        weighing.add(0.5, "within the fact’s window".to_owned());
    } else {
        weighing.add(-1.0, "outside of the fact’s window".to_owned());
    }
}

fn values(figure: &Figure, members: &[&Figure], weighing: &mut Weighing) {
    if members.is_empty() {
        return;
    }
    if members.iter().any(|member| member.digits == figure.digits) {
        return weighing.add(1.0, "the same digits".to_owned());
    }
    let middle = |figure: &Figure| {
        let bounds = figure.bounds?;
        bounds.low.or(bounds.high).map(|bound| bound.value)
    };
    let Some(own) = middle(figure).filter(|own| *own > Decimal::ZERO) else { return };
    let theirs = || members.iter().filter_map(|member| middle(member));
    let (Some(least), Some(most)) = (theirs().min(), theirs().max()) else { return };
    let far = Decimal::from(30_u64);
    let above = own.times(far).is_none_or(|own| own >= least);
    let below = most.times(far).is_none_or(|most| own <= most);
    if above && below {
        weighing.add(0.5, "a plausible value".to_owned());
    } else {
        weighing.add(-0.5, "far from its other figures".to_owned());
    }
}
