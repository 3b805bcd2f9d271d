//! Words that somebody marked as a number or a cue, read by the passes that read a whole text.
//!
//! Owns: which of the numbers in the words is meant, and that nothing outside of them is taken along. What the passes see around the
//! words only tells what they mean ("May 5": a date). Never: reads a word by itself.

use super::Diagnostic;
use super::date::{TypedDate, check_edtf};
use super::language::language_of;
use super::plain::{self, Plain};
use super::proposal::{DateKind, ProposedCounted, ProposedDate, ProposedQuantity};
use super::scan;
use super::scan::date;
use super::scan::number::Numerals;
use crate::lexicon::{Lexed, Table};
use crate::model::{
    Act, AsOfRelation, Basis, Each, Framing, Naming, PlaceRole, QualifierKind, Span, Unit,
    UnitKind, Value, paragraphs_around,
};

/// A number as it stands in marked words. Spans are byte spans of the whole text, all of them inside of the words.
#[derive(Clone, PartialEq, Debug)]
pub struct SelectedNumber {
    /// The number with its scale and unit: what its anchor covers.
    pub number: Span,
    /// What it says.
    pub value: Value,
    /// The word that bends it, and where it stands.
    pub qualifier: Option<(QualifierKind, Span)>,
    /// Whether the words say that it is an estimate.
    pub estimated: bool,
    /// Its unit; [`UnitKind::Count`] where none is printed.
    pub unit: Unit,
    /// What is counted.
    pub counted: Option<ProposedCounted>,
}

/// How far the passes look around the words, at most: a long paragraph.
const AROUND: usize = 4 * 1024;

/// The number that marked words say. `language` is the text's (BCP 47); empty: the text decides.
///
/// ```
/// use attest::model::Span;
/// use attest::recognize::selected_number;
/// let text = "Оттуда выехали 28 тысяч человек.";
/// let at = text.find("28").unwrap_or_default();
/// let found = selected_number(text, Span::new(at, text.len() - 1), "ru")?;
/// assert_eq!(found.number.shown(text), "28 тысяч");
/// assert_eq!(found.counted.map(|counted| counted.span.shown(text)), Some("человек"));
/// # Ok::<(), attest::recognize::Diagnostic>(())
/// ```
///
/// # Errors
/// If the words are no place of the text, or hold no number; if a number goes on outside of them behind a char that cannot
/// be seen, or is shown in another order than it stands.
pub fn selected_number(
    text: &str,
    words: Span,
    language: &str,
) -> Result<SelectedNumber, Diagnostic> {
    let selected =
        words.of(text).map_err(|_| Diagnostic::new("The selection is no place of this text."))?;
    plain::cuts_no_number(text, words)?;
    let table = Table::of(&language_of(language, text));
    let alone = Plain::paragraph(selected, table);
    alone.readable()?;
    let (near, wraps) = paragraphs_around(text, words, AROUND);
    let read = |span: Span, asked: bool| {
        let mut reading = Reading::of(&Plain::part(text, span, &wraps, table), table, asked);
        reading.quantities.retain_mut(|quantity| {
            quantity.each_span(|place| *place = place.shifted(span.start));
            words.covers(quantity.anchor_span())
        });
        reading
    };
    let found =
        [(near, false), (words, false), (words, true)].into_iter().find_map(|(at, asked)| {
            let reading = read(at, asked);
            meant(reading.quantities, words.trimmed(text))
        });
    match found {
        Some(quantity) => Ok(within(quantity, text, words)),
        None => Err(Diagnostic::new(match Reading::of(&alone, table, true).dates.first() {
            Some(date) => format!(
                "“{}” is a date or a time; there is no number here.",
                date.span.shown(selected)
            ),
            None => "There is no number in the selection.".to_owned(),
        })),
    }
}

