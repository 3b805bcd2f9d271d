//! How quantities, dates and attributions of one text hang together.
//!
//! Owns: whose number it is, its as-of, its period, its places, and repeats. Never: decides; finds records of its own.
//!
//! - **Voice**: the innermost attribution whose content holds the number. A number that no content holds is the article's own; one
//!   that stands in a denied saying only ("did not say that …"), or that elaborates a figure of somebody before it ("amongst
//!   them were 10 civilians"), is undecided.
//! - **As-of and period** come from a date of that role in the same sentence and the same voice.
//! - **Repeats**: the same value, unit and noun again in one article.

use super::Sentence;
use super::cue::DEEPEST;
use super::number::{self, Parted};
use super::place;
use crate::lexicon::{Forms, Lexed, Table};
use crate::model::{LinkKind, Span, UnitKind, Value};
use crate::recognize::proposal::{
    DateKind, DateRole, Form, ProposedAttribution, ProposedDate, ProposedQuantity, ProposedVoice,
    Recognized,
};
use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash, Hasher};

/// How many tokens lie at most between a figure and a date that it takes: a long clause.
const REACH: usize = 40;

/// Joins them.
pub(crate) fn join(
    lexed: &Lexed<'_>,
    sentences: &[Sentence],
    dates: &mut [ProposedDate],
    attributions: &[ProposedAttribution],
    quantities: &mut [ProposedQuantity],
) {
    let spans: Vec<Span> = quantities.iter().map(|quantity| quantity.number).collect();
    let voices = holders(attributions, &spans);
    let dated = holders(attributions, &dates.iter().map(|date| date.span).collect::<Vec<_>>());
    for (quantity, held) in quantities.iter_mut().zip(&voices) {
        quantity.voice = voice(attributions, held);
    }
    elaborations(sentences, quantities);
    times(lexed, sentences, dates, &dated, &voices, quantities);
    places(lexed, sentences, dates, attributions, &voices, quantities);
}

/// For each place, the attributions whose content holds it most closely; several where their contents are equally long.
/// Places and attributions are in order; each is looked at once.
fn holders(attributions: &[ProposedAttribution], places: &[Span]) -> Vec<Vec<usize>> {
    let mut contents: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .flat_map(|(i, attribution)| attribution.content.iter().map(move |span| (*span, i)))
        .collect();
    contents.sort_by_key(|(span, i)| (span.start, std::cmp::Reverse(span.end), *i));
    let mut next = contents.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    places
        .iter()
        .map(|place| {
            while let Some(content) = next.next_if(|(span, _)| span.start <= place.start) {
                open.push(content);
            }
            open.retain(|(span, _)| span.end > place.start);
            if open.len() > DEEPEST {
                open.drain(..open.len() - DEEPEST);
            }
            let holding = open.iter().filter(|(span, _)| span.covers(*place));
            let least = holding.clone().map(|(span, _)| span.len()).min();
            holding.filter(|(span, _)| Some(span.len()) == least).map(|(_, i)| *i).collect()
        })
        .collect()
}

fn voice(attributions: &[ProposedAttribution], held: &[usize]) -> ProposedVoice {
    if held.is_empty() {
        return ProposedVoice::Article;
    }
    let said = |i: &usize| attributions.get(*i).is_some_and(|attribution| !attribution.negated);
    let by: Vec<usize> = held.iter().copied().filter(said).collect();
    if by.is_empty() { ProposedVoice::Undecided } else { ProposedVoice::By(by) }
}

/// The index of the sentence that holds a byte.
fn sentence_of(sentences: &[Sentence], byte: usize) -> usize {
    sentences.partition_point(|sentence| sentence.span.end <= byte)
}

