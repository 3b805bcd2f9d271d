//! Decimal numbers and their arithmetic: exact, or `None`.
//!
//! Owns: how many digits a value may have, and how a quotient without an end is rounded. It is the only file that knows
//! `rust_decimal`, whose operators panic beyond its 28 digits and round off what does not fit. Never: panics; drops digits
//! of a sum or a product; floats, but to draw with.

use std::fmt;
use std::ops::Neg;

type Raw = rust_decimal::Decimal;

/// Digits of a quotient that has no end.
const SIGNIFICANT: u32 = 15;

/// A decimal number of at most 28 digits, before and behind the point. It keeps the zeros that it was written with until it is
/// [normalised](Self::normalize); numbers of one size are equal whatever zeros they have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Decimal(Raw);

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self(Raw::ZERO);
    /// 0.01.
    pub const HUNDREDTH: Self = Self(Raw::from_parts(1, 0, 0, false, 2));
    /// 0.1.
    pub const TENTH: Self = Self(Raw::from_parts(1, 0, 0, false, 1));
    /// 0.5.
    pub const HALF: Self = Self(Raw::from_parts(5, 0, 0, false, 1));
    /// 1.
    pub const ONE: Self = Self(Raw::ONE);
    /// 2.
    pub const TWO: Self = Self(Raw::TWO);
    /// 10.
    pub const TEN: Self = Self(Raw::TEN);
    /// 100.
    pub const HUNDRED: Self = Self(Raw::ONE_HUNDRED);
    /// 1,000.
    pub const THOUSAND: Self = Self(Raw::ONE_THOUSAND);

    /// The number of a decimal text, as [`Number`](super::Number) has it. `None` where it has too many digits, or is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let exact = |text: &str| Raw::from_str_exact(text).ok().map(Self);
        // Zeros at the end say nothing of the size.
        exact(text).or_else(|| {
            text.contains('.').then(|| exact(text.trim_end_matches('0').trim_end_matches('.')))?
        })
    }

    /// So many in so many, rounded as in [`Self::over`].
    #[must_use]
    pub fn ratio(parts: u64, of: u64) -> Option<Self> {
        Self::from(parts).over(Self::from(of))
    }

    /// The sum; `None` where it has too many digits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::exact(self, other, |a, b| {
            a.checked_add(b).filter(|sum| sum.scale() == a.scale().max(b.scale()))
        })
    }

    /// The difference; `None` where it has too many digits.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(-other)
    }

    /// The product; `None` where it has too many digits.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_zero() || other.is_zero() {
            return Some(Self::ZERO);
        }
        Self::exact(self, other, |a, b| {
            a.checked_mul(b).filter(|product| product.scale() == a.scale() + b.scale())
        })
    }

    /// The product, which may be rounded as in [`Self::over`].
    #[must_use]
    pub fn about_times(self, other: Self) -> Option<Self> {
        self.times(other).or_else(|| rounded(self.0.checked_mul(other.0)?))
    }

    /// The quotient. One that has no end, or too far away a one, is rounded to 15 significant digits (to a whole number at most); `None`
    /// where not even those fit: it cannot be told from its neighbours. `None` for a division by zero.
    #[must_use]
    pub fn over(self, by: Self) -> Option<Self> {
        let quotient = self.0.checked_div(by.0)?;
        let exact = Self(quotient.normalize());
        if exact.times(by) == Some(self) { Some(exact) } else { rounded(quotient) }
    }

    /// To a whole power; `None` where it has too many digits. A negative one is divided as in [`Self::over`].
    #[must_use]
    pub fn power(self, exponent: i32) -> Option<Self> {
        let (mut power, mut square, mut left) = (Self::ONE, Some(self), exponent.unsigned_abs());
        while left > 0 {
            if left % 2 == 1 {
                power = power.times(square?)?;
            }
            square = square.and_then(|square| square.times(square));
            left /= 2;
        }
        if exponent < 0 { Self::ONE.over(power) } else { Some(power) }
    }

    /// The same without the sign.
    #[must_use]
    pub fn absolute(self) -> Self {
        Self(self.0.abs())
    }

    /// The same without zeros at the end.
    #[must_use]
    pub fn normalize(self) -> Self {
        Self(self.0.normalize())
    }

    /// Whether it is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Whether nothing but zeros stands behind the point.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.fract().is_zero()
    }

    /// As a count; `None` where it is no whole number, is below 0 or too large.
    #[must_use]
    pub fn whole(self) -> Option<u64> {
        let whole = self.0.normalize();
        if whole.scale() == 0 { u64::try_from(whole.mantissa()).ok() } else { None }
    }

    /// The nearest float, to draw with.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // The text of a decimal is one of a float; a float of it always exists, and it is finite.
        self.0.to_string().parse().unwrap_or_default()
    }

    /// The result of an operation that says whether it is exact: tried as written, which keeps the zeros, then without them.
    fn exact(a: Self, b: Self, operation: impl Fn(Raw, Raw) -> Option<Raw>) -> Option<Self> {
        operation(a.0, b.0).or_else(|| operation(a.0.normalize(), b.0.normalize())).map(Self)
    }
}

