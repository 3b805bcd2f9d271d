//! Attributions of a whole text.
//!
//! Owns: who says what, by what word. Never: knows numbers.

mod beside;
mod bind;
mod by;
mod chain;
mod content;
mod cues;
mod near;
mod order;
mod passive;
mod phrases;
mod pronouns;
mod quotes;
mod reading;
mod trim;

use super::Sentence;
use crate::lexicon::Lexed;
use crate::lexicon::senses::cue::{IMAGE, OBSERVE, act, framing};
use crate::model::{Act, Framing, Mode, Naming, Span};
use crate::recognize::proposal::{DateRole, ProposedAttribution, ProposedDate};
use cues::Cue;
use phrases::Range;
use reading::Reading;

/// Contents that lie in each other at most; deeper nesting is none that a reader could follow.
pub(crate) const DEEPEST: usize = 32;

/// Quotes of one content that are looked at for how it is given.
const QUOTES: usize = 64;

/// The attributions, ordered by their first span. Sets the role of dates that say when something was said.
pub(crate) fn attributions(
    lexed: &Lexed<'_>,
    sentences: &[Sentence],
    dates: &mut [ProposedDate],
) -> Vec<ProposedAttribution> {
    let reading = Reading::new(lexed, sentences, dates);
    let mut cues = reading.cues();
    reading.trim(&mut cues);
    cues.sort_by_key(|cue| (cue.group.0, cue.group.1));
    let mut found: Vec<ProposedAttribution> = Vec::with_capacity(cues.len());
    let mut chains = chain::Chains::new(&reading);
    for cue in &cues {
        let chain = chains.of(cue);
        let said_at = reading.said_at(cue);
        if let Some(date) = said_at.and_then(|index| dates.get_mut(index)) {
            date.role = DateRole::SaidAt;
        }
        let content = reading.contents(cue);
        let mut words = vec![reading.span(cue.group)];
        words.extend(cue.further.map(|further| reading.span(further)));
        if cue.group.0 == cue.group.1 {
            words.clear();
        }
        found.push(ProposedAttribution {
            cue: words,
            content,
            chain,
            mode: reading.mode(cue),
            act: act(cue.bits),
            framing: framing(cue.bits),
            said_at,
            negated: cue.negated,
            hypothetical: cue.hypothetical,
        });
    }
    found.sort_by_key(first_byte);
    found
}

/// What the words of a cue say by themselves.
pub(crate) fn said(lexed: &Lexed<'_>) -> (Act, Framing) {
    let reading = Reading::new(lexed, &[], &[]);
    let bits = (0..lexed.len()).fold(0, |bits, at| bits | reading.bits(at));
    (act(bits), framing(bits))
}

/// How the words of a source name it.
pub(crate) fn naming(lexed: &Lexed<'_>) -> Naming {
    Reading::new(lexed, &[], &[]).naming((0, lexed.len()))
}

/// Where the first of its spans begins.
fn first_byte(attribution: &ProposedAttribution) -> usize {
    let cue = attribution.cue.first();
    let content = attribution.content.first();
    let sources = attribution.chain.iter().map(|hop| hop.source.start);
    sources.chain([cue, content].into_iter().flatten().map(|span| span.start)).min().unwrap_or(0)
}

impl Reading<'_> {
    /// The bytes of tokens.
    fn span(&self, (first, end): Range) -> Span {
        self.lexed.span(first, end)
    }

    /// The content's spans, in order; parts that touch or overlap are one.
    fn contents(&self, cue: &Cue) -> Vec<Span> {
        if let [(first, end)] = cue.content.as_slice()
            && first < end
        {
            return vec![self.span((*first, *end))];
        }
        let mut ranges: Vec<Range> =
            cue.content.iter().copied().filter(|(first, end)| first < end).collect();
        ranges.sort_unstable();
        let mut joined: Vec<Range> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.0 < last.1 => last.1 = last.1.max(range.1),
                _ => joined.push(range),
            }
        }
        joined.into_iter().map(|range| self.span(range)).collect()
    }

    /// How the content is given.
    fn mode(&self, cue: &Cue) -> Mode {
        if cue.bits & OBSERVE != 0 || self.shown(cue) {
            return Mode::Observed;
        }
        if cue.way == cues::Way::Beside {
            return Mode::Direct;
        }
        let (mut quoted, mut plain) = (false, false);
        let mut quotes = 0;
        for (first, end) in &cue.content {
            let mut at = *first;
            while at < *end && !(quoted && plain) {
                match self.quote_at(at) {
                    // So many quotes say it.
                    _ if quotes == QUOTES => break,
                    Some(quote) => {
                        quotes += 1;
                        quoted = true;
                        at = quote.end.max(at + 1);
                    }
                    None => {
                        plain |= self.is_word(at);
                        let next = self.quote_behind(at).map_or(*end, |quote| quote.first);
                        // A that before a quote is no content of its own.
                        plain |= next > at + 1;
                        at = next.max(at + 1);
                    }
                }
            }
        }
        match (quoted, plain) {
            (true, false) => Mode::Direct,
            (true, true) => Mode::Mixed,
            _ => Mode::Indirect,
        }
    }

    /// "pictures showed"
    fn shown(&self, cue: &Cue) -> bool {
        let cues::Subject::Printed((first, end)) = cue.subject else { return false };
        self.first_with((first, end), IMAGE).is_some() && !self.quote_begins(cue)
    }

    fn quote_begins(&self, cue: &Cue) -> bool {
        cue.content.first().is_some_and(|(first, _)| self.quote_at(*first).is_some())
    }

    /// Index of the date beside the cue.
    fn said_at(&self, cue: &Cue) -> Option<usize> {
        if cue.date.is_some() {
            return cue.date;
        }
        let cues::Subject::Printed((first, end)) = cue.subject else { return None };
        let inside =
            |at: usize| cue.content.iter().any(|(first, end)| (*first..*end).contains(&at));
        // "X on Thursday said"
        let beside = self.dates.partition_point(|date| date.first < end);
        if let Some(date) = self.dates.get(beside)
            && date.point
            && date.end <= cue.group.0
            && !inside(date.first)
        {
            return Some(date.index);
        }
        // "On Monday, X said": what leads into the sentence, where it is no clause.
        let lo = cue.bounds.0.max(first.saturating_sub(24));
        let lead = self.dates.partition_point(|date| date.end <= first);
        let date = self.dates.get(lead.checked_sub(1)?)?;
        let leads = date.point && date.first >= lo && lo == cue.bounds.0;
        (leads && !inside(date.first) && !self.is_clause((lo, first))).then_some(date.index)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
