//! A member made ready to be compared: bounds in base units, its time, its origins, its words without endings.
//!
//! Owns: when two figures are the same, apart, inside of one another. Never: judges a pair.

use super::bounds::{Bound, Bounds, Table};
use super::member::Member;
use super::origin::Origin;
use super::time::{Stretch, Time, stretch};
use super::units::{Scale, scale};
use super::words::{Noun, name_key, words};
use crate::model::{Act, Decimal, Each, Number, PlaceRole, Precision, QualifierKind, Unit, Value};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is printed, in base units, so that equal figures are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Digits {
    Number(Decimal),
    Range(Decimal, Decimal),
    List(Vec<Decimal>),
    Words(String),
    /// Beyond what can be compared: as printed.
    Huge(String),
}

/// Which way a qualifier opens an interval.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Bend {
    Down,
    None,
    Up,
}

/// A member made ready to be compared.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it says.
    pub member: Arc<Member>,
    /// What it measures.
    pub scale: Scale,
    /// The interval that it stands for, in base units.
    pub bounds: Option<Bounds>,
    /// When it holds.
    pub time: Option<Time>,
    /// Whom it rests on; of a repeat, whom its original rests on.
    pub origins: BTreeSet<Origin>,
    pub(super) digits: Digits,
    pub(super) bend: Bend,
    /// A name of a number (plain, about, nearly, just over, a ratio), no bound, range or vague word.
    pub(super) is_name: bool,
    /// A source of it denies it.
    pub(super) denies: bool,
    /// Somebody, or the article itself, says it.
    pub(super) asserts: bool,
    pub(super) noun: Option<Noun>,
    pub(super) each: Option<Each>,
    pub(super) who: Option<BTreeSet<String>>,
    pub(super) places: Vec<(PlaceRole, String)>,
    pub(super) period: Option<(Stretch, Precision)>,
}

impl Figure {
    /// Makes a member ready, by the analyst's table of qualifiers and with the origins that it rests on.
    #[must_use]
    pub fn new(member: Arc<Member>, origins: BTreeSet<Origin>, table: &Table) -> Self {
        let m = &*member;
        let scale = scale(&m.unit, &m.value);
        let bounds = table.bounds(&m.value, m.qualifier, m.estimated, &m.unit, m.language);
        let bounds = bounds.and_then(|bounds| scale.base_bounds(bounds));
        let time = Time::of(m.as_of.as_ref(), m.said_at.as_ref(), m.published.as_ref());
        let counted = m.counted.as_ref();
        let denial = |act: Act| act == Act::Denies;
        use QualifierKind as Q;
        Self {
            digits: digits(&m.value, &scale),
            bend: match m.qualifier {
                Q::Nearly | Q::AtMost | Q::LessThan | Q::UpTo => Bend::Down,
                Q::JustOver | Q::AtLeast | Q::MoreThan => Bend::Up,
                Q::Plain | Q::About => Bend::None,
            },
            is_name: matches!(m.value, Value::Number(_) | Value::Ratio(..))
                && matches!(m.qualifier, Q::Plain | Q::About | Q::Nearly | Q::JustOver),
            denies: m.voices.iter().any(|voice| denial(voice.act)),
            asserts: m.voices.is_empty() || m.voices.iter().any(|voice| !denial(voice.act)),
            noun: counted.and_then(|counted| Noun::read(&counted.text, m.language)),
            each: counted.map(|counted| match &counted.each {
                Each::Other(text) => Each::Other(name_key(text)),
                each => each.clone(),
            }),
            who: counted.map(|c| c.who.iter().map(|who| name_key(who)).collect()),
            places: m.places.iter().map(|p| (p.role, name_key(&p.text))).collect(),
            period: m.period.as_ref().and_then(|p| Some((stretch(&p.edtf)?, p.precision))),
            scale,
            bounds,
            time,
            origins,
            member,
        }
    }

