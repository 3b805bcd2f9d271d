//! A whole text recognised: sentences, dates, quantities, attributions, and how they hang together.
//!
//! Owns: the order of the passes; that they read the plain text. Each pass reads the tokens and what earlier passes found; none goes back.
//! Never: decides; keeps state.

use super::language::language_of;
use super::plain::Plain;
use super::proposal::{
    ProposedAttribution, ProposedDate, ProposedPublished, ProposedQuantity, ProposedVoice,
    Recognized,
};
use super::scan;
use super::scan::date::{self, Ends};
use super::scan::number::Numerals;
use crate::lexicon::{Lexed, Table};
use crate::model::{Basis, Span};

/// What is known of an article beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options<'a> {
    /// BCP 47 tag of the text's language; `None` (or empty) = the text decides.
    pub language: Option<&'a str>,
    /// The article's own date as stated (EDTF) and what it rests on; `None` = the text is asked. Dates that are
    /// completed from an `Explicit` one are `Relative`, from an `Inferred` one `Inferred`.
    pub published: Option<(&'a str, Basis)>,
    /// The file's name, which may hold a date.
    pub file_name: Option<&'a str>,
}

/// Recognises a whole text, in time linear in its length. Chars that cannot be seen are read over.
///
/// ```
/// use attest::recognize::{Options, recognize};
/// let text = "He saw 1\u{200B}050 people.";
/// let found = recognize(text, &Options::default());
/// let number = found.quantities.first().map(|quantity| quantity.number.shown(text));
/// assert_eq!(number, Some("1\u{200B}050"));
/// ```
#[must_use]
pub fn recognize(text: &str, options: &Options<'_>) -> Recognized {
    let mut whole: Option<Recognized> = None;
    let mut repeating = scan::join::Repeating::new(text);
    by_block(text, options, &mut |mut block| {
        repeating.take(&block);
        let Some(whole) = &mut whole else {
            whole = Some(block);
            return;
        };
        whole.sentences.append(&mut block.sentences);
        whole.parts.append(&mut block.parts);
        whole.quantities.append(&mut block.quantities);
        whole.dates.append(&mut block.dates);
        whole.attributions.append(&mut block.attributions);
    });
    let mut whole = whole.unwrap_or_default();
    scan::join::link(&repeating.links(), 0, &mut whole.quantities);
    whole
}

/// Recognises a text block by block; indexes are those of the whole text, and repeats are left to the caller. Language and
/// the article's own date stand in each block.
pub(super) fn by_block(text: &str, options: &Options<'_>, each: &mut dyn FnMut(Recognized)) {
    let language = language_of(options.language.unwrap_or_default(), text);
    let table = Table::of(&language);
    let plain = Plain::of(text, table);
    let file_name = options.file_name.map(|name| Plain::paragraph(name, table));
    let file_name = file_name.as_ref().map(Plain::text);
    let options = Options { language: Some(&language), file_name, ..*options };
    plain_by_block(plain.text(), &options, &mut |mut block| {
        block.each_span(|span| *span = plain.given(*span));
        each(block);
    });
}

fn plain_by_block(text: &str, options: &Options<'_>, each: &mut dyn FnMut(Recognized)) {
    let language = language_of(options.language.unwrap_or_default(), text);
    let table = Table::of(&language);
    let blocks = scan::blocks::blocks(text, table);
    let mut room = Vec::new();
    let stated = options.published.and_then(|(edtf, basis)| date::stated(edtf, basis));
    let (mut own, mut known) = (None, None);
    let mut before = Before::default();
    for (at, block) in blocks.iter().enumerate() {
        let lexed = Lexed::block(text, *block, table, room);
        let numerals = Numerals::of(&lexed);
        let printed = date::printed(&lexed, &numerals);
        if at == 0 {
            let ends = Ends { head: true, tail: blocks.len() == 1 };
            own = date::own(&lexed, &numerals, &printed, ends, options.file_name);
            if let Some(last) = blocks.last().filter(|_| !ends.tail) {
                own = own_of_both(own, text, *last, table);
            }
            known = stated.clone().or_else(|| own.clone());
        }
        let article = own.as_ref().and_then(|own| own.span);
        let sentences = scan::text::sentences(&lexed);
        let published = known.as_ref();
        let mut dates = date::dates(&lexed, &numerals, &sentences, &printed, published, article);
        let mut quantities = scan::number::quantities(&lexed, &numerals, &sentences, &dates);
        let mut attributions = scan::cue::attributions(&lexed, &sentences, &mut dates);
        scan::join::join(&lexed, &sentences, &mut dates, &attributions, &mut quantities);
        let parts = scan::text::parts(&lexed, &sentences, at == 0).into_iter().collect();
        let sentences = sentences.iter().map(|sentence| sentence.span).collect();
        before.move_behind(&mut quantities, &dates, &mut attributions);
        let (language, published) = (language.clone().into_owned(), known.clone());
        each(Recognized { language, published, sentences, parts, quantities, dates, attributions });
        room = lexed.tokens;
    }
}

/// How much stands in the blocks before.
#[derive(Default)]
struct Before {
    quantities: usize,
    dates: usize,
    attributions: usize,
}

impl Before {
    /// Moves the indexes of a block behind what stands before it.
    fn move_behind(
        &mut self,
        quantities: &mut [ProposedQuantity],
        dates: &[ProposedDate],
        attributions: &mut [ProposedAttribution],
    ) {
        let Self { quantities: q, dates: d, attributions: a } = *self;
        for quantity in quantities.iter_mut() {
            quantity.as_of = quantity.as_of.map(|at| at + d);
            quantity.period = quantity.period.map(|at| at + d);
            quantity.links.iter_mut().for_each(|(_, to)| *to += q);
            if let ProposedVoice::By(by) = &mut quantity.voice {
                by.iter_mut().for_each(|at| *at += a);
            }
        }
        for attribution in attributions.iter_mut() {
            attribution.said_at = attribution.said_at.map(|at| at + d);
        }
        self.quantities += quantities.len();
        self.dates += dates.len();
        self.attributions += attributions.len();
    }
}

/// The article's own date where head and end of it are in two blocks: what is printed as such counts before what is reasoned.
fn own_of_both(
    head: Option<ProposedPublished>,
    text: &str,
    last: Span,
    table: &'static Table,
) -> Option<ProposedPublished> {
    let is_printed = |own: &ProposedPublished| own.basis == Basis::Explicit;
    if head.as_ref().is_some_and(is_printed) {
        return head;
    }
    let lexed = Lexed::block(text, last, table, Vec::new());
    let numerals = Numerals::of(&lexed);
    let printed = date::printed(&lexed, &numerals);
    let tail = date::own(&lexed, &numerals, &printed, Ends { head: false, tail: true }, None);
    if tail.as_ref().is_some_and(is_printed) { tail } else { head.or(tail) }
}
