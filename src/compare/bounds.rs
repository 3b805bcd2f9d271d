//! The interval that a printed number stands for, from its value and the word that bends it.
//!
//! Owns this table (v the value; u the place value of its last digit that is not zero; t the smaller
//! of u and 10 % of v, for counts at least 1):
//!
//! | qualifier | low | high |
//! |---|---|---|
//! | Plain | v, included | v, included |
//! | About | v − t, included | v + t, included |
//! | Nearly | v − t, included | v, excluded |
//! | JustOver | v, excluded | v + t, included |
//! | AtLeast / MoreThan | v, included / excluded | open |
//! | AtMost, UpTo / LessThan | open | v, included / excluded |
//! | estimated | not above v − t | not below v + t |
//!
//! Of these rows the analyst may change how far t reaches ([`Table`]): so many times u, at most so large a
//! share of v. A row for Plain makes plain numbers reach as far either way; rows for the open qualifiers say
//! nothing. So "about 28,120" is ± 10, "about 30,000" is ± 3,000, "nearly 13,000" holds 12,960. A ratio has
//! no digits of its own ("a third"): t is 10 % of it. Of a range, the qualifier bends the end that it
//! speaks of. A plain whole number of weeks, months or years is good to half a unit: "six weeks"
//! are 38.5 to 45.5 days. Words without a number:
//!
//! | words | low | high |
//! |---|---|---|
//! | dozens, scores, hundreds, thousands, millions … | twice the unit (24, 40, 200 …) | open |
//! | tens of / hundreds of thousands … | 20 / 200 units | open |
//! | several, a few, many hundred (dozen, thousand …) | twice the unit | below ten units |
//! | several, a few, a couple, a handful, a number, multiple | 2 | open |
//! | many, few, numerous, countless | – | – |
//!
//! Never: rounds but for ratios and shares of numbers (15 significant digits); decides what may be compared.

use crate::model::{BoundsRow, Decimal, Number, QualifierKind, Unit, UnitKind, Value};

/// One end of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bound {
    /// Where it ends.
    pub value: Decimal,
    /// Whether the end itself belongs to it.
    pub inclusive: bool,
}

/// An interval; an end that is `None` is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bounds {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
}

/// The table of qualifiers, where the analyst changed it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    rows: Vec<(QualifierKind, Decimal, Decimal)>,
}

impl Table {
    /// The table above with these rows changed. Of two rows for one qualifier the later counts; a row with a
    /// negative number or one beyond the type is left out.
    #[must_use]
    pub fn changed(rows: &[BoundsRow]) -> Self {
        let read = |row: &BoundsRow| {
            let (places, share) = (row.places.decimal()?, row.share.decimal()?);
            let fits = !places.is_negative() && !share.is_negative();
            fits.then_some((row.qualifier, places, share))
        };
        Self { rows: rows.iter().rev().filter_map(read).collect() }
    }

    /// Times u, and share of v.
    fn reach(&self, qualifier: QualifierKind) -> Reach {
        let row = self.rows.iter().find(|row| row.0 == qualifier);
        let (places, share) = row.map_or((Decimal::ONE, Decimal::TENTH), |row| (row.1, row.2));
        Reach { places, share, plain: qualifier == QualifierKind::Plain && row.is_some() }
    }

    /// The interval of a value by this table. `None` where there is none: a list of several figures, words that
    /// say no number, a ratio to zero or one too small for 15 digits, a number of more than 28 digits. The unit's
    /// code tells coarse times (weeks and longer) apart, the language (BCP 47; empty: nobody said it) what "billions" are.
    #[must_use]
    pub fn bounds(
        &self,
        value: &Value,
        qualifier: QualifierKind,
        estimated: bool,
        unit: &Unit,
        language: &str,
    ) -> Option<Bounds> {
        if let Value::Vague(words) = value {
            return vague(words, language, qualifier, &unit.kind);
        }
        let coarse = unit.kind == UnitKind::Time
            && matches!(unit.code.as_str(), "wk" | "mo" | "a" | "10.a" | "100.a");
        computed(self, value, qualifier, estimated, &unit.kind, coarse)
    }
}

