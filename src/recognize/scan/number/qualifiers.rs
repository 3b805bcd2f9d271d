//! The words that bend a number: before it ("at least", "an estimated", "another"), and behind it ("or more").
//!
//! Owns: which of them belong to a number. Never: carries them over to others; says what bounds follow.

use super::reader::Reader;
use crate::lexicon::senses::number::{Bend, Link, Mark, Verb, class};
use crate::model::QualifierKind;

/// What stands before and behind a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bent {
    pub(super) kind: QualifierKind,
    /// Tokens of the qualifier.
    pub(super) place: Option<(usize, usize)>,
    pub(super) estimated: bool,
    /// "another", "a further" stand before it.
    pub(super) further: bool,
    /// The first token of all these words, or of the number.
    pub(super) from: usize,
}

impl Bent {
    /// With what stands behind the number, at these tokens.
    pub(super) fn add(&mut self, bend: Bend, place: (usize, usize)) {
        let kind = together(self.kind, bend);
        if kind != self.kind || self.place.is_none() {
            self.place = match self.place {
                Some(place) if bend == Bend::OrEqual => Some(place),
                _ => Some(place),
            };
            self.kind = kind;
        }
    }
}

impl Reader<'_> {
    /// "вырос до 31", "subió hasta 31": a word that says "up to" elsewhere says where a change has come to.
    pub(super) fn is_level(&self, bent: &Bent) -> bool {
        /// Tokens from the verb of change to the word.
        const REACH: usize = 4;
        let Some((from, end)) = bent.place.filter(|_| bent.kind == QualifierKind::UpTo) else {
            return false;
        };
        let changed = |at: usize| matches!(self.verb(at), Some((Verb::Change, _)));
        self.link(from, Link::To) == Some(end) && (from.saturating_sub(REACH)..from).any(changed)
    }

    /// What bends the number that begins at `number`, read backwards, at most four phrases; not before `floor`.
    pub(super) fn bent_before(&self, number: usize, floor: usize) -> Bent {
        let mut bent = Bent {
            kind: QualifierKind::Plain,
            place: None,
            estimated: false,
            further: false,
            from: number,
        };
        for _ in 0..4 {
            let at = bent.from;
            if at <= floor || !self.near(at) {
                break;
            }
            let mark = |mark: Mark| {
                self.ending(at, class::of_mark(mark), |from| {
                    self.mark(from, mark).map(|end| ((), end))
                })
                .map(|(_, from)| from)
                .filter(|from| *from >= floor)
            };
            let before = self
                .ending(at, class::BEFORE, |from| self.before(from))
                .filter(|(_, from)| *from >= floor && !self.closes_tag(*from));
            if let Some((Bend::To(kind), from)) = before {
                let nothing = bent.place.is_none();
                if nothing {
                    (bent.kind, bent.place) = (kind, Some((from, at)));
                } else if bent.kind == QualifierKind::Plain {
                    bent.kind = kind;
                }
                bent.from = from;
            } else if let Some(from) = mark(Mark::Estimated) {
                bent.estimated = true;
                bent.from = from;
            } else if let Some(from) = mark(Mark::Further) {
                bent.further = true;
                bent.from = from;
            } else if let Some(from) = mark(Mark::Skip) {
                bent.from = from;
            } else {
                break;
            }
        }
        // "estimated population of 120,000"
        let of = self.ending(bent.from, class::of_link(Link::Of), |at| {
            self.link(at, Link::Of).map(|end| ((), end))
        });
        if let Some((_, of)) = of
            && (of.saturating_sub(3)..of).any(|at| self.mark(at, Mark::Estimated).is_some())
        {
            bent.estimated = true;
        }
        bent
    }

    /// "or more", "or so", "+" behind a number: with the index behind it.
    pub(super) fn bent_behind(&self, at: usize) -> Option<(Bend, usize)> {
        // "300-plus" as a phrase, "20-odd" by its word
        let phrase = self.behind(at).map(|found| (at, found));
        let tied = || self.is_hyphen(at).then(|| Some((at + 1, self.behind(at + 1)?))).flatten();
        let (at, (bend, end)) = phrase.or_else(tied)?;
        if !self.near(at) {
            return None;
        }
        if self.lexed.is_sign(at, '+') && !self.attached(at) {
            return None;
        }
        // "300, at most." but "300, at most three of them"
        if self.lexed.is_sign(at, ',') && self.is_word(end) {
            return None;
        }
        // "200 or more than 300" are two.
        let another = self.near(end) && self.begins_number(end);
        (!another).then_some((bend, end))
    }
}

/// Both together: what is printed behind is the nearer say on an open end.
pub(super) fn together(before: QualifierKind, behind: Bend) -> QualifierKind {
    use QualifierKind as Q;
    match (before, behind) {
        (Q::LessThan | Q::AtMost, Bend::OrEqual) => Q::AtMost,
        (Q::MoreThan | Q::AtLeast, Bend::OrEqual) => Q::AtLeast,
        (before, Bend::OrEqual) => before,
        (Q::Plain | Q::About | Q::UpTo, Bend::To(kind)) => kind,
        (before, Bend::To(_)) => before,
    }
}
