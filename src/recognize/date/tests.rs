//! Dates in and out, as tables.

#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

/// The five articles' week: a Sunday evening.
const PUBLISHED: &str = "2023-09-24T23:46:11";
/// A Tuesday.
const TUESDAY: &str = "2023-09-26";

fn read(text: &str, reference: Option<&str>) -> TypedDate {
    parse_date(text, reference, "en").unwrap_or_else(|why| panic!("{text}: {why}"))
}

#[test]
fn whole_dates_are_explicit() {
    use Precision as P;
    for (typed, edtf, precision) in [
        ("2023-09-24", "2023-09-24", P::Day),
        ("24 Sep 2023 22:00", "2023-09-24T22:00:00", P::Minute),
        ("24 September 2023", "2023-09-24", P::Day),
        ("September 24, 2023", "2023-09-24", P::Day),
        ("Sept. 24, 2023", "2023-09-24", P::Day),
        ("Sunday, 24 September 2023", "2023-09-24", P::Day),
        ("the 24th of September 2023", "2023-09-24", P::Day),
        ("24.09.2023", "2023-09-24", P::Day),
        ("24/09/2023", "2023-09-24", P::Day),
        ("09/24/2023", "2023-09-24", P::Day),
        ("2023-09-24T22:00", "2023-09-24T22:00:00", P::Minute),
        ("2023-09-24T22:00:00+04:00", "2023-09-24T22:00:00+04:00", P::Minute),
        ("2023-09-24 23:46:11", "2023-09-24T23:46:11", P::Second),
        ("24 Sep 2023 22:00 +04:00", "2023-09-24T22:00:00+04:00", P::Minute),
        ("24 Sep 2023 22:00 (1800 GMT)", "2023-09-24T22:00:00+04:00", P::Minute),
        ("22:00 GMT on 24 Sep 2023", "2023-09-24T22:00:00Z", P::Minute),
        ("22:00 (UTC+4) on 24 Sep 2023", "2023-09-24T22:00:00+04:00", P::Minute),
        ("10 p.m. on 24 Sep 2023", "2023-09-24T22:00:00", P::Hour),
        ("10:30pm, 24 Sep 2023", "2023-09-24T22:30:00", P::Minute),
        ("12 am 24 Sep 2023", "2023-09-24T00:00:00", P::Hour),
        ("September 2023", "2023-09", P::Month),
        ("in 2020", "2020", P::Year),
        ("spring 2022", "2022-21", P::Season),
        ("the third quarter of 2023", "2023-07-01/2023-09-30", P::Season),
        ("the 1990s", "199X", P::Decade),
        ("the 20th century", "19XX", P::Century),
        ("1988 to 1994", "1988/1994", P::Year),
        ("from 1988 to 1994", "1988/1994", P::Year),
        ("between 1988 and 1994", "1988/1994", P::Year),
        ("1988–94", "1988/1994", P::Year),
        ("24-26 September 2023", "2023-09-24/2023-09-26", P::Day),
        ("September 24 to 26, 2023", "2023-09-24/2023-09-26", P::Day),
        ("28 December to 3 January 2024", "2023-12-28/2024-01-03", P::Day),
        ("May to July 2020", "2020-05/2020-07", P::Month),
        ("24 or 25 September 2023", "[2023-09-24,2023-09-25]", P::Day),
        ("late September 2020", "2020-09-21/2020-09-30", P::Day),
        ("mid-June 2023", "2023-06-11/2023-06-20", P::Day),
        ("early 2020", "2020-01-01/2020-04-30", P::Month),
        ("the late 1990s", "1997/1999", P::Year),
        ("about September 2023", "2023-09~", P::Month),
        ("c. 1990", "1990~", P::Year),
        ("25 September 2023?", "2023-09-25?", P::Day),
        ("2023-09-2X", "2023-09-2X", P::Day),
        ("../2023-09-25", "../2023-09-25", P::Day),
    ] {
        let found = read(typed, None);
        assert_eq!((found.edtf.as_str(), found.precision), (edtf, precision), "{typed}");
        assert_eq!((found.basis, found.relation), (Basis::Explicit, None), "{typed}");
        assert_eq!(
            read(typed, Some(PUBLISHED)),
            found,
            "{typed}: the article’s date changes nothing"
        );
    }
}