/// One row of the table.
#[derive(Clone, Copy)]
struct Reach {
    places: Decimal,
    share: Decimal,
    /// Whether the analyst gave plain numbers a reach of their own.
    plain: bool,
}

/// The interval of a value by the table above. `None` where there is none: a list of several figures,
/// words that say no number, a ratio to zero or one too small for 15 digits, a number of more than 28 digits.
#[must_use]
pub fn bounds(
    value: &Value,
    qualifier: QualifierKind,
    estimated: bool,
    unit: &UnitKind,
) -> Option<Bounds> {
    computed(&Table::default(), value, qualifier, estimated, unit, false)
}

/// The same where the unit's code is at hand, which tells coarse times (weeks and longer) apart, and the language of the words.
#[must_use]
pub fn bounds_in_unit(
    value: &Value,
    qualifier: QualifierKind,
    estimated: bool,
    unit: &Unit,
    language: &str,
) -> Option<Bounds> {
    Table::default().bounds(value, qualifier, estimated, unit, language)
}

fn computed(
    table: &Table,
    value: &Value,
    qualifier: QualifierKind,
    estimated: bool,
    unit: &UnitKind,
    coarse: bool,
) -> Option<Bounds> {
    let reach =
        table.reach(if estimated && !bends(qualifier) { QualifierKind::About } else { qualifier });
    let (low, high) = match value {
        Value::Number(number) => {
            let point = Point::of(number, unit, reach, coarse)?;
            (point, point)
        }
        Value::Range(a, b) => {
            let (a, b) = (Point::of(a, unit, reach, false)?, Point::of(b, unit, reach, false)?);
            if a.value <= b.value { (a, b) } else { (b, a) }
        }
        Value::Ratio(parts, of) => {
            let value = Decimal::ratio(*parts, *of)?;
            let slack = value.about_times(reach.share);
            let half = if reach.plain { slack } else { Some(Decimal::ZERO) };
            let point = Point { value, slack, half };
            (point, point)
        }
        Value::List(_) => return None,
        Value::Vague(words) => return vague(words, "", qualifier, unit),
    };
    spread(low, high, qualifier, estimated)
}

/// A number with its slack. A slack that has too many digits matters only where it is asked for.
#[derive(Clone, Copy)]
struct Point {
    value: Decimal,
    /// t of the table.
    slack: Option<Decimal>,
    /// How far even the plain number reaches.
    half: Option<Decimal>,
}

impl Point {
    fn of(number: &Number, unit: &UnitKind, reach: Reach, coarse: bool) -> Option<Self> {
        let value = number.decimal()?;
        let half = if coarse && value.is_whole() { Decimal::HALF } else { Decimal::ZERO };
        let least = if *unit == UnitKind::Count { Decimal::ONE } else { half };
        let slack = || {
            let most = value.absolute().about_times(reach.share)?;
            let slack = match last_place(number.as_str()) {
                Some(place) => place.about_times(reach.places)?.min(most),
                None => most,
            };
            Some(slack.max(least))
        };
        let slack = slack();
        Some(Self { value, slack, half: if reach.plain { slack } else { Some(half) } })
    }
}

/// Whether a qualifier reaches as far as its row of the table says.
const fn bends(qualifier: QualifierKind) -> bool {
    use QualifierKind as Q;
    matches!(qualifier, Q::About | Q::Nearly | Q::JustOver)
}

/// The place value of the last digit that is not zero; `None` for zero and beyond the type.
fn last_place(number: &str) -> Option<Decimal> {
    let digits = number.trim_start_matches('-');
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if let Some(at) = decimals.rfind(|c| c != '0') {
        return Decimal::TEN.power(-i32::try_from(at + 1).ok()?);
    }
    let zeros = whole.len() - 1 - whole.rfind(|c| c != '0')?;
    Decimal::TEN.power(i32::try_from(zeros).ok()?)
}

