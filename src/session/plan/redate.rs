//! The article's date has changed: every date that rests on it is read again, in the same act.
//!
//! A date rests on it where reading its words with the old date gives what the record holds; what the analyst set
//! otherwise is left as it is. Never: touches dates that are printed whole.

use super::work::{Record, Work};
use crate::model::{
    Anchor, AsOf, Basis, MarkKind, Period, Precision, Published, RecordRef, Slot, SlotRef, Span,
};
use crate::recognize::{Options, Recognized, check_edtf};
use crate::session::proposals::{Recognition, Recognizer};
use crate::session::reading;
use std::cell::OnceCell;

/// Texts up to this many bytes are read whole for a date's sake; of longer ones its paragraph.
const WHOLE: usize = 64 * 1024;

/// A date that rests on the article's, and what comes of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Redated {
    /// Whose date.
    pub slot: SlotRef,
    /// Where it is printed.
    pub span: Option<Span>,
    /// The printed words; empty where there are none.
    pub printed: String,
    /// The date as it is, in words.
    pub old: String,
    /// The date as it will be, in words.
    pub new: String,
    /// Why it stays as it is; none = it is read anew.
    pub kept: Option<&'static str>,
}

/// A date of a record, whatever its role.
#[derive(Clone)]
struct Dated {
    edtf: String,
    precision: Precision,
    basis: Basis,
    anchor: Option<Anchor>,
}

/// What reading a date again came to.
enum Again {
    Read(Dated),
    Kept(&'static str),
    /// It does not rest on the article's date.
    Apart,
}

/// Reads the dates of an article's records again, where its date is another now.
pub(super) fn settle(work: &mut Work<'_>, recognizer: &Recognizer) -> Vec<Redated> {
    let Some(before) = work.open.document.meta().published.clone() else { return Vec::new() };
    let after = work.meta().published.clone();
    let same = |after: &Published| after.edtf == before.edtf && after.basis == before.basis;
    if after.as_ref().is_some_and(same) {
        return Vec::new();
    }
    let article = work.article();
    let language = work.meta().language.clone();
    let reader = Reader {
        text: &article.text,
        paragraphs: &article.paragraphs,
        language: &language,
        recognizer,
        before: &before,
        after: after.as_ref(),
        read: work.open.recognition.filter(|read| read.holds_for(&language, &before)),
        whole: OnceCell::new(),
    };
    let document = work.open.document;
    let mut found = Vec::new();
    let names = document.quantities().keys().cloned().map(RecordRef::Quantity);
    let names = names.chain(document.attributions().keys().cloned().map(RecordRef::Attribution));
    let names = names.chain(document.marks().keys().cloned().map(RecordRef::Mark));
    for name in names.collect::<Vec<_>>() {
        let Some(mut record) = work.record(&name) else { continue };
        let before = found.len();
        let mut read = |slot, dated: Dated| {
            let slot = SlotRef { record: name.clone(), slot };
            reader.again(slot, &dated, &mut found)
        };
        match &mut record {
            Record::Quantity(quantity) => {
                if let Some(as_of) = &mut quantity.as_of
                    && let Some(new) = read(Slot::AsOf, Dated::of_as_of(as_of))
                {
                    (as_of.edtf, as_of.precision, as_of.basis) =
                        (new.edtf, new.precision, new.basis);
                }
                if let Some(period) = &mut quantity.period
                    && let Some(new) = read(Slot::Period, Dated::of_period(period))
                {
                    new.put(period);
                }
            }
            Record::Attribution(attribution) => {
                if let Some(said_at) = &mut attribution.said_at
                    && let Some(new) = read(Slot::SaidAt, Dated::of_period(said_at))
                {
                    new.put(said_at);
                }
            }
            Record::Mark(mark) if mark.kind == MarkKind::Date => {
                let precision = mark.edtf.as_deref().and_then(|edtf| check_edtf(edtf).ok());
                if let (Some(edtf), Some(precision)) = (mark.edtf.clone(), precision) {
                    // A mark does not say what it rests on: reading it tells.
                    let (basis, anchor) = (Basis::Inferred, Some(mark.anchor.clone()));
                    let dated = Dated { edtf, precision, basis, anchor };
                    if let Some(new) = read(Slot::Mark, dated) {
                        mark.edtf = Some(new.edtf);
                    }
                }
            }
            Record::Mark(_) | Record::Claim(_) => {}
        }
        if found.len() > before {
            work.put(record);
        }
    }
    found.sort_by_key(|redated| redated.span);
    found
}

impl Dated {
    fn of_as_of(as_of: &AsOf) -> Self {
        Self {
            edtf: as_of.edtf.clone(),
            precision: as_of.precision,
            basis: as_of.basis,
            anchor: as_of.anchor.clone(),
        }
    }

    fn of_period(period: &Period) -> Self {
        Self {
            edtf: period.edtf.clone(),
            precision: period.precision,
            basis: period.basis,
            anchor: period.anchor.clone(),
        }
    }

    fn put(self, period: &mut Period) {
        (period.edtf, period.precision, period.basis) = (self.edtf, self.precision, self.basis);
    }
}

/// Reads dates with the old and the new date of the article.
struct Reader<'a> {
    text: &'a str,
    paragraphs: &'a [Span],
    language: &'a str,
    recognizer: &'a Recognizer,
    before: &'a Published,
    after: Option<&'a Published>,
    /// What was recognised with the old date, where that is at hand.
    read: Option<&'a Recognition>,
    /// The whole text, read with the old date and with the new one.
    whole: OnceCell<(Recognized, Recognized)>,
}

