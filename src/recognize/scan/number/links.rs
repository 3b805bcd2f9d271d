//! How quantities of one text hang on each other: what is counted and bent over a coordination, parts, what comes further.
//!
//! Owns: carried nouns and qualifiers, `PartOf`, `FurtherTo`, and the measure `Increment`. Looks back over a few quantities only.
//! Never: `Repeats` (the joining pass does them).

use super::Found;
use super::measure;
use super::reader::Reader;
use crate::lexicon::Particle;
use crate::lexicon::senses::number::{Link, Mark, Verb};
use crate::model::{Decimal, Each, LinkKind, Measure, QualifierKind, UnitKind};
use crate::recognize::proposal::{ProposedCounted, ProposedQualifier};
use crate::recognize::scan::Sentence;

/// How many quantities back a link may reach.
const BACK: usize = 6;
/// Tokens between two numbers of one coordination.
const COORDINATION: usize = 14;

/// Sets what is counted, measures, modalities and links.
pub(super) fn hang(reader: &Reader<'_>, sentences: &[Sentence], found: &mut [Found]) {
    for at in 0..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let Some(this) = rest.first_mut() else { return };
        let (first, limit) = sentences
            .get(this.sentence)
            .map_or((0, reader.lexed.len()), |sentence| (sentence.first, sentence.end));
        let coordinated = before.last().filter(|last| coordinates(reader, last, this));
        let carried = carried_noun(coordinated, this);
        this.quantity.counted = counted(reader, this, carried);
        if let Some(last) = coordinated {
            carry_qualifier(last, this);
        }
        if let Some(last) = before.last().filter(|last| in_brackets(reader, last, this)) {
            this.quantity.qualifier =
                ProposedQualifier { carried: true, ..last.quantity.qualifier };
            this.quantity.estimated |= last.quantity.estimated;
        }
        if let Some(counted) = &this.quantity.counted {
            let counted = ProposedCounted { carried: true, ..counted.clone() };
            share_noun(reader, before, this, &counted);
        }
        this.quantity.measure = measure::measure(reader, this, first, limit);
        this.quantity.modality = measure::modality(reader, this, first, limit);
        further(reader, before, at, this);
        part_of(reader, before, this);
    }
    whole_behind(reader, found);
    of_so_many(reader, found);
}

/// "9 of 14 villages": so many of those that the second counts.
fn of_so_many(reader: &Reader<'_>, found: &mut [Found]) {
    for at in 1..found.len() {
        let Some((last, this)) = found.get(at - 1).zip(found.get(at)) else { return };
        let of =
            reader.link(last.end, Link::Of).map(|of| reader.mark(of, Mark::Skip).unwrap_or(of));
        let fits = of == Some(this.phrase)
            && this.noun.is_some()
            && last.quantity.unit.kind == UnitKind::Count
            && size(last).zip(size(this)).is_some_and(|(part, whole)| part < whole);
        let counted = this.quantity.counted.clone().filter(|_| fits);
        if let Some(counted) = counted
            && let Some(last) = found.get_mut(at - 1)
        {
            last.quantity.counted = Some(ProposedCounted { carried: true, ..counted });
            last.quantity.links.push((LinkKind::PartOf, at));
        }
    }
}

/// "20 people were killed and 300 wounded": joined by "and" in one sentence, near, of the same kind of unit.
fn coordinates(reader: &Reader<'_>, last: &Found, this: &Found) -> bool {
    let between = last.end..this.phrase;
    let stop = |at: usize| {
        let sign = reader.lexed.get(at).and_then(|token| token.sign());
        matches!(sign, Some(';' | '.' | ':'))
    };
    last.sentence == this.sentence
        && last.quantity.unit.kind == this.quantity.unit.kind
        && between.len() <= COORDINATION
        && between.clone().any(|at| reader.link(at, Link::And).is_some())
        && !between.clone().any(stop)
}

