//! What words mean for dates: months, weekdays, units, prepositions of time.
//!
//! Owns: the sections `[date.…]` of the tables. Never: looks at text.
//!
//! | section | meaning | phrases, for instance |
//! |---|---|---|
//! | `month` | 1 to 12; with `?` where the word is also another ("may") and needs a day, a year or a preposition beside it | september, sept |
//! | `weekday` | 1 (Monday) to 7; `?` as above ("sun") | tuesday, tue |
//! | `season` | EDTF's codes: 21 spring, 22 summer, 23 autumn, 24 winter, 33 to 36 quarters, 40 and 41 halves of a year | summer |
//! | `part` | `early`, `mid`, `late` with what follows ("late September"); `start`, `end` = the first and the last of it ("the end of"); `before`, `after` = what of it is over or to come ("earlier this week") | early |
//! | `which` | `last`, `this`, `next` (by calendar: of the week before, this, after), `past`, `coming` (the nearest), `following`, `that` (spoken of before), `before-last`, `after-next` | last |
//! | `unit` | second, minute, hour, day, weekend, week, fortnight, month, quarter, year, decade, century; `term` = a year that does not begin in January | weeks |
//! | `day` | days from the article's day, with its hours as in `daypart` where the word says them; `last`, `following`: from the day told of | yesterday |
//! | `now` | `date`: the article's date; `moment`: its time too where that is known; `year`: what of its year is over; `end`: only as an end of an interval | to date |
//! | `daypart` | `am`, `pm`, `night` (evening to morning), `-`: which half of the day an hour beside it is of | evening |
//! | `time` | hour:minute | noon |
//! | `past` | minutes | before an hour: so many minutes from it ("half past six") |
//! | `half` | `am`, `pm`, `night` (only behind a time) | p.m. |
//! | `oclock` | `-` | o'clock |
//! | `zone` | minutes east of UTC, or `local` | gmt |
//! | `count` | what counts units of time beside the words of `[number.cardinal]`: a number, in decimals where it is no whole one ("half an"); `~` before it = vague ("few"); `a` behind it = only an article, a count before "ago" alone | a couple |
//! | `length` | a number and a unit in one word: `2 day`, `6 month` | يومين, полгода |
//! | `suffix` | what letters right behind digits say: `day` ("20th"), `decade` ("1990s") | th |
//! | `field` | `year`, `month`, `day`: the sign glued behind the digits of a date ("2025年3月16日"); of all languages | 年 |
//! | `decade` | its first year in the century; `-` = stands before its number ("los años 90") | nineties |
//! | `join` | `to` between the ends of an interval; `and` = so only behind `between`; `or` | until |
//! | `open` | `between`, `from`: before the first end of an interval | between |
//! | `article` | `-` | the |
//! | `link` | `-`: stands inside of a date ("20th of September", "20 de septiembre") | of |
//! | `prep` | what stands before a date: `at`, `by`, `until`, `before`, `after`, `since`, `starting`, `around` (an hour), `hour` (what can only be one), `clock` (what is one: "saat 5"), `within` (beside `at`: stretches have it, no day: "in June"), `asof`, and `for` before a length of time | until |
//! | `shift` | `ago`, `later` stand behind a length of time; `ago-ahead` ("vor"), `later-ahead` ("in") before it; `before`, `after` behind it with a date or an event behind them | ago |
//! | `tense` | `future`, `past`: which way a weekday lies | will |
//! | `year` | `-`: a word beside the number of a year | year |
//! | `term` | `-`: before two years on end that are one ("season 2022/23") | season |
//! | `era` | `ad`, `bc`: which way years are counted from its begin | bc |
//! | `holiday` | month-day (`12-25`), days from Easter Sunday (`easter+1`), or month, which week, weekday (`11-4-4` = the fourth Thursday; week 5 = the last), and days behind that (`11-4-4-1` = the Friday) | christmas |
//! | `every` | `-`: no date, but a rhythm | every |
//! | `over` | `-`: more than | over |
//! | `aged` | `-`: behind a length of time it makes an age | old |
//! | `own` | `-`: before the article's own date; `updated`: before the day of its last change | published |
//! | `unsure` | `-`: before a date that may be another | perhaps |
//! | `single` | `-`: units that are the one that is now, behind an article and with nothing behind them ("later in the year") | year |
//! | `caption` | `-`: on a line about a picture | photo |

