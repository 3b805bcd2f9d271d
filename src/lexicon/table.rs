//! A language's table of words: what each word or phrase can mean to the recogniser.
//!
//! Owns: the form of the table files (`tables/LANGUAGE.txt`), the interning of words, and the look-up of the phrases that
//! begin at a word. Never: knows what the meanings are for (each domain reads its own sections), holds text.
//!
//! A table file has sections, `[domain.name]`, and in them a line an entry: `MEANING | phrase, phrase, …`. The meaning is
//! written in the domain's own terms. `#` begins a comment line. A phrase is words and signs parted by blanks, lower-case; a comma or a
//! bar as a sign of a phrase is written `\,` and `\|`. Section `[rule]` names what holds for the whole language ([`Rule`]).

use super::compound::{Compounds, Part};
use super::files::{UNDETERMINED, files, languages};
use super::forms::Forms;
use super::head::{DateWord, Entry, Head};
use super::lexer::lex_words;
use super::rule::Rule;
use super::sense::Sense;
use super::senses::number::Link;
use super::senses::{DateSense, NumberSense};
use super::token::Kind;
use super::word::{Fold, Packed, WordHasher, WordId, pack};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// The section of currency codes, each of which is its own meaning.
const CODES: &str = "number.code";

/// The sections that all languages share: what signs say, and codes of currencies.
const SHARED: [&str; 6] = [
    "[number.link]",
    "[number.before]",
    "[number.suffix]",
    "[number.money]",
    "[number.code]",
    "[date.field]",
];

/// The lines of the shared sections, with their heads.
fn shared_lines(file: &str) -> impl Iterator<Item = &str> {
    let mut shared = false;
    file.lines().filter(move |line| {
        if line.starts_with('[') {
            shared = SHARED.contains(line);
        }
        shared
    })
}

fn single_marks(entries: &[Entry]) -> Option<u64> {
    entries.iter().try_fold(0, |marks, entry| match &entry.sense {
        Sense::Cue(sense) if sense.is_ending() => Some(marks),
        Sense::Cue(sense) => (entry.len() == 1).then_some(marks | sense.marks()),
        _ => Some(marks),
    })
}

