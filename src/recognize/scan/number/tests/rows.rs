//! Rows of texts and what is read in them: kind by kind, in every language that has the kind.

use super::*;

/// Each quantity as "number=value", where there are, "kind:code", "(noun)" and the qualifier; as recognising reads the text.
pub(super) fn facts(language: &str, text: &str) -> Vec<String> {
    let found = crate::recognize::recognize(
        text,
        &crate::recognize::Options { language: Some(language), ..Default::default() },
    );
    found.quantities.iter().map(|quantity| fact(text, quantity)).collect()
}

fn fact(text: &str, quantity: &ProposedQuantity) -> String {
    let value = match &quantity.value {
        Value::Number(number) => number.to_string(),
        Value::Range(a, b) => format!("{a}..{b}"),
        Value::Ratio(a, b) => format!("{a}/{b}"),
        Value::Vague(words) => words.clone(),
        Value::List(_) => "list".to_owned(),
    };
    let mut fact = format!("{}={value}", of(text, quantity.number));
    let code = &quantity.unit.code;
    match &quantity.unit.kind {
        UnitKind::Count => {}
        UnitKind::Other(kind) => fact.push_str(&format!(" {kind}:{code}")),
        kind => fact.push_str(&format!(" {kind:?}:{code}")),
    }
    if let Some(counted) = &quantity.counted {
        fact.push_str(&format!(" ({})", of(text, counted.span)));
    }
    let kind = quantity.qualifier.kind;
    if kind != QualifierKind::Plain {
        fact.push_str(&format!(" {kind:?}"));
    }
    fact
}

/// Language, text, and what is read in it, parted by "; ".
pub(super) fn check_rows(rows: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(language, text, wanted)| {
            let seen = facts(language, text).join("; ");
            (seen != *wanted)
                .then(|| format!("{language}: {text}\n  seen   {seen}\n  wanted {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
