//! The state of a fact: the first that any pair of its comparable figures has.
//!
//! Owns: the order of states (conflicts, undetermined, later update, refines, agrees), what superseded figures no longer
//! weigh, and when a doubt of order lies behind a later update: where one of the two, or what it repeats, takes part in
//! an update of the same fact. A repeat of what is superseded is superseded too. A small fact is compared pair by pair; a large one by [`super::sweep`]. Never: judges a pair.

use super::bounds::Bounds;
use super::figure::{Figure, by_high, by_low};
use super::finding::{self, Finding};
use super::judge::{Judged, judge};
use super::origin::{Agents, Origins};
use super::question::{Question, Side};
use super::sweep::sweep;
use crate::model::{ArticleId, LinkKind, PairState, QuantityId};
use std::collections::{BTreeSet, HashMap};

/// A fact of at most so many figures is compared pair by pair: n (n − 1) / 2 is below 4 n log₂ n up to 43.
pub(super) const SMALL: usize = 40;
/// Pairs kept to show a state.
const SHOWN: usize = 64;

/// What a fact reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FactWord {
    /// No figure at all.
    Empty,
    /// One figure.
    Single,
    /// No two figures can be compared.
    NotComparable,
    /// All say the same.
    Agrees,
    /// Some say the same more sharply.
    Refines,
    /// Later figures took the place of earlier ones.
    LaterUpdate,
    /// Something is missing to tell.
    Undetermined,
    /// Figures that cannot all be true.
    Conflicts,
}

impl FactWord {
    /// The word on the board.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Empty => "no figures",
            Self::Single => "single",
            Self::NotComparable => "not comparable",
            Self::Agrees => "agrees",
            Self::Refines => "refines",
            Self::LaterUpdate => "later update",
            Self::Undetermined => "undetermined",
            Self::Conflicts => "conflicts",
        }
    }
}

/// What is known of a fact.
#[derive(Clone, PartialEq, Debug)]
pub struct FactState {
    /// What it reads.
    pub word: FactWord,
    /// Pairs that show it, at most 64; ask [`super::verdict()`] for their words.
    pub shown_by: Vec<(QuantityId, QuantityId)>,
    /// Pairs whose order is not stated, at most 64.
    pub order_not_stated: Vec<(QuantityId, QuantityId)>,
    /// Figures whose place a later one took.
    pub superseded: BTreeSet<QuantityId>,
    /// Figures that can be compared with no other of the fact.
    pub not_comparable: BTreeSet<QuantityId>,
    /// The earliest figure that can be compared, as far as times are known.
    pub first: Option<QuantityId>,
    /// The latest one that is not superseded.
    pub latest: Option<QuantityId>,
    /// Between which the figures lie that are not superseded, in base units: what they have in common, or from the
    /// lowest to the highest where they are apart.
    pub now: Option<Bounds>,
    /// How many articles and origins stand behind it.
    pub origins: Origins,
    /// What else is to be seen.
    pub findings: Vec<Finding>,
    /// Verdicts and looks at comparability that it took.
    pub comparisons: u64,
}

impl FactState {
    /// Of a fact whose comparison broke off.
    pub(super) fn unknown() -> Self {
        Self {
            word: FactWord::Undetermined,
            shown_by: Vec::new(),
            order_not_stated: Vec::new(),
            superseded: BTreeSet::new(),
            not_comparable: BTreeSet::new(),
            first: None,
            latest: None,
            now: None,
            origins: Origins::default(),
            findings: Vec::new(),
            comparisons: 0,
        }
    }
}

/// What pairs gave, by position of the figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    pub(super) conflicts: Vec<(usize, usize)>,
    pub(super) undetermined: Vec<(usize, usize)>,
    /// Undetermined for the order in time alone.
    pub(super) doubts: Vec<(usize, usize)>,
    /// The later one second.
    pub(super) updates: Vec<(usize, usize)>,
    /// The sharper one second.
    pub(super) refines: Vec<(usize, usize)>,
    pub(super) agrees: Vec<(usize, usize)>,
    pub(super) unordered: Vec<(usize, usize)>,
    pub(super) superseded: BTreeSet<usize>,
    /// Takes part in an update.
    pub(super) updating: BTreeSet<usize>,
    pub(super) comparable: BTreeSet<usize>,
    pub(super) comparisons: u64,
}

