//! Dates of whole texts, as tables.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::lexicon::Table;
use crate::recognize::scan::text;

/// Sunday, 24 September 2023.
const STATED: &str = "2023-09-24";

struct Dates {
    published: Option<ProposedPublished>,
    dates: Vec<ProposedDate>,
}

fn found(text: &str, stated_as: Option<&str>) -> Dates {
    let lexed = Lexed::new(text, Table::of("en"));
    let sentences = text::sentences(&lexed);
    let numerals = Numerals::of(&lexed);
    let printed = printed(&lexed, &numerals);
    let own = own(&lexed, &numerals, &printed, Ends { head: true, tail: true }, None);
    let article = own.as_ref().and_then(|own| own.span);
    let published = stated_as.and_then(|edtf| stated(edtf, Basis::Explicit)).or(own);
    let dates = dates(&lexed, &numerals, &sentences, &printed, published.as_ref(), article);
    Dates { published, dates }
}

/// "printed = EDTF", one after the other.
fn said(text: &str, stated: Option<&str>) -> String {
    let shown = found(text, stated).dates.into_iter().map(|date| {
        let printed = date.span.of(text).unwrap();
        format!("{printed} = {}", date.edtf.as_deref().unwrap_or("?"))
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        assert_eq!(said(text, Some(STATED)), *wanted, "{text}");
    }
}

#[test]
fn printed_dates() {
    check(&[
        ("on 20 September 2023", "20 September 2023 = 2023-09-20"),
        ("on the 20th of September, 2023,", "20th of September, 2023 = 2023-09-20"),
        ("September 20, 2023.", "September 20, 2023 = 2023-09-20"),
        ("It ended Sept. 20, 2023.", "Sept. 20, 2023 = 2023-09-20"),
        ("on Tuesday, September 26, 2023", "Tuesday, September 26, 2023 = 2023-09-26"),
        ("on 2023-09-24", "2023-09-24 = 2023-09-24"),
        ("on 24.09.2023 and 24/09/2023", "24.09.2023 = 2023-09-24; 24/09/2023 = 2023-09-24"),
        ("on 9/11/2001", "9/11/2001 = ?"),
        ("at 2023-09-24T22:00:00Z", "2023-09-24T22:00:00Z = 2023-09-24T22:00:00Z"),
    ]);
}

#[test]
fn stretches() {
    check(&[
        ("in late September 2020", "late September 2020 = 2020-09-21/2020-09-30"),
        ("since mid-June", "mid-June = 2023-06-11/2023-06-20"),
        ("in the 1990s", "1990s = 199X"),
        ("in the 19th century", "19th century = 18XX"),
        ("In 2020, it", "2020 = 2020"),
        ("at the beginning of 2023", "the beginning of 2023 = 2023-01-01/2023-04-30"),
        ("in Q3 2022", "Q3 2022 = 2022-07-01/2022-09-30"),
        ("in the summer of 2020", "summer of 2020 = 2020-22"),
        ("the 2020 war", "2020 = 2020"),
        ("the war of 2020", "2020 = 2020"),
        ("by the end of the year", "the end of the year = 2023-12-31"),
    ]);
}

#[test]
fn completed_from_the_articles_date() {
    check(&[
        ("on 20 September", "20 September = 2023-09-20"),
        ("They spoke on Monday", "Monday = 2023-09-18"),
        ("They will meet on Tuesday", "Tuesday = 2023-09-26"),
        ("are scheduled to meet in Brussels on Tuesday", "Tuesday = 2023-09-26"),
        ("announced last Tuesday", "last Tuesday = 2023-09-12"),
        ("next Monday", "next Monday = 2023-09-25"),
        ("said late Sunday evening that", "late Sunday evening = 2023-09-24"),
        ("earlier today", "today = 2023-09-24"),
        ("yesterday", "yesterday = 2023-09-23"),
        ("last week", "last week = 2023-09-11/2023-09-17"),
        ("this week’s events", "this week = 2023-09-18/2023-09-24"),
        ("last year", "last year = 2022"),
        ("three days ago", "three days ago = 2023-09-21"),
        ("in two weeks", "in two weeks = 2023-10-08"),
        ("during the past few days", "the past few days = 2023-09-21~/2023-09-23"),
        (
            "on Thursday, four days after the surrender",
            "Thursday = 2023-09-21; four days after = 2023-09-21",
        ),
        (
            "It began on 10 September. Four days later it ended.",
            "10 September = 2023-09-10; Four days later = 2023-09-14",
        ),
    ]);
}

#[test]
fn counted_from_the_articles_date() {
    check(&[
        ("earlier this week", "earlier this week = 2023-09-18/2023-09-24"),
        ("later this year", "later this year = 2023-09-24/2023-12-31"),
        ("over the last 30 years", "the last 30 years = 1993/2023"),
        ("in the 5 past years", "5 past years = 2018-09-24/2023-09-23"),
        ("the last week of July", "the last week of July = 2023-07-24/2023-07-30"),
        ("the second week of May 2023", "second week of May 2023 = 2023-05-08/2023-05-14"),
        ("the week of September 11th", "week of September 11th = 2023-09-11/2023-09-17"),
        ("on the 15th day of next month", "15th day of next month = 2023-10-15"),
        ("just over 24 hours ago", "just over 24 hours ago = ../2023-09-23"),
        ("last quarter", "last quarter = 2023-04-01/2023-06-30"),
        ("last Easter", "last Easter = 2023-04-09"),
        ("on Thanksgiving", "Thanksgiving = 2023-11-23"),
        ("They came last Monday. That day", "last Monday = 2023-09-11; That day = 2023-09-11"),
        ("in nineteen ninety-six", "nineteen ninety-six = 1996"),
        ("every Monday, each year", ""),
        ("later in the year. The years of conflict", "later in the year = 2023-09-24/2023-12-31"),
    ]);
}

#[test]
fn dates_in_dates_end() {
    for piece in
        ["Monday ", "one day after ", "the week of ", "next ", "late ", "between ", "20 and "]
    {
        let text = piece.repeat(4_000);
        assert!(found(&text, Some(STATED)).dates.len() <= 8_000);
    }
}

#[test]
fn without_an_articles_date_nothing_is_completed() {
    assert_eq!(said("It began on Tuesday.", None), "Tuesday = ?");
    assert_eq!(said("It began on 20 September.", None), "20 September = ?");
    assert_eq!(said("It began in 2020.", None), "2020 = 2020");
}

#[test]
fn times() {
    check(&[
        ("As of 22:00 (1800 GMT), 1,050 people", "22:00 (1800 GMT) = 2023-09-24T22:00:00+04:00"),
        ("at 8 p.m. local time", "8 p.m. local time = 2023-09-24T20:00:00"),
        ("at 8 p.m. on Friday", "8 p.m. on Friday = 2023-09-22T20:00:00"),
        ("on Friday at 15:11 GMT", "Friday at 15:11 GMT = 2023-09-22T15:11:00Z"),
        ("at noon", "noon = 2023-09-24T12:00:00"),
        ("a ratio of 4:3", ""),
    ]);
}

#[test]
fn lengths_of_time() {
    check(&[
        ("a six-week war", "six-week = P6W"),
        ("within 24 hours", "24 hours = PT24H"),
        ("the 44-day war", "44-day = P44D"),
        ("nine months of blockade", "nine months = P9M"),
        ("a 30-year-old man, 5 years old", ""),
        ("during the previous 30 year-conflict", "30 year = P30Y"),
        ("They will one day be held to account.", ""),
    ]);
}

#[test]
fn intervals() {
    check(&[
        ("in the period from 1988 to 1994.", "1988 to 1994 = 1988/1994"),
        ("from 24 to 26 September", "24 to 26 September = 2023-09-24/2023-09-26"),
        ("between 2010 and 2015", "2010 and 2015 = 2010/2015"),
        ("September 24-26", "September 24-26 = 2023-09-24/2023-09-26"),
        ("(1914–18)", "1914–18 = 1914/1918"),
        ("from April to June 2017", "April to June 2017 = 2017-04/2017-06"),
        ("from Monday to Wednesday", "Monday to Wednesday = 2023-09-18/2023-09-20"),
    ]);
}

#[test]
fn no_dates() {
    check(&[
        ("It may rain, and they march on.", ""),
        ("2900 refugees and 1800 tons", ""),
        ("In 40,000 cases; in 1500 villages", ""),
        ("a second, third time", ""),
        ("24/7, 3-2, v1.2.3", ""),
        ("about 2000 people", ""),
        ("between 1500 and 2000 people", ""),
        ("Call +374 10 555 2023", ""),
    ]);
}

#[test]
fn what_a_date_does() {
    let roles = |text: &str| {
        let date = found(text, Some(STATED)).dates.into_iter().next_back().unwrap();
        (date.role, date.relation, date.basis)
    };
    use AsOfRelation::{After, At, By};
    use DateRole::{AsOf, Period};
    let cases = [
        (
            "more than 2900 refugees had entered Armenia by 25 September",
            (AsOf, By, Basis::Relative),
        ),
        ("as of Saturday, six armored vehicles", (AsOf, At, Basis::Relative)),
        ("The 2900 will have left by Friday", (Period, By, Basis::Relative)),
        ("since 2014", (Period, After, Basis::Explicit)),
        ("fled on 20 September 2023", (Period, At, Basis::Explicit)),
        ("in his speech today", (Period, At, Basis::Dateline)),
    ];
    for (text, wanted) in cases {
        assert_eq!(roles(text), wanted, "{text}");
    }
}

#[test]
fn the_articles_own_date() {
    let own = |text: &str| {
        found(text, None).published.map(|own| (own.edtf, own.basis, own.span.is_some()))
    };
    let explicit = |edtf: &str| Some((edtf.to_owned(), Basis::Explicit, true));
    assert_eq!(
        own("A boat sank\n\nMonday, May 18, 2015\n\nOn Friday, it sank."),
        explicit("2015-05-18")
    );
    assert_eq!(own(" date 2023-09-25 Nearly 3000 people have fled."), explicit("2023-09-25"));
    assert_eq!(own("They fled.\n#Armenia\n2023-09-24 23:46:11"), explicit("2023-09-24T23:46:11"));
    assert_eq!(own("YEREVAN, Sept 24, 2023 (Reuters) - They fled."), explicit("2023-09-24"));
    let inferred = |edtf: &str| Some((edtf.to_owned(), Basis::Inferred, false));
    assert_eq!(
        own("They fled.\n— Neil Hauer (@NeilPHauer) September 26, 2023\nThey fled on Monday."),
        inferred("2023-09-26")
    );
    assert_eq!(
        own(
            "They talked on Thursday.\n\nA rally in Yerevan on September 20, 2023 Photo: Reuters\n\nOn Thursday they met."
        ),
        inferred("2023-09-21")
    );
    assert_eq!(own("The war of 2020 ended. He spoke on Monday."), None);
    assert_eq!(own("They fled on 20 September 2023."), None);
}

#[test]
fn any_text_gives_ordered_dates_inside_of_it() {
    let pieces = [
        "in",
        "on",
        "the",
        "of",
        "by",
        "between",
        "and",
        "from",
        "to",
        "-",
        "–",
        "/",
        ":",
        ".",
        ",",
        "(",
        ")",
        "last",
        "next",
        "past",
        "few",
        "week",
        "days",
        "ago",
        "after",
        "before",
        "later",
        "Monday",
        "May",
        "Sept.",
        "20",
        "2020",
        "1800",
        "24",
        "7",
        "th",
        "s",
        "31",
        "99999999",
        "20230231",
        "2023-02-30",
        "24.13.2023",
        "T22",
        "GMT",
        "+",
        "4",
        "a.m.",
        "noon",
        "century",
        "first",
        "thirty",
        "late",
        "end",
        "year",
        "9999",
        "0000",
        "as",
        "over",
        "٢٠٢٣",
        "’",
        "’s",
        "é",
        "\n",
        "\n\n",
        "65000",
    ];
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap()
    };
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..next() % 14 {
            text.push_str(pieces[next() % pieces.len()]);
            if next() % 3 > 0 {
                text.push(' ');
            }
        }
        for stated in [None, Some(STATED), Some("2023"), Some("9998-12-31"), Some("0001-01-01")] {
            let mut end = 0;
            for date in found(&text, stated).dates {
                assert!(date.span.start >= end && date.span.end > date.span.start, "{text:?}");
                assert!(date.span.of(&text).is_ok(), "{text:?}");
                end = date.span.end;
                let Some(edtf) = &date.edtf else { continue };
                if !matches!(date.kind, DateKind::Duration | DateKind::Time) {
                    assert!(check_edtf(edtf).is_ok(), "{text:?}: {edtf}");
                }
            }
        }
    }
}