/// What a source does and how the writer stands to it, by words that somebody marked as the cue: as the passes read the cue
/// that stands there, else by the words alone.
#[must_use]
pub fn selected_cue(text: &str, words: Span, language: &str) -> (Act, Framing) {
    let table = Table::of(&language_of(language, text));
    let (near, wraps) = paragraphs_around(text, words, AROUND);
    let around = Plain::part(text, near, &wraps, table);
    let lexed = Lexed::new(around.text(), table);
    let sentences = scan::text::sentences(&lexed);
    let mut dates = date::places(&lexed, &Numerals::of(&lexed), &sentences);
    let found = scan::cue::attributions(&lexed, &sentences, &mut dates);
    let there = found.iter().find(|attribution| {
        let mut cue = attribution.cue.iter();
        cue.any(|part| around.given(*part).shifted(near.start).overlaps(words))
    });
    match there {
        Some(attribution) => (attribution.act, attribution.framing),
        None => {
            let alone = Plain::paragraph(words.of(text).unwrap_or_default(), table);
            scan::cue::said(&Lexed::new(alone.text(), table))
        }
    }
}

/// The date that stands just in these words of a text, as the passes read it there; none where they read none, or only a
/// time of day or a length of time. `reference` is the article's stated date (EDTF).
#[must_use]
pub fn selected_date(
    text: &str,
    words: Span,
    reference: Option<&str>,
    language: &str,
) -> Option<TypedDate> {
    let table = Table::of(&language_of(language, text));
    let (near, wraps) = paragraphs_around(text, words, AROUND);
    let around = Plain::part(text, near, &wraps, table);
    let lexed = Lexed::new(around.text(), table);
    let sentences = scan::text::sentences(&lexed);
    let reference = reference.and_then(|edtf| date::stated(edtf, Basis::Explicit));
    let numerals = Numerals::of(&lexed);
    let printed = date::printed(&lexed, &numerals);
    let found = date::dates(&lexed, &numerals, &sentences, &printed, reference.as_ref(), None);
    let words = words.trimmed(text);
    let there = found.into_iter().find(|date| {
        around.given(date.span).shifted(near.start) == words
            && !matches!(date.kind, DateKind::Time | DateKind::Duration)
    })?;
    Some(TypedDate {
        edtf: there.edtf.filter(|edtf| check_edtf(edtf).is_ok())?,
        precision: there.precision,
        basis: there.basis,
        relation: Some(there.relation).filter(|relation| *relation != AsOfRelation::At),
    })
}

/// How a place that somebody marked stands to its figure, by the words before it.
#[must_use]
pub fn selected_place(text: &str, words: Span, language: &str) -> PlaceRole {
    let table = Table::of(&language_of(language, text));
    let (near, wraps) = paragraphs_around(text, words, AROUND);
    let before = Span { start: near.start, end: words.trimmed(text).start };
    let plain = Plain::part(text, before, &wraps, table);
    let lexed = Lexed::new(plain.text(), table);
    scan::place::role_before(&lexed, lexed.len())
}

/// How the words of a source name it: a name, a role, a pronoun, a document.
#[must_use]
pub fn source_naming(words: &str, language: &str) -> Naming {
    let table = Table::of(&language_of(language, words));
    let plain = Plain::paragraph(words, table);
    scan::cue::naming(&Lexed::new(plain.text(), table))
}

/// What one of the counted is, and which of them, by the noun that says it ("displaced families": households, displaced).
#[must_use]
pub fn counted_noun(noun: &str, language: &str) -> (Each, Vec<String>) {
    let table = Table::of(&language_of(language, noun));
    let plain = Plain::paragraph(noun, table);
    scan::number::noun(&Lexed::new(plain.text(), table))
}

/// A stretch of text as the passes read it.
struct Reading {
    quantities: Vec<ProposedQuantity>,
    dates: Vec<ProposedDate>,
}

