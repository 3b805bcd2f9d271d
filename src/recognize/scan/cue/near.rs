//! Look-ups in what stands in order, from where the last one ended.
//!
//! Owns: that neighbouring questions cost no search each. Never: knows what is looked up.

use std::cell::Cell;

/// So many steps are cheaper than a search of everything.
const STEPS: usize = 4;

/// Where the last look-up ended: the next one is mostly about the same place.
#[derive(Default)]
pub(super) struct Near(Cell<usize>);

impl Near {
    /// The index of the first item that is not `over`; those that are stand before all others.
    pub(super) fn first<T>(&self, items: &[T], over: impl Fn(&T) -> bool) -> usize {
        let mut at = self.0.get();
        for _ in 0..STEPS {
            if items.get(at).is_some_and(&over) {
                at += 1;
            } else if at.checked_sub(1).and_then(|at| items.get(at)).is_some_and(|item| !over(item))
            {
                at -= 1;
            } else {
                self.0.set(at);
                return at;
            }
        }
        let at = items.partition_point(over);
        self.0.set(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_from_every_other() {
        let items: Vec<usize> = (0..40).map(|at| at / 3 * 5).collect();
        for from in 0..70 {
            for to in 0..70 {
                let near = Near::default();
                near.first(&items, |item| *item <= from);
                let found = near.first(&items, |item| *item <= to);
                assert_eq!(found, items.partition_point(|item| *item <= to), "{from} {to}");
            }
        }
        assert_eq!(Near::default().first(&[] as &[usize], |_| true), 0);
    }
}
