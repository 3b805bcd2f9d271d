//! What is recognised in the worked example, made by hand: so that tests say what the window does with it.

#![allow(dead_code, clippy::unwrap_used)]

use attest::model::{
    Act, AsOfRelation, Basis, Each, Framing, Measure, Modality, Mode, Naming, Number, PlaceRole,
    Precision, QualifierKind, Span, UnitKind, Value,
};
use attest::recognize::proposal::{
    DateKind, DateRole, Form, ProposedAttribution, ProposedCounted, ProposedDate, ProposedHop,
    ProposedPlace, ProposedPublished, ProposedQualifier, ProposedQuantity, ProposedUnit,
    ProposedVoice,
};
use attest::recognize::{Options, Recognized};

/// Reads the worked example's sentence, and the article's date in its last line; nothing else.
pub fn example(text: &str, options: &Options<'_>) -> Recognized {
    let Some(start) = text.find(super::SENTENCE) else { return Recognized::default() };
    let at = |words: &str| {
        let from = start + super::SENTENCE.find(words).unwrap();
        Span::new(from, from + words.len())
    };
    let day = match options.published {
        Some((edtf, _)) => edtf.get(..10).unwrap_or(edtf).to_owned(),
        None => "2023-09-24".to_owned(),
    };
    let number = ProposedQuantity {
        number: at("1,050"),
        phrase: at("1,050"),
        form: Form::Digits,
        value: Value::Number(Number::parse("1050").unwrap()),
        qualifier: ProposedQualifier { kind: QualifierKind::Plain, span: None, carried: false },
        estimated: false,
        unit: ProposedUnit { kind: UnitKind::Count, code: String::new(), span: None },
        counted: Some(ProposedCounted {
            span: at("people"),
            what: Some(at("had entered Armenia")),
            each: Each::Person,
            who: Vec::new(),
            carried: false,
        }),
        measure: Measure::Cumulative,
        modality: Modality::Actual,
        as_of: Some(0),
        period: None,
        places: vec![ProposedPlace { span: at("Nagorno-Karabakh"), role: PlaceRole::From }],
        voice: ProposedVoice::By(vec![0]),
        links: Vec::new(),
    };
    let as_of = ProposedDate {
        span: at("22:00 (1800 GMT)"),
        edtf: Some(format!("{day}T22:00:00+04:00")),
        precision: Precision::Minute,
        role: DateRole::AsOf,
        relation: AsOfRelation::At,
        basis: Basis::Relative,
        kind: DateKind::DateTime,
        readings: Vec::new(),
    };
    let government = ProposedHop {
        source: at("The government"),
        naming: Naming::ByRole,
        medium: Some(at("statement")),
        cue: None,
        antecedent: text.find("The Armenian government").map(|from| Span::new(from, from + 23)),
    };
    let said = ProposedAttribution {
        cue: vec![at("added")],
        content: vec![at(
            "As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.",
        )],
        chain: vec![government],
        mode: Mode::Direct,
        act: Act::Asserts,
        framing: Framing::Neutral,
        said_at: None,
        negated: false,
        hypothetical: false,
    };
    let printed = text.find("2023-09-24").map(|from| Span::new(from, from + 10));
    Recognized {
        language: "en".to_owned(),
        published: options.published.is_none().then(|| ProposedPublished {
            edtf: "2023-09-24".to_owned(),
            precision: Precision::Day,
            basis: Basis::Explicit,
            span: printed,
            why: "last line",
        }),
        sentences: Vec::new(),
        parts: Vec::new(),
        quantities: vec![number],
        dates: vec![as_of],
        attributions: vec![said],
    }
}
