//! Words as they are compared: without case, articles and endings.
//!
//! Owns: when two phrases name the same thing counted; stems for likeness. English endings are taken off;
//! words of other languages are compared as they stand. Never: decides whether figures are comparable.

use std::collections::BTreeSet;

/// Nouns whose singular no rule finds.
const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("persons", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("lives", "life"),
    ("wives", "wife"),
    ("feet", "foot"),
    ("troops", "soldier"),
    ("servicemen", "soldier"),
    ("servicemember", "soldier"),
    ("fled", "flee"),
    ("flown", "fly"),
    ("left", "leave"),
    ("gone", "go"),
    ("went", "go"),
    ("came", "come"),
    ("died", "die"),
    ("dead", "die"),
    ("deaths", "die"),
    ("death", "die"),
    ("said", "say"),
];

/// Words that news has for one event, as stems, a line an event.
const EVENTS: &[&[&str]] = &[
    &["enter", "cross", "arriv", "reach", "flee", "escap", "come", "influx"],
    &["kill", "die", "perish", "slain", "deadly", "fatality"],
    &["wound", "injur", "injury", "hurt", "maim"],
    &["detain", "arrest", "jail", "imprison", "captur"],
    &[
        "live",
        "lived",
        "living",
        "inhabit",
        "inhabitant",
        "resid",
        "resident",
        "populat",
        "population",
    ],
    &["destroy", "damag", "ruin", "demolish"],
    &["deliver", "arriv", "sent", "send", "ship"],
    &["evacuat", "displac", "uproot"],
];

/// Words that say nothing of what is meant.
const EMPTY: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "and", "or", "had", "has", "have", "been",
    "was", "were", "is", "are", "be", "their", "its", "his", "her", "how", "many", "much", "what",
    "which", "did", "do", "does", "there", "that", "who", "for", "by", "with", "from",
];

/// Where the noun with its adjectives ends.
const ENDS: &[&str] = &[
    "of", "from", "in", "at", "on", "to", "into", "with", "without", "who", "that", "which",
    "whose", "near", "by", "for", "among", "across", "under",
];

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']))
        .map(|word| word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// A name as names are compared: lower case, no leading article, single spaces.
#[must_use]
pub fn name_key(text: &str) -> String {
    let words: Vec<String> = words(text).collect();
    let skip = usize::from(words.len() > 1 && words.first().is_some_and(|word| word == "the"));
    words.get(skip..).unwrap_or_default().join(" ")
}

/// The singular of a noun.
fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|row| row.0 == word) {
        return (*one).to_owned();
    }
    if word.len() > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "uses", "xes", "ches", "shes", "zes"] {
        if word.len() > 4 && word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !["s", "u", "i"].iter().any(|end| stem.ends_with(end)) => {
            stem.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// A word without the endings of number and tense, for likeness only.
pub(super) fn stem(word: &str) -> String {
    let one = singular(word);
    for ending in ["ing", "ed", "ment", "ation", "al"] {
        if let Some(stem) = one.strip_suffix(ending)
            && stem.chars().count() >= 4
        {
            return stem.strip_suffix('e').unwrap_or(stem).to_owned();
        }
    }
    if one.len() > 4 { one.strip_suffix('e').unwrap_or(&one).to_owned() } else { one }
}

/// The stems of a text that say something, each once.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    words(text).filter(|word| !EMPTY.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// The events that stems are words for, as places in a list; none for words that name none.
pub(super) fn events(stems: &BTreeSet<String>) -> BTreeSet<usize> {
    let told = |words: &[&str]| words.iter().any(|word| stems.contains(*word));
    EVENTS.iter().enumerate().filter(|(_, words)| told(words)).map(|(at, _)| at).collect()
}

/// What is counted: a noun with what stands before it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Noun {
    head: String,
    before: BTreeSet<String>,
}

impl Noun {
    /// The noun of a phrase ("ethnic Armenian refugees from the region": refugee, with ethnic and Armenian).
    pub(super) fn read(phrase: &str) -> Option<Self> {
        let mut all: Vec<String> =
            words(phrase).take_while(|word| !ENDS.contains(&word.as_str())).collect();
        if all.is_empty() {
            all = words(phrase).collect();
        }
        all.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
        let head = singular(&all.pop()?);
        Some(Self { head, before: all.iter().map(|word| singular(word)).collect() })
    }

    /// Whether both name the same thing: the same noun, and what stands before one stands before the other or
    /// says more of it. "Families" and "displaced families" do; "Armenian soldiers" and "Azerbaijani soldiers" do not.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.head == other.head
            && (self.before.is_subset(&other.before) || other.before.is_subset(&self.before))
    }

    /// Whether this word, accepted by a fact, names that phrase.
    pub(super) fn names(&self, phrase: &Self) -> bool {
        self.head == phrase.head && self.before.is_subset(&phrase.before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_counted() {
        let same = |a: &str, b: &str| Noun::read(a).zip(Noun::read(b)).map(|(a, b)| a.same(&b));
        for (a, b, expected) in [
            ("people", "persons", true),
            ("refugees", "refugee", true),
            ("families", "displaced families", true),
            ("people from Nagorno-Karabakh", "people", true),
            ("the Armenians", "ethnic Armenians", true),
            ("boxes", "box", true),
            ("buses", "bus", true),
            ("people", "refugees", false),
            ("Armenian soldiers", "Azerbaijani soldiers", false),
            ("families", "people", false),
        ] {
            assert_eq!(same(a, b), Some(expected), "{a} / {b}");
            assert_eq!(same(b, a), Some(expected), "{b} / {a}");
        }
        assert_eq!(Noun::read(" – "), None);
    }

    #[test]
    fn stems_bring_forms_together() {
        for (a, b) in [("entered", "entering"), ("fled", "flee"), ("killing", "killed")] {
            assert_eq!(stem(a), stem(b));
        }
        for (a, b) in [
            ("had crossed into the country", "entered Armenia"),
            ("were injured", "wounded"),
            ("died", "have been killed"),
            ("inhabitants", "lived there"),
        ] {
            let (one, other) = (events(&stems(a)), events(&stems(b)));
            assert!(!one.is_disjoint(&other), "{a}: {:?}, {b}: {:?}", stems(a), stems(b));
        }
        assert!(events(&stems("killed")).is_disjoint(&events(&stems("wounded"))));
        assert_eq!(name_key("The  Government’s"), "government");
        assert!(stems("How many people had entered Armenia?").len() == 3);
    }
}
