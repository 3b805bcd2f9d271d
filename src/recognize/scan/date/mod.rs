//! Dates, times, intervals and durations of a whole text.
//!
//! Owns: where they stand and what they say. Never: knows today.
//!
//! Three steps: [`read`] finds what is printed ([`raw`]), [`mod@own`] says which date is the article's, [`mod@resolve`] completes the others from
//! it. Every step looks only some tokens around a date, so that a text costs what it is long.

mod behind;
mod calendar;
mod clock;
mod counted;
mod era;
mod feast;
mod hours;
mod numeric;
mod order;
mod own;
mod raw;
mod read;
mod relative;
mod resolve;
mod stretch;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_news;
mod typed;
mod year;

pub(crate) use typed::{Lacks, Refused, Typed, typed};

use super::Sentence;
use super::number::Numerals;
use crate::lexicon::senses::date::{DateSense, Hours, Join, Kinds, Now, Prep, Stretch};
use crate::lexicon::{Domains, Lexed, Rule};
use crate::model::{AsOfRelation, Basis, Span};
use crate::recognize::check_edtf;
use crate::recognize::dated::Clock;
use crate::recognize::edtf::Reference;
use crate::recognize::proposal::{DateKind, DateRole, ProposedDate, ProposedPublished};
use clock::half;
use jiff::civil::Date;
use order::Open;
use raw::{Raw, What};
use read::{Before, Reader};
use resolve::{Around, Rest, resolve};

/// The dates of a block as they are printed, in order, without overlap.
pub(crate) struct Printed {
    found: Vec<Raw>,
    /// Those of which day or month may stand first.
    open: Vec<Open>,
}

/// Which ends of the text a block holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    pub(crate) head: bool,
    pub(crate) tail: bool,
}

/// So many tokens around a weekday say which way it lies.
const NEAR: usize = 14;

fn reader<'a, 't>(lexed: &'a Lexed<'t>, numerals: &'a Numerals) -> Reader<'a, 't> {
    let month_first = lexed.table.has(Rule::MonthFirst);
    Reader { lexed, month_first, numerals, asked: false, depth: std::cell::Cell::new(0) }
}

/// Finds what is printed.
pub(crate) fn printed(lexed: &Lexed<'_>, numerals: &Numerals) -> Printed {
    let reader = reader(lexed, numerals);
    let mut found = reader.all();
    let open = order::settle(&reader, &mut found);
    Printed { found, open }
}

/// The dates where only their places are asked: any day does to complete them.
pub(crate) fn places(
    lexed: &Lexed<'_>,
    numerals: &Numerals,
    sentences: &[Sentence],
) -> Vec<ProposedDate> {
    let day = stated("2000-01-01", Basis::Inferred);
    dates(lexed, numerals, sentences, &printed(lexed, numerals), day.as_ref(), None)
}

/// The article's own date, as far as a block of it (and the file's name) tells.
pub(crate) fn own(
    lexed: &Lexed<'_>,
    numerals: &Numerals,
    printed: &Printed,
    ends: Ends,
    file_name: Option<&str>,
) -> Option<ProposedPublished> {
    own::own(&reader(lexed, numerals), printed, ends, file_name)
}

/// The article's date as the analyst stated it; none where it is no EDTF.
pub(crate) fn stated(edtf: &str, basis: Basis) -> Option<ProposedPublished> {
    let precision = check_edtf(edtf).ok()?;
    Some(ProposedPublished { edtf: edtf.to_owned(), precision, basis, span: None, why: "stated" })
}

/// Completes them from the article's date. `article`: where that is printed. Roles `AsOf`, `Period`, `Article` and `None` are set;
/// `SaidAt` is for the attributions' pass.
pub(crate) fn dates(
    lexed: &Lexed<'_>,
    numerals: &Numerals,
    sentences: &[Sentence],
    printed: &Printed,
    published: Option<&ProposedPublished>,
    article: Option<Span>,
) -> Vec<ProposedDate> {
    let reference = published.and_then(|own| Reference::read(&own.edtf));
    let firm = published.is_some_and(|own| own.basis != Basis::Inferred);
    let reader = reader(lexed, numerals);
    let mut pass = Pass { reader: &reader, sentences, at: 0, reference, firm, earlier: None };
    let is_own = |raw: &Raw| article == Some(lexed.span(raw.from, raw.to));
    let mut open = printed.open.iter().peekable();
    let dates = printed.found.iter().enumerate().map(|(at, raw)| {
        let mut date = pass.date(raw, is_own(raw));
        if let Some(Open { reading, .. }) = open.next_if(|open| open.at == at) {
            date.be_open(*reading);
        }
        date
    });
    dates.collect()
}