#[test]
fn a_date_ends_where_its_sentence_or_line_does() {
    check(&[
        (
            "They left on Monday. 25 September 2023",
            "Monday = 2023-09-18; 25 September 2023 = 2023-09-25",
        ),
        ("They left on Monday.\n25 were hurt", "Monday = 2023-09-18"),
        ("They left on Monday\n25 were hurt", "Monday = 2023-09-18"),
        ("It began in September. 20 were hurt", "September = 2023-09"),
        ("It began in September\n20 were hurt", "September = 2023-09"),
        ("on Sept. 20 and Thurs. 21 Sept.", "Sept. 20 = 2023-09-20; Thurs. 21 Sept = 2023-09-21"),
    ]);
}

#[test]
fn hours_of_the_half_of_the_day_beside_them() {
    check(&[
        ("at 10:30 on Sunday evening", "10:30 on Sunday evening = 2023-09-24T22:30:00"),
        ("Sunday late evening at 10:00", "Sunday late evening at 10:00 = 2023-09-24T22:00:00"),
        ("on Sunday morning at 10:00", "Sunday morning at 10:00 = 2023-09-24T10:00:00"),
        ("last night at 8.", "last night at 8 = 2023-09-23T20:00:00"),
        ("tonight at around 7.", "tonight at around 7 = 2023-09-24T19:00:00"),
        ("tonight at 2:15", "tonight at 2:15 = 2023-09-24T02:15:00"),
        ("tonight at 8 sites", "tonight = 2023-09-24"),
        ("on Sunday at 14.30.", "Sunday at 14.30 = 2023-09-24T14:30:00"),
        ("on Sunday at 14.30 metres", "Sunday = 2023-09-24"),
        ("6 January 2017 - 6:37am", "6 January 2017 - 6:37am = 2017-01-06T06:37:00"),
        ("6 January 2017 – 20 people", "6 January 2017 = 2017-01-06"),
        ("on Sunday around 8 p.m.", "Sunday around 8 p.m. = 2023-09-24T20:00:00"),
        ("on Sunday at 22:00 (1800 GMT)", "Sunday at 22:00 (1800 GMT) = 2023-09-24T22:00:00+04:00"),
    ]);
}