#[test]
fn the_articles_date_completes() {
    use Precision as P;
    for (typed, reference, edtf, precision) in [
        ("September 26", TUESDAY, "2023-09-26", P::Day),
        ("Tuesday, September 26", TUESDAY, "2023-09-26", P::Day),
        ("30 December", "2024-01-02", "2023-12-30", P::Day),
        ("October 5", TUESDAY, "2023-10-05", P::Day),
        ("22:00", PUBLISHED, "2023-09-24T22:00:00", P::Minute),
        ("22:00 (1800 GMT)", PUBLISHED, "2023-09-24T22:00:00+04:00", P::Minute),
        ("22:00", "2023-09-25T08:00:00", "2023-09-24T22:00:00", P::Minute),
        ("late Sunday evening", PUBLISHED, "2023-09-24", P::Day),
        ("Late on Monday", TUESDAY, "2023-09-25", P::Day),
        ("Tuesday", TUESDAY, "2023-09-26", P::Day),
        ("Tuesday", PUBLISHED, "2023-09-19", P::Day),
        ("last Tuesday", TUESDAY, "2023-09-19", P::Day),
        ("next Tuesday", TUESDAY, "2023-10-03", P::Day),
        ("Tuesday last week", PUBLISHED, "2023-09-12", P::Day),
        ("yesterday", TUESDAY, "2023-09-25", P::Day),
        ("earlier today", TUESDAY, "2023-09-26", P::Day),
        ("last night", TUESDAY, "2023-09-25", P::Day),
        ("two days ago", TUESDAY, "2023-09-24", P::Day),
        ("a week ago", TUESDAY, "2023-09-19", P::Day),
        ("last week", TUESDAY, "2023-09-18/2023-09-24", P::Day),
        ("last month", "2024-01-10", "2023-12", P::Month),
        ("nine months ago", TUESDAY, "2022-12", P::Month),
        ("last year", TUESDAY, "2022", P::Year),
        ("the end of the year", TUESDAY, "2023-09-01/2023-12-31", P::Month),
        ("mid-June", TUESDAY, "2023-06-11/2023-06-20", P::Day),
        ("in September", TUESDAY, "2023-09", P::Month),
        ("the 25th", TUESDAY, "2023-09-25", P::Day),
        ("the 30th", TUESDAY, "2023-08-30", P::Day),
        ("20 to 22 September", TUESDAY, "2023-09-20/2023-09-22", P::Day),
        ("Saturday to Monday", TUESDAY, "2023-09-23/2023-09-25", P::Day),
        ("10 pm on Sunday", TUESDAY, "2023-09-24T22:00:00", P::Hour),
        ("about 22:00", PUBLISHED, "2023-09-24T22:00:00", P::Hour),
        ("Sunday midnight", TUESDAY, "2023-09-24T00:00:00", P::Minute),
        ("one hundred and five days ago", TUESDAY, "2023-06-13", P::Day),
        ("a dozen days ago", TUESDAY, "2023-09-14", P::Day),
        ("1,000 days ago", TUESDAY, "2020-12-30", P::Day),
        ("September 24 or 25", TUESDAY, "[2023-09-24,2023-09-25]", P::Day),
        ("Saturday or Monday", TUESDAY, "[2023-09-23,2023-09-25]", P::Day),
        ("24/09", TUESDAY, "2023-09-24", P::Day),
    ] {
        let found = read(typed, Some(reference));
        assert_eq!((found.edtf.as_str(), found.precision), (edtf, precision), "{typed}");
        // What is the article's own day rests on it alone.
        let own = if typed == "earlier today" { Basis::Dateline } else { Basis::Relative };
        assert_eq!(found.basis, own, "{typed}");
        let why = parse_date(typed, None, "en").unwrap_err().message;
        assert!(why.contains("article’s date is not stated"), "{typed}: {why}");
    }
}

