//! What is to be seen beside the verdicts: each finding names its evidence.
//!
//! Owns: the kinds of findings and their words; the findings of a whole fact, made from groups of figures and
//! never pair by pair. Never: sums; changes a verdict.

use super::figure::{Digits, Figure, by_low};
use super::judge::{Judged, links, repeats};
use super::origin::{Agents, Origin, Sameness};
use super::question::{Question, Side};
use super::time::Order;
use crate::model::{Act, ArticleId, Behaviour, Comparable, LinkKind, Part, QuantityId};
use std::collections::{BTreeMap, BTreeSet};

/// What kind of finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FindingKind {
    /// A running total fell: a correction?
    Fell,
    /// A part is above its whole.
    PartAboveWhole,
    /// One origin stands behind several articles.
    OneOrigin,
    /// A figure repeats another.
    Repeats,
    /// A figure was corrected later.
    LaterCorrected,
    /// The same digits, with a different qualifier.
    QualifierDiffers,
    /// A figure has no as-of.
    AsOfMissing,
    /// A headline gives a figure as its own that the text attributes.
    HeadlineDropsAttribution,
    /// The same digits, with another thing counted.
    SameDigitsOtherThing,
    /// A source denies a figure.
    Denied,
}

/// Something to be seen, with its evidence.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// In words, a sentence without its stop.
    pub words: String,
    /// The quantities that show it, in order of their facts.
    pub evidence: Vec<QuantityId>,
}

fn id(figure: &Figure) -> QuantityId {
    figure.member.quantity.clone()
}

fn quoted(figure: &Figure) -> String {
    format!("“{}”", figure.member.shown())
}

/// What one pair shows.
pub(super) fn of_pair(a: &Figure, b: &Figure, judged: Judged, agents: &Agents) -> Vec<Finding> {
    use super::judge::Because;
    let mut found = Vec::new();
    let mut say = |kind, words: String, evidence: Vec<QuantityId>| {
        found.push(Finding { kind, words, evidence });
    };
    let both = || vec![id(a), id(b)];
    if judged.because == Because::Fell {
        let later = judged.turn.unwrap_or(Side::B);
        let (earlier, later) = if later == Side::B { (a, b) } else { (b, a) };
        say(FindingKind::Fell, fell_words(earlier, later), vec![id(earlier), id(later)]);
    }
    if let Some(side) = repeats(a, b) {
        let (from, to) = if side == Side::A { (a, b) } else { (b, a) };
        let words = format!("{} repeats {}", quoted(from), quoted(to));
        say(FindingKind::Repeats, words, vec![id(from), id(to)]);
    }
    if judged.corrected {
        let later = judged.turn.unwrap_or(Side::B);
        let (old, new) = if later == Side::B { (a, b) } else { (b, a) };
        let words = format!("{} was later corrected to {}", quoted(old), quoted(new));
        say(FindingKind::LaterCorrected, words, vec![id(old), id(new)]);
    }
    if judged.qualifier_differs {
        let words = format!("the qualifier differs: {} / {}", quoted(a), quoted(b));
        say(FindingKind::QualifierDiffers, words, both());
    }
    if judged.other_counted {
        say(FindingKind::SameDigitsOtherThing, other_words(a, b, agents), both());
    }
    if judged.order_not_stated || judged.hollow {
        let missing: Vec<&Figure> = [a, b].into_iter().filter(|f| !f.has_as_of()).collect();
        if !missing.is_empty() {
            let words: Vec<String> = missing.iter().map(|figure| quoted(figure)).collect();
            let words = format!("as-of missing on {}", words.join(" and "));
            say(FindingKind::AsOfMissing, words, missing.into_iter().map(id).collect());
        }
    }
    if let Some(finding) = headline(a, b).or_else(|| headline(b, a)) {
        found.push(finding);
    }
    found
}

fn fell_words(earlier: &Figure, later: &Figure) -> String {
    format!("fell from {} to {}: correction?", quoted(earlier), quoted(later))
}

fn other_words(a: &Figure, b: &Figure, agents: &Agents) -> String {
    let counted = |figure: &Figure| {
        let counted = figure.member.counted.as_ref();
        counted.map_or_else(String::new, |counted| {
            let who = counted.who.join(", ");
            if who.is_empty() { counted.text.clone() } else { format!("{} ({who})", counted.text) }
        })
    };
    let origin = match agents.sameness(&a.origins, &b.origins) {
        Sameness::Same => "the same digits, the same origin",
        Sameness::Other | Sameness::Unknown => "the same digits",
    };
    format!("{origin}, another thing counted: {} / {}", counted(a), counted(b))
}

