//! What words mean for quantities: numbers, scales, qualifiers, units, counted things.
//!
//! Owns: the sections `[number.…]` of the tables. Never: looks at text.
//!
//! | section | meaning of a line | phrases |
//! |---|---|---|
//! | `cardinal` | `VALUE` (below a million) | one, twenty, двести |
//! | `scale` | `VALUE` | hundred, million, dozen: a number may stand before it |
//! | `scales` | `VALUE`, or `VALUE of` where only "… of" makes it a number | the plural: hundreds, dozens, scores (of) |
//! | `suffix` | `VALUE [money] [glued] [tens] [=Printed …]` | scales glued to digits: k, bn |
//! | `ordinal` | `VALUE` | first, twentieth |
//! | `ending` | `ordinal` or `decade` | glued to digits, and then no quantity: th, s |
//! | `part`, `parts` | `VALUE`, the denominator | half, third; in the plural: halves, thirds |
//! | `half` | `VALUE`, the whole before the half, or `behind` | a word for so many and a half: anderthalb (1), Hälfte (0); "y medio" behind the number |
//! | `few` | `few` | several, a few: before a scale ("several hundred"), or before persons |
//! | `link` | a [`Link`] | the small words inside of numbers: and, to, point, minus |
//! | `decimal` | `mark` | the sign that parts decimals, where the other one parts thousands; a language without it has the point |
//! | `before`, `behind` | a [`Bend`] | qualifiers: about, more than; or more |
//! | `mark` | a [`Mark`] | words that tell how a number stands: estimated, another, page, including |
//! | `unit` | `KIND CODE [=Printed …] [end] [ahead] [lead] [glued] [zero] [thing]` | units, as [`UnitKind`] in snake case and UCUM; `-` no code |
//! | `money` | `CODE [minor] [scaled]` and the flags of units | currencies, ISO 4217; `minor` hundredths; `scaled` only behind "million" and the like |
//! | `noun` | `EACH [WHO]` | what is counted, singular and plural: `person`, `household`, `object`, `event` |
//! | `noun_end` | `EACH` | endings of such nouns, four letters at most |
//! | `verb` | a [`Verb`] | what happens to those who are counted: killed, fled, said |
//! | `cue` | a [`Cue`] | words that say how a figure measures or whether it is one of what is: so far, per day, will, could |
//! | `stop` | `stop` | words at which what is counted has ended: of, in, who, were |
//!
//! In units and suffixes `=Printed` gives the only spellings (with case) that count; `end` asks that no word or number follows; `ahead` is of units that can stand before their number,
//! `lead` of those that stand nowhere else, `glued` of those that touch it, `zero` of those that stand before zero alone ("absolute"); `thing` of those that are an everyday thing, too ("a cup of tea" measures nothing).

use crate::model::{Each, Measure, Modality, QualifierKind, UnitKind};

/// A small word inside of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Link {
    /// "one hundred and five", "between 3 and 5"
    And,
    /// "two or three"
    Or,
    /// "10 to 15"
    To,
    /// "between 3 and 5"
    Between,
    /// "from 3 to 5"
    From,
    /// "nine point five"
    Point,
    /// "minus five"
    Minus,
    /// "one over three"
    Over,
    /// "one in five"
    In,
    /// "two out of five"
    OutOf,
    /// "two thirds of a million"
    Of,
    /// "a million"
    Article,
    /// "barrels a day", "km per hour"
    Per,
    /// "larger than 10 but smaller than 20"
    But,
    /// "2,000 ± 10"
    Tolerance,
    /// "rose by 20"
    By,
}

/// How a qualifier bends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bend {
    /// As in the annotation format.
    To(QualifierKind),
    /// "less than 30 or equal"
    OrEqual,
}

