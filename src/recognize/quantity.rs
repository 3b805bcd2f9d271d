//! A selection of printed text taken apart: qualifier, number, unit, and what is left.
//!
//! Owns: which words of a selection are the number. Looks at nothing outside of the selection but what cannot be seen there.
//! Never: decides what is counted; proposes (that is a later step).

use super::plain::{self, Plain};
use super::token::{Kind, Token, month, tokens};
use super::value::{Body, Mode, body_at, is_estimated};
use super::{Diagnostic, qualifier};
use crate::model::{QualifierKind, Span, Unit, UnitKind, Value};

/// The parts of a selected number. Spans are of the whole text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenApart {
    /// The word that bends the number, and where it stands.
    pub qualifier: Option<(QualifierKind, Span)>,
    /// Whether the selection says "estimated".
    pub estimated: bool,
    /// The number, with its scale, unit or per cent sign.
    pub number: Span,
    /// Its value.
    pub value: Value,
    /// Its unit; [`UnitKind::Count`] where none is printed.
    pub unit: Unit,
    /// The words behind the number that the selection still holds: often what is counted.
    pub rest: Option<Span>,
}

/// Takes a selection apart. Chars in it that cannot be seen are read over.
///
/// # Errors
/// If the selection is no place of the text, or holds no number; if a number goes on outside of it behind a char that cannot
/// be seen, or is shown in another order than it stands.
pub fn take_apart(text: &str, selection: Span) -> Result<TakenApart, Diagnostic> {
    let selected = selection
        .of(text)
        .map_err(|_| Diagnostic::new("The selection is no place of this text."))?;
    plain::cuts_no_number(text, selection)?;
    let plain = Plain::of(selected);
    let selected = plain.readable()?;
    let tokens = tokens(selected);
    let (start, body) = number_in(&tokens, selected)?;
    let given = |span: Span| plain.given(span).shifted(selection.start);
    let place = |from: usize, to: usize| -> Option<Span> {
        let span = Span {
            start: tokens.get(from)?.span.start,
            end: tokens.get(to.checked_sub(1)?)?.span.end,
        };
        Some(given(span))
    };
    let number = place(start, body.end)
        .ok_or_else(|| Diagnostic::new("The number has no place in the selection."))?;

    let mut estimated = false;
    let mut before = None;
    let mut end = start;
    while before.is_none() {
        before = qualifier::ending_at(&tokens, end);
        let Some(token) = end.checked_sub(1).and_then(|i| tokens.get(i)) else { break };
        estimated |= before.is_none() && is_estimated(token);
        if before.is_none() && !is_filler(token) {
            break;
        }
        end -= 1;
    }
    if let Some((_, at)) = before {
        // "an estimated, at least 20": the mark may stand before the qualifier, too.
        estimated |= at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(is_estimated);
    }
    let mut bent = before.and_then(|(kind, at)| {
        let (_, to) = qualifier::starting_at(&tokens, at)?;
        Some((kind, place(at, to)?))
    });
    let mut end = body.end;
    if let Some((kind, behind)) = qualifier::behind(&tokens, end) {
        bent = bent.or_else(|| Some((kind, place(end, behind)?)));
        end = behind;
    }
    Ok(TakenApart {
        qualifier: bent,
        estimated,
        number,
        value: body.value,
        unit: body.unit.unwrap_or_else(|| Unit {
            kind: UnitKind::Count,
            code: String::new(),
            printed: String::new(),
        }),
        rest: rest_of(&tokens, end).map(given),
    })
}

/// Words that may stand between a qualifier and its number.
fn is_filler(token: &Token) -> bool {
    const FILLERS: [&str; 12] = [
        "a",
        "an",
        "the",
        "estimated",
        "est",
        "further",
        "another",
        "additional",
        "total",
        "of",
        "population",
        "number",
    ];
    token.kind == Kind::Word && FILLERS.contains(&token.text.as_str())
}

/// The selection's number: the first that is no date and more than the word "one", if there is such.
fn number_in(tokens: &[Token], text: &str) -> Result<(usize, Body), Diagnostic> {
    let mut best: Option<(u8, usize, Body)> = None;
    let mut wrong = None;
    let mut at = 0;
    while at < tokens.len() {
        match body_at(tokens, at, text, Mode::Printed) {
            Ok(Some(body)) => {
                let doubt = doubt(tokens, at, &body);
                let end = body.end.max(at + 1);
                if best.as_ref().is_none_or(|(least, ..)| doubt < *least) {
                    best = Some((doubt, at, body));
                }
                at = end;
            }
            Ok(None) => at += 1,
            Err(why) => {
                wrong.get_or_insert(why);
                at += 1;
            }
        }
    }
    if let Some((_, at, body)) = best {
        return Ok((at, body));
    }
    Err(wrong.unwrap_or_else(|| {
        let date = tokens.iter().find(|token| token.kind == Kind::Calendar);
        Diagnostic::new(match date {
            Some(token) => {
                format!("“{}” is a date or a time; there is no number here.", token.printed)
            }
            None => "There is no number in the selection.".to_owned(),
        })
    }))
}

