//! Which figures of a large fact can be compared at all, by classes that say the same of what they count.
//!
//! Owns: classes, and what hangs together. A figure that a denial alone can be compared with may be taken for one that can
//! be compared with none. Never: looks at values or times.

use super::Sweep;
use crate::compare::figure::Figure;
use crate::compare::time::Stretch;
use crate::compare::words::Noun;
use crate::model::{Comparable, Each, Measure, Modality, PlaceRole, Precision};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All that question 1 looks at, but for links.
#[derive(PartialEq, Eq, Hash)]
struct Class {
    /// Pure denials stand apart: they are comparable with what they deny alone.
    asserts: bool,
    join: Option<Join>,
    dimension: String,
    noun: Option<Noun>,
    rest: Option<Rest>,
}

/// A join without its words.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Join {
    Yes,
    Component,
    No,
}

/// What joins marked as comparable overrule.
type Rest = (
    Option<Each>,
    Option<BTreeSet<String>>,
    Modality,
    Measure,
    Vec<(PlaceRole, String)>,
    Option<(Stretch, Precision)>,
);

impl Sweep<'_> {
    /// What hangs together, and the figures that can be compared with another one that is no denial.
    pub(super) fn groups(&self) -> (Vec<Vec<usize>>, BTreeSet<usize>) {
        let mut classes: HashMap<Class, Vec<usize>> = HashMap::new();
        for (at, figure) in self.figures.iter().enumerate() {
            classes.entry(self.class(figure)).or_default().push(at);
        }
        let mut classes: Vec<Vec<usize>> = classes.into_values().collect();
        classes.sort();
        let mut group: Vec<usize> = (0..classes.len()).collect();
        let mut comparable = vec![false; classes.len()];
        for (i, a) in classes.iter().enumerate() {
            comparable[i] = self.says(a) && !self.apart(a, a);
        }
        for (i, a) in classes.iter().enumerate() {
            for (j, b) in classes.iter().enumerate().skip(i + 1) {
                if !self.apart(a, b) {
                    let says = self.says(a) && self.says(b);
                    comparable[i] |= says;
                    comparable[j] |= says;
                    let (from, to) = (group[i], group[j]);
                    group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
                }
            }
        }
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut able = BTreeSet::new();
        for (at, class) in classes.into_iter().enumerate() {
            if comparable[at] {
                able.extend(&class);
            }
            found.entry(group[at]).or_default().extend(class);
        }
        (found.into_values().filter(|group| group.len() > 1).collect(), able)
    }

    /// Whether the figures of a class are said by somebody.
    fn says(&self, class: &[usize]) -> bool {
        class.first().and_then(|at| self.figures.get(*at)).is_some_and(|figure| figure.asserts)
    }

    /// Whether no figure of one class can be compared with one of the other. Links keep pairs apart, not classes:
    /// three of each are looked at.
    fn apart(&self, a: &[usize], b: &[usize]) -> bool {
        a.iter().take(3).all(|a| {
            b.iter().rev().take(3).all(|b| {
                self.comparisons.set(self.comparisons.get() + 1);
                let pair = self.figures.get(*a).zip(self.figures.get(*b));
                a == b || pair.is_none_or(|(a, b)| self.question.difference(a, b).is_some())
            })
        })
    }

    fn class(&self, figure: &Figure) -> Class {
        let join = figure.member.join(&self.question.fact.id).map(|join| match join {
            Comparable::Yes => Join::Yes,
            Comparable::Component => Join::Component,
            Comparable::No(_) => Join::No,
        });
        let rest = (join != Some(Join::Yes)).then(|| {
            let m = &figure.member;
            let (each, who) = (figure.each.clone(), figure.who.clone());
            (each, who, m.modality, m.measure, figure.places.clone(), figure.period)
        });
        let dimension = figure.scale.dimension.to_string();
        Class { asserts: figure.asserts, join, dimension, noun: figure.noun.clone(), rest }
    }
}
