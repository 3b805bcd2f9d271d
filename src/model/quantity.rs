//! A quantity: a number in a text as one checked record.

use super::{Anchor, AsOf, AttributionId, ClaimId, Decimal, FactId, Period, QuantityId};
use std::fmt;

/// A decimal number as exact text: optional minus, digits, optional point and digits. Never a float.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Number(String);

impl Number {
    /// Takes plain decimal text ("1050", "-0.5"); no thousands marks, no exponent, no plus sign.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        (plain(whole) && plain(fraction)).then(|| Self(text.to_owned()))
    }

    /// A whole number.
    #[must_use]
    pub fn whole(value: u64) -> Self {
        Self(value.to_string())
    }

    /// The number to work with; `None` where it has too many digits.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        Decimal::read(&self.0)
    }

    /// The decimal text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self(decimal.to_string())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is printed, as a value. Bounds are computed by `compare`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// One number.
    Number(Number),
    /// Two ends, both printed.
    Range(Number, Number),
    /// Several numbers of one thing.
    List(Vec<Number>),
    /// So many in so many ("one in five").
    Ratio(u64, u64),
    /// A word without a number ("dozens").
    Vague(String),
}

/// The word that bends a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum QualifierKind {
    Plain,
    About,
    Nearly,
    JustOver,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    UpTo,
}

/// The qualifier of a number.
#[derive(Clone, PartialEq, Debug)]
pub struct Qualifier {
    /// Which way it bends.
    pub kind: QualifierKind,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
    /// Whether it is carried over from an earlier number of the same coordination.
    pub carried: bool,
}

/// What kind of unit.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum UnitKind {
    Count,
    Percent,
    PercentPoint,
    Money,
    Mass,
    Length,
    Area,
    Volume,
    Time,
    Age,
    Speed,
    Energy,
    Power,
    Temperature,
    Other(String),
}

/// The unit of a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// What kind.
    pub kind: UnitKind,
    /// UCUM code, or ISO 4217 for money; empty for counts.
    pub code: String,
    /// The unit as printed; empty where none is.
    pub printed: String,
}

/// What one of the counted is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum Each {
    Person,
    Household,
    Object,
    Event,
    Other(String),
}

/// What the counted do, did or are ("had entered Armenia").
#[derive(Clone, PartialEq, Debug)]
pub struct Counting {
    /// The words.
    pub text: String,
    /// Where they are printed.
    pub anchor: Option<Anchor>,
}

/// What is counted.
#[derive(Clone, PartialEq, Debug)]
pub struct Counted {
    /// The noun ("people").
    pub text: String,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
    /// What they do or are.
    pub what: Option<Counting>,
    /// What one of them is.
    pub each: Each,
    /// Which of them ("civilian", "child").
    pub who: Vec<String>,
}

/// How the figure measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum Measure {
    Stock,
    Cumulative,
    Increment,
    Rate,
    Share,
    Change,
    Ordinal,
    Unstated,
}

/// Whether the figure is of what is, could be, or will be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum Modality {
    Actual,
    Capacity,
    Planned,
    Forecast,
    Hypothetical,
}

/// How a place stands to the figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum PlaceRole {
    At,
    From,
    To,
    Near,
}

/// A place of a figure.
#[derive(Clone, PartialEq, Debug)]
pub struct PlaceText {
    /// Its name.
    pub text: String,
    /// Where it is printed.
    pub anchor: Option<Anchor>,
    /// How it stands to the figure.
    pub role: PlaceRole,
}

/// Whose number it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Voice {
    /// Of these attributions, of any claim of the article.
    By(Vec<AttributionId>),
    /// The article's own: decided, nobody is named.
    Article,
    /// Not decided yet.
    Undecided,
}

/// How two quantities hang together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the contract's names
pub enum LinkKind {
    PartOf,
    FurtherTo,
    Repeats,
    Revises,
    Contradicts,
}

/// A link from this quantity to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// How they hang together.
    pub kind: LinkKind,
    /// The other quantity; may be of another article, may point to nothing.
    pub to: QuantityId,
    /// Why.
    pub why: String,
}

/// Whether a quantity may be compared with the others of its fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Comparable {
    /// As it stands.
    Yes,
    /// A part of it.
    Component,
    /// Not, because.
    No(String),
}

/// A quantity's membership in a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactJoin {
    /// The fact.
    pub id: FactId,
    /// Whether it may be compared.
    pub comparable: Comparable,
}

/// Who made a record.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// The analyst.
    Human,
    /// Proposed, and accepted by the analyst.
    Proposed,
    /// Brought in from the tool named.
    Imported(String),
}

/// A number in the text, with all that is needed to compare it.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// Its name.
    pub id: QuantityId,
    /// The claim it stands in.
    pub claim: ClaimId,
    /// Number with scale, unit or %; no qualifier, no noun.
    pub anchor: Anchor,
    /// What is printed, as a value.
    pub value: Value,
    /// The word that bends it.
    pub qualifier: Qualifier,
    /// Printed as an estimate, apart from the qualifier.
    pub estimated: bool,
    /// The unit.
    pub unit: Unit,
    /// What is counted.
    pub counted: Option<Counted>,
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
    /// Whose number it is.
    pub voice: Voice,
    /// How it hangs together with others.
    pub links: Vec<Link>,
    /// The facts it belongs to.
    pub facts: Vec<FactJoin>,
    /// Free text.
    pub note: String,
    /// Who made the record.
    pub origin: Origin,
}

impl Quantity {
    /// A quantity of which only the printed number is known.
    #[must_use]
    pub fn new(id: QuantityId, claim: ClaimId, anchor: Anchor, value: Value) -> Self {
        Self {
            id,
            claim,
            anchor,
            value,
            qualifier: Qualifier { kind: QualifierKind::Plain, anchor: None, carried: false },
            estimated: false,
            unit: Unit { kind: UnitKind::Count, code: String::new(), printed: String::new() },
            counted: None,
            measure: Measure::Unstated,
            modality: Modality::Actual,
            as_of: None,
            period: None,
            places: Vec::new(),
            voice: Voice::Undecided,
            links: Vec::new(),
            facts: Vec::new(),
            note: String::new(),
            origin: Origin::Human,
        }
    }
}
