//! What leads from one document to another, as changes that can be undone.
//!
//! Pure. Owns: the comparison record by record. Never: disk, matching by anything but ids.

use crate::model::{ArticleId, Change, Document, Edit, Selection, Transaction};
use std::collections::BTreeMap;

/// The changes that make `new` of `old`: those of the article, then claims, quantities, attributions, marks and
/// refusals; of a facts document agents, facts and the table of qualifiers; each by id.
#[must_use]
pub fn changes_between(old: &Document, new: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.meta() != new.meta() {
        let (before, after) = (Box::new(old.meta().clone()), Box::new(new.meta().clone()));
        changes.push(Change::Meta { before, after });
    }
    changes.extend(edits(old.claims(), new.claims()).map(|(_, edit)| Change::Claim(edit)));
    changes.extend(
        edits(old.quantities(), new.quantities()).map(|(_, edit)| Change::Quantity(Box::new(edit))),
    );
    changes.extend(
        edits(old.attributions(), new.attributions())
            .map(|(_, edit)| Change::Attribution(Box::new(edit))),
    );
    changes.extend(edits(old.marks(), new.marks()).map(|(_, edit)| Change::Mark(edit)));
    changes.extend(
        edits(old.refused(), new.refused())
            .map(|(id, edit)| Change::Refusal { id: id.clone(), edit }),
    );
    let (before, after) = (old.facts(), new.facts());
    let boxed = |edit| Change::Agent(Box::new(edit));
    changes.extend(edits(&before.agents, &after.agents).map(|(_, edit)| boxed(edit)));
    let boxed = |edit| Change::Fact(Box::new(edit));
    changes.extend(edits(&before.facts, &after.facts).map(|(_, edit)| boxed(edit)));
    if before.bounds != after.bounds {
        let (before, after) = (before.bounds.clone(), after.bounds.clone());
        changes.push(Change::Bounds { before, after });
    }
    changes
}

/// The transaction that says what someone changed in an article's file. Its edits may be empty.
#[must_use]
pub fn external_transaction(
    article: &ArticleId,
    old: &Document,
    new: &Document,
    at: String,
) -> Transaction {
    let edits = changes_between(old, new).into_iter().map(|change| (article.clone(), change));
    let selection = Selection {
        article: (!article.is_of_facts()).then(|| article.clone()),
        text: None,
        record: None,
    };
    Transaction {
        label: match article.is_of_facts() {
            true => "Changed outside: facts.ron".to_owned(),
            false => format!("Changed outside: {article}"),
        },
        at,
        edits: edits.collect(),
        selection_before: selection.clone(),
        selection_after: selection,
    }
}

fn edits<'a, I: Ord, T: Clone + PartialEq>(
    old: &'a BTreeMap<I, T>,
    new: &'a BTreeMap<I, T>,
) -> impl Iterator<Item = (&'a I, Edit<T>)> {
    let gone = old
        .iter()
        .filter(|(id, _)| !new.contains_key(id))
        .map(|(id, record)| (id, Edit::remove(record.clone())));
    let come = new.iter().filter_map(|(id, record)| match old.get(id) {
        None => Some((id, Edit::insert(record.clone()))),
        Some(before) if before != record => {
            Some((id, Edit::replace(before.clone(), record.clone())))
        }
        Some(_) => None,
    });
    gone.chain(come)
}
