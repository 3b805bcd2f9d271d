//! What holds for a whole language, beside what its words mean.
//!
//! Owns: the names of these rules in the tables. Never: says which language has one.

/// A line of section `[rule]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rule {
    /// `9/11` is the eleventh of September.
    MonthFirst,
    /// An `h` parts hours and minutes: "15h30".
    HourLetter,
    /// The word for year may stand behind the number: "2023 года".
    YearBehind,
    /// A bare number may be an ordinal: "19 век".
    BareOrdinal,
    /// A Roman number with a full stop is an ordinal: "XII. pluk".
    RomanOrdinal,
    /// A number with a full stop is an ordinal: "24. Juni".
    OrdinalPoint,
    /// Units of so many end in `s`.
    PluralS,
    /// "I" alone is a pronoun, and may end a sentence.
    PronounI,
    /// A verb of saying stands before its subject.
    VerbFirst,
    /// … stands at the end of its sentence.
    VerbLast,
    /// A verb of saying stands before its subject behind what is said ("…, a annoncé X"), and behind what leads into the sentence.
    Inverts,
    /// A clause that is said may follow with nothing but a comma: "Er sagte, er habe …".
    CommaClause,
    /// The auxiliary stands far before its participle: "hat am Montag gesagt".
    Brackets,
    /// Nouns, and no other words, begin with a capital.
    NounCapitals,
    /// Numbers are written as one word: "einhundertdrei" ([`super::compound`]).
    Compound,
    /// The indefinite article is the number one inside of a number: "vingt et un".
    ArticleOne,
    /// Ten and a unit add up: "on altı", "dix-sept".
    TenAdds,
    /// "and" joins tens and units: "treinta y uno".
    TensAnd,
    /// Sixty and eighty go on up to nineteen: "soixante-douze".
    Twenties,
    /// The unit stands before "and" and the tens: "dreiundzwanzig".
    UnitsFirst,
    /// The unit stands before the ten of a teen: "achtzehn".
    TeenBehind,
    /// The number one stands behind its noun: "شخص واحد".
    OneBehind,
    /// "last" and "next" stand behind the unit or the weekday: "la semaine prochaine".
    WhichBehind,
    /// A unit of time without a number is one of it: "неделю назад".
    BareOne,
    /// The word for day may stand before its number: "el día 21".
    DayNamed,
    /// Day and month may be two numbers with a full stop: "am 15.10."
    DayDotMonth,
    /// The word that ends an interval stands behind it: "Mart'tan Mayıs'a kadar".
    EndsBehind,
    /// The year stands before the month, and a case between them: "2019-ի մարտին".
    CoarseFirst,
    /// An apostrophe ties the endings of cases to names: "Mart'tan".
    NameCase,
}

impl Rule {
    /// The rule with this name.
    pub(super) fn read(name: &str) -> Option<Self> {
        Some(match name {
            "month-first" => Self::MonthFirst,
            "hour-letter" => Self::HourLetter,
            "year-behind" => Self::YearBehind,
            "bare-ordinal" => Self::BareOrdinal,
            "roman-ordinal" => Self::RomanOrdinal,
            "ordinal-point" => Self::OrdinalPoint,
            "plural-s" => Self::PluralS,
            "pronoun-i" => Self::PronounI,
            "verb-first" => Self::VerbFirst,
            "verb-last" => Self::VerbLast,
            "inverts" => Self::Inverts,
            "comma-clause" => Self::CommaClause,
            "brackets" => Self::Brackets,
            "noun-capitals" => Self::NounCapitals,
            "compound" => Self::Compound,
            "article-one" => Self::ArticleOne,
            "ten-adds" => Self::TenAdds,
            "tens-and" => Self::TensAnd,
            "twenties" => Self::Twenties,
            "units-first" => Self::UnitsFirst,
            "teen-behind" => Self::TeenBehind,
            "one-behind" => Self::OneBehind,
            "which-behind" => Self::WhichBehind,
            "bare-one" => Self::BareOne,
            "day-named" => Self::DayNamed,
            "day-dot-month" => Self::DayDotMonth,
            "ends-behind" => Self::EndsBehind,
            "coarse-first" => Self::CoarseFirst,
            "name-case" => Self::NameCase,
            _ => return None,
        })
    }

    /// One of 32 bits.
    pub(super) const fn bit(self) -> u32 {
        1 << self as u16
    }
}
