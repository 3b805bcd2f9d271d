//! The units that numbers carry in news, and the codes they are kept by.
//!
//! Owns: the table of unit words: UCUM codes, ISO 4217 for money. Never: converts.

use super::token::{Kind, Token};
use crate::model::{Unit, UnitKind};

/// Words in lower case, as the tokens run; the code.
type Row = (&'static [&'static str], &'static str);

const PERCENT: &[Row] = &[
    (&["%"], "%"),
    (&["percent"], "%"),
    (&["per", "cent"], "%"),
    (&["pct"], "%"),
    (&["procent"], "%"),
];

const PERCENT_POINT: &[Row] =
    &[(&["percentage", "points"], "%"), (&["percentage", "point"], "%"), (&["pp"], "%")];

/// A ton that is not said to be short or long counts as the metric one.
const MASS: &[Row] = &[
    (&["metric", "tons"], "t"),
    (&["metric", "tonnes"], "t"),
    (&["tonnes"], "t"),
    (&["tonne"], "t"),
    (&["tons"], "t"),
    (&["ton"], "t"),
    (&["t"], "t"),
    (&["kilograms"], "kg"),
    (&["kilogram"], "kg"),
    (&["kilos"], "kg"),
    (&["kilo"], "kg"),
    (&["kg"], "kg"),
    (&["grams"], "g"),
    (&["gram"], "g"),
    (&["g"], "g"),
    (&["mg"], "mg"),
    (&["lbs"], "[lb_av]"),
    (&["lb"], "[lb_av]"),
    (&["ounces"], "[oz_av]"),
    (&["ounce"], "[oz_av]"),
    (&["oz"], "[oz_av]"),
];

const LENGTH: &[Row] = &[
    (&["kilometres"], "km"),
    (&["kilometers"], "km"),
    (&["kilometre"], "km"),
    (&["kilometer"], "km"),
    (&["kms"], "km"),
    (&["km"], "km"),
    (&["metres"], "m"),
    (&["meters"], "m"),
    (&["metre"], "m"),
    (&["meter"], "m"),
    (&["m"], "m"),
    (&["centimetres"], "cm"),
    (&["centimeters"], "cm"),
    (&["cm"], "cm"),
    (&["millimetres"], "mm"),
    (&["millimeters"], "mm"),
    (&["mm"], "mm"),
    (&["miles"], "[mi_i]"),
    (&["mile"], "[mi_i]"),
    (&["mi"], "[mi_i]"),
    (&["feet"], "[ft_i]"),
    (&["foot"], "[ft_i]"),
    (&["ft"], "[ft_i]"),
    (&["inches"], "[in_i]"),
    (&["inch"], "[in_i]"),
    (&["yards"], "[yd_i]"),
    (&["yard"], "[yd_i]"),
];

const AREA: &[Row] = &[
    (&["square", "kilometres"], "km2"),
    (&["square", "kilometers"], "km2"),
    (&["square", "kilometre"], "km2"),
    (&["square", "kilometer"], "km2"),
    (&["square", "km"], "km2"),
    (&["sq", "km"], "km2"),
    (&["km²"], "km2"),
    (&["km2"], "km2"),
    (&["square", "metres"], "m2"),
    (&["square", "meters"], "m2"),
    (&["m²"], "m2"),
    (&["m2"], "m2"),
    (&["square", "miles"], "[mi_i]2"),
    (&["square", "mile"], "[mi_i]2"),
    (&["hectares"], "har"),
    (&["hectare"], "har"),
    (&["ha"], "har"),
    (&["acres"], "[acr_us]"),
    (&["acre"], "[acr_us]"),
];

const VOLUME: &[Row] = &[
    (&["cubic", "metres"], "m3"),
    (&["cubic", "meters"], "m3"),
    (&["m³"], "m3"),
    (&["m3"], "m3"),
    (&["litres"], "L"),
    (&["liters"], "L"),
    (&["litre"], "L"),
    (&["liter"], "L"),
    (&["l"], "L"),
    (&["barrels"], "[bbl_us]"),
    (&["barrel"], "[bbl_us]"),
    (&["gallons"], "[gal_us]"),
    (&["gallon"], "[gal_us]"),
];

const AGE: &[Row] = &[
    (&["-", "year", "-", "olds"], "a"),
    (&["-", "year", "-", "old"], "a"),
    (&["year", "-", "olds"], "a"),
    (&["year", "-", "old"], "a"),
    (&["-", "month", "-", "old"], "mo"),
    (&["years", "old"], "a"),
    (&["years", "of", "age"], "a"),
    (&["months", "old"], "mo"),
];

