//! Numbers that are written as one word: "einhundertdreiundzwanzig", "քառասունհինգ", "وعشرون".
//!
//! Owns: the parts of such a word, where the table says that its language writes them so ([`super::rule::Rule::Compound`]). Never: adds
//! them up.
//!
//! The parts are the words of numbers themselves, and those that stand only inside of others: section `[number.bound]`, which
//! also names the endings (`ending`) that the whole may have.

/// What a part of a number in words does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// So many.
    Value(u64),
    /// Times so many.
    Times(u64),
    /// "and"
    And,
}

/// The parts of the numbers of a language.
#[derive(Default, Debug)]
pub(crate) struct Compounds {
    /// By their letters; of those that begin alike the longest first.
    parts: Vec<(Box<str>, Part)>,
    endings: Vec<Box<str>>,
}

impl Compounds {
    pub(super) fn add(&mut self, word: &str, part: Part) {
        self.parts.push((word.into(), part));
    }

    /// Takes a line of `[number.bound]`; false where it says nothing.
    pub(super) fn read(&mut self, meaning: &str, words: &str) -> bool {
        let part = match meaning {
            "and" => Some(Part::And),
            "ending" => None,
            number => match number.parse() {
                Ok(value) => Some(Part::Value(value)),
                Err(_) => return false,
            },
        };
        for word in words.split(',').map(str::trim) {
            match part {
                Some(part) => self.add(word, part),
                None => self.endings.push(word.into()),
            }
        }
        true
    }

    pub(super) fn finish(&mut self) {
        let first = |word: &str| word.chars().next();
        self.parts.sort_by(|(a, _), (b, _)| {
            first(a).cmp(&first(b)).then(b.len().cmp(&a.len())).then(a.cmp(b))
        });
        self.parts.dedup_by(|(a, _), (b, _)| a == b);
    }

    /// The parts of a word in lower case that is made of nothing else: two at least, or one with an ending.
    pub(crate) fn split(&self, word: &str) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let ended = self.rest(word, &mut parts)?;
        (parts.len() > 1 || ended).then_some(parts)
    }

    /// Whether some part begins with a letter in lower case.
    pub(crate) fn begins(&self, letter: char) -> bool {
        !self.with(letter).is_empty()
    }

    fn with(&self, letter: char) -> &[(Box<str>, Part)] {
        let first = |word: &str| word.chars().next().unwrap_or_default();
        let from = self.parts.partition_point(|(word, _)| first(word) < letter);
        let to = self.parts.partition_point(|(word, _)| first(word) <= letter);
        self.parts.get(from..to).unwrap_or_default()
    }

    /// Splits what is left; whether it ends in an ending.
    fn rest(&self, word: &str, parts: &mut Vec<Part>) -> Option<bool> {
        const MOST: usize = 16;
        let Some(letter) = word.chars().next() else {
            return parts.last().is_some_and(|last| *last != Part::And).then_some(false);
        };
        if !parts.is_empty() && self.endings.iter().any(|ending| **ending == *word) {
            return Some(true);
        }
        if parts.len() == MOST {
            return None;
        }
        for (part, means) in self.with(letter) {
            let Some(rest) = word.strip_prefix(&**part) else { continue };
            parts.push(*means);
            if let Some(ended) = self.rest(rest, parts) {
                return Some(ended);
            }
            parts.pop();
        }
        None
    }
}