/// The verdict that counts: the analyst's, else compare's. A pair that the analyst decided is in no doubt of order.
pub(super) fn counted(
    a: &Figure,
    b: &Figure,
    question: &Question,
    agents: &Agents,
) -> (Judged, bool) {
    let mut judged = judge(a, b, question, agents);
    let Some(decision) = question.decision(&a.member.quantity, &b.member.quantity) else {
        return (judged, judged.is_doubt_of_order());
    };
    judged.state = decision.state;
    judged.order_not_stated = false;
    let first = if decision.a == a.member.quantity { Side::A } else { Side::B };
    let turns = matches!(decision.state, PairState::Refines | PairState::LaterUpdate);
    judged.turn = turns.then_some(first);
    (judged, false)
}

impl Pairs {
    /// Takes the verdict of a pair in.
    pub(super) fn take(&mut self, a: usize, b: usize, judged: Judged, doubt: bool) {
        let turned = if judged.turn == Some(Side::A) { (b, a) } else { (a, b) };
        match judged.state {
            PairState::NotComparable => return,
            PairState::Conflicts => self.conflicts.push((a, b)),
            PairState::Undetermined if doubt => self.doubts.push((a, b)),
            PairState::Undetermined => self.undetermined.push((a, b)),
            PairState::LaterUpdate => {
                self.updates.push(turned);
                self.superseded.insert(turned.0);
                self.updating.extend([a, b]);
            }
            PairState::Refines => self.refines.push(turned),
            PairState::Agrees => self.agrees.push((a, b)),
        }
        if judged.order_not_stated {
            self.unordered.push((a, b));
        }
        self.comparable.extend([a, b]);
    }

    /// A repeat goes where its original goes: it is the same statement.
    pub(super) fn follow(&mut self, figures: &[&Figure]) {
        if figures.iter().all(|figure| figure.member.links.is_empty()) {
            return;
        }
        let at: HashMap<&QuantityId, usize> =
            figures.iter().enumerate().map(|(at, f)| (&f.member.quantity, at)).collect();
        let original = |from: usize| {
            let to = figures.get(from)?.member.linked(LinkKind::Repeats).next()?;
            at.get(to).copied()
        };
        for from in 0..figures.len() {
            let mut seen = BTreeSet::from([from]);
            let mut to = from;
            while let Some(next) = original(to).filter(|next| seen.insert(*next)) {
                to = next;
                if self.superseded.contains(&to) {
                    self.superseded.insert(from);
                }
                if self.updating.contains(&to) {
                    self.updating.insert(from);
                }
            }
        }
    }

    /// What the fact reads, and the pairs that show it.
    pub(super) fn word(&self, figures: usize) -> (FactWord, Vec<(usize, usize)>) {
        let stands = |pair: &&(usize, usize)| {
            !self.superseded.contains(&pair.0) && !self.superseded.contains(&pair.1)
        };
        let open = |pair: &&(usize, usize)| {
            !self.updating.contains(&pair.0) && !self.updating.contains(&pair.1)
        };
        match figures {
            0 => return (FactWord::Empty, Vec::new()),
            1 => return (FactWord::Single, Vec::new()),
            _ => {}
        }
        let conflicts: Vec<_> = self.conflicts.iter().filter(stands).copied().collect();
        let mut doubts: Vec<_> = self.undetermined.iter().filter(stands).copied().collect();
        doubts.extend(self.doubts.iter().filter(open).copied());
        for (word, pairs) in [
            (FactWord::Conflicts, &conflicts),
            (FactWord::Undetermined, &doubts),
            (FactWord::LaterUpdate, &self.updates),
            (FactWord::Refines, &self.refines),
            (FactWord::Agrees, &self.agrees),
        ] {
            if !pairs.is_empty() {
                return (word, pairs.clone());
            }
        }
        // Left-out conflicts alone: what stands is agreed on by default.
        let word =
            if self.comparable.is_empty() { FactWord::NotComparable } else { FactWord::Agrees };
        (word, Vec::new())
    }
}

/// Every pair of a small fact.
pub(super) fn all_pairs(figures: &[&Figure], question: &Question, agents: &Agents) -> Pairs {
    let mut pairs = Pairs::default();
    for (i, a) in figures.iter().enumerate() {
        for (j, b) in figures.iter().enumerate().skip(i + 1) {
            let (judged, doubt) = counted(a, b, question, agents);
            pairs.comparisons += 1;
            pairs.take(i, j, judged, doubt);
        }
    }
    pairs.follow(figures);
    pairs
}

