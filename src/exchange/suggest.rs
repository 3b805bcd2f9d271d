//! What was recognised in one text, as one JSON object: what `attest suggest` prints.
//!
//! Owns: the shape that `docs/suggest.schema.json` documents, and its version. Never: paths, disk; what is recognised.
//!
//! Offsets are Unicode code points of the text, half-open, 0-based; numbers are decimal texts, never floats.

use crate::compare::bounds::{Bound, bounds_in_unit};
use crate::model::{Decimal, Each, Span, Unit, UnitKind, Value};
use crate::recognize::Long;
use crate::recognize::proposal::{
    ProposedAttribution, ProposedDate, ProposedHop, ProposedPlace, ProposedPublished,
    ProposedQuantity, ProposedUnit, ProposedVoice, Recognized,
};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::fmt::Debug;

/// The shape's name and version; the number grows when something is renamed, moved or taken out.
pub const SUGGEST_SCHEMA: &str = "attest.suggest/1";

/// What the text is of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SuggestedOf<'a> {
    /// A file, by the name it was asked for.
    File(&'a str),
    /// Something with an id of its own, which is repeated as it came.
    Id(&'a Json),
}

/// Shows what was recognised, block by block.
type Blocks<'a> = dyn Fn(&mut dyn FnMut(&Recognized)) + 'a;

/// One text's object, to be serialised. Its lists are made while they are written.
pub struct Suggested<'a> {
    of: SuggestedOf<'a>,
    lang: &'a str,
    published: Option<&'a ProposedPublished>,
    places: Places<'a>,
    /// What was recognised, in one or more blocks.
    each: Box<Blocks<'a>>,
}

impl<'a> Suggested<'a> {
    /// The object of a text and what was recognised in it.
    #[must_use]
    pub fn new(of: SuggestedOf<'a>, text: &'a str, found: &'a Recognized) -> Self {
        Self {
            of,
            lang: &found.language,
            published: found.published.as_ref(),
            places: Places::new(text),
            each: Box::new(|look| look(found)),
        }
    }

    /// The object of a long text.
    #[must_use]
    pub fn of_long(of: SuggestedOf<'a>, long: &'a Long) -> Self {
        Self {
            of,
            lang: long.language(),
            published: long.published(),
            places: Places::new(long.text()),
            each: Box::new(|look| long.each(look)),
        }
    }

    /// Writes what was recognised in a block of a text to nowhere: where that fails, writing the whole would.
    pub fn rehearse(text: &str) -> impl FnMut(&Recognized) {
        let places = Places::new(text);
        move |block| {
            for list in List::ALL {
                let lists = Lists { list, places: &places, each: &|look| look(block) };
                // Nothing can be wrong with nowhere; a panic is what this is for.
                serde_json::to_writer(std::io::sink(), &lists).unwrap_or_default();
            }
        }
    }
}

impl Serialize for Suggested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Suggested", 8)?;
        object.serialize_field("schema", SUGGEST_SCHEMA)?;
        match self.of {
            SuggestedOf::File(name) => object.serialize_field("file", name)?,
            SuggestedOf::Id(id) => object.serialize_field("id", id)?,
        }
        object.serialize_field("lang", self.lang)?;
        let published = self.published;
        let published = published.map(|own| Published { edtf: &own.edtf, basis: Name(own.basis) });
        object.serialize_field("published", &published)?;
        for list in List::ALL {
            let lists = Lists { list, places: &self.places, each: &*self.each };
            object.serialize_field(list.name(), &lists)?;
        }
        object.end()
    }
}

/// The lists of the object, in its order.
#[derive(Clone, Copy)]
enum List {
    Sentences,
    Quantities,
    Dates,
    Attributions,
}

impl List {
    const ALL: [Self; 4] = [Self::Sentences, Self::Quantities, Self::Dates, Self::Attributions];

    const fn name(self) -> &'static str {
        match self {
            Self::Sentences => "sentences",
            Self::Quantities => "quantities",
            Self::Dates => "dates",
            Self::Attributions => "attributions",
        }
    }
}

/// One of them, made block by block.
struct Lists<'l, 'a> {
    list: List,
    places: &'l Places<'a>,
    each: &'l Blocks<'l>,
}

