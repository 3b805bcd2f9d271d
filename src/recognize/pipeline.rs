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
use super::scan::lex::Lexed;
use super::scan::table::Table;
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
    let plain = Plain::of(text);
    let file_name = options.file_name.map(Plain::of);
    let options = Options { file_name: file_name.as_ref().map(Plain::text), ..*options };
    let mut found = recognize_plain(plain.text(), &options);
    found.each_span(|span| *span = plain.given(*span));
    found
}

fn recognize_plain(text: &str, options: &Options<'_>) -> Recognized {
    let language = language_of(options.language.unwrap_or_default(), text);
    let table = Table::of(&language);
    let blocks = scan::blocks::blocks(text, table);
    let mut room = Vec::new();
    let stated = options.published.and_then(|(edtf, basis)| date::stated(edtf, basis));
    let mut found = Recognized { language: language.into_owned(), ..Recognized::default() };
    let mut own = None;
    for (at, block) in blocks.iter().enumerate() {
        let lexed = Lexed::block(text, *block, table, room);
        let printed = date::printed(&lexed);
        if at == 0 {
            let ends = Ends { head: true, tail: blocks.len() == 1 };
            own = date::own(&lexed, &printed, ends, options.file_name);
            if let Some(last) = blocks.last().filter(|_| !ends.tail) {
                own = own_of_both(own, text, *last, table);
            }
            found.published = stated.clone().or_else(|| own.clone());
        }
        let article = own.as_ref().and_then(|own| own.span);
        let sentences = scan::text::sentences(&lexed);
        let published = found.published.as_ref();
        let mut dates = date::dates(&lexed, &sentences, &printed, published, article);
        let mut quantities = scan::number::quantities(&lexed, &sentences, &dates);
        let attributions = scan::cue::attributions(&lexed, &sentences, &mut dates);
        scan::join::join(&lexed, &sentences, &mut dates, &attributions, &mut quantities);
        found.parts.extend(scan::text::parts(&lexed, &sentences, at == 0));
        found.sentences.extend(sentences.iter().map(|sentence| sentence.span));
        append(&mut found, quantities, dates, attributions);
        room = lexed.tokens;
    }
    scan::join::repeats(text, &found.sentences, &mut found.quantities);
    found
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
    let tail = date::own(&lexed, &date::printed(&lexed), Ends { head: false, tail: true }, None);
    if tail.as_ref().is_some_and(is_printed) { tail } else { head.or(tail) }
}

/// Appends what a block holds; its indexes are moved behind what stands there.
fn append(
    found: &mut Recognized,
    mut quantities: Vec<ProposedQuantity>,
    dates: Vec<ProposedDate>,
    mut attributions: Vec<ProposedAttribution>,
) {
    let (q, d, a) = (found.quantities.len(), found.dates.len(), found.attributions.len());
    for quantity in &mut quantities {
        quantity.as_of = quantity.as_of.map(|at| at + d);
        quantity.period = quantity.period.map(|at| at + d);
        quantity.links.iter_mut().for_each(|(_, to)| *to += q);
        if let ProposedVoice::By(by) = &mut quantity.voice {
            by.iter_mut().for_each(|at| *at += a);
        }
    }
    for attribution in &mut attributions {
        attribution.said_at = attribution.said_at.map(|at| at + d);
    }
    found.quantities.append(&mut quantities);
    found.dates.extend(dates);
    found.attributions.append(&mut attributions);
}