const TIME: &[Row] = &[
    (&["seconds"], "s"),
    (&["second"], "s"),
    (&["minutes"], "min"),
    (&["minute"], "min"),
    (&["hours"], "h"),
    (&["hour"], "h"),
    (&["days"], "d"),
    (&["day"], "d"),
    (&["weeks"], "wk"),
    (&["week"], "wk"),
    (&["months"], "mo"),
    (&["month"], "mo"),
    (&["years"], "a"),
    (&["year"], "a"),
    (&["decades"], "10.a"),
    (&["decade"], "10.a"),
    (&["centuries"], "100.a"),
    (&["century"], "100.a"),
];

const SPEED: &[Row] = &[
    (&["km", "/", "h"], "km/h"),
    (&["km", "per", "hour"], "km/h"),
    (&["kilometres", "per", "hour"], "km/h"),
    (&["kilometers", "per", "hour"], "km/h"),
    (&["kilometres", "an", "hour"], "km/h"),
    (&["kilometers", "an", "hour"], "km/h"),
    (&["kph"], "km/h"),
    (&["kmh"], "km/h"),
    (&["miles", "per", "hour"], "[mi_i]/h"),
    (&["miles", "an", "hour"], "[mi_i]/h"),
    (&["mph"], "[mi_i]/h"),
    (&["m", "/", "s"], "m/s"),
    (&["knots"], "[kn_i]"),
];

const ENERGY: &[Row] = &[
    (&["kilowatt", "hours"], "kW.h"),
    (&["kwh"], "kW.h"),
    (&["megawatt", "hours"], "MW.h"),
    (&["mwh"], "MW.h"),
    (&["gwh"], "GW.h"),
    (&["twh"], "TW.h"),
    (&["joules"], "J"),
];

const POWER: &[Row] = &[
    (&["kilowatts"], "kW"),
    (&["kw"], "kW"),
    (&["megawatts"], "MW"),
    (&["mw"], "MW"),
    (&["gigawatts"], "GW"),
    (&["gw"], "GW"),
    (&["watts"], "W"),
];

const TEMPERATURE: &[Row] = &[
    (&["degrees", "celsius"], "Cel"),
    (&["degrees", "centigrade"], "Cel"),
    (&["°", "c"], "Cel"),
    (&["degrees", "fahrenheit"], "[degF]"),
    (&["°", "f"], "[degF]"),
    (&["degrees"], ""),
    (&["°"], ""),
];

const MONEY: &[Row] = &[
    (&["us", "dollars"], "USD"),
    (&["us", "$"], "USD"),
    (&["u", ".", "s", ".", "dollars"], "USD"),
    (&["a", "$"], "AUD"),
    (&["c", "$"], "CAD"),
    (&["hk", "$"], "HKD"),
    (&["$"], "USD"),
    (&["dollars"], "USD"),
    (&["dollar"], "USD"),
    (&["usd"], "USD"),
    (&["€"], "EUR"),
    (&["euros"], "EUR"),
    (&["euro"], "EUR"),
    (&["eur"], "EUR"),
    (&["£"], "GBP"),
    (&["pounds", "sterling"], "GBP"),
    (&["gbp"], "GBP"),
    (&["swiss", "francs"], "CHF"),
    (&["chf"], "CHF"),
    (&["₽"], "RUB"),
    (&["rubles"], "RUB"),
    (&["roubles"], "RUB"),
    (&["rub"], "RUB"),
    (&["֏"], "AMD"),
    (&["drams"], "AMD"),
    (&["dram"], "AMD"),
    (&["amd"], "AMD"),
    (&["₼"], "AZN"),
    (&["manats"], "AZN"),
    (&["manat"], "AZN"),
    (&["azn"], "AZN"),
    (&["₺"], "TRY"),
    (&["lira"], "TRY"),
    (&["liras"], "TRY"),
    (&["₾"], "GEL"),
    (&["lari"], "GEL"),
    (&["₴"], "UAH"),
    (&["hryvnias"], "UAH"),
    (&["hryvnia"], "UAH"),
    (&["uah"], "UAH"),
    (&["¥"], "JPY"),
    (&["yen"], "JPY"),
    (&["jpy"], "JPY"),
    (&["yuan"], "CNY"),
    (&["cny"], "CNY"),
    (&["₹"], "INR"),
    (&["rupees"], "INR"),
    (&["₪"], "ILS"),
    (&["shekels"], "ILS"),
];

