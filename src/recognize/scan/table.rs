//! A language's table of words: what each word or phrase can mean to the recogniser.
//!
//! Owns: the form of the table files (`../tables/LANGUAGE.txt`), the interning of words, and the look-up of the phrases that
//! begin at a word. Never: knows what the meanings are for (each domain reads its own sections), holds text.
//!
//! A table file has sections, `[domain.name]`, and in them a line an entry: `MEANING | phrase, phrase, …`. The meaning is
//! written in the domain's own terms. `#` begins a comment line. A phrase is words and signs parted by blanks, lower-case; a comma or a
//! bar as a sign of a phrase is written `\,` and `\|`. Section `[rule]` names what holds for the whole language ([`Rule`]).

pub(crate) use super::head::Entry;
use super::head::{DateWord, Head};
use super::lex::{Fold, Kind, lex_words};
pub(crate) use super::rule::Rule;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// A word of a table; [`WordId::UNKNOWN`] for all that stand in none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// A word that the table does not know.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);

    /// One of 256 bits, shared by some words: which 64 of them, and which of those; none for a word that no table knows.
    pub(super) const fn bit(self) -> (usize, u64) {
        let bit = if self.0 == u32::MAX { 0 } else { 1 << (self.0 % 64) };
        (self.0 as usize / 64 % 4, bit)
    }

    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an entry means, by domain. Each domain defines and reads its own.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Sense {
    /// Sentences: abbreviations and the like.
    Text(super::text::TextSense),
    /// Numbers, qualifiers, units, what is counted.
    Number(super::number::NumberSense),
    /// Months, weekdays, prepositions of time.
    Date(super::date::DateSense),
    /// Who says.
    Cue(super::cue::CueSense),
    /// Prepositions of place, verbs of motion.
    Place(super::place::PlaceSense),
}

impl Sense {
    fn read(section: &str, meaning: &str) -> Option<Self> {
        let (domain, name) = section.split_once('.')?;
        match domain {
            "text" => super::text::TextSense::read(name, meaning).map(Self::Text),
            "number" => super::number::NumberSense::read(name, meaning).map(Self::Number),
            "date" => super::date::DateSense::read(name, meaning).map(Self::Date),
            "cue" => super::cue::CueSense::read(name, meaning).map(Self::Cue),
            "place" => super::place::PlaceSense::read(name, meaning).map(Self::Place),
            _ => None,
        }
    }

    /// The kinds of a number's sense, as bits of that domain: asked before entries are looked through.
    pub(super) const fn class(&self) -> u64 {
        match self {
            Self::Number(sense) => sense.class(),
            _ => 0,
        }
    }

    /// The kind of a date's sense, as a bit of that domain.
    pub(super) const fn date_kind(&self) -> u32 {
        match self {
            Self::Date(sense) => sense.kind(),
            _ => 0,
        }
    }

    /// Which reader it is for, as a small number.
    pub(super) const fn room(&self) -> usize {
        Domains::room(self.domain())
    }

    const fn domain(&self) -> u8 {
        match self {
            Self::Text(_) => Domains::TEXT,
            Self::Number(_) => Domains::NUMBER,
            Self::Date(_) => Domains::DATE,
            Self::Cue(sense) if sense.is_sure() => Domains::CUE,
            Self::Cue(_) => Domains::GRAMMAR,
            Self::Place(_) => Domains::PLACE,
        }
    }
}

/// The domains in which some entry begins with a word, as bits: asked before entries are looked through.
pub(crate) struct Domains;

impl Domains {
    pub(crate) const TEXT: u8 = 1;
    pub(crate) const NUMBER: u8 = 2;
    pub(crate) const DATE: u8 = 4;
    pub(crate) const CUE: u8 = 8;
    pub(crate) const PLACE: u8 = 16;
    /// Words around cues: function words, sources, and cue verbs that are nouns, too.
    pub(crate) const GRAMMAR: u8 = 32;

    /// Which reader a domain is for, as a small number; the words around cues are read with these.
    pub(crate) const fn room(domain: u8) -> usize {
        match domain {
            Self::TEXT => 0,
            Self::NUMBER => 1,
            Self::DATE => 2,
            Self::PLACE => 4,
            _ => 3,
        }
    }
}

