//! Article 003: of Tuesday, 26 September, which it names without a year.

use super::*;

pub const ARTICLE: Article = Article {
    file: "003_096ce20312727804.txt",
    title: "",
    // “Tuesday, September 26” falls in 2023, and the meeting in Brussels “on Tuesday” is still to come.
    published: Published::Inferred { edtf: "2023-09-26", words: "" },
    claims: &[&[
        Claim {
            text: "After Azerbaijan’s military victory … on foot.",
            part: "Standfirst",
            numbers: &[Number {
                key: "003/thousands",
                words: "thousands",
                counted: Printed("Nagorno-Karabakh residents"),
                what: "fled their region",
                measure: "Cumulative",
                places: &[("[Nagorno-Karabakh] residents", "From")],
                note: "In no fact: it counts who left the region, wherever to.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "About 28,120 refugees have arrived … September 26.",
            said: &[Said {
                key: "003/authorities",
                cue: &["said"],
                content: &["About 28,120 refugees have arrived in Armenia from Nagorno-Karabakh"],
                chain: &[named("Armenian authorities", "armenia")],
                said_at: day("Tuesday, September 26", "2023-09-26", "Inferred"),
                note: "“Armenian authorities” are those in Yerevan here; in 002 the words are of those in Stepanakert.",
                ..SAID
            }],
            numbers: &[Number {
                key: "003/28120",
                words: "28,120",
                qualifier: Qualifier::Printed("About"),
                counted: Printed("refugees"),
                what: "have arrived in Armenia",
                measure: "Cumulative",
                places: &[
                    ("in [Armenia] from", "To"),
                    ("from [Nagorno-Karabakh], Armenian", "From"),
                ],
                by: &["003/authorities"],
                facts: &[("entered", Joined::Yes)],
                note: "The day is when it was said, not what the figure is as of.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Azerbaijan opened the only road … control of Baku.",
            numbers: &[Number {
                key: "003/4-days",
                words: "four days",
                counted: Printed("after the separatists’ surrender"),
                each: "Event",
                period: day("on [Sunday]", "2023-09-24", "Inferred"),
                note: "A distance in time: from the ceasefire of 20 September to the opening of the road.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "“They expelled us,” said a man … Azerbaijani soldiers.",
            said: &[Said {
                key: "003/man",
                cue: &["said"],
                content: &["They expelled us"],
                chain: &[Hop {
                    naming: "Anonymous",
                    ..role("a man who walked past the Azerbaijani soldiers", "")
                }],
                mode: "Direct",
                said_at: day("Armenian territory on [Tuesday]", "2023-09-26", "Inferred"),
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "On Monday, Azerbaijani President Ilham Aliev … “guaranteed.”",
            said: &[Said {
                key: "003/aliyev",
                cue: &["reiterated a promise"],
                content: &["the rights of Armenians in the enclave would be “guaranteed.”"],
                chain: &[named("Ilham Aliev", "aliyev")],
                mode: "Mixed",
                said_at: day("Monday", "2023-09-25", "Inferred"),
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "Azerbaijan also promised … travel to Armenia.",
            said: &[Said {
                key: "003/promised",
                cue: &["promised"],
                content: &["to allow rebels who surrender their weapons to travel to Armenia"],
                chain: &[named("Azerbaijan", "azerbaijan")],
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "France denounces “Russia’s complicity.”",
            part: "Headline",
            said: &[Said {
                key: "003/denounces",
                cue: &["denounces"],
                content: &["Russia’s complicity."],
                chain: &[named("France", "france")],
                mode: "Direct",
                note: "A heading; the paragraph below it says the same at length.",
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "France estimated on Tuesday … there in 2020.",
            said: &[Said {
                key: "003/estimated",
                cue: &["estimated"],
                content: &["the “massive” exodus of Armenians … complicity of Russia,”"],
                chain: &[named("France", "france")],
                mode: "Mixed",
                said_at: day("estimated on [Tuesday]", "2023-09-26", "Inferred"),
                note: "What stands behind the quotation, on the force of 2020, is the article’s own.",
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "Paris recalled that it would hold … Armenian people.”",
            said: &[Said {
                key: "003/recalled",
                cue: &["recalled"],
                content: &["it would hold “Azerbaijan fully responsible … Armenian people.”"],
                chain: &[named("Paris", "france")],
                mode: "Mixed",
                framing: "Committed",
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "“We will resist any challenge … National Assembly.",
            said: &[Said {
                key: "003/colonna",
                cue: &["warned"],
                content: &["We will resist any challenge to Armenia’s territorial integrity"],
                chain: &[named("Catherine Colonna", "colonna")],
                mode: "Direct",
                ..SAID
            }],
            ..CLAIM
        },
    ]],
};
