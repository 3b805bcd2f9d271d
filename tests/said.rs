//! Who says what, in every language: source, cue and content the right way round.

#![allow(clippy::unwrap_used)]

use attest::model::Span;
use attest::recognize::{Options, recognize};

/// Each attribution as `source | cue | content`.
fn said(text: &str, language: &str) -> Vec<String> {
    let found = recognize(text, &Options { language: Some(language), ..Options::default() });
    let joined = |spans: &[Span]| {
        spans.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>().join(" … ")
    };
    let all = found.attributions.iter();
    all.map(|one| {
        let sources: Vec<Span> = one.chain.iter().map(|hop| hop.source).collect();
        format!("{} | {} | {}", joined(&sources), joined(&one.cue), joined(&one.content))
    })
    .collect()
}

#[test]
fn a_clause_behind_that_and_its_comma() {
    for (language, text, expected) in [
        (
            "en",
            "The minister said that ten people died.",
            "The minister | said | that ten people died",
        ),
        ("ru", "Министр заявил, что погибли люди.", "Министр | заявил | что погибли люди"),
        ("ru", "Марк отметил, что ничья хороша.", "Марк | отметил | что ничья хороша"),
        (
            "de",
            "Der Minister sagte, dass zehn Menschen starben.",
            "Der Minister | sagte | dass zehn Menschen starben",
        ),
        (
            "fr",
            "Le ministre a annoncé que dix personnes sont mortes.",
            "Le ministre | a annoncé | que dix personnes sont mortes",
        ),
        (
            "es",
            "El ministro dijo que diez personas murieron.",
            "El ministro | dijo | que diez personas murieron",
        ),
        (
            "hy",
            "Նախարարը հայտարարեց, որ մարդիկ զոհվել են։",
            "Նախարարը | հայտարարեց | որ մարդիկ զոհվել են",
        ),
        (
            "hy",
            "Նախարարը հայտարարել էր, որ մարդիկ զոհվել են։",
            "Նախարարը | հայտարարել էր | որ մարդիկ զոհվել են",
        ),
        ("ar", "وقال الأمير تشارلز إن زوجته سعيدة.", "الأمير تشارلز | وقال | إن زوجته سعيدة"),
        ("ar", "قال الوزير إن عشرة أشخاص قتلوا.", "الوزير | قال | إن عشرة أشخاص قتلوا"),
        (
            "ar",
            "وقال شيخ الأزهر أحمد الطيب: إن النسبة كبيرة.",
            "شيخ الأزهر أحمد الطيب | وقال | إن النسبة كبيرة",
        ),
    ] {
        assert_eq!(said(text, language), [expected], "{language}: {text}");
    }
}

#[test]
fn a_source_behind_its_quote() {
    for (language, text, expected) in [
        ("ru", "«Погибли люди», — сказал Гордон.", "Гордон | сказал | «Погибли люди»"),
        ("hy", "«Մարդիկ զոհվել են»,- ասել է Փաշինյանը։", "Փաշինյանը | ասել է | «Մարդիկ զոհվել են»"),
    ] {
        assert_eq!(said(text, language), [expected], "{language}: {text}");
    }
}

#[test]
fn a_preposition_names_whatever_stands_behind_it() {
    for (language, text, expected) in [
        ("fr", "Selon un sondage, il pleut.", "un sondage | Selon | il pleut"),
        (
            "fr",
            "Selon le ministre, dix personnes sont mortes.",
            "le ministre | Selon | dix personnes sont mortes",
        ),
        (
            "es",
            "Según un sondeo, murieron diez personas.",
            "un sondeo | Según | murieron diez personas",
        ),
        (
            "de",
            "Nach Einschätzung der Polizei, starben zehn Menschen.",
            "Polizei | Nach Einschätzung der | starben zehn Menschen",
        ),
        ("ru", "По оценкам экспертов, погибли люди.", "экспертов | По оценкам | погибли люди"),
    ] {
        assert_eq!(said(text, language), [expected], "{language}: {text}");
    }
    assert_eq!(said("Ten per cent of them died.", "en"), [] as [&str; 0]);
}