impl Reading {
    /// `asked`: somebody says that there is a number.
    fn of(plain: &Plain<'_>, table: &'static Table, asked: bool) -> Self {
        let lexed = Lexed::new(plain.text(), table);
        let sentences = scan::text::sentences(&lexed);
        let numerals = Numerals::of(&lexed);
        let mut dates = date::places(&lexed, &numerals, &sentences);
        let mut quantities = if asked {
            let mut all = scan::number::asked(&lexed, &sentences);
            // A part of a date is no number; a whole one may be ("2,023").
            all.retain(|q| dates.iter().all(|d| !d.span.overlaps(q.number) || d.span == q.number));
            all
        } else {
            scan::number::quantities(&lexed, &numerals, &sentences, &dates)
        };
        for quantity in &mut quantities {
            quantity.each_span(|span| *span = plain.given(*span));
        }
        dates.iter_mut().for_each(|date| date.span = plain.given(date.span));
        Self { quantities, dates }
    }
}

/// The one that is meant: whose parts are just these words, else the first that says more than "one" or "some".
fn meant(quantities: Vec<ProposedQuantity>, words: Span) -> Option<ProposedQuantity> {
    let says_little = |quantity: &ProposedQuantity| {
        let one = matches!(&quantity.value, Value::Number(number) if number.as_str() == "1");
        let word = matches!(quantity.form, super::proposal::Form::Words);
        (one && word && quantity.unit.kind == UnitKind::Count)
            || matches!(quantity.value, Value::Vague(_))
    };
    quantities.into_iter().min_by_key(|quantity| (hull(quantity) != words, says_little(quantity)))
}

/// From the first to the last part of a quantity.
fn hull(quantity: &ProposedQuantity) -> Span {
    let qualifier = quantity.qualifier.span.filter(|_| !quantity.qualifier.carried);
    let counted = quantity.counted.as_ref().filter(|counted| !counted.carried);
    let counted = counted.into_iter().flat_map(|counted| [Some(counted.span), counted.what]);
    let parts = counted.flatten().chain(qualifier);
    parts.fold(quantity.anchor_span(), |hull, part| Span {
        start: hull.start.min(part.start),
        end: hull.end.max(part.end),
    })
}

