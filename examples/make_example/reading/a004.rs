//! Article 004: of Thursday, 21 September, with its headline printed twice.

use super::*;

pub const ARTICLE: Article = Article {
    file: "004_84ec66a58897492e.txt",
    title: "200 killed in Karabakh operation",
    // The caption is of 20 September; the talks are “on Thursday”, and a session is still to come “later on Thursday”.
    published: Published::Inferred { edtf: "2023-09-21", words: "" },
    claims: &[&[
        Claim {
            text: "[200 killed in Karabakh operation]\n\nArmenian separatists",
            part: "Headline",
            numbers: &[Number {
                key: "004/200-headline",
                words: "200",
                counted: Carried("people"),
                what: "killed in Karabakh operation",
                measure: "Cumulative",
                places: &[("killed in [Karabakh] operation\n\nArmenian", "At")],
                links: &[(
                    Link::Repeats,
                    "004/200",
                    "the headline gives the body’s figure without its source",
                )],
                facts: &[("killed", Joined::Yes)],
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Photo: Reuters\n[200 killed in Karabakh operation]",
            part: "Headline",
            numbers: &[Number {
                key: "004/200-again",
                words: "200",
                counted: Carried("people"),
                what: "killed in Karabakh operation",
                measure: "Cumulative",
                places: &[("Reuters\n200 killed in [Karabakh]", "At")],
                links: &[(Link::Repeats, "004/200", "the headline once more, under the picture")],
                facts: &[("killed", Joined::Yes)],
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Baku says it has regained control … killed 200 people.",
            said: &[
                Said {
                    key: "004/baku",
                    cue: &["says"],
                    content: &[
                        "it has regained control over the territory for the first time in decades",
                    ],
                    chain: &[named("Baku", "azerbaijan")],
                    ..SAID
                },
                Said {
                    key: "004/separatists",
                    cue: &["said"],
                    content: &["killed 200 people"],
                    chain: &[pronoun("they", "[separatists] agreeing", "stepanakert")],
                    note: "“They” are the separatists, not Baku. They may have it from their ombudsman, as 001 has.",
                    ..SAID
                },
            ],
            numbers: &[Number {
                key: "004/200",
                words: "200",
                counted: Printed("people"),
                what: "killed",
                measure: "Cumulative",
                places: &[("territory of [Nagorno-Karabakh]", "At")],
                by: &["004/separatists"],
                facts: &[("killed", Joined::Yes)],
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Earlier on Thursday an AFP journalist saw … capital Baku.",
            said: &[Said {
                key: "004/afp",
                cue: &["saw"],
                content: &["a convoy of black cars arriving for the talks in the city of Yevlakh"],
                chain: &[role("an AFP journalist", "afp")],
                mode: "Observed",
                said_at: day("on [Thursday]", "2023-09-21", "Inferred"),
                note: "The day is when it was seen.",
                ..SAID
            }],
            numbers: &[Number {
                key: "004/200-km",
                words: "200 km",
                qualifier: Qualifier::Printed("some"),
                counted: Printed("west of the capital Baku"),
                each: "Other: distance",
                measure: "Stock",
                places: &[("Yevlakh", "At"), ("capital [Baku]", "From")],
                note: "The article’s own: where a town lies is not what the journalist saw. The same digits as the killed, and nothing to do with them.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "The convoy was accompanied … Azerbaijani flag.",
            said: &[Said {
                key: "004/images",
                cue: &["showed"],
                content: &["the two delegations around a table next to an Azerbaijani flag"],
                chain: &[Hop {
                    naming: "Document",
                    medium: "Azerbaijani TV",
                    ..role("images", "")
                }],
                mode: "Observed",
                ..SAID
            }],
            numbers: &[Number {
                key: "004/2-delegations",
                words: "two",
                counted: Printed("delegations"),
                each: "Other: delegation",
                measure: "Stock",
                by: &["004/images"],
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Russia sent peacekeepers to mountainous … mediate the talks.",
            said: &[Said {
                key: "004/putin",
                cue: &["has said"],
                content: &["the peacekeeping contingent would mediate the talks"],
                chain: &[named("Vladimir Putin", "putin")],
                ..SAID
            }],
            numbers: &[Number {
                key: "004/6-week",
                words: "six-week",
                counted: Printed("war"),
                each: "Event",
                period: Some(Date {
                    words: "2020",
                    edtf: "2020",
                    precision: "Year",
                    basis: "Explicit",
                    relation: "At",
                }),
                places: &[("[Nagorno-Karabakh] in 2020", "At")],
                facts: &[("war-length", Joined::Yes)],
                note: "A plain number of weeks is good to half a week either way: 38.5 to 45.5 days.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "The UN Security Council is also … victory on Wednesday.",
            said: &[Said {
                key: "004/claimed-victory",
                cue: &["claimed"],
                content: &["victory"],
                chain: &[named("[Azerbaijan] launched", "azerbaijan")],
                framing: "Distancing",
                said_at: day("on [Wednesday]", "2023-09-20", "Inferred"),
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "Since the collapse of the Soviet Union … over the region.",
            numbers: &[Number {
                key: "004/2-wars",
                words: "two",
                counted: Printed("wars"),
                what: "have fought",
                each: "Event",
                measure: "Cumulative",
                places: &[("Nagorno-Karabakh", "At")],
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Aliyev said this week’s events … Azerbaijan and Armenia.”",
            said: &[Said {
                key: "004/aliyev-events",
                cue: &["said"],
                content: &["this week’s events “will have … Azerbaijan and Armenia.”"],
                chain: &[named("Aliyev", "aliyev")],
                mode: "Mixed",
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "His foreign policy adviser Hikmet Hajiyev … Karabakh Armenians.",
            said: &[
                Said {
                    key: "004/hajiyev-promised",
                    cue: &["promised"],
                    content: &["safe passage for the separatists who surrendered"],
                    chain: &[named("Hikmet Hajiyev", "hajiyev")],
                    ..SAID
                },
                Said {
                    key: "004/hajiyev-said",
                    cue: &["said"],
                    content: &["Baku sought the “peaceful reintegration” of Karabakh Armenians"],
                    chain: &[named("Hikmet Hajiyev", "hajiyev")],
                    mode: "Mixed",
                    ..SAID
                },
            ],
            ..CLAIM
        },
        Claim {
            text: "A separatist official said … in Nagorno-Karabakh.",
            said: &[Said {
                key: "004/official",
                cue: &["said"],
                content: &["more than 10,000 people had been evacuated … in Nagorno-Karabakh"],
                chain: &[role("A separatist official", "stepanakert")],
                ..SAID
            }],
            numbers: &[Number {
                key: "004/10000",
                words: "10,000",
                qualifier: Qualifier::Printed("more than"),
                counted: Printed("people"),
                what: "had been evacuated from Armenian communities",
                measure: "Cumulative",
                places: &[("communities in [Nagorno-Karabakh]", "From")],
                by: &["004/official"],
                facts: &[("evacuated", Joined::Yes)],
                note: "Neither as-of nor where to: it is not said that they left the region, so it is no figure of “entered Armenia”.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "In a televised address on Wednesday … in Karabakh.”",
            said: &[Said {
                key: "004/aliyev-address",
                cue: &["said"],
                content: &["Azerbaijan had “restored its sovereignty … in Karabakh.”"],
                chain: &[Hop { medium: "televised address", ..named("Aliyev", "aliyev") }],
                mode: "Mixed",
                said_at: day("Wednesday", "2023-09-20", "Inferred"),
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "He claimed that most of the Armenian forces … already begun.",
            said: &[
                Said {
                    key: "004/he-claimed",
                    cue: &["claimed"],
                    content: &["most of the Armenian forces in the region had been destroyed"],
                    chain: &[pronoun("He", "on Wednesday, [Aliyev]", "aliyev")],
                    framing: "Distancing",
                    note: "No figure: “most” of a number that is not given.",
                    ..SAID
                },
                Said {
                    key: "004/he-said",
                    cue: &["said"],
                    content: &["the withdrawal of separatist troops had already begun"],
                    chain: &[pronoun("He", "on Wednesday, [Aliyev]", "aliyev")],
                    ..SAID
                },
            ],
            ..CLAIM
        },
        Claim {
            text: "Turkish President Recep Tayyip Erdogan … call with Aliyev.",
            said: &[Said {
                key: "004/erdogan",
                cue: &["expressed"],
                content: &["“wholehearted support” for traditional ally Azerbaijan"],
                chain: &[named("Recep Tayyip Erdogan", "erdogan")],
                mode: "Mixed",
                said_at: day("on [Thursday]", "2023-09-21", "Inferred"),
                ..SAID
            }],
            ..CLAIM
        },
    ]],
};
