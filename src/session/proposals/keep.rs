//! Recognising articles when they are shown, and keeping what is open at the selected words ready to draw.
//!
//! Small articles are read at once, so that their proposals are there in the frame that opens them; long ones on a
//! worker, whose result counts only while text and what is known of the article are the same.

use super::open::Looking;
use super::recognition::{Known, Made, Recognition, Recognizer};
use super::{Proposal, ProposalKey, Within};
use crate::model::{Anchor, Article, ArticleId, ClaimId, Document, Selection, Span, held};
use crate::session::jobs::{Job, Kind};
use crate::session::library::Entry;
use crate::session::{NoticeKind, Rejection, Session, reading};
use std::sync::Arc;

/// Texts up to this many bytes are recognised at once: a few milliseconds.
const AT_ONCE: usize = 64 * 1024;

/// What is kept of proposals between frames.
#[derive(Default)]
pub(in crate::session) struct Kept {
    /// Of which state of which article, and of which selection.
    of: Option<(u64, Selection)>,
    shown: Vec<Proposal>,
    within: Option<Within>,
    published: Option<Proposal>,
    /// The proposal that Y and N are about.
    selected: Option<ProposalKey>,
    /// What a worker is recognising.
    wanted: Option<(ArticleId, Known)>,
}

/// An article to recognise on a worker.
pub(in crate::session) struct Recognising {
    pub id: ArticleId,
    pub article: Arc<Article>,
    pub known: Known,
    pub recognizer: Recognizer,
}

impl Recognising {
    /// Recognises it.
    pub fn run(self) -> (ArticleId, Arc<Article>, Box<Made>) {
        let made = Recognition::of(&self.id, self.known, &self.article.text, &self.recognizer);
        (self.id, self.article, Box::new(made))
    }
}

/// An article with its proposals; none while they are being made.
pub(in crate::session) fn looking(entry: &Entry) -> Option<Looking<'_>> {
    Some(Looking {
        text: &entry.article.as_deref()?.text,
        document: entry.document.as_deref()?,
        recognition: entry.recognition.as_deref()?,
        refused: &entry.refused,
    })
}

/// The spans that a claim covers.
fn spans_of_claim(document: &Document, claim: &ClaimId) -> Vec<Span> {
    let claim = document.claims().get(claim).into_iter();
    claim.flat_map(|claim| claim.anchors.iter().filter_map(Anchor::span)).collect()
}

impl Session {
    /// The open proposals of the selected claim, or of the selected sentence, by place. Kept, not computed.
    #[must_use]
    pub fn shown_proposals(&self) -> &[Proposal] {
        &self.proposals.shown
    }

    /// Of what [`Self::shown_proposals`] are: what accept-all is asked of.
    #[must_use]
    pub fn shown_within(&self) -> Option<Within> {
        self.proposals.within.clone()
    }

    /// The selected one of [`Self::shown_proposals`].
    #[must_use]
    pub fn selected_proposal(&self) -> Option<&Proposal> {
        let key = self.proposals.selected?;
        self.proposals.shown.iter().find(|proposal| proposal.key == key)
    }

    /// The open proposals of some sentences or of a claim's spans, by place. Looks them up; not for every frame.
    #[must_use]
    pub fn proposals(&self, article: &ArticleId, spans: &[Span]) -> Vec<Proposal> {
        let Some(looking) = self.library.entries.get(article).and_then(looking) else {
            return Vec::new();
        };
        let list = || looking.offers(spans).into_iter().map(|offer| looking.shown(offer)).collect();
        // For a view, in each frame: what breaks off there is told where proposals are kept.
        held(&"proposals", list).unwrap_or_default()
    }

    /// The open proposals of a claim, by place. Looks them up; not for every frame.
    #[must_use]
    pub fn proposals_of_claim(&self, article: &ArticleId, claim: &ClaimId) -> Vec<Proposal> {
        let spans = self.document(article).map(|document| spans_of_claim(document, claim));
        self.proposals(article, &spans.unwrap_or_default())
    }