#[test]
fn the_time_of_writing() {
    check(&[
        ("At least 200 have been killed to date.", "to date = 2023-09-24"),
        ("used to date fossils", ""),
        ("There is no water right now", "right now = 2023-09-24"),
        ("He is now in Goris. From now on", ""),
        ("between now and 15 November", "now and 15 November = 2023-09-24/2023-11-15"),
        ("between now and May 3", "now and May 3 = 2023-09-24/2024-05-03"),
        ("from November to date", "November to date = 2022-11-01/2023-09-24"),
        ("the 2014–present war", "2014–present = 2014-01-01/2023-09-24"),
        ("down 20% year to date", "year to date = 2023-01-01/2023-09-24"),
    ]);
    let at_night = said("He is there right now", Some("2023-09-24T23:46:11"));
    assert_eq!(at_night, "right now = 2023-09-24T23:46:00");
    let roles = |text| found(text, Some(STATED)).dates.into_iter().map(|date| date.role);
    assert_eq!(roles("200 killed to date.").collect::<Vec<_>>(), [DateRole::AsOf]);
}

#[test]
fn lengths_of_time_with_their_begin() {
    check(&[
        ("three days starting on Monday", "three days starting on Monday = 2023-09-25/2023-09-27"),
        ("for 2 weeks, beginning May 20th", "2 weeks, beginning May 20th = 2023-05-20/2023-06-02"),
        ("for 3 days from today", "3 days from today = 2023-09-24/2023-09-26"),
        ("It opens 3 days from today", "3 days from today = 2023-09-27"),
        ("in the first six months of 2023", "first six months of 2023 = 2023-01-01/2023-06-30"),
        ("the last ten days of August", "the last ten days of August = 2023-08-22/2023-08-31"),
        ("the first two weeks of May", "first two weeks of May = 2023-05-01/2023-05-14"),
        ("in the third month of 2023", "third month of 2023 = 2023-03"),
        ("the first three days of the war", "three days = P3D"),
    ]);
}

