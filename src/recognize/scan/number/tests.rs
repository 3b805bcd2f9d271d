//! Quantities in whole sentences, drawn: `<number>` in the text, and what is recognised beside it.

mod bent;
mod lengths;
mod marks;
mod money;
mod ranges;
mod rows;

use super::*;
use crate::lexicon::Table;
use crate::model::{Each, LinkKind, Measure, Modality};
use proptest::prelude::*;

fn read(text: &str) -> Vec<ProposedQuantity> {
    let lexed = Lexed::new(text, Table::of("en"));
    let sentences = crate::recognize::scan::text::sentences(&lexed);
    quantities(&lexed, &Numerals::of(&lexed), &sentences, &[])
}

fn of(text: &str, span: Span) -> &str {
    span.of(text).unwrap()
}

/// The text with its phrases in brackets and the numbers in angle brackets.
fn drawn(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for found in read(text) {
        let marks = [
            (found.phrase.start, "["),
            (found.number.start, "<"),
            (found.number.end, ">"),
            (found.phrase.end, "]"),
        ];
        for (place, mark) in marks {
            out.push_str(&text[at..place]);
            out.push_str(mark);
            at = place;
        }
    }
    out + &text[at..]
}

fn check(drawing: &str) {
    let text: String = drawing.replace(['[', ']', '<', '>'], "");
    assert_eq!(drawn(&text), drawing);
}

#[test]
fn qualifier_number_and_unit() {
    for drawing in [
        "John Doe, [<19>], waited [nearly <half> an hour].",
        "[More than <13,000>] Armenians have fled.",
        "[At least <20>] people were killed and [<300>] wounded.",
        "They brought [about <150> tons] of aid and another [<65> tons] of flour.",
        "It won the decisive [<44>-day] war within [<24> hours].",
        "The city lies [some <200> km] west of the capital.",
        "[<99.9> percent] prefer to leave.",
        "It costs [<half a million> dollars], or [US$<5m>].",
        "[<twenty-two thousand>] men and [<half a dozen>] women",
        "There are [between <3 and 5>] boats and [<10-15>] cars.",
        "[<one in five>] children and [<three quarters>] of the men",
        "[<five hundred> or more] people, [<20>-odd] goats",
        "Each got [<a> gallon] of water, which costs [$<3> a gallon] of the clean kind.",
        "It is used [<four> times per week], and cooled down to [absolute <zero>].",
        "It took [<one> decade], and one day it ended over a cup of tea.",
        "[<several hundred>] refugees and [<tens of thousands>] of soldiers",
    ] {
        check(drawing);
    }
}

#[test]
fn no_quantities() {
    for text in [
        "A Boeing 737 of Channel 4, under Resolution 2334, Article 5, No. 10.",
        "COVID-19 and the G7 met at 22:00; call 555-123-4567 or +44 20.",
        "No one knew which one of them was the one.",
        "Version 1.2.3 stands at 192.168.1.2 (since 1994).",
        "He lives at 12 High Street and won 2-1.",
        "The 20th century saw a second round in the 1990s.",
        "1 2 3 4 5 6",
        "A high-five for the two-way paper, increased 18-fold.",
    ] {
        check(text);
    }
}

/// The values, as `debug` prints them without their frames.
fn values(text: &str) -> Vec<String> {
    let plain = |value: &Value| match value {
        Value::Number(number) => number.to_string(),
        Value::Range(a, b) => format!("{a}..{b}"),
        Value::Ratio(a, b) => format!("{a}/{b}"),
        Value::Vague(words) => words.clone(),
        Value::List(_) => "list".to_owned(),
    };
    read(text).iter().map(|found| plain(&found.value)).collect()
}

