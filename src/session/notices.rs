//! Messages to the analyst: each failure becomes exactly one; the oldest go when there are too many.

use super::{Action, Notice, NoticeKind, Rejection};
use crate::model::{ArticleId, visible};
use std::time::{Duration, Instant};

/// How long a message stays that goes by itself.
const STAYS: Duration = Duration::from_secs(8);
/// How many are kept at most.
const MOST: usize = 50;

/// What a message goes with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Cause {
    /// How the annotations were found: until they are opened again.
    Opening,
    /// The annotation file of an article: until it can be read or written.
    File(ArticleId),
}

/// The messages, oldest first.
pub(super) struct Notices {
    list: Vec<Notice>,
    causes: Vec<(u64, Cause)>,
    next: u64,
    begun: Instant,
}

impl Notices {
    pub fn new() -> Self {
        Self { list: Vec::new(), causes: Vec::new(), next: 0, begun: Instant::now() }
    }

    pub fn list(&self) -> &[Notice] {
        &self.list
    }

    pub fn say(&mut self, kind: NoticeKind, text: impl Into<String>) {
        self.offer(kind, text, None);
    }

    /// A message with a button. The same message, said again, takes the place of the old one. Names in it may hold anything.
    pub fn offer(
        &mut self,
        kind: NoticeKind,
        text: impl Into<String>,
        offer: Option<(String, Vec<Action>)>,
    ) {
        let text = visible(&text.into()).into_owned();
        self.list.retain(|there| there.kind != kind || there.text != text);
        if self.list.len() >= MOST {
            self.list.remove(0);
        }
        let at = self.begun.elapsed().as_secs_f64();
        self.list.push(Notice { id: self.next, kind, text, offer, at });
        self.next += 1;
    }

    /// A message that goes with its cause: see [`Notices::over`].
    pub fn because(
        &mut self,
        cause: Cause,
        kind: NoticeKind,
        text: impl Into<String>,
        offer: Option<(String, Vec<Action>)>,
    ) {
        self.causes.push((self.next, cause));
        self.offer(kind, text, offer);
    }

    /// What these messages spoke of is over.
    pub fn over(&mut self, cause: &Cause) {
        let gone = |id: u64| self.causes.iter().any(|(of, there)| *of == id && there == cause);
        self.list.retain(|notice| !gone(notice.id));
        self.causes.retain(|(_, there)| there != cause);
    }

    pub fn refuse(&mut self, why: Rejection) {
        let offer = why
            .offer
            .map(|(label, commands)| (label, commands.into_iter().map(Action::Do).collect()));
        self.offer(NoticeKind::Refused, why.reason, offer);
    }

    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }

    /// Takes away a kind of message that holds no more.
    pub fn drop_text(&mut self, text: &str) {
        let text = visible(text);
        self.list.retain(|notice| notice.text != text);
    }

    const fn goes(notice: &Notice) -> bool {
        !matches!(notice.kind, NoticeKind::Problem)
    }

    /// Takes away what has been shown long enough.
    pub fn expire(&mut self) {
        let now = self.begun.elapsed().as_secs_f64();
        self.list.retain(|n| !Self::goes(n) || now - n.at < STAYS.as_secs_f64());
    }

    /// After how long the next one goes.
    pub fn due(&self) -> Option<Duration> {
        let first = self
            .list
            .iter()
            .filter(|n| Self::goes(n))
            .map(|n| n.at)
            .fold(None, |a: Option<f64>, b| Some(a.map_or(b, |a| a.min(b))))?;
        let left = first + STAYS.as_secs_f64() - self.begun.elapsed().as_secs_f64();
        Some(Duration::from_secs_f64(left.max(0.0)))
    }
}
