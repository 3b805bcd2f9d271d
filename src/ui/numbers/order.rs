//! Which rows of the table are shown, and in which order: filter and stable sort, computed once a change.
//!
//! Pure but for reading the session. Never: draws, formats.

use crate::session::{NumberRow, Session};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A row of the table: the article's place in the list, the row's place in the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    article: u32,
    row: u32,
}

/// What is asked of the rows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// Words that some cell of the row must hold.
    pub filter: String,
    /// Words that the cell of a column must hold.
    pub columns: BTreeMap<usize, String>,
    /// By which column, and whether the largest come first.
    pub sort: Option<(usize, bool)>,
}

/// The rows shown, in order.
#[derive(Default)]
pub struct Order {
    places: Vec<Place>,
    total: usize,
    of: Option<(u64, Wanted)>,
    /// How many rows each article had: an edit in a cell changes none of them, and then the order stays under the eye.
    counts: Vec<u32>,
}

impl Order {
    /// Brings the order up to date; `anew` sorts again even where only contents changed.
    pub fn refresh(&mut self, session: &Session, wanted: &Wanted, anew: bool) {
        let revision = session.revision_of_all();
        if let Some((of, same)) = &mut self.of
            && same == wanted
            && !anew
        {
            if *of == revision {
                return;
            }
            *of = revision;
            let counts = session.rows().iter().map(|row| session.number_rows(&row.id).len());
            if counts.eq(self.counts.iter().map(|count| *count as usize)) {
                return;
            }
        }
        self.of = Some((revision, wanted.clone()));
        self.compute(session, wanted);
    }

    fn compute(&mut self, session: &Session, wanted: &Wanted) {
        self.places.clear();
        self.counts.clear();
        self.total = 0;
        let filter = wanted.filter.to_lowercase();
        let columns: Vec<_> = wanted
            .columns
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(column, words)| (*column, words.to_lowercase()))
            .collect();
        for (article, row) in (0_u32..).zip(session.rows()) {
            let rows = session.number_rows(&row.id);
            self.counts.push(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            self.total += rows.len();
            for (at, row) in (0_u32..).zip(rows) {
                if fits(row, &filter, &columns) {
                    self.places.push(Place { article, row: at });
                }
            }
        }
        if let Some((column, descending)) = wanted.sort {
            let mut keyed: Vec<(Key, Place)> = self
                .places
                .iter()
                .map(|place| (key(cell_at(session, *place, column)), *place))
                .collect();
            keyed.sort_by(|a, b| a.0.compare(&b.0, descending));
            self.places = keyed.into_iter().map(|(_, place)| place).collect();
        }
    }

    /// How many rows are shown.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// How many rows there are without a filter.
    pub const fn total(&self) -> usize {
        self.total
    }

    /// A shown row.
    pub fn row<'s>(&self, session: &'s Session, at: usize) -> Option<&'s NumberRow> {
        row_at(session, *self.places.get(at)?)
    }
}

fn row_at(session: &Session, place: Place) -> Option<&NumberRow> {
    let row = session.rows().get(place.article as usize)?;
    session.number_rows(&row.id).get(place.row as usize)
}

fn cell_at(session: &Session, place: Place, column: usize) -> &str {
    row_at(session, place).and_then(|row| row.cells.get(column)).map_or("", String::as_str)
}

fn fits(row: &NumberRow, filter: &str, columns: &[(usize, String)]) -> bool {
    let all = filter.is_empty() || row.cells.iter().any(|cell| holds(cell, filter));
    all && columns
        .iter()
        .all(|(column, words)| row.cells.get(*column).is_some_and(|cell| holds(cell, words)))
}

/// Whether a text holds words given in lower case, whatever its own case.
fn holds(text: &str, lower: &str) -> bool {
    if !text.is_ascii() || !lower.is_ascii() {
        return text.to_lowercase().contains(lower);
    }
    let (text, lower) = (text.as_bytes(), lower.as_bytes());
    let Some(first) = lower.first() else { return true };
    let upper = first.to_ascii_uppercase();
    memchr::memchr2_iter(*first, upper, text).any(|at| {
        text.get(at..at + lower.len()).is_some_and(|found| found.eq_ignore_ascii_case(lower))
    })
}

/// What a cell is sorted by: numbers first, by size; then texts; empty cells last in either direction.
#[derive(PartialEq, Debug)]
enum Key {
    Number(f64),
    Text(String),
    Empty,
}

/// Only for sorting: values are kept as exact decimal text.
fn key(cell: &str) -> Key {
    let cell = cell.trim().trim_start_matches('\'');
    if cell.is_empty() {
        return Key::Empty;
    }
    match cell.parse::<f64>() {
        Ok(number) if number.is_finite() => Key::Number(number),
        _ => Key::Text(cell.to_lowercase()),
    }
}

impl Key {
    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Empty, Self::Empty) => return Ordering::Equal,
            (Self::Empty, _) => return Ordering::Greater,
            (_, Self::Empty) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
        };
        if descending { order.reverse() } else { order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut cells: Vec<&str>, descending: bool) -> Vec<&str> {
        cells.sort_by(|a, b| key(a).compare(&key(b), descending));
        cells
    }

    #[test]
    fn numbers_sort_by_size_and_empty_cells_stay_last() {
        let cells = vec!["", "13000", "dozens", "1050", "-3", "2900.5"];
        assert_eq!(sorted(cells.clone(), false), ["-3", "1050", "2900.5", "13000", "dozens", ""]);
        assert_eq!(sorted(cells, true), ["dozens", "13000", "2900.5", "1050", "-3", ""]);
    }

    #[test]
    fn equal_cells_keep_their_order() {
        let mut cells = [("b", 1), ("a", 2), ("b", 3), ("a", 4)];
        cells.sort_by(|a, b| key(a.0).compare(&key(b.0), true));
        assert_eq!(cells.map(|(_, at)| at), [1, 3, 2, 4]);
    }

    #[test]
    fn a_filter_minds_no_case_in_any_script() {
        assert!(holds("More Than 13,000", "than 13"));
        assert!(holds("БЕЖЕНЦЫ", "бежен"));
        assert!(!holds("13,000", "13000"));
        assert!(holds("anything", ""));
    }
}
