//! Walking through the open proposals of the article shown, and deciding on the selected one.

use super::ProposalKey;
use super::keep::looking;
use crate::model::{ArticleId, RecordRef, Selection, Span};
use crate::session::jobs::Kind;
use crate::session::{Action, Command, Rejection, Session, reading};

impl Session {
    /// Carries out a wish about proposals.
    pub(in crate::session) fn propose(&mut self, action: Action) -> Result<(), Rejection> {
        match action {
            Action::WalkProposals { forward } => self.walk_proposals(forward),
            Action::SelectProposal(key) => self.select_proposal(key),
            Action::AcceptSelected => {
                let (article, proposal) = self.selected_key()?;
                self.carry_out(&Command::Accept { article, proposal })?;
                self.select_next_proposal(proposal);
                Ok(())
            }
            Action::RefuseSelected => {
                let (article, proposal) = self.selected_key()?;
                self.carry_out(&Command::Refuse { article, proposal })?;
                self.select_next_proposal(proposal);
                Ok(())
            }
            Action::NextToTag => self.next_to_tag(),
            Action::StopNext => {
                self.jobs.cancel(Kind::Seek);
                Ok(())
            }
            Action::Scan => self.start_scan(),
            Action::StopScan => {
                self.stop_scan();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Whether there is a selected proposal to decide on.
    pub(in crate::session) fn can_decide(&self) -> Result<(), Rejection> {
        let (article, _) = self.selected_key()?;
        self.may_change([&article])
    }

    fn walk_proposals(&mut self, forward: bool) -> Result<(), Rejection> {
        let none = || Rejection::because("No proposal is open in this article.");
        let id = self.selection.article.clone().ok_or_else(none)?;
        let (key, place) = self.next_proposal(&id, forward).ok_or_else(none)?;
        self.go(Action::GoTo(place))?;
        self.keep_proposals();
        self.select_proposal(Some(key))
    }

    /// The next open proposal behind (or before) the selected one or the selected words, around the end of the text;
    /// and what to select with it.
    fn next_proposal(&self, id: &ArticleId, forward: bool) -> Option<(ProposalKey, Selection)> {
        let entry = self.library.entries.get(id)?;
        let (looking, segments) = (looking(entry)?, entry.segments.as_deref()?);
        let here = self.selected_proposal().map(|proposal| proposal.key);
        let document = entry.document.as_deref()?;
        let record = self.selection.record.as_ref();
        let record =
            record.and_then(|record| crate::session::library::record_span(document, record));
        let from = here
            .map(|key| key.span.start)
            .or_else(|| self.selection.text.map(|text| text.start))
            .or_else(|| record.map(|span| span.start));
        let first = from.and_then(|from| segments.touching(Span::new(from, from)).first().copied());
        // Only where something was recognised are there sentences to look into.
        let read = looking.recognition;
        let printed = read.found.published.as_ref().and_then(|p| p.span).map(|span| span.start);
        let near = |at: usize| {
            if forward {
                let printed = printed.filter(|start| *start >= at);
                let all = [read.numbers.start_from(at), read.cues.start_from(at), printed];
                all.into_iter().flatten().min()
            } else {
                let printed = printed.filter(|start| *start < at);
                let all = [read.numbers.start_before(at), read.cues.start_before(at), printed];
                all.into_iter().flatten().max()
            }
        };
        let step = |mut at: usize| {
            loop {
                let start = near(at)?;
                at = if forward { start + 1 } else { start };
                if let Some(sentence) = segments.sentence_at(start) {
                    let edge = if forward { sentence.end.max(at) } else { sentence.start.min(at) };
                    return Some((sentence, edge));
                }
            }
        };
        let edge = if forward { 0 } else { looking.text.len() };
        let behind = |key: &ProposalKey| match here {
            Some(here) if forward => key.place() > here.place(),
            Some(here) => key.place() < here.place(),
            None => true,
        };
        let look = |sentence: Span, all: bool| {
            let offers = looking.offers(&[sentence]).into_iter();
            let mut keys = offers
                .map(|offer| offer.key)
                .filter(|key| sentence.contains(key.span.start) && (all || behind(key)));
            let key = if forward { keys.next() } else { keys.last() }?;
            let article = entry.article.as_deref()?;
            let claim = reading::claim_covering(article, document, key.span);
            let (text, record) = (Some(sentence), claim.map(RecordRef::Claim));
            Some((key, Selection { article: Some(id.clone()), text, record }))
        };
        if let Some(found) = first.and_then(|first| look(first, false)) {
            return Some(found);
        }
        let mut wrapped = first.is_none();
        let mut at = first.map_or(edge, |first| if forward { first.end } else { first.start });
        loop {
            let Some((sentence, next)) = step(at) else {
                if wrapped {
                    return None;
                }
                (wrapped, at) = (true, edge);
                continue;
            };
            if let Some(found) = look(sentence, true) {
                return Some(found);
            }
            let around = first.is_some_and(|first| {
                if forward { sentence.start >= first.start } else { sentence.start <= first.start }
            });
            if wrapped && around {
                return None;
            }
            at = next;
        }
    }
}
