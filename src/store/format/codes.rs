//! How the model's enumerations and numbers are spelled in files: the contract's names, one by one.
//!
//! Owns: serde's view of the model's enumerations, so that the model itself knows no serde.
//! Never: adds a spelling that product.md does not have.

use crate::model::{
    Act, AsOfRelation, AttributionId, Basis, Comparable, Each, Framing, LinkKind, MarkKind,
    Measure, Modality, Mode, Naming, Number, Origin, Part, PlaceRole, Precision, QualifierKind,
    RefusalKind, Reliability, Status, UnitKind, Value, Voice,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Lists the names of an enumeration of the model; the compiler holds the two lists equal.
macro_rules! codes {
    ($($code:ident is $model:literal: $($name:ident $(($payload:ty))?)+;)*) => {$(
        #[derive(Serialize, Deserialize)]
        #[serde(remote = $model)]
        pub(super) enum $code { $($name $(($payload))?),+ }
    )*};
}

codes! {
    PartCode is "Part": Headline Standfirst Body Caption Embed;
    StatusCode is "Status": Draft Reviewed Query;
    PrecisionCode is "Precision": Second Minute Hour Day Month Season Year Decade Century;
    BasisCode is "Basis": Explicit Relative Dateline Inferred;
    AsOfRelationCode is "AsOfRelation": At By Before After;
    QualifierKindCode is "QualifierKind":
        Plain About Nearly JustOver AtLeast AtMost MoreThan LessThan UpTo;
    UnitKindCode is "UnitKind":
        Count Percent PercentPoint Money Mass Length Area Volume Time Age Speed Energy Power
        Temperature Other(String);
    EachCode is "Each": Person Household Object Event Other(String);
    MeasureCode is "Measure": Stock Cumulative Increment Rate Share Change Ordinal Unstated;
    ModalityCode is "Modality": Actual Capacity Planned Forecast Hypothetical;
    PlaceRoleCode is "PlaceRole": At From To Near;
    LinkKindCode is "LinkKind": PartOf FurtherTo Repeats Revises Contradicts;
    ComparableCode is "Comparable": Yes Component No(String);
    OriginCode is "Origin": Human Proposed Imported(String);
    ModeCode is "Mode": Direct Indirect Mixed Observed;
    ActCode is "Act": Asserts Confirms Denies Corrects Declines;
    FramingCode is "Framing": Neutral Distancing Committed;
    NamingCode is "Naming": Named ByRole Anonymous Pronoun Document;
    ReliabilityCode is "Reliability": A B C D E F;
    MarkKindCode is "MarkKind": Date Place;
    RefusalKindCode is "RefusalKind":
        Quantity Qualifier Counted AsOf SaidAt Period Place Attribution Antecedent Repeats
        FactJoin PublishedDate;
}

/// An article's own date is printed or reasoned, nothing between; `Relative` and `Dateline`, which no
/// view offers for it, are reasoned.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Basis")]
enum PublishedBasis {
    Explicit,
    Inferred,
}

/// The basis of an article's date.
pub(super) mod published_basis {
    use super::{Basis, Deserialize, Deserializer, PublishedBasis, Serialize, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        basis: &Basis,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match basis {
            Basis::Explicit => PublishedBasis::Explicit,
            Basis::Relative | Basis::Dateline | Basis::Inferred => PublishedBasis::Inferred,
        }
        .serialize(to)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Basis, D::Error> {
        Ok(match PublishedBasis::deserialize(from)? {
            PublishedBasis::Explicit => Basis::Explicit,
            PublishedBasis::Inferred => Basis::Inferred,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Value")]
pub(super) enum ValueCode {
    Number(#[serde(with = "decimal")] Number),
    Range(#[serde(with = "decimal")] Number, #[serde(with = "decimal")] Number),
    List(#[serde(with = "decimals")] Vec<Number>),
    Ratio(u64, u64),
    Vague(String),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Voice")]
pub(super) enum VoiceCode {
    By(#[serde(with = "attribution_ids")] Vec<AttributionId>),
    Article,
    Undecided,
}

fn number<E: de::Error>(text: &str) -> Result<Number, E> {
    Number::parse(text).ok_or_else(|| {
        E::custom(format!(
            "\"{text}\" is no plain decimal number (digits, one point at most, minus in front; \
             no exponent, no thousands marks)"
        ))
    })
}

/// A decimal number as text.
pub(super) mod decimal {
    use super::{Deserialize, Deserializer, Number, Serializer, number};

    pub(in super::super) fn serialize<S: Serializer>(
        value: &Number,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(value.as_str())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Number, D::Error> {
        number(&String::deserialize(from)?)
    }
}

/// A decimal number as text, or none.
pub(super) mod optional_decimal {
    use super::{Deserialize, Deserializer, Number, Serialize, Serializer, number};

    pub(in super::super) fn serialize<S: Serializer>(
        value: &Option<Number>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Number::as_str).serialize(to)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Number>, D::Error> {
        Option::<String>::deserialize(from)?.map(|text| number(&text)).transpose()
    }
}

/// Decimal numbers as texts.
mod decimals {
    use super::{Deserialize, Deserializer, Number, Serializer, number};

    pub(super) fn serialize<S: Serializer>(values: &[Number], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(Number::as_str))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Number>, D::Error> {
        Vec::<String>::deserialize(from)?.iter().map(|text| number(text)).collect()
    }
}

/// Ids of attributions as texts.
mod attribution_ids {
    use super::{AttributionId, Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        ids: &[AttributionId],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(ids.iter().map(AttributionId::as_str))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<AttributionId>, D::Error> {
        Ok(Vec::<String>::deserialize(from)?.iter().map(|id| AttributionId::new(id)).collect())
    }
}

/// An option that must be written out: serde alone takes a missing field for `None`.
pub(super) fn required<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(from)
}

/// Credibility of the Admiralty code, 1 to 6.
pub(super) fn credibility<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let mark = u8::deserialize(from)?;
    if (1..=6).contains(&mark) {
        Ok(mark)
    } else {
        Err(de::Error::custom(format!("credibility is 1 to 6, not {mark}")))
    }
}