#[test]
fn printed_values() {
    for (text, expected) in [
        ("twenty-two thousand", "22000"),
        ("two million three hundred and five", "2000305"),
        ("4 thousand 3 hundred and 21", "4321"),
        ("two and a half million", "2500000"),
        ("3 million and a half", "3500000"),
        ("two hundred point seventy-one", "200.71"),
        ("a hundred and five", "105"),
        ("13.000,5", "13000.5"),
        ("1 234 567", "1234567"),
        ("13.000 people", "13000"),
        ("13.000 tons", "13.000"),
        ("1.2 million", "1200000"),
        ("$5m", "5000000"),
        ("1.3x10^6", "1300000"),
        ("2.48×10−5", "0.0000248"),
        ("10 to 15 thousand", "10000..15000"),
        ("8- to 16-meter", "8..16"),
        ("one in five", "1/5"),
        ("two-thirds of them", "2/3"),
        ("2½ miles", "2.5"),
        ("minus five", "-5"),
        ("-18 °C to -34 °C", "-18"),
        ("5 ft 2 in", "5.16666666666667"),
        ("13 dollars and 45 cents", "13.45"),
        ("a few thousand", "a few thousand"),
    ] {
        assert_eq!(values(text).first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn what_is_counted_and_what_happened_to_them() {
    let text = "More than 2900 refugees had entered Armenia by then, and they killed 200 people and \
                wounded a further 400. Amongst them were 10 civilians, including five children.";
    let found = read(text);
    let seen: Vec<_> = found
        .iter()
        .map(|found| {
            let counted = found.counted.as_ref().unwrap();
            (of(text, counted.span), counted.what.map(|what| of(text, what)), counted.carried)
        })
        .collect();
    let expected = [
        ("refugees", Some("had entered Armenia"), false),
        ("people", Some("killed"), false),
        ("people", Some("wounded"), true),
        ("civilians", None, false),
        ("children", None, false),
    ];
    assert_eq!(seen, expected);
    assert_eq!(found[0].measure, Measure::Cumulative);
    let links: Vec<_> = found.iter().map(|found| found.links.clone()).collect();
    let part = LinkKind::PartOf;
    assert_eq!(
        links,
        [vec![], vec![], vec![(LinkKind::FurtherTo, 1)], vec![(part, 1)], vec![(part, 3)]]
    );
}

#[test]
fn a_qualifier_is_carried_over_with_the_noun() {
    let found = read("At least 20 people were killed and 300 wounded, and six cars burnt.");
    let seen: Vec<_> = found.iter().map(|q| (q.qualifier.kind, q.qualifier.carried)).collect();
    let least = QualifierKind::AtLeast;
    assert_eq!(seen, [(least, false), (least, true), (QualifierKind::Plain, false)]);
    assert_eq!(found[1].qualifier.span, found[0].qualifier.span);
}

#[test]
fn estimates_measures_and_modalities() {
    for (text, estimated, measure, modality) in [
        ("an estimated 13,000 men", true, Measure::Unstated, Modality::Actual),
        ("an estimated population of 120,000", true, Measure::Stock, Modality::Actual),
        ("It could take in 40,000 families.", false, Measure::Unstated, Modality::Capacity),
        ("The 120,000 Armenians there will leave.", false, Measure::Unstated, Modality::Forecast),
        ("It plans to send 300 men.", false, Measure::Unstated, Modality::Planned),
        ("A total of 65 people died.", false, Measure::Cumulative, Modality::Actual),
        ("It makes 500 tons per day.", false, Measure::Rate, Modality::Actual),
        ("Sales rose by 20 percent.", false, Measure::Change, Modality::Actual),
        ("20 percent of the men", false, Measure::Share, Modality::Actual),
        ("Another 65 people died.", false, Measure::Increment, Modality::Actual),
    ] {
        let found = read(text);
        let found = found.first().unwrap();
        assert_eq!(
            (found.estimated, found.measure, found.modality),
            (estimated, measure, modality),
            "{text}"
        );
    }
}

#[test]
fn who_they_are() {
    for (text, each, who) in [
        ("40,000 displaced families", Each::Household, vec![]),
        ("13,000 Armenians", Each::Person, vec![]),
        ("2,000 peacekeepers", Each::Person, vec!["peacekeeper"]),
        ("10 civilians", Each::Person, vec!["civilian"]),
        ("a population of 120,000 in all", Each::Person, vec![]),
        ("two wars", Each::Event, vec![]),
        ("six armored vehicles", Each::Object, vec![]),
    ] {
        let counted = read(text).first().unwrap().counted.clone().unwrap();
        assert_eq!(
            (counted.each, counted.who),
            (each, who.into_iter().map(str::to_owned).collect()),
            "{text}"
        );
    }
}

#[test]
fn long_lines_of_one_phrase_come_to_an_end() {
    let time = |text: &str| {
        let lexed = Lexed::new(text, Table::of("en"));
        let sentences = [Sentence { first: 0, end: lexed.len(), span: lexed.span(0, lexed.len()) }];
        quantities(&lexed, &Numerals::of(&lexed), &sentences, &[]).len()
    };
    for word in [
        "million ",
        "at least ",
        "1 ",
        "1 in ",
        "one and ",
        "hundred and ",
        "1-",
        "1.",
        "between 1 ",
        "killed 2 and ",
    ] {
        time(&word.repeat(1_000));
    }
}

proptest! {
    #[test]
    fn any_text_gives_ordered_places_inside(text in "([a-z]{1,9} |at least |one |hundred |million |and |of |a |\\$|half |third |to |[0-9]{1,4}[ ,.%/:-]?|killed |people |km |-|\\PC){0,40}") {
        let found = read(&text);
        let mut end = 0;
        for quantity in &found {
            prop_assert!(quantity.number.start >= end && quantity.number.end > quantity.number.start);
            prop_assert!(quantity.number.of(&text).is_ok() && quantity.phrase.of(&text).is_ok());
            prop_assert!(quantity.phrase.start <= quantity.number.start && quantity.number.end <= quantity.phrase.end);
            for (_, to) in &quantity.links {
                prop_assert!(*to < found.len());
            }
            end = quantity.number.end;
        }
    }
}

#[test]
fn units_of_technical_news() {
    let units = |text| {
        read(text)
            .into_iter()
            .map(|found| match found.unit.kind {
                UnitKind::Other(kind) => format!("{kind} {}", found.unit.code),
                kind => format!("{kind:?} {}", found.unit.code),
            })
            .collect::<Vec<_>>()
    };
    for (text, wanted) in [
        ("at 5 kibibytes and 7 millibars", ["data KiBy", "pressure mbar"]),
        ("at 85 decibels and 300 lumens", ["sound dB", "light lm"]),
        ("at 420 parts per million and 30 becquerels", ["concentration [ppm]", "radiation Bq"]),
        ("over 1,000 acre-feet and 50 petajoules", ["Volume [acr_us].[ft_us]", "Energy PJ"]),
        ("at 40 AU and 12 kN", ["Length AU", "force kN"]),
    ] {
        assert_eq!(units(text), wanted, "{text}");
    }
    check("It reached [<5> fb−1] of data.");
}

#[test]
fn temperatures_below_zero_and_in_kelvin() {
    assert_eq!(values("from -18 °C to -34 °C"), ["-34..-18"]);
    assert_eq!(values("It fell from -18 to -34."), ["-18", "-34"]);
    assert_eq!(values("at 300 °C (572 °F, 573.15K)"), ["300", "572", "573.15"]);
    assert_eq!(values("It has 32K followers."), ["32000"]);
}
