//! Recognising, in every language and in none: it never fails, and what it says holds together.

use super::pieces::PIECES;
use super::{as_text, ensure};
use crate::dice::Dice;
use crate::engine::bent;
use attest::lexicon::languages;
use attest::model::{Basis, QualifierKind, Span, Value};
use attest::recognize::proposal::{
    DateKind, DateRole, ProposedAttribution, ProposedDate, ProposedQuantity, ProposedVoice,
    Recognized,
};
use attest::recognize::{Options, check_edtf, recognize};
use std::sync::LazyLock;

type Checked = Result<(), String>;

/// Sentences as news has them, in each language with a table.
const NEWS: &[&str] = &[
    "The government added in a statement, “As of 22:00 (1800 GMT), 1,050 people had entered Armenia.”",
    "According to Reuters, citing the ministry, at least 200 were killed and more than 400 wounded.",
    "He told reporters on Monday that nearly 13,000 of an estimated 120,000 had left by September 26.",
    "The chance is 1 in 1000000000000000, the ministry said.",
    "Более 2900 беженцев въехали в Армению к 25 сентября, сообщило правительство.",
    "По словам министра, почти 13.000 семей и 1,2 миллиона рублей, или 15,5 процента.",
    "Սեպտեմբերի 25-ի դրությամբ ավելի քան 2900 փախստական է մտել Հայաստան, հայտնել է կառավարությունը։",
    "Hükümet, 25 Eylül 2023 itibarıyla 2900'den fazla mültecinin giriş yaptığını açıkladı.",
    "قالت الوزارة إن أكثر من ٢٩٠٠ شخص عبروا الحدود يوم الاثنين",
    "Plus de 13 000 personnes sont arrivées mardi, a déclaré le gouvernement arménien.",
    "Mehr als 13.000 Menschen flohen bis zum 26. September 2023, teilte die Regierung mit.",
    "Más de 2.900 personas llegaron el 25 de septiembre, según el Gobierno.",
    "政府说，截至9月25日，已有二千九百多人进入亚美尼亚。",
];

/// Sentences with gaps for pieces.
const SHAPES: &[&str] = &[
    "PIECE said PIECE PIECE people PIECE by PIECE September.",
    "“PIECE PIECE,” PIECE told PIECE on PIECE, citing PIECE.",
    "According to PIECE, at least PIECE were killed and PIECE wounded, including PIECE.\n",
    "PIECE PIECE to PIECE million PIECE since PIECE (PIECE GMT). ",
    "PIECE did not say whether “PIECE. PIECE.” He added: PIECE\r\n\r\n",
];

const DATES: &[&str] = &[
    "2023-09-24",
    "2023-09-24T22:00:00+04:00",
    "2023-09",
    "2023",
    "0000-01-01",
    "9999-12-31",
    "-9999-01-01",
    "2020-02-29",
    "2020-21",
    "202X",
    "2023-09-24/2023-09-26",
    "2023-09?",
    "Y170000002",
    "Y32767",
    "Y-32768",
    "0001-01-01",
    "../2023",
    "",
    "soon",
    "\u{0}",
];

/// Tags without a table, or that are none.
const STRANGE: &[&str] = &["", "pt-BR", "xx", "EN-gb", "-", "😀", "und"];

pub fn text(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> =
        LazyLock::new(|| NEWS.iter().map(|text| text.as_bytes().to_vec()).collect());
    match dice.below(3) {
        0 => bent(&CORPUS, PIECES, dice),
        1 => {
            let shape = dice.pick(SHAPES).unwrap();
            let mut text = String::new();
            for part in shape.split_inclusive("PIECE") {
                text += part.trim_end_matches("PIECE");
                if part.ends_with("PIECE") {
                    text += dice.pick(PIECES).unwrap();
                }
            }
            text.into_bytes()
        }
        _ => {
            let mut text = String::new();
            for _ in 0..dice.below(24) {
                text += dice.pick(PIECES).unwrap();
                if dice.once_in(2) {
                    text.push(' ');
                }
            }
            text.into_bytes()
        }
    }
}

pub fn recognise(input: &[u8], dice: &mut Dice) -> Checked {
    static TAGS: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| [&languages()[..], STRANGE].concat());
    let language = dice.pick(&TAGS).copied().filter(|_| dice.below(8) > 0);
    let date = dice.pick(DATES).copied().filter(|_| dice.below(4) > 0);
    check_text(&as_text(input), language, date)
}

/// Recognises a text, and checks what was found.
pub fn check_text(text: &str, language: Option<&str>, date: Option<&str>) -> Checked {
    let options = Options {
        language,
        published: date.map(|date| (date, Basis::Explicit)),
        file_name: Some("002_371c06971a596525.txt"),
    };
    let found = recognize(text, &options);
    whole(text, date, &found).map_err(|why| format!("{why} (in {language:?}, of {date:?})"))
}

