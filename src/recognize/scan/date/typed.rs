//! A date that was typed: the same reading, held to more. All of the text has to be one date, in one reading.
//!
//! Owns: what a form refuses that print leaves to the reader: two readings, words left over, a day that does not exist, a weekday
//! that does not fit. Never: other words than the passes know.

use super::raw::{Raw, What};
use super::read::{Before, Reader};
use super::{Pass, resolve};
use crate::lexicon::senses::date::{DateSense, Join, Kinds, Prep};
use crate::lexicon::{Lexed, Rule};
use crate::model::{AsOfRelation, Basis, Precision, Span};
use crate::recognize::check_edtf;
use crate::recognize::dated::local;
use crate::recognize::edtf::{Reference, civil};
use crate::recognize::proposal::{DateKind, ProposedPublished};
use crate::recognize::scan::number::{self, Numerals};
use jiff::civil::Date;
use std::cell::Cell;

/// A date as it was typed.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) edtf: String,
    pub(crate) precision: Precision,
    pub(crate) basis: Basis,
    /// How the words before it say that something lies to it.
    pub(crate) relation: Option<AsOfRelation>,
}

/// Why a text is no date. Spans and offsets are bytes of the text.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Nothing but words that stand before dates.
    Nothing,
    /// It is one up to this byte, or none begins there.
    More(usize),
    /// One more date stands behind it.
    OneTooMany(Span),
    /// Two readings, as EDTF with how fine each is: of day and month, of ten years and a hundred, of a time between and both its
    /// ends.
    TwoReadings([(String, Precision); 2]),
    /// Year, month and day that no calendar has.
    NoSuchDay(Option<i16>, u8, u8),
    /// The day falls on another weekday than the one typed (1 = Monday).
    OtherWeekday(Date, u8),
    NoSuchTime(Span),
    /// A time, but no day that it is of.
    NoDay,
    Backwards,
    /// How long something took.
    Length,
    /// What the date lacks, which only the article's own could give: that is not stated.
    Unstated(Lacks),
    /// … and which that does not say.
    Unsaid(Lacks),
    OutOfReach,
    Because(String),
}

/// What has to come from the article's date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lacks {
    Year,
    Month,
    Day,
    /// All: it is counted from there.
    All,
}

/// The one date that a text is. `published` is the article's, from which it is completed.
pub(crate) fn typed(
    lexed: &Lexed<'_>,
    published: Option<&ProposedPublished>,
) -> Result<Typed, Refused> {
    let month_first = lexed.table.has(Rule::MonthFirst);
    let numerals = &Numerals::of(lexed);
    let read = |month_first| {
        let reader = Reader { lexed, month_first, numerals, asked: true, depth: Cell::new(0) };
        Form { reader, published }.read()
    };
    let (own, other) = (read(month_first), read(!month_first));
    match (own, other) {
        (Ok(one), Ok(two)) if one.edtf != two.edtf => {
            Err(Refused::TwoReadings([one, two].map(|typed| (typed.edtf, typed.precision))))
        }
        (own, other) => own.or_else(|why| other.map_err(|_| why)),
    }
    .and_then(|typed| match check_edtf(&typed.edtf) {
        Ok(_) => Ok(typed),
        Err(why) => Err(Refused::Because(why.message)),
    })
}

/// A text that is being read as one date.
struct Form<'a, 'r, 't> {
    reader: Reader<'r, 't>,
    published: Option<&'a ProposedPublished>,
}

/// What stands before and behind a date.
#[derive(Clone, Copy, Default)]
struct Marks {
    about: bool,
    unsure: bool,
}