impl Reader<'_> {
    /// Reads a date again; lists it where it rests on the article's, and gives it where it changes.
    fn again(&self, slot: SlotRef, old: &Dated, found: &mut Vec<Redated>) -> Option<Dated> {
        let shown = |dated: &Dated| reading::date_text(&dated.edtf, dated.precision);
        let (new, kept) = match self.read(old) {
            Again::Apart => return None,
            Again::Read(new) => (Some(new), None),
            Again::Kept(why) => (None, Some(why)),
        };
        let printed = old.anchor.as_ref().map(|anchor| anchor.words().into_owned());
        found.push(Redated {
            slot,
            span: old.anchor.as_ref().and_then(Anchor::span),
            printed: printed.unwrap_or_default(),
            old: shown(old),
            new: shown(new.as_ref().unwrap_or(old)),
            kept,
        });
        // Without a date of the article nothing is completed from one any more.
        new.or_else(|| {
            self.after.is_none().then(|| Dated { basis: Basis::Inferred, ..old.clone() })
        })
    }

    fn read(&self, old: &Dated) -> Again {
        if old.basis == Basis::Explicit {
            return Again::Apart;
        }
        if old.basis == Basis::Dateline {
            return self.dateline(old);
        }
        let known = match self.recognised(old) {
            None => self.parsed(old),
            known => known,
        };
        match (known, self.after) {
            (Some(_), None) => Again::Kept("the article has no date any more"),
            (Some(Some(new)), _) => Again::Read(new),
            (Some(None), _) => Again::Kept("cannot be read with the new date"),
            // What is inferred otherwise is the analyst's own reasoning.
            (None, _) if old.basis == Basis::Inferred => Again::Apart,
            (None, _) => Again::Kept("was set otherwise than it reads"),
        }
    }

    /// A date taken from the article's.
    fn dateline(&self, old: &Dated) -> Again {
        let Some(after) = self.after else {
            return Again::Kept("the article has no date any more");
        };
        if !self.before.edtf.starts_with(&old.edtf) {
            return Again::Kept("was set otherwise than the article’s date");
        }
        let edtf = after.edtf.get(..old.edtf.len()).unwrap_or(&after.edtf).to_owned();
        let Ok(precision) = check_edtf(&edtf) else {
            return Again::Kept("cannot be read with the new date");
        };
        let basis = if after.basis == Basis::Inferred { Basis::Inferred } else { old.basis };
        let precision = if edtf == old.edtf { old.precision } else { precision };
        Again::Read(Dated { edtf, precision, basis, anchor: old.anchor.clone() })
    }

    /// By the whole recogniser: none where it did not give the old date; inside, none where it gives no new one.
    fn recognised(&self, old: &Dated) -> Option<Option<Dated>> {
        let span = old.anchor.as_ref().and_then(Anchor::span)?;
        let one;
        let (with_old, with_new, from) = if self.text.len() <= WHOLE {
            let (old, new) = self.whole.get_or_init(|| match self.read {
                Some(read) => (read.found.clone(), self.recognize(self.text, self.after)),
                None => self.both(self.text),
            });
            (old, new, 0)
        } else {
            let at = self.paragraphs.partition_point(|paragraph| paragraph.end < span.end);
            let paragraph = self.paragraphs.get(at).filter(|there| there.covers(span))?;
            if paragraph.len() > WHOLE {
                return None;
            }
            one = self.both(paragraph.of(self.text).ok()?);
            (&one.0, &one.1, paragraph.start)
        };
        let at = |read: &Recognized| {
            let mut dates = read.dates.iter();
            dates.find(|date| date.span.shifted(from).overlaps(span)).cloned()
        };
        let there = at(with_old)?;
        if there.edtf.as_deref() != Some(old.edtf.as_str()) || there.basis == Basis::Explicit {
            return None;
        }
        Some(at(with_new).and_then(|new| {
            let basis = self.basis(old.basis, Some(new.basis));
            let (precision, anchor) = (new.precision, old.anchor.clone());
            Some(Dated { edtf: new.edtf?, precision, basis, anchor })
        }))
    }

    fn both(&self, text: &str) -> (Recognized, Recognized) {
        (self.recognize(text, Some(self.before)), self.recognize(text, self.after))
    }

    fn recognize(&self, text: &str, published: Option<&Published>) -> Recognized {
        let options = Options {
            language: (!self.language.is_empty()).then_some(self.language),
            published: published.map(|date| (date.edtf.as_str(), date.basis)),
            file_name: None,
        };
        (self.recognizer)(text, &options)
    }

    /// By reading the words alone, as one tags them.
    fn parsed(&self, old: &Dated) -> Option<Option<Dated>> {
        let words = old.anchor.as_ref()?.exact();
        let there = reading::date(words, Some(&self.before.edtf), self.language).ok()?;
        if there.edtf != old.edtf || there.basis == Basis::Explicit {
            return None;
        }
        let after = self.after.map(|after| after.edtf.as_str());
        Some(reading::date(words, after, self.language).ok().map(|new| Dated {
            edtf: new.edtf,
            precision: new.precision,
            basis: self.basis(old.basis, None),
            anchor: old.anchor.clone(),
        }))
    }

    /// What a date rests on that was read with the new date: on an inferred one it is inferred itself.
    fn basis(&self, old: Basis, recognised: Option<Basis>) -> Basis {
        let was = self.before.basis == Basis::Inferred;
        let is = self.after.is_none_or(|after| after.basis == Basis::Inferred);
        match (was, is) {
            (_, true) => Basis::Inferred,
            (true, false) => recognised.unwrap_or(Basis::Relative),
            (false, false) => old,
        }
    }
}
