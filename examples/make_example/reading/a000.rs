//! Article 000: a running text with two tweets in it; no date of its own.

use super::*;

pub const ARTICLE: Article = Article {
    file: "000_d783d876d3f5d968.txt",
    title: "",
    // “On Tuesday” is still to come in the text, the tweets are of that day.
    published: Published::Inferred {
        edtf: "2023-09-26",
        words: "Neil Hauer (@NeilPHauer) [September 26, 2023]",
    },
    claims: &[&[
        Claim {
            text: "More than 13,000 Armenians have fled … under Armenian control.",
            said: &[Said {
                key: "000/announced",
                cue: &["had announced"],
                content: &[
                    "it had launched an anti-terrorist operation in the region … under Armenian control",
                ],
                chain: &[named("[Azerbaijan] had announced", "azerbaijan")],
                said_at: day("last Tuesday", "2023-09-19", "Inferred"),
                ..SAID
            }],
            numbers: &[
                Number {
                    key: "000/13000",
                    words: "13,000",
                    qualifier: Qualifier::Printed("More than"),
                    counted: Printed("Armenians"),
                    what: "have fled to Armenia",
                    measure: "Cumulative",
                    places: &[("fled to [Armenia]", "To"), ("from [Nagorno Karabakh]", "From")],
                    facts: &[("entered", Joined::Yes)],
                    note: "No as-of and nobody named. The article is of 26 September, so this is the latest the figure can be of; whether it is older than the 28,120 of the same day is not stated.",
                    ..NUMBER
                },
                Number {
                    key: "000/120000",
                    words: "120,000",
                    estimated: true,
                    counted: Printed("population"),
                    measure: "Stock",
                    places: &[("from [Nagorno Karabakh]", "At")],
                    facts: &[("living", Joined::Yes)],
                    note: "“An estimated” is a mark of its own; there is no qualifier.",
                    ..NUMBER
                },
            ],
            ..CLAIM
        },
        Claim {
            text: "Scenes in Kornidzor, at the border … Nagorno-Karabakh.",
            part: "Embed",
            said: &[Said {
                key: "000/hauer",
                content: &["Scenes in Kornidzor, at the border … Nagorno-Karabakh."],
                chain: &[Hop { medium: "tweet", ..named("Neil Hauer", "hauer") }],
                mode: "Direct",
                said_at: day(
                    "Neil Hauer (@NeilPHauer) [September 26, 2023]",
                    "2023-09-26",
                    "Explicit",
                ),
                note: "A tweet has no cue: the line under it names who wrote it, and when.",
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "Armenia took over the region … innocent civilians.",
            numbers: &[Number {
                key: "000/landmines",
                words: "thousands",
                counted: Printed("landmines"),
                what: "that continue to inflict great harm on innocent civilians",
                each: "Object",
                note: "Planted over years of Armenian rule; the text gives no end of that time, so no period.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "These people are driving … creating more delays?",
            part: "Embed",
            said: &[Said {
                key: "000/snell",
                content: &["These people are driving … creating more delays?"],
                chain: &[Hop { medium: "tweet", ..named("Lindsey Snell", "snell") }],
                mode: "Direct",
                said_at: day(
                    "Lindsey Snell (@LindseySnell) [September 26, 2023]",
                    "2023-09-26",
                    "Explicit",
                ),
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "According to Azer News, citing … in Nagorno-Karabakh.",
            said: &[Said {
                key: "000/azer-news",
                cue: &["According to"],
                content: &["Armenian armed forces detachments … in Nagorno-Karabakh"],
                chain: &[
                    named("Azer News", "azer-news"),
                    Hop { cue: "citing", ..named("the Azeri defense ministry", "az-defence") },
                ],
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "The Armenian government said it could take in … treat them.",
            said: &[Said {
                key: "000/take-in",
                cue: &["said"],
                content: &["it could take in 40,000 displaced families"],
                chain: &[named("The Armenian government", "armenia")],
                ..SAID
            }],
            numbers: &[Number {
                key: "000/40000",
                words: "40,000",
                counted: Printed("displaced families"),
                what: "could take in",
                each: "Household",
                modality: "Capacity",
                places: &[("fled to [Armenia]", "To")],
                by: &["000/take-in"],
                facts: &[("can-take-in", Joined::Yes)],
                note: "Families here, Karabakhs in 002: the same digits and the same government, but a family is more than one person. One of both articles may have it wrong.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "At least 20 people were killed … Armenian separatists.",
            said: &[Said {
                key: "000/gas-station",
                cue: &["according to"],
                content: &["At least 20 people were killed and 300 wounded"],
                chain: &[role("Armenian separatists", "stepanakert")],
                ..SAID
            }],
            numbers: &[
                Number {
                    key: "000/20",
                    words: "20",
                    qualifier: Qualifier::Printed("At least"),
                    counted: Printed("people"),
                    what: "were killed",
                    measure: "Cumulative",
                    period: day("Late on [Monday]", "2023-09-25", "Inferred"),
                    places: &[("gas station", "At"), ("capital of [Stepanakert]", "Near")],
                    by: &["000/gas-station"],
                    facts: &[("gas-killed", Joined::Yes)],
                    note: "Day and place stand in the sentence before.",
                    ..NUMBER
                },
                Number {
                    key: "000/300",
                    words: "300",
                    qualifier: Qualifier::Carried("AtLeast"),
                    counted: Carried("people"),
                    what: "wounded",
                    measure: "Cumulative",
                    period: day("Late on [Monday]", "2023-09-25", "Inferred"),
                    places: &[("gas station", "At"), ("capital of [Stepanakert]", "Near")],
                    by: &["000/gas-station"],
                    facts: &[("gas-wounded", Joined::Yes)],
                    note: "“At least” stands before the first number of the pair and is carried to the second. Read strictly, 300 has no qualifier.",
                    ..NUMBER
                },
            ],
            ..CLAIM
        },
    ]],
};