impl Reader<'_, '_> {
    /// All dates as printed, in order.
    fn all(&self) -> Vec<Raw> {
        let lexed = self.lexed;
        let mut found = Vec::new();
        let mut at = 0;
        // What stands before belongs to something else.
        let mut floor = 0;
        while let Some(token) = lexed.get(at) {
            const ASKED: u32 = Kinds::STARTS | Kinds::EVERY;
            let dates = token.domains & Domains::DATE != 0;
            let may_be = if dates { self.may_be(at) & ASKED } else { 0 };
            let may_be = may_be | if self.numerals.begins(at) { Kinds::COUNT } else { 0 };
            if may_be == 0 && !token.is_number() || token.is_number() && self.in_serial(at) {
                at += 1;
                continue;
            }
            let kinds = match (token.is_number(), may_be & Kinds::STARTS != 0) {
                (true, _) => Kinds::STARTS,
                (false, true) => self.kinds(at) | may_be & Kinds::COUNT,
                (false, false) => may_be,
            };
            let raw = (kinds & Kinds::STARTS != 0).then(|| {
                if token.is_number()
                    && let Some(raw) = self.short_year(at, floor)
                {
                    return Some(raw);
                }
                if let Some((from, clocks, end)) = self.led_clock(at, floor) {
                    return Some(self.at_clocks(from, end, clocks, None));
                }
                let before = self.like_the_last(&found, at, self.before(at, floor));
                let nothing = self.counts_nothing(at, kinds, before);
                if nothing { None } else { self.raw(at, before) }
            });
            if let Some(raw) = raw.flatten() {
                at = raw.to.max(at + 1);
                let next = self.next_day(&raw);
                found.push(raw);
                if let Some(next) = next {
                    at = next.to;
                    // "September 19 and 20, 2022": the year is of both.
                    if let (Some(first), What::Day { year: Some(year), .. }) =
                        (found.last_mut(), &next.what)
                    {
                        first.what.set_year(*year);
                    }
                    found.push(next);
                }
                floor = at;
                continue;
            }
            if token.is_number() {
                at += 1;
                continue;
            }
            if kinds & Kinds::EVERY != 0
                && let Some(end) = self.is(at, DateSense::Every)
            {
                // "every Monday" is a rhythm.
                at = self.behind_rhythm(end);
                floor = at;
                continue;
            }
            // Inside of a number in words no date begins: "vingt-sept".
            let behind = self.numerals.at(at).map_or(at + 1, |number| number.end.max(at + 1));
            if behind > at + 1 {
                floor = behind;
            }
            at = behind;
        }
        found
    }

    /// The preposition and the article right before a token, from `floor` on.
    fn before(&self, at: usize, floor: usize) -> Before {
        /// Words of the longest preposition ("à la date du"), and an article.
        const REACH: usize = 5;
        let article = at
            .checked_sub(1)
            .filter(|last| *last >= floor && self.is(*last, DateSense::Article) == Some(at));
        let prep = (floor..at).rev().take(REACH).find_map(|from| {
            let (prep, end) = self.prep(from)?;
            (end == at || Some(end) == article).then_some(prep)
        });
        Before { prep, article: article.is_some() }
    }

    /// "a man", "two men": a number word before a word that no date has, or before a sign that parts; an article before no unit of time.
    fn counts_nothing(&self, at: usize, kinds: u32, before: Before) -> bool {
        if kinds & Kinds::STARTS != Kinds::COUNT
            // "in two thousand and fifteen"
            || (before.prep.is_some() && self.year_in_words(at).is_some())
        {
            return false;
        }
        let Some(((_, article), end)) = self.count(at) else {
            return self.length_word(at).is_none();
        };
        if article {
            let dash = end + usize::from(self.sign(end, '-'));
            return self.unit(dash).is_none();
        }
        let Some(next) = self.lexed.get(end) else { return true };
        match next.sign() {
            Some(sign) => matches!(sign, ',' | ';' | ':' | '!' | '?' | '…' | ')' | '"' | '”' | '»'),
            None => next.domains & Domains::DATE == 0,
        }
    }

