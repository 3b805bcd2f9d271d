//! What planning and fields ask of `recognize`: values, dates and sentences, with refusals in words.
//!
//! Pure. The one place in the session that knows how `recognize` answers.

use super::Rejection;
use super::fields::Around;
use super::plan::{covers, spans_of};
use crate::model::{
    Act, Anchor, Article, Claim, ClaimId, Document, Each, Framing, Precision, QualifierKind, Span,
    TagRole, Unit, Value,
};
use crate::recognize::segments::Segments;
use crate::recognize::{
    Diagnostic, SelectedNumber, TypedDate, TypedValue, counted_noun, describe_date, describe_value,
    parse_date, parse_value, selected_cue, selected_date, selected_number,
};

/// The number in a selection, taken apart.
pub(crate) fn number_in(
    text: &str,
    span: Span,
    language: &str,
) -> Result<SelectedNumber, Rejection> {
    selected_number(text, span, language).map_err(refused)
}

/// What the words of a cue say that the source does, and how the writer stands to it.
pub(crate) fn cue(text: &str, span: Span, language: &str) -> (Act, Framing) {
    selected_cue(text, span, language)
}

fn refused(diagnostic: Diagnostic) -> Rejection {
    Rejection::because(diagnostic.message)
}

/// A value as a person types it.
pub(crate) fn value(typed: &str, language: &str) -> Result<TypedValue, Rejection> {
    parse_value(typed, language).map_err(refused)
}

/// A value as a person would type it.
pub(crate) fn value_text(value: &Value) -> String {
    describe_value(value)
}

/// The qualifier that words say, before or behind a number.
pub(crate) fn qualifier(words: &str, language: &str) -> Option<QualifierKind> {
    let read = |typed: String| parse_value(&typed, language).ok().and_then(|read| read.qualifier);
    read(format!("{words} 5000")).or_else(|| read(format!("5000 {words}")))
}

/// The unit that words say, before or behind a number.
pub(crate) fn unit(words: &str, language: &str) -> Option<Unit> {
    let read = |typed: String| parse_value(&typed, language).ok().and_then(|read| read.unit);
    let unit = read(format!("5 {words}")).or_else(|| read(format!("{words} 5")))?;
    Some(Unit { printed: words.to_owned(), ..unit })
}

/// What one of the counted is, by the noun, and which of them.
pub(crate) fn each_of(noun: &str, language: &str) -> (Each, Vec<String>) {
    counted_noun(noun, language)
}

/// A date as EDTF or as people write it; completed from the article's date where it can be.
pub(crate) fn date(
    typed: &str,
    reference: Option<&str>,
    language: &str,
) -> Result<TypedDate, Rejection> {
    parse_date(typed, reference, language).map_err(refused)
}

/// The date that words of the text say: as it stands there, else as if it were typed.
pub(crate) fn marked_date(anchor: &Anchor, around: Around<'_>) -> Result<TypedDate, Rejection> {
    let Around { reference, language, text } = around;
    let there = anchor.span().and_then(|span| selected_date(text, span, reference, language));
    there.map_or_else(|| date(anchor.exact(), reference, language), Ok)
}

/// The sentences that touch a span, trimmed.
pub(crate) fn sentences_touching(article: &Article, segments: &Segments, span: Span) -> Vec<Span> {
    let sentences = segments.touching(span).into_iter();
    sentences.map(|span| span.trimmed(&article.text)).filter(|span| !span.is_empty()).collect()
}

/// The claim that covers some words, the tightest of several.
pub(crate) fn claim_covering(
    article: &Article,
    document: &Document,
    words: Span,
) -> Option<ClaimId> {
    let tagged = document.spans().touching(words).into_iter();
    let mut claims: Vec<&Claim> = tagged
        .filter(|tag| tag.role == TagRole::Claim)
        .filter_map(|tag| document.claims().get(&tag.claim))
        .filter(|claim| covers(claim, words, &article.text))
        .collect();
    claims.sort_by_key(|claim| spans_of(claim).into_iter().map(Span::len).sum::<usize>());
    claims.first().map(|claim| claim.id.clone())
}

/// A date in plain words.
pub(crate) fn date_text(edtf: &str, precision: Precision) -> String {
    describe_date(edtf, precision)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualifiers_and_units_are_read_alone() {
        assert_eq!(qualifier("more than", "en"), Some(QualifierKind::MoreThan));
        assert_eq!(qualifier("purple", "en"), None);
        assert_eq!(unit("tons", "en").map(|unit| unit.printed), Some("tons".to_owned()));
        assert_eq!(unit("purple", "en"), None);
    }
}
