//! The five articles as an analyst reads them: every quantity and attribution that is wanted, against what is proposed.
//!
//! The tables are a reading of the articles by hand. `-` stands for what must not be there.

#![allow(clippy::unwrap_used, clippy::string_slice)]

use attest::model::{LinkKind, Modality, Mode, QualifierKind, Span, Value};
use attest::recognize::proposal::{
    ProposedAttribution, ProposedQuantity, ProposedVoice, Recognized,
};
use attest::recognize::{Options, recognize};
use std::fmt::Write as _;

struct Seed {
    name: &'static str,
    text: &'static str,
    /// (words around the number with the number in brackets, value, qualifier, counted, whose, further marks)
    quantities: &'static [(
        &'static str,
        &'static str,
        QualifierKind,
        &'static str,
        &'static str,
        &'static str,
    )],
    /// (source chain ← nearest first, cue, begin of the content … its end)
    attributions: &'static [(&'static str, &'static str, &'static str, &'static str)],
}

use QualifierKind::{About, AtLeast, MoreThan, Nearly, Plain};

const SEEDS: &[Seed] = &[
    Seed {
        name: "000_d783d876d3f5d968.txt",
        text: include_str!("../seeds/000_d783d876d3f5d968.txt"),
        quantities: &[
            (
                "More than [13,000] Armenians have fled",
                "13000",
                MoreThan,
                "Armenians",
                "article",
                "",
            ),
            (
                "population of [120,000], after",
                "120000",
                Plain,
                "population",
                "article",
                "estimated",
            ),
            (
                "planting of [thousands] of landmines",
                "thousands",
                Plain,
                "landmines",
                "article",
                "",
            ),
            (
                "take in [40,000] displaced",
                "40000",
                Plain,
                "displaced families",
                "The Armenian government",
                "capacity",
            ),
            (
                "At least [20] people were killed",
                "20",
                AtLeast,
                "people",
                "Armenian separatists",
                "",
            ),
            ("killed and [300] wounded", "300", AtLeast, "", "Armenian separatists", "carried"),
        ],
        attributions: &[
            ("Azerbaijan", "announced", "it had launched", "Armenian control"),
            (
                "Azer News ← the Azeri defense ministry",
                "According to",
                "Armenian armed forces",
                "in Nagorno-Karabakh",
            ),
            ("The Armenian government", "said", "it could take in", "displaced families"),
            ("Armenian separatists", "according to", "At least 20", "300 wounded"),
        ],
    },
    Seed {
        name: "001_9bb5d3ffd8b816bd.txt",
        text: include_str!("../seeds/001_9bb5d3ffd8b816bd.txt"),
        quantities: &[
            ("Nearly [3000] people", "3000", Nearly, "people", "article", ""),
            (
                "more than [2900] refugees",
                "2900",
                MoreThan,
                "refugees",
                "the Armenian government",
                "as of 2023-09-25",
            ),
            (
                "witnessed [several hundred] refugees",
                "several hundred",
                Plain,
                "refugees",
                "Agence France-Presse (AFP)",
                "",
            ),
            ("killed [200] people", "200", Plain, "people", "Gegham Stepanyan", ""),
            ("a further [400].", "400", Plain, "", "Gegham Stepanyan", "further"),
            ("were [10] civilians", "10", Plain, "civilians", "", "part"),
            ("including [five] children", "5", Plain, "children", "", "part"),
            ("follows [nine] months", "9", Plain, "", "Laurence Broers", ""),
            ("portraits of [dozens] of local", "dozens", Plain, "", "article", ""),
            ("previous [30] year-conflict", "30", Plain, "", "article", ""),
        ],
        attributions: &[
            (
                "Russian state media ← the Armenian government",
                "According to",
                "more than 2900",
                "by 25 September",
            ),
            (
                "Agence France-Presse (AFP)",
                "witnessed",
                "several hundred refugees",
                "women and children",
            ),
            ("Gegham Stepanyan", "said", "Azerbaijan killed 200", "a further 400"),
            ("Laurence Broers", "wrote", "the attack", "since mid-June"),
            ("Azerbaijan", "claimed", "it was carrying out", "in Nagorno-Karabakh"),
        ],
    },
    Seed {
        name: "002_371c06971a596525.txt",
        text: include_str!("../seeds/002_371c06971a596525.txt"),
        quantities: &[
            (
                "evening that [1,050] people had crossed",
                "1050",
                Plain,
                "people",
                "The Armenian government",
                "",
            ),
            (
                "GMT), [1,050] people had entered",
                "1050",
                Plain,
                "people",
                "The government",
                "as of 2023-09-24T22:00:00+04:00",
            ),
            (
                "that the [120,000] Armenians",
                "120000",
                Plain,
                "Armenians",
                "The leadership of the separatist region",
                "forecast",
            ),
            ("showed [dozens] of cars", "dozens", Plain, "cars", "Reuters pictures", ""),
            ("within [24] hours", "24", Plain, "", "article", ""),
            ("[99.9] percent prefer", "99.9", Plain, "", "David Babayan", ""),
            ("more than [200] people were killed", "200", MoreThan, "people", "Armenia", ""),
            ("killed and [400] wounded", "400", MoreThan, "", "Armenia", "carried"),
            ("About [30,000] were killed", "30000", About, "", "article", "period 1988/1994"),
            (
                "more than [a million] were displaced",
                "1000000",
                MoreThan,
                "",
                "article",
                "period 1988/1994",
            ),
            ("decisive [44]-day", "44", Plain, "", "article", ""),
            (
                "about [150] tons",
                "150",
                About,
                "humanitarian shipments",
                "Armenian authorities",
                "",
            ),
            ("another [65] tons", "65", Plain, "flour", "Armenian authorities", "further"),
            ("With [2,000] peacekeepers", "2000", Plain, "peacekeepers", "article", ""),
            (
                "[six] armored vehicles",
                "6",
                Plain,
                "armored vehicles",
                "Russia",
                "as of 2023-09-23",
            ),
            (
                "more than [800] small arms",
                "800",
                MoreThan,
                "small arms",
                "Russia",
                "as of 2023-09-23",
            ),
            (
                "as [22,000] rounds",
                "22000",
                Plain,
                "rounds of ammunition",
                "Russia",
                "as of 2023-09-23",
            ),
            (
                "accommodate [40,000] Karabakhs",
                "40000",
                Plain,
                "Karabakhs",
                "Pashinyan",
                "capacity",
            ),
        ],
        attributions: &[
            (
                "The Armenian government",
                "said",
                "1,050 people had crossed",
                "from Nagorno-Karabakh",
            ),
            ("The government", "added", "As of 22:00", "from Nagorno-Karabakh"),
            (
                "Reuters ← The leadership of the separatist region of Nagorno-Karabakh",
                "told",
                "the 120,000 Armenians",
                "ethnic cleansing",
            ),
            ("A Reuters correspondent", "said", "those with fuel", "border with Armenia"),
            ("Reuters pictures", "showed", "dozens of cars", "full of curves"),
            ("Azerbaijan", "says", "it will guarantee", "rest of the country"),
            ("Armenians", "say", "they fear", "repression"),
            ("Reuters ← David Babayan", "told", "Our people", "historic land"),
            ("He", "continued, saying", "The fate", "for their sins"),
            ("Armenian leaders in Karabakh", "said", "Russian peacekeepers", "leave for Armenia"),
            ("Reuters reporters", "saw", "some cars", "into Armenia"),
            ("Pashinyan", "said", "some aid had arrived", "inevitable"),
            ("He", "added", "The Armenians of", "this situation|situation"),
            ("He", "continued, saying", "If real living", "way to salvation"),
            (
                "Russian TASS news agency ← he",
                "quoted",
                "Our government will",
                "from Nagorno-Karabakh",
            ),
            ("Ilham Aliyev", "said", "his “iron fist”", "in Azerbaijan"),
            ("Armenia", "says", "more than 200", "military operation"),
            ("Armenian authorities in the region", "said", "about 150 tons", "in the region"),
            ("the committee", "said", "Given the scale", "contamination"),
            ("Russia", "said", "it had delivered", "of the ceasefire"),
            ("Pashinyan", "said", "he had prepared", "in Armenia"),
            ("Azerbaijan", "has said", "Armenians, who", "if they want"),
            ("Pashinyan", "said", "his country will", "with Moscow"),
            ("He", "added", "Some of our partners", "made"),
            ("Russian officials", "say", "Pashinyan is to blame", "the crisis"),
        ],
    },
    Seed {
        name: "003_096ce20312727804.txt",
        text: include_str!("../seeds/003_096ce20312727804.txt"),
        quantities: &[
            (
                "victory in this secessionist region, [thousands] of",
                "thousands",
                Plain,
                "Nagorno-Karabakh residents",
                "article",
                "",
            ),
            ("About [28,120] refugees", "28120", About, "refugees", "Armenian authorities", ""),
            ("Sunday, [four] days after", "4", Plain, "", "article", ""),
        ],
        attributions: &[
            ("Armenian authorities", "said", "About 28,120", "from Nagorno-Karabakh"),
            ("a man", "said", "They expelled us", "They expelled us,"),
            ("Ilham Aliev", "reiterated", "the rights|a promise", "guaranteed"),
            ("Azerbaijan", "promised", "to allow|allow", "to Armenia"),
            ("France", "denounces", "Russia’s", "complicity"),
            ("France", "estimated", "the “massive”", "in 2020|of Russia"),
            ("Paris", "recalled", "it would hold", "Armenian people"),
            ("Catherine Colonna", "warned", "We will resist", "territorial integrity"),
        ],
    },
    Seed {
        name: "004_84ec66a58897492e.txt",
        text: include_str!("../seeds/004_84ec66a58897492e.txt"),
        quantities: &[
            (
                "[200] killed in Karabakh operation\n\nArmenian",
                "200",
                Plain,
                "",
                "article",
                "repeats",
            ),
            ("Reuters\n[200] killed", "200", Plain, "", "article", "repeats"),
            ("said killed [200] people", "200", Plain, "people", "they", ""),
            ("some [200] km", "200", About, "", "", ""),
            ("showed the [two] delegations", "2", Plain, "delegations", "", ""),
            ("end a [six]-week war", "6", Plain, "", "", ""),
            ("fought [two] wars", "2", Plain, "wars", "article", ""),
            ("more than [10,000] people", "10000", MoreThan, "people", "A separatist official", ""),
        ],
        attributions: &[
            ("Baku", "says", "it has regained", "200 people"),
            ("they", "said", "killed 200 people", "killed 200 people"),
            ("an AFP journalist", "saw", "a convoy", "capital Baku"),
            ("images", "showed", "the two delegations", "Azerbaijani flag"),
            ("Vladimir Putin", "has said", "the peacekeeping", "the talks"),
            ("Azerbaijan", "claimed", "victory", "victory"),
            ("Aliyev", "said", "this week’s events", "Azerbaijan and Armenia"),
            ("Hikmet Hajiyev", "promised", "safe passage", "surrendered"),
            ("Hikmet Hajiyev", "said", "Baku sought", "Armenians"),
            ("A separatist official", "said", "more than 10,000", "in Nagorno-Karabakh"),
            ("Aliyev", "said", "Azerbaijan had", "in Karabakh"),
            ("He", "claimed", "most of the", "destroyed"),
            ("He", "said", "the withdrawal", "already begun"),
        ],
    },
];

