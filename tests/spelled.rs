//! Numbers in words, as the rules of the Unicode CLDR spell them in every gender and case, and the words that only look like numbers.
//!
//! The files of `golden/spelled` were made once by ICU's spell-out rules, all cardinal rule sets of a language: a line is a number and
//! its words. Data of the Unicode CLDR, Unicode License v3.

#![allow(clippy::unwrap_used)]

use attest::model::Value;
use attest::recognize::{Options, recognize};

/// What somebody reports of so many, by language: the words behind the number.
const REPORTS: [(&str, &str, &str); 9] = [
    ("en", include_str!("golden/spelled/en.txt"), "people fled."),
    ("de", include_str!("golden/spelled/de.txt"), "Menschen flohen."),
    ("fr", include_str!("golden/spelled/fr.txt"), "personnes ont fui."),
    ("es", include_str!("golden/spelled/es.txt"), "personas huyeron."),
    ("ru", include_str!("golden/spelled/ru.txt"), "человек бежали."),
    ("uk", include_str!("golden/spelled/uk.txt"), "осіб утекли."),
    ("tr", include_str!("golden/spelled/tr.txt"), "kişi kaçtı."),
    ("hy", include_str!("golden/spelled/hy.txt"), "մարդ փախան։"),
    ("ar", include_str!("golden/spelled/ar.txt"), "شخص فروا."),
];

fn numbers(text: &str, language: &str) -> Vec<(String, String)> {
    let found = recognize(text, &Options { language: Some(language), ..Options::default() });
    let shown = |value: &Value| match value {
        Value::Number(number) => number.as_str().to_owned(),
        other => format!("{other:?}"),
    };
    let all = found.quantities.iter();
    all.map(|found| (found.number.of(text).unwrap().to_owned(), shown(&found.value))).collect()
}

/// The first letter as a sentence begins with it.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[test]
fn every_number_is_read_whole() {
    for (language, file, behind) in REPORTS {
        let mut wrong = Vec::new();
        let mut tried = 0;
        for line in file.lines() {
            let (number, words) = line.split_once(' ').unwrap();
            // One is the article in most of these languages.
            if number == "1" {
                continue;
            }
            for words in [words.to_owned(), capital(words)] {
                tried += 1;
                let found = numbers(&format!("{words} {behind}"), language);
                if found != [(words.clone(), number.to_owned())] {
                    wrong.push(format!("{number} {words}: {found:?}"));
                }
            }
        }
        assert!(tried > 500, "{language}: {tried}");
        assert!(wrong.is_empty(), "{language}: {} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn an_article_is_no_number() {
    for (language, text) in [
        ("de", "Ein Mann starb, eine Frau floh, und einer Familie wurde geholfen."),
        ("de", "Sie sprachen mit einem Arzt und einen Tag später mit einer Ärztin."),
        ("fr", "Un homme est mort et une femme a fui d'une ville."),
        ("es", "Un hombre murió y una mujer huyó de un pueblo."),
        ("tr", "Bir adam öldü, bir kadın kaçtı."),
        ("hy", "Մի մարդ զոհվեց, մի կին փախավ։"),
        ("hy", "Այցելուներից մեկը հեռացավ։"),
        ("ar", "وقال أحد زعماء الحركة ذلك في إحدى المدن."),
    ] {
        assert_eq!(numbers(text, language), [], "{language}: {text}");
    }
}

#[test]
fn one_of_several_is_one() {
    for (language, text) in [
        ("de", "Eine der drei Personen starb."),
        ("de", "Ein einziger Mensch überlebte."),
        ("fr", "Une seule personne a survécu."),
        ("fr", "Un des blessés est mort."),
        ("es", "Una sola persona sobrevivió."),
        ("tr", "Tek bir kişi kurtuldu."),
        ("ru", "Один человек выжил."),
        ("hy", "Մեկ մարդ զոհվեց։"),
        ("en", "One person survived."),
    ] {
        let found = numbers(text, language);
        assert!(found.iter().any(|(_, value)| value == "1"), "{language}: {text}: {found:?}");
    }
}

#[test]
fn what_is_put_together_and_what_is_not() {
    for (language, text, expected) in [
        ("es", "Murieron dos mil quinientos millones de personas.", vec!["2500000000"]),
        ("es", "Murieron mil millones de personas.", vec!["1000000000"]),
        ("en", "One hundred and two hundred people came.", vec!["100", "200"]),
        ("en", "One thousand, three hundred people came.", vec!["1300"]),
        ("en", "Two hundred and fifty-four people came.", vec!["254"]),
        ("fr", "Vingt-sept personnes et soixante et onze autres ont fui.", vec!["27", "71"]),
        ("fr", "Quatre-vingt-dix-sept personnes ont fui.", vec!["97"]),
        (
            "de",
            "Zweihundert Menschen und drei Millionen zweihunderttausend Euro.",
            vec!["200", "3200000"],
        ),
        ("ru", "Погибли триста двенадцать человек, пятьсот ранены.", vec!["312", "500"]),
        ("tr", "On altı kişi öldü, yirmi beş bin kişi kaçtı.", vec!["16", "25000"]),
        ("ar", "قتل ستة عشر شخصا وأصيب خمسة وعشرون شخصا.", vec!["16", "25"]),
        ("ar", "قتل ثلاثمائة شخص.", vec!["300"]),
        ("hy", "Զոհվել է հարյուր երեսունհինգ մարդ։", vec!["135"]),
        ("hy", "Զոհվել է երեք հարյուր մարդ, որոնցից 24-ը՝ երեխա։", vec!["300", "24"]),
        ("en", "It costs USD1,700 or TRY348.85.", vec!["1700", "348.85"]),
    ] {
        let found: Vec<String> = numbers(text, language).into_iter().map(|(_, v)| v).collect();
        assert_eq!(found, expected, "{language}: {text}");
    }
}
