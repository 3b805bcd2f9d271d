//! Who speaks, and the facts above the articles.

use super::*;

/// Agents; whom one speaks for stands before it.
pub const AGENTS: &[Agent] = &[
    agent(
        "armenia",
        "Government of Armenia",
        "Government",
        "the Armenian government, Armenia, Yerevan",
        "",
    ),
    agent("azerbaijan", "Government of Azerbaijan", "Government", "Azerbaijan, Baku", ""),
    Agent {
        note: "Called separatists, leadership, leaders or authorities. “Armenian authorities” is no alias: it is Yerevan in 003.",
        ..agent(
            "stepanakert",
            "Authorities of Nagorno-Karabakh",
            "DeFactoAuthority",
            "Armenian separatists, separatists, Armenian leaders in Karabakh, Armenian authorities in the region",
            "",
        )
    },
    agent("russia", "Government of Russia", "Government", "Russia, Moscow", ""),
    agent("france", "Government of France", "Government", "France, Paris", ""),
    agent("pashinyan", "Nikol Pashinyan", "Person", "Pashinyan, Nikol Pashinian", "armenia"),
    Agent {
        note: "Joined to the authorities whose ombudsman he is: what they say of the killed and the wounded is not counted as a second origin.",
        ..agent("stepanyan", "Gegham Stepanyan", "Person", "", "stepanakert")
    },
    agent("babayan", "David Babayan", "Person", "", "stepanakert"),
    agent("aliyev", "Ilham Aliyev", "Person", "Aliyev, Ilham Aliev", "azerbaijan"),
    agent("hajiyev", "Hikmet Hajiyev", "Person", "", "azerbaijan"),
    agent(
        "az-defence",
        "Ministry of Defence of Azerbaijan",
        "Government",
        "the Azeri defense ministry",
        "azerbaijan",
    ),
    agent("putin", "Vladimir Putin", "Person", "", "russia"),
    agent("colonna", "Catherine Colonna", "Person", "", "france"),
    agent("erdogan", "Recep Tayyip Erdogan", "Person", "", ""),
    agent("icrc", "International Committee of the Red Cross", "IntlOrganisation", "ICRC", ""),
    agent("reuters", "Reuters", "NewsAgency", "", ""),
    agent("afp", "Agence France-Presse", "NewsAgency", "AFP", ""),
    agent("tass", "TASS", "NewsAgency", "Russian TASS news agency", ""),
    agent("azer-news", "Azer News", "Outlet", "", ""),
    agent("ru-media", "Russian state media", "Outlet", "", ""),
    agent("broers", "Laurence Broers", "Expert", "", ""),
    agent("hauer", "Neil Hauer", "Witness", "", ""),
    agent("snell", "Lindsey Snell", "Witness", "", ""),
];

const fn agent(
    key: &'static str,
    name: &'static str,
    kind: &'static str,
    aliases: &'static str,
    speaks_for: &'static str,
) -> Agent {
    Agent { key, name, kind, aliases, speaks_for, note: "" }
}

