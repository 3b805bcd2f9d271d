//! Approximate search for short patterns, in edits (insert, delete, replace one char).
//!
//! Owns: Myers' bit-parallel algorithm in blocks (G. Myers, JACM 46(3), 1999; H. Hyyrö, 2003) and the
//! alignment of one match. Pure. Never: decides what a match means.

use std::collections::HashMap;

/// One column of the edit matrix of a pattern, 64 rows a word, moved along a text.
struct Column {
    /// For each distinct char of the pattern: its rows. Row 0 of `peq` belongs to chars not in the pattern.
    peq: Vec<u64>,
    ascii: [u16; 128],
    others: HashMap<char, u16>,
    /// Vertical differences +1 and −1, by row.
    plus: Vec<u64>,
    minus: Vec<u64>,
    /// The bit of the pattern's last row.
    last: u64,
    /// Edits of the whole pattern against the text so far.
    errors: usize,
}

impl Column {
    fn new(pattern: &[char]) -> Self {
        let blocks = pattern.len().div_ceil(64).max(1);
        let mut column = Self {
            peq: vec![0; blocks],
            ascii: [0; 128],
            others: HashMap::new(),
            plus: vec![u64::MAX; blocks],
            minus: vec![0; blocks],
            last: 1 << ((pattern.len().max(1) - 1) % 64),
            errors: pattern.len(),
        };
        for (row, &c) in pattern.iter().enumerate() {
            let mut code = usize::from(column.code(c));
            if code == 0 {
                code = column.peq.len() / blocks;
                // Patterns are bounded far below this; a char without a code never matches.
                let Ok(short) = u16::try_from(code) else { continue };
                column.peq.resize((code + 1) * blocks, 0);
                match column.ascii.get_mut(c as usize) {
                    Some(slot) => *slot = short,
                    None => {
                        column.others.insert(c, short);
                    }
                }
            }
            column.peq[code * blocks + row / 64] |= 1 << (row % 64);
        }
        column
    }

    fn code(&self, c: char) -> u16 {
        match self.ascii.get(c as usize) {
            Some(code) => *code,
            None => self.others.get(&c).copied().unwrap_or(0),
        }
    }

    /// Takes one more char of the text. `top` is the difference along row 0: 0 where a match may start
    /// anywhere, 1 where it must start at the text's start.
    fn step(&mut self, c: char, top: i32) {
        let blocks = self.plus.len();
        let rows = usize::from(self.code(c)) * blocks;
        let mut carry = top;
        for block in 0..blocks {
            let (plus, minus) = (self.plus[block], self.minus[block]);
            let mut eq = self.peq[rows + block];
            let xv = eq | minus;
            eq |= u64::from(carry < 0);
            let xh = ((eq & plus).wrapping_add(plus) ^ plus) | eq;
            let mut ph = minus | !(xh | plus);
            let mut mh = plus & xh;
            let high = if block + 1 == blocks { self.last } else { 1 << 63 };
            let out = i32::from(ph & high != 0) - i32::from(mh & high != 0);
            ph = (ph << 1) | u64::from(carry > 0);
            mh = (mh << 1) | u64::from(carry < 0);
            self.plus[block] = mh | !(xv | ph);
            self.minus[block] = ph & xv;
            carry = out;
        }
        match carry {
            1.. => self.errors += 1,
            0 => {}
            _ => self.errors = self.errors.saturating_sub(1),
        }
    }
}

/// The best end of a match: with fewest edits, then nearest to where it is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct End {
    /// Edits.
    pub(super) errors: usize,
    /// The byte behind the match.
    pub(super) byte: usize,
}

/// Finds where the pattern ends in the text with at most so many edits.
pub(super) fn search(pattern: &[char], text: &str, most: usize, expected: usize) -> Option<End> {
    let mut column = Column::new(pattern);
    let mut best: Option<End> = None;
    for (at, c) in text.char_indices() {
        column.step(c, 0);
        if column.errors > most {
            continue;
        }
        let end = End { errors: column.errors, byte: at + c.len_utf8() };
        let rank = |end: &End| (end.errors, end.byte.abs_diff(expected));
        if best.as_ref().is_none_or(|best| rank(&end) < rank(best)) {
            best = Some(end);
        }
    }
    best
}

