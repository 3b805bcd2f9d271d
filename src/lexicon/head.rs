//! The entries of a table that begin with one word.
//!
//! Owns: the look-up by the word behind it, and by what the entries are for. Never: knows text.

use super::sense::Sense;
use super::word::WordId;

/// How many kinds of readers the entries have ([`Sense::room`]).
const ROOMS: usize = 5;

/// One phrase with one meaning.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The words behind the first.
    rest: Box<[WordId]>,
    /// What it means.
    pub(crate) sense: Sense,
}

impl Entry {
    pub(super) const fn new(rest: Box<[WordId]>, sense: Sense) -> Self {
        Self { rest, sense }
    }

    /// Phrases by their second word, the longest first; words alone behind them. What is of one room stands together, as the
    /// table has it.
    fn order(&self) -> (u32, std::cmp::Reverse<usize>, usize) {
        let second = self.rest.first().map_or(u32::MAX, |second| second.0);
        (second, std::cmp::Reverse(self.len()), self.sense.room())
    }

    /// How many tokens the phrase has.
    pub(crate) const fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// Whether the phrase's further words stand here, given the words behind its first.
    pub(crate) fn matches(&self, mut word: impl FnMut(usize) -> WordId) -> bool {
        self.rest.iter().enumerate().all(|(i, id)| word(i + 1) == *id)
    }
}

/// The entries that begin with a word.
#[derive(Default)]
pub(super) struct Head {
    /// As [`Entry::order`] has them.
    pub(super) entries: Vec<Entry>,
    /// A bit for each second word of a phrase ([`WordId::bit`]): tells without a further look that none can stand.
    seconds: [u64; 4],
    /// Where the entries of one word begin, by [`Sense::room`], and where they end.
    alone: [u16; ROOMS + 1],
    /// The second words in order, with their phrases.
    phrases: Vec<Phrases>,
}

/// The entries of one first and one second word.
pub(super) struct Phrases {
    second: WordId,
    /// Where they begin and end among the entries.
    from: u16,
    end: u16,
    /// What they and the word alone can be: classes of numbers, kinds of dates.
    pub(super) classes: u64,
    pub(super) kinds: u32,
}

impl Head {
    /// Orders them, and notes the second words.
    pub(super) fn order(&mut self) {
        self.entries.sort_by_key(Entry::order);
        for (room, from) in self.alone.iter_mut().enumerate() {
            let before = |entry: &Entry| !entry.rest.is_empty() || entry.sense.room() < room;
            *from = u16::try_from(self.entries.partition_point(before)).unwrap_or(u16::MAX);
        }
        for (at, entry) in self.entries.iter().enumerate() {
            let Some(second) = entry.rest.first() else { break };
            let from = u16::try_from(at).unwrap_or(u16::MAX);
            let (word, bit) = second.bit();
            if let Some(bits) = self.seconds.get_mut(word) {
                *bits |= bit;
            }
            if self.phrases.last().is_none_or(|known| known.second != *second) {
                let (classes, kinds) = self.means_alone();
                self.phrases.push(Phrases { second: *second, from, end: from, classes, kinds });
            }
            if let Some(last) = self.phrases.last_mut() {
                last.end = from + 1;
                last.classes |= entry.sense.class();
                last.kinds |= entry.sense.date_kind();
            }
        }
    }

    /// Classes and kinds of the entries of one word.
    pub(super) fn means_alone(&self) -> (u64, u32) {
        let alone = self.alone().iter().map(|entry| &entry.sense);
        alone.fold((0, 0), |(classes, kinds), sense| {
            (classes | sense.class(), kinds | sense.date_kind())
        })
    }

    /// What begins with this second word.
    #[inline]
    pub(super) fn group(&self, second: WordId) -> Option<&Phrases> {
        let (word, bit) = second.bit();
        if self.seconds.get(word).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        let found = self.phrases.binary_search_by_key(&second.0, |phrases| phrases.second.0);
        found.ok().and_then(|at| self.phrases.get(at))
    }

    /// The phrases with this second word, the longest first.
    #[inline]
    pub(super) fn phrases(&self, second: WordId) -> &[Entry] {
        let place = self.group(second).map(|group| usize::from(group.from)..usize::from(group.end));
        place.and_then(|place| self.entries.get(place)).unwrap_or_default()
    }

    /// The entries that are this word alone.
    pub(super) fn alone(&self) -> &[Entry] {
        self.between(self.alone.first(), self.alone.last())
    }

    /// Those of them that are of one room.
    #[inline]
    pub(super) fn alone_in(&self, room: usize) -> &[Entry] {
        self.between(self.alone.get(room), self.alone.get(room + 1))
    }

    #[inline]
    fn between(&self, from: Option<&u16>, end: Option<&u16>) -> &[Entry] {
        let place = from.zip(end).map(|(from, end)| usize::from(*from)..usize::from(*end));
        place.and_then(|place| self.entries.get(place)).unwrap_or_default()
    }
}

/// The dates' senses that begin with a word.
#[derive(Default)]
pub(super) struct DateWord {
    /// Kinds of those that are this word alone.
    pub(super) alone: u32,
    /// The further words of the others, with their kind.
    pub(super) phrases: Box<[(Box<[WordId]>, u32)]>,
}

impl DateWord {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let dates = || {
            entries.iter().filter_map(|entry| match &entry.sense {
                Sense::Date(sense) => Some((&entry.rest, sense.kind())),
                _ => None,
            })
        };
        let alone = dates().filter(|(rest, _)| rest.is_empty());
        let phrases = dates().filter(|(rest, _)| !rest.is_empty());
        Self {
            alone: alone.fold(0, |kinds, (_, kind)| kinds | kind),
            phrases: phrases.map(|(rest, kind)| (rest.clone(), kind)).collect(),
        }
    }
}
