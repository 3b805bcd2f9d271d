//! The question that a quantity answers, in words, and how its true value moves.

use crate::model::{Behaviour, Measure, PlaceRole, Quantity, UnitKind};

/// Words that tell tense alone and are left out of a question about the past ("had entered").
const AUXILIARIES: &[&str] = &["had", "has", "have", "having"];

/// What one word names as a whole: "a population of 120,000" is not asked for as "how many population".
const COLLECTIVES: &[&str] = &["population", "crowd", "force", "army", "toll", "turnout", "total"];

/// Words before a noun that the question has itself.
const ARTICLES: &[&str] = &["a", "an", "the"];

fn is_collective(noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or_default().to_lowercase();
    COLLECTIVES.contains(&last.as_str())
}

/// "How many people entered Armenia?", from what is counted, what they did, and where.
pub(in crate::session) fn question_of(quantity: &Quantity) -> String {
    let counted = quantity.counted.as_ref();
    let noun = counted.map_or("", |counted| counted.text.trim());
    let what = counted.and_then(|counted| counted.what.as_ref());
    let did = what.map(|what| did(&what.text)).unwrap_or_default();
    let mut words: Vec<String> = Vec::new();
    let noun_or = |other: &str| if noun.is_empty() { other.to_owned() } else { noun.to_owned() };
    match &quantity.unit.kind {
        UnitKind::Count if quantity.measure == Measure::Share => {
            words.push(format!("What share of {}", noun_or("them")));
        }
        UnitKind::Count if is_collective(noun) => {
            let led = noun.split_once(' ').filter(|(first, _)| ARTICLES.contains(first));
            let noun = led.map_or(noun, |(_, noun)| noun);
            words.push(format!("How large is the {noun}"));
        }
        UnitKind::Count => words.push(format!("How many {}", noun_or("are there"))),
        UnitKind::Percent | UnitKind::PercentPoint => {
            words.push(format!("What share of {}", noun_or("them")));
        }
        UnitKind::Time => words.push(format!("How long: {}", noun_or("it"))),
        UnitKind::Age => words.push(format!("How old: {}", noun_or("they"))),
        UnitKind::Length | UnitKind::Speed | UnitKind::Temperature | UnitKind::Power => {
            words.push(format!("What {}: {}", unit_word(&quantity.unit.kind), noun_or("it")));
        }
        _ => words.push(format!("How much {}", noun_or("of it"))),
    }
    if !did.is_empty() {
        words.push(did);
    }
    let mut said = words.join(" ").to_lowercase();
    for place in &quantity.places {
        let name = place.text.trim();
        if name.is_empty() || said.contains(&name.to_lowercase()) {
            continue;
        }
        let role = match place.role {
            PlaceRole::At => "in",
            PlaceRole::From => "from",
            PlaceRole::To => "to",
            PlaceRole::Near => "near",
        };
        words.push(format!("{role} {name}"));
        said.push_str(&name.to_lowercase());
    }
    let mut question = words.join(" ");
    question.push('?');
    question
}

/// What they did, without words of tense alone ("had entered Armenia": entered Armenia; "had been killed": were killed).
fn did(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.first().is_some_and(|word| AUXILIARIES.contains(&word.to_lowercase().as_str())) {
        words.remove(0);
    }
    if words.first().is_some_and(|word| word.eq_ignore_ascii_case("been"))
        && let Some(first) = words.first_mut()
    {
        *first = "were";
    }
    words.join(" ").trim_end_matches(['.', ',', ';', ':']).to_owned()
}

const fn unit_word(kind: &UnitKind) -> &'static str {
    match kind {
        UnitKind::Length => "length",
        UnitKind::Speed => "speed",
        UnitKind::Temperature => "temperature",
        _ => "power",
    }
}

/// How the true value moves, as far as the quantity tells: a running total rises, a length of time is what it is, all
/// else goes up and down.
pub(in crate::session) const fn behaves_of(quantity: &Quantity) -> Behaviour {
    match (&quantity.unit.kind, quantity.measure) {
        (UnitKind::Time | UnitKind::Age, _) | (_, Measure::Ordinal) => Behaviour::Fixed,
        (_, Measure::Cumulative) | (UnitKind::Count, Measure::Unstated) => Behaviour::Rises,
        _ => Behaviour::Varies,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::{
        Article, ArticleId, ClaimId, Counted, Counting, Each, Number, PlaceText, QuantityId, Span,
        Unit, Value, anchor_at,
    };
    use std::sync::Arc;

    fn quantity(noun: &str, what: Option<&str>, places: &[(&str, PlaceRole)]) -> Quantity {
        let article =
            Article::new(ArticleId::new("a"), Arc::from("12"), "UTF-8".into(), String::new());
        let anchor = anchor_at(&article, Span::new(0, 2)).unwrap();
        let value = Value::Number(Number::parse("12").unwrap());
        let mut q = Quantity::new(QuantityId::new("q"), ClaimId::new("c"), anchor, value);
        q.counted = (!noun.is_empty()).then(|| Counted {
            text: noun.to_owned(),
            anchor: None,
            what: what.map(|text| Counting { text: text.to_owned(), anchor: None }),
            each: Each::Person,
            who: Vec::new(),
        });
        q.places = places
            .iter()
            .map(|(text, role)| PlaceText { text: (*text).to_owned(), anchor: None, role: *role })
            .collect();
        q
    }

    #[test]
    fn questions_in_the_words_of_the_article() {
        let to = [("Armenia", PlaceRole::To), ("Nagorno-Karabakh", PlaceRole::From)];
        for (noun, what, places, expected) in [
            ("people", Some("had entered Armenia"), &to[..1], "How many people entered Armenia?"),
            (
                "people",
                Some("had entered Armenia"),
                &to[..],
                "How many people entered Armenia from Nagorno-Karabakh?",
            ),
            ("people", Some("were killed"), &[], "How many people were killed?"),
            ("people", Some("have been wounded."), &[], "How many people were wounded?"),
            (
                "inhabitants",
                None,
                &[("Artsakh", PlaceRole::At)][..],
                "How many inhabitants in Artsakh?",
            ),
            ("population", None, &[], "How large is the population?"),
            ("a crowd", None, &[], "How large is the crowd?"),
            ("", None, &[], "How many are there?"),
        ] {
            assert_eq!(question_of(&quantity(noun, what, places)), expected);
        }
        let mut aid = quantity("aid", Some("from Russia"), &[]);
        aid.unit = Unit { kind: UnitKind::Mass, code: "t".into(), printed: "tons".into() };
        assert_eq!(question_of(&aid), "How much aid from Russia?");
        assert_eq!(behaves_of(&aid), Behaviour::Varies);
    }
}
