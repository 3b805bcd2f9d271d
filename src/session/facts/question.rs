//! The question that a quantity answers, in words, and how its true value moves.

use crate::lexicon::{Forms, Particle, Table};
use crate::model::{Behaviour, Measure, PlaceRole, Quantity, UnitKind};

/// "How many people entered Armenia?", from what is counted, what they did, and where, in the article's language (BCP 47) where its
/// table has questions, else in English.
pub(in crate::session) fn question_of(quantity: &Quantity, language: &str) -> String {
    let own = Table::of(language).forms();
    let forms = if own.question("many").is_some() { own } else { Table::of("en").forms() };
    let counted = quantity.counted.as_ref();
    let what = counted.and_then(|counted| counted.what.as_ref());
    // "200 killed": what happened stands for the noun that is not printed.
    let noun = counted.map_or("", |counted| counted.text.trim());
    let noun = if what.is_some_and(|what| what.text.trim() == noun) { "" } else { noun };
    let noun = &in_small(noun);
    let did = what.map(|what| did(&what.text, forms)).unwrap_or_default();
    let asked = asked(quantity, noun, forms);
    let Some(template) = forms.question(asked) else { return String::new() };
    let (noun, did) = match (noun.as_str(), asked) {
        ("", "many") if !did.is_empty() => (forms.people(), did),
        ("", _) => (&*template.noun, did),
        (noun, "whole") => (without_article(noun, forms), did),
        (noun, "many") if did.is_empty() => (noun, forms.idle().to_owned()),
        (noun, _) => (noun, did),
    };
    let mut said = format!("{} {noun} {did}", template.text).to_lowercase();
    let mut places = Vec::new();
    for place in &quantity.places {
        let name = place.text.trim();
        if name.is_empty() || said.contains(&name.to_lowercase()) {
            continue;
        }
        let role = match place.role {
            PlaceRole::At => "at",
            PlaceRole::From => "from",
            PlaceRole::To => "to",
            PlaceRole::Near => "near",
        };
        places.push(format!("{} {name}", forms.place(role).unwrap_or_default()).trim().to_owned());
        said.push_str(&name.to_lowercase());
    }
    // What stands behind the last place is the sign of a question, with or without a blank.
    let (body, sign) = template.text.split_at(template.text.rfind('}').map_or(0, |at| at + 1));
    let filled = body.replace("{noun}", noun).replace("{did}", &did);
    let filled = filled.replace("{places}", &places.join(" "));
    let words: Vec<&str> = filled.split_whitespace().collect();
    words.join(" ") + sign
}

/// The name of the question that asks for such a quantity.
fn asked(quantity: &Quantity, noun: &str, forms: &Forms) -> &'static str {
    let last = noun.rsplit(' ').next().unwrap_or_default().to_lowercase();
    match &quantity.unit.kind {
        UnitKind::Count if quantity.measure == Measure::Share => "share",
        // "a population of 120,000" is not asked for as "how many population".
        UnitKind::Count if forms.names_whole(&last) => "whole",
        UnitKind::Count => "many",
        UnitKind::Percent | UnitKind::PercentPoint => "share",
        UnitKind::Time => "time",
        UnitKind::Age => "age",
        UnitKind::Length => "length",
        UnitKind::Speed => "speed",
        UnitKind::Temperature => "temperature",
        UnitKind::Power => "power",
        _ => "much",
    }
}

/// Words without the capitals of a label: "DEATHS" is deaths; a name or a short code is left as it is.
fn in_small(words: &str) -> String {
    const CODE: usize = 4;
    let shouted = words.chars().count() > CODE && !words.chars().any(char::is_lowercase);
    if shouted { words.to_lowercase() } else { words.to_owned() }
}

/// A noun without the article before it, which the question has itself.
fn without_article<'n>(noun: &'n str, forms: &Forms) -> &'n str {
    let led = noun.split_once(' ').filter(|(first, _)| forms.is(first, Particle::Article));
    led.map_or(noun, |(_, noun)| noun)
}

/// What they did, without words of tense alone ("had entered Armenia": entered Armenia; "had been killed": were killed).
fn did(text: &str, forms: &Forms) -> String {
    let text = in_small(text);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while let Some(instead) = words.first().and_then(|word| forms.tense(&word.to_lowercase())) {
        words.remove(0);
        if !instead.is_empty() {
            words.insert(0, instead);
            break;
        }
    }
    words.join(" ").trim_end_matches(['.', ',', ';', ':']).to_owned()
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
                "How many inhabitants are there in Artsakh?",
            ),
            ("killed", Some("killed"), &[], "How many people were killed?"),
            ("Killed", Some("Killed"), &[], "How many people were killed?"),
            ("people", Some("killing"), &[], "How many people were killed?"),
            (
                "reported injured",
                Some("reported injured"),
                &[],
                "How many people were reported injured?",
            ),
            ("dead", Some("dead"), &[], "How many people died?"),
            ("houses", Some("destroyed"), &[], "How many houses were destroyed?"),
            ("people", Some("fled"), &[], "How many people fled?"),
            ("DEATHS", None, &[], "How many deaths are there?"),
            ("death toll", None, &[], "How large is the death toll?"),
            ("population", None, &[], "How large is the population?"),
            ("a crowd", None, &[], "How large is the crowd?"),
            ("", None, &[], "How many are there?"),
        ] {
            assert_eq!(question_of(&quantity(noun, what, places), "en"), expected);
        }
        let mut aid = quantity("aid", Some("from Russia"), &[]);
        aid.unit = Unit { kind: UnitKind::Mass, code: "t".into(), printed: "tons".into() };
        assert_eq!(question_of(&aid, "en"), "How much aid from Russia?");
        assert_eq!(behaves_of(&aid), Behaviour::Varies);
        for (language, noun, what, places, expected) in [
            (
                "ru",
                "человек",
                "въехали",
                &[("Армению", PlaceRole::To)][..],
                "Сколько человек въехали в Армению?",
            ),
            ("fr", "personnes", "ont été blessées", &[], "Combien de personnes ont été blessées ?"),
            (
                "de",
                "Menschen",
                "sind geflohen",
                &[("Armenien", PlaceRole::To)],
                "Wie viele Menschen sind geflohen nach Armenien?",
            ),
            ("es", "personas", "", &[], "¿Qué número de personas hay?"),
            ("es", "heridos", "heridos", &[], "¿Qué número de personas resultaron heridas?"),
            ("fr", "tués", "tués", &[], "Combien de personnes ont été tuées ?"),
            ("de", "getötet", "getötet", &[], "Wie viele Menschen wurden getötet?"),
            ("de", "Verletzte", "", &[], "Wie viele Verletzte gab es?"),
            ("ru", "ранено", "ранено", &[], "Сколько человек ранено?"),
            ("tr", "yaralandı", "yaralandı", &[], "Kaç kişi yaralandı?"),
            ("hy", "զոհվել են", "զոհվել են", &[], "Քանի՞ մարդ զոհվել են"),
            ("ar", "شخص", "", &[], "كم عدد شخص؟"),
            ("it", "persone", "", &[], "How many persone are there?"),
        ] {
            let what = (!what.is_empty()).then_some(what);
            assert_eq!(question_of(&quantity(noun, what, places), language), expected);
        }
    }
}