/// A headline that gives a figure as its own, and a text that attributes it.
fn headline(head: &Figure, body: &Figure) -> Option<Finding> {
    let above = matches!(head.member.part, Part::Headline | Part::Standfirst);
    let below = matches!(body.member.part, Part::Body | Part::Standfirst);
    let one = head.member.article == body.member.article;
    let drops = head.member.voices.is_empty() && !body.member.voices.is_empty();
    let same = head.digits == body.digits || links(head, LinkKind::Repeats, body);
    (above && below && one && drops && same && head.scale.dimension == body.scale.dimension).then(
        || Finding {
            kind: FindingKind::HeadlineDropsAttribution,
            words: format!("the headline says {} by itself, the text attributes it", quoted(head)),
            evidence: vec![id(head), id(body)],
        },
    )
}

/// The findings of all figures of a fact, those of pairs by groups. `whole` finds figures of other facts that
/// parts here link to.
pub(super) fn of_fact(
    figures: &[&Figure],
    question: &Question,
    agents: &Agents,
    whole: &dyn Fn(&QuantityId) -> Option<Figure>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let counts = |figure: &&&Figure| {
        !matches!(figure.member.join(&question.fact.id), Some(Comparable::No(_)))
    };
    let compared: Vec<&Figure> = figures.iter().filter(counts).copied().collect();
    if question.fact.behaves == Behaviour::Rises {
        falls(&compared, question, &mut found);
    }
    parts(figures, question, whole, &mut found);
    one_origin(&compared, agents, &mut found);
    linked(figures, &mut found);
    same_digits(figures, question, agents, &mut found);
    if question.fact.behaves != Behaviour::Fixed {
        let missing: Vec<&&Figure> = compared.iter().filter(|figure| !figure.has_as_of()).collect();
        if !missing.is_empty() {
            found.push(Finding {
                kind: FindingKind::AsOfMissing,
                words: match missing.as_slice() {
                    [one] => format!("as-of missing on {}", quoted(one)),
                    several => format!("as-of missing on {} figures", several.len()),
                },
                evidence: missing.into_iter().map(|figure| id(figure)).collect(),
            });
        }
    }
    for figure in &compared {
        let denies = figure.member.voices.iter().filter(|voice| voice.act == Act::Denies);
        let names: Vec<&str> = denies
            .map(|voice| if voice.name.is_empty() { "nobody named" } else { &voice.name })
            .collect();
        if !names.is_empty() {
            found.push(Finding {
                kind: FindingKind::Denied,
                words: format!("{} is denied by {}", quoted(figure), names.join(", ")),
                evidence: vec![id(figure)],
            });
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Running totals that fell, of one origin: each figure with the highest floor before it.
fn falls(figures: &[&Figure], question: &Question, found: &mut Vec<Finding>) {
    let mut by_origin: BTreeMap<&Origin, Vec<&Figure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.time.is_some() && figure.asserts) {
        for origin in &figure.origins {
            by_origin.entry(origin).or_default().push(figure);
        }
    }
    let start = |figure: &Figure| figure.time.as_ref().and_then(|time| time.order.utc().start);
    for figures in by_origin.values_mut() {
        figures.sort_by_key(|figure| (start(figure), id(figure)));
        let mut highest: Option<&Figure> = None;
        for figure in figures.iter() {
            if let Some(high) = highest
                && figure.below(high)
                && !figure.same(high)
                && question.difference(high, figure).is_none()
                && order(high, figure) == Some(Order::Before)
            {
                found.push(Finding {
                    kind: FindingKind::Fell,
                    words: fell_words(high, figure),
                    evidence: vec![id(high), id(figure)],
                });
            }
            let low = |figure: &Figure| figure.bounds.and_then(|bounds| bounds.low);
            if highest.is_none_or(|high| by_low(low(figure), low(high)).is_gt()) {
                highest = Some(figure);
            }
        }
    }
}

fn order(a: &Figure, b: &Figure) -> Option<Order> {
    Some(a.time.as_ref()?.order(b.time.as_ref()?))
}

/// Parts above their wholes: by links, of any fact; by joins as a component, above every whole of the fact.
fn parts(
    figures: &[&Figure],
    question: &Question,
    whole: &dyn Fn(&QuantityId) -> Option<Figure>,
    found: &mut Vec<Finding>,
) {
    let mut say = |part: &Figure, whole: &Figure| {
        found.push(Finding {
            kind: FindingKind::PartAboveWhole,
            words: format!("the part {} is above its whole {}", quoted(part), quoted(whole)),
            evidence: vec![id(part), id(whole)],
        });
    };
    // A whole that may have risen since is not below its part for certain.
    let above = |part: &Figure, whole: &Figure| {
        part.scale.dimension == whole.scale.dimension
            && whole.below(part)
            && !(question.fact.behaves != Behaviour::Fixed
                && order(whole, part) == Some(Order::Before))
    };
    for part in figures {
        for to in part.member.linked(LinkKind::PartOf) {
            if let Some(whole) = whole(to).filter(|whole| above(part, whole)) {
                say(part, &whole);
            }
        }
    }
    let joined = |wanted: &Comparable| -> Vec<&Figure> {
        let is = |f: &&&Figure| f.member.join(&question.fact.id) == Some(wanted);
        figures.iter().filter(is).copied().collect()
    };
    let (components, wholes) = (joined(&Comparable::Component), joined(&Comparable::Yes));
    let high = |figure: &&&Figure| figure.bounds.and_then(|bounds| bounds.high);
    let highest = wholes.iter().max_by(|a, b| super::figure::by_high(high(a), high(b)));
    if let Some(highest) = highest {
        for part in components.iter().filter(|part| above(part, highest)) {
            say(part, highest);
        }
    }
}

/// Origins that stand behind figures of several articles.
fn one_origin(figures: &[&Figure], agents: &Agents, found: &mut Vec<Finding>) {
    let mut behind: BTreeMap<&Origin, Vec<&Figure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.asserts) {
        for origin in &figure.origins {
            behind.entry(origin).or_default().push(figure);
        }
    }
    for (origin, figures) in behind {
        let articles: BTreeSet<&ArticleId> =
            figures.iter().map(|figure| &figure.member.article).collect();
        if articles.len() > 1 {
            found.push(Finding {
                kind: FindingKind::OneOrigin,
                words: format!("{} articles rest on {}", articles.len(), agents.name(origin)),
                evidence: figures.into_iter().map(id).collect(),
            });
        }
    }
}

/// What is linked, and headlines.
fn linked(figures: &[&Figure], found: &mut Vec<Finding>) {
    let by_id: BTreeMap<&QuantityId, &Figure> =
        figures.iter().map(|figure| (&figure.member.quantity, *figure)).collect();
    for figure in figures {
        for link in &figure.member.links {
            let Some(to) = by_id.get(&link.to) else { continue };
            let (kind, words, evidence) = match link.kind {
                LinkKind::Repeats => (
                    FindingKind::Repeats,
                    format!("{} repeats {}", quoted(figure), quoted(to)),
                    vec![id(figure), id(to)],
                ),
                LinkKind::Revises => (
                    FindingKind::LaterCorrected,
                    format!("{} was later corrected to {}", quoted(to), quoted(figure)),
                    vec![id(to), id(figure)],
                ),
                LinkKind::PartOf | LinkKind::FurtherTo | LinkKind::Contradicts => continue,
            };
            found.push(Finding { kind, words, evidence });
            found.extend(headline(figure, to));
        }
    }
    let mut said: BTreeMap<(&ArticleId, &Digits), &Figure> = BTreeMap::new();
    for figure in figures.iter().filter(|f| !f.member.voices.is_empty()) {
        said.entry((&figure.member.article, &figure.digits)).or_insert(figure);
    }
    for figure in figures.iter().filter(|figure| figure.member.voices.is_empty()) {
        if let Some(body) = said.get(&(&figure.member.article, &figure.digits)) {
            found.extend(headline(figure, body));
        }
    }
}

/// Equal digits with different words before them, or of another thing.
fn same_digits(
    figures: &[&Figure],
    question: &Question,
    agents: &Agents,
    found: &mut Vec<Finding>,
) {
    let mut groups: BTreeMap<(&str, &Digits), Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        groups.entry((&figure.scale.dimension, &figure.digits)).or_default().push(figure);
    }
    for group in groups.values().filter(|group| group.len() > 1) {
        // One figure a qualifier and a thing counted stands for all that say the same.
        let mut kinds: Vec<&Figure> = Vec::new();
        let mut seen = BTreeSet::new();
        for figure in group {
            let m = &figure.member;
            let each = figure.each.as_ref().map(|each| format!("{each:?}"));
            if seen.insert((m.qualifier, m.estimated, &figure.noun, each, &figure.who)) {
                kinds.push(figure);
            }
        }
        for (at, a) in kinds.iter().enumerate().take(8) {
            for b in kinds.iter().skip(at + 1).take(8) {
                if question.difference(a, b).is_none() {
                    if (a.member.qualifier, a.member.estimated)
                        != (b.member.qualifier, b.member.estimated)
                    {
                        found.push(Finding {
                            kind: FindingKind::QualifierDiffers,
                            words: format!("the qualifier differs: {} / {}", quoted(a), quoted(b)),
                            evidence: vec![id(a), id(b)],
                        });
                    }
                } else if super::judge::other_counted(a, b, question) {
                    found.push(Finding {
                        kind: FindingKind::SameDigitsOtherThing,
                        words: other_words(a, b, agents),
                        evidence: vec![id(a), id(b)],
                    });
                }
            }
        }
    }
}