/// A part of a month or of a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Third {
    Early,
    Mid,
    Late,
}

impl Third {
    /// As it is shown.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }
}

/// Which one, seen from the article's date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Which {
    /// Of the calendar unit before.
    Last,
    /// Of the same.
    This,
    /// Of the one after.
    Next,
    /// The nearest before.
    Past,
    /// The nearest after.
    Coming,
    /// The one after that which was spoken of.
    Following,
    /// The one that was spoken of ("that week").
    That,
    /// The one before the last ("vorletzte Woche").
    BeforeLast,
    /// The next but one ("übernächste Woche").
    AfterNext,
}

/// A stretch of a month, a year or a decade.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stretch {
    /// A third of it.
    Third(Third),
    /// Its beginning: the first third, or the first day where something is counted from there.
    Start,
    /// Its end: the last third, or the last day where something is to be done by then.
    End,
    /// What of it is over on the article's day ("earlier this week").
    Before,
    /// What of it is to come.
    After,
}

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    /// A year that does not begin in January ("fiscal year").
    Term,
}

/// What stands before a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Prep {
    At,
    By,
    Until,
    Before,
    After,
    Since,
    /// "starting on": after, and a length of time before it begins there.
    Starting,
    /// Only before an hour: about it.
    Around,
    /// Only before an hour, where it is surely one.
    Hour,
    /// Only before an hour, which a bare number is behind it ("saat 5").
    Clock,
    AsOf,
    /// Only before a stretch, never before a day: "in June", not "on 5 June".
    Within,
    For,
    /// `[date.open]`
    Between,
    /// `[date.open]`
    From,
}

/// What makes a point in time of a length of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shift {
    Ago,
    Later,
    AgoAhead,
    LaterAhead,
    Before,
    After,
}

/// Which half of the day an hour is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hours {
    Unsaid,
    Morning,
    Afternoon,
    /// The evening, midnight and what comes before the morning.
    Night,
}

impl Hours {
    fn read(meaning: &str) -> Option<Self> {
        Some(match meaning {
            "-" => Self::Unsaid,
            "am" => Self::Morning,
            "pm" => Self::Afternoon,
            "night" => Self::Night,
            _ => return None,
        })
    }

    pub(crate) fn is_said(self) -> Option<Self> {
        (self != Self::Unsaid).then_some(self)
    }

    /// The hour of the day of one printed in twelve: "10:00 in the evening" is 22:00.
    pub(crate) const fn of_day(self, hour: i16) -> i16 {
        match (self, hour) {
            (Self::Afternoon, 1..=11) | (Self::Night, 6..=11) => hour + 12,
            (Self::Night, 12) => 0,
            _ => hour,
        }
    }
}

/// The time of writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Now {
    /// The article's date ("to date").
    Date,
    /// Its time as well, where it is known ("right now").
    Moment,
    /// From the beginning of its year up to it ("year to date").
    Year,
    /// "now", which says little where it is no end of an interval.
    End,
}

/// Thousandths of a number printed in a table.
fn thousandths(digits: &str) -> Option<u32> {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let rest = match rest.len() {
        1 => rest.parse::<u32>().ok()? * 100,
        _ => return None,
    };
    whole.parse::<u32>().ok()?.checked_mul(1000)?.checked_add(rest)
}

/// How the day of a holiday is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Feast {
    /// Month and day.
    Day(u8, u8),
    /// Days from Easter Sunday of the Western churches.
    Easter(i8),
    /// Month, which one (5 = the last), weekday, and days behind that.
    Nth(u8, u8, u8, u8),
}