fn spread(low: Point, high: Point, qualifier: QualifierKind, estimated: bool) -> Option<Bounds> {
    use QualifierKind as Q;
    let included = |value| Some(Bound { value, inclusive: true });
    let excluded = |value| Some(Bound { value, inclusive: false });
    let below = || low.value.minus(low.slack?);
    let above = || high.value.plus(high.slack?);
    let mut bounds = match qualifier {
        Q::Plain => Bounds {
            low: included(low.value.minus(low.half?)?),
            high: included(high.value.plus(high.half?)?),
        },
        Q::About => Bounds { low: included(below()?), high: included(above()?) },
        Q::Nearly => Bounds { low: included(below()?), high: excluded(high.value) },
        Q::JustOver => Bounds { low: excluded(low.value), high: included(above()?) },
        Q::AtLeast => Bounds { low: included(low.value), high: None },
        Q::MoreThan => Bounds { low: excluded(low.value), high: None },
        Q::AtMost | Q::UpTo => Bounds { low: None, high: included(high.value) },
        Q::LessThan => Bounds { low: None, high: excluded(high.value) },
    };
    if estimated {
        // Closed ends give way as far as "about" would; open ones stay open.
        let (below, above) = (below()?, above()?);
        if bounds.low.is_some_and(|low| low.value >= below) {
            bounds.low = included(below);
        }
        if bounds.high.is_some_and(|high| high.value <= above) {
            bounds.high = included(above);
        }
    }
    Some(bounds)
}