    /// The proposal of an article's own date, while it is neither stated nor refused.
    #[must_use]
    pub fn published_proposal(&self, article: &ArticleId) -> Option<Proposal> {
        if self.current() == Some(article) {
            return self.proposals.published.clone();
        }
        let looking = looking(self.library.entries.get(article)?)?;
        looking.published_offer().map(|offer| looking.shown(offer))
    }

    /// Whether the proposals of a long article are still being made.
    #[must_use]
    pub fn recognising(&self, article: &ArticleId) -> bool {
        self.jobs.flies(Kind::Recognise)
            && self.proposals.wanted.as_ref().is_some_and(|(id, _)| id == article)
    }

    /// The language of an article as stated, else as the text told; empty while nobody knows.
    #[must_use]
    pub fn language_of(&self, article: &ArticleId) -> &str {
        let stated = self.document(article).map(|document| document.meta().language.as_str());
        let entry = self.library.entries.get(article);
        let told = entry.and_then(|entry| entry.recognition.as_deref());
        stated
            .filter(|language| !language.is_empty())
            .or_else(|| told.map(|recognition| recognition.found.language.as_str()))
            .unwrap_or_default()
    }

    /// Brings what is derived from articles, records and selection up to them. Cheap when nothing changed.
    pub(in crate::session) fn keep_up(&mut self) {
        self.library.refresh();
        self.hold(&"Comparing the facts", Self::keep_facts);
        self.keep_proposals();
        self.hold(&"The list of sentences worth tagging", Self::keep_scan);
        self.tell_faults();
    }

    /// Brings recognition and the kept proposals up to the article shown and the selection. Cheap when nothing changed.
    pub(in crate::session) fn keep_proposals(&mut self) {
        if self.is_kept() {
            return;
        }
        if let Some(id) = self.selection.article.clone() {
            self.recognise(&id);
        }
        if held(&"proposals", || self.list_proposals()).is_err() {
            // Not again before something changes.
            let revision = self.selection.article.as_ref().map_or(0, |id| self.revision(id));
            let kept = &mut self.proposals;
            kept.of = Some((revision, self.selection.clone()));
            (kept.shown, kept.within, kept.published) = (Vec::new(), None, None);
            self.broke_off(&"Listing the proposals at the selected words");
        }
    }

    fn list_proposals(&mut self) {
        let revision = self.selection.article.as_ref().map_or(0, |id| self.revision(id));
        let within = self.within();
        let id = self.selection.article.as_ref();
        let entry = id.and_then(|id| self.library.entries.get(id));
        let (mut shown, mut published) = (Vec::new(), None);
        if let Some(looking) = entry.and_then(looking) {
            let spans = match &within {
                Some(Within::Claim(claim)) => spans_of_claim(looking.document, claim),
                Some(Within::Sentences(spans)) => spans.clone(),
                None => Vec::new(),
            };
            let offers = looking.offers(&spans).into_iter();
            shown = offers.map(|offer| looking.shown(offer)).collect();
            published = looking.published_offer().map(|offer| looking.shown(offer));
        }
        let kept = &mut self.proposals;
        kept.of = Some((revision, self.selection.clone()));
        kept.selected =
            kept.selected.filter(|key| shown.iter().any(|proposal| proposal.key == *key));
        (kept.shown, kept.within, kept.published) = (shown, within, published);
    }

    fn is_kept(&self) -> bool {
        let revision = self.selection.article.as_ref().map_or(0, |id| self.revision(id));
        let kept = self.proposals.of.as_ref();
        kept.is_some_and(|(at, selection)| *at == revision && *selection == self.selection)
    }