/// A part of somebody's figure that stands in the article's own words is nobody's yet: the article may still be retelling.
fn elaborations(sentences: &[Sentence], quantities: &mut [ProposedQuantity]) {
    for at in 0..quantities.len() {
        let Some(quantity) = quantities.get(at).filter(|q| q.voice == ProposedVoice::Article)
        else {
            continue;
        };
        let whole = quantity.links.iter().find(|(kind, _)| *kind == LinkKind::PartOf);
        let Some(whole) = whole.and_then(|(_, to)| quantities.get(*to)) else { continue };
        let near = sentence_of(sentences, quantity.number.start)
            <= sentence_of(sentences, whole.number.start) + 1;
        let retold = !matches!(whole.voice, ProposedVoice::Article);
        if near
            && retold
            && let Some(quantity) = quantities.get_mut(at)
        {
            quantity.voice = ProposedVoice::Undecided;
        }
    }
}

/// Whether a figure can hold as of a time: an age or a length of time cannot.
fn can_hold(quantity: &ProposedQuantity) -> bool {
    !matches!(quantity.unit.kind, UnitKind::Time | UnitKind::Age) && quantity.form != Form::Ordinal
}

/// Gives figures their as-of and period.
fn times(
    lexed: &Lexed<'_>,
    sentences: &[Sentence],
    dates: &[ProposedDate],
    dated: &[Vec<usize>],
    voices: &[Vec<usize>],
    quantities: &mut [ProposedQuantity],
) {
    let mut first = 0;
    let date_tokens = lexed.each_first_from(dates.iter().map(|date| date.span.start));
    let tokens = lexed.each_first_from(quantities.iter().map(|quantity| quantity.number.start));
    for ((quantity, voice), token) in quantities.iter_mut().zip(voices).zip(tokens) {
        let Some(sentence) = sentences.get(sentence_of(sentences, quantity.number.start)) else {
            continue;
        };
        while dates.get(first).is_some_and(|date| date.span.end <= sentence.span.start) {
            first += 1;
        }
        // Dates a token or more away each: no more than REACH lie within reach on either side.
        let from = dates.partition_point(|date| {
            date.span.end < lexed.get(token.saturating_sub(REACH)).map_or(0, |token| token.start)
        });
        let from = from.max(first).min(dates.len());
        // "rose to 23, up from 11": what was before has another time, if one stands behind it.
        let former = number::is_former(lexed, lexed.first_from(quantity.phrase.start));
        let near = |role: DateRole| {
            let within = dates.get(from..).unwrap_or_default().iter().enumerate();
            let near = within
                .take(2 * REACH)
                .take_while(|(_, date)| date.span.start < sentence.span.end)
                .map(|(i, date)| (from + i, date))
                .filter(|(i, date)| {
                    date.role == role
                        && date.kind != DateKind::Duration
                        && (date.edtf.is_some() || !date.readings.is_empty())
                        && dated.get(*i) == Some(voice)
                })
                .map(|(i, _)| (date_tokens.get(i).copied().unwrap_or(usize::MAX), i))
                .filter(|(at, _)| at.abs_diff(token) <= REACH);
            let (mut before, mut behind) = (None, None);
            for (at, i) in near {
                if at < token {
                    before = Some((at, i));
                } else {
                    behind = behind.or(Some((at, i)));
                }
            }
            // "500 by Tuesday and 900 by Thursday": what stands in its own part of the sentence comes first.
            let both = [before, behind].into_iter().flatten();
            let between = |at: usize, i: usize| match dates.get(i) {
                Some(date) if at < token => lexed.first_from(date.span.end)..token,
                _ => token + 1..at,
            };
            both.filter(|(at, _)| !former || *at > token)
                .map(|(at, i)| {
                    let apart = between(at, i).map(|at| number::parts(lexed, at)).max();
                    (apart.unwrap_or_default(), at.abs_diff(token), i)
                })
                .min()
        };
        (quantity.as_of, quantity.period) = (None, None);
        if !can_hold(quantity) {
            continue;
        }
        match (near(DateRole::AsOf), near(DateRole::Period)) {
            (Some((parted, _, at)), period)
                if parted < Parted::Wholly
                    || period.is_none_or(|(parted, ..)| parted == Parted::Wholly) =>
            {
                quantity.as_of = Some(at);
            }
            (_, period) => quantity.period = period.map(|(_, _, at)| at),
        }
    }
    respectively(lexed, sentences, dates, quantities);
}