impl Lists<'_, '_> {
    fn write<S: SerializeSeq>(&self, found: &Recognized, to: &mut S) -> Result<(), S::Error> {
        let places = self.places;
        match self.list {
            List::Sentences => found
                .sentences
                .iter()
                .try_for_each(|span| to.serialize_element(&places.range(*span))),
            List::Quantities => found
                .quantities
                .iter()
                .try_for_each(|q| to.serialize_element(&places.quantity(q, &found.language))),
            List::Dates => {
                found.dates.iter().try_for_each(|date| to.serialize_element(&places.date(date)))
            }
            List::Attributions => {
                let mut all = found.attributions.iter();
                all.try_for_each(|a| to.serialize_element(&places.attribution(a)))
            }
        }
    }
}

impl Serialize for Lists<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut done = Ok(());
        (self.each)(&mut |found| {
            if done.is_ok() {
                done = self.write(found, &mut list);
            }
        });
        done?;
        list.end()
    }
}

/// A value of an enumeration by the contract's name.
struct Name<T>(T);

impl<T: Debug> Serialize for Name<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:?}", self.0))
    }
}

#[derive(Serialize)]
struct Published<'a> {
    edtf: &'a str,
    basis: Name<crate::model::Basis>,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

/// A place with its words.
#[derive(Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Quantity<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    phrase: Words<'a>,
    form: Name<crate::recognize::proposal::Form>,
    value: Option<Cow<'a, str>>,
    low: Option<String>,
    high: Option<String>,
    qualifier: Name<crate::model::QualifierKind>,
    qualifier_span: Option<Words<'a>>,
    carried: bool,
    estimated: bool,
    unit: UnitOf<'a>,
    counted: Option<Words<'a>>,
    what: Option<Words<'a>>,
    each: Option<Cow<'a, str>>,
    who: &'a [String],
    measure: Name<crate::model::Measure>,
    modality: Name<crate::model::Modality>,
    as_of: Option<usize>,
    period: Option<usize>,
    places: Vec<Where<'a>>,
    voice: Voice<'a>,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct UnitOf<'a> {
    kind: Cow<'a, str>,
    code: &'a str,
    text: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct Where<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    role: Name<crate::model::PlaceRole>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Voice<'a> {
    By(&'a [usize]),
    Article(&'static str),
    Undecided,
}

#[derive(Serialize)]
struct Link {
    kind: Name<crate::model::LinkKind>,
    to: usize,
}

#[derive(Serialize)]
struct Date<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    edtf: Option<&'a str>,
    precision: Name<crate::model::Precision>,
    role: Name<crate::recognize::proposal::DateRole>,
    relation: Name<crate::model::AsOfRelation>,
    basis: Name<crate::model::Basis>,
    kind: Name<crate::recognize::proposal::DateKind>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    readings: &'a [String],
}

#[derive(Serialize)]
struct Attribution<'a> {
    cue: Vec<Words<'a>>,
    source: Vec<Words<'a>>,
    content: Vec<Words<'a>>,
    mode: Name<crate::model::Mode>,
    act: Name<crate::model::Act>,
    framing: Name<crate::model::Framing>,
    negated: bool,
    hypothetical: bool,
    said_at: Option<usize>,
    chain: Vec<Hop<'a>>,
}

#[derive(Serialize)]
struct Hop<'a> {
    source: Words<'a>,
    naming: Name<crate::model::Naming>,
    medium: Option<Words<'a>>,
    cue: Option<Words<'a>>,
    antecedent: Option<Words<'a>>,
}

/// Bytes between two entries of [`Places`]: what one conversion counts at most.
const STRIDE: usize = 64;

