//! What units measure, and how many of the base unit each is, so that 65 t and 65,000 kg are one figure.
//!
//! Owns: the factors of UCUM (The Unified Code for Units of Measure, version 2.2, tables 3 to 9) for the codes
//! that annotations hold. Exact where the unit is defined by a number; the survey acre is rounded to 15 digits.
//! Never: changes one currency into another; reads what people write.

use super::bounds::{Bound, Bounds};
use crate::model::{Decimal, Unit, UnitKind, Value};
use std::borrow::Cow;

/// How a unit stands to the base unit of what it measures: base = value × factor ÷ per + shift.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scale {
    /// What is measured ("mass", "money EUR", "count"). Figures of two dimensions cannot be compared.
    pub dimension: Cow<'static, str>,
    factor: Decimal,
    /// Of a rate, the base units of the one below; it divides last, so that equal rates have equal digits.
    per: Decimal,
    shift: Decimal,
}

/// Code, what it measures, how many base units (g, m, m², L, s, m/h, J, W), where not 1.
const CODES: &[(&str, &str, &str)] = &[
    ("mg", "mass", "0.001"),
    ("g", "mass", "1"),
    ("kg", "mass", "1000"),
    ("t", "mass", "1000000"),
    ("kt", "mass", "1000000000"),
    ("[lb_av]", "mass", "453.59237"),
    ("[oz_av]", "mass", "28.349523125"),
    ("[ston_av]", "mass", "907184.74"),
    ("[lton_av]", "mass", "1016046.9088"),
    ("mm", "length", "0.001"),
    ("cm", "length", "0.01"),
    ("m", "length", "1"),
    ("km", "length", "1000"),
    ("[in_i]", "length", "0.0254"),
    ("[ft_i]", "length", "0.3048"),
    ("[yd_i]", "length", "0.9144"),
    ("[mi_i]", "length", "1609.344"),
    ("[nmi_i]", "length", "1852"),
    ("m2", "area", "1"),
    ("km2", "area", "1000000"),
    ("har", "area", "10000"),
    ("[ft_i]2", "area", "0.09290304"),
    ("[mi_i]2", "area", "2589988.110336"),
    ("[acr_br]", "area", "4046.85642"),
    ("[acr_us]", "area", "4046.87260987425"),
    ("mL", "volume", "0.001"),
    ("L", "volume", "1"),
    ("l", "volume", "1"),
    ("m3", "volume", "1000"),
    ("[gal_us]", "volume", "3.785411784"),
    ("[gal_br]", "volume", "4.54609"),
    ("[bbl_us]", "volume", "158.987294928"),
    ("s", "time", "1"),
    ("min", "time", "60"),
    ("h", "time", "3600"),
    ("d", "time", "86400"),
    ("wk", "time", "604800"),
    ("mo", "time", "2629800"),
    ("a", "time", "31557600"),
    ("10.a", "time", "315576000"),
    ("100.a", "time", "3155760000"),
    ("km/h", "speed", "1000"),
    ("m/s", "speed", "3600"),
    ("[mi_i]/h", "speed", "1609.344"),
    ("[kn_i]", "speed", "1852"),
    ("J", "energy", "1"),
    ("kJ", "energy", "1000"),
    ("kW.h", "energy", "3600000"),
    ("MW.h", "energy", "3600000000"),
    ("GW.h", "energy", "3600000000000"),
    ("TW.h", "energy", "3600000000000000"),
    ("W", "power", "1"),
    ("kW", "power", "1000"),
    ("MW", "power", "1000000"),
    ("GW", "power", "1000000000"),
];

/// Temperatures in ninths of a kelvin, in which both scales are exact.
const TEMPERATURES: &[(&str, &str, &str)] =
    &[("K", "9", "0"), ("Cel", "9", "2458.35"), ("[degF]", "5", "2298.35")];

/// How the unit of this value stands to the base unit. A unit that the table does not hold is one of its own.
#[must_use]
pub fn scale(unit: &Unit, value: &Value) -> Scale {
    let own = |kind: &str| Scale::one(Cow::Owned(format!("{kind} {}", unit.code)));
    match &unit.kind {
        UnitKind::Count | UnitKind::Percent if matches!(value, Value::Ratio(..)) => {
            Scale::one(Cow::Borrowed("share"))
        }
        UnitKind::Count => Scale::one(Cow::Borrowed("count")),
        UnitKind::Percent => {
            Scale { factor: Decimal::HUNDREDTH, ..Scale::one(Cow::Borrowed("share")) }
        }
        UnitKind::PercentPoint => Scale::one(Cow::Borrowed("percentage points")),
        UnitKind::Money => own("money"),
        UnitKind::Other(kind) => own(kind),
        UnitKind::Temperature => temperature(&unit.code).unwrap_or_else(|| own("temperature")),
        UnitKind::Age => match known(&unit.code) {
            Some(scale) if scale.dimension == "time" => {
                Scale { dimension: Cow::Borrowed("age"), ..scale }
            }
            _ => own("age"),
        },
        _ => known(&unit.code).unwrap_or_else(|| own("unit")),
    }
}