impl Feast {
    fn read(meaning: &str) -> Option<Self> {
        if let Some(days) = meaning.strip_prefix("easter") {
            return Some(Self::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
        }
        let mut numbers = meaning.split('-').map(str::parse::<u8>);
        let (month, day) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        Some(match numbers.next() {
            Some(weekday) => {
                let behind = numbers.next().transpose().ok()?.unwrap_or(0);
                Self::Nth(month, day, weekday.ok()?, behind)
            }
            None => Self::Day(month, day),
        })
    }
}

/// Between two ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Join {
    To,
    And,
    Or,
}

/// A meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DateSense {
    /// A month; whether the word is nothing else.
    Month(u8, bool),
    /// 1 = Monday; whether the word is nothing else.
    Weekday(u8, bool),
    Season(u8),
    Part(Stretch),
    Which(Which),
    Unit(Unit),
    /// Days from the article's.
    Day(i8, Hours),
    /// The day before or after the one told of.
    Told(Which),
    Now(Now),
    Daypart(Hours),
    /// Minutes since midnight.
    Time(i16),
    /// Minutes from the hour that stands behind it.
    Past(i16),
    /// Which half of the day the hour before it is of.
    Half(Hours),
    OClock,
    /// Minutes east of UTC; `None` = the local time.
    Zone(Option<i16>),
    Count {
        /// Thousandths.
        milli: u32,
        vague: bool,
        article: bool,
    },
    Ordinal(u8),
    DaySuffix,
    DecadeSuffix,
    /// Glued behind its digits: which field of a date they are.
    Field(Unit),
    Decade(u8),
    /// What stands before the number of a decade.
    DecadeWord,
    /// So many units in one word.
    Length(u8, Unit),
    Join(Join),
    Article,
    Link,
    Prep(Prep),
    Shift(Shift),
    /// Whether it is the future.
    Tense(bool),
    Year,
    /// A year that is printed as two ("season 2022/23").
    Term,
    /// Whether years are counted back from its begin.
    Era(bool),
    Holiday(Feast),
    Every,
    Over,
    Aged,
    /// Before the article's own date; whether it is the day of the last change.
    Own(bool),
    /// "perhaps"
    Unsure,
    Caption,
    Single,
}

/// Kinds of senses as bits, so that a word is looked up only where it can be what is asked for.
pub(crate) struct Kinds;

impl Kinds {
    pub(crate) const MONTH: u32 = 1 << 0;
    pub(crate) const WEEKDAY: u32 = 1 << 1;
    pub(crate) const SEASON: u32 = 1 << 2;
    pub(crate) const PART: u32 = 1 << 3;
    pub(crate) const WHICH: u32 = 1 << 4;
    pub(crate) const UNIT: u32 = 1 << 5;
    pub(crate) const DAY: u32 = 1 << 6;
    pub(crate) const TIME: u32 = 1 << 7;
    pub(crate) const COUNT: u32 = 1 << 8;
    pub(crate) const ORDINAL: u32 = 1 << 9;
    pub(crate) const DECADE: u32 = 1 << 10;
    pub(crate) const SHIFT: u32 = 1 << 11;
    pub(crate) const YEAR: u32 = 1 << 12;
    pub(crate) const HOLIDAY: u32 = 1 << 13;
    pub(crate) const OVER: u32 = 1 << 14;
    pub(crate) const PREP: u32 = 1 << 15;
    pub(crate) const ARTICLE: u32 = 1 << 16;
    pub(crate) const EVERY: u32 = 1 << 17;
    pub(crate) const DAYPART: u32 = 1 << 18;
    pub(crate) const HALF: u32 = 1 << 19;
    pub(crate) const OCLOCK: u32 = 1 << 20;
    pub(crate) const ZONE: u32 = 1 << 21;
    pub(crate) const DAY_SUFFIX: u32 = 1 << 22;
    pub(crate) const DECADE_SUFFIX: u32 = 1 << 23;
    pub(crate) const JOIN: u32 = 1 << 24;
    pub(crate) const LINK: u32 = 1 << 25;
    pub(crate) const TENSE: u32 = 1 << 26;
    pub(crate) const AGED: u32 = 1 << 27;
    pub(crate) const OWN: u32 = 1 << 28;
    pub(crate) const CAPTION: u32 = 1 << 29;
    pub(crate) const SINGLE: u32 = 1 << 30;
    pub(crate) const UNSURE: u32 = 1 << 31;
    /// A date may begin with these.
    pub(crate) const STARTS: u32 = Self::PREP - 1;
}