fn place(text: &str, drawn: &str) -> Span {
    let start_mark = drawn.find('[').unwrap();
    let end_mark = drawn.find(']').unwrap();
    let plain = drawn.replace(['[', ']'], "");
    let at = text.find(&plain).unwrap_or_else(|| panic!("not in the article: {drawn}"));
    Span { start: at + start_mark, end: at + end_mark - 1 }
}

fn value(quantity: &ProposedQuantity) -> String {
    match &quantity.value {
        Value::Number(number) => number.as_str().to_owned(),
        Value::Vague(words) => words.clone(),
        other => format!("{other:?}"),
    }
}

fn wrong_with(
    found: &Recognized,
    text: &str,
    wanted: &(&str, &str, QualifierKind, &str, &str, &str),
) -> Option<String> {
    let (drawn, number, qualifier, counted, whose, marks) = *wanted;
    let span = place(text, drawn);
    let Some(quantity) = found.quantities.iter().find(|quantity| quantity.number.overlaps(span))
    else {
        return Some("not found".to_owned());
    };
    let mut wrong = String::new();
    let mut differs = |what: &str, is: &str, should: &str| {
        if is != should {
            write!(wrong, "{what} {is:?} instead of {should:?}; ").unwrap();
        }
    };
    differs("number", quantity.number.shown(text), span.shown(text));
    differs("value", &value(quantity), number);
    differs("qualifier", &format!("{:?}", quantity.qualifier.kind), &format!("{qualifier:?}"));
    if !counted.is_empty() {
        let is = quantity.counted.as_ref().map_or("", |counted| counted.span.shown(text));
        differs("counted", is, counted);
    }
    match (whose, &quantity.voice) {
        ("", _) => {}
        ("article", voice) => differs("voice", &format!("{voice:?}"), "Article"),
        (_, ProposedVoice::By(by)) => {
            let origin = by
                .first()
                .and_then(|i| found.attributions[*i].origin())
                .map_or("", |span| span.shown(text));
            if !origin.contains(whose) {
                differs("voice", origin, whose);
            }
        }
        (_, voice) => differs("voice", &format!("{voice:?}"), whose),
    }
    let date =
        |at: Option<usize>| at.and_then(|at| found.dates[at].edtf.clone()).unwrap_or_default();
    if let Some(edtf) = marks.strip_prefix("as of ") {
        differs("as of", &date(quantity.as_of), edtf);
    } else {
        differs("as of", &date(quantity.as_of), "");
    }
    if let Some(edtf) = marks.strip_prefix("period ") {
        differs("period", &date(quantity.period), edtf);
    }
    let linked = |kind: LinkKind| quantity.links.iter().any(|(is, _)| *is == kind);
    match marks {
        "estimated" => differs("estimated", &quantity.estimated.to_string(), "true"),
        "carried" => differs("carried", &quantity.qualifier.carried.to_string(), "true"),
        "capacity" => differs("modality", &format!("{:?}", quantity.modality), "Capacity"),
        "forecast" => differs("modality", &format!("{:?}", quantity.modality), "Forecast"),
        "further" => differs("further", &linked(LinkKind::FurtherTo).to_string(), "true"),
        "part" => differs("part", &linked(LinkKind::PartOf).to_string(), "true"),
        "repeats" => differs("repeats", &linked(LinkKind::Repeats).to_string(), "true"),
        _ => differs(
            "modality",
            &format!("{:?}", quantity.modality),
            &format!("{:?}", Modality::Actual),
        ),
    }
    (!wrong.is_empty()).then_some(wrong)
}