/// How likely something is no quantity: 0 a number, 1 a word that often counts nothing, 2 a date.
fn doubt(tokens: &[Token], at: usize, body: &Body) -> u8 {
    let is_month = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| token.kind == Kind::Word && month(&token.text).is_some())
    };
    let behind = |word: &str| tokens.get(body.end).is_some_and(|token| token.is(word));
    if ["gmt", "utc", "am", "pm", "a", "p"].iter().any(|word| behind(word)) && {
        let clock = tokens.get(body.end).is_none_or(|token| token.text.len() > 1);
        clock || tokens.get(body.end + 1).is_some_and(|token| token.is("."))
    } {
        return 2;
    }
    let of = usize::from(behind("of"));
    if body.unit.is_none() && (is_month(at.checked_sub(1)) || is_month(Some(body.end + of))) {
        // "may" is a verb more often: "10 may" with a small letter.
        let verb = tokens.get(body.end + of).is_some_and(|token| token.printed == "may");
        let day_or_year = tokens.get(at).and_then(|token| token.printed.parse::<u32>().ok());
        if !verb && day_or_year.is_none_or(|n| n <= 31 || (1000..2200).contains(&n)) {
            return 2;
        }
    }
    let alone = body.end == at + 1;
    let token = tokens.get(at);
    let year = alone
        && body.unit.is_none()
        && token.is_some_and(|token| {
            token.printed.len() == 4
                && (token.printed.starts_with("19") || token.printed.starts_with("20"))
                && token.printed.bytes().all(|byte| byte.is_ascii_digit())
        })
        && at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
            matches!(
                before.text.as_str(),
                "in" | "since" | "of" | "by" | "until" | "," | "early" | "late"
            )
        });
    if year {
        return 2;
    }
    let word = token.map_or("", |token| token.text.as_str());
    let says_little =
        alone && matches!(word, "one" | "many" | "few" | "several" | "multiple" | "half");
    u8::from(says_little && body.unit.is_none())
}