/// "more than 100 km (60 miles)": the same in another unit.
fn in_brackets(reader: &Reader<'_>, last: &Found, this: &Found) -> bool {
    let (a, b) = (&last.quantity, &this.quantity);
    let converted = a.unit.kind == b.unit.kind && a.unit.code != b.unit.code;
    let plain = b.qualifier.span.is_none() && a.qualifier.span.is_some();
    converted
        && plain
        && this.phrase == last.end + 1
        && reader.lexed.is_any(last.end, &["(", "["])
        && reader.lexed.is_any(this.end, &[")", "]"])
}

/// "5 and 9 people", "5, 7 and 9 people", "20, possibly 30, people": numbers before the noun count it, too.
fn share_noun(reader: &Reader<'_>, before: &mut [Found], this: &Found, counted: &ProposedCounted) {
    /// Tokens between two of the numbers.
    const BETWEEN: usize = 4;
    let own = this.noun.as_ref().is_some_and(|noun| noun.from >= this.number);
    if !own || this.quantity.unit.kind != UnitKind::Count {
        return;
    }
    let (mut next, mut listed) = (this.phrase, false);
    for last in before.iter_mut().rev().take(BACK) {
        let between = last.end..next;
        let free = last.quantity.counted.is_none()
            && last.noun.is_none()
            && last.sentence == this.sentence
            && last.quantity.unit.kind == UnitKind::Count
            && (1..=BETWEEN).contains(&between.len());
        let comma = reader.lexed.is_sign(last.end, ',');
        let joint = last.end + usize::from(comma);
        let joined = [Link::And, Link::Or, Link::To]
            .into_iter()
            .any(|link| reader.link(joint, link).is_some_and(|end| end <= next));
        // The noun of an insertion stands behind its second comma.
        let inserted = comma
            && this.noun.as_ref().is_some_and(|noun| {
                noun.from > this.end && reader.lexed.is_sign(noun.from - 1, ',')
            });
        if !free || !(joined || inserted || (comma && listed)) {
            return;
        }
        last.quantity.counted = Some(counted.clone());
        (next, listed) = (last.phrase, true);
    }
}

fn carried_noun(last: Option<&Found>, this: &Found) -> Option<ProposedCounted> {
    let own = this.noun.is_some() || this.quantity.unit.kind != UnitKind::Count;
    if own || !this.what.is_some_and(|what| what.is_event()) {
        return None;
    }
    let counted = last?.quantity.counted.as_ref()?;
    // "30,000 were killed and a million were displaced": no noun is printed that could be carried.
    if counted.what == Some(counted.span) {
        return None;
    }
    Some(ProposedCounted { carried: true, what: None, ..counted.clone() })
}

fn counted(
    reader: &Reader<'_>,
    this: &Found,
    carried: Option<ProposedCounted>,
) -> Option<ProposedCounted> {
    let what = this.what.map(|what| what.span(reader));
    if let Some(noun) = &this.noun {
        let span = reader.lexed.span(noun.from, noun.end);
        let who = reader.who_of(noun);
        return Some(ProposedCounted { span, what, each: noun.each.clone(), who, carried: false });
    }
    if let Some(counted) = carried {
        return Some(ProposedCounted { what, ..counted });
    }
    // "200 killed", "killing dozens", "Displaced: 200": no noun is printed; what happened to them stands for it.
    let event = this.what.filter(|what| what.is_event())?;
    let near = event.from >= this.number || event.verb == Verb::Harm || event.end < this.phrase;
    if !near {
        return None;
    }
    let count = this.quantity.unit.kind == UnitKind::Count;
    let span = event.span(reader);
    count.then_some(ProposedCounted {
        span,
        what,
        each: Each::Person,
        who: Vec::new(),
        carried: false,
    })
}

fn carry_qualifier(last: &Found, this: &mut Found) {
    let from = last.quantity.qualifier;
    let own = this.quantity.qualifier;
    let carried_noun = this.quantity.counted.as_ref().is_some_and(|counted| counted.carried);
    if own.kind == QualifierKind::Plain && own.span.is_none() && from.span.is_some() && carried_noun
    {
        this.quantity.qualifier = ProposedQualifier { carried: true, ..from };
    }
}