/// Code points of a text by byte, from a table that one pass makes. Denser than the model's map: here almost every
/// place of a text is asked for.
struct Places<'a> {
    text: &'a str,
    /// Code points that begin before each multiple of [`STRIDE`]; empty where every char is one byte.
    before: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for block in text.as_bytes().chunks(STRIDE) {
                before.push(seen);
                seen += begun(block);
            }
            before.push(seen);
        }
        Self { text, before }
    }

    fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STRIDE;
        match self.before.get(block) {
            None => byte,
            Some(before) => {
                let rest = self.text.as_bytes().get(block * STRIDE..byte).unwrap_or_default();
                before + begun(rest)
            }
        }
    }

    fn range(&self, span: Span) -> Range {
        Range { start: self.code_point(span.start), end: self.code_point(span.end) }
    }

    fn words(&self, span: Span) -> Words<'a> {
        let Range { start, end } = self.range(span);
        Words { start, end, text: span.shown(self.text) }
    }

    fn all(&self, spans: &[Span]) -> Vec<Words<'a>> {
        spans.iter().map(|span| self.words(*span)).collect()
    }

    fn maybe(&self, span: Option<Span>) -> Option<Words<'a>> {
        span.map(|span| self.words(span))
    }

    fn quantity(&self, quantity: &'a ProposedQuantity, language: &str) -> Quantity<'a> {
        let Words { start, end, text } = self.words(quantity.number);
        let (low, high) = low_and_high(quantity, language);
        let counted = quantity.counted.as_ref();
        Quantity {
            start,
            end,
            text,
            phrase: self.words(quantity.phrase),
            form: Name(quantity.form),
            value: printed_value(&quantity.value),
            low,
            high,
            qualifier: Name(quantity.qualifier.kind),
            qualifier_span: self.maybe(quantity.qualifier.span),
            carried: quantity.qualifier.carried,
            estimated: quantity.estimated,
            unit: self.unit(&quantity.unit),
            counted: counted.map(|counted| self.words(counted.span)),
            what: self.maybe(counted.and_then(|counted| counted.what)),
            each: counted.map(|counted| each(&counted.each)),
            who: counted.map_or(&[], |counted| &counted.who),
            measure: Name(quantity.measure),
            modality: Name(quantity.modality),
            as_of: quantity.as_of,
            period: quantity.period,
            places: quantity.places.iter().map(|place| self.place(place)).collect(),
            voice: match &quantity.voice {
                ProposedVoice::By(attributions) => Voice::By(attributions),
                ProposedVoice::Article => Voice::Article("article"),
                ProposedVoice::Undecided => Voice::Undecided,
            },
            links: quantity
                .links
                .iter()
                .map(|(kind, to)| Link { kind: Name(*kind), to: *to })
                .collect(),
        }
    }

    fn unit(&self, unit: &'a ProposedUnit) -> UnitOf<'a> {
        let words = self.maybe(unit.span);
        UnitOf {
            kind: match &unit.kind {
                UnitKind::Other(word) => Cow::Borrowed(word.as_str()),
                named => Cow::Owned(format!("{named:?}")),
            },
            code: &unit.code,
            text: words.as_ref().map(|words| words.text),
            start: words.as_ref().map(|words| words.start),
            end: words.as_ref().map(|words| words.end),
        }
    }

    fn place(&self, place: &ProposedPlace) -> Where<'a> {
        let Words { start, end, text } = self.words(place.span);
        Where { start, end, text, role: Name(place.role) }
    }

    fn date(&self, date: &'a ProposedDate) -> Date<'a> {
        let Words { start, end, text } = self.words(date.span);
        Date {
            start,
            end,
            text,
            edtf: date.edtf.as_deref(),
            precision: Name(date.precision),
            role: Name(date.role),
            relation: Name(date.relation),
            basis: Name(date.basis),
            kind: Name(date.kind),
            readings: &date.readings,
        }
    }

    fn attribution(&self, attribution: &'a ProposedAttribution) -> Attribution<'a> {
        Attribution {
            cue: self.all(&attribution.cue),
            source: self.maybe(attribution.origin()).into_iter().collect(),
            content: self.all(&attribution.content),
            mode: Name(attribution.mode),
            act: Name(attribution.act),
            framing: Name(attribution.framing),
            negated: attribution.negated,
            hypothetical: attribution.hypothetical,
            said_at: attribution.said_at,
            chain: attribution.chain.iter().map(|hop| self.hop(hop)).collect(),
        }
    }

    fn hop(&self, hop: &ProposedHop) -> Hop<'a> {
        Hop {
            source: self.words(hop.source),
            naming: Name(hop.naming),
            medium: self.maybe(hop.medium),
            cue: self.maybe(hop.cue),
            antecedent: self.maybe(hop.antecedent),
        }
    }
}

/// Chars that begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

/// The printed number; a ratio divided. `None` for ranges, lists, words without a number, and a ratio that cannot be compared.
fn printed_value(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Number(number) => Some(Cow::Borrowed(number.as_str())),
        Value::Ratio(parts, of) => Some(Cow::Owned(Decimal::ratio(*parts, *of)?.to_string())),
        Value::Range(..) | Value::List(_) | Value::Vague(_) => None,
    }
}