/// A multiplicative hash over eight bytes at once; keys are short words of a fixed table, so nobody can choose them.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            if let Some(head) = eight.get_mut(..chunk.len()) {
                head.copy_from_slice(chunk);
            }
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(eight))
                .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// Bytes of a word that is packed into one number.
pub(crate) const PACKED: usize = 16;

/// A folded ASCII word of at most [`PACKED`] bytes as one number, its first byte lowest; never 0.
pub(crate) fn pack(folded: &str) -> Option<u128> {
    let fits = folded.len() <= PACKED && folded.is_ascii() && !folded.is_empty();
    fits.then(|| folded.bytes().rev().fold(0, |packed, byte| packed << 8 | u128::from(byte)))
}

/// The words of at most [`PACKED`] ASCII bytes, looked up by their bytes. Most words of a text are in no table: the small array of
/// slots tells that of nearly all of them without a look at the words themselves.
#[derive(Default)]
struct Packed {
    /// A part of the word's hash, and its id and one; 0 = empty. At most half of them are taken, so that an empty one ends a search.
    slots: Vec<(u16, u16)>,
    /// The words by their ids; 0 for those that are not packed.
    words: Vec<u128>,
}

impl Packed {
    fn of(words: &[Box<str>]) -> Self {
        let words: Vec<u128> = words.iter().map(|word| pack(word).unwrap_or(0)).collect();
        let mut slots = vec![(0, 0); (2 * words.len()).next_power_of_two()];
        let mask = slots.len() - 1;
        for (id, word) in words.iter().enumerate().filter(|(_, word)| **word != 0) {
            let Ok(taken) = u16::try_from(id + 1) else { break };
            let (mut at, tag) = Self::slot(*word);
            while slots.get(at & mask).is_some_and(|(_, taken)| *taken != 0) {
                at += 1;
            }
            if let Some(free) = slots.get_mut(at & mask) {
                *free = (tag, taken);
            }
        }
        Self { slots, words }
    }

    /// Where a word is looked for first (to be masked), and its part of a hash.
    #[allow(clippy::cast_possible_truncation)] // the upper bits of the product are the well-mixed ones
    const fn slot(word: u128) -> (usize, u16) {
        let mixed = (word as u64) ^ ((word >> 64) as u64).rotate_left(29);
        let mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 32) as usize & 0xFFFF_FFFF, (mixed >> 16) as u16)
    }

    fn id(&self, word: u128) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else { return WordId::UNKNOWN };
        let (mut at, tag) = Self::slot(word);
        while let Some((known, taken)) = self.slots.get(at & mask) {
            let Some(id) = taken.checked_sub(1) else { return WordId::UNKNOWN };
            if *known == tag && self.words.get(usize::from(id)) == Some(&word) {
                return WordId(u32::from(id));
            }
            at += 1;
        }
        WordId::UNKNOWN
    }
}

fn single_marks(entries: &[Entry]) -> Option<u64> {
    entries.iter().try_fold(0, |marks, entry| match &entry.sense {
        Sense::Cue(sense) => (entry.len() == 1).then_some(marks | sense.marks()),
        _ => Some(marks),
    })
}

/// The words of one language.
pub(crate) struct Table {
    /// BCP 47 tag.
    pub(crate) language: &'static str,
    /// Bits of [`Rule`].
    rules: u16,
    ids: HashMap<Box<str>, WordId, BuildHasherDefault<WordHasher>>,
    words: Vec<Box<str>>,
    heads: Vec<Head>,
    domains: Vec<u8>,
    /// Classes and kinds of the entries that are a word alone.
    alone: Vec<(u64, u32)>,
    /// Classes of the entries that begin with a word, and of those that end in it.
    classes: Vec<(u64, u64)>,
    date_kinds: Vec<u32>,
    /// Marks of the cue entries that begin with a word, where none of them has several words.
    cue_marks: Vec<Option<u64>>,
    /// What dates begin with a word.
    dates: Vec<DateWord>,
    /// The ids of ASCII signs by their code.
    signs: Vec<WordId>,
    packed: Packed,
    /// Bytes of the longest word: longer ones are not looked up.
    longest: usize,
}