#[test]
fn dates_in_the_articles_language_then_in_english() {
    for (language, typed, edtf, basis) in [
        ("ru", "25 сентября 2023", "2023-09-25", Basis::Explicit),
        ("ru", "сентябрь 2023", "2023-09", Basis::Explicit),
        ("ru", "вчера", "2023-09-25", Basis::Relative),
        ("fr", "mardi", "2023-09-26", Basis::Relative),
        ("fr", "le 25 septembre 2023", "2023-09-25", Basis::Explicit),
        ("de", "gestern", "2023-09-25", Basis::Relative),
        ("de", "25. September 2023", "2023-09-25", Basis::Explicit),
        ("es", "25 de septiembre de 2023", "2023-09-25", Basis::Explicit),
        ("tr", "25 Eylül 2023", "2023-09-25", Basis::Explicit),
        ("hy", "սեպտեմբերի 25", "2023-09-25", Basis::Relative),
        ("ru", "двадцать три дня назад", "2023-09-03", Basis::Relative),
        ("fr", "il y a vingt-trois jours", "2023-09-03", Basis::Relative),
        ("de", "vor drei Tagen", "2023-09-23", Basis::Relative),
        ("ru", "возможно, 25 сентября", "2023-09-25?", Basis::Relative),
        ("de", "vielleicht 25. September", "2023-09-25?", Basis::Relative),
        ("ru", "около сентября 2023", "2023-09~", Basis::Explicit),
        ("fr", "vers septembre 2023", "2023-09~", Basis::Explicit),
        ("ru", "24 или 25 сентября", "[2023-09-24,2023-09-25]", Basis::Relative),
        ("fr", "24 ou 25 septembre 2023", "[2023-09-24,2023-09-25]", Basis::Explicit),
        ("es", "24 o 25 de septiembre de 2023", "[2023-09-24,2023-09-25]", Basis::Explicit),
        ("tr", "24 veya 25 Eylül 2023", "[2023-09-24,2023-09-25]", Basis::Explicit),
        ("ar", "25 سبتمبر 2023", "2023-09-25", Basis::Explicit),
        ("de", "September 25, 2023", "2023-09-25", Basis::Explicit),
        ("ru", "yesterday", "2023-09-25", Basis::Relative),
    ] {
        let found = parse_date(typed, Some(TUESDAY), language);
        let found = found.unwrap_or_else(|why| panic!("{typed}: {why}"));
        assert_eq!((found.edtf.as_str(), found.basis), (edtf, basis), "{typed}");
    }
}

#[test]
fn two_readings_are_refused_and_both_are_named() {
    for typed in ["05/09/2023", "5/9/2023", "05-09-2023", "05/09/23", "5/9", "10 pm on 05/09/2023"]
    {
        for language in ["en", "ru", "hy", "tr", "ar", "fr", "de", "es"] {
            let Err(why) = parse_date(typed, Some(TUESDAY), language) else {
                // Words of English times are none of every language.
                panic!("{language}: {typed} is read");
            };
            for reading in ["2023-09-05", "2023-05-09"] {
                assert!(why.message.contains(reading), "{language}: {typed}: {why}");
            }
            assert!(why.message.contains("two ways"), "{language}: {typed}: {why}");
        }
    }
    for (language, typed, one, other) in [
        ("en", "1906 and 1907", "1906/1907", "{1906,1907}"),
        ("de", "1988 und 1990", "1988/1990", "{1988,1990}"),
        ("es", "1906 y 1907", "1906/1907", "{1906,1907}"),
        ("en", "05/09/2023 to 06/10/2023", "2023-05-09/2023-06-10", "2023-09-05/2023-10-06"),
        ("en", "the 1900s", "190X", "19XX"),
    ] {
        let why = parse_date(typed, Some(TUESDAY), language).unwrap_err().message;
        assert!(why.contains(one) && why.contains(other), "{typed}: {why}");
    }
    // One order only, or the same in both.
    for (typed, edtf) in
        [("13/09/2023", "2023-09-13"), ("05/05/2023", "2023-05-05"), ("05.09.2023", "2023-09-05")]
    {
        assert_eq!(read(typed, None).edtf, edtf, "{typed}");
    }
}