    /// "20" in "September 19 and 20".
    fn next_day(&self, raw: &Raw) -> Option<Raw> {
        let What::Day { year: None, month: Some(month), day: first, weekday: None, which: None } =
            raw.what
        else {
            return None;
        };
        let named = raw.clocks.is_empty() && self.month(raw.from).is_some();
        let (_, from) = self.find(raw.to, Kinds::JOIN, |sense| match sense {
            DateSense::Join(Join::And | Join::Or) => Some(()),
            _ => None,
        })?;
        let (day, end) = self.day(from).filter(|_| named && !self.breaks(from))?;
        let alone = self.ends_day(end)
            && !self.counts(end)
            && self.month(self.link(end)).is_none()
            && self.interval_sign(end).is_none();
        let (year, to) = self.year_behind(end).map_or((None, end), |(y, to)| (Some(y), to));
        let month = Some(month);
        (alone && first < day).then_some(Raw {
            from,
            to,
            what: What::Day { year, month, day, weekday: None, which: None },
            clocks: Vec::new(),
            prep: raw.prep,
        })
    }

    /// "in 2007 and 2009": the second stands under the preposition of the first.
    fn like_the_last(&self, found: &[Raw], at: usize, before: Before) -> Before {
        if let (None, Some(last)) = (before.prep, found.last())
            && matches!(last.what, What::Year { part: None, .. })
            && self.four(at).is_some()
        {
            let comma = self.comma(last.to);
            let joined = self.find(comma, Kinds::JOIN, |sense| match sense {
                DateSense::Join(Join::And | Join::Or) => Some(()),
                _ => None,
            });
            if joined.map_or(comma, |((), end)| end) == at && at > last.to {
                return Before { prep: last.prep.or(Some(Prep::At)), article: false };
            }
        }
        before
    }

    /// Behind the unit or weekday of "every Monday", "each year".
    fn behind_rhythm(&self, at: usize) -> usize {
        let named =
            self.find(at, Kinds::WEEKDAY | Kinds::UNIT | Kinds::DAYPART, |sense| match sense {
                DateSense::Unit(_) | DateSense::Weekday(..) | DateSense::Daypart(_) => Some(()),
                _ => None,
            });
        named.map_or(at, |((), end)| end)
    }

    /// The date at a token with the time that stands with it.
    fn raw(&self, at: usize, before: Before) -> Option<Raw> {
        if let Some((clocks, end)) = self.clocks(at).or_else(|| self.told_clock(at, before)) {
            return Some(self.at_clocks(at, end, clocks, before.prep));
        }
        let (what, end) = self.read(at, before)?;
        let from = match &what {
            // "between the …": the reader went over the article.
            What::Interval(..) => self.skip(at, DateSense::Article),
            // "XIXe siècle": its number stands before it.
            What::Century { part: None, .. }
                if self.unit(at).is_some() && !self.names_century(at) =>
            {
                at - 1
            }
            _ => at,
        };
        let make = |to, what, clocks| Raw { from, to, what, clocks, prep: before.prep };
        if !what.is_day() {
            return Some(make(end, what, Vec::new()));
        }
        if let Some((clock, to)) = self.iso_time(end) {
            return Some(make(to, what, vec![clock]));
        }
        let (said, end) = self.daypart(end);
        let hours = said.or(self.hours(at));
        // "22 févr. à 3:30"
        let dot = self.short_dot(end);
        let comma = self.comma(if self.time_prep(dot) > dot || dot == end { dot } else { end });
        // "6 January 2017 - 6:37am", "6 January 2017 | 6:37": a byline's.
        let bar = what.calendar().is_some()
            && ['-', '–', '|', '·'].iter().any(|sign| self.sign(comma, *sign));
        let from = if bar { comma + 1 } else { self.time_prep(comma) };
        if !self.breaks(from)
            && let Some((clocks, to)) = self
                .clocks(from)
                .or_else(|| self.hour_alone(from, comma, hours))
                .or_else(|| self.hour_led(comma))
                .or_else(|| self.clock_led(comma))
                .or_else(|| self.hour_in_case(comma, hours))
        {
            let (behind, to) = self.daypart(to);
            let clocks = half(clocks, hours.or(behind));
            // "Wed Oct 26 15:50:06 2016"
            if let What::Day { year: None, month: Some(month), day, weekday, which } = what
                && !self.breaks(to)
                && let Some(year) = self.four(to)
            {
                let what = What::Day { year: Some(year), month: Some(month), day, weekday, which };
                return Some(make(to + 1, what, clocks));
            }
            return Some(make(to, what, clocks));
        }
        Some(make(end, what, Vec::new()))
    }

