//! What a language's table lacks.
//!
//! Owns: the comparison with the English table, which says the most. Never: changes a table.

use super::files::files;
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// What a language's table says less than the English one, by section: `number.link`: `between`, `or`. Sections of numbers
/// and units are named where they are empty only: how many words they hold is the language's matter.
///
/// # Errors
/// The lines of it that say nothing understood, or that there is no such table.
pub fn table_gaps(language: &str) -> Result<Vec<(String, Vec<String>)>, Vec<String>> {
    let file = |tag: &str| files().find(|(name, _)| *name == tag);
    let Some((tag, text)) = file(language) else {
        return Err(vec![format!("there is no src/lexicon/tables/{language}.txt")]);
    };
    let (_, wrong) = Table::parse(tag, text);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let own = meanings(text);
    let english = file("en").map(|(_, text)| meanings(text)).unwrap_or_default();
    let gaps = english.into_iter().filter_map(|(section, meanings)| {
        let there = own.get(section);
        // Numbers, stems and endings are the language's own.
        let own_terms = ["form.stemmer", "form.base", "form.plural"].contains(&section);
        let number = |meaning: &&str| meaning.starts_with(|c: char| c.is_ascii_digit());
        let named = !own_terms && !meanings.iter().any(number);
        let missing: Vec<String> = match there {
            None => vec!["all of it".to_owned()],
            Some(there) if named => {
                meanings.difference(there).map(|name| (*name).to_owned()).collect()
            }
            Some(_) => Vec::new(),
        };
        (!missing.is_empty()).then(|| (section.to_owned(), missing))
    });
    Ok(gaps.collect())
}

/// The first word of each meaning, by section.
fn meanings(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut section = "";
    for line in file.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let (false, Some((meaning, _))) = (line.starts_with('#'), line.split_once('|')) {
            let first = meaning.split_whitespace().next().unwrap_or_default();
            found.entry(section).or_default().insert(first);
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::files::languages;
    use super::*;

    #[test]
    fn what_a_table_lacks_is_named() {
        assert_eq!(table_gaps("en"), Ok(Vec::new()));
        assert!(table_gaps("xx").unwrap_err()[0].contains("xx.txt"));
        for language in languages() {
            assert!(table_gaps(language).is_ok(), "{language}");
        }
        let two = meanings("[a.b]\n# c | no\nto | x\n[c.d]\n1 | y\n2a b | z\n");
        assert_eq!(two["a.b"].iter().collect::<Vec<_>>(), [&"to"]);
        assert_eq!(two["c.d"].len(), 2);
    }
}