/// "In 2019 and 2020, 5 and 9 people died, respectively": as many dates as figures, each its own.
fn respectively(
    lexed: &Lexed<'_>,
    sentences: &[Sentence],
    dates: &[ProposedDate],
    quantities: &mut [ProposedQuantity],
) {
    const MOST: usize = 8;
    let mut at = 0;
    while let Some(first) = quantities.get(at) {
        let sentence = sentences.get(sentence_of(sentences, first.number.start));
        let Some(sentence) = sentence else { return };
        let rest = quantities.get_mut(at..).unwrap_or_default();
        let count = rest.iter().take_while(|q| q.number.start < sentence.span.end).count();
        let figures = rest.get_mut(..count).unwrap_or_default();
        at += count.max(1);
        if !(2..=MOST).contains(&count) {
            continue;
        }
        let from = dates.partition_point(|date| date.span.start < sentence.span.start);
        let own = dates.iter().enumerate().skip(from).take(2 * MOST);
        let own = own.take_while(|(_, date)| date.span.start < sentence.span.end);
        let own: Vec<usize> =
            own.filter(|(_, date)| date.role == DateRole::Period).map(|(i, _)| i).collect();
        if own.len() == count
            && (sentence.first..sentence.end).any(|at| number::is_respective(lexed, at))
        {
            for (figure, date) in figures.iter_mut().zip(own) {
                (figure.as_of, figure.period) = (None, Some(date));
            }
        }
    }
}

fn places(
    lexed: &Lexed<'_>,
    sentences: &[Sentence],
    dates: &[ProposedDate],
    attributions: &[ProposedAttribution],
    voices: &[Vec<usize>],
    quantities: &mut [ProposedQuantity],
) {
    let starts: Vec<usize> = quantities.iter().map(|quantity| quantity.number.start).collect();
    let is_date = |span: Span| {
        let at = dates.partition_point(|date| date.span.end <= span.start);
        dates.get(at).is_some_and(|date| date.span.overlaps(span))
    };
    for (i, (quantity, voice)) in quantities.iter_mut().zip(voices).enumerate() {
        if matches!(quantity.unit.kind, UnitKind::Time | UnitKind::Age) {
            continue;
        }
        let Some(sentence) = sentences.get(sentence_of(sentences, quantity.number.start)) else {
            continue;
        };
        // The words up to the next figure, the end of the sentence, or the end of what the source says.
        let content = voice.first().and_then(|at| attributions.get(*at)).and_then(|attribution| {
            attribution.content.iter().find(|span| span.covers(quantity.number))
        });
        let mut end = content.map_or(sentence.span.end, |span| span.end.min(sentence.span.end));
        if let Some(next) = starts.get(i + 1) {
            end = end.min(*next);
        }
        if content.is_none() {
            // Another's saying behind the figure is not the figure's clause.
            let next = attributions.partition_point(|attribution| {
                attribution.cue.first().is_none_or(|cue| cue.start < quantity.number.end)
            });
            if let Some(cue) =
                attributions.get(next).and_then(|attribution| attribution.cue.first())
            {
                end = end.min(cue.start);
            }
        }
        let from = lexed.first_from(quantity.phrase.end);
        quantity.places = place::places(lexed, from, lexed.first_from(end), is_date);
    }
}

/// Links equal figures of one thing to the one that is said by somebody, else to the first. The blocks of a text come one
/// after the other; of all that came before it keeps what a repeat needs.
pub(crate) struct Repeating<'t> {
    text: &'t str,
    /// By a hash of value and unit: the first few different things of which the figure is said.
    groups: HashMap<[u64; 2], (Known, Vec<Known>)>,
    /// Quantities and sentences that came before.
    quantities: usize,
    sentences: usize,
    /// Which quantity repeats which.
    links: Vec<(usize, usize)>,
}

/// A figure that later ones may repeat.
struct Known {
    thing: Thing,
    at: usize,
    sentence: usize,
    is_said: bool,
}

/// Of many, a figure is compared with the first few different things only.
const THINGS: usize = 16;