#[test]
fn distances_of_several_parts() {
    check(&[
        ("two weeks and two days ago", "two weeks and two days ago = 2023-09-08"),
        ("two years and three months ago", "two years and three months ago = 2021-06"),
        ("1 year, 1 month and 21 days ago", "1 year, 1 month and 21 days ago = 2022-08-03"),
        ("two months after 15 May", "two months after 15 May = 2023-07-15"),
        ("half a century ago", "half a century ago = 1973"),
        ("the year before 2015", "year before 2015 = 2014"),
        ("the week after Easter", "week after Easter = 2023-04-16"),
        ("They will meet two days after Tuesday", "two days after Tuesday = 2023-09-28"),
        ("six weeks, and two men", "six weeks = P6W"),
        ("10 previous weeks", "10 previous weeks = 2023-07-16/2023-09-23"),
        ("He turns 40 next month", "next month = 2023-10"),
    ]);
    let late = said("half an hour ago", Some("2023-09-24T23:46:11"));
    assert_eq!(late, "half an hour ago = 2023-09-24T23:16:00");
}

#[test]
fn ends_as_fine_as_each_other() {
    check(&[
        ("from 2014 to 2 May 2018", "2014 to 2 May 2018 = 2014-01-01/2018-05-02"),
        ("from 2014 to 2018", "2014 to 2018 = 2014/2018"),
        ("from 5/1-5/7, 2020", "5/1-5/7, 2020 = 2020-05-01/2020-05-07"),
        ("10/1-11/2/2017", "10/1-11/2/2017 = 2017-10-01/2017-11-02"),
        ("on 10-15-23, tel. 10-15-10-15 or 1-2-3-4-5", "10-15-23 = 2023-10-15"),
        (
            "on 8/5/45, 8/5/23 and 8/31/23",
            "8/5/45 = 1945-08-05; 8/5/23 = 2023-08-05; 8/31/23 = 2023-08-31",
        ),
        ("sales of 2007 and 2009", "2007 = 2007; 2009 = 2009"),
    ]);
}

