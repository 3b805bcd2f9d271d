//! Attributions, as an analyst would draw them.

use super::super::date;
use super::super::number::Numerals;
use super::super::text;
use super::*;
use crate::lexicon::{Lexed, Table};
use crate::model::{Basis, Naming};
use proptest::prelude::*;

fn found(text: &str) -> Vec<ProposedAttribution> {
    let lexed = Lexed::new(text, Table::of("en"));
    attributions(&lexed, &text::sentences(&lexed), &mut [])
}

/// Each attribution as `chain | cue | content | said at`; hops of a chain parted by `<`, an antecedent behind `=`.
fn drawn(text: &str) -> Vec<String> {
    let lexed = Lexed::new(text, Table::of("en"));
    let sentences = text::sentences(&lexed);
    let stated = date::stated("2023-09-26", Basis::Explicit);
    let numerals = Numerals::of(&lexed);
    let printed = date::printed(&lexed, &numerals);
    let mut dates = date::dates(&lexed, &numerals, &sentences, &printed, stated.as_ref(), None);
    let all = attributions(&lexed, &sentences, &mut dates);
    let of = |span: Span| span.of(text).unwrap();
    let joined =
        |spans: &[Span]| spans.iter().map(|span| of(*span)).collect::<Vec<_>>().join(" … ");
    all.iter()
        .map(|one| {
            let hops = one.chain.iter().map(|hop| {
                let antecedent =
                    hop.antecedent.map_or(String::new(), |span| format!("={}", of(span)));
                format!("{}{antecedent}", of(hop.source))
            });
            let mut line = format!(
                "{} | {} | {}",
                hops.collect::<Vec<_>>().join(" < "),
                joined(&one.cue),
                joined(&one.content)
            );
            if let Some(date) = one.said_at.and_then(|at| dates.get(at)) {
                assert_eq!(date.role, DateRole::SaidAt);
                line += &format!(" | {}", of(date.span));
            }
            line
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(drawn(text), *expected, "{text}");
    }
}

#[test]
fn whose_words_and_which() {
    check(&[
        (
            "More than 13,000 Armenians have fled, after Azerbaijan had announced last Tuesday that it had launched an operation.",
            &["Azerbaijan | had announced | that it had launched an operation | last Tuesday"],
        ),
        (
            "With 2,000 peacekeepers in the region, Russia said it had delivered, as of Saturday, six vehicles.",
            &["Russia | said | it had delivered, as of Saturday, six vehicles"],
        ),
        (
            "About 28,120 refugees have arrived in Armenia, Armenian authorities said on Tuesday, September 26.",
            &[
                "Armenian authorities | said | About 28,120 refugees have arrived in Armenia | Tuesday, September 26",
            ],
        ),
        (
            "At least 20 people were killed and 300 wounded, according to Armenian separatists.",
            &[
                "Armenian separatists | according to | At least 20 people were killed and 300 wounded",
            ],
        ),
        (
            "Baku says it has regained control, with separatists agreeing to disarm in the face of clashes that they said killed 200 people.",
            &[
                "Baku | says | it has regained control, with separatists agreeing to disarm in the face of clashes that they said killed 200 people",
                "they=separatists | said | killed 200 people",
            ],
        ),
        (
            "Azerbaijan says it will guarantee their rights, but Armenians say they fear repression.",
            &[
                "Azerbaijan | says | it will guarantee their rights",
                "Armenians | say | they fear repression",
            ],
        ),
        (
            "Pashinyan, who has publicly accused Russia of not helping, said on Friday that he had prepared a place.",
            &["Pashinyan | said | that he had prepared a place | Friday"],
        ),
        (
            "He claimed that most of the forces had been destroyed and said the withdrawal had begun.",
            &[
                "He | claimed | that most of the forces had been destroyed",
                "He | said | the withdrawal had begun",
            ],
        ),
        (
            "On Monday, President Ilham Aliev reiterated a promise that their rights would be “guaranteed.”",
            &[
                "President Ilham Aliev | reiterated a promise | that their rights would be “guaranteed.” | Monday",
            ],
        ),
        ("The minister spoke for an hour. Two reports are missing.", &[]),
    ]);
}

#[test]
fn chains_from_the_article_to_the_origin() {
    check(&[
        (
            "According to Azer News, citing the Azeri defense ministry, armed forces had been using schools.",
            &[
                "Azer News < the Azeri defense ministry | According to | armed forces had been using schools",
            ],
        ),
        (
            "According to a statement from the Armenian government, published by Russian state media, 2900 refugees had entered.",
            &[
                "Russian state media < the Armenian government | According to | 2900 refugees had entered",
            ],
        ),
        (
            "David Babayan, advisor to the president, told Reuters, “Our people do not want to live there.”",
            &[
                "Reuters < David Babayan, advisor to the president | told | “Our people do not want to live there.”",
            ],
        ),
        (
            "“Our government will welcome them,” he was quoted by the Russian TASS news agency as saying.",
            &[
                "the Russian TASS news agency < he | was quoted by … as saying | “Our government will welcome them,”",
            ],
        ),
    ]);
}

#[test]
fn quotes_before_behind_and_around() {
    check(&[
        (
            "“They expelled us,” said a man who walked past the soldiers.",
            &["a man | said | “They expelled us,”"],
        ),
        (
            "“We are intensifying our presence,” the committee said in a statement. “It is urgent.”",
            &["the committee | said | “We are intensifying our presence,” … “It is urgent.”"],
        ),
        (
            "Pashinyan spoke. He continued, saying, “If nothing changes, they will be expelled.”",
            &["He=Pashinyan | continued … saying | “If nothing changes, they will be expelled.”"],
        ),
        (
            "He said their rights would be “guaranteed.” Azerbaijan also promised to allow rebels to leave.",
            &[
                "He | said | their rights would be “guaranteed.”",
                "Azerbaijan | also promised | to allow rebels to leave",
            ],
        ),
        (
            "Pashinyan spoke on Friday. “Our brothers and sisters from Karabakh are welcome,” he said.",
            &["he=Pashinyan | said | “Our brothers and sisters from Karabakh are welcome,”"],
        ),
        (
            "Broers wrote on Twitter that the attack:\n\nfollows nine months of siege.",
            &["Broers | wrote | that the attack: … follows nine months of siege."],
        ),
        (
            "The roads are full.\n— Neil Hauer (@NeilPHauer) September 26, 2023",
            &["Neil Hauer |  | The roads are full. | September 26, 2023"],
        ),
    ]);
}

#[test]
fn seen_denied_and_framed() {
    let one = |text: &str| found(text).into_iter().next().unwrap();
    for text in [
        "Agence France-Presse (AFP) had previously witnessed several hundred refugees entering the country.",
        "Reuters pictures showed dozens of cars leaving the capital at night.",
        "An AFP journalist saw a convoy of black cars.",
    ] {
        assert_eq!(one(text).mode, Mode::Observed, "{text}");
    }
    assert_eq!(one("Baku denied that anyone had been hurt.").act, crate::model::Act::Denies);
    assert_eq!(one("Baku claimed it had won.").framing, crate::model::Framing::Distancing);
    assert_eq!(one("Baku pointed out that it had won.").framing, crate::model::Framing::Committed);
    assert!(one("The minister did not say that anyone had died.").negated);
    assert!(one("The ministry would say that nobody died.").hypothetical);
    for (text, naming) in [
        ("A separatist official said more than 10,000 people had left.", Naming::ByRole),
        ("Witnesses said the house burned.", Naming::Anonymous),
        ("The report says the house burned.", Naming::Document),
        ("The government said the house burned.", Naming::ByRole),
        ("The Armenian government said the house burned.", Naming::Named),
        ("Reuters said the house burned.", Naming::Named),
    ] {
        assert_eq!(one(text).chain.first().unwrap().naming, naming, "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_spans_are_in_the_text_and_in_order(
        words in proptest::collection::vec(
            prop_oneof![
                Just("said"), Just("\""), Just("“"), Just("”"), Just(","), Just("."), Just("that"), Just("he"),
                Just("according to"), Just("and"), Just("the minister"), Just("Reuters"), Just("told"), Just(":"), Just("\n\n"),
                Just("was quoted by"), Just("as saying"), Just("citing"), Just("—"), Just("not"), Just("("), Just(")"),
                Just("’s"), Just("of"), Just("Baku"), Just("which"), Just("to say"), Just("refused"), Just("é"), Just("U.S."),
                Just("reports"), Just("saw"), Just("killed"), Just("on Monday"), Just("the claim"), Just("Photo"), Just("-"),
            ],
            0..40,
        ),
    ) {
        let text = words.join(" ");
        let all = found(&text);
        let mut last = 0;
        for attribution in &all {
            let mut at = 0;
            for span in &attribution.content {
                prop_assert!(span.of(&text).is_ok() && !span.is_empty() && span.start >= at, "{text}: {attribution:?}");
                at = span.end;
            }
            let hops = attribution.chain.iter();
            for span in hops.clone().map(|hop| hop.source).chain(attribution.cue.iter().copied())
                .chain(hops.filter_map(|hop| hop.antecedent)) {
                prop_assert!(span.of(&text).is_ok() && !span.is_empty(), "{text}: {attribution:?}");
            }
            let first = first_byte(attribution);
            prop_assert!(first >= last);
            last = first;
        }
    }
}
