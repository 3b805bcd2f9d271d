//! What is recognised in a text, as values: quantities, dates and attributions with their places.
//!
//! Spans are byte spans of the text that was given; indexes point into the lists of the same [`Recognized`].
//! Names and enumerations are those of the annotation format. Never: decides; knows ids, anchors or records.

use crate::model::{
    Act, AsOfRelation, Basis, Each, Framing, LinkKind, Measure, Modality, Mode, Naming, Part,
    PlaceRole, Precision, QualifierKind, Span, UnitKind, Value,
};

/// All that is recognised in one text. Every list is ordered by the place in the text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Recognized {
    /// BCP 47 tag of the text's language as it was stated or seen ("en"); it may have no table of words.
    pub language: String,
    /// The article's own date, and what it rests on.
    pub published: Option<ProposedPublished>,
    /// Sentences, trimmed, without overlap.
    pub sentences: Vec<Span>,
    /// Which part of the article each sentence belongs to; as long as `sentences`.
    pub parts: Vec<Part>,
    /// Quantities; their numbers do not overlap.
    pub quantities: Vec<ProposedQuantity>,
    /// Dates, times, intervals and durations; they do not overlap.
    pub dates: Vec<ProposedDate>,
    /// Attributions by their first span; contents may nest.
    pub attributions: Vec<ProposedAttribution>,
}

impl Recognized {
    /// Every place in it, to be led elsewhere. Spelled out field by field, so that none is forgotten.
    pub(super) fn each_span(&mut self, mut lead: impl FnMut(&mut Span)) {
        let Self { language: _, published, sentences, parts: _, quantities, dates, attributions } =
            self;
        published.iter_mut().filter_map(|own| own.span.as_mut()).for_each(&mut lead);
        sentences.iter_mut().for_each(&mut lead);
        dates.iter_mut().for_each(|date| lead(&mut date.span));
        quantities.iter_mut().for_each(|quantity| quantity.each_span(&mut lead));
        for ProposedAttribution {
            cue,
            content,
            chain,
            mode: _,
            act: _,
            framing: _,
            said_at: _,
            negated: _,
            hypothetical: _,
        } in attributions
        {
            cue.iter_mut().chain(content).for_each(&mut lead);
            for ProposedHop { source, naming: _, medium, cue, antecedent } in chain {
                std::iter::once(source)
                    .chain(medium)
                    .chain(cue)
                    .chain(antecedent)
                    .for_each(&mut lead);
            }
        }
    }
}

/// The article's own date, proposed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedPublished {
    /// EDTF.
    pub edtf: String,
    /// How fine it is.
    pub precision: Precision,
    /// `Explicit` where the whole date is printed as the article's own; `Inferred` where it is reasoned
    /// (a caption, an embedded post, a date without a year, the file's name).
    pub basis: Basis,
    /// Where it is printed; none where it comes from outside of the text.
    pub span: Option<Span>,
    /// Why, as words for the analyst ("last line", "caption, not the article's own date").
    pub why: &'static str,
}

/// How a number is printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// "1,050"
    Digits,
    /// "twenty-two thousand"
    Words,
    /// "1.2 million"
    Mixed,
    /// "two thirds", "one in five", "1/2"
    Fraction,
    /// "third", "20th"
    Ordinal,
    /// "dozens"
    Vague,
}

/// A word that bends a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProposedQualifier {
    /// Which way.
    pub kind: QualifierKind,
    /// Where it is printed; of a carried one, where it was printed for the earlier number. None for `Plain`.
    pub span: Option<Span>,
    /// Carried over from an earlier number of the same coordination.
    pub carried: bool,
}

/// A unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedUnit {
    /// What kind.
    pub kind: UnitKind,
    /// UCUM code, ISO 4217 for money, empty for counts.
    pub code: String,
    /// Where it is printed.
    pub span: Option<Span>,
}

/// What is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedCounted {
    /// The noun with its adjectives ("people", "armored vehicles").
    pub span: Span,
    /// What they do or are ("had entered Armenia").
    pub what: Option<Span>,
    /// What one of them is.
    pub each: Each,
    /// Which of them ("civilian", "child").
    pub who: Vec<String>,
    /// The noun stands elsewhere ("300 wounded" behind "20 people killed"): not printed with this number.
    pub carried: bool,
}

/// A place of a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProposedPlace {
    /// Its name.
    pub span: Span,
    /// How it stands to the figure.
    pub role: PlaceRole,
}

/// Whose number it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProposedVoice {
    /// Of these attributions (indexes), the innermost first.
    By(Vec<usize>),
    /// The article's own words: no attribution's content holds it.
    Article,
    /// It cannot be told.
    Undecided,
}