impl Form<'_, '_, '_> {
    fn read(&self) -> Result<Typed, Refused> {
        let reader = &self.reader;
        let (end, asks) = self.end();
        let mut marks = Marks { about: false, unsure: asks };
        let mut before = Before::default();
        let mut at = 0;
        let mut partly = None;
        while at < end {
            match self.whole(at, end, before) {
                Ok(raw) => return self.resolved(&raw, marks, before.prep),
                Err(found) => partly = found.or(partly),
            }
            let about = number::about(reader.lexed, at)
                .or_else(|| reader.is(at, DateSense::Prep(Prep::Around)));
            let behind = if let Some(behind) = about {
                marks.about = true;
                behind
            } else if let Some(behind) = reader.is(at, DateSense::Unsure) {
                marks.unsure = true;
                behind
            } else if let Some((prep, behind)) = reader.prep(at) {
                before = Before { prep: Some(prep), article: false };
                behind
            } else if let Some(behind) = reader.is(at, DateSense::Article) {
                before.article = true;
                behind
            } else {
                break;
            };
            at = reader.comma(behind);
        }
        if let Some(readings) = self.both_or_between(at, end) {
            return Err(Refused::TwoReadings(readings));
        }
        Err(self.why(at, end, partly.as_ref()))
    }

    /// "1906 and 1907" without what stands before: the time between the two, or both of them.
    fn both_or_between(&self, at: usize, end: usize) -> Option<[(String, Precision); 2]> {
        let between = Before { prep: Some(Prep::Between), article: false };
        let raw = self.whole(at, end, between).ok()?;
        let Ok(typed) = self.resolved(&raw, Marks::default(), None) else { return None };
        let (first, last) = typed.edtf.split_once('/')?;
        let both = format!("{{{first},{last}}}");
        Some([(typed.edtf, typed.precision), (both, typed.precision)])
    }

    /// The index behind the last token, and whether a question mark stands there.
    fn end(&self) -> (usize, bool) {
        let end = self.reader.lexed.len();
        let asks = end > 0 && self.reader.sign(end - 1, '?');
        (end - usize::from(asks), asks)
    }

    /// The date that begins at a token and ends with the text; else the one that ends before.
    fn whole(&self, at: usize, end: usize, before: Before) -> Result<Raw, Option<Raw>> {
        let reader = &self.reader;
        let article = before.article;
        let under = |prep| Before { prep: Some(prep), article };
        // Somebody says that this is a date: so it stands as behind a preposition of time.
        let places = match before.prep {
            Some(Prep::Between | Prep::From) => [before, before],
            prep => [under(prep.unwrap_or(Prep::At)), under(Prep::From)],
        };
        let mut longest: Option<Raw> = None;
        for place in places {
            let Some(raw) = reader.raw(at, place) else { continue };
            let stop = usize::from(raw.to + 1 == end && reader.sign(raw.to, '.'));
            if raw.to + stop == end {
                return Ok(raw);
            }
            if longest.as_ref().is_none_or(|known| known.to < raw.to) {
                longest = Some(raw);
            }
        }
        Err(longest)
    }

    fn resolved(&self, raw: &Raw, marks: Marks, prep: Option<Prep>) -> Result<Typed, Refused> {
        let reader = &self.reader;
        exists(&raw.what)?;
        if let Err(why) = local(&raw.clocks).map(drop)
            && !raw.clocks.is_empty()
        {
            return Err(Refused::Because(why.message));
        }
        let reference = self.published.and_then(|own| Reference::read(&own.edtf));
        let mut pass = Pass {
            reader,
            sentences: &[],
            at: 0,
            reference,
            firm: self.published.is_some(),
            earlier: None,
        };
        let found = pass.date(raw, false);
        if found.kind == DateKind::Duration {
            return Err(Refused::Length);
        }
        let timeless = found.kind == DateKind::Time;
        let Some(edtf) = found.edtf.filter(|_| !timeless) else {
            return Err(self.lacks(&raw.what, reference));
        };
        if let What::Interval(a, b) = &raw.what
            && (raw.from..raw.to).any(|at| reader.is(at, DateSense::Join(Join::Or)).is_some())
        {
            let single = |what: &What| {
                matches!(
                    what,
                    What::Day { .. }
                        | What::Weekday { .. }
                        | What::Days(_)
                        | What::Feast { .. }
                        | What::Month { part: None, .. }
                        | What::Year { part: None, .. }
                )
            };
            let (true, true, Some((first, last))) = (single(a), single(b), edtf.split_once('/'))
            else {
                return Err(Refused::OneTooMany(reader.lexed.span(raw.from, raw.to)));
            };
            let edtf = format!("[{first},{last}]");
            return Ok(self.typed(edtf, found.precision, found.basis, prep));
        }
        if let Some((day, weekday)) = weekday_of(&raw.what, &edtf)
            && day.weekday().to_monday_one_offset() != resolve::i8_of(weekday)
        {
            return Err(Refused::OtherWeekday(day, weekday));
        }
        let (edtf, precision) = marked(edtf, found.precision, marks);
        Ok(self.typed(edtf, precision, found.basis, prep))
    }

    fn typed(&self, edtf: String, precision: Precision, basis: Basis, prep: Option<Prep>) -> Typed {
        let relation = match prep {
            Some(Prep::AsOf) => Some(AsOfRelation::At),
            Some(Prep::By | Prep::Until) => Some(AsOfRelation::By),
            Some(Prep::Before) => Some(AsOfRelation::Before),
            Some(Prep::After | Prep::Since | Prep::Starting) => Some(AsOfRelation::After),
            _ => None,
        };
        Typed { edtf, precision, basis, relation }
    }

    /// Why a date that was read says no day, month or year.
    fn lacks(&self, what: &What, reference: Option<Reference>) -> Refused {
        let lacks = match what {
            What::Day { month: Some(_), year: None, which: None, .. }
            | What::Month { year: None, which: None, .. }
            | What::Season { year: None, which: None, .. }
            | What::Feast { year: None, which: None, .. } => Lacks::Year,
            What::Day { month: None, .. } => Lacks::Month,
            What::Clock => Lacks::Day,
            What::Interval(a, b) => {
                return match (reference, end_of(b)) {
                    (None, _) if end_of(a).is_none() || end_of(b).is_none() => {
                        let open = if end_of(b).is_none() { b } else { a };
                        self.lacks(open, reference)
                    }
                    _ => Refused::Backwards,
                };
            }
            _ => Lacks::All,
        };
        match reference {
            None => Refused::Unstated(lacks),
            Some(reference) if reference.day.is_none() => Refused::Unsaid(lacks),
            Some(_) => Refused::OutOfReach,
        }
    }

    /// Why no date begins here that goes on to the end.
    fn why(&self, at: usize, end: usize, partly: Option<&Raw>) -> Refused {
        let reader = &self.reader;
        let start = |at: usize| reader.lexed.get(at).map_or(0, |token| token.start);
        let rest = partly.map_or(at, |raw| reader.comma(raw.to));
        if let Some(time) = (at..end).find_map(|at| self.no_time(at)) {
            return Refused::NoSuchTime(time);
        }
        if let Some((year, month, day)) = (at..end).find_map(|at| reader.no_day(at)) {
            return Refused::NoSuchDay(Some(year), month, day);
        }
        let Some(raw) = partly else {
            return if at < end { Refused::More(start(at)) } else { Refused::Nothing };
        };
        let from = reader.time_prep(rest);
        if reader.clocks(from).is_some() {
            return Refused::NoDay;
        }
        let joined = reader.find(rest, Kinds::JOIN, |sense| match sense {
            DateSense::Join(Join::And | Join::Or) => Some(()),
            _ => None,
        });
        let from = joined.map_or(rest, |((), end)| end);
        match reader.raw(from, Before { prep: Some(Prep::At), article: false }) {
            Some(more) => Refused::OneTooMany(reader.lexed.span(more.from, more.to)),
            None if raw.to < end => Refused::More(start(raw.to)),
            None => Refused::More(start(at)),
        }
    }

    /// "25:00", which no clock shows.
    fn no_time(&self, at: usize) -> Option<Span> {
        let reader = &self.reader;
        let tied = reader.sign(at + 1, ':') && reader.attached(at + 1) && reader.attached(at + 2);
        let time = tied
            && (1..=2).contains(&reader.digits(at)?.1)
            && reader.digits(at + 2)?.1 == 2
            && reader.clocks(at).is_none();
        time.then(|| reader.lexed.span(at, at + 3))
    }
}