/// How a number stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// "an estimated 300"
    Estimated,
    /// "another 65", "a further 400", before the number
    Further,
    /// "20 more", "3 other", behind it
    More,
    /// Words between a qualifier and its number that say nothing: "only"
    Skip,
    /// The number is a name's: "page 5", "No. 10"
    Label,
    /// Behind capitals, the number is a house's: "12 High Street"
    Street,
    /// Before "one" it is a pronoun: "the one", "no one"
    Determiner,
    /// Behind "one" it is a pronoun: "one another"
    Pronoun,
    /// Numbers that are names: "24/7", "9/11"
    Name,
    /// "amongst them", "including": the number is a part of an earlier one
    Part,
    /// "out of a population of …": the earlier number is a part of this one
    Whole,
    /// A game was played: "won 2-1"
    Score,
    /// "aged 5", before the number
    Aged,
    /// Behind "one day" it is a length of time: "earlier"
    Elapsed,
    /// Between a noun and what it does: "who", "that"
    Relative,
    /// Tied behind a unit of time it says one of it: "day-long"
    Lasting,
    /// Before a level that is no more: "up from", "compared with"
    Former,
    /// Each of several is of one of several others: "respectively"
    Respective,
    /// Behind a length: "2 m deep", "a 100m race"
    Extent,
    /// Before so many years: an age ("tiene 35 años")
    Years,
    /// Before a decade: one of a life ("in his 40s")
    Life,
    /// Tied behind a number it counts nothing: "two-way", "18-fold"
    Fold,
    /// Tied behind a number, before what is counted: "5,000-strong force"
    Tied,
}

/// What a verb does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verb {
    /// Harms those who are counted: killed, wounded, arrested.
    Harm,
    /// Moves them: fled, entered.
    Move,
    /// Brings things: delivered, seized.
    Bring,
    /// Anything else that shows that a noun has ended.
    Other,
    /// "has", "have", "had"
    Have,
    /// "was", "were", "been"
    Be,
    /// "were … by", "not", "also": between auxiliary and verb
    Adverb,
    /// "rose", "fell": what follows with "by" or "%" is a change
    Change,
}

/// What a word says of a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cue {
    /// "so far", "per day", "population of"
    Measure(Measure),
    /// "could take in", "will", "plans to", "if"
    Modality(Modality),
}

/// A unit of the table.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct UnitSense {
    /// What kind.
    pub(crate) kind: UnitKind,
    /// UCUM, ISO 4217, or empty.
    pub(crate) code: Box<str>,
    /// The only spellings that count; empty = any.
    pub(crate) exact: Box<[Box<str>]>,
    /// Only where no word follows.
    pub(crate) end: bool,
    /// A hundredth of the currency that stands before it.
    pub(crate) minor: bool,
    /// Only behind a scale of a million or more.
    pub(crate) scaled: bool,
    /// Can stand before its number ("yüzde 20").
    pub(crate) ahead: bool,
    /// Stands before its number and nowhere else ("RM 500").
    pub(crate) lead: bool,
    /// Only where it touches its number ("164p").
    pub(crate) glued: bool,
    /// Stands before zero and nowhere else ("absolute zero").
    pub(crate) zero: bool,
    /// Is an everyday thing, too: an article before it is no number ("a cup of tea").
    pub(crate) thing: bool,
}

/// A scale glued to digits.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Suffix {
    /// How many.
    pub(crate) times: u64,
    /// Only in amounts of money.
    pub(crate) money: bool,
    /// Only where it touches less than a thousand ("1.2b", not "1500 b").
    pub(crate) glued: bool,
    /// Only from ten on, where it touches its digits ("10G", but a "5G" network).
    pub(crate) tens: bool,
    /// The only spellings that count; empty = any.
    pub(crate) exact: Box<[Box<str>]>,
}