/// Edits that make one text of the other.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    if a.is_empty() {
        return b.len();
    }
    let mut column = Column::new(a);
    for &c in b {
        column.step(c, 1);
    }
    column.errors
}

/// Aligns the whole pattern with the end of a text (which may hold more before it), and says where the
/// pattern's part `from..to` comes to stand, in chars of the text: what was put in at its edges is left out.
pub(super) fn align(
    pattern: &[char],
    text: &[char],
    from: usize,
    to: usize,
) -> Option<(usize, usize)> {
    let width = text.len() + 1;
    let mut edits = vec![0u32; (pattern.len() + 1) * width];
    for row in 1..=pattern.len() {
        edits[row * width] = u32::try_from(row).ok()?;
        for column in 1..width {
            let other = u32::from(pattern[row - 1] != text[column - 1]);
            let diagonal = edits[(row - 1) * width + column - 1] + other;
            let up = edits[(row - 1) * width + column] + 1;
            let left = edits[row * width + column - 1] + 1;
            edits[row * width + column] = diagonal.min(up).min(left);
        }
    }
    let (mut row, mut column) = (pattern.len(), text.len());
    let (mut start, mut end) = (None, None);
    loop {
        if row == to {
            end = Some(column);
        }
        if row == from && start.is_none() {
            start = Some(column);
        }
        if row == 0 {
            break;
        }
        let here = edits[row * width + column];
        let other = column > 0 && pattern[row - 1] != text[column - 1];
        if column > 0 && here == edits[(row - 1) * width + column - 1] + u32::from(other) {
            row -= 1;
            column -= 1;
        } else if here == edits[(row - 1) * width + column] + 1 {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    let (start, end) = (start?, end?);
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The textbook's matrix.
    fn plain_distance(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let other = diagonal + usize::from(x != y);
                diagonal = row[j + 1];
                row[j + 1] = other.min(row[j] + 1).min(diagonal + 1);
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn distance_is_the_textbooks(a in "[abé🙂]{0,200}", b in "[abé🙂]{0,200}") {
            prop_assert_eq!(distance(&chars(&a), &chars(&b)), plain_distance(&chars(&a), &chars(&b)));
        }

        #[test]
        fn the_best_end_has_the_fewest_edits(a in "[abc]{1,80}", b in "[abc]{0,24}") {
            let (pattern, text) = (chars(&a), chars(&b));
            let fewest = (0..=text.len())
                .flat_map(|end| (0..=end).map(move |start| (start, end)))
                .filter(|(_, end)| *end > 0)
                .map(|(start, end)| plain_distance(&pattern, &text[start..end]))
                .min();
            let found = search(&pattern, &b, a.len(), 0);
            prop_assert_eq!(found.map(|end| end.errors), fewest);
        }
    }

    #[test]
    fn a_part_of_the_pattern_is_found_where_it_stands() {
        let align_part = |pattern: &str, text: &str, part: &str| {
            let from = pattern.find(part).map(|at| pattern.split_at(at).0.chars().count());
            let from = from.unwrap_or_else(|| panic!("{part} is not in {pattern}"));
            let (text, to) = (chars(text), from + part.chars().count());
            align(&chars(pattern), &text, from, to)
                .map(|(start, end)| text[start..end].iter().collect::<String>())
        };
        let found = align_part("than 2,900 people", "and more than 3,100 people", "2,900");
        assert_eq!(found.as_deref(), Some("3,100"));
        let found = align_part("than 2,900 people", "more than about 2,900 people", "2,900");
        assert_eq!(found.as_deref(), Some("2,900"));
        let found = align_part("than 2,900 people", "more than people", "2,900");
        assert_eq!(found.as_deref(), Some(""));
    }
}