/// Refuses a day that no calendar has.
fn exists(what: &What) -> Result<(), Refused> {
    match what {
        What::Day { year, month: Some(month), day, .. } => {
            let leap = 2000;
            civil(year.unwrap_or(leap), *month, *day)
                .map(drop)
                .ok_or(Refused::NoSuchDay(*year, *month, *day))
        }
        What::Decade { first, part: None } if first % 100 == 0 && (1000..2000).contains(first) => {
            let (ten, hundred) = (format!("{}X", first / 10), format!("{}XX", first / 100));
            Err(Refused::TwoReadings([(ten, Precision::Decade), (hundred, Precision::Century)]))
        }
        What::Interval(a, b) => exists(a).and_then(|()| exists(b)),
        _ => Ok(()),
    }
}

/// The weekday that was typed with a day, and that day.
fn weekday_of(what: &What, edtf: &str) -> Option<(Date, u8)> {
    let What::Day { month: Some(_), weekday: Some(weekday), .. } = what else { return None };
    Some((Reference::read(edtf)?.day?, *weekday))
}

/// The year of a date that says all of itself.
const fn end_of(what: &What) -> Option<i16> {
    match what {
        What::Day { year, .. } | What::Month { year, .. } | What::Season { year, .. } => *year,
        What::Year { year, .. } => Some(*year),
        What::Decade { first, .. } => Some(*first),
        What::Century { number, .. } => Some(*number),
        _ => None,
    }
}

/// With EDTF's `~` and `?` at each end. Times bear no marks: "about 22:00" is good to the hour. Nor do sets here.
fn marked(edtf: String, precision: Precision, marks: Marks) -> (String, Precision) {
    let sign = match (marks.about, marks.unsure) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => return (edtf, precision),
    };
    if precision < Precision::Day {
        return (edtf, precision.max(Precision::Hour));
    }
    if edtf.starts_with(['[', '{']) {
        return (edtf, precision);
    }
    let ends: Vec<String> = edtf.split('/').map(|end| format!("{end}{sign}")).collect();
    (ends.join("/"), precision)
}
