//! 95 % intervals: cases are drawn again with replacement, a thousand times, and the middle 95 % of the figures kept.

use crate::score::{COUNTS, Counts};

const RESAMPLES: usize = 1000;
/// Of no meaning; fixed, so that two runs print the same.
const SEED: u64 = 0x5eed_a77e_57ed;

/// The interval of a figure over the cases. `None` for fewer than two cases.
pub fn interval(cases: &[&Counts], figure: impl Fn(&Counts) -> f64) -> Option<(f64, f64)> {
    if cases.len() < 2 {
        return None;
    }
    let mut state = SEED;
    let mut figures: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let mut sum = [0.0; COUNTS];
            for _ in cases {
                let case = cases[below(&mut state, cases.len())];
                for (total, count) in sum.iter_mut().zip(case) {
                    *total += count;
                }
            }
            figure(&sum)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    Some((figures[RESAMPLES * 25 / 1000], figures[RESAMPLES * 975 / 1000 - 1]))
}

/// SplitMix64, scaled down to a number below `n`.
fn below(state: &mut u64, n: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    ((u128::from(z) * n as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_cases_give_the_same_interval_around_the_figure() {
        let case = |hit: bool| {
            let mut counts = [0.0; COUNTS];
            (counts[0], counts[1]) = (f64::from(u8::from(hit)), 1.0);
            counts
        };
        let cases: Vec<Counts> = (0..100).map(|n| case(n % 4 != 0)).collect();
        let cases: Vec<&Counts> = cases.iter().collect();
        let share = |counts: &Counts| 100.0 * counts[0] / counts[1];
        let (low, high) = interval(&cases, share).unwrap();
        assert_eq!(interval(&cases, share), Some((low, high)));
        // 75 ± 1.96 × √(0.75 × 0.25 / 100)
        assert!((64.0..=69.0).contains(&low) && (81.0..=86.0).contains(&high), "{low} {high}");
        assert_eq!(interval(&cases[..1], share), None);
    }
}