/// The words from `at` on, without an "of" before and without marks around them.
fn rest_of(tokens: &[Token], at: usize) -> Option<Span> {
    let of = usize::from(tokens.get(at).is_some_and(|token| token.is("of")));
    let words = tokens.get(at + of..)?;
    let first = words.iter().position(|token| token.kind != Kind::Sign)?;
    let last = words.iter().rposition(|token| token.kind != Kind::Sign)?;
    Some(Span { start: words.get(first)?.span.start, end: words.get(last)?.span.end })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::Number;
    use proptest::prelude::*;

    fn taken(text: &str) -> TakenApart {
        // Whatever stands around the selection is not looked at.
        let around = format!("over 7 {text} million");
        let selection = Span { start: 7, end: 7 + text.len() };
        let taken = take_apart(&around, selection).unwrap_or_else(|why| panic!("{text}: {why}"));
        for span in [Some(taken.number), taken.qualifier.map(|(_, span)| span), taken.rest] {
            assert!(span.is_none_or(|span| selection.covers(span)), "{text}");
        }
        let back = |span: Span| Span { start: span.start - 7, end: span.end - 7 };
        TakenApart {
            number: back(taken.number),
            qualifier: taken.qualifier.map(|(kind, span)| (kind, back(span))),
            rest: taken.rest.map(back),
            ..taken
        }
    }

    /// What is expected: qualifier, its words, the number's words, its value, the rest.
    fn check(
        text: &str,
        qualifier: Option<(QualifierKind, &str)>,
        number: &str,
        value: &str,
        rest: &str,
    ) {
        let found = taken(text);
        assert_eq!(
            found.qualifier.map(|(kind, span)| (kind, span.shown(text))),
            qualifier,
            "{text}"
        );
        assert_eq!(found.number.shown(text), number, "{text}");
        assert_eq!(found.value, Value::Number(Number::parse(value).unwrap()), "{text}");
        assert_eq!(found.rest.map_or("", |span| span.shown(text)), rest, "{text}");
    }

    #[test]
    fn the_numbers_of_the_five_articles() {
        use QualifierKind as Q;
        check("more than 2900 tons", Some((Q::MoreThan, "more than")), "2900 tons", "2900", "");
        check(
            "More than 13,000 Armenians",
            Some((Q::MoreThan, "More than")),
            "13,000",
            "13000",
            "Armenians",
        );
        check("About 28,120 refugees", Some((Q::About, "About")), "28,120", "28120", "refugees");
        check("at least 20", Some((Q::AtLeast, "at least")), "20", "20", "");
        check("Nearly 3000 people", Some((Q::Nearly, "Nearly")), "3000", "3000", "people");
        check("99.9 percent", None, "99.9 percent", "99.9", "");
        check("some 200 km", Some((Q::About, "some")), "200 km", "200", "");
        check("1,050 people had entered", None, "1,050", "1050", "people had entered");
        check("a further 400", None, "400", "400", "");
        check("more than a million", Some((Q::MoreThan, "more than")), "a million", "1000000", "");
        check("six armored vehicles", None, "six", "6", "armored vehicles");
        check("22,000 rounds of ammunition", None, "22,000", "22000", "rounds of ammunition");
        check(
            "about 150 tons of humanitarian shipments",
            Some((Q::About, "about")),
            "150 tons",
            "150",
            "humanitarian shipments",
        );
        check("44-day", None, "44-day", "44", "");
        check("a six-week war", None, "six-week", "6", "war");
        check("a day-long military operation", None, "day-long", "1", "military operation");
        check("30 year-conflict", None, "30 year", "30", "conflict");
        check("the 120,000 Armenians", None, "120,000", "120000", "Armenians");
    }

    #[test]
    fn an_estimate_is_a_mark_of_its_own() {
        let found = taken("an estimated population of 120,000");
        assert!(found.estimated && found.qualifier.is_none());
        assert_eq!(found.number.shown("an estimated population of 120,000"), "120,000");
        let text = "an estimated 13,000 or more people";
        let found = taken(text);
        assert!(found.estimated);
        assert_eq!(
            found.qualifier.map(|(kind, span)| (kind, span.shown(text))),
            Some((QualifierKind::AtLeast, "or more"))
        );
        assert_eq!(found.rest.map(|span| span.shown(text)), Some("people"));
    }

    #[test]
    fn dates_beside_a_number_are_passed_over() {
        check("On 20 September 200 people", None, "200", "200", "people");
        check(
            "date 2023-09-25 Nearly 3000 people",
            Some((QualifierKind::Nearly, "Nearly")),
            "3000",
            "3000",
            "people",
        );
        check("in 2020, 44 villages", None, "44", "44", "villages");
        check("As of 22:00 (1800 GMT), 1,050 people", None, "1,050", "1050", "people");
    }

    #[test]
    fn a_point_before_three_digits_parts_thousands_of_things() {
        check("13.000 Menschen", None, "13.000", "13000", "Menschen");
        check("1.125 km", None, "1.125 km", "1.125", "");
    }

    #[test]
    fn words_without_a_number() {
        let text = "several hundred refugees";
        let found = taken(text);
        assert_eq!(found.value, Value::Vague("several hundred".into()));
        assert_eq!(found.rest.map(|span| span.shown(text)), Some("refugees"));
        let found = taken("dozens of cars");
        assert_eq!(found.value, Value::Vague("dozens".into()));
        assert_eq!(taken("one in five").value, Value::Ratio(1, 5));
        assert_eq!(taken("one of the 12 men").value, Value::Number(Number::parse("12").unwrap()));
    }

    #[test]
    fn a_selection_without_a_number_says_so() {
        let why =
            |text: &str| take_apart(text, Span { start: 0, end: text.len() }).unwrap_err().message;
        assert_eq!(why("people"), "There is no number in the selection.");
        assert_eq!(why(""), "There is no number in the selection.");
        assert!(why("at 22:00").contains("a date or a time"));
        assert!(take_apart("é", Span { start: 0, end: 1 }).is_err());
    }

    proptest! {
        #[test]
        fn parts_lie_inside_of_the_selection(
            text in "\\PC{0,60}|([0-9.,/%$½=-]|million| |one|half|a|hundred|more than |km|to|in|of){0,14}",
            a: prop::sample::Index,
            b: prop::sample::Index,
        ) {
            let selection = Span::new(a.index(text.len() + 1), b.index(text.len() + 1));
            if let Ok(found) = take_apart(&text, selection) {
                for span in [Some(found.number), found.qualifier.map(|(_, span)| span), found.rest].into_iter().flatten() {
                    prop_assert!(selection.covers(span) && span.of(&text).is_ok() && !span.is_empty());
                }
            }
        }
    }
}