fn whole(text: &str, date: Option<&str>, found: &Recognized) -> Checked {
    in_the_text(text, "sentences", found.sentences.iter().copied())?;
    in_order("sentences", found.sentences.iter().copied(), true)?;
    for sentence in &found.sentences {
        ensure!(sentence.trimmed(text) == *sentence, "a sentence has white space at its ends");
    }
    in_order("numbers", found.quantities.iter().map(|quantity| quantity.number), true)?;
    for quantity in &found.quantities {
        check_quantity(text, found, quantity)?;
    }
    in_order("dates", found.dates.iter().map(|date| date.span), true)?;
    for date in &found.dates {
        check_date(text, date)?;
    }
    in_order("attributions", found.attributions.iter().filter_map(first_span), false)?;
    for attribution in &found.attributions {
        check_attribution(text, found, attribution)?;
    }
    if let Some(published) = &found.published {
        // What was given as the article's date is repeated as it came.
        let stated = date == Some(published.edtf.as_str());
        ensure!(stated || check_edtf(&published.edtf).is_ok(), "{:?} is no EDTF", published.edtf);
        in_the_text(text, "article's date", published.span.into_iter())?;
    }
    Ok(())
}

fn in_the_text(text: &str, what: &str, spans: impl Iterator<Item = Span>) -> Checked {
    for span in spans {
        ensure!(span.of(text).is_ok(), "{what} {span:?} is no place");
        ensure!(!span.is_empty(), "{what} {span:?} covers nothing");
    }
    Ok(())
}

fn in_order(what: &str, spans: impl Iterator<Item = Span>, apart: bool) -> Checked {
    let mut before: Option<Span> = None;
    for span in spans {
        let fits =
            before.is_none_or(|b| if apart { b.end <= span.start } else { b.start <= span.start });
        ensure!(fits, "{what}: {before:?} before {span:?}");
        before = Some(span);
    }
    Ok(())
}

fn check_quantity(text: &str, found: &Recognized, quantity: &ProposedQuantity) -> Checked {
    let ProposedQuantity { number, phrase, qualifier, unit, counted, .. } = quantity;
    in_the_text(text, "number", [*number, *phrase].into_iter())?;
    ensure!(phrase.covers(*number), "{number:?} is outside of its phrase {phrase:?}");
    in_the_text(text, "qualifier", qualifier.span.into_iter())?;
    ensure!(
        (qualifier.kind == QualifierKind::Plain) == qualifier.span.is_none(),
        "a qualifier is printed, and Plain is none"
    );
    in_the_text(text, "unit", unit.span.into_iter())?;
    let counted = counted.iter().flat_map(|counted| [Some(counted.span), counted.what]);
    in_the_text(text, "counted", counted.flatten())?;
    in_the_text(text, "place", quantity.places.iter().map(|place| place.span))?;
    if let Value::List(numbers) = &quantity.value {
        ensure!(!numbers.is_empty(), "a list of nothing");
    }
    let role = |at: usize| found.dates.get(at).map(|date| date.role);
    if let Some(at) = quantity.as_of {
        ensure!(role(at) == Some(DateRole::AsOf), "as of date {at}");
    }
    if let Some(at) = quantity.period {
        ensure!(role(at) == Some(DateRole::Period), "period date {at}");
    }
    if let ProposedVoice::By(attributions) = &quantity.voice {
        let known = |at: &usize| *at < found.attributions.len();
        ensure!(!attributions.is_empty() && attributions.iter().all(known), "{attributions:?}");
    }
    let own = found.quantities.iter().position(|other| other.number == *number);
    for (kind, to) in &quantity.links {
        ensure!(*to < found.quantities.len() && Some(*to) != own, "{kind:?} {to} of {own:?}");
    }
    super::typed::in_order(
        &quantity.value,
        &attest::model::Unit {
            kind: unit.kind.clone(),
            code: unit.code.clone(),
            printed: String::new(),
        },
    )
}

fn check_date(text: &str, date: &ProposedDate) -> Checked {
    in_the_text(text, "date", [date.span].into_iter())?;
    let Some(edtf) = &date.edtf else { return Ok(()) };
    match date.kind {
        DateKind::Date | DateKind::DateTime | DateKind::Interval => {
            ensure!(check_edtf(edtf).is_ok(), "{edtf:?} of {}", date.span.shown(text));
        }
        DateKind::Time => ensure!(edtf.starts_with('T'), "{edtf}"),
        DateKind::Duration => ensure!(edtf.starts_with('P'), "{edtf}"),
    }
    ensure!((date.kind == DateKind::Interval) == edtf.contains('/'), "{date:?}");
    Ok(())
}

fn first_span(attribution: &ProposedAttribution) -> Option<Span> {
    let hops = attribution.chain.iter().map(|hop| hop.source);
    attribution.cue.iter().chain(&attribution.content).copied().chain(hops).min()
}

fn check_attribution(text: &str, found: &Recognized, attribution: &ProposedAttribution) -> Checked {
    in_the_text(text, "cue", attribution.cue.iter().copied())?;
    in_order("cue", attribution.cue.iter().copied(), true)?;
    in_the_text(text, "content", attribution.content.iter().copied())?;
    in_order("content", attribution.content.iter().copied(), true)?;
    for hop in &attribution.chain {
        let spans = [Some(hop.source), hop.medium, hop.cue, hop.antecedent];
        in_the_text(text, "hop", spans.into_iter().flatten())?;
    }
    if let Some(at) = attribution.said_at {
        let role = found.dates.get(at).map(|date| date.role);
        ensure!(role == Some(DateRole::SaidAt), "said at date {at}");
    }
    Ok(())
}
