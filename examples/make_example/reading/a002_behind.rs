//! Article 002 behind its boxed explanation: what the victory ended, the earlier war, aid and weapons.

use super::*;

const SATURDAY: Option<Date> = day("as of [Saturday]", "2023-09-23", "Relative");
const WAR_YEARS: Option<Date> = Some(Date {
    words: "1988 to 1994",
    edtf: "1988/1994",
    precision: "Year",
    basis: "Explicit",
    relation: "At",
});

pub const CLAIMS: &[Claim] = &[
    Claim {
        text: "President Ilham Aliyev said that his “iron fist” … in Azerbaijan.",
        said: &[Said {
            key: "002/aliyev",
            cue: &["said"],
            content: &["his “iron fist” made the idea … “paradise” in Azerbaijan"],
            chain: &[named("Ilham Aliyev", "aliyev")],
            mode: "Mixed",
            ..SAID
        }],
        ..CLAIM
    },
    Claim {
        text: "Armenia says more than 200 people … military operation.",
        said: &[Said {
            key: "002/armenia",
            cue: &["says"],
            content: &[
                "more than 200 people were killed and 400 wounded in Azerbaijan’s military operation",
            ],
            chain: &[named("Armenia", "armenia")],
            ..SAID
        }],
        numbers: &[
            Number {
                key: "002/200",
                words: "200",
                qualifier: Qualifier::Printed("more than"),
                counted: Printed("people"),
                what: "were killed",
                measure: "Cumulative",
                by: &["002/armenia"],
                facts: &[("killed", Joined::Yes)],
                note: "Armenia may have the figure from the ombudsman whom 001 names; nothing here says so.",
                ..NUMBER
            },
            Number {
                key: "002/400",
                words: "400",
                qualifier: Qualifier::Carried("MoreThan"),
                counted: Carried("people"),
                what: "wounded",
                measure: "Cumulative",
                by: &["002/armenia"],
                facts: &[("wounded", Joined::Yes)],
                note: "“More than” is carried from the killed to the wounded of the same pair.",
                ..NUMBER
            },
        ],
        ..CLAIM
    },
    Claim {
        text: "About 30,000 were killed and more than a million … 1988 to 1994.",
        numbers: &[
            Number {
                key: "002/30000",
                words: "30,000",
                qualifier: Qualifier::Printed("About"),
                counted: Carried("people"),
                what: "were killed",
                measure: "Cumulative",
                period: WAR_YEARS,
                facts: &[("war-killed", Joined::Yes)],
                note: "The years are what is counted over, not an as-of.",
                ..NUMBER
            },
            Number {
                key: "002/million",
                words: "a million",
                qualifier: Qualifier::Printed("more than"),
                counted: Carried("people"),
                what: "were displaced",
                measure: "Cumulative",
                period: WAR_YEARS,
                places: &[("most of them from [Azerbaijan]", "From")],
                facts: &[("war-displaced", Joined::Yes)],
                note: "“Most of them from Azerbaijan”: not all.",
                ..NUMBER
            },
        ],
        ..CLAIM
    },
    Claim {
        text: "After skirmishes that continued for decades … areas in and around Karabakh.",
        numbers: &[Number {
            key: "002/44-day",
            words: "44-day",
            counted: Printed("Second Karabakh War"),
            each: "Event",
            period: Some(Date {
                words: "2020",
                edtf: "2020",
                precision: "Year",
                basis: "Explicit",
                relation: "At",
            }),
            places: &[("in and around [Karabakh]", "At")],
            facts: &[("war-length", Joined::Yes)],
            ..NUMBER
        }],
        ..CLAIM
    },
    Claim {
        text: "That war ended with a Russian-brokered peace agreement … implementation.",
        said: &[Said {
            key: "002/accuse",
            cue: &["accuse"],
            content: &["failing to ensure its implementation"],
            chain: &[Hop { naming: "Anonymous", ..role("and [Armenians] accuse", "") }],
            ..SAID
        }],
        ..CLAIM
    },
    Claim {
        text: "Armenian authorities in the region said late Saturday … in the region.",
        said: &[Said {
            key: "002/shipments",
            cue: &["said"],
            content: &["about 150 tons of humanitarian shipments … had arrived in the region"],
            chain: &[role("Armenian authorities in the region", "stepanakert")],
            said_at: day("late Saturday", "2023-09-23", "Relative"),
            note: "Those in Stepanakert; the “Armenian authorities” of 003 are those in Yerevan.",
            ..SAID
        }],
        numbers: &[
            Number {
                key: "002/150",
                words: "150 tons",
                qualifier: Qualifier::Printed("about"),
                counted: Printed("humanitarian shipments"),
                what: "had arrived in the region",
                each: "Object",
                measure: "Cumulative",
                places: &[("shipments from [Russia]", "From"), ("arrived in [the region]", "To")],
                by: &["002/shipments"],
                facts: &[("aid-russia", Joined::Yes)],
                ..NUMBER
            },
            Number {
                key: "002/65",
                words: "65 tons",
                counted: Printed("flour"),
                what: "had arrived in the region",
                each: "Object",
                measure: "Cumulative",
                places: &[("arrived in [the region]", "To")],
                by: &["002/shipments"],
                links: &[(Link::FurtherTo, "002/150", "“another”")],
                facts: &[("aid-flour", Joined::Yes)],
                note: "“About” is not carried: “another” begins a count of its own, of other goods from another sender.",
                ..NUMBER
            },
        ],
        ..CLAIM
    },
    Claim {
        text: "“Given the scale of the humanitarian needs … in a statement.",
        said: &[Said {
            key: "002/committee",
            cue: &["said"],
            content: &["Given the scale of the humanitarian needs … weapons contamination"],
            chain: &[Hop {
                antecedent: "International Committee of the Red Cross",
                medium: "statement",
                ..role("the committee", "icrc")
            }],
            mode: "Direct",
            ..SAID
        }],
        ..CLAIM
    },
    Claim {
        text: "With 2,000 peacekeepers in the region … terms of the ceasefire.",
        said: &[Said {
            key: "002/delivered",
            cue: &["said"],
            content: &[
                "it had delivered, as of Saturday, six armored vehicles … terms of the ceasefire",
            ],
            chain: &[named("[Russia] said", "russia")],
            ..SAID
        }],
        numbers: &[
            Number {
                key: "002/2000",
                words: "2,000",
                counted: Printed("peacekeepers"),
                measure: "Stock",
                places: &[("[the region], Russia said", "At")],
                facts: &[("peacekeepers", Joined::Yes)],
                note: "Stands outside of what Russia said: the article’s own.",
                ..NUMBER
            },
            Number {
                key: "002/6-vehicles",
                words: "six",
                counted: Printed("armored vehicles"),
                what: "had delivered",
                each: "Object",
                measure: "Cumulative",
                as_of: SATURDAY,
                by: &["002/delivered"],
                facts: &[("vehicles", Joined::Yes)],
                ..NUMBER
            },
            Number {
                key: "002/800-arms",
                words: "800",
                qualifier: Qualifier::Printed("more than"),
                counted: Printed(
                    "small arms, anti-tank weapons and man-portable air defense systems",
                ),
                what: "had delivered",
                each: "Object",
                measure: "Cumulative",
                as_of: SATURDAY,
                by: &["002/delivered"],
                facts: &[("arms", Joined::Yes)],
                note: "Read as one count of all three kinds; it may be of the small arms alone.",
                ..NUMBER
            },
            Number {
                key: "002/22000",
                words: "22,000",
                counted: Printed("rounds of ammunition"),
                what: "had delivered",
                each: "Object",
                measure: "Cumulative",
                as_of: SATURDAY,
                by: &["002/delivered"],
                facts: &[("rounds", Joined::Yes)],
                ..NUMBER
            },
        ],
        ..CLAIM
    },
    Claim {
        text: "Pashinyan, who has publicly accused Russia … Karabakhs in Armenia.",
        said: &[
            Said {
                key: "002/accused",
                cue: &["has publicly accused"],
                content: &["not supporting Armenia"],
                chain: &[named("Pashinyan", "pashinyan")],
                ..SAID
            },
            Said {
                key: "002/prepared",
                cue: &["said"],
                content: &["he had prepared a place to accommodate 40,000 Karabakhs in Armenia"],
                chain: &[named("Pashinyan", "pashinyan")],
                said_at: day("Friday", "2023-09-22", "Relative"),
                ..SAID
            },
        ],
        numbers: &[Number {
            key: "002/40000",
            words: "40,000",
            counted: Printed("Karabakhs"),
            what: "accommodate",
            modality: "Capacity",
            places: &[("Karabakhs in [Armenia]", "To")],
            by: &["002/prepared"],
            facts: &[("can-take-in", Joined::Yes)],
            note: "Persons here, families in 000.",
            ..NUMBER
        }],
        ..CLAIM
    },
    Claim {
        text: "Azerbaijan, whose population is mostly Muslim … if they want.",
        said: &[Said {
            key: "002/can-leave",
            cue: &["has said"],
            content: &["Armenians, who are Christians, can leave if they want"],
            chain: &[named("Azerbaijan", "azerbaijan")],
            ..SAID
        }],
        ..CLAIM
    },
    Claim {
        text: "Pashinyan said that his country will review … with Moscow.",
        said: &[Said {
            key: "002/review",
            cue: &["said"],
            content: &["his country will review the issue of its alliance with Moscow"],
            chain: &[named("Pashinyan", "pashinyan")],
            ..SAID
        }],
        ..CLAIM
    },
    Claim {
        text: "He added in his speech today, “Some of our partners … under treaties.”",
        said: &[Said {
            key: "002/partners",
            cue: &["added"],
            content: &["Some of our partners are making … including the commitments made."],
            chain: &[Hop {
                medium: "speech",
                ..pronoun("He", "[Pashinyan] said that his country", "pashinyan")
            }],
            mode: "Direct",
            said_at: day("today", "2023-09-24", "Relative"),
            note: "The quotation closes before “under treaties”, by a slip of the article’s.",
            ..SAID
        }],
        ..CLAIM
    },
    Claim {
        text: "Russian officials say Pashinyan … in the region.",
        said: &[Said {
            key: "002/russian-officials",
            cue: &["say", "have repeatedly stated"],
            content: &[
                "Pashinyan is to blame for his mishandling of the crisis",
                "Armenia, which borders Turkey, Iran, Azerbaijan and Georgia, has few other friends in the region",
            ],
            chain: &[role("Russian officials", "russia")],
            ..SAID
        }],
        ..CLAIM
    },
];