/// A quantity without what stands outside of the words.
fn within(quantity: ProposedQuantity, text: &str, words: Span) -> SelectedNumber {
    let qualifier = quantity.qualifier;
    let printed = quantity.unit.span.and_then(|span| span.of(text).ok()).unwrap_or_default();
    SelectedNumber {
        number: quantity.anchor_span(),
        qualifier: qualifier
            .span
            .filter(|span| words.covers(*span))
            .map(|span| (qualifier.kind, span)),
        estimated: quantity.estimated,
        unit: Unit {
            kind: quantity.unit.kind,
            code: quantity.unit.code,
            printed: printed.to_owned(),
        },
        counted: quantity.counted.filter(|counted| words.covers(counted.span)).map(|counted| {
            ProposedCounted { what: counted.what.filter(|what| words.covers(*what)), ..counted }
        }),
        value: quantity.value,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::Number;
    use proptest::prelude::*;

    /// Every place of a number.
    fn places(found: &SelectedNumber) -> impl Iterator<Item = Span> {
        let counted = found.counted.iter().flat_map(|of| [Some(of.span), of.what]);
        [Some(found.number), found.qualifier.map(|(_, span)| span)]
            .into_iter()
            .chain(counted)
            .flatten()
            .collect::<Vec<_>>()
            .into_iter()
    }

    fn taken(text: &str) -> SelectedNumber {
        // Nothing that stands around the selection is taken along.
        let around = format!("over 7 {text} million");
        let selection = Span { start: 7, end: 7 + text.len() };
        let mut taken =
            selected_number(&around, selection, "en").unwrap_or_else(|why| panic!("{text}: {why}"));
        assert!(places(&taken).all(|span| selection.covers(span)), "{text}");
        let back = |span: &mut Span| *span = Span { start: span.start - 7, end: span.end - 7 };
        back(&mut taken.number);
        taken.qualifier.iter_mut().for_each(|(_, span)| back(span));
        taken.counted.iter_mut().for_each(|of| back(&mut of.span));
        taken
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
        assert_eq!(found.counted.as_ref().map_or("", |of| of.span.shown(text)), rest, "{text}");
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
        check("1,050 people had entered", None, "1,050", "1050", "people");
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
        check("a six-week war", None, "six-week", "6", "");
        check("a day-long military operation", None, "day-long", "1", "");
        check("30 year-conflict", None, "30 year", "30", "");
        check("the 120,000 Armenians", None, "120,000", "120000", "Armenians");
    }

    #[test]
    fn sources_are_named_as_they_are_printed() {
        for (words, expected) in [
            ("The Armenian government", Naming::Named),
            ("David Babayan", Naming::Named),
            ("the ministry", Naming::ByRole),
            ("The government", Naming::ByRole),
            ("a separatist official", Naming::ByRole),
            ("He", Naming::Pronoun),
            ("sources", Naming::Anonymous),
        ] {
            assert_eq!(source_naming(words, "en"), expected, "{words}");
        }
    }

    #[test]
    fn places_stand_to_figures_by_the_words_before_them() {
        use PlaceRole::{At, From, Near, To};
        for (language, text, place, role) in [
            ("en", "They entered Armenia.", "Armenia", To),
            ("en", "They fled to the neighbouring Armenia.", "Armenia", To),
            ("en", "They came from Goris.", "Goris", From),
            ("en", "They stay near Goris.", "Goris", Near),
            ("en", "They stay in Goris.", "Goris", At),
            ("en", "Goris is full.", "Goris", At),
            ("ru", "Они выехали из Гориса.", "Гориса", From),
            ("de", "Sie flohen aus Goris.", "Goris", From),
            ("es", "Huyeron desde Goris.", "Goris", From),
        ] {
            let at = text.find(place).unwrap();
            let found = selected_place(text, Span::new(at, at + place.len()), language);
            assert_eq!(found, role, "{text}");
        }
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
        assert_eq!(found.counted.map(|of| of.span.shown(text)), Some("people"));
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
        check("13.000 people", None, "13.000", "13000", "people");
        let text = "13.000 Menschen";
        let found = selected_number(text, Span::new(0, text.len()), "de").unwrap();
        assert_eq!(found.value, Value::Number(Number::parse("13000").unwrap()));
        check("1.125 km", None, "1.125 km", "1.125", "");
    }

    #[test]
    fn words_without_a_number() {
        let text = "several hundred refugees";
        let found = taken(text);
        assert_eq!(found.value, Value::Vague("several hundred".into()));
        assert_eq!(found.counted.map(|of| of.span.shown(text)), Some("refugees"));
        let found = taken("dozens of cars");
        assert_eq!(found.value, Value::Vague("dozens".into()));
        assert_eq!(taken("one in five").value, Value::Ratio(1, 5));
        assert_eq!(taken("one of the 12 men").value, Value::Number(Number::parse("12").unwrap()));
    }

    #[test]
    fn a_selection_without_a_number_says_so() {
        let why = |text: &str| {
            selected_number(text, Span { start: 0, end: text.len() }, "en").unwrap_err().message
        };
        assert_eq!(why("people"), "There is no number in the selection.");
        assert_eq!(why(""), "There is no number in the selection.");
        assert!(why("at 22:00").contains("a date or a time"));
        assert!(selected_number("é", Span { start: 0, end: 1 }, "fr").is_err());
    }

    proptest! {
        #[test]
        fn parts_lie_inside_of_the_selection(
            text in "\\PC{0,60}|([0-9.,/%$½=-]|million| |one|half|a|hundred|more than |km|to|in|of){0,14}",
            a: prop::sample::Index,
            b: prop::sample::Index,
        ) {
            let selection = Span::new(a.index(text.len() + 1), b.index(text.len() + 1));
            if let Ok(found) = selected_number(&text, selection, "en") {
                for span in places(&found) {
                    prop_assert!(selection.covers(span) && span.of(&text).is_ok() && !span.is_empty());
                }
            }
        }
    }
}
