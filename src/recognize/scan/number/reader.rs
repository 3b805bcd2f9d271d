//! The tokens as quantities read them: what a word can mean at a place.
//!
//! Owns: the look-ups that all rules of this folder share. Never: decides.

use crate::lexicon::senses::number::{Bend, Cue, Link, Mark, NumberSense, UnitSense, Verb, class};
use crate::lexicon::{Compounds, Domains, Gap, Lexed, Sense};
use crate::model::Each;

/// A text with the questions that quantities ask.
pub(super) struct Reader<'a> {
    pub(super) lexed: &'a Lexed<'a>,
    /// The language parts decimals by a comma.
    pub(super) comma: bool,
    /// The language writes numbers as one word.
    pub(super) compounds: Option<&'static Compounds>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(lexed: &'a Lexed<'a>) -> Self {
        let table = lexed.table;
        let comma = table
            .entries(table.id_sign(',', ","))
            .iter()
            .any(|entry| matches!(entry.sense, Sense::Number(NumberSense::Decimal)));
        Self { lexed, comma, compounds: table.compounds() }
    }

    /// The longest match here of these classes that `pick` takes, with the index behind it.
    pub(super) fn pick<T>(
        &self,
        at: usize,
        class: u64,
        mut pick: impl FnMut(&'static NumberSense) -> Option<T>,
    ) -> Option<(T, usize)> {
        if self.lexed.table.classes_before(self.lexed.word(at), self.lexed.word(at + 1)) & class
            == 0
        {
            return None;
        }
        self.lexed.find(at, Domains::NUMBER, |sense| match sense {
            Sense::Number(sense) => pick(sense),
            _ => None,
        })
    }

    pub(super) fn link(&self, at: usize, link: Link) -> Option<usize> {
        self.pick(at, class::of_link(link), |sense| {
            matches!(sense, NumberSense::Link(l) if *l == link).then_some(())
        })
        .map(|((), end)| end)
    }

    pub(super) fn mark(&self, at: usize, mark: Mark) -> Option<usize> {
        self.pick(at, class::of_mark(mark), |sense| {
            matches!(sense, NumberSense::Mark(m) if *m == mark).then_some(())
        })
        .map(|((), end)| end)
    }

    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.pick(at, class::STOP, |sense| matches!(sense, NumberSense::Stop).then_some(()))
            .is_some()
    }

    pub(super) fn verb(&self, at: usize) -> Option<(Verb, usize)> {
        self.pick(at, class::VERB, |sense| match sense {
            NumberSense::Verb(verb) => Some(*verb),
            _ => None,
        })
    }

    pub(super) fn cue(&self, at: usize) -> Option<(Cue, usize)> {
        self.pick(at, class::CUE, |sense| match sense {
            NumberSense::Cue(cue) => Some(*cue),
            _ => None,
        })
    }

    pub(super) fn noun(&self, at: usize) -> Option<((&'static Each, Option<&'static str>), usize)> {
        self.pick(at, class::NOUN, |sense| match sense {
            NumberSense::Noun(each, who) => Some((each, who.as_deref())),
            _ => None,
        })
    }

    pub(super) fn unit(&self, at: usize) -> Option<(&'static UnitSense, usize)> {
        let printed = self.lexed.printed(at);
        self.pick(at, class::UNIT, |sense| match sense {
            NumberSense::Unit(unit) => {
                (!unit.zero && is_exact(&unit.exact, printed)).then_some(unit)
            }
            _ => None,
        })
    }

    pub(super) fn before(&self, at: usize) -> Option<(Bend, usize)> {
        self.pick(at, class::BEFORE, |sense| match sense {
            NumberSense::Before(bend) => Some(*bend),
            _ => None,
        })
    }

    pub(super) fn behind(&self, at: usize) -> Option<(Bend, usize)> {
        self.pick(at, class::BEHIND, |sense| match sense {
            NumberSense::Behind(bend) => Some(*bend),
            _ => None,
        })
    }

    /// Where a phrase of a class that `reads` takes and that ends right before `end` begins: the longest.
    pub(super) fn ending<T>(
        &self,
        end: usize,
        class: u64,
        reads: impl Fn(usize) -> Option<(T, usize)>,
    ) -> Option<(T, usize)> {
        const LONGEST: usize = 7;
        let last = end.checked_sub(1)?;
        if self.lexed.table.classes(self.lexed.word(last)).1 & class == 0 {
            return None;
        }
        (end.saturating_sub(LONGEST)..end).find_map(|at| {
            let (found, to) = reads(at)?;
            (to == end).then_some((found, at))
        })
    }

    /// A hyphen that touches both sides.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let dash = |c| matches!(c, '-' | '‐' | '‑');
        self.lexed.get(at).is_some_and(|token| token.attached() && token.sign().is_some_and(dash))
            && self.attached(at + 1)
    }

    /// Behind the ending of a case that a sign ties to digits: "2021-ի", "5'i".
    pub(super) fn case_behind(&self, at: usize) -> Option<usize> {
        let tie = self.lexed.get(at).filter(|token| token.attached())?;
        let tied = matches!(tie.sign(), Some('-' | '‐' | '‑' | '\'' | '’'));
        if !tied || !self.attached(at + 1) {
            return None;
        }
        let case = |sense: &NumberSense| matches!(sense, NumberSense::Case).then_some(());
        self.pick(at + 1, class::OTHER, case).map(|((), end)| end)
    }

    pub(super) fn attached(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a tab stands before the token: it parts columns.
    pub(super) fn is_tab(&self, at: usize) -> bool {
        let before = self.lexed.get(at).and_then(|token| token.start.checked_sub(1));
        before.is_some_and(|at| self.lexed.text.as_bytes().get(at) == Some(&b'\t'))
    }

    /// Whether at most blanks stand before the token.
    pub(super) fn near(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.gap <= Gap::Blank)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.is_word())
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.lexed.get(at).is_some_and(|token| token.is_number())
    }
}

/// Whether a spelling counts.
pub(super) fn is_exact(exact: &[Box<str>], printed: &str) -> bool {
    exact.is_empty() || exact.iter().any(|spelling| **spelling == *printed)
}