impl DateSense {
    /// Its kind.
    pub(crate) const fn kind(self) -> u32 {
        match self {
            Self::Month(..) => Kinds::MONTH,
            Self::Weekday(..) => Kinds::WEEKDAY,
            Self::Season(_) => Kinds::SEASON,
            Self::Part(_) => Kinds::PART,
            Self::Which(_) => Kinds::WHICH,
            Self::Unit(_) => Kinds::UNIT,
            Self::Day(..) | Self::Told(_) | Self::Now(_) => Kinds::DAY,
            Self::Time(_) | Self::Past(_) => Kinds::TIME,
            Self::Count { .. } => Kinds::COUNT,
            Self::Ordinal(_) => Kinds::ORDINAL,
            Self::Decade(_) | Self::DecadeWord => Kinds::DECADE,
            Self::Length(..) => Kinds::COUNT,
            Self::Shift(_) => Kinds::SHIFT,
            Self::Year | Self::Term | Self::Era(_) => Kinds::YEAR,
            Self::Holiday(_) => Kinds::HOLIDAY,
            Self::Over => Kinds::OVER,
            Self::Prep(_) => Kinds::PREP,
            Self::Article => Kinds::ARTICLE,
            Self::Every => Kinds::EVERY,
            Self::Daypart(_) => Kinds::DAYPART,
            Self::Half(_) => Kinds::HALF,
            Self::OClock => Kinds::OCLOCK,
            Self::Zone(_) => Kinds::ZONE,
            Self::DaySuffix | Self::Field(_) => Kinds::DAY_SUFFIX,
            Self::DecadeSuffix => Kinds::DECADE_SUFFIX,
            Self::Join(_) => Kinds::JOIN,
            Self::Link => Kinds::LINK,
            Self::Tense(_) => Kinds::TENSE,
            Self::Aged => Kinds::AGED,
            Self::Own(_) => Kinds::OWN,
            Self::Unsure => Kinds::UNSURE,
            Self::Caption => Kinds::CAPTION,
            Self::Single => Kinds::SINGLE,
        }
    }

