//! What words mean for dates: months, weekdays, units, prepositions of time.
//!
//! Owns: the sections `[date.…]` of the tables. Never: looks at text.
//!
//! | section | meaning | phrases, for instance |
//! |---|---|---|
//! | `month` | 1 to 12; with `?` where the word is also another ("may") and needs a day, a year or a preposition beside it | september, sept |
//! | `weekday` | 1 (Monday) to 7; `?` as above ("sun") | tuesday, tue |
//! | `season` | EDTF's codes: 21 spring, 22 summer, 23 autumn, 24 winter, 33 to 36 quarters, 40 and 41 halves of a year | summer |
//! | `part` | `early`, `mid`, `late` with what follows ("late September"); `end` = the last of it ("the end of") | early |
//! | `which` | `last`, `this`, `next` (by calendar: of the week before, this, after), `past`, `coming` (the nearest), `following` | last |
//! | `unit` | second, minute, hour, day, weekend, week, fortnight, month, quarter, year, decade, century | weeks |
//! | `day` | days from the article's day | yesterday |
//! | `daypart` | `-` | evening |
//! | `time` | hour:minute | noon |
//! | `half` | `am`, `pm` (only behind a time) | p.m. |
//! | `oclock` | `-` | o'clock |
//! | `zone` | minutes east of UTC, or `local` | gmt |
//! | `count` | a number; `~` before it = vague ("few"); `a` behind it = only an article, a count before "ago" alone | three |
//! | `ordinal` | 1 to 31 | twenty-first |
//! | `suffix` | what letters right behind digits say: `day` ("20th"), `decade` ("1990s") | th |
//! | `decade` | its first year in the century | nineties |
//! | `join` | `to` between the ends of an interval; `and` = so only behind `between`; `or` | until |
//! | `open` | `between`, `from`: before the first end of an interval | between |
//! | `article` | `-` | the |
//! | `link` | `-`: stands inside of a date ("20th of September", "20 de septiembre") | of |
//! | `prep` | what stands before a date: `at`, `by`, `until`, `before`, `after`, `since`, `asof`, and `for` before a length of time | until |
//! | `shift` | `ago`, `later` stand behind a length of time; `ago-ahead` ("vor"), `later-ahead` ("in") before it; `before`, `after` behind it with a date or an event behind them | ago |
//! | `tense` | `future`, `past`: which way a weekday lies | will |
//! | `year` | `-`: a word beside the number of a year | year |
//! | `holiday` | month-day | christmas |
//! | `every` | `-`: no date, but a rhythm | every |
//! | `over` | `-`: more than | over |
//! | `aged` | `-`: behind a length of time it makes an age | old |
//! | `own` | `-`: before the article's own date | published |
//! | `caption` | `-`: on a line about a picture | photo |

use crate::recognize::date_parts::Part as Third;

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
}

/// A stretch of a month, a year or a decade.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stretch {
    /// A third of it.
    Third(Third),
    /// Its end: the last third, or the last day where something is to be done by then.
    End,
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
    AsOf,
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
    Day(i8),
    Daypart,
    /// Minutes since midnight.
    Time(i16),
    /// Whether it is the second half of the day.
    Half(bool),
    OClock,
    /// Minutes east of UTC; `None` = the local time.
    Zone(Option<i16>),
    Count {
        count: u16,
        vague: bool,
        article: bool,
    },
    Ordinal(u8),
    DaySuffix,
    DecadeSuffix,
    Decade(u8),
    Join(Join),
    Article,
    Link,
    Prep(Prep),
    Shift(Shift),
    /// Whether it is the future.
    Tense(bool),
    Year,
    Holiday(u8, u8),
    Every,
    Over,
    Aged,
    Own,
    Caption,
}

impl DateSense {
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
                "end" => Stretch::End,
                _ => return None,
            }),
            "which" => Self::Which(match meaning {
                "last" => Which::Last,
                "this" => Which::This,
                "next" => Which::Next,
                "past" => Which::Past,
                "coming" => Which::Coming,
                "following" => Which::Following,
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
                _ => return None,
            }),
            "day" => Self::Day(meaning.parse().ok()?),
            "daypart" => Self::Daypart,
            "time" => {
                let (hour, minute) = meaning.split_once(':')?;
                Self::Time(hour.parse::<i16>().ok()? * 60 + minute.parse::<i16>().ok()?)
            }
            "half" => match meaning {
                "am" => Self::Half(false),
                "pm" => Self::Half(true),
                _ => return None,
            },
            "oclock" => Self::OClock,
            "zone" if meaning == "local" => Self::Zone(None),
            "zone" => Self::Zone(Some(meaning.parse().ok()?)),
            "count" => {
                let digits = meaning.trim_start_matches('~').trim_end_matches('a');
                Self::Count {
                    count: digits.parse().ok()?,
                    vague: meaning.starts_with('~'),
                    article: meaning.ends_with('a'),
                }
            }
            "ordinal" => Self::Ordinal(within(1, 31)?),
            "suffix" => match meaning {
                "day" => Self::DaySuffix,
                "decade" => Self::DecadeSuffix,
                _ => return None,
            },
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
            "holiday" => {
                let (month, day) = meaning.split_once('-')?;
                Self::Holiday(month.parse().ok()?, day.parse().ok()?)
            }
            "every" => Self::Every,
            "over" => Self::Over,
            "aged" => Self::Aged,
            "own" => Self::Own,
            "caption" => Self::Caption,
            _ => return None,
        })
    }
}