#[test]
fn relations_are_said_apart() {
    for (typed, relation, edtf) in [
        ("As of 22:00 (1800 GMT)", AsOfRelation::At, "2023-09-24T22:00:00+04:00"),
        ("as of Saturday", AsOfRelation::At, "2023-09-23"),
        ("by 25 September", AsOfRelation::By, "2023-09-25"),
        ("before 2010", AsOfRelation::Before, "2010"),
        ("since mid-June", AsOfRelation::After, "2023-06-11/2023-06-20"),
    ] {
        let found = read(typed, Some(PUBLISHED));
        assert_eq!((found.relation, found.edtf.as_str()), (Some(relation), edtf), "{typed}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_the_reason() {
    for (typed, reason) in [
        ("", "missing"),
        ("30 February 2023", "There is no 30 Feb 2023"),
        ("05/09/2023", "two ways"),
        ("Monday, 24 September 2023", "24 Sep 2023 was a Sunday"),
        ("soon", "“soon” is not part of a date"),
        ("25:00 24 Sep 2023", "There is no time 25:00"),
        ("1994 to 1988", "ends before it begins"),
        ("midnight", "has a time, but no day"),
        ("the 1900s", "190X or 19XX"),
        ("31.02.2023", "There is no 31 Feb 2023"),
        ("29/02/2023", "There is no 29 Feb 2023"),
        ("2023-09-31", "There is no 31 Sep 2023"),
        ("September 2023 22:00", "a time but no day"),
        ("three days", "a length of time"),
        ("30000 days ago", "article’s date is not stated"),
        ("24 Sep 2023 22:00-23:00", "“-23:00” is not part"),
        ("24 Sep 25 Sep 2023", "one date too many"),
        ("by", "names no date"),
    ] {
        let why = parse_date(typed, None, "en").unwrap_err().message;
        assert!(why.contains(reason), "{typed}: {why}");
    }
    let why = parse_date("Tuesday", Some("2023-09"), "en").unwrap_err().message;
    assert!(why.contains("does not say the day"), "{why}");
}

#[test]
fn edtf_is_checked_by_a_parser() {
    assert_eq!(check_edtf("2023-09"), Ok(Precision::Month));
    assert_eq!(check_edtf("2023-09-XX"), Ok(Precision::Month));
    assert_eq!(check_edtf("2023-09-24T23:46:11"), Ok(Precision::Second));
    assert_eq!(check_edtf("1988/1994"), Ok(Precision::Year));
    assert_eq!(check_edtf("2023-09-24/.."), Ok(Precision::Day));
    for wrong in ["2023-02-30", "2023-09-24T22:00", "T22:00:00", "yesterday", ""] {
        assert!(check_edtf(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn dates_as_they_are_shown() {
    use Precision as P;
    for (edtf, precision, shown) in [
        ("2023-09-24T22:00:00+04:00", P::Minute, "24 Sep 2023 22:00 +04:00"),
        ("2023-09-24T22:00:00Z", P::Minute, "24 Sep 2023 22:00 UTC"),
        ("2023-09-24T22:00:00", P::Hour, "24 Sep 2023 22h"),
        ("2023-09-24T23:46:11", P::Second, "24 Sep 2023 23:46:11"),
        ("2023-09-24", P::Day, "24 Sep 2023"),
        ("2023-09", P::Month, "Sep 2023"),
        ("2023", P::Year, "2023"),
        ("2022-21", P::Season, "spring 2022"),
        ("199X", P::Decade, "1990s"),
        ("19XX", P::Century, "20th century"),
        ("1988/1994", P::Year, "1988 to 1994"),
        ("2020-09-21/2020-09-30", P::Day, "late Sep 2020"),
        ("2020-09-21/2020-09-29", P::Day, "21 Sep 2020 to 29 Sep 2020"),
        ("2023-09~", P::Month, "about Sep 2023"),
        ("2023-07-01/2023-09-30", P::Season, "Q3 2023"),
        ("2020-01-01/2020-04-30", P::Month, "early 2020"),
        ("190X", P::Decade, "190X"),
        ("../2023-09-25", P::Day, "../2023-09-25"),
        ("2023-09-2X", P::Day, "2023-09-2X"),
        ("no date", P::Day, "no date"),
    ] {
        assert_eq!(describe_date(edtf, precision), shown);
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(
        y in 1000_i16..2999, m in 1_u8..=12, d in 1_u8..=31, h in 0..24, min in 0..60, s in 0..60,
        form in 0..9, zone in prop::sample::select(vec!["", "Z", "+04:00", "-03:30"]),
    ) {
        let (edtf, precision) = match form {
            0 => (format!("{y:04}"), Precision::Year),
            1 => (format!("{y:04}-{m:02}"), Precision::Month),
            2 => (format!("{y:04}-{m:02}-{d:02}"), Precision::Day),
            3 => (format!("{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}{zone}"), Precision::Second),
            4 => (format!("{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:00{zone}"), Precision::Minute),
            5 => (format!("{y:04}-{m:02}-{d:02}T{h:02}:00:00{zone}"), Precision::Hour),
            6 => (format!("{y:04}/{:04}", y + 3), Precision::Year),
            7 => (format!("{y:04}-{m:02}-{d:02}~/{:04}-{m:02}-{d:02}", y + 4), Precision::Day),
            _ => (format!("{:03}X", y / 10), Precision::Decade),
        };
        if check_edtf(&edtf).is_ok() {
            let shown = describe_date(&edtf, precision);
            let read = parse_date(&shown, None, "en");
            prop_assert_eq!(read.map(|read| (read.edtf, read.precision, read.basis)), Ok((edtf, precision, Basis::Explicit)), "{}", shown);
        }
    }

    #[test]
    fn no_text_panics_and_what_is_read_is_edtf(
        text in "\\PC{0,50}|([0-9]{1,4}|[-–/:.,()+ ]|Sep| May |Monday|last |late |week| to | or |by |22:00|GMT|pm| ago|two |days|about |th|s|century){0,10}",
        reference in prop::option::of(prop::sample::select(vec![PUBLISHED, "2023-09", "2023", "9999-12-31", "0001-01-01", "-0500", "junk", "2023/2024", "Y20000"])),
    ) {
        if let Ok(read) = parse_date(&text, reference, "en") {
            prop_assert!(check_edtf(&read.edtf).is_ok(), "{}", read.edtf);
            prop_assert!(!describe_date(&read.edtf, read.precision).is_empty());
        }
    }
}

#[test]
fn zones_lie_between_twelve_hours_west_and_fourteen_east() {
    let zone = |text: &str| {
        let typed = parse_date(&format!("24 Sep 2023 22:00 {text}"), None, "en");
        typed.ok().map(|typed| typed.edtf.replace("2023-09-24T22:00:00", ""))
    };
    for (text, read) in [
        ("GMT", Some("Z")),
        ("GMT+4", Some("+04:00")),
        ("+0400", Some("+04:00")),
        ("UTC+14", Some("+14:00")),
        ("UTC-12:00", Some("-12:00")),
        ("+14:30", None),
        ("UTC-13", None),
        ("UTC+15", None),
        ("GMT+05460", None),
        ("GMT+5460", None),
        ("GMT+32768", None),
        ("GMT+99999999999999999999", None),
        ("+0475", None),
        ("+04:75", None),
        ("+012", None),
    ] {
        assert_eq!(zone(text).as_deref(), read, "{text}");
    }
}
