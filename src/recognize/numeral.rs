//! Single numbers in digits or words, fractions, and words without a number.
//!
//! Owns: "1.2 million", "twenty-two thousand", "half a dozen", "a third", "several hundred".
//! Values are exact decimal text: scales move the point, nothing is rounded. Never: ranges, lists, units.

use super::Diagnostic;
use super::token::{Kind, Token, read_digits};

/// One number.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    /// Digits before the scale.
    pub mantissa: String,
    /// The scale as a power of ten.
    pub exponent: usize,
    /// Index of the first token behind it.
    pub end: usize,
    /// The reading as thousands, where a point leaves it open ("13.000").
    pub or_thousands: Option<String>,
}

impl Atom {
    /// The number as decimal text.
    pub(crate) fn number(&self) -> String {
        shifted(&self.mantissa, self.exponent)
    }

    /// As a count of whole things.
    pub(crate) fn whole(&self) -> Option<u64> {
        self.number().parse().ok()
    }
}

/// Decimal text times a power of ten.
pub(crate) fn shifted(number: &str, exponent: usize) -> String {
    if exponent == 0 {
        return number.to_owned();
    }
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(exponent).collect();
    let rest: String = fraction.chars().skip(exponent).collect();
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn small(word: &str) -> Option<u128> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let at = WORDS.iter().position(|known| *known == word).or_else(|| {
        const TENS: [&str; 8] =
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        TENS.iter().position(|known| *known == word).map(|at| (at + 2) * 10)
    })?;
    u128::try_from(at).ok()
}

fn big(word: &str) -> Option<usize> {
    Some(match word {
        "hundred" => 2,
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    })
}

/// The scale behind digits: a word, or a letter that touches them ("5m", "3bn").
fn scale(token: &Token) -> Option<usize> {
    if token.kind != Kind::Word {
        return None;
    }
    Some(match (token.text.as_str(), token.attached) {
        ("m" | "b", false) => return None,
        ("k", _) => 3,
        ("m", true) | ("mln" | "mn" | "mio" | "millions", _) => 6,
        ("b", true) | ("bn" | "bln" | "billions", _) => 9,
        ("tn" | "trn", _) => 12,
        ("lakh" | "lakhs", _) => 5,
        ("crore" | "crores", _) => 7,
        (word, _) => return big(word),
    })
}

fn word_at(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).filter(|token| token.kind == Kind::Word).map_or("", |token| &token.text)
}

fn vulgar(token: &Token) -> Option<(u64, u64)> {
    Some(match token.text.as_str() {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    })
}

/// The number that starts at `tokens[at]`.
///
/// # Errors
/// If digits stand there that say nothing ("1,2,3").
pub(crate) fn atom_at(tokens: &[Token], at: usize) -> Result<Option<Atom>, Diagnostic> {
    let sign = tokens.get(at).map_or("", |token| token.text.as_str());
    let number = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Number);
    let touches = |at: usize| number(at).is_some_and(|token| token.attached);
    match sign {
        "-" | "−" if touches(at + 1) => return Ok(digits_at(tokens, at + 1)?.map(negative)),
        "minus" if number(at + 1).is_some() => return Ok(digits_at(tokens, at + 1)?.map(negative)),
        // Said to be read as it stands: the point is the decimal point.
        "=" => {
            let minus = tokens.get(at + 1).is_some_and(|token| token.is("-"));
            let plain = digits_at(tokens, at + 1 + usize::from(minus))?;
            let plain = plain.map(|atom| Atom { or_thousands: None, ..atom });
            return Ok(if minus { plain.map(negative) } else { plain });
        }
        _ => {}
    }
    if number(at).is_some() { digits_at(tokens, at) } else { Ok(words_at(tokens, at)) }
}

fn negative(atom: Atom) -> Atom {
    Atom {
        mantissa: format!("-{}", atom.mantissa),
        or_thousands: atom.or_thousands.map(|number| format!("-{number}")),
        ..atom
    }
}

fn digits_at(tokens: &[Token], at: usize) -> Result<Option<Atom>, Diagnostic> {
    let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Number) else {
        return Ok(None);
    };
    let Some(digits) = read_digits(&token.printed) else {
        return Err(Diagnostic::new(format!(
            "“{}” is no number: thousands are parted in groups of three (13,000), lists by a comma and a blank (6, 8, 12).",
            token.printed
        )));
    };
    let mut atom = Atom {
        mantissa: digits.number,
        exponent: 0,
        end: at + 1,
        or_thousands: digits.or_thousands,
    };
    let fraction = tokens.get(atom.end).and_then(vulgar);
    if let Some(decimals) = fraction.and_then(exact_decimals)
        && !atom.mantissa.contains('.')
    {
        atom.mantissa.push_str(decimals);
        atom.end += 1;
    }
    Ok(Some(scaled(tokens, atom)))
}

const fn exact_decimals(fraction: (u64, u64)) -> Option<&'static str> {
    match fraction {
        (1, 2) => Some(".5"),
        (1, 4) => Some(".25"),
        (3, 4) => Some(".75"),
        _ => None,
    }
}

