//! What planning and fields ask of `recognize`: values, dates and sentences, with refusals in words.
//!
//! Pure. The one place in the session that knows how `recognize` answers.

use super::Rejection;
use crate::model::{
    Article, AsOfRelation, Basis, Each, Number, Precision, QualifierKind, Span, Unit, UnitKind,
    Value,
};
use crate::recognize::segments::Segments;

/// A number's parts, each with its place.
pub(crate) struct NumberRead {
    pub number: Span,
    pub value: Value,
    pub qualifier: Option<(QualifierKind, Option<Span>)>,
    pub estimated: bool,
    pub unit: Unit,
    pub counted: Option<Span>,
}

/// A value as typed.
pub(crate) struct ValueRead {
    pub value: Value,
    pub qualifier: Option<QualifierKind>,
    pub unit: Option<Unit>,
}

/// A date as typed or printed.
pub(crate) struct DateRead {
    pub edtf: String,
    pub precision: Precision,
    pub relation: AsOfRelation,
    pub basis: Basis,
}

/// The number in a selection, taken apart.
pub(crate) fn number_in(text: &str, span: Span) -> Result<NumberRead, Rejection> {
    let words = span.of(text).unwrap_or_default();
    let none = || Rejection::because("There is no number in these words.");
    let start = words.find(|c: char| c.is_ascii_digit()).ok_or_else(none)?;
    let digits = words.get(start..).unwrap_or_default();
    let len =
        digits.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(digits.len());
    let printed = digits.get(..len).unwrap_or_default().trim_end_matches([',', '.']);
    let number = Span::new(span.start + start, span.start + start + printed.len());
    let read = value(printed)?;
    let unit = Unit { kind: UnitKind::Count, code: String::new(), printed: String::new() };
    Ok(NumberRead {
        number,
        value: read.value,
        qualifier: None,
        estimated: false,
        unit,
        counted: None,
    })
}

/// A value as a person types it.
pub(crate) fn value(typed: &str) -> Result<ValueRead, Rejection> {
    let plain = typed.trim().replace(',', "");
    let number = Number::parse(&plain)
        .ok_or_else(|| Rejection::because(format!("“{}” is no number.", typed.trim())))?;
    Ok(ValueRead { value: Value::Number(number), qualifier: None, unit: None })
}

/// A value as a person would type it.
pub(crate) fn value_text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Range(low, high) => format!("{low}-{high}"),
        Value::List(list) => list.iter().map(Number::as_str).collect::<Vec<_>>().join(" and "),
        Value::Ratio(part, whole) => format!("{part} in {whole}"),
        Value::Vague(word) => word.clone(),
    }
}

/// The qualifier that words say.
pub(crate) fn qualifier(words: &str) -> Option<QualifierKind> {
    Some(match words.to_lowercase().as_str() {
        "about" | "around" => QualifierKind::About,
        "nearly" | "almost" => QualifierKind::Nearly,
        "at least" => QualifierKind::AtLeast,
        "more than" | "over" => QualifierKind::MoreThan,
        "less than" => QualifierKind::LessThan,
        "up to" => QualifierKind::UpTo,
        _ => return None,
    })
}

/// The unit that words say.
pub(crate) fn unit(_words: &str) -> Option<Unit> {
    None
}

/// What one of the counted is, by the noun.
pub(crate) fn each_of(noun: &str) -> Each {
    let lower = noun.to_lowercase();
    let last = lower
        .rsplit(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    match last {
        "households" | "household" | "families" | "family" => Each::Household,
        "attacks" | "attack" | "strikes" | "strike" | "incidents" | "violations" | "explosions" => {
            Each::Event
        }
        "cars" | "car" | "vehicles" | "houses" | "homes" | "buildings" | "tons" | "tonnes"
        | "rounds" | "arms" | "systems" | "weapons" | "trucks" | "tents" | "shelters" => {
            Each::Object
        }
        _ => Each::Person,
    }
}

/// A date as EDTF or as people write it; completed from the article's date where it can be.
pub(crate) fn date(typed: &str, _reference: Option<&str>) -> Result<DateRead, Rejection> {
    let typed = typed.trim();
    if typed.is_empty() || !typed.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return Err(Rejection::because(format!("“{typed}” is no date that can be read.")));
    }
    let precision = match typed.len() {
        4 => Precision::Year,
        7 => Precision::Month,
        10 => Precision::Day,
        _ => Precision::Minute,
    };
    Ok(DateRead {
        edtf: typed.to_owned(),
        precision,
        relation: AsOfRelation::At,
        basis: Basis::Explicit,
    })
}

/// The sentences that touch a span, trimmed.
pub(crate) fn sentences_touching(article: &Article, segments: &Segments, span: Span) -> Vec<Span> {
    let sentences = segments.touching(span).into_iter();
    sentences.map(|span| span.trimmed(&article.text)).filter(|span| !span.is_empty()).collect()
}

/// A date in plain words.
pub(crate) fn date_text(edtf: &str, _precision: Precision) -> String {
    edtf.to_owned()
}

/// The next sentence behind a byte that holds a digit and stands in no claim.
pub(crate) fn next_worth_tagging(
    article: &Article,
    segments: &Segments,
    document: &crate::model::Document,
    after: usize,
) -> Option<Span> {
    let mut at = after;
    while let Some(sentence) = segments.next_sentence(at) {
        let digits =
            sentence.of(&article.text).is_ok_and(|text| text.chars().any(char::is_numeric));
        if digits {
            let tagged = document.spans().touching(sentence);
            if !tagged
                .iter()
                .any(|t| t.role == crate::model::TagRole::Claim && t.span.overlaps(sentence))
            {
                return Some(sentence);
            }
        }
        at = sentence.start.max(at + 1);
    }
    None
}