    /// Reads the meaning of an entry of section `[date.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        let within = |low: u8, high: u8| {
            let number: u8 = meaning.trim_end_matches('?').parse().ok()?;
            (low..=high).contains(&number).then_some(number)
        };
        let sure = !meaning.ends_with('?');
        Some(match name {
            "month" => Self::Month(within(1, 12)?, sure),
            "weekday" => Self::Weekday(within(1, 7)?, sure),
            "season" => Self::Season(within(21, 41)?),
            "part" => Self::Part(match meaning {
                "early" => Stretch::Third(Third::Early),
                "mid" => Stretch::Third(Third::Mid),
                "late" => Stretch::Third(Third::Late),
                "start" => Stretch::Start,
                "end" => Stretch::End,
                "before" => Stretch::Before,
                "after" => Stretch::After,
                _ => return None,
            }),
            "which" => Self::Which(match meaning {
                "last" => Which::Last,
                "this" => Which::This,
                "next" => Which::Next,
                "past" => Which::Past,
                "coming" => Which::Coming,
                "following" => Which::Following,
                "that" => Which::That,
                "before-last" => Which::BeforeLast,
                "after-next" => Which::AfterNext,
                _ => return None,
            }),
            "unit" => Self::Unit(match meaning {
                "second" => Unit::Second,
                "minute" => Unit::Minute,
                "hour" => Unit::Hour,
                "day" => Unit::Day,
                "weekend" => Unit::Weekend,
                "week" => Unit::Week,
                "fortnight" => Unit::Fortnight,
                "month" => Unit::Month,
                "quarter" => Unit::Quarter,
                "year" => Unit::Year,
                "decade" => Unit::Decade,
                "century" => Unit::Century,
                "term" => Unit::Term,
                _ => return None,
            }),
            "day" if meaning == "following" => Self::Told(Which::Following),
            "day" if meaning == "last" => Self::Told(Which::Last),
            "day" => match meaning.split_once(' ') {
                Some((days, hours)) => Self::Day(days.parse().ok()?, Hours::read(hours)?),
                None => Self::Day(meaning.parse().ok()?, Hours::Unsaid),
            },
            "now" => Self::Now(match meaning {
                "date" => Now::Date,
                "moment" => Now::Moment,
                "year" => Now::Year,
                "end" => Now::End,
                _ => return None,
            }),
            "daypart" => Self::Daypart(Hours::read(meaning)?),
            "time" => {
                let (hour, minute) = meaning.split_once(':')?;
                Self::Time(hour.parse::<i16>().ok()? * 60 + minute.parse::<i16>().ok()?)
            }
            "past" => Self::Past(meaning.parse().ok()?),
            "half" => Self::Half(Hours::read(meaning)?.is_said()?),
            "oclock" => Self::OClock,
            "zone" if meaning == "local" => Self::Zone(None),
            "zone" => Self::Zone(Some(meaning.parse().ok()?)),
            "count" => {
                let digits = meaning.trim_start_matches('~').trim_end_matches('a');
                Self::Count {
                    milli: thousandths(digits)?,
                    vague: meaning.starts_with('~'),
                    article: meaning.ends_with('a'),
                }
            }
            "suffix" => match meaning {
                "day" => Self::DaySuffix,
                "decade" => Self::DecadeSuffix,
                _ => return None,
            },
            "field" => Self::Field(match meaning {
                "year" => Unit::Year,
                "month" => Unit::Month,
                "day" => Unit::Day,
                _ => return None,
            }),
            "decade" if meaning == "-" => Self::DecadeWord,
            "length" => {
                let (count, unit) = meaning.split_once(' ')?;
                let Self::Unit(unit) = Self::read("unit", unit)? else { return None };
                Self::Length(count.parse().ok()?, unit)
            }
            "decade" => Self::Decade(within(0, 90)?),
            "join" => Self::Join(match meaning {
                "to" => Join::To,
                "and" => Join::And,
                "or" => Join::Or,
                _ => return None,
            }),
            "open" => match meaning {
                "between" => Self::Prep(Prep::Between),
                "from" => Self::Prep(Prep::From),
                _ => return None,
            },
            "article" => Self::Article,
            "link" => Self::Link,
            "prep" => Self::Prep(match meaning {
                "at" => Prep::At,
                "by" => Prep::By,
                "until" => Prep::Until,
                "before" => Prep::Before,
                "after" => Prep::After,
                "since" => Prep::Since,
                "asof" => Prep::AsOf,
                "within" => Prep::Within,
                "starting" => Prep::Starting,
                "around" => Prep::Around,
                "hour" => Prep::Hour,
                "clock" => Prep::Clock,
                "for" => Prep::For,
                _ => return None,
            }),
            "shift" => Self::Shift(match meaning {
                "ago" => Shift::Ago,
                "later" => Shift::Later,
                "ago-ahead" => Shift::AgoAhead,
                "later-ahead" => Shift::LaterAhead,
                "before" => Shift::Before,
                "after" => Shift::After,
                _ => return None,
            }),
            "tense" => match meaning {
                "future" => Self::Tense(true),
                "past" => Self::Tense(false),
                _ => return None,
            },
            "year" => Self::Year,
            "term" => Self::Term,
            "era" => match meaning {
                "ad" => Self::Era(false),
                "bc" => Self::Era(true),
                _ => return None,
            },
            "holiday" => Self::Holiday(Feast::read(meaning)?),
            "every" => Self::Every,
            "over" => Self::Over,
            "aged" => Self::Aged,
            "own" => Self::Own(meaning == "updated"),
            "unsure" => Self::Unsure,
            "caption" => Self::Caption,
            "single" => Self::Single,
            _ => return None,
        })
    }
}