    /// A time that ends at a token, with the day behind it.
    fn at_clocks(&self, at: usize, end: usize, clocks: Vec<Clock>, prep: Option<Prep>) -> Raw {
        let make = |to, what, clocks| Raw { from: at, to, what, clocks, prep };
        let (hours, end) = self.daypart(end);
        let from = self.skip(self.time_prep(self.comma(end)), DateSense::Article);
        if !self.breaks(from)
            && let Some((what, to)) =
                self.one(from, Before { prep: Some(Prep::At), article: false })
            && what.is_day()
        {
            let (behind, to) = self.daypart(to);
            let hours = hours.or(self.hours(from)).or(behind);
            return make(to, what, half(clocks, hours));
        }
        make(end, What::Clock, half(clocks, hours))
    }

    /// "evening" in "Sunday evening": its hours, where it says them, and what is behind it.
    fn daypart(&self, at: usize) -> (Option<Hours>, usize) {
        if self.breaks(at) {
            return (None, at);
        }
        let find = |at: usize| {
            self.find(at, Kinds::DAYPART, |sense| match sense {
                DateSense::Daypart(hours) => Some(hours),
                _ => None,
            })
        };
        // "Sunday late evening"
        let early = || {
            let (_, end) = self.find(at, Kinds::PART, |sense| match sense {
                DateSense::Part(Stretch::Third(_)) => Some(()),
                _ => None,
            })?;
            find(end)
        };
        let found = find(at).or_else(early);
        found.map_or((None, at), |(hours, end)| (hours.is_said(), end))
    }

    /// The hours that the word of a day says ("tonight").
    fn hours(&self, at: usize) -> Option<Hours> {
        let (hours, _) = self.find(at, Kinds::DAY, |sense| match sense {
            DateSense::Day(_, hours) => Some(hours),
            _ => None,
        })?;
        hours.is_said()
    }

    /// The preposition that stands here before a date.
    fn prep(&self, at: usize) -> Option<(Prep, usize)> {
        self.find(at, Kinds::PREP, |sense| match sense {
            DateSense::Prep(Prep::Around | Prep::Hour | Prep::Within | Prep::Clock) => None,
            DateSense::Prep(prep) => Some(prep),
            _ => None,
        })
    }

    /// Behind "at" or "on" between a day and a time.
    fn time_prep(&self, at: usize) -> usize {
        if self.sign(at, '@') {
            return at + 1;
        }
        self.skip(at, DateSense::Prep(Prep::At))
    }
}

/// The dates being completed, in order.
struct Pass<'a, 'r, 't> {
    reader: &'a Reader<'r, 't>,
    sentences: &'a [Sentence],
    /// The sentence of the last date.
    at: usize,
    reference: Option<Reference>,
    /// Whether the article's date is stated or printed, not inferred.
    firm: bool,
    /// The last day, with its sentence and the token behind it.
    earlier: Option<(Date, usize, usize)>,
}