    /// The claim that is selected, or that covers the selected words; else their sentences.
    fn within(&self) -> Option<Within> {
        let entry = self.library.entries.get(self.selection.article.as_ref()?)?;
        let document = entry.document.as_deref()?;
        if let Some(record) = &self.selection.record {
            return document.claim_of(record).cloned().map(Within::Claim);
        }
        let words = self.selection.text?;
        let article = entry.article.as_deref()?;
        if let Some(claim) = reading::claim_covering(article, document, words) {
            return Some(Within::Claim(claim));
        }
        let segments = entry.segments.as_deref()?;
        let sentences = reading::sentences_touching(article, segments, words);
        (!sentences.is_empty()).then_some(Within::Sentences(sentences))
    }

    /// Recognises an article, unless that is done: at once, or on a worker where it is long.
    fn recognise(&mut self, id: &ArticleId) {
        let Some(entry) = self.library.entries.get(id) else { return };
        let Some(article) = entry.article.clone() else { return };
        let known = Known::of(entry.document.as_deref(), id.as_str());
        if entry.recognition.as_ref().is_some_and(|recognition| recognition.known == known) {
            return;
        }
        if article.text.len() <= AT_ONCE {
            let made = Recognition::of(id, known, &article.text, &self.recognizer);
            self.take_recognition(id, made);
            return;
        }
        let wanted = Some((id.clone(), known.clone()));
        if self.jobs.flies(Kind::Recognise) && self.proposals.wanted == wanted {
            return;
        }
        self.library.put_recognition(id, None);
        self.proposals.wanted = wanted;
        let recognizer = Arc::clone(&self.recognizer);
        let job = Job::Recognise(Recognising { id: id.clone(), article, known, recognizer });
        if let Err(why) = self.jobs.start(job) {
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    /// Takes in what a worker recognised, where it is still about this text and what is known of it.
    pub(in crate::session) fn hear_recognition(
        &mut self,
        id: &ArticleId,
        article: &Arc<Article>,
        made: Made,
    ) {
        let Some(entry) = self.library.entries.get(id) else { return };
        let same = entry.article.as_ref().is_some_and(|there| Arc::ptr_eq(there, article));
        if same && Known::of(entry.document.as_deref(), id.as_str()) == made.recognition.known {
            self.take_recognition(id, made);
        }
    }

    fn take_recognition(&mut self, id: &ArticleId, made: Made) {
        self.library.put_recognition(id, Some(Arc::new(made.recognition)));
        if made.broke_off {
            self.broke_off(&format_args!("Recognising what stands in {id}"));
        }
    }

    /// Selects a proposal of those that are shown.
    pub(in crate::session) fn select_proposal(
        &mut self,
        key: Option<ProposalKey>,
    ) -> Result<(), Rejection> {
        if let Some(key) = key
            && !self.proposals.shown.iter().any(|proposal| proposal.key == key)
        {
            return Err(Rejection::because("This proposal is not open any more."));
        }
        self.proposals.selected = key;
        Ok(())
    }

    /// After a proposal was accepted or refused: the one behind it is the next to decide on.
    pub(in crate::session) fn select_next_proposal(&mut self, done: ProposalKey) {
        self.library.refresh();
        self.keep_proposals();
        let next = self.proposals.shown.iter().find(|next| next.key.place() > done.place());
        self.proposals.selected = next.map(|proposal| proposal.key);
    }

    /// The key of the selected proposal.
    pub(in crate::session) fn selected_key(&self) -> Result<(ArticleId, ProposalKey), Rejection> {
        let selected = self.selected_proposal().map(|proposal| proposal.key);
        match (self.selection.article.clone(), selected) {
            (Some(article), Some(key)) => Ok((article, key)),
            _ => Err(Rejection::because("Select a proposal first: [ and ] walk through them.")),
        }
    }

    /// Whether a proposal can be accepted or refused. Looks it up; nothing is planned.
    pub(in crate::session) fn is_open(
        &self,
        article: &ArticleId,
        key: &ProposalKey,
    ) -> Result<(), Rejection> {
        let entry = self.library.entries.get(article);
        let gone = || Rejection::because("This proposal is not open any more.");
        let looking = entry.and_then(looking).ok_or_else(gone)?;
        looking.offer(key).map(drop).ok_or_else(gone)
    }
}