/// The state of a fact from its figures. `whole` finds the figures of other facts that parts here link to.
#[must_use]
pub fn fact_state(
    figures: &[&Figure],
    question: &Question,
    agents: &Agents,
    whole: &dyn Fn(&QuantityId) -> Option<Figure>,
) -> FactState {
    let mut figures = figures.to_vec();
    figures.sort_by(|a, b| a.member.quantity.cmp(&b.member.quantity));
    let pairs = if figures.len() <= SMALL {
        all_pairs(&figures, question, agents)
    } else {
        sweep(&figures, question, agents)
    };
    let (word, shown) = pairs.word(figures.len());
    let id = |at: usize| figures.get(at).map(|figure| figure.member.quantity.clone());
    let named = |pairs: &[(usize, usize)]| -> Vec<(QuantityId, QuantityId)> {
        pairs.iter().take(SHOWN).filter_map(|(a, b)| Some((id(*a)?, id(*b)?))).collect()
    };
    let weighs = |at: &usize| word == FactWord::Single || pairs.comparable.contains(at);
    let compared: Vec<&Figure> =
        (0..figures.len()).filter(weighs).filter_map(|at| figures.get(at).copied()).collect();
    let standing: Vec<&Figure> = (0..figures.len())
        .filter(|at| weighs(at) && !pairs.superseded.contains(at))
        .filter_map(|at| figures.get(at).copied())
        .collect();
    FactState {
        word,
        shown_by: named(&shown),
        order_not_stated: named(&pairs.unordered),
        superseded: pairs.superseded.iter().filter_map(|at| id(*at)).collect(),
        not_comparable: (0..figures.len()).filter(|at| !weighs(at)).filter_map(id).collect(),
        first: compared
            .iter()
            .min_by_key(|figure| begins(figure))
            .map(|f| f.member.quantity.clone()),
        latest: standing
            .iter()
            .max_by_key(|figure| ends(figure))
            .map(|f| f.member.quantity.clone()),
        now: now(&standing),
        origins: origins(&compared, agents),
        findings: finding::of_fact(&figures, question, agents, whole),
        comparisons: pairs.comparisons,
    }
}

fn begins(figure: &Figure) -> (bool, Option<i64>, ArticleId, usize) {
    let start = figure.time.as_ref().and_then(|time| time.order.utc().start);
    (start.is_none(), start, figure.member.article.clone(), figure.member.order)
}

fn ends(figure: &Figure) -> (Option<i64>, bool, ArticleId, usize) {
    let end = figure.time.as_ref().and_then(|time| time.order.utc().end);
    (end, figure.has_as_of(), figure.member.article.clone(), figure.member.order)
}

fn now(figures: &[&Figure]) -> Option<Bounds> {
    let bounds: Vec<Bounds> =
        figures.iter().filter_map(|f| f.asserts.then_some(f.bounds)?).collect();
    let lows = || bounds.iter().map(|bounds| bounds.low);
    let highs = || bounds.iter().map(|bounds| bounds.high);
    let low = lows().max_by(|a, b| by_low(*a, *b))?;
    let high = highs().min_by(|a, b| by_high(*a, *b))?;
    let apart = low.zip(high).is_some_and(|(low, high)| {
        low.value > high.value || (low.value == high.value && !(low.inclusive && high.inclusive))
    });
    if !apart {
        return Some(Bounds { low, high });
    }
    Some(Bounds {
        low: lows().min_by(|a, b| by_low(*a, *b))?,
        high: highs().max_by(|a, b| by_high(*a, *b))?,
    })
}

/// Articles and origins of the figures that can be compared. Who denies is none.
fn origins(figures: &[&Figure], agents: &Agents) -> Origins {
    let mut origins = Origins::default();
    let mut articles = BTreeSet::new();
    for figure in figures.iter().filter(|figure| figure.asserts) {
        articles.insert(&figure.member.article);
        let id = figure.member.quantity.clone();
        if figure.origins.is_empty() {
            origins.unattributed.push(id);
            continue;
        }
        for origin in &figure.origins {
            origins.named.entry(origin.clone()).or_default().push(id.clone());
        }
    }
    origins.articles = articles.len();
    origins.at_least = origins.merged(agents);
    origins
}