/// The words of one language.
pub(crate) struct Table {
    /// BCP 47 tag.
    pub(crate) language: &'static str,
    /// Bits of [`Rule`].
    rules: u32,
    forms: Forms,
    compounds: Compounds,
    /// The letters of its words, but for those of ASCII.
    letters: HashSet<char>,
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
    pub(super) fn parse(language: &'static str, file: &str) -> (Self, Vec<String>) {
        let mut table = Self {
            language,
            rules: 0,
            forms: Forms::default(),
            compounds: Compounds::default(),
            letters: HashSet::new(),
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
        // What all languages share stands in the table of texts that have none.
        let tables = files().filter(|(tag, _)| *tag == UNDETERMINED && language != UNDETERMINED);
        let shared = tables.flat_map(|(_, text)| shared_lines(text));
        for (at, line) in file.lines().chain(shared).enumerate() {
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
            if Forms::owns(section) || section == "number.bound" {
                let taken = line.split_once('|').is_some_and(|(meaning, rest)| {
                    if Forms::owns(section) {
                        table.forms.read(section, meaning.trim(), rest)
                    } else {
                        table.compounds.read(meaning.trim(), rest)
                    }
                });
                if !taken {
                    wrong.push(format!("{language}:{}: {line}", at + 1));
                }
                continue;
            }
            if section == CODES {
                let codes = line.split_once('|').map_or("", |(_, codes)| codes);
                for code in codes.split(',').map(str::trim) {
                    let sense = Sense::read("number.money", &format!("{code} ={code}"));
                    if !sense.is_some_and(|sense| table.insert(code, sense)) {
                        wrong.push(format!("{language}:{}: {code}", at + 1));
                    }
                }
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
        table.add_compound_days();
        table.add_compounds();
        table.forms.finish();
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
        if let Some(implied) = sense.implied() {
            self.add(*first, rest, implied);
        }
        self.add(*first, rest, sense);
        true
    }

    /// The words of numbers, where these are written as one word.
    fn add_compounds(&mut self) {
        if !self.has(Rule::Compound) {
            return;
        }
        for (word, head) in self.words.iter().zip(&self.heads) {
            let alone = head.entries.iter().filter(|entry| entry.len() == 1);
            let part = alone.filter_map(|entry| match &entry.sense {
                Sense::Number(NumberSense::Cardinal(value)) => Some(Part::Value(*value)),
                Sense::Number(NumberSense::Scale(times)) => Some(Part::Times(*times)),
                Sense::Number(NumberSense::Link(Link::And)) => Some(Part::And),
                _ => None,
            });
            for part in part {
                self.compounds.add(word, part);
            }
        }
        self.compounds.finish();
    }

    /// Words that are written together with the next one.
    pub(crate) fn prefixes(&self) -> &[(Box<str>, Box<str>)] {
        self.forms.prefixes()
    }

    /// The numbers that are written as one word, where the language has such.
    pub(crate) fn compounds(&self) -> Option<&Compounds> {
        self.has(Rule::Compound).then_some(&self.compounds)
    }

    /// "twenty-first", "двадцать первое": the days of a month that are two words, by the words of which they are made.
    fn add_compound_days(&mut self) {
        let named = |pick: fn(&Sense) -> Option<u64>| -> Vec<(WordId, u64)> {
            let ids = (0_u32..).map(WordId).zip(&self.heads);
            ids.flat_map(|(id, head)| {
                let alone = head.entries.iter().filter(|entry| entry.len() == 1);
                alone.filter_map(move |entry| Some((id, pick(&entry.sense)?)))
            })
            .collect()
        };
        let tens = named(|sense| match sense {
            Sense::Number(NumberSense::Cardinal(value @ (20 | 30))) => Some(*value),
            _ => None,
        });
        let ones = named(|sense| match sense {
            Sense::Number(NumberSense::Ordinal(value @ 1..=9)) => Some(*value),
            _ => None,
        });
        let dash = self.intern("-");
        for (first, ten) in tens {
            for (second, one) in &ones {
                if let Some(day) = u8::try_from(ten + one).ok().filter(|day| *day <= 31) {
                    let day = Sense::Date(DateSense::Ordinal(day));
                    self.add(first, &[*second], day.clone());
                    self.add(first, &[dash, *second], day);
                }
            }
        }
    }

    /// An entry of a first word and those behind it.
    fn add(&mut self, first: WordId, rest: &[WordId], sense: Sense) {
        let (bit, class) = (sense.domain(), sense.class());
        if let Some(classes) = self.classes.get_mut(first.index()) {
            classes.0 |= class;
        }
        if let Some(classes) = self.classes.get_mut(rest.last().unwrap_or(&first).index()) {
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
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.ids.insert(word.into(), id);
        self.letters.extend(word.chars().filter(|c| !c.is_ascii()));
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

    /// The forms of its words.
    pub(crate) const fn forms(&self) -> &Forms {
        &self.forms
    }

    /// The id of a folded word (or of a sign).
    pub(crate) fn id(&self, folded: &str) -> WordId {
        if folded.len() > self.longest {
            return WordId::UNKNOWN;
        }
        if let Some(packed) = pack(folded).filter(|_| self.packed.is_made()) {
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

    /// The id of a folded word of at most [`super::word::PACKED`] ASCII bytes, given as [`pack`] packs it.
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

    /// The same; of the entries that are the word alone only those of one room ([`super::sense::Domains::room`]).
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

    /// In which domains entries begin with a word: bits of [`super::sense::Domains`].
    pub(crate) fn domains(&self, id: WordId) -> u8 {
        self.domains.get(id.index()).copied().unwrap_or(0)
    }
}

/// All tables of languages, the English one first.
pub(crate) fn tables() -> impl Iterator<Item = &'static Table> {
    let english = Table::of("");
    let others = languages().into_iter().filter(|tag| *tag != english.language).map(Table::of);
    std::iter::once(english).chain(others)
}

/// The table that a text's own words choose, where nobody says its language: English where all of it is ASCII, else the one that
/// knows the most of its words, and of several the one whose words are written with its letters.
pub(crate) fn table_for(text: &str) -> &'static Table {
    let english = Table::of("");
    if text.is_ascii() {
        return english;
    }
    let mut fold = Fold::default();
    let words: Vec<String> = lex_words(text)
        .into_iter()
        .filter(|(_, kind)| *kind == Kind::Word)
        .map(|(span, _)| fold.of(span.of(text).unwrap_or_default()).to_owned())
        .collect();
    let score = |table: &Table| {
        let known = words.iter().filter(|word| table.id(word) != WordId::UNKNOWN).count();
        let letters = words.iter().flat_map(|word| word.chars());
        (known, letters.filter(|letter| table.letters.contains(letter)).count())
    };
    tables()
        .fold((score(english), english), |(best, chosen), table| {
            let found = score(table);
            if found > best { (found, table) } else { (best, chosen) }
        })
        .1
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
    fn number_words_stand_once() {
        for (tag, file) in files() {
            let mut sections: HashMap<&str, HashSet<&str>> = HashMap::new();
            let mut section = "";
            for line in file.lines().map(str::trim) {
                if let Some(name) = line.strip_prefix('[') {
                    section = name.trim_end_matches(']');
                } else if let Some((_, phrases)) = line.split_once('|') {
                    let phrases = phrases.split(',').map(str::trim);
                    sections.entry(section).or_default().extend(phrases);
                }
            }
            let of = |name: &str| sections.get(name).cloned().unwrap_or_default();
            let (counts, numbers) = (of("date.count"), of("number.cardinal"));
            let second: Vec<_> = counts.intersection(&numbers).collect();
            assert!(second.is_empty(), "{tag}: number words already: {second:?}");
        }
        let table = Table::of("ru");
        let kinds = |word: &str| table.date_kinds(table.id(word));
        assert_ne!(kinds("двадцать"), 0, "a number word counts units of time");
        assert_ne!(kinds("первого"), 0, "an ordinal is a day");
    }

    #[test]
    fn the_first_part_of_a_tag_chooses() {
        assert_eq!(Table::of("en-GB").language, "en");
        assert_eq!(Table::of("").language, "en");
        assert_eq!(Table::of("xx").language, "und");
    }
}