/// Takes in the scales that follow.
fn scaled(tokens: &[Token], mut atom: Atom) -> Atom {
    while let Some(token) = tokens.get(atom.end) {
        let speed = token.text == "m" && tokens.get(atom.end + 1).is_some_and(|next| next.is("/"));
        if let Some(exponent) = scale(token).filter(|_| !speed) {
            atom.exponent += exponent;
            atom.end += 1;
            atom.or_thousands = None;
        } else if token.is("dozen")
            && let Some(dozens) = atom.whole().and_then(|dozens| dozens.checked_mul(12))
        {
            (atom.mantissa, atom.exponent) = (dozens.to_string(), 0);
            atom.end += 1;
            break;
        } else {
            break;
        }
    }
    atom
}

fn words_at(tokens: &[Token], at: usize) -> Option<Atom> {
    let atom = |mantissa: String, exponent: usize, end: usize| {
        Some(Atom { mantissa, exponent, end, or_thousands: None })
    };
    let word = |at: usize| word_at(tokens, at);
    // "half a million", "half a dozen", "a half million"
    let half = match (word(at), word(at + 1)) {
        ("half", "a") => Some(at + 2),
        ("a", "half") => Some(at + 2),
        _ => None,
    };
    if let Some(next) = half {
        if word(next) == "dozen" {
            return atom("6".to_owned(), 0, next + 1);
        }
        return big(word(next)).and_then(|exponent| atom("0.5".to_owned(), exponent, next + 1));
    }
    if matches!(word(at), "a" | "an") {
        return match word(at + 1) {
            "dozen" => atom("12".to_owned(), 0, at + 2),
            next => big(next).and_then(|_| counted(tokens, at)),
        };
    }
    small(word(at))?;
    counted(tokens, at)
}

/// "twenty-two thousand five hundred", "a hundred and five", "two and a half million", "two dozen".
fn counted(tokens: &[Token], start: usize) -> Option<Atom> {
    let word = |at: usize| word_at(tokens, at);
    let mut at = start;
    let (mut total, mut current) = (0_u128, 0_u128);
    let mut last_scale = u128::MAX;
    // What scale alone was used, so that a range may share it.
    let (mut plain, mut scales, mut exponent) = (0_u128, 0, 0);
    let mut half = false;
    if matches!(word(at), "a" | "an") {
        current = 1;
        at += 1;
    }
    loop {
        if let Some(value) = small(word(at)) {
            let room = match value {
                0 => at == start,
                1..=9 => current.is_multiple_of(10),
                10..=99 => current.is_multiple_of(100),
                _ => false,
            };
            // "five six" are two numbers; "ten five" too.
            if !room || (current % 100 == 10) {
                break;
            }
            current += value;
            at += 1;
            let hyphen = tokens.get(at).is_some_and(|token| token.is("-") && token.attached);
            if hyphen
                && value >= 20
                && small(word(at + 1)).is_some_and(|unit| (1..10).contains(&unit))
            {
                at += 1;
            }
            continue;
        }
        if word(at) == "hundred" && (1..100).contains(&current) {
            (plain, scales, exponent) = (current, scales + 1, 2);
            current *= 100;
            at += 1;
        } else if let Some(power) = big(word(at)).filter(|power| *power > 2)
            && current > 0
        {
            let scale = 10_u128.pow(u32::try_from(power).ok()?);
            if scale >= last_scale {
                break;
            }
            (plain, scales, exponent) = (current, scales + 1, power);
            total = total.checked_add(current.checked_mul(scale)?)?;
            (current, last_scale) = (0, scale);
            at += 1;
        } else if word(at) == "and" && word(at + 1) == "a" && word(at + 2) == "half" && scales == 0
        {
            half = true;
            at += 3;
            break;
        } else if word(at) == "and"
            && scales > 0
            && small(word(at + 1)).is_some_and(|value| value > 0)
        {
            let value = small(word(at + 1)).unwrap_or(0);
            // "two hundred and five (thousand)" is one number, "two hundred and three hundred" are two.
            let starts_another = match big(word(at + 2)) {
                Some(2) => true,
                Some(_) => current == 0,
                None => false,
            };
            if !current.is_multiple_of(100) || starts_another || value > 99 {
                break;
            }
            at += 1;
        } else {
            break;
        }
    }
    let simple = scales == 1
        && (total == 0 || current == 0)
        && (total + current) % 10_u128.pow(u32::try_from(exponent).ok()?) == 0;
    let (mantissa, exponent) = if half {
        (format!("{current}.5"), 0)
    } else if simple && word(at) != "dozen" {
        (plain.to_string(), exponent)
    } else {
        ((total + current).to_string(), 0)
    };
    let atom = Atom { mantissa, exponent, end: at, or_thousands: None };
    Some(if half || word(at) == "dozen" { scaled(tokens, atom) } else { atom })
}
