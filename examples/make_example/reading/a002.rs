//! Article 002: the long one, dated to the second in its last line.

use super::*;

/// “In a speech … on Sunday”, and what he added in it.
const SPEECH: Option<Date> = day("compatriots on [Sunday]", "2023-09-24", "Relative");

pub const ARTICLE: Article = Article {
    file: "002_371c06971a596525.txt",
    title: "",
    published: Published::Printed("2023-09-24 23:46:11"),
    claims: &[
        &[
            Claim {
                text: "The Armenian government said late Sunday evening … from Nagorno-Karabakh.",
                said: &[Said {
                    key: "002/crossed",
                    cue: &["said"],
                    content: &["1,050 people had crossed into the country from Nagorno-Karabakh"],
                    chain: &[named("The Armenian government", "armenia")],
                    said_at: day("late Sunday evening", "2023-09-24", "Relative"),
                    ..SAID
                }],
                numbers: &[Number {
                    key: "002/1050-crossed",
                    words: "1,050",
                    counted: Printed("people"),
                    what: "had crossed into the country",
                    measure: "Cumulative",
                    places: &[
                        ("towards [Armenia]", "To"),
                        ("country from [Nagorno-Karabakh]", "From"),
                    ],
                    by: &["002/crossed"],
                    links: &[(
                        Link::Repeats,
                        "002/1050-statement",
                        "the statement quoted next, in other words",
                    )],
                    facts: &[("entered", Joined::Yes)],
                    note: "“Late Sunday evening” is when it was said, and no as-of; the hour stands in the sentence behind.",
                    ..NUMBER
                }],
                ..CLAIM
            },
            Claim {
                text: "The government added in a statement … from Nagorno-Karabakh.”",
                said: &[Said {
                    key: "002/statement",
                    cue: &["added"],
                    content: &[
                        "As of 22:00 (1800 GMT), 1,050 people had entered Armenia from Nagorno-Karabakh.",
                    ],
                    chain: &[Hop {
                        antecedent: "The Armenian government",
                        medium: "statement",
                        ..role("The government", "armenia")
                    }],
                    mode: "Direct",
                    ..SAID
                }],
                numbers: &[Number {
                    key: "002/1050-statement",
                    words: "1,050",
                    counted: Printed("people"),
                    what: "had entered Armenia",
                    measure: "Cumulative",
                    as_of: Some(Date {
                        words: "22:00 (1800 GMT)",
                        edtf: "2023-09-24T22:00:00+04:00",
                        precision: "Minute",
                        basis: "Relative",
                        relation: "At",
                    }),
                    places: &[("entered [Armenia]", "To"), ("from [Nagorno-Karabakh]", "From")],
                    by: &["002/statement"],
                    facts: &[("entered", Joined::Yes)],
                    note: "The zone is printed by both clocks: 22:00 is 18:00 GMT. The day comes from the article’s date.",
                    ..NUMBER
                }],
                ..CLAIM
            },
            Claim {
                text: "The leadership of the separatist region … fear ethnic cleansing.",
                said: &[Said {
                    key: "002/leadership",
                    cue: &["told"],
                    content: &[
                        "the 120,000 Armenians in Nagorno-Karabakh will leave … ethnic cleansing",
                    ],
                    chain: &[
                        named("Reuters", "reuters"),
                        Hop {
                            cue: "told",
                            ..role(
                                "The leadership of the separatist region of Nagorno-Karabakh",
                                "stepanakert",
                            )
                        },
                    ],
                    said_at: day("today", "2023-09-24", "Relative"),
                    ..SAID
                }],
                numbers: &[Number {
                    key: "002/120000",
                    words: "120,000",
                    counted: Printed("Armenians"),
                    measure: "Stock",
                    places: &[("Armenians in [Nagorno-Karabakh] will", "At")],
                    by: &["002/leadership"],
                    facts: &[("living", Joined::Yes)],
                    note: "What is forecast is the leaving. “The 120,000 Armenians” are those who live there, so the number is read as actual.",
                    ..NUMBER
                }],
                ..CLAIM
            },
            Claim {
                text: "A Reuters correspondent in the capital of Karabakh … border with Armenia.",
                said: &[Said {
                    key: "002/correspondent",
                    cue: &["said"],
                    content: &["those with fuel headed in their cars … border with Armenia"],
                    chain: &[role("A Reuters correspondent", "reuters")],
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "Reuters pictures showed dozens of cars … full of curves.",
                said: &[Said {
                    key: "002/pictures",
                    cue: &["showed"],
                    content: &["dozens of cars leaving the capital … full of curves"],
                    chain: &[Hop {
                        naming: "Document",
                        medium: "pictures",
                        ..named("Reuters pictures", "reuters")
                    }],
                    mode: "Observed",
                    ..SAID
                }],
                numbers: &[Number {
                    key: "002/dozens-of-cars",
                    words: "dozens",
                    counted: Printed("cars"),
                    what: "leaving the capital at night",
                    each: "Object",
                    places: &[("the capital of [Karabakh]", "From")],
                    by: &["002/pictures"],
                    ..NUMBER
                }],
                ..CLAIM
            },
            Claim {
                text: "The Armenians in Karabakh, a region internationally recognized … 24 hours.",
                numbers: &[Number {
                    key: "002/24-hours",
                    words: "24 hours",
                    qualifier: Qualifier::Chosen("AtMost"),
                    counted: Printed("military operation"),
                    each: "Event",
                    period: day("September 20", "2023-09-20", "Relative"),
                    places: &[("in [Karabakh], a region", "At")],
                    facts: &[("operation-length", Joined::Yes)],
                    note: "“Within” bounds the time from above; it is chosen in the form, for it is no qualifier of other numbers. 20 September is the ceasefire, with which the operation ended.",
                    ..NUMBER
                }],
                ..CLAIM
            },
            Claim {
                text: "Azerbaijan says it will guarantee … fear repression.",
                said: &[
                    Said {
                        key: "002/guarantee",
                        cue: &["says"],
                        content: &[
                            "it will guarantee their rights and integrate the region into the rest of the country",
                        ],
                        chain: &[named("Azerbaijan", "azerbaijan")],
                        ..SAID
                    },
                    Said {
                        key: "002/repression",
                        cue: &["say"],
                        content: &["they fear repression"],
                        chain: &[Hop { naming: "Anonymous", ..role("but [Armenians] say", "") }],
                        ..SAID
                    },
                ],
                ..CLAIM
            },
            Claim {
                text: "David Babayan, advisor to the president … historic land.”",
                said: &[Said {
                    key: "002/babayan",
                    cue: &["told"],
                    content: &["Our people do not want to live … our historic land."],
                    chain: &[
                        named("told [Reuters]", "reuters"),
                        Hop { cue: "told", ..named("David Babayan", "babayan") },
                    ],
                    mode: "Direct",
                    ..SAID
                }],
                numbers: &[Number {
                    key: "002/99.9",
                    words: "99.9 percent",
                    counted: Printed("Our people"),
                    what: "prefer to leave our historic land",
                    measure: "Share",
                    by: &["002/babayan"],
                    facts: &[("share-leaving", Joined::Yes)],
                    note: "A way of saying “nearly all” as much as a measured share.",
                    ..NUMBER
                }],
                ..CLAIM
            },
            Claim {
                text: "He continued, saying, “The fate of our poor people … their sins.”",
                said: &[Said {
                    key: "002/babayan-fate",
                    cue: &["continued, saying"],
                    content: &["The fate of our poor people … for their sins."],
                    chain: &[
                        named("told [Reuters], “Our", "reuters"),
                        pronoun("He", "David Babayan", "babayan"),
                    ],
                    mode: "Direct",
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "Armenian leaders in Karabakh said … leave for Armenia.",
                said: &[Said {
                    key: "002/leaders",
                    cue: &["said"],
                    content: &["Russian peacekeepers will accompany … leave for Armenia"],
                    chain: &[Hop {
                        medium: "statement",
                        ..role("Armenian leaders in Karabakh", "stepanakert")
                    }],
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "Near the village of Kornidzor … crossing into Armenia.",
                said: &[Said {
                    key: "002/reporters",
                    cue: &["saw"],
                    content: &["some cars packed with people crossing into Armenia"],
                    chain: &[role("Reuters reporters", "reuters")],
                    mode: "Observed",
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "Pashinyan said in a speech to his compatriots … inevitable.",
                said: &[Said {
                    key: "002/speech",
                    cue: &["said"],
                    content: &[
                        "some aid had arrived, but it seemed that mass exodus was inevitable",
                    ],
                    chain: &[Hop { medium: "speech", ..named("Pashinyan", "pashinyan") }],
                    said_at: SPEECH,
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "He added, “The Armenians of Nagorno-Karabakh remain … the situation.”",
                said: &[Said {
                    key: "002/speech-added",
                    cue: &["added"],
                    content: &["The Armenians of Nagorno-Karabakh remain … the situation."],
                    chain: &[Hop {
                        medium: "speech",
                        ..pronoun("He", "Nikol Pashinyan", "pashinyan")
                    }],
                    mode: "Direct",
                    said_at: SPEECH,
                    note: "Added in the speech on Sunday that the sentence before names.",
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "He continued, saying, “If real living conditions … way to salvation.”",
                said: &[Said {
                    key: "002/speech-continued",
                    cue: &["continued, saying"],
                    content: &[
                        "If real living conditions are not created … only way to salvation.",
                    ],
                    chain: &[Hop {
                        medium: "speech",
                        ..pronoun("He", "Nikol Pashinyan", "pashinyan")
                    }],
                    mode: "Direct",
                    said_at: SPEECH,
                    ..SAID
                }],
                ..CLAIM
            },
            Claim {
                text: "“Our government will cordially welcome … as saying.",
                said: &[Said {
                    key: "002/tass",
                    cue: &["was quoted by", "as saying"],
                    content: &[
                        "Our government will cordially welcome our brothers and sisters from Nagorno-Karabakh",
                    ],
                    chain: &[
                        named("Russian TASS news agency", "tass"),
                        Hop {
                            cue: "was quoted by",
                            ..pronoun("he", "Nikol Pashinyan", "pashinyan")
                        },
                    ],
                    mode: "Direct",
                    ..SAID
                }],
                ..CLAIM
            },
        ],
        a002_behind::CLAIMS,
    ],
};