#[test]
fn quarters_and_holidays() {
    check(&[
        ("Q1 sales rose", "Q1 = 2023-01-01/2023-03-31"),
        ("last year’s first quarter", "last year’s first quarter = 2022-01-01/2022-03-31"),
        ("on Black Friday", "Black Friday = 2023-11-24"),
        ("over Labor Day weekend", "Labor Day weekend = 2023-09-02/2023-09-04"),
        (
            "the weekend of Thanksgiving 2022",
            "weekend of Thanksgiving 2022 = 2022-11-24/2022-11-27",
        ),
        ("by the end of today", "the end of today = 2023-09-24"),
        ("it dates back to 1865,", "1865 = 1865"),
        ("in two thousand and fifteen", "two thousand and fifteen = 2015"),
        ("in two thousand and fifteen homes", ""),
    ]);
}

#[test]
fn parts_of_months_and_years() {
    check(&[
        ("in the month of August", "month of August = 2023-08"),
        ("on the first Tuesday of November", "first Tuesday of November = 2023-11-07"),
        ("on the last Friday of July 2022", "the last Friday of July 2022 = 2022-07-29"),
        ("the last Friday of the talks", "the last Friday = 2023-09-22"),
        ("in the third quarter this year", "third quarter this year = 2023-07-01/2023-09-30"),
        ("for the rest of the month", "the rest of the month = 2023-09-24/2023-09-30"),
        ("in late summer", "late summer = 2023-22"),
        ("the early fall of the wall", ""),
        ("in the nineteen-seventies", "nineteen-seventies = 197X"),
        ("nineteen seventy people", ""),
    ]);
}