pub const FACTS: &[Fact] = &[
    Fact {
        key: "entered",
        question: "How many people entered Armenia?",
        topic: "displacement",
        accepts: "people, refugees, Armenians",
        places: "to Armenia, from Nagorno-Karabakh",
        window: "2023-09-24/..",
        reading: Some([
            "28120",
            "28110",
            "",
            "2023-09-26",
            "The latest figure of the government that kept the count. Said on the 26th; it may be of earlier that day.",
        ]),
        note: "One count that grew over three days.",
        ..FACT
    },
    Fact {
        key: "living",
        question: "How many people lived in Nagorno-Karabakh?",
        topic: "displacement",
        accepts: "people, population, Armenians",
        measure: "Stock",
        behaves: "Fixed",
        places: "at Nagorno-Karabakh",
        note: "Before the operation. The population and the Armenians there are taken for one: nearly all others had left long before.",
        ..FACT
    },
    Fact {
        key: "evacuated",
        question: "How many people were evacuated from Armenian communities in Nagorno-Karabakh?",
        topic: "displacement",
        accepts: "people",
        places: "from Nagorno-Karabakh",
        note: "As of when is missing, and where they were taken: perhaps to other places of the region.",
        ..FACT
    },
    Fact {
        key: "can-take-in",
        question: "How many can Armenia take in?",
        topic: "displacement",
        measure: "Unstated",
        modality: "Capacity",
        behaves: "Varies",
        places: "to Armenia",
        note: "Families in 000, persons in 002. No noun is accepted for both: which is right is open.",
        ..FACT
    },
    Fact {
        key: "share-leaving",
        question: "What share of the people of Nagorno-Karabakh would leave?",
        topic: "displacement",
        unit: ("Percent", "%"),
        measure: "Share",
        behaves: "Varies",
        places: "",
        ..FACT
    },
    Fact {
        key: "killed",
        question: "How many people were killed in the operation?",
        topic: "casualties of the operation",
        accepts: "people",
        places: "at Nagorno-Karabakh",
        window: "2023-09-19/2023-09-20",
        note: "Three articles, at most two origins; both may rest on the ombudsman.",
        ..FACT
    },
    Fact {
        key: "wounded",
        question: "How many people were wounded in the operation?",
        topic: "casualties of the operation",
        accepts: "people",
        places: "at Nagorno-Karabakh",
        window: "2023-09-19/2023-09-20",
        ..FACT
    },
    Fact {
        key: "civilians",
        question: "How many of the killed were civilians?",
        topic: "casualties of the operation",
        who: "civilian",
        accepts: "civilians",
        places: "at Nagorno-Karabakh",
        window: "2023-09-19/2023-09-20",
        ..FACT
    },
    Fact {
        key: "children",
        question: "How many of the killed were children?",
        topic: "casualties of the operation",
        who: "civilian, child",
        accepts: "children",
        places: "at Nagorno-Karabakh",
        window: "2023-09-19/2023-09-20",
        ..FACT
    },
    Fact {
        key: "gas-killed",
        question: "How many people were killed at the gas station?",
        topic: "the gas station at Stepanakert",
        accepts: "people",
        places: "near Stepanakert",
        window: "2023-09-25",
        ..FACT
    },
    Fact {
        key: "gas-wounded",
        question: "How many people were wounded at the gas station?",
        topic: "the gas station at Stepanakert",
        accepts: "people",
        places: "near Stepanakert",
        window: "2023-09-25",
        ..FACT
    },
    Fact {
        key: "aid-russia",
        question: "How much humanitarian aid arrived from Russia?",
        topic: "aid",
        each: "Object",
        accepts: "humanitarian shipments",
        unit: ("Mass", "t"),
        places: "from Russia",
        ..FACT
    },
    Fact {
        key: "aid-flour",
        question: "How much flour arrived from the Red Cross?",
        topic: "aid",
        each: "Object",
        accepts: "flour",
        unit: ("Mass", "t"),
        ..FACT
    },
    Fact {
        key: "vehicles",
        question: "How many armored vehicles were handed over?",
        topic: "disarmament",
        each: "Object",
        accepts: "armored vehicles",
        ..FACT
    },
    Fact {
        key: "arms",
        question: "How many small arms, anti-tank weapons and air defense systems were handed over?",
        topic: "disarmament",
        each: "Object",
        // Commas part nouns here; the first names the rest.
        accepts: "small arms",
        ..FACT
    },
    Fact {
        key: "rounds",
        question: "How many rounds of ammunition were handed over?",
        topic: "disarmament",
        each: "Object",
        accepts: "rounds of ammunition",
        ..FACT
    },
    Fact {
        key: "peacekeepers",
        question: "How many Russian peacekeepers were in the region?",
        topic: "disarmament",
        accepts: "peacekeepers",
        measure: "Stock",
        behaves: "Varies",
        places: "at Nagorno-Karabakh",
        ..FACT
    },
    Fact {
        key: "operation-length",
        question: "How long did the operation of September 2023 last?",
        topic: "lengths of time",
        each: "Event",
        accepts: "military operation",
        unit: ("Time", "d"),
        measure: "Unstated",
        behaves: "Fixed",
        places: "at Nagorno-Karabakh",
        window: "2023-09-19/2023-09-20",
        ..FACT
    },
    Fact {
        key: "war-length",
        question: "How long did the war of 2020 last?",
        topic: "lengths of time",
        each: "Event",
        accepts: "war, Second Karabakh War",
        unit: ("Time", "d"),
        measure: "Unstated",
        behaves: "Fixed",
        places: "at Nagorno-Karabakh",
        window: "2020",
        note: "44 days lie within what six weeks can mean.",
        ..FACT
    },
    Fact {
        key: "blockade",
        question: "For how many months had access been blocked?",
        topic: "lengths of time",
        each: "Event",
        accepts: "blocking access to the territory",
        unit: ("Time", "mo"),
        measure: "Unstated",
        ..FACT
    },
    Fact {
        key: "war-killed",
        question: "How many people were killed from 1988 to 1994?",
        topic: "the war of 1988 to 1994",
        accepts: "people",
        behaves: "Fixed",
        window: "1988/1994",
        ..FACT
    },
    Fact {
        key: "war-displaced",
        question: "How many people were displaced from 1988 to 1994?",
        topic: "the war of 1988 to 1994",
        accepts: "people",
        behaves: "Fixed",
        window: "1988/1994",
        ..FACT
    },
];