/// The bounds that number and qualifier imply; `None` = open, or not to be told.
fn low_and_high(quantity: &ProposedQuantity, language: &str) -> (Option<String>, Option<String>) {
    let ProposedQuantity { value, qualifier, estimated, unit, .. } = quantity;
    let unit = Unit { kind: unit.kind.clone(), code: unit.code.clone(), printed: String::new() };
    let bounds =
        bounds_in_unit(value, qualifier.kind, *estimated, &unit, language).unwrap_or_default();
    let end = |bound: Option<Bound>| bound.map(|bound| bound.value.normalize().to_string());
    (end(bounds.low), end(bounds.high))
}

fn each(each: &Each) -> Cow<'_, str> {
    match each {
        Each::Other(word) => Cow::Borrowed(word),
        named => Cow::Owned(format!("{named:?}")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::*;
    use crate::recognize::proposal::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// Every span of the drawing by its name: `[source:the ministry]` may nest.
    fn drawn(marked: &str) -> (String, impl Fn(&str) -> Span) {
        let (mut text, mut open, mut found) = (String::new(), Vec::new(), Vec::new());
        let mut rest = marked.chars();
        while let Some(c) = rest.next() {
            match c {
                '[' => {
                    let (name, after) = rest.as_str().split_once(':').unwrap();
                    open.push((name.to_owned(), text.len()));
                    rest = after.chars();
                }
                ']' => {
                    let (name, start) = open.pop().unwrap();
                    found.push((name, Span::new(start, text.len())));
                }
                c => text.push(c),
            }
        }
        let of = move |name: &str| found.iter().find(|(known, _)| known == name).unwrap().1;
        (text, of)
    }

    fn plain(number: Span, value: Value) -> ProposedQuantity {
        ProposedQuantity {
            number,
            phrase: number,
            form: Form::Digits,
            value,
            qualifier: ProposedQualifier { kind: QualifierKind::Plain, span: None, carried: false },
            estimated: false,
            unit: ProposedUnit { kind: UnitKind::Count, code: String::new(), span: None },
            counted: None,
            measure: Measure::Unstated,
            modality: Modality::Actual,
            as_of: None,
            period: None,
            places: Vec::new(),
            voice: ProposedVoice::Undecided,
            links: Vec::new(),
        }
    }

    #[test]
    fn every_field_in_code_points() {
        let (text, of) = drawn(
            "😀 “[content:[phrase:[more:more than] [number:2,900] [unit:t]] of [counted:aid] [what:came] to [place:Goris] \
             by [date:25 September]],” [cue:said] [source:the ministry].",
        );
        let mut quantity = plain(of("number"), Value::Number(Number::parse("2900").unwrap()));
        quantity.phrase = of("phrase");
        quantity.qualifier = ProposedQualifier {
            kind: QualifierKind::MoreThan,
            span: Some(of("more")),
            carried: false,
        };
        quantity.unit =
            ProposedUnit { kind: UnitKind::Mass, code: "t".to_owned(), span: Some(of("unit")) };
        quantity.counted = Some(ProposedCounted {
            span: of("counted"),
            what: Some(of("what")),
            each: Each::Other("aid".to_owned()),
            who: vec!["civilian".to_owned()],
            carried: false,
        });
        quantity.as_of = Some(0);
        quantity.places = vec![ProposedPlace { span: of("place"), role: PlaceRole::To }];
        quantity.voice = ProposedVoice::By(vec![0]);
        quantity.links = vec![(LinkKind::Repeats, 0)];
        let found = Recognized {
            language: "en".to_owned(),
            published: Some(ProposedPublished {
                edtf: "2023-09-26".to_owned(),
                precision: Precision::Day,
                basis: Basis::Inferred,
                span: None,
                why: "file name",
            }),
            sentences: vec![Span::new(0, text.len())],
            parts: vec![Part::Body],
            quantities: vec![quantity],
            dates: vec![ProposedDate {
                span: of("date"),
                edtf: Some("2023-09-25".to_owned()),
                precision: Precision::Day,
                role: DateRole::AsOf,
                relation: AsOfRelation::By,
                basis: Basis::Inferred,
                kind: DateKind::Date,
                readings: Vec::new(),
            }],
            attributions: vec![ProposedAttribution {
                cue: vec![of("cue")],
                content: vec![of("content")],
                chain: vec![ProposedHop {
                    source: of("source"),
                    naming: Naming::ByRole,
                    medium: None,
                    cue: None,
                    antecedent: None,
                }],
                mode: Mode::Direct,
                act: Act::Asserts,
                framing: Framing::Neutral,
                said_at: None,
                negated: false,
                hypothetical: false,
            }],
        };
        let at = |words: &str| {
            let before = text.split(words).next().unwrap().chars().count();
            json!({ "start": before, "end": before + words.chars().count(), "text": words })
        };
        let id = json!(7);
        let json =
            serde_json::to_value(Suggested::new(SuggestedOf::Id(&id), &text, &found)).unwrap();
        let mut unit = at("t");
        unit["start"] = json!(19);
        unit["end"] = json!(20);
        unit["kind"] = json!("Mass");
        unit["code"] = json!("t");
        let with = |mut json: Json, fields: Json| {
            json.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            json
        };
        assert_eq!(
            json,
            json!({
                "schema": "attest.suggest/1",
                "id": 7,
                "lang": "en",
                "published": { "edtf": "2023-09-26", "basis": "Inferred" },
                "sentences": [{ "start": 0, "end": text.chars().count() }],
                "quantities": [with(at("2,900"), json!({
                    "phrase": at("more than 2,900 t"), "form": "Digits",
                    "value": "2900", "low": "2900", "high": null,
                    "qualifier": "MoreThan", "qualifier_span": at("more than"), "carried": false, "estimated": false,
                    "unit": unit, "counted": at("aid"), "what": at("came"), "each": "aid", "who": ["civilian"],
                    "measure": "Unstated", "modality": "Actual", "as_of": 0, "period": null,
                    "places": [with(at("Goris"), json!({ "role": "To" }))],
                    "voice": [0], "links": [{ "kind": "Repeats", "to": 0 }],
                }))],
                "dates": [with(at("25 September"), json!({
                    "edtf": "2023-09-25", "precision": "Day", "role": "AsOf", "relation": "By",
                    "basis": "Inferred", "kind": "Date",
                }))],
                "attributions": [{
                    "cue": [at("said")], "source": [at("the ministry")],
                    "content": [at("more than 2,900 t of aid came to Goris by 25 September")],
                    "mode": "Direct", "act": "Asserts", "framing": "Neutral",
                    "negated": false, "hypothetical": false, "said_at": null,
                    "chain": [{ "source": at("the ministry"), "naming": "ByRole", "medium": null, "cue": null, "antecedent": null }],
                }],
            })
        );
    }

    #[test]
    fn values_and_bounds_are_decimal_texts() {
        let number = |text: &str| Number::parse(text).unwrap();
        for (value, qualifier, wanted) in [
            (Value::Number(number("1050")), QualifierKind::Plain, json!(["1050", "1050", "1050"])),
            (Value::Number(number("2900")), QualifierKind::MoreThan, json!(["2900", "2900", null])),
            (
                Value::Range(number("10"), number("15")),
                QualifierKind::Plain,
                json!([null, "10", "15"]),
            ),
            (Value::Ratio(1, 5), QualifierKind::Plain, json!(["0.2", "0.2", "0.2"])),
            (
                Value::Ratio(2, 3),
                QualifierKind::Plain,
                json!(["0.666666666666667", "0.666666666666667", "0.666666666666667"]),
            ),
            (Value::Ratio(1, 0), QualifierKind::Plain, json!([null, null, null])),
            (Value::List(vec![number("6")]), QualifierKind::Plain, json!([null, null, null])),
            (Value::Vague("dozens".to_owned()), QualifierKind::Plain, json!([null, "24", null])),
        ] {
            let mut quantity = plain(Span::new(0, 1), value);
            quantity.qualifier.kind = qualifier;
            let found = Recognized { quantities: vec![quantity], ..Recognized::default() };
            let json =
                serde_json::to_value(Suggested::new(SuggestedOf::File("a.txt"), "x", &found));
            let json = &json.unwrap()["quantities"][0];
            assert_eq!(json!([json["value"], json["low"], json["high"]]), wanted);
            assert_eq!((&json["voice"], &json["each"]), (&Json::Null, &Json::Null));
        }
    }

    proptest! {
        #[test]
        fn places_count_code_points(text in "\\PC{0,400}") {
            let places = Places::new(&text);
            for (seen, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(places.code_point(byte), seen);
            }
            prop_assert_eq!(places.code_point(text.len()), text.chars().count());
        }
    }
}