/// The table files: every one of the folder, called by its language. Adding a language is adding a file.
static FOLDER: include_dir::Dir<'static> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/recognize/tables");

/// Language and text of each table file.
fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FOLDER
        .files()
        .filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
}

/// The table of texts whose language has none: what all languages share.
const UNDETERMINED: &str = "und";

/// The languages that have a table, as BCP 47 tags.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    files().map(|(tag, _)| tag).filter(|tag| *tag != UNDETERMINED).collect()
}

/// What a language's table says less than the English one, by section: `number.link`: `between`, `or`. Sections of numbers
/// and units are named where they are empty only: how many words they hold is the language's matter.
///
/// # Errors
/// The lines of it that say nothing understood, or that there is no such table.
pub fn table_gaps(language: &str) -> Result<Vec<(String, Vec<String>)>, Vec<String>> {
    let file = |tag: &str| files().find(|(name, _)| *name == tag);
    let Some((tag, text)) = file(language) else {
        return Err(vec![format!("there is no src/recognize/tables/{language}.txt")]);
    };
    let (_, wrong) = Table::parse(tag, text);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let own = meanings(text);
    let english = file("en").map(|(_, text)| meanings(text)).unwrap_or_default();
    let gaps = english.into_iter().filter_map(|(section, meanings)| {
        let there = own.get(section);
        let named =
            meanings.iter().all(|meaning| !meaning.starts_with(|c: char| c.is_ascii_digit()));
        let missing: Vec<String> = match there {
            None => vec!["all of it".to_owned()],
            Some(there) if named => {
                meanings.difference(there).map(|name| (*name).to_owned()).collect()
            }
            Some(_) => Vec::new(),
        };
        (!missing.is_empty()).then(|| (section.to_owned(), missing))
    });
    Ok(gaps.collect())
}

/// The first word of each meaning, by section.
fn meanings(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut section = "";
    for line in file.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let (false, Some((meaning, _))) = (line.starts_with('#'), line.split_once('|')) {
            let first = meaning.split_whitespace().next().unwrap_or_default();
            found.entry(section).or_default().insert(first);
        }
    }
    found
}