/// Whether two quantities count the same: the same head word and the same that happens to them.
fn same_thing(reader: &Reader<'_>, last: &Found, this: &Found) -> bool {
    let head = |found: &Found| found.noun.as_ref().map(|noun| reader.lexed.printed(noun.head));
    let nouns = match (head(last), head(this)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    };
    let what = |found: &Found| found.what.map(|what| reader.lexed.printed(what.end - 1));
    let whats = match (what(last), what(this)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    };
    nouns && whats
}

/// "a further 400", "another 65 tons"
fn further(reader: &Reader<'_>, before: &[Found], at: usize, this: &mut Found) {
    let more =
        this.quantity.unit.kind == UnitKind::Count && reader.mark(this.end, Mark::More).is_some();
    let stands = this.bent.further || (more && reader.lexed.is_particle(this.end, Particle::More));
    if !stands {
        return;
    }
    let near = |found: &Found| found.sentence + 1 >= this.sentence;
    let back = before.len().saturating_sub(BACK);
    let last = before
        .iter()
        .enumerate()
        .skip(back)
        .rev()
        .find(|(_, last)| near(last) && last.quantity.unit.kind == this.quantity.unit.kind);
    let Some((index, last)) = last else {
        this.quantity.measure = Measure::Increment;
        return;
    };
    debug_assert!(index < at);
    if same_thing(reader, last, this) {
        this.quantity.measure = Measure::Increment;
    }
    this.quantity.links.push((LinkKind::FurtherTo, index));
}

/// "Amongst them were 10 civilians, including five children": a part of the nearest earlier figure that can hold it.
fn part_of(reader: &Reader<'_>, before: &[Found], this: &mut Found) {
    let cue = (this.phrase.saturating_sub(6)..this.number + 1).any(|at| {
        reader.mark(at, Mark::Part).is_some_and(|end| end <= this.number && end + 2 >= this.phrase)
    });
    let behind = reader.mark(this.end, Mark::Part).is_some();
    if !cue && !behind {
        return;
    }
    let Some(own) = size(this) else { return };
    let back = before.len().saturating_sub(BACK);
    let holds = |found: &Found| {
        found.sentence + 1 >= this.sentence
            && found.quantity.unit.kind == this.quantity.unit.kind
            && size(found).is_none_or(|size| size >= own)
    };
    let nearest = before.iter().enumerate().skip(back).rev().find(|(_, found)| holds(found));
    let Some((mut index, found)) = nearest else { return };
    // "them" behind "killed 200 and wounded a further 400" are all of them: the first figure stands for them.
    let first = found.quantity.links.iter().find(|(kind, _)| *kind == LinkKind::FurtherTo);
    if let Some((_, to)) = first
        && found.sentence != this.sentence
        && before.get(*to).is_some_and(holds)
    {
        index = *to;
    }
    this.quantity.links.push((LinkKind::PartOf, index));
}

/// "13,000 have fled, out of a population of 120,000": the earlier is a part of the later one.
fn whole_behind(reader: &Reader<'_>, found: &mut [Found]) {
    for at in 1..found.len() {
        let Some((last, this)) = found.get(at - 1).zip(found.get(at)) else { return };
        let back = this.phrase.saturating_sub(6).max(last.end);
        let cue = (back..this.phrase).any(|at| reader.mark(at, Mark::Whole).is_some());
        let smaller = match (size(last), size(this)) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        };
        let fits = last.sentence == this.sentence
            && last.quantity.unit.kind == UnitKind::Count
            && this.quantity.unit.kind == UnitKind::Count;
        if cue
            && smaller
            && fits
            && let Some(last) = found.get_mut(at - 1)
        {
            last.quantity.links.push((LinkKind::PartOf, at));
        }
    }
}

fn size(found: &Found) -> Option<Decimal> {
    use crate::model::Value;
    match &found.quantity.value {
        Value::Number(number) | Value::Range(_, number) => number.decimal(),
        _ => None,
    }
}