/// A quantity.
#[derive(Clone, PartialEq, Debug)]
pub struct ProposedQuantity {
    /// The number with its scale ("1.2 million", "half a dozen"); no unit, no qualifier.
    pub number: Span,
    /// Qualifier, number and unit.
    pub phrase: Span,
    /// How it is printed.
    pub form: Form,
    /// What it says.
    pub value: Value,
    /// The word that bends it.
    pub qualifier: ProposedQualifier,
    /// Printed as an estimate ("an estimated 13,000").
    pub estimated: bool,
    /// Its unit.
    pub unit: ProposedUnit,
    /// What is counted.
    pub counted: Option<ProposedCounted>,
    /// How it measures.
    pub measure: Measure,
    /// Of what is, could be, will be.
    pub modality: Modality,
    /// As of when: the index of a date with role [`DateRole::AsOf`].
    pub as_of: Option<usize>,
    /// Counted over, or of the event: the index of a date with role [`DateRole::Period`].
    pub period: Option<usize>,
    /// Where.
    pub places: Vec<ProposedPlace>,
    /// Whose number it is.
    pub voice: ProposedVoice,
    /// How it hangs together with others (indexes into the quantities).
    pub links: Vec<(LinkKind, usize)>,
}

impl ProposedQuantity {
    /// Every place in it, to be led elsewhere. Spelled out field by field, so that none is forgotten.
    pub(super) fn each_span(&mut self, mut lead: impl FnMut(&mut Span)) {
        let Self {
            number,
            phrase,
            qualifier,
            unit,
            counted,
            places,
            form: _,
            value: _,
            estimated: _,
            measure: _,
            modality: _,
            as_of: _,
            period: _,
            voice: _,
            links: _,
        } = self;
        [number, phrase].into_iter().for_each(&mut lead);
        qualifier.span.iter_mut().chain(&mut unit.span).for_each(&mut lead);
        if let Some(ProposedCounted { span, what, each: _, who: _, carried: _ }) = counted {
            std::iter::once(span).chain(what).for_each(&mut lead);
        }
        places.iter_mut().for_each(|place| lead(&mut place.span));
    }

    /// The number with its unit, where the unit stands beside it: what an annotation's anchor covers.
    #[must_use]
    pub fn anchor_span(&self) -> Span {
        self.unit.span.map_or(self.number, |unit| Span {
            start: self.number.start.min(unit.start),
            end: self.number.end.max(unit.end),
        })
    }
}

/// What a date does in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateRole {
    /// A figure holds as of then ("as of", "by").
    AsOf,
    /// Somebody said it then; never an as-of.
    SaidAt,
    /// When an event was, or what a figure is counted over.
    Period,
    /// The article's own date.
    Article,
    /// None of these.
    None,
}

/// What kind of time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateKind {
    /// A day, month, season, year, decade or century.
    Date,
    /// A time of day without a day.
    Time,
    /// A time of a day.
    DateTime,
    /// From – to.
    Interval,
    /// A length of time ("six weeks"): no point in time.
    Duration,
}

/// A date, a time, an interval or a duration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedDate {
    /// Where it is printed, without its preposition.
    pub span: Span,
    /// EDTF; for [`DateKind::Time`] "T22:00:00", for a duration ISO 8601 ("P6W"). None where it cannot be said
    /// (a weekday without an article's date).
    pub edtf: Option<String>,
    /// How fine it is.
    pub precision: Precision,
    /// What it does.
    pub role: DateRole,
    /// How a figure stands to it ("by", "before", "since").
    pub relation: AsOfRelation,
    /// What it rests on.
    pub basis: Basis,
    /// What kind of time.
    pub kind: DateKind,
    /// Where print leaves two open ("05/06/2023"), both in EDTF, the language's order first; then `edtf` is none.
    pub readings: Vec<String>,
}

/// One hop of a relay chain, nearest to the article first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedHop {
    /// The source as printed.
    pub source: Span,
    /// How it is named.
    pub naming: Naming,
    /// Through what ("statement").
    pub medium: Option<Span>,
    /// The word that names the hop ("citing", "told", "published by"); none for the hop of the attribution's own cue.
    pub cue: Option<Span>,
    /// For a pronoun: the nearest named candidate. A proposal of its own.
    pub antecedent: Option<Span>,
}

/// Who says what, by what word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposedAttribution {
    /// The cue; may be split ("was quoted … as saying"). Empty where a quote stands beside a name alone.
    pub cue: Vec<Span>,
    /// What is said: ordered, without overlap; may run over sentences.
    pub content: Vec<Span>,
    /// The relay chain, nearest to the article first, origin last. Empty where nobody is named ("it was reported").
    pub chain: Vec<ProposedHop>,
    /// How the content is given.
    pub mode: Mode,
    /// What the source does.
    pub act: Act,
    /// What the writer's cue does.
    pub framing: Framing,
    /// When it was said: the index of a date.
    pub said_at: Option<usize>,
    /// "did not say", "refused to say".
    pub negated: bool,
    /// "would say", "if he says".
    pub hypothetical: bool,
}

impl ProposedAttribution {
    /// The origin's place: the last hop's source.
    #[must_use]
    pub fn origin(&self) -> Option<Span> {
        self.chain.last().map(|hop| hop.source)
    }

    /// Whether a content span holds this span wholly.
    #[must_use]
    pub fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|content| content.start <= span.start && span.end <= content.end)
    }
}