impl<'t> Repeating<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, groups: HashMap::new(), quantities: 0, sentences: 0, links: Vec::new() }
    }

    /// Takes in the next block.
    pub(crate) fn take(&mut self, block: &Recognized) {
        let Recognized { sentences, quantities, .. } = block;
        let forms = Table::of(&block.language).forms();
        let stands_in = sentences_of(sentences, quantities);
        for ((i, quantity), sentence) in quantities.iter().enumerate().zip(stands_in) {
            if let Value::Number(number) = &quantity.value
                && can_hold(quantity)
            {
                let key = [0_u64, 1].map(|salt| {
                    let mut hasher = DefaultHasher::new();
                    (salt, number.as_str(), &quantity.unit.kind).hash(&mut hasher);
                    hasher.finish()
                });
                let known = Known {
                    thing: Thing::of(self.text, quantity, forms),
                    at: self.quantities + i,
                    sentence: self.sentences + sentence,
                    is_said: matches!(quantity.voice, ProposedVoice::By(_)),
                };
                self.take_one(key, known);
            }
        }
        self.quantities += quantities.len();
        self.sentences += sentences.len();
    }

    fn take_one(&mut self, key: [u64; 2], new: Known) {
        let (first, more) = match self.groups.entry(key) {
            Entry::Vacant(vacant) => {
                vacant.insert((new, Vec::new()));
                return;
            }
            Entry::Occupied(there) => there.into_mut(),
        };
        let things = 1 + more.len();
        let mut all = std::iter::once(first).chain(more.iter_mut());
        match all.find(|known| known.thing.is(&new.thing)) {
            None if things < THINGS => more.push(new),
            None => {}
            Some(known) if known.sentence == new.sentence => {}
            Some(known) if new.is_said && !known.is_said => {
                self.links.push((known.at, new.at));
                *known = new;
            }
            Some(known) => self.links.push((new.at, known.at)),
        }
    }

    /// Which quantity repeats which, by the one that does.
    pub(crate) fn links(mut self) -> Vec<(usize, usize)> {
        // Stable: of one quantity they stay in the order of the text.
        self.links.sort_by_key(|(from, _)| *from);
        self.links
    }
}

/// Gives quantities that stand behind so many others their repeats.
pub(crate) fn link(links: &[(usize, usize)], before: usize, quantities: &mut [ProposedQuantity]) {
    let first = links.partition_point(|(from, _)| *from < before);
    for (from, to) in links.get(first..).unwrap_or_default() {
        let Some(quantity) = quantities.get_mut(from - before) else { break };
        quantity.links.push((LinkKind::Repeats, *to));
    }
}

/// The sentence that each quantity stands in, by its position: quantities and sentences are in order.
fn sentences_of(sentences: &[Span], quantities: &[ProposedQuantity]) -> Vec<usize> {
    let mut at = 0;
    let in_one = |quantity: &ProposedQuantity| {
        while sentences.get(at).is_some_and(|span| span.end <= quantity.number.start) {
            at += 1;
        }
        at
    };
    quantities.iter().map(in_one).collect()
}

/// What a figure counts, as far as a repeat needs to know.
struct Thing {
    /// The last word of what is counted, in the singular; none where no noun is printed ("200 killed").
    noun: Option<String>,
    /// Whether the number alone is telling: two digits or more that are not zero, or a hundred or more.
    telling: bool,
}

impl Thing {
    fn of(text: &str, quantity: &ProposedQuantity, forms: &Forms) -> Self {
        // Where no noun is printed, what happened to them stands for it.
        let counted =
            quantity.counted.as_ref().filter(|counted| counted.what != Some(counted.span));
        let noun = counted.and_then(|counted| counted.span.of(text).ok());
        let digits = match &quantity.value {
            Value::Number(number) => number.as_str(),
            _ => "",
        };
        let telling = digits.trim_end_matches('0').len() > 1 || digits.len() > 2;
        let noun = noun.and_then(|noun| noun.split_whitespace().next_back());
        Self { noun: noun.map(|noun| forms.one(&noun.to_lowercase())), telling }
    }

    /// Whether both count the same: one noun, or a telling number of which one has none.
    fn is(&self, other: &Self) -> bool {
        match (&self.noun, &other.noun) {
            (Some(a), Some(b)) => a == b,
            _ => self.telling,
        }
    }
}