#[test]
fn which_year_a_month_without_one_is_of() {
    check(&[
        ("In March, troops entered.", "March = 2023-03"),
        ("On 3 March the city was bombed", "3 March = 2023-03-03"),
        ("They will vote on 3 March", "3 March = 2024-03-03"),
        ("The law takes effect on 1 January", "1 January = 2024-01-01"),
        ("They will vote on 3 May", "3 May = 2024-05-03"),
        ("from March to May they fought", "March to May = 2023-03/2023-05"),
        ("in December last year", "December last year = 2022-12"),
        ("on 5 May of last year", "5 May of last year = 2022-05-05"),
        ("from April to June last year", "April to June last year = 2022-04/2022-06"),
        ("in October this year", "October this year = 2023-10"),
    ]);
}

#[test]
fn dates_beside_each_other() {
    check(&[
        ("on September 19 and 20.", "September 19 = 2023-09-19; 20 = 2023-09-20"),
        ("September 19th and 20th, 2022", "September 19th = 2022-09-19; 20th, 2022 = 2022-09-20"),
        ("on September 19 and 20 people", "September 19 = 2023-09-19"),
        (
            "5 p.m. EDT (2100 UTC) Sunday",
            "5 p.m. EDT (2100 UTC) Sunday = 2023-09-24T17:00:00-04:00",
        ),
        ("two weeks ago today", "two weeks ago today = 2023-09-10"),
        ("in the 1991-94 war", "1991-94 = 1991/1994"),
        ("the 1991-94 people", ""),
        ("the 2020 and 2016 wars", "2020 = 2020; 2016 = 2016"),
    ]);
}

#[test]
fn from_the_first_day_on() {
    check(&[
        ("killed since the start of the year", "the start of the year = 2023-01-01"),
        ("since the beginning of June", "the beginning of June = 2023-06-01"),
        ("since the start of the week", "the start of the week = 2023-09-18"),
        ("at the start of the week", "the start of the week = 2023-09-18/2023-09-20"),
        ("since early June", "early June = 2023-06-01/2023-06-10"),
    ]);
}