    /// Whether it has an as-of of its own.
    pub(super) fn has_as_of(&self) -> bool {
        self.time.as_ref().is_some_and(Time::is_as_of)
    }

    /// Whether the same digits are printed, or the closed end of one touches an open end of the other. Not so
    /// where the words turn away from each other ("nearly 3,000", "more than 3,000").
    pub(super) fn same(&self, other: &Self) -> bool {
        let facing =
            matches!((self.bend, other.bend), (Bend::Up, Bend::Down) | (Bend::Down, Bend::Up));
        !facing && (self.digits == other.digits || self.touches(other) || other.touches(self))
    }

    /// Whether the upper end of this one is where the other begins, and one of both ends is closed.
    fn touches(&self, other: &Self) -> bool {
        let high = self.bounds.and_then(|bounds| bounds.high);
        let low = other.bounds.and_then(|bounds| bounds.low);
        high.zip(low)
            .is_some_and(|(high, low)| high.value == low.value && high.inclusive != low.inclusive)
    }

    /// Whether it is wholly below another.
    pub(super) fn below(&self, other: &Self) -> bool {
        let high = self.bounds.and_then(|bounds| bounds.high);
        let low = other.bounds.and_then(|bounds| bounds.low);
        high.zip(low).is_some_and(|(high, low)| ends_below(high, low))
    }

    /// Whether they have no value in common.
    pub(super) fn apart(&self, other: &Self) -> bool {
        self.below(other) || other.below(self)
    }

    /// Whether every value of another is a value of this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.bounds, other.bounds) else { return false };
        by_low(a.low, b.low).is_le() && by_high(a.high, b.high).is_ge()
    }
}

/// Whether an interval that ends here is wholly below one that begins there.
fn ends_below(high: Bound, low: Bound) -> bool {
    high.value < low.value || (high.value == low.value && !(high.inclusive && low.inclusive))
}

/// Order of lower ends: an open one first, then by value, the one that belongs to its interval first.
pub(super) fn by_low(a: Option<Bound>, b: Option<Bound>) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => a.value.cmp(&b.value).then(b.inclusive.cmp(&a.inclusive)),
    }
}

/// Order of upper ends: by value, the one that belongs to its interval last, an open one last of all.
pub(super) fn by_high(a: Option<Bound>, b: Option<Bound>) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => a.value.cmp(&b.value).then(a.inclusive.cmp(&b.inclusive)),
    }
}

/// Whether figures with this value can be compared by their size. Not so where it, or what the words around it make of it, has
/// too many digits in base units, and where a ratio is of none or too small.
#[must_use]
pub fn has_size(
    value: &Value,
    qualifier: QualifierKind,
    estimated: bool,
    unit: &Unit,
    table: &Table,
) -> bool {
    let scale = scale(unit, value);
    let bounds = || {
        let bounds = table.bounds(value, qualifier, estimated, unit, "")?;
        scale.base_bounds(bounds)
    };
    !matches!(digits(value, &scale), Digits::Huge(_))
        && (matches!(value, Value::List(_) | Value::Vague(_)) || bounds().is_some())
}

fn digits(value: &Value, scale: &Scale) -> Digits {
    let read = |number: &Number| scale.base(number.decimal()?);
    let found = match value {
        Value::Number(number) => read(number).map(Digits::Number),
        Value::Range(a, b) => read(a).zip(read(b)).map(|(a, b)| Digits::Range(a.min(b), a.max(b))),
        Value::List(numbers) => numbers.iter().map(read).collect::<Option<_>>().map(Digits::List),
        Value::Ratio(a, b) => {
            Decimal::ratio(*a, *b).and_then(|ratio| scale.base(ratio)).map(Digits::Number)
        }
        Value::Vague(text) => Some(Digits::Words(words(text).collect::<Vec<_>>().join(" "))),
    };
    found.unwrap_or_else(|| Digits::Huge(format!("{value:?}")))
}
