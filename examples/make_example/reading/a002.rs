//! Article 002: the long one, dated to the second in its last line.

use super::*;

/// “In a speech … on Sunday”, and what he added in it.
const SPEECH: Option<Date> = day("compatriots on [Sunday]", "2023-09-24", "Relative");
const SATURDAY: Option<Date> = day("as of [Saturday]", "2023-09-23", "Relative");
const WAR_YEARS: Option<Date> = Some(Date {
    words: "1988 to 1994",
    edtf: "1988/1994",
    precision: "Year",
    basis: "Explicit",
    relation: "At",
});

pub const ARTICLE: Article = Article {
    file: "002_371c06971a596525.txt",
    title: "",
    published: Published::Printed("2023-09-24 23:46:11"),
    claims: &[
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
                places: &[("towards [Armenia]", "To"), ("country from [Nagorno-Karabakh]", "From")],
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
                content: &["some aid had arrived, but it seemed that mass exodus was inevitable"],
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
                chain: &[Hop { medium: "speech", ..pronoun("He", "Nikol Pashinyan", "pashinyan") }],
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
                content: &["If real living conditions are not created … only way to salvation."],
                chain: &[Hop { medium: "speech", ..pronoun("He", "Nikol Pashinyan", "pashinyan") }],
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
                    Hop { cue: "was quoted by", ..pronoun("he", "Nikol Pashinyan", "pashinyan") },
                ],
                mode: "Direct",
                ..SAID
            }],
            ..CLAIM
        },
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
                    places: &[
                        ("shipments from [Russia]", "From"),
                        ("arrived in [the region]", "To"),
                    ],
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
                    content: &[
                        "he had prepared a place to accommodate 40,000 Karabakhs in Armenia",
                    ],
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
    ],
};