fn known(code: &str) -> Option<Scale> {
    let row = |code: &str| CODES.iter().find(|row| row.0 == code);
    if let Some((_, dimension, factor)) = row(code) {
        let factor = Decimal::read(factor)?;
        return Some(Scale { factor, ..Scale::one(Cow::Borrowed(*dimension)) });
    }
    // A rate: so many of the one in one of the other.
    let (above, below) = code.split_once('/')?;
    let (above, below) = (row(above)?, row(below)?);
    let (factor, per) = (Decimal::read(above.2)?, Decimal::read(below.2)?);
    let dimension = Cow::Owned(format!("{} by {}", above.1, below.1));
    Some(Scale { factor, per, ..Scale::one(dimension) })
}

fn temperature(code: &str) -> Option<Scale> {
    let (_, factor, shift) = TEMPERATURES.iter().find(|row| row.0 == code)?;
    let (factor, shift) = (Decimal::read(factor)?, Decimal::read(shift)?);
    Some(Scale { factor, shift, ..Scale::one(Cow::Borrowed("temperature")) })
}

impl Scale {
    const fn one(dimension: Cow<'static, str>) -> Self {
        Self { dimension, factor: Decimal::ONE, per: Decimal::ONE, shift: Decimal::ZERO }
    }

    /// A value in base units, without needless zeros; `None` beyond 28 digits. A rate that has no end ("a day" in seconds) is
    /// rounded as [`Decimal::over`] says.
    #[must_use]
    pub fn base(&self, value: Decimal) -> Option<Decimal> {
        Some(value.times(self.factor)?.over(self.per)?.plus(self.shift)?.normalize())
    }

    /// A value in base units as one of this unit, rounded as [`Decimal::over`] says; `None` beyond 28 digits.
    #[must_use]
    pub fn from_base(&self, base: Decimal) -> Option<Decimal> {
        base.minus(self.shift)?.about_times(self.per)?.over(self.factor)
    }

    /// An interval in base units; `None` beyond 28 digits.
    #[must_use]
    pub fn base_bounds(&self, bounds: Bounds) -> Option<Bounds> {
        let end = |bound: Option<Bound>| match bound {
            Some(bound) => Some(Some(Bound { value: self.base(bound.value)?, ..bound })),
            None => Some(None),
        };
        Some(Bounds { low: end(bounds.low)?, high: end(bounds.high)? })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::Number;

    fn base(kind: UnitKind, code: &str, value: &str) -> (String, String) {
        let unit = Unit { kind, code: code.to_owned(), printed: String::new() };
        let number = Value::Number(Number::parse(value).unwrap());
        let scale = scale(&unit, &number);
        let value = scale.base(Decimal::read(value).unwrap()).unwrap();
        (scale.dimension.into_owned(), value.to_string())
    }

    #[test]
    fn what_is_equal_has_the_same_base() {
        use UnitKind as U;
        for (kind, a, b) in [
            (U::Mass, ("t", "65"), ("kg", "65000")),
            (U::Mass, ("[lb_av]", "100"), ("kg", "45.359237")),
            (U::Length, ("km", "1.5"), ("m", "1500")),
            (U::Length, ("[mi_i]", "1"), ("[ft_i]", "5280")),
            (U::Area, ("km2", "1"), ("har", "100")),
            (U::Area, ("[mi_i]2", "1"), ("[ft_i]2", "27878400")),
            (U::Volume, ("m3", "1"), ("L", "1000")),
            (U::Volume, ("[bbl_us]", "1"), ("[gal_us]", "42")),
            (U::Time, ("wk", "6"), ("d", "42")),
            (U::Time, ("a", "1"), ("mo", "12")),
            (U::Time, ("d", "2"), ("h", "48")),
            (U::Age, ("a", "2"), ("mo", "24")),
            (U::Speed, ("m/s", "10"), ("km/h", "36")),
            (U::Energy, ("kW.h", "1"), ("J", "3600000")),
            (U::Power, ("MW", "1"), ("kW", "1000")),
            (U::Temperature, ("[degF]", "-40"), ("Cel", "-40")),
            (U::Temperature, ("[degF]", "32"), ("Cel", "0")),
            (U::Mass, ("t/d", "1"), ("kg/d", "1000")),
        ] {
            assert_eq!(base(kind.clone(), a.0, a.1), base(kind, b.0, b.1), "{a:?} {b:?}");
        }
    }

    #[test]
    fn what_differs_in_kind_has_no_common_base() {
        use UnitKind as U;
        for (a, b) in [
            ((U::Count, ""), (U::Length, "km")),
            ((U::Money, "EUR"), (U::Money, "USD")),
            ((U::Time, "a"), (U::Age, "a")),
            ((U::Percent, "%"), (U::PercentPoint, "%")),
            ((U::Mass, "t"), (U::Volume, "L")),
            ((U::Mass, "stone"), (U::Mass, "kg")),
            ((U::Other("boxes".into()), ""), (U::Count, "")),
        ] {
            assert_ne!(base(a.0.clone(), a.1, "1").0, base(b.0.clone(), b.1, "1").0, "{a:?} {b:?}");
        }
    }

    #[test]
    fn one_in_five_is_twenty_percent() {
        let unit = |kind| Unit { kind, code: String::new(), printed: String::new() };
        let ratio = scale(&unit(UnitKind::Count), &Value::Ratio(1, 5));
        let percent = Value::Number(Number::parse("20").unwrap());
        let percent = scale(&unit(UnitKind::Percent), &percent);
        assert_eq!(ratio.dimension, percent.dimension);
        assert_eq!(ratio.base(Decimal::read("0.2").unwrap()), percent.base(Decimal::from(20)));
    }
}