fn matched(table: &[Row], tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
    // "10 T" and "10 G" are no tons and grams; "10 KM" is what it seems.
    let right_case = |token: &Token, word: &str| {
        !matches!(word, "t" | "g" | "m" | "mm" | "mg") || token.printed == word
    };
    let fits = |words: &[&str]| {
        words.iter().enumerate().all(|(i, word)| {
            tokens.get(at + i).is_some_and(|token| {
                token.is(word)
                    && right_case(token, word)
                    && (i == 0 || *word != "-" || token.attached)
            })
        })
    };
    table
        .iter()
        .filter(|(words, _)| fits(words))
        .max_by_key(|(words, _)| words.len())
        .map(|(words, code)| (*code, words.len()))
}

/// The unit that stands at `tokens[at]`, behind a number, with the index behind it. `44-day` counts.
pub(crate) fn unit_behind(tokens: &[Token], at: usize, source: &str) -> Option<(Unit, usize)> {
    let tables = [
        (UnitKind::Percent, PERCENT),
        (UnitKind::PercentPoint, PERCENT_POINT),
        (UnitKind::Money, MONEY),
        (UnitKind::Age, AGE),
        (UnitKind::Speed, SPEED),
        (UnitKind::Area, AREA),
        (UnitKind::Volume, VOLUME),
        (UnitKind::Energy, ENERGY),
        (UnitKind::Power, POWER),
        (UnitKind::Temperature, TEMPERATURE),
        (UnitKind::Mass, MASS),
        (UnitKind::Length, LENGTH),
        (UnitKind::Time, TIME),
    ];
    let best = |at: usize| {
        tables
            .iter()
            .filter_map(|(kind, table)| matched(table, tokens, at).map(|found| (kind, found)))
            .max_by_key(|(_, (_, length))| *length)
    };
    let hyphen = tokens.get(at).is_some_and(|token| token.is("-") && token.attached)
        && tokens.get(at + 1).is_some_and(|token| token.attached && token.kind == Kind::Word);
    let (kind, (code, length), first) = match (best(at), hyphen.then(|| best(at + 1)).flatten()) {
        (Some((kind, found)), _) => (kind, found, at),
        (None, Some((kind, found))) => (kind, found, at + 1),
        (None, None) => return None,
    };
    let start = tokens
        .get(first)
        .filter(|token| !token.is("-"))
        .or_else(|| tokens.get(first + 1))?
        .span
        .start;
    let end = tokens.get(first + length - 1)?.span.end;
    let printed = source.get(start..end)?.to_owned();
    Some((Unit { kind: kind.clone(), code: code.to_owned(), printed }, first + length))
}

/// A length of time that is named as one of its unit: "day-long", "week-long". Gives the unit and the index behind.
pub(crate) fn one_long(tokens: &[Token], at: usize, source: &str) -> Option<(Unit, usize)> {
    let (code, length) = matched(TIME, tokens, at)?;
    let (sign, long) = (tokens.get(at + length)?, tokens.get(at + length + 1)?);
    let joined = sign.is("-") && sign.attached && long.attached && long.is("long");
    let words = source.get(tokens.get(at)?.span.start..tokens.get(at + length - 1)?.span.end)?;
    let unit = Unit { kind: UnitKind::Time, code: code.to_owned(), printed: words.to_owned() };
    joined.then_some((unit, at + length + 2))
}

/// The currency that stands before a number ("$", "US$", "EUR"), with the index behind it.
pub(crate) fn currency_before(tokens: &[Token], at: usize, source: &str) -> Option<(Unit, usize)> {
    let (code, length) = matched(MONEY, tokens, at)?;
    let next = tokens.get(at + length)?;
    // "the euro 2024" is none: words need their code's capitals, signs need to touch.
    let first = tokens.get(at)?;
    let sign = tokens.get(at + length - 1).is_some_and(|token| token.kind == Kind::Sign);
    if next.kind != Kind::Number || !(sign || first.printed == code) {
        return None;
    }
    let printed = source.get(first.span.start..tokens.get(at + length - 1)?.span.end)?.to_owned();
    Some((Unit { kind: UnitKind::Money, code: code.to_owned(), printed }, at + length))
}