/// A meaning.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum NumberSense {
    /// Zero to ninety-nine.
    Cardinal(u64),
    /// "hundred"
    Scale(u64),
    /// "hundreds"; whether only "of" makes it a number
    Scales(u64, bool),
    /// "k"
    Suffix(Suffix),
    /// "third"
    Ordinal(u64),
    /// "th", "s" behind digits
    Ending,
    /// Behind digits and a hyphen or an apostrophe, a case: "2021-ի", "5'i".
    Case,
    /// "third" as a part
    Part(u64),
    /// "thirds"
    Parts(u64),
    /// "forties", of a life
    Decade(u8),
    /// So many and a half in one word: "anderthalb"
    Half(u64),
    /// "y medio": a half more, behind a number or its unit
    HalfBehind,
    /// "several"
    Few,
    /// "multiple": no number word by itself; whether it is at least two, alone (not "many").
    Some(bool),
    /// "and"
    Link(Link),
    /// The decimal mark.
    Decimal,
    /// "more than"
    Before(Bend),
    /// "or more"
    Behind(Bend),
    /// "another"
    Mark(Mark),
    /// "km", "dollars"
    Unit(UnitSense),
    /// "people", with which of them
    Noun(Each, Option<Box<str>>),
    /// "-ers"
    NounEnd(Each),
    /// "killed"
    Verb(Verb),
    /// "so far"
    Cue(Cue),
    /// "of"
    Stop,
}

/// Kinds of senses as bits: a word that begins no entry of a kind is not looked through.
pub(crate) mod class {
    use super::{Link, Mark};

    pub(crate) const CARDINAL: u64 = 1;
    pub(crate) const SCALE: u64 = 1 << 1;
    pub(crate) const SUFFIX: u64 = 1 << 2;
    pub(crate) const ORDINAL: u64 = 1 << 3;
    pub(crate) const ENDING: u64 = 1 << 4;
    pub(crate) const PART: u64 = 1 << 5;
    pub(crate) const FEW: u64 = 1 << 6;
    pub(crate) const BEFORE: u64 = 1 << 7;
    pub(crate) const BEHIND: u64 = 1 << 8;
    pub(crate) const UNIT: u64 = 1 << 9;
    pub(crate) const NOUN: u64 = 1 << 10;
    pub(crate) const VERB: u64 = 1 << 11;
    pub(crate) const CUE: u64 = 1 << 12;
    pub(crate) const STOP: u64 = 1 << 13;
    /// The decimal mark and the endings of nouns, which are looked up by themselves.
    pub(crate) const OTHER: u64 = 1 << 14;
    pub(crate) const DECADE: u64 = 1 << 15;

    /// A word of a number itself.
    pub(crate) const WORDS: u64 = CARDINAL | SCALE | PART | FEW | DECADE;
    /// What may stand before one: "a hundred", "minus five".
    pub(crate) const LED: u64 = of_link(Link::Article) | of_link(Link::Minus);

    pub(crate) const fn of_link(link: Link) -> u64 {
        1 << (16 + link as u32)
    }

    pub(crate) const fn of_mark(mark: Mark) -> u64 {
        1 << (34 + mark as u32)
    }
}

impl NumberSense {
    /// Its bit of [`class`].
    pub(crate) const fn class(&self) -> u64 {
        match self {
            Self::Cardinal(_) => class::CARDINAL,
            Self::Scale(_) | Self::Scales(..) => class::SCALE,
            Self::Suffix(_) => class::SUFFIX,
            Self::Ordinal(_) => class::ORDINAL,
            Self::Ending => class::ENDING,
            Self::Case => class::OTHER,
            Self::Part(_) | Self::Parts(_) | Self::Half(_) => class::PART,
            Self::Few => class::FEW,
            Self::Decade(_) => class::DECADE,
            Self::Some(_) => 0,
            Self::Link(link) => class::of_link(*link),
            Self::Mark(mark) => class::of_mark(*mark),
            Self::Before(_) => class::BEFORE,
            Self::Behind(_) => class::BEHIND,
            Self::Unit(_) => class::UNIT,
            Self::Noun(..) => class::NOUN,
            Self::Verb(_) => class::VERB,
            Self::Cue(_) => class::CUE,
            Self::Stop => class::STOP,
            Self::Decimal | Self::NounEnd(_) | Self::HalfBehind => class::OTHER,
        }
    }