fn chain(attribution: &ProposedAttribution, text: &str) -> String {
    let sources: Vec<&str> = attribution.chain.iter().map(|hop| hop.source.shown(text)).collect();
    sources.join(" ← ")
}

fn attribution_missing(
    found: &Recognized,
    text: &str,
    wanted: &(&str, &str, &str, &str),
) -> Option<String> {
    let (sources, cue, begins, ends) = *wanted;
    let mut nearest = String::new();
    for attribution in &found.attributions {
        let cues: Vec<&str> = attribution.cue.iter().map(|span| span.shown(text)).collect();
        let said = chain(attribution, text);
        let has_sources = sources.split(" ← ").all(|source| said.contains(source))
            && said.split(" ← ").count() == sources.split(" ← ").count();
        let content = (attribution.content.first(), attribution.content.last());
        let (Some(first), Some(last)) = content else { continue };
        let strip =
            |words: &str| words.trim_matches(['“', '”', '"', ',', '.', ' ', '…']).to_owned();
        let (first, last) = (strip(first.shown(text)), strip(last.shown(text)));
        // The word "that" may stand on either side of the edge.
        let first = first.strip_prefix("that ").unwrap_or(&first);
        let begins = begins.split('|').any(|begins| first.starts_with(&strip(begins)));
        let ends = ends.split('|').any(|ends| last.ends_with(&strip(ends)));
        let cue_fits = cue.split(", ").all(|word| cues.join(" ").contains(word));
        if has_sources && cue_fits && begins && ends {
            return None;
        }
        if cue_fits && (has_sources || begins || ends) {
            writeln!(nearest, "        near: {said} | {} | {first} … {last}", cues.join(" "))
                .unwrap();
        }
    }
    Some(format!("no “{sources} {cue} {begins} … {ends}”\n{nearest}"))
}

