//! Article 001: dated in its first line, with a lead that rounds the body.

use super::*;

pub const ARTICLE: Article = Article {
    file: "001_9bb5d3ffd8b816bd.txt",
    title: "",
    published: Published::Printed("2023-09-25"),
    claims: &[&[
        Claim {
            text: "Nearly 3000 people have fled … neighbouring Armenia.",
            part: "Standfirst",
            numbers: &[Number {
                key: "001/3000",
                words: "3000",
                qualifier: Qualifier::Printed("Nearly"),
                counted: Printed("people"),
                what: "have fled Nagorno-Karabakh",
                measure: "Cumulative",
                places: &[
                    ("[Nagorno-Karabakh], a region", "From"),
                    ("neighbouring [Armenia]", "To"),
                ],
                links: &[(Link::Repeats, "001/2900", "the lead rounds the body")],
                facts: &[("entered", Joined::Yes)],
                note: "“Nearly 3000” and “more than 2900” turn away from each other, but it is one statement: the lead names nobody, the body does.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "According to a statement from the Armenian government … by 25 September.",
            said: &[Said {
                key: "001/government",
                cue: &["According to"],
                content: &["more than 2900 refugees had entered Armenia by 25 September"],
                chain: &[
                    Hop {
                        naming: "ByRole",
                        cue: "published by",
                        ..named("Russian state media", "ru-media")
                    },
                    Hop { medium: "statement", ..named("the Armenian government", "armenia") },
                ],
                note: "The article has the statement from Russian state media: that is the hop nearest to it.",
                ..SAID
            }],
            numbers: &[Number {
                key: "001/2900",
                words: "2900",
                qualifier: Qualifier::Printed("more than"),
                counted: Printed("refugees"),
                what: "had entered Armenia",
                measure: "Cumulative",
                as_of: Some(Date { relation: "By", ..DAY_25 }),
                places: &[("entered [Armenia]", "To")],
                by: &["001/government"],
                facts: &[("entered", Joined::Yes)],
                note: "“By 25 September” is said of the entering itself, so it is an as-of.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Agence France-Presse (AFP) had previously witnessed … women and children.",
            said: &[Said {
                key: "001/afp",
                cue: &["had previously witnessed"],
                content: &[
                    "several hundred refugees entering the country, most of whom were women and children",
                ],
                chain: &[named("Agence France-Presse (AFP)", "afp")],
                mode: "Observed",
                ..SAID
            }],
            numbers: &[Number {
                key: "001/several-hundred",
                words: "several hundred",
                counted: Printed("refugees"),
                what: "entering the country",
                places: &[("[Armenia] by 25 September", "To")],
                by: &["001/afp"],
                facts: &[("entered", Joined::No("what was seen is no total"))],
                note: "Reporters counted who passed where they stood, not all who entered.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "This came after a day-long military operation … on 20 September.",
            numbers: &[Number {
                key: "001/day-long",
                words: "day-long",
                counted: Printed("military operation"),
                each: "Event",
                period: day("20 September", "2023-09-20", "Relative"),
                places: &[("region of [Nagorno-Karabakh]", "At")],
                facts: &[("operation-length", Joined::Yes)],
                note: "“Day-long” is one day; no digit is printed. This article dates the operation on the 20th, the others begin it on the 19th.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "The region’s rights ombudsman, Gegham Stepanyan … five children.",
            said: &[Said {
                key: "001/ombudsman",
                cue: &["said"],
                content: &["Azerbaijan killed 200 people and wounded a further 400"],
                chain: &[Hop { medium: "social media", ..named("Gegham Stepanyan", "stepanyan") }],
                said_at: day("", "2023-09-20", "Inferred"),
                note: "“At the time”: of the operation of 20 September in the sentence before.",
                ..SAID
            }],
            numbers: &[
                Number {
                    key: "001/200",
                    words: "200",
                    counted: Printed("people"),
                    what: "killed",
                    measure: "Cumulative",
                    places: &[("region of [Nagorno-Karabakh]", "At")],
                    by: &["001/ombudsman"],
                    facts: &[("killed", Joined::Yes)],
                    ..NUMBER
                },
                Number {
                    key: "001/400",
                    words: "400",
                    counted: Carried("people"),
                    what: "wounded",
                    measure: "Cumulative",
                    places: &[("region of [Nagorno-Karabakh]", "At")],
                    by: &["001/ombudsman"],
                    links: &[(Link::FurtherTo, "001/200", "“a further 400”")],
                    facts: &[("wounded", Joined::Yes)],
                    ..NUMBER
                },
                Number {
                    key: "001/10",
                    words: "10",
                    counted: Printed("civilians"),
                    who: "civilian",
                    measure: "Cumulative",
                    places: &[("region of [Nagorno-Karabakh]", "At")],
                    by: &["001/ombudsman"],
                    links: &[(Link::PartOf, "001/200", "“amongst them”")],
                    facts: &[("civilians", Joined::Yes)],
                    note: "“Amongst them” may mean the killed, or the killed and the wounded; taken as the killed. The sentence has no cue of its own and goes on with what the ombudsman said.",
                    ..NUMBER
                },
                Number {
                    key: "001/5",
                    words: "five",
                    counted: Printed("children"),
                    who: "civilian, child",
                    measure: "Cumulative",
                    places: &[("region of [Nagorno-Karabakh]", "At")],
                    by: &["001/ombudsman"],
                    links: &[(Link::PartOf, "001/10", "“including”")],
                    facts: &[("children", Joined::Yes)],
                    ..NUMBER
                },
            ],
            ..CLAIM
        },
        Claim {
            text: "Laurence Broers of the Chatham House … since mid-June.",
            said: &[Said {
                key: "001/broers",
                cue: &["wrote"],
                content: &["the attack:", "follows nine months of … since mid-June"],
                chain: &[Hop { medium: "Twitter", ..named("Laurence Broers", "broers") }],
                mode: "Mixed",
                note: "The quotation is set off as a paragraph of its own, without marks.",
                ..SAID
            }],
            numbers: &[Number {
                key: "001/9-months",
                words: "nine months",
                counted: Printed("blocking access to the territory"),
                each: "Event",
                by: &["001/broers"],
                facts: &[("blockade", Joined::Yes)],
                note: "“Since mid-June” is when it grew worse, no as-of of the nine months.",
                ..NUMBER
            }],
            ..CLAIM
        },
        Claim {
            text: "Meanwhile, Azerbaijan claimed … campaign in Nagorno-Karabakh.",
            said: &[Said {
                key: "001/claimed",
                cue: &["claimed"],
                content: &["it was carrying out an “anti-terrorist” campaign in Nagorno-Karabakh"],
                chain: &[named("Azerbaijan", "azerbaijan")],
                mode: "Mixed",
                framing: "Distancing",
                ..SAID
            }],
            ..CLAIM
        },
        Claim {
            text: "Flags and portraits of dozens … lined the roads.",
            numbers: &[
                Number {
                    key: "001/dozens",
                    words: "dozens",
                    counted: Printed("local “martyrs”"),
                    what: "died fighting",
                    places: &[("Terter", "At"), ("Beylagan", "At")],
                    note: "Counts those whose portraits hung there, not all who died.",
                    ..NUMBER
                },
                Number {
                    key: "001/30-year",
                    words: "30 year",
                    counted: Printed("conflict"),
                    each: "Event",
                    note: "A round name of the conflict more than a measure.",
                    ..NUMBER
                },
            ],
            ..CLAIM
        },
    ]],
};

const DAY_25: Date = Date {
    words: "25 September",
    edtf: "2023-09-25",
    precision: "Day",
    basis: "Relative",
    relation: "At",
};