    /// Reads the meaning of an entry of section `[number.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        let (first, rest) = meaning.split_once(' ').unwrap_or((meaning, ""));
        let value = || first.parse::<u64>().ok();
        Some(match name {
            "cardinal" => Self::Cardinal(value().filter(|value| *value < 1_000_000)?),
            "scale" => Self::Scale(value()?),
            "scales" => Self::Scales(value()?, rest == "of"),
            "suffix" => Self::Suffix(Suffix {
                times: value()?,
                money: flag(rest, "money"),
                glued: flag(rest, "glued"),
                tens: flag(rest, "tens"),
                exact: exact(rest),
            }),
            "ordinal" => Self::Ordinal(value()?),
            "ending" => match first {
                "ordinal" | "decade" => Self::Ending,
                "case" => Self::Case,
                _ => return None,
            },
            "part" => Self::Part(value()?),
            "parts" => Self::Parts(value()?),
            "half" if first == "behind" => Self::HalfBehind,
            "half" => Self::Half(value()?),
            "few" => match first {
                "few" => Self::Few,
                "some" => Self::Some(true),
                "many" => Self::Some(false),
                _ => return None,
            },
            "link" => Self::Link(link(first)?),
            "decimal" => (first == "mark").then_some(Self::Decimal)?,
            "before" => Self::Before(bend(first)?),
            "behind" => Self::Behind(bend(first)?),
            "mark" => Self::Mark(mark(first)?),
            "unit" => Self::Unit(unit(unit_kind(first)?, rest)?),
            "money" => Self::Unit(unit(UnitKind::Money, meaning)?),
            "noun" => Self::Noun(each(first)?, (!rest.is_empty()).then(|| rest.into())),
            "noun_end" => Self::NounEnd(each(first)?),
            "verb" => Self::Verb(verb(first)?),
            "cue" => Self::Cue(cue(first)?),
            "stop" => (first == "stop").then_some(Self::Stop)?,
            _ => return None,
        })
    }
}

fn flag(rest: &str, name: &str) -> bool {
    rest.split(' ').any(|word| word == name)
}

fn exact(rest: &str) -> Box<[Box<str>]> {
    rest.split(' ').filter_map(|word| word.strip_prefix('=')).map(Into::into).collect()
}

fn unit(kind: UnitKind, rest: &str) -> Option<UnitSense> {
    let code = rest.split(' ').next().filter(|code| !code.is_empty())?;
    Some(UnitSense {
        kind,
        code: if code == "-" { "".into() } else { code.into() },
        exact: exact(rest),
        end: flag(rest, "end"),
        minor: flag(rest, "minor"),
        scaled: flag(rest, "scaled"),
        ahead: flag(rest, "ahead") || flag(rest, "lead"),
        lead: flag(rest, "lead"),
        glued: flag(rest, "glued"),
        zero: flag(rest, "zero"),
        thing: flag(rest, "thing"),
    })
}

fn link(name: &str) -> Option<Link> {
    Some(match name {
        "and" => Link::And,
        "or" => Link::Or,
        "to" => Link::To,
        "between" => Link::Between,
        "from" => Link::From,
        "point" => Link::Point,
        "minus" => Link::Minus,
        "over" => Link::Over,
        "in" => Link::In,
        "out_of" => Link::OutOf,
        "of" => Link::Of,
        "article" => Link::Article,
        "per" => Link::Per,
        "but" => Link::But,
        "tolerance" => Link::Tolerance,
        "by" => Link::By,
        _ => return None,
    })
}

fn bend(name: &str) -> Option<Bend> {
    use QualifierKind as Q;
    Some(Bend::To(match name {
        "plain" => Q::Plain,
        "about" => Q::About,
        "nearly" => Q::Nearly,
        "just_over" => Q::JustOver,
        "at_least" => Q::AtLeast,
        "at_most" => Q::AtMost,
        "more_than" => Q::MoreThan,
        "less_than" => Q::LessThan,
        "up_to" => Q::UpTo,
        "or_equal" => return Some(Bend::OrEqual),
        _ => return None,
    }))
}

fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "estimated" => Mark::Estimated,
        "further" => Mark::Further,
        "more" => Mark::More,
        "skip" => Mark::Skip,
        "label" => Mark::Label,
        "street" => Mark::Street,
        "determiner" => Mark::Determiner,
        "pronoun" => Mark::Pronoun,
        "name" => Mark::Name,
        "part" => Mark::Part,
        "whole" => Mark::Whole,
        "score" => Mark::Score,
        "aged" => Mark::Aged,
        "elapsed" => Mark::Elapsed,
        "relative" => Mark::Relative,
        "lasting" => Mark::Lasting,
        "former" => Mark::Former,
        "respective" => Mark::Respective,
        "extent" => Mark::Extent,
        "years" => Mark::Years,
        "life" => Mark::Life,
        "fold" => Mark::Fold,
        "tied" => Mark::Tied,
        _ => return None,
    })
}

fn unit_kind(name: &str) -> Option<UnitKind> {
    Some(match name {
        "percent" => UnitKind::Percent,
        "percent_point" => UnitKind::PercentPoint,
        "mass" => UnitKind::Mass,
        "length" => UnitKind::Length,
        "area" => UnitKind::Area,
        "volume" => UnitKind::Volume,
        "time" => UnitKind::Time,
        "age" => UnitKind::Age,
        "speed" => UnitKind::Speed,
        "energy" => UnitKind::Energy,
        "power" => UnitKind::Power,
        "temperature" => UnitKind::Temperature,
        _ => UnitKind::Other(name.strip_prefix("other:")?.to_owned()),
    })
}

fn each(name: &str) -> Option<Each> {
    Some(match name {
        "person" => Each::Person,
        "household" => Each::Household,
        "object" => Each::Object,
        "event" => Each::Event,
        _ => return None,
    })
}

fn verb(name: &str) -> Option<Verb> {
    Some(match name {
        "harm" => Verb::Harm,
        "move" => Verb::Move,
        "bring" => Verb::Bring,
        "other" => Verb::Other,
        "have" => Verb::Have,
        "be" => Verb::Be,
        "adverb" => Verb::Adverb,
        "change" => Verb::Change,
        _ => return None,
    })
}

fn cue(name: &str) -> Option<Cue> {
    Some(match name {
        "stock" => Cue::Measure(Measure::Stock),
        "cumulative" => Cue::Measure(Measure::Cumulative),
        "rate" => Cue::Measure(Measure::Rate),
        "share" => Cue::Measure(Measure::Share),
        "change" => Cue::Measure(Measure::Change),
        "actual" => Cue::Modality(Modality::Actual),
        "capacity" => Cue::Modality(Modality::Capacity),
        "planned" => Cue::Modality(Modality::Planned),
        "forecast" => Cue::Modality(Modality::Forecast),
        "hypothetical" => Cue::Modality(Modality::Hypothetical),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_reads_its_own_terms_and_no_others() {
        for (name, meaning) in [
            ("cardinal", "7"),
            ("scales", "20 of"),
            ("suffix", "1000000 money =m"),
            ("before", "more_than"),
            ("behind", "or_equal"),
            ("unit", "length km"),
            ("unit", "other:data By =B"),
            ("money", "USD"),
            ("noun", "person child"),
            ("cue", "capacity"),
            ("stop", "stop"),
        ] {
            assert!(NumberSense::read(name, meaning).is_some(), "{name}: {meaning}");
        }
        for (name, meaning) in [
            ("cardinal", "1000000"),
            ("cardinal", "many"),
            ("scale", ""),
            ("before", "or more"),
            ("unit", "length"),
            ("unit", "warmth Cel"),
            ("noun", "people"),
            ("nonsense", "1"),
        ] {
            assert!(NumberSense::read(name, meaning).is_none(), "{name}: {meaning}");
        }
    }
}