/// What the reading wants and the recogniser does not propose, by article.
fn misses() -> (String, usize, usize) {
    let (mut report, mut missed, mut all) = (String::new(), 0, 0);
    for seed in SEEDS {
        let options = Options { file_name: Some(seed.name), ..Options::default() };
        let found = recognize(seed.text, &options);
        for wanted in seed.quantities {
            all += 1;
            if let Some(wrong) = wrong_with(&found, seed.text, wanted) {
                missed += 1;
                writeln!(report, "{}: “{}”: {wrong}", &seed.name[..3], wanted.0.replace('\n', "⏎"))
                    .unwrap();
            }
        }
        for wanted in seed.attributions {
            all += 1;
            if let Some(wrong) = attribution_missing(&found, seed.text, wanted) {
                missed += 1;
                writeln!(report, "{}: {wrong}", &seed.name[..3]).unwrap();
            }
        }
    }
    (report, missed, all)
}

/// A clause that goes on behind ", and" with a subject of its own, and a victory that is claimed without a clause.
const KNOWN_MISSES: usize = 3;

#[test]
fn what_an_analyst_wants_is_proposed() {
    let (report, missed, all) = misses();
    println!("{report}\n{missed} of {all} missed");
    assert!(missed <= KNOWN_MISSES, "{report}\n{missed} of {all} missed");
}

#[test]
fn observed_is_not_said() {
    let text = SEEDS[1].text;
    let found = recognize(text, &Options::default());
    let seen =
        found.attributions.iter().find(|attribution| chain(attribution, text).contains("AFP"));
    assert_eq!(seen.map(|attribution| attribution.mode), Some(Mode::Observed));
}