/// The interval of words without a number, as in the second table.
fn vague(words: &str, language: &str, qualifier: QualifierKind, unit: &UnitKind) -> Option<Bounds> {
    use QualifierKind as Q;
    let (low, below) = super::words::span_of_vague(words, language)?;
    let low = Bound { value: low, inclusive: true };
    // Of things counted, the last whole one belongs to it: "several hundred" is 200 to 999.
    let high = match (below, unit) {
        (Some(below), UnitKind::Count) => {
            Some(Bound { value: below.minus(Decimal::ONE)?, inclusive: true })
        }
        (Some(below), _) => Some(Bound { value: below, inclusive: false }),
        (None, _) => None,
    };
    Some(match qualifier {
        Q::AtLeast => Bounds { low: Some(low), high: None },
        Q::MoreThan => Bounds { low: Some(Bound { inclusive: false, ..low }), high: None },
        Q::AtMost | Q::UpTo | Q::LessThan => Bounds { low: None, high },
        Q::Plain | Q::About | Q::Nearly | Q::JustOver => Bounds { low: Some(low), high },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use QualifierKind as Q;
    use UnitKind as U;
    use proptest::prelude::*;

    fn number(text: &str) -> Value {
        Value::Number(Number::parse(text).unwrap())
    }

    /// `[12000, 13000)`, `(2900, ∞)`; "–" where there is none.
    fn drawn(bounds: Option<Bounds>) -> String {
        let Some(bounds) = bounds else { return "–".to_owned() };
        let low = bounds.low.map_or("(−∞".to_owned(), |low| {
            format!("{}{}", if low.inclusive { '[' } else { '(' }, low.value.normalize())
        });
        let high = bounds.high.map_or("∞)".to_owned(), |high| {
            format!("{}{}", high.value.normalize(), if high.inclusive { ']' } else { ')' })
        });
        format!("{low}, {high}")
    }

    #[test]
    fn the_table_of_qualifiers() {
        for (qualifier, value, unit, expected) in [
            (Q::Plain, "1050", U::Count, "[1050, 1050]"),
            (Q::About, "28120", U::Count, "[28110, 28130]"),
            (Q::About, "30000", U::Count, "[27000, 33000]"),
            (Q::About, "1200000", U::Count, "[1100000, 1300000]"),
            (Q::About, "5", U::Count, "[4, 6]"),
            (Q::About, "0", U::Count, "[-1, 1]"),
            (Q::About, "0", U::Mass, "[0, 0]"),
            (Q::About, "150", U::Mass, "[140, 160]"),
            (Q::About, "200", U::Length, "[180, 220]"),
            (Q::About, "99.90", U::Percent, "[99.8, 100]"),
            (Q::About, "-5.5", U::Temperature, "[-5.6, -5.4]"),
            (Q::Nearly, "13000", U::Count, "[12000, 13000)"),
            (Q::Nearly, "3000", U::Count, "[2700, 3000)"),
            (Q::JustOver, "3000", U::Count, "(3000, 3300]"),
            (Q::AtLeast, "20", U::Count, "[20, ∞)"),
            (Q::MoreThan, "2900", U::Count, "(2900, ∞)"),
            (Q::AtMost, "20", U::Count, "(−∞, 20]"),
            (Q::UpTo, "20", U::Count, "(−∞, 20]"),
            (Q::LessThan, "20", U::Count, "(−∞, 20)"),
        ] {
            let found = drawn(bounds(&number(value), qualifier, false, &unit));
            assert_eq!(found, expected, "{qualifier:?} {value}");
        }
    }

    #[test]
    fn the_analyst_changes_how_far_words_reach() {
        let row = |qualifier, places, share| BoundsRow {
            qualifier,
            places: Number::parse(places).unwrap(),
            share: Number::parse(share).unwrap(),
        };
        let unit = Unit { kind: U::Count, code: String::new(), printed: String::new() };
        let table = Table::changed(&[row(Q::About, "1", "0.5"), row(Q::About, "2", "0.05")]);
        let show = |table: &Table, value, qualifier, estimated| {
            drawn(table.bounds(&number(value), qualifier, estimated, &unit, ""))
        };
        assert_eq!(show(&table, "28120", Q::About, false), "[28100, 28140]");
        assert_eq!(show(&table, "30000", Q::About, false), "[28500, 31500]");
        assert_eq!(show(&table, "28120", Q::Plain, true), "[28100, 28140]", "estimated as about");
        assert_eq!(show(&table, "28120", Q::Nearly, false), "[28110, 28120)");
        assert_eq!(show(&table, "28120", Q::Plain, false), "[28120, 28120]");
        let table = Table::changed(&[row(Q::Plain, "1", "0.01"), row(Q::MoreThan, "1", "0.5")]);
        assert_eq!(show(&table, "28120", Q::Plain, false), "[28110, 28130]");
        assert_eq!(show(&table, "28120", Q::MoreThan, false), "(28120, ∞)");
        let table = Table::changed(&[row(Q::About, "-1", "0.1")]);
        assert_eq!(show(&table, "28120", Q::About, false), "[28110, 28130]", "not a row");
    }

    #[test]
    fn an_estimate_gives_closed_ends_way() {
        for (qualifier, expected) in [
            (Q::Plain, "[108000, 132000]"),
            (Q::About, "[108000, 132000]"),
            (Q::Nearly, "[108000, 132000]"),
            (Q::AtLeast, "[108000, ∞)"),
            (Q::MoreThan, "[108000, ∞)"),
            (Q::AtMost, "(−∞, 132000]"),
        ] {
            // u is 10,000, which is below 10 %.
            let expected = expected.replace("108000", "110000").replace("132000", "130000");
            assert_eq!(drawn(bounds(&number("120000"), qualifier, true, &U::Count)), expected);
        }
    }

    #[test]
    fn ranges_ratios_lists() {
        let range =
            |a: &str, b: &str| Value::Range(Number::parse(a).unwrap(), Number::parse(b).unwrap());
        let show = |value: &Value, qualifier| drawn(bounds(value, qualifier, false, &U::Count));
        assert_eq!(show(&range("10", "15"), Q::Plain), "[10, 15]");
        assert_eq!(show(&range("15", "10"), Q::Plain), "[10, 15]");
        assert_eq!(show(&range("10000", "15000"), Q::About), "[9000, 16000]");
        assert_eq!(show(&range("10", "15"), Q::MoreThan), "(10, ∞)");
        assert_eq!(show(&range("10", "15"), Q::UpTo), "(−∞, 15]");
        assert_eq!(show(&Value::Ratio(1, 5), Q::Plain), "[0.2, 0.2]");
        assert_eq!(show(&Value::Ratio(1, 3), Q::Plain), "[0.333333333333333, 0.333333333333333]");
        assert_eq!(show(&Value::Ratio(1, 5), Q::About), "[0.18, 0.22]");
        assert_eq!(show(&Value::Ratio(1, 0), Q::Plain), "–");
        assert_eq!(show(&Value::List(vec![Number::parse("6").unwrap()]), Q::Plain), "–");
    }

    #[test]
    fn the_table_of_words_without_a_number() {
        for (words, expected) in [
            ("dozens", "[24, ∞)"),
            ("scores", "[40, ∞)"),
            ("hundreds", "[200, ∞)"),
            ("thousands", "[2000, ∞)"),
            ("tens of thousands", "[20000, ∞)"),
            ("hundreds of thousands", "[200000, ∞)"),
            ("several hundred", "[200, 999]"),
            ("a few thousand", "[2000, 9999]"),
            ("several dozen", "[24, 119]"),
            ("several hundreds", "[200, ∞)"),
            ("several", "[2, ∞)"),
            ("a couple", "[2, ∞)"),
            ("a number of thousands", "[2000, ∞)"),
            ("many hundred", "[200, 999]"),
            ("несколько тысяч", "[2000, 9999]"),
            ("сотни", "[200, ∞)"),
            ("сотни тысяч", "[200000, ∞)"),
            ("mehrere hundert", "[200, 999]"),
            ("Tausende", "[2000, ∞)"),
            ("quelques", "[2, ∞)"),
            ("birkaç bin", "[2000, 9999]"),
            ("many", "–"),
            ("whatever", "–"),
        ] {
            let value = Value::Vague(words.to_owned());
            assert_eq!(drawn(bounds(&value, Q::Plain, false, &U::Count)), expected, "{words}");
        }
        let value = Value::Vague("several hundred".to_owned());
        assert_eq!(drawn(bounds(&value, Q::Plain, false, &U::Mass)), "[200, 1000)");
        assert_eq!(drawn(bounds(&value, Q::MoreThan, false, &U::Count)), "(200, ∞)");
    }

    #[test]
    fn coarse_times_are_good_to_half_a_unit() {
        let time = |code: &str| Unit { kind: U::Time, code: code.into(), printed: String::new() };
        let show = |value, code, qualifier| {
            drawn(bounds_in_unit(&number(value), qualifier, false, &time(code), ""))
        };
        assert_eq!(show("6", "wk", Q::Plain), "[5.5, 6.5]", "38.5 to 45.5 days");
        assert_eq!(show("44", "d", Q::Plain), "[44, 44]");
        assert_eq!(show("9", "mo", Q::About), "[8.1, 9.9]");
        assert_eq!(show("1", "a", Q::About), "[0.5, 1.5]");
    }

    #[test]
    fn words_stand_for_what_they_do_in_their_language() {
        let unit = Unit { kind: U::Count, code: String::new(), printed: String::new() };
        for (words, language, expected) in [
            ("billions", "en", "[2000000000, ∞)"),
            ("billions", "", "[2000000000, ∞)"),
            ("billions", "fr", "[2000000000000, ∞)"),
            ("dizaines de milliers", "fr", "[20000, ∞)"),
            ("Tausende", "fr", "[2000, ∞)"),
        ] {
            let value = Value::Vague(words.to_owned());
            let found = bounds_in_unit(&value, Q::Plain, false, &unit, language);
            assert_eq!(drawn(found), expected, "{words} in {language}");
        }
    }

    #[test]
    fn numbers_beyond_the_type_have_no_bounds() {
        let huge = number(&"9".repeat(40));
        for qualifier in [Q::Plain, Q::About, Q::MoreThan] {
            assert_eq!(bounds(&huge, qualifier, true, &U::Count), None);
        }
        let edge = number("79228162514264337593543950335");
        assert_eq!(bounds(&edge, Q::About, false, &U::Count), None, "v + t does not fit");
    }

    proptest! {
        #[test]
        fn bounds_never_panic_and_hold_the_value(
            text in "-?[0-9]{1,32}(\\.[0-9]{1,30})?",
            parts: u64, of: u64, words in "\\PC{0,20}",
            q in prop::sample::select(vec![Q::Plain, Q::About, Q::Nearly, Q::JustOver, Q::AtLeast, Q::AtMost, Q::MoreThan, Q::LessThan, Q::UpTo]),
            estimated: bool,
            unit in prop::sample::select(vec![U::Count, U::Percent, U::Time]),
        ) {
            for value in [number(&text), Value::Ratio(parts, of), Value::Vague(words)] {
                if let Some(Bounds { low: Some(low), high: Some(high) }) = bounds(&value, q, estimated, &unit) {
                    prop_assert!(low.value <= high.value);
                }
            }
        }
    }
}