#[test]
fn zones_that_do_not_exist_are_none() {
    for (zone, read) in [
        (" GMT+4", "+04:00"),
        (" GMT+04", "+04:00"),
        (" GMT+0400", "+04:00"),
        (" GMT+4:30", "+04:30"),
        (" UTC-12", "-12:00"),
        (" UTC+14", "+14:00"),
        (" GMT-20:00", "Z"),
        (" GMT+05460", ""),
        (" GMT+32768", ""),
        (" GMT+99999999", ""),
        (" GMT+999999999999999999999", ""),
        (" GMT+15", ""),
        (" UTC-13", ""),
        (" UTC+14:01", ""),
        (" UTC+012", ""),
        (" GMT+0475", ""),
        (" GMT+4:75", ""),
        (" GMT+3.5", ""),
        (" (GMT+99)", ""),
        ("+05460", ""),
        ("+0475", ""),
        (" GMT +5460", "Z"),
    ] {
        let text = format!("At 22:00{zone} on 20 September 2023 it began.");
        let found = found(&text, None).dates;
        let edtf = found.iter().find_map(|date| date.edtf.clone());
        // With more than a zone between them, time and day are two dates.
        let zoned = edtf.unwrap().split_once("22:00:00").map(|(_, zone)| zone.to_owned());
        let shown = found.iter().map(|date| date.edtf.clone()).collect::<Vec<_>>();
        assert_eq!(zoned.as_deref(), Some(read), "{zone}: {shown:?}");
    }
}

#[test]
fn distances_that_no_calendar_holds() {
    check(&[
        ("It ended 19999 years after 15 May 2023.", "19999 years after 15 May 2023 = ?"),
        ("It ended 5000 decades after 15 May 2023.", "5000 decades after 15 May 2023 = ?"),
        ("It lasted for 99999999 years.", "99999999 years = P99999999Y"),
        ("It lasted for 99999999 decades.", "99999999 decades = P999999990Y"),
        ("It ended 99999999 days ago.", "99999999 days ago = ?"),
        (
            "It lasts 19999 years starting on 20 September 2023.",
            "19999 years starting on 20 September 2023 = ?",
        ),
    ]);
}

#[test]
fn the_articles_date_may_be_of_any_year() {
    for stated in ["Y32767", "Y-32768", "Y32766-12", "9999-12-31", "-9999-01-01", "0000", "Y-17E7"]
    {
        for text in [
            "on 24 September",
            "next year",
            "last December",
            "from December to January",
            "last winter",
            "in the next quarter",
            "on Monday",
            "next weekend",
            "29 February",
            "on the 31st",
            "in the next 9999 years",
            "last Christmas",
        ] {
            said(text, Some(stated));
        }
    }
}

#[test]
fn counts_are_read_as_numbers_are() {
    use crate::recognize::{Options, recognize};
    for (language, text, edtf) in [
        ("en", "It began one hundred and five days ago.", "2023-06-13"),
        ("en", "It began a dozen days ago.", "2023-09-14"),
        ("en", "It began 1,000 days ago.", "2020-12-30"),
        ("en", "It began twenty-three days ago.", "2023-09-03"),
        ("en", "It began three days ago.", "2023-09-23"),
        ("en", "It began half a dozen days ago.", "2023-09-20"),
        ("en", "It began a hundred days ago.", "2023-06-18"),
        ("en", "It lasted two and a half weeks.", "P2.5W"),
        ("en", "It began five hundred days ago.", "2022-05-14"),
        ("ru", "Это началось двадцать три дня назад.", "2023-09-03"),
        ("fr", "Tout a commencé il y a vingt-trois jours.", "2023-09-03"),
        ("es", "Empezó hace veintitrés días.", "2023-09-03"),
        ("tr", "Yirmi üç gün önce başladı.", "2023-09-03"),
        // "last" and "next" behind what they are said of.
        ("fr", "Cela a commencé la semaine dernière.", "2023-09-18/2023-09-24"),
        ("fr", "Cela a commencé lundi dernier.", "2023-09-18"),
        ("es", "Empezó el mes pasado.", "2023-08"),
        ("es", "Empezará el próximo año.", "2024"),
    ] {
        let options = Options {
            language: Some(language),
            published: Some(("2023-09-26", crate::model::Basis::Explicit)),
            file_name: None,
        };
        let found = recognize(text, &options);
        let dates: Vec<_> = found.dates.iter().filter_map(|date| date.edtf.as_deref()).collect();
        assert_eq!(dates, [edtf], "{text}");
    }
}