/// Rounded to the significant digits, to a whole number at most; `None` where there are fewer.
fn rounded(number: Raw) -> Option<Decimal> {
    let digits = number.mantissa().unsigned_abs().checked_ilog10().map_or(0, |tens| tens + 1);
    let more = digits.checked_sub(SIGNIFICANT)?;
    Some(Decimal(number.round_dp(number.scale().saturating_sub(more)).normalize()))
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl From<u64> for Decimal {
    fn from(whole: u64) -> Self {
        Self(whole.into())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        Decimal::read(text).unwrap_or_else(|| panic!("{text}"))
    }

    fn shown(number: Option<Decimal>) -> String {
        number.map_or_else(|| "–".to_owned(), |number| number.to_string())
    }

    const MAX: &str = "79228162514264337593543950335";
    const LEAST: &str = "0.0000000000000000000000000001";

    #[test]
    fn what_can_be_read() {
        for (text, expected) in [
            ("1050", "1050"),
            ("99.90", "99.90"),
            ("-0.5", "-0.5"),
            (MAX, MAX),
            (LEAST, LEAST),
            ("0000000000000000000000000000000000001.5", "1.5"),
            ("1.50000000000000000000000000000000000", "1.5"),
            ("7.00000000000000000000000000000000000", "7"),
            ("79228162514264337593543950336", "–"),
            ("0.00000000000000000000000000001", "–"),
            ("1.00000000000000000000000000001", "–"),
            ("", "–"),
            ("-", "–"),
            ("about five", "–"),
        ] {
            assert_eq!(shown(Decimal::read(text)), expected, "{text}");
        }
        assert_eq!(Decimal::read(&"9".repeat(400)), None);
        assert_eq!(Decimal::read(&format!("0.{}1", "0".repeat(400))), None);
        assert_eq!(Decimal::read(&format!("5.{}", "0".repeat(400))), Some(d("5")));
        assert_eq!(d("-0"), Decimal::ZERO);
        assert!(!d("-0").is_negative());
    }

    #[test]
    fn sums_and_products_are_exact_or_none() {
        for (a, b, sum, product) in [
            ("1.20", "0.30", "1.50", "0.3600"),
            ("0", LEAST, LEAST, "0"),
            (MAX, "0", MAX, "0"),
            (MAX, "1", "–", MAX),
            (MAX, "0.1", "–", "7922816251426433759354395033.5"),
            (MAX, LEAST, "–", "7.9228162514264337593543950335"),
            (MAX, MAX, "–", "–"),
            (LEAST, LEAST, "0.0000000000000000000000000002", "–"),
            (LEAST, "0.1", "0.1000000000000000000000000001", "–"),
            ("-5.5", "5.5", "0.0", "-30.25"),
            ("10000000000000000000000000000", "0.0001", "–", "1000000000000000000000000.0000"),
        ] {
            assert_eq!(shown(d(a).plus(d(b))), sum, "{a} + {b}");
            assert_eq!(shown(d(a).times(d(b))), product, "{a} × {b}");
        }
        assert_eq!(shown(d(LEAST).about_times(Decimal::TENTH)), "–");
        assert_eq!(
            shown(d("0.333333333333333333").about_times(d("0.33333333333333333"))),
            "0.111111111111111"
        );
    }

    #[test]
    fn quotients_end_or_have_fifteen_digits() {
        for (a, b, expected) in [
            ("1", "4", "0.25"),
            ("1", "3", "0.333333333333333"),
            ("200000", "3", "66666.6666666667"),
            ("71", "12", "5.91666666666667"),
            ("1", "1000000000000000", "0.000000000000001"),
            ("1", "10000000000000000000000000000", LEAST),
            ("12345678901234567890", "7", "1763668414462081127"),
            ("1", "3000000000000000", "–"),
            ("1", "18446744073709551615", "–"),
            ("18446744073709551615", "1", "18446744073709551615"),
            ("1", MAX, "–"),
            (MAX, LEAST, "–"),
            ("1", "0", "–"),
            ("0", "0", "–"),
            ("0", "7", "0"),
            ("-1", "3", "-0.333333333333333"),
        ] {
            assert_eq!(shown(d(a).over(d(b))), expected, "{a} / {b}");
        }
    }

    #[test]
    fn powers() {
        for (base, exponent, expected) in [
            ("10", 6, "1000000"),
            ("10", -6, "0.000001"),
            ("10", -28, LEAST),
            ("10", 28, "10000000000000000000000000000"),
            ("10", 29, "–"),
            ("10", -29, "–"),
            ("2", -10, "0.0009765625"),
            ("3", -1, "0.333333333333333"),
            ("1.1", 2, "1.21"),
            ("1", i32::MAX, "1"),
            ("0", i32::MAX, "0"),
            ("0", -1, "–"),
            ("2", i32::MIN, "–"),
            ("5", 0, "1"),
        ] {
            assert_eq!(shown(d(base).power(exponent)), expected, "{base}^{exponent}");
        }
    }

    #[test]
    fn counts_are_whole_numbers() {
        for (text, expected) in
            [("5", Some(5)), ("5.00", Some(5)), ("5.5", None), ("-1", None), (MAX, None)]
        {
            assert_eq!(d(text).whole(), expected, "{text}");
        }
    }

    /// Numbers at all sizes, many of them at the edges.
    fn numbers() -> impl Strategy<Value = Decimal> {
        let edges = prop::sample::select(vec![MAX, LEAST, "0", "1", "-1", "0.1", "10", "3"]);
        prop_oneof![
            edges.prop_map(d),
            "-?[0-9]{1,28}".prop_filter_map("fits", |text| Decimal::read(&text)),
            "-?[0-9]{1,14}\\.[0-9]{1,14}".prop_filter_map("fits", |text| Decimal::read(&text)),
            "-?0\\.0{0,20}[0-9]{1,8}".prop_filter_map("fits", |text| Decimal::read(&text)),
            any::<u64>().prop_map(Decimal::from),
        ]
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_given_is_right(a in numbers(), b in numbers(), n in any::<i32>()) {
            prop_assert_eq!(a.plus(b), b.plus(a));
            if let Some(sum) = a.plus(b) {
                prop_assert_eq!(sum.minus(b), Some(a));
            }
            prop_assert_eq!(a.times(b), b.times(a));
            if let Some(product) = a.times(b)
                && !b.is_zero()
            {
                prop_assert_eq!(product.over(b), Some(a));
            }
            if let Some(quotient) = a.over(b) {
                let (a, b) = (a.to_f64(), b.to_f64());
                let off = (quotient.to_f64() - a / b).abs();
                prop_assert!(off <= (a / b).abs() * 1e-14, "{} {}", quotient, a / b);
            }
            for number in [a.about_times(b), a.power(n), a.power(n % 30), Some(-a), Some(a.absolute())]
                .into_iter()
                .flatten()
            {
                // Each result is one that can be read again, and worked with.
                prop_assert_eq!(Decimal::read(&number.to_string()), Some(number));
                prop_assert_eq!(number.plus(Decimal::ZERO), Some(number));
                prop_assert!(number.to_f64().is_finite());
            }
        }
    }
}