impl Table {
    /// The table of a language, by the first part of its tag: English where that is empty, and where there is no table the one of
    /// what all languages share.
    pub(crate) fn of(tag: &str) -> &'static Self {
        type Slot = (&'static str, &'static str, OnceLock<Table>);
        static TABLES: OnceLock<Vec<Slot>> = OnceLock::new();
        static EMPTY: OnceLock<Table> = OnceLock::new();
        let tables = TABLES
            .get_or_init(|| files().map(|(tag, text)| (tag, text, OnceLock::new())).collect());
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let primary = if primary.is_empty() { "en" } else { primary };
        let known = |tag: &str| tables.iter().find(|(name, ..)| name.eq_ignore_ascii_case(tag));
        match known(primary).or_else(|| known(UNDETERMINED)) {
            Some((tag, text, table)) => table.get_or_init(|| Self::parse(tag, text).0),
            None => EMPTY.get_or_init(|| Self::parse("en", "").0),
        }
    }

    /// Reads a table file; with the lines that say nothing understood (a test keeps our own files free of them).
    fn parse(language: &'static str, file: &str) -> (Self, Vec<String>) {
        let mut table = Self {
            language,
            rules: 0,
            ids: HashMap::default(),
            words: Vec::new(),
            heads: Vec::new(),
            domains: Vec::new(),
            alone: Vec::new(),
            classes: Vec::new(),
            date_kinds: Vec::new(),
            dates: Vec::new(),
            signs: Vec::new(),
            cue_marks: Vec::new(),
            packed: Packed::default(),
            longest: 0,
        };
        let mut wrong = Vec::new();
        let mut section = "";
        for (at, line) in file.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            if let Some(rule) = Rule::read(line).filter(|_| section == "rule") {
                table.rules |= rule.bit();
                continue;
            }
            let parts = line.split_once('|').filter(|(meaning, _)| !meaning.ends_with('\\'));
            let sense = parts.and_then(|(meaning, _)| Sense::read(section, meaning.trim()));
            let (Some(sense), Some((_, phrases))) = (sense, parts) else {
                wrong.push(format!("{language}:{}: {line}", at + 1));
                continue;
            };
            for phrase in phrases.replace("\\,", "\u{1}").split(',') {
                let phrase = phrase.replace('\u{1}', ",").replace("\\|", "|");
                if !table.insert(phrase.trim(), sense.clone()) {
                    wrong.push(format!("{language}:{}: {}", at + 1, phrase.trim()));
                }
            }
        }
        table.heads.iter_mut().for_each(Head::order);
        let entries = || table.heads.iter().map(|head| head.entries.as_slice());
        table.cue_marks = entries().map(single_marks).collect();
        table.alone = table.heads.iter().map(Head::means_alone).collect();
        table.dates = entries().map(DateWord::of).collect();
        table.packed = Packed::of(&table.words);
        table.signs =
            (0..=127_u8).map(|byte| table.id(char::from(byte).encode_utf8(&mut [0; 4]))).collect();
        (table, wrong)
    }

    fn insert(&mut self, phrase: &str, sense: Sense) -> bool {
        let mut fold = Fold::default();
        let ids: Vec<WordId> = lex_words(phrase)
            .into_iter()
            .map(|(span, kind)| {
                let printed = span.of(phrase).unwrap_or_default();
                self.intern(if kind == Kind::Word { fold.of(printed) } else { printed })
            })
            .collect();
        let Some((first, rest)) = ids.split_first() else { return false };
        let (bit, class) = (sense.domain(), sense.class());
        if let Some(classes) = self.classes.get_mut(first.index()) {
            classes.0 |= class;
        }
        if let Some(classes) = self.classes.get_mut(rest.last().unwrap_or(first).index()) {
            classes.1 |= class;
        }
        if let (Some(kinds), Sense::Date(sense)) = (self.date_kinds.get_mut(first.index()), &sense)
        {
            *kinds |= sense.kind();
        }
        if let Some(domains) = self.domains.get_mut(first.index()) {
            *domains |= bit;
        }
        if let Some(head) = self.heads.get_mut(first.index()) {
            head.entries.push(Entry::new(rest.into(), sense));
        }
        true
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        self.heads.push(Head::default());
        self.domains.push(0);
        self.classes.push((0, 0));
        self.date_kinds.push(0);
        self.longest = self.longest.max(word.len());
        id
    }

    /// Whether a rule holds for all of the language.
    pub(crate) const fn has(&self, rule: Rule) -> bool {
        self.rules & rule.bit() != 0
    }

    /// The id of a folded word (or of a sign).
    pub(crate) fn id(&self, folded: &str) -> WordId {
        if folded.len() > self.longest {
            return WordId::UNKNOWN;
        }
        if let Some(packed) = pack(folded).filter(|_| !self.packed.slots.is_empty()) {
            return self.packed.id(packed);
        }
        self.ids.get(folded).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The id of a sign, as a char and as printed.
    pub(crate) fn id_sign(&self, sign: char, printed: &str) -> WordId {
        match self.signs.get(sign as usize) {
            Some(id) => *id,
            None => self.id(printed),
        }
    }

    /// The id of a folded word of at most [`PACKED`] ASCII bytes, given as [`pack`] packs it.
    pub(crate) fn id_packed(&self, word: u128) -> WordId {
        self.packed.id(word)
    }

    /// The marks of the cue entries that begin with a word; `None` where one of them is a phrase, so that the text must be looked at.
    pub(crate) fn cue_marks(&self, id: WordId) -> Option<u64> {
        self.cue_marks.get(id.index()).copied().unwrap_or(Some(0))
    }

    /// Bytes of the longest word of the table.
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    /// The phrases that begin with a word and a second one, the longest first (whether they stand there wholly is still to be
    /// asked), and the entries that are the word alone.
    #[inline]
    pub(crate) fn entries_before(&self, id: WordId, second: WordId) -> (&[Entry], &[Entry]) {
        let head = self.heads.get(id.index());
        head.map_or((&[], &[]), |head| (head.phrases(second), head.alone()))
    }

    /// The same; of the entries that are the word alone only those of one room ([`Domains::room`]).
    #[inline]
    pub(crate) fn entries_in(
        &self,
        id: WordId,
        second: WordId,
        room: usize,
    ) -> (&[Entry], &[Entry]) {
        let head = self.heads.get(id.index());
        head.map_or((&[], &[]), |head| (head.phrases(second), head.alone_in(room)))
    }

    /// The entries that begin with a word; those of several words stand first.
    pub(crate) fn entries(&self, id: WordId) -> &[Entry] {
        self.heads.get(id.index()).map_or(&[], |head| &head.entries)
    }

    /// The classes of a number's senses that begin with a word, and those that end in it.
    pub(crate) fn classes(&self, id: WordId) -> (u64, u64) {
        self.classes.get(id.index()).copied().unwrap_or((0, 0))
    }

    /// The classes of a number's senses that begin with a word before another.
    #[inline]
    pub(crate) fn classes_before(&self, id: WordId, second: WordId) -> u64 {
        let group = self.heads.get(id.index()).and_then(|head| head.group(second));
        let alone = || self.alone.get(id.index()).map_or(0, |(classes, _)| *classes);
        group.map_or_else(alone, |group| group.classes)
    }

    /// The kinds of a date's senses that begin with a word before another.
    #[inline]
    pub(crate) fn kinds_before(&self, id: WordId, second: WordId) -> u32 {
        let group = self.heads.get(id.index()).and_then(|head| head.group(second));
        let alone = || self.alone.get(id.index()).map_or(0, |(_, kinds)| *kinds);
        group.map_or_else(alone, |group| group.kinds)
    }

    /// The kinds of dates' senses that begin with a word.
    pub(crate) fn date_kinds(&self, id: WordId) -> u32 {
        self.date_kinds.get(id.index()).copied().unwrap_or(0)
    }

    /// The kinds of the dates' senses that stand here, given the words behind the first.
    pub(crate) fn dates_at(&self, id: WordId, mut word: impl FnMut(usize) -> WordId) -> u32 {
        let Some(dates) = self.dates.get(id.index()) else { return 0 };
        let second = word(1);
        if self.heads.get(id.index()).and_then(|head| head.group(second)).is_none() {
            return dates.alone;
        }
        let phrases = dates.phrases.iter();
        phrases
            .filter(|(rest, _)| rest.iter().enumerate().all(|(i, id)| word(i + 1) == *id))
            .fold(dates.alone, |kinds, (_, kind)| kinds | kind)
    }

    /// In which domains entries begin with a word: bits of [`Domains`].
    pub(crate) fn domains(&self, id: WordId) -> u8 {
        self.domains.get(id.index()).copied().unwrap_or(0)
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({})", self.language)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_table_is_understood() {
        for (tag, file) in files() {
            let (table, wrong) = Table::parse(tag, file);
            assert!(wrong.is_empty(), "{wrong:#?}");
            assert!(!table.words.is_empty(), "{tag}");
            // As many as a slot can number.
            assert!(table.words.len() < usize::from(u16::MAX), "{tag}");
        }
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        let (_, wrong) = Table::parse("xx", "[number.nonsense]\n1 | one\n[date.month]\nno bar\n");
        assert_eq!(wrong, ["xx:2: 1 | one", "xx:4: no bar"]);
    }

    #[test]
    fn what_a_table_lacks_is_named() {
        assert_eq!(table_gaps("en"), Ok(Vec::new()));
        assert!(table_gaps("xx").unwrap_err()[0].contains("xx.txt"));
        for language in languages() {
            assert!(table_gaps(language).is_ok(), "{language}");
        }
        let two = meanings("[a.b]\n# c | no\nto | x\n[c.d]\n1 | y\n2a b | z\n");
        assert_eq!(two["a.b"].iter().collect::<Vec<_>>(), [&"to"]);
        assert_eq!(two["c.d"].len(), 2);
    }

    #[test]
    fn the_first_part_of_a_tag_chooses() {
        assert_eq!(Table::of("en-GB").language, "en");
        assert_eq!(Table::of("").language, "en");
        assert_eq!(Table::of("xx").language, "und");
    }
}