impl Pass<'_, '_, '_> {
    fn date(&mut self, raw: &Raw, article: bool) -> ProposedDate {
        while self.sentences.get(self.at).is_some_and(|sentence| sentence.end <= raw.from) {
            self.at += 1;
        }
        let lexed = self.reader.lexed;
        let same = self.earlier.filter(|(_, sentence, _)| *sentence == self.at);
        let near = self.earlier.filter(|(_, sentence, _)| sentence + 1 >= self.at);
        let told = if raw.what == What::Clock { same } else { near };
        let apposed = same.filter(|(_, _, end)| self.reader.comma(*end) == raw.from);
        let around = Around {
            reference: self.reference,
            earlier: told.map(|(day, ..)| day),
            apposed: apposed.map(|(day, ..)| day),
            future: if self.leans(raw) { self.tense(raw) } else { self.foreseen(raw) },
            prep: raw.prep,
        };
        let mut resolved = resolve(raw, around);
        let counts = self.counts_behind(raw, resolved.day);
        let raw = counts.as_ref().unwrap_or(raw);
        if counts.is_some() {
            resolved = resolve(raw, around);
        }
        if let Some(day) = resolved.day
            && !article
        {
            self.earlier = Some((day, self.at, raw.to));
        }
        let edtf = resolved.edtf.filter(|edtf| {
            let whole = resolved.day.is_some() && edtf.len() == "2023-09-24".len();
            let other = matches!(resolved.kind, DateKind::Duration | DateKind::Time);
            whole || other || check_edtf(edtf).is_ok()
        });
        let basis = match resolved.rest {
            Rest::Print => Basis::Explicit,
            Rest::Completed if self.firm && edtf.is_some() => Basis::Relative,
            Rest::Taken if self.firm && edtf.is_some() => Basis::Dateline,
            _ => Basis::Inferred,
        };
        let (role, relation) = self.role(raw, resolved.kind);
        ProposedDate {
            span: lexed.span(raw.from, raw.to),
            edtf,
            precision: resolved.precision,
            role: if article { DateRole::Article } else { role },
            relation,
            basis,
            kind: resolved.kind,
            readings: Vec::new(),
        }
    }

    /// Whether the tense around it says which way it lies.
    fn leans(&self, raw: &Raw) -> bool {
        use crate::lexicon::senses::date::Unit;
        let weekday = |what: &What| matches!(what, What::Weekday { which: None, weeks: None, .. });
        match &raw.what {
            What::Day { month: None, .. } | What::Stretch { unit: Unit::Weekend, .. } => true,
            // "two days after Tuesday"
            What::Shift { from: raw::From::Date(from), .. } => weekday(from),
            What::Interval(_, last) => weekday(last),
            what => weekday(what),
        }
    }

    /// Whether the nearest word of tense in its sentence is one of the future.
    fn tense(&self, raw: &Raw) -> Option<bool> {
        let sentence = self.sentences.get(self.at)?;
        let at = |token: usize| {
            let table = self.reader.find(token, Kinds::TENSE, |sense| match sense {
                DateSense::Tense(future) => Some(future),
                _ => None,
            });
            match table {
                Some((future, _)) => Some(future),
                None => self.reader.lexed.begins(token, Domains::CUE).then_some(false),
            }
        };
        for distance in 1..=NEAR {
            let before = raw.from.checked_sub(distance).filter(|token| *token >= sentence.first);
            if let Some(found) = before.and_then(at) {
                return Some(found);
            }
            let behind = Some(raw.to + distance - 1).filter(|token| *token < sentence.end);
            if let Some(found) = behind.and_then(at) {
                return Some(found);
            }
        }
        None
    }

    /// Whether a month that has no year is told of as one to come: what is looked back at is told of in any tense.
    fn foreseen(&self, raw: &Raw) -> Option<bool> {
        let bare = |what: &What| {
            matches!(
                what,
                What::Day { year: None, month: Some(_), which: None, .. }
                    | What::Month { year: None, which: None, .. }
            )
        };
        let asked = match &raw.what {
            What::Interval(first, last) => bare(first) && bare(last),
            what => bare(what),
        };
        (asked && self.foretold(raw)).then_some(true)
    }

    /// Whether a word of the future stands before it in its sentence.
    fn foretold(&self, raw: &Raw) -> bool {
        let Some(sentence) = self.sentences.get(self.at) else { return false };
        let from = sentence.first.max(raw.from.saturating_sub(NEAR));
        (from..raw.from).any(|token| self.reader.is(token, DateSense::Tense(true)).is_some())
    }

    fn role(&self, raw: &Raw, kind: DateKind) -> (DateRole, AsOfRelation) {
        if kind == DateKind::Duration {
            return (DateRole::None, AsOfRelation::At);
        }
        // "200 have been killed to date"
        if matches!(raw.what, What::Now(Now::Date | Now::Moment)) {
            return (DateRole::AsOf, AsOfRelation::At);
        }
        match raw.prep {
            Some(Prep::AsOf) => (DateRole::AsOf, AsOfRelation::At),
            Some(Prep::By) if self.counts(raw) && !self.foretold(raw) => {
                (DateRole::AsOf, AsOfRelation::By)
            }
            Some(Prep::By | Prep::Until) => (DateRole::Period, AsOfRelation::By),
            Some(Prep::Before) => (DateRole::Period, AsOfRelation::Before),
            Some(Prep::After | Prep::Since | Prep::Starting) => {
                (DateRole::Period, AsOfRelation::After)
            }
            None if matches!(raw.what, What::Year { .. } | What::Clock) => {
                (DateRole::None, AsOfRelation::At)
            }
            _ => (DateRole::Period, AsOfRelation::At),
        }
    }

    /// Whether a number that is no date stands in its sentence.
    fn counts(&self, raw: &Raw) -> bool {
        let Some(sentence) = self.sentences.get(self.at) else { return false };
        let from = sentence.first.max(raw.from.saturating_sub(40));
        let to = sentence.end.min(raw.to + 40);
        (from..to)
            .filter(|token| !(raw.from..raw.to).contains(token))
            .any(|token| self.reader.lexed.get(token).is_some_and(crate::lexicon::Token::is_number))
    }
}
